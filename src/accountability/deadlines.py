"""
Deadlines imposed on a responder: rules as data with citations, and the arithmetic shown.

Parliaments, inquiries and safety boards give whoever must answer so many months, weeks or working
days, counted from publication, tabling or receipt; which, and since when, differs from body to body
and changes. A `DeadlineRule` says all of that and where it was read; `response_deadline` does the
counting and says how, so that a reader can follow it. The rules themselves are files of
`accountability.jurisdictions`, which also picks those that apply to a document (`deadline_of`).

A promise of the responder is no deadline: see `accountability.model.Commitment`.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
from enum import StrEnum
from functools import lru_cache
from typing import Protocol, assert_never

from attrs import field, frozen

from accountability.dates import show_day
from accountability.exceptions import CalendarRequiredError, InvalidDateError
from accountability.model import DocumentKind, EventKind, Organisation, OrganisationKind, Register
from accountability.text import fold

__all__ = [
    "ANYBODY",
    "Anchor",
    "Bodies",
    "Calendar",
    "Citation",
    "Confidence",
    "Deadline",
    "DeadlineRule",
    "Duty",
    "Recess",
    "Unit",
    "response_deadline",
]


class Calendar(Protocol):
    """
    Which days are working days somewhere.

    Any object with these two members will do; `accountability.calendars` makes them from the
    `holidays` package.
    """

    @property
    def name(self) -> str:
        """What a person calls the calendar, e.g. "NZ"; shown in the steps of a deadline."""
        ...

    def is_working_day(self, day: dt.date, /) -> bool:
        """Tell whether *day* is a working day."""
        ...


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    """Days of the calendar, weekends and holidays included."""

    WORKING_DAYS = "working-days"
    """Working days; counting them needs a `Calendar`."""

    WEEKS = "weeks"
    """Seven days each."""

    MONTHS = "months"
    """Calendar months; a day that the last month does not have becomes its last day."""

    YEARS = "years"
    """Twelve calendar months each."""

    EVENT = "event"
    """Nothing is counted: the period ends with an event, which the rule names in words."""


class Anchor(StrEnum):
    """The day that a period is counted from; those that are events have the value of their `EventKind`."""

    PUBLISHED = "published"
    """The document was published."""

    RECEIVED = "received"
    """The document reached whoever must answer it."""

    LAID = "laid"
    """Laid before a legislature."""

    TABLED = "tabled"
    """Tabled in a legislature."""

    PRESENTED = "presented"
    """Presented to a legislature."""

    REQUESTED = "requested"
    """A response was asked for."""

    ACCEPTED = "accepted"
    """A responder accepted an item of it, for the first time."""


class Duty(StrEnum):
    """What is due."""

    RESPONSE = "response"
    """An answer to the document; the only duty by which an answer is late."""

    STATEMENT = "statement"
    """A statement on what was accepted and is not done."""

    LISTING = "listing"
    """A place in a published list of what is not done."""


class Recess(StrEnum):
    """What becomes of a last day on which the legislature does not sit."""

    IGNORED = "ignored"
    """It stays."""

    BEFORE_RETURN = "before-return"
    """It moves to the last day before the legislature sits again."""

    ON_RETURN = "on-return"
    """It moves to the day on which the legislature sits again."""


class Confidence(StrEnum):
    """How well a fact about the world is known; strongest first."""

    READ = "read"
    """Read in the text of the primary document."""

    CITED = "cited"
    """Read on the page that is cited, which may itself report the rule."""

    CODE = "code"
    """Read in the data or source code of a public project."""

    BACKGROUND = "background"
    """Generally held and not confirmed; shown, and never used for a verdict on time."""


@frozen(kw_only=True)
class Citation:
    """
    Where a fact was read.

    Attributes:
        title: What a person calls the paper or page.

        url: Its address; empty for a paper without one.

        checked: Day on which it was last looked at.

        confidence: How well it supports the fact.
    """

    title: str
    url: str = ""
    checked: dt.date | None = None
    confidence: Confidence = Confidence.CITED


@frozen(kw_only=True)
class Bodies:
    """
    Which organisations a fact is about; without any condition, all.

    Attributes:
        kinds: Classes of bodies; empty for any.

        kind_words: Words that stand for the class where a body's kind is not known
            (`OrganisationKind.OTHER`), e.g. "committee".

        names: Phrases, one of which must occur in a name of the body, or of a body that it is part
            of, as whole words; empty for any.

        except_names: Phrases that must not occur there.
    """

    kinds: tuple[OrganisationKind, ...] = ()
    kind_words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    except_names: tuple[str, ...] = ()

    def include(self, register: Register, organisation_id: str) -> bool:
        """Tell whether the organisation of that id is meant; one not held is meant only by "all"."""
        if self == ANYBODY:
            return True
        body = register.find(Organisation, organisation_id)
        if body is None:
            return False
        names = _names_of(register, body)
        if _any_phrase(self.except_names, names) or (
            self.names and not _any_phrase(self.names, names)
        ):
            return False
        if not self.kinds or body.kind in self.kinds:
            return True
        return body.kind is OrganisationKind.OTHER and _any_phrase(self.kind_words, names[:1])


ANYBODY = Bodies()
"""All organisations, held or not."""


def _names_of(register: Register, body: Organisation) -> tuple[str, ...]:
    """Return the folded names of *body* (one string with a bar between them), then of its wholes."""
    found: list[str] = []
    seen: set[str] = set()
    current: Organisation | None = body
    while current is not None and current.id not in seen:
        seen.add(current.id)
        found.append(_words(" | ".join((current.name, *current.other_names))))
        current = register.find(Organisation, current.part_of)
    return tuple(found)


@lru_cache(maxsize=1_000)
def _words(text: str) -> str:
    """Level *text* to words with a space on either side, so that whole words can be looked for."""
    kept = (c if c.isalnum() or c == "|" else " " for c in fold(text).replace("'", ""))
    return f" {' '.join(''.join(kept).split())} "


def _any_phrase(phrases: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return any(_words(phrase) in name for phrase in phrases for name in names)


def _positive(_instance: object, _attribute: object, value: int) -> None:
    if value < 1:
        message = f"a deadline is at least one day, week, month or year away, not {value}"
        raise ValueError(message)


@frozen(kw_only=True)
class DeadlineRule:
    """
    By when a kind of document must be answered, and where that is laid down.

    Attributes:
        name: Short and unique within the jurisdiction, e.g. "uk-commons".

        jurisdiction: Name of the jurisdiction.

        body: Whose documents, in words.

        duty: What is due.

        quantity: How many units.

        unit: What is counted.

        until: The event that ends the period, where nothing is counted (`Unit.EVENT`).

        event: Day that the period is counted from.

        instead: Days to count from where that day is not recorded, in order; empty: then there is no
            deadline, because nobody can say when it is.

        first_day_counts: Whether that day is itself the first of the period.

        documents: Kinds of documents.

        titles: Phrases, one of which must occur in the document's title as whole words; empty for any.

        except_titles: Phrases that must not occur there.

        made_by: Whose documents.

        applies_to: Who must answer; some boards give companies longer than public bodies.

        only_if: Event without which there is nothing to answer, e.g. a request.

        lapses_on: Event that ends the duty to answer, e.g. dissolution.

        recess: What becomes of a last day in an adjournment, if one is recorded with its last day.

        extended_by: Who may give more time, in words; an event "extended" records that it was given.

        calendar: Name of the calendar that says which days are working days.

        valid_from: First day counted from to which the rule applies; None: no limit is known.

        valid_until: Last such day; None: it is in force.

        historic: Whether it is no longer in force, where the day on which it ended is not known; such
            a rule is listed and never applied.

        authority: What lays it down, e.g. "Standing Order 109".

        source: Address, or name of the paper, where the rule was read.

        words: The few words that give the period, as printed.

        confidence: How well it is known.

        checked: Day on which the source was last looked at.

        note: What a person should know who relies on it.

    Raises:
        ValueError: *quantity* is below one.
    """

    name: str
    jurisdiction: str = ""
    body: str = ""
    duty: Duty = Duty.RESPONSE
    quantity: int = field(validator=_positive)
    unit: Unit
    until: str = ""
    event: Anchor = Anchor.PUBLISHED
    instead: tuple[Anchor, ...] = ()
    first_day_counts: bool = False
    documents: tuple[DocumentKind, ...] = (DocumentKind.REPORT,)
    titles: tuple[str, ...] = ()
    except_titles: tuple[str, ...] = ()
    made_by: Bodies = ANYBODY
    applies_to: Bodies = ANYBODY
    only_if: EventKind | None = None
    lapses_on: EventKind | None = None
    recess: Recess = Recess.IGNORED
    extended_by: str = ""
    calendar: str = ""
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    historic: bool = False
    authority: str = ""
    source: str = ""
    words: str = ""
    confidence: Confidence = Confidence.CITED
    checked: dt.date | None = None
    note: str = ""

    @property
    def period(self) -> str:
        """The period in words: "two months", "60 working days", "until the next Budget"."""
        if self.unit is Unit.EVENT:
            return f"until {self.until or 'an event'}"
        number = _NUMBERS.get(self.quantity, str(self.quantity))
        unit = self.unit.replace("-", " ")
        return f"{number} {unit if self.quantity != 1 else unit.removesuffix('s')}"

    @property
    def unconfirmed(self) -> bool:
        """Whether it is only background knowledge, which is said wherever it is shown."""
        return self.confidence is Confidence.BACKGROUND

    def concerns(self, title: str) -> bool:
        """Tell whether the rule is about a document of that title."""
        words = (_words(title),)
        return not _any_phrase(self.except_titles, words) and (
            not self.titles or _any_phrase(self.titles, words)
        )

    def applies_on(self, day: dt.date) -> bool:
        """Tell whether the rule was in force for a period counted from *day*."""
        if self.historic:
            return False
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


_NUMBERS = dict(
    enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
)


@frozen(kw_only=True)
class Deadline:
    """
    The last day on which a response is in time.

    Attributes:
        rule: The rule it follows from.

        day: The last day, inclusive.

        steps: How it was worked out, in order; the last step is the day itself.

        others: Deadlines by other rules that apply to the same document, later or on the same day.

        unconfirmed: Whether the day rests on a rule that nobody has confirmed; the steps and the text
            say so, and no verdict rests on it.
    """

    rule: DeadlineRule
    day: dt.date
    steps: tuple[str, ...]
    others: tuple[Deadline, ...] = ()
    unconfirmed: bool = False

    def __str__(self) -> str:
        unsure = ", unconfirmed" if self.unconfirmed else ""
        return f"{show_day(self.day)}{unsure} ({'; '.join(self.steps[:-1])})"

    def days_late(self, received: dt.date) -> int:
        """Return by how many days something *received* on a day is late; 0 if it is in time."""
        return max(0, (received - self.day).days)

    def steps_to(self, received: dt.date) -> tuple[str, ...]:
        """Return the steps, and what they mean for something *received* on a day: "4 days late"."""
        late = self.days_late(received)
        verdict = f"{late} {'day' if late == 1 else 'days'} late" if late else "in time"
        return (*self.steps, f"received on {show_day(received)}: {verdict}")


def response_deadline(
    published: dt.date, rule: DeadlineRule, *, calendar: Calendar | None = None
) -> Deadline:
    """
    Work out the last day on which a response is in time.

    Args:
        published: Day to count from, mostly that of publication; not itself counted, unless the rule
            says so.

        rule: Period and unit to apply, e.g. two months or 60 working days.

        calendar: Working days; needed only if *rule* counts them.

    Returns:
        The last day (inclusive; it may be a weekend) and the steps that led to it, in order.

    Raises:
        CalendarRequiredError: *rule* counts working days and no *calendar* was given.
        InvalidDateError: the day lies after the year 9999, *calendar* knows too few working days, or
            *rule* ends with an event, whose day nobody can count.

    Source:
        The rule's own citation; month ends are clipped (31 December plus two months is the last day
        of February).
    """
    counted = "the day itself counted" if rule.first_day_counts else "the day itself not counted"
    steps = [f"{rule.period} from {show_day(published)} ({counted})"]
    try:
        match rule.unit:
            case Unit.DAYS:
                day = _after_days(published, rule.quantity, rule)
            case Unit.WEEKS:
                day = _after_days(published, 7 * rule.quantity, rule)
            case Unit.MONTHS:
                day = _after_months(published, rule.quantity, rule, steps)
            case Unit.YEARS:
                day = _after_months(published, 12 * rule.quantity, rule, steps)
            case Unit.WORKING_DAYS:
                day = _after_working_days(published, rule, calendar, steps)
            case Unit.EVENT:
                raise InvalidDateError(rule.period, "it ends with an event, which is not counted")
            case _:
                assert_never(rule.unit)
    except OverflowError:
        raise InvalidDateError(
            rule.period, f"counted from {show_day(published)} it lies after the year 9999"
        ) from None
    if rule.unconfirmed:
        steps.append(UNCONFIRMED)
    return Deadline(rule=rule, day=day, steps=(*steps, show_day(day)), unconfirmed=rule.unconfirmed)


UNCONFIRMED = "unconfirmed: the rule is generally held and was not found in any document"
"""The step that is shown with every day that rests on background knowledge."""

_ONE = dt.timedelta(days=1)


def _after_days(start: dt.date, count: int, rule: DeadlineRule) -> dt.date:
    return start + dt.timedelta(days=count - int(rule.first_day_counts))


def _after_months(start: dt.date, count: int, rule: DeadlineRule, steps: list[str]) -> dt.date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    month += 1
    if year > dt.MAXYEAR:
        raise OverflowError
    last = months.monthrange(year, month)[1]
    day = dt.date(year, month, min(start.day, last))
    if start.day > last:
        name = show_day(day).partition(" ")[2]
        steps.append(f"{name} has no day {start.day}; its last day counts")
    return day - _ONE if rule.first_day_counts else day


def _after_working_days(
    start: dt.date, rule: DeadlineRule, calendar: Calendar | None, steps: list[str]
) -> dt.date:
    if calendar is None:
        raise CalendarRequiredError(rule.name, rule.calendar or rule.jurisdiction)
    # A calendar that leaves hardly any working day would be followed to the end of time.
    horizon = 10 * rule.quantity + 366
    day = start if rule.first_day_counts else start + _ONE
    left, passed = rule.quantity, 0
    while True:
        if calendar.is_working_day(day):
            left -= 1
            if not left:
                break
        else:
            passed += 1
        if passed > horizon:
            raise InvalidDateError(
                rule.period,
                f"the calendar {calendar.name!r} has too few working days to count them",
            )
        day += _ONE
    steps.append(f"{passed} days passed over that are not working days in {calendar.name}")
    return day
