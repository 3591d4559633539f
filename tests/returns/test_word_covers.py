"""What people write on the cover of a form: it is kept with the paper, and shown again."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping

import pytest

from accountability import ExportContext
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Recommendation,
    Register,
)
from accountability.returns import Collected, collect
from accountability.tables import Scope

pytestmark = pytest.mark.needs("word")

SENT_ON = dt.date(2031, 6, 1)
COLLECTED_ON = dt.date(2031, 6, 15)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = "Response paper: Number of the paper"
PRESENTED = "Response paper: Presented to Parliament by"
OFFICER = "Response paper: Words of the accounting officer"
Pairs = tuple[tuple[str, str], ...]


def register(
    extra: Pairs = (), paper: Pairs | None = None, reference: str = "", report: str = "moorings"
) -> Register:
    """Return a register with one report, and a paper that answers it where one is given."""
    documents = [
        Document(
            id=report,
            kind=DocumentKind.REPORT,
            title="Moorings",
            authors=("tides",),
            extra=extra,
        )
    ]
    if paper is not None:
        documents.append(
            Document(
                id="reply",
                kind=DocumentKind.RESPONSE,
                title="Reply",
                reference=reference,
                responds_to=(report,),
                extra=paper,
            )
        )
    return Register(
        id="estuary",
        title="Estuary",
        organisations=(
            Organisation(id="quays", name="Quays", kind=OrganisationKind.DEPARTMENT),
            Organisation(id="tides", name="Tides", kind=OrganisationKind.COMMITTEE),
        ),
        documents=tuple(documents),
    ).with_records(
        Recommendation(
            id=f"{report}/rec-1",
            document=report,
            label="1",
            series="Recommendations",
            text="Count the moorings.",
            addressed_to=("quays",),
        )
    )


def sent(held: Register, stage: str = "draft", template: str = "treasury-minute") -> bytes:
    """Return the paper that goes out to be filled in."""
    from accountability.exporters.word import PaperStage, ResponseDocument, Template

    target = io.BytesIO()
    context = ExportContext(as_of=SENT_ON, scope=Scope(responders=("quays",)))
    writer = ResponseDocument(stage=PaperStage(stage), template=Template(template))
    writer.export(held, target, context)
    return target.getvalue()


def filled(data: bytes, said: Mapping[str, str], *, controls: bool = True) -> bytes:
    """Return a form in whose cover somebody typed, by the key of the field."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for control in list(root.iter(f"{W}sdt")):
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        assert properties is not None
        assert content is not None
        tag = properties.find(f"{W}tag")
        key = (tag.get(f"{W}val") or "").rpartition(":")[2] if tag is not None else ""
        if key in said:
            for prompt in properties.findall(f"{W}showingPlcHdr"):
                properties.remove(prompt)
            run = etree.Element(f"{W}r")
            for number, line in enumerate(said[key].split("\n")):
                if number:
                    etree.SubElement(run, f"{W}br")
                etree.SubElement(run, f"{W}t").text = line
            content[:] = [run]
        if not controls and key.startswith("paper_"):
            for held in list(content):
                control.addprevious(held)
            above = control.getparent()
            assert above is not None
            above.remove(control)
    parts["word/document.xml"] = etree.tostring(root)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return target.getvalue()


def collected(held: Register, *files: bytes, accept_cleared: bool = False) -> Collected:
    """Collect files that are called after their number."""
    named = [(f"back-{number}.docx", data) for number, data in enumerate(files, 1)]
    return collect(held, named, as_of=COLLECTED_ON, accept_cleared=accept_cleared)


def extra_of(held: Register, document: str = "moorings") -> Pairs:
    """Return what is kept beside the fields of a document."""
    found = held.find(Document, document)
    assert found is not None
    return found.extra


