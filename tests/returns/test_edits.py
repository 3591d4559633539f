"""
What people do to a workbook before they send it back, one thing a test.

Each test compares everything that came of it, so that nothing else may: what was written, what is in
dispute, what is said, and which rows are missing, each with its cell.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from accountability.dates import PartialDate
from accountability.exceptions import UnreadableFileError
from accountability.model import Commitment, Note, Position, Register, Response, TargetDate
from accountability.tables import Profile

pytestmark = pytest.mark.needs("excel")

LATER = dt.date(2031, 6, 20)
NOTHING: tuple[list[Any], list[Any], list[Any], list[str]] = ([], [], [], [])
REPLY_4 = ("rec-4/waterways", "text", "We dredge.", "G8")


def values(sheet: Any, first: int = 5) -> list[list[Any]]:
    """Return what stands in a sheet from a row on."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def put(sheet: Any, rows: list[list[Any]], first: int = 5) -> None:
    """Write rows of values."""
    for at, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value


def typed(number: str, heading: str, value: object, sheet: str = "Recommendations") -> Any:
    """Return an edit that types into one cell."""

    def edit(book: Any) -> None:
        book.cell(number, heading, sheet).value = value

    return edit


# --- rows ---------------------------------------------------------------------------------------------


def test_sorted_by_another_column(weirs_round: Any) -> None:
    """The order of the rows means nothing."""

    def edit(book: Any) -> None:
        at = book.column("Recommendation") - 1
        rows = sorted(values(book.sheet()), key=lambda row: str(row[at]))
        assert rows != values(book.sheet())
        put(book.sheet(), rows)

    assert NOTHING == weirs_round.told(weirs_round.edited(edit)).all


def test_filtered(weirs_round: Any) -> None:
    """Rows that a filter hides are there, and one of them was changed."""

    def edit(book: Any) -> None:
        for row in (5, 6, 7):
            book.sheet().row_dimensions[row].hidden = True
        book.cell("2", "Your position").value = "Reject"

    told = weirs_round.told(weirs_round.edited(edit))
    assert ([("rec-2/waterways", "position", "rejected", "F6")], [], [], []) == told.all


def test_rows_inserted_above(weirs_round: Any) -> None:
    """Three rows above the headings move every cell, and places say where it stands now."""

    def edit(book: Any) -> None:
        book.sheet().insert_rows(1, 3)
        book.top = 7
        book.cell("4", "Your reply").value = "We dredge."

    told = weirs_round.told(weirs_round.edited(edit))
    assert [("rec-4/waterways", "text", "We dredge.", "G11")] == told.applied
    assert ([], [("RTN863", "Recommendations")], []) == told.all[1:]


def pasted(*replies: str) -> Any:
    """Return an edit that copies a row to the end, once for each reply, and types that into it."""

    def edit(book: Any) -> None:
        sheet = book.sheet()
        row = values(sheet)[book.row("4") - 5]
        for reply in replies:
            put(sheet, [row], sheet.max_row + 1)
            sheet.cell(sheet.max_row, book.column("Your reply")).value = reply or None

    return edit


def test_a_row_copied_and_pasted(weirs_round: Any) -> None:
    """The same key twice, one row changed: the change is made, and the second row named."""
    told = weirs_round.told(weirs_round.edited(pasted("Pasted.")))
    change = ("rec-4/waterways", "text", "Pasted.", "G10")
    assert ([change], [], [("RTN835", "10")], []) == told.all


def test_a_row_pasted_and_not_changed(weirs_round: Any) -> None:
    """The same row twice is the same row."""
    assert NOTHING == weirs_round.told(weirs_round.edited(pasted(""))).all


def test_a_row_pasted_and_both_changed(weirs_round: Any) -> None:
    """The same key twice, changed in two ways: neither is made, and one dispute names both."""
    told = weirs_round.told(weirs_round.edited(pasted("One.", "Two.")))
    assert [
        ("rec-4/waterways", "row:reply", "", "One.", "G10"),
        ("rec-4/waterways", "row:reply", "", "Two.", "G11"),
    ] == told.conflicts
    assert [("RTN835", "10"), ("RTN835", "11")] == told.findings
    (conflict,) = told.collected.conflicts
    one, other = conflict.texts
    assert str(other.place) in one.reason
    assert str(one.place) in other.reason
    assert [] == told.applied


