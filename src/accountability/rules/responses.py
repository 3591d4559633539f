"""Rules about what responders answer, and what others print about it: RSP2xx."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from accountability.dates import PartialDate
from accountability.findings import Finding, Severity
from accountability.model import (
    Assessment,
    Item,
    Organisation,
    OrganisationKind,
    Position,
    PositionHow,
    Record,
    Response,
    Stage,
)
from accountability.rules import _texts
from accountability.rules._base import Inspection, Rule, quoted
from accountability.status import Status
from accountability.text import fingerprint, fold
from accountability.vocabularies import plain

__all__ = [
    "ANSWERS_OTHER_WORDS",
    "CHANGED_SINCE_CLEARED",
    "DRAFT_IN_PUBLIC",
    "ENDED_RESPONDER",
    "GLUED_FOOTNOTES",
    "GROUP_ANSWERS",
    "NOT_ADDRESSED",
    "OWN_STATUS_CONTRADICTS",
    "POSITION_UNCLEAR",
    "POSITION_WORDS_MISSING",
    "REFUSED_PART_UNNAMED",
    "RULES",
    "SPLIT_WORD",
    "TEXT_CUT_OFF",
    "THIRD_PARTY_CONTRADICTS",
    "UNKNOWN_RESPONDER",
    "VAGUE_RESPONDER",
]

_SIDES = {
    Position.ACCEPTED: "yes",
    Position.ACCEPTED_IN_PRINCIPLE: "yes",
    Position.PARTIALLY_ACCEPTED: "in part",
    Position.REJECTED: "no",
    Position.NOTED: "open",
    Position.UNDER_CONSIDERATION: "open",
    Position.SUPPORTED: "for others",
    Position.NOT_FOR_RESPONDER: "for others",
    Position.NOT_ADDRESSED: "silent",
}
"""What positions amount to; those of one side do not contradict each other, and "not stated" none."""


def _contradict(one: Position | None, other: Position | None) -> bool:
    if one is None or other is None:
        return False
    first, second = _SIDES.get(one), _SIDES.get(other)
    return first is not None and second is not None and first != second


def _by_the_words(inspection: Inspection, response: Response) -> tuple[Position | None, str]:
    """Return the position that the responder's words state, with the words; else the one held."""
    read = inspection.position_read(response)
    if read is None or read.hedged or read.position is Position.NOT_STATED:
        return response.position, response.position_words
    words = inspection.reading(response).printed_words(read.start, read.end)
    return read.position, words or read.words


def _third_party(inspection: Inspection) -> Iterator[Finding]:
    for view in inspection.register.assessments:
        if not inspection.counts(inspection.register.day_of(view)):
            continue
        item = inspection.item_of(view)
        position = view.position or inspection.printed_position(view.printed_status, item)
        for response in _assessed(inspection, view):
            stated, words = _by_the_words(inspection, response)
            if stated is None or not _contradict(position, stated):
                continue
            printed = view.printed_status or (plain(position) if position else "")
            rest = f": {quoted(words)}" if words else ""
            yield THIRD_PARTY_CONTRADICTS.report(
                inspection,
                view,
                f"{quoted(printed, 40)} is printed, but {inspection.name(response.responder)} says "
                f"{quoted(plain(stated).lower())}{rest}.",
                about="printed_status",
            )
            break


def _assessed(inspection: Inspection, view: Assessment) -> Iterator[Response]:
    """Yield the given responses that an assessment is about, latest ones only."""
    register = inspection.register
    about = register.get(view.about)
    found: list[Response | None] = []
    if isinstance(about, Response):
        found = [about]
    elif isinstance(about, Item):
        who = (view.responder,) if view.responder else register.responders_of(about.id)
        found = [register.answer_of(about.id, responder) for responder in who]
    elif about is None and (row := register.row(view.about)) is not None:
        found = [row.given]
    for response in found:
        if response is None or not register.is_given(response):
            continue
        if inspection.counts(register.day_of(response)):
            yield response


THIRD_PARTY_CONTRADICTS = Rule(
    code="RSP201",
    severity=Severity.ERROR,
    title="A printed status contradicts the responder's words",
    rationale=(
        "Somebody else's label is what most readers see. Where it says something other than the "
        "reply, either the label is wrong, or the reply hangs on the wrong item. The responder's own "
        "words decide the position; the label is kept as an assessment."
    ),
    source=(
        'Pages that classify replies by searching for words: "agree" is found in "does not '
        'agree", and "agrees" is missed.'
    ),
    help=(
        "Compare with the responder's own paper: is the reply given to this item? Then tell whoever "
        "publishes the label."
    ),
    bad='A page prints "Not Addressed" over "The government agrees with the recommendation."',
    good='The same reply under "Accepted".',
    inspect=_third_party,
)


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


