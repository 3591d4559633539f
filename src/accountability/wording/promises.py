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

from attrs import evolve, frozen

from accountability.dates import DateConventions, PartialDate
from accountability.model import CommitmentKind
from accountability.text import clean
from accountability.wording._asked import ELSEWHERE, asked_until
from accountability.wording._ground import Ground, any_of, compiled, level
from accountability.wording._owners import owner_of
from accountability.wording._quoted import others_words
from accountability.wording._readings import DateReading, PromiseReading, Speaker
from accountability.wording._sentences import sentences
from accountability.wording.dates import NOTHING, find_dates, read_date

__all__ = ["find_promises"]

_USUAL = DateConventions()


def find_promises(
    text: str,
    document_date: dt.date | None = None,
    conventions: DateConventions = _USUAL,
    *,
    recommendation: str = "",
    all_speakers: bool = False,
) -> tuple[PromiseReading, ...]:
    """
    Find the dated promises in a reply.

    Args:
        text: The reply, as read with its damage repaired.

        document_date: Day of the reply, for dates that are counted from it.

        conventions: What seasons and financial years mean.

        recommendation: What is replied to; where the reply repeats it, these words are not the reply's.

        all_speakers: Whether to give the recommender's deadlines in prose as well, told apart by their
            `Speaker`.

    Returns:
        First the promises under a label, whatever their date says; then those in prose that a date
        can be read in: each in the order of the text, with the sentence that makes it. Quoted words and the
        recommender's own deadlines are no promises. May be empty; never raises.
    """
    flat = level(text)
    dates = find_dates(text, document_date, conventions)
    quoted = others_words(flat, level(recommendation))
    labelled = tuple(
        promise
        for promise in _labelled(
            text, flat, dates, Ground(day=document_date, conventions=conventions)
        )
        if promise.start >= _end_before(promise.start + 1, quoted)
    )
    taken = [(promise.start, promise.end) for promise in labelled]
    ahead = [date for date in dates if not _is_past(date, document_date)]
    prose = _in_prose(
        _Prose(text=text, flat=flat, quoted=quoted, later=document_date is not None), ahead, taken
    )
    return labelled + tuple(
        promise for promise in prose if all_speakers or promise.speaker is Speaker.RESPONDER
    )


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
_REFUSES = any_of(
    "(?:will|shall|is|are|does|do|can) not(?! only)",
    "won't",
    "(?:will|shall) never",
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


@frozen(kw_only=True)
class _Prose:
    """A reply: its *text* as read and levelled, where it has others' words, and whether its day is known."""

    text: str
    flat: str
    quoted: list[tuple[int, int]]
    later: bool


def _in_prose(
    prose: _Prose, dates: list[DateReading], taken: list[tuple[int, int]]
) -> Iterator[PromiseReading]:
    number, lead = 0, ""
    for start, end in sentences(prose.text):
        inside = []
        while number < len(dates) and dates[number].start < end:
            inside.append(dates[number])
            number += 1
        begin = max(start, _end_before(end, taken))
        sentence = prose.flat[begin:end]
        lead = _lead(sentence, lead)
        inside = [date for date in inside if date.is_dated and date.start >= begin]
        if inside and not sentence.rstrip().endswith("?"):
            yield from _of_sentence(prose, begin, end, inside, lead)


def _of_sentence(
    prose: _Prose, begin: int, end: int, dates: list[DateReading], lead: str
) -> Iterator[PromiseReading]:
    """Yield the promises of one sentence, and what it tells of the recommender's deadlines."""
    flat, sentence = prose.flat, prose.flat[begin:end]
    first = begin + len(sentence) - len(sentence.lstrip())
    asked = asked_until(sentence) or (asked_until(lead) and len(sentence))
    led = _WILL.search(lead) if lead else None
    wills = list(_WILL.finditer(sentence))
    starts = [will.start() for will in wills]
    nameable = _without_dates(sentence, begin, dates)
    conditions = list(_CONDITION.finditer(flat, first, end))
    words = clean(prose.text[first:end]).text
    for date in dates:
        at = date.start - begin
        will = wills[max(0, bisect_left(starts, at) - 1)] if wills else None
        quotation = date.start < _end_before(date.start + 1, prose.quoted)
        speaker = Speaker.RECOMMENDER if quotation or at < asked else Speaker.RESPONDER
        if speaker is Speaker.RESPONDER:
            if will is None and led is None and date.kind is not CommitmentKind.REPORT_BACK:
                continue
            if not _promised(flat, begin, date, will, later=prose.later):
                continue
            if ELSEWHERE.search(sentence, max(0, at - 200), at):
                continue
        # A line break may stand inside a date: "March\n2027".
        last = max(end, date.end)
        yield PromiseReading(
            words=words if last == end else clean(prose.text[first:last]).text,
            start=first,
            end=last,
            date=_going_on(sentence, at, date, will),
            condition=_condition_of(prose.text, conditions, first, date),
            owner=owner_of(lead, led) if will is None else owner_of(nameable, will),
            speaker=speaker,
        )


def _without_dates(sentence: str, begin: int, dates: list[DateReading]) -> str:
    """Return *sentence* with its dates blanked: "In May the Office will …" does not name "May the Office"."""
    for date in dates[:_MANY]:
        start, end = date.start - begin, min(date.end - begin, len(sentence))
        sentence = f"{sentence[:start]}{',' * (end - start)}{sentence[end:]}"
    return sentence


_MANY = 20
"""Dates of a sentence; more stand in a list, not in front of names."""

_BULLET = re.compile(r"(?:[-•*·o]|\(?[0-9a-z]{1,3}[.)])\s")


def _lead(sentence: str, before: str) -> str:
    """Return the words that lead a list in ("We will:"), where *sentence* is they or one of its entries."""
    if sentence.rstrip().endswith(":"):
        return sentence if _WILL.search(sentence) and not _REFUSES.search(sentence) else ""
    return before if _BULLET.match(sentence.lstrip()) else ""


_GOES_ON = compiled(r"\b(?:will|shall) (?:[a-z]{2,20}ly )?(?:continue|keep|carry on|remain)\b")
_AND = compiled(r"\b(?:and|which|then)\b")


def _going_on(sentence: str, at: int, date: DateReading, will: re.Match[str] | None) -> DateReading:
    """Return *date*, as one until which something goes on if nothing new is promised: "will continue to"."""
    if will is None or date.kind is not CommitmentKind.TARGET or will.start() >= at:
        return date
    goes_on = _GOES_ON.match(sentence, will.start())
    if goes_on is None or _AND.search(sentence, goes_on.end(), at):
        return date
    return evolve(date, kind=CommitmentKind.CONTINUOUS)


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
    if will is not None and begin + will.start() < date.start:
        # "Will not wait, and will publish": what is refused may be another thing.
        clauses = [found.end() for found in _CLAUSES.finditer(before[: will.start()][-100:])]
        near = before[max(0, will.start() - 100) :][clauses[-1] if clauses else 0 :][-200:]
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


_CLAUSES = compiled(r"[;:]|,? (?:and|but|however|while) ")
_FOR = compiled(r"for ")
"""What is spent for a year is not done by its end."""

_PLANNED = compiled(r"\b(?:planned|scheduled|timetabled|set|due|intended) $")
_BY = compiled(r"\b(?:by|before|no later than|within|from)\b")


def _end_before(offset: int, spans: list[tuple[int, int]]) -> int:
    """Return where the last of *spans* that begins before *offset* ends; 0 if none does."""
    at = bisect_left(spans, (offset, 0))
    return spans[at - 1][1] if at else 0


_CONDITION = compiled(
    r"\b(?:subject to|provided that|depending on|dependent on|contingent on|conditional on|unless"
    r"|as long as|if|pending"
    r"|(?:when|where|as) (?:parliamentary time|funding|resources|time)(?= (?:allow|permit)))"
    r" [^.;\n]{1,200}"
)


def _condition(text: str, flat: str, start: int, end: int) -> str:
    """Return what must happen first, as it stands in *text* between *start* and *end*."""
    found = _CONDITION.search(flat, start, end)
    return "" if found is None else _shown(text, found, start)


def _condition_of(text: str, conditions: list[re.Match[str]], start: int, date: DateReading) -> str:
    """Return the condition of one date in a sentence: the nearest behind it, or the first."""
    if not conditions:
        return ""
    behind = [found for found in conditions[:20] if found.start() >= date.end]
    return _shown(text, (behind or conditions)[0], start)


def _shown(text: str, found: re.Match[str], start: int) -> str:
    words = text[found.start() : found.end()]
    # "Subject to a vote, it will …": in front of its sentence a condition ends with the comma.
    if found.start() == start:
        words = words.partition(",")[0]
    return clean(words.strip()).text
