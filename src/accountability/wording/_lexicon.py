"""The words of positions made into patterns, once for each vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache

from attrs import frozen

from accountability.vocabularies.lexicon import Lexicon, load_lexicon
from accountability.wording._ground import compiled

__all__ = ["Family", "Words", "words_of"]


class Family(Enum):
    """What a verb does."""

    ACCEPTS = "accepts"
    ADOPTS = "adopts"
    AGREEMENT = "agreement"
    """A noun, which says something only where it stands alone."""
    SUPPORTS = "supports"
    REFUSES = "refuses"
    NOTES = "notes"


@frozen(kw_only=True)
class Words:
    """A lexicon as patterns; `object_` patterns match directly behind a verb."""

    families: dict[str, Family]
    verb: re.Pattern[str]
    item: re.Pattern[str]
    general: re.Pattern[str]
    part: re.Pattern[str]
    passive: re.Pattern[str]
    passive_parts: re.Pattern[str]
    in_principle: re.Pattern[str]
    broadly_before: re.Pattern[str]
    broadly_behind: re.Pattern[str]
    partly_before: re.Pattern[str]
    partly_behind: re.Pattern[str]
    exception: re.Pattern[str]
    reservation: re.Pattern[str]
    looking_only: re.Pattern[str]
    not_ours: re.Pattern[str]
    for_others: re.Pattern[str]
    refused: re.Pattern[str]
    considering: re.Pattern[str]
    considering_alone: re.Pattern[str]
    near: re.Pattern[str]


_THE = r"(?:the|this|these|its|their|your|our|all|both|each|every)"
_BLOCK = (
    r"(?:of|to|that|for|from|in|on|with|and|or|but|behind|not|which|who|whose|if|when|it|we|they|there|should|would|could|will|can|may|must|has|have|had|been|be|do|does|did"
    r"|the|this|these|its|their|our|your|that|those|by|is|are|was|were"
    r"|importance|need|aims?|spirit|intent|intention|sentiment|thrust|principles?|value|objectives?"
    r"|similar|previous|earlier|another|different|former|other|reasoning|rationale|underlying)\b"
)
_WHO = rf"(?!{_BLOCK})[\w'.&()/-]{{1,40}}"
_NUMBER = r"(?:(?:no|nos|number|numbers)\.? )?(?:\(?[0-9ivx]{1,4}[a-z]?\)?\b|\([a-z]\))"
_WHICH = rf"(?:{_THE}(?: (?:one|two|three|four|five|six))?(?: of)? ){{1,2}}"
_OF_WHOM = (
    r"(?! (?:of|from|in|by) (?!(?:the |its |their )?(?:[\w'-]{1,30} ){0,4}?"
    r"(?:committee|inquiry|panel|commission|board|auditor|report|chapter|court|coroner|bureau|agency"
    r"|section|paper|part|full|principle|general|broad|its|whole)\b))"
)
_PARTS = "(?:parts?|limbs?|elements?|halves|half|points?|sub-recommendations?|strands?)"
_ORDINAL = "(?:first|second|third|fourth|last|former|latter|final|remaining|other|rest)"


def _either(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True)
    )


def _phrase(text: str, item: str) -> str:
    pieces = re.split(r"(…|\{item\}|[()|])", text)
    made = {
        "…": r"(?:[\w',()-]+ ){0,12}?",
        "{item}": item,
        "(": "(?:",
        ")": ")",
        "|": "|",
    }
    joined = "".join(made.get(piece) or re.escape(piece).replace(r"\ ", " ") for piece in pieces)
    return joined.replace("?  ", "? ").replace("{0,12}? ", "{0,12}?")


@cache
def words_of(name: str) -> Words:
    """Return the patterns of the words in which positions are taken in the vocabulary *name*."""
    lexicon = load_lexicon(name)
    article = _either(lexicon.items_with_article)
    owned = _either((*lexicon.items_with_article, *lexicon.items_with_owner))
    own = _either(lexicon.items)
    either = f"(?:{own}|{owned})"
    item = _item(own, article, owned)
    some = f"(?:{_either(lexicon.some_of)})"
    families = _families(lexicon)

    def phrases(lines: tuple[str, ...]) -> re.Pattern[str]:
        return compiled(rf"\b(?:{'|'.join(_phrase(line, item) for line in lines)})(?!\w)")

    def words(entries: tuple[str, ...]) -> str:
        return f"(?:{_either(entries)})"

    broadly, partly = words(lexicon.broadly), words(lexicon.in_part)
    few = r"(?:,? (?!but\b|and\b)[\w'-]{1,30}){0,2},? $"
    with_ = r"(?:,? (?:[a-z]{2,20}ly|in full|also|therefore))?(?: with| to| of)?"
    return Words(
        families=families,
        verb=compiled(rf"(?<![\w-])(?:{_either(families)})(?![\w-])"),
        item=compiled(rf"{with_}(?:,? {words(lexicon.in_principle)},?(?: with| to)?)? {item}"),
        general=compiled(
            rf"{with_} (?:(?:all|most|many|the majority)(?: of)? (?:(?:the|its|their|your) )?"
            r"|(?:the|its|their|your) )"
            rf"(?:{_WHO} ){{0,5}}?recommendations\b(?! {_NUMBER})"
        ),
        part=compiled(
            rf"{with_} (?:{some} |(?:the|its|this) {_ORDINAL}(?: (?:{_PARTS}|{either})\b"
            rf"|(?=\s*(?:[,.;]|$)|,? (?:but|and)\b(?! {_ORDINAL}\b)))|(?:the )?(?:{_PARTS}) {_NUMBER})"
        ),
        passive=compiled(
            rf"(?:\b(?P<noun>{either}|(?P<part>{_PARTS}))\b[^,;:]{{0,80}}?|^\W*(?:it|this|these|they|both) )"
            r"\b(?:is|are|was|were|(?:has|have) (?:not |now |also |therefore |never )?been)"
            r"(?: (?:not|never|[a-z]{2,20}ly|therefore|now|also|hereby|thus|in principle|in part)){0,3} $"
        ),
        passive_parts=compiled(
            rf"\b{_PARTS} {_NUMBER}(?:(?:,| and|, and) {_NUMBER}){{0,8}}(?: of [^,;:]{{0,60}}?)?"
            r" (?:is|are|was|were|(?:has|have) (?:not )?been)(?: (?:not|[a-z]{2,20}ly)){0,2} $"
        ),
        in_principle=compiled(rf"\b{words(lexicon.in_principle)}\b"),
        broadly_before=compiled(rf"\b{broadly}{few}"),
        broadly_behind=compiled(rf"\b{broadly}(?=\s*(?:[.,;:]|$))|^ {broadly}\b"),
        partly_before=compiled(rf"\b{partly}{few}"),
        partly_behind=compiled(
            rf"\b{partly}(?=\s*(?:[.,;:]|$)|,? (?:and|but|with)\b)|^ {partly}\b"
        ),
        exception=compiled(
            rf"\b(?P<word>{words(lexicon.exceptions)}"
            r"|but not(?! (?:without|before|until|because|yet|only)\b))"
            r" (?P<what>[^.;,\n]{1,200})"
        ),
        reservation=compiled(rf"\b{words(lexicon.reservations)}\b"),
        looking_only=compiled(rf"\b{words(lexicon.looking_only)}\b"),
        not_ours=phrases(lexicon.not_ours),
        for_others=phrases(lexicon.for_others),
        refused=phrases(lexicon.refusal_phrases),
        considering=phrases(lexicon.consideration),
        considering_alone=compiled(
            rf"^[\W\d]*{words(lexicon.consideration_alone)}(?=\W*$|[.:;,-])"
        ),
        near=compiled(rf"\b(?:{_either((*families, *lexicon.near))})\b"),
    )


def _item(own: str, article: str, owned: str) -> str:
    """Return the pattern of an item: whose or which, and the noun; "accepted recommendations" are none."""
    tail = rf"(?![\w'-]){_OF_WHOM}"
    whose = rf"(?:{_WHO} ){{0,4}}?{_WHO}(?:'s|s') (?:{_WHO} ){{0,3}}?"
    return (
        rf"(?:{_WHICH}(?:{_WHO} ){{0,5}}?(?:{own})(?![\w'-])"
        rf"|(?:{_THE} )?{whose}(?:{own}|{owned}){tail}"
        rf"|(?:that|those|such) (?:{own})(?![\w'-])|(?:both )?the (?:{_WHO} )?(?:{article}){tail}"
        rf"|the {_ORDINAL},? (?:(?:and )?{_ORDINAL},? ){{0,4}}(?:and )?{_ORDINAL} (?:{own})(?![\w'-])"
        rf"|(?:this|these|that|those|your|both|each)(?: of)?(?: these| those)? (?:{_WHO} ){{0,2}}?"
        rf"(?:{owned}){tail}"
        rf"|(?:{own}) {_NUMBER})"
    )


def _families(lexicon: Lexicon) -> dict[str, Family]:
    lists = (
        (lexicon.noting, Family.NOTES),
        (lexicon.support, Family.SUPPORTS),
        (lexicon.acceptance_in_principle, Family.ADOPTS),
        (lexicon.acceptance_nouns, Family.AGREEMENT),
        (lexicon.refusal, Family.REFUSES),
        (lexicon.acceptance, Family.ACCEPTS),
    )
    return {word: family for words, family in lists for word in words}
