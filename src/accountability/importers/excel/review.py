"""The review workbook that came back: which choices were made, wherever its columns and rows are now."""

from __future__ import annotations

from collections.abc import Mapping

from accountability.containers import Limits, open_package
from accountability.findings import Place
from accountability.importers._base import digest_of
from accountability.importers.excel._book import Book, read_book
from accountability.importers.excel._grid import Grid
from accountability.importers.excel._values import Value
from accountability.importers.excel._words import words_of
from accountability.tables.columns import Form
from accountability.tables.reviewing import COLUMNS, Chosen, Review
from accountability.text import fold

__all__ = ["read_review"]

_BY_HEADING = {fold(heading): key for key, heading, _width in COLUMNS}
_NEEDED = frozenset({"what", "theirs", "choice", "record", "field", "check"})
_SEARCHED = 200
"""Rows at the top of a sheet among which the headings are looked for."""


def read_review(data: bytes, *, file: str, limits: Limits | None = None) -> Review:
    """
    Read the choices that were made in a review workbook.

    Args:
        data: The workbook.

        file: Its base name.

        limits: How much of it to take in.

    Returns:
        Every row that is still known by its check, in the order of the sheet, with or without a choice.

    Raises:
        UnreadableFileError: it is no workbook, damaged, beyond a limit, or no review.
    """
    package = open_package(data, file=file, limits=limits or Limits(), expected="workbook")
    book = read_book(package)
    for grid in book.grids:
        for number, row in list(grid.rows.items())[:_SEARCHED]:
            columns = _columns(row)
            if columns.keys() >= _NEEDED:
                chosen = tuple(
                    _chosen(book, grid, at, cells, columns)
                    for at, cells in grid.rows.items()
                    if at > number and _text(book, grid, at, cells, columns["check"])
                )
                return Review(
                    file=file,
                    digest=digest_of(data),
                    register=book.properties.get("Register", ""),
                    chosen=chosen,
                    findings=tuple(package.findings),
                )
    raise package.refuse(
        "it is no review of conflicts: no sheet has its headings; name the file that collect wrote"
    )


def _columns(row: Mapping[str, Value]) -> dict[str, str]:
    """Return the letters of each column of ours by its key."""
    found: dict[str, str] = {}
    for letters, value in row.items():
        key = _BY_HEADING.get(fold(value)) if isinstance(value, str) else None
        if key is not None:
            found.setdefault(key, letters)
    return found


def _chosen(
    book: Book, grid: Grid, number: int, cells: Mapping[str, Value], columns: Mapping[str, str]
) -> Chosen:
    def text(key: str) -> str:
        return _text(book, grid, number, cells, columns.get(key, ""))

    return Chosen(
        file=text("file"),
        at=text("at"),
        record=text("record").strip(),
        field=text("field").strip(),
        check=text("check").strip(),
        choice=text("choice").strip(),
        words=text("words"),
        place=Place(file=book.package.file, at=f"{grid.name}!{columns['choice']}{number}"),
        what=text("what"),
        theirs=text("theirs"),
    )


def _text(book: Book, grid: Grid, number: int, cells: Mapping[str, Value], letters: str) -> str:
    value = cells.get(letters)
    if value is None:
        return ""
    place = Place(file=book.package.file, at=f"{grid.name}!{letters}{number}")
    return words_of(value, book, place, Form.TEXT).text
