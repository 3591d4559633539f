"""
The position a reply takes: "agrees with the Committee's recommendation", "does not accept", "welcomes".

Only the first sentences decide; what comes later are reasons and promises. A verb alone decides nothing:
"agrees with the importance of", "welcomes" and "is committed to" are no acceptance, "does not agree" is no
agreement, and "broadly" or "in principle" is less than yes. Nor does a verb that the sentence denies,
supposes, reports of somebody else or tells of the past ("fails to agree", "would accept if", "previously
accepted"); in doubt a reply is *not stated*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from attrs import evolve, frozen

from accountability.model import Position
from accountability.text import clean
from accountability.wording._ground import any_of, compiled, level
from accountability.wording._readings import PositionReading
from accountability.wording._sentences import sentences
from accountability.wording._settled import (
    blanked,
    is_direct,
    is_past,
    is_turn,
    turned,
    unsettled,
    without_negated,
)

__all__ = ["read_position"]

_FIRST_SENTENCES = 3
_FIRST_CHARACTERS = 1_500


def read_position(text: str) -> PositionReading | None:
    """
    Read the position in a reply.

    Args:
        text: The reply, as read with its damage repaired.

    Returns:
        The position with the sentence it rests on; the first of the first sentences that takes one
        decides, unless a later one turns from it ("We now reject it"). *Not stated* if none does, with the
        nearest sentence ("welcomes this recommendation") if there is one, marked as hedged.
        None for a text without words. Never raises.

    Source:
        Order of the lexicon: not for the responder, refused, in principle or in part, supported,
        accepted, under consideration, noted.
    """
    if not text.strip():
        return None
    firm: PositionReading | None = None
    weak: PositionReading | None = None
    near: PositionReading | None = None
    for start, end in _first(text):
        sentence = level(text[start:end])
        stance = _stance(sentence)
        if stance is None:
            continue
        words = clean(text[start:end]).text
        reading = PositionReading(
            position=stance.position, words=words, start=start, end=end, hedged=stance.hedged
        )
        if stance.position is Position.NOT_STATED:
            near = near or reading
        elif stance.weak:
            weak = weak or reading
        elif firm is None:
            firm = reading
        elif _contradicts(firm, reading, sentence):
            before = level(text[firm.start : firm.end])
            if is_turn(sentence) or is_past(before) or firm.hedged:
                return reading
            # Yes and no in one breath: a person should say which.
            return evolve(firm, position=Position.NOT_STATED, hedged=True)
    return firm or weak or near or PositionReading(position=Position.NOT_STATED)


def _contradicts(firm: PositionReading, later: PositionReading, sentence: str) -> bool:
    """Tell whether a *later* sentence says yes or no to the recommendation where *firm* said the other."""
    if (firm.position is Position.REJECTED) == (later.position is Position.REJECTED):
        return False
    if later.hedged or not {firm.position, later.position} <= _YES_OR_NO:
        return False
    return is_direct(sentence)


_YES_OR_NO = {
    Position.ACCEPTED,
    Position.ACCEPTED_IN_PRINCIPLE,
    Position.PARTIALLY_ACCEPTED,
    Position.REJECTED,
    Position.SUPPORTED,
}


def _first(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first sentences; a quoted recommendation and a heading in front of them do not count."""
    replies = (
        (start, end)
        for start, end in sentences(text[: 4 * _FIRST_CHARACTERS])
        if not _QUOTED.match(text, start)
    )
    for start, end in islice(replies, _FIRST_SENTENCES):
        if start < _FIRST_CHARACTERS:
            yield start, end


_QUOTED = re.compile(
    r"[“\"‘']|(?:[A-Za-z]{1,20}\s+)?(?:recommendation|conclusion)(?:\s+[0-9]{1,3}[a-z]?)?\s*:",
    re.IGNORECASE,
)


