"""
What people do to a form before they send it back, one thing a test.

Each test compares everything that came of it, so that nothing else may: what was written, what is in
dispute, what is said, and which rows are missing, each with its place.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve, frozen

from accountability import ExportContext, ImportContext
from accountability.containers import Limits
from accountability.dates import PartialDate
from accountability.exceptions import UnreadableFileError
from accountability.merge import shown
from accountability.model import Register, TargetDate
from accountability.returns import collect
from accountability.tables import Scope
from accountability.text import stamp

pytestmark = pytest.mark.needs("word")

DEPARTMENT = "waterways"
SENT_ON = dt.date(2031, 6, 1)
COLLECTED_ON = dt.date(2031, 6, 15)
NOTHING: tuple[list[Any], list[Any], list[Any], list[str]] = ([], [], [], [])
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"


def sent(register: Register, stage: str = "draft") -> bytes:
    """Return the form that goes out."""
    from accountability.exporters.word import PaperStage, ResponseDocument

    target = io.BytesIO()
    context = ExportContext(as_of=SENT_ON, scope=Scope(responders=(DEPARTMENT,)))
    ResponseDocument(stage=PaperStage(stage)).export(register, target, context)
    return target.getvalue()


Number = int | str
"""Of an item; of a promise of the fifth, "c1" and "c2"."""


def key_of(number: Number) -> str:
    """Return a row key of the small register, or the id of a promise."""
    if isinstance(number, str):
        return f"{key_of(5)}/{number}"
    return f"wc-hc12/rec-{number}/{DEPARTMENT}"


def name_of(number: Number) -> str:
    """Return what a form calls an item, or a promise of the fifth."""
    named = f"5, promise {number.removeprefix('c')}" if isinstance(number, str) else str(number)
    return f"Recommendation {named}"


def elements(xml: str) -> list[Any]:
    """Return the elements that a piece of XML holds."""
    from lxml import etree

    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return list(etree.fromstring(f'<w:x xmlns:w="{SPACE}" xmlns:r="{relations}">{xml}</w:x>'))


def paragraph(text: str, properties: str = "") -> Any:
    """Return a paragraph."""
    (one,) = elements(f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    return one


class Form:
    """A form opened in a program, as a person sees it: by number of the item and column."""

    def __init__(self, data: bytes) -> None:
        from lxml import etree

        with zipfile.ZipFile(io.BytesIO(data)) as source:
            self.parts = {name: source.read(name) for name in source.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root[0]

    def control(self, number: Number, column: str) -> Any:
        """Return the control of a field."""
        end = f"-{stamp(key_of(number))}:{column}"
        for control in self.root.iter(f"{W}sdt"):
            tag = control.find(f"{W}sdtPr/{W}tag")
            if tag is not None and (tag.get(f"{W}val") or "").endswith(end):
                return control
        raise LookupError(column)

    def place(self, number: Number, column: str) -> Any:
        """Return the paragraph of a field."""
        return self.control(number, column).getparent()

    def fill(self, number: Number, column: str, runs: str) -> None:
        """Put runs into a control, as a program does when somebody types or chooses."""
        control = self.control(number, column)
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        for prompt in properties.findall(f"{W}showingPlcHdr"):
            properties.remove(prompt)
        content[:] = elements(runs if runs.startswith("<") else f"<w:r><w:t>{runs}</w:t></w:r>")

    def after(self, number: Number, column: str, *blocks: Any) -> None:
        """Put paragraphs and tables after the paragraph of a field."""
        at = self.place(number, column)
        for block in reversed(blocks):
            at.addnext(block)

    def heading(self, number: Number) -> Any:
        """Return the heading of an item."""
        return next(one for one in self.body if words(one).startswith(name_of(number)))

    def block(self, number: Number) -> list[Any]:
        """Return the heading of an item and what stands below it, down to its first promise."""
        at = self.body.index(self.heading(number))
        end = at + 1
        while not words(self.body[end]).startswith(("Recommendation ", "For the computer")):
            end += 1
        return list(self.body)[at:end]

    def reference(self, number: Number) -> Any:
        """Return the line with the reference of a row."""
        return next(one for one in self.body if f": {key_of(number)} " in words(one))

    def saved(self) -> bytes:
        """Return the file."""
        from lxml import etree

        self.parts["word/document.xml"] = etree.tostring(self.root)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in self.parts.items():
                made.writestr(name, data)
        return target.getvalue()

    def relate(self, kind: str, name: str, content_type: str, xml: str) -> None:
        """Add a part to the document."""
        types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        rels = "word/_rels/document.xml.rels"
        self.parts[rels] = self.parts[rels].replace(
            b"</Relationships>",
            f'<Relationship Id="x{kind}" Type="{types}/{kind}" Target="{name}"/></Relationships>'.encode(),
        )
        self.parts["[Content_Types].xml"] = self.parts["[Content_Types].xml"].replace(
            b"</Types>",
            f'<Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'.encode(),
        )
        self.parts[f"word/{name}"] = xml.encode()


def words(element: Any) -> str:
    """Return the words of an element."""
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


Edit = Callable[[Form], object]


@pytest.fixture
def told(weirs_round: Any) -> Callable[..., Any]:
    """Send a form out, let somebody edit it, and collect it."""

    def play(edit: Edit, stage: str = "draft") -> Any:
        form = Form(sent(weirs_round.register, stage))
        edit(form)
        return weirs_round.told(form.saved())

    return play


def replies(told: Any) -> dict[str, str]:
    """Return the reply that was written in each row."""
    return {
        one.record.removeprefix("wc-hc12/"): one.after
        for one in told.collected.applied
        if one.field == "text"
    }


def said(told: Any, code: str) -> list[str]:
    """Return what is said under a code."""
    return [one.message for one in told.collected.findings if one.code == code]


@frozen
class Aim:
    """A field of words that somebody edits, what it held, and the record that is written then."""

    number: Number
    column: str
    held: str
    record: str

    @property
    def place(self) -> str:
        """Where it stands."""
        label = {"reply": "Your reply", "progress_words": "Your progress in words"}[self.column]
        return f"{name_of(self.number)}, {label}"


REPLY = Aim(3, "reply", "We will light them.", "rec-3/waterways")
OF_A_PROMISE = Aim(*("c2", "progress_words", ""), "rec-5/waterways/c2/u-waterways-2031-06-01")
each_aim = pytest.mark.parametrize("aim", [REPLY, OF_A_PROMISE], ids=["reply", "promise"])


# --- nothing was done ---------------------------------------------------------------------------------


def left_alone(form: Form) -> None:
    """Open a form and close it again."""


@pytest.mark.parametrize("stage", ["blank", "draft"])
def test_nothing_was_done(told: Any, stage: str) -> None:
    """A form that nobody touched changes nothing and brings up nothing."""
    assert NOTHING == told(left_alone, stage).all


def test_saved_by_python_docx(weirs_round: Any) -> None:
    """A program that loads and saves the document does nothing to it."""
    import docx

    target = io.BytesIO()
    docx.Document(io.BytesIO(sent(weirs_round.register))).save(target)
    assert NOTHING == weirs_round.told(target.getvalue()).all


def untag(form: Form) -> None:
    """Take away what LibreOffice 7.4 takes away: tags and ids, and of most controls the title."""
    for properties in form.root.iter(f"{W}sdtPr"):
        for name in ("tag", "id", "alias", "lock"):
            for one in properties.findall(f"{W}{name}"):
                properties.remove(one)


def test_saved_by_a_program_that_drops_tags(told: Any) -> None:
    """Without tags, every field is found by its bookmark, which is said once."""

    def edit(form: Form) -> None:
        form.fill(2, "position", "Reject")
        untag(form)

    result = told(edit)
    place = "Recommendation 2, Your position"
    assert [("rec-2/waterways", "position", "rejected", place)] == result.applied
    assert [("RTN870", "back.xlsx")] == result.findings
    assert re.fullmatch(r"\d+ of \d+ fields: by their bookmarks", said(result, "RTN870")[0])


def test_fields_of_promises_without_tags_and_bookmarks(told: Any) -> None:
    """The reference under each block says whose its labels are."""

    def edit(form: Form) -> None:
        form.fill("c1", "progress_words", "Four boats.")
        form.fill("c2", "progress_words", "Two crews.")
        untag(form)
        marks: list[Any] = list(form.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))
        for mark in marks:
            mark.getparent().remove(mark)

    result = told(edit)
    assert {
        OF_A_PROMISE.record.replace("c2", "c1"): "Four boats.",
        OF_A_PROMISE.record: "Two crews.",
    } == replies(result)
    assert [("RTN870", "back.xlsx")] == result.findings


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [(3, 4, "reply"), ("c1", "c2", "progress_words")],
    ids=["item", "promise"],
)
def test_a_heading_and_a_reference_of_two_rows(
    told: Any, first: Number, second: Number, column: str
) -> None:
    """Nobody can say whose the words between them are, where nothing else says it: they are in dispute."""

    def edit(form: Form) -> None:
        form.fill(first, column, "Whose are these?")
        untag(form)
        marks: list[Any] = list(form.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))
        for gone in (*marks, form.reference(first), form.heading(second)):
            gone.getparent().remove(gone)

    result = told(edit)
    assert [] == result.applied
    assert "Whose are these?" in {one[3] for one in result.conflicts}


def test_saved_by_a_program_that_drops_what_was_sent(told: Any) -> None:
    """Answers are read all the same, and that our own words are not known any more is said."""

    def edit(form: Form) -> None:
        form.fill(3, "reply", "We will not.")
        form.after(3, "reply", paragraph("Ask Jo.", '<w:pStyle w:val="QuotedText"/>'))
        form.fill("c2", "progress_words", "Two crews.")
        for name in [one for one in form.parts if one.startswith("customXml/")]:
            form.parts[name] = b"<a/>"

    result = told(edit)
    assert {
        "rec-3/waterways": "We will not.\nAsk Jo.",
        OF_A_PROMISE.record: "Two crews.",
    } == replies(result)
    assert ([], []) == (result.conflicts, result.missing)
    assert [("RTN882", "back.xlsx")] == [one for one in result.findings if one[0] != "RTN837"]


# --- typed in their fields ------------------------------------------------------------------------------


def test_position_chosen(told: Any) -> None:
    """A choice from the list is a position."""
    result = told(lambda form: form.fill(2, "position", "Accept in part"))
    place = "Recommendation 2, Your position"
    assert (
        [("rec-2/waterways", "position", "partially-accepted", place)],
        [],
        [],
        [],
    ) == result.all


def test_position_typed(told: Any) -> None:
    """A position in words of one's own is read as it is in a workbook."""
    result = told(lambda form: form.fill(2, "position", "Agreed."))
    assert [("rec-2/waterways", "position", "accepted")] == [one[:3] for one in result.applied]


