"""
A zip container written part by part, of which some were packed before.

Most parts of a document are the same in every one of its kind. They are packed once; what is written
are their bytes, and the same parts give the same file.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from attrs import frozen

__all__ = ["PackedPart", "pack", "write_parts"]

_VERSION, _UNIX = 20, 3
_DEFLATED, _IN_UTF_8 = 8, 0x800
_PLAIN_FILE = 0o644 << 16
_MOMENT = (0, 1 << 5 | 1)
"""The first that the format knows: midnight, 1 January 1980."""

_ABOUT = struct.Struct("<5H3L2H")
"""What a part's head and its line in the directory both say of it."""
_WHERE = struct.Struct("<3H2L")
_END = struct.Struct("<4s4H2LH")


@frozen(kw_only=True, slots=True)
class PackedPart:
    """
    A part as it stands in a container.

    Attributes:
        name: Of the part.

        data: Its bytes, deflated.

        size: Of its bytes before that.

        crc: The check of them.
    """

    name: str
    data: bytes
    size: int
    crc: int


def pack(name: str, data: bytes, level: int = -1) -> PackedPart:
    """
    Deflate a part.

    Args:
        name: Of the part.

        data: Its bytes.

        level: Of compression, 1 (quick) to 9 (small); -1: as zlib thinks best.
    """
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    return PackedPart(name=name, data=packed, size=len(data), crc=zlib.crc32(data))


def write_parts(parts: Iterable[PackedPart], target: BinaryIO) -> None:
    """
    Write parts as a zip container, in their order, with a fixed time.

    Args:
        parts: Together below 4 GiB, their names different.

        target: Binary stream, which need not be able to go back; closed by the caller.

    Source:
        The zip format, PKWARE APPNOTE, sections 4.3.7, 4.3.12, 4.3.16.
    """
    lines: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode()
        flags = 0 if name.isascii() else _IN_UTF_8
        about = _ABOUT.pack(
            *(_VERSION, flags, _DEFLATED, *_MOMENT),
            *(part.crc, len(part.data), part.size, len(name), 0),
        )
        head = b"PK\x03\x04" + about + name
        target.write(head)
        target.write(part.data)
        where = _WHERE.pack(0, 0, 0, _PLAIN_FILE, offset)
        lines.append(b"PK\x01\x02" + bytes((_VERSION, _UNIX)) + about + where + name)
        offset += len(head) + len(part.data)
    directory = b"".join(lines)
    target.write(directory)
    count = len(lines)
    target.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0))
