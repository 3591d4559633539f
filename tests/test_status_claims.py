"""Whose claims count, whose words may be taken back, and with which day a promise is compared."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from accountability import (
    Assurance,
    Commitment,
    Document,
    DocumentKind,
    Implementation,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    Recommendation,
    Record,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
    Timeliness,
    Update,
    Verdict,
    check,
    status_of,
    statuses,
    summary,
    timeline,
)
from accountability.status import Status

TODAY = dt.date(2027, 10, 1)
DEP, COMMITTEE, VOLUNTEERS, AGENCY = "dep", "hcc", "vol", "agency"
REC, ANSWER = "rec1", "rec1/dep"
DONE, GOING = Implementation.IMPLEMENTED, Implementation.IN_PROGRESS


def day(month: int, number: int, year: int = 2027) -> PartialDate:
    """Make a day."""
    return PartialDate.day(dt.date(year, month, number))


def answer(position: Position = Position.ACCEPTED, **changes: Any) -> Response:
    """Make an answer of the Department."""
    fields: dict[str, Any] = {
        "id": ANSWER,
        "answers": REC,
        "responder": DEP,
        "text": "We agree, and will do it.",
        "day": day(4, 9),
        "steps": (Step(stage=Stage.SENT, day=day(4, 9)),),
    }
    return Response(position=position, **fields | changes)


def claim(number: str, said: Implementation, on: PartialDate, **changes: Any) -> Update:
    """Make a report of progress, the Department's on the recommendation."""
    fields: dict[str, Any] = {"about": REC, "reported_by": DEP}
    return Update(id=number, implementation=said, day=on, **fields | changes)


def promise(number: str, due: PartialDate | None, **changes: Any) -> Commitment:
    """Make a promise of the Department."""
    fields: dict[str, Any] = {"items": (REC,), "response": ANSWER, "owners": (DEP,)}
    dates = (TargetDate(date=due),) if due else ()
    return Commitment(id=number, text=f"The part {number}.", dates=dates, **fields | changes)


def register(*records: Record) -> Register:
    """Make a report with one recommendation, which the Department accepted, and what is added."""
    return Register(
        id="r",
        title="Harbours",
        organisations=(
            Organisation(id=COMMITTEE, name="Committee", kind=OrganisationKind.COMMITTEE),
            Organisation(id=DEP, name="Department", kind=OrganisationKind.DEPARTMENT),
            Organisation(id=AGENCY, name="Agency", part_of=DEP),
            Organisation(id=VOLUNTEERS, name="Volunteers"),
        ),
        documents=(
            Document(
                id="rep",
                kind=DocumentKind.REPORT,
                title="Harbours",
                authors=(COMMITTEE,),
                published=day(2, 12),
            ),
        ),
        items=(
            Recommendation(
                id=REC,
                document="rep",
                label="1",
                text="The Department should publish one standard.",
                addressed_to=(DEP,),
            ),
        ),
        responses=(answer(),),
    ).with_records(*records)


def judged(*records: Record, about: str = REC, as_of: dt.date = TODAY) -> Verdict:
    """Judge the recommendation, or a promise, in a register with these records."""
    return status_of(register(*records), about, as_of=as_of)


def reasons(verdict: Verdict) -> str:
    """Return the reasons as one text."""
    return " ".join(reason.text for reason in verdict.reasons)


def codes(*records: Record, select: str) -> list[str]:
    """Return the codes of what is found in a register with these records."""
    found = check(register(*records), as_of=TODAY, select=(select,))
    return [finding.code for finding in found]


# --- each date with its own claim ----------------------------------------------------------------------

TWO = (promise("c1", day(5, 1)), promise("c2", day(5, 1, 2028)))
PLAN = (
    promise("plan", None),
    promise("m1", day(5, 1), parent="plan", items=(), response=None),
    promise("m2", day(5, 1, 2028), parent="plan", items=(), response=None),
)


def kept(first: str, second: str, early: PartialDate, late: PartialDate) -> tuple[Update, ...]:
    """Report two promises as kept, one after the other."""
    return (
        claim("u1", DONE, early, about=first),
        claim("u2", DONE, late, about=second),
    )


