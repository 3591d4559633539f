"""
What an Excel cell can hold, and how text is written so that Excel shows it as it is.

Limits from Microsoft's "Excel specifications and limits". Text is measured in UTF-16 units, as Excel
does; a cut never parts the two halves of a character.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "CELL_LIMIT",
    "FORMULA_LIKE",
    "LINE_LIMIT",
    "MAX_ROWS",
    "continued",
    "escaped",
    "is_excel_day",
    "parts_of",
    "print_text",
    "ranges",
    "surely_fits",
    "units_of",
]

CELL_LIMIT = 32_767
"""UTF-16 units that a cell holds."""

LINE_LIMIT = 253
"""Line feeds that a cell holds."""

MAX_ROWS = 1_048_576
"""Rows that a sheet holds."""

_FIRST_DAY = dt.date(1900, 3, 1)
"""Excel counts days from 1900 and believes in a 29 February of that year; earlier days are words."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "＝")
"""How a text begins that a program might take for a formula when somebody edits the cell."""


def escaped(text: str) -> str:
    """Write a literal ``_x0041_`` so that Excel shows it as typed, not as the letter A."""
    return _ESCAPE.sub("_x005F_", text)


def is_excel_day(day: dt.date) -> bool:
    """Tell whether Excel can show a day as a date."""
    return day >= _FIRST_DAY


def units_of(text: str) -> int:
    """Count the UTF-16 units of *text*."""
    return len(text) + sum(character > "\uffff" for character in text)


_ROOM = CELL_LIMIT - 200
"""What is left for text beside the words that say where it goes on, escapes included."""


def surely_fits(text: str) -> bool:
    """Tell whether a cell holds *text* whatever its characters are; if not, see `parts_of`."""
    return len(text) * 2 <= _ROOM and text.count("\n") <= LINE_LIMIT


def parts_of(text: str) -> Iterator[str]:
    """Cut *text* into parts that a cell holds, never inside a character; joined they are *text*."""
    if surely_fits(text):
        yield text
        return
    start = units = lines = 0
    escapes = {match.start() for match in _ESCAPE.finditer(text)}
    for position, character in enumerate(text):
        size = (2 if character > "\uffff" else 1) + (6 if position in escapes else 0)
        if units + size > _ROOM or lines + (character == "\n") > LINE_LIMIT:
            yield text[start:position]
            start, units, lines = position, 0, 0
        units += size
        lines += character == "\n"
    yield text[start:]


def continued(rows: str) -> str:
    """Return the words at the end of a cell whose text goes on elsewhere."""
    return f" … [continued on sheet Long texts, {rows}]"


def ranges(letter: str, runs: Iterable[Sequence[int]]) -> str:
    """
    Return the cells of one column as ranges, as few as there can be.

    Args:
        letter: Of the column.

        runs: First and last row of each run, in order.
    """
    joined: list[list[int]] = []
    for first, last in runs:
        if joined and first == joined[-1][1] + 1:
            joined[-1][1] = last
        else:
            joined.append([first, last])
    return " ".join(f"{letter}{first}:{letter}{last}" for first, last in joined)


def print_text(text: str) -> str:
    """
    Return *text* for a print header.

    It is one line there, because a line break would be printed as its code; an ampersand begins a code,
    and 255 characters are all.
    """
    line = " ".join(text.split())
    doubled = line.replace("&", "&&")
    return doubled if len(doubled) <= _PRINT_LIMIT else line[: _PRINT_LIMIT // 2].replace("&", "&&")


_PRINT_LIMIT = 160
"""Characters of each of the parts of a print header; together they may have 255."""
