"""A response document drawn: every block appended once to the XML tree, every text as a text node."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import SubElement, _Element, tostring

from accountability.exporters.word.blocks import (
    Answer,
    Block,
    Field,
    Heading,
    Kind,
    Look,
    Paragraph,
    Table,
)
from accountability.text import clean, stamp

__all__ = ["Drawing"]


@cache
def _w(name: str) -> str:
    return qn(f"w:{name}")


_VAL = _w("val")
_P, _PPR, _PSTYLE, _R, _RPR, _RSTYLE, _T, _BR, _TAB = map(
    _w, ("p", "pPr", "pStyle", "r", "rPr", "rStyle", "t", "br", "tab")
)
_TBL = _w("tbl")
_SDT, _SDTPR, _CONTENT, _ALIAS, _TAG, _ID, _LOCK, _SHOWING = map(
    _w, ("sdt", "sdtPr", "sdtContent", "alias", "tag", "id", "lock", "showingPlcHdr")
)
_SAME = re.compile(rb'<w:(?:lock|showingPlcHdr) w:val="same-([0-9]+)"/>')
"""In the tree, what stands for all that a control shares with others of its kind."""
_AFTER_A_TABLE = "240"
"""Space between a table and words below it, in twentieths of a point."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRESERVED = {_SPACE: "preserve"}


def _set(parent: _Element, tag: str, value: str | None = None, /, **more: str) -> _Element:
    """Append an element with its attributes, all in Word's namespace."""
    element = SubElement(parent, _w(tag))
    if value is not None:
        element.set(_VAL, value)
    for key, given in more.items():
        element.set(_w(key), given)
    return element


def _paragraph(parent: _Element, style: str, *, keep: bool = False) -> _Element:
    paragraph = SubElement(parent, _P)
    if style != Kind.BODY or keep:
        properties = SubElement(paragraph, _PPR)
        if style != Kind.BODY:
            SubElement(properties, _PSTYLE).set(_VAL, style)
        if keep:
            _set(properties, "keepNext")
    return paragraph


def _text(parent: _Element, text: str, look: str = Look.PLAIN) -> None:
    """Append a run: text nodes, with elements for line feeds and tabs alone."""
    run = SubElement(parent, _R)
    if look:
        SubElement(SubElement(run, _RPR), _RSTYLE).set(_VAL, look)
    # What can be printed has nothing to be cleaned, no line feed and no tab.
    printed = text.isprintable()
    if not printed:
        text = clean(text).text
    if printed or ("\n" not in text and "\t" not in text):
        element = SubElement(run, _T, _PRESERVED)
        element.text = text
        return
    for place, line in enumerate(text.split("\n")):
        if place:
            SubElement(run, _BR)
        for column, piece in enumerate(line.split("\t")):
            if column:
                SubElement(run, _TAB)
            if piece:
                SubElement(run, _T, _PRESERVED).text = piece


