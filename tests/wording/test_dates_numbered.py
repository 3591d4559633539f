"""
The numbered list of wordings found in real documents, one test each, and five more.

A row: number, day of the document, words; under it earliest..latest, precision, kind, certainty, what the
days were counted from, how often, and the notes by their short names. Where a number has several wordings,
each has its row; `+` marks the five that have no number.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest

from accountability.dates import PartialDate, Undated
from accountability.wording import DateReading, find_dates, read_date

NOTES = {
    "spring": "spring is taken for March to May, by convention",
    "summer": "summer is taken for June to August, by convention",
    "autumn": "autumn is taken for September to November, by convention",
    "winter": "winter is taken for December to February, by convention",
    "next": "the year is not printed: the first one after the document's day was taken",
    "april": "the financial year is taken to begin in April, by convention",
    "last quarter": "the end of a year is taken for its last quarter, by convention",
    "first third": "early is taken for the first third, by convention",
    "august": "read as by the end of August, by convention; could also mean the end of June",
    "half": "taken for a half of the calendar year, by convention",
    "quarter": "taken for a quarter of the calendar year, by convention",
    "parliament": "hangs on the parliament's calendar, which the words do not give",
    "event": "hangs on an event whose day the words do not give",
    "beside": "hangs on an event; the date printed beside it was taken",
    "vague": "fixes no date",
    "months": "fixes no date; worth asking again after six months",
    "again": "happens again and again",
    "on": "goes on without an end",
    "named": "names something by a season, whose year the words do not give",
    "held back": "the words hold it back: nothing is promised",
    "over": "was over on the document's day",
}
"""What is noted, by the short names of the table."""

FORMS = {
    "by": "read as by the end of {}, by convention; could also mean the end of {}",
    "years": "{} is taken for a financial year, by convention",
    "also": "also says '{}'",
    "from": "counts from an event: {}",
}
"""Notes with words in them: in the table, the form's name, a colon and the words."""

