"""Laws of merging, over registers as odd as the model admits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from accountability.dates import PartialDate, Undated
from accountability.merge import (
    ABSENT,
    ROW_FIELDS,
    Change,
    Digest,
    MergeResult,
    cell_of,
    combine,
    diff,
    merge,
    reconcile,
    stamp_of,
)
from accountability.model import COLLECTIONS, Commitment, Record, Register, Response, TargetDate
from accountability.testing.strategies import registers

DAY = dt.date(2027, 3, 1)

any_register = registers(messy=True)


@st.composite
def edited(draw: DrawFn, base: Register) -> Register:
    """Draw what somebody makes of *base*: records dropped, moved, changed and taken from elsewhere."""
    other = draw(any_register)
    values: dict[str, Any] = {}
    used: set[str] = set()
    for name in COLLECTIONS:
        held: tuple[Record, ...] = getattr(base, name)
        donors: tuple[Record, ...] = getattr(other, name)
        kept = []
        for record in held:
            fate = draw(st.sampled_from(("keep", "keep", "drop", "edit")))
            if fate == "edit" and donors:
                donor = draw(st.sampled_from(donors))
                if type(donor) is type(record):
                    fields = [field.name for field in attrs.fields(type(record))]
                    one = draw(st.sampled_from(fields))
                    if one != "id":
                        kept.append(attrs.evolve(record, **{one: getattr(donor, one)}))
                        continue
            if fate != "drop":
                kept.append(record)
        kept += [donor for donor in donors if draw(st.booleans())]
        unique = []
        for record in kept:
            if record.id not in used and record.id not in {base.id, other.id}:
                used.add(record.id)
                unique.append(record)
        values[name] = tuple(draw(st.permutations(unique)) if draw(st.booleans()) else unique)
    title = draw(st.sampled_from((base.title, other.title)))
    marking = draw(st.sampled_from((base.marking, other.marking)))
    return attrs.evolve(base, title=title, marking=marking, **values)


@st.composite
def pairs(draw: DrawFn) -> tuple[Register, Register]:
    """Draw a register and what somebody made of it."""
    base = draw(any_register)
    return base, draw(edited(base))


@st.composite
def triples(draw: DrawFn) -> tuple[Register, Register, Register]:
    """Draw a register and what two people made of it."""
    base = draw(any_register)
    return base, draw(edited(base)), draw(edited(base))


@given(any_register, any_register)
def test_what_nobody_else_changed_becomes_theirs(base: Register, theirs: Register) -> None:
    """Where only they changed anything, the result is theirs, whatever the two are."""
    result = merge(base, base, theirs)
    assert (theirs, ()) == (result.register, result.conflicts)


@given(any_register, any_register)
def test_what_they_did_not_change_stays_ours(base: Register, ours: Register) -> None:
    """Where only we changed anything, the result is ours."""
    assert MergeResult(register=ours) == merge(base, ours, base)


@given(any_register, any_register)
def test_the_same_changes_do_not_conflict(base: Register, both: Register) -> None:
    """Where both made the same changes, the result is that, without conflicts."""
    result = merge(base, both, both)
    assert (both, (), ()) == (result.register, result.conflicts, result.applied)


@given(pairs())
def test_a_difference_leads_from_one_to_the_other(pair: tuple[Register, Register]) -> None:
    """The changes between two registers make the one into the other, and none are none."""
    base, theirs = pair
    assert theirs == reconcile(base, diff(base, theirs), as_of=DAY).register
    assert () == diff(theirs, theirs)


@given(triples())
def test_nothing_is_lost(triple: tuple[Register, Register, Register]) -> None:
    """Every change is applied, was there already, or is a conflict that names both values."""
    base, ours, theirs = triple
    result = merge(base, ours, theirs)
    for change in diff(base, theirs):
        assert _is_accounted_for(change, result)
    assert () == result.emptied


def _is_accounted_for(change: Change, result: MergeResult) -> bool:
    """Tell whether a change can be found again; one record added by both is told field by field."""
    applied = any(
        done.field == change.field and change.record in {done.record, ""} for done in result.applied
    )
    conflict = any(
        change.record in {found.record, ""}
        and (found.field == change.field or change.field is None)
        for found in result.conflicts
    )
    already = any(
        done.record == change.record and (done.field == change.field or change.field is None)
        for done in result.already
    )
    return applied or conflict or already


@given(triples())
def test_ours_is_kept_in_every_conflict(triple: tuple[Register, Register, Register]) -> None:
    """What a conflict says is ours is what the result holds."""
    base, ours, theirs = triple
    result = merge(base, ours, theirs)
    for conflict in result.conflicts:
        held = result.register.get(conflict.record)
        if conflict.record == result.register.id or conflict.ours is ABSENT or held is None:
            continue
        kept = held if conflict.field is None else getattr(held, conflict.field)
        assert conflict.ours == kept


@given(triples())
def test_merging_again_changes_nothing(triple: tuple[Register, Register, Register]) -> None:
    """What was taken over is there already the next time."""
    base, ours, theirs = triple
    once = merge(base, ours, theirs).register
    assert once == merge(base, once, theirs).register


def _digested(change: Change) -> Change | None:
    """Return a change with a stamp for a start; None where the field is not one that cells show."""
    if change.field is None or change.record == "":
        return None
    if not isinstance(change.start, str | type(None)):
        return None
    if isinstance(change.new, PartialDate | Undated | TargetDate):
        return None
    return attrs.evolve(change, start=Digest(stamp_of(change.start)))


@given(triples())
def test_stamps_decide_as_values_do(triple: tuple[Register, Register, Register]) -> None:
    """A change that starts from a stamp ends as the same change that starts from the value."""
    base, ours, theirs = triple
    for change in diff(base, theirs):
        digested = _digested(change)
        if digested is not None:
            by_value = reconcile(ours, [change], as_of=DAY)
            by_stamp = reconcile(ours, [digested], as_of=DAY)
            assert by_value.register == by_stamp.register
            assert by_value.applied == by_stamp.applied
            assert len(by_value.conflicts) == len(by_stamp.conflicts)


@given(any_register, any_register)
def test_combining_keeps_everything(first: Register, second: Register) -> None:
    """A union holds every id of both, the first one's words, and itself when it joins again."""
    result = combine(first, second)
    ids = {record.id for record in result.register}
    refused = {conflict.record for conflict in result.conflicts}
    assert {record.id for record in (*first, *second)} <= ids | refused
    again = combine(result.register, second)
    assert (result.register, ()) == (again.register, again.applied)


