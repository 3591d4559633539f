"""The command that takes over what came back."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accountability import ExportContext, load
from accountability.model import Response
from accountability.samples import load_sample
from accountability.tables import Profile, Scope

pytestmark = pytest.mark.needs("excel")

SENT_ON = dt.date(2027, 10, 1)
DAY = ("--as-of", "2027-10-09")
DEPARTMENT = "uk-department-for-harbours"
TEAM = "uk-dfh-warnings"
Typed = tuple[int, str, str]


def workbook(path: Path, who: str, *typed: Typed) -> Path:
    """Write the workbook of *who*, with some cells typed into: row, heading, words."""
    import openpyxl

    from accountability.exporters.excel import TrackerWorkbook

    target = io.BytesIO()
    context = ExportContext(as_of=SENT_ON, scope=Scope(responders=(who,)))
    TrackerWorkbook(profile=Profile.RESPONDER).export(load_sample(), target, context)
    if typed:
        book = openpyxl.load_workbook(target)
        sheet = book["Recommendations"]
        columns = {str(cell.value): int(cell.column or 0) for cell in sheet[4]}
        for row, heading, words in typed:
            sheet.cell(row, columns[heading]).value = words
        target = io.BytesIO()
        book.save(target)
    path.write_bytes(target.getvalue())
    return path


@pytest.fixture
def harbours(sample: Path, here: Path) -> Path:
    """Give a copy of the sample's register that a test may write over."""
    path = here / "harbours.json"
    path.write_bytes(sample.read_bytes())
    return path


def test_what_came_back_is_written(run: Any, harbours: Path, here: Path) -> None:
    """The register is written where asked, the old one stays, and the output says so at its end."""
    before = harbours.read_bytes()
    back = workbook(here / "dept.xlsx", DEPARTMENT, (5, "Your reply", "Lit since May."))
    done = run("collect", harbours, back, "--output", "new.json", *DAY)
    assert (0, "") == (done.code, done.err)
    assert "1 change. Written: new.json" == done.out.splitlines()[-1]
    assert before == harbours.read_bytes()
    drafts = [one.text for one in load("new.json").responses if one.text == "Lit since May."]
    assert ["Lit since May."] == drafts


def test_a_dry_run_shows_everything_and_writes_nothing(
    run: Any, harbours: Path, here: Path, names: Callable[[], list[str]]
) -> None:
    """Who sent something back, who did not, each change, question, and cell that was not taken."""
    dept = workbook(
        here / "dept.xlsx",
        DEPARTMENT,
        (5, "Your position", " reject "),
        (7, "Your target date", "3/4/2028"),
        (8, "Recommendation", "Something else"),
        (9, "Your reply", ""),
    )
    team = workbook(here / "team.xlsx", TEAM)
    before = harbours.read_bytes()
    done = run("collect", harbours, dept, team, "--dry-run", *DAY)
    assert 1 == done.code
    lines = done.out.splitlines()
    assert lines[0].startswith("Back        Department for Harbours  dept.xlsx  10 rows asked, 0 ")
    assert any(line.startswith("Back        Warnings Team            team.xlsx") for line in lines)
    assert any(line.endswith("untouched") for line in lines)
    said = " ".join(done.out.split())
    assert "Change Recommendation 1 of HC 8710, position: Accept becomes Reject" in said
    assert "Question dept.xlsx, Recommendations!I7: '3/4/2028' was read as 3 April 2028" in said
    assert "Not taken dept.xlsx, Recommendations!E8: Recommendation is for reading only" in said
    assert "Emptied dept.xlsx, Recommendations!H9" in said
    assert (
        "2 changes, 2 questions, 1 not taken, 1 emptied, 1 untouched. Nothing written (--dry-run)."
        == lines[-1]
    )
    assert before == harbours.read_bytes()
    assert ["dept.xlsx", "harbours.json", "team.xlsx"] == names()


