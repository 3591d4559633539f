"""What is drawn: boxes of words, words as shapes, pictures, and the several ways of writing each."""

from __future__ import annotations

from collections.abc import Container, Iterator

from lxml.etree import _Element

from accountability.importers.word._tree import M, local, w

__all__ = ["ALTERNATIVES", "BOX", "HOLDS_WORDS", "chosen", "description_of", "outermost"]

ALTERNATIVES = f"{M}AlternateContent"
"""Around several ways in which the same thing is written."""

BOX = w("txbxContent")
HOLDS_WORDS = frozenset(
    {
        BOX,
        "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
        "{urn:schemas-microsoft-com:vml}textpath",
    }
)
"""What words stand in within a drawing: boxes of paragraphs, and words that are drawn as shapes."""


def outermost(element: _Element, tags: Container[object]) -> Iterator[_Element]:
    """Yield what of *tags* stands in an element; what stands in these is read by itself."""
    for child in element.iterchildren("*"):
        if child.tag in tags:
            yield child
        elif child.tag == ALTERNATIVES:
            first = chosen(child)
            if first is not None:
                yield from outermost(first, tags)
        else:
            yield from outermost(child, tags)


def description_of(element: _Element) -> str:
    """Return what a picture or an object says of itself."""
    for held in element.iter():
        if local(held.tag) in {"docPr", "shape", "imagedata"}:
            said = held.get("descr") or held.get("alt") or held.get("title") or ""
            if said.strip():
                return said.strip()
    return ""


def chosen(alternatives: _Element) -> _Element | None:
    """Return the first of several ways in which the same thing is written that says anything."""
    for child in alternatives:
        if local(child.tag) in {"Choice", "Fallback"} and len(child):
            return child
    return None
