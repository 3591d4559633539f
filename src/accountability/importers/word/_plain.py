"""
Most paragraphs of a form hold nothing but runs of words, a style and a field of ours: read without a tree.

They are lifted out of the XML before a tree is built of the rest, by one expression that says in full how
such a paragraph may be written. What it does not say stays in the tree for `Words`, which knows what to
make of it, and so does everything in a document that is written in an unusual way; a paragraph that
turns out to take more care is put back. Both read the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.sax.saxutils import unescape

from lxml.etree import _Element

from accountability.containers.packages import has_plain_front
from accountability.importers.word._lines import PLAIN, Line, Mark, Part
from accountability.importers.word._marks import of_bookmark, of_tag
from accountability.importers.word._styles import Style, Styles
from accountability.importers.word._tree import W, w

__all__ = ["Lifter", "Plain"]

_P = w("p")
_MARK = "acc-plain"
"""Attribute of what stands in the place of a paragraph that was lifted out: its number."""

_IN_PLACE = f'<w:p {_MARK}="%d"/>'.encode()
_ALONE = b'<w:p xmlns:w="%b">%%b</w:p>' % W[1:-1].encode()

# --- which documents ---------------------------------------------------------------------------------

_ROOT = re.compile(rb'<w:document [^<>]*\bxmlns:w="%b"' % re.escape(W[1:-1].encode()))
_PREFIX = re.compile(rb"xmlns:w\s*=")
_UNUSUAL = (b"<!", _MARK.encode())
"""Comments, words in brackets of XML's, and what could be taken for our own marks."""


def _is_usual(rest: bytes) -> bool:
    """
    Tell whether a document is written as Office programs do, so that names mean what they seem to.

    Args:
        rest: What stands around its plain paragraphs, in which there is nothing unusual.
    """
    return (
        has_plain_front(rest)
        and not any(sign in rest for sign in _UNUSUAL)
        and _ROOT.search(rest, 0, 10_000) is not None
        and len(_PREFIX.findall(rest)) == 1
    )


# --- which paragraphs --------------------------------------------------------------------------------

_VALUE = r'"[^<>&"\x00-\x1f]*+"'
_ATTRIBUTES = rf"(?: (?:w[0-9a-z]*+|xml):[A-Za-z0-9]++={_VALUE})*+"
_CHARACTERS = r"[^<>&\x00-\x08\x0b-\x1f\xef]*+"
"""Without the last byte, which begins what XML has not, and little else."""
_TEXT = rf"{_CHARACTERS}(?:&(?:amp|lt|gt|quot|apos);{_CHARACTERS})*+"
_LISTS = ("placeholder", "comboBox", "dropDownList", "date")
"""What properties of a control have properties of their own."""


def _paragraph(careful: Iterable[str]) -> re.Pattern[bytes]:
    """
    Return how a plain paragraph is written.

    Its groups are all that stands in the paragraph; its style; what stands in front of a control; the
    properties of the control; the runs in the control, or in the paragraph.
    """
    own = {name.removeprefix(W) for name in careful if name.startswith(W)} | {"p", "pStyle"}

    def empty(*others: str) -> str:
        """Say how one or more elements without content are written, of any kind but these."""
        kinds = "|".join(sorted({*own, *others}))
        return rf"<w:(?!(?:{kinds})[ /])[A-Za-z0-9]++{_ATTRIBUTES}/>"

    beside = empty("rStyle", "tag", "showingPlcHdr")
    looks = f"<w:rPr>(?:{empty('tag', 'showingPlcHdr')})*+</w:rPr>"
    run = (
        rf"<w:r{_ATTRIBUTES}>(?:{looks})?+(?:<w:lastRenderedPageBreak/>)?+"
        rf'<w:t(?: xml:space="(?:preserve|default)")?+>{_TEXT}</w:t></w:r>'
    )
    lists = "|".join(f"<w:{one}{_ATTRIBUTES}>(?:{beside})*+</w:{one}>" for one in _LISTS)
    control = (
        f"<w:sdt><w:sdtPr>((?:{empty('rStyle')}|{looks}|{lists})*+)</w:sdtPr>"
        "(?:<w:sdtEndPr/>)?+<w:sdtContent>"
    )
    after = empty("rStyle", "tag", "showingPlcHdr", "bookmarkStart")
    layout = rf"<w:pPr>(?:<w:pStyle w:val=({_VALUE})/>)?+(?:{beside}|{looks})*+</w:pPr>"
    return re.compile(
        (
            rf"<w:p{_ATTRIBUTES}>((?:{layout})?+((?:{beside})*+)(?:{control})?((?:{run}|{beside})*+)"
            rf"(?(4)</w:sdtContent></w:sdt>(?:{after})*+))</w:p>"
        ).encode()
    )


# --- what they say -----------------------------------------------------------------------------------

