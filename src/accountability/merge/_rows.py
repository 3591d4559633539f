"""
Cells of a row, written to the records that they stand for.

A row shows a draft if there is one, else the given answer, and what is typed into it means different
things for the two: a draft is edited, a given answer is left alone and gets a draft beside it, a
target date that was given moves by an entry of its own. Everything else about a cell is as for any
change: where it started, what is held, and what it shall be.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from accountability.exceptions import InvalidRecordError
from accountability.jurisdictions import Jurisdiction
from accountability.merge._answers import (
    write_position,
    write_prepared_by,
    write_reply,
    write_responder,
)
from accountability.merge._decisions import Outcome
from accountability.merge._lines import Desk, Line
from accountability.merge._promises import write_promise, write_reason, write_target_date
from accountability.merge._reports import (
    write_completed_on,
    write_evidence,
    write_progress,
    write_progress_words,
    write_view,
    write_view_words,
)
from accountability.merge.changes import ABSENT, Change, starts_from
from accountability.model import (
    Register,
)

__all__ = ["ROW_FIELDS", "reconcile_rows"]


def reconcile_rows(
    register: Register,
    changes: Iterable[Change],
    outcome: Outcome,
    *,
    as_of: dt.date,
    accept_cleared: bool,
    jurisdiction: Jurisdiction | None = None,
) -> Register:
    """
    Write the cells of rows that can be written, and note everything in *outcome*.

    Cells of one row and file are taken together, in the order of `ROW_FIELDS`, so that a draft is
    there before its date is.
    """
    desk = Desk(
        register,
        outcome,
        as_of=as_of,
        accept_cleared=accept_cleared,
        jurisdiction=jurisdiction,
    )
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        file = change.place.file if change.place else ""
        groups.setdefault((change.record, file), []).append(change)
    for (key, _file), cells in groups.items():
        line = desk.line(key)
        if line is None:
            for change in cells:
                outcome.refused(change, ABSENT, "there is no row of that key")
        else:
            _write_row(desk, line, cells)
    return desk.finished()


def _write_row(desk: Desk, line: Line, cells: list[Change]) -> None:
    order = list(_WRITERS)
    known = [change for change in cells if change.field in _WRITERS]
    promises = [change for change in cells if change.field == NEW_PROMISE]
    for change in cells:
        if change.field not in _WRITERS and change.field != NEW_PROMISE:
            desk.outcome.refused(change, ABSENT, "the cell is for reading only")
    known.sort(key=lambda change: order.index(change.field or ""))
    for change in known:
        reason = _closed(line, change.field or "")
        if reason:
            desk.outcome.refused(change, ABSENT, reason)
            continue
        if starts_from(change.start, change.new):
            desk.outcome.already.append(change)  # nobody touched the cell
            continue
        try:
            _WRITERS[change.field or ""](desk, line, change, known)
        except InvalidRecordError as error:
            desk.outcome.refused(change, ABSENT, error.reason)
    # Last, so that the dates of cells went to the promise that they stood for.
    for change in promises:
        reason = _closed(line, NEW_PROMISE)
        if reason:
            desk.outcome.refused(change, ABSENT, reason)
        else:
            write_promise(desk, line, change)


NEW_PROMISE = "row:promise"
"""A promise typed into a row of its own: no cell of any row, but written like one."""


def _closed(line: Line, cell: str) -> str:
    """Say why a cell of this row cannot be written; "" if it can."""
    if line.heading:
        return "the item is a heading; its parts are answered"
    if line.own_cells:
        return "" if cell in _OF_A_PROMISE else "a commitment has no such cell"
    if cell == "row:responder":
        return ""
    if line.rivals > 1:
        return "several answer this now, and the row does not say whose cell it is"
    if line.responder is None:
        return "nobody has been named who answers"
    return ""


_Writer = Callable[[Desk, Line, Change, list[Change]], None]

_WRITERS: Mapping[str, _Writer] = {
    "row:responder": write_responder,
    "row:prepared_by": write_prepared_by,
    "row:position": write_position,
    "row:reply": write_reply,
    "row:target_date": write_target_date,
    "row:new_date": write_target_date,
    "row:date_reason": write_reason,
    "row:new_reason": write_reason,
    "row:progress": write_progress,
    "row:progress_words": write_progress_words,
    "row:completed_on": write_completed_on,
    "row:evidence": write_evidence,
    "row:view": write_view,
    "row:view_words": write_view_words,
}

_OF_A_PROMISE = frozenset(
    {
        "row:target_date",
        "row:new_date",
        "row:date_reason",
        "row:new_reason",
        "row:progress",
        "row:progress_words",
        "row:completed_on",
        "row:evidence",
    }
)
"""Cells that a commitment may have of its own."""

ROW_FIELDS = tuple(_WRITERS)
"""The cells of rows that can be changed, in the order in which those of one row are written."""
