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
    """

    name: str
    title: str
    about: str
    columns: tuple[Column[Any, Any], ...]
    headings: tuple[str, ...]
    labels: tuple[str, ...]
    editable: tuple[bool, ...]
    entries: Entries

    def cells(self, entry: Entry) -> tuple[Cell, ...]:
        """Return the cells of a row, without the check: words, real days, or numbers."""
        return self.fill(entry, checked=False).cells

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
        return self.fill(entry).check

    def fill(self, entry: Entry, *, checked: bool = True) -> FilledRow:
        """
        Return the cells of a row, which of them are open, and its check.

        In one pass, because a register may have a hundred thousand rows.

        Args:
            entry: The row.

            checked: Whether the check is wanted; a copy that brings nothing back has none.
        """
        plan = self._plan
        values: list[Any] = [value(entry) for value in plan.values]
        words = values.copy()
        vocabulary = entry.vocabulary
        shown = plan.shown(vocabulary)
        for at, show, known in shown:
            value = values[at]
            if value is None or type(value) is str:
                words[at] = show(value, vocabulary)
            elif (found := known.get(value)) is not None:
                words[at] = found
            else:
                if len(known) >= _KNOWN:
                    known.clear()
                words[at] = known[value] = show(value, vocabulary)
        cells: list[Cell] = [word or None for word in words]
        for at, kind in plan.kinds:
            if isinstance(values[at], kind):
                cells[at] = values[at]
        # Columns share their conditions; each is asked once a row, and few answers ever differ.
        asked = tuple([may_change(entry) for may_change in plan.conditions])
        opening = plan.openings.get(asked)
        if opening is None:
            opening = plan.openings[asked] = self._opening(asked)
        if not checked:
            return FilledRow(tuple(cells), opening.opened, "")
        stamps = [
            NOT_OPEN
            if at is None
            else _stamp(values[at] if stands_for is None else stands_for(entry))
            for at, stands_for in opening.stamped
        ]
        stamps.append(stamp(*[words[at] for at in opening.closed]))
        return FilledRow(tuple(cells), opening.opened, " ".join(stamps))

    @cached_property
    def _plan(self) -> _Plan:
        """What is done for each column; looked up once a sheet, not once a cell."""
        kinds: dict[Form, type[dt.date | int]] = {Form.DAY: dt.date, Form.NUMBER: int}
        return _Plan(
            values=tuple(column.value for column in self.columns),
            shows=tuple(
                (at, column.codec.show)
                for at, column in enumerate(self.columns)
                if not isinstance(column.codec, Words)
            ),
            kinds=tuple(
                (at, kinds[column.form])
                for at, column in enumerate(self.columns)
                if column.form in kinds
            ),
            conditions=tuple(
                dict.fromkeys(
                    column.open
                    for column, editable in zip(self.columns, self.editable, strict=True)
                    if editable and column.open is not None
                )
            ),
            openings={},
            known={},
        )

    def _opening(self, asked: tuple[bool, ...]) -> _Opening:
        """Return what follows from the answers to the conditions of the plan."""
        known = dict(zip(self._plan.conditions, asked, strict=True))
        opened = tuple(
            editable and (column.open is None or known[column.open])
            for column, editable in zip(self.columns, self.editable, strict=True)
        )
        return _Opening(
            opened=opened,
            closed=tuple(at for at, is_open in enumerate(opened) if not is_open),
            stamped=tuple(
                (at if opened[at] else None, column.stands_for)
                for at, column in enumerate(self.columns)
                if column.editor is not Editor.NOBODY
            ),
        )


_Show = Callable[[Any, Vocabulary], str]


class _Opening(NamedTuple):
    """Which cells of a row are open, which are not, and what stands at each place of its check."""

    opened: tuple[bool, ...]
    closed: tuple[int, ...]
    stamped: tuple[tuple[int | None, Callable[[Any], object] | None], ...]


class _Plan(NamedTuple):
    """
    What is done for the columns of a row.

    Attributes:
        values: From a row to the value of each column.

        shows: Position of each column whose value is not a text, and how it is shown.

        kinds: Position of each column that has days or numbers, and which.

        conditions: On which it depends whether cells may be changed, each once.

        openings: By the answers to the conditions.

        known: What was shown in the words of a vocabulary, by its identity; with the vocabulary, so that
            no other is ever taken for it.
    """

    values: tuple[Callable[[Any], Any], ...]
    shows: tuple[tuple[int, _Show], ...]
    kinds: tuple[tuple[int, type[dt.date | int]], ...]
    conditions: tuple[Callable[[Any], bool], ...]
    openings: dict[tuple[bool, ...], _Opening]
    known: dict[int, tuple[Vocabulary, tuple[tuple[int, _Show, dict[Any, str]], ...]]]

    def shown(self, vocabulary: Vocabulary) -> tuple[tuple[int, _Show, dict[Any, str]], ...]:
        """Return how each column of *shows* is shown in a vocabulary, with what was shown before."""
        found = self.known.get(id(vocabulary))
        if found is None:
            shows = tuple((at, show, dict[Any, str]()) for at, show in self.shows)
            found = self.known[id(vocabulary)] = (vocabulary, shows)
        return found[1]


_KNOWN = 4096
"""Days, members of lists and names of a column that are remembered as they are shown."""


class FilledRow(NamedTuple):
    """
    One row, ready to be drawn.

    Attributes:
        cells: Without the check: words, real days, or numbers.

        opened: For each of them, whether the reader of this copy may change it.

        check: The row's check; "" where none was wanted.
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
    if not value and (value is None or value in _NOTHING):
        return _STAMP_OF_NOTHING
    words = value if type(value) is str else shown(value)
    return _known_stamp(words) if len(words) <= _SHORT else stamp(words)


_SHORT = 40
"""Characters of positions, dates and names; longer texts hardly occur twice."""

_known_stamp = lru_cache(maxsize=4096)(stamp)

_NOTHING = ("", ())
_STAMP_OF_NOTHING = stamp("")


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
