"""
What stands in front of a period and behind it: "by the end of", "early in", "week commencing", "onwards".

Here a period of `accountability.wording._periods` becomes the reading of a date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from attrs import evolve, frozen

from accountability.dates import PartialDate, Precision, Undated
from accountability.model import CommitmentKind
from accountability.wording import _conventions as notes
from accountability.wording._ground import (
    COUNT,
    NUMBERS,
    Ground,
    compiled,
    half_of,
    months_later,
    third_of,
)
from accountability.wording._periods import Period, periods
from accountability.wording._readings import Certainty, CountedFrom, DateReading

__all__ = ["MOVED", "ONLY_OLD", "dated"]

_BEFORE = 60
"""Characters in front of a period that can belong to its date ("no later than the end of the")."""

_EVENT = 110
"""Characters in front of a period that can name what happens then ("before the launch of the desk in")."""

_PART = compiled(
    r"(?:\b(?P<later>later(?: on)?(?: in)?|(?:the )?(?:rest|remainder) of) (?:the )?"
    r"|\b(?P<earlymid>early(?:[\s-](?:to|or)[\s-]|[/-])mid)(?:-| (?:in )?(?:the )?)"
    r"|\b(?P<midlate>mid(?:[\s-](?:to|or)[\s-]|[/-])late)(?:-| (?:in )?(?:the )?)"
    r"|\b(?:the )?(?P<early>(?:early|earlier|opening) (?:part|stages?|months|weeks) of|early)"
    r"(?:-| in (?:the )?| on in | (?:the )?)"
    r"|\b(?:the )?(?P<mid>mid|middle of)(?:-| (?:the )?)"
    r"|\b(?:the )?(?P<late>(?:later?|latter|closing) (?:part|stages?|months|weeks) of|late)"
    r"(?:-| in (?:the )?| (?:the )?)"
    r"|\b(?:the )?(?P<start>start|beginning) of (?:the )?"
    r"|\b(?:the )?(?P<half1>first half) of (?:the )?"
    r"|\b(?:the )?(?P<half2>(?:second|last|latter) half) of (?:the )?"
    r"|\b(?P<weekfrom>w\s?/\s?[cb]|wc|(?:the )?week (?:commencing|beginning|starting|from))"
    r"(?: on)?:? (?:the )?"
    r"|\b(?P<weekto>w\s?/\s?e|(?:the )?week (?:ending|ended))(?: on)?:? (?:the )?"
    r"|\b(?P<firstday>(?:the )?(?:first|1st) day)(?: of| in)(?: the)? "
    r"|\b(?P<lastday>(?:the )?(?:last|final) day)(?: of| in)(?: the)? "
    r"|\b(?P<week>(?:the )?(?:(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th) )?"
    r"(?:(?:two|few|full|working|business) ){0,2}(?:days?|weeks?|weekend|fortnight|months?))"
    r"(?: of| in)(?: the)? "
    rf"|(?<!every\s)(?<!each\s)\b(?P<spanto>(?:the )?(?:last |final |first )?(?P<n>{COUNT})[\s-]"
    r"(?P<unit>day|week|month|year)s?"
    r" (?:ending|ended|to|up to|until|leading up to|running to))(?: on| in)? (?:the )?"
    r"|\b(?P<yearto>(?:the )?(?:(?:financial |fiscal )?year|12 months|twelve months)"
    r" (?:ending|ended|to)"
    r"|fye|y/?e)"
    r"(?: on| in)? (?:the )?"
    r"|\b(?:towards |around |at )?(?:the )?(?P<end>end|close)(?:-| of (?:the )?| ))$"
)

_CLOCK = (
    r"(?:(?:(?:close of|end of) (?:play|business|the day|day)|cop|cob|noon|midday|midnight"
    r"|[0-9]{1,2}(?:[:.][0-9]{2})?\s?(?:am|pm|hrs|hours)|[0-9]{2}:[0-9]{2})(?: on)?,? )?"
)

_PREFIX = compiled(
    r"(?:\b(?P<after>not before|no earlier than|not earlier than|no sooner than|on or after|from or after)"
    r"|\b(?P<earliest>(?:at the )?(?:very )?earliest(?:,? (?:by|in|from|on))?)[,:]?"
    r"|\b(?P<by>(?:by )?(?:no|not) later than|nlt|on or before|by or before|before or by|by or in"
    r"|due by|due before|latest by|by|up to|until|till|due|at the latest(?: by| in)?|deadline(?: of)?"
    r"|(?:cop|cob|close of (?:play|business))(?: on)?,?)"
    r"|\b(?P<before>before|pre-?|ahead of|prior to|in advance of)"
    r"|\b(?P<start>(?:(?:starting|beginning|commencing|effective|with effect|and )\s*)?(?:from|as of|as from)"
    r"|starting(?: in| on)?|commencing(?: in| on)?|beginning(?: in| on)?|since)"
    r"|\b(?P<beyond>beyond|after|post-?|subsequent to)"
    r"|\b(?P<about>around|about|circa|c\.|approximately|roughly|approx\.?|est\.?|estimated|exp\.?"
    r"|prov\.?|expected)[,:]?"
    r"|(?P<roughly>[~≈])"
    r"|\b(?P<within>in|during|on|for|at|over|within|throughout|between|of))"
    rf" (?:about |around )?(?:the )?{_CLOCK}$"
)

_ONWARDS = compiled(
    r",? \(?(?:onwards?|or later|and later|(?:at the )?(?:very )?earliest|(?:and|or) beyond"
    r"|and thereafter|(?:and|or) after)\b\)?|\+(?!\w)"
)
_AT_LATEST = compiled(
    r",? \(?(?:at (?:the )?(?:very )?latest|latest|or (?:before|earlier|sooner))\b\)?"
)

_BEFORE_EVENT = compiled(
    r"\b(?:(?P<on>on|upon|once) (?:the )?(?:royal assent"
    r"|(?:passage|completion|conclusion|commencement|launch|opening|publication|introduction|expiry|closure)"
    r"(?: of| is|,|(?= in )))|(?P<front>before|ahead of|prior to|in advance of|until|after|following) "
    r"(?:the |its |our |this |their )?(?:[\w'-]+ ){0,3}?"
    r"(?:anniversary|elections?|launch|start|opening|expiry|completion|publication|conclusion|commencement"
    r"|introduction|meeting|conference|summit|review|vote|debate|hearing|move|closure|deadline|budget"
    r"|statement|passage|royal assent))"
    r"(?!\w)[^.;:,()\n]{0,60}$"
)
"""An event whose own date follows: "before the next anniversary of the fire in April 2027"."""


@frozen
class _Front:
    """A period with what was read in front of it."""

    start: int
    period: Period
    part: str
    prefix: str
    date: PartialDate | None
    notes: tuple[str, ...] = ()


_THIRDS = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 3}


def _front(flat: str, period: Period, ground: Ground, floor: int) -> _Front:
    start, date = period.start, period.date
    window = flat[max(floor, start - _BEFORE) : start]
    part = prefix = ""
    counted = ("", "")
    found = _PART.search(window)
    if found:
        part = found.lastgroup or ""
        if found["spanto"]:
            part, counted = "spanto", (found["n"].lower(), found["unit"].lower())
        start -= len(window) - found.start()
        window = window[: found.start()]
    glued = window and window[-1:].isalnum()
    found = None if glued else _PREFIX.search(window if window[-1:].isspace() else f"{window} ")
    if found:
        prefix = found.lastgroup or ""
        prefix = {"earliest": "start", "roughly": "about"}.get(prefix, prefix)
        start -= len(window) - found.start()
    said: tuple[str, ...] = ()
    if date is not None and part:
        date, said = _part_of(date, part, prefix, ground, counted)
    return _Front(start, period, part, prefix, date, said)


_BEYOND = "leaves the calendar"


def _part_of(
    date: PartialDate,
    part: str,
    prefix: str,
    ground: Ground,
    counted: tuple[str, str] = ("", ""),
) -> tuple[PartialDate | None, tuple[str, ...]]:
    """Return the part of a period and which convention decided; no days where the calendar has none."""
    try:
        if part == "spanto":
            return _until(date, *counted), ()
        return _taken(date, part, prefix, ground)
    except (ValueError, OverflowError):
        return None, (_BEYOND,)


def _until(date: PartialDate, count: str, unit: str) -> PartialDate | None:
    """Return the days counted back from the end of a period: "the 18 months to March 2027"."""
    if date.latest is None:
        return None
    number = int(count) if count.isdecimal() else NUMBERS[count]
    after = date.latest + dt.timedelta(days=1)
    if unit in {"day", "week"}:
        begins = after - dt.timedelta(days=number * (7 if unit == "week" else 1))
    else:
        begins = months_later(after, -number * (12 if unit == "year" else 1))
    return PartialDate(earliest=begins, latest=date.latest)


def _taken(
    date: PartialDate, part: str, prefix: str, ground: Ground
) -> tuple[PartialDate | None, tuple[str, ...]]:
    one_day = date.precision is Precision.DAY
    if part == "later":
        inside = ground.day is not None and _inside(ground.day, date)
        return PartialDate(earliest=ground.day if inside else date.earliest, latest=date.latest), ()
    if part.startswith("week"):
        if not one_day or date.latest is None:
            return date, ("names less than that: all of it was taken",)
        return _week(date.latest, part), ()
    if part in {"firstday", "lastday"} and date.earliest and date.latest:
        return PartialDate.day(date.earliest if part == "firstday" else date.latest), ()
    if part == "yearto":
        if date.latest is None:
            return None, ()
        if date.precision is Precision.YEAR:
            starts = ground.conventions.financial_year_starts
            ends = ground.conventions.financial_year(date.latest.year - (starts > 1))
            return ends, (notes.financial(ground.conventions),)
        following = months_later(date.latest + dt.timedelta(days=1), -12)
        return PartialDate(earliest=following, latest=date.latest), ()
    if one_day or (part == "end" and prefix in {"by", "before"}):
        return date, ()
    if part == "mid" and prefix in {"by", "before"} and date.precision is Precision.YEAR:
        june = ground.conventions.by_mid_year_is_june
        ends = third_of(date, 1)
        if june and date.earliest is not None:
            ends = PartialDate(earliest=date.earliest, latest=dt.date(date.earliest.year, 6, 30))
        return ends, (notes.by_mid_year(june=june),)
    said = notes.part(part, of_year=_is_a_year(date))
    if part in _PAIRS:
        first, last = (third_of(date, number) for number in _PAIRS[part])
        return PartialDate(earliest=first.earliest, latest=last.latest), (said,)
    if part.startswith("half"):
        return half_of(date, int(part[-1]) - 1), (said,)
    return third_of(date, _THIRDS[part]), (said,)


_PAIRS = {"earlymid": (0, 1), "midlate": (1, 2)}


def _is_a_year(date: PartialDate) -> bool:
    return date.precision in {Precision.YEAR, Precision.FINANCIAL_YEAR}


def _week(day: dt.date, part: str) -> PartialDate:
    back = {"weekfrom": 0, "weekto": 6, "week": day.weekday()}[part]
    first = day - dt.timedelta(days=back)
    return PartialDate(earliest=first, latest=first + dt.timedelta(days=6))


def _inside(day: dt.date, date: PartialDate) -> bool:
    return date.possibly_before(day + dt.timedelta(days=1)) and not date.certainly_before(day)


MOVED = "moved"
"""How the note of a date begins that took the place of an older one in the same words."""

ONLY_OLD = "could be the date that was moved: the new one is not printed"

_MOVED = compiled(
    r"\b(?:moved|moves?|moving|deferred|delayed|extended|extension|revised|revision|slipped|slip|slippage|slid"
    r"|shifted|changed?|postponed|re-?scheduled|re-?planned|re-?profiled|re-?baselined|re-?phased|pushed|put"
    r"|brought|advanced|adjusted|amended|updated|altered|drifted|rolled|reset|switched|corrected|accelerated"
    r"|delay|deferral|postponement)"
    r"(?: (?:back|forwards?|out|over|on|again|further|it|this|the|its|our|their|target|delivery|completion"
    r"|implementation|date|dates|deadline|timeline|timescale|milestone|timetable)){0,4}"
    r"(?: by [^.;,()\n]{1,24})?[\s,:(]*$"
)
"""What stands in front of "from March 2027 to June 2028" where the first of the dates is the old one."""

_JOIN = compiled(r"^,?\s*(?:to|until|till|through|up to|-|/|or)\s*(?:the )?$")
_EITHER = compiled(r"^,?\s*(?:/|or)\s*(?:the )?$")
_AND = compiled(r"^ and (?:the )?$")
_SPANNING = compiled(r"\bbetween\b")


def dated(flat: str, ground: Ground) -> Iterator[DateReading]:
    """Yield the dates of a levelled text that name periods; in prose a bare one only behind "by" or so."""
    named = list(periods(flat, ground))
    floor = number = 0
    while number < len(named):
        period = named[number]
        number += 1
        front = _front(flat, period, ground, floor)
        if number < len(named):
            joined = _joined(flat, front, named[number], ground)
            if joined is not None:
                number += 1
                floor = joined.end
                yield joined
                continue
        prose = not ground.cell and period.bare
        if prose and not (front.prefix or front.part):
            continue
        if prose and _is_adjective(flat, period.start):
            continue
        if front.prefix == "within" and flat[front.start : front.start + 2].lower() == "of":
            if prose and not front.part:
                continue
            front = evolve(front, start=period.start if not front.part else front.start, prefix="")
        end = floor = period.end
        if front.date is None:
            yield _reading((front.start, end), None, period, front.notes)
            continue
        moved = _moved(flat, front, end)
        if moved is not None:
            yield moved
            continue
        if period.spans and front.prefix == "start":
            front = evolve(front, prefix="")
        onwards = _ONWARDS.match(flat, end)
        latest = None if onwards else _AT_LATEST.match(flat, end)
        behind = onwards or latest
        if behind:
            end = floor = behind.end()
        if latest and front.prefix in {"", "within", "about"}:
            front = evolve(front, prefix="by")
        try:
            yield _with_prefix(flat, front, end, ground, onwards=onwards is not None)
        except (ValueError, OverflowError):
            yield _reading((front.start, end), None, period, (_BEYOND,))


def _moved(flat: str, front: _Front, end: int) -> DateReading | None:
    """Read "from March to June 2028" behind "moved": the second is the date, alone the first is none."""
    period = front.period
    before = max(0, front.start - _BEFORE)
    if front.prefix != "start" or not _MOVED.search(flat, before, front.start):
        return None
    said = f"{MOVED}: the first date is the old one" if period.last is not None else ONLY_OLD
    return _reading((front.start, end), period.last, period, (*front.notes, said))


def _joined(flat: str, front: _Front, second: Period, ground: Ground) -> DateReading | None:
    """Return the span from one period to the *second*: "from late 2026 to early 2027"."""
    end = front.period.end
    last = second.date
    begins = second.start
    said: tuple[str, ...] = ()
    window = flat[max(end, begins - _BEFORE) : begins]
    part = _PART.search(window)
    if part and last is not None:
        begins -= len(window) - part.start()
        if part.lastgroup != "end":  # "to the end of 2027" says no less and no more than "to 2027"
            last, said = _part_of(last, part.lastgroup or "", "", ground)
    between = flat[end:begins]
    moved = _MOVED.search(flat, max(0, front.start - _BEFORE), front.start)
    if moved and front.prefix == "start" and _JOIN.match(between) and last is not None:
        old = flat[front.period.start : front.period.end]
        told = (f"{MOVED}: the old date was {old!r}", *second.notes, *said)
        reading = _reading((front.start, second.end), last, second, ())
        rough = bool(part) and (part.lastgroup if part else "") not in _EXACT
        return evolve(
            reading,
            notes=tuple(dict.fromkeys(told)),
            certainty=Certainty.APPROXIMATE if rough else Certainty.FIRM,
        )
    if not _JOIN.match(between) and not (
        _AND.match(between) and _SPANNING.search(flat, front.start, front.period.start)
    ):
        return None
    first = front.date
    if first is None or last is None or first.earliest is None or last.latest is None:
        return None
    if first.earliest > last.latest:
        return None
    date = PartialDate(earliest=first.earliest, latest=last.latest, precision=Precision.SPAN)
    if front.prefix in {"by", "before"}:
        date = date.until()
    either = _EITHER.match(between) is not None
    told = (*front.period.notes, *front.notes, *second.notes, *said, *((notes.EITHER,) * either))
    reading = _reading((front.start, second.end), date, front.period, ())
    rough = (
        either
        or (front.part and front.part not in _EXACT)
        or (part is not None and part.lastgroup not in _EXACT | {"end"})
    )
    return evolve(
        reading,
        notes=tuple(dict.fromkeys(told)),
        certainty=Certainty.APPROXIMATE if rough else Certainty.FIRM,
        anchor=CountedFrom.DOCUMENT
        if front.period.relative or second.relative
        else CountedFrom.WORDS,
    )


def _is_adjective(flat: str, start: int) -> bool:
    """Tell whether a lone year only names something: "in the 2015 Review"."""
    return flat[start].isdigit() and flat[max(0, start - 4) : start].lower() == "the "


def _beside(date: PartialDate, front: str) -> PartialDate:
    """Return the days on the side of an event's date that *front* names; its own behind "on"."""
    if front in {"after", "following"}:
        return date.onwards()
    return date.until() if front else date


