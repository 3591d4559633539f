"""
What all built-in exporters promise alike, each tried on registers in disorder.

How each shows what it shows is tried in its own tests; here stands what a caller may rely on, whichever
form was asked for.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import fromstring  # reads only what we have just written

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from accountability.exporters._base import ExportContext, Exporter
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    Recommendation,
    Register,
    Response,
    Update,
)
from accountability.plugins import make_exporter
from accountability.tables import Scope
from accountability.testing.laws import check_exporter
from accountability.testing.strategies import registers

AS_OF = dt.date(2031, 6, 1)


def _office(data: bytes) -> str:
    """Return the words of all parts of an Office file, without mark-up."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(
            "".join(fromstring(package.read(name)).itertext())  # as above
            for name in package.namelist()
            if name.endswith(".xml")
        )


def _words(data: bytes) -> str:
    """Return what stands in a text file, as it stands."""
    return data.decode("utf-8-sig")


def _unquoted(data: bytes) -> str:
    """Return what stands in the cells of a CSV file."""
    return _words(data).replace('""', '"')


def _rendered(data: bytes) -> str:
    """Return what a reader of Markdown sees."""
    return "\n".join(
        "".join(child.content for child in token.children or ())
        for token in MarkdownIt("commonmark").parse(_words(data))
        if token.type == "inline"
    )


def _loaded(data: bytes) -> str:
    """Return the strings of a register file, one a line."""
    from accountability.serialization import loads  # only this form needs it

    return "\n".join(record.id for record in loads(data))


class Form(NamedTuple):
    """One exporter with options, what its files show, and what it needs."""

    name: str
    options: dict[str, str]
    shown: Callable[[bytes], str]
    needs: tuple[str, ...] = ()

    @property
    def exporter(self) -> Exporter:
        """The exporter, made as the command line makes it."""
        return make_exporter(self.name, self.options)


FORMS = [
    Form("csv", {}, _unquoted),
    Form("csv", {"dialect": "machine"}, _unquoted),
    Form("excel", {}, _office, ("excel",)),
    Form("excel", {"profile": "publication"}, _office, ("excel",)),
    Form("json", {}, _loaded),
    Form("json", {"lines": "yes"}, _loaded),
    Form("markdown", {}, _rendered),
    Form("markdown", {"profile": "publication"}, _rendered),
    Form("word", {"stage": "blank"}, _office, ("word",)),
    Form("word", {"stage": "draft"}, _office, ("word",)),
    Form("word", {"stage": "final"}, _office, ("word",)),
]


def _each(forms: list[Form]) -> pytest.MarkDecorator:
    """Try a test with each form, where what it needs is installed."""
    return pytest.mark.parametrize(
        "form",
        [
            pytest.param(
                form,
                id="-".join((form.name, *form.options.values())),
                marks=pytest.mark.needs(*form.needs),
            )
            for form in forms
        ],
    )


every_form = _each(FORMS)


@every_form
@settings(max_examples=10)
@given(register=registers(messy=True), scoped=st.booleans())
def test_the_laws_hold_in_disorder(form: Form, register: Register, *, scoped: bool) -> None:
    """Repeatable, front to back, nothing changed, refused before the first byte or every item's id shown."""
    items = tuple(item.id for item in register.items[:1])
    scope = Scope(items=items) if scoped else Scope()
    context = ExportContext(as_of=AS_OF, scope=scope, marking="OFFICIAL", contact="a@b.example")
    asked = items if scope else [item.id for item in register.items]
    # A finished paper shows numbers, not ids.
    shown = None if form.options.get("stage") == "final" else form.shown
    check_exporter(form.exporter, register, context, shown=shown, ids=asked)


def _harbours(text: str, bodies: int) -> Register:
    return Register(
        id="harbours",
        title="Harbours",
        documents=(Document(id="report", kind=DocumentKind.REPORT, title="Lights"),),
        organisations=tuple(
            Organisation(id=f"body-{number}", name=f"Harbour {number}") for number in range(bodies)
        ),
        items=(
            Recommendation(
                id="rec-1",
                document="report",
                label="1",
                text=text,
                addressed_to=tuple(f"body-{number}" for number in range(bodies)),
            ),
        ),
    )


HARD = {
    "empty": Register(id="empty", title="Empty"),
    "a text of 100,000 characters": _harbours("word " * 20_000, 1),
    "sixty responders": _harbours("Light the moles.", 60),
    "dangling links": Register(
        id="odd",
        title="Odd",
        items=(Recommendation(id="rec-1", document="lost", label="1", text="Light it."),),
        responses=(Response(id="a1", answers="rec-9", responder="nobody", text="Yes."),),
        updates=(Update(id="u1", about="nothing", reported_by="somebody", text="Done."),),
    ),
}


@every_form
@pytest.mark.parametrize("register", HARD.values(), ids=HARD)
def test_hard_registers_are_written_or_refused_in_words(form: Form, register: Register) -> None:
    """Nothing held, too much of it, or links that lead nowhere: written, or refused before the first byte."""
    check_exporter(form.exporter, register, ExportContext(as_of=AS_OF))


# The register file has no day; a finished paper without answers is refused.
@_each([form for form in FORMS if form.name != "json" and form.options.get("stage") != "final"])
def test_the_day_and_the_marking_are_shown(form: Form) -> None:
    """Whoever opens a file sees the marking, and the day that each status is of."""
    stream = io.BytesIO()
    context = ExportContext(as_of=AS_OF, marking="OFFICIAL, CLOSED")
    form.exporter.export(HARD["sixty responders"], stream, context)
    seen = form.shown(stream.getvalue())
    assert "OFFICIAL, CLOSED" in seen
    assert "1 June 2031" in seen
