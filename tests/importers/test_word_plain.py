"""Plain paragraphs are read without a tree, and say the same as with one, however they are written."""

from __future__ import annotations

import io
import zipfile

import pytest

from accountability import ImportContext
from accountability.exceptions import UnreadableFileError
from accountability.tables.returned import Returned

pytestmark = pytest.mark.needs("word")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIST = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LABEL = "<w:p><w:r><w:t>Your reply</w:t></w:r></w:p>"
LINE = (
    "<w:p><w:r><w:t>Reference for returning this form: r/1 · ~ bcdfgh bcdfgh (please leave)</w:t>"
    "</w:r></w:p>"
)
IDENTITY = (
    "<w:p><w:r><w:t>For the computer: Register: weirs; File format: tracker 1; Position at: 2031-06-01; "
    "Profile: responder; Scope: responders: a, b; documents: d; Rows sent: 1; Form: word draft "
    "(please leave)</w:t></w:r></w:p>"
)
BY_TREE = "<!-- a comment: nothing is lifted out -->"


def run(text: str, properties: str = "") -> str:
    """Write a run."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(inside: str, properties: str = "") -> str:
    """Write a paragraph."""
    said = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{said}{inside}</w:p>"


def control(inside: str, properties: str = "") -> str:
    """Write the control of a reply."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Your reply"/><w:tag w:val="acc:1:9-bcdfgh:reply"/>{properties}'
        f"</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def back(body: str | bytes, *, front: str = "", names: str = "") -> Returned:
    """Read a document with a body, what is declared in front of it, and other names for namespaces."""
    from accountability.importers.word import ResponseFile

    inside = body.encode() if isinstance(body, str) else body
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{LIST}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": (
            f'{front}<w:document xmlns:w="{W}" xmlns:x="urn:nobody"{names}><w:body>'.encode()
            + inside
            + f"{IDENTITY}</w:body></w:document>".encode()
        ),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name), data)
    read = ResponseFile().read(target.getvalue(), ImportContext(file="back.docx"))
    assert read.returned is not None
    return read.returned


def told(returned: Returned) -> tuple[object, ...]:
    """Return all that was read, but for the digest of the file."""
    return (
        [(row.key, row.cells) for row in returned.rows],
        returned.notes,
        returned.findings,
    )


