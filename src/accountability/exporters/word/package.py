"""
The package around what is said: opened from python-docx's template, dressed, completed and saved.

What the template brings and the document does not need is left behind: its thumbnail, its list of
fonts, its bibliography, its settings of one person's Word.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from copy import deepcopy
from typing import cast
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.rel import Relationships
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.story import StoryPart
from docx.parts.styles import StylesPart
from docx.shared import Cm, Mm, Twips
from lxml.etree import SubElement, _Element, tostring

from accountability.exporters import _look as look
from accountability.exporters.word.blocks import BULLET
from accountability.exporters.word.house import House
from accountability.exporters.word.letterhead import Edge, Letterhead
from accountability.exporters.word.look import wear

__all__ = [
    "add_glossary",
    "add_properties",
    "new_document",
    "number",
    "properties_of",
    "saved",
]

_NARROWEST = 4_000
"""Of a page whose margins leave less: a table keeps a width that can be read."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS_OF_PACKAGE = frozenset({RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES})
_PARTS_OF_DOCUMENT = frozenset({RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.THEME})
_SETTINGS = frozenset(
    qn(f"w:{name}")
    for name in "defaultTabStop characterSpacingControl compat decimalSymbol listSeparator".split()
)
_FONTS = (
    f'{_HEAD}<w:fonts {nsdecls("w")}><w:font w:name="{look.FONT}"><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
).encode()
_SITTING, _SITTINGS = qn("w:rsid"), qn("w:rsids")
_PAGE = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_COLOURS = (
    *(look.TEXT, "FFFFFF", look.SECONDARY, look.QUIET),
    *(look.ACCENT,) * 6,
    *(look.ACCENT, look.SECONDARY),
)
"""Of a theme, in its order: dark and light twice, six accents, links and visited links."""


def new_document(
    *, language: str, marking: str, house: House | None, wide: bool = False
) -> tuple[Document, int]:
    """
    Return an empty document in our look or in a house's.

    Args:
        language: BCP 47 tag.

        marking: Stands in the header of every page.

        house: Whose styles are worn; None: our own.

        wide: Whether the page lies on its side, where the house does not say how it stands.

    Returns:
        The document, and how wide its text is, in twentieths of a point.
    """
    document = docx.Document()
    part = document.part
    package = _package_of(document)
    _keep(package.rels, _PARTS_OF_PACKAGE)
    theme = part.part_related_by(RT.THEME).blob
    theme = house.theme if house is not None and house.theme is not None else _our_theme(theme)
    replaced = [
        (RT.FONT_TABLE, Part(PackURI("/word/fontTable.xml"), CT.WML_FONT_TABLE, _FONTS, package)),
        (RT.THEME, Part(PackURI("/word/theme/theme1.xml"), CT.OFC_THEME, theme, package)),
    ]
    if house is not None:
        uri = PackURI("/word/styles.xml")
        replaced.append((RT.STYLES, StylesPart(uri, CT.WML_STYLES, house.styles, package)))
    _keep(part.rels, _PARTS_OF_DOCUMENT - {kind for kind, _ in replaced})
    for kind, held in replaced:
        part.relate_to(held, kind)
    wear(document, language, own=house is None)
    _set_up(document.settings.element)
    part.numbering_part.element[:] = []
    _set_page(document, wide=wide)
    letterhead = house.letterhead if house is not None else Letterhead()
    _set_edges(document, letterhead, marking)
    return document, _text_width(document)


def _package_of(document: Document) -> Package:
    return cast("Package", document.part.package)


def _keep(relations: Relationships, kinds: AbstractSet[str]) -> None:
    for name, relation in list(relations.items()):
        if relation.reltype not in kinds:
            del relations[name]


def _our_theme(blob: bytes) -> bytes:
    """Put our colours and font where a person is offered some who edits the document."""
    theme = parse_xml(blob)
    for place, colour in zip(next(theme.iter(qn("a:clrScheme"))), _COLOURS, strict=True):
        place[:] = []
        SubElement(place, qn("a:srgbClr"), val=colour)
    for font in theme.iter(qn("a:latin")):
        font.set("typeface", look.FONT)
    return tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_up(settings: BaseOxmlElement) -> None:
    settings[:] = [held for held in settings if held.tag in _SETTINGS]
    settings.insert(0, OxmlElement("w:zoom", {qn("w:percent"): "100"}))
    for held in settings.findall(qn("w:compat")):
        held[:] = held.findall(qn("w:compatSetting"))
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")  # the template's 14 has Word say "Compatibility Mode"


def _set_page(document: Document, *, wide: bool) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    if wide:
        page.orientation = WD_ORIENT.LANDSCAPE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    page.header_distance = page.footer_distance = Twips(709)


def _text_width(document: Document) -> int:
    page = document.sections[0]
    sides = (page.page_width, page.left_margin, page.right_margin, page.gutter)
    width, *margins = (side.twips if side is not None else 0 for side in sides)
    return max(width - sum(margins), _NARROWEST)


