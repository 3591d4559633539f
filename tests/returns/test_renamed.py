"""A file that was renamed is still the file that was sent, among all the files of its round."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from attrs import evolve

from accountability.importers import ImportContext, read
from accountability.model import Organisation, OrganisationKind, Register, Response, Stage
from accountability.returns import Collected, Commission, Parcel, collect, commission
from accountability.samples import load_sample
from accountability.tables import Profile, Tracker, tracker

pytestmark = pytest.mark.needs("excel")

SENT_ON = dt.date(2031, 6, 1)
COLLECTED_ON = dt.date(2031, 6, 15)
DRAFT = "wc-hc12/rec-2/waterways"


@pytest.fixture(name="made", scope="module")
def _made(weirs: Register) -> Commission:
    """Give a round of three teams; the Locks Team's row went out with words in it."""
    first, third = weirs[DRAFT], weirs["wc-hc12/rec-3/waterways"]
    assert isinstance(first, Response)
    assert isinstance(third, Response)
    eels = Organisation(id="eel-team", name="Eel Team", kind=OrganisationKind.TEAM)
    asked = weirs.with_records(
        eels,
        evolve(first, text="Draft A", steps=()),
        evolve(third, prepared_by=("eel-team",)),
    )
    return commission(asked, as_of=SENT_ON)


TEAMS = ("waterways", "locks-team", "eel-team")


def came_back(
    register: Register, made: Commission, *parcels: Parcel, prefix: str = ""
) -> Collected:
    """Collect some files of a round under other names."""
    return collect(
        register,
        [(f"{prefix}{parcel.name}", parcel.data) for parcel in parcels],
        as_of=COLLECTED_ON,
        base={parcel.stem: parcel.kept for parcel in made.parcels},
    )


@pytest.mark.parametrize("who", TEAMS)
def test_whose_file_was_renamed_is_not_missed(made: Commission, who: str) -> None:
    """And everybody else is, by the register and by what was kept."""
    assert sorted(TEAMS) == sorted(parcel.who for parcel in made.parcels)
    odd = next(parcel for parcel in made.parcels if parcel.who == who)
    rest = [parcel for parcel in made.parcels if parcel is not odd]
    untold = made.register.with_records(
        *(evolve(answer, steps=()) for answer in made.register.responses)
    )
    for register in (made.register, untold):
        told = came_back(register, made, odd, prefix="Copy of (2) ")
        assert sorted(one.who for one in rest) == sorted(one.who for one in told.not_back)
        assert {SENT_ON} == {one.since for one in told.not_back}
        assert {key for one in rest for key in one.keys} == {
            key for one in told.not_back for key in one.keys
        }
        assert () == came_back(register, made, *made.parcels, prefix="Final ").not_back


def test_who_has_answered_already_is_not_missed(made: Commission) -> None:
    """Its file was collected before; this time only the others' came."""
    locks = next(parcel for parcel in made.parcels if parcel.who == "locks-team")
    answer = made.register[DRAFT]
    assert isinstance(answer, Response)
    held = made.register.with_records(evolve(answer, text="Counted."))
    others = [parcel for parcel in made.parcels if parcel is not locks]
    assert () == came_back(held, made, *others).not_back


@pytest.mark.parametrize("name", ["locks-team.xlsx", "Locks final.xlsx", "eel-team.xlsx"])
def test_a_dispute_says_what_was_sent_whatever_the_file_is_called(
    made: Commission, name: str
) -> None:
    """Under the name of another team's file, too."""
    openpyxl = pytest.importorskip("openpyxl", exc_type=ImportError)
    locks = next(parcel for parcel in made.parcels if parcel.who == "locks-team")
    book = openpyxl.load_workbook(io.BytesIO(locks.data))
    book["Recommendations"]["G5"] = "Team B"
    target = io.BytesIO()
    book.save(target)
    answer = made.register[DRAFT]
    assert isinstance(answer, Response)
    told = collect(
        made.register.with_records(evolve(answer, text="Keeper C")),
        [(name, target.getvalue())],
        as_of=COLLECTED_ON,
        base={parcel.stem: parcel.kept for parcel in made.parcels},
    )
    assert [("Draft A", "Keeper C", "Team B")] == [
        (one.base, one.ours, one.theirs) for one in told.conflicts
    ]


# --- what is kept ---------------------------------------------------------------------------------------


def drawn(register: Register, like: Tracker) -> list[tuple[str, tuple[str, ...], str]]:
    """Return what a copy says, each row with its check."""
    filled = tracker(register, as_of=like.as_of, profile=Profile.RESPONDER, scope=like.scope)
    return [
        (sheet.name, sheet.words(entry), sheet.check(entry))
        for sheet in filled.sheets
        for entry in sheet.entries
    ]


@pytest.mark.parametrize("day", ["2027-02-16", "2027-06-01", "2027-10-01"])
@pytest.mark.parametrize("form", ["excel", pytest.param("word", marks=pytest.mark.needs("word"))])
def test_a_copy_can_be_drawn_again_from_what_was_kept(day: str, form: str) -> None:
    """And nothing is kept of the other rows: no words, steps, dates; in any order, each file is found."""
    on = dt.date.fromisoformat(day)
    made = commission(load_sample(), as_of=on, form=form)
    for parcel in made.parcels:
        returned = read(parcel.data, ImportContext(file=parcel.name)).returned
        assert returned is not None
        scope = returned.scope
        like = tracker(made.register, as_of=on, profile=Profile.RESPONDER, scope=scope)
        assert drawn(made.register, like) == drawn(parcel.kept, like)
        assert set(parcel.keys) >= {
            row.key
            for row in parcel.kept.rows()
            if row.shown and row.shown.steps and row.shown.steps[-1].stage is Stage.COMMISSIONED
        }
        mine = [row for row in parcel.kept.rows() if scope.has_row(row)]
        promises = {promise.id for row in mine for promise in row.commitments}
        for row in parcel.kept.rows():
            if row in mine:
                continue
            assert [] == [one for one in row.commitments if one.dates and one.id not in promises]
            if row.about not in {ours.about for ours in mine}:
                assert row.shown is None or (row.shown.is_empty and not row.shown.steps)
        told = came_back(made.register, made, parcel, prefix="x ")
        assert parcel.who not in [one.who for one in told.not_back]
    assert () == came_back(made.register, made, *made.parcels, prefix="x ").not_back
