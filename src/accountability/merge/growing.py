"""
A register grows: newly read documents join what is held.

The response is published two months after the report, the progress page is captured every quarter,
and each brings statements, answers and promises that are held already under ids of their own. What
is the same is found and becomes one more source; what is new is added; what differs is kept beside
what is held. Nothing is deleted: a paper that does not mention something says nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import TypeVar

import attrs

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
from accountability.merge._papers import Papers
from accountability.merge._sameness import (
    assessment_key,
    collection_key,
    dated_pairs,
    note_key,
    single_day,
    update_key,
    waiver_key,
    with_words,
)
from accountability.merge.changes import ABSENT, Applied, MergeResult
from accountability.model import (
    Commitment,
    Document,
    Item,
    Organisation,
    Record,
    Register,
    Response,
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
        self.papers = Papers(register, self.ids)
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
        self.match_facts(self.new.updates, update_key, self.held.updates)
        self.match_facts(self.new.assessments, assessment_key, self.held.assessments)
        self.match_facts(self.new.notes, note_key, self.held.notes)
        self.match_facts(self.new.waivers, waiver_key, self.held.waivers)
        self.match_facts(self.new.collections, collection_key, self.held.collections)
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
        for document in self.new.documents:
            if self.is_held(document):
                continue
            held = self.papers.same_as(document)
            if held is None:
                self.added_as(document)
                continue
            if held.id != document.id:
                words = f"{shorten(document.title)!r} is the held {held.id}"
                self.account.findings.append(HELD_ALREADY.found(words, record=held.id))
            self.known_as(document, held)

    # --- statements ----------------------------------------------------------------------------------

    def match_items(self) -> None:
        by_document: dict[str, list[Item]] = {}
        for item in self.new.items:
            self.is_held(item)
            by_document.setdefault(item.document, []).append(item)
        for document_id, items in by_document.items():
            papers = [
                document.id
                for document in self.papers.line_of(
                    document_id, self.new.find(Document, document_id)
                )
            ]
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
            day = single_day(self.new.day_of(response))
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
        for pairs_of in (same_pairs, alike_pairs, dated_pairs):
            for (anchors, owners), promises in groups.items():
                unknown = [one for one in promises if one.id not in self.ids]
                held = self.promises_at(anchors, owners) if unknown else []
                for theirs, mine in list(pairs_of(with_words(unknown), with_words(held))):
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
        ours = single_day(self.held.day_of(held))
        theirs = single_day(self.new.day_of(new)) or single_day(self.held.day_of(about))
        return ours is None or theirs is None or ours == theirs

    # --- the end -------------------------------------------------------------------------------------

    def joined(self) -> MergeResult:
        current: dict[str, Record] = {}
        for record in self.new:
            new_id = self.ids(record.id)
            new = linked(attrs.evolve(record, id=new_id), self.ids)
            held = current.get(new_id) or self.held.get(new_id)
            if held is None:
                new = self.papers.as_capture(new)
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
