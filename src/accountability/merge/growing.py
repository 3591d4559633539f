"""
A register grows: newly read documents join what is held.

The response is published two months after the report, the progress page is captured every quarter,
and each brings statements, answers and promises that are held already under ids of their own. What
is the same is found and becomes one more source; what is new is added; what differs is kept beside
what is held. Nothing is deleted: a paper that does not mention something says nothing about it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from typing import TypeVar

import attrs

from accountability.dates import AnyDate, PartialDate
from accountability.merge._items import How, Match, match_items
from accountability.merge._joining import Joined, join
from accountability.merge._kinds import (
    ANSWER_BESIDE,
    DRAFT_LEFT,
    HELD_ALREADY,
    ID_TAKEN,
    NAME_AMBIGUOUS,
    SAME_BY_LIKENESS,
    SAME_LABEL_ONLY,
)
from accountability.merge._likeness import alike_pairs, same_pairs
from accountability.merge._links import Ids, linked
from accountability.merge.changes import ABSENT, Applied, MergeResult
from accountability.model import (
    Assessment,
    Collection,
    Commitment,
    Document,
    DocumentKind,
    Item,
    Note,
    Organisation,
    Record,
    Register,
    Response,
    Update,
    Waiver,
)
from accountability.text import fold, shorten

__all__ = ["grow"]

R = TypeVar("R", bound=Record)


def grow(register: Register, records: Iterable[Record]) -> MergeResult:
    """
    Let newly read *records* join a register.

    Organisations are known by id, name or another of their names; documents by id, digest, reference
    or title; statements by id, then by their number in the same document, its editions and captures,
    then by likeness of their words, in order and one to one; answers by item, responder and words;
    promises by item or answer and likeness of their words; everything else by what it says. Ids of
    what is known are rewritten in all links of the new records, and a new record whose id is taken by
    something else gets the next free one (``~2``).

    Args:
        register: What is held.

        records: What one document was read as, in its order; links may lead into *register*.

    Returns:
        The grown register; what was added and filled; in *conflicts* what a status hangs on and was
        read in two ways, ours kept; in *findings* what was recognised under another id, and as what,
        and where two papers differ. Growing by the same records again changes nothing.

    Raises:
        DuplicateIdError: two of *records* share an id.
    """
    return _Growth(register, tuple(records)).result()


class _Growth:
    def __init__(self, register: Register, records: tuple[Record, ...]) -> None:
        self.held = register
        taken = {record.id for record in records}
        name = "incoming"
        while name in taken:
            name += "~"
        self.new = Register(id=name, title=name).with_records(*records)
        self.ids = Ids()
        self.found: set[str] = set()
        self.used: set[str] = {register.id, *(record.id for record in register)}
        self.account = Joined(name_of=self.name_of)
        self.order: list[tuple[str, ...]] = []

    def name_of(self, organisation: str) -> str:
        if organisation in self.held:
            return self.held.name_of(organisation)
        return self.new.name_of(organisation)

    def result(self) -> MergeResult:
        self.match_organisations()
        self.match_documents()
        self.match_items()
        for response in self.new.responses:
            self.match_response(response)
        self.match_commitments()
        self.match_facts(self.new.updates, _update_key, self.held.updates)
        self.match_facts(self.new.assessments, _assessment_key, self.held.assessments)
        self.match_facts(self.new.notes, _note_key, self.held.notes)
        self.match_facts(self.new.waivers, _waiver_key, self.held.waivers)
        self.match_facts(self.new.collections, _collection_key, self.held.collections)
        return self.joined()

    # --- ids -----------------------------------------------------------------------------------------

    def known_as(self, record: Record, held: Record) -> None:
        """Settle that a newly read record is a held one."""
        self.found.add(held.id)
        self.ids.settle(record.id, held.id)

    def is_held(self, record: Record) -> bool:
        """Settle a newly read record that is held word for word; tell whether it is."""
        held = self.held.get(record.id)
        if held is None or held != linked(record, self.ids):
            return False
        self.known_as(record, held)
        return True

    def added_as(self, record: Record, wanted: str = "") -> str:
        """Settle the id of a record that is not held."""
        wanted = wanted or self.ids.below(record.id)
        new, number = wanted, 1
        while new in self.used:
            number += 1
            new = f"{wanted}~{number}"
        self.used.add(new)
        self.ids.settle(record.id, new)
        if new != wanted and wanted == record.id:
            self.account.findings.append(
                ID_TAKEN.found(
                    f"the id {wanted!r} is taken by something else; it is held as {new!r}",
                    record=new,
                )
            )
        return new

    # --- organisations -------------------------------------------------------------------------------

    def match_organisations(self) -> None:
        by_name: dict[str, list[Organisation]] = {}
        for organisation in self.held.organisations:
            for name in {fold(name) for name in (organisation.name, *organisation.other_names)}:
                by_name.setdefault(name, []).append(organisation)
        for organisation in self.new.organisations:
            if self.is_held(organisation):
                continue
            held = self.held.find(Organisation, organisation.id)
            if held is None:
                held = self.organisation_named(organisation, by_name)
            if held is None:
                self.added_as(organisation)
            else:
                self.known_as(organisation, held)

    def organisation_named(
        self, organisation: Organisation, by_name: dict[str, list[Organisation]]
    ) -> Organisation | None:
        for name in (organisation.name, *organisation.other_names):
            found = by_name.get(fold(name), [])
            if len(found) == 1:
                self.account.findings.append(
                    HELD_ALREADY.found(
                        f"{organisation.name!r} is the held {found[0].id} (same name)",
                        record=found[0].id,
                    )
                )
                return found[0]
            if found:
                ids = ", ".join(one.id for one in found)
                self.account.findings.append(
                    NAME_AMBIGUOUS.found(
                        f"{name!r} is a name of {ids}; what was read now is held as another",
                        record=found[0].id,
                    )
                )
                return None
        return None

    # --- documents -----------------------------------------------------------------------------------

    def match_documents(self) -> None:
        keys: dict[Hashable, list[Document]] = {}
        for document in self.held.documents:
            for key in _document_keys(document):
                keys.setdefault(key, []).append(document)
        for document in self.new.documents:
            if self.is_held(document):
                continue
            held = self.held.find(Document, document.id)
            if held is None:
                candidates = (one for key in _document_keys(document) for one in keys.get(key, ()))
                held = next((one for one in candidates if self.may_be(document, one)), None)
                if held is not None:
                    self.account.findings.append(
                        HELD_ALREADY.found(
                            f"{shorten(document.title)!r} is the held {held.id}", record=held.id
                        )
                    )
            if held is None:
                self.added_as(document)
            else:
                self.known_as(document, held)

    def may_be(self, new: Document, held: Document) -> bool:
        """Tell whether two documents of one title, reference or digest are one."""
        authors = {self.ids(author) for author in new.authors}
        if authors and held.authors and not authors & set(held.authors):
            return False
        # A page changes in place, so what was fetched when, and as what, tells captures apart.
        copies = ("digest", "retrieved") if new.kind is DocumentKind.PAGE else ()
        against = _compared(new, held, ("reference", "session", "published", "language", *copies))
        if new.kind is not held.kind or False in against:
            return False
        # A title is not much: "Government response" is one of thousands.
        return True in _compared(new, held, ("reference", "published", "url", "digest")) or (
            bool(authors) and False not in _compared(new, held, ("url",))
        )

    def line_of(self, document_id: str) -> list[Document]:
        """Return the held documents that a document prints again: itself, editions, captures."""
        held = self.held.find(Document, self.ids(document_id))
        new = self.new.find(Document, document_id)
        if held is not None:
            seeds = [held]
        elif new is not None:
            seeds = self.neighbours(linked(new, self.ids))
        else:
            return []
        found: dict[str, Document] = {}
        while seeds:
            one = seeds.pop()
            if one.id not in found:
                found[one.id] = one
                seeds += self.neighbours(one)
        return list(found.values())

    def neighbours(self, document: Document) -> list[Document]:
        near = [one for key in _line_keys(document) for one in self.lines.get(key, ())]
        replaced = self.held.find(Document, document.replaces)
        near += [replaced] if replaced else []
        return [one for one in near if one.kind is document.kind]

    @cached_property
    def lines(self) -> dict[Hashable, list[Document]]:
        """Index the held documents by what editions and captures of one paper share."""
        found: dict[Hashable, list[Document]] = {}
        for document in self.held.documents:
            for key in _line_keys(document):
                found.setdefault(key, []).append(document)
        return found

    # --- statements ----------------------------------------------------------------------------------

    def match_items(self) -> None:
        by_document: dict[str, list[Item]] = {}
        for item in self.new.items:
            self.is_held(item)
            by_document.setdefault(item.document, []).append(item)
        for document_id, items in by_document.items():
            papers = [document.id for document in self.line_of(document_id)]
            papers = papers or [self.ids(document_id)]
            held = [
                item
                for paper in papers
                for item in self.held.items_of(paper)
                if item.id not in self.found
            ]
            unknown = [item for item in items if item.id not in self.ids]
            matches = match_items(unknown, held)
            for item in unknown:
                if item.id in matches:
                    self.known_as(item, matches[item.id].held)
                    self.say_how(item, matches[item.id])
            for item in unknown:
                if item.id not in matches:
                    self.added_as(item)
            self.order.append(tuple(self.ids(item.id) for item in items))

    def say_how(self, item: Item, match: Match) -> None:
        if match.how is How.ID:
            return
        kind = {How.LIKENESS: SAME_BY_LIKENESS, How.LABEL_ONLY: SAME_LABEL_ONLY}.get(
            match.how, HELD_ALREADY
        )
        name = f"{item.kind.value} {item.label}" if item.label else f"{shorten(item.text)!r}"
        self.account.findings.append(
            kind.found(
                f"{name} of {item.document} is the held {match.held.id} ({match.how})",
                record=match.held.id,
            )
        )

    # --- answers -------------------------------------------------------------------------------------

    def match_response(self, response: Response) -> None:
        if self.is_held(response):
            return
        about, responder = self.ids(response.answers), self.ids(response.responder)
        rivals = [one for one in self.held.responses_to(about) if one.responder == responder]
        same = [one for one in rivals if self.says_the_same(one, response)]
        found = next((one for one in same if one.id == response.id), next(iter(same), None))
        if found is None:
            found = next(
                (
                    one
                    for one in rivals
                    if one.is_empty and not self.held.is_given(one) and one.id not in self.found
                ),
                None,
            )
        if found is not None:
            self.known_as(response, found)
            return
        wanted = self.response_id(response, about, responder, beside=bool(rivals))
        new = self.added_as(response, wanted)
        about_to_join = linked(response, self.ids)
        if not rivals or not (self.new.is_given(response) or self.held.is_given(about_to_join)):
            return
        given = [one for one in rivals if self.held.is_given(one)]
        kind, other = (ANSWER_BESIDE, given[-1]) if given else (DRAFT_LEFT, rivals[-1])
        self.account.findings.append(
            kind.found(
                f"{self.name_of(responder)} says something else than {other.id!r} does; "
                f"both are held, this one as {new!r}",
                record=new,
            )
        )

    def says_the_same(self, held: Response, new: Response) -> bool:
        if fold(held.text) != fold(new.text):
            return False
        if held.text.strip() or (held.is_empty and new.is_empty):
            return True
        pointed = tuple(self.ids(one) for one in new.refers_to)
        return (
            held.refers_to == pointed
            and held.position == new.position
            and fold(held.printed_status) == fold(new.printed_status)
            and (bool(pointed) or held.position is not None or bool(held.printed_status))
        )

    def response_id(self, response: Response, about: str, responder: str, *, beside: bool) -> str:
        """Return the id that an answer gets: below its item, with its day if another is held."""
        begins = f"{response.answers}/{response.responder}"
        rest = response.id.removeprefix(begins) if response.id.startswith(begins) else ""
        if not rest and not response.id.startswith(begins):
            return self.ids.below(response.id)
        if beside and not rest:
            day = _single_day(self.new.day_of(response))
            rest = f"@{day.isoformat()}" if day else ""
        return f"{about}/{responder}{rest}"

    # --- promises ------------------------------------------------------------------------------------

    def match_commitments(self) -> None:
        new = [promise for promise in self.new.commitments if not self.is_held(promise)]
        groups: dict[tuple[tuple[str, ...], frozenset[str]], list[Commitment]] = {}
        for promise in new:
            owners = frozenset(self.ids(owner) for owner in promise.owners)
            groups.setdefault((self.anchors(promise), owners), []).append(promise)
        # The same words everywhere first: what is only alike must not take what is the same.
        for pairs_of in (same_pairs, alike_pairs, _dated_pairs):
            for (anchors, owners), promises in groups.items():
                unknown = [one for one in promises if one.id not in self.ids]
                held = self.promises_at(anchors, owners) if unknown else []
                for theirs, mine in list(pairs_of(_with_words(unknown), _with_words(held))):
                    self.known_as(theirs, mine)
                    if pairs_of is alike_pairs:
                        self.say_alike(theirs, mine)
        for promise in new:
            if promise.id not in self.ids:
                self.added_as(promise)

    def promises_at(self, anchors: tuple[str, ...], owners: frozenset[str]) -> list[Commitment]:
        """Return held promises made in one place that nobody has been recognised as yet."""
        places = [self.held.commitments_of(anchor) for anchor in anchors]
        found = {
            one.id: one
            for promises in (places if anchors else [self.unanchored])
            for one in promises
            if one.id not in self.found
            and (not owners or not one.owners or owners & set(one.owners))
        }
        return list(found.values())

    @cached_property
    def unanchored(self) -> tuple[Commitment, ...]:
        """Return the held promises that serve no item and were made in no response."""
        return tuple(one for one in self.held.commitments if not (one.items or one.response))

    def say_alike(self, new: Commitment, held: Commitment) -> None:
        self.account.findings.append(
            SAME_BY_LIKENESS.found(
                f"the promise {shorten(new.text)!r} is the held {held.id} ({How.LIKENESS})",
                record=held.id,
            )
        )

    def anchors(self, promise: Commitment) -> tuple[str, ...]:
        """Return the ids of what a promise serves and of where it was made."""
        made_in = self.new.find(Response, promise.response)
        answered = (made_in.answers,) if made_in else ()
        named = (promise.response or "", *promise.items, *answered)
        return tuple(dict.fromkeys(self.ids(one) for one in named if one))

    # --- everything else -----------------------------------------------------------------------------

    def match_facts(
        self,
        new: Iterable[R],
        key_of: Callable[[R], Hashable],
        held: Iterable[R],
    ) -> None:
        """Match what is known by what it says; of two days the same, or one of them not known."""
        known: dict[Hashable, list[R]] = {}
        for record in held:
            known.setdefault(key_of(record), []).append(record)
        for record in new:
            if self.is_held(record):
                continue
            about = linked(record, self.ids)
            candidates = [
                one for one in known.get(key_of(about), []) if self.on_one_day(one, record, about)
            ]
            wanted = self.ids.below(record.id)
            same = min(
                candidates,
                key=lambda one: (one.id != wanted, one.id in self.found),
                default=None,
            )
            if same is not None:
                self.known_as(record, same)
            else:
                self.added_as(record)

    def on_one_day(self, held: Record, new: Record, about: Record) -> bool:
        ours = _single_day(self.held.day_of(held))
        theirs = _single_day(self.new.day_of(new)) or _single_day(self.held.day_of(about))
        return ours is None or theirs is None or ours == theirs

    # --- the end -------------------------------------------------------------------------------------

    def joined(self) -> MergeResult:
        current: dict[str, Record] = {}
        for record in self.new:
            new_id = self.ids(record.id)
            new = linked(attrs.evolve(record, id=new_id), self.ids)
            held = current.get(new_id) or self.held.get(new_id)
            if held is None:
                new = self.as_capture(new)
                current[new_id] = new
                self.account.applied.append(Applied(record=new_id, before=ABSENT, after=new))
            else:
                grown = join(held, new, self.account)
                if grown != held:
                    current[new_id] = grown
        register = self.held.with_records(*current.values()) if current else self.held
        items = _in_order([item.id for item in register.items], self.order, self.held)
        if items != [item.id for item in register.items]:
            by_id = {item.id: item for item in register.items}
            register = attrs.evolve(register, items=tuple(by_id[key] for key in items))
        return MergeResult(
            register=register,
            applied=tuple(self.account.applied),
            conflicts=tuple(self.account.conflicts),
            findings=tuple(self.account.findings),
        )

    def as_capture(self, record: Record) -> Record:
        """A page that is held as of an earlier day is replaced by its later capture."""
        if not isinstance(record, Document) or record.replaces or not record.url:
            return record
        earlier = [
            one
            for one in self.lines.get(("url", _address(record.url)), [])
            if one.kind == record.kind and one.kind is DocumentKind.PAGE
        ]
        return attrs.evolve(record, replaces=earlier[-1].id) if earlier else record


def _in_order(ids: list[str], orders: Iterable[tuple[str, ...]], held: Register) -> list[str]:
    """Put new statements beside their neighbours; those of a new document stay at the end."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    moved: set[str] = set()
    for order in orders:
        known = [key for key in order if key in held]
        if not known:
            continue
        anchor: str | None = None
        for key in order:
            if key in held:
                anchor = key
            else:
                moved.add(key)
                if anchor is None:
                    before.setdefault(known[0], []).append(key)
                else:
                    after.setdefault(anchor, []).append(key)
    return [
        placed
        for key in ids
        if key not in moved
        for placed in (*before.get(key, ()), key, *after.get(key, ()))
    ]


