"""The rows of a tracker: one for each item and responder, under keys that never change."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability import (
    Commitment,
    Note,
    Organisation,
    PartialDate,
    Recommendation,
    Record,
    Register,
    Response,
    Row,
    Stage,
    Step,
)
from accountability.model import response_id
from accountability.testing.strategies import registers

EMPTY = Register(id="register", title="Piers")
SENT = (Step(stage=Stage.SENT),)
REPLIES = ("a/b", "a/b/c", "a/b~2", "b/c~2", "m/a/b", "m/b/c")


def item(number: int = 1, **fields: Any) -> Recommendation:
    """Make an item with words."""
    return Recommendation(
        **{"id": f"rec-{number}", "document": "report", "text": "Mend the pier."} | fields
    )


def reply(name: str, responder: str = "ports", **fields: Any) -> Response:
    """Make a given response to the first item."""
    return Response(
        **{
            "id": name,
            "answers": "rec-1",
            "responder": responder,
            "text": "We agree.",
            "steps": SENT,
        }
        | fields
    )


def keys(*records: Record) -> list[str]:
    """List the keys of the rows of a register that holds *records*."""
    return [row.key for row in EMPTY.with_records(*records).rows()]


def only_row(*records: Record) -> Row:
    """Give the one row of a register that holds *records*."""
    (row,) = EMPTY.with_records(*records).rows()
    return row


@given(registers(messy=True))
def test_keys_are_unique_and_found(register: Register) -> None:
    """However the links run, each row has its own key and is found by it."""
    rows = register.rows()
    assert len(rows) == len({row.key for row in rows})
    assert rows == tuple(register.row(row.key) for row in rows)
    assert None is register.row("no such key")


def _rows_by_item(register: Register) -> dict[str, tuple[Row, ...]]:
    """Ask for the rows about one thing after another, of a register that has not made them all."""
    fresh = attrs.evolve(register)
    asked = {held.id for held in fresh.items} | {answer.answers for answer in fresh.responses}
    return {about: fresh.rows_about(about) for about in asked}


def _rows_together(register: Register) -> dict[str, tuple[Row, ...]]:
    """Sort all the rows of a register by what they are about."""
    found: dict[str, list[Row]] = {}
    for row in register.rows():
        found.setdefault(row.about, []).append(row)
    return {about: tuple(rows) for about, rows in found.items()}


@given(registers(messy=True), st.data())
def test_rows_about_one_thing_are_those_among_all(register: Register, data: st.DataObject) -> None:
    """Made for one item alone, rows are the same under the same keys, wherever ids collide."""
    names = st.sampled_from(["a", "b", "b~2", "b/c", "c", "c~2", "~2", "a/b~2"])
    ids = data.draw(st.lists(names.map("m/{}".format) | names, unique=True, max_size=6))
    items = tuple(
        item(id=name, parent=None, addressed_to=tuple(data.draw(st.lists(names, max_size=3))))
        for name in ids
    )
    answers = tuple(
        reply(name, responder=data.draw(names), answers=data.draw(st.sampled_from(ids)))
        for name in data.draw(st.lists(st.sampled_from(REPLIES), unique=True, max_size=4))
        if ids and name not in ids
    )
    held = register.with_records(*items, *answers)
    assert _rows_together(held) == _rows_by_item(held)
    assert () == attrs.evolve(held).rows_about("no such record")


def test_a_key_that_two_items_want_is_the_same_asked_for_alone() -> None:
    """Item "a", body "b/c" and item "a/b", body "c" want one key: the later one is numbered."""
    held = EMPTY.with_records(
        item(id="a", addressed_to=("b/c",)), item(id="a/b", addressed_to=("c",))
    )
    found = {about: [row.key for row in rows] for about, rows in _rows_by_item(held).items()}
    assert {"a": ["a/b/c"], "a/b": ["a/b/c~2"]} == found


def test_rows_about_one_item_do_not_make_all_rows() -> None:
    """Asking about one item of many leaves the others alone."""
    held = EMPTY.with_records(*(item(number, addressed_to=("ports",)) for number in range(3)))
    assert ["rec-1/ports"] == [row.key for row in held.rows_about("rec-1")]
    assert "_rows" not in vars(held)


@given(registers(messy=True))
def test_every_item_and_every_answer_has_a_row(register: Register) -> None:
    """Headings, limbs in circles and answers to what is not held, too."""
    rows = register.rows()
    assert {held.id for held in register.items} <= {row.about for row in rows}
    pairs = {(response.answers, response.responder) for response in register.responses}
    assert pairs <= {(row.about, row.responder) for row in rows}


@given(registers(messy=True))
def test_rows_come_in_the_order_of_the_items(register: Register) -> None:
    """Then answers to anything else, in theirs."""
    about = dict.fromkeys(row.about for row in register.rows())
    others = (reply.answers for reply in register.responses)
    assert list(about) == list(dict.fromkeys((*(held.id for held in register.items), *others)))


@given(registers(messy=True))
def test_a_row_that_is_filled_in_keeps_its_key(register: Register) -> None:
    """The key is the id of the answer that a returned row will make, and its key ever after."""
    before = [row.key for row in register.rows()]
    for row in register.rows():
        if row.responder is None or row.key in register:
            continue
        answer = Response(id=row.key, answers=row.about, responder=row.responder, text="Yes.")
        after = register.with_records(answer)
        found = after.row(row.key)
        assert found is not None
        assert (row.about, row.responder, answer) == (found.about, found.responder, found.draft)
        gone = set(before) - {other.key for other in after.rows()}
        kin = after.kin_of(row.responder)
        gone_for = {former.responder for key in gone if (former := register.row(key))}
        assert gone_for <= kin | {None}, "only who is answered for loses a row"


@given(registers(messy=True))
def test_a_second_answer_leaves_the_key(register: Register) -> None:
    """It is the id of the first, whatever is said later."""
    rows = [row for row in register.rows() if row.responder and row.key in register]
    for row in rows:
        later = Response(id="later", answers=row.about, responder=row.responder or "", text="No.")
        found = register.with_records(later).row(row.key)
        assert found is not None
        assert later == found.draft


@given(registers(messy=True))
def test_a_row_shows_the_draft_or_what_was_given(register: Register) -> None:
    """As the register says, never a mixture."""
    for row in register.rows():
        if row.responder is None:
            assert (None, None) == (row.given, row.draft)
            continue
        assert register.answer_of(row.about, row.responder) == row.given
        assert register.draft_of(row.about, row.responder) == row.draft
        assert (row.draft or row.given) == row.shown


@given(registers(messy=True))
def test_promises_of_a_row_are_the_responders_own(register: Register) -> None:
    """Made in its responses or outside of any, for this item, in document order."""
    order = [promise.id for promise in register.commitments]
    for row in register.rows():
        own = {r.id for r in register.responses_to(row.about) if r.responder == row.responder}
        shown = [order.index(promise.id) for promise in row.commitments]
        assert shown == sorted(set(shown))
        for promise in row.commitments:
            assert promise.response in own or promise in register.commitments_of(row.about)


class TestWhoHasARow:
    def test_addressees_come_first_then_whoever_answered(self) -> None:
        """Each once, in the order printed."""
        found = keys(
            item(addressed_to=("ports", "piers", "ports")),
            reply("rec-1/moles", "moles"),
            reply("rec-1/piers", "piers"),
        )
        assert ["rec-1/ports", "rec-1/piers", "rec-1/moles"] == found

    def test_an_item_for_nobody_has_a_row_of_its_own(self) -> None:
        """Keyed by the item, so that somebody can be named in it."""
        row = only_row(item())
        assert ("rec-1", None, False) == (row.key, row.responder, row.heading)

    def test_a_limb_takes_the_addressees_of_its_parent(self) -> None:
        """And of its parent's parent."""
        limb, twig = item(2, parent="rec-1"), item(3, parent="rec-2")
        found = keys(item(addressed_to=("ports",)), limb, twig)
        assert ["rec-1/ports", "rec-2/ports", "rec-3/ports"] == found

    def test_a_limb_with_addressees_keeps_its_own(self) -> None:
        """What is printed beside it counts."""
        found = keys(item(addressed_to=("ports",)), item(2, parent="rec-1", addressed_to=("a",)))
        assert ["rec-1/ports", "rec-2/a"] == found

    def test_a_heading_has_a_row_to_read(self) -> None:
        """It asks nobody: its limbs do."""
        heading, limb = item(text="", addressed_to=("ports",)), item(2, parent="rec-1")
        rows = EMPTY.with_records(heading, limb).rows()
        assert [("rec-1", True), ("rec-2/ports", False)] == [(row.key, row.heading) for row in rows]

    def test_a_heading_that_was_answered_shows_the_answer(self) -> None:
        """Recommendation 2 is accepted, says the paper, and means the whole."""
        heading, limb = item(text="", addressed_to=("ports",)), item(2, parent="rec-1")
        assert ["rec-1/ports", "rec-2/ports"] == keys(heading, limb, reply("rec-1/ports"))

    @pytest.mark.parametrize(
        "answer",
        [
            reply("rec-1/harbours", "harbours"),
            reply("rec-1/quays", "quays"),
            reply("rec-1/other", "other", on_behalf_of=("ports",)),
        ],
    )
    def test_who_is_answered_for_needs_no_row(self, answer: Response) -> None:
        """By its whole, its part, or somebody on its behalf."""
        bodies = (
            Organisation(id="harbours", name="Ministry"),
            Organisation(id="ports", name="Department", part_of="harbours"),
            Organisation(id="quays", name="Agency", part_of="ports"),
        )
        assert [answer.id] == keys(*bodies, item(addressed_to=("ports",)), answer)

    def test_an_answer_to_a_whole_document_has_a_row(self) -> None:
        """So has an answer to something that is not held."""
        found = keys(item(), reply("a", answers="report"), reply("b", answers="missing"))
        assert ["rec-1", "a", "b"] == found

    def test_a_blank_addressee_is_nobody(self) -> None:
        """No answer could ever be recorded under it."""
        assert ["rec-1"] == keys(item(addressed_to=("", " ")))


