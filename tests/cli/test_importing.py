"""What `import` says and holds, and how a register grows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accountability import load

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_import_says_what_it_read_and_when_an_answer_is_due(
    run: Run, here: Path, pages: dict[str, Path]
) -> None:
    """The summary counts, names the deadline and how it was counted, and says what was written."""
    page = pages["before-response"]
    words = ["--published", "2027-02-12", "--jurisdiction", "uk", "--as-of", "2027-02-12"]
    outcome = run("import", page, "--output", "register.json", *words)
    assert 0 == outcome.code
    assert (
        "1 item: 1 recommendation, 1 assessment; all numbered. Response due 12 April 2027 (two months "
        "from 12 February 2027; the day itself not counted). Written: register.json"
    ) == " ".join(outcome.out.split())
    held = load(here / "register.json")
    assert ("uk", ["4"]) == (held.jurisdiction, [item.label for item in held.items])


def test_what_was_noticed_goes_to_standard_error(
    run: Run, here: Path, pages: dict[str, Path]
) -> None:
    """Findings name the line of the page, and the summary repeats what a person should look at."""
    outcome = run("import", pages["after-response"], "--output", "register.json")
    assert "\nNote     IMP703  split in the print: “Ta rget”.\n" in outcome.err
    assert "\n         At after-response.txt, line 13.\n" in outcome.err
    assert "1 to look at: stops without an end" in " ".join(outcome.out.split())


def test_the_response_joins_the_register_two_months_later(
    run: Run, here: Path, pages: dict[str, Path]
) -> None:
    """Growing says what is new; growing by the same page again says that nothing is."""
    run("import", pages["before-response"], "--output", "february.json", "--jurisdiction", "uk")
    grown = run(
        *("import", pages["after-response"], "--into", "february.json"),
        *("--output", "april.json", "--received", "2027-04-09"),
    )
    assert "\nNew: 1 response, 1 commitment and 1 assessment.\n" in grown.out
    assert "uk" == load(here / "april.json").jurisdiction
    again = run(
        *("import", pages["after-response"], "--into", "april.json"),
        *("--output", "again.json", "--received", "2027-04-09"),
    )
    assert "\nNothing new.\n" in again.out
    assert (here / "april.json").read_bytes() == (here / "again.json").read_bytes()
    before = run("status", "february.json", "--as-of", "2027-04-10", "--json")
    after = run("status", "april.json", "--as-of", "2027-04-10", "--json")
    assert ["response-awaited", "promised"] == [
        json.loads(outcome.out)["items"][0]["status"] for outcome in (before, after)
    ]


def test_a_register_and_what_grew_from_it_are_not_in_dispute(
    run: Run, here: Path, pages: dict[str, Path]
) -> None:
    """Merging the one with the other gives what grew, with nothing for a person to decide."""
    run("import", pages["before-response"], "--output", "february.json", "--jurisdiction", "uk")
    run("import", pages["after-response"], "--into", "february.json", "--output", "april.json")
    merged = run("merge", "february.json", "april.json", "--output", "both.json")
    assert (0, True) == (merged.code, "In dispute" not in merged.err)
    assert load(here / "april.json") == load(here / "both.json")


def test_several_pages_make_one_register(run: Run, here: Path, pages: dict[str, Path]) -> None:
    """Pages given together are read in their order, and the later ones join the first."""
    both = [pages["before-response"], pages["after-response"]]
    outcome = run("import", *both, "--output", "register.json", "--title", "Harbours")
    held = load(here / "register.json")
    assert (0, "Harbours", 1, 1) == (
        outcome.code,
        held.title,
        len(held.items),
        len(held.responses),
    )


# --- the real page ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed(run: Run, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the register imported from the real page that may stand beside the project."""
    page = shared / "seed" / "pac-immigration-enforcement-9.txt"
    if not page.is_file():
        pytest.skip("the real page is not beside the project")
    register = tmp_path_factory.mktemp("seed") / "seed.json"
    assert 0 == run("import", page, "--output", register).code
    return register


def test_the_real_page_shows_each_of_its_faults(run: Run, seed: Path) -> None:
    """Check reports all that can be known from the page alone, each with place and help."""
    outcome = run("check", seed, "--as-of", "2026-11-22", "--json")
    findings = json.loads(outcome.out)["findings"]
    assert 1 == outcome.code
    assert {
        "REC101": "the kinds contradict each other",
        "REC102": "the text is cut off",
        "REC104": "footnotes are glued to words",
        "RSP201": "the printed status contradicts the words",
        "RSP203": "a word is split",
        "RSP206": "the responder is vaguer than the text",
        "COM301": "a target date has passed without an update",
        "COM310": "two dates are promised",
    }.keys() <= {finding["code"] for finding in findings}
    assert all(finding["place"] and finding["help"] for finding in findings)


@pytest.mark.parametrize(("day", "status"), [("2026-11-22", "overdue"), ("2020-12-01", "promised")])
def test_the_real_pages_promise_comes_and_goes(run: Run, seed: Path, day: str, status: str) -> None:
    """The status of a day quotes the words it rests on and says which facts have no day."""
    (item,) = json.loads(run("status", seed, "--as-of", day, "--json").out)["items"]
    why = " ".join(reason["text"] for reason in item["reasons"])
    assert (status, "9") == (item["status"], item["label"])
    assert "“March 2021”" in why
    assert "31 March 2021" in why
    assert "ndated" in why
