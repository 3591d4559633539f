"""Working days from the `holidays` package, and what is said without it."""

from __future__ import annotations

import datetime as dt
import pickle
import sys

import pytest

from accountability.calendars import WorkingDays, calendar_names, working_days
from accountability.deadlines import response_deadline
from accountability.exceptions import MissingExtraError, UnknownCalendarError
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
    (rule,) = new_zealand.deadlines
    deadline = response_deadline(
        dt.date(2027, 2, 12), rule, calendar=working_days(new_zealand.calendar)
    )
    assert dt.date(2027, 5, 12) == deadline.day


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
