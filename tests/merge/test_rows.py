from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from accountability.dates import PartialDate
from accountability.findings import Place
from accountability.merge import (
    ABSENT,
    NO_CHANGE,
    ROW_FIELDS,
    Change,
    Digest,
    MergeResult,
    NewPromise,
    reconcile,
    shown,
    stamp_of,
)
from accountability.model import (
    Assessment,
    Commitment,
    CommitmentKind,
    Implementation,
    Opinion,
    Organisation,
    OrganisationKind,
    Position,
    PositionHow,
    Recommendation,
    Record,
    Register,
    Response,
    Source,
    Update,
)
from accountability.text import stamp

DAY = dt.date(2027, 6, 7)
REC_1 = "uk-hcc-hc9041/rec-1"
REC_2 = "uk-hcc-hc9041/rec-2"
REC_3 = "uk-hcc-hc9041/rec-3"
ROW_1 = "uk-hcc-hc9041/rec-1/uk-harbours"
ROW_2 = "uk-hcc-hc9041/rec-2/uk-harbours"
PROMISE = "uk-hcc-hc9041/rec-1/uk-harbours/c1"
BESIDE = "uk-hcc-hc9041/rec-1/uk-harbours@2027-06-07"


def changed(record: Record, **values: Any) -> Record:
    """Return a record with other values, whatever its class."""
    return evolve(record, **values)


def cell(
    key: str, name: str, new: object, start: object = ABSENT, file: str = "back.xlsx"
) -> Change:
    """Make the change of one cell."""
    place = Place(file=file, at="Recommendations!G7")
    return Change(record=key, field=f"row:{name}", start=start, new=new, place=place)


def collected(register: Register, *cells: Change, accept_cleared: bool = False) -> MergeResult:
    """Reconcile cells on the day of the tests."""
    return reconcile(register, cells, as_of=DAY, accept_cleared=accept_cleared)


def response(result: MergeResult, key: str) -> Response:
    """Look up a response."""
    found = result.register[key]
    assert isinstance(found, Response)
    return found


def promise(result: MergeResult, key: str) -> Commitment:
    """Look up a promise."""
    found = result.register[key]
    assert isinstance(found, Commitment)
    return found


def update(result: MergeResult, key: str) -> Update:
    """Look up a report of progress."""
    found = result.register[key]
    assert isinstance(found, Update)
    return found


def codes(result: MergeResult) -> list[str]:
    """List the codes of what was found."""
    return [found.code for found in result.findings]


def reasons(result: MergeResult) -> list[str]:
    """List why cells were refused."""
    return [conflict.reason for conflict in result.conflicts]


@pytest.fixture
def drafted(harbour: Register) -> Register:
    """Give recommendation 2 with a draft and a date."""
    return collected(
        harbour,
        cell(ROW_2, "position", Position.ACCEPTED),
        cell(ROW_2, "reply", "We will test them."),
        cell(ROW_2, "target_date", "March 2028"),
        cell(ROW_2, "date_reason", "after the winter"),
    ).register


# --- drafts ----------------------------------------------------------------------------------------


def test_a_filled_row_makes_the_record_it_is_keyed_by(harbour: Register) -> None:
    """A row without an answer shows the id that its answer gets."""
    result = collected(
        harbour, cell(ROW_2, "position", "Accept"), cell(ROW_2, "reply", "We will test them.")
    )
    expected = Response(
        id=ROW_2,
        answers="uk-hcc-hc9041/rec-2",
        responder="uk-harbours",
        position=Position.ACCEPTED,
        position_how=PositionHow.CHOSEN,
        text="We will test them.",
        sources=(
            Source(place="back.xlsx!Recommendations!G7", fields=("position",)),
            Source(place="back.xlsx!Recommendations!G7", fields=("text",)),
        ),
    )
    assert (expected, True) == (
        response(result, ROW_2),
        result.register.is_draft(response(result, ROW_2)),
    )
    assert [(ROW_2, "position"), (ROW_2, "text")] == [
        (done.record, done.field) for done in result.applied
    ]


def test_collecting_a_file_twice_changes_nothing(harbour: Register) -> None:
    """What was written by the first time is there already the second time."""
    cells = (
        cell(ROW_2, "position", "Accept"),
        cell(ROW_2, "reply", "We will test them."),
        cell(ROW_2, "prepared_by", "Warnings Team; Small Craft Team"),
        cell(ROW_2, "target_date", "Spring 2028"),
        cell(ROW_2, "date_reason", "after the winter"),
        cell(ROW_2, "progress", "In progress"),
        cell(ROW_2, "progress_words", "Two are tested."),
        cell(ROW_2, "completed_on", "May 2027"),
        cell(ROW_2, "evidence", "Log book"),
        cell(ROW_2, "view", "satisfactory"),
        cell(ROW_2, "view_words", "Good."),
        cell(REC_3, "responder", "Department for Harbours; Coastal Safety Agency"),
    )
    once = collected(harbour, *cells)
    twice = reconcile(once.register, cells, as_of=DAY)
    assert ((), 12) == (once.conflicts, len({(c.record, c.field) for c in cells}))
    assert (once.register, (), (), 12) == (
        twice.register,
        twice.applied,
        twice.conflicts,
        len(twice.already),
    )


