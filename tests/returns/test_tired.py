"""What tired people type: each of it is applied, refused with its reason, or in dispute, and told."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest

from accountability.model import Commitment, Register
from accountability.tables import Profile

pytestmark = pytest.mark.needs("excel")

REPLY, DATE = "Your reply", "Your target date"
DAY = dt.date(2031, 6, 15)


def after(weirs_round: Any, *typed: tuple[str, str, Any]) -> Any:
    """Collect the workbook with words typed into cells: number, heading, words."""

    def edit(book: Any) -> None:
        for number, heading, words in typed:
            book.cell(number, heading).value = words

    return weirs_round.told(weirs_round.edited(edit))


@pytest.mark.parametrize(
    "words",
    [
        "as above",
        "As above.",
        "See above",
        "same as above",
        "Ditto",
        '"',
        "same",
        "see previous row",
        "see response above",
        "(as above)",
        "as stated above",
        "see row 3",
        "↑",
    ],
)
def test_words_that_point_at_the_row_above(weirs_round: Any, words: str) -> None:
    """They are an answer, and the question is put: nobody sees what stood above once rows are sorted."""
    told = after(weirs_round, ("4", REPLY, words))
    assert words == told.applied[-1][2]
    assert ([("RTN888", "G8")], []) == (told.findings, told.conflicts)
    assert ["RTN888"] == [one.code for one in told.collected.questions]


@pytest.mark.parametrize(
    "words",
    [
        "As above, and by March.",
        "We see the same.",
        "See rec 3",
        "As stated above, the Department accepts the recommendation.",
    ],
)
def test_words_that_say_more_do_not_point(weirs_round: Any, words: str) -> None:
    """A sentence is an answer like any other."""
    assert [] == after(weirs_round, ("4", REPLY, words)).findings


@pytest.mark.parametrize("words", ["N/A", "-", "?", "done", "31/02/2032", "30 June 2033 (was May)"])
def test_a_given_date_stays_where_the_words_say_no_other(weirs_round: Any, words: str) -> None:
    """Nothing of what was promised is replaced by words that are no date; they are in dispute."""
    told = after(weirs_round, ("1", DATE, words))
    assert [] == told.applied
    (found,) = told.collected.conflicts
    assert ("row:target_date", words) == (found.field, found.theirs)
    assert "the words do not say when; a date that was given stays until another is" == found.reason


def test_a_given_date_moves_to_words_of_time(weirs_round: Any) -> None:
    """In due course says when, if badly."""
    told = after(weirs_round, ("1", DATE, "in due course"))
    assert ("rec-1/waterways/c1", "dates", "in due course", "H5") == told.applied[-1]


def test_words_that_say_no_time_are_taken_if_a_person_chooses_them(
    weirs_round: Any, weirs: Register
) -> None:
    """Who has read both may want them: the review can decide it."""
    import openpyxl

    from accountability.returns import collect, read_review, write_review

    def edit(book: Any) -> None:
        book.cell("1", DATE).value = "as the money allows"

    files = [("back.xlsx", weirs_round.edited(edit))]
    target = io.BytesIO()
    write_review(collect(weirs, files, as_of=DAY), target, as_of=DAY)
    book: Any = openpyxl.load_workbook(target)
    heads = {cell.value: cell.column for cell in book["Conflicts"][4]}
    book["Conflicts"].cell(5, heads["Your choice"]).value = "Take theirs"
    target = io.BytesIO()
    book.save(target)
    review = read_review(target.getvalue(), file="conflicts.xlsx")
    done = collect(weirs, files, as_of=DAY, review=review)
    promise = done.register.find(Commitment, "wc-hc12/rec-1/waterways/c1")
    assert promise is not None
    assert ["March 2032", "as the money allows"] == [str(one.date) for one in promise.dates]
    assert ((), 1) == (done.conflicts, done.decided)


@pytest.mark.parametrize(
    "words", ["31 March 2032 / 30 June 2033", "March 2032 or June 2033"], ids=["slash", "or"]
)
def test_two_dates_in_one_cell_are_a_question(weirs_round: Any, words: str) -> None:
    """They are read as the time between, and that is asked."""
    told = after(weirs_round, ("4", DATE, words))
    (asked,) = told.collected.questions
    assert "two dates are taken for the time from the first to the last" in asked.message


@pytest.mark.parametrize("checks", [True, False], ids=["with checks", "keys alone"])
def test_keys_filled_down(weirs_round: Any, checks: bool) -> None:
    """Rows whose own words stand beside another's key are in dispute; the row of that key is read."""

    def edit(book: Any) -> None:
        for number in ("2", "3", "4"):
            for heading in ("Row key", "Row check")[: 1 + checks]:
                book.cell(number, heading).value = book.cell("1", heading).value
        book.cell("2", REPLY).value = "Eels."

    told = weirs_round.told(weirs_round.edited(edit))
    assert [] == told.applied
    assert ("rec-2/waterways", "row:reply", "", "Eels.", "G6") in told.conflicts
    assert ["RTN839"] * 3 == [code for code, _place in told.findings]


