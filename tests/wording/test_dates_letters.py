"""
Dates as officials write them in letters and cells: each read as it is meant, or not at all.

What is uncertain is never read in silence: it is undated with its words kept, or a note says what was
taken for what.
"""

from __future__ import annotations

import datetime as dt

import pytest

from accountability.dates import PartialDate, Undated
from accountability.wording import find_dates, read_date

WRITTEN = dt.date(2026, 6, 10)
"""Day of the invented letter."""

LETTERS = """
before the House rises for summer | undated | - | target | conditional | 1
w/c 7 December | 2026-12-07..2026-12-13 | span | target | firm | 1
week beginning Monday 7 December 2026 | 2026-12-07..2026-12-13 | span | target | firm | 0
w/e 11 December 2026 | 2026-12-05..2026-12-11 | span | target | firm | 0
end Q3 | undated | - | target | none | 1
end Q3 2027 | 2027-09-01..2027-09-30 | span | target | approximate | 2
end of Q2 FY27/28 | 2027-09-01..2027-09-30 | span | target | approximate | 2
Michaelmas | undated | - | target | none | 1
Michaelmas term 2026 | undated | - | target | none | 1
COP 31 Jan | ..2027-01-31 | span | target | firm | 1
COP 31 | undated | - | target | none | 1
COB Friday 4 December | ..2026-12-04 | span | target | firm | 1
by close of business on 4 December 2026 | ..2026-12-04 | span | target | firm | 0
no later than close of play Friday 5 March 2027 | ..2027-03-05 | span | target | firm | 0
by noon on Friday 5 March 2027 | ..2027-03-05 | span | target | firm | 0
by 17:00 on 5 March 2027 | ..2027-03-05 | span | target | firm | 0
03.04.27 | 2027-04-03..2027-04-03 | day | target | firm | 1
next spring | 2027-03-01..2027-05-31 | season | target | firm | 2
within six months of Royal Assent | undated | - | event | none | 1
FY27 | 2027-04-01..2028-03-31 | financial-year | target | firm | 1
FYE March 2027 | 2026-04-01..2027-03-31 | span | target | firm | 0
Sept. 2026 | 2026-09-01..2026-09-30 | month | target | firm | 0
mid-2027 | 2027-05-01..2027-08-31 | third | target | approximate | 1
early 2027 | 2027-01-01..2027-04-30 | third | target | approximate | 1
mid to late 2027 | 2027-05-01..2027-12-31 | span | target | approximate | 1
1–15 March 2027 | 2027-03-01..2027-03-15 | span | target | firm | 0
Jan–Mar 2027 | 2027-01-01..2027-03-31 | span | target | firm | 0
Q3–Q4 2027 | 2027-07-01..2027-12-31 | span | target | firm | 1
2026–27 | 2026-04-01..2027-03-31 | financial-year | target | firm | 2
31 April 2027 | undated | - | target | none | 1
29 February 2027 | undated | - | target | none | 1
29 February 2028 | 2028-02-29..2028-02-29 | day | target | firm | 0
٣١ March ٢٠٢٧ | 2027-03-31..2027-03-31 | day | target | firm | 0
３１ March ２０２７ | 2027-03-31..2027-03-31 | day | target | firm | 0
2027-03-05T17:00:00+01:00 | 2027-03-05..2027-03-05 | day | target | firm | 0
5th March, 2027 | 2027-03-05..2027-03-05 | day | target | firm | 0
the 5th of March 2027 | 2027-03-05..2027-03-05 | day | target | firm | 0
Mon 5 March 2027 | 2027-03-05..2027-03-05 | day | target | firm | 1
20270305 | undated | - | target | none | 1
5.3.2027 | 2027-03-05..2027-03-05 | day | target | firm | 1
5/3 | undated | - | target | none | 1
3/27 | undated | - | target | none | 1
March/April 2027 | 2027-03-01..2027-04-30 | span | target | firm | 0
late March/early April 2027 | 2027-03-21..2027-04-10 | span | target | approximate | 4
before Christmas | undated | - | target | none | 1
by Easter 2027 | undated | - | target | none | 1
in the New Year | undated | - | target | none | 1
ASAP | undated | - | target | none | 1
TBA | undated | - | target | none | 1
when resources allow | undated | - | event | conditional | 1
as and when resources allow | undated | - | target | none | 1
after the election in May 2027 | 2027-05-01.. | span | event | firm | 1
ahead of the launch of the ferry desk in June 2027 | ..2027-06-30 | span | event | firm | 1
during the summer recess | undated | - | target | none | 1
before the Budget in March 2027 | ..2027-03-31 | span | event | firm | 1
Autumn Statement 2026 | undated | - | target | none | 1
until further notice | undated | - | target | none | 1
until March 2027 | ..2027-03-31 | span | target | firm | 0
within the current financial year | 2026-04-01..2027-03-31 | financial-year | target | firm | 1
by the end of the current financial year | ..2027-03-31 | span | target | firm | 1
end of calendar year 2027 | 2027-10-01..2027-12-31 | span | target | approximate | 1
tax year 2026/27 | undated | - | target | none | 1
Summer term 2027 | undated | - | target | none | 1
1st half of 2027 | 2027-01-01..2027-06-30 | half | target | firm | 1
H2 FY26/27 | 2026-10-01..2027-03-31 | half | target | firm | 1
the second half of this year | 2026-07-01..2026-12-31 | half | target | firm | 0
within 3-6 months | 2026-06-10..2026-12-10 | span | target | firm | 0
in three to four months' time | 2026-06-10..2026-10-10 | span | target | approximate | 0
by the end of the week | ..2026-06-14 | span | target | firm | 1
at the end of the month | 2026-06-21..2026-06-30 | span | target | approximate | 1
every 6 months until March 2028 | ..2028-03-31 | span | recurring | firm | 1
annually by 31 March | ..2027-03-31 | span | recurring | firm | 2
31 March 2027 and annually thereafter | 2027-03-31..2027-03-31 | day | recurring | firm | 1
March 2027 or sooner | ..2027-03-31 | span | target | firm | 0
31/12/26 at the latest | ..2026-12-31 | span | target | firm | 0
30 June 2027 (was 31 March 2027) | undated | - | target | none | 1
not before Q2 2027 | 2027-04-01.. | span | target | firm | 1
no earlier than 1 April 2027 | 2027-04-01.. | span | target | firm | 0
2027 Q2 at the earliest | 2027-04-01.. | span | start | firm | 1
around Easter | undated | - | target | none | 1
circa March 2027 | 2027-03-01..2027-03-31 | month | target | approximate | 0
c. March 2027 | 2027-03-01..2027-03-31 | month | target | approximate | 0
Delivered March 2026 | 2026-03-01..2026-03-31 | month | target | firm | 1
March 2027 TBC | 2027-03-01..2027-03-31 | month | target | approximate | 1
subject to funding, by March 2027 | ..2027-03-31 | span | target | conditional | 0
if funding allows, 2028 | 2028-01-01..2028-12-31 | year | target | conditional | 0
13/13/2027 | undated | - | target | none | 1
32 March 2027 | undated | - | target | none | 1
00/00/0000 | undated | - | target | none | 1
2027-02-30 | undated | - | target | none | 1
99 March 2027 | undated | - | target | none | 1
five years from 2026 | 2026-01-01..2031-12-31 | span | target | firm | 0
for five years from April 2026 | 2026-04-01..2031-04-30 | span | target | firm | 0
in 2027/28 and 2028/29 | 2027-04-01..2028-03-31 | financial-year | target | firm | 3
by Michaelmas 2027 | undated | - | target | none | 1
the week of 8 March 2027 | 2027-03-08..2027-03-14 | span | target | firm | 0
Q5 2027 | 2027-01-01..2027-12-31 | year | target | firm | 1
Q1 or Q2 2027 | 2027-01-01..2027-06-30 | span | target | firm | 1
Mar 27 | undated | - | target | none | 1
31 Mar 27 | 2027-03-31..2027-03-31 | day | target | firm | 0
four weeks after the report is laid | 2026-06-10..2026-07-08 | span | target | firm | 0
within 28 days of receipt of this letter | undated | - | event | none | 1
within two months, i.e. by 10 August 2026 | 2026-06-10..2026-08-10 | span | target | firm | 1
by 10 August (two months) | ..2026-08-10 | span | target | firm | 1
1 March to 30 June | 2026-03-01..2026-06-30 | span | target | firm | 1
spring 27 | undated | - | target | none | 1
Spring '27 | 2027-03-01..2027-05-31 | season | target | firm | 1
March '27 | 2027-03-01..2027-03-31 | month | target | firm | 0
Spring/Summer | undated | - | target | none | 1
Summer | 2026-06-01..2026-08-31 | season | target | firm | 2
mid-March | 2027-03-11..2027-03-20 | span | target | approximate | 2
end March | 2027-03-21..2027-03-31 | span | target | approximate | 2
end-March 2027 | 2027-03-21..2027-03-31 | span | target | approximate | 1
early next year | 2027-01-01..2027-04-30 | third | target | approximate | 1
late next year | 2027-09-01..2027-12-31 | third | target | approximate | 1
end of next year | 2027-10-01..2027-12-31 | span | target | approximate | 1
by this time next year | 2027-06-10..2027-06-10 | day | target | approximate | 0
twelve months from now | 2026-06-10..2027-06-10 | span | target | firm | 0
in a year's time | 2026-06-10..2027-06-10 | span | target | approximate | 0
a year from publication | 2026-06-10..2027-06-10 | span | target | firm | 0
this time next year | 2027-06-10..2027-06-10 | day | target | approximate | 0
31st June 2027 | undated | - | target | none | 1
Febuary 2027 | 2027-01-01..2027-12-31 | year | target | firm | 1
Sept 31 2027 | undated | - | target | none | 1
2nd quarter | undated | - | target | none | 1
at year end | 2026-10-01..2026-12-31 | span | target | approximate | 1
by financial year end | ..2027-03-31 | span | target | firm | 2
YE 2027 | 2026-04-01..2027-03-31 | financial-year | target | firm | 1
first week in March 2027 | 2027-03-01..2027-03-31 | month | target | firm | 1
last day of March 2027 | 2027-03-31..2027-03-31 | day | target | firm | 0
last working day of March 2027 | 2027-03-01..2027-03-31 | month | target | firm | 1
6 March 2027 - 8 March 2027 | 2027-03-06..2027-03-08 | span | target | firm | 0
from now | undated | - | target | none | 1
immediately | undated | - | target | none | 1
with immediate effect | undated | - | target | none | 1
quarterly | undated | - | recurring | firm | 1
each March | 2027-03-01..2027-03-31 | month | recurring | firm | 1
every March | 2027-03-01..2027-03-31 | month | recurring | firm | 1
every spring | 2027-03-01..2027-05-31 | season | recurring | firm | 2
Lady Day | undated | - | target | none | 1
St Andrew's Day 2027 | 2027-01-01..2027-12-31 | year | target | firm | 1
Q2-Q1 2027 | undated | - | target | none | 1
H1-H3 2027 | undated | - | target | none | 1
Q1-Q2 2026-29 | undated | - | target | none | 1
by may | ..2027-05-31 | span | target | firm | 1
in June | 2026-06-01..2026-06-30 | month | target | firm | 1
by june | ..2026-06-30 | span | target | firm | 1
autumn to spring 2027 | undated | - | target | none | 1
first half of 31 March 2027 | 2027-03-31..2027-03-31 | day | target | firm | 0
fortnightly | undated | - | recurring | firm | 1
three times a year | undated | - | recurring | firm | 1
5 times a month | undated | - | recurring | firm | 1
"""
"""Words; earliest..latest; precision; kind; certainty; how many notes."""

ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in LETTERS.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_a_letter_says(row: tuple[str, ...]) -> None:
    """Days, precision, kind and certainty; the words are kept whatever was read."""
    words, days, precision, kind, certainty, notes = row
    reading = read_date(words, WRITTEN)
    date = reading.date
    shown, exact = "undated", "-"
    if isinstance(date, PartialDate):
        shown = f"{date.earliest or ''}..{date.latest or ''}"
        exact = date.precision.value
    assert (words, days, precision, kind, certainty, int(notes)) == (
        reading.words,
        shown,
        exact,
        reading.kind.value,
        reading.certainty.value,
        len(reading.notes),
    )


