"""
The rows of a sheet as text: written in one place, kept compressed, and put into the package at the end.

Every cell passes through `Spool.row`, the only place where text becomes XML: written as an inline string
whatever it looks like, escaped for XML and for Excel's own ``_x0041_``, with its white space. What rows of
one kind have in common, which is all but what they say, is put together and kept once.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from accountability.dates import show_day
from accountability.exporters.excel.cells import (
    FORMULA_LIKE,
    escaped,
    is_excel_day,
    surely_fits,
)
from accountability.tables.entries import lines_of

__all__ = ["AIR", "HIGHEST", "LEVEL", "LINE", "Spool"]

LINE, AIR, HIGHEST = 15.5, 7, 409
"""Points: of a line of body text, around a row's text, of the highest row there is."""

_PIECE = 1 << 18
"""Characters of rows that are compressed together."""

LEVEL = 3
"""Of compression: a tenth larger than usual, in a third of the time."""

_DAY_ZERO = dt.date(1899, 12, 30).toordinal()
"""Excel's serial number of a day counts from here, from 1 March 1900 on."""

_ROW = _BETWEEN = "\0"
_END = "\1"
"""For the row's number, between texts, between rows: characters that XML and so no text has."""

_LIKE_A_FORMULA, _SPACE = 1, 2
_ENDS = dict.fromkeys(filter(str.isspace, map(chr, range(0x3001))), _SPACE)
_BEGINNINGS = _ENDS | {first: _LIKE_A_FORMULA | _ENDS.get(first, 0) for first in FORMULA_LIKE}
"""First and last characters of texts whose cells need more than the text."""

_NUMBER = "\2"
"""For the row's number in cells that are kept with their row."""

_TAGS = 60
"""Bytes around the cells of a row, about."""

_FORMS = 2000
"""Forms of rows that are remembered; a register has a few dozen."""

_ONE_LINE = 1 << 20
"""Room for digits: they are never cut, nor do they make a row higher."""

_Value = str | int | dt.date | None


class _Form(NamedTuple):
    """
    What rows with the same looks and kinds of value have in common.

    Attributes:
        cells: The text of each cell, with `_ROW` for the row's number and ``%s`` for what it says.

        said: From the values of a row to those that are there.

        places: The position of the cell of each of these.

        rooms: For each of them, how many characters fit there on one line.

        numbers: Which of them are days and whole numbers.

        edged: The row, and the number under which it is kept, by what is at the edges of its texts.
    """

    cells: tuple[str, ...]
    said: Callable[[Sequence[_Value]], Iterable[Any]]
    places: tuple[int, ...]
    rooms: tuple[int, ...]
    numbers: tuple[int, ...]
    edged: dict[tuple[int, ...], tuple[str, str]]