def test_a_draft_is_edited_where_it_stands(drafted: Register) -> None:
    """No second draft is made; words that a position rested on go when they are no longer there."""
    resting = changed(drafted[ROW_2], position_words="We will test them.")
    held = drafted.with_records(resting)
    result = collected(held, cell(ROW_2, "reply", "No.", start="We will test them."))
    assert ("No.", "", 1) == (
        response(result, ROW_2).text,
        response(result, ROW_2).position_words,
        len(result.register.responses),
    )
    assert 3 == len(response(result, ROW_2).sources) + 1


def test_a_cell_that_was_changed_here_too_is_a_conflict(drafted: Register) -> None:
    """Two people wrote in one cell; ours stays and both are told."""
    result = collected(drafted, cell(ROW_2, "reply", "No.", start=Digest(stamp_of("Old words."))))
    assert [("We will test them.", "No.")] == [(c.ours, c.theirs) for c in result.conflicts]
    assert drafted == result.register


def test_an_emptied_position_takes_the_draft_back_to_none(drafted: Register) -> None:
    """Accepted as cleared, a draft states no position."""
    emptied = cell(ROW_2, "position", "", start=Position.ACCEPTED)
    assert None is response(collected(drafted, emptied, accept_cleared=True), ROW_2).position


def test_a_cell_that_nobody_touched_proposes_nothing(drafted: Register) -> None:
    """What comes back as it was sent stays out of the way of what changed here since."""
    words = "These words left."
    untouched = cell(ROW_2, "reply", words, start=Digest(stamp_of(words)))
    assert (drafted, (untouched,), ()) == (
        collected(drafted, untouched).register,
        collected(drafted, untouched).already,
        collected(drafted, untouched).conflicts,
    )


def test_a_reply_that_points_elsewhere_is_no_reply(answered: Register) -> None:
    """Words that say where the words stand are not taken for words."""
    pointing = Response(
        id=ROW_2, answers="uk-hcc-hc9041/rec-2", responder="uk-harbours", refers_to=(ROW_1,)
    )
    held = answered.with_records(pointing)
    shown_words = cell(ROW_2, "reply", "see 1 / Department for Harbours", start="")
    assert (shown_words,) == collected(held, shown_words).already


def test_white_space_that_a_program_adds_is_no_change(drafted: Register) -> None:
    """A trailing blank or line end is nobody's edit."""
    changed = cell(ROW_2, "reply", "We will test them. \n", start="We will test them.")
    assert (drafted, (changed,)) == (
        collected(drafted, changed).register,
        collected(drafted, changed).already,
    )


def test_an_emptied_reply_is_kept_until_accepted(drafted: Register) -> None:
    """Blank means unchanged, not cleared."""
    emptied = cell(ROW_2, "reply", "", start="We will test them.")
    assert (drafted, ["RTN801"]) == (
        collected(drafted, emptied).register,
        codes(collected(drafted, emptied)),
    )
    assert "" == response(collected(drafted, emptied, accept_cleared=True), ROW_2).text


def test_words_that_are_none_of_the_choices_are_asked_about(harbour: Register) -> None:
    """A position that nobody offers is not guessed at."""
    result = collected(harbour, cell(ROW_2, "position", "Perhaps"))
    assert (harbour, ["'Perhaps' is none of the choices"], ["RTN809"]) == (
        result.register,
        reasons(result),
        codes(result),
    )


def test_nobody_states_that_he_does_not_address_it(harbour: Register) -> None:
    """What a responder cannot say is refused with the model's reason."""
    result = collected(harbour, cell(ROW_2, "position", Position.NOT_ADDRESSED))
    assert "no responder states not-addressed" in reasons(result)[0]


# --- given answers ---------------------------------------------------------------------------------


def test_a_given_answer_is_left_alone(answered: Register) -> None:
    """What is typed over it becomes one draft beside it, with the rest as it was."""
    result = collected(
        answered,
        cell(ROW_1, "position", "Reject"),
        cell(ROW_1, "reply", "We will not.", start="We will publish a standard."),
    )
    draft = response(result, BESIDE)
    assert answered[ROW_1] == result.register[ROW_1]
    assert (Position.REJECTED, "We will not.") == (draft.position, draft.text)
    assert (2, ["RTN805"]) == (len(result.register.responses), codes(result))
    row = result.register.row(ROW_1)
    assert row is not None
    assert draft == row.shown


