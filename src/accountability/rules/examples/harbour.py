"""The small register that the examples change, and short ways to change it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from accountability.dates import PartialDate, Undated
from accountability.model import (
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    Implementation,
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
)
from accountability.rules._rule import Example

__all__ = [
    "ANSWER_1",
    "ANSWER_2",
    "AS_OF",
    "BASE",
    "CLEARED",
    "CON_1",
    "DEPARTMENT",
    "DRAFTED",
    "FIRST",
    "LATE",
    "MARCH",
    "MINUTE",
    "NOVEMBER",
    "PROMISE",
    "PUBLIC",
    "REC_1",
    "REC_2",
    "REPORT",
    "SUMMER",
    "UK",
    "UNPUBLISHED",
    "WELCOME",
    "added",
    "changed",
    "claim",
    "day",
    "example",
    "item",
    "moved",
    "reply",
    "step",
    "told",
]

AS_OF = dt.date(2027, 4, 30)

REPORT = "hc-9041"
MINUTE = "cp-9107"
REC_1, REC_2, CON_1 = f"{REPORT}/rec-1", f"{REPORT}/rec-2", f"{REPORT}/con-1"
DEPARTMENT = "harbours"
ANSWER_1, ANSWER_2 = f"{REC_1}/{DEPARTMENT}", f"{REC_2}/{DEPARTMENT}"
PROMISE = f"{ANSWER_1}/c1"


def day(year: int, month: int, number: int) -> PartialDate:
    """Make the date that is one day."""
    return PartialDate.day(dt.date(year, month, number))


SUMMER = PartialDate(
    earliest=dt.date(2027, 6, 1), latest=dt.date(2027, 8, 31), words="by summer 2027"
)
NOVEMBER = PartialDate.month(2027, 11, "November 2027")
MARCH = PartialDate.month(2027, 3, "March 2027")

BASE = Register(
    id="harbour",
    title="Storm warnings at small harbours",
    organisations=(
        Organisation(
            id="committee",
            name="Harbours and Coasts Committee",
            kind=OrganisationKind.COMMITTEE,
        ),
        Organisation(
            id=DEPARTMENT, name="Department for Harbours", kind=OrganisationKind.DEPARTMENT
        ),
        Organisation(id="government", name="The Government", kind=OrganisationKind.GOVERNMENT),
        Organisation(id="index", name="Answer Index"),
    ),
    documents=(
        Document(
            id=REPORT,
            kind=DocumentKind.REPORT,
            title="Storm warnings at small harbours",
            reference="HC 9041",
            session="2026-27",
            authors=("committee",),
            published=day(2027, 2, 12),
        ),
        Document(
            id=MINUTE,
            kind=DocumentKind.RESPONSE,
            title="Response to HC 9041",
            authors=(DEPARTMENT,),
            published=day(2027, 4, 9),
            responds_to=(REPORT,),
        ),
    ),
    items=(
        Recommendation(
            id=REC_1,
            document=REPORT,
            label="1",
            text="The Department should publish one warning standard for every harbour.",
            addressed_to=(DEPARTMENT,),
        ),
        Recommendation(
            id=REC_2,
            document=REPORT,
            label="2",
            text="The Department should test the sirens of every harbour each winter.",
            addressed_to=(DEPARTMENT,),
        ),
        Conclusion(
            id=CON_1,
            document=REPORT,
            label="1",
            text="Small harbours hear of storms too late to act on them.",
        ),
    ),
    responses=(
        Response(
            id=ANSWER_1,
            answers=REC_1,
            responder=DEPARTMENT,
            position=Position.ACCEPTED,
            position_words="The Department agrees with the Committee's recommendation.",
            text="The Department agrees with the Committee's recommendation. "
            "One standard will be published by summer 2027.",
            document=MINUTE,
        ),
        Response(
            id=ANSWER_2,
            answers=REC_2,
            responder=DEPARTMENT,
            position=Position.REJECTED,
            text="The Department does not agree with this recommendation.",
            document=MINUTE,
        ),
    ),
    commitments=(
        Commitment(
            id=PROMISE,
            text="One standard will be published by summer 2027.",
            items=(REC_1,),
            response=ANSWER_1,
            owners=(DEPARTMENT,),
            dates=(TargetDate(date=SUMMER),),
        ),
    ),
)
"""A register in which nothing is wrong on 30 April 2027."""


def changed(record_id: str, **fields: Any) -> Register:
    """Return the register with some fields of one record changed."""
    return BASE.with_records(attrs.evolve(BASE[record_id], **fields))


def added(*records: Record) -> Register:
    """Return the register with more records; what is recommended to somebody is answered."""
    answers = (
        Response(
            id=f"{record.id}/{DEPARTMENT}",
            answers=record.id,
            responder=DEPARTMENT,
            position=Position.NOTED,
            document=MINUTE,
        )
        for record in records
        if isinstance(record, Recommendation) and record.addressed_to
    )
    return BASE.with_records(*records, *answers)


def item(number: str, **fields: Any) -> Recommendation:
    """Make a third recommendation, answered by nobody yet."""
    values: dict[str, Any] = {
        "id": f"{REPORT}/rec-{number}",
        "document": REPORT,
        "label": number,
        "text": "The Department should pay for radios in every fishing boat.",
        "addressed_to": (DEPARTMENT,),
    }
    return Recommendation(**values | fields)


def reply(text: str, **fields: Any) -> Register:
    """Return the register with another text of the second reply."""
    return changed(ANSWER_2, text=text, **{"position": None} | fields)


def moved(*dates: TargetDate) -> Register:
    """Return the register with the dates of the promise changed."""
    return changed(PROMISE, dates=dates)


def told(date: PartialDate | Undated, **fields: Any) -> TargetDate:
    """Make a target date that was moved as it should be."""
    values: dict[str, Any] = {
        "set_on": day(2027, 4, 20),
        "reason": "The tender failed.",
        "told": ("committee",),
    }
    return TargetDate(date=date, **values | fields)


def claim(implementation: Implementation, on: PartialDate, **fields: Any) -> Update:
    """Make the Department's report about its promise."""
    return Update(
        id=f"{PROMISE}/u-{DEPARTMENT}-{on.latest}",
        about=PROMISE,
        reported_by=DEPARTMENT,
        implementation=implementation,
        day=on,
        **fields,
    )


