from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import accountability
from accountability import (
    Assessment,
    Assurance,
    Axes,
    Commitment,
    CommitmentKind,
    Conclusion,
    DateConventions,
    Document,
    DocumentKind,
    Event,
    EventKind,
    Implementation,
    InvalidRecordError,
    Item,
    ItemKind,
    Link,
    LinkKind,
    Opinion,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    PositionHow,
    Recommendation,
    Record,
    Register,
    Response,
    Season,
    Stage,
    Status,
    Step,
    TargetDate,
    Timeliness,
    Undated,
    UnknownRecordError,
    Update,
    Verdict,
    commitment_statuses,
    status_of,
    statuses,
    timeline,
    verdicts_by_row,
)
from accountability.status import ATTENTION, plain

# The invented year: the Harbours and Coasts Committee reports on 12 February 2027, the Department for
# Harbours answers on 9 April 2027, and is asked how far it has come on 1 October 2027.
ISSUED = dt.date(2027, 2, 12)
DUE = dt.date(2027, 4, 12)
ANSWERED = dt.date(2027, 4, 9)
TODAY = dt.date(2027, 10, 1)

COMMITTEE, DEPARTMENT, AGENCY, WATCHDOG = "hcc", "harbours", "safety", "watchdog"
REPORT, ANSWER, REC = "hc9041", "cp9107", "hc9041/rec-1"


def day(date: dt.date, words: str = "") -> PartialDate:
    """Make a day."""
    return PartialDate.day(date, words)


def bodies() -> tuple[Organisation, ...]:
    """Make the bodies of the invented year."""
    kinds = OrganisationKind
    return (
        Organisation(id=COMMITTEE, name="Harbours and Coasts Committee", kind=kinds.COMMITTEE),
        Organisation(id=DEPARTMENT, name="Department for Harbours", kind=kinds.DEPARTMENT),
        Organisation(id=AGENCY, name="Coastal Safety Agency", kind=kinds.PUBLIC_BODY),
        Organisation(id=WATCHDOG, name="Promise Watch"),
    )


def report(**changes: Any) -> Document:
    """Make the report of 12 February 2027."""
    fields: dict[str, Any] = {
        "kind": DocumentKind.REPORT,
        "title": "Storm warnings at small harbours",
        "authors": (COMMITTEE,),
        "published": day(ISSUED),
    }
    return Document(id=REPORT, **{**fields, **changes})


def answer_paper(**changes: Any) -> Document:
    """Make the paper that answers the report, silent on everything unless answers point to it."""
    fields: dict[str, Any] = {
        "kind": DocumentKind.RESPONSE,
        "title": "Government response",
        "authors": (DEPARTMENT,),
        "responds_to": (REPORT,),
        "published": day(ANSWERED),
    }
    return Document(id=ANSWER, **{**fields, **changes})


def rec(**changes: Any) -> Recommendation:
    """Make a recommendation of the report."""
    fields: dict[str, Any] = {
        "document": REPORT,
        "label": "1",
        "text": "Publish one warning standard for every harbour.",
        "addressed_to": (DEPARTMENT,),
    }
    return Recommendation(id=changes.pop("id", REC), **{**fields, **changes})


def reply(position: Position | None = Position.ACCEPTED, **changes: Any) -> Response:
    """Make a given answer of the Department."""
    answers = changes.pop("answers", REC)
    responder = changes.pop("responder", DEPARTMENT)
    given = changes.pop("given", ANSWERED)
    fields: dict[str, Any] = {
        "text": "We agree, and will publish it.",
        "steps": (Step(stage=Stage.SENT, day=day(given) if given else None),),
    }
    return Response(
        id=changes.pop("id", f"{answers}/{responder}"),
        answers=answers,
        responder=responder,
        position=position,
        **{**fields, **changes},
    )


def promise(*dates: TargetDate, **changes: Any) -> Commitment:
    """Make a promise of the Department."""
    fields: dict[str, Any] = {
        "text": "We will publish it.",
        "items": (REC,),
        "response": f"{REC}/{DEPARTMENT}",
    }
    return Commitment(
        id=changes.pop("id", f"{REC}/{DEPARTMENT}/c1"), dates=dates, **{**fields, **changes}
    )


def month(year: int, number: int, words: str = "", **changes: Any) -> TargetDate:
    """Make a target date that is a month."""
    return TargetDate(date=PartialDate.month(year, number, words), **changes)


def claim(implementation: Implementation | None, when: dt.date = TODAY, **changes: Any) -> Update:
    """Make a report of progress."""
    about = changes.pop("about", REC)
    by = changes.pop("by", DEPARTMENT)
    return Update(
        id=changes.pop("id", f"{about}/u-{by}-{when}"),
        about=about,
        reported_by=by,
        day=day(when),
        implementation=implementation,
        **changes,
    )


def view(**changes: Any) -> Assessment:
    """Make a view of the Committee."""
    by = changes.pop("by", COMMITTEE)
    fields: dict[str, Any] = {"about": REC, "day": day(dt.date(2027, 6, 1))}
    return Assessment(id=changes.pop("id", f"{REC}/a-{by}"), by=by, **{**fields, **changes})


def register(*records: Record, **changes: Any) -> Register:
    """Put *records* beside the bodies, the report and the recommendation, unless they replace them."""
    base = Register(
        id="harbour",
        title="Storm warnings",
        jurisdiction=changes.pop("jurisdiction", "uk"),
        organisations=bodies(),
        documents=(report(),),
        items=(rec(),),
    )
    return base.with_records(*records)


def judged(*records: Record, as_of: dt.date = TODAY, about: str = REC, **changes: Any) -> Verdict:
    """Judge the recommendation in a register of these records."""
    return status_of(register(*records, **changes), about, as_of=as_of)


def codes(verdict: Verdict) -> set[str]:
    """Name the reasons."""
    return {reason.code for reason in verdict.reasons}


def text_of(verdict: Verdict, code: str) -> str:
    """Give the words of the reason of that code."""
    return next(reason.text for reason in verdict.reasons if reason.code == code)


IMPLEMENTED = Implementation.IMPLEMENTED
IN_PROGRESS = Implementation.IN_PROGRESS

