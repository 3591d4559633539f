"""Examples for the rules about dates and deadlines."""

from __future__ import annotations

import attrs

from accountability.dates import PartialDate, Undated
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Stage,
    TargetDate,
)
from accountability.rules._rule import Example
from accountability.rules.examples.harbour import (
    ANSWER_1,
    ANSWER_2,
    BASE,
    DEPARTMENT,
    FIRST,
    MINUTE,
    NOVEMBER,
    PROMISE,
    SUMMER,
    UK,
    changed,
    day,
    example,
    moved,
    report,
    step,
    told,
)

__all__ = ["EXAMPLES"]

EXAMPLES: dict[str, Example] = {
    "DAT401": example(
        UK.without(ANSWER_1, ANSWER_2, PROMISE, MINUTE),
        "Recommendation 1, Department for Harbours: no answer has come, "
        "18 days after 12 April 2027 (2 items, this is the first).",
        UK,
    ),
    "DAT402": example(
        UK.with_records(attrs.evolve(BASE.documents[1], published=day(2027, 4, 14))),
        "answered on 14 April 2027, 2 days after 12 April 2027 (2 items, this is the first)",
        UK,
    ),
    "DAT403": example(
        attrs.evolve(
            BASE.without(ANSWER_1, ANSWER_2, PROMISE, MINUTE).with_records(
                Organisation(
                    id="committee",
                    name="Transport and Infrastructure Committee",
                    kind=OrganisationKind.COMMITTEE,
                ),
                Organisation(id=DEPARTMENT, name="Government", kind=OrganisationKind.GOVERNMENT),
            ),
            jurisdiction="nz",
        ),
        "",
    ),
    "DAT404": example(
        moved(TargetDate(date=PartialDate.year(2026, "end of 2026"))),
        '"end of 2026" was promised on 9 April 2027, when it had passed',
        also=("COM301",),
    ),
    "DAT405": example(
        changed(ANSWER_2, day=day(2027, 2, 11)),
        "given on 11 February 2027, before what it answers was issued (12 February 2027)",
        changed(ANSWER_2, day=day(2027, 2, 12)),
    ),
    "DAT406": example(
        changed(
            ANSWER_2,
            steps=(step(Stage.SENT, day(2027, 4, 9)), step(Stage.CLEARED, day(2027, 4, 12))),
        ),
        "sent on 9 April 2027, before it was cleared (12 April 2027)",
        changed(
            ANSWER_2,
            steps=(step(Stage.CLEARED, day(2027, 4, 6)), step(Stage.SENT, day(2027, 4, 9))),
        ),
    ),
    "DAT407": example(
        changed(MINUTE, retrieved=day(2027, 4, 8)),
        "fetched on 8 April 2027, before it was published (9 April 2027)",
        changed(MINUTE, retrieved=day(2027, 4, 9)),
    ),
    "DAT408": example(
        moved(told(SUMMER, set_on=day(2027, 4, 21)), told(NOVEMBER)),
        '"November 2027", set on 20 April 2027, stands after "by summer 2027"',
        moved(told(SUMMER, set_on=day(2027, 4, 19)), told(NOVEMBER)),
    ),
    "DAT409": example(
        moved(FIRST, told(Undated(words="31/31/2027"))),
        'dates: "31/31/2027" looks like a date and was not read as one',
        also=("COM303", "COM308"),
    ),
    "DAT410": example(
        attrs.evolve(BASE, jurisdiction="ukk"),
        'jurisdiction is "ukk", which is not known; did you mean "uk"',
        UK,
    ),
    "DAT411": example(
        report(extra=(("Ordered to be printed", "9 February 2028"),)),
        "ordered to be printed 9 February 2028, after it was published (12 February 2027)",
        report(extra=(("Ordered to be printed", "9 February 2027"),)),
    ),
    "DAT412": example(
        UK.with_records(
            Document(
                id="hc-9055",
                kind=DocumentKind.REPORT,
                title="Harbour lights",
                authors=("committee",),
                published=day(2027, 1, 10),
            )
        ),
        "Harbour lights: no response to it is held, 51 days after 10 March 2027",
        UK,
        also=("REC114",),
    ),
    "DAT413": example(
        BASE.without(ANSWER_1, ANSWER_2, PROMISE, MINUTE).with_records(
            attrs.evolve(BASE.documents[0], published=day(2026, 2, 12))
        ),
        "no answer since 12 February 2026, and no deadline is known",
    ),
    "DAT414": example(
        UK.with_records(attrs.evolve(BASE.documents[0], published=None)),
        "the day it was published is not held, and its answer is due two months from that day",
        UK,
    ),
}
