"""
What the names of periods mean: each resolver makes days of the words that one pattern has matched.

`accountability.wording._periods` holds the patterns and looks for them; years and parts of years are in
`accountability.wording._resolving_years`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from attrs import evolve, frozen

from accountability.dates import PartialDate, Season, show_day
from accountability.wording import _conventions as notes
from accountability.wording._ground import Ground, compiled
from accountability.wording._years import year_of

__all__ = [
    "NEXT_YEAR",
    "NO_YEAR",
    "SEASONS",
    "SEVERAL",
    "Period",
    "Resolver",
    "iso_day",
    "made",
    "month_alone",
    "month_in_numbers",
    "month_of_year",
    "numeric_day",
    "season_alone",
    "season_of_short_year",
    "season_of_year",
    "short_day",
    "some_days",
    "some_days_alone",
    "spanned",
    "spoken_day",
    "two_figures",
    "two_months",
    "undated_day",
]


@frozen(kw_only=True)
class Period:
    """
    A period named in a text.

    Attributes:
        start, end: Where its words stand.

        date: Its days, without words; None if the words name one that cannot be worked out.

        relative: Whether the document's day was needed.

        bare: Whether the words are a date only beside "by", "in" and the like: a lone year, month
            or season.

        approximate: Whether the words are rough by themselves.

        spans: Whether the words give both ends ("5 to 7 March 2027"), so that "from" opens nothing.

        again: Its days in any year, if the words print none; the year may be printed behind the next period.

        last: The days of its second end, if the words give both.

        two_figures: Whether it is undated because figures behind it can be a year or a day.

        notes: What a person should know.
    """

    start: int
    end: int
    date: PartialDate | None
    relative: bool = False
    bare: bool = False
    approximate: bool = False
    spans: bool = False
    again: Callable[[int], PartialDate] | None = None
    last: PartialDate | None = None
    two_figures: bool = False
    notes: tuple[str, ...] = ()


Resolver = Callable[[re.Match[str], Ground], Period | None]
"""Makes a period of a match; none if the match is no period after all."""

SEASONS = {season.value: season for season in Season} | {"fall": Season.AUTUMN}

_MONTH_NAMES = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NO_YEAR = "the year is not printed, and the document's day is not known"
NEXT_YEAR = "the year is not printed: the first one after the document's day was taken"
SEVERAL = "names a part of a year beside several years"


def made(found: re.Match[str], date: PartialDate | None, *said: str) -> Period:
    """Make the period of the words that *found* has matched, with notes."""
    return Period(start=found.start(), end=found.end(), date=date, notes=said)


# --- days -----------------------------------------------------------------------------------------


def iso_day(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "2027-03-31"; a year far away only in a cell."""
    year = int(found["y"])
    if not (ground.cell or 1900 <= year < 2200):
        return None
    return made(found, _day(year, int(found["m"]), int(found["d"])))


def spoken_day(found: re.Match[str], _ground: Ground) -> Period:
    """Read "Wednesday 31 March 2027", and say if that is another day of the week."""
    date = dt.date(_full_year(found["y"]), _month_number(found["m"]), int(found["d"]))
    return made(found, PartialDate.day(date), *_weekday(found, date))


