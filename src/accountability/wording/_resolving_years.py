"""What the names of years and of their parts mean: "Q3 2026-27", "FY27", "this quarter", "the 2030s"."""

from __future__ import annotations

import datetime as dt
import re

from attrs import evolve

from accountability.dates import PartialDate
from accountability.wording import _conventions as notes
from accountability.wording._ground import Ground, compiled, months_later, third_of
from accountability.wording._resolving import NO_YEAR, SEVERAL, Period, made, spanned
from accountability.wording._years import Year, year_of

__all__ = [
    "decade",
    "no_year",
    "part_of_year",
    "this_period",
    "two_parts",
    "whole_year",
    "year_end",
]

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4}
_ORDINALS |= {"4th": 4, "last": 0, "final": 0}
_NO_DAY = "the document's day is not known"
_OTHER_YEAR = "names a year of another kind, whose days the words do not give"
_TWO_FIGURES = "a year of two figures is not read"
_NAME = "names something by its year"

# --- parts of years -------------------------------------------------------------------------------


def part_of_year(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "Q3 2027", "second half of 2026-27": of a financial year where two years are printed."""
    year = year_of(found, "y", ground, part=True)
    if year is None:
        if found.groupdict().get("yrel"):
            return made(found, None, NO_YEAR)
        if _A_DAY.match(found.string, found.end()):
            return None
        return evolve(made(found, None, _TWO_FIGURES), bare=True)
    if year.last is not None:
        return made(found, None, SEVERAL)
    date, said = _part(found["part"], _ordinal(found["n"], _parts(found["part"])), year, ground)
    return evolve(made(found, date, *said), relative=year.relative)


_A_DAY = compiled(r"(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
"""What follows a number that is no year: "the first half of 31 March 2027"."""


def two_parts(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "Q1-Q2 2027" from the first day to the last."""
    year = year_of(found, "y", ground, part=True)
    if year is None and not found.groupdict().get("yrel"):
        return evolve(made(found, None, _TWO_FIGURES), bare=True)
    if year is None or year.last is not None:
        return made(found, None, SEVERAL)
    if found["n"] >= found["o"]:
        return made(found, None, "its first part is not before its second")
    if int(found["o"]) > _parts(found["part"]):
        return made(found, None, "there is no such part of a year")
    first, said = _part(found["part"], int(found["n"]), year, ground)
    last, _said = _part(found["part"], int(found["o"]), year, ground)
    return evolve(
        made(found, spanned(first, last), *said), relative=year.relative, spans=True, last=last
    )


def _parts(words: str) -> int:
    return 4 if words[0].lower() == "q" else 2


def _part(
    words: str, number: int, year: Year, ground: Ground
) -> tuple[PartialDate, tuple[str, ...]]:
    quarters = _parts(words) == 4
    conventions = ground.conventions
    as_financial = year.financial
    said = year.notes
    if not (as_financial or year.calendar or year.relative):
        as_financial = conventions.quarters_are_financial
        said += (notes.sort_of_year("quarter" if quarters else "half", as_financial=as_financial),)
        if as_financial:
            named = conventions.financial_year_named_by_start
            year = evolve(year, number=year.number if named else year.number - 1)
            said += (notes.financial(conventions),)
    if as_financial and quarters:
        return conventions.financial_quarter(year.number, number), said
    if as_financial:
        return conventions.financial_half(year.number, number), said
    take = conventions.quarter if quarters else conventions.half
    return take(year.number, number), said


def _ordinal(words: str, last: int) -> int:
    number = int(words) if words.isdecimal() else _ORDINALS[words.lower()]
    return number or last


def no_year(found: re.Match[str], _ground: Ground) -> Period:
    """Leave "Q3" undated: nobody says of which year."""
    return evolve(made(found, None, "the year is not printed"), bare=True)


# --- years ----------------------------------------------------------------------------------------

_YEAR_OF = compiled(
    r"\b(?:academic|school|university|tax|parliamentary|session|municipal) (?:years?:? )?$"
)
_KIND_OF_YEAR = compiled(r" (?:academic|school|tax|parliamentary|municipal) year\b| sessions?\b")
_NAMED_BY_YEAR = compiled(
    r"\b(?:acts?|bill|budgets?|review|statement|regulations?|orders?|elections?|games|olympics|census"
    r"|framework|convention|white paper|green paper|recess|term|conference|cup|session|cp|cop|hc|hl|cmn?d?"
    r"|pages?|edition|version|christmas|easter|michaelmas|hilary|trinity|lent|whitsun|new year'?s?)[\s,:]*$"
)
_NAMES_AFTER = compiled(
    r" (?:act|bill|budget|(?:spending |comprehensive )*review|(?:[a-z]+ )?statement|regulations?|order"
    r"|(?:general |local |[a-z]+ )?elections?|olympics?|games|census|framework|convention|conference"
    r"|white paper|green paper|edition)\b"
)


def whole_year(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "2027", "2026-27", "FY27", "this financial year" and "2026 to 2029"."""
    year = year_of(found, "y", ground)
    groups = found.groupdict()
    if year is None:
        if groups.get("yrel") is not None:
            return evolve(made(found, None, NO_YEAR), bare=True)
        return _month_after_all(found, ground) if groups.get("yb") else None
    before = found.string[max(0, found.start() - 40) : found.start()]
    if not groups.get("yrel"):
        if _YEAR_OF.search(before) or _KIND_OF_YEAR.match(found.string, found.end()):
            return evolve(made(found, None, _OTHER_YEAR), bare=True)
        names = _NAMED_BY_YEAR.search(before) or _NAMES_AFTER.match(found.string, found.end())
        if names and not groups.get("yfy"):
            return evolve(made(found, None, _NAME), bare=True)
    plain = not year.financial and year.last is None and not groups.get("ycal")
    if year.last is not None:
        said = "read as calendar years"
        if year.financial:
            last = ground.conventions.financial_year(year.last - 1)
            date = spanned(ground.conventions.financial_year(year.number), last)
            said = "read as financial years"
        else:
            last = PartialDate.year(year.last)
            date = spanned(PartialDate.year(year.number), last)
        return evolve(made(found, date, said), bare=True, last=last)
    take = ground.conventions.financial_year if year.financial else PartialDate.year
    bare = plain or bool(groups.get("yrel")) or not (groups.get("yfy") or groups.get("ypost"))
    if groups.get("yrel") and ground.day is not None and _THIS_TIME.search(before):
        date = PartialDate.day(months_later(ground.day, 12))
        return evolve(made(found, date), relative=True, approximate=True)
    unsure = groups.get("yrel") == "the" and not year.financial and _WITHIN.search(before)
    said_too = (_WITHIN_YEAR,) if unsure else ()
    period = made(found, take(year.number), *year.notes, *said_too)
    return evolve(period, relative=year.relative, bare=bare)


_THIS_TIME = compiled(r"\bthis time $")
_WITHIN = compiled(r"\bwithin $")
_WITHIN_YEAR = "read as the year that runs; could also mean twelve months"


def _month_after_all(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "2025-03", which is no range of years, as a month."""
    if "-" not in found.group() or not found["yb"] or not 1 <= int(found["yb"]) <= 12:
        return None
    first, second = int(found["ya"]), int(found["yb"])
    said: tuple[str, ...] = ()
    if second == (first + 1) % 100 and not ground.conventions.short_range_is_financial:
        said = (notes.short_range(found["whole"], first, second, as_years=False),)
    return made(found, PartialDate.month(first, second), *said)


def year_end(found: re.Match[str], ground: Ground) -> Period:
    """Read "year end": the last quarter of the year, by the words roughly."""
    if found["y"] is None and ground.day is None:
        return evolve(made(found, None, _NO_DAY), bare=True)
    day = ground.day
    number = int(found["y"]) if found["y"] or day is None else day.year
    said = [notes.part("end", of_year=True)]
    if found["fy"] is None:
        date = PartialDate.year(number)
    else:
        starts = ground.conventions.financial_year_starts
        begun = found["y"] is None and day is not None and day.month >= starts
        date = ground.conventions.financial_year(number if begun else number - 1)
        said.append(notes.financial(ground.conventions))
    period = made(found, third_of(date, 3), *said)
    return evolve(period, relative=found["y"] is None, approximate=True)


def decade(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "the 2030s", and "the end of the decade" by the document's day."""
    if found["y"]:
        first = int(found["y"])
    elif ground.day is None:
        return evolve(made(found, None, _NO_DAY), bare=True)
    else:
        first = ground.day.year // 10 * 10 + 10 * (found["which"].lower() == "next")
    said = f"the decade is taken for {first} to {first + 9}"
    if found["which"].lower() == "next":
        said += "; could also mean the ten years from the document's day"
    date = spanned(PartialDate.year(first), PartialDate.year(first + 9))
    return evolve(made(found, date, said), bare=True, relative=not found["y"])


def this_period(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "next month", "this week" and, behind "end of", "the quarter" by the document's day."""
    which = found["which"].lower()
    if which == "the" and not _BEHIND_PART.search(
        found.string, max(0, found.start() - 20), found.start()
    ):
        return None
    if ground.day is None:
        return evolve(made(found, None, _NO_DAY), bare=True)
    later = which in {"next", "coming", "following"}
    match found["unit"].lower():
        case "month":
            first = months_later(ground.day.replace(day=1), int(later))
            date = PartialDate.month(first.year, first.month)
            said: tuple[str, ...] = ()
        case "week":
            monday = ground.day - dt.timedelta(days=ground.day.weekday() - 7 * later)
            date = PartialDate(earliest=monday, latest=monday + dt.timedelta(days=6))
            said = ("the week is taken for Monday to Sunday",)
        case _:
            first = months_later(ground.day.replace(day=1), 3 * later)
            date = ground.conventions.quarter(first.year, (first.month + 2) // 3)
            said = (notes.sort_of_year("quarter", as_financial=False),)
    return evolve(made(found, date, *said), bare=True, relative=True)


_BEHIND_PART = compiled(r"\b(?:end|start|beginning|middle|close) of $")
