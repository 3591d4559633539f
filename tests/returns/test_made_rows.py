"""Rows that somebody made of one of ours, with its key: what they say is nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from accountability.model import Commitment, Recommendation
from accountability.tables import Profile

pytestmark = pytest.mark.needs("excel")

PAINT = {"Number": "7", "Recommendation": "Paint the gates.", "Your position": "Accept"}
PAINT["Your reply"] = "We will paint."
KEEPERS = {heading: PAINT[heading] for heading in ("Number", "Recommendation")}


def made(of: str, cells: dict[str, str], sheet: str = "Recommendations", **how: Any) -> Any:
    """Return an edit that types over a row, or over a copy of it below the others."""

    def edit(book: Any) -> None:
        drawn = book.sheet(sheet)
        row = at = book.row(of, sheet)
        if how.get("copied", True):
            at = drawn.max_row + 1
            for cell in drawn[row]:
                drawn.cell(at, cell.column).value = cell.value
        for heading, value in cells.items():
            drawn.cell(at, book.column(heading, sheet)).value = value

    return edit


@pytest.mark.parametrize(("copied", "at"), [(True, "10"), (False, "6")], ids=["copy", "typed over"])
def test_a_recommendation_made_of_another_is_in_dispute(
    weirs_round: Any, copied: bool, at: str
) -> None:
    """Where no new recommendations are taken, the answers in such a row are nobody's."""
    told = weirs_round.told(weirs_round.edited(made("2", PAINT, copied=copied)))
    disputes = [
        ("rec-2/waterways", "row:position", "", "accepted", f"F{at}"),
        ("rec-2/waterways", "row:reply", "", "We will paint.", f"G{at}"),
    ]
    says = [("RTN839", at), ("RTN831", f"A{at}"), ("RTN831", f"D{at}")]
    assert ([], disputes, says, []) == told.all


@pytest.mark.parametrize(("copied", "missing"), [(True, []), (False, ["rec-3/waterways"])])
def test_a_recommendation_that_the_keeper_made_of_another_is_new(
    weirs_round: Any, copied: bool, missing: list[str]
) -> None:
    """Where they are taken it is a new one, and what was not typed anew is not its answer."""
    edit = made("3", KEEPERS, copied=copied)
    back = weirs_round.edited(edit, profile=Profile.KEEPER)
    told = weirs_round.told(back)
    new = told.collected.register.find(Recommendation, "wc-hc12/rec-7")
    assert new is not None
    assert ("7", "Paint the gates.") == (new.label, new.text)
    assert ["rec-7", "rec-7/waterways"] == [record for record, *_ in told.applied]
    assert ([], [], missing) == told.all[1:]
    assert [] == weirs_round.told(back, register=told.collected.register).applied


def test_a_commitment_made_of_another_is_new(weirs_round: Any) -> None:
    """The date belongs to what is promised there, and the promise that was copied keeps its own."""
    cells = {"Commitment": "Hire divers.", "Your new target": "June 2033"}
    back = weirs_round.edited(made("5", cells, "Commitments"))
    told = weirs_round.told(back)
    promise = told.collected.register.find(Commitment, "wc-hc12/rec-5/waterways/c3")
    assert promise is not None
    assert "Hire divers." == promise.text
    assert ["June 2033"] == [str(target.date) for target in promise.dates]
    assert ["rec-5/waterways/c3"] == [record for record, *_ in told.applied]
    assert ([], [], []) == told.all[1:]
    assert [] == weirs_round.told(back, register=told.collected.register).applied


def test_a_commitment_typed_over_with_other_words_is_in_dispute(weirs_round: Any) -> None:
    """A promise may have been worded anew, or another one put in its place: its date is not moved."""
    cells = {"Commitment": "Hire divers.", "Your new target": "June 2033"}
    told = weirs_round.told(weirs_round.edited(made("5", cells, "Commitments", copied=False)))
    assert [] == told.applied
    assert [("row:new_date", "June 2033")] == [(one[1], one[3]) for one in told.conflicts]
    assert [("RTN839", "Commitments!6"), ("RTN831", "Commitments!D6")] == told.findings


@pytest.mark.parametrize(
    ("sheet", "cells", "field", "said"),
    [
        ("Recommendations", {"Number": "2.", "Your reply": "Eels."}, "text", "A6"),
        (
            "Recommendations",
            {
                "Recommendation": "Count all eels, all of them, before winter.",
                "Your reply": "Eels.",
            },
            "text",
            "D6",
        ),
        ("Recommendations", {"Recommendation": "Eels?", "Your reply": "Eels."}, "text", "D6"),
        (
            "Commitments",
            {"Commitment": "Buy boots.", "Your new target": "June 2033", "Your reason": "Mud."},
            "dates",
            "Commitments!D6",
        ),
    ],
    ids=["number", "a word", "all words", "a letter"],
)
def test_one_cell_for_reading_mended_makes_no_other_row(
    weirs_round: Any, sheet: str, cells: dict[str, str], field: str, said: str
) -> None:
    """Who mends one cell for reading still answers in the row, and the cell is told."""
    number = "5" if sheet == "Commitments" else "2"
    told = weirs_round.told(weirs_round.edited(made(number, cells, sheet, copied=False)))
    assert field in [name for _record, name, *_ in told.applied]
    assert [] == told.conflicts
    assert ("RTN831", said) in told.findings
    assert "RTN839" not in [code for code, _at in told.findings]


def test_a_copy_mended_by_a_letter_is_in_dispute(weirs_round: Any) -> None:
    """Beside the row itself a copy with other words may be a row of its own, or a mended one."""
    cells = {"Commitment": "Buy more boats.", "Your new target": "June 2033"}
    told = weirs_round.told(weirs_round.edited(made("5", cells, "Commitments")))
    assert [] == told.applied
    assert [("RTN839", "Commitments!8"), ("RTN831", "Commitments!D8")] == told.findings
