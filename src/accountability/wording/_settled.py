"""
Which verbs of a sentence say what the responder says today, and which are denied, supposed or reported.

"Accepts" in "fails to accept", "would accept if", "the Panel said it accepted" and "previously accepted"
is no acceptance. The words in front of a verb, within its clause, tell; the verbs they unsettle are
blanked, so that what is left can be read for what it says.
"""

from __future__ import annotations

import re
from enum import Enum

from attrs import define, field

from accountability.wording._ground import compiled
from accountability.wording._whose import is_embedded

__all__ = [
    "Standing",
    "Standings",
    "clause_before",
    "is_direct",
    "is_past",
    "is_turn",
    "turned",
]

_REACH = 300
"""Characters in front of a verb that can unsettle it."""

_SAID = (
    "(?:accept(?:s|ed|ing)?|agree(?:s|d|ing)?|concur(?:s|red|ring)?|support(?:s|ed|ing)?"
    "|endors(?:es?|ed|ing)|adopt(?:s|ed|ing)?)"
)
_REFUSED = "(?:reject(?:s|ed|ing)?|disagree(?:s|d|ing)?|dissent(?:s|ed|ing)?|declin(?:es?|ed|ing))"
_DONE = compiled(r"\w+ed$")
_PASSIVE = compiled(r"\b(?:is|are|was|were|be|been|being) (?:\w+ )?$")

_CLAUSE = compiled(
    r"[;:,]|\b(?:but|however|and|although|though|whereas|while|because|so that|therefore)\b"
)
"""Where what stands in front ceases to bear on a verb."""

_STATEMENT = compiled(
    r"[;:]|,? (?:but|and|yet|however|though|although|which)\b"
    r"|, (?:we|I|(?:the|this) (?:government|ministry|department))\b"
)
"""Where reported speech ends."""

_ASIDE = compiled(
    r"\b(not|never|longer|yet|does|do|did|has|have|is|are|will|would|could|might|may|cannot|that),"
    r" [^,;:.]{1,80},"
)
"""A few words between commas after an auxiliary: "has not, so far, accepted"."""

