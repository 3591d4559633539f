"""The templates of the response document: what each says, at each stage, and when one is refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cache
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element, fromstring

from accountability import (
    Commitment,
    CommitmentKind,
    Conclusion,
    Document,
    DocumentKind,
    ExportRefusedError,
    Finding,
    How,
    Implementation,
    InvalidOptionError,
    Link,
    LinkKind,
    Note,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    Recommendation,
    Register,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
    Undated,
    Update,
    Waiver,
    check,
)
from accountability.exporters._base import ExportContext
from accountability.exporters.word import PaperStage, ResponseDocument, Template
from accountability.exporters.word.progress import half_a_year_before
from accountability.tables import Scope
from accountability.testing.laws import check_exporter
from accountability.testing.strategies import registers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AS_OF = dt.date(2027, 10, 1)
CONTEXT = ExportContext(as_of=AS_OF)
PAPERS = [one for one in Template if one not in {Template.FORM, Template.PROGRESS_REPORT}]
NOBODYS = Position.NOT_ADDRESSED
"""What no responder says of itself."""

PRINTED = [one for one in PAPERS if one is not Template.DATE_CHANGE_LETTER] + [Template.FORM]


def day(year: int, month: int, date: int) -> PartialDate:
    """Return a day as a record holds it."""
    return PartialDate.day(dt.date(year, month, date))


OUT = (
    Step(stage=Stage.CLEARED, day=day(2027, 4, 6)),
    Step(stage=Stage.SENT, day=day(2027, 4, 9)),
)
COMMITTEE = Organisation(
    id="tides", name="Tides Public Accounts Committee", kind=OrganisationKind.COMMITTEE
)
PORTS = Organisation(id="ports", name="Department for Ports", kind=OrganisationKind.DEPARTMENT)
COAST = Organisation(id="coast", name="Coast Service", kind=OrganisationKind.REGULATOR)
REPORT = Document(
    id="report",
    kind=DocumentKind.REPORT,
    title="Tide gauges",
    reference="HC 9300",
    authors=("tides",),
    published=day(2027, 2, 12),
)
ITEMS = (
    Conclusion(id="report/con-1", document="report", label="1", text="Gauges fail in winter."),
    Recommendation(
        id="report/rec-11",
        document="report",
        label="11",
        paragraph="20",
        text="Mend the gauges.",
        addressed_to=("ports",),
        links=(Link(kind=LinkKind.FOLLOWS_FROM, to="report/con-1"),),
    ),
    Recommendation(
        id="report/rec-12",
        document="report",
        label="12",
        text="Publish the readings.",
        addressed_to=("ports",),
    ),
)


SAID = {
    "report/rec-11": "Every gauge will be mended.",
    "report/rec-12": "They will be published.",
}


def answer(item: str, text: str, **more: Any) -> Response:
    """Return an answer of the department that was sent."""
    return evolve(
        Response(
            id=f"{item}/ports",
            answers=item,
            responder="ports",
            position=Position.ACCEPTED,
            text=text,
            steps=OUT,
        ),
        **more,
    )


def promise(item: str, *dates: TargetDate) -> Commitment:
    """Return what that answer promises."""
    return Commitment(
        id=f"{item}/ports/c1",
        text=SAID[item],
        items=(item,),
        response=f"{item}/ports",
        dates=dates or (TargetDate(date=PartialDate.month(2028, 3, "March 2028")),),
    )


ASKED = Register(
    id="register",
    title="Tides",
    jurisdiction="uk",
    marking="OFFICIAL",
    organisations=(COMMITTEE, PORTS, COAST),
    documents=(REPORT,),
    items=ITEMS,
)
ANSWERED = ASKED.with_records(
    answer("report/rec-11", "Every gauge will be mended."),
    promise("report/rec-11"),
    answer("report/rec-12", "They will be published."),
    promise("report/rec-12"),
)
NEWS = tuple(
    Update(
        id=f"{item}/u1",
        about=item,
        reported_by="ports",
        day=day(2027, 9, 1),
        implementation=Implementation.IN_PROGRESS,
        text="Divers have begun.",
        steps=(Step(stage=Stage.CLEARED, day=day(2027, 9, 20)),),
    )
    for item in ("report/rec-11", "report/rec-12")
)
TO_SIGN = evolve(
    REPORT,
    extra=(
        ("Response paper: To", "Dame Ada Quay"),
        ("Response paper: Signed by", "B. Keel\nAccounting Officer"),
    ),
)
"""The report, with what a letter about it says besides its dates."""

MOVED = TargetDate(
    date=PartialDate.month(2028, 9, "September 2028"),
    reason="The parts are late.",
    set_on=day(2027, 9, 10),
)


def export(
    register: Register,
    template: Template,
    stage: PaperStage = PaperStage.FINAL,
    context: ExportContext = CONTEXT,
    since: str = "2027-04-15",
) -> tuple[bytes, tuple[Finding, ...]]:
    """Export and return the file and what was found."""
    target = io.BytesIO()
    ready = ResponseDocument(template=template, stage=stage, since=since)
    found = ready.export(register, target, context)
    return target.getvalue(), found


def body_of(data: bytes) -> _Element:
    """Return the body of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return fromstring(archive.read("word/document.xml"))[0]


