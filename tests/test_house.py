"""The project as it stands on disk: what the README promises is what is run."""

from __future__ import annotations

import re
from pathlib import Path


def commands(project: Path) -> list[str]:
    """List the README's commands, in order."""
    text = (project / "README.md").read_text(encoding="utf-8")
    return [block.strip() for block in re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)]


def test_the_readme_has_two_commands_of_one_line_each(project: Path) -> None:
    """A newcomer sets up and sees it work with one line, and passes the tests with another."""
    assert [1, 1] == [len(command.splitlines()) for command in commands(project)]
    assert commands(project)[0].endswith("accountability demo")


def test_ci_runs_the_readmes_second_command(project: Path) -> None:
    """`.ci/run` sets up and tests with the very words of the README."""
    script = (project / ".ci" / "run").read_text(encoding="utf-8")
    assert f"\n  {commands(project)[1]}\n" in script


def test_news_fragments_are_named_as_towncrier_expects(project: Path) -> None:
    """A fragment with a misspelled type would be left out of the change log in silence."""
    found = {path.name for path in (project / "changelog.d").iterdir()} - {"README.md"}
    named = re.compile(r"\+[a-z0-9-]+\.(added|changed|fixed|deprecated|removed)\.md")
    assert [] == sorted(name for name in found if not named.fullmatch(name))


def test_no_path_of_anybodys_machine_is_in_the_project(project: Path) -> None:
    """Configuration names neither absolute paths nor package indexes: those belong to the machine."""
    places = ["pyproject.toml", "noxfile.py", ".ci/run", "README.md", "CONTRIBUTING.md"]
    text = "\n".join((project / place).read_text(encoding="utf-8") for place in places)
    assert [] == re.findall(
        r"/(?:home|work|tmp|root|opt|Users)/\S*|index-url\S*|find-links\S*", text
    )
