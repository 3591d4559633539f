"""
Positions that stand in a cell: a word or two, and what a dash, a colon or a bracket puts behind them.

"Accepted (no)", "Agree - in part" and "Accepted: under review" are not "Accepted". The whole cell is read;
what stands behind its first words may be a lesser yes, a no, or prose that leaves the yes alone, and what is
none of these is not understood and makes the yes one that a person should look at.
"""

from __future__ import annotations

import re

from attrs import evolve

from accountability.model import Position
from accountability.vocabularies import Vocabulary
from accountability.wording._ground import compiled
from accountability.wording._lexicon import words_of
from accountability.wording._stances import Stance, stance_of

__all__ = ["YES", "cell", "followed", "with_what_follows"]

YES = {
    Position.ACCEPTED,
    Position.ACCEPTED_IN_PRINCIPLE,
    Position.PARTIALLY_ACCEPTED,
    Position.SUPPORTED,
}
"""More or less of a yes."""

_LABEL = (
    r"[\W\d]{0,20}(?:[A-Za-z' ]{0,40}\b(?:response|reply|answer|position|status)\s{0,3}:\s{0,3})?"
)
_CELL = re.compile(
    rf"{_LABEL}(?P<words>[A-Za-z][A-Za-z /,-]{{0,60}}?)(?=\s{{0,3}}(?:[.:;!?()\[\]/]|-(?=\s)|\s-|$))",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"{_LABEL}(?P<words>[A-Za-z'-]+(?:\s+[A-Za-z'-]+){{0,4}}?)\s{{0,3}}(?=[:;!?()\[\]/,*=|>]|\.\.|-(?=\s)|\s-)",
    re.IGNORECASE,
)
_MARKS = " \t\n-:;,.!()[]/\"'“”"
_SHORT = 8
"""Words behind a head that may still be read together with it; what is longer is prose."""

_NO = compiled(
    r"\W*(?:(?:no|n|none|nil(?: return)?|never|n/?a|not applicable|yes\s?/\s?no|y\s?/\s?n"
    r"|to be (?:decided|confirmed|agreed)"
    r"|tb[cd]|pending|unresolved|deferred|unclear|unknown|undecided|withdrawn|superseded|cancelled|on hold"
    r"|awaiting [^.]{1,40}|under (?:[a-z]+ )?(?:review|consideration|discussion)|false|error)"
    r"(?=\W*$|\W*[,.;])"
    r"|(?:not|non|never)\b(?! only\b)(?:[\s-]+[\w'-]+){0,4}\W*$"
    r"|(?:but|however|though|although)[\s,]+(?:not|no)\b(?:[\s-]+[\w'-]+){0,3}\W*$"
    r"|(?:reject|refus|declin|disagre|dissent|oppos|withdr[ae]w|revers|overrul)\w*\b)"
)
_PLAIN = compiled(
    r"\W*(?:(?:in full|fully|entirely|wholly|yes|y|true|agreed?|accept(?:ed|s)?|concur(?:red|s)?"
    r"|without (?:reservations?|exceptions?|amendments?)|(?:fully )?implemented|complet(?:ed?|ion)|done"
    r"|ongoing|closed|delivered|in progress|under ?way|(?:already )?in place"
    r"|(?:see|cf\.?|refer to) [^.]{1,60}|(?:(?:by|in|from|due|target(?: date)?|for) )?(?:[\w-]+ ){0,3}"
    r"(?:19|20|21)[0-9]{2}(?:\s?[-/]\s?[0-9]{2,4})?)\W*$"
    r"|(?:in full|fully|yes|done|complete[d]?|implemented|ongoing)\W*[,.;:-]|and (?!not\b|no\b|yet\b))"
)
_PROSE = compiled(
    r"\b(?:will|shall|is|are|has|have|was|were|had|we|continues?|intends?|plans?|expects?)\b"
)
_HOLDS_BACK = compiled(
    r"\b(?:not|no|never|nor|cannot|unable|only|unless|if|except\w*|limited|exclud\w+|without|fail\w*)\b|n't\b"
)
_BOXES = re.compile(r"[\u2610-\u2612\u25a0\u25a1\u2713-\u2718]|\[[ xX]?\]")
_HEDGES = compiled(r"\b(?:in[ -]principle|in part|partially|partly|partial|broadly)\b")


