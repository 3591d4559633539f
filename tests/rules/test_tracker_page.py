"""A page of a tracker site, read and checked: what can be known from the page alone is reported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from accountability import Register, check
from accountability.importers import ImportContext
from accountability.importers.plaintext import TrackerPage

FAULTS = {
    "REC101": "line 3",  # two printed kinds
    "REC102": "line 10",  # a text cut off
    "REC104": "line 10",  # footnote numbers
    "RSP201": "line 12",  # the site's status contradicts the words
    "RSP203": "line 13",  # a split word
    "RSP206": "line 12",  # a responder vaguer than the words
    "COM301": "line 13",  # a target date that passed in silence
    "COM310": "line 13",  # two dates in one reply
}


def test_each_fault_of_the_page_is_reported_with_its_line(shared: Path) -> None:
    """Every fault has a finding, at the line where a person would look."""
    page = shared / "seed" / "pac-immigration-enforcement-9.txt"
    reading = TrackerPage().read(page.read_bytes(), ImportContext(file=page.name))
    register = Register(id="page", title="Page").with_records(*reading.records)
    found = check(register, as_of=dt.date(2026, 11, 22))
    places = {finding.code: finding.place.at for finding in found if finding.place}
    assert FAULTS == places
