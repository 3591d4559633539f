"""Deadlines: the arithmetic, what is shown of it, and which bodies a rule is about."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve, frozen
from hypothesis import example, given
from hypothesis import strategies as st

from accountability.deadlines import (
    ANYBODY,
    Bodies,
    Confidence,
    DeadlineRule,
    Unit,
    response_deadline,
)
from accountability.exceptions import CalendarRequiredError, InvalidDateError
from accountability.model import Organisation, OrganisationKind, Register


@frozen(kw_only=True)
class Weekdays:
    """Monday to Friday, and a summer break if one is given."""

    name: str = "the harbour office"
    closed: tuple[dt.date, ...] = ()

    def is_working_day(self, day: dt.date, /) -> bool:
        """Tell whether the office is open."""
        return day.weekday() < 5 and day not in self.closed


@frozen(kw_only=True)
class NeverOpen:
    """A calendar without a working day."""

    name: str = "the closed office"

    def is_working_day(self, day: dt.date, /) -> bool:
        """Say no."""
        return False


def rule(quantity: int, unit: Unit, *, first_day_counts: bool = False) -> DeadlineRule:
    """Make a rule with that period."""
    return DeadlineRule(
        name="harbours", quantity=quantity, unit=unit, first_day_counts=first_day_counts
    )


COUNTED = [unit for unit in Unit if unit is not Unit.EVENT]
TWO_MONTHS = rule(2, Unit.MONTHS)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))
PERIODS = st.builds(
    rule, st.integers(1, 400), st.sampled_from(COUNTED), first_day_counts=st.booleans()
)


@pytest.mark.parametrize(
    ("published", "quantity", "unit", "due"),
    [
        ("2025-04-14", 2, Unit.MONTHS, "2025-06-14"),
        ("2027-02-12", 2, Unit.MONTHS, "2027-04-12"),
        ("2026-12-31", 2, Unit.MONTHS, "2027-02-28"),
        ("2027-12-31", 2, Unit.MONTHS, "2028-02-29"),
        ("2028-02-29", 1, Unit.YEARS, "2029-02-28"),
        ("2027-11-30", 3, Unit.MONTHS, "2028-02-29"),
        ("2027-02-12", 6, Unit.WEEKS, "2027-03-26"),
        ("2027-02-12", 56, Unit.DAYS, "2027-04-09"),
        ("2027-02-12", 1, Unit.WORKING_DAYS, "2027-02-15"),
        ("2027-02-12", 60, Unit.WORKING_DAYS, "2027-05-07"),
    ],
)
def test_the_last_day(published: str, quantity: int, unit: Unit, due: str) -> None:
    """The day counted from is not itself counted, month ends are clipped, weekends stay where they are."""
    deadline = response_deadline(
        dt.date.fromisoformat(published), rule(quantity, unit), calendar=Weekdays()
    )
    assert due == deadline.day.isoformat()


def test_the_steps_can_be_read_aloud() -> None:
    """The steps say what was counted, from when, and how; the last is the day."""
    deadline = response_deadline(dt.date(2027, 2, 12), TWO_MONTHS)
    assert (
        "two months from 12 February 2027 (the day itself not counted)",
        "12 April 2027",
    ) == deadline.steps
    assert "12 April 2027 (two months from 12 February 2027 (the day itself not counted))" == str(
        deadline
    )


def test_a_clipped_month_end_is_said() -> None:
    """Where the last month is too short, a step says so."""
    assert (
        "two months from 31 December 2026 (the day itself not counted)",
        "February 2027 has no day 31; its last day counts",
        "28 February 2027",
    ) == response_deadline(dt.date(2026, 12, 31), TWO_MONTHS).steps


def test_working_days_are_counted_by_the_calendar_that_is_named() -> None:
    """Days off of the calendar are passed over, and the steps say how many and whose they are."""
    closed = (dt.date(2027, 2, 15), dt.date(2027, 2, 16))
    deadline = response_deadline(
        dt.date(2027, 2, 12), rule(3, Unit.WORKING_DAYS), calendar=Weekdays(closed=closed)
    )
    assert (
        "three working days from 12 February 2027 (the day itself not counted)",
        "4 days passed over that are not working days in the harbour office",
        "19 February 2027",
    ) == deadline.steps


@pytest.mark.parametrize(
    ("unit", "due"),
    [
        (Unit.DAYS, "2027-02-12"),
        (Unit.WORKING_DAYS, "2027-02-12"),
        (Unit.WEEKS, "2027-02-18"),
        (Unit.MONTHS, "2027-03-11"),
        (Unit.YEARS, "2028-02-11"),
    ],
)
def test_a_rule_may_count_the_first_day(unit: Unit, due: str) -> None:
    """A period whose first day counts ends a day earlier, and the steps say so."""
    deadline = response_deadline(
        dt.date(2027, 2, 12), rule(1, unit, first_day_counts=True), calendar=Weekdays()
    )
    assert due == deadline.day.isoformat()
    assert "(the day itself counted)" in deadline.steps[0]


def test_working_days_without_a_calendar() -> None:
    """Nobody guesses holidays: the error names the rule and the calendar that it waits for."""
    waiting = evolve(rule(60, Unit.WORKING_DAYS), calendar="NZ")
    with pytest.raises(CalendarRequiredError) as caught:
        response_deadline(dt.date(2027, 2, 12), waiting)
    assert ("harbours", "NZ") == (caught.value.rule, caught.value.calendar)


@pytest.mark.parametrize("unit", COUNTED)
def test_a_day_after_the_end_of_the_calendar(unit: Unit) -> None:
    """A period that runs past the year 9999 is refused in words."""
    with pytest.raises(InvalidDateError, match="after the year 9999"):
        response_deadline(dt.date(9999, 12, 30), rule(9_000, unit), calendar=Weekdays())


def test_a_period_that_ends_with_an_event() -> None:
    """Nobody counts to an event: its name is the period, and there is no day."""
    budget = evolve(rule(1, Unit.EVENT), until="the next Budget")
    assert "until the next Budget" == budget.period
    with pytest.raises(InvalidDateError, match=r"'until the next Budget'.*ends with an event"):
        response_deadline(dt.date(2027, 2, 12), budget)


@pytest.mark.parametrize(
    ("received", "late", "told"),
    [
        ("2025-06-13", 0, "received on 13 June 2025: in time"),
        ("2025-06-14", 0, "received on 14 June 2025: in time"),
        ("2025-06-15", 1, "received on 15 June 2025: 1 day late"),
        ("2025-06-18", 4, "received on 18 June 2025: 4 days late"),
    ],
)
def test_how_late_an_answer_is(received: str, late: int, told: str) -> None:
    """Published 14 April 2025, due 14 June: the day itself is in time, and 18 June is 4 days late."""
    day = dt.date.fromisoformat(received)
    deadline = response_deadline(dt.date(2025, 4, 14), TWO_MONTHS)
    assert late == deadline.days_late(day)
    assert (
        "two months from 14 April 2025 (the day itself not counted)",
        "14 June 2025",
        told,
    ) == deadline.steps_to(day)


def test_a_rule_that_nobody_confirmed_says_so() -> None:
    """A day by background knowledge is marked in the value, in its steps and in its text."""
    guessed = evolve(rule(6, Unit.WEEKS), confidence=Confidence.BACKGROUND)
    deadline = response_deadline(dt.date(2027, 2, 12), guessed)
    assert deadline.unconfirmed
    assert (
        "six weeks from 12 February 2027 (the day itself not counted)",
        "unconfirmed: the rule is generally held and was not found in any document",
        "26 March 2027",
    ) == deadline.steps
    assert str(deadline).startswith("26 March 2027, unconfirmed (six weeks from")
    assert not response_deadline(dt.date(2027, 2, 12), TWO_MONTHS).unconfirmed


@pytest.mark.parametrize(
    ("titles", "but_not", "title", "expected"),
    [
        ((), (), "Storm warnings", True),
        (("storm warnings",), (), "STORM  WARNINGS at small harbours", True),
        (("storm warning",), (), "Storm warnings", False),
        ((), ("advisory report",), "Advisory Report on the Harbours Bill", False),
        (("storm",), ("advisory report",), "Advisory report on storms", False),
    ],
)
def test_rules_about_some_documents(
    titles: tuple[str, ...], but_not: tuple[str, ...], title: str, *, expected: bool
) -> None:
    """A rule may be about documents whose titles hold a phrase, or about all but those."""
    assert expected == evolve(TWO_MONTHS, titles=titles, except_titles=but_not).concerns(title)


def test_a_calendar_without_working_days() -> None:
    """A calendar that never opens is reported, not followed for ever."""
    with pytest.raises(InvalidDateError, match="the closed office"):
        response_deadline(dt.date(2027, 2, 12), rule(1, Unit.WORKING_DAYS), calendar=NeverOpen())


def test_a_deadline_lies_ahead() -> None:
    """A rule that gives no time at all is no rule."""
    with pytest.raises(ValueError, match="at least one"):
        rule(0, Unit.DAYS)


@given(published=DAYS, months=st.integers(1, 48))
@example(published=dt.date(2027, 12, 31), months=2)
def test_month_ends_are_clipped(published: dt.date, months: int) -> None:
    """So many months later is the same day of the month, or the last one where there is no such day."""
    due = response_deadline(published, rule(months, Unit.MONTHS)).day
    assert months == (due.year - published.year) * 12 + due.month - published.month
    clipped = due.day != published.day
    assert clipped == (published.day > due.day)
    assert not clipped or (due + dt.timedelta(days=1)).day == 1


@given(first=DAYS, later=st.integers(0, 400), period=PERIODS)
def test_later_publication_is_never_due_earlier(
    first: dt.date, later: int, period: DeadlineRule
) -> None:
    """Deadlines are in the order of what they count from, whatever the unit."""
    second = first + dt.timedelta(days=later)
    due = [response_deadline(day, period, calendar=Weekdays()).day for day in (first, second)]
    assert sorted(due) == due


@given(published=DAYS, period=PERIODS)
def test_a_longer_period_ends_later(published: dt.date, period: DeadlineRule) -> None:
    """One unit more is never due earlier, and no period ends before it began."""
    longer = evolve(period, quantity=period.quantity + 1)
    due = [response_deadline(published, one, calendar=Weekdays()).day for one in (period, longer)]
    assert sorted({published, *due}) == list(dict.fromkeys((published, *due)))


def test_a_rule_is_in_force_between_its_days() -> None:
    """Both limits belong to the time in which a rule applies."""
    dated = evolve(TWO_MONTHS, valid_from=dt.date(2027, 1, 1), valid_until=dt.date(2027, 12, 31))
    days = ["2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01"]
    assert [False, True, True, False] == [
        dated.applies_on(dt.date.fromisoformat(day)) for day in days
    ]
    assert TWO_MONTHS.applies_on(dt.date.min)


REGISTER = Register(
    id="harbours",
    title="Harbours",
    organisations=(
        Organisation(id="house", name="House of Ports"),
        Organisation(
            id="coasts",
            name="Harbours & Coasts Committee",
            other_names=("Coast's Committee",),
            kind=OrganisationKind.COMMITTEE,
            part_of="house",
        ),
        Organisation(id="unsure", name="Committee of Quays"),
        Organisation(id="agency", name="Port Committee Agency", kind=OrganisationKind.PUBLIC_BODY),
        Organisation(id="loop", name="Loop", part_of="loop"),
    ),
)


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        (ANYBODY, "coasts unsure agency loop nobody"),
        (Bodies(kinds=(OrganisationKind.COMMITTEE,)), "coasts"),
        (Bodies(kinds=(OrganisationKind.COMMITTEE,), kind_words=("committee",)), "coasts unsure"),
        (Bodies(names=("house of ports",)), "coasts"),
        (Bodies(names=("coasts committee", "LOOP")), "coasts loop"),
        (Bodies(names=("commit",)), ""),
        (Bodies(except_names=("ports",)), "unsure agency loop"),
    ],
)
def test_which_bodies_a_rule_is_about(bodies: Bodies, expected: str) -> None:
    """Bodies are known by class and by whole words of their names and of what they are part of."""
    ids = ["coasts", "unsure", "agency", "loop", "nobody"]
    assert expected.split() == [one for one in ids if bodies.include(REGISTER, one)]
