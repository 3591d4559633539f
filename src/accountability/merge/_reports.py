"""Progress as reported, and what the recommender makes of it: cells that append a record a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from accountability.dates import PartialDate
from accountability.merge._decisions import DIFFERS
from accountability.merge._judging import (
    NO_CHANGE,
    as_shown,
    member_of,
    no_choice,
    settled,
    with_source,
)
from accountability.merge._lines import Desk, Line
from accountability.merge._promises import date_asked_for, only_promise
from accountability.merge.cells import makers_of, places_of_views, views_about
from accountability.merge.changes import ABSENT, Change, is_blank, shown, starts_from
from accountability.model import (
    Assessment,
    Implementation,
    Opinion,
    Source,
    Update,
)

__all__ = [
    "write_completed_on",
    "write_evidence",
    "write_progress",
    "write_progress_words",
    "write_view",
    "write_view_words",
]


def _update(desk: Desk, line: Line, change: Change) -> Update | None:
    """
    Return the report of progress that a cell is part of, held or yet to be written.

    What somebody reported on a day is one report. It stays where it was written first: a promise that
    the row has gained since, by a choice or a later file, makes no second one of it.
    """
    reporter = change.by or line.responder or ""
    day = change.day or desk.as_of
    responder = line.responder if reporter != line.responder else None
    name = f"u-{reporter}-{day.isoformat()}"
    if len(line.promises) == 1:
        held = desk.get(f"{line.promises[0]}/{name}")
        if isinstance(held, Update):
            return held
    if not line.own_cells:
        for held in _numbered(desk, f"{line.about}/{name}"):
            if held.responder in {responder, line.responder}:
                return held
    promise, several = only_promise(desk, line, change)
    if several:
        return None
    about = promise.id if promise else line.about
    return Update(
        id=desk.free(f"{about}/{name}"),
        about=about,
        reported_by=reporter,
        responder=responder,
        day=PartialDate.day(day),
    )


def _numbered(desk: Desk, wanted: str) -> Iterator[Update]:
    """Yield the reports of an id, and of that id with ``~2``, ``~3`` …: those of other rows."""
    candidate, number = wanted, 1
    while (held := desk.get(candidate)) is not None:
        if isinstance(held, Update):
            yield held
        number += 1
        candidate = f"{wanted}~{number}"


def _write_update(desk: Desk, change: Change, update: Update, name: str, new: object) -> None:
    said: dict[str, Any] = {name: new}
    before = getattr(update, name)
    sources = with_source(update.sources, change, name)
    desk.write(evolve(update, **said, sources=sources), change, name, before, new)


def write_progress(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    update = _update(desk, line, change)
    if update is None:
        return
    ours = update.implementation
    held = desk.get(update.id) is not None
    new = member_of(desk, line, change, Implementation)
    if new == NO_CHANGE:
        if held:
            desk.outcome.already.append(change)
        elif not starts_from(change.start, ours):
            desk.outcome.refused(change, ours, DIFFERS)
        else:
            _write_update(desk, change, update, "implementation", None)
    elif isinstance(new, str) and not isinstance(new, Implementation):
        no_choice(desk, change, ours)
    elif not settled(desk, as_shown(desk, line, change, ours), ours, new):
        _write_update(desk, change, update, "implementation", new)


def write_progress_words(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    update = _update(desk, line, change)
    new = "" if is_blank(change.new) else str(change.new)
    if update is not None and not settled(desk, change, update.text, new):
        _write_update(desk, change, update, "text", new)


def write_completed_on(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    update = _update(desk, line, change)
    if update is None:
        return
    new = date_asked_for(desk, line, change, update.completed_on).date
    if not settled(desk, change, update.completed_on, new):
        _write_update(desk, change, update, "completed_on", new)


def write_evidence(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    update = _update(desk, line, change)
    new = "" if is_blank(change.new) else str(change.new)
    if update is None or settled(desk, change, shown(update.evidence), new):
        return
    evidence = (Source(words=new),) if new else ()
    _write_update(desk, change, update, "evidence", evidence)


def _view(
    desk: Desk, line: Line, change: Change
) -> tuple[Assessment | None, tuple[Assessment, ...]]:
    """Return the view to write in, and those held already, oldest first; None if nobody's view it can be."""
    makers = makers_of(desk.register, line.item, line.about)
    by = change.by if change.by in makers else next(iter(makers), "")
    if not by:
        return None, ()
    # What was given is judged, not the draft beside it, which the recommender has never seen.
    judged = line.given or line.draft
    about = judged.id if judged else line.first
    day = change.day or desk.as_of
    wanted = f"{about}/a-{by}-{day.isoformat()}"
    held = desk.get(wanted)
    places = places_of_views(line.about, line.first, line.given, line.draft)
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
    elif not settled(desk, as_shown(desk, line, change, ours), ours, new):
        part: dict[str, Any] = {name: new}
        sources = with_source(view.sources, change, name)
        desk.write(evolve(view, **part, sources=sources), change, name, ours, new)


def write_view(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    new = member_of(desk, line, change, Opinion)
    if isinstance(new, str) and not isinstance(new, Opinion):
        no_choice(desk, change, None)
    else:
        _write_view_part(desk, line, change, "opinion", new)


def write_view_words(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    _write_view_part(desk, line, change, "text", "" if is_blank(change.new) else str(change.new))
