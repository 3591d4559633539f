"""What is said of files as wholes: twice, in versions, too early, of a round that is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from accountability.dates import PartialDate
from accountability.findings import Finding
from accountability.model import Register, Response, Stage, Step
from accountability.returns import Collected, collect, commission
from accountability.tables import Profile

if TYPE_CHECKING:
    from tests.returns.conftest import Round, Workbook

pytestmark = pytest.mark.needs("excel")

DAY = dt.date(2031, 6, 1)
LATER = dt.date(2031, 6, 15)
REPLY = "Your reply"
KEY = "wc-hc12/rec-3/waterways"


def typed(words: str, note: str = "") -> Callable[[Workbook], None]:
    """Return an edit that types a reply, and puts a comment beside it."""

    def edit(book: Workbook) -> None:
        from openpyxl.comments import Comment

        cell = book.cell("3", REPLY)
        cell.value = words
        if note:
            cell.comment = Comment(note, "A. Official")

    return edit


def typed_as(heading: str, words: str, *, number: str) -> Callable[[Workbook], None]:
    """Return an edit that types under a heading."""

    def edit(book: Workbook) -> None:
        book.cell(number, heading).value = words

    return edit


def said(collected: Collected, code: str) -> list[Finding]:
    """Return the findings with a code."""
    return [found for found in collected.findings if found.code == code]


def test_the_same_file_twice_is_read_once(weirs: Register, weirs_round: Round) -> None:
    """Under another name, too; a comment in it is one note."""
    data = weirs_round.edited(typed("Lit by spring.", "Ask the lamplighters."))
    once = collect(weirs, [("a.xlsx", data)], as_of=LATER)
    twice = collect(weirs, [("a.xlsx", data), ("copy of a.xlsx", data)], as_of=LATER)
    assert once.register == twice.register
    assert once.applied == twice.applied
    assert ["it is the same file as a.xlsx, byte by byte"] == [
        found.message for found in said(twice, "RTN847")
    ]
    assert ["a.xlsx"] == [one.file for one in twice.outstanding]


def test_two_versions_of_one_file_are_told(weirs: Register, weirs_round: Round) -> None:
    """What they say differently is in dispute; the comment that both hold is one note."""
    files = [
        ("v1.xlsx", weirs_round.edited(typed("Lit by spring.", "Ask the lamplighters."))),
        ("v2 FINAL.xlsx", weirs_round.edited(typed("Lit by winter.", "Ask the lamplighters."))),
    ]
    told = collect(weirs, files, as_of=LATER)
    (conflict,) = told.conflicts
    assert ("Lit by spring.", "Lit by winter.") == tuple(one.theirs for one in conflict.texts)
    assert ["v2 FINAL.xlsx"] == [
        found.place.file for found in said(told, "RTN848") if found.place is not None
    ]
    assert 1 == len(told.register.notes)


def test_a_file_made_for_a_day_to_come_is_told(weirs: Register, weirs_round: Round) -> None:
    """It is taken all the same: progress is asked for as at a day that may be ahead."""
    data = weirs_round.edited(typed("Lit by spring."))
    told = collect(weirs, [("a.xlsx", data)], as_of=DAY - dt.timedelta(days=3))
    assert [
        "it was made for 1 June 2031, after the day of collecting, 29 May 2031",
    ] == [found.message for found in said(told, "RTN845")]
    assert "Lit by spring." in [one.after for one in told.applied]
    assert [] == said(collect(weirs, [("a.xlsx", data)], as_of=DAY), "RTN845")


def test_a_file_of_an_earlier_round_is_told_and_its_team_waited_for(weirs: Register) -> None:
    """Rows that were asked for again since are not back with the old file."""
    first = commission(weirs, as_of=DAY)
    again = commission(first.register, as_of=LATER)
    old = next(one for one in first.parcels if one.who == "locks-team")
    new = next(one for one in again.parcels if one.who == "locks-team")
    told = collect(again.register, [(old.name, old.data)], as_of=LATER)
    assert [
        "it was made for 1 June 2031, and rows of it were asked for again on 15 June 2031",
    ] == [found.message for found in said(told, "RTN846")]
    assert {"locks-team", "waterways"} == {one.who for one in told.not_back}
    told = collect(again.register, [(new.name, new.data)], as_of=LATER)
    assert [] == said(told, "RTN846")
    assert ["waterways"] == [one.who for one in told.not_back]


def test_a_position_of_a_day_before_the_sending_is_no_earlier_round(weirs: Register) -> None:
    """Progress may be asked about for the end of the month before."""
    first = commission(weirs, as_of=DAY)
    again = commission(first.register, as_of=LATER, position_at=LATER - dt.timedelta(days=5))
    files = [(one.name, one.data) for one in again.parcels]
    told = collect(again.register, files, as_of=LATER)
    assert ([], ()) == (said(told, "RTN846"), told.not_back)


def test_who_answers_in_the_old_file_is_not_waited_for(weirs: Register) -> None:
    """What came back is an answer, whichever file it stood in."""
    answer = weirs[KEY]
    assert isinstance(answer, Response)
    asked = tuple(Step(stage=Stage.COMMISSIONED, day=PartialDate.day(day)) for day in (DAY, LATER))
    held = weirs.with_records(evolve(answer, text="", position=None, steps=asked))
    assert [KEY] == [
        key for one in collect(held, [], as_of=LATER).not_back for key in one.keys if key == KEY
    ]
    answered = held.with_records(evolve(answer, steps=asked))
    assert KEY not in [
        key for one in collect(answered, [], as_of=LATER).not_back for key in one.keys
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a\x07b.xlsx", "a⟨U+0007⟩b.xlsx"),
        ("a\udcff.xlsx", "a⟨U+DCFF⟩.xlsx"),
        ("日本 🐟", "日本 🐟"),
    ],
    ids=["control", "undecoded", "no-ending"],
)
def test_whatever_a_file_is_called_it_is_taken(
    weirs: Register, weirs_round: Round, name: str, told: str
) -> None:
    """A name that no record can hold is recorded with its characters spelled out."""
    done = collect(weirs, [(name, weirs_round.edited(typed("Lit by spring.")))], as_of=LATER)
    assert ((), [told]) == (done.conflicts, [one.file for one in done.register.collections])


def test_files_of_one_name_are_told_apart_by_their_folders(
    weirs: Register, weirs_round: Round
) -> None:
    """As far as is needed."""
    files = [
        (f"{folder}/same.xlsx", weirs_round.edited(typed(words)))
        for folder, words in (("x/a", "Lit by spring."), ("y/a", "Lit by winter."))
    ]
    done = collect(weirs, files, as_of=LATER)
    assert ["x/a/same.xlsx", "y/a/same.xlsx"] == [one.file for one in done.outstanding]


# --- who did nothing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "missing"),
    [("its own", [KEY]), ("one for all", [KEY]), ("none", []), ("of nobody asked", [])],
)
def test_rows_taken_out_of_a_file_that_has_lost_its_own_lines(
    weirs: Register, kept: str, missing: list[str]
) -> None:
    """What was kept says which rows were sent; rows that others were asked for are not among them."""
    from tests.returns.conftest import Workbook

    made = commission(weirs, as_of=DAY)
    (parcel,) = [one for one in made.parcels if one.who == "waterways"]
    base: dict[str, dict[str, Register] | None] = {
        "its own": {parcel.stem: parcel.kept},
        "one for all": {"": made.register},
        "none": None,
        "of nobody asked": {"": weirs.without(*(one.id for one in weirs.responses))},
    }
    book = Workbook(parcel.data)
    del book.book["About"]
    for name in list(book.book.custom_doc_props.names):
        del book.book.custom_doc_props[name]
    book.sheet().delete_rows(book.row("3"))
    told = collect(made.register, [(parcel.name, book.saved())], base=base[kept], as_of=LATER)
    assert missing == [one.key for one in told.not_returned]


def own_column(book: Workbook) -> None:
    """Write in a column of one's own."""
    sheet = book.sheet()
    at = sheet.max_column + 1
    sheet.cell(book.top, at).value = "Our file number"
    sheet.cell(book.row("3"), at).value = "AB 12"