def test_a_row_deleted(weirs_round: Any) -> None:
    """A row that is not in the file was not returned; nothing is deleted here."""
    told = weirs_round.told(
        weirs_round.edited(lambda book: book.sheet().delete_rows(book.row("4")))
    )
    assert ([], [], [], ["rec-4/waterways"]) == told.all
    (missing,) = told.collected.not_returned
    assert ("waterways", "back.xlsx") == (missing.responder, missing.file)


# --- columns and sheets -------------------------------------------------------------------------------


def test_columns_moved_inserted_and_reworded(weirs_round: Any) -> None:
    """A column that moved and one whose heading was worded anew are found; one of a person's own is named."""

    def edit(book: Any) -> None:
        sheet = book.sheet()
        rows = values(sheet, 4)
        moved = book.column("Your reply") - 1
        order = [at for at in range(len(rows[0])) if at != moved]
        order.insert(1, moved)
        rows = [[row[at] for at in order] for row in rows]
        rows = [[*row[:3], None, *row[3:]] for row in rows]
        rows[0][3] = "Officer"
        rows[0][rows[0].index("Your position")] = "What is your position?"
        put(sheet, rows, 4)
        book.cell("4", "Your reply").value = "We dredge."
        book.cell("2", "What is your").value = "Accept"

    told = weirs_round.told(weirs_round.edited(edit))
    assert [
        ("rec-2/waterways", "position", "accepted", "H6"),
        ("rec-4/waterways", "text", "We dredge.", "B8"),
    ] == told.applied
    assert ([], []) == (told.conflicts, told.missing)
    assert {("RTN853", "D4"), ("RTN838", "H5")} <= set(told.findings)
    assert {"RTN838", "RTN852", "RTN853"} >= {code for code, _at in told.findings}


def test_a_sheet_renamed(weirs_round: Any) -> None:
    """A sheet is known by what stands in it; places use the name that it has."""

    def edit(book: Any) -> None:
        book.cell("2", "Your reply").value = "Eels counted."
        book.sheet().title = "Our answers"

    told = weirs_round.told(weirs_round.edited(edit))
    change = ("rec-2/waterways", "text", "Eels counted.", "Our answers!G6")
    assert ([change], [], [("RTN850", "Our answers")], []) == told.all


def own_column(book: Any) -> None:
    """Add a column at the right."""
    column = book.sheet().max_column + 1
    book.sheet().cell(4, column).value = "Officer"
    book.sheet().cell(book.row("3"), column).value = "Sam"


def test_a_column_of_ones_own(weirs_round: Any) -> None:
    """It is named, and nothing of it is kept unasked."""
    assert ([], [], [("RTN853", "W4")], []) == weirs_round.told(weirs_round.edited(own_column)).all


def test_a_column_of_ones_own_kept(weirs_round: Any) -> None:
    """Asked for, it is kept with the answer, once."""
    back = weirs_round.edited(own_column)
    told = weirs_round.told(back, keep_extra=True)
    assert ([("rec-3/waterways", "extra", "Officer: Sam", "W7")], [], [], []) == told.all
    held = told.collected.register["wc-hc12/rec-3/waterways"]
    assert (("Officer", "Sam"),) == held.extra
    again = weirs_round.told(back, register=told.collected.register, keep_extra=True)
    assert [] == again.applied


# --- cells --------------------------------------------------------------------------------------------


def test_a_cell_emptied(weirs_round: Any) -> None:
    """What was there is kept, and that is said; accepted, it goes."""
    back = weirs_round.edited(typed("3", "Your reply", None))
    told = weirs_round.told(back)
    assert ([], [], [("RTN801", "G7")], []) == told.all
    assert ["row:reply"] == [one.field for one in told.collected.emptied]
    accepted = weirs_round.told(back, accept_cleared=True)
    assert ([("rec-3/waterways", "text", "", "G7")], [], [], []) == accepted.all


DAY = (dt.date(2032, 3, 31), dt.date(2032, 3, 31))


