"""
A house style: the styles of somebody's own document, worn by ours, and the page around its words.

Styles, theme, page, headers and footers are taken; never the text between them, macros, attached
templates or anything that leads outside. The file is untrusted: its size is limited before it is
opened, and document types are refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from attrs import frozen
from docx.exceptions import PythonDocxError
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.styles import StylesPart
from lxml.etree import XMLSyntaxError, tostring

from accountability.exceptions import InvalidOptionError
from accountability.exporters.word.letterhead import Letterhead, letterhead_of
from accountability.exporters.word.look import BUILT_IN
from accountability.exporters.word.stages import HOUSE_LACKS, HOUSE_LEFT
from accountability.exporters.word.wardrobe import (
    hidden_styles,
    keep_what_is_worn,
    plain_theme,
)
from accountability.findings import Finding, Place

__all__ = ["House", "house_of"]

_LIMIT = 8_000_000
"""Bytes of a part of markup, unpacked; the largest styles part we have seen has a tenth of that."""

_TEMPLATE = f"{RT.OFFICE_DOCUMENT.rpartition('/')[0]}/attachedTemplate"
_HERE = Place(file="house style")
_LIMIT_OF_ALL = 64_000_000
_PARTS = 2_000


@frozen(kw_only=True)
class House:
    """
    What a house style gives to a document.

    Attributes:
        styles: The root of its styles part.

        theme: Its theme part; None if it has none that can stand alone.

        letterhead: Its page, headers and footers.

        findings: What stays behind, and what our own look stands in for.
    """

    styles: BaseOxmlElement
    theme: bytes | None
    letterhead: Letterhead
    findings: tuple[Finding, ...] = ()


def house_of(data: bytes) -> House:
    """
    Read the styles of *data*, a document or template of Word.

    Raises:
        InvalidOptionError: it is no such file, too large, or holds what no such file needs.
    """
    try:
        _check_sizes(data)
        # Not docx.Document, which refuses templates and documents with macros.
        package = Package.open(io.BytesIO(data))
        main = package.part_related_by(RT.OFFICE_DOCUMENT)
        styles = main.part_related_by(RT.STYLES)
        theme = _theme(main)
        if not isinstance(styles, StylesPart) or styles.element.tag != qn("w:styles"):
            raise _refused("it has no styles that can be read; save it as an ordinary .docx first")
        for part in package.iter_parts():
            if isinstance(part, XmlPart):
                _check_type(part.element)
        letterhead = letterhead_of(main, hidden_styles(styles.element))
        left = (*_left(package), *letterhead.left)
        keep_what_is_worn(styles.element, (edge.root for edge in letterhead.edges))
        for style in styles.styles:  # what they are is checked as they are read
            _ = (style.type, style.name, style.style_id)
    except InvalidOptionError:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise _refused("give a Word document (.docx) whose styles are to be used") from error
    except (
        OpcError,
        PythonDocxError,
        XMLSyntaxError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:  # what the library says of a package with missing or foreign parts
        raise _refused(
            "it cannot be read as a Word document; save it as an ordinary .docx first"
        ) from error
    return House(
        styles=styles.element,
        theme=theme,
        letterhead=letterhead,
        findings=(*_about(left), *_lacking(styles, letterhead)),
    )


def _left(package: Package) -> Iterator[str]:
    """Name what of a package never travels."""
    kinds = {relation.reltype for part in package.iter_parts() for relation in part.rels.values()}
    outside = [
        relation.reltype
        for part in package.iter_parts()
        for relation in part.rels.values()
        if relation.is_external
    ]
    if any(kind.rpartition("/")[2] == "vbaProject" for kind in kinds):
        yield "its macros"
    if _TEMPLATE in kinds:
        yield "the template attached to it"
    if any(kind.rpartition("/")[2] in {"oleObject", "package", "control"} for kind in kinds):
        yield "embedded objects"
    if [kind for kind in outside if kind not in {_TEMPLATE, RT.HYPERLINK}]:
        yield "parts that lie outside the file"


def _about(left: Iterable[str]) -> Iterator[Finding]:
    words = list(dict.fromkeys(left))
    if words:
        yield HOUSE_LEFT.found(f"Of the house style stays behind: {'; '.join(words)}.", place=_HERE)


def _lacking(styles: StylesPart, letterhead: Letterhead) -> Iterator[Finding]:
    held = {(style.name or "").casefold() for style in styles.styles}
    missing = [name for name in BUILT_IN if name.casefold() not in held]
    edges = {edge.kind for edge in letterhead.edges}
    missing += [f"a {kind}" for kind in ("header", "footer") if kind not in edges]
    if letterhead.size is None or letterhead.margins is None:
        missing.append("a page set-up")
    missing += letterhead.lacking
    if missing:
        yield HOUSE_LACKS.found(
            f"The house style has no {', '.join(missing)}: ours stand in.", place=_HERE
        )


def _refused(reason: str) -> InvalidOptionError:
    return InvalidOptionError("word", "house_style", "the file", reason)


def _check_sizes(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = archive.infolist()
    for part in held:
        if part.filename.endswith((".xml", ".rels")) and part.file_size > _LIMIT:
            raise _refused(f"its part {part.filename} is larger than {_LIMIT // 1_000_000} MB")
    if sum(part.file_size for part in held) > _LIMIT_OF_ALL or len(held) > _PARTS:
        raise _refused(
            f"it unpacks to more than {_LIMIT_OF_ALL // 1_000_000} MB or {_PARTS:,} parts; "
            "save it without its text and pictures first"
        )


def _check_type(root: BaseOxmlElement) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused("it declares a document type, which no file of Word does")


def _theme(main: Part) -> bytes | None:
    """Return the theme; None for one whose pictures would need parts that we do not take."""
    themes = [rel.target_part for rel in main.rels.values() if rel.reltype == RT.THEME]
    if not themes or themes[0].content_type != CT.OFC_THEME:
        return None
    blob: bytes = themes[0].blob
    root = parse_xml(blob)
    _check_type(root)
    relation = qn("r:id").partition("}")[0]
    if any(str(key).startswith(relation) for e in root.iter() for key in e.attrib):
        return None
    plain_theme(root)
    return tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
