"""Documents as people, programs and attackers send them: what the reader takes, refuses and says."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import accountability
from accountability import ExportContext, ImportContext, UnreadableFileError
from accountability.containers import Limits
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables.returned import Returned

pytestmark = pytest.mark.needs("word")

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIST = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

IDENTITY = (
    "<w:p><w:r><w:t>For the computer: Register: weirs; File format: tracker 1; Position at: 2031-06-01; "
    "Profile: responder; Scope: responders: a, b; documents: d; Rows sent: 1; Form: word draft "
    "(please leave)</w:t></w:r></w:p>"
)
CHECK = "~ bcdfgh bcdfgh"
LINE = f"<w:p><w:r><w:t>Reference for returning this form: r/1 · {CHECK} (please leave)</w:t></w:r></w:p>"
LABEL = "<w:p><w:r><w:t>Your reply</w:t></w:r></w:p>"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts into a zip with fixed times."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def document(
    body: str, related: str = "", more: Mapping[str, str | bytes] | None = None, end: str = IDENTITY
) -> bytes:
    """Build a document from the XML of its body; *related* lists what it names."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{LIST}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{SPACE}" xmlns:r="{OFFICE}"><w:body>{body}{end}</w:body></w:document>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{LIST}">{related}</Relationships>',
    }
    return package({**parts, **(more or {})})


def relation(kind: str, target: str, *, outside: bool = False) -> str:
    """Write a relationship."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="x{kind}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def back(data: bytes, limits: Limits | None = None) -> Returned:
    """Read a document."""
    from accountability.importers.word import ResponseFile

    context = ImportContext(file="back.docx", limits=limits or Limits())
    returned = ResponseFile().read(data, context).returned
    assert returned is not None
    return returned


def reply(inside: str, **more: str) -> str:
    """Read a reply from the XML of its paragraphs."""
    (row,) = back(document(f"{LABEL}{inside}{LINE}", **more)).rows  # type: ignore[arg-type]  # by name
    return row.cells["reply"].text


def codes(data: bytes) -> list[tuple[str, str]]:
    """Return what reading a document says: code and place."""
    return [
        (one.code, one.place.at if one.place else "")
        for one in back(data).findings
        if one.code not in {"RTN870", "RTN878", "RTN879", "RTN882"}
    ]


def run(text: str) -> str:
    """Write a run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(inside: str) -> str:
    """Write a paragraph."""
    return f"<w:p>{inside}</w:p>"


