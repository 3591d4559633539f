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
from typing import Any, TypeVar

from attrs import evolve

from accountability.dates import AnyDate, PartialDate
from accountability.exceptions import InvalidRecordError
from accountability.merge._decisions import Decision, Outcome, decide
from accountability.merge._kinds import (
    DATE_NOT_TOLD,
    GIVEN_ANSWER_CHANGED,
    NOT_A_CHOICE,
    REASON_ALONE,
)
from accountability.merge._lines import Desk, Line
from accountability.merge.cells import makers_of, pointer_words, views_about
from accountability.merge.changes import ABSENT, Change, Digest, is_blank, shown, starts_from
from accountability.model import (
    Assessment,
    Commitment,
    CommitmentKind,
    Document,
    Implementation,
    Opinion,
    OrganisationKind,
    Position,
    PositionHow,
    Register,
    Response,
    Source,
    TargetDate,
    Update,
    response_id,
)
from accountability.text import shorten, stamp
from accountability.vocabularies import Vocabulary

__all__ = ["ROW_FIELDS", "reconcile_rows"]

M = TypeVar("M", Position, Implementation, Opinion)


def reconcile_rows(
    register: Register,
    changes: Iterable[Change],
    outcome: Outcome,
    *,
    as_of: dt.date,
    accept_cleared: bool,
) -> Register:
    """
    Write the cells of rows that can be written, and note everything in *outcome*.

    Cells of one row and file are taken together, in the order of `ROW_FIELDS`, so that a draft is
    there before its date is.
    """
    desk = Desk(register, outcome, as_of=as_of, accept_cleared=accept_cleared)
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
    for change in cells:
        if change.field not in _WRITERS:
            desk.outcome.refused(change, ABSENT, "the cell is for reading only")
    known.sort(key=lambda change: order.index(change.field or ""))
    for change in known:
        reason = _closed(line, change.field or "")
        if reason:
            desk.outcome.refused(change, ABSENT, reason)
            continue
        if isinstance(change.start, Digest) and starts_from(change.start, change.new):
            desk.outcome.already.append(change)  # nobody touched the cell
            continue
        try:
            _WRITERS[change.field or ""](desk, line, change, known)
        except InvalidRecordError as error:
            desk.outcome.refused(change, ABSENT, error.reason)


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


# --- deciding ----------------------------------------------------------------------------------------


def _settled(desk: Desk, change: Change, ours: object, new: object) -> bool:
    """Decide about a cell; tell whether nothing is to be written."""
    decision = decide(change, ours, new, accept_cleared=desk.accept_cleared)
    if _same_words(ours, new):
        decision = Decision.ALREADY
    return desk.outcome.settled(change, decision, ours, change.record)


def _same_words(ours: object, new: object) -> bool:
    """Tell whether two values read the same in a cell; programs add and drop white space at the end."""
    return shown(ours).strip() == shown(new).strip()


def _as_shown(desk: Desk, line: Line, change: Change, ours: object) -> Change:
    """
    Return *change* with a start that is a value, where it is the vocabulary's word for what is held.

    A cell shows, and is stamped by, the word that the document's vocabulary has for a choice.
    """
    start = change.start
    if not isinstance(start, Digest | str) or not isinstance(
        ours, Position | Implementation | Opinion
    ):
        return change
    words = _vocabulary(desk, line).show(ours)
    same = start.letters == stamp(words) if isinstance(start, Digest) else start == words
    return evolve(change, start=ours) if same else change


def _vocabulary(desk: Desk, line: Line) -> Vocabulary:
    return desk.dates.jurisdiction(line.item).vocabulary_for(desk.register, _document(desk, line))


def _document(desk: Desk, line: Line) -> Document | None:
    named = line.item.document if line.item else line.about
    return desk.register.find(Document, named)


def _member(desk: Desk, line: Line, change: Change, enum: type[M]) -> M | str | None:
    """Return what a cell chose; its words where they are none of the choices."""
    new = change.new
    if is_blank(new):
        return None
    if isinstance(new, enum):
        return new
    words = str(new).strip()
    found = next((member for member in enum if member.value == words), None)
    if found is not None:
        return found
    term = _vocabulary(desk, line).read(words)
    if term is None:
        return words
    return NO_CHANGE if term.no_change else (term.member(enum) or words)


