"""A file that nobody touched changes nothing, whatever the register and whoever it was for."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from accountability import ExportContext
from accountability.model import Register
from accountability.returns import Collected, collect, collect_returned
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Profile, Scope, tracker
from accountability.tables.returned import Returned
from accountability.testing.strategies import registers

AS_OF = dt.date(2031, 6, 1)
LATER = dt.date(2031, 7, 9)
WORKING = [Profile.KEEPER, Profile.RESPONDER, Profile.SCRUTINY]


def assert_nothing(register: Register, collected: Collected) -> None:
    """Compare everything that could have come of it."""
    assert () == collected.applied
    assert () == collected.conflicts
    assert () == collected.not_returned
    assert () == collected.emptied
    # A copy that brings nothing back says so, touched or not, and what differs: here nothing.
    told = [(one.code, one.message) for one in collected.findings]
    nothing = "it is a copy for publication, and such a copy brings nothing back"
    assert told in ([], [("RTN889", nothing)])
    assert (() if told else ("back.xlsx",)) == collected.untouched
    assert register == collected.register


@st.composite
def scoped(draw: DrawFn, *, always: bool = False) -> tuple[Register, Scope]:
    """Draw a register, and whose copy of it is made."""
    register = draw(registers(messy=True) if draw(st.booleans()) else registers())
    bodies = [body.id for body in register.organisations if body.id.strip()]
    whole = [] if always and bodies else [()]
    return register, Scope(responders=draw(st.sampled_from([*whole, *((one,) for one in bodies)])))


@pytest.mark.parametrize("profile", list(Profile))
@given(drawn=scoped())
def test_no_op_is_nothing(
    profile: Profile, returned_from: Callable[..., Returned], drawn: tuple[Register, Scope]
) -> None:
    """Sent and returned: no change, no conflict, nothing not returned, nothing to say."""
    register, scope = drawn
    filled = tracker(register, as_of=AS_OF, profile=profile, scope=scope)
    collected = collect_returned(register, [returned_from(filled)], as_of=LATER)
    assert_nothing(register, collected)


@pytest.mark.needs("excel")
@pytest.mark.parametrize("profile", WORKING)
@given(drawn=scoped(always=True))
@settings(max_examples=max(5, settings().max_examples // 6))
def test_no_op_through_a_workbook_is_nothing(
    profile: Profile, drawn: tuple[Register, Scope]
) -> None:
    """The same, written as a workbook and read from it."""
    register, scope = drawn
    if profile is Profile.RESPONDER and not scope:
        return  # a copy is for somebody
    data = workbook(register, profile, scope, AS_OF)
    assert_nothing(register, collect(register, [("back.xlsx", data)], as_of=LATER))


def workbook(register: Register, profile: Profile, scope: Scope, day: dt.date) -> bytes:
    """Return a workbook as it goes out."""
    from accountability.exporters.excel import TrackerWorkbook

    target = io.BytesIO()
    context = ExportContext(as_of=day, scope=scope)
    TrackerWorkbook(profile=profile).export(register, target, context)
    return target.getvalue()


def sample_book(profile: Profile) -> bytes:
    """Return the sample's workbook; the responder's is the department's."""
    responder = profile is Profile.RESPONDER
    scope = Scope(responders=("uk-department-for-harbours",)) if responder else Scope()
    return workbook(load_sample(), profile, scope, DEMO_DAY)


@pytest.mark.needs("excel")
@pytest.mark.parametrize("profile", WORKING)
def test_openpyxl_saves_the_sample(profile: Profile) -> None:
    """Loaded and saved by openpyxl, the sample's workbook says nothing new."""
    import openpyxl

    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(sample_book(profile))).save(saved)
    collected = collect(load_sample(), [("back.xlsx", saved.getvalue())], as_of=LATER)
    assert_nothing(load_sample(), collected)