@frozen
class _Stance:
    position: Position
    hedged: bool = False
    weak: bool = False
    """Whether a later sentence that takes a firmer position decides instead."""


_OBJECT = "(?:recommendations?|conclusions?|proposals?|findings?|observations?|points?|suggestions?|request)"
_WHOSE = r"(?:[\w'.-]+ ){0,5}?"
_ACCEPT = r"(?:accept(?:s|ed|ing)?|agree(?:s|d|ing)?|concur(?:s|red)?)"
_DISAGREE = "(?:disagree(?:s|d|ing)?|dissent(?:s|ed)?|reject(?:s|ed|ing)?)"
_THE = "(?:the|this|these|that|its|their|your|our|those|all|both|each)"
_US = r"(?:the )?(?:[\w'-]+ ){0,4}?(?:government|department|ministry|executive|us|it)"
_NOT = "(?:(?:do|does|did|can|could|will|would|is|are)(?: not|n't)|cannot)"
_FULLY = "(?:fully|entirely|wholly|completely|altogether)"
_WITHIN = r"[^.;]{0,120}"

_NOT_FOR_US = any_of(
    f"not for {_US} to (?:respond|answer|comment|reply)",
    f"not (?:addressed|directed) (?:to|at) {_US}",
)
_FOR_OTHERS = any_of(
    "(?:is|are) (?:(?:primarily|entirely|solely|rightly) )?(?:a )?matters? for",
    rf"(?:this|the|these) {_OBJECT} (?:is|are|was|were) (?:addressed|directed) (?:to|at)",
    r"(?:falls?|lies?|is|are) outside (?:the |its |our )?(?:[\w'-]+ ){0,3}?"
    r"(?:responsibilit\w*|remit|competence)",
)
_REFUSED = any_of(
    _DISAGREE,
    "declin(?:es|ed) to (?:accept|adopt|implement)",
    rf"{_NOT} (?!but |yet )(?:[\w'-]+ )?(?:able to )?(?:accept|agree|concur|support|endorse|adopt)",
    "(?:is|are) unable to (?:accept|agree|support|endorse)",
    rf"no longer (?:[\w-]+ )?(?:able to )?(?:{_ACCEPT}|supports?|endorses?)",
    "refus(?:es?|ed|ing) to (?:accept|agree|concur|support|endorse|adopt|implement)",
    "withdr(?:aws?|ew|awn) (?:its|our|their|the) (?:acceptance|agreement|support)",
    r"(?:do|does) not (?:believe|think|consider|see)\b[^.;]{0,80}"
    r"\b(?:appropriate|necessary|needed|right|required|need|desirable|practical|feasible)",
    "will not (?:be )?(?:implement|tak|adopt|pursu|proceed|accept|introduc|legislat)(?:e|ing)?",
    "(?:has|have) no (?:current )?(?:plans?|intention) (?:to|of)",
    "(?:is|are|was|were|remains?) not (?:persuaded|convinced|minded)",
)
_VIEW = any_of(
    r"(?:agree|concur|accept)\w* (?:with )?(?:the )?(?:[\w'-]+ ){0,3}?(?:view|assessment|analysis)"
)
_REFUSED_ALONE = compiled(
    r"^[\W\d]*(?:not (?:agreed|accepted|supported|agree)|rejected|disagree[ds]?|declined|no)\W*$"
    r"|^\W*not (?:agreed|accepted|supported)\b"
)
_NOT_REFUSED = any_of(
    "(?:do|does|did) not (?:reject|disagree|dissent)", "neither (?:accepts?|agrees?|rejects?)"
)
_NOT_ALL = any_of(
    f"{_NOT} (?:able to )?{_FULLY} (?:accept|agree|concur|support)",
    rf"not (?:accept|agree)\b{_WITHIN}\b(?:in full|in its entirety|all of)",
    f"(?:partially|partly|in part) {_DISAGREE}",
    rf"{_DISAGREE}\b{_WITHIN}\b(?:in part|partially|partly)",
)
_PRINCIPLE = compiled(
    rf"\b(?:{_ACCEPT}|support(?:s|ed)?|adopt(?:s|ed)?)\b{_WITHIN}\bin principle\b"
    rf"|\bin principle,? {_ACCEPT}\b|^[\W\d]*(?:{_ACCEPT} )?in principle\b"
)
_BROADLY = any_of(
    rf"(?:broadly|largely|generally|mostly) {_ACCEPT}", rf"{_ACCEPT} (?:broadly|largely|generally)"
)
_PARTLY = any_of(
    rf"(?:partially|partly|in part) (?:{_ACCEPT}|supported)",
    rf"{_ACCEPT}\b{_WITHIN}\b(?:in part|partially|partly)",
    "partial(?:ly)? (?:acceptance|agreement)",
    rf"{_ACCEPT}(?: with)? (?:part|parts|some|most) of",
    rf"{_ACCEPT}(?: with| to)? the (?:(?:first|second|third|last) (?:part|half|limb|element)"
    r"|(?:first|former|second|latter)(?=,? (?:but|and)\b))",
)
_SUPPORTED = any_of(
    rf"(?:support|endorse)s? {_WHOSE}{_OBJECT}\b[^.;]{{0,80}}"
    r"\b(?:made (?:to|towards)|addressed to|directed (?:to|at)|for)"
)
_SUPPORT = any_of(rf"(?:support|endorse)(?:s|ed)? (?:{_THE} )?{_WHOSE}{_OBJECT}")
_GENERAL = any_of(
    rf"{_ACCEPT}\b(?: with| to)? (?:(?:all|most|many|the majority)(?: of)? )?(?:(?:the|its|their|your) )?"
    rf"{_WHOSE}recommendations\b(?! [0-9(])"
)
_ACCEPTED = any_of(
    rf"{_ACCEPT}(?: with| to)? (?:{_THE}(?: of)? ){{0,2}}{_WHOSE}{_OBJECT}",
    rf"{_ACCEPT}(?: with)? (?:this|it|that)(?=\s*(?:[.,;:!]|$| and\b| in full))",
    rf"{_ACCEPT}(?: with)? (?:limb|part|paragraph|recommendation) ?(?=[0-9(])",
    rf"{_ACCEPT}\b{_WITHIN}\bin full",
    f"{_ACCEPT} to (?:implement|adopt|do|act)",
    f"{_OBJECT}(?: [0-9]{{1,3}}[a-z]?)? (?:is|are|has been|have been|was) (?:therefore |fully )?"
    "(?:accepted|agreed)",
    end="(?:\\b|(?<=[\\s]))",
)
_ACCEPTED_ALONE = compiled(
    r"^[\W\d]*(?:(?:the )?(?:[\w'-]+ ){0,4})?(?:accept(?:s|ed)?|agree[sd]?|concur(?:s|red)?)(?: in full)?"
    r"(?:[.:;,!-]|\s*$)"
)
_CONSIDERING = any_of(
    "(?:is|are) (?:(?:currently|now|still|actively) )?(?:carefully )?"
    "(?:considering|exploring whether)",
    rf"(?:is|are) (?:(?:currently|now|still|actively) )?reviewing (?:{_THE} )?{_WHOSE}{_OBJECT}",
    r"under (?:[\w'-]+ )?consideration",
    r"(?:give|giving|given) (?:[\w'-]+ ){0,2}consideration to",
    "decisions? (?:has|have) not (?:yet )?been (?:taken|made)",
    "no (?:final )?decisions? (?:has|have) been (?:taken|made)",
    "all options are being considered",
    rf"(?:will|to) (?:carefully )?consider (?:{_THE} )?(?:[\w'-]+ ){{0,4}}{_OBJECT}",
)
_NOTED = compiled(
    rf"\b(?:notes?|noted|acknowledges?|acknowledged|recognises?)(?: {_THE})? {_WHOSE}{_OBJECT}\b"
    r"|^[\W\d]*(?:noted|acknowledged)\b"
)
_NEAR = any_of(
    "agree[sd]?",
    "accept(?:s|ed)?",
    "concur(?:s|red)?",
    "supports?",
    "endorses?",
    "welcome[sd]?",
    "shares?",
    "(?:is|are|remains?) (?:fully |firmly )?committed to",
    "recogni[sz]es?",
    "acknowledges?",
    r"sympath\w+",
)
_STOPS_HERE = any_of(
    f"{_ACCEPT}(?: with)? (?:the )?"
    "(?:importance|aims?|spirit|intention|intent|need|sentiment|thrust|principle behind|value|objectives?)"
)
"""Agreement with what stands behind a recommendation, which is not agreement with it."""