class Drawing:
    """One document while it is drawn: every block appended once to its body."""

    def __init__(self, root: _Element, language: str, width: int) -> None:
        self._root = root
        self._width = width
        self.numbers: dict[str, int] = {}
        self._language = language
        self._body: _Element = root[0]
        self._at: _Element = self._body
        self._placeholders: dict[str, str] = {}
        self._kinds: dict[tuple[object, ...], str] = {}
        self._same: list[bytes] = []
        self._answers: dict[str, int] = {}
        self._controls = 0
        self._bookmarks = 0
        self._headings: list[tuple[int, str, str]] = []

    def draw(self, blocks: Iterable[Block], *, contents: bool) -> None:
        """Draw the blocks; *contents* asks for a list of headings after the front."""
        if contents:
            self._headings = [
                (block.level, f"{block.text} {block.lighter}".strip(), f"_Toc{place:06d}")
                for place, block in enumerate(
                    (b for b in blocks if isinstance(b, Heading) and b.level < 3), start=1
                )
            ]
        page = self._body[-1]
        waiting = iter(self._headings)
        listed = False
        for block in blocks:
            match block:
                case Heading():
                    if self._headings and not listed:
                        listed = True
                        self._contents()
                    mark = next(waiting, None) if block.level < 3 else None
                    self._heading(block, mark[2] if mark else "")
                case Paragraph():
                    self._plain(block)
                case Answer():
                    self._answer(block)
                case Table():
                    self._table(block)
        self._body.append(page)  # the page stands last

    def _heading(self, block: Heading, bookmark: str) -> None:
        paragraph = _paragraph(self._body, f"Heading{block.level}")
        if block.new_page:
            _set(paragraph[0], "pageBreakBefore")
        start = self._open_bookmark(paragraph, bookmark) if bookmark else ""
        _text(paragraph, f"{block.text} " if block.lighter else block.text)
        if block.lighter:
            _text(paragraph, block.lighter, Look.QUIET)
        if start:
            _set(paragraph, "bookmarkEnd", id=start)

    def _plain(self, block: Paragraph) -> None:
        paragraph = _paragraph(self._at, block.kind, keep=block.keep)
        if block.number is not None:
            properties = paragraph[0]
            number = self.numbers.setdefault(block.number, len(self.numbers) + 1)
            listing = _set(properties, "numPr")
            _set(listing, "ilvl", "0")
            _set(listing, "numId", str(number))
        before = paragraph.getprevious()
        if before is not None and before.tag == _TBL:
            properties = paragraph[0] if len(paragraph) else SubElement(paragraph, _PPR)
            _set(properties, "spacing", before=_AFTER_A_TABLE)
        for run in block.runs:
            _text(paragraph, run.text, run.look)

    # --- fields ---------------------------------------------------------------------------------------

    def _open_bookmark(self, parent: _Element, name: str) -> str:
        self._bookmarks += 1
        _set(parent, "bookmarkStart", id=str(self._bookmarks), name=name)
        return str(self._bookmarks)

    def _answer(self, answer: Answer) -> None:
        number = self._answers.setdefault(answer.key, len(self._answers) + 1)
        letters = stamp(answer.key)
        name = f"acc_{number}_{letters}"
        whole = ""
        for field in answer.fields:
            label = _paragraph(self._at, Kind.LABEL)
            _text(label, field.label)
            if not whole and answer.reference:
                # From the end of the first label to the start of the last line: anywhere else, and
                # LibreOffice saves the bookmark twice.
                whole = self._open_bookmark(label, f"answer_{number}_{letters}")
            entry = _paragraph(self._at, Kind.ENTRY)
            mark = self._open_bookmark(entry, f"{name}_{field.key}")
            self._control(entry, field, f"acc:1:{number}-{letters}:{field.key}")
            _set(entry, "bookmarkEnd", id=mark)
        if not answer.reference:
            return
        foot = _paragraph(self._at, Kind.REFERENCE)
        if whole:
            _set(foot, "bookmarkEnd", id=whole)
        mark = self._open_bookmark(foot, name)
        _text(foot, answer.reference)
        _set(foot, "bookmarkEnd", id=mark)

    def _control(self, parent: _Element, field: Field, tag: str) -> None:
        self._controls += 1
        control = SubElement(parent, _SDT)
        properties = SubElement(control, _SDTPR)
        SubElement(properties, _ALIAS).set(_VAL, field.label)
        SubElement(properties, _TAG).set(_VAL, tag)
        SubElement(properties, _ID).set(_VAL, str(self._controls))
        SubElement(properties, _LOCK if field.text else _SHOWING).set(_VAL, self._kind(field))
        content = SubElement(control, _CONTENT)
        if field.text:
            _text(content, field.text)
        else:
            _text(content, field.placeholder, "PlaceholderText")

    def _kind(self, field: Field) -> str:
        """Return what stands for the properties that a control shares with all of its kind."""
        key = (field.key, field.placeholder, field.choices, bool(field.text))
        held = self._kinds.get(key)
        if held is None:
            held = self._kinds[key] = f"same-{len(self._same)}"
            whole = tostring(self._properties(field), encoding="UTF-8", xml_declaration=False)
            self._same.append(whole[whole.index(b">") + 1 : whole.rindex(b"</")])
        return held

    def _properties(self, field: Field) -> _Element:
        """Return the properties of a control like *field*, from its lock on."""
        properties: _Element = OxmlElement("w:sdtPr")
        _set(properties, "lock", "sdtLocked")
        name = self._placeholders.setdefault(
            field.placeholder, f"acc_placeholder_{len(self._placeholders) + 1}"
        )
        _set(_set(properties, "placeholder"), "docPart", name)
        if not field.text:
            _set(properties, "showingPlcHdr")
        if field.choices:
            choices = _set(properties, "comboBox")
            for words in field.choices:
                _set(choices, "listItem", displayText=words, value=words)
        elif field.day:
            day = _set(properties, "date")
            _set(day, "dateFormat", "d MMMM yyyy")
            _set(day, "lid", self._language)
            _set(day, "storeMappedDataAs", "dateTime")
            _set(day, "calendar", "gregorian")
        elif not field.long:
            _set(properties, "text", multiLine="1")
        return properties

    def xml(self) -> bytes:
        """Return the document as it is drawn; the tree leaves out what controls have in common."""
        drawn = tostring(self._root, encoding="UTF-8", standalone=True)
        return _SAME.sub(lambda found: self._same[int(found[1])], drawn)

    def glossary(self) -> BaseOxmlElement | None:
        """Return the part that lets Word show a placeholder again; None where there are no fields."""
        if not self._placeholders:
            return None
        root = cast("BaseOxmlElement", OxmlElement("w:glossaryDocument"))
        held = _set(root, "docParts")
        for text, name in self._placeholders.items():
            part = _set(held, "docPart")
            properties = _set(part, "docPartPr")
            _set(properties, "name", name)
            category = _set(properties, "category")
            _set(category, "name", "General")
            _set(category, "gallery", "placeholder")
            _set(_set(properties, "behaviors"), "behavior", "content")
            _text(_set(_set(part, "docPartBody"), "p"), text, "PlaceholderText")
        return root

    # --- contents and tables ----------------------------------------------------------------------------

    def _contents(self) -> None:
        """Draw a contents field that already shows its entries: links, without page numbers."""
        _text(_paragraph(self._body, "TOCHeading", keep=True), "In this document:")
        first = True
        paragraph = None
        for level, text, bookmark in self._headings:
            paragraph = _paragraph(self._body, f"TOC{level}")
            if first:
                self._mark(paragraph, "begin")
                code = _set(_set(paragraph, "r"), "instrText")
                code.text = r' TOC \o "1-2" \h \n \z '
                code.set(_SPACE, "preserve")
                self._mark(paragraph, "separate")
                first = False
            _text(_set(paragraph, "hyperlink", anchor=bookmark, history="1"), text, "Hyperlink")
        if paragraph is not None:
            self._mark(paragraph, "end")

    def _mark(self, paragraph: _Element, kind: str) -> None:
        _set(_set(paragraph, "r"), "fldChar", fldCharType=kind)

    def _table(self, block: Table) -> None:
        table = _set(self._body, "tbl")
        properties = _set(table, "tblPr")
        _set(properties, "tblStyle", "PlainTable")
        widths = self._shares(block.widths)
        _set(properties, "tblW", w=str(sum(widths)), type="dxa")
        _set(properties, "tblLayout", type="fixed")
        look = dict.fromkeys(("lastRow", "firstColumn", "lastColumn"), "0")
        _set(properties, "tblLook", "0620", firstRow="1", **look, noHBand="1", noVBand="1")
        _set(properties, "tblCaption", block.title)
        _set(properties, "tblDescription", block.description)
        grid = _set(table, "tblGrid")
        for width in widths:
            _set(grid, "gridCol", w=str(width))
        for place, cells in enumerate((block.headings, *block.rows)):
            row = _set(table, "tr")
            kept = _set(row, "trPr")
            _set(kept, "cantSplit")
            if place == 0:
                _set(kept, "tblHeader")
            for width, held in zip(widths, cells, strict=True):
                cell = _set(row, "tc")
                _set(_set(cell, "tcPr"), "tcW", w=str(width), type="dxa")
                if isinstance(held, str):
                    _text(_paragraph(cell, Kind.CELL), held)
                else:
                    self._cell(cell, held)

    def _shares(self, widths: tuple[int, ...]) -> list[int]:
        """Spread shares over the page; the last column takes what rounding leaves."""
        whole = sum(widths)
        spread = [width * self._width // whole for width in widths]
        spread[-1] += self._width - sum(spread)
        return spread

    def _cell(self, cell: _Element, held: tuple[Paragraph | Answer, ...]) -> None:
        self._at = cell
        for block in held:
            if isinstance(block, Answer):
                self._answer(block)
            else:
                self._plain(block)
        if not held or (isinstance(held[-1], Answer) and len(cell) == 1):
            _paragraph(cell, Kind.CELL)
        self._at = self._body
