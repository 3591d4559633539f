from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from accountability.dates import PartialDate, Undated
from accountability.exceptions import DuplicateIdError
from accountability.merge import MergeResult, grow
from accountability.merge._likeness import alike_pairs, likeness, same_pairs
from accountability.model import (
    AppliedChange,
    Assessment,
    Collection,
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    Event,
    EventKind,
    Implementation,
    Item,
    ItemKind,
    Link,
    LinkKind,
    Note,
    Organisation,
    OrganisationKind,
    Position,
    PositionHow,
    Recommendation,
    Record,
    Register,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
    Update,
    Waiver,
)

REPORT = "uk-hcc-hc9041"
REC_1 = "uk-hcc-hc9041/rec-1"
REC_2 = "uk-hcc-hc9041/rec-2"
ANSWER = "uk-hcc-hc9041/rec-1/uk-harbours"
PROMISE = "uk-hcc-hc9041/rec-1/uk-harbours/c1"
SIRENS = "The Department should test the sirens of every harbour each winter."
SENT = (Step(stage=Stage.PUBLISHED),)

PAPER = Document(
    id="cp9107",
    kind=DocumentKind.RESPONSE,
    title="Government response",
    authors=("uk-harbours",),
    reference="CP 9107",
    published=PartialDate.day(dt.date(2027, 4, 15)),
    responds_to=("uk-hcc-hc9041",),
)


def changed(record: Record, **values: Any) -> Record:
    """Return a record with other values, whatever its class."""
    return evolve(record, **values)


def codes(result: MergeResult) -> list[str]:
    """List the codes of what was found."""
    return [found.code for found in result.findings]


def page(
    day: str, *texts: tuple[str, str], url: str = "https://www.harbours.example/p"
) -> list[Record]:
    """Make a capture of a page with labelled items."""
    capture = Document(
        id=f"page@{day}",
        kind=DocumentKind.PAGE,
        title="Progress",
        url=url,
        retrieved=PartialDate.day(dt.date.fromisoformat(day)),
    )
    items = [
        Recommendation(
            id=f"page@{day}/rec-{label or at}", document=capture.id, label=label, text=text
        )
        for at, (label, text) in enumerate(texts)
    ]
    return [capture, *items]


def response(result: MergeResult, key: str) -> Response:
    """Look up a response."""
    found = result.register[key]
    assert isinstance(found, Response)
    return found


def item(result: MergeResult, key: str) -> Item:
    """Look up an item."""
    found = result.register[key]
    assert isinstance(found, Item)
    return found


# --- the response arrives two months after the report ----------------------------------------------


def test_a_response_finds_its_items(harbour: Register) -> None:
    """The paper is added, its answers hang on the items that are held."""
    reply = Response(
        id=f"{REC_2}/uk-harbours",
        answers=REC_2,
        responder="uk-harbours",
        position=Position.ACCEPTED,
        text="We accept.",
        document="cp9107",
    )
    result = grow(harbour, (PAPER, reply))
    assert (reply, (reply,)) == (
        result.register[reply.id],
        result.register.responses_to(REC_2),
    )
    assert ["cp9107", reply.id] == [done.record for done in result.applied]