@pytest.mark.parametrize(
    ("value", "words", "days", "said"),
    [
        ("31/03/2032", "31/03/2032", DAY, []),
        ("31 March 2032", "31 March 2032", DAY, []),
        ("March 2032", "March 2032", (dt.date(2032, 3, 1), DAY[1]), []),
        ("Spring 2032", "Spring 2032", (dt.date(2032, 3, 1), dt.date(2032, 5, 31)), ["RTN811"]),
        (dt.datetime(2032, 3, 31), "31 March 2032", DAY, ["RTN858"]),  # noqa: DTZ001  cells know no zones
        ("3/4/2032", "3/4/2032", (dt.date(2032, 4, 3), dt.date(2032, 4, 3)), ["RTN804"]),
    ],
    ids=["figures", "words", "month", "season", "real day", "two ways"],
)
def test_a_date_typed_five_ways(
    weirs_round: Any, value: object, words: str, days: tuple[dt.date, dt.date], said: list[str]
) -> None:
    """The words are kept beside what they were read as, and what was doubtful is said."""
    told = weirs_round.told(weirs_round.edited(typed("4", "Your target date", value)))
    assert ("rec-4/waterways/c1", "dates", words, "H8") == told.applied[-1]
    assert ([], [(code, "H8") for code in said], []) == told.all[1:]
    promise = told.collected.register.find(Commitment, "wc-hc12/rec-4/waterways/c1")
    assert promise is not None
    (target,) = promise.dates
    assert isinstance(target.date, PartialDate)
    assert days == (target.date.earliest, target.date.latest)


def test_a_position_in_lower_case_with_a_space(weirs_round: Any) -> None:
    """It is the choice that it names."""
    told = weirs_round.told(weirs_round.edited(typed("2", "Your position", "accept ")))
    assert ([("rec-2/waterways", "position", "accepted", "F6")], [], [], []) == told.all


def test_a_position_retyped_in_lower_case(weirs_round: Any) -> None:
    """The choice that was there, typed again, is no change."""
    assert (
        NOTHING == weirs_round.told(weirs_round.edited(typed("3", "Your position", " accept"))).all
    )


def test_a_position_that_is_no_choice(weirs_round: Any) -> None:
    """Other words are a question, and in dispute."""
    told = weirs_round.told(weirs_round.edited(typed("2", "Your position", "Maybe")))
    assert [("rec-2/waterways", "row:position", "", "Maybe", "F6")] == told.conflicts
    assert ([], [("RTN809", "F6")]) == (told.applied, told.findings)


def test_a_date_that_was_given_moves(weirs_round: Any) -> None:
    """The first date stays; the new one has its reason and the day of collecting."""

    def edit(book: Any) -> None:
        book.cell("1", "Your target date").value = "June 2032"
        book.cell("1", "Your reason").value = "The floods came early."

    told = weirs_round.told(weirs_round.edited(edit))
    promise = told.collected.register.find(Commitment, "wc-hc12/rec-1/waterways/c1")
    assert promise is not None
    assert ["March 2032", "June 2032"] == [str(target.date) for target in promise.dates]
    assert "The floods came early." == promise.dates[-1].reason
    assert PartialDate.day(dt.date(2031, 6, 15)) == promise.dates[-1].set_on
    assert ([], [("RTN807", "H5")], []) == told.all[1:]


def test_a_date_that_was_given_moves_without_a_reason(weirs_round: Any) -> None:
    """The date moves, and the reason is asked for."""
    told = weirs_round.told(weirs_round.edited(typed("1", "Your target date", "June 2032")))
    assert [("rec-1/waterways/c1", "dates", "June 2032", "H5")] == told.applied
    assert ([], [("RTN810", "H5"), ("RTN807", "H5")], []) == told.all[1:]


@pytest.mark.parametrize(
    "words", ["march 2032", "March  2032", "2032-03", "  march 2032 ", "03/2032"]
)
def test_a_date_that_was_given_in_other_letters(weirs_round: Any, words: str) -> None:
    """The same days, typed in another way, are no move."""
    assert (
        NOTHING == weirs_round.told(weirs_round.edited(typed("1", "Your target date", words))).all
    )


def test_a_new_date_that_is_the_one_that_was_given(weirs_round: Any) -> None:
    """Nor is the date that counts already, typed into the cell for a new one."""
    for number, words in (("5", "september 2031"), ("5", "September 2031")):
        edit = typed(number, "Your new target", words, "Commitments")
        assert NOTHING == weirs_round.told(weirs_round.edited(edit)).all


