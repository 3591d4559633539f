"""The workbook as an attacker or a careless program meets it: SEC20 to SEC28, SEC45, and what leaks."""

from __future__ import annotations

import datetime as dt
import io
import re
import runpy
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from accountability.containers import Limits
from accountability.dates import PartialDate
from accountability.exporters import excel
from accountability.exporters._base import ExportContext
from accountability.exporters.excel import TrackerWorkbook, drawing
from accountability.exporters.excel.cells import (
    CELL_LIMIT,
    FORMULA_LIKE,
    LINE_LIMIT,
    parts_of,
    units_of,
)
from accountability.exporters.excel.names import Names
from accountability.exporters.excel.spools import Spool
from accountability.findings import Finding
from accountability.model import (
    Commitment,
    Document,
    DocumentKind,
    Note,
    Organisation,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
    Update,
    Waiver,
)
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Profile, Scope
from accountability.testing.strategies import registers, texts
from accountability.text import clean

AS_OF = dt.date(2031, 6, 1)


def exported(
    register: Register, profile: Profile = Profile.KEEPER, **context: Any
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the parts of a copy as text, and what was said about it."""
    stream = io.BytesIO()
    findings = TrackerWorkbook(profile=profile).export(
        register, stream, ExportContext(**{"as_of": AS_OF, **context})
    )
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name).decode() for name in package.namelist()}, findings


def rows_of(*values: str) -> str:
    """Return one row with these texts, as it is written."""
    spool = Spool([20] * len(values), lambda style: style + 100)
    spool.row(values, [1] * len(values))
    return b"".join(spool.pieces()).decode()


def read_back(row: str) -> list[str]:
    """Return the texts of a row as a program reads them: XML first, then Excel's own escapes."""
    from xml.etree import ElementTree as ET

    cells = ET.fromstring(row).iter("t")
    found = (cell.text or "" for cell in cells)
    return [re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) for text in found]


ANY_TEXT = st.text().map(lambda text: clean(text).text).filter(bool)
"""Of all Unicode, what the model admits."""


@given(text=ANY_TEXT)
def test_sec20_no_text_is_a_formula(text: str) -> None:
    """Its cell has string type and no formula; what begins like one also carries the mark for text."""
    row = rows_of(text)
    assert 't="inlineStr"' in row
    assert not re.search(r"<f[ />]", row)
    assert text.startswith(FORMULA_LIKE) == ('s="101"' in row)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_sec20_each_dangerous_start_is_marked_in_the_styles(start: str) -> None:
    """The mark reaches the file as `quotePrefix` of a style that a cell has."""
    sample = load_sample()
    first = evolve(sample.items[0], text=f"{start}1+1")
    parts, _ = exported(sample.with_records(first))
    assert 'quotePrefix="1"' in parts["xl/styles.xml"]


@given(text=ANY_TEXT | texts(max_size=200))
def test_sec21_the_same_text_reads_back(text: str) -> None:
    """No quotation mark, space or tab is added or lost, and a literal escape stays as typed."""
    if text:
        assert [text] == read_back(rows_of(text))


@given(
    text=st.text("a\n😀_x0041_", min_size=1, max_size=40), times=st.sampled_from([1, 700, 4_000])
)
def test_sec23_a_long_text_is_cut_between_characters(text: str, times: int) -> None:
    """Each part fits a cell in UTF-16 units and line feeds, and together they are the text."""
    parts = list(parts_of(text * times))
    assert text * times == "".join(parts)
    assert all(units_of(part) <= CELL_LIMIT for part in parts)
    assert all(part.count("\n") <= LINE_LIMIT for part in parts)
    for part in parts:
        part.encode("utf-16")


def test_sec23_a_long_text_is_whole_on_its_own_sheet() -> None:
    """Forty thousand emoji are all in the file, the cell says where, and so does a finding."""
    sample = load_sample()
    first = evolve(sample.items[0], text="🐟" * 40_000)
    parts, findings = exported(sample.with_records(first))
    written = "".join(part for name, part in parts.items() if "worksheets/sheet" in name)
    assert 40_000 == written.count("🐟")
    assert "continued on sheet Long texts, rows" in written
    assert "EXP901" in {finding.code for finding in findings}


def test_sec24_what_xml_cannot_hold_never_reaches_the_file() -> None:
    """Contact and marking come from outside the register; they are made visible, not written raw."""
    parts, _ = exported(load_sample(), contact="a\x0bb\ud800", marking="Official\x00")
    about = parts["xl/worksheets/sheet1.xml"]
    assert "a⟨U+000B⟩b⟨U+D800⟩" in about
    assert "Official⟨U+0000⟩" in about


