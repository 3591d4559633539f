"""Positions in the words of replies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.exceptions import UnknownVocabularyError
from accountability.model import Position
from accountability.wording import PositionReading, read_position

TAKEN = """
The government agrees with the Committee’s recommendation. | accepted
1.1 The department agrees with the Board's recommendation. | accepted
The Ministry accepts this recommendation in full. | accepted
The Ministry accepts this recommendation subject to funding. | accepted
We agree to implement the recommendation. | accepted
Agree. The office will look for a site. | accepted
Agreed. | accepted
We agree. | accepted
The Ministry agrees with Dr. Wick's recommendation. | accepted
I accept it. | accepted
The department concurs with the recommendation. | accepted
Recommendation 4 is accepted. | accepted
We agree with recommendation 4. | accepted
The Agency agrees with the Panel’s conclusion that locks matter. | accepted
The Ministry accepts all of the Panel's recommendations. | accepted
We agree with this recommendation. It will not be easy. | accepted
We cannot but agree with the recommendation. | accepted
The Ministry accepts the recommendation in principle. | accepted-in-principle
In principle, we agree. | accepted-in-principle
The Ministry broadly agrees with the recommendation. | accepted-in-principle
The Agency is prepared to adopt it in principle. | accepted-in-principle
This recommendation is partially supported. | partially-accepted
The Ministry is reviewing this recommendation. | under-consideration
Partially agree. The office will explore it. | partially-accepted
The Ministry partially accepts the recommendation. | partially-accepted
The Ministry accepts the recommendation in part. | partially-accepted
The Ministry accepts recommendation 3(a) but rejects recommendation 3(b). | partially-accepted
The Ministry does not fully agree with the recommendation. | partially-accepted
The Ministry does not agree with the Committee's recommendation. | rejected
The Ministry disagrees with this recommendation. | rejected
The Ministry doesn’t accept this recommendation. | rejected
The Ministry cannot accept this recommendation. | rejected
The Ministry is unable to accept the recommendation. | rejected
The Ministry rejects this recommendation. | rejected
We carefully considered this recommendation. We do not agree with it. | rejected
The Ministry does not believe it is appropriate to legislate. | rejected
The Ministry has no plans to introduce a levy. | rejected
The Ministry is not persuaded. | rejected
We will not be implementing this. | rejected
Not accepted. | rejected
Rejected | rejected
Did not concur. | rejected
The Ministry supports this recommendation made towards county councils. | supported
We support the recommendation. | supported
This is not for the Ministry to respond to. | not-for-responder
This is a matter for the counties. | not-for-responder
Licensing falls outside the department’s remit. | not-for-responder
The Ministry is carefully considering this recommendation. | under-consideration
Decisions have not been taken. | under-consideration
All options are being considered. | under-consideration
The Ministry notes this recommendation. | noted
Noted. | noted
The Ministry no longer accepts this recommendation. | rejected
The Ministry refuses to accept this recommendation. | rejected
The Ministry withdraws its acceptance. | rejected
The Panel said the Ministry accepted the recommendation in 2019. We now reject it. | rejected
We accepted this recommendation in 2019. We now reject it. | rejected
We accepted this recommendation in 2019 but no longer accept it. | rejected
We accepted this recommendation in 2019. We have withdrawn our acceptance. | rejected
We rejected this recommendation in 2019. We now accept it. | accepted
The Ministry previously disagreed with this recommendation, but now accepts it. | accepted
We do not agree with the Panel's view. We nevertheless accept the recommendation. | accepted
We accept this recommendation. We do not accept that it will be easy. | accepted
We accept this recommendation. The desk will now reject late forms. | accepted
The Ministry accepted this recommendation in 2019 and will now reject late forms. | accepted
The Ministry agrees with the first part but rejects the second. | partially-accepted
The Ministry accepts the first but rejects the second. | partially-accepted
The Ministry partially disagrees with this recommendation. | partially-accepted
The Ministry disagrees with this recommendation in part. | partially-accepted
We have no hesitation in accepting this recommendation. | accepted
The Ministry not only accepts this recommendation but welcomes it. | accepted
Although lamps are not cheap, the Ministry accepts this recommendation. | accepted
The Ministry does not own the lamps but agrees with the recommendation. | accepted
The Ministry accepts this recommendation, even if it costs money. | accepted
The Ministry accepts this recommendation and will report if costs rise. | accepted
As the Panel noted, the Ministry accepts this recommendation. | accepted
The Panel recommended a list, and the Ministry accepts this recommendation. | accepted
The Ministry has accepted this recommendation. | accepted
The Ministry has not yet accepted the recommendation and is considering it. | under-consideration
The Ministry will decide whether to accept the recommendation. | under-consideration
Neither the Ministry nor the Agency accepts this recommendation. | rejected
The Ministry accepts none of the recommendations. | rejected
It is not possible to accept this recommendation. | rejected
The Ministry sees no reason to accept this recommendation. | rejected
The Ministry stands by its decision not to accept this recommendation. | rejected
Partially accepted (see annex) | partially-accepted
We thank the Panel for this recommendation, which we are unable to accept. | rejected
"""

NOT_TAKEN = """
Counties that accept this recommendation will receive a grant.
Those who accept this recommendation are mistaken.
The report accepts this recommendation in its annex.
It was agreed at the meeting that this recommendation be accepted.
The two ministries disagree on this recommendation.
The Ministry intends to accept this recommendation.
This reply should not be read as accepting this recommendation.
The recommendation was accepted by the previous government.
Most counties agreed with this recommendation.
The Ministry agrees with the importance of lamps.
The Ministry agrees with the aim behind this recommendation.
We welcome this recommendation.
The Ministry is committed to better lamps.
The Ministry agrees that more should be done.
The Ministry has accepted the need for change.
The Ministry broadly agrees with the recommendations.
We do not disagree with the recommendation.
The Ministry neither accepts nor rejects the recommendation.
The Ministry has not yet accepted this recommendation.
The Ministry has not, so far, accepted this recommendation.
The Ministry has yet to accept this recommendation.
The Ministry does not yet accept this recommendation.
The Ministry fails to agree with the recommendation.
The Ministry hardly agrees with this recommendation.
Far from accepting this recommendation, the Ministry has doubts.
It is not the case that the Ministry agrees with the recommendation.
It is not the case that the Ministry rejects this recommendation.
The Ministry no longer rejects this recommendation.
We would accept this recommendation if funding were available.
The Ministry could accept this recommendation.
If Parliament agrees, we will accept the recommendation.
Unless the counties object, we accept the recommendation.
We accept this recommendation only if the counties pay.
We cannot accept this recommendation if the counties object.
Were funding available, we would accept the recommendation.
Once Parliament has voted, we will accept the recommendation.
Does the Ministry accept this recommendation?
The Panel believes that the Ministry accepts this recommendation.
According to the Panel the Ministry accepts this recommendation.
Witnesses agreed with this recommendation.
The previous government accepted this recommendation.
The Ministry previously accepted this recommendation.
The Ministry used to accept this recommendation.
"""


@pytest.mark.parametrize(("text", "position"), [r.split(" | ") for r in TAKEN.strip().splitlines()])
def test_positions_are_read(text: str, position: str) -> None:
    """Each phrase of the field takes the position that it takes, negations first."""
    reading = read_position(text)
    assert position == (reading and reading.position)


@pytest.mark.parametrize("text", NOT_TAKEN.strip().splitlines())
def test_kind_words_are_no_acceptance(text: str) -> None:
    """Agreement with what stands behind a recommendation is shown to a person, and counted as nothing."""
    assert PositionReading(
        position=Position.NOT_STATED, words=text, start=0, end=len(text), hedged=True
    ) == read_position(text)


def test_a_reply_without_a_position_says_so() -> None:
    """Work under way is no position, and rests on no sentence."""
    assert PositionReading(position=Position.NOT_STATED) == read_position("Work is under way.")


def test_no_words_have_no_reading() -> None:
    """An empty reply is not a reply that states no position."""
    assert (None, None) == (read_position(""), read_position(" \n"))


def test_the_sentence_it_rests_on_is_given_with_its_place() -> None:
    """A position comes with its sentence, as it stands in the text."""
    text = "The Ministry thanks the Panel. It rejects this recommendation. It has reasons."
    reading = read_position(text)
    assert reading is not None
    assert "It rejects this recommendation." == reading.words == text[reading.start : reading.end]


def test_a_refused_view_is_shown_to_a_person() -> None:
    """Who does not share the recommender's view may still do what was asked."""
    reading = read_position("The Ministry does not agree with the Panel's view of its lamps.")
    assert (Position.REJECTED, True) == (reading and reading.position, reading and reading.hedged)


