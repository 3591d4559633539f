"""Words of time that fix no day: "in due course", "when parliamentary time allows", "every two years"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accountability.dates import Undated
from accountability.model import CommitmentKind
from accountability.wording._periods import compiled
from accountability.wording._readings import Anchor, Certainty, DateReading

__all__ = ["undated"]

_VAGUE = "fixes no date"
_PARLIAMENT = "hangs on the parliament's calendar, which the words do not give"
_EVENT = "hangs on an event whose day the words do not give"
_AGAIN = "happens again and again"
_ON = "goes on without an end"

_TARGET, _HAPPENS = CommitmentKind.TARGET, CommitmentKind.EVENT
_RECURRING, _CONTINUOUS = CommitmentKind.RECURRING, CommitmentKind.CONTINUOUS

_COUNT = r"(?:[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_ALWAYS: tuple[tuple[re.Pattern[str], CommitmentKind, Certainty, str], ...] = tuple(
    (compiled(pattern), kind, certainty, note)
    for pattern, kind, certainty, note in (
        (
            r"\b(?:(?:in|with) due course|shortly|imminently|as soon as (?:is )?(?:reasonably )?"
            r"(?:possible|practicable|practicably possible|feasible|able)|at the earliest (?:possible )?opportunity"
            r"|(?:in|over|during) the (?:coming|next few|following) (?:days|weeks|months|years)"
            r"|in the (?:near|foreseeable|longer|near-medium|near to medium|medium|short|long)(?: (?:future|term))?"
            r"|in (?:the )?(?:longer|medium|short|long)[\s-]term|at (?:an|the) appropriate (?:time|point)|soon)\b",
            _TARGET,
            Certainty.NONE,
            _VAGUE,
        ),
        (
            r"\b(?:when|as soon as|once|if) parliamentary time (?:allows|permits)\b",
            _TARGET,
            Certainty.CONDITIONAL,
            _PARLIAMENT,
        ),
        (
            r"\b(?:(?:by|before) the end of|over the course of|during the course of|for the remainder of|within"
            r"|during|in|over the lifetime of|before the end of) (?:the |this )(?:current |next )?(?:parliament|session)\b(?!ary)",
            _TARGET,
            Certainty.CONDITIONAL,
            _PARLIAMENT,
        ),
        (
            r"\b(?:by|before|after|until|ahead of) (?:the )?(?:(?:summer|christmas|easter|autumn|winter|february"
            r"|conference|whitsun) )?recess\b",
            _TARGET,
            Certainty.CONDITIONAL,
            _PARLIAMENT,
        ),
        (
            r"\b(?:upon|on|after|following|once|at the point of) (?:the )?(?:royal assent|passage of [^.;,\n]{1,60}"
            r"|completion of [^.;,\n]{1,60}|conclusion of [^.;,\n]{1,60}|commencement of [^.;,\n]{1,60})",
            _HAPPENS,
            Certainty.NONE,
            _EVENT,
        ),
        (
            rf"\b(?:at least )?(?:once )?(?:every (?:other )?(?:{_COUNT} )?(?:days?|weeks?|months?|quarters?|years?)"
            rf"|(?:once|twice|{_COUNT} times) (?:a|each|per|every) (?:year|month|quarter)"
            r"|each (?:year|quarter|month)|(?:bi-?)?annually|biennially|yearly|quarterly|monthly|fortnightly|weekly)\b",
            _RECURRING,
            Certainty.FIRM,
            _AGAIN,
        ),
        (
            r"\b(?:(?:kept|keep|keeping) (?:[a-z]{1,20} )?under (?:[a-z]{1,20} )?review"
            r"|continuous(?:ly)? thereafter|on an ongoing basis|on a continuous basis|business as usual)\b",
            _CONTINUOUS,
            Certainty.NONE,
            _ON,
        ),
    )
)

_ALONE: tuple[tuple[re.Pattern[str], CommitmentKind, Certainty, str], ...] = tuple(
    (compiled(pattern), kind, certainty, note)
    for pattern, kind, certainty, note in (
        (
            r"\b(?:ongoing|on-going|continuous(?:ly)?|continual(?:ly)?|continuing|continues|BAU|permanent(?:ly)?)\b",
            _CONTINUOUS,
            Certainty.NONE,
            _ON,
        ),
        (
            r"\b(?:TBC|TBD|TBA|to be (?:confirmed|determined|decided|agreed|advised|announced|set)"
            r"|(?:not )?yet (?:known|to be \w{1,20}|set|decided|confirmed)|unknown|n/a|not applicable|none(?: set| given)?"
            r"|no (?:target )?date(?: \w{1,20}){0,3})(?!\w)",
            _TARGET,
            Certainty.NONE,
            _VAGUE,
        ),
        (
            r"^\s*(?:annual|biennial|monthly|quarterly|weekly|recurring|regular(?:ly)?)\b",
            _RECURRING,
            Certainty.FIRM,
            _AGAIN,
        ),
        (
            r"^\s*(?:at|on|upon|following|after|once|when|with|before|subject to) [^0-9\n]{3,200}$",
            _HAPPENS,
            Certainty.CONDITIONAL,
            _EVENT,
        ),
    )
)


def undated(flat: str, *, strict: bool) -> Iterator[DateReading]:
    """Yield the words of a levelled text that fix no day; of prose (*strict*) only what is plain."""
    for pattern, kind, certainty, note in _ALWAYS if strict else _ALWAYS + _ALONE:
        for found in pattern.finditer(flat):
            yield DateReading(
                date=Undated(),
                kind=kind,
                certainty=certainty,
                anchor=Anchor.EVENT if note in {_PARLIAMENT, _EVENT} else Anchor.WORDS,
                notes=(note,),
                start=found.start(),
                end=found.end(),
            )
