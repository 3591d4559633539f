"""Vocabularies: what a body prints, what it means, and what a responder may choose."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest

from accountability.exceptions import UnknownVocabularyError, UnreadableFileError
from accountability.model import (
    Assurance,
    Implementation,
    ItemKind,
    Opinion,
    OrganisationKind,
    Position,
    Stage,
)
from accountability.vocabularies import Vocabulary, load_vocabulary, plain, vocabulary_names

AXES = (Position, Implementation, Opinion)
MEMBERS = [member for enum in AXES for member in enum]
VOCABULARIES = [load_vocabulary(name) for name in vocabulary_names()]


class Status(StrEnum):
    """Verdicts, by the names that the enumeration of statuses uses."""

    RESPONSE_AWAITED = "response-awaited"
    NOT_FOR_RESPONDER = "not-for-responder"
    SUPERSEDED = "superseded"
    CLOSED_NOT_IMPLEMENTED = "closed-not-implemented"


@pytest.fixture(params=VOCABULARIES, ids=vocabulary_names())
def vocabulary(request: pytest.FixtureRequest) -> Vocabulary:
    """Give each vocabulary that comes with the library."""
    found: Vocabulary = request.param
    return found


def test_what_is_shown_is_understood(vocabulary: Vocabulary) -> None:
    """Whatever word a member is shown as, reading it gives that member, outside the list of choices too."""
    for member in MEMBERS:
        term = vocabulary.read(vocabulary.show(member))
        assert term is not None
        assert member is term.member(type(member))


def test_every_choice_is_what_its_meaning_is_shown_as(vocabulary: Vocabulary) -> None:
    """A choice that is read and shown again is the same words, so a list and its cells agree."""
    for enum in AXES:
        for words in vocabulary.choices_of(enum):
            term = vocabulary.read(words)
            assert term is not None
            if term.no_change:
                assert words == vocabulary.no_change
            else:
                (meaning,) = term.meanings
                assert words == vocabulary.show(meaning)


def test_every_vocabulary_says_where_it_was_read(vocabulary: Vocabulary) -> None:
    """All but our own words cite a source with an address and the day it was looked at."""
    assert (vocabulary.name == "plain") == (not vocabulary.sources)
    assert (vocabulary.name == "plain") == (vocabulary.confidence is None)
    for citation in vocabulary.sources:
        assert citation.url.startswith("http")
        assert citation.checked is not None


def test_every_sentence_is_finished(vocabulary: Vocabulary) -> None:
    """No placeholder is left in a sentence, whoever speaks."""
    for member in MEMBERS:
        sentence = vocabulary.sentence(
            member, responder="The Port Agency", recommender="Inquiry", item="conclusion"
        )
        assert "" != sentence
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("member", "words"),
    [
        (Position.ACCEPTED, "Accepted"),
        (Position.ACCEPTED_IN_PRINCIPLE, "Accepted in principle"),
        (Position.UNDER_CONSIDERATION, "Under consideration"),
        (Position.NOT_FOR_RESPONDER, "Not for the responder"),
        (Implementation.SUPERSEDED, "Overtaken by events"),
        (Implementation.TRANSFERRED, "Passed to another body"),
        (Opinion.ALTERNATIVE_ACCEPTABLE, "Other action accepted instead"),
        (Assurance.SELF_REPORTED, "Self-reported"),
        (OrganisationKind.PUBLIC_BODY, "Public body"),
        (OrganisationKind.OTHER, "Not known"),
        (Stage.CLEARED, "Cleared"),
        (ItemKind.RECOMMENDATION, "Recommendation"),
        (Status.RESPONSE_AWAITED, "Response awaited"),
        (Status.NOT_FOR_RESPONDER, "Not for the responder"),
        (Status.CLOSED_NOT_IMPLEMENTED, "Closed, not implemented"),
    ],
)
def test_plain_words(member: StrEnum, words: str) -> None:
    """Any member of any enumeration has words that a person would use."""
    assert words == plain(member)


def test_members_that_are_equal_as_texts_keep_their_own_words() -> None:
    """`Implementation.SUPERSEDED` equals a status of that name as a text, and is still said otherwise."""
    assert ("Overtaken by events", "Superseded", "Overtaken by events") == (
        plain(Implementation.SUPERSEDED),
        plain(Status.SUPERSEDED),
        plain(Implementation.SUPERSEDED),
    )


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("treasury-minute", "Agree · Disagree"),
        (
            "uk",
            (
                "Accept · Accept in principle · Accept in part · Reject · Note · Still considering · "
                "Not for us to answer"
            ),
        ),
        ("australia", "Agreed · Agreed in part · Agreed in principle · Noted · Not agreed"),
        ("us-audit", "Concur · Partially concur · Do not concur"),
    ],
)
def test_positions_to_choose_from(name: str, choices: str) -> None:
    """Each body's list of positions is its own, in its order."""
    assert choices == " · ".join(load_vocabulary(name).choices_of(Position))


