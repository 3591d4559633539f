"""
Write the reference page of wordings from what the reader makes of them.

Run by hand (``python docs/make_wordings.py``) when the reading of dates has changed; a test fails while the
page is stale. The page is kept in the repository so that a reviewer of a change sees what readers will see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from accountability.dates import DateConventions, PartialDate, show_day
from accountability.wording import DateReading, find_dates, read_date

PAGE = Path(__file__).parent / "reference" / "wordings.md"

PRINTED = dt.date(2026, 6, 10)
"""Day of the paper in which the examples stand."""

FAMILIES = (
    (
        "A day",
        "Day, month and year in any usual order; the day of the week is checked, not needed.",
        (
            "31 March 2027|Wednesday 31st of March, 2027|March 31, 2027|31-Mar-27|31 Mar 27|2027-03-31"
            "|2027.03.31|2027-03-31T17:00:00Z"
            "|31/03/2027|3/4/2027|03.04.27|31 March|Monday 31 March 2027|5 to 7 March 2027"
            "|5, 6 and 7 March 2027|5 to 7 March"
        ),
    ),
    (
        "A week",
        "Seven days, from or to the day that is named.",
        "w/c 1 March 2027|week ending 5 March 2027|next week",
    ),
    (
        "A month",
        "All of it. Without a year: the first one that is not over on the day of the paper.",
        (
            "March 2027|Mar-27|Sept. 2026|03/2027|2027-03|March|next month|March to May 2027"
            "|March or April 2027|April, May or June 2027|Mar-May '27|end of March or early April 2027"
        ),
    ),
    (
        "A season",
        "Three months, by the convention of the place. Winter begins in the year that names it.",
        (
            "Spring 2027|winter 2026|Winter 2026/27|Spring '27|Summer/Autumn 2027"
            "|spring or summer 2027|in the Spring"
            "|this autumn"
        ),
    ),
    (
        "A quarter or a half",
        "Of the calendar year, unless the year is written as two years or as a financial year.",
        (
            "Q3 2027|Q3 2026-27|the fourth quarter of 2026/27|Q1-Q2 2027|2026-27 Q3|3Q 2027"
            "|2026-27 Q1-Q2|2027 H1|2H 2027|2027 2H|Q4 26/27|H1 2027|the second half of 2026-27"
            "|Q3 FY27|next quarter"
        ),
    ),
    (
        "A year",
        "All of it. Two years that follow each other are a financial year; more are a span.",
        (
            "2027|2026-27|2026 to 2027|FY27|24/25 FY to 2030/2031 FY|this financial year|next year|2026-29"
            "|year ending 31 March 2027|in the 2030s|by the end of the decade"
        ),
    ),
    (
        "Part of a period",
        "Rough by nature: early, mid and late are thirds, the end of a year is its last quarter.",
        (
            "early 2027|early to mid 2027|mid-2027|late in 2027|late 2026 to early 2027|End of 2027"
            "|towards the end of 2027"
            "|first half of March 2027|late March 2027|later this year|Later in 2026|year end"
        ),
    ),
    (
        "By, before, until",
        "No first day; the last is that of the words. Before a day or month is the day before it begins.",
        (
            "by 31 March 2027|by March 2027|by the end of April 2027|no later than the end of 2027|by 2027"
            "|by mid-2027|before May 2027|before the end of May 2027|March 2027 at the latest"
            "|no later than close of play on Friday 5 March 2027"
        ),
    ),
    (
        "From, beyond, not before",
        "No last day, so never overdue.",
        (
            "from summer 2027|Summer 2027 onwards|beyond March 2027|not before April 2027"
            "|on or after 1 April 2027"
        ),
    ),
    (
        "Counted",
        "From the day of the paper, or from a day that the words give.",
        (
            "within three months of this report|within six weeks|within the year after publication"
            "|within the next 12 months"
            "|three to six months after publication"
            "|over the coming year|in three months' time|within three months of 31 March 2027"
            "|at least six months after publication"
        ),
    ),
    (
        "Two ends",
        "From the first day of the one to the last of the other.",
        (
            "between March and May 2027|from January 2027 to June 2028|1 January 2027 – 31 March 2027"
            "|from FY26/27 to end of FY29/30|over the coming four years (2026/27 to 2029/30)"
            "|in the 18 months to March 2027|1 March to 30 June"
        ),
    ),
    (
        "Only news is promised",
        "A report back: nothing is late but a word.",
        (
            "Update in Autumn 2027|(Autumn 2027) update|Further details published by Summer 2027"
            "|will revert later this year|Ongoing, update in Autumn 2027"
        ),
    ),
    (
        "Again and again, or without an end",
        "Where the words say how often, the reading says it as a recurrence rule (RFC 5545).",
        (
            "quarterly from June 2027|annually|every two months|at least every five years|twice a year"
            "|six-monthly|half-yearly|biennial|bi-monthly"
            "|ongoing"
            "|kept under review"
        ),
    ),
    (
        "Moved",
        "The new date; the notes name the old one.",
        "slipped from March 2027 to June 2028|brought forward from June 2028 to March 2028",
    ),
    (
        "Expected or conditional",
        "The days stand; how far they can be relied on is said beside them.",
        (
            "planned for Spring 2027|estimated to be made in March 2027|around March 2027|March 2027 (TBC)"
            "|subject to consultation, in March 2027|March 2027 if funding allows|est. March 2027"
        ),
    ),
)

REFUSED = (
    (
        "Vague words",
        "They allow any day at all, and a day would be our invention.",
        (
            "in due course|shortly|as soon as possible|at the earliest opportunity|in the coming months"
            "|with immediate effect"
            "|in the new year|by the turn of the year"
        ),
    ),
    (
        "The parliament's calendar",
        "Recesses, sessions and dissolutions move; the words do not say when they are.",
        (
            "when parliamentary time allows|by the end of this parliament|before the summer recess"
            "|before the House rises for summer"
        ),
    ),
    (
        "An event",
        "What it hangs on has no day in the words. An event with its own date is read.",
        (
            "within six months of Royal Assent|At launch of the ferry desk|at the next Budget"
            "|at the next fiscal event|after Royal Assent"
            "|subject to the agreement of both counties"
            "|before the launch of the ferry desk in April 2027"
        ),
    ),
    (
        "Days of another calendar",
        "Working days, terms and years that are not the calendar's or the Treasury's.",
        "within 20 working days|academic year 2026-27|Session 2026-27|Michaelmas term 2026",
    ),
    (
        "No year, or no such day",
        "What is missing is not filled in, and what is wrong is not set right.",
        "Q3|31 April 2027|29 February 2027|Mar 27|Spring 2026-27|45747",
    ),
    (
        "Names that hold a year",
        "An Act, a Budget or a review is no promise for its year.",
        "Harbours Act 2015|Spending Review 2027|Autumn Budget 2026",
    ),
    (
        "Denials and histories",
        "Which of the dates holds, or whether any does, nobody can say.",
        (
            "will not be done by 2027|missed: March 2027|originally March 2027, now June 2027"
            "|deferred from March 2027"
        ),
    ),
)

CONVENTIONS = (
    (
        "spring_starts",
        "the month in which spring begins",
        DateConventions(spring_starts=9),
        "Spring 2027",
    ),
    (
        "financial_year_starts",
        "the month in which the financial year begins",
        DateConventions(financial_year_starts=7),
        "2026-27",
    ),
    (
        "financial_year_named_by_start",
        "whether “FY27” begins in 2027 or ends in it",
        DateConventions(financial_year_named_by_start=False),
        "FY27",
    ),
    (
        "short_range_is_financial",
        "whether “2011-12” is a financial year or December 2011",
        DateConventions(short_range_is_financial=False),
        "2011-12",
    ),
    (
        "quarters_are_financial",
        "whether “Q1 2027” and “H1 2027” are of the financial year",
        DateConventions(quarters_are_financial=True),
        "Q1 2027",
    ),
    (
        "day_first",
        "whether “3/4/2027” is in April or in March",
        DateConventions(day_first=False),
        "3/4/2027",
    ),
    (
        "by_year_includes_it",
        "whether “by 2027” allows all of 2027",
        DateConventions(by_year_includes_it=False),
        "by 2027",
    ),
    (
        "by_mid_year_is_june",
        "whether “by mid-2027” ends with June or with the middle third",
        DateConventions(by_mid_year_is_june=True),
        "by mid-2027",
    ),
)

INTRODUCTION = f"""\
<!-- Made by docs/make_wordings.py from what the reader makes of the examples; change them there. -->

