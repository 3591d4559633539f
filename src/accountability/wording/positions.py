"""
The position a reply takes: "agrees with the Committee's recommendation", "does not accept", "welcomes".

Only the first sentences decide; what comes later are reasons and promises. A verb alone decides nothing:
its object must be the recommendation, so that "agrees with the importance of", "welcomes" and "is committed
to" are no acceptance; "does not agree" is no agreement, and "broadly" or "in principle" is less than yes.
Nor does a verb decide that the sentence supposes, reports of somebody else, quotes or tells of the past
("would accept if", "the Panel said", "previously accepted"); in doubt a reply is *not stated*. Which words
there are is data: `accountability.vocabularies.lexicon`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import evolve

from accountability.exceptions import UnknownVocabularyError
from accountability.model import Position
from accountability.text import clean
from accountability.vocabularies import Vocabulary, load_vocabulary, vocabulary_names
from accountability.wording._cells import YES, cell, followed, with_what_follows
from accountability.wording._ground import level
from accountability.wording._lexicon import words_of
from accountability.wording._quoted import without_quotes
from accountability.wording._readings import PositionReading
from accountability.wording._sentences import sentences
from accountability.wording._settled import is_direct, is_past, is_turn, turned
from accountability.wording._stances import Stance, stance_of, unbracketed
from accountability.wording._whose import names

__all__ = ["read_position"]

_FIRST_SENTENCES = 3
_FIRST_CHARACTERS = 1_500
_FEW = 5
"""Words of a sentence that may be a cell's."""


def read_position(
    text: str,
    vocabulary: str | Vocabulary = "plain",
    *,
    recommendation: str = "",
    responder: str | Iterable[str] = "",
) -> PositionReading | None:
    """
    Read the position in a reply.

    Args:
        text: The reply, as read with its damage repaired.

        vocabulary: The responder's, or the name of a built-in one: what its terms mean, and which words are
            acceptance there ("supports" is yes in Canberra).

        recommendation: What is replied to; where the reply repeats it, these words are not the reply's.

        responder: The names of whoever replies, to tell an acceptance by somebody else ("Ofport accepts this
            recommendation"); unless told, whoever a reply names is taken for the one who replies.

    Returns:
        The position with the sentence it rests on, its hedges and exceptions; the first of the first
        sentences that takes one decides, unless a later one turns from it ("We now reject it"). *Not
        stated* if none does, with the nearest sentence ("welcomes this recommendation") if there is one,
        marked as hedged. None for a text without words.

    Raises:
        UnknownVocabularyError: there is no *vocabulary* of that name; no text raises anything.

    Source:
        Order of the lexicon: not for the responder, refused, in principle or in part, supported,
        accepted, under consideration, noted.
    """
    if isinstance(vocabulary, str):
        if vocabulary not in vocabulary_names():
            raise UnknownVocabularyError(vocabulary, vocabulary_names())
        vocabulary = load_vocabulary(vocabulary)
    if not text.strip():
        return None
    firm: PositionReading | None = None
    weak: PositionReading | None = None
    near: PositionReading | None = None
    called = names(responder)
    flat = without_quotes(level(text[: 4 * _FIRST_CHARACTERS]), level(recommendation))
    for start, end in _first(flat):
        sentence = flat[start:end]
        if firm is not None:
            firm = _held_back(firm, sentence, vocabulary)
        stance = _stance(sentence, vocabulary, called)
        if stance is None:
            continue
        reading = PositionReading(
            position=stance.position,
            words=clean(text[start:end]).text,
            start=start,
            end=end,
            hedged=stance.hedged,
            hedges=stance.hedges,
            exceptions=_as_printed(stance.exceptions, text, start, end),
        )
        if stance.position is Position.NOT_STATED:
            near = near or reading
        elif stance.weak:
            weak = weak or reading
        elif firm is None:
            firm = reading
        elif _contradicts(firm, reading, sentence):
            before = flat[firm.start : firm.end]
            if is_turn(sentence) or is_past(before) or firm.hedged:
                return reading
            # Yes and no in one breath: a person should say which.
            return evolve(firm, position=Position.NOT_STATED, hedged=True)
    return firm or weak or near or PositionReading(position=Position.NOT_STATED)


