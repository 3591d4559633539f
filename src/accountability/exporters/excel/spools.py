"""
The rows of a sheet as text: written in one place, kept off the heap, and put into the package at the end.

Every cell passes through `Spool.row`. Text is written as an inline string whatever it looks like, escaped
for XML and for Excel's own ``_x0041_``, with its white space; no other function writes a cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from accountability.exporters.excel.cells import FORMULA_LIKE, escaped
from accountability.tables.entries import lines_of

__all__ = ["AIR", "HIGHEST", "LINE", "Spool"]

LINE, AIR, HIGHEST = 15.5, 7, 409
"""Points: of a line of body text, around a row's text, of the highest row there is."""

_PIECE = 1 << 20
"""Bytes, or characters not yet written, that are held at once."""

_DAY_ZERO = dt.date(1899, 12, 30).toordinal()
"""Excel's serial number of a day counts from here, from 1 March 1900 on."""


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
        # As many characters fit on one line; see `lines_of`.
        self._one_line = [int(max(width - 1, 1) * 1.2) for width in widths]
        self._widths = widths
        self._quoted = quoted
        self._waiting: list[str] = []
        self._length = 0
        self._file: IO[bytes] = SpooledTemporaryFile(  # noqa: SIM115  read back when all is drawn
            max_size=_PIECE
        )

    def row(
        self,
        values: Sequence[object],
        styles: Sequence[int],
        *,
        height: float | None = None,
        grows: bool = False,
    ) -> None:
        """
        Write a row.

        Args:
            values: Texts, whole numbers, days that Excel knows, or None, from the first column on.

            styles: One for each value.

            height: In points; None: high enough for what the cells say, with some air.

            grows: Whether programs shall fit the height to the text when somebody types into the row.
        """
        number = self.next_row
        lines = 1
        parts: list[str] = []
        for letter, value, style, room, width in zip(
            self._letters, values, styles, self._one_line, self._widths, strict=False
        ):
            if isinstance(value, str) and value:
                if len(value) > room or "\n" in value:
                    lines = max(lines, lines_of(value, width - 1))
                look = self._quoted(style) if value.startswith(FORMULA_LIKE) else style
                parts.append(
                    f'<c r="{letter}{number}" s="{look}" t="inlineStr"><is>{_text(value)}</is></c>'
                )
            elif isinstance(value, dt.date):
                serial = value.toordinal() - _DAY_ZERO
                parts.append(f'<c r="{letter}{number}" s="{style}"><v>{serial}</v></c>')
            elif isinstance(value, int):
                parts.append(f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>')
            else:
                parts.append(f'<c r="{letter}{number}" s="{style}"/>')
        if height is None:
            height = min(LINE * lines + AIR, HIGHEST)
        fixed = "" if grows else ' customHeight="1"'
        text = f'<row r="{number}" ht="{height:g}"{fixed}>{"".join(parts)}</row>'
        self.next_row = number + 1
        self.cells += len(parts)
        self._waiting.append(text)
        self._length += len(text)
        if self._length >= _PIECE:
            self._write()

    def _write(self) -> None:
        self._file.write("".join(self._waiting).encode())
        self._waiting.clear()
        self._length = 0

    @property
    def size(self) -> int:
        """How many bytes the rows take."""
        self._write()
        return self._file.tell()

    def pieces(self) -> Iterator[bytes]:
        """Yield the rows, a part at a time; they are gone afterwards."""
        self._write()
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece
        self._file.close()

    def close(self) -> None:
        """Let go of the rows."""
        self._file.close()


def _text(value: str) -> str:
    """Return the element that holds a text; the only place where text becomes XML."""
    if "_x" in value:
        value = escaped(value)
    if "&" in value or "<" in value or ">" in value:
        value = escape(value)
    # Otherwise programs leave out white space at the ends.
    kept = "" if value.strip() == value else ' xml:space="preserve"'
    return f"<t{kept}>{value}</t>"
