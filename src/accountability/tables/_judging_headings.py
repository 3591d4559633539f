"""Columns of ours under other headings, recognised by the letters with which their cells left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from accountability.merge import stamp_of
from accountability.tables._judging_case import Case
from accountability.tables._judging_kinds import COLUMN_BY_STAMPS
from accountability.tables.columns import Column
from accountability.tables.known import COLUMNS, FILLED_IN, heading_of
from accountability.tables.returned import ReturnedRow
from accountability.tables.sheets import NOT_OPEN
from accountability.text import clean

__all__ = ["under_own_keys"]

_NOTHING = stamp_of(None)
"""The letters of a cell that was sent empty."""


def under_own_keys(case: Case) -> list[ReturnedRow]:
    """Return the rows of a file, cells that stand under other headings back under their own keys."""
    renamed = {
        sheet: _renamed(case, [row for row in case.returned.rows if row.sheet == sheet])
        for sheet in FILLED_IN
    }
    return [_put_back(row, renamed.get(row.sheet, {})) for row in case.returned.rows]


def _renamed(case: Case, rows: Sequence[ReturnedRow]) -> dict[str, str]:
    """Return the key of each column that is in the file under a heading that is not ours."""
    there = {key for row in rows for key in row.cells}
    headings = dict.fromkeys(heading for row in rows for heading, _cell in row.extra)
    if not headings:
        return {}
    found: dict[str, str] = {}
    sheet = rows[0].sheet
    for key in case.order(sheet):
        column = COLUMNS[sheet][key]
        if key in there or not case.may_edit(column):
            continue
        for heading in headings:
            fits = [fit for row in rows if (fit := _fits(case, row, column, heading)) is not None]
            if heading not in found and sum(fits) * 2 > len(fits):
                found[heading] = key
                place = next(
                    cell.place for row in rows for name, cell in row.extra if name == heading
                )
                case.say(
                    COLUMN_BY_STAMPS,
                    f"the column {heading!r} is taken for {heading_of(column)}: "
                    "its cells say what was sent in that",
                    place,
                )
                break
    return found


def _fits(case: Case, row: ReturnedRow, column: Column[Any, Any], heading: str) -> bool | None:
    """Tell whether a cell has the letters of a column; None where that would say nothing."""
    letters = case.check_of(row).letters.get(column.key, NOT_OPEN)
    if letters in {NOT_OPEN, _NOTHING}:
        return None
    text = next((clean(cell.text).text for name, cell in row.extra if name == heading), "")
    entry = case.now.entry(row.sheet, row.key) if row.key else None
    vocabulary = entry.vocabulary if entry else case.now.vocabulary(None)
    return stamp_of(column.read(text, vocabulary)) == letters


def _put_back(row: ReturnedRow, renamed: Mapping[str, str]) -> ReturnedRow:
    """Return a row with cells that stand under other headings back among its cells."""
    if not renamed:
        return row
    back = {renamed[heading]: cell for heading, cell in row.extra if heading in renamed}
    rest = tuple(pair for pair in row.extra if pair[0] not in renamed)
    return evolve(row, cells={**row.cells, **back}, extra=rest)
