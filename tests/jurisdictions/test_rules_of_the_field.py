"""Every deadline rule that the field knows is in the data, and says all there is to say of a document."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve, frozen

from accountability.dates import PartialDate
from accountability.deadlines import DeadlineRule
from accountability.jurisdictions import (
    apply_rules,
    deadline_of,
    jurisdiction_names,
    load_jurisdiction,
)
from accountability.model import (
    Document,
    DocumentKind,
    Event,
    EventKind,
    Organisation,
    OrganisationKind,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
)
from accountability.status import status_of
from accountability.tables import tracker

RULES = {
    rule.name: rule for name in jurisdiction_names() for rule in load_jurisdiction(name).deadlines
}

FIELD = """\
uk-commons             | two months      | published | cited      |
uk-commons-treasury    | two months      | published | cited      | recess before-return
uk-pac                 | two months      | published | cited      |
uk-pac-statement       | one year        | accepted  | cited      | duty statement
uk-lords               | two months      | published | cited      |
uk-cabinet-office-1980 | six months      | published | cited      | historic
uk-covid-inquiry       | six months      | published | cited      |
uk-coroner             | 56 days         | received  | cited      | extended by the coroner
uk-senedd              | six weeks       | published | background |
uk-scottish-parliament | two months      | published | background |
uk-ni-assembly         | two months      | published | background |
uk-hssib               | 90 days         | published | background |
ca-so109 | 120 days | presented | cited | only if requested, lapses on dissolved, recess on-return
au-senate              | three months    | tabled    | cited      |
au-house               | six months      | presented | cited      | from 2010-09-29, not advisory report
au-atsb                | 90 days         | published | cited      |
nz-house               | 60 working days | presented | cited      | calendar NZ
nz-house-90-days       | 90 days         | presented | cited      | historic
us-gao                 | 180 days        | published | background |
us-ntsb                | 90 days         | received  | cited      | to department of transportation
us-state-oig           | 30 days         | published | cited      |
us-gaoig               | one year        | published | cited      | duty listing
nl-ovv-public | six months | published | cited | to government, department, public-body, regulator
nl-ovv-private         | one year        | published | cited      | to company
za-brrr                | until the Budget Review of the following February | tabled | cited | titles
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in FIELD.splitlines()]


def scope(rule: DeadlineRule) -> str:
    """Say in a few words what bounds a rule."""
    told = [
        f"duty {rule.duty}" if rule.duty.value != "response" else "",
        f"only if {rule.only_if}" if rule.only_if else "",
        f"lapses on {rule.lapses_on}" if rule.lapses_on else "",
        f"recess {rule.recess}" if rule.recess.value != "ignored" else "",
        f"extended by {rule.extended_by}" if rule.extended_by else "",
        f"from {rule.valid_from}" if rule.valid_from else "",
        f"not {rule.except_titles[0]}" if rule.except_titles else "",
        f"calendar {rule.calendar}" if rule.calendar else "",
        f"to {', '.join(rule.applies_to.kinds or rule.applies_to.names[:1])}"
        if rule.applies_to.kinds or rule.applies_to.names
        else "",
        "titles" if rule.titles else "",
        "historic" if rule.historic else "",
    ]
    return ", ".join(one for one in told if one)


@pytest.mark.parametrize(
    ("name", "period", "anchor", "confidence", "bounds"), ROWS, ids=lambda cell: cell or "none"
)
def test_a_rule_of_the_field(
    name: str, period: str, anchor: str, confidence: str, bounds: str
) -> None:
    """Each rule has its period, the day it counts from, how well it is known and what bounds it."""
    rule = RULES[name]
    assert (period, anchor, confidence, bounds) == (
        rule.period,
        rule.event.value,
        rule.confidence.value,
        scope(rule),
    )


def test_no_rule_is_missing_from_the_list() -> None:
    """A rule that comes with the library has its line in the list above."""
    assert [row[0] for row in ROWS if row[0] not in RULES] == []
    assert set(RULES) == {row[0] for row in ROWS}


# --- what comes of them ------------------------------------------------------------------------------


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


