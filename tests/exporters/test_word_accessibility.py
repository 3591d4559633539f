"""The response document as an accessibility officer checks it: statements computed on the bytes written."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element, fromstring

from accountability import Document, DocumentKind, Recommendation, Register, Response, Waiver
from accountability.exporters import _look as look
from accountability.exporters._base import ExportContext
from accountability.exporters.word import PaperStage, ResponseDocument, Template
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope
from accountability.text import clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
REPORT = "uk-hcc-hc9041-2026-27"
FIELDS = ("position", "reply", "target_date", "date_reason", "progress", "progress_words")
ORDER = (*FIELDS, "completed_on", "evidence")
TITLE_OF = {"Title", "Heading1", "Heading2", "Heading3"}
EVERY = pytest.mark.parametrize(
    ("template", "stage"),
    [(template, stage) for template in Template for stage in PaperStage],
    ids=str,
)
FORMS = pytest.mark.parametrize("template", list(Template), ids=str)


@cache
def ready() -> Register:
    """Return the sample, with every gap of its second report waived, and who writes a letter to whom."""
    held = load_sample()
    letter = (
        ("Response paper: To", "Dame Ada Quay"),
        ("Response paper: Signed by", "The accounting officer"),
    )
    report = held.find(Document, REPORT)
    assert report is not None
    held = held.with_records(evolve(report, extra=letter))
    codes = ("EXP9", "RSP", "COM", "REC105")
    return held.with_records(
        *(
            Waiver(id=f"{row.key}/w{code}", rule=code, record=row.about, reason="For the test")
            for row in held.rows()
            for code in codes
        )
    )


@cache
def parts_of(template: Template, stage: PaperStage) -> dict[str, bytes]:
    """Return the parts of the sample's document."""
    target = io.BytesIO()
    context = ExportContext(
        as_of=DEMO_DAY,
        contact="team@harbours.example",
        return_by=dt.date(2027, 10, 12),
        scope=Scope(documents=(REPORT,)),
        marking="OFFICIAL",
    )
    ResponseDocument(template=template, stage=stage).export(ready(), target, context)
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(template: Template, stage: PaperStage, name: str = "word/document.xml") -> _Element:
    """Return one part."""
    return fromstring(parts_of(template, stage)[name])


def words(element: _Element) -> str:
    """Return the text of an element."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def style_of(paragraph: _Element) -> str:
    """Return the id of a paragraph's style."""
    held = paragraph.find(f"{W}pPr/{W}pStyle")
    return held.get(VAL, "") if held is not None else "Normal"


def styles_of(template: Template, stage: PaperStage) -> dict[str, _Element]:
    """Return the styles of a document by their ids."""
    root = root_of(template, stage, "word/styles.xml")
    return {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}


def paragraphs(template: Template, stage: PaperStage) -> list[_Element]:
    """Return the paragraphs of the body in reading order, those in cells too."""
    return list(root_of(template, stage).iter(f"{W}p"))


def controls(template: Template, stage: PaperStage) -> Iterator[tuple[str, str, _Element, str]]:
    """Yield key of the column, title, properties and the words before each control."""
    before = ""
    for paragraph in paragraphs(template, stage):
        for control in paragraph.iter(f"{W}sdt"):
            properties = control[0]
            tag, alias = properties.find(f"{W}tag"), properties.find(f"{W}alias")
            if tag is not None and alias is not None:
                key = tag.get(VAL, "").rpartition(":")[2]
                yield key, alias.get(VAL, ""), properties, before
        before = words(paragraph)


