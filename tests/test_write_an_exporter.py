"""The how-to page on exporters, followed to the letter."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("click")

PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "write-an-exporter.md"
SAVED = re.compile(
    r"save this as `([^`]+)`[^:]*:\n\n```\w+\n(.*?)^```",
    flags=re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
SHOWN = re.compile(r"^```text\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Save what the page says to save, build it, and install it in the folder `site`."""
    from hatchling.build import build_wheel

    files = dict(SAVED.findall(PAGE.read_text(encoding="utf-8")))
    assert {"reminders/__init__.py", "pyproject.toml", "test_reminders.py"} == set(files)
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        wheel.extractall(tmp_path / "site")
    return tmp_path


def run(project: Path, *arguments: str) -> str:
    """Run Python as in the project's folder with its package installed, and return what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "site")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def test_the_exporter_is_listed_as_the_page_shows(project: Path) -> None:
    """The command that lists the exporter prints what the page says it prints."""
    listed, _letter = SHOWN.findall(PAGE.read_text(encoding="utf-8"))
    assert listed == run(project, "-m", "accountability", "exporters", "reminder")


def test_the_exporter_writes_what_the_page_shows(project: Path) -> None:
    """The file begins as the page says it begins."""
    from accountability.samples import load_sample
    from accountability.serialization import dump

    _listed, letter = SHOWN.findall(PAGE.read_text(encoding="utf-8"))
    dump(load_sample(), project / "register.json")
    run(
        project,
        *("-m", "accountability", "export", "reminder", "register.json"),
        *("--output", "reminder.txt", "--as-of", "2027-10-01", "--option", "tone=firm"),
    )
    assert (project / "reminder.txt").read_text(encoding="utf-8").startswith(letter)


def test_the_test_on_the_page_passes(project: Path) -> None:
    """The laws hold for the exporter on the page."""
    told = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_reminders.py")
    assert "1 passed" in told
