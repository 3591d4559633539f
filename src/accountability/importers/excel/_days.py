"""
Whether the days that were sent are still counted from the year from which they were counted then.

A workbook counts days from 1900 or from 1904. Whoever sets another year and changes no number moves every
day by 1,462; the rows' checks tell that from a program that has counted anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from accountability.findings import Finding, Place
from accountability.importers.excel._book import Book
from accountability.importers.excel._cells import Reader, RowCells
from accountability.importers.excel._columns import Table
from accountability.importers.excel._known import form_of, may_fill
from accountability.importers.excel._long import LongTexts
from accountability.importers.excel._noticed import DAYS_SHIFTED
from accountability.importers.excel._sheets import Sheets
from accountability.importers.excel._values import Kind, Typed
from accountability.tables.columns import Form
from accountability.tables.sheets import NOT_OPEN
from accountability.text import stamp

__all__ = ["as_sent"]

_LOOKED_AT = 200
"""Rows with a day that are compared with their checks."""


def as_sent(book: Book, sheets: Sheets, long: LongTexts) -> tuple[Book, tuple[Finding, ...]]:
    """Return the workbook, marked if its days have been moved since it was sent, and what to say of it."""
    if not book.since_1904:
        return book, ()
    moved = evolve(book, sent_since_1900=True)
    fits = [0, 0]
    for table in sheets.tables:
        for count, number in enumerate(_with_days(table)):
            if count == _LOOKED_AT:
                break
            for at, one in enumerate((book, moved)):
                fits[at] += _fits(one, table, long, number)
    if fits[1] <= fits[0]:
        return book, ()
    message = (
        "it is set to count days from 1904, so that every day shows 1,462 days later than it was sent; "
        "those that were sent are read as sent, and days typed in as they show"
    )
    return moved, (DAYS_SHIFTED.found(message, place=Place(file=book.package.file)),)


def _with_days(table: Table) -> Iterator[int]:
    """Yield the rows of a sheet that hold a check and a real day of ours."""
    days = [at for key, at in table.letters.items() if form_of(table.sheet, key) is Form.DAY]
    for number, row in table.grid.rows.items():
        if number > table.header and table.check in row:
            held = (row.get(at) for at in days)
            if any(isinstance(one, Typed) and one.kind is Kind.NUMBER for one in held):
                yield number


def _fits(book: Book, table: Table, long: LongTexts, number: int) -> bool:
    """Tell whether the words for reading of a row are those over which its check was made."""
    reader = Reader(
        table=table,
        book=book,
        long=long,
        cached=False,
        file=book.package.file,
        sheet=f"{table.grid.name}!",
    )
    row = table.grid.rows[number]
    stamps = reader.plain(row.get(table.check), number, table.check).split()
    letters = table.letters.get("key", "")
    key = reader.plain(row.get(letters), number, letters)
    cells = RowCells(reader=reader, row=row, number=number, row_key=key)
    sent = [one for one in table.headings if one != "check"]
    ever = [one for one in sent if may_fill(table.sheet, one)]
    if len(stamps) != len(ever) + 1:
        return False
    opened = {one for one, each in zip(ever, stamps, strict=False) if each != NOT_OPEN}
    texts = (cells[one].text if one in cells else "" for one in sent if one not in opened)
    return stamp(*texts) == stamps[-1]
