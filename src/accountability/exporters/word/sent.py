"""
What was sent, for whoever reads the document when it comes back.

People write where there is room: under a heading, in what was for reading, after the last line. A small
part of its own says which rows the document had and, by their stamps, which words were ours, so that
everything else is known to be somebody's. It binds nothing, and a document without it can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.package import Package
from lxml.etree import _Element

from accountability.text import fold, stamp

__all__ = ["PART_OF_SENT", "add_sent", "sent_of", "words_around"]

PART_OF_SENT = "customXml/item1.xml"

_SPACE = "urn:accountability:sent:1"
_ID = "{6D3C1A5E-0B7F-4C35-9A55-7E1B5F0C2A91}"
_REFERENCE = re.compile(r"Reference[^:]*: (.+) · ([a-z~ ]+?)(?: \(please leave\))?")
_BEFORE_A_KEY = "Reference"
_OF_PROMISES = "Commitments"
"""Sheet of the rows that say so; all others are of the recommendations, as before there were any."""

_P, _R, _T, _BR, _TAB = map(qn, ("w:p", "w:r", "w:t", "w:br", "w:tab"))
_PROPERTIES, _PROMPTING = qn("w:sdtPr"), qn("w:showingPlcHdr")
_SDT, _VAL, _SIMPLE = map(qn, ("w:sdt", "w:val", "w:fldSimple"))
_PPR, _PSTYLE = map(qn, ("w:pPr", "w:pStyle"))
_TAG_OF = qn("w:tag")
_COVER = ":paper_"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def add_sent(document: Document) -> None:
    """Add the part that says what was sent; it is empty."""
    package = cast("Package", document.part.package)
    held = Part(PackURI(f"/{PART_OF_SENT}"), "application/xml", b"<sent/>", package)
    about = (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{_ID}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{_SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    held.relate_to(
        Part(PackURI("/customXml/itemProps1.xml"), kind, about, package), RT.CUSTOM_XML_PROPS
    )
    document.part.relate_to(held, RT.CUSTOM_XML)


def words_around(document: Document) -> Iterator[str]:
    """Yield the words of the header and the footer."""
    for relation in document.part.rels.values():
        if relation.reltype in {RT.HEADER, RT.FOOTER}:
            part = relation.target_part
            if isinstance(part, XmlPart):
                yield from _words_of(part.element)


def sent_of(
    root: _Element,
    prompts: _Element | None,
    *,
    around: Iterable[str],
    columns: Iterable[str],
    keys: Iterable[str],
    promises: Mapping[str, str],
    columns_of_promises: Iterable[str],
) -> bytes:
    """
    Return the part that says what was sent.

    Args:
        root: The document, drawn.

        prompts: What its fields show when they are emptied.

        around: The words of its header and footer.

        columns: Keys of the columns to which the checks belong, in their order.

        keys: Of all rows, those that have no fields too.

        promises: Ids of the promises that have fields, each with the key of the row it stands under.

        columns_of_promises: The same as *columns* for their checks.
    """
    rows = {key: f'<row key={quoteattr(key)} check="" heading=""/>' for key in keys}
    levelled = {" ".join(key.split()): key for key in (*rows, *promises)}
    ours = _Stamps()
    cover: list[str] = []
    heading = ""
    for paragraph in root[0].iter(_P):
        control = _below(paragraph, _SDT)
        if control is not None:
            held = _below(control, _PROPERTIES, _TAG_OF)
            tag = held.get(_VAL, "") if held is not None else ""
            if _COVER in tag:  # no row has a check for it, so that nobody else knows it
                text = _text(paragraph)
                shown = _below(control, _PROPERTIES, _PROMPTING) is None
                cover.append(f"{tag.rpartition(':')[2]}:{stamp(text if shown else '')}")
                if text:
                    ours.add(text)
            continue
        text = _text(paragraph)
        if not text:
            continue
        letters = ours.add(text)
        if _style_of(paragraph).startswith("Heading"):
            heading = letters
        if not text.startswith(_BEFORE_A_KEY):
            continue
        found = _REFERENCE.fullmatch(text)
        if found is not None and found[1] in levelled:
            key = levelled[found[1]]
            under = promises.get(key)
            of = "" if under is None else f' sheet="{_OF_PROMISES}" under={quoteattr(under)}'
            rows[key] = (
                f"<row{of} key={quoteattr(key)} check={quoteattr(found[2])} "
                f"heading={quoteattr(heading)}/>"
            )
    for text in (*around, *(_words_of(prompts) if prompts is not None else ())):
        ours.add(text)
    more = ""
    if promises:
        ordered = quoteattr(" ".join(columns_of_promises))
        more = f'<sheet name="{_OF_PROMISES}" columns={ordered}/>'
    return (
        f"{_HEAD}<sent xmlns={quoteattr(_SPACE)} columns={quoteattr(' '.join(columns))} "
        f"cover={quoteattr(' '.join(cover))}>{more}"
        f"{''.join(rows.values())}<words>{' '.join(dict.fromkeys(ours.values()))}</words></sent>"
    ).encode()


class _Stamps(dict[str, str]):
    """The stamps of texts by the texts: labels come again under every item."""

    def add(self, text: str) -> str:
        """Return the stamp of a text, worked out once."""
        held = self.get(text)
        if held is None:
            held = self[text] = stamp(fold(text))
        return held


def _below(element: _Element, *tags: str) -> _Element | None:
    """Return the first child of a kind, or its first child of the next kind; None: there is none."""
    for tag in tags:
        child = next(element.iterchildren(tag), None)
        if child is None:
            return None
        element = child
    return element


def _style_of(paragraph: _Element) -> str:
    """Return the style of a paragraph; "" for none."""
    mark = _below(paragraph, _PPR, _PSTYLE)
    return mark.get(_VAL, "") if mark is not None else ""


def _words_of(root: _Element) -> Iterator[str]:
    return (text for text in map(_text, root.iter(_P)) if text)


def _text(paragraph: _Element) -> str:
    """Return the words of a paragraph, white space levelled; numbers of pages left out."""
    if next(paragraph.iter(_BR, _TAB, _SIMPLE), None) is None:
        return " ".join("".join(map(str, paragraph.itertext(_T, with_tail=False))).split())
    pieces: list[str] = []
    for element in paragraph.iter(_T, _BR, _TAB):
        run = element.getparent()
        above = run.getparent() if run is not None else None
        if run is None or run.tag != _R or (above is not None and above.tag == _SIMPLE):
            continue
        pieces.append(element.text or "" if element.tag == _T else " ")
    return " ".join("".join(pieces).split())
