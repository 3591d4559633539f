"""
Names of periods in prose: "31 March 2025", "Q3 2021-22", "Autumn", "24/25 FY", "this year".

A period is what stands behind "by", "from" or "early in"; `accountability.wording.dates` reads those.
Each pattern begins at a word or number and has no nested repetition, so that reading takes time in
proportion to the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from accountability.dates import PartialDate, Season
from accountability.wording._ground import (
    Ground,
    compiled,
    heads,
    matches_at,
    months_later,
    starts,
    third_of,
)
from accountability.wording._years import YEAR, any_year, printed_year, this_year, year_of

__all__ = ["GRAMMAR", "HEADS", "Period", "periods"]


@frozen(kw_only=True)
class Period:
    """
    A period named in a text.

    Attributes:
        start, end: Where its words stand.

        date: Its days, without words; None if the words name one that cannot be worked out.

        relative: Whether the document's day was needed.

        bare: Whether the words are a date only beside "by", "in" and the like: a lone year, month
            or season.

        approximate: Whether the words are rough by themselves.

        spans: Whether the words give both ends ("5 to 7 March 2027"), so that "from" opens nothing.

        notes: What a person should know.
    """

    start: int
    end: int
    date: PartialDate | None
    relative: bool = False
    bare: bool = False
    approximate: bool = False
    spans: bool = False
    notes: tuple[str, ...] = ()


_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4}
_ORDINALS |= {"4th": 4, "last": 0, "final": 0}

_MONTH_NAMES: tuple[str, ...] = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_SEASONS = {season.value: season for season in Season} | {"fall": Season.AUTUMN}

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_OPEN = r"(?<![\w£$€#/.,-])"
_ORDINAL = r"(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
_SEASON = r"(?:spring|summer|autumn|winter)(?![a-z])"


def _month_number(words: str) -> int:
    return _MONTH_NAMES.index(words[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate.day(dt.date(year, month, day))


def _span(first: PartialDate, last: PartialDate) -> PartialDate:
    return PartialDate(earliest=first.earliest, latest=last.latest)


# --- resolvers: a match becomes days, or a period without days ------------------------------------

_Resolver = Callable[[re.Match[str], Ground], Period | None]


def _made(found: re.Match[str], date: PartialDate | None, **more: object) -> Period:
    return Period(start=found.start(), end=found.end(), date=date, **more)  # type: ignore[arg-type]  # passes fields on


def _iso(found: re.Match[str], _ground: Ground) -> Period:
    return _made(found, _day(int(found["y"]), int(found["m"]), int(found["d"])))


def _day_in_words(found: re.Match[str], _ground: Ground) -> Period:
    short = len(found["y"]) == 2
    year = int(found["y"]) + (2000 if short else 0)
    return _made(found, _day(year, _month_number(found["m"]), int(found["d"])))


def _numeric(found: re.Match[str], ground: Ground) -> Period | None:
    first, second = int(found["a"]), int(found["b"])
    short = len(found["a"] + found["b"] + found["y"])
    if not (first and second) or (found["sep"] == "." and short < 6 and _is_number(found)):
        return None  # "3.4.25" is a paragraph, "2.0.25" a version
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    day_first = ground.conventions.day_first
    if first > 12 or second > 12:
        day_first = first > 12
    day, month = (first, second) if day_first else (second, first)
    date = _day(year, month, day)
    if first > 12 or second > 12 or first == second:
        return _made(found, date)
    order = "day" if day_first else "month"
    return _made(found, date, notes=(f"read with the {order} first, by convention",))


def _is_number(found: re.Match[str]) -> bool:
    """Tell whether "12.3.21" is a paragraph's number: short, named as one, or in front of its text."""
    if len(found["a"] + found["b"]) < 3:
        return True
    line = found.string[max(0, found.start() - 40) : found.start()].rpartition("\n")[2]
    heads_line = not line.strip() and _TEXT.match(found.string, found.end()) is not None
    return heads_line or _NUMBERED.search(line) is not None


_TEXT = compiled(r"[^\S\n]+[a-z“\"(]")
_NUMBERED = compiled(
    r"\b(?:paragraphs?|paras?|sections?|chapters?|clauses?|articles?|annex|appendix|tables?|figures?|versions?"
    r"|recommendations?|conclusions?|points?|items?|rules?|standards?|release|v|nos?|pp?)\b[\s.:]*$"
)


def _days(found: re.Match[str], _ground: Ground) -> Period | None:
    last, year = _month_number(found["n"]), int(found["y"])
    first = _month_number(found["m"]) if found["m"] else last
    begins = _day(year - (first > last), first, int(found["d"]))
    ends = _day(year, last, int(found["e"]))
    if begins.certainly_before(dt.date(year, last, int(found["e"]))):
        return _made(found, _span(begins, ends), spans=True)
    return None