def test_ids_of_what_is_known_are_rewritten_everywhere(harbour: Register) -> None:
    """The other reading's names for body, report and item lead to the held ones, in every link."""
    body = Organisation(id="dfh", name="Harbours Department")
    committee = Organisation(id="hcc", name="harbours  and coasts committee")
    report = Document(
        id="the-report",
        kind=DocumentKind.REPORT,
        title="Storm warnings",
        authors=("hcc",),
        reference="HC 9041",
    )
    two = Recommendation(
        id="the-report/rec-2",
        document="the-report",
        label="2",
        series="rec",
        text=SIRENS,
        addressed_to=("dfh",),
        links=(Link(kind=LinkKind.REPEATS, to="the-report/rec-2"),),
    )
    reply = Response(
        id="the-report/rec-2/dfh",
        answers="the-report/rec-2",
        responder="dfh",
        text="Yes.",
        refers_to=("the-report/rec-2",),
    )
    made = Commitment(
        id="the-report/rec-2/dfh/c1",
        text="We will test them.",
        items=("the-report/rec-2",),
        response="the-report/rec-2/dfh",
        owners=("dfh",),
        dates=(
            TargetDate(
                date=Undated(words="soon"), told=("hcc",), source=Source(document="the-report")
            ),
        ),
    )
    view = Assessment(id="the-report/rec-3/dfh/a-hcc", about="the-report/rec-2/dfh", by="hcc")
    later = Assessment(id="v2", about="the-report/rec-2/dfh/c9", by="hcc", text="?")
    log = Collection(
        id="log",
        day=PartialDate.day(dt.date(2027, 6, 7)),
        file="f",
        digest="d",
        applied=(AppliedChange(record="the-report/rec-2", field="text"),),
    )
    paper = evolve(PAPER, authors=("dfh",), events=(Event(kind=EventKind.LAID, by="dfh"),))
    result = grow(harbour, (body, committee, report, paper, two, reply, made, view, later, log))
    key = f"{REC_2}/uk-harbours"
    assert (REC_2, "uk-harbours", (REC_2,)) == (
        response(result, key).answers,
        response(result, key).responder,
        response(result, key).refers_to,
    )
    promise = result.register[f"{key}/c1"]
    assert isinstance(promise, Commitment)
    assert (key, (REC_2,), ("uk-harbours",), ("uk-hcc",), REPORT) == (
        promise.response,
        promise.items,
        promise.owners,
        promise.dates[0].told,
        promise.dates[0].source and promise.dates[0].source.document,
    )
    assert (Link(kind=LinkKind.REPEATS, to=REC_2),) == item(result, REC_2).links
    assert [key, f"{key}/c9"] == [one.about for one in result.register.assessments]
    assert REC_2 == result.register.collections[0].applied[0].record
    assert "uk-harbours" == result.register.documents[1].events[0].by
    said = [found.message for found in result.findings if found.code == "RTN821"]
    assert [
        "'Harbours Department' is the held uk-harbours (same name)",
        "'harbours and coasts committee' is the held uk-hcc (same name)",
        "'Storm warnings' is the held uk-hcc-hc9041",
        f"recommendation 2 of the-report is the held {REC_2} (same label and words)",
    ] == [words.replace("  ", " ") for words in said]


def test_two_of_one_id_are_refused(harbour: Register) -> None:
    """Records that cannot be told apart cannot join."""
    with pytest.raises(DuplicateIdError):
        grow(harbour, (PAPER, PAPER))


def test_a_record_named_as_the_reading_is_called_inside_joins_too(harbour: Register) -> None:
    """No id is special."""
    note = Note(id="incoming", about=REC_1, text="Ask.")
    assert note == grow(harbour, (note,)).register["incoming"]


# --- statements ------------------------------------------------------------------------------------


def editions(harbour: Register, *new: Item) -> MergeResult:
    """Let a second edition of the report join."""
    second = evolve(
        harbour.documents[0],
        id="second",
        reference="",
        replaces=REPORT,
        published=PartialDate.day(dt.date(2027, 3, 1)),
    )
    return grow(harbour, (second, *(evolve(one, document="second") for one in new)))


def rec(key: str, label: str = "", text: str = "", **more: object) -> Recommendation:
    """Make a recommendation of the second edition."""
    return Recommendation(id=f"second/{key}", document="second", label=label, text=text, **more)  # type: ignore[arg-type]  # fields of a recommendation


def test_a_new_edition_is_matched_by_label(harbour: Register) -> None:
    """Text that changed between editions is a reading; the first issued stays."""
    new_words = SIRENS.replace("winter", "autumn and winter")
    result = editions(harbour, rec("rec-2", "2", new_words, series="rec"))
    held = item(result, REC_2)
    reading = Source(document="second", fields=("text",), words=new_words)
    assert (SIRENS, 4) == (held.text, len(result.register.items))
    assert reading in held.sources
    assert ["RTN821", "RTN824"] == codes(result)
    assert "(same label, other words)" in result.findings[0].message


