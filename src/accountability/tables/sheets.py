"""
A sheet and a tracker as values: what stands where, who may change it, and the stamps of each row.

A format draws a sheet; whatever reads one back finds its columns by the same keys.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import frozen

from accountability.merge import cell_of, stamp_of
from accountability.model import Register
from accountability.status import Verdict
from accountability.tables.columns import Cell, Column, Editor, Form
from accountability.tables.entries import CommitmentEntry, Entry, RowEntry
from accountability.tables.visible import LeftOut, Profile, Scope
from accountability.text import stamp

__all__ = ["NOT_OPEN", "Sheet", "Tracker"]

NOT_OPEN = "~"
"""Stands in a row's check for a cell that may not be changed in this row."""


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

        labels: The same for a copy in which nothing is filled in: "Position", not "Your position".

        editable: For each column, whether the reader of this copy may change it.

        entries: The rows, in the order of the document; empty only where there is nothing yet.

        stamped: Whether each row carries a check (a last column after *columns*).
    """

    name: str
    title: str
    about: str
    columns: tuple[Column[Any, Any], ...]
    headings: tuple[str, ...]
    labels: tuple[str, ...]
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

        In column order, with `NOT_OPEN` for a cell that may not be changed in this row. The stamp of a
        cell is made of what it stands for in the register, as `accountability.merge.cell_of` says, so
        that it outlives a change of vocabulary; the last one of the words of all cells that are not
        open.
        """
        stamps: list[str] = []
        rest: list[str] = []
        for position, column in enumerate(self.columns):
            opened = self.is_open(position, entry)
            if opened:
                stamps.append(_stamp(column.key, entry))
            elif column.editor is not Editor.NOBODY:
                stamps.append(NOT_OPEN)
            if not opened:
                rest.append(column.show(column.value(entry), entry.vocabulary))
        return " ".join((*stamps, stamp(*rest)))


def _stamp(key: str, entry: Entry) -> str:
    match entry:
        case RowEntry(row=row):
            return stamp_of(cell_of(entry.register, row, key))
        case CommitmentEntry(commitment=commitment):
            return stamp_of(cell_of(entry.register, commitment, key))
        case _:
            return NOT_OPEN


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
        register: What the reader may see of the register.

        as_of: Day of the verdicts.

        profile: For whom.

        scope: What was asked for.

        sheets: Recommendations, then those of the others that have rows.

        verdicts: One for each item in scope, in document order.

        recommender: What the body that recommends is called: "Committee", "Inquiry".

        left_out: How much the reader does not see.
    """

    register: Register
    as_of: dt.date
    profile: Profile
    scope: Scope
    sheets: tuple[Sheet, ...]
    verdicts: tuple[Verdict, ...]
    recommender: str
    left_out: LeftOut

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, if there is one."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @property
    def row_entries(self) -> tuple[RowEntry, ...]:
        """The rows of the recommendations."""
        sheet = self.sheet("Recommendations")
        return (
            tuple(entry for entry in sheet.entries if isinstance(entry, RowEntry)) if sheet else ()
        )
