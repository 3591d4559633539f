"""A first answer may promise several things: there is a place for each before anything was promised."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from accountability import ExportContext, collect
from accountability.exporters.excel import TrackerWorkbook
from accountability.model import Document, DocumentKind, Organisation, Recommendation, Register
from accountability.tables import Profile, Scope

pytestmark = pytest.mark.needs("excel")

AS_OF = dt.date(2031, 6, 1)

REGISTER = Register(
    id="quays",
    title="Quays",
    organisations=(Organisation(id="office", name="Quay Office"),),
    documents=(Document(id="report", kind=DocumentKind.REPORT, title="Quays"),),
    items=(
        Recommendation(
            id="report/rec-1",
            document="report",
            label="1",
            text="Mend the quays and light them.",
            addressed_to=("office",),
        ),
    ),
)


def copy(profile: Profile) -> Any:
    """Return a copy of the register as openpyxl opens it."""
    stream = io.BytesIO()
    scope = Scope(responders=("office",) if profile is Profile.RESPONDER else ())
    context = ExportContext(as_of=AS_OF, scope=scope)
    TrackerWorkbook(profile=profile).export(REGISTER, stream, context)
    return load_workbook(stream)


def back(book: Any) -> bytes:
    """Return a workbook as it comes back."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("profile", [Profile.KEEPER, Profile.RESPONDER])
def test_the_first_promises_are_typed_on_their_own_sheet(profile: Profile) -> None:
    """One over the words that say that there is none yet, one below; each becomes a promise with its date."""
    book = copy(profile)
    sheet = book["Commitments"]
    assert "Nothing yet" == sheet["A5"].value
    at = {cell.value: cell.column for cell in sheet[4]}
    for row, (words, date) in enumerate((("Mend them.", "May 2032"), ("Light them.", "2033")), 5):
        sheet.cell(row, at["Number"]).value = "1"
        sheet.cell(row, at["Commitment"]).value = words
        sheet.cell(row, at["Your new target date"]).value = date
    collected = collect(REGISTER, [("office.xlsx", back(book))], as_of=AS_OF)
    assert [("Mend them.", "May 2032"), ("Light them.", "2033")] == [
        (promise.text, str(promise.dates[0].date)) for promise in collected.register.commitments
    ]
    assert () == tuple(collected.conflicts)


@pytest.mark.parametrize("profile", [Profile.KEEPER, Profile.RESPONDER])
def test_a_sheet_without_promises_that_nobody_touched_says_nothing(profile: Profile) -> None:
    """The words that there is nothing yet are ours, and come back as nothing."""
    collected = collect(REGISTER, [("office.xlsx", back(copy(profile)))], as_of=AS_OF)
    assert REGISTER == collected.register
    assert [] == list(collected.not_taken)


@pytest.mark.parametrize("profile", [Profile.SCRUTINY, Profile.PUBLICATION])
def test_who_promises_nothing_has_no_sheet_for_it(profile: Profile) -> None:
    """A sheet without rows is left out where no row is taken."""
    assert "Commitments" not in copy(profile).sheetnames


def piers() -> Register:
    """Return a register in which two reports each have a recommendation 1."""
    return REGISTER.with_records(
        Document(id="second", kind=DocumentKind.REPORT, title="Piers"),
        Recommendation(
            id="second/rec-1",
            document="second",
            label="1",
            text="Paint the piers.",
            addressed_to=("office",),
        ),
    )


def typed(*cells: str) -> bytes:
    """Return a copy with one promise typed: number, first words, and words of the promise."""
    stream = io.BytesIO()
    context = ExportContext(as_of=AS_OF, scope=Scope(responders=("office",)))
    TrackerWorkbook(profile=Profile.RESPONDER).export(piers(), stream, context)
    book: Any = load_workbook(stream)
    sheet = book["Commitments"]
    at = {cell.value: cell.column for cell in sheet[4]}
    headings = ("Number", "Recommendation (first words)", "Commitment")
    for heading, words in zip(headings, cells, strict=True):
        sheet.cell(5, at[heading]).value = words
    return back(book)


@pytest.mark.parametrize("words", ["Paint the piers.", "paint the", "Paint…"])
def test_of_recommendations_with_one_number_the_first_words_say_which(words: str) -> None:
    """Numbers begin anew in each report; the words beside the number tell them apart."""
    collected = collect(
        piers(), [("office.xlsx", typed("1", words, "By hand, each May."))], as_of=AS_OF
    )
    (promise,) = collected.register.commitments
    assert "second/rec-1/office/c1" == promise.id
    assert [] == list(collected.not_taken)


@pytest.mark.parametrize("words", ["", "Dredge"])
def test_a_promise_for_one_of_several_recommendations_is_told(words: str) -> None:
    """What cannot be told apart is not guessed, and the message says what is missing."""
    collected = collect(
        piers(), [("office.xlsx", typed("1", words, "By hand, each May."))], as_of=AS_OF
    )
    assert () == collected.register.commitments
    (told,) = collected.not_taken
    assert "put the first words of the one that is meant beside it" in told.message
    assert "By hand, each May." in told.message


def test_a_committee_promises_nothing_for_somebody_else(weirs_round: Any) -> None:
    """A row typed among the promises of a copy for scrutiny is told, and no promise."""

    def edit(book: Any) -> None:
        drawn = book.sheet("Commitments")
        row = drawn.max_row + 1
        drawn.cell(row, book.column("Number", "Commitments")).value = "4"
        drawn.cell(row, book.column("Commitment", "Commitments")).value = "Dredge yearly."

    told = weirs_round.told(weirs_round.edited(edit, profile=Profile.SCRUTINY))
    assert "wc-hc12/rec-4/waterways/c1" not in told.collected.register
    (left,) = told.collected.not_taken
    assert "new rows are not taken from this sheet" in left.message
