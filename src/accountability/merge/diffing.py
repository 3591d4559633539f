"""What differs between two registers: records and their fields, compared by id, never by row."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from accountability.merge.changes import REGISTER, Change
from accountability.model import COLLECTIONS, Conclusion, Recommendation, Record, Register

__all__ = ["REGISTER_FIELDS", "collection_of", "diff", "fields_of"]

REGISTER_FIELDS = ("id", "title", "jurisdiction", "marking")
"""The fields of a register that hold no records."""


def diff(a: Register, b: Register) -> tuple[Change, ...]:
    """
    Say what must change to make *a* into *b*.

    Records are matched by id. Where they stand matters only as an order of its own: one change for
    each collection whose records stand elsewhere than *a*'s own order, with newcomers last, would
    have them.

    Returns:
        The register's own fields first, then collection by collection what was removed, changed and
        added, in document order, and the order; empty if the two are equal.
    """
    return tuple(_changes(a, b))


def _changes(a: Register, b: Register) -> Iterator[Change]:
    for name in REGISTER_FIELDS:
        before, after = getattr(a, name), getattr(b, name)
        if before != after:
            yield Change(record=REGISTER, field=name, start=before, new=after)
    for name in COLLECTIONS:
        old: tuple[Record, ...] = getattr(a, name)
        new: tuple[Record, ...] = getattr(b, name)
        if old is new:
            continue
        for record in old:
            if record.id not in b:
                yield Change(record=record.id, start=record)
        for record in new:
            yield from _record_changes(a.get(record.id), record)
        yield from _order_change(name, old, new)


def _record_changes(before: Record | None, after: Record) -> Iterator[Change]:
    if before is after:
        return
    if before is None:
        yield Change(record=after.id, new=after)
    elif collection_of(type(before)) != collection_of(type(after)):
        yield Change(record=after.id, start=before, new=after)
    elif before != after:
        for name in fields_of(type(after)):
            start, new = getattr(before, name), getattr(after, name)
            if start != new:
                yield Change(record=after.id, field=name, start=start, new=new)


def _order_change(name: str, old: tuple[Record, ...], new: tuple[Record, ...]) -> Iterator[Change]:
    before = tuple(record.id for record in old)
    after = tuple(record.id for record in new)
    if before == after:
        return
    were, are = set(before), set(after)
    expected = [key for key in before if key in are] + [key for key in after if key not in were]
    if tuple(expected) != after:
        yield Change(record=REGISTER, field=name, start=before, new=after)


_CLASSES: tuple[type[Record], ...] = (
    *COLLECTIONS.values(),
    Recommendation,
    Conclusion,
)
_COLLECTION_OF: dict[type[Record], str] = {
    cls: name for cls in _CLASSES for name, held in COLLECTIONS.items() if issubclass(cls, held)
}
_FIELDS_OF: dict[type[Record], tuple[str, ...]] = {
    cls: tuple(attribute.name for attribute in attrs.fields(cls) if attribute.name != "id")
    for cls in _CLASSES
}


def fields_of(cls: type[Record]) -> tuple[str, ...]:
    """Return the names of a class's fields, in their order, without the id."""
    return _FIELDS_OF[cls]


def collection_of(cls: type[Record]) -> str:
    """Return the name of the register's collection that holds records of a class."""
    return _COLLECTION_OF[cls]
