"""
Dates in words: "by the end of April 2025", "early in 2025", "within three months", "in due course".

`read_date` reads a cell or a label's value as a whole; `find_dates` finds the dates in a reply;
`say_date` says a date in words that are read as the same days again. "By X" has no earliest day and ends
with the last day of X; "end of 2025" without "by" is the last quarter, roughly; "early", "mid" and "late"
are thirds. What hangs on an event, a parliament or nobody's calendar is `Undated` and keeps its words.
Where a convention decided, the notes say which.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from attrs import evolve

from accountability.dates import DateConventions, PartialDate, Precision, Undated
from accountability.model import CommitmentKind
from accountability.text import clean
from accountability.wording._around import DENIED, NEWS, ROUGH, judged
from accountability.wording._fronts import MOVED, dated
from accountability.wording._ground import Ground, compiled, level
from accountability.wording._readings import Certainty, CountedFrom, DateReading
from accountability.wording._relative import followed, relative
from accountability.wording._undated import named_by_season, on_an_event, undated

__all__ = ["find_dates", "read_date"]

_USUAL = DateConventions()

WAS_OVER = "was over on the document's day"
"""Note on a date that lies before the document's day: a doubt about a promise, none about a report."""

NOTHING = "no date was found in these words"
"""Note on words that do not speak of time."""


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
        others. Of a date that was moved ("from March 2027 to June 2028") it is the new one, with the old one
        in the notes; other words that tell of a date's history ("now June, originally March") are undated,
        because nobody can say which date they mean. Never raises.
    """
    kept = clean(words).text
    whole = DateReading(
        date=Undated(words=kept), certainty=Certainty.NONE, end=len(words), notes=(NOTHING,)
    )
    if not kept.strip():
        return evolve(whole, notes=("there are no words",))
    ground = Ground(day=document_date, conventions=conventions, cell=True)
    told = _TOLD.match(kept)
    precision = _PRECISIONS.get(told["precision"]) if told else None
    if told is None or precision is None:
        return _cell(kept, ground, whole)
    reading = _cell(told["days"], ground, whole)
    if isinstance(reading.date, PartialDate):
        return evolve(reading, date=evolve(reading.date, precision=precision, words=kept))
    return evolve(reading, date=Undated(words=kept))


_TOLD = re.compile(r"^(?P<days>.*\S) \(as an? (?P<precision>[a-z]+(?: year)?)\)$")
"""Days that `say_date` says together with their precision."""

_PRECISIONS = {
    precision.value.replace("-", " "): precision
    for precision in Precision
    if precision is not Precision.DAY
}

_STRAY = compiled(r"(?<![\w'])(?P<word>[\w'.-]*[^\W\d_][\w'.-]*(?: of(?: the)?)?) $")
"""The word in front of a lone year: "Febuary 2027", "Q5 2027", "St Andrew's Day 2027"."""

_WHAT = ("the date", "the year")
_PLAIN = frozenset(
    "date dates target deadline timescale timeline year years due complete completed completion delivered"
    " delivery done planned plan implementation implemented finished expected estimated month whole course"
    " all week period duration".split()
)
"""Words in front of a lone year that take nothing from it."""

_HISTORY = compiled(
    r"\b(?:originally|original|previously|previous|revised|was|were|now|moved|deferred|delayed|instead|slipped|postponed|extended|shifted|rescheduled|re-scheduled"
    r"|pushed back|put back|brought forward|changed)\b|->|=>|→"
)
_OLD = compiled(r"\b(?:originally|original|previously|previous|was|were)(?: \w+){0,2}[\s:(]*$")
_EITHER = "could be an old date and the new one, or the time between them"
_OPEN_YET = compiled(r"\b(?:TB[CDA]|to be (?:confirmed|agreed|determined))\b|\?")


def _cell(kept: str, ground: Ground, whole: DateReading) -> DateReading:
    # People type "aug" where papers print "August"; only a month alone is taken for one.
    typed = kept.title() if kept.strip().isalpha() else kept
    found = tuple(_found(typed, ground))
    days = [reading for reading in found if reading.is_dated]
    if not days:
        return _without_days(level(kept), found, whole)
    first = days[0]
    others = [reading for reading in found if reading is not first]
    around = level(kept[: first.start] + " " + kept[first.end :])
    if DENIED.search(around):
        return evolve(whole, notes=(f"the words hold back the date {first.words!r}",))
    moved = any(note.startswith(MOVED) for note in first.notes)
    date = first.date
    both = (
        isinstance(date, PartialDate)
        and date.precision is Precision.SPAN
        and None not in {date.earliest, date.latest}
    )
    if _OLD.search(level(kept[: first.start])) and len(days) == 1 and not moved:
        return evolve(whole, notes=(f"names only an old date, {first.words!r}",))
    if not moved and (len(days) > 1 or both) and _HISTORY.search(around):
        old = "these words name an old date beside the new one"
        return evolve(whole, notes=(old if len(days) > 1 else _EITHER,))
    notes = tuple(f"also says {other.words!r}" for other in others)
    stray = _STRAY.search(level(kept), max(0, first.start - 30), first.start)
    doubtful = first.words.isdecimal() or (stray and " of" in stray["word"])
    if doubtful and stray and stray["word"].lower().split()[0] not in _PLAIN:
        notes = (
            f"only {_WHAT[first.words.isdecimal()]} was understood, {stray['word']!r} was not",
            *notes,
        )
    reading = evolve(first, notes=first.notes + notes)
    again = [other for other in others if other.kind is CommitmentKind.RECURRING]
    if again:
        repeats = reading.repeats or again[0].repeats
        reading = evolve(reading, kind=CommitmentKind.RECURRING, repeats=repeats)
    if reading.certainty is Certainty.FIRM and (_OPEN_YET.search(around) or ROUGH.search(around)):
        reading = evolve(reading, certainty=Certainty.APPROXIMATE)
    return _whole(_flagged(reading, ground.day), whole)


def _flagged(reading: DateReading, day: dt.date | None) -> DateReading:
    """Say of what is promised if its day was over when it was promised: legal, and rarely meant."""
    date = reading.date
    if day is None or not isinstance(date, PartialDate) or not date.certainly_before(day):
        return reading
    return evolve(reading, notes=(*reading.notes, WAS_OVER))


def _without_days(flat: str, found: tuple[DateReading, ...], whole: DateReading) -> DateReading:
    """Read a cell in which no day was found."""
    if found:
        reading = _whole(found[0], whole)
        if DENIED.search(flat):
            notes = (*reading.notes, "the words hold it back: nothing is promised")
            return evolve(reading, certainty=Certainty.NONE, notes=notes)
        return reading
    event = on_an_event(flat)
    if event is not None:
        return _whole(event, whole)
    if named_by_season(flat):
        whole = evolve(
            whole, notes=("names something by a season, whose year the words do not give",)
        )
    if NEWS.search(flat):
        notes = (*whole.notes, "promises only news")
        return evolve(whole, kind=CommitmentKind.REPORT_BACK, notes=notes)
    return whole


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
    return tuple(_found(text, Ground(day=document_date, conventions=conventions)))


def _found(text: str, ground: Ground) -> Iterator[DateReading]:
    flat = level(text)
    readings = [
        *relative(flat, ground),
        *dated(flat, ground),
        *undated(flat, strict=not ground.cell),
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
        yield judged(flat, _worded(text, reading))
        following = followed(flat, reading)
        if following is not None:
            position = following.end
            yield _worded(text, following)


def _worded(text: str, reading: DateReading) -> DateReading:
    """Return *reading* with the words at its place."""
    words = clean(text[reading.start : reading.end]).text
    date = reading.date
    kept = date.with_words(words) if isinstance(date, PartialDate) else Undated(words=words)
    return evolve(reading, date=kept)


_BRACKET = re.compile(r"\s*\(")
