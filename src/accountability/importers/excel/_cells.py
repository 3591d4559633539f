"""
The cells of a row, made when somebody asks for one.

A hundred thousand rows have three million cells, of which a judge looks at each once: kept as objects
they would take most of a gigabyte, so a row holds its words, and makes a cell on the way out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from accountability.findings import Place
from accountability.importers.excel._book import Book
from accountability.importers.excel._columns import Table, heading_of
from accountability.importers.excel._known import form_of, may_fill
from accountability.importers.excel._long import LongTexts
from accountability.importers.excel._noticed import PIECE_OF_TEXT
from accountability.importers.excel._values import Kind, Value
from accountability.importers.excel._words import words_of
from accountability.tables.columns import Form
from accountability.tables.returned import ReturnedCell

__all__ = ["Reader", "RowCells"]


@frozen(kw_only=True, eq=False)
class Reader:
    """
    What it takes to read a cell of a table.

    Attributes:
        table: Where the columns stand.

        book: The workbook, for looks.

        long: Where long texts go on.

        cached: Whether of a formula the value counts that a program worked out last.

        file: Base name of the file, for places.

        sheet: Name of the sheet as it stands in the file, with an exclamation mark, for places.
    """

    table: Table
    book: Book
    long: LongTexts
    cached: bool
    file: str
    sheet: str

    def cell(self, value: Value, place: Place, key: str, row_key: str) -> ReturnedCell:
        """Return the cell of a column of ours that holds more than plain text."""
        table = self.table
        if isinstance(value, str):
            heading = table.headings.get(key) or self._over(table.letters[key])
            joined = self.long.whole(value, table.sheet, row_key, heading)
            noted = (PIECE_OF_TEXT.found(joined.doubt, place=place),) if joined.doubt else ()
            return ReturnedCell(
                text=joined.text,
                place=place,
                refused=joined.refused,
                disputed=joined.doubt,
                noted=noted,
            )
        form = form_of(table.sheet, key)
        if value.kind is Kind.STRUCK and not may_fill(table.sheet, key):
            return ReturnedCell(text=value.raw, place=place)
        read = words_of(value, self.book, place, form, cached=self.cached)
        return ReturnedCell(text=read.text, place=place, refused=read.refused, noted=read.noted)

    def _over(self, letters: str) -> str:
        """Return the heading over a column, where nothing says with which one it was sent."""
        return heading_of(self.table.grid.rows[self.table.header].get(letters))

    def own(self, value: Value, number: int, letters: str) -> ReturnedCell:
        """Return a cell of a column of a person's own."""
        place = Place(file=self.file, at=f"{self.sheet}{letters}{number}")
        read = words_of(value, self.book, place, None, cached=self.cached)
        return ReturnedCell(text=read.text, place=place, refused=read.refused, noted=read.noted)

    def plain(self, value: Value | None, number: int, letters: str) -> str:
        """Return the words of a key or a check, without white space around them."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        at = Place(file=self.file, at=f"{self.sheet}{letters}{number}")
        if value.kind is Kind.STRUCK:
            return value.raw.strip()  # a key is a key, struck out or not
        return words_of(value, self.book, at, Form.KEY, cached=self.cached).text.strip()


@frozen(kw_only=True, eq=False, slots=True)
class RowCells(Mapping[str, ReturnedCell]):
    """The cells of one row, by key of the column."""

    reader: Reader
    row: Mapping[str, Value]
    number: int
    row_key: str

    def __getitem__(self, key: str) -> ReturnedCell:
        reader = self.reader
        letters = reader.table.letters[key]
        place = Place(file=reader.file, at=f"{reader.sheet}{letters}{self.number}")
        value = self.row.get(letters, "")
        if isinstance(value, str) and not reader.long.concern(value):
            return ReturnedCell(text=value, place=place)
        return reader.cell(value, place, key, self.row_key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.reader.table.letters)

    def __len__(self) -> int:
        return len(self.reader.table.letters)

    def __contains__(self, key: object) -> bool:
        return key in self.reader.table.letters
