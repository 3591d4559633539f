from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import pytest
from attrs import evolve

from accountability.dates import PartialDate, Undated
from accountability.findings import Place
from accountability.merge import (
    ABSENT,
    KINDS,
    REGISTER,
    Applied,
    Change,
    Conflict,
    Digest,
    MergeResult,
    combine,
    diff,
    grow,
    merge,
    reconcile,
    shown,
    stamp_of,
)
from accountability.model import (
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    Event,
    EventKind,
    Item,
    ItemKind,
    Link,
    LinkKind,
    Note,
    Organisation,
    Position,
    Recommendation,
    Record,
    Register,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
)

DAY = dt.date(2027, 6, 7)
REC_1 = "uk-hcc-hc9041/rec-1"
REC_2 = "uk-hcc-hc9041/rec-2"
ANSWER = "uk-hcc-hc9041/rec-1/uk-harbours"
PROMISE = "uk-hcc-hc9041/rec-1/uk-harbours/c1"
CELL = Place(file="back.xlsx", at="Recommendations!G7")


def changed(record: Record, **values: Any) -> Record:
    """Return a record with other values, whatever its class."""
    return evolve(record, **values)


def retitled(register: Register, title: str, item: str = REC_1) -> Register:
    """Give an item another title."""
    held = register[item]
    assert isinstance(held, Item)
    return register.with_records(evolve(held, title=title))


def moved(register: Register, words: str, set_on: dt.date | None = None) -> Register:
    """Append a target date to the promise."""
    promise = register[PROMISE]
    assert isinstance(promise, Commitment)
    day = PartialDate.day(set_on) if set_on else None
    date = TargetDate(date=Undated(words=words), set_on=day)
    return register.with_records(evolve(promise, dates=(*promise.dates, date)))


def dates_of(register: Register) -> list[str]:
    """List the promise's target dates."""
    promise = register[PROMISE]
    assert isinstance(promise, Commitment)
    return [str(entry.date) for entry in promise.dates]


# --- differences -----------------------------------------------------------------------------------


def test_a_difference_names_record_field_and_both_values(harbour: Register) -> None:
    """A changed field is one change, with what it was and what it is."""
    expected = (Change(record=REC_1, field="title", start="", new="One standard"),)
    assert expected == diff(harbour, retitled(harbour, "One standard"))


def test_added_and_removed_records_are_whole(harbour: Register) -> None:
    """A record that only one side has is added or removed as a whole."""
    note = Note(id="n1", about=REC_1, text="Ask.")
    assert (Change(record="n1", new=note),) == diff(harbour, harbour.with_records(note))
    assert (Change(record="n1", start=note),) == diff(harbour.with_records(note), harbour)


def test_the_registers_own_fields_are_changes_of_the_register(harbour: Register) -> None:
    """Title and marking are fields as any."""
    theirs = evolve(harbour, marking="OFFICIAL")
    assert (Change(record=REGISTER, field="marking", start="", new="OFFICIAL"),) == diff(
        harbour, theirs
    )


def test_an_order_is_one_change_a_collection(harbour: Register) -> None:
    """Records that moved are no changes of records."""
    theirs = evolve(harbour, items=tuple(reversed(harbour.items)))
    (change,) = diff(harbour, theirs)
    assert (REGISTER, "items") == (change.record, change.field)


def test_a_newcomer_at_the_end_is_no_order(harbour: Register) -> None:
    """What comes last needs no word about where it stands."""
    theirs = harbour.with_records(Organisation(id="uk-csa", name="Coastal Safety Agency"))
    assert [None] == [change.field for change in diff(harbour, theirs)]


# --- merging ---------------------------------------------------------------------------------------


def test_both_sides_changes_of_different_fields_are_kept(harbour: Register) -> None:
    """Two people who change different fields of one record both get their way."""
    theirs = retitled(harbour, "One standard")
    item = harbour[REC_1]
    assert isinstance(item, Item)
    ours = harbour.with_records(evolve(item, section="Warnings"))
    result = merge(harbour, ours, theirs)
    merged = result.register[REC_1]
    assert isinstance(merged, Item)
    assert ("One standard", "Warnings", ()) == (merged.title, merged.section, result.conflicts)
    assert (
        Applied(record=REC_1, field="title", before="", after="One standard"),
    ) == result.applied


