"""The real page that the library began with; skipped where it is not beside the project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from accountability.importers import Reading, read
from accountability.model import Conclusion, ItemKind, Position, PositionHow, Register
from accountability.text import RepairKind


@pytest.fixture(scope="module")
def page(shared: Path) -> Path:
    """Give the page."""
    found = sorted((shared / "seed").glob("*.txt"))
    if not found:
        pytest.skip("the real page is not beside the project")
    return found[0]


@pytest.fixture(scope="module")
def reading(page: Path) -> Reading:
    """Give what was read from it."""
    return read(page)


@pytest.fixture(scope="module")
def register(reading: Reading) -> Register:
    """Give the register made of it."""
    return reading.register("seed")


def test_one_item_of_one_committee(register: Register) -> None:
    """The page holds item 9 of the Public Accounts Committee, printed as two kinds."""
    (item,) = register.items
    assert ("public-accounts-committee-report/item-9", "9", ItemKind.CONCLUSION) == (
        item.id,
        item.label,
        item.kind,
    )
    assert isinstance(item, Conclusion)
    report = register.documents[1]
    assert ["Public Accounts Committee"] == [register.name_of(author) for author in report.authors]
    assert ["Recommendation", "Conclusion"] == [
        source.words for source in item.sources if source.fields == ("kind",)
    ]


def test_the_governments_word_is_not_the_sites(register: Register) -> None:
    """The Government agrees, and the site says "Not Addressed": both are kept, each its own."""
    (response,) = register.responses
    assert ("HM Government", True) == (
        register.name_of(response.responder),
        register.is_given(response),
    )
    assert (Position.ACCEPTED, PositionHow.READ, "") == (
        response.position,
        response.position_how,
        response.printed_status,
    )
    assert response.text.startswith(response.position_words)
    assert response.position_words.endswith("recommendation.")
    (assessment,) = register.assessments
    assert ("Not Addressed", Position.NOT_ADDRESSED, response.id, response.responder) == (
        assessment.printed_status,
        assessment.position,
        assessment.about,
        assessment.responder,
    )
    assert {"HM Government Not Addressed", "Government Response Not Addressed"} == {
        source.words for source in assessment.sources
    }


def test_two_dated_promises(register: Register) -> None:
    """The target date and the vaguer year of the plan are two promises."""
    assert [("March 2021", dt.date(2021, 3, 31)), ("by 2025", dt.date(2025, 12, 31))] == [
        (promise.dates[0].date.words, getattr(promise.dates[0].date, "latest", None))
        for promise in register.commitments
    ]
    (response,) = register.responses
    for promise in register.commitments:
        assert promise.text in response.text
        assert (response.id, True) == (promise.response, bool(promise.sources))


def test_every_word_is_found_again(page: Path, register: Register) -> None:
    """No word of the page is lost, and none is repaired in place."""
    held = " ".join(
        [
            *(name.name for name in register.organisations),
            *(document.title for document in register.documents),
            *(words for document in register.documents for _, words in document.extra),
            *(f"{item.label} {item.text}" for item in register.items),
            *(source.words for item in register.items for source in item.sources),
            *(words for item in register.items for _, words in item.extra),
            *(response.text for response in register.responses),
            *(source.words for made in register.assessments for source in made.sources),
        ]
    )
    assert set() == set(page.read_text(encoding="utf-8").split()) - set(held.split())


def test_what_is_wrong_with_the_page_is_noticed(reading: Reading, register: Register) -> None:
    """Each fault of the page that reading can know of is a finding."""
    codes = {finding.code for finding in reading.findings}
    assert {"IMP701", "IMP702", "IMP703", "IMP704", "IMP705", "IMP706", "IMP709"} <= codes
    (item,), (response,) = register.items, register.responses
    assert ["16", "17"] == [
        mend.printed
        for mend in register.reading(item.id).repairs
        if mend.kind is RepairKind.GLUED_FOOTNOTE
    ]
    assert [RepairKind.SPLIT_WORD] == [mend.kind for mend in register.reading(response.id).repairs]
