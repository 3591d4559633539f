"""The Excel tracker: everything the register holds is in it, as text, and the same each time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from accountability.dates import PartialDate
from accountability.exceptions import ExportRefusedError
from accountability.exporters import excel
from accountability.exporters._base import ExportContext
from accountability.exporters.excel import TrackerWorkbook
from accountability.exporters.excel.cells import (
    CELL_LIMIT,
    LINE_LIMIT,
    escaped,
    parts_of,
    print_text,
    ranges,
    units_of,
)
from accountability.findings import Finding
from accountability.model import (
    Commitment,
    Document,
    DocumentKind,
    Note,
    Organisation,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
)
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Profile, Scope, Tracker, tracker
from accountability.testing.laws import check_exporter
from accountability.testing.strategies import registers, texts

AS_OF = dt.date(2031, 6, 1)
CONTEXT = ExportContext(as_of=AS_OF, contact="team@harbours.example")


def exported(
    register: Register, profile: Profile = Profile.KEEPER, **context: Any
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return a copy of a register and what was said about it."""
    stream = io.BytesIO()
    findings = TrackerWorkbook(profile=profile).export(
        register, stream, ExportContext(**{"as_of": AS_OF, **context})
    )
    return stream.getvalue(), findings


def unescaped(value: Any) -> str:
    """Read a cell as Excel does: ``_x005F_`` stands for an underscore."""
    return re.sub(
        r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), str(value), flags=re.ASCII
    )


def cells_of(data: bytes) -> dict[str, list[list[str]]]:
    """Return the words of every cell, by sheet."""
    book = load_workbook(io.BytesIO(data))
    return {
        sheet.title: [
            ["" if cell.value is None else unescaped(cell.value) for cell in row]
            for row in sheet.iter_rows()
        ]
        for sheet in book
    }


def shown(data: bytes) -> set[str]:
    """Return every text that the workbook holds, long ones joined from their parts."""
    sheets = cells_of(data)
    found = {cell for rows in sheets.values() for row in rows for cell in row}
    rest: dict[str, str] = {}
    for _key, place, _heading, _part, _of, text in sheets.get("Long texts", [])[4:]:
        rest[place] = rest.get(place, "") + text
    for place, more in rest.items():
        sheet, _, cell = place.partition("!")
        row, column = coordinate_to_tuple(cell)
        first = sheets[sheet][row - 1][column - 1]
        found.add(first.rpartition(" … [continued on sheet Long texts")[0] + more)
    return found


@given(register=registers(messy=True))
def test_every_id_and_every_text_is_in_the_keepers_copy(register: Register) -> None:
    """Nothing that the register says is left out: ids, and the words of whatever has words."""
    found = shown(exported(register)[0])
    assert set() == {record.id for record in register} - found
    words = {
        text
        for records in (
            register.items,
            register.responses,
            register.commitments,
            register.updates,
            register.assessments,
            register.notes,
        )
        for record in records
        if (text := record.text)
    }
    missing = words - found
    assert set() == missing


@given(profile=st.sampled_from(Profile), register=registers(messy=True))
def test_the_workbook_keeps_the_laws_of_exporters(profile: Profile, register: Register) -> None:
    """It is repeatable, writes front to back, changes nothing, and shows every item's id."""
    exporter = TrackerWorkbook(profile=profile)
    if profile is Profile.RESPONDER:  # its copy holds no rows of items that nobody answers
        everybody = Scope(responders=tuple(body.id for body in register.organisations))
        check_exporter(exporter, register, evolve(CONTEXT, scope=everybody))
    else:
        check_exporter(exporter, register, CONTEXT, shown=shown)


@given(text=texts())
def test_no_text_becomes_a_formula(text: str) -> None:
    """Whatever a text looks like, its cell holds that text and no formula."""
    register = one_answer(text)
    data, _findings = exported(register)
    for name, part in parts_of_package(data).items():
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in part
            assert b"<f " not in re.sub(rb"<formula1>.*?</formula1>", b"", part)
    assert not text or text in shown(data)


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@name", "\tx", "＝1", "=HYPERLINK(1)"])
def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited(text: str) -> None:
    """Such a cell carries the mark by which Excel keeps it as text."""
    book = load_workbook(io.BytesIO(exported(one_answer(text))[0]))
    cell = next(c for row in book["Recommendations"] for c in row if c.value == text)
    assert "s" == cell.data_type
    assert cell.quotePrefix


def test_an_escape_that_somebody_typed_is_shown_as_typed() -> None:
    """``_x0041_`` in a text does not turn into the letter A."""
    part = b"".join(parts_of_package(exported(one_answer("_x0041_ _x004"))[0]).values())
    assert b"_x005F_x0041_ _x004" in part


