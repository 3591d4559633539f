"""
Forms that a person edited in LibreOffice itself: chosen, picked, typed, tracked, appended, and saved.

Version 25.2 keeps controls and their tags. Version 7.4 keeps neither, so there a person types where the
words stand, and the bookmarks bring them home.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from accountability import ExportContext
from accountability.merge import shown
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Position,
    Recommendation,
    Register,
    Response,
)
from accountability.returns import Collected, collect
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope
from accountability.text import stamp

pytestmark = [pytest.mark.office, pytest.mark.needs("word")]

SENT_ON = dt.date(2031, 6, 1)
COLLECTED_ON = dt.date(2031, 6, 15)
REPORT = "locks"
KEYS = {number: f"{REPORT}/rec-{number}/canals" for number in (1, 2)}
Through = Callable[..., bytes]
VERSIONS = ["25", "7"]
"""LibreOffice 25.2 and 7.4, by what the tools call them."""


def register() -> Register:
    """Return a report of two recommendations: nothing is said of one, the other has a draft."""
    texts = {1: "Count the gates, one by one.", 2: "Light the locks, both of them."}
    return Register(
        id="canal-answers",
        title="Locks",
        organisations=(
            Organisation(id="canals", name="Canals", kind=OrganisationKind.DEPARTMENT),
            Organisation(id="water", name="Water Committee", kind=OrganisationKind.COMMITTEE),
        ),
        documents=(
            Document(id=REPORT, kind=DocumentKind.REPORT, title="Locks", authors=("water",)),
        ),
    ).with_records(
        *(
            Recommendation(
                id=f"{REPORT}/rec-{number}",
                document=REPORT,
                label=str(number),
                series="Recommendations",
                text=text,
                addressed_to=("canals",),
            )
            for number, text in texts.items()
        ),
        Response(
            id=KEYS[2],
            answers=f"{REPORT}/rec-2",
            responder="canals",
            position=Position.ACCEPTED,
            text="We will light them at dusk.",
        ),
    )


def sent(template: str = "form") -> bytes:
    """Return the draft that goes out."""
    from accountability.exporters.word import PaperStage, ResponseDocument, Template

    target = io.BytesIO()
    context = ExportContext(as_of=SENT_ON, scope=Scope(responders=("canals",)))
    writer = ResponseDocument(stage=PaperStage.DRAFT, template=Template(template))
    writer.export(register(), target, context)
    return target.getvalue()


def tag(data: bytes, letters: str, column: str) -> str:
    """Return the tag of a field, by the letters of its row and its column."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        root = fromstring(source.read("word/document.xml"))
    tags = [one.get(f"{space}val", "") for one in root.iter(f"{space}tag")]
    return next(one for one in tags if one.endswith(f"-{letters}:{column}"))


def of(number: int, column: str) -> str:
    """Return the tag of a field of an item."""
    return tag(sent(), stamp(KEYS[number]), column)


@pytest.fixture(name="through")
def _through(shared: Path, tmp_path: Path) -> Through:
    """Open a document in one of the LibreOffices, edit it, save it, and return what was saved."""
    tool = shared / "tools" / "lo-edit"
    if not tool.exists():
        pytest.skip("the tools beside the project are not there")

    def edit(data: bytes, version: str, *edits: str) -> bytes:
        before, after = tmp_path / "before.docx", tmp_path / "after.docx"
        before.write_bytes(data)
        subprocess.run(
            [str(tool), str(before), str(after), *edits],
            check=True,
            capture_output=True,
            timeout=300,
            env={**os.environ, "VERIFY_LO": version},
        )
        return after.read_bytes()

    return edit


def collected(data: bytes) -> Collected:
    """Collect a form that came back."""
    return collect(register(), [("back.docx", data)], as_of=COLLECTED_ON)


def written(told: Collected) -> dict[tuple[str, str | None], str]:
    """Return what was written, by record and field."""
    return {
        (one.record.removeprefix(f"{REPORT}/"), one.field): shown(one.after) for one in told.applied
    }


def at(told: Collected) -> set[str]:
    """Return the places from which something was written."""
    return {one.place.at for one in told.applied if one.place}


def answer(told: Collected, number: int) -> Response:
    """Return the answer that is held now."""
    held = told.register.find(Response, KEYS[number])
    assert held is not None
    return held


def extra_of(told: Collected) -> dict[str, str]:
    """Return what is kept beside the fields of the report."""
    held = told.register.find(Document, REPORT)
    return dict(held.extra) if held is not None else {}


def said(told: Collected, code: str) -> list[tuple[str, str]]:
    """Return the places and messages of a code."""
    return [
        (one.place.at if one.place else "", one.message)
        for one in told.findings
        if one.code == code
    ]


