"""Rules about what is reported of promises, and what is not: COM3xx."""

from __future__ import annotations

from collections.abc import Iterator

from accountability.dates import PartialDate, show_day
from accountability.findings import Finding, Severity
from accountability.model import (
    Commitment,
    CommitmentKind,
    Implementation,
)
from accountability.rules._base import Inspection, quoted
from accountability.rules._promises import ENDED, runs_out
from accountability.rules._rule import Rule

__all__ = [
    "DONE_IN_FUTURE",
    "REPORT_BACK_OVERDUE",
    "RULES",
]


def _done_in_future(inspection: Inspection) -> Iterator[Finding]:
    for claim in inspection.register.updates:
        done = claim.implementation in {
            Implementation.IMPLEMENTED,
            Implementation.IMPLEMENTED_DIFFERENTLY,
        }
        finished = claim.completed_on
        said = inspection.last_day(claim) or inspection.as_of
        if not done or not isinstance(finished, PartialDate):
            continue
        if finished.earliest is not None and finished.earliest > said:
            yield DONE_IN_FUTURE.report(
                inspection,
                claim,
                f"said to be done on {show_day(said)}, to be completed {quoted(str(finished), 60)}.",
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


RULES: tuple[Rule, ...] = (
    DONE_IN_FUTURE,
    REPORT_BACK_OVERDUE,
)
