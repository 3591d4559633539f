"""What readings of dates stand on: a text levelled in place, the document's day, months as numbers."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence

from attrs import frozen

from accountability.dates import DateConventions, PartialDate, Precision

__all__ = [
    "COUNT",
    "NUMBERS",
    "Ground",
    "any_of",
    "compiled",
    "half_of",
    "heads",
    "level",
    "matches_at",
    "months_later",
    "starts",
    "third_of",
]


@frozen(kw_only=True)
class Ground:
    """What a reading may rest on besides the words: the document's day, the conventions, where they stand."""

    day: dt.date | None
    conventions: DateConventions
    cell: bool = False
    """Whether the words are a cell's, which is there for a date, and not prose."""


_LEVEL = {
    **dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-"),
    **dict.fromkeys(map(ord, "‘’ʼ＇"), "'"),
    ord("⁄"): "/",
}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
"""Letters, digits and signs as wide as ideographs, in the order of ASCII."""


def level(text: str) -> str:
    """Level spaces, dashes, apostrophes and figures of *text*, character by character: places stay."""
    if text.isascii():
        return text
    return text.translate({ord(char): _levelled(char) for char in set(text) if char > "\x7f"})


def _levelled(char: str) -> str:
    known = _LEVEL.get(ord(char))
    if known is not None:
        return known
    if ord(char) in _FULL_WIDTH:
        return chr(ord(char) - 0xFF01 + 0x21)
    if unicodedata.category(char) == "Zs":
        return " "
    figure = unicodedata.decimal(char, None)
    return char if figure is None else str(figure)


def compiled(pattern: str) -> re.Pattern[str]:
    r"""Compile *pattern*; a space in it stands for any white space between words."""
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


def any_of(*phrases: str, end: str = r"\b") -> re.Pattern[str]:
    """Compile the pattern of any of *phrases*, each from the beginning of a word."""
    return compiled(rf"\b(?:{'|'.join(phrases)}){end}")


def heads(*phrases: str) -> re.Pattern[str]:
    """Compile the pattern of the places where any of *phrases*, in small letters, begins (see `starts`)."""
    return re.compile(rf"\b(?=(?:{'|'.join(phrases)}))".replace(" ", r"\s+"))


def starts(pattern: re.Pattern[str], text: str) -> list[int]:
    """
    Return where *pattern* (see `heads`) matches in *text*, capitals or not, overlapping ones too.

    Small letters and a pattern that minds them are several times faster than one that ignores case. The
    letters replaced are those that patterns without case take for "i" and "s".
    """
    folded = text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()
    return [found.start() for found in pattern.finditer(folded)]


def matches_at(
    pattern: re.Pattern[str], text: str, places: Sequence[int]
) -> Iterator[re.Match[str]]:
    """
    Yield what `pattern.finditer(text)` yields, trying only *places*, among which each match must begin.

    A long text is mostly prose: one scan for the words a date can begin with is cheaper than each
    pattern's own.
    """
    position = 0
    for place in places:
        if place >= position:
            found = pattern.match(text, place)
            if found:
                position = found.end()
                yield found


NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "eighteen": 18, "twenty-four": 24, "thirty": 30, "sixty": 60, "ninety": 90}


COUNT = rf"[0-9]{{1,3}}|(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
"""The pattern of a number, in figures or words."""


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day *months* later, clipped to the month's end."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))


def third_of(date: PartialDate, number: int) -> PartialDate:
    """Return the first, second or last third (0, 1, 2) of a period, or the last quarter of a year (3)."""
    first, last = date.earliest, date.latest
    if first is None or last is None or first == last:
        return date
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 2 or first.day > 1 or last != months_later(first, months) - dt.timedelta(days=1):
        length, number = (last - first).days + 1, min(number, 2)
        ends = first + dt.timedelta(days=length * (number + 1) // 3 - 1)
        begins = first + dt.timedelta(days=length * number // 3)
        return PartialDate(earliest=begins, latest=max(begins, ends))
    if months == 1:
        begins = first + dt.timedelta(days=10 * min(number, 2))
        ends = last if number >= 2 else begins + dt.timedelta(days=9)
        return PartialDate(earliest=begins, latest=ends)
    if number == 3:
        length = 3 if months == 12 else max(1, months // 3)
        return PartialDate(earliest=months_later(first, months - length), latest=last)
    length = max(1, months // 3)
    begins = months_later(first, number * length)
    ends = last if number == 2 else months_later(begins, length) - dt.timedelta(days=1)
    precision = Precision.THIRD if months == 12 else Precision.SPAN
    return PartialDate(earliest=begins, latest=ends, precision=precision)


def half_of(date: PartialDate, number: int) -> PartialDate:
    """Return the first or second half (0, 1) of a period, by days."""
    first, last = date.earliest, date.latest
    if first is None or last is None or first == last:
        return date
    middle = first + dt.timedelta(days=(last - first).days // 2)
    if number == 0:
        return PartialDate(earliest=first, latest=middle)
    return PartialDate(earliest=middle + dt.timedelta(days=1), latest=last)
