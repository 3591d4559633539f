"""Which bytes of a sheet are whole rows, to be taken apart without the parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Any

__all__ = ["around"]

_ROWS, _ROWS_END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_LONG_HEAD, _LONG_ROW = 1 << 20, 1 << 22
"""Bytes before the rows, and of one row, from which on the parser does it all."""

_IS_UTF_8 = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,80}?encoding=["']utf-8["'][^>]{0,40}\?>|<\?xml(?![^>]*encoding)|<[^?!])""",
    flags=re.IGNORECASE,
)


class _Direct(Enum):
    """Whether rows are taken apart directly."""

    BEFORE = "before"
    ROWS = "rows"
    NEVER = "never"


def _all(kept: bytearray, end: int | None = None) -> bytes:
    """Take the bytes up to *end* out of what is kept."""
    taken = bytes(kept[:end])
    del kept[:end]
    return taken


def around(
    parser: Any, take: Callable[[bytes], bool], in_rows: Callable[[], bool]
) -> Callable[[bytes], bytes]:
    """
    Return what takes usual rows out of the pieces of a sheet and leaves to the parser what is around them.

    Args:
        parser: Of the sheet.

        take: Takes whole rows apart, if it can.

        in_rows: Tells whether the parser has come to the rows.
    """
    kept = bytearray()
    state = _Direct.BEFORE

    def rest_of(piece: bytes) -> bytes:
        nonlocal state
        if state is _Direct.NEVER:
            return piece
        kept.extend(piece)
        if state is _Direct.BEFORE:
            if not _IS_UTF_8.match(kept):
                state = _Direct.NEVER
                return _all(kept)
            at = kept.find(_ROWS)
            if at < 0:
                if piece and len(kept) < _LONG_HEAD:
                    return b""
                state = _Direct.NEVER
                return _all(kept)
            parser.Parse(_all(kept, at + len(_ROWS)))
            state = _Direct.ROWS if in_rows() else _Direct.NEVER
        if state is _Direct.NEVER:
            return _all(kept)
        end = kept.rfind(_ROW_END)
        if end < 0:
            if piece and len(kept) < _LONG_ROW and _ROWS_END not in kept:
                return b""
            state = _Direct.NEVER
            return _all(kept)
        whole = _all(kept, end + len(_ROW_END))
        if not piece or _ROWS_END in kept:
            state = _Direct.NEVER
            return (b"" if take(whole) else whole) + _all(kept)
        return b"" if take(whole) else whole

    return rest_of