def test_a_conflict_names_all_three_values_and_ours_stays(harbour: Register) -> None:
    """Nothing is mixed: no marker enters anybody's words."""
    base = retitled(harbour, "Open")
    ours, theirs = retitled(harbour, "Closed"), retitled(harbour, "In progress")
    result = merge(base, ours, theirs)
    conflict = Conflict(
        record=REC_1,
        field="title",
        base="Open",
        ours="Closed",
        theirs="In progress",
        reason="it was changed here since",
    )
    assert ((conflict,), ours) == (result.conflicts, result.register)


def test_what_was_deleted_here_and_changed_there_is_a_conflict(harbour: Register) -> None:
    """A record does not come back by itself, and its change is not lost in silence."""
    ours = harbour.without(REC_1)
    result = merge(harbour, ours, retitled(harbour, "One standard"))
    assert ours == result.register
    assert ["title"] == [conflict.field for conflict in result.conflicts]


def test_what_was_changed_here_and_deleted_there_is_a_conflict(harbour: Register) -> None:
    """A record that was worked on is not removed."""
    ours = retitled(harbour, "One standard")
    result = merge(harbour, ours, harbour.without(REC_1))
    assert (ours, 1) == (result.register, len(result.conflicts))


def test_what_only_they_deleted_is_gone(harbour: Register) -> None:
    """A deletion is a change as any."""
    theirs = harbour.without(REC_1)
    assert theirs == merge(harbour, harbour, theirs).register


def test_what_both_deleted_is_gone(harbour: Register) -> None:
    """Two deletions of one record do not conflict."""
    both = harbour.without(REC_1)
    assert (both, ()) == (
        merge(harbour, both, both).register,
        merge(harbour, both, both).conflicts,
    )


def test_a_record_that_both_added_is_compared_field_by_field(harbour: Register) -> None:
    """Only the fields in which two new records differ are in conflict."""
    ours = harbour.with_records(Note(id="n1", about=REC_1, text="Ask the Treasury."))
    theirs = harbour.with_records(Note(id="n1", about=REC_1, text="Ask.", by="uk-hcc"))
    result = merge(harbour, ours, theirs)
    assert ["text"] == [conflict.field for conflict in result.conflicts]
    note = result.register["n1"]
    assert isinstance(note, Note)
    assert ("Ask the Treasury.", "uk-hcc") == (note.text, note.by)


def test_a_word_that_only_we_said_of_a_record_both_added_stays(harbour: Register) -> None:
    """What the other side does not say was not taken away by it."""
    ours = harbour.with_records(Note(id="n1", about=REC_1, by="uk-hcc"))
    theirs = harbour.with_records(Note(id="n1", about=REC_1))
    result = merge(harbour, ours, theirs)
    assert (ours, ()) == (result.register, result.conflicts)


def test_an_id_taken_by_another_kind_of_record_is_a_conflict(harbour: Register) -> None:
    """An added record never pushes out one of another class."""
    ours = harbour.with_records(Note(id="x", about=REC_1))
    theirs = harbour.with_records(Organisation(id="x", name="X"))
    result = merge(harbour, ours, theirs)
    assert (ours, "x") == (result.register, result.conflicts[0].record)


def test_a_record_may_change_its_class(harbour: Register) -> None:
    """A record that is replaced by one of another class moves to its collection."""
    base = harbour.with_records(Note(id="x", about=REC_1))
    theirs = harbour.with_records(Organisation(id="x", name="X"))
    assert theirs == merge(base, base, theirs).register


def test_the_class_of_an_item_follows_its_kind(harbour: Register) -> None:
    """A kind of the other class makes a recommendation a conclusion."""
    change = Change(record=REC_1, field="kind", start=ItemKind.RECOMMENDATION, new=ItemKind.FINDING)
    item = reconcile(harbour, [change], as_of=DAY).register[REC_1]
    assert isinstance(item, Conclusion)
    back = Change(record=REC_1, field="kind", start=ItemKind.FINDING, new="recommendation")
    again = reconcile(harbour.with_records(item), [back], as_of=DAY).register
    assert isinstance(again[REC_1], Recommendation)