def test_only_the_first_sentences_decide() -> None:
    """What is agreed in the fourth sentence is a detail."""
    text = "Lamps burn. Lamps fail. Lamps are mended. We agree with this recommendation."
    assert PositionReading(position=Position.NOT_STATED) == read_position(text)
    late = f"Lamps {'burn and ' * 200}fail. We agree with this recommendation."
    assert PositionReading(position=Position.NOT_STATED) == read_position(late)


@pytest.mark.parametrize(
    "text",
    [
        "“The Ministry should agree a plan.” The Ministry rejects this recommendation.",
        "Recommendation: the Ministry should accept oil. The Ministry rejects this recommendation.",
        "Panel recommendation 4: Agree a plan. The Ministry rejects this recommendation.",
    ],
)
def test_quoted_words_are_not_the_replys(text: str) -> None:
    """The recommender's words in front of the reply decide nothing."""
    reading = read_position(text)
    assert Position.REJECTED == (reading and reading.position)


def test_a_later_firm_sentence_counts_before_a_weak_one() -> None:
    """Noting and considering give way to a yes or no that follows."""
    text = "The Ministry notes this recommendation. The Ministry accepts it."
    reading = read_position(text)
    assert Position.ACCEPTED == (reading and reading.position)


def test_yes_and_no_to_the_same_thing_are_for_a_person() -> None:
    """A reply that accepts and refuses states no position that could be counted."""
    text = "We accept this recommendation. We reject this recommendation."
    reading = read_position(text)
    assert (Position.NOT_STATED, True) == (reading and reading.position, reading and reading.hedged)


