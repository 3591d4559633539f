"""Dates in words, in cells and in prose."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accountability.dates import DateConventions, PartialDate, Precision, Undated
from accountability.model import CommitmentKind
from accountability.wording import Certainty, CountedFrom, find_dates, read_date

PRINTED = dt.date(2026, 6, 10)
"""Day of an invented paper, for words that are counted from it."""

SOUTHERN = DateConventions(
    financial_year_starts=7, financial_year_named_by_start=False, spring_starts=9
)
FEDERAL = DateConventions(
    financial_year_starts=10,
    financial_year_named_by_start=False,
    day_first=False,
    short_range_is_financial=False,
)


def days(words: str, document: dt.date | None = PRINTED) -> tuple[str, str]:
    """Return the first and last day that *words* can mean, "" where they name none."""
    date = read_date(words, document).date
    if isinstance(date, Undated):
        return "undated", "undated"
    return (
        date.earliest.isoformat() if date.earliest else "",
        date.latest.isoformat() if date.latest else "",
    )


DATED = """
31 March 2027 | 2027-03-31 | 2027-03-31
31st March, 2027 | 2027-03-31 | 2027-03-31
Wednesday 31 March 2027 | 2027-03-31 | 2027-03-31
March 31, 2027 | 2027-03-31 | 2027-03-31
31-Mar-27 | 2027-03-31 | 2027-03-31
2027-03-31 | 2027-03-31 | 2027-03-31
2027/3/31 | 2027-03-31 | 2027-03-31
2027-03-31 00:00:00 | 2027-03-31 | 2027-03-31
3/4/2027 | 2027-04-03 | 2027-04-03
12.11.27 | 2027-11-12 | 2027-11-12
12.03.2021 | 2021-03-12 | 2021-03-12
12.3.21 | 2021-03-12 | 2021-03-12
5 to 7 March 2022 | 2022-03-05 | 2022-03-07
5-7 March 2022 | 2022-03-05 | 2022-03-07
5th to 7th of March 2022 | 2022-03-05 | 2022-03-07
Monday 5 to Wednesday 7 March 2022 | 2022-03-05 | 2022-03-07
from 5 to 7 March 2022 | 2022-03-05 | 2022-03-07
28 February to 3 March 2022 | 2022-02-28 | 2022-03-03
30 December to 2 January 2022 | 2021-12-30 | 2022-01-02
by 5 to 7 March 2022 | | 2022-03-07
7 to 5 March 2022 | 2022-03-05 | 2022-03-05
4/27/2027 | 2027-04-27 | 2027-04-27
31 August | 2026-08-31 | 2026-08-31
1 March | 2027-03-01 | 2027-03-01
late 31 March 2027 | 2027-03-31 | 2027-03-31
the report of March 2027 | 2027-03-01 | 2027-03-31
29 February | 2028-02-29 | 2028-02-29
March 2027 | 2027-03-01 | 2027-03-31
Mar-27 | 2027-03-01 | 2027-03-31
Sept 2027 | 2027-09-01 | 2027-09-30
03/2027 | 2027-03-01 | 2027-03-31
2027-03 | 2027-03-01 | 2027-03-31
aug | 2026-08-01 | 2026-08-31
next March | 2027-03-01 | 2027-03-31
March to May 2027 | 2027-03-01 | 2027-05-31
November/January 2027 | 2026-11-01 | 2027-01-31
Q3 2027 | 2027-07-01 | 2027-09-30
Q3 2026-27 | 2026-10-01 | 2026-12-31
2027 Q3 | 2027-07-01 | 2027-09-30
3Q 2027 | 2027-07-01 | 2027-09-30
third quarter of the financial year 2026-27 | 2026-10-01 | 2026-12-31
during the last quarter of 2026/27 | 2027-01-01 | 2027-03-31
H2 2027 | 2027-07-01 | 2027-12-31
in the first half of 2027 | 2027-01-01 | 2027-06-30
second half of 2026-27 | 2026-10-01 | 2027-03-31
early 2027 | 2027-01-01 | 2027-04-30
early in 2027 | 2027-01-01 | 2027-04-30
mid-2027 | 2027-05-01 | 2027-08-31
late in 2027 | 2027-09-01 | 2027-12-31
by mid-2027 | | 2027-08-31
late March 2027 | 2027-03-21 | 2027-03-31
early summer 2027 | 2027-06-01 | 2027-06-30
Spring 2027 | 2027-03-01 | 2027-05-31
spring of 2027 | 2027-03-01 | 2027-05-31
winter 2026 | 2026-12-01 | 2027-02-28
Winter 2026/27 | 2026-12-01 | 2027-02-28
Autumn/Winter 2027 | 2027-09-01 | 2028-02-29
in autumn | 2026-09-01 | 2026-11-30
in the Spring | 2027-03-01 | 2027-05-31
this summer | 2026-06-01 | 2026-08-31
next summer | 2027-06-01 | 2027-08-31
2027 | 2027-01-01 | 2027-12-31
2026-27 | 2026-04-01 | 2027-03-31
2026–27 | 2026-04-01 | 2027-03-31
FY 2026-27 | 2026-04-01 | 2027-03-31
FY27 | 2027-04-01 | 2028-03-31
26/27 FY | 2026-04-01 | 2027-03-31
financial year 2026 to 2027 | 2026-04-01 | 2027-03-31
next financial year (2027 to 2028) | 2027-04-01 | 2028-03-31
next financial year | 2027-04-01 | 2028-03-31
by the end of the financial year | | 2027-03-31
24/25 FY to 2030/2031 FY | 2024-04-01 | 2031-03-31
from FY26/27 to end of FY29/30 | 2026-04-01 | 2030-03-31
over the coming four years (2026/27 to 2029/30) | 2026-04-01 | 2030-03-31
FY 2026-29 | 2026-04-01 | 2029-03-31
2026-29 | 2026-01-01 | 2029-12-31
2026 to 2029 | 2026-01-01 | 2029-12-31
by 31 March 2027 | | 2027-03-31
by March 2027 | | 2027-03-31
due by April 2027 | | 2027-04-30
by the end of April 2027 | | 2027-04-30
no later than the end of 2027 | | 2027-12-31
before the end of May 2027 | | 2027-05-31
before May 2027 | | 2027-04-30
before 31 May 2027 | | 2027-05-30
by 2027 | | 2027-12-31
by Spring 2027 | | 2027-05-31
by the first quarter of 2027 | | 2027-03-31
until March 2027 | | 2027-03-31
End of 2027 | 2027-10-01 | 2027-12-31
towards the end of 2027 | 2027-10-01 | 2027-12-31
end of March 2027 | 2027-03-21 | 2027-03-31
the start of 2027 | 2027-01-01 | 2027-04-30
end of the first half of 2027 | 2027-05-01 | 2027-06-30
from summer 2027 | 2027-06-01 |
starting in March 2027 | 2027-03-01 |
Summer 2027 onwards | 2027-06-01 |
not before April 2027 | 2027-04-01 |
beyond March 2027 | 2027-04-01 |
between March and May 2027 | 2027-03-01 | 2027-05-31
between March 2027 and May 2028 | 2027-03-01 | 2028-05-31
from January 2027 to June 2027 | 2027-01-01 | 2027-06-30
later this year | 2026-06-10 | 2026-12-31
Later in 2026 | 2026-06-10 | 2026-12-31
later in 2027 | 2027-01-01 | 2027-12-31
before the end of the year | | 2026-12-31
by year end | | 2026-12-31
year-end 2027 | 2027-10-01 | 2027-12-31
the financial year end | 2027-01-01 | 2027-03-31
next year | 2027-01-01 | 2027-12-31
next month | 2026-07-01 | 2026-07-31
within three months of this report | 2026-06-10 | 2026-09-10
within six months | 2026-06-10 | 2026-12-10
Within the next 12 months | 2026-06-10 | 2027-06-10
within 56 days of its publication | 2026-06-10 | 2026-08-05
within six weeks | 2026-06-10 | 2026-07-22
within a month of the publication of this Report | 2026-06-10 | 2026-07-10
three months after publication | 2026-06-10 | 2026-09-10
over the coming year | 2026-06-10 | 2027-06-10
in the next two years | 2026-06-10 | 2028-06-10
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """Return the rows of a table in a string."""
    return [tuple(cell.strip() for cell in row.split("|")) for row in table.strip().splitlines()]


