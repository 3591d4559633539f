"""Rules about the position a reply takes, and what others print about it: RSP2xx."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accountability.findings import Finding, Severity
from accountability.model import (
    Assessment,
    Item,
    Position,
    PositionHow,
    Response,
)
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.status import Status
from accountability.text import fold
from accountability.vocabularies import plain

__all__ = [
    "OWN_STATUS_CONTRADICTS",
    "POSITION_UNCLEAR",
    "POSITION_WORDS_MISSING",
    "REFUSED_PART_UNNAMED",
    "RULES",
    "THIRD_PARTY_CONTRADICTS",
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
        for response in sorted(_assessed(inspection, view), key=inspection.rank):
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


def _refused_part(inspection: Inspection) -> Iterator[Finding]:
    vague = {Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED}
    for response in inspection.register.responses:
        if response.position in vague and not response.declined:
            limit = _limit(inspection.reading(response).text)
            said = f"; the reply may name it: {quoted(limit)}" if limit else ""
            yield REFUSED_PART_UNNAMED.report(
                inspection,
                response,
                f"{quoted(plain(response.position).lower())}, and no refused part is recorded{said}.",
                about="declined",
            )


_LIMIT = re.compile(
    r"\b(?:not|cannot|can't|don't|won't|reject(?:s|ed)?|declin(?:e|es|ed)|disagrees?d?|except|unless|"
    r"other than|apart from|but|however|although|subject to|only)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\S[^.!?;]*[.!?;]?")


def _limit(text: str) -> str:
    """Return the first sentence that seems to say where the agreement ends; "" if none does."""
    return next((said[0] for said in _SENTENCE.finditer(text) if _LIMIT.search(said[0])), "")


REFUSED_PART_UNNAMED = Rule(
    code="RSP210",
    severity=Severity.NOTE,
    title="Agreed in principle or in part, and what is refused is not recorded",
    rationale="The part that is refused is what a committee will ask about, and it gets lost first.",
    source='A devolved government was accused of using "in principle" against its own rule.',
    help="Record the refused part in the words of the reply (declined); ask if it names none.",
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


RULES: tuple[Rule, ...] = (
    THIRD_PARTY_CONTRADICTS,
    OWN_STATUS_CONTRADICTS,
    POSITION_UNCLEAR,
    REFUSED_PART_UNNAMED,
    POSITION_WORDS_MISSING,
)
