"""Words that stand in the place of others, and sentences that only sound like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.wording.standins import names_nobody, points_elsewhere

POINTING = [
    "as above",
    "As above.",
    "(as above)",
    "as above!",
    "See above",
    "please see above",
    "see response above",
    "See the reply to the row above.",
    "Ditto above",
    "as stated above",
    "As set out above.",
    "same as above",
    "Same answer",
    "same response as row above",
    "the same",
    "as row above",
    "see row 3",
    "see rows 3 and 4 above",
    "as for previous row",
    "see answer given above",
    "Ibid.",
    "ditto",
    "“",
    "〃",
    "↑",
    '- " -',
    "^^",
    "👆",
    "above",
    "Response above",
]
SAYING = [
    "as stated above, the Department accepts the recommendation",
    "As above, and by March.",
    "We see the same.",
    "See rec 3",
    "see recommendation 3",
    "The same team will do it.",
    "As noted in row 3 of Annex B, the Department will publish the plan.",
    "Above all, no.",
    "Same day",
    "No change since last time",
    "See chapter 4 below the line",
    "see www.example.org",
    "Yes.",
    "?",
    "-",
    "",
    "Row 3",
]
NOBODY = [
    "tbc",
    "TBC.",
    "T.B.C.",
    "tbc?",
    "(TBC)",
    "tbd",
    "N/A",
    "n.a.",
    "na",
    "To follow",
    "to be determined",
    "To be confirmed.",
    "yet to be agreed",
    "not assigned",
    "not yet known",
    "Owner not yet assigned",
    "None (for noting)",
    "None",
    "n/a for now",
    "unknown",
    "x",
    "XX",
    "?",
    "-",
    "12",
    "↑",
    "Same as above",
    "as row above",
    "no owner",
]
NAMES = [
    "Na h-Eileanan Siar",
    "X Division",
    "None of the Above Trust",
    "Unknown Warriors Commission",
    "Ports",
    "Locks Team 2",
    "Nilfisk",
    "Same Day Delivery Unit",
    "Team TBX",
    "Axxon",
]


@pytest.mark.parametrize("words", POINTING)
def test_words_that_only_point(words: str) -> None:
    """They say where to look, and nothing besides; such words are no name either."""
    assert (True, True) == (points_elsewhere(words), names_nobody(words))


@pytest.mark.parametrize("words", SAYING)
def test_words_that_say_something(words: str) -> None:
    """Where a sentence goes on, or points at what keeps its number, it is an answer."""
    assert not points_elsewhere(words)


@pytest.mark.parametrize("words", NOBODY)
def test_words_that_name_nobody(words: str) -> None:
    """No body is made of them."""
    assert names_nobody(words)


@pytest.mark.parametrize("words", NAMES)
def test_names_that_hold_such_words(words: str) -> None:
    """A name is a name, whatever it begins with."""
    assert not names_nobody(words)


@given(st.text(max_size=60), st.sampled_from(POINTING))
def test_any_text_can_be_asked(words: str, pointing: str) -> None:
    """Neither question raises, and white space around a text changes no answer."""
    for text in (words, f"{pointing} {words}"):
        assert points_elsewhere(text) == points_elsewhere(f" {text}\n")
        assert names_nobody(text) == names_nobody(f" {text}\n")
