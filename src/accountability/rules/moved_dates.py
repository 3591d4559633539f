"""Rules about target dates that move: COM3xx."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from accountability.dates import AnyDate, PartialDate, Undated, show_day
from accountability.findings import Finding, Severity
from accountability.model import (
    Commitment,
    Document,
    DocumentKind,
    TargetDate,
)
from accountability.rules._base import Inspection, quoted
from accountability.rules._promises import DAO, told_whom
from accountability.rules._rule import Rule
from accountability.text import fold

__all__ = [
    "DATE_ROLLED",
    "DATE_SOFTENED",
    "MOVED_AFTER_PASSED",
    "MOVED_IN_REPORT",
    "MOVED_IN_SILENCE",
    "MOVED_WITHOUT_REASON",
    "REASON_WITHOUT_DATE",
    "RULES",
]


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
    source=f"{DAO}: a revision gives its reason.",
    help='Record the reason (Commitments, "Your reason for moving it").',
    bad='"Spring 2027", then "November 2027", no reason.',
    good='"Spring 2027", then "November 2027": "The tender failed and is run again."',
    inspect=_without_reason,
)


def _in_silence(inspection: Inspection) -> Iterator[Finding]:
    for promise, before, after in _moves(inspection):
        if after.told or (after.told_on is not None and inspection.counts(after.told_on)):
            continue
        recommender = told_whom(inspection, promise)
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
    source=f"{DAO}: the committee is told in writing, at once.",
    help=(
        'Record the letter (Commitments, "Committee told on" and "Told by"). It is due as soon as '
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
    source=f"{DAO}: a date is revised as soon as it is known to be missed.",
    help="Say in the reason when the slip was known, and why it was not reported then.",
    bad="Target date 31 May 2027; a new date is set on 7 June 2027.",
    good="The new date is set on 7 May 2027.",
    inspect=_after_passed,
)


def _softened(inspection: Inspection) -> Iterator[Finding]:
    for promise, before, after in _moves(inspection):
        if _same_words(before, after):
            continue  # the same words say as much as before; that they roll on is COM309
        if _vagueness(after.date) > _A_LITTLE * _vagueness(before.date):
            yield DATE_SOFTENED.report(
                inspection,
                promise,
                f"{quoted(str(before.date), 40)} became {quoted(str(after.date) or 'no date', 40)}, "
                "which says less.",
                about="dates",
            )


_OPEN = 100_000


_QUARTER = 95

_A_LITTLE = 1.1
"""A leap year is no vaguer than the year before, nor the half with August in it than the other."""


def _same_words(before: TargetDate, after: TargetDate) -> bool:
    old, new = before.date.words, after.date.words
    return bool(old.strip()) and fold(old) == fold(new)


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
    for promise in inspection.register.commitments:
        if not inspection.live(promise):
            continue
        for before, after in itertools.pairwise(inspection.dates_of(promise)):
            old = before.date
            if not _same_words(before, after):
                continue
            if said := _rolled_on(before, after):
                yield DATE_ROLLED.report(
                    inspection,
                    promise,
                    f"the same words, {quoted(old.words, 40)}, {said}.",
                    about="dates",
                )


def _rolled_on(before: TargetDate, after: TargetDate) -> str:
    """Say how the same words came to mean a later day; "" if they did not."""
    old, new = before.date, after.date
    if isinstance(old, Undated) and isinstance(new, Undated):
        # Words that never meant a day: said again on another day, they moved all the same.
        again = before.set_on != after.set_on and after.set_on is not None
        first = f" after {before.set_on}" if before.set_on else ""
        return f"are said again on {after.set_on}{first}" if again else ""
    if not isinstance(old, PartialDate) or not isinstance(new, PartialDate):
        return ""
    if old.latest is None or new.latest is None or new.latest <= old.latest:
        return ""
    return f"meant {show_day(old.latest)} at the latest and now mean {show_day(new.latest)}"


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


def _first_seen(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for promise, before, after in _moves(inspection):
        paper = register.find(Document, after.source.document) if after.source else None
        told = after.told_on
        shown = register.day_of(paper) if paper else None
        if paper is None or paper.kind is not DocumentKind.PROGRESS_REPORT:
            continue
        if not isinstance(told, PartialDate) or not isinstance(shown, PartialDate):
            continue
        if shown.earliest is None or told.certainly_before(shown.earliest):
            continue
        yield MOVED_IN_REPORT.report(
            inspection,
            promise,
            f"{_moved(before, after)}; the {told_whom(inspection, promise)} was told on {told}, no "
            f"earlier than the progress report that shows it ({shown}).",
            about="dates",
        )


MOVED_IN_REPORT = Rule(
    code="COM314",
    severity=Severity.ERROR,
    title="A moved date first came out in a progress report",
    rationale=(
        "A progress report comes twice a year. A committee that learns there of a date that has moved "
        "learns it too late to ask about it."
    ),
    source=f"{DAO}: the letter is due at once, and not with the next report.",
    help="Record the letter that went before it; if none did, say in the reason why not.",
    bad="A new date in the progress report of 20 April 2027, the Committee told on that day.",
    good="The same, the Committee told by letter on 12 April 2027.",
    inspect=_first_seen,
)


RULES: tuple[Rule, ...] = (
    MOVED_WITHOUT_REASON,
    MOVED_IN_SILENCE,
    MOVED_AFTER_PASSED,
    DATE_SOFTENED,
    DATE_ROLLED,
    REASON_WITHOUT_DATE,
    MOVED_IN_REPORT,
)