def test_a_stamp_of_the_vocabularys_word_is_understood(answered: Register) -> None:
    """A tracker shows "Accept" where the register holds accepted, and stamps what it shows."""
    held = answered.with_records(changed(answered[ROW_1], position=Position.ACCEPTED))
    held = evolve(held, jurisdiction="uk")
    for words in ("Accept", "Accepted", "Agree"):
        result = collected(held, cell(ROW_1, "position", "reject", start=Digest(stamp(words))))
        assert ("Accept" == words) == (not result.conflicts)


def test_who_prepares_a_given_answer_may_change(answered: Register) -> None:
    """The team that writes is no part of the answer."""
    result = collected(answered, cell(ROW_1, "prepared_by", "Warnings Team"))
    assert ("warnings-team",) == response(result, ROW_1).prepared_by
    assert OrganisationKind.TEAM is result.register["warnings-team"].kind  # type: ignore[attr-defined]  # it is an organisation
    assert ["RTN803"] == codes(result)


def test_an_answer_that_was_sent_empty_is_left_alone_too(answered: Register) -> None:
    """What was sent without a word stays so; the row is worked on beside it."""
    empty = changed(answered[ROW_1], text="")
    result = collected(
        answered.with_records(empty),
        cell(ROW_1, "prepared_by", "Warnings Team"),
        cell(ROW_1, "reply", "Words."),
    )
    assert (empty, "Words.") == (result.register[ROW_1], response(result, f"{ROW_1}~2").text)


# --- who answers -----------------------------------------------------------------------------------


def test_several_names_make_several_responses(harbour: Register) -> None:
    """An item that nobody was named for is allotted; a name that is not held is added."""
    result = collected(harbour, cell(REC_3, "responder", "harbours department; Coastal Agency"))
    assert [f"{REC_3}/uk-harbours", f"{REC_3}/coastal-agency"] == [
        made.id for made in result.register.responses
    ]
    assert all(made.is_empty for made in result.register.responses)
    assert "Coastal Agency" == result.register.name_of("coastal-agency")


def test_a_row_that_was_allotted_now_takes_its_answer(harbour: Register) -> None:
    """Name and answer may come in one file; with two names nobody can say whose answer it is."""
    one = collected(
        harbour, cell(REC_3, "position", "Accept"), cell(REC_3, "responder", "uk-harbours")
    )
    assert Position.ACCEPTED is response(one, f"{REC_3}/uk-harbours").position
    two = collected(
        harbour, cell(REC_3, "responder", "uk-harbours; Pilots"), cell(REC_3, "position", "Accept")
    )
    assert ["several answer this now, and the row does not say whose cell it is"] == reasons(two)


def test_an_older_file_finds_the_row_that_was_allotted_since(harbour: Register) -> None:
    """The key that a row had before anybody was named still leads to it."""
    allotted = collected(harbour, cell(REC_3, "responder", "uk-harbours")).register
    result = collected(allotted, cell(REC_3, "reply", "We might."))
    assert "We might." == response(result, f"{REC_3}/uk-harbours").text
    several = collected(harbour, cell(REC_3, "responder", "uk-harbours; uk-hcc")).register
    assert ["several answer this now, and the row does not say whose cell it is"] == reasons(
        collected(several, cell(REC_3, "reply", "We might."))
    )


def test_who_answers_is_settled_once(harbour: Register) -> None:
    """Another name for a row that has one is refused."""
    result = collected(harbour, cell(ROW_2, "responder", "Coastal Agency"))
    assert harbour == result.register
    assert "somebody has been named already" in reasons(result)[0]
    same = cell(ROW_2, "responder", "Department for Harbours")
    assert (same,) == collected(harbour, same).already


def test_a_name_for_a_row_that_changed_since_is_a_conflict(harbour: Register) -> None:
    """The cell did not begin empty, so it was another row's."""
    result = collected(harbour, cell(REC_3, "responder", "Coastal Agency", start="Somebody"))
    assert (harbour, 1) == (result.register, len(result.conflicts))


def test_one_of_several_names_is_nothing_new(harbour: Register) -> None:
    """The row of one of two responders shows its own name."""
    both = collected(harbour, cell(REC_3, "responder", "uk-harbours; uk-hcc")).register
    same = cell(f"{REC_3}/uk-hcc", "responder", "Harbours and Coasts Committee")
    assert (same,) == collected(both, same).already


def test_an_emptied_name_names_nobody(harbour: Register) -> None:
    """An item without names whose cell is blank stays as it is."""
    blank = cell(REC_3, "responder", " ; ")
    assert (harbour, (blank,)) == (
        collected(harbour, blank).register,
        collected(harbour, blank).already,
    )