TABLE: list[tuple[str, Status, str, Callable[[], Verdict]]] = [
    (
        "issued after the day",
        Status.NOT_YET_MADE,
        "issued-later",
        lambda: judged(as_of=dt.date(2027, 2, 11)),
    ),
    (
        "a conclusion that nobody was asked about",
        Status.RESPONSE_NOT_REQUIRED,
        "no-reply-needed",
        lambda: judged(Conclusion(id="c", document=REPORT, text="It is late."), about="c"),
    ),
    (
        "a conclusion that somebody was asked about",
        Status.RESPONSE_OVERDUE,
        "response-overdue",
        lambda: judged(
            Conclusion(id="c", document=REPORT, text="It is late.", addressed_to=(AGENCY,)),
            about="c",
        ),
    ),
    (
        "before the deadline",
        Status.RESPONSE_AWAITED,
        "response-awaited",
        lambda: judged(as_of=DUE),
    ),
    (
        "after the deadline",
        Status.RESPONSE_OVERDUE,
        "response-overdue",
        lambda: judged(as_of=DUE + dt.timedelta(days=1)),
    ),
    (
        "without a rule that sets a deadline",
        Status.RESPONSE_AWAITED,
        "response-awaited",
        lambda: judged(jurisdiction=""),
    ),
    (
        "a request to write by a day",
        Status.RESPONSE_OVERDUE,
        "response-overdue",
        lambda: judged(
            rec(kind=ItemKind.REQUEST, wanted_by=(PartialDate.month(2027, 5),)), jurisdiction=""
        ),
    ),
    (
        "the responder's paper is silent",
        Status.NOT_ADDRESSED,
        "silent",
        lambda: judged(answer_paper()),
    ),
    (
        "an interim paper is silent",
        Status.RESPONSE_OVERDUE,
        "response-overdue",
        lambda: judged(answer_paper(kind=DocumentKind.INTERIM_RESPONSE)),
    ),
    (
        "somebody else's paper is silent",
        Status.RESPONSE_OVERDUE,
        "response-overdue",
        lambda: judged(answer_paper(authors=(AGENCY,))),
    ),
    (
        "somebody says that it was not addressed, and there is no answer",
        Status.NOT_ADDRESSED,
        "said-not-addressed",
        lambda: judged(view(by=WATCHDOG, position=Position.NOT_ADDRESSED)),
    ),
    (
        "a reply that states no position",
        Status.POSITION_UNCLEAR,
        "no-position",
        lambda: judged(reply(None, text="Safety at sea matters to us.")),
    ),
    (
        "a reply that states no position, with a date ahead",
        Status.POSITION_UNCLEAR,
        "target-ahead",
        lambda: judged(reply(Position.NOT_STATED), promise(month(2028, 3))),
    ),
    (
        "a general statement about the report is no position",
        Status.RESPONSE_OVERDUE,
        "general-answer",
        lambda: judged(reply(answers=REPORT, text="We broadly agree.")),
    ),
    (
        "considering",
        Status.UNDER_CONSIDERATION,
        "answered",
        lambda: judged(reply(Position.UNDER_CONSIDERATION)),
    ),
    (
        "not for this responder",
        Status.NOT_FOR_RESPONDER,
        "answered",
        lambda: judged(reply(Position.NOT_FOR_RESPONDER)),
    ),
    (
        "supported, for others to act on",
        Status.NOT_FOR_RESPONDER,
        "answered",
        lambda: judged(reply(Position.SUPPORTED)),
    ),
    ("noted", Status.NOTED, "answered", lambda: judged(reply(Position.NOTED))),
    ("rejected", Status.REJECTED, "answered", lambda: judged(reply(Position.REJECTED))),
    (
        "rejected, yet implemented",
        Status.IMPLEMENTED,
        "claim",
        lambda: judged(reply(Position.REJECTED), claim(IMPLEMENTED)),
    ),
    ("accepted, nothing promised", Status.ACCEPTED, "answered", lambda: judged(reply())),
    (
        "accepted in principle, promised without a date",
        Status.ACCEPTED,
        "no-date",
        lambda: judged(reply(Position.ACCEPTED_IN_PRINCIPLE), promise()),
    ),
    (
        "a date ahead",
        Status.PROMISED,
        "target-ahead",
        lambda: judged(reply(), promise(month(2028, 3))),
    ),
    (
        "something that goes on",
        Status.PROMISED,
        "goes-on",
        lambda: judged(reply(), promise(kind=CommitmentKind.CONTINUOUS)),
    ),
    (
        "something that recurs",
        Status.PROMISED,
        "recurs",
        lambda: judged(reply(), promise(kind=CommitmentKind.RECURRING)),
    ),
    (
        "a promise without an acceptance word, its date ahead",
        Status.PROMISED,
        "no-reply",
        lambda: judged(promise(month(2028, 3), response=None, owners=(DEPARTMENT,))),
    ),
    (
        "a promise in words alone, without a reply",
        Status.POSITION_UNCLEAR,
        "no-date",
        lambda: judged(promise(response=None, owners=(DEPARTMENT,))),
    ),
    (
        "a date passed",
        Status.OVERDUE,
        "target-passed",
        lambda: judged(reply(), promise(month(2027, 9))),
    ),
    (
        "a date passed where no position was stated",
        Status.OVERDUE,
        "target-passed",
        lambda: judged(reply(None), promise(month(2027, 9))),
    ),
    (
        "a date passed, work under way",
        Status.OVERDUE,
        "claim",
        lambda: judged(reply(), promise(month(2027, 9)), claim(IN_PROGRESS)),
    ),
    (
        "a conditional date passed",
        Status.PROMISED,
        "conditional",
        lambda: judged(reply(), promise(month(2027, 9), condition="subject to funding")),
    ),
    (
        "a day for reporting back passed",
        Status.PROMISED,
        "report-back-passed",
        lambda: judged(reply(), promise(month(2027, 9), kind=CommitmentKind.REPORT_BACK)),
    ),
    (
        "a day for a start passed",
        Status.PROMISED,
        "start-passed",
        lambda: judged(reply(), promise(month(2027, 9), kind=CommitmentKind.START)),
    ),
    (
        "a date passed, the promise reported kept",
        Status.IMPLEMENTED,
        "claim",
        lambda: judged(
            reply(),
            promise(month(2027, 9)),
            claim(IMPLEMENTED, about=f"{REC}/{DEPARTMENT}/c1"),
        ),
    ),
    ("work reported", Status.IN_PROGRESS, "claim", lambda: judged(reply(), claim(IN_PROGRESS))),
    (
        "open again after work was reported",
        Status.IN_PROGRESS,
        "claim",
        lambda: judged(
            reply(), claim(IN_PROGRESS, dt.date(2027, 5, 1)), claim(Implementation.OPEN)
        ),
    ),
    (
        "open, and no work was ever reported",
        Status.ACCEPTED,
        "claim",
        lambda: judged(reply(), claim(Implementation.OPEN)),
    ),
    (
        "only others call it open",
        Status.RESPONSE_OVERDUE,
        "claim",
        lambda: judged(claim(Implementation.OPEN, by=COMMITTEE, assurance=Assurance.RECOMMENDER)),
    ),
    (
        "part done",
        Status.PARTLY_IMPLEMENTED,
        "claim",
        lambda: judged(reply(), claim(Implementation.PARTLY_IMPLEMENTED)),
    ),
    ("done", Status.IMPLEMENTED, "claim", lambda: judged(reply(), claim(IMPLEMENTED))),
    (
        "done in another way",
        Status.IMPLEMENTED,
        "claim",
        lambda: judged(reply(), claim(Implementation.IMPLEMENTED_DIFFERENTLY)),
    ),
    (
        "overtaken",
        Status.SUPERSEDED,
        "claim",
        lambda: judged(reply(), claim(Implementation.SUPERSEDED)),
    ),
    (
        "passed to another body",
        Status.SUPERSEDED,
        "claim",
        lambda: judged(reply(Position.REJECTED), claim(Implementation.TRANSFERRED)),
    ),
    (
        "replaced by a later recommendation",
        Status.SUPERSEDED,
        "replaced",
        lambda: judged(
            reply(),
            rec(id="next", links=(Link(kind=LinkKind.REPLACES, to=REC),), label="7"),
        ),
    ),
    (
        "reconsidered by the recommender",
        Status.SUPERSEDED,
        "reconsidered",
        lambda: judged(reply(Position.REJECTED), view(opinion=Opinion.RECONSIDERED)),
    ),
    (
        "stopped",
        Status.CLOSED_NOT_IMPLEMENTED,
        "claim",
        lambda: judged(reply(), claim(Implementation.STOPPED)),
    ),
    ("closed", Status.CLOSED, "claim", lambda: judged(reply(), claim(Implementation.CLOSED))),
]


@pytest.mark.parametrize(
    ("status", "code", "verdict"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_each_step_of_the_procedure(
    status: Status, code: str, verdict: Callable[[], Verdict]
) -> None:
    """Each situation has its status, and a reason that says which situation it is."""
    found = verdict()
    assert (status, True) == (found.status, code in codes(found))


def test_every_status_is_reached() -> None:
    """No status of the list is out of reach of the table above."""
    assert set(Status) == {row[1] for row in TABLE}


def test_attention_orders_every_status_once() -> None:
    """The order of headlines names each status once."""
    assert sorted(Status) == sorted(ATTENTION)


def test_statuses_have_a_persons_words() -> None:
    """A status is shown in a person's words."""
    assert "Response awaited" == plain(Status.RESPONSE_AWAITED)


# --- the words of the reasons ----------------------------------------------------------------------------


def test_a_late_promise_is_told_as_it_happened() -> None:
    """The reasons of an overdue item tell answer, promise and report, with words and days."""
    verdict = judged(
        reply(position_words="We agree"),
        promise(
            TargetDate(
                date=PartialDate(
                    earliest=dt.date(2027, 6, 1),
                    latest=dt.date(2027, 8, 31),
                    words="by summer 2027",
                )
            )
        ),
        claim(IN_PROGRESS, dt.date(2027, 7, 14), printed_status="On track"),
    )
    assert (
        "Department for Harbours agreed on 9 April 2027: “We agree”. "
        "The target date “by summer 2027” ran out on 31 August 2027: 31 days ago. "
        "Last report on 14 July 2027: in progress (“On track”); Department for Harbours says so itself."
    ) == verdict.why


def test_what_is_overdue_says_since_when() -> None:
    """An overdue verdict has the last day that was in time and the days since, as numbers."""
    verdict = judged(reply(), promise(month(2027, 8)))
    assert (dt.date(2027, 8, 31), 31) == (verdict.overdue_since, verdict.days_overdue)


def test_a_deadline_shows_how_it_was_worked_out() -> None:
    """An awaited answer says by when it is due, in how many days, and by which arithmetic."""
    verdict = judged(as_of=dt.date(2027, 4, 2))
    assert (
        "No answer from Department for Harbours yet. It is due by 12 April 2027, in 10 days: "
        "two months from 12 February 2027 (the day itself not counted)."
    ) == verdict.why


def test_a_late_answer_is_told() -> None:
    """An answer that came after the deadline says how late it was."""
    verdict = judged(reply(given=dt.date(2027, 4, 20)))
    assert (
        "The answer was due by 12 April 2027, two months from 12 February 2027 (the day itself not "
        "counted); it came on 20 April 2027, 8 days late."
    ) == text_of(verdict, "response-late")


def test_lateness_runs_to_the_day_of_receipt() -> None:
    """A paper that was received in time is in time, whenever it was published."""
    paper = answer_paper(received=day(ANSWERED), published=day(dt.date(2027, 4, 30)))
    verdict = judged(paper, reply(document=ANSWER, steps=()))
    assert Timeliness.IN_TIME == verdict.axes.timeliness


def test_a_changed_mind_is_told() -> None:
    """The latest stated position counts, and the one before it is named."""
    verdict = judged(
        reply(Position.REJECTED),
        reply(id="later", given=dt.date(2027, 6, 1)),
    )
    assert (Status.ACCEPTED, "Its answer before that on 9 April 2027: rejected.") == (
        verdict.status,
        text_of(verdict, "changed-position"),
    )


def test_a_later_reply_without_a_position_does_not_undo_one() -> None:
    """A reply that states nothing leaves the stated position as it is, and is named."""
    verdict = judged(
        reply(Position.REJECTED),
        reply(Position.NOT_STATED, id="later", given=dt.date(2027, 6, 1)),
    )
    assert (Status.REJECTED, True) == (verdict.status, "later-reply" in codes(verdict))


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    """A corrected answer no longer counts, whatever its day; its promises give way to new ones."""
    verdict = judged(
        reply(Position.REJECTED, given=dt.date(2027, 6, 1)),
        promise(month(2027, 9)),
        reply(id="right", replaces=f"{REC}/{DEPARTMENT}"),
        promise(month(2028, 9), id="c2", response="right"),
    )
    assert Status.PROMISED == verdict.status


def test_declined_parts_are_quoted() -> None:
    """An answer in principle that refuses a part quotes that part."""
    verdict = judged(reply(Position.PARTIALLY_ACCEPTED, declined=("every harbour",)))
    assert "It declines “every harbour”." in verdict.why


def test_a_quotation_with_its_own_full_stop_ends_the_sentence() -> None:
    """A quoted sentence is not followed by a second full stop."""
    assert "“We agree.”." not in judged(reply(position_words="We agree.")).why


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"printed_status": "Agree"}, "agreed on 9 April 2027; printed as “Agree”."),
        (
            {"position_how": PositionHow.CHOSEN},
            "agreed on 9 April 2027, as chosen from a list.",
        ),
        ({"steps": (), "day": PartialDate.month(2027, 4), "document": ANSWER}, "agreed (1 April"),
    ],
)
def test_how_a_position_is_known(changes: dict[str, Any], words: str) -> None:
    """Without quoted words the reason says how the position is known, and when it was given."""
    assert words in judged(answer_paper(), reply(**changes)).why


