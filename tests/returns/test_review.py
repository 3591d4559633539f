"""Conflicts go out in a workbook, somebody chooses, and the choices come back."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from accountability.exceptions import UnreadableFileError
from accountability.findings import Place
from accountability.merge import ABSENT, Change, Conflict, reconcile, stamp_of
from accountability.model import Position, Register, Response
from accountability.returns import Collected, collect, read_review, write_review
from accountability.tables.reviewing import Chosen, Review, disputes
from accountability.tables.settling import settle

if TYPE_CHECKING:
    from tests.returns.conftest import Round, Workbook

pytestmark = pytest.mark.needs("excel")

DAY = dt.date(2031, 6, 15)
REPLY = "Your reply"
KEY = "wc-hc12/rec-3/waterways"


def typed(words: str, heading: str = REPLY, number: str = "3") -> Callable[[Workbook], None]:
    """Return an edit that types words into a cell."""

    def edit(book: Workbook) -> None:
        book.cell(number, heading).value = words

    return edit


def with_reply(register: Register, text: str) -> Register:
    """Change the third reply here."""
    answer = register[KEY]
    assert isinstance(answer, Response)
    return register.with_records(evolve(answer, text=text))


Files = list[tuple[str, bytes]]


@pytest.fixture(name="two")
def _two(weirs_round: Round) -> Files:
    """Give two files that say different things about one reply."""
    return [
        ("one.xlsx", weirs_round.edited(typed("Lit by spring."))),
        ("two.xlsx", weirs_round.edited(typed("Lit by winter."))),
    ]


def review_of(collected: Collected) -> Any:
    """Return the review of what is in dispute, as openpyxl has it."""
    import openpyxl

    target = io.BytesIO()
    write_review(collected, target, as_of=DAY)
    return openpyxl.load_workbook(target)


def choose(book: Any, choices: dict[int, tuple[str, str]]) -> Review:
    """Choose in some rows (0 is the first), and read what was chosen."""
    sheet = book["Conflicts"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    for row, (choice, words) in choices.items():
        sheet.cell(row + 5, heads["Your choice"]).value = choice or None
        sheet.cell(row + 5, heads["Your other words"]).value = words or None
    target = io.BytesIO()
    book.save(target)
    return read_review(target.getvalue(), file="conflicts.xlsx")


def reply_in(register: Register) -> str:
    """Return the third reply."""
    answer = register[KEY]
    assert isinstance(answer, Response)
    return answer.text


def codes(collected: Collected) -> list[str]:
    """Return the codes of what choices brought up."""
    return [one.code for one in collected.findings if "RTN894" <= one.code <= "RTN898"]


# --- out ------------------------------------------------------------------------------------------------


def test_a_conflict_is_shown_with_all_its_texts(weirs: Register, two: Files) -> None:
    """What it is about, what is held, what each file says and where, and what it was when it was sent."""
    kept = {"one": weirs, "two": weirs}
    rows = [
        [cell.value for cell in row][:10]
        for row in review_of(collect(weirs, two, as_of=DAY, base=kept))["Conflicts"].iter_rows(
            min_row=5
        )
    ]
    ours = "We will light them."
    assert [
        ["HC 12, recommendation 3: reply", ours, "Lit by spring.", None, None],
        ["HC 12, recommendation 3: reply", ours, "Lit by winter.", None, None],
    ] == [[row[0], *row[2:6]] for row in rows]
    assert {"Light the locks, all of them, before winter."} == {row[1] for row in rows}
    assert {ours} == {row[6] for row in rows}
    assert [("one.xlsx", "Recommendations!G7"), ("two.xlsx", "Recommendations!G7")] == [
        (row[7], row[8]) for row in rows
    ]
    assert [
        f"Something else is asked for at the same time: {other}, Recommendations!G7 says “{words}”"
        for other, words in (("two.xlsx", "Lit by winter."), ("one.xlsx", "Lit by spring."))
    ] == [row[9] for row in rows]


def test_positions_are_in_the_words_of_the_paper(weirs_round: Round, weirs: Register) -> None:
    """A drop-down's own words, not ours."""
    data = weirs_round.edited(typed("Reject", "Your position"))
    answer = weirs[KEY]
    assert isinstance(answer, Response)
    moved = weirs.with_records(evolve(answer, position=Position.PARTIALLY_ACCEPTED))
    sheet = review_of(collect(moved, [("back.xlsx", data)], as_of=DAY))["Conflicts"]
    assert ["Accept in part", "Reject"] == [cell.value for cell in sheet[5]][2:4]