def words_of(element: _Element) -> str:
    """Return the text of an element."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def told(data: bytes) -> list[str]:
    """Return the paragraphs of a document, those in cells too, in reading order."""
    return [words_of(one) for one in body_of(data).iter(f"{W}p")]


def statuses(data: bytes) -> list[tuple[str, ...]]:
    """Return the rows of the table of statuses at two dates, below its headings."""
    rows = [
        tuple(words_of(cell) for cell in row.iter(f"{W}tc")) for row in body_of(data).iter(f"{W}tr")
    ]
    first = next(at for at, row in enumerate(rows) if "Status at" in "".join(row))
    return [row for row in rows[first + 1 :] if len(row) == len(rows[first])]


def asked(data: bytes) -> list[str]:
    """Return the fields of a document, as number and column."""
    tags = (one.get(f"{W}val", "") for one in body_of(data).iter(f"{W}tag"))
    return [f"{tag.split(':')[2].split('-')[0]}:{tag.rpartition(':')[2]}" for tag in tags]


def refused(register: Register, template: Template = Template.FORM) -> list[str]:
    """Return the codes of what keeps a paper from being finished."""
    with pytest.raises(ExportRefusedError) as error:
        export(register, template)
    return [finding.code for finding in error.value.findings]


@cache
def ready_for(template: Template) -> Register:
    """Return a register from which every stage of a template can be made."""
    if template is Template.DATE_CHANGE_LETTER:
        first = promise("report/rec-11").dates[0]
        return ANSWERED.with_records(TO_SIGN, promise("report/rec-11", first, MOVED))
    return ANSWERED.with_records(*NEWS)


class TestEveryTemplate:
    @pytest.mark.parametrize("stage", list(PaperStage), ids=str)
    @pytest.mark.parametrize("template", list(Template), ids=str)
    def test_each_stage_can_be_made(self, template: Template, stage: PaperStage) -> None:
        """Every template is written at every stage, and speaks of its report."""
        data, _ = export(ready_for(template), template, stage)
        assert any("Tide gauges" in text for text in told(data))

    @pytest.mark.parametrize("template", list(Template), ids=str)
    def test_the_finished_paper_has_nothing_to_fill_in(self, template: Template) -> None:
        """No control, no prompt in brackets, no key."""
        data, _ = export(ready_for(template), template)
        assert [] == asked(data)
        assert [] == [text for text in told(data) if "[" in text or "please leave" in text]

    @pytest.mark.parametrize("template", PAPERS, ids=str)
    def test_a_paper_answers_one_report_at_a_time(self, template: Template) -> None:
        """Where several are in scope the paper is refused, and they are named."""
        second = evolve(REPORT, id="second", title="Buoys")
        item = Recommendation(id="second/rec-1", document="second", text="Count the buoys.")
        both = ready_for(template).with_records(second, item)
        with pytest.raises(ExportRefusedError, match="--document: report, second"):
            export(both, template, PaperStage.DRAFT)
        one = evolve(CONTEXT, scope=Scope(documents=("report",)))
        assert b"PK" == export(both, template, PaperStage.DRAFT, one)[0][:2]

    @pytest.mark.parametrize("template", list(Template), ids=str)
    def test_one_responder_or_all(self, template: Template) -> None:
        """A paper for one body holds no answer of another."""
        other = Recommendation(
            id="report/rec-13", document="report", label="13", addressed_to=("coast",)
        )
        held = ready_for(template).with_records(other)
        alone = evolve(CONTEXT, scope=Scope(responders=("ports",)))
        data, _ = export(held, template, PaperStage.DRAFT, alone)
        assert [] == [text for text in told(data) if "Coast Service" in text]

    @settings(max_examples=20)
    @given(registers(messy=True), st.sampled_from(Template), st.sampled_from(PaperStage))
    def test_it_keeps_what_exporters_promise(
        self, register: Register, template: Template, stage: PaperStage
    ) -> None:
        """The same bytes twice, refused before the first byte, nothing changed."""
        check_exporter(ResponseDocument(template=template, stage=stage), register, CONTEXT)


class TestFormsAndPapers:
    def test_a_treasury_minute_numbers_position_and_reply(self) -> None:
        """Conclusion, recommendation, position, date in bold, reply."""
        data, _ = export(ANSWERED, Template.TREASURY_MINUTE)
        texts = told(data)
        place = texts.index("1: Committee conclusion: Gauges fail in winter.")
        assert [
            "11: Committee recommendation: Mend the gauges.",
            "The government agrees with the Committee’s recommendation.",
            "Target implementation date: March 2028",
            "Every gauge will be mended.",
        ] == [text.replace("'", "’") for text in texts[place + 1 : place + 5]]

    def test_a_recommendation_without_a_number_takes_that_of_its_conclusion(self) -> None:
        """Where the report prints one under a numbered conclusion, the minute counts it by that number."""
        held = ANSWERED.with_records(
            evolve(ITEMS[0], label="5"),
            evolve(ITEMS[1], label=""),
        )
        data, _ = export(held, Template.TREASURY_MINUTE)
        assert "Recommendation after conclusion 5 (paragraph 20)" in told(data)
        assert "5: Committee recommendation: Mend the gauges." in told(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert b'w:lvlText w:val="5.%1"' in archive.read("word/numbering.xml")

    @pytest.mark.parametrize("template", PRINTED, ids=str)
    def test_what_the_reply_says_itself_is_said_once(self, template: Template) -> None:
        """A reply that states its position and prints its date has them moved, not repeated."""
        sentence = "The government agrees with the Committee's recommendation."
        words = f"{sentence} Ta rget implementation date: March 2028 Every gauge will be mended."
        held = ANSWERED.with_records(
            answer("report/rec-11", words),
            evolve(promise("report/rec-11"), text="March 2028"),
        )
        texts = told(export(held, template)[0])
        place = next(place for place, text in enumerate(texts) if "Mend the gauges." in text)
        assert 2 == len([text for text in texts if text == sentence])  # the other item's is ours
        assert 1 == len([text for text in texts if text == "Every gauge will be mended."])
        assert [] == [text for text in texts if "Ta rget" in text]
        if template is not Template.TABLE:
            assert texts.index("Target implementation date: March 2028") > place

    def test_a_position_that_is_stated_later_stays_in_its_place(self) -> None:
        """Words before it are the reply's too."""
        words = "We thank the Committee. The government agrees with the Committee's recommendation."
        held = ANSWERED.with_records(answer("report/rec-11", words))
        texts = told(export(held, Template.TREASURY_MINUTE)[0])
        assert 1 == texts.count(words)
        assert 1 == texts.count("The government agrees with the Committee's recommendation.")

    def test_a_position_that_the_words_do_not_state_is_supplied(self) -> None:
        """What was chosen and what was written may differ; both stand there."""
        words = "The government disagrees with the Committee's recommendation."
        held = ANSWERED.with_records(answer("report/rec-11", words))
        texts = told(export(held, Template.TREASURY_MINUTE)[0])
        assert 1 == texts.count(words)
        assert 2 == texts.count("The government agrees with the Committee's recommendation.")

    def test_a_date_that_moved_is_shown_with_its_first(self) -> None:
        """A date that the committee was told of stands in bold beside the first one."""
        first = promise("report/rec-11").dates[0]
        moved = promise("report/rec-11", first, evolve(MOVED, told_on=day(2027, 9, 12)))
        texts = told(export(ANSWERED.with_records(moved), Template.FORM)[0])
        line = "Target implementation date: September 2028 (at first: March 2028)"
        assert f"{line}. The parts are late." in texts

    def test_replies_are_numbered_where_the_paper_numbers_them(self) -> None:
        """A minute and a form number paragraphs; other responses are plain."""

        def numbers(template: Template) -> int:
            body = body_of(export(ANSWERED, template)[0])
            return len(list(body.iter(f"{W}numPr")))

        assert {
            Template.FORM: 2,
            Template.TREASURY_MINUTE: 4,
            Template.COMMONS_RESPONSE: 0,
            Template.COMMAND_PAPER: 0,
        } == {one: numbers(one) for one in PRINTED if one is not Template.TABLE}

    @pytest.mark.parametrize("template", PRINTED, ids=str)
    def test_lists_in_a_reply_are_lists(self, template: Template) -> None:
        """WA17: an entry that is marked as one is not a typed hyphen, nor a numbered paragraph."""
        held = ANSWERED.with_records(
            answer("report/rec-11", "Two things:\n- the bar\n  - the quay\nEvery gauge - mended.")
        )
        data, _ = export(held, template)
        entries = [
            one for one in body_of(data).iter(f"{W}p") if words_of(one) in {"the bar", "the quay"}
        ]
        assert 2 == len(entries)
        marks = {
            mark.get(f"{W}val")
            for one in entries
            for mark in one.iterfind(f"{W}pPr/{W}numPr/{W}numId")
        }
        assert 1 == len(marks)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            lists = fromstring(archive.read("word/numbering.xml"))
        number = next(iter(marks))
        level = lists.find(f"{W}abstractNum[@{W}abstractNumId='{number}']/{W}lvl/{W}numFmt")
        assert level is not None
        assert "bullet" == level.get(f"{W}val")
        assert "Every gauge - mended." in told(data)

    def test_the_recommenders_words_are_quoted_as_read(self) -> None:
        """Footnote numbers that were glued to a sentence in print are not quoted."""
        item = evolve(ITEMS[1], text="Gauges fail.4 Mend them.5 Each winter.")
        texts = told(export(ANSWERED.with_records(item), Template.FORM)[0])
        assert "Gauges fail. Mend them. Each winter." in texts

    def test_done_takes_the_place_of_the_date(self) -> None:
        """What was done when the paper came out is said, not promised."""
        done = evolve(NEWS[0], implementation=Implementation.IMPLEMENTED, steps=OUT)
        held = ANSWERED.without("report/rec-11/ports/c1").with_records(done)
        texts = told(export(held, Template.TREASURY_MINUTE)[0])
        assert "Recommendation implemented" in texts

    def test_a_commons_response_shows_the_committee_in_bold(self) -> None:
        """The recommendation is bold, the response is not, and a sentence says so."""
        data, _ = export(ANSWERED, Template.COMMONS_RESPONSE)
        bold = [
            words_of(run)
            for run in body_of(data).iter(f"{W}r")
            if run.find(f"{W}rPr/{W}rStyle[@{W}val='Strong']") is not None
        ]
        assert "Mend the gauges." in bold
        assert "Every gauge will be mended." not in bold
        assert any(
            text.startswith("What the Committee says is in bold type") for text in told(data)
        )

    @pytest.mark.parametrize("stage", list(PaperStage), ids=str)
    def test_what_a_conclusion_says_is_as_bold_as_a_recommendation(self, stage: PaperStage) -> None:
        """All that the committee says is in bold type behind a rule, as the paper says of itself."""
        data, _ = export(ANSWERED, Template.COMMONS_RESPONSE, stage)
        shown = next(
            one
            for one in body_of(data).iter(f"{W}p")
            if "Gauges fail in winter." in words_of(one)
            and "The conclusion it follows" in words_of(one)
        )
        looks = [
            (run.find(f"{W}rPr/{W}rStyle"), words_of(run).strip()) for run in shown.iter(f"{W}r")
        ]
        assert [
            ("Quiet", "The conclusion it follows:"),
            ("Strong", "1. Gauges fail in winter."),
        ] == [(look.get(f"{W}val") if look is not None else "", words) for look, words in looks]
        style = shown.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        assert "QuotedText" == style.get(f"{W}val")

    def test_a_command_paper_keeps_the_printed_number_beside_its_own(self) -> None:
        """Items that begin at 11 in the report are numbers 1 and 2 of the paper."""
        texts = told(export(ANSWERED, Template.COMMAND_PAPER)[0])
        assert "Recommendation 11 (paragraph 20; number 1 in this paper)" in texts
        assert "Recommendation 12 (number 2 in this paper)" in texts

    def test_numbers_that_are_as_printed_are_said_once(self) -> None:
        """A report that counts from one needs no second number."""
        items = [evolve(item, label=str(place)) for place, item in enumerate(ITEMS)]
        texts = told(export(ANSWERED.with_records(*items), Template.COMMAND_PAPER)[0])
        assert "Recommendation 2" in texts

    def test_a_table_has_three_columns(self) -> None:
        """Recommendation, response and delivery timeline stand side by side."""
        data, _ = export(ANSWERED, Template.TABLE)
        rows = [
            [words_of(cell) for cell in row.iter(f"{W}tc")] for row in body_of(data).iter(f"{W}tr")
        ]
        assert ["Recommendation", "Response", "Delivery timeline"] == rows[0]
        assert "March 2028 (to 31 March 2028)" == rows[1][2]
        assert "They will be published." in rows[2][1]

    def test_a_table_to_be_filled_in_has_its_fields_in_the_cells(self) -> None:
        """Position and reply in one cell, date and reason in the next, under one number."""
        data, _ = export(ASKED, Template.TABLE, PaperStage.BLANK)
        assert ["position", "reply", "target_date", "date_reason"] == [
            tag.partition(":")[2] for tag in asked(data) if tag.startswith("2:")
        ]

    @pytest.mark.parametrize("template", PRINTED, ids=str)
    def test_a_shared_reply_is_printed_once_in_every_paper(self, template: Template) -> None:
        """Each item is named and quoted, and the words stand once, in tables too."""
        shared = answer("report/rec-12", "", refers_to=("report/rec-11",))
        texts = told(export(ANSWERED.with_records(shared), template)[0])
        assert 1 == len([text for text in texts if "Every gauge will be mended." in text])
        for words in ("Mend the gauges.", "Publish the readings."):
            assert 1 == len([text for text in texts if words in text])

    def test_dates_of_items_that_share_a_reply_are_told_apart(self) -> None:
        """Where they differ each stands with its item; in a table too."""
        shared = answer("report/rec-12", "", refers_to=("report/rec-11",))
        later = evolve(
            promise("report/rec-12", TargetDate(date=PartialDate.month(2029, 3, "March 2029"))),
            text=SAID["report/rec-11"],
        )
        held = ANSWERED.with_records(shared, later)
        texts = told(export(held, Template.COMMAND_PAPER)[0])
        assert "Recommendation 11: Target implementation date: March 2028" in texts
        assert "Recommendation 12: Target implementation date: March 2029" in texts
        cells = told(export(held, Template.TABLE)[0])
        assert "Recommendation 12: March 2029 (to 31 March 2029)" in cells

    @pytest.mark.parametrize("template", PRINTED, ids=str)
    def test_a_joint_reply_is_printed_once_in_every_paper(self, template: Template) -> None:
        """Lead and contributors are named, and the words stand once."""
        both = evolve(ITEMS[1], addressed_to=("ports", "coast"))
        joined = Response(
            id="report/rec-11/coast",
            answers="report/rec-11",
            responder="coast",
            position=Position.ACCEPTED,
            refers_to=("report/rec-11/ports",),
            steps=OUT,
        )
        texts = told(export(ANSWERED.with_records(both, joined), template)[0])
        assert any("Department for Ports (lead), with Coast Service" in text for text in texts)
        assert 1 == len([text for text in texts if "Every gauge will be mended." in text])

    def test_one_reply_to_several_items_is_one_block(self) -> None:
        """All labels stand in the heading, each item's words below, the reply once."""
        shared = answer("report/rec-12", "", refers_to=("report/rec-11",))
        data, _ = export(ANSWERED.with_records(shared), Template.FORM)
        texts = told(data)
        assert "Recommendations 11 and 12" in texts
        assert 1 == texts.count("Every gauge will be mended.")
        assert {
            "Recommendation 11: Mend the gauges.",
            "Recommendation 12: Publish the readings.",
        } <= {*texts}

    def test_a_shared_reply_can_be_changed_for_each_item(self) -> None:
        """In a draft each item keeps its own fields and its own key."""
        shared = answer("report/rec-12", "", refers_to=("report/rec-11",))
        data, _ = export(ANSWERED.with_records(shared), Template.FORM, PaperStage.DRAFT)
        assert 2 == len([tag for tag in asked(data) if tag.endswith(":position")])
        assert "see 11" in told(data) or any("see 11" in text for text in told(data))

    def test_a_joint_reply_shows_lead_and_contributors(self) -> None:
        """Who joins another body's answer stands in its heading, and the words stand once."""
        both = evolve(ITEMS[1], addressed_to=("ports", "coast"))
        joined = Response(
            id="report/rec-11/coast",
            answers="report/rec-11",
            responder="coast",
            position=Position.ACCEPTED,
            refers_to=("report/rec-11/ports",),
            steps=OUT,
        )
        data, _ = export(ANSWERED.with_records(both, joined), Template.FORM)
        assert "Answer by Department for Ports (lead), with Coast Service" in told(data)
        assert 1 == told(data).count("Every gauge will be mended.")

    def test_an_answer_for_others_names_them(self) -> None:
        """Who answers on behalf of somebody leads."""
        led = answer("report/rec-11", "Every gauge will be mended.", on_behalf_of=("coast",))
        texts = told(export(ANSWERED.with_records(led), Template.FORM)[0])
        assert "Lead: Department for Ports. With: Coast Service." in texts


