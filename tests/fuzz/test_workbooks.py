"""
Damaged workbooks: whatever was done to one, it is read, or refused with a reason.

Some are damaged as files are on their way (cut, flipped, parts lost), most in their XML, so that they
pass the guard and the parser and reach what looks for sheets, columns and rows. Each damage has a
number, and the same number does the same damage.
"""

from __future__ import annotations

import functools
import io
import random
import re
import resource
import time
import zipfile
from collections import Counter
from collections.abc import Callable

import pytest

from accountability import AccountabilityError, ExportContext, ImportContext, Profile
from accountability.containers import open_package
from accountability.importers.excel import TrackerFile
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope

pytestmark = pytest.mark.needs("excel")

SECONDS, MEGABYTES = 5, 200
"""What one file may take."""

MANY, FEW = 2_400, 60


@functools.cache
def whole(which: int) -> dict[str, bytes]:
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


def packed(parts: dict[str, bytes]) -> bytes:
    """Pack parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            made.writestr(info, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


# --- damage to the file ---------------------------------------------------------------------------


def cut(chance: random.Random, data: bytes) -> bytes:
    """Lose the end."""
    return data[: chance.randrange(len(data))]


def flip(chance: random.Random, data: bytes) -> bytes:
    """Change some bytes."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def flip_directory(chance: random.Random, data: bytes) -> bytes:
    """Change some bytes where the zip says what it holds."""
    made = bytearray(data)
    start = made.find(b"PK\x01\x02")
    for _ in range(chance.randint(1, 4)):
        made[chance.randrange(start, len(made))] = chance.randrange(256)
    return bytes(made)


def splice(chance: random.Random, data: bytes) -> bytes:
    """Put a piece of the file somewhere else in it."""
    start, at = chance.randrange(len(data)), chance.randrange(len(data))
    return data[:at] + data[start : start + chance.randrange(400)] + data[at:]


FILES: tuple[Callable[[random.Random, bytes], bytes], ...] = (cut, flip, flip_directory, splice)


# --- damage to the parts --------------------------------------------------------------------------

Parts = dict[str, bytes]


def lose(chance: random.Random, parts: Parts) -> None:
    """Lose a part."""
    del parts[chance.choice(sorted(parts))]


def exchange(chance: random.Random, parts: Parts) -> None:
    """Let two parts change places."""
    one, two = chance.sample(sorted(parts), 2)
    parts[one], parts[two] = parts[two], parts[one]


def empty(chance: random.Random, parts: Parts) -> None:
    """Leave nothing in a part."""
    parts[chance.choice(sorted(parts))] = b""


def rename(chance: random.Random, parts: Parts) -> None:
    """Give a part another name."""
    old = chance.choice(sorted(parts))
    parts[chance.choice(["xl/a.xml", "../b", "xl\\c.xml", "xl/vbaProject.bin", "é.xml"])] = (
        parts.pop(old)
    )


def declare(chance: random.Random, parts: Parts) -> None:
    """Put a document type, or a word about the encoding, at the front of a part."""
    name = some_part(chance, parts)
    front = chance.choice(
        [
            b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
            b'<?xml version="1.0" encoding="cp037"?>',
            b"\xff\xfe",
            b"&b;",
        ]
    )
    parts[name] = front + parts[name]


PARTS: tuple[Callable[[random.Random, Parts], None], ...] = (lose, exchange, empty, rename, declare)


# --- damage to the XML ----------------------------------------------------------------------------

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
_ATTRIBUTE = re.compile(r'([\w:]+)="[^"]*"')
_TEXT = re.compile(r">([^<]+)<")
_CLOSED = re.compile(
    r"<(c|row|t|is|sheet|Relationship|xf|numFmt|comment|property)\b[^>]*?(?:/>|>.*?</\1>)"
)


def some_part(chance: random.Random, parts: Parts) -> str:
    """Choose a part of XML, a sheet more often than not."""
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    sheets = [name for name in names if "worksheets/sheet" in name]
    wanted = sheets if sheets and chance.random() < 0.7 else names
    return chance.choice(wanted or [*sorted(parts)])


def some_match(chance: random.Random, pattern: re.Pattern[str], xml: str) -> re.Match[str] | None:
    """Choose a place that fits *pattern*, without looking at them all."""
    return pattern.search(xml, chance.randrange(len(xml) or 1)) or pattern.search(xml)


def other_value(chance: random.Random, xml: str) -> str:
    """Give an attribute another value."""
    found = some_match(chance, _ATTRIBUTE, xml)
    if found is None:
        return xml
    return f'{xml[: found.start()]}{found[1]}="{chance.choice(VALUES)}"{xml[found.end() :]}'


