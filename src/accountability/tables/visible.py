"""
What a reader outside may see: the register without what was never sent, published or told.

Everything a copy shows, verdicts and their reasons included, is worked out from what is left here, so
that nothing of a draft can slip out in a sentence that mentions it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import evolve, field, frozen

from accountability.model import (
    Commitment,
    Item,
    Record,
    Register,
    Response,
    Row,
    Stage,
    TargetDate,
    Update,
)

__all__ = ["LeftOut", "Profile", "Scope", "visible"]


class Profile(StrEnum):
    """For whom a tracker is drawn."""

    KEEPER = "keeper"
    """Whoever holds the register: everything, and everything may be changed."""

    RESPONDER = "responder"
    """A team that answers: its rows, its own answers, no notes and nobody else's drafts."""

    SCRUTINY = "scrutiny"
    """The body that made the recommendations: given answers, and its own view of them."""

    PUBLICATION = "publication"
    """Anybody: given answers only, nothing to fill in."""


@frozen(kw_only=True)
class Scope:
    """
    Which rows to include; an empty tuple means all.

    Attributes:
        responders: Ids of organisations that answer, prepare, or are addressed.

        documents: Ids of documents whose items to include.

        items: Ids of items to include.
    """

    responders: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.responders or self.documents or self.items)

    def has_item(self, item: Item | None, about: str) -> bool:
        """Tell whether an item (or, where none is held, what is answered) is in scope."""
        if self.items and about not in self.items:
            return False
        document = item.document if item else about
        return not self.documents or document in self.documents

    def has_row(self, row: Row) -> bool:
        """Tell whether a row is in scope."""
        if not self.has_item(row.item, row.about):
            return False
        if not self.responders:
            return True
        prepared = row.shown.prepared_by if row.shown else ()
        return not {row.responder, *prepared}.isdisjoint(self.responders)


@frozen(kw_only=True)
class LeftOut:
    """
    How many records and dates a copy leaves out.

    Attributes:
        drafts: Answers that were neither sent nor published.

        promises: Commitments made in them, or with nothing left to show.

        dates: Target dates that nobody was told of.

        updates: Reports of progress that were not sent, or that are about what is left out.

        notes: Notes, which are internal.
    """

    drafts: int = 0
    promises: int = 0
    dates: int = 0
    updates: int = 0
    notes: int = 0

    @property
    def words(self) -> str:
        """The counts as a person says them; "" if nothing was left out."""
        counts = (
            (self.drafts, "draft answer"),
            (self.promises, "promise not yet given"),
            (self.dates, "target date nobody was told of"),
            (self.updates, "report of progress not yet sent"),
            (self.notes, "note"),
        )
        return ", ".join(f"{count:,} × {name}" for count, name in counts if count)


def visible(register: Register, profile: Profile, scope: Scope) -> tuple[Register, LeftOut]:
    """
    Return what the reader of a copy may see of *register*, and how much that leaves out.

    The keeper sees everything; a responder does not see other bodies' drafts, nor notes; anybody else
    sees what was sent, published or told.
    """
    match profile:
        case Profile.KEEPER:
            return register, LeftOut()
        case Profile.RESPONDER:
            return _Sieve(register=register, mine=frozenset(scope.responders)).sifted()
        case _:
            return _Sieve(register=register, mine=frozenset(), outside=True).sifted()


@frozen(kw_only=True)
class _Sieve:
    register: Register
    mine: frozenset[str]
    outside: bool = False
    _gone: set[str] = field(factory=set, init=False)

    def sifted(self) -> tuple[Register, LeftOut]:
        register = self.register
        drafts = self._drop(answer for answer in register.responses if self._is_hidden(answer))
        told = {promise.id: self._told(promise) for promise in register.commitments}
        promises = self._drop(
            promise
            for promise in register.commitments
            if promise.response in self._gone or _is_hollow(promise, told[promise.id])
        )
        dates = sum(
            len(promise.dates) - len(told[promise.id].dates)
            for promise in register.commitments
            if promise.id not in self._gone
        )
        updates = self._drop(
            update
            for update in register.updates
            if update.about in self._gone or not self._is_sent(update)
        )
        changed = (
            promise
            for name, promise in told.items()
            if name not in self._gone and promise is not register[name]
        )
        notes = [note.id for note in register.notes]
        left = register.with_records(*changed).without(*self._gone, *notes)
        return left, LeftOut(
            drafts=drafts, promises=promises, dates=dates, updates=updates, notes=len(notes)
        )

    def _drop(self, records: Iterable[Record] | Iterator[Record]) -> int:
        dropped = [record.id for record in records]
        self._gone.update(dropped)
        return len(dropped)

    def _is_hidden(self, answer: Response) -> bool:
        if self.register.is_given(answer):
            return False
        if self.outside:
            return True
        return bool(self.mine) and self.mine.isdisjoint((answer.responder, *answer.prepared_by))

    def _told(self, promise: Commitment) -> Commitment:
        """Leave out dates that nobody was told of; the first was told with the answer it came in."""
        if not self.outside:
            return promise
        kept = tuple(
            target
            for position, target in enumerate(promise.dates)
            if _was_told(target) or (position == 0 and self._was_published(promise))
        )
        return promise if len(kept) == len(promise.dates) else evolve(promise, dates=kept)

    def _was_published(self, promise: Commitment) -> bool:
        if self.register.find(Response, promise.response) is not None:
            return True  # a draft's promises are gone by now
        return any(source.document for source in promise.sources)

    def _is_sent(self, update: Update) -> bool:
        if not update.steps or any(step.stage in _OUT for step in update.steps):
            return True
        return not self.outside and (not self.mine or update.reported_by in self.mine)


_OUT = frozenset({Stage.SENT, Stage.PUBLISHED})


def _was_told(target: TargetDate) -> bool:
    return bool(target.told) or target.told_on is not None or _has_paper(target)


def _has_paper(target: TargetDate) -> bool:
    return target.source is not None and target.source.document is not None


def _is_hollow(promise: Commitment, told: Commitment) -> bool:
    """Tell whether nothing would be left of a promise: it was a date that nobody was told of."""
    return bool(promise.dates) and not told.dates and not promise.text
