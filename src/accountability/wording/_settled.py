"""
Which verbs of a sentence say what the responder says today, and which are denied, supposed or reported.

"Accepts" in "fails to accept", "would accept if", "the Panel said it accepted" and "previously accepted"
is no acceptance. The words in front of a verb, within its clause, tell; the verbs they unsettle are
blanked, so that what is left can be read for what it says.
"""

from __future__ import annotations

import re

from accountability.wording._ground import compiled

__all__ = ["blanked", "is_direct", "is_past", "is_turn", "turned", "unsettled", "without_negated"]

_REACH = 300
"""Characters in front of a verb that can unsettle it."""

_SAID = (
    "(?:accept(?:s|ed|ing)?|agree(?:s|d|ing)?|concur(?:s|red|ring)?|support(?:s|ed|ing)?"
    "|endors(?:es?|ed|ing)|adopt(?:s|ed|ing)?)"
)
_REFUSED = "(?:reject(?:s|ed|ing)?|disagree(?:s|d|ing)?|dissent(?:s|ed|ing)?|declin(?:es?|ed|ing))"
_VERB = compiled(rf"\b(?:{_SAID}|{_REFUSED}|(?:un)?able|persuaded|convinced|minded)\b")
_YES = compiled(rf"\b{_SAID}\b")
_NO = compiled(rf"{_REFUSED}$")
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
    r" [^,;:.]{1,40},"
)
"""A few words between commas after an auxiliary: "has not, so far, accepted"."""

_YES_AFTER_ALL = compiled(
    r"\b(?:no (?:hesitation|objections?|difficult\w+|reservations?|doubt|problem)"
    r"|without (?:hesitation|reservations?|qualification|exception|delay)"
    r"|not (?:only|hesitate|least|surprisingly)|(?:cannot|can't|could not) (?:fail|help|disagree))\b"
)
_NEGATORS = compiled(
    r"\b(?:not|cannot|never|no|nor|neither|none|nobody|no-one|nothing|hardly|scarcely|barely|rarely|seldom"
    r"|fail(?:s|ed|ing|ure|ures)?|refus(?:es?|ed|ing|al)|declin(?:es?|ed|ing)|decid\w+ against"
    r"|hesitat(?:es?|ed|ing)|struggl(?:es?|ed|ing)|reluctan(?:t|ce)|unwilling(?:ness)?|unable|inability"
    r"|yet to|short of|far from|rather than|instead of|without|before|against|too (?:early|soon)"
    r"|unlikely|impossible|difficult|avoid(?:s|ed|ing)?|little)\b|n't\b"
)
_NEGATED_OBJECT = compiled(
    r"^(?: with| to)? (?:none|neither|nothing|no|few|hardly any|not|little)\b"
)
_DENIED = compiled(
    r"\b(?:not (?:the case|true|correct|right|so|accurate|mean|be taken)|no(?:thing)? suggest\w*"
    r"|untrue|incorrect|inaccurate|false|wrong|mistaken"
    r"|den(?:y|ies|ied|ying)|doubt(?:s|ed|ful)?|no longer)\b"
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
    r"|ready|inclined|to|[a-z]{2,20}ly) ){0,5}$"
)
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
    r"|\b(?:claim|belief|suggestion|assertion|assumption|impression|hope|argument|allegation"
    r"|recommendation|recommend(?:s|ed)?|call)s? (?:that|for)\b"
)
_AS = compiled(r"\bas [^,;.]{1,80},")
_OTHERS = compiled(
    r"\b(?:parliament|witnesses|respondents|stakeholders|consultees|critics|mps|peers|others"
    r"|(?:previous|former|last|then|predecessor) (?:government|administration|minister|ministry|executive"
    r"|secretary of state)|predecessors?) (?:[a-z]{2,20}ly |ha[sd] |have |all |also ){0,2}$"
)
_FORMERLY = compiled(
    r"\b(?:previously|formerly|originally|initially|at first|at the time|earlier|until recently|in the past"
    r"|historically|once|at one time|had)\b"
)
_USED_TO = compiled(r"\bused to (?:\w+ )?$")


def unsettled(sentence: str) -> list[tuple[int, int]]:
    """Return where verbs stand that *sentence* supposes, reports, denies or tells of the past."""
    asks = sentence.rstrip().endswith("?")
    supposed = _SUPPOSED_FIRST.match(sentence) is not None
    later = _LATER_FIRST.match(sentence) is not None
    stop = _turning(sentence) if supposed or later else 0
    found = []
    for verb in _VERB.finditer(sentence):
        start, end = verb.span()
        headed = start < stop and (
            supposed or _WILL.search(sentence, max(0, start - 60), start) is not None
        )
        if asks or headed or _is_unsettled(sentence, start, end):
            found.append((start, end))
    return found


def _turning(sentence: str) -> int:
    """Return how far a condition at the head of *sentence* reaches."""
    turn = re.search(r"[;:]|\bbut\b", sentence[8:], re.IGNORECASE)
    return 8 + turn.start() if turn else len(sentence)


def _is_unsettled(sentence: str, start: int, end: int) -> bool:
    window = _ASIDE.sub(r"\1", sentence[max(0, start - _REACH) : start])
    clause = _after(_CLAUSE, window)
    if _MODAL.search(clause) or _SUPPOSED.search(clause) or _OTHERS.search(clause):
        return True
    verb = sentence[start:end]
    denied = _DENIED.search(clause)
    if denied and (denied.group().lower() != "no longer" or _NO.match(verb)):
        return True
    if _NO.match(verb) and _NEGATORS.search(_YES_AFTER_ALL.sub(" ", clause)):
        return True
    if _USED_TO.search(clause) or (_DONE.match(verb) and _FORMERLY.search(clause)):
        return True
    if not _PASSIVE.search(clause) and _REPORTED.search(_AS.sub(" ", _after(_STATEMENT, window))):
        return True
    return _CONDITION_BEHIND.match(sentence[end : end + 120]) is not None


def _after(breaks: re.Pattern[str], window: str) -> str:
    """Return what stands in *window* after the last of *breaks*."""
    last = max((found.end() for found in breaks.finditer(window)), default=0)
    return window[last:]


def blanked(sentence: str, spans: list[tuple[int, int]]) -> str:
    """Return *sentence* with a line for the words at *spans*, so that places stay."""
    parts, position = [], 0
    for start, end in spans:
        parts += [sentence[position:start], "_" * (end - start)]
        position = end
    return "".join([*parts, sentence[position:]])


def without_negated(sentence: str) -> tuple[str, bool]:
    """Blank the verbs of agreement that a negator stands in front of; tell whether there are any."""
    spans = []
    for verb in _YES.finditer(sentence):
        start, end = verb.span()
        window = _ASIDE.sub(r"\1", sentence[max(0, start - _REACH) : start])
        clause = _YES_AFTER_ALL.sub(" ", _after(_CLAUSE, window))
        if _NEGATORS.search(clause) or _NEGATED_OBJECT.match(sentence[end : end + 60]):
            spans.append((start, end))
    return blanked(sentence, spans), bool(spans)


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
