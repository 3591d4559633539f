"""Fifty real recommendations, whose statuses on two days were written down before they were computed."""

from __future__ import annotations

import csv
import datetime as dt
import runpy
from collections import Counter
from pathlib import Path

import pytest

from accountability import (
    Register,
    Verdict,
    commitment_statuses,
    dumps,
    loads,
    statuses,
    summary,
    timeline,
)

JUNE, DECEMBER = dt.date(2025, 6, 30), dt.date(2025, 12, 31)
DAYS = pytest.mark.parametrize("as_of", [JUNE, DECEMBER], ids=str)

WHY = {
    "ahead": {"target-ahead"},
    "news": {"target-ahead", "report-back-passed"},
    "passed": {"target-passed"},
    "completed": {"claim"},
    "partly": {"claim"},
    "working": {"claim"},
    "undated": {"no-date"},
}
"""The words of the table, and the reasons of which one at least must be told."""


@pytest.fixture(scope="module")
def register(shared: Path, project: Path) -> Register:
    """Give the register that the script makes."""
    folder = shared / "corpus" / "uk-ai-opportunities-action-plan"
    if not folder.is_dir():
        pytest.skip("the real plan is not beside the project")
    script = runpy.run_path(str(project / "tests" / "corpus" / "action_plan.py"))
    made = script["register"](folder)
    assert isinstance(made, Register)
    return made


def expected(project: Path, as_of: dt.date) -> dict[str, tuple[str, str]]:
    """Read what was written down by hand: status and why, by number."""
    path = project / "tests" / "corpus" / "action_plan_expected.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    column = header.index(as_of.isoformat())
    return {row[0]: (row[column], row[column + 1]) for row in rows}


def verdicts(register: Register, as_of: dt.date) -> dict[str, Verdict]:
    """Give the verdicts by number."""
    judged = statuses(register, as_of=as_of)
    return {item.label: verdict for item, verdict in zip(register.items, judged, strict=True)}


@DAYS
def test_every_status_is_as_written_down(register: Register, project: Path, as_of: dt.date) -> None:
    """Each of the fifty has on each day the status that a person gave it who read the file."""
    assert {number: status for number, (status, _) in expected(project, as_of).items()} == {
        number: verdict.status.value for number, verdict in verdicts(register, as_of).items()
    }


@DAYS
def test_every_status_says_why(register: Register, project: Path, as_of: dt.date) -> None:
    """Each says so for the reason that was written down, in words, with the records it rests on."""
    found = verdicts(register, as_of)
    for number, (_, why) in expected(project, as_of).items():
        codes = {reason.code for reason in found[number].reasons}
        assert WHY[why] & codes, (number, why, codes)
        assert all(reason.text and reason.rests_on for reason in found[number].reasons)


@DAYS
def test_a_volunteers_word_is_named_as_one(register: Register, as_of: dt.date) -> None:
    """Where a report counts, the verdict says that it is a third party's."""
    for verdict in verdicts(register, as_of).values():
        for reason in verdict.reasons:
            if reason.code == "claim":
                assert "a third party" in reason.text
                assert verdict.axes.assurance is not None
                assert "third-party" == verdict.axes.assurance.value


@DAYS
def test_counts_add_up_to_fifty(register: Register, project: Path, as_of: dt.date) -> None:
    """By status, body, department and timeliness, no recommendation is lost or counted twice."""
    counted = summary(register, as_of=as_of)
    assert Counter(status for status, _ in expected(project, as_of).values()) == {
        count.key: count.number for count in counted.by_status
    }
    assert {50} == {count.population for count in counted.by_status}
    assert 50 == sum(count.number for count in counted.by_status)
    assert 50 == sum(count.number for count in counted.by_timeliness)
    assert 50 == sum(count.number for body in counted.by_department for count in body.counts)
    assert 50 == sum(count.number for body in counted.by_body for count in body.counts)
    issued = [count for count in counted.rates if count.of == "recommendations issued"]
    assert [50, 50, 50, 50] == [count.population for count in issued]


def test_fifty_lives_are_told(register: Register) -> None:
    """Each life begins when the plan was issued and holds answer, promise and report."""
    for item in register.items:
        told = {entry.code for entry in timeline(register, item.id)}
        assert {"issued", "answered", "promised", "reported"} <= told


def test_two_kinds_of_promise_in_one_cell_are_two_promises(register: Register) -> None:
    """Six cells promise a date and something that goes on; both are held, and judged."""
    assert 56 == len(register.commitments)
    assert 56 == len(list(commitment_statuses(register, as_of=JUNE)))


def test_the_register_survives_being_written(register: Register) -> None:
    """Read again from JSON it gives the same verdicts."""
    again = loads(dumps(register))
    assert register == again
    assert verdicts(register, DECEMBER) == verdicts(again, DECEMBER)