def test_a_name_in_letters_without_an_id_gets_one(harbour: Register) -> None:
    """A name in another script has an id all the same, and is added once."""
    result = collected(harbour, cell(REC_3, "responder", ("Ομάδα", "Ομάδα", "Λιμάνια")))
    assert [f"{REC_3}/organisation", f"{REC_3}/organisation~2"] == [
        made.id for made in result.register.responses
    ]


# --- target dates ----------------------------------------------------------------------------------


def test_a_date_without_an_answer_makes_the_draft_it_belongs_to(harbour: Register) -> None:
    """A date alone is a promise in a draft."""
    result = collected(harbour, cell(ROW_2, "target_date", "Spring 2028"))
    made = promise(result, f"{ROW_2}/c1")
    assert (ROW_2, ("uk-harbours",), ("uk-hcc-hc9041/rec-2",)) == (
        made.response,
        made.owners,
        made.items,
    )
    assert "Spring 2028" == str(made.dates[0].date)
    assert response(result, ROW_2).is_empty


def test_a_draft_date_is_replaced(drafted: Register) -> None:
    """History begins when a date is given."""
    result = collected(drafted, cell(ROW_2, "target_date", "May 2028", start="March 2028"))
    dates = promise(result, f"{ROW_2}/c1").dates
    assert [("May 2028", "after the winter")] == [(str(one.date), one.reason) for one in dates]


@pytest.mark.parametrize("words", ["31/02/2034", "TBC", "n/a"])
def test_words_that_do_not_say_when_do_not_replace_the_date_of_a_draft(
    drafted: Register, words: str
) -> None:
    """The rule is that of a date that was given."""
    typed = cell(ROW_2, "target_date", words, start="March 2028")
    result = collected(drafted, typed)
    assert (drafted, ["row:target_date"]) == (
        result.register,
        [one.field for one in result.conflicts],
    )
    assert "the date of the draft stays until another is given" in result.conflicts[0].reason
    chosen = collected(drafted, evolve(typed, chosen=True))
    assert words == str(promise(chosen, f"{ROW_2}/c1").dates[-1].date)


def test_a_given_date_moves_by_an_entry_of_its_own(answered: Register) -> None:
    """The original stays, with the day of collecting, the new reason, and the remark that nobody was told."""
    result = collected(
        answered,
        cell(ROW_1, "target_date", "May 2028", start=Digest(stamp("March 2028"))),
        cell(ROW_1, "date_reason", "storms", start=Digest(stamp("winter"))),
    )
    first, second = promise(result, PROMISE).dates
    assert ("March 2028", "winter") == (str(first.date), first.reason)
    assert ("May 2028", "storms", PartialDate.day(DAY)) == (
        str(second.date),
        second.reason,
        second.set_on,
    )
    assert (["RTN807"], 2) == (codes(result), len(result.applied))
    assert "storms" == result.applied[1].after


def test_an_old_reason_does_not_explain_a_new_date(answered: Register) -> None:
    """The reason that was there before stays with the date that it was for."""
    moved = collected(answered, cell(ROW_1, "target_date", "May 2028", start="March 2028"))
    assert "" == promise(moved, PROMISE).dates[-1].reason
    again = collected(
        answered,
        cell(ROW_1, "target_date", "May 2028", start="March 2028"),
        cell(ROW_1, "date_reason", "winter", start="late"),
    )
    assert "" == promise(again, PROMISE).dates[-1].reason


def test_a_date_moves_whatever_happens_to_the_answer(answered: Register) -> None:
    """A changed position makes a draft; the date still belongs to what was given."""
    result = collected(
        answered,
        cell(ROW_1, "target_date", "May 2028", start="March 2028"),
        cell(ROW_1, "position", "Reject"),
    )
    assert ["March 2028", "May 2028"] == [str(one.date) for one in promise(result, PROMISE).dates]


def test_a_first_date_for_a_given_answer_stands_beside_it(answered: Register) -> None:
    """It is nobody's draft, so it counts from the day it was collected."""
    held = answered.without(PROMISE)
    made = promise(collected(held, cell(ROW_1, "target_date", "May 2028")), PROMISE)
    assert (None, ("uk-harbours",), ("uk-hcc-hc9041/rec-1",)) == (
        made.response,
        made.owners,
        made.items,
    )


def test_a_date_goes_into_the_draft_that_was_just_made(answered: Register) -> None:
    """A new answer with a date is one draft with its promise."""
    held = answered.without(PROMISE)
    result = collected(
        held, cell(ROW_1, "target_date", "May 2028"), cell(ROW_1, "position", "Reject")
    )
    assert BESIDE == promise(result, f"{BESIDE}/c1").response