def luminance(colour: str) -> float:
    """Return the relative luminance of RRGGBB (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@EVERY
def test_wa01_the_properties_are_ours(template: Template, stage: PaperStage) -> None:
    """WA01: title, language, creator and subject are set, times are the day asked for."""
    core = parts_of(template, stage)["docProps/core.xml"].decode()
    for tag in ("dc:title", "dc:language", "dc:creator", "dc:subject"):
        assert re.search(f"<{tag}>[^<]+</{tag}>", core)
    assert {"2027-10-01T00:00:00Z"} == set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core))
    assert not any(b"python-docx" in data for data in parts_of(template, stage).values())


@FORMS
def test_wa02_one_language_for_every_script(template: Template) -> None:
    """WA02: defaults name the document's language for every script."""
    root = root_of(template, PaperStage.DRAFT, "word/styles.xml")
    assert {"en-GB"} == {value for tag in root.iter(f"{W}lang") for value in tag.attrib.values()}


@EVERY
def test_wa03_headings_skip_no_level(template: Template, stage: PaperStage) -> None:
    """WA03: a title (in a letter: its subject), then headings, none skipped, none empty."""
    held = [(style_of(one), words(one)) for one in paragraphs(template, stage)]
    named = [(style, text) for style, text in held if style in TITLE_OF]
    letter = template is Template.DATE_CHANGE_LETTER and stage is PaperStage.FINAL
    first = ["Heading1"] if letter else ["Title"]
    assert first == [style for style, _ in named if style in first]
    assert [] == [style for style, text in named if not text.strip()]
    levels = [0, *(int(style[-1]) for style, _ in named if style != "Title")]
    assert [] == [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]


@EVERY
def test_wa04_nothing_imitates_a_heading(template: Template, stage: PaperStage) -> None:
    """WA04: no short paragraph outside a cell is bold throughout, but a target date and a marking."""
    body = root_of(template, stage)[0]
    for paragraph in body.findall(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if words(run).strip()]
        bold = [run for run in runs if run.find(f"{W}rPr/{W}rStyle[@{VAL}='Strong']") is not None]
        if not runs or len(bold) < len(runs) or style_of(paragraph) in {"QuotedText", *TITLE_OF}:
            continue
        text = words(paragraph)
        assert text.startswith("Target implementation date") or text.endswith("implemented")


def test_wa05_a_long_document_has_contents_that_need_no_updating() -> None:
    """WA05: more than ten pages get a contents field with links, entries and no page numbers."""
    root = root_of(Template.TREASURY_MINUTE, PaperStage.DRAFT)
    codes = [code.text or "" for code in root.iter(f"{W}instrText")]
    assert 1 == len(codes)
    assert r"\h" in codes[0]
    assert r"\n" in codes[0]
    links = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    headings = [one for one in root.iter(f"{W}p") if style_of(one) in {"Heading1", "Heading2"}]
    assert len(headings) == len(links)


@EVERY
def test_wa06_tables_have_header_rows(template: Template, stage: PaperStage) -> None:
    """WA06: the first row is marked as header, rows do not break, the look says so."""
    for table in root_of(template, stage).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        looks = table.find(f"{W}tblPr/{W}tblLook")
        assert looks is not None
        assert "1" == looks.get(f"{W}firstRow")


@EVERY
def test_wa07_no_cell_is_merged_nested_or_left_over(template: Template, stage: PaperStage) -> None:
    """WA07: every row has a cell for each column, and no row or column is blank."""
    for table in root_of(template, stage).iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        rows = [
            [words(cell).strip() for cell in row.findall(f"{W}tc")]
            for row in table.findall(f"{W}tr")
        ]
        assert {columns} == {len(row) for row in rows}
        assert all(any(row) for row in rows)
        assert all(any(column) for column in zip(*rows, strict=True))
        assert [] == [
            *table.iter(f"{W}gridSpan", f"{W}vMerge"),
            *table.iterfind(f".//{W}tc//{W}tbl"),
        ]


@EVERY
def test_wa08_tables_have_words_for_those_who_do_not_see_them(
    template: Template, stage: PaperStage
) -> None:
    """WA08: every table has a title and a description."""
    for table in root_of(template, stage).iter(f"{W}tbl"):
        for name in ("tblCaption", "tblDescription"):
            held = table.find(f"{W}tblPr/{W}{name}")
            assert held is not None
            assert held.get(VAL, "").strip()


