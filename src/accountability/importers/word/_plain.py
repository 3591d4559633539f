"""
Most paragraphs of a form hold nothing but runs of words, a style and a field of ours: read without a tree.

They are lifted out of the XML before a tree is built of the rest, by one expression that says in full how
such a paragraph may be written; one element stands in the tree for all that follow each other. What it
does not say stays in the tree for `Words`, which knows what to make of it, and so does everything in a
document that is written in an unusual way; a paragraph that turns out to take more care is put back.
Both read the same words.
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
"""Attribute of what stands in the place of paragraphs that were lifted out: the first, and the next."""

_IN_PLACE = f'<w:p {_MARK}="%d %d"/>'.encode()
_ALONE = b'<w:p xmlns:w="%b">%%b</w:p>' % W[1:-1].encode()

# --- which documents ---------------------------------------------------------------------------------

_ROOT = re.compile(rb'<w:document [^<>]*\bxmlns:w="%b"[^<>]*' % re.escape(W[1:-1].encode()))
_PREFIX = re.compile(rb"xmlns:w\s*=")
_NEWER = b" w14:"
_NEWER_DECLARED = re.compile(rb"\sxmlns:w14=")
"""The one prefix besides its own that Word writes before attributes of plain paragraphs."""
_NOT_UTF8 = re.compile(rb"<\?xml\s[^>]*encoding=[\"'](?i:us-ascii)")
"""Of what `has_plain_front` lets pass, the declaration that is true of ASCII alone."""
_UNUSUAL = (b"<!", _MARK.encode())
"""Comments, words in brackets of XML's, and what could be taken for our own marks."""


def _is_usual(data: bytes, rest: bytes) -> bool:
    """
    Tell whether a document is written as Office programs do, so that names mean what they seem to.

    Args:
        data: The document.

        rest: What stands around its plain paragraphs, in which there is nothing unusual.
    """
    if not has_plain_front(rest) or any(sign in rest for sign in _UNUSUAL):
        return False
    root = _ROOT.search(rest, 0, 10_000)
    if root is None or len(_PREFIX.findall(rest)) != 1:
        return False
    if _NOT_UTF8.search(rest, 0, 200) is not None and not data.isascii():
        return False
    return _NEWER_DECLARED.search(root[0]) is not None or _NEWER not in data


# --- which paragraphs --------------------------------------------------------------------------------

_VALUE = r'"[^<>&"\x00-\x1f]*+"'
_ATTRIBUTES = rf"(?: (?:w|w14|xml):[A-Za-z0-9]++={_VALUE})*+"
_CHARACTERS = r"[^<>&\x00-\x08\x0b-\x1f\xef]*+"
"""Without the last byte, which begins what XML has not, and little else."""
_TEXT = rf"{_CHARACTERS}(?:&(?:amp|lt|gt|quot|apos);{_CHARACTERS})*+"
_LISTS = ("placeholder", "comboBox", "dropDownList", "date")
"""What properties of a control have properties of their own."""