def _document_keys(document: Document) -> Iterator[Hashable]:
    if document.digest:
        yield "digest", document.digest
    if document.reference:
        yield "reference", fold(document.reference), fold(document.session)
    if document.title.strip():
        yield "title", fold(document.title)


def _line_keys(document: Document) -> Iterator[Hashable]:
    """Yield what editions and captures of one paper share: an address, or authors and a reference."""
    if document.url:
        yield "url", _address(document.url)
    if document.reference:
        yield "reference", fold(document.reference), fold(document.session), document.authors


def _compared(new: Document, held: Document, names: Iterable[str]) -> list[bool]:
    """Say of each field that both documents fill whether they agree."""
    pairs = ((getattr(new, name), getattr(held, name)) for name in names)
    return [fold(str(theirs)) == fold(str(ours)) for theirs, ours in pairs if ours and theirs]


def _address(url: str) -> str:
    return url.partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")


def _single_day(date: AnyDate | None) -> dt.date | None:
    return (date.latest or date.earliest) if isinstance(date, PartialDate) else None


def _with_words(promises: Iterable[Commitment]) -> list[tuple[Commitment, str]]:
    return [(promise, promise.text) for promise in promises]


def _dated_pairs(
    new: Iterable[tuple[Commitment, str]], held: Iterable[tuple[Commitment, str]]
) -> Iterator[tuple[Commitment, Commitment]]:
    """Pair a date without a sentence with the promise of that date; two without either with each other."""
    left = dict(enumerate(held))
    for promise, words in new:
        date = _first_date(promise)
        for at, (candidate, text) in left.items():
            one_is_bare = not words.strip() or not text.strip()
            both_are_bare = not words.strip() and not text.strip()
            if _first_date(candidate) == date and (one_is_bare if date else both_are_bare):
                del left[at]
                yield promise, candidate
                break


def _first_date(promise: Commitment) -> str:
    return fold(str(promise.dates[0].date)) if promise.dates else ""


def _update_key(update: Update) -> Hashable:
    said = (update.implementation, fold(update.printed_status), fold(update.text))
    return (update.about, update.reported_by, update.responder, update.degree, *said)


def _assessment_key(view: Assessment) -> Hashable:
    said = (view.position, view.opinion, fold(view.printed_status), fold(view.text))
    return (view.about, view.by, view.responder, *said)


def _note_key(note: Note) -> Hashable:
    return (note.about, note.by, fold(note.text))


def _waiver_key(waiver: Waiver) -> Hashable:
    return (waiver.rule, waiver.record, waiver.reason)


def _collection_key(collection: Collection) -> Hashable:
    return (collection.file, collection.digest)
