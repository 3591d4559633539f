"""Verdicts on one register as of one day, with the facts looked up once for all that is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator

from accountability.deadlines import Calendar
from accountability.jurisdictions import Jurisdiction
from accountability.model import Commitment, Item, Register
from accountability.status._commitments import commitment_verdict
from accountability.status._day import Day
from accountability.status._deadlines import DueDates
from accountability.status._items import Judge
from accountability.status.values import Verdict

__all__ = ["Verdicts"]


class Verdicts:
    """
    The verdicts on the items and the promises of a register, as of a day.

    For whoever asks about both: what is worked out for an item is still known when its promises come
    soon after it.
    """

    def __init__(
        self,
        register: Register,
        *,
        as_of: dt.date,
        jurisdiction: Jurisdiction | None = None,
        calendar: Calendar | None = None,
    ) -> None:
        """
        Choose the facts.

        Args:
            register: What is held.

            as_of: The day asked about.

            jurisdiction: Whose deadlines apply; None: each document's own, else the register's.

            calendar: Working days.

        Raises:
            TypeError: *as_of* is no day.
        """
        if type(as_of) is not dt.date:
            message = f"as_of is a day (datetime.date), not {as_of!r}"
            raise TypeError(message)
        self._register = register
        self._day = Day(register, as_of, DueDates(as_of, jurisdiction, calendar))

    def of(self, record: Item | Commitment) -> Verdict:
        """Return the verdict on one item or promise."""
        if isinstance(record, Item):
            return Judge(self._day).verdict(record)
        return commitment_verdict(self._day, record)

    def items(self, only: Container[str] | None = None) -> Iterator[Verdict]:
        """Return the verdicts on the items, or on *only* those, in document order, made as asked for."""
        judge = Judge(self._day)
        return (
            judge.verdict(item) for item in self._register.items if only is None or item.id in only
        )

    def commitments(self, only: Container[str] | None = None) -> Iterator[Verdict]:
        """Return the verdicts on the promises, or on *only* those, likewise."""
        return (
            commitment_verdict(self._day, promise)
            for promise in self._register.commitments
            if only is None or promise.id in only
        )
