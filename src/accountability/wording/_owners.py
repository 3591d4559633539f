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
        return " ".join(agent["owner"].split()) if agent else ""
    found = _OWNER.search(sentence[max(0, will.start() - 120) : will.start()])
    if found is None:
        return ""
    words = _ANOTHER.split(found["owner"])[-1].removeprefix("and ").removeprefix("but ")
    return "" if _NOBODY.match(words) else " ".join(words.split())
