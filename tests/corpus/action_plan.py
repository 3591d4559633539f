"""
A register of the AI Opportunities Action Plan and its response, made of a volunteer's tracker.

Run by itself it writes the register: ``python tests/corpus/action_plan.py FOLDER > register.json``. What
the file holds, and what it is taken for:

- The recommendation, the lead department and the reply are copies of print.
- Every reply opens with "Agree" or "Partially agree", with or without a full stop, or with neither.
- The timeline is read by `accountability.read_date`; one that also goes on becomes two promises.
- Status and progress are the volunteer's words: reports of a third party, inferred.
- A report says in which month, never in which year. All that is dated otherwise happened in 2025, so
  months are taken for those of 2025; a January may as well be the next one, and is taken for either.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accountability import (
    Assurance,
    Commitment,
    CommitmentKind,
    Document,
    DocumentKind,
    How,
    Implementation,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    Precision,
    Recommendation,
    Register,
    Response,
    Source,
    TargetDate,
    Undated,
    Update,
    dumps,
    read_date,
)

PLAN, REPLY, PAGE = "uk-dsit-cp1241-2025", "uk-dsit-cp1242-2025", "tracker-page"
AUTHOR, GOVERNMENT, VOLUNTEER = "uk-plan-author", "uk-government", "volunteer"
PRINTED = PartialDate.month(2025, 1, "January 2025")

CLAIMS = {
    "Completed": Implementation.IMPLEMENTED,
    "Partially": Implementation.PARTLY_IMPLEMENTED,
    "On Track": Implementation.IN_PROGRESS,
    "Delayed": Implementation.IN_PROGRESS,
    "Not Started": Implementation.NOT_STARTED,
}
"""What the volunteer's words claim; that something is late is for us to work out, not to be told."""

MONTHS = {dt.date(2025, month, 1).strftime("%B"): month for month in range(1, 13)}


def register(folder: Path) -> Register:
    """Make the register of the files in *folder*."""
    text = (folder / "tracker_recommendations.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)
    departments = dict.fromkeys(row["department"] for row in rows)
    items, responses, updates = [], [], []
    commitments: list[Commitment] = []
    for row in rows:
        items.append(_item(row))
        responses.append(_response(row))
        commitments += _commitments(row)
        updates.append(_update(row))
    return Register(
        id="action-plan",
        title="AI Opportunities Action Plan",
        organisations=(
            Organisation(id=AUTHOR, name="Author of the plan"),
            Organisation(id=GOVERNMENT, name="UK Government", kind=OrganisationKind.GOVERNMENT),
            Organisation(id=VOLUNTEER, name="A volunteer's tracker"),
            *(Organisation(id=_id(name), name=name, part_of=GOVERNMENT) for name in departments),
        ),
        documents=(
            Document(
                id=PLAN,
                kind=DocumentKind.REPORT,
                title="AI Opportunities Action Plan",
                authors=(AUTHOR,),
                reference="CP 1241",
                published=PRINTED,
            ),
            Document(
                id=REPLY,
                kind=DocumentKind.RESPONSE,
                title="AI Opportunities Action Plan: Government Response",
                authors=(GOVERNMENT,),
                reference="CP 1242",
                responds_to=(PLAN,),
                published=PRINTED,
            ),
            Document(id=PAGE, kind=DocumentKind.PAGE, title="A tracker", authors=(VOLUNTEER,)),
        ),
        items=tuple(items),
        responses=tuple(responses),
        commitments=tuple(commitments),
        updates=tuple(updates),
    )


def _id(department: str) -> str:
    return "uk-" + department.lower().replace(" ", "-")


def _label(row: dict[str, Any]) -> str:
    return str(int(row["id"].removeprefix("R")))


def _item(row: dict[str, Any]) -> Recommendation:
    return Recommendation(
        id=f"{PLAN}/rec-{_label(row)}",
        document=PLAN,
        label=_label(row),
        section=row["chapter"],
        text=row["description"],
        addressed_to=(_id(row["department"]),),
        sources=(Source(document=PAGE, place=row["id"]),),
    )


def _response(row: dict[str, Any]) -> Response:
    reply: str = row["govResponse"]
    words, position = next(
        (
            (words, position)
            for words, position in (
                ("Partially agree", Position.PARTIALLY_ACCEPTED),
                ("Agree", Position.ACCEPTED),
            )
            if reply.startswith(words)
        ),
        ("", Position.NOT_STATED),
    )
    return Response(
        id=f"{PLAN}/rec-{_label(row)}/{_id(row['department'])}",
        answers=f"{PLAN}/rec-{_label(row)}",
        responder=_id(row["department"]),
        on_behalf_of=(GOVERNMENT,),
        position=position,
        position_words=words,
        text=reply,
        document=REPLY,
        sources=(Source(document=PAGE, place=row["id"]),),
    )


def _commitments(row: dict[str, Any]) -> Iterator[Commitment]:
    words: str = row["deliveryTimeline"]
    reading = read_date(words, document_date=dt.date(2025, 1, 31))
    response = _response(row)
    cell = Source(document=REPLY, place=f"recommendation {_label(row)}", words=words)
    dates = (TargetDate(date=reading.date),)

    def promise(number: int, kind: CommitmentKind, dates: tuple[TargetDate, ...]) -> Commitment:
        return Commitment(
            id=f"{response.id}/c{number}",
            text=words,
            items=(response.answers,),
            response=response.id,
            owners=(response.responder,),
            kind=kind,
            dates=dates,
            sources=(cell,),
        )

    yield promise(1, reading.kind, dates)
    if any(note.startswith("also says") for note in reading.notes):
        yield promise(2, CommitmentKind.CONTINUOUS, ())


def _update(row: dict[str, Any]) -> Update:
    month = MONTHS.get(row["lastUpdate"])
    day: PartialDate | Undated = Undated(words=row["lastUpdate"])
    if month is not None:
        printed = PartialDate.month(2025, month)
        day = PartialDate(
            earliest=printed.earliest,
            latest=dt.date(2026, 1, 31) if month == 1 else printed.latest,
            precision=Precision.SPAN if month == 1 else Precision.MONTH,
            words=row["lastUpdate"],
        )
    claimed = CLAIMS[row["status"]]
    finished = row["completionDate"] if claimed is Implementation.IMPLEMENTED else None
    return Update(
        id=f"{PLAN}/rec-{_label(row)}/u-{VOLUNTEER}",
        about=f"{PLAN}/rec-{_label(row)}",
        reported_by=VOLUNTEER,
        responder=_id(row["department"]),
        day=day,
        printed_status=row["status"],
        implementation=claimed,
        text=row["progress"] or "",
        completed_on=PartialDate.day(dt.date.fromisoformat(finished)) if finished else None,
        assurance=Assurance.THIRD_PARTY,
        sources=(Source(document=PAGE, place=row["id"], how=How.INFERRED),),
    )


if __name__ == "__main__":
    sys.stdout.write(dumps(register(Path(sys.argv[1]))))
