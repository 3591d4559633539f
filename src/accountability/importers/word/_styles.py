"""What styles and lists mean: which paragraphs are headings, what is a placeholder, what a list shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import define, evolve, field, frozen
from lxml.etree import _Element

from accountability.importers.word._tree import is_on, value_of, w
from accountability.text import fold

__all__ = ["Counter", "Lists", "Style", "Styles", "lists_of", "styles_of"]

_HEADING = re.compile(r"(?:our )?heading (\d)")
_CONTENTS = re.compile(
    r"toc (?:\d|heading)|(?:contents|index) (?:\d|heading)|table of (?:figures|contents)"
)
_STYLE, _STYLE_ID, _VAL = w("style"), w("styleId"), w("val")
_PPR, _RPR, _OUTLINE, _NUMPR, _VANISH = map(w, ("pPr", "rPr", "outlineLvl", "numPr", "vanish"))
_MOST_STEPS = 50
"""Styles that may stand on each other."""


@frozen(kw_only=True, slots=True)
class Style:
    """
    What a paragraph's style says of it.

    Attributes:
        name: Folded.

        level: Of a heading, from 1; 0 for other paragraphs.

        contents: Whether it is a line of a list of contents.

        numbering: Id of the list and level that come with the style; "" for none.

        hidden: Whether no program shows its words unless it is asked to.
    """

    name: str = ""
    level: int = 0
    contents: bool = False
    numbering: tuple[str, int] = ("", 0)
    hidden: bool = False


_PLAIN = Style()


@frozen(kw_only=True)
class Styles:
    """
    The styles of a document.

    Attributes:
        paragraphs: What each says, by its id.

        placeholders: Ids of those in which prompts are written.

        hidden: Ids of those whose words no program shows unless it is asked to.
    """

    paragraphs: Mapping[str, Style] = field(factory=dict)
    placeholders: frozenset[str] = frozenset({"PlaceholderText"})
    hidden: frozenset[str] = frozenset()

    def of(self, name: str) -> Style:
        """Return what a paragraph's style says."""
        return self.paragraphs.get(name, _PLAIN)


def styles_of(root: _Element | None) -> Styles:
    """Read the part of styles; None: the document has none."""
    if root is None:
        return Styles()
    held: dict[str, _Own] = {}
    of: dict[_Element | None, _Own] = {}
    for element in root.iterchildren(_STYLE):
        own = _Own(fold(value_of(element, "name")).removeprefix("our "))
        of[element] = held[element.get(_STYLE_ID, "")] = own
        own.based_on = value_of(element, "basedOn")
    # Few styles say more: what does is looked for in the whole part, without a look at all the rest.
    for said in root.iter(_OUTLINE, _NUMPR, _VANISH):
        properties = said.getparent()
        own_of = of.get(properties.getparent()) if properties is not None else None
        if properties is None or own_of is None:
            continue
        if said.tag == _VANISH:
            if properties.tag == _RPR and own_of.hidden is None:
                own_of.hidden = is_on(said)
        elif properties.tag != _PPR:
            continue
        elif said.tag == _NUMPR:
            if own_of.numbering is None:
                own_of.numbering = _place(said)
        elif own_of.outline is None:
            own_of.outline = said.get(_VAL, "")
    placeholders = {name for name, own in held.items() if own.name == "placeholder text"}
    paragraphs = {name: _style(name, held) for name in held}
    return Styles(
        paragraphs=paragraphs,
        placeholders=frozenset({"PlaceholderText", *placeholders}),
        hidden=frozenset(name for name, style in paragraphs.items() if style.hidden),
    )


@define(eq=False)
class _Own:
    """What a style says itself; None, "": it leaves that to the one it stands on."""

    name: str
    based_on: str = ""
    outline: str | None = None
    numbering: tuple[str, int] | None = None
    hidden: bool | None = None


def _style(name: str, held: Mapping[str, _Own]) -> Style:
    own = held[name].name
    found = _HEADING.fullmatch(own)
    level = int(found[1]) if found else 0
    numbering = ("", 0)
    hidden: bool | None = None
    at = name
    for _step in range(_MOST_STEPS):
        step = held.get(at)
        if step is None:
            break
        outline = step.outline or ""
        if not level and outline.isdecimal() and int(outline) < 9:
            level = int(outline) + 1
        if not numbering[0] and step.numbering is not None and step.numbering[0]:
            numbering = step.numbering
        if hidden is None:
            hidden = step.hidden
        at = step.based_on
    return Style(
        name=own,
        level=level,
        contents=_CONTENTS.fullmatch(own) is not None,
        numbering=numbering,
        hidden=bool(hidden),
    )