@given(any_register, st.data())
def test_an_untouched_row_proposes_nothing(register: Register, data: st.DataObject) -> None:
    """Cells that come back as they were sent change nothing, in whatever order they come."""
    changes = [
        Change(record=row.key, field=name, start=start, new=value)
        for row in register.rows()
        for name in ROW_FIELDS
        if not name.startswith("row:new_") and name != "row:responder"
        for value in [cell_of(register, row, name.removeprefix("row:"))]
        for start in (value, Digest(stamp_of(value)))
    ]
    result = reconcile(register, data.draw(st.permutations(changes)), as_of=DAY)
    assert (register, ()) == (result.register, result.applied)


@given(any_register, any_register)
def test_stamps_decide_about_cells_as_values_do(ours: Register, sent: Register) -> None:
    """A cell of a tracker that left from another state of the register ends the same either way."""
    new = {"row:position": "rejected", "row:reply": "We will not.", "row:target_date": "2031-05-01"}
    for row in sent.rows():
        for name, value in new.items():
            start = cell_of(sent, row, name.removeprefix("row:"))
            change = Change(record=row.key, field=name, start=start, new=value)
            by_value = reconcile(ours, [change], as_of=DAY)
            digest = attrs.evolve(change, start=Digest(stamp_of(start)))
            by_stamp = reconcile(ours, [digest], as_of=DAY)
            assert len(by_value.conflicts) == len(by_stamp.conflicts)
            assert by_value.applied == by_stamp.applied


@given(any_register, st.data())
def test_cells_never_change_a_given_answer(register: Register, data: st.DataObject) -> None:
    """Whatever is typed, what was given says what it said, and nothing is deleted."""
    changes = [
        Change(
            record=row.key,
            field=name,
            start=cell_of(register, row, name.removeprefix("row:")),
            new=data.draw(st.sampled_from(["", "accepted", "May 2031", "words"])),
        )
        for row in register.rows()
        for name in ROW_FIELDS
    ]
    after = reconcile(register, changes, as_of=DAY).register
    for answer in register.responses:
        if register.is_given(answer):
            held = after[answer.id]
            assert isinstance(held, Response)
            kept = attrs.evolve(held, prepared_by=answer.prepared_by, sources=answer.sources)
            assert answer == kept
    for promise in register.commitments:
        if not register.is_draft(promise):
            held_promise = after[promise.id]
            assert isinstance(held_promise, Commitment)
            assert promise.dates == held_promise.dates[: len(promise.dates)]
