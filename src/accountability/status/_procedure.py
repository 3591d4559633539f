"""
The procedure: from the facts of one item and one responder to one status. First hit wins.

It is kept on one page so that it can be read beside the explanation of statuses, step by step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from accountability.dates import PartialDate
from accountability.model import Assurance, Implementation, Opinion, Position
from accountability.status._claims import DONE, ENDED, OVERTAKEN, Claim
from accountability.status._day import Day, last_day
from accountability.status._facts import Facts
from accountability.status._promises import Target
from accountability.status.values import Axes, Status, Timeliness

__all__ = ["answered_late", "axes_of", "decide", "delivered", "delivered_on", "timeliness"]


@lru_cache(maxsize=4096)
def axes_of(
    position: Position | None,
    implementation: Implementation | None,
    when: Timeliness,
    assurance: Assurance | None,
    assessment: Opinion | None,
) -> Axes:
    """Return the axes with these values: of many verdicts they are the same, and made once."""
    return Axes(
        position=position,
        implementation=implementation,
        timeliness=when,
        assurance=assurance,
        assessment=assessment,
    )


def decide(day: Day, facts: Facts) -> Status:
    """Return the status of an item for one responder, as of the day."""
    if not day.counts(facts.item):
        return Status.NOT_YET_MADE
    if facts.nothing:
        return _without_answer(day, facts)
    position, claimed = facts.position, facts.implementation
    if position is Position.NOT_FOR_RESPONDER or position is Position.SUPPORTED:
        return Status.NOT_FOR_RESPONDER
    if claimed in DONE:
        return Status.IMPLEMENTED
    if facts.withdrawn or claimed in OVERTAKEN:
        return Status.SUPERSEDED
    if position is Position.REJECTED:
        return Status.REJECTED
    if claimed is Implementation.STOPPED:
        return Status.CLOSED_NOT_IMPLEMENTED
    if claimed is Implementation.CLOSED:
        return Status.CLOSED
    if position is Position.NOTED:
        return Status.NOTED
    if facts.late:
        return Status.OVERDUE
    return _still_open(facts)


def _without_answer(day: Day, facts: Facts) -> Status:
    if not facts.needs_reply:
        return Status.RESPONSE_NOT_REQUIRED
    if facts.paper is not None or facts.declined is not None:
        return Status.NOT_ADDRESSED
    if facts.due.day is not None and facts.due.day < day.as_of:
        return Status.RESPONSE_OVERDUE
    return Status.RESPONSE_AWAITED


def _still_open(facts: Facts) -> Status:
    claim = facts.claim
    if facts.position is Position.UNDER_CONSIDERATION:
        return Status.UNDER_CONSIDERATION
    if claim is not None and claim.implementation is Implementation.PARTLY_IMPLEMENTED:
        return Status.PARTLY_IMPLEMENTED
    if claim is not None and (
        claim.implementation is Implementation.IN_PROGRESS
        or (claim.implementation is Implementation.OPEN and claim.worked)
    ):
        return Status.IN_PROGRESS
    if facts.replies and facts.position is None:
        return Status.POSITION_UNCLEAR
    if any(promise.can_be_followed and not promise.ended for promise in facts.promises):
        return Status.PROMISED
    # A report of "not started", or a promise without a day, where no reply is held: nobody said yes.
    return Status.ACCEPTED if facts.replies else Status.POSITION_UNCLEAR


def timeliness(day: Day, facts: Facts, status: Status) -> Timeliness:
    """Tell whether what was due, an answer or a promise, came by its day."""
    as_of = day.as_of
    if status is Status.NOT_YET_MADE:
        return Timeliness.NO_DATE
    if facts.late:
        return Timeliness.OVERDUE
    if status is Status.RESPONSE_OVERDUE:
        return Timeliness.RESPONSE_OVERDUE
    if facts.claim is not None and facts.claim.implementation in DONE:
        found = delivered(facts.targets, facts.claim)
    else:
        found = Timeliness.NO_DATE
        for target in () if facts.ended else facts.targets:
            if not target.can_be_late or target.met:
                continue
            if target.first_passed(as_of):
                return Timeliness.LATE_AGAINST_ORIGINAL
            if target.latest is not None and target.latest >= as_of:
                found = Timeliness.NOT_DUE
    if found is Timeliness.DELIVERED_LATE or found is Timeliness.LATE_AGAINST_ORIGINAL:
        return found
    answered = _answering(day, facts)
    if answered is Timeliness.RESPONSE_LATE or found is Timeliness.NO_DATE:
        return answered
    return found


def delivered_on(target: Target, claim: Claim) -> tuple[bool, dt.date | None]:
    """
    Tell when what was promised for a date was done.

    Args:
        target: The date.

        claim: What is claimed about the whole, which counts where nothing ended this promise before.

    Returns:
        Whether it was done at all (what was dropped has no date to keep), and the day; None: unknown.
    """
    own = target.claim
    if own is None or own.implementation not in ENDED:
        own = claim
    return own.implementation in DONE, own.completed


def delivered(targets: Iterable[Target], claim: Claim) -> Timeliness:
    """
    Compare the day on which each promise was kept with its own date.

    Args:
        targets: The dates.

        claim: What is claimed about the whole.
    """
    dated = [target for target in targets if target.can_be_late and target.latest is not None]
    kept = [
        (target, day) for target in dated for done, day in [delivered_on(target, claim)] if done
    ]
    if not kept:
        return Timeliness.NO_DATE
    if any(target.latest is not None and day and target.latest < day for target, day in kept):
        return Timeliness.DELIVERED_LATE
    if any(day is not None and target.first_passed(day) for target, day in kept):
        return Timeliness.LATE_AGAINST_ORIGINAL
    return Timeliness.UNKNOWN if any(day is None for _, day in kept) else Timeliness.IN_TIME


def _answering(day: Day, facts: Facts) -> Timeliness:
    """Compare the day of the first answer with the deadline."""
    due = facts.due
    if not facts.replies:
        if due.calendar and facts.nothing and facts.needs_reply:
            return Timeliness.UNKNOWN
        waiting = facts.nothing and due.day is not None and due.day >= day.as_of
        return Timeliness.NOT_DUE if waiting and facts.needs_reply else Timeliness.NO_DATE
    if due.day is None:
        return Timeliness.UNKNOWN if due.calendar else Timeliness.NO_DATE
    late = answered_late(day, facts, due.day)
    if late is None:
        return Timeliness.UNKNOWN
    return Timeliness.RESPONSE_LATE if late else Timeliness.IN_TIME


def answered_late(day: Day, facts: Facts, due: dt.date) -> bool | None:
    """Tell whether the first answer came after *due*; None: its day does not say."""
    first = day.day_of(facts.replies[0])
    if not isinstance(first, PartialDate):
        return None
    if first.earliest is not None and first.earliest > due:
        return True
    latest = last_day(first)
    return False if latest is not None and first.latest is not None and latest <= due else None
