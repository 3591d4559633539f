"""What goes out: who gets what, what is asked, what is recorded, and what is in no file."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from attrs import evolve

from accountability.dates import PartialDate
from accountability.model import (
    Note,
    Organisation,
    OrganisationKind,
    Position,
    Register,
    Response,
    Stage,
    Waiver,
)
from accountability.returns import Commission, collect, commission, listing
from accountability.returns._names import file_names
from accountability.samples import load_sample

pytestmark = pytest.mark.needs("excel")

DAY = dt.date(2031, 6, 1)
REPORT = "wc-hc12"
Make = Callable[..., Commission]


def row(number: int) -> str:
    """Return the key of a row."""
    return f"{REPORT}/rec-{number}/waterways"


@pytest.fixture(name="make")
def _make(weirs: Register) -> Make:
    """Give a function that commissions the small register, or another, on its day."""

    def made(register: Register = weirs, **options: Any) -> Commission:
        return commission(register, **{"as_of": DAY, **options})

    return made


def rows_of(made: Commission) -> dict[str, tuple[str, ...]]:
    """Return the rows in each file, by its name."""
    return {parcel.name: parcel.keys for parcel in made.parcels}


def with_body(register: Register, body_id: str, **fields: Any) -> Register:
    """Add a body, or change one."""
    held = register.find(Organisation, body_id)
    body = held or Organisation(id=body_id, name=body_id, kind=OrganisationKind.TEAM)
    return register.with_records(evolve(body, **fields))


# --- who gets what -----------------------------------------------------------------------------------


def test_a_row_goes_to_the_team_that_prepares_it_else_to_who_answers(make: Make) -> None:
    """The Locks Team prepares one answer; the Department gets the rest that needs something."""
    made = make()
    assert {
        "department-for-waterways.xlsx": (row(1), row(3), row(4), row(5)),
        "locks-team.xlsx": (row(2),),
    } == rows_of(made)


def test_an_item_that_nobody_is_named_for_is_listed(make: Make) -> None:
    """It is in no file, and it is not lost."""
    made = make()
    assert (f"{REPORT}/rec-6",) == made.unnamed
    assert ["RTN890"] == [found.code for found in made.findings]
    assert () == make(ask="progress").unnamed


def test_only_answers_or_only_progress_is_asked(make: Make) -> None:
    """What was answered is not asked again; what has no answer has no progress."""
    assert {row(2), row(3), row(4)} == {
        key for keys in rows_of(make(ask="answers")).values() for key in keys
    }
    assert {row(1), row(5)} == {
        key for keys in rows_of(make(ask="progress")).values() for key in keys
    }


def test_what_was_rejected_is_not_asked_again(weirs: Register, make: Make) -> None:
    """Nor is anything sent to somebody of whom nothing is needed."""
    answer = weirs[row(1)]
    assert isinstance(answer, Response)
    refused = weirs.without(f"{row(1)}/c1").with_records(evolve(answer, position=Position.REJECTED))
    assert {"department-for-waterways.xlsx": (row(5),)} == rows_of(make(refused, ask="progress"))


def test_progress_is_asked_as_at_its_day(make: Make) -> None:
    """The day that is asked about may come after the day of sending."""
    made = make(ask="progress", position_at=dt.date(2031, 6, 30))
    assert (("Progress at 30 June 2031", 2),) == made.parcels[0].needs
    answer = made.register[row(1)]
    assert isinstance(answer, Response)
    assert (Stage.COMMISSIONED, PartialDate.day(DAY)) == (
        answer.steps[-1].stage,
        answer.steps[-1].day,
    )


def test_a_lead_gets_a_joint_answer_and_is_told_who_helps(weirs: Register, make: Make) -> None:
    """The helper gets no file of its own for it, and both are in the list."""
    answer = weirs[row(2)]
    assert isinstance(answer, Response)
    joint = with_body(weirs, "eels-team", name="Eels Team").with_records(
        evolve(answer, prepared_by=("locks-team", "eels-team"))
    )
    made = make(joint)
    locks = next(one for one in made.parcels if one.who == "locks-team")
    assert ["department-for-waterways.xlsx", "locks-team.xlsx"] == sorted(rows_of(made))
    assert (("eels-team", (row(2),)),) == locks.helpers
    assert "- Eels Team: HC 12: 2" in locks.letter
    assert "Locks Team,locks-team.xlsx,HC 12: 2,Answer,Department for Waterways,Eels Team" in (
        listing(made).decode("utf-8-sig")
    )


def test_the_file_of_a_body_that_has_ended_goes_to_its_successor(
    weirs: Register, make: Make
) -> None:
    """Through several endings; the rows keep their keys, and the letter says why they come."""
    ended = PartialDate.day(dt.date(2031, 3, 31))
    later = with_body(weirs, "waterways", until=ended, succeeded_by=("coasts",))
    later = with_body(
        later, "coasts", name="Department for Coasts", until=ended, succeeded_by=("seas",)
    )
    later = with_body(later, "seas", name="Department for Seas")
    made = make(later)
    seas = next(one for one in made.parcels if one.who == "seas")
    assert ("department-for-seas.xlsx", ("waterways",)) == (seas.name, seas.instead_of)
    assert (row(1), row(3), row(4), row(5)) == seas.keys
    assert "Department for Waterways has ended, so its rows come to you." in seas.letter
    told = collect(made.register, [(seas.name, seas.data)], as_of=DAY)
    assert ((), (), ()) == (told.applied, told.conflicts, told.not_returned)


@pytest.mark.parametrize(
    ("heirs", "code", "who"),
    [
        ((), "RTN891", "waterways"),
        (("locks-team", "wc"), "RTN892", "locks-team"),
        (("waterways",), "RTN891", "waterways"),
    ],
    ids=["none", "several", "itself"],
)
def test_doubtful_successors_are_told(
    weirs: Register, make: Make, heirs: tuple[str, ...], code: str, who: str
) -> None:
    """Nobody, several, or a circle: a file is made, and a person is asked."""
    ended = PartialDate.day(dt.date(2031, 3, 31))
    made = make(with_body(weirs, "waterways", until=ended, succeeded_by=heirs))
    assert code in {found.code for found in made.findings}
    assert row(4) in next(one.keys for one in made.parcels if one.who == who)


def test_a_body_that_ends_later_still_gets_its_file(weirs: Register, make: Make) -> None:
    """Nobody is followed before the day."""
    until = PartialDate.day(dt.date(2031, 12, 31))
    made = make(with_body(weirs, "waterways", until=until, succeeded_by=("locks-team",)))
    assert "department-for-waterways.xlsx" in rows_of(made)


def test_only_some_responders_or_documents(make: Make) -> None:
    """A team by itself; a paper that asks nothing gives nothing."""
    assert {"locks-team.xlsx": (row(2),)} == rows_of(make(responders=("locks-team",)))
    assert {} == rows_of(make(documents=("no-such-paper",)))


# --- what is recorded ---------------------------------------------------------------------------------


def test_the_step_is_recorded_on_every_row_that_is_asked_for(weirs: Register, make: Make) -> None:
    """A row without an answer gets an empty one under its key; nothing else changes."""
    made = make()
    for number in range(1, 6):
        answer = made.register[row(number)]
        assert isinstance(answer, Response)
        assert Stage.COMMISSIONED is answer.steps[-1].stage
        held = weirs.get(row(number))
        if isinstance(held, Response):
            assert held == evolve(answer, steps=held.steps)
        else:
            assert answer.is_empty
    assert weirs.commitments == made.register.commitments
    assert made.register == commission(made.register, as_of=DAY).register


@pytest.mark.parametrize("form", ["excel", pytest.param("word", marks=pytest.mark.needs("word"))])
def test_what_was_kept_is_what_the_reader_saw(weirs: Register, make: Make, form: str) -> None:
    """A file judged against it shows no difference; nobody else's drafts nor notes are in it."""
    made = make(form=form)
    locks = next(one for one in made.parcels if one.who == "locks-team")
    assert row(3) not in locks.kept
    told = collect(
        made.register,
        [(parcel.name, parcel.data) for parcel in made.parcels],
        as_of=DAY,
        base={parcel.stem: parcel.kept for parcel in made.parcels},
    )
    assert ((), (), (), ()) == (told.applied, told.conflicts, told.not_returned, told.not_back)
    assert sorted(rows_of(made)) == sorted(told.untouched)


