"""A file that came back, what it is held against, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from accountability.findings import Finding, FindingKind, Place
from accountability.tables._judging_kinds import CELL_REFUSED
from accountability.tables._judging_sides import Side
from accountability.tables.columns import Column, Editor
from accountability.tables.known import COLUMNS, heading_of
from accountability.tables.returned import Returned, ReturnedCell, ReturnedRow
from accountability.tables.sheets import NOT_OPEN
from accountability.tables.tracker import EDITORS
from accountability.text import clean, stamp

__all__ = ["Case", "Check", "read_words", "words_of"]

_LETTERS = frozenset("bcdfghjklmnpqrstvwxz")


def words_of(row: ReturnedRow, key: str) -> str:
    """Return the words of a cell, fit for the model; "" where the row has no such cell."""
    cell = row.cells.get(key)
    return clean(cell.text).text if cell is not None else ""


def read_words(row: ReturnedRow, key: str) -> str | None:
    """Return the words of a cell for reading, or why it has none; None where there is no such column."""
    cell = row.cells.get(key)
    if cell is not None:
        # What cannot be read is not what was sent, were that nothing.
        return cell.refused or cell.text
    return row.key if key == "key" else None


@frozen
class Check:
    """
    A row's check, taken apart.

    Attributes:
        letters: Of each cell that could ever be changed, by column; `NOT_OPEN` where it could not.

        rest: Over all other cells; "" if the check cannot be read.
    """

    letters: dict[str, str]
    rest: str = ""

    def opened(self, key: str) -> bool:
        """Tell whether a cell could be changed in this row."""
        return self.letters.get(key, NOT_OPEN) != NOT_OPEN


@define
class Case:
    """
    A file that came back, while it is judged.

    Attributes:
        returned: The file.

        now: What the copy would show now.

        kept: What it showed, if that was kept.

        by: Id of the body that the file was made for; "".

        findings: What was noticed.
    """

    returned: Returned
    now: Side
    kept: Side | None
    by: str
    findings: list[Finding] = field(factory=list)
    _orders: dict[str, tuple[str, ...]] = field(factory=dict)
    _looked_at: tuple[ReturnedRow, bool] | None = None

    def sides(self) -> Iterator[Side]:
        """Yield what was shown, if that was kept, and what would be shown now."""
        if self.kept is not None:
            yield self.kept
        yield self.now

    def may_edit(self, column: Column[Any, Any]) -> bool:
        """Tell whether the reader of this copy may ever change a cell of a column."""
        return column.editor in EDITORS[self.now.profile]

    def order(self, sheet: str) -> tuple[str, ...]:
        """Return the keys of a sheet's columns in the order in which they were sent."""
        held = self._orders.get(sheet)
        if held is None:
            sent = self.returned.columns.get(sheet) or self.now.columns(sheet) or COLUMNS[sheet]
            held = tuple(key for key in sent if key in COLUMNS[sheet])
            self._orders[sheet] = held
        return held

    def check_of(self, row: ReturnedRow) -> Check:
        """Take a row's check apart."""
        stamps = row.check.split()
        columns = COLUMNS[row.sheet]
        ever = [key for key in self.order(row.sheet) if columns[key].editor is not Editor.NOBODY]
        if len(stamps) != len(ever) + 1 or not _is_stamp(stamps[-1]):
            return Check({})
        letters = {
            key: letters if self.may_edit(columns[key]) else NOT_OPEN
            for key, letters in zip(ever, stamps, strict=False)
        }
        return Check(letters, stamps[-1])

    def closed(self, row: ReturnedRow, check: Check) -> tuple[str, ...]:
        """Return the keys of the cells that are for reading only in a row, in the order as sent."""
        return tuple(key for key in self.order(row.sheet) if not check.opened(key))

    def reads_as_sent(self, row: ReturnedRow, check: Check) -> bool:
        """Tell whether the cells for reading are all there, and say what they said when sent."""
        if self._looked_at is None or self._looked_at[0] is not row:
            texts = [read_words(row, key) for key in self.closed(row, check)]
            said = stamp(*(text or "" for text in texts)) == check.rest and None not in texts
            self._looked_at = row, said
        return self._looked_at[1]

    def refuse(self, cell: ReturnedCell, column: Column[Any, Any], key: str) -> None:
        """Say why a cell was not taken."""
        message = f"{heading_of(column)} was not taken: {cell.refused}"
        self.say(CELL_REFUSED, message, cell.place, key)

    def say(self, kind: FindingKind, message: str, place: Place, key: str = "") -> None:
        """Add a finding."""
        self.findings.append(kind.found(message, record=key, place=place))


def _is_stamp(letters: str) -> bool:
    return len(letters) == 6 and _LETTERS.issuperset(letters)
