"""
What of a house's styles and theme travels: looks, never the words that people named or hid things by.

A department's document holds dozens of styles, some named after projects and people, and text that is
hidden by one of them. Only the styles that are worn go along, with those they stand on; everything that
is no style of Word's own gets a plain name, and nothing is hidden any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docx.oxml.ns import qn
from lxml.etree import Comment, ProcessingInstruction, _Element

from accountability.exporters.word.look import IDS

__all__ = ["hidden_styles", "hides", "is_on", "keep_what_is_worn", "plain_theme"]

_STYLE, _ID, _VAL, _NAME = qn("w:style"), qn("w:styleId"), qn("w:val"), qn("w:name")
_BASED_ON, _LINK, _NEXT = qn("w:basedOn"), qn("w:link"), qn("w:next")
_CUSTOM = qn("w:customStyle")
_MARKS = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_HIDING = (qn("w:vanish"), qn("w:specVanish"), qn("w:webHidden"))
_NEVER = (qn("w:latentStyles"), qn("w:aliases"), qn("w:numPr"), *_HIDING)
_WORDS_OF_A_THEME = (qn("a:extLst"), qn("a:objectDefaults"), qn("a:extraClrSchemeLst"))


def is_on(element: _Element | None) -> bool:
    """Tell whether a property that needs no value is there and not switched off."""
    return element is not None and element.get(_VAL, "1") not in {"0", "false", "off"}


def hides(properties: _Element | None, *names: str) -> bool | None:
    """
    Tell whether properties hide words or a row; None where they do not say.

    Args:
        properties: Of a run, a style or a row.

        names: Of the properties that hide; without them, those of words.
    """
    found = () if properties is None else properties.iter(*(names or _HIDING))
    said = [is_on(one) for one in found]
    return any(said) if said else None


def hidden_styles(styles: _Element) -> frozenset[str]:
    """Return the ids of styles in which words are hidden, by themselves or by what they stand on."""
    held = {style.get(_ID, ""): style for style in styles.iter(_STYLE)}

    def is_hidden(name: str, seen: frozenset[str]) -> bool:
        style = held.get(name)
        if style is None or name in seen:
            return False
        own = hides(style.find(qn("w:rPr")))
        if own is not None:
            return own
        below = style.find(_BASED_ON)
        return below is not None and is_hidden(below.get(_VAL, ""), seen | {name})

    return frozenset(name for name in held if is_hidden(name, frozenset()))


def keep_what_is_worn(styles: _Element, edges: Iterable[_Element]) -> None:
    """
    Leave in *styles* what a document of ours wears, under names that tell nothing.

    Args:
        styles: Root of the styles part of a house; changed in place.

        edges: Its headers and footers, which use some of its own styles; given the new ids in place.
    """
    edges = tuple(edges)
    held = {style.get(_ID, ""): style for style in styles.iter(_STYLE)}
    used = {mark.get(_VAL, "") for edge in edges for mark in edge.iter(*_MARKS)}
    first = {name for name, style in held.items() if name in used or _called(style) in IDS}
    first |= {name for name, style in held.items() if style.get(qn("w:default")) is not None}
    kept = set(_with_what_they_stand_on(held, first))
    for element in list(styles.iter(_STYLE, *_NEVER, Comment, ProcessingInstruction)):
        if element.tag != _STYLE or element.get(_ID, "") not in kept:
            _drop(element)
    ids = _plain_names(style for name, style in held.items() if name in kept)
    for style in styles.iter(_STYLE):
        for mark in [one for one in style if one.tag in {_BASED_ON, _LINK, _NEXT}]:
            named = ids.get(mark.get(_VAL, ""))
            if named is None:
                style.remove(mark)
            else:
                mark.set(_VAL, named)
    for edge in edges:
        for mark in list(edge.iter(*_MARKS)):
            named = ids.get(mark.get(_VAL, ""))
            if named is None:
                _drop(mark)
            else:
                mark.set(_VAL, named)


def _called(style: _Element) -> tuple[str, str]:
    """Return of what a style is one, and its name."""
    name = style.find(_NAME)
    called = name.get(_VAL, "").casefold() if name is not None else ""
    return style.get(qn("w:type"), "paragraph"), called


def _with_what_they_stand_on(held: Mapping[str, _Element], names: Iterable[str]) -> Iterator[str]:
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        style = held.get(name)
        if style is None or name in seen:
            continue
        seen.add(name)
        yield name
        below = style.find(_BASED_ON)
        if below is not None:
            waiting.append(below.get(_VAL, ""))


def _plain_names(styles: Iterable[_Element]) -> dict[str, str]:
    """Give each style a name and an id that tell nothing; return the new ids by the old ones."""
    ids: dict[str, str] = {}
    for style in styles:
        new = IDS.get(_called(style), "")
        if not new or new in ids.values():
            new = f"House{len(ids) + 1}"
            style.set(_CUSTOM, "1")
            name = style.find(_NAME)
            if name is not None:
                name.set(_VAL, f"House style {len(ids) + 1}")
        ids[style.get(_ID, "")] = new
        style.set(_ID, new)
    return ids


def plain_theme(theme: _Element) -> None:
    """Take the names that people gave from a theme, and what other programs keep in it."""
    for element in list(theme.iter(*_WORDS_OF_A_THEME, qn("a:custClrLst"), Comment)):
        _drop(element)
    for tag in ("a:theme", "a:clrScheme", "a:fontScheme", "a:fmtScheme"):
        for element in theme.iter(qn(tag)):
            element.set("name", "House")


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
