"""
A sheet and a tracker as values: what stands where, who may change it, and the stamps of each row.

A format draws a sheet; whatever reads one back finds its columns by the same keys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from attrs import frozen

from accountability.merge import shown
from accountability.model import Register
from accountability.status import Verdict
from accountability.tables.columns import Cell, Column, Editor, Form, Words
from accountability.tables.entries import Entry, RowEntry
from accountability.tables.visible import LeftOut, Profile, Scope
from accountability.text import stamp
from accountability.vocabularies import Vocabulary

__all__ = ["NOT_OPEN", "Entries", "FilledRow", "Sheet", "Tracker"]

NOT_OPEN = "~"
"""Stands in a row's check for a cell that may not be changed in this row."""


# Not slotted: what is looked up once is kept.
@frozen(kw_only=True, slots=False)
class Sheet:
    """
    One sheet: its columns under their headings, and its rows.

    Attributes:
        name: Of the sheet, e.g. "Recommendations".

        title: What stands in the first cell.

        about: One line that says what is on it.

        columns: In reading order.

        headings: One for each column.

        labels: The same for a copy in which nothing is filled in: "Position", not "Your position".

        editable: For each column, whether the reader of this copy may change it.

        entries: The rows, in the order of the document, made anew at each pass; none only where there
            is nothing yet.

        stamped: Whether each row carries a check (a last column after *columns*).
    """

    name: str
    title: str
    about: str
    columns: tuple[Column[Any, Any], ...]
    headings: tuple[str, ...]
    labels: tuple[str, ...]
    editable: tuple[bool, ...]
    entries: Entries
    stamped: bool = False

    def cells(self, entry: Entry) -> tuple[Cell, ...]:
        """Return the cells of a row, without the check: words, real days, or numbers."""
        return self.fill(entry).cells

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

        In column order, with `NOT_OPEN` for a cell that may not be changed in this row. The stamp of a
        cell is made of what it stands for in the register, the same value as
        `accountability.merge.cell_of` returns, so that it outlives a change of vocabulary; the last
        one of the words of all cells that are not open.
        """
        return self._filled(entry, stamped=True).check

    def fill(self, entry: Entry) -> FilledRow:
        """
        Return the cells of a row, which of them are open, and the check of a sheet that has one.

        In one pass, because a register may have a hundred thousand rows.
        """
        return self._filled(entry, stamped=self.stamped)

    def _filled(self, entry: Entry, *, stamped: bool) -> FilledRow:
        cells: list[Cell] = []
        opened: list[bool] = []
        stamps: list[str] = []
        rest: list[str] = []
        asked: dict[object, bool] = {}
        vocabulary = entry.vocabulary
        for value_of, show, kind, editable, ever, may_change, stands_for in self._plan:
            value = value_of(entry)
            words: str = value if show is None else show(value, vocabulary)
            cells.append(value if kind is not None and isinstance(value, kind) else words or None)
            is_open = editable
            if editable and may_change is not None:
                # Columns share their conditions; each is asked once a row.
                known = asked.get(may_change)
                is_open = asked[may_change] = may_change(entry) if known is None else known
            opened.append(is_open)
            if stamped:
                if not is_open:
                    rest.append(words)
                if ever and is_open:
                    stamps.append(_stamp(stands_for(entry) if stands_for else value))
                elif ever:
                    stamps.append(NOT_OPEN)
        check = " ".join((*stamps, stamp(*rest))) if stamped else ""
        return FilledRow(tuple(cells), tuple(opened), check)

    @cached_property
    def _plan(self) -> tuple[_Step, ...]:
        """What is done for each column; looked up once a sheet, not once a cell."""
        kinds: dict[Form, type[dt.date | int]] = {Form.DAY: dt.date, Form.NUMBER: int}
        return tuple(
            _Step(
                column.value,
                None if isinstance(column.codec, Words) else column.codec.show,
                kinds.get(column.form),
                editable,
                column.editor is not Editor.NOBODY,
                column.open,
                column.stands_for,
            )
            for column, editable in zip(self.columns, self.editable, strict=True)
        )


class _Step(NamedTuple):
    """What is done for one column of a row."""

    value: Callable[[Any], Any]
    show: Callable[[Any, Vocabulary], str] | None
    kind: type[dt.date | int] | None
    editable: bool
    ever: bool
    may_change: Callable[[Any], bool] | None
    stands_for: Callable[[Any], object] | None


class FilledRow(NamedTuple):
    """
    One row, ready to be drawn.

    Attributes:
        cells: Without the check: words, real days, or numbers.

        opened: For each of them, whether the reader of this copy may change it.

        check: The row's check; "" where the sheet has none.
    """

    cells: tuple[Cell, ...]
    opened: tuple[bool, ...]
    check: str


@frozen(kw_only=True)
class Entries:
    """
    The rows of a sheet, made when they are asked for and anew each time, so that none is kept.

    Attributes:
        count: How many there are.

        make: Begins a pass over them.
    """

    count: int
    make: Callable[[], Iterator[Entry]]

    def __len__(self) -> int:
        """Return how many there are, without making any."""
        return self.count

    def __iter__(self) -> Iterator[Entry]:
        """Make them, in the order of the document."""
        return self.make()


def _stamp(value: object) -> str:
    """Return the stamp of a cell; those of words that come again and again are worked out once."""
    words = value if isinstance(value, str) else shown(value)
    return _known_stamp(words) if len(words) <= _SHORT else stamp(words)


_SHORT = 40
"""Characters of positions, dates and names; longer texts hardly occur twice."""

_known_stamp = lru_cache(maxsize=4096)(stamp)


# Not slotted: what is made once is kept.
@frozen(kw_only=True, slots=False)
class Tracker:
    """
    A register as of a day, for one kind of reader.

    Attributes:
        register: What the reader may see of the register.

        as_of: Day of the verdicts.

        profile: For whom.

        scope: What was asked for.

        sheets: Recommendations, then those of the others that have rows.

        keys: Of the rows of the recommendations, in their order.

        documents: Ids of the documents whose items they are about, each once, in that order.

        recommender: What the body that recommends is called: "Committee", "Inquiry".

        left_out: How much the reader does not see.
    """

    register: Register
    as_of: dt.date
    profile: Profile
    scope: Scope
    sheets: tuple[Sheet, ...]
    keys: tuple[str, ...]
    documents: tuple[str, ...]
    recommender: str
    left_out: LeftOut

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, if there is one."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @cached_property
    def row_entries(self) -> tuple[RowEntry, ...]:
        """The rows of the recommendations, made once and kept; `Sheet.entries` keeps none."""
        sheet = self.sheet("Recommendations")
        return (
            tuple(entry for entry in sheet.entries if isinstance(entry, RowEntry)) if sheet else ()
        )

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on the items of these rows, in document order."""
        found = {entry.verdict.id: entry.verdict for entry in self.row_entries if entry.verdict}
        return tuple(found.values())
