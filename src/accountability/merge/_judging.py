"""What a cell asks for, compared with what it stands for; and where it was read."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve

from accountability.merge._decisions import Decision, decide
from accountability.merge._kinds import (
    NOT_A_CHOICE,
)
from accountability.merge._lines import Desk, Line
from accountability.merge.changes import Change, Digest, is_blank, shown
from accountability.model import (
    Document,
    Implementation,
    Opinion,
    Position,
    Source,
)
from accountability.text import shorten, stamp
from accountability.vocabularies import Vocabulary

__all__ = [
    "NO_CHANGE",
    "as_shown",
    "document_of",
    "member_of",
    "no_choice",
    "same_words",
    "settled",
    "source_of",
    "vocabulary_of",
    "with_source",
]

M = TypeVar("M", Position, Implementation, Opinion)


def settled(desk: Desk, change: Change, ours: object, new: object) -> bool:
    """Decide about a cell; tell whether nothing is to be written."""
    decision = decide(change, ours, new, accept_cleared=desk.accept_cleared)
    if same_words(ours, new):
        decision = Decision.ALREADY
    return desk.outcome.settled(change, decision, ours, change.record)


def same_words(ours: object, new: object) -> bool:
    """Tell whether two values read the same in a cell; programs add and drop white space at the end."""
    return shown(ours).strip() == shown(new).strip()


def as_shown(desk: Desk, line: Line, change: Change, ours: object) -> Change:
    """
    Return *change* with a start that is a value, where it is the vocabulary's word for what is held.

    A cell shows, and is stamped by, the word that the document's vocabulary has for a choice.
    """
    start = change.start
    if not isinstance(start, Digest | str) or not isinstance(
        ours, Position | Implementation | Opinion
    ):
        return change
    words = vocabulary_of(desk, line).show(ours)
    same = start.letters == stamp(words) if isinstance(start, Digest) else start == words
    return evolve(change, start=ours) if same else change


def vocabulary_of(desk: Desk, line: Line) -> Vocabulary:
    return desk.dates.jurisdiction(line.item).vocabulary_for(desk.register, document_of(desk, line))


def document_of(desk: Desk, line: Line) -> Document | None:
    named = line.item.document if line.item else line.about
    return desk.register.find(Document, named)


def member_of(desk: Desk, line: Line, change: Change, enum: type[M]) -> M | str | None:
    """Return what a cell chose; its words where they are none of the choices."""
    new = change.new
    if is_blank(new):
        return None
    if isinstance(new, enum):
        return new
    words = str(new).strip()
    found = next((member for member in enum if member.value == words), None)
    if found is not None:
        return found
    term = vocabulary_of(desk, line).read(words)
    if term is None:
        return words
    return NO_CHANGE if term.no_change else (term.member(enum) or words)


NO_CHANGE = "no change"
"""What *Progress* holds where somebody looked and nothing is new."""


def no_choice(desk: Desk, change: Change, ours: object) -> None:
    words = shorten(shown(change.new))
    desk.outcome.refused(change, ours, f"{words!r} is none of the choices")
    desk.outcome.findings.append(
        NOT_A_CHOICE.found(
            f"{words!r} is none of the choices", record=change.record, place=change.place
        )
    )


def source_of(change: Change) -> Source | None:
    if change.place is None:
        return None
    place = "!".join(part for part in (change.place.file, change.place.at) if part)
    return Source(place=place)


def with_source(held: tuple[Source, ...], change: Change, name: str) -> tuple[Source, ...]:
    """Return *held* with the cell a field was read in, instead of the cell it was read in before."""
    source = source_of(change)
    if source is None:
        return held
    kept = (old for old in held if old.document is not None or old.fields != (name,))
    return (*kept, evolve(source, fields=(name,)))