def _place(number: _Element) -> tuple[str, int]:
    level = value_of(number, "ilvl")
    return value_of(number, "numId"), int(level) if level.isdecimal() and len(level) < 3 else 0


# --- lists -------------------------------------------------------------------------------------------


@frozen(kw_only=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@frozen(kw_only=True)
class Lists:
    """The levels of each list, by its id."""

    levels: Mapping[str, Mapping[int, _Level]] = field(factory=dict)
    kinds: Mapping[str, str] = field(factory=dict)


def lists_of(root: _Element | None) -> Lists:
    """Read the part of lists; None: the document has none."""
    if root is None:
        return Lists()
    kinds: dict[str, dict[int, _Level]] = {}
    named_kinds: dict[str, str] = {}
    borrowed: dict[str, str] = {}
    for kind in root.iterchildren(w("abstractNum")):
        name = kind.get(w("abstractNumId"), "")
        kinds[name] = dict(_levels(kind))
        named_kinds[value_of(kind, "styleLink")] = name
        borrowed[name] = value_of(kind, "numStyleLink")
    levels: dict[str, Mapping[int, _Level]] = {}
    of: dict[str, str] = {}
    for number in root.iterchildren(w("num")):
        name, kind_id = number.get(w("numId"), ""), value_of(number, "abstractNumId")
        if borrowed.get(kind_id):
            kind_id = named_kinds.get(borrowed[kind_id], kind_id)
        changed = dict(_overrides(number, kinds.get(kind_id, {})))
        levels[name] = {**kinds.get(kind_id, {}), **changed}
        of[name] = name if changed else kind_id
    return Lists(levels=levels, kinds=of)


def _levels(element: _Element) -> Iterator[tuple[int, _Level]]:
    for level in element.iterchildren(w("lvl")):
        at, start = level.get(w("ilvl"), "0"), value_of(level, "start")
        if at.isdecimal() and len(at) < 3:
            yield (
                int(at),
                _Level(
                    form=value_of(level, "numFmt") or "decimal",
                    text=value_of(level, "lvlText"),
                    start=_start(start),
                ),
            )


def _overrides(number: _Element, usual: Mapping[int, _Level]) -> Iterator[tuple[int, _Level]]:
    """Yield the levels that one list has of its own: others, or the same begun again."""
    for override in number.iterchildren(w("lvlOverride")):
        yield from _levels(override)
        at, start = override.get(w("ilvl"), "0"), value_of(override, "startOverride")
        if start and at.isdecimal() and len(at) < 3:
            yield int(at), evolve(usual.get(int(at), _Level()), start=_start(start))


def _start(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 7 else 1


@define
class Counter:
    """
    The numbers that a reader of the document sees before the lines of lists.

    Bullets of any form are "- ", numbers are as they are shown, and each level is indented by two.
    """

    lists: Lists
    styles: Styles
    _counts: dict[str, list[int]] = field(factory=dict)

    def mark(self, properties: _Element | None, style: Style) -> str:
        """Return what stands before a paragraph: "", "- ", "2. ", "  (a) "."""
        number = properties.find(w("numPr")) if properties is not None else None
        if number is None and not style.numbering[0]:
            return ""
        name, level = style.numbering
        if number is not None:
            own, at = _place(number)
            name, level = own or name, at or (level if not own else 0)
        if name in {"", "0"}:  # 0 takes a paragraph out of its style's list
            return ""
        levels = self.lists.levels.get(name, {})
        known = levels.get(level, _Level(form="bullet"))
        indent = "  " * min(level, 8)
        if known.form == "bullet":
            return f"{indent}- "
        if known.form == "none" and not known.text.strip():
            return ""
        counts = self._counts.setdefault(self.lists.kinds.get(name, name), [])
        while len(counts) <= level:
            counts.append(levels.get(len(counts), _Level()).start - 1)
        counts[level] += 1
        del counts[level + 1 :]
        shown = known.text or f"%{level + 1}."
        for place, count in enumerate(counts, 1):
            form = levels.get(place - 1, _Level()).form
            shown = shown.replace(f"%{place}", _numeral(count, form))
        return f"{indent}{shown} "


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _numeral(count: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(97 + (count - 1) % 26) * min(1 + (count - 1) // 26, 20)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 4_000:
        roman = ""
        for value, letters in _ROMAN:
            times, count = divmod(count, value)
            roman += letters * times
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)