def test_a_text_too_long_for_a_cell_continues_and_says_so() -> None:
    """A hundred thousand characters are all there, in parts, and a finding says where."""
    text = "A reply of many words. " * 4_400
    data, findings = exported(one_answer(text))
    assert text in shown(data)
    assert ["EXP901"] == [finding.code for finding in findings]
    assert "101,200 characters" in findings[0].message
    assert all(
        units_of(cell) <= CELL_LIMIT
        for rows in cells_of(data).values()
        for row in rows
        for cell in row
    )


@given(text=texts(max_size=2_000))
def test_the_parts_of_a_long_text_join_to_it(text: str) -> None:
    """No character is lost or parted, whatever the text is made of."""
    long = text * 40
    parts = list(parts_of(long))
    assert long == "".join(parts)
    for part in parts:
        assert units_of(escaped(part)) <= CELL_LIMIT
        assert part.count("\n") <= LINE_LIMIT


def test_the_same_register_gives_the_same_bytes() -> None:
    """Two exports are equal to the last byte, and hold no time but the day asked about."""
    first, second = (exported(load_sample(), as_of=DEMO_DAY)[0] for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {(1980, 1, 1, 0, 0, 0)} == {info.date_time for info in package.infolist()}
        core = package.read("docProps/core.xml").decode()
    assert {"2027-10-01T00:00:00Z"} == set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core))


def test_the_sheets_stand_in_the_order_in_which_they_are_read() -> None:
    """What this is, how many, what was recommended, what was promised; then the keeper's own."""
    names = list(cells_of(exported(load_sample(), as_of=DEMO_DAY)[0]))
    wanted = [
        "About",
        "Summary",
        "Recommendations",
        "Commitments",
        "Target dates",
        "Updates",
        "Other answers",
        "Views",
        "Notes",
        "Documents",
        "Organisations",
        "For the computer",
    ]
    assert [name for name in wanted if name in names] == [n for n in names if n in wanted]
    assert {"About", "Summary", "Recommendations", "Commitments"} <= set(names)


def test_an_empty_register_gives_a_tracker_that_says_so() -> None:
    """There is a table to look at, with words instead of an empty row."""
    rows = cells_of(exported(Register(id="r", title="R"))[0])["Recommendations"]
    assert "Nothing yet" == rows[4][0]