_YES_AFTER_ALL = compiled(
    r"\b(?:no (?:hesitation|objections?|difficult\w+|reservations?|doubt|problem)"
    r"|without (?:hesitation|reservations?|qualification|exception|delay)"
    r"|not (?:only|hesitate|least|surprisingly)|(?:cannot|can't|could not) (?:fail|help|disagree))\b"
)
_NEGATORS = compiled(
    r"(?:\b(?:not|cannot|never|nor|neither|none|no longer|unable|unwilling(?:ness)?|inability"
    r"|declin(?:es?|ed|ing)|refus(?:es?|ed|ing|al)|decid\w+ against|no (?:plans?|intention)|no)|n't)\b"
)
_DOUBTS = compiled(
    r"\b(?:nobody|no-one|nothing|hardly|scarcely|barely|rarely|seldom|fail(?:s|ed|ing|ure|ures)?"
    r"|hesitat(?:es?|ed|ing)|struggl(?:es?|ed|ing)|reluctan(?:t|ce)|yet|short of|far from|rather than"
    r"|instead of|without|before|too (?:early|soon)|unlikely|impossible|difficult"
    r"|avoid(?:s|ed|ing)?|little|minded)\b"
)
_SO_FAR = compiled(r"\b(?:not|never|n't),? (?:[\w'-]+ ){0,2}?(?:so far|as yet|to date)\b")
_GERUND = compiled(r"\w+ing$")
_PROGRESSIVE = compiled(r"\b(?:is|are|am) (?:(?:now|today|also|not|[a-z]{2,20}ly) ){0,2}$")
_TO = compiled(r"\bto (?:(?:[a-z]{2,20}ly|also|now) )?$")
_WILLING = compiled(
    r"\b(?:agreed?|agrees|decid(?:e|ed|es)|chosen|chose|chooses|resolved|elected|determined|able|unable|willing"
    r"|unwilling|prepared|ready|position|content|happy|pleased|glad|delighted|minded|refus(?:es?|ed)"
    r"|declin(?:es?|ed)|not (?:intend|wish|want|propose|plan|intending|proposing|planning)"
    r"|no (?:plans?|intention|reason)|not possible|decision not|not (?:[\w']+ ){0,3}intention)"
    r" (?:not )?to (?:(?:[a-z]{2,20}ly|also|now) )?$"
)
_WOULD_NOT = compiled(r"\b(?:would|could) not\b|\b(?:would|could)n't\b")
_DENIED = compiled(
    r"\b(?:not (?:the case|true|correct|right|so|accurate|mean|be taken)|no(?:thing)? suggest\w*"
    r"|untrue|incorrect|inaccurate|false|wrong|mistaken"
    r"|den(?:y|ies|ied|ying)|doubt(?:s|ed|ful)?)\b"
)
_SUPPOSED = compiled(
    r"\b(?:if|unless|whether|provided(?: that)?|providing|assuming|suppos(?:e|ing)|lest|in the event)\b"
)
_SUPPOSED_FIRST = compiled(
    r"^\W*(?:(?:but|and|only|even)\s+)?(?:(?:if|unless|provided(?: that)?|providing|assuming|supposing"
    r"|on condition|in the event)\b"
    r"|(?:were|had|should) (?:the|this|these|we|it|they|parliament|funding|there)\b)"
)
_LATER_FIRST = compiled(r"^\W*(?:(?:only )?(?:once|when|until|after)|as soon as)\b")
_WILL = compiled(r"\b(?:will|shall|can) (?:[\w-]+ ){0,3}$")
_MODAL = compiled(
    r"\b(?:would|could|might|may|should|ought to|must)"
    r" (?:(?:be|have|been|also|then|well|still|like|want|need|wish|able|willing|prepared|happy|minded"
    r"|ready|inclined|to|not|[a-z]{2,20}ly) ){0,5}$"
)
_MODAL_FAR = compiled(
    r"\b(?:would|could|might|may|should|must)(?: (?!that\b|we\b|they\b|i\b|it\b|not\b)[\w'-]+){1,8} $"
)
_BASE = compiled(r"(?:accept|agree|concur|support|endorse|adopt|reject|disagree)$")
"""Verbs as they stand behind "may", with words between or not: "may in time agree"."""

_CONDITION_BEHIND = compiled(
    r"^(?: (?!that\b|even\b|and\b|but\b|to\b|which\b)[\w'’()-]+){0,8},? (?:but )?(?:only )?"
    r"(?:if|unless|provided(?: that)?|assuming)\b"
)
_REPORTED = compiled(
    r"\b(?:committee|inquiry|enquiry|panel|commission|auditor|board|report|coroner"
    r"|members?|mps|peers|witness(?:es)?|respondents|stakeholders|consultees|critics|opposition|press|media"
    r"|parliament|others|it (?:is|was|has been)) (?:[\w-]+ ){0,3}?"
    r"(?:said|says?|states?|stated|claim(?:s|ed)?|assert(?:s|ed)?|argue[sd]?|report(?:s|ed)?|believe[sd]?"
    r"|suggest(?:s|ed)?|note[sd]?|recall(?:s|ed)?|observe[sd]?|assume[sd]?|alleg(?:es|ed)|hope[sd]?"
    r"|expect(?:s|ed)?|want(?:s|ed)?|wish(?:es|ed)?|urge[sd]?|ask(?:s|ed)?|request(?:s|ed)?"
    r"|recommend(?:s|ed)?|call(?:s|ed)? (?:on|for)|heard|told|was told|found|finds|conclude[sd]?)\b"
    r"|\baccording to\b"
    r"|\b(?:we|i|it|government|department|ministry) (?:also )?(?:understands?|believes?|hears?|knows?|hopes?"
    r"|expects?|assumes?|learnt|learned|(?:is|are|am) (?:aware|told|informed|pleased|glad)) that\b"
    r"|\b(?:claim|belief|suggestion|assertion|assumption|impression|hope|argument|allegation"
    r"|recommendation|recommend(?:s|ed)?|call)s? (?:that|for)\b"
)
_RELATIVE = compiled(r" not (?:a|one) recommendation (?:that|which)\b")
_AS = compiled(r"\bas [^,;.]{1,80},")
_OTHERS = compiled(
    r"\b(?:parliament|witnesses|respondents|stakeholders|consultees|critics|mps|peers|others"
    r"|(?:previous|former|last|then|predecessor) (?:government|administration|minister|ministry|executive"
    r"|secretary of state)|predecessors?)\b(?: (?:to|in|from|of|at|for) [^,;:]{1,60})?"
    r" (?:[a-z]{2,20}ly |ha[sd] |have |all |also ){0,2}$"
    r"|\b(?:the|this|that) (?:committee|report|panel|inquiry|coroner|auditor|ombudsman|court)"
    r" (?:[a-z]{2,20}ly |ha[sd] |also ){0,2}$"
    r"|\b(?:that|who) (?:[a-z]{2,20}ly )?$|\w which (?:[a-z]{2,20}ly )?$"
    r"|^\W*no (?!recommend|part|element|conclusion|such|longer|of\b|one\b)[\w'-]+ $"
    r"|^\W*all (?:parties|sides|members|ports|witnesses|councils|authorities|bodies|providers) (?:have )?$"
    r"|^\W*(?:most|many|some|several|a few|a number of|a majority of|the majority of|most of the|many of the"
    r"|some of the) (?!of (?:us|the recommend)|recommendations)(?:[\w'-]+ ){1,6}$"
)
_BY_OTHERS = compiled(
    r"^(?: in (?:full|principle|part))? by (?:parliament|witnesses|respondents|stakeholders|others|few"
    r"|most|many|some|several|[^.;]{1,80} not by"
    r"|(?:the|its|our|their|a) (?:previous|former|last|then|predecessors?|committee"
    r"|panel|inquiry|majority|opposition))\b"
)
_FORMERLY = compiled(
    r"\b(?:previously|formerly|originally|initially|at first|at the time|earlier|until recently|in the past"
    r"|historically|once|at one time|had)\b"
)
_USED_TO = compiled(r"\bused to (?:\w+ )?$")


