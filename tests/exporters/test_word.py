"""The response document: as a form, a draft and the finished paper."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element, fromstring

from accountability import (
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    ExportRefusedError,
    Finding,
    Implementation,
    InvalidOptionError,
    ItemKind,
    Link,
    LinkKind,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
    Undated,
    Update,
)
from accountability.exporters import _look as look
from accountability.exporters._base import ExportContext
from accountability.exporters.word import PaperStage, ResponseDocument, Template
from accountability.tables import Scope
from accountability.tables.columns import Editor
from accountability.tables.layouts import COMMITMENTS, RECOMMENDATIONS
from accountability.testing.laws import check_exporter
from accountability.testing.strategies import registers
from accountability.text import stamp

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AS_OF = dt.date(2027, 2, 16)
CONTEXT = ExportContext(
    as_of=AS_OF, contact="ports.desk@harbours.example", return_by=dt.date(2027, 3, 12)
)
PROMPTS = {column.key: column.prompt for column in RECOMMENDATIONS}
STAGES = st.sampled_from([PaperStage.BLANK, PaperStage.DRAFT])


def written(
    register: Register,
    stage: PaperStage = PaperStage.DRAFT,
    context: ExportContext = CONTEXT,
    template: Template = Template.FORM,
) -> bytes:
    """Export and return the file."""
    target = io.BytesIO()
    ResponseDocument(stage=stage, template=template).export(register, target, context)
    return target.getvalue()


def findings(
    register: Register, stage: PaperStage = PaperStage.DRAFT, context: ExportContext = CONTEXT
) -> tuple[Finding, ...]:
    """Export and return what was found."""
    return ResponseDocument(stage=stage).export(register, io.BytesIO(), context)


def part(data: bytes, name: str = "word/document.xml") -> _Element:
    """Read one part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return fromstring(archive.read(name))


def words(element: _Element) -> str:
    """Return the text of an element as a person sees it."""
    pieces = []
    for node in element.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p"):
        match node.tag.removeprefix(W):
            case "t":
                pieces.append(node.text or "")
            case "tab":
                pieces.append("\t")
            case _:
                pieces.append("\n")
    return "".join(pieces)


def paragraphs(data: bytes, style: str = "") -> list[str]:
    """Return the paragraphs of the body in order, of one style or of all."""
    found = []
    for paragraph in part(data).iter(f"{W}p"):
        styled = paragraph.find(f"{W}pPr/{W}pStyle")
        name = styled.get(f"{W}val") if styled is not None else "Normal"
        if not style or name == style:
            found.append(words(paragraph)[1:])
    return found