@EVERY
def test_wa09_there_are_no_pictures(template: Template, stage: PaperStage) -> None:
    """WA09: our own look has no picture or shape that would need words."""
    assert [] == [name for name in parts_of(template, stage) if "media/" in name]
    assert [] == list(root_of(template, stage).iter(f"{W}drawing", f"{W}pict"))


@EVERY
def test_wa10_every_control_has_a_label_a_title_and_a_prompt(
    template: Template, stage: PaperStage
) -> None:
    """WA10: the words before a control are its title, and its placeholder says what to enter."""
    glossary = {}
    name = "word/glossary/document.xml"
    if name in parts_of(template, stage):
        for part in root_of(template, stage, name).iter(f"{W}docPart"):
            called = part.find(f"{W}docPartPr/{W}name")
            assert called is not None
            glossary[called.get(VAL)] = words(part)
    for _, title, properties, before in controls(template, stage):
        assert title == before
        prompt = properties.find(f"{W}placeholder/{W}docPart")
        assert prompt is not None
        assert re.fullmatch(r"\[.{8,}\]", glossary[prompt.get(VAL)])


@FORMS
def test_wa11_every_drop_down_offers_words(template: Template) -> None:
    """WA11: no entry is empty, and another answer can be typed."""
    root = root_of(template, PaperStage.DRAFT)
    assert [] == list(root.iter(f"{W}dropDownList"))
    for box in root.iter(f"{W}comboBox"):
        assert all(item.get(f"{W}displayText", "").strip() for item in box)


@FORMS
def test_wa12_dates_are_written_as_people_say_them(template: Template) -> None:
    """WA12: date controls show "1 March 2027" in the document's language."""
    for control in root_of(template, PaperStage.DRAFT).iter(f"{W}date"):
        shown, language = control.find(f"{W}dateFormat"), control.find(f"{W}lid")
        assert shown is not None
        assert language is not None
        assert ("d MMMM yyyy", "en-GB") == (shown.get(VAL), language.get(VAL))


@EVERY
def test_wa13_nothing_is_protected(template: Template, stage: PaperStage) -> None:
    """WA13: controls use locks only, and only against being deleted."""
    settings = root_of(template, stage, "word/settings.xml")
    assert [] == list(settings.iter(f"{W}documentProtection", f"{W}writeProtection"))
    assert {"sdtLocked"} >= {lock.get(VAL) for lock in root_of(template, stage).iter(f"{W}lock")}


@EVERY
def test_wa14_links_say_where_they_lead(template: Template, stage: PaperStage) -> None:
    """WA14: link text is what it leads to, and is unique for its address."""
    links = [
        (words(link), link.get(f"{W}anchor"))
        for link in root_of(template, stage).iter(f"{W}hyperlink")
    ]
    assert all(text.strip() for text, _ in links)
    assert {1} >= set(Counter(anchor for _, anchor in links).values())


@FORMS
def test_wa15_type_is_large_plain_and_left_aligned(template: Template) -> None:
    """WA15: 12 points or more in a sans serif, lines apart, nothing justified, slanted or in capitals."""
    styles = styles_of(template, PaperStage.DRAFT)
    root = root_of(template, PaperStage.DRAFT, "word/styles.xml")
    assert {look.FONT} == {
        value for fonts in root.iter(f"{W}rFonts") for value in fonts.attrib.values()
    }
    normal = styles["Normal"]
    size, lines = normal.find(f"{W}rPr/{W}sz"), normal.find(f"{W}pPr/{W}spacing")
    assert size is not None
    assert lines is not None
    assert int(size.get(VAL, "0")) >= 24
    assert int(lines.get(f"{W}line", "0")) >= 1.15 * 240
    small = {
        name
        for name, style in styles.items()
        if (own := style.find(f"{W}rPr/{W}sz")) is not None and int(own.get(VAL, "0")) < 24
    }
    assert {"Header", "Footer", "Reference"} == small
    assert [] == list(root.iter(f"{W}jc", f"{W}i", f"{W}caps", f"{W}smallCaps"))
    assert ["Hyperlink"] == [
        name for name, style in styles.items() if style.find(f"{W}rPr/{W}u") is not None
    ]


