"""Who a promise says will do it."""

from __future__ import annotations

import re

from accountability.wording._ground import compiled

__all__ = ["owner_of"]

_BODY = (
    r"(?:office|department|ministry|agency|authority|board|council|government|commission|inspectorate"
    r"|regulator|treasury|bureau|trust|executive|administration|service|ministers?|secretary|commissioner"
    r"|director|inspector|officer|company|police|institute|college|university|bank|association|directorate"
    r"|taskforce|team|unit|panel|group|court|college|partnership|network)"
)
_OWNER = re.compile(
    rf"(?:^|[\s,;:(])(?P<owner>(?:(?i:the|this|our|each|both)\s)?(?:[\w&'.-]+\s){{0,4}}?(?i:{_BODY})s?"
    r"(?:\s(?:of|for)(?:\s(?:the|[A-Z][\w&'-]*|and)){1,6})?"
    r"|[A-Z][\w&'-]*[A-Za-z](?:\s(?:and|of|for|&|[A-Z][\w&'-]*)){0,5})"
    r"(?:\s\([A-Z][\w&-]{1,12}\))?,?\s(?:(?:has|have|now|also|therefore|then|itself|[a-z]{2,20}ly)\s){0,2}$"
)
_NOBODY = compiled(
    r"^(?:we|i|it|they|this|these|that|those|there|which|who|work|all|each|both|both of|here|following"
    r"|further|any|subject|target|as|in|by|from|during|once|when|if|after|before)$"
)
_ANOTHER = re.compile(r"\s(?:and|but|that|which|because)\s(?=(?:the|this|our)\s)")
_PASSIVE = re.compile(
    r"\s+(?:now\s|then\s|also\s|[a-z]{2,20}ly\s)?be(?:en)?\s+(?:[a-z]{2,20}ly\s+)?\w+(?:ed|en|t|ne|de|ld)\b"
)
_LABEL = re.compile(
    r"^\s*(?:[-•*·]|\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[a-z]|[ivx]{1,5})[.):]?)\s+(?=[A-Z])"
)
_NUMBERED = re.compile(r"^(?:[0-9.()]+[a-z]?\)?\s+)+")
"""The number of a paragraph: "2.2 The Department"."""
_ASIDE = re.compile(r"(?<=[\w)]),\s[^,;:]{1,100},\s*$")
"""Words between commas in front of the verb: "DSIT, working with Ofcom, will"."""
_QUANTITY = compiled(
    r"(?:[0-9]\s?(?:%|per ?cent)|\b(?:half|most|many|some|several|all|none|few|thirds?|quarters?|number"
    r"|majority|dozens?|hundreds|thousands|[0-9]{1,6})) (?:of )?(?:(?:the|our|its|these) )?(?:[\w'-]+ ){1,4}$"
)
"""How many of something: "50% of trusts will"."""
_NO_NAME = compiled(
    r"(?:an?|any|some|one|two|three|four|five|six|every|another|other|new|such|no|of|for|these|those|more"
    r"|existing|further|its|their|his|her)\b"
)
"""What begins so is one of a kind, and nobody's name."""
_PERSON = re.compile(
    r"\b(?:Lord|Lady|Baroness|Baron|Sir|Dame|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Judge|Justice|Rev|Reverend|Earl"
    r"|Viscount|Captain|Colonel|General|Admiral)\.?\s+(?!of\b|for\b)[A-Z]"
)
"""A person by name: an owner is a body or a post."""
_AGENT = re.compile(
    rf"\bby\s(?P<owner>(?:the\s)?(?:[\w&'-]+\s){{0,4}}?(?i:{_BODY})s?\b"
    r"(?:\s(?:of|for)(?:\s(?:the|[A-Z][\w&'-]*|and)){1,6})?)"
)


def owner_of(sentence: str, will: re.Match[str] | None) -> str:
    """Return who will do it: the subject in front of "will", or who stands behind "by"; empty if nobody."""
    if will is None:
        return ""
    if _PASSIVE.match(sentence, will.end()):
        agent = _AGENT.search(sentence, will.end(), will.end() + 160)
        words = " ".join(agent["owner"].split()) if agent else ""
        return "" if _NO_NAME.match(words) or _PERSON.search(words) else words
    before = _LABEL.sub("", sentence[max(0, will.start() - 160) : will.start()])
    before = _ASIDE.sub(" ", before)
    if _QUANTITY.search(before):
        return ""
    found = _OWNER.search(before)
    if found is None:
        return ""
    words = _ANOTHER.split(found["owner"])[-1].removeprefix("and ").removeprefix("but ")
    words = " ".join(_NUMBERED.sub("", words).split())
    if not words or _NOBODY.match(words) or _NO_NAME.match(words) or _PERSON.search(words):
        return ""
    return words