def test_json_has_the_contracts_shape(run: Any, harbours: Path, here: Path) -> None:
    """Applied, conflicts, rows not returned, what is outstanding, findings: each with file and place."""
    dept = workbook(here / "dept.xlsx", DEPARTMENT, (9, "Your position", "Note"))
    team = workbook(here / "team.xlsx", TEAM, (5, "Your position", "Reject"))
    done = run("collect", harbours, dept, team, "--dry-run", "--json", *DAY)
    told = json.loads(done.out)
    assert 1 == done.code
    shape = {"applied", "conflicts", "not_returned", "outstanding", "findings"}
    assert shape <= set(told)
    (one,) = told["conflicts"]
    (other,) = one["rivals"]
    assert {"record", "field", "base", "ours", "theirs", "file", "place"} <= set(one)
    assert ("dept.xlsx", "noted") == (one["file"], one["theirs"])
    assert ("team.xlsx", "rejected") == (other["file"], other["theirs"])
    assert {"file", "asked", "answered", "empty"} <= set(told["outstanding"][0])


def test_a_conflict_is_told_in_words(run: Any, harbours: Path, here: Path) -> None:
    """Both values, both files and both cells, in the words of the paper."""
    dept = workbook(here / "dept.xlsx", DEPARTMENT, (9, "Your position", "Note"))
    team = workbook(here / "team.xlsx", TEAM, (5, "Your position", "Reject"))
    done = run("collect", harbours, dept, team, "--output", "new.json", *DAY)
    assert 1 == done.code
    said = " ".join(done.out.split())
    assert (
        "In dispute Recommendation 1 of HC 9041, Department for Harbours, position: Accept here"
        in said
    )
    assert "Note (dept.xlsx, Recommendations!G9)" in said
    assert "Reject (team.xlsx, Recommendations!F5)" in said
    assert load("new.json") == load(str(harbours))


def test_in_place_keeps_a_dated_copy(
    run: Any, harbours: Path, here: Path, names: Callable[[], list[str]]
) -> None:
    """The register is written over itself; what it was stands beside it under the day."""
    before = load(str(harbours))
    back = workbook(here / "dept.xlsx", DEPARTMENT, (5, "Your reply", "Lit since May."))
    done = run("collect", harbours, back, "--in-place", *DAY)
    assert 0 == done.code
    assert "harbours.2027-10-09.json" in names()
    assert before == load("harbours.2027-10-09.json")
    assert before != load("harbours.json")
    assert 0 == run("collect", "harbours.json", back, "--in-place", *DAY).code
    assert load("harbours.json") == load("harbours.2027-10-09-2.json")


def test_given_on_a_day(run: Any, harbours: Path, here: Path) -> None:
    """The drafts of the rows that came back are given."""
    back = workbook(here / "dept.xlsx", DEPARTMENT, (5, "Your reply", "Lit since May."))
    assert (
        0
        == run(
            "collect", harbours, back, "--output", "new.json", "--given", "2027-10-05", *DAY
        ).code
    )
    register = load("new.json")
    (draft,) = [one for one in register.responses if one.text == "Lit since May."]
    assert isinstance(draft, Response)
    assert register.is_given(draft)