def _day_without_year(found: re.Match[str], ground: Ground) -> Period:
    month, day = _month_number(found["m"]), int(found["d"])
    if ground.day is None:
        return _made(found, None, bare=True, notes=(_NO_YEAR,))
    for year in range(ground.day.year, ground.day.year + 9):  # 29 February may be eight years away
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        if date >= ground.day:
            return _made(
                found, PartialDate.day(date), bare=True, relative=True, notes=(_NEXT_YEAR,)
            )
    return _made(found, None, bare=True, notes=("there is no such day",))


_NO_YEAR = "the year is not printed, and the document's day is not known"
_SEVERAL = "names a part of a year beside several years"
_NEXT_YEAR = "the year is not printed: the first one after the document's day was taken"


def _month_of_year(found: re.Match[str], _ground: Ground) -> Period:
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    return _made(found, PartialDate.month(year, _month_number(found["m"])))


def _month_in_numbers(found: re.Match[str], _ground: Ground) -> Period:
    return _made(found, PartialDate.month(int(found["y"]), int(found["m"])))


def _two_months(found: re.Match[str], _ground: Ground) -> Period:
    first, last, year = _month_number(found["m"]), _month_number(found["n"]), int(found["y"])
    begins = PartialDate.month(year - (first > last), first)
    return _made(found, _span(begins, PartialDate.month(year, last)))


def _month_alone(found: re.Match[str], ground: Ground) -> Period | None:
    # "may" and "march" are verbs too; a month is printed with a capital.
    if not found["m"][0].isupper():
        return None
    month = _month_number(found["m"])
    return _next(found, ground, lambda year: PartialDate.month(year, month))


def _season_alone(found: re.Match[str], ground: Ground) -> Period:
    season = _SEASONS[found["s"].lower()]
    return _next(found, ground, lambda year: ground.conventions.season(season, year))


def _next(found: re.Match[str], ground: Ground, made: Callable[[int], PartialDate]) -> Period:
    """Take the first interval that ends on the document's day or after it."""
    if ground.day is None:
        return _made(found, None, bare=True, notes=(_NO_YEAR,))
    day = ground.day
    later = (found.groupdict().get("which") or "").lower() == "next"
    intervals = (made(year) for year in range(day.year - 1, day.year + 3))
    date = next(
        interval
        for interval in intervals
        if not interval.certainly_before(day) and not (later and _has_begun(interval, day))
    )
    return _made(found, date, bare=True, relative=True, notes=(_NEXT_YEAR,))


def _has_begun(date: PartialDate, day: dt.date) -> bool:
    return date.possibly_before(day + dt.timedelta(days=1))


def _turns_the_year(date: PartialDate) -> bool:
    days = [day for day in (date.earliest, date.latest) if day]
    return days[0].year < days[-1].year


def _season_of_year(found: re.Match[str], ground: Ground) -> Period | None:
    year = year_of(found, "y", ground)
    if year is None:
        return _made(found, None, notes=(_NO_YEAR,))
    conventions = ground.conventions
    first = _SEASONS[found["s"].lower()]
    date = conventions.season(first, year.number)
    second = found.groupdict().get("t")
    if second:
        date = _span(date, conventions.season(_SEASONS[second.lower()], year.number))
    elif year.financial and not _turns_the_year(date):
        return _made(found, None, notes=(_SEVERAL,))
    return _made(found, date, relative=year.relative)


def _quarter(found: re.Match[str], ground: Ground) -> Period | None:
    year = year_of(found, "y", ground)
    if year is None:
        return _made(found, None, notes=(_NO_YEAR,)) if found.groupdict().get("yrel") else None
    if year.last is not None:
        return _made(found, None, notes=(_SEVERAL,))
    number = _ordinal(found["n"], 4)
    made = ground.conventions.financial_quarter if year.financial else ground.conventions.quarter
    return _made(found, made(year.number, number), relative=year.relative)


def _half(found: re.Match[str], ground: Ground) -> Period | None:
    year = year_of(found, "y", ground)
    if year is None:
        return _made(found, None, notes=(_NO_YEAR,)) if found.groupdict().get("yrel") else None
    if year.last is not None:
        return _made(found, None, notes=(_SEVERAL,))
    number = _ordinal(found["n"], 2)
    made = ground.conventions.financial_half if year.financial else ground.conventions.half
    return _made(found, made(year.number, number), relative=year.relative)


def _ordinal(words: str, last: int) -> int:
    number = int(words) if words.isdecimal() else _ORDINALS[words.lower()]
    return number or last