NEGATED = st.sampled_from(
    "has not yet accepted|fails to accept|hardly accepts|is reluctant to accept|would accept|may accept"
    "|previously accepted|is far from accepting".split("|")
)
OBJECTS = st.sampled_from(
    "this recommendation|the recommendation|the Panel's recommendation|it|all of them".split("|")
)
ENDS = st.sampled_from([".", " in full.", ", as it said.", " and its reasons."])


@given(NEGATED, OBJECTS, ENDS)
def test_an_unsettled_verb_is_never_an_acceptance(verb: str, thing: str, end: str) -> None:
    """Whatever it takes for an object, a verb denied, supposed or past counts for no acceptance."""
    reading = read_position(f"The Ministry {verb} {thing}{end}")
    assert Position.NOT_STATED == (reading and reading.position)


PIECES = st.lists(
    st.sampled_from(
        "we the Panel said that not yet no longer if would accept agrees with reject disagrees now but and , "
        "; . previously in part this recommendation it first second even only is was accepted whether".split()
    ),
    max_size=25,
).map(" ".join)


@given(
    st.text() | PIECES,
    st.sampled_from(["plain", "australia", "upr", "treasury-minute"]),
    st.text() | PIECES,
)
def test_reading_is_total(text: str, vocabulary: str, item: str) -> None:
    """Any text has a reading, whose sentence lies inside it."""
    reading = read_position(text, vocabulary, recommendation=item)
    if reading is not None:
        assert 0 <= reading.start <= reading.end <= len(text)
        assert reading.position is not Position.NOT_ADDRESSED


@pytest.mark.parametrize(
    ("text", "position", "hedged"),
    [
        ("The Ministry rejects the second part.", "rejected", True),
        ("The Ministry partially rejects the second part.", "partially-accepted", True),
        ("Parts (b) and (c) are rejected.", "rejected", True),
        ("The second limb is accepted.", "partially-accepted", False),
        ("Not for us", "not-for-responder", False),
        ("Lamps will be lit as agreed.", "not-stated", True),
        ("It is accepted in full by us and in principle by the counties.", "accepted-in-principle", True),
        (
            "This recommendation is accepted in full by the Ministry and in principle by the counties.",
            "accepted-in-principle",
            True,
        ),
        ("We accept this recommendation. We do not accept the second part.", "accepted", False),
    ],
)  # fmt: skip
def test_parts_and_several_voices_are_for_a_person(text: str, position: str, hedged: bool) -> None:
    """A part refused is not the whole, and what two bodies say in one sentence is the weaker."""
    reading = read_position(text)
    assert (position, hedged) == (reading and reading.position, reading and reading.hedged)


def test_a_vocabulary_that_nobody_knows_is_refused() -> None:
    """A misspelled vocabulary is an error, with the nearest name."""
    with pytest.raises(UnknownVocabularyError, match="australia"):
        read_position("Agreed.", "austrlia")


@pytest.mark.parametrize(
    "text",
    [
        "The lamps of every small port should be agreed with us. The Ministry rejects this recommendation.",
        "The lamps of every small\nport should be agreed with us. The Ministry rejects this recommendation.",
        "Recommendation 1: accept “oil”.\nRecommendation 2: accept it.\nResponse: The Ministry rejects both.",
    ],
    ids=["repeated", "broken", "headed"],
)
def test_the_item_printed_again_is_not_the_reply(text: str) -> None:
    """What is replied to decides nothing, however its lines are broken."""
    item = "The lamps of every small port should be agreed with us."
    reading = read_position(text, recommendation=item)
    assert Position.REJECTED == (reading and reading.position)


def test_a_reply_that_only_quotes_says_nothing() -> None:
    """Somebody's words between quotation marks are not the responder's."""
    for text in ("“We accept this recommendation.”", '"We accept it."', "'We accept it.'"):
        assert PositionReading(position=Position.NOT_STATED) == read_position(text)


def test_only_the_beginning_is_looked_at() -> None:
    """However long a reply is, what is read of it does not grow: six thousand characters hold its start."""
    for piece in (
        "accepts ",
        "not ",
        "'a ",
        "the Committee's ",
        "Recommendation 4: a\n",
        "“",
        "\n ",
    ):
        text = piece * (20_000 // len(piece))
        assert read_position(f"Lamps. {text}") == read_position(f"Lamps. {text}"[:6_000])
