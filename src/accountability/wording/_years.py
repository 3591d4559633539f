"""
Years in prose, calendar and financial: "2025", "2025-26", "FY 2026-27", "24/25 FY", "this financial year".

Papers write the year that runs from April to March as two years, and a range of calendar years the
same way; only years that follow each other are a financial year.
"""

from __future__ import annotations

import re

from attrs import frozen

from accountability.dates import DateConventions
from accountability.wording import _conventions as notes
from accountability.wording._ground import Ground

__all__ = ["YEAR", "Year", "any_year", "printed_year", "this_year", "year_of"]

YEAR = r"(?:19|20|21)[0-9]{2}(?![0-9])"
"""The pattern of a calendar year in four figures."""


def printed_year(p: str) -> str:
    """Return the pattern of a year, calendar or financial; its groups begin with *p*."""
    return (
        rf"(?:(?P<{p}cal>calendar year |CY\s?)|(?P<{p}fy>(?:financial|fiscal) year (?:of )?|FY\s?'?))?"
        rf"(?:(?P<{p}a>{YEAR})"
        rf"(?:(?:\s?[-/]\s?(?P<{p}b>[0-9]{{2}})(?![0-9/-])|(?:\s?[-/]\s?| to )(?P<{p}c>{YEAR})))?"
        rf"|(?P<{p}d>[0-9]{{2}})(?:\s?[-/]\s?(?P<{p}e>[0-9]{{2}}))?(?![0-9/-]))"
        rf"(?P<{p}post>\s*\bFY\b|\s*\b(?:financial|fiscal) year\b)?"
    )


def this_year(p: str) -> str:
    """Return the pattern of a year counted from the document's; its groups begin with *p*."""
    return (
        rf"(?P<{p}rel>this|next|coming|current|following|the)"
        rf" (?:(?P<{p}relfy>financial|fiscal) |calendar )?year(?!\w)"
        rf"(?:\s*\(\s*(?P<{p}ra>{YEAR})(?: to |\s?[-/]\s?)(?:{YEAR}|[0-9]{{2}})\s*\))?"
    )


def any_year(p: str) -> str:
    """Return the pattern of either."""
    return rf"(?:{printed_year(p)}|{this_year(p)})"


@frozen
class Year:
    """A year as named: its number (a financial one: of the year in which it begins) and of what sort."""

    number: int
    financial: bool
    relative: bool = False
    calendar: bool = False
    """Whether the words say that it is a calendar year."""
    last: int | None = None
    """Last calendar year, of a range that is not one financial year."""
    notes: tuple[str, ...] = ()
    """Which conventions decided."""


def year_of(found: re.Match[str], p: str, ground: Ground, *, part: bool = False) -> Year | None:
    """
    Work out which year the groups of `any_year` name; None if they name none.

    Of a *part* of a year "25/26" is enough: the quarter in front of it is no day or count.
    """
    groups = found.groupdict()
    if groups.get(f"{p}rel"):
        return _relative_year(groups, p, ground)
    financial = bool(groups[f"{p}fy"] or groups[f"{p}post"])
    conventions = ground.conventions
    if groups[f"{p}d"]:
        first = 2000 + int(groups[f"{p}d"])
        if not financial and not (part and groups[f"{p}e"]):
            return None
        if groups[f"{p}e"]:
            follows = (first + 1) % 100 == int(groups[f"{p}e"])
            return (
                Year(first, financial=True, notes=(notes.financial(conventions),))
                if follows
                else None
            )
        return _single(first, conventions)
    first = int(groups[f"{p}a"])
    second = groups[f"{p}b"] or groups[f"{p}c"]
    if not second:
        return (
            _single(first, conventions)
            if financial
            else Year(first, financial=False, calendar=bool(groups[f"{p}cal"]))
        )
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if len(second) == 2 and last < first:
        last += 100
    if last == first + 1:
        as_financial = financial or conventions.short_range_is_financial
        if len(second) == 2 and not financial and not as_financial:
            return None
        if as_financial and not groups[f"{p}cal"]:
            said = () if financial else (_taken(groups, p, first, second),)
            return Year(first, financial=True, notes=(*said, notes.financial(conventions)))
    if not first < last < first + 50:
        return None
    return Year(first, financial=financial, last=last)


def _single(number: int, conventions: DateConventions) -> Year:
    """Return the financial year that one number names."""
    return Year(
        _named(number, conventions), financial=True, notes=(notes.named(number, conventions),)
    )


def _taken(groups: dict[str, str | None], p: str, first: int, second: str) -> str:
    words = f"{groups[f'{p}a']}-{second}"
    month = int(second) if len(second) == 2 else 0
    return notes.short_range(words, first, month, as_years=True)


def _named(number: int, conventions: DateConventions) -> int:
    """Return the year in which the financial year *number* begins."""
    return number if conventions.financial_year_named_by_start else number - 1


def _relative_year(groups: dict[str, str | None], p: str, ground: Ground) -> Year | None:
    financial = bool(groups[f"{p}relfy"])
    printed = groups[f"{p}ra"]
    if printed:
        return Year(int(printed), financial=True, notes=(notes.financial(ground.conventions),))
    if ground.day is None:
        return None
    number = ground.day.year
    if financial and ground.day.month < ground.conventions.financial_year_starts:
        number -= 1
    later = str(groups[f"{p}rel"]).lower() in {"next", "coming", "following"}
    said = (notes.financial(ground.conventions),) if financial else ()
    return Year(number + later, financial=financial, relative=True, notes=said)