def test_a_reading_that_is_known_is_recognised(harbour: Register) -> None:
    """Words that an earlier edition brought are words of the item."""
    other = "Sirens: none of this resembles what the committee first said about them at all."
    once = editions(harbour, rec("rec-2", "2", other, series="rec"))
    assert "RTN823" in codes(once)
    third = Document(id="third", kind=DocumentKind.REPORT, title="3", replaces="second")
    again = grow(
        once.register, (third, evolve(rec("r", "2", other, series="rec"), document="third"))
    )
    assert ("RTN823" in codes(again), 4) == (False, len(again.register.items))


def test_a_renumbered_edition_is_matched_by_its_words(harbour: Register) -> None:
    """A number over other words is no match while the words stand elsewhere."""
    texts = [one.text for one in harbour.items[1:]]
    new = [rec(f"rec-{at}", str(at), text, series="rec") for at, text in enumerate(texts, start=2)]
    result = editions(harbour, *new)
    assert 4 == len(result.register.items)
    said = [found.message for found in result.findings if found.code == "RTN821"]
    assert ["(same words)"] * 3 == ["(" + words.rpartition("(")[2] for words in said]
    label = Source(document="second", fields=("label",), words="3")
    assert label in item(result, REC_2).sources


def test_words_that_are_nearly_the_same_are_found(harbour: Register) -> None:
    """A quotation without a number is matched by likeness, and a person is asked to look."""
    quoted = "The department should test the sirens of all harbours each winter."
    exact = "Somebody should pay for radios in fishing boats."
    result = editions(harbour, rec("n1", "", quoted), rec("n2", "", exact))
    assert 5 == len(result.register.items)
    nearer = "The Department should test the sirens of every harbour each cold winter."
    result = editions(harbour, rec("n1", "", nearer), rec("n2", "", exact))
    assert (4, 1) == (len(result.register.items), codes(result).count("RTN822"))


def test_a_number_alone_is_the_last_resort(harbour: Register) -> None:
    """The same number with very different words is taken for the same, with a warning."""
    result = editions(harbour, rec("rec-2", "2", "Buy boats.", series="rec"))
    assert (4, True) == (len(result.register.items), "RTN823" in codes(result))


def test_numbers_restart_by_series(harbour: Register) -> None:
    """Conclusion 1 and recommendation 1 are two; without a series only a single 1 would do."""
    con = Conclusion(id="second/c", document="second", label="1", series="con", text="")
    both = editions(harbour, rec("r", "1", "", series="rec"), con)
    assert 4 == len(both.register.items)
    unclear = editions(harbour, rec("r", "1", "Something else entirely."))
    assert 5 == len(unclear.register.items)
    clear = editions(harbour, rec("r", "2", ""))
    assert 4 == len(clear.register.items)
    other_list = editions(harbour, rec("r", "2", "", series="para"))
    assert 5 == len(other_list.register.items)


def test_limbs_are_known_by_their_parent(harbour: Register) -> None:
    """(a) of one recommendation is not (a) of another, in whatever order they are read."""
    limbs = [
        rec(f"{number}a", "(a)", "", parent=f"second/{number}", series="rec") for number in (1, 2)
    ]
    whole = [rec(str(number), str(number), "", series="rec") for number in (1, 2)]
    held = editions(harbour, *limbs, *whole).register
    assert {REC_1, REC_2} == {one.parent for one in held.items if one.label == "(a)"}
    third = Document(id="third", kind=DocumentKind.REPORT, title="3", replaces="second")
    again = [
        evolve(
            one, id=f"third/{at}", document="third", parent=one.parent and f"third/{one.parent[-1]}"
        )
        for at, one in enumerate((*limbs, *whole), start=-1)
    ]
    assert len(held.items) == len(grow(held, (third, *again)).register.items)


