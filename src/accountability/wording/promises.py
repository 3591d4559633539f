"""
Promises with dates: "Target implementation date: March 2021", "this plan will be delivered by 2025".

A reply often promises twice: once under a label, once, more vaguely, in prose. Both are kept. What the
recommender asked for is not a promise, even where the reply quotes it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator

from attrs import evolve

from accountability.dates import DateConventions, PartialDate
from accountability.model import CommitmentKind
from accountability.text import clean
from accountability.wording._ground import Ground, any_of, compiled, level
from accountability.wording._readings import DateReading, PromiseReading
from accountability.wording._sentences import sentences
from accountability.wording.dates import NOTHING, find_dates, read_date

__all__ = ["find_promises"]

_USUAL = DateConventions()


def find_promises(
    text: str, document_date: dt.date | None = None, conventions: DateConventions = _USUAL
) -> tuple[PromiseReading, ...]:
    """
    Find the dated promises in a reply.

    Args:
        text: The reply, as read with its damage repaired.

        document_date: Day of the reply, for dates that are counted from it.

        conventions: What seasons and financial years mean.

    Returns:
        First the promises under a label, whatever their date says; then those in prose that a date
        can be read in: each in the order of the text, with the sentence that makes it. Quoted words and the
        recommender's own deadlines are no promises. May be empty; never raises.
    """
    flat = level(text)
    dates = find_dates(text, document_date, conventions)
    labelled = tuple(
        _labelled(text, flat, dates, Ground(day=document_date, conventions=conventions))
    )
    taken = [(promise.start, promise.end) for promise in labelled]
    quoted = list(_quoted(flat))
    ahead = [date for date in dates if not _is_past(date, document_date)]
    prose = _in_prose(text, flat, ahead, taken, quoted, later=document_date is not None)
    return labelled + tuple(prose)


# --- under a label --------------------------------------------------------------------------------


def _spaced(words: str) -> str:
    """Return a pattern of *words* that allows the stray spaces a PDF leaves inside a word."""
    return r"\s+".join(r"\s?".join(word) for word in words.split())


_LABEL_WORDS = "|".join(
    _spaced(words)
    for words in (
        "target implementation date",
        "target completion date",
        "target delivery date",
        "target date for implementation",
        "target date",
        "implementation date",
        "completion date",
        "delivery date",
        "delivery timeline",
        "delivery timescale",
        "expected completion",
        "expected delivery",
        "planned completion",
        "date for implementation",
        "due date",
        "timescale",
        "timeline",
        "deadline",
        "delivery",
        "target",
    )
)
_LABEL = re.compile(
    rf"(?<![\w-])(?P<label>(?:(?:original|revised|current|new|initial|proposed|forecast)\s+)?"
    rf"(?:{_LABEL_WORDS}))\s{{0,3}}(?::|-(?=\s))\s{{0,20}}",
    re.IGNORECASE,
)
_LONGEST = 80
"""Characters of a value that fixes no day; what is longer is a paragraph."""

_FIRST_WORDS = 24
"""Characters between a label and its date: "Target date: by the end of", "Delivery: expected in"."""


def _labelled(
    text: str,
    flat: str,
    dates: tuple[DateReading, ...],
    ground: Ground,
) -> Iterator[PromiseReading]:
    starts = [date.start for date in dates]
    for found in _LABEL.finditer(flat):
        begin = found.end()
        stop = _end_of_value(flat, begin)
        at = bisect_left(starts, begin)
        date = None
        if at < len(dates) and starts[at] < min(stop, begin + _FIRST_WORDS + 1):
            date = dates[at]
        lone = _LONE.match(flat, begin)
        if date is None or (lone and date.start >= lone.end()):
            date = _value(text, begin, lone.end() if lone else stop, ground) or date
        label = " ".join(found["label"].split())
        if date is None or not ("date" in label.lower() or _says_when(date)):
            continue
        yield PromiseReading(
            words=clean(text[found.start() : date.end]).text,
            start=found.start(),
            end=date.end,
            date=date,
            label=label,
            condition=_condition(text, flat, begin, stop),
        )


def _value(text: str, begin: int, end: int, ground: Ground) -> DateReading | None:
    """Read what stands under a label as a whole; a long text without a date is no value."""
    reading = read_date(text[begin:end], ground.day, ground.conventions)
    if begin == end or (end - begin > _LONGEST and not reading.is_dated):
        return None
    return evolve(reading, start=begin, end=end)


def _says_when(date: DateReading) -> bool:
    """Tell whether words speak of time at all: "in March", "ongoing", "in due course"."""
    return date.notes != (NOTHING,)


_LONE = compiled(
    r"(?:(?:early|mid|late|end(?: of)?)[\s-]+)?(?:(?:spring|summer|autumn|winter),? )?(?:19|20|21)[0-9]{2}"
    r"(?:\s?[-/]\s?(?:[0-9]{4}|[0-9]{2}))?(?![\w/-])"
)
_STOP = re.compile(r"\n|[.;](?=\s|$)")


def _end_of_value(flat: str, begin: int) -> int:
    """Return where a label's value ends: at the line's or sentence's end, at most 120 characters on."""
    window = flat[begin : begin + 120]
    found = _STOP.search(window)
    return begin + (found.start() if found else len(window.rstrip()))


# --- in prose -------------------------------------------------------------------------------------

