"""Laws of the model: what holds for any register, whatever is done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from accountability import (
    PartialDate,
    Record,
    Register,
    Response,
    Stage,
    Step,
)
from accountability.model import COLLECTIONS
from accountability.testing.strategies import any_dates, registers

MESSY = registers(messy=True)
MAY = PartialDate.month(2031, 5)


def everything_about(register: Register) -> None:
    """Ask a register all there is to ask; nothing that it holds may make it fail."""
    for row in register.rows():
        assert row == register.row(row.key)
    ids = [record.id for record in register] + ["nowhere-1"]
    look_ups: list[Callable[[str], Any]] = [
        register.items_of,
        register.limbs_of,
        register.responses_to,
        register.commitments_of,
        register.milestones_of,
        register.updates_on,
        register.assessments_of,
        register.notes_on,
        register.waivers_of,
        register.links_to,
        register.documents_answering,
        register.parts_of,
        register.kin_of,
        register.responders_of,
        register.name_of,
    ]
    for record_id in ids:
        for look_up in look_ups:
            look_up(record_id)
        for body in ids:
            register.answer_of(record_id, body)
            register.draft_of(record_id, body)
    for record in register:
        register.day_of(record)
        register.reading(record.id)


@given(MESSY)
def test_any_register_answers_everything(register: Register) -> None:
    """However damaged it is."""
    everything_about(register)


@given(MESSY, st.data())
def test_a_register_answers_everything_when_records_are_lost(
    register: Register, data: st.DataObject
) -> None:
    """What pointed at them dangles, and that is all."""
    held = [record.id for record in register]
    lost = data.draw(st.sets(st.sampled_from(held))) if held else set()
    everything_about(register.without(*lost))


@given(MESSY, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing_but_order(register: Register, random: Any) -> None:
    """Who answers what, who belongs to whom and when it was said do not depend on it."""
    shuffled: dict[str, tuple[Record, ...]] = {
        name: tuple(random.sample(getattr(register, name), len(getattr(register, name))))
        for name in COLLECTIONS
    }
    changes: dict[str, Any] = dict(shuffled)
    other = attrs.evolve(register, **changes)

    def rows_of(some: Register) -> set[tuple[str, str | None, bool]]:
        return {(row.about, row.responder, row.heading) for row in some.rows()}

    assert rows_of(register) == rows_of(other)
    for record in register:
        assert register.day_of(record) == other.day_of(record)
        assert register.kin_of(record.id) == other.kin_of(record.id)
        assert set(register.responders_of(record.id)) == set(other.responders_of(record.id))


@given(MESSY)
def test_what_was_sent_is_given_and_stays_in_its_row(register: Register) -> None:
    """A step takes a draft out of preparation; its row keeps its key."""
    for row in register.rows():
        if row.draft is None:
            continue
        sent = attrs.evolve(row.draft, steps=(*row.draft.steps, Step(stage=Stage.SENT, day=MAY)))
        after = register.with_records(sent)
        assert after.is_given(sent)
        found = after.row(row.key)
        assert found is not None
        assert found.draft is None or sent.id != found.draft.id


@given(MESSY, any_dates(far=True))
def test_a_later_answer_counts_from_its_day(register: Register, day: Any) -> None:
    """What is given on a day of its own is a fact of that day, whatever stands around it."""
    for row in register.rows():
        if row.responder is None:
            continue
        answer = Response(
            id="another", answers=row.about, responder=row.responder, text="Yes.", day=day
        )
        after = register.with_records(answer)
        expected = day if isinstance(day, PartialDate) else None
        assert expected == after.day_of(answer)
        assert answer == after.draft_of(row.about, row.responder)


@given(registers())
def test_registers_in_order_have_no_two_rows_for_one_answer(register: Register) -> None:
    """One row for each item and responder."""
    pairs = [(row.about, row.responder) for row in register.rows()]
    assert len(pairs) == len(set(pairs))
