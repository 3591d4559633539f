from __future__ import annotations

import datetime as dt
import importlib

from attrs import evolve

import accountability
from accountability import (
    Assurance,
    Commitment,
    Conclusion,
    Count,
    Document,
    DocumentKind,
    Implementation,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
    Summary,
    TargetDate,
    Update,
    summary,
)

ISSUED = dt.date(2027, 2, 12)
TODAY = dt.date(2027, 10, 1)


def promise(item: str, year: int, month: int) -> Commitment:
    """Make the promise of the answer to *item*."""
    return Commitment(
        id=f"{item}/harbours/c1",
        text="We will.",
        items=(item,),
        response=f"{item}/harbours",
        dates=(TargetDate(date=PartialDate.month(year, month)),),
    )


def reply(item: str, position: Position, responder: str = "harbours") -> Response:
    """Make an answer in the published paper."""
    return Response(
        id=f"{item}/{responder}",
        answers=item,
        responder=responder,
        position=position,
        text="We have read it.",
        document="cp9107",
    )


def rec(number: int, *addressees: str) -> Recommendation:
    """Make a recommendation of the report."""
    return Recommendation(
        id=f"rec-{number}",
        document="hc9041",
        label=str(number),
        text="Do it.",
        addressed_to=addressees or ("harbours",),
    )


def year() -> Register:
    """Make an invented year: five recommendations, one conclusion, two responders."""
    published = PartialDate.day
    return Register(
        id="harbour",
        title="Storm warnings at small harbours",
        jurisdiction="uk",
        organisations=(
            Organisation(
                id="hcc", name="Harbours and Coasts Committee", kind=OrganisationKind.COMMITTEE
            ),
            Organisation(id="harbours", name="Department for Harbours"),
            Organisation(id="safety", name="Coastal Safety Agency"),
        ),
        documents=(
            Document(
                id="hc9041",
                kind=DocumentKind.REPORT,
                title="Storm warnings",
                authors=("hcc",),
                published=published(ISSUED),
            ),
            Document(
                id="cp9107",
                kind=DocumentKind.RESPONSE,
                title="Response",
                authors=("harbours",),
                published=published(dt.date(2027, 4, 9)),
            ),
        ),
        items=(
            rec(1),
            rec(2, "harbours", "safety"),
            rec(3),
            rec(4),
            rec(5),
            Conclusion(id="con-1", document="hc9041", text="It is late."),
        ),
        responses=(
            reply("rec-1", Position.ACCEPTED),
            reply("rec-2", Position.ACCEPTED),
            reply("rec-3", Position.REJECTED),
            reply("rec-4", Position.ACCEPTED_IN_PRINCIPLE),
            reply("rec-5", Position.ACCEPTED),
        ),
        commitments=(
            promise("rec-1", 2027, 8),
            promise("rec-2", 2027, 10),
            promise("rec-4", 2027, 12),
            promise("rec-5", 2027, 6),
        ),
        updates=(
            Update(
                id="u",
                about="rec-5",
                reported_by="harbours",
                day=PartialDate.day(dt.date(2027, 6, 1)),
                implementation=Implementation.IMPLEMENTED,
            ),
        ),
    )


def told(counts: tuple[Count, ...]) -> list[str]:
    """Say each count as a person would."""
    return [f"{count.label}: {count.words}" for count in counts]


def counted(as_of: dt.date = TODAY) -> Summary:
    """Count the invented year."""
    return summary(year(), as_of=as_of)


def test_counts_by_status_name_their_population() -> None:
    """Recommendations and conclusions are counted apart, each of its own number, pressing ones first."""
    assert [
        "Response overdue: 1 of 5 recommendations",
        "Overdue: 1 of 5 recommendations",
        "Promised: 1 of 5 recommendations (1 accepted in principle)",
        "Rejected: 1 of 5 recommendations",
        "Implemented: 1 of 5 recommendations",
        "Response not required: 1 of 1 conclusion",
    ] == told(counted().by_status)


def test_a_count_says_its_day() -> None:
    """A count can be quoted by itself: it says of how many, of what, and on which day."""
    assert "Overdue: 1 of 5 recommendations, on 1 October 2027" == str(counted().by_status[1])


def test_a_count_holds_the_ids_of_what_it_counts() -> None:
    """Whoever doubts a number can look at the records behind it."""
    assert ("rec-1",) == counted().by_status[1].records