def test_progress_to_choose_from() -> None:
    """The list of progress begins with "nothing new", in a vocabulary without progress words too."""
    expected = (
        "No change since last time · Not started · In progress · Partly implemented · Implemented · "
        "Implemented in another way · Stopped · Overtaken by events · Passed to another body"
    )
    assert expected == " · ".join(load_vocabulary("plain").choices_of(Implementation))
    assert expected == " · ".join(load_vocabulary("treasury-minute").choices_of(Implementation))


def test_nothing_new_may_always_be_chosen(vocabulary: Vocabulary) -> None:
    """The list of progress begins with "nothing new", whichever words of its own a body has."""
    assert vocabulary.no_change == vocabulary.choices_of(Implementation)[0]


def test_a_finished_treasury_minute() -> None:
    """A finished paper says positions and progress in the Treasury's sentences."""
    minute = load_vocabulary("treasury-minute")
    assert [
        "The government agrees with the Committee's recommendation.",
        "The government disagrees with the Committee's conclusion.",
        "Recommendation implemented",
        "Work in progress",
    ] == [
        minute.sentence(Position.ACCEPTED),
        minute.sentence(Position.REJECTED, item="conclusion"),
        minute.sentence(Implementation.IMPLEMENTED),
        minute.sentence(Implementation.IN_PROGRESS),
    ]


def test_a_name_with_braces_is_not_taken_for_a_placeholder() -> None:
    """What stands in for a placeholder is not filled in again."""
    assert "{item} accepts this conclusion." == load_vocabulary("uk").sentence(
        Position.ACCEPTED, responder="{item}", item="conclusion"
    )


def test_a_word_that_says_two_things() -> None:
    """One printed line can be an answer and a claim."""
    term = load_vocabulary("treasury-minute").read("Recommendation implemented.")
    assert term is not None
    assert (Position.ACCEPTED, Implementation.IMPLEMENTED, None) == (
        term.member(Position),
        term.member(Implementation),
        term.member(Opinion),
    )


@pytest.mark.parametrize(
    ("name", "words", "position"),
    [
        ("treasury-minute", "  AGREES ", Position.ACCEPTED),
        ("australia", "Not agreed", Position.REJECTED),
        ("australia", "Supported", Position.ACCEPTED),
        ("uk", "Supported", Position.SUPPORTED),
        ("third-party-tracker", "Not Addressed", Position.NOT_ADDRESSED),
        ("third-party-tracker", "No Response", None),
        ("us-inspector-general", "Unresolved", None),
    ],
)
def test_one_word_means_different_things_to_different_bodies(
    name: str, words: str, position: Position | None
) -> None:
    """A word is read whole, in the vocabulary of whoever printed it."""
    term = load_vocabulary(name).read(words)
    assert term is not None
    assert position is term.position


@pytest.mark.parametrize("words", ["", "Agreed with the aim", "The Department agrees", "Not"])
def test_part_of_a_sentence_is_no_term(words: str) -> None:
    """Words are matched whole or not at all."""
    assert load_vocabulary("plain").read(words) is None


