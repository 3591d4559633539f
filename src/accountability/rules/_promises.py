"""What several rules about promises share: the duty they rest on, words for dates, whom to tell."""

from __future__ import annotations

import datetime as dt

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.model import Commitment, Implementation, Item
from accountability.rules._base import Inspection, quoted

__all__ = ["DAO", "DONE", "ENDED", "runs_out", "told_whom", "under_dao"]

DAO = (
    "HM Treasury, DAO 02/20, Revision of target dates for implementing PAC recommendations, "
    "12 June 2020"
)

_PAC = "uk-pac"
"""Name of the deadline rule whose reports that letter is about."""

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


def under_dao(inspection: Inspection, item: Item) -> bool:
    """Tell whether the Treasury's letter on target dates is about the report of *item*."""
    return any(rule.name == _PAC for rule in inspection.duties_of(item))
