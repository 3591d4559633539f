"""Words of time that fix no day: "in due course", "when parliamentary time allows", "every two years"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accountability.dates import Undated
from accountability.model import CommitmentKind
from accountability.wording._ground import any_of, compiled, heads, matches_at, starts
from accountability.wording._readings import Certainty, CountedFrom, DateReading

__all__ = ["GRAMMAR", "HEADS", "on_an_event", "undated"]

_VAGUE = "fixes no date"
_PARLIAMENT = "hangs on the parliament's calendar, which the words do not give"
_EVENT = "hangs on an event whose day the words do not give"
_AGAIN = "happens again and again"
_ON = "goes on without an end"

_TARGET, _HAPPENS = CommitmentKind.TARGET, CommitmentKind.EVENT
_RECURRING, _CONTINUOUS = CommitmentKind.RECURRING, CommitmentKind.CONTINUOUS

_COUNT = r"(?:[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_Kind = tuple[re.Pattern[str], CommitmentKind, Certainty, str]

_ALWAYS: tuple[_Kind, ...] = (
    (
        any_of(
            "(?:in|with) due course",
            "shortly",
            "imminently",
            "soon",
            "as soon as (?:is )?(?:reasonably )?(?:possible|practicable|practicably possible|feasible|able)",
            "at the earliest (?:possible )?opportunity",
            "(?:in|over|during) the (?:coming|next few|following) (?:days|weeks|months|years)",
            "in the (?:near|foreseeable) future",
            r"in the (?:near-|near to )?(?:longer|medium|short|long|near)[\s-]term",
            "at (?:an|the) appropriate (?:time|point)",
        ),
        _TARGET,
        Certainty.NONE,
        _VAGUE,
    ),
    (
        any_of(
            "(?:when|as soon as|once|if) parliamentary time (?:allows|permits)",
            "(?:(?:by|before) the end of|(?:over|during) the (?:course|lifetime) of|for the remainder of"
            "|within|during|in) (?:the |this )(?:current |next )?(?:parliament|session)",
            "(?:by|before|after|until|ahead of) (?:the )?"
            "(?:(?:summer|christmas|easter|autumn|winter|february|conference|whitsun) )?recess(?: [0-9]{4})?",
        ),
        _TARGET,
        Certainty.CONDITIONAL,
        _PARLIAMENT,
    ),
    (
        any_of(
            "(?:upon|on|after|following|once|at the point of) (?:the )?(?:royal assent"
            r"|(?:passage|completion|conclusion|commencement) of [^.;,\n]{1,60})"
        ),
        _HAPPENS,
        Certainty.NONE,
        _EVENT,
    ),
    (
        any_of(
            f"(?:at least )?(?:once )?every (?:other )?(?:{_COUNT} )?"
            "(?:days?|weeks?|months?|quarters?|years?)",
            f"(?:once|twice|{_COUNT} times) (?:a|each|per|every) (?:year|month|quarter)",
            "each (?:year|quarter|month)",
            "(?:bi-?)?annually",
            "biennially",
            "yearly",
            "quarterly",
            "monthly",
            "fortnightly",
            "weekly",
        ),
        _RECURRING,
        Certainty.FIRM,
        _AGAIN,
    ),
    (
        any_of(
            "(?:kept|keep|keeping) (?:[a-z]{1,20} )?under (?:[a-z]{1,20} )?review",
            "continuous(?:ly)? thereafter",
            "on (?:an ongoing|a continuous) basis",
            "business as usual",
        ),
        _CONTINUOUS,
        Certainty.NONE,
        _ON,
    ),
)
"""What says when, in any prose."""

GRAMMAR = tuple(pattern for pattern, _kind, _certainty, _note in _ALWAYS)

_HOUSE = "(?:(?:the|this) )?(?:(?:current|next) )?(?:parliament|session)"

HEADS = heads(
    "(?:in|with) due",
    "shortly|imminently|soon|as soon",
    "at (?:the|an) (?:earliest|appropriate|point)|at least (?:once|every)",
    "(?:in|over|during) the (?:coming|next few|following|near|foreseeable|longer|medium|short|long)",
    "(?:when|once|if) parliamentary",
    "(?:by|before) the end of|(?:over|during) the (?:course|lifetime) of|for the remainder of",
    f"(?:within|during|in) {_HOUSE}",
    r"(?:by|before|after|until|ahead of) (?:the )?(?:\w+ )?recess",
    "(?:upon|on|after|following|once) (?:the )?(?:royal|passage|completion|conclusion|commencement)",
    f"every|(?:once|twice|{_COUNT} times) (?:a|each|per|every)",
    "each (?:year|quarter|month)",
    "annually|bi-?annually|biennially|yearly|quarterly|monthly|fortnightly|weekly",
    "(?:kept|keep|keeping|continuous(?:ly)?) |on (?:an ongoing|a continuous)|business as",
)
"""What words that fix no day begin with in prose; not all that begins so is one."""

_ALONE: tuple[_Kind, ...] = (
    (
        any_of("on-?going", "continuous(?:ly)?", "continual(?:ly)?", "continu(?:ing|es)", "BAU"),
        _CONTINUOUS,
        Certainty.NONE,
        _ON,
    ),
    (
        any_of(
            "TB[CDA]",
            "to be (?:confirmed|determined|decided|agreed|advised|announced|set)",
            r"(?:not )?yet (?:known|to be \w{1,20}|set|decided|confirmed)",
            "unknown",
            "n/a",
            "not applicable",
            "none(?: set| given)?",
            "no (?:target )?date",
            end=r"(?!\w)",
        ),
        _TARGET,
        Certainty.NONE,
        _VAGUE,
    ),
    (
        compiled(r"^\s*(?:annual|biennial|recurring|regular(?:ly)?)\b"),
        _RECURRING,
        Certainty.FIRM,
        _AGAIN,
    ),
)
"""What says when only in a cell or under a label."""

_EVENTUALLY = compiled(
    r"^\s*(?:at|on|upon|following|after|once|when|with|before|subject to) [^0-9\n]{3,200}$"
)
"""What a cell says that hangs on something: "At launch of the service"."""


def undated(flat: str, *, strict: bool) -> Iterator[DateReading]:
    """Yield the words of a levelled text that fix no day; of prose (*strict*) only what is plain."""
    places = starts(HEADS, flat)
    for pattern, kind, certainty, note in _ALWAYS:
        for found in matches_at(pattern, flat, places):
            yield _reading(found, kind, certainty, note)
    if not strict:
        for pattern, kind, certainty, note in _ALONE:
            for found in pattern.finditer(flat):
                yield _reading(found, kind, certainty, note)


def on_an_event(flat: str) -> DateReading | None:
    """Read a whole cell that names an event instead of a date; None if it does not."""
    found = _EVENTUALLY.search(flat)
    return _reading(found, _HAPPENS, Certainty.CONDITIONAL, _EVENT) if found else None


def _reading(
    found: re.Match[str], kind: CommitmentKind, certainty: Certainty, note: str
) -> DateReading:
    return DateReading(
        date=Undated(),
        kind=kind,
        certainty=certainty,
        anchor=CountedFrom.EVENT if note in {_PARLIAMENT, _EVENT} else CountedFrom.WORDS,
        notes=(note,),
        start=found.start(),
        end=found.end(),
    )