def test_a_promise_that_was_moved_here_meanwhile(weirs_round: Any) -> None:
    """A new date in place of one that counts no more is in dispute with the one that does."""
    register = weirs_round.register
    promise = register.find(Commitment, "wc-hc12/rec-5/waterways/c1")
    later = TargetDate(date=PartialDate.day(dt.date(2037, 1, 1)))
    moved = register.with_records(evolve(promise, dates=(*promise.dates, later)))
    told = weirs_round.told(
        weirs_round.edited(typed("5", "Your new target", "2039", "Commitments")), register=moved
    )
    dispute = ("rec-5/waterways/c1", "row:new_date", "1 January 2037", "2039", "Commitments!I6")
    assert ([], [dispute], [], []) == told.all
    untouched = weirs_round.edited(lambda _book: None)
    assert NOTHING == weirs_round.told(untouched, register=moved).all


def test_the_date_of_a_draft_in_other_letters(weirs_round: Any) -> None:
    """In a draft the words change, and the days stay."""
    asked = typed("4", "Your target date", "March 2032")
    drafted = weirs_round.told(weirs_round.edited(asked)).collected.register
    back = weirs_round.edited(typed("4", "Your target date", "  march 2032 "), register=drafted)
    told = weirs_round.told(back, register=drafted)
    assert ([("rec-4/waterways/c1", "dates", "march 2032", "H8")], [], [], []) == told.all
    (promise,) = (one for one in told.collected.register.commitments if "rec-4" in one.id)
    assert ["march 2032"] == [str(target.date) for target in promise.dates]


@pytest.mark.parametrize("words", ["n/a", "TBC", "Already done"], ids=["none", "open", "done"])
def test_words_that_do_not_say_when_make_no_promise(weirs_round: Any, words: str) -> None:
    """Where nothing was promised, words in the cell of the date that say no time are told and left."""
    told = weirs_round.told(weirs_round.edited(typed("4", "Your target date", words)))
    dispute = ("rec-4/waterways", "row:target_date", "", words, "H8")
    assert ([], [dispute], [("RTN808", "H8")], []) == told.all


def test_words_of_time_that_fix_no_date_make_a_promise(weirs_round: Any) -> None:
    """Who says "in due course" has promised something."""
    told = weirs_round.told(weirs_round.edited(typed("4", "Your target date", "in due course")))
    assert ("rec-4/waterways/c1", "dates", "in due course", "H8") == told.applied[-1]
    assert ([], [("RTN808", "H8")], []) == told.all[1:]


@pytest.mark.parametrize("key", ["wc-hc12/rec-2/waterwaysX", None], ids=["damaged", "gone"])
def test_a_key_damaged(weirs_round: Any, key: str | None) -> None:
    """The row is known by its words, and what was changed in it is in dispute."""

    def edit(book: Any) -> None:
        book.cell("2", "Row key").value = key
        book.cell("2", "Your reply").value = "Eels."

    told = weirs_round.told(weirs_round.edited(edit))
    dispute = ("rec-2/waterways", "row:reply", "", "Eels.", "G6")
    assert ([], [dispute], [("RTN833", "6")], []) == told.all


def test_keys_and_checks_taken_out(weirs_round: Any) -> None:
    """Rows without both are known by their words; what was filled in is in dispute."""

    def edit(book: Any) -> None:
        book.cell("4", "Your reply").value = "We will dredge."
        book.sheet().delete_cols(book.column("Row check"))
        book.sheet().delete_cols(book.column("Row key"))

    told = weirs_round.told(weirs_round.edited(edit))
    assert ([], []) == (told.applied, told.missing)
    assert [("rec-4/waterways", "row:reply", "", "We will dredge.", "G8")] == told.conflicts
    assert 5 == [code for code, _at in told.findings].count("RTN833")


def test_checks_pasted_from_another_row(weirs_round: Any) -> None:
    """A check that is not the row's own is told; cells that say what we show are no change."""

    def edit(book: Any) -> None:
        book.cell("5", "Row check").value = book.cell("1", "Row check").value

    told = weirs_round.told(weirs_round.edited(edit))
    assert ([], [], [("RTN834", "9")], []) == told.all


def test_spaces_that_do_not_break(weirs_round: Any) -> None:
    """Spaces that a program made unbreakable are no change."""

    def edit(book: Any) -> None:
        cell = book.cell("1", "Your reply")
        cell.value = cell.value.replace(" ", "\u00a0")

    assert ([], [], [], []) == weirs_round.told(weirs_round.edited(edit)).all


def test_a_stamp_damaged(weirs_round: Any) -> None:
    """What does not say what is held is in dispute; the rest is left."""

    def edit(book: Any) -> None:
        book.cell("3", "Row check").value = "bcdf"
        book.cell("3", "Your reply").value = "We will light none."

    told = weirs_round.told(weirs_round.edited(edit))
    dispute = (
        "rec-3/waterways",
        "row:reply",
        "We will light them.",
        "We will light none.",
        "G7",
    )
    assert ([], [dispute], [("RTN834", "7")], []) == told.all


