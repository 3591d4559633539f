"""`accountability commission`: what it writes, what it prints, and what it refuses."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accountability import dumps, load
from accountability.model import Response, Stage
from accountability.samples import load_sample

if TYPE_CHECKING:
    from tests.cli.conftest import Names, Run

pytestmark = pytest.mark.needs("excel", "cli")

DAY = ("--as-of", "2027-02-16")


@pytest.fixture(name="source")
def _source(here: Path) -> Path:
    """Put the sample register into the folder that the test works in."""
    path = here / "harbours.json"
    path.write_text(dumps(load_sample()), encoding="utf-8", newline="\n")
    return path


def files_in(folder: Path) -> list[str]:
    """Return the files in a folder and the folders in it."""
    return sorted(
        str(path.relative_to(folder)).replace(os.sep, "/")
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_everything_of_a_round_is_in_one_folder(run: Run, source: Path, here: Path) -> None:
    """Files, letters, what was sent, the list, and the register with the step."""
    done = run("commission", source, "--output", "round-1", *DAY)
    assert (0, "") == (done.code, done.err)
    written = files_in(here / "round-1")
    workbooks = [name for name in written if name.endswith(".xlsx")]
    assert workbooks
    stems = [name.removesuffix(".xlsx") for name in workbooks]
    assert (
        sorted(
            [
                *workbooks,
                "harbours.json",
                "list.csv",
                *(f"letters/{stem}.txt" for stem in stems),
                *(f"sent/{stem}.json" for stem in stems),
            ]
        )
        == written
    )
    after = load(here / "round-1" / "harbours.json")
    asked = [
        one for one in after.responses if one.steps and one.steps[-1].stage is Stage.COMMISSIONED
    ]
    assert asked
    assert source.read_text(encoding="utf-8") == dumps(load_sample())


def test_the_list_is_printed(run: Run, source: Path) -> None:
    """Who, file, rows and what is asked; then what to do next."""
    done = run("commission", source, "--output", "round-1", *DAY)
    first = done.out.splitlines()[0]
    assert first.startswith("To send       ")
    assert ".xlsx" in first
    assert " row" in first
    assert "Written: round-1" in done.out
    assert "--base " in done.out


def test_what_is_printed_for_a_program(run: Run, source: Path, here: Path) -> None:
    """Each file with its rows; all that is named is there."""
    done = run("commission", source, "--output", "round-1", *DAY, "--json")
    told = json.loads(done.out)
    assert {"files", "unnamed", "findings", "list", "register"} == set(told)
    for one in told["files"]:
        assert one["rows"]
        assert sum(one["needs"].values()) == len(one["rows"])
        for name in ("file", "letter", "sent"):
            assert (here / one[name]).is_file()


def test_what_went_out_untouched_comes_back_as_nothing(run: Run, source: Path, here: Path) -> None:
    """Commission and collect: no change, and every file is named as untouched."""
    run("commission", source, "--output", "round-1", *DAY)
    folder = here / "round-1"
    files = sorted(folder.glob("*.xlsx"))
    words = ("--base", folder / "sent", "--dry-run", "--json", *DAY)
    told = json.loads(run("collect", folder / "harbours.json", *files, *words).out)
    assert ([], [], [], []) == (
        told["applied"],
        told["conflicts"],
        told["not_returned"],
        told["not_back"],
    )
    assert [True] * len(files) == [one["untouched"] for one in told["outstanding"]]


def test_who_has_not_returned_is_told(run: Run, source: Path, here: Path) -> None:
    """All but one file came back."""
    run("commission", source, "--output", "round-1", *DAY)
    folder = here / "round-1"
    files = sorted(folder.glob("*.xlsx"))
    assert len(files) > 1
    told = run("collect", folder / "harbours.json", *files[1:], "--dry-run", *DAY)
    after = load(folder / "harbours.json")
    absent = {
        after.name_of(row.responder)
        for row in after.rows()
        if isinstance(row.shown, Response) and row.shown.steps
    }
    assert "Not back" in told.out
    assert any(name in told.out for name in absent)


def test_a_folder_that_holds_something_is_refused(
    run: Run, source: Path, here: Path, names: Names
) -> None:
    """Unless it is forced; then it is written again, the same."""
    run("commission", source, "--output", "round-1", *DAY)
    before = {name: (here / "round-1" / name).read_bytes() for name in files_in(here / "round-1")}
    refused = run("commission", source, "--output", "round-1", *DAY)
    assert 2 == refused.code
    assert "round-1 is not empty" in refused.err
    assert 0 == run("commission", source, "--output", "round-1", *DAY, "--force").code
    assert before == {
        name: (here / "round-1" / name).read_bytes() for name in files_in(here / "round-1")
    }
    assert ["harbours.json", "round-1"] == names()


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("harbours.json", "is no folder"),
        ("missing/round", "there is no folder missing"),
        ("", "the output has no name"),
    ],
    ids=["file", "missing", "empty"],
)
def test_a_place_that_is_no_folder_is_refused(
    run: Run, source: Path, names: Names, output: str, message: str
) -> None:
    """Before anything is made."""
    done = run("commission", source, "--output", output, *DAY)
    assert 2 == done.code
    assert message in done.err
    assert ["harbours.json"] == names()


def test_nothing_to_ask_is_said(run: Run, source: Path, names: Names) -> None:
    """No folder is made for nothing."""
    words = ("--for", "Harbours and Coasts Committee")
    done = run("commission", source, "--output", "round-1", *words, *DAY)
    assert 2 == done.code
    assert ["harbours.json"] == names()


def test_the_same_round_twice_is_the_same(run: Run, source: Path, here: Path) -> None:
    """Byte by byte."""
    for name in ("one", "two"):
        assert 0 == run("commission", source, "--output", name, *DAY).code
    assert files_in(here / "one") == files_in(here / "two")
    for name in files_in(here / "one"):
        assert (here / "one" / name).read_bytes() == (here / "two" / name).read_bytes()


def test_a_file_cannot_come_back_before_it_is_made(run: Run, source: Path, names: Names) -> None:
    """A day to return by that has passed is a slip, and nothing is made."""
    words = ("--return-by", "2020-01-01")
    done = run("commission", source, "--output", "round-1", *words, *DAY)
    assert 2 == done.code
    assert "cannot come back by 2020-01-01" in done.err
    assert ["harbours.json"] == names()