def no_attribute(chance: random.Random, xml: str) -> str:
    """Lose an attribute."""
    found = some_match(chance, _ATTRIBUTE, xml)
    return xml if found is None else xml[: found.start()] + xml[found.end() :]


def other_text(chance: random.Random, xml: str) -> str:
    """Give an element other words."""
    found = some_match(chance, _TEXT, xml)
    if found is None:
        return xml
    return xml[: found.start(1)] + chance.choice(TEXTS) + xml[found.end(1) :]


def no_element(chance: random.Random, xml: str) -> str:
    """Lose an element with all that is in it."""
    found = some_match(chance, _CLOSED, xml)
    return xml if found is None else xml[: found.start()] + xml[found.end() :]


def twice(chance: random.Random, xml: str) -> str:
    """Write an element twice."""
    found = some_match(chance, _CLOSED, xml)
    return xml if found is None else xml[: found.end()] + found[0] + xml[found.end() :]


def elsewhere(chance: random.Random, xml: str) -> str:
    """Put an element after another one."""
    found, other = some_match(chance, _CLOSED, xml), some_match(chance, _CLOSED, xml)
    if found is None or other is None:
        return xml
    return xml[: found.end()] + other[0] + xml[found.end() :]


def insert(chance: random.Random, xml: str) -> str:
    """Put something between two tags."""
    at = xml.find("><", chance.randrange(len(xml) or 1)) + 1
    return xml[:at] + chance.choice(PIECES) + xml[at:] if at else xml


def tangle(chance: random.Random, xml: str) -> str:
    """Lose a tag, so that the XML is no longer well-formed."""
    found = some_match(chance, re.compile(r"</\w+>"), xml)
    return xml if found is None else xml[: found.start()] + xml[found.end() :]


XML: tuple[Callable[[random.Random, str], str], ...] = (
    *(other_value, other_value, no_attribute, other_text, other_text, other_text),
    *(no_element, twice, elsewhere, insert, insert, tangle),
)


def damaged(number: int) -> bytes:
    """Return a damaged workbook; the same number gives the same bytes."""
    chance = random.Random(number)
    parts = dict(whole(number % 3))
    kind = chance.random()
    if kind < 0.15:
        return chance.choice(FILES)(chance, packed(parts))
    if kind < 0.25:
        chance.choice(PARTS)(chance, parts)
        return packed(parts)
    for _ in range(chance.randint(1, 5)):
        name = some_part(chance, parts)
        try:
            xml = parts[name].decode()
        except UnicodeDecodeError:
            continue
        parts[name] = chance.choice(XML)(chance, xml).encode("utf-8", "replace")
    return packed(parts)


def passes(data: bytes) -> bool:
    """Tell whether a file passes the guard, and each part of it is XML that may be read."""
    try:
        package = open_package(data, file="back.xlsx", expected="workbook")
        for name in package.names:
            package.part(name)
    except AccountabilityError:
        return False
    return True


def outcome(data: bytes, *, judged: bool) -> str:
    """Read a file, every cell of it, and say what came of it; only our own errors are caught."""
    register = load_sample() if judged else None
    try:
        reading = TrackerFile().read(data, ImportContext(file="back.xlsx", register=register))
    except AccountabilityError as error:
        return "refused" if str(error) else "refused without a word"
    assert reading.returned is not None
    for row in reading.returned.rows:
        assert all(cell.text is not None for cell in row.cells.values())
    return "read"


def run(numbers: range) -> Counter[str]:
    """Feed damaged workbooks to the reader and count what came of them."""
    counts: Counter[str] = Counter()
    for number in numbers:
        data = damaged(number)
        past = passes(data)
        start = time.process_time()
        came = outcome(data, judged=number % 8 == 0)
        assert time.process_time() - start < SECONDS, number
        counts[came] += 1
        counts["past the guard"] += past
    return counts


def test_a_few_damaged_workbooks_are_read_or_refused() -> None:
    """A slice of what the session `fuzz` tries: read, or refused with a reason."""
    counts = run(range(FEW))
    assert FEW == counts["read"] + counts["refused"]
    assert counts["past the guard"] * 2 >= FEW
    assert counts["read"] > 10


@pytest.mark.fuzz
def test_many_damaged_workbooks_are_read_or_refused(
    record_property: Callable[[str, object], None],
) -> None:
    """Thousands of damaged workbooks: read, or refused with a reason, in little time and memory."""
    for which in range(3):
        assert "read" == outcome(packed(whole(which)), judged=True)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counts = run(range(FEW, FEW + MANY))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    told = ", ".join(f"{name}: {count:,}" for name, count in counts.most_common())
    record_property("told", f"{MANY:,} damaged workbooks; {told}; {grown:.0f} MB more memory")
    assert MANY == counts["read"] + counts["refused"]
    assert counts["past the guard"] * 2 >= MANY
    assert grown < MEGABYTES