def test_a_reason_without_a_date_is_asked_about(answered: Register) -> None:
    """A reason explains a date, and a given date keeps its own."""
    result = collected(answered, cell(ROW_1, "date_reason", "storms", start="winter"))
    assert (answered, ["RTN802"]) == (result.register, codes(result))
    assert ["a reason belongs to a new date, and none was given"] == reasons(result)
    stale = collected(answered, cell(ROW_1, "date_reason", "storms", start="other"))
    assert (["it was changed here since"], []) == (reasons(stale), codes(stale))


def test_the_reason_of_a_draft_date_may_change(drafted: Register) -> None:
    """Nothing has been given yet, so nothing needs a history."""
    changed = cell(ROW_2, "date_reason", "storms", start="after the winter")
    assert "storms" == promise(collected(drafted, changed), f"{ROW_2}/c1").dates[0].reason
    stale = cell(ROW_2, "date_reason", "storms", start="x")
    assert 1 == len(collected(drafted, stale).conflicts)


def test_a_cleared_draft_date_takes_its_promise_with_it(drafted: Register) -> None:
    """A promise that said nothing but a date is gone; one with words loses the date alone."""
    cleared = cell(ROW_2, "target_date", "", start="March 2028")
    assert [] == list(collected(drafted, cleared, accept_cleared=True).register.commitments)
    worded = drafted.with_records(changed(drafted[f"{ROW_2}/c1"], text="We will test them."))
    result = collected(worded, cleared, accept_cleared=True)
    assert () == promise(result, f"{ROW_2}/c1").dates
    again = collected(drafted, cleared, cell(ROW_2, "target_date", "May 2028"), accept_cleared=True)
    assert "May 2028" == str(promise(again, f"{ROW_2}/c1").dates[0].date)


def test_a_given_date_cannot_be_cleared(answered: Register) -> None:
    """What was promised to somebody cannot be taken back by an empty cell."""
    cleared = cell(ROW_1, "target_date", "", start="March 2028")
    result = collected(answered, cleared, accept_cleared=True)
    assert (answered, ["a target date that was given cannot be taken back"]) == (
        result.register,
        reasons(result),
    )


def test_a_row_with_several_promises_takes_no_date(answered: Register) -> None:
    """Nobody can say which promise is meant; each has a row of its own."""
    second = Commitment(id="c2", text="Another.", items=(REC_1,), owners=("uk-harbours",))
    held = answered.with_records(second)
    names = ("target_date", "date_reason", "progress", "progress_words", "completed_on", "evidence")
    result = collected(held, *(cell(ROW_1, name, "x") for name in names))
    assert (held, 6) == (result.register, len(result.conflicts))


def test_a_commitment_has_cells_of_its_own(answered: Register) -> None:
    """They begin empty; a second new date on one day is a dispute."""
    result = collected(
        answered,
        cell(PROMISE, "new_date", "May 2028", file="a.xlsx"),
        cell(PROMISE, "new_reason", "storms", file="a.xlsx"),
        cell(PROMISE, "new_date", "June 2028", file="b.xlsx"),
        cell(PROMISE, "new_date", "May 2028", file="c.xlsx"),
        cell(PROMISE, "new_reason", "storms", file="c.xlsx"),
        cell(PROMISE, "progress", "In progress"),
        cell(PROMISE, "position", "Reject"),
    )
    dates = promise(result, PROMISE).dates
    assert [("March 2028", "winter"), ("May 2028", "storms")] == [
        (str(one.date), one.reason) for one in dates
    ]
    assert ["it was changed here since", "a commitment has no such cell"] == reasons(result)
    assert 2 == len(result.already)
    assert (
        Implementation.IN_PROGRESS
        is update(result, f"{PROMISE}/u-uk-harbours-2027-06-07").implementation
    )


def test_a_reason_alone_for_a_commitment_is_asked_about(answered: Register) -> None:
    """A commitment's own reason cell begins empty too."""
    result = collected(answered, cell(PROMISE, "new_reason", "storms"))
    assert ["RTN802"] == codes(result)


def test_words_that_fix_no_date_are_kept_and_asked_about(harbour: Register) -> None:
    """Words like "in due course" are a promise of a kind, and a question."""
    result = collected(harbour, cell(ROW_2, "target_date", "in due course"))
    assert "in due course" == str(promise(result, f"{ROW_2}/c1").dates[0].date)
    assert "RTN808" in codes(result)


def test_a_date_that_can_be_read_in_two_ways_is_a_question(harbour: Register) -> None:
    """Day first or month first is settled by the jurisdiction, and said."""
    result = collected(harbour, cell(ROW_2, "target_date", "3/4/2028"))
    assert "RTN804" in codes(result)


def test_the_kind_of_promise_is_read_with_its_date(harbour: Register) -> None:
    """A promise that returns every year can never be late."""
    result = collected(harbour, cell(ROW_2, "target_date", "annually"))
    assert CommitmentKind.RECURRING is promise(result, f"{ROW_2}/c1").kind


