"""
The tracker filled in: the sheets of a register as of a day, for one kind of reader.

Everything a format needs is decided here: which rows, which columns under which headings, who may
change what, and the stamps by which a cell that comes back is judged. A format only draws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from attrs import evolve, field, frozen

from accountability.dates import show_day
from accountability.deadlines import Calendar
from accountability.jurisdictions import Jurisdiction, jurisdiction_of
from accountability.model import (
    Commitment,
    Document,
    Item,
    Register,
    Response,
    Row,
)
from accountability.model.records import Assessment, Note, Record, Update
from accountability.status import (
    Axes,
    ResponderVerdict,
    Verdict,
    joined,
    status_of,
    statuses,
)
from accountability.tables import layouts
from accountability.tables.columns import Cell, Column, Editor, Form
from accountability.tables.entries import (
    CommitmentEntry,
    DateEntry,
    Entry,
    RecordEntry,
    RowEntry,
    item_number,
)
from accountability.text import shorten, stamp
from accountability.vocabularies import Vocabulary

__all__ = ["Profile", "Scope", "Sheet", "Tracker", "tracker"]


class Profile(StrEnum):
    """For whom a tracker is drawn."""

    KEEPER = "keeper"
    """Whoever holds the register: everything, and everything may be changed."""

    RESPONDER = "responder"
    """A team that answers: its rows, its own answers, no notes and nobody else's drafts."""

    SCRUTINY = "scrutiny"
    """The body that made the recommendations: given answers, and its own view of them."""

    PUBLICATION = "publication"
    """Anybody: given answers only, nothing to fill in."""


@frozen(kw_only=True)
class Scope:
    """
    Which rows to include; an empty tuple means all.

    Attributes:
        responders: Ids of organisations that answer, prepare, or are addressed.

        documents: Ids of documents whose items to include.

        items: Ids of items to include.
    """

    responders: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.responders or self.documents or self.items)

    def has_item(self, item: Item | None, about: str) -> bool:
        """Tell whether an item (or, where none is held, what is answered) is in scope."""
        if self.items and about not in self.items:
            return False
        document = item.document if item else about
        return not self.documents or document in self.documents

    def has_row(self, row: Row) -> bool:
        """Tell whether a row is in scope."""
        if not self.has_item(row.item, row.about):
            return False
        if not self.responders:
            return True
        shown = row.shown
        mine = {row.responder, *(shown.prepared_by if shown else ())}
        return bool(mine.intersection(self.responders))


_EDITORS: dict[Profile, frozenset[Editor]] = {
    Profile.KEEPER: frozenset({Editor.KEEPER, Editor.RESPONDER, Editor.RECOMMENDER}),
    Profile.RESPONDER: frozenset({Editor.RESPONDER}),
    Profile.SCRUTINY: frozenset({Editor.RECOMMENDER}),
    Profile.PUBLICATION: frozenset(),
}

_FILLED_IN_ONLY = frozenset({"progress", "progress_words", "completed_on", "evidence"})
"""Columns that hold nothing until somebody types: of no use where nobody may."""

_WITHHELD: dict[Profile, frozenset[str]] = {
    Profile.KEEPER: frozenset(),
    Profile.RESPONDER: frozenset(
        {"stage", "stage_day", "stage_by", "view", "view_words", "item", "prepared_by"}
    ),
    Profile.SCRUTINY: frozenset(
        {"need", "prepared_by", "stage", "stage_day", "stage_by", "item", *_FILLED_IN_ONLY}
    ),
    Profile.PUBLICATION: frozenset(
        {
            "need",
            "prepared_by",
            "standing",
            "stage",
            "stage_day",
            "stage_by",
            "item",
            "told",
            "new_date",
            "new_reason",
            *_FILLED_IN_ONLY,
        }
    ),
}


