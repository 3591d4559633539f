"""The records behind a row while its cells are being written: looked up once, followed as they change."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator
from functools import cached_property

from attrs import define, evolve, field

from accountability.jurisdictions import Jurisdiction
from accountability.merge._dates import CellDates
from accountability.merge._decisions import Outcome
from accountability.merge._kinds import NAME_ADDED
from accountability.merge.changes import ABSENT, Applied, Change
from accountability.model import (
    Commitment,
    Item,
    Organisation,
    OrganisationKind,
    Record,
    Register,
    Response,
    Row,
)
from accountability.model.rows import asked_rows
from accountability.text import fold, slug
from accountability.wording.standins import names_nobody

__all__ = ["Desk", "Line"]


@define
class Line:
    """
    A row, or a promise with cells of its own, as it stands after the changes made so far.

    Attributes:
        key: Row key, or the promise's id.

        about: Id of what is answered.

        responder: Id of who answers; None while nobody is named.

        item: The item, if held.

        first: Id that a first response has or gets.

        given: The latest given response.

        draft: The newest draft.

        promises: Ids of the live promises.

        own_cells: Whether the promise has cells of its own: they begin empty, and ask for a new date.

        rivals: How many rows the key stands for; with more than one nobody can say whose cell it is.

        heading: Whether the item only holds limbs.

        allotted: Ids of those who were named while these changes were made.

        reason_written: The reason that was just written with a new date.
    """

    key: str
    about: str
    responder: str | None
    item: Item | None = None
    first: str = ""
    given: Response | None = None
    draft: Response | None = None
    promises: list[str] = field(factory=list)
    own_cells: bool = False
    rivals: int = 1
    heading: bool = False
    allotted: list[str] = field(factory=list)
    reason_written: str = ""

    @property
    def shown(self) -> Response | None:
        """The response that the row shows."""
        return self.draft or self.given


class Desk:
    """What has been written of a register's rows, without making a register of it each time."""

    def __init__(
        self,
        register: Register,
        outcome: Outcome,
        *,
        as_of: dt.date,
        accept_cleared: bool,
        jurisdiction: Jurisdiction | None = None,
    ) -> None:
        self.register = register
        self.outcome = outcome
        self.as_of = as_of
        self.accept_cleared = accept_cleared
        self.dates = CellDates(register, outcome, as_of, jurisdiction)
        self.written: dict[str, Record] = {}
        self.gone: set[str] = set()
        self.lines: dict[str, Line | None] = {}

    # --- records -------------------------------------------------------------------------------------

    def get(self, record_id: str | None) -> Record | None:
        """Return a record as it stands now."""
        if record_id is None or record_id in self.gone:
            return None
        return self.written.get(record_id) or self.register.get(record_id)

    def promise(self, record_id: str) -> Commitment | None:
        """Return a promise as it stands now."""
        found = self.get(record_id)
        return found if isinstance(found, Commitment) else None

    def free(self, wanted: str) -> str:
        """Return *wanted*, or with ``~2``, ``~3`` … where it is taken."""
        candidate, number = wanted, 1
        while candidate == self.register.id or self.get(candidate) is not None:
            number += 1
            candidate = f"{wanted}~{number}"
        return candidate

    def write(
        self, record: Record, change: Change, name: str | None, before: object, after: object
    ) -> None:
        """Put *record* in place and note the field that was written."""
        self.gone.discard(record.id)
        self.written[record.id] = record
        self.outcome.wrote(change, record.id, name, before, after)

    def remove(self, record: Record, change: Change) -> None:
        """Take a record away and note it."""
        self.written.pop(record.id, None)
        self.gone.add(record.id)
        self.outcome.wrote(change, record.id, None, record, ABSENT)

    def finished(self) -> Register:
        """Return the register with everything written."""
        register = self.register
        held = [record_id for record_id in self.gone if record_id in register]
        if held:
            register = register.without(*held)
        return register.with_records(*self.written.values()) if self.written else register

    # --- rows ----------------------------------------------------------------------------------------

    def line(self, key: str) -> Line | None:
        """Return the row of a key, or the promise of an id; None if there is neither."""
        if key not in self.lines:
            self.lines[key] = self._line(key)
        return self.lines[key]

    def _line(self, key: str) -> Line | None:
        row = self.register.row(key)
        if row is not None:
            return self._line_of(row)
        rows = self._rows_by_item.get(key, [])
        if rows:
            # Somebody has been named since; the row is known by its response now.
            line = self.line(rows[0].key) if len(rows) == 1 else None
            return line or evolve(self._line_of(rows[0]), rivals=len(rows))
        promise = self.register.find(Commitment, key)
        if promise is not None:
            return self._line_of_promise(promise)
        hidden = self._rows_without_drafts.get(key)
        return self._line_of(hidden) if hidden is not None else None

    @staticmethod
    def _line_of(row: Row) -> Line:
        return Line(
            key=row.key,
            about=row.about,
            responder=row.responder,
            item=row.item,
            first=row.key,
            given=row.given,
            draft=row.draft,
            promises=[promise.id for promise in row.commitments],
            heading=row.heading,
        )

    def _line_of_promise(self, promise: Commitment) -> Line:
        made_in = self.register.find(Response, promise.response)
        about = promise.items[0] if promise.items else (made_in.answers if made_in else promise.id)
        owner = promise.owners[0] if promise.owners else None
        return Line(
            key=promise.id,
            about=about,
            responder=owner or (made_in.responder if made_in else None),
            item=self.register.find(Item, about),
            given=made_in,
            promises=[promise.id],
            own_cells=True,
        )

    @cached_property
    def _rows_without_drafts(self) -> dict[str, Row]:
        """
        Rows that a copy without drafts has and the register has not.

        Where a part answers for its whole in a draft, the whole has no row of its own here; a reader
        who does not see the draft has one.
        """
        register = self.register
        found: dict[str, Row] = {}
        for item in register.items:
            drafts = {one.id for one in register.responses_to(item.id) if register.is_draft(one)}
            for row in asked_rows(register, item, drafts) if drafts else ():
                if row.responder is not None and register.row(row.key) is None:
                    given = register.answer_of(item.id, row.responder)
                    found[row.key] = evolve(row, given=given)
        return found

    @cached_property
    def _rows_by_item(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.register.rows():
            if row.responder is not None:
                found.setdefault(row.about, []).append(row)
        return found

    def rows_of(self, item_id: str) -> list[Row]:
        """Return the rows in which somebody answers an item."""
        return self._rows_by_item.get(item_id, [])

    # --- names ---------------------------------------------------------------------------------------

    def name_of(self, organisation_id: str) -> str:
        """Return a body's name."""
        found = self.get(organisation_id)
        return found.name if isinstance(found, Organisation) else organisation_id

    def organisation(
        self, name: str, change: Change, kind: OrganisationKind, whole: str | None = None
    ) -> str:
        """
        Return the id of the body of that name or id; one that is not held is added.

        Args:
            name: Its name or id.

            change: The cell that names it.

            kind: What it is if it is new.

            whole: Id of the body that a new one may be part of; asked, never assumed.
        """
        found = self.get(name)
        if isinstance(found, Organisation):
            return name
        known = self._ids_by_name.get(fold(name))
        if known is not None:
            return known
        new = Organisation(id=self.free(slug(name) or "organisation"), name=name, kind=kind)
        self.written[new.id] = new
        self._ids_by_name[fold(name)] = new.id
        self.outcome.applied.append(Applied(record=new.id, after=new, place=change.place))
        question = f"; is it part of {self.name_of(whole)}?" if whole else ""
        self.outcome.findings.append(
            NAME_ADDED.found(
                f"{name!r} is a new name; it was added{question}",
                record=new.id,
                place=change.place,
            )
        )
        return new.id

    def doubt_of(self, name: str) -> str:
        """Say why a name that is not held is hardly a new one; "" if it is held, or clearly new."""
        known = self._ids_by_name
        if not name or fold(name) in known or isinstance(self.get(name), Organisation):
            return ""
        if names_nobody(name):
            return f"{name!r} names nobody"
        parts = [fold(part) for part in _BETWEEN_NAMES.split(name) if part.strip()]
        named = [part for part in parts if not names_nobody(part)]
        if named and len(parts) > 1 and all(part in known for part in named):
            return f"{name!r} names several that are held; put semicolons between them"
        for near in difflib.get_close_matches(fold(name), known, n=1, cutoff=_NEAR):
            if _FIGURES.findall(near) == _FIGURES.findall(fold(name)):
                held = self.name_of(known[near])
                return f"{name!r} is not held; is {held!r} meant? If it is a new body, add it first"
        return ""

    @cached_property
    def _ids_by_name(self) -> dict[str, str]:
        return dict(_names(self.register))


_NEAR = 0.9
"""Likeness from which a name is more likely mistyped than new; departments share most of their names."""

_BETWEEN_NAMES = re.compile(r"[,&/+\r\n]|\band\b", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9]+")


def _names(register: Register) -> Iterator[tuple[str, str]]:
    """Yield each folded name with its id; later pairs win, so own names come last."""
    for organisation in reversed(register.organisations):
        for name in organisation.other_names:
            yield fold(name), organisation.id
    for organisation in reversed(register.organisations):
        yield fold(organisation.name), organisation.id
