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