def test_day_picked(told: Any) -> None:
    """A day from the calendar is the day that is shown."""

    def edit(form: Form) -> None:
        form.fill(1, "completed_on", "9 May 2031")
        form.control(1, "completed_on").find(f"{W}sdtPr/{W}date").set(
            f"{W}fullDate", "2031-05-09T00:00:00Z"
        )

    result = told(edit)
    assert ["Recommendation 1, Your completion date"] == [one[-1] for one in result.applied]
    assert ["9 May 2031"] == [one[2] for one in result.applied]


def test_date_typed(told: Any) -> None:
    """A date as people say it is kept as they said it."""
    result = told(lambda form: form.fill(3, "target_date", "by Spring 2032"))
    assert ["by Spring 2032"] == [one[2] for one in result.applied if "date" in one[1]]
    assert {"Recommendation 3, Your target date"} == {one[3] for one in result.applied}


def test_reply_of_many_paragraphs(told: Any) -> None:
    """Paragraphs, a list and a table after the control belong to the reply, each line as it is seen."""
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
    counted = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="91"/></w:numPr>'
    table = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>2032</w:t></w:r></w:p><w:p><w:r><w:t>spring</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>9 weirs</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )

    def edit(form: Form) -> None:
        form.parts["word/numbering.xml"] = (
            f'<w:numbering xmlns:w="{SPACE}"><w:abstractNum w:abstractNumId="90"><w:lvl w:ilvl="0">'
            '<w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="91"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
            '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>'
            '<w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
            '<w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num></w:numbering>'
        ).encode()
        form.fill(2, "reply", "We count.")
        form.after(
            *(2, "reply"),
            paragraph("First:"),
            paragraph("eels", listed),
            paragraph("elvers", listed),
            paragraph("", ""),
            paragraph("by hand", counted),
            paragraph("by net", counted),
            *elements(table),
            paragraph("That is all."),
        )

    expected = (
        "We count.\nFirst:\n- eels\n- elvers\n\n  (a) by hand\n  (b) by net\n"
        "Year | \n2032 / spring | 9 weirs\nThat is all."
    )
    result = told(edit)
    assert {"rec-2/waterways": expected} == replies(result)
    assert ([], [], []) == result.all[1:]


def test_breaks_tabs_and_links(told: Any) -> None:
    """A line break is a line, a tab a tab, and a link its words and its address."""

    def edit(form: Form) -> None:
        rels = "word/_rels/document.xml.rels"
        form.parts[rels] = form.parts[rels].replace(
            b"</Relationships>",
            b'<Relationship Id="rLink" TargetMode="External" Target="https://example.org/eels" Type="http:'
            b'//schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>',
        )
        form.fill(
            *(2, "reply"),
            "<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three: </w:t></w:r>"
            '<w:hyperlink r:id="rLink"><w:r><w:t>the count</w:t></w:r></w:hyperlink>'
            "<w:r><w:t>, co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>",
        )

    expected = "One\ntwo\tthree: the count (https://example.org/eels), co\N{NON-BREAKING HYPHEN}op"
    assert {"rec-2/waterways": expected} == replies(told(edit))


