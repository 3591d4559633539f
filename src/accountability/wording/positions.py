"""
The position a reply takes: "agrees with the Committee's recommendation", "does not accept", "welcomes".

Only the first sentences decide; what comes later are reasons and promises. A verb alone decides nothing:
"agrees with the importance of", "welcomes" and "is committed to" are no acceptance, "does not agree" is no
agreement, and "broadly" or "in principle" is less than yes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from accountability.model import Position
from accountability.text import clean
from accountability.wording._periods import compiled, level
from accountability.wording._readings import PositionReading
from accountability.wording._sentences import sentences

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
        decides. *Not stated* if none does, with the nearest sentence ("welcomes this recommendation")
        if there is one, marked as hedged. None for a text without words. Never raises.

    Source:
        Order of the lexicon: not for the responder, refused, in principle or in part, supported,
        accepted, under consideration, noted.
    """
    if not text.strip():
        return None
    weak: PositionReading | None = None
    near: PositionReading | None = None
    for start, end in _first(text):
        stance = _stance(level(text[start:end]))
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
        else:
            return reading
    return weak or near or PositionReading(position=Position.NOT_STATED)


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


_OBJECT = r"(?:recommendations?|conclusions?|proposals?|findings?|observations?|points?|suggestions?|request)"
_WHOSE = r"(?:[\w'-]+ ){0,5}?"
_ADVERB = r"(?:(?:fully|also|therefore|entirely|wholly|completely|strongly|accordingly|both|now) )?"
_ACCEPT = r"(?:accept(?:s|ed|ing)?|agree[sd]?|concur(?:s|red)?|agreeing)"
_IS_OBJECT = (
    rf"(?: with| to)? (?:(?:all|both|each)(?: of)? )?(?:(?:the|this|these|that|its|their|your|our|those|paragraph) )?"
    rf"{_WHOSE}{_OBJECT}\b"
)

