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


ASKED = """
The Committee recommended a list that will be published by May 2032.
The Committee recommends a list that will be published by May 2032.
The Committee recommend a list that will be published by May 2032.
The Committee asked for a list that will be published by May 2032.
The Committee asks for a list that will be published by May 2032.
The Committee requested a list that will be published by May 2032.
The Committee requests a list that will be published by May 2032.
The Committee called for a list that will be published by May 2032.
The Committee calls for a list that will be published by May 2032.
The Committee called on us for a list that will be published by May 2032.
The Committee concluded that a list will be published by May 2032.
The Committee concludes that a list will be published by May 2032.
The Committee said that a list will be published by May 2032.
The Committee says that a list will be published by May 2032.
The Committee wanted a list that will be published by May 2032.
The Committee wants a list that will be published by May 2032.
The Committee urged a list that will be published by May 2032.
The Committee urges a list that will be published by May 2032.
The Committee proposed a list that will be published by May 2032.
The Committee proposes a list that will be published by May 2032.
The Committee expected a list that will be published by May 2032.
The Committee expects a list that will be published by May 2032.
The inquiry recommended a list that will be published by May 2032.
The Panel recommended a list that will be published by May 2032.
The Royal Commission recommended a list that will be published by May 2032.
The auditor recommended a list that will be published by May 2032.
The report recommended a list that will be published by May 2032.
The NAO recommended a list that will be published by May 2032.
The Ferry Board recommended a list that will be published by May 2032.
Recommendation 3: a list will be published by May 2032.
We recommend a list that will be published by May 2032.
We note the recommendation that a list will be published by May 2032.
We note the request for a list that will be published by May 2032.
We note the call for a list that will be published by May 2032.
We note the conclusion that a list will be published by May 2032.
We were asked by the Panel for a list that will be published by May 2032.
We were urged by the Panel to see that a list will be published by May 2032.
We have been called on to see that a list will be published by May 2032.
The ports were recommended to see that a list will be published by May 2032.
The Ministry should write when the list will be published, by May 2032.
The Ministry should report on what will be published by May 2032.
The Ministry should set out what will be published by May 2032.
The Ministry should provide what will be published by May 2032.
The Ministry should update what will be published by May 2032.
The Ministry should publish what will be ready by May 2032.
It was recommended that a list will be published by May 2032.
We note the call to see what will be published by May 2032.
We were urged to see that a list will be published by May 2032.
A list was recommended by ports, where it will be published by May 2032.
"""

ELSEWHERE = """
We will have asked that Ofport will publish a list by May 2032.
We have asked Ofport to publish what will be a list by May 2032.
We have invited Ofport to publish what will be a list by May 2032.
We have urged Ofport to publish what will be a list by May 2032.
We have encouraged Ofport to publish what will be a list by May 2032.
We have commissioned Ofport to publish what will be a list by May 2032.
We have instructed Ofport to publish what will be a list by May 2032.
We have requested Ofport to publish what will be a list by May 2032.
We have told Ofport to publish what will be a list by May 2032.
The Ministry expects Ofport to publish what will be a list by May 2032.
The Ministry wants Ofport to publish what will be a list by May 2032.
The Ministry hopes Ofport will publish a list by May 2032.
The Ministry hopes that Ofport will publish a list by May 2032.
Work will begin, for we told Ofport it should publish by May 2032.
We have invited all ferry boards to publish what will be a list by May 2032.
We have invited each ferry board to publish what will be a list by May 2032.
We have invited the ferry board to publish what will be a list by May 2032.
We have invited the ferry office to publish what will be a list by May 2032.
We have invited the ferry council to publish what will be a list by May 2032.
We have invited the ferry agency to publish what will be a list by May 2032.
We have invited the ferry authority to publish what will be a list by May 2032.
"""

