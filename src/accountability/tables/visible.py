"""
What a reader outside may see: the register without what was never sent, published or told.

Everything a copy shows, verdicts and their reasons included, is worked out from what is left here, so
that nothing of a draft can slip out in a sentence that mentions it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import evolve, field, frozen

from accountability.dates import AnyDate, PartialDate
from accountability.model import (
    Assessment,
    Commitment,
    Document,
    DocumentKind,
    Item,
    Record,
    Register,
    Response,
    Row,
    Source,
    Stage,
    Step,
    TargetDate,
    Update,
)

__all__ = ["LeftOut", "Profile", "Scope", "asked_by", "lead_of", "visible"]


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

        leading: Whether to include of the responders' rows only those that they lead in preparing, and
            those that they answer and nobody prepares for them.
    """

    responders: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    leading: bool = False

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
        if self.leading:
            return lead_of(row) in self.responders
        prepared = row.shown.prepared_by if row.shown else ()
        return not {row.responder, *prepared}.isdisjoint(self.responders)


def lead_of(row: Row) -> str:
    """Return who sees to a row: the team that leads in preparing it, else who answers; "" if nobody."""
    prepared = row.shown.prepared_by if row.shown else ()
    return next(iter(prepared), row.responder or "")


def asked_by(row: Row) -> Step | None:
    """Return the step by which a row was last asked for, if nothing has happened to it since."""
    steps = row.shown.steps if row.shown else ()
    return steps[-1] if steps and steps[-1].stage is Stage.COMMISSIONED else None


@frozen(kw_only=True)
class LeftOut:
    """
    How many records and dates a copy leaves out.

    Attributes:
        drafts: Answers that were neither sent nor published.

        promises: Commitments made in them, in nothing that is out, or with nothing left to show.

        dates: Target dates that nobody was told of.

        updates: Reports of progress that were not sent, or that are about what is left out.

        views: Views of what is left out.

        undated: Views of which nobody knows when they were given, or whether they ever were.

        later: Answers, reports of progress and views from after the day of the copy, and dates that
            were moved after it.

        documents: Files that came back, and papers that are not out.

        notes: Notes, which are internal.
    """

    drafts: int = 0
    promises: int = 0
    dates: int = 0
    updates: int = 0
    views: int = 0
    undated: int = 0
    later: int = 0
    documents: int = 0
    notes: int = 0

    @property
    def words(self) -> str:
        """The counts as a person says them; "" if nothing was left out."""
        counts = (
            (self.drafts, "draft answer"),
            (self.promises, "promise not yet given"),
            (self.dates, "target date nobody was told of"),
            (self.updates, "report of progress not yet sent"),
            (self.views, "view of what is not shown"),
            (self.undated, "view that nobody is known to have given"),
            (self.later, "record from after that day"),
            (self.documents, "document that is not out"),
            (self.notes, "note"),
        )
        return ", ".join(f"{count:,} × {name}" for count, name in counts if count)


def visible(
    register: Register, profile: Profile, scope: Scope, as_of: dt.date
) -> tuple[Register, LeftOut]:
    """
    Return what the reader of a copy may see of *register*, and how much that leaves out.

    The keeper sees everything; a responder does not see other bodies' drafts and unsent reports, nor
    notes; anybody else sees what was sent, published or told. None but the keeper sees what was
    reported, said or moved after *as_of*, nor anybody outside what was answered after it.
    """
    if profile is Profile.KEEPER:
        return register, LeftOut()
    readers = {
        Profile.RESPONDER: scope.responders,
        Profile.SCRUTINY: tuple(_makers(register)),
    }
    sieve = _Sieve(
        register=register,
        as_of=as_of,
        mine=frozenset(readers.get(profile, ())),
        outside=profile is not Profile.RESPONDER,
    )
    return sieve.sifted()


def _makers(register: Register) -> Iterator[str]:
    """Go through those who made recommendations, and may be told what they said themselves."""
    for item in register.items:
        document = register.find(Document, item.document)
        yield from item.made_by or (document.authors if document else ())