class TestFront:
    def test_a_draft_says_how_far_it_is(self) -> None:
        """What it is, how many answers there are, and which items lack something."""
        bare = answer("report/rec-12", "", position=None, steps=())
        texts = told(export(ANSWERED.with_records(bare), Template.FORM, PaperStage.DRAFT)[0])
        assert (
            "This is a draft of 1 October 2027, not the response. One recommendation of 2 has a "
            "position and a reply; something is missing for recommendation 12, and named there in "
            "square brackets."
        ) in texts
        full = told(export(ANSWERED, Template.FORM, PaperStage.DRAFT)[0])
        assert (
            "This is a draft of 1 October 2027, not the response. Two recommendations of 2 have a "
            "position and a reply."
        ) in full

    def test_a_deadline_that_has_passed_was(self) -> None:
        """The response is due, and once the day is over it was due."""
        late = " ".join(told(export(ASKED, Template.FORM, PaperStage.BLANK)[0]))
        assert "The response was due to the Committee on 12 April 2027." in late
        early = evolve(CONTEXT, as_of=dt.date(2027, 4, 12))
        soon = " ".join(told(export(ASKED, Template.FORM, PaperStage.BLANK, early, "")[0]))
        assert "The response is due to the Committee on 12 April 2027." in soon


class TestCover:
    def test_what_is_kept_with_the_paper_is_shown_again(self) -> None:
        """Number, presenter and foreword are fields of a draft, and lines of the finished paper."""
        paper = Document(
            id="reply",
            kind=DocumentKind.RESPONSE,
            title="Reply",
            reference="CP 9400",
            responds_to=("report",),
            extra=(
                ("Response paper: Presented to Parliament by", "Secretary of State for Ports"),
                ("Response paper: Foreword", "Tides wait for nobody."),
            ),
        )
        held = ANSWERED.with_records(paper)
        draft = told(export(held, Template.COMMAND_PAPER, PaperStage.DRAFT)[0])
        assert {"CP 9400", "Secretary of State for Ports", "Tides wait for nobody."} <= {*draft}
        final, found = export(held, Template.COMMAND_PAPER)
        line = (
            "Presented to Parliament by the Secretary of State for Ports by Command of His Majesty"
        )
        assert {"CP 9400", line, "Foreword", "Tides wait for nobody."} <= {*told(final)}
        assert ["The cover has nothing for: month of publication; it is left out."] == [
            finding.message for finding in found if finding.code == "EXP934"
        ]

    def test_before_there_is_a_paper_they_stand_with_the_report(self) -> None:
        """What was entered early is not lost, and a blank form leaves drafted words out."""
        extra = (
            ("Response paper: Number of the paper", "CP 1"),
            ("Response paper: Foreword", "Ebb."),
        )
        held = ASKED.with_records(evolve(REPORT, extra=extra))
        assert {"CP 1", "Ebb."} <= {*told(export(held, Template.TABLE, PaperStage.DRAFT)[0])}
        blank = told(export(held, Template.TABLE, PaperStage.BLANK)[0])
        assert "CP 1" in blank
        assert "Ebb." not in blank

    def test_an_empty_cover_asks(self) -> None:
        """Each placeholder has a tag of its own and comes home by the id of the report."""
        data, _ = export(ASKED, Template.TREASURY_MINUTE, PaperStage.BLANK)
        assert [
            "1:paper_number",
            "1:paper_presented_by",
            "1:paper_month",
            "1:paper_introduction",
            "1:paper_officers_words",
        ] == asked(data)[:5]
        assert "Reference of the cover: report (please leave)" in told(data)