def test_dates_that_both_sides_added_are_all_kept(answered: Register) -> None:
    """Histories are united in the order of their days, and a person is told."""
    ours = moved(answered, "in May", dt.date(2027, 5, 2))
    theirs = moved(answered, "in June", dt.date(2027, 5, 1))
    result = merge(answered, ours, theirs)
    assert ["March 2028", "in June", "in May"] == dates_of(result.register)
    assert ((), ["RTN806"]) == (result.conflicts, [found.code for found in result.findings])


def test_dates_without_a_day_come_after_ours(answered: Register) -> None:
    """Where a day is missing nobody can say which came first."""
    result = merge(answered, moved(answered, "in May"), moved(answered, "in June"))
    assert ["March 2028", "in May", "in June"] == dates_of(result.register)


def test_a_date_that_both_sides_added_is_there_once(answered: Register) -> None:
    """The same entry twice is one entry."""
    ours = moved(moved(answered, "in May"), "in June")
    result = merge(answered, ours, moved(answered, "in May"))
    assert ["March 2028", "in May", "in June"] == dates_of(result.register)


def test_a_history_that_was_rewritten_there_and_appended_here_is_a_conflict(
    answered: Register,
) -> None:
    """Only what was appended can be united."""
    promise = answered[PROMISE]
    theirs = answered.with_records(changed(promise, dates=()))
    result = merge(answered, moved(answered, "in May"), theirs)
    assert ["dates"] == [conflict.field for conflict in result.conflicts]


def test_a_history_that_was_rewritten_here_takes_what_was_appended_there(
    answered: Register,
) -> None:
    """Ours stays as it is, and theirs comes last."""
    promise = answered[PROMISE]
    assert isinstance(promise, Commitment)
    other = TargetDate(date=Undated(words="some day"))
    ours = answered.with_records(evolve(promise, dates=(other,)))
    result = merge(answered, ours, moved(answered, "in May"))
    assert ["some day", "in May"] == dates_of(result.register)


def test_steps_are_united_too(answered: Register) -> None:
    """Clearance is a history."""
    answer = answered[ANSWER]
    assert isinstance(answer, Response)
    sides = [
        answered.with_records(evolve(answer, steps=(*answer.steps, Step(stage=stage))))
        for stage in (Stage.CLEARED, Stage.PUBLISHED)
    ]
    result = merge(answered, *sides)
    merged = result.register[ANSWER]
    assert isinstance(merged, Response)
    stages = [Stage.SENT, Stage.CLEARED, Stage.PUBLISHED]
    assert stages == [step.stage for step in merged.steps]


def test_the_same_whole_record_is_there_already(harbour: Register) -> None:
    """A record that both sides added alike, or that is replaced as a whole, is no conflict."""
    note = Note(id="n1", about=REC_1, text="Ask.")
    held = harbour.with_records(note)
    change = Change(record="n1", new=note)
    assert (change,) == reconcile(held, [change], as_of=DAY).already
    other = evolve(note, text="Ask again.")
    replaced = reconcile(held, [Change(record="n1", start=note, new=other)], as_of=DAY)
    assert other == replaced.register["n1"]


def test_a_kind_of_the_same_class_changes_nothing_else(harbour: Register) -> None:
    """A request is a recommendation too."""
    change = Change(record=REC_1, field="kind", start=ItemKind.RECOMMENDATION, new=ItemKind.REQUEST)
    item = reconcile(harbour, [change], as_of=DAY).register[REC_1]
    assert isinstance(item, Recommendation)
    assert ItemKind.REQUEST is item.kind


def test_equal_registers_do_not_differ(harbour: Register) -> None:
    """Records are compared by what they say."""
    again = evolve(harbour, items=tuple(evolve(item) for item in harbour.items))
    assert () == diff(harbour, again)


# --- order -----------------------------------------------------------------------------------------


def in_order(register: Register, *labels: int) -> Register:
    """Put the items in another order, by their place."""
    return evolve(register, items=tuple(register.items[at] for at in labels))


