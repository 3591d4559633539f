"""The how-to page on rules, followed to the letter."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("click")

PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "write-a-rule.md"
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
    assert {"milestones/__init__.py", "pyproject.toml", "test_milestones.py"} == set(files)
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


def test_the_rule_reports_what_the_page_shows(project: Path) -> None:
    """The commands print what the page says they print."""
    (shown,) = SHOWN.findall(PAGE.read_text(encoding="utf-8"))
    run(project, "-m", "accountability", "demo", "sample")
    printed = run(
        project,
        *("-m", "accountability", "check", "sample/register.json", "--as-of", "2027-04-30"),
        *("--rules", "milestones", "--select", "XMS"),
    )
    assert shown == printed


def test_the_rule_can_be_asked_in_python(project: Path) -> None:
    """What the page shows in Python finds the rule's finding among ours."""
    text = PAGE.read_text(encoding="utf-8")
    (code,) = re.findall(r"^In Python:\n\n```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    told = run(project, "-c", code + "print([one.code for one in found if one.code[0] == 'X'])")
    assert "['XMS001']\n" == told


def test_the_tests_on_the_page_pass(project: Path) -> None:
    """The laws hold for the rule on the page."""
    told = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_milestones.py")
    assert "2 passed" in told