def test_a_season_says_which_days_it_was_taken_for() -> None:
    """A date that needs a convention says how it was read."""
    spring = DateConventions().season(Season.SPRING, 2027, "Spring 2027")
    verdict = judged(reply(), promise(TargetDate(date=spring)))
    assert (
        "The target date “Spring 2027” (read as 1 March 2027 to 31 May 2027) ran out on 31 May 2027: "
        "123 days ago."
    ) == text_of(verdict, "target-passed")


# --- third parties ---------------------------------------------------------------------------------------


def test_a_third_party_does_not_override_the_answer() -> None:
    """What a third party reads is named beside the responder's own words, and changes nothing."""
    verdict = judged(
        reply(position_words="We agree"),
        view(by=WATCHDOG, position=Position.NOT_ADDRESSED, printed_status="Not Addressed"),
    )
    assert (
        Status.ACCEPTED,
        (
            "Promise Watch has “Not Addressed” on 1 June 2027; that does not override the answer of "
            "Department for Harbours (“We agree”)."
        ),
    ) == (verdict.status, text_of(verdict, "other-view"))


def test_a_reading_of_an_answer_that_is_not_held_is_told() -> None:
    """What a third party read in an answer that is not held is told, and is no answer."""
    verdict = judged(view(by=WATCHDOG, position=Position.ACCEPTED))
    assert (Status.RESPONSE_OVERDUE, "Promise Watch has “Accepted” on 1 June 2027.") == (
        verdict.status,
        text_of(verdict, "other-view"),
    )


def test_a_third_party_is_heard_where_nobody_else_speaks() -> None:
    """A third party's claim counts only until somebody else says something."""
    third = claim(IMPLEMENTED, by=WATCHDOG, assurance=Assurance.THIRD_PARTY)
    alone = judged(reply(), third)
    contradicted = judged(reply(), third, claim(Implementation.NOT_STARTED, dt.date(2027, 5, 1)))
    assert [Status.IMPLEMENTED, Status.ACCEPTED] == [alone.status, contradicted.status]
    assert "a third party" in text_of(alone, "claim")
    assert "Promise Watch, a third party, says “implemented”" in text_of(
        contradicted, "other-claim"
    )


def test_open_says_nothing_against_another_speaker() -> None:
    """The recommender's "open" leaves the responder's claim standing, and is named."""
    verdict = judged(
        reply(),
        claim(IMPLEMENTED, dt.date(2027, 5, 1)),
        claim(Implementation.OPEN, by=COMMITTEE, assurance=Assurance.RECOMMENDER),
    )
    assert (Status.IMPLEMENTED, True) == (verdict.status, "other-claim" in codes(verdict))


def test_between_speakers_the_later_claim_counts() -> None:
    """A later claim of the recommender counts against the responder's earlier one."""
    verdict = judged(
        reply(),
        claim(IMPLEMENTED, dt.date(2027, 5, 1)),
        claim(IN_PROGRESS, by=COMMITTEE, assurance=Assurance.RECOMMENDER),
    )
    assert (Status.IN_PROGRESS, Assurance.RECOMMENDER) == (verdict.status, verdict.axes.assurance)


def test_closed_takes_its_how_from_whoever_says_it() -> None:
    """A recommender that closes an item does not hide that the responder says it is done."""
    verdict = judged(
        reply(),
        claim(IMPLEMENTED, dt.date(2027, 5, 1)),
        claim(Implementation.CLOSED, by=COMMITTEE, assurance=Assurance.RECOMMENDER),
    )
    assert Status.IMPLEMENTED == verdict.status


def test_a_corrected_report_of_progress_no_longer_counts() -> None:
    """An update that names what it corrects takes its place, whatever the days."""
    wrong = claim(IMPLEMENTED)
    right = claim(IN_PROGRESS, dt.date(2027, 9, 1), id="right", replaces=wrong.id)
    assert Status.IN_PROGRESS == judged(reply(), wrong, right).status


def test_opinions_stand_beside_the_status() -> None:
    """The recommender's opinion is an axis and a reason, and no status."""
    verdict = judged(
        reply(),
        view(opinion=Opinion.UNSATISFACTORY, text="Too slow."),
        view(by=WATCHDOG, opinion=Opinion.SATISFACTORY, day=day(dt.date(2027, 7, 1))),
    )
    assert (Status.ACCEPTED, Opinion.UNSATISFACTORY) == (verdict.status, verdict.axes.assessment)
    assert (
        "Harbours and Coasts Committee, who made it, finds on 1 June 2027: unsatisfactory: "
        "“Too slow.”"
    ) == text_of(verdict, "opinion")


def test_a_repeated_recommendation_is_named() -> None:
    """A later recommendation that asks for the same again is a reason, and no status."""
    again = rec(id="again", label="3", links=(Link(kind=LinkKind.REPEATS, to=REC),))
    verdict = judged(reply(), again)
    assert (Status.ACCEPTED, True) == (verdict.status, "repeated" in codes(verdict))


# --- drafts and days -------------------------------------------------------------------------------------


def test_a_draft_is_a_reason_and_never_a_status() -> None:
    """What a draft says is told; the status stays that of an item without an answer."""
    verdict = judged(reply(steps=(Step(stage=Stage.CLEARED, day=day(ISSUED)),)), as_of=DUE)
    assert (Status.RESPONSE_AWAITED, "A draft, not sent, says accepted.") == (
        verdict.status,
        text_of(verdict, "draft"),
    )


def test_an_allotted_row_counts_as_unanswered() -> None:
    """A row that was allotted and holds nothing yet is an answer awaited."""
    verdict = judged(reply(None, text="", steps=()), as_of=DUE)
    assert (Status.RESPONSE_AWAITED, True) == (verdict.status, "allotted" in codes(verdict))


def test_an_answer_in_a_paper_that_was_received_is_given() -> None:
    """A paper that the recommender received holds answers, and is not silent on what it answers."""
    paper = answer_paper(published=None, received=day(ANSWERED))
    verdict = judged(paper, reply(document=ANSWER, steps=()))
    assert (Status.ACCEPTED, False, False) == (
        verdict.status,
        "silent" in codes(verdict),
        "draft" in codes(verdict),
    )


@pytest.mark.parametrize("changes", [{"day": day(dt.date(2027, 11, 1))}, {"responder": AGENCY}])
def test_a_paper_is_not_silent_on_what_it_carries(changes: dict[str, Any]) -> None:
    """Words that count only later, or are another body's, are no silence of the paper they are in."""
    carried = reply(**{"document": ANSWER, "steps": (), **changes})
    verdict = judged(answer_paper(), carried)
    assert (Status.RESPONSE_OVERDUE, False) == (verdict.status, "silent" in codes(verdict))


def test_a_paper_that_answers_a_parent_is_not_silent_on_its_limb() -> None:
    """What is said to a recommendation as a whole is said to its limbs."""
    limb = rec(id=f"{REC}/a", label="a", parent=REC)
    carried = reply(document=ANSWER, steps=(), day=day(dt.date(2027, 11, 1)))
    verdict = judged(answer_paper(), carried, limb, about=limb.id)
    assert Status.RESPONSE_OVERDUE == verdict.status


def test_an_empty_row_of_a_paper_is_silent() -> None:
    """A row that a paper leaves empty is no answer in it."""
    verdict = judged(answer_paper(), reply(None, text="", document=ANSWER, steps=()))
    assert Status.NOT_ADDRESSED == verdict.status


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ((), Status.IMPLEMENTED),
        ((Step(stage=Stage.DRAFTED),), Status.IMPLEMENTED),
        ((Step(stage=Stage.COMMISSIONED),), Status.RESPONSE_OVERDUE),
        (
            (Step(stage=Stage.COMMISSIONED, day=day(dt.date(2027, 11, 1))),),
            Status.IMPLEMENTED,
        ),
    ],
    ids=["bare", "drafted", "commissioned", "commissioned later"],
)
def test_a_draft_by_somebody_who_was_not_asked_changes_no_status(
    steps: tuple[Step, ...], status: Status
) -> None:
    """Only a commission makes the author of a draft one who is waited for."""
    draft = reply(responder=AGENCY, steps=steps)
    assert status == judged(reply(), claim(IMPLEMENTED), draft).status


@pytest.mark.parametrize("addressed", [(DEPARTMENT,), ()], ids=["addressed", "nobody named"])
def test_a_draft_takes_the_place_of_nobody(addressed: tuple[str, ...]) -> None:
    """A draft on somebody's behalf, or where nobody is named, leaves what was done as it is."""
    draft = reply(responder=AGENCY, on_behalf_of=(DEPARTMENT,), steps=())
    verdict = judged(rec(addressed_to=addressed), claim(IMPLEMENTED), draft)
    assert (Status.IMPLEMENTED, [AGENCY], "A draft, not sent, says accepted.") == (
        verdict.status,
        [row.responder for row in verdict.responders],
        text_of(verdict, "draft"),
    )


