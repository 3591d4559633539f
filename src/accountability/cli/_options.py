"""What several commands take: the register, the day, whose rules apply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from accountability.exceptions import UnknownRecordError, did_you_mean

if TYPE_CHECKING:
    from accountability.deadlines import Calendar
    from accountability.jurisdictions import Jurisdiction
    from accountability.model import Record, Register

F = TypeVar("F", bound=Callable[..., Any])


if TYPE_CHECKING:
    _DayType = click.ParamType[dt.date]
    _NumberType = click.ParamType[int]
else:  # not generic before click 8.3
    _DayType = _NumberType = click.ParamType


class DayType(_DayType):
    """A day as ``YYYY-MM-DD``; a file or a script must mean the same everywhere."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day, or say what a day looks like."""
        if isinstance(value, dt.date):
            return value
        try:
            if len(str(value)) != len("YYYY-MM-DD"):
                raise ValueError  # noqa: TRY301  one answer for every kind of wrong
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2027-03-31", param, ctx)


class DaysType(_NumberType):
    """A number of days from today on."""

    name = "DAYS"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number, or say what is wanted."""
        words = str(value)
        if not words.isascii() or not words.isdigit() or len(words) > 5:
            self.fail(f"{value!r} is not a number of days; write it as 60", param, ctx)
        return int(words)


DAY = DayType()
DAYS = DaysType()


def today() -> dt.date:
    """Return today: the only place in the library that asks the clock."""
    return dt.date.today()


def register_argument(function: F) -> F:
    """Take the register's file."""
    return click.argument("register", metavar="REGISTER.json", type=click.Path(path_type=str))(
        function
    )


def as_of_option(function: F) -> F:
    """Take the day that verdicts are made for."""
    return click.option(
        "--as-of", type=DAY, default=None, help="Day to judge by; without it, today."
    )(function)


def rules_options(function: F) -> F:
    """Take whose rules apply and who knows the working days."""
    function = click.option(
        "--calendar",
        metavar="NAME|none",
        default=None,
        help="Working days to count by, such as NZ or GB-ENG; 'none' counts none.",
    )(function)
    return click.option(
        "--jurisdiction",
        metavar="NAME|FILE.toml",
        default=None,
        help="Whose deadlines and terms apply; without it, the register's own.",
    )(function)


def output_options(function: F) -> F:
    """Take where to write, and leave to overwrite."""
    function = click.option("--force", is_flag=True, help="Overwrite the output if it exists.")(
        function
    )
    return click.option(
        "--output",
        metavar="FILE",
        required=True,
        type=click.Path(path_type=str),
        help="File to write.",
    )(function)


def find_jurisdiction(name: str | None) -> Jurisdiction | None:
    """Load the jurisdiction that was named, if one was."""
    if name is None:
        return None
    from accountability.jurisdictions import load_jurisdiction

    return load_jurisdiction(name)


def find_calendar(
    name: str | None, register: Register, jurisdiction: Jurisdiction | None
) -> Calendar | None:
    """Load the calendar that was named, else the jurisdiction's own where it can be had."""
    if name == "none":
        return None
    from accountability.calendars import working_days
    from accountability.deadlines import Unit
    from accountability.exceptions import MissingExtraError
    from accountability.jurisdictions import jurisdiction_of

    if name is not None:
        return working_days(name)
    rules = jurisdiction_of(register, None, jurisdiction)
    if not rules.calendar or all(rule.unit is not Unit.WORKING_DAYS for rule in rules.deadlines):
        return None
    try:
        return working_days(rules.calendar)
    except MissingExtraError:
        return None


_NAMED = 12
"""How many organisations are named where none is near."""


def find_organisations(register: Register, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of organisations given by id or by name; unknown ones are named."""
    from accountability.text import fold

    by_name: dict[str, str] = {}
    for organisation in register.organisations:
        for name in (organisation.id, organisation.name, *organisation.other_names):
            by_name.setdefault(fold(name), organisation.id)
    mentioned = {
        responder
        for item in register.items
        for responder in (*item.addressed_to, *register.responders_of(item.id))
    }
    found = []
    for name in names:
        known = by_name.get(fold(name)) or (name if name in mentioned else None)
        if known is None:
            known_names = [one for body in register.organisations for one in (body.name, body.id)]
            near = did_you_mean(name, known_names)
            if not near and known_names:
                among = "are" if len(known_names) <= 2 * _NAMED else "are, among others"
                ids = (body.id for body in register.organisations[:_NAMED])
                near = f"; there {among}: {', '.join(ids)}"
            message = f"the register has no organisation {name!r}{near}"
            raise click.UsageError(message)
        found.append(known)
    return tuple(found)


def find_documents(register: Register, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Check that each id is a document of the register."""
    known = {document.id for document in register.documents}
    for wanted in ids:
        if wanted not in known:
            raise unknown_record(register, wanted, register.documents, "documents")
    return ids


def unknown_record(
    register: Register, wanted: str, records: Sequence[Record], noun: str
) -> UnknownRecordError:
    """
    Make the error for an id that is not held; it names the nearest that is.

    Args:
        register: Where it was looked for.

        wanted: The id asked for; the number of an item, or the end of an id, is understood.

        records: What could have been meant.

        noun: What they are, in the plural.
    """
    ids = [record.id for record in records]
    near = did_you_mean(wanted, ids)
    if not near:
        meant = next(
            (
                record.id
                for record in records
                if wanted in {getattr(record, "label", ""), record.id.rpartition("/")[2]}
            ),
            "",
        )
        if meant:
            near = f'; did you mean "{meant}"?'
        elif ids:
            near = f"; its {noun} are: {', '.join(ids[:3])}{' …' if len(ids) > 3 else ''}"
        else:
            near = f"; it has no {noun}"
    return UnknownRecordError(wanted, register.id, near)
