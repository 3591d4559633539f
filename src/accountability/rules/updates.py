"""Rules about what is reported of promises, and what is not: COM3xx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from accountability.dates import PartialDate, show_day
from accountability.deadlines import Duty, response_deadline
from accountability.exceptions import CalendarRequiredError, InvalidDateError
from accountability.findings import Finding, Severity
from accountability.model import (
    Commitment,
    CommitmentKind,
    Document,
    DocumentKind,
    How,
    Item,
    Position,
)
from accountability.rules._base import Inspection, quoted
from accountability.rules._promises import DONE, ENDED, runs_out
from accountability.rules._rule import Rule
from accountability.status import ResponderVerdict, Status
from accountability.vocabularies import plain

__all__ = [
    "ABSENT",
    "DONE_BEFORE_TARGET",
    "DONE_IN_FUTURE",
    "REPORT_BACK_OVERDUE",
    "RULES",
    "STALE",
    "STATEMENT_DUE",
]


def _done_in_future(inspection: Inspection) -> Iterator[Finding]:
    for claim in inspection.register.updates:
        done = claim.implementation in DONE
        finished = claim.completed_on
        said = inspection.last_day(claim) or inspection.as_of
        if not done or not isinstance(finished, PartialDate):
            continue
        if finished.earliest is not None and finished.earliest > said:
            yield DONE_IN_FUTURE.report(
                inspection,
                claim,
                f"reported as done on {show_day(said)}, and to be completed {quoted(str(finished), 60)}.",
                about="completed_on",
            )


DONE_IN_FUTURE = Rule(
    code="COM304",
    severity=Severity.ERROR,
    title="Reported as done before it is finished",
    rationale="What will be finished is not implemented; counted as such it is never looked at again.",
    source=(
        "Treasury Minute progress reports were found to count as implemented what was expected to "
        "be complete later."
    ),
    help="Record it as in progress with that day as its target date, or correct the day.",
    bad='On 1 March 2027: "Implemented", completed on 30 June 2027.',
    good='On 1 March 2027: "In progress", target date 30 June 2027.',
    inspect=_done_in_future,
)


def _report_back(inspection: Inspection) -> Iterator[Finding]:
    for promise in inspection.register.commitments:
        if promise.kind is not CommitmentKind.REPORT_BACK or not inspection.live(promise):
            continue
        current = next(iter(reversed(inspection.dates_of(promise))), None)
        date = current.date if current else None
        if not isinstance(date, PartialDate) or date.latest is None:
            continue
        if date.latest >= inspection.as_of or _heard_of(inspection, promise):
            continue
        yield REPORT_BACK_OVERDUE.report(
            inspection,
            promise,
            f"news was promised by {runs_out(date, date.latest)}, and none has come.",
            about="dates",
        )


def _heard_of(inspection: Inspection, promise: Commitment) -> bool:
    """Tell whether anything was reported after the promise was made, or that all is done."""
    made = inspection.last_day(promise)
    for claim in inspection.claims_on(promise):
        day = inspection.last_day(claim)
        if claim.implementation in ENDED or made is None or (day is not None and day > made):
            return True
    return False


REPORT_BACK_OVERDUE = Rule(
    code="COM312",
    severity=Severity.WARNING,
    title="Promised news has not come",
    rationale=(
        'An "update in autumn" is no delivery date: nothing is late but a word. It is the word that '
        "a committee waits for."
    ),
    source="An action plan in which 20 of 50 timelines promise an update or further details.",
    help="Ask for the update, or record it if it came.",
    bad='"We will update the Committee in autumn 2026", and no report by 2027.',
    good="The same, with a report of November 2026.",
    inspect=_report_back,
)


def _before_target(inspection: Inspection) -> Iterator[Finding]:
    for promise in inspection.register.commitments:
        if promise.kind is not CommitmentKind.TARGET or not inspection.live(promise):
            continue
        current = next(iter(reversed(inspection.dates_of(promise))), None)
        date = current.date if current else None
        claim = next(iter(reversed(inspection.claims_on(promise))), None)
        said = inspection.last_day(claim) if claim else None
        if claim is None or said is None or claim.implementation not in DONE or claim.completed_on:
            continue
        # Where a month or a season is promised, done within it is done in time.
        begins = (date.earliest or date.latest) if isinstance(date, PartialDate) else None
        if begins is not None and begins > said:
            yield DONE_BEFORE_TARGET.report(
                inspection,
                claim,
                f"reported as done on {show_day(said)}, before its target date "
                f"{quoted(str(date), 60)}; the day it was finished is not given.",
                about="completed_on",
            )


DONE_BEFORE_TARGET = Rule(
    code="COM316",
    severity=Severity.WARNING,
    title="Reported as done ahead of its date, without the day it was finished",
    rationale=(
        "It may have been done early, or counted as done because it is expected to be. The day on "
        "which it was finished tells the two apart."
    ),
    source=(
        "A study of 615 recommendations found some counted as implemented on the strength of what was "
        "still to come."
    ),
    help="Ask on which day it was finished, and record it; if it is not, record it as in progress.",
    bad='On 20 April 2027 "Implemented", target date summer 2027, no day of completion.',
    good="The same, completed on 14 April 2027.",
    inspect=_before_target,
)


_LIVE = (
    Status.ACCEPTED,
    Status.PROMISED,
    Status.IN_PROGRESS,
    Status.PARTLY_IMPLEMENTED,
    Status.OVERDUE,
)


def _statement(inspection: Inspection) -> Iterator[Finding]:
    owed = (
        (item, answer)
        for item, answer in inspection.answers(*_LIVE)
        if answer.axes.position in _ACCEPTED
        and (due := _statement_due(inspection, item, answer)) is not None
        and due < inspection.as_of
        and not _stated(inspection, item, answer)
    )
    for item, answer, count in inspection.by_paper(owed):
        due = _statement_due(inspection, item, answer)
        yield STATEMENT_DUE.report(
            inspection,
            item,
            f"accepted on {answer.answered_on} and not implemented; a statement was due by "
            f"{show_day(due) if due else ''}{count}.",
            who=inspection.name(answer.responder),
        )


_ACCEPTED = {
    Position.ACCEPTED,
    Position.ACCEPTED_IN_PRINCIPLE,
    Position.PARTIALLY_ACCEPTED,
}


def _statement_due(inspection: Inspection, item: Item, answer: ResponderVerdict) -> dt.date | None:
    """Return by when a statement is due on what a responder accepted; None: no rule asks for one."""
    given = answer.answered_on
    day = given.latest if isinstance(given, PartialDate) else None
    rules = [rule for rule in inspection.duties_of(item) if rule.duty is Duty.STATEMENT]
    if day is None or not rules:
        return None
    try:
        return response_deadline(day, rules[0], calendar=inspection.calendar).day
    except (CalendarRequiredError, InvalidDateError):
        return None


def _stated(inspection: Inspection, item: Item, answer: ResponderVerdict) -> bool:
    """Tell whether a statement about the item's report is held that came after the answer."""
    given = answer.answered_on
    for paper in inspection.register.documents_answering(item.document):
        day = inspection.register.day_of(paper)
        if paper.kind is not DocumentKind.STATEMENT or not inspection.counts(day):
            continue
        if not isinstance(day, PartialDate) or not isinstance(given, PartialDate):
            return True
        if day.latest is not None and given.earliest is not None and day.latest > given.earliest:
            return True
    return False


