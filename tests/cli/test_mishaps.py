"""What goes wrong in a round: each told in one sentence, and nothing half written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from accountability import dumps, load
from accountability.containers import Limits
from accountability.samples import load_sample

if TYPE_CHECKING:
    from tests.cli.conftest import Names, Run

pytestmark = pytest.mark.needs("excel", "cli")

SENT_ON = ("--as-of", "2027-10-01")
DAY = ("--as-of", "2027-10-16")
FILE = "back/warnings-team.xlsx"
OUT = ("--output", "after.json")
CHOOSE = "choose the workbook or document that came back"


@pytest.fixture(name="round_1", autouse=True)
def _round_1(run: Run, here: Path) -> None:
    """Commission the sample; one team fills in its file."""
    import openpyxl

    (here / "register.json").write_text(dumps(load_sample()), encoding="utf-8", newline="\n")
    assert 0 == run("commission", "register.json", "--output", "r1", *SENT_ON).code
    (here / "back").mkdir()
    book: Any = openpyxl.load_workbook(here / "r1" / "warnings-team.xlsx")
    sheet = book["Recommendations"]
    heads = {str(cell.value): int(cell.column or 0) for cell in sheet[4]}
    sheet.cell(5, heads["Your progress in words"]).value = "Half of them are done."
    book.save(here / "back" / "warnings-team.xlsx")


def put(here: Path, name: str, data: bytes = b"") -> str:
    """Write a file into the folder of returns; return its path as it is typed."""
    (here / "back" / name).write_bytes(data)
    return f"back/{name}"


@pytest.mark.parametrize(
    "mishap",
    [
        ("zero.xlsx", b"", "it is empty; choose the file again, or ask for it to be sent again"),
        ("~$warnings-team.xlsx", b"\x05Official", "somebody has the file of that name open"),
        (".~lock.warnings-team.xlsx#", b",official;", "somebody has the file of that name open"),
        (".DS_Store", b"\x00\x00Bud1", "it is a file that the computer keeps for itself"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0", "it is a file that the computer keeps for itself"),
        ("letter.txt", b"Dear all,", f"it is plain text; {CHOOSE}"),
        ("sent.json", b'{"format": ""}', CHOOSE),
        ("returns.zip", b"PK\x03\x04rest", "it is a zip archive; unpack it"),
        ("scan.pdf", b"%PDF-1.7", "it is a PDF file"),
        ("form.rtf", b"{\\rtf1 }", "open it in Word or LibreOffice and save it as a Word document"),
        ("half.xlsx", b"PK\x03\x04xl/workbook.xml", "half.xlsx cannot be read"),
    ],
    ids=["empty", "lock", "lock-lo", "mac", "windows", "text", "json", "zip", "pdf", "rtf", "cut"],
)
def test_what_is_no_return_is_refused_in_one_sentence(
    run: Run, here: Path, names: Names, mishap: tuple[str, bytes, str]
) -> None:
    """Alone and among others; nothing is written."""
    name, data, told = mishap
    path = put(here, name, data)
    before = names()
    for files in ([path], [FILE, path]):
        done = run("collect", "r1/register.json", *files, *OUT, *DAY)
        assert 2 == done.code
        assert told in done.err
        assert 1 == len(done.err.splitlines())
    assert before == names()


def test_a_file_beyond_the_limit_is_not_read_whole(run: Run, here: Path, names: Names) -> None:
    """Its size is told, with what to do."""
    path = here / "back" / "big.xlsx"
    path.write_bytes((here / FILE).read_bytes())
    os.truncate(path, 3 * Limits().bytes)
    done = run("collect", "r1/register.json", "back/big.xlsx", *OUT, *DAY)
    assert 2 == done.code
    assert "it is larger than the 67,108,864 bytes that are taken in at once" in done.err
    assert "after.json" not in names()


def test_all_that_cannot_be_read_is_told_at_once(run: Run, here: Path, names: Names) -> None:
    """A folder with what to name instead."""
    (here / "back" / "sub").mkdir()
    done = run(
        "collect", "r1/register.json", "back", "back/sub", "back/none.xlsx", FILE, *OUT, *DAY
    )
    assert 2 == done.code
    assert [
        f"accountability: back is a folder; name the files in it, such as {Path('back/*.xlsx')}",
        f"  back/sub is a folder; name the files in it, such as {Path('back/sub/*.xlsx')}",
        "  back/none.xlsx cannot be read: no such file or directory",
    ] == done.err.splitlines()
    assert "after.json" not in names()


@pytest.mark.parametrize(
    "options",
    [
        ("--output", FILE, "--force"),
        ("--output", "r1/register.json", "--force"),
        ("--output", "after.json", "--review", "after.json"),
        (
            "--output",
            "r1/sent/warnings-team.json",
            "--base",
            "r1/sent/warnings-team.json",
            "--force",
        ),
    ],
    ids=["return", "register", "review", "base"],
)
def test_nothing_that_is_read_is_written_over(
    run: Run, here: Path, names: Names, options: tuple[str, ...]
) -> None:
    """Not with --force either."""
    before = {name: (here / name).read_bytes() for name in names() if (here / name).is_file()}
    held = (here / FILE).read_bytes()
    done = run("collect", "r1/register.json", FILE, *options, *DAY)
    assert 2 == done.code
    assert "name" in done.err
    assert held == (here / FILE).read_bytes()
    assert before == {
        name: (here / name).read_bytes() for name in names() if (here / name).is_file()
    }


def test_a_file_given_twice_is_read_once(run: Run, here: Path) -> None:
    """By its path, by another path, and under another name."""
    copy = put(here, "warnings FINAL.xlsx", (here / FILE).read_bytes())
    once = json.loads(run("collect", "r1/register.json", FILE, "--dry-run", "--json", *DAY).out)
    files = (FILE, FILE, "./" + FILE, copy)
    told = json.loads(run("collect", "r1/register.json", *files, "--dry-run", "--json", *DAY).out)
    places = [{**one, "file": ""} for one in told["applied"]]
    assert [{**one, "file": ""} for one in once["applied"]] == places
    assert 1 == len(told["outstanding"])
    assert ["RTN847", "RTN847"] == [
        one["code"] for one in told["findings"] if one["code"] == "RTN847"
    ]


def test_a_dry_run_says_what_then_happens(run: Run, here: Path) -> None:
    """Word for word, but for where it is written."""
    words = ("collect", "r1/register.json", FILE, "--base", "r1/sent", "--json", *DAY)
    dry = json.loads(run(*words, "--dry-run").out)
    wet = json.loads(run(*words, *OUT).out)
    assert [] != dry["applied"]
    assert {**dry, "written": "after.json"} == wet
    after = load(here / "after.json")
    (collection,) = after.collections
    assert [(one["record"], one["field"], one["place"]) for one in wet["applied"]] == [
        (one.record, one.field, one.place) for one in collection.applied
    ]


def test_the_folder_of_a_round_may_be_named_as_the_base(run: Run) -> None:
    """What was kept is found in it."""
    words = ("collect", "r1/register.json", FILE, "--dry-run", "--json", *DAY)
    whole = json.loads(run(*words, "--base", "r1").out)
    kept = json.loads(run(*words, "--base", "r1/sent").out)
    assert kept == whole


def test_in_place_keeps_the_very_bytes(run: Run, here: Path) -> None:
    """However the file was laid out by hand."""
    laid_out = json.dumps(json.loads((here / "r1" / "register.json").read_bytes()), indent=7)
    (here / "mine.json").write_text(laid_out, encoding="utf-8", newline="\n")
    assert 0 == run("collect", "mine.json", FILE, "--in-place", *DAY).code
    assert laid_out == (here / "mine.2027-10-16.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("exists", [False, True], ids=["new", "empty"])
def test_a_round_that_cannot_be_written_leaves_nothing(
    run: Run, here: Path, names: Names, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    """A full disk at the last file: neither a folder of half a round nor one beside it."""
    if exists:
        (here / "r2").mkdir()
    before = names()

    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("accountability.cli.commissioning.write_register", full)
    done = run("commission", "register.json", "--output", "r2", *SENT_ON)
    assert 2 == done.code
    assert "the folder r2 cannot be made: no space left on device" in done.err
    assert before == names()
    assert not exists or [] == list((here / "r2").iterdir())


def test_a_round_goes_into_an_empty_folder(run: Run, here: Path) -> None:
    """As into a new one."""
    (here / "r2").mkdir()
    assert 0 == run("commission", "register.json", "--output", "r2", *SENT_ON).code
    for name in ("list.csv", "register.json", "sent/warnings-team.json"):
        assert (here / "r1" / name).read_bytes() == (here / "r2" / name).read_bytes()
