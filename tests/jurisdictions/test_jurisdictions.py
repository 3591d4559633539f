"""Jurisdictions: the files, whom their rules are about, and the deadlines of real-looking documents."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from accountability.dates import PartialDate, Undated
from accountability.deadlines import Confidence, Unit
from accountability.exceptions import UnknownJurisdictionError, UnreadableFileError
from accountability.jurisdictions import (
    Jurisdiction,
    deadline_of,
    jurisdiction_names,
    jurisdiction_of,
    load_jurisdiction,
    missing_calendar,
)
from accountability.model import (
    Conclusion,
    Document,
    DocumentKind,
    Event,
    EventKind,
    ItemKind,
    Organisation,
    OrganisationKind,
    Recommendation,
    Register,
)

JURISDICTIONS = [load_jurisdiction(name) for name in jurisdiction_names()]


@frozen(kw_only=True)
class Weekdays:
    """Monday to Friday."""

    name: str = "weekdays"

    def is_working_day(self, day: dt.date, /) -> bool:
        """Tell whether *day* is none of the weekend."""
        return day.weekday() < 5


def day(text: str) -> PartialDate:
    """Make a date of day precision."""
    return PartialDate.day(dt.date.fromisoformat(text))


COMMITTEE, INQUIRY, COURT = (
    OrganisationKind.COMMITTEE,
    OrganisationKind.INQUIRY,
    OrganisationKind.COURT,
)
BODIES = (
    Organisation(id="coasts", name="Harbours and Coasts Committee", kind=COMMITTEE),
    Organisation(id="unsure", name="Quays Committee"),
    Organisation(id="money", name="Public Accounts Committee", kind=COMMITTEE),
    Organisation(id="peers", name="House of Lords"),
    Organisation(id="peers-coasts", name="Coasts Committee", kind=COMMITTEE, part_of="peers"),
    Organisation(id="senedd", name="Senedd Coasts Committee", kind=COMMITTEE),
    Organisation(id="storm", name="Storm Inquiry", kind=INQUIRY),
    Organisation(id="coroner", name="Coroner for the North Shore", kind=COURT),
    Organisation(id="joint", name="Joint Committee on Ports", kind=COMMITTEE),
    Organisation(id="senate", name="Senate Coasts Committee", kind=COMMITTEE),
    Organisation(id="ntsb", name="NTSB", kind=OrganisationKind.REGULATOR),
    Organisation(id="dot", name="Department of Transportation", kind=OrganisationKind.DEPARTMENT),
    Organisation(id="board", name="Dutch Safety Board", kind=OrganisationKind.REGULATOR),
    Organisation(id="ferries", name="Invented Ferries", kind=OrganisationKind.COMPANY),
    Organisation(id="harbours", name="Department for Harbours", kind=OrganisationKind.DEPARTMENT),
)


def held(author: str, **fields: Any) -> tuple[Register, Document]:
    """Make a register with one report by *author*, published on 12 February 2027 unless said otherwise."""
    values: dict[str, Any] = {
        "id": "report",
        "kind": DocumentKind.REPORT,
        "title": "Storm warnings at small harbours",
        "authors": (author,) if author else (),
        "published": day("2027-02-12"),
    }
    document = Document(**(values | fields))
    return Register(id="r", title="R", organisations=BODIES, documents=(document,)), document


def due(name: str, author: str, **fields: Any) -> str:
    """Give the deadline of a report by *author* in the jurisdiction *name*, or ""."""
    deadline = deadline_of(*held(author, **fields), load_jurisdiction(name), Weekdays())
    return deadline.day.isoformat() if deadline else ""


# --- the files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS, ids=jurisdiction_names())
def test_every_fact_says_where_it_was_read(jurisdiction: Jurisdiction) -> None:
    """Every deadline that is not marked unconfirmed, and every source, has an address and a day."""
    cited = [(rule.source, rule.checked) for rule in jurisdiction.deadlines if not rule.unconfirmed]
    cited += [(source.url, source.checked) for source in jurisdiction.sources]
    assert [] == [one for one in cited if not one[0].startswith("http") or one[1] is None]
    assert all(rule.unconfirmed or rule.words for rule in jurisdiction.deadlines)
    assert all(rule.body and rule.authority and rule.checked for rule in jurisdiction.deadlines)
    assert all(rule.name.startswith(jurisdiction.name) for rule in jurisdiction.deadlines)


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS, ids=jurisdiction_names())
def test_every_jurisdiction_can_be_used_as_it_is(jurisdiction: Jurisdiction) -> None:
    """Each has words for whom it is about, kinds that want a reply, and a vocabulary for any body."""
    register, document = held("coasts")
    assert jurisdiction.recommender
    assert ItemKind.RECOMMENDATION in jurisdiction.needs_reply
    assert ItemKind.CONCLUSION not in jurisdiction.needs_reply
    assert jurisdiction.vocabulary_for(register, document).name
    assert jurisdiction.vocabulary_for(register, None).name


def test_the_shipped_jurisdictions_are_read_once() -> None:
    """The same name gives the same value, and a path's suffix is no part of a name."""
    assert load_jurisdiction("uk") is load_jurisdiction("uk")
    assert "uk" in jurisdiction_names()
    assert () == load_jurisdiction("general").deadlines


