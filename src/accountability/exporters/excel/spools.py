"""
The rows of a sheet as text: written in one place, kept compressed, and put into the package at the end.

Every cell passes through `Spool.row`, the only place where text becomes XML: written as an inline string
whatever it looks like, escaped for XML and for Excel's own ``_x0041_``, with its white space. What rows of
one kind have in common, which is all but what they say, is put together and kept once.
"""

from __future__ import annotations

import datetime as dt
import math
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import zip_longest
from operator import itemgetter, ne
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
from accountability.tables.entries import lines_of, room_of

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
"""For the row's number, and between texts: a character that XML and so no text has."""
_ROW_BYTES = _BETWEEN_BYTES = _ROW.encode()

_SAID = b"%s"
"""For what a row says at a place."""

_RAW = -15
"""Of zlib: without the sum that tells whether data came whole; these never leave the process."""

_BEGINNINGS = frozenset(FORMULA_LIKE)
_FIRST = itemgetter(0)

_NUMBER = "\2"
"""For the row's number in cells that are kept with their row."""
_NUMBER_BYTES = _NUMBER.encode()

_TAGS = 60
"""Bytes around the cells of a row, about."""

_FORMS = 2000
"""Forms of rows that are remembered; a register has a few dozen."""

_ONE_LINE = 1 << 20
"""Room for digits: they are never cut, nor do they make a row higher."""

_Value = str | int | dt.date | None

_Edges = tuple[tuple[bool, ...], tuple[bool, ...]]
"""Which texts of a row have white space at an end; which begin like a formula, () for none."""