@pytest.mark.parametrize("folder", [True, False], ids=["folder", "file"])
def test_the_base_of_a_conflict(run: Any, harbours: Path, here: Path, folder: bool) -> None:
    """What commission kept shows what both started from."""
    dept = workbook(here / "dept.xlsx", DEPARTMENT, (9, "Your position", "Note"))
    team = workbook(here / "team.xlsx", TEAM, (5, "Your position", "Reject"))
    sent = here / "sent"
    sent.mkdir()
    for name in ("dept", "team"):
        (sent / f"{name}.json").write_bytes(harbours.read_bytes())
    base = sent if folder else sent / "dept.json"
    done = run("collect", harbours, dept, team, "--dry-run", "--base", base, "--json", *DAY)
    assert ["accepted"] == [one["base"] for one in json.loads(done.out)["conflicts"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say one of: --output FILE, --in-place, --dry-run"),
        (("--dry-run", "--in-place"), "say one of: --output FILE, --in-place, --dry-run"),
        (("--dry-runs",), 'did you mean "--dry-run"?'),
        (("--accept-clear", "--dry-run"), 'did you mean "--accept-cleared"?'),
        (("--dry-run", "--base", "."), "holds no registers"),
        (("--dry-run", "--given", "5 May"), "is not a day"),
        (
            ("--dry-run", "--given", "2099-01-01", *DAY),
            "answers given on 2099-01-01 cannot be collected on 2027-10-09 already",
        ),
    ],
    ids=lambda words: words if isinstance(words, str) else " ".join(words) or "none",
)
def test_misuse_is_explained(
    run: Any, sample: Path, here: Path, words: tuple[str, ...], said: str
) -> None:
    """One line that says what to do, and exit code 2."""
    (here / "x.xlsx").write_bytes(b"PK")
    done = run("collect", sample, "x.xlsx", *words)
    assert 2 == done.code
    assert said in done.err
    assert "" == done.out


def test_an_unreadable_file_stops_everything(
    run: Any, harbours: Path, here: Path, names: Callable[[], list[str]]
) -> None:
    """Nothing is written, and the file is named with what it is."""
    back = workbook(here / "dept.xlsx", DEPARTMENT, (5, "Your reply", "Lit since May."))
    (here / "minutes.pdf").write_bytes(b"%PDF-1.7\n")
    done = run("collect", harbours, back, "minutes.pdf", "--output", "new.json", *DAY)
    assert 2 == done.code
    assert "minutes.pdf" in done.err
    assert "new.json" not in names()


@pytest.mark.parametrize(
    ("typed", "options", "code"),
    [
        ((), (), 0),
        (((5, "Your reply", "Lit since May."),), (), 0),
        (((7, "Your target date", "3/4/2028"),), (), 0),
        (((9, "Your reply", ""),), (), 1),
        (((9, "Your reply", ""),), ("--accept-cleared",), 0),
        (((8, "Recommendation", "Something else"),), (), 1),
        (((5, "Row check (leave as it is)", "?"), (5, "Your reply", "Lit since May.")), (), 1),
    ],
    ids=["nothing", "a change", "a question", "emptied", "cleared", "not taken", "in dispute"],
)
def test_the_exit_code_says_whether_the_register_says_it_all(
    run: Any, harbours: Path, here: Path, *, typed: tuple[Typed, ...], options: Any, code: int
) -> None:
    """A script need not read the lists: 1 as soon as something that a file asks for is left out."""
    back = workbook(here / "back.xlsx", DEPARTMENT, *typed)
    assert code == run("collect", harbours, back, "--dry-run", *options, *DAY).code


def test_files_that_disagree_are_one_dispute(run: Any, harbours: Path, here: Path) -> None:
    """One cell is told once, with what each file says, and is counted once."""
    one = workbook(here / "one.xlsx", DEPARTMENT, (5, "Your reply", "Lit since May."))
    two = workbook(here / "two.xlsx", DEPARTMENT, (5, "Your reply", "Lit since June."))
    done = run("collect", harbours, one, two, "--dry-run", *DAY)
    assert 1 == done.code
    told = " ".join(done.out.split())
    assert "“Lit since May.” (one.xlsx, Recommendations!H5) or “Lit since June.” (two.xlsx" in told
    assert "1 in dispute" in told


def test_an_answer_that_nothing_changed_is_told_as_one(
    run: Any, harbours: Path, here: Path
) -> None:
    """Choosing it is an answer, and not the word "nothing"."""
    back = workbook(here / "team.xlsx", TEAM, (5, "Your progress", "No change since last time"))
    done = run("collect", harbours, back, "--dry-run", *DAY)
    assert "progress: no change since last time" in " ".join(done.out.split())
