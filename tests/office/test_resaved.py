"""Files as an office program leaves them: opened in LibreOffice, saved, and still whole."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from accountability import ExportContext, export
from accountability.samples import DEMO_DAY, load_sample

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def soffice() -> str:
    """Find LibreOffice."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


def written(name: str) -> bytes:
    """Write the sample with the exporter *name*."""
    target = io.BytesIO()
    export(load_sample(), name, target, ExportContext(as_of=DEMO_DAY))
    return target.getvalue()


def converted(soffice: str, data: bytes, suffix: str, form: str, folder: Path) -> bytes:
    """Open *data* in LibreOffice and save it as *form*."""
    source = folder / f"in{suffix}"
    source.write_bytes(data)
    subprocess.run(
        [
            *(soffice, "--headless", "--norestore"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--convert-to", form, "--outdir", str(folder / "out"), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "out" / f"in.{form}").read_bytes()


def words(package: bytes) -> str:
    """Give all text in an Office file, part after part, without its markup."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        roots = [
            ET.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith(".xml")
        ]
    return "\n".join("".join(root.itertext()) for root in roots)


@pytest.mark.parametrize(("name", "suffix"), [("excel", ".xlsx"), ("word", ".docx")])
def test_a_resaved_file_still_shows_every_id_and_text(
    soffice: str, tmp_path: Path, name: str, suffix: str
) -> None:
    """Opening and saving loses no item: neither its id nor a line of its text, in Word as it reads."""
    saved = words(converted(soffice, written(name), suffix, suffix[1:], tmp_path))
    register = load_sample()
    for item in register.items:
        assert item.id in saved
        text = register.reading(item.id).text if name == "word" else item.text
        assert all(line in saved for line in text.split("\n"))


@pytest.mark.parametrize(("name", "suffix"), [("excel", ".xlsx"), ("word", ".docx")])
def test_a_file_can_be_printed(soffice: str, tmp_path: Path, name: str, suffix: str) -> None:
    """The file opens without complaint and comes out as a PDF."""
    assert converted(soffice, written(name), suffix, "pdf", tmp_path).startswith(b"%PDF-")