@pytest.mark.parametrize("name", ["ukk", "../vocabularies/uk", "", "UK"])
def test_an_unknown_jurisdiction(name: str) -> None:
    """A name that is not known is refused with those that are, and no path is made of it."""
    with pytest.raises(UnknownJurisdictionError):
        load_jurisdiction(name)


# --- deadlines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "author", "expected"),
    [
        ("uk", "coasts", "2027-04-12"),
        ("uk", "unsure", "2027-04-12"),
        ("uk", "money", "2027-04-12"),
        ("uk", "peers-coasts", "2027-04-12"),
        ("uk", "senedd", ""),
        ("uk", "storm", ""),
        ("uk", "nobody", ""),
        ("uk", "", ""),
        ("general", "coasts", ""),
        ("nz", "coasts", "2027-05-07"),
        ("au", "senate", "2027-05-12"),
        ("au", "joint", "2027-05-12"),
        ("za", "coasts", ""),
    ],
)
def test_by_when(name: str, author: str, expected: str) -> None:
    """Whose report it is decides by when it must be answered."""
    assert expected == due(name, author)


def test_a_report_of_spring_2025() -> None:
    """Published 14 April 2025, due 14 June 2025: a Saturday, and not moved."""
    assert "2025-06-14" == due("uk", "coasts", published=day("2025-04-14"))


@pytest.mark.parametrize(
    ("author", "rule"),
    [("coasts", "uk-commons"), ("money", "uk-pac"), ("peers-coasts", "uk-lords")],
)
def test_one_rule_for_each_kind_of_committee(author: str, rule: str) -> None:
    """The rules for the two Houses and for public accounts do not overlap."""
    register, document = held(author)
    rules = load_jurisdiction("uk").deadline_for(register, document)
    assert [rule] == [one.name for one in rules]


def test_two_authorities() -> None:
    """A joint report has two deadlines: the earlier is due, both are named, the later stands beside it."""
    register, document = held(
        "joint", events=(Event(kind=EventKind.TABLED, day=day("2027-02-15")),)
    )
    deadline = deadline_of(register, document, load_jurisdiction("au"))
    assert deadline is not None
    assert (
        "tabled on 15 February 2027",
        "three months from 15 February 2027 (the day itself not counted)",
        (
            "2 rules apply and the first to end counts (Senate and joint committees: 15 May 2027, "
            "House of Representatives and joint committees: 15 August 2027)"
        ),
        "15 May 2027",
    ) == deadline.steps
    assert ["au-house"] == [other.rule.name for other in deadline.others]


def test_a_day_that_is_not_recorded_is_said() -> None:
    """Where the day a rule counts from is missing, another is used only if the rule allows it."""
    deadline = deadline_of(*held("senate"), load_jurisdiction("au"))
    assert deadline is not None
    assert (
        "the day it was tabled is not recorded",
        "published on 12 February 2027",
    ) == deadline.steps[:2]
    assert "" == due("uk", "coroner")
    assert "2027-04-12" == due("uk", "coroner", received=day("2027-02-15"))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (PartialDate.month(2027, 2, "February 2027"), "2027-04-28"),
        (PartialDate(earliest=dt.date(2027, 2, 1)), ""),
        (Undated(words="early in the year"), ""),
        (None, ""),
        (day("9999-12-31"), ""),
    ],
)
def test_a_day_of_publication_that_is_not_a_day(published: Any, expected: str) -> None:
    """Of a month the last day counts, so that nobody is called late too early; without an end, nothing."""
    assert expected == due("uk", "coasts", published=published)