def test_an_order_that_only_they_changed_is_taken(harbour: Register) -> None:
    """Our newcomers stand behind what they stood behind."""
    extra = Recommendation(id="new", document="uk-hcc-hc9041")
    ours = evolve(harbour, items=(*harbour.items[:2], extra, *harbour.items[2:]))
    result = merge(harbour, ours, in_order(harbour, 3, 1, 0, 2))
    ids = [item.id.rpartition("/")[2] for item in result.register.items]
    assert ["rec-3", "rec-1", "new", "con-1", "rec-2"] == ids


def test_an_order_that_both_changed_stays_ours_and_says_so(harbour: Register) -> None:
    """Two orders of the same records are a conflict; newcomers find their place all the same."""
    ours = in_order(harbour, 3, 2, 1, 0)
    extra = Recommendation(id="new", document="uk-hcc-hc9041")
    theirs = in_order(harbour, 1, 0, 2, 3)
    theirs = evolve(theirs, items=(theirs.items[0], extra, *theirs.items[1:]))
    result = merge(harbour, ours, theirs)
    ids = [item.id.rpartition("/")[2] for item in result.register.items]
    assert ["rec-3", "rec-2", "rec-1", "new", "con-1"] == ids
    assert [("harbour", "items")] == [(one.record, one.field) for one in result.conflicts]


def test_a_newcomer_at_the_front_stays_at_the_front(harbour: Register) -> None:
    """A record without a predecessor comes first."""
    extra = Recommendation(id="new", document="uk-hcc-hc9041")
    theirs = evolve(harbour, items=(extra, *harbour.items))
    ours = in_order(harbour, 3, 2, 1, 0)
    assert "new" == merge(harbour, ours, theirs).register.items[0].id


def test_newcomers_of_both_sides_at_one_place_stand_ours_first(harbour: Register) -> None:
    """Two appendices do not push each other away."""
    mine = Recommendation(id="mine", document="uk-hcc-hc9041")
    their = Recommendation(id="theirs", document="uk-hcc-hc9041")
    ours = evolve(harbour, items=(harbour.items[0], mine, *harbour.items[1:]))
    theirs = evolve(harbour, items=(harbour.items[0], their, *harbour.items[1:]))
    result = merge(harbour, ours, theirs)
    assert ["mine", "theirs"] == [item.id for item in result.register.items[1:3]]


def test_an_order_that_is_no_order_is_a_conflict(harbour: Register) -> None:
    """What cannot be an order changes nothing."""
    change = Change(record=REGISTER, field="items", start="a", new="b")
    result = reconcile(harbour, [change], as_of=DAY)
    assert (harbour, 1) == (result.register, len(result.conflicts))


# --- changes that cannot be made -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Change(record=REC_1, field="colour", new="red"), "no field 'colour'"),
        (Change(record=REC_1, field="id", start=REC_1, new="other"), "no field 'id'"),
        (Change(record="nowhere", field="title", new="x"), "not held here"),
        (Change(record=REC_1, new="text"), "must be a record"),
        (Change(record="x", new=Note(id="y", about="z")), "another id"),
        (Change(record="x", start="old", new=Note(id="x", about="z")), "deleted here"),
        (Change(record=REC_1, field="title", new="\x00"), "XML cannot hold"),
        (Change(record=REC_1, field="title", new=4), "needs text"),
        (Change(record=REC_1, field="document", start="uk-hcc-hc9041"), "is empty"),
        (Change(record=REC_1, field="kind", start="recommendation"), "needs an ItemKind"),
        (Change(record=REC_1, field="kind", start="recommendation", new="poem"), "ItemKind"),
        (Change(record=PROMISE, field="dates", new=4), "changed here since"),
        (Change(record=REGISTER, field="colour", new="red"), "no field 'colour'"),
        (
            Change(record=REGISTER, field="title", start="Storm warnings at small harbours"),
            "is empty",
        ),
    ],
)
def test_what_cannot_be_written_is_a_conflict_with_its_reason(
    answered: Register, change: Change, reason: str
) -> None:
    """A change from outside can be anything; the register stays valid and the reason is said."""
    result = reconcile(answered, [change], as_of=DAY)
    assert (answered, 1) == (result.register, len(result.conflicts))
    assert reason in result.conflicts[0].reason


