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

from accountability.dates import DateConventions, PartialDate, Undated
from accountability.model import CommitmentKind
from accountability.text import clean
from accountability.wording._ground import any_of, compiled, level
from accountability.wording._readings import DateReading, PromiseReading
from accountability.wording._sentences import sentences
from accountability.wording.dates import find_dates, read_date

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
    labelled = tuple(_labelled(text, flat, dates, document_date, conventions))
    taken = [(promise.start, promise.end) for promise in labelled]
    quoted = list(_quoted(flat))
    prose = _in_prose(text, flat, dates, taken, quoted)
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
_FIRST_WORDS = 24
"""Characters between a label and its date: "Target date: by the end of", "Delivery: expected in"."""


def _labelled(
    text: str,
    flat: str,
    dates: tuple[DateReading, ...],
    document_date: dt.date | None,
    conventions: DateConventions,
) -> Iterator[PromiseReading]:
    starts = [date.start for date in dates]
    for found in _LABEL.finditer(flat):
        begin = found.end()
        label = " ".join(found["label"].split())
        stop = _end_of_value(flat, begin)
        at = bisect_left(starts, begin)
        near = at < len(dates) and starts[at] < min(stop, begin + _FIRST_WORDS + 1)
        date = dates[at] if near else None
        lone = read_date(text[begin:stop], document_date, conventions)
        if date is None and stop > begin and (stop - begin <= 80 or lone.is_dated):
            lone_words = clean(text[begin:stop]).text
            date = evolve(_worded(lone, lone_words), start=begin, end=stop)
        first = _LONE.match(flat, begin)
        if first and (date is None or date.start >= first.end() or not date.is_dated):
            short = read_date(text[begin : first.end()], document_date, conventions)
            if short.is_dated:
                date = evolve(short, start=begin, end=first.end())
        if date is None:
            continue
        end = date.end
        yield PromiseReading(
            words=clean(text[found.start() : end]).text,
            start=found.start(),
            end=end,
            date=date,
            label=label,
            condition=_condition(text, flat, begin, stop),
        )


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


def _worded(reading: DateReading, words: str) -> DateReading:
    date = reading.date
    kept = date.with_words(words) if isinstance(date, PartialDate) else Undated(words=words)
    return evolve(reading, date=kept)


# --- in prose -------------------------------------------------------------------------------------

_WILL = any_of(
    "(?:will|shall)",
    r"(?:can|could|should) (?:now )?be (?:[\w-]+ ){0,4}?"
    "(?:delivered|completed|implemented|finished|achieved|published|in place)",
    "(?:is|are) (?:now |currently )?(?:to|due|set|scheduled|expected|planned|on track|committed|anticipated"
    "|estimated|aiming|planning|working)",
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
_PAST = compiled(
    r"\b(?:since|published|announced|launched|began|begun|started|established|introduced|completed|held|agreed"
    r"|set up|was|were|had been|has been|have been|ended|ending|reported|laid|passed|made|issued)"
    r" (?:\w+ ){0,3}?$"
)


def _in_prose(
    text: str,
    flat: str,
    dates: tuple[DateReading, ...],
    taken: list[tuple[int, int]],
    quoted: list[tuple[int, int]],
) -> Iterator[PromiseReading]:
    number = 0
    for start, end in sentences(text):
        while number < len(dates) and dates[number].start < start:
            number += 1
        inside = []
        while number < len(dates) and dates[number].start < end:
            inside.append(dates[number])
            number += 1
        begin = max((e for s, e in taken if start <= s < end), default=start)
        if not any(date.is_dated and date.start >= begin for date in inside):
            continue
        sentence = flat[begin:end]
        if _ASKED.search(sentence):
            continue
        will = _WILL.search(sentence)
        for date in inside:
            if not date.is_dated or date.start < begin or _within(date.start, quoted):
                continue
            if will is None and date.kind is not CommitmentKind.REPORT_BACK:
                continue
            if not _promised(flat, begin, date, will):
                continue
            first = begin + len(sentence) - len(sentence.lstrip())
            yield PromiseReading(
                words=clean(text[first:end]).text,
                start=first,
                end=end,
                date=date,
                condition=_condition(text, flat, first, end),
            )


def _promised(flat: str, begin: int, date: DateReading, will: re.Match[str] | None) -> bool:
    """Tell whether *date* is that of a promise, not of something past or refused."""
    before = flat[begin : date.start]
    near = before[-100:]
    if _PAST.search(near) and not _BY.match(flat, date.start):
        return False
    if _REFUSES.search(near):
        return False
    if will is None:
        return True
    # "By 2025, all teams will …": the date may stand in front of its verb, at the sentence's head.
    return (
        begin + will.start() < date.start
        or len(before.split()) <= 3
        or bool(_BY.match(flat, date.start))
    )


_BY = compiled(r"\b(?:by|before|no later than|within|from)\b")


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


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
    return clean(text[found.start() : found.end()].strip()).text if found else ""