@each_aim
def test_paragraph_at_the_end_of_a_control(told: Any, aim: Aim) -> None:
    """Whoever presses Enter in a control writes below it, and below it is still the answer."""

    def edit(form: Form) -> None:
        form.after(aim.number, aim.column, paragraph("All of them by 2033."), paragraph(""))

    assert {aim.record: f"{aim.held}\nAll of them by 2033.".strip()} == replies(told(edit))


def test_typed_beside_the_prompt(told: Any) -> None:
    """Words typed before, after or into a prompt are the answer, and the prompt is not."""

    def edit(form: Form) -> None:
        control = form.control(2, "position")
        control.addprevious(elements("<w:r><w:t>Accept</w:t></w:r>")[0])
        control = form.control(2, "reply")
        control.addnext(elements("<w:r><w:t>We count.</w:t></w:r>")[0])

    result = told(edit)
    assert {"rec-2/waterways": "We count."} == replies(result)
    assert ["accepted"] == [one[2] for one in result.applied if one[1] == "position"]


def test_answer_in_the_look_of_a_prompt(told: Any) -> None:
    """A program that keeps the look of the prompt keeps what was typed over it, too."""

    def edit(form: Form) -> None:
        content = form.control(2, "reply").find(f"{W}sdtContent")
        next(content.iter(f"{W}t")).text = "We count, and we are sure."

    assert {"rec-2/waterways": "We count, and we are sure."} == replies(told(edit))


# --- outside their fields -------------------------------------------------------------------------------


def test_reply_pasted_outside(told: Any) -> None:
    """Words under the heading or after the last line are told with their item, and not taken."""

    def edit(form: Form) -> None:
        form.heading(2).addnext(paragraph("We count twice a year."))
        form.reference(4).addnext(paragraph("We dredge in May."))

    result = told(edit)
    assert ([], []) == result.all[:2]
    assert [
        ("RTN837", "Recommendation 2", f"{key_of(2)}"),
        ("RTN837", "Recommendation 4", f"{key_of(4)}"),
    ] == [(one.code, str(one.place)[11:], one.record) for one in result.collected.findings]
    assert "'We count twice a year.' stands beside the rows" == said(result, "RTN837")[0]


def test_words_for_reading_changed(told: Any) -> None:
    """What was typed into the recommendation itself is told, the whole paragraph."""

    def edit(form: Form) -> None:
        quoted = form.block(4)[1]
        next(quoted.iter(f"{W}t")).text += " No: not all."

    result = told(edit)
    assert ["'Dredge, all of them, before winter. No: not all.' stands beside the rows"] == said(
        result, "RTN837"
    )
    assert ([], []) == result.all[:2]