def test_who_has_not_returned_is_named(make: Make) -> None:
    """By the step in the register, or by what was kept where a register has no steps."""
    made = make()
    back = next(one for one in made.parcels if one.who == "locks-team")
    told = collect(made.register, [(back.name, back.data)], as_of=DAY)
    assert [("waterways", (row(1), row(3), row(4), row(5)), DAY)] == [
        (one.who, one.keys, one.since) for one in told.not_back
    ]


def test_the_same_arguments_give_the_same_bytes(make: Make) -> None:
    """Files, letters and list."""
    assert make() == make()
    assert listing(make()) == listing(make())


# --- what is in no file --------------------------------------------------------------------------------

SECRETS = ("quagmire", "bulrush", "pondweed", "horsetail")


def parts(data: bytes) -> Iterable[bytes]:
    """Yield all parts of a package, inflated."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield name.encode() + package.read(name)


@pytest.mark.parametrize("form", ["excel", pytest.param("word", marks=pytest.mark.needs("word"))])
def test_nothing_leaks(weirs: Register, make: Make, form: str) -> None:
    """Words of other teams' drafts, notes, waivers and scope are in no part of what is sent, nor kept."""
    draft, other = weirs[row(3)], weirs[row(2)]
    assert isinstance(draft, Response)
    assert isinstance(other, Response)
    planted = with_body(weirs, "pondweed-team", name="Pondweed Team").with_records(
        evolve(draft, text=SECRETS[0], prepared_by=("pondweed-team",)),
        evolve(other, text="horsetail", prepared_by=("locks-team",)),
        Note(id=f"{row(2)}/n1", about=row(2), text=SECRETS[1]),
        Waiver(id=f"{row(2)}/w1", rule="REC104", record=row(2), reason=SECRETS[1]),
    )
    from accountability import dumps

    made = make(planted, form=form)
    mine = {"locks-team": "horsetail", "pondweed-team": "quagmire"}
    assert {"locks-team", "pondweed-team", "waterways"} == {one.who for one in made.parcels}
    for parcel in made.parcels:
        held = b"".join((*parts(parcel.data), parcel.letter.encode())).lower()
        for secret in ("quagmire", "bulrush", "horsetail"):
            seen = secret.encode() in held
            assert (mine.get(parcel.who) == secret) is seen, (parcel.who, secret)
        assert (b"pondweed" in held) is (parcel.who == "pondweed-team")
        assert "bulrush" not in dumps(parcel.kept)