def test_a_draft_on_a_limb_leaves_the_parent_as_it_is() -> None:
    """A parent's rows take from those who were asked about its limbs, not from drafts."""
    limb = rec(id=f"{REC}/a", label="a", parent=REC)
    done = claim(IMPLEMENTED, about=limb.id)
    draft = reply(responder=AGENCY, answers=limb.id, steps=())
    parent = rec(addressed_to=(DEPARTMENT, AGENCY))
    for extra in ((), (draft,)):
        verdict = judged(parent, limb, done, *extra)
        rows = [row.status for row in verdict.responders]
        assert [Status.IMPLEMENTED] * 3 == [verdict.status, *rows]


def test_a_view_of_a_draft_is_no_view_of_the_answer() -> None:
    """What is made of a draft decides nothing; what is made of an answer still to come does."""
    about = f"{REC}/{DEPARTMENT}"
    found = view(by=WATCHDOG, about=about, position=Position.NOT_ADDRESSED)
    statuses = [
        judged(found, *replies).status
        for replies in ((), (reply(None, text="", steps=()),), (reply(steps=()),))
    ]
    expected = [Status.NOT_ADDRESSED, Status.NOT_ADDRESSED, Status.RESPONSE_OVERDUE]
    assert expected == statuses


def test_a_promise_in_a_draft_is_none() -> None:
    """A promise made in a draft does not count, for the item or for itself."""
    records = (reply(steps=()), promise(month(2027, 3)))
    item = judged(*records, as_of=DUE)
    commitment = judged(*records, as_of=DUE, about=f"{REC}/{DEPARTMENT}/c1")
    assert [Status.RESPONSE_AWAITED, Status.NOT_YET_MADE] == [item.status, commitment.status]


def test_what_happens_later_does_not_count() -> None:
    """On a day before the answer, the answer is not there."""
    verdict = judged(reply(), claim(IMPLEMENTED), as_of=dt.date(2027, 4, 8))
    assert Status.RESPONSE_AWAITED == verdict.status


def test_undated_facts_count_on_every_day_and_say_so() -> None:
    """Facts without a day count, and a reason names them and their ids."""
    verdict = judged(reply(given=None), as_of=ISSUED)
    reason = next(reason for reason in verdict.reasons if reason.code == "undated")
    assert (
        Status.ACCEPTED,
        "Undated, so counted on every day: the answer.",
        (f"{REC}/{DEPARTMENT}",),
    ) == (verdict.status, reason.text, reason.rests_on)


def test_a_moved_date_counts_from_the_day_it_was_set() -> None:
    """The date of a past day is the one that stood on that day."""
    moved = promise(
        month(2027, 5, "May 2027"),
        month(2028, 5, "May 2028", set_on=day(dt.date(2027, 7, 7)), reason="No money"),
    )
    found = [
        judged(reply(), moved, as_of=when).status
        for when in (dt.date(2027, 7, 6), dt.date(2027, 7, 7))
    ]
    assert [Status.OVERDUE, Status.PROMISED] == found


def test_a_moved_date_is_late_against_the_original() -> None:
    """A moved date says what it was first, why it moved and that nobody was told."""
    verdict = judged(
        reply(),
        promise(
            month(2027, 5, "May 2027"),
            month(2028, 5, "May 2028", set_on=day(dt.date(2027, 7, 7)), reason="No money"),
        ),
    )
    assert Timeliness.LATE_AGAINST_ORIGINAL == verdict.axes.timeliness
    assert (
        "The date was moved once: first “May 2027” (to 31 May 2027), now “May 2028” "
        "(to 31 May 2028). The first has passed. Reason given: “No money”."
    ) == text_of(verdict, "late-against-original")
    assert "not-told" in codes(verdict)


def test_a_date_that_somebody_was_told_of_is_not_complained_of() -> None:
    """A moved date that the recommender was told of has no such reason."""
    told = month(2028, 5, set_on=day(dt.date(2027, 5, 1)), told=(COMMITTEE,))
    assert "not-told" not in codes(judged(reply(), promise(month(2027, 11), told)))


# --- timeliness ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "records", "as_of"),
    [
        (Timeliness.NOT_DUE, (), DUE),
        (Timeliness.RESPONSE_OVERDUE, (), TODAY),
        (Timeliness.IN_TIME, (reply(),), TODAY),
        (Timeliness.RESPONSE_LATE, (reply(given=dt.date(2027, 4, 13)),), TODAY),
        (Timeliness.UNKNOWN, (reply(given=None),), TODAY),
        (Timeliness.NOT_DUE, (reply(), promise(month(2028, 3))), TODAY),
        (Timeliness.OVERDUE, (reply(), promise(month(2027, 9))), TODAY),
        (Timeliness.IN_TIME, (reply(), promise(month(2027, 10)), claim(IMPLEMENTED)), TODAY),
        (Timeliness.DELIVERED_LATE, (reply(), promise(month(2027, 9)), claim(IMPLEMENTED)), TODAY),
        (
            Timeliness.IN_TIME,
            (
                reply(),
                promise(month(2027, 9)),
                claim(IMPLEMENTED, completed_on=PartialDate.month(2027, 8)),
            ),
            TODAY,
        ),
        (
            Timeliness.LATE_AGAINST_ORIGINAL,
            (
                reply(),
                promise(month(2027, 5), month(2027, 12, set_on=day(ANSWERED))),
                claim(IMPLEMENTED),
            ),
            TODAY,
        ),
        (
            Timeliness.UNKNOWN,
            (
                reply(),
                promise(month(2027, 9)),
                Update(id="u", about=REC, reported_by=DEPARTMENT, implementation=IMPLEMENTED),
            ),
            TODAY,
        ),
        (Timeliness.NO_DATE, (report(published=None), reply()), TODAY),
    ],
)
def test_timeliness(expected: Timeliness, records: tuple[Record, ...], as_of: dt.date) -> None:
    """Timeliness tells whether what was due came by its day."""
    assert expected == judged(*records, as_of=as_of).axes.timeliness


def test_a_deadline_in_working_days_needs_a_calendar() -> None:
    """Without a calendar a deadline in working days is not known, and the verdict says which is missing."""
    verdict = judged(jurisdiction="nz")
    assert (Status.RESPONSE_AWAITED, Timeliness.UNKNOWN, True) == (
        verdict.status,
        verdict.axes.timeliness,
        "deadline-needs-calendar" in codes(verdict),
    )


def test_the_next_day_is_the_first_that_runs_out() -> None:
    """The next day is the deadline while there is no answer, then the next target date."""
    waiting = judged(as_of=ISSUED)
    promised = judged(
        reply(), promise(month(2028, 3)), promise(month(2027, 11), id="c2"), as_of=TODAY
    )
    assert [DUE, dt.date(2027, 11, 30)] == [waiting.next_day, promised.next_day]


def test_an_extension_moves_the_deadline() -> None:
    """An answer whose time was extended is not overdue before the new day has passed."""
    event = Event(kind=EventKind.EXTENDED, day=day(DUE), until=day(dt.date(2027, 12, 1)))
    assert Status.RESPONSE_AWAITED == judged(report(events=(event,))).status


def test_a_request_without_a_day_follows_the_rule() -> None:
    """A request that names no day is due when the rule says."""
    verdict = judged(rec(kind=ItemKind.REQUEST, wanted_by=(Undated(words="soon"),)), as_of=ISSUED)
    assert DUE == verdict.response_deadline


# --- several responders, parts and wholes -----------------------------------------------------------------


def test_the_headline_is_what_needs_attention_most() -> None:
    """Of several responders the one most in need of attention gives the headline, both are named."""
    verdict = judged(rec(addressed_to=(DEPARTMENT, AGENCY)), reply())
    assert Status.RESPONSE_OVERDUE == verdict.status
    assert [(DEPARTMENT, Status.ACCEPTED), (AGENCY, Status.RESPONSE_OVERDUE)] == [
        (one.responder, one.status) for one in verdict.responders
    ]
    assert "Response overdue: Coastal Safety Agency; Accepted: Department for Harbours." == text_of(
        verdict, "headline"
    )


def test_done_by_one_and_promised_by_another_is_partly_implemented() -> None:
    """An item that one responder has done and another has promised is partly implemented."""
    verdict = judged(
        rec(addressed_to=(DEPARTMENT, AGENCY)),
        reply(),
        claim(IMPLEMENTED),
        reply(responder=AGENCY),
    )
    assert Status.PARTLY_IMPLEMENTED == verdict.status


def test_a_part_answers_for_its_whole() -> None:
    """An addressee is answered by its part: one row, and no answer awaited."""
    part = Organisation(id="ports", name="Ports Directorate", part_of=DEPARTMENT)
    verdict = judged(part, reply(responder="ports"))
    assert [("ports", Status.ACCEPTED)] == [(v.responder, v.status) for v in verdict.responders]


def test_an_answer_on_behalf_counts_for_whom_it_is_given() -> None:
    """A body with a row of its own is answered by whoever answers on its behalf."""
    verdict = judged(
        rec(addressed_to=(AGENCY,)),
        reply(responder=DEPARTMENT, on_behalf_of=(AGENCY,)),
        reply(None, text="", steps=(), responder=AGENCY),
    )
    agency = next(one for one in verdict.responders if one.responder == AGENCY)
    assert (Status.ACCEPTED, True) == (
        agency.status,
        "That answer counts for Coastal Safety Agency." in agency.why,
    )