def test_limbs_in_a_ring_are_read_too(harbour: Register) -> None:
    """Two statements that are each other's limb are statements all the same."""
    ring = [rec("x", "x", "X", parent="second/y"), rec("y", "y", "Y", parent="second/x")]
    assert 6 == len(editions(harbour, *ring).register.items)


def test_an_ordinal_is_no_identity(harbour: Register) -> None:
    """An id made from a place in the order needs the same words."""
    first = grow(
        harbour, page("2027-05-01", ("", "Mend the pier."), ("", "Paint the mole."))
    ).register
    same_id = Recommendation(
        id="page@2027-05-01/rec-0", document="page@2027-05-01", text="Dredge the entrance."
    )
    result = grow(first, (same_id,))
    assert "Dredge the entrance." == item(result, "page@2027-05-01/rec-0~2").text
    assert "RTN825" in codes(result)
    assert result.register == grow(result.register, (same_id,)).register


def test_new_statements_stand_beside_their_neighbours(harbour: Register) -> None:
    """Document order is kept: behind the predecessor, or before the first that is held."""
    new = [
        rec("n0", "", "Mend the pier."),
        rec("rec-1", "1", "", series="rec"),
        rec("n1", "", "Paint the mole."),
        rec("rec-2", "2", "", series="rec"),
    ]
    result = editions(harbour, *new)
    ids = [one.id.rpartition("/")[2] for one in result.register.items]
    assert ["con-1", "n0", "rec-1", "n1", "rec-2", "rec-3"] == ids


def test_an_unknown_kind_is_settled_by_who_knows(harbour: Register) -> None:
    """Unknown counts as a recommendation until somebody says otherwise; two kinds are a question."""
    unsure = evolve(harbour.items[2], kind=ItemKind.UNKNOWN)
    held = harbour.with_records(unsure)
    said = Conclusion(
        id=REC_2, document=REPORT, label="2", series="rec", kind=ItemKind.FINDING, text=SIRENS
    )
    assert isinstance(grow(held, (said,)).register[REC_2], Conclusion)
    request = evolve(unsure, kind=ItemKind.REQUEST)
    assert ItemKind.REQUEST is item(grow(held, (request,)), REC_2).kind
    result = grow(harbour, (said,))
    assert ["kind"] == [conflict.field for conflict in result.conflicts]


def test_other_addressees_are_a_reading_in_names(harbour: Register) -> None:
    """Who is addressed decides who is late, so it is not added to in silence."""
    csa = Organisation(id="uk-csa", name="Coastal Safety Agency")
    other = evolve(harbour.items[2], addressed_to=("uk-csa",), title="Sirens")
    result = grow(harbour, (csa, other))
    held = item(result, REC_2)
    assert (("uk-harbours",), "Sirens") == (held.addressed_to, held.title)
    assert "Coastal Safety Agency" == held.sources[-1].words


# --- pages captured again --------------------------------------------------------------------------


def test_a_later_capture_adds_a_source_and_no_item(harbour: Register) -> None:
    """The same page on a later day says the same again."""
    first = grow(harbour, page("2027-05-01", ("1", "Mend the pier."))).register
    result = grow(first, page("2027-08-01", ("1", "Mend the pier.")))
    held = item(result, "page@2027-05-01/rec-1")
    assert (5, (Source(document="page@2027-08-01"),)) == (
        len(result.register.items),
        held.sources,
    )
    capture = result.register["page@2027-08-01"]
    assert isinstance(capture, Document)
    assert "page@2027-05-01" == capture.replaces


def test_a_page_elsewhere_is_another_page(harbour: Register) -> None:
    """The same number on another site's page is another statement."""
    first = grow(harbour, page("2027-05-01", ("1", "Mend the pier."))).register
    other = page("2027-08-01", ("1", "Mend the pier."), url="https://other.example")
    assert 6 == len(grow(first, other).register.items)


def test_sources_say_where_it_was_seen_again(harbour: Register) -> None:
    """A reading that names its own place keeps it."""
    first = grow(harbour, page("2027-05-01", ("1", "Mend the pier."))).register
    capture, again = page("2027-08-01", ("1", "Mend  the pier."))
    where = Source(document="page@2027-08-01", place="line 4")
    result = grow(first, (capture, evolve(again, sources=(where,), section="Piers")))  # type: ignore[call-arg]  # it is an item
    assert (where,) == item(result, "page@2027-05-01/rec-1").sources