def test_counts_by_department() -> None:
    """Each responder has its own population; where nobody is named that is said, and comes last."""
    assert [
        (
            "Department for Harbours",
            [
                "Overdue: 1 of 5 recommendations",
                "Promised: 2 of 5 recommendations (1 accepted in principle)",
                "Rejected: 1 of 5 recommendations",
                "Implemented: 1 of 5 recommendations",
            ],
        ),
        ("Coastal Safety Agency", ["Response overdue: 1 of 1 recommendation"]),
        ("Nobody named", ["Response not required: 1 of 1 conclusion"]),
    ] == [(group.label, told(group.counts)) for group in counted().by_department]


def test_counts_by_timeliness() -> None:
    """Timeliness is counted over answers, because an item may have several."""
    assert [
        "Overdue: 1 of 7 answers",
        "Response overdue: 1 of 7 answers",
        "Not due: 2 of 7 answers (1 accepted in principle)",
        "In time: 2 of 7 answers",
        "No date: 1 of 7 answers",
    ] == told(counted().by_timeliness)


def test_target_dates_that_run_out() -> None:
    """Live promises whose date runs out within so many days are counted of those with a date."""
    assert [
        (30, dt.date(2027, 10, 31), "1 of 3 promises with a date"),
        (60, dt.date(2027, 11, 30), "1 of 3 promises with a date"),
        (90, dt.date(2027, 12, 30), "1 of 3 promises with a date"),
    ] == [(due.days, due.until, due.targets.words) for due in counted().due]


def test_overdue_promises_are_counted() -> None:
    """Promises whose date has passed are counted of the live ones; what is done is not among them."""
    assert ("1 of 3 promises with a date", ("rec-1/harbours/c1",)) == (
        counted().overdue.words,
        counted().overdue.records,
    )


def test_responses_due() -> None:
    """Before the deadline, the answers that fall due are counted of those awaited."""
    found = counted(dt.date(2027, 3, 1))
    assert ["0 of 6 answers awaited", "6 of 6 answers awaited", "6 of 6 answers awaited"] == [
        due.responses.words for due in found.due
    ]


def test_headings_are_not_counted() -> None:
    """A heading that only holds limbs is not counted beside them."""
    held = Register(
        id="r",
        title="R",
        items=(
            Recommendation(id="h", document="d", label="1"),
            Recommendation(id="a", document="d", label="1(a)", text="Do it.", parent="h"),
        ),
    )
    assert ["Response awaited: 1 of 1 recommendation"] == told(summary(held, as_of=TODAY).by_status)


def test_a_department_with_both_kinds_has_items() -> None:
    """Where a responder answers recommendations and conclusions, its population is items."""
    both = year().with_records(
        Conclusion(id="con-1", document="hc9041", text="It is late.", addressed_to=("safety",))
    )
    found = {group.key: told(group.counts) for group in summary(both, as_of=TODAY).by_department}
    assert ["Response overdue: 2 of 2 items"] == found["safety"]


def test_an_empty_register_has_an_empty_summary() -> None:
    """Nothing is counted where nothing is held, and nothing fails."""
    found = summary(Register(id="r", title="R"), as_of=dt.date.max)
    assert ((), (), (), "0 of 0 promises with a date") == (
        found.by_status,
        found.by_department,
        found.by_timeliness,
        found.overdue.words,
    )


def test_the_function_is_not_hidden_by_its_module() -> None:
    """Importing the room leaves the function of the same name at the front door."""
    room = importlib.import_module("accountability.summary")
    assert accountability.summary is room.summary


def test_counts_by_body() -> None:
    """Each body that made something has its own population; what two made together counts for both."""
    joint = Recommendation(
        id="joint", document="hc9041", label="6", text="Do it.", made_by=("hcc", "ports")
    )
    orphan = Recommendation(id="orphan", document="gone", label="1", text="Do it.")
    found = summary(year().with_records(joint, orphan), as_of=TODAY).by_body
    assert [
        ("hcc", "Harbours and Coasts Committee", 7, 7),
        ("ports", "ports", 1, 1),
        ("", "Not known who made it", 1, 1),
    ] == [
        (body.key, body.label, sum(c.number for c in body.counts), body.counts[0].population)
        for body in found
    ]


