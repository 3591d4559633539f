"""What several files want to be different: done by none of them, and told with every place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, evolve, field

from accountability.dates import PartialDate
from accountability.jurisdictions import Jurisdiction, jurisdiction_of
from accountability.merge import (
    ABSENT,
    ROW_FIELDS,
    Change,
    Conflict,
    Digest,
    cell_of,
    is_blank,
    shown,
)
from accountability.model import (
    Commitment,
    Document,
    Implementation,
    Item,
    Opinion,
    Position,
    Record,
    Register,
)
from accountability.text import shorten
from accountability.wording import read_date

__all__ = ["Sorted", "by_cell", "sort_out"]

_DATES = frozenset({"row:target_date", "row:new_date", "row:completed_on"})
_REASONS = {"row:date_reason": "row:target_date", "row:new_reason": "row:new_date"}
"""Cells that say why, and what they belong to."""


@define
class Sorted:
    """
    Changes of several files, sorted.

    Attributes:
        undisputed: For merging to decide about.

        conflicts: Of those that ask for different things.

        twins: Of those that mean the same in other words, all but the first.
    """

    undisputed: list[Change] = field(factory=list)
    conflicts: list[Conflict] = field(factory=list)
    twins: list[Change] = field(factory=list)


def sort_out(
    register: Register, changes: Iterable[Change], jurisdiction: Jurisdiction | None
) -> Sorted:
    """
    Find the cells for which different things are asked at once.

    Args:
        register: What is held.

        changes: Of all files, in their order.

        jurisdiction: Whose dates apply; None: each document's own, else the register's.
    """
    told = list(changes)
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in told:
        if change.field in ROW_FIELDS and not _is_held(register, change):
            groups.setdefault((change.record, change.field), []).append(change)
    disputed: dict[tuple[str, str], list[Change]] = {}
    twins: set[int] = set()
    for place, asked in groups.items():
        if len(asked) < 2:
            continue
        meant: dict[object, Change] = {}
        for change in asked:
            meaning = _meaning(register, change, jurisdiction)
            if shown(meant.setdefault(meaning, change).new).strip() != shown(change.new).strip():
                twins.add(id(change))
        if len(meant) > 1:
            disputed[place] = asked
    result = Sorted()
    for change in told:
        place = (change.record, change.field or "")
        rivals = disputed.get(place)
        if rivals is not None and any(change is one for one in rivals):
            result.conflicts.append(_conflict(register, change, rivals, jurisdiction))
        elif (change.record, _REASONS.get(place[1], "")) in disputed:
            result.conflicts.append(_conflict(register, change, (), jurisdiction))
        elif id(change) in twins:
            result.twins.append(change)
        else:
            result.undisputed.append(change)
    return result


def by_cell(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Put all that is asked of one cell of a row into one conflict, in the order of the cells."""
    told = tuple(conflicts)
    texts: dict[object, list[Conflict]] = {}
    for place, one in enumerate(told):
        cell = (one.record, one.field) if one.field in ROW_FIELDS else place
        texts.setdefault(cell, []).append(one)
    return tuple(
        evolve(first, rivals=tuple(rest)) if rest else first for first, *rest in texts.values()
    )


def _held(register: Register, change: Change) -> object:
    """Return what the cell of a change stands for now."""
    name = (change.field or "").removeprefix("row:")
    row = register.row(change.record)
    if row is None:
        rows = register.rows_about(change.record)
        row = rows[0] if len(rows) == 1 else None
    if row is not None:
        return cell_of(register, row, name)
    promise = register.find(Commitment, change.record)
    return cell_of(register, promise, name) if promise is not None else None


def _is_held(register: Register, change: Change) -> bool:
    held = _held(register, change)
    return not is_blank(held) and shown(held).strip() == shown(change.new).strip()


def _meaning(register: Register, change: Change, jurisdiction: Jurisdiction | None) -> object:
    """Return what a change asks for, the same for words that mean the same."""
    words = shown(change.new).strip()
    if change.field not in _DATES or not words:
        return words
    item = _item(register, change.record)
    document = register.find(Document, item.document) if item else None
    conventions = jurisdiction_of(register, document, jurisdiction).conventions
    date = read_date(words, change.day, conventions).date
    return (date.earliest, date.latest) if isinstance(date, PartialDate) else words


def _item(register: Register, key: str) -> Item | None:
    row = register.row(key)
    if row is not None:
        return row.item
    record: Record | None = register.get(key)
    if isinstance(record, Commitment):
        return register.find(Item, next(iter(record.items), None))
    return record if isinstance(record, Item) else None


def _said(register: Register, change: Change, jurisdiction: Jurisdiction | None) -> str:
    """Return what a change asks for, in the words of the paper that it is about."""
    value = change.new
    if isinstance(value, Position | Implementation | Opinion):
        item = _item(register, change.record)
        document = register.find(Document, item.document) if item else None
        rules = jurisdiction_of(register, document, jurisdiction)
        return rules.vocabulary_for(register, document).show(value)
    words = shorten(shown(value))
    return f"“{words}”" if words else "nothing"


def _conflict(
    register: Register,
    change: Change,
    asked: Sequence[Change],
    jurisdiction: Jurisdiction | None,
) -> Conflict:
    mine = shown(change.new).strip()
    others = tuple(one for one in asked if one is not change and shown(one.new).strip() != mine)
    if others:
        said = "; ".join(
            f"{one.place or 'another change'} says {_said(register, one, jurisdiction)}"
            for one in others
        )
        reason = f"something else is asked for at the same time: {said}"
    else:
        reason = "the date that it belongs to is in dispute"
    if isinstance(change.start, Digest) and change.start.why:
        reason = f"{change.start.why}; {reason}"
    held = _held(register, change)
    return Conflict(
        record=change.record,
        field=change.field,
        base=change.start,
        ours=ABSENT if is_blank(held) else held,
        theirs=change.new,
        place=change.place,
        reason=reason,
    )
