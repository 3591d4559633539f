"""
An invented committee's 400 recommendations, answered by twelve teams of two departments.

The register that trackers are made from, sent out, filled in and collected again in tests of a whole
round. Everything is invented, and the same each time: what an item is like follows from its number
alone. All that a round meets is there: answers to come, drafts, given answers, one promise and several,
dates that have moved and dates that have passed, items for both departments, items that nobody has
been named for, long replies, and texts that look like formulas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from accountability.dates import PartialDate, show_day
from accountability.model import (
    Assessment,
    Assurance,
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    Implementation,
    Item,
    Link,
    LinkKind,
    Note,
    Opinion,
    Organisation,
    OrganisationKind,
    Position,
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

AS_OF = dt.date(2031, 10, 1)
"""The day of the round."""

RETURN_BY = dt.date(2031, 10, 29)

CONTACT = "returns@waterways.example"

COMMITTEE = "committee"
WATERWAYS, FISHERIES = "waterways", "fisheries"
DEPARTMENTS = (WATERWAYS, FISHERIES)

TEAMS: dict[str, tuple[str, str]] = {
    "locks-team": ("Locks and Weirs Team", WATERWAYS),
    "dredging-team": ("Dredging Team", WATERWAYS),
    "bridges-team": ("Bridges Team", WATERWAYS),
    "towpaths-team": ("Towpaths Team", WATERWAYS),
    "moorings-team": ("Moorings Team", WATERWAYS),
    "flood-team": ("Flood Warning Team", WATERWAYS),
    "stocks-team": ("Fish Stocks Team", FISHERIES),
    "licences-team": ("Licences Team", FISHERIES),
    "ports-team": ("Landing Ports Team", FISHERIES),
    "nets-team": ("Nets and Gear Team", FISHERIES),
    "eels-team": ("Eels and Lampreys Team", FISHERIES),
    "science-team": ("Survey Science Team", FISHERIES),
}
"""Name and department of each team, by its id."""

ITEMS_OF_A_REPORT = 50
AWAITED = (7, 8)
"""Reports too new to be answered yet."""

SECRET_OF = "quillwort"
"""Stands in every note and waiver, and with a team's id in the words of each of its drafts."""

_SUBJECTS = (
    "the age of lock gates",
    "silt below the long weirs",
    "low bridges on the western branch",
    "flooded towpaths",
    "winter moorings",
    "warnings at night",
    "counts of young salmon",
    "licences that lapse",
    "ice for small landing ports",
    "lost nets",
    "eel passes",
    "survey boats",
    "fees for short visits",
    "repairs after storms",
    "the register of keepers",
)
_VERBS = (
    "publish a plan for",
    "report each year on",
    "set a standard for",
    "agree with the river councils who pays for",
    "survey",
    "appoint one official to answer for",
    "say by when it will have dealt with",
)
_BACKGROUND = (
    "We heard from keepers who had waited more than three years for an answer.",
    "The figures we were given differ between the two departments, and neither could say why.",
    "Small authorities cannot carry this cost alone.",
    "What was promised in 2027 has been done on two rivers out of eleven.",
    "Nobody we asked could name the official who decides.",
)
_REPLIES = (
    "Officials have begun with the eleven rivers on which the need is greatest.",
    "The costs will be met within the settlement already announced.",
    "The river councils have been asked for their views, and nine of them have answered.",
    "A first survey showed that two thirds of the works are sound.",
    "The Department will write to the Committee when the work is finished.",
    "A new standard has been tried out at four places, and the keepers found it workable.",
)