def test_sec24_a_literal_escape_is_escaped() -> None:
    """Excel shows ``_x0041_`` as typed, not as the letter A."""
    assert "_x005F_x0041_ _x004" in rows_of("_x0041_ _x004")


EXCEL_SHEET = re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')")
EXCEL_NAME = re.compile(r"[^\W\d][\w.]{0,254}")
ADDRESS = re.compile(r"[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*|true|false", re.IGNORECASE | re.ASCII)
NASTY = ["History", "HISTORY", "R1C1", "A1", "xfd1048576", "rc", "R", "c", "TRUE", "", "'", "1st"]


@given(wanted=st.lists(st.text(max_size=40) | st.sampled_from(NASTY), min_size=1, max_size=8))
def test_sec25_every_name_passes_excels_rules(wanted: list[str]) -> None:
    """Sheets, tables and ranges: characters, length, reserved words, addresses, and no two alike."""
    names = Names()
    sheets = [names.sheet(clean(one).text) for one in wanted * 2]
    tables = [names.table(clean(one).text) for one in wanted * 2]
    for sheet in sheets:
        assert EXCEL_SHEET.fullmatch(sheet), sheet
        assert units_of(sheet) <= 31
        assert sheet.strip() == sheet
        assert sheet.casefold() != "history"
    for table in tables:
        assert EXCEL_NAME.fullmatch(table), table
        assert not ADDRESS.fullmatch(table), table
        assert not table.casefold().startswith("_xl")
    assert len(sheets) == len({one.casefold() for one in sheets})
    assert len(tables) == len({one.casefold() for one in tables})


def test_sec26_a_list_too_long_or_with_commas_lives_on_a_sheet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Up to 255 characters stand in the drop-down; more, or a comma, is a range with a name."""
    assert drawing._LIST_LIMIT == 255
    monkeypatch.setattr(drawing, "_LIST_LIMIT", 100)  # our bodies' lists are shorter
    parts, _ = exported(load_sample(), as_of=DEMO_DAY)
    formulas = re.findall(
        r"<formula1>(.*?)</formula1>", "".join(parts[n] for n in parts if "sheets/sheet" in n)
    )
    assert formulas
    defined = set(re.findall(r'<definedName name="(choices_\d+)"', parts["xl/workbook.xml"]))
    assert defined
    for formula in formulas:
        if formula.startswith('"'):
            assert units_of(formula) <= 100
        else:
            assert formula in defined
    assert "Choices" in parts["xl/workbook.xml"]


def test_sec27_links_lead_to_sheets_of_the_same_file_only() -> None:
    """No relationship leads out of the package; an address in a record stays text."""
    sample = load_sample()
    paper = evolve(sample.documents[0], url="javascript:alert(1)")
    for profile in (Profile.KEEPER, Profile.PUBLICATION):
        parts, _ = exported(sample.with_records(paper), profile)
        assert not any('TargetMode="External"' in part for part in parts.values())
        places = re.findall(r'<hyperlink [^>]*location="([^"]+)"', "".join(parts.values()))
        assert places
        assert all(re.fullmatch(r"'[^']+'!A1", place) for place in places)


def test_sec28_looks_come_from_fixed_sets() -> None:
    """Whatever the texts, the styles are the same, but for the mark of text that begins like a formula."""
    sample = load_sample()
    wild = sample.with_records(*(evolve(item, text="[Red]#,##0 ff0000") for item in sample.items))
    before, after = (exported(one, as_of=DEMO_DAY)[0]["xl/styles.xml"] for one in (sample, wild))
    assert before == after
    assert {"@", "d mmmm yyyy"} >= set(re.findall(r'formatCode="([^"]+)"', before))


@pytest.mark.parametrize("profile", Profile)
def test_sec45_the_marking_is_on_every_sheet_and_in_the_properties(profile: Profile) -> None:
    """On the first sheet and in the properties; on each sheet's print header, too, of working files."""
    register = evolve(load_sample(), marking="Official & sensitive")
    everybody = Scope(responders=tuple(body.id for body in register.organisations))
    scope = everybody if profile is Profile.RESPONDER else Scope()
    parts, _ = exported(register, profile, as_of=DEMO_DAY, scope=scope)
    assert "Official &amp; sensitive" in parts["xl/worksheets/sheet1.xml"]
    assert "Official &amp; sensitive" in parts["docProps/core.xml"]
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            assert "Official &amp; sensitive" in part.partition("<sheetData>")[2]
            printed = "<oddHeader>" in part
            assert printed == (profile is not Profile.PUBLICATION)
            assert not printed or "Official &amp;&amp; sensitive" in part


