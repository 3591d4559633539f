"""
The words of an equation, written in one line as people type them: (a+b)/2, x^2, √(y).

Source:
    Office Open XML, ISO/IEC 29500-1 section 22.1 (mathematics); the form follows Unicode Technical
    Note 28, which Word takes and gives as "linear".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from accountability.importers.word._tree import MATHS, W, local

__all__ = ["in_one_line"]

_ATOM = re.compile(r"\w*|\W")
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText"})
_TEXT = frozenset({f"{MATHS}t", f"{W}t"})
_VAL = f"{MATHS}val"


def in_one_line(element: _Element) -> str:
    """Return the words of an equation, or of several below each other; deleted ones are left out."""
    if element.tag == f"{MATHS}oMathPara":
        return "\n".join([_all(one) for one in element.iterchildren(f"{MATHS}oMath")])
    return _one(element)


def _one(element: _Element) -> str:
    tag = element.tag
    if tag in _TEXT:
        return element.text or ""
    if tag in _GONE:
        return ""
    form = _FORMS.get(local(tag)) if str(tag).startswith(MATHS) else None
    return form(element) if form is not None else _all(element)


def _all(element: _Element) -> str:
    return "".join([_one(child) for child in element])


def _in(element: _Element, name: str) -> str:
    return "".join([_all(child) for child in element.iterchildren(f"{MATHS}{name}")])


def _each(element: _Element, name: str) -> list[str]:
    return [_all(child) for child in element.iterchildren(f"{MATHS}{name}")]


def _group(words: str) -> str:
    """Put brackets around what is more than one thing."""
    return words if _ATOM.fullmatch(words) else f"({words})"


def _said(element: _Element, name: str, usual: str) -> str:
    """Return a sign that an equation names for itself."""
    for child in element.iterchildren(f"{MATHS}{local(element.tag)}Pr"):
        for one in child.iterchildren(f"{MATHS}{name}"):
            return one.get(_VAL, "")
    return usual


def _fraction(element: _Element) -> str:
    return f"{_group(_in(element, 'num'))}/{_group(_in(element, 'den'))}"


def _scripted(element: _Element) -> str:
    low, high = _in(element, "sub"), _in(element, "sup")
    low = f"_{_group(low)}" if low else ""
    high = f"^{_group(high)}" if high else ""
    if local(element.tag) == "sPre":
        return f"{low}{high} {_in(element, 'e')}"
    return f"{_in(element, 'e')}{low}{high}"


def _root(element: _Element) -> str:
    return f"{_in(element, 'deg')}√({_in(element, 'e')})"


def _sum(element: _Element) -> str:
    sign = _said(element, "chr", "∫")
    low, high = _in(element, "sub"), _in(element, "sup")
    low = f"_{_group(low)}" if low else ""
    high = f"^{_group(high)}" if high else ""
    return f"{sign}{low}{high} {_in(element, 'e')}"


def _bracketed(element: _Element) -> str:
    between = _said(element, "sepChr", "|").join(_each(element, "e"))
    return f"{_said(element, 'begChr', '(')}{between}{_said(element, 'endChr', ')')}"


def _limit(element: _Element) -> str:
    sign = "_" if local(element.tag) == "limLow" else "^"
    return f"{_in(element, 'e')}{sign}{_group(_in(element, 'lim'))}"


def _function(element: _Element) -> str:
    return f"{_in(element, 'fName')} {_in(element, 'e')}"


def _accented(element: _Element) -> str:
    return f"{_in(element, 'e')}{_said(element, 'chr', chr(0x302))}"


def _rows(element: _Element) -> str:
    rows = [
        ", ".join(_each(row, "e")) for row in element.iterchildren(f"{MATHS}mr")
    ]  # of a matrix, else of a list of equations
    return "; ".join(rows or _each(element, "e"))


_FORMS: dict[str, Callable[[_Element], str]] = {
    "f": _fraction,
    "sSup": _scripted,
    "sSub": _scripted,
    "sSubSup": _scripted,
    "sPre": _scripted,
    "rad": _root,
    "nary": _sum,
    "d": _bracketed,
    "limLow": _limit,
    "limUpp": _limit,
    "func": _function,
    "acc": _accented,
    "m": _rows,
    "eqArr": _rows,
}
