"""Where a sentence tells what somebody else asked for, or is expected to do: no promise of the reply."""

from __future__ import annotations

from accountability.wording._ground import compiled

__all__ = ["ELSEWHERE", "asked_until"]

_ASKED = compiled(
    r"\b(?:committee|inquiry|panel|commission|auditor|report|nao|board) (?:\w+ ){0,2}?"
    r"(?:recommend(?:s|ed)?|ask(?:s|ed)?|request(?:s|ed)?|call(?:s|ed)? (?:for|on)|conclude[sd]?|said|says"
    r"|want(?:s|ed)|urge[sd]?|propose[sd]?|expect(?:s|ed)?)\b"
    r"|^\s*(?:[\w']+ )?recommendation(?: [0-9]{1,3}[a-z]?)?\s*:|\bwe recommend\b"
    r"|\b(?:recommendation|recommended|request|call|conclusion) (?:was )?(?:that|for|to)\b"
    r"|\b(?:was|were|been) (?:asked|urged|called on|recommended) (?:by|to)\b"
    r"|\bshould (?:write|report|set out|provide|update|publish)\b"
)
_AS_ASKED = compiled(
    r"\b(?:as|in line with what|in response to what|like) (?:was )?(?:[\w'-]+ ){0,4}?"
    r"(?:recommend(?:s|ed)|ask(?:s|ed)|request(?:s|ed)|propose[sd]|urge[sd]|want(?:s|ed)|said)"
    r"(?: (?:for|by)(?: [\w'-]+){1,4}?)?(?=[,.]| in )"
)
""""As the Committee recommended, …": what follows is the reply's own."""

_OWN = compiled(
    r"(?:;|,? (?:but|and|so|which)) (?=(?:we|it|(?:the|this) (?:[\w'-]+ ){0,3}?(?:government|department"
    r"|ministry|office|agency|board))? ?(?:now |therefore |instead |also )?"
    r"(?:will|shall|intends?|plans?|aims?)\b)"
)
"""Where the reply turns from what was asked to what it will do."""

ELSEWHERE = compiled(
    r"\b(?:asked|invited|urged|encouraged|commissioned|instructed|requested|expects?|told|wants?|hopes?)"
    r" (?:that )?(?:the )?(?!to\b)[\w&'-]+(?: [\w&'-]+){0,4}? (?:to|will|should)\b"
)
"""What somebody else is asked or expected to do, which nobody promises."""


def asked_until(sentence: str) -> int:
    """Return up to where a sentence tells what was asked for, not what is promised; 0 if it does not."""
    found = _ASKED.search(_AS_ASKED.sub(lambda aside: " " * len(aside.group()), sentence))
    if found is None:
        return 0
    turn = _OWN.search(sentence, found.end())
    return turn.start() if turn else len(sentence) + 1
