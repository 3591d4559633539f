"""A year with the tracker: a report comes out, is answered, changes hands, and is followed to its end."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from accountability.merge import Change, reconcile
from accountability.model import Response
from accountability.samples import sample_page
from accountability.serialization import dump, load

pytest.importorskip("click")

REPORT = "harbours-and-coasts-committee-report"
ITEM = f"{REPORT}/rec-4"
ROW = f"{ITEM}/department-for-harbours"
CHANGED_SINCE_CLEARED = "RSP212"


class Keeper:
    """Whoever keeps the register: a folder, and the commands typed in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def types(self, *arguments: str, code: int = 0) -> str:
        """Run a command, check its exit code, and return what it printed."""
        from click.testing import CliRunner

        from accountability.cli import main

        done = CliRunner().invoke(main, [*arguments])
        assert code == done.exit_code, done.output
        return " ".join(done.stdout.split())

    def file(self, name: str, data: bytes = b"") -> str:
        """Return the path of a file, written first if there is something to write."""
        path = self.folder / name
        if data:
            path.write_bytes(data)
        return str(path)

    def status(self, register: str, day: str) -> str:
        """Return the status of the only item on a day."""
        told = json.loads(self.types("status", register, "--as-of", day, "--json"))
        (item,) = told["items"]
        return str(item["status"])

    def codes(self, register: str, day: str, *, code: int) -> set[str]:
        """Return the codes that a check reports on a day."""
        told = json.loads(self.types("check", register, "--as-of", day, "--json", code=code))
        return {finding["code"] for finding in told["findings"]}


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """Give the keeper an empty folder."""
    return Keeper(tmp_path)


@pytest.fixture
def reported(keeper: Keeper) -> str:
    """Import the page as it was on the day of the report, and return the register's file."""
    page = keeper.file("page.txt", sample_page("before-response"))
    register = keeper.file("february.json")
    told = keeper.types(
        *("import", page, "--output", register, "--jurisdiction", "uk"),
        *("--published", "2027-02-12", "--as-of", "2027-02-12"),
    )
    assert "1 item: 1 recommendation" in told
    assert "Response due 12 April 2027 (two months from 12 February 2027" in told
    return register


def typed(register: str, output: str, day: dt.date, *changes: Change) -> None:
    """Write what somebody typed into the cells of a tracker."""
    result = reconcile(load(register), changes, as_of=day)
    assert ((), ()) == (result.conflicts, result.emptied)
    dump(result.register, output)


@pytest.fixture
def allotted(keeper: Keeper, reported: str) -> str:
    """Say who answers and who prepares the answer, and return the register's file."""
    named, given = keeper.file("named.json"), keeper.file("allotted.json")
    typed(
        *(reported, named, dt.date(2027, 2, 15)),
        Change(record=ITEM, field="row:responder", new="Department for Harbours"),
    )
    typed(
        *(named, given, dt.date(2027, 2, 15)),
        Change(record=ROW, field="row:prepared_by", new="Small Craft Team"),
    )
    return given


@pytest.fixture
def drafted(keeper: Keeper, allotted: str) -> str:
    """Fill in the team's answer, and return the register's file."""
    draft = keeper.file("draft.json")
    typed(
        *(allotted, draft, dt.date(2027, 3, 12)),
        Change(record=ROW, field="row:position", new="Accept in principle"),
        Change(record=ROW, field="row:reply", new="A plan will be published by Spring 2028."),
        Change(record=ROW, field="row:target_date", new="Spring 2028"),
    )
    return draft


def test_a_report_is_awaited_until_it_is_overdue(keeper: Keeper, reported: str) -> None:
    """Before its deadline an answer is awaited, the day after it is overdue."""
    days = {"2027-02-11": "not-yet-made", "2027-04-12": "response-awaited"}
    assert days == {day: keeper.status(reported, day) for day in days}
    assert "response-overdue" == keeper.status(reported, "2027-04-13")


def test_an_allotted_row_is_no_answer(keeper: Keeper, allotted: str) -> None:
    """Naming who answers, and who prepares the answer, leaves the answer awaited."""
    held = load(allotted)
    (row,) = held.rows()
    assert "Department for Harbours" == held.name_of(row.responder)
    assert row.draft is not None
    assert ("Small Craft Team",) == tuple(map(held.name_of, row.draft.prepared_by))
    assert "response-awaited" == keeper.status(allotted, "2027-03-01")