def test_the_stamp_of_one_cell_damaged(weirs_round: Any) -> None:
    """Its cell alone is in dispute, if it does not say what is held."""

    def edit(book: Any) -> None:
        cell = book.cell("3", "Row check")
        stamps = cell.value.split()
        first = next(at for at, letters in enumerate(stamps) if letters != "~")
        stamps[first] = "bbbbbb"
        cell.value = " ".join(stamps)
        book.cell("3", "Your position").value = "Reject"
        book.cell("3", "Your reply").value = "We will light none."

    told = weirs_round.told(weirs_round.edited(edit))
    dispute = ("rec-3/waterways", "row:position", "accepted", "rejected", "F7")
    change = ("rec-3/waterways", "text", "We will light none.", "G7")
    assert ([change], [dispute], [], []) == told.all


@pytest.mark.parametrize(
    ("number", "heading", "at"),
    [("4", "Recommendation", "D8"), ("5", "Your target date", "H9"), ("2", "Why", "P6")],
)
def test_a_read_only_cell_changed(weirs_round: Any, number: str, heading: str, at: str) -> None:
    """It is told with its place, and nothing is taken from it."""
    told = weirs_round.told(weirs_round.edited(typed(number, heading, "Something else")))
    assert ([], [], [("RTN831", at)], []) == told.all
    assert "'Something else' was not taken" in told.collected.findings[0].message


def test_a_formula(weirs_round: Any) -> None:
    """What a program would work out is nobody's answer."""
    told = weirs_round.told(weirs_round.edited(typed("4", "Your reply", "=1+1")))
    assert ([], [], [("RTN832", "G8")], []) == told.all


def test_no_change_since_last_time(weirs_round: Any) -> None:
    """Looked and nothing new is an answer: a report without a claim."""
    edit = typed("1", "Your progress", "No change since last time")
    told = weirs_round.told(weirs_round.edited(edit))
    assert [
        ("rec-1/waterways/c1/u-waterways-2031-06-01", "implementation", "", "K5")
    ] == told.applied
    assert ([], [], []) == told.all[1:]
    (one,) = told.collected.outstanding
    assert "wc-hc12/rec-1/waterways" not in one.empty


# --- what is added ------------------------------------------------------------------------------------


def test_a_note_added(weirs_round: Any) -> None:
    """A comment becomes a note on the answer, with who wrote it in its words."""
    from openpyxl.comments import Comment

    def edit(book: Any) -> None:
        book.cell("3", "Your reply").comment = Comment("Please check.", "Jo Bloggs")

    back = weirs_round.edited(edit)
    told = weirs_round.told(back)
    (note,) = told.collected.register.notes
    assert isinstance(note, Note)
    assert ("wc-hc12/rec-3/waterways", "Jo Bloggs: Please check.") == (note.about, note.text)
    assert ([], [], []) == told.all[1:]
    again = weirs_round.told(back, register=told.collected.register)
    assert [] == again.applied


def test_words_beside_the_rows(weirs_round: Any) -> None:
    """What stands under the table is told with its place."""

    def edit(book: Any) -> None:
        book.sheet().cell(40, 3).value = "Rang Jo about this"

    told = weirs_round.told(weirs_round.edited(edit))
    assert ([], [], [("RTN837", "C40")], []) == told.all
    assert "Rang Jo about this" in told.collected.findings[0].message


def test_a_line_about_the_file_typed_over_is_told_once(weirs_round: Any) -> None:
    """What the file says of itself, and its properties say otherwise, is one finding."""

    def edit(book: Any) -> None:
        sheet = book.sheet("About")
        (row,) = (cell.row for cell in sheet["A"] if cell.value == "Scope")
        sheet.cell(row, 2).value = "hello"

    told = weirs_round.told(weirs_round.edited(edit))
    assert ([], [], [("RTN857", "About")], []) == told.all
    assert "“hello”" in told.collected.findings[0].message


