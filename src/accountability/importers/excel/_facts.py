"""
What the file says about itself, in the lines at the foot of its first sheet and in its properties.

The cells are believed first: a person sees them. Properties help where the cells were lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from accountability.findings import Finding, Place
from accountability.importers.excel._book import Book
from accountability.importers.excel._grid import Grid
from accountability.importers.excel._noticed import FORMAT_OLDER, SAYS_NOTHING, SAYS_TWO_THINGS
from accountability.importers.excel._values import Value, column_number
from accountability.importers.excel._words import stray_words
from accountability.tables.about import FORMAT_VERSION, TECHNICAL, Technical
from accountability.text import fold, shorten

__all__ = ["MOST_TOLD", "Facts", "facts_of"]

MOST_TOLD = 200
"""Characters of a line that are told where the properties say something else."""

_FORMAT = "File format"

_BY_FOLDED = {fold(name): name for name in TECHNICAL}
_TRACKER = re.compile(r"tracker (\d{1,4})")
_REVIEW = re.compile(r"review \d{1,4}")


@frozen(kw_only=True)
class Facts(Technical):
    """
    What a file says it is.

    Attributes:
        front: The sheet on which they stand; None: they stand on none.

        version: Of the format; "" if it is not said.

        findings: What was noticed.
    """

    front: Grid | None = None
    version: str = ""
    findings: tuple[Finding, ...] = ()


def facts_of(book: Book) -> Facts:
    """
    Find what the file says of itself.

    Raises:
        UnreadableFileError: it was made by a newer version than this one, or is a review.
    """
    front: Grid | None = None
    in_cells: dict[str, str] = {}
    for grid in book.grids:
        found = dict(_lines(grid, book))
        if len(found) > len(in_cells):
            front, in_cells = grid, found
    if _FORMAT not in in_cells and len(in_cells) < 3:  # words that stand anywhere
        front, in_cells = None, {}
    in_properties = {
        _BY_FOLDED[fold(name)]: value
        for name, value in book.properties.items()
        if fold(name) in _BY_FOLDED
    }
    said = {**in_properties, **{name: value for name, value in in_cells.items() if value}}
    file = book.package.file
    findings: list[Finding] = []
    for name in TECHNICAL:
        cell, held = in_cells.get(name, ""), in_properties.get(name, "")
        if cell and held and cell != held:
            findings.append(
                SAYS_TWO_THINGS.found(
                    f"{name} is “{shorten(cell, MOST_TOLD)}” in the cells, "
                    f"“{shorten(held, MOST_TOLD)}” in the properties",
                    place=Place(file=file, at=front.name if front else ""),
                )
            )
    version = _version(said, book)
    if not said:
        findings.append(
            SAYS_NOTHING.found("its lines for the computer are gone", place=Place(file=file))
        )
    elif version and int(version) < int(FORMAT_VERSION):
        findings.append(
            FORMAT_OLDER.found(
                f"it is a tracker of format {version}; the present one is {FORMAT_VERSION}",
                place=Place(file=file),
            )
        )
    return Facts(said=said, front=front, version=version, findings=tuple(findings))


def _version(said: Mapping[str, str], book: Book) -> str:
    form = fold(said.get(_FORMAT, ""))
    if _REVIEW.fullmatch(form):
        raise book.package.refuse(
            "it is a review of what is in dispute, and no file that came back; give it with --review, "
            "together with the same files as before"
        )
    found = _TRACKER.fullmatch(form)
    if found is None:
        return ""
    version = str(int(found[1]))
    if int(version) > int(FORMAT_VERSION):
        raise book.package.refuse(
            f"it is a tracker of format {version}, made by a newer version of this program, which reads "
            f"format {FORMAT_VERSION}; update, and collect it then"
        )
    return version


_SHORT_SHEET = 500
"""Rows; the lines stand on a sheet of fewer."""


def _lines(grid: Grid, book: Book) -> Iterator[tuple[str, str]]:
    """Yield the technical lines of a sheet: a known name, and what stands in the next cell that is filled."""
    if len(grid.rows) > _SHORT_SHEET:
        return
    for number, row in grid.rows.items():
        if len(row) > 6:
            continue
        cells = sorted(row.items(), key=lambda cell: column_number(cell[0]))
        name = _BY_FOLDED.get(fold(_text(cells[0][1])))
        if name is not None:
            at = Place(file=book.package.file, at=f"{grid.name}!A{number}")
            yield name, stray_words(cells[1][1], book, at).strip() if len(cells) > 1 else ""


def _text(value: Value) -> str:
    return value if isinstance(value, str) else value.raw
