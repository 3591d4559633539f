"""
Whose word a verb is: the responder's own, or what it hopes, asks or hears of somebody else.

"The Ministry accepts this" is a reply. "We hope the Ministry accepts this", "until the Ministry accepts
this" and "we note that Ofgem accepts this" hold the same words and are none. Rather than list what may
stand in front of a subject, what may is listed: nothing, a few words of time or reason, or a verb with
which the responder says its own position ("we confirm that").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from accountability.text import fold
from accountability.wording._ground import compiled

__all__ = ["is_embedded", "names", "speaks_for_another"]

_DETERMINER = "(?:the|this|that|these|those|our|its|their|his|her|your|my|both|each|every|a|an|all)"
_SUBJECT = re.compile(
    rf"(?<![\w'-])(?:(?P<pronoun>(?i:we|i|it|they|he|she|you))|(?i:{_DETERMINER})\b)(?=\s+\S)"
)
_CONTINUES = compiled(
    r"\b(?:of|for|in|at|to|on|by|with|from|under|and|between|within|both|all)\s+$"
)
"""A determiner behind these goes on with what it stands in: "the Secretary of State for the Colonies"."""

_AUXILIARY = (
    r"(?:is|are|was|were|be|been|being|am|do|does|did|has|have|had|will|would|shall|can|could|may|might"
    r"|must"
    r"|should|not|never|no|longer|now|also|both|all|therefore|however|too|again|still|already|hereby|today"
    r"|cannot|\w+n't|[a-z]{2,20}ly|to|able|unable|happy|pleased|glad|delighted|content|ready|willing"
    r"|unwilling|prepared|in|principle|part|full|general|so|far|once|more|likewise|itself|themselves"
    r"|ourselves|like|wish|wishes|want|wants|clear|of|course)"
)
_ONLY_AUXILIARIES = compiled(rf"^(?:[\s,]*{_AUXILIARY})*[\s,]*$")
_SAYS = (
    r"(?:confirm|say|said|state|announce|repeat|reiterate|report|affirm|indicate|respond|replie|reply"
    r"|declare"
    r"|stress|emphasi[sz]e|record|explain|advise|inform|add|conclude|decide|agree|accept|make|made"
    r"|clear|acknowledge|maintain|regret)(?:s|d|ed|ting|ing)?"
)
_MODEST = (
    r"(?:(?:is|are|was|were|am|do|does|did|has|have|had|can|be|to|able|happy|pleased|glad|delighted|wants?"
    r"|wish|wishes|would like|also|now|therefore|already|today|[a-z]{2,20}ly) ){0,5}?"
)
_NOUN = (
    r"(?!(?:may|might|will|would|shall|could|should|must|not|never|cannot"
    r"|thank\w*|yet|saying|ready|drafts?|letters?|press"
    r"|papers?|articles?|websites?|statements?|rumou?rs?)\b)[\w'.&()-]+"
)
_OWN_WORD = compiled(
    rf"^[\W\d]*(?:{_NOUN}(?: {_NOUN}){{0,8}}? {_MODEST}{_SAYS}"
    r"(?: (?:it |the committee |the panel |the inquiry |parliament |in \w+ )?clear)?"
    r"(?: (?:in|at|on|to) (?:(?:the|its|our|their|this) )?[\w'-]+(?: [\w'-]+){0,3}?)?(?: (?:today|again))?"
    r"(?: that)?"
    r"|(?:this|that|which) (?:is|was) (?:also )?why|(?:it is )?for (?:this|that|these"
    r"|those) reasons?(?: that)?"
    r"|.{0,80}\b(?:position|view|response|reply|answer|decision|conclusion|aim) (?:is|was"
    r"|remains)(?: that)?"
    r"|.{0,80}\b(?:recommendations?|conclusions?|something|one)(?: (?:that|which|with which))?|which"
    r"|with which"
    r"|(?:it|this) is(?: (?:not|also))?"
    r"|.{0,40}\b(?:no doubt|in no doubt|clear|certain)(?: that)?)\s*$"
)
_BEGINNING = compiled(
    r"^[\W\d]*(?:(?:after|having|following|in|on|for|with|given|as|by|at|to|under|from|since|through"
    r"|upon|per"
    r"|against|here|there|today|now|then|thus|so|accordingly|again|yes|like|despite|notwithstanding|even|of"
    r"|once (?:more|again)|this time|overall|rather|instead|neither|nor|both|accepted|agreed|supported"
    r"|accept|agree|support|recommendations?|conclusions?|paragraphs?|response"
    r"|reply|answer|item|[a-z]{2,20}ly)\b(?!.{0,160}\b(?:that|which|who|whether|if|when|say|says"
    r"|until)\b).*"
    r"|.{0,80}\b(?:response|reply|answer|recommendations?|conclusions?)(?: \S*[0-9]\S*)?\W*)$"
)
_UNTIL = compiled(
    r"^\W*(?:(?:but|and|only|even|just|not|perhaps)\s+)?(?:until|till|once(?! (?:more|again)\b)"
    r"|whenever|wherever|as soon as|by the time"
    r"|in case|so long as|as long as|as and when|insofar as|in so far as|in as much as|inasmuch as"
    r"|to the extent(?: that)?|on the day|the day|the moment|the sooner|suppose|supposing|imagine|assume"
    r"|say|let us|in the hope|on the assumption|on the basis|in the belief|on the footing"
    r"|(?:when|where|after) (?=(?:the|this|that|our|its|their|we|it|they|ministers|parliament|[A-Z])\b))\b"
)
_AFTER_ALL = compiled(r"\b(?:now|today) $")
_DOUBTFULLY = compiled(
    r"\b(?:perhaps|maybe|possibly|presumably|apparently|reportedly|supposedly|allegedly|hopefully|probably"
    r"|conceivably|ostensibly|purportedly|seemingly|theoretically|nominally|publicly|privately|in theory"
    r"|on paper|in private|likely|in due course|one day|some day|in the end|eventually|grudgingly to be)\b"
)
_DAY = compiled(
    r"\b(?:day|time|moment|hour|year|point|extent|reason|way|sense|fact|idea|notion|prospect) $"
)
_ATTITUDE = re.compile(
    r"(?<!\bthe )(?<!\bthis )(?<!'s )(?<!\bits )(?<!\bour )(?<!\btheir )(?<!\bas )\b"
    r"(?i:hop(?:es?|ed|ing)|trust(?:s|ed|ing)?|wish(?:es|ed|ing)?|expect(?:s|ed|ing)?|imagin(?:e|es|ed|ing)"
    r"|presum(?:es?|ed|ing)|assum(?:es?|ed|ing)|suspect(?:s|ed|ing)?|pretend(?:s|ed|ing)?|fear(?:s|ed|ing)?"
    r"|gather(?:s|ed)?|suppos(?:es?|ed|ing)|understands?|understood|believ(?:es?|ed|ing)|doubt(?:s|ed|ing)?"
    r"|call(?:s|ed|ing)?\s+(?:up)?on|urg(?:es?|ed|ing)|ask(?:s|ed|ing)?|invit(?:es?|ed|ing)"
    r"|encourag(?:es?|ed|ing)|press(?:es|ed|ing)?|want(?:s|ed|ing)?|lobb(?:y|ies|ied|ying)"
    r"|(?:a?wait|waits|waited|waiting|awaits|awaited|awaiting)(?:\s+for)?|look(?:s|ed|ing)?\s+forward\s+to"
    r"|recommend(?:s|ed|ing)?|propos(?:es?|ed|ing)|demand(?:s|ed|ing)?|insist(?:s|ed|ing)?"
    r"|requir(?:es?|ed|ing)|persuad(?:es?|ed|ing)|told|tell(?:s|ing)?|hear(?:s|d)?|prefer(?:s|red)?"
    r"|rumou?r(?:s|ed)?|welcom(?:es?|ed|ing)|not(?:es?|ed|ing)|pleased|glad|delighted|grateful|surprised"
    r"|disappointed|observ(?:es?|ed|ing)|essential|important|vital|crucial|regrettable|desirable"
    r"|high\s+time|it\s+is\s+time|would\s+like)"
    r"(?i:\s+to\s+see|\s+the\s+fact)?(?:,[^,]{1,60},)?(?i:\s+(?:that|how|why|when|whether))?\s+"
    rf"(?!(?i:to|that)\b)(?:(?i:{_DETERMINER}|ministers|councils)\s+[\w'-]+|[A-Z][\w&'-]+|(?i:we|it"
    rf"|they|he|she)\b)"
)
_PARTICIPLE = compiled(r"^\W*\w+ing\b[^,]{1,160},")
_STRONGLY = compiled(
    r"(?:hop|trust|wish|call|urg|ask|want|await|wait|look|recommend|demand|expect)"
)
"""What reaches past a comma: "we hope the Ministry, having thought, accepts"."""
_SO_THAT = compiled(r"\b(?:so that|such that|in order that|lest)\s?$")


def is_embedded(clause: str, statement: str, before: str) -> bool:
    """
    Tell whether a verb depends on something else than the responder's saying it.

    Args:
        clause: What stands in front of the verb within its clause.
        statement: The same within its statement, which may hold several clauses.
        before: All that stands in front of the verb.
    """
    if _DOUBTFULLY.search(clause) or _UNTIL.match(clause):
        return True
    if _SO_THAT.search(before[: len(before) - len(clause)]):
        return True
    if not clause.strip():
        # "The Ministry, having thought, accepts": what stands in front of the comma bears on it too.
        alone = before.rstrip().endswith(",")
        if alone and _UNTIL.match(before):
            return True
    attitude = _ATTITUDE.search(_PARTICIPLE.sub(" ", statement))
    if attitude is not None and (clause.strip() or _STRONGLY.match(attitude.group())):
        return True
    head, _ = _parted(clause)
    return not (
        not re.search(r"[A-Za-z]", head)
        or (_OWN_WORD.match(head) and not _DAY.search(head))
        or _BEGINNING.match(head)
    )


def _parted(clause: str) -> tuple[str, str]:
    """Return what stands in front of the subject of *clause*, and the subject with what is behind it."""
    at = len(clause)
    for found in reversed(list(_SUBJECT.finditer(clause))):
        if found["pronoun"] and not _ONLY_AUXILIARIES.match(clause[found.end() :]):
            continue
        at = found.start()
        if not _CONTINUES.search(clause[:at]):
            return clause[:at], clause[at:]
    return "", clause


# --- whose reply it is ----------------------------------------------------------------------------

_ANYBODY = frozenset(
    "government governments department departments ministry ministries minister ministers agency agencies"
    " board council councils commission committee authority management executive secretary state service"
    " office responder body bodies administration company trust organisation college panel uk hm majesty's"
    " his her british united kingdom of and the for our this both all respective we i it they he she"
    " neither nor each"
    " every yes accepted agreed supported response reply recommendation".split()
)
"""Words that replies use of whoever replies."""

_NAME = re.compile(
    r"(?:^|\s)(?:[Tt]he\s+)?(?P<name>[A-Z][\w&.'-]*(?:\s+(?:of|for|and|the|&|to|in)(?=\s)"
    r"|\s+[A-Z][\w&.'-]*){0,10})"
    r"(?=\s|$)(?P<rest>.*)$",
    re.DOTALL,
)


def names(responder: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names of a responder, as given one by one or several."""
    found = (responder,) if isinstance(responder, str) else tuple(responder)
    return tuple(name for name in found if name.strip())