def held(author: str, **fields: Any) -> tuple[Register, Document]:
    """Make a register with one report by a committee of that name, of 12 February 2027."""
    values: dict[str, Any] = {
        "id": "report",
        "kind": DocumentKind.REPORT,
        "title": "Storm warnings at small harbours",
        "authors": ("body",),
        "published": day("2027-02-12"),
    }
    document = Document(**(values | fields))
    body = Organisation(id="body", name=author, kind=OrganisationKind.COMMITTEE)
    return Register(id="r", title="R", organisations=(body,), documents=(document,)), document


def told(name: str, author: str, **fields: Any) -> dict[str, str]:
    """Tell what each rule about a report by *author* gives: a day, or why there is none."""
    register, document = held(author, **fields)
    return {
        one.rule.name: one.deadline.day.isoformat() if one.deadline else one.reason
        for one in apply_rules(register, document, load_jurisdiction(name))
    }


def test_a_report_that_nobody_need_answer_by_a_confirmed_rule() -> None:
    """The Senedd's six weeks are told as unconfirmed, and no verdict has a day from them."""
    register, document = held("Senedd Coasts Committee")
    uk = load_jurisdiction("uk")
    assert deadline_of(register, document, uk) is None
    (applied,) = apply_rules(register, document, uk)
    assert applied.deadline is not None
    assert applied.deadline.unconfirmed
    assert str(applied.deadline).startswith("26 March 2027, unconfirmed (")


def test_a_day_that_somebody_gave_is_confirmed() -> None:
    """An extension is a fact, whatever the rule was that it moved."""
    given = Event(kind=EventKind.EXTENDED, until=day("2027-05-03"))
    register, document = held("Senedd Coasts Committee", events=(given,))
    (applied,) = apply_rules(register, document, load_jurisdiction("uk"))
    assert applied.deadline is not None
    assert ("2027-05-03", False) == (
        applied.deadline.day.isoformat(),
        applied.deadline.unconfirmed,
    )
    assert not any(step.startswith("unconfirmed") for step in applied.deadline.steps)


def test_two_authorities_for_a_joint_report() -> None:
    """A joint Australian committee has three months by the Senate, six by the House."""
    assert {"au-senate": "2027-05-12", "au-house": "2027-08-12"} == told(
        "au", "Joint Committee on Ports"
    )


def test_advisory_reports_on_bills_are_excluded() -> None:
    """The House's six months are not for advisory reports on bills."""
    assert {} == told(
        "au", "House Committee on Ports", title="Advisory report on the Harbours Bill 2027"
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "it applies only if the event 'requested' is recorded, which it is not"),
        (
            {
                "events": (
                    Event(kind=EventKind.REQUESTED, day=day("2027-02-12")),
                    Event(kind=EventKind.DISSOLVED, day=day("2027-03-12")),
                )
            },
            "it lapsed: the event 'dissolved' came first",
        ),
        (
            {"published": None, "events": (Event(kind=EventKind.REQUESTED),)},
            "the day it was presented is not recorded",
        ),
    ],
    ids=["not asked", "dissolved", "no day"],
)
def test_why_there_is_no_day(fields: dict[str, Any], reason: str) -> None:
    """A rule that gives no day says why."""
    assert {"ca-so109": reason} == told("ca", "Committee on Ports", **fields)


def test_why_there_is_no_day_elsewhere() -> None:
    """Working days want a calendar, an event is not counted, a rule has its time."""
    assert {
        "nz-house": "it counts working days, and no calendar was given (NZ)",
        "nz-house-90-days": "it is no longer in force",
    } == told("nz", "Ports Committee")
    assert {
        "za-brrr": (
            "nothing is counted: it runs until the Budget Review of the following February, "
            "from 12 February 2027"
        )
    } == told("za", "Ports Committee", title="Budgetary Review and Recommendation Report on Ports")
    assert "it was not in force on 28 September 2010" == told(
        "au", "House Committee on Ports", published=day("2010-09-28")
    )["au-house"]  # fmt: skip


