"""Words of time that fix no day: "in due course", "when parliamentary time allows", "every two years"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from accountability.dates import Undated
from accountability.model import CommitmentKind
from accountability.wording._ground import any_of, compiled, heads, matches_at, starts
from accountability.wording._readings import Certainty, CountedFrom, DateReading
from accountability.wording._repeating import BEFORE, again_of

__all__ = ["GRAMMAR", "HEADS", "named_by_season", "on_an_event", "undated"]

_VAGUE = "fixes no date"
_COMING = "fixes no date; worth asking again after six months"
_PARLIAMENT = "hangs on the parliament's calendar, which the words do not give"
_EVENT = "hangs on an event whose day the words do not give"
_AGAIN = "happens again and again"
_ON = "goes on without an end"
_AT_ONCE = "says at once, and no day"
_TURN = "names the turn of a year, and no day"

_TARGET, _HAPPENS = CommitmentKind.TARGET, CommitmentKind.EVENT
_RECURRING, _CONTINUOUS = CommitmentKind.RECURRING, CommitmentKind.CONTINUOUS

_COUNT = (
    r"(?:[0-9]{1,2}|second|alternate|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)

_SEASON_WORD = "spring|summer|autumn|winter"
_FISCAL = (
    "(?:comprehensive )?(?:spending review|budget statement|fiscal event|fiscal statement"
    "|(?:spring|autumn) (?:statement|budget|forecast))"
)

_AT_FISCAL = (
    "(?:upon|on|after|following|once|at|in|by|before|through|as part of|alongside|ahead of|for) (?:the |a )?"
    f"(?:(?:upcoming|forthcoming|next|coming|following|{_SEASON_WORD}) ){{0,2}}{_FISCAL}"
)
_WHEN = "by|before|after|until"

_Kind = tuple[re.Pattern[str], CommitmentKind, Certainty, str]

_ALWAYS: tuple[_Kind, ...] = (
    (
        any_of(
            "(?:in|over|during|within) the (?:coming|next few|next couple of|following|next several)"
            " (?:days|weeks|months|quarters|years|decades)"
        ),
        _TARGET,
        Certainty.NONE,
        _COMING,
    ),
    (
        any_of(
            "(?:in|with) due course",
            "shortly",
            "imminently",
            "asap",
            "(?:early )?in the new year",
            "(?:by|before|after|at|around|until) (?:easter|christmas|xmas|whitsun|michaelmas|the new year)"
            "(?: [0-9]{4})?(?! recess| term)",
            "soon",
            "as soon as (?:is )?(?:reasonably )?(?:possible|practicable|practicably possible|feasible|able)",
            "at the earliest (?:possible )?opportunity",
            "in the (?:near|foreseeable) future",
            r"in the (?:near-|near to )?(?:longer|medium|short|long|near)[\s-]term",
            "at (?:an|the) appropriate (?:time|point)",
            "in (?:the )?(?:fullness of time|slow time)",
            "as (?:and )?when (?:[a-z]{1,20} )?(?:resources?|funding|time|capacity|circumstances)"
            " (?:allows?|permits?)",
            "without (?:further |undue )?delay",
        ),
        _TARGET,
        Certainty.NONE,
        _VAGUE,
    ),
    (any_of("with immediate effect"), _TARGET, Certainty.NONE, _AT_ONCE),
    (
        any_of(
            "(?:(?:by|before|around|at|about|until|after) )?(?:the )?turn of "
            "(?:the|this|next) (?:[a-z]{1,20} )?"
            "(?:year|decade|century)"
        ),
        _TARGET,
        Certainty.NONE,
        _TURN,
    ),
    (
        any_of(
            "(?:when|as soon as|once|if) parliamentary time (?:allows|permits)",
            "(?:(?:by|before) the end of|(?:over|during) the (?:course|lifetime) of|for the remainder of"
            "|within|during|in) (?:the |this )(?:current |next )?(?:parliament|session)",
            "(?:by|before|after|until|ahead of) (?:the )?"
            "(?:(?:summer|christmas|easter|autumn|winter|february|conference|whitsun) )?recess(?: [0-9]{4})?",
            f"(?:{_WHEN}|when|once|by the time) (?:the )?"
            "(?:house|houses|parliament|both houses|assembly|senedd)"
            " (?:rises?|returns?|adjourns?|dissolves?|prorogues?|is (?:prorogued|dissolved)"
            "|(?:next )?(?:sits|meets))"
            "(?: (?:for|in) (?:the )?(?:summer|christmas|easter|autumn|winter)(?: recess)?)?(?: [0-9]{4})?",
            "(?:by|before|after|until|at|ahead of|following) (?:the )?(?:next )?(?:prorogation|dissolution"
            "|general election|king's speech|queen's speech)",
        ),
        _TARGET,
        Certainty.CONDITIONAL,
        _PARLIAMENT,
    ),
    (
        any_of(
            f"{_AT_FISCAL}(?: (?:in )?[0-9]{{4}})?",
            "(?:upon|on|after|following|once|at the point of) (?:the )?(?:royal assent"
            r"|(?:passage|completion|conclusion|commencement) of [^.;,\n]{1,60})",
        ),
        _HAPPENS,
        Certainty.NONE,
        _EVENT,
    ),
    (
        any_of(
            f"(?:at least )?(?:once )?every (?:other )?(?:{_COUNT} )?"
            "(?:days?|weeks?|months?|quarters?|years?)",
            f"(?:once|twice|{_COUNT} times) (?:a|each|per|every) (?:year|month|quarter|week)",
            "each (?:year|quarter|month)",
            "(?:bi|semi|tri)?annually",
            "(?:bi|semi|tri)annual",
            "(?:half|semi|bi)-annual",
            "annual(?= basis)",
            "(?:bi|tri|quadr|quinqu|dec)enn?ial(?:ly)?",
            "(?:bi|semi|tri)?(?:yearly|monthly|weekly)",
            "quarterly",
            "fortnightly",
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
    "shortly|imminently|soon|as soon|asap",
    "(?:early )?in the new",
    "(?:by|before|after|at|around|until) (?:easter|christmas|xmas|whitsun|michaelmas|the new)",
    "at (?:the|an) (?:earliest|appropriate|point)|at least (?:once|every)",
    "(?:in|over|during) the (?:coming|next|following|near|foreseeable|longer|medium|short|long)",
    "(?:when|once|if) parliamentary",
    "(?:by|before) the end of|(?:over|during) the (?:course|lifetime) of|for the remainder of",
    f"(?:within|during|in) {_HOUSE}",
    r"(?:by|before|after|until|ahead of) (?:the )?(?:\w+ )?recess",
    "(?:upon|on|after|following|once) (?:the )?(?:royal|passage|completion|conclusion|commencement)",
    _AT_FISCAL,
    f"(?:{_WHEN}|when|once|by the time) (?:the )?(?:house|parliament|both|assembly|senedd)",
    "(?:by|before|after|until|at|ahead of|following) (?:the )?(?:next )?(?:prorog|dissol|general|king|queen)",
    "in (?:the )?(?:fullness|slow)|as (?:and )?when|without (?:further |undue )?delay",
    "within the (?:coming|next|following)",
    f"every|(?:once|twice|{_COUNT} times) (?:a|each|per|every)",
    "each (?:year|quarter|month)",
    "(?:bi|semi|tri)?(?:annual|yearly|monthly|weekly)|(?:half|semi|bi)-annual|quarterly|fortnightly",
    "(?:bi|tri|quadr|quinqu|dec)enn?ial",
    "with immediate|(?:(?:by|before|around|at|about|until|after) )?(?:the )?turn of",
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
        any_of(
            "immediate(?:ly)?(?! (?:after|before|following|upon|prior))",
            "at once",
            "forthwith",
            "straight ?away",
        ),
        _TARGET,
        Certainty.NONE,
        _AT_ONCE,
    ),
    (
        compiled(r"^\s*(?:annual|recurring|regular(?:ly)?)\b"),
        _RECURRING,
        Certainty.FIRM,
        _AGAIN,
    ),
)
"""What says when only in a cell or under a label."""

_EVENTUALLY = compiled(
    r"^\s*(?:at|on|upon|following|after|once|when|with|before|subject to) "
    r"(?!(?:track|schedule|target|time|hold|request|demand|plan|budget|pace|risk|present|speed|urgency"
    r"|the moment|all\b))[^0-9\n]{3,200}$"
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


_SEASON = compiled(rf"\b(?:{_SEASON_WORD})\b")


def named_by_season(flat: str) -> bool:
    """Tell whether a cell speaks of a season, though no date was found: "the spring publication"."""
    return _SEASON.search(flat) is not None


def _reading(
    found: re.Match[str], kind: CommitmentKind, certainty: Certainty, note: str
) -> DateReading:
    reading = DateReading(
        date=Undated(),
        kind=kind,
        certainty=certainty,
        anchor=CountedFrom.EVENT if note in {_PARLIAMENT, _EVENT} else CountedFrom.WORDS,
        notes=(note,),
        start=found.start(),
        end=found.end(),
    )
    if note != _AGAIN:
        return reading
    begin = found.start()
    before = (
        BEFORE.search(found.string, max(0, begin - 30), begin)
        if _ONE.match(found.group())
        else None
    )
    begin = before.start() if before else begin
    again = again_of(found.string[begin : found.end()])
    return evolve(reading, start=begin, repeats=again.rule, notes=(note, *again.notes))


_ONE = compiled(r"^[a-z-]+$")
"""An adverb, which "six-" or "half " in front of it changes."""
