"""Examples for the rules about commitments and updates."""

from __future__ import annotations

import datetime as dt

import attrs

from accountability.dates import PartialDate, Undated
from accountability.model import (
    Assurance,
    Commitment,
    CommitmentKind,
    Document,
    DocumentKind,
    Implementation,
    Organisation,
    OrganisationKind,
    Source,
    TargetDate,
)
from accountability.rules._rule import Example
from accountability.rules.examples.harbour import (
    ANSWER_1,
    BASE,
    EDITIONS,
    FIRST,
    LATE,
    MARCH,
    MINUTE,
    NOVEMBER,
    OLD,
    PAC,
    PROMISE,
    REC_1,
    REPORT,
    added,
    changed,
    claim,
    day,
    example,
    moved,
    progress,
    reported,
    told,
)

__all__ = ["EXAMPLES"]

DONE = {"completed_on": day(2027, 4, 14)}

EXAMPLES: dict[str, Example] = {
    "COM301": example(
        LATE,
        'target date "March 2027" passed on 31 March 2027, and nothing has been reported since',
        LATE.with_records(claim(Implementation.IMPLEMENTED, day(2027, 3, 20))),
    ),
    "COM302": example(
        LATE.with_records(claim(Implementation.IN_PROGRESS, day(2027, 4, 14))),
        'the last report (14 April 2027) says "in progress"',
        LATE.with_records(claim(Implementation.IMPLEMENTED, day(2027, 4, 14))),
    ),
    "COM303": example(
        moved(TargetDate(date=Undated(words="in due course"))),
        'accepted, and its date cannot be checked: "in due course"',
    ),
    "COM304": example(
        added(claim(Implementation.IMPLEMENTED, day(2027, 4, 20), completed_on=day(2027, 6, 30))),
        'reported as done on 20 April 2027, and to be completed "30 June 2027"',
        added(claim(Implementation.IMPLEMENTED, day(2027, 4, 20), completed_on=day(2027, 4, 1))),
    ),
    "COM305": example(
        moved(FIRST, told(NOVEMBER, reason="")),
        'the date moved on 20 April 2027 from "by summer 2027" to "November 2027" without a reason',
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM306": example(
        moved(FIRST, told(NOVEMBER, told=())),
        "no letter to the Committee is recorded",
        moved(FIRST, told(NOVEMBER, told=(), told_on=day(2027, 4, 21))),
    ),
    "COM307": example(
        moved(TargetDate(date=MARCH, set_on=day(2027, 2, 20)), told(NOVEMBER)),
        'the new date "November 2027" was set 20 days after the old one had passed (31 March 2027)',
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM308": example(
        moved(FIRST, told(PartialDate.year(2028, "in 2028"))),
        '"by summer 2027" became "in 2028", which says less',
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM309": example(
        moved(
            TargetDate(date=NOVEMBER.with_words("later this year")),
            told(PartialDate.month(2028, 11, "Later this year")),
        ),
        'the same words, "later this year", meant 30 November 2027',
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM310": example(
        added(
            Commitment(
                id=f"{ANSWER_1}/c2",
                text="The programme will be delivered by 2030.",
                response=ANSWER_1,
                dates=(TargetDate(date=PartialDate.year(2030, "2030")),),
            )
        ),
        'one reply promises 2 dates: "by summer 2027" (to 31 August 2027); '
        '"2030" (to 31 December 2030)',
        added(
            Commitment(
                id=f"{ANSWER_1}/c2",
                text="A first part will be delivered by 2027.",
                response=ANSWER_1,
                parent=PROMISE,
                dates=(TargetDate(date=NOVEMBER),),
            )
        ),
    ),
    "COM311": example(
        moved(FIRST, TargetDate(date=Undated(), reason="The tender failed.", told=("committee",))),
        'a reason without a date: "The tender failed."',
        moved(FIRST, told(NOVEMBER)),
        also=("COM303", "COM308"),
    ),
    "COM312": example(
        changed(
            PROMISE,
            kind=CommitmentKind.REPORT_BACK,
            dates=(TargetDate(date=PartialDate.day(dt.date(2027, 4, 20))),),
        ),
        "news was promised by 20 April 2027, and none has come",
        changed(
            PROMISE,
            kind=CommitmentKind.REPORT_BACK,
            dates=(TargetDate(date=PartialDate.day(dt.date(2027, 4, 20))),),
        ).with_records(claim(Implementation.IN_PROGRESS, day(2027, 4, 15))),
    ),
    "COM313": example(
        changed(PROMISE, owners=(), response=None),
        "no owner is named, and no reply in which it was made",
        changed(PROMISE, owners=()),
    ),
    "COM314": example(
        added(progress("1", day(2027, 4, 20))).with_records(
            attrs.evolve(
                BASE.commitments[0],
                dates=(
                    FIRST,
                    told(NOVEMBER, told_on=day(2027, 4, 20), source=Source(document="progress-1")),
                ),
            )
        ),
        "no earlier than the progress report that shows it (20 April 2027)",
        added(progress("1", day(2027, 4, 20))).with_records(
            attrs.evolve(
                BASE.commitments[0],
                dates=(
                    FIRST,
                    told(NOVEMBER, told_on=day(2027, 4, 12), source=Source(document="progress-1")),
                ),
            )
        ),
    ),
    "COM315": example(
        attrs.evolve(OLD, jurisdiction="uk").with_records(
            PAC.organisations[0],
            claim(Implementation.IN_PROGRESS, day(2027, 4, 1)),
        ),
        "accepted on 3 March 2026 and not implemented; a statement was due by 3 March 2027",
        attrs.evolve(OLD, jurisdiction="uk").with_records(
            PAC.organisations[0],
            claim(Implementation.IN_PROGRESS, day(2027, 4, 1)),
            Document(
                id="statement",
                kind=DocumentKind.STATEMENT,
                title="Statement on harbours",
                published=day(2027, 3, 1),
                responds_to=(REPORT,),
            ),
        ),
    ),
    "COM316": example(
        added(claim(Implementation.IMPLEMENTED, day(2027, 4, 20))),
        'before its target date "by summer 2027"; the day it was finished is not given',
        added(claim(Implementation.IMPLEMENTED, day(2027, 4, 20), completed_on=day(2027, 4, 14))),
    ),
    "COM317": example(
        added(
            Organisation(id="port", name="Westport Authority", kind=OrganisationKind.PUBLIC_BODY)
        ).with_records(attrs.evolve(BASE.commitments[0], owners=("port",))),
        "promised in the reply of Department for Harbours, which does not own it",
    ),
    "COM318": example(
        changed(PROMISE, text="The Department should publish one warning standard"),
        "its words are those of Recommendation 1",
    ),
    "COM319": example(
        OLD,
        '"promised", and nothing was heard since 3 March 2026',
        OLD.with_records(claim(Implementation.IN_PROGRESS, day(2027, 4, 1))),
    ),
    "COM320": example(
        EDITIONS.with_records(reported("progress-1", REC_1, Implementation.IN_PROGRESS)),
        "Progress report 1 reports on it, Progress report 2 does not",
        EDITIONS.with_records(reported("progress-1", REC_1, Implementation.IMPLEMENTED)),
    ),
    "COM321": example(
        PAC.without(PROMISE),
        "accepted, and no date is promised",
        PAC,
    ),
    "COM322": example(
        added(
            claim(
                Implementation.IMPLEMENTED, day(2027, 4, 20), assurance=Assurance.VERIFIED, **DONE
            )
        ),
        'held as "independently verified", and reported by whose work it is',
        added(claim(Implementation.IMPLEMENTED, day(2027, 4, 20), **DONE)),
    ),
    "COM323": example(
        added(
            attrs.evolve(reported(MINUTE, REC_1, Implementation.IN_PROGRESS), reported_by="index")
        ),
        'it reports "in progress" as its own, and has no part in it that is held; it decides nothing',
        added(
            attrs.evolve(
                reported(MINUTE, REC_1, Implementation.IN_PROGRESS),
                reported_by="index",
                assurance=Assurance.THIRD_PARTY,
            )
        ),
    ),
}
