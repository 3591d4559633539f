"""Damaged documents: whatever was done to one, it is read, or refused with a reason."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from accountability import ExportContext
from accountability.importers.word import ResponseFile
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope

if TYPE_CHECKING:
    from tests.fuzz.conftest import Format, Parts

pytestmark = pytest.mark.needs("word")

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def whole(which: int) -> Parts:
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


def work_on(parts: Parts) -> None:
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
_CLOSED = re.compile(
    r"<(w:(?:p|r|t|sdt|sdtPr|pPr|tbl|tr|tc|tag|bookmarkStart|lvl|style)|Relationship|row|property)\b[^>]*?"
    r"(?:/>|>.*?</\1>)"
)


@pytest.fixture(scope="module")
def documents(format_of: Callable[..., Format]) -> Format:
    """Give documents to damage: a blank form, a draft, and one that was worked on."""
    return format_of(
        file="back.docx",
        expected="document",
        whole=[whole(which) for which in range(3)],
        main="word/document.xml",
        values=VALUES,
        texts=TEXTS,
        pieces=PIECES,
        closed=_CLOSED,
        read=ResponseFile().read,
    )


def test_a_few_damaged_documents_are_read_or_refused(documents: Format) -> None:
    """A slice of what the session `fuzz` tries: read, or refused with a reason."""
    documents.try_a_few()


@pytest.mark.fuzz
def test_many_damaged_documents_are_read_or_refused(
    documents: Format, record_property: Callable[[str, object], None]
) -> None:
    """Thousands of damaged documents: read, or refused with a reason, in little time and memory."""
    record_property("told", documents.try_many())