def read_only(book: Workbook) -> None:
    """Type over a cell that is for reading."""
    book.cell("3", "Recommendation").value = "Something else altogether."


def without_a_row(book: Workbook) -> None:
    """Take a row out."""
    book.sheet().delete_rows(book.row("3"))


def without(name: str) -> Callable[[Workbook], None]:
    """Return an edit that takes a sheet out."""

    def edit(book: Workbook) -> None:
        del book.book[name]

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        own_column,
        read_only,
        without_a_row,
        without("Recommendations"),
        without("Commitments"),
        typed("Lit by spring."),
    ],
    ids=["own-column", "read-only", "row-gone", "sheet-gone", "promises-gone", "answered"],
)
def test_only_a_file_in_which_nobody_did_anything_is_untouched(
    weirs: Register, weirs_round: Round, edit: Callable[[Workbook], None]
) -> None:
    """Whatever somebody did, taken or not, is something."""
    for keep_extra in (False, True):
        files = [("a.xlsx", weirs_round.edited(edit))]
        assert () == collect(weirs, files, as_of=LATER, keep_extra=keep_extra).untouched
    assert ("a.xlsx",) == collect(weirs, [("a.xlsx", weirs_round.sent())], as_of=LATER).untouched


def test_a_body_in_other_letters_is_the_same_body(weirs: Register, weirs_round: Round) -> None:
    """No change is recorded for it, and its row stays as it is."""
    data = weirs_round.edited(
        typed_as("Prepared by", "locks  team", number="2"), profile=Profile.KEEPER
    )
    told = collect(weirs, [("keeper.xlsx", data)], as_of=LATER)
    assert ((), (), weirs) == (told.applied, told.conflicts, told.register)