# --- documents and organisations -------------------------------------------------------------------


def test_a_document_is_known_by_its_digest(harbour: Register) -> None:
    """One file is one document, under whatever id it was read."""
    first = evolve(PAPER, id="a", reference="", digest="sha256:1")
    second = evolve(PAPER, id="b", reference="", digest="sha256:1", session="2027")
    result = grow(grow(harbour, (first,)).register, (second,))
    assert ["uk-hcc-hc9041", "a"] == [one.id for one in result.register.documents]
    assert "2027" == result.register.documents[1].session


def test_a_document_that_says_nothing_of_itself_is_a_new_one(harbour: Register) -> None:
    """Without digest, reference and title there is nothing to know it by."""
    blank = Document(id="a", kind=DocumentKind.OTHER, title="")
    assert 3 == len(grow(harbour, (blank, evolve(blank, id="b"))).register.documents)


def test_a_title_alone_is_not_enough(harbour: Register) -> None:
    """Thousands of papers are called "Government response"."""
    first = Document(id="a", kind=DocumentKind.RESPONSE, title="Government response")
    second = evolve(first, id="b")
    assert 3 == len(grow(grow(harbour, (first,)).register, (second,)).register.documents)
    authors = [evolve(one, authors=("uk-harbours",)) for one in (first, second)]
    assert 2 == len(grow(grow(harbour, authors[:1]).register, authors[1:]).register.documents)
    others = [authors[0], evolve(second, authors=("uk-hcc",))]
    assert 3 == len(grow(grow(harbour, others[:1]).register, others[1:]).register.documents)


def test_two_readings_of_a_document_are_a_question(harbour: Register) -> None:
    """A document has no sources of its own, so a difference is a conflict; a copy's digest is not."""
    other = evolve(
        harbour.documents[0],
        title="Storm warnings at big harbours",
        retrieved=PartialDate.day(dt.date(2027, 5, 1)),
    )
    held = harbour.with_records(
        evolve(harbour.documents[0], retrieved=PartialDate.day(dt.date(2027, 4, 1)))
    )
    result = grow(held, (other,))
    assert (held, ["title"], ["RTN824"]) == (
        result.register,
        [conflict.field for conflict in result.conflicts],
        codes(result),
    )


def test_an_organisation_keeps_its_name_and_learns_others(harbour: Register) -> None:
    """A body that is renamed keeps its id; what was not known of it is."""
    renamed = Organisation(
        id="uk-hcc", name="Coasts Committee", kind=OrganisationKind.COMMITTEE, part_of="uk"
    )
    result = grow(harbour, (renamed,))
    held = result.register["uk-hcc"]
    expected = changed(
        harbour.organisations[0],
        kind=OrganisationKind.COMMITTEE,
        part_of="uk",
        other_names=("Coasts Committee",),
    )
    assert expected == held


def test_a_name_that_two_bodies_have_is_nobodys(harbour: Register) -> None:
    """Rather a third body than the wrong one."""
    twin = Organisation(id="uk-twin", name="Harbours Department")
    held = harbour.with_records(twin)
    result = grow(held, (Organisation(id="hd", name="harbours department"),))
    assert ("hd" in result.register, ["RTN826"]) == (True, codes(result))


def test_an_id_that_means_something_else_is_left_alone(harbour: Register) -> None:
    """A new record whose id is taken gets the next one, and its links follow."""
    odd = Organisation(id=REC_1, name="Odd")
    note = Note(id="uk-hcc", about=REC_1, by=REC_1, text="Ask.")
    result = grow(harbour, (odd, note))
    assert note == changed(result.register["uk-hcc~2"], id="uk-hcc", about=REC_1, by=REC_1)
    held = result.register["uk-hcc~2"]
    assert isinstance(held, Note)
    assert f"{REC_1}~2" == held.by