@pytest.mark.office
@pytest.mark.needs("excel")
@pytest.mark.parametrize("version", ["25", "7"])
@pytest.mark.parametrize("profile", WORKING)
def test_libreoffice_saves_the_sample(
    profile: Profile, version: str, shared: Path, tmp_path: Path
) -> None:
    """Opened and saved in LibreOffice, the sample's workbook says nothing new."""
    tool = shared / "tools" / "lo-resave"
    if not tool.is_file():
        pytest.skip("the tool that runs LibreOffice is not there")
    source, target = tmp_path / "sent.xlsx", tmp_path / "back.xlsx"
    source.write_bytes(sample_book(profile))
    environment = {**os.environ, "VERIFY_LO": version}
    subprocess.run([tool, source, target], check=True, env=environment, timeout=300)
    collected = collect(load_sample(), [("back.xlsx", target.read_bytes())], as_of=LATER)
    assert_nothing(load_sample(), collected)


@pytest.mark.office
@pytest.mark.needs("excel")
@pytest.mark.parametrize("profile", WORKING)
def test_libreoffice_saves_the_sample_in_its_own_format_first(
    profile: Profile, shared: Path, tmp_path: Path
) -> None:
    """Saved as OpenDocument, and from that as a workbook again, it says nothing new either."""
    tool = shared / "tools" / "lo-resave"
    if not tool.is_file():
        pytest.skip("the tool that runs LibreOffice is not there")
    source, between, target = (tmp_path / f"sent{end}" for end in (".xlsx", ".ods", "-back.xlsx"))
    source.write_bytes(sample_book(profile))
    for one, other in ((source, between), (between, target)):
        subprocess.run([tool, one, other], check=True, timeout=300)
    collected = collect(load_sample(), [("back.xlsx", target.read_bytes())], as_of=LATER)
    assert_nothing(load_sample(), collected)


@pytest.mark.needs("excel")
@pytest.mark.parametrize("profile", WORKING)
@pytest.mark.parametrize(
    ("title", "marking"),
    [
        ("Storm\nwarnings", ""),
        ("Storm\t\twarnings & more", "a\nb"),
        ("Storm\nwarnings and sirens " * 12, "OFFICIAL\n& SENSITIVE " * 12),
        ("Storm warnings", "\n"),
        ("Storm warnings, position at sea", "OFFICIAL\n"),
    ],
    ids=["title", "both", "long", "no-marking", "position"],
)
def test_words_of_several_lines_on_paper_are_ours(
    profile: Profile, title: str, marking: str
) -> None:
    """A title or marking with line breaks is one line in the header of a page, and known there."""
    from accountability.exporters.excel import TrackerWorkbook

    register = evolve(load_sample(), title=title)
    scope = Scope()
    if profile is Profile.RESPONDER:
        scope = Scope(responders=("uk-department-for-harbours",))
    context = ExportContext(as_of=DEMO_DAY, scope=scope, marking=marking)
    target = io.BytesIO()
    TrackerWorkbook(profile=profile).export(register, target, context)
    assert b"_x000" not in b"".join(_sheets(target.getvalue()))
    back = [("back.xlsx", target.getvalue())]
    assert_nothing(register, collect(register, back, as_of=LATER))


def _sheets(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(name) for name in package.namelist() if "worksheets/sheet" in name]


@pytest.mark.needs("excel")
@pytest.mark.parametrize("title", ["Storm warnings", "Storm\nwarnings and sirens " * 12])
def test_a_header_is_ours_where_nothing_says_which_day_it_is(title: str) -> None:
    """Without the first sheet and the properties, that they are gone is all there is to say."""
    import openpyxl

    from accountability.exporters.excel import TrackerWorkbook

    register = evolve(load_sample(), title=title)
    target = io.BytesIO()
    context = ExportContext(as_of=DEMO_DAY, marking="OFFICIAL")
    TrackerWorkbook(profile=Profile.KEEPER).export(register, target, context)
    book: Any = openpyxl.load_workbook(target)
    del book["About"]
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    bare = io.BytesIO()
    book.save(bare)
    collected = collect(register, [("back.xlsx", bare.getvalue())], as_of=LATER)
    assert ["RTN867", "RTN841"] == [one.code for one in collected.findings]
    assert collected.complete
