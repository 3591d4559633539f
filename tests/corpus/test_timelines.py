"""
The fifty delivery timelines of a real government response; skipped where they are not beside the project.

``python tests/corpus/test_timelines.py`` prints each with what it is read as.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from accountability.dates import PartialDate, Undated
from accountability.model import CommitmentKind
from accountability.wording import Certainty, CountedFrom, DateReading, read_date

PUBLISHED = dt.date(2025, 1, 13)
"""Day of the response."""

FILE = "corpus/uk-ai-opportunities-action-plan/tracker_recommendations.json"
"""Held by the project's shared documents, next to the checkout."""

REPORTS = {*range(7, 13), *range(30, 34), *range(36, 45), 50}
"""Recommendations for which only further details or an update are promised, counted in the paper itself."""


def timelines(file: Path) -> dict[int, str]:
    """Return the delivery timelines by the number of the recommendation."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {int(row["id"].removeprefix("R")): row["deliveryTimeline"] for row in rows}


def days(reading: DateReading) -> str:
    """Return the days of a reading, as a row of the printed table has them."""
    date = reading.date
    if isinstance(date, Undated):
        return "undated"
    return f"{date.earliest or ''}..{date.latest or ''} ({date.precision.value})"


@pytest.fixture(scope="module")
def readings(shared: Path) -> dict[int, DateReading]:
    """Give the readings by the number of the recommendation."""
    file = shared / FILE
    if not file.is_file():
        pytest.skip("the fifty timelines are not beside the project")
    return {number: read_date(words, PUBLISHED) for number, words in timelines(file).items()}


def test_all_fifty_are_read(readings: dict[int, DateReading]) -> None:
    """Each has days, but the one that hangs on a launch, and that one says so."""
    assert list(range(1, 51)) == sorted(readings)
    (undated,) = [reading for reading in readings.values() if not reading.is_dated]
    assert (CommitmentKind.EVENT, CountedFrom.EVENT) == (undated.kind, undated.anchor)


def test_twenty_only_promise_a_report_back(readings: dict[int, DateReading]) -> None:
    """Twenty are no delivery dates, and thirty are."""
    reports = {n for n, read in readings.items() if read.kind is CommitmentKind.REPORT_BACK}
    assert REPORTS == reports
    kinds = Counter(reading.kind for reading in readings.values())
    assert {
        CommitmentKind.REPORT_BACK: 20,
        CommitmentKind.TARGET: 29,
        CommitmentKind.EVENT: 1,
    } == kinds


def test_the_days_lie_where_the_words_say(readings: dict[int, DateReading]) -> None:
    """Seasons of 2025 to 2027, seven financial years, and a year's end before the paper."""
    spans = Counter(days(reading) for reading in readings.values())
    assert {
        "2025-03-01..2025-05-31 (season)": 13,
        "2025-06-01..2025-08-31 (season)": 7,
        "..2025-08-31 (span)": 6,
        "..2025-05-31 (span)": 1,
        "2025-09-01..2025-11-30 (season)": 13,
        "2026-03-01..2026-05-31 (season)": 2,
        "2026-09-01..2026-11-30 (season)": 4,
        "2027-09-01..2027-11-30 (season)": 1,
        "2024-04-01..2031-03-31 (span)": 1,
        "2024-10-01..2024-12-31 (span)": 1,
        "undated": 1,
    } == spans


def test_only_the_rough_one_is_approximate(readings: dict[int, DateReading]) -> None:
    """The end of 2024 is rough, and was over when it was promised; the launch is conditional."""
    (rough,) = [read for read in readings.values() if read.certainty is Certainty.APPROXIMATE]
    assert isinstance(rough.date, PartialDate)
    assert rough.date.certainly_before(PUBLISHED)
    assert "was over on the document's day" in rough.notes
    assert 48 == sum(reading.certainty is Certainty.FIRM for reading in readings.values())


def test_what_goes_on_besides_is_told(readings: dict[int, DateReading]) -> None:
    """Six timelines promise a date and work without an end; the notes name the second promise."""
    both = {n for n, read in readings.items() if any("also says" in note for note in read.notes)}
    assert {26, 27, 28, 31, 36, 49} == both


def table(file: Path) -> str:
    """Return every timeline with what it is read as, a row each, under a heading."""
    rows = [("no", "words", "kind", "earliest..latest (precision)", "certainty", "notes")]
    for number, words in sorted(timelines(file).items()):
        read = read_date(words, PUBLISHED)
        cells = (str(number), words, read.kind.value, days(read), read.certainty.value)
        rows.append((*cells, "; ".join(read.notes)))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[5]])
        for row in rows
    )


if __name__ == "__main__":
    import sys

    beside = Path(__file__).parents[3] / "shared"
    sys.stdout.write(table(beside / FILE) + "\n")