@pytest.mark.parametrize(
    ("records", "about"),
    [
        ((*TWO, *kept("c1", "c2", day(4, 20), day(9, 2))), REC),
        ((*PLAN, *kept("m1", "m2", day(4, 20), day(9, 2))), REC),
        ((*PLAN, *kept("m1", "m2", day(4, 20), day(9, 2))), "plan"),
    ],
    ids=["two promises", "milestones", "the plan itself"],
)
def test_each_promise_is_compared_with_its_own_day(records: tuple[Record, ...], about: str) -> None:
    """A promise kept before its date is in time, though another was kept months after that date."""
    verdict = judged(*records, about=about)
    assert (Status.IMPLEMENTED, Timeliness.IN_TIME) == (verdict.status, verdict.axes.timeliness)
    assert "late" not in reasons(verdict)
    assert all(
        Timeliness.DELIVERED_LATE.value != count.key
        for count in summary(register(*records), as_of=TODAY).by_timeliness
    )


def test_one_promise_kept_late_makes_the_item_late() -> None:
    """It takes one of several dates to have been missed."""
    verdict = judged(*TWO, *kept("c1", "c2", day(5, 2), day(9, 2)))
    assert Timeliness.DELIVERED_LATE is verdict.axes.timeliness
    assert "for “The part c1.” was 1 May 2027: 1 day late" in reasons(verdict)
    assert "within the target date 1 May 2028 for “The part c2.”" in reasons(verdict)


def test_a_plan_is_done_when_its_last_milestone_is() -> None:
    """A plan with a date of its own, and none of its milestones, is kept by the last of them."""
    plan = (
        promise("plan", day(6, 1)),
        promise("m1", None, parent="plan", items=(), response=None),
        promise("m2", None, parent="plan", items=(), response=None),
    )
    late = kept("m1", "m2", day(4, 20), day(9, 2))
    finished = (
        claim("u1", DONE, day(9, 10), about="m1", completed_on=day(4, 20)),
        claim("u2", DONE, day(9, 10), about="m2", completed_on=day(9, 2)),
    )
    for reports in (late, finished):
        verdict = judged(*plan, *reports)
        assert Timeliness.DELIVERED_LATE is verdict.axes.timeliness
        assert "93 days late" in reasons(verdict)


def test_the_last_report_on_several_promises_is_the_day_of_the_whole() -> None:
    """What an older report says of the item gives way to the last of the reports on its promises."""
    old = claim("u0", GOING, day(6, 1))
    verdict = judged(*TWO, old, *kept("c1", "c2", day(4, 20), day(9, 2)))
    assert Status.IMPLEMENTED == verdict.status


def test_what_was_dropped_has_no_date_to_keep() -> None:
    """A promise that was overtaken after its date is not called late with the one that was kept."""
    dropped = claim("u1", Implementation.SUPERSEDED, day(9, 2), about="c1")
    verdict = judged(*TWO, dropped, claim("u2", DONE, day(9, 2), about="c2"))
    assert (Status.IMPLEMENTED, Timeliness.IN_TIME) == (verdict.status, verdict.axes.timeliness)


# --- days still to come, and days given roughly ---------------------------------------------------------


def test_a_completion_that_is_still_ahead_is_no_fact() -> None:
    """Nobody is late by a day that has not come; when the work was finished is not known."""
    ahead = claim("u1", DONE, day(6, 1), completed_on=day(1, 1, 2028))
    verdict = judged(promise("c1", day(5, 1)), ahead)
    assert Timeliness.UNKNOWN is verdict.axes.timeliness
    assert "to be finished on 1 January 2028, which is still to come" in reasons(verdict)
    assert "late" not in reasons(verdict)
    later = judged(promise("c1", day(5, 1)), ahead, as_of=dt.date(2028, 1, 1))
    assert "245 days late" in reasons(later)


def test_a_rough_completion_day_is_not_after_its_report() -> None:
    """Done "in 2027", as reported in June, is done by June."""
    rough = claim("u1", DONE, day(6, 1), completed_on=PartialDate.year(2027, "2027"))
    verdict = judged(promise("c1", day(6, 30)), rough)
    assert Timeliness.IN_TIME is verdict.axes.timeliness