@pytest.mark.parametrize(("words", "earliest", "latest"), rows(DATED))
def test_dates_are_read_as_days(words: str, earliest: str, latest: str) -> None:
    """Each wording means the days from its first to its last, and nothing narrower."""
    assert (earliest, latest) == days(words)


UNDATED = """
in due course | target | none
shortly | target | none
as soon as practicably possible | target | none
at the earliest opportunity | target | none
in the coming months | target | none
TBC | target | none
to be confirmed | target | none
unlikely in the near-medium term | target | none
when parliamentary time allows | target | conditional
by the end of this parliament | target | conditional
before the summer Recess | target | conditional
by the summer recess 2027 | target | conditional
At launch of the ferry desk | event | conditional
subject to the agreement of both counties | event | conditional
within three months of the passing of the Act | event | none
after completion of the works | event | none
annually | recurring | firm
at least every five years | recurring | firm
every two months | recurring | firm
twice a year | recurring | firm
annual | recurring | firm
ongoing | continuous | none
kept under joint review | continuous | none
the spring space publication | target | none
(Autumn/Summer) update | report-back | none
within 20 working days | target | none
Mar 27 | target | none
45747 | target | none
31 February 2027 | target | none
30 February | target | none
Spring 2026-27 | target | none
Q1 2026-29 | target | none
H1 2026-29 | target | none
H1 27 | target | none
2027-13-01 | target | none
2027-99 | target | none
31 February 2027 to 31 April 2027 | target | none
whenever | target | none
"""


