"""The register: ids, changes, and look-ups that agree with going through everything."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability import (
    Conclusion,
    Document,
    DocumentKind,
    DuplicateIdError,
    InvalidRecordError,
    Item,
    ItemKind,
    Note,
    Organisation,
    Recommendation,
    Record,
    Register,
    Response,
    UnknownRecordError,
)
from accountability.model import COLLECTIONS
from accountability.testing.strategies import records, registers

ITEM = Recommendation(id="item-1", document="report", text="Mend the pier.")
BODY = Organisation(id="ports", name="Department for Ports")
NOTE = Note(id="note-1", about="item-1")
SMALL = Register(id="register", title="Piers", organisations=(BODY,), items=(ITEM,), notes=(NOTE,))


class TestIds:
    @pytest.mark.parametrize(
        ("fields", "first", "second"),
        [
            ({"items": (ITEM, ITEM)}, "items[0]", "items[1]"),
            ({"notes": (NOTE, Note(id="item-1", about="x"))}, "items[0]", "notes[1]"),
            ({"notes": (Note(id="register", about="x"),)}, "the register itself", "notes[0]"),
            ({"organisations": (BODY, BODY)}, "organisations[0]", "organisations[1]"),
        ],
    )
    def test_an_id_is_used_once(self, fields: dict[str, Any], first: str, second: str) -> None:
        """In the whole register, whatever the class; both places are named."""
        with pytest.raises(DuplicateIdError) as caught:
            attrs.evolve(SMALL, **fields)
        assert (first, second) == (caught.value.first, caught.value.second)

    def test_an_unknown_id_says_the_nearest(self) -> None:
        """And which register was asked."""
        with pytest.raises(UnknownRecordError, match="'register' has no record 'item-2'; did you"):
            SMALL["item-2"]

    @pytest.mark.parametrize("name", ["id", "title"])
    def test_a_register_has_a_name(self, name: str) -> None:
        """An empty id or title is refused."""
        fields: dict[str, Any] = {"id": "r", "title": "t"} | {name: " "}
        with pytest.raises(InvalidRecordError, match=f"Register.*, {name}: is empty"):
            Register(**fields)

    @pytest.mark.parametrize(
        "fields",
        [{"items": [ITEM]}, {"items": (BODY,)}, {"notes": (ITEM,)}, {"jurisdiction": None}],
    )
    def test_each_record_stands_where_it_belongs(self, fields: dict[str, Any]) -> None:
        """A record of another class, or a list for a tuple, is refused."""
        with pytest.raises(InvalidRecordError):
            attrs.evolve(SMALL, **fields)

    def test_an_item_is_a_recommendation_or_a_conclusion(self) -> None:
        """The class says whether it asks for something."""
        item = Item(id="item-2", document="report", kind=ItemKind.CONCERN)
        with pytest.raises(InvalidRecordError, match="use Recommendation or Conclusion"):
            SMALL.with_records(item)


class TestValue:
    def test_a_register_is_shown_in_one_line(self) -> None:
        """Its id and its counts, never its contents."""
        assert (
            "<Register 'register': 1 organisations, 1 items, 1 notes>",
            "<Register 'r': empty>",
        ) == (repr(SMALL), repr(Register(id="r", title="t")))

    def test_a_register_is_compared_not_hashed(self) -> None:
        """Hashing a million records to put one in a set would be a trap."""
        assert attrs.evolve(SMALL) == SMALL
        with pytest.raises(TypeError, match="unhashable"):
            hash(SMALL)

    def test_an_empty_register_is_there(self) -> None:
        """So that `if register` asks whether there is one."""
        assert Register(id="r", title="t")
        assert 0 == len(Register(id="r", title="t"))

    @given(registers(messy=True), st.sampled_from(["pickle", "copy", "deepcopy"]))
    def test_a_register_can_be_sent_elsewhere(self, register: Register, how: str) -> None:
        """Before and after its indexes were built."""
        travel: dict[str, Any] = {
            "pickle": lambda value: pickle.loads(pickle.dumps(value)),
            "copy": copy.copy,
            "deepcopy": copy.deepcopy,
        }
        assert register == travel[how](register)
        rows = register.rows()
        assert rows == travel[how](register).rows()

    @given(registers(messy=True))
    def test_what_was_looked_up_is_no_part_of_the_value(self, register: Register) -> None:
        """A register that was asked everything equals one that was asked nothing."""
        fresh = attrs.evolve(register)
        register.rows()
        assert fresh == register


class TestChanges:
    @given(registers(messy=True), records())
    def test_a_record_that_was_put_in_is_held(self, register: Register, record: Record) -> None:
        """And nothing else has changed."""
        changed = register.without(record.id) if record.id in register else register
        changed = changed.with_records(record)
        assert record == changed[record.id]
        others = [held for held in register if held.id != record.id]
        assert others == [held for held in changed if held.id != record.id]

    @given(registers(messy=True), st.data())
    def test_a_replaced_record_keeps_its_place(
        self, register: Register, data: st.DataObject
    ) -> None:
        """Document order is the paper's, not that of our edits."""
        held = list(register)
        chosen = data.draw(st.lists(st.sampled_from(held), unique_by=id)) if held else []
        assert register == register.with_records(*chosen)
        ids = [record.id for record in register]
        assert ids == [record.id for record in register.with_records(*reversed(chosen))]

    @given(registers(messy=True), st.data())
    def test_taking_out_and_putting_back_at_the_end(
        self, register: Register, data: st.DataObject
    ) -> None:
        """What was taken out is gone, the rest stands as it stood."""
        held = list(register)
        gone = data.draw(st.lists(st.sampled_from(held), unique_by=id)) if held else []
        rest = register.without(*(record.id for record in gone))
        assert [record for record in held if record not in gone] == list(rest)
        assert {record.id for record in gone}.isdisjoint(record.id for record in rest)
        assert sorted(map(repr, held)) == sorted(map(repr, rest.with_records(*gone)))

    def test_new_records_come_last_in_the_order_given(self) -> None:
        """Recommendations and conclusions share one order."""
        new = (Conclusion(id="con-1", document="r"), Recommendation(id="item-2", document="r"))
        assert (ITEM, *new) == SMALL.with_records(*new).items

    def test_an_item_may_change_its_class(self) -> None:
        """A conclusion that turns out to recommend stays where it stands."""
        changed = SMALL.with_records(Conclusion(id="item-1", document="report"))
        assert (1, 0) == (len(changed.conclusions), len(changed.recommendations))

    def test_a_record_cannot_take_the_id_of_another_class(self) -> None:
        """Replacing an item by a note is a mistake, and both places are named."""
        with pytest.raises(DuplicateIdError, match=r"items\[0\] and notes\[1\]"):
            SMALL.with_records(Note(id="item-1", about="x"))

    def test_one_id_is_given_once(self) -> None:
        """Two versions of a record in one call: which is meant?"""
        with pytest.raises(DuplicateIdError, match=r"records\[0\] and records\[1\]"):
            SMALL.with_records(ITEM, ITEM)

    def test_a_stranger_is_refused(self) -> None:
        """A bare record is of no class that a register holds."""
        with pytest.raises(InvalidRecordError, match="is no record of a register"):
            SMALL.with_records(Record(id="x"))

    def test_what_is_not_held_cannot_be_taken_out(self) -> None:
        """A misspelled id is an error, not a silent success."""
        with pytest.raises(UnknownRecordError, match="did you mean"):
            SMALL.without("item-11")
        assert SMALL == SMALL.without()

    def test_what_pointed_at_a_record_dangles(self) -> None:
        """Nothing is deleted in somebody's wake."""
        assert (NOTE,) == SMALL.without("item-1").notes