def refusal(data: bytes, limits: Limits | None = None) -> str:
    """Return why a document is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        back(data, limits)
    return str(caught.value)


# --- what a document says of itself -------------------------------------------------------------------


def test_a_document_built_by_hand_is_read() -> None:
    """Row, check, cells and what the last line says."""
    returned = back(document(LABEL + para(run("We will.")) + LINE))
    (row,) = returned.rows
    assert ("r/1", CHECK, "We will.", "key") == (
        row.key,
        row.check,
        row.cells["reply"].text,
        row.cells["reply"].found_by,
    )
    assert ("form", "weirs", "1", 1) == (
        returned.form,
        returned.register,
        returned.version,
        returned.sent,
    )
    assert (("a", "b"), ("d",)) == (returned.scope.responders, returned.scope.documents)


def test_documents_that_are_no_forms_are_refused() -> None:
    """A letter, a finished paper and a form of tomorrow are not collected."""
    assert "no form that was made here" in refusal(document(para(run("Dear Jo")), end=""))
    final = IDENTITY.replace("word draft", "word final")
    assert "it is the finished paper" in refusal(document(LINE, end=final))
    later = IDENTITY.replace("tracker 1", "tracker 2")
    assert "made by a newer version" in refusal(document(LINE, end=later))
    assert "RTN880" in {
        one.code
        for one in back(document(LINE, end=IDENTITY.replace("tracker 1", "tracker 0"))).findings
    }


def test_what_is_missing_is_said() -> None:
    """A form that does not say whose it is can be read, and says so."""
    returned = back(document(LABEL + para(run("We will.")) + LINE, end=""))
    assert ["RTN870", "RTN879", "RTN882"] == sorted(one.code for one in returned.findings)


def test_the_line_and_the_properties() -> None:
    """Where they differ, the line is believed and a person is told."""
    register = load_sample()
    from accountability.exporters.word import ResponseDocument

    target = io.BytesIO()
    ResponseDocument().export(register, target, ExportContext(as_of=DEMO_DAY))
    with zipfile.ZipFile(target) as source:
        parts: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    main = parts["word/document.xml"]
    assert isinstance(main, bytes)
    parts["word/document.xml"] = main.replace(b"Register: harbours", b"Register: other")
    returned = back(package(parts))
    assert "other" == returned.register
    assert ["RTN878"] == [one.code for one in returned.findings if one.code < "RTN879"]


# --- words ----------------------------------------------------------------------------------------------

WORDS = {
    "a page ends between words": (
        run("a") + '<w:r><w:br w:type="page"/></w:r>' + run("b"),
        "a\nb",
    ),
    "breaks and tabs": ("<w:r><w:t>a</w:t><w:br/><w:tab/><w:cr/><w:t>b</w:t></w:r>", "a\n\t\nb"),
    "soft hyphens go": ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "ab"),
    "signs of a font": ('<w:r><w:sym w:font="X" w:char="F0FC"/><w:sym w:char="00D7"/></w:r>', "•×"),
    "a date field shows": (f'<w:fldSimple w:instr=" REF a ">{run("b")}</w:fldSimple>', "b"),
    "a link by a field": (
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.example"'
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>a</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "a (https://a.example)",
    ),
    "a link that says itself": (
        f'<w:hyperlink r:id="xhyperlink">{run("https://b.example")}</w:hyperlink>',
        "https://b.example",
    ),
    "a link with words": (
        f'<w:hyperlink r:id="xhyperlink">{run("b")}</w:hyperlink>',
        "b (https://b.example)",
    ),
    "a smart tag": (f"<w:smartTag><w:smartTagPr/>{run('a')}</w:smartTag>{run('b')}", "ab"),
    "a control of somebody's": (
        f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{run("a")}</w:sdtContent></w:sdt>',
        "a",
    ),
    "a move": (f"<w:moveFrom>{run('a')}</w:moveFrom><w:moveTo>{run('b')}</w:moveTo>", "b"),
    "a picture": (
        (
            '<w:r><w:drawing><wp:inline xmlns:wp="urn:x"><wp:docPr descr="A weir"/></wp:inline>'
            "</w:drawing></w:r>"
        ),
        "[picture: A weir]",
    ),
    "two ways of writing": (
        (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:Choice>{run('a')}</mc:Choice><mc:Fallback>{run('b')}</mc:Fallback></mc:AlternateContent>"
        ),
        "a",
    ),
    "a paragraph whose end was deleted": (
        f"<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('a')}</w:p><w:p>{run('b')}",
        "ab",
    ),
}


@pytest.mark.parametrize("what", sorted(WORDS))
def test_words(what: str) -> None:
    """The words of a field are those that a person sees."""
    inside, expected = WORDS[what]
    related = relation("hyperlink", "https://b.example", outside=True)
    assert expected == reply(para(inside), related=related)


def test_numbers_of_lists() -> None:
    """Numbers start where the list starts, count by level, and look as they are shown."""
    numbering = (
        f'<w:numbering xmlns:w="{SPACE}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )

    def line(level: int, text: str) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
        return para(f"<w:pPr>{place}</w:pPr>{run(text)}")

    body = LABEL + line(0, "a") + line(1, "b") + line(1, "c") + line(0, "d") + line(1, "e") + LINE
    data = document(body, relation("numbering", "numbering.xml"), {"word/numbering.xml": numbering})
    (row,) = back(data).rows
    assert "III) a\n  III.a b\n  III.b c\nIV) d\n  IV.a e" == row.cells["reply"].text


def test_tables_of_somebody_are_lines() -> None:
    """A table within a table, merged cells and deleted rows."""
    inner = (
        f"<w:tbl><w:tr><w:tc>{para(run('x'))}</w:tc><w:tc>{para(run('y'))}</w:tc></w:tr></w:tbl>"
    )
    table = (
        f"<w:tbl><w:tr><w:tc>{para(run('a'))}</w:tc><w:tc>{inner}<w:p/></w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para(run('gone'))}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{para(run('b'))}</w:tc></w:tr></w:tbl>"
    )
    assert "We will:\na | x | y\n | b" == reply(para(run("We will:")) + table)


# --- the guard ------------------------------------------------------------------------------------------


def test_sec07_millions_of_runs_are_refused_before_there_is_a_tree() -> None:
    """SEC07: elements are counted while the part is inflated."""
    data = document(LABEL + para("<w:r/>" * 5_000) + LINE)
    assert 1 == len(back(data).rows)
    told = refusal(data, Limits(elements=2_000))
    assert "more than the 2,000 elements that are taken in" in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_sec09_document_types_are_refused(encoding: str) -> None:
    """SEC09: a document type in any part that is read, whatever its encoding."""
    doctype = f'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="{SPACE}"><w:body/></w:document>'
    data = document("", more={"word/document.xml": doctype.encode(encoding)})
    assert "declares a document type" in refusal(data)


def test_sec10_every_parser_of_lxml_is_a_careful_one() -> None:
    """SEC10: no other parser of lxml is made in the source."""
    source = Path(accountability.__file__).parent
    made = []
    for path in sorted(source.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        made += [
            path.name for _ in re.finditer(r"etree\.(?:XMLParser|HTMLParser|iterparse)\(", text)
        ]
        for call in re.finditer(r"etree\.(?:fromstring|XML|parse)\(([^()]*)\)", text):
            assert call[1].endswith("parser"), path.name
    assert ["_tree.py"] == made
    text = (source / "importers" / "word" / "_tree.py").read_text(encoding="utf-8")
    for option in (
        "resolve_entities=False",
        "no_network=True",
        "load_dtd=False",
        "huge_tree=False",
    ):
        assert option in text


def test_sec11_an_old_lxml_is_refused() -> None:
    """SEC11: a version whose parsers may read local files is named, with what to do."""
    from accountability.importers.word._tree import check_lxml

    check_lxml((6, 1, 0, 0))
    with pytest.raises(ImportError, match=r"lxml 6\.0\.9 .*install 6\.1"):
        check_lxml((6, 0, 9))


def test_sec12_depth_attributes_and_long_texts_are_refused() -> None:
    """SEC12: 300 elements inside each other, 10,001 attributes, a text of eleven million characters."""
    assert "is damaged" in refusal(document("<w:p>" * 300 + "</w:p>" * 300))
    wide = "".join(f' a{number}=""' for number in range(10_001))
    assert "more than 10,000 attributes" in refusal(document(f"<w:p{wide}/>"))
    long = document(para(run("k" * 11_000_000)))
    assert "cannot be read" in refusal(long, Limits(ratio=100_000))


SEC29 = {
    "attached template": (
        relation("attachedTemplate", "https://a.example/t.dotx", outside=True),
        "IMP732",
    ),
    "embedded object": (relation("oleObject", "embeddings/a.bin"), "IMP731"),
    "frame": (relation("frame", "https://a.example/f.htm", outside=True), "IMP732"),
    "sub-document": (relation("subDocument", "https://a.example/s.docx", outside=True), "IMP731"),
    "image elsewhere": (relation("image", "https://a.example/i.png", outside=True), "IMP732"),
}


@pytest.mark.parametrize("what", sorted(SEC29))
def test_sec29_what_is_elsewhere_is_told(what: str) -> None:
    """SEC29: nothing is fetched, and a person is told that it was asked for."""
    related, code = SEC29[what]
    more = {"word/embeddings/a.bin": b"OLE"} if what == "embedded object" else None
    data = document(LABEL + para(run("We will.")) + LINE, related, more)
    assert [code] == [one for one, _place in codes(data)]
    assert "We will." == back(data).rows[0].cells["reply"].text


@pytest.mark.parametrize(
    "code", ['INCLUDETEXT "c:\\a.docx"', "DDEAUTO excel a", "INCLUDEPICTURE x", "LINK a"]
)
def test_sec29_fields_that_fetch_are_told(code: str) -> None:
    """SEC29: the words that a field shows are read, and what it would fetch is told."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        f"{code}</w:instrText></w:r><w:r><w:fldChar "
        'w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r>'
    )
    data = document(LABEL + para(field) + LINE)
    assert "shown" == back(data).rows[0].cells["reply"].text
    assert ["RTN876"] == [one for one, _place in codes(data)]