WORDINGS = """
1 | 2020-09-25 | Target implementation date: March 2021
    2021-03-01..2021-03-31 | month | target | firm | words | - | -
2 | 2024-12-01 | by 31 March 2025
    ..2025-03-31 | span | target | firm | words | - | -
3 | 2024-12-01 | by March 2025
    ..2025-03-31 | span | target | firm | words | - | -
4 | 2024-12-01 | by the end of April 2025
    ..2025-04-30 | span | target | firm | words | - | -
5 | 2024-12-01 | by the end of January 2025
    ..2025-01-31 | span | target | firm | words | - | -
6 | 2024-12-01 | in April 2025
    2025-04-01..2025-04-30 | month | target | firm | words | - | -
7 | 2024-12-01 | due by April 2025
    ..2025-04-30 | span | target | firm | words | - | -
8 | 2024-12-01 | by October 2025
    ..2025-10-31 | span | target | firm | words | - | -
9 | 2025-06-01 | estimated to be made in March 2026
    2026-03-01..2026-03-31 | month | target | approximate | words | - | -
10 | 2026-03-01 | due to be laid in Parliament by March 2027
    ..2027-03-31 | span | target | firm | words | - | -
11 | 2024-12-01 | before the end of May 2025
    ..2025-05-31 | span | target | firm | words | - | -
12 | 2024-12-01 | scheduled to complete by May 2025, followed by a stabilisation phase of one year
    ..2025-05-31 | span | target | firm | words | - | also: followed by a stabilisation phase of one year
13 | 2021-12-01 | finalised by the end of June 2022 and the detailed processes by the end of July 2022
    ..2022-06-30 | span | target | firm | words | - | also: by the end of July 2022
14 | 2021-01-01 | This will be completed by 31 December 2021
    ..2021-12-31 | span | target | firm | words | - | -
15 | 2024-12-01 | stretch targets … assess by July 2025 and start or complete works by July 2027
    ..2025-07-31 | span | target | approximate | words | - | also: by July 2027
16 | 2025-01-13 | Spring 2025
    2025-03-01..2025-05-31 | season | target | firm | words | - | spring
17 | 2025-01-13 | by Spring 2025
    ..2025-05-31 | span | target | firm | words | - | spring
18 | 2025-01-13 | Summer 2025
    2025-06-01..2025-08-31 | season | target | firm | words | - | summer
19 | 2025-01-13 | by summer 2025
    ..2025-08-31 | span | target | firm | words | - | summer
20 | 2025-01-13 | in autumn 2025
    2025-09-01..2025-11-30 | season | target | firm | words | - | autumn
21 | 2025-01-13 | by autumn 2026
    ..2026-11-30 | span | target | firm | words | - | autumn
22 | 2025-01-13 | Autumn 2027
    2027-09-01..2027-11-30 | season | target | firm | words | - | autumn
23 | 2025-06-10 | in autumn
    2025-09-01..2025-11-30 | season | target | firm | document | - | next; autumn
24 | 2011-02-01 | in the Spring
    2011-03-01..2011-05-31 | season | target | firm | document | - | next; spring
25 | 2026-03-05 | winter 2026
    2026-12-01..2027-02-28 | season | target | firm | words | - | winter
26 | 2025-06-01 | planned for Spring 2026
    2026-03-01..2026-05-31 | season | target | approximate | words | - | spring
27 | 2025-06-01 | the spring space publication
    .. | undated | target | none | words | - | named
28 | 2026-06-01 | we anticipate that the regime will commence in spring 2027
    2027-03-01..2027-05-31 | season | target | approximate | words | - | spring
29 | 2025-01-13 | by 2026
    ..2026-12-31 | span | target | firm | words | - | by: 2026, 2025
30 | 2026-03-05 | by 2027
    ..2027-12-31 | span | target | firm | words | - | by: 2027, 2026
31 | 2025-01-13 | by 2030
    ..2030-12-31 | span | target | firm | words | - | by: 2030, 2029
32 | 2020-09-25 | fully … delivered by 2025
    ..2025-12-31 | span | target | firm | words | - | by: 2025, 2024
33 | 2025-01-13 | will be published in 2026
    2026-01-01..2026-12-31 | year | target | firm | words | - | -
34 | 2025-06-01 | by the end of 2028
    ..2028-12-31 | span | target | firm | words | - | -
35 | 2025-01-13 | By the end of 2029, all buildings over 18 metres …
    ..2029-12-31 | span | target | firm | words | - | -
36 | 2024-12-01 | no later than the end of 2026
    ..2026-12-31 | span | target | firm | words | - | -
37 | 2024-12-01 | Before the end of 2027
    ..2027-12-31 | span | target | firm | words | - | -
38 | 2025-01-13 | End of 2024
    2024-10-01..2024-12-31 | span | target | approximate | words | - | last quarter; over
39 | 2023-06-01 | anticipated timeline for completion is end of 2024
    2024-10-01..2024-12-31 | span | target | approximate | words | - | last quarter
40 | 2025-01-13 | towards the end of 2025
    2025-10-01..2025-12-31 | span | target | approximate | words | - | last quarter
41 | 2024-12-01 | early in 2025
    2025-01-01..2025-04-30 | third | target | approximate | words | - | first third
42 | 2024-12-01 | by mid-2026
    ..2026-08-31 | span | target | approximate | words | - | august
43 | 2024-12-01 | in the first half of 2025
    2025-01-01..2025-06-30 | half | target | firm | words | - | half
44 | 2025-01-13 | during second half of 2025
    2025-07-01..2025-12-31 | half | target | firm | words | - | half
45 | 2021-06-01 | in the second quarter of 2022
    2022-04-01..2022-06-30 | quarter | target | firm | words | - | quarter
46 | 2018-06-01 | by the first quarter of 2019
    ..2019-03-31 | span | target | firm | words | - | quarter
47 | 2025-06-10 | later this year
    2025-06-10..2025-12-31 | span | target | firm | document | - | -
48 | 2025-06-10 | Later in 2025
    2025-06-10..2025-12-31 | span | target | firm | document | - | -
49 | 2025-06-10 | before the end of the year
    ..2025-12-31 | span | target | firm | document | - | -
49 | 2025-06-10 | before the end of this year
    ..2025-12-31 | span | target | firm | document | - | -
50 | 2025-06-10 | in the next year
    2025-06-10..2026-06-10 | span | target | approximate | document | - | -
51 | 2024-06-10 | during the fourth quarter of 2024/25
    2025-01-01..2025-03-31 | quarter | target | firm | words | - | years: 2024-25; april
52 | 2025-01-13 | 24/25 FY to 2030/2031 FY
    2024-04-01..2031-03-31 | span | target | firm | words | - | april
53 | 2025-02-01 | next financial year (2025 to 2026)
    2025-04-01..2026-03-31 | financial-year | target | firm | words | - | april
54 | 2025-06-01 | from FY23/24 to end of FY27/28
    2023-04-01..2028-03-31 | span | target | firm | words | - | april
55 | 2025-06-01 | over the coming four years (2026/27 to 2029/30)
    2026-04-01..2030-03-31 | span | target | firm | words | - | years: 2026-27; april; years: 2029-30
56 | 2025-06-10 | for 2025–26
    2025-04-01..2026-03-31 | financial-year | target | firm | words | - | years: 2025-26; april
57 | 2025-06-01 | support … beyond March 2026
    2026-04-01.. | span | start | firm | words | - | -
58 | 2020-09-18 | within three months of this report
    2020-09-18..2020-12-18 | span | target | firm | document | - | -
59 | 2025-01-13 | Set out, within six months, a long-term plan
    2025-01-13..2025-07-13 | span | target | firm | document | - | -
60 | 2024-12-01 | Within the next 12 months
    2024-12-01..2025-12-01 | span | target | firm | document | - | -
61 | 2025-01-13 | within 12 months of the publication of this Report
    2025-01-13..2026-01-13 | span | target | firm | document | - | -
62 | 2025-01-13 | within 24 months of the publication of this Report
    2025-01-13..2027-01-13 | span | target | firm | document | - | -
63 | 2025-01-13 | Within 6 months of the creation of the group of senior officials
    .. | undated | event | none | event | - | from: creation of the group of senior officials
64 | 2025-01-13 | within three months of the conclusion of the exercise
    .. | undated | event | none | event | - | from: conclusion of the exercise
65 | 2025-01-13 | within three months of the passing of the Act
    .. | undated | event | none | event | - | from: passing of the Act
66 | 2025-01-13 | within 56 days of its publication
    2025-01-13..2025-03-10 | span | target | firm | document | - | -
67 | 2025-01-13 | within six weeks
    2025-01-13..2025-02-24 | span | target | firm | document | - | -
67 | 2025-01-13 | within 2 years
    2025-01-13..2027-01-13 | span | target | firm | document | - | -
67 | 2025-01-13 | within a month
    2025-01-13..2025-02-13 | span | target | firm | document | - | -
68 | 2025-01-13 | in the coming months
    .. | undated | target | none | words | - | months
69 | 2011-02-01 | over the coming year
    2011-02-01..2012-02-01 | span | target | approximate | document | - | -
70 | 2025-06-10 | by the end of this parliament
    .. | undated | target | conditional | event | - | parliament
71 | 2025-01-13 | over the course of this Parliament, three-phased
    .. | undated | target | conditional | event | - | parliament
72 | 2025-01-13 | for the remainder of the Parliament
    .. | undated | target | conditional | event | - | parliament
73 | 2025-01-13 | when parliamentary time allows
    .. | undated | target | conditional | event | - | parliament
74 | 2025-01-13 | as soon as Parliamentary time allows
    .. | undated | target | conditional | event | - | parliament
75 | 2011-02-01 | before the summer Recess
    .. | undated | target | conditional | event | - | parliament
76 | 2024-12-01 | before the next anniversary of the Hillsborough disaster in April 2025
    ..2025-04-30 | span | event | firm | words | - | beside
77 | 2025-01-13 | At Digital Centre launch
    .. | undated | event | conditional | event | - | event
78 | 2025-01-13 | subject to the agreement of a public-private partnership
    .. | undated | event | conditional | event | - | event
79 | 2025-01-13 | subject to consultation, we will require …
    .. | undated | event | conditional | event | - | event
80 | 2024-12-01 | as soon as is feasible, subject to appropriate planning permission
    .. | undated | target | conditional | words | - | vague
81 | 2021-01-01 | unlikely to be prioritised in the near-medium term, unless …
    .. | undated | target | none | words | - | vague; held back
82 | 2025-01-13 | in due course
    .. | undated | target | none | words | - | vague
83 | 2024-12-01 | shortly
    .. | undated | target | none | words | - | vague
84 | 2025-01-13 | as soon as possible
    .. | undated | target | none | words | - | vague
84 | 2025-01-13 | as soon as practicable
    .. | undated | target | none | words | - | vague
84 | 2025-01-13 | as soon as practicably possible
    .. | undated | target | none | words | - | vague
84 | 2025-01-13 | at the earliest opportunity
    .. | undated | target | none | words | - | vague
85 | 2012-10-10 | will revert later this year
    2012-10-10..2012-12-31 | span | report-back | firm | document | - | -
86 | 2025-01-13 | Initially Spring 2025, but continuous thereafter
    2025-03-01..2025-05-31 | season | target | firm | words | - | spring; also: continuous thereafter
87 | 2025-01-13 | Ongoing, update in Autumn 2025
    2025-09-01..2025-11-30 | season | report-back | firm | words | - | autumn; also: Ongoing
87 | 2025-01-13 | Update in Autumn 2025
    2025-09-01..2025-11-30 | season | report-back | firm | words | - | autumn
87 | 2025-01-13 | Further details published by Summer 2025
    ..2025-08-31 | span | report-back | firm | words | - | summer
88 | 2025-04-14 | at least every five years or earlier if …
    .. | undated | recurring | firm | words | FREQ=YEARLY;INTERVAL=5 | again
88 | 2025-01-13 | at least every three years
    .. | undated | recurring | firm | words | FREQ=YEARLY;INTERVAL=3 | again
88 | 2025-01-13 | every two months
    .. | undated | recurring | firm | words | FREQ=MONTHLY;INTERVAL=2 | again
88 | 2025-01-13 | annually
    .. | undated | recurring | firm | words | FREQ=YEARLY | again
88 | 2025-01-13 | quarterly from June 2025
    2025-06-01.. | span | recurring | firm | words | FREQ=MONTHLY;INTERVAL=3 | also: quarterly
89 | 2025-01-13 | from summer 2025
    2025-06-01.. | span | start | firm | words | - | summer
89 | 2025-01-13 | through a phased approach from October 2025
    2025-10-01.. | span | start | firm | words | - | -
89 | 2025-01-13 | kept under joint review
    .. | undated | continuous | none | words | - | on
+ | 2021-09-01 | Spring 2022
    2022-03-01..2022-05-31 | season | target | firm | words | - | spring
+ | 2020-09-25 | Summer 2021
    2021-06-01..2021-08-31 | season | target | firm | words | - | summer
+ | 2025-01-13 | end of 2025
    2025-10-01..2025-12-31 | span | target | approximate | words | - | last quarter
+ | 2020-09-25 | Q1 2021-22
    2021-04-01..2021-06-30 | quarter | target | firm | words | - | years: 2021-22; april
+ | 2020-09-25 | ongoing
    .. | undated | continuous | none | words | - | on
"""