def shown(data: bytes) -> str:
    """Return the main part of a document as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read("word/document.xml").decode()


def test_what_was_typed_is_kept_with_the_report_and_shown_again() -> None:
    """Without a paper the report keeps it; the next export shows it, and knows it as its own."""
    back = filled(
        sent(register()), {"paper_number": "CP 9411", "paper_officers_words": "Ebb.\nFlow."}
    )
    result = collected(register(), back)
    assert ((NUMBER, "CP 9411"), (OFFICER, "Ebb.\nFlow.")) == extra_of(result.register)
    assert [("moorings", "extra", "back-1.docx"), ("moorings", "extra", "back-1.docx")] == [
        (one.record, one.field, one.place.file if one.place else "") for one in result.applied
    ]
    assert "cover, officers words" in str(result.applied[1].place)
    assert () == result.conflicts
    assert () == result.not_taken
    assert () == result.untouched
    again = sent(result.register)
    assert "CP 9411" in shown(again)
    assert "Flow." in shown(again)
    assert result.register == collected(result.register, back).register
    assert result.register == collected(result.register, again).register


def test_a_paper_that_answers_keeps_it() -> None:
    """Once the paper is held, what is typed is kept with it, beside what it keeps already."""
    held = register(paper=((OFFICER, "Ebb."), ("Shelf", "Blue")))
    result = collected(held, filled(sent(held), {"paper_presented_by": "Warden of Quays"}))
    pairs = ((OFFICER, "Ebb."), ("Shelf", "Blue"), (PRESENTED, "Warden of Quays"))
    assert pairs == extra_of(result.register, "reply")
    assert () == extra_of(result.register)


def test_the_number_of_a_paper_that_has_one_is_its_reference() -> None:
    """What the cover shows is what a correction changes."""
    held = register(paper=(), reference="CP 9411")
    result = collected(held, filled(sent(held), {"paper_number": "CP 9412"}))
    assert [("reply", "reference", "CP 9411", "CP 9412")] == [
        (one.record, one.field, one.before, one.after) for one in result.applied
    ]


@pytest.mark.parametrize("stage", ["blank", "draft"])
def test_nothing_comes_of_a_cover_that_nobody_touched(stage: str) -> None:
    """What is held stays, words that a blank form does not show among it."""
    held = register(((NUMBER, "CP 9411"), (OFFICER, "Ebb.\nFlow.")))
    result = collected(held, sent(held, stage))
    assert ((), (), ()) == (result.applied, result.conflicts, result.not_taken)
    assert ("back-1.docx",) == result.untouched
    later = register(((NUMBER, "CP 9999"),))
    assert later == collected(later, sent(held, stage)).register


def test_what_both_sides_changed_is_in_dispute() -> None:
    """Ours is kept, and both are told; what only the form says is taken all the same."""
    back = filled(
        sent(register(((NUMBER, "CP 1"),))),
        {"paper_number": "CP 2", "paper_presented_by": "Warden of Quays"},
    )
    result = collected(register(((NUMBER, "CP 3"),)), back)
    assert ((NUMBER, "CP 3"), (PRESENTED, "Warden of Quays")) == extra_of(result.register)
    (conflict,) = result.conflicts
    assert ("moorings", "extra") == (conflict.record, conflict.field)
    assert (NUMBER, "CP 3") in conflict.ours  # type: ignore[operator]  # pairs
    assert (NUMBER, "CP 2") in conflict.theirs  # type: ignore[operator]  # pairs


def test_two_files_that_say_different_things_are_in_dispute() -> None:
    """Neither is taken; where they say the same it is taken once."""
    data = sent(register())
    one = filled(data, {"paper_number": "CP 1", "paper_presented_by": "Warden"})
    other = filled(data, {"paper_number": "CP 2", "paper_presented_by": "Warden"})
    result = collected(register(), one, other)
    assert ((PRESENTED, "Warden"),) == extra_of(result.register)
    assert ["back-1.docx", "back-2.docx"] == [
        conflict.place.file for conflict in result.conflicts if conflict.place
    ]


def test_a_field_that_came_back_empty_is_kept_unless_that_is_accepted() -> None:
    """As for every other cell."""
    held = register(((NUMBER, "CP 1"), (PRESENTED, "Warden")))
    back = filled(sent(held), {"paper_number": ""})
    result = collected(held, back)
    assert held == result.register
    assert ["moorings"] == [change.record for change in result.emptied]
    accepted = collected(held, back, accept_cleared=True)
    assert ((PRESENTED, "Warden"),) == extra_of(accepted.register)


def test_bookmarks_bring_it_home_where_the_controls_are_gone() -> None:
    """A program that drops controls keeps the bookmarks over them."""
    back = filled(sent(register()), {"paper_number": "CP 2"}, controls=False)
    assert ((NUMBER, "CP 2"),) == extra_of(collected(register(), back).register)


def test_words_for_a_report_that_is_not_held_are_told() -> None:
    """Nothing that somebody typed is lost."""
    other = register(report="jetties")
    back = filled(sent(register()), {"paper_number": "CP 2"})
    result = collected(other, back)
    assert other == result.register
    assert any("CP 2" in found.message for found in result.not_taken)