def test_a_draft_is_no_answer(keeper: Keeper, drafted: str) -> None:
    """What a team has written changes no status before it is sent."""
    assert "response-awaited" == keeper.status(drafted, "2027-04-01")
    assert "A draft, not sent" in keeper.types("status", drafted, "--as-of", "2027-04-01")


def test_an_answer_is_cleared_sent_and_published(keeper: Keeper, drafted: str) -> None:
    """Each step is recorded, and from the day it is sent the draft is the answer."""
    cleared, sent, published = map(keeper.file, ("cleared.json", "sent.json", "published.json"))
    told = keeper.types(
        *("mark", drafted, "--document", REPORT, "--stage", "cleared", "--on", "2027-04-06"),
        *("--by", "Accounting officer", "--output", cleared),
    )
    assert "1 answer cleared. A later change to any will be reported." in told
    assert "response-awaited" == keeper.status(cleared, "2027-04-08")
    keeper.types(
        *("mark", cleared, ITEM, "--stage", "sent", "--on", "2027-04-09", "--output", sent),
    )
    assert "response-awaited" == keeper.status(sent, "2027-04-08")
    assert "promised" == keeper.status(sent, "2027-04-09")
    keeper.types(
        *("mark", sent, ROW, "--stage", "published", "--on", "2027-04-15"),
        *("--reference", "CP 9107", "--output", published),
    )
    (row,) = load(published).rows()
    assert row.given is not None
    assert ["cleared", "sent", "published"] == [step.stage.value for step in row.given.steps][-3:]
    assert "promised" == keeper.status(published, "2028-05-31")
    assert "overdue" == keeper.status(published, "2028-06-01")


def test_a_change_after_clearance_is_reported(keeper: Keeper, drafted: str) -> None:
    """Who changes an answer after it was cleared is found out before it is sent."""
    cleared, meddled = keeper.file("cleared.json"), keeper.file("meddled.json")
    keeper.types(
        *("mark", drafted, "--document", REPORT, "--stage", "cleared", "--on", "2027-04-06"),
        *("--output", cleared),
    )
    assert not keeper.codes(cleared, "2027-04-07", code=0) & {CHANGED_SINCE_CLEARED}
    typed(
        *(cleared, meddled, dt.date(2027, 4, 7)),
        Change(
            record=ROW,
            field="row:reply",
            start="A plan will be published by Spring 2028.",
            new="A plan may be published by Spring 2028.",
        ),
    )
    assert CHANGED_SINCE_CLEARED in keeper.codes(meddled, "2027-04-08", code=1)


def test_the_response_finds_its_item_two_months_later(keeper: Keeper, reported: str) -> None:
    """The page captured again, with the response, adds the answer to the item that is held."""
    page = keeper.file("page-again.txt", sample_page("after-response"))
    grown = keeper.file("april.json")
    keeper.types(
        *("import", page, "--into", reported, "--output", grown, "--received", "2027-04-09"),
        *("--as-of", "2027-04-15"),
    )
    held = load(grown)
    assert [ITEM] == [item.id for item in held.items]
    response = held.find(Response, ROW)
    assert response is not None
    assert "accepted-in-principle" == response.position
    assert "response-overdue" == keeper.status(reported, "2027-05-01")
    assert "promised" == keeper.status(grown, "2027-05-01")
    told = keeper.types("diff", reported, grown, code=1)
    assert f"Added {ROW}" in told


def test_two_registers_that_grew_apart_are_merged(keeper: Keeper, reported: str) -> None:
    """What two people added to copies of one register stands together afterwards."""
    page = keeper.file("page-again.txt", sample_page("after-response"))
    mine, theirs, both = map(keeper.file, ("mine.json", "theirs.json", "both.json"))
    typed(
        *(reported, mine, dt.date(2027, 2, 15)),
        Change(record=ITEM, field="row:responder", new="Coastal Safety Agency"),
    )
    keeper.types("import", page, "--into", reported, "--output", theirs, "--as-of", "2027-04-15")
    keeper.types("merge", mine, theirs, "--output", both)
    held = load(both)
    assert {record.id for record in load(mine)} | {record.id for record in load(theirs)} <= {
        record.id for record in held
    }
