"""
Names of periods in prose: "31 March 2025", "Q3 2021-22", "Autumn", "24/25 FY", "this year".

A period is what stands behind "by", "from" or "early in"; `accountability.wording.dates` reads those, and
`accountability.wording._resolving` says which days each means. Each pattern begins at a word or number and
has no nested repetition, so that reading takes time in proportion to the text.
"""

from __future__ import annotations

import re

from attrs import evolve

from accountability.wording import _resolving as to
from accountability.wording import _resolving_years as year
from accountability.wording._ground import Ground, compiled, heads, matches_at, starts
from accountability.wording._resolving import Period, Resolver
from accountability.wording._shared_years import with_years
from accountability.wording._years import YEAR, any_year, printed_year, this_year

__all__ = ["GRAMMAR", "HEADS", "Period", "periods"]

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_OPEN = r"(?<![\w£$€#/.,-])"
_ORDINAL = r"(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
_SEASON = r"(?:spring|summer|autumn|winter)(?![a-z])"
_ANY_SEASON = r"(?:spring|summer|autumn|winter|fall)(?![a-z])"
_DAY_NAME = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thurs?|thu|fri|sat|sun)(?![a-z])"
_ON_A = rf"(?:(?P<wd>{_DAY_NAME})\.?,? (?:the )?)?"
_THINGS = (
    "statement|budget|recess|term|conference|school|fiscal|space|forecast|memorandum|supplementary|estimate"
    "|house|session|season"
)
"""What a season gives its name to: "the spring budget"."""
_TH = "(?:st|nd|rd|th)?"
_SEPARATOR = r"(?:\s*[-/&]\s*|,? (?:to|and|or|until|through) |, )"
"""What stands between months or seasons whose year is printed once, behind the last."""

_PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (compiled("".join(parts)), resolver)
    for resolver, *parts in (
        (to.iso_day, rf"{_OPEN}(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9])"),
        (
            to.iso_day,
            rf"{_OPEN}(?P<y>{YEAR})(?P<sep>[/.])(?P<m>[0-9]{{1,2}})(?P=sep)(?P<d>[0-9]{{1,2}})(?![0-9/])",
        ),
        (
            to.spoken_day,
            rf"{_OPEN}{_ON_A}(?P<d>{_DAY})(?:\s?(?:st|nd|rd|th)\b)?(?:\s+of\s+|\s+|-)",
            rf"(?P<m>{_MONTH})[.,]?(?:(?:\s+|-)(?=[0-9]{{4}})|\s*')(?P<y>{YEAR}|[0-9]{{2}}(?![0-9]))",
        ),
        (
            to.some_days,
            rf"{_OPEN}{_ON_A}(?P<d>{_DAY}){_TH}(?:, {_DAY}{_TH}){{0,9}}",
            rf"(?:(?: of)? (?P<m>{_MONTH}))?(?:\s*[-&/]\s*| (?:to|until|till|through|and|or) )(?:the )?",
            rf"(?:{_DAY_NAME},? )?(?P<e>{_DAY}){_TH}",
            rf"(?: of)? (?P<n>{_MONTH})[.,]? (?P<y>{YEAR})",
        ),
        (
            to.spoken_day,
            rf"{_OPEN}(?P<d>{_DAY})-(?P<m>{_MONTH})-(?P<y>[0-9]{{2}})(?![0-9])",
        ),
        (
            to.short_day,
            rf"{_OPEN}{_ON_A}(?P<d>{_DAY})\s?(?P<m>{_MONTH})\.?\s?(?P<y>[0-9]{{2}})(?![\w/.,-])",
        ),
        (
            to.spoken_day,
            rf"\b{_ON_A}(?P<m>{_MONTH})\.? (?P<d>{_DAY}){_TH}(?:,\s*|\s+)(?P<y>{YEAR})",
        ),
        (
            to.numeric_day,
            rf"{_OPEN}(?P<a>[0-9]{{1,2}})(?P<sep>[/.-])(?P<b>[0-9]{{1,2}})(?P=sep)",
            rf"(?P<y>{YEAR}|[0-9]{{2}})(?![0-9/-]|\.[0-9])",
        ),
        (
            to.some_days_alone,
            rf"{_OPEN}{_ON_A}(?P<d>{_DAY}){_TH}(?:, {_DAY}{_TH}){{0,9}}",
            rf"(?:\s*[-&/]\s*| (?:to|until|till|through|and|or) )(?:the )?(?:{_DAY_NAME},? )?",
            rf"(?P<e>{_DAY}){_TH}(?: of)? (?P<m>{_MONTH})(?!\.?,?[\s'-]*[0-9])",
        ),
        (
            to.undated_day,
            rf"{_OPEN}{_ON_A}(?P<d>{_DAY}){_TH}(?: of)? (?P<m>{_MONTH})(?!\.?,?[\s'-]*[0-9])",
        ),
        (
            to.two_months,
            rf"\b(?P<m>{_MONTH})\.?(?:{_SEPARATOR}{_MONTH}\.?){{0,10}}{_SEPARATOR}",
            rf"(?P<n>{_MONTH})\.?,?(?: (?P<y>{YEAR}))",
        ),
        (
            to.two_months,
            rf"\b(?P<m>{_MONTH})\.?(?:{_SEPARATOR}{_MONTH}\.?){{0,10}}{_SEPARATOR}",
            rf"(?P<n>{_MONTH})\.?\s*'(?P<y>[0-9]{{2}})(?![0-9])",
        ),
        (
            to.month_of_year,
            rf"\b(?P<m>{_MONTH})[.,]?(?: of)?(?:\s+|-)(?P<y>{YEAR})(?!\s?[-/][0-9])",
        ),
        (to.month_of_year, rf"\b(?P<m>{_MONTH})(?:-|\.?\s*')(?P<y>[0-9]{{2}})(?![0-9])"),
        (
            to.month_in_numbers,
            rf"{_OPEN}(?P<m>0?[1-9]|1[0-2])(?P<sep>[/.-])(?P<y>{YEAR})(?![/-]|\.[0-9])",
        ),
        (
            to.month_alone,
            rf"\b(?:(?P<which>this|next|coming) )?(?P<m>{_MONTH})(?!\.?,?[\s'-]*[0-9]|-(?!{_MONTH})[a-z])",
        ),
        (to.two_figures, rf"\b(?P<m>{_MONTH})\.? (?P<y>[0-9]{{2}})(?![\w/.,-])"),
        (
            to.season_of_year,
            rf"\b(?P<s>{_ANY_SEASON})(?:(?:{_SEPARATOR}{_ANY_SEASON}){{0,2}}{_SEPARATOR}(?P<t>{_ANY_SEASON}))?",
            rf",?(?: of| in)? {any_year('y')}",
        ),
        (to.season_of_short_year, rf"\b(?P<s>{_ANY_SEASON})\s*'(?P<y>[0-9]{{2}})(?![0-9])"),
        (
            to.season_alone,
            rf"(?<!/)(?<!\bor\s)(?<!\band\s)\b(?:(?P<which>this|next|coming) )?(?P<s>{_SEASON})",
            rf"(?!(?:,?(?: of)?[\s/&-]*| (?:or|and|to) )(?:'?[0-9]|{_SEASON})|-| (?:of|in) (?:this|next)",
            rf"| (?:{_THINGS})s?\b)",
        ),
        (
            year.two_parts,
            r"\b(?P<part>[QH])(?P<n>[1-4])(?:(?:\s*[-/&,]\s*| (?:to|and|or) )(?P=part)?[1-4]){0,2}",
            r"(?:\s*[-/&,]\s*|,? (?:to|and|or) )(?P=part)?(?P<o>[1-4])",
            rf"[,\s-]+(?:of )?(?:the )?{any_year('y')}",
        ),
        (
            year.two_parts,
            rf"{_OPEN}{printed_year('y')}[,\s-]*(?P<part>[QH])(?P<n>[1-4])",
            r"(?:\s*[-/&,]\s*| (?:to|and|or) )(?P=part)?(?P<o>[1-4])(?![0-9/-])",
        ),
        (
            year.part_of_year,
            rf"\b(?P<part>Q(?:uarter|tr)?)\s?(?P<n>[1-4])[,\s/-]*(?:of )?(?:the )?{any_year('y')}",
        ),
        (
            year.part_of_year,
            rf"\b(?P<n>{_ORDINAL}) (?P<part>quarter) (?:of )?(?:the )?{any_year('y')}",
        ),
        (
            year.part_of_year,
            rf"{_OPEN}{printed_year('y')}[,\s-]*(?P<part>Q(?:uarter|tr)?)\s?(?P<n>[1-4])\b",
        ),
        (year.part_of_year, rf"{_OPEN}(?P<n>[1-4])(?P<part>Q)\s?{printed_year('y')}"),
        (year.part_of_year, rf"{_OPEN}(?P<n>[12])(?P<part>H)[\s-]?{printed_year('y')}"),
        (year.part_of_year, rf"{_OPEN}{printed_year('y')}[,\s-]*(?P<n>[1-4])(?P<part>[QH])\b"),
        (year.part_of_year, rf"\b(?P<part>H)(?P<n>[12])[,\s-]*(?:of )?(?:the )?{any_year('y')}"),
        (
            year.part_of_year,
            rf"\b(?P<n>first|second|last|1st|2nd) (?P<part>half) (?:of )?(?:the )?{any_year('y')}",
        ),
        (year.part_of_year, rf"{_OPEN}{printed_year('y')}[,\s-]*(?P<part>H)(?P<n>[12])\b"),
        (
            year.whole_year,
            rf"(?:\b(?:mid|end|early|late|post|pre)-|{_OPEN})(?P<whole>{printed_year('y')})(?![\w%]|[-/,.][0-9])",
        ),
        (year.whole_year, rf"\b(?:the )?{this_year('y')}"),
        (year.no_year, rf"\b(?:the )?(?:Q[1-4]|H[12]|{_ORDINAL} (?:quarter|half))(?![\w-]| of\b)"),
        (
            year.year_end,
            rf"\b(?:the )?(?:(?P<fy>financial|fiscal) |calendar )?year(?:[\s-]|'s )end(?: (?P<y>{YEAR}))?\b",
        ),
        (
            year.this_period,
            r"\b(?P<which>this|next|coming|following|current|the) (?P<unit>week|month|quarter)(?!\w)",
        ),
        (
            year.decade,
            r"\b(?P<which>this|next|the) (?:(?P<y>(?:19|20|21)[0-9]0)'?s\b|(?:current )?decade(?!\w))",
        ),
    )
)