def test_a_promise_typed_below(weirs_round: Any) -> None:
    """A new row of the commitments becomes a promise under the draft of the row with its number."""

    def edit(book: Any) -> None:
        sheet = book.sheet("Commitments")
        row = sheet.max_row + 1
        for heading, value in (
            ("Number", "4"),
            ("Commitment", "Dredge yearly."),
            ("Your new target", "May 2033"),
        ):
            sheet.cell(row, book.column(heading, "Commitments")).value = value

    back = weirs_round.edited(edit)
    told = weirs_round.told(back)
    promise = told.collected.register.find(Commitment, "wc-hc12/rec-4/waterways/c1")
    assert promise is not None
    assert ("Dredge yearly.", "wc-hc12/rec-4/waterways") == (promise.text, promise.response)
    assert ["May 2033"] == [str(target.date) for target in promise.dates]
    assert ([], [], []) == told.all[1:]
    assert [] == weirs_round.told(back, register=told.collected.register).applied


# --- the wrong file, an old file, two files -----------------------------------------------------------


def test_the_wrong_registers_file(weirs_round: Any, weirs: Register) -> None:
    """A file of another register is refused by name, and nothing is taken from any file."""
    other = weirs_round.sent(register=evolve(weirs, id="docks"))
    with pytest.raises(UnreadableFileError, match="made from the register 'docks'"):
        weirs_round.told(other)
    with pytest.raises(UnreadableFileError, match=r"back-2\.xlsx.*docks"):
        weirs_round.told(weirs_round.edited(typed("4", "Your reply", "x")), other)


def test_every_file_that_cannot_be_taken_is_named(weirs_round: Any, weirs: Register) -> None:
    """Of several unreadable files each is a finding, with what it is."""
    other = weirs_round.sent(register=evolve(weirs, id="docks"))
    with pytest.raises(UnreadableFileError) as caught:
        weirs_round.told(other, b"%PDF-1.7 not a workbook")
    assert ["back-1.xlsx", "back-2.xlsx"] == [
        found.place.file for found in caught.value.findings if found.place
    ]


def test_a_return_from_an_older_export_after_we_changed_too(
    weirs_round: Any, weirs: Register
) -> None:
    """What only one side changed stays as it was changed; what both did is in dispute."""

    def edit(book: Any) -> None:
        book.cell("3", "Your position").value = "Reject"
        book.cell("4", "Your reply").value = "We dredge."

    draft = weirs["wc-hc12/rec-3/waterways"]
    assert isinstance(draft, Response)
    ours = weirs.with_records(
        evolve(draft, position=Position.NOTED, text="We thought again."),
        Response(id="wc-hc12/rec-4/waterways", answers="wc-hc12/rec-4", responder="waterways"),
    )
    back = weirs_round.edited(edit)
    told = weirs_round.told(back, register=ours)
    dispute = ("rec-3/waterways", "row:position", "noted", "rejected", "F7")
    assert ([REPLY_4], [dispute], [], []) == told.all
    held = told.collected.register["wc-hc12/rec-3/waterways"]
    assert isinstance(held, Response)
    assert "We thought again." == held.text
    assert "" != told.collected.conflicts[0].reason
    kept = weirs_round.told(back, register=ours, base={"": weirs})
    assert [Position.ACCEPTED] == [one.base for one in kept.collected.conflicts]


def test_the_same_change_from_two_is_one(weirs_round: Any) -> None:
    """Two files that say the same are no dispute."""
    told = weirs_round.told(
        weirs_round.edited(typed("4", "Your target date", "31 March 2032")),
        weirs_round.edited(typed("4", "Your target date", "31/03/2032")),
    )
    assert ([], [("RTN848", "back-2.xlsx")], []) == told.all[1:]
    assert ["rec-4/waterways", "rec-4/waterways/c1"] == [record for record, *_rest in told.applied]
    assert 1 == len(told.collected.register.collections)


def test_two_files_that_disagree(weirs_round: Any) -> None:
    """Neither is taken, whichever is named first, and each names file and cell of the other."""
    one = weirs_round.edited(typed("2", "Your position", "Accept"))
    other = weirs_round.edited(typed("2", "Your position", "Reject"))
    told = weirs_round.told(one, other)
    assert ([], [("RTN848", "back-2.xlsx")]) == (told.applied, told.findings)
    assert [
        ("rec-2/waterways", "row:position", "", "accepted", "back-1.xlsx, F6"),
        ("rec-2/waterways", "row:position", "", "rejected", "back-2.xlsx, F6"),
    ] == told.conflicts
    assert "back-2.xlsx, Recommendations!F6 says Reject" in told.collected.conflicts[0].reason
    assert told.collected.register == weirs_round.told(other, one).collected.register