class TestRefusals:
    def test_each_item_is_named(self) -> None:
        """Who has not answered what is in the findings."""
        with pytest.raises(ExportRefusedError) as error:
            export(ASKED, Template.TREASURY_MINUTE)
        assert [
            "Recommendation 11: no answer by Department for Ports has been given.",
            "Recommendation 12: no answer by Department for Ports has been given.",
        ] == [finding.message for finding in error.value.findings]

    def test_a_date_is_missing_where_one_is_owed(self) -> None:
        """A report under the duty needs a date that can be checked; another does not."""
        bare = ANSWERED.without("report/rec-11/ports/c1")
        assert ["EXP925"] == refused(bare)
        other = evolve(COMMITTEE, name="Tides Committee")
        assert b"PK" == export(bare.with_records(other), Template.FORM)[0][:2]

    @pytest.mark.parametrize("position", [one for one in Position if one is not NOBODYS], ids=str)
    def test_only_what_is_accepted_owes_a_date(self, position: Position) -> None:
        """In principle and in part are acceptances; refusals, notes and thoughts promise nothing."""
        held = ANSWERED.without("report/rec-11/ports/c1").with_records(
            answer("report/rec-11", "Every gauge.", position=position)
        )
        owed = {
            Position.ACCEPTED,
            Position.ACCEPTED_IN_PRINCIPLE,
            Position.PARTIALLY_ACCEPTED,
        }
        if position in owed:
            assert ["EXP925"] == refused(held)
        elif position is Position.NOT_STATED:
            assert ["EXP923"] == refused(held)
        else:
            assert b"PK" == export(held, Template.FORM)[0][:2]

    def test_work_that_has_begun_still_owes_a_date(self) -> None:
        """A date is owed until it is done, and one that cannot be checked is none."""
        begun = evolve(NEWS[0], steps=OUT)
        bare = ANSWERED.without("report/rec-11/ports/c1").with_records(begun)
        assert ["EXP925"] == refused(bare)
        vague = promise("report/rec-11", TargetDate(date=Undated(words="in due course")))
        assert ["EXP925"] == refused(ANSWERED.with_records(vague))
        assert ["EXP925"] == refused(ANSWERED.with_records(vague, begun))
        assert b"PK" == export(ANSWERED.with_records(begun), Template.FORM)[0][:2]
        for kind in (CommitmentKind.RECURRING, CommitmentKind.CONTINUOUS):
            endless = evolve(promise("report/rec-11"), kind=kind, dates=())
            held = ANSWERED.with_records(endless, begun)
            assert b"PK" == export(held, Template.FORM)[0][:2]

    def test_what_was_done_owes_no_date(self) -> None:
        """An acceptance that is no longer live owes nothing."""
        done = evolve(NEWS[0], implementation=Implementation.IMPLEMENTED, steps=OUT)
        held = ANSWERED.without("report/rec-11/ports/c1").with_records(done)
        assert b"PK" == export(held, Template.FORM)[0][:2]

    @pytest.mark.parametrize(
        "doubt",
        [
            {"answered_text": "0" * 16},
            {"sources": (Source(document="page", fields=("answers",), how=How.INFERRED),)},
        ],
        ids=["other words", "matched by words"],
    )
    def test_an_answer_that_matches_uncertainly_is_a_gap(self, doubt: dict[str, object]) -> None:
        """An answer to other words, or put beside its item by likeness, is looked at first."""
        held = ANSWERED.with_records(answer("report/rec-11", "It will be done.", **doubt))
        assert ["EXP928"] == refused(held)

    def test_a_waiver_of_a_gap_is_no_misspelt_rule(self) -> None:
        """The check knows the codes that a finished paper asks for, and no others of their kind."""

        def unknown(rule: str) -> list[str]:
            waiver = Waiver(id="w", rule=rule, record="report/rec-12", reason="In the next paper")
            held = ANSWERED.with_records(waiver)
            return [one.code for one in check(held, as_of=AS_OF) if one.code == "LNK506"]

        assert [[], []] == [unknown(rule) for rule in ("EXP9", "EXP922")]
        assert [["LNK506"], ["LNK506"]] == [unknown(rule) for rule in ("EXP9222", "EXPO22")]

    @pytest.mark.parametrize(
        ("rule", "until", "lets"),
        [
            ("EXP922", None, True),
            ("EXP9", None, True),
            ("RSP209", None, True),
            ("EXP924", None, False),
            ("EXP922", day(2027, 9, 30), False),
            ("EXP922", day(2027, 10, 1), True),
        ],
        ids=["by its code", "by a family", "by the check's rule", "of another", "run out", "today"],
    )
    def test_a_waiver_with_a_reason_lets_a_gap_through(
        self, rule: str, until: PartialDate | None, lets: bool
    ) -> None:
        """What is let through is listed with the reason; a waiver of something else does nothing."""
        held = ANSWERED.without("report/rec-12/ports", "report/rec-12/ports/c1").with_records(
            Waiver(
                id="w", rule=rule, record="report/rec-12", reason="In the next paper", until=until
            )
        )
        if not lets:
            assert ["EXP922"] == refused(held)
            return
        data, found = export(held, Template.FORM)
        assert [
            (
                "Recommendation 12: no answer by Department for Ports has been given. "
                "Let through: In the next paper."
            )
        ] == [finding.message for finding in found if finding.code == "EXP931"]
        assert [] == [text for text in told(data) if "next paper" in text]

    def test_a_waiver_lets_through_no_other_item(self) -> None:
        """What is waived of one item is still missing of the next."""
        held = ASKED.with_records(
            Waiver(id="w", rule="EXP922", record="report/rec-12", reason="In the next paper")
        )
        with pytest.raises(ExportRefusedError) as error:
            export(held, Template.FORM)
        assert ["report/rec-11"] == [finding.record for finding in error.value.findings]

    def test_what_the_paper_says_is_done_owes_no_date(self) -> None:
        """A later report that does not go out with the paper makes nothing owed in it."""
        done = evolve(NEWS[0], implementation=Implementation.IMPLEMENTED, steps=OUT)
        doubted = evolve(NEWS[0], id="u2", day=day(2027, 9, 20), steps=())
        held = ANSWERED.without("report/rec-11/ports/c1").with_records(done, doubted)
        assert any(
            text.endswith("has been implemented.") or "implemented" in text
            for text in told(export(held, Template.FORM)[0])
        )