def test_an_addressee_answered_on_behalf_was_asked() -> None:
    """Whoever answers on behalf of an addressee stands in for it before the answer is given, too."""
    later = reply(on_behalf_of=(AGENCY,), given=dt.date(2028, 1, 1))
    group = Organisation(id="all", name="All harbours", kind=OrganisationKind.GROUP)
    verdict = judged(rec(addressed_to=(AGENCY, "all")), group, later, reply(responder="all"))
    assert Status.RESPONSE_OVERDUE == verdict.status


def test_an_allotted_row_counts_from_the_day_it_was_allotted() -> None:
    """A row that was allotted to a further responder holds the item back from that day on."""
    allotted = reply(
        None,
        text="",
        responder=AGENCY,
        steps=(Step(stage=Stage.COMMISSIONED, day=day(dt.date(2027, 6, 1))),),
    )
    found = [
        judged(reply(), allotted, as_of=when).status
        for when in (dt.date(2027, 5, 31), dt.date(2027, 6, 1))
    ]
    assert [Status.ACCEPTED, Status.RESPONSE_OVERDUE] == found


def test_parts_answer_together_for_a_whole_that_has_a_row() -> None:
    """Where several parts answer for a whole, the latest stated position counts for it."""
    parts = [
        Organisation(id=name, name=name.capitalize(), part_of=DEPARTMENT)
        for name in ("ports", "boats")
    ]
    verdict = judged(
        *parts,
        reply(None, text="", steps=()),
        reply(responder="ports", position=Position.REJECTED, given=dt.date(2027, 5, 1)),
        reply(responder="boats"),
    )
    assert [(DEPARTMENT, Status.REJECTED)] == [
        (v.responder, v.status) for v in verdict.responders if v.responder == DEPARTMENT
    ]


def test_whose_action_a_report_is_about() -> None:
    """A report by others about a named responder counts for that one alone."""
    verdict = judged(
        rec(addressed_to=(DEPARTMENT, AGENCY)),
        reply(),
        reply(responder=AGENCY),
        claim(IMPLEMENTED, by=COMMITTEE, responder=AGENCY, assurance=Assurance.RECOMMENDER),
    )
    assert [Status.ACCEPTED, Status.IMPLEMENTED] == [v.status for v in verdict.responders]


def test_a_view_of_one_responder_is_not_held_against_another() -> None:
    """That one responder did not address an item says nothing of the other."""
    verdict = judged(
        rec(addressed_to=(DEPARTMENT, AGENCY), made_by=(COMMITTEE,)),
        view(responder=AGENCY, position=Position.NOT_ADDRESSED),
    )
    assert [Status.RESPONSE_OVERDUE, Status.NOT_ADDRESSED] == [v.status for v in verdict.responders]


def test_many_names_are_counted() -> None:
    """A headline over many responders names five of a status and counts the rest."""
    many = tuple(f"body-{n}" for n in range(9))
    assert "body-4 and 4 others" in text_of(judged(rec(addressed_to=many)), "headline")


def test_an_heir_answers_for_a_body_that_ended() -> None:
    """The answers and claims of its heir count for an ended body; its own promises stand."""
    ended = Organisation(
        id=DEPARTMENT,
        name="Department for Harbours",
        until=day(dt.date(2027, 5, 1)),
        succeeded_by=("coasts",),
    )
    heir = Organisation(id="coasts", name="Ministry of Coasts")
    records = (ended, heir, reply(), promise(month(2027, 9)))
    promised = judged(*records)
    done = judged(*records, claim(IMPLEMENTED, by="coasts"))
    assert [Status.OVERDUE, Status.IMPLEMENTED] == [promised.status, done.status]


def test_who_answers_only_later_does_not_count_before() -> None:
    """A responder known only from a later answer keeps nobody waiting on an earlier day."""
    later = reply(responder=AGENCY, given=dt.date(2028, 1, 1))
    assert Status.ACCEPTED == judged(reply(), later).status


def test_nobody_named() -> None:
    """An item that nobody is named for has one verdict, and everybody's facts count for it."""
    waiting = judged(rec(addressed_to=()), as_of=DUE)
    claimed = judged(rec(addressed_to=()), claim(IMPLEMENTED))
    assert [(None, True), (None, False)] == [
        (v.responders[0].responder, "nobody-named" in codes(v)) for v in (waiting, claimed)
    ]
    assert Status.IMPLEMENTED == claimed.status


def test_a_paper_that_passes_over_an_item_nobody_is_named_for_is_a_reason() -> None:
    """Where nobody is named, a silent paper is told and not held against anybody."""
    verdict = judged(rec(addressed_to=()), answer_paper(), as_of=DUE)
    assert (Status.RESPONSE_AWAITED, True) == (verdict.status, "passed-over" in codes(verdict))


# --- limbs -----------------------------------------------------------------------------------------------


def limbs(text: str = "Do two things.") -> tuple[Item, ...]:
    """Make a recommendation with two limbs."""
    return (
        rec(text=text),
        rec(id="a", label="1(a)", parent=REC, addressed_to=()),
        rec(id="b", label="1(b)", parent=REC, addressed_to=()),
    )


def test_a_limb_takes_the_answer_of_its_parent() -> None:
    """A limb without an answer of its own has its parent's, and says so."""
    verdict = judged(*limbs(), reply(), about="a")
    assert (Status.ACCEPTED, True) == (
        verdict.status,
        "It answers Recommendation 1, of which this is a limb." in verdict.why,
    )


def test_a_parent_takes_the_weakest_of_its_limbs() -> None:
    """A parent without an answer of its own has that of the limb most in need of attention."""
    verdict = judged(*limbs(), reply(answers="a"), reply(Position.REJECTED, answers="b"))
    limbs_say = "Accepted: Recommendation 1(a); Rejected: Recommendation 1(b)."
    row = verdict.responders[0]
    assert (Status.ACCEPTED, f"Taken from its 2 limbs. {limbs_say}") == (
        row.status,
        row.reasons[0].text,
    )
    assert f"Of its 2 limbs: {limbs_say}" == text_of(verdict, "headline")


def test_a_parent_with_an_answer_is_held_back_by_a_limb() -> None:
    """The headline of a parent looks at its limbs too."""
    verdict = judged(
        *limbs(),
        reply(),
        claim(IMPLEMENTED),
        claim(IN_PROGRESS, about="b"),
        claim(IMPLEMENTED, about="a"),
    )
    assert Status.PARTLY_IMPLEMENTED == verdict.status


def test_a_heading_takes_its_limbs() -> None:
    """A heading has one row of its own, with what its limbs come to."""
    heading = rec(text="", addressed_to=())
    records = (heading, *limbs()[1:], reply(answers="a"), reply(answers="b"))
    verdict = judged(*records)
    assert [(None, Status.ACCEPTED)] == [(v.responder, v.status) for v in verdict.responders]


def test_a_limb_nobody_is_named_for_takes_every_answer_to_its_parent() -> None:
    """Where a limb has no addressee, all who answered its parent answered it, the latest counts."""
    verdict = judged(
        *(attrs.evolve(item, addressed_to=()) for item in limbs()),
        reply(),
        reply(Position.REJECTED, responder=AGENCY, given=dt.date(2027, 5, 1)),
        about="a",
    )
    assert [(None, Status.REJECTED)] == [(v.responder, v.status) for v in verdict.responders]


def test_parents_in_a_circle_are_nobodys_limbs() -> None:
    """Items that are each other's limbs have verdicts, and none of each other's facts."""
    circle = (rec(parent="b"), rec(id="b", label="2", parent=REC))
    found = list(statuses(register(*circle, reply()), as_of=TODAY))
    assert [Status.ACCEPTED, Status.RESPONSE_OVERDUE] == [verdict.status for verdict in found]


# --- promises --------------------------------------------------------------------------------------------

C1 = f"{REC}/{DEPARTMENT}/c1"


@pytest.mark.parametrize(
    ("status", "records"),
    [
        (Status.PROMISED, (promise(month(2028, 3)),)),
        (Status.PROMISED, (promise(),)),
        (Status.OVERDUE, (promise(month(2027, 9)),)),
        (Status.OVERDUE, (promise(month(2027, 9)), claim(IN_PROGRESS, about=C1))),
        (Status.IN_PROGRESS, (promise(month(2028, 3)), claim(IN_PROGRESS, about=C1))),
        (
            Status.PARTLY_IMPLEMENTED,
            (promise(), claim(Implementation.PARTLY_IMPLEMENTED, about=C1)),
        ),
        (Status.IMPLEMENTED, (promise(month(2027, 9)), claim(IMPLEMENTED, about=C1))),
        (Status.IMPLEMENTED, (promise(month(2027, 9)), claim(IMPLEMENTED))),
        (Status.SUPERSEDED, (promise(), claim(Implementation.SUPERSEDED, about=C1))),
        (Status.CLOSED_NOT_IMPLEMENTED, (promise(), claim(Implementation.STOPPED, about=C1))),
        (Status.CLOSED, (promise(), claim(Implementation.CLOSED, about=C1))),
    ],
)
def test_the_status_of_a_promise(status: Status, records: tuple[Record, ...]) -> None:
    """A promise has the status that its own date and what is said of it give."""
    found = judged(reply(), *records, about=C1)
    assert (status, True) == (found.status, bool(found.reasons))


def test_a_promise_made_later_is_not_yet_made() -> None:
    """Before the answer that makes it, a promise is not yet made."""
    verdict = judged(reply(), promise(month(2027, 9)), about=C1, as_of=ISSUED)
    assert (Status.NOT_YET_MADE, {"promised-later"}) == (verdict.status, codes(verdict))


