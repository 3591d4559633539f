"""Target dates and their reasons: cells that write commitments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve

from accountability.dates import AnyDate, PartialDate, Undated, show_day
from accountability.merge._answers import draft_for
from accountability.merge._dates import Asked, same_days
from accountability.merge._decisions import Decision, decide
from accountability.merge._judging import (
    settled,
    source_of,
    with_source,
)
from accountability.merge._kinds import (
    DATE_NOT_TOLD,
    DATE_UNEXPLAINED,
    REASON_ALONE,
)
from accountability.merge._lines import Desk, Line
from accountability.merge.cells import cell_of
from accountability.merge.changes import (
    ABSENT,
    Change,
    NewPromise,
    is_blank,
    shown,
    starts_from,
)
from accountability.model import (
    Commitment,
    CommitmentKind,
    Response,
    TargetDate,
)
from accountability.text import fold, shorten

__all__ = [
    "REASONS",
    "date_asked_for",
    "only_promise",
    "write_promise",
    "write_reason",
    "write_target_date",
]

REASONS = frozenset({"row:date_reason", "row:new_reason"})
"""Cells that say why a date moves."""

_DATES = frozenset({"row:target_date", "row:new_date"})
"""Cells that they stand beside."""


def only_promise(desk: Desk, line: Line, change: Change) -> tuple[Commitment | None, bool]:
    """Return the row's only promise, if any; and whether there are several, which was noted."""
    if len(line.promises) > 1:
        reason = "the row has several commitments; change the one that is meant"
        desk.outcome.refused(change, ABSENT, reason)
        return None, True
    return (desk.promise(line.promises[0]) if line.promises else None), False


def _is_draft(desk: Desk, line: Line, promise: Commitment) -> bool:
    if line.draft is not None and promise.response == line.draft.id:
        return True
    response = desk.get(promise.response)
    return isinstance(response, Response) and not desk.register.is_given(response)


def write_target_date(desk: Desk, line: Line, change: Change, row: list[Change]) -> None:
    promise, several = only_promise(desk, line, change)
    if several:
        return
    if line.own_cells and is_blank(change.new):
        desk.outcome.already.append(change)  # the date stands
        return
    last = promise.dates[-1] if promise and promise.dates else None
    draft = promise is not None and _is_draft(desk, line, promise)
    ours = last.date if last else None
    if line.own_cells and promise is not None:
        change = _as_seen(desk, change, promise)
    asked = date_asked_for(desk, line, change, ours, last.date if last else None)
    if asked.same and not (draft and starts_from(change.start, ours)):
        desk.outcome.already.append(change)  # the same days in other words are no move
        return
    if settled(desk, change, ours, asked.date):
        return
    if asked.date is None:
        _clear_date(desk, line, change, promise if draft else None)
        return
    undated = last is None or isinstance(last.date, Undated)
    if not (asked.timed or (draft and undated) or change.chosen):
        why = "the words do not say when"
        if promise is None:
            why = f"{why}, and nothing else is promised here"
        elif draft:
            why = f"{why}; the date of the draft stays until another is given, or it is emptied"
        elif last is not None:
            why = f"{why}; a date that was given stays until another is"
        desk.outcome.refused(change, ABSENT if last is None else ours, why)
        return
    reason = _reason_with(line, row, last, draft=draft)
    date = TargetDate(date=asked.date, reason=reason, source=source_of(change))
    before = last.date if last else ABSENT
    if promise is None:
        promise = _new_promise(desk, line, change, kind=asked.kind)
        dates: tuple[TargetDate, ...] = (date,)
    elif draft:
        dates = (date,)
    else:
        dates = (*promise.dates, evolve(date, set_on=PartialDate.day(desk.as_of)))
        _moved(desk, change, promise, reason)
    desk.write(evolve(promise, dates=dates), change, "dates", before, asked.date)
    line.reason_written = reason
    if promise.id not in line.promises:
        line.promises.append(promise.id)


def _as_seen(desk: Desk, change: Change, promise: Commitment) -> Change:
    """
    Return a change of a cell for a new date with the date that it takes the place of as its start.

    Such a cell begins empty, and stands for the date that was shown beside it. The files of earlier
    versions do not say which that was: there it is any but one that was set while collecting.
    """
    last = promise.dates[-1] if promise.dates else None
    made_now = last is not None and last.set_on == PartialDate.day(desk.as_of)
    unsaid = starts_from(change.start, ABSENT) and not made_now
    if unsaid or starts_from(change.start, cell_of(desk.register, promise, "new_date")):
        return evolve(change, start=last.date if last else ABSENT)
    return change


def date_asked_for(
    desk: Desk, line: Line, change: Change, ours: AnyDate | None, held: AnyDate | None = None
) -> Asked:
    """
    Return the date that a cell asks for.

    Args:
        desk: What has been written.

        line: The row.

        change: The cell.

        ours: What it is compared with.

        held: The date that counts now, where the same days in other words are no change.
    """
    new: Any = change.new
    if is_blank(new):
        return Asked(date=None)
    if isinstance(new, dt.date):
        day = PartialDate.day(new)
        return Asked(date=day, same=same_days(day, held))
    if not isinstance(new, str):
        return Asked(date=new, same=same_days(new, held))
    words = new.strip()
    if ours is not None and (shown(ours) == words or _is_day(ours, words)):
        return Asked(date=ours)
    if starts_from(change.start, ours):
        return desk.dates.promised(words, change, line.item, held)
    # Nothing will be written, so nothing needs to be told.
    return desk.dates.promised(words, change, line.item, held, tell=False)


def _is_day(ours: AnyDate, words: str) -> bool:
    """Tell whether words are a day as machines write it, and it is the one held, whose words are ours."""
    try:
        return ours == PartialDate.day(dt.date.fromisoformat(words))
    except ValueError:
        return False


