"""A part of a document as a tree: counted while it is inflated, and only then built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree
from lxml.etree import _Element

from accountability.containers import Package
from accountability.containers.packages import has_plain_front

__all__ = [
    "MATHS",
    "M",
    "R",
    "W",
    "built",
    "check_lxml",
    "is_on",
    "local",
    "text_of",
    "tree_of",
    "value_of",
    "w",
    "xml_of",
]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATHS[1:-1].encode()),
)

_SHORTEST_TAG = len("<a>")
_OLDEST = (6, 1)
_WIDTH = 40_000
_WIDE_TAG = re.compile(rb"<[^<>]{%d}" % _WIDTH)
"""A tag so long that it could hold more attributes than are taken in."""


def check_lxml(version: tuple[int, ...]) -> None:
    """
    Refuse a version of lxml whose parsers may read local files.

    Raises:
        ImportError: it is older than 6.1.
    """
    if tuple(version[:2]) < _OLDEST:
        found = ".".join(map(str, version))
        raise ImportError(
            f"lxml {found} may read local files when it parses (CVE-2026-41066); "
            "install 6.1 or later: pip install --upgrade 'accountability[word]'"
        )


check_lxml(etree.LXML_VERSION)


@cache
def w(name: str) -> str:
    """Return an element's or attribute's name with Word's namespace."""
    return W + name


_VAL = w("val")


def value_of(element: _Element | None, name: str) -> str:
    """Return the value of a child: of ``<w:tag w:val="x"/>`` "x"; "" if there is no such child."""
    if element is not None:
        for child in element.iterchildren(w(name)):
            return child.get(_VAL, "")
    return ""


def is_on(element: _Element | None) -> bool:
    """Tell whether a property that is on or off is on: it is there, and does not say "off"."""
    return element is not None and element.get(_VAL, "1") not in {"0", "false", "off"}


def local(tag: object) -> str:
    """Return a name without its namespace; "" for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: _Element) -> str:
    """Return all the text in an element."""
    return "".join([str(text) for text in element.itertext()])


def _has_wide_tag(data: bytes) -> bool:
    """Tell whether a tag is so long that its attributes have to be counted."""
    # Whatever is that long holds a whole block of half its length without the end of a tag.
    block = _WIDTH // 2
    return any(
        data.find(b">", start, start + block) < 0 for start in range(0, len(data) - block, block)
    ) and bool(_WIDE_TAG.search(data))


def tree_of(package: Package, name: str) -> _Element:
    """
    Build the tree of a part.

    Raises:
        UnreadableFileError: it is damaged, no safe XML, or beyond a limit.
    """
    return built(package, name, xml_of(package, name))


def xml_of(package: Package, name: str) -> bytes:
    """
    Return the XML of a part, from which a tree may be built.

    Elements are counted while the part is inflated, so that a part with millions of them is refused
    before there is a tree; a document type is refused before lxml sees a byte.

    Raises:
        UnreadableFileError: it is damaged, no safe XML, or beyond a limit.
    """
    limit = package.limits.elements
    # In well-formed XML no tag is shorter than three bytes, and all other is refused as damaged.
    if package.size(name) <= _SHORTEST_TAG * 2 * limit:
        data = b"".join(package.pieces(name))
    else:
        data = b"".join(_counted(package, name, limit))
    if not has_plain_front(data) or _has_wide_tag(data):
        package.walk(name, start=_nothing)  # refuses types, and looks at every element's attributes
    for strict, usual in _STRICT:
        if strict in data[:10_000]:
            data = data.replace(strict, usual)
    return data


def _counted(package: Package, name: str, limit: int) -> Iterator[bytes]:
    """Yield the pieces of a part, as long as it has no more than so many elements."""
    tags = 0
    for piece in package.pieces(name):
        tags += piece.count(b"<")  # start tags and end tags
        if tags > 2 * limit:
            raise package.refuse(
                f"its part {name} has more than the {limit:,} elements that are taken in; "
                "raise the limit if you know where it comes from"
            )
        yield piece


def built(package: Package, name: str, data: bytes) -> _Element:
    """
    Build a tree of XML that `xml_of` gave for a part, or of a piece of it.

    Raises:
        UnreadableFileError: it is damaged.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise package.refuse(
            f"its part {name} is damaged ({str(error)[:80]}); ask for the file to be sent again"
        ) from None


def _nothing(_tag: str, _attributes: dict[str, str]) -> None:
    """Look at an element and leave it."""