@FORMS
def test_wa16_and_wa23_words_can_be_read_on_what_is_behind_them(template: Template) -> None:
    """WA16, WA23: each style's colour on white, on its own fill and on a field's is 4.5 to 1 or more."""
    styles = styles_of(template, PaperStage.DRAFT)
    for name, style in styles.items():
        colour = style.find(f"{W}rPr/{W}color")
        if colour is None:
            continue
        behind = ["FFFFFF", look.FILL_IN, look.QUIET] if name != "Hyperlink" else ["FFFFFF"]
        fill = style.find(f"{W}pPr/{W}shd")
        if fill is not None:
            behind.append(fill.get(f"{W}fill", ""))
        assert [] == [one for one in behind if contrast(colour.get(VAL, ""), one) < 4.5]


@EVERY
def test_wa17_numbers_of_paragraphs_come_from_lists(template: Template, stage: PaperStage) -> None:
    """WA17: no paragraph of a reply begins with a typed number; lists are defined."""
    for paragraph in paragraphs(template, stage):
        if style_of(paragraph) == "Reply":
            assert paragraph.find(f"{W}pPr/{W}numPr") is not None
            assert not re.match(r"\d+\.\d+\s", words(paragraph))


@EVERY
def test_wa18_no_blanks_stand_for_layout(template: Template, stage: PaperStage) -> None:
    """WA18: no empty paragraph, no page break but as a property."""
    assert [] == [one for one in paragraphs(template, stage) if not words(one).strip()]
    assert [] == [
        mark for mark in root_of(template, stage).iter(f"{W}br") if mark.get(f"{W}type") == "page"
    ]
    assert [] == list(root_of(template, stage).iter(f"{W}lastRenderedPageBreak"))


@EVERY
def test_wa19_the_page_is_a4(template: Template, stage: PaperStage) -> None:
    """WA19: A4 with two centimetres or more around; the marking stands on the page, too."""
    root = root_of(template, stage)
    size, margins = next(root.iter(f"{W}pgSz")), next(root.iter(f"{W}pgMar"))
    assert {"11906", "16838"} == {size.get(f"{W}w"), size.get(f"{W}h")}
    assert all(
        int(margins.get(f"{W}{side}", "0")) >= 1134 for side in ("left", "right", "top", "bottom")
    )
    assert "OFFICIAL" == words(paragraphs(template, stage)[0])


@FORMS
def test_wa20_fields_stand_in_the_order_of_the_record(template: Template) -> None:
    """WA20: within an answer the order of the fields is that of the tracker's columns."""
    groups: dict[str, list[str]] = {}
    for tag in root_of(template, PaperStage.DRAFT).iter(f"{W}tag"):
        answer, _, key = tag.get(VAL, "").rpartition(":")
        groups.setdefault(answer, []).append(key)
    for keys in groups.values():
        if keys[0] in ORDER:
            assert sorted(keys, key=ORDER.index) == keys


@EVERY
def test_wa21_there_are_no_footnotes(template: Template, stage: PaperStage) -> None:
    """WA21: none are made."""
    assert [] == [name for name in parts_of(template, stage) if "notes" in name]


@EVERY
def test_wa22_every_field_already_shows_its_result(template: Template, stage: PaperStage) -> None:
    """WA22: nothing opens blank: simple fields hold words, others stand between their three marks."""
    for name, data in parts_of(template, stage).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        root = fromstring(data)
        assert all(words(held).strip() for held in root.iter(f"{W}fldSimple"))
        kinds = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
        assert kinds in ([], ["begin", "separate", "end"])


