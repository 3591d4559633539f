"""Which sheet of the file is which of ours: by its name, and by its headings where it was renamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, field

from accountability.findings import Finding, Place
from accountability.importers.excel._book import Book
from accountability.importers.excel._columns import (
    Listed,
    Table,
    columns_of,
    find_headings,
    heading_of,
    with_findings,
)
from accountability.importers.excel._facts import Facts
from accountability.importers.excel._grid import Grid
from accountability.importers.excel._known import FRAMES, upgraded
from accountability.importers.excel._noticed import (
    LIST_MISSING,
    SHEET_MISSING,
    SHEET_OWN,
    SHEET_RENAMED,
    SHEET_TWICE,
    SHEET_UNREAD,
)
from accountability.importers.excel._values import Value
from accountability.tables.known import COLUMNS, ROWS_AS_SENT, WATCHED
from accountability.tables.visible import Profile
from accountability.text import fold

__all__ = ["Frame", "Sheets", "sort_sheets"]

_FOLDED = {fold(name): name for name in COLUMNS}


@define(kw_only=True)
class Frame:
    """A sheet of ours that holds no records: where its headings stand, and over which columns."""

    name: str
    grid: Grid
    header: int
    letters: dict[str, str]

    def rows(self) -> dict[int, dict[str, Value | None]]:
        """Return the rows below the headings, cells by heading."""
        return {
            number: {heading: row.get(letters) for heading, letters in self.letters.items()}
            for number, row in self.grid.rows.items()
            if number > self.header
        }


@define(kw_only=True)
class Sheets:
    """
    The sheets of a file, told apart.

    Attributes:
        tables: Sheets of records, in the order of the file.

        frames: Sheets of ours without records, by our name.

        own: Sheets of a person's own.

        listed: By our name of a sheet, (heading, key) of its columns as they were sent.

        letters: By our name of a sheet without records, the letters of the cells of each of its rows.

        findings: What was noticed.
    """

    tables: list[Table] = field(factory=list)
    frames: dict[str, Frame] = field(factory=dict)
    own: list[Grid] = field(factory=list)
    listed: dict[str, list[tuple[str, str]]] = field(factory=dict)
    letters: dict[str, list[tuple[str, ...]]] = field(factory=dict)
    findings: list[Finding] = field(factory=list)


def sort_sheets(book: Book, facts: Facts) -> Sheets:
    """
    Tell the sheets of a file apart.

    Raises:
        UnreadableFileError: none of them is a tracker's.
    """
    found = Sheets()
    file = book.package.file
    rest = [grid for grid in book.grids if grid is not facts.front]
    rest = list(_without_frames(rest, found))
    _read_list(found, facts.version)
    named: list[tuple[Grid, str]] = []
    unnamed: list[Grid] = []
    for grid in rest:
        name = _FOLDED.get(fold(grid.name))
        if name is None:
            unnamed.append(grid)
        else:
            named.append((grid, name))
    tables = {id(grid): table for grid, name in named if (table := _named(grid, name, found, file))}
    taken = {table.sheet for table in tables.values()}
    for count, grid in enumerate(unnamed):
        known = count < _MOST_RENAMED
        renamed = _renamed(grid, found.listed, taken, file) if known else None
        if renamed is not None:
            taken.add(renamed.sheet)
            tables[id(grid)] = renamed
        else:
            found.own.append(grid)
    found.tables = [tables[id(grid)] for grid in rest if id(grid) in tables]
    if not found.tables:
        raise book.package.refuse(_no_tracker(book, facts))
    there = {_FOLDED.get(fold(grid.name)) for grid in found.own}  # without their headings
    for name in found.listed:
        if name not in taken and name not in there:
            found.findings.append(
                SHEET_MISSING.found(f"“{name}” was sent", place=Place(file=file, at=name))
            )
    if not found.listed and facts.profile is not Profile.PUBLICATION:
        found.findings.append(
            LIST_MISSING.found("“For the computer” is gone", place=Place(file=file))
        )
    for grid in found.own:
        if grid.rows and fold(grid.name) not in _FOLDED:
            found.findings.append(
                SHEET_OWN.found(f"“{grid.name}” is not ours", place=Place(file=file, at=grid.name))
            )
    return found


def _no_tracker(book: Book, facts: Facts) -> str:
    if facts.said:
        return (
            "it was made as a tracker, but no sheet has a tracker's headings any more; "
            "put the row of headings back, or ask for the file that was sent"
        )
    names = ", ".join(f"“{grid.name}”" for grid in book.grids[:3]) or "none"
    return (
        f"it is an Excel workbook, but no tracker: its sheets ({names}) have none of a tracker's headings; "
        "choose the tracker that was sent out"
    )


# --- sheets without records ---------------------------------------------------------------------------


def _without_frames(grids: list[Grid], found: Sheets) -> Iterator[Grid]:
    for grid in grids:
        frame = next((made for name in FRAMES if (made := _frame(grid, name))), None)
        if frame is None or frame.name in found.frames:
            yield grid
        else:
            found.frames[frame.name] = frame


_LOOKED_AT = 2_000
"""Cells at the top of a sheet."""


def _frame(grid: Grid, name: str) -> Frame | None:
    """Return a sheet as the frame of that name, if its headings are all there."""
    wanted = {fold(heading): heading for heading in FRAMES[name]}
    cells = 0
    for count, (number, row) in enumerate(grid.rows.items()):
        cells += len(row)
        if count == 20 or cells > _LOOKED_AT:
            return None
        letters: dict[str, str] = {}
        for at, value in row.items():
            heading = wanted.get(fold(heading_of(value)))
            if heading is not None:
                letters.setdefault(heading, at)
        if len(letters) == len(wanted):
            return Frame(name=name, grid=grid, header=number, letters=letters)
    return None


def _read_list(found: Sheets, version: str) -> None:
    """Read which columns were sent; a line that says nothing is passed over."""
    frame = found.frames.get("For the computer")
    if frame is None:
        return
    for row in frame.rows().values():
        sheet, heading, key = (heading_of(row[name]) for name in ("Sheet", "Heading", "Key"))
        name = _FOLDED.get(fold(sheet))
        known = len(found.listed.get(name, ())) if name else 0
        if name is not None and heading and key and known < _MOST_COLUMNS:
            found.listed.setdefault(name, []).append((heading, upgraded(key, version)))
        elif sheet in WATCHED and fold(heading) == fold(ROWS_AS_SENT):
            rows = found.letters.setdefault(sheet, [])
            rows += (tuple(row.split("-")) for row in key.split()[: _MOST_ROWS - len(rows)])


# --- sheets of records ----------------------------------------------------------------------------------


def _named(grid: Grid, name: str, found: Sheets, file: str) -> Table | None:
    listed: Listed = found.listed.get(name, ())
    header, count = find_headings(grid, name, listed)
    if count < 2:
        if grid.rows:
            place = Place(file=file, at=grid.name)
            message = (
                f"no row of “{grid.name}” holds its headings, so nothing on it was read as rows"
            )
            found.findings.append(SHEET_UNREAD.found(message, place=place))
            found.own.append(grid)
        return None
    return columns_of(grid, name, header, listed, file)


_MOST_COLUMNS = 1_000
"""Lines of the list of columns that are read for one sheet."""

_MOST_ROWS = 10_000
"""Rows of a sheet without records that are compared with their letters."""

_MOST_RENAMED = 40
"""Sheets with other names among which ours are looked for."""

_ENOUGH = 4
"""Headings of ours by which a sheet with another name is known."""


def _renamed(grid: Grid, listed: Mapping[str, Listed], taken: set[str], file: str) -> Table | None:
    """Return the sheet of ours whose headings stand on a sheet with another name."""
    best = ("", 0, 0)
    for name, columns in COLUMNS.items():
        header, count = find_headings(grid, name, listed.get(name, ()))
        share = count / max(len(listed.get(name, columns)), 1)
        if count >= min(_ENOUGH, len(columns)) and count > best[2] and share >= 0.5:
            best = (name, header, count)
    name, header, _count = best
    if not name:
        return None
    table = columns_of(grid, name, header, listed.get(name, ()), file)
    place = Place(file=file, at=grid.name)
    if name in taken:
        message = f"“{grid.name}” has the headings of “{name}”, which is there, too"
        return with_findings(table, SHEET_TWICE.found(message, place=place))
    message = f"“{grid.name}” is taken for “{name}”"
    return with_findings(table, SHEET_RENAMED.found(message, place=place))