def test_the_words_of_a_month_are_in_the_steps() -> None:
    """A reader sees that a month was taken for its last day."""
    published = PartialDate.month(2027, 2, "February 2027")
    deadline = deadline_of(*held("coasts", published=published), load_jurisdiction("uk"))
    assert deadline is not None
    assert "'February 2027' is taken as its last day" == deadline.steps[0]


def test_only_reports_are_answered() -> None:
    """A response has no deadline of its own."""
    assert "" == due("uk", "coasts", kind=DocumentKind.RESPONSE)


def test_an_answer_that_must_be_asked_for() -> None:
    """In Canada a report is answered if the committee asks, and not once Parliament is dissolved."""
    asked = Event(kind=EventKind.REQUESTED, day=day("2027-02-20"))
    laid = Event(kind=EventKind.PRESENTED, day=day("2027-02-20"))
    over = Event(kind=EventKind.DISSOLVED, day=day("2027-06-20"))
    later = Event(kind=EventKind.DISSOLVED, day=day("2027-06-21"))
    assert ["", "2027-06-20", "", "2027-06-20"] == [
        due("ca", "coasts", events=events)
        for events in ((laid,), (laid, asked), (laid, asked, over), (laid, asked, later))
    ]


def test_an_extension_moves_the_day() -> None:
    """The extension decided last holds; the steps keep the old day and say who moved it."""
    events = (
        Event(kind=EventKind.EXTENDED, day=day("2027-04-01"), by="coasts", until=day("2027-05-28")),
        Event(kind=EventKind.EXTENDED, day=day("2027-03-01"), until=day("2027-06-30")),
        Event(kind=EventKind.EXTENDED, day=day("2027-04-02")),
    )
    register, document = held("coasts", events=events)
    uk = load_jurisdiction("uk")
    deadline = deadline_of(register, document, uk)
    assert deadline is not None
    assert (
        "two months from 12 February 2027 (the day itself not counted)",
        "12 April 2027",
        "extended to 28 May 2027 by Harbours and Coasts Committee on 1 April 2027",
        "28 May 2027",
    ) == deadline.steps
    days = [
        found.day.isoformat()
        for as_of in ("2027-02-28", "2027-03-01", "2027-04-01")
        if (found := deadline_of(register, document, uk, as_of=dt.date.fromisoformat(as_of)))
    ]
    assert ["2027-04-12", "2027-06-30", "2027-05-28"] == days


def test_an_extension_needs_no_calendar() -> None:
    """A new last day is known even where the old one could not be counted."""
    extended = Event(kind=EventKind.EXTENDED, until=day("2027-05-28"))
    register, document = held("coasts", events=(extended,))
    deadline = deadline_of(register, document, load_jurisdiction("nz"))
    assert deadline is not None
    assert ("extended to 28 May 2027", "28 May 2027") == deadline.steps[-2:]


def test_a_missing_calendar_is_named() -> None:
    """Without a calendar there is no day, no error, and the name of what is missing."""
    register, document = held("coasts")
    nz, uk = load_jurisdiction("nz"), load_jurisdiction("uk")
    assert deadline_of(register, document, nz) is None
    assert ["NZ", "", ""] == [
        missing_calendar(register, document, nz),
        missing_calendar(register, document, nz, Weekdays()),
        missing_calendar(register, document, uk),
    ]
    assert "" == missing_calendar(*held("coasts", published=None), nz)


def test_a_deadline_that_depends_on_who_answers() -> None:
    """Six months for a department, a year for a company; for nobody in particular, the first to end."""
    register, document = held("board", sent_to=("harbours", "ferries"))
    nl = load_jurisdiction("nl")
    found = {
        responder: deadline_of(register, document, nl, responder=responder)
        for responder in ("harbours", "ferries", "coasts", None)
    }
    assert {
        "harbours": "2027-08-12",
        "ferries": "2028-02-12",
        "coasts": "",
        None: "2027-08-12",
    } == {name: deadline.day.isoformat() if deadline else "" for name, deadline in found.items()}


def test_addressees_of_items_count_as_addressees() -> None:
    """A rule for one addressee applies where an item of the report names it."""
    register, document = held("ntsb", received=day("2027-02-12"))
    us = load_jurisdiction("us")
    assert deadline_of(register, document, us) is None
    item = Recommendation(id="report/rec-1", document="report", addressed_to=("dot",))
    deadline = deadline_of(register.with_records(item), document, us)
    assert deadline is not None
    assert dt.date(2027, 5, 13) == deadline.day