def test_values_pasted_into_a_new_workbook(weirs_round: Any) -> None:
    """Nothing says any more what was sent: no row is called missing, and what was typed is in dispute."""
    import openpyxl

    def edit(book: Any) -> None:
        book.cell("4", REPLY).value = "We will dredge."
        new = openpyxl.Workbook()
        for row in book.sheet().iter_rows(values_only=True):
            new.worksheets[0].append(row)
        book.book = new

    told = weirs_round.told(weirs_round.edited(edit))
    assert ([], []) == (told.applied, told.missing)
    assert ["We will dredge."] == [one[3] for one in told.conflicts]


def test_the_left_half_sorted_alone(weirs_round: Any) -> None:
    """What stayed where it stood was typed by nobody: only a reply that was changed is in dispute."""

    def edit(book: Any) -> None:
        sheet, last = book.sheet(), book.column(REPLY)
        book.cell("4", REPLY).value = "Dredged."
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_col=last)]
        for number, row in enumerate(reversed(rows), 5):
            for at, value in enumerate(row, 1):
                sheet.cell(number, at).value = value

    told = weirs_round.told(weirs_round.edited(edit))
    assert [] == told.applied
    assert [("rec-4/waterways", "row:reply", "", "Dredged.")] == [one[:4] for one in told.conflicts]
    assert {"RTN839"} == {code for code, _place in told.findings}


def test_other_rows_of_the_same_number_are_told_apart(weirs_round: Any, weirs: Register) -> None:
    """Where there are several reports, the number stands with the report's."""
    from attrs import evolve

    other = evolve(weirs.documents[0], id="other", reference="HC 13")
    register = weirs.with_records(other)

    def edit(book: Any) -> None:
        for heading in ("Recommendation", "Number"):
            book.cell("2", heading).value = book.cell("3", heading).value

    told = weirs_round.told(weirs_round.edited(edit, register=register), register=register)
    assert "row 3 of HC 12 (Light" in told.collected.findings[0].message


@pytest.mark.parametrize(
    "name", ["tbc", "T.B.C.", "?", "To follow", "x", "as row above", "12", "Locks Team; tbc"]
)
def test_words_that_name_nobody_make_no_body(weirs_round: Any, name: str) -> None:
    """No team is called "tbc" and gets the next workbook; what was typed is in dispute."""

    def edit(book: Any) -> None:
        book.cell("4", "Prepared by").value = name

    told = weirs_round.told(weirs_round.edited(edit, profile=Profile.KEEPER))
    assert [] == told.applied
    (found,) = told.collected.conflicts
    assert ("row:prepared_by", True) == (found.field, "names nobody" in found.reason)


@pytest.mark.parametrize("name", ["Same as above", "None (for noting)", "to be determined"])
def test_words_that_name_nobody_answer_nothing(
    weirs_round: Any, weirs: Register, name: str
) -> None:
    """No body is made of them where somebody is to answer; it is in dispute, and told once."""

    def edit(book: Any) -> None:
        book.cell("6", "Who answers").value = name

    told = weirs_round.told(weirs_round.edited(edit, profile=Profile.KEEPER))
    assert ([], []) == (told.applied, told.findings)
    assert weirs.organisations == told.collected.register.organisations
    assert ["row:responder"] == [one.field for one in told.collected.conflicts]


@pytest.mark.parametrize(
    "between", [" / ", "\n", "/", " + "], ids=["slash", "line", "tight", "plus"]
)
@pytest.mark.parametrize("second", ["Waterways Committee", "TBC"])
def test_two_held_names_make_no_third(weirs_round: Any, between: str, second: str) -> None:
    """They stand for two bodies, whatever sign is between them, and semicolons are asked for."""

    def edit(book: Any) -> None:
        book.cell("4", "Prepared by").value = f"Locks Team{between}{second}"

    told = weirs_round.told(weirs_round.edited(edit, profile=Profile.KEEPER))
    assert [] == told.applied
    (found,) = told.collected.conflicts
    assert "names several that are held; put semicolons between them" in found.reason


def test_a_space_typed_over_a_cell_for_reading(weirs_round: Any) -> None:
    """It came back empty."""
    told = after(weirs_round, ("3", "Recommendation", "  "))
    (found,) = told.collected.findings
    assert "Recommendation is for reading only in this row; it came back empty" in found.message
