"""The words of reasons: dates, days late and quoted words, as a person would write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from accountability.dates import AnyDate, PartialDate, Precision, show_day
from accountability.model import Assurance, CommitmentKind, Implementation, Item, Opinion, Position
from accountability.status.values import Reason
from accountability.text import shorten

__all__ = [
    "ANSWERED",
    "CLAIMED",
    "OPINION",
    "POSITION",
    "PROMISE",
    "ago",
    "ahead",
    "between",
    "count",
    "item_name",
    "last_of",
    "listed",
    "on_day",
    "quote",
    "read_as",
    "reporter",
    "target",
    "told",
]

_QUOTED = 240
"""Characters of a quotation; position words are a sentence, replies are pages."""

_NAMED = 5
"""Names in one list before the rest is counted."""

ANSWERED: dict[Position, str] = {
    Position.ACCEPTED: "{who} agreed{day}",
    Position.ACCEPTED_IN_PRINCIPLE: "{who} agreed in principle{day}",
    Position.PARTIALLY_ACCEPTED: "{who} agreed in part{day}",
    Position.REJECTED: "{who} did not agree{day}",
    Position.NOTED: "{who} noted it{day}, and said no more",
    Position.UNDER_CONSIDERATION: "{who} said{day} that it is considering it",
    Position.SUPPORTED: "{who} supported it{day}, for others to act on",
    Position.NOT_FOR_RESPONDER: "{who} said{day} that it is not the one to answer",
    Position.NOT_STATED: "{who} replied{day}, and stated no position",
    Position.NOT_ADDRESSED: "{who} passed over it{day}",
}

POSITION: dict[Position, str] = {
    Position.ACCEPTED: "accepted",
    Position.ACCEPTED_IN_PRINCIPLE: "accepted in principle",
    Position.PARTIALLY_ACCEPTED: "accepted in part",
    Position.REJECTED: "rejected",
    Position.NOTED: "noted",
    Position.UNDER_CONSIDERATION: "under consideration",
    Position.SUPPORTED: "supported",
    Position.NOT_FOR_RESPONDER: "not for this responder",
    Position.NOT_STATED: "position not stated",
    Position.NOT_ADDRESSED: "not addressed",
}

CLAIMED: dict[Implementation, str] = {
    Implementation.NOT_STARTED: "not started",
    Implementation.OPEN: "open",
    Implementation.IN_PROGRESS: "in progress",
    Implementation.PARTLY_IMPLEMENTED: "partly implemented",
    Implementation.IMPLEMENTED: "implemented",
    Implementation.IMPLEMENTED_DIFFERENTLY: "implemented in another way",
    Implementation.STOPPED: "stopped",
    Implementation.SUPERSEDED: "superseded",
    Implementation.NO_LONGER_APPLICABLE: "no longer applicable",
    Implementation.TRANSFERRED: "transferred to another body",
    Implementation.WITHDRAWN: "withdrawn",
    Implementation.CLOSED: "closed",
}

OPINION: dict[Opinion, str] = {
    Opinion.EXCEEDS: "more than was asked",
    Opinion.SATISFACTORY: "satisfactory",
    Opinion.ALTERNATIVE_ACCEPTABLE: "an acceptable alternative",
    Opinion.UNSATISFACTORY: "unsatisfactory",
    Opinion.FURTHER_RESPONSE_REQUESTED: "another answer is wanted",
    Opinion.RECONSIDERED: "reconsidered",
    Opinion.CLARIFIED: "clarified",
    Opinion.NOT_ASSESSED: "not assessed",
}

PROMISE: dict[CommitmentKind, str] = {
    CommitmentKind.TARGET: "target date",
    CommitmentKind.REPORT_BACK: "date for reporting back",
    CommitmentKind.START: "date for a start",
    CommitmentKind.RECURRING: "date for something recurring",
    CommitmentKind.CONTINUOUS: "date for something continuous",
    CommitmentKind.EVENT: "date of an event",
}

_REPORTER: dict[Assurance, str] = {
    Assurance.THIRD_PARTY: "{who}, a third party, says so, and nobody else has reported",
    Assurance.SELF_REPORTED: "{who} says so itself",
    Assurance.REVIEWED: "{who} says so, reviewed within the body",
    Assurance.RECOMMENDER: "{who}, who made the recommendation, says so",
    Assurance.VERIFIED: "{who} has verified it",
}


def quote(words: str, limit: int = _QUOTED) -> str:
    """Return *words* on one line in quotation marks, at most *limit* characters of them."""
    return f"“{shorten(words, limit)}”"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 day", "2,062 days"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def told(
    *,
    code: str,
    text: str,
    rests_on: tuple[str, ...] = (),
    said: tuple[str, ...] = (),
    arithmetic: tuple[str, ...] = (),
) -> Reason:
    """
    Make a reason; where a quotation ends a sentence with its own full stop, one is enough.

    What was *said* and the steps of *arithmetic* are kept as they are, empty ones left out.
    """
    return Reason(
        code=code,
        text=text.replace(".”.", ".”") if ".”." in text else text,
        rests_on=rests_on,
        words=said if "" not in said else tuple(filter(None, said)),
        arithmetic=arithmetic if "" not in arithmetic else tuple(filter(None, arithmetic)),
    )


@lru_cache(maxsize=4096)
def between(start: dt.date, end: dt.date) -> str:
    """Show how the days from *start* to *end* are counted: "1 October 2027 - 31 August 2027 = 31 days"."""
    return f"{show_day(end)} - {show_day(start)} = {count((end - start).days, 'day')}"


def last_of(date: AnyDate) -> str:
    """Say which day a date in words runs to: "“August 2027” runs to 31 August 2027"; else ""."""
    if not isinstance(date, PartialDate) or date.latest is None or not date.words:
        return ""
    return _runs_to(date.words, date.latest)


@lru_cache(maxsize=4096)
def _runs_to(words: str, latest: dt.date) -> str:
    if shorten(words) == show_day(latest):
        return ""
    return f"{quote(words)} runs to {show_day(latest)}"


@lru_cache(maxsize=4096)
def ago(day: dt.date, as_of: dt.date) -> str:
    """Say how long before *as_of* the last day *day* was: "31 days ago"."""
    return f"{count((as_of - day).days, 'day')} ago"


@lru_cache(maxsize=4096)
def ahead(day: dt.date, as_of: dt.date) -> str:
    """Say how far ahead *day* is: "today", "in 120 days"."""
    days = (day - as_of).days
    return f"in {count(days, 'day')}" if days else "today"


def on_day(day: AnyDate | None) -> str:
    """Return " on 9 April 2027", " (spring 2027)" or " (undated)", to follow a verb."""
    if not isinstance(day, PartialDate):
        return " (undated)"
    if day.precision is Precision.DAY and day.earliest is not None:
        return f" on {show_day(day.earliest)}"
    return f" ({day})"


def target(date: AnyDate) -> str:
    """Return a promised date as given, with the day on which it runs out where they differ."""
    if not isinstance(date, PartialDate):
        return quote(date.words) if date.words else "a day that is not said"
    if not date.words:
        return str(date)
    if date.latest is None or shorten(date.words) == show_day(date.latest):
        return quote(date.words)
    return f"{quote(date.words)} (to {show_day(date.latest)})"


_PLAIN = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.SPAN})
"""Dates whose words leave no doubt about their first and last day."""


def read_as(date: AnyDate) -> str:
    """Say in brackets which days a season, quarter or financial year was taken to be; else ""."""
    if (
        isinstance(date, PartialDate)
        and date.precision not in _PLAIN
        and date.earliest
        and date.latest
    ):
        return f" (read as {show_day(date.earliest)} to {show_day(date.latest)})"
    return ""


def reporter(assurance: Assurance, who: str) -> str:
    """Say who stands behind a claim."""
    return _REPORTER[assurance].format(who=who)


def listed(names: Iterable[str]) -> str:
    """Return names in one list; above five the rest is counted."""
    all_names = list(names)
    if len(all_names) <= _NAMED + 1:
        return ", ".join(all_names)
    return f"{', '.join(all_names[:_NAMED])} and {len(all_names) - _NAMED:,} others"


def item_name(item: Item) -> str:
    """Return what a person calls an item: "Recommendation 4"; by its title where it has no label."""
    kind = "Item" if item.kind == "unknown" else item.kind.value.capitalize()
    if item.label:
        return f"{kind} {item.label}"
    words = item.title or item.text
    return f"{kind} {quote(words, 60)}" if words else kind
