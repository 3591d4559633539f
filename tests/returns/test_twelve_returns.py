"""
A whole round: 400 items, twelve teams of two departments, twelve files out and back, one command.

Each file is edited by a script that keeps a list of what it did, by every kind of edit that people make.
Everything on the lists is applied or in dispute afterwards, nothing else has changed, who did nothing is
named, and the review workbook resolves what is in dispute.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import runpy
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from attrs import define, evolve, field, frozen

from accountability import dumps, load
from accountability.merge import ABSENT, Change, diff
from accountability.model import (
    Collection,
    Commitment,
    Implementation,
    Note,
    Position,
    Record,
    Register,
    Response,
    Update,
)

pytestmark = pytest.mark.needs("excel", "cli")

COLLECTED = "2031-10-30"
TOP = 4
RECOMMENDATIONS = "Recommendations"


@frozen
class Typed:
    """Words that somebody typed: row key or promise's id, heading, words, sheet and cell as sent."""

    key: str
    heading: str
    words: str
    sheet: str
    cell: str


@define
class Hand:
    """
    Somebody who fills in one workbook and keeps a list of it.

    Attributes:
        file: Name of the file.

        data: As it was sent.

        book: The workbook, as openpyxl has it.

        did: Everything that was typed and should count.

        gone: Keys of rows that were taken out.

        emptied: Keys of rows whose reply was emptied.

        touched: Keys of rows in which something for reading only was changed.

        lost: Key of a row whose key was damaged, and of one whose check was.

        noted: Words of the comments.

        own: Headings of columns of one's own.
    """

    file: str
    data: bytes
    book: Any
    did: list[Typed] = field(factory=list)
    gone: list[str] = field(factory=list)
    emptied: list[str] = field(factory=list)
    touched: list[str] = field(factory=list)
    lost: list[str] = field(factory=list)
    noted: list[str] = field(factory=list)
    own: list[str] = field(factory=list)

    @property
    def sheet(self) -> Any:
        """The sheet of the recommendations."""
        return self.book[RECOMMENDATIONS]

    def at(self, sheet: Any, heading: str) -> int:
        """Return the column whose heading begins so."""
        heads = {str(cell.value): cell.column for cell in sheet[TOP] if cell.value}
        return int(next(at for head, at in heads.items() if head.startswith(heading)))

    def cell(self, row: int, heading: str, sheet: Any = None) -> Any:
        """Return a cell."""
        page = sheet or self.sheet
        return page.cell(row, self.at(page, heading))

    def key(self, row: int) -> str:
        """Return the key of a row."""
        return str(self.cell(row, "Row key").value)

    def rows(self, need: str) -> list[int]:
        """Return the rows that ask for something."""
        return [
            row
            for row in range(TOP + 1, self.sheet.max_row + 1)
            if str(self.cell(row, "What we need").value or "").startswith(need)
        ]

    def free(self) -> int:
        """Return a row in which nothing was done yet."""
        used = {one.key for one in self.did} | {
            *self.gone,
            *self.emptied,
            *self.touched,
            *self.lost,
        }
        rows = range(TOP + 1, self.sheet.max_row + 1)
        return next(row for row in rows if self.key(row) not in used)

    def type(self, row: int, heading: str, words: str, sheet: Any = None) -> None:
        """Type into a cell, and write it down."""
        page = sheet or self.sheet
        cell = self.cell(row, heading, page)
        key = str(self.cell(row, "Row key", page).value)
        if str(cell.value or "").strip().lower() != words.strip().lower():
            self.did.append(Typed(key, heading, words, page.title, cell.coordinate))
        cell.value = words

    def values(self, first: int = TOP + 1) -> list[list[Any]]:
        """Return what stands on the sheet."""
        return [[cell.value for cell in row] for row in self.sheet.iter_rows(min_row=first)]

    def put(self, rows: list[list[Any]], first: int = TOP + 1) -> None:
        """Write rows."""
        for at, row in enumerate(rows, first):
            for column, value in enumerate(row, 1):
                self.sheet.cell(at, column).value = value


POSITIONS = {
    "Accept": Position.ACCEPTED,
    " reject": Position.REJECTED,
    "note ": Position.NOTED,
}
DATES = ("31/03/2033", "March 2033", "2033", "by the end of June 2033", "2033-03-31")
"""One day, a month, a year, a span, and as machines write it."""