# --- who may take back whose words ----------------------------------------------------------------------


def test_nobody_takes_back_anothers_report() -> None:
    """A third party that "corrects" the responder's report is heard beside it, and decides nothing."""
    own = claim("u1", GOING, day(6, 1))
    other = claim(
        "u2",
        DONE,
        day(7, 1),
        reported_by=VOLUNTEERS,
        assurance=Assurance.THIRD_PARTY,
        replaces="u1",
    )
    verdict = judged(own, other)
    assert Status.IN_PROGRESS == verdict.status
    assert "Volunteers, a third party, says “implemented”" in reasons(verdict)
    assert ["LNK509"] == codes(own, other, select="LNK509")
    told = [entry.text for entry in timeline(register(own, other), REC)]
    assert "which said “in progress”; that is not its own, and stands." in " ".join(told)


def test_nobody_takes_back_anothers_answer() -> None:
    """An answer stands, whoever else names it as corrected."""
    other = answer(
        Position.REJECTED, id="x", responder=VOLUNTEERS, replaces=ANSWER, day=day(5, 1), steps=()
    )
    other = evolve(other, steps=(Step(stage=Stage.SENT, day=day(5, 1)),))
    rows = {row.responder: row.status for row in judged(other).responders}
    assert Status.ACCEPTED == rows[DEP]
    assert ["LNK509"] == codes(other, select="LNK509")


HEIR = (
    Organisation(id=DEP, name="Department", until=day(6, 1), succeeded_by=("new",)),
    Organisation(id="new", name="New Department"),
)


@pytest.mark.parametrize(
    ("by", "others"),
    [(DEP, ()), (AGENCY, ()), ("new", HEIR), (COMMITTEE, (answer(on_behalf_of=(COMMITTEE,)),))],
    ids=["itself", "a part", "an heir", "on behalf"],
)
def test_a_correction_by_the_same_voice_counts(by: str, others: tuple[Record, ...]) -> None:
    """A body, its part, its heir and whoever it speaks for may correct what it said."""
    wrong = claim("u1", DONE, day(6, 1))
    right = claim("u2", GOING, day(7, 1), reported_by=by, responder=DEP, replaces="u1")
    assert Status.IN_PROGRESS == judged(*others, wrong, right).status
    assert [] == codes(*others, wrong, right, select="LNK509")


def test_an_heir_takes_nothing_back_before_it_took_over() -> None:
    """Until the body has ended, whoever will succeed it is somebody else."""
    wrong = claim("u1", DONE, day(4, 20))
    right = claim("u2", GOING, day(4, 21), reported_by="new", responder=DEP, replaces="u1")
    verdict = judged(*HEIR, wrong, right, as_of=dt.date(2027, 5, 1))
    assert Status.IMPLEMENTED == verdict.status


def test_an_odd_correction_is_found() -> None:
    """A correction that is older than what it corrects, or about something else, is asked about."""
    said = claim("u1", DONE, day(6, 1))
    older = claim("u2", GOING, day(5, 1), replaces="u1")
    elsewhere = claim("u2", GOING, day(7, 1), about="c1", replaces="u1")
    assert ["LNK510"] == codes(said, older, select="LNK510")
    assert ["LNK510"] == codes(promise("c1", day(5, 1)), said, elsewhere, select="LNK510")


# --- who stands behind a claim --------------------------------------------------------------------------


@pytest.mark.parametrize("assurance", [Assurance.VERIFIED, Assurance.RECOMMENDER])
@pytest.mark.parametrize("by", [DEP, AGENCY])
@pytest.mark.parametrize("about", [REC, "c1"])
def test_nobody_verifies_itself(about: str, by: str, assurance: Assurance) -> None:
    """A responder's own "verified" is what it says of itself, in the verdict and in every rate."""
    vouched = claim("u1", DONE, day(6, 1), about=about, reported_by=by, assurance=assurance)
    records = (promise("c1", None), vouched)
    verdict = judged(*records)
    assert (Status.IMPLEMENTED, Assurance.SELF_REPORTED) == (verdict.status, verdict.axes.assurance)
    assert "says so itself" in reasons(verdict)
    rates = {count.key: count.number for count in summary(register(*records), as_of=TODAY).rates}
    assert (1, 0) == (rates["implemented"], rates["verified"])
    assert ["COM322"] == codes(*records, select="COM322")


