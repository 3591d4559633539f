"""`accountability collect --review`: written where there is none, read where there is one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from accountability import dumps, load
from accountability.samples import load_sample

if TYPE_CHECKING:
    from tests.cli.conftest import Names, Run

pytestmark = pytest.mark.needs("excel", "cli")

DAY = ("--as-of", "2027-02-16")


@pytest.fixture(name="round_files")
def _round_files(run: Run, here: Path) -> tuple[str, ...]:
    """Commission the sample, and let two people type different things into copies of one file."""
    import openpyxl

    (here / "harbours.json").write_text(dumps(load_sample()), encoding="utf-8", newline="\n")
    assert 0 == run("commission", "harbours.json", "--output", "out", *DAY).code
    sent = min((here / "out").glob("*.xlsx"))
    for name in ("one", "two"):
        book: Any = openpyxl.load_workbook(sent)
        sheet = book["Recommendations"]
        heads = {str(cell.value): int(cell.column or 0) for cell in sheet[4]}
        sheet.cell(5, heads["Your reply"]).value = f"Answer {name}."
        book.save(here / f"{name}.xlsx")
    return ("out/harbours.json", "one.xlsx", "two.xlsx", "--output", "after.json")


def test_conflicts_are_written_chosen_and_read(
    run: Run, here: Path, names: Names, round_files: tuple[str, ...]
) -> None:
    """The same command twice: first it writes the workbook, then it reads what was chosen."""
    import openpyxl

    words = ("collect", *round_files, "--review", "conflicts.xlsx", *DAY)
    first = run(*words)
    assert 1 == first.code
    assert "To decide: conflicts.xlsx." in first.out
    book: Any = openpyxl.load_workbook(here / "conflicts.xlsx")
    sheet = book["Conflicts"]
    heads = {str(cell.value): int(cell.column or 0) for cell in sheet[4]}
    sheet.cell(6, heads["Your choice"]).value = "Take theirs"
    book.save(here / "conflicts.xlsx")
    second = run(*words, "--force")
    assert 0 == second.code
    assert "1 decided" in second.out
    assert "Answer two." in {one.text for one in load(here / "after.json").responses}
    assert {"conflicts.xlsx", "after.json"} <= set(names())


def test_nothing_is_written_where_nothing_is_in_dispute(
    run: Run, names: Names, round_files: tuple[str, ...]
) -> None:
    """Nor by --dry-run."""
    source, one, two, *output = round_files
    alone = run("collect", source, one, *output, "--review", "conflicts.xlsx", *DAY)
    assert 0 == alone.code
    run("collect", source, one, two, "--dry-run", "--review", "conflicts.xlsx", *DAY)
    assert "conflicts.xlsx" not in names()


def test_what_is_no_review_is_refused(run: Run, names: Names, round_files: tuple[str, ...]) -> None:
    """Before anything is written."""
    done = run("collect", *round_files, "--review", "one.xlsx", *DAY)
    assert 2 == done.code
    assert "no review of conflicts" in done.err
    assert "after.json" not in names()


def test_a_program_is_told_what_was_decided(run: Run, round_files: tuple[str, ...]) -> None:
    """And where the conflicts were written."""
    told = json.loads(run("collect", *round_files, "--review", "c.xlsx", *DAY, "--json").out)
    assert ("c.xlsx", 0, 1) == (told["review"], told["decided"], len(told["conflicts"]))


def test_what_is_left_in_dispute_is_said(run: Run, round_files: tuple[str, ...]) -> None:
    """With a review that does not decide it, it is said how to go on."""
    words = ("collect", *round_files, "--force", *DAY)
    run(*words, "--review", "c.xlsx")
    again = run(*words, "--review", "c.xlsx")
    assert 1 == again.code
    assert "Still to decide: choose in c.xlsx and collect again" in " ".join(again.out.split())