# --- what is recorded ---------------------------------------------------------------------------------


def test_what_was_applied_is_recorded(weirs_round: Any) -> None:
    """A collection names file, digest, record, field, values and cell; the record names its cell."""
    told = weirs_round.told(weirs_round.edited(typed("3", "Your reply", "We light them now.")))
    (collection,) = told.collected.register.collections
    assert ("weirs/collection-1", "back.xlsx") == (collection.id, collection.file)
    assert collection.digest.startswith("sha256:")
    (change,) = collection.applied
    assert ("wc-hc12/rec-3/waterways", "text") == (change.record, change.field)
    assert ("We will light them.", "We light them now.") == (change.before, change.after)
    assert "Recommendations!G7" == change.place
    held = told.collected.register["wc-hc12/rec-3/waterways"]
    assert isinstance(held, Response)
    assert ["back.xlsx!Recommendations!G7"] == [source.place for source in held.sources]


def everything(book: Any) -> None:
    """Change something of every kind."""
    book.cell("1", "Your target date").value = "June 2032"
    book.cell("1", "Your reason").value = "The floods came early."
    book.cell("1", "Your progress").value = "In progress"
    book.cell("1", "Your position").value = "Reject"
    book.cell("2", "Your position").value = "Accept"
    book.cell("3", "Your target date").value = "Spring 2033"
    book.cell("4", "Your reply").value = "We dredge."
    book.cell("5", "Your new target date", "Commitments").value = "March 2032"
    book.cell("5", "Your progress in words", "Commitments").value = "Two bought."


@pytest.mark.parametrize("given", [None, dt.date(2031, 6, 12)], ids=["drafts", "given"])
def test_collecting_twice_changes_nothing(weirs_round: Any, given: dt.date | None) -> None:
    """The same file a second time, even on another day: nothing written, nothing recorded, no dispute."""
    back = weirs_round.edited(everything)
    once = weirs_round.told(back, given=given).collected
    again = weirs_round.told(back, register=once.register, as_of=LATER, given=given).collected
    assert () == again.applied
    assert () == again.conflicts
    assert once.register == again.register


def test_given_makes_the_drafts_given(weirs_round: Any) -> None:
    """The drafts of the rows that came back and say something get the step, with their fingerprint."""
    told = weirs_round.told(weirs_round.edited(everything), given=dt.date(2031, 6, 12))
    register = told.collected.register
    assert [] == [one.id for one in register.responses if not register.is_given(one)]
    sent = [one for one in register.responses if one.steps[-1].fingerprint]
    assert [
        "rec-2/waterways",
        "rec-3/waterways",
        "rec-1/waterways@2031-06-15",
        "rec-4/waterways",
    ] == [one.id.removeprefix("wc-hc12/") for one in sent]
    for answer in sent:
        assert PartialDate.day(dt.date(2031, 6, 12)) == answer.steps[-1].day
        assert register.fingerprint_of(answer) == answer.steps[-1].fingerprint


def test_an_answer_in_dispute_is_not_given(weirs_round: Any) -> None:
    """It stays a draft, and that is said."""
    told = weirs_round.told(
        weirs_round.edited(typed("3", "Your position", "Note")),
        weirs_round.edited(typed("3", "Your position", "Reject")),
        given=dt.date(2031, 6, 12),
    )
    assert [("RTN848", "back-2.xlsx"), ("RTN843", "back-1.xlsx")] == told.findings
    register = told.collected.register
    held = register["wc-hc12/rec-3/waterways"]
    assert isinstance(held, Response)
    assert register.is_draft(held)


# --- the keeper's copy --------------------------------------------------------------------------------


def test_the_keeper_says_who_answers_and_who_prepares(weirs_round: Any) -> None:
    """A row is allotted, a new name is added, and whether it is part of the department is asked."""

    def edit(book: Any) -> None:
        book.cell("6", "Who answers").value = "Department for Waterways"
        book.cell("6", "Prepared by").value = "Dredging Team; Locks Team"

    back = weirs_round.edited(edit, profile=Profile.KEEPER)
    told = weirs_round.told(back)
    answer = told.collected.register["wc-hc12/rec-6/waterways"]
    assert isinstance(answer, Response)
    assert ("waterways", ("dredging-team", "locks-team")) == (answer.responder, answer.prepared_by)
    assert ([], []) == (told.conflicts, told.missing)
    (asked,) = told.collected.questions
    assert "'Dredging Team' is a new name" in asked.message
    assert "is it part of Department for Waterways?" in asked.message
    assert [] == weirs_round.told(back, register=told.collected.register).applied