class TestKeys:
    def test_the_key_is_the_id_that_the_answer_will_get(self) -> None:
        """Item, slash, responder."""
        assert ["rec-1/ports"] == keys(item(addressed_to=("ports",)))

    def test_the_key_is_the_id_of_the_first_answer(self) -> None:
        """Whatever it is, and whatever came later."""
        assert ["x"] == keys(item(addressed_to=("ports",)), reply("x"), reply("rec-1/ports@2031"))

    def test_a_taken_id_gets_a_number(self) -> None:
        """By a record of another kind, or an answer to something else."""
        taken = (
            Note(id="rec-1/ports", about="rec-1"),
            reply("rec-1/ports~2", answers="rec-2"),
        )
        register = EMPTY.with_records(item(addressed_to=("ports",)), *taken)
        assert "rec-1/ports~3" == response_id(register, "rec-1", "ports")
        assert "rec-1/ports~3" == register.rows()[0].key

    def test_the_registers_own_id_is_taken(self) -> None:
        """No record may have it."""
        register = attrs.evolve(EMPTY, id="rec-1/ports")
        assert "rec-1/ports~2" == response_id(register, "rec-1", "ports")

    def test_two_pairs_that_spell_one_key_get_two(self) -> None:
        """Slashes may stand in ids."""
        one = item(id="a", addressed_to=("b/c", "b"))
        other = item(id="a/b", addressed_to=("c",))
        assert ["a/b/c", "a/b~2", "a/b/c~2"] == keys(one, other)


class TestPromises:
    def test_promises_in_the_answer_and_for_the_item_are_shown(self) -> None:
        """In document order; another's are not."""
        promises = (
            Commitment(id="z", text="", response="rec-1/ports"),
            Commitment(id="y", text="", items=("rec-1",)),
            Commitment(id="x", text="", items=("rec-1",), owners=("ports",)),
            Commitment(id="w", text="", items=("rec-1",), owners=("piers",)),
            Commitment(id="v", text="", items=("rec-1",), response="rec-1/piers"),
            Commitment(id="u", text="", items=("rec-1",), response="rec-1/ports"),
        )
        answers = (reply("rec-1/ports"), reply("rec-1/piers", "piers"))
        rows = EMPTY.with_records(item(), *answers, *promises).rows()
        assert [["z", "y", "x", "u"], ["y", "w", "v"]] == [
            [promise.id for promise in row.commitments] for row in rows
        ]

    def test_an_undated_day_is_no_reason_to_hide_an_answer(self) -> None:
        """A given answer without a day is shown until a dated one comes."""
        undated, dated = reply("a"), reply("b", day=PartialDate.year(2031))
        assert undated == only_row(item(), undated).given
        assert dated == only_row(item(), dated, undated).given
