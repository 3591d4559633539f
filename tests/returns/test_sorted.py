"""Columns that were sorted without the keys beside them: noticed by what was sent, and put in dispute."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from accountability.model import Register
from accountability.tables import Profile

pytestmark = pytest.mark.needs("excel")

REPLIES = {
    "1": "We will mend all the weirs before winter.",
    "3": "We will light all the locks by the spring.",
    "5": "We patrol every lock already, day and night.",
}


@pytest.fixture(scope="module")
def answered(weirs: Register) -> Register:
    """Give the register with replies that say something."""
    responses = tuple(
        evolve(one, text=REPLIES.get(one.answers[-1], one.text)) for one in weirs.responses
    )
    return evolve(weirs, responses=responses)


def told_after(weirs_round: Any, register: Register, replies: dict[str, str]) -> Any:
    """Collect the keeper's copy with other replies in it."""

    def edit(book: Any) -> None:
        for number, words in replies.items():
            book.cell(number, "Your reply").value = words

    sent = evolve(weirs_round, register=register, sent={})
    return sent.told(sent.edited(edit, profile=Profile.KEEPER))


def test_replies_sorted_without_their_keys(weirs_round: Any, answered: Register) -> None:
    """Replies that only changed places are in dispute, and one finding names the column."""
    moved = {"1": REPLIES["3"], "3": REPLIES["5"], "5": REPLIES["1"]}
    told = told_after(weirs_round, answered, moved)
    assert [] == told.applied
    assert ["rec-1/waterways", "rec-3/waterways", "rec-5/waterways"] == sorted(
        one[0] for one in told.conflicts
    )
    (found,) = told.collected.findings
    assert "RTN839" == found.code
    assert "eply says in 3 rows what was sent in others" in found.message


def test_replies_sorted_upwards_over_empty_ones(weirs_round: Any, answered: Register) -> None:
    """Empty cells come last in a sorted column: what moved up is in dispute, nothing is cleared."""
    moved = {"1": REPLIES["3"], "2": REPLIES["5"], "3": REPLIES["1"], "5": ""}
    told = told_after(weirs_round, answered, moved)
    assert [] == told.applied
    assert 3 == len(told.conflicts)


def test_the_same_reply_given_twice(weirs_round: Any, answered: Register) -> None:
    """A reply that is copied into another row, and stays in its own, is an answer like any other."""
    told = told_after(weirs_round, answered, {"2": REPLIES["1"], "4": REPLIES["1"]})
    assert ([], []) == (told.conflicts, told.findings)
    assert ["text"] * 2 == [one[1] for one in told.applied]


def test_a_reply_that_was_moved_by_hand(weirs_round: Any, answered: Register) -> None:
    """One reply in the place of another, which was written anew, is what somebody wants."""
    moved = {"3": REPLIES["1"], "1": "We mended them last year, all but one."}
    told = told_after(weirs_round, answered, moved)
    assert "RTN839" not in [code for code, _at in told.findings]


def test_short_words_come_again(weirs_round: Any, weirs: Register) -> None:
    """Short replies change places without saying anything."""
    moved = {"1": "We will light them.", "3": "We will mend them."}
    told = told_after(weirs_round, weirs, moved)
    assert "RTN839" not in [code for code, _at in told.findings]
