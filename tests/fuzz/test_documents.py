"""
Damaged documents: whatever was done to one, it is read, or refused with a reason.

Some are damaged as files are on their way (cut, flipped, parts lost), most in their XML, so that they
pass the guard and the parser and reach what looks for controls, bookmarks and headings. Each damage has
a number, and the same number does the same damage.
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

from accountability import AccountabilityError, ExportContext, ImportContext
from accountability.containers import open_package
from accountability.importers.word import ResponseFile
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope

pytestmark = pytest.mark.needs("word")

SECONDS, MEGABYTES = 5, 200
"""What one file may take."""

MANY, FEW = 2_400, 60

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@functools.cache
def whole(which: int) -> dict[str, bytes]:
    """Return the parts of a document that is whole: a blank form, a draft, and one that was worked on."""
    from accountability.exporters.word import PaperStage, ResponseDocument

    stage = (PaperStage.BLANK, PaperStage.DRAFT, PaperStage.DRAFT)[which]
    scope = Scope(responders=("uk-department-for-harbours",) if which == 2 else ())
    target = io.BytesIO()
    context = ExportContext(as_of=DEMO_DAY, scope=scope)
    ResponseDocument(stage=stage).export(load_sample(), target, context)
    with zipfile.ZipFile(io.BytesIO(target.getvalue())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    if which == 2:
        work_on(parts)
    return parts


def work_on(parts: dict[str, bytes]) -> None:
    """Add what people add: a comment, a footnote, tracked changes, a list, a table, a link, a box."""
    rels = "word/_rels/document.xml.rels"
    more = "".join(
        f'<Relationship Id="q{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in ("comments", "footnotes")
    )
    more += (
        f'<Relationship Id="qL" Type="{OFFICE}/hyperlink" Target="https://a.example" '
        'TargetMode="External"/>'
    )
    parts[rels] = parts[rels].replace(b"</Relationships>", f"{more}</Relationships>".encode())
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{base}.{kind}+xml"/>'
        for kind in ("comments", "footnotes")
    )
    listed = "[Content_Types].xml"
    parts[listed] = parts[listed].replace(b"</Types>", f"{types}</Types>".encode())
    by = 'w:author="A. Reader" w:date="2027-09-01T08:00:00Z"'
    for kind, one in (("comments", "comment"), ("footnotes", "footnote")):
        parts[f"word/{kind}.xml"] = (
            f'<w:{kind} xmlns:w="{SPACE}"><w:{one} w:id="1" {by}><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p>'
            f"</w:{one}></w:{kind}>"
        ).encode()
    typed = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:ins w:id="1" {by}>'
        f'<w:r><w:t>We will.</w:t></w:r></w:ins><w:del w:id="2" {by}><w:r><w:delText>No.</w:delText></w:r>'
        '</w:del><w:hyperlink r:id="qL"><w:r><w:t>Here</w:t></w:r></w:hyperlink><w:r><w:footnoteReference '
        'w:id="1"/><w:commentReference w:id="1"/><w:tab/><w:br/></w:r><w:r><w:fldChar '
        'w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://b.example"</w:instrText></w:r>'
        "<w:r><w:fldChar "
        'w:fldCharType="separate"/></w:r><w:r><w:t>There</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r>'
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a/b" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent><w:p/>'
        "</w:sdtContent></w:sdt>"
    )
    main = parts["word/document.xml"].decode()
    if 'xmlns:r="' not in main[:3_000]:
        main = main.replace("<w:document ", f'<w:document xmlns:r="{OFFICE}" ', 1)
    pieces = main.split("</w:sdt><w:bookmarkEnd")
    for at in (3, 9):
        end = pieces[at].index("</w:p>") + len("</w:p>")
        pieces[at] = pieces[at][:end] + typed + pieces[at][end:]
    parts["word/document.xml"] = "</w:sdt><w:bookmarkEnd".join(pieces).encode()


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
    parts[chance.choice(["word/a.xml", "../b", "word\\c.xml", "word/vbaProject.bin", "é.xml"])] = (
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
    *("", "0", "-1", "1", "7", "99", "4294967296", "99999999999999999999", "1.5", "true", "x", "é"),
    *("rId1", "rId6", "qL", "{1}", "../x.xml", "comments.xml", "/word/document.xml", "External"),
    *("acc:1:1-rmpmmk:position", "acc:1:2-bcdfgh:reply", "acc_1_rmpmmk_position", "acc_2_bcdfgh"),
    *("answer_1_rmpmmk", "Heading1", "Heading2", "FieldLabel", "Reference", "PlaceholderText"),
    *("begin", "separate", "end", "page", "bullet", "lowerRoman", "upperLetter", "%1.%2", "F0FC"),
    *("2027-13-45", "/a/b[1]/@c", "//*", "&#x1F600;", "&amp;", "PAGE", "INCLUDETEXT c:", "wrap"),
)
TEXTS = (
    *("", " ", "[Choose]", "Your reply", "Your position", "k" * 40_000, "&#x10FFFF;", "]]&gt;"),
    *(
        "Reference for returning this form: a/b · ~ bcdfgh (please leave)",
        "Reference: ",
        "Reference",
    ),
    *(
        "For the computer: Register: x; Scope: documents: a, b; Rows sent: 99 (please leave)",
        "\u2028",
    ),
    *(
        "For the computer: File format: tracker 0",
        "For the computer: File format: tracker 99",
        "word final",
    ),
    *(
        "Recommendation 1",
        "Accept",
        "2027-13-45",
        "by Spring 2032",
        "a | b / c",
        "😀",
        "&lt;a/&gt;",
    ),
    *('HYPERLINK "x"', "DDEAUTO c:", "TOC", "Reference of the item: x", "a" * 200),
)
PIECES = (
    *("<w:p/>", "<w:r/>", "<w:t>a</w:t>", "<w:br/>", "<w:tab/>", "<x/>", "<w:tbl/>", "<w:sdt/>"),
    *("<w:p><w:r><w:t>words</w:t></w:r></w:p>", "<!-- a -->", "<![CDATA[a]]>", "words", "<?a b?>"),
    *(
        '<w:bookmarkStart w:id="9" w:name="acc_1_rmpmmk_reply"/>',
        '<w:fldChar w:fldCharType="end"/>',
    ),
    *('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>', "<w:del/>"),
    *(
        "<w:sdt>" * 300 + "</w:sdt>" * 300,
        "<w:ins><w:r><w:t>b</w:t></w:r></w:ins>",
        '<w:sym w:char="FC"/>',
    ),
    *("<w:tr><w:tc><w:p/></w:tc></w:tr>", "<w:drawing/>", "<w:altChunk/>", "<w:commentReference/>"),
    *(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>c</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:sectPr/>",
    ),
)
_ATTRIBUTE = re.compile(r'\s(?!xmlns)([\w:]+)="[^"]*"')
_TEXT = re.compile(r">([^<]+)<")
_CLOSED = re.compile(
    r"<(w:(?:p|r|t|sdt|sdtPr|pPr|tbl|tr|tc|tag|bookmarkStart|lvl|style)|Relationship|row|property)\b[^>]*?"
    r"(?:/>|>.*?</\1>)"
)


def some_part(chance: random.Random, parts: Parts) -> str:
    """Choose a part of XML, the document more often than not."""
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    main = [name for name in names if name == "word/document.xml"]
    wanted = main if main and chance.random() < 0.7 else names
    return chance.choice(wanted or [*sorted(parts)])


def some_match(chance: random.Random, pattern: re.Pattern[str], xml: str) -> re.Match[str] | None:
    """Choose a place that fits *pattern*, without looking at them all."""
    return pattern.search(xml, chance.randrange(len(xml) or 1)) or pattern.search(xml)


def other_value(chance: random.Random, xml: str) -> str:
    """Give an attribute another value."""
    found = some_match(chance, _ATTRIBUTE, xml)
    if found is None:
        return xml
    return f'{xml[: found.start()]} {found[1]}="{chance.choice(VALUES)}"{xml[found.end() :]}'


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
    piece = chance.choice(PIECES)
    if "<w:" in piece and "xmlns:w=" not in xml:
        piece = "<x/>"
    return xml[:at] + piece + xml[at:] if at else xml


def tangle(chance: random.Random, xml: str) -> str:
    """Lose a tag, so that the XML is no longer well-formed."""
    found = some_match(chance, re.compile(r"</[\w:]+>"), xml)
    return xml if found is None else xml[: found.start()] + xml[found.end() :]


XML: tuple[Callable[[random.Random, str], str], ...] = (
    *(other_value, other_value, no_attribute, other_text, other_text, other_text),
    *(no_element, twice, elsewhere, insert, insert, tangle),
)


def damaged(number: int) -> bytes:
    """Return a damaged document; the same number gives the same bytes."""
    chance = random.Random(number)
    parts = dict(whole(number % 3))
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(FILES)(chance, packed(parts))
    if kind < 0.17:
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
        package = open_package(data, file="back.docx", expected="document")
        for name in package.names:
            package.part(name)
    except AccountabilityError:
        return False
    return True


def outcome(data: bytes, *, judged: bool) -> str:
    """Read a file, every cell of it, and say what came of it; only our own errors are caught."""
    register = load_sample() if judged else None
    try:
        reading = ResponseFile().read(data, ImportContext(file="back.docx", register=register))
    except AccountabilityError as error:
        return "refused" if str(error) else "refused without a word"
    assert reading.returned is not None
    for row in reading.returned.rows:
        assert all(cell.text is not None for cell in row.cells.values())
    return "read"


def run(numbers: range) -> Counter[str]:
    """Feed damaged documents to the reader and count what came of them."""
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


def test_a_few_damaged_documents_are_read_or_refused() -> None:
    """A slice of what the session `fuzz` tries: read, or refused with a reason."""
    counts = run(range(FEW))
    assert FEW == counts["read"] + counts["refused"]
    assert counts["past the guard"] * 2 >= FEW
    assert counts["read"] > 10


@pytest.mark.fuzz
def test_many_damaged_documents_are_read_or_refused(
    record_property: Callable[[str, object], None],
) -> None:
    """Thousands of damaged documents: read, or refused with a reason, in little time and memory."""
    for which in range(3):
        assert "read" == outcome(packed(whole(which)), judged=True)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counts = run(range(FEW, FEW + MANY))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    told = ", ".join(f"{name}: {count:,}" for name, count in counts.most_common())
    record_property("told", f"{MANY:,} damaged documents; {told}; {grown:.0f} MB more memory")
    assert MANY == counts["read"] + counts["refused"]
    assert counts["past the guard"] * 2 >= MANY
    assert grown < MEGABYTES