@frozen(kw_only=True)
class _Sieve:
    """
    Takes out of a register what a reader may not see.

    Attributes:
        register: The whole of it.

        as_of: Day of the copy.

        mine: Whoever reads it.

        outside: Whether the reader is no part of the body that answers.
    """

    register: Register
    as_of: dt.date
    mine: frozenset[str]
    outside: bool = False
    _gone: set[str] = field(factory=set, init=False)

    def sifted(self) -> tuple[Register, LeftOut]:
        register = self.register
        later = self._drop(record for record in self._dated() if self._is_later(record))
        undated = self._drop(view for view in register.assessments if self._is_unsaid(view))
        drafts = self._drop(answer for answer in register.responses if self._is_hidden(answer))
        told = {promise.id: self._told(promise) for promise in register.commitments}
        promises = self._drop(
            promise
            for promise in register.commitments
            if self._is_unmade(promise) or _is_hollow(promise, told[promise.id])
        )
        while more := self._drop(
            promise for promise in register.commitments if promise.parent in self._gone
        ):
            promises += more  # milestones, and milestones of milestones
        left_out = [
            target
            for promise in register.commitments
            if promise.id not in self._gone
            for target in promise.dates
            if target not in told[promise.id].dates
        ]
        moved_later = sum(1 for target in left_out if not self._reached(target.set_on))
        dates = len(left_out) - moved_later
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
        notes = self._drop(register.notes)
        left = register.with_records(*changed).without(*self._gone)
        nothing = _views_of_nothing(register, left)
        views = self._drop(nothing)
        left = left.without(*(view.id for view in nothing))
        unread = tuple(self._papers_not_out(left)) if self.outside else ()
        documents = self._drop(unread)
        return left.without(*(paper.id for paper in unread)), LeftOut(
            drafts=drafts,
            promises=promises,
            dates=dates,
            updates=updates,
            views=views,
            undated=undated,
            later=later + moved_later,
            documents=documents,
            notes=notes,
        )

    def _drop(self, records: Iterable[Record]) -> int:
        """Drop those of *records* that are not dropped yet, and count them."""
        dropped = {record.id for record in records} - self._gone
        self._gone.update(dropped)
        return len(dropped)

    # --- days and papers --------------------------------------------------------------------------

    def _reached(self, day: AnyDate | None) -> bool:
        """Tell whether a day counts, as verdicts do: once it has passed, or if nobody knows it."""
        last = (day.latest or day.earliest) if isinstance(day, PartialDate) else None
        return last is None or last <= self.as_of

    def _dated(self) -> Iterator[Response | Update | Assessment]:
        yield from self.register.responses
        yield from self.register.updates
        yield from self.register.assessments

    def _is_later(self, record: Response | Update | Assessment) -> bool:
        if isinstance(record, Response) and (not self.outside or self.register.is_draft(record)):
            return False  # who answers knows its answers, and would be asked for them again
        return not self._reached(self.register.day_of(record))

    def _is_unsaid(self, view: Assessment) -> bool:
        """
        Tell whether nothing says that a view was ever given: it has no day, and stands in no paper.

        A view has no steps by which one could tell what was said from what was only written down. So it
        needs a day, or a paper that is out; its own author is shown it all the same. The day of a view
        that was typed into a copy of ours is that of collecting the copy, and says nothing.
        """
        if not self.outside or view.by in self.mine or self._in_paper(view.sources):
            return False
        return self.register.day_of(view) is None or self._was_typed(view)

    def _was_typed(self, view: Assessment) -> bool:
        """Tell whether a view was read in files of ours that came back, and in nothing else."""
        papers = [self.register.find(Document, one.document) for one in view.sources]
        return bool(papers) and all(
            paper is None or paper.kind is DocumentKind.RETURN for paper in papers
        )

    def _is_out(self, document_id: str | None) -> bool:
        """
        Tell whether a paper was published or received by the day.

        A file that came back is ours alone, whenever we received it; a page was there to be read.
        """
        document = self.register.find(Document, document_id)
        if document is None:
            return False
        days = [document.published]
        if document.kind is not DocumentKind.RETURN:
            days.append(document.received)
        known = [day for day in days if day is not None]
        if not known:
            return document.kind is DocumentKind.PAGE
        return any(self._reached(day) for day in known)

    def _in_paper(self, sources: Iterable[Source]) -> bool:
        return any(self._is_out(source.document) for source in sources)

    def _went_out(self, steps: Iterable[Step]) -> bool:
        return any(step.stage in _OUT and self._reached(step.day) for step in steps)

    def _papers_not_out(self, left: Register) -> Iterator[Document]:
        """Go through what no reader outside has, and nothing that is shown was read from."""
        asked = {item.document for item in left.items}
        needed = {*asked, *(answer.document for answer in left.responses)}
        needed.update(
            source.document
            for records in (left.items, left.responses, left.commitments, left.updates)
            for record in records
            for source in record.sources
        )
        needed.update(source.document for view in left.assessments for source in view.sources)
        out = {document.id for document in left.documents if self._is_out(document.id)}
        for document in left.documents:
            if document.id in out or document.id in asked:
                continue
            if document.kind is DocumentKind.RETURN or document.id not in needed:
                yield document

    # --- records ----------------------------------------------------------------------------------

    def _is_hidden(self, answer: Response) -> bool:
        given = self.register.is_given(answer)
        if self.outside:
            return not given or not (self._went_out(answer.steps) or self._is_out(answer.document))
        return not given and bool(self.mine) and not self._prepares(answer)

    def _prepares(self, answer: Response) -> bool:
        return not self.mine.isdisjoint((answer.responder, *answer.prepared_by))

    def _is_unmade(self, promise: Commitment) -> bool:
        """Tell whether a promise stands in nothing that the reader may see."""
        if promise.response in self._gone:
            return True
        if not self.outside or self.register.find(Response, promise.response) is not None:
            return False
        return not self._in_paper(promise.sources)

    def _told(self, promise: Commitment) -> Commitment:
        """
        Leave out dates told after the day, and for readers outside those that nobody was told of.

        The first was told with the promise itself. To the body that answers, a date that nobody was told
        of yet is a draft like others.
        """
        first = not self._is_unmade(promise)
        kept = tuple(
            target
            for position, target in enumerate(promise.dates)
            if (position == 0 and first) or self._was_told(target) or self._is_draft(target)
        )
        return promise if len(kept) == len(promise.dates) else evolve(promise, dates=kept)

    def _is_draft(self, target: TargetDate) -> bool:
        told = target.told or target.told_on is not None or self._is_printed(target.source)
        return not told and not self.outside

    def _is_printed(self, source: Source | None) -> bool:
        """Tell whether something stands in a paper; a file of ours that came back is none."""
        if source is None or source.document is None:
            return False
        paper = self.register.find(Document, source.document)
        return paper is None or paper.kind is not DocumentKind.RETURN

    def _was_told(self, target: TargetDate) -> bool:
        if target.source is not None and self._is_out(target.source.document):
            return True
        told = bool(target.told) or target.told_on is not None
        return told and self._reached(target.told_on or target.set_on)

    def _is_sent(self, update: Update) -> bool:
        if self._went_out(update.steps) or self._in_paper(update.sources):
            return True
        return not self.outside and (not self.mine or self._is_ours(update))

    def _is_ours(self, update: Update) -> bool:
        """Tell whether a report comes from the reader, or from the body for which it prepares the answer."""
        if update.reported_by in self.mine or update.responder in self.mine:
            return True
        register = self.register
        about = {update.about}
        promise = register.find(Commitment, update.about)
        if promise is not None:
            made_in = register.find(Response, promise.response)
            about.update(promise.items, (made_in.answers,) if made_in else ())
        return any(
            answer.responder == update.reported_by and self._prepares(answer)
            for name in about
            for answer in register.responses_to(name)
        )


_OUT = frozenset({Stage.SENT, Stage.PUBLISHED})


def _is_hollow(promise: Commitment, told: Commitment) -> bool:
    """Tell whether nothing would be left of a promise: it was a date that nobody was told of."""
    return bool(promise.dates) and not told.dates and not promise.text


def _views_of_nothing(whole: Register, left: Register) -> tuple[Assessment, ...]:
    """
    Return the views of what is not held (any more).

    A view may also name a row that is left, by the id that its response has or will get: "not
    addressed" is one. Rows keep the keys that they have in the whole register.
    """
    loose = tuple(view for view in left.assessments if view.about not in left)
    if not loose:
        return ()
    rows = {(row.about, row.responder): row.key for row in left.rows()}
    keys = {row.key for row in whole.rows() if (row.about, row.responder) in rows}
    keys.update(rows.values())
    return tuple(view for view in loose if view.about not in keys)
