"""
The promises of a reply that makes several: each has fields of its own.

In the workbook such promises are moved and reported on in rows of their own, on the sheet of commitments.
The fields here are the columns of that sheet, so that both come back the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from attrs import evolve, field, frozen

from accountability.exporters.word.templates import Body, Layout
from accountability.exporters.word.words import (
    is_answered,
    item_name,
    need_of,
    takes_no_answer,
)
from accountability.model import Commitment
from accountability.status import Status
from accountability.tables import Column, Sheet, Tracker
from accountability.tables.entries import CommitmentEntry, RowEntry

__all__ = [
    "NEWS_ALONE",
    "Promises",
    "in_letter",
    "is_told_of_each",
    "moved_untold",
    "promises_of",
]

NEWS_ALONE = frozenset({"progress_words", "evidence"})
"""Fields that are of use only where an answer was given: before, the reply says what is to be done."""

_SHEET = "Commitments"
_OF_A_PROMISE = {"target_date": "new_date", "date_reason": "new_reason"}
"""Columns of the rows that are called otherwise where each promise has its own."""

_ENDED = frozenset(
    {Status.IMPLEMENTED, Status.SUPERSEDED, Status.CLOSED_NOT_IMPLEMENTED, Status.CLOSED}
)
"""Promises of which nothing more is asked."""

_TOLD_OF_EACH = ("Progress", "New date")
"""How the needs begin that are told of each promise by itself."""


def is_told_of_each(need: str) -> bool:
    """Tell whether what is needed is told of each promise by itself, and not of the answer."""
    return need.startswith(_TOLD_OF_EACH)


def moved_untold(promise: Commitment) -> bool:
    """Tell whether the last date of a promise is not its first, and nobody was told of it."""
    return (
        len(promise.dates) > 1 and not promise.dates[-1].told and promise.dates[-1].told_on is None
    )


def in_letter(entry: RowEntry) -> bool:
    """Tell whether a row belongs into a letter: its date has moved untold, or has passed."""
    if not is_answered(entry):
        return False
    return any(map(moved_untold, entry.row.commitments)) or entry.status is Status.OVERDUE


@frozen(kw_only=True)
class Promises:
    """
    Which promises have fields of their own, and where.

    Attributes:
        several: Keys of the rows that have several promises, drafts counted.

        asked: The promises by the key of the row under which their fields stand, in its order.

        homes: The row under which each promise is asked about, by its id.

        entries: The promises of these rows, by their ids.

        waiting: The rows that wait for news of the one promise of another, by the key of that one.

        sheet: The tracker's sheet, open only where there is a field; its checks become ours.
    """

    several: frozenset[str] = frozenset()
    asked: Mapping[str, tuple[CommitmentEntry, ...]] = field(factory=dict)
    homes: Mapping[str, RowEntry] = field(factory=dict)
    entries: Mapping[str, CommitmentEntry] = field(factory=dict)
    waiting: Mapping[str, tuple[RowEntry, ...]] = field(factory=dict)
    sheet: Sheet | None = None

    def of(self, entry: RowEntry) -> tuple[CommitmentEntry, ...]:
        """Return the promises whose fields stand under a row."""
        return self.asked.get(entry.key, ())

    def are_asked(self, entry: RowEntry) -> bool:
        """Tell whether there are fields for promises of a row, under it or under another."""
        return entry.key in self.several and bool(self.of(entry) or self.elsewhere(entry))

    @property
    def rows(self) -> Mapping[str, str]:
        """The key of the row under which each promise has its fields, by its id."""
        return {promise.key: key for key, held in self.asked.items() for promise in held}

    @property
    def columns(self) -> tuple[str, ...]:
        """Keys of the columns to which the checks belong, in their order."""
        return tuple(column.key for column in self.sheet.columns) if self.sheet else ()

    def fields(
        self, promise: CommitmentEntry
    ) -> Iterator[tuple[Column[CommitmentEntry, Any], str]]:
        """Yield column and heading of each field of a promise."""
        if self.sheet is None:
            return
        for place, (column, heading) in enumerate(
            zip(self.sheet.columns, self.sheet.headings, strict=True)
        ):
            if self.sheet.is_open(place, promise):
                yield column, heading

    def check(self, promise: CommitmentEntry) -> str:
        """Return the check of a promise's row."""
        return self.sheet.check(promise) if self.sheet else ""

    def elsewhere(self, entry: RowEntry) -> list[str]:
        """Return the names of the other items under which promises of a row are asked about."""
        homes = (self.homes.get(promise.id) for promise in entry.row.commitments)
        names = (item_name(home) for home in homes if home is not None and home.key != entry.key)
        return list(dict.fromkeys(names))


