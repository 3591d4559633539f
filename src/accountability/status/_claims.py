"""
What is claimed to have been done: which of several claims counts.

Of one speaker's claims the latest counts. Between speakers "open" says nothing, the later claim wins,
then the better assured; third parties are heard only where nobody else speaks. "Closed" says that
there is an end and not which: where another speaker says which, that one counts.

Who stands behind a claim is looked up and not believed: nobody verifies itself, and the recommender is
who made the item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable

from attrs import define, evolve, field

from accountability.dates import PartialDate
from accountability.model import Assurance, Commitment, Implementation, Item, Response, Update
from accountability.status._day import Day, Speakers, last_day, replaced_in
from accountability.status.values import Reason

__all__ = [
    "DONE",
    "ENDED",
    "OVERTAKEN",
    "Claim",
    "claim_of",
    "combined",
    "concerns",
    "counted",
    "finished_on",
]

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


@define(kw_only=True)
class Claim:
    """
    The claim that counts, of those about one thing.

    Attributes:
        implementation: What is claimed.

        update: The update that claims it; None: it follows from several promises.

        updates: Ids of the updates it rests on.

        assurance: Who stands behind it.

        day: Day from which it counts; None: undated.

        completed: Day the work was finished, else, if that is not said, the day of the claim; of
            several the last. None: undated, or still ahead on the day asked about.

        worked: Whether work was ever reported.

        others: The latest claims of other speakers that say something else.

        reasons: What is told of it, once it was told: of an item and of its promise it is the same.
    """

    implementation: Implementation
    update: Update | None = None
    updates: tuple[str, ...] = ()
    assurance: Assurance = Assurance.SELF_REPORTED
    day: dt.date | None = None
    completed: dt.date | None = None
    worked: bool = False
    others: tuple[Update, ...] = ()
    reasons: tuple[Reason, ...] = field(default=(), eq=False, repr=False)


def counted(day: Day, updates: Iterable[Update]) -> tuple[Update, ...]:
    """Return the updates that count on the day, corrected ones left out, in their order."""
    said = [update for update in updates if day.counts(update)]
    if not said:
        return ()
    # One that takes the place of itself takes nobody's.
    if len(said) > 1 and any(update.replaces for update in said):
        replaced = replaced_in(day, said)
        said = [update for update in said if update.id not in replaced] or said
    return tuple(said)


def concerns(update: Update, speakers: Speakers) -> bool:
    """Tell whether an update is about what these bodies do."""
    if update.responder is not None:
        return update.responder in speakers
    return update.assurance is not Assurance.SELF_REPORTED or update.reported_by in speakers


_VOUCHED = frozenset({Assurance.RECOMMENDER, Assurance.VERIFIED})
"""Assurance that somebody other than the responder gives."""


def _as_it_counts(day: Day, update: Update, whose: Container[object] | None) -> Update:
    """
    Return *update* with the assurance that it has by who made it, whatever it says of itself.

    A responder that "verifies" its own work reports on itself; the recommender is who made the item;
    and who reports on a promise without having a part in it is a third party.
    """
    said, by = update.assurance, update.reported_by
    counts = said
    if said in _VOUCHED:
        makers = _makers(day, update)
        itself = by == update.responder or (isinstance(whose, Speakers) and by in whose.also)
        if itself or (whose is not None and by in whose and by not in makers):
            counts = Assurance.SELF_REPORTED
        elif said is Assurance.RECOMMENDER and makers:
            known = any(by in day.voices(maker) for maker in makers)
            counts = said if known else Assurance.THIRD_PARTY
    elif said is Assurance.SELF_REPORTED and whose is not None and by not in whose:
        counts = Assurance.THIRD_PARTY
    return update if counts is said else evolve(update, assurance=counts)


def _makers(day: Day, update: Update) -> tuple[str, ...]:
    """Return who made what an update is about, or what the promise that it is about serves."""
    about = day.register.get(update.about)
    served: tuple[str | None, ...] = (update.about,)
    if isinstance(about, Commitment):
        response = day.register.find(Response, about.response)
        served = about.items or ((response.answers,) if response else ())
    items = [day.register.find(Item, item_id) for item_id in served[:_SERVED]]
    return tuple(maker for item in items if item for maker in day.makers(item))


_SERVED = 16
"""Items that a promise serves which are looked at to learn who made them."""


def finished_on(update: Update, said: dt.date | None, as_of: dt.date) -> dt.date | None:
    """
    Return the day by which the work that *update* reports was finished; None: not known.

    Args:
        update: The claim.

        said: The day of the claim; None: undated.

        as_of: The day asked about: what is to be finished later is not finished.
    """
    finished = update.completed_on
    if not isinstance(finished, PartialDate):
        return said
    last = finished.latest or finished.earliest
    if last is None:
        return said
    first = finished.earliest or last
    if first > as_of:
        return None
    # "In 2027", reported as done in June: by June.
    known = said if said is not None and first <= said else as_of
    return min(last, known)


def claim_of(
    day: Day, updates: Iterable[Update], whose: Container[object] | None = None
) -> Claim | None:
    """
    Settle which of the updates about one thing counts.

    Args:
        day: The day.

        updates: Those that count on it.

        whose: The bodies that do the work; None: not known.

    Returns:
        The claim that counts; None: none of them claims anything.
    """
    claims = [
        (_as_it_counts(day, update, whose), last_day(day.day_of(update)))
        for update in updates
        if update.implementation is not None
    ]
    if not claims:
        return None
    if len(claims) == 1:
        return _claim(day, *claims[0], worked=claims[0][0].implementation in _WORKED)
    claims.sort(key=lambda claim: claim[1] or dt.date.min)
    latest = list({update.reported_by: (update, said) for update, said in claims}.values())
    firm = [c for c in latest if c[0].assurance is not Assurance.THIRD_PARTY] or latest
    telling = [c for c in firm if c[0].implementation is not Implementation.OPEN] or firm
    best = max(telling, key=_weight)
    if best[0].implementation is Implementation.CLOSED:
        ends = ENDED - {Implementation.CLOSED}
        hows = [claim for claim in telling if claim[0].implementation in ends]
        best = max(hows, key=_weight, default=best)
    speakers = {claim[0].reported_by for claim in firm}
    others = [
        other
        for other, _ in latest
        if other is not best[0] and other.implementation is not best[0].implementation
    ]
    worked = any(c.implementation in _WORKED for c, _ in claims if c.reported_by in speakers)
    return _claim(day, *best, worked=worked, others=tuple(others))


def _claim(
    day: Day,
    update: Update,
    said: dt.date | None,
    *,
    worked: bool,
    others: tuple[Update, ...] = (),
) -> Claim:
    return Claim(
        implementation=update.implementation or Implementation.OPEN,
        update=update,
        updates=(update.id,),
        assurance=update.assurance,
        day=said,
        completed=finished_on(update, said, day.as_of),
        worked=worked,
        others=others,
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
    every = claims if isinstance(claims, list) else list(claims)
    if len(every) < 2:
        return every[0] if every else None
    made = [claim for claim in every if claim is not None]
    if not made:
        return None
    live = [c.implementation if c else None for c in every]
    live = [said for said in live if said not in OVERTAKEN]
    overall = _overall(set(live)) if live else made[-1].implementation
    if overall is None:
        return None
    days = [claim.day for claim in made if claim.day is not None]
    work = [claim for claim in made if claim.implementation not in OVERTAKEN] or made
    finished = [claim.completed for claim in work if claim.completed is not None]
    return Claim(
        implementation=overall,
        updates=tuple(identity for claim in made for identity in claim.updates),
        assurance=min((claim.assurance for claim in made), key=_ASSURANCE.__getitem__),
        day=max(days, default=None),
        completed=max(finished, default=None) if len(finished) == len(work) else None,
        worked=any(claim.worked for claim in made),
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
