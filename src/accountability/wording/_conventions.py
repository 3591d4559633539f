"""What a reading says of itself where a convention decided, one clause each."""

from __future__ import annotations

from accountability.dates import DateConventions, PartialDate, Season

__all__ = [
    "EITHER",
    "by_mid_year",
    "by_year",
    "financial",
    "named",
    "order",
    "part",
    "season",
    "short_range",
    "sort_of_year",
]

EITHER = "two dates are taken for the time from the first to the last"


def season(which: Season, date: PartialDate) -> str:
    """Say which months a season was taken for."""
    if date.earliest is None or date.latest is None:
        return ""
    months = f"{_month(date.earliest.month)} to {_month(date.latest.month)}"
    return f"{which.value} is taken for {months}, by convention"


def financial(conventions: DateConventions) -> str:
    """Say when the financial year begins."""
    month = _month(conventions.financial_year_starts)
    return f"the financial year is taken to begin in {month}, by convention"


def named(number: int, conventions: DateConventions) -> str:
    """Say which financial year a single number was taken for."""
    verb = "begins" if conventions.financial_year_named_by_start else "ends"
    month = _month(conventions.financial_year_starts)
    return (
        f"financial year {number} is taken for the one that {verb} in {number}"
        f" (years begin in {month}), by convention"
    )


def short_range(words: str, first: int, second: int, *, as_years: bool) -> str:
    """Say what "2011-12" was taken for, and what else it could be."""
    month = f"{_month(second)} {first}" if 1 <= second <= 12 else ""
    if not as_years:
        return f"{words} is taken for {month}, by convention; could also mean a financial year"
    other = f"; could also mean {month}" if month else ""
    if not month and second == 0:
        other = "; could also mean two calendar years"
    return f"{words} is taken for a financial year, by convention{other}"


def sort_of_year(what: str, *, as_financial: bool) -> str:
    """Say of which year a quarter or half was taken."""
    sort = "financial" if as_financial else "calendar"
    return f"taken for a {what} of the {sort} year, by convention"


def order(*, day_first: bool) -> str:
    """Say how "3/4/2027" was read."""
    return f"read with the {'day' if day_first else 'month'} first, by convention"


def by_year(number: int, conventions: DateConventions) -> str:
    """Say what "by 2027" was taken for."""
    taken, other = (number, number - 1) if conventions.by_year_includes_it else (number - 1, number)
    return f"read as by the end of {taken}, by convention; could also mean the end of {other}"


def by_mid_year(*, june: bool) -> str:
    """Say what "by mid-2027" was taken for."""
    taken, other = ("June", "August") if june else ("August", "June")
    return f"read as by the end of {taken}, by convention; could also mean the end of {other}"


_PARTS = {
    "early": "early is taken for the first third",
    "start": "the start is taken for the first third",
    "mid": "mid is taken for the middle third",
    "late": "late is taken for the last third",
    "earlymid": "early to mid is taken for the first two thirds",
    "midlate": "mid to late is taken for the last two thirds",
    "end": "the end is taken for the last third",
    "half1": "the first half is counted in days",
    "half2": "the second half is counted in days",
}


def part(which: str, *, of_year: bool) -> str:
    """Say which days "early", "mid", "late" and "end of" were taken for."""
    if which == "end" and of_year:
        return "the end of a year is taken for its last quarter, by convention"
    return f"{_PARTS[which]}, by convention"


def _month(number: int) -> str:
    return _MONTHS[number - 1]


_MONTHS = (
    "January February March April May June July August September October November December".split()
)
