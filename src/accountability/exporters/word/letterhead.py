"""
The page of a house style: its size and margins, its headers and footers, made safe to travel.

What stands in a header is taken element by element from a list of what may: words, tables, pictures
that are in the file, page numbers. Nothing that leads outside, runs or is another program's comes along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import cast

from attrs import field, frozen
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import SubElement, _Element, tostring

from accountability.exporters.word.wardrobe import hides, is_on

__all__ = ["Edge", "Letterhead", "Picture", "letterhead_of"]

_PICTURES: Mapping[str, str] = {CT.PNG: "png", CT.JPEG: "jpeg", CT.GIF: "gif"}
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_KEPT = frozenset(
    qn(f"w:{name}")
    for name in (
        *("p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "ptab"),
        *("fldChar", "instrText", "fldSimple", "drawing"),
        *("tbl", "tblGrid", "gridCol", "tr", "tc"),
    )
)
_KEPT_WHOLE = frozenset(
    qn(f"w:{name}") for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblPrEx")
)
_OPENED = frozenset(
    qn(f"w:{name}")
    for name in ("sdt", "sdtContent", "hyperlink", "ins", "moveTo", "smartTag", "customXml")
)
"""Around words: the words are kept."""

_SILENT = frozenset(
    qn(f"w:{name}")
    for name in (
        *("sdtPr", "sdtEndPr", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd"),
        *("del", "moveFrom", "smartTagPr", "customXmlPr", "permStart", "permEnd"),
    )
)
"""Left behind without a word: nobody sees them."""

_WORDS = frozenset({qn("w:t"), qn("w:instrText")})
_RELATION = qn("r:id").partition("}")[0]
_FORMS = frozenset({"arabic", "roman", "alphabetic", "mergeformat"})
"""In which a page number may be written; a field may hold other words as well, which stay behind."""

_EDGES = ("default", "first")


@frozen(kw_only=True)
class Picture:
    """A picture of a header: its bytes, its media type, and the ending of its name."""

    blob: bytes
    content_type: str
    suffix: str


@frozen(kw_only=True)
class Edge:
    """
    A header or footer.

    Attributes:
        kind: "header" or "footer".

        which: "default" or "first".

        root: Its markup; the pictures in it are named by their place in *pictures*, from "rId1".

        pictures: In the order of their names.
    """

    kind: str
    which: str
    root: BaseOxmlElement
    pictures: tuple[Picture, ...] = ()


@frozen(kw_only=True)
class Letterhead:
    """
    What surrounds the text.

    Attributes:
        size: The element that says how large the page is; None if the house does not say.

        margins: The element that says how wide its margins are.

        first_differs: Whether the first page has a header and footer of its own.

        edges: Headers and footers.

        left: What stays behind, in words.

        lacking: What it should have, in words.
    """

    size: _Element | None = None
    margins: _Element | None = None
    first_differs: bool = False
    edges: tuple[Edge, ...] = ()
    left: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


@frozen
class _Taking:
    """One header or footer while it is taken over."""

    part: Part
    hidden: frozenset[str] = frozenset()
    pictures: list[Picture] = field(factory=list)
    left: list[str] = field(factory=list)
    lacking: list[str] = field(factory=list)


def letterhead_of(main: Part, hidden: frozenset[str] = frozenset()) -> Letterhead:
    """Return what surrounds the text of a document's last section; *hidden*: styles that hide words."""
    section = None
    if isinstance(main, XmlPart):
        sections = list(main.element.iter(qn("w:sectPr")))
        section = sections[-1] if sections else None
    if section is None:
        return Letterhead()
    left: list[str] = []
    lacking: list[str] = []
    edges = tuple(_edges(main, section, hidden, left, lacking))
    first = section.find(qn("w:titlePg"))
    return Letterhead(
        size=_bare(section.find(qn("w:pgSz"))),
        margins=_bare(section.find(qn("w:pgMar"))),
        first_differs=is_on(first),
        edges=edges,
        left=tuple(dict.fromkeys(left)),
        lacking=tuple(dict.fromkeys(lacking)),
    )


def _bare(element: _Element | None) -> _Element | None:
    return deepcopy(element) if element is not None else None