def promises_of(
    filled: Tracker, entries: Iterable[RowEntry], several: frozenset[str], layout: Layout
) -> Promises:
    """
    Say which promises have fields of their own.

    Args:
        filled: The tracker.

        entries: Its rows as the document shows them, a blank form without drafts.

        several: Keys of the rows that have several promises, drafts counted.

        layout: Of the document.

    Returns:
        A promise that several rows share is asked about once: in the row that has no other, which then
        takes the news that the others need, else under the first that needs something. One that has
        ended is for reading, unless all have and news of them is needed all the same.
    """
    sheet = filled.sheet(_SHEET)
    if sheet is None or not several:
        return Promises()
    letter = layout.body is Body.LETTER
    rows = [
        entry
        for entry in entries
        if not takes_no_answer(entry)
        and entry.row.responder is not None
        and (not letter or in_letter(entry))
    ]
    held = _entries(sheet, {one.id for row in rows for one in row.row.commitments})
    homes: dict[str, RowEntry] = {}
    for row in rows:
        if row.key not in several:
            homes |= {one.id: row for one in row.row.commitments}
    asked: dict[str, tuple[CommitmentEntry, ...]] = {}
    waiting: dict[str, list[RowEntry]] = {}
    for row in rows:
        if row.key not in several or need_of(row).startswith("Nothing"):
            continue
        if is_told_of_each(need_of(row)):
            every = [held[one.id] for one in row.row.commitments if one.id in held]
            for one in _in_force(every):
                home = homes.get(one.key)
                if home is not None and home.key not in several:
                    waiting.setdefault(home.key, []).append(row)
        own = [held[one.id] for one in row.row.commitments if one.id in held]
        own = [one for one in own if one.edited_here and one.key not in homes]
        homes |= {one.key: row for one in own}
        if letter:
            own = [one for one in own if _to_be_told(one)] or own
        asked[row.key] = tuple(_in_force(own))
    given = {key for key, row in homes.items() if is_answered(row)}
    wanted = frozenset(_OF_A_PROMISE.get(key, key) for key in layout.fields)
    columns = tuple(
        evolve(column, open=partial(_is_open, column, wanted, given)) for column in sheet.columns
    )
    return Promises(
        several=several,
        asked=asked,
        homes=homes,
        entries=held,
        waiting={key: tuple(them) for key, them in waiting.items()},
        sheet=evolve(sheet, columns=columns),
    )


def _entries(sheet: Sheet, wanted: set[str]) -> Mapping[str, CommitmentEntry]:
    return {
        entry.key: entry
        for entry in sheet.entries
        if isinstance(entry, CommitmentEntry) and entry.key in wanted
    }


def _in_force(promises: list[CommitmentEntry]) -> list[CommitmentEntry]:
    """Return the promises that have not ended; all of them, if all have."""
    return [one for one in promises if one.status not in _ENDED] or promises


def _to_be_told(promise: CommitmentEntry) -> bool:
    return moved_untold(promise.commitment) or promise.status is Status.OVERDUE


def _is_open(
    column: Column[Any, Any], wanted: frozenset[str], given: set[str], promise: CommitmentEntry
) -> bool:
    if column.open is None or not column.open(promise):
        return False
    if wanted and column.key not in wanted:
        return False
    return column.key not in NEWS_ALONE or promise.key in given