def speaks_for_another(clause: str, behind: str, responder: tuple[str, ...]) -> bool:
    """Tell whether the subject in *clause*, or whoever stands *behind* "by", is a body not so called."""
    _, subject = _parted(clause)
    found = _NAME.search(subject)
    if (
        found is None
        or not _ONLY_AUXILIARIES.match(found["rest"])
        or _A_THING.search(found["name"])
    ):
        found = _BY.match(behind)
    if found is None:
        return False
    words = [word.strip(".'").removesuffix("'s") for word in fold(found["name"]).split()]
    if _POST.match(found["name"]):
        return False
    telling = {word for word in words if word and word not in _ANYBODY}
    if not telling:
        return False
    held = set[str]()
    for name in responder:
        parts = [part.strip("().,'") for part in fold(name).split()]
        held.update(parts)
        held.add("".join(part[0] for part in parts if part and part not in _SMALL))
        held.add("".join(part[0] for part in parts if part))
    return not telling & held


_A_THING = compiled(r"\b(?:recommendations?|conclusions?|proposals?|findings?|response|reply)\b")
_BY = re.compile(
    r"(?i:(?:\s+in\s+(?:full|part|principle))?\s+by\s+(?:the\s+)?)"
    r"(?P<name>[A-Z][\w&'-]*(?:\s+(?:of|for|the|&)(?=\s)|\s+[A-Z][\w&'-]*){0,8})(?!\s+and\b)"
)
_POST = compiled(
    r"(?:first |prime )?(?:secretar(?:y|ies)|ministers?|chancellor|attorney|president)\b"
)
"""Who speaks for a department under another name than its own."""
_SMALL = frozenset(("of", "for", "and", "the", "&", "to", "in"))