def cell(sentence: str, vocabulary: Vocabulary) -> Stance | None:
    """Return what a term of *vocabulary* says that stands alone, or first: "Agreed in part" is one."""
    found = _CELL.match(sentence)
    if found is None or sentence.rstrip(" )]\"'").endswith("?"):
        return None
    # "Accepted / in hand" may be one term, with what stands between its words.
    term = vocabulary.read(sentence.strip(_MARKS)) or vocabulary.read(found["words"])
    if term is None or term.position is None:
        return None
    read = sentence if vocabulary.read(found["words"]) is None else found["words"]
    hedges = tuple(one.group().lower() for one in _HEDGES.finditer(read))
    weak = term.position in {
        Position.NOTED,
        Position.UNDER_CONSIDERATION,
        Position.NOT_FOR_RESPONDER,
    }
    return Stance(position=term.position, weak=weak, hedges=hedges)


def with_what_follows(stance: Stance, sentence: str, vocabulary: Vocabulary) -> Stance:
    """Return *stance*, that of *sentence*, as what stands behind its first few words leaves it."""
    found = _HEAD.match(sentence)
    if _BOXES.search(sentence, 0, 80) and stance.position in {*YES, Position.REJECTED}:
        # Which box is ticked is for a person to see.
        return Stance(position=Position.NOT_STATED, hedged=True)
    if found is None or stance.position not in {*YES, Position.REJECTED}:
        return stance
    if not words_of(vocabulary.name).verb.search(found["words"]) and not cell(
        found["words"], vocabulary
    ):
        return stance
    if vocabulary.read(sentence.strip(_MARKS)) is not None:
        return stance
    return followed(stance, found["words"], sentence[found.end() :], vocabulary)


def followed(
    stance: Stance, head: str, tail: str, vocabulary: Vocabulary, *, nextly: bool = False
) -> Stance:
    """
    Return the stance of *head* with *tail* behind it.

    Args:
        stance: That of the head, or of both.
        head: The first words: "Accepted".
        tail: What stands behind them, with its marks.
        vocabulary: The responder's.
        nextly: Whether the tail is a sentence of its own, which need not be about the position.
    """
    words = " ".join(tail.strip(_MARKS).split())
    if not words.strip("_ ") or head.lower().endswith((" that", " to", " with")):
        return stance
    if stance.position is Position.REJECTED:
        return _no_with(stance, head, words, vocabulary)
    if _NO.match(words):
        return Stance(position=Position.NOT_STATED, hedged=True)
    if _PLAIN.match(words):
        return stance
    if len(words.split()) <= _SHORT:
        said = vocabulary.read(words)
        if said is not None and said.position not in {None, *YES}:
            return Stance(position=Position.NOT_STATED, hedged=True)
        both = stance_of(f"{head} {words}", vocabulary.name)
        if both is not None and both.position in YES and (both.hedges or both.exceptions):
            return both if stance.position is Position.ACCEPTED else evolve(stance, hedged=True)
        if both is not None and both.position is Position.REJECTED:
            return Stance(position=Position.NOT_STATED, hedged=True)
    if nextly or (_PROSE.search(words) and not _HOLDS_BACK.search(words)):
        return stance
    return evolve(stance, hedged=True)


def _no_with(stance: Stance, head: str, words: str, vocabulary: Vocabulary) -> Stance:
    """Return a refusal with what stands behind it: a yes contradicts it, "in part" makes it less."""
    said = vocabulary.read(words)
    if said is not None and said.position in YES and said.position is not Position.ACCEPTED:
        return evolve(stance, position=Position.NOT_STATED, hedged=True)
    if re.match(r"(?:accepted|agreed|supported)\W*$", words, re.IGNORECASE):
        return evolve(stance, position=Position.NOT_STATED, hedged=True)
    if len(words.split()) <= _SHORT:
        both = stance_of(f"{head} {words}", vocabulary.name)
        if both is not None and both.position is Position.PARTIALLY_ACCEPTED:
            return both
    return stance