def test_every_file_carries_the_marking(make: Make) -> None:
    """In the file, and on the first line of the letter."""
    for parcel in make(marking="OFFICIAL, weirs only").parcels:
        assert "OFFICIAL, weirs only\n" == parcel.letter[:21]
        assert any(b"OFFICIAL, weirs only" in part for part in parts(parcel.data))


# --- names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (
            ["Locks & Weirs Team", "locks weirs team"],
            ("locks-weirs-team.xlsx", "locks-weirs-team-2.xlsx"),
        ),
        (["../../etc/passwd", "C:\\Windows"], ("etc-passwd.xlsx", "c-windows.xlsx")),
        (["CON", "aux", "COM1"], ("con-team.xlsx", "aux-team.xlsx", "com1-team.xlsx")),
        (["水利部", "", "⁉"], ("team.xlsx", "team-2.xlsx", "team-3.xlsx")),
        (["a" * 300, "a" * 301], (f"{'a' * 95}.xlsx", f"{'a' * 93}-2.xlsx")),
        (["Équipe des écluses"], ("equipe-des-ecluses.xlsx",)),
    ],
    ids=["twice", "paths", "devices", "scripts", "long", "accents"],
)
def test_names_of_files_are_safe(names: list[str], files: tuple[str, ...]) -> None:
    """SEC41: letters, digits and dashes, at most 100 characters, no device, and no two alike."""
    assert files == file_names(names, ".xlsx")


def test_a_form_that_does_not_exist_is_refused(make: Make) -> None:
    """With those that do."""
    with pytest.raises(ValueError, match="there is no form 'pdf'; there are: excel, word"):
        make(form="pdf")


@pytest.mark.parametrize("ask", ["answers", "progress", "both"])
@pytest.mark.parametrize("day", [dt.date(2027, 3, 1), dt.date(2027, 10, 1), dt.date(2029, 1, 1)])
def test_every_need_of_the_sample_is_asked_for_in_words(day: dt.date, ask: str) -> None:
    """Whatever a row needs, a position too, has a line in the letter that goes with its file."""
    made = commission(load_sample(), as_of=day, ask=ask)
    assert [] == [parcel.name for parcel in made.parcels if "\n- " not in parcel.letter]