def fill_in(hand: Hand, number: int) -> None:
    """Answer what is asked for, each team a little differently."""
    for at, row in enumerate(hand.rows("Answer")[:3]):
        hand.type(row, "Your position", tuple(POSITIONS)[(number + at) % 3])
        hand.type(row, "Your reply", f"Reply {number} in row {row}: =SUM(1) 🐟")
        hand.type(row, "Your target date", DATES[(number + at) % 5])
    for row in hand.rows("Progress")[:3]:
        if hand.cell(row, "Your target date").value != "see Commitments":
            hand.type(row, "Your progress", "In progress")
            hand.type(row, "Your progress in words", f"Half done, says team {number}.")
    for row in hand.rows("New date")[:2]:
        hand.type(row, "Your target date", "December 2033")
        hand.type(row, "Your reason", f"Team {number} needs longer.")
    if "Commitments" in hand.book.sheetnames:
        promises = hand.book["Commitments"]
        for row in range(TOP + 1, promises.max_row + 1):
            if not str(hand.cell(row, "Row check", promises).value).startswith("~"):
                hand.type(row, "Your new target date", "June 2034", promises)
                hand.type(row, "Your reason for moving", f"Team {number} asked for it.", promises)


# --- what happens to files ----------------------------------------------------------------------------


def nothing(_hand: Hand) -> None:
    """Only fill it in."""


def sort_rows(hand: Hand) -> None:
    """Sort by the words of the recommendation."""
    at = hand.at(hand.sheet, "Recommendation") - 1
    hand.put(sorted(hand.values(), key=lambda row: str(row[at])))


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
    """Take a row out."""
    row = hand.free()
    hand.gone.append(hand.key(row))
    hand.sheet.delete_rows(row)


def paste_row(hand: Hand) -> None:
    """Copy a row to the end, and answer in the copy alone."""
    row = hand.free()
    hand.put([hand.values(row)[0]], hand.sheet.max_row + 1)
    hand.type(hand.sheet.max_row, "Your reply", "Typed in the copy.")


def move_columns(hand: Hand) -> None:
    """Put the reply first, insert a column of one's own, and word a heading anew."""
    rows = hand.values(TOP)
    at = hand.at(hand.sheet, "Your reply") - 1
    rows = [[row[at], *row[:at], *row[at + 1 :]] for row in rows]
    rows = [[*row[:5], None, *row[5:]] for row in rows]
    rows[0][5] = "Officer"
    rows[0][rows[0].index("Your progress in words")] = "What we did"
    hand.put(rows, TOP)


def empty_cell(hand: Hand) -> None:
    """Empty a reply that stood there."""
    row = next(
        row
        for row in range(TOP + 1, hand.sheet.max_row + 1)
        if hand.cell(row, "Your reply").value and hand.key(row) not in {one.key for one in hand.did}
    )
    hand.emptied.append(hand.key(row))
    hand.cell(row, "Your reply").value = None


def change_what_is_read(hand: Hand) -> None:
    """Mend the printed recommendation."""
    row = hand.free()
    hand.touched.append(hand.key(row))
    hand.cell(row, "Recommendation").value = "The Department should do less."


def damage_key(hand: Hand) -> None:
    """Type over a key, and answer in the row."""
    row = hand.free()
    hand.lost.append(hand.key(row))
    hand.cell(row, "Row key").value = "???"
    hand.cell(row, "Your reply").value = "Under a damaged key."


def damage_check(hand: Hand) -> None:
    """Type over a check, and answer in the row."""
    row = hand.free()
    hand.lost.append(hand.key(row))
    hand.cell(row, "Row check").value = "???"
    hand.cell(row, "Your reply").value = "Under a damaged check."


def comment(hand: Hand) -> None:
    """Put a comment at a cell."""
    from openpyxl.comments import Comment

    words = f"Please see our paper, {hand.file}."
    hand.noted.append(words)
    hand.cell(hand.free(), "Your reply").comment = Comment(words, "A. Official")


def own_column(hand: Hand) -> None:
    """Keep a column of one's own at the right edge."""
    at = hand.sheet.max_column + 1
    hand.own.append("Officer")
    hand.sheet.cell(TOP, at).value = "Officer"
    hand.sheet.cell(TOP + 1, at).value = "B. Official"


Habit = Callable[[Hand], None]

HABITS: tuple[tuple[Habit, ...], ...] = (
    (sort_rows,),
    (),
    (hide_rows, comment),
    (insert_above,),
    (empty_cell, rename_sheet),
    (own_column, delete_row),
    (paste_row,),
    (move_columns,),
    (),
    (),
    (change_what_is_read, damage_key),
    (damage_check, hide_rows, comment),
)
"""What each team does to its file besides filling it in, in the order of the list."""

