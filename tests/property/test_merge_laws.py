"""Laws of merging, over registers as odd as the model admits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from accountability.dates import PartialDate, Undated
from accountability.findings import Place
from accountability.merge import (
    ABSENT,
    ROW_FIELDS,
    Change,
    Conflict,
    Digest,
    MergeResult,
    cell_of,
    combine,
    diff,
    merge,
    reconcile,
    stamp_of,
)
from accountability.model import (
    COLLECTIONS,
    Commitment,
    Implementation,
    Opinion,
    Position,
    Record,
    Register,
    Response,
    Row,
    TargetDate,
)
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
        change.record in {done.record, ""} and (done.field == change.field or change.field is None)
        for done in result.applied
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


_TYPED: dict[str, list[object]] = {
    "row:position": ["rejected", " Accept ", Position.NOTED, "maybe"],
    "row:progress": ["in-progress", "No change since last time", Implementation.STOPPED],
    "row:view": [Opinion.SATISFACTORY, "unheard of"],
    "row:target_date": ["May 2031", "3/4/2031", "2031-05-01", "in due course"],
    "row:new_date": ["May 2031", "Spring 2032"],
    "row:completed_on": ["31 March 2031", "lately"],
    "row:responder": [("Somebody new",), ("One", "Two")],
    "row:prepared_by": [("A new team",)],
}
"""What is typed into cells, beside words and nothing."""

_OF_A_PROMISE = ("row:new_date", "row:new_reason", "row:progress", "row:evidence")


@st.composite
def rounds(draw: DrawFn) -> tuple[Register, list[Change]]:
    """Draw what is held, and changes of cells that left from an earlier state of it."""
    sent = draw(st.one_of(registers(min_items=1), any_register))
    donor = draw(edited(sent))
    ours = reconcile(sent, draw(typed(sent, donor)), as_of=DAY, accept_cleared=True).register
    return ours, draw(typed(sent, donor))


@st.composite
def typed(draw: DrawFn, sent: Register, donor: Register) -> list[Change]:
    """Draw what somebody types into the tracker of *sent*."""
    lines: list[tuple[str, Row | Commitment, tuple[str, ...]]] = [
        *((row.key, row, ROW_FIELDS) for row in sent.rows()),
        *((promise.id, promise, _OF_A_PROMISE) for promise in sent.commitments),
    ]
    changes = []
    for key, line, cells in lines:
        other = donor.row(key)
        for name in draw(st.lists(st.sampled_from(cells), max_size=5, unique=True)):
            start = cell_of(sent, line, name.removeprefix("row:"))
            wanted = cell_of(donor, other, name.removeprefix("row:")) if other else None
            new = draw(st.sampled_from([wanted, start, "", "words", *_TYPED.get(name, [])]))
            place = Place(file="back.xlsx", at=f"{key}!{name}")
            changes.append(Change(record=key, field=name, start=start, new=new, place=place))
    return changes


@given(rounds(), st.booleans())
def test_stamps_decide_about_cells_as_values_do(
    drawn: tuple[Register, list[Change]], accept_cleared: bool
) -> None:
    """Cells of a tracker that left from an earlier state of the register end the same either way."""
    ours, changes = drawn
    stamped = [attrs.evolve(one, start=Digest(stamp_of(one.start))) for one in changes]
    by_value, by_stamp = (
        reconcile(ours, told, as_of=DAY, accept_cleared=accept_cleared)
        for told in (changes, stamped)
    )
    assert by_value.register == by_stamp.register
    assert by_value.applied == by_stamp.applied
    assert by_value.findings == by_stamp.findings
    for name in ("already", "emptied", "conflicts"):
        told = [_without_start(one) for one in getattr(by_value, name)]
        assert told == [_without_start(one) for one in getattr(by_stamp, name)]


def _without_start(one: Change | Conflict) -> Change | Conflict:
    """Leave out what a change started from, which is all in which the two may differ."""
    if isinstance(one, Change):
        return attrs.evolve(one, start=ABSENT)
    return attrs.evolve(one, base=ABSENT)


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
