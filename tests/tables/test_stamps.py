"""Stamps: a cell that nobody touched changes nothing, and one that somebody did is applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from accountability.dates import PartialDate
from accountability.findings import Place
from accountability.merge import ROW_FIELDS, Change, Digest, cell_of, reconcile, stamp_of
from accountability.model import (
    Assessment,
    Commitment,
    Document,
    DocumentKind,
    Implementation,
    Opinion,
    Organisation,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
)
from accountability.tables import Editor, Profile, Sheet, tracker
from accountability.tables.entries import CommitmentEntry, Entry, RowEntry
from accountability.tables.sheets import NOT_OPEN
from accountability.testing.strategies import registers

AS_OF = dt.date(2031, 6, 1)
COLLECTED = dt.date(2099, 1, 2)
"""A day on which nothing has been reported yet."""

PROFILES = [Profile.KEEPER, Profile.RESPONDER, Profile.SCRUTINY]


def open_cells(register: Register, profile: Profile) -> Iterator[tuple[Sheet, Entry, int, str]]:
    """Yield each cell that the reader may change, with its stamp from the row's check."""
    for sheet in tracker(register, as_of=AS_OF, profile=profile).sheets:
        ever = [at for at, column in enumerate(sheet.columns) if column.editor is not Editor.NOBODY]
        for entry in sheet.entries:
            *stamps, _rest = sheet.check(entry).split(" ")
            for at, letters in zip(ever, stamps, strict=True):
                assert sheet.is_open(at, entry) == (letters != NOT_OPEN)
                if letters != NOT_OPEN:
                    yield sheet, entry, at, letters


def change_of(sheet: Sheet, entry: Entry, at: int, letters: str, new: object) -> Change:
    """Return what a reader proposes for a cell that came back."""
    return Change(
        record=entry.key,
        field=f"row:{sheet.columns[at].key}",
        start=Digest(letters),
        new=new,
        place=Place(file="tracker.xlsx", at=f"{sheet.name}!{at}"),
        day=COLLECTED,
        by="organisation-1",
    )


@pytest.mark.parametrize("profile", PROFILES)
@given(register=registers(messy=True))
def test_a_cell_that_nobody_touched_changes_nothing(profile: Profile, register: Register) -> None:
    """Everything read back from an untouched tracker leaves the register as it is."""
    changes = []
    for sheet, entry, at, letters in open_cells(register, profile):
        column = sheet.columns[at]
        words = column.show(column.value(entry), entry.vocabulary)
        changes.append(change_of(sheet, entry, at, letters, column.read(words, entry.vocabulary)))
    result = reconcile(register, changes, as_of=COLLECTED)
    assert () == result.applied
    assert register == result.register


OTHER: dict[str, tuple[object, object]] = {
    "position": (Position.ACCEPTED, Position.REJECTED),
    "progress": (Implementation.IMPLEMENTED, Implementation.STOPPED),
    "view": (Opinion.SATISFACTORY, Opinion.UNSATISFACTORY),
    "target_date": (PartialDate.month(2098, 3), PartialDate.month(2098, 4)),
    "new_date": (PartialDate.month(2098, 3), PartialDate.month(2098, 4)),
    "completed_on": (PartialDate.month(2098, 3), PartialDate.month(2098, 4)),
    "responder": (("A body unheard of",), ("Another",)),
    "prepared_by": (("A team unheard of",), ("Another",)),
}
WORDS: tuple[object, object] = ("Words unheard of", "Others")


def another(column: str, value: object) -> object:
    """Return a value for a column that differs from *value*."""
    first, second = OTHER.get(column, WORDS)
    return second if value == first else first


@pytest.mark.parametrize("profile", PROFILES)
@given(register=registers())
def test_a_cell_that_somebody_changed_is_applied(profile: Profile, register: Register) -> None:
    """One other value in one open cell is written, and nothing stands against it."""
    for sheet, entry, at, letters in open_cells(register, profile):
        column = sheet.columns[at]
        if column.key in {"date_reason", "new_reason"}:
            continue  # a reason goes with a date; alone it is asked about
        if column.key == "prepared_by" and register.row(entry.key).responder is None:  # type: ignore[union-attr]  # it is a row
            continue  # who prepares goes with who answers
        row = register.row(entry.key) or register.find(Commitment, entry.key)
        if row is not None and letters != stamp_of(cell_of(register, row, column.key)):
            continue  # we hold a later view or date than the reader was shown: it is asked about
        new = another(column.key, column.value(entry))
        change = change_of(sheet, entry, at, letters, new)
        result = reconcile(register, [change], as_of=COLLECTED)
        assert () == result.conflicts, column.key
        assert () != result.applied, column.key


@pytest.mark.parametrize("profile", PROFILES)
@given(register=registers(messy=True))
def test_a_stamp_is_made_of_what_merging_compares(profile: Profile, register: Register) -> None:
    """The letters of an open cell are those of `cell_of`, worked out in its own way for speed."""
    for sheet, entry, at, letters in open_cells(register, profile):
        assert isinstance(entry, RowEntry | CommitmentEntry)
        about = entry.row if isinstance(entry, RowEntry) else entry.commitment
        held = cell_of(entry.register, about, sheet.columns[at].key)
        assert stamp_of(held) == letters


