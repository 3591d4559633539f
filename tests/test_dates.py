"""Partial dates, undated words and the conventions of jurisdictions."""

from __future__ import annotations

import datetime as dt
import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability import (
    DateConventions,
    InvalidDateError,
    PartialDate,
    Precision,
    Season,
    Undated,
)
from accountability.dates import show_day
from accountability.testing.strategies import date_conventions, days, partial_dates

NORTH = DateConventions()
SOUTH = DateConventions(spring_starts=9, financial_year_starts=7)


def ends(when: PartialDate) -> tuple[date | None, date | None]:
    """Give the two ends of an interval."""
    return when.earliest, when.latest


class TestPartialDate:
    @given(partial_dates(far=True))
    def test_an_interval_has_an_end_and_does_not_run_backwards(self, when: PartialDate) -> None:
        """Whatever made it."""
        assert when.earliest is not None or when.latest is not None
        if when.earliest is not None and when.latest is not None:
            assert when.earliest <= when.latest

    @given(partial_dates(far=True), days(far=True))
    def test_what_is_certainly_past_is_possibly_past(self, when: PartialDate, day: date) -> None:
        """Overdue never comes before possibly overdue."""
        assert not when.certainly_before(day) or when.possibly_before(day)

    @given(partial_dates(far=True), days(far=True), days(far=True))
    def test_what_is_past_stays_past(self, when: PartialDate, one: date, other: date) -> None:
        """Neither answer is ever taken back on a later day."""
        earlier, later = sorted((one, other))
        assert not when.certainly_before(earlier) or when.certainly_before(later)
        assert not when.possibly_before(earlier) or when.possibly_before(later)

    @given(days(), days())
    def test_of_a_single_day_both_questions_are_one(self, day: date, other: date) -> None:
        """A day lies before another or it does not."""
        when = PartialDate.day(day)
        assert [day < other] * 2 == [when.certainly_before(other), when.possibly_before(other)]

    def test_a_month_becomes_overdue_on_the_first_day_after_it(self) -> None:
        """A promise for March is kept on the 31st."""
        march = PartialDate.month(2027, 3)
        assert not march.certainly_before(date(2027, 3, 31))
        assert march.possibly_before(date(2027, 3, 2))
        assert march.certainly_before(date(2027, 4, 1))

    def test_an_open_beginning_may_always_have_been(self) -> None:
        """By March 2027 allows any day up to its last."""
        by = PartialDate.month(2027, 3, "March 2027").until()
        assert (None, date(2027, 3, 31)) == ends(by)
        assert Precision.SPAN is by.precision
        assert by.possibly_before(date.min)

    def test_an_open_end_is_never_overdue(self) -> None:
        """From March 2027 says nothing about the last day."""
        since = PartialDate.month(2027, 3).onwards()
        assert (date(2027, 3, 1), None) == ends(since)
        assert not since.certainly_before(date.max)

    def test_the_words_stay(self) -> None:
        """Days are what we understood; the words are what was said."""
        assert "Mar 27" == str(PartialDate.month(2027, 3, "Mar 27"))
        assert "Mar 27" == PartialDate.month(2027, 3, "Mar 27").until().words
        assert "spring" == PartialDate.year(2027).with_words("spring").words

    @pytest.mark.parametrize(
        ("when", "shown"),
        [
            (PartialDate.day(date(2027, 3, 1)), "1 March 2027"),
            (PartialDate.month(2024, 2), "1 February 2024 to 29 February 2024"),
            (PartialDate.year(2027).until(), "by 31 December 2027"),
            (PartialDate.year(2027).onwards(), "from 1 January 2027"),
        ],
    )
    def test_without_words_the_days_are_shown(self, when: PartialDate, shown: str) -> None:
        """In English, whatever the locale."""
        assert shown == str(when)

    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({}, "neither an earliest nor a latest day"),
            ({"earliest": date(2027, 1, 2), "latest": date(2027, 1, 1)}, "is after its latest"),
            ({"earliest": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}, "is not a day"),
            ({"earliest": "2027"}, "is not a day"),
            ({"latest": date(2027, 1, 1), "precision": Precision.DAY}, "is one day"),
            ({"latest": date(2027, 1, 1), "precision": "day"}, "is not a precision"),
            ({"latest": date(2027, 1, 1), "words": 5}, "are text, not int"),
            ({"latest": date(2027, 1, 1), "words": "a\x0b"}, "XML cannot hold"),
        ],
    )
    def test_what_cannot_exist_is_refused(self, fields: dict[str, Any], reason: str) -> None:
        """With a sentence that says why."""
        with pytest.raises(InvalidDateError, match=reason):
            PartialDate(**fields)

    @pytest.mark.parametrize("month", [0, 13, -1])
    def test_there_are_twelve_months(self, month: int) -> None:
        """A thirteenth is a misreading, not next January."""
        with pytest.raises(InvalidDateError, match=f"there is no month {month}"):
            PartialDate.month(2027, month)

    @pytest.mark.parametrize("year", [0, -5, 10_000])
    def test_a_year_outside_the_calendar_is_refused(self, year: int) -> None:
        """A four-digit slip of the pen raises our error, not a stranger's."""
        with pytest.raises(InvalidDateError, match="is not between 1 and 9999"):
            PartialDate.year(year)

    def test_two_dates_have_no_order(self) -> None:
        """Which of two overlapping intervals is first is a question without an answer."""
        one: Any = PartialDate.year(2027)
        with pytest.raises(TypeError):
            assert one < PartialDate.month(2027, 3)


