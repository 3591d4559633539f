"""
What stands in a cell as the file writes it: text, or a number, tick, error or formula with its look.

Most cells hold text, and stand here as that text alone; only the others are values with a kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from accountability.text import clean

__all__ = [
    "LONG",
    "Kind",
    "Typed",
    "Value",
    "column_number",
    "letters_of",
    "plain",
    "strikes",
    "struck_out",
    "tidy",
    "whole_number",
]

LONG = 140
"""Pieces of text of 64 Ki characters after which it is time to measure."""


class Kind(StrEnum):
    """What a cell holds that is not simply text."""

    NUMBER = "n"
    """A number; a day, if its look says so."""

    TICK = "b"
    """True or false."""

    ERROR = "e"
    """What a program shows where a formula failed."""

    DAY = "d"
    """A day as ISO 8601 writes it."""

    FORMULA = "f"
    """A formula, with the value that a program last worked out."""

    TEXT = "t"
    """Text in which something had to be replaced."""

    STRUCK = "struck"
    """Text of which some words, or all, are struck out."""

    COVERED = "m"
    """Nothing of its own: the cell lies under a merged range."""


@frozen(slots=True)
class Typed:
    """
    A cell that holds something else than text, or text that was mended.

    Attributes:
        kind: What it holds.

        raw: As the file writes it; of a formula, its last value.

        style: Number of its look in the workbook's list.

        formula: Of a formula, without the equals sign.

        form: Kind of the formula's last value.

        struck: Words that are struck out.
    """

    kind: Kind
    raw: str = ""
    style: int = 0
    formula: str = ""
    form: str = ""
    struck: str = ""


Value = str | Typed
"""What stands in a cell; an empty cell has no value."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_HALF = re.compile("[\ud800-\udfff]")


def tidy(raw: str) -> Value:
    r"""
    Return text as a person sees it: ``_x000D_`` undone, line ends ``\\n``.

    What XML cannot hold becomes a visible escape, and the cell is marked as mended.

    Source:
        ISO/IEC 29500-1, 22.4.2.4 (bstr): ``_xHHHH_`` stands for a UTF-16 unit.
    """
    text = raw
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        if _HALF.search(text):  # the halves of one character, each escaped
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    cleaned = clean(text)
    return Typed(Kind.TEXT, cleaned.text) if cleaned.replaced else cleaned.text


def strikes(attributes: Mapping[str, str]) -> bool:
    """Tell whether the element that says so strikes words out; it may say that it does not."""
    return attributes.get("val", "1") not in {"0", "false", "off"}


def struck_out(text: Value, struck: str) -> Value:
    """
    Return a text of which some words are struck out; as it is, if they are only white space.

    Striking words out is how people delete where others shall see it: whether the words still count
    is not for a program to say.
    """
    if not struck.strip():
        return text
    raw = text.raw if isinstance(text, Typed) else text
    return Typed(Kind.STRUCK, raw, struck=" ".join(struck.split()))


def column_number(letters: str) -> int:
    """Return the number of a column, "A" being 1; 0 if *letters* are no column's."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
    return number if len(letters) <= 3 else 0


def letters_of(number: int) -> str:
    """Return the letters of a column by its number, 1 being "A"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plain(raw: str) -> str:
    """Return words that stand in an attribute or a text, as a person sees them."""
    value = tidy(raw)
    return value if isinstance(value, str) else value.raw


def whole_number(text: str) -> int:
    """Return the number that digits say; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
