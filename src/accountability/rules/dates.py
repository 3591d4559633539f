"""Rules about deadlines and the order of days: DAT4xx."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

import attrs

from accountability.dates import AnyDate, PartialDate, Undated, show_day
from accountability.exceptions import did_you_mean
from accountability.findings import Finding, Place, Severity
from accountability.jurisdictions import jurisdiction_names
from accountability.model import (
    Document,
    Event,
    Implementation,
    Item,
    Record,
    Response,
    Stage,
    Step,
    TargetDate,
    Update,
)
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.status import ResponderVerdict, Status
from accountability.text import fold

__all__ = [
    "ANSWERED_BEFORE_ASKED",
    "ANSWERED_LATE",
    "DATES_OUT_OF_ORDER",
    "DATE_NOT_READ",
    "DEADLINE_NEEDS_CALENDAR",
    "PROMISED_FOR_THE_PAST",
    "RESPONSE_OVERDUE",
    "RETRIEVED_BEFORE_PUBLISHED",
    "RULES",
    "STEPS_OUT_OF_ORDER",
    "UNKNOWN_JURISDICTION",
]


def _response_overdue(inspection: Inspection) -> Iterator[Finding]:
    for item, answer, count in inspection.by_paper(inspection.answers(Status.RESPONSE_OVERDUE)):
        due = _after_deadline(answer, inspection.as_of)
        yield RESPONSE_OVERDUE.report(
            inspection,
            item,
            f"no answer has come, {due}{count}.",
            who=inspection.name(answer.responder),
        )


def _after_deadline(answer: ResponderVerdict, day: dt.date | None) -> str:
    """Say how long after the deadline *day* is: "2 days after 12 April 2027"; "" if it is not."""
    deadline = answer.response_deadline
    if deadline is None or day is None or day <= deadline:
        return ""
    days = (day - deadline).days
    return f"{days} {'day' if days == 1 else 'days'} after {show_day(deadline)}"


RESPONSE_OVERDUE = Rule(
    code="DAT401",
    severity=Severity.ERROR,
    title="No answer, and the deadline has passed",
    rationale=(
        "A government that does not answer has not disagreed: the report simply falls silent. "
        "Reported once a responder and report, at the first item."
    ),
    source="The deadline's own citation, in the jurisdiction's data.",
    help="Ask for the answer, or for the reason of the delay; record an extension if there is one.",
    bad="A report of 12 February 2027, two months to answer, no answer on 13 April 2027.",
    good="The same on 12 April 2027, or with an answer.",
    inspect=_response_overdue,
)


def _answered_late(inspection: Inspection) -> Iterator[Finding]:
    answers = inspection.answers(*Status)
    late = ((item, answer) for item, answer in answers if _how_late(answer))
    for item, answer, count in inspection.by_paper(late):
        yield ANSWERED_LATE.report(
            inspection,
            item,
            f"answered on {answer.answered_on}, {_how_late(answer)}{count}.",
            who=inspection.name(answer.responder),
        )


def _how_late(answer: ResponderVerdict) -> str:
    given = answer.answered_on
    return _after_deadline(answer, given.earliest if isinstance(given, PartialDate) else None)


ANSWERED_LATE = Rule(
    code="DAT402",
    severity=Severity.NOTE,
    title="Answered after the deadline",
    rationale=(
        "Late replies without an explanation are what committees complain of most. Reported once a "
        "responder and report, at the first item."
    ),
    source="The deadline's own citation, in the jurisdiction's data.",
    help="Record the day on which the recommender received it, if that was earlier, or an extension.",
    bad="Due on 12 April 2027, given on 3 May 2027.",
    good="Due on 12 April 2027, given on 9 April 2027.",
    inspect=_answered_late,
)


def _needs_calendar(inspection: Inspection) -> Iterator[Finding]:
    seen: set[str] = set()
    for item, answer in inspection.answers(*Status):
        reason = next((r for r in answer.reasons if r.code == "deadline-needs-calendar"), None)
        if reason is not None and item.document not in seen:
            seen.add(item.document)
            document = inspection.register.find(Document, item.document)
            yield DEADLINE_NEEDS_CALENDAR.report(inspection, document or item, reason.text)


DEADLINE_NEEDS_CALENDAR = Rule(
    code="DAT403",
    severity=Severity.NOTE,
    title="The deadline counts working days, and no calendar was given",
    rationale="Without the public holidays nobody can say whether an answer is late.",
    source="Some parliaments count working or sitting days.",
    help="Pass a calendar: install accountability[calendars], or give --calendar NAME.",
    bad="60 working days, and no calendar.",
    good="The same with the calendar of the jurisdiction.",
    inspect=_needs_calendar,
)


_FINISHED = {Implementation.IMPLEMENTED, Implementation.IMPLEMENTED_DIFFERENTLY}


def _for_the_past(inspection: Inspection) -> Iterator[Finding]:
    for promise in inspection.register.commitments:
        made = inspection.register.day_of(promise)
        done = any(claim.implementation in _FINISHED for claim in inspection.claims_on(promise))
        for target in () if done else promise.dates:
            day = target.set_on if isinstance(target.set_on, PartialDate) else made
            date = target.date
            if not isinstance(day, PartialDate) or day.earliest is None:
                continue
            if isinstance(date, PartialDate) and date.certainly_before(day.earliest):
                yield PROMISED_FOR_THE_PAST.report(
                    inspection,
                    promise,
                    f"{quoted(str(date), 60)} was promised on {day}, when it had passed.",
                    about="dates",
                )


PROMISED_FOR_THE_PAST = Rule(
    code="DAT404",
    severity=Severity.WARNING,
    title="A date promised when it had already passed",
    rationale="Either the year is wrong, or the words were copied from an older paper.",
    source='An action plan of January 2025 that gives "End of 2024".',
    help="Compare with the paper; ask whether it is done, and since when.",
    bad='"End of 2026" in a paper of 15 January 2027.',
    good='"End of 2027" in the same paper.',
    inspect=_for_the_past,
)


def _before_asked(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        asked = register.get(response.answers)
        if not isinstance(asked, Item | Document):
            continue
        issued, given = register.day_of(asked), register.day_of(response)
        if not isinstance(issued, PartialDate) or not isinstance(given, PartialDate):
            continue
        if issued.earliest is not None and given.certainly_before(issued.earliest):
            yield ANSWERED_BEFORE_ASKED.report(
                inspection,
                response,
                f"given on {given}, before what it answers was issued ({issued}).",
                about="day",
            )


ANSWERED_BEFORE_ASKED = Rule(
    code="DAT405",
    severity=Severity.WARNING,
    title="Answered before it was asked",
    rationale="One of the two days is wrong, unless a draft of the report was answered.",
    source="Safety boards send drafts to those they address, and print the answers.",
    help="Compare both days with the papers; leave them if a draft was answered.",
    bad="A report of 12 February 2027, answered on 9 April 2026.",
    good="The same, answered on 9 April 2027.",
    inspect=_before_asked,
)


def _steps(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    stepping: tuple[Response | Update, ...] = (*register.responses, *register.updates)
    for record in stepping:
        first: dict[Stage, Step] = {}
        for step in record.steps:
            if isinstance(step.day, PartialDate):
                first.setdefault(step.stage, step)
        in_order = [first[stage] for stage in Stage if stage in first]
        for before, after in itertools.combinations(in_order, 2):
            if _is_before(after.day, before.day):
                yield STEPS_OUT_OF_ORDER.report(
                    inspection,
                    record,
                    f"{after.stage} on {after.day}, before it was {before.stage} ({before.day}).",
                    about="steps",
                )
                break


def _is_before(day: AnyDate | None, other: AnyDate | None) -> bool:
    if not isinstance(day, PartialDate) or not isinstance(other, PartialDate):
        return False
    return other.earliest is not None and day.certainly_before(other.earliest)


STEPS_OUT_OF_ORDER = Rule(
    code="DAT406",
    severity=Severity.WARNING,
    title="Steps in an order that cannot be",
    rationale="What was sent before it was cleared was not cleared, or a day is wrong.",
    source="The way of a response: commissioned, drafted, cleared, sent, published.",
    help="Correct the day of the step that is wrong.",
    bad="Sent on 9 April 2027, cleared on 12 April 2027.",
    good="Cleared on 6 April 2027, sent on 9 April 2027.",
    inspect=_steps,
)


def _retrieved(inspection: Inspection) -> Iterator[Finding]:
    for document in inspection.register.documents:
        if _is_before(document.retrieved, document.published):
            yield RETRIEVED_BEFORE_PUBLISHED.report(
                inspection,
                document,
                f"fetched on {document.retrieved}, before it was published ({document.published}).",
                about="retrieved",
            )


RETRIEVED_BEFORE_PUBLISHED = Rule(
    code="DAT407",
    severity=Severity.WARNING,
    title="Fetched before it was published",
    rationale="Deadlines count from the day of publication; one of the two days is wrong.",
    source="Dates typed by hand; day and month exchanged.",
    help="Compare the day of publication with the paper.",
    bad="Published on 3 April 2027, fetched on 12 March 2027.",
    good="Published on 4 March 2027, fetched on 12 March 2027.",
    inspect=_retrieved,
)


def _out_of_order(inspection: Inspection) -> Iterator[Finding]:
    for promise in inspection.register.commitments:
        for before, after in itertools.pairwise(promise.dates):
            if _is_before(after.set_on, before.set_on):
                yield DATES_OUT_OF_ORDER.report(
                    inspection,
                    promise,
                    f"{quoted(str(after.date), 40)}, set on {after.set_on}, stands after "
                    f"{quoted(str(before.date), 40)}, set on {before.set_on}.",
                    about="dates",
                )
                break


DATES_OUT_OF_ORDER = Rule(
    code="DAT408",
    severity=Severity.WARNING,
    title="Target dates in an order that cannot be",
    rationale="The first date is the original, the last the current one; out of order both are wrong.",
    source="Histories joined from several papers.",
    help="Put the dates in the order in which they were set.",
    bad="First a date set on 7 June 2027, then one set on 9 April 2027.",
    good="The same in the other order.",
    inspect=_out_of_order,
)


_LOOKS_LIKE_A_DATE = re.compile(r"\b(?:19|20|FY ?)\d\d\b|\b\d{1,2}[/.-]\d{1,2}\b")


def _not_read(inspection: Inspection) -> Iterator[Finding]:
    for record in inspection.register:
        for name, date in _dates(record):
            if isinstance(date, Undated) and _LOOKS_LIKE_A_DATE.search(date.words):
                yield DATE_NOT_READ.report(
                    inspection,
                    record,
                    f"{name}: {quoted(date.words)} looks like a date and was not read as one.",
                    about=name,
                )


def _dates(record: Record) -> Iterator[tuple[str, AnyDate]]:
    """Yield every date that *record* holds, with the name of its field."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        for member in value if isinstance(value, tuple) else (value,):
            match member:
                case PartialDate() | Undated():
                    yield field.name, member
                case TargetDate(date=date, set_on=other) | Event(day=date, until=other):
                    yield from ((field.name, day) for day in (date, other) if day is not None)
                case Step(day=date) if date is not None:
                    yield field.name, date
                case _:
                    pass


