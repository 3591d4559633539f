"""Terms as people type them: what is overlooked, what is asked back, and what is never guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.findings import Place
from accountability.model import Implementation, Position
from accountability.vocabularies import (
    MatchRule,
    load_vocabulary,
    match_term,
    vocabulary_names,
)

VOCABULARIES = [load_vocabulary(name) for name in vocabulary_names()]
PRINTED = sorted(
    {
        (vocabulary.name, words)
        for vocabulary in VOCABULARIES
        for term in vocabulary.terms
        for words in term.words
    }
)


@pytest.mark.parametrize(
    ("name", "words", "terms", "rules"),
    [
        ("us-ntsb", "Closed—Acceptable Action", "Closed—Acceptable Action", ""),
        ("us-ntsb", "Closed - Acceptable Action", "Closed—Acceptable Action", "dashes"),
        ("us-ntsb", "closed – acceptable action ", "Closed—Acceptable Action", "case spaces dashes"),
        ("us-audit", "Closed—Implemented", "Closed - Implemented", "dashes"),
        ("uk", "ACCEPTED", "Accept", "case"),
        ("uk", "Accepted  in\nprinciple", "Accept in principle", "spaces"),
        ("uk", "Accepted.", "Accept", "marks"),
        ("uk", "Accepted, in principle", "Accept in principle", "marks"),
        ("australia", "Agreed (in part)", "Agreed in part", "marks"),
        ("australia", "Notagreed", "Not agreed", "spaces"),
        ("plain", "Rejceted", "Rejected", "typo"),
        ("plain", "In progres", "In progress", "typo"),
        ("uk", "Accepted in principal", "Accept in principle", "typo"),
        ("plain", "Not acepted", "Rejected", "typo"),
        ("nz-taic", "Under consideration/Consideration", "Under consideration", "compound"),
        ("uk", "Accepted / In progress", "Accept + In progress", "compound"),
        ("nz-taic", "Not accepted", "Rejected", "ours"),
        ("us-fedramp", "False  positive", "False Positive", "case spaces"),
    ],
)  # fmt: skip
def test_what_is_overlooked_is_said(name: str, words: str, terms: str, rules: str) -> None:
    """A term is found in spite of how it was typed, and each thing overlooked is named."""
    match = match_term(words, load_vocabulary(name))
    assert (terms, rules) == (
        " + ".join(term.words[0] for term in match.terms),
        " ".join(rule.value for rule in match.rules),
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("plain", "unimplemented"),
        ("plain", "disaccepted"),
        ("plain", "Implement"),
        ("plain", "Now agreed"),
        ("uk", "Not acknowledged"),
        ("uk", "Unaccepted"),
        ("uk", "no ted"),
        ("uk", "Accepted with reservations"),
        ("uk", "Not accepted/implemented"),
        ("us-inspector-general", "Inresolved"),
        ("us-inspector-general", "Resolution"),
        ("us-ntsb", "Closed—Inacceptable Action"),
        ("uk", "Agrees with the importance of this"),
        ("uk", ""),
        ("uk", "-"),
        ("uk", "Accepted " * 1_000),
    ],
)
def test_what_is_not_known_is_asked_and_never_guessed(name: str, words: str) -> None:
    """What could be a denial, another word or prose is no term: one finding, and no meaning."""
    match = match_term(words, load_vocabulary(name))
    assert ((), None) == (match.terms, match.member(Position))
    assert ["IMP792"] == [finding.code for finding in match.findings]


def test_the_nearest_terms_are_named() -> None:
    """A word that is not known comes back with the terms that come nearest, for a person to choose."""
    place = Place(file="returned.xlsx", at="Tracker!F14")
    match = match_term("Rejection", load_vocabulary("plain"), place=place)
    assert "Rejected" in match.nearest
    (finding,) = match.findings
    assert place == finding.place
    assert '"Rejection" is no term of Plain words; the nearest are "Reject' in finding.message


def test_terms_that_contradict_each_other_are_both_given() -> None:
    """A cell that says both done and yet to be done is a question; what both agree on stays."""
    match = match_term("Implemented/Will be implemented", load_vocabulary("us-grand-jury"))
    assert (2, Position.ACCEPTED, None) == (
        len(match.terms),
        match.member(Position),
        match.member(Implementation),
    )
    assert ["IMP794"] == [finding.code for finding in match.findings]
    assert '"Implemented" and "Open, not done"' in match.findings[0].message


def test_a_misspelling_is_a_note() -> None:
    """What was read in spite of a slip is told, so that somebody can look."""
    match = match_term("Partialy agreed", load_vocabulary("australia"), record="rsp-1")
    assert [("IMP793", "rsp-1")] == [(found.code, found.record) for found in match.findings]
    assert '"Partialy agreed" was read as "Agreed in part"' == match.findings[0].message


def test_a_term_that_was_to_be_used_no_more() -> None:
    """A term out of use is read and reported, never refused."""
    senedd = load_vocabulary("senedd")
    match = match_term("Accept in principle", senedd, on=dt.date(2018, 6, 1))
    assert Position.ACCEPTED_IN_PRINCIPLE is match.member(Position)
    assert ["IMP795"] == [finding.code for finding in match.findings]
    assert "after 31 December 2017, the last day for it" in match.findings[0].message
    assert () == match_term("Accept in principle", senedd, on=dt.date(2017, 6, 1)).findings


def test_what_nobody_confirmed_is_said_with_the_match() -> None:
    """A match by a term that is only generally held says so."""
    assert (True, False) == (
        match_term("Work in progress", load_vocabulary("treasury-minute")).unconfirmed,
        match_term("Agrees", load_vocabulary("treasury-minute")).unconfirmed,
    )


@given(
    printed=st.sampled_from(PRINTED),
    denial=st.sampled_from(
        ["not ", "un", "dis", "non", "non-", "no ", "never ", "in", "mis", "im"]
    ),
)
def test_a_denial_is_never_taken_for_what_it_denies(printed: tuple[str, str], denial: str) -> None:
    """Put "not" or "un" before any term of any body: it is never read as that term."""
    name, words = printed
    vocabulary = load_vocabulary(name)
    denied = vocabulary.read(words)
    match = match_term(denial + words.lower(), vocabulary)
    assert denied is not None
    assert denied not in match.terms


@given(printed=st.sampled_from(PRINTED), data=st.data())
def test_a_slip_leads_to_the_term_or_to_a_question(
    printed: tuple[str, str], data: st.DataObject
) -> None:
    """With one letter left out, a term is found as what it is, or as nothing; never as its opposite."""
    name, words = printed
    vocabulary = load_vocabulary(name)
    at = data.draw(st.integers(0, len(words) - 1))
    meant = vocabulary.read(words)
    match = match_term(words[:at] + words[at + 1 :], vocabulary)
    assert meant is not None
    if MatchRule.TYPO in match.rules and MatchRule.COMPOUND not in match.rules:
        assert meant.meanings == match.terms[0].meanings


@given(words=st.text(max_size=60), name=st.sampled_from(vocabulary_names()))
def test_matching_never_fails(words: str, name: str) -> None:
    """Whatever the words, there are terms, or a finding that says there are none."""
    match = match_term(words, load_vocabulary(name), on=dt.date(2027, 2, 12))
    assert match.terms or match.findings


@pytest.mark.parametrize(
    "words", ["Resolved/Unresolved", "Unresolved / Resolved", "resolved; unresolved"]
)
def test_a_term_and_its_denial_contradict_each_other(words: str) -> None:
    """Also where one of them has no meaning of ours: neither is chosen, and a finding says so."""
    found = match_term(words, load_vocabulary("us-inspector-general"))
    assert {"Resolved", "Unresolved"} == {term.words[0] for term in found.terms}
    assert ["IMP794"] == [finding.code for finding in found.findings]
    assert found.member(Position) is None


def test_terms_that_do_not_deny_each_other_are_no_contradiction() -> None:
    """Agreed to act, and closed: both hold."""
    found = match_term("Resolved/Closed", load_vocabulary("us-inspector-general"))
    assert [] == list(found.findings)
    assert found.member(Position) is Position.ACCEPTED
