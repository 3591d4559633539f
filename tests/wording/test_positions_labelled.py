"""The labelled replies: what each states, written down before there was a reader."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from accountability.model import Position
from accountability.wording import read_position

HERE = Path(__file__).parent / "labelled"
ACCEPTED = {
    Position.ACCEPTED,
    Position.ACCEPTED_IN_PRINCIPLE,
    Position.PARTIALLY_ACCEPTED,
    Position.SUPPORTED,
}


def load() -> ModuleType:
    """Load the script beside the replies."""
    spec = importlib.util.spec_from_file_location("labelled_score", HERE / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORE = load()
REPLIES: list[dict[str, Any]] = SCORE.labelled()
ALIKE: list[dict[str, Any]] = SCORE.labelled("lookalikes")


def test_there_are_enough_of_every_kind() -> None:
    """Hundreds of replies, of every position that a reply can state, most of them hard."""
    counts = Counter(reply["position"] for reply in REPLIES)
    assert len(REPLIES) == len({(reply["text"], reply.get("vocabulary")) for reply in REPLIES})
    assert len(REPLIES) >= 290
    assert {p.value for p in Position} - {"not-addressed"} == set(counts)
    assert counts["not-stated"] >= 80


@pytest.mark.parametrize("reply", REPLIES, ids=[str(number) for number in range(len(REPLIES))])
def test_a_labelled_reply(reply: dict[str, Any]) -> None:
    """The position is the one that a person gave, with its hedges and exceptions."""
    reading = SCORE.reading_of(reply)
    assert reply["position"] == reading.position, reply["why"]
    if reading.position is not Position.NOT_STATED:
        assert tuple(reply.get("hedges", ())) == reading.hedges
        assert tuple(reply.get("exceptions", ())) == reading.exceptions


@pytest.mark.parametrize("reply", ALIKE, ids=[str(number) for number in range(len(ALIKE))])
def test_what_looks_like_an_acceptance(reply: dict[str, Any]) -> None:
    """What only looks like a yes is none, and what is less than one is shown to a person."""
    reading = SCORE.reading_of(reply)
    assert reply["position"] == reading.position
    if reading.position is not Position.NOT_STATED:
        assert reply.get("hedged", False) == reading.hedged
        assert tuple(reply.get("hedges", ())) == reading.hedges
        assert tuple(reply.get("exceptions", ())) == reading.exceptions


EVERY = [*REPLIES, *SCORE.labelled("unseen"), *ALIKE]


@pytest.mark.parametrize("reply", EVERY, ids=[str(number) for number in range(len(EVERY))])
def test_hedges_and_exceptions_are_words_of_the_reply(reply: dict[str, Any]) -> None:
    """Each stands in the text; none is our own word for it."""
    reading = SCORE.reading_of(reply)
    text = " ".join(reply["text"].replace("’", "'").split())
    for hedge in reading.hedges:
        assert hedge in text.lower()
    for words in reading.exceptions:
        assert words.replace("’", "'") in text


def test_no_false_acceptance() -> None:
    """Nothing that a person did not call accepted is read so, in any file."""
    false = [
        reply["text"]
        for reply in EVERY
        if Position(reply["position"]) not in ACCEPTED
        and SCORE.reading_of(reply).position in ACCEPTED
    ]
    assert [] == false


def test_few_of_the_later_replies_are_missed() -> None:
    """Of those written when the reader stood, two are not read as a person reads them."""
    missed = [
        reply["text"]
        for reply in SCORE.labelled("unseen")
        if reply["position"] != SCORE.reading_of(reply).position
    ]
    assert 2 == len(missed)


def test_a_label_in_front_changes_nothing() -> None:
    """A word in a cell means the same behind a number and a label."""
    for words in ("Accepted", "Rejected", "Noted", "Partially accepted"):
        bare, labelled = read_position(words), read_position(f"2.1 Response: {words}")
        assert (bare and bare.position) == (labelled and labelled.position)


def test_the_table_counts_what_is_right() -> None:
    """Two accepted, one of them read: precision 1, recall a half."""
    lines = SCORE.table(
        [(Position.ACCEPTED, Position.ACCEPTED), (Position.ACCEPTED, Position.NOTED)]
    )
    assert ["accepted", "2", "1", "1.000", "0.500"] == lines[1].split()
    assert ["noted", "0", "1", "0.000", "-"] == lines[2].split()
