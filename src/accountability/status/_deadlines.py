"""By when an answer is due, for verdicts: never raising, and saying why a day is not known."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from accountability.dates import PartialDate, show_day
from accountability.deadlines import Calendar, Duty
from accountability.jurisdictions import (
    Jurisdiction,
    apply_rules,
    deadline_of,
    jurisdiction_of,
    missing_calendar,
)
from accountability.model import Document, Item, ItemKind, Register

__all__ = ["Due", "DueDates"]


@frozen
class Due:
    """
    The last day for an answer.

    Attributes:
        day: The day, inclusive; None: there is none, or it is not known.

        how: How it was worked out, in words; "" if there is nothing to say.

        steps: The same, one step each, the last one naming the day.

        unconfirmed: Where no confirmed rule gives a day, the one by a rule that nobody has confirmed,
            in words; no verdict rests on it.

        calendar: Name of the working days that are missing, without which it is not known; "" if it
            is known, or if no rule applies.
    """

    day: dt.date | None = None
    how: str = ""
    calendar: str = ""
    steps: tuple[str, ...] = ()
    unconfirmed: str = ""


_NONE = Due()


class DueDates:
    """Looks up deadlines as of a day, once for each document and responder."""

    def __init__(
        self, as_of: dt.date, jurisdiction: Jurisdiction | None, calendar: Calendar | None
    ) -> None:
        self._as_of = as_of
        self._given = jurisdiction
        self._calendar = calendar
        self._found: dict[tuple[str, str | None], Due] = {}
        self._jurisdictions: dict[str, Jurisdiction] = {}

    def of(self, register: Register, item: Item, responder: str | None) -> Due:
        """Return the last day for an answer to *item* by *responder*."""
        if item.kind is ItemKind.REQUEST:
            wanted = [date.latest for date in item.wanted_by if isinstance(date, PartialDate)]
            days = [day for day in wanted if day is not None]
            if days:
                asked = "the day by which it was asked for"
                return Due(max(days), asked, steps=(f"{asked}: {show_day(max(days))}",))
        key = (item.document, responder)
        known = self._found.get(key)
        if known is None:
            known = self._found[key] = self._find(register, item.document, responder)
        return known

    def needs_reply(self, register: Register, item: Item) -> bool:
        """Tell whether items of this kind want an answer."""
        return item.kind in self._jurisdiction(register, item.document).needs_reply

    def _jurisdiction(self, register: Register, document_id: str) -> Jurisdiction:
        known = self._jurisdictions.get(document_id)
        if known is None:
            document = register.find(Document, document_id)
            known = jurisdiction_of(register, document, self._given)
            self._jurisdictions[document_id] = known
        return known

    def _find(self, register: Register, document_id: str, responder: str | None) -> Due:
        document = register.find(Document, document_id)
        if document is None:
            return _NONE
        jurisdiction = self._jurisdiction(register, document_id)
        deadline = deadline_of(
            register,
            document,
            jurisdiction,
            self._calendar,
            responder=responder,
            as_of=self._as_of,
        )
        if deadline is not None:
            return Due(deadline.day, "; ".join(deadline.steps[:-1]), steps=deadline.steps)
        missing = missing_calendar(
            register, document, jurisdiction, self._calendar, responder=responder
        )
        if missing:
            return Due(calendar=missing)
        return self._unconfirmed(register, document, jurisdiction, responder)

    def _unconfirmed(
        self,
        register: Register,
        document: Document,
        jurisdiction: Jurisdiction,
        responder: str | None,
    ) -> Due:
        applied = apply_rules(
            register,
            document,
            jurisdiction,
            self._calendar,
            responder=responder,
            as_of=self._as_of,
        )
        for one in applied:
            if one.rule.duty is Duty.RESPONSE and one.deadline and one.deadline.unconfirmed:
                counted = f"{one.rule.period} from the day it was {one.rule.event}"
                return Due(unconfirmed=f"{show_day(one.deadline.day)}, {counted}")
        return _NONE
