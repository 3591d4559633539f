"""
A whole round: 400 items, twelve teams of two departments, twelve files back, one command.

Each file is edited by a script that keeps a list of what it did. Everything on the lists is applied or in
dispute afterwards, and nothing else has changed.
"""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field, frozen

from accountability import ExportContext, dumps, load
from accountability.merge import diff
from accountability.model import Collection, Position, Register, Response
from accountability.tables import Profile, Scope

pytestmark = pytest.mark.needs("excel", "cli")

COLLECTED = "2031-10-30"
TOP = 4


@define
class Hand:
    """
    Somebody who fills in one workbook and keeps a list.

    Attributes:
        file: Name of the file.

        book: The workbook, as openpyxl has it.

        did: What was typed: row key or promise's id, column, words.
    """

    file: str
    book: Any
    did: list[tuple[str, str, str]] = field(factory=list)
    gone: list[str] = field(factory=list)

    @property
    def sheet(self) -> Any:
        """The sheet of the recommendations."""
        return self.book.worksheets[self.book.sheetnames.index("Recommendations")]

    def heads(self, sheet: Any) -> dict[str, int]:
        """Return the column of each heading."""
        return {str(cell.value): cell.column for cell in sheet[TOP] if cell.value}

    def at(self, sheet: Any, heading: str) -> int:
        """Return the column whose heading begins so."""
        heads = self.heads(sheet)
        return next(at for head, at in heads.items() if head.startswith(heading))

    def rows(self, need: str) -> Iterator[tuple[int, str]]:
        """Go through the rows that ask for something: number, key."""
        sheet = self.sheet
        key, asked = self.at(sheet, "Row key"), self.at(sheet, "What we need")
        for row in range(TOP + 1, sheet.max_row + 1):
            if str(sheet.cell(row, asked).value or "").startswith(need):
                yield row, str(sheet.cell(row, key).value)

    def type(self, sheet: Any, row: int, heading: str, words: str) -> None:
        """Type into a cell, and write it down."""
        key = str(sheet.cell(row, self.at(sheet, "Row key")).value)
        cell = sheet.cell(row, self.at(sheet, heading))
        if str(cell.value or "").strip().lower() != words.strip().lower():
            self.did.append((key, heading, words))
        cell.value = words

    def values(self, sheet: Any, first: int = TOP + 1) -> list[list[Any]]:
        """Return what stands in a sheet."""
        return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]

    def put(self, sheet: Any, rows: list[list[Any]], first: int = TOP + 1) -> None:
        """Write rows."""
        for at, row in enumerate(rows, first):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value


def fill_in(hand: Hand, number: int) -> None:
    """Answer what is asked for, each team a little differently."""
    sheet = hand.sheet
    for row, _key in list(hand.rows("Answer"))[:3]:
        hand.type(sheet, row, "Your position", ("Accept", " reject", "note ")[number % 3])
        hand.type(sheet, row, "Your reply", f"Reply {number} in row {row}: =SUM(1) 🐟")
        hand.type(sheet, row, "Your target date", ("31/03/2033", "March 2033", "2033")[number % 3])
    closed = hand.at(sheet, "Your target date")
    for row, _key in list(hand.rows("Progress"))[:3]:
        if sheet.cell(row, closed).value != "see Commitments":
            hand.type(sheet, row, "Your progress", "In progress")
            hand.type(sheet, row, "Your progress in words", f"Half done, says team {number}.")
    for row, _key in list(hand.rows("New date"))[:2]:
        hand.type(sheet, row, "Your target date", "December 2033")
        hand.type(sheet, row, "Your reason", f"Team {number} needs longer.")
    if "Commitments" in hand.book.sheetnames:
        promises = hand.book["Commitments"]
        checks = hand.at(promises, "Row check")
        for row in range(TOP + 1, promises.max_row + 1):
            if not str(promises.cell(row, checks).value).startswith("~"):
                hand.type(promises, row, "Your new target date", "June 2034")
                hand.type(promises, row, "Your reason for moving", f"Team {number} asked for it.")


# --- what happens to files --------------------------------------------------------------------------


def nothing(_hand: Hand) -> None:
    """Leave the file as it is."""


def sort_rows(hand: Hand) -> None:
    """Sort by the words of the recommendation."""
    at = hand.at(hand.sheet, "Recommendation") - 1
    hand.put(hand.sheet, sorted(hand.values(hand.sheet), key=lambda row: str(row[at])))