STATEMENT_DUE = Rule(
    code="COM315",
    severity=Severity.WARNING,
    title="Accepted more than a year ago, not done, and no statement",
    rationale=(
        "A year after a recommendation was accepted and not implemented, a minister is to say so to "
        "the House. Reported once a responder and report, at the first item."
    ),
    source=(
        "Resolution of the House of Commons, December 2010, on recommendations of the Committee of "
        "Public Accounts."
    ),
    help="Record the statement as a document that answers the report, or ask the minister for it.",
    bad="Accepted on 3 March 2026, in progress, no statement on 30 April 2027.",
    good="The same, with a statement of 10 March 2027.",
    inspect=_statement,
)


_PERIOD = 183
"""Days: half a year, since the Treasury asks for progress twice a year."""

_WAITING = (Status.ACCEPTED, Status.PROMISED, Status.IN_PROGRESS, Status.PARTLY_IMPLEMENTED)


def _stale(inspection: Inspection) -> Iterator[Finding]:
    silent = (
        (item, answer)
        for item, answer in inspection.answers(*_WAITING)
        if (last := _last_heard(inspection, item, answer)) is not None
        and (inspection.as_of - last).days > _PERIOD
    )
    for item, answer, count in inspection.by_paper(silent):
        last = _last_heard(inspection, item, answer)
        since = show_day(last) if last else ""
        yield STALE.report(
            inspection,
            item,
            f"{quoted(plain(answer.status).lower())}, and nothing was heard since {since}{count}.",
            who=inspection.name(answer.responder),
        )


def _last_heard(inspection: Inspection, item: Item, answer: ResponderVerdict) -> dt.date | None:
    """Return the last day on which anything was said by or about a responder's work on an item."""
    register = inspection.register
    days: list[dt.date | None] = []
    if isinstance(answer.answered_on, PartialDate):
        days.append(answer.answered_on.latest)
    reply = register.answer_of(item.id, answer.responder) if answer.responder else None
    if reply is not None:
        days.append(inspection.last_day(reply))
    about = [item.id, *(promise.id for promise in register.commitments_of(item.id))]
    for record_id in about:
        for update in register.updates_on(record_id):
            speaks = update.responder in {None, answer.responder}
            counts = speaks and inspection.counts(register.day_of(update))
            days.append(inspection.last_day(update) if counts else None)
    return max((day for day in days if day is not None), default=None)


