"""Marking answers, putting registers together and telling them apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from accountability import dumps, load
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
)

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ITEMS = ("quays/1", "quays/2", "quays/3")
ANSWERS = tuple(f"{item}/quays-office" for item in ITEMS[:2])


@pytest.fixture
def drafts(here: Path) -> Register:
    """Write drafts.json: a report with two drafted answers and one that is only asked for."""
    register = Register(
        id="quays-register",
        title="Quays",
        organisations=(Organisation(id="quays-office", name="Quays Office"),),
        documents=(Document(id="quays", kind=DocumentKind.REPORT, title="Quays and steps"),),
        items=tuple(
            Recommendation(id=item, document="quays", label=item[-1], text=f"Mend quay {item[-1]}.")
            for item in ITEMS
        ),
        responses=(
            *(
                Response(
                    id=answer,
                    answers=item,
                    responder="quays-office",
                    position=Position.ACCEPTED,
                    text="We agree.",
                )
                for item, answer in zip(ITEMS, ANSWERS, strict=False)
            ),
            Response(id="quays/3/quays-office", answers="quays/3", responder="quays-office"),
        ),
    )
    (here / "drafts.json").write_text(dumps(register), encoding="utf-8", newline="\n")
    return register


def stages(path: Path) -> dict[str, list[Stage]]:
    """Return the stages of each answer in a file."""
    return {one.id: [step.stage for step in one.steps] for one in load(path).responses}


@pytest.mark.usefixtures("drafts")
def test_a_reports_answers_are_cleared_together(run: Run, here: Path) -> None:
    """Each written answer gets the step with day, role and fingerprint; an empty one is named."""
    outcome = run(
        *("mark", "drafts.json", "--document", "quays", "--stage", "cleared"),
        *("--on", "2027-04-06", "--by", "Accounting officer", "--output", "cleared.json"),
    )
    assert (0, "Not marked: quays/3/quays-office, it has no answer yet\n") == (
        outcome.code,
        outcome.err,
    )
    assert (
        "2 answers cleared. A later change to any will be reported.\nWritten: cleared.json\n"
    ) == outcome.out
    held = load(here / "cleared.json")
    (step,) = held.responses[0].steps
    assert ("cleared", "2027-04-06", "Accounting officer") == (
        step.stage,
        str(step.day.earliest) if step.day and hasattr(step.day, "earliest") else "",
        step.by,
    )
    assert held.fingerprint_of(held.responses[0]) == step.fingerprint


@pytest.mark.usefixtures("drafts")
def test_an_answer_sent_and_published_is_given(run: Run, here: Path) -> None:
    """A draft becomes an answer by being sent; the paper it appeared in is held with the step."""
    common = ["--document", "quays", "--output"]
    run("mark", "drafts.json", "--stage", "sent", "--on", "2027-04-09", *common, "sent.json")
    outcome = run(
        *("mark", "sent.json", "--stage", "published", "--on", "2027-04-15"),
        *("--reference", "CP 9107", "--url", "https://quays.example/cp9107", *common, "out.json"),
    )
    held = load(here / "out.json")
    assert ["sent", "published"] == stages(here / "out.json")[ANSWERS[0]]
    assert (True, True, False) == tuple(held.is_given(one) for one in held.responses)
    last = held.responses[0].steps[-1]
    assert ("CP 9107", "https://quays.example/cp9107") == (last.reference, last.url)
    assert "2 answers published." == outcome.out.splitlines()[0]


@pytest.mark.usefixtures("drafts")
def test_a_step_never_goes_backwards(run: Run, here: Path) -> None:
    """What was sent is not cleared afterwards, and what is cleared is not cleared twice."""
    run(
        *("mark", "drafts.json", ANSWERS[0], "--stage", "sent"),
        *("--on", "2027-04-09", "--output", "sent.json"),
    )
    outcome = run(
        *("mark", "sent.json", "--document", "quays", "--stage", "cleared"),
        *("--on", "2027-04-12", "--output", "out.json"),
    )
    assert f"Not marked: {ANSWERS[0]}, it is sent already\n" in outcome.err
    assert {ANSWERS[0]: ["sent"], ANSWERS[1]: ["cleared"], "quays/3/quays-office": []} == stages(
        here / "out.json"
    )
    again = run(
        *("mark", "out.json", "--document", "quays", "--stage", "cleared"),
        *("--on", "2027-04-13", "--output", "never.json"),
    )
    assert (2, False) == (again.code, (here / "never.json").exists())
    assert "accountability: no answer was marked: " in again.err
    assert f"{ANSWERS[1]}: it is cleared already" in again.err


@pytest.mark.usefixtures("drafts")
def test_answers_are_named_by_their_item_or_themselves(run: Run, here: Path) -> None:
    """An id may be an item's or an answer's; anything else is refused with what it is."""
    words = ["--stage", "cleared", "--on", "2027-04-06", "--output"]
    assert 0 == run("mark", "drafts.json", ITEMS[0], ANSWERS[1], *words, "out.json").code
    assert [["cleared"], ["cleared"], []] == list(stages(here / "out.json").values())
    refused = run("mark", "drafts.json", "quays-office", *words, "no.json")
    assert (
        "accountability: quays-office is an organisation; name a response or an item, "
        "or a document with --document\n"
    ) == refused.err
    unknown = run("mark", "drafts.json", "quays/9", *words, "no.json")
    assert "no record 'quays/9'; did you mean \"quays/" in unknown.err
    assert (2, 2, False) == (refused.code, unknown.code, (here / "no.json").exists())


def test_a_change_after_clearance_is_reported(run: Run, here: Path, drafts: Register) -> None:
    """Check compares an answer with what was cleared."""
    run(
        *("mark", "drafts.json", "--document", "quays", "--stage", "cleared"),
        *("--on", "2027-04-06", "--output", "cleared.json"),
    )
    held = load(here / "cleared.json")
    changed = held.with_records(evolve(held.responses[0], text="We agree, but not yet."))
    (here / "changed.json").write_text(dumps(changed), encoding="utf-8", newline="\n")
    found = {
        name: json.loads(
            run("check", name, "--as-of", "2027-04-07", "--select", "RSP212", "--json").out
        )["findings"]
        for name in ("cleared.json", "changed.json")
    }
    assert [] == found["cleared.json"]
    assert [drafts.responses[0].id] == [one["record"] for one in found["changed.json"]]


@pytest.mark.parametrize("stage", ["sent", "published"])
def test_what_was_not_cleared_as_it_stands_is_marked_with_a_warning(
    run: Run, here: Path, drafts: Register, stage: str
) -> None:
    """Each answer never cleared, or changed since, is named before it goes out; none is held back."""
    run(
        *("mark", "drafts.json", ITEMS[0], "--stage", "cleared"),
        *("--on", "2027-04-06", "--output", "cleared.json"),
    )
    words = ("--document", "quays", "--stage", stage, "--on", "2027-04-09", "--output")
    outcome = run("mark", "cleared.json", *words, "out.json")
    never = f"Look at: {ANSWERS[1]}, never recorded as cleared; check it before it goes out"
    assert (0, True) == (outcome.code, never in outcome.err.splitlines())
    assert f"Look at: {ANSWERS[0]}" not in outcome.err
    held = load(here / "cleared.json")
    changed = held.with_records(evolve(held.responses[0], text="We agree, but not yet."))
    (here / "changed.json").write_text(dumps(changed), encoding="utf-8", newline="\n")
    outcome = run("mark", "changed.json", *words, "changed-out.json")
    since = (
        f"Look at: {drafts.responses[0].id}, changed since it was cleared on 6 April 2027; "
        "check it before it goes out"
    )
    assert (0, True) == (outcome.code, since in outcome.err.splitlines())
    assert "2 answers" in outcome.out


# --- merge and diff ------------------------------------------------------------------------------------


@pytest.fixture
def two(here: Path, drafts: Register) -> None:
    """Write ours.json and theirs.json: one answer differs, and theirs has an item more."""
    ours = drafts.with_records(evolve(drafts.responses[0], text="We agree."))
    theirs = drafts.with_records(
        evolve(drafts.responses[0], text="We do not agree."),
        Recommendation(id="quays/4", document="quays", label="4", text="Mend quay 4."),
    )
    for name, register in (("ours", ours), ("theirs", theirs)):
        (here / f"{name}.json").write_text(dumps(register), encoding="utf-8", newline="\n")


@pytest.mark.usefixtures("two")
def test_what_two_registers_disagree_about_is_shown_with_both_values(run: Run, here: Path) -> None:
    """The first is kept, the other value is named, and what only one holds is taken over."""
    outcome = run("merge", "ours.json", "theirs.json", "--output", "both.json")
    assert 0 == outcome.code
    assert f"In dispute  {ANSWERS[0]}, text: “We agree.” (kept) or “We do not agree.”." in (
        outcome.err
    )
    assert "9 records from 2 registers; 1 in dispute, kept as in ours.json.\n" in outcome.out
    held = load(here / "both.json")
    assert ("We agree.", "4") == (held.responses[0].text, held.items[-1].label)


@pytest.mark.usefixtures("two")
def test_differences_are_listed_and_make_the_exit_code_1(run: Run) -> None:
    """Each change names record and field with both values; the same register twice has none."""
    outcome = run("diff", "ours.json", "theirs.json")
    assert 1 == outcome.code
    assert (
        f"Changed  {ANSWERS[0]}, text\n         was: We agree.\n         is:  We do not agree.\n"
    ) in outcome.out
    assert "Added    quays/4\n" in outcome.out
    assert (0, "No differences.\n") == (
        run("diff", "ours.json", "ours.json").code,
        run("diff", "ours.json", "ours.json").out,
    )


@pytest.mark.usefixtures("two")
def test_differences_are_printed_for_programs(run: Run) -> None:
    """Changes come as record, field, before and after."""
    outcome = run("diff", "ours.json", "theirs.json", "--json")
    changes = json.loads(outcome.out)["changes"]
    assert {
        "record": ANSWERS[0],
        "field": "text",
        "before": "We agree.",
        "after": "We do not agree.",
    } in changes
    same = run("diff", "ours.json", "ours.json", "--json")
    assert (1, 0, {"changes": []}) == (outcome.code, same.code, json.loads(same.out))
