"""
The register: everything we hold, in document order, with look-ups that stay fast.

A `Register` is a value: frozen, compared by what it holds. Its indexes are built on first use and
kept; they are no part of the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from attrs import frozen

from accountability.exceptions import (
    DuplicateIdError,
    InvalidRecordError,
    UnknownRecordError,
    did_you_mean,
)
from accountability.model import _facts
from accountability.model._checks import check_record
from accountability.model.records import (
    Assessment,
    Collection,
    Commitment,
    Conclusion,
    Document,
    Item,
    Note,
    Organisation,
    Recommendation,
    Record,
    Response,
    Update,
    Waiver,
)
from accountability.model.rows import Row, rows_about, rows_of
from accountability.text import RepairedText, repair

if TYPE_CHECKING:
    from accountability.dates import AnyDate

__all__ = ["COLLECTIONS", "Register"]

R = TypeVar("R", bound=Record)

COLLECTIONS: Mapping[str, type[Record]] = {
    "organisations": Organisation,
    "documents": Document,
    "items": Item,
    "responses": Response,
    "commitments": Commitment,
    "updates": Update,
    "assessments": Assessment,
    "notes": Note,
    "waivers": Waiver,
    "collections": Collection,
}
"""The fields of a `Register` that hold records, in order, and what each holds."""


@frozen(kw_only=True, repr=False, eq=True, slots=False)
class Register:
    """
    Everything we hold about some documents: what they say, who answered, what was promised and done.

    Attributes:
        id: Of the register; no record in it may have the same.

        title: What a person calls it.

        jurisdiction: Name of the jurisdiction whose rules apply, unless a document's own do.

        marking: Protective marking, printed on every output.

        organisations, documents, items, responses, commitments, updates, assessments, notes, waivers,
            collections: Records in document order; each may be empty.

    Raises:
        InvalidRecordError: the id or title is empty, or a field holds a value of the wrong type.
        DuplicateIdError: two records, or a record and the register, share an id; names both places.
    """

    id: str
    title: str
    jurisdiction: str = ""
    marking: str = ""
    organisations: tuple[Organisation, ...] = ()
    documents: tuple[Document, ...] = ()
    items: tuple[Item, ...] = ()
    responses: tuple[Response, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    updates: tuple[Update, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    notes: tuple[Note, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    collections: tuple[Collection, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_record(self, ("id", "title"))
        index = self._by_id
        if len(index) != sum(len(getattr(self, name)) for name in COLLECTIONS) or self.id in index:
            self._refuse_duplicates()
        for item in self.items:
            if not isinstance(item, Recommendation | Conclusion):
                raise InvalidRecordError(
                    "Item", item.id, "kind", "use Recommendation or Conclusion, as its kind says"
                )

    __hash__ = None  # type: ignore[assignment]  # the documented way to say: compared, not hashed

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(getattr(self, name))} {name}" for name in COLLECTIONS if getattr(self, name)
        )
        return f"<Register {self.id!r}: {counts or 'empty'}>"

    def _refuse_duplicates(self) -> None:
        seen = {self.id: "the register itself"}
        for name in COLLECTIONS:
            for number, record in enumerate(getattr(self, name)):
                place = f"{name}[{number}]"
                if record.id in seen:
                    raise DuplicateIdError(record.id, seen[record.id], place)
                seen[record.id] = place

    # --- the records -------------------------------------------------------------------------

    def __iter__(self) -> Iterator[Record]:
        """Go through every record, kind by kind in the order of the fields."""
        for name in COLLECTIONS:
            yield from getattr(self, name)

    def __len__(self) -> int:
        """Count the records."""
        return len(self._by_id)

    def __bool__(self) -> bool:
        """Hold for every register, the empty one too."""
        return True

    def __contains__(self, record_id: object) -> bool:
        """Tell whether a record of that id is held."""
        return record_id in self._by_id

    def get(self, record_id: str | None) -> Record | None:
        """Return the record of that id, or None; ids of other records may dangle."""
        return self._by_id.get(record_id) if record_id is not None else None

    def __getitem__(self, record_id: str) -> Record:
        """
        Return the record of that id.

        Raises:
            UnknownRecordError: there is none; the nearest id is named.
        """
        try:
            return self._by_id[record_id]
        except KeyError:
            raise UnknownRecordError(
                record_id, self.id, did_you_mean(record_id, self._by_id)
            ) from None

    def find(self, cls: type[R], record_id: str | None) -> R | None:
        """Return the record of that id if it is a *cls*, else None."""
        record = self._by_id.get(record_id) if record_id is not None else None
        return record if isinstance(record, cls) else None

    def with_records(self, *records: Record) -> Register:
        """
        Return this register with *records* added, or put in the place of those with the same id.

        One pass whatever their number: replaced records keep their place, new ones come last, in the
        order given.

        Raises:
            DuplicateIdError: two of *records* share an id, or a record would take the id of one of
                another class, or of the register.
        """
        incoming: dict[str, dict[str, Record]] = {}
        given: dict[str, int] = {}
        for number, record in enumerate(records):
            if record.id in given:
                raise DuplicateIdError(
                    record.id, f"records[{given[record.id]}]", f"records[{number}]"
                )
            given[record.id] = number
            incoming.setdefault(_collection_of(record), {})[record.id] = record
        changes: dict[str, tuple[Record, ...]] = {}
        for name, new in incoming.items():
            kept = tuple(new.pop(old.id, old) for old in getattr(self, name))
            changes[name] = kept + tuple(new.values())
        return self._evolved(changes)

    def without(self, *record_ids: str) -> Register:
        """
        Return this register without the records of those ids; what pointed at them dangles.

        Raises:
            UnknownRecordError: an id is not held.
        """
        gone = {self[record_id].id for record_id in record_ids}
        touched = {_collection_of(self._by_id[record_id]) for record_id in gone}
        changes = {
            name: tuple(record for record in getattr(self, name) if record.id not in gone)
            for name in touched
        }
        return self._evolved(changes)

    def _evolved(self, changes: Mapping[str, tuple[Record, ...]]) -> Register:
        values: dict[str, Any] = dict(changes)
        return attrs.evolve(self, **values)

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """The items that are recommendations, in document order."""
        return tuple(item for item in self.items if isinstance(item, Recommendation))

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """The items that are conclusions, in document order."""
        return tuple(item for item in self.items if isinstance(item, Conclusion))

    # --- look-ups: each returns records in document order, () if there are none ---------------

    def items_of(self, document_id: str) -> tuple[Item, ...]:
        """Return the items of a document."""
        return self._items_by_document.get(document_id, ())

    def limbs_of(self, item_id: str) -> tuple[Item, ...]:
        """Return the limbs of an item."""
        return self._items_by_parent.get(item_id, ())

    def responses_to(self, item_id: str) -> tuple[Response, ...]:
        """Return all responses to an item or document, drafts and replaced ones included."""
        return self._responses_by_answers.get(item_id, ())

    def commitments_of(self, record_id: str) -> tuple[Commitment, ...]:
        """Return the commitments that serve an item or were made in a response."""
        return self._commitments_by_served.get(record_id, ())

    def milestones_of(self, commitment_id: str) -> tuple[Commitment, ...]:
        """Return the milestones of a commitment."""
        return self._commitments_by_parent.get(commitment_id, ())

    def updates_on(self, record_id: str) -> tuple[Update, ...]:
        """Return the updates about an item or a commitment."""
        return self._updates_by_about.get(record_id, ())

    def assessments_of(self, record_id: str) -> tuple[Assessment, ...]:
        """Return the assessments of a record."""
        return self._assessments_by_about.get(record_id, ())

    def notes_on(self, record_id: str) -> tuple[Note, ...]:
        """Return the notes about a record."""
        return self._notes_by_about.get(record_id, ())

    def waivers_of(self, record_id: str) -> tuple[Waiver, ...]:
        """Return the waivers for a record."""
        return self._waivers_by_record.get(record_id, ())

    def links_to(self, record_id: str) -> tuple[Item, ...]:
        """Return the items that have a link to a record."""
        return self._items_by_link.get(record_id, ())

    def documents_answering(self, document_id: str) -> tuple[Document, ...]:
        """Return the documents that respond to a document."""
        return self._documents_by_answered.get(document_id, ())

    def parts_of(self, organisation_id: str) -> tuple[Organisation, ...]:
        """Return the organisations that are directly part of one."""
        return self._organisations_by_whole.get(organisation_id, ())

    def kin_of(self, organisation_id: str) -> frozenset[str]:
        """Return the ids of an organisation, its wholes and its parts, 64 levels deep; loops are safe."""
        known = self._kin
        if organisation_id not in known:
            known[organisation_id] = _facts.kin_of(self, organisation_id)
        return known[organisation_id]

    # --- facts: drafts, days, shared words ------------------------------------------------------

    def is_given(self, record: Response | Document) -> bool:
        """Tell whether a response is an answer: sent, published, or in a paper published or received."""
        return _facts.is_given(self, record)

    def is_draft(self, record: Response | Commitment) -> bool:
        """Tell whether a response is still a draft; a commitment is one while its response is."""
        return _facts.is_draft(self, record)

    def day_of(self, record: Record) -> AnyDate | None:
        """Return the day from which a record counts as a fact; None: undated, it always counts."""
        return _facts.day_of(self, record)

    def answer_of(self, item_id: str, responder_id: str) -> Response | None:
        """Return the latest given response of a responder to an item, empty ones aside."""
        return _facts.answer_of(self, item_id, responder_id)

    def draft_of(self, item_id: str, responder_id: str) -> Response | None:
        """Return the newest draft of a responder for an item, allotted rows included."""
        return _facts.draft_of(self, item_id, responder_id)

    def responders_of(self, item_id: str) -> tuple[str, ...]:
        """Return the ids of an item's addressees and of whoever else answered it, in that order."""
        return _facts.responders_of(self, item_id)

    def text_of(self, response: Response) -> str:
        """Return the words of a response, its own or those it shares; loops end in ""."""
        return _facts.text_of(self, response)

    def fingerprint_of(self, response: Response) -> str:
        """Return the fingerprint of a response's position, text and promised dates for a `Step`."""
        return _facts.step_fingerprint(self, response)

    def reading(self, record_id: str) -> RepairedText:
        """
        Return the text of an item or response read with its damage repaired.

        Raises:
            UnknownRecordError: no record of that id is held.
        """
        record = self[record_id]
        text = self.text_of(record) if isinstance(record, Response) else getattr(record, "text", "")
        return repair(text)

    def name_of(self, organisation_id: str | None) -> str:
        """Return the name of an organisation; its id where none is held."""
        return self._names.get(organisation_id, organisation_id or "")

    # --- rows of the tracker ---------------------------------------------------------------------

    def rows(self) -> tuple[Row, ...]:
        """Return the rows of the tracker, in the order of the items (see `Row`)."""
        return self._rows

    def row(self, key: str) -> Row | None:
        """Return the row of that key, or None."""
        return self._rows_by_key.get(key)

    def rows_about(self, record_id: str) -> tuple[Row, ...]:
        """Return the rows about an item, or about whatever else was answered, in their order."""
        if "_rows" in vars(self):
            return self._rows_by_about.get(record_id, ())
        found = rows_about(self, record_id, self._commitment_order)
        return self._rows_by_about.get(record_id, ()) if found is None else found

    # --- indexes, built on first use ---------------------------------------------------------------

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.id: record for name in COLLECTIONS for record in getattr(self, name)}

    @cached_property
    def _names(self) -> dict[str | None, str]:
        return {organisation.id: organisation.name for organisation in self.organisations}

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(rows_of(self, self._commitment_order))

    @cached_property
    def _rows_by_key(self) -> dict[str, Row]:
        return {row.key: row for row in self._rows}

    @cached_property
    def _rows_by_about(self) -> dict[str, tuple[Row, ...]]:
        found: dict[str, list[Row]] = {}
        for row in self._rows:
            found.setdefault(row.about, []).append(row)
        return {about: tuple(rows) for about, rows in found.items()}

    @cached_property
    def _kin(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _items_by_document(self) -> dict[str, tuple[Item, ...]]:
        return _index(self.items, lambda item: (item.document,))

    @cached_property
    def _items_by_parent(self) -> dict[str, tuple[Item, ...]]:
        return _index(self.items, lambda item: (item.parent,))

    @cached_property
    def _items_by_link(self) -> dict[str, tuple[Item, ...]]:
        return _index(self.items, lambda item: (link.to for link in item.links))

    @cached_property
    def _responses_by_answers(self) -> dict[str, tuple[Response, ...]]:
        return _index(self.responses, lambda response: (response.answers,))

    @cached_property
    def _commitment_order(self) -> dict[str, int]:
        return {promise.id: number for number, promise in enumerate(self.commitments)}

    @cached_property
    def _commitments_by_served(self) -> dict[str, tuple[Commitment, ...]]:
        return _index(self.commitments, lambda promise: (*promise.items, promise.response))

    @cached_property
    def _commitments_by_parent(self) -> dict[str, tuple[Commitment, ...]]:
        return _index(self.commitments, lambda promise: (promise.parent,))

    @cached_property
    def _updates_by_about(self) -> dict[str, tuple[Update, ...]]:
        return _index(self.updates, lambda update: (update.about,))

    @cached_property
    def _assessments_by_about(self) -> dict[str, tuple[Assessment, ...]]:
        return _index(self.assessments, lambda assessment: (assessment.about,))

    @cached_property
    def _notes_by_about(self) -> dict[str, tuple[Note, ...]]:
        return _index(self.notes, lambda note: (note.about,))

    @cached_property
    def _waivers_by_record(self) -> dict[str, tuple[Waiver, ...]]:
        return _index(self.waivers, lambda waiver: (waiver.record,))

    @cached_property
    def _documents_by_answered(self) -> dict[str, tuple[Document, ...]]:
        return _index(self.documents, lambda document: document.responds_to)

    @cached_property
    def _organisations_by_whole(self) -> dict[str, tuple[Organisation, ...]]:
        return _index(self.organisations, lambda organisation: (organisation.part_of,))


def _index(
    records: Iterable[R], keys: Callable[[R], Iterable[str | None]]
) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for record in records:
        for key in dict.fromkeys(keys(record)):
            if key:
                found.setdefault(key, []).append(record)
    return {key: tuple(members) for key, members in found.items()}


def _collection_of(record: Record) -> str:
    for name, cls in COLLECTIONS.items():
        if isinstance(record, cls):
            return name
    raise InvalidRecordError(
        type(record).__name__, getattr(record, "id", ""), "class", "is no record of a register"
    )