def test_more_rows_than_a_sheet_holds_are_refused_before_the_first_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A tracker that would lose rows is not written, and the message says what to do."""
    monkeypatch.setattr(excel, "MAX_ROWS", 5)
    stream = io.BytesIO()
    register = load_sample()
    with pytest.raises(ExportRefusedError, match="export one document or responder at a time"):
        TrackerWorkbook().export(register, stream, ExportContext(as_of=DEMO_DAY))
    assert b"" == stream.getvalue()


def test_the_file_says_what_it_is_in_cells_and_in_properties() -> None:
    """Register, format, day, profile, scope, rows and digest stand in sight and in the properties."""
    data, _findings = exported(load_sample(), as_of=DEMO_DAY)
    book: Any = load_workbook(io.BytesIO(data))
    told = {str(row[0].value): str(row[1].value) for row in book["About"].iter_rows()}
    properties = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert {
        "Register",
        "Made by",
        "File format",
        "Position at",
        "Profile",
        "Scope",
        "Rows sent",
        "Digest of row keys",
    } == set(properties)
    assert properties == {name: told[name] for name in properties}
    assert "2027-10-01" == properties["Position at"]


def test_drop_downs_offer_the_words_of_the_rows_own_paper_and_only_warn() -> None:
    """Each open position cell has a list; other words are let stand, with a sentence that helps."""
    book = load_workbook(io.BytesIO(exported(load_sample(), as_of=DEMO_DAY)[0]))
    lists = [
        rule
        for rule in book["Recommendations"].data_validations.dataValidation
        if rule.type == "list"
    ]
    assert any("Accept in principle" in rule.formula1 for rule in lists)
    assert {"warning"} == {rule.errorStyle for rule in lists}
    assert all(rule.prompt and rule.error and rule.errorTitle for rule in lists)


def sheet_of(profile: Profile, name: str) -> Any:
    """Return a sheet of a copy of the sample that holds every row."""
    bodies = tuple(body.id for body in load_sample().organisations)
    scope = Scope(responders=bodies if profile is Profile.RESPONDER else ())
    data, _ = exported(load_sample(), profile, as_of=DEMO_DAY, scope=scope)
    return load_workbook(io.BytesIO(data))[name]


def rules_at(sheet: Any, cell: str) -> list[Any]:
    """Return the rules of a cell."""
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


@pytest.mark.parametrize(
    ("profile", "name", "heading"),
    [
        (Profile.KEEPER, "Recommendations", "Your position"),
        (Profile.KEEPER, "Commitments", "Your progress"),
        (Profile.RESPONDER, "Commitments", "Your progress"),
    ],
)
def test_a_row_typed_below_the_table_has_its_drop_downs(
    profile: Profile, name: str, heading: str
) -> None:
    """Where new rows are taken, two hundred rows below offer the words of the rows above, once each."""
    sheet = sheet_of(profile, name)
    letter = next(cell.column_letter for cell in sheet[4] if cell.value == heading)
    last = sheet.max_row
    for row in (last + 1, last + 200):
        (rule,) = rules_at(sheet, f"{letter}{row}")
        assert "list" == rule.type
        assert "warning" == rule.errorStyle
    assert [] == rules_at(sheet, f"{letter}{last + 201}")
    assert "new rows go below the table" in sheet["A3"].value


@pytest.mark.parametrize("profile", [Profile.RESPONDER, Profile.SCRUTINY])
def test_where_no_new_rows_are_taken_nothing_invites_to_type_one(profile: Profile) -> None:
    """Below the table of a copy that adds no recommendations there are no drop-downs and no prompts."""
    sheet = sheet_of(profile, "Recommendations")
    assert "below" not in sheet["A3"].value
    below = [f"{cell.column_letter}{sheet.max_row + 1}" for cell in sheet[4]]
    assert {cell: [] for cell in below} == {cell: rules_at(sheet, cell) for cell in below}


WORDS = "A reply of several words, said again and again. "


def answers(*texts: str) -> Register:
    """Return a register in which one body gave these answers."""
    whole = one_answer(texts[0])
    (item,), (answer,) = whole.items, whole.responses
    for number, text in enumerate(texts[1:], start=2):
        name = f"report/rec-{number}"
        whole = whole.with_records(
            evolve(item, id=name, label=str(number)),
            evolve(answer, id=f"{name}/office", answers=name, text=text),
        )
    return whole


@pytest.mark.parametrize(
    ("profile", "heading", "reply"),
    [
        (Profile.KEEPER, "What is needed", "Your reply"),
        (Profile.RESPONDER, "What we need from you", "Your reply"),
        (Profile.SCRUTINY, "Longer than its row", "Reply"),
        (Profile.PUBLICATION, "Longer than its row", "Reply"),
    ],
)
def test_a_text_higher_than_a_row_can_be_is_whole_and_pointed_out(
    profile: Profile, heading: str, reply: str
) -> None:
    """The row is as high as Excel has it, the cell holds every word, and a cell beside it says so."""
    long = WORDS * 70
    data, _ = exported(answers(long, "Yes."), profile, scope=Scope(responders=("office",)))
    sheet: Any = load_workbook(io.BytesIO(data))["Recommendations"]
    at = {cell.value: cell.column_letter for cell in sheet[4]}
    assert long == sheet[f"{at[reply]}5"].value
    told = f"Long reply ({len(long):,} characters): read it in the formula bar or the Word form"
    assert str(sheet[f"{at[heading]}5"].value).endswith(told)
    assert "Long" not in str(sheet[f"{at[heading]}6"].value)
    assert 409 == sheet.row_dimensions[5].height


@pytest.mark.parametrize(
    ("long", "width"), [(1, 68), (2, 80)], ids=["one in twenty-one", "two in twenty-one"]
)
def test_replies_are_as_wide_as_nineteen_in_twenty_need(long: int, width: int) -> None:
    """The column widens where more than one reply in twenty would not be seen whole, not for one."""
    texts_ = [WORDS * 40] * long + ["Yes."] * (21 - long)
    sheet: Any = load_workbook(io.BytesIO(exported(answers(*texts_))[0]))["Recommendations"]
    letter = next(cell.column_letter for cell in sheet[4] if cell.value == "Your reply")
    assert width == sheet.column_dimensions[letter].width


@pytest.mark.parametrize("profile", [one for one in Profile if one is not Profile.PUBLICATION])
def test_what_is_to_be_filled_in_takes_words_as_typed(profile: Profile) -> None:
    """Each tinted cell, and each column of words below, has the format Text; nothing stops anybody."""
    tinted = 0
    for name in ("Recommendations", "Commitments"):
        sheet = sheet_of(profile, name)
        for row in sheet.iter_rows(min_row=5):
            for cell in row:
                if cell.fill.start_color.rgb == "00E8F1F8":
                    tinted += 1
                    assert "@" == cell.number_format
                    assert [] != rules_at(sheet, cell.coordinate), cell.coordinate
        styles = {rule.errorStyle for rule in sheet.data_validations.dataValidation if rule.type}
        assert styles <= {"warning"}
    assert tinted > 10


def test_the_publication_leaves_out_what_was_never_given_and_counts_it() -> None:
    """Drafts, notes and dates nobody was told of are nowhere in the file, the reasons included."""
    register = with_secrets()
    data, findings = exported(register, Profile.PUBLICATION)
    everything = " ".join(cell for rows in cells_of(data).values() for r in rows for cell in r)
    assert "secret" not in everything.casefold()
    assert "draft" not in everything.replace("no drafts", "").casefold()
    assert ["EXP902"] == [finding.code for finding in findings]
    assert (
        "left out of the copy for publication: 1 × draft answer, 1 × promise not yet given, "
        "1 × target date nobody was told of, 1 × note"
    ) == findings[0].message


def test_a_responder_sees_its_own_draft_and_nobody_elses() -> None:
    """A copy for one body holds its rows alone."""
    register = with_secrets()
    mine, _ = exported(register, Profile.RESPONDER, scope=Scope(responders=("office",)))
    other, _ = exported(register, Profile.RESPONDER, scope=Scope(responders=("agency",)))
    assert "A secret draft." in shown(mine)
    assert not any("secret" in cell.casefold() for cell in shown(other))


def test_a_copy_for_a_responder_says_for_whom() -> None:
    """Without a body it would hold everybody's drafts, so nothing is written."""
    stream = io.BytesIO()
    with pytest.raises(ExportRefusedError, match="say for whom: --for ORGANISATION"):
        TrackerWorkbook(profile=Profile.RESPONDER).export(with_secrets(), stream, CONTEXT)
    assert b"" == stream.getvalue()