_TAG = re.compile(r'<w:tag(?= )[^>]* w:val="([^"]*)"')
_NAME = re.compile(r'<w:bookmarkStart(?= )[^>]* w:name="([^"]*)"')
_SHOWING = b"<w:showingPlcHdr"
_PIECE = re.compile(
    r'<w:(?:t(?: [^>]*)?>([^<]*)|rStyle(?= )[^>]* w:val="([^"]*)"'
    r'|bookmarkStart(?= )[^>]* w:name="([^"]*)")'
)
_FIELD = re.compile(rb'<w:(?:tag|bookmarkStart) [^<>]*"acc[:_]')


_QUOTES = {"&quot;": '"', "&apos;": "'"}

_LONG = 1_000_000
"""Bytes of a paragraph that is left to a parser, which has a limit for its words."""


_Held = tuple[bytes, bytes | None, bytes, bytes | None, bytes]
"""The groups of `_paragraph`: without a style, or a control, there is None."""


class Lifter:
    """
    Lifts the plain paragraphs out of a document.

    Args:
        careful: Kinds of element that take more than this to read.
    """

    def __init__(self, careful: Iterable[str]) -> None:
        self._paragraph = _paragraph(careful)

    def lift(
        self, data: bytes, styles: Styles, build: Callable[[bytes], _Element]
    ) -> tuple[_Element, Plain | None]:
        """
        Build the tree of a document without its plain paragraphs, and return it with these.

        Of a document that is written in an unusual way, return the whole tree, and None.

        Args:
            data: XML of the document.

            styles: Of the document.

            build: Makes a tree of XML, or refuses it.
        """
        size = self._paragraph.groups + 1
        pieces = self._paragraph.split(data)
        if not _is_usual(b"".join(pieces[::size])):
            return build(data), None
        held: list[_Held] = list(
            zip(*(pieces[group::size] for group in range(1, size)), strict=True)
        )
        left = [b""] * (2 * len(held) + 1)
        left[::2] = pieces[::size]
        left[1::2] = map(_IN_PLACE.__mod__, range(len(held)))
        return build(b"".join(left)), Plain(held, styles, build)


_Said = tuple[list[Part], list[Mark]]
"""The words of runs, and what stands among them; labels and prompts say the same many times."""


class Plain:
    """The plain paragraphs of a document, where its tree has but their numbers."""

    def __init__(
        self,
        held: list[_Held],
        styles: Styles,
        build: Callable[[bytes], _Element],
    ) -> None:
        self._held = held
        self._build = build
        self._styles: dict[bytes | None, Style | None] = {
            f'"{name}"'.encode(): None if style.hidden or style.numbering[0] else style
            for name, style in styles.paragraphs.items()
        }
        self._known: dict[tuple[bytes, bool], _Said] = {}
        self._looks: dict[str, bool | None] = {
            **dict.fromkeys(styles.hidden),
            **dict.fromkeys(styles.placeholders - styles.hidden, True),
        }

    def read(self, paragraph: _Element) -> Line | None:
        """Read a paragraph; None: it takes more than this."""
        number = paragraph.get(_MARK)
        if number is None:
            return None
        whole, style_name, before, control, runs = self._held[int(number)]
        style = self._styles.get(style_name, PLAIN)
        if style is None or len(whole) > _LONG:
            return None
        line = Line(style)
        try:
            if before:
                for name in _NAME.findall(before.decode()):
                    line.marks += of_bookmark(name)
            if control is not None:
                for tag in _TAG.findall(control.decode()):
                    line.marks += of_tag(tag)
            said = self._words(runs, prompt=control is not None and _SHOWING in control)
        except UnicodeDecodeError:
            return None
        if said is None:
            return None
        line.parts += said[0]
        line.marks += said[1]
        return line

    def _words(self, runs: bytes, *, prompt: bool) -> _Said | None:
        """Return what runs say; None: it takes more than this."""
        known = self._known.get((runs, prompt))
        if known is not None:
            return known
        parts: list[Part] = []
        marks: list[Mark] = []
        look = prompt
        for text, style, name in _PIECE.findall(runs.decode()):
            if style:
                said = self._looks.get(style, look)
                if said is None:
                    return None
                look = said
            elif name:
                marks += of_bookmark(name, len(parts))
            else:
                if text:
                    parts.append(Part(unescape(text, _QUOTES) if "&" in text else text, look))
                look = prompt
        if not marks:
            self._known[runs, prompt] = parts, marks
        return parts, marks

    def put_back(self, paragraph: _Element) -> _Element:
        """Return a paragraph with all that stands in it."""
        number = paragraph.get(_MARK)
        if number is not None:
            return self._build(_ALONE % self._held[int(number)][0])
        for inner in list(paragraph.iterdescendants(_P)):
            around = inner.getparent()
            if around is not None and inner.get(_MARK) is not None:
                around.replace(inner, self.put_back(inner))
        return paragraph

    def has_field(self, paragraph: _Element) -> bool:
        """Tell whether a control or bookmark of ours stands in a paragraph that was lifted out."""
        number = paragraph.get(_MARK)
        return number is not None and _FIELD.search(self._held[int(number)][0]) is not None