@pytest.mark.parametrize(
    "words",
    ["Closed—Acceptable Action", "Closed – acceptable action", "CAA", "closed--acceptable action"],
)
def test_dashes_make_no_difference(words: str) -> None:
    """A status with a dash is the same whatever dash was typed, and gives the work and the opinion."""
    term = load_vocabulary("us-ntsb").read(words)
    assert term is not None
    assert (Implementation.IMPLEMENTED, Opinion.SATISFACTORY) == term.meanings


def test_an_unknown_vocabulary_names_the_nearest() -> None:
    """A misspelled name is met with the name that was meant; a path is never made of it."""
    with pytest.raises(UnknownVocabularyError, match="treasury-minute"):
        load_vocabulary("tresury-minute")
    with pytest.raises(UnknownVocabularyError):
        load_vocabulary("../jurisdictions/uk")


def write(folder: Path, text: str) -> Path:
    """Write a vocabulary of somebody's own."""
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_vocabulary_of_ones_own(tmp_path: Path) -> None:
    """A file beside somebody's register is a vocabulary as good as ours."""
    path = write(
        tmp_path,
        'title = "Harbour Assembly"\n\n'
        '[[terms]]\nwords = ["Aye"]\nposition = "accepted"\nchoice = true\n',
    )
    vocabulary = load_vocabulary(path)
    assert ("ours", "Aye", "Rejected", ("Aye",)) == (
        vocabulary.name,
        vocabulary.show(Position.ACCEPTED),
        vocabulary.show(Position.REJECTED),
        vocabulary.choices_of(Position),
    )
    assert vocabulary == load_vocabulary(str(path))


def test_every_problem_of_a_file_is_named_with_its_key(tmp_path: Path) -> None:
    """A file that says what it cannot is refused once, with all that is wrong and where."""
    path = write(
        tmp_path,
        "titel = 'Harbour Assembly'\n"
        "[[terms]]\nwords = ['Aye']\nposition = 'acepted'\n"
        "[[terms]]\nwords = ['aye', 'No']\nchoice = 'yes'\nnote = 'none'\n"
        "[[terms]]\nwords = []\nposition = 'rejected'\n"
        "[[terms]]\nwords = ['Both']\nposition = 'accepted'\nimplementation = 'implemented'\nchoice = true\n",
    )
    with pytest.raises(UnreadableFileError) as caught:
        load_vocabulary(path)
    found = {(finding.code, str(finding.place)) for finding in caught.value.findings}
    assert {
        ("IMP790", "ours.toml, titel"),
        ("IMP791", "ours.toml, title"),
        ("IMP791", "ours.toml, terms[0].note"),
        ("IMP791", "ours.toml, terms[0].position"),
        ("IMP791", "ours.toml, terms[1].choice"),
        ("IMP791", "ours.toml, terms[1].words"),
        ("IMP791", "ours.toml, terms[2].words"),
        ("IMP791", "ours.toml, terms[3].choice"),
    } == found
    assert 'did you mean "accepted"' in str(caught.value)
    assert 'did you mean "title"' in str(caught.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"title = ", "not TOML"),
        (b"\xff", "not UTF-8"),
        (b"#" * 1_000_001, "larger than 1 MB"),
        (b"x = " + b"[" * 5_000 + b"]" * 5_000, "nested too deeply"),
        (b"", "title"),
        (b"title = 'x'\nterms = 3", "tables headed"),
        (b"title = 7", "give a text"),
    ],
)
def test_a_file_that_is_something_else(tmp_path: Path, data: bytes, reason: str) -> None:
    """Whatever the bytes, a file is either a vocabulary or refused with a reason."""
    path = tmp_path / "ours.toml"
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=reason):
        load_vocabulary(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A path that leads nowhere is named."""
    with pytest.raises(UnreadableFileError, match=r"nowhere\.toml"):
        load_vocabulary(tmp_path / "nowhere.toml")


def test_a_vocabulary_that_would_be_misread(tmp_path: Path) -> None:
    """Where all our words for a meaning are taken, what is shown could not be read back."""
    path = write(
        tmp_path,
        'title = "Harbour Assembly"\n\n[[terms]]\nwords = ["Not addressed"]\nposition = "noted"\n',
    )
    with pytest.raises(UnreadableFileError, match="'not-addressed' mean something else"):
        load_vocabulary(path)
