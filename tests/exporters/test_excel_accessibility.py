"""The tracker as an accessibility officer checks it: statements computed on the bytes written."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook

from accountability.exporters import _look as look
from accountability.exporters._base import ExportContext
from accountability.exporters.excel import TrackerWorkbook
from accountability.model import Register
from accountability.samples import DEMO_DAY, load_sample
from accountability.status import Status
from accountability.tables import Profile, Scope, tracker
from accountability.vocabularies import plain

EMPTY = Register(id="r", title="Nothing yet")
PUBLICATION = Profile.PUBLICATION
EVERY_COPY = [(profile, empty) for profile in Profile for empty in (False, True)]
BOTH = pytest.mark.parametrize(("profile", "empty"), EVERY_COPY)
WORKING = pytest.mark.parametrize("profile", [p for p in Profile if p is not PUBLICATION])


@cache
def data_of(profile: Profile, *, empty: bool = False) -> bytes:
    """Return the bytes of a copy of the sample, or of an empty register."""
    stream = io.BytesIO()
    everybody = tuple(body.id for body in load_sample().organisations)
    context = ExportContext(
        as_of=DEMO_DAY,
        contact="Harbours team, team@harbours.example",
        scope=Scope(responders=everybody if profile is Profile.RESPONDER else ()),
    )
    exporter = TrackerWorkbook(
        profile=profile, publisher="Department for Harbours", rights="Open Harbour Licence"
    )
    exporter.export(EMPTY if empty else load_sample(), stream, context)
    return stream.getvalue()


@cache
def book_of(profile: Profile, *, empty: bool = False) -> Any:
    """Return that copy as openpyxl reads it."""
    return load_workbook(io.BytesIO(data_of(profile, empty=empty)))


@cache
def parts_of(profile: Profile, *, empty: bool = False) -> dict[str, str]:
    """Return the parts of that copy as text."""
    with zipfile.ZipFile(io.BytesIO(data_of(profile, empty=empty))) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def tables_of(sheet: Any) -> list[tuple[Any, list[list[Any]]]]:
    """Return the tables of a sheet with their rows of cells."""
    return [(table, [list(row) for row in sheet[table.ref]]) for table in sheet.tables.values()]


def links_of(sheet: Any) -> list[Any]:
    """Return the cells of a sheet that lead elsewhere."""
    return [cell for cell in filled_cells(sheet) if cell.hyperlink is not None]


def filled_cells(sheet: Any) -> list[Any]:
    """Return the cells of a sheet that hold something."""
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


@BOTH
def test_xa01_records_stand_in_exactly_one_table(profile: Profile, empty: bool) -> None:
    """Below the lines at the top of a sheet of records, every cell is in its one table."""
    for sheet in book_of(profile, empty=empty):
        if sheet.title in {"About", "Cover"}:
            continue
        ((_table, rows),) = tables_of(sheet)
        inside = {cell.coordinate for row in rows for cell in row}
        below = {cell.coordinate for cell in filled_cells(sheet) if cell.row >= 4}
        assert below <= inside


@BOTH
def test_xa02_tables_are_named_after_their_sheets(profile: Profile, empty: bool) -> None:
    """Names say what a table holds, are unique and valid in Excel."""
    names = []
    for sheet in book_of(profile, empty=empty):
        for name, table in zip(sheet.tables, sheet.tables.values(), strict=True):
            assert sheet.title.replace(" ", "_") == name == table.displayName
            names.append(name.casefold())
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z_]\w*", name) for name in names)


@BOTH
def test_xa03_nothing_is_merged(profile: Profile, empty: bool) -> None:
    """No sheet has a merged range."""
    assert not any("<mergeCell" in part for part in parts_of(profile, empty=empty).values())


@BOTH
def test_xa04_no_row_or_column_of_a_table_is_blank(profile: Profile, empty: bool) -> None:
    """Every row says something; every column has at least its heading."""
    for sheet in book_of(profile, empty=empty):
        for _table, rows in tables_of(sheet):
            assert all(any(cell.value is not None for cell in row) for row in rows)


@BOTH
def test_xa05_each_table_has_one_row_of_unique_headings(profile: Profile, empty: bool) -> None:
    """Headings are texts, unique whatever their case, and equal to what the table says."""
    for sheet in book_of(profile, empty=empty):
        for table, rows in tables_of(sheet):
            headings = [cell.value for cell in rows[0]]
            assert headings == [column.name for column in table.tableColumns]
            assert all(isinstance(heading, str) and heading.strip() for heading in headings)
            assert len(headings) == len({heading.casefold() for heading in headings})


@BOTH
def test_xa06_text_in_tables_is_wrapped_and_at_the_top(profile: Profile, empty: bool) -> None:
    """No text runs out of its cell."""
    for sheet in book_of(profile, empty=empty):
        for _table, rows in tables_of(sheet):
            for cell in (cell for row in rows for cell in row):
                assert cell.alignment.wrap_text
                assert "top" == cell.alignment.vertical


def test_xa07_what_is_published_has_no_filters_and_nothing_frozen() -> None:
    """Buttons and panes get in the way of a screen reader."""
    for name, part in parts_of(PUBLICATION).items():
        assert "<autoFilter" not in part, name
        assert "<pane" not in part, name


@WORKING
def test_xa08_headings_stay_in_sight_and_are_repeated_on_paper(profile: Profile) -> None:
    """The header row and the number are frozen, and the header row heads each page."""
    for sheet in book_of(profile):
        if sheet.title != "About":
            assert "B5" == sheet.freeze_panes
            assert "$4:$4" == sheet.print_title_rows
    told = " ".join(str(cell.value) for cell in filled_cells(book_of(profile)["About"]))
    assert "A working copy, not for publication." in told


def test_xa09_no_cell_of_what_is_published_is_empty() -> None:
    """Where nothing is recorded, the cell says so, and the line above the table says that it does."""
    for sheet in book_of(PUBLICATION):
        for _table, rows in tables_of(sheet):
            assert all(cell.value not in {None, ""} for row in rows for cell in row)
            assert "No cell is empty" in sheet["A3"].value


@BOTH
def test_xa10_nothing_is_hidden(profile: Profile, empty: bool) -> None:
    """No sheet, row or column is hidden or has no size."""
    for name, part in parts_of(profile, empty=empty).items():
        assert not re.search(r'\b(?:hidden="(?:1|true)"|state="(?:veryH|h)idden")', part), name
        assert not re.search(r'\b(?:ht|width)="0(?:\.0*)?"', part), name


@BOTH
def test_xa11_columns_are_neither_narrow_nor_wide(profile: Profile, empty: bool) -> None:
    """Widths lie between 8 and 80, and the longest word of a heading fits."""
    for sheet in book_of(profile, empty=empty):
        widths = {letter: size.width for letter, size in sheet.column_dimensions.items()}
        assert all(8 <= width <= 80 for width in widths.values())
        for _table, rows in tables_of(sheet):
            for cell in rows[0]:
                longest = max(map(len, str(cell.value).split()))
                assert longest <= widths[cell.column_letter], cell.value


MARKER = re.compile(r"\[note \d+\]")


def test_xa12_notes_are_marked_in_words() -> None:
    """Nothing is raised, and no sign points to a note: a marker is words in brackets."""
    assert "vertAlign" not in parts_of(PUBLICATION)["xl/styles.xml"]
    for sheet in book_of(PUBLICATION):
        for _table, rows in tables_of(sheet):
            for heading in rows[0]:
                assert not re.search(r"[*†‡§¹²³]", str(heading.value))


def test_xa13_xa14_every_marker_has_its_note_and_every_note_its_marker() -> None:
    """The notes stand in a table on a sheet called Notes, in the order of their numbers."""
    book = book_of(PUBLICATION)
    ((_table, rows),) = tables_of(book["Notes"])
    told = [row[0].value for row in rows[1:]]
    assert [f"[note {number}]" for number in range(1, len(told) + 1)] == told
    assert all(len(str(row[2].value)) > 20 for row in rows[1:])
    used = {
        marker
        for sheet in book
        for _table, rows in tables_of(sheet)
        for heading in rows[0]
        for marker in MARKER.findall(str(heading.value))
    }
    assert set(told) == used
    for name in parts_of(PUBLICATION):
        assert "comments" not in name.casefold(), name


def test_xa15_markers_stand_in_headings_alone() -> None:
    """No cell of a record is broken by one; the cover tells what they look like."""
    for sheet in book_of(PUBLICATION):
        heads = {cell.coordinate for _table, rows in tables_of(sheet) for cell in rows[0]}
        marked = {cell.coordinate for cell in filled_cells(sheet) if MARKER.search(str(cell.value))}
        if sheet.title == "Notes":
            assert {"A"} == {place[0] for place in marked}
        elif sheet.title != "Cover":
            assert marked <= heads


@BOTH
def test_xa16_links_stand_alone_and_say_where_they_lead(profile: Profile, empty: bool) -> None:
    """Each link is the name of the sheet that it opens."""
    book = book_of(profile, empty=empty)
    for cell in (cell for sheet in book for cell in links_of(sheet)):
        assert f"'{cell.value}'!A1" == cell.hyperlink.location
        assert cell.value in book.sheetnames
    assert links_of(book["Contents" if profile is PUBLICATION else "About"])


@BOTH
def test_xa17_text_is_sans_serif_and_12_point_or_more(profile: Profile, empty: bool) -> None:
    """Titles are larger and bold; nothing is in italics, and only links are underlined."""
    for sheet in book_of(profile, empty=empty):
        title = sheet["A1"]
        assert title.font.b
        assert title.font.sz > look.BODY
        for cell in filled_cells(sheet):
            assert look.FONT == cell.font.name
            assert cell.font.sz >= 12
            assert not cell.font.i
            assert bool(cell.font.u) == (cell.hyperlink is not None)


@BOTH
def test_xa19_no_cell_is_only_a_symbol(profile: Profile, empty: bool) -> None:
    """A dash or a tick says nothing to whoever hears it."""
    for sheet in book_of(profile, empty=empty):
        for cell in filled_cells(sheet):
            assert re.search(r"\w", str(cell.value)), f"{sheet.title}!{cell.coordinate}"


def test_xa20_what_is_published_has_no_page_header_and_no_shapes() -> None:
    """Nothing stands outside the cells."""
    for name, part in parts_of(PUBLICATION).items():
        assert "<headerFooter" not in part, name
    assert not any("drawing" in name for name in parts_of(PUBLICATION))


def test_xa21_what_is_published_has_no_fills() -> None:
    """There the words stand alone."""
    for sheet in book_of(PUBLICATION):
        assert all(cell.fill.fill_type is None for row in sheet.iter_rows() for cell in row)


@WORKING
def test_xa22_a_tinted_status_is_a_word_too(profile: Profile) -> None:
    """Removing every colour loses nothing: what is tinted says the same in its cell or heading."""
    for sheet in book_of(profile):
        for _table, rows in tables_of(sheet):
            for row in rows[1:]:
                for cell, heading in zip(row, rows[0], strict=True):
                    if "Status" in str(heading.value) and cell.fill.fill_type:
                        assert cell.value


def rules_of(sheet: Any) -> list[tuple[str, Any]]:
    """Return the conditional formats of a sheet, each with its range."""
    return [
        (str(found.sqref), rule) for found in sheet.conditional_formatting for rule in found.rules
    ]


@WORKING
def test_xa22_conditional_formats_repeat_what_their_cell_says(profile: Profile) -> None:
    """Each asks only for words of its own cell, and every status in the column has its tint."""
    book = book_of(profile)
    for name in ("Recommendations", "Commitments"):
        sheet = book[name]
        found = rules_of(sheet)
        assert found
        asked: set[str] = set()
        for cells, rule in found:
            (formula,) = rule.formula
            column = re.match("[A-Z]+", cells)[0]  # type: ignore[index]  # a range begins so
            assert set(re.findall(r"\$([A-Z]+)5=", formula)) == {column}
            assert "Status" in sheet[f"{column}4"].value
            asked |= set(re.findall('="([^"]+)"', formula))
            assert {cell.value for (cell,) in sheet[cells]} <= {plain(status) for status in Status}
        assert asked == {plain(status) for status in Status}


@WORKING
def test_xa23_conditional_formats_have_contrast(profile: Profile) -> None:
    """Above 6 to 1, as the tints do."""
    for sheet in book_of(profile):
        for _cells, rule in rules_of(sheet):
            fill, text = rule.dxf.fill.bgColor.rgb[-6:], rule.dxf.font.color.rgb[-6:]
            assert contrast(fill, text) > 6


def test_xa07_xa21_what_is_published_has_no_conditional_formats_and_no_drop_downs() -> None:
    """It is for reading."""
    for name, part in parts_of(PUBLICATION).items():
        assert "<conditionalFormatting" not in part, name
        assert "<dataValidation" not in part, name


PARTS = frozenset(
    {
        *("officeDocument", "worksheet", "styles", "theme", "sharedStrings", "table"),
        *("core-properties", "extended-properties", "custom-properties"),
    }
)
"""What one part of a copy may be to another: nothing that is drawn is among it."""


@BOTH
def test_xa24_there_are_no_pictures_and_charts(profile: Profile, empty: bool) -> None:
    """Nothing needs to be described that is not in a cell: nothing is drawn, whatever its part is called."""
    for name, part in parts_of(profile, empty=empty).items():
        if name.endswith(".rels"):
            assert {
                kind.rpartition("/")[2] for kind in re.findall(r'Type="([^"]+)"', part)
            } <= PARTS
        assert not re.search(r"media/|charts?/|drawings?/|embeddings/", name)
        assert not re.search(
            r"<(?:\w+:)?(?:drawing|legacyDrawing|picture|oleObject|control)\b", part
        )
    types = parts_of(profile, empty=empty)["[Content_Types].xml"]
    assert not re.search(r"image/|drawing\b|drawingml|chart", types)


@WORKING
def test_xa38_columns_stand_in_the_order_of_the_layout(profile: Profile) -> None:
    """From left to right as the one list has them, the check last."""
    everybody = tuple(body.id for body in load_sample().organisations)
    scope = Scope(responders=everybody if profile is Profile.RESPONDER else ())
    filled = tracker(load_sample(), as_of=DEMO_DAY, profile=profile, scope=scope)
    book = book_of(profile)
    for wanted in filled.sheets:
        headings = [cell.value for cell in book[wanted.name][4]]
        assert [*wanted.headings] == headings[: len(wanted.headings)]
        assert len(headings) == len(wanted.headings) + 1


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("status", Status)
def test_xa23_every_tint_has_contrast(status: Status) -> None:
    """The word of each status can be read on its tint, above 6 to 1."""
    tint = look.TINTS[status]
    assert contrast(tint.fill, tint.text) > 6


@pytest.mark.parametrize("fill", ["FFFFFF", look.QUIET, look.FILL_IN])
@pytest.mark.parametrize("text", [look.TEXT, look.SECONDARY])
def test_xa23_every_text_has_contrast_on_every_fill(text: str, fill: str) -> None:
    """Body text and secondary text can be read wherever they stand."""
    assert contrast(text, fill) >= 4.5


def test_xa23_links_have_contrast_on_white() -> None:
    """The accent is dark enough for words."""
    assert contrast(look.ACCENT, "FFFFFF") >= 4.5


@BOTH
def test_xa23_every_pair_that_was_written_has_contrast(profile: Profile, empty: bool) -> None:
    """Computed from the cells, whatever the constants say."""
    for sheet in book_of(profile, empty=empty):
        for cell in filled_cells(sheet):
            fill = cell.fill.start_color.rgb[-6:] if cell.fill.fill_type else "FFFFFF"
            assert contrast(fill, cell.font.color.rgb[-6:]) >= 4.5


@BOTH
def test_xa25_there_is_nothing_that_runs(profile: Profile, empty: bool) -> None:
    """No macros, no controls, no formulas."""
    for name, part in parts_of(profile, empty=empty).items():
        assert not re.search(r"vbaProject|activeX|ctrlProps", name)
        assert not re.search(r"<f[ >]", part)


@BOTH
def test_xa26_xa27_sheets_have_names_and_content(profile: Profile, empty: bool) -> None:
    """Names are words of at most 31 characters, and no sheet is empty."""
    book = book_of(profile, empty=empty)
    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames})
    for sheet in book:
        assert 0 < len(sheet.title) <= 31
        assert not re.fullmatch(r"Sheet\d*", sheet.title)
        assert filled_cells(sheet)


@pytest.mark.parametrize("empty", [False, True])
def test_xa18_xa28_xa29_tables_that_are_published_stand_alone_under_their_title(
    empty: bool,
) -> None:
    """Title in A1, at most two lines under it, then one table from column A, and nothing below."""
    for sheet in book_of(PUBLICATION, empty=empty):
        assert sheet["A1"].value
        if sheet.title == "Cover":
            continue
        ((table, rows),) = tables_of(sheet)
        assert table.ref.startswith("A4:")
        assert rows[-1][0].row == sheet.max_row
        assert 1 == len(sheet.tables)


@BOTH
def test_xa30_the_file_says_what_it_is(profile: Profile, empty: bool) -> None:
    """Title, language, subject, creator and description are set."""
    core = parts_of(profile, empty=empty)["docProps/core.xml"]
    for tag in ("dc:title", "dc:language", "dc:subject", "dc:creator", "dc:description"):
        assert re.search(rf"<{tag}>[^<]+</{tag}>", core), tag
    assert "<dc:language>en-GB</dc:language>" in core


@BOTH
def test_xa31_the_file_opens_at_the_top(profile: Profile, empty: bool) -> None:
    """First sheet, first cell, not scrolled."""
    assert 0 == book_of(profile, empty=empty).index(book_of(profile, empty=empty).active)
    for name, part in parts_of(profile, empty=empty).items():
        if name.startswith("xl/worksheets/sheet"):
            selected = re.findall(r'<selection[^>]*activeCell="([^"]+)"', part)
            assert set(selected) <= {"A1"}, name
            tops = re.findall(r'<sheetView [^>]*topLeftCell="([^"]+)"', part)
            assert set(tops) <= {"A1"}


def test_xa32_what_is_published_begins_with_a_cover_and_its_contents() -> None:
    """The cover says what, who, as of when and on what terms; the contents link to every sheet after."""
    book = book_of(PUBLICATION)
    assert ["Cover", "Contents", "Notes"] == book.sheetnames[:3]
    cover = {row[0].value: row[-1].value for row in book["Cover"].iter_rows(max_col=2)}
    assert load_sample().title == book["Cover"]["A1"].value
    assert cover["As at"].startswith("1 October 2027. Every status is worked out for that day")
    assert {
        "Publisher": "Department for Harbours",
        "Contact": "Harbours team, team@harbours.example",
        "Rights": "Open Harbour Licence",
    } == {label: cover[label] for label in ("Publisher", "Contact", "Rights")}
    assert not {"Return", "What we need", "Where to type"} & set(cover)
    links = [cell.value for cell in links_of(book["Contents"])]
    assert book.sheetnames[2:] == links


def test_xa32_a_cover_says_what_nobody_stated() -> None:
    """A line is never left out in silence."""
    stream = io.BytesIO()
    TrackerWorkbook(profile=PUBLICATION).export(EMPTY, stream, ExportContext(as_of=DEMO_DAY))
    rows = load_workbook(stream)["Cover"].iter_rows(max_col=2)
    cover = {label.value: told.value for label, told in rows}
    assert ["Not stated."] * 3 == [cover[label] for label in ("Publisher", "Contact", "Rights")]


@BOTH
def test_xa33_every_table_has_words_for_who_cannot_see_it(profile: Profile, empty: bool) -> None:
    """Title and description."""
    for name, part in parts_of(profile, empty=empty).items():
        if name.startswith("xl/tables/"):
            assert re.search(r'altText="[^"]+" altTextSummary="[^"]{20,}"', part), name


@BOTH
def test_xa34_nothing_is_protected(profile: Profile, empty: bool) -> None:
    """Whoever gets it may add columns, sort and comment."""
    for part in parts_of(profile, empty=empty).values():
        assert not re.search(r"<(?:sheet|workbook)Protection", part)


@WORKING
def test_xa35_every_drop_down_says_what_to_enter_and_how_to_mend_it(profile: Profile) -> None:
    """Prompts and errors are sentences, no longer than programs show."""
    for sheet in book_of(profile):
        for rule in sheet.data_validations.dataValidation:
            assert 0 < len(rule.promptTitle) <= 32
            assert 0 < len(rule.prompt) <= 255
            assert rule.allow_blank
            if rule.type == "list":
                assert 0 < len(rule.errorTitle) <= 32
                assert 0 < len(rule.error) <= 255


DERIVED = re.compile(r"(?:runs out on|begins on|response due)(?: \[note \d+\])?$", re.IGNORECASE)
"""Headings of the columns whose days we work out."""


@BOTH
def test_xa36_xa37_real_dates_are_shown_in_words(profile: Profile, empty: bool) -> None:
    """A day we worked out is a date of Excel's shown as 31 March 2027; everything else is text."""
    worked_out = 0
    for sheet in book_of(profile, empty=empty):
        derived = {
            cell.column
            for _table, rows in tables_of(sheet)
            for cell in rows[0]
            if DERIVED.search(str(cell.value))
        }
        heads = 4 if sheet.tables else 0
        for cell in filled_cells(sheet):
            told = f"{sheet.title}!{cell.coordinate}"
            if isinstance(cell.value, dt.datetime):
                assert "d mmmm yyyy" == cell.number_format, told
                assert cell.column in derived, told
                worked_out += 1
            elif cell.column in derived and cell.row > heads:
                assert profile is PUBLICATION, told
                assert not re.search(r"\d", str(cell.value)), told
            elif not isinstance(cell.value, str):
                assert (int, "0") == (type(cell.value), cell.number_format), told
    assert empty or worked_out