class TestProgress:
    def test_two_dates_stand_side_by_side(self) -> None:
        """Status at one date and at another, first date and revised date."""
        data, _ = export(ready_for(Template.PROGRESS_REPORT), Template.PROGRESS_REPORT)
        rows = [
            [words_of(cell) for cell in row.iter(f"{W}tc")] for row in body_of(data).iter(f"{W}tr")
        ]
        assert [
            *("Number", "Status at 15 April 2027", "Status at 1 October 2027"),
            *("Original target date", "Revised target date"),
        ] == rows[0]
        dated = "March 2028 (to 31 March 2028)"
        assert ["11", "Promised", "In progress", dated, "None given"] == rows[1]
        assert "Two recommendations: 2 in progress." in told(data)
        assert (
            "Reported 1 September 2027 by Department for Ports: In progress. Divers have begun."
            in (told(data))
        )

    def test_it_is_refused_while_there_is_no_news(self) -> None:
        """A live acceptance without a report since the earlier day is a gap."""
        assert ["EXP929", "EXP929"] == refused(ANSWERED, Template.PROGRESS_REPORT)

    def test_news_that_was_not_cleared_does_not_go(self) -> None:
        """A report of progress goes with the paper once it is cleared."""
        raw = evolve(NEWS[0], steps=())
        assert ["EXP929"] == refused(ANSWERED.with_records(raw, NEWS[1]), Template.PROGRESS_REPORT)

    def test_a_date_that_nobody_was_told_of_is_a_gap(self) -> None:
        """It is not for publication, and a report without it would be wrong: the letter goes first."""
        first = promise("report/rec-11").dates[0]
        ready = ready_for(Template.PROGRESS_REPORT)
        untold = ready.with_records(promise("report/rec-11", first, MOVED))
        assert ["EXP935"] == refused(untold, Template.PROGRESS_REPORT)
        told_of = evolve(MOVED, told_on=day(2027, 9, 12))
        held = ready.with_records(promise("report/rec-11", first, told_of))
        assert "September 2028 (to 30 September 2028)" in told(
            export(held, Template.PROGRESS_REPORT)[0]
        )

    @pytest.mark.parametrize("stage", [PaperStage.DRAFT, PaperStage.FINAL], ids=str)
    @pytest.mark.parametrize("addressed_to", [(), ("ports",)], ids=["nobody named", "named"])
    def test_an_answer_given_since_was_awaited(
        self, addressed_to: tuple[str, ...], stage: PaperStage
    ) -> None:
        """What stood on the earlier day is the same at each stage, whoever was named to answer."""
        ready = ready_for(Template.PROGRESS_REPORT)
        asked_of = [evolve(item, addressed_to=addressed_to) for item in ITEMS[1:]]
        data, _ = export(
            ready.with_records(*asked_of), Template.PROGRESS_REPORT, stage, since="2027-03-01"
        )
        assert [("Response awaited", "In progress")] * 2 == [row[1:3] for row in statuses(data)]

    def test_a_report_before_the_item_was_made_says_so(self) -> None:
        """Nobody had asked on a day before the report was published."""
        data, _ = export(
            ready_for(Template.PROGRESS_REPORT), Template.PROGRESS_REPORT, since="2027-01-01"
        )
        assert [("Not yet made", "In progress")] * 2 == [row[1:3] for row in statuses(data)]

    def test_a_waived_date_is_printed_as_it_is_held(self) -> None:
        """A waiver lets the new date into the report; it makes nothing overdue that is not."""
        past = TargetDate(date=day(2027, 8, 1), set_on=day(2027, 4, 9))
        moved = ready_for(Template.PROGRESS_REPORT).with_records(
            promise("report/rec-11", past, MOVED),
            Waiver(id="w", rule="EXP935", record="report/rec-11", reason="Told by telephone"),
        )
        data, found = export(moved, Template.PROGRESS_REPORT)
        now = ("In progress", "1 August 2027", "September 2028 (to 30 September 2028)")
        assert now == statuses(data)[0][2:]
        draft, _ = export(moved, Template.PROGRESS_REPORT, PaperStage.DRAFT)
        assert statuses(draft) == statuses(data)
        assert ["EXP931"] == [one.code for one in found if one.code == "EXP931"]

    def test_what_is_reported_later_is_not_in_it(self) -> None:
        """A report of a day after that of the paper is not news yet, in a draft either."""
        later = evolve(NEWS[0], id="u2", day=day(2027, 10, 2), text="It is all done.")
        data, _ = export(
            ANSWERED.with_records(later, NEWS[1]), Template.PROGRESS_REPORT, PaperStage.DRAFT
        )
        assert [] == [text for text in told(data) if "It is all done." in text]

    def test_without_a_day_it_looks_back_half_a_year(self) -> None:
        """The end of a month stays one."""
        assert dt.date(2027, 4, 1) == half_a_year_before(AS_OF)
        assert dt.date(2028, 2, 29) == half_a_year_before(dt.date(2028, 8, 31))
        assert dt.date(2026, 11, 30) == half_a_year_before(dt.date(2027, 5, 31))

    @pytest.mark.parametrize("since", ["soon", "2027-10-01", "2028-01-01"])
    def test_a_day_that_is_none_or_too_late_is_refused(self, since: str) -> None:
        """The option is named."""
        with pytest.raises(InvalidOptionError, match="since"):
            export(ANSWERED, Template.PROGRESS_REPORT, PaperStage.DRAFT, since=since)

    def test_a_form_asks_for_news_alone(self) -> None:
        """Position and reply are not asked again."""
        data, _ = export(ANSWERED, Template.PROGRESS_REPORT, PaperStage.BLANK)
        assert [
            *("target_date", "date_reason"),
            *("progress", "progress_words", "completed_on", "evidence"),
        ] == [tag.partition(":")[2] for tag in asked(data) if tag.startswith("2:")]


