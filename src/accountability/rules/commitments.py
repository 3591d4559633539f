"""Rules about promises: COM3xx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.findings import Finding, Severity
from accountability.model import (
    Commitment,
    CommitmentKind,
    Item,
    Organisation,
    OrganisationKind,
    Position,
    Response,
    Update,
)
from accountability.rules._base import Inspection, quoted
from accountability.rules._promises import DAO, runs_out, told_whom, under_dao
from accountability.rules._rule import Rule
from accountability.status import Status
from accountability.text import fold
from accountability.vocabularies import plain

__all__ = [
    "ACCEPTED_WITHOUT_DATE",
    "LATE_IN_PROGRESS",
    "NOBODY_OWNS",
    "PASSED_IN_SILENCE",
    "RECOMMENDERS_WORDS",
    "RULES",
    "SEVERAL_DATES",
    "SOMEBODY_ELSES",
    "TARGET_DATE_OWED",
]


_ACCEPTED = frozenset(
    {Position.ACCEPTED, Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED}
)
_WITHOUT_END = frozenset({CommitmentKind.RECURRING, CommitmentKind.CONTINUOUS})


def _late(inspection: Inspection) -> Iterator[tuple[Commitment, dt.date, str, Update | None]]:
    """Yield promises whose date has passed: promise, last day, words, latest report since."""
    for promise in inspection.register.commitments:
        if inspection.verdict_on(promise).status is not Status.OVERDUE:
            continue
        current = next(iter(reversed(inspection.dates_of(promise))), None)
        date = current.date if current else None
        if not isinstance(date, PartialDate) or date.latest is None:
            continue
        since = [
            claim
            for claim in inspection.claims_on(promise)
            if (day := inspection.last_day(claim)) is not None and day > date.latest
        ]
        passed = show_day(date.latest)
        words = str(date)
        shown = f"{quoted(words, 60)} passed"
        if words not in {passed, date.latest.isoformat()}:
            shown += f" on {passed}"
        yield promise, date.latest, shown, since[-1] if since else None


def _passed_in_silence(inspection: Inspection) -> Iterator[Finding]:
    for promise, _, passed, since in _late(inspection):
        if since is None:
            yield PASSED_IN_SILENCE.report(
                inspection,
                promise,
                f"target date {passed}, and nothing has been reported since.",
                about="dates",
                help=PASSED_IN_SILENCE.help.replace("recommender", told_whom(inspection, promise)),
            )


PASSED_IN_SILENCE = Rule(
    code="COM301",
    severity=Severity.ERROR,
    title="A target date passed without a word",
    rationale=(
        "A promise whose day goes by in silence looks like one that was kept. The date counts as "
        "passed only after the last day that its words can mean."
    ),
    source=f"{DAO}: an accepted recommendation is reported on until it is implemented.",
    help="Report it done, or give a new date with a reason and tell the recommender.",
    bad='Target date "Spring 2027", no report, on 1 June 2027.',
    good="The same, with a report of 20 May 2027 that it is done.",
    inspect=_passed_in_silence,
)


def _late_in_progress(inspection: Inspection) -> Iterator[Finding]:
    for promise, _, passed, since in _late(inspection):
        if since is not None:
            state = plain(since.implementation).lower() if since.implementation else "no claim"
            yield LATE_IN_PROGRESS.report(
                inspection,
                promise,
                f"target date {passed}; the last report ({inspection.register.day_of(since)}) says "
                f"{quoted(since.printed_status or state, 40)}, and no new date is given.",
                about="dates",
                help=LATE_IN_PROGRESS.help.replace("recommender", told_whom(inspection, promise)),
            )


LATE_IN_PROGRESS = Rule(
    code="COM302",
    severity=Severity.ERROR,
    title="A target date passed; work is reported, a new date is not",
    rationale="Work that goes on after its date needs a new date, or nobody knows when to ask.",
    source=f"{DAO}: a revised date is set as soon as it is known that the old one is missed.",
    help="Give a new date with a reason and tell the recommender, or report it done.",
    bad='Target date "Spring 2027", reported "in progress" in July 2027.',
    good='The same, with a new date "November 2027".',
    inspect=_late_in_progress,
)


def _undated(inspection: Inspection) -> Iterator[tuple[Response, str, bool]]:
    """Yield the accepted replies without a date to check: reply, message, whether one is a duty."""
    register = inspection.register
    for reply, item in (*inspection.replies(Status.ACCEPTED), *_begun(inspection)):
        promises = [
            promise
            for promise in (*register.commitments_of(reply.id), *register.commitments_of(item.id))
            if promise.response in {reply.id, None}
        ]
        promises.sort(key=inspection.rank)
        current = [
            dates[-1].date for promise in promises if (dates := inspection.dates_of(promise))
        ]
        words = [str(date) for date in current if str(date)]
        if words:
            message = f"accepted, and its date cannot be checked: {quoted(words[0], 60)}."
        else:
            message = "accepted, and no date is promised."
        yield reply, message, under_dao(inspection, item)


def _begun(inspection: Inspection) -> Iterator[tuple[Response, Item]]:
    """Yield acceptances on which work has begun, without a date, where one is a duty until it is done."""
    for reply, item in inspection.replies(Status.IN_PROGRESS, Status.PARTLY_IMPLEMENTED):
        if reply.position not in _ACCEPTED or not under_dao(inspection, item):
            continue
        about = (reply.id, item.id)
        promises = [one for held in about for one in inspection.register.commitments_of(held)]
        dates = [date.date for promise in promises for date in inspection.dates_of(promise)[-1:]]
        if not any(isinstance(date, PartialDate) and date.latest for date in dates) and not any(
            promise.kind in _WITHOUT_END for promise in promises
        ):
            yield reply, item


def _without_date(inspection: Inspection) -> Iterator[Finding]:
    for reply, message, duty in _undated(inspection):
        if not duty:
            yield ACCEPTED_WITHOUT_DATE.report(inspection, reply, message)


ACCEPTED_WITHOUT_DATE = Rule(
    code="COM303",
    severity=Severity.WARNING,
    title="Accepted without a date that can be checked",
    rationale='An acceptance that says "in due course" can never be late, and never done.',
    source=f"{DAO}: every accepted recommendation has a target date.",
    help="Ask for a date: a day, month, season or year will do.",
    bad='"Agreed. We will publish the plan in due course."',
    good='"Agreed. We will publish the plan by summer 2027."',
    inspect=_without_date,
)


def _several_dates(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        dated: dict[AnyDate, tuple[dt.date, str]] = {}
        for promise in register.commitments_of(response.id):
            if promise.response != response.id or promise.parent is not None:
                continue
            if promise.kind is not CommitmentKind.TARGET or not promise.dates:
                continue
            date = promise.dates[0].date
            if isinstance(date, PartialDate) and date.latest is not None:
                dated.setdefault(date.with_words(""), (date.latest, runs_out(date, date.latest)))
        if len(dated) > 1:
            listed = "; ".join(words for _, words in sorted(dated.values()))
            yield SEVERAL_DATES.report(
                inspection,
                response,
                f"one reply promises {len(dated)} dates: {listed}.",
                about="text",
            )


SEVERAL_DATES = Rule(
    code="COM310",
    severity=Severity.WARNING,
    title="One reply, several target dates",
    rationale=(
        "A reply with two dates can be called kept at the first and late at the second. Each date is "
        "held as a promise of its own; the item is done when all are."
    ),
    source='Replies that give a "target implementation date" and a later one for the whole plan.',
    help="Ask which date completes the recommendation; record the others as milestones of it.",
    bad='"Target date: June 2027. … The programme will be delivered by 2030."',
    good="The same, with June 2027 recorded as a milestone of the programme.",
    inspect=_several_dates,
)


def _nobody_owns(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for promise in register.commitments:
        if promise.owners or register.find(Response, promise.response) is not None:
            continue
        parent = register.find(Commitment, promise.parent)
        if parent is not None and parent is not promise:
            continue
        yield NOBODY_OWNS.report(
            inspection,
            promise,
            "no owner is named, and no reply in which it was made.",
            about="owners",
        )


NOBODY_OWNS = Rule(
    code="COM313",
    severity=Severity.WARNING,
    title="A promise that nobody owns",
    rationale="What nobody promised nobody will do, and nobody can be asked.",
    source="Action plans and statements that list actions in the passive.",
    help="Name the owner, or the response in which the promise was made.",
    bad='"A review will be carried out by 2027", without owner and response.',
    good="The same, owned by the Coastal Safety Agency.",
    inspect=_nobody_owns,
)


def _target_owed(inspection: Inspection) -> Iterator[Finding]:
    for reply, message, duty in _undated(inspection):
        if duty:
            yield TARGET_DATE_OWED.report(inspection, reply, message)


TARGET_DATE_OWED = Rule(
    code="COM321",
    severity=Severity.ERROR,
    title="A target date is owed, and none can be checked",
    rationale=(
        "For recommendations of the Committee of Public Accounts a target date is a duty: it is to be "
        "challenging, realistic and achievable. Other bodies' are reported by COM303."
    ),
    source=f"{DAO}: every accepted recommendation of that Committee has a target date.",
    help="Ask for a date: a day, month, season or year will do.",
    bad='"The government agrees with the Committee\'s recommendation." and no date.',
    good="The same, with a target implementation date of March 2028.",
    inspect=_target_owed,
)


_ANSWERS_FOR_MANY = {OrganisationKind.GOVERNMENT, OrganisationKind.GROUP}
_INSIDE = {OrganisationKind.TEAM, OrganisationKind.OFFICE, OrganisationKind.OTHER}


def _somebody_elses(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for promise in register.commitments:
        response = register.find(Response, promise.response)
        body = register.find(Organisation, response.responder) if response else None
        if response is None or body is None or body.kind in _ANSWERS_FOR_MANY:
            continue
        kin = {*register.kin_of(body.id), *response.on_behalf_of, *body.succeeded_by}
        owners = [register.find(Organisation, owner) for owner in promise.owners]
        held = [owner for owner in owners if owner is not None and owner.kind not in _INSIDE]
        if held and len(held) == len(owners) and not any(owner.id in kin for owner in held):
            yield SOMEBODY_ELSES.report(
                inspection,
                promise,
                f"promised in the reply of {inspection.name(body.id)}, which does not own it.",
                about="owners",
            )


SOMEBODY_ELSES = Rule(
    code="COM317",
    severity=Severity.WARNING,
    title="A promise made for somebody else",
    rationale=(
        "What one body promises for another binds nobody: the one who answered cannot do it, and the "
        "one who is to do it has not said that it will."
    ),
    source="Replies that say what councils, forces or agencies will do; each answers for itself.",
    help="Ask the owner whether it made the promise; if not, make whoever answered its owner.",
    bad='The Department replies: "Port authorities will buy radios by 2028", owned by an authority.',
    good="The authority says so in a reply of its own.",
    inspect=_somebody_elses,
)


_FEWEST = 6


def _recommenders_words(inspection: Inspection) -> Iterator[Finding]:
    for promise in inspection.register.commitments:
        words = fold(promise.text)
        if len(words.split()) < _FEWEST:
            continue
        response = inspection.register.find(Response, promise.response)
        if response is not None and words in fold(response.text):
            continue  # the responder took the words over
        for item_id in inspection.items_of(promise):
            item = inspection.register.find(Item, item_id)
            if item is not None and words in fold(item.text):
                yield RECOMMENDERS_WORDS.report(
                    inspection,
                    promise,
                    f"its words are those of {inspection.label(item)}: {quoted(promise.text, 60)}.",
                    about="text",
                )
                break


RECOMMENDERS_WORDS = Rule(
    code="COM318",
    severity=Severity.WARNING,
    title="The recommender's words, held as a promise",
    rationale=(
        "What a committee asks for by a day is not what a government promised for that day. Replies "
        "quote what they answer, and readers of dates book it as a commitment."
    ),
    source="Responses to inquiries in which half the dates are the inquiry's own.",
    help="Remove the commitment, or copy the words in which the responder promised it.",
    bad="A commitment in the words of the recommendation, which the reply does not hold.",
    good="A commitment in the words of the reply.",
    inspect=_recommenders_words,
)


RULES: tuple[Rule, ...] = (
    PASSED_IN_SILENCE,
    LATE_IN_PROGRESS,
    ACCEPTED_WITHOUT_DATE,
    SEVERAL_DATES,
    NOBODY_OWNS,
    SOMEBODY_ELSES,
    RECOMMENDERS_WORDS,
    TARGET_DATE_OWED,
)