def _stance(sentence: str) -> _Stance | None:
    """Return what one sentence says; None if nothing of the kind."""
    turn = turned(sentence)
    after = _plain(turn) if is_direct(turn) else None
    if after is not None and after.position in _YES_OR_NO:
        return after
    return _plain(sentence)


def _plain(sentence: str) -> _Stance | None:
    if _NOT_FOR_US.search(sentence):
        return _Stance(Position.NOT_FOR_RESPONDER)
    if _NOT_REFUSED.search(sentence):
        return _Stance(Position.NOT_STATED, hedged=True)
    clouded = unsettled(sentence)
    sentence = blanked(sentence, clouded)
    if _NOT_ALL.search(sentence):
        return _Stance(Position.PARTIALLY_ACCEPTED)
    if _REFUSED_ALONE.search(sentence):
        return _Stance(Position.REJECTED)
    refused = _REFUSED.search(sentence)
    rest, negated = without_negated(_REFUSED.sub(" ", sentence) if refused else sentence)
    accepted = _accepts(rest)
    if refused:
        if accepted is not None and accepted.position is not Position.NOT_STATED:
            return _Stance(Position.PARTIALLY_ACCEPTED, hedged=True)
        # "Does not agree with the Committee's view" says no, though perhaps not to what was asked.
        return _Stance(Position.REJECTED, hedged=_VIEW.search(sentence) is not None)
    if accepted is not None and accepted.position is not Position.NOT_STATED:
        return accepted
    if _CONSIDERING.search(sentence):
        return _Stance(Position.UNDER_CONSIDERATION, weak=True)
    if _FOR_OTHERS.search(sentence):
        return _Stance(Position.NOT_FOR_RESPONDER, weak=True)
    if _NOTED.search(sentence):
        return _Stance(Position.NOTED, weak=True)
    if accepted is not None or negated or clouded or _NEAR.search(sentence):
        return _Stance(Position.NOT_STATED, hedged=True)
    return None


def _accepts(sentence: str) -> _Stance | None:
    if _PRINCIPLE.search(sentence):
        return _Stance(Position.ACCEPTED_IN_PRINCIPLE)
    if _PARTLY.search(sentence):
        return _Stance(Position.PARTIALLY_ACCEPTED)
    general = _GENERAL.search(sentence) is not None
    if _BROADLY.search(sentence):
        # "Broadly agrees with the recommendations" is said of a report; it is no item's position.
        if general:
            return _Stance(Position.NOT_STATED, hedged=True)
        return _Stance(Position.ACCEPTED_IN_PRINCIPLE, hedged=True)
    if _SUPPORTED.search(sentence):
        return _Stance(Position.SUPPORTED)
    if _STOPS_HERE.search(sentence):
        return _Stance(Position.NOT_STATED, hedged=True)
    if _ACCEPTED.search(sentence) or _ACCEPTED_ALONE.search(sentence):
        return _Stance(Position.ACCEPTED, hedged=general)
    if _SUPPORT.search(sentence):
        return _Stance(Position.SUPPORTED, hedged=True)
    return None