def test_every_rate_names_numerator_population_and_day() -> None:
    """What was rejected, dropped or never reported stays in a population unless its label says otherwise."""
    in_part = "in full, in principle or in part"
    assert [
        ("Answered", "83 %, 5 of 6 answers asked for"),
        ("Answered in time", "83 %, 5 of 6 answers due"),
        ("Accepted in full", "40 %, 2 of 5 recommendations issued"),
        (f"Accepted {in_part}", "60 %, 3 of 5 recommendations issued (1 accepted in principle)"),
        ("Implemented, as claimed", "20 %, 1 of 5 recommendations issued"),
        ("Implemented, as somebody else found", "0 %, 0 of 5 recommendations issued"),
        (
            f"Implemented, of those accepted {in_part}",
            f"33 %, 1 of 3 recommendations accepted {in_part}",
        ),
    ] == [(c.label, c.rate.removesuffix(", on 1 October 2027")) for c in counted().rates]
    assert all(count.rate.endswith(", on 1 October 2027") for count in counted().rates)


def rate(register: Register, key: str, as_of: dt.date = TODAY) -> tuple[int, int]:
    """Give numerator and population of a rate."""
    found = next(count for count in summary(register, as_of=as_of).rates if count.key == key)
    return found.number, found.population


def test_what_was_dropped_stays_in_the_population() -> None:
    """A recommendation that is stopped, superseded or rejected makes no rate look better."""
    ends = (Implementation.STOPPED, Implementation.SUPERSEDED, Implementation.CLOSED)
    for end in ends:
        dropped = Update(
            id="d",
            about="rec-1",
            reported_by="harbours",
            day=PartialDate.day(TODAY),
            implementation=end,
        )
        assert (1, 5) == rate(year().with_records(dropped), "implemented")
        assert (1, 3) == rate(year().with_records(dropped), "implemented-of-accepted")


def test_what_is_not_issued_yet_is_in_no_rate() -> None:
    """A rate of a past day has no part in what was issued only later."""
    before = ISSUED - dt.timedelta(days=1)
    assert {(0, 0)} == {(c.number, c.population) for c in summary(year(), as_of=before).rates}
    assert "no rate, 0 of 0 recommendations issued, on 11 February 2027" == (
        summary(year(), as_of=before).rates[2].rate
    )


def test_an_unanswered_row_is_due_once_its_deadline_has_passed() -> None:
    """An answer that never came counts against the rate, one that is not due yet does not."""
    assert (0, 6) == rate(year(), "answered", dt.date(2027, 3, 1))
    assert (0, 0) == rate(year(), "answered-in-time", dt.date(2027, 3, 1))
    assert (5, 6) == rate(year(), "answered-in-time", dt.date(2027, 5, 1))


def test_a_late_or_undated_answer_is_not_in_time() -> None:
    """Only an answer that is known to have come by its day is counted as in time."""
    late = evolve(reply("rec-1", Position.ACCEPTED), day=PartialDate.day(dt.date(2027, 6, 1)))
    assert (4, 6) == rate(year().with_records(late), "answered-in-time")
    undated = evolve(late, document=None, day=None, steps=(Step(stage=Stage.SENT),))
    assert (4, 6) == rate(year().with_records(undated), "answered-in-time")


def test_self_reported_work_is_not_verified_work() -> None:
    """What the responder says of itself and what somebody else found are two rates."""
    found = Update(
        id="f",
        about="rec-5",
        reported_by="hcc",
        day=PartialDate.day(dt.date(2027, 7, 1)),
        implementation=Implementation.IMPLEMENTED,
        assurance=Assurance.RECOMMENDER,
    )
    assert (0, 5) == rate(year(), "verified")
    assert (1, 5) == rate(year().with_records(found), "verified")


def test_a_count_is_a_share_of_its_population() -> None:
    """A count can be used as a number, and is none where there is nobody to count."""
    assert 0.2 == counted().by_status[0].share
    assert summary(Register(id="r", title="R"), as_of=TODAY).overdue.share is None


def test_every_group_adds_up() -> None:
    """By status, body, department and timeliness, the numbers add up to their populations."""
    found = counted()
    groups = [
        found.by_status[:-1],
        found.by_timeliness,
        *(group.counts for group in (*found.by_department, *found.by_body)),
    ]
    for group in groups:
        assert {sum(count.number for count in group)} == {count.population for count in group}
