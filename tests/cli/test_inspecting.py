"""What `check`, `status` and `schema` print, for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accountability import dumps, json_schema, load
from accountability.dates import PartialDate
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Recommendation,
    Register,
)

if TYPE_CHECKING:
    from tests.cli.conftest import Run

DAY = "2027-10-01"
REPORT = "uk-hcc-hc9041-2026-27"
DEPARTMENT = "uk-department-for-harbours"


def test_check_ends_with_1_where_a_person_should_look(run: Run, sample: Path) -> None:
    """A warning or an error makes the exit code 1; notes alone do not."""
    assert 1 == run("check", sample, "--as-of", DAY).code
    assert 1 == run("check", sample, "--as-of", DAY, "--select", "COM303").code
    assert 0 == run("check", sample, "--as-of", DAY, "--select", "REC104,DAT402").code


def test_check_says_what_is_wrong_where_and_what_to_do(run: Run, sample: Path) -> None:
    """A finding is a word, a code and a sentence, with its place and the next step beneath."""
    outcome = run("check", sample, "--as-of", DAY, "--select", "COM306")
    assert (
        "Error    COM306  Recommendation 3 (HC 9041), Department for Harbours: the date moved on 7 June 2027"
    ) == outcome.out.splitlines()[0]
    assert f"\n         At commitments: {REPORT}/rec-3/{DEPARTMENT}/c1.\n" in outcome.out
    assert "\n         Next: Record the letter" in outcome.out
    assert "1 error in 24 items." == outcome.out.splitlines()[-1]
    assert 100 >= max(map(len, outcome.out.splitlines()))


def test_what_is_ignored_is_shown_with_its_reason(run: Run, sample: Path) -> None:
    """Ignoring a finding hides neither that it was made nor why it does not count."""
    words = ["check", sample, "--as-of", DAY, "--select", "COM306"]
    outcome = run(*words, "--ignore", "COM306=told by telephone")
    assert 0 == outcome.code
    assert outcome.out.startswith("Nothing found in 24 items.\nIgnored: COM306 Recommendation 3")
    assert outcome.out.endswith("(Reason: told by\ntelephone.)\n")
    words[-1] = "COM"
    told = json.loads(run(*words, "--ignore", "COM306=a letter went", "--json").out)
    assert "COM306" not in {finding["code"] for finding in told["findings"]}
    assert [("COM306", "a letter went")] == [
        (one["code"], one["reason"]) for one in told["ignored"]
    ]


def test_check_prints_findings_for_programs(run: Run, sample: Path) -> None:
    """The shape is the documented one, and the exit code the same as for people."""
    outcome = run("check", sample, "--as-of", DAY, "--select", "COM306", "--json")
    told = json.loads(outcome.out)
    assert (1, DAY) == (outcome.code, told["as_of"])
    (finding,) = told["findings"]
    assert ["code", "severity", "message", "record", "place", "help"] == list(finding)
    assert ("COM306", "error") == (finding["code"], finding["severity"])
    assert f"{REPORT}/rec-3/{DEPARTMENT}/c1" == finding["record"]


def test_status_says_why_and_counts_at_the_end(run: Run, sample: Path) -> None:
    """The word stands first, the reasons beneath it, who answers by name, and a count last."""
    outcome = run("status", sample, f"{REPORT}/rec-2", "--as-of", DAY)
    assert [
        "Storm warnings at small harbours, HC 9041, Session 2026–27. Position on 1 October 2027.",
        "",
        "Not addressed  Recommendation 2: Test the sirens each winter",
        "               Department for Harbours: Promised. Agreed on 9 April 2027: “The government agrees",
    ] == outcome.out.splitlines()[:4]
    assert (
        "\n               Coastal Safety Agency: Not addressed. Answered the report" in outcome.out
    )
    assert "1 recommendation: 1 not addressed." == outcome.out.splitlines()[-1]
    assert (0, "") == (outcome.code, outcome.err)


def test_every_word_of_status_stands_in_one_column(run: Run, sample: Path) -> None:
    """Headings begin at one column, whatever the status; nothing is wider than a page."""
    lines = run("status", sample, "--as-of", DAY).out.splitlines()
    headings = [
        line for line in lines if re.match(r"\S.*?  (Recommendation|Conclusion|Request) ", line)
    ]
    starts = {len(line) - len(line.split("  ", 1)[1].lstrip()) for line in headings}
    assert (24, 1) == (len(headings), len(starts))
    assert 100 >= max(map(len, lines))


def test_status_filters_say_how_many_there_are_in_all(run: Run, sample: Path) -> None:
    """Whoever looks at a part is told of how many it is a part."""
    last = {
        words: run("status", sample, "--as-of", DAY, *words).out.splitlines()[-1]
        for words in (
            ("--only", "overdue"),
            ("--for", "Coastal Safety Agency"),
            ("--document", "uk-hcc-hc9155-2026-27"),
            ("--due-within", "50"),
            ("--only", "overdue", "--document", "uk-hcc-hc9155-2026-27"),
        )
    }
    assert {
        ("--only", "overdue"): "1 recommendation of 24: 1 overdue.",
        ("--for", "Coastal Safety Agency"): (
            "2 recommendations of 24: 1 overdue, 1 not addressed."
        ),
        ("--document", "uk-hcc-hc9155-2026-27"): "1 recommendation of 24: 1 response overdue.",
        ("--due-within", "50"): (
            "1 recommendation of 24: 1 response awaited. 1 answer is due within 60 days."
        ),
        ("--only", "overdue", "--document", "uk-hcc-hc9155-2026-27"): "None of 24 items.",
    } == last


def test_an_organisation_is_known_by_its_id_too(run: Run, sample: Path) -> None:
    """--for takes what is printed and what scripts use."""
    by_name = run("status", sample, "--as-of", DAY, "--for", "department for harbours")
    by_id = run("status", sample, "--as-of", DAY, "--for", DEPARTMENT)
    assert by_name.out == by_id.out


def test_status_tells_of_a_promise(run: Run, sample: Path) -> None:
    """A commitment has a status of its own, asked for by its id, and twice is once."""
    promise = f"{REPORT}/rec-1/{DEPARTMENT}/c1"
    outcome = run("status", sample, promise, promise, "--as-of", DAY)
    assert "Overdue  Commitment: it will be published by summer 2027\n" in outcome.out
    assert outcome.out.endswith("\n1 commitment: 1 overdue.\n")


def test_status_is_not_asked_of_what_has_none(run: Run, sample: Path) -> None:
    """The id of an answer leads to a line that says what to ask about."""
    outcome = run("status", sample, f"{REPORT}/rec-1/{DEPARTMENT}", "--as-of", DAY)
    assert (2, 1) == (outcome.code, outcome.err.count("\n"))
    assert "ask about an item (recommendation or conclusion) or a commitment\n" in outcome.err


def test_status_prints_verdicts_for_programs(run: Run, sample: Path) -> None:
    """The shape is the documented one."""
    outcome = run("status", sample, f"{REPORT}/rec-1", "--as-of", DAY, "--json")
    told = json.loads(outcome.out)
    (item,) = told["items"]
    assert (DAY, "overdue", "1") == (told["as_of"], item["status"], item["label"])
    assert {"id", "label", "status", "axes", "reasons", "responders"} <= set(item)
    assert {"code", "text", "rests_on", "words", "arithmetic"} == set(item["reasons"][0])
    assert [(DEPARTMENT, "overdue"), ("uk-coastal-safety-agency", "accepted")] == [
        (part["responder"], part["status"]) for part in item["responders"]
    ]
    assert all(part["reasons"] for part in item["responders"])


def test_schema_is_the_librarys(run: Run) -> None:
    """The printed JSON Schema is the one that the library makes."""
    assert json_schema() == json.loads(run("schema").out)


def test_working_days_may_be_left_out(run: Run, sample: Path) -> None:
    """--calendar none counts no working days; a register that needs none reads the same."""
    plain = run("status", sample, "--as-of", DAY)
    assert plain.out == run("status", sample, "--as-of", DAY, "--calendar", "none").out
    assert plain.out == run("status", sample, "--as-of", DAY, "--calendar", "GB-ENG").out


def test_an_organisation_that_is_only_mentioned_is_known_by_its_id(
    run: Run, sample: Path, here: Path
) -> None:
    """A register may name a responder of which it holds no record."""
    held = load(sample)
    bare = held.without("uk-coastal-safety-agency")
    (here / "bare.json").write_text(dumps(bare), encoding="utf-8", newline="\n")
    outcome = run("status", "bare.json", "--as-of", DAY, "--for", "uk-coastal-safety-agency")
    assert "\n2 recommendations of 24: " in outcome.out


def test_working_days_come_from_the_jurisdiction(run: Run, here: Path) -> None:
    """A deadline in working days is counted with the jurisdiction's calendar where it can be had."""
    register = Register(
        id="piers",
        title="Piers",
        organisations=(
            Organisation(id="committee", name="Piers Committee", kind=OrganisationKind.COMMITTEE),
            Organisation(id="piers-office", name="Piers Office"),
        ),
        documents=(
            Document(
                id="report",
                kind=DocumentKind.REPORT,
                title="Piers",
                authors=("committee",),
                published=PartialDate.day(dt.date(2027, 3, 1)),
            ),
        ),
        items=(
            Recommendation(
                id="report/1",
                document="report",
                label="1",
                text="Mend the pier.",
                addressed_to=("piers-office",),
            ),
        ),
    )
    (here / "piers.json").write_text(dumps(register), encoding="utf-8", newline="\n")
    words = ["status", "piers.json", "--as-of", "2027-03-02", "--jurisdiction", "nz"]
    counted, uncounted = run(*words), run(*words, "--calendar", "none")
    assert (0, 0) == (counted.code, uncounted.code)
    assert "in working days" not in counted.out
    assert counted.out != uncounted.out


def test_a_large_register_is_read_the_same(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Showing that something goes on changes nothing that is printed elsewhere."""
    plain = run("status", sample, "--as-of", DAY)
    monkeypatch.setattr("accountability.cli._files._LARGE", 0)
    assert plain == run("status", sample, "--as-of", DAY)
