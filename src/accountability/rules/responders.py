"""Rules about who answers: RSP2xx."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from accountability.dates import PartialDate
from accountability.findings import Finding, Severity
from accountability.model import (
    Organisation,
    OrganisationKind,
    Response,
)
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.text import fold

__all__ = [
    "ENDED_RESPONDER",
    "GROUP_ANSWERS",
    "RULES",
    "UNKNOWN_RESPONDER",
    "VAGUE_RESPONDER",
]


_SPEAKS_AS = re.compile(
    r"\b(?:the|this|our)\s+(?:department|ministry|agency)\b(?!\s+(?:for|of)\s)", re.IGNORECASE
)


_CLOSER = {
    OrganisationKind.DEPARTMENT,
    OrganisationKind.PUBLIC_BODY,
    OrganisationKind.OFFICE,
    OrganisationKind.REGULATOR,
    OrganisationKind.COMPANY,
}


def _vague_responder(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        if not _is_government(register.find(Organisation, response.responder)):
            continue
        behalf = (register.find(Organisation, name) for name in response.on_behalf_of)
        if any(body is not None and body.kind in _CLOSER for body in behalf):
            continue
        found = _SPEAKS_AS.findall(inspection.reading(response).text)
        if found:
            times = "once" if len(found) == 1 else f"{len(found)} times"
            yield VAGUE_RESPONDER.report(
                inspection,
                response,
                "named as the one who answers, but the words speak of "
                f"{quoted(Counter(found).most_common(1)[0][0])} ({times}).",
                about="responder",
            )


def _is_government(body: Organisation | None) -> bool:
    if body is None:
        return False
    if body.kind is OrganisationKind.OTHER:
        return fold(body.name).endswith("government")
    return body.kind is OrganisationKind.GOVERNMENT


VAGUE_RESPONDER = Rule(
    code="RSP206",
    severity=Severity.WARNING,
    title="The named responder is vaguer than the words",
    rationale=(
        "A government cannot be asked why a date passed; a department can. Counts by department "
        "leave such answers out."
    ),
    source='Replies printed under "Government" that speak of "the Department" throughout.',
    help=(
        "Find out which body speaks, make it the responder, and put the government into "
        "on_behalf_of."
    ),
    bad='"HM Government" answers: "The Department will review its guidance."',
    good='"Department for Harbours" answers the same, on behalf of the government.',
    inspect=_vague_responder,
)


def _group_answers(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        body = register.find(Organisation, response.responder)
        if body is not None and body.kind is OrganisationKind.GROUP and not response.is_empty:
            yield GROUP_ANSWERS.report(
                inspection,
                response,
                f"{quoted(body.name, 60)} is a class of bodies and cannot answer as one.",
                about="responder",
            )


GROUP_ANSWERS = Rule(
    code="RSP207",
    severity=Severity.WARNING,
    title="A class of bodies answers as one",
    rationale='"All harbours" agreed: nobody in particular did, and nobody can be asked.',
    source="Inquiries address classes of bodies; one body, or an association, answers for them.",
    help="Make the body that answered the responder, on behalf of the class (on_behalf_of).",
    bad='Responder "All harbour authorities" (a group).',
    good='Responder "Association of Harbours", on behalf of "All harbour authorities".',
    inspect=_group_answers,
)


def _unknown_responder(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    counted: dict[str, list[Response]] = {}
    for response in register.responses:
        if response.responder not in register:
            counted.setdefault(response.responder, []).append(response)
    for number, (responder, responses) in enumerate(sorted(counted.items())):
        near = inspection.nearest(responder, register.organisations, number)
        more = inspection.others(len(responses) - 1)
        yield UNKNOWN_RESPONDER.report(
            inspection,
            min(responses, key=inspection.rank),
            f"nothing is held about who answers, {quoted(responder, 60)}{near}{more}.",
            about="responder",
        )


UNKNOWN_RESPONDER = Rule(
    code="RSP215",
    severity=Severity.WARNING,
    title="Nothing is known about a responder",
    rationale="Deadlines and counts depend on what kind of body answers, and on whose part it is.",
    source="One table spells its addressees in 261 ways.",
    help="Add the organisation with its name and kind, or correct the id.",
    bad='Responder "uk-harbors", and no organisation of that id.',
    good='Responder "uk-harbours", and the organisation "Department for Harbours".',
    inspect=_unknown_responder,
)


def _ended_responder(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        body = register.find(Organisation, response.responder)
        day = register.day_of(response)
        ended = body.until if body else None
        if not isinstance(ended, PartialDate) or not isinstance(day, PartialDate):
            continue
        if day.earliest is None or not ended.certainly_before(day.earliest):
            continue
        heirs = ", ".join(inspection.name(heir) for heir in body.succeeded_by) if body else ""
        yield ENDED_RESPONDER.report(
            inspection,
            response,
            f"it answered on {day}, though it had ended ({ended})"
            + (f"; succeeded by {heirs}." if heirs else "; no successor is recorded."),
            about="responder",
        )


ENDED_RESPONDER = Rule(
    code="RSP216",
    severity=Severity.WARNING,
    title="A body that had ended answers",
    rationale="What an abolished body promised is asked of nobody, unless its heir is known.",
    source="Departments are merged and renamed while their promises run.",
    help="Make the successor the responder, or record who succeeded (succeeded_by).",
    bad="The Harbours Board, abolished in 2025, answers in 2026.",
    good="Its successor answers.",
    inspect=_ended_responder,
)


RULES: tuple[Rule, ...] = (
    VAGUE_RESPONDER,
    GROUP_ANSWERS,
    UNKNOWN_RESPONDER,
    ENDED_RESPONDER,
)
