"""Nothing leaks: a reader's file is the same whatever others write, and holds no word of theirs."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from accountability import dumps
from accountability.dates import PartialDate
from accountability.exporters._base import ExportContext
from accountability.model import (
    Assurance,
    Document,
    DocumentKind,
    Note,
    Organisation,
    OrganisationKind,
    Recommendation,
    Record,
    Register,
    Response,
    Stage,
    Step,
    Update,
    Waiver,
)
from accountability.plugins import export, make_exporter
from accountability.returns import Parcel, collect, commission
from accountability.samples import load_sample
from accountability.tables.visible import Scope, lead_of
from accountability.testing import strategies

pytestmark = pytest.mark.needs("excel", "word", "testing")

DAY = dt.date(2031, 6, 1)
FORMS = ("excel", "word")
TEAMS = ("heron-team", "otter-team", "perch-team")
SECRET = "zqx"
"""No word of a register has it."""


def words_in(parcel: Parcel) -> str:
    """Return all that goes out: every part of the package with its name, and the letter."""
    with zipfile.ZipFile(io.BytesIO(parcel.data)) as package:
        parts = (name.encode() + package.read(name) for name in package.namelist())
        told = b"\n".join((package.comment, *parts)).decode("utf-8", "replace")
    return f"{parcel.name}\n{told}\n{parcel.letter}"


def secret_of(body: str) -> str:
    """Return the word that stands in all that a body prepares."""
    return f"{SECRET}{body.replace('-', '')}{SECRET}"


def planted(register: Register, leads: list[tuple[str, ...]]) -> Register:
    """
    Plant words: in each draft that of whose it is, in notes, waivers and unsent reports those of nobody.

    Args:
        register: Any.

        leads: Teams that prepare one draft after the other; the first leads.
    """
    made: list[Record] = [
        Organisation(id=team, name=team.title(), kind=OrganisationKind.TEAM) for team in TEAMS
    ]
    for number, row in enumerate(register.rows()):
        if row.responder is None or row.item is None or row.given is not None:
            continue
        teams = leads[number % len(leads)]
        draft = row.draft or Response(id=row.key, answers=row.about, responder=row.responder)
        lead = next(iter(teams), row.responder)
        made.append(
            evolve(
                draft,
                text=f"We shall, {secret_of(lead)}.",
                position=None,
                position_words="",
                printed_status="",
                declined=(),
                refers_to=(),
                extra=(("Officer", secret_of(lead)),),
                prepared_by=teams,
                steps=(Step(stage=Stage.DRAFTED, by=secret_of(lead)),),
            )
        )
    for number, item in enumerate(register.items):
        nobody = secret_of("nobody")
        made += (
            Note(id=f"zq/n{number}", about=item.id, text=nobody),
            Waiver(id=f"zq/w{number}", rule="REC104", record=item.id, reason=nobody),
            Update(
                id=f"zq/u{number}",
                about=item.id,
                reported_by="zq-nobody",
                text=nobody,
                assurance=Assurance.SELF_REPORTED,
            ),
        )
    return register.with_records(*made)


def others_changed(register: Register, *mine: str) -> Register:
    """Return the register with all changed that one reader, under any name, has nothing to do with."""
    made: list[Record] = [
        evolve(row.draft, text="Something else entirely.", extra=(), steps=())
        for row in register.rows()
        if row.draft is not None
        and {lead_of(row), row.responder, *row.draft.prepared_by}.isdisjoint(mine)
    ]
    made += (evolve(note, text="Another note.") for note in register.notes)
    made += (
        Organisation(id="zq-other", name="Zq Other", kind=OrganisationKind.DEPARTMENT),
        Document(
            id="zq-report",
            kind=DocumentKind.REPORT,
            title="Another report",
            published=PartialDate.day(dt.date(2031, 1, 1)),
        ),
        *(
            Recommendation(
                id=f"zq-report/rec-{number}",
                document="zq-report",
                label=str(number),
                text=f"Do {number} things.",
                addressed_to=("zq-other",),
            )
            for number in range(1, 8)
        ),
    )
    return register.without(*(waiver.id for waiver in register.waivers)).with_records(*made)


_SOME = settings(max_examples=max(5, settings().max_examples // 3))
"""A round is many files; what it costs is spent on different registers, not on many."""

_LEADS = st.lists(
    st.sampled_from([(), *((team,) for team in TEAMS), TEAMS[:2], TEAMS[1:], TEAMS[::-1]]),
    min_size=1,
    max_size=4,
)


def leaks(register: Register, form: str) -> Iterator[tuple[str, str]]:
    """Yield who is sent, or kept for, a word of somebody else, and which."""
    bodies = {secret_of(one.id): one.id for one in register.organisations}
    bodies |= {secret_of(row.responder): row.responder for row in register.rows() if row.responder}
    bodies[secret_of("nobody")] = "nobody"
    for parcel in commission(register, as_of=DAY, form=form).parcels:
        mine = {parcel.who, *parcel.instead_of}
        for where, told in (("sent", words_in(parcel)), ("kept", dumps(parcel.kept))):
            for secret, body in bodies.items():
                if secret in told and body not in mine:
                    yield f"{where} for {parcel.who}", body


@_SOME
@given(
    form=st.sampled_from(FORMS),
    register=strategies.registers(min_items=1, max_items=3),
    leads=_LEADS,
)
def test_no_word_of_others_in_any_file(
    form: str, register: Register, leads: list[tuple[str, ...]]
) -> None:
    """In no part of the package, not in the letter, not in what is kept; whoever prepares with whom."""
    assert [] == list(leaks(planted(register, leads), form))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "leads", [[()], [TEAMS], [TEAMS[:1], TEAMS[1:]]], ids=["none", "one", "two"]
)
def test_no_word_of_others_in_the_sample(form: str, leads: list[tuple[str, ...]]) -> None:
    """With no answer given yet, every row is asked for; the words are there for those whose they are."""
    sample = load_sample()
    gone = (*sample.responses, *sample.commitments, *sample.updates)
    register = planted(sample.without(*(record.id for record in gone)), leads)
    assert [] == list(leaks(register, form))
    made = commission(register, as_of=DAY, form=form)
    assert any(secret_of(one.who) in words_in(one) for one in made.parcels)


@_SOME
@given(
    form=st.sampled_from(FORMS),
    register=strategies.registers(min_items=1, max_items=3),
    leads=_LEADS,
)
def test_a_file_is_the_same_whatever_others_do(
    form: str, register: Register, leads: list[tuple[str, ...]]
) -> None:
    """Byte by byte: other drafts, notes, waivers, and how much else is held, are nowhere in it."""
    before = planted(register, leads)
    for parcel in commission(before, as_of=DAY, form=form).parcels[:2]:
        after = others_changed(before, parcel.who, *parcel.instead_of)
        again = commission(after, as_of=DAY, form=form)
        (same,) = (one for one in again.parcels if one.who == parcel.who)
        assert words_in(parcel) == words_in(same)


def exported(register: Register, profile: str, scope: Scope) -> str:
    """Return all parts of a tracker."""
    target = io.BytesIO()
    exporter = make_exporter("excel", {"profile": profile})
    export(register, exporter, target, ExportContext(as_of=DAY, scope=scope))
    with zipfile.ZipFile(target) as package:
        return b"\n".join(map(package.read, package.namelist())).decode("utf-8", "replace")


@_SOME
@given(
    copy=st.sampled_from(["scrutiny", "publication", *TEAMS]),
    register=strategies.registers(min_items=1, max_items=3),
    leads=_LEADS,
)
def test_no_word_of_others_in_a_copy_made_by_hand(
    copy: str, register: Register, leads: list[tuple[str, ...]]
) -> None:
    """For readers outside no draft at all; for a team, those that it writes or helps with."""
    held = planted(register, leads)
    if copy in TEAMS:
        told = exported(held, "responder", Scope(responders=(copy,)))
    else:
        told = exported(held, copy, Scope())
    mine = {teams[0] for teams in leads if copy in teams}
    others = {secret_of(body.id) for body in held.organisations if body.id not in mine}
    assert [] == [secret for secret in (*others, secret_of("nobody")) if secret in told]


def test_a_helper_gets_no_row_that_another_leads(weirs: Register) -> None:
    """Each row is in one file: that of its lead; the helper's own row on the item is in the helper's."""
    item = "wc-hc12/rec-3"
    answer = weirs[f"{item}/waterways"]
    assert isinstance(answer, Response)
    register = weirs.with_records(
        Organisation(id="eels-team", name="Eels Team", kind=OrganisationKind.TEAM),
        Organisation(id="agency", name="Rivers Agency", kind=OrganisationKind.PUBLIC_BODY),
        evolve(answer, prepared_by=("locks-team", "eels-team")),
        Response(id=f"{item}/agency", answers=item, responder="agency", prepared_by=("eels-team",)),
    )
    made = commission(register, as_of=DAY)
    rows = {one.who: one for one in made.parcels}
    assert (f"{item}/agency",) == rows["eels-team"].keys
    assert f"{item}/waterways" in rows["locks-team"].keys
    assert "We will light them" not in words_in(rows["eels-team"])
    assert "We will light them" not in dumps(rows["eels-team"].kept)
    assert "RTN893" not in {found.code for found in made.findings}
    told = collect(
        made.register,
        [(one.name, one.data) for one in made.parcels],
        as_of=DAY,
        base={one.stem: one.kept for one in made.parcels},
    )
    assert ((), (), (), (), ()) == (
        told.applied,
        told.conflicts,
        told.not_returned,
        told.not_back,
        told.findings,
    )


def test_a_department_gets_no_row_that_its_team_leads(weirs: Register) -> None:
    """Not on an item either of which it sees another row."""
    item = "wc-hc12/rec-3"
    answer = weirs[f"{item}/waterways"]
    assert isinstance(answer, Response)
    register = weirs.with_records(
        Organisation(id="agency", name="Rivers Agency", kind=OrganisationKind.PUBLIC_BODY),
        evolve(answer, prepared_by=("locks-team",)),
        Response(id=f"{item}/agency", answers=item, responder="agency", prepared_by=("waterways",)),
    )
    rows = {one.who: one for one in commission(register, as_of=DAY).parcels}
    assert f"{item}/agency" in rows["waterways"].keys
    assert f"{item}/waterways" not in rows["waterways"].keys
    assert "We will light them" not in words_in(rows["waterways"])
    assert "We will light them" not in dumps(rows["waterways"].kept)
