"""Promises in the prose of replies: who promises what by when, and what is none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.model import CommitmentKind
from accountability.wording import PromiseReading, Speaker, find_promises

PRINTED = dt.date(2031, 1, 15)

# text | date words / owner / kind / condition; several promises apart by "+"
PROMISED = r"""
The Harbour Office will publish a register by March 2032. | by March 2032 / The Harbour Office
We will publish a register by March 2032. | by March 2032
A register will be published by March 2032. | by March 2032
A register will be published by the Harbour Office by March 2032. | by March 2032 / the Harbour Office
The register is to be opened in May 2032. | in May 2032
The department will write to ports in May 2032. | in May 2032 / The department / report-back
Ofgem will publish its findings by June 2032. | by June 2032 / Ofgem
Natural Waters expects to finish its survey by June 2032. | by June 2032 / Natural Waters
The Ministry of Ports and Lights intends to consult in autumn 2031. | in autumn 2031 / The Ministry of Ports and Lights
The Board of Pilots (BP) will train forty pilots by 2033. | by 2033 / The Board of Pilots
The register is expected to open in May 2032. | in May 2032
The Department aims to finish by the end of 2032. | by the end of 2032 / The Department
The Department has committed to act and plans to report in May 2032. | in May 2032 /  / report-back
The Harbour Office has already mended twelve lamps and will mend the rest by 2033. | by 2033
The Harbour Office will continue to inspect berths until 2035. | until 2035 / The Harbour Office / continuous
Inspectors will continue to visit and will report by May 2032. | by May 2032 /  / report-back
Subject to funding, the Department will open a school by 2033. | by 2033 / the Department / target / Subject to funding
The Department will open a school by 2033, subject to funding. | by 2033 / The Department / target / subject to funding
If ports agree, the Department will open a school by 2033. | by 2033 / the Department / target / If ports agree
The Department will legislate by 2033 when parliamentary time allows. | by 2033 / The Department / target / when parliamentary time allows
The Department will publish a list by May 2032 and open a school by 2033. | by May 2032 / The Department + by 2033 / The Department
The Department will publish a list by May 2032 and the Harbours Board will open a school by 2033. | by May 2032 / The Department + by 2033 / the Harbours Board
We will publish a list by May 2032. We will open a school by 2033. | by May 2032 + by 2033
We will:\n- publish a list by May 2032;\n- open a school by 2033. | by May 2032 + by 2033
The Department will:\n(a) publish a list by May 2032. | by May 2032 / The Department
As the Committee recommended, the Department will publish a list by June 2032. | by June 2032 / the Department
As recommended by the Committee, the Department will publish a list by June 2032. | by June 2032 / the Department
The Committee asked for a list by May 2032, but we will publish it by June 2032. | by June 2032
The Committee asked for a list by May 2032; the Department will publish it by June 2032. | by June 2032 / the Department
The Committee recommended that a list be published by May 2032. We will do so by June 2032. | by June 2032
“Publish a list by May 2032.” We will publish it by June 2032. | by June 2032
'Publish a list by May 2032' is what was asked; we will publish it by June 2032. | by June 2032
Recommendation 4: The Department should publish a list. It will be out by May 2032.\nResponse: We will publish it by June 2032. | by June 2032
By the end of 2032 the Department will have mended every lamp. | By the end of 2032 / the Department
In May 2032 the Department will publish a list. | In May 2032 / the Department
We will update the Committee in summer 2031. | in summer 2031 /  / report-back
Ministers will set out next steps in spring 2031. | in spring 2031 / Ministers
Not only will the Department publish a list, it will open a school by 2033. | by 2033
The Department will not wait, and will publish a list by June 2032. | by June 2032
The two departments will jointly publish a list by June 2032. | by June 2032 / The two departments
The chief inspector will report by June 2032. | by June 2032 / The chief inspector / report-back
The plan will be fully and finally carried out by 2035. | by 2035
"""  # noqa: E501 - one reply a line

NOT_PROMISED = """
The Department will not publish a list before 2033.
The Department won't publish a list by 2033.
The Department will never again publish a list in 2033.
The Department published a list in May 2030.
The Department has already published a list, in May 2030.
A list was published in May 2030.
Will the Department publish a list by May 2032?
The Committee recommended that the Department publish a list by May 2032.
The Committee asked us to publish a list by May 2032.
The Committee urged us to publish a list by May 2032.
The Committee wanted a list by May 2032.
The Department was asked by the Panel to publish a list by May 2032.
We note the recommendation that a list be published by May 2032.
We note the Committee's call for a list by May 2032.
“The Department will publish a list by May 2032,” said a witness.
In its report the Committee said the Department would publish a list by May 2032.
We have asked the Harbours Board to publish a list by May 2032.
We expect Ofgem to publish a list by May 2032.
We have invited Natural Waters to report by May 2032.
The Department has no plans to publish a list by May 2032.
The Department cannot publish a list by May 2032.
It is unlikely that a list will be published by May 2032.
The Ports Act 2032 will apply.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [line.split(" | ") for line in PROMISED.strip().splitlines()],
    ids=[str(number) for number in range(len(PROMISED.strip().splitlines()))],
)
def test_what_is_promised(text: str, expected: str) -> None:
    """Date, owner, kind and condition of each promise, as the words say them."""
    found = find_promises(text.replace("\\n", "\n"), PRINTED)
    wanted = [
        [*(part.strip() for part in one.split(" / ")), "", "", ""] for one in expected.split(" + ")
    ]
    assert [words for words, *_ in wanted] == [promise.date.words for promise in found]
    for promise, (_, owner, kind, condition, *_) in zip(found, wanted, strict=True):
        assert owner == promise.owner
        assert (kind or "target") == promise.kind
        assert condition == promise.condition
        assert Speaker.RESPONDER is promise.speaker


