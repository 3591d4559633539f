"""A reply that goes on at another sheet comes back whole, or nothing of it is written."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from accountability.merge import shown
from accountability.model import Register, Response

pytestmark = pytest.mark.needs("excel")

LONG = f"First. {'word é ' * 10_000}Last."
KEY = "wc-hc12/rec-3/waterways"


@pytest.fixture(scope="module")
def wordy(weirs: Register) -> Register:
    """Give the register with a drafted reply of seventy thousand characters."""
    draft = weirs.find(Response, KEY)
    assert draft is not None
    return weirs.with_records(evolve(draft, text=LONG))


def collected(weirs_round: Any, wordy: Register, **edits: Any) -> Any:
    """Collect the workbook after an edit of the cell that goes on, and of the rest of the book."""

    def edit(book: Any) -> None:
        cell = book.cell("3", "Your reply")
        cell.value = edits["reply"](cell.value)
        if "parts" in edits:
            edits["parts"](book)

    return weirs_round.told(weirs_round.edited(edit, register=wordy), register=wordy)


@pytest.mark.parametrize("added", [" ", "\n", "\xa0"], ids=["space", "newline", "wide space"])
def test_white_space_behind_is_nothing(weirs_round: Any, wordy: Register, added: str) -> None:
    """White space after the words that say where the text goes on changes nothing."""
    told = collected(weirs_round, wordy, reply=lambda text: text + added)
    assert ([], [], [], []) == told.all


def test_words_behind_come_after_the_whole_text(weirs_round: Any, wordy: Register) -> None:
    """Words typed at the end of the cell stand at the end of the text, and no word of it is lost."""
    told = collected(weirs_round, wordy, reply=lambda text: f"{text} And more.")
    (reply,) = told.collected.applied
    assert f"{LONG} And more." == reply.after
    assert [] == told.findings


def without_the_end(text: str) -> str:
    """Retype the end of a cell."""
    return text.rpartition(" … [")[0] + " and so on."


@pytest.mark.parametrize("typed", [without_the_end, lambda _: "No."], ids=["end", "all"])
def test_a_cell_that_points_no_more_is_in_dispute(
    weirs_round: Any, wordy: Register, typed: Any
) -> None:
    """A cell whose text goes on elsewhere, and does not say so any more, is for a person to decide."""
    told = collected(weirs_round, wordy, reply=typed)
    assert ([], [("RTN883", "G7")], []) == (told.applied, told.findings, told.missing)
    ((_row, field, ours, theirs, place),) = told.conflicts
    assert ("row:reply", LONG, "G7") == (field, ours, place)
    assert theirs.endswith(("and so on.", "No."))


def test_a_cell_emptied_is_kept(weirs_round: Any, wordy: Register) -> None:
    """An emptied cell is listed, as any other."""
    told = collected(weirs_round, wordy, reply=lambda _: None)
    assert ([], [], [("RTN801", "G7")], []) == told.all


def test_parts_taken_out_are_missed_whatever_was_typed(weirs_round: Any, wordy: Register) -> None:
    """Without the sheet of long texts a cell is not taken for the whole text, words behind it or not."""

    def parts(book: Any) -> None:
        del book.book["Long texts"]

    told = collected(weirs_round, wordy, reply=lambda text: f"{text}.", parts=parts)
    assert [] == told.applied
    assert [("RTN883", "G7")] == told.findings
    assert ["row:reply"] == [field for _row, field, *_ in told.conflicts]
    told = collected(weirs_round, wordy, reply=lambda text: text, parts=parts)
    assert ([], [], [("RTN832", "G7")], []) == told.all


def test_a_column_list_taken_out_does_no_harm(weirs_round: Any, wordy: Register) -> None:
    """Parts are found by the heading that stands over the cell, where the list of columns is gone."""

    def parts(book: Any) -> None:
        del book.book["For the computer"]

    told = collected(weirs_round, wordy, reply=lambda text: f"{text} More.", parts=parts)
    assert [f"{LONG} More."] == [shown(one.after) for one in told.collected.applied]