def test_a_promise_says_what_of_it_has_no_day() -> None:
    """The verdict on a promise names the undated facts that it rests on."""
    undated = Update(
        id="u", about=C1, reported_by=DEPARTMENT, implementation=IN_PROGRESS, text="Begun."
    )
    verdict = judged(reply(given=None), promise(month(2028, 3)), undated, about=C1)
    assert "Undated, so counted on every day: the promise, the report of progress." == text_of(
        verdict, "undated"
    )


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (TargetDate(date=PartialDate.month(2028, 3)), "1 March 2028 to 31 March 2028"),
        (TargetDate(date=day(dt.date(2028, 3, 1), "1 March 2028")), "now “1 March 2028”."),
        (TargetDate(date=Undated()), "now a day that is not said"),
    ],
)
def test_how_a_date_is_shown(date: TargetDate, words: str) -> None:
    """A date is shown as given, with its last day where that is not the same."""
    assert words in judged(reply(), promise(month(2027, 5), date)).why


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"label": "", "title": "One standard"}, "Recommendation “One standard”"),
        ({"label": "", "text": "", "title": ""}, "Recommendation"),
        ({"kind": ItemKind.UNKNOWN}, "Item 1"),
    ],
)
def test_what_an_item_is_called(changes: dict[str, Any], name: str) -> None:
    """An item without a label is called by its title or words."""
    verdict = judged(rec(**changes), as_of=dt.date(2027, 1, 1))
    assert verdict.why.startswith(f"{name} was issued on 12 February 2027")


def test_a_verdict_needs_a_reason() -> None:
    """A verdict without a reason cannot be made."""
    with pytest.raises(ValueError, match="give at least one"):
        Verdict(id=REC, as_of=TODAY, status=Status.NOTED, axes=Axes(), reasons=())


def test_a_plan_without_a_date_has_those_of_its_milestones() -> None:
    """A plan is overdue when a milestone is, and done when all its milestones are."""
    steps = (
        promise(month(2027, 9), id="m1", parent=C1, items=()),
        promise(month(2028, 9), id="m2", parent=C1, items=()),
    )
    late = judged(reply(), promise(), *steps, about=C1)
    done = judged(
        reply(),
        promise(),
        *steps,
        claim(IMPLEMENTED, about="m1"),
        claim(IMPLEMENTED, about="m2"),
        about=C1,
    )
    assert [Status.OVERDUE, Status.IMPLEMENTED] == [late.status, done.status]


def test_an_item_is_done_when_all_its_promises_are() -> None:
    """With several promises, the item is partly done until the last live one is."""
    two = (reply(), promise(month(2027, 12)), promise(month(2028, 3), id="c2"))
    part = judged(*two, claim(IMPLEMENTED, about=C1))
    done = judged(*two, claim(IMPLEMENTED, about=C1), claim(IMPLEMENTED, about="c2"))
    overtaken = judged(
        *two, claim(IMPLEMENTED, about=C1), claim(Implementation.SUPERSEDED, about="c2")
    )
    assert [Status.PARTLY_IMPLEMENTED, Status.IMPLEMENTED, Status.IMPLEMENTED] == [
        part.status,
        done.status,
        overtaken.status,
    ]


def test_a_promise_to_report_back_does_not_hold_the_work_back() -> None:
    """Only news was promised besides: the item is done when the work is."""
    news = promise(month(2028, 3), id="c2", kind=CommitmentKind.REPORT_BACK)
    verdict = judged(reply(), promise(month(2027, 12)), news, claim(IMPLEMENTED, about=C1))
    assert Status.IMPLEMENTED == verdict.status


def test_a_promise_of_nobody_in_particular_is_everybodys() -> None:
    """A promise whose owners answer for nothing here is not lost."""
    lost = promise(month(2027, 9), response=None, owners=("somebody-else",))
    assert Status.OVERDUE == judged(reply(), lost).status


def test_commitment_statuses_come_in_document_order() -> None:
    """Every promise has one verdict, in document order."""
    held = register(reply(), promise(month(2027, 9)), promise(id="c2"))
    assert [C1, "c2"] == [verdict.id for verdict in commitment_statuses(held, as_of=TODAY)]


def test_many_promises_are_told_five_at_a_time() -> None:
    """Of many late promises five are told one by one, the rest are counted and listed."""
    many = [promise(month(2027, 5), id=f"c{n}", text=f"Thing {n}") for n in range(8)]
    verdict = judged(reply(), *many)
    more = next(reason for reason in verdict.reasons if reason.code == "more-promises")
    assert ("3 more target dates passed too.", 3) == (more.text, len(more.rests_on))


@pytest.mark.parametrize(
    ("status", "first", "second"),
    [
        (Status.CLOSED_NOT_IMPLEMENTED, Implementation.STOPPED, Implementation.CLOSED),
        (Status.CLOSED, Implementation.CLOSED, Implementation.CLOSED),
        (Status.SUPERSEDED, Implementation.SUPERSEDED, Implementation.TRANSFERRED),
        (Status.IMPLEMENTED, IMPLEMENTED, Implementation.IMPLEMENTED_DIFFERENTLY),
        (Status.PARTLY_IMPLEMENTED, IMPLEMENTED, Implementation.STOPPED),
        (Status.IN_PROGRESS, IN_PROGRESS, None),
        (Status.IN_PROGRESS, IN_PROGRESS, Implementation.STOPPED),
        (Status.PROMISED, Implementation.STOPPED, None),
        (Status.PROMISED, Implementation.NOT_STARTED, None),
        (Status.PROMISED, Implementation.SUPERSEDED, None),
    ],
)
def test_what_claims_about_two_promises_come_to(
    status: Status, first: Implementation | None, second: Implementation | None
) -> None:
    """Claims about single promises come together to one about the item."""
    verdict = judged(
        reply(),
        promise(month(2028, 3)),
        promise(month(2028, 3), id="c2"),
        claim(first, about=C1),
        claim(second, about="c2"),
    )
    assert status == verdict.status


@pytest.mark.parametrize(
    ("status", "of_item", "of_promise"),
    [
        (Status.IMPLEMENTED, (IN_PROGRESS, 5), (IMPLEMENTED, 6)),
        (Status.IN_PROGRESS, (IN_PROGRESS, 6), (IMPLEMENTED, 5)),
        (Status.IMPLEMENTED, (IMPLEMENTED, 5), (Implementation.IMPLEMENTED_DIFFERENTLY, 6)),
        (Status.IMPLEMENTED, (IMPLEMENTED, 6), (IN_PROGRESS, 5)),
        (Status.IN_PROGRESS, (IMPLEMENTED, 5), (IN_PROGRESS, 6)),
    ],
)
def test_a_claim_about_the_item_and_one_about_its_promise(
    status: Status, of_item: tuple[Implementation, int], of_promise: tuple[Implementation, int]
) -> None:
    """The later of the two counts; a promise kept later does not undo that the item was done."""
    verdict = judged(
        reply(),
        promise(month(2028, 3)),
        claim(of_item[0], dt.date(2027, of_item[1], 1)),
        claim(of_promise[0], dt.date(2027, of_promise[1], 1), about=C1),
    )
    assert status == verdict.status


@pytest.mark.parametrize("about", [REC, C1])
def test_a_third_party_gives_way_whatever_it_speaks_of(about: str) -> None:
    """A third party's claim about the item or its promise gives way to the responder's own."""
    other = C1 if about == REC else REC
    third = claim(IMPLEMENTED, about=about, by=WATCHDOG, assurance=Assurance.THIRD_PARTY)
    own = claim(IN_PROGRESS, dt.date(2027, 5, 1), about=other)
    assert Status.IN_PROGRESS == judged(reply(), promise(month(2028, 3)), third, own).status


def test_a_promise_without_a_last_day_is_told() -> None:
    """A date that has only a beginning is followed and never overdue."""
    verdict = judged(reply(), promise(TargetDate(date=PartialDate.month(2027, 5).onwards())))
    assert (Status.PROMISED, True) == (verdict.status, "no-end" in codes(verdict))


@pytest.mark.parametrize(
    ("number", "date", "text"),
    [
        (7, month(2028, 3), "There are 2 more promised dates."),
        (6, None, "There are 1 more promise without a date."),
    ],
)
def test_promises_beyond_the_fifth_are_counted(
    number: int, date: TargetDate | None, text: str
) -> None:
    """Of many promises that are not late five are told, and the rest is counted."""
    many = [promise(*([date] if date else []), id=f"c{n}") for n in range(number)]
    assert text == text_of(judged(reply(), *many), "more-promises")


# --- the calls -------------------------------------------------------------------------------------------


def test_statuses_are_those_of_status_of() -> None:
    """Going through a register gives each item the verdict that asking for it gives, in its order."""
    held = register(*limbs(), reply(answers="a"), claim(IN_PROGRESS))
    asked = [status_of(held, item.id, as_of=TODAY) for item in held.items]
    assert asked == list(statuses(held, as_of=TODAY))


def test_verdicts_by_row_are_those_of_the_rows() -> None:
    """Every row about an item has a verdict under its key; one about a document has none."""
    held = register(rec(addressed_to=(DEPARTMENT, AGENCY)), reply(), reply(answers=REPORT))
    found = verdicts_by_row(held, as_of=TODAY)
    assert {row.key for row in held.rows() if row.item} == set(found)


def test_an_unknown_id_names_the_nearest() -> None:
    """Asking about an id that is not held names the nearest one."""
    with pytest.raises(UnknownRecordError, match="hc9041/rec-1"):
        status_of(register(), "hc9041/rec-11", as_of=TODAY)


def test_a_document_has_no_status() -> None:
    """Asking about a record that has no status says what has one."""
    with pytest.raises(InvalidRecordError, match="ask about an item"):
        status_of(register(), REPORT, as_of=TODAY)


