"""The bytes of one part, inflated piece by piece and counted: what a zip says of itself is not believed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from attrs import frozen

from accountability.exceptions import UnreadableFileError

__all__ = ["Entry", "head_of", "inflated"]

_PIECE = 1 << 16
_LOCAL = b"PK\x03\x04"


@frozen(kw_only=True, slots=True)
class Entry:
    """What the zip's directory says of one part."""

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    deflated: bool


def head_of(
    data: bytes, entry: Entry, refuse: Callable[[str], UnreadableFileError], size: int
) -> bytes:
    """Return at most *size* bytes of the beginning of a part, unchecked; b"": it is damaged there."""
    begin = _begin(data, entry, refuse)
    packed = data[begin : begin + min(entry.packed, size)]
    if not entry.deflated:
        return packed
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size)
    except zlib.error:
        return b""


def inflated(
    data: bytes,
    entry: Entry,
    refuse: Callable[[str], UnreadableFileError],
    piece_size: int = _PIECE,
) -> Iterator[bytes]:
    """Yield the bytes of one part in pieces; stops where it is larger than it said."""
    begin = _begin(data, entry, refuse)
    packed = memoryview(data)[begin : begin + entry.packed]
    crc = size = 0
    for piece in _unpacked(packed, entry, refuse, piece_size):
        size += len(piece)
        if size > entry.size:
            raise refuse(
                f"its part {entry.name} is larger than the file says, as a file made to do harm would be; "
                "ask where it comes from"
            )
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != entry.size or crc != entry.crc:
        raise refuse(f"its part {entry.name} is damaged; ask for the file to be sent again")


def _begin(data: bytes, entry: Entry, refuse: Callable[[str], UnreadableFileError]) -> int:
    header = data[entry.offset : entry.offset + 30]
    if len(header) < 30 or not header.startswith(_LOCAL):
        raise refuse(
            f"its part {entry.name} is not where the file says; ask for it to be sent again"
        )
    name = int.from_bytes(header[26:28], "little")
    extra = int.from_bytes(header[28:30], "little")
    begin = entry.offset + 30 + name + extra
    if begin + entry.packed > len(data):
        raise refuse(f"its part {entry.name} is cut off; ask for the file to be sent again")
    return begin


def _unpacked(
    packed: memoryview,
    entry: Entry,
    refuse: Callable[[str], UnreadableFileError],
    piece_size: int,
) -> Iterator[bytes]:
    if not entry.deflated:
        for start in range(0, len(packed), piece_size):
            yield bytes(packed[start : start + piece_size])
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(packed), piece_size):
            rest: bytes | memoryview = packed[start : start + piece_size]
            while rest and not stream.eof:
                yield stream.decompress(rest, piece_size)
                rest = stream.unconsumed_tail
        while not stream.eof:
            piece = stream.decompress(stream.unconsumed_tail, piece_size)
            if not piece:
                break
            yield piece
    except zlib.error:
        raise refuse(
            f"its part {entry.name} is damaged; ask for the file to be sent again"
        ) from None