def control(tag: str, text: str, more: str = "") -> str:
    """Write a paragraph with a control."""
    return para(
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{run(text)}'
        "</w:sdtContent></w:sdt>"
    )


def test_sec33_a_tag_of_nobody_is_no_write() -> None:
    """SEC33: a control whose row was not sent is a row without a known key, and is told."""
    data = document(LABEL + control("acc:1:9-zzzzzz:reply", "We will.") + LINE)
    returned = back(data)
    assert {"unknown-zzzzzz": "", "r/1": CHECK} == {row.key: row.check for row in returned.rows}
    assert "RTN872" in {one.code for one in returned.findings}
    for tag in ("acc:1:9-zzzzzz:../../x", "acc:x", "acc:1:9-" + "z" * 500, "acc_9_zzzzzz_a b"):
        assert ["r/1"] == [row.key for row in back(document(control(tag, "a") + LINE)).rows]


def test_sec34_a_bound_control_is_read_by_its_visible_words() -> None:
    """SEC34: what the data behind a control say otherwise is told beside it."""
    binding = (
        '<w:dataBinding w:xpath="/n:a[1]/n:b[1]" w:storeItemID="{1}" '
        'w:prefixMappings="xmlns:n=&quot;u&quot;"/>'
    )
    related = relation("customXml", "../customXml/item9.xml")
    custom = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    more = {
        "customXml/item9.xml": '<a xmlns="u"><b>Old words</b></a>',
        "customXml/_rels/item9.xml.rels": (
            f'<Relationships xmlns="{LIST}">{relation("customXmlProps", "itemProps9.xml")}</Relationships>'
        ),
        "customXml/itemProps9.xml": (f'<ds:datastoreItem xmlns:ds="{custom}" ds:itemID="{{1}}"/>'),
    }
    data = document(LABEL + control("theirs", "New words", binding) + LINE, related, more)
    returned = back(data)
    assert "New words" == returned.rows[0].cells["reply"].text
    assert ["it shows 'New words', and the data behind it say 'Old words'"] == [
        one.message for one in returned.findings if one.code == "RTN875"
    ]


def test_sec44_messages_show_little_of_what_was_typed() -> None:
    """SEC44: a tracked change of a thousand characters is told by its beginning."""
    inside = f'<w:ins w:author="Jo"><w:r><w:t>{"word " * 200}</w:t></w:r></w:ins>'
    (row,) = back(document(LABEL + para(inside) + LINE)).rows
    (found,) = row.cells["reply"].noted
    assert len(found.message) < 120
    assert "Jo, no day: inserted" in found.message


def test_a_document_is_known_by_its_content() -> None:
    """Whatever a file is called, the front door takes it for what it is."""
    from accountability import read

    data = document(LABEL + para(run("We will.")) + LINE)
    reading = read(data, ImportContext(file="back.xlsx"))
    assert reading.returned is not None
    assert "form" == reading.returned.form