# --- nothing leaks ------------------------------------------------------------------------------------


@pytest.fixture(name="twelve", scope="module")
def _twelve(project: Path) -> dict[str, Any]:
    """Return the names of the module that makes a round of twelve teams."""
    return runpy.run_path(str(project / "tests" / "returns" / "twelve.py"))


@pytest.mark.parametrize("team", ["locks-team", "eels-team"])
def test_no_other_teams_words_are_in_any_part_of_a_teams_file(
    twelve: dict[str, Any], team: str
) -> None:
    """Planted words of others' drafts, of notes and of waivers, names of others, and counts of all."""
    register = twelve["register"](150)
    parts, _ = exported(
        register, Profile.RESPONDER, as_of=twelve["AS_OF"], scope=Scope(responders=(team,))
    )
    whole = "\n".join((*parts, *parts.values()))
    secret = twelve["SECRET_OF"]
    assert {f"{secret} of {team}"} == set(re.findall(rf"{secret}[^)<]*", whole)) or (
        secret not in whole
    )
    for other, (name, _department) in twelve["TEAMS"].items():
        if other != team:
            assert other not in whole
            assert name not in whole
    for count in (len(register.items), len(register.rows()), len(register.responses)):
        assert not re.search(rf"<t>{count}</t>|<v>{count}</v>|\b{count} (?:of|rows|items)", whole)


WORD = "quillwort"


@given(register=registers(messy=True), data=st.data())
def test_nothing_planted_leaks_from_any_register(register: Register, data: st.DataObject) -> None:
    """Whatever the register, others' drafts, unsent reports, notes and waivers are nowhere in the zip."""
    ours = "leak-reader"
    base = register.with_records(
        Organisation(id=ours, name="Reader"),
        Organisation(id="leak-other", name="Other"),
        Document(id="leak-report", kind=DocumentKind.REPORT, title="Report"),
    )
    item = Recommendation(
        id="leak-item", document="leak-report", label="1", addressed_to=(ours, "leak-other")
    )
    draft = Response(
        id="leak-draft",
        answers=data.draw(st.sampled_from([item.id, *(one.id for one in register.items)])),
        responder="leak-other",
        text=f"{WORD} reply",
        position_words=f"{WORD} position",
        steps=(Step(stage=Stage.CLEARED, by=f"{WORD} role"),),
        extra=((f"{WORD} heading", f"{WORD} extra"),),
    )
    promise = Commitment(
        id="leak-promise",
        text=f"{WORD} promise",
        items=(item.id,),
        response=draft.id,
        condition=f"{WORD} condition",
        dates=(TargetDate(date=PartialDate.month(2032, 1), reason=f"{WORD} reason"),),
    )
    secret = base.with_records(
        item,
        draft,
        promise,
        Update(id="leak-update", about=promise.id, reported_by="leak-other", text=f"{WORD} report"),
        Note(id="leak-note", about=item.id, text=f"{WORD} note"),
        Waiver(id="leak-waiver", rule="REC104", record=item.id, reason=f"{WORD} waiver"),
    )
    for profile in (Profile.RESPONDER, Profile.SCRUTINY, Profile.PUBLICATION):
        scope = Scope(responders=(ours,) if profile is Profile.RESPONDER else ())
        parts, _ = exported(secret, profile, scope=scope)
        for name, part in parts.items():
            assert WORD not in part, (profile, name)


# --- how large a file is ------------------------------------------------------------------------------


def test_a_file_larger_than_readers_take_in_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each limit that whoever reads it has to raise is named, with both numbers."""
    register = load_sample()
    assert "EXP906" not in {finding.code for finding in exported(register)[1]}
    monkeypatch.setattr(excel, "Limits", lambda: Limits(rows=10, cells=100))
    found = [finding for finding in exported(register)[1] if finding.code == "EXP906"]
    assert 1 == len(found)
    assert re.search(r"\(rows: \d+ of 10; cells: [\d,]+ of 100\)", found[0].message)


def test_what_is_typed_below_the_table_stays_text() -> None:
    """Columns of text have the format Text as a whole, so that March 2027 stays March 2027."""
    stream = io.BytesIO()
    TrackerWorkbook().export(load_sample(), stream, ExportContext(as_of=DEMO_DAY))
    book = load_workbook(stream)
    for name in ("Recommendations", "Commitments"):
        sheet = book[name]
        for at, cell in enumerate(sheet[4], start=1):
            if str(cell.value).startswith("Your"):
                column = list(sheet.iter_rows(5, None, at, at))
                assert "@" == sheet.column_dimensions[get_column_letter(at)].number_format
                assert {"@"} == {one.number_format for row in column for one in row}
