"""Rules about promises and what became of them: COM3xx."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from accountability.dates import AnyDate, PartialDate, Undated, show_day
from accountability.findings import Finding, Severity
from accountability.model import (
    Commitment,
    CommitmentKind,
    Implementation,
    Response,
    TargetDate,
    Update,
)
from accountability.rules._base import Inspection, Rule, quoted
from accountability.status import Status
from accountability.text import fold
from accountability.vocabularies import plain

__all__ = [
    "ACCEPTED_WITHOUT_DATE",
    "DATE_ROLLED",
    "DATE_SOFTENED",
    "DONE_IN_FUTURE",
    "LATE_IN_PROGRESS",
    "MOVED_AFTER_PASSED",
    "MOVED_IN_SILENCE",
    "MOVED_WITHOUT_REASON",
    "NOBODY_OWNS",
    "PASSED_IN_SILENCE",
    "REASON_WITHOUT_DATE",
    "REPORT_BACK_OVERDUE",
    "RULES",
    "SEVERAL_DATES",
]

_DAO = (
    "HM Treasury, DAO 02/20, Revision of target dates for implementing PAC recommendations, "
    "12 June 2020"
)

_DONE = {
    Implementation.IMPLEMENTED,
    Implementation.IMPLEMENTED_DIFFERENTLY,
    Implementation.STOPPED,
    Implementation.SUPERSEDED,
    Implementation.NO_LONGER_APPLICABLE,
    Implementation.TRANSFERRED,
    Implementation.WITHDRAWN,
    Implementation.CLOSED,
}


def _runs_out(date: AnyDate, latest: dt.date) -> str:
    """Say when words run out, unless they are that very day."""
    day = show_day(latest)
    if isinstance(date, PartialDate) and str(date) in {day, latest.isoformat()}:
        return day
    return f"{quoted(str(date), 60)} (to {day})"


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


def _told(inspection: Inspection, promise: Commitment) -> str:
    """Return what the body that is to be told is called: "Committee"."""
    return inspection.recommender(inspection.item_of(promise))


def _passed_in_silence(inspection: Inspection) -> Iterator[Finding]:
    for promise, _, passed, since in _late(inspection):
        if since is None:
            yield PASSED_IN_SILENCE.report(
                inspection,
                promise,
                f"target date {passed}, and nothing has been reported since.",
                about="dates",
                help=PASSED_IN_SILENCE.help.replace("recommender", _told(inspection, promise)),
            )


PASSED_IN_SILENCE = Rule(
    code="COM301",
    severity=Severity.ERROR,
    title="A target date passed without a word",
    rationale=(
        "A promise whose day goes by in silence looks like one that was kept. The date counts as "
        "passed only after the last day that its words can mean."
    ),
    source=f"{_DAO}: an accepted recommendation is reported on until it is implemented.",
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
                help=LATE_IN_PROGRESS.help.replace("recommender", _told(inspection, promise)),
            )


LATE_IN_PROGRESS = Rule(
    code="COM302",
    severity=Severity.ERROR,
    title="A target date passed; work is reported, a new date is not",
    rationale="Work that goes on after its date needs a new date, or nobody knows when to ask.",
    source=f"{_DAO}: a revised date is set as soon as it is known that the old one is missed.",
    help="Give a new date with a reason and tell the recommender, or report it done.",
    bad='Target date "Spring 2027", reported "in progress" in July 2027.',
    good='The same, with a new date "November 2027".',
    inspect=_late_in_progress,
)


def _without_date(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for reply, item in inspection.replies(Status.ACCEPTED):
        promises = [
            promise
            for promise in (*register.commitments_of(reply.id), *register.commitments_of(item.id))
            if promise.response in {reply.id, None}
        ]
        words = [str(date.date) for promise in promises for date in promise.dates if str(date.date)]
        if words:
            message = f"accepted, and its date cannot be checked: {quoted(words[0], 60)}."
        else:
            message = "accepted, and no date is promised."
        yield ACCEPTED_WITHOUT_DATE.report(inspection, reply, message)


ACCEPTED_WITHOUT_DATE = Rule(
    code="COM303",
    severity=Severity.WARNING,
    title="Accepted without a date that can be checked",
    rationale='An acceptance that says "in due course" can never be late, and never done.',
    source=f"{_DAO}: every accepted recommendation has a target date.",
    help="Ask for a date: a day, month, season or year will do.",
    bad='"Agreed. We will publish the plan in due course."',
    good='"Agreed. We will publish the plan by summer 2027."',
    inspect=_without_date,
)


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


def _moves(inspection: Inspection) -> Iterator[tuple[Commitment, TargetDate, TargetDate]]:
    """Yield each move of a target date that counts: promise, the date before, the new one."""
    for promise in inspection.register.commitments:
        if inspection.live(promise):
            for before, after in itertools.pairwise(inspection.dates_of(promise)):
                if before.date != after.date:
                    yield promise, before, after


def _moved(before: TargetDate, after: TargetDate) -> str:
    on = f" on {after.set_on}" if after.set_on else ""
    return (
        f"the date moved{on} from {quoted(str(before.date), 40)} to {quoted(str(after.date), 40)}"
    )


def _without_reason(inspection: Inspection) -> Iterator[Finding]:
    for promise, before, after in _moves(inspection):
        if not after.reason.strip():
            yield MOVED_WITHOUT_REASON.report(
                inspection, promise, f"{_moved(before, after)} without a reason.", about="dates"
            )


MOVED_WITHOUT_REASON = Rule(
    code="COM305",
    severity=Severity.ERROR,
    title="A target date moved without a reason",
    rationale="Dates that move without a reason move again.",
    source=f"{_DAO}: a revision gives its reason.",
    help="Record the reason (Commitments, *Your reason for moving it*).",
    bad='"Spring 2027", then "November 2027", no reason.',
    good='"Spring 2027", then "November 2027": "The tender failed and is run again."',
    inspect=_without_reason,
)


def _in_silence(inspection: Inspection) -> Iterator[Finding]:
    for promise, before, after in _moves(inspection):
        if after.told or (after.told_on is not None and inspection.counts(after.told_on)):
            continue
        recommender = _told(inspection, promise)
        yield MOVED_IN_SILENCE.report(
            inspection,
            promise,
            f"{_moved(before, after)}, and no letter to the {recommender} is recorded.",
            about="dates",
        )


MOVED_IN_SILENCE = Rule(
    code="COM306",
    severity=Severity.ERROR,
    title="A target date moved and nobody was told",
    rationale=(
        "Committees learnt of moved dates from the next progress report, months later. A date that "
        "nobody was told of is not for publication."
    ),
    source=f"{_DAO}: the committee is told in writing, at once.",
    help=(
        "Record the letter (Commitments, *Committee told on* and *Told by*). It is due as soon as "
        "the slip is known."
    ),
    bad="A new date, set on 7 June 2027; who was told is not recorded.",
    good="The same, the Committee told by letter on 8 June 2027.",
    inspect=_in_silence,
)


def _after_passed(inspection: Inspection) -> Iterator[Finding]:
    for promise, before, after in _moves(inspection):
        old, new = before.date, after.set_on
        if not isinstance(old, PartialDate) or not isinstance(new, PartialDate):
            continue
        if old.latest is None or new.earliest is None or not old.certainly_before(new.earliest):
            continue
        days = (new.earliest - old.latest).days
        yield MOVED_AFTER_PASSED.report(
            inspection,
            promise,
            f"the new date {quoted(str(after.date), 40)} was set {days} "
            f"{'day' if days == 1 else 'days'} after the old one had passed "
            f"({show_day(old.latest)}).",
            about="dates",
        )


MOVED_AFTER_PASSED = Rule(
    code="COM307",
    severity=Severity.WARNING,
    title="A new date was set after the old one had passed",
    rationale="A date that is moved once it has passed was not watched.",
    source=f"{_DAO}: a date is revised as soon as it is known to be missed.",
    help="Say in the reason when the slip was known, and why it was not reported then.",
    bad="Target date 31 May 2027; a new date is set on 7 June 2027.",
    good="The new date is set on 7 May 2027.",
    inspect=_after_passed,
)


def _softened(inspection: Inspection) -> Iterator[Finding]:
    for promise, before, after in _moves(inspection):
        if _vagueness(after.date) > _vagueness(before.date):
            yield DATE_SOFTENED.report(
                inspection,
                promise,
                f"{quoted(str(before.date), 40)} became {quoted(str(after.date) or 'no date', 40)}, "
                "which says less.",
                about="dates",
            )


_OPEN = 100_000
_QUARTER = 95


def _vagueness(date: AnyDate) -> int:
    """Return how little a date says: days up to about a quarter are all one, undated is the most."""
    if not isinstance(date, PartialDate):
        return 2 * _OPEN
    if date.latest is None:
        return _OPEN
    # "By March 2027" leaves the beginning open and is as good a promise as its end.
    length = (date.latest - date.earliest).days if date.earliest else 0
    return length if length > _QUARTER else 0


DATE_SOFTENED = Rule(
    code="COM308",
    severity=Severity.WARNING,
    title="A target date was softened",
    rationale='A promise that turns from "March 2027" into "in due course" has been withdrawn.',
    source="Comparison of successive progress reports.",
    help="Ask for a date that is as firm as the one it replaces.",
    bad='"March 2027", then "when parliamentary time allows".',
    good='"March 2027", then "September 2027".',
    inspect=_softened,
)


def _rolled(inspection: Inspection) -> Iterator[Finding]:
    for promise, before, after in _moves(inspection):
        old, new = before.date, after.date
        if not isinstance(old, PartialDate) or not isinstance(new, PartialDate):
            continue
        if old.latest is None or new.latest is None or new.latest <= old.latest:
            continue
        if old.words and fold(old.words) == fold(new.words):
            yield DATE_ROLLED.report(
                inspection,
                promise,
                f"the same words, {quoted(old.words, 40)}, meant {show_day(old.latest)} at the "
                f"latest and now mean {show_day(new.latest)}.",
                about="dates",
            )


DATE_ROLLED = Rule(
    code="COM309",
    severity=Severity.WARNING,
    title="The same words, a later date",
    rationale='"Later this year", said again a year on, moves a date without saying so.',
    source="Comparison of successive progress reports.",
    help="Record it as a move, with its reason, and ask for a date that does not roll.",
    bad='"later this year" in 2026, "later this year" in 2027.',
    good='"by December 2026", then "by December 2027" with a reason.',
    inspect=_rolled,
)


def _several_dates(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        dated: dict[AnyDate, str] = {}
        for promise in register.commitments_of(response.id):
            if promise.response != response.id or promise.parent is not None:
                continue
            if promise.kind is not CommitmentKind.TARGET or not promise.dates:
                continue
            date = promise.dates[0].date
            if isinstance(date, PartialDate) and date.latest is not None:
                dated.setdefault(date.with_words(""), _runs_out(date, date.latest))
        if len(dated) > 1:
            yield SEVERAL_DATES.report(
                inspection,
                response,
                f"one reply promises {len(dated)} dates: {'; '.join(dated.values())}.",
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


def _reason_without_date(inspection: Inspection) -> Iterator[Finding]:
    for promise in inspection.register.commitments:
        for target in promise.dates:
            date = target.date
            if target.reason.strip() and isinstance(date, Undated) and not date.words.strip(" -–"):
                yield REASON_WITHOUT_DATE.report(
                    inspection,
                    promise,
                    f"a reason without a date: {quoted(target.reason)}.",
                    about="dates",
                )


REASON_WITHOUT_DATE = Rule(
    code="COM311",
    severity=Severity.WARNING,
    title="A reason without a date",
    rationale="Whoever gives a reason for a new date meant to give the date.",
    source="Returned trackers with one of two cells filled in.",
    help="Ask for the date that the reason belongs to.",
    bad='Reason "The tender failed.", and no new date.',
    good='Reason "The tender failed.", new date "November 2027".',
    inspect=_reason_without_date,
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
            f"news was promised by {_runs_out(date, date.latest)}, and none has come.",
            about="dates",
        )


def _heard_of(inspection: Inspection, promise: Commitment) -> bool:
    """Tell whether anything was reported after the promise was made, or that all is done."""
    made = inspection.last_day(promise)
    for claim in inspection.claims_on(promise):
        day = inspection.last_day(claim)
        if claim.implementation in _DONE or made is None or (day is not None and day > made):
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


RULES: tuple[Rule, ...] = (
    PASSED_IN_SILENCE,
    LATE_IN_PROGRESS,
    ACCEPTED_WITHOUT_DATE,
    DONE_IN_FUTURE,
    MOVED_WITHOUT_REASON,
    MOVED_IN_SILENCE,
    MOVED_AFTER_PASSED,
    DATE_SOFTENED,
    DATE_ROLLED,
    SEVERAL_DATES,
    REASON_WITHOUT_DATE,
    REPORT_BACK_OVERDUE,
    NOBODY_OWNS,
)
