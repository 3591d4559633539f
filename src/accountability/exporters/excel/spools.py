"""
The rows of a sheet as text: written in one place, kept compressed, and put into the package at the end.

Every cell passes through `Spool.row`, the only place where text becomes XML: written as an inline string
whatever it looks like, escaped for XML and for Excel's own ``_x0041_``, with its white space. What rows of
one kind have in common, which is all but what they say, is put together and kept once.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
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
"""Characters not yet compressed, or bytes unpacked, that are held at once."""

LEVEL = 3
"""Of compression: a tenth larger than usual, in a third of the time."""

_DAY_ZERO = dt.date(1899, 12, 30).toordinal()
"""Excel's serial number of a day counts from here, from 1 March 1900 on."""

_ROW = _BETWEEN = "\0"
_END = "\1"
"""For the row's number, between texts, after a row: characters that XML has not, so that no text has them."""

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


class _Form(NamedTuple):
    """
    What rows with the same looks and kinds of value have in common.

    Attributes:
        cells: The text of each cell, with `_ROW` for the row's number and ``%s`` for what it says.

        texts: For each text the position of its cell, and how many characters fit there on one line.

        numbers: For each day and whole number its place among the values that are there, and the position
            of its cell.

        edged: All cells together, and where they are kept, by what is at the edges of the texts.
    """

    cells: tuple[str, ...]
    texts: tuple[tuple[int, int], ...]
    numbers: tuple[tuple[int, int], ...]
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
        self._deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._packed: list[bytes] = []

    def row(
        self,
        values: Sequence[str | int | dt.date | None],
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
        for _place, at in form.numbers:
            day = values[at]
            if isinstance(day, dt.date) and not is_excel_day(day):
                worded = [*values[:at], show_day(day), *values[at + 1 :]]
                self.row(worded, styles, height=height, grows=grows, fit=fit)
                return
        said = [value for value in values if isinstance(value, str)]
        joined = _BETWEEN.join(said)
        lines, changed = self._fitted(said, form, fit, breaks="\n" in joined)
        if changed:
            joined = _BETWEEN.join(said)
        edges = tuple([_BEGINNINGS.get(text[0], 0) | _ENDS.get(text[-1], 0) for text in said])
        cells, kept = form.edged.get(edges) or self._with_edges(edges, form, styles)
        if "_x" in joined or "&" in joined or "<" in joined or ">" in joined:
            said = escape(escaped(joined)).split(_BETWEEN)
        for place, at in form.numbers:
            said.insert(place, _digits(values[at]))
        if height is None:
            height = min(LINE * lines + AIR, HIGHEST)
        fixed = "" if grows else ' customHeight="1"'
        row = _BETWEEN.join((kept, f' ht="{height:g}"{fixed}', *said))
        self._size += len(cells) + len(form.cells) * len(str(self.next_row)) + _TAGS
        self.next_row += 1
        self.cells += len(form.cells)
        self._waiting.append(row)
        self._length += len(row)
        if self._length >= _PIECE:
            self._write()

    def _new_form(
        self,
        key: tuple[tuple[int, ...], tuple[type, ...]],
        values: Sequence[str | int | dt.date | None],
    ) -> _Form:
        """Return the form of a row, and remember it."""
        cells: list[str] = []
        texts: list[tuple[int, int]] = []
        numbers: list[tuple[int, int]] = []
        for at, (letter, value, style) in enumerate(
            zip(self._letters, values, key[0], strict=False)
        ):
            if value is None:
                cells.append(f'<c r="{letter}{_ROW}" s="{style}"/>')
            elif isinstance(value, str):
                # As many characters fit on one line; see `lines_of`.
                texts.append((at, int(max(self._widths[at] - 1, 1) * 1.2)))
                cells.append(_text_cell(letter, style))
            else:
                numbers.append((len(texts) + len(numbers), at))
                cells.append(f'<c r="{letter}{_ROW}" s="{style}"><v>%s</v></c>')
        if len(self._forms) >= _FORMS:
            self._forms.clear()
        form = _Form(tuple(cells), tuple(texts), tuple(numbers), {})
        self._forms[key] = form
        return form

    def _fitted(
        self,
        said: list[str],
        form: _Form,
        fit: Callable[[int, str], str] | None,
        *,
        breaks: bool,
    ) -> tuple[int, bool]:
        """
        Cut the texts that no cell holds.

        Returns:
            How many lines the longest text takes, and whether a text was cut.
        """
        lines, changed = 1, False
        for place, (text, (at, room)) in enumerate(zip(said, form.texts, strict=True)):
            if len(text) > room or (breaks and "\n" in text):
                shown = text
                if fit and not surely_fits(text):
                    shown = said[place] = fit(at, text)
                    changed = True
                lines = max(lines, lines_of(shown, self._widths[at] - 1))
        return lines, changed

    def _with_edges(
        self, edges: tuple[int, ...], form: _Form, styles: Sequence[int]
    ) -> tuple[str, str]:
        """
        Put the cells of a row together, where texts may begin like a formula or have white space at an end.

        Returns:
            The cells, and the number under which they are kept; where too many are, themselves.
        """
        cells = list(form.cells)
        for edge, (at, _room) in zip(edges, form.texts, strict=True):
            look = self._quoted(styles[at]) if edge & _LIKE_A_FORMULA else styles[at]
            # Otherwise programs leave out white space at the ends.
            kept = ' xml:space="preserve"' if edge & _SPACE else ""
            cells[at] = _text_cell(self._letters[at], look, kept)
        whole = "".join(cells)
        if whole not in self._shapes and len(self._shapes) >= _FORMS:
            return whole, whole.replace(_ROW, _NUMBER)
        number = self._shapes.setdefault(whole, len(self._shapes))
        found = form.edged[edges] = (whole, str(number))
        return found

    def _write(self) -> None:
        if not self._waiting:
            return
        data = f"{_END.join(self._waiting)}{_END}".encode()
        self._waiting.clear()
        self._length = 0
        self._size += len(data)
        self._packed.append(self._deflate.compress(data))

    @property
    def size(self) -> int:
        """How many bytes the rows take, about."""
        self._write()
        return self._size

    def pieces(self) -> Iterator[bytes]:
        """Yield the rows, a part at a time; they are used up, and nothing can be added afterwards."""
        shapes = list(self._shapes)
        end = _END.encode()
        number = 1
        rest = b""
        for data in self._unpacked():
            *whole, rest = (rest + data).split(end)
            rows = []
            for packed in whole:
                kept, attributes, *said = packed.decode().split(_BETWEEN)
                cells = shapes[int(kept)] if kept.isdecimal() else kept.replace(_NUMBER, _ROW)
                text = cells.replace(_ROW, str(number)) % tuple(said)
                rows.append(f'<row r="{number}"{attributes}>{text}</row>')
                number += 1
            yield "".join(rows).encode()

    def _unpacked(self) -> Iterator[bytes]:
        """Yield what is kept of the rows, a part at a time, and let go of it."""
        self._write()
        self._packed.append(self._deflate.flush())
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        for at, packed in enumerate(self._packed):
            self._packed[at] = b""
            rest = packed
            while rest:
                yield inflate.decompress(rest, _PIECE)
                rest = inflate.unconsumed_tail
        yield inflate.flush()


def _text_cell(letter: str, style: int, kept: str = "") -> str:
    return f'<c r="{letter}{_ROW}" s="{style}" t="inlineStr"><is><t{kept}>%s</t></is></c>'


def _digits(value: str | int | dt.date | None) -> str:
    """Return a whole number, or the serial number of a day, in digits."""
    return str(value.toordinal() - _DAY_ZERO if isinstance(value, dt.date) else value)
