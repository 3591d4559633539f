"""The words of paragraphs as Word and LibreOffice write them: each comes as text, or is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from accountability import ImportContext
from accountability.tables.returned import Returned

pytestmark = pytest.mark.needs("word")

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:nobody" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIST = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
IDENTITY = (
    "<w:p><w:r><w:t>For the computer: Register: weirs; File format: tracker 1; Position at: 2031-06-01; "
    "Profile: responder; Scope: responders: a, b; documents: d; Rows sent: 1; Form: word draft "
    "(please leave)</w:t></w:r></w:p>"
)
LABEL = "<w:p><w:r><w:t>Your reply</w:t></w:r></w:p>"
LINE = (
    "<w:p><w:r><w:t>Reference for returning this form: r/1 · ~ bcdfgh bcdfgh (please leave)</w:t>"
    "</w:r></w:p>"
)
WHO = 'w:author="Jo Reed" w:date="2031-06-09T10:00:00Z"'


def run(text: str, properties: str = "") -> str:
    """Write a run."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    """Write a run that was deleted."""
    return f'<w:del {WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def para(inside: str, properties: str = "") -> str:
    """Write a paragraph."""
    said = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{said}{inside}</w:p>"


def mark(kind: str, inside: str = "") -> str:
    """Write the beginning, the middle or the end of a field of Word."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def code(text: str) -> str:
    """Write the code of a field of Word."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(said: str, shown: str) -> str:
    """Write a field of Word with its result."""
    return mark("begin") + code(said) + mark("separate") + run(shown) + mark("end")


def row(*cells: str, properties: str = "") -> str:
    """Write a row of a table."""
    said = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{said}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def back(body: str, more: Mapping[str, str] | None = None, end: str = IDENTITY) -> Returned:
    """Read a document with a body; *more* are its other parts, by name and kind."""
    from accountability.importers.word import ResponseFile

    related = (
        '<Relationship Id="web" Type="{0}/hyperlink" Target="https://b.example/c" '
        'TargetMode="External"/>'
    )
    for name in more or {}:
        kind = name.partition(".")[0].rstrip("0123456789")
        related += f'<Relationship Id="{kind}" Type="{{0}}/{kind}" Target="{name}"/>'
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{LIST}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}{end}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{LIST}">{related.format(OFFICE)}</Relationships>'
        ),
        **{f"word/{name}": text for name, text in (more or {}).items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    returned = ResponseFile().read(target.getvalue(), ImportContext(file="back.docx")).returned
    assert returned is not None
    return returned


def reply(body: str, more: Mapping[str, str] | None = None) -> str:
    """Read a reply from the XML of its paragraphs."""
    (held,) = back(f"{LABEL}{body}{LINE}", more).rows
    return held.cells["reply"].text


def told(body: str, more: Mapping[str, str] | None = None) -> list[str]:
    """Return what reading a reply says of its words."""
    returned = back(f"{LABEL}{body}{LINE}", more)
    (held,) = returned.rows
    return [
        one.message
        for one in (*held.cells["reply"].noted, *returned.findings)
        if one.code not in {"RTN870", "RTN878", "RTN879", "RTN882"}
    ]


# --- words ----------------------------------------------------------------------------------------------

MATHS = {
    "a formula in line": (
        "<m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>",
        "a=1",
    ),
    "a formula by itself": (
        (
            "<m:oMathPara><m:oMath><m:r><m:t>a</m:t></m:r></m:oMath><m:oMath><m:r><m:t>b</m:t></m:r>"
            "</m:oMath></m:oMathPara>"
        ),
        "a\nb",
    ),
    "a fraction": (
        (
            "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
            "</m:f></m:oMath>"
        ),
        "(a+b)/2",
    ),
    "powers and indices": (
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>n+1</m:t></m:r></m:sup>"
            "</m:sSup><m:sSub><m:e><m:r><m:t>y</m:t></m:r></m:e><m:sub><m:r><m:t>i</m:t></m:r></m:sub>"
            "</m:sSub></m:oMath>"
        ),
        "x^(n+1)y_i",
    ),
    "roots and brackets": (
        (
            "<m:oMath><m:rad><m:deg><m:r><m:t>3</m:t></m:r></m:deg><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad>"
            '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>y</m:t></m:r></m:e>'
            "</m:d></m:oMath>"
        ),
        "3√(x)[y]",
    ),
    "sums, limits and functions": (
        (
            '<m:oMath><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub>'
            "<m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary>"
            "<m:func><m:fName><m:limLow><m:e><m:r><m:t>lim</m:t></m:r></m:e><m:lim><m:r><m:t>n</m:t></m:r>"
            "</m:lim></m:limLow></m:fName><m:e><m:r><m:t>n</m:t></m:r></m:e></m:func></m:oMath>"
        ),
        "∑_(i=1)^n ilim_n n",
    ),
    "rows of formulas": (
        (
            "<m:oMath><m:m><m:mr><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:mr>"
            "<m:mr><m:e><m:r><m:t>c</m:t></m:r></m:e></m:mr></m:m><m:eqArr><m:e><m:r><m:t>d</m:t></m:r></m:e>"
            "<m:e><m:r><m:t>e</m:t></m:r></m:e></m:eqArr></m:oMath>"
        ),
        "a, b; cd; e",
    ),
    "accents and scripts before": (
        (
            '<m:oMath><m:acc><m:accPr><m:chr m:val="&#x303;"/></m:accPr><m:e><m:r><m:t>x</m:t></m:r></m:e>'
            "</m:acc><m:sPre><m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup><m:r><m:t>2</m:t></m:r></m:sup><m:e>"
            "<m:r><m:t>y</m:t></m:r></m:e></m:sPre><m:box><m:e><m:r><m:t>z</m:t></m:r></m:e></m:box></m:oMath>"
        ),
        "x̃_1^2 yz",
    ),
}

FIELDS = {
    "a day": (field(" DATE ", "9 June 2031"), "9 June 2031"),
    "a page elsewhere": (run("See page ") + field("PAGEREF a", "12") + run("."), "See page 12."),
    "a simple day": (f'<w:fldSimple w:instr=" TIME ">{run("9 am")}</w:fldSimple>', "9 am"),
    "a text field of a form": (
        mark("begin", '<w:ffData><w:textInput><w:default w:val="x"/></w:textInput></w:ffData>')
        + code(" FORMTEXT ")
        + mark("separate")
        + run("We will.")
        + mark("end"),
        "We will.",
    ),
    "a list of a form": (
        mark(
            "begin",
            '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Agree"/>'
            '<w:listEntry w:val="Disagree"/></w:ddList></w:ffData>',
        )
        + code("FORMDROPDOWN")
        + mark("end"),
        "Disagree",
    ),
    "a list of a form with its result": (
        mark("begin", '<w:ffData><w:ddList><w:listEntry w:val="Agree"/></w:ddList></w:ffData>')
        + code("FORMDROPDOWN")
        + mark("separate")
        + run("Agree")
        + mark("end"),
        "Agree",
    ),
    "a list of a form that says nothing": (
        mark("begin", '<w:ffData><w:ddList><w:result w:val="7"/></w:ddList></w:ffData>')
        + code("FORMDROPDOWN")
        + mark("end")
        + run("a"),
        "a",
    ),
    "ticks of a form": (
        mark("begin", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>")
        + code("FORMCHECKBOX")
        + mark("end")
        + mark("begin", '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>')
        + code("FORMCHECKBOX")
        + mark("end"),
        "☒☐",
    ),
    "a field that never ends": (run("a ") + mark("begin") + code("REF x") + run("b"), "a b"),
    "a field that never ends, and the next paragraph": (
        run("a") + mark("begin") + code("REF x") + "</w:p><w:p>" + run("b"),
        "a\nb",
    ),
    "a field that ends without a beginning": (run("a") + mark("end") + run("b"), "ab"),
    "words in a field without a result": (mark("begin") + run("a") + mark("end"), "a"),
    "a field in the code of another": (
        mark("begin")
        + code("IF ")
        + field("REF y", "yes")
        + code(' = "yes" "a"')
        + mark("separate")
        + run("a")
        + mark("end"),
        "a",
    ),
    "a link over two paragraphs": (
        mark("begin")
        + code('HYPERLINK "https://a.example"')
        + mark("separate")
        + run("a")
        + "</w:p><w:p>"
        + run("b")
        + mark("end"),
        "a\nb (https://a.example)",
    ),
    "a link to a place in the document": (field('HYPERLINK \\l "_Toc1"', "a"), "a"),
    "a link with a tip": (
        field('HYPERLINK \\o "Our tip" "https://a.example"', "a"),
        "a (https://a.example)",
    ),
    "a link without quotes": (field("HYPERLINK https://a.example", "a"), "a (https://a.example)"),
    "a button": (mark("begin") + code("MACROBUTTON Go Press here") + mark("end"), "Press here"),
    "a sign by its number": (mark("begin") + code("SYMBOL 215 ") + mark("end"), "×"),
    "a formula of old": (mark("begin") + code("EQ \\f(1,2)") + mark("end"), "EQ \\f(1,2)"),
    "an entry of an index": (run("a") + mark("begin") + code('XE "a"') + mark("end"), "a"),
}

SIGNS = {
    "a page ends first": ('<w:r><w:br w:type="page"/></w:r>' + run("a"), "a"),
    "a page ends last": (run("a") + '<w:r><w:br w:type="page"/></w:r>', "a"),
    "a column ends between words": (
        '<w:r><w:t>a</w:t><w:br w:type="column"/><w:br w:type="page"/><w:t>b</w:t></w:r>',
        "a\nb",
    ),
    "where a page ended when it was shown": (
        "<w:r><w:t>a </w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>",
        "a b",
    ),
    "hyphens": (
        "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>",
        "a\N{NON-BREAKING HYPHEN}b",
    ),
    "tabs to places": ('<w:r><w:t>a</w:t><w:ptab w:alignment="right"/><w:t>b</w:t></w:r>', "a\tb"),
    "signs of known fonts": (
        (
            '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
            '<w:sym w:font="Symbol" w:char="F031"/><w:sym w:font="Wingdings" w:char="F036"/>'
            '<w:sym w:font="Symbol" w:char="zz"/></w:r>'
        ),
        "α✓1••",
    ),
    "words above words": (
        "<w:r><w:ruby><w:rubyPr/><w:rt>"
        + run("b")
        + "</w:rt><w:rubyBase>"
        + run("a")
        + "</w:rubyBase>"
        "</w:ruby></w:r>",
        "a (b)",
    ),
    "directions": (
        f'<w:dir w:val="rtl">{run("a")}</w:dir><w:bdo w:val="ltr">{run("b")}</w:bdo>',
        "ab",
    ),
    "from right to left": (run("אב", "<w:rtl/>"), "אב"),
    "somebody's own tags": (
        (
            f'<w:customXml w:element="x"><w:customXmlPr/>{run("a")}</w:customXml>'
            f'<w:smartTag w:element="y"><w:smartTagPr/>{run("b")}</w:smartTag>'
        ),
        "ab",
    ),
    "words in an element of nobody": ("<w:r><x:y>a<x:z>b</x:z></x:y></w:r>", "ab"),
    "a link to a place elsewhere": (
        f'<w:hyperlink r:id="web" w:anchor="d">{run("a")}</w:hyperlink>',
        "a (https://b.example/c#d)",
    ),
    "a link with a field in it": (
        f'<w:hyperlink r:id="web">{field("REF x", "a")}</w:hyperlink>',
        "a (https://b.example/c)",
    ),
    "what only the second way can say": (
        f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{run('b')}</mc:Fallback></mc:AlternateContent>",
        "b",
    ),
    "a control in a control": (
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>" + run("a") + "</w:sdtContent></w:sdt>"
        "</w:sdtContent></w:sdt>",
        "a",
    ),
    "controls within what was inserted": (
        f"<w:ins {WHO}><w:sdt><w:sdtContent>{run('a')}</w:sdtContent></w:sdt></w:ins>",
        "a",
    ),
}

PARAGRAPHS = {
    "the first letter of a paragraph": (
        para(run("W"), '<w:framePr w:dropCap="drop" w:lines="3"/>') + para(run("e will.")),
        "We will.",
    ),
    "a formula between paragraphs": (
        para(run("a")) + "<m:oMathPara><m:oMath><m:r><m:t>b</m:t></m:r></m:oMath></m:oMathPara>",
        "a\nb",
    ),
    "a run between paragraphs": (para(run("a")) + run("b"), "a\nb"),
    "paragraphs within somebody's tags": (
        f'<w:customXml w:element="x">{para(run("a"))}</w:customXml>{para(run("b"))}',
        "a\nb",
    ),
    "paragraphs in a control": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{para(run('a'))}{para(run('b'))}</w:sdtContent></w:sdt>",
        "a\nb",
    ),
    "a control around a row and around a cell": (
        "<w:tbl><w:sdt><w:sdtContent>"
        + row(para(run("a")), para(run("b")))
        + f"</w:sdtContent></w:sdt><w:tr><w:sdt><w:sdtContent><w:tc>{para(run('c'))}</w:tc></w:sdtContent>"
        "</w:sdt></w:tr></w:tbl>",
        "a | b\nc",
    ),
    "words in a cell that is merged away": (
        "<w:tbl>"
        + row('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + para(run("a")), para(run("b")))
        + row("<w:tcPr><w:vMerge/></w:tcPr>" + para(run("c")), para(run("d")))
        + "</w:tbl>",
        "a | b\nc | d",
    ),
    "a table in a table in a table": (
        "<w:tbl>"
        + row(
            "<w:tbl>" + row("<w:tbl>" + row(para(run("a"))) + "</w:tbl><w:p/>") + "</w:tbl><w:p/>"
        )
        + "</w:tbl>",
        "a",
    ),
    "two ways of writing paragraphs": (
        (
            f"<mc:AlternateContent><mc:Choice>{para(run('a'))}</mc:Choice><mc:Fallback>{para(run('b'))}"
            "</mc:Fallback></mc:AlternateContent>"
        ),
        "a",
    ),
    "paragraphs of two sections": (
        para(run("a"), '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>') + para(run("b")),
        "a\nb",
    ),
}
STYLES = (
    f'<w:styles {SPACES}><w:style w:type="character" w:styleId="Veiled"><w:name w:val="Veiled"/><w:rPr>'
    '<w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/>'
    '<w:basedOn w:val="Veiled"/></w:style><w:style w:type="paragraph" w:styleId="Plain"><w:name '
    'w:val="Plain"/><w:basedOn w:val="Below"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>'
)
PACKED = {
    "a run above the paragraphs": (run("a") + para(run("b")), ""),
    "a bookmark between paragraphs": (
        '<w:bookmarkStart w:id="1" w:name="acc_9_bcdfgh_reply"/>' + para(run("a")),
        "",
    ),
    "a mark of a paragraph in a style": (
        para(run("a"), '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'),
        "",
    ),
    "prompts and words beside each other": (
        para(
            run("[Reply]", '<w:rStyle w:val="PlaceholderText"/>')
            + run("a")
            + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('[b]')}</w:sdtContent>"
            f"</w:sdt>{run('c')}"
        ),
        "",
    ),
    "a prompt at the end": (
        para(
            run("a")
            + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('[b]')}</w:sdtContent>"
            '</w:sdt><w:bookmarkEnd w:id="1"/>'
        ),
        "",
    ),
    "a prompt in somebody's tags": (
        para(
            '<w:smartTag w:element="x"><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
            f"{run('[b]')}</w:sdtContent></w:sdt></w:smartTag>{run('c')}"
        ),
        "",
    ),
    "a hidden style of characters": (para(run("a", '<w:rStyle w:val="Veiled"/>')), ""),
    "a hidden style": (para(run("a"), '<w:pStyle w:val="Below"/>'), ""),
    "a style nobody knows": (para(run("a"), '<w:pStyle w:val="Nobody"/>'), ""),
    "a paragraph in a paragraph": (
        f"<w:p>{run('a')}<x:y>{para(run('b'))}</x:y>{run('c')}</w:p>",
        "",
    ),
    "empty paragraphs": ("<w:p/><w:p><w:pPr/></w:p>", ""),
}
"""What a quick look could take for something else."""

INLINE = {**MATHS, **FIELDS, **SIGNS}
ALL = {
    **{name: (para(inside), said) for name, (inside, said) in INLINE.items()},
    **PARAGRAPHS,
}


@pytest.mark.parametrize("what", sorted(ALL))
def test_words_come(what: str) -> None:
    """Whatever a program packs words in, they come as a reader of the document sees them."""
    body, expected = ALL[what]
    assert expected == reply(body)


@pytest.mark.parametrize("what", sorted(ALL))
def test_words_after_come(what: str) -> None:
    """Nothing swallows the next paragraph."""
    body, expected = ALL[what]
    assert f"{expected}\nNEXT" == reply(body + para(run("NEXT")))


@pytest.mark.parametrize("what", sorted(INLINE))
def test_words_behind_come(what: str) -> None:
    """Nothing swallows the words behind it in its own paragraph."""
    assert reply(para(INLINE[what][0] + run("LAST"))).endswith("LAST")


@pytest.mark.parametrize("what", sorted({**ALL, **PACKED}))
def test_plain_paragraphs_read_the_same_with_care(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pass over plain paragraphs leaves out nothing that a careful look at each of them finds."""
    from accountability.importers.word._plain import Plain

    body = {**ALL, **PACKED}[what][0]
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="acc:1:9-bcdfgh:reply"/></w:sdtPr><w:sdtContent>'
        f"{run('first')}</w:sdtContent></w:sdt>"
    )
    bodies = (
        LABEL + body + para(run("NEXT")) + LINE,
        LABEL + para(control) + body + body + LINE,
        para(run("before")) + body + LABEL + para(run("x")) + LINE,
    )
    fast = [back(one, {"styles.xml": STYLES}) for one in bodies]
    monkeypatch.setattr(Plain, "read", lambda _self, _paragraph: None)
    assert [back(one, {"styles.xml": STYLES}) for one in bodies] == fast


