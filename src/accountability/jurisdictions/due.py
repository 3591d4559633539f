"""
By when one document must be answered: the rules that apply, the day they count from, what moved it.

Everything here is total: a document without a day, a request that was never made or a calendar that is
missing gives no deadline, and never an error, because verdicts are made from it.
"""

from __future__ import annotations

import datetime as dt

from attrs import evolve

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.deadlines import (
    Anchor,
    Calendar,
    Deadline,
    DeadlineRule,
    Unit,
    response_deadline,
)
from accountability.exceptions import CalendarRequiredError, InvalidDateError
from accountability.jurisdictions.facts import Jurisdiction
from accountability.model import Document, Event, EventKind, Register

__all__ = ["deadline_of", "missing_calendar"]


def deadline_of(
    register: Register,
    document: Document,
    jurisdiction: Jurisdiction,
    calendar: Calendar | None = None,
    *,
    responder: str | None = None,
    as_of: dt.date | None = None,
) -> Deadline | None:
    """
    Return the last day on which a response to *document* is in time; never raises.

    Args:
        register: Holds the organisations that *document* names.

        document: What is to be answered.

        jurisdiction: Whose rules apply.

        calendar: Working days; without it, rules that count them give no day (`missing_calendar`).

        responder: Id of who must answer, for rules that depend on it; None: anybody addressed.

        as_of: Events after this day are not counted; None: all that are held are.

    Returns:
        The deadline with its steps; of several rules the one that ends first, the others beside it
        and named in the last steps. None: no rule applies, or the day it counts from is not known.
    """
    rules = jurisdiction.deadline_for(register, document, responder=responder)
    if not rules:
        return None
    events = _until(document.events, as_of)
    found = [
        deadline
        for rule in rules
        if (deadline := _by_rule(register, document, rule, calendar, events)) is not None
    ]
    if not found:
        return None
    found.sort(key=lambda deadline: deadline.day)
    first, *others = found
    if not others:
        return first
    named = ", ".join(f"{one.rule.body}: {show_day(one.day)}" for one in found)
    *steps, day = first.steps
    return evolve(
        first,
        steps=(*steps, f"{len(found)} rules apply and the first to end counts ({named})", day),
        others=tuple(others),
    )


def missing_calendar(
    register: Register,
    document: Document,
    jurisdiction: Jurisdiction,
    calendar: Calendar | None = None,
    *,
    responder: str | None = None,
) -> str:
    """
    Return the name of the calendar that a deadline of *document* waits for; "" if it waits for none.

    For verdicts, whose reason then says so; `response_deadline` raises instead.
    """
    if calendar is not None:
        return ""
    for rule in jurisdiction.deadline_for(register, document, responder=responder):
        if rule.unit is Unit.WORKING_DAYS:
            start, _ = _start(document, rule, document.events)
            if start is not None and rule.applies_on(start):
                return rule.calendar or jurisdiction.calendar or jurisdiction.name
    return ""


def _by_rule(
    register: Register,
    document: Document,
    rule: DeadlineRule,
    calendar: Calendar | None,
    events: tuple[Event, ...],
) -> Deadline | None:
    start, before = _start(document, rule, events)
    if start is None or not rule.applies_on(start):
        return None
    moved = _extension(events)
    try:
        deadline = response_deadline(start, rule, calendar=calendar)
    except (CalendarRequiredError, InvalidDateError):
        # Somebody gave a new last day, which is known whatever the old one was.
        if moved is None:
            return None
        uncounted = f"{rule.period} from {show_day(start)}"
        deadline = Deadline(rule=rule, day=start, steps=(uncounted,))
    deadline = evolve(deadline, steps=(*before, *deadline.steps))
    if moved is not None:
        deadline = _extended(register, deadline, moved)
    return None if _lapsed(rule, events, deadline.day) else deadline


def _until(events: tuple[Event, ...], as_of: dt.date | None) -> tuple[Event, ...]:
    """Return the events that count on a day: those before or on it, and those of no known day."""
    if as_of is None:
        return events
    return tuple(event for event in events if (day := _last(event.day)) is None or day <= as_of)


def _last(date: AnyDate | None) -> dt.date | None:
    """Return the last day that *date* can mean, so that nobody is called late too early."""
    return date.latest if isinstance(date, PartialDate) else None


def _start(
    document: Document, rule: DeadlineRule, events: tuple[Event, ...]
) -> tuple[dt.date | None, tuple[str, ...]]:
    """Return the day that *rule* counts from, and what must be said about it."""
    for anchor in (rule.event, *rule.instead):
        date = _day_of(document, anchor, events)
        day = _last(date)
        if date is None or day is None:
            continue
        steps = []
        if anchor is not rule.event:
            steps.append(f"the day it was {rule.event} is not recorded")
        if anchor is not rule.event or anchor is not Anchor.PUBLISHED:
            steps.append(f"{anchor} on {show_day(day)}")
        if isinstance(date, PartialDate) and date.earliest != date.latest:
            steps.append(f"{str(date)!r} is taken as its last day")
        return day, tuple(steps)
    return None, ()


def _day_of(document: Document, anchor: Anchor, events: tuple[Event, ...]) -> AnyDate | None:
    if anchor is Anchor.PUBLISHED:
        return document.published
    if anchor is Anchor.RECEIVED:
        return document.received
    days = (event.day for event in events if event.kind.value == anchor.value)
    return next((day for day in days if _last(day) is not None), None)


def _extension(events: tuple[Event, ...]) -> tuple[Event, dt.date] | None:
    """Return the extension decided last (of one day, the later in the document), and its new last day."""
    known = [
        (event, until)
        for event in events
        if event.kind is EventKind.EXTENDED and (until := _last(event.until)) is not None
    ]
    return max(reversed(known), key=lambda one: _last(one[0].day) or dt.date.min, default=None)


def _extended(register: Register, deadline: Deadline, moved: tuple[Event, dt.date]) -> Deadline:
    event, until = moved
    said = [f"extended to {show_day(until)}"]
    if event.by:
        said.append(f"by {register.name_of(event.by)}")
    decided = _last(event.day)
    if decided is not None:
        said.append(f"on {show_day(decided)}")
    return evolve(deadline, day=until, steps=(*deadline.steps, " ".join(said), show_day(until)))


def _lapsed(rule: DeadlineRule, events: tuple[Event, ...], due: dt.date) -> bool:
    """Tell whether the duty ended before it was due."""
    if rule.lapses_on is None:
        return False
    days = (_last(event.day) for event in events if event.kind is rule.lapses_on)
    return any(day is not None and day <= due for day in days)