ROWS = [
    tuple(cell.strip() for cell in row.replace("\n", "|").split("|"))
    for row in re.split(r"\n(?! )", WORDINGS.strip())
]


def span(reading: DateReading) -> str:
    """Return the days of a reading as the table writes them."""
    date = reading.date
    if isinstance(date, Undated):
        return ".."
    return f"{date.earliest or ''}..{date.latest or ''}"


def told(names: str) -> str:
    """Return the notes that a cell of the table names."""
    notes = []
    for name in names.split("; ") if names else ():
        form, _colon, words = name.partition(": ")
        notes.append(FORMS[form].format(*words.split(", ", 1)) if words else NOTES[name])
    return "; ".join(notes)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{row[2]}" for row in ROWS])
def test_the_wording_is_read_as_it_is_meant(row: tuple[str, ...]) -> None:
    """Days, precision, kind, certainty, anchor, recurrence and notes are those of the table."""
    _number, document, words, days, precision, kind, certainty, anchor, repeats, notes = row
    reading = read_date(words, dt.date.fromisoformat(document))
    date = reading.date
    read = (
        span(reading),
        date.precision.value if isinstance(date, PartialDate) else "undated",
        reading.kind.value,
        reading.certainty.value,
        reading.anchor.value,
        reading.repeats,
        "; ".join(reading.notes),
        reading.words,
    )
    often, said = ("" if cell == "-" else cell for cell in (repeats, notes))
    assert (days, precision, kind, certainty, anchor, often, told(said), words) == read