@pytest.mark.parametrize(("words", "kind", "certainty"), rows(UNDATED))
def test_words_that_fix_no_day_are_undated(words: str, kind: str, certainty: str) -> None:
    """What cannot be dated keeps its words, and says of what kind it is."""
    reading = read_date(words, PRINTED)
    assert (Undated(words=words), kind, certainty) == (
        reading.date,
        reading.kind,
        reading.certainty,
    )
    assert reading.notes


KINDS = """
Update in Autumn 2027 | report-back
(Autumn 2027) update | report-back
Further details published by Summer 2027 | report-back
Ongoing, update in Autumn 2027 | report-back
the office will revert later this year | report-back
quarterly from June 2027 | recurring
from summer 2027 | start
through a phased approach from October 2027 | start
we will update the register by 2027 | target
Delivered by Spring 2027 | target
"""


@pytest.mark.parametrize(("words", "kind"), rows(KINDS))
def test_what_is_promised_for_the_day_is_told_apart(words: str, kind: str) -> None:
    """News, a beginning and a repetition are not a thing done: only that can be late."""
    reading = read_date(words, PRINTED)
    assert (True, kind) == (reading.is_dated, reading.kind)


CERTAINTIES = """
by 31 March 2027 | firm
by the end of 2027 | firm
early 2027 | approximate
End of 2027 | approximate
by mid-2027 | approximate
planned for Spring 2027 | approximate
estimated to be made in March 2027 | approximate
around March 2027 | approximate
March 2027 (TBC) | approximate
March 2027? | approximate
subject to consultation, in March 2027 | conditional
March 2027, subject to a vote | conditional
"""


@pytest.mark.parametrize(("words", "certainty"), rows(CERTAINTIES))
def test_how_firm_a_date_is(words: str, certainty: str) -> None:
    """Rough words and conditions make a date less than firm."""
    assert certainty == read_date(words, PRINTED).certainty


def test_by_has_no_beginning() -> None:
    """By a date allows every day until its end; a lone year can also mean the year before."""
    reading = read_date("by 2027")
    assert PartialDate(latest=dt.date(2027, 12, 31), words="by 2027") == reading.date
    assert (
        "read as by the end of 2027, by convention; could also mean the end of 2026",
    ) == reading.notes


def test_words_are_kept_as_given() -> None:
    """The date of a cell has the words of the whole cell."""
    words = "  Delivered, we hope, by\u00a0March 2027 "
    reading = read_date(words)
    assert (words, 0, len(words)) == (reading.words, reading.start, reading.end)
    assert dt.date(2027, 3, 31) == getattr(reading.date, "latest", None)


