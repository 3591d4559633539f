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
from accountability.importers.excel._columns import Table
from accountability.importers.excel._known import form_of
from accountability.importers.excel._long import LongTexts
from accountability.importers.excel._values import Value
from accountability.importers.excel._words import words_of
from accountability.tables.columns import Form
from accountability.tables.returned import ReturnedCell

__all__ = ["Reader", "RowCells"]


@frozen(kw_only=True, eq=False)
class Reader:
    """What it takes to read a cell of a table: where columns stand, how numbers look, where texts go on."""

    table: Table
    book: Book
    long: LongTexts
    cached: bool

    def cell(
        self, row: Mapping[str, Value], number: int, letters: str, key: str, row_key: str
    ) -> ReturnedCell:
        """Return the cell of a column of ours."""
        table = self.table
        place = Place(file=self.book.package.file, at=f"{table.grid.name}!{letters}{number}")
        value = row.get(letters)
        if value is None:
            return ReturnedCell(text="", place=place)
        if isinstance(value, str):
            if value.endswith("]") and self.long.goes_on(value):
                text, refused = self.long.whole(
                    value, table.sheet, row_key, table.headings.get(key, "")
                )
                return ReturnedCell(text=text, place=place, refused=refused)
            return ReturnedCell(text=value, place=place)
        form = form_of(table.sheet, key)
        read = words_of(value, self.book, place, form, cached=self.cached)
        return ReturnedCell(text=read.text, place=place, refused=read.refused, noted=read.noted)

    def own(self, value: Value, number: int, letters: str) -> ReturnedCell:
        """Return a cell of a column of a person's own."""
        at = f"{self.table.grid.name}!{letters}{number}"
        place = Place(file=self.book.package.file, at=at)
        read = words_of(value, self.book, place, None, cached=self.cached)
        return ReturnedCell(text=read.text, place=place, refused=read.refused, noted=read.noted)

    def plain(self, value: Value | None, number: int, letters: str) -> str:
        """Return the words of a key or a check, without white space around them."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        at = Place(file=self.book.package.file, at=f"{self.table.grid.name}!{letters}{number}")
        return words_of(value, self.book, at, Form.KEY, cached=self.cached).text.strip()


@frozen(kw_only=True, eq=False, slots=True)
class RowCells(Mapping[str, ReturnedCell]):
    """The cells of one row, by key of the column."""

    reader: Reader
    row: Mapping[str, Value]
    number: int
    row_key: str

    def __getitem__(self, key: str) -> ReturnedCell:
        letters = self.reader.table.letters[key]
        return self.reader.cell(self.row, self.number, letters, key, self.row_key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.reader.table.letters)

    def __len__(self) -> int:
        return len(self.reader.table.letters)

    def __contains__(self, key: object) -> bool:
        return key in self.reader.table.letters
