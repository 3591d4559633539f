"""
The words of a paragraph as a reader of the document sees them, with the marks that stand among them.

Insertions count as made and deletions as done. A line break is a line feed, a tab a tab, a link
"words (address)", a footnote "words [footnote: words]"; programs draw what we wrote that way again.
What is known to hold no words is passed over by name; the words of everything else are read.
"""

# ruff: noqa: SLF001  the table at the end names methods of the class above it

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import define, evolve, field
from lxml.etree import _Element

from accountability.importers.word._codes import Fields, form_words
from accountability.importers.word._drawings import (
    ALTERNATIVES,
    BOX,
    HOLDS_WORDS,
    chosen,
    description_of,
    outermost,
)
from accountability.importers.word._formulas import in_one_line
from accountability.importers.word._lines import PLAIN, Bound, Line, Mark, Part, Tracked
from accountability.importers.word._marks import of_bookmark, of_tag
from accountability.importers.word._plain import Lifter, Plain
from accountability.importers.word._signs import sign_of
from accountability.importers.word._styles import Counter, Styles
from accountability.importers.word._tree import MATHS, R, is_on, local, w

__all__ = ["CAME", "COMMENT_ENDS", "LIFTER", "WENT", "Words", "binding_of", "change_of", "day_of"]

_T, _R, _P, _RPR, _RSTYLE, _VAL = w("t"), w("r"), w("p"), w("rPr"), w("rStyle"), w("val")
_PPR, _PSTYLE, _NUMPR, _OUTLINE = w("pPr"), w("pStyle"), w("numPr"), w("outlineLvl")
_VANISH, _FRAME, _DROP_CAP = w("vanish"), w("framePr"), w("dropCap")
_SDTPR, _CONTENT, _TAG_OF = w("sdtPr"), w("sdtContent"), w("tag")
_SHOWING, _BINDING, _NAME, _ID = w("showingPlcHdr"), w("dataBinding"), w("name"), w("id")
_CONFLICT = "{http://schemas.microsoft.com/office/word/2010/wordml}conflict"

CAME = frozenset({w("ins"), w("moveTo"), f"{_CONFLICT}Ins"})
"""Around what somebody added, or moved here."""

WENT = frozenset({w("del"), w("moveFrom"), f"{_CONFLICT}Del"})
"""Around what somebody took away, or moved elsewhere."""

COMMENT_ENDS = frozenset({w("commentRangeStart"), w("commentRangeEnd")})

_WORDLESS = frozenset(
    map(
        w,
        "rPr sdtPr sdtEndPr proofErr bookmarkEnd delInstrText fldData softHyphen "
        "lastRenderedPageBreak annotationRef footnoteRef endnoteRef separator continuationSeparator "
        "permStart permEnd rubyPr smartTagPr customXmlPr pgNum sectPr".split(),
    )
)
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
}
_END_OF_PAGE = Part("\n")
"""Where a page or column ends between words; left out again where no words follow."""

_ENDS_PAGE = [_END_OF_PAGE]

_ENOUGH = 1_000
"""Hidden words of one paragraph that are told, or a few more."""

_END = "¶"


def day_of(element: _Element) -> dt.date | None:
    """Return the day that a comment or a tracked change bears."""
    try:
        return dt.date.fromisoformat(element.get(w("date"), "")[:10])
    except ValueError:
        return None


def change_of(element: _Element, text: str) -> Tracked:
    """Return a tracked change with the words that came or went."""
    inserted = element.tag in CAME
    return Tracked(inserted, text, element.get(w("author"), ""), day_of(element))


def binding_of(binding: _Element, text: str) -> Bound:
    """Return what a control is bound to, with the words that it shows."""
    return Bound(text, binding.get(w("storeItemID"), ""), binding.get(w("xpath"), ""))


_Act = Callable[["Words", _Element, Line], None]
"""What is done with an element: its words go into a line."""


