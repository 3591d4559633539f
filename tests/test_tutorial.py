"""Pages followed to the letter: every command run, every word typed, every line compared."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from typing import Any

import pytest

from accountability.samples import sample_page

pytestmark = pytest.mark.needs("cli", "excel", "word")

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("tutorial/index.md", "tutorial/a-round.md", "how-to/fill-in-and-return.md")
TEXT = re.compile(r"^```text\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LEFT_OUT = "…"


def pattern(shown: tuple[str, ...]) -> str:
    """Return the regular expression for what is shown; a line `…` stands for any lines."""
    return "".join(r"(?:.*\n)*?" if line == LEFT_OUT else f"{re.escape(line)}\n" for line in shown)


def exit_code(step: Any, printed: str) -> int:
    """Return the exit code that goes with what is printed."""
    if step.shown[0].startswith("accountability: "):
        return 2
    command = shlex.split(step.words)[1]
    if command == "collect":
        return int(
            re.search(r"^(?:In dispute|Not taken|Emptied) ", printed, re.MULTILINE) is not None
        )
    return int(command in {"check", "diff"})


@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_the_page_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who follows a page in an empty folder sees what it shows."""
    from click.testing import CliRunner

    from accountability.cli import main

    follow = runpy.run_path(str(DOCS / "tutorial_steps.py"))
    monkeypatch.chdir(tmp_path)
    for step in follow["steps"](page):
        if isinstance(step, follow["Typing"]):
            follow["typed"](tmp_path, step)
            continue
        program, *arguments = shlex.split(step.words)
        assert "accountability" == program
        done = CliRunner().invoke(main, arguments, prog_name=program)
        told = f"$ {step.words}\n{done.output}"
        assert exit_code(step, done.output) == done.exit_code, told
        printed = done.output.replace("\\", "/").rstrip("\n") + "\n"
        assert re.fullmatch(pattern(step.shown), printed), told


def test_the_pages_are_those_of_the_sample() -> None:
    """The pages that the first tutorial shows are the ones that the demo writes."""
    before, after = TEXT.findall((DOCS / "tutorial" / "index.md").read_text(encoding="utf-8"))
    assert sample_page("before-response").decode().split() == before.split()
    assert sample_page("after-response").decode().rstrip().endswith(after.rstrip())


WITH_PICTURES = sorted(
    page.relative_to(DOCS).as_posix()
    for page in DOCS.glob("*/*.md")
    if PICTURE.search(page.read_text(encoding="utf-8"))
)


@pytest.mark.parametrize("page", WITH_PICTURES)
def test_every_picture_is_there_and_says_in_words_what_it_shows(page: str) -> None:
    """A picture that is missing, or that a screen reader cannot tell of, is none."""
    pictures = PICTURE.findall((DOCS / page).read_text(encoding="utf-8"))
    folder = (DOCS / page).parent
    assert [] == [path for told, path in pictures if not told or not (folder / path).is_file()]


def test_every_picture_is_made_by_the_script_and_shown() -> None:
    """No picture is made by hand, and none lies about unused."""
    script = (DOCS / "make_pictures.py").read_text(encoding="utf-8")
    made = set(re.findall(r'name="([^"]+\.png)"', script))
    shown = {
        f"{page.partition('/')[0]}/{path}"
        for page in WITH_PICTURES
        for _told, path in PICTURE.findall((DOCS / page).read_text(encoding="utf-8"))
    }
    held = {path.relative_to(DOCS).as_posix() for path in DOCS.glob("*/pictures/*.png")}
    assert made == shown
    assert made == held
