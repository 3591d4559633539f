"""WA26: what makes a response document accessible is still there after LibreOffice saved it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml.etree import _Element, fromstring

from accountability import ExportContext
from accountability.exporters.word import PaperStage, ResponseDocument, Template
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope

pytestmark = pytest.mark.office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"


def words(element: _Element) -> str:
    """Return the text of an element."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


@pytest.fixture(scope="module", params=[Template.FORM, Template.TABLE], ids=str)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[_Element]:
    """Return the body as we wrote it, and as LibreOffice saved it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder: Path = tmp_path_factory.mktemp("saved")
    target = io.BytesIO()
    context = ExportContext(as_of=DEMO_DAY, scope=Scope(documents=("uk-hcc-hc9041-2026-27",)))
    ResponseDocument(template=request.param, stage=PaperStage.DRAFT).export(
        load_sample(), target, context
    )
    source = folder / "in.docx"
    source.write_bytes(target.getvalue())
    subprocess.run(
        [
            *(soffice, "--headless", "--norestore"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--convert-to", "docx", "--outdir", str(folder / "out"), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    found = []
    for path in (source, folder / "out" / "in.docx"):
        with zipfile.ZipFile(path) as archive:
            found.append(fromstring(archive.read("word/document.xml")))
    return found


def titled(root: _Element) -> list[tuple[str, str]]:
    """Return the title of each control that is ours, with the words before it."""
    found, before = [], ""
    for paragraph in root.iter(f"{W}p"):
        for control in paragraph.iter(f"{W}sdt"):
            alias = control.find(f"{W}sdtPr/{W}alias")
            if alias is not None:
                found.append((alias.get(VAL, ""), before))
        before = words(paragraph)
    return found


def test_labels_stand_and_titles_that_are_left_fit_them(pair: list[_Element]) -> None:
    """WA10: every label is in its place; old versions drop some titles, and change none."""
    labels = {before for _, before in titled(pair[0])}
    before, after = (
        [text for one in root.iter(f"{W}p") if (text := words(one)) in labels] for root in pair
    )
    assert before == after
    assert all(title == before for title, before in titled(pair[1]))


def test_headings_are_still_headings(pair: list[_Element]) -> None:
    """WA03, WA04: the same words wear the same built-in styles."""

    def headings(root: _Element) -> list[tuple[str, str]]:
        found = []
        for paragraph in root.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is not None and style.get(VAL, "").startswith(("Heading", "Title")):
                found.append((style.get(VAL, ""), words(paragraph)))
        return found

    assert headings(pair[0]) == headings(pair[1])


def test_tables_still_have_header_rows(pair: list[_Element]) -> None:
    """WA06: the first row is marked."""
    for table in pair[1].iter(f"{W}tbl"):
        assert next(table.iter(f"{W}tr")).find(f"{W}trPr/{W}tblHeader") is not None


def test_each_answer_still_has_one_bookmark_over_it(pair: list[_Element]) -> None:
    """The bookmark over the whole answer comes back once."""

    def over(root: _Element) -> list[str]:
        names = (mark.get(f"{W}name", "") for mark in root.iter(f"{W}bookmarkStart"))
        return sorted(name for name in names if name.startswith("answer_"))

    assert over(pair[0]) == over(pair[1])