@define
class Words:
    """
    Reads paragraphs, one after the other: lists are counted, and fields go on over paragraphs.

    Attributes:
        styles: Of the document.

        counter: Of its lists.

        links: Address of each link, by the id of its relationship.

        footnotes: Words of each footnote and endnote, by kind and id.

        edge: Whether it is a header or footer that is read, where pages and days are counted.

        prompting: Whether what is read stands in a control that shows its placeholder, or in its look.

        plain: Paragraphs that were lifted out of the tree; None: none were.
    """

    styles: Styles
    counter: Counter
    links: Mapping[str, str] = field(factory=dict)
    footnotes: Mapping[tuple[str, str], str] = field(factory=dict)
    edge: bool = False
    prompting: bool = False
    plain: Plain | None = None
    _fields: Fields = field(factory=Fields)
    _deleting: int = 0
    _waiting: list[Mark] = field(factory=list)
    _anchored: list[str] = field(factory=list)

    # --- paragraphs ----------------------------------------------------------------------------------

    def wait(self, element: _Element) -> None:
        """Keep a bookmark or an end of a comment that stands between paragraphs for the next one."""
        if element.tag in COMMENT_ENDS:
            self._anchored.append(element.get(_ID, ""))
            return
        self._waiting += of_bookmark(element.get(_NAME, ""))

    def paragraphs(self, element: _Element) -> Iterator[Line]:
        """Read a paragraph, or all those that were lifted out from where it stands."""
        plain = self.plain
        numbers = plain.numbers(element) if plain is not None else None
        if plain is None or numbers is None:
            yield self.paragraph(element)
            return
        for number in numbers:
            line = plain.read(number) if not self.prompting else None
            if line is None:
                yield self.paragraph(plain.built(number))
                continue
            if self._waiting or self._anchored:
                self._take_waiting(line)
            yield line

    def paragraph(self, element: _Element) -> Line:
        """Read a paragraph."""
        if self.plain is not None:
            element = self.plain.put_back(element)
        line = Line(PLAIN)
        if self._waiting or self._anchored:
            self._take_waiting(line)
        self._walk(element, line)
        if self._fields.begun or line.ended is not None or line.parts[-1:] == _ENDS_PAGE:
            self._finish(line)
        return line

    def loose(self, element: _Element) -> Line | None:
        """Read what stands between paragraphs and is none; None: it says nothing."""
        line = Line(PLAIN)
        self._walk((element,), line)
        if not (line.parts or line.tracked or line.comments or line.boxes or line.fetches):
            return None
        self._take_waiting(line)
        self._finish(line)
        return line

    def _take_waiting(self, line: Line) -> None:
        line.marks[:0] = self._waiting
        line.comments = (*self._anchored, *line.comments)
        self._waiting.clear()
        self._anchored.clear()

    def _finish(self, line: Line) -> None:
        while line.parts and line.parts[-1] is _END_OF_PAGE:
            line.parts.pop()
        self._fields.end_line(line)
        if line.ended is not None:
            line.tell(line.ended)

    def _layout(self, properties: _Element, line: Line) -> None:
        """Read what is said of a paragraph: style, list, and whether its end came or went."""
        listed = False
        level = ""
        for child in properties:  # mostly one, the style
            tag = child.tag
            if tag == _PSTYLE:
                line.style = self.styles.of(child.get(_VAL, ""))
            elif tag == _NUMPR:
                listed = True
            elif tag == _OUTLINE:
                level = child.get(_VAL, "")
            elif tag == _RPR and len(child):
                for change in child.iterchildren(*CAME, *WENT):
                    line.ended = change_of(change, _END)
                    line.joined = line.joined or not line.ended.inserted
            elif tag == _FRAME and child.get(_DROP_CAP, "none") != "none":
                line.joined = True
        style = line.style
        if level and style.level == 0 and level.isdecimal() and int(level) < 9:
            line.style = evolve(style, level=int(level) + 1)
        if listed or style.numbering[0]:
            line.number = self.counter.mark(properties, style)

    # --- elements ------------------------------------------------------------------------------------

    def _walk(self, elements: Iterable[_Element], line: Line) -> None:
        """Read what stands in an element."""
        parts = line.parts
        for child in elements:
            tag = child.tag
            if tag == _R:
                only = child[0] if len(child) == 1 else None
                if only is None or only.tag != _T or line.style.hidden:
                    self._run(child, line)
                elif only.text:
                    parts.append(Part(only.text, self.prompting))
                continue
            act = _ACTS.get(tag, _OTHER)
            if act is not None:
                act(self, child, line)

    def _run(self, run: _Element, line: Line) -> None:
        parts = line.parts
        start = len(parts)
        hidden, prompting = line.style.hidden, self.prompting
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text
                if text:
                    parts.append(Part(text, self.prompting))
            elif tag == _RPR:
                for said in child:
                    if said.tag == _RSTYLE:
                        name = said.get(_VAL, "")
                        self.prompting = prompting or name in self.styles.placeholders
                        hidden = hidden or name in self.styles.hidden
                    elif said.tag == _VANISH:
                        hidden = is_on(said)
            else:
                act = _ACTS.get(tag, _OTHER)
                if act is not None:
                    act(self, child, line)
        self.prompting = prompting
        if hidden and len(line.hidden) < _ENOUGH:
            line.hidden += line.words_from(start)

    def _other(self, child: _Element, line: Line) -> None:
        """Read an element of an unknown kind: words are words."""
        text = child.text
        if text and (child.tag == _T or text.strip()):
            line.parts.append(Part(text, self.prompting))
        if len(child):
            self._walk(child, line)

    def _sign(self, child: _Element, line: Line) -> None:
        line.parts.append(Part(_SIGNS[str(child.tag)], self.prompting))

    def _break(self, child: _Element, line: Line) -> None:
        if child.get(w("type"), "textWrapping") == "textWrapping":
            line.parts.append(Part("\n", self.prompting))
        elif line.parts and line.parts[-1] is not _END_OF_PAGE:
            line.parts.append(_END_OF_PAGE)

    def _symbol(self, child: _Element, line: Line) -> None:
        line.parts.append(Part(sign_of(child), self.prompting))

    def _ruby(self, child: _Element, line: Line) -> None:
        for base in child.iterchildren(w("rubyBase")):
            self._walk(base, line)
        start = len(line.parts)
        for above in child.iterchildren(w("rt")):
            self._walk(above, line)
        if line.words_from(start).strip():
            line.parts.insert(start, Part(" (", self.prompting))
            line.parts.append(Part(")", self.prompting))

    def _formula(self, child: _Element, line: Line) -> None:
        words = in_one_line(child)
        if words:
            line.parts.append(Part(words, self.prompting))
        for gone in child.iter(*WENT):
            text = "".join([one.text or "" for one in gone.iter(w("delText"), _T, f"{MATHS}t")])
            if text:
                line.tell(change_of(gone, text))
        for came in child.iter(*CAME):
            text = in_one_line(came)
            if text:
                line.tell(change_of(came, text))
        for one in child.iter(w("commentReference")):
            self._comment(one, line)

    def _alternative(self, child: _Element, line: Line) -> None:
        first = chosen(child)
        if first is not None:
            self._walk(first, line)

    def _linked(self, child: _Element, line: Line) -> None:
        start = len(line.parts)
        self._walk(child, line)
        target = self.links.get(child.get(f"{R}id", ""), "")
        place = child.get(w("anchor"), "")
        line.add_link(start, f"{target}#{place}" if target and place else target)

    def _bookmarked(self, child: _Element, line: Line) -> None:
        line.marks += of_bookmark(child.get(_NAME, ""), len(line.parts))

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
                        line.marks += of_tag(one.get(_VAL, ""), start)
                    elif tag == _SHOWING:
                        shows = True
                    else:
                        binding = one
        if content is not None:
            before, self.prompting = self.prompting, shows
            self._walk(content, line)
            self.prompting = before
        if binding is not None:
            text = "".join(part.text for part in line.parts[start:] if not part.placeholder)
            line.bound += (binding_of(binding, text),)

    # --- what came and went --------------------------------------------------------------------------

    def _came(self, element: _Element, line: Line) -> None:
        start = len(line.parts)
        self._walk(element, line)
        text = line.words_from(start)
        if text:
            line.tell(change_of(element, text))

    def _went(self, element: _Element, line: Line) -> None:
        gone = Line(PLAIN)
        self._deleting += 1
        self._walk(element, gone)
        self._deleting -= 1
        self.leave_out(gone, line, element)

    def _deleted_text(self, child: _Element, line: Line) -> None:
        text = child.text or ""
        if self._deleting:
            line.parts.append(Part(text, self.prompting))
        elif text:
            line.tell(Tracked(inserted=False, text=text, author="", day=None))

    @staticmethod
    def leave_out(gone: Line, line: Line, change: _Element) -> None:
        """Tell the words of a line that was deleted, and keep what others said of it."""
        text = "\n".join(one for one in (gone.text, *gone.boxes) if one)
        gone.boxes, gone.bound, gone.pictures, gone.hidden = (), (), 0, ""
        line.take(gone)
        if text:
            line.tell(change_of(change, text))

    # --- fields of Word ------------------------------------------------------------------------------

    def _simple(self, element: _Element, line: Line) -> None:
        self._fields.begin(line)
        self._fields.say(element.get(w("instr"), ""))
        self._fields.show(line)
        self._walk(element, line)
        self._fields.end(line, counted=self.edge or line.style.contents)

    def _code(self, element: _Element, line: Line) -> None:
        self._fields.say(element.text or "")

    def _field_mark(self, element: _Element, line: Line) -> None:
        match element.get(w("fldCharType"), ""):
            case "begin":
                self._fields.begin(line, form_words(element))
            case "separate":
                self._fields.show(line)
            case "end":
                self._fields.end(line, counted=self.edge or line.style.contents)
            case _:
                return

    # --- beside the words ----------------------------------------------------------------------------

    def _comment(self, child: _Element, line: Line) -> None:
        line.anchor(child.get(_ID, ""))

    def _footnote(self, element: _Element, line: Line) -> None:
        kind = local(element.tag).removesuffix("Reference")
        words = self.footnotes.get((kind, element.get(_ID, "")), "")
        if words:
            line.parts.append(Part(f" [{kind}: {words}]"))

    def _drawing(self, element: _Element, line: Line) -> None:
        drawn: list[str] = []
        boxes = 0
        for held in outermost(element, HOLDS_WORDS):
            if held.tag == BOX:
                boxes += 1
                self._box(held, line)
            else:
                drawn.append((held.get("string", "") or held.text or "").strip())
        if any(drawn):
            line.boxes += (" ".join(one for one in drawn if one),)
        if boxes or any(drawn):
            return
        line.pictures += 1
        words = description_of(element)
        line.parts.append(Part(f"[picture: {words}]" if words else "[picture]"))

    def _box(self, box: _Element, line: Line) -> None:
        """Read a text box: its words stand beside those of the line."""
        outer, self._fields = self._fields, Fields()
        inside = [self.paragraph(one) for one in outermost(box, {_P})]
        self._fields = outer
        for one in inside:
            line.take(one)
        words = "\n".join(one.text for one in inside).strip()
        if words:
            line.boxes += (words,)


