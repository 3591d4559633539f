"""Ids of other records, wherever a record holds them, rewritten in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs

from accountability.model import (
    AppliedChange,
    Assessment,
    Collection,
    Commitment,
    Conclusion,
    Document,
    Event,
    Link,
    Note,
    Organisation,
    Recommendation,
    Record,
    Response,
    Source,
    TargetDate,
    Update,
    Waiver,
)

__all__ = ["ORGANISATION_FIELDS", "Ids", "linked"]

R = TypeVar("R", bound=Record)

_ITEM = ("document", "parent", "made_by", "addressed_to", "links", "sources")

_HOLDING_IDS: Mapping[type[Record], tuple[str, ...]] = {
    Organisation: ("part_of", "succeeded_by", "sources"),
    Document: ("authors", "published_by", "sent_to", "responds_to", "replaces", "events"),
    Recommendation: _ITEM,
    Conclusion: _ITEM,
    Response: (
        *("answers", "responder", "on_behalf_of", "refers_to", "document", "replaces"),
        *("prepared_by", "sources"),
    ),
    Commitment: ("items", "response", "parent", "owners", "supporting", "dates", "sources"),
    Update: ("about", "reported_by", "responder", "replaces", "evidence", "sources"),
    Assessment: ("about", "by", "responder", "sources"),
    Note: ("about", "by", "sources"),
    Waiver: ("record", "sources"),
    Collection: ("applied",),
}
"""The fields of each class that hold ids of other records, or values that do."""

ORGANISATION_FIELDS = frozenset(
    {
        *("addressed_to", "authors", "by", "made_by", "on_behalf_of", "owners", "part_of"),
        *("prepared_by", "published_by", "reported_by", "responder", "sent_to", "supporting"),
    }
)
"""Fields that name organisations, for words that people read."""


class Ids:
    """
    Under which id each newly read record is held.

    Ids are opaque, with one exception: what hangs below a record whose id changed, or the answer that
    it would get, begins with the old one and shall begin with the new.
    """

    def __init__(self) -> None:
        self._new: dict[str, str] = {}

    def __contains__(self, old: str) -> bool:
        return old in self._new

    def settle(self, old: str, new: str) -> None:
        """Say that the record read as *old* is held as *new*."""
        self._new[old] = new

    def __call__(self, old: str) -> str:
        """Return the id under which *old* is held; itself if nobody said otherwise."""
        found = self._new.get(old)
        return self.below(old) if found is None else found

    def below(self, old: str) -> str:
        """Return *old* with what it begins with, and what follows if that is an id too, settled."""
        head, slash, rest = old.rpartition("/")
        while slash:
            if head in self._new:
                rest = old[len(head) + 1 :]
                return f"{self._new[head]}/{self._new.get(rest, rest)}"
            head, slash, _ = head.rpartition("/")
        return old


def linked(record: R, ids: Callable[[str], str]) -> R:
    """Return *record* with every id of another record rewritten; itself if none changes."""
    changes: dict[str, Any] = {}
    for name in _HOLDING_IDS[type(record)]:
        value = getattr(record, name)
        if value:
            new = _rewritten(value, ids)
            if new != value:
                changes[name] = new
    return attrs.evolve(record, **changes) if changes else record


def _rewritten(value: Any, ids: Callable[[str], str]) -> Any:
    match value:
        case str():
            return ids(value)
        case tuple():
            return _each(value, ids)
        case Source(document=document):
            return attrs.evolve(value, document=_rewritten(document, ids))
        case Link(to=to):
            return attrs.evolve(value, to=ids(to) if to else to)
        case Event(by=by):
            return attrs.evolve(value, by=_rewritten(by, ids))
        case TargetDate(told=told, source=source):
            return attrs.evolve(value, told=_each(told, ids), source=_rewritten(source, ids))
        case AppliedChange(record=record):
            return attrs.evolve(value, record=ids(record))
    return value


def _each(values: tuple[Any, ...], ids: Callable[[str], str]) -> tuple[Any, ...]:
    """Rewrite several; two ids that have become one are named once."""
    new = tuple(_rewritten(value, ids) for value in values)
    if new == values:
        return values
    if all(isinstance(value, str) for value in new):
        return tuple(dict.fromkeys(new))
    return new