def step(stage: Stage, on: PartialDate | Undated | None, **fields: Any) -> Step:
    """Make a step."""
    return Step(stage=stage, day=on, **fields)


FIRST = TargetDate(date=SUMMER)
LATE = changed(PROMISE, dates=(TargetDate(date=MARCH, set_on=day(2027, 2, 20)),))
CLEARED = BASE.fingerprint_of(BASE.responses[0])
PUBLIC = attrs.evolve(BASE, marking="Published")
UK = attrs.evolve(BASE, jurisdiction="uk")
UNPUBLISHED = "cp-draft"
DRAFTED = (
    Document(id=UNPUBLISHED, kind=DocumentKind.RESPONSE, title="Draft", responds_to=(REPORT,)),
    Response(
        id=f"{ANSWER_1}@2027",
        answers=REC_1,
        responder=DEPARTMENT,
        document=UNPUBLISHED,
        text="The Department agrees with the Committee's recommendation.",
    ),
)
WELCOME = "The Department is committed to safe harbours everywhere."


def report(**fields: Any) -> Register:
    """Return the register with the report changed."""
    return changed(REPORT, **fields)


PAC = attrs.evolve(
    changed("committee", name="Public Accounts Committee", kind=OrganisationKind.COMMITTEE),
    jurisdiction="uk",
)
"""The same register with the committee whose reports are under more duties."""

SENEDD = attrs.evolve(
    changed("committee", name="Senedd Harbours Committee", kind=OrganisationKind.COMMITTEE),
    jurisdiction="uk",
)
"""The same register with a committee whose answers use other words."""

OLD = BASE.with_records(
    attrs.evolve(BASE.documents[0], published=PartialDate.day(dt.date(2026, 1, 12))),
    attrs.evolve(BASE.documents[1], published=PartialDate.day(dt.date(2026, 3, 3))),
    attrs.evolve(
        BASE.commitments[0],
        text="One standard will be published in 2029.",
        dates=(TargetDate(date=PartialDate.year(2029, "2029")),),
    ),
    attrs.evolve(
        BASE.responses[0],
        text="The Department agrees with the Committee's recommendation. "
        "One standard will be published in 2029.",
    ),
)
"""The same register a year older, with a promise that is not due yet."""


def progress(number: str, on: PartialDate) -> Document:
    """Make an edition of the Department's progress report."""
    return Document(
        id=f"progress-{number}",
        kind=DocumentKind.PROGRESS_REPORT,
        title=f"Progress report {number}",
        authors=(DEPARTMENT,),
        published=on,
    )


def reported(paper: str, about: str, implementation: Implementation) -> Update:
    """Make what a progress report says about an item."""
    return Update(
        id=f"{about}/u-{paper}",
        about=about,
        reported_by=DEPARTMENT,
        implementation=implementation,
        sources=(Source(document=paper, place="page 3"),),
    )


EDITIONS = added(
    progress("1", PartialDate.day(dt.date(2027, 4, 12))),
    progress("2", PartialDate.day(dt.date(2027, 4, 26))),
    reported("progress-2", REC_2, Implementation.IN_PROGRESS),
)


def example(
    bad: Register, says: str, good: Register = BASE, *, also: tuple[str, ...] = ()
) -> Example:
    """Make an example that is a change of the register above."""
    return Example(bad=bad, good=good, says=says, base=BASE, as_of=AS_OF, also=frozenset(also))
