"""What is dated after a day changes no verdict as of that day, whatever kind of record it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from accountability import (
    Assessment,
    Assurance,
    Collection,
    Commitment,
    Document,
    DocumentKind,
    Event,
    EventKind,
    Implementation,
    Link,
    LinkKind,
    Note,
    Opinion,
    PartialDate,
    Position,
    Recommendation,
    Record,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
    Undated,
    Update,
    Waiver,
    commitment_statuses,
    statuses,
)
from accountability.testing.strategies import registers

DAYS = st.dates(dt.date(2028, 1, 1), dt.date(2036, 12, 31))
ANY = st.one_of(registers(messy=True, min_items=1), registers(messy=False, min_items=1))

TOLD_OF_DRAFTS = {"draft", "allotted"}
"""Reasons that tell what is in hand now; a draft does not say since when it is one."""


def standing(register: Register, as_of: dt.date) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """Give status, axes and reasons of everything: by item, by item and responder, by promise."""
    found: dict[tuple[str, ...], tuple[Any, ...]] = {}
    for verdict in statuses(register, as_of=as_of):
        parts = [((verdict.id,), verdict)]
        rows = [((verdict.id, row.responder or ""), row) for row in verdict.responders]
        for key, judged in [*parts, *rows]:
            found[key] = (judged.status, judged.axes, judged.target, judged.next_day, _why(judged))
    for promise in commitment_statuses(register, as_of=as_of):
        found["promise", promise.id] = (promise.status, promise.axes, _why(promise))
    return found


def _why(judged: Any) -> tuple[Any, ...]:
    return tuple(reason for reason in judged.reasons if reason.code not in TOLD_OF_DRAFTS)


def later_records(draw: st.DataObject, register: Register, later: PartialDate) -> list[Record]:
    """Draw records about what is held, and changes of what is held, all dated *later*."""
    items = [item.id for item in register.items]
    promises = [promise.id for promise in register.commitments]
    bodies = [*(body.id for body in register.organisations), "somebody new"]
    item = draw.draw(st.sampled_from(items), label="item")
    body = draw.draw(st.sampled_from(bodies), label="body")
    about = draw.draw(st.sampled_from(items + promises), label="about")
    kind = draw.draw(st.sampled_from(sorted(KINDS)), label="kind")
    rows = {row.responder: row for row in register.rows_about(item)}
    row = rows.get(body)
    match kind:
        case "response":
            free = row is not None and row.given is None and row.draft is None
            key = row.key if free and row is not None else "later response"
            return [
                Response(
                    id=key,
                    answers=item,
                    responder=body,
                    position=draw.draw(st.sampled_from([Position.ACCEPTED, Position.REJECTED])),
                    text="We will see.",
                    replaces=draw.draw(st.sampled_from([None, *_ids(register.responses)])),
                    day=later,
                    steps=(Step(stage=Stage.SENT, day=later),),
                )
            ]
        case "update":
            return [
                Update(
                    id="later update",
                    about=about,
                    reported_by=body,
                    day=later,
                    implementation=draw.draw(st.sampled_from(Implementation)),
                    assurance=draw.draw(st.sampled_from(Assurance)),
                    replaces=draw.draw(st.sampled_from([None, *_ids(register.updates)])),
                )
            ]
        case "assessment":
            return [
                Assessment(
                    id="later view",
                    about=draw.draw(st.sampled_from([about, *_ids(register.responses)])),
                    by=body,
                    day=later,
                    position=draw.draw(st.sampled_from([None, Position.NOT_ADDRESSED])),
                    opinion=draw.draw(st.sampled_from([None, Opinion.RECONSIDERED])),
                )
            ]
        case "commitment":
            source = TargetDate(date=PartialDate.day(dt.date(2020, 1, 1)), set_on=later)
            answer = Response(
                id="later answer", answers=item, responder=body, text="Yes.", day=later,
                position=Position.ACCEPTED, steps=(Step(stage=Stage.SENT, day=later),),
            )  # fmt: skip
            promise = Commitment(
                id="later promise",
                text="We will.",
                items=(item,),
                response=answer.id,
                parent=draw.draw(st.sampled_from([None, *promises])),
                dates=(source,),
            )
            return [answer, promise]
        case "revision":
            assume(promises)
            held = draw.draw(st.sampled_from(register.commitments))
            new: list[PartialDate | Undated] = [PartialDate.day(dt.date(2021, 1, 1))]
            date = draw.draw(st.sampled_from([*new, Undated(words="soon")]))
            moved = TargetDate(date=date, set_on=later, reason="Storms.", told=(body,))
            return [evolve(held, dates=(*held.dates, moved))] if held.dates else []
        case "document":
            return [
                Document(
                    id="later paper",
                    kind=DocumentKind.RESPONSE,
                    title="Response",
                    authors=(body,),
                    responds_to=tuple(_ids(register.documents)),
                    published=later,
                )
            ]
        case "event":
            assume(register.documents)
            paper = draw.draw(st.sampled_from(register.documents))
            until = PartialDate.day(dt.date(2040, 1, 1))
            event = Event(
                kind=draw.draw(st.sampled_from(EventKind)), day=later, by=body, until=until
            )
            return [evolve(paper, events=(*paper.events, event))]
        case "item":
            return [
                Recommendation(
                    id="later item",
                    document=register.items[0].document,
                    text="Do it.",
                    issued=later,
                    links=(Link(kind=draw.draw(st.sampled_from(LinkKind)), to=item),),
                )
            ]
        case "limb":
            # A heading is one because of its limbs, which are issued with it.
            assume(register.reading(item).text)
            return [
                Recommendation(
                    id="later limb",
                    document=register.items[0].document,
                    text="Do it.",
                    issued=later,
                    parent=item,
                )
            ]
        case "step":
            assume(register.responses)
            reply = draw.draw(st.sampled_from(register.responses))
            # A day for what had none is no later fact: it tells when an undated one was.
            assume(register.is_given(reply) and register.day_of(reply) is not None)
            stage = draw.draw(st.sampled_from(Stage))
            return [evolve(reply, steps=(*reply.steps, Step(stage=stage, day=later)))]
        case "approval":
            assume(register.updates)
            update = draw.draw(st.sampled_from(register.updates))
            stage = draw.draw(st.sampled_from([Stage.DRAFTED, Stage.CLEARED]))
            return [evolve(update, steps=(*update.steps, Step(stage=stage, day=later)))]
        case "note":
            return [Note(id="later note", about=about, by=body, day=later, text="Hm.")]
        case "waiver":
            return [
                Waiver(id="later waiver", rule="COM301", record=about, reason="Known.", until=later)
            ]
        case _:
            return [Collection(id="later file", day=later, file="return.xlsx", digest="0" * 64)]


KINDS = {
    "response", "update", "assessment", "commitment", "revision", "document", "event", "item",
    "limb", "step", "approval", "note", "waiver", "collection",
}  # fmt: skip


def _ids(records: tuple[Record, ...]) -> list[str]:
    return [record.id for record in records]


@given(ANY, DAYS, st.integers(1, 4_000), st.data())
def test_later_facts_change_nothing(
    register: Register, as_of: dt.date, days: int, draw: st.DataObject
) -> None:
    """Status, axes and reasons of all that was there are as they were before anything later was added."""
    later = PartialDate.day(as_of + dt.timedelta(days=days))
    added = later_records(draw, register, later)
    before = standing(register, as_of)
    after = standing(register.with_records(*added), as_of)
    # An answer that comes later may take the row of nobody, or of whom it answers for, not its status.
    kept = {key for key in before if key in after or len(key) == 1 or key[0] == "promise"}
    assert {key: before[key] for key in kept} == {key: after.get(key) for key in kept}