def test_real_days_and_dates_are_taken_as_they_are(harbour: Register) -> None:
    """A grid may give a day, and a program a date."""
    for new in (dt.date(2028, 3, 31), PartialDate.day(dt.date(2028, 3, 31)), "2028-03-31"):
        made = promise(collected(harbour, cell(ROW_2, "target_date", new)), f"{ROW_2}/c1")
        assert "31 March 2028" == str(made.dates[0].date)


# --- progress --------------------------------------------------------------------------------------


def test_progress_is_one_report_a_day(answered: Register) -> None:
    """All cells of a row make one update about its promise, dated as its file."""
    changes = [
        cell(ROW_1, "progress", "Implemented"),
        cell(ROW_1, "progress_words", "Published."),
        cell(ROW_1, "completed_on", "May 2027"),
        cell(ROW_1, "evidence", "Standard 1, www.harbours.example"),
    ]
    changes = [evolve(change, day=dt.date(2027, 5, 31)) for change in changes]
    result = collected(answered, *changes)
    made = update(result, f"{PROMISE}/u-uk-harbours-2027-05-31")
    assert (PROMISE, "uk-harbours", None, Implementation.IMPLEMENTED, "Published.") == (
        made.about,
        made.reported_by,
        made.responder,
        made.implementation,
        made.text,
    )
    assert ("May 2027", "Standard 1, www.harbours.example") == (
        str(made.completed_on),
        shown(made.evidence),
    )


def test_progress_without_a_promise_is_about_the_item(harbour: Register) -> None:
    """What was done may not have been promised; a team may report it for its department."""
    change = evolve(cell(ROW_2, "progress", "In progress"), by="uk-warnings")
    made = update(collected(harbour, change), "uk-hcc-hc9041/rec-2/u-uk-warnings-2027-06-07")
    assert ("uk-hcc-hc9041/rec-2", "uk-warnings", "uk-harbours") == (
        made.about,
        made.reported_by,
        made.responder,
    )


@pytest.mark.parametrize("words", [NO_CHANGE, "No change since last time"])
def test_looked_and_nothing_new_is_a_report(answered: Register, words: str) -> None:
    """It is not the same as never having opened the file."""
    unchanged = cell(ROW_1, "progress", words)
    result = collected(answered, unchanged)
    made = update(result, f"{PROMISE}/u-uk-harbours-2027-06-07")
    assert (None, "") == (made.implementation, made.text)
    assert (unchanged,) == collected(result.register, unchanged).already


def test_two_files_that_report_differently_are_a_dispute(answered: Register) -> None:
    """The first report of the day stands."""
    result = collected(
        answered,
        cell(ROW_1, "progress", "Implemented", file="a.xlsx"),
        cell(ROW_1, "progress", "Stopped", file="b.xlsx"),
        cell(ROW_1, "progress", "who knows", file="c.xlsx"),
    )
    assert [Implementation.IMPLEMENTED] * 2 == [one.ours for one in result.conflicts]


def test_a_promise_made_since_makes_no_second_report(harbour: Register) -> None:
    """The same words again are the report that is held, though the row has a promise now."""
    words = cell(ROW_2, "progress_words", "Half the sirens are tested.")
    before = collected(harbour, words).register
    promised = collected(before, cell(ROW_2, "target_date", "March 2028")).register
    again = collected(promised, words)
    assert ((words,), (), ()) == (again.already, again.applied, again.conflicts)
    assert [f"{REC_2}/u-uk-harbours-2027-06-07"] == [one.id for one in again.register.updates]


def test_a_report_sent_again_with_a_date_is_one_report(harbour: Register) -> None:
    """What a second file adds to it goes into it, and what it says otherwise is in dispute."""
    words = cell(ROW_2, "progress_words", "Half the sirens are tested.")
    held = collected(harbour, words).register
    date = cell(ROW_2, "target_date", "March 2028", file="v2.xlsx")
    more = cell(ROW_2, "evidence", "Log book", file="v2.xlsx")
    other = cell(ROW_2, "progress_words", "Two thirds are tested.", file="v2.xlsx")
    result = collected(held, date, more, evolve(words, place=date.place))
    (made,) = result.register.updates
    assert ("Half the sirens are tested.", "Log book") == (made.text, shown(made.evidence))
    result = collected(held, date, other)
    (made,) = result.register.updates
    assert "Half the sirens are tested." == made.text
    assert [("Half the sirens are tested.", "Two thirds are tested.")] == [
        (one.ours, one.theirs) for one in result.conflicts
    ]


