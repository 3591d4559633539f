"""What is typed into a new row is made something of, or told: no word of it is lost in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve

from accountability.model import Commitment, Register
from accountability.returns import collect_returned
from accountability.tables import Profile, Scope, tracker

SENT_ON = dt.date(2031, 6, 1)
LATER = dt.date(2031, 7, 9)

pytestmark = pytest.mark.needs("excel")


def typed_below(sheet: str, cells: Mapping[str, object]) -> Any:
    """Return an edit that types a row below the others."""

    def edit(book: Any) -> None:
        drawn = book.sheet(sheet)
        row = drawn.max_row + 1
        for heading, value in cells.items():
            drawn.cell(row, book.column(heading, sheet)).value = value

    return edit


def test_every_cell_of_a_new_commitment_is_used_or_told(weirs_round: Any) -> None:
    """Words, date and reason make the promise; each other cell is told with its place and words."""
    others = {
        "Owner": "Eel Board",
        "Original target date": "May 2034",
        "Your progress": "In progress",
        "Your progress in words": "Dredger hired.",
        "Your completion date": "1 May 2031",
        "Your evidence": "Log book",
        "Kind of promise": "Will do",
        "Condition": "If money is found",
    }
    cells = {"Number": "4", "Commitment": "Dredge yearly.", "Your new target": "May 2033", **others}
    told = weirs_round.told(weirs_round.edited(typed_below("Commitments", cells)))
    assert "wc-hc12/rec-4/waterways/c1" in told.collected.register
    left = [found for found in told.collected.not_taken if found.code == "RTN840"]
    assert sorted(others.values()) == sorted(found.message.split("'")[-2] for found in left)
    assert all("Commitments!" in str(found.place) for found in left)


def test_a_formula_in_a_new_row_is_told(weirs_round: Any) -> None:
    """A cell that cannot be taken is told, and the rest of the row is taken."""
    cells = {"Number": "4", "Commitment": "Dredge yearly.", "Your evidence": "=1+1"}
    told = weirs_round.told(weirs_round.edited(typed_below("Commitments", cells)))
    assert "wc-hc12/rec-4/waterways/c1" in told.collected.register
    assert ["RTN832"] == [found.code for found in told.collected.not_taken]


@pytest.mark.parametrize(
    ("value", "code"),
    [(dt.datetime(2033, 5, 1), "RTN858"), (2033, "RTN859"), (True, "RTN860")],  # noqa: DTZ001  cells know no zones
    ids=["day", "number", "tick"],
)
def test_what_a_program_made_of_a_new_date_is_told(
    weirs_round: Any, value: object, code: str
) -> None:
    """A real day, number or tick in a new row is told as in any other, with its own cell."""
    cells = {"Number": "4", "Commitment": "Dredge yearly.", "Your new target": value}
    told = weirs_round.told(weirs_round.edited(typed_below("Commitments", cells)))
    assert (code, "Commitments!I8") == told.findings[0]
    assert "wc-hc12/rec-4/waterways/c1" in told.collected.register
    cells = {"Number": "7", "Recommendation": "Paint.", "Who answers": "Department for Waterways"}
    cells["Your target date"] = value
    back = weirs_round.edited(typed_below("Recommendations", cells), profile=Profile.KEEPER)
    assert (code, "H11") in weirs_round.told(back).findings


def test_a_doubt_about_the_date_of_a_new_row_has_its_cell(weirs_round: Any) -> None:
    """What is said of the date stands at the date, and so does the source of it."""
    cells = {"Number": "4", "Commitment": "Dredge yearly.", "Your new target": "3/4/2033"}
    told = weirs_round.told(weirs_round.edited(typed_below("Commitments", cells)))
    assert [("RTN804", "Commitments!I8")] == told.findings
    promise = told.collected.register.find(Commitment, "wc-hc12/rec-4/waterways/c1")
    assert promise is not None
    (target,) = promise.dates
    assert target.source is not None
    assert "back.xlsx!Commitments!I8" == target.source.place


def test_a_date_without_words_is_no_new_commitment(weirs_round: Any) -> None:
    """Nobody promises a date alone: the row is told with its place."""
    cells = {"Number": "4", "Your new target": "May 2033"}
    told = weirs_round.told(weirs_round.edited(typed_below("Commitments", cells)))
    assert ([], [], [("RTN836", "Commitments!8")], []) == told.all
    assert "May 2033" in told.collected.findings[0].message


def test_every_cell_of_a_new_recommendation_is_used_or_told(weirs_round: Any) -> None:
    """Progress in words is reported; what no new row can say is told."""
    cells = {
        "Number": "7",
        "Recommendation": "Paint the gates.",
        "Who answers": "Department for Waterways",
        "Your progress": "In progress",
        "Your progress in words": "Half are painted.",
        "Your evidence": "Photographs",
        "Stage": "Commissioned",
        "Conclusion": "Gates rust.",
    }
    back = weirs_round.edited(typed_below("Recommendations", cells), profile=Profile.KEEPER)
    told = weirs_round.told(back)
    assert ["RTN840", "RTN840"] == [found.code for found in told.collected.not_taken]
    assert ["Half are painted."] == [
        update.text for update in told.collected.register.updates if update.text
    ]
    assert [] == weirs_round.told(back, register=told.collected.register).applied


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("Departmnet for Waterways", "is 'Department for Waterways' meant?"),
        ("Department for Waterways and Locks Team", "put semicolons between them"),
        ("Department for Waterways, Locks Team", "put semicolons between them"),
    ],
    ids=["mistyped", "and", "comma"],
)
def test_a_doubtful_name_is_asked_about(weirs_round: Any, name: str, asks: str) -> None:
    """A name nearly held, or two held names in one, add no organisation: it is in dispute, and asked."""

    def edit(book: Any) -> None:
        book.cell("6", "Who answers").value = name

    told = weirs_round.told(weirs_round.edited(edit, profile=Profile.KEEPER))
    assert [] == told.applied
    (asked,) = told.collected.conflicts
    assert asks in asked.reason


def test_a_row_of_another_body_is_taken_and_told(weirs: Register, returned_from: Any) -> None:
    """A row pasted from the file of somebody else is known by its key; that it was is told."""
    whole = returned_from(tracker(weirs, as_of=SENT_ON, profile=Profile.RESPONDER))
    other = Scope(responders=("locks-team",))
    sent = returned_from(tracker(weirs, as_of=SENT_ON, profile=Profile.RESPONDER, scope=other))
    (pasted,) = (row for row in whole.rows if row.key.endswith("rec-4/waterways"))
    typed = evolve(pasted.cells["reply"], text="We will dredge.")
    pasted = evolve(pasted, cells={**pasted.cells, "reply": typed})
    collected = collect_returned(weirs, [evolve(sent, rows=(*sent.rows, pasted))], as_of=LATER)
    assert "We will dredge." in [one.after for one in collected.applied]
    assert ["RTN869"] == [one.code for one in collected.findings]
    (found,) = collected.findings
    assert pasted.place == found.place
