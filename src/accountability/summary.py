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
from typing import NamedTuple

from attrs import frozen

from accountability.dates import PartialDate, show_day
from accountability.deadlines import Calendar
from accountability.jurisdictions import Jurisdiction
from accountability.model import Assurance, Document, Item, Position, Recommendation, Register
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

__all__ = ["DUE_DAYS", "Breakdown", "Count", "DueWithin", "Summary", "Tally", "summary"]

DUE_DAYS = (30, 60, 90)
"""Days ahead that are looked at for what falls due."""

_LIVE = frozenset({Status.PROMISED, Status.IN_PROGRESS, Status.PARTLY_IMPLEMENTED, Status.OVERDUE})
"""Statuses of promises that are still to be kept."""

_QUALIFIED = (Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED)
"""Positions that a count of what was accepted must name."""


_AGREED = frozenset({Position.ACCEPTED, *_QUALIFIED})
"""Positions that say yes to at least a part."""

_NOT_ASKED = frozenset({Status.NOT_YET_MADE, Status.RESPONSE_NOT_REQUIRED})
"""Statuses of rows in which nobody was asked for an answer by the day."""

_SAID = frozenset({"answered", "no-position"})
"""Codes of reasons that tell of a given answer."""

_CHECKED = frozenset({Assurance.RECOMMENDER, Assurance.VERIFIED})
"""Assurance of claims that somebody other than the responder stands behind, having looked."""

_TELLING = ("accepted", "implemented", "verified")
"""Rates that must name how many were accepted in principle or in part; whether somebody answered need not."""