# Wordings of dates

What people write where a date should stand, and which days we take it to mean.
The examples are read as if they stood in a paper of {show_day(PRINTED)},
by the usual conventions (those of the United Kingdom); where a convention decided, the notes say which.
[Why a date is an interval](../explanation/partial-dates.md) tells why none of them becomes a single day.

*First* and *last* are inclusive; an empty cell means that the words set no such end.
A date is overdue on the day after its *last*, if it is the date of a *target*.

| kind | what is promised |
| --- | --- |
| target | something is done by then |
| report back | only news is promised |
| start | something begins then |
| recurring | something is done again and again |
| continuous | something goes on |
| event | it hangs on something that happens |

*Firm*: the words fix the days.
*Approximate*: they fix them roughly, or only expect them.
*Conditional*: something else must happen first.
*None*: they fix no day.

"""


def page() -> str:
    """Return the page."""
    lines = ["## What is read", ""]
    for title, about, words in FAMILIES:
        lines += _family(title, about, words.split("|"))
    lines += [
        "## What is refused, and why",
        "",
        "A wrong date is worse than none: the words are kept, and the tracker shows them in its place.",
        "",
    ]
    for title, about, words in REFUSED:
        lines += _family(title, about, words.split("|"))
    lines += _conventions()
    lines += _prose()
    return INTRODUCTION + "\n".join(lines).rstrip() + "\n"


def _family(title: str, about: str, words: list[str]) -> Iterator[str]:
    readings = [read_date(given, PRINTED) for given in words]
    dated = any(reading.is_dated for reading in readings)
    yield from (f"### {title}", "", about, "")
    days = "first | last | exact to | " if dated else ""
    yield f"| words | {days}kind | certainty | notes |"
    yield f"| --- | {'--- | --- | --- | ' if dated else ''}--- | --- | --- |"
    for reading in readings:
        yield f"| {' | '.join(_cells(reading, dated=dated))} |"
    yield ""


def _cells(reading: DateReading, *, dated: bool) -> Iterator[str]:
    yield f"“{_cell(reading.words)}”"
    if dated:
        yield from _days(reading)
    yield reading.kind.value.replace("-", " ")
    yield reading.certainty.value
    notes = [_cell(note) for note in reading.notes]
    if reading.repeats:
        notes.append(f"`{reading.repeats}`")
    yield "; ".join(notes)


def _days(reading: DateReading) -> tuple[str, str, str]:
    date = reading.date
    if not isinstance(date, PartialDate):
        return "", "", "undated"
    first, last = (show_day(day) if day else "" for day in (date.earliest, date.latest))
    return first, last, date.precision.value.replace("-", " ")


def _conventions() -> Iterator[str]:
    yield from ("## What the conventions decide", "")
    yield "They are data of each jurisdiction, under `[conventions]` in its file:"
    yield "[add yours](../how-to/add-a-jurisdiction.md)."
    yield "No government that we know of says officially when spring begins:"
    yield "the seasons are the meteorologists'."
    yield ""
    yield "| name | what it decides | words | usually | the other way |"
    yield "| --- | --- | --- | --- | --- |"
    for name, about, other, words in CONVENTIONS:
        usual, changed = (_span(read_date(words, PRINTED, by)) for by in (DateConventions(), other))
        yield f"| `{name}` | {about} | “{words}” | {usual} | {changed} |"
    yield ""


def _span(reading: DateReading) -> str:
    date = reading.date
    return str(evolve(date, words="")) if isinstance(date, PartialDate) else "undated"


def _prose() -> Iterator[str]:
    text = (
        "We aim to open the ferry desk by the end of 2027, subject to a vote. The office will write to the"
        " board in spring 2027, and check the lamps annually. The Harbours Act 2015 is not amended."
    )
    yield from (
        "## In a reply",
        "",
        "In prose, each date stands where its words stand, and a lone year, month or season",
    )
    yield "counts only behind a word like “by” or “in”. This reply holds three:"
    yield from ("", f"> {text}", "")
    yield "| characters | words | first | last | kind | certainty |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for reading in find_dates(text, PRINTED):
        first, last, _precision = _days(reading)
        cells = (
            f"{reading.start} to {reading.end}",
            f"“{_cell(reading.words)}”",
            first,
            last,
            reading.kind.value.replace("-", " "),
            reading.certainty.value,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
