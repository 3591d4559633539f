"""
One algorithm for every way in which two people change one register.

A file that came back, a register edited elsewhere, and a choice made in a review sheet all arrive as
changes. Each is decided by itself: where it started from what is held, it is made; where it asks for
what is held, nothing is to be done; everything else is a conflict, in which ours stays and a person
decides. No text of anybody's is ever mixed with another's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from accountability.jurisdictions import Jurisdiction
from accountability.merge._decisions import Outcome
from accountability.merge._kinds import REGISTERS_DIFFER
from accountability.merge._records import reconcile_records
from accountability.merge._rows import reconcile_rows
from accountability.merge.changes import REGISTER, Change, MergeResult
from accountability.merge.diffing import collection_of, diff, fields_of
from accountability.model import COLLECTIONS, Register

__all__ = ["combine", "merge", "reconcile"]


def reconcile(
    register: Register,
    changes: Iterable[Change],
    *,
    as_of: dt.date,
    accept_cleared: bool = False,
    jurisdiction: Jurisdiction | None = None,
) -> MergeResult:
    """
    Decide about *changes* and apply those that can be applied.

    A change that started from what is held is applied; one that asks for what is held already changes
    nothing; any other is a conflict and ours is kept. Target dates and steps that both sides
    appended are all kept. What is deleted here and changed there is a conflict. An order that only
    one side changed is taken.

    Cells of rows (*field* ``row:…``) write the records that they stand for: a position or reply typed
    over a given answer makes one draft beside it, a new target date is appended to the history of a
    promise, several names in *Who answers* make several responses.

    Args:
        register: What is held.

        changes: In the order in which they are tried; two that want the same field to be different
            things conflict with each other.

        as_of: Day of reconciling; dates drafts and moved target dates made from cells.

        accept_cleared: Whether cells that came back empty empty their fields.

        jurisdiction: Whose dates and words apply; None: each document's own, else the register's.

    Returns:
        The register and an account of every change.
    """
    told = tuple(changes)
    outcome = Outcome()
    merged = reconcile_records(
        register,
        [change for change in told if not _is_cell(change)],
        outcome,
        as_of=as_of,
        accept_cleared=accept_cleared,
    )
    cells = [change for change in told if _is_cell(change)]
    if cells:
        merged = reconcile_rows(
            merged,
            cells,
            outcome,
            as_of=as_of,
            accept_cleared=accept_cleared,
            jurisdiction=jurisdiction,
        )
    return outcome.result(merged)


def _is_cell(change: Change) -> bool:
    return change.field is not None and change.field.startswith("row:")


def merge(base: Register, ours: Register, theirs: Register) -> MergeResult:
    """
    Bring what changed between *base* and *theirs* into *ours*.

    Args:
        base: What both began with.

        ours: What is kept where the two disagree.

        theirs: The other.

    Returns:
        What `reconcile` makes of ``diff(base, theirs)``. If only one side changed anything, its
        register; if both made the same changes, that register, without conflicts.
    """
    outcome = Outcome()
    return outcome.result(reconcile_records(ours, diff(base, theirs), outcome))


def combine(first: Register, *others: Register) -> MergeResult:
    """
    Bring together registers of which no common beginning is known.

    Their base is what they share. Records are united by id; where a field says nothing in one
    register and something in another, it says that; histories and other lists that only grow (sources,
    links, events, other names and the like) are united; where two say different things the first one's
    stays and the other is a conflict with both. Nothing is taken for deleted.

    Args:
        first: Its id, title and marking are kept; a different marking is a conflict.

        others: In the order in which they join; may be empty.

    Returns:
        The register of them all, with the conflicts of each.
    """
    outcome = Outcome(apart=True)
    merged = first
    for other in others:
        names = [
            f"{name} {getattr(other, name)!r}"
            for name in ("id", "title")
            if getattr(other, name) != getattr(merged, name)
        ]
        if names:
            outcome.findings.append(
                REGISTERS_DIFFER.found(
                    f"the register that joined has the {' and the '.join(names)}",
                    record=merged.id,
                )
            )
        merged = reconcile_records(merged, _sharing(merged, other), outcome)
    return outcome.result(merged)


def _sharing(ours: Register, theirs: Register) -> list[Change]:
    """List what *theirs* says beyond what the two share."""
    changes = [
        Change(record=REGISTER, field=name, new=getattr(theirs, name))
        for name in ("jurisdiction", "marking")
        if getattr(theirs, name)
    ]
    for name in COLLECTIONS:
        moved = [record.id for record in getattr(theirs, name)]
        for record in getattr(theirs, name):
            held = ours.get(record.id)
            if held is None or collection_of(type(held)) != name:
                changes.append(Change(record=record.id, new=record))
            elif held != record:
                changes += [
                    Change(record=record.id, field=field, new=new)
                    for field in fields_of(type(record))
                    if (new := getattr(record, field)) != getattr(held, field)
                    and new not in (None, "", ())
                ]
        if moved and moved != [record.id for record in getattr(ours, name)]:
            changes.append(Change(record=REGISTER, field=name, new=tuple(moved)))
    return changes