def _own_status(inspection: Inspection) -> Iterator[Finding]:
    for response in inspection.register.responses:
        read = inspection.position_read(response)
        if read is None or read.hedged:
            continue
        item = inspection.item_of(response)
        printed = inspection.printed_position(response.printed_status, item)
        if _contradict(printed, read.position):
            said = f"its own status says {quoted(response.printed_status, 40)}"
        elif _contradict(response.position, read.position) and not _read_elsewhere(response):
            said = f"its position is held as {quoted(response.position or '')}"
        else:
            continue
        words = inspection.reading(response).printed_words(read.start, read.end) or read.words
        yield OWN_STATUS_CONTRADICTS.report(
            inspection,
            response,
            f"{said}, its words say {quoted(plain(read.position).lower())}: {quoted(words)}.",
            about="position",
        )


def _read_elsewhere(response: Response) -> bool:
    """Tell whether somebody read the position in words of the reply and named them."""
    words = fold(response.position_words)
    return (
        response.position_how is PositionHow.READ and bool(words) and words in fold(response.text)
    )


OWN_STATUS_CONTRADICTS = Rule(
    code="RSP205",
    severity=Severity.ERROR,
    title="A response's status contradicts its own words",
    rationale=(
        "One of the two will be quoted against the responder. Until it says which one holds, no "
        "count of accepted recommendations is right."
    ),
    source=(
        'Responses to civil grand juries tick "Will Not Be Implemented" over words that say "Will Be '
        'Implemented".'
    ),
    help="Ask the responder which of the two it means; in a draft, change the status or the words.",
    bad='"Agree" chosen over "The Department does not agree with this recommendation."',
    good='"Disagree" chosen over the same words.',
    inspect=_own_status,
)


_SPEAKS_AS = re.compile(
    r"\b(?:the|this|our)\s+(?:department|ministry|agency)\b(?!\s+(?:for|of)\s)", re.IGNORECASE
)
_CLOSER = {
    OrganisationKind.DEPARTMENT,
    OrganisationKind.PUBLIC_BODY,
    OrganisationKind.OFFICE,
    OrganisationKind.REGULATOR,
    OrganisationKind.COMPANY,
}