def test_every_number_has_its_row() -> None:
    """The list is read whole: 89 numbers, and five wordings without one."""
    numbers = [int(row[0]) for row in ROWS if row[0] != "+"]
    assert list(range(1, 90)) == sorted(set(numbers))
    assert 5 == sum(row[0] == "+" for row in ROWS)


PROSE = {
    12: (
        "scheduled to complete by May 2025, followed by a stabilisation phase of one year",
        ["by May 2025 = ..2025-05-31 target firm words",
         "followed by a stabilisation phase of one year = 2025-05-31..2026-05-31 target approximate date"],
    ),
    13: (
        "finalised by the end of June 2022 and the detailed processes by the end of July 2022",
        ["by the end of June 2022 = ..2022-06-30 target firm words",
         "by the end of July 2022 = ..2022-07-31 target firm words"],
    ),
    15: (
        "stretch targets … assess by July 2025 and start or complete works by July 2027",
        ["by July 2025 = ..2025-07-31 target approximate words",
         "by July 2027 = ..2027-07-31 target approximate words"],
    ),
    27: ("the spring space publication", []),
    56: (
        "for 2025–26 … future years beyond 2025–26 will be set out in the upcoming Spending Review",
        ["for 2025–26 = 2025-04-01..2026-03-31 target firm words",
         "beyond 2025–26 = 2026-04-01.. start firm words",
         "in the upcoming Spending Review = .. event none event"],
    ),
    80: (
        "as soon as is feasible, subject to appropriate planning permission",
        ["as soon as is feasible = .. target conditional words"],
    ),
    81: (
        "unlikely to be prioritised in the near-medium term, unless the yard asks",
        ["in the near-medium term = .. target none words"],
    ),
    86: (
        "Initially Spring 2025, but continuous thereafter",
        ["Spring 2025 = 2025-03-01..2025-05-31 target firm words",
         "continuous thereafter = .. continuous none words"],
    ),
    88: (
        "quarterly from June 2025",
        ["quarterly = .. recurring firm words", "from June 2025 = 2025-06-01.. recurring firm words"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("number", sorted(PROSE))
def test_in_prose_each_milestone_is_found(number: int) -> None:
    """Where a wording holds several dates, prose gives each, with the place of its words."""
    text, expected = PROSE[number]
    found = find_dates(text, dt.date(2024, 12, 1))
    assert expected == [
        f"{reading.words} = {span(reading)} {reading.kind} {reading.certainty} {reading.anchor}"
        for reading in found
    ]
    assert [reading.words for reading in found] == [text[r.start : r.end] for r in found]