def test_what_is_held_word_for_word_joins_without_a_trace(answered: Register) -> None:
    """The same reading twice is one."""
    view = Assessment(id="a", about=REC_1, by="uk-hcc", text="Too late.")
    held = answered.with_records(view, evolve(PAPER, title=""))
    assert (held, ()) == (grow(held, held).register, grow(held, held).applied)


def test_statements_of_a_paper_that_nobody_holds_join_too(harbour: Register) -> None:
    """Where a link leads nowhere, there is nothing to compare with."""
    stray = Recommendation(id="stray", document="nowhere", label="1", text=SIRENS)
    undescribed = Document(id="blank", kind=DocumentKind.OTHER, title="?", url="")
    assert stray == grow(harbour, (undescribed, stray)).register["stray"]


# --- answers ---------------------------------------------------------------------------------------


def test_the_same_answer_in_another_paper_is_a_source(answered: Register) -> None:
    """What is given is not given twice."""
    again = Response(
        id=ANSWER,
        answers=REC_1,
        responder="uk-harbours",
        text="We  will publish a standard.",
        position=Position.ACCEPTED,
        position_how=PositionHow.PRINTED,
        document="cp9107",
        steps=SENT,
    )
    result = grow(answered, (PAPER, again))
    held = response(result, ANSWER)
    assert (1, "We will publish a standard.", Position.ACCEPTED, PositionHow.PRINTED) == (
        len(result.register.responses),
        held.text,
        held.position,
        held.position_how,
    )
    assert [Stage.SENT, Stage.PUBLISHED] == [step.stage for step in held.steps]


def test_a_changed_answer_stands_beside_the_given_one(answered: Register) -> None:
    """Nothing given is written over; the new one has its paper's day in its id."""
    changed = Response(
        id=ANSWER, answers=REC_1, responder="uk-harbours", text="No.", document="cp9107"
    )
    result = grow(answered, (PAPER, changed))
    beside = f"{ANSWER}@2027-04-15"
    assert ("No.", answered[ANSWER]) == (response(result, beside).text, result.register[ANSWER])
    assert ["RTN827"] == codes(result)
    undated = grow(answered, (evolve(changed, document=None, steps=SENT),))
    assert "No." == response(undated, f"{ANSWER}~2").text
    dated = grow(answered, (PAPER, evolve(changed, id=f"{ANSWER}@2027")))
    assert "No." == response(dated, f"{ANSWER}@2027").text
    named = grow(answered, (PAPER, evolve(changed, id="reply-7")))
    assert "No." == response(named, "reply-7").text


def test_an_answer_fills_the_row_that_was_allotted(harbour: Register) -> None:
    """An empty row is the one that the published answer belongs in."""
    empty = Response(
        id=ANSWER, answers=REC_1, responder="uk-harbours", prepared_by=("uk-warnings",)
    )
    held = harbour.with_records(empty)
    reply = evolve(empty, prepared_by=(), text="Yes.", document="cp9107", steps=SENT)
    result = grow(held, (PAPER, reply))
    assert (("uk-warnings",), "Yes.", 1) == (
        response(result, ANSWER).prepared_by,
        response(result, ANSWER).text,
        len(result.register.responses),
    )
    assert result.register == grow(result.register, (PAPER, reply)).register
    assert held == grow(held, (evolve(empty, id="other", prepared_by=()),)).register


def test_a_draft_with_other_words_is_left_and_reported(harbour: Register) -> None:
    """An answer that was published while we were still writing stands beside the draft."""
    draft = Response(id=ANSWER, answers=REC_1, responder="uk-harbours", text="Perhaps.")
    reply = evolve(draft, text="Yes.", document="cp9107")
    result = grow(harbour.with_records(draft), (PAPER, reply))
    assert (draft, ["RTN828"]) == (result.register[ANSWER], codes(result))
    other_draft = grow(harbour.with_records(draft), (evolve(draft, text="Yes."),))
    assert (["RTN825"], 2) == (codes(other_draft), len(other_draft.register.responses))


