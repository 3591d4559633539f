"""What becomes of each change: the one decision, and the account that is kept of it."""

from __future__ import annotations

from enum import Enum, auto

from attrs import define, field

from accountability.findings import Finding
from accountability.merge._kinds import CELL_EMPTIED
from accountability.merge.changes import (
    Applied,
    Change,
    Conflict,
    Digest,
    MergeResult,
    is_blank,
    shown,
    starts_from,
)
from accountability.model import Register
from accountability.text import shorten

__all__ = ["DIFFERS", "Decision", "Outcome", "decide"]


class Decision(Enum):
    """What to do about a change."""

    APPLY = auto()
    """It started from what is held."""

    ALREADY = auto()
    """It asks for what is held."""

    EMPTIED = auto()
    """It would empty a cell, which was not accepted."""

    CONFLICT = auto()
    """It started from something else."""


def decide(change: Change, ours: object, new: object, *, accept_cleared: bool) -> Decision:
    """
    Decide about one change of one value.

    Args:
        change: The change.

        ours: What is held.

        new: What the change asks for, as a value of the same kind as *ours*.

        accept_cleared: Whether empty cells empty fields.
    """
    if new == ours or (is_blank(new) and is_blank(ours)):
        return Decision.ALREADY
    if not starts_from(change.start, ours):
        return Decision.CONFLICT
    from_a_file = change.place is not None or (change.field or "").startswith("row:")
    if is_blank(new) and from_a_file and not accept_cleared:
        return Decision.EMPTIED
    return Decision.APPLY


@define
class Outcome:
    """
    The account of all changes, filled while they are decided.

    Attributes:
        apart: Whether the changes come from a register with which no beginning is shared, so that
            nobody can say which side changed what differs.
    """

    applied: list[Applied] = field(factory=list)
    conflicts: list[Conflict] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    already: list[Change] = field(factory=list)
    emptied: list[Change] = field(factory=list)
    apart: bool = False

    def wrote(
        self, change: Change, record: str, name: str | None, before: object, after: object
    ) -> None:
        """Note that *change* was applied to a field of *record*."""
        self.applied.append(
            Applied(record=record, field=name, before=before, after=after, place=change.place)
        )

    def refused(
        self, change: Change, ours: object, reason: str, *, record: str | None = None
    ) -> None:
        """Note that *change* was not applied; a doubt that it came with is told, too."""
        doubt = change.start.why if isinstance(change.start, Digest) else ""
        if doubt:
            reason = doubt if reason in {DIFFERS, START_UNKNOWN} else f"{reason}; {doubt}"
        self.conflicts.append(
            Conflict(
                record=record if record is not None else change.record,
                field=change.field,
                base=change.start,
                ours=ours,
                theirs=change.new,
                place=change.place,
                reason=reason,
            )
        )

    def left(self, change: Change, ours: object) -> None:
        """Note that a cell came back empty and its field was kept."""
        self.emptied.append(change)
        words = shorten(shown(ours))
        self.findings.append(
            CELL_EMPTIED.found(
                f"the cell for {name_of(change)} came back empty; {words!r} is kept",
                record=change.record,
                place=change.place,
            )
        )

    def settled(self, change: Change, decision: Decision, ours: object, record: str) -> bool:
        """Note what needs no writing; tell whether that was all."""
        if decision is Decision.ALREADY:
            self.already.append(change)
        elif decision is Decision.EMPTIED:
            self.left(change, ours)
        elif decision is Decision.CONFLICT:
            reason = APART if self.apart else DIFFERS
            if isinstance(change.start, Digest) and not change.start.letters:
                reason = START_UNKNOWN
            self.refused(change, ours, reason, record=record)
        return decision is not Decision.APPLY

    def result(self, register: Register) -> MergeResult:
        """Return everything as a value."""
        return MergeResult(
            register=register,
            applied=tuple(self.applied),
            conflicts=tuple(self.conflicts),
            findings=tuple(self.findings),
            already=tuple(self.already),
            emptied=tuple(self.emptied),
        )


DIFFERS = "it was changed here since"
START_UNKNOWN = "nobody can say what it was when it was sent, so a person must decide"
APART = "the two registers say different things"


def name_of(change: Change) -> str:
    """Return the words for the field or cell that a change is about."""
    return (change.field or "").removeprefix("row:").replace("_", " ")
