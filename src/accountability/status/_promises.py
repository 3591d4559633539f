"""Promises as of a day: which date is the current one, what is claimed done, what has run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable

from attrs import define, evolve, field

from accountability.dates import AnyDate, PartialDate
from accountability.model import (
    Commitment,
    CommitmentKind,
    Response,
    Update,
)
from accountability.status._claims import ENDED, Claim, claim_of, combined, counted
from accountability.status._day import Day, Speakers
from accountability.status.values import Reason

__all__ = ["Promise", "Target", "current_target", "promise_of", "promises_for"]

_FOLLOWED = frozenset({CommitmentKind.CONTINUOUS, CommitmentKind.RECURRING})
"""Promises that can be followed without a date."""

_LASTING = _FOLLOWED | {CommitmentKind.REPORT_BACK}
"""Promises that do not stand for work that will be done one day."""


@define(kw_only=True)
class Target:
    """
    One promised date that counts on the day.

    Attributes:
        commitment: Whose date it is: the promise, or one of its milestones.

        date: The date as it stands.

        first: The date as it was first promised.

        moves: How many times it was moved.

        told: Whether somebody was told of the date as it stands, or it never moved.

        reason: Why it moved, if that is said.

        met: Whether the promise or milestone has ended, as claimed.

        claim: What is claimed about the promise or milestone whose date it is, else about its plan;
            None: nothing about either.

        latest: The last day on which it is kept; None: it has no end.

        reasons: What is told of it where it is the only one, once it was told: of an item and of its
            promise it is the same.
    """

    commitment: Commitment
    date: AnyDate
    first: AnyDate
    moves: int = 0
    told: bool = True
    reason: str = ""
    met: bool = False
    claim: Claim | None = None
    latest: dt.date | None = None
    reasons: tuple[Reason, ...] = field(default=(), eq=False, repr=False)

    @property
    def can_be_late(self) -> bool:
        """Whether it is an unconditional promise that something will be done."""
        return self.commitment.kind is CommitmentKind.TARGET and not self.commitment.condition

    def passed(self, day: dt.date) -> bool:
        """Tell whether the date as it stands lies before *day*, and the promise has not ended."""
        return self.latest is not None and self.latest < day and not self.met

    def first_passed(self, day: dt.date) -> bool:
        """Tell whether it was moved and the first date lies before *day*."""
        return (
            self.moves > 0
            and isinstance(self.first, PartialDate)
            and self.first.certainly_before(day)
        )


@define(kw_only=True)
class Promise:
    """
    One promise as of a day.

    Attributes:
        record: The commitment.

        targets: Its date, else those of its milestones; may be empty.

        claim: What is claimed about it, else what the claims about its milestones come to.

        updates: The updates about it that count, in document order.

        milestones: How many milestones it has that count.
    """

    record: Commitment
    targets: tuple[Target, ...] = ()
    claim: Claim | None = None
    updates: tuple[Update, ...] = ()
    milestones: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be expected of it, as claimed."""
        return self.claim is not None and self.claim.implementation in ENDED

    @property
    def can_be_followed(self) -> bool:
        """Whether it has a date, or goes on or recurs."""
        return self.record.kind in _FOLLOWED or any(
            isinstance(target.date, PartialDate) for target in self.targets
        )

    @property
    def is_work(self) -> bool:
        """Whether it promises something that will be done one day."""
        return self.record.kind not in _LASTING

    def overdue(self, day: dt.date) -> tuple[Target, ...]:
        """Return the dates that have passed unmet, earliest first; () where nothing can be late."""
        if self.ended or self.record.condition or self.record.kind is not CommitmentKind.TARGET:
            return ()
        late = [t for t in self.targets if t.passed(day) and t.can_be_late]
        if len(late) > 1:
            late.sort(key=lambda target: target.latest or day)
        return tuple(late)


def promise_of(day: Day, commitment: Commitment) -> Promise:
    """Work out a promise as of the day, once; see `_worked_out`."""
    known = day.promises.get(commitment.id)
    if known is None:
        known = day.promises[commitment.id] = _worked_out(day, commitment)
    return known