class _Form(NamedTuple):
    """
    What rows with the same looks and kinds of value have in common.

    Attributes:
        cells: The text of each cell, with `_ROW` for the row's number and ``%s`` for what it says.

        said: From the values of a row to those that are there.

        places: The position of the cell of each of these.

        rooms: For each of them, how many characters fit there on one line.

        lengths: For each of them, how many characters a line holds where there are several.

        numbers: Which of them are days and whole numbers.

        size: Bytes of the row, about, without what its cells say.

        edged: The number under which the row is kept, by what is at the edges of its texts.
    """

    cells: tuple[str, ...]
    said: Callable[[Sequence[_Value]], Iterable[Any]]
    places: tuple[int, ...]
    rooms: tuple[int, ...]
    lengths: tuple[float, ...]
    numbers: tuple[int, ...]
    size: int
    edged: dict[_Edges, str]


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
        key = (tuple(styles), tuple(map(type, values)))
        form = self._forms.get(key) or self._new_form(key, values)
        said = list(form.said(values))
        for place in form.numbers:
            day = said[place]
            if isinstance(day, dt.date):
                if not is_excel_day(day):
                    at = form.places[place]
                    worded = [*values[:at], show_day(day), *values[at + 1 :]]
                    self.row(worded, styles, height=height, grows=grows, fit=fit)
                    return
                day = day.toordinal() - _DAY_ZERO
            said[place] = str(day)
        joined = _BETWEEN.join(said)
        if fit and not surely_fits(joined):
            for place, text in enumerate(said):
                if not surely_fits(text):
                    said[place] = fit(form.places[place], text)
            joined = _BETWEEN.join(said)
        if height is None:
            lines = self._lines(said, form, breaks="\n" in joined)
            height = min(LINE * lines + AIR, HIGHEST)
        edges = _edges(said)
        kept = form.edged.get(edges) or self._with_edges(edges, form, styles)
        if "&" in joined or "<" in joined or ">" in joined or ("_" in joined and "_x" in joined):
            joined = escape(escaped(joined))
        row = f"{kept}{_BETWEEN}{_height(height, grows)}{_BETWEEN if said else ''}{joined}"
        self._size += form.size + len(form.cells) * len(str(self.next_row))
        self.next_row += 1
        self.cells += len(form.cells)
        self._waiting.append(row)
        self._length += len(row)
        if self._length >= _PIECE:
            self._write()

    def _lines(self, said: Sequence[str], form: _Form, *, breaks: bool) -> int:
        """Return how many lines the text takes that takes the most."""
        if breaks:
            texts = zip(said, form.places, form.rooms, strict=True)
            counts = [
                lines_of(text, self._widths[at] - 1)
                for text, at, room in texts
                if len(text) > room or "\n" in text
            ]
            return max(counts)
        # As `lines_of` counts them; a row has one height, so only the longest has to be rounded.
        sizes = zip(map(len, said), form.rooms, form.lengths, strict=True)
        tall = [size / length for size, room, length in sizes if size > room]
        return math.ceil(max(tall)) if tall else 1

    def _new_form(
        self,
        key: tuple[tuple[int, ...], tuple[type, ...]],
        values: Sequence[_Value],
    ) -> _Form:
        """Return the form of a row, and remember it."""
        cells: list[str] = []
        places: list[int] = []
        rooms: list[int] = []
        lengths: list[float] = []
        numbers: list[int] = []
        for at, (letter, value, style) in enumerate(
            zip(self._letters, values, key[0], strict=False)
        ):
            if value is None:
                cells.append(f'<c r="{letter}{_ROW}" s="{style}"/>')
                continue
            if isinstance(value, str):
                one, length = room_of(self._widths[at] - 1)
                rooms.append(int(one))
                lengths.append(length)
                cells.append(_text_cell(letter, style))
            else:
                rooms.append(_ONE_LINE)
                lengths.append(_ONE_LINE)
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
            lengths=tuple(lengths),
            numbers=tuple(numbers),
            size=sum(map(len, cells)) + _TAGS,
            edged={},
        )
        return form

    def _with_edges(self, edges: _Edges, form: _Form, styles: Sequence[int]) -> str:
        """
        Put a row together, where texts may begin like a formula or have white space at an end.

        Returns:
            The number under which the row is kept; where too many are, the row itself.
        """
        cells = list(form.cells)
        for place, (spaced, formula) in enumerate(zip_longest(*edges, fillvalue=False)):
            if (spaced or formula) and place not in form.numbers:
                at = form.places[place]
                look = self._quoted(styles[at]) if formula else styles[at]
                # Otherwise programs leave out white space at the ends.
                kept = ' xml:space="preserve"' if spaced else ""
                cells[at] = _text_cell(self._letters[at], look, kept)
        whole = f'<row r="{_ROW}"%s>{"".join(cells)}</row>'
        if whole not in self._shapes and len(self._shapes) >= _FORMS:
            return whole.replace(_ROW, _NUMBER)
        number = self._shapes.setdefault(whole, len(self._shapes))
        kept = form.edged[edges] = str(number)
        return kept

    def _write(self) -> None:
        if not self._waiting:
            return
        data = _BETWEEN.join(self._waiting).encode()
        self._waiting.clear()
        self._length = 0
        self._size += len(data)
        self._packed.append(zlib.compress(data, LEVEL, _RAW))

    @property
    def size(self) -> int:
        """How many bytes the rows take, about."""
        self._write()
        return self._size

    def pieces(self) -> Iterator[bytes]:
        """Yield the rows, a part at a time; they are used up, and nothing can be added afterwards."""
        self._write()
        # As bytes: most texts have a dash or a quotation mark, and would make all around them wide.
        shapes: dict[bytes, tuple[bytes, int]] = {}
        for shape, kept_under in self._shapes.items():
            encoded = shape.encode()
            shapes[b"%d" % kept_under] = encoded, encoded.count(_SAID)
        number = 0
        for place, packed in enumerate(self._packed):
            self._packed[place] = b""
            rows: list[bytes] = []
            # Parted once: how many texts there are up to the next row is known from what it is kept under.
            texts = zlib.decompress(packed, _RAW).split(_BETWEEN_BYTES)
            end = 0
            while end < len(texts):
                kept, start = texts[end], end + 1
                whole, count = shapes.get(kept) or _unkept(kept)
                end = start + count
                number += 1
                rows.append(whole.replace(_ROW_BYTES, b"%d" % number) % tuple(texts[start:end]))
            yield b"".join(rows)


def _only(places: Sequence[int], values: Sequence[_Value]) -> Iterable[_Value]:
    """Return the values at one place, or at none; `itemgetter` returns several together."""
    return [values[at] for at in places]


def _edges(said: Sequence[str]) -> _Edges:
    """Tell which texts have white space at an end, and which begin like a formula."""
    spaced = tuple(map(ne, map(str.strip, said), said))
    if _BEGINNINGS.isdisjoint(map(_FIRST, said)):
        return spaced, ()
    return spaced, tuple([text[0] in _BEGINNINGS for text in said])


def _unkept(row: bytes) -> tuple[bytes, int]:
    """Return a row that is kept with what it says, and of how many texts that is."""
    return row.replace(_NUMBER_BYTES, _ROW_BYTES), row.count(_SAID)


@lru_cache(maxsize=256)
def _height(points: float, grows: bool) -> str:  # noqa: FBT001  remembered by both
    """Return how the height of a row is written."""
    fixed = "" if grows else ' customHeight="1"'
    return f' ht="{points:g}"{fixed}'


def _text_cell(letter: str, style: int, kept: str = "") -> str:
    return f'<c r="{letter}{_ROW}" s="{style}" t="inlineStr"><is><t{kept}>%s</t></is></c>'