def _as_printed(found: tuple[str, ...], text: str, start: int, end: int) -> tuple[str, ...]:
    """Return words *found* in the levelled sentence as they stand in *text*, with its own marks."""
    flat = unbracketed(level(text[start:end]))
    printed = []
    for words in found:
        at = re.search(
            r"\s+".join(re.escape(word).replace("_", ".") for word in words.split()),
            flat,
            re.DOTALL,
        )
        printed.append(clean(text[start + at.start() : start + at.end()]).text if at else words)
    return tuple(printed)


def _stance(sentence: str, vocabulary: Vocabulary, responder: tuple[str, ...]) -> Stance | None:
    """Return what one sentence says; None if nothing of the kind."""
    stance = cell(sentence, vocabulary)
    if stance is None:
        turn = turned(sentence)
        after = stance_of(turn, vocabulary.name, responder) if is_direct(turn) else None
        if after is not None and after.position in _YES_OR_NO:
            return after
        stance = stance_of(sentence, vocabulary.name, responder)
    return None if stance is None else with_what_follows(stance, sentence, vocabulary)


def _held_back(firm: PositionReading, sentence: str, vocabulary: Vocabulary) -> PositionReading:
    """Return *firm* with the hedge that the next *sentence* begins with or looks instead of acting."""
    if firm.position not in YES:
        return firm
    if len(firm.words.split()) <= _FEW and len(sentence.split()) <= _FEW:
        # "Accepted. No." is one cell, with a full stop in it.
        stance = Stance(position=firm.position, hedged=firm.hedged, hedges=firm.hedges)
        head = firm.words.strip(" .:;")
        whole = followed(stance, head, sentence, vocabulary, nextly=True)
        if whole != stance:
            return evolve(
                firm,
                position=whole.position,
                hedged=whole.hedged,
                hedges=whole.hedges,
                exceptions=whole.exceptions,
            )
    found = _NEXT.match(sentence) or (
        words_of(vocabulary.name).looking_only.search(sentence) if len(firm.words) < 20 else None
    )
    if found is None:
        return firm
    return evolve(firm, hedged=True, hedges=(*firm.hedges, found.group().strip().lower()))


_NEXT = re.compile(
    r"^\W*(?:however|but|that said|nevertheless|nonetheless|at the same time)\b", re.IGNORECASE
)
_YES_OR_NO = {*YES, Position.REJECTED}


def _contradicts(firm: PositionReading, later: PositionReading, sentence: str) -> bool:
    """Tell whether a *later* sentence says yes or no to the recommendation where *firm* said the other."""
    if (firm.position is Position.REJECTED) == (later.position is Position.REJECTED):
        return False
    if later.hedged or not {firm.position, later.position} <= _YES_OR_NO:
        return False
    return is_direct(sentence)


def _first(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first sentences; a quoted recommendation and a heading in front of them do not count."""
    replies = ((start, end) for start, end in sentences(text) if not _is_others(text[start:end]))
    for start, end in islice(replies, _FIRST_SENTENCES):
        if start < _FIRST_CHARACTERS:
            yield start, end


_ITEM_HEADING = re.compile(
    r"(?:[A-Za-z]{1,20}\s+){0,2}(?:recommendation|conclusion)(?:\s+[0-9]{1,3}[a-z]?)?\s*:\s*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ONE_WORD = re.compile(r"[\w'-]+(?: in (?:full|part|principle))?\W*$")


def _is_others(sentence: str) -> bool:
    """Tell whether a sentence is blank, or an item under its heading; "Recommendation: accepted" is none."""
    if not sentence.strip("_ .“”\"'‘’"):
        return True
    found = _ITEM_HEADING.match(sentence)
    return found is not None and _ONE_WORD.match(found["words"]) is None