def test_the_keeper_types_a_new_recommendation(weirs_round: Any) -> None:
    """A row typed below becomes an item of the report, answered by whom it names."""

    def edit(book: Any) -> None:
        sheet = book.sheet()
        row = sheet.max_row + 1
        for heading, value in (
            ("Number", "7"),
            ("Recommendation", "Paint the gates."),
            ("Who answers", "Department for Waterways"),
        ):
            sheet.cell(row, book.column(heading)).value = value

    back = weirs_round.edited(edit, profile=Profile.KEEPER)
    told = weirs_round.told(back)
    register = told.collected.register
    assert "Paint the gates." == register["wc-hc12/rec-7"].text
    assert ["waterways"] == [row.responder for row in register.rows_about("wc-hc12/rec-7")]
    assert ([], [], []) == told.all[1:]
    assert [] == weirs_round.told(back, register=register).applied


def test_a_new_recommendation_in_a_responders_copy(weirs_round: Any) -> None:
    """It is told with its words, and not taken."""

    def edit(book: Any) -> None:
        row = book.sheet().max_row + 1
        book.sheet().cell(row, book.column("Number")).value = "7"
        book.sheet().cell(row, book.column("Recommendation")).value = "Paint the gates."

    told = weirs_round.told(weirs_round.edited(edit))
    assert ([], [], [("RTN836", "10")], []) == told.all
    assert "Paint the gates." in told.collected.findings[0].message


# --- who has not returned -----------------------------------------------------------------------------


def test_an_untouched_file_is_named(weirs_round: Any) -> None:
    """Nobody did anything: the file is named, with what is still empty."""
    told = weirs_round.told(weirs_round.sent())
    assert NOTHING == told.all
    assert ("back.xlsx",) == told.collected.untouched
    assert () == told.collected.register.collections


def test_who_has_not_returned_is_named(weirs_round: Any, weirs: Register) -> None:
    """Who was commissioned and is not among the files, with the day."""
    scope = weirs_round.sent(who="wc")
    (absent,) = weirs_round.told(scope).collected.not_back
    assert ("locks-team", ("wc-hc12/rec-2/waterways",)) == (absent.who, absent.keys)
    assert dt.date(2031, 5, 20) == absent.since
    assert () == weirs_round.told(weirs_round.sent(who="locks-team")).collected.not_back


def swapped(one: str, other: str) -> Any:
    """Return an edit that types two headings over each other, and leaves their columns."""

    def edit(book: Any) -> None:
        cells = [book.sheet().cell(4, book.column(heading)) for heading in (one, other)]
        cells[0].value, cells[1].value = cells[1].value, cells[0].value

    return edit


@pytest.mark.parametrize(
    ("one", "other", "places"),
    [
        ("Your reply", "Your progress in words", ["G5", "L5"]),
        ("Your reply", "Your position", ["F5", "G5"]),
        ("Recommendation", "Your reply", ["D5", "G5"]),
        ("Number", "Recommendation", ["A5", "D5"]),
        ("Status", "Why", ["C5", "P5"]),
    ],
)
@pytest.mark.parametrize("profile", [Profile.RESPONDER, Profile.KEEPER])
def test_two_headings_typed_over_each_other(
    weirs_round: Any, profile: Profile, one: str, other: str, places: list[str]
) -> None:
    """What was sent in a column tells which one it is, and that its heading is another's is told."""
    told = weirs_round.told(weirs_round.edited(swapped(one, other), profile=profile))
    assert ([], [], []) == (told.applied, told.conflicts, told.missing)
    assert ["RTN838", "RTN838"] == [code for code, _at in told.findings]
    assert places == sorted(at for _code, at in told.findings)


def test_words_under_a_heading_that_changed_places_are_in_dispute(weirs_round: Any) -> None:
    """Who typed there read the heading, and the column is another: a person decides."""

    def edit(book: Any) -> None:
        swapped("Your reply", "Your progress in words")(book)
        book.cell("4", "Your reply").value = "We dredge."

    told = weirs_round.told(weirs_round.edited(edit))
    assert [] == told.applied
    assert [("We dredge.", "L8")] == [(theirs, at) for *_, theirs, at in told.conflicts]