def test_of_several_dates_the_first_counts_and_the_others_are_named() -> None:
    """A cell with two milestones is read as the first, and says so."""
    reading = read_date("finished by June 2027 and tested by July 2027")
    assert dt.date(2027, 6, 30) == getattr(reading.date, "latest", None)
    assert ("also says 'by July 2027'",) == reading.notes


@pytest.mark.parametrize(
    "words",
    [
        "originally March 2027, now June 2027",
        "June 2027 (was March 2027)",
        "will not be done by 2027",
        "missed: March 2027",
    ],
)
def test_a_history_or_a_refusal_is_no_date(words: str) -> None:
    """Words that tell of an old date, or that hold a date back, are undated with a note."""
    reading = read_date(words, PRINTED)
    assert (Undated(words=words), True) == (reading.date, bool(reading.notes))


@pytest.mark.parametrize(
    "words",
    ["later this year", "in autumn", "31 March", "next financial year", "within six months", "by year end",
     "next month", "Q1 of next year", "first half of the year", "spring of next year"],
)  # fmt: skip
def test_without_the_documents_day_relative_words_are_undated(words: str) -> None:
    """What is counted from the document needs its day."""
    reading = read_date(words)
    assert (Undated(words=words), True) == (reading.date, bool(reading.notes))


def test_what_was_counted_from_is_told() -> None:
    """A reading says whether the document's day or an event was needed."""
    assert [CountedFrom.WORDS, CountedFrom.DOCUMENT, CountedFrom.EVENT] == [
        read_date(words, PRINTED).anchor
        for words in ("March 2027", "within six months", "within a month of the vote")
    ]


@pytest.mark.parametrize(
    ("words", "conventions", "earliest", "latest"),
    [
        ("2026-27", SOUTHERN, "2026-07-01", "2027-06-30"),
        ("FY2027", SOUTHERN, "2026-07-01", "2027-06-30"),
        ("Summer 2026", SOUTHERN, "2026-12-01", "2027-02-28"),
        ("Q1 2026-27", SOUTHERN, "2026-07-01", "2026-09-30"),
        ("Summer 2026-27", SOUTHERN, "2026-12-01", "2027-02-28"),
        ("3/4/2027", FEDERAL, "2027-03-04", "2027-03-04"),
        ("31/4/2027", FEDERAL, "", ""),
        ("2011-12", FEDERAL, "2011-12-01", "2011-12-31"),
        ("FY 2027", FEDERAL, "2026-10-01", "2027-09-30"),
        ("calendar year 2026-27", SOUTHERN, "2026-01-01", "2027-12-31"),
        ("this financial year", SOUTHERN, "2025-07-01", "2026-06-30"),
    ],
)
def test_conventions_decide_what_the_words_leave_open(
    words: str, conventions: DateConventions, earliest: str, latest: str
) -> None:
    """Seasons, financial years and the order of day and month are the jurisdiction's."""
    date = read_date(words, PRINTED, conventions).date
    found = (str(getattr(date, "earliest", "")), str(getattr(date, "latest", "")))
    assert (earliest, latest) == found


def test_an_ambiguous_order_of_day_and_month_is_noted() -> None:
    """The third of April and the fourth of March look alike; which was read is said."""
    assert ("read with the day first, by convention",) == read_date("3/4/2027").notes
    assert ("read with the month first, by convention",) == read_date(
        "3/4/2027", None, FEDERAL
    ).notes
    assert () == read_date("31/12/2027").notes
    (reading,) = find_dates("It was said on 12.3.21.")
    assert ("read with the day first, by convention",) == reading.notes


def test_precision_is_that_of_the_words() -> None:
    """A date is as exact as its words, and an interval with an open end is a span."""
    words = {
        "31 March 2027": Precision.DAY,
        "March 2027": Precision.MONTH,
        "Q1 2027": Precision.QUARTER,
        "early 2027": Precision.THIRD,
        "H1 2027": Precision.HALF,
        "Spring 2027": Precision.SEASON,
        "2027": Precision.YEAR,
        "2026-27": Precision.FINANCIAL_YEAR,
        "by 2027": Precision.SPAN,
    }
    assert words == {given: getattr(read_date(given).date, "precision", None) for given in words}