def test_a_record_may_not_take_the_registers_id(harbour: Register) -> None:
    """The register's own id is among the unique ones."""
    change = Change(record="harbour", new=Note(id="harbour", about=REC_1))
    result = reconcile(harbour, [change], as_of=DAY)
    assert (harbour, (), 1) == (result.register, result.applied, len(result.conflicts))


def test_the_register_may_not_take_a_records_id(harbour: Register) -> None:
    """A new name for the register that a record has is refused."""
    change = Change(record=REGISTER, field="id", start="harbour", new=REC_1)
    result = reconcile(harbour, [change], as_of=DAY)
    assert (harbour, (), 1) == (result.register, result.applied, len(result.conflicts))


def test_the_register_may_be_renamed(harbour: Register) -> None:
    """A new id for the register frees the old one for a record."""
    changes = [
        Change(record="harbour", new=Note(id="harbour", about=REC_1)),
        Change(record=REGISTER, field="id", start="harbour", new="coast"),
    ]
    result = reconcile(harbour, changes, as_of=DAY)
    assert ("coast", True, ()) == (
        result.register.id,
        "harbour" in result.register,
        result.conflicts,
    )


# --- stamps, empty cells, words --------------------------------------------------------------------


def test_a_stamp_decides_as_the_value_does(harbour: Register) -> None:
    """Six letters are enough to know where a change started."""
    fresh = Change(record=REC_1, field="title", start=Digest(stamp_of("")), new="A")
    stale = Change(record=REC_1, field="title", start=Digest(stamp_of("Other")), new="A")
    broken = Change(record=REC_1, field="title", start=Digest("~"), new="A")
    assert 1 == len(reconcile(harbour, [fresh], as_of=DAY).applied)
    assert 1 == len(reconcile(harbour, [stale], as_of=DAY).conflicts)
    assert 1 == len(reconcile(harbour, [broken], as_of=DAY).conflicts)


def test_a_stamp_is_made_of_what_is_shown() -> None:
    """None, nothing and an empty text have one stamp; a choice has that of its plain value."""
    assert stamp_of(None) == stamp_of("") == stamp_of(ABSENT) == stamp_of(())
    assert stamp_of("accepted") == stamp_of(Position.ACCEPTED)


def test_an_emptied_cell_empties_nothing_by_itself(harbour: Register) -> None:
    """A cell that came back empty is listed and kept, until somebody accepts it."""
    held = retitled(harbour, "One standard")
    change = Change(record=REC_1, field="title", start="One standard", new="", place=CELL)
    result = reconcile(held, [change], as_of=DAY)
    assert (held, (change,)) == (result.register, result.emptied)
    assert ["RTN801"] == [found.code for found in result.findings]
    accepted = reconcile(held, [change], as_of=DAY, accept_cleared=True)
    assert harbour == accepted.register


def test_two_changes_of_one_field_conflict_with_each_other(harbour: Register) -> None:
    """Two files that say different things are a dispute, whichever came first."""
    changes = [
        Change(record=REC_1, field="title", start="", new=new, place=CELL) for new in ("A", "B")
    ]
    result = reconcile(harbour, changes, as_of=DAY)
    assert [("A", "B")] == [(one.ours, one.theirs) for one in result.conflicts]


def test_a_date_in_words_becomes_an_interval(harbour: Register) -> None:
    """A date field takes words, reads them against the file's day, and keeps them."""
    change = Change(record="uk-hcc-hc9041", field="received", new="Spring 2027", place=CELL)
    document = reconcile(harbour, [change], as_of=DAY).register["uk-hcc-hc9041"]
    expected = PartialDate(
        earliest=dt.date(2027, 3, 1), latest=dt.date(2027, 5, 31), words="Spring 2027"
    )
    received = document.received  # type: ignore[attr-defined]  # it is a document
    assert (expected.earliest, expected.latest) == (received.earliest, received.latest)
    assert "Spring 2027" == received.words


