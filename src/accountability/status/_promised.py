"""The reasons that come from promises: dates passed, moved, ahead, or none at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from accountability.dates import PartialDate, show_day
from accountability.model import CommitmentKind
from accountability.status import _words as words
from accountability.status._claims import DONE, Claim
from accountability.status._day import Day
from accountability.status._facts import Facts
from accountability.status._procedure import delivered_on
from accountability.status._promises import Promise, Target
from accountability.status._words import told
from accountability.status.values import Reason

__all__ = ["dateless_reason", "kept", "passed_reasons", "promised", "target_reasons"]

_SHOWN = 5
"""Promises told one by one; of more, the rest is counted."""


def promised(day: Day, facts: Facts) -> list[Reason]:
    """Tell what was promised and what has become of the dates."""
    found: list[Reason] = []
    targets = facts.targets
    if facts.ended:
        return found
    late = facts.late
    named = dict.fromkeys(target.commitment.id for target in late)
    if late:
        found += passed_reasons(day, late, several=len(targets) > 1)
        if facts.claim is None:
            found.append(
                told(
                    code="no-report",
                    text="No report says that it is done.",
                    rests_on=tuple(named),
                )
            )
    rest = [target for target in targets if target.commitment.id not in named and not target.met]
    for target in rest[:_SHOWN]:
        found += target_reasons(day, target, several=len(targets) > 1)
    if rest[_SHOWN:]:
        found.append(
            told(
                code="more-promises",
                text=f"There are {words.count(len(rest) - _SHOWN, 'more promised date')}.",
                rests_on=tuple(target.commitment.id for target in rest[_SHOWN:]),
            )
        )
    dateless = [p for p in facts.promises if not p.targets and not p.ended]
    for promise in dateless[:_SHOWN]:
        found.append(dateless_reason(promise))
    if dateless[_SHOWN:]:
        found.append(
            told(
                code="more-promises",
                text=f"There are {words.count(len(dateless) - _SHOWN, 'more promise')} without a date.",
                rests_on=tuple(promise.record.id for promise in dateless[_SHOWN:]),
            )
        )
    return found


def passed_reasons(day: Day, late: tuple[Target, ...], *, several: bool) -> list[Reason]:
    """Tell which dates are overdue, earliest first."""
    found: list[Reason] = []
    for target in late[:_SHOWN]:
        if several:
            found += _passed(day, target, _which(target))
        else:
            target.reasons = target.reasons or tuple(_passed(day, target, ""))
            found += target.reasons
    if late[_SHOWN:]:
        found.append(
            told(
                code="more-promises",
                text=f"{words.count(len(late) - _SHOWN, 'more target date')} passed too.",
                rests_on=tuple(target.commitment.id for target in late[_SHOWN:]),
            )
        )
    return found


def _passed(day: Day, target: Target, which: str) -> Iterator[Reason]:
    last = target.latest or day.as_of
    yield told(
        code="target-passed",
        text=f"The target date{_dated(target)}{which} ran out on "
        f"{show_day(last)}: {words.ago(last, day.as_of)}.",
        rests_on=(target.commitment.id,),
        said=(target.date.words,),
        arithmetic=(words.last_of(target.date), words.between(last, day.as_of)),
    )
    if target.moves:
        yield from _moved(day, target)


def target_reasons(day: Day, target: Target, *, several: bool) -> tuple[Reason, ...]:
    """Tell what is the matter with one date that is still to be met and not overdue."""
    if several:
        return tuple(_to_be_met(day, target, _which(target)))
    target.reasons = target.reasons or tuple(_to_be_met(day, target, ""))
    return target.reasons


def _to_be_met(day: Day, target: Target, which: str) -> Iterator[Reason]:
    commitment = target.commitment
    name = words.PROMISE[commitment.kind]
    latest = target.latest
    passed = target.passed(day.as_of)
    if not isinstance(target.date, PartialDate):
        yield told(
            code="no-date",
            text=f"Promised without a day{which}: {words.target(target.date)}.",
            rests_on=(commitment.id,),
            said=(target.date.words,),
        )
    elif latest is None:
        yield told(
            code="no-end",
            text=f"The {name} {words.target(target.date)}{which} has no last day.",
            rests_on=(commitment.id,),
            said=(target.date.words,),
        )
    elif passed:
        code = {
            CommitmentKind.REPORT_BACK: "report-back-passed",
            CommitmentKind.START: "start-passed",
        }
        tail = (
            "" if commitment.condition else "; only a promise that something will be done is late"
        )
        yield told(
            code=code.get(commitment.kind, "date-passed"),
            text=f"The {name}{_dated(target)}{which} ran out on {show_day(latest)}, "
            f"{words.ago(latest, day.as_of)}{tail}.",
            rests_on=(commitment.id,),
            said=(target.date.words,),
            arithmetic=(words.last_of(target.date), words.between(latest, day.as_of)),
        )
    else:
        yield told(
            code="target-ahead",
            text=f"The {name}{_dated(target)}{which} runs out on {show_day(latest)}, "
            f"{words.ahead(latest, day.as_of)}.",
            rests_on=(commitment.id,),
            said=(target.date.words,),
            arithmetic=(words.last_of(target.date), words.between(day.as_of, latest)),
        )
    if commitment.condition:
        yield told(
            code="conditional",
            text=f"It is promised {words.quote(commitment.condition)}, so it cannot be overdue.",
            rests_on=(commitment.id,),
            said=(commitment.condition,),
        )
    if target.moves:
        yield from _moved(day, target)


def _moved(day: Day, target: Target) -> Iterator[Reason]:
    times = {1: "once", 2: "twice"}.get(target.moves, f"{target.moves} times")
    late = target.can_be_late and target.first_passed(day.as_of)
    yield told(
        code="late-against-original" if late else "moved",
        text=f"The date was moved {times}: first {words.target(target.first)}, now "
        f"{words.target(target.date)}."
        + (" The first has passed." if late else "")
        + (f" Reason given: {words.quote(target.reason, 120)}." if target.reason else ""),
        rests_on=(target.commitment.id,),
        said=(target.first.words, target.date.words, target.reason),
        arithmetic=(words.last_of(target.first), words.last_of(target.date)),
    )
    if not target.told:
        yield told(
            code="not-told",
            text="Nobody is recorded as told of the date as it stands.",
            rests_on=(target.commitment.id,),
        )


def kept(facts: Facts, claim: Claim) -> Iterator[Reason]:
    """Tell whether work that is done, as *claim* says, was done by the day it was promised for."""
    if claim.implementation in DONE:
        for target in facts.targets:
            if target.can_be_late and target.latest is not None:
                yield from _kept(target, target.latest, claim, several=len(facts.targets) > 1)


def _kept(target: Target, latest: dt.date, claim: Claim, *, several: bool) -> Iterator[Reason]:
    was_done, done = delivered_on(target, claim)
    if not was_done or done is None:
        return
    which = _which(target) if several else ""
    steps: tuple[str, ...] = (words.last_of(target.date),)
    if latest < done:
        steps += (words.between(latest, done),)
        late = words.count((done - latest).days, "day")
        text = f"The target date{_dated(target)}{which} was {show_day(latest)}: {late} late."
        code = "delivered-late"
    elif target.first_passed(done):
        text = f"It was first promised for {words.target(target.first)}{which}: late against that."
        code = "late-against-original"
    else:
        text = f"That is within the target date {words.target(target.date)}{which}."
        code = "delivered-in-time"
    yield told(
        code=code,
        text=text,
        rests_on=(target.commitment.id,),
        said=(target.date.words,),
        arithmetic=steps,
    )


def dateless_reason(promise: Promise) -> Reason:
    """Tell what is promised without any date."""
    kind = promise.record.kind
    quoted = words.quote(promise.record.text, 120) if promise.record.text else "no words are held"
    if kind is CommitmentKind.CONTINUOUS:
        code, text = "goes-on", f"Promised as something that goes on: {quoted}."
    elif kind is CommitmentKind.RECURRING:
        code, text = "recurs", f"Promised as something that is done again and again: {quoted}."
    else:
        code, text = "no-date", f"Promised without a date: {quoted}."
    said = (promise.record.text,)
    return told(code=code, text=text, rests_on=(promise.record.id,), said=said)


def _dated(target: Target) -> str:
    """Return the date as given, after a space, and how it was read; its last day is said beside it."""
    date = target.date
    if not date.words:
        return ""
    return f" {words.quote(date.words)}{words.read_as(date)}"


def _which(target: Target) -> str:
    """Name the promise, where there are several."""
    text = target.commitment.text
    return f" for {words.quote(text, 80)}" if text else ""
