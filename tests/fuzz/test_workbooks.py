"""Damaged workbooks: whatever was done to one, it is read, or refused with a reason."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from accountability import ExportContext, Profile
from accountability.importers.excel import TrackerFile
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope

if TYPE_CHECKING:
    from tests.fuzz.conftest import Format, Parts

pytestmark = pytest.mark.needs("excel")


def whole(which: int) -> Parts:
    """Return the parts of a workbook that is whole: two as written, one as another program saves it."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    from accountability.exporters.excel import TrackerWorkbook

    profile = (Profile.RESPONDER, Profile.SCRUTINY, Profile.RESPONDER)[which]
    team = ("uk-department-for-harbours",) if profile is Profile.RESPONDER else ()
    target = io.BytesIO()
    context = ExportContext(as_of=DEMO_DAY, scope=Scope(responders=team))
    TrackerWorkbook(profile=profile).export(load_sample(), target, context)
    data = target.getvalue()
    if which == 2:
        book = load_workbook(io.BytesIO(data))
        book["Recommendations"]["D6"].comment = Comment("Is this so?", "A. Reader")
        book["Recommendations"].merge_cells("C6:C7")
        book["Recommendations"]["E7"] = "=A1&B1"
        target = io.BytesIO()
        book.save(target)
        data = target.getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


VALUES = (
    *(
        "",
        "0",
        "-1",
        "1",
        "7",
        "99",
        "4294967296",
        "99999999999999999999",
        "1.5",
        "1e9",
        "true",
        "x",
    ),
    *(
        "A0",
        "A1",
        "C5",
        "ZZ5",
        "XFD1048576",
        "XFE5",
        "A1:XFD1048576",
        "A1:B2",
        "$A$1",
        "rId1",
        "r2",
    ),
    *("inlineStr", "s", "str", "n", "b", "e", "d", "hidden", "é", "&#x1F600;", "&amp;", "../x.xml"),
    *("worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml", "mmm yyyy", "[h]:mm", "@"),
)
TEXTS = (
    *(
        "",
        " ",
        "=1+1",
        "-",
        "0",
        "1",
        "60",
        "46447",
        "-3",
        "1e308",
        "1e999",
        "nan",
        "inf",
        "_xD800_",
    ),
    *(
        "_x000D_",
        "&#x10FFFF;",
        "&#13;",
        "]]&gt;",
        "#REF!",
        "2027-03-31",
        "2027-13-45",
        "k" * 40_000,
    ),
    *(
        "tracker 0",
        "tracker 99",
        "Recommendations",
        "Number",
        "Row key (leave as it is)",
        "bcdfgh ~",
    ),
    *(
        " … [continued on sheet Long texts, row 5]",
        "\u2028\ufeff",
        "😀",
        "&lt;a/&gt;",
        "12",
        "keeper",
    ),
)
PIECES = (
    *(
        "<f>A1</f>",
        "<v>1</v>",
        "<x/>",
        "<is><t>a</t></is>",
        '<c r="C5"><v>1</v></c>',
        "<c/>",
        "<row/>",
    ),
    *(
        '<row r="5"/>',
        "<rPh><t>a</t></rPh>",
        '<mergeCell ref="A1:C9"/>',
        "<!-- a -->",
        "<![CDATA[a]]>",
    ),
    *(
        '<c r="D6" t="e"><v>#N/A</v></c>',
        "<a>" * 300 + "</a>" * 300,
        '<c t="b"><v>1</v></c>',
        "words",
    ),
    *(
        '<sheet name="About" sheetId="1"/>',
        '<f t="shared" si="0"/>',
        '<c r="D5" s="3"><v>60</v></c>',
    ),
)
_CLOSED = re.compile(
    r"<(c|row|t|is|sheet|Relationship|xf|numFmt|comment|property)\b[^>]*?(?:/>|>.*?</\1>)"
)


@pytest.fixture(scope="module")
def workbooks(format_of: Callable[..., Format]) -> Format:
    """Give workbooks to damage: two as written, one as another program saves it."""
    return format_of(
        file="back.xlsx",
        expected="workbook",
        whole=[whole(which) for which in range(3)],
        main="worksheets/sheet",
        values=VALUES,
        texts=TEXTS,
        pieces=PIECES,
        closed=_CLOSED,
        read=TrackerFile().read,
    )


def test_a_few_damaged_workbooks_are_read_or_refused(workbooks: Format) -> None:
    """A slice of what the session `fuzz` tries: read, or refused with a reason."""
    workbooks.try_a_few()


@pytest.mark.fuzz
def test_many_damaged_workbooks_are_read_or_refused(
    workbooks: Format, record_property: Callable[[str, object], None]
) -> None:
    """Thousands of damaged workbooks: read, or refused with a reason, in little time and memory."""
    record_property("told", workbooks.try_many())
