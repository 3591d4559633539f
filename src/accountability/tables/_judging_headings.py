"""
Columns of ours under other headings, recognised by what was sent in their cells.

Somebody words a heading anew, or types one over another's column. The letters with which cells left,
and for cells for reading what we show, tell which column it is; a heading alone would put everybody's
replies where progress belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from accountability.merge import stamp_of
from accountability.tables._judging_case import Case, Check
from accountability.tables._judging_kinds import COLUMN_BY_STAMPS
from accountability.tables.columns import Column
from accountability.tables.known import COLUMNS, FILLED_IN, heading_of
from accountability.tables.returned import ReturnedCell, ReturnedRow
from accountability.tables.sheets import NOT_OPEN
from accountability.text import clean

__all__ = ["under_own_keys"]

_NOTHING = stamp_of(None)
"""The letters of a cell that was sent empty."""

_LOOKED_AT = 40
"""Rows of a sheet by which it is seen whether its headings stand over their own columns."""


def under_own_keys(case: Case) -> list[ReturnedRow]:
    """Return the rows of a file, cells that stand under other headings back under their own keys."""
    renamed: dict[str, dict[str, str]] = {}
    exchanged: dict[str, dict[str, str]] = {}
    for sheet in FILLED_IN:
        rows = [row for row in case.returned.rows if row.sheet == sheet]
        renamed[sheet] = _renamed(case, rows)
        exchanged[sheet] = _exchanged(case, rows)
    return [
        _put_back(row, renamed.get(row.sheet, {}), exchanged.get(row.sheet, {}))
        for row in case.returned.rows
    ]


def _put_back(
    row: ReturnedRow, renamed: Mapping[str, str], exchanged: Mapping[str, str]
) -> ReturnedRow:
    """Return a row with cells that stand under other headings back among its cells."""
    if exchanged:
        # Who typed into such a column read its heading: what was meant is for a person to say.
        moved = {
            key: evolve(row.cells[source], disputed=_taken_for(row.sheet, key, source))
            for key, source in exchanged.items()
            if source in row.cells
        }
        rest = {key: cell for key, cell in row.cells.items() if key not in exchanged.values()}
        row = evolve(row, cells={**rest, **moved})
    if renamed:
        back = {renamed[heading]: cell for heading, cell in row.extra if heading in renamed}
        extra = tuple(pair for pair in row.extra if pair[0] not in renamed)
        row = evolve(row, cells={**row.cells, **back}, extra=extra)
    return row


# --- headings that are not ours -----------------------------------------------------------------------


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
            fits = [
                fit
                for row in rows
                if (fit := _fits(case, row, case.check_of(row), column, _own(row, heading)))
                is not None
            ]
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


def _own(row: ReturnedRow, heading: str) -> ReturnedCell | None:
    return next((cell for name, cell in row.extra if name == heading), None)


def _fits(
    case: Case, row: ReturnedRow, check: Check, column: Column[Any, Any], cell: ReturnedCell | None
) -> bool | None:
    """Tell whether a cell has the letters of a column; None where that would say nothing."""
    letters = check.letters.get(column.key, NOT_OPEN)
    if column.begins_empty or letters in {NOT_OPEN, _NOTHING}:
        return None
    entry = case.now.entry(row.sheet, row.key) if row.key else None
    vocabulary = entry.vocabulary if entry else case.now.vocabulary(None)
    text = clean(cell.text).text if cell else ""
    return stamp_of(column.read(text, vocabulary)) == letters


# --- headings of ours over the columns of others ------------------------------------------------------


@frozen
class _Sample:
    """Some rows of a sheet, with their checks."""

    case: Case
    rows: tuple[tuple[ReturnedRow, Check], ...]

    def share(self, key: str, source: str) -> tuple[int, int]:
        """Return how many rows have in one column what was sent in another, and of how many."""
        fits = [self._fits(row, check, key, source) for row, check in self.rows]
        return fits.count(True), len(fits) - fits.count(None)

    def _fits(self, row: ReturnedRow, check: Check, key: str, source: str) -> bool | None:
        if check.opened(key):
            return _fits(self.case, row, check, COLUMNS[row.sheet][key], row.cells.get(source))
        if self.case.reads_as_sent(row, check):
            return True if key == source else None
        text = " ".join(row.cells[source].text.split()) if source in row.cells else ""
        shown = {
            " ".join(words.get(key, "").split())
            for side in self.case.sides()
            for words in side.words(row.sheet, row.key)
        }
        return text in shown if any(shown) else None


def _exchanged(case: Case, rows: Sequence[ReturnedRow]) -> dict[str, str]:
    """Return under which of our headings a column stands, for each that stands under another's."""
    known = ((row, case.check_of(row)) for row in rows[:_LOOKED_AT] if row.key)
    sample = _Sample(case, tuple(pair for pair in known if pair[1].rest))
    if not sample.rows:
        return {}
    sheet = rows[0].sheet
    keys = [key for key in case.order(sheet) if key in rows[0].cells]
    own = {key: sample.share(key, key) for key in keys}
    confirmed = {key for key, (fits, of) in own.items() if fits * 2 > of}
    found: dict[str, str] = {}
    for key in keys:
        if key in confirmed or not own[key][1]:
            continue
        shares = {
            source: share
            for source in keys
            if source != key and source not in confirmed and source not in found.values()
            if (share := sample.share(key, source))[0] * 2 > share[1] and share[0] > own[key][0]
        }
        if shares:
            found[key] = max(shares, key=lambda source: shares[source])
    left = [key for key in keys if key in found and key not in found.values()]
    lost = [source for source in keys if source in found.values() and source not in found]
    found |= dict(zip(lost, left, strict=True))
    for key, source in found.items():
        _tell(case, rows[0], key, source)
    return found


def _tell(case: Case, row: ReturnedRow, key: str, source: str) -> None:
    case.say(
        COLUMN_BY_STAMPS,
        f"{_taken_for(row.sheet, key, source)}; what was typed there is in dispute",
        row.cells[source].place,
    )


def _taken_for(sheet: str, key: str, source: str) -> str:
    """Say which column stands under the heading of which other."""
    columns = COLUMNS[sheet]
    return (
        f"the column under {heading_of(columns[source])!r} is taken for {heading_of(columns[key])}: headings "
        "changed places, and its cells say what was sent in that"
    )
