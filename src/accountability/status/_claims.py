"""
What is claimed to have been done: which of several claims counts.

Of one speaker's claims the latest counts. Between speakers "open" says nothing, the later claim wins,
then the better assured; third parties are heard only where nobody else speaks. "Closed" says that
there is an end and not which: where another speaker says which, that one counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from attrs import frozen

from accountability.model import Assurance, Implementation, Update
from accountability.status._day import Day, Speakers, last_day

__all__ = ["DONE", "ENDED", "OVERTAKEN", "Claim", "claim_of", "combined", "concerns", "counted"]

DONE = frozenset({Implementation.IMPLEMENTED, Implementation.IMPLEMENTED_DIFFERENTLY})
"""The work is done."""

OVERTAKEN = frozenset(
    {
        Implementation.SUPERSEDED,
        Implementation.NO_LONGER_APPLICABLE,
        Implementation.TRANSFERRED,
        Implementation.WITHDRAWN,
    }
)
"""The work is no longer this body's to do."""

ENDED = DONE | OVERTAKEN | {Implementation.STOPPED, Implementation.CLOSED}
"""Nothing more is to be expected."""

_WORKED = frozenset({Implementation.IN_PROGRESS, Implementation.PARTLY_IMPLEMENTED})

_ASSURANCE = {assurance: place for place, assurance in enumerate(Assurance)}


@frozen(kw_only=True)
class Claim:
    """
    The claim that counts, of those about one thing.

    Attributes:
        implementation: What is claimed.

        update: The update that claims it; None: it follows from several promises.

        updates: Ids of the updates it rests on.

        assurance: Who stands behind it.

        day: Day from which it counts; None: undated.

        completed: Day the work was finished, where it is said.

        worked: Whether work was ever reported.

        others: The latest claims of other speakers that say something else.
    """

    implementation: Implementation
    update: Update | None = None
    updates: tuple[str, ...] = ()
    assurance: Assurance = Assurance.SELF_REPORTED
    day: dt.date | None = None
    completed: dt.date | None = None
    worked: bool = False
    others: tuple[Update, ...] = ()


def counted(day: Day, updates: Iterable[Update]) -> tuple[Update, ...]:
    """Return the updates that count on the day, corrected ones left out, in their order."""
    said = [update for update in updates if day.counts(update)]
    replaced = {update.replaces for update in said if update.replaces}
    if replaced:
        said = [update for update in said if update.id not in replaced] or said
    return tuple(said)


def concerns(update: Update, speakers: Speakers) -> bool:
    """Tell whether an update is about what these bodies do."""
    if update.responder is not None:
        return update.responder in speakers
    return update.assurance is not Assurance.SELF_REPORTED or update.reported_by in speakers


def claim_of(day: Day, updates: Iterable[Update]) -> Claim | None:
    """Settle which of the *updates* about one thing counts; None: none claims anything."""
    claims = [
        (update, last_day(day.day_of(update)))
        for update in updates
        if update.implementation is not None
    ]
    if not claims:
        return None
    if len(claims) > 1:
        claims.sort(key=lambda claim: claim[1] or dt.date.min)
    latest = list({update.reported_by: (update, said) for update, said in claims}.values())
    firm = [c for c in latest if c[0].assurance is not Assurance.THIRD_PARTY] or latest
    telling = [c for c in firm if c[0].implementation is not Implementation.OPEN] or firm
    best = max(telling, key=_weight)
    if best[0].implementation is Implementation.CLOSED:
        ends = ENDED - {Implementation.CLOSED}
        hows = [claim for claim in telling if claim[0].implementation in ends]
        best = max(hows, key=_weight, default=best)
    update, said = best
    speakers = {claim[0].reported_by for claim in firm}
    return Claim(
        implementation=update.implementation or Implementation.OPEN,
        update=update,
        updates=(update.id,),
        assurance=update.assurance,
        day=said,
        completed=last_day(update.completed_on),
        worked=any(c.implementation in _WORKED for c, _ in claims if c.reported_by in speakers),
        others=tuple(
            other
            for other, _ in latest
            if other is not update and other.implementation is not update.implementation
        ),
    )


def _weight(claim: tuple[Update, dt.date | None]) -> tuple[dt.date, int]:
    return claim[1] or dt.date.min, _ASSURANCE[claim[0].assurance]


def combined(claims: Iterable[Claim | None]) -> Claim | None:
    """
    Say what the claims about all the promises of one item come to.

    Args:
        claims: One for each promise, None where nothing is claimed; those that were overtaken do not
            hold the others back.

    Returns:
        The claim about the whole; None: nothing is claimed about any.
    """
    every = list(claims)
    made = [claim for claim in every if claim is not None]
    if not made:
        return None
    live = [c.implementation if c else None for c in every]
    live = [said for said in live if said not in OVERTAKEN]
    overall = _overall(set(live)) if live else made[-1].implementation
    if overall is None:
        return None
    days = [claim.day for claim in made if claim.day is not None]
    finished = [claim.completed for claim in made if claim.completed is not None]
    single = made[0].update if len(every) == 1 else None
    return Claim(
        implementation=overall,
        update=single,
        updates=tuple(identity for claim in made for identity in claim.updates),
        assurance=min((claim.assurance for claim in made), key=_ASSURANCE.__getitem__),
        day=max(days, default=None),
        completed=max(finished, default=None) if len(finished) == len(made) else None,
        worked=any(claim.worked for claim in made),
        others=made[0].others if single else (),
    )


def _overall(said: set[Implementation | None]) -> Implementation | None:
    """Return what claims about all promises come to; None in *said*: one without a claim."""
    if said == {None}:
        return None
    if said <= DONE:
        differently = Implementation.IMPLEMENTED_DIFFERENTLY
        return differently if differently in said else Implementation.IMPLEMENTED
    if said & (DONE | {Implementation.PARTLY_IMPLEMENTED}):
        return Implementation.PARTLY_IMPLEMENTED
    ends = {Implementation.STOPPED, Implementation.CLOSED}
    if said <= ends:
        stopped = Implementation.STOPPED
        return stopped if stopped in said else Implementation.CLOSED
    if Implementation.IN_PROGRESS in said:
        return Implementation.IN_PROGRESS
    if said & {Implementation.OPEN, *ends}:
        return Implementation.OPEN
    return Implementation.NOT_STARTED
