"""Each body's scheme: every term with its meaning, whose word it is, and what comes back of it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.deadlines import Confidence
from accountability.model import Implementation, Opinion, Position
from accountability.vocabularies import (
    Term,
    Vocabulary,
    Voice,
    load_vocabulary,
    vocabulary_names,
)

SCHEMES = """\
treasury-minute         | Agrees                              | accepted
treasury-minute         | Disagrees                           | rejected
treasury-minute         | Recommendation implemented          | accepted, implemented
treasury-minute         | Work in progress                    | in-progress
treasury-minute         | Implemented                         | implemented
uk-ai-action-plan       | Agree                               | accepted
uk-ai-action-plan       | Partially agree                     | partially-accepted
uk-grenfell             | Accepts                             | accepted
uk-grenfell             | Accepts in principle                | accepted-in-principle
uk-grenfell             | Supports                            | supported
uk-grenfell             | In progress                         | in-progress
uk-grenfell             | Complete                            | implemented
uk-infected-blood       | Accepted in full                    | accepted
uk-infected-blood       | Accepted in principle               | accepted-in-principle
uk-infected-blood       | Not accepting                       | rejected
uk-covid-inquiry        | Broadly agrees                      | accepted-in-principle
uk-covid-inquiry        | Not for the UK government to respond to | not-for-responder
third-party-tracker     | Not Addressed                       | not-addressed
third-party-tracker     | Acknowledged                        | noted
third-party-tracker     | Deferred                            | under-consideration
third-party-tracker     | Under Consideration                 | under-consideration
third-party-tracker     | No Response                         |
senedd                  | Accept                              | accepted
senedd                  | Accept in principle                 | accepted-in-principle
senedd                  | Reject                              | rejected
northern-ireland        | Accepted                            | accepted
northern-ireland        | Partially accepted                  | partially-accepted
jersey                  | Accepted                            | accepted
jersey                  | Partially accepted                  | partially-accepted
australia               | Agreed                              | accepted
australia               | Agreed in part                      | partially-accepted
australia               | Agreed in principle                 | accepted-in-principle
australia               | Noted                               | noted
australia               | Not agreed                          | rejected
nz-taic                 | Accepted and implemented            | accepted, implemented
nz-taic                 | Under consideration                 | under-consideration
nz-taic                 | Rejected                            | rejected
nz-taic                 | Being implemented                   | in-progress
nz-taic                 | Implemented                         | implemented
us-audit                | Concurred                           | accepted
us-audit                | Concurred in principle              | accepted-in-principle
us-audit                | Partially concurred                 | partially-accepted
us-audit                | Did not concur                      | rejected
us-audit                | Open                                | open
us-audit                | Open – Partially Addressed          | partly-implemented
us-audit                | Closed – Implemented                | implemented
us-audit                | Closed – Not Implemented            | stopped
us-inspector-general    | Resolved                            | accepted
us-inspector-general    | Unresolved                          |
us-inspector-general    | Final action                        | closed
us-ntsb | OAR                                | open
us-ntsb | ORR                                | open, not-assessed
us-ntsb | OAA                                | open, satisfactory
us-ntsb | OAAR                               | open, alternative-acceptable
us-ntsb | OUA                                | open, unsatisfactory
us-ntsb | CEX                                | implemented, exceeds
us-ntsb | CAA                                | implemented, satisfactory
us-ntsb | CAAA                               | implemented-differently, alternative-acceptable
us-ntsb | CUA                                | stopped, unsatisfactory
us-ntsb | CUAN                               | stopped, unsatisfactory
us-ntsb | CR                                 | no-longer-applicable, reconsidered
us-ntsb | CNLA                               | no-longer-applicable
us-ntsb | CS                                 | superseded
us-ntsb | CAAS                               | superseded, satisfactory
us-ntsb | CAAAS                              | superseded, alternative-acceptable
us-ntsb | CUAS                               | superseded, unsatisfactory
upr                     | Supported                           | accepted
upr                     | Noted                               | noted
un-jiu                  | Accepted                            | accepted
un-jiu                  | Rejected                            | rejected
un-jiu                  | Under consideration                 | under-consideration
un-jiu                  | Not relevant                        | not-for-responder
au-atsb                 | Accepted in whole                   | accepted
au-atsb                 | Accepted in part                    | partially-accepted
au-atsb                 | Not accepted                        | rejected
uk-coroner              | Action taken                        | accepted, implemented
uk-coroner              | Action proposed                     | accepted
uk-coroner              | No action proposed                  | rejected
uk-departmental-tracker | 2                                   | open
uk-departmental-tracker | 3                                   | implemented
uk-departmental-tracker | 4                                   |
ai-action-plan-tracker  | On Track                            | in-progress
ai-action-plan-tracker  | Partially                           | partly-implemented
ai-action-plan-tracker  | Delayed                             | in-progress
ai-action-plan-tracker  | Completed                           | implemented
ai-action-plan-tracker  | Not Started                         | not-started
au-tasmania             | Grey                                |
au-tasmania             | Red                                 | not-started
au-tasmania             | Orange                              | in-progress
au-tasmania             | Light green                         | in-progress
au-tasmania             | Green                               | implemented
au-tasmania             | Yellow                              | rejected
eu-eca                  | Fully implemented                   | implemented
eu-eca                  | In most respects                    | partly-implemented
eu-eca                  | In some respects                    | partly-implemented
eu-eca                  | Not implemented                     | open
au-anao                 | Fully implemented                   | implemented
au-anao                 | Largely implemented                 | partly-implemented
au-anao                 | Partly implemented                  | partly-implemented
au-anao                 | Not implemented                     | open
uk-expert-panel         | Outstanding                         |
uk-expert-panel         | Good                                |
uk-expert-panel         | Requires improvement                |
uk-expert-panel         | Inadequate                          |
us-fedramp              | Open                                | open
us-fedramp              | Closed                              | closed
us-fedramp              | False Positive                      | no-longer-applicable
us-fedramp              | Operational Requirement             | rejected
us-fedramp              | Risk Adjustment                     |
us-grand-jury           | Recommendation Implemented          | accepted, implemented
us-grand-jury           | Will Be Implemented in the Future   | accepted, open
us-grand-jury           | Requires further analysis           | under-consideration
us-grand-jury           | Will Not Be Implemented: Not Warranted or Not Reasonable | rejected
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in SCHEMES.splitlines()]
OURS = [load_vocabulary(name) for name in vocabulary_names() if name != "plain"]
TERMS = [(vocabulary, term) for vocabulary in OURS for term in vocabulary.terms]


