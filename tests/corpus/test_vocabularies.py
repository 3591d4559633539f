"""Statuses as cities and agencies really type them: each is found as a term, or is asked about."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from accountability.model import Implementation, Position
from accountability.vocabularies import load_vocabulary, match_term


@pytest.mark.needs("excel")
def test_the_statuses_of_a_city(shared: Path) -> None:
    """All spellings of the four answers to a civil grand jury are found, with spaces at their ends too."""
    openpyxl = pytest.importorskip("openpyxl")
    path = shared / "corpus" / "us-sf-civil-grand-jury" / "seed2.xlsx"
    if not path.exists():
        pytest.skip("the city's tracker is not beside the project")
    book = openpyxl.load_workbook(path, read_only=True)
    vocabulary = load_vocabulary("us-grand-jury")
    found: Counter[str] = Counter()
    for sheet in book.worksheets:
        headings, *rows = sheet.iter_rows(values_only=True)
        columns = [
            at
            for at, heading in enumerate(headings)
            if "Response" in str(heading)
            and "Text" not in str(heading)
            and "Req" not in str(heading)
        ]
        for cell in (str(row[at] or "") for row in rows for at in columns if at < len(row)):
            if not cell.strip():
                continue
            match = match_term(cell, vocabulary)
            assert match.terms, cell
            position, done = match.member(Position), match.member(Implementation)
            found[f"{position.value if position else '-'} {done.value if done else '-'}"] += 1
    book.close()
    assert {
        "accepted implemented",
        "accepted open",
        "under-consideration -",
        "rejected -",
        "- -",
    } == set(found)


def test_the_categories_of_an_agency(shared: Path) -> None:
    """Values that differ in case alone are one term, and a blank cell is none."""
    path = shared / "corpus" / "taic-nz" / "cleaned_TAIC_recommendations_2024_11_19.csv"
    if not path.exists():
        pytest.skip("the agency's replies are not beside the project")
    vocabulary = load_vocabulary("nz-taic")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = Counter(row["response_category"] for row in csv.DictReader(stream))
    del cells[""]
    found: Counter[str] = Counter()
    for cell, number in cells.items():
        (term,) = match_term(cell, vocabulary).terms
        found[term.words[0]] += number
    assert {
        "Accepted": 12,
        "Under consideration": 4,
        "Accepted and implemented": 3,
        "Rejected": 1,
    } == found
