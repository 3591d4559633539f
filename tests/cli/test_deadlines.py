"""The command `deadlines`: days, steps, days late, two authorities, and what nobody confirmed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from accountability.dates import PartialDate
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Recommendation,
    Register,
)
from accountability.serialization import dump

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def day(text: str) -> PartialDate:
    """Make a date of day precision."""
    return PartialDate.day(dt.date.fromisoformat(text))


def write(folder: Path, jurisdiction: str, author: str, published: str, *more: Document) -> str:
    """Write a register with one report by a committee of that name."""
    report = Document(
        id="report",
        kind=DocumentKind.REPORT,
        title="Storm warnings at small harbours",
        reference="HC 41",
        authors=("body",),
        published=day(published),
    )
    register = Register(
        id="r",
        title="R",
        jurisdiction=jurisdiction,
        organisations=(Organisation(id="body", name=author, kind=OrganisationKind.COMMITTEE),),
        documents=(report, *more),
        items=(Recommendation(id="report/rec-1", document="report", label="1", text="Warn."),),
    )
    path = folder / "register.json"
    dump(register, path)
    return str(path)


def words(text: str) -> str:
    """Return what was printed as one line, so that where it was wrapped makes no difference."""
    return " ".join(text.split())


def answer(**fields: Any) -> Document:
    """Make the paper that answers the report."""
    values = {
        "id": "a",
        "kind": DocumentKind.RESPONSE,
        "title": "Reply",
        "responds_to": ("report",),
    }
    return Document(**(values | fields))


@pytest.mark.needs("cli")
def test_four_days_late_step_by_step(run: Run, tmp_path: Path) -> None:
    """Published 14 April 2025, due 14 June, received 18 June: 4 days late, and how that was counted."""
    reply = answer(received=day("2025-06-18"), published=day("2025-07-03"))
    path = write(tmp_path, "uk", "Coasts Committee", "2025-04-14", reply)
    outcome = run("deadlines", path, "--as-of", "2025-08-01")
    assert 0 == outcome.code
    for told in (
        "14 June 2025 Response: House of Commons select committees, two months.",
        "1. two months from 14 April 2025 (the day itself not counted) 2. 14 June 2025",
        'Answered by "Reply", received on 18 June 2025: 4 days late.',
        "Rule uk-commons: Undertaking of departments of 1978, restated in 2000, https://",
    ):
        assert told in words(outcome.out)
    found = json.loads(run("deadlines", path, "--as-of", "2025-08-01", "--json").out)
    (rule,) = found["documents"][0]["rules"]
    assert ("2025-06-14", True, 4) == (
        rule["day"],
        rule["confirmed"],
        rule["answers"][0]["days_late"],
    )


@pytest.mark.needs("cli")
def test_nobody_is_late_by_the_day_of_publication(run: Run, tmp_path: Path) -> None:
    """Where the day an answer was received is not recorded, that is said, and no days are counted."""
    path = write(
        tmp_path, "uk", "Coasts Committee", "2025-04-14", answer(published=day("2025-07-03"))
    )
    out = words(run("deadlines", path, "--as-of", "2025-08-01").out)
    assert 'Answered by "Reply": the day it was received is not recorded.' in out
    assert "late" not in out
    assert "Answered" not in run("deadlines", path, "--as-of", "2025-07-02").out


@pytest.mark.needs("cli")
def test_the_last_day_of_february(run: Run, tmp_path: Path) -> None:
    """Two months from 31 December end with February, and the step that says so is printed."""
    path = write(tmp_path, "uk", "Coasts Committee", "2027-12-31")
    out = words(run("deadlines", path, "--as-of", "2028-01-01").out)
    assert "29 February 2028 Response:" in out
    assert "February 2028 has no day 31; its last day counts" in out


@pytest.mark.needs("cli")
def test_a_joint_committee_has_two_deadlines(run: Run, tmp_path: Path) -> None:
    """Both are printed, the earlier first, each with its authority."""
    path = write(tmp_path, "au", "Joint Committee on Ports", "2027-02-12")
    out = words(run("deadlines", path, "--as-of", "2027-03-01").out)
    first = out.index("12 May 2027 Response: Senate and joint committees, three months.")
    second = out.index(
        "12 August 2027 Response: House of Representatives and joint committees, six months."
    )
    assert first < second
    assert "Resolution of the House of Representatives, 29 September 2010" in out


@pytest.mark.needs("cli")
def test_an_unconfirmed_rule_says_so_in_every_line(run: Run, tmp_path: Path) -> None:
    """A day by a rule that nobody confirmed is printed as such, and counts as not confirmed."""
    path = write(tmp_path, "uk", "Senedd Coasts Committee", "2027-02-12")
    out = words(run("deadlines", path, "--as-of", "2027-06-01").out)
    assert "26 March 2027 Response, unconfirmed: Senedd committees, six weeks." in out
    assert "2. unconfirmed: the rule is generally held and was not found in any document" in out
    assert "Rule uk-senedd: Norm of the Senedd, background." in out
    found = json.loads(run("deadlines", path, "--as-of", "2027-06-01", "--json").out)
    assert [False] == [rule["confirmed"] for rule in found["documents"][0]["rules"]]


@pytest.mark.needs("cli")
def test_working_days_without_a_calendar(run: Run, tmp_path: Path) -> None:
    """Without a calendar there is no day, and the calendar that is wanted is named."""
    path = write(tmp_path, "nz", "Ports Committee", "2026-10-30")
    out = words(run("deadlines", path, "--as-of", "2026-11-01", "--calendar", "none").out)
    assert "No day Response:" in out
    assert "It counts working days, and no calendar was given (NZ)." in out
    assert "formerly" not in out


@pytest.mark.needs("cli", "calendars")
def test_working_days_with_the_jurisdictions_calendar(run: Run, tmp_path: Path) -> None:
    """Where the calendar can be had, 60 working days across Christmas end on 28 January."""
    path = write(tmp_path, "nz", "Ports Committee", "2026-10-30")
    assert "28 January 2027" in run("deadlines", path, "--as-of", "2026-11-01").out


@pytest.mark.needs("cli")
def test_a_register_without_rules(run: Run, tmp_path: Path) -> None:
    """Where no rule is about any document, one sentence says so, and what to look at."""
    path = write(tmp_path, "", "Coasts Committee", "2027-02-12")
    outcome = run("deadlines", path, "--as-of", "2027-03-01")
    assert (0, "No rule is about a document of this register. Is its jurisdiction named?\n") == (
        outcome.code,
        outcome.out,
    )
    assert "No rule is about it." in run("deadlines", path, "--document", "report").out
    assert 2 == run("deadlines", path, "--document", "reprot").code