class TestUndated:
    def test_words_without_a_date_are_kept(self) -> None:
        """In due course is what was said, and all that is known."""
        assert "in due course" == str(Undated(words="in due course"))
        assert "undated" == str(Undated())

    def test_its_words_are_clean_too(self) -> None:
        """What XML cannot hold is refused here as everywhere."""
        with pytest.raises(InvalidDateError):
            Undated(words="soon\x00")


class TestDateConventions:
    @pytest.mark.parametrize(
        ("conventions", "season", "first", "last"),
        [
            (NORTH, Season.SPRING, date(2027, 3, 1), date(2027, 5, 31)),
            (NORTH, Season.SUMMER, date(2027, 6, 1), date(2027, 8, 31)),
            (NORTH, Season.AUTUMN, date(2027, 9, 1), date(2027, 11, 30)),
            (NORTH, Season.WINTER, date(2027, 12, 1), date(2028, 2, 29)),
            (SOUTH, Season.SPRING, date(2027, 9, 1), date(2027, 11, 30)),
            (SOUTH, Season.SUMMER, date(2027, 12, 1), date(2028, 2, 29)),
            (SOUTH, Season.AUTUMN, date(2027, 3, 1), date(2027, 5, 31)),
            (SOUTH, Season.WINTER, date(2027, 6, 1), date(2027, 8, 31)),
        ],
    )
    def test_seasons_follow_the_hemisphere(
        self, conventions: DateConventions, season: Season, first: date, last: date
    ) -> None:
        """The one that runs over the turn of the year begins in the year that is named."""
        assert (first, last) == ends(conventions.season(season, 2027))

    @pytest.mark.parametrize(
        ("conventions", "quarter", "first", "last"),
        [
            (NORTH, 1, date(2026, 4, 1), date(2026, 6, 30)),
            (NORTH, 3, date(2026, 10, 1), date(2026, 12, 31)),
            (NORTH, 4, date(2027, 1, 1), date(2027, 3, 31)),
            (SOUTH, 1, date(2026, 7, 1), date(2026, 9, 30)),
            (SOUTH, 4, date(2027, 4, 1), date(2027, 6, 30)),
        ],
    )
    def test_financial_quarters_follow_the_financial_year(
        self, conventions: DateConventions, quarter: int, first: date, last: date
    ) -> None:
        """Q4 of 2026-27 lies in 2027 in both hemispheres, three months apart."""
        assert (first, last) == ends(conventions.financial_quarter(2026, quarter))

    @given(date_conventions(), st.integers(1, 9998))
    def test_quarters_and_halves_make_up_their_year(
        self, conventions: DateConventions, year: int
    ) -> None:
        """Without a gap and without a day too many, calendar and financial."""
        for whole, part, number in (
            (conventions.financial_year(year), conventions.financial_quarter, 4),
            (conventions.financial_year(year), conventions.financial_half, 2),
            (PartialDate.year(year), conventions.quarter, 4),
            (PartialDate.year(year), conventions.half, 2),
            (PartialDate.year(year), conventions.third, 3),
        ):
            parts = [part(year, which) for which in range(1, number + 1)]
            assert [whole.earliest, whole.latest] == [parts[0].earliest, parts[-1].latest]
            for one, following in itertools.pairwise(parts):
                assert one.latest is not None
                assert following.earliest == one.latest + dt.timedelta(days=1)

    @pytest.mark.parametrize("quarter", [0, 5, -1])
    def test_there_are_four_quarters(self, quarter: int) -> None:
        """A fifth is refused, and the words that said so are named."""
        with pytest.raises(InvalidDateError, match=f"'Q{quarter}' .*; there are 4"):
            NORTH.quarter(2027, quarter, f"Q{quarter}")

    @pytest.mark.parametrize("month", [0, 13, "April"])
    def test_a_year_begins_in_a_month(self, month: Any) -> None:
        """Conventions that cannot be are refused when they are made."""
        with pytest.raises(InvalidDateError, match="financial_year_starts must be a month"):
            DateConventions(financial_year_starts=month)

    def test_a_winter_that_leaves_the_calendar_is_refused(self) -> None:
        """The last winter that Python knows would end in the year 10000."""
        with pytest.raises(InvalidDateError):
            NORTH.season(Season.WINTER, 9999)


@given(days(far=True))
def test_a_day_is_shown_in_english(day: date) -> None:
    """Whatever the locale, day first, year last."""
    assert [str(day.day), str(day.year)] == show_day(day).split()[::2]