def test_a_report_without_an_author_is_by_whoever_made_its_items() -> None:
    """A spreadsheet's column may be all that says whose recommendations they are."""
    register, document = held("")
    item = Recommendation(id="report/rec-1", document="report", made_by=("coasts",))
    assert deadline_of(register.with_records(item), document, load_jurisdiction("uk")) is not None


def test_background_knowledge_makes_nobody_late() -> None:
    """A rule that was never confirmed may be listed, and no deadline rests on it."""
    uk = load_jurisdiction("uk")
    guessed = tuple(evolve(rule, confidence=Confidence.BACKGROUND) for rule in uk.deadlines)
    assert deadline_of(*held("coasts"), evolve(uk, deadlines=guessed)) is None


def test_a_rule_that_was_not_yet_in_force() -> None:
    """The House of Representatives' six months are counted from its resolution on."""
    register, document = held("joint", published=day("2010-09-28"))
    deadline = deadline_of(register, document, load_jurisdiction("au"))
    assert deadline is not None
    assert ("au-senate", ()) == (deadline.rule.name, deadline.others)


@given(
    name=st.sampled_from(jurisdiction_names()),
    author=st.sampled_from([body.id for body in BODIES]),
    published=st.dates(),
    events=st.lists(
        st.builds(
            Event,
            kind=st.sampled_from(EventKind),
            day=st.none() | st.dates().map(PartialDate.day),
            until=st.none() | st.dates().map(PartialDate.day),
        ),
        max_size=3,
    ),
    calendar=st.sampled_from([None, Weekdays()]),
)
def test_finding_a_deadline_never_fails(
    name: str,
    author: str,
    published: dt.date,
    events: list[Event],
    calendar: Weekdays | None,
) -> None:
    """Any document, in any jurisdiction, with or without a calendar, has a deadline with steps or none."""
    register, document = held(author, published=PartialDate.day(published), events=tuple(events))
    deadline = deadline_of(register, document, load_jurisdiction(name), calendar)
    assert deadline is None or (len(deadline.steps) > 1 and all(deadline.steps))


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "author", "vocabulary", "recommender"),
    [
        ("uk", "money", "treasury-minute", "Committee"),
        ("uk", "coasts", "uk", "Committee"),
        ("uk", "senedd", "senedd", "Committee"),
        ("uk", "storm", "uk", "Inquiry"),
        ("uk", "coroner", "uk", "Coroner"),
        ("au", "joint", "australia", "Committee"),
        ("us", "ntsb", "us-ntsb", "Board"),
        ("general", "storm", "plain", "Inquiry"),
    ],
)
def test_whose_words(name: str, author: str, vocabulary: str, recommender: str) -> None:
    """A document is answered in its own body's words, and headings name that body's kind."""
    register, document = held(author)
    jurisdiction = load_jurisdiction(name)
    answer = Document(
        id="answer", kind=DocumentKind.RESPONSE, title="Reply", responds_to=("gone", "report")
    )
    for one in (document, answer):
        assert vocabulary == jurisdiction.vocabulary_for(register, one).name
        assert recommender == jurisdiction.recommender_for(register, one)


def test_words_without_a_document() -> None:
    """Where no document is known, the words are those that fit any body."""
    uk = load_jurisdiction("uk")
    register, _ = held("money")
    assert ("uk", "Committee") == (uk.vocabulary_for(register).name, uk.recommender_for(register))
    assert "plain" == Jurisdiction(name="bare", title="Bare").vocabulary_for(register).name


@pytest.mark.parametrize(
    ("of_register", "of_document", "expected"),
    [
        ("", "", "general"),
        ("uk", "", "uk"),
        ("UK", "", "uk"),
        ("uk", "nz", "nz"),
        ("uk", "Atlantis", "uk"),
        ("../uk", "", "general"),
        ("uk.toml", "", "general"),
    ],
)
def test_which_jurisdiction(of_register: str, of_document: str, expected: str) -> None:
    """The document's own comes before the register's, and an unknown name counts as none."""
    register, document = held("coasts", extra=(("Jurisdiction", of_document),))
    register = evolve(register, jurisdiction=of_register)
    assert expected == jurisdiction_of(register, document).name
    assert "au" == jurisdiction_of(register, document, load_jurisdiction("au")).name