def _worked_out(day: Day, commitment: Commitment) -> Promise:
    """Return a promise as of the day; a plan without a date or claim of its own has its milestones'."""
    own = _alone(day, commitment)
    parts = day.register.milestones_of(commitment.id)
    if not parts:
        return own
    steps = [_alone(day, step) for step in parts if step.id != commitment.id and stands(day, step)]
    if not steps:
        return own
    claim = own.claim or combined(step.claim for step in steps)
    met = claim is not None and claim.implementation in ENDED
    dated = own.targets or tuple(target for step in steps for target in step.targets)
    targets = tuple(
        evolve(
            target, met=target.met or met, claim=target.claim if target.met or not met else claim
        )
        for target in dated
    )
    updates = own.updates or tuple(update for step in steps for update in step.updates)
    return Promise(
        record=commitment, targets=targets, claim=claim, updates=updates, milestones=len(steps)
    )


def _alone(day: Day, commitment: Commitment) -> Promise:
    updates = counted(day, day.register.updates_on(commitment.id))
    claim = claim_of(day, updates, _workers(day, commitment)) if updates else None
    target = _target(day, commitment, claim)
    return Promise(
        record=commitment, targets=(target,) if target else (), claim=claim, updates=updates
    )


def _workers(day: Day, commitment: Commitment) -> Container[object] | None:
    """Return whose work a promise and its plan are; None: nobody is named."""
    bodies = _bodies_of(day, commitment)
    if commitment.parent is not None:
        plan = day.register.find(Commitment, commitment.parent)
        bodies += _bodies_of(day, plan) if plan is not None else ()
    return day.voices_of(bodies) if bodies else None


def _bodies_of(day: Day, commitment: Commitment) -> tuple[str, ...]:
    bodies = commitment.owners + commitment.supporting
    response = day.register.find(Response, commitment.response)
    if response is None:
        return bodies
    return (*bodies, response.responder, *response.on_behalf_of, *response.prepared_by)


def _target(day: Day, commitment: Commitment, claim: Claim | None) -> Target | None:
    if not commitment.dates:
        return None
    made = day.day_of(commitment)
    dates = [date for date in commitment.dates if day.reached(day.day_of_target(date, made))]
    if not dates:
        return None
    last = dates[-1]
    return Target(
        commitment=commitment,
        date=last.date,
        first=dates[0].date,
        moves=len(dates) - 1,
        told=len(dates) == 1 or bool(last.told) or last.told_on is not None,
        reason=last.reason,
        met=claim is not None and claim.implementation in ENDED,
        claim=claim,
        latest=last.date.latest if isinstance(last.date, PartialDate) else None,
    )


def stands(day: Day, commitment: Commitment) -> bool:
    """Tell whether a promise is made by the day, and is no draft."""
    return _stands(day, commitment, day.register.find(Response, commitment.response))


def _stands(day: Day, commitment: Commitment, response: Response | None) -> bool:
    return day.counts(commitment) and (response is None or day.register.is_given(response))


def promises_for(
    day: Day, served: Iterable[str], speakers: Speakers | None, named: Container[str]
) -> tuple[Promise, ...]:
    """
    Return the promises of one responder.

    Args:
        day: The day.

        served: Ids of the items that they serve, and of the responses they were made in.

        speakers: Whose promises they are; None: anybody's.

        named: Ids of all who answer for the same item: a promise that was made in no response that
            is held, and whose owners are none of them, is everybody's.
    """
    register = day.register
    found: dict[str, Commitment] = {}
    for record_id in served:
        for commitment in register.commitments_of(record_id):
            found.setdefault(commitment.id, commitment)
    theirs: list[Promise] = []
    for commitment in found.values():
        response = register.find(Response, commitment.response)
        if not _stands(day, commitment, response):
            continue
        # Where an answer was corrected by one with promises of its own, those count instead.
        if response is not None and response.id in day.replies_to(response.answers).corrected:
            continue
        if speakers is None or _is_theirs(commitment, response, speakers, named):
            theirs.append(promise_of(day, commitment))
    return tuple(theirs)


def _is_theirs(
    commitment: Commitment, response: Response | None, speakers: Speakers, named: Container[str]
) -> bool:
    if response is not None:
        return response.responder in speakers or any(b in speakers for b in response.on_behalf_of)
    owners = commitment.owners
    if not owners or any(owner in speakers for owner in owners):
        return True
    return not any(owner in named for owner in owners)


def current_target(promises: Iterable[Promise]) -> Target | None:
    """Return the date that matters now: the earliest that is still to be met, else the latest."""
    targets = [target for promise in promises for target in promise.targets]
    if len(targets) < 2:
        return targets[0] if targets else None
    unmet = [t for t in targets if not t.met and t.latest is not None]
    if unmet:
        return min(unmet, key=lambda target: target.latest or dt.date.max)
    begun = [t for t in targets if not t.met] or targets
    return max(begun, key=lambda target: target.latest or dt.date.min, default=None)