def test_keys_are_those_of_the_whole_register_in_every_copy() -> None:
    """What comes back finds its row, whatever the reader was not shown."""
    register = with_secrets()
    whole = {row.key for row in register.rows()}
    for profile in Profile:
        filled: Tracker = tracker(register, as_of=AS_OF, profile=profile)
        assert {entry.key for entry in filled.row_entries} <= whole


def test_tables_have_relative_targets_and_words_for_who_cannot_see_them() -> None:
    """Other programs can open the tables, and a screen reader hears what each is about."""
    parts = parts_of_package(exported(load_sample(), as_of=DEMO_DAY)[0])
    links = [part for name, part in parts.items() if name.endswith(".rels") and "sheet" in name]
    assert links
    assert not any(b'Target="/xl/' in part for part in links)
    tables = [part for name, part in parts.items() if name.startswith("xl/tables/")]
    assert all(b"altTextSummary=" in part for part in tables)


def test_numbers_written_as_text_carry_no_warning() -> None:
    """A printed label is text, and Excel is told that it is meant to be."""
    parts = parts_of_package(exported(load_sample(), as_of=DEMO_DAY)[0])
    sheets = [p for n, p in parts.items() if n.startswith("xl/worksheets/sheet")]
    assert all(b"numberStoredAsText" in part for part in sheets if b"<tableParts" in part)


def test_ranges_and_print_texts_are_what_excel_takes() -> None:
    """Runs of rows are one range; an ampersand begins no code."""
    assert "B5:B7 B9:B9" == ranges("B", [[5, 6], [7, 7], [9, 9]])
    assert "Fish && chips" == print_text("Fish & chips")


def parts_of_package(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def one_answer(text: str) -> Register:
    """Return a register in which one body gave one answer."""
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
                text=text,
                steps=(Step(stage=Stage.SENT, day=PartialDate.day(dt.date(2030, 1, 1))),),
            ),
        ),
    )


def with_secrets() -> Register:
    """Return a register with a given answer, a moved date nobody knows, a draft and a note."""
    return one_answer("Yes.").with_records(
        Organisation(id="agency", name="Coast Agency"),
        Recommendation(
            id="report/rec-2",
            document="report",
            label="2",
            text="Two.",
            addressed_to=("office", "agency"),
        ),
        Response(
            id="report/rec-2/office",
            answers="report/rec-2",
            responder="office",
            text="A secret draft.",
        ),
        Commitment(
            id="c1",
            text="It will be lit.",
            items=("report/rec-1",),
            response="report/rec-1/office",
            dates=(
                TargetDate(date=PartialDate.month(2031, 9)),
                TargetDate(date=PartialDate.month(2032, 9), reason="A secret reason."),
            ),
        ),
        Commitment(
            id="c2",
            text="A secret promise.",
            items=("report/rec-2",),
            response="report/rec-2/office",
        ),
        Note(id="n1", about="report/rec-1", text="A secret note."),
    )
