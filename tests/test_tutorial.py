"""The tutorial, followed to the letter: every command typed, every line that is shown compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from accountability.samples import sample_page

pytestmark = pytest.mark.needs("cli", "excel", "word")

PAGE = Path(__file__).parent.parent / "docs" / "tutorial" / "index.md"
CONSOLE = re.compile(r"^```console\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
TEXT = re.compile(r"^```text\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
LEFT_OUT = "…"


def steps() -> list[tuple[str, list[str]]]:
    """List the commands on the page, each with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for block in CONSOLE.findall(PAGE.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
    return found


def pattern(shown: list[str]) -> str:
    """Return the regular expression for what is shown; a line `…` stands for any lines."""
    return "".join(r"(?:.*\n)*?" if line == LEFT_OUT else f"{re.escape(line)}\n" for line in shown)


def exit_code(command: str, shown: list[str]) -> int:
    """Return the exit code that goes with what is shown."""
    if shown[0].startswith("accountability: "):
        return 2
    return int(shlex.split(command)[1] in {"check", "diff"})


def test_every_command_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who types the commands in order, in an empty folder, sees what the page shows."""
    from click.testing import CliRunner

    from accountability.cli import main

    monkeypatch.chdir(tmp_path)
    for command, shown in steps():
        program, *arguments = shlex.split(command)
        assert "accountability" == program
        done = CliRunner().invoke(main, arguments, prog_name=program)
        told = f"$ {command}\n{done.output}"
        assert exit_code(command, shown) == done.exit_code, told
        printed = done.output.replace("\\", "/").rstrip("\n") + "\n"
        assert re.fullmatch(pattern(shown), printed), told


def test_the_pages_are_those_of_the_sample() -> None:
    """The pages that the tutorial shows are the ones that the demo writes."""
    before, after = TEXT.findall(PAGE.read_text(encoding="utf-8"))
    assert sample_page("before-response").decode().split() == before.split()
    assert sample_page("after-response").decode().rstrip().endswith(after.rstrip())


def test_the_two_things_left_out_are_still_left_out() -> None:
    """The page says that nothing is read back yet; whoever adds the command amends the page."""
    from accountability.cli import main

    assert "collect" not in main.commands