def _paragraph(careful: Iterable[str]) -> re.Pattern[bytes]:
    """
    Return how a plain paragraph is written.

    Its groups are all that stands in the paragraph; its style; what stands in front of a control; the
    beginning of the control; its tag; that it shows its prompt; the runs in the control, or in the
    paragraph.
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
    # A link to a place in the document itself shows its words and no address.
    inside = rf"<w:hyperlink w:anchor={_VALUE}(?: w:history={_VALUE})?+>(?:{run})*+</w:hyperlink>"
    lists = "|".join(f"<w:{one}{_ATTRIBUTES}>(?:{beside})*+</w:{one}>" for one in _LISTS)
    properties = f"(?:{beside}|{looks}|{lists})*+"
    control = (
        f"(<w:sdt>)<w:sdtPr>{properties}(?:<w:tag w:val=({_VALUE})/>)?+"
        f"{properties}(<w:showingPlcHdr/>)?+{properties}</w:sdtPr>"
        "(?:<w:sdtEndPr/>)?+<w:sdtContent>"
    )
    after = empty("rStyle", "tag", "showingPlcHdr", "bookmarkStart")
    layout = rf"<w:pPr>(?:<w:pStyle w:val=({_VALUE})/>)?+(?:{beside}|{looks})*+</w:pPr>"
    return re.compile(
        (
            rf"<w:p{_ATTRIBUTES}>((?:{layout})?+((?:{beside})*+)(?:{control})?"
            rf"((?:{run}|{beside}|{inside})*+)"
            rf"(?(4)</w:sdtContent></w:sdt>(?:{after})*+))</w:p>"
        ).encode()
    )


# --- what they say -----------------------------------------------------------------------------------

_NAME = re.compile(r'<w:bookmarkStart(?= )[^>]* w:name="([^"]*)"')
_PIECE = re.compile(
    r'<w:(?:t(?: [^>]*)?>([^<]*)|rStyle(?= )[^>]* w:val="([^"]*)"'
    r'|bookmarkStart(?= )[^>]* w:name="([^"]*)")'
)
_FIELD = re.compile(rb'<w:(?:tag|bookmarkStart) [^<>]*"acc[:_]')
_BEGINS = b'<w:r><w:t xml:space="preserve">'
_ENDS = b"</w:t></w:r>"
"""Around the words of one run that has no looks of its own."""

_QUOTES = {"&quot;": '"', "&apos;": "'"}

_LONG = 1_000_000
"""Bytes of a paragraph that is left to a parser, which has a limit for its words."""


_Held = tuple[bytes, bytes | None, bytes, bytes | None, bytes | None, bytes | None, bytes]
"""The groups of `_paragraph`: where there is no style, or no control, there is None."""


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
        around = pieces[::size]
        if not _is_usual(data, b"".join(around)):
            return build(data), None
        held: list[_Held] = list(
            zip(*(pieces[group::size] for group in range(1, size)), strict=True)
        )
        ends = [number for number in range(1, len(held)) if around[number]]
        places = zip((0, *ends), (*ends, len(held)), strict=True) if held else ()
        left = [around[0]]
        for first, end in places:
            left += (_IN_PLACE % (first, end), around[end])
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
        self._known: dict[bytes, _Said] = {}
        self._prompts: dict[bytes, _Said] = {}
        self._looks: dict[str, bool | None] = {
            **dict.fromkeys(styles.hidden),
            **dict.fromkeys(styles.placeholders - styles.hidden, True),
        }

    def numbers(self, paragraph: _Element) -> range | None:
        """Return which paragraphs were lifted out from where one stands; None: it is one of its own."""
        places = paragraph.get(_MARK)
        return range(*map(int, places.split())) if places is not None else None

    def read(self, number: int) -> Line | None:
        """Read a paragraph; None: it takes more than this."""
        whole, style_name, before, _control, tag, shows, runs = self._held[number]
        style = self._styles.get(style_name, PLAIN)
        if style is None or len(whole) > _LONG:
            return None
        try:
            if not whole.isascii():
                whole.decode()  # what nobody reads is refused as well if it says nothing
            known = self._known if shows is None else self._prompts
            said = known.get(runs) or self._words(runs, known)
            if said is None:
                return None
            line = Line(style)
            if before:
                for name in _NAME.findall(before.decode()):
                    line.marks += of_bookmark(name)
            if tag is not None:
                line.marks += of_tag(tag[1:-1].decode())
        except UnicodeDecodeError:
            return None
        line.parts += said[0]
        if said[1]:
            line.marks += said[1]
        return line

    def _words(self, runs: bytes, known: dict[bytes, _Said]) -> _Said | None:
        """Return what runs say, and keep it; None: it takes more than this."""
        parts: list[Part] = []
        marks: list[Mark] = []
        look = prompt = known is self._prompts
        if runs.count(b"<") == 4 and runs.startswith(_BEGINS):
            text = runs[len(_BEGINS) : -len(_ENDS)].decode()
            if text:
                parts.append(Part(unescape(text, _QUOTES) if "&" in text else text, look))
        else:
            for text, style, name in _PIECE.findall(runs.decode()):
                if style:
                    shown = self._looks.get(style, look)
                    if shown is None:
                        return None
                    look = shown
                elif name:
                    marks += of_bookmark(name, len(parts))
                else:
                    if text:
                        parts.append(Part(unescape(text, _QUOTES) if "&" in text else text, look))
                    look = prompt
        said = known[runs] = parts, marks
        return said

    def put_back(self, paragraph: _Element) -> _Element:
        """Return an element with all the paragraphs that stand in it."""
        for inner in list(paragraph.iterdescendants(_P)):
            around, numbers = inner.getparent(), self.numbers(inner)
            if around is not None and numbers is not None:
                at = around.index(inner)
                around[at : at + 1] = map(self.built, numbers)
        return paragraph

    def built(self, number: int) -> _Element:
        """Return the tree of a paragraph that was lifted out."""
        return self._build(_ALONE % self._held[number][0])

    def has_field(self, paragraph: _Element) -> bool:
        """Tell whether a control or bookmark of ours stands where paragraphs were lifted out."""
        numbers = self.numbers(paragraph)
        return numbers is not None and any(_FIELD.search(self._held[one][0]) for one in numbers)
