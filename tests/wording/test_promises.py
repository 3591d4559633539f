"""Promises in the words of replies."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accountability.model import CommitmentKind
from accountability.text import repair
from accountability.wording import PromiseReading, find_promises

PRINTED = dt.date(2026, 1, 15)


def found(text: str) -> list[tuple[str, str]]:
    """Return label and date words of each promise."""
    return [(promise.label, promise.date.words) for promise in find_promises(text, PRINTED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We agree. Target implementation date: March 2027 The office will see.", "March 2027"),
        ("Target date: Spring 2028.", "Spring 2028"),
        ("Target date - by the end of 2027", "by the end of 2027"),
        ("Delivery: by mid-2027", "by mid-2027"),
        ("Timeline:\nAutumn 2027", "Autumn 2027"),
        ("Target implementation date: 2027", "2027"),
        ("Target implementation date: 2026-27 The office will act.", "2026-27"),
        ("Ta rget imple mentation da te: May 2027", "May 2027"),
        ("Target date: to be confirmed", "to be confirmed"),
        ("Target date: when the bridge is open", "when the bridge is open"),
        ("Delivery: in due course", "in due course"),
        ("Timeline: ongoing", "ongoing"),
    ],
)
def test_a_labelled_date_is_a_promise(text: str, expected: str) -> None:
    """What stands under a label is promised, even if it fixes no day."""
    (promise,) = find_promises(text, PRINTED)
    assert expected == promise.date.words
    assert promise.words == text[promise.start : promise.end]
    assert expected == text[promise.date.start : promise.date.end]


def test_labelled_dates_come_before_those_in_prose() -> None:
    """A target date leads, whatever the text says first."""
    text = "All of it will be done by 2030. Target date: May 2027"
    assert [("Target date", "May 2027"), ("", "by 2030")] == found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The list will be published by June 2027.", ["by June 2027"]),
        ("This plan can be fully and comprehensively delivered by 2030.", ["by 2030"]),
        ("By the end of 2029, all locks will be staffed.", ["By the end of 2029"]),
        ("In 2027 a second crew will be trained.", ["In 2027"]),
        ("It is expected to open in May 2027, and to close in 2029.", ["in May 2027", "in 2029"]),
        ("The office plans to finish within six months.", ["within six months"]),
        ("The crews are due in March 2027.", ["in March 2027"]),
        ("Further details by summer 2027.", ["by summer 2027"]),
        ("In 2019 the office printed a list, which will be renewed by 2027.", ["by 2027"]),
        ("The review, published in March 2024, will be followed by another in 2027.", ["in 2027"]),
        ("The office has worked since 2020 and plans to finish by early 2028.", ["by early 2028"]),
    ],
)  # fmt: skip
def test_dated_promises_in_prose(text: str, expected: list[str]) -> None:
    """A sentence that will do something by a date promises it."""
    assert [("", words) for words in expected] == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The work was completed by March 2025.",
        "The Committee recommended that the office should publish a plan by March 2027.",
        "Recommendation 4: the office should write to us by May 2027.",
        "“The office will write to us by May 2027,” said the Panel.",
        "The office will not act before 2030.",
        "The Harbours Act 2015 will be amended.",
        "The office will do so in due course.",
        "Lamps burn in 2027.",
        "Delivery: the crews carry the post.",
        "Target date: " + "lamps and oil " * 20,
    ],
)
def test_what_is_no_promise(text: str) -> None:
    """Past work, the recommender's own deadlines, refusals and vague words are no dated promise."""
    assert [] == found(text)


def test_the_speaker_of_a_quotation_is_not_the_responder() -> None:
    """Of a quoted request and a reply only the reply promises."""
    text = "“The office should write to us by May 2027.” The office will do so by June 2027."
    assert [("", "by June 2027")] == found(text)


def test_the_day_of_the_reply_tells_past_from_future() -> None:
    """A list published in May is promised before May, and told of after it."""
    text = "The office will build on the list published in May 2027."
    assert [0, 1, 0] == [
        len(find_promises(text, day)) for day in (None, dt.date(2026, 1, 1), dt.date(2028, 1, 1))
    ]


def test_what_is_spent_for_a_year_is_not_done_by_its_end() -> None:
    """Money for a year has no date; what is planned for it has."""
    assert [] == found("For 2026-27 the office will be given two lamps.")
    assert [("", "for 2026-27")] == found("Two lamps are planned for 2026-27.")


def test_news_is_told_from_work() -> None:
    """Further details in the autumn are only news."""
    (promise,) = find_promises("The office will set out further details in the autumn.", PRINTED)
    assert CommitmentKind.REPORT_BACK == promise.date.kind


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Subject to a vote, crews will start in 2027.", "Subject to a vote"),
        ("Crews will start in 2027, subject to a vote’s outcome.", "subject to a vote’s outcome"),
        ("Crews will start in 2027.", ""),
    ],
)
def test_a_condition_is_kept_in_its_words(text: str, condition: str) -> None:
    """What must happen first stands beside the promise, as it is printed."""
    (promise,) = find_promises(text)
    assert condition == promise.condition


def test_a_promise_found_in_a_repaired_text_can_be_shown_as_printed() -> None:
    """Places count in the text as read; the printed words are found again through it."""
    printed = "We agree. Tar get date: March 2027"
    read = repair(printed)
    (promise,) = find_promises(read.text)
    assert "Tar get date: March 2027" == read.printed_words(promise.start, promise.end)


PIECES = (
    "We will act by 2027. “ ” Target date: March 2027 The Committee recommended subject to , not"
)
TEXTS = st.text() | st.lists(st.sampled_from([*PIECES.split(), "\n"])).map(" ".join)


@given(TEXTS, st.none() | st.dates())
@example("WILL:MARCH\n2000", None)
def test_reading_is_total(text: str, day: dt.date | None) -> None:
    """Any text has promises or none, each inside the text with its date."""
    for promise in find_promises(text, day):
        assert isinstance(promise, PromiseReading)
        assert 0 <= promise.start < promise.end <= len(text)
        assert promise.start <= promise.date.start <= promise.date.end <= promise.end
