"""How far a response document is, and the kinds of thing that keep it from being finished."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from attrs import evolve

from accountability.dates import PartialDate
from accountability.findings import FindingKind, Severity
from accountability.model import (
    Document,
    Register,
    Response,
    Stage,
    Step,
)

__all__ = [
    "CHANGED",
    "COVER_LACKS",
    "HOUSE_LACKS",
    "HOUSE_LEFT",
    "KINDS",
    "LETTER_LACKS",
    "NOBODY",
    "NOT_CLEARED",
    "NO_ANSWER",
    "NO_DATE",
    "NO_NEWS",
    "NO_POSITION",
    "NO_REASON",
    "NO_REPLY",
    "UNCERTAIN",
    "UNTOLD",
    "WAIVED",
    "PaperStage",
    "about_to_go",
    "clearance",
    "wants_clearance",
]


class PaperStage(StrEnum):
    """How far the paper is."""

    BLANK = "blank"
    """A form to be filled in; drafts are left out, given answers stand for reading."""

    DRAFT = "draft"
    """The form with what is held filled in, and gaps named."""

    FINAL = "final"
    """The paper as it goes out: given, or cleared and unchanged; nothing to fill in, no gaps."""


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
UNCERTAIN = FindingKind(
    code="EXP928",
    severity=Severity.ERROR,
    title="it is not certain which item the answer is to",
    help="Compare the answer with the item; correct what it answers, or waive this with a reason.",
)
NO_NEWS = FindingKind(
    code="EXP929",
    severity=Severity.ERROR,
    title="something was accepted, and nothing new has been reported",
    help="Ask for progress, or make a draft instead of the final report.",
)
NO_REASON = FindingKind(
    code="EXP930",
    severity=Severity.ERROR,
    title="a target date was moved without a reason",
    help="Ask the responder why the date moved, or make a draft instead of the final letter.",
)
WAIVED = FindingKind(
    code="EXP931",
    severity=Severity.NOTE,
    title="let through by a waiver",
    help="Nothing to do; take the waiver away if its reason no longer holds.",
)
HOUSE_LACKS = FindingKind(
    code="EXP932",
    severity=Severity.NOTE,
    title="the house style lacks something, and ours stands in",
    help="Add it to the house style, or leave it: the document is complete.",
)
HOUSE_LEFT = FindingKind(
    code="EXP933",
    severity=Severity.NOTE,
    title="something of the house style stays behind",
    help="Nothing to do: macros, templates, links and other programs' objects never travel.",
)
COVER_LACKS = FindingKind(
    code="EXP934",
    severity=Severity.NOTE,
    title="the cover has places that nobody has filled in",
    help="Fill them in a draft and collect it, or leave them to whoever prints the paper.",
)
UNTOLD = FindingKind(
    code="EXP935",
    severity=Severity.ERROR,
    title="a target date moved and the recommender was not told",
    help="Send the letter about moved dates first and record who was told, or make a draft instead.",
)
LETTER_LACKS = FindingKind(
    code="EXP936",
    severity=Severity.ERROR,
    title="the letter lacks its addressee or its signature",
    help="Fill the field in a draft and collect it, or keep it with the letter in the register.",
)
KINDS = (
    *(NOBODY, NO_ANSWER, NO_POSITION, NO_REPLY, NO_DATE, NOT_CLEARED, CHANGED, UNCERTAIN),
    *(NO_NEWS, NO_REASON, WAIVED, HOUSE_LACKS, HOUSE_LEFT, COVER_LACKS),
    *(UNTOLD, LETTER_LACKS),
)
"""Kinds of finding that only this exporter reports."""

_OUT = frozenset({Stage.SENT, Stage.PUBLISHED})
_IN_PREPARATION = frozenset({Stage.COMMISSIONED, Stage.DRAFTED, Stage.CLEARED})
"""Steps that only whoever writes an answer knows of."""


def about_to_go(register: Register, day: dt.date) -> Register:
    """
    Return *register* as it will be once the finished paper is sent, for drawing that paper.

    A draft goes with it where nothing was given yet, or where it was cleared and so replaces what was
    given; a report of progress, where it was cleared. Whether it may go is for `gaps_of` to say.
    """
    sent = Step(stage=Stage.SENT, day=PartialDate.day(day))
    answers = tuple(
        evolve(draft, steps=(*draft.steps, sent))
        for draft in (row.draft for row in register.rows() if _goes(row.draft, row.given))
        if draft is not None
    )
    news = tuple(
        evolve(update, steps=(*update.steps, sent))
        for update in register.updates
        if {step.stage for step in update.steps} & {Stage.CLEARED, *_OUT} == {Stage.CLEARED}
    )
    going = (*answers, *news)
    return register.with_records(*going) if going else register


def _goes(draft: Response | None, given: Response | None) -> bool:
    if draft is None or draft.is_empty:
        return False
    return given is None or given.is_empty or clearance(draft) is not None


def clearance(answer: Response) -> Step | None:
    """Return the last clearance of an answer."""
    cleared = (step for step in reversed(answer.steps) if step.stage is Stage.CLEARED)
    return next(cleared, None)


def wants_clearance(register: Register, answer: Response) -> bool:
    """Tell whether an answer was written here, not read from a page or paper that was out already."""
    stages = {step.stage for step in answer.steps}
    if not stages.isdisjoint(_IN_PREPARATION):
        return True
    paper = register.find(Document, answer.document)
    is_out = paper is not None and (paper.published is not None or paper.received is not None)
    return not is_out and stages != {Stage.PUBLISHED}