class Standing(Enum):
    """Whether a verb says what the responder says today."""

    SAID = "said"
    DENIED = "denied"
    """The verb is negated, once: "does not accept"."""
    UNSETTLED = "unsettled"
    """Supposed, reported, asked, told of the past, denied twice: in doubt nothing."""


@define
class Standings:
    """One sentence; tells of each of its verbs how it stands."""

    sentence: str
    _asks: bool = field(init=False)
    _supposed: bool = field(init=False)
    _stop: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Look at the sentence's head and end, which bear on all its verbs."""
        self._asks = self.sentence.rstrip().endswith("?")
        self._supposed = _SUPPOSED_FIRST.match(self.sentence) is not None
        later = _LATER_FIRST.match(self.sentence) is not None
        self._stop = _turning(self.sentence) if self._supposed or later else 0

    def of(self, start: int, end: int, *, refuses: bool) -> Standing:
        """Return how the verb between *start* and *end* stands; whether it *refuses* is told."""
        if self._asks:
            return Standing.UNSETTLED
        if start < self._stop:
            will = _WILL.search(self.sentence, max(0, start - 60), start)
            if self._supposed or will is not None:
                return Standing.UNSETTLED
        return _standing(self.sentence, start, end, refuses=refuses)


def _turning(sentence: str) -> int:
    """Return how far a condition at the head of *sentence* reaches."""
    turn = re.search(r"[;:]|\bbut\b", sentence[8:], re.IGNORECASE)
    return 8 + turn.start() if turn else len(sentence)


def _standing(sentence: str, start: int, end: int, *, refuses: bool) -> Standing:
    before = sentence[max(0, start - _REACH) : start]
    window = _ASIDE.sub(r"\1", before)
    clause = _YES_AFTER_ALL.sub(" ", _after(_CLAUSE, window))
    verb = sentence[start:end]
    behind = sentence[end : end + 120]
    if (
        _SUPPOSED.search(clause)
        or _OTHERS.search(clause)
        or _DENIED.search(clause)
        or _USED_TO.search(clause)
        or (_DONE.match(verb) and _FORMERLY.search(clause))
        or _CONDITION_BEHIND.match(behind)
        or _BY_OTHERS.match(behind)
        or _is_reported(clause, window)
        or is_embedded(_after(_CLAUSE, window), _AS.sub(" ", _after(_STATEMENT, window)), window)
        or not _is_finite(verb, clause, _after(_CLAUSE, window))
    ):
        return Standing.UNSETTLED
    doubts = _DOUBTS.search(clause) or _SO_FAR.search(before)
    negators = _count(clause)
    if doubts or negators > 1 or (negators and refuses):
        return Standing.UNSETTLED
    modal = _MODAL.search(clause) or (_BASE.match(verb) and _MODAL_FAR.search(clause))
    if modal and not (negators and _WOULD_NOT.search(clause)):
        return Standing.UNSETTLED
    return Standing.DENIED if negators else Standing.SAID


