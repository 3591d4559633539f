"""Forms opened in LibreOffice and saved: read as if nobody had touched them."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from accountability import ExportContext, ImportContext, read
from accountability.returns import collect
from accountability.samples import DEMO_DAY, load_sample

pytestmark = [pytest.mark.office, pytest.mark.needs("word")]


def form(stage: str) -> bytes:
    """Return the sample's form as it goes out."""
    from accountability.exporters.word import PaperStage, ResponseDocument

    target = io.BytesIO()
    context = ExportContext(as_of=DEMO_DAY)
    ResponseDocument(stage=PaperStage(stage)).export(load_sample(), target, context)
    return target.getvalue()


def resaved(data: bytes, folder: Path) -> bytes:
    """Open a document in LibreOffice and save it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    source = folder / "form.docx"
    source.write_bytes(data)
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
    return (folder / "out" / "form.docx").read_bytes()


@pytest.mark.parametrize("stage", ["blank", "draft"])
def test_a_form_saved_by_libreoffice_is_untouched(stage: str, tmp_path: Path) -> None:
    """Nothing is changed, missing or in dispute, whichever marks this LibreOffice keeps."""
    register = load_sample()
    sent = form(stage)
    data = resaved(sent, tmp_path)
    collected = collect(register, [("form.docx", data)], as_of=DEMO_DAY)
    assert ((), (), (), ()) == (
        collected.applied,
        collected.conflicts,
        collected.not_returned,
        collected.emptied,
    )
    assert {found.code for found in collected.findings} <= {"RTN870"}
    before, after = (read(one, ImportContext(file="form.docx")).returned for one in (sent, data))
    assert before is not None
    assert after is not None
    assert [{key: cell.text for key, cell in row.cells.items()} for row in before.rows] == [
        {key: cell.text for key, cell in row.cells.items()} for row in after.rows
    ]
