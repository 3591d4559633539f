"""Registers written for people, the list of forms, and the demonstration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accountability import load, loads
from accountability.samples import load_sample

if TYPE_CHECKING:
    from tests.cli.conftest import Names, Run

DAY = "2027-10-01"


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        pytest.param("excel", ".xlsx", marks=pytest.mark.needs("excel")),
        pytest.param("word", ".docx", marks=pytest.mark.needs("word")),
        ("csv", ".csv"),
        ("markdown", ".md"),
        ("json", ".json"),
    ],
)
def test_every_form_is_written_the_same_twice(
    run: Run, here: Path, sample: Path, name: str, suffix: str
) -> None:
    """The same command on the same register gives the same bytes."""
    words = ["export", name, sample, "--as-of", DAY, "--output"]
    outcomes = [run(*words, f"{copy}{suffix}") for copy in ("one", "two")]
    assert [0, 0] == [outcome.code for outcome in outcomes]
    assert f"Written: one{suffix}\n" == outcomes[0].out
    assert (here / f"one{suffix}").read_bytes() == (here / f"two{suffix}").read_bytes()


def test_only_the_rows_asked_for_leave(run: Run, here: Path, sample: Path) -> None:
    """--for and --document narrow what is written."""
    for words, output in (
        ([], "all.csv"),
        (["--for", "Coastal Safety Agency"], "agency.csv"),
        (["--document", "uk-hcc-hc9155-2026-27"], "dredging.csv"),
    ):
        run("export", "csv", sample, "--as-of", DAY, *words, "--output", output)
    whole, agency, dredging = (
        (here / name).read_text(encoding="utf-8")
        for name in ("all.csv", "agency.csv", "dredging.csv")
    )
    assert len(whole) > len(agency) > len(dredging)
    assert ("Dredge" in whole, "Dredge" in agency, "Dredge" in dredging) == (True, False, True)


def test_an_exported_register_is_the_register(run: Run, here: Path, sample: Path) -> None:
    """The form json loses nothing."""
    run("export", "json", sample, "--as-of", DAY, "--output", "copy.json")
    assert load_sample() == load(here / "copy.json")


def test_a_name_that_other_programs_would_not_expect_is_pointed_out(
    run: Run, here: Path, sample: Path
) -> None:
    """The file is written as it was asked for, and a line says how such files usually end."""
    outcome = run("export", "csv", sample, "--as-of", DAY, "--output", "table.txt")
    assert (0, True) == (outcome.code, (here / "table.txt").exists())
    assert outcome.err.endswith("Other programs expect the name of such a file to end in .csv.\n")


def test_forms_are_listed_without_loading_them(run: Run) -> None:
    """The list names each form and who made it; nothing is loaded to make it."""
    outcome = run("exporters")
    assert 0 == outcome.code
    assert [] == [
        name
        for name in ("csv", "excel", "json", "markdown", "word")
        if not any(line.startswith(f"{name} ") for line in outcome.out.splitlines())
    ]
    told = json.loads(run("exporters", "--json").out)["exporters"]
    assert {"name", "distribution", "version", "suffix", "loaded", "error"} == set(told[0])
    assert {"accountability"} == {one["distribution"] for one in told}


@pytest.mark.needs("excel")
def test_a_named_form_shows_its_options(run: Run) -> None:
    """Each option is shown as it is typed, with what it takes and what it is without."""
    outcome = run("exporters", "excel")
    told = " ".join(outcome.out.split())
    assert "Works; its files end in .xlsx." in told
    assert "--option profile=keeper, responder, scrutiny, publication (without it: keeper)." in told


def test_forms_are_tried_when_asked(run: Run) -> None:
    """--check loads each form and tells programs whether it works."""
    told = json.loads(run("exporters", "csv", "--check", "--json").out)["exporters"]
    assert [("csv", ".csv", True, "")] == [
        (one["name"], one["suffix"], one["loaded"], one["error"] or "") for one in told
    ]


def test_a_missing_extra_is_named_with_what_installs_it(
    run: Run, here: Path, names: Names, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form whose library is not there says which extra brings it, and writes nothing."""
    import sys

    for name in [name for name in sys.modules if name.startswith("accountability.exporters.excel")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    outcome = run("export", "excel", sample, "--as-of", DAY, "--output", "out.xlsx")
    assert (2, 1, []) == (outcome.code, outcome.err.count("\n"), names())
    assert "install accountability[excel]" in outcome.err


# --- demo ----------------------------------------------------------------------------------------------


def files_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder and below."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)


@pytest.mark.needs("excel", "word")
def test_the_demonstration_writes_files_and_says_why(run: Run, here: Path, names: Names) -> None:
    """It makes a folder of files that work together, and shows every status with its reasons."""
    outcome = run("demo")
    assert (0, "", ["accountability-demo"]) == (outcome.code, outcome.err, names())
    folder = here / "accountability-demo"
    assert [
        "pages/after-response.txt",
        "pages/before-response.txt",
        "register.json",
        "response.docx",
        "tracker.xlsx",
    ] == files_in(folder)
    assert load_sample() == loads((folder / "register.json").read_bytes())
    assert "Overdue " in outcome.out
    assert "\n24 items: " in outcome.out
    assert outcome.out.endswith(
        "Or ask why: accountability status accountability-demo/register.json --only overdue --as-of\n"
        "2027-10-01\n"
    )


@pytest.mark.needs("excel", "word")
def test_the_demonstration_overwrites_nothing_unasked(run: Run, here: Path) -> None:
    """One file in the way is enough for nothing to be written; --force writes all."""
    (here / "mine").mkdir()
    (here / "mine" / "tracker.xlsx").write_bytes(b"mine")
    outcome = run("demo", "mine")
    assert (2, "") == (outcome.code, outcome.out)
    assert "accountability: mine/tracker.xlsx exists already" in outcome.err
    assert [b"mine"] == [path.read_bytes() for path in (here / "mine").iterdir()]
    assert 0 == run("demo", "mine", "--force").code
    assert 5 == len(files_in(here / "mine"))


def test_the_demonstration_needs_a_folder(run: Run, here: Path) -> None:
    """A file in the place of the folder is refused."""
    (here / "file").touch()
    outcome = run("demo", "file")
    assert (2, "accountability: file is no folder; name a folder, or a place for a new one\n") == (
        outcome.code,
        outcome.err,
    )