def register(items: int = 400) -> Register:
    """
    Make the register of a round.

    Args:
        items: How many recommendations and conclusions there are; 50 to a report.
    """
    made = Register(
        id="xx-rivers",
        title="Rivers, canals and inland fisheries",
        jurisdiction="uk",
        organisations=tuple(_organisations()),
        documents=tuple(_documents(-(-items // ITEMS_OF_A_REPORT))),
    )
    return made.with_records(*(record for n in range(items) for record in _records(n)))


def _organisations() -> Iterator[Organisation]:
    yield Organisation(
        id=COMMITTEE, name="Rivers and Fisheries Committee", kind=OrganisationKind.COMMITTEE
    )
    for name, department in ((WATERWAYS, "Waterways"), (FISHERIES, "Fisheries")):
        yield Organisation(
            id=name, name=f"Department for {department}", kind=OrganisationKind.DEPARTMENT
        )
    for team, (name, department) in TEAMS.items():
        yield Organisation(id=team, name=name, kind=OrganisationKind.TEAM, part_of=department)


def _documents(reports: int) -> Iterator[Document]:
    for number in range(1, reports + 1):
        subject = _SUBJECTS[(number * 4) % len(_SUBJECTS)]
        yield Document(
            id=_report(number),
            kind=DocumentKind.REPORT,
            title=f"{subject[0].upper()}{subject[1:]}",
            authors=(COMMITTEE,),
            reference=f"HC {300 + number}",
            session="2030-31",
            published=PartialDate.day(_issued(number)),
        )
        if number in AWAITED:
            continue
        yield Document(
            id=f"{_report(number)}-reply",
            kind=DocumentKind.RESPONSE,
            title=f"Government response: {subject}",
            authors=DEPARTMENTS,
            reference=f"CP {900 + number}",
            session="2030-31",
            published=PartialDate.day(dt.date(2031, 1, 20) + dt.timedelta(days=7 * number)),
            responds_to=(_report(number),),
        )


def _report(number: int) -> str:
    return f"hc{300 + number}"


def _issued(number: int) -> dt.date:
    if number in AWAITED:
        return dt.date(2031, 9, 1) + dt.timedelta(days=number)
    return dt.date(2030, 11, 4) + dt.timedelta(days=7 * number)


def _records(n: int) -> Iterator[Record]:
    report = _report(n // ITEMS_OF_A_REPORT + 1)
    place = n % ITEMS_OF_A_REPORT
    label = str(place + 1)
    if place % 5 == 0:
        yield Conclusion(
            id=f"{report}/con-{label}",
            document=report,
            label=label,
            text=f"{_pick(_BACKGROUND, n)} {_pick(_BACKGROUND, n + 2)}",
        )
        return
    team = _pick(tuple(TEAMS), n * 5 + n // 12)
    lead = TEAMS[team][1]
    both = n % 7 == 3
    other = FISHERIES if lead == WATERWAYS else WATERWAYS
    item = Recommendation(
        id=f"{report}/rec-{label}",
        document=report,
        label=label,
        paragraph=str(place * 3 + 7),
        title=f"Deal with {_pick(_SUBJECTS, n)}",
        text=_recommended(n, TEAMS[team][1]),
        addressed_to=() if n % 41 == 17 else (lead, other) if both else (lead,),
        links=(Link(kind=LinkKind.FOLLOWS_FROM, to=f"{report}/con-{place // 5 * 5 + 1}"),),
    )
    yield item
    if n % 41 == 17:  # nobody is named yet
        return
    yield from _answered(n, item, lead, team)
    if both:
        helper = _pick(tuple(name for name in TEAMS if TEAMS[name][1] == other), n)
        yield _draft(n + 1, item, other, helper, (Stage.COMMISSIONED,))
    if n % 29 == 11:
        yield Note(
            id=f"{item.id}/note", about=item.id, text=f"Ask the Minister about this, {SECRET_OF}."
        )
        yield Waiver(
            id=f"{item.id}/waiver", rule="REC104", record=item.id, reason=f"Known: {SECRET_OF}."
        )


def _recommended(n: int, department: str) -> str:
    verb, subject = _pick(_VERBS, n * 3), _pick(_SUBJECTS, n)
    asked = f"The Department for {department.capitalize()} should {verb} {subject}"
    if n % 3 == 0:
        return f"{_pick(_BACKGROUND, n)} {asked}, within a year of this report."
    return f"{asked}."


def _answered(n: int, item: Item, lead: str, team: str) -> Iterator[Record]:
    """Yield the answer of the department in the lead, and what followed from it, by the kind of item."""
    kind = (n * 7 + n // 10) % 10
    if n // ITEMS_OF_A_REPORT + 1 in AWAITED:
        kind %= 3
    if kind in {0, 1}:
        yield _draft(n, item, lead, team, (Stage.COMMISSIONED,))
        return
    if kind == 2:
        yield _draft(n, item, lead, team, (Stage.COMMISSIONED, Stage.DRAFTED), words=True)
        return
    answer = Response(
        id=f"{item.id}/{lead}",
        answers=item.id,
        responder=lead,
        position=Position.REJECTED if kind == 6 else _ACCEPTED[n % len(_ACCEPTED)],
        text=_reply(n, kind),
        document=f"{item.document}-reply",
        prepared_by=(team,),
        steps=(Step(stage=Stage.PUBLISHED, day=_published(item), reference="CP"),),
    )
    yield answer
    yield from _promised(n, kind, item, answer)
    if kind == 9:
        yield _draft(n, item, lead, team, (Stage.DRAFTED,), words=True, number=2)
    if n % 13 == 5:
        yield Assessment(
            id=f"{item.id}/a-{COMMITTEE}",
            about=answer.id,
            by=COMMITTEE,
            day=PartialDate.day(dt.date(2031, 7, 7)),
            opinion=Opinion.UNSATISFACTORY,
            text="The reply does not say who pays.",
        )


_ACCEPTED = (
    Position.ACCEPTED,
    Position.ACCEPTED,
    Position.PARTIALLY_ACCEPTED,
    Position.ACCEPTED_IN_PRINCIPLE,
)


def _published(item: Item) -> PartialDate:
    number = int(item.document.removeprefix("hc")) - 300
    return PartialDate.day(dt.date(2031, 1, 20) + dt.timedelta(days=7 * number))


def _reply(n: int, kind: int) -> str:
    if kind == 6:
        return f"The Department does not accept this. {_pick(_REPLIES, n)}"
    if n % 53 == 20:  # more than the highest row shows
        return "\n\n".join(
            f"{at + 1}. {_pick(_REPLIES, n + at)} {_pick(_REPLIES, n + at + 2)}" for at in range(24)
        )
    if n % 37 == 9:
        return f"=SUM is what we answered last time, too. 🐟 {_pick(_REPLIES, n)}"
    return " ".join(_pick(_REPLIES, n + at) for at in range(1 + n % 4))


def _draft(
    n: int,
    item: Item,
    responder: str,
    team: str,
    stages: tuple[Stage, ...],
    *,
    words: bool = False,
    number: int = 1,
) -> Response:
    """Return an answer in preparation; without *words* it only says which team prepares it."""
    suffix = "" if number == 1 else f"~{number}"
    secret = f"({SECRET_OF} of {team})"
    return Response(
        id=f"{item.id}/{responder}{suffix}",
        answers=item.id,
        responder=responder,
        position=Position.ACCEPTED if words else None,
        text=f"{_pick(_REPLIES, n)} {secret}" if words else "",
        prepared_by=(team,),
        steps=tuple(
            Step(stage=stage, day=PartialDate.day(dt.date(2031, 9, 1)), by="Team leader")
            for stage in stages
        ),
    )


def _promised(n: int, kind: int, item: Item, answer: Response) -> Iterator[Record]:
    if kind == 6:
        return
    passed, ahead = _target(n, passed=True), _target(n, passed=False)
    dates = {
        3: (TargetDate(date=ahead),),
        4: (TargetDate(date=passed),),
        7: (
            TargetDate(date=passed),
            TargetDate(
                date=ahead,
                set_on=PartialDate.day(dt.date(2031, 5, 12)),
                reason="The survey showed more damage than was expected.",
                told=(COMMITTEE,),
                told_on=PartialDate.day(dt.date(2031, 5, 14)),
                source=Source(words="Letter to the Committee", place="14 May 2031"),
            ),
        ),
    }.get(kind, (TargetDate(date=ahead),))
    promise = Commitment(
        id=f"{answer.id}/c1",
        text=f"Finish the work on {_pick(_SUBJECTS, n)}.",
        items=(item.id,),
        response=answer.id,
        dates=dates,
    )
    yield promise
    if kind == 5:
        yield Commitment(
            id=f"{answer.id}/c2",
            text="Write to the Committee with the results.",
            items=(item.id,),
            response=answer.id,
            dates=(TargetDate(date=_target(n + 3, passed=False)),),
        )
    if kind in {4, 8}:
        done = kind == 8
        yield Update(
            id=f"{promise.id}/u1",
            about=promise.id,
            reported_by=answer.responder,
            day=PartialDate.day(dt.date(2031, 6, 30)),
            implementation=Implementation.IMPLEMENTED if done else Implementation.IN_PROGRESS,
            text=_pick(_REPLIES, n + 1),
            completed_on=PartialDate.day(dt.date(2031, 6, 12)) if done else None,
            assurance=Assurance.SELF_REPORTED,
            steps=(Step(stage=Stage.SENT, day=PartialDate.day(dt.date(2031, 7, 1))),),
        )


def _target(n: int, *, passed: bool) -> PartialDate:
    year = 2031 if passed else 2032
    if n % 3 == 0:
        month = dt.date(year, n % 8 + 1, 1)
        return PartialDate.month(year, month.month, show_day(month).partition(" ")[2])
    if n % 3 == 1:
        return PartialDate.day(dt.date(year, n % 8 + 1, n % 27 + 1))
    if passed:
        return PartialDate.month(2031, 6, "by June 2031")
    return PartialDate.day(dt.date(2031, 10, 5) + dt.timedelta(days=n % 90))


def _pick(choices: tuple[str, ...], n: int) -> str:
    return choices[n % len(choices)]
