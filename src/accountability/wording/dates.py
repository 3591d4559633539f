"""
Dates in words: "by the end of April 2025", "early in 2025", "within three months", "in due course".

`read_date` reads a cell or a label's value as a whole; `find_dates` finds the dates in a reply. "By X"
has no earliest day and ends with the last day of X; "end of 2025" without "by" is the last quarter,
roughly; "early", "mid" and "late" are thirds. What hangs on an event, a parliament or nobody's
calendar is `Undated` and keeps its words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from attrs import evolve, frozen

from accountability.dates import DateConventions, PartialDate, Precision, Undated
from accountability.model import CommitmentKind
from accountability.text import clean
from accountability.wording._ground import Ground, compiled, level, third_of
from accountability.wording._periods import Period, periods
from accountability.wording._readings import Certainty, CountedFrom, DateReading
from accountability.wording._relative import relative
from accountability.wording._undated import on_an_event, undated

__all__ = ["find_dates", "read_date"]

_USUAL = DateConventions()

NOTHING = "no date was found in these words"
"""Note on words that do not speak of time."""

_BEFORE = 60
"""Characters in front of a period that can belong to its date ("no later than the end of the")."""

_NEAR = 100
"""Characters around a date in which words say how firm it is."""


def read_date(
    words: str, document_date: dt.date | None = None, conventions: DateConventions = _USUAL
) -> DateReading:
    """
    Read *words* as one date.

    Args:
        words: What a cell, a label or a person says; may be anything.

        document_date: Day of the document that says so, for "later this year" and "in the spring".

        conventions: What seasons, financial years and "3/4/2027" mean.

    Returns:
        One reading of the words as a whole: of several dates in them the first, with a note that names the
        others; words that tell of a date's history ("now June, originally March") are undated, because
        nobody can say which date they mean. Never raises.
    """
    kept = clean(words).text
    whole = DateReading(
        date=Undated(words=kept), certainty=Certainty.NONE, end=len(words), notes=(NOTHING,)
    )
    if not kept.strip():
        return evolve(whole, notes=("there are no words",))
    # People type "aug" where papers print "August"; only a month alone is taken for one.
    typed = kept.title() if kept.strip().isalpha() else kept
    found = tuple(_found(typed, Ground(day=document_date, conventions=conventions), strict=False))
    dated = [reading for reading in found if reading.is_dated]
    if not found:
        event = on_an_event(level(kept))
        return whole if event is None else _whole(event, whole)
    if not dated:
        return _whole(found[0], whole)
    first = dated[0]
    others = [reading for reading in found if reading is not first]
    around = level(kept[: first.start] + " " + kept[first.end :])
    if _REFUSES.search(around):
        return evolve(whole, notes=(f"the words hold back the date {first.words!r}",))
    if len(dated) > 1 and _HISTORY.search(around):
        return evolve(whole, notes=("these words name an old date beside the new one",))
    notes = tuple(f"also says {other.words!r}" for other in others)
    reading = evolve(first, notes=first.notes + notes)
    if any(other.kind is CommitmentKind.RECURRING for other in others):
        reading = evolve(reading, kind=CommitmentKind.RECURRING)
    if reading.certainty is Certainty.FIRM and _OPEN_YET.search(around):
        reading = evolve(reading, certainty=Certainty.APPROXIMATE)
    return _whole(reading, whole)


_REFUSES = compiled(r"\b(?:not|never|unlikely|cannot|can't|won't|missed|withdrawn|cancelled)\b")
_HISTORY = compiled(
    r"\b(?:originally|original|previously|previous|revised|was|were|now|moved|deferred|delayed|instead)\b"
)
_OPEN_YET = compiled(r"\b(?:TB[CDA]|to be (?:confirmed|agreed|determined))\b|\?")


def _whole(reading: DateReading, whole: DateReading) -> DateReading:
    """Return *reading* as that of all the words."""
    words = whole.date.words
    date = reading.date
    kept = date.with_words(words) if isinstance(date, PartialDate) else Undated(words=words)
    return evolve(reading, date=kept, start=whole.start, end=whole.end)


def find_dates(
    text: str, document_date: dt.date | None = None, conventions: DateConventions = _USUAL
) -> tuple[DateReading, ...]:
    """
    Find the dates in prose.

    Args:
        text: A reply, as read with its damage repaired.

        document_date: Day of the document, for what is counted from it.

        conventions: What seasons, financial years and "3/4/2027" mean.

    Returns:
        Readings in the order of the text, without overlap, undated ones ("in due course", "within three
        months of Royal Assent") among them; each with its place in *text*. A lone year, month or season
        counts only after a word like "by" or "in": "the 2015 Act" is no date. May be empty; never
        raises.
    """
    return tuple(_found(text, Ground(day=document_date, conventions=conventions), strict=True))


def _found(text: str, ground: Ground, *, strict: bool) -> Iterator[DateReading]:
    flat = level(text)
    readings = [
        *relative(flat, ground),
        *_dated(flat, ground, strict=strict),
        *undated(flat, strict=strict),
    ]
    readings.sort(key=lambda reading: (reading.start, -reading.end))
    position = 0
    starts = {reading.start for reading in readings}
    for reading in readings:
        if reading.start < position:
            continue
        if reading.anchor is CountedFrom.DOCUMENT:
            # "Over the coming four years (2026/27 to 2029/30)": the years printed say it better.
            bracket = _BRACKET.match(flat, reading.end)
            if bracket and bracket.end() in starts:
                continue
        position = reading.end
        words = clean(text[reading.start : reading.end]).text
        date = reading.date
        kept = date.with_words(words) if isinstance(date, PartialDate) else Undated(words=words)
        yield _judged(flat, evolve(reading, date=kept))


_BRACKET = re.compile(r"\s*\(")


# --- what stands in front of a period -------------------------------------------------------------

_PART = compiled(
    r"(?:\b(?P<later>later)(?: on)?(?: in)? (?:the )?"
    r"|\b(?P<early>early)(?:-| in (?:the )?| on in | )"
    r"|\b(?:the )?(?P<mid>mid|middle of)(?:-| (?:the )?)"
    r"|\b(?P<late>late)(?:-| in (?:the )?| )"
    r"|\b(?:the )?(?P<start>start|beginning) of (?:the )?"
    r"|\b(?:towards |around |at )?(?:the )?(?P<end>end|close)(?:-| of (?:the )?| ))$"
)

_PREFIX = compiled(
    r"(?:\b(?P<after>not before|no earlier than|not earlier than)"
    r"|\b(?P<by>(?:by )?(?:no|not) later than|on or before|due by|latest by|by|up to|until|till|due)"
    r"|\b(?P<before>before|ahead of|prior to|in advance of)"
    r"|\b(?P<start>(?:(?:starting|beginning|commencing|effective|with effect|and )\s*)?(?:from|as of)"
    r"|starting(?: in| on)?|commencing(?: in| on)?|since)"
    r"|\b(?P<beyond>beyond|after)"
    r"|\b(?P<about>around|about|circa|approximately|roughly)"
    r"|\b(?P<within>in|during|on|for|at|over|within|throughout|between|of))"
    r" (?:about |around )?(?:the )?$"
)

_ONWARDS = compiled(r" (?:onwards?|or later|at the earliest|and beyond|and thereafter)\b")


@frozen
class _Front:
    """A period with what was read in front of it."""

    start: int
    period: Period
    part: str
    prefix: str
    date: PartialDate | None


_THIRDS = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 3}


def _front(flat: str, period: Period, ground: Ground, floor: int) -> _Front:
    start, date = period.start, period.date
    window = flat[max(floor, start - _BEFORE) : start]
    part = prefix = ""
    found = _PART.search(window)
    if found:
        part = found.lastgroup or ""
        start -= len(window) - found.start()
        window = window[: found.start()]
    glued = window and window[-1:].isalnum()
    found = None if glued else _PREFIX.search(window if window[-1:].isspace() else f"{window} ")
    if found:
        prefix = found.lastgroup or ""
        start -= len(window) - found.start()
    if date is not None and part:
        date = _part_of(date, part, prefix, ground)
    return _Front(start, period, part, prefix, date)


def _part_of(date: PartialDate, part: str, prefix: str, ground: Ground) -> PartialDate:
    if part == "later":
        inside = ground.day is not None and _inside(ground.day, date)
        return PartialDate(earliest=ground.day if inside else date.earliest, latest=date.latest)
    if part == "end" and prefix in {"by", "before"}:
        return date
    return third_of(date, _THIRDS[part])


def _inside(day: dt.date, date: PartialDate) -> bool:
    return date.possibly_before(day + dt.timedelta(days=1)) and not date.certainly_before(day)


_JOIN = compiled(r"^,?\s*(?:to|until|till|through|up to|-)\s*(?:the )?(?:end(?: of)? (?:the )?)?$")
_AND = compiled(r"^ and (?:the )?$")


def _dated(flat: str, ground: Ground, *, strict: bool) -> Iterator[DateReading]:
    named = list(periods(flat, ground))
    floor = number = 0
    while number < len(named):
        period = named[number]
        number += 1
        front = _front(flat, period, ground, floor)
        end, date = period.end, front.date
        if number < len(named):
            second = named[number]
            between = flat[end : second.start]
            joined = _JOIN.match(between) or (
                _AND.match(between)
                if "between" in flat[front.start : period.start].lower()
                else None
            )
            span = _spanned(date, second) if joined else None
            if span is not None:
                number += 1
                floor = second.end
                yield evolve(_reading((front.start, second.end), span, period), notes=())
                continue
        if strict and period.bare and not (front.prefix or front.part):
            continue
        if strict and period.bare and _is_adjective(flat, period.start):
            continue
        if front.prefix == "within" and flat[front.start : front.start + 2].lower() == "of":
            if strict and period.bare and not front.part:
                continue
            front = evolve(front, start=period.start if not front.part else front.start, prefix="")
        floor = end
        if date is None:
            yield _reading((front.start, end), None, period)
            continue
        if period.spans and front.prefix == "start":
            front = evolve(front, prefix="")
        onwards = _ONWARDS.match(flat, end)
        if onwards:
            end = floor = onwards.end()
        yield _with_prefix(front, date, end, onwards=onwards is not None)


def _is_adjective(flat: str, start: int) -> bool:
    """Tell whether a lone year only names something: "in the 2015 Review"."""
    return flat[start].isdigit() and flat[max(0, start - 4) : start].lower() == "the "


def _spanned(first: PartialDate | None, second: Period) -> PartialDate | None:
    last = second.date
    if first is None or last is None or first.earliest is None or last.latest is None:
        return None
    if first.earliest > last.latest:
        return None
    return PartialDate(earliest=first.earliest, latest=last.latest, precision=Precision.SPAN)


def _with_prefix(front: _Front, date: PartialDate, end: int, *, onwards: bool) -> DateReading:
    period, prefix, notes = front.period, front.prefix, front.period.notes
    kind = CommitmentKind.TARGET
    whole_year = date.precision is Precision.YEAR
    if prefix == "after":
        date = date.onwards()
    elif prefix == "by":
        if whole_year and front.part != "end":
            notes += (f"could also mean the end of {_before_year(date)}",)
        date = date.until()
    elif prefix == "before" and front.part == "end":
        date = date.until()
    elif prefix == "before" and date.earliest is not None:
        date = PartialDate(latest=date.earliest - dt.timedelta(days=1))
    elif prefix == "beyond" and date.latest is not None:
        date = PartialDate(earliest=date.latest + dt.timedelta(days=1))
        kind = CommitmentKind.START
    elif prefix == "start" or onwards:
        date = date.onwards()
        kind = CommitmentKind.START
    reading = evolve(_reading((front.start, end), date, period), kind=kind, notes=notes)
    firm_end = front.part == "end" and prefix in {"by", "before"}
    if front.part == "later":
        return evolve(reading, anchor=CountedFrom.DOCUMENT)
    if (
        (front.part and not firm_end)
        or prefix == "about"
        or (period.approximate and prefix not in {"by", "before"})
    ):
        reading = evolve(reading, certainty=Certainty.APPROXIMATE)
    return reading


def _before_year(date: PartialDate) -> str:
    return str(date.earliest.year - 1) if date.earliest else ""


def _reading(span: tuple[int, int], date: PartialDate | None, period: Period) -> DateReading:
    return DateReading(
        date=date if date is not None else Undated(),
        certainty=Certainty.FIRM if date is not None else Certainty.NONE,
        anchor=CountedFrom.DOCUMENT if period.relative else CountedFrom.WORDS,
        notes=period.notes,
        start=span[0],
        end=span[1],
    )


# --- what stands around a date --------------------------------------------------------------------

_ROUGH = compiled(
    r"\b(?:expect(?:s|ed)?|estimate[sd]?|planned|anticipate[sd]?|aim(?:s|ed|ing)?|intend(?:s|ed)?|hope[sd]?"
    r"|provisional(?:ly)?|indicative(?:ly)?|likely|ambition|stretch targets?)\b"
)
_CONDITION = compiled(
    r"\b(?:subject to|provided that|unless|depending on|dependent on|contingent on|conditional on)\b"
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
_AGAIN_BEFORE = compiled(
    r"\b(?:weekly|monthly|quarterly|termly|annually|yearly|biennially|every (?:year|month|quarter))[\s,]*$"
)
_SENTENCE_END = re.compile(r"[.;!?](?=\s)|\n")


def _judged(flat: str, reading: DateReading) -> DateReading:
    """Say of *reading* what the words around it say: rough, conditional, news only, again and again."""
    before = flat[max(0, reading.start - _NEAR) : reading.start]
    before = before[max((m.end() for m in _SENTENCE_END.finditer(before)), default=0) :]
    after = flat[reading.end : reading.end + _NEAR]
    stop = _SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    if not reading.is_dated:
        return reading
    if _CONDITION.search(before) or _CONDITION.search(after):
        reading = evolve(reading, certainty=Certainty.CONDITIONAL)
    elif reading.certainty is Certainty.FIRM and _ROUGH.search(before):
        reading = evolve(reading, certainty=Certainty.APPROXIMATE)
    if _AGAIN_BEFORE.search(before):
        return evolve(reading, kind=CommitmentKind.RECURRING)
    if reading.kind is CommitmentKind.TARGET and _only_news(before, after):
        return evolve(reading, kind=CommitmentKind.REPORT_BACK)
    return reading


def _only_news(before: str, after: str) -> bool:
    if _NEWS_AFTER.match(after):
        return True
    if _NEWS_VERB.search(before) and not _NEWS_COMMITTEE.search(before):
        return False
    return _NEWS_BEFORE.search(before) is not None
