"""Dates that are counted: "within six months", "over the coming year", "56 days after publication"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from accountability.dates import PartialDate, Undated
from accountability.model import CommitmentKind
from accountability.wording._ground import (
    NUMBERS,
    Ground,
    compiled,
    heads,
    matches_at,
    months_later,
    starts,
)
from accountability.wording._periods import Period, periods
from accountability.wording._readings import Certainty, CountedFrom, DateReading

__all__ = ["GRAMMAR", "HEADS", "followed", "relative"]

_COUNT = rf"[0-9]{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
_NUMBER = rf"(?P<n>{_COUNT})"
_SPAN = "day|week|fortnight|month|quarter|year|decade"
_UNIT = rf"(?:(?P<kind>calendar|working|business|sitting) )?(?P<unit>{_SPAN})s?\b"

_RANGE = rf"(?:(?:{_COUNT})(?:\s?-\s?| to | or ))?"
"""The lower end of "three to six months": the last day is that of the upper."""

_ONE = "(?P<unit>week|fortnight|month|quarter|year|decade)"
_A_TOTAL = "(?:a )?(?:further|period of|maximum of|total of)"
_NEXT = r"the (?:next|coming|following)"

GRAMMAR = tuple(
    compiled(pattern)
    for pattern in (
        rf"\b(?P<how>within|inside) (?:{_A_TOTAL} |{_NEXT} )?{_RANGE}{_NUMBER}[\s-]{_UNIT}",
        rf"\b(?P<how>in|over|during|for|throughout|across) {_NEXT} {_RANGE}{_NUMBER}[\s-]{_UNIT}",
        rf"\b(?P<how>in) {_RANGE}{_NUMBER}[\s-]{_UNIT}(?:'s?)? time\b",
        r"\b(?P<how>within) the (?P<unit>week|month|year)(?= (?:of|from|after|following) )",
        rf"\b(?P<how>in|over|during|within|for|throughout|across) {_NEXT} (?P<kind>calendar )?{_ONE}(?!\w)",
        rf"\b(?P<how>){_NUMBER} {_UNIT}(?= (?:from|after|following) )",
    )
)

HEADS = heads(
    "within|inside",
    f"in (?:[0-9]|{'|'.join(NUMBERS)})",
    f"(?:in|over|during|for|throughout|across) {_NEXT}",
    f"(?:{_COUNT}) (?:calendar|working|business|sitting|{_SPAN})",
    f"(?:{_COUNT})-(?:{_SPAN})",
)
"""What each counted date begins with; not all that begins so is one."""

_FROM = compiled(
    r" (?:of|from|after|following) (?:the |its |this |our )?(?P<what>[^.;,()\n]{1,100})"
)
_DOCUMENT = compiled(
    r"^(?:(?:date|day|publication|issue|release) of )?(?:the |this |our |its )?"
    r"(?:(?:date|day|publication|issue|release) of )?(?:the |this |our |its )?"
    r"(?:publication|report|response|issue|document|letter|minute|paper|now\b|today\b)"
    r"(?! (?:by|from|of|into|on)\b)"
)


def relative(flat: str, ground: Ground) -> Iterator[DateReading]:
    """Yield the counted dates of a levelled text; those counted from an event are undated."""
    places = starts(HEADS, flat)
    for pattern in GRAMMAR:
        for found in matches_at(pattern, flat, places):
            yield _read(flat, found, ground)


def _read(flat: str, found: re.Match[str], ground: Ground) -> DateReading:
    start, end = found.span()
    tail = _FROM.match(flat, end)
    groups = found.groupdict()
    kind = str(groups.get("kind") or "calendar").strip().lower()
    day, anchor, what = ground.day, CountedFrom.DOCUMENT, ""
    begins: dt.date | None = None
    said = "counts from the document's day, which is not known"
    if tail:
        document = _DOCUMENT.match(tail["what"])
        period = None if document else _period_at(tail["what"], ground)
        if document:
            end = tail.start("what") + document.end()
        elif period is not None:
            end = tail.start("what") + period.end
            day, anchor = period.date.latest if period.date else None, CountedFrom.DATE
            begins = period.date.earliest if period.date else None
            said = "counts from a date that fixes no day"
        else:
            what = tail["what"].strip()
            end = tail.start("what") + len(tail["what"].rstrip())
    if what:
        said = f"counts from an event: {what}"
        return _undated(start, end, CommitmentKind.EVENT, CountedFrom.EVENT, said)
    if kind != "calendar":
        day, said = None, f"counts {kind} days, for which a calendar is needed"
    if day is None:
        return _undated(start, end, CommitmentKind.TARGET, anchor, said)
    last = _later(day, str(groups.get("n") or "one").lower(), found["unit"].lower())
    if last is None:
        said = "counts beyond the calendar"
        return _undated(start, end, CommitmentKind.TARGET, anchor, said)
    date = PartialDate(earliest=begins or day, latest=last)
    at_least = _AT_LEAST.search(flat, max(0, start - 24), start)
    if at_least:
        start, date = at_least.start(), PartialDate(earliest=last)
    rough = str(groups["how"]).lower() in {"in", "over", "during", "for", "throughout", "across"}
    return DateReading(
        date=date,
        certainty=Certainty.APPROXIMATE if rough else Certainty.FIRM,
        anchor=anchor,
        start=start,
        end=end,
    )


_AT_LEAST = compiled(r"\b(?:at least|(?:no|not) (?:earlier|sooner|less|fewer) than|not before) $")


def _period_at(what: str, ground: Ground) -> Period | None:
    """Return the period that *what* begins with."""
    first = next(iter(periods(what, ground)), None)
    return first if first is not None and first.start == 0 else None


_FOLLOWED = compiled(
    rf",? (?:and )?(?P<by>followed by) (?:a |an |the )?[^.;,()\n]{{0,60}}?\b{_NUMBER}[\s-]{_UNIT}"
)


def followed(flat: str, reading: DateReading) -> DateReading | None:
    """Read what is counted from the date before it: "by May 2027, followed by a trial of one year"."""
    date = reading.date
    if not isinstance(date, PartialDate) or date.latest is None:
        return None
    found = _FOLLOWED.match(flat, reading.end)
    if found is None or str(found["kind"] or "calendar").lower() != "calendar":
        return None
    last = _later(date.latest, found["n"].lower(), found["unit"].lower())
    if last is None:
        return None
    return DateReading(
        date=PartialDate(earliest=date.latest, latest=last),
        certainty=Certainty.APPROXIMATE,
        anchor=CountedFrom.DATE,
        notes=("counted from the end of the date before it",),
        start=found.start("by"),
        end=found.end(),
    )


def _later(day: dt.date, words: str, unit: str) -> dt.date | None:
    number = int(words) if words.isdecimal() else NUMBERS[words]
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    try:
        if months is None:
            return day + dt.timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
        return months_later(day, months * number)
    except (ValueError, OverflowError):
        return None


def _undated(
    start: int, end: int, kind: CommitmentKind, anchor: CountedFrom, note: str
) -> DateReading:
    return DateReading(
        date=Undated(),
        kind=kind,
        certainty=Certainty.NONE,
        anchor=anchor,
        notes=(note,),
        start=start,
        end=end,
    )