def _reason_with(line: Line, row: list[Change], last: TargetDate | None, *, draft: bool) -> str:
    """Return the reason that goes with a new date: the one typed beside it."""
    for other in row:
        if other.field in REASONS:
            typed = "" if is_blank(other.new) else str(other.new)
            if last is None or draft or line.own_cells or typed.strip() != last.reason.strip():
                return typed
    return last.reason if draft and last else ""


def _new_promise(desk: Desk, line: Line, change: Change, *, kind: CommitmentKind) -> Commitment:
    """Make the promise that a date belongs to: under a draft, or beside a given answer."""
    if line.draft is None and line.given is None:
        draft = draft_for(desk, line)
        draft = evolve(draft, sources=with_source((), change, "dates"))
        desk.write(draft, change, None, ABSENT, draft)
        line.draft = draft
    response = line.draft
    under = response or line.given
    return Commitment(
        id=_free_number(desk, under.id if under else line.key),
        text="",
        items=(line.about,) if line.item else (),
        response=response.id if response else None,
        owners=(line.responder,) if line.responder else (),
        kind=kind,
        sources=with_source((), change, "dates"),
    )


def _free_number(desk: Desk, under: str) -> str:
    """Return the next id of a promise: ``…/c1``, ``…/c2`` and so on."""
    number = 1
    while desk.get(f"{under}/c{number}") is not None:
        number += 1
    return desk.free(f"{under}/c{number}")


def write_promise(desk: Desk, line: Line, change: Change) -> None:
    """Add the promise that somebody typed into a row of its own, unless it is held already."""
    new = change.new
    if not isinstance(new, NewPromise) or not new.text.strip():
        desk.outcome.refused(change, ABSENT, "a promise needs its words")
        return
    if any(_says(desk.promise(held), new) for held in line.promises):
        desk.outcome.already.append(change)
        return
    cell = evolve(change, place=new.date_place or change.place)
    words = new.date.strip()
    asked = desk.dates.promised(words, cell, line.item) if words else Asked(date=None)
    promise = _new_promise(desk, line, change, kind=asked.kind)
    dates: tuple[TargetDate, ...] = ()
    if asked.date is not None:
        dates = (TargetDate(date=asked.date, reason=new.reason, source=source_of(cell)),)
        if promise.response is None:
            dates = (evolve(dates[0], set_on=PartialDate.day(desk.as_of)),)
    promise = evolve(promise, text=new.text, dates=dates)
    desk.write(promise, change, None, ABSENT, promise)
    line.promises.append(promise.id)


def _says(held: Commitment | None, new: NewPromise) -> bool:
    """Tell whether a held promise is what was typed."""
    if held is None or fold(held.text) != fold(new.text):
        return False
    said = {shown(target.date).strip() for target in held.dates}
    return new.date.strip() in said or not (new.date.strip() or said)


def _moved(desk: Desk, change: Change, promise: Commitment, reason: str) -> None:
    moved = f"the target date moved to {shown(change.new).strip()!r}"
    if not reason.strip():
        desk.outcome.findings.append(
            DATE_UNEXPLAINED.found(
                f"{moved} without a reason",
                record=promise.id,
                place=change.place,
            )
        )
    desk.outcome.findings.append(
        DATE_NOT_TOLD.found(
            f"{moved}, from {show_day(desk.as_of)} on; nobody is recorded as told",
            record=promise.id,
            place=change.place,
        )
    )


def _clear_date(desk: Desk, line: Line, change: Change, draft: Commitment | None) -> None:
    """Take back the date of a draft, and the promise with it if it says nothing else."""
    if draft is None:
        promise = desk.promise(line.promises[0])
        ours = promise.dates[-1].date if promise and promise.dates else ABSENT
        desk.outcome.refused(change, ours, "a target date that was given cannot be taken back")
    elif draft.text or draft.condition or draft.supporting or draft.extra:
        before = draft.dates[-1].date
        desk.write(evolve(draft, dates=()), change, "dates", before, ABSENT)
    else:
        desk.remove(draft, change)
        line.promises.remove(draft.id)


def write_reason(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    promise, several = only_promise(desk, line, change)
    if several:
        return
    last = promise.dates[-1] if promise and promise.dates else None
    new = "" if is_blank(change.new) else str(change.new)
    made_now = last is not None and last.set_on == PartialDate.day(desk.as_of)
    ours = last.reason if last and (made_now or not line.own_cells) else ""
    if last is not None and promise is not None and last.reason.strip() == new.strip():
        if new and line.reason_written == last.reason:
            line.reason_written = ""
            desk.outcome.wrote(change, promise.id, "dates", ABSENT, new)
        else:
            desk.outcome.already.append(change)
        return
    if last is not None and promise is not None and _is_draft(desk, line, promise):
        if not settled(desk, change, ours, new):
            dates = (*promise.dates[:-1], evolve(last, reason=new))
            desk.write(evolve(promise, dates=dates), change, "dates", ours, new)
        return
    decision = decide(change, ours, new, accept_cleared=desk.accept_cleared)
    if decision is not Decision.APPLY:
        desk.outcome.settled(change, decision, ours, change.record)
        return
    if any(one.record == change.record and one.field in _DATES for one in desk.outcome.conflicts):
        desk.outcome.refused(change, ours, "it belongs to a new date that is in dispute")
        return
    desk.outcome.refused(change, ours, "a reason belongs to a new date, and none was given")
    desk.outcome.findings.append(
        REASON_ALONE.found(
            f"the reason {shorten(new)!r} came without a new date",
            record=change.record,
            place=change.place,
        )
    )