def _edges(
    main: Part, section: _Element, hidden: frozenset[str], left: list[str], lacking: list[str]
) -> Iterator[Edge]:
    for kind in ("header", "footer"):
        for reference in section.findall(qn(f"w:{kind}Reference")):
            which = reference.get(qn("w:type"), "default")
            relation = main.rels.get(reference.get(qn("r:id"), ""))
            if relation is None or relation.is_external:
                continue
            if which not in _EDGES:
                left.append(f"a {kind} for even pages")
                continue
            part = relation.target_part
            if not isinstance(part, XmlPart):
                continue
            taking = _Taking(part, hidden)
            root = cast("BaseOxmlElement", OxmlElement(f"w:{'hdr' if kind == 'header' else 'ftr'}"))
            _take(part.element, root, taking)
            if [held.tag for held in root][-1:] != [qn("w:p")]:
                SubElement(root, qn("w:p"))
            left.extend(taking.left)
            lacking.extend(taking.lacking)
            yield Edge(kind=kind, which=which, root=root, pictures=tuple(taking.pictures))


def _take(source: _Element, target: _Element, taking: _Taking) -> None:
    """Copy what may travel from *source* into *target*."""
    for held in source.iterchildren("*"):  # neither comments nor instructions
        if held.tag in _SILENT:
            continue
        if _is_hidden(held, taking.hidden):
            taking.left.append("hidden text in the header or footer")
        elif held.tag in _OPENED:
            if held.tag == qn("w:hyperlink"):
                taking.left.append("a link in the header or footer (its words are kept)")
            _take(held, target, taking)
        elif held.tag in _KEPT_WHOLE:
            target.append(_plain(held))
        elif held.tag == qn("w:drawing"):
            _take_picture(held, target, taking)
        elif held.tag == qn("w:fldSimple") and not _may(held.get(qn("w:instr"), "")):
            taking.left.append("a field in the header or footer (what it showed is kept)")
            _take(held, target, taking)
        elif held.tag in _KEPT:
            _take_element(held, target, taking)
        else:
            taking.left.append(
                "an object of another program, or a text box, in the header or footer"
            )


def _take_element(held: _Element, target: _Element, taking: _Taking) -> None:
    """Copy an element and what is in it."""
    copy = SubElement(target, held.tag)
    for name, value in held.attrib.items():
        if not str(name).startswith(_RELATION) and "rsid" not in str(name):
            copy.set(name, value)
    if held.tag == qn("w:fldSimple"):
        copy.set(qn("w:instr"), _plain_instruction(held.get(qn("w:instr"), "")))
    if held.tag in _WORDS:
        copy.text = held.text
    _take(held, copy, taking)
    if held.tag == qn("w:p"):
        _drop_fields(copy, taking)
    elif held.tag == qn("w:tc") and [one.tag for one in copy][-1:] != [qn("w:p")]:
        SubElement(copy, qn("w:p"))