_ISSUED = "recommendations issued"
_ONE = {
    "answers": "answer",
    "answers asked for": "answer asked for",
    "answers due": "answer due",
    "answers awaited": "answer awaited",
    "conclusions": "conclusion",
    "items": "item",
    "promises with a date": "promise with a date",
    "recommendations": "recommendation",
    _ISSUED: "recommendation issued",
    "recommendations accepted in full, in principle or in part": (
        "recommendation accepted in full, in principle or in part"
    ),
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

    @property
    def share(self) -> float | None:
        """The part of the population, from 0 to 1; None: there is nobody to have a part of."""
        return self.number / self.population if self.population else None

    @property
    def rate(self) -> str:
        """The same as a rate that cannot be quoted without its numbers: "33 %, 3 of 9 …"."""
        share = "no rate" if self.share is None else f"{100 * self.share:.0f} %"
        return f"{share}, {self.words}, on {show_day(self.as_of)}"

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

        by_body: For each body that made recommendations or conclusions, these by status; in the order
            in which the bodies first occur, unknown ones last. What several made together counts for
            each of them.

        rates: What is asked for most, each of a population that its words name. Rejected, dropped and
            not reported items stay in it; where they do not, as in "implemented, of those accepted",
            the label says so. What was issued only later is in none.

        by_timeliness: The same by whether what was due came by its day; only what occurs, most
            pressing first. An item with several responders counts once for each.

        due: What falls due within 30, 60 and 90 days.

        overdue: Promises whose date has passed, of the promises still to be kept that have a date.
    """

    as_of: dt.date
    by_status: tuple[Count, ...]
    by_department: tuple[Breakdown, ...]
    by_body: tuple[Breakdown, ...]
    rates: tuple[Count, ...]
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
    tally = Tally(register, as_of)
    verdicts = statuses(register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar)
    for item, verdict in zip(register.items, verdicts, strict=True):
        tally.add(item, verdict)
    for promise in commitment_statuses(
        register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar
    ):
        tally.add_promise(promise)
    return tally.summary()


_PROMISES = "promises with a date"


class _Facts(NamedTuple):
    """What is counted of a verdict."""

    status: Status
    position: Position | None
    timeliness: Timeliness
    assurance: Assurance | None
    deadline: dt.date | None
    said: bool
    came: dt.date | None


@frozen(slots=True)
class _Member:
    """One verdict to be counted: under which id, on which item, and on which responder."""

    id: str
    facts: _Facts
    item: Item
    responder: str = ""


class Tally:
    """
    Counts verdicts as they are made, and keeps none of them.

    For whoever makes every verdict of a register anyway; `summary` does both.
    """

    def __init__(self, register: Register, as_of: dt.date) -> None:
        self._register = register
        self._as_of = as_of
        self._headings = {row.about for row in register.rows() if row.heading}
        self._items: list[_Member] = []
        self._rows: list[_Member] = []
        self._dated: list[tuple[str, dt.date, bool]] = []
        self._known: dict[_Facts, _Facts] = {}

    def add(self, item: Item, verdict: Verdict) -> None:
        """Count an item; they come in document order, each once."""
        if item.id in self._headings:
            return
        self._items.append(_Member(item.id, self._facts(verdict), item))
        self._rows.extend(
            _Member(row.key, self._facts(row), item, row.responder or "")
            for row in verdict.responders
        )

    def add_promise(self, verdict: Verdict) -> None:
        """Count a promise; they come in the order of the register, each once."""
        target = verdict.target
        if verdict.status in _LIVE and isinstance(target, PartialDate) and target.latest:
            late = verdict.status is Status.OVERDUE
            self._dated.append((verdict.id, target.latest, late))

    def _facts(self, verdict: Verdict | ResponderVerdict) -> _Facts:
        """Return what is counted of a verdict; the same for all that are alike, to save room."""
        came = verdict.answered_on if isinstance(verdict, ResponderVerdict) else None
        axes = verdict.axes
        facts = _Facts(
            verdict.status,
            axes.position,
            axes.timeliness,
            axes.assurance,
            verdict.response_deadline,
            not _SAID.isdisjoint(reason.code for reason in verdict.reasons),
            came.latest if isinstance(came, PartialDate) else None,
        )
        return self._known.setdefault(facts, facts)

    def summary(self) -> Summary:
        """Return the counts of what was added."""
        as_of, rows = self._as_of, self._rows
        late = [name for name, _latest, is_late in self._dated if is_late]
        return Summary(
            as_of=as_of,
            by_status=tuple(_by_status(self._items, as_of)),
            by_department=tuple(_by_department(self._register, rows, as_of)),
            by_body=tuple(_by_body(self._register, self._items, as_of)),
            rates=tuple(_rates(self._items, rows, as_of)),
            by_timeliness=tuple(_counts(rows, Timeliness, lambda facts: facts.timeliness, as_of)),
            due=tuple(_due(days, self._dated, rows, as_of) for days in DUE_DAYS),
            overdue=Count(
                key=Status.OVERDUE.value,
                label=plain(Status.OVERDUE),
                number=len(late),
                population=len(self._dated),
                of=_PROMISES,
                as_of=as_of,
                records=tuple(late),
            ),
        )


def _by_status(judged: list[_Member], as_of: dt.date) -> Iterator[Count]:
    for wanted in (True, False):
        members = [one for one in judged if isinstance(one.item, Recommendation) is wanted]
        yield from _counts(members, ATTENTION, lambda facts: facts.status, as_of)


def _by_department(register: Register, rows: list[_Member], as_of: dt.date) -> Iterator[Breakdown]:
    groups: dict[str, list[_Member]] = {}
    for row in rows:
        groups.setdefault(row.responder, []).append(row)
    for responder in sorted(groups, key=lambda body: not body):
        counts = _counts(groups[responder], ATTENTION, lambda facts: facts.status, as_of)
        yield Breakdown(
            key=responder,
            label=register.name_of(responder) if responder else "Nobody named",
            counts=tuple(counts),
        )


def _by_body(register: Register, judged: list[_Member], as_of: dt.date) -> Iterator[Breakdown]:
    groups: dict[str, list[_Member]] = {}
    for member in judged:
        document = register.find(Document, member.item.document)
        makers = member.item.made_by or (document.authors if document else ())
        for maker in dict.fromkeys(makers or ("",)):
            groups.setdefault(maker, []).append(member)
    for maker in sorted(groups, key=lambda body: not body):
        counts = _counts(groups[maker], ATTENTION, lambda facts: facts.status, as_of)
        label = register.name_of(maker) if maker else "Not known who made it"
        yield Breakdown(key=maker, label=label, counts=tuple(counts))


def _rates(judged: list[_Member], rows: list[_Member], as_of: dt.date) -> Iterator[Count]:
    """Yield the rates, each with what it is a part of: nothing is left out that its name does not name."""

    def rate(
        key: str, label: str, of: str, population: list[_Member], counted: list[_Member]
    ) -> Count:
        positions = Counter(member.facts.position for member in counted if key.startswith(_TELLING))
        return Count(
            key=key,
            label=label,
            number=len(counted),
            population=len(population),
            of=of,
            as_of=as_of,
            records=tuple(member.id for member in counted),
            qualified=tuple((p, positions[p]) for p in _QUALIFIED if positions[p]),
        )

    asked = [row for row in rows if row.facts.status not in _NOT_ASKED]
    answered = [row for row in asked if row.facts.said]
    yield rate("answered", "Answered", "answers asked for", asked, answered)
    due = [row for row in asked if _fell_due(row.facts, as_of)]
    timely = [row for row in due if _came_in_time(row.facts)]
    yield rate("answered-in-time", "Answered in time", "answers due", due, timely)
    issued = [
        one
        for one in judged
        if isinstance(one.item, Recommendation) and one.facts.status is not Status.NOT_YET_MADE
    ]
    agreed = [member for member in issued if member.facts.position in _AGREED]
    full = [member for member in agreed if member.facts.position is Position.ACCEPTED]
    yield rate("accepted-in-full", "Accepted in full", _ISSUED, issued, full)
    label = "Accepted in full, in principle or in part"
    yield rate("accepted", label, _ISSUED, issued, agreed)
    done = [member for member in issued if member.facts.status is Status.IMPLEMENTED]
    yield rate("implemented", "Implemented, as claimed", _ISSUED, issued, done)
    checked = [member for member in done if member.facts.assurance in _CHECKED]
    yield rate("verified", "Implemented, as somebody else found", _ISSUED, issued, checked)
    noun = "recommendations accepted in full, in principle or in part"
    kept = [member for member in agreed if member.facts.status is Status.IMPLEMENTED]
    label = "Implemented, of those accepted in full, in principle or in part"
    yield rate("implemented-of-accepted", label, noun, agreed, kept)


def _fell_due(facts: _Facts, as_of: dt.date) -> bool:
    """Tell whether an answer has a deadline that has passed, or has come before it did."""
    return facts.deadline is not None and (facts.said or facts.deadline < as_of)


def _came_in_time(facts: _Facts) -> bool:
    """Tell whether the answer is known to have come by its deadline."""
    return facts.deadline is not None and facts.came is not None and facts.came <= facts.deadline


def _counts(
    members: list[_Member],
    order: Iterable[StrEnum],
    key: Callable[[_Facts], StrEnum],
    as_of: dt.date,
) -> Iterator[Count]:
    groups: dict[StrEnum, list[_Member]] = {}
    for member in members:
        groups.setdefault(key(member.facts), []).append(member)
    noun = _noun(members)
    for value in order:
        group = groups.get(value, [])
        if not group:
            continue
        positions = Counter(member.facts.position for member in group)
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


def _due(
    days: int, dated: list[tuple[str, dt.date, bool]], rows: list[_Member], as_of: dt.date
) -> DueWithin:
    left = (dt.date.max - as_of).days
    until = as_of + dt.timedelta(days=min(days, left))
    running_out = [name for name, latest, _late in dated if as_of <= latest <= until]
    waiting = [row for row in rows if row.facts.status is Status.RESPONSE_AWAITED]
    asked = [
        row.id for row in waiting if row.facts.deadline is not None and row.facts.deadline <= until
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
