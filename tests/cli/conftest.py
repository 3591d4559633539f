"""The command line as tests call it: in this process, with standard output and error apart."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from attrs import frozen

from accountability import dumps
from accountability.samples import load_sample, sample_page


@frozen
class Outcome:
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs a command."""

    def __call__(self, *words: object) -> Outcome:
        """Run `accountability` with these words."""
        ...


Names = Callable[[], list[str]]
"""Tells what is in the folder that a test works in."""


@pytest.fixture(scope="session")
def run() -> Run:
    """Give a function that runs a command and lets nothing pass but an exit code."""
    from click.testing import CliRunner

    from accountability.cli import main

    # Before click 8.2 it had to be asked not to mix standard error into standard output.
    known = inspect.signature(CliRunner).parameters
    options: dict[str, Any] = {"mix_stderr": False} if "mix_stderr" in known else {}
    runner = CliRunner(**options)

    def call(*words: object) -> Outcome:
        result = runner.invoke(main, [str(word) for word in words], prog_name="accountability")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of the sample register; tests leave it as it is."""
    path = tmp_path_factory.mktemp("sample") / "harbours.json"
    path.write_text(dumps(load_sample()), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the sample's pages: one page captured before the response and after it."""
    folder = tmp_path_factory.mktemp("pages")
    files = {name: folder / f"{name}.txt" for name in ("before-response", "after-response")}
    for name, path in files.items():
        path.write_bytes(sample_page(name))
    return files


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder and work in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def names(here: Path) -> Names:
    """Give a function that tells what is in that folder."""
    return lambda: sorted(path.name for path in here.iterdir())