def controls(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield tag, title and text of each content control in order."""
    for control in part(data).iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        alias = control.find(f"{W}sdtPr/{W}alias")
        assert tag is not None
        assert alias is not None
        yield tag.get(f"{W}val", ""), alias.get(f"{W}val", ""), words(control)


def without_blank_lines(text: str) -> str:
    """Return a text as paragraphs show it: lines that hold something."""
    return "\n".join(line for line in text.split("\n") if line.strip())


COMMITTEE = Organisation(id="coasts", name="Coasts Committee", kind=OrganisationKind.COMMITTEE)
HARBOURS = Organisation(
    id="harbours", name="Department for Harbours", kind=OrganisationKind.DEPARTMENT
)
WARNINGS = Organisation(id="warnings", name="Warnings Team", part_of="harbours")
MONEY = Organisation(id="money", name="Ports Money Team", part_of="harbours")
REPORT = Document(
    id="report",
    kind=DocumentKind.REPORT,
    title="Storm warnings at small harbours",
    reference="HC 9041",
    authors=("coasts",),
    published=PartialDate.day(dt.date(2027, 2, 12)),
)
CONCLUSION = Conclusion(
    id="report/con-4", document="report", label="4", text="Small harbours hear of storms too late."
)
FOURTH = Recommendation(
    id="report/rec-4",
    document="report",
    label="4",
    paragraph="31",
    text="Publish a plan for every harbour.\nSay what it costs.",
    addressed_to=("harbours",),
    wanted_by=(PartialDate.day(dt.date(2027, 8, 12), "six months from 12 February 2027"),),
    links=(Link(kind=LinkKind.FOLLOWS_FROM, to="report/con-4"),),
)
FIFTH = Recommendation(
    id="report/rec-5", document="report", label="5", text="Count.", addressed_to=("harbours",)
)
CLEARED = Step(stage=Stage.CLEARED, day=PartialDate.day(dt.date(2027, 2, 14)))
SENT = (CLEARED, Step(stage=Stage.SENT, day=PartialDate.day(dt.date(2027, 2, 15))))
ANSWER = Response(
    id="report/rec-4/harbours",
    answers="report/rec-4",
    responder="harbours",
    position=Position.ACCEPTED,
    text="A plan will be published.\n\nIt will name  every harbour.",
    prepared_by=("warnings", "money"),
    steps=SENT,
)
PROMISE = Commitment(
    id="report/rec-4/harbours/c1",
    text="A plan will be published.",
    items=("report/rec-4",),
    response="report/rec-4/harbours",
    dates=(TargetDate(date=PartialDate.month(2028, 5, "May 2028"), reason="Surveys come first."),),
)
SECOND = evolve(
    PROMISE,
    id="report/rec-4/harbours/c2",
    text="Masters will be trained.",
    dates=(TargetDate(date=Undated(words="in due course")),),
)
ASKED = Register(
    id="storms",
    title="Storms",
    jurisdiction="uk",
    marking="OFFICIAL",
    organisations=(COMMITTEE, HARBOURS, WARNINGS, MONEY),
    documents=(REPORT,),
    items=(CONCLUSION, FOURTH, FIFTH),
)
DRAFTED = ASKED.with_records(evolve(ANSWER, steps=()), PROMISE)
GIVEN = ASKED.with_records(ANSWER, PROMISE).without("report/rec-5")


class TestForm:
    def test_each_item_has_a_heading_with_its_number_and_paragraph(self) -> None:
        """Headings are real ones, by kind and printed label, the paragraph in the same line."""
        data = written(ASKED, PaperStage.BLANK)
        assert ["Recommendation 4 (paragraph 31)", "Recommendation 5"] == paragraphs(
            data, "Heading2"
        )
        assert ["Recommendations"] == paragraphs(data, "Heading1")

    def test_the_text_of_the_item_is_set_off(self) -> None:
        """Each line of a recommendation is a paragraph in the quoting style."""
        quoted = paragraphs(written(ASKED, PaperStage.BLANK), "QuotedText")
        assert ["Publish a plan for every harbour.", "Say what it costs.", "Count."] == quoted

    def test_a_conclusion_stands_with_the_recommendation_that_follows_it(self) -> None:
        """A conclusion that wants no answer is read where it is needed, once."""
        told = "\n".join(paragraphs(written(ASKED, PaperStage.BLANK)))
        assert "The conclusion it follows: 4. Small harbours hear of storms too late." in told
        assert 1 == told.count("Small harbours hear of storms too late.")
        assert "Reference of the conclusion: report/con-4" in told

    def test_who_answers_and_by_when_stands_before_the_fields(self) -> None:
        """Who answers, who prepares it and by when the recommender wants it are in one paragraph."""
        details = paragraphs(written(DRAFTED), "Details")[1]
        assert details.startswith(
            "For: Department for Harbours. Prepared by: Warnings Team, with Ports Money Team. "
            "The Committee asked for this by: six months from 12 February 2027 (to 12 August 2027). "
            "Response due: 12 April 2027. What we need from you: Answer."
        )

    def test_the_fields_are_those_of_the_tracker_in_one_order(self) -> None:
        """Labels stand above the controls and are their titles; the order never changes."""
        data = written(ASKED, PaperStage.BLANK)
        expected = [
            "Your position",
            "Your reply",
            "Your target date",
            "Your reason for the date",
            "Your progress",
            "Your completion date",
        ]
        assert expected * 2 == [alias for _, alias, _ in controls(data)]
        assert expected * 2 == paragraphs(data, "FieldLabel")

    def test_a_blank_field_says_what_to_enter(self) -> None:
        """The placeholder is the column's prompt, marked as one for programs too."""
        data = written(ASKED, PaperStage.BLANK)
        assert f"[{PROMPTS['position']}]" == next(controls(data))[2]
        assert 12 == len(list(part(data).iter(f"{W}showingPlcHdr")))

    def test_a_position_is_chosen_in_the_words_of_the_document(self) -> None:
        """The list offers the vocabulary's words, and lets others be typed."""
        first = next(part(written(ASKED, PaperStage.BLANK)).iter(f"{W}comboBox"))
        assert "Accept in principle" in [item.get(f"{W}displayText") for item in first]

    def test_tags_and_bookmarks_say_row_and_field(self) -> None:
        """Tags fit in 64 characters and bookmarks in 40 whatever the length of the key."""
        data = written(ASKED, PaperStage.BLANK)
        letters = stamp("report/rec-4/harbours")
        assert f"acc:1:1-{letters}:position" == next(controls(data))[0]
        names = [mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")]
        assert f"answer_1_{letters}" == names[0]
        assert [f"acc_1_{letters}_position", f"acc_1_{letters}_reply"] == names[1:3]
        assert f"acc_1_{letters}" == names[7]
        assert 40 >= max(len(name or "") for name in names)
        assert len(names) == len(set(names))

    def test_no_bookmark_of_a_field_leaves_its_paragraph(self) -> None:
        """Bookmarks of fields open and close in one paragraph."""
        body = part(written(ASKED, PaperStage.BLANK))
        over = {
            mark.get(f"{W}id")
            for mark in body.iter(f"{W}bookmarkStart")
            if (mark.get(f"{W}name") or "").startswith("answer_")
        }
        for paragraph in body.iter(f"{W}p"):
            opened = {mark.get(f"{W}id") for mark in paragraph.iter(f"{W}bookmarkStart")} - over
            closed = {mark.get(f"{W}id") for mark in paragraph.iter(f"{W}bookmarkEnd")} - over
            assert opened == closed

    def test_a_bookmark_lies_over_each_whole_answer(self) -> None:
        """It opens after the first label's words and closes before those of the last line."""
        body = part(written(ASKED, PaperStage.BLANK))[0]
        places: dict[str, list[int]] = {}
        names: dict[str, str] = {}
        for place, paragraph in enumerate(body.iter(f"{W}p")):
            for mark in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                key = mark.get(f"{W}id", "")
                names.setdefault(key, mark.get(f"{W}name", ""))
                places.setdefault(key, []).append(place)
        spans = [places[key] for key, name in names.items() if name.startswith("answer_")]
        told = [words(paragraph).strip() for paragraph in body.iter(f"{W}p")]
        assert 2 == len(spans)
        for start, end in spans:
            assert "Your position" == told[start]
            assert told[end].startswith("Reference for returning this form")

    def test_the_row_key_and_its_check_are_in_sight(self) -> None:
        """The last line of an answer holds what brings it home."""
        foot = paragraphs(written(ASKED, PaperStage.BLANK), "Reference")[0]
        assert re.fullmatch(
            r"Reference for returning this form: report/rec-4/harbours · "
            r"(?:(?:~|[a-z]{6}) ){9}[a-z]{6} \(please leave\)",
            foot,
        )

    def test_the_front_says_how_much_by_when_and_to_whom(self) -> None:
        """Marking, title, one paragraph of guidance and who answers what come before any field."""
        told = paragraphs(written(ASKED, PaperStage.BLANK))
        assert ["OFFICIAL", "Response form: Storm warnings at small harbours"] == told[:2]
        assert told[2].startswith(
            "Two recommendations need an answer or news from you by 12 March 2027 "
            "(ports.desk@harbours.example). Type or choose"
        )
        assert told[2].endswith("The response is due to the Committee on 12 April 2027.")
        assert ["Department for Harbours", "Two items: 4, 5", "12 April 2027"] == told[7:10]

    def test_a_blank_form_leaves_a_draft_out_and_says_so(self) -> None:
        """What a draft says is asked anew, and a finding counts what is not there."""
        assert "name  every harbour" not in "\n".join(
            paragraphs(written(DRAFTED, PaperStage.BLANK))
        )
        assert ["EXP902"] == [finding.code for finding in findings(DRAFTED, PaperStage.BLANK)]
        assert "1 × draft answer" in findings(DRAFTED, PaperStage.BLANK)[0].message

    def test_a_given_answer_is_for_reading_in_a_blank_form(self) -> None:
        """Position and reply of a given answer are shown; date and progress are asked for."""
        data = written(GIVEN, PaperStage.BLANK)
        assert "The answer given on 15 February 2027:" in paragraphs(data, "FieldLabel")
        assert "It will name  every harbour." in paragraphs(data, "QuotedText")
        asked = [tag.rpartition(":")[2] for tag, _, _ in controls(data)]
        assert [
            *("target_date", "date_reason"),
            *("progress", "progress_words", "completed_on", "evidence"),
        ] == asked

    def test_an_item_that_nobody_answers_is_shown_and_reported(self) -> None:
        """Without a responder there is no row to fill in: the reader and the caller are told."""
        orphan = evolve(FIFTH, addressed_to=())
        register = ASKED.with_records(orphan)
        assert any(
            text.startswith("For: nobody has been named yet.")
            for text in paragraphs(written(register), "Details")
        )
        assert ["EXP921"] == [finding.code for finding in findings(register)]

    def test_several_responders_have_an_answer_each(self) -> None:
        """An item is shown once, with a block for each of its responders."""
        register = ASKED.with_records(evolve(FIFTH, addressed_to=("harbours", "warnings")))
        data = written(register, PaperStage.BLANK)
        assert [
            "Answer by Department for Harbours",
            "Answer by Warnings Team",
        ] == paragraphs(data, "Heading3")
        assert 1 == paragraphs(data, "QuotedText").count("Count.")

    def test_each_of_several_promises_has_its_own_fields(self) -> None:
        """Dates of several promises cannot be told apart in one field, so there is one for each."""
        data = written(DRAFTED.with_records(SECOND))
        assert ["Recommendation 4, promise 1", "Recommendation 4, promise 2"] == paragraphs(
            data, "Heading3"
        )
        assert "Promised in the draft: Masters will be trained.\nTarget date: in due course." in (
            paragraphs(data, "Details")
        )
        asked = [tag.rpartition(":")[2] for tag, _, _ in controls(data)]
        of_each = ["new_date", "new_reason", "progress", "completed_on"]
        assert ["position", "reply", *of_each, *of_each] == asked[:10]
        lines = [line for line in paragraphs(data, "Reference") if "this promise" in line]
        assert [f"Reference for returning this promise: {PROMISE.id} · ", 2] == [
            lines[0].partition("· ")[0] + "· ",
            len(lines),
        ]

    @pytest.mark.parametrize("stage", [PaperStage.BLANK, PaperStage.DRAFT], ids=str)
    def test_the_fields_of_a_promise_are_those_of_its_row_in_the_workbook(
        self, stage: PaperStage
    ) -> None:
        """Labels, prompts and choices are the tracker's, and the need says that each has its own."""
        data = written(ASKED.with_records(ANSWER, PROMISE, SECOND), stage)
        told = [one for one in paragraphs(data, "Details") if "What we need from you" in one]
        assert (
            "What we need from you: Progress at 16 February 2027. Each promise has its own fields."
            in told[0]
        )
        assert [
            (
                "Promised on 15 February 2027: A plan will be published.\n"
                "Target date: May 2028 (to 31 May 2028); Surveys come first.\n"
                "Status on 16 February 2027: Promised."
            ),
            (
                "Promised on 15 February 2027: Masters will be trained.\n"
                "Target date: in due course.\nStatus on 16 February 2027: Promised."
            ),
        ] == [one for one in paragraphs(data, "Details") if one.startswith("Promised")]
        assert "Two recommendations need an answer or news from you" in words(part(data))
        columns = [one for one in COMMITMENTS if one.editor is Editor.RESPONDER]
        of_second = [
            (tag.rpartition(":")[2], title, text)
            for tag, title, text in controls(data)
            if f"-{stamp(SECOND.id)}:" in tag
        ]
        assert [
            (
                one.key,
                f"Your {one.heading[:1].lower()}{one.heading[1:]}",
                f"[{one.prompt.replace('{as_of}', '16 February 2027')}]",
            )
            for one in columns
        ] == of_second

    def test_a_promise_that_has_ended_is_for_reading(self) -> None:
        """What was fulfilled or dropped is told with its status, and nothing is asked of it."""
        done = Update(
            id="u1",
            about=SECOND.id,
            reported_by="harbours",
            implementation=Implementation.IMPLEMENTED,
            text="All were trained.",
            steps=SENT,
        )
        data = written(ASKED.with_records(ANSWER, PROMISE, SECOND, done))
        assert ["Recommendation 4, promise 1"] == paragraphs(data, "Heading3")
        assert (
            "Promised on 15 February 2027: Masters will be trained.\n"
            "Target date: in due course.\nStatus on 16 February 2027: Implemented."
        ) in paragraphs(data, "Details")
        assert [] == [tag for tag, _, _ in controls(data) if f"-{stamp(SECOND.id)}:" in tag]

    def test_a_promise_keeps_its_number_when_another_ends(self) -> None:
        """Promises are counted as the answer holds them, whether they are asked about or not."""
        done = Update(
            id="u1",
            about=PROMISE.id,
            reported_by="harbours",
            implementation=Implementation.IMPLEMENTED,
            steps=SENT,
        )
        data = written(ASKED.with_records(ANSWER, PROMISE, SECOND, done))
        assert ["Recommendation 4, promise 2"] == paragraphs(data, "Heading3")

    def test_a_row_that_needs_nothing_takes_the_news_that_another_waits_for(self) -> None:
        """Where a row alone holds what another shares, it is asked, and says for which."""
        shared = evolve(
            PROMISE, items=("report/rec-4", "report/rec-5"), response=None, owners=("harbours",)
        )
        other = evolve(ANSWER, id="report/rec-5/harbours", answers="report/rec-5")
        done = Update(
            id="u1",
            about="report/rec-5",
            reported_by="harbours",
            implementation=Implementation.IMPLEMENTED,
            steps=SENT,
        )
        data = written(ASKED.with_records(ANSWER, other, shared, SECOND, done))
        told = paragraphs(data, "Details")
        assert any(one.endswith("It is asked about under recommendation 5.") for one in told)
        assert any(
            "What we need from you: Progress at 16 February 2027. It is needed for recommendation 4, "
            "where the same is promised." in one
            for one in told
        )
        asked = [tag.rpartition(":")[2] for tag, _, _ in controls(data)]
        assert ["progress", "progress_words", "completed_on", "evidence"] == asked[-4:]

    def test_a_paper_without_fields_for_progress_does_not_ask_for_it(self) -> None:
        """It says what its fields are for, and where progress is reported."""
        register = ASKED.with_records(ANSWER, PROMISE, SECOND)
        data = written(register, template=Template.TABLE)
        assert (
            "New date and reason, if there are any. Progress is reported in the form, the progress "
            "report or the workbook. Each promise has its own fields."
        ) in words(part(data))
        assert "Progress at" not in words(part(data))

    def test_the_prompts_of_a_promise_in_a_draft_say_that_its_date_is_replaced(self) -> None:
        """A date that nobody was given does not stay."""
        data = written(DRAFTED.with_records(SECOND))
        assert [
            "[Day, month, season or year. It replaces the date in the draft.]",
            "[Why this date can be kept.]",
        ] == [text for tag, _, text in controls(data) if f"-{stamp(SECOND.id)}:new_" in tag]

    def test_a_promise_of_several_items_is_asked_about_once(self) -> None:
        """Under the first of them; the others say where, and need what they need in the tracker."""
        both = tuple(
            evolve(one, items=("report/rec-4", "report/rec-5"), response=None)
            for one in (PROMISE, SECOND)
        )
        other = evolve(ANSWER, id="report/rec-5/harbours", answers="report/rec-5")
        owned = (evolve(one, owners=("harbours",)) for one in both)
        data = written(ASKED.with_records(ANSWER, other, *owned))
        assert ["Recommendation 4, promise 1", "Recommendation 4, promise 2"] == paragraphs(
            data, "Heading3"
        )
        told = paragraphs(data, "Details")
        assert 2 == sum(one.endswith("It is asked about under recommendation 4.") for one in told)
        assert any(
            "Progress at 16 February 2027. What is promised has its fields under recommendation 4."
            in one
            for one in told
        )

    def test_promises_of_a_draft_stay_out_of_a_blank_form(self) -> None:
        """Where nothing else is promised, the form says where their news is asked for."""
        given = evolve(ANSWER, id="report/rec-4/harbours/given")
        draft = evolve(ANSWER, steps=(), text="Another plan.")
        register = ASKED.with_records(given, draft, PROMISE, SECOND)
        data = written(register, PaperStage.BLANK)
        assert [] == [one for one in words(part(data)).split() if "promise:" in one]
        assert (
            "What we need from you: Nothing in this form. Each promise has its own row on the sheet "
            "Commitments of the workbook: ask ports.desk@harbours.example for it, and give "
            "there: progress at 16 February 2027."
        ) in words(part(data))

    @pytest.mark.parametrize(
        ("option", "value"), [("template", "minute"), ("stage", "finished")], ids=str
    )
    def test_an_option_that_is_none_is_refused(self, option: str, value: str) -> None:
        """A choice may be given as its word; another word is refused, with those there are."""
        made: Any = ResponseDocument  # the words of a choice are taken too, whatever the types say
        with pytest.raises(InvalidOptionError, match=f"{option}.*it takes one of .*, "):
            made(**{option: value})
        assert ResponseDocument(stage=PaperStage.FINAL) == made(stage="final", template="form")


class TestDraft:
    def test_what_is_held_is_filled_in(self) -> None:
        """Fields show what the tracker's cells show, line feeds as line breaks."""
        texts = [text for _, _, text in controls(written(DRAFTED))]
        assert [
            "Accept",
            "A plan will be published.\n\nIt will name  every harbour.",
            "May 2028",
            "Surveys come first.",
        ] == texts[:4]

    def test_gaps_are_named(self) -> None:
        """A draft says what is missing, and never invents it."""
        texts = [text for _, _, text in controls(written(DRAFTED))][6:9]
        assert [
            f"[No position yet. {PROMPTS['position']}]",
            "[No reply yet.",
            "[No target date yet.",
        ] == [
            texts[0],
            texts[1][:14],
            texts[2][:20],
        ]

    def test_where_nothing_is_needed_only_what_is_held_is_shown(self) -> None:
        """A refusal that was given asks for no date and no progress."""
        refused = evolve(ANSWER, position=Position.REJECTED)
        data = written(ASKED.without("report/rec-5").with_records(refused))
        asked = [tag.rpartition(":")[2] for tag, _, _ in controls(data)]
        assert ["position", "reply"] == asked

    def test_a_draft_over_a_given_answer_shows_both(self) -> None:
        """The reader sees what was given and what is proposed in its place."""
        changed = evolve(
            ANSWER, id="report/rec-4/harbours@2027", text="No plan is needed.", steps=()
        )
        data = written(GIVEN.with_records(changed))
        assert "It will name  every harbour." in paragraphs(data, "QuotedText")
        assert "No plan is needed." in [text for _, _, text in controls(data)]


class TestFinal:
    def test_the_finished_paper_has_sentence_date_and_numbered_reply(self) -> None:
        """The position is a sentence, the date bold on its own line, the reply numbered."""
        data = written(GIVEN, PaperStage.FINAL)
        told = paragraphs(data)
        place = told.index("The Department for Harbours accepts this recommendation.")
        assert "Target implementation date: May 2028. Surveys come first." == told[place + 1]
        assert ["A plan will be published.", "It will name  every harbour."] == paragraphs(
            data, "Reply"
        )
        kinds = part(data, "word/numbering.xml").iter(f"{W}lvlText")
        assert ["4.%1"] == [kind.get(f"{W}val") for kind in kinds]

    def test_the_finished_paper_has_no_prompts_and_no_keys(self) -> None:
        """Nothing in it is for the computer or to be filled in."""
        data = written(GIVEN, PaperStage.FINAL)
        assert [] == list(controls(data))
        assert [] == paragraphs(data, "Reference")
        assert "[" not in "".join(paragraphs(data))

    def test_a_treasury_minute_begins_with_the_conclusion_and_numbers_the_position(self) -> None:
        """The conclusion comes before the recommendation, the position is paragraph one."""
        told = paragraphs(written(GIVEN, PaperStage.FINAL, template=Template.TREASURY_MINUTE))
        conclusion = told.index("4: Committee conclusion: Small harbours hear of storms too late.")
        asked = told.index("4: Committee recommendation: Publish a plan for every harbour.")
        assert (
            conclusion
            < asked
            < told.index("The Department for Harbours accepts this recommendation.")
        )

    @pytest.mark.parametrize(
        ("answer", "promise", "codes"),
        [
            (None, None, ["EXP922"]),
            (evolve(ANSWER, steps=()), PROMISE, ["EXP926"]),
            (evolve(ANSWER, steps=SENT[1:]), PROMISE, ["EXP926"]),
            (evolve(ANSWER, steps=(), position=None), PROMISE, ["EXP923", "EXP926"]),
            (evolve(ANSWER, steps=(evolve(CLEARED, fingerprint="other"),)), PROMISE, ["EXP927"]),
            (evolve(ANSWER, position=None), PROMISE, ["EXP923"]),
            (evolve(ANSWER, text=""), PROMISE, ["EXP924"]),
            (evolve(ANSWER, position=Position.NOT_STATED, text=""), None, ["EXP923", "EXP924"]),
        ],
    )
    def test_it_is_refused_while_something_is_missing(
        self, answer: Response | None, promise: Commitment | None, codes: list[str]
    ) -> None:
        """Every gap is listed, and not a byte is written."""
        held = [record for record in (answer, promise) if record is not None]
        target = io.BytesIO()
        with pytest.raises(ExportRefusedError) as refused:
            ResponseDocument(stage=PaperStage.FINAL).export(
                ASKED.without("report/rec-5").with_records(*held), target, CONTEXT
            )
        assert codes == [finding.code for finding in refused.value.findings]
        assert b"" == target.getvalue()

    @pytest.mark.parametrize("position", [Position.REJECTED, Position.NOTED])
    def test_what_was_not_accepted_needs_no_date(self, position: Position) -> None:
        """A refusal promises nothing."""
        register = ASKED.without("report/rec-5").with_records(evolve(ANSWER, position=position))
        assert b"PK" == written(register, PaperStage.FINAL)[:2]

    def test_what_was_cleared_and_not_changed_goes_into_the_paper(self) -> None:
        """The paper is made before it is sent: a cleared draft stands in it with its promise."""
        draft = evolve(ANSWER, steps=())
        held = GIVEN.with_records(draft)
        cleared = evolve(CLEARED, fingerprint=held.fingerprint_of(draft))
        held = held.with_records(evolve(draft, steps=(cleared,)))
        told = paragraphs(written(held, PaperStage.FINAL))
        assert "A plan will be published." in told
        assert "Target implementation date: May 2028. Surveys come first." in told
        assert held.is_draft(held.responses[0])

    def test_a_given_answer_stands_while_its_next_draft_is_not_cleared(self) -> None:
        """Work on a new answer does not stop the paper; once cleared, the new one is in it."""
        next_one = evolve(ANSWER, id="next", text="There will be no plan.", steps=())
        held = GIVEN.with_records(next_one)
        assert "A plan will be published." in paragraphs(written(held, PaperStage.FINAL))
        stale = held.with_records(evolve(next_one, steps=(evolve(CLEARED, fingerprint="other"),)))
        with pytest.raises(ExportRefusedError) as refused:
            written(stale, PaperStage.FINAL)
        assert ["EXP927"] == [
            finding.code for finding in refused.value.findings if finding.code != "EXP925"
        ]
        assert "was changed since it was cleared on 14 February 2027" in str(
            [finding.message for finding in refused.value.findings]
        )

    @pytest.mark.parametrize(
        "answer",
        [
            evolve(ANSWER, steps=(Step(stage=Stage.PUBLISHED),)),
            evolve(ANSWER, steps=(), document="reply"),
        ],
    )
    def test_an_answer_read_from_what_is_out_needs_no_clearance(self, answer: Response) -> None:
        """How a published answer came about is not known to whoever reads it."""
        reply = evolve(REPORT, id="reply", kind=DocumentKind.RESPONSE, title="Reply")
        held = GIVEN.with_records(reply, answer)
        assert "A plan will be published." in paragraphs(written(held, PaperStage.FINAL))

    def test_nobody_named_is_a_gap(self) -> None:
        """A recommendation that nobody answers keeps the paper from being finished."""
        with pytest.raises(ExportRefusedError) as refused:
            written(ASKED.with_records(evolve(FIFTH, addressed_to=())), PaperStage.FINAL)
        assert "EXP921" in [finding.code for finding in refused.value.findings]


class TestPackage:
    def test_the_file_speaks_of_itself_alone(self) -> None:
        """Properties are ours, times are the day asked for, and no library is named anywhere."""
        data = written(DRAFTED)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            everything = b"".join(archive.read(name) for name in archive.namelist())
        assert b"python-docx" not in everything
        properties = docx.Document(io.BytesIO(data)).core_properties
        assert dt.datetime(2027, 2, 16, tzinfo=dt.UTC) == properties.created
        assert properties.created == properties.modified
        assert "Draft response: Storm warnings at small harbours" == properties.title

    def test_it_says_twice_what_brings_it_home(self) -> None:
        """Register, day, scope and digest stand in custom properties and in sight."""
        data = written(DRAFTED)
        names = [(found.get("name"), found[0].text) for found in part(data, "docProps/custom.xml")]
        seen = paragraphs(data, "Reference")[-1]
        assert ("Register", "storms") in names
        assert ("Form", "word draft") in names
        assert all(f"{name}: {value}" in seen for name, value in names)

    def test_nothing_of_a_library_is_left_over(self) -> None:
        """The file holds the parts that the document needs, and no fonts that it does not use."""
        with zipfile.ZipFile(io.BytesIO(written(DRAFTED))) as archive:
            names = set(archive.namelist())
            everything = b"".join(map(archive.read, names))
        assert [] == [name for name in names if not name.endswith((".xml", ".rels"))]
        custom = {name for name in names if "custom" in name.lower()}
        assert custom <= {
            "docProps/custom.xml",
            *("customXml/item1.xml", "customXml/itemProps1.xml"),
            "customXml/_rels/item1.xml.rels",
        }
        assert [] == [font for font in (b"Calibri", b"Cambria", b"Courier") if font in everything]

    def test_nothing_leads_outside(self) -> None:
        """No relationship is external and no template is attached."""
        with zipfile.ZipFile(io.BytesIO(written(DRAFTED))) as archive:
            relations = [
                archive.read(name) for name in archive.namelist() if name.endswith(".rels")
            ]
        assert not [
            text for text in relations if b"External" in text or b"attachedTemplate" in text
        ]

    def test_the_table_at_the_front_has_a_header_row_and_words_for_it(self) -> None:
        """The header row is marked, rows do not break, and the table has a title and description."""
        table = next(part(written(ASKED)).iter(f"{W}tbl"))
        rows = list(table.iter(f"{W}tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
        assert table.find(f"{W}tblPr/{W}tblDescription") is not None

    def test_the_language_is_the_documents(self) -> None:
        """Defaults name one language for every script, and date controls the same."""
        data = written(ASKED, context=evolve(CONTEXT, language="cy-GB"))
        language = next(part(data, "word/styles.xml").iter(f"{W}lang"))
        assert {"cy-GB"} == set(language.attrib.values())
        assert {"cy-GB"} == {lid.get(f"{W}val") for lid in part(data).iter(f"{W}lid")}

    def test_type_is_large_enough_and_dark_enough(self) -> None:
        """Body text has 12 points or more, headings 24, 18, 14, and styles use the look's colours."""
        styles = part(written(ASKED), "word/styles.xml")
        sizes = {
            style.get(f"{W}styleId"): size.get(f"{W}val")
            for style in styles.iter(f"{W}style")
            if (size := style.find(f"{W}rPr/{W}sz")) is not None
        }
        assert ("48", "36", "28", "24") == tuple(
            sizes[name] for name in ("Title", "Heading1", "Heading2", "Heading3")
        )
        colours = {colour.get(f"{W}val") for colour in styles.iter(f"{W}color")}
        assert {look.TEXT, look.SECONDARY, look.ACCENT} == colours

    def test_a_short_document_has_no_contents(self) -> None:
        """A few pages need no list of what is on them."""
        assert [] == list(part(written(ASKED)).iter(f"{W}instrText"))

    def test_a_long_document_has_contents_that_link_and_show_their_entries(self) -> None:
        """More than about ten pages get a contents field whose entries need no updating."""
        items = [
            Recommendation(
                id=f"report/rec-{n}", document="report", label=str(n), addressed_to=("harbours",)
            )
            for n in range(6, 66)
        ]
        data = written(ASKED.with_records(*items), PaperStage.BLANK)
        entries = paragraphs(data, "TOC2")
        assert paragraphs(data, "Heading2") == entries
        marks = {mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")}
        targets = {link.get(f"{W}anchor") for link in part(data).iter(f"{W}hyperlink")}
        assert targets <= marks
        kinds = [mark.get(f"{W}fldCharType") for mark in part(data).iter(f"{W}fldChar")]
        assert ["begin", "separate", "end"] == kinds

    def test_scope_leaves_rows_out(self) -> None:
        """Only what was asked for is in the document."""
        data = written(ASKED, context=evolve(CONTEXT, scope=Scope(items=("report/rec-5",))))
        assert ["Recommendation 5"] == paragraphs(data, "Heading2")


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    """Return a file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def house(**replaced: bytes) -> bytes:
    """Make somebody's own document, with parts replaced by name."""
    made = docx.Document()
    made.styles["Heading 2"].font.name = "Georgia"
    made.add_paragraph("Secret words of another paper", style="Heading 2")
    target = io.BytesIO()
    made.save(target)
    files = unpacked(target.getvalue())
    files["word/styles.xml"] = files["word/styles.xml"].replace(
        b'w:styleId="Heading2"', b'w:styleId="Rubrik2"'
    )
    for name, data in replaced.items():
        files[f"word/{name}.xml"] = data
    return packed(files)


class TestHouseStyle:
    def test_styles_are_found_by_name_and_what_is_missing_is_added(self) -> None:
        """Headings wear the house's style whatever its id; fields keep a look of their own."""
        target = io.BytesIO()
        ResponseDocument(house_style=house()).export(DRAFTED, target, CONTEXT)
        data = target.getvalue()
        assert ["Recommendation 4 (paragraph 31)", "Recommendation 5"] == paragraphs(
            data, "Heading2"
        )
        opened = docx.Document(io.BytesIO(data))
        assert "Georgia" == opened.styles["Heading 2"].font.name
        assert "Field entry" in [style.name for style in opened.styles]
        held = {style.get(f"{W}styleId") for style in part(data, "word/styles.xml")}
        used = {style.get(f"{W}val") for style in part(data).iter(f"{W}pStyle", f"{W}rStyle")}
        assert used <= held

    def test_nothing_but_the_look_is_taken(self) -> None:
        """Words, lists and properties of the other paper stay there."""
        target = io.BytesIO()
        ResponseDocument(house_style=house()).export(DRAFTED, target, CONTEXT)
        with zipfile.ZipFile(target) as archive:
            everything = b"".join(archive.read(name) for name in archive.namelist())
        assert b"Secret" not in everything
        assert b"python-docx" not in everything
        assert [] == list(part(target.getvalue(), "word/styles.xml").iter(f"{W}numPr"))

    def test_a_template_of_word_will_do(self) -> None:
        """What new documents are made from has the house's styles as well as any document."""
        files = unpacked(house())
        name = "[Content_Types].xml"
        files[name] = files[name].replace(b"document.main+xml", b"template.main+xml")
        target = io.BytesIO()
        ResponseDocument(house_style=packed(files)).export(DRAFTED, target, CONTEXT)
        assert "Recommendation 5" in paragraphs(target.getvalue(), "Heading2")

    def test_a_file_of_great_size_is_refused_before_it_is_unpacked(self) -> None:
        """All parts together have a limit, whatever they are."""
        files = unpacked(house())
        files["word/media/photo.bin"] = b"\0" * 64_000_000
        with pytest.raises(InvalidOptionError, match="unpacks to more than 64 MB"):
            ResponseDocument(house_style=packed(files)).export(DRAFTED, io.BytesIO(), CONTEXT)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"PK\x03\x04 and no more",
            house(styles=b"<styles/>"),
            house(styles=b"no xml"),
            house(styles=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            house(styles=b" " * 8_000_001),
            house(document=b"no xml"),
            house(document=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ],
        ids=[
            "empty",
            "torn",
            "other styles",
            "styles that are no XML",
            "styles with an entity",
            "styles of great size",
            "a body that is no XML",
            "a body with an entity",
        ],
    )
    def test_what_is_no_document_is_refused_before_the_first_byte(self, data: bytes) -> None:
        """A wrong file is named as the option it was given for."""
        target = io.BytesIO()
        with pytest.raises(InvalidOptionError, match="house_style"):
            ResponseDocument(house_style=data).export(DRAFTED, target, CONTEXT)
        assert b"" == target.getvalue()


class TestAnyRegister:
    @settings(max_examples=25)
    @given(registers(messy=True), st.sampled_from(PaperStage))
    def test_it_keeps_what_exporters_promise(self, register: Register, stage: PaperStage) -> None:
        """The same bytes twice, refused before the first byte, nothing changed."""
        check_exporter(ResponseDocument(stage=stage), register, CONTEXT)

    @settings(max_examples=25)
    @given(registers(messy=True), STAGES)
    def test_every_row_and_item_is_in_sight(self, register: Register, stage: PaperStage) -> None:
        """Each row's key and each item's id is in the text."""
        told = words(part(written(register, stage)))
        wanted = [*(row.key for row in register.rows()), *(item.id for item in register.items)]
        assert [] == [key for key in wanted if key not in told]

    @settings(max_examples=25)
    @given(registers(messy=True))
    def test_every_character_of_every_text_is_there(self, register: Register) -> None:
        """Texts of items as they are read, and of the answers shown, stand in the tree, in order, whole."""
        told = words(part(written(register)))
        shown = [register.reading(row.item.id).text for row in register.rows() if row.item]
        for row in register.rows():
            if row.responder is not None and not row.heading:
                shown += [answer.text for answer in (row.given, row.draft) if answer]
        bare = without_blank_lines(told)
        assert [] == [text for text in shown if without_blank_lines(text) not in bare]

    def test_soft_hyphens_and_footnote_marks_of_a_print_are_left_out(self) -> None:
        """A quotation is read with the damage of its print repaired; the register keeps the print."""
        printed = "The Office should im\u00adplement it.1 It should report."
        item = Recommendation(id="paper/1", document="paper", text=printed)
        told = words(part(written(Register(id="paper", title="Paper", items=(item,)))))
        assert "The Office should implement it. It should report." in told

    @settings(max_examples=25)
    @given(registers(messy=True), STAGES)
    def test_python_docx_opens_it(self, register: Register, stage: PaperStage) -> None:
        """Another reader finds the same paragraphs."""
        opened = docx.Document(io.BytesIO(written(register, stage)))
        assert len(paragraphs(written(register, stage))) == len(
            list(opened.element.body.iter(f"{W}p"))
        )

    @settings(max_examples=25)
    @given(st.text(st.sampled_from("<&>]\"'=_x0041 \t\n{}[]"), max_size=40))
    def test_text_makes_no_elements(self, text: str) -> None:
        """Whatever the words, only text, breaks and tabs differ."""

        def shape(words: str) -> list[str]:
            register = DRAFTED.with_records(evolve(ANSWER, text=f"a{words}", steps=()))
            kept = (f"{W}t", f"{W}br", f"{W}tab")
            return [str(e.tag) for e in part(written(register)).iter() if e.tag not in kept]

        assert shape("b") == shape(text)


class TestExtremes:
    def test_a_very_long_text_is_whole(self) -> None:
        """A hundred thousand characters are neither cut nor continued elsewhere."""
        text = "\n".join(f"Harbour {n}  has\ttwo <berths> & a siren." for n in range(2_800))
        register = ASKED.with_records(evolve(FIFTH, text=text), evolve(ANSWER, text=text, steps=()))
        told = words(part(written(register)))
        assert len(text) > 100_000
        assert 2 == told.count(text)

    def test_sixty_responders_have_sixty_answers(self) -> None:
        """Every responder of one item has a block and a line in the table at the front."""
        ids = tuple(f"port-{n}" for n in range(60))
        register = ASKED.with_records(
            *(Organisation(id=name, name=f"Port {name}") for name in ids),
            evolve(FIFTH, addressed_to=ids),
        )
        data = written(register, PaperStage.BLANK)
        assert 60 == len(paragraphs(data, "Heading3"))
        assert 62 == len(list(next(part(data).iter(f"{W}tbl")).iter(f"{W}tr")))

    @pytest.mark.parametrize("stage", [PaperStage.BLANK, PaperStage.DRAFT])
    def test_an_empty_register_says_that_there_is_nothing(self, stage: PaperStage) -> None:
        """A form without items is a page that says so."""
        told = "\n".join(paragraphs(written(Register(id="r", title="R"), stage)))
        assert "There is nothing to answer: the register holds no recommendations yet." in told

    def test_an_empty_finished_paper_is_refused(self) -> None:
        """A paper that answers nothing is not one."""
        with pytest.raises(ExportRefusedError, match="nothing to answer"):
            written(Register(id="r", title="R"), PaperStage.FINAL)

    def test_an_answer_to_something_not_held_is_shown(self) -> None:
        """A dangling answer keeps its row, under the id that it names."""
        lost = Response(id="lost", answers="report/rec-99", responder="harbours", text="Yes.")
        data = written(ASKED.with_records(lost))
        assert "Not held: report/rec-99" in paragraphs(data, "Heading2")
        assert "Yes." in [text for _, _, text in controls(data)]

    def test_an_item_of_unknown_kind_and_without_a_number_has_a_heading(self) -> None:
        """No heading is empty."""
        bare = Recommendation(
            id="report/n1", document="report", kind=ItemKind.UNKNOWN, addressed_to=("harbours",)
        )
        assert "Item without a number" in paragraphs(written(ASKED.with_records(bare)), "Heading2")

    def test_a_limb_is_named_with_its_parent(self) -> None:
        """A limb's own letter says little without the number it belongs to."""
        limb = Recommendation(
            id="report/rec-5-a",
            document="report",
            label="(a)",
            parent="report/rec-5",
            text="Count boats.",
            addressed_to=("harbours",),
        )
        data = written(ASKED.with_records(evolve(FIFTH, text=""), limb))
        assert "Recommendation 5, part (a)" in paragraphs(data, "Heading2")