UNTOUCHED = 1
"""The team that sends its file back as it came."""

TYPED_ONLY = (8, 9)
"""The teams whose files are typed into with something else than openpyxl."""

CHANGED_HERE = (3, 7)
"""The teams of whose answers one was changed here, too, since the files were sent."""


def typed_into(hand: Hand) -> bytes:
    """Type the words of a list straight into the parts of the file, which otherwise stays as it is."""
    with zipfile.ZipFile(io.BytesIO(hand.data)) as sent:
        parts = {name: sent.read(name) for name in sent.namelist()}
    names = re.findall(r'<sheet [^>]*?name="([^"]+)"', parts["xl/workbook.xml"].decode())
    for one in hand.did:
        part = f"xl/worksheets/sheet{names.index(one.sheet) + 1}.xml"
        written = f't="inlineStr"><is><t xml:space="preserve">{escape(one.words)}</t></is></c>'
        text, count = re.subn(
            rf'(<c r="{one.cell}" s="\d+")(?:/>|[^>]*>.*?</c>)',
            lambda found, written=written: f"{found[1]} {written}",  # type: ignore[misc]  # bound now
            parts[part].decode(),
        )
        assert 1 == count, one
        parts[part] = text.encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as back:
        for name, data in parts.items():
            back.writestr(name, data)
    return target.getvalue()


# --- the round ------------------------------------------------------------------------------------------


@frozen
class Outcome:
    """What a command printed, and what it wrote."""

    code: int
    told: dict[str, Any]
    after: Register


@define
class Round:
    """A round: what was sent, what each hand did, what is held since, and what came of it."""

    folder: Path
    register: Register
    hands: tuple[Hand, ...]
    made: int = 0

    @property
    def files(self) -> list[str]:
        """The files that came back."""
        return [str(self.folder / "back" / hand.file) for hand in self.hands]

    def collect(self, files: list[str], *options: str, register: Register | None = None) -> Outcome:
        """Run the one command."""
        self.made += 1
        source = self.folder / f"held-{self.made}.json"
        target = self.folder / f"after-{self.made}.json"
        source.write_text(dumps(register or self.register), encoding="utf-8")
        words = ["collect", str(source), *files, "--base", str(self.folder / "out" / "sent")]
        words += ["--output", str(target), "--as-of", COLLECTED, "--json", *options]
        code, out = run(words)
        return Outcome(code, json.loads(out), load(target))


def run(words: list[str]) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed."""
    from click.testing import CliRunner

    from accountability.cli import main

    result = CliRunner().invoke(main, words, prog_name="accountability")
    assert result.exit_code in {0, 1}, result.output
    return result.exit_code, result.stdout


@pytest.fixture(name="twelve", scope="module")
def _twelve(project: Path) -> dict[str, Any]:
    """Return the names of the module that makes the register."""
    return runpy.run_path(str(project / "tests" / "returns" / "twelve.py"))


@pytest.fixture(name="played", scope="module")
def _played(twelve: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Commission, let twelve hands fill the files in, and change some of the same answers here."""
    import openpyxl

    folder = tmp_path_factory.mktemp("round")
    source = folder / "rivers.json"
    source.write_text(dumps(twelve["register"]()), encoding="utf-8")
    words = ["commission", str(source), "--output", str(folder / "out")]
    words += ["--as-of", str(twelve["AS_OF"]), "--return-by", str(twelve["RETURN_BY"])]
    _code, out = run([*words, "--contact", twelve["CONTACT"], "--json"])
    (folder / "back").mkdir()
    hands = []
    for number, one in enumerate(json.loads(out)["files"]):
        data = Path(one["file"]).read_bytes()
        book = openpyxl.load_workbook(io.BytesIO(data))
        hand = Hand(file=Path(one["file"]).name, data=data, book=book)
        back = folder / "back" / hand.file
        if number == UNTOUCHED:
            back.write_bytes(data)
        else:
            fill_in(hand, number)
            for habit in HABITS[number]:
                habit(hand)
            if number in TYPED_ONLY:
                back.write_bytes(typed_into(hand))
            else:
                book.save(back)
        hands.append(hand)
    register = load(folder / "out" / "rivers.json")
    ours = []
    for number in CHANGED_HERE:
        key = next(one.key for one in hands[number].did if one.heading == "Your reply")
        answer = register[key]
        assert isinstance(answer, Response)
        ours.append(evolve(answer, position=Position.NOT_STATED, text="We wrote this meanwhile."))
    return Round(folder=folder, register=register.with_records(*ours), hands=tuple(hands))


