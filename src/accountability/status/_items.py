"""
Verdicts on items: a row at a time, limbs before their parents, then the headline.

An item has as many verdicts as it has rows, and one headline over them and over its limbs: the status
most in need of attention. A row that has nothing of its own takes the weakest of the limbs'.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from attrs import define

from accountability.model import Item, Row
from accountability.status import _words as words
from accountability.status._day import Day
from accountability.status._facts import Facts, facts_of
from accountability.status._procedure import axes_of, decide, timeliness
from accountability.status._promises import current_target
from accountability.status._reasons import reasons_for
from accountability.status._words import told
from accountability.status.values import (
    ATTENTION,
    Reason,
    ResponderVerdict,
    Status,
    Verdict,
)
from accountability.vocabularies import plain

__all__ = ["Judge"]

_RANK: Mapping[Status, int] = {status: rank for rank, status in enumerate(ATTENTION)}

_UNDER_WAY = frozenset({Status.ACCEPTED, Status.PROMISED, Status.IN_PROGRESS})
"""Headlines that become *partly implemented* where another responder or limb has done its part."""

_ANSWER_DUE = frozenset({Status.RESPONSE_AWAITED, Status.RESPONSE_OVERDUE})

_NO_DEADLINE = frozenset({Status.NOT_YET_MADE, Status.RESPONSE_NOT_REQUIRED})


@define
class _Limbs:
    """What the limbs of one item come to: by responder, and as a whole."""

    by_responder: Mapping[str | None, tuple[ResponderVerdict, ...]]
    headlines: tuple[Verdict, ...]


@define
class _Judged:
    """What one item comes to: its verdict, and those that a parent's row takes from."""

    headline: Verdict
    asked: tuple[ResponderVerdict, ...]


class Judge:
    """Gives the verdicts on the items of one register as of one day; each limb is judged once."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._known: dict[str, _Judged] = {}

    def verdict(self, item: Item) -> Verdict:
        """Return the verdict on *item*."""
        self._day.let_go()
        if item.parent is None and not self._day.register.limbs_of(item.id):
            return self._judge(item, ()).headline
        # Limbs first, and without recursion: nothing keeps a damaged file from nesting deeply.
        waiting = [item]
        while waiting:
            current = waiting[-1]
            if current.id in self._known:
                waiting.pop()
                continue
            limbs = self._day.limbs_of(current)
            missing = [limb for limb in limbs if limb.id not in self._known]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            self._known[current.id] = self._judge(current, limbs)
        return self._known[item.id].headline

    def _judge(self, item: Item, limbs: tuple[Item, ...]) -> _Judged:
        day = self._day
        rows = day.register.rows_about(item.id)
        standing = day.asked_rows(item, rows)
        named = frozenset([row.responder for row in standing if row.responder])
        below = self._limbs(limbs) if limbs and day.counts(item) else None
        answers = {row.responder: row.key for row in standing}
        shown = {row.responder: row for row in (*standing, *rows)}
        verdicts: dict[str | None, ResponderVerdict] = {}
        asked: set[str | None] = set()
        for who, row in shown.items():
            facts = facts_of(day, item, row, named, answers.get(who, row.key))
            if below is not None and facts.nothing:
                verdicts[who] = _from_limbs(day, row, item, below)
                continue
            verdicts[who] = _row_verdict(day, facts)
            if facts.asked:
                asked.add(who)
        judged = tuple([verdicts[row.responder] for row in standing])
        counted = [verdict for verdict in judged if verdict.responder in asked]
        headline = _headline(
            day,
            item,
            tuple([verdicts[row.responder] for row in rows]),
            counted or ([] if below else [*judged]),
            below.headlines if below else (),
        )
        return _Judged(headline, judged)

    def _limbs(self, limbs: tuple[Item, ...]) -> _Limbs:
        known = [self._known[limb.id] for limb in limbs]
        by: dict[str | None, list[ResponderVerdict]] = {}
        for judged in known:
            for verdict in judged.asked:
                by.setdefault(verdict.responder, []).append(verdict)
        headlines = tuple(judged.headline for judged in known)
        return _Limbs({key: tuple(value) for key, value in by.items()}, headlines)


def _row_verdict(day: Day, facts: Facts) -> ResponderVerdict:
    status = decide(day, facts)
    known = status is not Status.NOT_YET_MADE
    as_of = day.as_of
    due = facts.due.day if status not in _NO_DEADLINE else None
    target = current_target(facts.promises) if known else None
    ahead = [due] if due is not None and due >= as_of and status in _ANSWER_DUE else []
    if known and not facts.ended:
        ahead += [t.latest for t in facts.targets if t.latest and t.latest >= as_of and not t.met]
    since = due if status is Status.RESPONSE_OVERDUE else None
    if known and facts.late:
        since = facts.late[0].latest
    first = day.day_of(facts.replies[0]) if known and facts.replies else None
    return ResponderVerdict(
        key=facts.key,
        item=facts.item.id,
        responder=facts.responder,
        status=status,
        axes=axes_of(
            facts.position if known else None,
            facts.implementation if known else None,
            timeliness(day, facts, status),
            facts.claim.assurance if known and facts.claim else None,
            facts.opinion.opinion if known and facts.opinion else None,
        ),
        reasons=reasons_for(day, facts, status),
        response_deadline=due,
        answered_on=first,
        target=target.date if target else None,
        next_day=min(ahead, default=None),
        overdue_since=since,
        days_overdue=(as_of - since).days if since else 0,
    )


def _from_limbs(day: Day, row: Row, item: Item, below: _Limbs) -> ResponderVerdict:
    """Give a row without facts of its own the weakest of its limbs' verdicts."""
    mine = below.by_responder.get(row.responder) or below.headlines
    worst = min(mine, key=lambda verdict: _RANK[verdict.status])
    status = _together(worst.status, mine)
    ids = [v.id if isinstance(v, Verdict) else v.item for v in mine if v.status is worst.status]
    from_limbs = told(
        code="from-limbs",
        text=f"Taken from its {words.count(len(mine), 'limb')}. {_by_status(_named_limbs(day, mine))}.",
        rests_on=tuple(dict.fromkeys(ids)),
    )
    return ResponderVerdict(
        key=row.key,
        item=item.id,
        responder=row.responder,
        status=status,
        axes=worst.axes,
        reasons=(from_limbs, *_kept(worst.reasons)),
        response_deadline=worst.response_deadline,
        answered_on=worst.answered_on if isinstance(worst, ResponderVerdict) else None,
        target=worst.target,
        next_day=_earliest(mine),
        overdue_since=worst.overdue_since,
        days_overdue=worst.days_overdue,
    )


