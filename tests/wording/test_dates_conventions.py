"""The conventions of dates: data of each jurisdiction, and visible wherever one decided."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib import resources
from typing import Any

import pytest
from attrs import evolve, fields

from accountability.dates import DateConventions, PartialDate
from accountability.jurisdictions import jurisdiction_names, load_jurisdiction
from accountability.wording import read_date

USUAL = DateConventions()

DECIDED: dict[str, tuple[str, Any]] = {
    "financial_year_starts": ("2026-27", 7),
    "financial_year_named_by_start": ("FY27", False),
    "spring_starts": ("Spring 2027", 9),
    "day_first": ("3/4/2027", False),
    "short_range_is_financial": ("2011-12", False),
    "quarters_are_financial": ("Q1 2027", True),
    "by_year_includes_it": ("by 2027", False),
    "by_mid_year_is_june": ("by mid-2027", True),
}
"""For each convention words that hang on it, and the other way of having it."""


def test_each_convention_is_tried() -> None:
    """A new convention comes with words that hang on it."""
    assert {field.name for field in fields(DateConventions)} == set(DECIDED)


@pytest.mark.parametrize("name", DECIDED)
def test_a_convention_decides_and_says_so(name: str) -> None:
    """Both ways give days, other ones, and each names the convention in its notes."""
    words, other = DECIDED[name]
    readings = [read_date(words, None, by) for by in (USUAL, evolve(USUAL, **{name: other}))]
    one, changed = (reading.date for reading in readings)
    assert isinstance(one, PartialDate)
    assert isinstance(changed, PartialDate)
    assert (one.earliest, one.latest) != (changed.earliest, changed.latest)
    for reading in readings:
        assert any("by convention" in note for note in reading.notes), reading


@pytest.mark.parametrize("name", DECIDED)
def test_a_convention_can_be_set_in_the_file_of_a_jurisdiction(name: str) -> None:
    """The file of the United Kingdom states every one of them."""
    source = resources.files("accountability.jurisdictions").joinpath("uk.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))["conventions"]
    assert table[name] == getattr(load_jurisdiction("uk").conventions, name)


@pytest.mark.parametrize("name", jurisdiction_names())
def test_every_jurisdiction_reads_the_same_words_by_its_own_conventions(name: str) -> None:
    """Its financial year and its spring are those of its file."""
    conventions = load_jurisdiction(name).conventions
    year = read_date("financial year 2026-27", None, conventions).date
    spring = read_date("Spring 2027", None, conventions).date
    assert isinstance(year, PartialDate)
    assert isinstance(spring, PartialDate)
    assert year.earliest == dt.date(2026, conventions.financial_year_starts, 1)
    assert spring.earliest == dt.date(2027, conventions.spring_starts, 1)


@pytest.mark.parametrize("words", ["31 March 2027", "March 2027", "by the end of 2027", "in 2027"])
def test_words_that_say_it_all_rest_on_no_convention(words: str) -> None:
    """Nothing is noted where nothing was decided."""
    assert () == read_date(words).notes
