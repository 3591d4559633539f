from __future__ import annotations

from attrs import evolve

from accountability.dates import PartialDate
from accountability.merge import cell_of
from accountability.merge.cells import pointer_words
from accountability.model import (
    Assessment,
    Commitment,
    Item,
    Opinion,
    Position,
    Register,
    Response,
    Row,
)

ROW_1 = "uk-hcc-hc9041/rec-1/uk-harbours"
PROMISE = "uk-hcc-hc9041/rec-1/uk-harbours/c1"


def row(register: Register, key: str) -> Row:
    """Look up a row."""
    found = register.row(key)
    assert found is not None
    return found


def test_a_cell_stands_for_what_is_held(answered: Register) -> None:
    """Each cell of a row has one value that it is compared with."""
    answer = answered[ROW_1]
    assert isinstance(answer, Response)
    view = Assessment(id="a", about=ROW_1, by="uk-hcc", opinion=Opinion.SATISFACTORY, text="Good.")
    held = answered.with_records(
        evolve(answer, position=Position.ACCEPTED, prepared_by=("uk-warnings", "uk-hcc")), view
    )
    expected = {
        "position": Position.ACCEPTED,
        "reply": "We will publish a standard.",
        "prepared_by": ("uk-warnings", "Harbours and Coasts Committee"),
        "target_date": PartialDate.month(2028, 3, "March 2028"),
        "date_reason": "winter",
        "view": Opinion.SATISFACTORY,
        "view_words": "Good.",
        "progress": None,
    }
    line = row(held, ROW_1)
    assert expected == {name: cell_of(held, line, name) for name in expected}


def test_cells_of_an_unanswered_row_stand_for_nothing(harbour: Register) -> None:
    """What nobody has said is blank."""
    line = row(harbour, "uk-hcc-hc9041/rec-2/uk-harbours")
    values = [
        cell_of(harbour, line, name)
        for name in ("position", "reply", "prepared_by", "target_date", "view")
    ]
    assert [None, "", (), None, None] == values


def test_a_commitments_own_cells_begin_empty(answered: Register) -> None:
    """They ask for what is new; a new date does so in place of the one that counts."""
    promise = answered[PROMISE]
    assert isinstance(promise, Commitment)
    assert None is cell_of(answered, promise, "progress")
    assert "in place of March 2028" == cell_of(answered, promise, "new_date")
    undated = evolve(promise, dates=())
    assert "in place of no date" == cell_of(answered, undated, "new_date")


def test_makers_of_an_item_may_be_its_own(answered: Register) -> None:
    """A dissenting member's recommendation is judged by that member."""
    item = answered["uk-hcc-hc9041/rec-1"]
    assert isinstance(item, Item)
    view = Assessment(id="a", about=ROW_1, by="uk-hcc", opinion=Opinion.SATISFACTORY)
    held = answered.with_records(evolve(item, made_by=("uk-member",)), view)
    assert None is cell_of(held, row(held, ROW_1), "view")


def test_a_reply_without_words_says_where_they_stand(answered: Register) -> None:
    """Answers, items and what is not held are named as a reader would look for them."""
    pointing = Response(
        id="p",
        answers="uk-hcc-hc9041/rec-2",
        responder="uk-harbours",
        refers_to=(ROW_1, "uk-hcc-hc9041/rec-3", "elsewhere", "q"),
    )
    other = Response(id="q", answers="nowhere", responder="uk-hcc")
    held = answered.with_records(pointing, other)
    expected = (
        "see 1 / Department for Harbours; 3; elsewhere; not held / Harbours and Coasts Committee"
    )
    assert expected == pointer_words(held, pointing)
    assert "" == pointer_words(held, evolve(pointing, text="Own words."))
