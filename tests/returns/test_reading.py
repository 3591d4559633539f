"""What was typed over cells that are for reading is told with its place, and with both words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from accountability.dates import PartialDate
from accountability.model import Commitment, Register, TargetDate, Update
from accountability.tables import Profile

pytestmark = pytest.mark.needs("excel")

DEPARTMENT = "waterways"
TYPED = "Ask the locksmith."


def told_of(told: Any) -> list[tuple[str, str, str]]:
    """Return everything that is said, with its words; nothing else may have come of it."""
    assert ([], [], []) == (told.applied, told.conflicts, told.missing)
    return [
        (one.code, str(one.place).removeprefix("back.xlsx, "), one.message)
        for one in told.collected.findings
    ]


def typed_over(sheet: str, heading: str, row: int = 5) -> Any:
    """Return an edit that types over a cell."""

    def edit(book: Any) -> None:
        book.sheet(sheet).cell(row, book.column(heading, sheet)).value = TYPED

    return edit


def moved_on(register: Register) -> Register:
    """Return the register after more has happened: another date, an update, another name."""
    promise = register.commitments[0]
    assert isinstance(promise, Commitment)
    first = evolve(promise.dates[0], reason="before the floods of March")
    dates = (first, TargetDate(date=PartialDate.month(2033, 5, "May 2033")))
    owner = evolve(register.organisations[1], name="Department for Rivers")
    update = Update(
        id=f"{promise.id}/u1",
        about=promise.id,
        reported_by=DEPARTMENT,
        day=PartialDate.day(dt.date(2031, 6, 9)),
        text="The first weir is mended.",
    )
    return evolve(
        register,
        organisations=(register.organisations[0], owner, *register.organisations[2:]),
        commitments=(evolve(promise, dates=dates), *register.commitments[1:]),
        updates=(update,),
    )


READ_ONLY = [
    ("Target dates", "Reason", "before the floods"),
    ("Target dates", "Number", "1"),
    ("Documents", "Title", "Weirs and locks"),
    ("Documents", "Session", ""),
    ("Organisations", "Name", "Waterways Committee"),
]


@pytest.mark.parametrize(("sheet", "heading", "sent"), READ_ONLY)
def test_a_cell_of_a_sheet_for_reading(
    weirs_round: Any, sheet: str, heading: str, sent: str
) -> None:
    """Typed over: the cell, what was typed and what was sent are told."""
    data = weirs_round.edited(typed_over(sheet, heading), profile=Profile.KEEPER)
    ((code, at, message),) = told_of(weirs_round.told(data))
    assert ("RTN831", sheet, "5") == (code, at.partition("!")[0], at[-1])
    assert repr(TYPED) in message
    assert (f"it was sent as {sent!r}" if sent else "it was sent empty") in message


def test_a_register_that_moved_on_is_no_change(weirs_round: Any, weirs: Register) -> None:
    """Nobody touched the file, and we hold other names, dates and updates now: nothing is said."""
    data = weirs_round.sent(Profile.KEEPER)
    assert [] == told_of(weirs_round.told(data, register=moved_on(weirs)))


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_typed_over_and_moved_on(weirs_round: Any, weirs: Register, kept: bool) -> None:
    """The row is told, and what was sent where it was kept; else what is held."""
    data = weirs_round.edited(typed_over("Target dates", "Reason"), profile=Profile.KEEPER)
    options = {"base": {"": weirs}} if kept else {}
    told = weirs_round.told(data, register=moved_on(weirs), **options)
    ((code, at, message),) = told_of(told)
    assert ("RTN831", "Target dates") == (code, at.partition("!")[0])
    assert repr(TYPED) in message
    assert kept == ("it was sent as 'before the floods'" in message)
    assert kept != ("we hold 'before the floods of March'" in message)


def test_a_formula_in_a_sheet_for_reading(weirs_round: Any) -> None:
    """It is named, and nothing is worked out."""

    def edit(book: Any) -> None:
        book.sheet("Target dates").cell(5, book.column("Reason", "Target dates")).value = "=A5"

    ((code, _at, message),) = told_of(weirs_round.told(weirs_round.edited(edit)))
    assert "RTN831" == code
    assert "formula, =A5" in message


def test_the_key_of_a_row_for_reading(weirs_round: Any) -> None:
    """The row is known by its letters, and its key is told like any other cell."""
    data = weirs_round.edited(typed_over("Documents", "Document key"), profile=Profile.KEEPER)
    ((code, _at, message),) = told_of(weirs_round.told(data))
    assert "RTN831" == code
    assert "Document key is for reading only in this row; 'Ask the locksmith.'" in message
    assert "it was sent as 'wc-hc12'" in message


def test_a_row_typed_into_a_sheet_for_reading(weirs_round: Any) -> None:
    """A new row is told with its words."""

    def edit(book: Any) -> None:
        page = book.sheet("Target dates")
        page.insert_rows(6)
        page.cell(6, 1).value = "Recommendation 2"
        page.cell(6, 3).value = "June 2033"

    ((code, at, message),) = told_of(weirs_round.told(weirs_round.edited(edit)))
    assert ("RTN836", "Target dates!6") == (code, at)
    assert "June 2033" in message


def test_a_row_pasted_into_a_sheet_for_reading(weirs_round: Any) -> None:
    """A row with the key and check of another one: what it says otherwise is told."""

    def edit(book: Any) -> None:
        page = book.sheet("Target dates")
        below = page.max_row + 1
        for at in range(1, page.max_column + 1):
            page.cell(below, at).value = page.cell(5, at).value
        page.cell(below, book.column("Reason", "Target dates")).value = TYPED

    ((code, at, message),) = told_of(weirs_round.told(weirs_round.edited(edit)))
    assert ("RTN831", "8") == (code, at[-1])
    assert repr(TYPED) in message


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_deleted_from_a_sheet_for_reading(
    weirs_round: Any, weirs: Register, rows: int
) -> None:
    """They are named where it was kept what was sent; without that nobody can say what was."""
    data = weirs_round.edited(lambda book: book.sheet("Target dates").delete_rows(5, rows))
    ((code, at, message),) = told_of(weirs_round.told(data, base={"": weirs}))
    assert ("RTN849", "Target dates") == (code, at)
    assert ("1 row" if rows == 1 else "3 rows") in message
    assert "wc-hc12/rec-1/waterways/c1" in message
    assert [] == told_of(weirs_round.told(data))


def test_a_promise_deleted(weirs_round: Any, weirs: Register) -> None:
    """A row of the commitments that was taken out is named, too."""
    data = weirs_round.edited(lambda book: book.sheet("Commitments").delete_rows(6))
    ((code, at, message),) = told_of(weirs_round.told(data, base={"": weirs}))
    assert ("RTN849", "Commitments") == (code, at)
    assert "rec-5/waterways/c1" in message


def test_the_checks_of_a_sheet_for_reading_taken_out(weirs_round: Any, weirs: Register) -> None:
    """The column is missed once; rows that say what we hold are left, others are told."""

    def edit(book: Any) -> None:
        page = book.sheet("Target dates")
        page.delete_cols(book.column("Row check", "Target dates"))
        page.cell(6, book.column("Reason", "Target dates")).value = TYPED

    one, other = told_of(weirs_round.told(weirs_round.edited(edit)))
    assert ("RTN852", "Target dates") == one[:2]
    assert ("RTN831", "Target dates!6") == other[:2]
    assert f"Reason says {TYPED!r}, we hold 'before the floods'" in other[2]


def test_sorted_rows_for_reading(weirs_round: Any) -> None:
    """Rows that only changed places say what they said."""

    def edit(book: Any) -> None:
        page = book.sheet("Target dates")
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
        for number, values in enumerate(reversed(rows), 5):
            for at, value in enumerate(values, 1):
                page.cell(number, at).value = value

    assert [] == told_of(weirs_round.told(weirs_round.edited(edit)))


def test_a_row_for_reading_that_is_not_ours(weirs_round: Any) -> None:
    """A row whose check is gone and whose key is not known is told; nothing is taken from it."""

    def edit(book: Any) -> None:
        page = book.sheet("Target dates")
        page.cell(5, book.column("Row check", "Target dates")).value = None
        page.cell(5, book.column("Commitment key", "Target dates")).value = "not/ours"

    ((code, at, message),) = told_of(weirs_round.told(weirs_round.edited(edit)))
    assert ("RTN831", "Target dates!5") == (code, at)
    assert "'not/ours'" in message


def test_rows_for_reading_exchanged_for_others(weirs_round: Any, weirs: Register) -> None:
    """As many rows as were sent came back, one of them twice: nothing was added that we do not hold."""

    def edit(book: Any) -> None:
        page = book.sheet("Target dates")
        for at in range(1, page.max_column + 1):
            page.cell(6, at).value = page.cell(5, at).value

    assert [] == told_of(weirs_round.told(weirs_round.edited(edit)))


def test_many_cells_of_a_row_for_reading(weirs_round: Any, weirs: Register) -> None:
    """Where everything in a row was typed over and we hold something else by now, the row is named."""

    def edit(book: Any) -> None:
        page = book.sheet("Updates")
        for at in range(1, page.max_column - 1):
            page.cell(5, at).value = f"{TYPED} {at}"

    sent = evolve(weirs_round, register=moved_on(weirs), sent={})
    data = sent.edited(edit, profile=Profile.KEEPER)
    later = evolve(
        moved_on(weirs), updates=(evolve(moved_on(weirs).updates[0], text="All is mended."),)
    )
    ((code, at, message),) = told_of(sent.told(data, register=later))
    assert ("RTN831", "Updates!5") == (code, at)
    assert "something that is for reading only was changed in this row" in message
    assert repr(f"{TYPED} 1") in message


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("=A1", "it holds a formula, =A1"),
        ("#REF!", "it shows #REF!"),
        ('="see annex"', "a formula"),
    ],
    ids=["formula", "error", "words"],
)
@pytest.mark.parametrize(
    ("sheet", "heading"),
    [("Recommendations", "Runs out on"), ("Commitments", "Committee told on")],
    ids=["recommendations", "commitments"],
)
def test_what_cannot_be_read_in_a_cell_that_was_sent_empty(
    weirs_round: Any, sheet: str, heading: str, typed: str, said: str
) -> None:
    """It is no empty cell, and the file is not called untouched."""

    def edit(book: Any) -> None:
        at = book.column(heading, sheet)
        rows = range(5, book.sheet(sheet).max_row + 1)
        row = next(row for row in rows if book.sheet(sheet).cell(row, at).value is None)
        book.sheet(sheet).cell(row, at).value = typed

    told = weirs_round.told(weirs_round.edited(edit, profile=Profile.KEEPER))
    ((code, _place, message),) = told_of(told)
    assert "RTN831" == code
    assert (True, True) == (said in message, message.endswith("it was sent empty"))
    assert [True] == [one.touched for one in told.collected.outstanding]


def test_what_cannot_be_read_is_told_beside_what_was_typed(weirs_round: Any) -> None:
    """Each of two cells for reading in one row is told."""

    def edit(book: Any) -> None:
        book.cell("1", "Recommendation").value = TYPED
        book.cell("4", "Runs out on").value = "=A1"
        book.cell("3", "Response due").value = TYPED
        book.cell("3", "Runs out on").value = "#N/A"

    told = weirs_round.told(weirs_round.edited(edit))
    assert 4 == len(told_of(told))