WAYS = {
    "entities": para(run("a &amp;lt; b &lt;i&gt; &quot;c&quot; &apos;d&apos;")),
    "number of a character": para(run("a&#8217;b&#x2014;c&#10;d")),
    "brackets": para(run("a > b")),
    "other scripts": para(run("Ελλάδα 日本 🚧 ｆｕｌｌ")),
    "edited in Word": (
        '<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3"><w:pPr><w:pStyle w:val="FieldEntry"/><w:keepNext/>'
        '<w:rPr><w:lang w:val="en-GB"/></w:rPr></w:pPr><w:proofErr w:type="spellStart"/>'
        '<w:r w:rsidRPr="00A1B2C3"><w:rPr><w:b/></w:rPr><w:lastRenderedPageBreak/><w:t>We</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve"> will.</w:t></w:r></w:p>'
    ),
    "a control": para(control(run("We will."))),
    "a control with a list": para(
        control(run("We will."), '<w:comboBox><w:listItem w:value="a&amp;b"/></w:comboBox>')
    ),
    "a prompt in a control": para(control(run("[Say]"), "<w:showingPlcHdr/>")),
    "words beside a control": para(run("Yes. ") + control(run("We will.")) + run(" Soon.")),
    "two controls": para(control(run("We ")) + control(run("will."))),
    "a control bound to data": para(control(run("We will."), '<w:dataBinding w:xpath="/a"/>')),
    "the look of a prompt": para(run("[Say]", '<w:rStyle w:val="PlaceholderText"/>') + run(" yes")),
    "the look of a prompt in a control's properties": para(
        control(run("[Say]"), '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>')
    ),
    "bookmarks": para(
        '<w:bookmarkStart w:id="1" w:name="acc_9_bcdfgh_reply"/>'
        + run("We")
        + '<w:bookmarkStart w:id="2" w:name="acc_9_bcdfgh_target_date"/>'
        + run("May 2032")
        + '<w:bookmarkEnd w:id="2"/><w:bookmarkEnd w:id="1"/>'
    ),
    "a bookmark behind a control": para(
        control(run("We will.")) + '<w:bookmarkStart w:id="2" w:name="acc_9_bcdfgh_target_date"/>'
    )
    + para(run("May 2032")),
    "a bookmark in front of the paragraph": (
        '<w:bookmarkStart w:id="1" w:name="acc_9_bcdfgh_reply"/>' + para(run("We will."))
    ),
    "a link into the document": para(
        '<w:hyperlink w:anchor="_Toc1" w:history="1">'
        + run("We ", '<w:rStyle w:val="Hyperlink"/>')
        + run("will.")
        + '</w:hyperlink><w:hyperlink w:anchor="a" w:tooltip="b">'
        + run("Soon.")
        + "</w:hyperlink>"
    ),
    "a field around paragraphs": para(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:hyperlink w:anchor="a">{run("We")}</w:hyperlink>'
    )
    + para(f'<w:hyperlink w:anchor="b">{run("will.")}</w:hyperlink>')
    + para(
        f'<w:hyperlink w:anchor="c">{run("Soon.")}</w:hyperlink>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "hidden words": para(run("We ") + run("will.", "<w:vanish/>")),
    "a deleted end": para(run("We"), '<w:rPr><w:del w:author="Jo"/></w:rPr>') + para(run(" will.")),
    "a list": para(run("We"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    "a tab": para(run("We") + "<w:r><w:tab/></w:r>" + run("will.")),
    "words between the runs": para("We" + run(" will.") + "Soon"),
    "nothing": para("") + "<w:p/>" + para("<w:r/>") + para("<w:pPr/><w:r><w:t></w:t></w:r>"),
    "single quotes": "<w:p><w:pPr><w:pStyle w:val='FieldEntry'/></w:pPr>" + run("We") + "</w:p>",
    "line ends in a tag": "<w:p\n>" + run("We") + "</w:p >",
    "within unknown elements": f"<x:a>{para(run('We'))}<x:b>{para(run('will.'))}</x:b></x:a>",
    "within a paragraph": para(run("We") + f"<x:a>{para(run(' will.'))}</x:a>" + run(" Soon.")),
    "within what came": f'<w:ins w:author="Jo">{para(run("We"))}</w:ins>',
    "within what went": f'<w:del w:author="Jo">{para(run("We"))}</w:del>{para(run("will."))}',
    "within a control that shows its prompt": (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{para(run('[We]'))}{para(control(run('will.')))}</w:sdtContent></w:sdt>"
    ),
    "a table of ours": (
        f"<w:tbl><w:tr><w:tc>{para(run('We'))}</w:tc><w:tc>{para(control(run('will.')))}</w:tc></w:tr></w:tbl>"
    ),
    "a table of theirs": (
        f"<w:tbl><w:tr><w:tc>{para(run('We'))}</w:tc><w:tc>{para(run('will.'))}</w:tc></w:tr></w:tbl>"
    ),
    "an old name of the prefix in the words": para(run("xmlns:w=")),
    "what looks like our own mark": f'<w:p acc-plain="0"/>{para(run("We"))}',
    "what looks like our own mark, out of reach": f'<w:p acc-plain="99"/>{para(run("We"))}',
    "another meaning of the prefix": (
        f'<x:a xmlns:w="urn:other">{para(run("We"))}</x:a>{para(run("will."))}'
    ),
    "an instruction": f"<?a {para(run('We'))}?>{para(run('will.'))}",
    "words that are written as XML": f"<x:a><![CDATA[{para(run('We'))}]]></x:a>{para(run('will.'))}",
}


@pytest.mark.parametrize("what", sorted(WAYS))
def test_words_are_the_same_as_with_a_tree(what: str) -> None:
    """What is lifted out of a document says what its tree says, in front of a field, in it and behind it."""
    for body in (
        LABEL + WAYS[what] + LINE,
        WAYS[what] + LABEL + para(run("x")) + LINE,
        LABEL + para(control(run("x"))) + WAYS[what] + WAYS[what] + LINE + WAYS[what],
    ):
        assert told(back(body + BY_TREE)) == told(back(body))


@pytest.mark.parametrize(
    "body",
    [
        para(run("a")).encode().replace(b"a<", b"\xff<"),
        para(run("a")).encode().replace(b"a<", b"\x01<"),
        para(run("a")).encode().replace(b"a<", b"\xef\xbf\xbf<"),
        para(run("a]]>b")).encode(),
        para(run("&nobody;")).encode(),
        para(run("a")).encode().replace(b"</w:r>", b""),
        para(run("a")).encode() + b"<w:p>",
    ],
    ids=["encoding", "control", "no character", "brackets", "entity", "end", "beginning"],
)
def test_damage_is_refused(body: bytes) -> None:
    """A paragraph that no parser takes is refused, as it is with a tree."""
    with pytest.raises(UnreadableFileError, match="is damaged"):
        back(LABEL.encode() + body + LINE.encode())


@pytest.mark.parametrize("prefix", ["w14", "w99", "w"])
def test_a_prefix_has_to_be_declared(prefix: str) -> None:
    """An attribute whose prefix nobody declared is refused, in a plain paragraph as in any other."""
    body = LABEL + para(run("We will.")).replace("<w:p>", f'<w:p {prefix}:paraId="1A">', 1) + LINE
    named = "" if prefix == "w" else f' xmlns:{prefix}="urn:{prefix}"'
    assert told(back(body + BY_TREE, names=named)) == told(back(body, names=named))
    if named:
        with pytest.raises(UnreadableFileError, match="is damaged"):
            back(body)


def test_what_is_declared_as_ascii_has_to_be() -> None:
    """Other letters under such a declaration are refused, in a plain paragraph as in any other."""
    front = '<?xml version="1.0" encoding="us-ascii"?>'
    body = LABEL + para(run("We will.")) + LINE.replace("·", "&#183;")
    assert told(back(body)) == told(back(body, front=front))
    with pytest.raises(UnreadableFileError, match="is damaged"):
        back(body.replace("will", "w\u00eell"), front=front)


def test_names_that_begin_otherwise() -> None:
    """A document in which Word's names have another prefix, or none of ours, says the same."""
    body = LABEL + para(run("We will.")) + LINE
    other = (body + IDENTITY).replace("<w:", "<q:").replace("</w:", "</q:")
    inside = f'<x:a xmlns:q="{W}">{other}</x:a>'
    assert told(back(body)) == told(back(inside))
