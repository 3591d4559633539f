"""What holds of every reading and of every saying of dates."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from accountability.dates import (
    DateConventions,
    PartialDate,
    Precision,
    Season,
    Undated,
)
from accountability.exceptions import InvalidDateError
from accountability.testing.strategies import date_conventions, days, partial_dates
from accountability.wording import (
    DateReading,
    _around,
    _ground,
    dates,
    find_dates,
    read_date,
    say_date,
)

YEARS = st.integers(1, 9999)


def whole(take: Callable[[], PartialDate]) -> PartialDate | None:
    """Return what *take* makes; None where the calendar ends first."""
    try:
        return take()
    except InvalidDateError:
        return None


def any_conventions() -> SearchStrategy[DateConventions]:
    """Draw conventions, the three of years and their parts among them."""
    return st.builds(
        lambda usual, quarters, year, mid: DateConventions(
            financial_year_starts=usual.financial_year_starts,
            financial_year_named_by_start=usual.financial_year_named_by_start,
            spring_starts=usual.spring_starts,
            day_first=usual.day_first,
            short_range_is_financial=usual.short_range_is_financial,
            quarters_are_financial=quarters,
            by_year_includes_it=year,
            by_mid_year_is_june=mid,
        ),
        date_conventions(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    )


# --- saying, then reading -------------------------------------------------------------------------


def same(date: PartialDate, conventions: DateConventions) -> None:
    """Check that what is said of *date* is read as the same days with the same precision."""
    words = say_date(date, conventions)
    read = read_date(words, None, conventions)
    assert (date.with_words(words), words) == (read.date, read.words)


@given(
    st.one_of(st.none(), days(far=True), st.dates()),
    st.one_of(st.none(), days(far=True), st.dates()),
    st.sampled_from(Precision),
    any_conventions(),
)
@example(dt.date.min, dt.date.max, Precision.SEASON, DateConventions())
@example(dt.date.max, None, Precision.PARLIAMENTARY_YEAR, DateConventions())
@example(None, dt.date.min, Precision.FINANCIAL_YEAR, DateConventions())
@example(dt.date(2027, 3, 1), dt.date(2027, 3, 1), Precision.SPAN, DateConventions())
def test_any_days_with_any_precision_are_said_and_read_back(
    one: dt.date | None, other: dt.date | None, precision: Precision, conventions: DateConventions
) -> None:
    """Every date that can be represented, usual or not: said, then read, it is the same."""
    if one is None and other is None:
        one = dt.date(2027, 3, 31)
    if precision is Precision.DAY:
        one = other = one or other
    elif one is not None and other is not None and one > other:
        one, other = other, one
    same(PartialDate(earliest=one, latest=other, precision=precision), conventions)


@given(YEARS, st.integers(0, 11), any_conventions(), st.sampled_from(["whole", "by", "from"]))
@example(9999, 11, DateConventions(), "by")
@example(1, 0, DateConventions(), "whole")
@example(1999, 0, DateConventions(), "whole")
@example(2199, 11, DateConventions(financial_year_starts=12), "whole")
def test_every_kind_of_period_is_said_and_read_back(
    year: int, number: int, conventions: DateConventions, end: str
) -> None:
    """Months, quarters, thirds, halves, seasons, years of each sort: by every convention, in every year."""
    for take in (
        lambda: PartialDate.month(year, number + 1),
        lambda: PartialDate.year(year),
        lambda: conventions.quarter(year, number % 4 + 1),
        lambda: conventions.financial_quarter(year, number % 4 + 1),
        lambda: conventions.half(year, number % 2 + 1),
        lambda: conventions.financial_half(year, number % 2 + 1),
        lambda: conventions.third(year, number % 3 + 1),
        lambda: conventions.season(tuple(Season)[number % 4], year),
        lambda: conventions.financial_year(year),
    ):
        date = whole(take)
        if date is not None:
            same({"whole": date, "by": date.until(), "from": date.onwards()}[end], conventions)


@given(partial_dates(far=True), any_conventions())
def test_what_a_date_was_called_is_not_what_it_is_said_as(
    date: PartialDate, conventions: DateConventions
) -> None:
    """Words that a date has been given decide nothing about how it is said."""
    assert say_date(date.with_words(""), conventions) == say_date(date, conventions)
    same(date, conventions)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (PartialDate.day(dt.date(2027, 3, 31)), "31 March 2027"),
        (PartialDate.month(2027, 3), "March 2027"),
        (DateConventions().quarter(2027, 3), "Q3 2027"),
        (DateConventions().half(2027, 1), "the first half of 2027"),
        (DateConventions().financial_half(2026, 1), "the first half of 2026-27"),
        (DateConventions().third(2027, 2), "mid 2027"),
        (DateConventions().season(Season.WINTER, 2026), "Winter 2026"),
        (PartialDate.year(2027), "2027"),
        (DateConventions().financial_year(1999), "1999-2000"),
        (PartialDate.year(2027).until(), "by 31 December 2027"),
        (PartialDate.year(2027).onwards(), "from 1 January 2027"),
        (
            PartialDate(earliest=dt.date(2027, 1, 1), latest=dt.date(2027, 3, 31)),
            "January to March 2027",
        ),
        (
            PartialDate(
                earliest=dt.date(2027, 5, 3),
                latest=dt.date(2028, 6, 7),
                precision=Precision.PARLIAMENTARY_YEAR,
            ),
            "3 May 2027 to 7 June 2028 (as a parliamentary year)",
        ),
        (PartialDate.day(dt.date(987, 1, 2)), "0987-01-02"),
    ],
)
def test_a_date_is_said_as_people_say_it(date: PartialDate, words: str) -> None:
    """The usual words, where there are any."""
    assert words == say_date(date)


def test_what_is_undated_is_said_in_its_own_words() -> None:
    """There is nothing else to say."""
    assert "in due course" == say_date(Undated(words="in due course"))


def test_a_precision_that_is_none_is_no_precision() -> None:
    """Only what is said of days can change how exact they are."""
    assert isinstance(read_date("in due course (as a month)").date, Undated)
    assert Precision.MONTH is getattr(read_date("May 2027 (as a trial)").date, "precision", None)


# --- no part is invented --------------------------------------------------------------------------

NARROWEST = {
    Precision.DAY: 1,
    Precision.MONTH: 28,
    Precision.QUARTER: 90,
    Precision.SEASON: 90,
    Precision.THIRD: 120,
    Precision.HALF: 181,
    Precision.YEAR: 365,
    Precision.FINANCIAL_YEAR: 365,
}
"""The fewest days that words of a precision can mean."""

CORES = {
    Precision.DAY: ["31 March 2027", "3/4/2027", "2027-03-31", "1st of May 2027", "March 5, 2027"],
    Precision.MONTH: ["March 2027", "Feb 2027", "03/2027", "2027-11", "March", "next month"],
    Precision.QUARTER: ["Q3 2027", "Q1 2026-27", "the last quarter of 2027", "next quarter"],
    Precision.SEASON: ["Spring 2027", "winter 2026", "the autumn", "summer of 2027"],
    Precision.HALF: ["H1 2027", "the second half of 2026-27"],
    Precision.YEAR: ["2027", "this year", "CY 2027"],
    Precision.FINANCIAL_YEAR: ["2026-27", "FY27", "this financial year", "24/25 FY"],
}
FRONTS = ["", "in ", "by ", "from ", "before ", "until ", "no later than ", "around ", "during "]
BEHINDS = ["", " onwards", " at the latest", " (TBC)", ", subject to a vote", " update"]


@pytest.mark.parametrize("precision", sorted(CORES))
@given(data=st.data())
def test_no_date_is_narrower_than_its_words(precision: Precision, data: st.DataObject) -> None:
    """Words that name a month are never read as a day: not the precision, and not in days."""
    core = data.draw(st.sampled_from(CORES[precision]))
    words = data.draw(st.sampled_from(FRONTS)) + core + data.draw(st.sampled_from(BEHINDS))
    conventions = data.draw(any_conventions())
    date = read_date(words, data.draw(st.none() | days()), conventions).date
    if isinstance(date, Undated):
        return
    assert date.precision in {precision, Precision.SPAN}
    if date.earliest is not None and date.latest is not None:
        assert NARROWEST[precision] <= (date.latest - date.earliest).days + 1


@given(st.sampled_from(["early", "mid", "late", "end of", "start of"]), st.integers(1900, 2199))
def test_a_part_of_a_year_is_no_single_month(part: str, year: int) -> None:
    """Rough words are at least three months wide."""
    date = read_date(f"{part} {year}").date
    assert isinstance(date, PartialDate)
    assert date.earliest is not None
    assert date.latest is not None
    assert (date.latest - date.earliest).days >= 89


MONTHS = (
    "January February March April May June July August September October November December".split()
)
JOINS = ["/", " - ", "-", " to ", " or ", " and ", ", "]
MOVES = ["moved", "deferred", "extended", "revised", "slipped", "pushed back"]


@given(st.data())
def test_a_year_printed_once_is_that_of_all(data: st.DataObject) -> None:
    """A list or range ends in the year that is printed, and begins at most eleven months before."""
    months = data.draw(st.lists(st.sampled_from(range(12)), min_size=2, max_size=4, unique=True))
    join = data.draw(st.sampled_from(JOINS))
    names = [MONTHS[month][: data.draw(st.sampled_from([3, 9]))] for month in months]
    front = data.draw(st.sampled_from(["", "from ", "in "]))
    year = data.draw(st.integers(1990, 2099))
    words = f"{front}{join.join(names)} {year}"
    date = read_date(words, data.draw(st.none() | st.dates(dt.date(2000, 1, 1)))).date
    assert isinstance(date, PartialDate), words
    assert date.earliest is not None
    assert date.latest is not None
    assert PartialDate.month(year, months[-1] + 1).latest == date.latest
    turns = months[0] > months[-1]
    assert (year - turns, months[0] + 1) == (date.earliest.year, date.earliest.month)


@given(st.data())
def test_a_moved_date_is_no_wider_and_no_narrower_than_the_new_one(data: st.DataObject) -> None:
    """Never the time between the two, whichever is first."""
    cores = [core for words in CORES.values() for core in words if "20" in core]
    old, new = data.draw(st.sampled_from(cores)), data.draw(st.sampled_from(cores))
    words = f"{data.draw(st.sampled_from(MOVES))} from {old} to {new}"
    day = data.draw(st.none() | days())
    moved = read_date(words, day)
    alone = read_date(new, day).date
    if isinstance(moved.date, PartialDate):
        assert isinstance(alone, PartialDate)
        assert alone.with_words("") == moved.date.with_words("")
        assert any(note.startswith("moved: ") for note in moved.notes)


# --- any text -------------------------------------------------------------------------------------

PIECES = (
    "by|the end of|before|after|from|to|in|early|mid-|late|w/c|week ending|year ending|until|at the latest"
    "|31|5, 6 and|3/4/2027|12.11.27|March|may|Spring|winter|2027|2026-27|27|FY|Q3|H1|Q1-Q2|first|quarter|half"
    "|financial|next|this|the|year|month|week|decade|2030s|within|six|3-6|months|of|publication|Royal Assent"
    "|annually|every|other|twice a|subject to|in due course|shortly|recess|Parliament|House rises|update|TBC"
    "|not|originally|now|(as a month)|followed by|a trial of|٣١|２０２７|“|”|–|\u00a0|\u200b|👩‍👩‍👧‍👦"
    "|İ|ß|\n|,|.|(|)|/|-|'"
).split("|")
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
)


@given(TEXTS, st.none() | days(far=True) | st.dates(), any_conventions())
@example("9999-12-31 to 0001-01-01 (as a year)", None, DateConventions())
@example("next quarter", dt.date.max, DateConventions())
@example("the end of next decade", dt.date.max, DateConventions())
@example("year ending January 1900", None, DateConventions())
@example("week ending 1 January 0001", dt.date.min, DateConventions())
@example("0001-01-01, w/e 0001-01-01", None, DateConventions())
@example("before 0001-01-01", None, DateConventions())
@example("beyond 9999-12-31", None, DateConventions())
@example("within three months of 9999-12-31", None, DateConventions())
@example("by 9999-12-31, followed by a trial of six months", None, DateConventions())
@example("FY 2100, by mid-1900", None, DateConventions(financial_year_named_by_start=False))
def test_any_text_is_read(text: str, day: dt.date | None, conventions: DateConventions) -> None:
    """No text raises; every interval is in order, and every word stands where it is said to."""
    cell = read_date(text, day, conventions)
    position = 0
    for reading in (cell, *find_dates(text, day, conventions)):
        date = reading.date
        if isinstance(date, PartialDate) and date.earliest is not None and date.latest is not None:
            assert date.earliest <= date.latest
        if reading is not cell:
            assert position <= reading.start < reading.end <= len(text)
            position = reading.end
            if text.isprintable():
                assert reading.words == text[reading.start : reading.end]
    assert (0, len(text)) == (cell.start, cell.end)


@given(st.text())
def test_levelling_keeps_places(text: str) -> None:
    """Each character stands for one."""
    assert len(text) == len(_ground.level(text))


def test_figures_of_any_script_are_figures() -> None:
    """Arabic, Devanagari and full-width figures and letters are read as what they are."""
    expected = PartialDate.day(dt.date(2027, 3, 31))
    for words in ("٣١ March ٢٠٢٧", "३१ March २०२७", "３１ Ｍａｒｃｈ ２０２７", "31⁄03⁄2027"):
        assert expected.with_words(words) == read_date(words).date


# --- work in proportion to the text ---------------------------------------------------------------

FAMILIES = {
    "dates": "by 31 March 2027 ",
    "quarters": "Q1 ",
    "months": "March, April and ",
    "moved": "moved from March 2027 to June 2028 ",
    "rhythms": "six-monthly ",
    "days": "5, 6, 7 ",
    "weekdays": "monday ",
    "prefixes": "by the end of the ",
    "parts": "early to mid-",
    "clocks": "no later than close of play on ",
    "counted": "within six to nine months of the ",
    "events": "before the next anniversary of ",
    "years": "2026-27 ",
    "followed": "by 2027, followed by a trial ",
    "told": "(as a month) ",
    "spaces": " ",
}


class Read:
    """Counts the characters that patterns are given to look through."""

    def __init__(self) -> None:
        self.characters = 0

    def wrapped(self, value: object) -> object:
        """Return *value* with each pattern in it counted."""
        if isinstance(value, re.Pattern):
            return Counted(value, self)
        if type(value) is tuple:
            return tuple(self.wrapped(part) for part in value)
        return value


class Counted:
    """A pattern that counts what it looks through; a match at one place counts what it has matched."""

    def __init__(self, pattern: re.Pattern[str], read: Read) -> None:
        self.pattern = pattern.pattern
        self.counted = pattern
        self.read = read

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Search as the pattern does."""
        stop = len(text) if end is None else min(end, len(text))
        found = self.counted.search(text, start, stop)
        self.read.characters += max(1, (found.end() if found else stop) - start)
        return found

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Match as the pattern does."""
        found = self.counted.match(text, start, len(text) if end is None else end)
        self.read.characters += max(1, found.end() - start if found else 1)
        return found

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Find as the pattern does."""
        self.read.characters += len(text) - start
        return self.counted.finditer(text, start)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Count what each pattern of the reader of dates looks through."""
    counting = Read()
    for name in MODULES:
        module = importlib.import_module(f"accountability.wording.{name}")
        for key, value in vars(module).items():
            wrapped = counting.wrapped(value)
            if wrapped != value:
                monkeypatch.setattr(module, key, wrapped)
    return counting


MODULES = (
    "_around _fronts _periods _relative _repeating _resolving _resolving_years _shared_years _undated dates"
).split()


@pytest.mark.parametrize("family", FAMILIES)
def test_patterns_are_tried_in_proportion_to_the_text(family: str, read: Read) -> None:
    """Twice the text is twice as many characters to look through: counted, not timed."""
    work = []
    for times in (200, 400):
        read.characters = 0
        find_dates(FAMILIES[family] * times, dt.date(2026, 6, 10))
        work.append(read.characters)
    assert work[0] <= work[1] <= 2.1 * work[0] + 10


def test_a_scan_of_the_text_for_each_date_would_be_seen(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count grows with the square of the text as soon as each reading looks through all of it."""
    judged = _around.judged
    denied = Counted(re.compile("never in these words"), read)

    def scanning(flat: str, reading: DateReading) -> DateReading:
        denied.search(flat)
        return judged(flat, reading)

    monkeypatch.setattr(dates, "judged", scanning)
    work = []
    for times in (200, 400):
        read.characters = 0
        find_dates("by 31 March 2027 " * times, dt.date(2026, 6, 10))
        work.append(read.characters)
    assert work[1] > 2.5 * work[0]