@pytest.fixture(name="done", scope="module")
def _done(played: Round) -> Outcome:
    """Collect everything once."""
    return played.collect(played.files, "--review", str(played.folder / "conflicts.xlsx"))


# --- what must be -----------------------------------------------------------------------------------------


def places(told: dict[str, Any], name: str, file: str) -> set[str]:
    """Return the places of a list for one file."""
    return {one["place"] for one in each(told[name]) if one["file"] == file}


def each(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what was told, and what rivals it, each with the record that it is about."""
    return [{**whole, **one} for whole in told for one in (whole, *whole.get("rivals", ()))]


def findings(told: dict[str, Any], file: str, *codes: str) -> list[dict[str, Any]]:
    """Return the findings of some codes in one file."""
    return [
        one
        for one in told["findings"]
        if one["code"] in codes and one["place"].startswith(f"{file}, ")
    ]


def check_lists(hands: tuple[Hand, ...], told: dict[str, Any]) -> None:
    """Find every entry of every list among what was applied, in dispute or told."""
    for hand in hands:
        applied, disputed = (places(told, name, hand.file) for name in ("applied", "conflicts"))
        assert not applied & disputed
        assert len(hand.did) + len(hand.noted) + len(hand.lost) == len(applied | disputed), (
            hand.file
        )
        records = {one["record"] for one in each(told["conflicts"]) if one["file"] == hand.file}
        assert set(hand.lost) <= records
        emptied = [one["record"] for one in told["emptied"] if hand.file in one["place"]]
        assert hand.emptied == emptied
        missing = [one["key"] for one in told["not_returned"] if one["file"] == hand.file]
        assert hand.gone == missing
        for key in hand.touched:
            assert [key] == [one["record"] for one in findings(told, hand.file, "RTN831")]
        assert len(hand.own) == len(findings(told, hand.file, "RTN853")) - (
            hand.file == hands[7].file  # it has a column of its own among ours
        )


def check_values(round_: Round, told: dict[str, Any], after: Register) -> None:
    """Find the words that were typed in the records that they belong to, letter by letter."""
    disputed = {(one["record"], one["file"]) for one in each(told["conflicts"])}
    for hand in round_.hands:
        for one in hand.did:
            if (one.key, hand.file) in disputed:
                continue
            row = after.row(one.key)
            promise = after.find(Commitment, one.key) or (
                row.commitments[0] if row and row.commitments else None
            )
            match one.heading:
                case "Your position":
                    assert row is not None
                    assert row.shown is not None
                    assert POSITIONS[one.words] is row.shown.position
                case "Your reply":
                    assert row is not None
                    assert row.shown is not None
                    assert one.words == row.shown.text
                case "Your target date" | "Your new target date":
                    assert promise is not None
                    assert one.words == str(promise.dates[-1].date) or one.words == "2033-03-31"
                case "Your reason" | "Your reason for moving":
                    assert promise is not None
                    assert one.words == promise.dates[-1].reason
                case "Your progress in words":
                    assert one.words in {update.text for update in after.updates}
        for words in hand.noted:
            assert f"A. Official: {words}" in {note.text for note in after.notes}


FIELDS: dict[str, frozenset[str]] = {
    "Your position": frozenset({"position", "position_how", "position_words", "sources"}),
    "Your reply": frozenset({"text", "position_words", "sources"}),
}
"""Fields of an answer that each cell writes."""


def check_nothing_else(round_: Round, after: Register) -> None:
    """Compare the registers record by record, field by field."""
    typed: dict[str, set[str]] = {}
    for hand in round_.hands:
        for one in hand.did:
            typed.setdefault(one.key, set()).add(one.heading)
    answers = {key: headings for key, headings in typed.items() if after.row(key)}
    promised = {
        key
        for key, headings in typed.items()
        if any("date" in one or "reason" in one for one in headings)
    }
    for change in diff(round_.register, after):
        if change.record:
            assert is_expected(after, change, answers, promised, set(typed)), change


def is_expected(
    after: Register,
    change: Change,
    answers: dict[str, set[str]],
    promised: set[str],
    typed: set[str],
) -> bool:
    """Tell whether a difference follows from what was typed."""
    record: Record = after[change.record]
    is_new = change.start is ABSENT and change.field is None
    match record:
        case Collection():
            return is_new
        case Note():
            return is_new
        case Response():
            row = next(
                row for row in after.rows_about(record.answers) if row.responder == record.responder
            )
            if is_new:
                return row.key in answers
            allowed = [FIELDS.get(one, frozenset[str]()) for one in answers.get(record.id, set())]
            return change.field in frozenset[str]().union(*allowed)
        case Commitment():
            keys = {
                row.key
                for item in record.items
                for row in after.rows_about(item)
                if record in row.commitments
            }
            return bool(promised & {record.id, *keys}) and (is_new or change.field == "dates")
        case Update():
            made = after.get(record.about)
            about = {record.about, *(made.items if isinstance(made, Commitment) else ())}
            rows = {row.key for one in about for row in after.rows_about(one)}
            return is_new and bool(typed & {record.about, *rows})
    return False


def test_everything_on_the_lists_is_applied_or_in_dispute(played: Round, done: Outcome) -> None:
    """Each typed cell ends in one place, and each other edit is told."""
    assert 1 == done.code
    check_lists(played.hands, done.told)


def test_what_was_typed_is_held(played: Round, done: Outcome) -> None:
    """In the records, letter by letter."""
    check_values(played, done.told, done.after)
    written = {
        update.implementation
        for update in done.after.updates
        if update not in played.register.updates
    }
    assert {Implementation.IN_PROGRESS} == written


def test_nothing_else_has_changed(played: Round, done: Outcome) -> None:
    """Record by record and field by field."""
    check_nothing_else(played, done.after)
    assert 11 == len(done.after.collections)


def test_what_was_changed_here_too_is_in_dispute(played: Round, done: Outcome) -> None:
    """With what is held, what was typed, and nothing when it was sent."""
    files = {played.hands[number].file for number in CHANGED_HERE}
    ours = [
        one
        for one in each(done.told["conflicts"])
        if one["ours"] in {"We wrote this meanwhile.", "not-stated"}
    ]
    assert {(file, cell) for file in files for cell in ("row:position", "row:reply")} == {
        (one["file"], one["field"]) for one in ours
    }
    assert 4 == len(ours)
    assert {""} == {one["base"] for one in ours}


def test_who_did_what_is_named(played: Round) -> None:
    """Who returned an untouched file, and who returned nothing, with the rows that were asked."""
    told = played.collect(played.files[:-1]).told
    untouched = [one["file"] for one in told["outstanding"] if one["untouched"]]
    assert [played.hands[UNTOUCHED].file] == untouched
    missing = [one for one in told["not_returned"] if not one["file"]]
    who = {one["responder"] for one in missing}
    assert 1 == len(who)
    assert [*who] == told["not_back"]
    with (played.folder / "out" / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        sent = [
            row["Row key"] for row in csv.DictReader(stream) if row["File"] == played.hands[-1].file
        ]
    assert sent == [one["key"] for one in missing]
    for one in told["outstanding"]:
        assert one["asked"] == one["answered"] + len(one["empty"])


def test_nothing_of_others_is_in_a_file(played: Round, twelve: dict[str, Any]) -> None:
    """Neither their drafts, nor their names, nor notes and waivers, nor how many rows there are in all."""
    names = {team: name for team, (name, _department) in twelve["TEAMS"].items()}
    secrets = {f"{twelve['SECRET_OF']} of {team}": team for team in names}
    with (played.folder / "out" / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        mine = {row["File"]: row["Sent to"] for row in csv.DictReader(stream)}
    for hand in played.hands:
        with zipfile.ZipFile(io.BytesIO(hand.data)) as package:
            words = b"".join(package.read(name) for name in package.namelist()).decode()
        words += (
            (played.folder / "out" / "letters" / hand.file).with_suffix(".txt").read_text("utf-8")
        )
        others = {team for team, name in names.items() if name != mine[hand.file]}
        assert len(names) - 1 == len(others)
        for secret, team in secrets.items():
            assert team not in others or secret not in words
        for team in others:
            assert names[team] not in words
            assert team not in words
        for secret in ("Ask the Minister", f"Known: {twelve['SECRET_OF']}", "REC104"):
            assert secret not in words
        assert not re.search(r"\b400 (items|rows|recommendations)\b", words)
        kept = (played.folder / "out" / "sent" / hand.file).with_suffix(".json").read_text("utf-8")
        assert not any(secret in kept for secret, team in secrets.items() if team in others)


def test_the_review_resolves_what_is_in_dispute(played: Round, done: Outcome) -> None:
    """Theirs, ours and other words by turns; afterwards nothing is in dispute, also when collected again."""
    import openpyxl

    path = played.folder / "conflicts.xlsx"
    book: Any = openpyxl.load_workbook(path)
    sheet = book["Conflicts"]
    heads = {str(cell.value): int(cell.column or 0) for cell in sheet[TOP]}
    expected: dict[tuple[str, str], str] = {}
    for row in range(TOP + 1, sheet.max_row + 1):
        choice = ("Take theirs", "Keep ours", "Other words")[row % 3]
        cell, key = (
            str(sheet.cell(row, heads[f"{name} (leave as it is)"]).value)
            for name in ("Cell", "Row key")
        )
        if choice == "Other words" and cell != "row:reply":
            choice = "Take theirs"
        sheet.cell(row, heads["Your choice"]).value = choice
        if choice == "Other words":
            sheet.cell(row, heads["Your other words"]).value = "As agreed by telephone."
        told = {"Take theirs": "Theirs: in the file", "Other words": "Your other words"}
        if cell == "row:reply" and choice in told:
            expected[key, cell] = str(sheet.cell(row, heads[told[choice]]).value)
    book.save(path)
    assert {one["record"] for one in done.told["conflicts"]}
    again = played.collect(played.files, "--review", str(path))
    assert ([], len(done.told["conflicts"])) == (again.told["conflicts"], again.told["decided"])
    for (key, _cell), words in expected.items():
        row_now = again.after.row(key)
        assert row_now is not None
        assert row_now.shown is not None
        assert words == row_now.shown.text
    once_more = played.collect(played.files, "--review", str(path), register=again.after)
    assert ([], []) == (once_more.told["conflicts"], once_more.told["applied"])
    assert again.after == once_more.after


def test_the_same_files_again_change_nothing(played: Round, done: Outcome) -> None:
    """A second collect writes nothing and keeps the same cells in dispute."""
    second = played.collect(played.files, register=done.after)
    assert [] == second.told["applied"]
    assert done.after == second.after
    assert done.told["conflicts"] == second.told["conflicts"]


def test_the_wrong_registers_file_stops_everything(played: Round) -> None:
    """Nothing is written when one file was made from another register."""
    from click.testing import CliRunner

    from accountability.cli import main

    source = played.folder / "other.json"
    source.write_text(dumps(evolve(played.register, id="xx-other")), encoding="utf-8")
    words = ["collect", str(source), *played.files, "--output", str(played.folder / "never.json")]
    result = CliRunner().invoke(main, [*words, "--as-of", COLLECTED], prog_name="accountability")
    assert 2 == result.exit_code
    assert "xx-rivers" in result.output
    assert not (played.folder / "never.json").exists()


def edits_of(hand: Hand) -> Iterator[str]:
    """Yield what a person types, for the tool that types it into LibreOffice."""
    for one in hand.did:
        yield f"--text={one.sheet}!{one.cell}={one.words}"


@pytest.mark.office
@pytest.mark.parametrize("version", ["25", "7"])
def test_through_libreoffice(
    played: Round, done: Outcome, shared: Path, tmp_path: Path, version: str
) -> None:
    """Two of the files were typed into in LibreOffice itself; the outcome is the same."""
    tool = shared / "tools" / "lo-edit"
    if not tool.is_file():
        pytest.skip("the tool that runs LibreOffice is not there")
    files = list(played.files)
    for number, more in zip(
        TYPED_ONLY, (["--rename", "Recommendations=Our rows"], []), strict=True
    ):
        hand = played.hands[number]
        sent, back = tmp_path / f"sent-{hand.file}", tmp_path / hand.file
        sent.write_bytes(hand.data)
        words = [word for edit in edits_of(hand) for word in edit.split("=", 1)]
        environment = {**os.environ, "VERIFY_LO": version}
        subprocess.run([tool, sent, back, *words, *more], check=True, env=environment, timeout=300)
        files[number] = str(back)
    again = played.collect(files)
    check_lists(played.hands, again.told)
    check_values(played, again.told, again.after)
    check_nothing_else(played, again.after)
    assert len(done.told["applied"]) == len(again.told["applied"])
    assert len(done.told["conflicts"]) == len(again.told["conflicts"])
