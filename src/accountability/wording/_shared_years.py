"""
Years that are printed once: "end of March or early April 2026", "March 2026 to June", "1 March to 30 June".

A day, month or season without a year takes it from the date behind it in the same list or range, not from
the document's day: who writes "Apr - June 2026" means one year.
"""

from __future__ import annotations

from attrs import evolve

from accountability.dates import PartialDate
from accountability.wording._ground import Ground, compiled
from accountability.wording._resolving import NEXT_YEAR, NO_YEAR, Period

__all__ = ["with_years"]

_BETWEEN = 40
"""Characters between two dates of one list."""

_LONGEST = 200
"""Days: of what lasts longer ("from March to 2028") the year is its own."""

_PART = (
    r"(?:the )?(?:(?:early|mid|late|end|start|beginning|middle|close)(?: of| in)?(?: the)?[\s-]*)?"
)
_LISTED = compiled(rf"^[\s,;/&(-]*(?:(?:and|or|to|until|till|through|up to|then)\b\s*)?{_PART}$")
_SPANNED = compiled(rf"^\s*(?:(?:to|until|till|through|up to)\b|-)\s*{_PART}$")

_SHARED = "the year that is printed beside the other date was taken"


def with_years(text: str, named: list[Period], ground: Ground) -> list[Period]:
    """Return the periods of *text* with the years that their neighbours print."""
    given = list(named)
    for at in range(len(given) - 2, -1, -1):
        given[at] = _from_behind(text, given[at], given[at + 1])
    for at in range(len(given) - 1):
        given[at : at + 2] = _of_a_range(text, given[at], given[at + 1], ground)
    return given


def _from_behind(text: str, period: Period, following: Period) -> Period:
    """Return *period* with the year of the one that follows it in a list."""
    if period.again is None or following.again is not None or following.relative:
        return period
    if following.start - period.end > _BETWEEN or not _LISTED.match(
        text[period.end : following.start]
    ):
        return period
    if following.two_figures:
        return evolve(
            period, date=None, relative=False, again=None, two_figures=True, notes=following.notes
        )
    date = following.date
    if date is None or date.earliest is None or date.latest is None:
        return period
    if (date.latest - date.earliest).days > _LONGEST:
        return period
    for year in (date.latest.year, date.latest.year - 1):
        taken = _in_year(period, year)
        if taken is not None and not date.certainly_before(taken.earliest or date.latest):
            return _taken(period, taken)
    return period


def _of_a_range(text: str, period: Period, following: Period, ground: Ground) -> list[Period]:
    """Return both ends of a range whose last day has no year of its own."""
    usual = [period, following]
    if following.again is None or following.start - period.end > _BETWEEN:
        return usual
    if not _SPANNED.match(text[period.end : following.start]):
        return usual
    if period.again is None:
        last = None if period.relative or period.date is None else _after(following, period.date)
        return usual if last is None else [period, _taken(following, last)]
    if ground.day is None:
        return usual
    for year in range(ground.day.year - 1, ground.day.year + 3):
        begins = _in_year(period, year)
        ends = None if begins is None else _after(following, begins)
        if ends is not None and not ends.certainly_before(ground.day):
            return [evolve(period, date=begins), evolve(following, date=ends)]
    return usual


def _after(period: Period, first: PartialDate) -> PartialDate | None:
    """Return the first days of *period* that are not over when *first* begins."""
    if first.earliest is None:
        return None
    for year in (first.earliest.year, first.earliest.year + 1):
        days = _in_year(period, year)
        if days is not None and not days.certainly_before(first.earliest):
            return days
    return None


def _in_year(period: Period, year: int) -> PartialDate | None:
    """Return the days of *period* in *year*; None where there are none (29 February)."""
    try:
        return None if period.again is None else period.again(year)
    except ValueError:
        return None


def _taken(period: Period, date: PartialDate) -> Period:
    kept = tuple(note for note in period.notes if note not in {NEXT_YEAR, NO_YEAR})
    return evolve(period, date=date, relative=False, again=None, notes=(_SHARED, *kept))