class TestLetter:
    def test_it_is_a_letter(self) -> None:
        """Address, day, salutation, subject, what moved and why, signature, copies: in that order."""
        data, _ = export(ready_for(Template.DATE_CHANGE_LETTER), Template.DATE_CHANGE_LETTER)
        assert [
            "OFFICIAL",
            "The ChairTides Public Accounts Committee",
            "1 October 2027",
            "Dear Dame Ada Quay",
            "Tide gauges (HC 9300): change of target date",
            (
                "I am writing to tell the Committee that the target date for recommendation 11 has "
                "changed. The Committee said:"
            ),
            "Mend the gauges.",
            (
                "In our response of 9 April 2027 we said: “Every gauge will be mended.” We gave a "
                "target date of March 2028. It will now be September 2028."
            ),
            "The reason for the change: The parts are late.",
            "Yours sincerely",
            "B. KeelAccounting Officer",
            "Copied to: Treasury Officer of Accounts",
        ] == told(data)

    def test_several_moves_are_a_table(self) -> None:
        """Number, recommendation with what was promised, original date, new date, reason."""
        first = promise("report/rec-12").dates[0]
        both = ready_for(Template.DATE_CHANGE_LETTER).with_records(
            promise("report/rec-12", first, evolve(MOVED, reason="Nobody reads them."))
        )
        data, _ = export(both, Template.DATE_CHANGE_LETTER)
        rows = [
            [words_of(cell) for cell in row.iter(f"{W}tc")] for row in body_of(data).iter(f"{W}tr")
        ]
        assert [
            ["Number", "Recommendation", "Original date", "New date", "Reason"],
            [
                *("11", "Mend the gauges.We promised: Every gauge will be mended."),
                *("March 2028", "September 2028", "The parts are late."),
            ],
            [
                *("12", "Publish the readings.We promised: They will be published."),
                *("March 2028", "September 2028", "Nobody reads them."),
            ],
        ] == rows

    def test_what_follows_a_table_stands_apart(self) -> None:
        """The closing words do not touch the table."""
        first = promise("report/rec-12").dates[0]
        both = ready_for(Template.DATE_CHANGE_LETTER).with_records(
            promise("report/rec-12", first, MOVED)
        )
        data, _ = export(both, Template.DATE_CHANGE_LETTER)
        closing = next(
            one for one in body_of(data).iter(f"{W}p") if words_of(one) == "Yours sincerely"
        )
        spacing = closing.find(f"{W}pPr/{W}spacing")
        assert spacing is not None
        assert "240" == spacing.get(f"{W}before")

    def test_a_date_they_were_told_of_since_stands_beside_the_first(self) -> None:
        """What moved twice is told from the date they know; reasons they have not had are all given."""
        first = promise("report/rec-11").dates[0]
        summer = evolve(MOVED, date=PartialDate.month(2028, 6, "June 2028"))
        known = evolve(summer, told_on=day(2027, 6, 1), reason="Storms.")
        held = ready_for(Template.DATE_CHANGE_LETTER).with_records(
            promise("report/rec-11", first, known, MOVED)
        )
        text = " ".join(told(export(held, Template.DATE_CHANGE_LETTER)[0]))
        assert "a target date of March 2028; then June 2028. It will now be September 2028." in text
        assert "Storms." not in text
        unknown = ready_for(Template.DATE_CHANGE_LETTER).with_records(
            promise("report/rec-11", first, evolve(known, told_on=None), MOVED)
        )
        text = " ".join(told(export(unknown, Template.DATE_CHANGE_LETTER)[0]))
        assert "a target date of March 2028. It will now be September 2028." in text
        assert "The reason for the change: Storms. The parts are late." in text

    def test_a_draft_shows_the_letter_with_what_is_open_in_brackets(self) -> None:
        """Fields for addressee, signature and copies come first; the letter stands below them."""
        bare = ready_for(Template.DATE_CHANGE_LETTER).with_records(REPORT)
        data, _ = export(bare, Template.DATE_CHANGE_LETTER, PaperStage.DRAFT)
        assert ["paper_addressed_to", "paper_signed_by", "paper_copied_to"] == [
            tag.partition(":")[2] for tag in asked(data)[:3]
        ]
        texts = told(data)
        assert {"The letter", "Dear [To]", "[Signed by]"} <= {*texts}

    def test_other_committees_letters_are_not_copied(self) -> None:
        """The copy to the Treasury is a duty of one committee's reports; others are as entered."""
        other = evolve(COMMITTEE, name="Tides Committee")
        held = ready_for(Template.DATE_CHANGE_LETTER).with_records(other)
        assert not any(
            "Copied to" in text for text in told(export(held, Template.DATE_CHANGE_LETTER)[0])
        )
        more = evolve(TO_SIGN, extra=(*TO_SIGN.extra, ("Response paper: Copied to", "The Library")))
        data, _ = export(held.with_records(more), Template.DATE_CHANGE_LETTER)
        assert "Copied to: The Library" in told(data)

    def test_each_gap_is_named(self) -> None:
        """No move, no reason, a date that cannot be checked, nobody addressed, nobody to sign."""
        with pytest.raises(ExportRefusedError, match="no target date has moved"):
            export(ANSWERED, Template.DATE_CHANGE_LETTER)
        first = promise("report/rec-11").dates[0]
        vague = evolve(MOVED, date=Undated(words="in due course"), reason="")
        with pytest.raises(ExportRefusedError) as error:
            export(
                ANSWERED.with_records(promise("report/rec-11", first, vague)),
                Template.DATE_CHANGE_LETTER,
            )
        assert [
            ("EXP936", "The letter does not say to whom it is addressed."),
            ("EXP936", "The letter does not say who signs it."),
            (
                "EXP930",
                "Recommendation 11: the date moved to in due course, and no reason is given.",
            ),
            (
                "EXP925",
                (
                    "Recommendation 11: the new date, “in due course”, cannot be checked, and one "
                    "is owed."
                ),
            ),
        ] == [(finding.code, finding.message) for finding in error.value.findings]

    def test_a_waiver_lets_a_letter_through(self) -> None:
        """A letter that somebody else addresses and signs needs no names here."""
        held = ready_for(Template.DATE_CHANGE_LETTER).with_records(
            REPORT,
            Waiver(id="w", rule="EXP936", record="report", reason="The private office does that"),
        )
        data, found = export(held, Template.DATE_CHANGE_LETTER)
        assert 2 == len([finding for finding in found if finding.code == "EXP931"])
        assert "Dear Chair" in told(data)

    def test_what_they_were_told_of_is_not_told_again(self) -> None:
        """A date in a letter that has gone is no news."""
        first = promise("report/rec-11").dates[0]
        gone = promise("report/rec-11", first, evolve(MOVED, told_on=day(2027, 9, 12)))
        with pytest.raises(ExportRefusedError, match="no target date has moved"):
            export(ANSWERED.with_records(gone), Template.DATE_CHANGE_LETTER)

    def test_a_draft_asks_for_dates_that_have_passed(self) -> None:
        """Each overdue row has a field for the new date and one for the reason."""
        late = promise("report/rec-12", TargetDate(date=PartialDate.month(2027, 6, "June 2027")))
        data, _ = export(ANSWERED.with_records(late), Template.DATE_CHANGE_LETTER, PaperStage.DRAFT)
        assert ["2:target_date", "2:date_reason"] == asked(data)[3:]


