"""
What we write, finished so that the same content gives the same bytes.

The libraries that write workbooks and documents stamp the clock into the parts and into the zip's
directory, and set properties in their own name; here the package is written again with fixed times, a
fixed order, and the properties that the document's owner would want to read.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO
from xml.sax.saxutils import escape

from attrs import frozen

from accountability.containers.packing import PackedPart, pack, write_parts

__all__ = ["Edit", "Pieces", "Properties", "finish", "finish_parts"]

_CORE = "docProps/core.xml"
_APP = "docProps/app.xml"
_FIRST = "[Content_Types].xml"
_PLAIN_FILE = 0o644 << 16

_ZIP64_FROM = 2_000_000_000
"""Bytes from which a part needs the extension for large ones, which old programs stumble over."""


@frozen
class Pieces:
    """
    The bytes of a part that are never held at once.

    Attributes:
        size: How many there will be, about.

        pieces: The bytes, in order.
    """

    size: int
    pieces: Iterable[bytes]


Edit = Callable[[bytes], bytes | Pieces]
"""From a part's bytes to new ones."""


@frozen(kw_only=True)
class Properties:
    """
    What a file says about itself in its core properties.

    Attributes:
        title: Of the document.

        subject: What it is about, in a line.

        creator: Who made it.

        description: A sentence for whoever looks at the file without opening it.

        language: BCP 47 tag.

        day: The only clock: created and modified, at midnight UTC.
    """

    title: str
    subject: str
    creator: str
    description: str
    language: str
    day: dt.date


def finish(
    package: bytes,
    target: BinaryIO,
    properties: Properties,
    *,
    edits: Mapping[str, Edit] | None = None,
    level: int = -1,
) -> tuple[zipfile.ZipInfo, ...]:
    """
    Write *package* to *target* so that the same parts give the same bytes.

    Args:
        package: A finished workbook or document.

        target: Binary stream; closed by the caller.

        properties: Replace what the library wrote into the core properties.

        edits: Part name to a function from its bytes to new ones, whole or in pieces; a name that ends
            in ``*`` stands for every part that begins so. A part that is not there is passed over.

        level: Of compression, 1 (quick) to 9 (small); -1: as zlib thinks best.

    Returns:
        What the container's directory says of each part: names and sizes.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        names = sorted(source.namelist(), key=_in_order)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as finished:
            for name in names:
                data = _edited(name, source.read(name), edits or {})
                if name == _CORE:
                    data = _core(properties)
                elif name == _APP:
                    data = _app()
                whole = Pieces(len(data), (data,)) if isinstance(data, bytes) else data
                with finished.open(name, "w", force_zip64=whole.size > _ZIP64_FROM) as part:
                    for piece in whole.pieces:
                        part.write(piece)
                info = finished.getinfo(name)
                info.external_attr = _PLAIN_FILE
                info.create_system = 3
            return tuple(finished.infolist())


def finish_parts(parts: Iterable[PackedPart], target: BinaryIO, properties: Properties) -> None:
    """
    Write parts that are packed to *target*, as `finish` writes a package that holds the same.

    Args:
        parts: All but the properties, which are made here; their names different.

        target: Binary stream; closed by the caller.

        properties: What the file says about itself.
    """
    held = {part.name: part for part in parts}
    held[_CORE], held[_APP] = pack(_CORE, _core(properties)), pack(_APP, _app())
    write_parts((held[name] for name in sorted(held, key=_in_order)), target)


def _in_order(name: str) -> tuple[bool, str]:
    """Say where a part stands: the list of types first, as programs expect it."""
    return name != _FIRST, name


def _edited(name: str, data: bytes, edits: Mapping[str, Edit]) -> bytes | Pieces:
    for pattern, edit in edits.items():
        if name == pattern or (pattern.endswith("*") and name.startswith(pattern[:-1])):
            edited = edit(data)
            if not isinstance(edited, bytes):
                return edited
            data = edited
    return data


def _core(properties: Properties) -> bytes:
    moment = f"{properties.day.isoformat()}T00:00:00Z"
    parts = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.creator),
        ("dc:description", properties.description),
        ("cp:lastModifiedBy", properties.creator),
        ("dc:language", properties.language),
    )
    body = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts if text)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:dcmitype="http://purl.org/dc/dcmitype/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{body}"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()


def _app() -> bytes:
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        b"<Application>accountability</Application></Properties>"
    )
