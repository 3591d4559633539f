"""
By when one document must be answered: the rules that apply, the day they count from, what moved it.

Everything here is total: a document without a day, a request that was never made or a calendar that is
missing gives no deadline, and never an error, because verdicts are made from it.
"""

from __future__ import annotations

import datetime as dt

from attrs import evolve, frozen

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.deadlines import (
    UNCONFIRMED,
    Anchor,
    Calendar,
    Deadline,
    DeadlineRule,
    Recess,
    Unit,
    response_deadline,
)
from accountability.exceptions import CalendarRequiredError, InvalidDateError
from accountability.jurisdictions.facts import Jurisdiction
from accountability.model import Document, Event, EventKind, Position, Register

__all__ = ["AppliedRule", "apply_rules", "deadline_of", "missing_calendar"]


@frozen(kw_only=True)
class AppliedRule:
    """
    A rule that is about a document, and what comes of it.

    Attributes:
        rule: The rule.

        deadline: The last day by it; None: there is none, or nobody can say when it is.

        reason: Why there is none, as a sentence without a full stop; "" where there is one.
    """

    rule: DeadlineRule
    deadline: Deadline | None = None
    reason: str = ""


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


def apply_rules(
    register: Register,
    document: Document,
    jurisdiction: Jurisdiction,
    calendar: Calendar | None = None,
    *,
    responder: str | None = None,
    as_of: dt.date | None = None,
) -> tuple[AppliedRule, ...]:
    """
    Return every rule that is about *document* and what comes of it; never raises.

    `deadline_of` gives the day by which an answer is late. This gives all there is to say: rules for
    other duties, rules that nobody has confirmed (their deadlines say so), and why a rule gives no day.

    Args:
        register: Holds the organisations that *document* names, and the answers to it.

        document: What is to be answered.

        jurisdiction: Whose rules apply.

        calendar: Working days; without it, rules that count them give no day.

        responder: Id of who must answer, for rules that depend on it; None: anybody addressed.

        as_of: Events after this day are not counted; None: all that are held are.

    Returns:
        Those with a deadline first, by their days, then the others in the order of the file.
    """
    events = _until(document.events, as_of)
    found = [
        _applied(register, document, rule, calendar, events)
        for rule in jurisdiction.rules_about(register, document, responder=responder)
    ]
    return tuple(sorted(found, key=lambda one: one.deadline.day if one.deadline else dt.date.max))


def _applied(
    register: Register,
    document: Document,
    rule: DeadlineRule,
    calendar: Calendar | None,
    events: tuple[Event, ...],
) -> AppliedRule:
    if rule.only_if is not None and all(event.kind is not rule.only_if for event in events):
        reason = f"it applies only if the event {rule.only_if.value!r} is recorded, which it is not"
        return AppliedRule(rule=rule, reason=reason)
    deadline = _by_rule(register, document, rule, calendar, events)
    if deadline is not None:
        return AppliedRule(rule=rule, deadline=deadline)
    start, _ = _start(register, document, rule, events)
    if rule.historic:
        reason = "it is no longer in force"
    elif start is None:
        reason = f"the day it was {rule.event} is not recorded"
    elif not rule.applies_on(start):
        reason = f"it was not in force on {show_day(start)}"
    elif rule.unit is Unit.EVENT:
        reason = f"nothing is counted: it runs {rule.period}, from {show_day(start)}"
    elif rule.unit is Unit.WORKING_DAYS and calendar is None:
        reason = f"it counts working days, and no calendar was given ({rule.calendar})"
    elif rule.lapses_on is not None:
        reason = f"it lapsed: the event {rule.lapses_on.value!r} came first"
    else:
        reason = "the day cannot be counted"
    return AppliedRule(rule=rule, reason=reason)


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
            start, _ = _start(register, document, rule, document.events)
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
    start, before = _start(register, document, rule, events)
    if start is None or not rule.applies_on(start):
        return None
    moved = _extension(events)
    try:
        deadline = response_deadline(start, rule, calendar=calendar)
    except (CalendarRequiredError, InvalidDateError):
        # Somebody gave a new last day, which is known whatever the old one was.
        if moved is None:
            return None
        uncounted = (
            rule.period if rule.unit is Unit.EVENT else f"{rule.period} from {show_day(start)}"
        )
        deadline = Deadline(rule=rule, day=start, steps=(uncounted,))
    deadline = _after_recess(evolve(deadline, steps=(*before, *deadline.steps)), events)
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
    register: Register, document: Document, rule: DeadlineRule, events: tuple[Event, ...]
) -> tuple[dt.date | None, tuple[str, ...]]:
    """Return the day that *rule* counts from, and what must be said about it."""
    for anchor in (rule.event, *rule.instead):
        date = _day_of(register, document, anchor, events)
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


def _day_of(
    register: Register, document: Document, anchor: Anchor, events: tuple[Event, ...]
) -> AnyDate | None:
    if anchor is Anchor.PUBLISHED:
        return document.published
    if anchor is Anchor.RECEIVED:
        return document.received
    if anchor is Anchor.ACCEPTED:
        return _accepted(register, document)
    days = (event.day for event in events if event.kind.value == anchor.value)
    return next((day for day in days if _last(day) is not None), None)


_ACCEPTED = {Position.ACCEPTED, Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED}


def _accepted(register: Register, document: Document) -> AnyDate | None:
    """Return the first day on which an item of *document* was accepted, in part or in principle too."""
    days = [
        (last, day)
        for item in register.items_of(document.id)
        for response in register.responses_to(item.id)
        if response.position in _ACCEPTED and not register.is_draft(response)
        if (last := _last(day := register.day_of(response))) is not None
    ]
    return min(days, key=lambda one: one[0], default=(None, None))[1]


def _after_recess(deadline: Deadline, events: tuple[Event, ...]) -> Deadline:
    """Move a last day on which the legislature does not sit, where the rule says so."""
    if deadline.rule.recess is Recess.IGNORED:
        return deadline
    for event in events:
        first, last = _first(event.day), _last(event.until)
        if event.kind is not EventKind.ADJOURNED or first is None or last is None:
            continue
        if first <= deadline.day <= last:
            returns = deadline.rule.recess is Recess.ON_RETURN
            day = last + dt.timedelta(days=1) if returns and last < dt.date.max else last
            moved = "the day it sits again" if returns else "the last day before it sits again"
            away = f"no sitting from {show_day(first)} to {show_day(last)}; moved to {moved}"
            return evolve(deadline, day=day, steps=(*deadline.steps, away, show_day(day)))
    return deadline


def _first(date: AnyDate | None) -> dt.date | None:
    return date.earliest if isinstance(date, PartialDate) else None


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
    # The new day was given by somebody: what was unconfirmed is only what it was before.
    steps = tuple(step for step in deadline.steps if step != UNCONFIRMED)
    return evolve(
        deadline, day=until, steps=(*steps, " ".join(said), show_day(until)), unconfirmed=False
    )


def _lapsed(rule: DeadlineRule, events: tuple[Event, ...], due: dt.date) -> bool:
    """Tell whether the duty ended before it was due."""
    if rule.lapses_on is None:
        return False
    days = (_last(event.day) for event in events if event.kind is rule.lapses_on)
    return any(day is not None and day <= due for day in days)