_ACTS: Mapping[object, _Act | None] = {
    **dict.fromkeys(_WORDLESS),
    **dict.fromkeys(_SIGNS, Words._sign),
    **dict.fromkeys(CAME, Words._came),
    **dict.fromkeys(WENT, Words._went),
    **dict.fromkeys(COMMENT_ENDS, Words._comment),
    w("bookmarkStart"): Words._bookmarked,
    w("sdt"): Words._control,
    w("hyperlink"): Words._linked,
    w("br"): Words._break,
    w("sym"): Words._symbol,
    w("ruby"): Words._ruby,
    w("delText"): Words._deleted_text,
    w("commentReference"): Words._comment,
    w("footnoteReference"): Words._footnote,
    w("endnoteReference"): Words._footnote,
    w("drawing"): Words._drawing,
    w("pict"): Words._drawing,
    w("object"): Words._drawing,
    w("fldSimple"): Words._simple,
    w("fldChar"): Words._field_mark,
    w("instrText"): Words._code,
    f"{MATHS}oMath": Words._formula,
    f"{MATHS}oMathPara": Words._formula,
    ALTERNATIVES: Words._alternative,
    _PPR: Words._layout,
    _R: Words._run,
}
"""What is done with each kind of element; nothing with those that hold no words."""

_OTHER: _Act = Words._other

_CAREFUL = {str(tag) for tag, act in _ACTS.items() if act is not None}
_CAREFUL -= {_P, _R, _PPR, w("sdt"), w("bookmarkStart")}
_CAREFUL |= set(map(w, "dataBinding vanish numPr outlineLvl framePr rPrChange pPrChange".split()))

LIFTER = Lifter(_CAREFUL)
"""For the paragraphs that need none of this."""