# --- in prose -------------------------------------------------------------------------------------


def found(text: str) -> list[str]:
    """Return the words of the dates in *text*."""
    return [reading.words for reading in find_dates(text, PRINTED)]


def test_dates_in_prose_stand_where_they_say() -> None:
    """Each reading's place holds its words, in the order of the text."""
    text = (
        "We aim to open by the end of\u00a02027, with a review in spring 2028, and then annually."
    )
    readings = find_dates(text)
    assert ["by the end of\u00a02027", "in spring 2028", "annually"] == [r.words for r in readings]
    assert [r.words for r in readings] == [text[r.start : r.end] for r in readings]


@pytest.mark.parametrize(
    "text",
    [
        "The Harbours Act 2015 applies to 2,025 boats and costs £2026.",
        "They may march in step.",
        "The spring budget and the autumn statement.",
        "Paper CP 2027, page 2026.",
        "Version 2.0.25 of form 25-26.",
        "See 3.4.25 and paragraph 12.3.21.",
        "12.3.21 The Ministry keeps lamps.",
        "It was said in the 2015 Review and over the 2020 period.",
    ],
)
def test_numbers_and_verbs_are_no_dates(text: str) -> None:
    """A lone year, a verb like "may" and a season of something are no dates in prose."""
    assert [] == found(text)


def test_continuous_work_stands_beside_its_first_date() -> None:
    """A first date and work without an end are two readings."""
    readings = find_dates("Initially in Spring 2027, but continuous thereafter.")
    assert [CommitmentKind.TARGET, CommitmentKind.CONTINUOUS] == [r.kind for r in readings]


def test_ends_in_the_wrong_order_are_two_dates() -> None:
    """A span that ends before it begins is none."""
    assert ["from March 2028", "June 2027"] == found("We build from March 2028 to June 2027.")
    assert ["from March 2028", "by 2030"] == found("We build from March 2028 to, at best, by 2030.")


def test_of_is_no_part_of_a_date() -> None:
    """The report of March is dated March, and a year after "of" is no date in prose."""
    assert ["March 2027"] == found("The report of March 2027 and the Act of 2015.")


def test_a_condition_counts_within_its_sentence() -> None:
    """What the next sentence depends on does not make this one's date conditional."""
    first, second = find_dates("It opens in May 2027. Subject to a vote, it closes in May 2028.")
    assert [Certainty.FIRM, Certainty.CONDITIONAL] == [first.certainty, second.certainty]


# --- laws -----------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        "by the end of before from to in early mid late until 31 3/4/2027 March May 2027 2026-27 Q3 H1 first "
        "quarter half spring Winter FY financial year next this within six months not later than annually "
        "( ) - , . and between TBC 2025-13 99 update subject".split()
    ),
    max_size=12,
).map(" ".join)


@given(WORDS | st.text(), st.none() | st.dates())
@example("by 2027\x0b", None)
@example("within 999 years", dt.date(9999, 12, 31))
@example("next year", dt.date(9999, 12, 31))
@example("İ by March 2027", None)
def test_reading_never_raises_and_keeps_the_words(words: str, day: dt.date | None) -> None:
    """Any words have a reading; intervals are in order, and every place is inside the text."""
    reading = read_date(words, day)
    assert (0, len(words)) == (reading.start, reading.end)
    if words.isprintable():
        assert words == reading.words
    position = 0
    for part in find_dates(words, day):
        assert position <= part.start < part.end <= len(words)
        position = part.end


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_what_a_date_shows_is_read_as_the_same_days(day: dt.date) -> None:
    """Showing and reading are inverse for a day, a month, and what is open at one end."""
    whole = PartialDate.day(day)
    month = PartialDate.month(day.year, day.month)
    for date in (whole, whole.until(), whole.onwards()):
        read = read_date(str(date)).date
        assert (date.earliest, date.latest) == (
            getattr(read, "earliest", None),
            getattr(read, "latest", None),
        )
    read = read_date(str(month)).date
    assert (month.earliest, month.latest) == (
        getattr(read, "earliest", None),
        getattr(read, "latest", None),
    )