def test_what_can_be_changed_in_a_tracker_is_what_merging_knows() -> None:
    """Every column that is ever editable is a cell that can be reconciled, and the other way round."""
    editable = {
        f"row:{column.key}"
        for sheet in tracker(small(), as_of=AS_OF).sheets
        for column in sheet.columns
        if column.editor is not Editor.NOBODY
    }
    assert set(ROW_FIELDS) - {"row:new_date", "row:new_reason"} <= editable
    assert editable <= set(ROW_FIELDS)


def test_a_stamp_outlives_a_change_of_vocabulary() -> None:
    """The same position has the same stamp in whatever words it is shown."""
    one, other = small(), small(jurisdiction="uk")
    assert stamps_of(one, "position") == stamps_of(other, "position")


def test_words_that_stand_elsewhere_are_not_taken_for_an_answer() -> None:
    """A reply cell that says "see 1 / Harbour Office" is no change; other words are an answer."""
    register = small().with_records(
        Recommendation(id="report/rec-2", document="report", label="2", text="Two."),
        Response(
            id="report/rec-2/office",
            answers="report/rec-2",
            responder="office",
            refers_to=("report/rec-1/office",),
        ),
    )
    cells = {
        (entry.key, sheet.columns[at].key): (sheet, entry, at, letters)
        for sheet, entry, at, letters in open_cells(register, Profile.KEEPER)
    }
    cell = cells["report/rec-2/office", "reply"]
    sheet, entry, at, _letters = cell
    assert "see 1 / Harbour Office" == sheet.columns[at].value(entry)
    unchanged = change_of(*cell, "see 1 / Harbour Office")
    assert register == reconcile(register, [unchanged], as_of=COLLECTED).register
    typed = reconcile(register, [change_of(*cell, "Our own words.")], as_of=COLLECTED)
    assert () == typed.conflicts
    assert "Our own words." == typed.register.find(Response, "report/rec-2/office").text  # type: ignore[union-attr]  # it is held


@pytest.mark.parametrize(
    ("about", "column", "new"),
    [
        (about, column, new)
        for about in ("report/rec-1", "report/rec-1/office", "report/rec-1/office@2031-05")
        for column, new in (("view", Opinion.UNSATISFACTORY), ("view_words", "Too late."))
    ],
)
@pytest.mark.parametrize("profile", [Profile.KEEPER, Profile.SCRUTINY])
def test_a_draft_that_scrutiny_does_not_see_stands_in_the_way_of_no_view(
    profile: Profile, about: str, column: str, new: object
) -> None:
    """A view of the later of two given answers can be changed in a copy that lacks the draft beside."""
    views = (
        Assessment(id="a-1", about=about, by="port", opinion=Opinion.SATISFACTORY, text="Good."),
        Assessment(id="a-2", about=DRAFT, by="port", opinion=Opinion.EXCEEDS, text="Of a draft."),
    )
    held = twice_answered().with_records(*views)
    (cell,) = [
        cell
        for cell in open_cells(held, profile)
        if (cell[1].key, cell[0].columns[cell[2]].key) == ("report/rec-1/office", column)
    ]
    result = reconcile(held, [change_of(*cell, new)], as_of=COLLECTED)
    assert () == result.conflicts
    assert ["report/rec-1/office@2031-05"] == [
        view.about for view in result.register.assessments if view.id not in {"a-1", "a-2"}
    ]


DRAFT = "report/rec-1/office@2031-06"


def twice_answered() -> Register:
    """Return a register of one item answered twice, its recommender on record, and a draft beside."""
    answers = [
        Response(
            id=key,
            answers="report/rec-1",
            responder="office",
            text=text,
            steps=(Step(stage=stage, day=PartialDate.day(dt.date(2031, month, 2))),),
        )
        for key, text, stage, month in (
            ("report/rec-1/office", "Yes.", Stage.PUBLISHED, 3),
            ("report/rec-1/office@2031-05", "Yes, soon.", Stage.PUBLISHED, 5),
            (DRAFT, "Yes, later.", Stage.COMMISSIONED, 5),
        )
    ]
    return small().with_records(
        Organisation(id="port", name="Port Committee"),
        Document(
            id="report",
            kind=DocumentKind.REPORT,
            title="Report",
            authors=("port",),
            published=PartialDate.day(dt.date(2031, 1, 2)),
        ),
        *answers,
    )


def stamps_of(register: Register, column: str) -> list[Any]:
    """Return the stamps of one column."""
    return [
        letters
        for sheet, _entry, at, letters in open_cells(register, Profile.KEEPER)
        if sheet.columns[at].key == column
    ]


def small(**fields: Any) -> Register:
    """Return a register with one answer."""
    return Register(
        id="r",
        title="R",
        organisations=(Organisation(id="office", name="Harbour Office"),),
        documents=(Document(id="report", kind=DocumentKind.REPORT, title="Report"),),
        items=(Recommendation(id="report/rec-1", document="report", label="1", text="One."),),
        responses=(
            Response(
                id="report/rec-1/office",
                answers="report/rec-1",
                responder="office",
                position=Position.ACCEPTED,
                text="Yes.",
            ),
        ),
        **fields,
    )
