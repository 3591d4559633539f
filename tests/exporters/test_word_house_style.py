"""A house style: what a department's own document gives to ours, and what it never does."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
import shlex
import zipfile
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Inches, Pt
from lxml.etree import fromstring

from accountability import Finding
from accountability.cli import main
from accountability.exporters._base import ExportContext
from accountability.exporters.word import PaperStage, ResponseDocument, Template
from accountability.samples import load_sample
from accountability.tables import Scope

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTEXT = ExportContext(
    as_of=dt.date(2027, 10, 1), scope=Scope(documents=("uk-hcc-hc9041-2026-27",))
)
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A picture of one point."""

FIELD = f'<w:fldSimple {nsdecls("w")} w:instr="{{}}"><w:r><w:t>{{}}</w:t></w:r></w:fldSimple>'


def letterhead(*, bare: bool = False) -> bytes:
    """Make a department's own document: fonts, margins, a header with an emblem, a footer."""
    made = docx.Document()
    made.styles["Normal"].font.name = "Verdana"
    made.styles["Normal"].font.size = Pt(13)
    made.styles["Heading 1"].font.name = "Georgia"
    made.styles["Heading 2"].font.name = "Georgia"
    made.add_paragraph("Secret words of another paper", style="Heading 2")
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(2)
    if not bare:
        header = page.header.paragraphs[0]
        header.alignment = WD_ALIGN_PARAGRAPH.LEFT
        header.add_run("Department for Harbours")
        header.add_run().add_picture(io.BytesIO(DOT), Inches(0.5))
        footer = page.footer.paragraphs[0]
        footer.add_run("Quay House, Harbour Street, page ")
        footer._p.append(parse_xml(FIELD.format("PAGE", "1")))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def hostile() -> bytes:
    """Make a letterhead that tries to bring along what must stay behind."""
    made = docx.Document(io.BytesIO(letterhead()))
    header = made.sections[0].header
    paragraph = header.paragraphs[0]._p
    outside = header.part.relate_to(
        "https://tracker.example/x", f"{R[1:-1]}/hyperlink", is_external=True
    )
    link = OxmlElement("w:hyperlink", {qn("r:id"): outside})
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>our pages</w:t></w:r>"))
    paragraph.append(link)
    paragraph.append(parse_xml(FIELD.format("INCLUDETEXT \\\\evil\\x.docx", "kept words")))
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:object/></w:r>"))
    remote = header.part.relate_to(
        "https://tracker.example/p.png", f"{R[1:-1]}/image", is_external=True
    )
    blip = next(header.part.element.iter(qn("a:blip")))
    shape = blip.getparent()
    while shape.tag != qn("w:r"):
        shape = shape.getparent()
    twin = deepcopy(shape)
    next(twin.iter(qn("a:blip"))).set(qn("r:embed"), remote)
    paragraph.append(twin)
    made.part.part_related_by(RT.SETTINGS).relate_to(
        "https://tracker.example/t.dotm", f"{R[1:-1]}/attachedTemplate", is_external=True
    )
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def telling() -> bytes:
    """Make a letterhead that hides words, and names things after a project that nobody may know."""
    made = docx.Document(io.BytesIO(letterhead()))
    ours = made.styles.add_style("Falcon letterhead", WD_STYLE_TYPE.PARAGRAPH)
    ours.base_style = made.styles.add_style("Falcon base", WD_STYLE_TYPE.PARAGRAPH)
    ours.font.name = "Courier New"
    unseen = made.styles.add_style("Falcon unseen", WD_STYLE_TYPE.CHARACTER)
    unseen.font.hidden = True
    made.styles.add_style("Falcon unused", WD_STYLE_TYPE.PARAGRAPH)
    made.styles["Heading 2"].base_style = ours.base_style
    made.styles["Heading 2"].font.hidden = True
    header = made.sections[0].header
    header.add_paragraph("Seen by all", style=ours)
    header.paragraphs[0].add_run("Falcon hidden run").font.hidden = True
    header.paragraphs[0].add_run("Falcon hidden by style", style=unseen)
    for name in ("w:specVanish", "w:webHidden"):
        run = header.paragraphs[0].add_run("Falcon hidden in a view")
        run._r.get_or_add_rPr().append(OxmlElement(name))
    shown = header.paragraphs[0].add_run("Shown again", style=unseen)
    shown.font.hidden = False
    next(header.part.element.iter("{*}cNvPr")).set("name", "C:\\Falcon\\logo.png")
    footer = made.sections[0].footer.paragraphs[0]._p
    footer.append(parse_xml(FIELD.format("NUMPAGES \\* Falcon \\* roman", "ii")))
    table = header.add_table(2, 1, Cm(5))
    table.cell(0, 0).text = "A row"
    table.cell(1, 0).text = "Falcon hidden row"
    table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    theme = made.part.part_related_by(RT.THEME)
    theme._blob = theme.blob.replace(b"Office Theme", b"Falcon theme")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def written(
    house: bytes,
    stage: PaperStage = PaperStage.DRAFT,
    template: Template = Template.FORM,
    marking: str = "",
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Export in a house style; return the parts and what was found."""
    target = io.BytesIO()
    ready = ResponseDocument(stage=stage, template=template, house_style=house)
    context = ExportContext(as_of=CONTEXT.as_of, scope=CONTEXT.scope, marking=marking)
    found = ready.export(load_sample(), target, context)
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, found


def words_of(parts: dict[str, bytes], prefix: str) -> str:
    """Return the words of the parts whose names begin so."""
    return "|".join(
        "".join(node.text or "" for node in fromstring(data).iter(f"{W}t"))
        for name, data in parts.items()
        if name.startswith(prefix) and name.endswith(".xml")
    )


class TestTakenOver:
    def test_fonts_header_footer_and_margins_are_the_houses(self) -> None:
        """A document made in it looks like the department's own papers."""
        parts, _ = written(letterhead())
        styles = parts["word/styles.xml"]
        assert b"Verdana" in styles
        assert b"Georgia" in styles
        assert "Department for Harbours" in words_of(parts, "word/header")
        assert "Quay House, Harbour Street, page 1" in words_of(parts, "word/footer")
        margins = next(fromstring(parts["word/document.xml"]).iter(f"{W}pgMar"))
        assert ("1701", "1134") == (margins.get(f"{W}left"), margins.get(f"{W}right"))

    def test_the_emblem_comes_along_with_words_for_it(self) -> None:
        """A picture that is in the file is taken, in the line, and described."""
        parts, found = written(letterhead())
        assert [DOT] == [data for name, data in parts.items() if name.startswith("word/media/")]
        header = next(data for name, data in parts.items() if name.startswith("word/header"))
        assert b'descr="Picture of the house style"' in header
        assert any("words for a picture" in one.message for one in found)

    def test_other_programs_open_it(self) -> None:
        """A reader finds the header where it belongs."""
        target = io.BytesIO()
        ResponseDocument(house_style=letterhead()).export(load_sample(), target, CONTEXT)
        opened = docx.Document(target)
        assert "Department for Harbours" in opened.sections[0].header.paragraphs[0].text

    def test_tables_are_as_wide_as_the_page(self) -> None:
        """Widths follow the house's margins."""
        parts, _ = written(letterhead(), template=Template.TABLE)
        widths = {
            int(table.get(f"{W}w", "0"))
            for table in fromstring(parts["word/document.xml"]).iter(f"{W}tblW")
        }
        assert {9070} == {round(width / 10) * 10 for width in widths}

    def test_the_marking_stands_above_the_houses_header(self) -> None:
        """A protective marking is in the header of every page, whatever the house has there."""
        parts, _ = written(letterhead(), marking="OFFICIAL - SENSITIVE")
        assert words_of(parts, "word/header").startswith("OFFICIAL - SENSITIVE")

    def test_what_it_lacks_is_supplied_and_said(self) -> None:
        """Header, footer and styles that it has not are ours, and a finding names them."""
        parts, found = written(letterhead(bare=True))
        lacking = [one.message for one in found if one.code == "EXP932"]
        assert 1 == len(lacking)
        assert "a header, a footer" in lacking[0]
        assert "Placeholder Text" in lacking[0]
        assert "Page 1" in words_of(parts, "word/footer")

    @pytest.mark.parametrize("template", list(Template), ids=str)
    def test_every_template_wears_it(self, template: Template) -> None:
        """Every style that a document uses is in it."""
        parts, _ = written(letterhead(), template=template)
        held = {
            style.get(f"{W}styleId")
            for style in fromstring(parts["word/styles.xml"]).iter(f"{W}style")
        }
        used = {
            mark.get(f"{W}val")
            for name, data in parts.items()
            if name.startswith(("word/document", "word/header", "word/footer"))
            and name.endswith(".xml")
            for mark in fromstring(data).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
        }
        assert used <= held


class TestLeftBehind:
    def test_nothing_leads_outside(self) -> None:
        """SEC30: no relationship is external, no template is attached, whatever the house had."""
        parts, _ = written(hostile())
        relations = b"".join(data for name, data in parts.items() if name.endswith(".rels"))
        assert b"External" not in relations
        assert b"attachedTemplate" not in relations
        assert b"tracker.example" not in b"".join(parts.values())

    def test_fields_and_objects_stay_and_their_words_are_kept(self) -> None:
        """What a field showed is words; the field, the link and the object are gone, and said."""
        parts, found = written(hostile())
        told = words_of(parts, "word/header")
        assert "our pages" in told
        assert "kept words" in told
        header = b"".join(data for name, data in parts.items() if name.startswith("word/header"))
        assert b"INCLUDETEXT" not in header
        assert b"w:object" not in header
        left = " ".join(one.message for one in found if one.code == "EXP933")
        for word in ("template attached", "a link", "a field", "an object", "not in the file"):
            assert word in left

    def test_words_and_properties_of_the_other_paper_stay(self) -> None:
        """SEC35: nothing of its body, its people or its library is in ours."""
        parts, _ = written(letterhead())
        everything = b"".join(parts.values())
        assert b"Secret" not in everything
        assert b"python-docx" not in everything
        assert b"rsid" not in everything

    def test_names_and_hidden_words_stay(self) -> None:
        """Hidden text, names of styles, themes and picture files, and words in fields never travel."""
        parts, found = written(telling())
        assert [] == [name for name, data in parts.items() if b"falcon" in data.lower()]
        assert [] == [name for name, data in parts.items() if b"w:vanish" in data]
        header = words_of(parts, "word/header")
        for words in ("Seen by all", "Shown again", "A row"):
            assert words in header
        assert any("hidden text" in one.message for one in found if one.code == "EXP933")
        assert rb' NUMPAGES \* roman "' in parts["word/footer1.xml"]

    def test_a_style_of_its_own_looks_as_it_did(self) -> None:
        """What the header wears keeps its font under a plain name, and what it stands on comes along."""
        parts, _ = written(telling())
        styles = fromstring(parts["word/styles.xml"])
        worn = next(
            style
            for style in styles.iter(f"{W}style")
            if style.find(f"{W}rPr/{W}rFonts[@{W}ascii='Courier New']") is not None
        )
        name = worn.find(f"{W}name")
        assert name is not None
        assert name.get(f"{W}val", "").startswith("House style ")
        header = fromstring(parts["word/header1.xml"])
        marks = {mark.get(f"{W}val") for mark in header.iter(f"{W}pStyle")}
        assert worn.get(f"{W}styleId") in marks
        held = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
        named = styles.iter(f"{W}basedOn", f"{W}next", f"{W}link")
        assert {mark.get(f"{W}val") for mark in named} <= held

    def test_macros_stay(self) -> None:
        """A document with a macro project gives its styles, and the project is named."""
        made = docx.Document(io.BytesIO(letterhead()))
        part = Part(
            PackURI("/word/vbaProject.bin"),
            "application/vnd.ms-office.vbaProject",
            b"macro",
            made.part.package,
        )
        made.part.relate_to(
            part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        )
        target = io.BytesIO()
        made.save(target)
        parts, found = written(target.getvalue())
        assert [] == [name for name in parts if "vba" in name]
        assert any("its macros" in one.message for one in found)


def test_the_page_on_house_styles_names_what_is_taken() -> None:
    """The how-to lists the parts that are taken over."""
    page = Path(__file__).parents[2] / "docs" / "how-to" / "use-your-departments-template.md"
    text = page.read_text(encoding="utf-8")
    assert all(word in text for word in ("header", "footer", "margins", "EXP932", "EXP933"))


@pytest.mark.parametrize("name", ["use-your-departments-template", "draft-a-response"])
def test_the_commands_of_the_page_can_be_followed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The how-to's own lines are run as they stand, in order, with a letterhead in its place."""
    page = Path(__file__).parents[2] / "docs" / "how-to" / f"{name}.md"
    text = page.read_text(encoding="utf-8").replace("\\\n", "")
    monkeypatch.chdir(tmp_path)
    Path("letterhead.docx").write_bytes(letterhead())
    for line, shown in re.findall(r"^\$ accountability (.+)\n(?=(.*)$)", text, re.MULTILINE):
        done = CliRunner().invoke(main, shlex.split(line))
        refused = shown.startswith("accountability: ")
        assert (2 if refused else 0) == done.exit_code, done.output
        assert not refused or shown in done.output
    if name == "use-your-departments-template":
        with zipfile.ZipFile("response.docx") as archive:
            held = {part: archive.read(part) for part in archive.namelist()}
        assert "Department for Harbours" in words_of(held, "word/header")