def test_a_report_outlives_that_several_things_are_promised(harbour: Register) -> None:
    """With several promises a new report has no place; the one that is held keeps its own."""
    words = cell(ROW_2, "progress_words", "Half the sirens are tested.")
    promises = [
        cell(ROW_2, "promise", NewPromise(text=text)) for text in ("Test them.", "Count them.")
    ]
    held = collected(harbour, words, *promises).register
    again = collected(held, words, *promises)
    assert ((), (), held) == (again.applied, again.conflicts, again.register)


def test_one_body_reports_for_each_who_answers(harbour: Register) -> None:
    """What it says in one's row is nothing that the other's row said, promise or not."""
    two = collected(harbour, cell(REC_3, "responder", "Department for Harbours; Radio Office"))
    first, second = (row.key for row in two.register.rows() if row.about == REC_3)
    cells = [
        evolve(cell(first, "progress_words", "Bought ten."), by="uk-hcc"),
        evolve(cell(second, "progress_words", "Licensed ten."), by="uk-hcc"),
    ]
    held = collected(two.register, *cells)
    assert [("uk-harbours", "Bought ten."), ("radio-office", "Licensed ten.")] == [
        (one.responder, one.text) for one in held.register.updates
    ]
    promised = collected(held.register, cell(second, "target_date", "March 2028")).register
    again = collected(promised, *cells)
    assert ((), (), promised) == (again.applied, again.conflicts, again.register)


def test_evidence_may_be_cleared(answered: Register) -> None:
    """What was reported on the same day can be taken back."""
    held = collected(answered, cell(ROW_1, "evidence", "Log book")).register
    cleared = cell(ROW_1, "evidence", "", start="Log book")
    result = collected(held, cleared, accept_cleared=True)
    assert () == update(result, f"{PROMISE}/u-uk-harbours-2027-06-07").evidence


# --- the recommender's view ------------------------------------------------------------------------


def test_the_recommenders_view_is_an_assessment(answered: Register) -> None:
    """Opinion and comment are one view of the answer, by whoever made the recommendation."""
    result = collected(
        answered, cell(ROW_1, "view", "unsatisfactory"), cell(ROW_1, "view_words", "Too late.")
    )
    expected = Assessment(
        id=f"{ROW_1}/a-uk-hcc-2027-06-07",
        about=ROW_1,
        by="uk-hcc",
        responder="uk-harbours",
        day=PartialDate.day(DAY),
        opinion=Opinion.UNSATISFACTORY,
        text="Too late.",
        sources=(
            Source(place="back.xlsx!Recommendations!G7", fields=("opinion",)),
            Source(place="back.xlsx!Recommendations!G7", fields=("text",)),
        ),
    )
    assert (expected,) == result.register.assessments


def test_a_later_view_stands_beside_the_earlier_one(answered: Register) -> None:
    """A changed mind is a new view; the cell began with the one held."""
    held = answered.with_records(
        Assessment(
            id="a1", about=REC_1, by="uk-hcc", opinion=Opinion.UNSATISFACTORY, text="Too late."
        )
    )
    better = cell(ROW_1, "view", "satisfactory", start=Digest(stamp_of(Opinion.UNSATISFACTORY)))
    result = collected(held, better)
    assert [Opinion.UNSATISFACTORY, Opinion.SATISFACTORY] == [
        view.opinion for view in result.register.assessments
    ]
    stale = cell(ROW_1, "view_words", "Fine.", start="Late.")
    assert ["Too late."] == [one.ours for one in collected(held, stale).conflicts]


def test_a_view_needs_somebody_whose_it_is(harbour: Register) -> None:
    """Without a recommender on record a view is nobody's."""
    document = evolve(harbour.documents[0], authors=())
    held = harbour.with_records(document)
    assert ["nobody is named whose view it could be"] == reasons(
        collected(held, cell(ROW_2, "view", "satisfactory"))
    )
    dissent = evolve(harbour.items[2], made_by=("uk-csa",))
    made = collected(held.with_records(dissent), cell(ROW_2, "view", "satisfactory"))
    assert "uk-csa" == made.register.assessments[0].by
    assert ["'fine' is none of the choices"] == reasons(
        collected(held, cell(ROW_2, "view", "fine"))
    )


# --- rows that cannot be written -------------------------------------------------------------------


def test_a_key_that_nobody_knows_writes_nothing(harbour: Register) -> None:
    """Keys are untrusted: every cell of the row is a conflict."""
    result = collected(harbour, cell("nowhere", "reply", "x"), cell("nowhere", "position", "y"))
    assert (harbour, ["there is no row of that key"] * 2) == (result.register, reasons(result))


def test_a_cell_for_reading_is_not_written(harbour: Register) -> None:
    """What was typed over printed words is listed."""
    result = collected(harbour, cell(ROW_2, "text", "x"), cell(REC_3, "reply", "x"))
    assert (harbour, ["the cell is for reading only", "nobody has been named who answers"]) == (
        result.register,
        reasons(result),
    )