_REL = "(?:this|next|coming|current|following|the)"

HEADS = heads(
    "[0-9]",
    _MONTH,
    _ANY_SEASON,
    _DAY_NAME,
    f"{_REL} (?:{_MONTH}|{_SEASON}|{_REL}|year|month|week|quarter|financial|fiscal|calendar|decade|[12])",
    r"q(?:uarter|tr)?\s?[1-4]",
    "h[1-4]",
    f"(?:the )?{_ORDINAL} (?:quarter|half)",
    "the [qh][1-4]",
    "(?:calendar|financial|fiscal) year",
    r"(?:fy|cy)\s?'?[0-9]",
    "(?:mid|end|early|late|post|pre)-",
    r"year(?:[\s-]|'s )end",
)
"""What each period's words begin with; not all that begins so is one."""

GRAMMAR = tuple(pattern for pattern, _resolver in _PATTERNS)


def periods(text: str, ground: Ground) -> list[Period]:
    """
    Return the periods that *text* (see `level`) names: in its order, without overlap, longest first.

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
    named: list[Period] = []
    for start, _end, rank, found in candidates:
        if start < position:
            continue
        period = _resolved(found, rank, ground)
        if period is not None:
            position = found.end()
            named.append(period)
    return with_years(text, named, ground)


def _resolved(found: re.Match[str], rank: int, ground: Ground) -> Period | None:
    try:
        period = _PATTERNS[rank][1](found, ground)
    except (ValueError, OverflowError):
        return to.made(found, None, "there is no such day")
    # "mid-2026": the word before the hyphen is read with "mid 2026", by the caller.
    if period is not None and "whole" in found.re.groupindex:
        return evolve(period, start=found.start("whole"))
    return period