TURNED = """
As the Committee recommended, the Department will publish a list by May 2032.
As the Committee recommends, the Department will publish a list by May 2032.
As the Committee asked, the Department will publish a list by May 2032.
As the Committee requested, the Department will publish a list by May 2032.
As the Committee proposed, the Department will publish a list by May 2032.
As the Committee urged, the Department will publish a list by May 2032.
As the Committee wanted, the Department will publish a list by May 2032.
As the Committee said, the Department will publish a list by May 2032.
In line with what the Committee recommended, the Department will publish a list by May 2032.
The Committee urged haste; we will publish a list by May 2032.
The Committee asked for a list, and the Department will publish it by May 2032.
The Committee asked for a list, but the Ministry will publish it by May 2032.
In response to what the Committee asked, the Department will publish a list by May 2032.
Like the Committee said, the Department will publish a list by May 2032.
Just as the Committee asked, the Department will publish a list by May 2032.
As the Committee asked for last year, the Department will publish a list by May 2032.
As asked for by the Committee, the Department will publish a list by May 2032.
As the Committee recommended in spring a list will be published by May 2032.
The Committee asked for a list, so we will publish it by May 2032.
The Committee asked for a list, which we will publish by May 2032.
The Committee asked for a list, which it will get by May 2032.
The Committee asked for a list and this Department will publish it by May 2032.
The Committee asked for a list, and the Office will publish it by May 2032.
The Committee asked for a list, and the Agency will publish it by May 2032.
The Committee asked for a list, and the Board will publish it by May 2032.
The Committee asked for a list, and the Government will publish it by May 2032.
The Committee asked for a list, and we therefore will publish it by May 2032.
The Committee asked for a list, and we instead will publish a map by May 2032.
The Committee asked for a list, and we also will publish a map by May 2032.
The Committee asked for a list, and we now will publish a map by May 2032.
The Committee asked for a list, and we shall publish it by May 2032.
The Committee asked for a list, and the Ministry intends to publish it by May 2032.
The Committee asked for a list, and the Ministry plans to publish it by May 2032.
The Committee asked for a list, and the Ministry aims to publish it by May 2032.
"""


@pytest.mark.parametrize("text", ASKED.strip().splitlines())
def test_what_was_asked_for_is_no_promise(text: str) -> None:
    """Each word of asking keeps what it asks for from being booked as the reply's own."""
    assert () == find_promises(text, PRINTED)
    (asked,) = find_promises(text, PRINTED, all_speakers=True)
    assert Speaker.RECOMMENDER is asked.speaker


@pytest.mark.parametrize("text", ELSEWHERE.strip().splitlines())
def test_what_somebody_else_is_asked_to_do_is_no_promise(text: str) -> None:
    """What another body is asked, told or expected to do, the reply does not promise."""
    assert () == find_promises(text, PRINTED)


@pytest.mark.parametrize("text", TURNED.strip().splitlines())
def test_what_is_done_as_asked_is_a_promise(text: str) -> None:
    """Where the reply turns from what was asked to what it will do, that is its own."""
    (promise,) = find_promises(text, PRINTED)
    assert Speaker.RESPONDER is promise.speaker


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("2.2 The Department will publish a plan", "The Department"),
        ("(a) The Harbour Board will publish a plan", "The Harbour Board"),
        ("4. Ofport will publish a plan", "Ofport"),
        ("DOH, working with Ofport, will publish a plan", "DOH"),
        ("The Harbour Board, with help from Ofport, will publish a plan", "The Harbour Board"),
        ("A new unit will open", ""),
        ("An agency will open", ""),
        ("Some boards will open", ""),
        ("Every board will open", ""),
        ("Other agencies will open", ""),
        ("50% of trusts will adopt it", ""),
        ("Half of the boards will adopt it", ""),
        ("12 trusts will adopt it", ""),
        ("Two thirds of boards will adopt it", ""),
        ("Most councils will adopt it", ""),
        ("The review, led by Lord Wick, will report", ""),
        ("Lord Wick will report", ""),
        ("Dr Anne Wick will report", ""),
        ("Dame Anne Wick will report", ""),
        ("The Director General of Ports will report", "The Director General of Ports"),
        ("A list will be opened by a new board", ""),
        ("A list will be published by the Harbour Board", "the Harbour Board"),
    ],
)
def test_an_owner_is_a_body_that_is_named(sentence: str, owner: str) -> None:
    """Paragraph numbers, asides, quantities, one of a kind and persons are nobody's name."""
    (promise,) = find_promises(f"{sentence} by May 2032.", PRINTED)
    assert owner == promise.owner
