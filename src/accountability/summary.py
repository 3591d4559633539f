"""
Counts that can be read aloud: how many of how many, as of which day.

"33 %" hides whether it is three of nine or three hundred of nine hundred, and of what. Every count
here carries its population and its day; positions stand beside the status, because "accepted" covers
what was accepted in principle and in part.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from accountability.dates import PartialDate, show_day
from accountability.deadlines import Calendar
from accountability.jurisdictions import Jurisdiction
from accountability.model import Item, Position, Recommendation, Register
from accountability.status import (
    ATTENTION,
    ResponderVerdict,
    Status,
    Timeliness,
    Verdict,
    commitment_statuses,
    statuses,
)
from accountability.vocabularies import plain

__all__ = ["DUE_DAYS", "Breakdown", "Count", "DueWithin", "Summary", "summary"]

DUE_DAYS = (30, 60, 90)
"""Days ahead that are looked at for what falls due."""

_LIVE = frozenset({Status.PROMISED, Status.IN_PROGRESS, Status.PARTLY_IMPLEMENTED, Status.OVERDUE})
"""Statuses of promises that are still to be kept."""

_QUALIFIED = (Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED)
"""Positions that a count of what was accepted must name."""


_ONE = {
    "answers": "answer",
    "answers awaited": "answer awaited",
    "conclusions": "conclusion",
    "items": "item",
    "promises with a date": "promise with a date",
    "recommendations": "recommendation",
}
"""What is counted, where there is one of it."""


@frozen(kw_only=True)
class Count:
    """
    How many of how many, as of a day.

    Attributes:
        key: For machines: a status, a timeliness, a number of days.

        label: For people: "Overdue".

        number: How many.

        population: Of how many.

        of: What they are, in the plural: "recommendations".

        as_of: The day.

        records: Ids of those counted, in document order.

        qualified: How many of those counted were accepted in principle or in part: (position,
            number) pairs, none with a zero.
    """

    key: str
    label: str
    number: int
    population: int
    of: str
    as_of: dt.date
    records: tuple[str, ...] = ()
    qualified: tuple[tuple[Position, int], ...] = ()

    @property
    def words(self) -> str:
        """The count as a person says it: "3 of 9 recommendations (1 accepted in principle)"."""
        noun = _ONE.get(self.of, self.of) if self.population == 1 else self.of
        text = f"{self.number:,} of {self.population:,} {noun}"
        told = ", ".join(f"{number:,} {plain(p).lower()}" for p, number in self.qualified)
        return f"{text} ({told})" if told else text

    def __str__(self) -> str:
        return f"{self.label}: {self.words}, on {show_day(self.as_of)}"


@frozen(kw_only=True)
class Breakdown:
    """
    The counts of one group, each over the group's own population.

    Attributes:
        key: Id of the organisation; "" where nobody has been named.

        label: Its name.

        counts: One for each status that occurs, most in need of attention first.
    """

    key: str
    label: str
    counts: tuple[Count, ...]


@frozen(kw_only=True)
class DueWithin:
    """
    What falls due in the days after the day asked about.

    Attributes:
        days: How many days ahead, the last one included.

        until: That last day.

        targets: Promised dates that run out, of the promises still to be kept that have a date.

        responses: Deadlines for answers that run out, of the answers awaited.
    """

    days: int
    until: dt.date
    targets: Count
    responses: Count


@frozen(kw_only=True)
class Summary:
    """
    A register in numbers, as of a day.

    A heading that only holds limbs is not counted; its limbs are.

    Attributes:
        as_of: The day.

        by_status: Recommendations, then conclusions, by status; only statuses that occur, most in need
            of attention first.

        by_department: For each responder, the items it answers by status; in the order in which
            responders first occur, nobody named last.

        by_timeliness: The same by whether what was due came by its day; only what occurs, most
            pressing first. An item with several responders counts once for each.

        due: What falls due within 30, 60 and 90 days.

        overdue: Promises whose date has passed, of the promises still to be kept that have a date.
    """

    as_of: dt.date
    by_status: tuple[Count, ...]
    by_department: tuple[Breakdown, ...]
    by_timeliness: tuple[Count, ...]
    due: tuple[DueWithin, ...]
    overdue: Count


def summary(
    register: Register,
    *,
    as_of: dt.date,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> Summary:
    """
    Count what a register holds, as of a day.

    Args:
        register: What is held.

        as_of: The day asked about.

        jurisdiction: Whose deadlines apply; None: each document's own, else the register's.

        calendar: Working days.

    Returns:
        Counts by status, department and timeliness, and what falls due.
    """
    headings = {row.about for row in register.rows() if row.heading}
    verdicts = statuses(register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar)
    judged = [
        (item, verdict)
        for item, verdict in zip(register.items, verdicts, strict=True)
        if item.id not in headings
    ]
    rows = [
        _Member(row.key, row, item, row.responder or "")
        for item, verdict in judged
        for row in verdict.responders
    ]
    promises = commitment_statuses(
        register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar
    )
    dated = [
        verdict
        for verdict in promises
        if verdict.status in _LIVE
        and isinstance(verdict.target, PartialDate)
        and verdict.target.latest is not None
    ]
    late = [verdict.id for verdict in dated if verdict.status is Status.OVERDUE]
    return Summary(
        as_of=as_of,
        by_status=tuple(_by_status(judged, as_of)),
        by_department=tuple(_by_department(register, rows, as_of)),
        by_timeliness=tuple(
            _counts(rows, Timeliness, lambda verdict: verdict.axes.timeliness, as_of)
        ),
        due=tuple(_due(days, dated, rows, as_of) for days in DUE_DAYS),
        overdue=Count(
            key=Status.OVERDUE.value,
            label=plain(Status.OVERDUE),
            number=len(late),
            population=len(dated),
            of=_PROMISES,
            as_of=as_of,
            records=tuple(late),
        ),
    )


_PROMISES = "promises with a date"


@frozen
class _Member:
    """One verdict to be counted: under which id, on which item, and on which responder."""

    id: str
    verdict: Verdict | ResponderVerdict
    item: Item
    responder: str = ""


def _by_status(judged: list[tuple[Item, Verdict]], as_of: dt.date) -> Iterator[Count]:
    for wanted in (True, False):
        members = [
            _Member(item.id, verdict, item)
            for item, verdict in judged
            if isinstance(item, Recommendation) is wanted
        ]
        yield from _counts(members, ATTENTION, lambda verdict: verdict.status, as_of)


def _by_department(register: Register, rows: list[_Member], as_of: dt.date) -> Iterator[Breakdown]:
    groups: dict[str, list[_Member]] = {}
    for row in rows:
        groups.setdefault(row.responder, []).append(row)
    for responder in sorted(groups, key=lambda body: not body):
        counts = _counts(groups[responder], ATTENTION, lambda verdict: verdict.status, as_of)
        yield Breakdown(
            key=responder,
            label=register.name_of(responder) if responder else "Nobody named",
            counts=tuple(counts),
        )


def _counts(
    members: list[_Member],
    order: Iterable[StrEnum],
    key: Callable[[Verdict | ResponderVerdict], StrEnum],
    as_of: dt.date,
) -> Iterator[Count]:
    groups: dict[StrEnum, list[_Member]] = {}
    for member in members:
        groups.setdefault(key(member.verdict), []).append(member)
    noun = _noun(members)
    for value in order:
        group = groups.get(value, [])
        if not group:
            continue
        positions = Counter(member.verdict.axes.position for member in group)
        yield Count(
            key=value.value,
            label=plain(value),
            number=len(group),
            population=len(members),
            of=noun,
            as_of=as_of,
            records=tuple(member.id for member in group),
            qualified=tuple((p, positions[p]) for p in _QUALIFIED if positions[p]),
        )


def _noun(members: list[_Member]) -> str:
    """Say what is counted: items by what they are, answers where an item has several."""
    if len({member.item.id for member in members}) < len(members):
        return "answers"
    kinds = {isinstance(member.item, Recommendation) for member in members}
    if len(kinds) > 1:
        return "items"
    return "recommendations" if True in kinds else "conclusions"


def _due(days: int, dated: list[Verdict], rows: list[_Member], as_of: dt.date) -> DueWithin:
    left = (dt.date.max - as_of).days
    until = as_of + dt.timedelta(days=min(days, left))
    running_out = [
        verdict.id
        for verdict in dated
        if isinstance(verdict.target, PartialDate)
        and verdict.target.latest is not None
        and as_of <= verdict.target.latest <= until
    ]
    waiting = [row for row in rows if row.verdict.status is Status.RESPONSE_AWAITED]
    asked = [
        row.id
        for row in waiting
        if row.verdict.response_deadline is not None and row.verdict.response_deadline <= until
    ]

    def count(label: str, records: list[str], population: int, of: str) -> Count:
        return Count(
            key=str(days),
            label=label,
            number=len(records),
            population=population,
            of=of,
            as_of=as_of,
            records=tuple(records),
        )

    return DueWithin(
        days=days,
        until=until,
        targets=count(
            f"Target dates that run out within {days} days", running_out, len(dated), _PROMISES
        ),
        responses=count(
            f"Responses due within {days} days", asked, len(waiting), "answers awaited"
        ),
    )