def test_findings_of_audits_want_a_reply() -> None:
    """Which kinds of items want a reply differs."""
    finding = Conclusion(id="f", document="report", kind=ItemKind.FINDING)
    assert (True, False) == tuple(
        finding.kind in load_jurisdiction(name).needs_reply for name in ("us", "uk")
    )


# --- files of one's own ----------------------------------------------------------------------------

OURS = """\
title = "Harbour Assembly"
needs_reply = ["recommendation"]

[[deadlines]]
name = "assembly"
body = "Committees of the Assembly"
quantity = 10
unit = "days"
event = "published"
source = "Standing Order 9"
checked = 2026-11-22

[[vocabularies]]
vocabulary = "words.toml"
made_by = { kinds = ["committee"] }

[[vocabularies]]
vocabulary = "plain"
"""
WORDS = 'title = "Aye"\n[[terms]]\nwords = ["Aye"]\nposition = "accepted"\n'


def test_a_jurisdiction_of_ones_own(tmp_path: Path) -> None:
    """A file is a jurisdiction as good as ours, with a vocabulary in the file beside it."""
    path = tmp_path / "assembly.toml"
    path.write_text(OURS, encoding="utf-8")
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    jurisdiction = load_jurisdiction(path)
    register, document = held("coasts")
    deadline = deadline_of(register, document, jurisdiction)
    assert deadline is not None
    assert ("assembly", "words", dt.date(2027, 2, 22)) == (
        jurisdiction.name,
        jurisdiction.vocabulary_for(register, document).name,
        deadline.day,
    )
    assert jurisdiction == load_jurisdiction(str(path))


def test_every_problem_of_a_file_is_named_with_its_key(tmp_path: Path) -> None:
    """A file that says what it cannot is refused once, with every key and the words that would do."""
    path = tmp_path / "assembly.toml"
    path.write_text(
        "title = 'Harbour Assembly'\nrecomender = 'Panel'\nneeds_reply = ['recomendation']\n"
        "[conventions]\nspring_starts = 13\n"
        "[[deadlines]]\nname = 'a'\nbody = 'x'\nquantity = 0\nunit = 'fortnights'\nevent = 'published'\n"
        "source = 'SO 9'\nchecked = '2026-11-22'\n"
        "[[deadlines]]\nname = 'a'\nbody = 'x'\nquantity = 9\nunit = 'working-days'\nevent = 'published'\n"
        "source = 'SO 9'\nchecked = 2026-11-22\nvalid_from = 2027-01-02\nvalid_until = 2027-01-01\n"
        "made_by = { kind = ['committee'] }\n"
        "[[vocabularies]]\nvocabulary = 'plane'\n"
        "[[vocabularies]]\nvocabulary = 'missing.toml'\nmade_by = { names = ['x'] }\n",
        encoding="utf-8",
    )
    with pytest.raises(UnreadableFileError) as caught:
        load_jurisdiction(path)
    assert {
        "recomender",
        "needs_reply",
        "conventions.spring_starts",
        "deadlines[0].quantity",
        "deadlines[0].unit",
        "deadlines[0].checked",
        "deadlines[1].name",
        "deadlines[1].calendar",
        "deadlines[1].valid_until",
        "deadlines[1].made_by.kind",
        "vocabularies[0].vocabulary",
        "vocabularies[0].made_by",
        "vocabularies[1].vocabulary",
        "vocabularies[1].made_by",
    } == {finding.place.at for finding in caught.value.findings if finding.place}
    for near in ('"recommender"', '"recommendation"', '"plain"', '"kinds"'):
        assert f"did you mean {near}" in str(caught.value)


def test_a_problem_in_the_vocabulary_beside_it(tmp_path: Path) -> None:
    """What is wrong in the second file is named with that file."""
    path = tmp_path / "assembly.toml"
    path.write_text(OURS, encoding="utf-8")
    (tmp_path / "words.toml").write_text(WORDS.replace("title", "titel"), encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        load_jurisdiction(path)
    assert {"assembly.toml", "words.toml"} == {
        finding.place.file for finding in caught.value.findings if finding.place
    }


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A path that leads nowhere is named."""
    with pytest.raises(UnreadableFileError, match=r"nowhere\.toml"):
        load_jurisdiction(tmp_path / "nowhere.toml")


def test_working_days_name_their_calendar() -> None:
    """Every shipped rule in working days says whose they are."""
    rules = [rule for one in JURISDICTIONS for rule in one.deadlines]
    assert [] == [
        rule.name for rule in rules if rule.unit is Unit.WORKING_DAYS and not rule.calendar
    ]
