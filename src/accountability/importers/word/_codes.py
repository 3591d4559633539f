"""
Word's own fields: what their codes ask for, and what shows where a field has no result.

Source:
    Office Open XML, ISO/IEC 29500-1 section 17.16 (fields and hyperlinks, form fields).
"""

from __future__ import annotations

import re

from attrs import define, field
from lxml.etree import _Element

from accountability.importers.word._lines import Line, Part
from accountability.importers.word._tree import is_on, value_of, w

__all__ = ["Fields", "form_words"]

_FETCHES = re.compile(
    r"\s*(?:INCLUDE\w*|DDE\w*|IMPORT|LINK|DATABASE|RD|EMBED|MACROBUTTON|CONTROL|HTMLCONTROL|ADVISE)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|DATE|TIME)\b", re.IGNORECASE
)
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s?(.*)", re.IGNORECASE | re.DOTALL)
_FORMULA = re.compile(r"\s*EQ\b", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(\d{1,6}|0x[0-9a-f]{1,6})\b", re.IGNORECASE)
_DEEPEST = 50
"""Fields in each other that are looked at; Word takes 20."""

_LONGEST = 10_000
"""Characters of a code that are looked at, or a piece more."""

_WITH_VALUE = frozenset({"\\l", "\\o", "\\t"})


@define
class _Field:
    """
    A field of Word that has begun.

    Attributes:
        line: Where its code, then its result begins.

        start: How many parts stand before it there.

        form: What shows of a form field that keeps its answer beside the text.

        code: As far as it has been read.

        shown: Whether what follows is its result.

        nested: Whether its code holds other fields, whose results are no words of the document.

        told: Whether its code was looked at.
    """

    line: Line
    start: int
    form: str = ""
    code: str = ""
    shown: bool = False
    nested: bool = False
    told: bool = False


@define
class Fields:
    """
    The fields of Word where a document is being read.

    Attributes:
        begun: Those that have begun and not ended, the innermost last.
    """

    begun: list[_Field] = field(factory=list)

    def begin(self, line: Line, form: str = "") -> None:
        """Begin a field; *form* is what shows of a form field that keeps its answer beside the text."""
        self.begun.append(_Field(line, len(line.parts), form))

    def say(self, code: str) -> None:
        """Take a piece of a field's code."""
        if self.begun and len(self.begun[-1].code) < _LONGEST:
            self.begun[-1].code += code

    def show(self, line: Line) -> None:
        """Begin the result."""
        if self.begun and not self.begun[-1].shown:
            held = self.begun[-1]
            self._end_code(held, line)
            held.shown, held.line, held.start = True, line, len(line.parts)

    def end(self, line: Line, *, counted: bool) -> None:
        """End a field; *counted*: it stands where programs count pages and days, which are no words."""
        if not self.begun:
            return
        held = self.begun.pop()
        if len(self.begun) >= _DEEPEST:
            return
        if not held.shown:
            self._end_code(held, line)
            held.line, held.start = line, len(line.parts)
        start = held.start if held.line is line else 0
        if counted and _is_furniture(held.code):
            line.cut(start)
            return
        words = line.words_from(start)
        if not words.strip() and held.line is line:
            words = held.form or _shown_by_code(held.code)
            if words:
                line.parts.append(Part(words))
        line.add_link(start, _address_in(held.code))
        if self.begun and not self.begun[-1].shown:
            self.begun[-1].nested = True
            self.say(words)

    def end_line(self, line: Line) -> None:
        """Look at the fields that began in a line and go on: nobody knows whether they will ever end."""
        for held in reversed(self.begun):
            if held.line is not line:
                break
            if not held.shown:
                _note_code(held, line)

    @staticmethod
    def _end_code(held: _Field, line: Line) -> None:
        """Look at a code that is complete; the results of fields within it are part of it."""
        if held.nested and held.line is line:
            line.cut(held.start)
        _note_code(held, line)


def _note_code(held: _Field, line: Line) -> None:
    if not held.told and _fetches(held.code):
        held.told = True
        line.fetches += (held.code.strip(),)


def _fetches(code: str) -> bool:
    """Tell whether a field would fetch words from elsewhere, or run something."""
    return _FETCHES.match(code) is not None


def _is_furniture(code: str) -> bool:
    """Tell whether a field shows what a program counts by itself around the words: pages, days."""
    return _FURNITURE.match(code) is not None


def _address_in(code: str) -> str:
    """Return the address that a field links to; "" if it links to none."""
    words = list(_WORDS.finditer(code))
    if not words or words[0][0].upper() != "HYPERLINK":
        return ""
    skip = False
    for word in words[1:]:
        if skip:
            skip = False
        elif word[2] and word[2].startswith("\\"):
            skip = word[2].lower() in _WITH_VALUE
        else:
            return (word[1] or word[2] or "").replace("\\\\", "\\")
    return ""


def _shown_by_code(code: str) -> str:
    """Return what shows of a field that has no result of its own; "" for most."""
    button = _BUTTON.match(code)
    if button is not None:
        return button[1].rstrip()
    symbol = _SYMBOL.match(code)
    if symbol is not None:
        number = int(symbol[1], 0 if symbol[1][:2].lower() == "0x" else 10)
        return chr(number) if 0x20 <= number < 0xD800 else "•"
    return code.strip() if _FORMULA.match(code) else ""


def form_words(begin: _Element) -> str:
    """Return what shows of a form field that keeps its answer beside the text; "" for others."""
    for form in begin.iterchildren(w("ffData")):
        for listed in form.iterchildren(w("ddList")):
            entries = [one.get(w("val"), "") for one in listed.iterchildren(w("listEntry"))]
            chosen = value_of(listed, "result") or value_of(listed, "default") or "0"
            at = int(chosen) if chosen.isdecimal() and len(chosen) < 6 else 0
            return entries[at] if at < len(entries) else ""
        for box in form.iterchildren(w("checkBox")):
            held = box.find(w("checked"))
            if held is None:
                held = box.find(w("default"))
            return "☒" if is_on(held) else "☐"
    return ""