class TestLookUps:
    @given(registers(messy=True), st.data())
    def test_every_look_up_agrees_with_going_through_everything(
        self, register: Register, data: st.DataObject
    ) -> None:
        """The indexes find exactly what a reader would, in the paper's order."""
        named = [record.id for record in register] + ["nowhere-1", ""]
        about = data.draw(st.sampled_from(named))
        r = register
        expected: dict[Any, list[Any]] = {
            r.items_of: [x for x in r.items if x.document == about],
            r.limbs_of: [x for x in r.items if x.parent == about],
            r.responses_to: [x for x in r.responses if x.answers == about],
            r.commitments_of: [x for x in r.commitments if about in x.items or x.response == about],
            r.milestones_of: [x for x in r.commitments if x.parent == about],
            r.updates_on: [x for x in r.updates if x.about == about],
            r.assessments_of: [x for x in r.assessments if x.about == about],
            r.notes_on: [x for x in r.notes if x.about == about],
            r.waivers_of: [x for x in r.waivers if x.record == about],
            r.links_to: [x for x in r.items if any(link.to == about for link in x.links)],
            r.documents_answering: [x for x in r.documents if about in x.responds_to],
            r.parts_of: [x for x in r.organisations if x.part_of == about],
        }
        for look_up, found in expected.items():
            assert tuple(found if about else ()) == look_up(about)

    @given(registers(messy=True))
    def test_a_record_is_found_by_its_id_and_class(self, register: Register) -> None:
        """And not as anything else."""
        for record in register:
            assert record.id in register
            assert record is register[record.id] is register.get(record.id)
            assert record is register.find(type(record), record.id)
            other = Note if not isinstance(record, Note) else Document
            assert None is register.find(other, record.id)
        assert None is register.get(None)
        assert None is register.find(Note, "nowhere-1")

    @given(registers(messy=True))
    def test_the_views_are_the_items(self, register: Register) -> None:
        """Each item is in one of the two, in order."""
        parts = (*register.recommendations, *register.conclusions)
        assert sorted(item.id for item in register.items) == sorted(item.id for item in parts)
        assert all(isinstance(item, Recommendation) for item in register.recommendations)
        assert all(isinstance(item, Conclusion) for item in register.conclusions)

    @given(registers(messy=True))
    def test_going_through_a_register_meets_every_record_once(self, register: Register) -> None:
        """Kind by kind, in the order of its fields."""
        held = [record for name in COLLECTIONS for record in getattr(register, name)]
        assert held == list(register)
        assert len(held) == len(register)

    @given(registers(messy=True))
    def test_kin_are_wholes_and_parts_at_any_depth(self, register: Register) -> None:
        """Brothers are none; circles end."""
        whole_of = {body.id: body.part_of for body in register.organisations}

        def wholes(body: str) -> set[str]:
            found: set[str] = set()
            current = whole_of.get(body)
            while current and current not in found:
                found.add(current)
                current = whole_of.get(current)
            return found

        for body in whole_of:
            parts = {other for other in whole_of if body in wholes(other)}
            assert {body, *wholes(body), *parts} == register.kin_of(body)
        assert frozenset({"nowhere-1"}) <= register.kin_of("nowhere-1")

    def test_a_name_is_shown_or_the_id(self) -> None:
        """Where nobody of that id is held, the id is all there is."""
        names = [SMALL.name_of(body) for body in ("ports", "item-1", "nobody", None)]
        assert ["Department for Ports", "item-1", "nobody", ""] == names

    def test_a_reading_is_of_an_item_or_response(self) -> None:
        """Shared words are read where they stand; what has no words reads as nothing."""
        register = SMALL.with_records(
            Response(id="a", answers="item-1", responder="ports", text="We ac cept."),
            Response(id="b", answers="item-1", responder="piers", refers_to=("a",)),
            Document(id="report", kind=DocumentKind.REPORT, title="Piers"),
        )
        readings = [register.reading(name).text for name in ("a", "b", "item-1", "report")]
        assert ["We accept.", "We accept.", "Mend the pier.", ""] == readings
        with pytest.raises(UnknownRecordError):
            register.reading("c")
