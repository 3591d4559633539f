"""Verdicts on single promises."""

from __future__ import annotations

from attrs import evolve

from accountability.dates import show_day
from accountability.model import Commitment, Implementation, Response
from accountability.status import _words as words
from accountability.status._claimed import claim_reasons
from accountability.status._claims import (
    DONE,
    ENDED,
    OVERTAKEN,
    claim_of,
    combined,
    concerns,
    counted,
)
from accountability.status._day import AnyOf, Day, Speakers
from accountability.status._procedure import axes_of, delivered
from accountability.status._promised import dateless_reason, passed_reasons, target_reasons
from accountability.status._promises import Promise, Target, current_target, promise_of, stands
from accountability.status._words import told
from accountability.status.values import Axes, Reason, Status, Timeliness, Verdict

__all__ = ["commitment_verdict"]


def commitment_verdict(day: Day, commitment: Commitment) -> Verdict:
    """Return the verdict on one promise, as of the day."""
    day.let_go()
    if not stands(day, commitment):
        return Verdict(
            id=commitment.id,
            as_of=day.as_of,
            status=Status.NOT_YET_MADE,
            axes=Axes(),
            reasons=(_not_made(day, commitment),),
        )
    promise = _with_claims_about_items(day, promise_of(day, commitment))
    late = promise.overdue(day.as_of)
    target = current_target((promise,))
    since = late[0].latest if late else None
    ahead = [t.latest for t in promise.targets if t.latest and t.latest >= day.as_of and not t.met]
    claim = promise.claim
    return Verdict(
        id=commitment.id,
        as_of=day.as_of,
        status=_status(promise, late),
        axes=axes_of(
            None,
            claim.implementation if claim else None,
            _timeliness(day, promise, late),
            claim.assurance if claim else None,
            None,
        ),
        reasons=tuple(_reasons(day, promise, late)),
        target=target.date if target else None,
        next_day=None if promise.ended else min(ahead, default=None),
        overdue_since=since,
        days_overdue=(day.as_of - since).days if since else 0,
    )


def _with_claims_about_items(day: Day, promise: Promise) -> Promise:
    """Where nothing is said of the promise, and all it serves is said to have ended, so has it."""
    if promise.claim is not None:
        return promise
    register, commitment = day.register, promise.record
    response = register.find(Response, commitment.response)
    served = commitment.items or ((response.answers,) if response else ())
    bodies = (response.responder,) if response else commitment.owners
    speakers = [Speakers(day.voices(body)) for body in bodies]
    claims = []
    for item_id in served:
        updates = [
            update
            for update in counted(day, register.updates_on(item_id))
            if not speakers or any(concerns(update, voices) for voices in speakers)
        ]
        claims.append(claim_of(day, updates, AnyOf(tuple(speakers)) if speakers else None))
    whole = combined(claims)
    if whole is None or whole.implementation not in ENDED:
        return promise
    targets = tuple(
        evolve(target, met=True, claim=target.claim if target.met else whole)
        for target in promise.targets
    )
    return evolve(promise, claim=whole, targets=targets)


def _status(promise: Promise, late: tuple[Target, ...]) -> Status:
    claimed = promise.claim.implementation if promise.claim else None
    if claimed in DONE:
        return Status.IMPLEMENTED
    if claimed in OVERTAKEN:
        return Status.SUPERSEDED
    if claimed is Implementation.STOPPED:
        return Status.CLOSED_NOT_IMPLEMENTED
    if claimed is Implementation.CLOSED:
        return Status.CLOSED
    if late:
        return Status.OVERDUE
    if claimed is Implementation.PARTLY_IMPLEMENTED:
        return Status.PARTLY_IMPLEMENTED
    worked = promise.claim is not None and promise.claim.worked
    if claimed is Implementation.IN_PROGRESS or (claimed is Implementation.OPEN and worked):
        return Status.IN_PROGRESS
    return Status.PROMISED


def _timeliness(day: Day, promise: Promise, late: tuple[Target, ...]) -> Timeliness:
    if late:
        return Timeliness.OVERDUE
    targets = [t for t in promise.targets if t.can_be_late and t.latest is not None]
    claim = promise.claim
    if claim is not None and claim.implementation in DONE:
        return delivered(targets, claim)
    if not targets or promise.ended:
        return Timeliness.NO_DATE
    moved = any(target.first_passed(day.as_of) for target in targets)
    return Timeliness.LATE_AGAINST_ORIGINAL if moved else Timeliness.NOT_DUE


def _not_made(day: Day, commitment: Commitment) -> Reason:
    if day.register.is_draft(commitment):
        text, code = "The promise stands in a draft, which is no promise yet.", "draft"
    else:
        made = words.on_day(day.day_of(commitment))
        text, code = f"The promise was made{made}, after {show_day(day.as_of)}.", "promised-later"
    rests_on = (commitment.id, *([commitment.response] if commitment.response else []))
    return told(code=code, text=text, rests_on=rests_on)


def _reasons(day: Day, promise: Promise, late: tuple[Target, ...]) -> list[Reason]:
    found: list[Reason] = []
    commitment, register = promise.record, day.register
    made = day.day_of(commitment)
    quoted = f": {words.quote(commitment.text)}" if commitment.text else ""
    who = words.listed([register.name_of(owner) for owner in commitment.owners])
    found.append(
        told(
            code="promised",
            text=f"Promised{f' by {who}' if who else ''}{words.on_day(made)}{quoted}.",
            rests_on=(commitment.id, *([commitment.response] if commitment.response else [])),
        )
    )
    several = len(promise.targets) > 1
    if not promise.ended:
        if late:
            found += passed_reasons(day, late, several=several)
        for target in promise.targets:
            if target not in late and not target.met:
                found += target_reasons(day, target, several=several)
        if not promise.targets:
            found.append(dateless_reason(promise))
    if promise.claim is None and late:
        found.append(
            told(
                code="no-report", text="No report says that it is done.", rests_on=(commitment.id,)
            )
        )
    if promise.claim is not None:
        if promise.milestones:
            found += claim_reasons(day, promise.claim, promise.milestones, "milestone")
        else:
            found += claim_reasons(day, promise.claim, len(commitment.items), "item")
    undated = {"the promise": [commitment.id]} if made is None else {}
    reports = [update.id for update in promise.updates if day.day_of(update) is None]
    if reports:
        undated["the report of progress"] = reports
    if undated:
        found.append(
            told(
                code="undated",
                text=f"Undated, so counted on every day: {', '.join(undated)}.",
                rests_on=tuple(identity for ids in undated.values() for identity in ids),
            )
        )
    return found
