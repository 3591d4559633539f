"""Workbooks as people and programs send them: built cell by cell, or exported and edited in the XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pytest

from accountability import ExportContext, ImportContext
from accountability.containers import Limits
from accountability.importers.excel import TrackerFile
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Profile, Scope
from accountability.tables.returned import Returned, ReturnedCell

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LIST = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

FORMATS = (
    "General",
    "@",
    "0%",
    "dd/mm/yyyy",
    "mmm\\-yy",
    "yyyy",
    "h:mm",
    '[$-809]d" "mmmm" "yyyy',
    '"d"0',
    "[h]:mm",
    "yyyy\\-mm\\-dd\\ hh:mm",
)
"""Number formats of the looks 0, 1, 2 … of a workbook that is built."""

Sheets = Mapping[str, str]
Make = Callable[..., bytes]
Edit = Callable[[bytes], bytes]


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts into a zip with fixed times."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            made.writestr(info, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def relationships(lines: Sequence[tuple[str, str]]) -> str:
    """Write a list of relationships from (type, target); their ids are r1, r2 and so on."""
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(lines, 1)
    )
    return f'<Relationships xmlns="{_LIST}">{inside}</Relationships>'


def workbook(
    sheets: Sheets,
    *,
    strings: str | None = None,
    properties: str = "",
    names: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """
    Build a workbook from the XML of its sheets.

    Args:
        sheets: By name, the XML of a whole worksheet, or only of its rows.

        strings: XML of the items of the shared texts.

        properties: Attributes of the workbook's properties.

        names: XML of the defined names.

        more: Further parts, or others of the same names.
    """
    listed = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    listed.append(("styles", "styles.xml"))
    if strings is not None:
        listed.append(("sharedStrings", "sharedStrings.xml"))
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1)
    )
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(FORMATS)
    )
    looks = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(FORMATS)))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}"/></Types>'
        ),
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><workbookPr {properties}/>'
            f"<sheets>{tabs}</sheets>{names}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relationships(listed),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>'
        ),
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    for number, xml in enumerate(sheets.values(), 1):
        whole = xml if xml.startswith("<?xml") or "<worksheet" in xml else worksheet(xml)
        parts[f"xl/worksheets/sheet{number}.xml"] = whole
    parts |= more or {}
    return package(parts)


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    """Write a worksheet around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text(reference: str, words: str) -> str:
    """Write a cell with text in it."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def listing(*headings: str) -> str:
    """Write the headings of a sheet in row 4."""
    cells = "".join(text(f"{chr(65 + n)}4", heading) for n, heading in enumerate(headings))
    return f'<row r="4">{cells}</row>'


TRACKER = listing(
    "Number",
    "Your position",
    "Your reply",
    "Runs out on",
    "Times moved",
    "Row key (leave as it is)",
)
"""Headings of a small sheet of recommendations: text, text, text, a day, a number, the key."""


@pytest.fixture
def make() -> Make:
    """Build a workbook."""
    return workbook


@pytest.fixture
def cell() -> Callable[..., ReturnedCell]:
    """Read one cell of a tracker from the XML of its inside: kind and look, then what it holds."""

    def read_cell(
        inside: str, key: str = "reply", *, cached: bool = False, **more: str
    ) -> ReturnedCell:
        column = {"position": "B", "reply": "C", "runs_out": "D"}[key]
        row = f'<row r="5">{text("F5", "k/1")}{text("A5", "1")}<c r="{column}5" {inside}</c></row>'
        data = workbook({"Recommendations": TRACKER + row}, **more)  # type: ignore[arg-type]  # by name
        returned = TrackerFile(cached=cached).read(data, ImportContext(file="back.xlsx")).returned
        assert returned is not None
        (only,) = returned.rows
        return only.cells[key]

    return read_cell


def read_back(data: bytes, *, file: str = "back.xlsx", limits: Limits | None = None) -> Returned:
    """Read a tracker."""
    context = ImportContext(file=file, limits=limits or Limits())
    returned = TrackerFile().read(data, context).returned
    assert returned is not None
    return returned


@pytest.fixture
def back() -> Callable[..., Returned]:
    """Read a tracker that came back."""
    return read_back


@pytest.fixture(scope="session")
def sent() -> Callable[..., bytes]:
    """Export the sample's tracker, once for each reader."""
    from accountability.exporters.excel import TrackerWorkbook

    made: dict[Profile, bytes] = {}

    def export(profile: Profile = Profile.KEEPER) -> bytes:
        if profile not in made:
            target = io.BytesIO()
            scope = Scope(responders=(TEAM,)) if profile is Profile.RESPONDER else Scope()
            context = ExportContext(as_of=DEMO_DAY, scope=scope, contact="harbours@example.org")
            TrackerWorkbook(profile=profile).export(load_sample(), target, context)
            made[profile] = target.getvalue()
        return made[profile]

    return export


TEAM = "uk-department-for-harbours"


@pytest.fixture
def edited() -> Callable[..., bytes]:
    """Change parts of a package: name of the part to a function from its text to another."""

    def edit(
        data: bytes,
        edits: Mapping[str, Callable[[str], str]],
        *,
        more: Mapping[str, str] | None = None,
    ) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts: dict[str, str | bytes] = {}
            for name in source.namelist():
                part = source.read(name)
                change = edits.get(name)
                if change is None:
                    parts[name] = part
                else:
                    before = part.decode()
                    parts[name] = change(before)
                    assert parts[name] != before, name
        return package({**parts, **(more or {})})

    return edit


@pytest.fixture
def part_of() -> Callable[[bytes, str], str]:
    """Find the part of a sheet by the sheet's name."""

    def find(data: bytes, sheet: str) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            main = source.read("xl/workbook.xml").decode()
            listed = source.read("xl/_rels/workbook.xml.rels").decode()
        tab = next(tab for tab in re.findall(r"<sheet [^>]*>", main) if f'name="{sheet}"' in tab)
        number = re.search(r'r:id="(\w+)"', tab)
        assert number is not None
        one = next(
            line
            for line in re.findall(r"<Relationship [^>]*>", listed)
            if f'Id="{number[1]}"' in line
        )
        target = re.search(r'Target="/?(?:xl/)?([^"]+)"', one)
        assert target is not None
        return f"xl/{target[1]}"

    return find
