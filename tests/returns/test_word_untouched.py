"""A form that nobody touched changes nothing, whatever the register and whoever it was for."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from accountability import ExportContext
from accountability.dates import PartialDate
from accountability.model import (
    Commitment,
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
)
from accountability.returns import Collected, collect
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope
from accountability.testing.strategies import commitments, registers, texts

pytestmark = pytest.mark.needs("word")

AS_OF = dt.date(2031, 6, 1)
LATER = dt.date(2031, 7, 9)


def form(
    register: Register, stage: str, scope: Scope, day: dt.date, template: str = "form"
) -> bytes:
    """Return a form as it goes out."""
    from accountability.exporters.word import PaperStage, ResponseDocument, Template

    target = io.BytesIO()
    context = ExportContext(as_of=day, scope=scope)
    writer = ResponseDocument(stage=PaperStage(stage), template=Template(template))
    writer.export(register, target, context)
    return target.getvalue()


def loaded_and_saved(data: bytes) -> bytes:
    """Return a document after python-docx has loaded and saved it."""
    import docx

    target = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(target)
    return target.getvalue()


def outcome(collected: Collected) -> tuple[object, ...]:
    """Return everything that could have come of it."""
    return (
        collected.applied,
        collected.conflicts,
        collected.not_returned,
        collected.emptied,
        collected.findings,
        collected.untouched,
    )


NOTHING = ((), (), (), (), (), ("back.docx",))


PAPERS = (
    *("treasury-minute", "commons-response", "command-paper", "table"),
    *("progress-report", "date-change-letter"),
)
"""Templates beside the form."""


_POSITIONS = (
    *(Position.ACCEPTED, Position.ACCEPTED, Position.PARTIALLY_ACCEPTED),
    *(Position.REJECTED, None),
)


@st.composite
def promising(draw: DrawFn) -> Register:
    """Draw answers that promise several things each, some of them together with another answer."""
    bodies = ("canals", "locks")
    names = (texts(filled=True, lines=False), texts(filled=True, lines=False))
    register = Register(
        id="weirs",
        title="Weirs",
        organisations=tuple(
            Organisation(id=body, name=draw(name), kind=OrganisationKind.DEPARTMENT)
            for body, name in zip(bodies, names, strict=True)
        ),
        documents=(Document(id="report", kind=DocumentKind.REPORT, title="Weirs"),),
    )
    items = [f"report/{number}" for number in range(1, draw(st.integers(1, 3)) + 1)]
    for item in items:
        who = draw(st.sampled_from([bodies, bodies[:1]]))
        asked = Recommendation(
            id=item, document="report", label=item[-1], text=draw(texts()), addressed_to=who
        )
        register = register.with_records(asked)
    for item in items:
        for body in draw(st.sampled_from([bodies, bodies[:1]])):
            sent = Step(stage=Stage.SENT, day=PartialDate.day(dt.date(2030, 4, 9)))
            answer = Response(
                id=f"{item}/{body}",
                answers=item,
                responder=body,
                position=draw(st.sampled_from(_POSITIONS)),
                text=draw(texts()),
                steps=draw(st.sampled_from([(sent,), (sent,), ()])),
            )
            also = draw(st.sampled_from([(), (), *((one,) for one in items)]))
            register = register.with_records(answer)
            for number in range(1, draw(st.integers(1, 3)) + 1):
                promise = commitments(
                    id=st.just(f"{answer.id}/c{number}"),
                    items=st.just(tuple(dict.fromkeys((item, *also)))),
                    response=st.just(answer.id),
                    owners=st.sampled_from([(), (body,)]),
                    parent=st.none(),
                )
                register = register.with_records(draw(promise))
    return register


@st.composite
def scoped(draw: DrawFn) -> tuple[Register, Scope]:
    """Draw a register, and whose form of it is made."""
    register = draw(st.one_of(registers(messy=True), registers(), promising(), promising()))
    bodies = [body.id for body in register.organisations if body.id.strip()]
    return register, Scope(responders=draw(st.sampled_from([(), *((one,) for one in bodies)])))


@st.composite
def of_one_paper(draw: DrawFn) -> tuple[Register, Scope, str]:
    """Draw a register, which of its papers is answered, and how the answer is laid out."""
    register, scope = draw(scoped())
    named = (*(paper.id for paper in register.documents), *(one.document for one in register.items))
    papers = [(one,) for one in dict.fromkeys(named) if one.strip()]
    documents = draw(st.sampled_from(papers)) if papers else ()
    return register, evolve(scope, documents=documents), draw(st.sampled_from(PAPERS))


@pytest.mark.parametrize("stage", ["blank", "draft"])
@given(drawn=scoped())
@settings(max_examples=max(5, settings().max_examples // 6))
def test_no_op_through_a_form_is_nothing(stage: str, drawn: tuple[Register, Scope]) -> None:
    """Sent and returned: no change, no conflict, nothing not returned, nothing to say."""
    register, scope = drawn
    data = form(register, stage, scope, AS_OF)
    collected = collect(register, [("back.docx", data)], as_of=LATER)
    assert NOTHING == outcome(collected)
    assert register == collected.register


@pytest.mark.parametrize("stage", ["blank", "draft"])
@given(drawn=of_one_paper())
@settings(max_examples=max(5, settings().max_examples // 6))
def test_no_op_through_a_paper_is_nothing(stage: str, drawn: tuple[Register, Scope, str]) -> None:
    """However it is laid out, and after python-docx loaded and saved it."""
    register, scope, template = drawn
    data = loaded_and_saved(form(register, stage, scope, AS_OF, template))
    collected = collect(register, [("back.docx", data)], as_of=LATER)
    assert NOTHING == outcome(collected)
    assert register == collected.register


@given(register=promising())
@settings(max_examples=max(5, settings().max_examples // 6))
def test_what_others_promise_in_a_draft_changes_no_byte(register: Register) -> None:
    """Fields of promises follow the scope of the file, as rows of the workbook do."""
    drafts = {
        one.id
        for one in register.responses
        if one.responder == "locks" and not register.is_given(one)
    }
    changed = register.with_records(
        *(
            evolve(one, text="We will tell nobody.", dates=())
            for one in register.commitments
            if one.response in drafts
        )
    )
    mine = Scope(responders=("canals",))
    assert form(register, "draft", mine, AS_OF) == form(changed, "draft", mine, AS_OF)


def test_lines_and_slashes_in_the_cells_of_a_table() -> None:
    """A date of two lines, and one with a slash, are ours in the table of a progress report, too."""
    days = (dt.date(2032, 3, 31), dt.date(2034, 2, 28))
    register = Register(
        id="weirs",
        title="Weirs",
        organisations=(Organisation(id="canals", name="Canals", kind=OrganisationKind.DEPARTMENT),),
        documents=(Document(id="report", kind=DocumentKind.REPORT, title="Weirs"),),
    ).with_records(
        Recommendation(id="report/1", document="report", label="1", addressed_to=("canals",)),
        Response(
            id="report/1/canals",
            answers="report/1",
            responder="canals",
            text="We mend it.",
            steps=(Step(stage=Stage.SENT, day=PartialDate.day(AS_OF)),),
        ),
        Commitment(
            id="report/1/canals/c1",
            text="Mend the weir.",
            items=("report/1",),
            response="report/1/canals",
            dates=tuple(
                TargetDate(date=PartialDate.day(day, words))
                for day, words in zip(days, ("March / 2032", "Winter\n2034"), strict=True)
            ),
        ),
    )
    data = form(register, "draft", Scope(), AS_OF, "progress-report")
    assert NOTHING == outcome(collect(register, [("back.docx", data)], as_of=LATER))


@pytest.mark.parametrize("stage", ["blank", "draft"])
def test_the_sample_untouched(stage: str) -> None:
    """The sample's form, as it was written and as python-docx saves it."""
    register = load_sample()
    data = form(register, stage, Scope(), DEMO_DAY)
    for back in (data, loaded_and_saved(data)):
        collected = collect(register, [("back.docx", back)], as_of=DEMO_DAY)
        assert NOTHING == outcome(collected)


def test_a_key_with_a_space_and_nothing_to_fill_in() -> None:
    """A reference without a check says the whole key, whatever stands in it."""
    register = Register(
        id="weirs",
        title="Weirs",
        documents=(Document(id="report", kind=DocumentKind.REPORT, title="Weirs"),),
    ).with_records(
        Recommendation(id="report/1 (2)", document="report", label="1", text="Mend the weir."),
        Recommendation(id="report/1", document="report", label="2", text="Paint the weir."),
    )
    collected = collect(
        register, [("back.docx", form(register, "blank", Scope(), AS_OF))], as_of=LATER
    )
    assert NOTHING == outcome(collected)
