"""
The words of a paragraph as a reader of the document sees them, with the marks that stand among them.

Insertions count as made and deletions as done. A line break is a line feed, a tab a tab, a link
"words (address)", a footnote "words [footnote: words]"; programs draw what we wrote that way again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from attrs import define, field, frozen
from lxml.etree import _Element

from accountability.importers.word._styles import Counter, Style, Styles
from accountability.importers.word._tree import M, R, local, value_of, w
from accountability.text import fold

__all__ = ["Bound", "Line", "Mark", "Part", "Tracked", "Words", "day_of"]

_TAG = re.compile(r"acc:\d{1,3}:\d{1,9}-([a-z]{6}):([a-z_]{1,40})")
_BOOKMARK = re.compile(r"acc_\d{1,9}_([a-z]{6})(?:_([a-z_]{1,40}))?")
_WHOLE = re.compile(r"answer_\d{1,9}_([a-z]{6})")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"', re.IGNORECASE)
_FETCHES = re.compile(r"\s*(INCLUDE\w*|DDE\w*|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
_CHANGING = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|PAGEREF)\b", re.IGNORECASE)


class Part(NamedTuple):
    """A stretch of a paragraph: its words, and whether they are in the look of a placeholder."""

    text: str
    placeholder: bool = False


class Mark(NamedTuple):
    """
    What brings a field home.

    Attributes:
        at: How many parts stand before it.

        kind: "control", "bookmark", "line" (over the line with the reference) or "whole".

        letters: Stamp of the row key.

        column: Key of the column; "".
    """

    at: int
    kind: str
    letters: str
    column: str = ""


@frozen(slots=True)
class Tracked:
    """A tracked change: whether words came or went, which, who did it and when."""

    inserted: bool
    text: str
    author: str
    day: dt.date | None


@frozen(slots=True)
class Bound:
    """A control that is bound to data: its visible words, and where the data stand."""

    text: str
    store: str
    path: str


@define(slots=True)
class Line:
    """
    One paragraph, or one row of a table that is none of ours.

    Attributes:
        style: What its style says.

        number: What a list shows before it.

        parts: Its words.

        marks: What stands among them.

        comments: Ids of comments that end in it.

        tracked: Changes that somebody tracked.

        boxes: Words of text boxes that are anchored in it.

        pictures: How many pictures and objects stand in it.

        fetches: Field codes that would fetch something.

        bound: Controls that are bound to data.

        joined: Whether its end was deleted, so that the next paragraph goes on with it.

        opens: Whether a cell of a table of ours begins with it.
    """

    style: Style
    number: str = ""
    parts: list[Part] = field(factory=list)
    marks: list[Mark] = field(factory=list)
    comments: tuple[str, ...] = ()
    tracked: tuple[Tracked, ...] = ()
    boxes: tuple[str, ...] = ()
    pictures: int = 0
    fetches: tuple[str, ...] = ()
    bound: tuple[Bound, ...] = ()
    joined: bool = False
    opens: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        if len(self.parts) == 1:
            return self.number + self.parts[0].text
        return self.number + "".join([part.text for part in self.parts])

    def take(self, other: Line) -> None:
        """Take over what stands in another line beside its words."""
        self.comments += other.comments
        self.tracked += other.tracked
        self.boxes += other.boxes
        self.pictures += other.pictures
        self.fetches += other.fetches
        self.bound += other.bound


def day_of(element: _Element) -> dt.date | None:
    """Return the day that a comment or a tracked change bears."""
    try:
        return dt.date.fromisoformat(element.get(w("date"), "")[:10])
    except ValueError:
        return None


@define
class _Field:
    """A field of Word: its code, and whether what follows is its result."""

    code: str = ""
    shown: bool = False
    line: Line | None = None
    start: int = 0


_SKIPPED = frozenset(
    map(
        w,
        "pPr rPr sdtPr sdtEndPr proofErr bookmarkEnd commentRangeStart commentRangeEnd delText delInstrText "
        "fldData softHyphen lastRenderedPageBreak annotationRef footnoteRef endnoteRef separator "
        "continuationSeparator permStart permEnd rubyPr rt smartTagPr customXmlPr".split(),
    )
)
_T, _R, _RPR, _RSTYLE, _VAL = w("t"), w("r"), w("rPr"), w("rStyle"), w("val")
_PPR, _PSTYLE, _NUMPR, _OUTLINE = w("pPr"), w("pStyle"), w("numPr"), w("outlineLvl")
_DEL, _MOVED, _SDT, _START, _END = (
    *(w("del"), w("moveFrom")),
    *(w("sdt"), w("bookmarkStart"), w("bookmarkEnd")),
)
_SDTPR, _CONTENT, _TAG_OF, _SHOWING, _BINDING = (
    *(w("sdtPr"), w("sdtContent"), w("tag")),
    *(w("showingPlcHdr"), w("dataBinding")),
)
_NAME = w("name")
_PLAIN = Style()
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
}


@define
class Words:
    """
    Reads paragraphs, one after the other: lists are counted, and fields go on over paragraphs.

    Attributes:
        styles: Of the document.

        counter: Of its lists.

        links: Address of each link, by the id of its relationship.

        footnotes: Words of each footnote and endnote, by kind and id.
    """

    styles: Styles
    counter: Counter
    links: Mapping[str, str] = field(factory=dict)
    footnotes: Mapping[tuple[str, str], str] = field(factory=dict)
    _fields: list[_Field] = field(factory=list)
    _hidden: int = 0
    _waiting: list[Mark] = field(factory=list)

    def wait(self, element: _Element) -> None:
        """Keep a bookmark that stands between paragraphs for the next one."""
        mark = _bookmark(element, 0)
        if mark is not None:
            self._waiting.append(mark)

    def paragraph(self, element: _Element) -> Line:
        """Read a paragraph."""
        line = Line(_PLAIN)
        if self._waiting:
            line.marks += self._waiting
            self._waiting.clear()
        children = iter(element)
        first = next(children, None)
        if first is None:
            return line
        if first.tag == _PPR:
            self._layout(first, line)
        else:
            self._walk((first,), line, shown=False)
        self._walk(children, line, shown=False)
        return line

    def _layout(self, properties: _Element, line: Line) -> None:
        """Read what is said of a paragraph: its style, its list, whether its end was deleted."""
        listed = False
        level = ""
        for child in properties:
            tag = child.tag
            if tag == _PSTYLE:
                line.style = self.styles.of(child.get(_VAL, ""))
            elif tag == _NUMPR:
                listed = True
            elif tag == _OUTLINE:
                level = child.get(_VAL, "")
            elif tag == _RPR and len(child):
                line.joined = child.find(_DEL) is not None or child.find(_MOVED) is not None
        style = line.style
        if level and style.level == 0 and level.isdecimal() and int(level) < 9:
            line.style = Style(name=style.name, level=int(level) + 1)
        if listed or style.numbering[0]:
            line.number = self.counter.mark(properties, style)

    @staticmethod
    def mark_of(control: _Element, at: int = 0) -> Mark | None:
        """Return the mark of a control of ours."""
        found = _TAG.fullmatch(value_of(control.find(w("sdtPr")), "tag"))
        return Mark(at, "control", found[1], found[2]) if found is not None else None

    # --- elements ------------------------------------------------------------------------------------

    def _walk(self, element: Iterable[_Element], line: Line, *, shown: bool) -> None:
        """Read what stands in an element; *shown*: in a control that shows its placeholder."""
        for child in element:
            tag = child.tag
            if tag == _R:
                only = child[0] if len(child) == 1 else None
                if only is None or only.tag != _T or self._hidden:
                    self._run(child, line, shown=shown)
                elif only.text:
                    line.parts.append(Part(only.text, shown))
            elif tag == _T:  # no program writes it here; words are words
                line.parts.append(Part(child.text or "", shown))
            elif tag in _SKIPPED:
                continue
            elif tag == _START:
                mark = _bookmark(child, len(line.parts))
                if mark is not None:
                    line.marks.append(mark)
            elif tag == _SDT:
                self._control(child, line)
            elif tag in _CHANGES:
                self._change(child, line, inserted=tag in _CAME, shown=shown)
            elif tag == w("hyperlink"):
                start = len(line.parts)
                self._walk(child, line, shown=shown)
                _add_link(line, start, self.links.get(child.get(f"{R}id", ""), ""))
            elif tag == w("fldSimple"):
                self._simple(child, line, shown=shown)
            elif tag == f"{M}AlternateContent":
                self._alternative(child, line, shown=shown)
            else:
                self._walk(child, line, shown=shown)

    def _run(self, run: _Element, line: Line, *, shown: bool) -> None:
        styled = shown
        for child in run:
            tag = child.tag
            if tag == _RPR:
                for named in child:
                    if named.tag == _RSTYLE:
                        styled = styled or named.get(_VAL, "") in self.styles.placeholders
                continue
            if tag == _T:
                text = child.text
                if text and not self._hidden:
                    line.parts.append(Part(text, styled))
                continue
            if tag in _SKIPPED:
                continue
            if tag == w("fldChar"):
                self._field_mark(child, line)
            elif tag == w("instrText"):
                if self._fields:
                    self._fields[-1].code += child.text or ""
            elif self._hidden:
                continue
            else:
                self._inside(child, line, styled=styled, shown=shown)

    def _inside(self, child: _Element, line: Line, *, styled: bool, shown: bool) -> None:
        """Read what stands in a run and is no plain text."""
        tag = child.tag
        if tag in _SIGNS:
            line.parts.append(Part(_SIGNS[tag], styled))
        elif tag == w("br"):
            if child.get(w("type"), "textWrapping") == "textWrapping":
                line.parts.append(Part("\n", styled))
        elif tag == w("sym"):
            line.parts.append(Part(_symbol(child), styled))
        elif tag == w("commentReference"):
            line.comments += (child.get(w("id"), ""),)
        elif tag in {w("footnoteReference"), w("endnoteReference")}:
            self._footnote(child, line)
        elif tag in _DRAWN:
            self._drawing(child, line)
        elif tag == f"{M}AlternateContent":
            self._alternative(child, line, shown=shown)
        else:
            self._walk(child, line, shown=shown)

    def _control(self, control: _Element, line: Line) -> None:
        start = len(line.parts)
        shows = False
        content: _Element | None = None
        binding: _Element | None = None
        for part in control:
            if part.tag == _CONTENT:
                content = part
            elif part.tag == _SDTPR:
                for one in part.iterchildren(_TAG_OF, _SHOWING, _BINDING):
                    tag = one.tag
                    if tag == _TAG_OF:
                        found = _TAG.fullmatch(one.get(_VAL, ""))
                        if found is not None:
                            line.marks.append(Mark(start, "control", found[1], found[2]))
                    elif tag == _SHOWING:
                        shows = True
                    else:
                        binding = one
        if content is not None:
            self._walk(content, line, shown=shows)
        if binding is not None:
            text = "".join(part.text for part in line.parts[start:] if not part.placeholder)
            store, path = binding.get(w("storeItemID"), ""), binding.get(w("xpath"), "")
            line.bound += (Bound(text, store, path),)

    def _change(self, element: _Element, line: Line, *, inserted: bool, shown: bool) -> None:
        start = len(line.parts)
        if inserted:
            self._walk(element, line, shown=shown)
            text = "".join([part.text for part in line.parts[start:]])
        else:
            text = "".join([one.text or "" for one in element.iter(w("delText"), _T)])
        if text:
            author = element.get(w("author"), "")
            line.tracked += (Tracked(inserted, text, author, day_of(element)),)

    def _alternative(self, element: _Element, line: Line, *, shown: bool) -> None:
        """Read the first of several ways in which the same thing is written."""
        first = next(
            (child for child in element if local(child.tag) in {"Choice", "Fallback"}), None
        )
        if first is None:
            return
        for child in first:
            if child.tag == _T:
                line.parts.append(Part(child.text or "", shown))
            elif child.tag in _IN_RUNS:
                self._inside(child, line, styled=shown, shown=shown)
            else:
                self._walk((child,), line, shown=shown)

    # --- fields of Word ------------------------------------------------------------------------------

    def _simple(self, element: _Element, line: Line, *, shown: bool) -> None:
        code = element.get(w("instr"), "")
        self._note_code(code, line)
        if _CHANGING.match(code):
            return
        start = len(line.parts)
        self._walk(element, line, shown=shown)
        link = _LINK.match(code)
        if link is not None:
            _add_link(line, start, link[1])

    def _field_mark(self, element: _Element, line: Line) -> None:
        match element.get(w("fldCharType"), ""):
            case "begin":
                self._fields.append(_Field())
                self._hidden += 1
            case "separate" if self._fields and not self._fields[-1].shown:
                held = self._fields[-1]
                self._note_code(held.code, line)
                if not _CHANGING.match(held.code):
                    held.shown, held.line, held.start = True, line, len(line.parts)
                    self._hidden -= 1
            case "end" if self._fields:
                held = self._fields.pop()
                if not held.shown:
                    self._hidden -= 1
                    return
                link = _LINK.match(held.code)
                if link is not None and held.line is line:
                    _add_link(line, held.start, link[1])
            case _:
                return

    @staticmethod
    def _note_code(code: str, line: Line) -> None:
        if _FETCHES.match(code):
            line.fetches += (code.strip(),)

    # --- beside the words ----------------------------------------------------------------------------

    def _footnote(self, element: _Element, line: Line) -> None:
        kind = local(element.tag).removesuffix("Reference")
        words = self.footnotes.get((kind, element.get(w("id"), "")), "")
        if words:
            line.parts.append(Part(f" [{kind}: {words}]"))

    def _drawing(self, element: _Element, line: Line) -> None:
        doubled = any(local(above.tag) == "Fallback" for above in element.iterancestors())
        boxes = () if doubled else tuple(_outermost(element, w("txbxContent")))
        for box in boxes:
            inside = [self.paragraph(one) for one in _outermost(box, w("p"))]
            for one in inside:
                line.take(one)
            words = "\n".join(one.text for one in inside).strip()
            if words:
                line.boxes += (words,)
        if boxes:
            return
        line.pictures += 1
        words = next(
            (
                said.strip()
                for held in element.iter()
                if local(held.tag) in {"docPr", "shape", "imagedata"}
                and (
                    said := held.get("descr") or held.get("alt") or held.get("title") or ""
                ).strip()
            ),
            "",
        )
        line.parts.append(Part(f"[picture: {words}]" if words else "[picture]"))


def _outermost(element: _Element, tag: str) -> Iterator[_Element]:
    """Yield what of *tag* stands in an element, and not what stands in these: they are read by themselves."""
    for child in element.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif local(child.tag) != "Fallback":
            yield from _outermost(child, tag)


_DRAWN = frozenset({w("drawing"), w("pict"), w("object")})
_IN_RUNS = _DRAWN | _SIGNS.keys() | {w("br"), w("sym")}
_CAME = frozenset({w("ins"), w("moveTo")})
_CHANGES = _CAME | {w("del"), w("moveFrom")}


def _bookmark(element: _Element, at: int) -> Mark | None:
    name = element.get(_NAME, "")
    if not name.startswith(("acc_", "answer_")):
        return None
    found = _BOOKMARK.fullmatch(name)
    if found is not None:
        return Mark(at, "bookmark" if found[2] else "line", found[1], found[2] or "")
    whole = _WHOLE.fullmatch(name)
    return Mark(at, "whole", whole[1]) if whole is not None else None


def _symbol(element: _Element) -> str:
    """Return a sign of a font of signs: its character, or a bullet where only the font knows it."""
    code = element.get(w("char"), "")
    try:
        number = int(code, 16)
    except ValueError:
        return "•"
    return chr(number) if 0x20 <= number < 0xD800 else "•"


def _add_link(line: Line, start: int, target: str) -> None:
    """Add the address of a link, unless its words are the address."""
    target = target.strip()
    if not target or target.startswith("#"):
        return
    words = "".join([part.text for part in line.parts[start:]])
    if words.strip() and fold(target.removeprefix("mailto:")).rstrip("/") not in fold(words):
        line.parts.append(Part(f" ({target})"))
