"""What is kept of a file that goes out, and found again when the file comes back under any name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from attrs import evolve

from accountability.model import (
    Commitment,
    Item,
    Register,
    Response,
    Stage,
)
from accountability.tables import Profile, Scope
from accountability.tables.returned import Returned
from accountability.tables.visible import asked_by, visible
from accountability.text import stamp

__all__ = ["base_of", "kept_of"]


def kept_of(register: Register, scope: Scope, day: dt.date) -> Register:
    """
    Return what a copy was drawn from, and of what it does not show no more than whose it is.

    A copy has its reader's rows, and what was reported about their items. Of other rows it is left
    that there is one; of answers that others have given to the same items their words, because reports
    rest on them, but no dates, nor that they were asked for. So what is kept of a file also tells for
    whom the file was: only its rows were asked for.

    Args:
        register: What is held.

        scope: Of the copy.

        day: As of which it was drawn.
    """
    seen, _left_out = visible(register, Profile.RESPONDER, scope, day)
    ours = tuple(row for row in seen.rows() if scope.has_row(row))
    items = {row.about for row in ours}
    promises = _with_milestones(seen, {promise.id for row in ours for promise in row.commitments})
    answers = tuple(
        _unasked(answer) if row.about in items and seen.is_given(answer) else _emptied(answer)
        for row in seen.rows()
        if not scope.has_row(row)
        for answer in seen.responses_to(row.about)
        if answer.responder == row.responder
    )
    others = {
        promise.id: evolve(promise, dates=())
        for promise in seen.commitments
        if promise.id not in promises
    }
    gone = {
        *(name for name in others if items.isdisjoint(_items_behind(seen, name))),
        *(
            view.id
            for view in seen.assessments
            if items.isdisjoint(_items_behind(seen, view.about))
        ),
        *(one.id for one in seen.updates if items.isdisjoint(_items_behind(seen, one.about))),
        *(record.id for record in (*seen.waivers, *seen.collections)),
    }
    changed = (*answers, *(one for name, one in others.items() if name not in gone))
    return seen.without(*gone).with_records(*changed)


def _unasked(answer: Response) -> Response:
    steps = tuple(step for step in answer.steps if step.stage is not Stage.COMMISSIONED)
    return evolve(answer, steps=steps)


def _emptied(answer: Response) -> Response:
    return Response(
        id=answer.id,
        answers=answer.answers,
        responder=answer.responder,
        prepared_by=answer.prepared_by,
    )


def _with_milestones(register: Register, promises: set[str]) -> frozenset[str]:
    """Return promises, what they are part of, and their parts."""
    found = set(promises)
    while True:
        more = {
            name
            for promise in register.commitments
            for name in (promise.id, promise.parent)
            if name and not found.isdisjoint((promise.id, promise.parent))
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _items_behind(register: Register, about: str | None) -> Iterator[str]:
    """Go through the items that a record is about in the end; where none is held, what it names."""
    match register.get(about):
        case Response(answers=answered):
            yield answered
        case Commitment(items=served) if served:
            yield from served
        case Commitment(response=made_in):
            yield from _items_behind(register, made_in)
        case Item() | None | _:
            yield about or ""


def base_of(returned: Returned, base: Mapping[str, Register] | None) -> Register | None:
    """
    Return what was kept when a file was made; None if it was not.

    A file is known by its register, its rows and for whom it is, which it carries; its name decides
    only between what is alike in all that.

    Args:
        returned: The file.

        base: What was kept, by the name of the file without its ending; "" serves all others.
    """
    if base is None:
        return None
    found = [name for name, held in base.items() if name and _was_made_from(returned, held)]
    found = [name for name in found if _is_for(returned, base[name])] or found
    file = returned.file.rpartition("/")[2]
    called = [name for name in (file.rpartition(".")[0], file) if name and name in base]
    best = next((name for name in called if name in found), None) or next(iter(found or called), "")
    return base.get(best)


def _was_made_from(returned: Returned, held: Register) -> bool:
    """Tell whether the rows with which a file was sent are those that were kept."""
    if not returned.keys_digest or held.id != returned.register:
        return False
    keys = (row.key for row in held.rows() if returned.scope.has_row(row))
    return stamp(*keys) == returned.keys_digest


def _is_for(returned: Returned, held: Register) -> bool:
    """Tell whether what was kept asks for rows of a file, and for no others."""
    asked = [returned.scope.has_row(row) for row in held.rows() if asked_by(row) is not None]
    return bool(asked) and all(asked)