def test_fields_in_fields_without_end_are_read() -> None:
    """However deep fields stand in each other, their words come once."""
    deep = (mark("begin") + code("REF a") + mark("separate")) * 200 + run("a") + mark("end") * 200
    assert "a b" == reply(para(deep + run(" b")))


def test_lists_that_begin_again() -> None:
    """A list that restarts starts where it says, and a list of a style has the style's numbers."""
    said = '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    level = f'<w:lvl w:ilvl="0">{said}</w:lvl>'
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Ours"/>{level}'
        '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId '
        'w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
        '<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )

    def line(number: int, text: str) -> str:
        return para(run(text), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')

    body = line(5, "a") + line(5, "b") + line(6, "c") + line(6, "d") + line(5, "e") + line(7, "f")
    assert "1. a\n2. b\n4. c\n5. d\n3. e\n4. f" == reply(body, {"numbering.xml": numbering})


# --- what came and went ---------------------------------------------------------------------------------

JO = "Jo Reed, 9 June 2031"
TRACKED = {
    "an end of a paragraph that went": (
        para(run("a"), f"<w:rPr><w:del {WHO}/></w:rPr>") + para(run("b")),
        "ab",
        [f"{JO}: deleted '¶'"],
    ),
    "a paragraph that came": (
        para(f"<w:ins {WHO}>{run('a')}</w:ins>", f"<w:rPr><w:ins {WHO}/></w:rPr>") + para(run("b")),
        "a\nb",
        [f"{JO}: inserted 'a¶'"],
    ),
    "a paragraph that went": (
        para(run("a")) + para(gone("b"), f"<w:rPr><w:del {WHO}/></w:rPr>") + para(run("c")),
        "a\nc",
        [f"{JO}: deleted 'b¶'"],
    ),
    "a row that came": (
        "<w:tbl>"
        + row(para(run("a")), para(run("b")))
        + row(para(run("c")), para(run("d")), properties=f"<w:ins {WHO}/>")
        + "</w:tbl>",
        "a | b\nc | d",
        [f"{JO}: inserted 'c | d'"],
    ),
    "a row that went": (
        "<w:tbl>"
        + row(para(run("a")), para(run("b")))
        + row(para(run("c")), para(run("d")), properties=f"<w:del {WHO}/>")
        + row(para(run("e")), para(run("f")))
        + "</w:tbl>",
        "a | b\ne | f",
        [f"{JO}: deleted 'c | d'"],
    ),
    "a row that went, with its words": (
        "<w:tbl>"
        + row(para(gone("c")), properties=f"<w:del {WHO}/>")
        + "</w:tbl>"
        + para(run("e")),
        "e",
        [f"{JO}: deleted 'c'"],
    ),
    "a cell that went": (
        "<w:tbl>"
        + row(para(run("a")), f"<w:tcPr><w:cellDel {WHO}/></w:tcPr>" + para(run("b")))
        + "</w:tbl>",
        "a",
        [f"{JO}: deleted 'b'"],
    ),
    "paragraphs within a change": (
        f"<w:ins {WHO}>{para(run('a'))}</w:ins><w:del {WHO}>{para(run('b'))}</w:del>{para(run('c'))}",
        "a\nc",
        [f"{JO}: inserted 'a'", f"{JO}: deleted 'b'"],
    ),
    "runs within a change, between paragraphs": (
        para(run("a")) + f"<w:ins {WHO}>{run('b')}</w:ins>",
        "a\nb",
        [f"{JO}: inserted 'b'"],
    ),
    "words that moved": (
        para(
            f"<w:moveFrom {WHO}>{run('a')}</w:moveFrom>{run('b')}<w:moveTo {WHO}>{run('a')}</w:moveTo>"
        ),
        "ba",
        [f"{JO}: deleted 'a'", f"{JO}: inserted 'a'"],
    ),
    "what one added and another took away": (
        para(f"<w:ins {WHO}>{gone('a')}{run('b')}</w:ins>"),
        "b",
        [f"{JO}: deleted 'a'", f"{JO}: inserted 'b'"],
    ),
    "a control within what came": (
        para(f"<w:ins {WHO}><w:sdt><w:sdtContent>{run('a')}</w:sdtContent></w:sdt></w:ins>"),
        "a",
        [f"{JO}: inserted 'a'"],
    ),
    "a formula that went": (
        para(
            f"{run('a')}<m:oMath><w:del {WHO}><m:r><m:t>x</m:t></m:r></w:del><w:ins {WHO}><m:r><m:t>y</m:t>"
            "</m:r></w:ins></m:oMath>"
        ),
        "ay",
        [f"{JO}: deleted 'x'", f"{JO}: inserted 'y'"],
    ),
    "tabs and breaks that went": (
        para(
            f"<w:del {WHO}><w:r><w:delText>a</w:delText><w:tab/><w:br/><w:delText>b</w:delText></w:r></w:del>"
            + run("c")
        ),
        "c",
        [f"{JO}: deleted 'a b'"],
    ),
    "deleted words of nobody": (
        para(run("a") + "<w:r><w:delText>b</w:delText></w:r>"),
        "a",
        ["somebody, no day: deleted 'b'"],
    ),
    "a text box that went": (
        para(
            f"<w:del {WHO}><w:r><w:pict><w:txbxContent>{para(run('b'))}</w:txbxContent></w:pict></w:r>"
            "</w:del>" + run("c")
        ),
        "c",
        [f"{JO}: deleted 'b'"],
    ),
}


@pytest.mark.parametrize("what", sorted(TRACKED))
def test_tracked_changes(what: str) -> None:
    """What came is read, what went is not, and who did which is told."""
    body, expected, messages = TRACKED[what]
    assert (expected, messages) == (reply(body), told(body))


COMMENTED = {
    "in words that went": para(
        run("a")
        + f'<w:commentRangeStart w:id="1"/><w:del {WHO}><w:r><w:delText>b</w:delText></w:r><w:r>'
        '<w:commentReference w:id="1"/></w:r></w:del><w:commentRangeEnd w:id="1"/>'
    ),
    "only in words that went": para(
        run("a")
        + f'<w:del {WHO}><w:r><w:delText>b</w:delText><w:commentReference w:id="1"/></w:r></w:del>'
    ),
    "in a row that went": "<w:tbl>"
    + row(
        para(run("b") + '<w:r><w:commentReference w:id="1"/></w:r>'), properties=f"<w:del {WHO}/>"
    )
    + "</w:tbl>"
    + para(run("a")),
    "by its range alone": para(
        '<w:commentRangeStart w:id="1"/>' + run("a") + '<w:commentRangeEnd w:id="1"/>'
    ),
    "between paragraphs": '<w:commentRangeStart w:id="1"/>' + para(run("a")),
    "in a formula": para(run("a") + '<m:oMath><m:r><w:commentReference w:id="1"/></m:r></m:oMath>'),
}


@pytest.mark.parametrize("what", sorted(COMMENTED))
def test_comments_keep_their_item(what: str) -> None:
    """However a comment is anchored, it stays with the item at which it stands."""
    comment = f'<w:comment w:id="1" {WHO}>{para(run("Who says?"))}</w:comment>'
    comments = f"<w:comments {SPACES}>{comment}</w:comments>"
    (note,) = back(LABEL + COMMENTED[what] + LINE, {"comments.xml": comments}).notes
    assert ("Who says?", "r/1", "Jo Reed") == (note.text, note.key, note.author)


# --- what is told ---------------------------------------------------------------------------------------

HIDDEN = {
    "by the run": (para(run("a ") + run("b", "<w:vanish/>")), ["hidden: 'b'"]),
    "by runs that follow each other": (
        para(run("a") + run(" b", "<w:vanish/>") + run(" c", '<w:vanish w:val="1"/>')),
        ["hidden: 'b c'"],
    ),
    "by a style of characters": (para(run("a b", '<w:rStyle w:val="Veiled"/>')), ["hidden: 'a b'"]),
    "by the style of the paragraph": (
        para(run("a b"), '<w:pStyle w:val="Below"/>'),
        ["hidden: 'a b'"],
    ),
    "not, by the run": (
        para(run("a b", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="Below"/>'),
        [],
    ),
    "not, by a style": (para(run("a b"), '<w:pStyle w:val="Plain"/>'), []),
    "only the end of the paragraph": (para(run("a b"), "<w:rPr><w:vanish/></w:rPr>"), []),
}


@pytest.mark.parametrize("what", sorted(HIDDEN))
def test_hidden_words_are_read_and_told(what: str) -> None:
    """Words that no program shows come with the others, and a person is told which they are."""
    body, messages = HIDDEN[what]
    more = {"styles.xml": STYLES}
    assert "a b" == reply(body, more)[:3]
    assert messages == told(body, more)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("DDEAUTO excel a", ""),
        ("DDE excel a", ""),
        ('INCLUDETEXT "c:\\\\a.docx"', ""),
        ('INCLUDEPICTURE "https://a.example/a.png"', ""),
        ("MACROBUTTON Go Press", "Press"),
        ("EMBED Excel.Sheet.8", ""),
        ("LINK Excel.Sheet.8 a", ""),
    ],
)
@pytest.mark.parametrize("ends", ["with a result", "without a result", "never", "as one element"])
def test_sec29_active_fields_are_told(said: str, shown: str, ends: str) -> None:
    """SEC29: a field that fetches or runs something is told, whether or not it has a result."""
    escaped = said.replace('"', "&quot;")
    bodies = {
        "with a result": field(said, "x"),
        "without a result": mark("begin") + code(said) + mark("end"),
        "never": mark("begin") + code(said),
        "as one element": f'<w:fldSimple w:instr="{escaped}">{run("x")}</w:fldSimple>',
    }
    body = para(run("a ") + bodies[ends])
    expected = {"without a result": shown, "never": ""}.get(ends, "x")
    assert (f"a {expected}".strip(), [f"it says {said!r}"]) == (reply(body).strip(), told(body))


DRAWN = {
    "a box": "<w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>",
    "a box in two ways": (
        "<mc:AlternateContent><mc:Choice><w:drawing><wp:inline><w:txbxContent>{0}</w:txbxContent>"
        "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent>"
        "</w:pict></mc:Fallback></mc:AlternateContent>"
    ),
    "a box in the second way": (
        "<mc:AlternateContent><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    ),
    "words as a shape": '<w:pict><v:shape><v:textpath string="Typed here"/></v:shape></w:pict>',
    "words in a drawing": (
        "<w:drawing><wp:inline><a:p><a:r><a:t>Typed</a:t></a:r><a:r><a:t>here</a:t></a:r></a:p></wp:inline>"
        "</w:drawing>"
    ),
}


@pytest.mark.parametrize("what", sorted(DRAWN))
def test_words_in_drawings_are_notes(what: str) -> None:
    """Words in boxes and shapes are kept as a note of the item, once."""
    drawn = DRAWN[what].format(para(run("Typed here")))
    returned = back(LABEL + para(run("We will.") + f"<w:r>{drawn}</w:r>") + LINE)
    assert [("Typed here", "r/1")] == [(note.text, note.key) for note in returned.notes]
    assert "We will." == returned.rows[0].cells["reply"].text


def test_an_object_comes_by_its_description() -> None:
    """What an embedded object says of itself comes in its place, and it is told."""
    body = para('<w:r><w:object><v:shape alt="A table of weirs"/></w:object></w:r>')
    assert "[picture: A table of weirs]" == reply(body)
    assert ["a picture or an object stands in this field"] == told(body)


def test_what_programs_count_in_headers_is_no_note() -> None:
    """Pages and days at the edge of a page are left out; words and other fields there are kept."""
    inside = run("Page ") + field("PAGE", "3") + run(" of ") + field("NUMPAGES", "12")
    lines = (para(inside), para(field("DATE", "9 June")), para(run("Draft of Jo")))
    header = f"<w:hdr {SPACES}>{''.join(lines)}</w:hdr>"
    notes = back(LABEL + para(run("a")) + LINE, {"header1.xml": header}).notes
    assert ["Page  of", "Draft of Jo"] == [note.text for note in notes]


def test_a_field_of_ours_in_a_cell_with_a_control_is_found() -> None:
    """A control around a whole cell, or around paragraphs, brings its field home."""
    tag = '<w:sdtPr><w:tag w:val="acc:1:9-bcdfgh:reply"/></w:sdtPr>'
    cell = f"<w:sdt>{tag}<w:sdtContent><w:tc>{para(run('a'))}</w:tc></w:sdtContent></w:sdt>"
    block = f"<w:sdt>{tag}<w:sdtContent>{para(run('a'))}{para(run('b'))}</w:sdtContent></w:sdt>"
    for body, said in ((f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>", "a"), (block, "a\nb")):
        (held,) = [one for one in back(body + LINE).rows if one.cells]
        assert (said, "control") == (held.cells["reply"].text, held.cells["reply"].found_by)
