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
from accountability.wording._readings import Certainty, CountedFrom, DateReading

__all__ = ["GRAMMAR", "HEADS", "relative"]

_NUMBER = rf"(?P<n>[0-9]{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?:(?P<kind>calendar|working|business|sitting) )?(?P<unit>day|week|month|year)s?\b"

_NEXT = r"the (?:next|coming|following)"

GRAMMAR = tuple(
    compiled(pattern)
    for pattern in (
        rf"\b(?P<how>within) (?:a (?:further|period of) |{_NEXT} )?{_NUMBER}[\s-]{_UNIT}",
        rf"\b(?P<how>in|over|during) {_NEXT} {_NUMBER}[\s-]{_UNIT}",
        rf"\b(?P<how>in|over|during|within) {_NEXT} (?P<kind>calendar )?(?P<unit>week|month|year)(?!\w)",
        rf"\b(?P<how>){_NUMBER} {_UNIT}(?= (?:from|after|following) )",
    )
)

HEADS = heads(
    "within",
    f"(?:in|over|during) {_NEXT}",
    f"(?:[0-9]{{1,3}}|{'|'.join(NUMBERS)}) (?:calendar|working|business|sitting|day|week|month|year)",
)
"""What each counted date begins with; not all that begins so is one."""

_FROM = compiled(
    r" (?:of|from|after|following) (?:the |its |this |our )?(?P<what>[^.;,()\n]{1,100})"
)
_DOCUMENT = compiled(
    r"^(?:(?:date|day|publication|issue|release) of )?(?:the |this |our |its )?"
    r"(?:(?:date|day|publication|issue|release) of )?(?:the |this |our |its )?"
    r"(?:publication|report|response|issue|document|letter|minute|paper)(?! (?:by|from|of|into|on)\b)"
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
    what = ""
    if tail:
        document = _DOCUMENT.match(tail["what"])
        if document:
            end = tail.start("what") + document.end()
        else:
            what = tail["what"].strip()
            end = tail.start("what") + len(tail["what"].rstrip())
    groups = found.groupdict()
    if what:
        return _undated(
            start, end, CommitmentKind.EVENT, CountedFrom.EVENT, f"counts from an event: {what}"
        )
    kind = str(groups.get("kind") or "calendar").strip().lower()
    if kind != "calendar":
        return _undated(
            start,
            end,
            CommitmentKind.TARGET,
            CountedFrom.DOCUMENT,
            f"counts {kind} days, for which a calendar is needed",
        )
    if ground.day is None:
        return _undated(
            start,
            end,
            CommitmentKind.TARGET,
            CountedFrom.DOCUMENT,
            "counts from the document's day, which is not known",
        )
    last = _later(ground.day, str(groups.get("n") or "one").lower(), found["unit"].lower())
    if last is None:
        return _undated(
            start, end, CommitmentKind.TARGET, CountedFrom.DOCUMENT, "counts beyond the calendar"
        )
    rough = str(groups["how"]).lower() in {"in", "over", "during"}
    return DateReading(
        date=PartialDate(earliest=ground.day, latest=last),
        certainty=Certainty.APPROXIMATE if rough else Certainty.FIRM,
        anchor=CountedFrom.DOCUMENT,
        start=start,
        end=end,
    )


def _later(day: dt.date, words: str, unit: str) -> dt.date | None:
    number = int(words) if words.isdecimal() else NUMBERS[words]
    try:
        match unit:
            case "day":
                return day + dt.timedelta(days=number)
            case "week":
                return day + dt.timedelta(weeks=number)
            case "month":
                return months_later(day, number)
            case _:
                return months_later(day, 12 * number)
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
