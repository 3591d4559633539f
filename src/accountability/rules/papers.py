"""Rules about documents: their days, their numbers, and whether they can be found again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.findings import Finding, Severity
from accountability.jurisdictions import deadline_of
from accountability.model import Document, DocumentKind, EventKind, Item, Response
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.status import Status
from accountability.text import fold
from accountability.wording import read_date

__all__ = [
    "FRONT_MATTER",
    "LONG_SILENCE",
    "NOT_CAPTURED",
    "NO_DAY",
    "REPORT_UNANSWERED",
    "RULES",
    "SAME_REFERENCE",
    "SESSION_MISSING",
]


def _before(day: AnyDate | None, other: AnyDate | None) -> bool:
    """Tell whether *day* is certainly before *other*."""
    if not isinstance(day, PartialDate) or not isinstance(other, PartialDate):
        return False
    return other.earliest is not None and day.certainly_before(other.earliest)


def _front_matter(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for document in register.documents:
        if said := _impossible(inspection, document):
            yield FRONT_MATTER.report(inspection, document, f"{said}.", about="published")
    for item in register.items:
        paper = register.find(Document, item.document)
        if paper is not None and _before(paper.published, item.issued):
            yield FRONT_MATTER.report(
                inspection,
                item,
                f"issued on {item.issued}, after its report was published ({paper.published}).",
                about="issued",
            )


_LAID = {EventKind.LAID, EventKind.TABLED, EventKind.PRESENTED}


def _impossible(inspection: Inspection, document: Document) -> str:
    """Say which days of a document cannot all be right; "" if all can."""
    published = document.published
    for heading, value in document.extra:
        if fold(heading).startswith("ordered"):
            ordered = read_date(value).date
            if _before(published, ordered):
                return f"{heading.strip().lower()} {ordered}, after it was published ({published})"
    for event in document.events:
        if event.kind in _LAID and _before(published, event.day):
            return f"{event.kind} on {event.day}, after it was published ({published})"
        if event.kind is EventKind.EXTENDED and _before(event.until, event.day):
            return f"extended on {event.day} to {event.until}, which was over"
        if event.kind is EventKind.REQUESTED and _before(event.day, published):
            return f"a response was requested on {event.day}, before it was published ({published})"
    for asked_id in document.responds_to:
        asked = inspection.register.find(Document, asked_id)
        if asked is not None and _before(document.received, asked.published):
            title = inspection.title(asked)
            return f"received on {document.received}, before {title} was published"
    return ""


FRONT_MATTER = Rule(
    code="DAT411",
    severity=Severity.WARNING,
    title="Days of a paper that cannot all be right",
    rationale=(
        "Deadlines and lateness are counted from these days. Printed front matter is wrong at times; "
        "what was printed is kept, and somebody should know which day is used."
    ),
    source="A report whose front matter says that it was ordered to be printed a year after it came out.",
    help="Compare with the paper and with the body's own page; correct the day that is wrong.",
    bad="Published on 12 February 2027, ordered to be printed on 9 February 2028.",
    good="Ordered to be printed on 9 February 2027, published on 12 February 2027.",
    inspect=_front_matter,
)


def _unanswered(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for document in register.documents:
        if document.kind is not DocumentKind.REPORT or register.items_of(document.id):
            continue
        jurisdiction = inspection.jurisdiction_of(document)
        deadline = deadline_of(
            register, document, jurisdiction, inspection.calendar, as_of=inspection.as_of
        )
        if deadline is None or deadline.day >= inspection.as_of or _answered(inspection, document):
            continue
        days = (inspection.as_of - deadline.day).days
        yield REPORT_UNANSWERED.report(
            inspection,
            document,
            f"no response to it is held, {days} {'day' if days == 1 else 'days'} after "
            f"{show_day(deadline.day)}.",
        )


def _answered(inspection: Inspection, document: Document) -> bool:
    register = inspection.register
    papers = register.documents_answering(document.id)
    given = (*papers, *register.responses_to(document.id))
    return any(
        register.is_given(one) and inspection.counts(register.day_of(one))
        for one in given
        if isinstance(one, Document | Response)
    )


REPORT_UNANSWERED = Rule(
    code="DAT412",
    severity=Severity.ERROR,
    title="A report without items is not answered, and the deadline has passed",
    rationale=(
        "Where no recommendation is held, no status can be overdue. The report is to be answered all "
        "the same."
    ),
    source="The deadline's own citation, in the jurisdiction's data.",
    help="Ask for the response, or record it; add the report's items if it has any.",
    bad="A report of 10 January 2027 without items, two months to answer, on 30 April 2027.",
    good="The same, with a response of 9 March 2027.",
    inspect=_unanswered,
)


_LONG = 365


def _long_silence(inspection: Inspection) -> Iterator[Finding]:
    silent = (
        (item, answer)
        for item, answer in inspection.answers(Status.RESPONSE_AWAITED)
        if answer.response_deadline is None
        and answer.responder is not None
        and (since := _issued(inspection, item)) is not None
        and (inspection.as_of - since).days > _LONG
    )
    for item, answer, count in inspection.by_paper(silent):
        since = _issued(inspection, item)
        yield LONG_SILENCE.report(
            inspection,
            item,
            f"no answer since {show_day(since) if since else ''}, and no deadline is known{count}.",
            who=inspection.name(answer.responder),
        )


def _issued(inspection: Inspection, item: Item) -> dt.date | None:
    return inspection.last_day(item)


LONG_SILENCE = Rule(
    code="DAT413",
    severity=Severity.WARNING,
    title="No answer for a year, and no deadline is known",
    rationale=(
        "Without a deadline nothing is ever late, and a recommendation that nobody answered stays "
        '"awaited" for ever. Reported once a responder and report, at the first item.'
    ),
    source="An inquiry none of whose 92 recommendations had a clear response years later.",
    help=(
        "Ask for the answer. Name the jurisdiction (register.jurisdiction, or --jurisdiction) so that "
        "its deadlines count."
    ),
    bad="A report of 12 February 2026 without a jurisdiction and an answer, on 30 April 2027.",
    good="The same report, answered.",
    inspect=_long_silence,
)


def _no_day(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for document in register.documents:
        if document.kind is not DocumentKind.REPORT:
            continue
        rules = inspection.jurisdiction_of(document).deadline_for(register, document)
        asks = any(inspection.needs_reply(item) for item in register.items_of(document.id))
        days = (document.published, document.received, *(event.day for event in document.events))
        if rules and asks and not any(isinstance(day, PartialDate) for day in days):
            yield NO_DAY.report(
                inspection,
                document,
                f"the day it was published is not held, and its answer is due {rules[0].period} "
                "from that day.",
                about="published",
            )


NO_DAY = Rule(
    code="DAT414",
    severity=Severity.WARNING,
    title="A report without a day, so that nothing is ever late",
    rationale="A deadline that cannot be counted never passes, and nobody notices.",
    source="Every deadline in the jurisdictions' data counts from a day of the document.",
    help="Add the day on which the report was published.",
    bad="A committee's report without a day of publication.",
    good="The same, published on 12 February 2027.",
    inspect=_no_day,
)


_NUMBERED = {
    DocumentKind.REPORT,
    DocumentKind.RESPONSE,
    DocumentKind.INTERIM_RESPONSE,
    DocumentKind.PROGRESS_REPORT,
}


def _same_reference(inspection: Inspection) -> Iterator[Finding]:
    first: dict[tuple[str, str], Document] = {}
    for document in sorted(inspection.register.documents, key=inspection.rank):
        reference = fold(document.reference).replace(" ", "")
        if not reference or document.kind not in _NUMBERED:
            continue
        other = first.setdefault((reference, _session(document)), document)
        if other is document or document.id == other.replaces or other.id == document.replaces:
            continue
        if document.authors and other.authors and not {*document.authors} & {*other.authors}:
            continue
        yield SAME_REFERENCE.report(
            inspection,
            document,
            f"the number {quoted(document.reference, 30)} is held twice; the other is "
            f"{quoted(other.title, 60)} ({other.id}).",
            about="reference",
        )


def _session(document: Document) -> str:
    return re.sub(r"\s", "", fold(document.session))


SAME_REFERENCE = Rule(
    code="LNK507",
    severity=Severity.WARNING,
    title="One paper, held twice",
    rationale=(
        'Papers are printed with and without a space in their number ("CP 1240", "CP1240"). Held '
        "twice, half the answers hang on the one and half on the other."
    ),
    source="Command papers cite each other in both ways.",
    help="Keep one of the two; make the other its replacement if it is a later edition.",
    bad='"CP 9107" and "CP9107" by the same department.',
    good='"CP 9107" and "CP 9108".',
    inspect=_same_reference,
)


_HOUSE_PAPER = re.compile(r"\s*h\.?\s?[cl]\.?\s*(?:paper\s*)?\d", re.IGNORECASE)


def _session_missing(inspection: Inspection) -> Iterator[Finding]:
    for document in inspection.register.documents:
        if _HOUSE_PAPER.match(document.reference) and not document.session.strip():
            yield SESSION_MISSING.report(
                inspection,
                document,
                f"{quoted(document.reference, 30)} without its session.",
                about="session",
            )


SESSION_MISSING = Rule(
    code="LNK508",
    severity=Severity.NOTE,
    title="A House paper without its session",
    rationale="Numbers of House papers begin anew each session: without it, the number names many.",
    source="HC and HL papers are numbered within a session.",
    help="Add the session as it is printed.",
    bad='"HC 9041"',
    good='"HC 9041", session 2026-27',
    inspect=_session_missing,
)


def _not_captured(inspection: Inspection) -> Iterator[Finding]:
    for document in inspection.register.documents:
        if document.kind is not DocumentKind.PAGE or not document.url or document.retrieved:
            continue
        digest = "" if document.digest else ", and no digest of it is held"
        yield NOT_CAPTURED.report(
            inspection,
            document,
            f"the day on which it was fetched is not held{digest}.",
            about="retrieved",
        )


NOT_CAPTURED = Rule(
    code="SRC603",
    severity=Severity.NOTE,
    title="A page that cannot be shown as it was",
    rationale=(
        "Pages are written over under the same address. Without the day and the digest of what was "
        "fetched nobody can show what it said."
    ),
    source="A progress page with three states in seven months under one address.",
    help="Import the page again, which records both, and keep the file.",
    bad="A page with an address, and no day on which it was fetched.",
    good="The same, with day and digest.",
    inspect=_not_captured,
)


RULES: tuple[Rule, ...] = (
    FRONT_MATTER,
    REPORT_UNANSWERED,
    LONG_SILENCE,
    NO_DAY,
    SAME_REFERENCE,
    SESSION_MISSING,
    NOT_CAPTURED,
)
