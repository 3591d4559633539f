"""Rules about replies, their words and their way out: RSP2xx."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accountability.findings import Finding, Severity
from accountability.model import (
    Item,
    Record,
    Response,
    Stage,
)
from accountability.rules import _texts
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.status import Status
from accountability.text import fingerprint, fold

__all__ = [
    "ANSWERS_OTHER_WORDS",
    "CHANGED_SINCE_CLEARED",
    "DRAFT_IN_PUBLIC",
    "GLUED_FOOTNOTES",
    "NOT_ADDRESSED",
    "RULES",
    "SPLIT_WORD",
    "TEXT_CUT_OFF",
]


def _text_cut_off(inspection: Inspection) -> Iterator[Finding]:
    replies = inspection.register.responses
    for response, words in _texts.unfinished(inspection, replies, _paper_of):
        yield TEXT_CUT_OFF.report(
            inspection,
            response,
            f"the reply stops without an end: {quoted('… ' + words)}.",
            about="text",
        )


def _paper_of(record: Record) -> str:
    return (record.document or record.responder) if isinstance(record, Response) else ""


TEXT_CUT_OFF = Rule(
    code="RSP202",
    severity=Severity.WARNING,
    title="Text of a reply is cut off",
    rationale="The part that is missing may be the one that promises, or refuses.",
    source="Pages, tables and cells cut long texts at a number of characters.",
    help="Read the rest in the responder's own paper, and put it in.",
    bad='"We will publish the plan before the end of"',
    good='"We will publish the plan before the end of 2027."',
    inspect=_text_cut_off,
)


def _split_word(inspection: Inspection) -> Iterator[Finding]:
    for response in inspection.register.responses:
        if words := _texts.split_words(inspection, response):
            yield SPLIT_WORD.report(
                inspection, response, f"split in the print: {words}.", about="text"
            )


SPLIT_WORD = Rule(
    code="RSP203",
    severity=Severity.NOTE,
    title="Words of a reply are split",
    rationale=(
        "A space inside a word hides a target date or a position from every search. The words stay "
        "as printed; the reading beside them joins the parts."
    ),
    source="Kerning in PDF files, which text extraction takes for a space.",
    help="Nothing needs to be done, unless the reading is wrong: then compare with the paper.",
    bad='"Tar get implementation date: June 2027"',
    good='"Target implementation date: June 2027"',
    inspect=_split_word,
)


def _glued_footnotes(inspection: Inspection) -> Iterator[Finding]:
    for response in inspection.register.responses:
        if words := _texts.footnotes(inspection, response):
            yield GLUED_FOOTNOTES.report(
                inspection, response, f"footnote numbers stand in the reply: {words}.", about="text"
            )


GLUED_FOOTNOTES = Rule(
    code="RSP204",
    severity=Severity.NOTE,
    title="Footnote numbers hang on the words of a reply",
    rationale=(
        "A number that was raised in print reads as part of the sentence. The words stay as printed; "
        "the reading beside them leaves the number out."
    ),
    source="Papers number the evidence they cite; the raised position is lost in plain text.",
    help="Nothing needs to be done, unless the number belongs to the sentence after all.",
    bad='"…as the review found.3 We will…"',
    good='"…as the review found. We will…"',
    inspect=_glued_footnotes,
)


def _not_addressed(inspection: Inspection) -> Iterator[Finding]:
    for item, answer in inspection.answers(Status.NOT_ADDRESSED):
        why = next(iter(answer.reasons)).text
        yield NOT_ADDRESSED.report(
            inspection,
            item,
            f"the report was answered, this was not. {why}",
            who=inspection.name(answer.responder),
        )


NOT_ADDRESSED = Rule(
    code="RSP209",
    severity=Severity.WARNING,
    title="The report was answered, this item was not",
    rationale="A recommendation that is passed over has not been rejected: nobody gave a reason.",
    source="Committees complain of recommendations ignored rather than rejected with reasons.",
    help="Ask the responder to answer it, or record where it did.",
    bad="A response to six recommendations has five answers.",
    good="The sixth is answered in a letter, which is recorded.",
    inspect=_not_addressed,
)


_FROM_CLEARANCE = (Stage.CLEARED, Stage.SENT, Stage.PUBLISHED)


def _changed_since_cleared(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        steps = [
            step for step in response.steps if step.fingerprint and step.stage in _FROM_CLEARANCE
        ]
        if not steps or steps[-1].fingerprint == register.fingerprint_of(response):
            continue
        step = steps[-1]
        on = f" on {step.day}" if step.day else ""
        by = f" ({step.by})" if step.by else ""
        yield CHANGED_SINCE_CLEARED.report(
            inspection,
            response,
            f"position, text or dates are not those that were {step.stage}{on}{by}.",
            about="steps",
        )


CHANGED_SINCE_CLEARED = Rule(
    code="RSP212",
    severity=Severity.ERROR,
    title="Changed since it was cleared",
    rationale="What goes out must be what was cleared, or somebody answers for words never seen.",
    source="Clearance of responses by accounting officers and ministers.",
    help="Have it cleared again, or restore the words that were cleared.",
    bad="A reply is edited after the accounting officer cleared it.",
    good="It is edited, and then cleared again.",
    inspect=_changed_since_cleared,
)


def _other_words(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        item = register.find(Item, response.answers)
        if item is None or not response.answered_text:
            continue
        readings = [item.text, f"{item.title} {item.text}"]
        readings += [source.words for source in item.sources if source.words]
        if response.answered_text in map(fingerprint, readings):
            continue
        others = [one for one in inspection.items_saying(response.answered_text) if one is not item]
        other = min(others, key=inspection.rank, default=None)
        rest = f"; they are those of {inspection.label(other)} ({other.id})" if other else ""
        yield ANSWERS_OTHER_WORDS.report(
            inspection,
            response,
            f"the words it answers are not those held for this item{rest}.",
            about="answered_text",
        )


ANSWERS_OTHER_WORDS = Rule(
    code="RSP213",
    severity=Severity.WARNING,
    title="The reply answers other words than those held",
    rationale=(
        "A reply under the wrong item, or to an earlier edition, answers something that was not "
        "asked here."
    ),
    source="Responses quote what they answer, sometimes shortened, renumbered or from a draft.",
    help="Compare the words quoted in the reply with the report, and move the reply if it is wrong.",
    bad="A reply that quotes recommendation 3 hangs on recommendation 4.",
    good="The quoted words are kept as a source reading of the item's text.",
    inspect=_other_words,
)


_PUBLIC = re.compile(r"\bpubli(?:c|shed|cation)\b")


_NOT_PUBLIC = re.compile(r"\b(?:not|before|until|pre)\b")


def _draft_in_public(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    marking = fold(register.marking)
    if not _PUBLIC.search(marking) or _NOT_PUBLIC.search(marking):
        return
    for response in register.responses:
        if register.is_draft(response) and not response.is_empty:
            yield DRAFT_IN_PUBLIC.report(
                inspection,
                response,
                f"a draft stands in a register marked {quoted(register.marking, 40)}.",
                about="steps",
            )


DRAFT_IN_PUBLIC = Rule(
    code="RSP214",
    severity=Severity.ERROR,
    title="A draft in a register marked as public",
    rationale="A draft that gets out is quoted as the answer, and cannot be called back.",
    source="Two audiences need two files: what is published holds given answers alone.",
    help="Take the draft out, or correct the register's marking.",
    bad='A draft answer in a register marked "PUBLISHED".',
    good="The same register with the answer sent or published.",
    inspect=_draft_in_public,
)


RULES: tuple[Rule, ...] = (
    TEXT_CUT_OFF,
    SPLIT_WORD,
    GLUED_FOOTNOTES,
    NOT_ADDRESSED,
    CHANGED_SINCE_CLEARED,
    ANSWERS_OTHER_WORDS,
    DRAFT_IN_PUBLIC,
)
