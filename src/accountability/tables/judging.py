"""
What a file that came back asks for: changes for merging to decide about, and questions for a person.

A cell is judged by the six letters with which it left: if its words still have them, nobody touched
it, whatever has happened to the register since. What was touched becomes a `Change` that says what it
started from; whether it is made is for `accountability.merge.reconcile` to say. Cells that are for
reading are told and never taken. A key that is not known, or a check that cannot be read, makes a
change that fits no value, so that it ends in dispute and never in a write.
"""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from accountability.deadlines import Calendar
from accountability.findings import Finding
from accountability.jurisdictions import Jurisdiction
from accountability.merge import Change
from accountability.model import Organisation, Register
from accountability.tables._judging_case import Case
from accountability.tables._judging_kinds import KINDS, WORDS_BESIDE
from accountability.tables._judging_new import Newcomers
from accountability.tables._judging_rows import Rows
from accountability.tables._judging_sides import Side
from accountability.tables.returned import Returned, ReturnedCell
from accountability.tables.visible import Profile, asked_by, lead_of
from accountability.text import stamp

__all__ = ["KINDS", "Judged", "judge"]


@frozen(kw_only=True)
class Judged:
    """
    What a file asks for.

    Attributes:
        changes: For `accountability.merge.reconcile`, in the order of the file.

        findings: What a person should know or look at, in the order of the file.

        keys: Row keys of the recommendations that came back and are known, in the order of the file.

        there: The same, and those that were recognised by their words alone, in no order that counts.

        asked: How many of the known rows asked for something.

        answered: How many of those have been answered.

        empty: Keys of those that have not.

        missing: Row keys that were sent and did not come back.

        extra: What stands in a person's own columns: row key or promise's id, heading, cell.
    """

    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    keys: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    asked: int = 0
    answered: int = 0
    empty: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[tuple[str, str, ReturnedCell], ...] = ()


def judge(
    returned: Returned,
    register: Register,
    *,
    base: Register | None = None,
    as_of: dt.date | None = None,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> Judged:
    """
    Say what a file that came back asks for.

    Args:
        returned: The file's rows and cells.

        register: What is held now.

        base: What was held when the file was made, if that was kept: it tells what each cell said.

        as_of: Day to take where the file does not say for which day it was made.

        jurisdiction: Whose rules and words apply; None: each document's own, else the register's.

        calendar: Working days, for deadlines that count them.

    Returns:
        Its changes, findings and counts. Total: any file can be judged.
    """
    day = returned.as_of or as_of or dt.date.max

    def side(held: Register) -> Side:
        return Side(
            held,
            profile=returned.profile or Profile.KEEPER,
            scope=returned.scope,
            as_of=day,
            jurisdiction=jurisdiction,
            calendar=calendar,
        )

    now = side(register)
    case = Case(
        returned=returned,
        now=now,
        kept=side(base) if base is not None else None,
        by=_maker(returned, register),
    )
    rows = Rows(case)
    known = rows.judged()
    newcomers = Newcomers(case=case, rows=rows)
    for row in rows.keyless:
        newcomers.take(row)
    for note in returned.notes:
        if not newcomers.comment(note):
            case.say(
                WORDS_BESIDE,
                f"{note.text!r} stands beside the rows",
                place=note.place,
                key=note.key,
            )
    asked, empty = rows.asked_and_empty()
    return Judged(
        changes=tuple(rows.changes),
        findings=tuple(case.findings),
        keys=known,
        there=tuple(sorted(rows.there)),
        asked=asked,
        answered=asked - len(empty),
        empty=empty,
        missing=_missing(case, rows.there),
        extra=tuple(rows.extra),
    )


def _maker(returned: Returned, register: Register) -> str:
    """Return the id of the one body that the file was made for; "" if there is no one."""
    named = returned.scope.responders
    if len(named) != 1 or register.find(Organisation, named[0]) is None:
        return ""
    return named[0]


def _kept_rows(case: Case, there: set[str]) -> tuple[str, ...]:
    """
    Return the keys of the rows that a file was sent with, where it does not say so itself any more.

    What was kept tells: its rows were asked for. Where one register was kept for all files, the rows of
    those whose rows came back are the file's; where none was, nobody can say.
    """
    rows = case.kept.rows if case.kept is not None else {}
    readers = {lead_of(rows[key]) for key in there if key in rows}
    return tuple(
        key for key, row in rows.items() if asked_by(row) is not None and lead_of(row) in readers
    )


def _missing(case: Case, there: set[str]) -> tuple[str, ...]:
    """
    Return the row keys that were sent and did not come back.

    The file says how many rows it was sent with, and gives a digest of their keys: that tells whether
    what was kept, or what would be sent now, is what was sent. Where neither is, rows that were added
    here since must not be taken for rows that were removed there.
    """
    returned, now = case.returned, case.now
    if returned.sent is None and not returned.keys_digest:
        return tuple(key for key in _kept_rows(case, there) if key not in there)
    for side in case.sides():
        if stamp(*side.rows) == returned.keys_digest or returned.sent is None:
            return tuple(key for key in side.rows if key not in there)
    if len(there) >= (returned.sent or 0):
        return ()
    kept = tuple(key for key in now.rows if key in there)
    if stamp(*kept) == returned.keys_digest:
        return ()
    return tuple(key for key in now.rows if key not in there)