def test_what_is_not_read_says_why() -> None:
    """Undated words come with a reason, always."""
    for row in ROWS:
        reading = read_date(row[0], WRITTEN)
        assert reading.is_dated or reading.notes
        assert isinstance(reading.date, Undated) or row[1] != "undated"


NOTED = [
    (
        "Monday 31 March 2027",
        "31 March 2027 is a Wednesday, not the day of the week that is printed",
    ),
    ("Mar 27", "could mean 27 March or March 2027"),
    ("Q5 2027", "only the year was understood, 'Q5' was not"),
    ("Febuary 2027", "only the year was understood, 'Febuary' was not"),
    ("Spring 27", "a year of two figures is not read"),
    ("the second working day of March 2027", "names less than that: all of it was taken"),
    ("32 March 2027", "there is no such day"),
    ("academic year 2026-27", "names a year of another kind, whose days the words do not give"),
    ("Autumn Budget 2026", "names something by its year"),
    ("within the year", "read as the year that runs; could also mean twelve months"),
    ("March 2026", "was over on the document's day"),
    (
        "before the launch of the desk in May 2027",
        "hangs on an event; the date printed beside it was taken",
    ),
    ("unlikely in the near term", "the words hold it back: nothing is promised"),
    (
        "year 2026 to 2027",
        "2026-2027 is taken for a financial year, by convention; could also mean two calendar years",
    ),
]


