"""Laws of verdicts, over registers as damaged as the model admits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from accountability import (
    Commitment,
    Implementation,
    PartialDate,
    Position,
    Register,
    Response,
    Stage,
    Status,
    Step,
    TargetDate,
    Update,
    Verdict,
    commitment_statuses,
    status_of,
    statuses,
    summary,
    timeline,
    verdicts_by_row,
)
from accountability.testing.strategies import registers

DAYS = st.one_of(
    st.dates(dt.date(2028, 1, 1), dt.date(2036, 12, 31)),
    st.sampled_from([dt.date.min, dt.date(2020, 2, 29), dt.date.max]),
)
ANY = st.one_of(registers(messy=True), registers(messy=False, min_items=1))
UNORDERED = ("organisations", "documents", "responses", "commitments", "updates", "assessments")


def found(register: Register, as_of: dt.date) -> dict[str, Status]:
    """Give every status by id, of items, rows and promises."""
    items = list(statuses(register, as_of=as_of))
    rows = [row for verdict in items for row in verdict.responders]
    promises = commitment_statuses(register, as_of=as_of)
    return {
        **{verdict.id: verdict.status for verdict in items},
        **{f"{row.item} answered by {row.responder}": row.status for row in rows},
        **{f"promise {verdict.id}": verdict.status for verdict in promises},
    }


def all_verdicts(register: Register, as_of: dt.date) -> list[Verdict]:
    """Give every verdict there is."""
    return [*statuses(register, as_of=as_of), *commitment_statuses(register, as_of=as_of)]


@given(ANY, DAYS)
def test_every_item_and_promise_has_a_verdict_with_reasons(
    register: Register, as_of: dt.date
) -> None:
    """Any register on any day: a verdict for each item and promise, each with reasons in words."""
    verdicts = all_verdicts(register, as_of)
    assert len(register.items) + len(register.commitments) == len(verdicts)
    for verdict in verdicts:
        for judged in (verdict, *verdict.responders):
            assert judged.reasons
            assert all(reason.code and reason.text.strip() for reason in judged.reasons)
            assert (judged.overdue_since is None) == (judged.days_overdue == 0)


@given(ANY, DAYS)
def test_asking_twice_gives_equal_verdicts(register: Register, as_of: dt.date) -> None:
    """A register judged twice, as a whole and item by item, gives equal verdicts."""
    once = list(statuses(register, as_of=as_of))
    assert once == [status_of(register, item.id, as_of=as_of) for item in register.items]


@given(ANY, DAYS)
def test_every_row_of_an_item_has_a_verdict(register: Register, as_of: dt.date) -> None:
    """The verdicts by row cover exactly the rows about items that are held."""
    rows = {row.key for row in register.rows() if row.item is not None}
    assert rows == set(verdicts_by_row(register, as_of=as_of))


@given(ANY, DAYS)
def test_summaries_and_timelines_are_total(register: Register, as_of: dt.date) -> None:
    """Counting never counts more than there is, and every life can be told."""
    for count in summary(register, as_of=as_of).by_status:
        assert 0 < count.number <= count.population
    for record in (*register.items, *register.commitments):
        assert timeline(register, record.id)


@given(registers(messy=False, min_items=1), DAYS, st.randoms(use_true_random=False))
def test_order_of_records_changes_no_status(
    register: Register, as_of: dt.date, chance: Any
) -> None:
    """Where days are distinct, the order of responses, updates and the like changes no status."""
    dated = _with_distinct_days(register)
    shuffled: dict[str, Any] = {}
    for name in UNORDERED:
        records = list(getattr(dated, name))
        chance.shuffle(records)
        shuffled[name] = tuple(records)
    assert found(dated, as_of) == found(attrs.evolve(dated, **shuffled), as_of)


def _with_distinct_days(register: Register) -> Register:
    """Give every answer, report and view a day of its own, after everything was issued."""
    changes: dict[str, Any] = {}
    number = 0
    for name in ("responses", "updates", "assessments"):
        records = []
        for record in getattr(register, name):
            number += 1
            day = PartialDate.day(dt.date(2031, 1, 1) + dt.timedelta(days=number))
            records.append(attrs.evolve(record, day=day))
        changes[name] = tuple(records)
    return attrs.evolve(register, **changes)


@given(registers(messy=True, min_items=1), DAYS, st.sampled_from(list(Position)), st.data())
def test_drafts_change_no_status(
    register: Register, as_of: dt.date, position: Position, data: st.DataObject
) -> None:
    """A draft with a promise, by a body that has a row already, changes no status of any item."""
    assume(position is not Position.NOT_ADDRESSED)
    rows = [row for row in register.rows() if row.item is not None and row.responder]
    assume(rows)
    row = data.draw(st.sampled_from(rows))
    draft = Response(
        id="the draft",
        answers=row.about,
        responder=row.responder or "",
        position=position,
        text="We may.",
        steps=(Step(stage=Stage.DRAFTED),),
    )
    promise = Commitment(
        id="the drafted promise",
        text="We may.",
        items=(row.about,),
        response=draft.id,
        dates=(TargetDate(date=PartialDate.day(dt.date(2001, 1, 1))),),
    )
    with_draft = register.with_records(draft, promise)
    before = [verdict.status for verdict in statuses(register, as_of=as_of)]
    assert before == [verdict.status for verdict in statuses(with_draft, as_of=as_of)]


@given(registers(messy=True, min_items=1), DAYS, st.data())
def test_no_draft_that_nobody_commissioned_changes_a_status(
    register: Register, as_of: dt.date, data: st.DataObject
) -> None:
    """By whomever, to whatever, on whose behalf, replacing what: added or taken away, it changes none."""
    done = [
        Update(
            id=f"done {number}",
            about=item.id,
            reported_by=next(iter(item.addressed_to), "nobody's"),
            implementation=Implementation.IMPLEMENTED,
        )
        for number, item in enumerate(register.items)
        if data.draw(st.booleans())
    ]
    register = register.with_records(*done)
    bodies = st.sampled_from(
        [
            *(body.id for body in register.organisations),
            *(body for item in register.items for body in item.addressed_to),
            "nobody's",
        ]
    )
    items = st.sampled_from([item.id for item in register.items])
    answers = items | items | st.sampled_from([*(paper.id for paper in register.documents), ""])
    replaced = st.none() | st.sampled_from(["", *(reply.id for reply in register.responses)])
    drafts = [
        Response(
            id=f"draft {number}",
            answers=data.draw(answers) or "nothing held",
            responder=data.draw(bodies),
            on_behalf_of=tuple(data.draw(st.lists(bodies, max_size=2))),
            position=data.draw(st.sampled_from([None, Position.ACCEPTED, Position.REJECTED])),
            text="We may.",
            replaces=data.draw(replaced) or None,
            day=data.draw(st.none() | st.dates(dt.date(2028, 1, 1)).map(PartialDate.day)),
            steps=tuple(Step(stage=stage) for stage in data.draw(_IN_HAND)),
        )
        for number in range(data.draw(st.integers(1, 3)))
    ]
    told_of = _told_of(register)
    gone = [
        reply.id
        for reply in register.responses
        if register.is_draft(reply)
        and not reply.is_empty
        and reply.id not in told_of
        and all(step.stage is not Stage.COMMISSIONED for step in reply.steps)
    ]
    before = [verdict.status for verdict in statuses(register, as_of=as_of)]
    for changed in (register.with_records(*drafts), register.without(*gone)):
        assert before == [verdict.status for verdict in statuses(changed, as_of=as_of)]


_IN_HAND = st.lists(st.sampled_from([Stage.DRAFTED, Stage.CLEARED]), max_size=2)


def _told_of(register: Register) -> set[str | None]:
    """Find the ids of what promises were made in, and of what somebody judged or reported on."""
    return {
        *(promise.response for promise in register.commitments),
        *(served for promise in register.commitments for served in promise.items),
        *(view.about for view in register.assessments),
        *(update.about for update in register.updates),
    }


@given(ANY, st.dates(dt.date(2030, 1, 1), dt.date(2036, 12, 31)), st.integers(1, 2_000))
def test_what_is_overdue_stays_overdue(register: Register, as_of: dt.date, later: int) -> None:
    """Between two days on which the same facts count, what is overdue stays overdue, by more days."""
    until = as_of + dt.timedelta(days=later)
    assume(not _facts_between(register, as_of, until))
    first = verdicts_by_row(register, as_of=as_of)
    then = verdicts_by_row(register, as_of=until)
    for key, row in first.items():
        if row.status is Status.OVERDUE:
            assert (Status.OVERDUE, row.days_overdue + later) == (
                then[key].status,
                then[key].days_overdue,
            )


def _facts_between(register: Register, start: dt.date, end: dt.date) -> bool:
    """Tell whether any day in the register lies after *start* and not after *end*."""
    return any(start < day <= end for day in _days(attrs.asdict(register, recurse=False)))


def _days(value: object) -> list[dt.date]:
    """Find every day in a value, at any depth."""
    if isinstance(value, PartialDate):
        return [day for day in (value.earliest, value.latest) if day is not None]
    if isinstance(value, dict):
        return [day for member in value.values() for day in _days(member)]
    if isinstance(value, tuple):
        return [day for member in value for day in _days(member)]
    cls: Any = type(value)
    if not attrs.has(cls):
        return []
    return [day for field in attrs.fields(cls) for day in _days(getattr(value, field.name))]
