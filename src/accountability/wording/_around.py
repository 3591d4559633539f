"""What stands around a date: that it is only expected, conditional, for news, again and again, or denied."""

from __future__ import annotations

import re

from attrs import evolve

from accountability.model import CommitmentKind
from accountability.wording._ground import compiled
from accountability.wording._readings import Certainty, DateReading
from accountability.wording._repeating import again_before

__all__ = ["DENIED", "NEWS", "ROUGH", "judged"]

_NEAR = 100
"""Characters around a date in which words say how firm it is."""

DENIED = compiled(
    r"\b(?:(?<!if\s)not|never|unlikely|cannot|can't|won't|missed|withdrawn|cancelled|no longer)\b"
)
"""Words that hold a date back."""

ROUGH = compiled(
    r"\b(?:expect(?:s|ed)?|estimate[sd]?|planned|anticipate[sd]?|aim(?:s|ed|ing)?|intend(?:s|ed)?|hope[sd]?"
    r"|provisional(?:ly)?|indicative(?:ly)?|likely|ambition|stretch targets?|tentative(?:ly)?"
    r"|est|thereabouts)\b"
)
"""Words that only expect a date."""

_ROUGH_AFTER = compiled(
    r"^,?\s*\(?(?:est(?:imated?)?|expected|approx(?:imate(?:ly)?)?|provisional(?:ly)?|indicative|tentative"
    r"|or thereabouts|or so)\b"
)
_CONDITION = compiled(
    r"\b(?:subject to|provid(?:ed|ing) that|provided (?:[a-z]+ ){1,3}(?:is|are|allows?|permits?)|assuming"
    r"|unless|(?:depending|dependent|contingent|conditional) (?:up)?on|pending|(?:so|as) long as"
    r"|(?:funding|resources?|time|capacity|circumstances|weather) permitting)\b"
)
_IF = compiled(
    r"(?<!even\s)(?<!as\s)\bif (?!possible|necessary|needed|appropriate|any\b|required|so\b|applicable"
    r"|not (?:before|sooner|earlier))"
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

_EACH_BEFORE = compiled(r"\b(?:each|every) $")
_SENTENCE_END = re.compile(r"[.;!?](?=\s)|\n")


def judged(flat: str, reading: DateReading) -> DateReading:
    """Say of *reading* what the words around it say."""
    before = flat[max(0, reading.start - _NEAR) : reading.start]
    before = before[max((m.end() for m in _SENTENCE_END.finditer(before)), default=0) :]
    after = flat[reading.end : reading.end + _NEAR]
    stop = _SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    conditional = any(sign.search(side) for sign in (_CONDITION, _IF) for side in (before, after))
    promises = reading.kind is CommitmentKind.TARGET
    if not reading.is_dated:
        if promises and conditional and not DENIED.search(before):
            reading = evolve(reading, certainty=Certainty.CONDITIONAL)
    elif conditional:
        reading = evolve(reading, certainty=Certainty.CONDITIONAL)
    elif reading.certainty is Certainty.FIRM and (
        ROUGH.search(before) or _ROUGH_AFTER.match(after)
    ):
        reading = evolve(reading, certainty=Certainty.APPROXIMATE)
    again = again_before(before) if reading.is_dated else None
    if again is not None:
        said = (*reading.notes, *again.notes)
        return evolve(reading, kind=CommitmentKind.RECURRING, repeats=again.rule, notes=said)
    if reading.is_dated and _EACH_BEFORE.search(before):
        return evolve(reading, kind=CommitmentKind.RECURRING, repeats="FREQ=YEARLY")
    if promises and _only_news(before, after):
        return evolve(reading, kind=CommitmentKind.REPORT_BACK)
    return reading


def _only_news(before: str, after: str) -> bool:
    if _NEWS_AFTER.match(after):
        return True
    if _NEWS_VERB.search(before) and not _NEWS_COMMITTEE.search(before):
        return False
    return _NEWS_BEFORE.search(before) is not None