def _vague_responder(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        if not _is_government(register.find(Organisation, response.responder)):
            continue
        behalf = (register.find(Organisation, name) for name in response.on_behalf_of)
        if any(body is not None and body.kind in _CLOSER for body in behalf):
            continue
        found = _SPEAKS_AS.findall(inspection.reading(response).text)
        if found:
            times = "once" if len(found) == 1 else f"{len(found)} times"
            yield VAGUE_RESPONDER.report(
                inspection,
                response,
                "named as the one who answers, but the words speak of "
                f"{quoted(Counter(found).most_common(1)[0][0])} ({times}).",
                about="responder",
            )


def _is_government(body: Organisation | None) -> bool:
    if body is None:
        return False
    if body.kind is OrganisationKind.OTHER:
        return fold(body.name).endswith("government")
    return body.kind is OrganisationKind.GOVERNMENT


VAGUE_RESPONDER = Rule(
    code="RSP206",
    severity=Severity.WARNING,
    title="The named responder is vaguer than the words",
    rationale=(
        "A government cannot be asked why a date passed; a department can. Counts by department "
        "leave such answers out."
    ),
    source='Replies printed under "Government" that speak of "the Department" throughout.',
    help=(
        "Find out which body speaks, make it the responder, and put the government into "
        "on_behalf_of."
    ),
    bad='"HM Government" answers: "The Department will review its guidance."',
    good='"Department for Harbours" answers the same, on behalf of the government.',
    inspect=_vague_responder,
)


def _group_answers(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        body = register.find(Organisation, response.responder)
        if body is not None and body.kind is OrganisationKind.GROUP and not response.is_empty:
            yield GROUP_ANSWERS.report(
                inspection,
                response,
                f"{quoted(body.name, 60)} is a class of bodies and cannot answer as one.",
                about="responder",
            )


GROUP_ANSWERS = Rule(
    code="RSP207",
    severity=Severity.WARNING,
    title="A class of bodies answers as one",
    rationale='"All harbours" agreed: nobody in particular did, and nobody can be asked.',
    source="Inquiries address classes of bodies; one body, or an association, answers for them.",
    help="Make the body that answered the responder, and put the class into on_behalf_of.",
    bad='Responder "All harbour authorities" (a group).',
    good='Responder "Association of Harbours", on behalf of "All harbour authorities".',
    inspect=_group_answers,
)


def _position_unclear(inspection: Inspection) -> Iterator[Finding]:
    for reply, _ in inspection.replies(Status.POSITION_UNCLEAR):
        stated, words = _by_the_words(inspection, reply)
        if stated in _SIDES:
            said = f"no position is held, and the words read as {quoted(plain(stated).lower())}"
        else:
            said = "the reply says neither yes nor no"
        words = words or inspection.register.text_of(reply)
        rest = f": {quoted(words)}" if words.strip() else ""
        yield POSITION_UNCLEAR.report(inspection, reply, f"{said}{rest}.", about="position")


POSITION_UNCLEAR = Rule(
    code="RSP208",
    severity=Severity.WARNING,
    title="A reply that states no position",
    rationale=(
        '"Welcomes", "is committed to" and "recognises the importance of" are not acceptance. '
        "Whoever counts them as such makes the responder's answer for it."
    ),
    source="Government responses that restate policy; about every second answer in some papers.",
    help="Ask for a position in the words of the paper's own list.",
    bad='"The Department is committed to safe harbours."',
    good='"The Department agrees. It is committed to safe harbours."',
    inspect=_position_unclear,
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


def _refused_part(inspection: Inspection) -> Iterator[Finding]:
    vague = {Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED}
    for response in inspection.register.responses:
        if response.position in vague and not response.declined:
            yield REFUSED_PART_UNNAMED.report(
                inspection,
                response,
                f"{quoted(plain(response.position).lower())}, and nothing says which part is refused.",
                about="declined",
            )


REFUSED_PART_UNNAMED = Rule(
    code="RSP210",
    severity=Severity.NOTE,
    title="Agreed in principle or in part, without saying what is refused",
    rationale="The part that is refused is what a committee will ask about, and it gets lost first.",
    source='A devolved government was accused of using "in principle" against its own rule.',
    help="Put the refused part, in the words of the reply, into declined; ask if there is none.",
    bad='"Accepted in principle." and no more.',
    good='"Accepted in principle", declined: "within six months".',
    inspect=_refused_part,
)


def _position_words(inspection: Inspection) -> Iterator[Finding]:
    for response in inspection.register.responses:
        words = fold(response.position_words)
        if not words:
            continue
        text = inspection.register.text_of(response)
        if words not in fold(text) and words not in fold(inspection.reading(response).text):
            yield POSITION_WORDS_MISSING.report(
                inspection,
                response,
                f"its position rests on words that the reply does not hold: "
                f"{quoted(response.position_words)}.",
                about="position_words",
            )


POSITION_WORDS_MISSING = Rule(
    code="RSP211",
    severity=Severity.WARNING,
    title="The words a position rests on are not in the reply",
    rationale="A quotation that cannot be found in its text will not stand when it is asked for.",
    source="Replies edited after their position was read.",
    help="Read the position again from the reply as it stands, and copy the words exactly.",
    bad='Position words "We agree", reply "The Department accepts this."',
    good='Position words "accepts this", the same reply.',
    inspect=_position_words,
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
        others = inspection.items_saying(response.answered_text)
        other = next((one for one in others if one is not item), None)
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


def _unknown_responder(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    counted: dict[str, list[Response]] = {}
    for response in register.responses:
        if response.responder not in register:
            counted.setdefault(response.responder, []).append(response)
    for number, (responder, responses) in enumerate(counted.items()):
        near = inspection.nearest(responder, register.organisations, number)
        more = inspection.others(len(responses) - 1)
        yield UNKNOWN_RESPONDER.report(
            inspection,
            responses[0],
            f"nothing is held about who answers, {quoted(responder, 60)}{near}{more}.",
            about="responder",
        )


UNKNOWN_RESPONDER = Rule(
    code="RSP215",
    severity=Severity.WARNING,
    title="Nothing is known about a responder",
    rationale="Deadlines and counts depend on what kind of body answers, and on whose part it is.",
    source="One table spells its addressees in 261 ways.",
    help="Add the organisation with its name and kind, or correct the id.",
    bad='Responder "uk-harbors", and no organisation of that id.',
    good='Responder "uk-harbours", and the organisation "Department for Harbours".',
    inspect=_unknown_responder,
)


def _ended_responder(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        body = register.find(Organisation, response.responder)
        day = register.day_of(response)
        ended = body.until if body else None
        if not isinstance(ended, PartialDate) or not isinstance(day, PartialDate):
            continue
        if day.earliest is None or not ended.certainly_before(day.earliest):
            continue
        heirs = ", ".join(inspection.name(heir) for heir in body.succeeded_by) if body else ""
        yield ENDED_RESPONDER.report(
            inspection,
            response,
            f"it answered on {day}, though it had ended ({ended})"
            + (f"; succeeded by {heirs}." if heirs else "; no successor is recorded."),
            about="responder",
        )


ENDED_RESPONDER = Rule(
    code="RSP216",
    severity=Severity.WARNING,
    title="A body that had ended answers",
    rationale="What an abolished body promised is asked of nobody, unless its heir is known.",
    source="Departments are merged and renamed while their promises run.",
    help="Make the successor the responder, or record it in succeeded_by.",
    bad="The Harbours Board, abolished in 2025, answers in 2026.",
    good="Its successor answers.",
    inspect=_ended_responder,
)


RULES: tuple[Rule, ...] = (
    THIRD_PARTY_CONTRADICTS,
    TEXT_CUT_OFF,
    SPLIT_WORD,
    GLUED_FOOTNOTES,
    OWN_STATUS_CONTRADICTS,
    VAGUE_RESPONDER,
    GROUP_ANSWERS,
    POSITION_UNCLEAR,
    NOT_ADDRESSED,
    REFUSED_PART_UNNAMED,
    POSITION_WORDS_MISSING,
    CHANGED_SINCE_CLEARED,
    ANSWERS_OTHER_WORDS,
    DRAFT_IN_PUBLIC,
    UNKNOWN_RESPONDER,
    ENDED_RESPONDER,
)
