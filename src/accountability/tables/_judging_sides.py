"""
What one register shows in the copy that came back: the register now, or the one that was kept.

Verdicts are worked out only when a row's cells for reading have to be told apart: most files come back
with none of them touched, and then a stamp says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve, frozen

from accountability.deadlines import Calendar
from accountability.jurisdictions import Jurisdiction, jurisdiction_of
from accountability.merge import cell_of
from accountability.model import Commitment, Document, Item, Register, Response, Row
from accountability.status import Axes
from accountability.tables.entries import Entry, RowEntry
from accountability.tables.sheets import Sheet
from accountability.tables.tracker import tracker
from accountability.tables.visible import Profile, Scope, visible
from accountability.vocabularies import Vocabulary

__all__ = ["Held", "HeldPromise", "HeldRow", "Side"]


@frozen(kw_only=True, slots=True)
class HeldRow(RowEntry):
    """A row of the recommendations with all that its cells to be filled in are made from: no verdict."""

    def cell(self, name: str) -> object:
        """Return what a cell stands for."""
        return cell_of(self.register, self.row, name)


@frozen(kw_only=True)
class HeldPromise:
    """
    A row of the commitments, with all that its cells to be filled in are made from.

    Attributes:
        register: That shows it.

        vocabulary: The words of the document that the row belongs to.

        key: Its id.

        commitment: The promise.

        edited_here: Whether its date and progress have cells of their own.
    """

    register: Register
    vocabulary: Vocabulary
    key: str
    commitment: Commitment
    edited_here: bool

    def cell(self, name: str) -> object:
        """Return what a cell stands for."""
        return cell_of(self.register, self.commitment, name)


Held = HeldRow | HeldPromise
"""A row as one side has it."""


class Side:
    """A register as the copy shows it."""

    def __init__(
        self,
        register: Register,
        *,
        profile: Profile,
        scope: Scope,
        as_of: dt.date,
        jurisdiction: Jurisdiction | None,
        calendar: Calendar | None,
    ) -> None:
        self.register = register
        self.profile = profile
        self.scope = scope
        self.as_of = as_of
        self.jurisdiction = jurisdiction
        self.calendar = calendar
        self._vocabularies: dict[str, Vocabulary] = {}
        self._entries: dict[str, dict[str, list[Entry]]] = {}

    @cached_property
    def seen(self) -> Register:
        """What the reader of the copy may see."""
        return visible(self.register, self.profile, self.scope, self.as_of)[0]

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The rows in scope by their keys, in the order of the copy."""
        if self.seen is self.register:
            return {row.key: row for row in self.seen.rows() if self.scope.has_row(row)}
        keys = {(row.about, row.responder): row.key for row in self.register.rows()}
        found: dict[str, Row] = {}
        for row in self.seen.rows():
            if self.scope.has_row(row):
                key = keys.get((row.about, row.responder), row.key)
                found[key] = row if key == row.key else evolve(row, key=key)
        return found

    # --- a row, without its verdict ------------------------------------------------------------------

    def entry(self, sheet: str, key: str) -> Held | None:
        """Return a row with what its cells that can be filled in are made from; None if not held."""
        if sheet == "Commitments":
            promise = self.seen.find(Commitment, key) or self.register.find(Commitment, key)
            return self._commitment(promise) if promise else None
        row = self.rows.get(key)
        if row is not None:
            return self._row(self.seen, row)
        row = self.register.row(key)
        return self._row(self.register, row) if row is not None else None

    def _row(self, register: Register, row: Row) -> HeldRow:
        return HeldRow(
            register=register,
            as_of=self.as_of,
            vocabulary=self.vocabulary(row.item),
            key=row.key,
            row=row,
            status=None,
            axes=_NO_AXES,
            why="",
            held=self.register.row(row.key) is not None,
        )

    def _commitment(self, promise: Commitment) -> HeldPromise:
        return HeldPromise(
            register=self.seen,
            vocabulary=self.vocabulary(self.item_of(promise)),
            key=promise.id,
            commitment=promise,
            edited_here=promise.id not in self._in_a_row,
        )

    @cached_property
    def _in_a_row(self) -> frozenset[str]:
        """Ids of the promises whose date and progress stand in a row of the recommendations."""
        rows = self.rows.values()
        return frozenset(row.commitments[0].id for row in rows if len(row.commitments) == 1)

    def item_of(self, promise: Commitment) -> Item | None:
        """Return the first item that a promise serves."""
        response = self.register.find(Response, promise.response)
        served = promise.items or ((response.answers,) if response else ())
        return self.register.find(Item, served[0]) if served else None

    def vocabulary(self, item: Item | None) -> Vocabulary:
        """Return the words in which an item's document is answered."""
        named = item.document if item else ""
        held = self._vocabularies.get(named)
        if held is None:
            document = self.register.find(Document, named)
            rules = jurisdiction_of(self.register, document, self.jurisdiction)
            held = self._vocabularies[named] = rules.vocabulary_for(self.register, document)
        return held

    @cached_property
    def rows_of_promise(self) -> Mapping[str, tuple[str, ...]]:
        """Keys of the rows that a promise stands behind."""
        found: dict[str, list[str]] = {}
        for key, row in self.rows.items():
            for promise in row.commitments:
                found.setdefault(promise.id, []).append(key)
        return {promise: tuple(keys) for promise, keys in found.items()}

    # --- whole rows, with verdicts ---------------------------------------------------------------------

    @cached_property
    def _sheets(self) -> dict[str, Sheet]:
        filled = tracker(
            self.register,
            as_of=self.as_of,
            profile=self.profile,
            scope=self.scope,
            jurisdiction=self.jurisdiction,
            calendar=self.calendar,
        )
        return {sheet.name: sheet for sheet in filled.sheets}

    def columns(self, sheet: str) -> tuple[str, ...]:
        """Return the keys of a sheet's columns; () if the copy has no such sheet."""
        drawn = self._sheets.get(sheet)
        return tuple(column.key for column in drawn.columns) if drawn else ()

    def count(self, sheet: str) -> int:
        """Return how many rows a sheet has, without making any."""
        drawn = self._sheets.get(sheet)
        return len(drawn.entries) if drawn else 0

    def keys(self, sheet: str) -> Iterator[str]:
        """Yield the keys of a sheet's rows, in their order; one may stand in several."""
        yield from (entry.key for entry in self._sheets[sheet].entries)

    def words(self, sheet: str, key: str) -> Iterator[Mapping[str, str]]:
        """Yield the words of every cell by column, for each row of a sheet that has a key."""
        entries = self._entries.get(sheet)
        if entries is None:
            entries = self._entries[sheet] = {}
            drawn = self._sheets.get(sheet)
            for entry in drawn.entries if drawn else ():
                entries.setdefault(entry.key, []).append(entry)
        yield from (self._words(sheet, entry) for entry in entries.get(key, ()))

    def all_words(self, sheet: str) -> Iterator[Mapping[str, str]]:
        """Yield the words of every cell by column, for each row of a sheet."""
        drawn = self._sheets.get(sheet)
        yield from (self._words(sheet, entry) for entry in (drawn.entries if drawn else ()))

    def _words(self, sheet: str, entry: Entry) -> Mapping[str, str]:
        return dict(zip(self.columns(sheet), self._sheets[sheet].words(entry), strict=True))


_NO_AXES = Axes()
"""Of a row whose verdict nobody asks for."""