@pytest.mark.parametrize(("name", "words", "meaning"), ROWS, ids=lambda cell: cell or "none")
def test_what_a_term_means(name: str, words: str, meaning: str) -> None:
    """Every term of every scheme means what the field takes it to mean, and no more."""
    term = load_vocabulary(name).read(words)
    assert term is not None
    assert meaning == ", ".join(member.value for member in term.meanings)


def test_every_file_is_in_the_list() -> None:
    """No body's words come with the library without a line in the list above."""
    assert {row[0] for row in ROWS} == set(vocabulary_names()) - {"plain", "uk"}
    assert [] == [vocabulary.name for vocabulary in OURS if not vocabulary.schemes]


@pytest.mark.parametrize("vocabulary", OURS, ids=lambda vocabulary: vocabulary.name)
def test_a_term_comes_back_as_itself_or_says_what_is_lost(vocabulary: Vocabulary) -> None:
    """From a term to our meanings and back is the same term; where it is not, its note says so."""
    for term in vocabulary.terms:
        again = vocabulary.term_for(*term.meanings, degree=term.degree)
        assert again is term or term.note, term.words[0]


@given(
    vocabulary=st.sampled_from([*OURS, load_vocabulary("plain")]),
    position=st.none() | st.sampled_from(Position),
    implementation=st.none() | st.sampled_from(Implementation),
    opinion=st.none() | st.sampled_from(Opinion),
)
def test_a_term_says_all_of_what_was_meant_or_there_is_none(
    vocabulary: Vocabulary,
    position: Position | None,
    implementation: Implementation | None,
    opinion: Opinion | None,
) -> None:
    """What is said in a body's own words is neither less nor more than what was meant."""
    meant = tuple(one for one in (position, implementation, opinion) if one is not None)
    term = vocabulary.term_for(*meant)
    assert term is None or meant == term.meanings


@pytest.mark.parametrize("vocabulary", OURS, ids=lambda vocabulary: vocabulary.name)
def test_every_position_has_a_term_or_is_named_as_a_gap(vocabulary: Vocabulary) -> None:
    """For each position a body has a word, alone or with a claim, or says that it has none."""
    gaps = vocabulary.gaps(Position)
    for position in Position:
        said = any(term.position is position for term in vocabulary.terms)
        assert said != (position.value in gaps)
        if position.value in gaps:
            assert vocabulary.term_for(position) is None