def test_a_review_without_choices_changes_nothing(weirs: Register, two: Files) -> None:
    """What is in dispute stays so, and nothing is said."""
    before = collect(weirs, two, as_of=DAY)
    after = collect(weirs, two, as_of=DAY, review=choose(review_of(before), {}))
    assert before == after


# --- back ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        ({0: ("Take theirs", "")}, "Lit by spring."),
        ({1: ("take  theirs", "")}, "Lit by winter."),
        ({0: ("Keep ours", ""), 1: ("Keep ours", "")}, "We will light them."),
        ({0: ("Keep ours", ""), 1: ("Take theirs", "")}, "Lit by winter."),
        ({0: ("Other words", "Lit by autumn.")}, "Lit by autumn."),
        ({1: ("", "Lit by autumn.")}, "Lit by autumn."),
    ],
    ids=["theirs", "folded", "ours", "one-of-each", "other", "only-words"],
)
def test_a_choice_decides(
    weirs: Register, two: Files, choices: dict[int, tuple[str, str]], text: str
) -> None:
    """The cell says what was chosen, nothing is in dispute, and it is recorded from where."""
    before = collect(weirs, two, as_of=DAY)
    done = collect(weirs, two, as_of=DAY, review=choose(review_of(before), choices))
    assert ((), 1, []) == (done.conflicts, done.decided, codes(done))
    assert text == reply_in(done.register)
    recorded = {
        (one.file, change.place) for one in done.register.collections for change in one.applied
    }
    source = {
        "Lit by spring.": {("one.xlsx", "Recommendations!G7")},
        "Lit by winter.": {("two.xlsx", "Recommendations!G7")},
        "Lit by autumn.": {("conflicts.xlsx", f"Conflicts!E{5 + next(iter(choices))}")},
    }.get(text, set())
    assert source == recorded


def test_ours_in_one_row_keeps_ours(weirs: Register, two: Files) -> None:
    """One choice decides the cell: the other file's words do not slip in."""
    before = collect(weirs, two, as_of=DAY)
    done = collect(weirs, two, as_of=DAY, review=choose(review_of(before), {0: ("Keep ours", "")}))
    assert ((), 1, ()) == (done.conflicts, done.decided, done.applied)
    assert weirs == done.register


def test_a_choice_that_was_taken_once_is_taken_again(weirs: Register, two: Files) -> None:
    """The same command twice writes nothing the second time, and brings the dispute not back."""
    review = choose(review_of(collect(weirs, two, as_of=DAY)), {0: ("Take theirs", "")})
    once = collect(weirs, two, as_of=DAY, review=review)
    twice = collect(once.register, two, as_of=DAY, review=review)
    assert ((), ()) == (twice.applied, twice.conflicts)
    assert once.register == twice.register


def test_a_choice_about_what_has_changed_since_is_refused(weirs: Register, two: Files) -> None:
    """The texts that were compared are not those that are held."""
    review = choose(review_of(collect(weirs, two, as_of=DAY)), {0: ("Take theirs", "")})
    done = collect(with_reply(weirs, "Lit already."), two, as_of=DAY, review=review)
    assert ["RTN895"] == codes(done)
    assert 1 == len(done.conflicts)
    assert "Lit already." == reply_in(done.register)
    assert Place(file="conflicts.xlsx", at="Conflicts!E5") == next(
        one.place for one in done.findings if one.code == "RTN895"
    )


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({0: ("Take theirs", ""), 1: ("Take theirs", "")}, ["RTN896", "RTN896"]),
        ({0: ("Take theirs", ""), 1: ("Other words", "x")}, ["RTN896", "RTN896"]),
        ({0: ("yes please", "")}, ["RTN894"]),
        ({0: ("Other words", "")}, ["RTN894"]),
    ],
    ids=["both", "theirs-and-other", "unknown", "no-words"],
)
def test_choices_that_cannot_be_taken_leave_the_dispute(
    weirs: Register, two: Files, choices: dict[int, tuple[str, str]], expected: list[str]
) -> None:
    """Each is told with its cell."""
    before = collect(weirs, two, as_of=DAY)
    done = collect(weirs, two, as_of=DAY, review=choose(review_of(before), choices))
    assert expected == codes(done)
    assert before.conflicts == done.conflicts
    assert before.register == done.register