@frozen(kw_only=True)
class Sheet:
    """
    One sheet: its columns under their headings, and its rows.

    Attributes:
        name: Of the sheet, e.g. "Recommendations".

        title: What stands in the first cell.

        about: One line that says what is on it.

        columns: In reading order.

        headings: One for each column.

        editable: For each column, whether the reader of this copy may change it.

        entries: The rows, in the order of the document.

        stamped: Whether each row carries a check (a last column after *columns*).
    """

    name: str
    title: str
    about: str
    columns: tuple[Column[Any, Any], ...]
    headings: tuple[str, ...]
    editable: tuple[bool, ...]
    entries: tuple[Entry, ...]
    stamped: bool = False

    def cells(self, entry: Entry) -> tuple[Cell, ...]:
        """Return the cells of a row, without the check: words, real days, or numbers."""
        return tuple(_cell(column, entry) for column in self.columns)

    def words(self, entry: Entry) -> tuple[str, ...]:
        """Return the cells of a row as words, without the check."""
        return tuple(column.show(column.value(entry), entry.vocabulary) for column in self.columns)

    def is_open(self, position: int, entry: Entry) -> bool:
        """Tell whether the reader of this copy may change a cell."""
        column = self.columns[position]
        return self.editable[position] and (column.open is None or column.open(entry))

    def check(self, entry: Entry) -> str:
        """
        Return the row's check: a stamp for each column that is ever editable, then one over the rest.

        In column order, with ``~`` for a cell that may not be changed in this row; the last stamp is
        made of all cells that may not be changed.
        """
        stamps: list[str] = []
        rest: list[str] = []
        for position, words in enumerate(self.words(entry)):
            if self.columns[position].editor is Editor.NOBODY:
                rest.append(words)
            elif self.is_open(position, entry):
                stamps.append(stamp(words))
            else:
                stamps.append("~")
                rest.append(words)
        return " ".join((*stamps, stamp(*rest)))

    def choices(self, position: int) -> tuple[str, ...]:
        """Return the words to choose from in a column, over all vocabularies of its rows."""
        choose = self.columns[position].choices
        if choose is None:
            return ()
        vocabularies = {entry.vocabulary.name: entry.vocabulary for entry in self.entries}
        return tuple(
            dict.fromkeys(word for words in vocabularies.values() for word in choose(words))
        )


def _cell(column: Column[Any, Any], entry: Entry) -> Cell:
    value = column.value(entry)
    if column.form is Form.DAY and isinstance(value, dt.date):
        return value
    if column.form is Form.NUMBER and isinstance(value, int):
        return value
    return column.show(value, entry.vocabulary) or None


@frozen(kw_only=True)
class Tracker:
    """
    A register as of a day, for one kind of reader.

    Attributes:
        register: The register.

        as_of: Day of the verdicts.

        profile: For whom.

        scope: What was asked for.

        sheets: Those that have rows, recommendations first.

        verdicts: One for each item in scope, in document order.

        recommender: What the body that recommends is called: "Committee", "Inquiry".
    """

    register: Register
    as_of: dt.date
    profile: Profile
    scope: Scope
    sheets: tuple[Sheet, ...]
    verdicts: tuple[Verdict, ...]
    recommender: str

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, if it has rows."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @property
    def row_entries(self) -> tuple[RowEntry, ...]:
        """The rows of the recommendations."""
        sheet = self.sheet("Recommendations")
        return (
            tuple(entry for entry in sheet.entries if isinstance(entry, RowEntry)) if sheet else ()
        )


