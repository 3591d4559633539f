"""Dates that are counted: "within six months", "over the coming year", "56 days after publication"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from accountability.dates import PartialDate, Undated
from accountability.model import CommitmentKind
from accountability.wording._periods import NUMBERS, Ground, compiled, months_later
from accountability.wording._readings import Anchor, Certainty, DateReading

__all__ = ["relative"]

_NUMBER = rf"(?P<n>[0-9]{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?:(?P<kind>calendar|working|business|sitting) )?(?P<unit>day|week|month|year)s?\b"

_PATTERNS = tuple(
    compiled(pattern)
    for pattern in (
        rf"\b(?P<how>within) (?:a (?:further|period of) |the (?:next|coming|following) )?{_NUMBER}[\s-]{_UNIT}",
        rf"\b(?P<how>in|over|during) the (?:next|coming|following) {_NUMBER}[\s-]{_UNIT}",
        r"\b(?P<how>in|over|during|within) the (?:next|coming|following) (?P<kind>calendar )?(?P<unit>week|month|year)(?!\w)",
        rf"\b(?P<how>){_NUMBER} {_UNIT}(?= (?:from|after|following) )",
    )
)

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
    for pattern in _PATTERNS:
        for found in pattern.finditer(flat):
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
            start, end, CommitmentKind.EVENT, Anchor.EVENT, f"counts from an event: {what}"
        )
    if groups.get("kind", None) and str(groups["kind"]).lower() not in {"calendar"}:
        kind = str(groups["kind"]).lower()
        return _undated(
            start,
            end,
            CommitmentKind.TARGET,
            Anchor.DOCUMENT,
            f"counts {kind} days; no calendar says which",
        )
    if ground.day is None:
        return _undated(
            start,
            end,
            CommitmentKind.TARGET,
            Anchor.DOCUMENT,
            "counts from the document's day, which is not known",
        )
    last = _later(ground.day, str(groups.get("n") or "one").lower(), found["unit"].lower())
    if last is None:
        return _undated(
            start, end, CommitmentKind.TARGET, Anchor.DOCUMENT, "counts beyond the calendar"
        )
    rough = str(groups["how"]).lower() in {"in", "over", "during"}
    return DateReading(
        date=PartialDate(earliest=ground.day, latest=last),
        certainty=Certainty.APPROXIMATE if rough else Certainty.FIRM,
        anchor=Anchor.DOCUMENT,
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


def _undated(start: int, end: int, kind: CommitmentKind, anchor: Anchor, note: str) -> DateReading:
    return DateReading(
        date=Undated(),
        kind=kind,
        certainty=Certainty.NONE,
        anchor=anchor,
        notes=(note,),
        start=start,
        end=end,
    )
