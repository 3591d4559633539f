"""Real replies: a position where the document states one, and none read from words that accept nothing."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from accountability.model import Position
from accountability.text import repair
from accountability.vocabularies import load_vocabulary
from accountability.vocabularies.lexicon import load_lexicon
from accountability.wording import PositionReading, read_position

P = Position
ACCEPTED = {P.ACCEPTED, P.ACCEPTED_IN_PRINCIPLE, P.PARTIALLY_ACCEPTED, P.SUPPORTED}


def _file(shared: Path, *names: str) -> Path:
    path = shared.joinpath("corpus", *names)
    if not path.exists():
        pytest.skip("the real replies are not beside the project")
    return path


@pytest.fixture(scope="module")
def excerpts(shared: Path) -> list[dict[str, Any]]:
    """Give the excerpts of replies, with what the document states where it states something."""
    path = _file(shared, "response-excerpts", "response_excerpts.dev.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def pairs(shared: Path) -> list[dict[str, Any]]:
    """Give items with their replies."""
    path = _file(shared, "uk-inquiries-and-lords-pdf-pairs", "aligned.dev.json")
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["recommendations"]
    return entries


def _of_excerpt(row: dict[str, Any]) -> PositionReading | None:
    vocabulary = "australia" if row["jurisdiction"] == "Australia" else "plain"
    return read_position(repair(row["excerpt"]).text, vocabulary)


def _of_pair(row: dict[str, Any]) -> PositionReading | None:
    item = repair(row["recommendation_text"]).text
    return read_position(repair(row["matched_response_text"]).text, recommendation=item)


STATED = {
    "agree": P.ACCEPTED,
    "the government accepts this recommendation": P.ACCEPTED,
    "the government agrees with the committee's conclusion": P.ACCEPTED,
    "the government supports this recommendation": P.SUPPORTED,
    "supported": P.ACCEPTED,
    "supported in principle": P.ACCEPTED_IN_PRINCIPLE,
    "partially supported": P.PARTIALLY_ACCEPTED,
}
"""What documents of this corpus print as their position; verdicts of a recommender are left out."""


def test_what_a_document_states_is_read(excerpts: list[dict[str, Any]]) -> None:
    """Wherever the responder's document prints a position, that position is read."""
    compared, wrong = 0, []
    for row in excerpts:
        words = re.sub(r"[‘’]", "'", row["stated_position"] or "").lower()
        heads = sorted((key for key in STATED if words.startswith(key)), key=len)
        if heads:
            compared += 1
            reading = _of_excerpt(row)
            if reading is None or reading.position is not STATED[heads[-1]]:
                wrong.append((row["ref"], words, reading))
    assert ([], 21) == (wrong, compared)


def test_no_excerpt_without_an_acceptance_word_is_accepted(excerpts: list[dict[str, Any]]) -> None:
    """A yes rests on an acceptance word of its vocabulary that is said of the recommendation."""
    for row in excerpts:
        _holds_its_word(
            _of_excerpt(row), "australia" if row["jurisdiction"] == "Australia" else "plain"
        )


def test_no_paired_reply_without_an_acceptance_word_is_accepted(
    pairs: list[dict[str, Any]],
) -> None:
    """The same of replies paired with their items."""
    for row in pairs:
        _holds_its_word(_of_pair(row), "plain")


def _holds_its_word(reading: PositionReading | None, vocabulary: str) -> None:
    """Assert that a yes rests on an acceptance word whose object or subject is the recommendation."""
    assert reading is not None
    if reading.position not in ACCEPTED:
        return
    lexicon = load_lexicon(vocabulary)
    words = (
        *lexicon.acceptance,
        *lexicon.acceptance_nouns,
        *lexicon.acceptance_in_principle,
        *lexicon.support,
    )
    word = rf"\b(?:{'|'.join(map(re.escape, words))})\b"
    sentence = " ".join(reading.words.replace("’", "'").translate(_BRACKETS).split())
    term = load_vocabulary(vocabulary).read(sentence)
    assert _governing(word).search(sentence) or term, reading.words
    assert EMBEDDED.search(sentence) is None, reading.words


_BRACKETS = str.maketrans("[]", "  ")


def _governing(word: str) -> re.Pattern[str]:
    """Return the pattern of a word with the recommendation before or behind it, or alone at the head."""
    thing = r"(?:recommendations?|conclusions?|findings?|proposals?|it|this|these|them)\b"
    return re.compile(
        rf"{word}(?: with| to| in principle,?| in part| much of| some of)*(?: [\w'’().,-]+){{0,9}}? {thing}"
        rf"|\b{thing}[^.;]{{0,80}}? (?:is|are|has been|have been|was|were)\b[^.;]{{0,40}} {word}"
        rf"|^\W*(?:[\w'-]+ ){{0,4}}{word}(?=\W|$)",
        re.IGNORECASE,
    )


EMBEDDED = re.compile(
    r"\b(?:hopes?|trusts?|wish(?:es)?|until|unless|whether|urges?|call(?:s|ed)? (?:up)?on"
    r"|expects?|asks?)\b(?: [\w'’-]+){0,10} (?:accepts?|agrees?|supports?)\b"
    r"|\b(?:accepts?|agrees?) (?:with )?(?:this|the) recommendation (?:is|was|has|had|will|should)\b",
    re.IGNORECASE,
)
"""An acceptance that somebody hopes for, asks for or supposes, and one whose object is a clause."""


def test_kind_words_of_real_replies_are_not_counted(pairs: list[dict[str, Any]]) -> None:
    """Agreement that something is important, or with a need, is no acceptance."""
    near = re.compile(
        r"^(?:The Government|We) agrees?(?: that| with the need| with the Committee.s focus)"
    )
    found = [row for row in pairs if near.match(row["matched_response_text"])]
    readings = [_of_pair(row) for row in found]
    assert (8, {P.NOT_STATED}) == (len(found), {one.position for one in readings if one})


def test_a_refusal_is_read(pairs: list[dict[str, Any]]) -> None:
    """Two of the replies say no, one of them of the committee's view."""
    refused = [row["id"] for row in pairs if (one := _of_pair(row)) and one.position is P.REJECTED]
    assert ["8.25", "8.33"] == refused


def test_the_positions_of_an_inquirys_reply_add_up(pairs: list[dict[str, Any]]) -> None:
    """Of 58 recommendations none is left without a position, and nine and one are in principle."""
    counts = Counter(
        one.position
        for row in pairs
        if row["document_pair"].startswith("gren") and (one := _of_pair(row))
    )
    assert {P.ACCEPTED: 41, P.ACCEPTED_IN_PRINCIPLE: 9, P.SUPPORTED: 8} == dict(counts)