def _whole_year(found: re.Match[str], ground: Ground) -> Period | None:
    year = year_of(found, "y", ground)
    groups = found.groupdict()
    if year is None:
        if groups.get("yrel") is not None:
            return _made(found, None, bare=True, notes=(_NO_YEAR,))
        return _month_after_all(found) if groups.get("yb") else None
    plain = not year.financial and year.last is None and not groups.get("ycal")
    if year.last is not None:
        notes = ("read as calendar years",)
        if year.financial:
            last = ground.conventions.financial_year(year.last - 1)
            date = _span(ground.conventions.financial_year(year.number), last)
            notes = ("read as financial years",)
        else:
            date = _span(PartialDate.year(year.number), PartialDate.year(year.last))
        return _made(found, date, bare=True, notes=notes)
    made = ground.conventions.financial_year if year.financial else PartialDate.year
    bare = plain or bool(groups.get("yrel")) or not (groups.get("yfy") or groups.get("ypost"))
    return _made(found, made(year.number), relative=year.relative, bare=bare)


def _month_after_all(found: re.Match[str]) -> Period | None:
    """Read "2025-03", which is no range of years, as a month."""
    if "-" in found.group() and found["yb"] and 1 <= int(found["yb"]) <= 12:
        return _made(found, PartialDate.month(int(found["ya"]), int(found["yb"])))
    return None


def _year_end(found: re.Match[str], ground: Ground) -> Period:
    """Read "year end": the last quarter of the year, by the words roughly."""
    if found["y"] is None and ground.day is None:
        return _made(found, None, bare=True, notes=("the document's day is not known",))
    day = ground.day
    number = int(found["y"]) if found["y"] or day is None else day.year
    if found["fy"] is None:
        date = PartialDate.year(number)
    else:
        starts = ground.conventions.financial_year_starts
        begun = found["y"] is None and day is not None and day.month >= starts
        date = ground.conventions.financial_year(number if begun else number - 1)
    return _made(found, third_of(date, 3), relative=found["y"] is None, approximate=True)


def _this_month(found: re.Match[str], ground: Ground) -> Period:
    if ground.day is None:
        return _made(found, None, bare=True, notes=("the document's day is not known",))
    months = 1 if found["which"].lower() == "next" else 0
    day = months_later(ground.day.replace(day=1), months)
    return _made(found, PartialDate.month(day.year, day.month), relative=True)


