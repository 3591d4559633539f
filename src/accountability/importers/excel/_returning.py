"""
What a returned workbook holds, put into rows, cells and notes: nothing that somebody typed is lost.

A cell is in a row of ours, or in a column of a person's own, or a note with its place; only what we
wrote ourselves around the tables is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from accountability.containers import Package
from accountability.findings import Finding, Place
from accountability.importers.excel._book import Book, read_book
from accountability.importers.excel._cells import Reader, RowCells
from accountability.importers.excel._columns import Table, row_is_of_headings
from accountability.importers.excel._days import as_sent
from accountability.importers.excel._facts import Facts, facts_of
from accountability.importers.excel._grid import Grid
from accountability.importers.excel._known import CHECK
from accountability.importers.excel._long import SHEET as LONG_TEXTS
from accountability.importers.excel._long import LongTexts
from accountability.importers.excel._ours import Ours, print_words
from accountability.importers.excel._sheets import Frame, Sheets, sort_sheets
from accountability.importers.excel._values import Typed, Value, column_number
from accountability.importers.excel._watched import typed_over
from accountability.importers.excel._words import stray_words
from accountability.tables.about import LABELS, TECHNICAL
from accountability.tables.returned import Returned, ReturnedNote, ReturnedRow
from accountability.text import fold

__all__ = ["read_returned"]

_NOTHING_YET = "Nothing yet"
_FRONT_LABELS = frozenset(map(fold, (*LABELS, *TECHNICAL)))
"""Labels of the lines on the first sheet; what stands beside them is ours."""

_FRONT_HEADINGS = frozenset({"sheets", "for the computer"})


def read_returned(package: Package, digest: str, *, cached: bool = False) -> Returned:
    """
    Read a tracker that came back.

    Args:
        package: The workbook, past the guard.

        digest: Of the file.

        cached: Whether of a formula the value counts that a program worked out last.

    Raises:
        UnreadableFileError: it is damaged, beyond a limit, of a newer format, or no tracker.
    """
    book = read_book(package)
    facts = facts_of(book)
    sheets = sort_sheets(book, facts)
    long_sheet = sheets.frames.get(LONG_TEXTS)
    long = LongTexts.of(long_sheet.rows()) if long_sheet else LongTexts()
    book, shifted = as_sent(book, sheets, long)
    gatherer = _Gatherer(
        book=book,
        ours=Ours.of(book.grids, facts, book.properties, _told(facts, sheets)),
        facts=facts,
        sheets=sheets,
        long=long,
        cached=cached,
    )
    rows: list[ReturnedRow] = []
    for table in sheets.tables:
        rows += gatherer.rows(table)
    notes = tuple(gatherer.notes())
    findings: list[Finding] = [*package.findings, *facts.findings, *shifted, *sheets.findings]
    for table in sheets.tables:
        findings += table.findings
    return Returned(
        file=package.file,
        digest=digest,
        version=facts.version,
        register=facts.register,
        as_of=facts.as_of,
        profile=facts.profile,
        scope=facts.scope,
        sent=facts.sent,
        keys_digest=facts.said.get("Digest of row keys", ""),
        columns={
            name: tuple(key for _heading, key in listed if key != CHECK)
            for name, listed in sheets.listed.items()
        },
        rows=tuple(rows),
        notes=notes,
        findings=tuple(findings),
    )


@frozen(kw_only=True)
class _Gatherer:
    """One file while its cells are put where they belong."""

    book: Book
    facts: Facts
    sheets: Sheets
    long: LongTexts
    ours: Ours
    cached: bool
    on_paper: set[str] = field(factory=set)
    strays: dict[str, list[ReturnedNote]] = field(factory=dict)
    keys: dict[str, dict[int, str]] = field(factory=dict)

    # --- rows --------------------------------------------------------------------------------------

    def rows(self, table: Table) -> Iterator[ReturnedRow]:
        """Yield the rows of a sheet; what is no row goes among the notes."""
        grid, letters, own = table.grid, table.letters, table.own
        file = self.book.package.file
        reader = Reader(
            table=table,
            book=self.book,
            long=self.long,
            cached=self.cached,
            file=file,
            sheet=f"{grid.name}!",
        )
        key_letters = letters.get("key", "")
        ours = frozenset(letters.values()) | {table.check}
        keys = self.keys.setdefault(grid.name, {})
        strays = self.strays.setdefault(grid.name, [])
        strays += self._above(table)
        for number, row in grid.rows.items():
            if number <= table.header:
                continue
            key = reader.plain(row.get(key_letters), number, key_letters)
            check = reader.plain(row.get(table.check), number, table.check)
            if not key and not check:
                filled = [at for at, value in row.items() if at in ours and not _covered(value)]
                if len(filled) < 2:
                    if not (filled and row[filled[0]] == _NOTHING_YET):
                        strays += self._note(grid, number, row)
                    continue
                if all(row[at] == _NOTHING_YET for at in filled):
                    continue
            if row_is_of_headings(table, row):
                continue  # somebody has pasted it, to have it before their eyes
            if key:
                keys[number] = key
            yield ReturnedRow(
                sheet=table.sheet,
                key=key,
                check=check,
                cells=RowCells(reader=reader, row=row, number=number, row_key=key),
                place=Place(file=file, at=f"{grid.name}!{number}"),
                extra=tuple(
                    (heading or f"column {at}", reader.own(row[at], number, at))
                    for at, heading in own.items()
                    if at in row
                )
                if own
                else (),
            )

    # --- notes -------------------------------------------------------------------------------------

    def notes(self) -> Iterator[ReturnedNote]:
        """Yield comments and stray text, sheet after sheet."""
        tables = {table.grid.name for table in self.sheets.tables}
        frames = {frame.grid.name: frame for frame in self.sheets.frames.values()}
        for grid in self.book.grids:
            if grid.name in tables:
                yield from self.strays[grid.name]
            elif grid.name in frames:
                yield from self._beside(frames[grid.name])
            elif grid is self.facts.front:
                yield from self._on_front(grid)
            else:
                for number, row in grid.rows.items():
                    yield from self._note(grid, number, row)
            yield from self._around(grid)
            yield from self._comments(grid)

    def _comments(self, grid: Grid) -> Iterator[ReturnedNote]:
        keys = self.keys.get(grid.name, {})
        for comment in (
            *self.book.comments.get(grid.name, ()),
            *self.book.links.get(grid.name, ()),
        ):
            digits = comment.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$").lstrip("$")
            row = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 8 else 0
            yield ReturnedNote(
                text=comment.text,
                place=self._place(grid, comment.cell[:20]),
                key=keys.get(row, ""),
                author=comment.author,
                day=comment.day,
            )

    def _note(self, grid: Grid, number: int, row: Mapping[str, Value]) -> Iterator[ReturnedNote]:
        """Yield one note of the cells of a row that are nobody's."""
        cells = sorted(row.items(), key=lambda cell: column_number(cell[0]))
        said = [
            (at, words)
            for at, value in cells
            if not _covered(value)
            and (words := stray_words(value, self.book, self._place(grid, f"{at}{number}")).strip())
        ]
        if said:
            yield ReturnedNote(
                text=" | ".join(words for _at, words in said),
                place=self._place(grid, f"{said[0][0]}{number}"),
                kind="text",
            )

    def _around(self, grid: Grid) -> Iterator[ReturnedNote]:
        """Yield what stands in boxes over the cells, and in the headers and footers of the pages."""
        for box in self.book.boxes.get(grid.name, ()):
            yield ReturnedNote(text=box.text, place=self._place(grid, box.cell), kind="text")
        for words in print_words(grid.printed, self.ours):
            if words not in self.on_paper:
                self.on_paper.add(words)
                place = self._place(grid, "page header or footer")
                yield ReturnedNote(text=words, place=place, kind="text")

    def _above(self, table: Table) -> Iterator[ReturnedNote]:
        """Yield what stands above the headings and was not written by us."""
        grid = table.grid
        above = {number: row for number, row in grid.rows.items() if number < table.header}
        alone = self.facts.front is None  # nothing in the file says what is on the sheet
        ours = {
            number
            for number, row in above.items()
            if self.ours.is_above(row.get("A", ""), table.sheet)
        }
        for number, row in above.items():
            told = alone and {number - 1, number + 1} <= ours
            rest = {
                at: value
                for at, value in row.items()
                if not (self.ours.is_above(value, table.sheet) or (told and at == "A"))
            }
            yield from self._note(grid, number, rest)

    def _beside(self, frame: Frame) -> Iterator[ReturnedNote]:
        """Yield what stands beside or below the list on a sheet of ours that holds no records."""
        ours = set(frame.letters.values())
        changed = self._typed_over(frame)
        for number, row in frame.grid.rows.items():
            rest: dict[str, Value]
            if number < frame.header:
                rest = {
                    at: value
                    for at, value in row.items()
                    if not self.ours.is_above(value, frame.name)
                }
            elif number > frame.header and not ours <= row.keys():
                rest = dict(row)
            else:
                rest = {at: value for at, value in row.items() if at not in ours}
                rest |= {
                    at: row[at] for at in map(frame.letters.__getitem__, changed.get(number, ()))
                }
            yield from self._note(frame.grid, number, rest)

    def _typed_over(self, frame: Frame) -> Mapping[int, Iterable[str]]:
        """Return the headings of the cells of a list that do not say what was sent, by row."""
        sent = self.sheets.letters.get(frame.name)
        rows = {number: cells for number, cells in frame.rows().items() if any(cells.values())}
        if sent is None:
            return {
                number: tuple(self.ours.strange(frame.name, cells))
                for number, cells in rows.items()
            }
        words = {
            number: {
                name: stray_words(value, self.book, self._place(frame.grid, "")) if value else ""
                for name, value in cells.items()
            }
            for number, cells in rows.items()
        }
        return typed_over(words, sent)

    def _on_front(self, grid: Grid) -> Iterator[ReturnedNote]:
        """Yield what stands on the first sheet and not in one of its lines."""
        sheets = {fold(other.name) for other in self.book.grids} | {
            fold(name) for name in self.sheets.listed
        }
        known = (
            _FRONT_LABELS | _FRONT_HEADINGS | sheets | {fold(t.sheet) for t in self.sheets.tables}
        )
        for number, row in grid.rows.items():
            label = row.get("A")
            kept: set[str] = set()
            if isinstance(label, str) and (fold(label) in known or self.ours.is_title(label)):
                kept = {"A", "B"} if self.ours.is_line(label, row.get("B", "")) else {"A"}
            yield from self._note(
                grid, number, {at: value for at, value in row.items() if at not in kept}
            )

    def _place(self, grid: Grid, at: str) -> Place:
        return Place(file=self.book.package.file, at=f"{grid.name}!{at}")


def _told(facts: Facts, sheets: Sheets) -> frozenset[str]:
    """Return what the first sheets say of the others: the same words stand on each of them."""
    told: set[str] = set()
    contents = sheets.frames.get("Contents")
    for grid in (facts.front, contents.grid if contents else None):
        for row in grid.rows.values() if grid else ():
            told.update(value for value in row.values() if isinstance(value, str))
    return frozenset(told)


def _covered(value: Value) -> bool:
    return isinstance(value, Typed) and value.kind == "m"
