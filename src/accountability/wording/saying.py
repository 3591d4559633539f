"""Dates said in words: the other direction of reading, so that what is written is read as the same days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from accountability.dates import AnyDate, DateConventions, PartialDate, Precision, Season, show_day
from accountability.wording.dates import read_date

__all__ = ["say_date"]

_USUAL = DateConventions()
_NEAR_YEARS = range(1900, 2200)
_PARTS = {2: ("the first half of", "the second half of"), 3: ("early", "mid", "late")}


def say_date(date: AnyDate, conventions: DateConventions = _USUAL) -> str:
    """
    Say *date* in words, whatever words it has been given.

    Args:
        date: Any date; what is undated is said in its own words.

        conventions: What seasons and financial years mean where the words will be read.

    Returns:
        The shortest usual words ("March 2027", "Spring 2027", "Q3 2026-27", "by 31 March 2027") that
        `read_date` reads, by the same conventions, as the same days with the same precision. Where no usual
        words do, the days with the precision beside them: "3 May 2027 to 7 June 2028 (as a parliamentary
        year)".
    """
    if not isinstance(date, PartialDate):
        return date.words
    for words in (*_usual(date, conventions), _days(date)):
        if _is_said(date, words, conventions):
            return words
    return f"{_days(date)} (as a {date.precision.value.replace('-', ' ')})"


def _is_said(date: PartialDate, words: str, conventions: DateConventions) -> bool:
    read = read_date(words, None, conventions).date
    return isinstance(read, PartialDate) and date.with_words(words) == read


def _usual(date: PartialDate, conventions: DateConventions) -> Iterator[str]:
    """Yield the words that people would use, the best first; some may mean other days."""
    first, last = date.earliest, date.latest
    if first is None or last is None or not {first.year, last.year} <= set(_NEAR_YEARS):
        return
    month, year = first.month, first.year
    financial_year = year - (month < conventions.financial_year_starts)
    following = financial_year + 1
    as_financial = f"{financial_year}-{following % 100 or following:02}"
    into = (month - 1) // 3 + 1, ((month - conventions.financial_year_starts) % 12) // 3 + 1
    match date.precision:
        case Precision.MONTH:
            yield f"{_month(first)} {year}"
        case Precision.QUARTER:
            yield f"Q{into[0]} {year}"
            yield f"Q{into[1]} {as_financial}"
        case Precision.HALF:
            yield f"{_PARTS[2][month > 6]} {year}"
            yield f"{_PARTS[2][into[1] > 2]} {as_financial}"
        case Precision.THIRD:
            yield f"{_PARTS[3][(month - 1) // 4]} {year}"
        case Precision.SEASON:
            yield from (f"{season.value.title()} {year}" for season in Season)
        case Precision.YEAR:
            yield f"{year}"
        case Precision.FINANCIAL_YEAR:
            yield as_financial
            yield f"FY {as_financial}"
            yield f"FY {year}"
        case _:
            begins = _month(first) if year == last.year else f"{_month(first)} {year}"
            yield f"{begins} to {_month(last)} {last.year}"


def _days(date: PartialDate) -> str:
    match date.earliest, date.latest:
        case dt.date() as first, None:
            return f"from {_day(first)}"
        case None, dt.date() as last:
            return f"by {_day(last)}"
        case dt.date() as first, _ if date.precision is Precision.DAY:
            return _day(first)
        case first, last:
            return " to ".join(_day(day) for day in (first, last) if day)


def _day(day: dt.date) -> str:
    return show_day(day) if day.year in _NEAR_YEARS else day.isoformat()


def _month(day: dt.date) -> str:
    return show_day(day).split()[1]