_NOT_FOR_US = compiled(
    r"\b(?:not for (?:the )?(?:[\w'-]+ ){0,4}?(?:government|department|ministry|executive|us|it)"
    r" to (?:respond|answer|comment|reply)"
    r"|not (?:addressed|directed) (?:to|at) (?:the )?(?:[\w'-]+ ){0,4}?(?:government|department|us)\b)"
)
_FOR_OTHERS = compiled(
    rf"\b(?:(?:is|are) (?:(?:primarily|entirely|solely|rightly) )?(?:a )?matters? for\b(?! (?:concern|regret))"
    rf"|(?:this|the|these) {_OBJECT} (?:is|are|was|were) (?:addressed|directed) (?:to|at)\b"
    r"|(?:falls?|lies?|is|are) outside (?:the |its |our )?(?:[\w'-]+ ){0,3}?(?:responsibilit|remit|competence))"
)
_REFUSED = compiled(
    rf"\b(?:disagree[sd]?\b|disagreeing\b|dissent(?:s|ed)?\b|reject(?:s|ed|ing)?\b|declin(?:es|ed) to (?:accept|adopt|implement)"
    rf"|(?:do|does|did|can|could|will|would|is|are)(?: not|n't) (?:[\w'-]+ )?(?:able to )?(?:accept|agree|concur|support|endorse|adopt)\b"
    rf"|cannot (?:[\w'-]+ )?(?:accept|agree|concur|support|endorse)\b"
    rf"|(?:is|are) unable to (?:accept|agree|support|endorse)\b"
    rf"|(?:do|does) not (?:believe|think|consider|see)\b[^.;]{{0,80}}\b(?:appropriate|necessary|needed|right|required|need|desirable|practical|feasible)\b"
    rf"|will not (?:be )?(?:implement(?:ing)?|tak(?:e|ing)|adopt(?:ing)?|pursu(?:e|ing)|proceed(?:ing)?|accept(?:ing)?|introduc(?:e|ing)|legislat(?:e|ing))\b"
    rf"|(?:has|have) no (?:current )?(?:plans?|intention) (?:to|of)\b"
    rf"|(?:is|are|was|were|remains?) not (?:persuaded|convinced|minded)\b)"
)
_REFUSED_ALONE = compiled(
    r"^[\W\d]*(?:not (?:agreed|accepted|supported|agree)|rejected|disagree[ds]?|declined|no)[\W]*$|^not (?:agreed|accepted|supported)\b"
)
_NOT_REFUSED = compiled(
    r"\b(?:do|does|did) not (?:reject|disagree|dissent)\b|\bneither (?:accept|agree|reject)"
)
_NOT_ALL = compiled(
    rf"\b(?:do|does|can|is|are)(?: not|not) (?:able to )?(?:fully|entirely|wholly|completely|altogether) (?:accept|agree|concur|support)"
    rf"|\bnot (?:accept|agree)[^.;]{{0,60}}\b(?:in full|in its entirety|all of)\b"
)
_PRINCIPLE = compiled(
    rf"\b(?:{_ACCEPT}|support(?:s|ed)?)\b[^.;]{{0,120}}\bin principle\b|\bin principle,? {_ACCEPT}\b"
    rf"|^[\W\d]*(?:{_ACCEPT} )?in principle\b"
)
_BROADLY = compiled(
    rf"\b(?:broadly|largely|generally|mostly) {_ACCEPT}\b|\b{_ACCEPT} (?:broadly|largely|generally)\b"
)
_PARTLY = compiled(
    rf"\b(?:partially|partly|in part) {_ACCEPT}\b|\b{_ACCEPT}\b[^.;]{{0,120}}\b(?:in part|partially|partly)\b"
    rf"|\bpartial(?:ly)? (?:acceptance|agreement)\b|\b{_ACCEPT}(?: with)? (?:part|parts|some|most|the (?:first|second|third) part) of\b"
)
_SUPPORTED = compiled(
    rf"\b(?:support|endorse)s? {_WHOSE}{_OBJECT}\b[^.;]{{0,80}}\b(?:made (?:to|towards)|addressed to|directed (?:to|at)|for)\b"
)
_SUPPORT = compiled(rf"\b(?:support|endorse)(?:s|ed)? (?:(?:the|this|these) )?{_WHOSE}{_OBJECT}\b")
_GENERAL = compiled(
    rf"\b{_ACCEPT}\b(?: with| to)? (?:(?:all|most|many|the majority)(?: of)? )?(?:(?:the|its|their|your) )?{_WHOSE}recommendations\b(?! [0-9(])"
)
_ACCEPTED = compiled(
    rf"\b{_ADVERB}{_ACCEPT}\b(?:{_IS_OBJECT}|(?: with)? (?:this|it|that)(?=[\s]*(?:[.,;:!]|$| and\b| in full))"
    rf"|(?: with)? (?:limb|part|paragraph|recommendation) ?[0-9(]|[^.;]{{0,80}}\bin full\b| to (?:implement|adopt|do|act)\b)"
)
_ACCEPTED_ALONE = compiled(
    rf"^[\W\d]*(?:(?:the )?(?:[\w'-]+ ){{0,4}})?(?:accept(?:s|ed)?|agree[sd]?|concur(?:s|red)?)(?: in full)?(?:[.:;,!-]|\s*$)"
)
_ARE_ACCEPTED = compiled(
    rf"\b{_OBJECT}(?: [0-9]{{1,3}}[a-z]?)? (?:is|are|has been|have been|was) (?:therefore |fully )?(?:accepted|agreed)\b"
)
_CONSIDERING = compiled(
    r"\b(?:(?:is|are) (?:currently |now |still |actively )?(?:carefully )?(?:considering|reviewing|exploring whether)"
    r"|under (?:[\w'-]+ )?consideration|(?:give|giving|given) (?:[\w'-]+ ){0,2}consideration to|(?:decisions?|decision) (?:has|have) not (?:yet )?been (?:taken|made)"
    r"|all options are being considered|(?:will|to) (?:carefully )?consider (?:the |this |these )?(?:[\w'-]+ ){0,4}"
    r"(?:recommendations?|proposals?|suggestions?)|no (?:final )?decisions? (?:has|have) been (?:taken|made))\b"
)
_NOTED = compiled(
    rf"\b(?:notes?|noted|acknowledges?|acknowledged|recognises?)(?: (?:the|this|these|that))? {_WHOSE}{_OBJECT}\b|^[\W\d]*(?:noted|acknowledged)\b"
)
_NEAR = compiled(
    rf"\b(?:agree[sd]?|accept(?:s|ed)?|concur(?:s|red)?|supports?|endorses?|welcomes?|welcomed|shares?|"
    r"(?:is|are|remains?) (?:fully |firmly )?committed to|recognises?|recognizes?|acknowledges?|sympath)"
)
_STOPS_HERE = compiled(
    rf"\b{_ACCEPT}\b(?: with)? (?:the )?(?:importance|aim|aims|spirit|intention|intent|need|sentiment|thrust|principle behind|value|objective|objectives)\b"
)


def _stance(sentence: str) -> _Stance | None:
    """Return what one sentence says; None if nothing of the kind."""
    if _NOT_FOR_US.search(sentence):
        return _Stance(Position.NOT_FOR_RESPONDER)
    if _NOT_REFUSED.search(sentence):
        return _Stance(Position.NOT_STATED, hedged=True)
    if _NOT_ALL.search(sentence):
        return _Stance(Position.PARTIALLY_ACCEPTED)
    refused = _REFUSED.search(sentence) or _REFUSED_ALONE.search(sentence)
    rest = _REFUSED.sub(" ", sentence) if refused else sentence
    accepted = _accepts(rest)
    if refused:
        if accepted is not None and accepted.position is not Position.NOT_STATED:
            return _Stance(Position.PARTIALLY_ACCEPTED, hedged=True)
        return _Stance(Position.REJECTED)
    if accepted is not None and accepted.position is not Position.NOT_STATED:
        return accepted
    if _CONSIDERING.search(sentence):
        return _Stance(Position.UNDER_CONSIDERATION, weak=True)
    if _FOR_OTHERS.search(sentence):
        return _Stance(Position.NOT_FOR_RESPONDER, weak=True)
    if _NOTED.search(sentence):
        return _Stance(Position.NOTED, weak=True)
    if accepted is not None or _NEAR.search(sentence):
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
    if (
        _ACCEPTED.search(sentence)
        or _ACCEPTED_ALONE.search(sentence)
        or _ARE_ACCEPTED.search(sentence)
    ):
        return _Stance(Position.ACCEPTED, hedged=general)
    if _SUPPORT.search(sentence):
        return _Stance(Position.SUPPORTED, hedged=True)
    return None
