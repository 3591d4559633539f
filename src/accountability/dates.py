"""
Dates as people give them: an interval of days that keeps its words.

"Spring 2022", "by the end of 2027" and "Q3 2021-22" are promises; reading them as a single day
invents what nobody said. A `PartialDate` says which days the words allow and keeps the words; what
cannot be dated at all ("in due course") is `Undated`, and keeps its words too. There is no ``<``
between partial dates, because the question has no answer when they overlap: ask
`PartialDate.certainly_before` or `PartialDate.possibly_before`.

Only values live here. Reading words is `accountability.wording`.
"""

from __future__ import annotations

import calendar
import datetime as dt
from enum import StrEnum
from functools import lru_cache
from typing import Self, TypeAlias

from attrs import evolve, field, frozen

from accountability.exceptions import InvalidDateError
from accountability.text import first_unclean

__all__ = [
    "AnyDate",
    "DateConventions",
    "PartialDate",
    "Precision",
    "Season",
    "Undated",
    "show_day",
]

_MONTHS_IN_YEAR = 12


class Precision(StrEnum):
    """How exactly the words fix a date."""

    DAY = "day"
    """One day."""

    MONTH = "month"
    """A calendar month."""

    QUARTER = "quarter"
    """Three months, of a calendar or a financial year."""

    THIRD = "third"
    """Four months: "early", "mid" or "late" in a year."""

    HALF = "half"
    """Six months, of a calendar or a financial year."""

    SEASON = "season"
    """Spring, summer, autumn or winter, by a stated convention."""

    YEAR = "year"
    """A calendar year."""

    FINANCIAL_YEAR = "financial-year"
    """A financial year, by a stated convention."""

    PARLIAMENTARY_YEAR = "parliamentary-year"
    """A session or parliamentary year."""

    SPAN = "span"
    """Any other interval, open ones included."""


class Season(StrEnum):
    """A season; which months it has is a convention (`DateConventions`)."""

    SPRING = "spring"
    """The first season of the calendar year in the north."""

    SUMMER = "summer"
    """The season after spring."""

    AUTUMN = "autumn"
    """The season after summer; "fall" in North America."""

    WINTER = "winter"
    """The season after autumn; runs over the turn of the year in the north."""