def test_answers_without_words_are_known_by_what_they_point_to(answered: Register) -> None:
    """A reply that shares another's words, or states only a position, is compared by that."""
    pointing = Response(
        id=f"{REC_2}/uk-harbours",
        answers=REC_2,
        responder="uk-harbours",
        refers_to=(ANSWER,),
        steps=SENT,
    )
    held = answered.with_records(pointing)
    again = changed(pointing, id="x", document="cp9107")
    assert 2 == len(grow(held, (PAPER, again)).register.responses)
    other = changed(pointing, id="x", refers_to=(), position=Position.REJECTED)
    assert 3 == len(grow(held, (other,)).register.responses)


def test_two_readings_of_a_position_are_a_question(answered: Register) -> None:
    """A status hangs on it, so a source is not enough."""
    held = answered.with_records(changed(answered[ANSWER], position=Position.ACCEPTED))
    again = changed(
        held[ANSWER], position=Position.NOTED, printed_status="Noted", day=Undated(words="spring")
    )
    result = grow(held, (again,))
    assert [("position", Position.ACCEPTED, Position.NOTED)] == [
        (one.field, one.ours, one.theirs) for one in result.conflicts
    ]


# --- promises --------------------------------------------------------------------------------------


def promised(text: str, *dates: TargetDate, **more: object) -> Commitment:
    """Make a promise as it was read again."""
    return Commitment(id="again/c7", text=text, items=(REC_1,), dates=dates, **more)  # type: ignore[arg-type]  # fields of a commitment


def test_a_promise_is_known_by_its_words_not_its_number(answered: Register) -> None:
    """Promises are cut differently each time; a date that is new is appended, with its paper."""
    date = TargetDate(date=PartialDate.month(2028, 9, "September 2028"))
    where = Source(document="cp9107", place="page 4")
    again = promised("We will publish a standard.", date, sources=(where,), owners=("uk-harbours",))
    result = grow(answered, (PAPER, again))
    (held,) = result.register.commitments
    assert (PROMISE, ["March 2028", "September 2028"], where) == (
        held.id,
        [str(one.date) for one in held.dates],
        held.dates[1].source,
    )
    assert ["RTN829"] == codes(result)
    assert result.register == grow(result.register, (PAPER, again)).register


def test_dates_stand_in_the_order_of_their_days(answered: Register) -> None:
    """A paper imported late does not become the last word; the original stays first."""
    day = PartialDate.day
    later = TargetDate(date=Undated(words="in 2030"), set_on=day(dt.date(2027, 9, 1)))
    earlier = TargetDate(date=Undated(words="in 2029"), set_on=day(dt.date(2027, 7, 1)))
    words = "We will publish a standard."
    once = grow(answered, (promised(words, later),)).register
    held = grow(once, (promised(words, earlier),)).register.commitments[0]
    assert ["March 2028", "in 2029", "in 2030"] == [str(one.date) for one in held.dates]


def test_the_same_days_in_other_words_are_one_date(answered: Register) -> None:
    """An interval is what was promised, however it is put."""
    date = TargetDate(date=PartialDate.month(2028, 3, "by the end of March 2028"))
    result = grow(answered, (promised("We will publish a standard.", date),))
    assert 1 == len(result.register.commitments[0].dates)


def test_a_first_date_joins_a_promise_without_one(answered: Register) -> None:
    """A promise that had no date has one now."""
    bare = answered.with_records(changed(answered[PROMISE], dates=()))
    date = TargetDate(date=Undated(words="soon"))
    result = grow(bare, (promised("We will publish a standard.", date),))
    assert ([date], []) == (list(result.register.commitments[0].dates), codes(result))


def test_a_promise_in_nearly_the_same_words_is_found(answered: Register) -> None:
    """The wording that is held stays, the other is a reading."""
    long = "We will publish a standard for warnings in every harbour of the coast next year"
    held = answered.with_records(changed(answered[PROMISE], text=f"{long}."))
    result = grow(held, (promised(f"{long} again."),))
    assert (1, ["RTN822", "RTN824"]) == (len(result.register.commitments), codes(result))