_PATTERNS: tuple[tuple[re.Pattern[str], _Resolver], ...] = tuple(
    (compiled("".join(parts)), resolver)
    for resolver, *parts in (
        (_iso, rf"{_OPEN}(?P<y>{YEAR})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9])"),
        (_iso, rf"{_OPEN}(?P<y>{YEAR})/(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})(?![0-9/])"),
        (
            _day_in_words,
            rf"{_OPEN}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<d>{_DAY})",
            r"(?:\s?(?:st|nd|rd|th)\b)?(?:\s+of\s+|\s+|-)",
            rf"(?P<m>{_MONTH})[.,]?(?:\s+|-)(?P<y>{YEAR})",
        ),
        (
            _days,
            rf"{_OPEN}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<d>{_DAY})(?:st|nd|rd|th)?",
            rf"(?:(?: of)? (?P<m>{_MONTH}))?(?:\s*-\s*| (?:to|until|till|through) )(?:the )?",
            rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<e>{_DAY})(?:st|nd|rd|th)?",
            rf"(?: of)? (?P<n>{_MONTH})[.,]? (?P<y>{YEAR})",
        ),
        (_day_in_words, rf"{_OPEN}(?P<d>{_DAY})-(?P<m>{_MONTH})-(?P<y>[0-9]{{2}})(?![0-9])"),
        (
            _day_in_words,
            rf"\b(?P<m>{_MONTH})\.? (?P<d>{_DAY})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>{YEAR})",
        ),
        (
            _numeric,
            rf"{_OPEN}(?P<a>[0-9]{{1,2}})(?P<sep>[/.-])(?P<b>[0-9]{{1,2}})(?P=sep)",
            rf"(?P<y>{YEAR}|[0-9]{{2}})(?![0-9/-]|\.[0-9])",
        ),
        (
            _day_without_year,
            rf"{_OPEN}(?P<d>{_DAY})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTH})",
            r"(?!\.?,?[\s-]*[0-9])",
        ),
        (
            _two_months,
            rf"\b(?P<m>{_MONTH})\.?\s*(?:-| to | and |/|&)\s*",
            rf"(?P<n>{_MONTH})\.? (?P<y>{YEAR})",
        ),
        (
            _month_of_year,
            rf"\b(?P<m>{_MONTH})[.,]?(?: of)?(?:\s+|-)(?P<y>{YEAR})(?!\s?[-/][0-9])",
        ),
        (_month_of_year, rf"\b(?P<m>{_MONTH})(?:-|\s*')(?P<y>[0-9]{{2}})(?![0-9])"),
        (_month_in_numbers, rf"{_OPEN}(?P<m>0?[1-9]|1[0-2])/(?P<y>{YEAR})(?![/-])"),
        (
            _month_alone,
            rf"\b(?:(?P<which>this|next|coming) )?(?P<m>{_MONTH})(?!\.?,?[\s'-]*[0-9]|-[a-z])",
        ),
        (
            _season_of_year,
            rf"\b(?P<s>{_SEASON}|fall)(?:\s*[/-]\s*(?P<t>{_SEASON}))?,?(?: of| in)? {any_year('y')}",
        ),
        (
            _season_alone,
            rf"(?<!/)\b(?:(?P<which>this|next|coming) )?(?P<s>{_SEASON})",
            rf"(?!,?(?: of)?[\s/-]+(?:[0-9]|{_SEASON})|-| (?:of|in) (?:this|next)",
            r"| (?:statement|budget|recess|term|conference|school|fiscal|space)\b)",
        ),
        (_quarter, rf"\bQ(?:uarter)?\s?(?P<n>[1-4])[,\s-]*(?:of )?(?:the )?{any_year('y')}"),
        (_quarter, rf"\b(?P<n>{_ORDINAL}) quarter (?:of )?(?:the )?{any_year('y')}"),
        (_quarter, rf"{_OPEN}{printed_year('y')}[,\s-]*Q(?:uarter)?\s?(?P<n>[1-4])\b"),
        (_quarter, rf"{_OPEN}(?P<n>[1-4])Q\s?{printed_year('y')}"),
        (_half, rf"\bH(?P<n>[12])[,\s-]*(?:of )?(?:the )?{any_year('y')}"),
        (_half, rf"\b(?P<n>first|second|last|1st|2nd) half (?:of )?(?:the )?{any_year('y')}"),
        (_half, rf"{_OPEN}{printed_year('y')}[,\s-]*H(?P<n>[12])\b"),
        (
            _whole_year,
            rf"(?:\b(?:mid|end|early|late)-|{_OPEN})(?P<whole>{printed_year('y')})(?![\w%]|[-/,.][0-9])",
        ),
        (_whole_year, rf"\b(?:the )?{this_year('y')}"),
        (
            _year_end,
            rf"\b(?:the )?(?:(?P<fy>financial|fiscal) |calendar )?year(?:[\s-]|'s )end(?: (?P<y>{YEAR}))?\b",
        ),
        (_this_month, r"\b(?P<which>this|next) month(?!\w)"),
    )
)


_REL = "(?:this|next|coming|current|following|the)"

HEADS = heads(
    "[0-9]",
    _MONTH,
    f"{_SEASON}|fall",
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    f"{_REL} (?:{_MONTH}|{_SEASON}|{_REL}|year|month|financial|fiscal|calendar)",
    r"q(?:uarter)?\s?[1-4]",
    "h[12]",
    f"{_ORDINAL} (?:quarter|half)",
    "(?:calendar|financial|fiscal) year",
    r"(?:fy|cy)\s?'?[0-9]",
    "(?:mid|end|early|late)-",
    r"year(?:[\s-]|'s )end",
)
"""What each period's words begin with; not all that begins so is one."""

GRAMMAR = tuple(pattern for pattern, _resolver in _PATTERNS)


def periods(text: str, ground: Ground) -> Iterator[Period]:
    """
    Yield the periods that *text* (see `level`) names: in its order, without overlap, longest first.

    A day that does not exist is a period without days.
    """
    candidates: list[tuple[int, int, int, re.Match[str]]] = []
    places = starts(HEADS, text)
    for rank, (pattern, _resolver) in enumerate(_PATTERNS):
        candidates += (
            (found.start(), -found.end(), rank, found)
            for found in matches_at(pattern, text, places)
        )
    candidates.sort(key=lambda candidate: candidate[:3])
    position = 0
    for start, _end, rank, found in candidates:
        if start < position:
            continue
        period = _resolved(found, rank, ground)
        if period is not None:
            position = found.end()
            yield period


def _resolved(found: re.Match[str], rank: int, ground: Ground) -> Period | None:
    try:
        period = _PATTERNS[rank][1](found, ground)
    except (ValueError, OverflowError):
        return _made(found, None, notes=("there is no such day",))
    # "mid-2026": the word before the hyphen is read with "mid 2026", by the caller.
    if period is not None and "whole" in found.re.groupindex:
        return evolve(period, start=found.start("whole"))
    return period
