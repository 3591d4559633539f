"""Trackers as LibreOffice gives them back: saved again, and edited as a person edits."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from accountability import ExportContext, ImportContext, Profile
from accountability.exporters.excel import TrackerWorkbook
from accountability.importers.excel import TrackerFile
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope
from accountability.tables.returned import Returned, ReturnedRow

pytestmark = [pytest.mark.office, pytest.mark.needs("excel")]

VERSIONS = ["25", "7"]
"""LibreOffice 25.2 and 7.4, by what the tools call them."""

Through = Callable[..., bytes]


def sent(profile: Profile = Profile.KEEPER) -> bytes:
    """Export the sample's tracker."""
    team = ("uk-department-for-harbours",) if profile is Profile.RESPONDER else ()
    target = io.BytesIO()
    context = ExportContext(as_of=DEMO_DAY, scope=Scope(responders=team))
    TrackerWorkbook(profile=profile).export(load_sample(), target, context)
    return target.getvalue()


def back(data: bytes) -> Returned:
    """Read a tracker."""
    returned = TrackerFile().read(data, ImportContext(file="back.xlsx")).returned
    assert returned is not None
    return returned


def rows_of(returned: Returned, sheet: str = "Recommendations") -> list[ReturnedRow]:
    """Return the rows of a sheet."""
    return [row for row in returned.rows if row.sheet == sheet]


def held(returned: Returned) -> list[tuple[object, ...]]:
    """Return all that is in the rows, but for their places."""
    return [
        (
            row.sheet,
            row.key,
            row.check,
            {key: (one.text, one.refused, one.noted) for key, one in row.cells.items()},
            [(heading, one.text) for heading, one in row.extra],
        )
        for row in returned.rows
    ]


def letters(returned: Returned, key: str) -> str:
    """Say in which column of the recommendations a key stands."""
    at = rows_of(returned)[0].cells[key].place.at
    return at.partition("!")[2].rstrip("0123456789")


@pytest.fixture(params=VERSIONS, ids=["libreoffice-25.2", "libreoffice-7.4"])
def through(request: pytest.FixtureRequest, shared: Path, tmp_path: Path) -> Through:
    """Open a workbook in LibreOffice, edit it, save it, and return what was saved."""
    tool = shared / "tools" / "lo-edit"
    if not tool.exists():
        pytest.skip("the tools beside the project are not there")

    def edit(data: bytes, *edits: str) -> bytes:
        before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
        before.write_bytes(data)
        subprocess.run(
            [str(tool), str(before), str(after), *edits],
            check=True,
            capture_output=True,
            timeout=300,
            env={**os.environ, "VERIFY_LO": request.param},
        )
        return after.read_bytes()

    return edit


@pytest.mark.parametrize("profile", [Profile.KEEPER, Profile.RESPONDER, Profile.SCRUTINY])
def test_a_tracker_saved_again_holds_the_same(through: Through, profile: Profile) -> None:
    """Opening and saving changes no word, key or check, and leaves nothing to notice."""
    data = sent(profile)
    returned = back(through(data))
    assert held(back(data)) == held(returned)
    assert ((), ()) == (returned.findings, returned.notes)


def test_a_tracker_saved_again_asks_for_nothing(through: Through) -> None:
    """Judged beside its register, a tracker that was only saved changes nothing."""
    context = ImportContext(file="back.xlsx", register=load_sample())
    assert () == TrackerFile().read(through(sent()), context).changes


def test_edits_of_a_person_are_read(through: Through) -> None:
    """Sorted, moved down, renamed, with a column of one's own and typed words: each is found."""
    data = sent()
    before = back(data)
    reply, target = letters(before, "reply"), letters(before, "target_date")
    last = 4 + len(rows_of(before))
    returned = back(
        through(
            data,
            *("--set", f"Recommendations!{reply}5=We will"),
            *("--set", f"Recommendations!{target}5=31/03/2028"),
            *("--set", f"Recommendations!{target}6=0012"),
            *("--sort", f"Recommendations!A5:AZ{last}:E:desc"),
            *("--insert-cols", "Recommendations:C:1"),
            *("--insert-rows", "Recommendations:1:2"),
            *("--text", "Recommendations!C6=Mine"),
            *("--rename", "Recommendations=From us"),
        )
    )
    first, second = (row.key for row in rows_of(before)[:2])
    now = {row.key: row for row in rows_of(returned)}
    assert {row.key for row in rows_of(before)} == set(now)
    assert ("We will", "31/03/2028") == (
        now[first].cells["reply"].text,
        now[first].cells["target_date"].text,
    )
    assert "0012" == now[second].cells["target_date"].text
    assert now[first].cells["reply"].place.at.startswith("From us!")
    assert {"RTN850", "RTN853", "RTN863"} == {found.code for found in returned.findings}


def test_what_a_program_makes_of_words_is_noted(through: Through) -> None:
    """In a cell of no format, a month becomes a day and a code a number: both are read and noted."""
    returned = back(
        through(
            sent(),
            *("--set", "Recommendations!BA5==1+1"),
            *("--set", "Recommendations!BA6=March 2027"),
            *("--set", "Recommendations!BA7=0012"),
        )
    )
    extra = {one.place.at: one for row in rows_of(returned) for _heading, one in row.extra}
    assert "it holds a formula, =1+1" in extra["Recommendations!BA5"].refused
    assert ("1 March 2027", "12") == tuple(
        extra[f"Recommendations!BA{number}"].text for number in (6, 7)
    )
    assert () == returned.notes