STALE = Rule(
    code="COM319",
    severity=Severity.WARNING,
    title="Nothing heard for half a year",
    rationale=(
        "What is promised or in progress, and not reported on, is taken for going well. Reported once "
        "a responder and report, at the first item."
    ),
    source=(
        "The Treasury asks departments for progress twice a year; trackers that nobody keeps current "
        "are what their readers complain of."
    ),
    help="Ask for an update; one that says that nothing has changed will do.",
    bad="Promised on 9 April 2027 for 2029, and no report by 1 November 2027.",
    good='The same, with a report "no change" of 1 October 2027.',
    inspect=_stale,
)


def _absent(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    told = _items_by_paper(inspection)
    for editions in _series(inspection, told):
        since: set[str] = set()
        later: dict[str, Document] = {}
        for paper in reversed(editions):
            for item_id in sorted(told[paper.id] - since):
                item = register.find(Item, item_id)
                verdict = inspection.verdicts.get(item_id)
                next_one = later.get(item.document) if item else None
                if item is None or next_one is None or verdict is None:
                    continue
                if verdict.status in _LIVE:
                    yield ABSENT.report(
                        inspection,
                        item,
                        f"{inspection.title(paper)} reports on it, "
                        f"{inspection.title(next_one)} does not.",
                    )
            since |= told[paper.id]
            for item_id in told[paper.id]:
                item = register.find(Item, item_id)
                if item is not None:
                    later[item.document] = paper
    for claim in register.updates:
        inferred = claim.sources and all(one.how is How.INFERRED for one in claim.sources)
        if claim.implementation in ENDED and inferred and not claim.text.strip():
            state = plain(claim.implementation).lower() if claim.implementation else ""
            yield ABSENT.report(
                inspection,
                claim,
                f"held as {quoted(state)}, and no paper says so.",
                about="sources",
            )


def _items_by_paper(inspection: Inspection) -> dict[str, set[str]]:
    """Return which items each progress paper reports on."""
    register = inspection.register
    found: dict[str, set[str]] = {}
    for update in register.updates:
        if not inspection.counts(register.day_of(update)):
            continue
        promise = register.find(Commitment, update.about)
        about = inspection.items_of(promise) if promise else (update.about,)
        for source in update.sources:
            if source.document:
                found.setdefault(source.document, set()).update(about)
    return found


def _series(inspection: Inspection, told: dict[str, set[str]]) -> Iterator[list[Document]]:
    """Yield the editions of each paper that reports on items, oldest first."""
    register = inspection.register
    found: dict[object, list[tuple[dt.date, str]]] = {}
    for paper_id in told:
        paper = register.find(Document, paper_id)
        day = inspection.last_day(paper) if paper else None
        if paper is not None and day is not None:
            found.setdefault(_series_of(inspection, paper), []).append((day, paper.id))
    for editions in found.values():
        if len({day for day, _ in editions}) > 1:
            papers = (register.find(Document, paper_id) for _, paper_id in sorted(editions))
            yield [paper for paper in papers if paper is not None]


def _series_of(inspection: Inspection, paper: Document) -> object:
    """
    Return what the editions of a paper have in common.

    Progress reports by the same bodies on the same reports are editions of one; of other papers only
    those that replace each other.
    """
    if paper.kind is DocumentKind.PROGRESS_REPORT and paper.authors:
        return paper.authors, frozenset(paper.responds_to)
    seen = {paper.id}
    first = paper
    while (
        before := inspection.register.find(Document, first.replaces)
    ) is not None and before.id not in seen:
        seen.add(before.id)
        first = before
    return min(seen) if first.replaces in seen else first.id


ABSENT = Rule(
    code="COM320",
    severity=Severity.WARNING,
    title="Absent from a later edition, which does not close it",
    rationale=(
        "Progress papers leave out what is done, what was dropped and what was forgotten, all in the "
        "same way. What is absent has not been reported on; it is not closed."
    ),
    source=(
        "Progress reports to Parliament carry only what was accepted and is still open; the rest must "
        "be looked up in earlier editions."
    ),
    help="Ask what became of it; until somebody says so it stays as it was last reported.",
    bad="In progress in the report of October 2026, not mentioned in that of April 2027.",
    good='The same, reported as "implemented" in October 2026.',
    inspect=_absent,
)


RULES: tuple[Rule, ...] = (
    DONE_IN_FUTURE,
    REPORT_BACK_OVERDUE,
    STATEMENT_DUE,
    DONE_BEFORE_TARGET,
    STALE,
    ABSENT,
)