def _set_edges(document: Document, letterhead: Letterhead, marking: str) -> None:
    """Set page, headers and footers as the house has them; the marking and page numbers are ours."""
    section = document.sections[0]
    root = _section_of(document)
    for ours, theirs in (("w:pgSz", letterhead.size), ("w:pgMar", letterhead.margins)):
        held = root.find(qn(ours))
        if held is not None and theirs is not None:
            held.attrib.clear()
            held.attrib.update(theirs.attrib)
    taken = {(edge.kind, edge.which): edge for edge in letterhead.edges}
    first = letterhead.first_differs
    section.different_first_page_header_footer = first
    places = {
        ("header", "default"): section.header,
        ("footer", "default"): section.footer,
    }
    if first:
        places["header", "first"] = section.first_page_header
        places["footer", "first"] = section.first_page_footer
    for (kind, which), place in places.items():
        place.is_linked_to_previous = False
        part = cast("StoryPart", place.part)
        edge = taken.get((kind, which))
        part.element[:] = []
        if edge is not None:
            _take_over(document, part, edge)
        if kind == "header" and (marking or edge is None):
            marked = _line(marking, "Header")
            part.element.insert(0, marked)
        elif kind == "footer" and "PAGE" not in _instructions(part.element):
            numbered = _line("Page ", "Footer")
            # The number has a result for programs that count no pages.
            numbered.append(parse_xml(_PAGE))
            part.element.append(numbered)


def _line(text: str, style: str) -> BaseOxmlElement:
    """Return a paragraph of one run in a style."""
    paragraph = cast("BaseOxmlElement", OxmlElement("w:p"))
    properties = SubElement(paragraph, qn("w:pPr"))
    SubElement(properties, qn("w:pStyle")).set(qn("w:val"), style)
    if text:
        words = SubElement(SubElement(paragraph, qn("w:r")), qn("w:t"))
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def _take_over(document: Document, part: StoryPart, edge: Edge) -> None:
    """Fill a header or footer of ours with one of the house's, and bring its pictures."""
    part.element.extend(deepcopy(edge.root))
    package = _package_of(document)
    for place, picture in enumerate(edge.pictures, start=1):
        name = PackURI(f"/word/media/{edge.which}-{edge.kind}-{place}.{picture.suffix}")
        held = Part(name, picture.content_type, picture.blob, package)
        part.rels.add_relationship(RT.IMAGE, held, f"rId{place}")


def _instructions(root: BaseOxmlElement) -> list[str]:
    simple = [held.get(qn("w:instr"), "") for held in root.iter(qn("w:fldSimple"))]
    told = "".join(held.text or "" for held in root.iter(qn("w:instrText")))
    return " ".join([*simple, told]).upper().split()


def number(lists: _Element, prefixes: Iterable[str]) -> None:
    """
    Add to *lists* one for each of *prefixes*, in their order, numbered from 1.

    A prefix stands before each number: "4." makes 4.1, 4.2; "" makes 1, 2; `BULLET` stands alone.
    """
    kinds: list[BaseOxmlElement] = []
    used: list[BaseOxmlElement] = []
    for place, prefix in enumerate(prefixes, start=1):
        # A per cent sign would name another level of the list.
        text = f"{prefix.replace('%', '')}%1{'' if prefix else '.'}"
        form, left = ("bullet", 992) if prefix == BULLET else ("decimal", 709)
        hanging = left if form == "decimal" else left - 709
        text = quoteattr(text if form == "decimal" else BULLET)
        kinds.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{place}">'
                '<w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val={text}/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
                f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
            )
        )
        used.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{place}"><w:abstractNumId w:val="{place}"/></w:num>'
            )
        )
    lists.extend([*kinds, *used])


def add_glossary(document: Document) -> None:
    """Add the part that lets Word show a placeholder again when a field is emptied; it is empty."""
    glossary = cast("BaseOxmlElement", OxmlElement("w:glossaryDocument"))
    package = _package_of(document)
    held = XmlPart(
        PackURI("/word/glossary/document.xml"), CT.WML_DOCUMENT_GLOSSARY, glossary, package
    )
    for name, content_type, kind, root in (
        ("styles", CT.WML_STYLES, RT.STYLES, document.styles.element),
        ("settings", CT.WML_SETTINGS, RT.SETTINGS, document.settings.element),
    ):
        uri = PackURI(f"/word/glossary/{name}.xml")
        held.relate_to(XmlPart(uri, content_type, root, package), kind)
    document.part.relate_to(held, RT.GLOSSARY_DOCUMENT)


def properties_of(lines: Iterable[tuple[str, str]]) -> bytes:
    """Return the part of custom properties: (name, value) pairs, the names different."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006"
    body = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{place}" '
        f"name={quoteattr(name)}><vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for place, (name, value) in enumerate(lines, start=2)
    )
    return (
        f'{_HEAD}<Properties xmlns="{types}/custom-properties" xmlns:vt="{types}/docPropsVTypes">'
        f"{body}</Properties>"
    ).encode()


def add_properties(document: Document) -> None:
    """Add the part of custom properties, without any."""
    package = _package_of(document)
    uri = PackURI("/docProps/custom.xml")
    part = Part(uri, CT.OFC_CUSTOM_PROPERTIES, properties_of(()), package)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)


def _section_of(document: Document) -> _Element:
    body: _Element = document.element[0]
    return body[-1]  # a section's properties end its body


def _forget_sittings(root: _Element) -> None:
    for held in list(root.iter(_SITTING, _SITTINGS)):
        parent = held.getparent()
        if parent is not None:
            parent.remove(held)
    for held in root.iter():
        for name in [name for name in held.attrib if str(name).startswith(_SITTING)]:
            del held.attrib[name]


def saved(document: Document) -> bytes:
    """Return the document as a file; it does not say in which sittings it was written."""
    for part in _package_of(document).iter_parts():
        if isinstance(part, XmlPart):
            _forget_sittings(part.element)
    package = io.BytesIO()
    document.save(package)
    return package.getvalue()