@pytest.mark.parametrize(("words", "note"), NOTED, ids=[words for words, _note in NOTED])
def test_what_is_doubtful_is_noted(words: str, note: str) -> None:
    """A person is told what was taken for what."""
    assert note in read_date(words, WRITTEN).notes


# --- moved, repeated, shared, and held back -------------------------------------------------------

ANSWERED = dt.date(2025, 1, 13)
"""Day of another invented letter."""

MENDED = """
moved from March 2025 to June 2026 | 2026-06-01..2026-06-30 month | target | firm | | moved: the old date
deferred from March 2025 to June 2026 | 2026-06-01..2026-06-30 month | target | firm | | moved: the old
extended from March 2025 to June 2026 | 2026-06-01..2026-06-30 month | target | firm | | moved: the old
revised from March 2025 to June 2026 | 2026-06-01..2026-06-30 month | target | firm | | moved: the old date
slipped from March 2025 to June 2026 | 2026-06-01..2026-06-30 month | target | firm | | moved: the old date
pushed back from Q1 2025 to Q3 2025 | 2025-07-01..2025-09-30 quarter | target | firm | | moved: the old
brought forward from June 2026 to March 2025 | 2025-03-01..2025-03-31 month | target | firm | | moved: the
moved from March to June 2026 | 2026-06-01..2026-06-30 month | target | firm | | moved: the first date is
a slip from 31 March 2025 to 30 June 2025 | 2025-06-30..2025-06-30 day | target | firm | | moved: the old
March 2025 -> June 2026 | undated | target | none | | these words name an old date beside the new one
deferred from March 2025 | undated | target | none | | could be the date that was moved: the new one is not
originally March 2025 | undated | target | none | | names only an old date, 'March 2025'
was March 2025 to June 2026 | undated | target | none | | names only an old date, 'March 2025 to June 2026'
from March 2025 to June 2026 | 2025-03-01..2026-06-30 span | target | firm | |
six-monthly | undated | recurring | firm | FREQ=MONTHLY;INTERVAL=6 | happens again and again
two-monthly | undated | recurring | firm | FREQ=MONTHLY;INTERVAL=2 | happens again and again
3-monthly | undated | recurring | firm | FREQ=MONTHLY;INTERVAL=3 | happens again and again
six monthly | undated | recurring | firm | FREQ=MONTHLY;INTERVAL=6 | could also mean six of them, monthly
bi-monthly | undated | recurring | firm | | could mean every two months or twice a month
biannual | undated | recurring | firm | | could mean every two years or twice a year
bi-weekly | undated | recurring | firm | | could mean every two weeks or twice a week
half-yearly | undated | recurring | firm | FREQ=MONTHLY;INTERVAL=6 | happens again and again
semi-annual | undated | recurring | firm | FREQ=MONTHLY;INTERVAL=6 | happens again and again
five-yearly | undated | recurring | firm | FREQ=YEARLY;INTERVAL=5 | happens again and again
twice-yearly | undated | recurring | firm | FREQ=MONTHLY;INTERVAL=6 | happens again and again
biennial | undated | recurring | firm | FREQ=YEARLY;INTERVAL=2 | happens again and again
triennially | undated | recurring | firm | FREQ=YEARLY;INTERVAL=3 | happens again and again
fortnightly | undated | recurring | firm | FREQ=WEEKLY;INTERVAL=2 | happens again and again
every other month | undated | recurring | firm | FREQ=MONTHLY;INTERVAL=2 | happens again and again
every second year | undated | recurring | firm | FREQ=YEARLY;INTERVAL=2 | happens again and again
multi-yearly | undated | recurring | firm | | how often 'multi-yearly' is, is not read
six-monthly from March 2026 | 2026-03-01.. span | recurring | firm | FREQ=MONTHLY;INTERVAL=6 | also says
every other March | 2025-03-01..2025-03-31 month | recurring | firm | FREQ=YEARLY;INTERVAL=2 | the year is
Apr/May/June 2026 | 2026-04-01..2026-06-30 span | target | firm | |
April, May or June 2026 | 2026-04-01..2026-06-30 span | target | firm | |
Nov - Jan 2027 | 2026-11-01..2027-01-31 span | target | firm | |
Mar-May '26 | 2026-03-01..2026-05-31 span | target | firm | |
end of March or early April 2026 | 2026-03-21..2026-04-10 span | target | approximate | | the year that is
31 March or 30 April 2026 | 2026-03-31..2026-04-30 span | target | firm | |
Spring, summer and autumn 2026 | 2026-03-01..2026-11-30 span | target | firm | | spring is taken for March
Q1, Q2 and Q3 2026 | 2026-01-01..2026-09-30 span | target | firm | | taken for a quarter of the calendar
March 2026 to June | 2026-03-01..2026-06-30 span | target | firm | | the year that is printed beside the
Jan - Mar 26 | undated | target | none | | could mean 26 March or March 2026
Jan-Mar 26 | undated | target | none | | could mean 26 March or March 2026
1 March to 30 June | 2025-03-01..2025-06-30 span | target | firm | | the year is not printed: the first one
1 December to 5 January | 2025-12-01..2026-01-05 span | target | firm | | the year is not printed: the
5-7 March | 2025-03-05..2025-03-07 span | target | firm | | the year is not printed: the first one after
by the turn of the year | undated | target | none | | names the turn of a year, and no day
over the next decade | 2025-01-13..2035-01-13 span | target | approximate | |
2H 2026 | 2026-07-01..2026-12-31 half | target | firm | | taken for a half of the calendar year, by
2026 2H | 2026-07-01..2026-12-31 half | target | firm | | taken for a half of the calendar year, by
post March 2026 | 2026-04-01.. span | start | firm | |
post-2026 | 2027-01-01.. span | start | firm | |
pre March 2026 | ..2026-02-28 span | target | firm | |
at the earliest March 2026 | 2026-03-01.. span | start | firm | |
Earliest: March 2026 | 2026-03-01.. span | start | firm | |
March 2026+ | 2026-03-01.. span | start | firm | |
Q4 25/26 | 2026-01-01..2026-03-31 quarter | target | firm | | the financial year is taken to begin in
Q4 25 | undated | target | none | | a year of two figures is not read
end of this week | 2025-01-17..2025-01-19 span | target | approximate | | the end is taken for the last
early next week | 2025-01-20..2025-01-21 span | target | approximate | | early is taken for the first
on completion of the pilot in March 2026 | 2026-03-01..2026-03-31 month | event | firm | | hangs on an
on completion of the pilot | undated | event | none | | hangs on an event whose day the words do not give
With immediate effect | undated | target | none | | says at once, and no day
on track | undated | target | none | | no date was found in these words
est. March 2026 | 2026-03-01..2026-03-31 month | target | approximate | |
~March 2026 | 2026-03-01..2026-03-31 month | target | approximate | |
March 2026 (est.) | 2026-03-01..2026-03-31 month | target | approximate | |
in the 18 months to March 2027 | 2025-10-01..2027-03-31 span | target | firm | |
the three years to 31 March 2027 | 2024-04-01..2027-03-31 span | target | firm | |
March 2027 if funding allows | 2027-03-01..2027-03-31 month | target | conditional | |
March 2027, resources permitting | 2027-03-01..2027-03-31 month | target | conditional | |
March 2027 if not sooner | 2027-03-01..2027-03-31 month | target | firm | |
over the rest of the year | 2025-01-13..2025-12-31 span | target | firm | |
by the latter part of 2026 | ..2026-12-31 span | target | approximate | | late is taken for the last third,
some way through the tail of 2026 | 2026-01-01..2026-12-31 year | target | firm | | only the year was
"""
"""Words; days and precision; kind; certainty; recurrence; how a note begins, empty if there is none."""