def test_a_choice_about_a_file_that_is_not_there_is_told(weirs: Register, two: Files) -> None:
    """It decides nothing."""
    review = choose(review_of(collect(weirs, two, as_of=DAY)), {0: ("Take theirs", "")})
    done = collect(weirs, two[1:], as_of=DAY, review=review)
    assert ["RTN897"] == codes(done)
    assert "Lit by winter." == reply_in(done.register)


def test_a_reason_goes_with_its_date(weirs_round: Round, weirs: Register) -> None:
    """Whoever's date is not taken, their reason is not taken either."""

    def moved(date: str, reason: str) -> Callable[[Workbook], None]:
        def edit(book: Workbook) -> None:
            book.cell("1", "Your target date").value = date
            book.cell("1", "Your reason for the date").value = reason

        return edit

    files = [
        ("one.xlsx", weirs_round.edited(moved("May 2033", "Floods."))),
        ("two.xlsx", weirs_round.edited(moved("June 2033", "Strikes."))),
    ]
    before = collect(weirs, files, as_of=DAY)
    book = review_of(before)
    sheet = book["Conflicts"]
    row = next(at for at in range(5, sheet.max_row + 1) if sheet.cell(at, 4).value == "June 2033")
    done = collect(weirs, files, as_of=DAY, review=choose(book, {row - 5: ("Take theirs", "")}))
    promise = done.register["wc-hc12/rec-1/waterways/c1"]
    assert [("March 2032", "before the floods"), ("June 2033", "Strikes.")] == [
        (str(target.date), target.reason)
        for target in promise.dates  # type: ignore[attr-defined]  # it is a promise
    ]
    assert () == done.conflicts


def test_the_review_of_another_register_is_refused(weirs: Register, two: Files) -> None:
    """Nothing is taken from it."""
    review = choose(review_of(collect(weirs, two, as_of=DAY)), {0: ("Take theirs", "")})
    with pytest.raises(UnreadableFileError, match="about the register 'weirs'"):
        collect(evolve(weirs, id="others"), [], as_of=DAY, review=review)


def test_a_workbook_that_is_no_review_is_refused(weirs_round: Round) -> None:
    """It is said which file to name."""
    with pytest.raises(UnreadableFileError, match="no review of conflicts"):
        read_review(weirs_round.sent(), file="back.xlsx")