_WILL = any_of(
    "(?:will|shall)",
    r"(?:can|could|should) (?:now )?be (?:[\w-]+ ){0,4}?"
    "(?:delivered|completed|implemented|finished|achieved|published|in place)",
    "(?:is|are) (?:now |currently )?(?:to|due|set to|scheduled|expected|planned|on track|committed"
    "|anticipated|estimated|aiming|planning|working)",
    "plans? (?:to|for)",
    "(?:intends?|aims?|expects?|anticipates?)",
    "(?:commits?|undertakes?|hopes?|proposes?) to",
    "on course",
    "(?:timetabled|planned|scheduled) (?:to|for)",
    "target(?:s|ing)",
    "(?:due|implementation|completion) (?:to|by|in)",
)
_ASKED = compiled(
    r"\b(?:committee|inquiry|panel|commission|auditor|report|nao|board) (?:\w+ ){0,2}?"
    r"(?:recommend(?:s|ed)?|ask(?:s|ed)?|request(?:s|ed)?|call(?:s|ed)? (?:for|on)|conclude[sd]?|said)\b"
    r"|^\s*(?:[\w']+ )?recommendation(?: [0-9]{1,3}[a-z]?)?\s*:|\bwe recommend\b"
    r"|\bshould (?:write|report|set out|provide|update|publish)\b"
)
_REFUSES = any_of(
    "(?:will|shall|is|are|does|do|can) not(?! only)",
    "cannot",
    "unlikely",
    "no longer",
    "no plans",
)
_DONE = (
    "(?:since|published|announced|launched|began|begun|started|established|introduced|completed|held|agreed"
    "|set up|was|were|had been|has been|have been|ended|ending|reported|laid|passed|made|issued)"
)
_PAST = compiled(rf"\b{_DONE} (?:\w+ ){{0,3}}?$")
_DONE_BETWEEN = any_of(_DONE, r"\w{2,20}ed (?:a|an|the|its|our|their)")


def _in_prose(
    text: str,
    flat: str,
    dates: list[DateReading],
    taken: list[tuple[int, int]],
    quoted: list[tuple[int, int]],
    *,
    later: bool,
) -> Iterator[PromiseReading]:
    number = 0
    for start, end in sentences(text):
        inside = []
        while number < len(dates) and dates[number].start < end:
            inside.append(dates[number])
            number += 1
        begin = max(start, _end_before(end, taken))
        if not any(date.is_dated and date.start >= begin for date in inside):
            continue
        sentence = flat[begin:end]
        if _ASKED.search(sentence):
            continue
        will = _WILL.search(sentence)
        for date in inside:
            if (
                not date.is_dated
                or date.start < begin
                or date.start < _end_before(date.start + 1, quoted)
            ):
                continue
            if will is None and date.kind is not CommitmentKind.REPORT_BACK:
                continue
            if not _promised(flat, begin, date, will, later=later):
                continue
            first = begin + len(sentence) - len(sentence.lstrip())
            # A line break may stand inside a date: "March\n2027".
            last = max(end, date.end)
            yield PromiseReading(
                words=clean(text[first:last]).text,
                start=first,
                end=last,
                date=date,
                condition=_condition(text, flat, first, last),
            )


def _is_past(reading: DateReading, day: dt.date | None) -> bool:
    """Tell whether a date in prose had passed when the reply was written: nobody promises that."""
    date = reading.date
    return day is not None and isinstance(date, PartialDate) and date.certainly_before(day)


def _promised(
    flat: str, begin: int, date: DateReading, will: re.Match[str] | None, *, later: bool
) -> bool:
    """Tell whether *date* is that of a promise, not of something refused, or past if not known *later*."""
    before = flat[begin : date.start]
    near = before[-100:]
    if _PAST.search(near) and not (later or _BY.match(flat, date.start)):
        return False
    if _REFUSES.search(near) or (_FOR.match(flat, date.start) and not _PLANNED.search(near)):
        return False
    if will is None:
        return True
    if begin + will.start() < date.start or _BY.match(flat, date.start):
        return True
    # "In 2027 all teams will …": the date may stand in front of its verb, at the sentence's head.
    between = flat[date.end : begin + will.start()]
    return len(before.split()) <= 3 and not _DONE_BETWEEN.search(between)


_FOR = compiled(r"for ")
"""What is spent for a year is not done by its end."""

_PLANNED = compiled(r"\b(?:planned|scheduled|timetabled|set|due|intended) $")
_BY = compiled(r"\b(?:by|before|no later than|within|from)\b")


def _end_before(offset: int, spans: list[tuple[int, int]]) -> int:
    """Return where the last of *spans* that begins before *offset* ends; 0 if none does."""
    at = bisect_left(spans, (offset, 0))
    return spans[at - 1][1] if at else 0


_QUOTE = re.compile(r"“[^“”]{1,2000}”|\"[^\"\n]{1,2000}\"")


def _quoted(flat: str) -> Iterator[tuple[int, int]]:
    for found in _QUOTE.finditer(flat):
        yield found.span()


_CONDITION = compiled(
    r"\b(?:subject to|provided that|depending on|dependent on|contingent on|conditional on|unless)"
    r" [^.;\n]{1,200}"
)


def _condition(text: str, flat: str, start: int, end: int) -> str:
    """Return what must happen first, as it stands in *text* between *start* and *end*."""
    found = _CONDITION.search(flat, start, end)
    if found is None:
        return ""
    words = text[found.start() : found.end()]
    # "Subject to a vote, it will …": in front of its sentence a condition ends with the comma.
    if found.start() == start:
        words = words.partition(",")[0]
    return clean(words.strip()).text