class TestNothingLeaks:
    @pytest.mark.parametrize("template", list(Template), ids=str)
    @pytest.mark.parametrize("stage", list(PaperStage), ids=str)
    def test_no_part_holds_what_is_not_for_its_reader(
        self, template: Template, stage: PaperStage
    ) -> None:
        """Planted words of others' drafts, notes, waivers and files are in no part of the package."""
        held = ready_for(template)
        planted = held.with_records(
            Organisation(id="secret", name="Planted Name", kind=OrganisationKind.TEAM),
            Note(id="n", about="report/rec-11", text="Planted note"),
            Waiver(id="w", rule="EXP9", record="report/rec-11", reason="Planted reason"),
            Response(
                id="report/rec-11/coast",
                answers="report/rec-11",
                responder="coast",
                position=Position.REJECTED,
                text="Planted draft",
                prepared_by=("secret",),
            ),
            Commitment(
                id="planted",
                text="Planted promise",
                items=("report/rec-11",),
                response="report/rec-11/coast",
                dates=(TargetDate(date=day(2029, 1, 1), reason="Planted because"),),
            ),
            Update(
                id="u9",
                about="report/rec-11",
                reported_by="coast",
                responder="coast",
                day=day(2027, 9, 9),
                text="Planted news",
            ),
        )
        alone = evolve(CONTEXT, scope=Scope(responders=("ports",)))
        data, _ = export(planted, template, stage, alone)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            leaking = [name for name in archive.namelist() if b"Planted" in archive.read(name)]
        assert [] == leaking

    def test_a_blank_form_holds_no_draft_of_anybody(self) -> None:
        """One's own draft is asked anew, and is in no part either."""
        draft = answer("report/rec-11", "Planted words", steps=())
        for template in (Template.FORM, Template.TREASURY_MINUTE, Template.TABLE):
            data, _ = export(ASKED.with_records(draft), template, PaperStage.BLANK)
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                held = b"".join(archive.read(name) for name in archive.namelist())
            assert b"Planted" not in held


class TestTextIsText:
    @pytest.mark.parametrize("template", list(Template), ids=str)
    def test_words_that_look_like_code_or_tags_are_words(self, template: Template) -> None:
        """SEC32: templates evaluate nothing, whatever a register holds."""
        words = "{recommender} {{ 7*7 }} ${x} {% for a in b %} <w:p/> %s {0.__class__}"
        item = evolve(ITEMS[1], text=words)
        data, _ = export(ready_for(template).with_records(item), template, PaperStage.DRAFT)
        if template is not Template.DATE_CHANGE_LETTER:
            assert any(words in text for text in told(data))
        assert not any("49" in text for text in told(data))