def test_a_day_and_an_iso_day_are_days(harbour: Register) -> None:
    """A real day from a grid and its ISO form mean the same."""
    for new in (dt.date(2027, 4, 9), "2027-04-09"):
        change = Change(record="uk-hcc-hc9041", field="received", new=new)
        document = reconcile(harbour, [change], as_of=DAY).register["uk-hcc-hc9041"]
        assert PartialDate.day(dt.date(2027, 4, 9)) == document.received  # type: ignore[attr-defined]  # it is a document


def test_words_that_a_date_has_already_change_nothing(harbour: Register) -> None:
    """What a cell shows of a held date is not read again."""
    document = harbour["uk-hcc-hc9041"]
    held = harbour.with_records(changed(document, received=PartialDate.year(2027, "2027")))
    change = Change(record="uk-hcc-hc9041", field="received", start="x", new="2027")
    assert (held, (change,)) == (
        reconcile(held, [change], as_of=DAY).register,
        reconcile(held, [change], as_of=DAY).already,
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (ABSENT, ""),
        (Position.ACCEPTED, "accepted"),
        (("a", "b"), "a; b"),
        (dt.date(2027, 4, 9), "2027-04-09"),
        (PartialDate.year(2027), "1 January 2027 to 31 December 2027"),
        (TargetDate(date=Undated(words="soon"), reason="storms"), "soon (storms)"),
        (TargetDate(date=Undated(words="soon")), "soon"),
        (Source(document="d", place="p. 4"), "d, p. 4"),
        (Source(words="as printed"), "as printed"),
        (Link(kind=LinkKind.REPEATS, to="x"), "repeats x"),
        (Step(stage=Stage.SENT), "sent"),
        (Event(kind=EventKind.LAID, day=PartialDate.day(dt.date(2027, 4, 9))), "laid 9 April 2027"),
        (Note(id="n1", about="x", text="Ask."), "Note n1 (about: x, text: Ask.)"),
        (Digest("bcdfgh"), ""),
        (4, "4"),
    ],
)
def test_every_value_can_be_shown(value: object, words: str) -> None:
    """A list of conflicts shows values as a person reads them."""
    assert words == shown(value)


# --- registers without a common beginning ----------------------------------------------------------


def test_combining_unites_by_id_and_fills_what_one_does_not_say(
    harbour: Register, answered: Register
) -> None:
    """What only one register holds or says is in the union."""
    titled = retitled(harbour, "One standard")
    result = combine(titled, answered)
    assert (len(answered), ()) == (len(result.register), result.conflicts)
    assert titled[REC_1] == result.register[REC_1]


def test_combining_keeps_the_first_of_two_readings(harbour: Register) -> None:
    """The same record with different words is a conflict that names field and values."""
    result = combine(retitled(harbour, "A"), retitled(harbour, "B"))
    expected = [(REC_1, "title", ABSENT, "A", "B")]
    found = [(one.record, one.field, one.base, one.ours, one.theirs) for one in result.conflicts]
    assert expected == found
    assert "the two registers say different things" == result.conflicts[0].reason


@pytest.mark.parametrize(
    ("key", "name", "values"),
    [
        (REC_1, "sources", [Source(document=name) for name in "abc"]),
        (REC_1, "extra", [("page", "1"), ("page", "2"), ("line", "3")]),
        (REC_1, "themes", ["storms", "boats", "sirens"]),
        (REC_1, "links", [Link(kind=LinkKind.REPEATS, to=to) for to in "abc"]),
        ("uk-hcc-hc9041", "events", [Event(kind=EventKind.LAID, by=by) for by in "abc"]),
        ("uk-hcc-hc9041", "responds_to", ["a", "b", "c"]),
        ("uk-harbours", "other_names", ["DfH", "Harbours", "The Department"]),
    ],
)
def test_a_union_unites_lists_that_only_grow(
    harbour: Register, key: str, name: str, values: list[object]
) -> None:
    """Without a base, what either register lists is listed once, ours first, and nothing conflicts."""
    shared, first, second = values
    ours, theirs = (
        harbour.with_records(changed(harbour[key], **{name: (shared, own)}))
        for own in (first, second)
    )
    result = combine(ours, theirs)
    assert ((shared, first, second), ()) == (
        getattr(result.register[key], name),
        result.conflicts,
    )
    again = combine(result.register, theirs)
    assert (result.register, ()) == (again.register, again.applied)