def _words(_instance: object, _attribute: object, value: object) -> None:
    if not isinstance(value, str):
        raise InvalidDateError("", f"the words of a date are text, not {type(value).__name__}")
    position = first_unclean(value)
    if position is not None:
        raise InvalidDateError(
            value[:60],
            f"character {position} is one that XML cannot hold; pass the words through text.clean",
        )


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, first: int, count: int) -> tuple[dt.date, dt.date]:
    """Return first and last day of *count* months from month *first* (may be above 12) of *year*."""
    start, end = first - 1, first + count - 2
    if not dt.MINYEAR <= year <= year + end // _MONTHS_IN_YEAR <= dt.MAXYEAR:
        raise InvalidDateError("", f"the year {year} is not between {dt.MINYEAR} and {dt.MAXYEAR}")
    return (
        dt.date(year + start // _MONTHS_IN_YEAR, start % _MONTHS_IN_YEAR + 1, 1),
        _month_end(year + end // _MONTHS_IN_YEAR, end % _MONTHS_IN_YEAR + 1),
    )


@lru_cache(maxsize=4096)
def show_day(day: dt.date) -> str:
    """Write *day* as people do in prose and in cells: ``31 March 2027``, whatever the locale."""
    return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


_MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@frozen(kw_only=True)
class PartialDate:
    """
    The days that a date given in words can mean.

    Attributes:
        earliest: First day it can mean, inclusive; None if only an end is said ("by March 2025").

        latest: Last day it can mean, inclusive; None if only a start is said ("from summer 2025").

        precision: How exactly the words fix it.

        words: What was printed or typed; empty for a date that came as a plain day.

    Raises:
        InvalidDateError: both ends are missing, the earliest day is after the latest, or precision
            is a day and the two differ.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: Precision = Precision.SPAN
    words: str = field(default="", validator=_words)

    def __attrs_post_init__(self) -> None:
        for day in (self.earliest, self.latest):
            if day is not None and type(day) is not dt.date:
                raise InvalidDateError(self.words, f"{day!r} is not a day (datetime.date)")
        if not isinstance(self.precision, Precision):
            raise InvalidDateError(self.words, f"{self.precision!r} is not a precision")
        if self.earliest is None and self.latest is None:
            raise InvalidDateError(
                self.words,
                "neither an earliest nor a latest day is given; what has none is Undated",
            )
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise InvalidDateError(
                self.words,
                f"its earliest day {self.earliest} is after its latest day {self.latest}",
            )
        if self.precision is Precision.DAY and self.earliest != self.latest:
            raise InvalidDateError(self.words, "a date of day precision is one day")

    @classmethod
    def day(cls, day: dt.date, words: str = "") -> Self:
        """Make the date that is exactly *day*."""
        return cls(earliest=day, latest=day, precision=Precision.DAY, words=words)

    @classmethod
    def month(cls, year: int, month: int, words: str = "") -> Self:
        """
        Make the date that is some day of a calendar month.

        Raises:
            InvalidDateError: there is no such month.
        """
        if not 1 <= month <= _MONTHS_IN_YEAR:
            raise InvalidDateError(words, f"there is no month {month}; there are 12")
        first, last = _months(year, month, 1)
        return cls(earliest=first, latest=last, precision=Precision.MONTH, words=words)

    @classmethod
    def year(cls, year: int, words: str = "") -> Self:
        """Make the date that is some day of a calendar year."""
        first, last = _months(year, 1, 12)
        return cls(earliest=first, latest=last, precision=Precision.YEAR, words=words)

    def with_words(self, words: str) -> Self:
        """Return the same days under other *words*."""
        return evolve(self, words=words)

    def until(self) -> Self:
        """
        Return the interval that is open at its start: "by" this date.

        Raises:
            InvalidDateError: it has no latest day.
        """
        return evolve(self, earliest=None, precision=Precision.SPAN)

    def onwards(self) -> Self:
        """
        Return the interval that is open at its end: "from" this date.

        Raises:
            InvalidDateError: it has no earliest day.
        """
        return evolve(self, latest=None, precision=Precision.SPAN)

    def certainly_before(self, day: dt.date) -> bool:
        """Tell whether every day it can mean lies before *day*: past *day* means overdue."""
        return self.latest is not None and self.latest < day

    def possibly_before(self, day: dt.date) -> bool:
        """Tell whether some day it can mean lies before *day*."""
        return self.earliest is None or self.earliest < day

    def __str__(self) -> str:
        if self.words:
            return self.words
        if self.earliest is not None and self.earliest == self.latest:
            return show_day(self.earliest)
        if self.latest is None and self.earliest is not None:
            return f"from {show_day(self.earliest)}"
        if self.earliest is None and self.latest is not None:
            return f"by {show_day(self.latest)}"
        return " to ".join(show_day(day) for day in (self.earliest, self.latest) if day)


@frozen(kw_only=True)
class Undated:
    """
    Words that fix no date: "in due course", "shortly", "when parliamentary time allows".

    Attributes:
        words: What was printed or typed.
    """

    words: str = field(default="", validator=_words)

    def __str__(self) -> str:
        return self.words or "undated"


AnyDate: TypeAlias = PartialDate | Undated
"""A date as a record holds it: days with their words, or words alone."""


def _month_number(_instance: object, attribute: object, value: object) -> None:
    name = getattr(attribute, "name", "month")
    if not isinstance(value, int) or not 1 <= value <= _MONTHS_IN_YEAR:
        raise InvalidDateError("", f"{name} must be a month from 1 to 12, not {value!r}")


@frozen(kw_only=True)
class DateConventions:
    """
    How a jurisdiction's papers mean their dates, where the words alone do not say.

    Attributes:
        financial_year_starts: Month in which the financial year begins (UK: 4, Australia and New
            Zealand: 7, United States federal: 10).

        financial_year_named_by_start: Whether "FY2025" begins in 2025 (True) or ends in 2025.

        spring_starts: Month in which spring begins (meteorological: 3 in the north, 9 in the south);
            the other seasons follow in steps of three months.

        day_first: Whether "3/4/2027" is the third of April.

        short_range_is_financial: Whether "2011-12" is the financial year (True) or December 2011.

        quarters_are_financial: Whether "Q1 2027" and "H1 2027" are parts of the financial year (True) or
            of the calendar year; "Q1 2026-27" is always one of the financial year.

        by_year_includes_it: Whether "by 2027" allows all of 2027 (True) or ends with 2026.

        by_mid_year_is_june: Whether "by mid-2027" ends with June (True) or, as "mid-2027" alone does, with
            the second third of the year.

    Source:
        Seasons follow the meteorological convention (Met Office); no official government definition
        was found.
    """

    financial_year_starts: int = field(default=4, validator=_month_number)
    financial_year_named_by_start: bool = True
    spring_starts: int = field(default=3, validator=_month_number)
    day_first: bool = True
    short_range_is_financial: bool = True
    quarters_are_financial: bool = False
    by_year_includes_it: bool = True
    by_mid_year_is_june: bool = False

    def season(self, season: Season, year: int, words: str = "") -> PartialDate:
        """
        Make the interval of a *season*; one that runs over the turn of a year begins in *year*.

        "Winter 2026" is December 2026 to February 2027.
        """
        order = (Season.SPRING, Season.SUMMER, Season.AUTUMN, Season.WINTER)
        start = (self.spring_starts - 1 + 3 * order.index(season)) % _MONTHS_IN_YEAR + 1
        first, last = _months(year, start, 3)
        return PartialDate(earliest=first, latest=last, precision=Precision.SEASON, words=words)

    def financial_year(self, start_year: int, words: str = "") -> PartialDate:
        """Make the interval of the financial year that begins in *start_year*."""
        first, last = _months(start_year, self.financial_year_starts, 12)
        return PartialDate(
            earliest=first, latest=last, precision=Precision.FINANCIAL_YEAR, words=words
        )

    def financial_quarter(self, start_year: int, quarter: int, words: str = "") -> PartialDate:
        """Make the interval of *quarter* 1 to 4 of the financial year that begins in *start_year*."""
        return self._part(start_year, self.financial_year_starts, quarter, 4, words)

    def financial_half(self, start_year: int, half: int, words: str = "") -> PartialDate:
        """Make the interval of *half* 1 or 2 of the financial year that begins in *start_year*."""
        return self._part(start_year, self.financial_year_starts, half, 2, words)

    def quarter(self, year: int, quarter: int, words: str = "") -> PartialDate:
        """Make the interval of *quarter* 1 to 4 of a calendar year."""
        return self._part(year, 1, quarter, 4, words)

    def half(self, year: int, half: int, words: str = "") -> PartialDate:
        """Make the interval of *half* 1 or 2 of a calendar year."""
        return self._part(year, 1, half, 2, words)

    def third(self, year: int, third: int, words: str = "") -> PartialDate:
        """Make the interval of *third* 1 ("early"), 2 ("mid") or 3 ("late") of a calendar year."""
        return self._part(year, 1, third, 3, words)

    @staticmethod
    def _part(year: int, starts: int, number: int, parts: int, words: str) -> PartialDate:
        precision = {4: Precision.QUARTER, 3: Precision.THIRD, 2: Precision.HALF}[parts]
        if not 1 <= number <= parts:
            raise InvalidDateError(words, f"{precision} {number} does not exist; there are {parts}")
        length = _MONTHS_IN_YEAR // parts
        first, last = _months(year, starts + (number - 1) * length, length)
        return PartialDate(earliest=first, latest=last, precision=precision, words=words)
