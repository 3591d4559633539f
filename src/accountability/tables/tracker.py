"""
The tracker filled in: the sheets of a register as of a day, for one kind of reader.

Everything a format needs is decided here: which rows, which columns under which headings, who may
change what, and the stamps by which a cell that comes back is judged. A format only draws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from attrs import evolve, field, frozen

from accountability.dates import show_day
from accountability.deadlines import Calendar
from accountability.jurisdictions import Jurisdiction, jurisdiction_of
from accountability.merge.cells import views_of
from accountability.model import (
    Assessment,
    Commitment,
    Document,
    Item,
    Note,
    Record,
    Register,
    Response,
    Row,
    Update,
)
from accountability.status import (
    Axes,
    ResponderVerdict,
    Verdict,
    Verdicts,
    joined,
)
from accountability.tables import layouts, records
from accountability.tables.columns import LEAVE, Column, Editor
from accountability.tables.entries import (
    LINES_SEEN,
    REPLY_WIDTH,
    WIDE_REPLY,
    CommitmentEntry,
    DateEntry,
    Entry,
    RecordEntry,
    RowEntry,
    furthest_step,
    number_words,
    too_long,
)
from accountability.tables.sheets import Entries, Sheet, Tracker
from accountability.tables.visible import LeftOut, Profile, Scope, visible
from accountability.text import shorten
from accountability.vocabularies import Vocabulary

__all__ = ["EDITORS", "tracker"]

EDITORS: dict[Profile, frozenset[Editor]] = {
    Profile.KEEPER: frozenset({Editor.KEEPER, Editor.RESPONDER, Editor.RECOMMENDER}),
    Profile.RESPONDER: frozenset({Editor.RESPONDER}),
    Profile.SCRUTINY: frozenset({Editor.RECOMMENDER}),
    Profile.PUBLICATION: frozenset(),
}
"""Whose cells the reader of a copy may change."""

_FILLED_IN_ONLY = frozenset({"progress", "progress_words", "completed_on", "evidence"})
"""Columns that hold nothing until somebody types: of no use where nobody may."""

_ROUTE = frozenset({"prepared_by", "stage", "stage_day", "stage_by"})
"""How an answer came about: the responder's own affair, and the keeper's."""

_KEEPERS_ONLY = frozenset({"kind_of_item", "title", "section", "answer"})

_WITHHELD: dict[Profile, frozenset[str]] = {
    # What is needed also says which text is too long to be seen whole.
    Profile.KEEPER: frozenset({"long"}),
    Profile.RESPONDER: _KEEPERS_ONLY | _ROUTE | {"long", "view", "view_words"},
    Profile.SCRUTINY: _KEEPERS_ONLY | _ROUTE | _FILLED_IN_ONLY | {"need", "new_date", "new_reason"},
    Profile.PUBLICATION: (
        _KEEPERS_ONLY
        | _ROUTE
        | _FILLED_IN_ONLY
        | {"need", "standing", "told", "new_date", "new_reason"}
    ),
}


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
    chosen = scope or Scope()
    seen, left_out = visible(register, profile, chosen, as_of)
    builder = _Builder(
        register=seen,
        whole=register,
        left_out=left_out,
        as_of=as_of,
        profile=profile,
        scope=chosen,
        jurisdiction=jurisdiction,
        verdicts=Verdicts(seen, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar),
    )
    return builder.build()


_NO_AXES = Axes()
"""Of a row about something that is not held: nothing is worked out for it."""


@frozen(kw_only=True)
class _Builder:
    register: Register
    whole: Register
    left_out: LeftOut
    as_of: dt.date
    profile: Profile
    scope: Scope
    jurisdiction: Jurisdiction | None
    verdicts: Verdicts
    _vocabularies: dict[str, Vocabulary] = field(factory=dict, init=False)

    def build(self) -> Tracker:
        rows = self._in_scope()
        keys = {row.about for row in rows} if self.scope else None
        reports = tuple(dict.fromkeys(row.item.document if row.item else row.about for row in rows))
        asked = dict.fromkeys(row.item.document for row in rows if row.item)
        document = self.register.find(Document, next(iter(asked), None))
        recommender = jurisdiction_of(self.register, document, self.jurisdiction).recommender_for(
            self.register, document
        )
        promises = self._promises(rows)
        width = self._reply_width(rows)
        layout = layouts.RECOMMENDATIONS_OF_SEVERAL if len(reports) > 1 else layouts.RECOMMENDATIONS
        if width == WIDE_REPLY:
            layout = layouts.with_wide_replies(layout)
        if not self._has_long_texts(rows, width):
            layout = tuple(column for column in layout if column.key != "long")
        sheets = (
            self._sheet(
                "Recommendations",
                "One row for each recommendation and each body that answers it.",
                layout,
                Entries(count=len(rows), make=lambda: self._rows(rows, width)),
                recommender,
            ),
            self._sheet(
                "Commitments",
                "One row for each promise, with its first and its current target date.",
                layouts.COMMITMENTS,
                Entries(count=len(promises), make=lambda: self._commitments(promises)),
                recommender,
            ),
            self._sheet(
                "Target dates",
                "Every target date that was ever given, with the reason for each move. For reading.",
                records.TARGET_DATES,
                Entries(
                    count=sum(len(promise.dates) for promise in promises),
                    make=lambda: self._dates(promises),
                ),
                recommender,
            ),
            self._sheet(
                "Updates",
                "What has been reported, by whom, newest last. For reading.",
                records.UPDATES,
                self._records(self.register.updates, keys),
                recommender,
            ),
            *(self._keepers_sheets(keys, recommender)),
        )
        return Tracker(
            register=self.register,
            as_of=self.as_of,
            profile=self.profile,
            scope=self.scope,
            sheets=tuple(
                sheet
                for sheet in sheets
                if sheet.entries
                or sheet.name == "Recommendations"
                or (rows and layouts.takes_new_rows(sheet.name, self.profile))
            ),
            keys=tuple(key or row.key for key, row in zip(self._keys(rows), rows, strict=True)),
            documents=tuple(asked),
            recommender=recommender,
            left_out=self.left_out,
        )

    def _keepers_sheets(self, keys: set[str] | None, recommender: str) -> Iterator[Sheet]:
        if self.profile is not Profile.KEEPER:
            return
        register = self.register
        earlier = tuple(answer for answer in register.responses if not self._is_shown(answer))
        for name, about, columns, held in (
            (
                "Other answers",
                "Answers that the recommendations' rows do not show: earlier ones, and those under a draft.",
                records.OTHER_ANSWERS,
                earlier,
            ),
            (
                "Views",
                "What others make of answers and of the work. They never override the responder.",
                records.ASSESSMENTS,
                register.assessments,
            ),
            ("Notes", "Notes to ourselves; never sent out.", records.NOTES, register.notes),
            ("Documents", "The papers and pages we read.", records.DOCUMENTS, register.documents),
            (
                "Organisations",
                "Who makes, gets and answers recommendations.",
                records.ORGANISATIONS,
                register.organisations,
            ),
            (
                "Waivers",
                "Findings that are known and accepted, with the reason.",
                records.WAIVERS,
                register.waivers,
            ),
            (
                "Collections",
                "Files that came back, and how much was taken over from each.",
                records.COLLECTIONS,
                register.collections,
            ),
        ):
            yield self._sheet(name, about, columns, self._records(held, keys), recommender)

    def _is_shown(self, answer: Response) -> bool:
        """Tell whether an answer is the one that its row shows."""
        return any(row.shown is answer for row in self.register.rows_about(answer.answers))

    # --- rows -------------------------------------------------------------------------------------

    def _in_scope(self) -> tuple[Row, ...]:
        rows = self.register.rows()
        return tuple(filter(self.scope.has_row, rows)) if self.scope else rows

    def _keys(self, rows: Iterable[Row]) -> Iterator[str | None]:
        """
        Yield the keys of rows in the whole register, in which what comes back is looked up.

        None for a row that is not in it.
        """
        if self.whole is self.register:
            yield from (row.key for row in rows)
            return
        for row in rows:
            held = self.whole.rows_about(row.about)
            same = (other.key for other in held if other.responder == row.responder)
            yield next(same, None)

    def _replies(self, rows: Iterable[Row]) -> Iterator[str]:
        return (self.register.text_of(row.shown) for row in rows if row.shown)

    def _reply_width(self, rows: Iterable[Row]) -> int:
        """Return a width at which nineteen replies in twenty are seen whole, if there is one."""
        lengths = sorted(filter(None, map(len, self._replies(rows))))
        long = lengths[len(lengths) * 19 // 20 :] if lengths else []
        return WIDE_REPLY if long and long[0] > REPLY_WIDTH * LINES_SEEN else REPLY_WIDTH

    def _has_long_texts(self, rows: Iterable[Row], width: int) -> bool:
        """Tell whether a copy without the column of what is needed has to say what is not seen whole."""
        if "need" not in _WITHHELD[self.profile]:
            return False
        return any(too_long(self.register, row, width) for row in rows)

    def _rows(self, rows: tuple[Row, ...], reply_width: int) -> Iterator[RowEntry]:
        register = self.register
        for (row, verdict), held in zip(self._judged(rows), self._keys(rows), strict=True):
            standing = _standing(row, verdict)
            key = held or row.key
            yield RowEntry(
                register=register,
                as_of=self.as_of,
                vocabulary=self._vocabulary(row.item),
                key=key,
                row=row if key == row.key else evolve(row, key=key),
                verdict=verdict,
                status=standing.status if standing else None,
                axes=standing.axes if standing else _NO_AXES,
                why=_why(standing),
                due=standing.response_deadline if standing else None,
                needs_reply=self._needs_reply(row),
                held=held is not None,
                reply_width=reply_width,
                views=views_of(register, row),
                step=furthest_step(row.shown),
            )

    def _judged(self, rows: tuple[Row, ...]) -> Iterator[tuple[Row, Verdict | None]]:
        """Pair each row with the verdict on its item; both come in the order of the items."""
        verdicts = self.verdicts.items({row.about for row in rows} if self.scope else None)
        verdict: Verdict | None = None
        for row in rows:
            if row.item is None:
                yield row, None
                continue
            if verdict is None or verdict.id != row.about:
                verdict = next(found for found in verdicts if found.id == row.about)
            yield row, verdict

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

    def _promises(self, rows: tuple[Row, ...]) -> tuple[Commitment, ...]:
        """Return the promises of the rows in scope; without a scope all, those that serve no item too."""
        if not self.scope:
            return self.register.commitments
        wanted = {promise.id for row in rows for promise in row.commitments}
        if not self.scope.responders:
            about = {row.about for row in rows}
            wanted.update(
                promise.id
                for promise in self.register.commitments
                if about.intersection(promise.items)
            )
        return tuple(promise for promise in self.register.commitments if promise.id in wanted)

    def _commitments(self, promises: tuple[Commitment, ...]) -> Iterator[CommitmentEntry]:
        only = {promise.id for promise in promises} if self.scope else None
        verdicts = self.verdicts.commitments(only)
        for promise in promises:
            served = self._served(promise)
            item = self._first_of(served)
            verdict = next(found for found in verdicts if found.id == promise.id)
            yield CommitmentEntry(
                register=self.register,
                as_of=self.as_of,
                vocabulary=self._vocabulary(item),
                key=promise.id,
                commitment=promise,
                number=self._numbers(served),
                first_words=shorten(item.title or item.text, 120) if item else "",
                edited_here=not self._stands_alone(promise, served),
                status=verdict.status,
                why=_why(verdict),
                verdict=verdict,
            )

    def _stands_alone(self, promise: Commitment, served: tuple[str, ...]) -> bool:
        """Tell whether a row of the recommendations holds this promise and no other."""
        for about in served:
            for row in self.register.rows_about(about):
                held = row.commitments
                if len(held) == 1 and held[0] is promise and self.scope.has_row(row):
                    return True
        return False

    def _dates(self, promises: tuple[Commitment, ...]) -> Iterator[DateEntry]:
        for promise in promises:
            count = len(promise.dates)
            if not count:
                continue
            served = self._served(promise)
            number = self._numbers(served)
            vocabulary = self._vocabulary(self._first_of(served))
            for position, target in enumerate(promise.dates, start=1):
                which = f"{position} of {count}" + (", original" if position == 1 else "")
                yield DateEntry(
                    register=self.register,
                    as_of=self.as_of,
                    vocabulary=vocabulary,
                    key=promise.id,
                    commitment=promise,
                    number=number,
                    which=which,
                    target=target,
                )

    def _numbers(self, served: tuple[str, ...]) -> str:
        find = self.register.find
        return "; ".join([number_words(find(Item, item)) for item in served])

    def _item_of(self, promise: Commitment) -> Item | None:
        return self._first_of(self._served(promise))

    def _first_of(self, served: tuple[str, ...]) -> Item | None:
        return self.register.find(Item, served[0]) if served else None

    def _served(self, promise: Commitment) -> tuple[str, ...]:
        """Return the ids of the items that a promise serves: its own, else what its response answers."""
        if promise.items:
            return promise.items
        response = self.register.find(Response, promise.response)
        return (response.answers,) if response else ()

    # --- other records ---------------------------------------------------------------------------------

    def _records(self, held: Collection[Record], keys: set[str] | None) -> Entries:
        """
        Return the rows of records in the copy.

        Args:
            held: The records.

            keys: What is in scope; None: everything.
        """

        def kept() -> Iterator[tuple[Record, Item | None]]:
            for record in held:
                item = self._item_behind(record)
                if keys is None or item is None or item.id in keys:
                    yield record, item

        def make() -> Iterator[Entry]:
            for record, item in kept():
                yield RecordEntry(
                    register=self.register,
                    as_of=self.as_of,
                    vocabulary=self._vocabulary(item),
                    key=record.id,
                    record=record,
                    number=number_words(item) if item else "",
                )

        return Entries(count=len(held) if keys is None else sum(1 for _ in kept()), make=make)

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
        entries: Entries,
        recommender: str,
    ) -> Sheet:
        may_edit = EDITORS[self.profile]
        withheld = _WITHHELD[self.profile]
        kept = tuple(column for column in columns if column.key not in withheld)
        words = {
            "as_of": show_day(self.as_of),
            "recommender": recommender,
            "need": _NEED.get(self.profile, "What is needed"),
        }
        kept = tuple(evolve(column, prompt=_filled(column.prompt, words)) for column in kept)
        asked = Editor.RESPONDER in may_edit
        comes_back = self.profile is not Profile.PUBLICATION
        return Sheet(
            name=name,
            title=f"{self.register.title}: {name.lower()}",
            about=about,
            columns=kept,
            headings=tuple(
                _heading(column, words, asked=asked, comes_back=comes_back) for column in kept
            ),
            labels=tuple(_heading(column, words, asked=False) for column in kept),
            editable=tuple(column.editor in may_edit for column in kept),
            entries=entries,
        )


_NEED = {Profile.RESPONDER: "What we need from you"}


def _filled(text: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _standing(row: Row, verdict: Verdict | None) -> Verdict | ResponderVerdict | None:
    """Return what the verdict on an item says of a row; of one that is no responder's, the headline."""
    if verdict is None:
        return None
    key = row.key
    for one in verdict.responders:
        if one.key == key:
            return one
    return verdict


def _heading(
    column: Column[Any, Any], words: dict[str, str], *, asked: bool, comes_back: bool = True
) -> str:
    heading = _filled(column.heading, words)
    if not comes_back:
        heading = heading.removesuffix(LEAVE)
    if asked and column.editor is Editor.RESPONDER:
        return f"Your {heading[0].lower()}{heading[1:]}"
    return heading


def _why(standing: Verdict | ResponderVerdict | None) -> str:
    return joined(standing.reasons) if standing else "This is not a recommendation we hold."