def test_chosen_picked_and_typed_in_their_controls(through: Through) -> None:
    """A choice, a day, a date in words, and a reply of several lines: each is its field's answer."""
    told = collected(
        through(
            sent(),
            "25",
            *("--choose", f"{of(1, 'position')}=Rejected"),
            *("--fill", f"{of(1, 'reply')}=We counted.\\n\\nTwice:\\nin May\\nand in June."),
            *("--fill", f"{of(2, 'position')}=Agreed in principle"),
            *("--fill", f"{of(2, 'target_date')}=by Spring 2032"),
            *("--date", f"{of(2, 'completed_on')}=2031-05-09"),
        )
    )
    held = written(told)
    assert Position.REJECTED is answer(told, 1).position
    assert "We counted.\n\nTwice:\nin May\nand in June." == answer(told, 1).text
    assert "accepted-in-principle" == held["rec-2/canals", "position"]
    assert "by Spring 2032" == held["rec-2/canals/c1", "dates"]
    assert "9 May 2031" in held.values()
    assert {
        *("Recommendation 1, Your position", "Recommendation 1, Your reply"),
        *("Recommendation 2, Your position", "Recommendation 2, Your target date"),
        "Recommendation 2, Your completion date",
    } == at(told)
    assert ((), ()) == (told.conflicts, told.not_returned)


@pytest.mark.parametrize("version", VERSIONS, ids=["libreoffice-25.2", "libreoffice-7.4"])
def test_typed_into_a_reply(through: Through, version: str) -> None:
    """Words typed among those of a reply are part of it, whether its control is still there or not."""
    told = collected(through(sent(), version, "--after", "We will light them=> and watch them"))
    assert {("rec-2/canals", "text"): "We will light them and watch them at dusk."} == written(told)
    assert {"Recommendation 2, Your reply"} == at(told)
    assert ((), ()) == (told.conflicts, told.not_returned)


@pytest.mark.parametrize("version", VERSIONS, ids=["libreoffice-25.2", "libreoffice-7.4"])
def test_tracked(through: Through, version: str) -> None:
    """What was tracked is read as accepted, and it is told who did it."""
    told = collected(
        through(
            *(sent(), version, "--track"),
            *("--replace", "at dusk=>all night"),
            *("--after", "We will light them=> well"),
        )
    )
    assert {("rec-2/canals", "text"): "We will light them well all night."} == written(told)
    messages = said(told, "RTN871")
    assert {"Recommendation 2, Your reply"} == {place for place, _message in messages}
    for words in ("inserted 'well'", "deleted 'at dusk'", "inserted 'all night'"):
        assert any(words in message for _place, message in messages), words


@pytest.mark.parametrize("version", VERSIONS, ids=["libreoffice-25.2", "libreoffice-7.4"])
def test_typed_where_there_is_no_field(through: Through, version: str) -> None:
    """Behind a label it answers; in the recommendation, and after the last line, it is told."""
    told = collected(
        through(
            *(sent(), version),
            *("--after", "Your reply=>: We counted them."),
            *("--after", "one by one.=> Why?"),
            *("--append", "Seen by the lock keepers."),
        )
    )
    assert "We counted them." == answer(told, 1).text
    assert {"Recommendation 1, Your reply"} == at(told)
    assert [
        ("Recommendation 1", "'Count the gates, one by one. Why?' stands beside the rows"),
        ("after the last line", "'Seen by the lock keepers.' stands beside the rows"),
    ] == said(told, "RTN837")


@pytest.mark.parametrize("version", VERSIONS, ids=["libreoffice-25.2", "libreoffice-7.4"])
def test_a_cover_comes_home(through: Through, version: str) -> None:
    """What was typed on the cover is kept, saved once more or not; wording typed over it, too."""
    typed = {"paper_number": "CP 9411", "paper_officers_words": "Ebb.\\nFlow."}
    data = sent("treasury-minute")
    edits = [
        word
        for column, text in typed.items()
        for word in ("--fill", f"{tag(data, stamp(REPORT), column)}={text}")
    ]
    filled = through(through(data, "25", *edits), version)
    told = collected(filled)
    assert {
        "Response paper: Number of the paper": "CP 9411",
        "Response paper: Words of the accounting officer": "Ebb.\nFlow.",
    } == extra_of(told)
    assert {"Cover, cover, number", "Cover, cover, officers words"} == at(told)
    assert ((), ()) == (told.conflicts, told.not_taken)
    again = collect(told.register, [("back.docx", filled)], as_of=COLLECTED_ON)
    assert ((), (), told.register) == (again.applied, again.conflicts, again.register)


@pytest.mark.parametrize("version", VERSIONS, ids=["libreoffice-25.2", "libreoffice-7.4"])
def test_the_front_page_typed_over(through: Through, version: str) -> None:
    """Words of ours on the front page that somebody changed are told, as they stand now."""
    told = collected(through(sent(), version, "--replace", "Draft response: Locks=>Ours: Locks"))
    assert () == told.applied
    assert [("before the first heading", "'Ours: Locks' stands beside the rows")] == said(
        told, "RTN837"
    )


@pytest.mark.parametrize("version", VERSIONS, ids=["libreoffice-25.2", "libreoffice-7.4"])
@pytest.mark.parametrize("stage", ["blank", "draft"])
def test_the_sample_only_saved(through: Through, version: str, stage: str) -> None:
    """A form that was opened and saved asks for nothing, and only how its fields were found is said."""
    from accountability.exporters.word import PaperStage, ResponseDocument

    target = io.BytesIO()
    ResponseDocument(stage=PaperStage(stage)).export(
        load_sample(), target, ExportContext(as_of=DEMO_DAY)
    )
    data = through(target.getvalue(), version)
    told = collect(load_sample(), [("back.docx", data)], as_of=DEMO_DAY)
    assert ((), (), (), ()) == (told.applied, told.conflicts, told.not_returned, told.emptied)
    assert {found.code for found in told.findings} <= {"RTN870"}
    assert load_sample() == told.register