def test_a_time_is_no_day() -> None:
    """A day is asked about, not a moment."""
    with pytest.raises(TypeError, match="as_of is a day"):
        status_of(register(), REC, as_of=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))


def test_a_timeline_tells_facts_in_order() -> None:
    """The life of an item is told in the order of its days, undated facts first."""
    held = register(
        report(events=(Event(kind=EventKind.LAID, day=day(ISSUED), by=COMMITTEE),)),
        reply(),
        promise(
            month(2027, 5),
            month(2028, 5, set_on=day(dt.date(2027, 7, 7)), told=(COMMITTEE,)),
        ),
        claim(IN_PROGRESS),
        view(opinion=Opinion.SATISFACTORY),
        view(by=WATCHDOG, text="Well.", day=day(TODAY)),
        reply(None, text="", id="empty", steps=()),
        reply(Position.REJECTED, id="draft", steps=()),
        rec(
            id="next",
            label="7",
            links=(Link(kind=LinkKind.CONCERNS, to=REC), Link(kind=LinkKind.REPEATS, to="x")),
        ),
    )
    assert [
        "drafted",
        "told",
        "issued",
        "laid",
        "linked-concerns",
        "step-sent",
        "answered",
        "promised",
        "date-set",
        "assessed",
        "date-moved",
        "reported",
        "assessed",
        "target",
    ] == [entry.code for entry in timeline(held, REC)]


def test_a_timeline_marks_drafts() -> None:
    """What is told from a draft is marked as such."""
    drafted = timeline(register(reply(steps=())), REC)
    assert ["drafted"] == [entry.code for entry in drafted if entry.draft]


def test_a_promise_has_a_timeline_with_its_milestones() -> None:
    """The life of a promise includes its milestones and what was finished when."""
    held = register(
        reply(),
        promise(month(2027, 9), parent=C1),
        promise(id="m1", parent=C1, items=()),
        claim(IMPLEMENTED, about=C1, completed_on=day(dt.date(2027, 8, 1))),
    )
    assert {"promised", "date-set", "finished", "target", "reported"} == {
        entry.code for entry in timeline(held, C1)
    }


def test_undated_words_are_no_date() -> None:
    """A promise "in due course" can be told and never be overdue."""
    verdict = judged(reply(), promise(TargetDate(date=Undated(words="in due course"))))
    assert (Status.ACCEPTED, True) == (verdict.status, "“in due course”" in verdict.why)


# --- a published page without days ------------------------------------------------------------------------

WORDS = "The ministry agrees with the Committee’s recommendation."


def undated_page() -> Register:
    """Build what is read from a tracker page that prints no day and contradicts itself."""
    return Register(
        id="page",
        title="A page",
        organisations=bodies(),
        documents=(Document(id="p", kind=DocumentKind.PAGE, title="Recommendation 9"),),
        items=(Recommendation(id="p/item-9", document="p", label="9", text="The system is slow."),),
        responses=(
            reply(
                answers="p/item-9",
                given=None,
                document="p",
                position_words=WORDS,
                text=f"{WORDS} Target implementation date: March 2021",
            ),
        ),
        commitments=(
            promise(
                month(2021, 3, "March 2021"), items=("p/item-9",), response="p/item-9/harbours"
            ),
            promise(
                TargetDate(date=PartialDate(latest=dt.date(2025, 12, 31), words="by 2025")),
                id="c2",
                items=("p/item-9",),
                response="p/item-9/harbours",
            ),
        ),
        assessments=(
            Assessment(
                id="a",
                about="p/item-9",
                by=WATCHDOG,
                position=Position.NOT_ADDRESSED,
                printed_status="Not Addressed",
            ),
        ),
    )


def test_an_undated_page_is_overdue_since_the_end_of_its_month() -> None:
    """As of a late day the page's promise is overdue, with the words and both speakers named."""
    verdict = status_of(undated_page(), "p/item-9", as_of=dt.date(2026, 11, 22))
    assert (Status.OVERDUE, dt.date(2021, 3, 31)) == (verdict.status, verdict.overdue_since)
    for words in (
        f"“{WORDS}”",
        "“March 2021”",
        "31 March 2021",
        "“by 2025”",
        "“Not Addressed” (undated); that does not override the answer of Department for Harbours",
        "Undated",
    ):
        assert words in verdict.why


def test_an_undated_page_is_promised_before_its_month() -> None:
    """As of an early day the same page is a promise, and says that its facts have no day."""
    verdict = status_of(undated_page(), "p/item-9", as_of=dt.date(2020, 12, 1))
    assert (Status.PROMISED, True) == (verdict.status, "undated" in codes(verdict))


def test_the_front_door_lends_the_functions() -> None:
    """The functions are public names of the package."""
    assert (status_of, statuses) == (accountability.status_of, accountability.statuses)


def test_the_page_about_statuses_lists_them_in_order(project: Path) -> None:
    """The table that explains statuses has every one, in the order of attention, in a person's words."""
    page = (project / "docs" / "explanation" / "status.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)`(?: \*)? \| ([^|]+) \|", page, flags=re.MULTILINE)
    assert [(status.value, plain(status)) for status in ATTENTION] == rows


def test_what_is_let_go_is_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a large register what was worked out is forgotten on the way, and no verdict changes."""
    held = register(*limbs(), reply(answers="a"), rec(id="other", label="2"), claim(IN_PROGRESS))
    before = list(statuses(held, as_of=TODAY))
    monkeypatch.setattr("accountability.status._day._REMEMBERED", 0)
    assert before == list(statuses(held, as_of=TODAY))


# --- replies that point elsewhere ---------------------------------------------------------------------


OTHER = "hc9041/rec-29"


def pointing(*pointers: str, **changes: Any) -> Response:
    """Make an answer that says nothing but where to look."""
    fields: dict[str, Any] = {"text": "See our answer to recommendation 29.", "refers_to": pointers}
    return reply(None, **{**fields, **changes})


def there(position: Position | None = Position.ACCEPTED, **changes: Any) -> tuple[Record, ...]:
    """Make recommendation 29 and the Department's answer to it."""
    said = reply(position, answers=OTHER, position_words="We agree", **changes)
    return (rec(id=OTHER, label="29"), said)


@pytest.mark.parametrize("pointer", [OTHER, f"{OTHER}/{DEPARTMENT}"], ids=["item", "answer"])
def test_a_reply_that_points_elsewhere_is_followed(pointer: str) -> None:
    """A reply that points to another has that one's position, and the reason names both."""
    verdict = judged(pointing(pointer), *there(Position.REJECTED))
    assert (Status.REJECTED, Position.REJECTED) == (verdict.status, verdict.axes.position)
    assert (
        "It points to the answer to Recommendation 29, which counts here too. "
        "There Department for Harbours did not agree on 9 April 2027: “We agree”."
    ) == text_of(verdict, "points-to")


def test_a_reply_that_points_elsewhere_has_its_promises_and_claims() -> None:
    """What is promised in the answer pointed to, and reported of its item, counts here too."""
    promised = promise(month(2027, 9), items=(OTHER,), response=f"{OTHER}/{DEPARTMENT}", id="c")
    assert Status.OVERDUE is judged(pointing(OTHER), *there(), promised).status
    done = claim(IMPLEMENTED, about=OTHER)
    assert Status.IMPLEMENTED is judged(pointing(OTHER), *there(), promised, done).status


def test_a_reply_with_a_position_of_its_own_needs_no_pointer() -> None:
    """Own words outrank those that are only pointed to."""
    verdict = judged(reply(Position.NOTED, refers_to=(OTHER,)), *there())
    assert (Status.NOTED, False) == (verdict.status, "points-to" in codes(verdict))


def test_pointers_are_followed_further_and_one_of_several_is_enough() -> None:
    """A pointer to a pointer leads on, and where several answers are named the first that decides counts."""
    between = pointing(OTHER, answers="hc9041/rec-3", id="between")
    third = rec(id="hc9041/rec-3", label="3")
    verdict = judged(pointing("nothing held", REPORT, "hc9041/rec-3"), third, between, *there())
    assert Status.ACCEPTED is verdict.status


@pytest.mark.parametrize(
    "records",
    [
        (pointing(REC),),
        (pointing(f"{REC}/{DEPARTMENT}"),),
        (pointing(OTHER), *there(None, refers_to=(REC,))),
        (pointing("nothing held"),),
        (pointing(OTHER), *there(Position.ACCEPTED, steps=(Step(stage=Stage.DRAFTED),))),
        (pointing(OTHER), *there(Position.ACCEPTED, given=dt.date(2028, 1, 1))),
    ],
    ids=["itself", "its own answer", "each other", "nothing", "a draft", "a later answer"],
)
def test_a_pointer_that_leads_nowhere(records: tuple[Record, ...]) -> None:
    """Circles, dangling pointers, drafts and later answers state nothing, and a reason says so."""
    verdict = judged(*records)
    assert (Status.POSITION_UNCLEAR, True) == (verdict.status, "points-nowhere" in codes(verdict))


def test_long_chains_of_pointers_end() -> None:
    """Nobody follows pointers for ever: after a few the reply counts as stating nothing."""
    items = [rec(id=f"i{n}", label=str(n)) for n in range(60)]
    chain = [pointing(f"i{n + 1}", answers=f"i{n}") for n in range(59)]
    found = status_of(register(*items, *chain, reply(answers="i59")), "i0", as_of=TODAY)
    near = status_of(register(*items, *chain, reply(answers="i59")), "i50", as_of=TODAY)
    assert (Status.POSITION_UNCLEAR, Status.ACCEPTED) == (found.status, near.status)


