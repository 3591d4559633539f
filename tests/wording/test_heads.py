"""The scan that goes before the date patterns: it saves time and changes nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accountability.wording import _periods, _relative, _undated
from accountability.wording._ground import level, matches_at, starts

PIECES = (
    "31 March 2027|March 31, 2027|3/4/2027|12.11.27|2027-03-31|31-Mar-27|Mar-27|03/2027|5 to 7 March 2022"
    "|Wednesday|the|next|this|coming|current|following|year|month|March|may|Sept.|Spring|summer of|fall"
    "|Autumn/Winter 2027|Q3|3Q|quarter|Quarter 2|third|last|first|half|H1|FY27|FY '27|CY 2026|26/27 FY"
    "|financial|fiscal|calendar|year-end|year's end|mid-2026|end-2026|early|late|in|by|within|over|during"
    "|six|twenty-four|a|an|56|days|working|weeks|months|after|from|following|of|publication|due|due course"
    "|shortly|soon|as soon as|possible|at|the earliest|opportunity|an appropriate|time|point|near|term|short"
    "|when|once|if|parliamentary|allows|before|the end of|session|parliament|for the remainder of|upon|on"
    "|Royal Assent|completion of|works|the point of|every|other|two|twice|three times|each|annually"
    "|bi-annually|biannually|yearly|kept|under|review|continuous|thereafter|an ongoing|basis"
    "|business as usual"
    "|recess|Christmas|lamps|burn|and|to|-|/|,|.|(|)|'|2025|2025-26|99|£5|#1st|2nd|İn|ıf|ſoon|"
).split("|")
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(PIECES).flatmap(lambda words: st.sampled_from([words, words.upper()])),
        st.sampled_from([" ", " ", " ", "\n", "  ", "", "-"]),
    ),
    max_size=30,
).map(lambda pairs: "".join(words + gap for words, gap in pairs))

GRAMMARS = [
    pytest.param(module.GRAMMAR, module.HEADS, id=module.__name__.rpartition(".")[2])
    for module in (_periods, _relative, _undated)
]


@pytest.mark.parametrize(("grammar", "heads"), GRAMMARS)
@given(text=TEXTS | st.text())
@example(text="the next March and the the current year, this next summer, once every year")
def test_the_scan_misses_no_date(
    grammar: tuple[re.Pattern[str], ...], heads: re.Pattern[str], text: str
) -> None:
    """Each pattern finds the same with the scan as without it."""
    flat = level(text)
    places = starts(heads, flat)
    for pattern in grammar:
        alone = [found.span() for found in pattern.finditer(flat)]
        assert alone == [found.span() for found in matches_at(pattern, flat, places)]


@pytest.mark.parametrize("heads", [param.values[1] for param in GRAMMARS])
def test_plain_prose_has_nothing_to_try(heads: re.Pattern[str]) -> None:
    """Words that speak of no time are passed over."""
    assert [] == starts(
        heads, "The keeper trims each lamp in its lantern at the head of the bridge."
    )


@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    """Small letters stand where the capitals stood, whatever the script."""
    everywhere = re.compile(r"(?=.)", re.DOTALL)
    assert list(range(len(text))) == starts(everywhere, text)
