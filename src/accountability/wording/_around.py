"""What stands around a date: that it is only expected, conditional, for news, again and again, or denied."""

from __future__ import annotations

import re

from attrs import evolve

from accountability.model import CommitmentKind
from accountability.wording._ground import compiled
from accountability.wording._readings import Certainty, DateReading
from accountability.wording._repeating import recurrence

__all__ = ["DENIED", "NEWS", "judged"]

_NEAR = 100
"""Characters around a date in which words say how firm it is."""

DENIED = compiled(
    r"\b(?:not|never|unlikely|cannot|can't|won't|missed|withdrawn|cancelled|no longer)\b"
)
"""Words that hold a date back."""

_ROUGH = compiled(
    r"\b(?:expect(?:s|ed)?|estimate[sd]?|planned|anticipate[sd]?|aim(?:s|ed|ing)?|intend(?:s|ed)?|hope[sd]?"
    r"|provisional(?:ly)?|indicative(?:ly)?|likely|ambition|stretch targets?)\b"
)
_CONDITION = compiled(
    r"\b(?:subject to|provided that|unless|depending on|dependent on|contingent on|conditional on)\b"
)
_IF = compiled(
    r"(?<!even\s)(?<!as\s)\bif (?!possible|necessary|needed|appropriate|any\b|required|so\b|applicable)"
)
_NEWS_BEFORE = compiled(
    r"\b(?:updates?(?: (?:in|by|on|due|expected|published|before|during|from))?"
    r"|further (?:details?|information|updates?|announcements?)"
    r"|(?:will|to) (?:write|report back|revert|report|update (?:the|this|parliament))"
    r"|progress report)\b[^.;]*$"
)
_NEWS_VERB = compiled(r"\b(?:update|upgrade)s? (?:the|its|our|their|all)\b")
_NEWS_COMMITTEE = compiled(r"\bupdate (?:the|this) (?:committee|house|inquiry|parliament)\b")
_NEWS_AFTER = compiled(r"^\)? ?(?:progress )?update\b")
NEWS = compiled(
    r"\b(?:updates?|further (?:details?|information|announcements?)"
    r"|(?:will|to) (?:write|report back|revert))\b"
)
"""Words of a cell that promise only news."""

_AGAIN_BEFORE = compiled(
    r"\b(?P<often>weekly|fortnightly|monthly|quarterly|termly|annually|yearly|biennially"
    r"|every (?:year|month|quarter|week))[\s,]*$"
)
_EACH_BEFORE = compiled(r"\b(?:each|every) $")
_SENTENCE_END = re.compile(r"[.;!?](?=\s)|\n")


def judged(flat: str, reading: DateReading) -> DateReading:
    """Say of *reading* what the words around it say."""
    before = flat[max(0, reading.start - _NEAR) : reading.start]
    before = before[max((m.end() for m in _SENTENCE_END.finditer(before)), default=0) :]
    after = flat[reading.end : reading.end + _NEAR]
    stop = _SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    conditional = _CONDITION.search(before) or _CONDITION.search(after) or _IF.search(before)
    promises = reading.kind is CommitmentKind.TARGET
    if not reading.is_dated:
        if promises and conditional and not DENIED.search(before):
            reading = evolve(reading, certainty=Certainty.CONDITIONAL)
    elif conditional:
        reading = evolve(reading, certainty=Certainty.CONDITIONAL)
    elif reading.certainty is Certainty.FIRM and _ROUGH.search(before):
        reading = evolve(reading, certainty=Certainty.APPROXIMATE)
    again = _AGAIN_BEFORE.search(before) if reading.is_dated else None
    if again:
        return evolve(reading, kind=CommitmentKind.RECURRING, repeats=recurrence(again["often"]))
    if reading.is_dated and _EACH_BEFORE.search(before):
        return evolve(reading, kind=CommitmentKind.RECURRING, repeats=recurrence("yearly"))
    if promises and _only_news(before, after):
        return evolve(reading, kind=CommitmentKind.REPORT_BACK)
    return reading


def _only_news(before: str, after: str) -> bool:
    if _NEWS_AFTER.match(after):
        return True
    if _NEWS_VERB.search(before) and not _NEWS_COMMITTEE.search(before):
        return False
    return _NEWS_BEFORE.search(before) is not None