def test_a_date_without_a_sentence_is_the_promise_of_that_date(answered: Register) -> None:
    """A cell with a date and a reply with its sentence are one promise."""
    date = TargetDate(date=PartialDate.month(2028, 3, "March 2028"))
    assert 1 == len(grow(answered, (promised("", date),)).register.commitments)
    other = TargetDate(date=Undated(words="soon"))
    assert 2 == len(grow(answered, (promised("", other),)).register.commitments)
    assert 2 == len(grow(answered, (promised("", owners=("uk-hcc",)),)).register.commitments)


def test_promises_that_serve_nothing_are_known_too(harbour: Register) -> None:
    """An undertaking hangs on no item."""
    held = harbour.with_records(Commitment(id="u1", text="We will write."))
    again = Commitment(id="u2", text="We will write.")
    assert 1 == len(grow(held, (again,)).register.commitments)


# --- facts -----------------------------------------------------------------------------------------


def test_facts_that_are_held_are_not_doubled(answered: Register) -> None:
    """A claim, a view, a note, a waiver and a collection are known by what they say."""
    day = PartialDate.day(dt.date(2027, 7, 14))
    facts: tuple[Record, ...] = (
        Update(
            id="u",
            about=PROMISE,
            reported_by="uk-harbours",
            day=day,
            implementation=Implementation.IN_PROGRESS,
            text="Two are tested.",
        ),
        Assessment(id="a", about=REC_1, by="uk-hcc", day=day, text="Too late."),
        Note(id="n", about=REC_1, text="Ask."),
        Waiver(id="w", rule="REC101", record=REC_1, reason="known"),
        Collection(id="c", day=day, file="f.xlsx", digest="sha256:1"),
    )
    held = grow(answered, facts).register
    renamed = [evolve(one, id=f"again-{one.id}") for one in facts]
    assert held == grow(held, renamed).register
    undated = changed(facts[0], id="x", day=None)
    assert held == grow(held, (undated,)).register


def test_the_same_claim_on_another_day_is_another_claim(answered: Register) -> None:
    """A claim like "still in progress" is news each time it is reported."""
    first = Update(
        id="u1",
        about=PROMISE,
        reported_by="uk-harbours",
        day=PartialDate.day(dt.date(2027, 7, 14)),
        text="Still testing.",
    )
    later = evolve(first, id="u2", day=PartialDate.day(dt.date(2027, 9, 14)))
    result = grow(answered.with_records(first), (later,))
    assert ["u1", "u2"] == [one.id for one in result.register.updates]


def test_a_log_that_was_read_differently_is_told(answered: Register) -> None:
    """What has no sources keeps its own reading, and the other is named."""
    day = PartialDate.day(dt.date(2027, 7, 14))
    log = Collection(id="c", day=day, file="f.xlsx", digest="d")
    undated = evolve(log, id="d", day=Undated(words="summer"))
    result = grow(answered.with_records(log), (undated,))
    assert (log, ["RTN824"]) == (result.register["c"], codes(result))


# --- likeness --------------------------------------------------------------------------------------


def test_likeness_counts_words_in_order() -> None:
    """Nothing but the words counts, and what is out of reach is not computed."""
    assert 1.0 == likeness("The “Harbour” ", "the 'harbour'".replace("'", '"'))
    assert 0.5 == likeness("mend the pier now", "mend the boat first")
    assert 0.0 == likeness("a b c d", "e f g h", at_least=0.85)


def test_texts_are_paired_once_and_in_order() -> None:
    """The same words twice are two, and an empty text is nobody's."""
    held = [(1, "Mend the pier."), (2, "Mend the pier."), (3, "")]
    assert [("a", 1), ("b", 2)] == list(
        same_pairs(
            [("a", "mend the pier."), ("b", "Mend the pier."), ("c", "Mend the pier."), ("d", "")],
            held,
        )
    )
    assert [] == list(alike_pairs([("a", "Mend the pier."), ("b", "")], []))