def test_only_the_recommender_speaks_as_one() -> None:
    """Who did not make the item is a third party; who made it, or verifies another's work, is not."""
    posing = claim("u1", DONE, day(6, 1), reported_by=VOLUNTEERS, assurance=Assurance.RECOMMENDER)
    assert Assurance.THIRD_PARTY is judged(posing).axes.assurance
    assert ["COM322"] == codes(posing, select="COM322")
    for real in (
        evolve(posing, reported_by=COMMITTEE),
        evolve(posing, assurance=Assurance.VERIFIED),
    ):
        assert real.assurance is judged(real).axes.assurance
        assert [] == codes(real, select="COM322")


def test_a_claim_that_decides_nothing_is_told() -> None:
    """What a body without a part in it reports as its own work leaves a reason and a finding."""
    stray = claim("u1", DONE, day(6, 1), reported_by=VOLUNTEERS)
    verdict = judged(stray)
    assert Status.ACCEPTED == verdict.status
    assert "Volunteers reports “implemented” on 1 June 2027 about its own work" in reasons(verdict)
    assert ["COM323"] == codes(stray, select="COM323")
    assert [] == codes(evolve(stray, reported_by=AGENCY), select="COM323")


def test_a_stranger_does_not_override_who_promised() -> None:
    """On a promise, a report by a body without a part in it counts as a third party's."""
    own = claim("u1", GOING, day(6, 1), about="c1")
    stray = claim("u2", DONE, day(7, 1), about="c1", reported_by=VOLUNTEERS)
    assert Status.IN_PROGRESS == judged(promise("c1", None), own, stray).status
    assert ["COM323"] == codes(promise("c1", None), own, stray, select="COM323")


@pytest.mark.parametrize(
    ("later", "expected"),
    [(day(7, 1), Status.IN_PROGRESS), (day(6, 1), Status.IMPLEMENTED)],
    ids=["the later", "of one day the better assured"],
)
def test_between_speakers_the_later_claim_counts_then_the_better_assured(
    later: PartialDate, expected: Status
) -> None:
    """A later claim of the responder counts against an older one that is better assured."""
    verified = claim("u1", DONE, day(6, 1), reported_by=COMMITTEE, assurance=Assurance.RECOMMENDER)
    assert expected == judged(claim("u2", GOING, later), verified).status


# --- damaged files --------------------------------------------------------------------------------------


def test_what_nests_deeply_tells_a_few_levels() -> None:
    """A verdict on the top of hundreds of parents carries no sentence for every one of them."""
    nested = tuple(
        Recommendation(
            id=f"i{number}",
            document="rep",
            text="Do it.",
            parent=f"i{number - 1}" if number else None,
        )
        for number in range(300)
    )
    verdicts = {v.id: v for v in statuses(register(*nested), as_of=TODAY)}
    assert 300 < len(verdicts)
    assert len(verdicts["i0"].reasons) < 20
    last = [list(verdicts[name].reasons).pop().text for name in ("i0", "i299")]
    assert last[0] == last[1]


def test_a_chain_of_bodies_is_followed_as_far_as_any_real_one_goes() -> None:
    """Parts of parts speak for a body, and hundreds of levels of them end somewhere."""
    chain = tuple(
        Organisation(
            id=f"o{number}",
            name=f"Body {number}",
            part_of=f"o{number - 1}" if number else None,
            until=day(1, 1, 2020),
            succeeded_by=(f"o{number + 1}",),
        )
        for number in range(300)
    )
    held = register(*chain)
    assert 3 < len(held.kin_of("o150")) < 200
    asked = evolve(held.items[0], addressed_to=("o0",))
    by_heir = answer(id="x", responder="o20")
    verdict = status_of(held.without(ANSWER).with_records(asked, by_heir), REC, as_of=TODAY)
    assert Status.ACCEPTED == verdict.status
