"""Examples for the rules about commitments and updates."""

from __future__ import annotations

import datetime as dt

from accountability.dates import PartialDate, Undated
from accountability.model import (
    Commitment,
    CommitmentKind,
    Implementation,
    TargetDate,
)
from accountability.rules._rule import Example
from accountability.rules.examples.harbour import (
    ANSWER_1,
    FIRST,
    LATE,
    MARCH,
    NOVEMBER,
    PROMISE,
    added,
    changed,
    claim,
    day,
    example,
    moved,
    told,
)

__all__ = ["EXAMPLES"]

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
        'said to be done on 20 April 2027, to be completed "30 June 2027"',
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
}