def hide_rows(hand: Hand) -> None:
    """Filter every second row away."""
    for row in range(TOP + 1, hand.sheet.max_row + 1, 2):
        hand.sheet.row_dimensions[row].hidden = True


def insert_above(hand: Hand) -> None:
    """Put two rows above the table."""
    hand.sheet.insert_rows(1, 2)


def rename_sheet(hand: Hand) -> None:
    """Give the sheet another name."""
    hand.sheet.title = "Our rows"


def delete_row(hand: Hand) -> None:
    """Take out a row in which nothing was typed."""
    typed = {key for key, _heading, _words in hand.did}
    key = hand.at(hand.sheet, "Row key")
    row = next(
        row
        for row in range(TOP + 1, hand.sheet.max_row + 1)
        if str(hand.sheet.cell(row, key).value) not in typed
    )
    hand.gone.append(str(hand.sheet.cell(row, key).value))
    hand.sheet.delete_rows(row)


def paste_row(hand: Hand) -> None:
    """Copy the first row to the end."""
    rows = hand.values(hand.sheet)
    hand.put(hand.sheet, [rows[0]], hand.sheet.max_row + 1)


def move_columns(hand: Hand) -> None:
    """Put the reply first and a column of one's own in the middle."""
    rows = hand.values(hand.sheet, TOP)
    at = hand.at(hand.sheet, "Your reply") - 1
    rows = [[row[at], *row[:at], *row[at + 1 :]] for row in rows]
    rows = [[*row[:5], None, *row[5:]] for row in rows]
    rows[0][5] = "Officer"
    hand.put(hand.sheet, rows, TOP)


HABITS: tuple[Callable[[Hand], None], ...] = (
    sort_rows,
    nothing,
    hide_rows,
    insert_above,
    rename_sheet,
    delete_row,
    paste_row,
    move_columns,
    nothing,
    nothing,
    sort_rows,
    hide_rows,
)
"""What each team does to its file besides filling it in."""

UNTOUCHED = 1
"""The team that sends its file back as it came."""


# --- the round ----------------------------------------------------------------------------------------


@frozen
class Round:
    """A round that was played: what was held, what each hand did, and the folder of the files."""

    register: Register
    hands: tuple[Hand, ...]
    folder: Path

    @property
    def files(self) -> list[str]:
        """The files that came back."""
        return [str(self.folder / hand.file) for hand in self.hands]


def play(twelve: dict[str, Any], folder: Path) -> Round:
    """Send twelve files out, let twelve hands fill them in, and change some of the same cells here."""
    import openpyxl

    from accountability.exporters.excel import TrackerWorkbook

    register = twelve["register"]()
    hands = []
    for number, team in enumerate(twelve["TEAMS"]):
        target = io.BytesIO()
        scope = Scope(responders=(team,))
        context = ExportContext(as_of=twelve["AS_OF"], scope=scope)
        TrackerWorkbook(profile=Profile.RESPONDER).export(register, target, context)
        if number == UNTOUCHED:
            (folder / f"{team}.xlsx").write_bytes(target.getvalue())
            hands.append(Hand(file=f"{team}.xlsx", book=None))
            continue
        hand = Hand(file=f"{team}.xlsx", book=openpyxl.load_workbook(target))
        fill_in(hand, number)
        HABITS[number](hand)
        hand.book.save(folder / hand.file)
        hands.append(hand)
    ours = []
    for hand in (hands[3], hands[10]):
        key = next(key for key, heading, _words in hand.did if heading == "Your reply")
        answer = register[key]
        assert isinstance(answer, Response)
        ours.append(evolve(answer, position=Position.NOT_STATED, text="We wrote this meanwhile."))
    return Round(register=register.with_records(*ours), hands=tuple(hands), folder=folder)


@pytest.fixture(name="twelve", scope="module")
def _twelve(project: Path) -> dict[str, Any]:
    """Return the names of the module that makes the register."""
    return runpy.run_path(str(project / "tests" / "returns" / "twelve.py"))