class Spool:
    """The rows of one sheet, in order."""

    def __init__(self, widths: Sequence[int], quoted: Callable[[int], int]) -> None:
        """
        Begin a sheet without rows.

        Args:
            widths: Of its columns, in digits.

            quoted: From a style to the same style with the mark by which text stays text.
        """
        self.next_row = 1
        """Number of the row that is written next."""
        self.cells = 0
        """How many cells were written."""
        self._letters = [get_column_letter(at) for at in range(1, len(widths) + 1)]
        self._widths = widths
        self._quoted = quoted
        self._forms: dict[tuple[tuple[int, ...], tuple[type, ...]], _Form] = {}
        self._shapes: dict[str, int] = {}
        self._waiting: list[str] = []
        self._length = 0
        self._size = 0
        self._packed: list[bytes] = []

    def row(
        self,
        values: Sequence[_Value],
        styles: Sequence[int],
        *,
        height: float | None = None,
        grows: bool = False,
        fit: Callable[[int, str], str] | None = None,
    ) -> None:
        """
        Write a row.

        Args:
            values: Texts, whole numbers, days, or None, from the first column on; a day that Excel has no
                number for is written in words.

            styles: One for each value.

            height: In points; None: high enough for what the cells say, with some air.

            grows: Whether programs shall fit the height to the text when somebody types into the row.

            fit: From the position of a cell and a text that may be too long for it to what it shows.
        """
        if "" in values:
            values = [None if value == "" else value for value in values]
        key = (tuple(styles), tuple(map(type, values)))
        form = self._forms.get(key) or self._new_form(key, values)
        said = list(form.said(values))
        for place in form.numbers:
            day = said[place]
            if isinstance(day, dt.date) and not is_excel_day(day):
                at = form.places[place]
                worded = [*values[:at], show_day(day), *values[at + 1 :]]
                self.row(worded, styles, height=height, grows=grows, fit=fit)
                return
            said[place] = _digits(day)
        joined = _BETWEEN.join(said)
        lines = 1
        all_fit = fit is None or surely_fits(joined)
        for place in _tall(said, form.rooms, breaks="\n" in joined):
            at = form.places[place]
            if fit and not all_fit and not surely_fits(said[place]):
                said[place] = fit(at, said[place])
                joined = _BETWEEN.join(said)
            lines = max(lines, lines_of(said[place], self._widths[at] - 1))
        edges = _edges(said)
        whole, kept = form.edged.get(edges) or self._with_edges(edges, form, styles)
        if "_x" in joined or "&" in joined or "<" in joined or ">" in joined:
            joined = escape(escaped(joined))
        if height is None:
            height = min(LINE * lines + AIR, HIGHEST)
        fixed = "" if grows else ' customHeight="1"'
        row = f'{kept}{_BETWEEN} ht="{height:g}"{fixed}{_BETWEEN if said else ""}{joined}'
        self._size += len(whole) + len(form.cells) * len(str(self.next_row)) + _TAGS
        self.next_row += 1
        self.cells += len(form.cells)
        self._waiting.append(row)
        self._length += len(row)
        if self._length >= _PIECE:
            self._write()

    def _new_form(
        self,
        key: tuple[tuple[int, ...], tuple[type, ...]],
        values: Sequence[_Value],
    ) -> _Form:
        """Return the form of a row, and remember it."""
        cells: list[str] = []
        places: list[int] = []
        rooms: list[int] = []
        numbers: list[int] = []
        for at, (letter, value, style) in enumerate(
            zip(self._letters, values, key[0], strict=False)
        ):
            if value is None:
                cells.append(f'<c r="{letter}{_ROW}" s="{style}"/>')
                continue
            if isinstance(value, str):
                # As many characters fit on one line; see `lines_of`.
                rooms.append(int(max(self._widths[at] - 1, 1) * 1.2))
                cells.append(_text_cell(letter, style))
            else:
                rooms.append(_ONE_LINE)
                numbers.append(len(places))
                cells.append(f'<c r="{letter}{_ROW}" s="{style}"><v>%s</v></c>')
            places.append(at)
        if len(self._forms) >= _FORMS:
            self._forms.clear()
        form = self._forms[key] = _Form(
            cells=tuple(cells),
            said=itemgetter(*places) if len(places) > 1 else partial(_only, places),
            places=tuple(places),
            rooms=tuple(rooms),
            numbers=tuple(numbers),
            edged={},
        )
        return form

    def _with_edges(
        self, edges: tuple[int, ...], form: _Form, styles: Sequence[int]
    ) -> tuple[str, str]:
        """
        Put a row together, where texts may begin like a formula or have white space at an end.

        Returns:
            The row, and the number under which it is kept; where too many are, itself.
        """
        cells = list(form.cells)
        for place, edge in enumerate(edges):
            if edge and place not in form.numbers:
                at = form.places[place]
                look = self._quoted(styles[at]) if edge & _LIKE_A_FORMULA else styles[at]
                # Otherwise programs leave out white space at the ends.
                kept = ' xml:space="preserve"' if edge & _SPACE else ""
                cells[at] = _text_cell(self._letters[at], look, kept)
        whole = f'<row r="{_ROW}"%s>{"".join(cells)}</row>'
        if whole not in self._shapes and len(self._shapes) >= _FORMS:
            return whole, whole.replace(_ROW, _NUMBER)
        number = self._shapes.setdefault(whole, len(self._shapes))
        found = form.edged[edges] = (whole, str(number))
        return found

    def _write(self) -> None:
        if not self._waiting:
            return
        data = _END.join(self._waiting).encode()
        self._waiting.clear()
        self._length = 0
        self._size += len(data)
        self._packed.append(zlib.compress(data, LEVEL))

    @property
    def size(self) -> int:
        """How many bytes the rows take, about."""
        self._write()
        return self._size

    def pieces(self) -> Iterator[bytes]:
        """Yield the rows, a part at a time; they are used up, and nothing can be added afterwards."""
        self._write()
        shapes = list(self._shapes)
        number = 0
        for at, packed in enumerate(self._packed):
            self._packed[at] = b""
            rows: list[str] = []
            for row in zlib.decompress(packed).decode().split(_END):
                kept, said = row.split(_BETWEEN, 1)
                whole = shapes[int(kept)] if kept.isdecimal() else kept.replace(_NUMBER, _ROW)
                number += 1
                rows.append(whole.replace(_ROW, str(number)) % tuple(said.split(_BETWEEN)))
            yield "".join(rows).encode()


def _only(places: Sequence[int], values: Sequence[_Value]) -> Iterable[_Value]:
    """Return the values at one place, or at none; `itemgetter` returns several together."""
    return [values[at] for at in places]


def _tall(said: Sequence[str], rooms: Sequence[int], *, breaks: bool) -> list[int]:
    """Return which texts take more than one line."""
    return [
        place
        for place, (text, room) in enumerate(zip(said, rooms, strict=True))
        if len(text) > room or (breaks and "\n" in text)
    ]


def _edges(said: Sequence[str]) -> tuple[int, ...]:
    """Return what is at the edges of each text."""
    first, last = _BEGINNINGS.get, _ENDS.get
    return tuple([first(text[0], 0) | last(text[-1], 0) for text in said])


def _text_cell(letter: str, style: int, kept: str = "") -> str:
    return f'<c r="{letter}{_ROW}" s="{style}" t="inlineStr"><is><t{kept}>%s</t></is></c>'


def _digits(value: str | int | dt.date | None) -> str:
    """Return a whole number, or the serial number of a day, in digits."""
    return str(value.toordinal() - _DAY_ZERO if isinstance(value, dt.date) else value)