@BOTH
def test_xa39_tables_have_a_plain_style(profile: Profile, empty: bool) -> None:
    """No banding of the program's own."""
    for sheet in book_of(profile, empty=empty):
        for table, _rows in tables_of(sheet):
            assert "TableStyleLight1" == table.tableStyleInfo.name
            assert not table.tableStyleInfo.showRowStripes


@pytest.mark.parametrize("profile", Profile)
def test_nothing_on_paper_is_smaller_than_8_point(profile: Profile) -> None:
    """Fitted to the width of its paper, body text of 12 point stays legible."""
    paper = {8: 420 / 25.4, 9: 210 / 25.4}
    for sheet in book_of(profile):
        letters = re.findall(r"\$([A-Z]+)\$", str(sheet.print_area or ""))
        widths = {
            sheet[f"{letter}1"].column: size.width
            for letter, size in sheet.column_dimensions.items()
        }
        last = sheet[f"{letters[-1]}1"].column if letters else max(widths)
        # Arial of 12 point: a digit is 9 pixels wide at 96 to the inch, and a column has 5 more.
        inches = sum(width * 9 + 5 for at, width in widths.items() if at <= last) / 96
        room = paper[int(sheet.page_setup.paperSize)] - 0.8
        assert 12 * min(1, room / inches) >= 8, sheet.title