@pytest.fixture(name="played", scope="module")
def _played(twelve: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Play the round once."""
    return play(twelve, tmp_path_factory.mktemp("round"))


def collected(played: Round, files: list[str], output: str) -> tuple[dict[str, Any], Register]:
    """Run the one command; return what it says and what it wrote."""
    from click.testing import CliRunner

    from accountability.cli import main

    source, target = played.folder / "held.json", played.folder / output
    source.write_text(dumps(played.register), encoding="utf-8")
    words = ["collect", str(source), *files, "--output", str(target), "--as-of", COLLECTED]
    result = CliRunner().invoke(main, [*words, "--json"], prog_name="accountability")
    assert result.exit_code in {0, 1}, result.output
    return json.loads(result.stdout), load(target)


def check(played: Round, told: dict[str, Any], after: Register) -> None:
    """Compare what was told and written with what the hands did."""
    there = {(one["file"], one["place"]): one for one in (*told["applied"], *told["conflicts"])}
    for hand in played.hands:
        cells = {place for file, place in there if file == hand.file}
        assert len(hand.did) == len(cells), hand.file
    written = {one["record"] for one in told["applied"]}
    changed = {change.record for change in diff(played.register, after) if change.record}
    recorded = {one.id for one in after.collections}
    assert changed == (written - _gone(after, written)) | recorded


def _gone(after: Register, written: set[str]) -> set[str]:
    return {record for record in written if record not in after}


def test_everything_on_the_lists_is_applied_or_in_dispute(played: Round) -> None:
    """Each typed cell ends in one place, and no record changed that no cell asked for."""
    told, after = collected(played, played.files, "after.json")
    check(played, told, after)
    disputes = [(one["file"], one["field"]) for one in told["conflicts"]]
    files = [played.hands[3].file, played.hands[10].file]
    assert {(file, cell) for file in files for cell in ("row:position", "row:reply")} == set(
        disputes
    )
    assert 4 == len(disputes)
    assert {"We wrote this meanwhile.", "not-stated"} == {one["ours"] for one in told["conflicts"]}


def test_what_was_typed_is_held(played: Round) -> None:
    """The words of every reply that is not in dispute stand in a draft, letter by letter."""
    _told, after = collected(played, played.files, "held-after.json")
    disputed = {played.hands[3].file, played.hands[10].file}
    for hand in played.hands:
        replies = [(key, words) for key, heading, words in hand.did if heading == "Your reply"]
        for key, words in replies[1 if hand.file in disputed else 0 :]:
            held = after[key]
            assert isinstance(held, Response)
            assert words == held.text


def test_who_did_what_is_named(played: Round) -> None:
    """The untouched file, the missing row, and who has not returned."""
    told, after = collected(played, played.files[:-1], "eleven.json")
    untouched = [one["file"] for one in told["outstanding"] if one["untouched"]]
    assert [played.hands[UNTOUCHED].file] == untouched
    missing = [(one["key"], one["file"]) for one in told["not_returned"] if one["file"]]
    assert [(key, hand.file) for hand in played.hands for key in hand.gone] == missing
    assert [Path(played.hands[-1].file).stem] == told["not_back"]
    for one in told["outstanding"]:
        assert one["asked"] == one["answered"] + len(one["empty"])
    assert 10 == sum(isinstance(one, Collection) for one in after)


def test_the_same_files_again_change_nothing(played: Round) -> None:
    """A second collect writes nothing and keeps the same cells in dispute."""
    told, after = collected(played, played.files, "first.json")
    again = evolve_round(played, after)
    second, same = collected(again, played.files, "second.json")
    assert [] == second["applied"]
    assert after == same
    assert told["conflicts"] == second["conflicts"]


def evolve_round(played: Round, register: Register) -> Round:
    """Return the round with another register held."""
    return Round(register=register, hands=played.hands, folder=played.folder)


@pytest.mark.office
@pytest.mark.parametrize("version", ["25", "7"])
def test_through_libreoffice(played: Round, shared: Path, tmp_path: Path, version: str) -> None:
    """Two of the files were opened and saved in LibreOffice on their way back."""
    tool = shared / "tools" / "lo-resave"
    if not tool.is_file():
        pytest.skip("the tool that runs LibreOffice is not there")
    files = []
    for number, path in enumerate(played.files):
        if number not in {8, 9}:
            files.append(path)
            continue
        saved = tmp_path / Path(path).name
        environment = {**os.environ, "VERIFY_LO": version}
        subprocess.run([tool, path, saved], check=True, env=environment, timeout=300)
        files.append(str(saved))
    told, after = collected(played, files, f"office-{version}.json")
    check(played, told, after)
    assert 4 == len(told["conflicts"])
