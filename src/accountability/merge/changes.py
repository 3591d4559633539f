"""
Changes and conflicts as values.

A change says which field of which record shall become what, and what it was when whoever asks for it
last saw it. That starting point may be a value, or six letters that came back in the check column of
a tracker (`Digest`): both decide alike, so a returned file needs no copy of what was sent.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Final

import attrs
from attrs import field, frozen

from accountability.findings import Finding, Place
from accountability.model import (
    Event,
    Link,
    Record,
    Register,
    Source,
    Step,
    TargetDate,
)
from accountability.text import stamp

__all__ = [
    "ABSENT",
    "REGISTER",
    "Absent",
    "Applied",
    "Change",
    "Conflict",
    "Digest",
    "MergeResult",
    "NewPromise",
    "is_blank",
    "shown",
    "stamp_of",
    "starts_from",
]


class Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "absent"
    """No value: the record or the field is not there."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
"""Stands where there is no value: before a record was added, after it was removed."""

REGISTER: Final = ""
"""The *record* of a change that is about the register itself: its title, marking, order."""


@frozen
class Digest:
    """
    A value known only by its stamp, as it comes back in a tracker's check column.

    Attributes:
        letters: Made by `stamp_of`; what is no such stamp, ``~`` included, fits no value.

        why: Why it fits none, in words: what makes a person decide; "".
    """

    letters: str
    why: str = ""


@frozen(kw_only=True)
class Change:
    """
    One thing that somebody wants to be different.

    Attributes:
        record: Id of the record or key of the row; `REGISTER` for the register itself.

        field: Field of the record; ``row:…`` for a cell of a row (`ROW_FIELDS`); on `REGISTER` the
            name of a collection means the order of its records; None: the whole record.

        start: What it was when they last saw it: a value, a `Digest`, or `ABSENT`. Nothing, an empty
            text and `ABSENT` are one. For an order: ids.

        new: What it shall be; `ABSENT` removes. Here and in *start* a date may come as its words.

        place: Where it was read; a change with a place empties nothing unless that is accepted.

        by: Id of the organisation that made the file it was read in; empty if not known.

        day: Day that file was made for (its *as_of*); words like "next spring" are read against it.
            None: the day of reconciling.

        chosen: Whether a person has read both texts and wants this one, so that a doubt about what its
            words mean is no reason not to write them.
    """

    record: str
    field: str | None = None
    start: object = ABSENT
    new: object = ABSENT
    place: Place | None = None
    by: str = ""
    day: dt.date | None = None
    chosen: bool = False


@frozen(kw_only=True)
class NewPromise:
    """
    A promise that somebody typed into a row of its own: what a change of ``row:promise`` asks for.

    Attributes:
        text: The promise.

        date: Words of its target date; "" for none.

        reason: Why that date; "".

        date_place: Where the date was read; two promises that differ in it alone are equal.
    """

    text: str = ""
    date: str = ""
    reason: str = ""
    date_place: Place | None = field(default=None, eq=False)

    def __str__(self) -> str:
        return f"{self.text} ({self.date})" if self.text and self.date else self.text or self.date


@frozen(kw_only=True)
class Conflict:
    """
    A change that was not made, because deciding belongs to a person; ours is kept.

    Attributes:
        record: Id of the record or key of the row; the register's id for its own fields.

        field: Its field or cell; None: the whole record.

        base: What the change started from; a `Digest` if only that is known.

        ours: What is held, and stays.

        theirs: What was asked for.

        place: Where it was read.

        reason: Why it was not made, in one sentence.

        rivals: What else was asked of it at the same time, each with its own place and reason.
    """

    record: str
    field: str | None = None
    base: object = ABSENT
    ours: object = ABSENT
    theirs: object = ABSENT
    place: Place | None = None
    reason: str = ""
    rivals: tuple[Conflict, ...] = ()

    @property
    def texts(self) -> tuple[Conflict, ...]:
        """All that was asked, one for each place: this one, and its rivals."""
        return (self, *self.rivals)


@frozen(kw_only=True)
class Applied:
    """
    One field that was written.

    Attributes:
        record: Id of the record written, which may be a draft beside the row's given answer.

        field: The field written; None: the whole record was added, replaced or removed.

        before: Its value before; `ABSENT` if there was none.

        after: Its value now; `ABSENT` if it was removed.

        place: Where the change was read.
    """

    record: str
    field: str | None = None
    before: object = ABSENT
    after: object = ABSENT
    place: Place | None = None


@frozen(kw_only=True)
class MergeResult:
    """
    What came of some changes. Each of them is in *applied*, *already*, *emptied* or *conflicts*.

    Attributes:
        register: The register with everything applied; always a valid one.

        applied: What was written, in the order in which it was.

        conflicts: What was not, each with both values; ours was kept.

        findings: What a person should know or look at.

        already: Changes that ask for what is held already.

        emptied: Changes that would empty a cell and were not accepted; each is a finding too.
    """

    register: Register
    applied: tuple[Applied, ...] = field(default=(), kw_only=True)
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    already: tuple[Change, ...] = ()
    emptied: tuple[Change, ...] = ()


def is_blank(value: object) -> bool:
    """Tell whether a value says nothing: nothing, an empty text or collection, or `ABSENT`."""
    return value is None or value is ABSENT or value in ("", ())


def shown(value: object) -> str:
    """
    Return the text that stands for a value in stamps, lists of conflicts and JSON.

    Dates are their words, members of a closed list their plain value ("accepted"), several values
    are joined by semicolons, what says nothing is "". A vocabulary's own word for a position is not
    used, so that a stamp outlives a change of vocabulary.
    """
    match value:
        case Enum():
            return "" if value is ABSENT else str(value.value)
        case str():
            return value
        case Digest():
            return ""
        case tuple():
            return "; ".join(shown(member) for member in value)
        case dt.date():
            return value.isoformat()
        case None:
            return ""
        case Record():
            return _shown_record(value)
        case TargetDate(date=date, reason=reason):
            return f"{date} ({reason})" if reason else str(date)
        case Source(words=words, place=place, document=document):
            return words or ", ".join(part for part in (document, place) if part)
        case Link(kind=kind, to=to, words=words):
            return f"{kind.value} {to or words}".strip()
        case Step(stage=kind, day=day) | Event(kind=kind, day=day):
            return f"{kind.value} {day}" if day is not None else str(kind.value)
        case _:
            return str(value)


def _shown_record(record: Record) -> str:
    """Return all that a record says, field by field, defaults left out."""
    said = (
        f"{attribute.name}: {shown(value)}"
        for attribute in attrs.fields(type(record))
        if attribute.name != "id"
        and (value := getattr(record, attribute.name)) != attribute.default
        and not is_blank(value)
    )
    return f"{type(record).__name__} {record.id} ({', '.join(said)})"


def stamp_of(value: object) -> str:
    """Return the six letters that stand for *value* in a tracker's check column."""
    return stamp(shown(value))


def starts_from(start: object, value: object) -> bool:
    """Tell whether *start*, a value, a `Digest` or `ABSENT`, is *value*."""
    if isinstance(start, Digest):
        return start.letters == stamp_of(value)
    if isinstance(start, str) and not isinstance(value, str):
        return start == shown(value)
    return start == value or (is_blank(start) and is_blank(value))
