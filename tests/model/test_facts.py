"""What follows from the records alone: drafts, days, latest answers, shared words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability import (
    Assessment,
    Commitment,
    Document,
    DocumentKind,
    Note,
    PartialDate,
    Position,
    Recommendation,
    Record,
    Register,
    Response,
    Source,
    Stage,
    Step,
    Undated,
    Update,
)
from accountability.testing.strategies import registers

EMPTY = Register(id="register", title="Piers")
ITEM = Recommendation(id="rec-1", document="report", text="Mend the pier.")
MAY = PartialDate.month(2031, 5)
JUNE = PartialDate.month(2031, 6)
SOON = Undated(words="soon")


def paper(name: str, **fields: Any) -> Document:
    """Make a document."""
    return Document(**{"id": name, "kind": DocumentKind.RESPONSE, "title": name} | fields)


def reply(name: str, **fields: Any) -> Response:
    """Make a response with words."""
    return Response(**{"id": name, "answers": "rec-1", "responder": "ports", "text": name} | fields)


def given_on(name: str, day: PartialDate | None = None, **fields: Any) -> Response:
    """Make a response that was sent on *day*."""
    return reply(name, steps=(Step(stage=Stage.SENT, day=day),), **fields)


def held(*records: Record) -> Register:
    """Make a register of *records*."""
    return EMPTY.with_records(*records)


class TestDrafts:
    @pytest.mark.parametrize(
        ("fields", "given"),
        [
            ({}, False),
            ({"steps": (Step(stage=Stage.DRAFTED), Step(stage=Stage.CLEARED))}, False),
            ({"steps": (Step(stage=Stage.SENT),)}, True),
            ({"steps": (Step(stage=Stage.PUBLISHED),)}, True),
            ({"document": "published"}, True),
            ({"document": "received"}, True),
            ({"document": "unpublished"}, False),
            ({"document": "missing"}, False),
        ],
    )
    def test_a_response_is_a_draft_until_it_is_out(
        self, fields: dict[str, Any], given: bool
    ) -> None:
        """Sent, published, or in a paper that is out: published, or received by the recommender."""
        response = reply("a", **fields)
        papers = (paper("published", published=MAY), paper("received", received=MAY))
        register = held(*papers, paper("unpublished"), response)
        assert given == register.is_given(response)
        assert given != register.is_draft(response)

    @given(registers(messy=True))
    def test_an_answer_in_a_paper_that_is_out_is_given(self, register: Register) -> None:
        """A paper is given as its answers are: whoever holds the one has read the other."""
        for response in register.responses:
            document = register.find(Document, response.document)
            if document is not None and register.is_given(document):
                assert register.is_given(response)

    @given(registers(messy=True))
    def test_a_commitment_is_a_draft_while_its_response_is(self, register: Register) -> None:
        """One that was made outside of any response is none."""
        for promise in register.commitments:
            response = register.find(Response, promise.response)
            expected = response is not None and register.is_draft(response)
            assert expected == register.is_draft(promise)


class TestDays:
    @pytest.mark.parametrize(
        ("record", "day"),
        [
            (reply("a", day=MAY, document="paper"), MAY),
            (given_on("a", MAY, document="paper"), MAY),
            (reply("a", steps=(Step(stage=Stage.DRAFTED, day=MAY),), document="paper"), JUNE),
            (reply("a", document="paper"), JUNE),
            (reply("a", document="letter"), MAY),
            (reply("a", document="missing"), None),
            (reply("a", day=SOON, document="paper"), JUNE),
            (reply("a"), None),
            (Update(id="a", about="x", reported_by="y", day=MAY), MAY),
            (
                Update(
                    id="a", about="x", reported_by="y", steps=(Step(stage=Stage.SENT, day=MAY),)
                ),
                MAY,
            ),
            (Assessment(id="a", about="x", by="y", sources=(Source(document="paper"),)), JUNE),
            (
                Assessment(
                    id="a",
                    about="x",
                    by="y",
                    sources=(Source(), Source(document="missing"), Source(document="letter")),
                ),
                MAY,
            ),
            (Note(id="a", about="x", day=MAY), MAY),
            (Commitment(id="a", text="", sources=(Source(document="paper"),)), JUNE),
            (Recommendation(id="a", document="paper"), JUNE),
            (Recommendation(id="a", document="letter"), JUNE),
            (Recommendation(id="a", document="paper", issued=MAY), MAY),
            (paper("a", published=MAY), MAY),
            (paper("a", published=JUNE, received=MAY), MAY),
            (paper("a", published=SOON), None),
        ],
    )
    def test_a_fact_counts_from_its_own_day_or_its_papers(
        self, record: Record, day: PartialDate | None
    ) -> None:
        """Own day, first step out, then the paper: received before published, of an item published."""
        register = held(
            paper("paper", published=JUNE), paper("letter", published=JUNE, received=MAY), record
        )
        assert day == register.day_of(record)

    def test_a_promise_was_made_when_its_response_was_given(self) -> None:
        """Whatever paper it was read in later."""
        promise = Commitment(id="c", text="", response="a", sources=(Source(document="paper"),))
        register = held(paper("paper", published=JUNE), given_on("a", MAY), promise)
        assert MAY == register.day_of(promise)

    @given(registers(messy=True))
    def test_a_day_is_dated_or_none(self, register: Register) -> None:
        """Words that fix no date never date a fact, and no record is too odd to ask."""
        for record in register:
            assert isinstance(register.day_of(record), PartialDate | None)


class TestAnswers:
    @pytest.mark.parametrize(
        ("responses", "latest"),
        [
            ((), None),
            ((reply("a"),), None),
            ((given_on("a", MAY), given_on("b", JUNE)), "b"),
            ((given_on("b", JUNE), given_on("a", MAY)), "b"),
            ((given_on("a", MAY), given_on("b", MAY)), "b"),
            ((given_on("a", MAY), given_on("b")), "a"),
            ((given_on("a"), given_on("b", MAY)), "b"),
            ((given_on("a"), given_on("b")), "b"),
            ((given_on("a", MAY), reply("b", day=JUNE)), "a"),
            ((given_on("a", MAY), given_on("b", JUNE, text="")), "a"),
            ((given_on("a", JUNE), given_on("b", MAY, replaces="a")), "b"),
            ((given_on("a", JUNE), reply("b", replaces="a")), "a"),
            ((given_on("a", MAY, replaces="b"), given_on("b", JUNE, replaces="a")), "b"),
            ((given_on("a", MAY), given_on("b", JUNE, responder="piers")), "a"),
            ((given_on("a", MAY), given_on("b", JUNE, answers="rec-2")), "a"),
        ],
    )
    def test_the_latest_given_answer_counts(
        self, responses: tuple[Response, ...], latest: str | None
    ) -> None:
        """Not drafts, not empty ones, not what was corrected; of one day the later printed."""
        found = held(ITEM, *responses).answer_of("rec-1", "ports")
        assert latest == (found.id if found else None)

    def test_the_newest_draft_is_the_last(self) -> None:
        """Allotted rows are drafts, given answers are none."""
        register = held(ITEM, reply("a"), given_on("b", MAY), reply("c", text=""))
        assert register["c"] is register.draft_of("rec-1", "ports")
        assert None is register.draft_of("rec-1", "piers")

    @given(registers(messy=True))
    def test_an_answer_is_given_and_no_other_is_later(self, register: Register) -> None:
        """Whatever the order of the records and however they correct each other."""
        for response in register.responses:
            latest = register.answer_of(response.answers, response.responder)
            draft = register.draft_of(response.answers, response.responder)
            if register.is_draft(response):
                assert draft is not None
                assert register.is_draft(draft)
            elif not response.is_empty:
                assert latest is not None
                assert register.is_given(latest)
                assert not latest.is_empty
                assert (response.answers, response.responder) == (latest.answers, latest.responder)

    @given(registers(messy=True))
    def test_responders_are_addressees_and_who_answered(self, register: Register) -> None:
        """Each once, addressees first."""
        for item in register.items:
            answered = [reply.responder for reply in register.responses_to(item.id)]
            expected = tuple(dict.fromkeys((*item.addressed_to, *answered)))
            assert expected == register.responders_of(item.id)


class TestSharedWords:
    def test_words_are_printed_once_and_shared(self) -> None:
        """Over any number of steps, to a response or to an item's answer."""
        register = held(
            ITEM,
            Recommendation(id="rec-2", document="report"),
            reply("a", text="We agree."),
            reply("b", text="", refers_to=("a",)),
            reply("c", text="", refers_to=("b",)),
            reply("d", answers="rec-2", text="", refers_to=("rec-1",)),
            reply("e", answers="rec-2", text="", refers_to=("missing", "a")),
        )
        assert ["We agree."] * 5 == [register.text_of(reply) for reply in register.responses]

    def test_an_items_words_are_taken_from_the_same_responder(self) -> None:
        """Else from the first that answered it."""
        register = held(
            ITEM,
            reply("a", responder="piers", text="Piers agree."),
            reply("b", text="Ports agree."),
            reply("c", answers="rec-2", text="", refers_to=("rec-1",)),
            reply("d", answers="rec-2", responder="moles", text="", refers_to=("rec-1",)),
        )
        shared = [register.text_of(r) for r in register.responses_to("rec-2")]
        assert ["Ports agree.", "Piers agree."] == shared

    def test_own_words_go_first(self) -> None:
        """See recommendation 29, says a reply, and says it itself."""
        pointing = reply("b", text="See recommendation 1.", refers_to=("a",))
        assert "See recommendation 1." == held(reply("a"), pointing).text_of(pointing)

    @given(registers(messy=True))
    def test_words_are_somebodys_or_none(self, register: Register) -> None:
        """Circles and dangling pointers end in nothing."""
        printed = {reply.text for reply in register.responses} | {""}
        for response in register.responses:
            assert register.text_of(response) in printed
            assert register.reading(response.id).printed in printed


class TestStepFingerprint:
    @given(registers(messy=True), st.data())
    def test_a_change_of_the_words_is_a_change_since_cleared(
        self, register: Register, data: st.DataObject
    ) -> None:
        """Another word has another fingerprint; another printing of the same words has not."""
        if not register.responses:
            return
        response = data.draw(st.sampled_from(register.responses))
        cleared = register.fingerprint_of(response)
        words = register.text_of(response)
        other = attrs.evolve(response, text=f"{words} not")
        same = attrs.evolve(response, text=f" {words}\u00ad ")
        assert cleared != register.with_records(other).fingerprint_of(other)
        assert cleared == register.with_records(same).fingerprint_of(same)

    def test_a_changed_position_or_first_date_is_seen(self) -> None:
        """What is cleared is the position, the words and the dates promised."""
        response = given_on("a", MAY, position=Position.ACCEPTED)
        noted = attrs.evolve(response, position=Position.NOTED)
        prints = {held(r).fingerprint_of(r) for r in (response, noted)}
        assert 2 == len(prints)


def test_days_of_tests_are_fixed() -> None:
    """May comes before June."""
    assert dt.date(2031, 5, 31) == MAY.latest
    assert MAY.certainly_before(dt.date(2031, 6, 1))