def _first(vocabulary: Vocabulary, words: str) -> Term:
    term = vocabulary.read(words)
    assert term is not None
    return term


@pytest.mark.parametrize(
    ("name", "words", "voice"),
    [
        ("us-ntsb", "CAA", Voice.RECOMMENDER),
        ("us-audit", "Concur", Voice.RESPONDER),
        ("us-audit", "Closed - Implemented", Voice.RECOMMENDER),
        ("us-inspector-general", "Resolved", Voice.RECOMMENDER),
        ("eu-eca", "Fully implemented", Voice.RECOMMENDER),
        ("au-anao", "Fully implemented", Voice.RECOMMENDER),
        ("au-tasmania", "Green", Voice.RECOMMENDER),
        ("au-tasmania", "Yellow", Voice.RESPONDER),
        ("nz-taic", "Implemented", Voice.RESPONDER),
        ("third-party-tracker", "Accepted", Voice.OTHER),
        ("ai-action-plan-tracker", "On Track", Voice.OTHER),
    ],
)
def test_whose_word_it_is(name: str, words: str, voice: Voice) -> None:
    """A verdict of the recommender, or of a third party, is told from the responder's own word."""
    vocabulary = load_vocabulary(name)
    assert voice is vocabulary.voice_of(_first(vocabulary, words))


@pytest.mark.parametrize(
    ("name", "words", "unconfirmed"),
    [
        ("treasury-minute", "Agrees", False),
        ("treasury-minute", "Work in progress", True),
        ("northern-ireland", "Accepted", True),
        ("jersey", "Accepted", False),
        ("australia", "Agreed", True),
        ("au-anao", "Largely implemented", False),
        ("us-audit", "Open - Partially Addressed", True),
        ("un-jiu", "Not relevant", True),
        ("uk-coroner", "Action taken", True),
        ("third-party-tracker", "Acknowledged", True),
        ("plain", "Accepted", False),
    ],
)
def test_what_nobody_confirmed_is_marked(name: str, words: str, *, unconfirmed: bool) -> None:
    """A term that is only generally held says so; our own words claim nothing."""
    vocabulary = load_vocabulary(name)
    assert unconfirmed == vocabulary.is_unconfirmed(_first(vocabulary, words))


def test_resolved_is_never_implemented() -> None:
    """An inspector general's "Resolved" is agreement to act, and nothing done."""
    resolved = _first(load_vocabulary("us-inspector-general"), "Resolved")
    assert (Position.ACCEPTED, None) == (resolved.position, resolved.implementation)


@pytest.mark.parametrize(
    ("name", "meanings", "degree", "words"),
    [
        ("eu-eca", (Implementation.PARTLY_IMPLEMENTED,), "in some respects", "Implemented in some respects"),
        ("eu-eca", (Implementation.PARTLY_IMPLEMENTED,), "", "Implemented in most respects"),
        ("nz-taic", (Position.ACCEPTED, Implementation.IMPLEMENTED), "", "Accepted and implemented"),
        ("us-ntsb", (Opinion.SATISFACTORY, Implementation.IMPLEMENTED), "", "Closed—Acceptable Action"),
        ("us-audit", (Position.REJECTED,), "", "Do not concur"),
        ("upr", (Position.REJECTED,), "", ""),
        ("senedd", (), "", ""),
    ],
)  # fmt: skip
def test_back_into_a_bodys_own_words(
    name: str, meanings: tuple[Position | Implementation | Opinion, ...], degree: str, words: str
) -> None:
    """What we hold is said in the body's own word, or it is said that it has none."""
    term = load_vocabulary(name).term_for(*meanings, degree=degree)
    assert words == (term.words[0] if term else "")


def test_terms_have_their_days() -> None:
    """The Senedd's replies were to use "in principle" no more from January 2018."""
    term = _first(load_vocabulary("senedd"), "Accept in principle")
    days = (dt.date(2017, 12, 31), dt.date(2018, 1, 1))
    assert [True, False] == [term.used_on(day) for day in days]


def test_confidence_is_one_of_four_words() -> None:
    """Each vocabulary of a body, or each of its terms, says how well it is known."""
    assert [] == [
        term.words[0]
        for vocabulary, term in TERMS
        if (term.confidence or vocabulary.confidence) not in set(Confidence)
    ]