def _with_prefix(
    flat: str, front: _Front, end: int, ground: Ground, *, onwards: bool
) -> DateReading:
    period, prefix, date = front.period, front.prefix, front.date
    if date is None:
        return _reading((front.start, end), None, period, front.notes)
    said = front.notes
    start = front.start
    kind = CommitmentKind.TARGET
    if prefix in {"", "within"} and front.part != "later":
        event = _BEFORE_EVENT.search(flat[max(0, start - _EVENT) : start])
        if event:
            start -= len(event.group())
            date = _beside(date, (event["front"] or "").lower())
            kind = CommitmentKind.EVENT
            said += ("hangs on an event; the date printed beside it was taken",)
    if prefix == "after":
        date = date.onwards()
    elif prefix == "by":
        if date.precision is Precision.YEAR and not front.part and date.earliest is not None:
            year = date.earliest.year
            said += (notes.by_year(year, ground.conventions),)
            if not ground.conventions.by_year_includes_it:
                date = PartialDate(latest=dt.date(year - 1, 12, 31))
        date = date.until()
    elif prefix == "before" and front.part in {"end", "mid"}:
        date = date.until()
    elif prefix == "before" and date.earliest is not None:
        date = PartialDate(latest=date.earliest - dt.timedelta(days=1))
    elif prefix == "beyond" and date.latest is not None:
        date = PartialDate(earliest=date.latest + dt.timedelta(days=1))
        kind = CommitmentKind.START
    elif prefix == "start" or onwards:
        date = date.onwards()
        kind = CommitmentKind.START
    reading = evolve(_reading((start, end), date, period, said), kind=kind)
    if front.part == "later":
        return evolve(reading, anchor=CountedFrom.DOCUMENT)
    firm = (front.part == "end" and prefix in {"by", "before"}) or front.part in _EXACT
    if (
        (front.part and not firm)
        or prefix == "about"
        or (period.approximate and prefix not in {"by", "before"})
    ):
        reading = evolve(reading, certainty=Certainty.APPROXIMATE)
    return reading


_EXACT = {"firstday", "lastday", "half1", "half2", "weekfrom", "weekto", "week", "yearto", "spanto"}


def _reading(
    span: tuple[int, int], date: PartialDate | None, period: Period, said: tuple[str, ...]
) -> DateReading:
    return DateReading(
        date=date if date is not None else Undated(),
        certainty=Certainty.FIRM if date is not None else Certainty.NONE,
        anchor=CountedFrom.DOCUMENT if period.relative else CountedFrom.WORDS,
        notes=tuple(dict.fromkeys((*period.notes, *said))),
        start=span[0],
        end=span[1],
    )
