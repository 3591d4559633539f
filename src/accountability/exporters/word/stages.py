"""How far a response document is, and what keeps it from being finished."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from accountability.exporters.word.words import DONE, item_name, takes_no_answer
from accountability.findings import Finding, FindingKind, Severity
from accountability.model import (
    CommitmentKind,
    Position,
)
from accountability.tables import Tracker
from accountability.tables.entries import RowEntry

__all__ = ["KINDS", "NOBODY", "PaperStage", "Template", "gaps"]


class PaperStage(StrEnum):
    """How far the paper is."""

    BLANK = "blank"
    """A form to be filled in; drafts are left out, given answers stand for reading."""

    DRAFT = "draft"
    """The form with what is held filled in, and gaps named."""

    FINAL = "final"
    """The paper as it is given: given answers only, nothing to fill in, no gaps."""


class Template(StrEnum):
    """How the finished paper is set out."""

    RESPONSE = "response"
    """The position as a sentence, the target date on its own line, the reply in numbered paragraphs."""

    TREASURY_MINUTE = "treasury-minute"
    """The same with the conclusion first, and the position as the first numbered paragraph."""


NOBODY = FindingKind(
    code="EXP921",
    severity=Severity.WARNING,
    title="nobody has been named to answer",
    help="Name who answers in the keeper's tracker, column Who answers, and make the document again.",
)
NO_ANSWER = FindingKind(
    code="EXP922",
    severity=Severity.ERROR,
    title="no answer has been given",
    help="Collect the answer and mark it as sent, or make a draft instead of the final paper.",
)
NO_POSITION = FindingKind(
    code="EXP923",
    severity=Severity.ERROR,
    title="the answer states no position",
    help="Ask the responder for a position, or make a draft instead of the final paper.",
)
NO_REPLY = FindingKind(
    code="EXP924",
    severity=Severity.ERROR,
    title="the answer has a position and no words",
    help="Ask the responder for the reply, or make a draft instead of the final paper.",
)
NO_DATE = FindingKind(
    code="EXP925",
    severity=Severity.ERROR,
    title="something was accepted and no target date was given",
    help="Ask the responder for a date, or make a draft instead of the final paper.",
)
KINDS = (NOBODY, NO_ANSWER, NO_POSITION, NO_REPLY, NO_DATE)
"""Kinds of finding that only this exporter reports."""
_ACCEPTING = frozenset(
    {Position.ACCEPTED, Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED}
)
_DATELESS = frozenset({CommitmentKind.CONTINUOUS, CommitmentKind.RECURRING, CommitmentKind.EVENT})


def gaps(filled: Tracker) -> Iterator[Finding]:
    """Yield what is missing before *filled*, the tracker of given answers, can be a finished paper."""
    for entry in filled.row_entries:
        if takes_no_answer(entry):
            continue
        record, name = entry.row.about, item_name(entry)
        who = entry.register.name_of(entry.row.responder)
        given = entry.row.given
        if entry.row.responder is None:
            yield NOBODY.found(f"{name}: nobody has been named to answer.", record=record)
        elif given is None or given.is_empty:
            yield NO_ANSWER.found(f"{name}: no answer by {who} has been given.", record=record)
        else:
            if given.position is None or given.position is Position.NOT_STATED:
                yield NO_POSITION.found(f"{name}: {who} states no position.", record=record)
            if not given.text.strip() and not given.refers_to:
                yield NO_REPLY.found(f"{name}: the answer by {who} has no words.", record=record)
            if _lacks_date(entry):
                yield NO_DATE.found(f"{name}: {who} gives no target date.", record=record)


def _lacks_date(entry: RowEntry) -> bool:
    given = entry.row.given
    if given is None or given.position not in _ACCEPTING or entry.axes.implementation in DONE:
        return False
    return not any(promise.dates or promise.kind in _DATELESS for promise in entry.row.commitments)