def test_a_pointer_to_a_corrected_answer_leads_to_the_correction() -> None:
    """An answer that was corrected counts no more for those that point to it."""
    correction = reply(
        Position.REJECTED, answers=OTHER, id="corrected", replaces=f"{OTHER}/{DEPARTMENT}"
    )
    verdict = judged(pointing(f"{OTHER}/{DEPARTMENT}"), *there(), correction)
    assert Status.REJECTED is verdict.status


def test_a_reply_held_once_for_two_bodies() -> None:
    """Words that another body gave, and that are pointed to, count for whoever points to them."""
    shared = reply(responder=AGENCY, text="", refers_to=(OTHER,), position=None)
    verdict = judged(rec(addressed_to=(AGENCY,)), shared, *there())
    assert Status.ACCEPTED is verdict.status


# --- what a reason rests on ---------------------------------------------------------------------------


def reason_of(verdict: Verdict, code: str) -> accountability.Reason:
    """Give the reason of that code."""
    return next(reason for reason in verdict.reasons if reason.code == code)


def test_a_reason_has_the_words_it_rests_on() -> None:
    """The words are held whole, however short the sentence quotes them."""
    long = "We agree, " + "and we say so at length, " * 40
    verdict = judged(reply(position_words=long))
    assert (long,) == reason_of(verdict, "answered").words


def test_a_reason_shows_its_arithmetic() -> None:
    """How a date was read and how the days were counted stands beside the sentence, step by step."""
    late = reason_of(judged(reply(), promise(month(2027, 8, "August 2027"))), "target-passed")
    assert (
        ("August 2027",),
        ("“August 2027” runs to 31 August 2027", "1 October 2027 - 31 August 2027 = 31 days"),
        (f"{REC}/{DEPARTMENT}/c1",),
    ) == (late.words, late.arithmetic, late.rests_on)


def test_a_deadline_shows_its_arithmetic() -> None:
    """From the day of the report to the days late, no step is left out."""
    steps = reason_of(judged(), "response-overdue").arithmetic
    assert "1 October 2027 - 12 April 2027 = 172 days" == steps[-1]
    assert ("12 February 2027" in steps[0], "12 April 2027" in steps[-2]) == (True, True)


def test_a_timeline_says_what_a_correction_corrects() -> None:
    """A correction stands on its own day beside what it corrects, and names that."""
    first = claim(IMPLEMENTED, dt.date(2027, 8, 1), id="first", printed_status="Done")
    second = claim(IN_PROGRESS, dt.date(2027, 9, 1), id="second", replaces="first")
    held = register(
        reply(id="old"),
        reply(Position.REJECTED, id="new", given=dt.date(2027, 5, 1), replaces="old"),
        first,
        second,
        claim(IN_PROGRESS, dt.date(2027, 9, 2), id="third", replaces="gone"),
    )
    corrections = [
        (entry.record, entry.corrects, entry.text.partition(" It corrects ")[2])
        for entry in timeline(held, REC)
        if entry.corrects
    ]
    assert [
        ("new", "old", "the answer on 9 April 2027, which said “accepted”."),
        ("second", "first", "the report on 1 August 2027, which said “Done”."),
        ("third", "gone", "a report that is not held (gone)."),
    ] == corrections
    assert {"first", "second"} <= {entry.record for entry in timeline(held, REC)}


def test_a_timeline_keeps_every_date_that_was_promised() -> None:
    """The original date and each revision stand with their days, reasons and who was told."""
    moved = promise(
        month(2027, 5, "May 2027"),
        month(2027, 9, "September 2027", set_on=day(dt.date(2027, 4, 20)), reason="Storms."),
        month(2028, 3, "March 2028", set_on=day(dt.date(2027, 8, 2)), told=(COMMITTEE,)),
    )
    told = [
        entry.text
        for entry in timeline(register(reply(), moved), REC)
        if entry.code in {"date-set", "date-moved", "told"}
    ]
    assert [
        "Told of the date “March 2028” (to 31 March 2028): Harbours and Coasts Committee.",
        "Target date set: “May 2027” (to 31 May 2027).",
        "Target date moved: “September 2027” (to 30 September 2027). Reason given: “Storms.”",
        "Target date moved: “March 2028” (to 31 March 2028).",
    ] == told


def test_a_timeline_of_a_limb_has_its_parents_answer() -> None:
    """A limb that was answered only through its parent tells that answer, in circles too."""
    limb = rec(id="limb", label="1(a)", parent=REC)
    assert "answered" in {e.code for e in timeline(register(limb, reply()), "limb")}
    circle = register(rec(parent="limb"), limb)
    assert ["issued"] == [entry.code for entry in timeline(circle, "limb")]


def test_a_timeline_has_steps_views_and_days_wanted() -> None:
    """What was wanted by when, how a report was approved and what was made of it belong to the story."""
    report_of_work = claim(
        IN_PROGRESS, id="u", steps=(Step(stage=Stage.CLEARED, day=day(TODAY), by="Board"),)
    )
    held = register(
        rec(wanted_by=(PartialDate.month(2027, 6),)),
        report_of_work,
        view(id="v", about="u", text="Thin.", day=day(TODAY)),
        promise(month(2028, 1), id="plan", response=None),
        promise(month(2027, 12), id="part", parent="plan", response=None),
    )
    told = timeline(held, REC)
    assert {"wanted", "step-cleared", "assessed"} <= {entry.code for entry in told}
    assert 1 == sum(entry.code == "promised" and entry.record == "part" for entry in told)


# --- facts that pull in two directions ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("position", "claimed", "status"),
    [
        (Position.REJECTED, IMPLEMENTED, Status.IMPLEMENTED),
        (Position.ACCEPTED, Implementation.SUPERSEDED, Status.SUPERSEDED),
        (Position.ACCEPTED, Implementation.STOPPED, Status.CLOSED_NOT_IMPLEMENTED),
        (Position.NOT_FOR_RESPONDER, IMPLEMENTED, Status.NOT_FOR_RESPONDER),
    ],
    ids=[
        "rejected, yet done",
        "accepted, yet superseded",
        "accepted, yet dropped",
        "not ours, yet done",
    ],
)
def test_what_was_said_and_what_was_done_are_both_told(
    position: Position, claimed: Implementation, status: Status
) -> None:
    """Position and implementation stay apart: each has its axis and its reason, whatever the status is."""
    verdict = judged(reply(position), claim(claimed))
    assert (status, position, claimed) == (
        verdict.status,
        verdict.axes.position,
        verdict.axes.implementation,
    )
    assert {"answered", "claim"} <= codes(verdict)


def test_who_stands_behind_a_claim_is_an_axis() -> None:
    """Self-reported and verified work have one status and two assurances, each said in words."""
    own = claim(IMPLEMENTED)
    found = claim(IMPLEMENTED, by=COMMITTEE, assurance=Assurance.VERIFIED)
    before, after = judged(reply(), own), judged(reply(), own, found)
    assert (Status.IMPLEMENTED, Status.IMPLEMENTED) == (before.status, after.status)
    assert (Assurance.SELF_REPORTED, Assurance.VERIFIED) == (
        before.axes.assurance,
        after.axes.assurance,
    )
    assert "says so itself" in text_of(before, "claim")
    assert "has verified it" in text_of(after, "claim")


def test_verified_work_that_is_not_done_outranks_an_earlier_boast() -> None:
    """Who checked later and found the work unfinished is heard, and the responder's claim is named."""
    boast = claim(IMPLEMENTED, dt.date(2027, 8, 1))
    found = claim(IN_PROGRESS, by=COMMITTEE, assurance=Assurance.VERIFIED)
    verdict = judged(reply(), promise(month(2027, 9)), boast, found)
    assert (Status.OVERDUE, True) == (verdict.status, "other-claim" in codes(verdict))


def test_a_label_that_contradicts_the_answer_names_both_records() -> None:
    """The responder's words outrank a third party's label; the reason rests on both, and quotes both."""
    label = view(by=WATCHDOG, position=Position.REJECTED, printed_status="Refused")
    verdict = judged(reply(position_words="We agree"), label)
    reason = reason_of(verdict, "other-view")
    assert Status.ACCEPTED is verdict.status
    assert (("Refused", "We agree"), (label.id, f"{REC}/{DEPARTMENT}")) == (
        reason.words,
        reason.rests_on,
    )


def test_a_plan_whose_milestones_are_all_done_has_no_date_left() -> None:
    """A plan with a date of its own is met when all its milestones are, and its date is not told as due."""
    parts = [promise(id=f"m{n}", parent=C1, items=(), response=None) for n in (1, 2)]
    done = [claim(IMPLEMENTED, about=part.id) for part in parts]
    other = promise(month(2028, 6), id="other")
    verdict = judged(reply(), promise(month(2028, 3)), other, *parts, *done)
    told = [r.rests_on for r in verdict.reasons if r.code == "target-ahead"]
    assert (Status.PARTLY_IMPLEMENTED, [("other",)]) == (verdict.status, told)


def test_what_is_asked_or_answered_later_takes_nobodys_place() -> None:
    """Before anybody is named, a later answer leaves the day as it was, with the reason that nobody is."""
    nobody = rec(addressed_to=())
    later = reply(given=dt.date(2028, 1, 1), responder=AGENCY)
    assert "nobody-named" in codes(judged(nobody, later))
    drafted = reply(responder=AGENCY, steps=(Step(stage=Stage.DRAFTED),), id="draft")
    assert {"nobody-named", "draft"} <= codes(judged(nobody, later, drafted))


def test_a_limb_issued_later_is_no_part_of_its_parent_yet() -> None:
    """A parent stands by itself until its limb is issued."""
    limb = rec(id="limb", label="1(a)", parent=REC, issued=day(dt.date(2028, 1, 1)))
    assert judged().reasons == judged(limb).reasons
