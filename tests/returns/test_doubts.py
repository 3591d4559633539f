"""What is in dispute says why, wherever it is told; a choice about it is carried out or refused."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import evolve

from accountability.merge import ABSENT, Change, Conflict, Digest, reconcile
from accountability.model import Register, Response
from accountability.returns import Collected, collect, read_review, write_review

pytestmark = pytest.mark.needs("excel")

DAY = dt.date(2031, 6, 15)
REPLY = "Your reply"
EDITS: dict[str, tuple[Callable[[Any], None], str]] = {}
Edit = Callable[[Any], None]


def case(name: str, why: str) -> Callable[[Edit], Edit]:
    """Note an edit, and what is to be said of it."""

    def noted(edit: Edit) -> Edit:
        EDITS[name] = (edit, why)
        return edit

    return noted


@case("check damaged", "The check of this row was damaged, so that nobody can say what was changed")
def _check(book: Any) -> None:
    book.cell("2", REPLY).value = "Eels."
    book.cell("2", "Row check").value = "?"


@case("key damaged", "The key 'x' of this row is not one of ours; by its words it is the row")
def _key(book: Any) -> None:
    book.cell("2", REPLY).value = "Eels."
    book.cell("2", "Row key").value = "x"


@case("other words", "This row says 'Buy boats.', and its key is that of row 2")
def _other_words(book: Any) -> None:
    book.cell("2", REPLY).value = "Eels."
    book.cell("2", "Recommendation").value = "Buy boats."
    book.cell("2", "Number").value = "77"


@case("another row's words", "The words of this row are those of row 3")
def _another(book: Any) -> None:
    book.cell("2", REPLY).value = "Eels."
    sheet, of, to = book.sheet(), book.row("3"), book.row("2")
    for heading in ("Recommendation", "Number"):
        at = book.column(heading)
        sheet.cell(to, at).value = sheet.cell(of, at).value


@case("headings", "The column under 'Reply' is taken for Target date: headings changed places")
def _headings(book: Any) -> None:
    book.cell("2", "Your target date").value = "Eels."
    sheet = book.sheet()
    one, two = (sheet.cell(book.top, book.column(name)) for name in (REPLY, "Your target date"))
    one.value, two.value = two.value, one.value


def edited(weirs_round: Any, edit: Edit) -> bytes:
    """Return the workbook after an edit."""
    data: bytes = weirs_round.edited(edit)
    return data


def review_rows(collected: Collected) -> Any:
    """Return the workbook in which the conflicts are decided."""
    import openpyxl

    target = io.BytesIO()
    write_review(collected, target, as_of=DAY)
    return openpyxl.load_workbook(target)


def reasons(collected: Collected) -> Iterator[str]:
    """Yield why each text is in dispute, as the review says."""
    sheet = review_rows(collected)["Conflicts"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    for row in range(5, sheet.max_row + 1):
        yield str(sheet.cell(row, heads["Why it is in dispute"]).value)


@pytest.mark.parametrize("name", EDITS)
def test_a_dispute_says_why(weirs_round: Any, name: str) -> None:
    """The conflict has the reason of its own cell, and the review shows it."""
    edit, why = EDITS[name]
    told = weirs_round.told(edited(weirs_round, edit))
    (found,) = [one for one in told.collected.conflicts if one.theirs == "Eels."]
    assert found.reason.lower().startswith(why.lower())
    shown = [one for one in reasons(told.collected) if one.startswith(why)]
    assert shown
    assert all(one.endswith(".") for one in shown)


def test_sorted_replies_say_why(weirs_round: Any, weirs: Register) -> None:
    """Each of them, not the first alone."""
    texts = {"1": "We will mend all of the weirs.", "3": "We will light all of the locks."}
    answers = tuple(evolve(one, text=texts.get(one.answers[-1], "")) for one in weirs.responses)
    register = evolve(weirs, responses=answers)

    def edit(book: Any) -> None:
        for number, other in (("1", "3"), ("3", "1")):
            book.cell(number, REPLY).value = texts[other]

    told = weirs_round.told(weirs_round.edited(edit, register=register), register=register)
    said = [one.reason for one in told.collected.conflicts]
    assert 2 == len(said)
    assert all("says in 2 rows what was sent in others" in one for one in said)


def test_a_long_text_that_was_cut_says_why(weirs_round: Any, weirs: Register) -> None:
    """The reason is that its text goes on elsewhere."""
    answer = weirs["wc-hc12/rec-3/waterways"]
    assert isinstance(answer, Response)
    register = weirs.with_records(evolve(answer, text="word é " * 10_000))

    def edit(book: Any) -> None:
        book.cell("3", REPLY).value = "No."

    told = weirs_round.told(weirs_round.edited(edit, register=register), register=register)
    (found,) = told.collected.conflicts
    assert found.reason.startswith("the text that was sent goes on at sheet Long texts")


def test_a_doubt_stays_beside_what_else_is_asked(weirs_round: Any) -> None:
    """Where another file asks for something else, both are said."""
    edit, why = EDITS["check damaged"]

    def other(book: Any) -> None:
        book.cell("2", REPLY).value = "Trout."

    told = weirs_round.told(edited(weirs_round, edit), edited(weirs_round, other))
    (found,) = told.collected.conflicts
    doubted, sure = found.texts
    assert doubted.reason.startswith(why[:1].lower() + why[1:])
    assert "something else is asked for at the same time" in doubted.reason
    assert sure.reason.startswith("something else is asked for")


def test_a_doubt_is_told_beside_another_refusal(weirs: Register) -> None:
    """A change that could not be made anyhow says both."""
    change = Change(record="gone", field="row:reply", start=Digest("", why="headings moved"))
    (found,) = reconcile(weirs, [evolve(change, new="Eels.")], as_of=DAY).conflicts
    assert "there is no row of that key; headings moved" == found.reason


def test_a_start_that_fits_nothing_needs_no_reason(weirs: Register) -> None:
    """Then it is said that nobody knows."""
    change = Change(record="wc-hc12/rec-2/waterways", field="row:reply", start=Digest(""))
    (found,) = reconcile(weirs, [evolve(change, new="Eels.")], as_of=DAY).conflicts
    assert found.reason.startswith("nobody can say what it was when it was sent")


# --- choices ------------------------------------------------------------------------------------------


def chosen(register: Register, data: bytes, choice: str, words: str = "", **options: Any) -> Any:
    """Collect a file, choose in the row of its reply or position, and collect it again."""
    files = [("back.xlsx", data)]
    before = collect(register, files, as_of=DAY)
    book = review_rows(before)
    sheet = book["Conflicts"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    theirs = [cell.value for cell in sheet["D"]]
    row = theirs.index("Eels.") + 1 if "Eels." in theirs else 5
    sheet.cell(row, heads["Your choice"]).value = choice
    sheet.cell(row, heads["Your other words"]).value = words or None
    target = io.BytesIO()
    book.save(target)
    review = read_review(target.getvalue(), file="conflicts.xlsx")
    return before, collect(register, files, as_of=DAY, review=review, **options)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("other words", "wc-hc12/rec-2/waterways"),
        ("another row's words", "wc-hc12/rec-3/waterways"),
        ("key damaged", "wc-hc12/rec-2/waterways"),
    ],
)
def test_taking_theirs_writes_in_the_row_that_the_review_names(
    weirs_round: Any, weirs: Register, name: str, key: str
) -> None:
    """Whoever takes words that are in doubt has read why, and of which row the review speaks."""
    before, after = chosen(weirs, edited(weirs_round, EDITS[name][0]), "Take theirs")
    named = [row[0].value for row in review_rows(before)["Conflicts"] if row[3].value == "Eels."]
    assert [f"HC 12, recommendation {key[12]}: reply"] == named
    assert {"Eels."} == {one.after for one in after.applied if one.field == "text"}
    assert all(one.record.startswith(key) for one in after.applied)
    assert 1 == after.decided


def said_of_choices(after: Collected) -> list[tuple[str, str, str]]:
    """Return code, place and words of what is said of choices."""
    return [
        (one.code, one.place.at if one.place else "", one.message)
        for one in after.findings
        if "RTN894" <= one.code <= "RTN899"
    ]


def test_a_choice_for_a_row_that_is_not_there_is_refused(weirs_round: Any, weirs: Register) -> None:
    """The words stay in dispute as they were, and the choice is told with its cell and the reason."""

    def edit(book: Any) -> None:
        sheet, row = book.sheet(), book.row("2")
        for heading in ("Recommendation", "Number"):
            sheet.cell(row, book.column(heading)).value = "Something new"
        book.cell("Something new", REPLY).value = "Eels."
        book.cell("Something new", "Row key").value = "wc/other"

    before, after = chosen(weirs, edited(weirs_round, edit), "Take theirs")
    assert ["wc/other"] == [one.record for one in before.conflicts]
    assert (before.conflicts, 0, weirs) == (after.conflicts, after.decided, after.register)
    ((code, at, message),) = said_of_choices(after)
    assert ("RTN899", "Conflicts!E5") == (code, at)
    assert message.startswith("there is no row of that key")


def test_other_words_that_are_none_of_the_choices_are_refused(
    weirs_round: Any, weirs: Register
) -> None:
    """A position is one of a list, also when it is typed in the review."""

    def edit(book: Any) -> None:
        book.cell("2", "Your position").value = "Reject"
        book.cell("2", "Row check").value = "?"

    before, after = chosen(weirs, edited(weirs_round, edit), "Other words", "Perhaps one day")
    assert (before.conflicts, 0, weirs) == (after.conflicts, after.decided, after.register)
    assert [("RTN899", "Conflicts!E5", "'Perhaps one day' is none of the choices")] == (
        said_of_choices(after)
    )


def test_taking_an_empty_cell_needs_that_it_is_accepted(weirs_round: Any, weirs: Register) -> None:
    """It is said that the choice was not carried out; with the acceptance, it is."""

    def edit(book: Any) -> None:
        book.cell("3", REPLY).value = None
        book.cell("3", "Row check").value = "?"

    data = edited(weirs_round, edit)
    before, after = chosen(weirs, data, "Take theirs")
    assert (before.conflicts, 0) == (after.conflicts, after.decided)
    ((code, at, message),) = said_of_choices(after)
    assert ("RTN899", "Conflicts!E5") == (code, at)
    assert "it was not accepted that empty cells empty ours" in message
    _before, done = chosen(weirs, data, "Take theirs", accept_cleared=True)
    assert ([], 1, ()) == (said_of_choices(done), done.decided, done.conflicts)


def test_a_refused_choice_leaves_the_others(weirs_round: Any, weirs: Register) -> None:
    """What can be carried out is, and the refused one is in dispute alone."""

    def edit(book: Any) -> None:
        for number, heading, words in (
            ("1", REPLY, "Mended."),
            ("2", "Your position", "Reject"),
        ):
            book.cell(number, heading).value = words
            book.cell(number, "Row check").value = "?"

    files = [("back.xlsx", edited(weirs_round, edit))]
    before = collect(weirs, files, as_of=DAY)
    book = review_rows(before)
    sheet = book["Conflicts"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    for row in range(5, sheet.max_row + 1):
        reply = "reply" in str(sheet.cell(row, 1).value)
        sheet.cell(row, heads["Your choice"]).value = "Take theirs" if reply else "Other words"
        sheet.cell(row, heads["Your other words"]).value = None if reply else "Perhaps"
    target = io.BytesIO()
    book.save(target)
    review = read_review(target.getvalue(), file="conflicts.xlsx")
    after = collect(weirs, files, as_of=DAY, review=review)
    assert ["Mended."] == [one.after for one in after.applied if one.field == "text"]
    assert ["row:position"] == [one.field for one in after.conflicts]
    assert (1, ["RTN899"]) == (after.decided, [code for code, *_ in said_of_choices(after)])


# --- on the terminal ----------------------------------------------------------------------------------


def conflict(file: str, words: str, why: str) -> Conflict:
    """Return what a file asks of the second row's reply."""
    from accountability.findings import Place

    return Conflict(
        record="wc-hc12/rec-2/waterways",
        field="row:reply",
        base=Digest("", why=why),
        ours=ABSENT,
        theirs=words,
        place=Place(file=file, at="Recommendations!G6"),
        reason=why,
    )


@pytest.mark.needs("cli")
@pytest.mark.parametrize(
    ("second", "ends"),
    [
        ("two.xlsx", "The check was damaged. The files disagree; choose one."),
        ("one.xlsx", "The check was damaged. The file asks for each of them; choose one."),
    ],
    ids=["two files", "one file"],
)
def test_the_terminal_says_why_of_several(weirs: Register, second: str, ends: str) -> None:
    """A doubt is told once, and one file does not disagree with itself."""
    from accountability.cli._told import Told

    asked = [conflict("one.xlsx", "Eels.", "the check was damaged")]
    asked.append(conflict(second, "Trout.", "the check was damaged"))
    assert Told(weirs, weirs).dispute(asked).endswith(ends)