def _is_hidden(held: _Element, hidden: frozenset[str]) -> bool:
    """Tell whether nobody sees the words of a run, or a row of a table."""
    if held.tag == qn("w:tr"):
        return bool(hides(held.find(qn("w:trPr")), qn("w:hidden")))
    if held.tag != qn("w:r"):
        return False
    own = hides(held.find(qn("w:rPr")))
    if own is not None:
        return own
    styled = [held.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")]
    paragraph = next(held.iterancestors(qn("w:p")), None)
    if paragraph is not None:
        styled.append(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
    return any(one is not None and one.get(qn("w:val")) in hidden for one in styled)


def _plain(properties: _Element) -> _Element:
    """Return a copy of properties, without lists, sections, old versions and anything that points."""
    copy = deepcopy(properties)
    gone = {
        qn(f"w:{name}") for name in ("numPr", "sectPr", "pPrChange", "rPrChange", "tblPrChange")
    }
    gone |= {qn(f"w:{name}") for name in ("trPrChange", "tcPrChange", "ins", "del", "framePr")}
    gone |= {qn(f"w:{name}") for name in ("vanish", "specVanish", "webHidden", "hidden")}
    for held in list(copy.iter()):
        parent = held.getparent()
        if held.tag in gone and parent is not None:
            parent.remove(held)
            continue
        for name in [str(name) for name in held.attrib if str(name).startswith(_RELATION)]:
            del held.attrib[name]
    return copy


def _may(instruction: str) -> bool:
    words = instruction.split()
    return bool(words) and words[0].upper() in _FIELDS


def _plain_instruction(instruction: str) -> str:
    """Return what a field of page numbers does, without other words that stand in it."""
    name, *more = instruction.split()
    forms = (f"\\* {one}" for one in more if one.casefold() in _FORMS)
    return f" {' '.join((name.upper(), *forms))} "


def _drop_fields(paragraph: _Element, taking: _Taking) -> None:
    """Take fields of several runs away unless all of a paragraph may stay; results are kept."""
    marks = list(paragraph.iter(qn("w:fldChar"), qn("w:instrText")))
    codes: list[list[_Element]] = []
    for mark in marks:
        if mark.tag == qn("w:fldChar"):
            if mark.get(qn("w:fldCharType")) == "begin":
                codes.append([])
        elif codes:
            codes[-1].append(mark)
    told = ["".join(mark.text or "" for mark in code) for code in codes]
    if (marks and not told) or not all(map(_may, told)):
        taking.left.append("a field in the header or footer (what it showed is kept)")
        for mark in marks:
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)
        return
    for code, instruction in zip(codes, told, strict=True):
        first, *others = code
        first.text = _plain_instruction(instruction)
        for mark in others:
            mark.text = ""


def _take_picture(drawing: _Element, target: _Element, taking: _Taking) -> None:
    """Take a picture that is in the file, in the line of its words, with words for it."""
    blips = list(drawing.iter(qn("a:blip")))
    graphic = next(drawing.iter(qn("a:graphic")), None)
    extent = next(drawing.iter(qn("wp:extent")), None)
    named = next(drawing.iter(qn("wp:docPr")), None)
    name = blips[0].get(qn("r:embed"), "") if len(blips) == 1 else ""
    relation = taking.part.rels.get(name)
    if graphic is None or extent is None or relation is None or relation.is_external:
        taking.left.append(
            "a drawing, or a picture that is not in the file, in the header or footer"
        )
        return
    part = relation.target_part
    suffix = _PICTURES.get(part.content_type)
    if suffix is None:
        taking.left.append("a picture that is no PNG, JPEG or GIF, in the header or footer")
        return
    taking.pictures.append(Picture(blob=part.blob, content_type=part.content_type, suffix=suffix))
    place = len(taking.pictures)
    words = named.get("descr", "") if named is not None else ""
    if not words:
        taking.lacking.append("words for a picture of its header or footer")
    copy = _without_links(graphic)
    for called in copy.iter("{*}cNvPr"):  # often the path of somebody's file
        called.attrib.clear()
        called.attrib.update({"id": str(900 + place), "name": f"Picture {place}"})
    next(copy.iter(qn("a:blip"))).set(qn("r:embed"), f"rId{place}")
    shape = parse_xml(
        '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"/>'
    )
    for side in ("cx", "cy"):
        if not extent.get(side, "").isdigit():
            return
    SubElement(shape, qn("wp:extent"), cx=extent.get("cx", ""), cy=extent.get("cy", ""))
    SubElement(
        shape,
        qn("wp:docPr"),
        id=str(900 + place),
        name=f"Picture {place}",
        descr=words or "Picture of the house style",
    )
    shape.append(copy)
    SubElement(target, qn("w:drawing")).append(shape)


def _without_links(graphic: _Element) -> BaseOxmlElement:
    """Return a copy of a graphic in which only its picture points anywhere."""
    copy = parse_xml(tostring(graphic))
    for held in list(copy.iter()):
        for name in [str(name) for name in held.attrib if str(name).startswith(_RELATION)]:
            del held.attrib[name]
        parent = held.getparent()
        local = str(held.tag).rpartition("}")[2]
        if parent is not None and local in {"hlinkClick", "hlinkHover", "extLst"}:
            parent.remove(held)
    return copy
