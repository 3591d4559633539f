"""
The rows of a sheet as text: written in one place, kept off the heap, and put into the package at the end.

Every cell passes through `Spool.row`, the only place where text becomes XML: written as an inline string
whatever it looks like, escaped for XML and for Excel's own ``_x0041_``, with its white space.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from accountability.dates import show_day
from accountability.exporters.excel.cells import FORMULA_LIKE, LINE_LIMIT, escaped, is_excel_day
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
        number = self.next_row
        lines = 1
        parts: list[str] = []
        for letter, value, style, room in zip(
            self._letters, values, styles, self._one_line, strict=False
        ):
            if value is None or value == "":
                parts.append(f'<c r="{letter}{number}" s="{style}"/>')
            elif isinstance(value, str):
                text = value
                if len(text) > room or "\n" in text:
                    at = len(parts)
                    if fit and len(text) > LINE_LIMIT:  # the fewest characters that may not fit
                        text = fit(at, text)
                    lines = max(lines, lines_of(text, self._widths[at] - 1))
                look = self._quoted(style) if text.startswith(FORMULA_LIKE) else style
                if "_x" in text:
                    text = escaped(text)
                if "&" in text or "<" in text or ">" in text:
                    text = escape(text)
                # Otherwise programs leave out white space at the ends.
                kept = "" if text.strip() == text else ' xml:space="preserve"'
                parts.append(
                    f'<c r="{letter}{number}" s="{look}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'
                )
            elif isinstance(value, int):
                parts.append(f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>')
            elif is_excel_day(value):
                serial = value.toordinal() - _DAY_ZERO
                parts.append(f'<c r="{letter}{number}" s="{style}"><v>{serial}</v></c>')
            else:
                words = show_day(value)
                parts.append(
                    f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'
                )
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
        """Yield the rows, a part at a time; nothing can be added afterwards."""
        self._write()
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def close(self) -> None:
        """Let go of the rows."""
        self._file.close()