NO_CHANGE = "no change"
"""What *Progress* holds where somebody looked and nothing is new."""


def _no_choice(desk: Desk, change: Change, ours: object) -> None:
    words = shorten(shown(change.new))
    desk.outcome.refused(change, ours, f"{words!r} is none of the choices")
    desk.outcome.findings.append(
        NOT_A_CHOICE.found(
            f"{words!r} is none of the choices", record=change.record, place=change.place
        )
    )


# --- who answers, who prepares -----------------------------------------------------------------------


def _names(desk: Desk, change: Change, kind: OrganisationKind) -> tuple[str, ...]:
    """Return the ids of the bodies that a cell names."""
    new = change.new
    named = new if isinstance(new, tuple) else str("" if is_blank(new) else new).split(";")
    return tuple(
        dict.fromkeys(
            desk.organisation(name, change, kind) for part in named if (name := str(part).strip())
        )
    )


def _named(desk: Desk, organisations: Iterable[str]) -> tuple[str, ...]:
    return tuple(desk.name_of(organisation) for organisation in organisations)


def _as_names(new: object) -> tuple[str, ...]:
    parts = new if isinstance(new, tuple) else str("" if is_blank(new) else new).split(";")
    return tuple(name for part in parts if (name := str(part).strip()))


def _write_responder(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    rows = (row.responder for row in desk.rows_of(line.about) if row.responder)
    ours = _named(desk, dict.fromkeys((*rows, *line.allotted)))
    wanted = _as_names(change.new)
    if {name.casefold() for name in wanted} == {name.casefold() for name in ours}:
        desk.outcome.already.append(change)
        return
    if line.responder is not None:
        if _same_words((desk.name_of(line.responder),), wanted):
            desk.outcome.already.append(change)
        else:
            reason = (
                "somebody has been named already; add or remove an addressee of the item instead"
            )
            desk.outcome.refused(change, ours, reason)
        return
    if _settled(desk, change, ours, wanted):
        return
    allotted = [
        Response(
            id=desk.free(response_id(desk.register, line.about, name)),
            answers=line.about,
            responder=name,
            sources=_sources((), change, "responder"),
        )
        for name in _names(desk, change, OrganisationKind.OTHER)
    ]
    for response in allotted:
        desk.write(response, change, "responder", ABSENT, response.responder)
    if allotted:
        line.responder, line.draft = allotted[0].responder, allotted[0]
        line.first, line.rivals = allotted[0].id, len(allotted)
        line.allotted = [response.responder for response in allotted]


def _write_prepared_by(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    held = line.shown.prepared_by if line.shown else ()
    ours = _named(desk, held)
    if _settled(desk, change, ours, _as_names(change.new)):
        return
    teams = _names(desk, change, OrganisationKind.TEAM)
    # Who prepares is no part of the answer, so it may be said of a given one.
    response = line.shown or _first_draft(line)
    response = evolve(response, prepared_by=teams)
    desk.write(response, change, "prepared_by", held, teams)
    if line.given is not None and line.given.id == response.id:
        line.given = response
    else:
        line.draft = response


# --- position and reply ------------------------------------------------------------------------------


def _first_draft(line: Line) -> Response:
    return Response(id=line.first, answers=line.about, responder=line.responder or "")


def _draft(desk: Desk, line: Line) -> Response:
    """Return the draft to write in: the row's own, a first one, or a new one beside a given answer."""
    if line.draft is not None:
        return line.draft
    given = line.given
    if given is None:
        return evolve(_first_draft(line), id=desk.free(line.first))
    return Response(
        id=desk.free(f"{line.about}/{line.responder}@{desk.as_of.isoformat()}"),
        answers=given.answers,
        responder=given.responder,
        on_behalf_of=given.on_behalf_of,
        position=given.position,
        position_how=given.position_how,
        position_words=given.position_words,
        declined=given.declined,
        text=given.text,
        refers_to=given.refers_to,
        answered_text=given.answered_text,
        prepared_by=given.prepared_by,
    )


def _write_draft(desk: Desk, line: Line, change: Change, name: str, draft: Response) -> None:
    """Put a draft in place, with what the change made of one of its fields."""
    if draft.position_words not in draft.text:
        draft = evolve(draft, position_words="")
    draft = evolve(draft, sources=_sources(draft.sources, change, name))
    beside = line.draft is None and line.given is not None
    before = getattr(line.shown, name) if line.shown else ABSENT
    desk.write(draft, change, name, before, getattr(draft, name))
    line.draft = draft
    if beside:
        desk.outcome.findings.append(
            GIVEN_ANSWER_CHANGED.found(
                f"the {'reply' if name == 'text' else name} was typed over a given answer; "
                f"it is the draft {draft.id!r} now",
                record=draft.id,
                place=change.place,
            )
        )


def _write_position(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    ours = line.shown.position if line.shown else None
    new = _member(desk, line, change, Position)
    if isinstance(new, str) and not isinstance(new, Position):
        _no_choice(desk, change, ours)
    elif not _settled(desk, _as_shown(desk, line, change, ours), ours, new):
        draft = evolve(_draft(desk, line), position=new, position_how=PositionHow.CHOSEN)
        _write_draft(desk, line, change, "position", draft)


def _write_reply(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    ours = line.shown.text if line.shown else ""
    new = "" if is_blank(change.new) else str(change.new)
    pointer = pointer_words(desk.register, line.shown)
    if pointer and new.strip() == pointer.strip():
        desk.outcome.already.append(change)
    elif not _settled(desk, change, ours, new):
        draft = evolve(_draft(desk, line), text=new)
        _write_draft(desk, line, change, "text", draft)


# --- target date and reason --------------------------------------------------------------------------


def _only_promise(desk: Desk, line: Line, change: Change) -> tuple[Commitment | None, bool]:
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


def _write_target_date(desk: Desk, line: Line, change: Change, row: list[Change]) -> None:
    promise, several = _only_promise(desk, line, change)
    if several:
        return
    last = promise.dates[-1] if promise and promise.dates else None
    draft = promise is not None and _is_draft(desk, line, promise)
    ours = _date_here(desk, line, change, last)
    new = _date_there(desk, line, change, ours)
    if _settled(desk, change, ours, new[0]):
        return
    if new[0] is None:
        _clear_date(desk, line, change, promise, draft=draft)
        return
    reason = _reason_with(line, row, last, draft=draft)
    date = TargetDate(date=new[0], reason=reason, source=_source(change))
    before = last.date if last else ABSENT
    if promise is None:
        promise = _new_promise(desk, line, change, kind=new[1])
        dates: tuple[TargetDate, ...] = (date,)
    elif draft:
        dates = (date,)
    else:
        dates = (*promise.dates, evolve(date, set_on=PartialDate.day(desk.as_of)))
        _moved(desk, line, change, promise)
    desk.write(evolve(promise, dates=dates), change, "dates", before, new[0])
    line.reason_written = reason
    if promise.id not in line.promises:
        line.promises.append(promise.id)


def _date_here(desk: Desk, line: Line, change: Change, last: TargetDate | None) -> AnyDate | None:
    """
    Return the date that a date cell is compared with.

    A cell of its own for a new date begins empty: what it is compared with is the entry that it
    would make.
    """
    if last is None:
        return None
    made_now = last.set_on == PartialDate.day(desk.as_of)
    if not line.own_cells or made_now or shown(last.date) == shown(change.new):
        return last.date
    return None


def _date_there(
    desk: Desk, line: Line, change: Change, ours: AnyDate | None
) -> tuple[AnyDate | None, CommitmentKind]:
    new: Any = change.new
    if is_blank(new):
        return None, CommitmentKind.TARGET
    if isinstance(new, dt.date):
        return PartialDate.day(new), CommitmentKind.TARGET
    if isinstance(new, str):
        if ours is not None and shown(ours) == new.strip():
            return ours, CommitmentKind.TARGET
        if not starts_from(change.start, ours):
            # Nothing will be written, so nothing needs to be understood.
            return PartialDate.day(dt.date.min, new), CommitmentKind.TARGET
        return desk.dates.promised(new.strip(), change, line.item)
    return new, CommitmentKind.TARGET


def _reason_with(line: Line, row: list[Change], last: TargetDate | None, *, draft: bool) -> str:
    """Return the reason that goes with a new date: the one typed beside it."""
    for other in row:
        if other.field in _REASONS:
            typed = "" if is_blank(other.new) else str(other.new)
            if last is None or draft or line.own_cells or typed.strip() != last.reason.strip():
                return typed
    return last.reason if draft and last else ""


def _new_promise(desk: Desk, line: Line, change: Change, *, kind: CommitmentKind) -> Commitment:
    """Make the promise that a date belongs to: under a draft, or beside a given answer."""
    if line.draft is None and line.given is None:
        draft = _draft(desk, line)
        draft = evolve(draft, sources=_sources((), change, "dates"))
        desk.write(draft, change, None, ABSENT, draft)
        line.draft = draft
    response = line.draft
    under = response or line.given
    return Commitment(
        id=desk.free(f"{under.id if under else line.key}/c1"),
        text="",
        items=(line.about,) if line.item else (),
        response=response.id if response else None,
        owners=(line.responder,) if line.responder else (),
        kind=kind,
        sources=_sources((), change, "dates"),
    )


def _moved(desk: Desk, line: Line, change: Change, promise: Commitment) -> None:
    desk.outcome.findings.append(
        DATE_NOT_TOLD.found(
            f"the target date moved to {shown(change.new)!r}, from {desk.as_of.isoformat()} on; "
            "nobody is recorded as told",
            record=promise.id,
            place=change.place,
        )
    )


def _clear_date(
    desk: Desk, line: Line, change: Change, promise: Commitment | None, *, draft: bool
) -> None:
    if promise is None:
        desk.outcome.already.append(change)
    elif not draft:
        ours = promise.dates[-1].date if promise.dates else ABSENT
        desk.outcome.refused(change, ours, "a target date that was given cannot be taken back")
    elif promise.text or promise.condition or promise.supporting or promise.extra:
        before = promise.dates[-1].date
        desk.write(evolve(promise, dates=()), change, "dates", before, ABSENT)
    else:
        desk.remove(promise, change)
        line.promises.remove(promise.id)


def _write_reason(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    promise, several = _only_promise(desk, line, change)
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
        if not _settled(desk, change, ours, new):
            dates = (*promise.dates[:-1], evolve(last, reason=new))
            desk.write(evolve(promise, dates=dates), change, "dates", ours, new)
        return
    decision = decide(change, ours, new, accept_cleared=desk.accept_cleared)
    if decision is not Decision.APPLY:
        desk.outcome.settled(change, decision, ours, change.record)
        return
    desk.outcome.refused(change, ours, "a reason belongs to a new date, and none was given")
    desk.outcome.findings.append(
        REASON_ALONE.found(
            f"the reason {shorten(new)!r} came without a new date",
            record=change.record,
            place=change.place,
        )
    )


# --- progress ----------------------------------------------------------------------------------------


def _update(desk: Desk, line: Line, change: Change) -> Update | None:
    """Return the report of progress that a cell is part of, held or yet to be written."""
    promise, several = _only_promise(desk, line, change)
    if several:
        return None
    about = promise.id if promise else line.about
    reporter = change.by or line.responder or ""
    day = change.day or desk.as_of
    wanted = f"{about}/u-{reporter}-{day.isoformat()}"
    held = desk.get(wanted)
    if isinstance(held, Update):
        return held
    return Update(
        id=desk.free(wanted),
        about=about,
        reported_by=reporter,
        responder=line.responder if reporter != line.responder else None,
        day=PartialDate.day(day),
    )


def _write_update(desk: Desk, change: Change, update: Update, name: str, new: object) -> None:
    said: dict[str, Any] = {name: new}
    before = getattr(update, name)
    sources = _sources(update.sources, change, name)
    desk.write(evolve(update, **said, sources=sources), change, name, before, new)


def _write_progress(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    update = _update(desk, line, change)
    if update is None:
        return
    ours = update.implementation
    held = desk.get(update.id) is not None
    new = _member(desk, line, change, Implementation)
    if new == NO_CHANGE:
        if held:
            desk.outcome.already.append(change)
        else:
            _write_update(desk, change, update, "implementation", None)
    elif isinstance(new, str) and not isinstance(new, Implementation):
        _no_choice(desk, change, ours)
    elif not _settled(desk, _as_shown(desk, line, change, ours), ours, new):
        _write_update(desk, change, update, "implementation", new)


def _write_progress_words(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    update = _update(desk, line, change)
    new = "" if is_blank(change.new) else str(change.new)
    if update is not None and not _settled(desk, change, update.text, new):
        _write_update(desk, change, update, "text", new)


def _write_completed_on(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    update = _update(desk, line, change)
    if update is None:
        return
    new, _kind = _date_there(desk, line, change, update.completed_on)
    if not _settled(desk, change, update.completed_on, new):
        _write_update(desk, change, update, "completed_on", new)


def _write_evidence(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    update = _update(desk, line, change)
    new = "" if is_blank(change.new) else str(change.new)
    if update is None or _settled(desk, change, shown(update.evidence), new):
        return
    evidence = (Source(words=new),) if new else ()
    _write_update(desk, change, update, "evidence", evidence)


# --- the recommender's view --------------------------------------------------------------------------


def _view(
    desk: Desk, line: Line, change: Change
) -> tuple[Assessment | None, tuple[Assessment, ...]]:
    """Return the view to write in, and those held already, oldest first; None if nobody's view it can be."""
    makers = makers_of(desk.register, line.item, line.about)
    by = change.by if change.by in makers else next(iter(makers), "")
    if not by:
        return None, ()
    about = line.shown.id if line.shown else line.first
    day = change.day or desk.as_of
    wanted = f"{about}/a-{by}-{day.isoformat()}"
    held = desk.get(wanted)
    places = (line.about, line.first, about)
    earlier = views_about(desk.register, places, makers, line.responder)
    if isinstance(held, Assessment):
        if wanted in desk.written:
            return held, (*(view for view in earlier if view.id != held.id), held)
        return held, earlier
    view = Assessment(
        id=desk.free(wanted),
        about=about,
        by=by,
        responder=line.responder,
        day=PartialDate.day(day),
    )
    return view, earlier


def _write_view_part(desk: Desk, line: Line, change: Change, name: str, new: object) -> None:
    view, held = _view(desk, line, change)
    said = (getattr(one, name) for one in reversed(held))
    ours = next((value for value in said if not is_blank(value)), None)
    if view is None:
        desk.outcome.refused(change, ABSENT, "nobody is named whose view it could be")
    elif not _settled(desk, _as_shown(desk, line, change, ours), ours, new):
        part: dict[str, Any] = {name: new}
        sources = _sources(view.sources, change, name)
        desk.write(evolve(view, **part, sources=sources), change, name, ours, new)


def _write_view(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    new = _member(desk, line, change, Opinion)
    if isinstance(new, str) and not isinstance(new, Opinion):
        _no_choice(desk, change, None)
    else:
        _write_view_part(desk, line, change, "opinion", new)


def _write_view_words(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    _write_view_part(desk, line, change, "text", "" if is_blank(change.new) else str(change.new))


# --- where it was read -------------------------------------------------------------------------------


def _source(change: Change) -> Source | None:
    if change.place is None:
        return None
    place = "!".join(part for part in (change.place.file, change.place.at) if part)
    return Source(place=place)


def _sources(held: tuple[Source, ...], change: Change, name: str) -> tuple[Source, ...]:
    """Return *held* with the cell a field was read in, instead of the cell it was read in before."""
    source = _source(change)
    if source is None:
        return held
    kept = (old for old in held if old.document is not None or old.fields != (name,))
    return (*kept, evolve(source, fields=(name,)))


_Writer = Callable[[Desk, Line, Change, list[Change]], None]

_WRITERS: Mapping[str, _Writer] = {
    "row:responder": _write_responder,
    "row:prepared_by": _write_prepared_by,
    "row:position": _write_position,
    "row:reply": _write_reply,
    "row:target_date": _write_target_date,
    "row:new_date": _write_target_date,
    "row:date_reason": _write_reason,
    "row:new_reason": _write_reason,
    "row:progress": _write_progress,
    "row:progress_words": _write_progress_words,
    "row:completed_on": _write_completed_on,
    "row:evidence": _write_evidence,
    "row:view": _write_view,
    "row:view_words": _write_view_words,
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

_REASONS = frozenset({"row:date_reason", "row:new_reason"})

ROW_FIELDS = tuple(_WRITERS)
"""The cells of rows that can be changed, in the order in which those of one row are written."""
