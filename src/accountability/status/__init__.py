"""
Verdicts: what has become of an item or a promise as of a day, and why we say so.

Facts are stored in records; a status never is, because it changes with the day and with what others
say. It is worked out here, from given answers, claims and promises that count on the day asked about,
by one procedure for everybody, and every verdict says what it rests on. Total: any register, any day,
with or without a calendar and a jurisdiction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator

from accountability.deadlines import Calendar
from accountability.exceptions import InvalidRecordError
from accountability.jurisdictions import Jurisdiction
from accountability.model import Commitment, Item, Record, Register
from accountability.status._corrections import heirs_of, may_correct
from accountability.status._timeline import life_of
from accountability.status._verdicts import Verdicts
from accountability.status.values import (
    ATTENTION,
    Axes,
    Reason,
    ResponderVerdict,
    Status,
    TimelineEntry,
    Timeliness,
    Verdict,
    joined,
)
from accountability.vocabularies import plain

__all__ = [
    "ATTENTION",
    "Axes",
    "Reason",
    "ResponderVerdict",
    "Status",
    "TimelineEntry",
    "Timeliness",
    "Verdict",
    "Verdicts",
    "commitment_statuses",
    "heirs_of",
    "joined",
    "may_correct",
    "plain",
    "status_of",
    "statuses",
    "timeline",
    "verdicts_by_row",
]


def status_of(
    register: Register,
    record_id: str,
    *,
    as_of: dt.date,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> Verdict:
    """
    Say what has become of one item or commitment.

    Args:
        register: What is held.

        record_id: Id of an item or a commitment.

        as_of: The day asked about; what happened later does not count, and what has no day does.

        jurisdiction: Whose deadlines apply; None: each document's own, else the register's.

        calendar: Working days; where a deadline counts them and there is none, the verdict says so.

    Returns:
        The verdict, with its reasons; for an item one verdict for each of its rows beside it.

    Raises:
        UnknownRecordError: no record of that id is held; the nearest id is named.
        InvalidRecordError: the record is neither an item nor a commitment, so it has no status.
    """
    record = register[record_id]
    verdicts = Verdicts(register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar)
    return verdicts.of(record if isinstance(record, Item) else _with_status(record))


def statuses(
    register: Register,
    *,
    as_of: dt.date,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
    only: Container[str] | None = None,
) -> Iterator[Verdict]:
    """
    Say what has become of every item.

    Args:
        register: What is held.

        as_of: The day asked about.

        jurisdiction: Whose deadlines apply; None: each document's own, else the register's.

        calendar: Working days.

        only: Ids of the items to speak of; None: all.

    Returns:
        The verdicts, one an item in document order, made as they are asked for, in one pass.
    """
    verdicts = Verdicts(register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar)
    return verdicts.items(only)


def commitment_statuses(
    register: Register,
    *,
    as_of: dt.date,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
    only: Container[str] | None = None,
) -> Iterator[Verdict]:
    """
    Say what has become of every promise: one verdict a commitment, in document order.

    Takes the arguments of `statuses`; *only* are ids of commitments.
    """
    verdicts = Verdicts(register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar)
    return verdicts.commitments(only)


def verdicts_by_row(
    register: Register,
    *,
    as_of: dt.date,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> dict[str, ResponderVerdict]:
    """
    Give the verdict of each row of the tracker, by its key (see `Register.rows`).

    Takes the arguments of `statuses`. Rows about a document as a whole, or about an id that is not
    held, have no status and no entry.
    """
    verdicts = statuses(register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar)
    return {row.key: row for verdict in verdicts for row in verdict.responders}


def timeline(register: Register, record_id: str) -> tuple[TimelineEntry, ...]:
    """
    Tell the life of an item or commitment as dated facts.

    Args:
        register: What is held.

        record_id: Id of an item or a commitment.

    Returns:
        What was issued, answered, promised, moved, reported and thought, drafts included and marked;
        in the order of days, undated facts first, facts of one day in the order of the records. Target
        dates that lie ahead stand where they run out. Notes are internal and left out.

    Raises:
        UnknownRecordError: no record of that id is held; the nearest id is named.
        InvalidRecordError: the record is neither an item nor a commitment.
    """
    record = register[record_id]
    return life_of(register, record if isinstance(record, Item) else _with_status(record))


def _with_status(record: Record) -> Commitment:
    if isinstance(record, Commitment):
        return record
    raise InvalidRecordError(
        type(record).__name__,
        record.id,
        "status",
        "has none; ask about an item (recommendation or conclusion) or a commitment",
    )
