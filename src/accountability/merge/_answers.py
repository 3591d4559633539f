"""Who answers, and what: cells that write responses, and never a given one."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from accountability.exceptions import InvalidRecordError
from accountability.merge._decisions import Decision
from accountability.merge._judging import (
    as_shown,
    member_of,
    no_choice,
    same_words,
    settled,
    with_source,
)
from accountability.merge._kinds import (
    GIVEN_ANSWER_CHANGED,
)
from accountability.merge._lines import Desk, Line
from accountability.merge.cells import pointer_words
from accountability.merge.changes import ABSENT, Change, is_blank
from accountability.model import (
    OrganisationKind,
    Position,
    PositionHow,
    Response,
    response_id,
)

__all__ = ["draft_for", "write_position", "write_prepared_by", "write_reply", "write_responder"]


def _names(
    desk: Desk, change: Change, kind: OrganisationKind, whole: str | None = None
) -> tuple[str, ...]:
    """Return the ids of the bodies that a cell names; new ones may be part of *whole*."""
    new = change.new
    named = new if isinstance(new, tuple) else str("" if is_blank(new) else new).split(";")
    for part in named:
        doubt = desk.doubt_of(str(part).strip())
        if doubt:
            raise InvalidRecordError("Organisation", "", "name", doubt)
    return tuple(
        dict.fromkeys(
            desk.organisation(name, change, kind, whole)
            for part in named
            if (name := str(part).strip())
        )
    )


def _named(desk: Desk, organisations: Iterable[str]) -> tuple[str, ...]:
    return tuple(desk.name_of(organisation) for organisation in organisations)


def _as_names(new: object) -> tuple[str, ...]:
    parts = new if isinstance(new, tuple) else str("" if is_blank(new) else new).split(";")
    return tuple(name for part in parts if (name := str(part).strip()))


def write_responder(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    rows = (row.responder for row in desk.rows_of(line.about) if row.responder)
    ours = _named(desk, dict.fromkeys((*rows, *line.allotted)))
    wanted = _as_names(change.new)
    if {name.casefold() for name in wanted} == {name.casefold() for name in ours}:
        desk.outcome.already.append(change)
        return
    if line.responder is not None:
        if same_words((desk.name_of(line.responder),), wanted):
            desk.outcome.already.append(change)
        else:
            reason = (
                "somebody has been named already; add or remove an addressee of the item instead"
            )
            desk.outcome.refused(change, ours, reason)
        return
    if settled(desk, change, ours, wanted):
        return
    allotted = [
        Response(
            id=desk.free(response_id(desk.register, line.about, name)),
            answers=line.about,
            responder=name,
            sources=with_source((), change, "responder"),
        )
        for name in _names(desk, change, OrganisationKind.OTHER)
    ]
    for response in allotted:
        desk.write(response, change, "responder", ABSENT, response.responder)
    line.responder, line.draft = allotted[0].responder, allotted[0]
    line.first, line.rivals = allotted[0].id, len(allotted)
    line.allotted = [response.responder for response in allotted]


def write_prepared_by(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    held = line.shown.prepared_by if line.shown else ()
    ours = _named(desk, held)
    if settled(desk, change, ours, _as_names(change.new)):
        return
    teams = _names(desk, change, OrganisationKind.TEAM, line.responder)
    if teams == held:  # in other letters
        desk.outcome.settled(change, Decision.ALREADY, ours, change.record)
        return
    # Who prepares is no part of the answer, so it may be said of a given one.
    response = line.shown or draft_for(desk, line)
    response = evolve(response, prepared_by=teams)
    desk.write(response, change, "prepared_by", held, teams)
    if line.given is not None and line.given.id == response.id:
        line.given = response
    else:
        line.draft = response


def draft_for(desk: Desk, line: Line) -> Response:
    """Return the draft to write in: the row's own, a first one, or a new one beside a given answer."""
    if line.draft is not None:
        return line.draft
    given = line.given
    if given is None:
        new = desk.free(line.first)
        return Response(id=new, answers=line.about, responder=line.responder or "")
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
    draft = evolve(draft, sources=with_source(draft.sources, change, name))
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


def write_position(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    ours = line.shown.position if line.shown else None
    new = member_of(desk, line, change, Position)
    if isinstance(new, str) and not isinstance(new, Position):
        no_choice(desk, change, ours)
    elif not settled(desk, as_shown(desk, line, change, ours), ours, new):
        draft = evolve(draft_for(desk, line), position=new, position_how=PositionHow.CHOSEN)
        _write_draft(desk, line, change, "position", draft)


def write_reply(desk: Desk, line: Line, change: Change, _row: list[Change]) -> None:
    ours = line.shown.text if line.shown else ""
    new = "" if is_blank(change.new) else str(change.new)
    pointer = pointer_words(desk.register, line.shown)
    if pointer and new.strip() == pointer.strip():
        desk.outcome.already.append(change)
    elif not settled(desk, change, ours, new):
        draft = evolve(draft_for(desk, line), text=new)
        _write_draft(desk, line, change, "text", draft)