def test_a_review_may_be_sorted_and_moved(weirs: Register, two: Files) -> None:
    """Rows and columns are found by their headings and stamps."""
    book = review_of(collect(weirs, two, as_of=DAY))
    sheet = book["Conflicts"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    sheet.delete_rows(1, sheet.max_row)
    rows = [rows[0], rows[2], rows[1]]
    for at, row in enumerate(rows, 7):
        for column, value in enumerate(reversed(row), 1):
            sheet.cell(at, column).value = value
    heads = {cell.value: cell.column for cell in sheet[7]}
    sheet.cell(8, heads["Your choice"]).value = "Take theirs"
    sheet.title = "Disputes"
    target = io.BytesIO()
    book.save(target)
    review = read_review(target.getvalue(), file="conflicts.xlsx")
    assert "Lit by winter." == reply_in(collect(weirs, two, as_of=DAY, review=review).register)


def test_the_same_review_twice_is_the_same(weirs: Register, two: Files) -> None:
    """Byte by byte."""
    made = []
    for _time in range(2):
        target = io.BytesIO()
        write_review(collect(weirs, two, as_of=DAY), target, as_of=DAY)
        made.append(target.getvalue())
    assert made[0] == made[1]


def test_texts_that_look_like_formulas_stay_texts(weirs_round: Round, weirs: Register) -> None:
    """Neither in what is shown nor in what is typed."""
    files = [
        ("one.xlsx", weirs_round.edited(typed('=HYPERLINK("http://x")'))),
        ("two.xlsx", weirs_round.edited(typed("@SUM"))),
    ]
    book = review_of(collect(weirs, files, as_of=DAY))
    assert all(cell.data_type != "f" for row in book["Conflicts"].iter_rows() for cell in row)


# --- any choices -----------------------------------------------------------------------------------------

_WORDS = st.sampled_from(["", "a", "b", "=c", "Zwölf 🐟"])
_CHOICE = st.sampled_from(["", "Keep ours", "Take theirs", "Other words", "?"])


@given(
    held=_WORDS,
    asked=st.lists(_WORDS, min_size=1, max_size=3),
    choices=st.lists(st.tuples(_CHOICE, _WORDS), min_size=3, max_size=3),
)
def test_a_choice_makes_what_it_says_or_nothing(
    weirs: Register, held: str, asked: list[str], choices: list[tuple[str, str]]
) -> None:
    """Whatever is chosen: the cell holds ours, one of theirs or the words typed, and nothing else changes."""
    register = with_reply(weirs, held)
    changes = [
        Change(
            record=KEY,
            field="row:reply",
            start="what it was",
            new=words,
            place=Place(file=f"{number}.xlsx", at="Recommendations!G7"),
        )
        for number, words in enumerate(asked)
        if words != held
    ]
    conflicts = reconcile(register, changes, as_of=DAY).conflicts
    rows = disputes(register, conflicts)
    chosen = tuple(
        Chosen(
            **{key: row.words(key) for key in ("file", "at", "record", "field", "check")},
            choice=choice,
            words=words,
            place=Place(file="conflicts.xlsx", at=f"Conflicts!E{number}"),
        )
        for number, (row, (choice, words)) in enumerate(zip(rows, choices, strict=False))
    )
    settled = settle(register, changes, conflicts, Review(file="conflicts.xlsx", chosen=chosen))
    result = reconcile(register, settled.changes, as_of=DAY, accept_cleared=True)
    possible = {held}
    for row in chosen:
        theirs = next(one.new for one in changes if one.place and one.place.file == row.file)
        if row.choice == "Take theirs":
            possible.add(str(theirs))
        elif row.choice == "Other words" or (not row.choice and row.words.strip()):
            possible.add(row.words)
    assert reply_in(result.register) in possible
    others = [one for one in result.register if one.id != KEY]
    assert [one for one in register if one.id != KEY] == others
    assert bool(conflicts) == settled.decided + bool(result.conflicts)


def test_a_row_names_what_it_compares() -> None:
    """A whole record that was deleted here has words, too."""
    conflict = Conflict(record="x", ours=ABSENT, theirs="text", place=Place(file="f", at="A1"))
    (row,) = disputes(Register(id="r", title="R"), [conflict])
    assert ("x", "(nothing)", "text") == (row.words("what"), row.words("ours"), row.words("theirs"))
    assert f"{stamp_of(ABSENT)} {stamp_of('text')}" == row.words("check")


def test_what_is_asked_of_one_cell_stands_together(weirs: Register) -> None:
    """Whatever came between the files that disagree."""
    conflicts = [
        Conflict(record=record, field="row:reply", ours="a", theirs=theirs, place=Place(file=file))
        for record, theirs, file in (
            (KEY, "b", "one"),
            ("wc-hc12/rec-2/waterways", "c", "one"),
            (KEY, "d", "two"),
        )
    ]
    assert ["b", "d", "c"] == [row.words("theirs") for row in disputes(weirs, conflicts)]


@pytest.mark.parametrize(
    ("choice", "words", "title", "reply"),
    [
        ("Take theirs", "", "Weirs", "Lit by spring."),
        ("Keep ours", "", "Weirs and locks", "We will light them."),
        ("Other words", "Lit by autumn.", "Weirs and locks", "Lit by autumn."),
    ],
    ids=["theirs", "ours", "other"],
)
def test_what_comes_from_no_file_is_decided_too(
    weirs: Register, choice: str, words: str, title: str, reply: str
) -> None:
    """A conflict without a place is in the workbook, and a choice about it is taken."""
    asked = (
        Change(record="", field="title", start="Canals", new="Weirs"),
        Change(record=KEY, field="row:reply", start="Lit?", new="Lit by spring."),
    )
    before = collect(weirs, [], as_of=DAY, choices=asked)
    assert 2 == len(before.conflicts)
    book = review_of(before)
    sheet = book["Conflicts"]
    assert ["(not from a file)"] * 2 == [sheet.cell(row, 8).value for row in (5, 6)]
    done = collect(
        weirs,
        [],
        as_of=DAY,
        choices=asked,
        review=choose(book, {0: (choice, words), 1: (choice, words)}),
    )
    assert (title, reply) == (done.register.title, reply_in(done.register))
    if choice == "Other words":  # which a whole field of a register has no cell for
        assert ["RTN894"] == codes(done)
        assert ["title"] == [one.field for one in done.conflicts]
    else:
        assert ((), []) == (done.conflicts, codes(done))


def test_a_choice_outlives_the_name_of_its_file(weirs: Register, two: Files) -> None:
    """It is about texts, and these came again under another name."""
    review = choose(review_of(collect(weirs, two, as_of=DAY)), {0: ("Take theirs", "")})
    renamed = [(f"new {name}", data) for name, data in two]
    done = collect(weirs, renamed, as_of=DAY, review=review)
    assert ((), "Lit by spring.") == (done.conflicts, reply_in(done.register))


# --- words and stamps that have come apart ---------------------------------------------------------------


@pytest.fixture(name="four")
def _four(weirs_round: Round) -> Files:
    """Give two files that say different things about a reply and about a position."""

    def both(reply: str, position: str) -> Callable[[Workbook], None]:
        def edit(book: Workbook) -> None:
            typed(reply)(book)
            typed(position, "Your position")(book)

        return edit

    return [
        ("one.xlsx", weirs_round.edited(both("Lit by spring.", "Reject"))),
        ("two.xlsx", weirs_round.edited(both("Lit by winter.", "Noted"))),
    ]


def rows_of(sheet: Any) -> list[list[Any]]:
    """Return the rows under the headings."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]


def write_rows(sheet: Any, rows: list[list[Any]]) -> None:
    """Write rows under the headings."""
    for at, row in enumerate(rows, 5):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value


def chosen_in(book: Any) -> Review:
    """Read a review."""
    target = io.BytesIO()
    book.save(target)
    return read_review(target.getvalue(), file="conflicts.xlsx")


@pytest.mark.parametrize("chosen", range(4))
@pytest.mark.parametrize("apart", [10, 12], ids=["keys-and-checks-stay", "checks-stay"])
def test_a_choice_in_a_row_of_which_a_part_was_sorted_is_not_taken(
    weirs: Register, four: Files, chosen: int, apart: int
) -> None:
    """Beside whichever text it stands: nothing is written that a person did not read there."""
    before = collect(weirs, four, as_of=DAY)
    book = review_of(before)
    sheet = book["Conflicts"]
    rows = rows_of(sheet)
    assert 4 == len(rows)
    rows[chosen][4] = "Take theirs"
    ends = [row[apart:] for row in rows]
    write_rows(sheet, [row[:apart] + end for row, end in zip(reversed(rows), ends, strict=True)])
    done = collect(weirs, four, as_of=DAY, review=chosen_in(book))
    assert (["RTN898"], weirs, 0) == (codes(done), done.register, done.decided)
    assert before.conflicts == done.conflicts
    assert [f"conflicts.xlsx, Conflicts!E{8 - chosen}"] == [
        str(one.place) for one in done.findings if one.code == "RTN898"
    ]


def test_what_was_typed_over_their_words_is_not_taken_and_told(weirs: Register, two: Files) -> None:
    """Neither these words nor the file's, which nobody can have meant; other choices are as they were."""
    before = collect(weirs, two, as_of=DAY)

    def over(choice: str, words: str = "") -> Collected:
        book = review_of(before)
        book["Conflicts"]["D5"] = "Lit by the moon."
        return collect(weirs, two, as_of=DAY, review=choose(book, {0: (choice, words)}))

    done = over("Take theirs")
    assert (["RTN898"], weirs) == (codes(done), done.register)
    assert ["'Lit by the moon.' is not what the file says"] == [
        one.message for one in done.findings if one.code == "RTN898"
    ]
    assert ([], "We will light them.") == (
        codes(over("Keep ours")),
        reply_in(over("Keep ours").register),
    )
    assert "Lit by night." == reply_in(over("Other words", "Lit by night.").register)


def test_a_review_without_the_words_is_none(weirs: Register, two: Files) -> None:
    """Nobody could have read what was chosen between."""
    book = review_of(collect(weirs, two, as_of=DAY))
    book["Conflicts"].delete_cols(4)
    with pytest.raises(UnreadableFileError, match="no review of conflicts"):
        chosen_in(book)


@pytest.mark.parametrize("words", ["Line\none \t two ", "=1+1", "_x000D_", "x" * 40_000])
def test_any_words_are_known_again(weirs: Register, words: str) -> None:
    """What a cell makes of them, or shows of them, is what was sealed."""
    ours = with_reply(weirs, "Lit already.")
    asked = [
        Change(record=KEY, field="row:reply", start="Lit?", new=words),
    ]
    before = collect(ours, [], as_of=DAY, choices=asked)
    review = choose(review_of(before), {0: ("Take theirs", "")})
    done = collect(ours, [], as_of=DAY, choices=asked, review=review)
    assert ([], ()) == (codes(done), done.conflicts)