_Entry = ResponderVerdict | Verdict


def _headline(
    day: Day,
    item: Item,
    verdicts: tuple[ResponderVerdict, ...],
    asked: list[ResponderVerdict],
    limbs: tuple[Verdict, ...],
) -> Verdict:
    entries: list[_Entry] = [*asked, *limbs]
    worst = min(entries, key=lambda entry: _RANK[entry.status])
    status, reasons, next_day = worst.status, worst.reasons, worst.next_day
    if len(entries) > 1:
        status = _together(worst.status, entries)
        reasons = (_summed_up(day, asked, limbs), *_kept(reasons))
        next_day = _earliest(entries)
    return Verdict(
        id=item.id,
        as_of=day.as_of,
        status=status,
        axes=worst.axes,
        reasons=reasons,
        responders=verdicts,
        response_deadline=worst.response_deadline,
        target=worst.target,
        next_day=next_day,
        overdue_since=worst.overdue_since,
        days_overdue=worst.days_overdue,
    )


_PASSED_ON = frozenset({"headline", "from-limbs"})
_LEVELS = 8
"""How many sums over rows and limbs are told one under the other; what they rest on follows."""


def _kept(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """
    Return the reasons of a limb that its parent repeats.

    What every level comes to is told for the topmost few alone: in a file that nests thousands, each
    would repeat all below it.
    """
    passed = 0
    while passed < len(reasons) and reasons[passed].code in _PASSED_ON:
        passed += 1
    return reasons if passed < _LEVELS else (*reasons[: _LEVELS - 1], *reasons[passed:])


def _together(worst: Status, entries: Iterable[_Entry]) -> Status:
    if worst in _UNDER_WAY and any(entry.status is Status.IMPLEMENTED for entry in entries):
        return Status.PARTLY_IMPLEMENTED
    return worst


def _earliest(entries: Iterable[_Entry]) -> dt.date | None:
    return min((e.next_day for e in entries if e.next_day is not None), default=None)


def _summed_up(day: Day, asked: list[ResponderVerdict], limbs: tuple[Verdict, ...]) -> Reason:
    """Say in one sentence where each responder and limb stands, most pressing first."""
    said: list[str] = []
    if asked:
        said.append(_by_status(_named_rows(day, asked)))
    if limbs:
        told_of = _by_status(_named_limbs(day, limbs))
        said.append(f"Of its {words.count(len(limbs), 'limb')}: {told_of}")
    rests_on = (*(entry.key for entry in asked), *(limb.id for limb in limbs))
    return told(code="headline", text=f"{'. '.join(said)}.", rests_on=rests_on)


def _named_rows(day: Day, asked: list[ResponderVerdict]) -> Iterator[tuple[Status, str]]:
    for verdict in asked:
        name = day.register.name_of(verdict.responder) if verdict.responder else "Nobody named"
        yield verdict.status, name


def _named_limbs(day: Day, entries: Iterable[_Entry]) -> Iterator[tuple[Status, str]]:
    for entry in entries:
        held = entry.id if isinstance(entry, Verdict) else entry.item
        item = day.register.find(Item, held)
        yield entry.status, words.item_name(item) if item else held


def _by_status(pairs: Iterable[tuple[Status, str]]) -> str:
    groups: dict[Status, list[str]] = {}
    for status, name in pairs:
        groups.setdefault(status, []).append(name)
    ordered = sorted(groups.items(), key=lambda group: _RANK[group[0]])
    return "; ".join(f"{plain(status)}: {words.listed(names)}" for status, names in ordered)
