"""A form that nobody touched changes nothing, whatever the register and whoever it was for."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from accountability import ExportContext
from accountability.model import Document, DocumentKind, Recommendation, Register
from accountability.returns import Collected, collect
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope
from accountability.testing.strategies import registers

pytestmark = pytest.mark.needs("word")

AS_OF = dt.date(2031, 6, 1)
LATER = dt.date(2031, 7, 9)


def form(register: Register, stage: str, scope: Scope, day: dt.date) -> bytes:
    """Return a form as it goes out."""
    from accountability.exporters.word import PaperStage, ResponseDocument

    target = io.BytesIO()
    context = ExportContext(as_of=day, scope=scope)
    ResponseDocument(stage=PaperStage(stage)).export(register, target, context)
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


@st.composite
def scoped(draw: DrawFn) -> tuple[Register, Scope]:
    """Draw a register, and whose form of it is made."""
    register = draw(registers(messy=True) if draw(st.booleans()) else registers())
    bodies = [body.id for body in register.organisations if body.id.strip()]
    return register, Scope(responders=draw(st.sampled_from([(), *((one,) for one in bodies)])))


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
