"""
What counts on one day: which facts, whose they are, and what a limb takes from its parent.

A `Day` is made for one register and one day, asked about many items, and thrown away. It remembers
what it has worked out, so that going through a whole register takes one pass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from itertools import repeat
from operator import contains
from typing import TYPE_CHECKING

from attrs import define, evolve, frozen

from accountability.dates import AnyDate, PartialDate
from accountability.model import (
    Document,
    DocumentKind,
    Item,
    Position,
    Record,
    Register,
    Response,
    Row,
    Stage,
    TargetDate,
    Update,
    asked_rows,
)
from accountability.status._corrections import heirs_of, may_correct
from accountability.status._deadlines import Due, DueDates

if TYPE_CHECKING:
    from accountability.status._promises import Promise

__all__ = ["AnyOf", "Day", "Replies", "Speakers", "asked_on", "last_day", "replaced_in"]

_NO_ANSWER = frozenset(
    {
        DocumentKind.INTERIM_RESPONSE,
        DocumentKind.PROGRESS_REPORT,
        DocumentKind.TRACKER,
        DocumentKind.PAGE,
        DocumentKind.RETURN,
        DocumentKind.EVIDENCE,
    }
)
"""Kinds of papers whose silence on an item says nothing."""


def last_day(date: AnyDate | None) -> dt.date | None:
    """Return the last day that *date* can mean, its first where it has no end; None: undated."""
    return (date.latest or date.earliest) if isinstance(date, PartialDate) else None


@define
class Replies:
    """
    The answers to one item that count on the day, oldest first, undated ones before all others.

    Attributes:
        by: The answers of each responder.

        behalf: The answers given on behalf of each body.

        corrected: Ids of answers that were replaced by one with promises of its own.
    """

    by: Mapping[str, tuple[Response, ...]]
    behalf: Mapping[str, tuple[Response, ...]]
    corrected: frozenset[str] = frozenset()


_NO_REPLIES = Replies({}, {})


@frozen
class AnyOf:
    """The bodies that are in one of several sets, which are shared and not copied into one."""

    sets: tuple[Container[object], ...]

    def __contains__(self, body: object) -> bool:
        return any(map(contains, self.sets, repeat(body)))


@define
class Speakers:
    """
    Those whose answers, claims and promises count for one responder: a set, held without copying.

    Attributes:
        voices: Itself, its parts, its wholes, its heirs.

        also: Whoever answered for it.

        but: Those of the voices that answer for themselves.
    """

    voices: Container[object]
    also: frozenset[str] = frozenset()
    but: Container[object] = frozenset()

    def __contains__(self, body: object) -> bool:
        return body in self.also or (body in self.voices and body not in self.but)


_POINTERS = 16
"""Answers that are looked at to find the one that a reply points to."""

_LEVELS = 64
"""Parents that are asked for answers that a paper carries: no paper nests so deeply, a file may."""

_REMEMBERED = 10_000
"""Days of facts that are remembered before everything worked out about single records is let go."""


class Day:
    """The facts of a register as of a day."""

    def __init__(self, register: Register, as_of: dt.date, due_dates: DueDates) -> None:
        self.register = register
        self.as_of = as_of
        self._due_dates = due_dates
        self._days: dict[str, AnyDate | None] = {}
        self._replies: dict[str, Replies] = {}
        self._general: dict[tuple[str, str | None], tuple[Response, ...]] = {}
        self._papers: dict[tuple[str, str | None], tuple[Document, ...]] = {}
        self._voices: dict[str, Container[object]] = {}
        self._voices_of: dict[tuple[str, ...], Container[object]] = {}
        self._parents: dict[str, Item | None] = {}
        self._answered_at: dict[tuple[str, str], Item | None] = {}
        self._addressees: dict[str, tuple[str, ...]] = {}
        self.promises: dict[str, Promise] = {}
        """What is known of promises (see `accountability.status._promises.promise_of`)."""

    def let_go(self) -> None:
        """Forget what was worked out about single records, once it is much: it can be worked out again."""
        if len(self._days) > _REMEMBERED:
            for remembered in (
                self._days,
                self._replies,
                self._parents,
                self._addressees,
                self._answered_at,
                self._voices_of,
                self.promises,
            ):
                remembered.clear()

    # --- whether something counts ------------------------------------------------------------------

    def reached(self, date: AnyDate | None) -> bool:
        """Tell whether a fact of *date* counts; an undated one always does."""
        day = last_day(date)
        return day is None or day <= self.as_of

    def day_of(self, record: Record) -> AnyDate | None:
        """Return the day from which *record* counts (see `Register.day_of`), worked out once."""
        days = self._days
        record_id = record.id
        if record_id in days:
            return days[record_id]
        found = days[record_id] = self.register.day_of(record)
        return found

    def undated(self, records: Iterable[Record]) -> list[Record]:
        """Return those of *records* that have no day, and so count on every day."""
        days = self._days
        return [
            record
            for record in records
            if (days[record.id] if record.id in days else self.day_of(record)) is None
        ]

    def counts(self, record: Record) -> bool:
        """Tell whether *record* is a fact by the day."""
        # Asked of every record of every item: looked up here, and not by way of two more calls.
        days = self._days
        date = days[record.id] if record.id in days else self.day_of(record)
        if not isinstance(date, PartialDate):
            return True
        day = date.latest or date.earliest
        return day is None or day <= self.as_of

    def day_of_target(self, date: TargetDate, made: AnyDate | None) -> AnyDate | None:
        """Return the day from which a target date counts; *made* is the day of its promise."""
        if isinstance(date.set_on, PartialDate):
            return date.set_on
        source = date.source.document if date.source else None
        document = self.register.find(Document, source)
        shown = self.day_of(document) if document else None
        return shown if shown is not None else made

    def due(self, item: Item, responder: str | None) -> Due:
        """Return the last day for an answer to *item* by *responder*, and how it is known."""
        return self._due_dates.of(self.register, item, responder)

    def needs_reply(self, item: Item) -> bool:
        """Tell whether items of this kind want an answer."""
        return self._due_dates.needs_reply(self.register, item)

    # --- whose facts they are ----------------------------------------------------------------------

    def voices(self, responder: str) -> Container[object]:
        """Return who may speak for *responder*: itself, its parts, its wholes, its heirs if it ended."""
        known = self._voices.get(responder)
        if known is None:
            heirs = heirs_of(self.register, responder, self.as_of)
            kin = tuple(self.register.kin_of(heir) for heir in heirs)
            known = self._voices[responder] = kin[0] if len(kin) == 1 else AnyOf(kin)
        return known

    def voices_of(self, bodies: tuple[str, ...]) -> Container[object]:
        """Return who may speak for any of *bodies*."""
        known = self._voices_of.get(bodies)
        if known is None:
            sets = tuple(self.voices(body) for body in dict.fromkeys(bodies))
            known = self._voices_of[bodies] = sets[0] if len(sets) == 1 else AnyOf(sets)
        return known

    def makers(self, item: Item) -> tuple[str, ...]:
        """Return the ids of those who made *item*."""
        if item.made_by:
            return item.made_by
        document = self.register.find(Document, item.document)
        return document.authors if document else ()

    def addressees(self, item: Item) -> tuple[str, ...]:
        """Return an item's addressees, else its parent's; a heading has only its own."""
        if item.addressed_to or (not item.text and self.register.limbs_of(item.id)):
            return item.addressed_to
        path: list[Item] = []
        current: Item | None = item
        while current and not current.addressed_to and current.id not in self._addressees:
            path.append(current)
            current = self.parent_of(current)
        found: tuple[str, ...] = ()
        if current:
            found = current.addressed_to or self._addressees[current.id]
        for passed in path:
            self._addressees[passed.id] = found
        return found

    # --- answers -----------------------------------------------------------------------------------

    def asked_rows(self, item: Item, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """
        Return the rows whose statuses make up the status of *item*.

        They are the *rows* that there would be without the drafts that nobody commissioned, and
        without what was asked and answered only later: a draft makes nobody a responder, and takes
        the place of nobody who was asked, and neither does what is still to come.
        """
        register = self.register
        by = self.replies_to(item.id).by
        unasked = [
            reply
            for reply in register.responses_to(item.id)
            if not (reply in by.get(reply.responder, ()) or self.has_row(reply))
        ]
        if not unasked:
            return rows
        drafts = {row.responder: row.draft for row in rows}
        last = next((r for r in reversed(unasked) if not register.is_given(r)), None)
        return tuple(
            evolve(row, draft=drafts.get(row.responder, last))
            for row in asked_rows(register, item, {reply.id for reply in unasked})
        )

    def has_row(self, response: Response) -> bool:
        """Tell whether by the day a response was given, or commissioned, or allotted an empty row."""
        if self.counts(response) and self.register.is_given(response):
            return True
        return any(self.reached(day) for day in asked_on(response))

    def is_unasked(self, response: Response) -> bool:
        """Tell whether a response is a draft with words in it that nobody commissioned."""
        return not (
            response.is_empty
            or any(step.stage is Stage.COMMISSIONED for step in response.steps)
            or self.register.is_given(response)
        )

    def replies_to(self, record_id: str) -> Replies:
        """Return the answers to an item, or to a document as a whole, that count on the day."""
        known = self._replies.get(record_id)
        if known is None:
            known = self._replies[record_id] = self._find_replies(record_id)
        return known

    def _find_replies(self, record_id: str) -> Replies:
        register = self.register
        held = register.responses_to(record_id)
        if not held:
            return _NO_REPLIES
        given = [
            response
            for response in held
            if not response.is_empty and self.counts(response) and register.is_given(response)
        ]
        if not given:
            return _NO_REPLIES
        if len(given) == 1 and not given[0].on_behalf_of:
            return Replies({given[0].responder: (given[0],)}, {})
        replaced = replaced_in(self, given)
        standing = [one for one in given if one.id not in replaced] or given
        corrected: frozenset[str] = frozenset()
        if len(standing) < len(given):
            gone = {reply.id for reply in given} - {reply.id for reply in standing}
            corrected = frozenset(
                reply.replaces
                for reply in standing
                if reply.replaces in gone and register.commitments_of(reply.id)
            )
        if len(standing) > 1:
            standing = sorted(standing, key=self.age)
        by: dict[str, list[Response]] = {}
        behalf: dict[str, list[Response]] = {}
        for response in standing:
            by.setdefault(response.responder, []).append(response)
            for body in response.on_behalf_of:
                behalf.setdefault(body, []).append(response)
        return Replies(
            {key: tuple(value) for key, value in by.items()},
            {key: tuple(value) for key, value in behalf.items()},
            corrected,
        )

    def age(self, record: Record) -> dt.date:
        """Return the day to sort *record* by; undated ones come before all others."""
        return last_day(self.day_of(record)) or dt.date.min

    def replies_of(self, item_id: str, responder: str | None) -> tuple[Response, ...]:
        """
        Return the answers that count for *responder*, oldest first.

        Its own; else those given on its behalf; else those of its parts, wholes and heirs. With no
        responder named, everybody's.
        """
        replies = self.replies_to(item_id)
        if not replies.by:
            return ()
        if responder is None:
            return self._in_order(replies.by.values())
        own = replies.by.get(responder) or replies.behalf.get(responder)
        if own:
            return own
        voices = self.voices(responder)
        return self._in_order(said for body, said in replies.by.items() if body in voices)

    def _in_order(self, groups: Iterable[tuple[Response, ...]]) -> tuple[Response, ...]:
        return tuple(sorted((reply for group in groups for reply in group), key=self.age))

    def speakers_for(self, item_id: str, responder: str, replies: tuple[Response, ...]) -> Speakers:
        """Return whose claims and promises count for *responder*, which *replies* answer for."""
        by = self.replies_to(item_id).by
        also = frozenset([responder, *[reply.responder for reply in replies]])
        return Speakers(self.voices(responder), also, by if responder in by else frozenset())

    def answered_above(self, item: Item, responder: str | None) -> Item | None:
        """Return the nearest that *item* is a limb of and that was answered; None: there is none."""
        path: list[tuple[str, str]] = []
        current = self.parent_of(item)
        found: Item | None = None
        while current is not None:
            key = (current.id, responder or "")
            if key in self._answered_at:
                found = self._answered_at[key]
                break
            if self.replies_of(current.id, responder):
                found = current
                break
            path.append(key)
            current = self.parent_of(current)
        for key in path:
            self._answered_at[key] = found
        return found

    def pointed(self, reply: Response, responder: str | None) -> Response | None:
        """
        Return the answer that *reply*, which states no position, points to; None: it leads nowhere.

        A pointer to an item is one to its answer by the same *responder*, else by anybody; a pointer
        to an answer that was corrected is one to what took its place. Pointers in a circle end where
        they began, and nobody follows more than a few.
        """
        waiting = [reply]
        seen = {reply.id}
        while waiting and len(seen) <= _POINTERS:
            current = waiting.pop(0)
            for record_id in current.refers_to[:_POINTERS]:
                for there in self._pointed_at(record_id, responder):
                    if there.position not in {None, Position.NOT_STATED}:
                        return there
                    if there.id not in seen:
                        seen.add(there.id)
                        waiting.append(there)
        return None

    def _pointed_at(self, record_id: str, responder: str | None) -> tuple[Response, ...]:
        """Return the answers that a pointer leads to and that count on the day, latest first."""
        held = self.register.get(record_id)
        if isinstance(held, Response):
            answers = self.replies_to(held.answers).by.get(held.responder, ())
            standing = [answer for answer in answers if answer.id == held.id]
            return tuple(standing) or tuple(reversed(answers))
        if not isinstance(held, Item):
            return ()
        answers = self.replies_of(held.id, responder) or self.replies_of(held.id, None)
        return tuple(reversed(answers))

    def general_answers(self, document_id: str, responder: str | None) -> tuple[Response, ...]:
        """Return the answers of *responder* to a document as a whole, oldest first."""
        key = (document_id, responder)
        known = self._general.get(key)
        if known is None:
            known = self._general[key] = self.replies_of(document_id, responder)
        return known

    def silent_papers(self, item: Item, responder: str | None) -> tuple[Document, ...]:
        """
        Return given papers of *responder* (None: of anybody) that pass over *item*, oldest first.

        They answer its report, and carry nothing that was said to it or to what it is a limb of,
        by whomever and whether it counts on the day or not.
        """
        key = (item.document, responder)
        known = self._papers.get(key)
        if known is None:
            known = self._papers[key] = self._find_papers(item.document, responder)
        if not known:
            return ()
        carried: set[str | None] = set()
        current: Item | None = item
        for _ in range(_LEVELS):
            if current is None:
                break
            answers = self.register.responses_to(current.id)
            carried.update(response.document for response in answers if not response.is_empty)
            current = self.parent_of(current)
        return tuple(paper for paper in known if paper.id not in carried)

    def _find_papers(self, document_id: str, responder: str | None) -> tuple[Document, ...]:
        voices = self.voices(responder) if responder else None
        given = [
            paper
            for paper in self.register.documents_answering(document_id)
            if paper.kind not in _NO_ANSWER
            and self.register.is_given(paper)
            and self.counts(paper)
            and (voices is None or any(author in voices for author in paper.authors))
        ]
        return tuple(sorted(given, key=self.age))

    # --- parents and limbs -------------------------------------------------------------------------

    def parent_of(self, item: Item) -> Item | None:
        """Return the item that *item* is a limb of; None also where parents run in a circle."""
        if item.parent is None:
            return None
        if item.id not in self._parents:
            self._climb(item)
        return self._parents[item.id]

    def _climb(self, item: Item) -> None:
        places: dict[str, int] = {}
        path: list[Item] = []
        current: Item | None = item
        while current is not None and current.id not in self._parents and current.id not in places:
            places[current.id] = len(path)
            path.append(current)
            current = self.register.find(Item, current.parent)
        circle = places.get(current.id, len(path)) if current is not None else len(path)
        for place, passed in enumerate(path):
            above = self.register.find(Item, passed.parent)
            self._parents[passed.id] = above if place < circle else None

    def limbs_of(self, item: Item) -> tuple[Item, ...]:
        """Return the limbs of *item*, those of circles left out."""
        limbs = self.register.limbs_of(item.id)
        if not limbs:
            return ()
        real = tuple(limb for limb in limbs if self.parent_of(limb) is not None)
        # A limb that was issued only later has no part in what its parent comes to by the day.
        made = tuple(limb for limb in real if self.counts(limb))
        return made if self.counts(item) else real


def asked_on(response: Response) -> tuple[AnyDate | None, ...]:
    """Return the days on which an answer was commissioned, else those on which its empty row was allotted."""
    days = tuple(step.day for step in response.steps if step.stage is Stage.COMMISSIONED)
    if response.is_empty and not days:
        days = tuple(step.day for step in response.steps) or (response.day,)
    return days


def replaced_in(day: Day, said: Iterable[Response | Update]) -> frozenset[str]:
    """Return the ids of those of the statements that a correction among them takes the place of."""
    held = {record.id: record for record in said}
    return frozenset(
        old.id
        for new in held.values()
        if new.replaces is not None
        and (old := held.get(new.replaces)) is not None
        and may_correct(day.register, new, old, as_of=day.as_of)
    )
