"""What commands write: whole or not at all, and never over something without being told to."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Names, Run

REPORT = "uk-hcc-hc9041-2026-27"


def writers(sample: Path, page: Path) -> dict[str, list[str]]:
    """Return a command for each way of writing a file, but for its output."""
    register = str(sample)
    marking = ["--document", REPORT, "--stage", "cleared", "--on", "2027-10-01"]
    return {
        "import": ["import", str(page)],
        "export": ["export", "csv", register, "--as-of", "2027-10-01"],
        "mark": ["mark", register, *marking],
        "merge": ["merge", register, register],
    }


@pytest.fixture(params=["import", "export", "mark", "merge"])
def writer(request: pytest.FixtureRequest, sample: Path, pages: dict[str, Path]) -> list[str]:
    """Give a command that writes, but for its output."""
    return writers(sample, pages["before-response"])[request.param]


def test_a_file_that_exists_is_kept(run: Run, here: Path, writer: list[str], names: Names) -> None:
    """Without --force what was there stays, and the line says how to go on."""
    (here / "kept").write_bytes(b"mine")
    outcome = run(*writer, "--output", "kept")
    assert (2, "", b"mine") == (outcome.code, outcome.out, (here / "kept").read_bytes())
    assert (
        "accountability: kept exists already; choose another name, or say --force to overwrite it\n"
    ) == outcome.err
    assert ["kept"] == names()


def test_a_file_that_exists_is_replaced_when_asked(
    run: Run, here: Path, writer: list[str], names: Names
) -> None:
    """With --force the new file takes the place of the old one, and nothing else is left."""
    (here / "old").write_bytes(b"mine")
    outcome = run(*writer, "--output", "old", "--force")
    assert 0 == outcome.code
    assert b"mine" != (here / "old").read_bytes()
    assert ["old"] == names()


def test_folders_links_devices_and_places_that_are_not_there_are_refused(
    run: Run, here: Path, writer: list[str], names: Names
) -> None:
    """Even with --force only an ordinary file in a folder that exists is written."""
    (here / "folder").mkdir()
    (here / "target").write_bytes(b"mine")
    (here / "link").symlink_to("target")
    (here / "dangling").symlink_to("nothing")
    os.mkfifo(here / "pipe")
    before = names()
    said = {
        output: run(*writer, "--force", "--output", output)
        for output in ("folder", "new/", "link", "dangling", "pipe", "no/where", "", "a" * 300)
    }
    assert {
        "folder": "folder is a folder; name a file in it",
        "new/": "new/ is a folder; name a file in it",
        "link": "link is a link; name the file itself",
        "dangling": "dangling is a link; name the file itself",
        "pipe": "pipe is no ordinary file; choose another name",
        "no/where": "there is no folder no; make it first, or choose another",
        "": "the output has no name; name a file",
        "a" * 300: f"{'a' * 300} cannot be written: file name too long",
    } == {
        output: outcome.err.removeprefix("accountability: ").removesuffix("\n")
        for output, outcome in said.items()
    }
    assert {2} == {outcome.code for outcome in said.values()}
    assert (before, b"mine") == (names(), (here / "target").read_bytes())


def test_a_written_file_is_as_readable_as_any_other(
    run: Run, here: Path, writer: list[str]
) -> None:
    """The way through a temporary file does not leave the file for its owner alone."""
    (here / "usual").touch()
    run(*writer, "--output", "new")
    usual, new = ((here / name).stat().st_mode for name in ("usual", "new"))
    assert stat.filemode(usual) == stat.filemode(new)


def test_what_fails_while_writing_leaves_nothing_behind(
    run: Run, here: Path, sample: Path, monkeypatch: pytest.MonkeyPatch, names: Names
) -> None:
    """A full disk half way leaves the old file as it was and no half of a new one."""
    from accountability.exporters.csv import ItemTable

    def run_out(_self: object, _register: object, target: BinaryIO, _context: object) -> None:
        target.write(b"half of ")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ItemTable, "export", run_out)
    (here / "old.csv").write_bytes(b"mine")
    outcome = run("export", "csv", sample, "--output", "old.csv", "--force")
    assert (2, "accountability: old.csv cannot be written: no space left on device\n") == (
        outcome.code,
        outcome.err,
    )
    assert ([b"mine"], ["old.csv"]) == ([(here / "old.csv").read_bytes()], names())


def test_somebody_who_was_faster_keeps_the_file(
    run: Run, here: Path, sample: Path, monkeypatch: pytest.MonkeyPatch, names: Names
) -> None:
    """A file that appears while ours is being made is not overwritten either."""
    from accountability.exporters.csv import ItemTable

    def be_late(_self: object, _register: object, _target: object, _context: object) -> tuple[()]:
        (here / "out.csv").write_bytes(b"theirs")
        return ()

    monkeypatch.setattr(ItemTable, "export", be_late)
    outcome = run("export", "csv", sample, "--output", "out.csv")
    assert 2 == outcome.code
    assert "accountability: out.csv exists already" in outcome.err
    assert ([b"theirs"], ["out.csv"]) == ([(here / "out.csv").read_bytes()], names())


def test_a_register_may_replace_the_one_it_was_read_from(
    run: Run, here: Path, sample: Path
) -> None:
    """The output may be the input: it is read to its end first."""
    (here / "register.json").write_bytes(sample.read_bytes())
    outcome = run("merge", "register.json", sample, "--output", "register.json", "--force")
    assert (0, sample.read_bytes()) == (outcome.code, (here / "register.json").read_bytes())


def test_a_name_that_ends_in_jsonl_gets_json_lines(run: Run, here: Path, sample: Path) -> None:
    """A register is written a record a line where its name says so, and is the same register."""
    run("merge", sample, sample, "--output", "register.jsonl")
    assert b'"record"' in (here / "register.jsonl").read_bytes().splitlines()[1]
    assert 0 == run("diff", sample, "register.jsonl").code


def test_a_file_system_without_hard_links_serves_as_well(
    run: Run, here: Path, writer: list[str], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file cannot get its name in one step, it gets it by being renamed."""

    def refuse(_source: object, _target: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("accountability.cli._files.os.link", refuse)
    assert 0 == run(*writer, "--output", "new").code
    assert ["new"] == names()
    assert (here / "new").stat().st_size > 0


def test_a_folder_in_which_nothing_may_be_written_is_named(
    run: Run, writer: list[str], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line says which output it was and why."""

    def refuse(**_words: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("accountability.cli._files.tempfile.mkstemp", refuse)
    outcome = run(*writer, "--output", "new")
    assert (2, []) == (outcome.code, names())
    assert "accountability: new cannot be written: permission denied\n" in outcome.err