@pytest.mark.parametrize("text", NOT_PROMISED.strip().splitlines())
def test_what_is_not_promised(text: str) -> None:
    """Refusals, past work, questions, others' requests and what others are expected to do."""
    assert () == find_promises(text, PRINTED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Committee asked for a list by May 2032, but we will publish it by June 2032.",
            [("by May 2032", Speaker.RECOMMENDER), ("by June 2032", Speaker.RESPONDER)],
        ),
        (
            "“The Department should write to us by May 2032.” It will write in June 2032.",
            [("by May 2032", Speaker.RECOMMENDER), ("in June 2032", Speaker.RESPONDER)],
        ),
        (
            "Recommendation 2: publish a list by May 2032.\nResponse: It will be out by June 2032.",
            [("by May 2032", Speaker.RECOMMENDER), ("by June 2032", Speaker.RESPONDER)],
        ),
    ],
    ids=["told", "quoted", "headed"],
)
def test_the_recommenders_deadlines_are_told_apart(
    text: str, expected: list[tuple[str, Speaker]]
) -> None:
    """On request they are given, with their speaker."""
    found = find_promises(text, PRINTED, all_speakers=True)
    assert expected == [(promise.date.words, promise.speaker) for promise in found]
    own = [words for words, speaker in expected if speaker is Speaker.RESPONDER]
    assert own == [promise.date.words for promise in find_promises(text, PRINTED)]


def test_a_repeated_recommendation_is_not_the_replys() -> None:
    """What the reply prints again of its item promises nothing."""
    item = "The lamps of every small port will be mended by May 2032."
    text = f"{item} We will mend them by June 2033."
    assert ["by May 2032", "by June 2033"] == [one.date.words for one in find_promises(text)]
    assert ["by June 2033"] == [one.date.words for one in find_promises(text, recommendation=item)]


def test_a_label_inside_a_quotation_is_not_the_replys() -> None:
    """A target date that is quoted is somebody else's."""
    text = "The page says “Target date: May 2032”. We will act by June 2032."
    assert ["by June 2032"] == [one.date.words for one in find_promises(text, PRINTED)]


def test_a_promise_to_report_is_news() -> None:
    """An update is no target."""
    (promise,) = find_promises("We will update the Committee in summer 2031.", PRINTED)
    assert CommitmentKind.REPORT_BACK is promise.kind


def test_long_sentences_are_read_in_pieces() -> None:
    """However long a text without a full stop is, what is given for a promise stays short."""
    text = "and it will be mended by May 2032 " * 500
    found = find_promises(text, PRINTED)
    assert 500 == len(found)
    assert max(len(promise.words) for promise in found) <= 4_050


WORDS = st.lists(
    st.sampled_from(
        "We The Department Ofgem will not be published asked the Committee recommended that by May 2032 "
        "2033 if subject to , . ; ? “ ” ' \n Recommendation 4: Response: and continue to As should".split(
            " "
        )
    ),
    max_size=30,
).map(" ".join)


@given(st.text() | WORDS, st.text(max_size=40) | WORDS, st.booleans())
def test_reading_is_total(text: str, item: str, every: bool) -> None:
    """Any text has promises or none; each lies inside it, and those of the responder are among all."""
    found = find_promises(text, recommendation=item, all_speakers=every)
    for promise in found:
        assert isinstance(promise, PromiseReading)
        assert 0 <= promise.start < promise.end <= len(text)
    if every:
        own = tuple(one for one in found if one.speaker is Speaker.RESPONDER)
        assert own == find_promises(text, recommendation=item)