def test_a_heading_takes_no_answer(harbour: Register) -> None:
    """An item that only holds limbs is answered in its limbs."""
    limb = Recommendation(
        id="limb", document="uk-hcc-hc9041", parent=REC_3, text="(a)", addressed_to=("uk-hcc",)
    )
    held = harbour.with_records(changed(harbour[REC_3], text=""), limb)
    result = collected(held, cell(REC_3, "responder", "uk-harbours"))
    assert ["the item is a heading; its parts are answered"] == reasons(result)


def test_an_answer_to_a_document_has_a_row_too(harbour: Register) -> None:
    """A general response is edited as any, in the words of its document."""
    general = Response(id="general", answers="uk-hcc-hc9041", responder="uk-harbours", text="Yes.")
    held = harbour.with_records(general)
    result = collected(
        held,
        cell("general", "position", "Accept"),
        cell("general", "target_date", "May 2028"),
        cell("general", "view", "satisfactory"),
    )
    assert (Position.ACCEPTED, (), "uk-hcc") == (
        response(result, "general").position,
        promise(result, "general/c1").items,
        result.register.assessments[0].by,
    )


def test_a_promise_that_serves_nothing_may_move(harbour: Register) -> None:
    """An undertaking without item, response or owner has a date all the same, but no reporter."""
    held = harbour.with_records(Commitment(id="undertaking", text="We will write."))
    result = collected(
        held,
        cell("undertaking", "new_date", "May 2028"),
        cell("undertaking", "progress", "Stopped"),
    )
    assert "May 2028" == str(promise(result, "undertaking").dates[0].date)
    assert 1 == len(result.conflicts)


def test_changes_without_a_place_leave_no_source(harbour: Register) -> None:
    """A program that changes a cell has no file to name."""
    change = Change(record=ROW_2, field="row:reply", new="We will test them.")
    assert () == response(collected(harbour, change), ROW_2).sources


def test_an_id_that_is_taken_gets_the_next(answered: Register) -> None:
    """A draft beside a given answer never pushes anything out."""
    held = answered.with_records(Organisation(id=BESIDE, name="Odd"))
    result = collected(held, cell(ROW_1, "reply", "No.", start="We will publish a standard."))
    assert "No." == response(result, f"{BESIDE}~2").text


def test_the_cells_are_named_as_columns_are() -> None:
    """A tracker's column key with "row:" before it is the cell's field."""
    assert all(name.startswith("row:") for name in ROW_FIELDS)
    assert {"row:position", "row:reply", "row:target_date", "row:date_reason"} <= set(ROW_FIELDS)


def test_a_row_that_only_a_copy_without_drafts_has(answered: Register) -> None:
    """Where a part answers for its whole in a draft, a view of the whole's row is still a view."""
    held = answered.with_records(
        Organisation(id="sirens", name="Sirens Agency", part_of="uk-harbours"),
        Response(id=f"{REC_2}/sirens", answers=REC_2, responder="sirens", text="Soon."),
    )
    assert held.row(ROW_2) is None
    result = collected(held, cell(ROW_2, "view_words", "Late."))
    assert () == result.conflicts
    (view,) = result.register.assessments
    assert (ROW_2, "uk-harbours", "Late.") == (view.about, view.responder, view.text)


def test_no_change_from_a_damaged_row_is_in_dispute(answered: Register) -> None:
    """Where nobody can say how a cell was sent, not even "no change" is written."""
    result = collected(answered, cell(ROW_1, "progress", NO_CHANGE, start=Digest("")))
    assert [NO_CHANGE] == [conflict.theirs for conflict in result.conflicts]
    assert () == result.applied


def test_a_new_promise_that_says_nothing(answered: Register) -> None:
    """A promise needs words or a date; the same one typed again is held already."""
    empty = Change(record=ROW_1, field="row:promise", new=NewPromise())
    assert 1 == len(collected(answered, empty).conflicts)
    new = Change(record=ROW_1, field="row:promise", new=NewPromise(text="Paint it."))
    once = collected(answered, new)
    assert "Paint it." == promise(once, f"{ROW_1}/c2").text
    again = collected(once.register, new)
    assert ((), (new,)) == (again.applied, again.already)


def test_a_completion_day_in_the_past_is_no_question(harbour: Register) -> None:
    """What is done was done before it is reported; only a target in the past is worth asking about."""
    done = cell(ROW_2, "completed_on", "25 February 2027")
    assert () == reconcile(harbour, [done], as_of=DAY).findings
    promised = cell(ROW_2, "target_date", "25 February 2027")
    (finding,) = reconcile(harbour, [promised], as_of=DAY).findings
    assert "was over on the document's day" in finding.message
