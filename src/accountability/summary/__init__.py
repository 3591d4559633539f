"""
Counts that can be read aloud: how many of how many, as of which day.

"33 %" hides whether it is three of nine or three hundred of nine hundred, and of what. Every count
here carries its population and its day; positions stand beside the status, because "accepted" covers
what was accepted in principle and in part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from itertools import islice

from attrs import frozen

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.deadlines import Calendar
from accountability.jurisdictions import Jurisdiction
from accountability.model import Assurance, Document, Item, Position, Recommendation, Register
from accountability.status import (
    ATTENTION,
    Reason,
    ResponderVerdict,
    Status,
    Timeliness,
    Verdict,
    Verdicts,
)
from accountability.summary._members import QUALIFIED, Kind, Members, Some
from accountability.vocabularies import plain

__all__ = ["DUE_DAYS", "Breakdown", "Count", "DueWithin", "Summary", "Tally", "summary"]

DUE_DAYS = (30, 60, 90)
"""Days ahead that are looked at for what falls due."""

_LIVE = frozenset({Status.PROMISED, Status.IN_PROGRESS, Status.PARTLY_IMPLEMENTED, Status.OVERDUE})
"""Statuses of promises that are still to be kept."""

_AGREED = frozenset({Position.ACCEPTED, *QUALIFIED})
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
    verdicts = Verdicts(register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar)
    promises = verdicts.commitments()
    items, made, taken = len(register.items), len(register.commitments), 0
    judged = zip(register.items, verdicts.items(), strict=True)
    for number, (item, verdict) in enumerate(judged, start=1):
        tally.add(item, verdict)
        # Promises stand in about the order of their items: what was found out of them is still known.
        share = made * number // items
        for promise in islice(promises, share - taken):
            tally.add_promise(promise)
        taken = share
    for promise in promises:
        tally.add_promise(promise)
    return tally.summary()


_PROMISES = "promises with a date"


class Tally:
    """
    Counts verdicts as they are made, and keeps none of them.

    For whoever makes every verdict of a register anyway; `summary` does both.
    """

    def __init__(self, register: Register, as_of: dt.date) -> None:
        self._register = register
        self._as_of = as_of
        self._headings = {row.about for row in register.rows() if row.heading}
        self._items = Members()
        self._rows = Members()
        self._dated: list[str] = []
        self._dates: list[tuple[dt.date, bool]] = []
        self._known: dict[tuple[dt.date, bool], tuple[dt.date, bool]] = {}

    def add(self, item: Item, verdict: Verdict) -> None:
        """Count an item; they come in document order, each once."""
        if item.id in self._headings:
            return
        number = len(self._items.ids)
        document = self._register.find(Document, item.document)
        makers = item.made_by or (document.authors if document else ())
        recommendation = isinstance(item, Recommendation)
        said = _is_said(verdict.reasons)
        self._items.add(
            item.id,
            number,
            _kind(verdict, makers, recommendation=recommendation, said=said),
        )
        for row in verdict.responders:
            # Where one body alone answers, its reasons are those of the item.
            same = row.reasons is verdict.reasons
            kind = _kind(
                row,
                (),
                row.responder or "",
                row.answered_on,
                recommendation=recommendation,
                said=said if same else _is_said(row.reasons),
            )
            self._rows.add(row.key, number, kind)

    def add_promise(self, verdict: Verdict) -> None:
        """Count a promise; they come in the order of the register, each once."""
        target = verdict.target
        if verdict.status in _LIVE and isinstance(target, PartialDate) and target.latest:
            date = (target.latest, verdict.status is Status.OVERDUE)
            self._dated.append(verdict.id)
            self._dates.append(self._known.setdefault(date, date))

    def summary(self) -> Summary:
        """Return the counts of what was added."""
        as_of, items, rows = self._as_of, self._items.everyone(), self._rows.everyone()
        dated = tuple(zip(self._dated, self._dates, strict=True))
        late = [name for name, (_latest, is_late) in dated if is_late]
        return Summary(
            as_of=as_of,
            by_status=tuple(_by_status(items, as_of)),
            by_department=tuple(_by_department(self._register, rows, as_of)),
            by_body=tuple(_by_body(self._register, items, as_of)),
            rates=tuple(_rates(items, rows, as_of)),
            by_timeliness=tuple(_counts(rows, Timeliness, lambda kind: kind.timeliness, as_of)),
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


def _is_said(reasons: tuple[Reason, ...]) -> bool:
    """Tell whether one of *reasons* tells of a given answer."""
    return not _SAID.isdisjoint([reason.code for reason in reasons])


def _kind(
    verdict: Verdict | ResponderVerdict,
    makers: tuple[str, ...],
    responder: str = "",
    came: AnyDate | None = None,
    *,
    recommendation: bool,
    said: bool,
) -> Kind:
    axes = verdict.axes
    return Kind(
        status=verdict.status,
        position=axes.position,
        timeliness=axes.timeliness,
        assurance=axes.assurance,
        deadline=verdict.response_deadline,
        said=said,
        came=came.latest if isinstance(came, PartialDate) else None,
        recommendation=recommendation,
        makers=makers,
        responder=responder,
    )


def _by_status(items: Some, as_of: dt.date) -> Iterator[Count]:
    groups = items.by(lambda kind: kind.recommendation)
    for wanted in (True, False):
        if wanted in groups:
            yield from _counts(groups[wanted], ATTENTION, lambda kind: kind.status, as_of)


def _by_department(register: Register, rows: Some, as_of: dt.date) -> Iterator[Breakdown]:
    groups = rows.by(lambda kind: kind.responder)
    for responder in sorted(groups, key=lambda body: not body):
        yield Breakdown(
            key=responder,
            label=register.name_of(responder) if responder else "Nobody named",
            counts=tuple(_counts(groups[responder], ATTENTION, lambda kind: kind.status, as_of)),
        )


def _by_body(register: Register, items: Some, as_of: dt.date) -> Iterator[Breakdown]:
    bodies = dict.fromkeys(maker for kind in items.kinds for maker in kind.makers or ("",))
    for body in sorted(bodies, key=lambda body: not body):
        some = items.where(partial(_is_made_by, body))
        label = register.name_of(body) if body else "Not known who made it"
        counts = tuple(_counts(some, ATTENTION, lambda kind: kind.status, as_of))
        yield Breakdown(key=body, label=label, counts=counts)


def _is_made_by(body: str, kind: Kind) -> bool:
    return body in (kind.makers or ("",))


def _rates(items: Some, rows: Some, as_of: dt.date) -> Iterator[Count]:
    """Yield the rates, each with what it is a part of: nothing is left out that its name does not name."""

    def rate(key: str, label: str, of: str, population: Some, counted: Some) -> Count:
        return Count(
            key=key,
            label=label,
            number=len(counted),
            population=len(population),
            of=of,
            as_of=as_of,
            records=counted.ids,
            qualified=counted.qualified if key.startswith(_TELLING) else (),
        )

    asked = rows.where(lambda kind: kind.status not in _NOT_ASKED)
    answered = asked.where(lambda kind: kind.said)
    yield rate("answered", "Answered", "answers asked for", asked, answered)
    due = asked.where(lambda kind: _fell_due(kind, as_of))
    timely = due.where(_came_in_time)
    yield rate("answered-in-time", "Answered in time", "answers due", due, timely)
    issued = items.where(
        lambda kind: kind.recommendation and kind.status is not Status.NOT_YET_MADE
    )
    agreed = issued.where(lambda kind: kind.position in _AGREED)
    full = agreed.where(lambda kind: kind.position is Position.ACCEPTED)
    yield rate("accepted-in-full", "Accepted in full", _ISSUED, issued, full)
    label = "Accepted in full, in principle or in part"
    yield rate("accepted", label, _ISSUED, issued, agreed)
    done = issued.where(lambda kind: kind.status is Status.IMPLEMENTED)
    yield rate("implemented", "Implemented, as claimed", _ISSUED, issued, done)
    checked = done.where(lambda kind: kind.assurance in _CHECKED)
    yield rate("verified", "Implemented, as somebody else found", _ISSUED, issued, checked)
    noun = "recommendations accepted in full, in principle or in part"
    kept = agreed.where(lambda kind: kind.status is Status.IMPLEMENTED)
    label = "Implemented, of those accepted in full, in principle or in part"
    yield rate("implemented-of-accepted", label, noun, agreed, kept)


def _fell_due(kind: Kind, as_of: dt.date) -> bool:
    """Tell whether an answer has a deadline that has passed, or has come before it did."""
    return kind.deadline is not None and (kind.said or kind.deadline < as_of)


def _came_in_time(kind: Kind) -> bool:
    """Tell whether the answer is known to have come by its deadline."""
    return kind.deadline is not None and kind.came is not None and kind.came <= kind.deadline


def _counts(
    some: Some,
    order: Iterable[StrEnum],
    key: Callable[[Kind], StrEnum],
    as_of: dt.date,
) -> Iterator[Count]:
    noun, population = some.noun, len(some)
    groups = some.by(key)
    for value in order:
        group = groups.get(value)
        if group is None:
            continue
        yield Count(
            key=value.value,
            label=plain(value),
            number=len(group),
            population=population,
            of=noun,
            as_of=as_of,
            records=group.ids,
            qualified=group.qualified,
        )


def _due(
    days: int,
    dated: tuple[tuple[str, tuple[dt.date, bool]], ...],
    rows: Some,
    as_of: dt.date,
) -> DueWithin:
    left = (dt.date.max - as_of).days
    until = as_of + dt.timedelta(days=min(days, left))
    running_out = tuple(name for name, (latest, _late) in dated if as_of <= latest <= until)
    waiting = rows.where(lambda kind: kind.status is Status.RESPONSE_AWAITED)
    asked = waiting.where(lambda kind: kind.deadline is not None and kind.deadline <= until)

    def count(label: str, records: tuple[str, ...], population: int, of: str) -> Count:
        return Count(
            key=str(days),
            label=label,
            number=len(records),
            population=population,
            of=of,
            as_of=as_of,
            records=records,
        )

    return DueWithin(
        days=days,
        until=until,
        targets=count(
            f"Target dates that run out within {days} days", running_out, len(dated), _PROMISES
        ),
        responses=count(
            f"Responses due within {days} days", asked.ids, len(waiting), "answers awaited"
        ),
    )
