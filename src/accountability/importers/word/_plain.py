"""
Most paragraphs of a form hold nothing but runs of words, a style and fields of ours: read in one pass.

The pass looks at a few kinds of element, in the order of the document, and leaves every paragraph in
which there is anything else to `Words`, which knows what to make of it. Both read the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree
from lxml.etree import _Element, _ElementUnicodeResult

from accountability.importers.word._lines import PLAIN, Line, Part
from accountability.importers.word._marks import of_bookmark, of_tag
from accountability.importers.word._styles import Styles
from accountability.importers.word._tree import W, w

__all__ = ["Plain"]

_P, _R, _T, _PSTYLE, _RSTYLE, _BOOKMARK = (
    *(w("p"), w("r"), w("t")),
    *(w("pStyle"), w("rStyle"), w("bookmarkStart")),
)
_SDT, _TAG, _SHOWING, _VAL, _NAME = w("sdt"), w("tag"), w("showingPlcHdr"), w("val"), w("name")
_END = w("bookmarkEnd")
_LOOKED_AT = (_P, _R, _T, _PSTYLE, _RSTYLE, _BOOKMARK, _SDT, _TAG, _SHOWING)
_ELSEWHERE = etree.XPath("descendant::text()[not(parent::w:t)]", namespaces={"w": W[1:-1]})
"""Words that stand in no stretch of text: codes, formulas, what nobody knows."""


class Plain:
    """
    The plain paragraphs of a body, in its order.

    Args:
        body: Of the document.

        styles: Of the document.

        careful: Kinds of element that take more than this to read.
    """

    def __init__(self, body: _Element, styles: Styles, careful: Iterable[str]) -> None:
        self._styles = {
            name: style
            for name, style in styles.paragraphs.items()
            if not (style.hidden or style.numbering[0])
        }
        self._careful = styles.paragraphs.keys() - self._styles.keys()
        self._looks: dict[str, bool | None] = {
            **dict.fromkeys(styles.hidden),
            **dict.fromkeys(styles.placeholders - styles.hidden, True),
        }
        self._elements: Iterator[_Element] = body.iter(*_LOOKED_AT, *careful)
        self._at = next(self._elements, None)
        self._odd: set[_Element] = set()
        for words in cast("list[_ElementUnicodeResult]", _ELSEWHERE(body)):
            beside = words.getparent()
            if beside is not None:
                self._odd.update(beside.iterancestors(_P))

    def read(self, paragraph: _Element) -> Line | None:
        """Read a paragraph; None: it takes more than this."""
        if not self._reach(paragraph) or paragraph in self._odd:
            return None
        line = Line(PLAIN)
        self._at = self._fill(line, paragraph)
        return line if self._at is not None and paragraph.getnext() is self._at else None

    def _reach(self, paragraph: _Element) -> bool:
        """Go on to a paragraph; tell whether it still was to come."""
        if self._at is paragraph:
            return True
        for element in self._elements:
            if element is paragraph:
                return True
        self._at = None
        return False

    def _fill(self, line: Line, paragraph: _Element) -> _Element | None:
        """Read up to the next paragraph, or to what takes more; return which it is."""
        parts, styles, looks = line.parts, self._styles, self._looks
        prompt = look = False
        control = paragraph
        for element in self._elements:
            tag = element.tag
            if tag == _R:
                look = prompt
            elif tag == _T:
                text = element.text
                if text:
                    parts.append(Part(text, look))
            elif tag == _PSTYLE:
                name = element.get(_VAL, "")
                if name in self._careful:
                    return element
                line.style = styles.get(name, PLAIN)
            elif tag == _RSTYLE:
                said = looks.get(element.get(_VAL, ""), look)
                if said is None:
                    return element
                look = said
            elif tag == _BOOKMARK:
                line.marks += of_bookmark(element.get(_NAME, ""), len(parts))
            elif tag == _TAG:
                line.marks += of_tag(element.get(_VAL, ""), len(parts))
            elif tag == _SDT:
                control = element
            elif tag == _SHOWING and _is_last(control, paragraph):
                prompt = True
            else:
                return element
        return None


def _is_last(control: _Element, paragraph: _Element) -> bool:
    """Tell whether nothing but the end of a bookmark follows a control in a paragraph."""
    if control.getparent() is not paragraph:
        return False
    follows = control.getnext()
    return follows is None or (follows.tag == _END and follows.getnext() is None)