def test_a_union_with_what_grew_from_it_is_what_grew(answered: Register) -> None:
    """A register that later papers joined holds all that the earlier one does, so nothing is disputed."""
    paper = Document(id="page", kind=DocumentKind.PAGE, title="Progress", authors=("uk-harbours",))
    item = answered[REC_1]
    read = (Source(document="page", place="line 3"),)
    again = changed(item, document="page", sources=read)
    first = grow(answered, (paper, again)).register
    later = changed(again, sources=(Source(document="page", place="line 9"),))
    second = grow(first, (paper, later)).register
    assert first != second
    result = combine(first, second)
    assert (second, ()) == (result.register, result.conflicts)
    assert second == combine(second, first).register
    assert () == combine(second, first).conflicts


def test_lists_with_a_base_are_decided_as_any_value(harbour: Register) -> None:
    """Where a base is known, two other lists are a conflict: one of them may have taken something away."""
    base, ours, theirs = (
        harbour.with_records(changed(harbour[REC_1], themes=(theme,)))
        for theme in ("storms", "boats", "sirens")
    )
    assert ["it was changed here since"] == [
        conflict.reason for conflict in merge(base, ours, theirs).conflicts
    ]


def test_a_marking_is_not_lost_in_a_union(harbour: Register) -> None:
    """A marking joins a register that has none, and two different ones are a conflict."""
    marked = evolve(harbour, marking="OFFICIAL")
    assert "OFFICIAL" == combine(harbour, marked).register.marking
    other = evolve(harbour, marking="SECRET")
    assert ["marking"] == [one.field for one in combine(marked, other).conflicts]


def test_a_union_has_the_first_ones_name(harbour: Register) -> None:
    """The other's id and title are told, no more."""
    other = evolve(harbour, id="coast", title="Coast")
    result = combine(harbour, other)
    assert (harbour, ["RTN830"]) == (result.register, [found.code for found in result.findings])


def test_a_union_unites_histories(answered: Register) -> None:
    """Without a base, dates of both are kept and the first stays the original."""
    result = combine(moved(answered, "in May"), moved(answered, "in June"))
    assert ["March 2028", "in May", "in June"] == dates_of(result.register)


def test_a_union_keeps_our_order(harbour: Register) -> None:
    """Newcomers stand behind their predecessor; two orders of the same records are a conflict."""
    extra = Recommendation(id="new", document="uk-hcc-hc9041")
    other = evolve(harbour, items=(harbour.items[0], extra, *harbour.items[1:]))
    assert other == combine(harbour, other).register
    turned = in_order(harbour, 3, 2, 1, 0)
    assert ["items"] == [one.field for one in combine(harbour, turned).conflicts]


def test_an_id_that_means_two_things_is_a_conflict_of_a_union(harbour: Register) -> None:
    """Two registers may have used one id for two kinds of record."""
    first = harbour.with_records(Note(id="x", about=REC_1))
    second = harbour.with_records(Organisation(id="x", name="X"))
    assert ["x"] == [one.record for one in combine(first, second).conflicts]


# --- as values -------------------------------------------------------------------------------------


def test_results_travel() -> None:
    """Changes, conflicts and what stands for no value survive pickling."""
    values = (
        Change(record="a", field="b", place=CELL),
        Conflict(record="a"),
        Applied(record="a"),
        Digest("bcdfgh"),
        ABSENT,
    )
    again = pickle.loads(pickle.dumps(values))
    assert values == again
    assert again[-1] is ABSENT
    assert "ABSENT" == repr(ABSENT)


def test_nothing_to_do_changes_nothing(harbour: Register) -> None:
    """No changes make no account."""
    assert MergeResult(register=harbour) == reconcile(harbour, [], as_of=DAY)


def test_codes_are_used_once() -> None:
    """No two kinds of finding share a code."""
    codes = [kind.code for kind in KINDS]
    assert sorted(set(codes)) == codes