MENDED_ROWS = [[cell.strip() for cell in row.split("|")] for row in MENDED.strip().splitlines()]


@pytest.mark.parametrize("row", MENDED_ROWS, ids=[row[0] for row in MENDED_ROWS])
def test_what_is_shared_moved_or_repeated(row: list[str]) -> None:
    """A year printed once, an old date beside the new one, a rhythm: as meant, or a note says what else."""
    words, days, kind, certainty, repeats, note = row
    reading = read_date(words, ANSWERED)
    date = reading.date
    shown = "undated"
    if isinstance(date, PartialDate):
        shown = f"{date.earliest or ''}..{date.latest or ''} {date.precision.value}"
    assert (words, days, kind, certainty, repeats) == (
        reading.words,
        shown,
        reading.kind.value,
        reading.certainty.value,
        reading.repeats,
    )
    if note:
        assert any(said.startswith(note) for said in reading.notes)
    else:
        assert () == reading.notes


def test_a_moved_date_is_no_span_in_prose() -> None:
    """What is found in a sentence is the new date alone."""
    (found,) = find_dates("Completion has slipped from March 2025 to June 2026.", ANSWERED)
    assert PartialDate.month(2026, 6, "from March 2025 to June 2026") == found.date
    assert ("moved: the old date was 'March 2025'",) == found.notes