def test_boxes_footnotes_and_headers(told: Any) -> None:
    """A footnote stays with its answer; a text box and a header are told."""

    def edit(form: Form) -> None:
        form.relate(
            *("footnotes", "footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            f'<w:footnotes xmlns:w="{SPACE}"><w:footnote w:id="2"><w:p><w:r><w:t>Eels only.</w:t></w:r></w:p>'
            "</w:footnote></w:footnotes>",
        )
        form.fill(
            *(2, "reply"),
            '<w:r><w:t>We count.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p>'
            "<w:r><w:t>Ask Jo.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        )
        name = next(name for name in form.parts if "header" in name and name.endswith("1.xml"))
        form.parts[name] = (
            f'<w:hdr xmlns:w="{SPACE}"><w:p><w:r><w:t>Seen by Jo</w:t></w:r></w:p></w:hdr>'.encode()
        )

    result = told(edit)
    assert {"rec-2/waterways": "We count. [footnote: Eels only.]"} == replies(result)
    assert [
        "'Ask Jo.' stands beside the rows",
        "'Seen by Jo' stands beside the rows",
    ] == said(result, "RTN837")


@pytest.mark.parametrize(
    "words",
    ["[We count eels.]", "[No reply yet. Ministers to confirm.]"],
    ids=["brackets", "a prompt gone on with"],
)
def test_words_typed_between_the_brackets_of_a_prompt(told: Any, words: str) -> None:
    """They are somebody's words although they wear the look of a prompt, which no program took off."""
    look = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    result = told(lambda form: form.fill(2, "reply", f"<w:r>{look}<w:t>{words}</w:t></w:r>"))
    assert {"rec-2/waterways": words} == replies(result)


def test_boxes_in_boxes_are_read_once_each(told: Any) -> None:
    """However deep they nest, each says its words once, and the time grows with their number alone."""
    deep = 40
    begin = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>box {}.</w:t></w:r>"
    boxes = "".join(begin.format(at) for at in range(deep))
    boxes += "</w:p></w:txbxContent></w:pict></w:r>" * deep

    def edit(form: Form) -> None:
        form.fill(2, "reply", f"<w:r><w:t>We count.</w:t></w:r>{boxes}")

    result = told(edit)
    assert {"rec-2/waterways": "We count."} == replies(result)
    words = [f"'box {at}.' stands beside the rows" for at in range(deep)]
    assert sorted(words) == sorted(said(result, "RTN837"))


def test_comments(told: Any) -> None:
    """A comment is a note of its row, with who wrote it and when."""

    def edit(form: Form) -> None:
        form.relate(
            *("comments", "comments.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
            f'<w:comments xmlns:w="{SPACE}"><w:comment w:id="7" w:author="Jo Reed" '
            'w:date="2031-06-09T10:00:00Z"><w:p><w:r><w:t>Ask the lock keepers.</w:t></w:r></w:p>'
            "<w:p><w:r><w:t>All of them.</w:t></w:r></w:p></w:comment></w:comments>",
        )
        form.place(3, "reply").append(elements('<w:r><w:commentReference w:id="7"/></w:r>')[0])

    result = told(edit)
    (note,) = result.collected.register.notes
    assert "Jo Reed: Ask the lock keepers.\nAll of them." == note.text
    assert (key_of(3), PartialDate.day(dt.date(2031, 6, 9))) == (note.about, note.day)
    assert ["back.xlsx!Recommendation 3, Your reply"] == [one.place for one in note.sources]


def test_tracked_changes(told: Any) -> None:
    """Tracked changes are read as accepted, and who made them is told with the field."""

    def edit(form: Form) -> None:
        by = 'w:author="Jo Reed" w:date="2031-06-09T10:00:00Z"'
        form.fill(
            *(3, "reply"),
            "<w:r><w:t>We will </w:t></w:r>"
            f'<w:del w:id="90" {by}><w:r><w:delText>light them</w:delText></w:r></w:del>'
            f'<w:ins w:id="91" {by}><w:r><w:t>see</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>',
        )

    result = told(edit)
    assert {"rec-3/waterways": "We will see."} == replies(result)
    assert [
        "Jo Reed, 9 June 2031: deleted 'light them'",
        "Jo Reed, 9 June 2031: inserted 'see'",
    ] == said(result, "RTN871")
    assert {"Recommendation 3, Your reply"} == {one[1] for one in result.findings}


# --- behind labels, and in the words of our own lines -----------------------------------------------------


def type_behind(form: Form, number: int, label: str, typed: str) -> None:
    """Type behind a label, on its own line."""
    held = next(one for one in form.block(number) if words(one) == label)
    held.append(elements(f'<w:r><w:t xml:space="preserve">{typed}</w:t></w:r>')[0])


@pytest.mark.parametrize("typed", [": March 2032", " – March 2032", " March 2032"])
def test_typed_behind_a_label(told: Any, typed: str) -> None:
    """Words on a label's own line are the answer that the label asks for, not that of the field above."""
    result = told(lambda form: type_behind(form, 2, "Your target date", typed))
    place = "Recommendation 2, Your target date"
    assert ([("rec-2/waterways/c1", "dates", "March 2032", place)], [], [], []) == result.all


def test_typed_behind_a_label_without_its_field(told: Any) -> None:
    """So are they where the control, its bookmark and its paragraph are gone, and go on below."""

    def edit(form: Form) -> None:
        type_behind(form, 2, "Your reply", ": We count.")
        unmark(form, 2, "reply", "All of them.")

    assert {"rec-2/waterways": "We count.\nAll of them."} == replies(told(edit))


def test_typed_behind_the_label_of_a_field_that_is_filled(told: Any) -> None:
    """They are told with their place: which of the two is meant is for a person to say."""
    result = told(lambda form: type_behind(form, 3, "Your reply", ": We will not."))
    assert ([], [], [("RTN837", "Recommendation 3, Your reply")], []) == result.all
    assert ["'We will not.' stands beside the rows"] == said(result, "RTN837")


def test_another_field_named_within_a_reply(told: Any) -> None:
    """A line of the reply that begins with a label answers that; the reply goes on below it."""

    def edit(form: Form) -> None:
        form.after(3, "reply", paragraph("Your target date: March 2032"), paragraph("All of them."))

    result = told(edit)
    assert {"rec-3/waterways": "We will light them.\nAll of them."} == replies(result)
    assert [("rec-3/waterways/c1", "dates", "March 2032")] == [
        one[:3] for one in result.applied[1:]
    ]


def test_a_label_within_its_own_field(told: Any) -> None:
    """It is a word like any other."""
    result = told(lambda form: form.after(3, "reply", paragraph("Your reply: of May was short.")))
    assert {"rec-3/waterways": "We will light them.\nYour reply: of May was short."} == replies(
        result
    )


@pytest.mark.parametrize(
    "phrase",
    [
        "Reference: HC 9041",
        "Reference for returning this form: HC 9041 (please leave)",
        "Reference of the minister: HC 9041",
        "For the computer: we buy a new one",
    ],
)
def test_phrases_like_our_lines(told: Any, phrase: str) -> None:
    """A reply may speak of references and computers: a line is ours by its key, not by its first words."""
    result = told(lambda form: form.after(3, "reply", paragraph(phrase), paragraph("More.")))
    assert {"rec-3/waterways": f"We will light them.\n{phrase}\nMore."} == replies(result)
    assert ([], [], []) == result.all[1:]


def test_typed_behind_the_last_line(told: Any) -> None:
    """Words typed behind what is for the computer are told, and not taken for a part of it."""

    def edit(form: Form) -> None:
        last = next(one for one in form.body if words(one).startswith("For the computer"))
        last.append(elements("<w:r><w:t> Seen by Jo.</w:t></w:r>")[0])

    result = told(edit)
    assert ([], [], [("RTN837", "after the last line")], []) == result.all
    assert ["'Seen by Jo.' stands beside the rows"] == said(result, "RTN837")


@pytest.mark.parametrize("style", ["Quote", "QuotedText", "Details", "Reference", "Heading2"])
@pytest.mark.parametrize(
    "quoted", ["Light the locks, all of them, before winter.", "You asked for light."]
)
def test_quoted_within_a_reply(told: Any, style: str, quoted: str) -> None:
    """A quotation is part of the reply in whatever style it comes, and so is what follows it."""

    def edit(form: Form) -> None:
        look = f'<w:pStyle w:val="{style}"/>'
        form.after(3, "reply", paragraph(quoted, look), paragraph("We do."))

    result = told(edit)
    assert {"rec-3/waterways": f"We will light them.\n{quoted}\nWe do."} == replies(result)
    assert ([], [], []) == result.all[1:]


# --- fields and blocks cut up ---------------------------------------------------------------------------


def unwrap(form: Form, number: Number, column: str, text: str) -> None:
    """Delete a control and type into the line where it stood, inside its bookmark."""
    control = form.control(number, column)
    control.addprevious(elements(f"<w:r><w:t>{text}</w:t></w:r>")[0])
    control.getparent().remove(control)


def unmark(form: Form, number: Number, column: str, text: str) -> None:
    """Delete a control and its bookmark, and type into the line where they stood."""
    at = form.place(number, column)
    at.addprevious(paragraph(text))
    at.getparent().remove(at)


@each_aim
def test_control_deleted(told: Any, aim: Aim) -> None:
    """Without its control a field is found by its bookmark."""
    result = told(lambda form: unwrap(form, aim.number, aim.column, "We will not."))
    assert {aim.record: "We will not."} == replies(result)
    assert ["RTN870"] == [one[0] for one in result.findings]


@each_aim
def test_control_and_bookmark_deleted(told: Any, aim: Aim) -> None:
    """Without both it is found by its label and the visible reference."""
    result = told(lambda form: unmark(form, aim.number, aim.column, "We will not."))
    assert {aim.record: "We will not."} == replies(result)
    assert "by their labels and the visible reference" in said(result, "RTN870")[0]


@each_aim
def test_reference_deleted(told: Any, aim: Aim) -> None:
    """Without the reference line the controls say whose they are."""

    def edit(form: Form) -> None:
        form.fill(aim.number, aim.column, "We will not.")
        form.body.remove(form.reference(aim.number))

    result = told(edit)
    assert {aim.record: "We will not."} == replies(result)
    assert [("RTN873", name_of(aim.number))] == result.findings


@each_aim
def test_only_the_heading_left(told: Any, aim: Aim) -> None:
    """Without any mark of ours the heading says which item or promise it is."""

    def edit(form: Form) -> None:
        at = form.place(aim.number, aim.column)
        untag(form)
        for element in form.block(aim.number):
            for mark in list(element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                mark.getparent().remove(mark)
        next(at.iter(f"{W}t")).text = "We will not."
        form.body.remove(form.reference(aim.number))

    result = told(edit)
    assert {aim.record: "We will not."} == replies(result)
    assert any("the heading above them" in one for one in said(result, "RTN870"))


def copy_block(form: Form, number: Number) -> None:
    """Copy a block, and paste it below itself."""
    block = form.block(number)
    for element in reversed([copy.deepcopy(one) for one in block]):
        block[-1].addnext(element)


@each_aim
def test_block_copied(told: Any, aim: Aim) -> None:
    """What only one of the copies changed is taken, and the copy is named."""

    def edit(form: Form) -> None:
        copy_block(form, aim.number)
        form.fill(aim.number, aim.column, "We will not.")

    result = told(edit)
    assert {aim.record: "We will not."} == replies(result)
    assert {"RTN874", "RTN835"} == {one[0] for one in result.findings}
    assert f"{name_of(aim.number)} (copy 1)" in {one[1] for one in result.findings}


@each_aim
def test_block_copied_and_both_changed(told: Any, aim: Aim) -> None:
    """Two copies that want different things are decided by a person."""

    def edit(form: Form) -> None:
        form.fill(aim.number, aim.column, "We will not.")
        copy_block(form, aim.number)
        form.fill(aim.number, aim.column, "We will, by hand.")

    result = told(edit)
    assert {} == replies(result)
    copied = aim.place.replace(", Your", " (copy 1), Your")
    assert [("We will, by hand.", aim.place), ("We will not.", copied)] == [
        one[3:] for one in result.conflicts
    ]
    assert {(key_of(aim.number).removeprefix("wc-hc12/"), f"row:{aim.column}", aim.held)} == {
        one[:3] for one in result.conflicts
    }
    assert copied in result.collected.conflicts[0].reason


@pytest.mark.parametrize(
    ("aim", "other"), [(REPLY, 2), (OF_A_PROMISE, "c1")], ids=["reply", "promise"]
)
def test_field_copied_beside_another(told: Any, aim: Aim, other: Number) -> None:
    """A control that was copied into another item's field says nothing for its own, and is told there."""

    def edit(form: Form) -> None:
        form.fill(aim.number, aim.column, "We will not.")
        copied = copy.deepcopy(form.control(aim.number, aim.column))
        form.place(other, aim.column).append(copied)

    result = told(edit)
    at = evolve(aim, number=other).place
    assert ({aim.record: "We will not."}, []) == (replies(result), result.conflicts)
    assert [("RTN884", at), ("RTN837", at)] == result.findings
    assert ["'We will not.' stands beside the rows"] == said(result, "RTN837")
    assert [key_of(other)] == [one.record for one in result.collected.not_taken]


def copy_over(form: Form, source: Number, target: Number, column: str) -> Any:
    """Copy the line of a field over that of another item, as one does to answer alike; return it."""
    made = copy.deepcopy(form.place(source, column))
    for mark in list(made.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    old = form.place(target, column)
    old.getparent().replace(old, made)
    return made


def test_field_copied_over_that_of_another_promise(told: Any) -> None:
    """News that was copied from one promise to another is in dispute where it stands."""

    def edit(form: Form) -> None:
        next(copy_over(form, "c2", "c1", "progress_words").iter(f"{W}t")).text = "Two crews."

    result = told(edit)
    place = "Recommendation 5, promise 1, Your progress in words"
    assert [] == result.applied
    assert [("rec-5/waterways/c1", "row:progress_words", "", "Two crews.", place)] == (
        result.conflicts
    )
    assert ("RTN884", place) in result.findings


@pytest.mark.parametrize("edited", [True, False])
def test_field_copied_over_that_of_another_item(told: Any, edited: bool) -> None:
    """Whose answer it is, is for a person to say: it is in dispute where it stands, edited or not."""
    words = "We will not." if edited else "We will light them."

    def edit(form: Form) -> None:
        made = copy_over(form, 3, 2, "reply")
        next(made.iter(f"{W}t")).text = words
        form.fill(2, "position", "Reject")

    result = told(edit)
    place = "Recommendation 2, Your reply"
    assert [
        ("rec-2/waterways", "position", "rejected", "Recommendation 2, Your position")
    ] == result.applied
    assert [("rec-2/waterways", "row:reply", "", words, place)] == result.conflicts
    assert [("RTN884", place)] == result.findings


def test_field_copied_and_both_changed(told: Any) -> None:
    """What was typed into the field of the item itself is its answer all the same."""

    def edit(form: Form) -> None:
        next(copy_over(form, 3, 2, "reply").iter(f"{W}t")).text = "For two."
        own = next(one for one in form.block(3) if words(one) == "We will light them.")
        next(own.iter(f"{W}t")).text = "For three."

    result = told(edit)
    assert {"rec-3/waterways": "For three."} == replies(result)
    assert ["For two."] == [one[3] for one in result.conflicts]


def test_field_of_a_given_answer_copied(told: Any) -> None:
    """A date that was copied moves no promise of the item that it was copied from."""

    def edit(form: Form) -> None:
        next(copy_over(form, 1, 2, "target_date").iter(f"{W}t")).text = "March 2040"

    result = told(edit)
    place = "Recommendation 2, Your target date"
    assert [] == result.applied
    assert [("rec-2/waterways", "row:target_date", "", "March 2040", place)] == result.conflicts


def test_field_copied_where_none_was_sent(told: Any) -> None:
    """A field that its new item was never asked for is told with its words."""

    def edit(form: Form) -> None:
        made = copy.deepcopy(form.place(1, "evidence"))
        form.after(3, "reply", made)
        for prompt in list(made.iter(f"{W}showingPlcHdr", f"{W}rStyle", f"{W}bookmarkStart")):
            prompt.getparent().remove(prompt)
        next(made.iter(f"{W}t")).text = "See our page."

    result = told(edit)
    assert ([], []) == result.all[:2]
    assert ["'See our page.' stands beside the rows"] == said(result, "RTN837")


def test_fields_and_reference_copied_under_another_heading(told: Any) -> None:
    """A reference that also stands under its own heading says nothing under another."""

    def edit(form: Form) -> None:
        block, source = form.block(4), [copy.deepcopy(one) for one in form.block(3)]
        kept = [one for one in block if words(one).startswith(("Recommendation", "Dredge"))]
        for element in block:
            if element not in kept:
                form.body.remove(element)
        for element in reversed(source[2:]):
            for mark in list(element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                mark.getparent().remove(mark)
            kept[-1].addnext(element)
            if words(element) == "We will light them.":
                next(element.iter(f"{W}t")).text = "We will dredge them."

    result = told(edit)
    assert {} == replies(result)
    assert ("rec-4/waterways", "row:reply", "", "We will dredge them.") in [
        one[:4] for one in result.conflicts
    ]
    assert {"rec-4/waterways"} == {one[0] for one in result.conflicts}


@each_aim
def test_field_deleted(told: Any, aim: Aim) -> None:
    """A field that is gone with its label is told with its item; nothing is deleted for that."""

    def edit(form: Form) -> None:
        at = form.place(aim.number, aim.column)
        for one in (at.getprevious(), at):
            form.body.remove(one)

    result = told(edit)
    assert ([], [], [("RTN885", name_of(aim.number))], []) == result.all
    label = aim.place.rpartition(", ")[2]
    assert [f"not here any more: {label}"] == said(result, "RTN885")
    assert [True] == [one.touched for one in result.collected.outstanding]


def test_field_moved_to_another_item(told: Any) -> None:
    """It is in dispute where it stands, and where it stood it came back empty."""

    def edit(form: Form) -> None:
        old = form.place(4, "reply")
        old.getparent().replace(old, form.place(3, "reply"))

    result = told(edit)
    assert [("rec-4/waterways", "row:reply", "", "We will light them.")] == [
        one[:4] for one in result.conflicts
    ]
    assert [
        ("RTN801", "Recommendation 3, Your reply"),
        ("RTN884", "Recommendation 4, Your reply"),
    ] == sorted(one for one in result.findings if one[0] != "RTN870")


def test_words_typed_into_a_heading(told: Any) -> None:
    """They are told at the item whose heading it is, not at the one before."""
    result = told(lambda form: form.heading(2).append(elements("<w:r><w:t>: No.</w:t></w:r>")[0]))
    assert ([], [], [("RTN837", "Recommendation 2: No.")], []) == result.all
    assert [key_of(2)] == [one.record for one in result.collected.not_taken]


def test_heading_of_ones_own(told: Any) -> None:
    """Under a heading that somebody added, words still stand with the item above it."""

    def edit(form: Form) -> None:
        look = '<w:pStyle w:val="Heading2"/>'
        form.reference(1).addnext(paragraph("We dredge in May."))
        form.reference(1).addnext(paragraph("Our plans", look))

    result = told(edit)
    assert ([], [], [("RTN837", "Recommendation 1")], []) == result.all
    assert [key_of(1)] == [one.record for one in result.collected.not_taken]


@pytest.mark.parametrize(
    "blank",
    ["\N{NO-BREAK SPACE}", "  ", "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}"],
    ids=["no-break", "spaces", "zero-width", "both"],
)
def test_nothing_to_be_seen_is_empty(told: Any, blank: str) -> None:
    """Spaces of any kind are no answer: where one is held it came back empty, elsewhere nothing did."""
    runs = f'<w:r><w:t xml:space="preserve">{blank}</w:t></w:r>'

    def edit(form: Form) -> None:
        for number, column in (
            *((1, "target_date"), (3, "position"), (3, "reply")),
            *((2, "position"), (2, "reply"), (2, "target_date"), (2, "completed_on")),
        ):
            form.fill(number, column, runs)

    result = told(edit)
    assert ([], []) == result.all[:2]
    assert [
        ("RTN801", "Recommendation 1, Your target date"),
        ("RTN801", "Recommendation 3, Your position"),
        ("RTN801", "Recommendation 3, Your reply"),
    ] == sorted(result.findings, key=lambda one: one[1])


def test_places_in_a_table(weirs_round: Any) -> None:
    """In a paper that is a table, an item's row is named by its first cell, and so are words in it."""
    from accountability.exporters.word import ResponseDocument, Template

    target = io.BytesIO()
    context = ExportContext(as_of=SENT_ON, scope=Scope(responders=(DEPARTMENT,)))
    paper = ResponseDocument(template=Template.TABLE)
    paper.export(weirs_round.register, target, context)
    form = Form(target.getvalue())
    form.fill(2, "reply", "We count.")
    next(copy_over(form, 3, 4, "reply").iter(f"{W}t")).text = "We will not."
    cell = next(one for one in form.root.iter(f"{W}p") if words(one) == "Recommendation 3")
    cell.append(elements("<w:r><w:t>: No.</w:t></w:r>")[0])
    result = weirs_round.told(form.saved())
    assert [("rec-2/waterways", "text", "We count.", "Recommendation 2, Your reply")] == (
        result.applied
    )
    assert [("rec-4/waterways", "Recommendation 4, Your reply")] == [
        (one[0], one[4]) for one in result.conflicts
    ]
    assert ("RTN837", "Recommendation 3: No.") in result.findings
    assert [key_of(3)] == [one.record for one in result.collected.not_taken]


@each_aim
def test_items_reordered(told: Any, aim: Aim) -> None:
    """The order of the items means nothing, nor whose promise stands under which."""

    def edit(form: Form) -> None:
        form.fill(aim.number, aim.column, "We will not.")
        at = form.heading(1)
        for element in form.block(aim.number):
            at.addprevious(element)

    result = told(edit)
    assert {aim.record: "We will not."} == replies(result)
    assert ([], [], []) == result.all[1:]


def test_block_deleted(told: Any) -> None:
    """An item that is gone is not returned; nothing is deleted for that."""

    def edit(form: Form) -> None:
        for element in form.block(3):
            form.body.remove(element)

    assert ([], [], [], ["rec-3/waterways"]) == told(edit).all


def test_block_of_a_promise_deleted(told: Any) -> None:
    """It is told with its item; where that is gone with its promises, the item alone is not returned."""

    def edit(form: Form, *numbers: Number) -> None:
        for element in [one for number in numbers for one in form.block(number)]:
            form.body.remove(element)

    result = told(lambda form: edit(form, "c2"))
    assert ([], [], [("RTN885", "Recommendation 5")], []) == result.all
    assert [f"not here any more: the fields of the promise {key_of('c2')}"] == said(
        result, "RTN885"
    )
    assert ([], [], [], ["rec-5/waterways"]) == told(lambda form: edit(form, 5, "c1", "c2")).all


def test_promises_left_of_an_item_that_was_deleted(told: Any) -> None:
    """Their headings say where they stand, whatever stands above them now."""

    def edit(form: Form) -> None:
        form.fill("c1", "progress_words", "Four boats.")
        for element in form.block(5):
            form.body.remove(element)

    (applied,) = [one for one in told(edit).applied if one[1] == "text"]
    assert "Recommendation 5, promise 1, Your progress in words" == applied[-1]


def test_field_emptied(told: Any) -> None:
    """An answer that came back empty is kept, and told."""
    result = told(lambda form: form.fill(3, "reply", "<w:r/>"))
    assert [] == result.applied
    assert ["row:reply"] == [one.field for one in result.collected.emptied]


def test_item_of_another_form(told: Any) -> None:
    """An item that was not sent in this document is never written from it."""

    def edit(form: Form) -> None:
        form.fill(3, "reply", "We will not.")
        for name, data in form.parts.items():
            if name.startswith("customXml/item1"):
                cut = re.sub(rb'<row key="wc-hc12/rec-3/[^>]*/>', b"", data)
                assert cut != data
                form.parts[name] = cut

    result = told(edit)
    assert [] == result.applied
    assert "RTN872" in {one[0] for one in result.findings}
    assert "We will not." in str(result.collected.conflicts)


@pytest.mark.parametrize("column", ["bonus", "text", "prepared_by"])
@pytest.mark.parametrize("marked", [True, False], ids=["in its bookmark", "without"])
def test_field_of_another_name(told: Any, column: str, marked: bool) -> None:
    """SEC33: a control that calls itself something else is told with its words, and never written."""

    def edit(form: Form) -> None:
        form.fill(3, "reply", "We will not.")
        tag = form.control(3, "reply").find(f"{W}sdtPr/{W}tag")
        if not marked:
            (mark,) = form.place(3, "reply").findall(f"{W}bookmarkStart")
            mark.getparent().remove(mark)
        tag.set(f"{W}val", tag.get(f"{W}val").replace(":reply", f":{column}"))

    result = told(edit)
    assert ([], []) == result.all[:2]
    assert ["'We will not.' stands beside the rows"] == said(result, "RTN837")
    assert [f"a field called '{column}' stands here and was not sent"] == said(result, "RTN872")
    assert f"Recommendation 3, a field called '{column}'" in {one[1] for one in result.findings}


def test_field_of_no_item(told: Any) -> None:
    """SEC33: a control with letters of nobody ends in dispute, with its words and its place."""

    def edit(form: Form) -> None:
        form.fill(3, "reply", "We will not.")
        tag = form.control(3, "reply").find(f"{W}sdtPr/{W}tag")
        tag.set(f"{W}val", tag.get(f"{W}val").replace(stamp(key_of(3)), "bcdfgh"))

    result = told(edit)
    assert [] == result.applied
    assert [("We will not.", "Recommendation 3, Your reply")] == [
        one[3:] for one in result.conflicts
    ]
    assert {"RTN872", "RTN833"} <= {one[0] for one in result.findings}


# --- promises that have fields of their own ---------------------------------------------------------------


def tell_moved(form: Form) -> None:
    """Give a promise a new date, and say why."""
    form.fill("c2", "new_date", "March 2033")
    form.fill("c2", "new_reason", "Boats come late.")


MOVED = [
    (
        *("rec-5/waterways/c2", "dates", "March 2033"),
        "Recommendation 5, promise 2, Your new target date",
    ),
    (
        *("rec-5/waterways/c2", "dates", "Boats come late."),
        "Recommendation 5, promise 2, Your reason for moving it",
    ),
]


@pytest.mark.parametrize("stage", ["blank", "draft"])
def test_one_of_several_promises_moved(told: Any, stage: str) -> None:
    """It gets the new date beside the old one, as from the workbook, and the other promise none."""
    result = told(tell_moved, stage)
    assert MOVED == result.applied
    assert ([], [("RTN807", MOVED[0][3])], []) == result.all[1:]
    first, second = result.collected.register.commitments[1:]
    assert ["September 2031"] == [shown(one.date) for one in first.dates]
    assert ["December 2031", "March 2033"] == [shown(one.date) for one in second.dates]


def moved_here(register: Register) -> Register:
    """Move the date of a promise in the register."""
    (promise,) = (one for one in register.commitments if one.id == key_of("c2"))
    later = TargetDate(date=PartialDate.day(dt.date(2037, 1, 1)))
    return register.with_records(evolve(promise, dates=(*promise.dates, later)))


def test_a_promise_that_was_moved_here_meanwhile(weirs_round: Any, weirs: Register) -> None:
    """A new date in place of one that counts no more is in dispute, and its reason with it."""
    form = Form(sent(weirs))
    tell_moved(form)
    dispute, why = (
        ("rec-5/waterways/c2", f"row:{column}", ours, typed, place)
        for column, ours, (_record, _field, typed, place) in zip(
            ("new_date", "new_reason"), ("1 January 2037", ""), MOVED, strict=True
        )
    )
    told = weirs_round.told(form.saved(), register=moved_here(weirs))
    assert ([], [dispute, why], [], []) == told.all
    assert {"it was changed here since", "it belongs to a new date that is in dispute"} == {
        one.reason for one in told.collected.conflicts
    }


def test_the_date_that_a_promise_was_moved_to_here(weirs_round: Any, weirs: Register) -> None:
    """Who asks for the date that counts by now is agreed with; and nothing asked is nothing."""
    form = Form(sent(weirs))
    assert NOTHING == weirs_round.told(form.saved(), register=moved_here(weirs)).all
    form.fill("c2", "new_date", "1 January 2037")
    assert NOTHING == weirs_round.told(form.saved(), register=moved_here(weirs)).all


def test_a_promise_that_was_dated_here_meanwhile(weirs_round: Any, weirs: Register) -> None:
    """A date for a promise that had none is in dispute with the one that it got here."""
    (promise,) = (one for one in weirs.commitments if one.id == key_of("c2"))
    form = Form(sent(weirs.with_records(evolve(promise, dates=()))))
    form.fill("c2", "new_date", "March 2033")
    told = weirs_round.told(form.saved(), register=weirs)
    place = MOVED[0][3]
    dispute = ("rec-5/waterways/c2", "row:new_date", "December 2031", "March 2033", place)
    assert ([], [dispute], [], []) == told.all


def test_news_of_a_promise_answers_its_row(told: Any) -> None:
    """The row was asked for it, and is answered once something is said of any of its promises."""
    (untouched,) = told(left_alone).collected.outstanding
    assert key_of(5) in untouched.empty
    (answered,) = told(
        lambda form: form.fill("c1", "progress", "No change since last time")
    ).collected.outstanding
    assert (5, 2) == (answered.asked, answered.answered)
    assert key_of(5) not in answered.empty


def test_news_of_a_promise_that_two_items_share(weirs_round: Any, weirs: Register) -> None:
    """It has its fields under the first of them, and both are answered there."""
    (shared,) = [one for one in weirs.commitments if one.id == key_of("c2")]
    register = weirs.with_records(
        evolve(shared, items=("wc-hc12/rec-1", "wc-hc12/rec-5"), response=None)
    )
    form = Form(sent(register))
    form.fill("c2", "progress", "In progress")
    result = weirs_round.told(form.saved(), register=register)
    place = "Recommendation 1, promise 2, Your progress"
    assert [("implementation", "in-progress", place)] == [one[1:] for one in result.applied]
    assert ([], [], []) == result.all[1:]
    (told,) = result.collected.outstanding
    assert (5, 3) == (told.asked, told.answered)
    assert {key_of(2), key_of(4)} == set(told.empty)


@pytest.mark.parametrize(
    "template",
    [
        *("treasury-minute", "commons-response", "command-paper", "table"),
        *("progress-report", "date-change-letter"),
    ],
)
def test_promises_in_every_layout(weirs_round: Any, template: str) -> None:
    """However the paper is laid out, a promise that moved is the same change with the same place."""
    from accountability.exporters.word import ResponseDocument, Template

    target = io.BytesIO()
    late = dt.date(2032, 2, 1)  # both dates have passed, so that a letter asks about them
    context = ExportContext(as_of=late, scope=Scope(responders=(DEPARTMENT,)))
    paper = ResponseDocument(template=Template(template))
    paper.export(weirs_round.register, target, context)
    form = Form(target.getvalue())
    tell_moved(form)
    result = weirs_round.told(form.saved(), as_of=dt.date(2032, 3, 1))
    assert (MOVED, [], [("RTN807", MOVED[0][3])], []) == result.all


def test_words_under_the_label_of_another_sheet(told: Any) -> None:
    """A label that the row has no field for takes nothing; what was typed behind it is told."""

    def edit(form: Form) -> None:
        form.after(3, "reply", paragraph("Your new target date: March 2033"))
        form.after("c1", "evidence", paragraph("Your position: Reject"))

    result = told(edit)
    assert ([], []) == result.all[:2]
    assert [
        ("RTN837", "Recommendation 3, Your new target date"),
        ("RTN837", "Recommendation 5, promise 1, Your position"),
    ] == [one for one in result.findings if one[0] != "RTN870"]
    assert [key_of(3), key_of("c1")] == [one.record for one in result.collected.not_taken]


def test_words_and_comments_beside_a_promise(told: Any) -> None:
    """They are told, and noted, at the promise that they stand at."""

    def edit(form: Form) -> None:
        form.heading("c2").addnext(paragraph("Ask Jo."))
        form.relate(
            *("comments", "comments.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
            f'<w:comments xmlns:w="{SPACE}"><w:comment w:id="7" w:author="Jo Reed"><w:p><w:r>'
            "<w:t>Ask the crews.</w:t></w:r></w:p></w:comment></w:comments>",
        )
        form.place("c2", "evidence").append(
            elements('<w:r><w:commentReference w:id="7"/></w:r>')[0]
        )

    result = told(edit)
    (note,) = result.collected.register.notes
    assert (key_of("c2"), "Jo Reed: Ask the crews.") == (note.about, note.text)
    assert [("RTN837", "Recommendation 5, promise 2")] == result.findings
    assert [key_of("c2")] == [one.record for one in result.collected.not_taken]


def test_promises_that_a_form_does_not_show_are_not_missed(
    weirs_round: Any, weirs: Register
) -> None:
    """With what was sent at hand, nothing is said of promises whose fields stand in their own rows."""
    result = weirs_round.told(sent(weirs), base={"": weirs})
    assert NOTHING == result.all


def test_a_form_made_before_promises_had_fields(told: Any) -> None:
    """Its list of what was sent names no sheets: all rows are of the recommendations."""

    def edit(form: Form) -> None:
        form.fill(3, "reply", "We will not.")
        for number in ("c1", "c2"):
            for element in form.block(number):
                form.body.remove(element)
        for name in [one for one in form.parts if one.startswith("customXml/item1")]:
            cut = re.sub(rb"<sheet [^>]*/>|<row sheet=[^>]*/>", b"", form.parts[name])
            assert b"Commitments" in form.parts[name]
            assert b"Commitments" not in cut
            form.parts[name] = cut

    result = told(edit)
    assert {"rec-3/waterways": "We will not."} == replies(result)
    assert ([], [], []) == result.all[1:]


# --- together with workbooks ------------------------------------------------------------------------------


@pytest.mark.needs("excel")
def test_a_workbook_and_a_document(weirs_round: Any) -> None:
    """Two answers to one item in two kinds of file are one dispute that names both."""
    form = Form(sent(weirs_round.register))
    form.fill(2, "position", "Reject")

    def edit(book: Any) -> None:
        book.cell("2", "Your position").value = "Accept"

    collected = collect(
        weirs_round.register,
        [("team.xlsx", weirs_round.edited(edit)), ("team.docx", form.saved())],
        as_of=COLLECTED_ON,
    )
    (conflict,) = collected.conflicts
    assert (key_of(2), "row:position") == (conflict.record, conflict.field)
    assert [
        ("team.xlsx, Recommendations!F6", "accepted"),
        ("team.docx, Recommendation 2, Your position", "rejected"),
    ] == [(str(one.place), shown(one.theirs)) for one in conflict.texts]
    assert "team.docx, Recommendation 2, Your position says" in conflict.reason
    assert () == collected.applied


@pytest.mark.needs("excel")
def test_a_workbook_and_a_document_move_one_promise(weirs_round: Any) -> None:
    """Two new dates of one promise are one dispute that names both; neither is written."""
    form = Form(sent(weirs_round.register))
    tell_moved(form)

    def edit(book: Any) -> None:
        row = book.row("5", "Commitments") + 1
        for heading, typed in (
            ("Your new target date", "May 2033"),
            ("Your reason for moving it", "Boats come late."),
        ):
            column = book.column(heading, "Commitments")
            book.sheet("Commitments").cell(row, column).value = typed

    collected = collect(
        weirs_round.register,
        [("team.xlsx", weirs_round.edited(edit)), ("team.docx", form.saved())],
        as_of=COLLECTED_ON,
    )
    (conflict,) = [one for one in collected.conflicts if one.field == "row:new_date"]
    assert key_of("c2") == conflict.record
    assert [
        ("team.xlsx, Commitments!I7", "May 2033"),
        (f"team.docx, {MOVED[0][3]}", "March 2033"),
    ] == [(str(one.place), shown(one.theirs)) for one in conflict.texts]
    assert () == collected.applied


# --- out again --------------------------------------------------------------------------------------------


def test_out_again_and_back(weirs_round: Any) -> None:
    """What was collected goes out again as it was typed, and comes back as nothing."""
    form = Form(sent(weirs_round.register))
    form.fill(2, "position", "Accept")
    form.fill(2, "reply", "<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>")
    form.after(2, "reply", paragraph("- four"), paragraph(""), paragraph("A | B"))
    first = weirs_round.told(form.saved())
    held = first.collected.register
    again = sent(held)
    assert "One\ntwo\tthree\n- four\n\nA | B" == held.get(key_of(2)).text
    assert NOTHING == weirs_round.told(again, register=held).all


def test_more_rows_than_are_taken_in(weirs: Register) -> None:
    """Whoever raises the limit is told of what: the rows that the form says were sent."""
    from accountability import read

    context = ImportContext(file="form.docx", limits=Limits(rows=3))
    with pytest.raises(
        UnreadableFileError, match=r"names \d+ rows that were sent, more than the 3 "
    ):
        read(sent(weirs), context)


def test_a_form_is_read_by_its_content(weirs: Register) -> None:
    """The front door knows a form from a workbook, and judges it where a register is given."""
    from accountability import read

    reading = read(sent(weirs), ImportContext(file="form.docx", register=weirs))
    assert ("Form of weirs as at 1 June 2031", (), ()) == (
        reading.title,
        reading.changes,
        reading.findings,
    )


def test_the_page_on_returned_documents(
    weirs: Register, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands and the Python of the how-to page do what the page says."""
    from pathlib import Path

    from click.testing import CliRunner

    from accountability import dumps
    from accountability.cli import main

    docs = Path(__file__).parents[2] / "docs" / "how-to" / "read-a-returned-document.md"
    blocks = re.findall(
        r"(?:^    .*\n(?:\n(?=    ))?)+", docs.read_text(encoding="utf-8"), re.MULTILINE
    )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "back").mkdir()
    form = Form(sent(weirs))
    form.fill(2, "position", "Agreed in principle")
    form.heading(2).addnext(paragraph("Ask Jo."))
    (tmp_path / "back" / "harbours.docx").write_bytes(form.saved())
    (tmp_path / "register.json").write_text(dumps(weirs), encoding="utf-8")
    result = CliRunner().invoke(main, blocks[0].split()[1:])
    assert "harbours.docx" in result.output
    assert "Ask Jo." in result.output
    said_to: list[tuple[object, ...]] = []
    code = "\n".join(line[4:] for line in blocks[1].splitlines())
    exec(code, {"print": lambda *words: said_to.append(words)})
    assert ("control", "Agreed in principle") in {words[1:] for words in said_to}
    assert ("", "Ask Jo.") in {words[1:] for words in said_to}
