"""
Words that stand in the place of others: "TBC" for a name, "as above" for a reply.

They mean something to whoever typed them, beside the row above or for this week. What is read here are
whole cells, in English: a sentence in which such words occur says more than they do.
"""

from __future__ import annotations

import re

from accountability.text import fold

__all__ = ["names_nobody", "points_elsewhere"]

_LONGEST = 80
"""Characters of a cell in which nothing is said but where to look, or that something is not known."""

_SIGNS = re.compile(r"[^\w]+")
_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
_MARKS = frozenset("\"'〃^˄↑↓⇑⇓⬆⬇☝👆👇")
"""Signs that repeat the row above, or point at another."""

# --- where to look ---------------------------------------------------------------------------------

_NOUN = (
    "(?:answers?|replies|reply|responses?|rows?|lines?|cells?|entry|entries|text|comments?|ones?"
    "|positions?|recommendations?|items?|columns?|points?)"
)
_OF = "(?:(?:in|to|at|of|for|from|on|as|given|provided|set out|stated) )"
_THE = "(?:(?:the|our|my|your|that|this) )"
_SIDE = "(?:(?:directly |immediately |just )?(?:above|below)|before|previous|preceding|earlier)"
_NUMBERS = "(?:no |number )?[0-9]{1,5}(?: (?:(?:and|to|or) )?[0-9]{1,5}){0,3}"
_ROW = "(?:rows?|lines?|cells?)"
"""What has another number once a table is sorted; a recommendation keeps its own."""

_TARGET = (
    f"{_OF}?{_THE}?(?:{_NOUN} {_OF}{{0,2}}{_THE}?){{0,2}}"
    f"(?:{_SIDE}(?: {_NOUN})?|(?:next|last|following) {_ROW}|{_ROW} {_NUMBERS}(?: {_SIDE})?)"
)
_SAID = (
    "(?:stated|set out|noted|described|given|explained|outlined|mentioned|said|detailed|shown|discussed"
    "|indicated|provided|answered)"
)
_POINTER = (
    "(?:(?:also )?see(?: also)?|refer(?: back)? to|look at|cf|vide|repeat|copy|like|per"
    f"|as(?: (?:per|in|for|at|with|{_SAID}))?"
    f"|(?:exactly |just |much )?{_THE}?same(?: {_NOUN})?(?: (?:as|to|for|like|again)){{0,2}}|identical to"
    f"|ditto(?: as)?|idem|(?:covered|addressed|dealt with)(?: (?:in|by|at|under))?|{_SAID})"
)
_POINTS = re.compile(
    f"(?:(?:please|pls|kindly) )?{_POINTER} {_TARGET}|{_THE}?(?:{_NOUN} )?{_SAID}? ?(?:above|below)"
    f"|(?:ditto|idem|ibid|ibidem|{_THE}?same(?: (?:again|here|applies|{_NOUN})){{0,2}})"
)

# --- that nobody is named ----------------------------------------------------------------------------

_WHO = "(?:owner|team|lead|name|body|department|division|unit|organisation|organization|responder)"
_SETTLED = (
    "(?:known|assigned|allocated|decided|confirmed|agreed|appointed|identified|named|determined"
    "|advised|announced|settled|nominated|set|given)"
)
_OPEN = (
    f"(?:tb[acd]|(?:yet )?to be {_SETTLED}|to (?:follow|come)|(?:not|none)(?: yet)? {_SETTLED}"
    "|unknown|unassigned|unallocated|undecided|unclear|unsure|not (?:sure|applicable|relevant|needed)"
    "|don ?'?t know|pending|awaited|vacant|blank|n ?a|none|nil|nobody|no one|nothing|x{1,5}"
    f"|(?:pending|awaiting) (?:confirmation|allocation|decision|appointment)|no {_WHO})"
)
_NOBODY = re.compile(
    f"(?:(?:{_WHO}|is|are|still|currently) ){{0,3}}{_OPEN}"
    "(?: (?:yet|so far|at present|currently|shortly|as yet|for (?:noting|information|now))){0,2}"
)


def names_nobody(words: str) -> bool:
    """Tell whether a cell for a name holds none: "TBC", "to be determined", "?", "as above"."""
    if not any(map(str.isalpha, words)):
        return True
    return _is(_NOBODY, words) or points_elsewhere(words)


def points_elsewhere(words: str) -> bool:
    """
    Tell whether words say only where others stand: "see response above", "ditto", "row 3", "↑".

    "As stated above, the Department accepts" says what is accepted, and points nowhere.
    """
    if len(words.strip()) > _LONGEST:
        return False
    signs = frozenset(fold(words)) - {" "}
    if signs and not any(map(str.isalnum, signs)):
        return not signs.isdisjoint(_MARKS)
    return _is(_POINTS, words)


def _is(pattern: re.Pattern[str], words: str) -> bool:
    """Tell whether *words* are what a pattern is of, whatever signs stand between and around them."""
    if len(words.strip()) > _LONGEST:
        return False
    bare = _SIGNS.sub(" ", _INITIALS.sub(r"\1", fold(words))).strip()
    return pattern.fullmatch(bare) is not None