DATE_NOT_READ = Rule(
    code="DAT409",
    severity=Severity.WARNING,
    title="Words that look like a date and are not read as one",
    rationale="A date that is not understood can never be late.",
    source="Free text in date columns.",
    help='Give the date as one would say it: "31 March 2027", "March 2027", "spring 2027".',
    bad='"31/31/2027"',
    good='"31 March 2027"',
    inspect=_not_read,
)


def _unknown_jurisdiction(inspection: Inspection) -> Iterator[Finding]:
    name = inspection.register.jurisdiction
    known = jurisdiction_names()
    if inspection.jurisdiction is None and name.strip() and fold(name) not in known:
        near = did_you_mean(name, known).rstrip("?")
        yield UNKNOWN_JURISDICTION.found(
            f"The register's jurisdiction is {quoted(name, 40)}, which is not known{near}.",
            place=Place(at="jurisdiction"),
        )


UNKNOWN_JURISDICTION = Rule(
    code="DAT410",
    severity=Severity.WARNING,
    title="The register's jurisdiction is not known",
    rationale="Without its deadlines no answer is ever late, and nobody notices.",
    source="Names typed by hand; jurisdictions of one's own, kept in a file.",
    help="Correct the name, or pass the jurisdiction: --jurisdiction FILE.toml.",
    bad='jurisdiction: "ukk"',
    good='jurisdiction: "uk"',
    inspect=_unknown_jurisdiction,
)


RULES: tuple[Rule, ...] = (
    RESPONSE_OVERDUE,
    ANSWERED_LATE,
    DEADLINE_NEEDS_CALENDAR,
    PROMISED_FOR_THE_PAST,
    ANSWERED_BEFORE_ASKED,
    STEPS_OUT_OF_ORDER,
    RETRIEVED_BEFORE_PUBLISHED,
    DATES_OUT_OF_ORDER,
    DATE_NOT_READ,
    UNKNOWN_JURISDICTION,
)