def short_day(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "31 Mar 27" in a cell; in prose the last number may count anything."""
    return spoken_day(found, ground) if ground.cell else None


def _weekday(found: re.Match[str], date: dt.date) -> tuple[str, ...]:
    printed = str(found.groupdict().get("wd") or "").lower()
    real = _WEEKDAYS[date.weekday()]
    if not printed or real.lower().startswith(printed[:3]):
        return ()
    return (f"{show_day(date)} is a {real}, not the day of the week that is printed",)


def numeric_day(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "3/4/2027" in the order of the jurisdiction, unless only one order is possible."""
    first, second = int(found["a"]), int(found["b"])
    short = len(found["a"] + found["b"] + found["y"])
    if not (first and second) or (found["sep"] == "." and short < 6 and _is_number(found)):
        return None  # "3.4.25" is a paragraph, "2.0.25" a version
    day_first = ground.conventions.day_first
    if first > 12 or second > 12:
        day_first = first > 12
    day, month = (first, second) if day_first else (second, first)
    date = _day(_full_year(found["y"]), month, day)
    if first > 12 or second > 12 or first == second:
        return made(found, date)
    return made(found, date, notes.order(day_first=day_first))


def _is_number(found: re.Match[str]) -> bool:
    """Tell whether "12.3.21" is a paragraph's number: short, named as one, or in front of its text."""
    if len(found["a"] + found["b"]) < 3:
        return True
    line = found.string[max(0, found.start() - 40) : found.start()].rpartition("\n")[2]
    heads_line = not line.strip() and _TEXT.match(found.string, found.end()) is not None
    return heads_line or _NUMBERED.search(line) is not None


_TEXT = compiled(r"[^\S\n]+[a-z“\"(]")
_NUMBERED = compiled(
    r"\b(?:paragraphs?|paras?|sections?|chapters?|clauses?|articles?|annex|appendix|tables?|figures?|versions?"
    r"|recommendations?|conclusions?|points?|items?|rules?|standards?|release|v|nos?|pp?)\b[\s.:]*$"
)


def some_days(found: re.Match[str], _ground: Ground) -> Period | None:
    """Read "5 to 7 March 2027", over the turn of a month or year too."""
    last, year = _month_number(found["n"]), int(found["y"])
    first = _month_number(found["m"]) if found["m"] else last
    begins = _day(year - (first > last), first, int(found["d"]))
    ends = _day(year, last, int(found["e"]))
    if begins.certainly_before(dt.date(year, last, int(found["e"]))):
        return evolve(made(found, spanned(begins, ends)), spans=True, last=ends)
    return None


def some_days_alone(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "5 to 7 March" as the first that are not over on the document's day."""
    month, first, last = _month_number(found["m"]), int(found["d"]), int(found["e"])
    if first >= last:
        return None
    dt.date(2000, month, last)
    period = _next(
        found, ground, lambda year: spanned(_day(year, month, first), _day(year, month, last))
    )
    return evolve(period, spans=True)


def undated_day(found: re.Match[str], ground: Ground) -> Period:
    """Read "31 March" as the first one from the document's day on."""
    month, day = _month_number(found["m"]), int(found["d"])

    def again(year: int) -> PartialDate:
        return _day(year, month, day)

    if ground.day is None:
        return evolve(made(found, None, NO_YEAR), bare=True, again=again)
    for year in range(ground.day.year, ground.day.year + 9):  # 29 February may be eight years away
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        if date >= ground.day:
            said = (NEXT_YEAR, *_weekday(found, date))
            period = made(found, PartialDate.day(date), *said)
            return evolve(period, bare=True, relative=True, again=again)
    return evolve(made(found, None, "there is no such day"), bare=True)


# --- months and seasons ---------------------------------------------------------------------------


def month_of_year(found: re.Match[str], ground: Ground) -> Period:
    """Read "March 2027" and "Mar-27"; in a cell "32 March 2027" is no month, but a day that is none."""
    if ground.cell and _NO_DAY.search(found.string[max(0, found.start() - 12) : found.start()]):
        return made(found, None, "there is no such day")
    return made(found, PartialDate.month(_full_year(found["y"]), _month_number(found["m"])))


_NO_DAY = compiled(r"(?<![\w/.,-])[0-9]{1,3}(?:st|nd|rd|th)?(?: of)? $")


def month_in_numbers(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "03/2027"; with another sign only in a cell."""
    if found["sep"] != "/" and not ground.cell:
        return None
    return made(found, PartialDate.month(int(found["y"]), int(found["m"])))


def two_months(found: re.Match[str], _ground: Ground) -> Period:
    """Read "November to January 2027" and "April, May or June 2027" from the first day to the last."""
    first, last, year = _month_number(found["m"]), _month_number(found["n"]), _full_year(found["y"])
    begins = PartialDate.month(year - (first > last), first)
    ends = PartialDate.month(year, last)
    return evolve(made(found, spanned(begins, ends)), spans=True, last=ends)


def month_alone(found: re.Match[str], ground: Ground) -> Period | None:
    """Read "March" as the one that is not over on the document's day."""
    # "may" and "march" are verbs too; a month is printed with a capital.
    if not found["m"][0].isupper() and not (ground.cell and _is_typed(found)):
        return None
    month = _month_number(found["m"])
    return _next(found, ground, lambda year: PartialDate.month(year, month))


def _is_typed(found: re.Match[str]) -> bool:
    """Tell whether small letters name a month: not "may" and "march", unless behind "by" and the like."""
    if found["m"] not in {"may", "march", "mar"}:
        return True
    return (
        _BEFORE_MONTH.search(found.string[max(0, found.start() - 12) : found.start()]) is not None
    )


_BEFORE_MONTH = compiled(r"\b(?:by|in|of|end|early|late|mid|until|before|from|next|this)[\s-]$")


def two_figures(found: re.Match[str], ground: Ground) -> Period | None:
    """Leave "Mar 27" undated: it can be a day and a year."""
    if not ground.cell and not found["m"][0].isupper():
        return None
    month = str(show_day(dt.date(2000, _month_number(found["m"]), 1)).split()[1])
    figures = int(found["y"])
    said = f"could mean {figures} {month} or {month} {2000 + figures}"
    period = made(found, None, said if 1 <= figures <= 31 else _NO_YEAR_OF_TWO)
    return evolve(period, bare=True, two_figures=True)


_NO_YEAR_OF_TWO = "a year of two figures behind a month is not read"


def season_alone(found: re.Match[str], ground: Ground) -> Period:
    """Read "in the spring" as the one that is not over on the document's day."""
    season = SEASONS[found["s"].lower()]
    period = _next(found, ground, lambda year: ground.conventions.season(season, year))
    if period.date is None:
        return period
    return evolve(period, notes=(*period.notes, notes.season(season, period.date)))


def _next(found: re.Match[str], ground: Ground, take: Callable[[int], PartialDate]) -> Period:
    """Take the first interval that ends on the document's day or after it."""
    which = (found.groupdict().get("which") or "").lower()
    again = None if which else take
    if ground.day is None:
        return evolve(made(found, None, NO_YEAR), bare=True, again=again)
    day = ground.day
    later = which == "next"
    intervals = (take(year) for year in range(day.year - 1, day.year + 3))
    date = next(
        interval
        for interval in intervals
        if not interval.certainly_before(day) and not (later and _has_begun(interval, day))
    )
    return evolve(made(found, date, NEXT_YEAR), bare=True, relative=True, again=again)


def _has_begun(date: PartialDate, day: dt.date) -> bool:
    return date.possibly_before(day + dt.timedelta(days=1))


def _turns_the_year(date: PartialDate) -> bool:
    days = [day for day in (date.earliest, date.latest) if day]
    return days[0].year < days[-1].year


def season_of_short_year(found: re.Match[str], ground: Ground) -> Period:
    """Read "Spring '27"."""
    season = SEASONS[found["s"].lower()]
    date = ground.conventions.season(season, _full_year(found["y"]))
    return made(found, date, notes.season(season, date))


def season_of_year(found: re.Match[str], ground: Ground) -> Period:
    """Read "Spring 2027", "Winter 2026/27" and "Autumn/Winter 2027"."""
    year = year_of(found, "y", ground)
    if year is None:
        lone = "a year of two figures is not read"
        return made(found, None, NO_YEAR if found.groupdict().get("yrel") else lone)
    conventions = ground.conventions
    first = SEASONS[found["s"].lower()]
    date = conventions.season(first, year.number)
    said = [notes.season(first, date)]
    second = found.groupdict().get("t")
    if second:
        last = SEASONS[second.lower()]
        ends = conventions.season(last, year.number)
        said.append(notes.season(last, ends))
        if _days(date)[0] > _days(ends)[1]:
            return made(found, None, "its first season is after its second")
        return evolve(
            made(found, spanned(date, ends), *said), relative=year.relative, spans=True, last=ends
        )
    if year.financial and not _turns_the_year(date):
        return made(found, None, SEVERAL)
    return evolve(made(found, date, *said), relative=year.relative)


def _days(date: PartialDate) -> tuple[dt.date, dt.date]:
    return date.earliest or dt.date.min, date.latest or dt.date.max


# --- small --------------------------------------------------------------------------------------


def _full_year(words: str) -> int:
    return int(words) + (2000 if len(words) == 2 else 0)


def _month_number(words: str) -> int:
    return _MONTH_NAMES.index(words[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate.day(dt.date(year, month, day))


def spanned(first: PartialDate, last: PartialDate) -> PartialDate:
    """Return the days from the beginning of *first* to the end of *last*."""
    return PartialDate(earliest=first.earliest, latest=last.latest)