@pytest.mark.parametrize("stage", [PaperStage.BLANK, PaperStage.DRAFT], ids=str)
@FORMS
def test_wa24_guidance_stands_before_the_first_control(
    template: Template, stage: PaperStage
) -> None:
    """WA24: how to fill it in, by when and whom to ask come first."""
    before: list[str] = []
    for paragraph in paragraphs(template, stage):
        if paragraph.find(f".//{W}sdt") is not None:
            break
        before.append(words(paragraph))
    told = " ".join(before)
    assert "12 October 2027" in told
    assert "team@harbours.example" in told
    assert "Type or choose in the tinted fields" in told


@EVERY
def test_sec45_the_marking_is_on_the_page_in_the_header_and_in_the_properties(
    template: Template, stage: PaperStage
) -> None:
    """SEC45: first page, header and properties carry it."""
    parts = parts_of(template, stage)
    headers = [
        words(fromstring(data))
        for name, data in parts.items()
        if "/header" in name and name.endswith(".xml")
    ]
    assert ["OFFICIAL"] == headers
    assert b"OFFICIAL" in parts["docProps/core.xml"]


@EVERY
def test_sec30_sec35_nothing_leads_outside_and_nobody_is_named(
    template: Template, stage: PaperStage
) -> None:
    """SEC30, SEC35: no external target, no revision marks, only properties that we set."""
    parts = parts_of(template, stage)
    everything = b"".join(parts.values())
    for word in (b"External", b"attachedTemplate", b"w:rsid", b"lastModifiedBy>p", b"w:author"):
        assert word not in everything
    named = fromstring(parts["docProps/custom.xml"])
    assert {"Register", "Form"} <= {one.get("name") for one in named}


@pytest.mark.parametrize("template", list(Template), ids=str)
def test_sec31_words_make_no_elements(template: Template) -> None:
    """SEC31: markup in a text is text, in every template."""

    def shape(text: str) -> Counter[str]:
        held = ready()
        items = [evolve(one, text=text) for one in held.items if isinstance(one, Recommendation)]
        answers = [evolve(one, text=text) for one in held.responses if one.text]
        assert all(isinstance(one, Response) for one in answers)
        target = io.BytesIO()
        context = ExportContext(as_of=DEMO_DAY, scope=Scope(documents=(REPORT,)))
        ResponseDocument(template=template).export(
            held.with_records(*items, *answers), target, context
        )
        with zipfile.ZipFile(target) as archive:
            root = fromstring(archive.read("word/document.xml"))
        skipped = {f"{W}t", f"{W}br", f"{W}tab"}
        return Counter(str(one.tag) for one in root.iter() if one.tag not in skipped)

    assert shape("plain") == shape("<w:p/>&amp;]]><!--x-->")


@settings(max_examples=25)
@given(st.text(min_size=1), st.sampled_from(Template))
def test_sec31_any_text_is_text(text: str, template: Template) -> None:
    """SEC31: whatever stands in names and titles, no element is made of it but breaks and tabs."""
    report = Document(id="report", kind=DocumentKind.REPORT, title="Tides")
    item = Recommendation(id="rec", document="report", label="1", title="x", text="Mend it.")

    def shape(title: str) -> Counter[str]:
        held = Register(id="r", title="R", documents=(report,), items=(evolve(item, title=title),))
        target = io.BytesIO()
        ResponseDocument(template=template).export(held, target, ExportContext(as_of=DEMO_DAY))
        with zipfile.ZipFile(target) as archive:
            root = fromstring(archive.read("word/document.xml"))
        skipped = {f"{W}t", f"{W}br", f"{W}tab"}
        return Counter(str(one.tag) for one in root.iter() if one.tag not in skipped)

    # A leading letter: a title of white space alone is none.
    assert shape("x") == shape(f"x{clean(text).text}")
