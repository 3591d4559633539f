"""Working days from the `holidays` package, and what is said without it."""

from __future__ import annotations

import datetime as dt
import pickle
import sys

import pytest

from accountability.calendars import WorkingDays, calendar_names, working_days
from accountability.deadlines import response_deadline
from accountability.exceptions import CalendarRequiredError, MissingExtraError, UnknownCalendarError
from accountability.jurisdictions import jurisdiction_names, load_jurisdiction


@pytest.mark.needs("calendars")
def test_weekends_and_public_holidays_are_no_working_days() -> None:
    """6 February is a public holiday in New Zealand, kept on the Monday when it is a Saturday."""
    calendar = working_days("nz")
    days = [dt.date(2027, 2, day) for day in (5, 6, 7, 8, 9)]
    assert [True, False, False, False, True] == [calendar.is_working_day(day) for day in days]
    assert "NZ" == calendar.name


@pytest.mark.needs("calendars")
def test_sixty_working_days() -> None:
    """A deadline in working days can be worked out with the jurisdiction's own calendar."""
    new_zealand = load_jurisdiction("nz")
    rule = new_zealand.deadlines[0]
    deadline = response_deadline(
        dt.date(2027, 2, 12), rule, calendar=working_days(new_zealand.calendar)
    )
    assert dt.date(2027, 5, 12) == deadline.day


@pytest.mark.needs("calendars")
def test_sixty_working_days_across_christmas() -> None:
    """
    Presented on Friday 30 October 2026, due on Thursday 28 January 2027, as counted by hand.

    Working days, week by week, with the public holidays of the whole of New Zealand left out (Christmas
    Day and Boxing Day, which is a Saturday and kept on Monday 28 December; New Year's Day and the day
    after, a Saturday, kept on Monday 4 January; no holiday of a region, and nothing in November)::

        from        to          days                                  so far
        2 November  6 November  5                                          5
        9 November  13 November 5                                         10
        16 November 20 November 5                                         15
        23 November 27 November 5                                         20
        30 November 4 December  5                                         25
        7 December  11 December 5                                         30
        14 December 18 December 5                                         35
        21 December 25 December 4, Friday 25 is Christmas Day             39
        28 December 1 January   3, Monday 28 is kept for Boxing Day,      42
                                Friday 1 is New Year's Day
        4 January   8 January   4, Monday 4 is kept for 2 January         46
        11 January  15 January  5                                         51
        18 January  22 January  5                                         56
        25 January  28 January  4, Monday to Thursday                     60
    """
    rule = load_jurisdiction("nz").deadlines[0]
    deadline = response_deadline(dt.date(2026, 10, 30), rule, calendar=working_days("NZ"))
    assert dt.date(2027, 1, 28) == deadline.day
    assert "60 working days from 30 October 2026 (the day itself not counted)" == deadline.steps[0]


def test_without_a_calendar_the_error_says_what_to_pass_and_install() -> None:
    """Nobody guesses working days: the error names the argument, the calendar and the extra."""
    rule = load_jurisdiction("nz").deadlines[0]
    with pytest.raises(CalendarRequiredError) as caught:
        response_deadline(dt.date(2026, 10, 30), rule)
    for words in ("calendar=", "'NZ'", "accountability[calendars]"):
        assert words in str(caught.value)


@pytest.mark.needs("calendars")
def test_a_part_of_a_country() -> None:
    """England and Scotland keep different days."""
    day = dt.date(2027, 11, 30)
    assert (True, False) == (
        working_days("GB-ENG").is_working_day(day),
        working_days("GB-SCT").is_working_day(day),
    )


@pytest.mark.needs("calendars")
def test_an_unknown_calendar_names_the_nearest() -> None:
    """A code that does not exist is met with one that does."""
    with pytest.raises(UnknownCalendarError, match="GB-ENG"):
        working_days("GB-ENGL")


@pytest.mark.needs("calendars")
def test_a_code_without_a_near_one_names_the_nearest_few_first() -> None:
    """Two letters are like many: five of them are named, and not fifty."""
    with pytest.raises(UnknownCalendarError) as caught:
        working_days("NX")
    message = str(caught.value)
    named = message.partition("nearest are ")[2].partition(" (")[0].split(", ")
    assert 5 == len(named)
    assert all(code.startswith("N") for code in named)
    assert len(message) < 160


@pytest.mark.needs("calendars")
def test_every_jurisdiction_names_a_calendar_that_exists() -> None:
    """What a jurisdiction's file calls its calendar can be asked for."""
    named = {load_jurisdiction(name).calendar for name in jurisdiction_names()} - {""}
    assert set() == named - set(calendar_names())


@pytest.mark.needs("calendars")
def test_a_calendar_is_a_value() -> None:
    """Two calendars of one name are equal, show their name, and survive a task queue."""
    calendar = working_days("NZ")
    assert calendar == working_days("NZ")
    assert "WorkingDays(name='NZ')" == repr(calendar)
    again: WorkingDays = pickle.loads(pickle.dumps(calendar))
    assert calendar == again
    assert not again.is_working_day(dt.date(2027, 2, 8))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever counts working days without the library is told what to install."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingExtraError) as caught:
        working_days("NZ")
    assert "calendars" == caught.value.extra
    assert "install accountability[calendars]" in str(caught.value)