def _count(clause: str) -> int:
    """Return how often *clause* denies; "neither … nor" does so once."""
    found = [one.group().lower() for one in _NEGATORS.finditer(clause)]
    return len([word for word in found if word != "nor" or "neither" not in found])


def _is_reported(clause: str, window: str) -> bool:
    if _PASSIVE.search(clause):
        return False
    told = _RELATIVE.sub(" not", _AS.sub(" ", _after(_STATEMENT, window)))
    return _REPORTED.search(told) is not None


def _is_finite(verb: str, clause: str, whole: str) -> bool:
    """Tell whether a verb is said: "accepting" and "to accept" are only where the words in front say so."""
    if _GERUND.match(verb):
        return _PROGRESSIVE.search(clause) is not None or _YES_AFTER_ALL.search(whole) is not None
    if _TO.search(clause):
        return _WILLING.search(clause) is not None or _YES_AFTER_ALL.search(whole) is not None
    return True


def clause_before(sentence: str, start: int) -> str:
    """Return what stands in front of *start* within its clause, asides left out."""
    return _after(_CLAUSE, _ASIDE.sub(r"\1", sentence[max(0, start - _REACH) : start]))


def _after(breaks: re.Pattern[str], window: str) -> str:
    """Return what stands in *window* after the last of *breaks*."""
    last = max((found.end() for found in breaks.finditer(window)), default=0)
    return window[last:]


# --- one word against another ---------------------------------------------------------------------

_PAST = compiled(
    r"\b(?!(?:is|are|be|been|being|has|have|not|fully|therefore|accordingly)\b)[\w']+ (?:[a-z]{2,20}ly )?"
    r"(?:accepted|agreed|concurred|supported|endorsed|rejected|disagreed|declined|refused)\b"
    r"|\bdid(?: not|n't) \w+|\bhad\b"
)
_NOW = compiled(
    r"\b(?:now|no longer|today|on reflection|reconsidered|since changed"
    r"|changed (?:our|its|their) (?:mind|position|view)"
    r"|withdr(?:aw|aws|ew|awn))\b"
)
_TURN = compiled(
    r"(?:;|,|\b(?:but|however|yet|although|though|and|whereas|while)\b)(?: but| and| yet)?,?"
    r" (?!not\b)(?:(?!not\b)[\w'-]+ ){0,4}?(?=(?:now|no longer|today)\b)"
)
_DIRECT = compiled(
    rf"\b(?:{_SAID}|{_REFUSED})(?:(?=\W*$)"
    r"|(?: with)? (?:(?:the|this|that|your|its) (?:[\w'-]+ ){0,2}?recommendation"
    r"(?!'|s\b| that\b| [0-9])|(?:it|this|that)(?=\s?[.,;!]|$| and\b)))"
    r"|\bwithdr(?:aws?|ew|awn) (?:its|our|their|the) (?:acceptance|agreement|support)\b"
)


def is_past(sentence: str) -> bool:
    """Tell whether a sentence tells of what was said before."""
    return _PAST.search(sentence) is not None


def is_turn(sentence: str) -> bool:
    """Tell whether a sentence says what holds now, against what was said before."""
    return _NOW.search(sentence) is not None


def is_direct(sentence: str) -> bool:
    """Tell whether a sentence accepts or refuses the recommendation itself."""
    return _DIRECT.search(sentence) is not None


def turned(sentence: str) -> str:
    """Return the words with which a sentence turns from what was to what is now; empty if it does not."""
    turn = _TURN.search(sentence)
    return sentence[turn.end() :] if turn and is_past(sentence[: turn.start()]) else ""