def tracker(
    register: Register,
    *,
    as_of: dt.date,
    profile: Profile = Profile.KEEPER,
    scope: Scope | None = None,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> Tracker:
    """
    Fill in the sheets of *register*.

    Args:
        register: What to show.

        as_of: Day of the verdicts.

        profile: For whom; decides columns, headings, and whether drafts are shown.

        scope: Which rows; None or empty: all.

        jurisdiction: Whose rules and words apply; None: each document's own, else the register's.

        calendar: Working days, for deadlines that count them.
    """
    builder = _Builder(
        register=register,
        as_of=as_of,
        profile=profile,
        scope=scope or Scope(),
        jurisdiction=jurisdiction,
        calendar=calendar,
    )
    return builder.build()


_IS_WORKED_OUT = Axes()


@frozen(kw_only=True)
class _Builder:
    register: Register
    as_of: dt.date
    profile: Profile
    scope: Scope
    jurisdiction: Jurisdiction | None
    calendar: Calendar | None
    _vocabularies: dict[str, Vocabulary] = field(factory=dict, init=False)

    def build(self) -> Tracker:
        verdicts = tuple(
            verdict
            for verdict in statuses(
                self.register,
                as_of=self.as_of,
                jurisdiction=self.jurisdiction,
                calendar=self.calendar,
            )
            if self.scope.has_item(self.register.find(Item, verdict.id), verdict.id)
        )
        rows = tuple(self._rows(verdicts))
        keys = {entry.row.about for entry in rows}
        first = next((entry.item for entry in rows if entry.item), None)
        document = self.register.find(Document, first.document if first else None)
        recommender = jurisdiction_of(
            self.register, document, self.jurisdiction
        ).recommender_for(self.register, document)
        promises = self._promises(rows)
        sheets = (
            self._sheet(
                "Recommendations",
                "One row for each recommendation and each body that answers it.",
                layouts.RECOMMENDATIONS,
                rows,
                recommender,
                stamped=True,
            ),
            self._sheet(
                "Commitments",
                "One row for each promise, with its first and its current target date.",
                layouts.COMMITMENTS,
                tuple(self._commitments(promises, rows)),
                recommender,
                stamped=True,
            ),
            self._sheet(
                "Target dates",
                "Every target date that was ever given, with the reason for each move. For reading.",
                layouts.TARGET_DATES,
                tuple(self._dates(promises)),
                recommender,
            ),
            self._sheet(
                "Updates",
                "What has been reported, by whom, newest last. For reading.",
                layouts.UPDATES,
                tuple(self._records(self.register.updates, keys)),
                recommender,
            ),
            *(self._keepers_sheets(rows, keys, recommender)),
        )
        return Tracker(
            register=self.register,
            as_of=self.as_of,
            profile=self.profile,
            scope=self.scope,
            sheets=tuple(sheet for sheet in sheets if sheet.entries),
            verdicts=verdicts,
            recommender=recommender,
        )

    def _keepers_sheets(
        self, rows: tuple[RowEntry, ...], keys: set[str], recommender: str
    ) -> Iterator[Sheet]:
        if self.profile is not Profile.KEEPER:
            return
        register = self.register
        shown = {entry.shown.id for entry in rows if entry.shown}
        earlier = (
            answer
            for answer in register.responses
            if answer.answers in keys and answer.id not in shown
        )
        for name, about, columns, records in (
            (
                "Other answers",
                "Answers that the recommendations' rows do not show: earlier ones, and those under a draft.",
                layouts.EARLIER_ANSWERS,
                earlier,
            ),
            (
                "Views",
                "What others make of answers and of the work. They never override the responder.",
                layouts.ASSESSMENTS,
                register.assessments,
            ),
            ("Notes", "Notes to ourselves; never sent out.", layouts.NOTES, register.notes),
            ("Documents", "The papers and pages we read.", layouts.DOCUMENTS, register.documents),
            (
                "Organisations",
                "Who makes, gets and answers recommendations.",
                layouts.ORGANISATIONS,
                register.organisations,
            ),
        ):
            entries = tuple(self._records(records, None if not self.scope else keys))
            yield self._sheet(name, about, columns, entries, recommender)

    # --- rows -------------------------------------------------------------------------------------

    def _rows(self, verdicts: tuple[Verdict, ...]) -> Iterator[RowEntry]:
        by_item = {verdict.id: verdict for verdict in verdicts}
        by_key = {standing.key: standing for verdict in verdicts for standing in verdict.responders}
        for row in self.register.rows():
            if not self.scope.has_row(row):
                continue
            shown = self._without_drafts(row)
            standing = by_key.get(row.key) or by_item.get(row.about)
            yield RowEntry(
                register=self.register,
                as_of=self.as_of,
                vocabulary=self._vocabulary(row.item),
                key=row.key,
                row=shown,
                status=standing.status if standing else None,
                axes=standing.axes if standing else _IS_WORKED_OUT,
                why=_why(standing),
                due=standing.response_deadline if standing else None,
                needs_reply=self._needs_reply(row),
            )

    def _without_drafts(self, row: Row) -> Row:
        """Readers outside see given answers alone; an allotted team sees its own drafts."""
        if self.profile in {Profile.KEEPER, Profile.RESPONDER}:
            return row
        given = tuple(promise for promise in row.commitments if not self.register.is_draft(promise))
        if self.profile is Profile.PUBLICATION:
            given = tuple(_told(promise) for promise in given)
        return evolve(row, draft=None, commitments=given)

    def _needs_reply(self, row: Row) -> bool:
        if row.item is None or row.responder is not None:
            return True
        document = self.register.find(Document, row.item.document)
        rules = jurisdiction_of(self.register, document, self.jurisdiction)
        return row.item.kind in rules.needs_reply

    def _vocabulary(self, item: Item | None) -> Vocabulary:
        document_id = item.document if item else ""
        held = self._vocabularies.get(document_id)
        if held is None:
            document = self.register.find(Document, document_id)
            rules = jurisdiction_of(self.register, document, self.jurisdiction)
            held = self._vocabularies[document_id] = rules.vocabulary_for(self.register, document)
        return held

    # --- promises ------------------------------------------------------------------------------------

    def _promises(self, rows: tuple[RowEntry, ...]) -> tuple[Commitment, ...]:
        wanted = {promise.id: promise for entry in rows for promise in entry.row.commitments}
        about = {entry.row.about for entry in rows}
        return tuple(
            wanted.get(promise.id, promise)
            for promise in self.register.commitments
            if promise.id in wanted
            or (not self.scope and self._may_show(promise))
            or (
                self._may_show(promise)
                and about.intersection(promise.items)
                and not self.scope.responders
            )
        )

    def _may_show(self, promise: Commitment) -> bool:
        if self.profile in {Profile.KEEPER, Profile.RESPONDER}:
            return True
        return not self.register.is_draft(promise)

    def _commitments(
        self, promises: tuple[Commitment, ...], rows: tuple[RowEntry, ...]
    ) -> Iterator[CommitmentEntry]:
        in_a_row = {
            entry.row.commitments[0].id for entry in rows if len(entry.row.commitments) == 1
        }
        for promise in promises:
            item = self._item_of(promise)
            verdict = status_of(
                self.register,
                promise.id,
                as_of=self.as_of,
                jurisdiction=self.jurisdiction,
                calendar=self.calendar,
            )
            yield CommitmentEntry(
                register=self.register,
                as_of=self.as_of,
                vocabulary=self._vocabulary(item),
                key=promise.id,
                commitment=promise,
                number=self._numbers(promise),
                first_words=shorten(item.title or item.text, 120) if item else "",
                edited_here=promise.id not in in_a_row,
                status=verdict.status,
                why=_why(verdict),
            )

    def _dates(self, promises: tuple[Commitment, ...]) -> Iterator[DateEntry]:
        for promise in promises:
            count = len(promise.dates)
            for position, target in enumerate(promise.dates, start=1):
                which = f"{position} of {count}" + (", original" if position == 1 else "")
                yield DateEntry(
                    register=self.register,
                    as_of=self.as_of,
                    vocabulary=self._vocabulary(self._item_of(promise)),
                    key=promise.id,
                    commitment=promise,
                    number=self._numbers(promise),
                    which=which,
                    target=target,
                )

    def _numbers(self, promise: Commitment) -> str:
        served = promise.items or self._answered(promise)
        return "; ".join(item_number(self.register.find(Item, item)) for item in served)

    def _item_of(self, promise: Commitment) -> Item | None:
        served = promise.items or self._answered(promise)
        return self.register.find(Item, served[0]) if served else None

    def _answered(self, promise: Commitment) -> tuple[str, ...]:
        response = self.register.find(Response, promise.response)
        return (response.answers,) if response else ()

    # --- other records ---------------------------------------------------------------------------------

    def _records(self, records: Iterable[Record], keys: set[str] | None) -> Iterator[RecordEntry]:
        for record in records:
            item = self._item_behind(record)
            if keys is not None and self.scope and item is not None and item.id not in keys:
                continue
            yield RecordEntry(
                register=self.register,
                as_of=self.as_of,
                vocabulary=self._vocabulary(item),
                key=record.id,
                record=record,
                number=item_number(item) if item else "",
            )

    def _item_behind(self, record: Record | None) -> Item | None:
        """Follow a record to the item that it is about in the end; loops end in None."""
        seen: set[str] = set()
        while record is not None and record.id not in seen:
            seen.add(record.id)
            match record:
                case Item():
                    return record
                case Response(answers=about) | Update(about=about) | Assessment(about=about):
                    record = self.register.get(about)
                case Note(about=about):
                    record = self.register.get(about)
                case Commitment():
                    return self._item_of(record)
                case _:
                    return None
        return None

    # --- columns -----------------------------------------------------------------------------------------

    def _sheet(
        self,
        name: str,
        about: str,
        columns: tuple[Column[Any, Any], ...],
        entries: tuple[Entry, ...],
        recommender: str,
        *,
        stamped: bool = False,
    ) -> Sheet:
        may_edit = _EDITORS[self.profile]
        withheld = _WITHHELD[self.profile]
        kept = tuple(column for column in columns if column.key not in withheld)
        words = {"as_of": show_day(self.as_of), "recommender": recommender}
        kept = tuple(evolve(column, prompt=_filled(column.prompt, words)) for column in kept)
        asked = Editor.RESPONDER in may_edit
        return Sheet(
            name=name,
            title=f"{self.register.title}: {name.lower()}",
            about=about,
            columns=kept,
            headings=tuple(_heading(column, words, asked=asked) for column in kept),
            editable=tuple(column.editor in may_edit for column in kept),
            entries=entries,
            stamped=stamped,
        )


def _filled(text: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _heading(column: Column[Any, Any], words: dict[str, str], *, asked: bool) -> str:
    heading = _filled(column.heading, words)
    if asked and column.editor is Editor.RESPONDER:
        return f"Your {heading[0].lower()}{heading[1:]}"
    return heading


def _why(standing: Verdict | ResponderVerdict | None) -> str:
    return joined(standing.reasons) if standing else "This is not a recommendation we hold."


def _told(promise: Commitment) -> Commitment:
    """Leave out target dates that nobody was told of; the first was told with its answer."""
    told = tuple(
        target
        for position, target in enumerate(promise.dates)
        if position == 0 or target.told or target.told_on is not None
    )
    return evolve(promise, dates=told)
