"""What several rules about promises share: the duty they rest on, words for dates, whom to tell."""

from __future__ import annotations

import datetime as dt

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.model import Commitment, Implementation
from accountability.rules._base import Inspection, quoted

__all__ = ["DAO", "DONE", "ENDED", "PAC", "runs_out", "told_whom", "year_later"]

DAO = (
    "HM Treasury, DAO 02/20, Revision of target dates for implementing PAC recommendations, "
    "12 June 2020"
)

PAC = "uk-pac"
"""Name of the deadline rule whose reports are under that letter, and under the yearly statement."""

DONE = frozenset({Implementation.IMPLEMENTED, Implementation.IMPLEMENTED_DIFFERENTLY})
"""Claims that a promise was kept."""

ENDED = DONE | {
    Implementation.STOPPED,
    Implementation.SUPERSEDED,
    Implementation.NO_LONGER_APPLICABLE,
    Implementation.TRANSFERRED,
    Implementation.WITHDRAWN,
    Implementation.CLOSED,
}
"""Claims after which nothing more is to come."""


def runs_out(date: AnyDate, latest: dt.date) -> str:
    """Say when words run out, unless they are that very day."""
    day = show_day(latest)
    if isinstance(date, PartialDate) and str(date) in {day, latest.isoformat()}:
        return day
    return f"{quoted(str(date), 60)} (to {day})"


def told_whom(inspection: Inspection, promise: Commitment) -> str:
    """Return what the body that is to be told is called: "Committee"."""
    return inspection.recommender(inspection.item_of(promise))


def year_later(day: dt.date) -> dt.date:
    """Return the same day a year later; of 29 February, the last day of that month."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