def test_an_event_whose_day_is_known_by_now() -> None:
    """The day of the Budget Review, once recorded, is the deadline, and the steps say where it is from."""
    known = Event(kind=EventKind.EXTENDED, until=day("2028-02-23"))
    register, document = held("Ports Committee", title="BRRR on ports", events=(known,))
    deadline = deadline_of(register, document, load_jurisdiction("za"))
    assert deadline is not None
    assert (
        "the day it was tabled is not recorded",
        "published on 12 February 2027",
        "until the Budget Review of the following February",
        "extended to 23 February 2028",
        "23 February 2028",
    ) == deadline.steps


def test_a_recess_moves_the_day_where_the_rule_says_so() -> None:
    """The Treasury Committee's last day moves to before the House returns, Canada's to its return."""
    away = Event(kind=EventKind.ADJOURNED, day=day("2027-04-01"), until=day("2027-04-19"))
    asked = Event(kind=EventKind.REQUESTED, day=day("2027-02-12"))
    uk, ca = load_jurisdiction("uk"), load_jurisdiction("ca")
    found = deadline_of(*held("Treasury Committee", events=(away,)), uk)
    assert found is not None
    assert (
        "two months from 12 February 2027 (the day itself not counted)",
        "12 April 2027",
        "no sitting from 1 April 2027 to 19 April 2027; moved to the last day before it sits again",
        "19 April 2027",
    ) == found.steps
    june = evolve(away, day=day("2027-06-10"), until=day("2027-09-19"))
    later = deadline_of(*held("Ports Committee", events=(asked, june)), ca)
    assert later is not None
    assert dt.date(2027, 9, 20) == later.day
    for author, event in (("Ports Committee", away), ("Treasury Committee", june)):
        stays = deadline_of(*held(author, events=(event,)), uk)
        assert stays is not None
        assert dt.date(2027, 4, 12) == stays.day


def test_a_statement_is_due_a_year_after_acceptance() -> None:
    """Of what the Committee of Public Accounts was promised, a statement is due; no answer is late by it."""
    register, document = held("Committee of Public Accounts")
    published = Step(stage=Stage.PUBLISHED, day=day("2027-04-09"))
    register = register.with_records(
        Recommendation(id="report/rec-1", document="report", label="1"),
        Response(
            id="rsp-1",
            answers="report/rec-1",
            responder="body",
            position=Position.ACCEPTED,
            text="Agreed.",
            day=day("2027-04-09"),
            steps=(published,),
        ),
    )
    uk = load_jurisdiction("uk")
    found = {one.rule.name: one.deadline for one in apply_rules(register, document, uk)}
    statement = found["uk-pac-statement"]
    assert statement is not None
    assert ("accepted on 9 April 2027", "9 April 2028") == (statement.steps[0], statement.steps[-1])
    deadline = deadline_of(register, document, uk)
    assert deadline is not None
    assert ("uk-pac", ()) == (deadline.rule.name, deadline.others)


def test_an_unconfirmed_rule_is_told_in_the_verdict_and_the_tracker() -> None:
    """Months after the Senedd's six weeks nobody is late; the reason, also in the tracker, says why."""
    register, document = held("Senedd Coasts Committee")
    item = Recommendation(
        id="report/rec-1", document=document.id, label="1", text="Warn.", addressed_to=("body",)
    )
    register = evolve(register.with_records(item), jurisdiction="uk")
    as_of = dt.date(2027, 9, 1)
    verdict = status_of(register, item.id, as_of=as_of)
    assert ("response-awaited", None) == (verdict.status.value, verdict.response_deadline)
    reason = next(one for one in verdict.reasons if one.code == "deadline-unconfirmed")
    told = (
        "No rule that was read in a document says by when it is due. Generally held, and unconfirmed, "
        "is 26 March 2027, six weeks from the day it was published; no verdict rests on it."
    )
    assert told == reason.text
    cells = [
        value
        for sheet in tracker(register, as_of=as_of).sheets
        for entry in sheet.entries
        for value in sheet.words(entry)
    ]
    assert any(told in value for value in cells)
