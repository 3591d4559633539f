"""How far a response document is, and what keeps it from being finished."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from attrs import evolve

from accountability.dates import PartialDate
from accountability.exporters.word.words import DONE, item_name, takes_no_answer
from accountability.findings import Finding, FindingKind, Severity
from accountability.model import (
    CommitmentKind,
    Document,
    Position,
    Register,
    Response,
    Stage,
    Step,
)
from accountability.tables import Tracker
from accountability.tables.entries import RowEntry

__all__ = ["KINDS", "NOBODY", "PaperStage", "Template", "about_to_go", "gaps"]


class PaperStage(StrEnum):
    """How far the paper is."""

    BLANK = "blank"
    """A form to be filled in; drafts are left out, given answers stand for reading."""

    DRAFT = "draft"
    """The form with what is held filled in, and gaps named."""

    FINAL = "final"
    """The paper as it goes out: answers given, or cleared and unchanged; nothing to fill in, no gaps."""


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
    help="Collect the answer and have it cleared, or make a draft instead of the final paper.",
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
NOT_CLEARED = FindingKind(
    code="EXP926",
    severity=Severity.ERROR,
    title="no clearance of the answer is recorded",
    help="Have it cleared and mark it as cleared, or make a draft instead of the final paper.",
)
CHANGED = FindingKind(
    code="EXP927",
    severity=Severity.ERROR,
    title="the answer was changed since it was cleared",
    help="Have it cleared again, or restore the words that were cleared.",
)
KINDS = (NOBODY, NO_ANSWER, NO_POSITION, NO_REPLY, NO_DATE, NOT_CLEARED, CHANGED)
"""Kinds of finding that only this exporter reports."""
_ACCEPTING = frozenset(
    {Position.ACCEPTED, Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED}
)
_DATELESS = frozenset({CommitmentKind.CONTINUOUS, CommitmentKind.RECURRING, CommitmentKind.EVENT})


_IN_PREPARATION = frozenset({Stage.COMMISSIONED, Stage.DRAFTED, Stage.CLEARED})
"""Steps that only whoever writes an answer knows of."""


def about_to_go(register: Register, day: dt.date) -> Register:
    """
    Return *register* as it will be once the finished paper is sent, for drawing that paper.

    A draft goes with it where nothing was given yet, or where it was cleared and so replaces what was
    given. Whether it may go is for `gaps` to say.
    """
    sent = Step(stage=Stage.SENT, day=PartialDate.day(day))
    going = tuple(
        evolve(draft, steps=(*draft.steps, sent))
        for draft in (row.draft for row in register.rows() if _goes(row.draft, row.given))
        if draft is not None
    )
    return register.with_records(*going) if going else register


def _goes(draft: Response | None, given: Response | None) -> bool:
    if draft is None or draft.is_empty:
        return False
    return given is None or given.is_empty or _clearance(draft) is not None


def gaps(filled: Tracker, whole: Register) -> Iterator[Finding]:
    """
    Yield what is missing before *filled* can be a finished paper.

    Args:
        filled: The tracker of the answers that are in the paper.

        whole: The register that it was made from, with every date an answer was cleared with.
    """
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
            yield from _clearance_gaps(whole, given, f"{name}: the answer by {who}", record)


def _clearance_gaps(
    register: Register, answer: Response, subject: str, record: str
) -> Iterator[Finding]:
    step = _clearance(answer)
    if step is None:
        if _wants_clearance(register, answer):
            yield NOT_CLEARED.found(f"{subject} is not recorded as cleared.", record=record)
    elif step.fingerprint and step.fingerprint != register.fingerprint_of(answer):
        on = f" on {step.day}" if step.day else ""
        yield CHANGED.found(f"{subject} was changed since it was cleared{on}.", record=record)


def _clearance(answer: Response) -> Step | None:
    cleared = (step for step in reversed(answer.steps) if step.stage is Stage.CLEARED)
    return next(cleared, None)


def _wants_clearance(register: Register, answer: Response) -> bool:
    """Tell whether an answer was written here, not read from a page or paper that was out already."""
    stages = {step.stage for step in answer.steps}
    if not stages.isdisjoint(_IN_PREPARATION):
        return True
    paper = register.find(Document, answer.document)
    is_out = paper is not None and (paper.published is not None or paper.received is not None)
    return not is_out and stages != {Stage.PUBLISHED}


def _lacks_date(entry: RowEntry) -> bool:
    given = entry.row.given
    if given is None or given.position not in _ACCEPTING or entry.axes.implementation in DONE:
        return False
    return not any(promise.dates or promise.kind in _DATELESS for promise in entry.row.commitments)
