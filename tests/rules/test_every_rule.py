"""Every rule has a register that trips it, and one that does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
import pytest

from accountability import (
    Assessment,
    Collection,
    Commitment,
    CommitmentKind,
    Conclusion,
    Document,
    DocumentKind,
    Event,
    EventKind,
    Implementation,
    ItemKind,
    Link,
    LinkKind,
    Note,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    PositionHow,
    Recommendation,
    Record,
    Register,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
    Undated,
    Update,
    Waiver,
    check,
)
from accountability.findings import Finding
from accountability.rules import RULES, Rule
from accountability.text import fingerprint

AS_OF = dt.date(2027, 4, 30)

REPORT = "hc-9041"
MINUTE = "cp-9107"
REC_1, REC_2, CON_1 = f"{REPORT}/rec-1", f"{REPORT}/rec-2", f"{REPORT}/con-1"
DEPARTMENT = "harbours"
ANSWER_1, ANSWER_2 = f"{REC_1}/{DEPARTMENT}", f"{REC_2}/{DEPARTMENT}"
PROMISE = f"{ANSWER_1}/c1"


def day(year: int, month: int, number: int) -> PartialDate:
    """Make the date that is one day."""
    return PartialDate.day(dt.date(year, month, number))


SUMMER = PartialDate(
    earliest=dt.date(2027, 6, 1), latest=dt.date(2027, 8, 31), words="by summer 2027"
)
NOVEMBER = PartialDate.month(2027, 11, "November 2027")
MARCH = PartialDate.month(2027, 3, "March 2027")

BASE = Register(
    id="harbour",
    title="Storm warnings at small harbours",
    organisations=(
        Organisation(
            id="committee",
            name="Harbours and Coasts Committee",
            kind=OrganisationKind.COMMITTEE,
        ),
        Organisation(
            id=DEPARTMENT, name="Department for Harbours", kind=OrganisationKind.DEPARTMENT
        ),
        Organisation(id="government", name="The Government", kind=OrganisationKind.GOVERNMENT),
        Organisation(id="index", name="Answer Index"),
    ),
    documents=(
        Document(
            id=REPORT,
            kind=DocumentKind.REPORT,
            title="Storm warnings at small harbours",
            reference="HC 9041",
            authors=("committee",),
            published=day(2027, 2, 12),
        ),
        Document(
            id=MINUTE,
            kind=DocumentKind.RESPONSE,
            title="Response to HC 9041",
            authors=(DEPARTMENT,),
            published=day(2027, 4, 9),
            responds_to=(REPORT,),
        ),
    ),
    items=(
        Recommendation(
            id=REC_1,
            document=REPORT,
            label="1",
            text="The Department should publish one warning standard for every harbour.",
            addressed_to=(DEPARTMENT,),
        ),
        Recommendation(
            id=REC_2,
            document=REPORT,
            label="2",
            text="The Department should test the sirens of every harbour each winter.",
            addressed_to=(DEPARTMENT,),
        ),
        Conclusion(
            id=CON_1,
            document=REPORT,
            label="1",
            text="Small harbours hear of storms too late to act on them.",
        ),
    ),
    responses=(
        Response(
            id=ANSWER_1,
            answers=REC_1,
            responder=DEPARTMENT,
            position=Position.ACCEPTED,
            position_words="The Department agrees with the Committee's recommendation.",
            text="The Department agrees with the Committee's recommendation. "
            "One standard will be published by summer 2027.",
            document=MINUTE,
        ),
        Response(
            id=ANSWER_2,
            answers=REC_2,
            responder=DEPARTMENT,
            position=Position.REJECTED,
            text="The Department does not agree with this recommendation.",
            document=MINUTE,
        ),
    ),
    commitments=(
        Commitment(
            id=PROMISE,
            text="One standard will be published by summer 2027.",
            items=(REC_1,),
            response=ANSWER_1,
            owners=(DEPARTMENT,),
            dates=(TargetDate(date=SUMMER),),
        ),
    ),
)
"""A register in which nothing is wrong on 30 April 2027."""


def changed(record_id: str, **fields: Any) -> Register:
    """Return the register with some fields of one record changed."""
    return BASE.with_records(attrs.evolve(BASE[record_id], **fields))


def added(*records: Record) -> Register:
    """Return the register with more records; what is recommended to somebody is answered."""
    answers = (
        Response(
            id=f"{record.id}/{DEPARTMENT}",
            answers=record.id,
            responder=DEPARTMENT,
            position=Position.NOTED,
            document=MINUTE,
        )
        for record in records
        if isinstance(record, Recommendation) and record.addressed_to
    )
    return BASE.with_records(*records, *answers)


def item(number: str, **fields: Any) -> Recommendation:
    """Make a third recommendation, answered by nobody yet."""
    values: dict[str, Any] = {
        "id": f"{REPORT}/rec-{number}",
        "document": REPORT,
        "label": number,
        "text": "The Department should pay for radios in every fishing boat.",
        "addressed_to": (DEPARTMENT,),
    }
    return Recommendation(**values | fields)


def reply(text: str, **fields: Any) -> Register:
    """Return the register with another text of the second reply."""
    return changed(ANSWER_2, text=text, **{"position": None} | fields)


def moved(*dates: TargetDate) -> Register:
    """Return the register with the dates of the promise changed."""
    return changed(PROMISE, dates=dates)


def told(date: PartialDate | Undated, **fields: Any) -> TargetDate:
    """Make a target date that was moved as it should be."""
    values: dict[str, Any] = {
        "set_on": day(2027, 4, 20),
        "reason": "The tender failed.",
        "told": ("committee",),
    }
    return TargetDate(date=date, **values | fields)


def claim(implementation: Implementation, on: PartialDate, **fields: Any) -> Update:
    """Make the Department's report about its promise."""
    return Update(
        id=f"{PROMISE}/u-{DEPARTMENT}-{on.latest}",
        about=PROMISE,
        reported_by=DEPARTMENT,
        implementation=implementation,
        day=on,
        **fields,
    )


def step(stage: Stage, on: PartialDate | Undated | None, **fields: Any) -> Step:
    """Make a step."""
    return Step(stage=stage, day=on, **fields)


FIRST = TargetDate(date=SUMMER)
LATE = changed(PROMISE, dates=(TargetDate(date=MARCH, set_on=day(2027, 2, 20)),))
CLEARED = BASE.fingerprint_of(BASE.responses[0])
PUBLIC = attrs.evolve(BASE, marking="Published")
UK = attrs.evolve(BASE, jurisdiction="uk")
UNPUBLISHED = "cp-draft"
DRAFTED = (
    Document(id=UNPUBLISHED, kind=DocumentKind.RESPONSE, title="Draft", responds_to=(REPORT,)),
    Response(
        id=f"{ANSWER_1}@2027",
        answers=REC_1,
        responder=DEPARTMENT,
        document=UNPUBLISHED,
        text="The Department agrees with the Committee's recommendation.",
    ),
)
WELCOME = "The Department is committed to safe harbours everywhere."

# Code: the register that trips it, words of the message, what else it trips, a register that is fine.
CASES: dict[str, tuple[Register, str, set[str], Register]] = {
    "REC101": (
        changed(
            CON_1,
            sources=(
                Source(document=REPORT, place="line 3", fields=("kind",), words="Recommendation 1"),
                Source(document=REPORT, place="line 9", fields=("kind",), words="Conclusion"),
            ),
        ),
        'Conclusion 1: printed as "Recommendation 1" (line 3) and as "Conclusion" (line 9)',
        set(),
        changed(CON_1, sources=(Source(document=REPORT, fields=("kind",), words="Conclusions"),)),
    ),
    "REC102": (
        changed(CON_1, text="Small harbours heard of no storm in the year to the end of"),
        'Conclusion 1: the text stops without an end: "… storm in the year to the end of".',
        set(),
        changed(CON_1, text="Small harbours hear of storms (too late)."),
    ),
    "REC103": (
        changed(CON_1, text="The De partment is late. The Department knows."),
        '"De partment" (read as "Department")',
        set(),
        changed(CON_1, text="The Department is late. The Department knows."),
    ),
    "REC104": (
        changed(CON_1, text="The Department accepted this finding.16 We asked why.17 It knew."),
        '"finding.16", "why.17"',
        set(),
        changed(CON_1, text="The Department accepted finding 16. We asked why."),
    ),
    "REC105": (
        added(item("3", addressed_to=())),
        "nobody is named to answer it",
        set(),
        added(item("3")),
    ),
    "REC106": (
        added(item("3", label="2.")),
        f'the number "2." is used before, by {REC_2}, with other words',
        set(),
        added(item("3", label="2", series="additional")),
    ),
    "REC107": (
        added(item("3", label="3b, 3c, and 3d.")),
        'one item with 3 numbers: "3b, 3c, and 3d."',
        set(),
        added(item("3", label="4a) ii)")),
    ),
    "REC108": (
        added(item("3", text="", title="Radios")),
        'it has no text; there is only the title "Radios"',
        set(),
        added(item("3", text=""), item("3a", parent=f"{REPORT}/rec-3")),
    ),
    "REC109": (
        added(item("3", title="Recommendation 7: radios")),
        'the heading says "Recommendation 7: radios", the label "3"',
        set(),
        added(item("3", title="Recommendation 3: radios")),
    ),
    "REC110": (
        added(item("3"), item("4")),
        f"has the same words as Recommendation 3 ({REPORT}/rec-3)",
        set(),
        added(
            item("3"),
            item("4", links=(Link(kind=LinkKind.SAME_AS, to=f"{REPORT}/rec-3"),)),
        ),
    ),
    "RSP201": (
        added(
            Assessment(
                id=f"{REC_1}/a-index",
                about=REC_1,
                by="index",
                printed_status="Not Addressed",
                position=Position.NOT_ADDRESSED,
            )
        ),
        (
            '"Not Addressed" is printed, but Department for Harbours says "accepted": '
            '"The Department agrees with the Committee\'s recommendation."'
        ),
        set(),
        added(Assessment(id="a", about=REC_1, by="index", printed_status="Accepted in principle")),
    ),
    "RSP202": (
        changed(ANSWER_1, text=f"{BASE.responses[0].text} We will write to every harbour in"),
        "the reply stops without an end",
        set(),
        reply("Not agreed", position=Position.REJECTED),
    ),
    "RSP203": (
        changed(ANSWER_1, text=f"{BASE.responses[0].text} Ta rget date: summer 2027."),
        '"Ta rget" (read as "Target")',
        set(),
        BASE,
    ),
    "RSP204": (
        changed(ANSWER_1, text=f"{BASE.responses[0].text} A review found this.3 It was right."),
        '"this.3"',
        set(),
        BASE,
    ),
    "RSP205": (
        changed(ANSWER_2, printed_status="Agree"),
        (
            'its own status says "Agree", its words say "rejected": '
            '"The Department does not agree with this recommendation."'
        ),
        set(),
        changed(ANSWER_2, printed_status="Disagree"),
    ),
    "RSP206": (
        changed(ANSWER_2, responder="government"),
        'The Government: named as the one who answers, but the words speak of "The Department" (once)',
        set(),
        changed(ANSWER_2, responder="government", on_behalf_of=(DEPARTMENT,)),
    ),
    "RSP207": (
        added(
            Organisation(id="all", name="All harbour authorities", kind=OrganisationKind.GROUP),
            Response(
                id=f"{REC_1}/all",
                answers=REC_1,
                responder="all",
                position=Position.NOTED,
                document=MINUTE,
            ),
        ),
        '"All harbour authorities" is a class of bodies',
        set(),
        added(
            Organisation(id="all", name="All harbour authorities", kind=OrganisationKind.GROUP),
            Response(id=f"{REC_1}/all", answers=REC_1, responder="all"),
        ),
    ),
    "RSP208": (
        reply(WELCOME),
        f'the reply says neither yes nor no: "{WELCOME}"',
        set(),
        BASE,
    ),
    "RSP209": (
        BASE.without(ANSWER_2),
        "Recommendation 2, Department for Harbours: the report was answered, this was not",
        set(),
        BASE.without(ANSWER_2, ANSWER_1, MINUTE, PROMISE),
    ),
    "RSP210": (
        reply(
            "The Department accepts this recommendation in part.",
            position=Position.PARTIALLY_ACCEPTED,
        ),
        '"partially accepted", and nothing says which part is refused',
        {"COM303"},
        BASE,
    ),
    "RSP211": (
        changed(ANSWER_1, position_words="We agree with all of it."),
        'words that the reply does not hold: "We agree with all of it."',
        set(),
        BASE,
    ),
    "RSP212": (
        changed(
            ANSWER_1,
            steps=(step(Stage.CLEARED, day(2027, 4, 6), by="Accounting officer", fingerprint="0"),),
        ),
        "not those that were cleared on 6 April 2027 (Accounting officer)",
        set(),
        changed(ANSWER_1, steps=(step(Stage.CLEARED, day(2027, 4, 6), fingerprint=CLEARED),)),
    ),
    "RSP213": (
        changed(ANSWER_1, answered_text=fingerprint(BASE.items[1].text)),
        f"they are those of Recommendation 2 ({REC_2})",
        set(),
        changed(ANSWER_1, answered_text=fingerprint(BASE.items[0].text)),
    ),
    "RSP214": (
        PUBLIC.with_records(*DRAFTED),
        'a draft stands in a register marked "Published"',
        set(),
        added(*DRAFTED),
    ),
    "RSP215": (
        changed(ANSWER_2, responder="harbour"),
        'nothing is held about who answers, "harbour"; did you mean "harbours"',
        set(),
        BASE,
    ),
    "RSP216": (
        changed(DEPARTMENT, until=day(2027, 3, 31), succeeded_by=("government",)),
        (
            "it answered on 9 April 2027, though it had ended (31 March 2027); "
            "succeeded by The Government"
        ),
        set(),
        changed(DEPARTMENT, until=day(2027, 4, 30)),
    ),
    "COM301": (
        LATE,
        'target date "March 2027" passed on 31 March 2027, and nothing has been reported since',
        set(),
        LATE.with_records(claim(Implementation.IMPLEMENTED, day(2027, 3, 20))),
    ),
    "COM302": (
        LATE.with_records(claim(Implementation.IN_PROGRESS, day(2027, 4, 14))),
        'the last report (14 April 2027) says "in progress"',
        set(),
        LATE.with_records(claim(Implementation.IMPLEMENTED, day(2027, 4, 14))),
    ),
    "COM303": (
        moved(TargetDate(date=Undated(words="in due course"))),
        'accepted, and its date cannot be checked: "in due course"',
        set(),
        BASE,
    ),
    "COM304": (
        added(claim(Implementation.IMPLEMENTED, day(2027, 4, 20), completed_on=day(2027, 6, 30))),
        'said to be done on 20 April 2027, to be completed "30 June 2027"',
        set(),
        added(claim(Implementation.IMPLEMENTED, day(2027, 4, 20), completed_on=day(2027, 4, 1))),
    ),
    "COM305": (
        moved(FIRST, told(NOVEMBER, reason="")),
        'the date moved on 20 April 2027 from "by summer 2027" to "November 2027" without a reason',
        set(),
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM306": (
        moved(FIRST, told(NOVEMBER, told=())),
        "no letter to the Committee is recorded",
        set(),
        moved(FIRST, told(NOVEMBER, told=(), told_on=day(2027, 4, 21))),
    ),
    "COM307": (
        moved(TargetDate(date=MARCH, set_on=day(2027, 2, 20)), told(NOVEMBER)),
        'the new date "November 2027" was set 20 days after the old one had passed (31 March 2027)',
        set(),
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM308": (
        moved(FIRST, told(PartialDate.year(2028, "in 2028"))),
        '"by summer 2027" became "in 2028", which says less',
        set(),
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM309": (
        moved(
            TargetDate(date=NOVEMBER.with_words("later this year")),
            told(PartialDate.month(2028, 11, "Later this year")),
        ),
        'the same words, "later this year", meant 30 November 2027',
        set(),
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM310": (
        added(
            Commitment(
                id=f"{ANSWER_1}/c2",
                text="The programme will be delivered by 2030.",
                response=ANSWER_1,
                dates=(TargetDate(date=PartialDate.year(2030, "2030")),),
            )
        ),
        (
            'one reply promises 2 dates: "by summer 2027" (to 31 August 2027); '
            '"2030" (to 31 December 2030)'
        ),
        set(),
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
    "COM311": (
        moved(FIRST, TargetDate(date=Undated(), reason="The tender failed.", told=("committee",))),
        'a reason without a date: "The tender failed."',
        {"COM303", "COM308"},
        moved(FIRST, told(NOVEMBER)),
    ),
    "COM312": (
        changed(
            PROMISE,
            kind=CommitmentKind.REPORT_BACK,
            dates=(TargetDate(date=PartialDate.day(dt.date(2027, 4, 20))),),
        ),
        "news was promised by 20 April 2027, and none has come",
        set(),
        changed(
            PROMISE,
            kind=CommitmentKind.REPORT_BACK,
            dates=(TargetDate(date=PartialDate.day(dt.date(2027, 4, 20))),),
        ).with_records(claim(Implementation.IN_PROGRESS, day(2027, 4, 15))),
    ),
    "COM313": (
        changed(PROMISE, owners=(), response=None),
        "no owner is named, and no reply in which it was made",
        set(),
        changed(PROMISE, owners=()),
    ),
    "DAT401": (
        UK.without(ANSWER_1, ANSWER_2, PROMISE, MINUTE),
        (
            "Recommendation 1, Department for Harbours: no answer has come, "
            "18 days after 12 April 2027 (2 items, this is the first)."
        ),
        set(),
        UK,
    ),
    "DAT402": (
        UK.with_records(attrs.evolve(BASE.documents[1], published=day(2027, 4, 14))),
        "answered on 14 April 2027, 2 days after 12 April 2027 (2 items, this is the first)",
        set(),
        UK,
    ),
    "DAT403": (
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
        set(),
        BASE,
    ),
    "DAT404": (
        moved(TargetDate(date=PartialDate.year(2026, "end of 2026"))),
        '"end of 2026" was promised on 9 April 2027, when it had passed',
        {"COM301"},
        BASE,
    ),
    "DAT405": (
        changed(ANSWER_2, day=day(2027, 2, 11)),
        "given on 11 February 2027, before what it answers was issued (12 February 2027)",
        set(),
        changed(ANSWER_2, day=day(2027, 2, 12)),
    ),
    "DAT406": (
        changed(
            ANSWER_2,
            steps=(step(Stage.SENT, day(2027, 4, 9)), step(Stage.CLEARED, day(2027, 4, 12))),
        ),
        "sent on 9 April 2027, before it was cleared (12 April 2027)",
        set(),
        changed(
            ANSWER_2,
            steps=(step(Stage.CLEARED, day(2027, 4, 6)), step(Stage.SENT, day(2027, 4, 9))),
        ),
    ),
    "DAT407": (
        changed(MINUTE, retrieved=day(2027, 4, 8)),
        "fetched on 8 April 2027, before it was published (9 April 2027)",
        set(),
        changed(MINUTE, retrieved=day(2027, 4, 9)),
    ),
    "DAT408": (
        moved(told(SUMMER, set_on=day(2027, 4, 21)), told(NOVEMBER)),
        '"November 2027", set on 20 April 2027, stands after "by summer 2027"',
        set(),
        moved(told(SUMMER, set_on=day(2027, 4, 19)), told(NOVEMBER)),
    ),
    "DAT409": (
        moved(FIRST, told(Undated(words="31/31/2027"))),
        'dates: "31/31/2027" looks like a date and was not read as one',
        {"COM303", "COM308"},
        BASE,
    ),
    "DAT410": (
        attrs.evolve(BASE, jurisdiction="ukk"),
        'jurisdiction is "ukk", which is not known; did you mean "uk"',
        set(),
        UK,
    ),
    "LNK501": (
        changed(ANSWER_2, answers=f"{REPORT}/rec-22"),
        f'answers names "{REPORT}/rec-22", which is not held; did you mean "{REC_2}"',
        {"RSP209"},
        added(Note(id="n1", about=BASE.id)),
    ),
    "LNK502": (
        changed(PROMISE, owners=(MINUTE,)),
        f'owners names "{MINUTE}", which is a document; an organisation belongs there',
        set(),
        BASE,
    ),
    "LNK503": (
        BASE.with_records(
            attrs.evolve(BASE.items[0], parent=REC_2), attrs.evolve(BASE.items[1], parent=REC_1)
        ),
        f'parent runs in a circle: "{REC_1}" → "{REC_2}" → "{REC_1}"',
        set(),
        changed(REC_2, parent=REC_1),
    ),
    "LNK504": (
        reply("", refers_to=(CON_1,), position=Position.REJECTED),
        f'points to "{CON_1}", which leads to none',
        set(),
        reply("", refers_to=(ANSWER_1,), position=Position.REJECTED),
    ),
    "LNK505": (
        added(
            Waiver(
                id="w1", rule="COM301", record=PROMISE, reason="A merger.", until=day(2027, 4, 29)
            )
        ),
        'the waiver of COM301 ran out (29 April 2027); its reason was "A merger."',
        set(),
        added(
            Waiver(
                id="w1", rule="COM301", record=PROMISE, reason="A merger.", until=day(2027, 4, 30)
            )
        ),
    ),
    "LNK506": (
        added(Waiver(id="w1", rule="COM3O1", record=PROMISE, reason="A merger.")),
        'it waives "COM3O1", and there is no such rule; did you mean "COM301"',
        set(),
        added(Waiver(id="w1", rule="COM3", record=PROMISE, reason="A merger.")),
    ),
    "SRC601": (
        BASE.with_records(
            *(
                attrs.evolve(response, sources=(Source(document="cp-9170", place="page 3"),))
                for response in BASE.responses
            )
        ),
        (
            'its source is "cp-9170", a document that is not held; did you mean "cp-9107" '
            "(and 1 more record)"
        ),
        set(),
        changed(ANSWER_1, sources=(Source(document=MINUTE, place="page 3"),)),
    ),
    "SRC602": (
        changed(ANSWER_1, sources=(Source(document=MINUTE, fields=("positon",)),)),
        'speaks for the field "positon", which a response does not have; did you mean "position"',
        set(),
        changed(ANSWER_1, sources=(Source(document=MINUTE, fields=("position",)),)),
    ),
}


HARBOURS_OFFICE = Organisation(
    id="office",
    name="Harbours Office",
    kind=OrganisationKind.PUBLIC_BODY,
    part_of=DEPARTMENT,
)
BY_THE_OFFICE = BASE.without(ANSWER_2).with_records(HARBOURS_OFFICE)
VIEW = Assessment(id=f"{ANSWER_1}/a-index", about=ANSWER_1, by="index", position=Position.REJECTED)

# Code, a register, words of the message; "" where the rule has nothing to say.
ODD: tuple[tuple[str, Register, str], ...] = (
    (
        "REC101",
        changed(CON_1, sources=(Source(fields=("kind",), words="Recommendation 1"),)),
        'printed as "Recommendation 1" and as "Conclusion" (as held)',
    ),
    ("REC102", changed(CON_1, text="Small harbours hear of storms too late..."), "without an end"),
    ("REC102", changed(CON_1, text="Small harbours should do what follows:"), "do what follows:"),
    (
        "REC102",
        added(item("3", text="The Department should:"), item("3a", parent=f"{REPORT}/rec-3")),
        "",
    ),
    ("REC102", changed(REC_2, parent=REC_1, text="test the sirens every winter; and"), ""),
    ("REC102", changed(CON_1, text="Small harbours need\n(a) radios that work in storms"), ""),
    ("REC102", changed(CON_1, text="نسمع بالعواصف بعد فوات الأوان دائما"), ""),
    (
        "REC102",
        added(*(item(str(n), text=f"Pay for {n} radios in every boat") for n in range(3, 9))),
        "",
    ),
    ("REC105", BASE.with_records(item("3", addressed_to=(), parent=REC_1)), ""),
    (
        "REC105",
        BASE.without(ANSWER_1, PROMISE).with_records(
            attrs.evolve(BASE.items[0], addressed_to=(), text=""),
            item("1a", addressed_to=(), parent=REC_1),
        ),
        "Recommendation 1a: nobody is named",
    ),
    (
        "REC105",
        changed(REC_1, addressed_to=(), text="").with_records(
            item("1a", addressed_to=(), parent=REC_1)
        ),
        "",
    ),
    ("REC106", added(item("3", label="", text="Do it."), item("4", label="", text="Do.")), ""),
    (
        "REC106",
        added(Conclusion(id="p", document=REPORT, label="1", kind=ItemKind.PARAGRAPH, text="So.")),
        "",
    ),
    ("REC110", added(item("3"), item("4", label="3")), ""),
    ("REC110", added(item("3", text="Do it now."), item("4", text="Do it now.")), ""),
    ("RSP201", added(VIEW), '"Rejected" is printed, but Department for Harbours says "accepted"'),
    ("RSP201", added(attrs.evolve(VIEW, day=day(2027, 5, 1))), ""),
    ("RSP201", BASE.with_records(*DRAFTED, attrs.evolve(VIEW, about=f"{ANSWER_1}@2027")), ""),
    (
        "RSP201",
        changed(ANSWER_1, day=day(2027, 5, 1)).with_records(VIEW),
        "",
    ),
    ("RSP201", BASE.without(ANSWER_1, PROMISE).with_records(VIEW), ""),
    ("RSP201", added(attrs.evolve(VIEW, about="nothing")), ""),
    ("RSP201", added(attrs.evolve(VIEW, about=MINUTE)), ""),
    (
        "RSP201",
        reply(WELCOME, position=Position.NOTED).with_records(attrs.evolve(VIEW, about=ANSWER_2)),
        '"Rejected" is printed, but Department for Harbours says "noted".',
    ),
    (
        "RSP205",
        changed(ANSWER_2, position=Position.ACCEPTED),
        'its position is held as "accepted", its words say "rejected"',
    ),
    (
        "RSP205",
        changed(ANSWER_2, position=Position.ACCEPTED, position_how=PositionHow.CHOSEN),
        'its position is held as "accepted"',
    ),
    (
        "RSP205",
        changed(
            ANSWER_2,
            position=Position.NOTED,
            position_words="The Department does not agree with this recommendation.",
        ),
        "",
    ),
    ("RSP205", reply(WELCOME, printed_status="Agree"), ""),
    ("RSP205", reply("", printed_status="Agree", position=Position.REJECTED), ""),
    (
        "RSP206",
        BASE.with_records(
            Organisation(id="government", name="The Government"),
            attrs.evolve(BASE.responses[1], responder="government"),
        ),
        'The Government: named as the one who answers, but the words speak of "The Department"',
    ),
    (
        "RSP206",
        changed(ANSWER_2, responder="government", text="Ministers do not accept this point."),
        "",
    ),
    (
        "RSP208",
        changed(ANSWER_2, position=None),
        (
            'no position is held, and the words read as "rejected": '
            '"The Department does not agree with this recommendation."'
        ),
    ),
    (
        "RSP208",
        BY_THE_OFFICE.with_records(
            Response(
                id=f"{REC_2}/office",
                answers=REC_2,
                responder="office",
                text=WELCOME,
                document=MINUTE,
            )
        ),
        "the reply says neither yes nor no",
    ),
    (
        "COM303",
        moved().with_records(item("1a", parent=REC_1)),
        "Recommendation 1, Department for Harbours: accepted",
    ),
    (
        "RSP213",
        changed(ANSWER_1, answered_text=fingerprint("Something else.")),
        "the words it answers are not those held for this item.",
    ),
    ("RSP213", changed(ANSWER_1, answers=REPORT, answered_text="0"), ""),
    (
        "RSP214",
        attrs.evolve(added(*DRAFTED), marking="Not for publication"),
        "",
    ),
    ("RSP216", changed(DEPARTMENT, until=day(2027, 3, 31)), "no successor is recorded."),
    ("COM301", added(claim(Implementation.IN_PROGRESS, day(2027, 4, 14))), ""),
    (
        "COM301",
        changed(PROMISE, dates=(TargetDate(date=day(2027, 4, 20)),)),
        'target date "20 April 2027" passed, and nothing',
    ),
    (
        "COM301",
        changed(PROMISE, dates=()).with_records(
            Commitment(id="m1", text="First.", parent=PROMISE, dates=(TargetDate(date=MARCH),))
        ),
        'target date "March 2027" passed on 31 March 2027',
    ),
    (
        "COM303",
        BY_THE_OFFICE.with_records(
            Response(
                id=f"{REC_2}/office",
                answers=REC_2,
                responder="office",
                position=Position.ACCEPTED,
                text="Agreed.",
                document=MINUTE,
            )
        ),
        "accepted, and no date is promised.",
    ),
    ("COM304", added(claim(Implementation.IMPLEMENTED, day(2027, 4, 20))), ""),
    (
        "COM305",
        BASE.with_records(
            *DRAFTED,
            Commitment(
                id="d1",
                text="By March.",
                response=f"{ANSWER_1}@2027",
                dates=(TargetDate(date=MARCH), TargetDate(date=NOVEMBER)),
            ),
        ),
        "",
    ),
    ("COM305", moved(FIRST, told(SUMMER, reason="")), ""),
    ("COM305", moved(FIRST, told(NOVEMBER, reason="", set_on=day(2027, 5, 1))), ""),
    (
        "COM305",
        moved(FIRST, told(NOVEMBER, reason="", set_on=None, source=Source(document=MINUTE))),
        'the date moved from "by summer 2027"',
    ),
    ("COM307", moved(FIRST, told(Undated(words="later"), set_on=None)), ""),
    ("COM307", moved(TargetDate(date=SUMMER.onwards()), told(NOVEMBER)), ""),
    (
        "COM308",
        moved(FIRST, told(NOVEMBER.onwards().with_words("from November 2027"))),
        '"by summer 2027" became "from November 2027"',
    ),
    (
        "COM308",
        moved(FIRST, told(Undated())),
        '"by summer 2027" became "undated", which says less',
    ),
    ("COM308", moved(FIRST, told(NOVEMBER.until().with_words("by November 2027"))), ""),
    ("COM309", moved(FIRST, told(Undated(words="by summer 2027"))), ""),
    ("COM309", moved(TargetDate(date=NOVEMBER), told(SUMMER)), ""),
    (
        "COM310",
        added(
            Commitment(
                id=f"{ANSWER_1}/c2",
                text="We will report by March 2028.",
                response=ANSWER_1,
                kind=CommitmentKind.REPORT_BACK,
                dates=(TargetDate(date=NOVEMBER),),
            ),
            Commitment(
                id=f"{ANSWER_1}/c3",
                text="It will start in November 2027.",
                response=ANSWER_1,
                dates=(TargetDate(date=NOVEMBER.onwards()),),
            ),
        ),
        "",
    ),
    ("COM312", changed(PROMISE, kind=CommitmentKind.REPORT_BACK, dates=()), ""),
    ("COM312", changed(PROMISE, kind=CommitmentKind.REPORT_BACK), ""),
    (
        "COM312",
        changed(
            PROMISE,
            kind=CommitmentKind.REPORT_BACK,
            dates=(TargetDate(date=day(2027, 4, 20)),),
        ).with_records(claim(Implementation.OPEN, day(2027, 4, 1))),
        "news was promised by",
    ),
    (
        "COM313",
        added(Commitment(id="m1", text="First.", items=(REC_1,), parent=PROMISE)),
        "",
    ),
    (
        "COM313",
        added(Commitment(id="m1", text="It will be done.")),
        'commitment "It will be done."',
    ),
    ("DAT402", UK.with_records(attrs.evolve(BASE.documents[1], published=None)), ""),
    (
        "DAT404",
        moved(TargetDate(date=PartialDate.year(2026, "end of 2026"))).with_records(
            claim(Implementation.IMPLEMENTED, day(2027, 4, 9))
        ),
        "",
    ),
    (
        "DAT404",
        changed(MINUTE, published=None).with_records(
            attrs.evolve(BASE.responses[0], steps=(step(Stage.PUBLISHED, None),))
        ),
        "",
    ),
    ("DAT405", changed(ANSWER_2, answers=DEPARTMENT), ""),
    ("DAT405", changed(REPORT, published=None), ""),
    ("DAT406", changed(ANSWER_2, steps=(step(Stage.SENT, None),)), ""),
    (
        "DAT409",
        changed(REPORT, events=(Event(kind=EventKind.LAID, day=Undated(words="12/13/2027")),)),
        'events: "12/13/2027"',
    ),
    (
        "DAT409",
        changed(ANSWER_1, steps=(step(Stage.SENT, Undated(words="in 2027 or so")),)),
        'steps: "in 2027 or so"',
    ),
    ("LNK501", added(attrs.evolve(VIEW, about=f"{CON_1}/{DEPARTMENT}")), "about names"),
    (
        "LNK501",
        BASE.without(ANSWER_2).with_records(attrs.evolve(VIEW, about=ANSWER_2)),
        "",
    ),
    (
        "LNK501",
        added(
            Collection(id="c", day=day(2027, 4, 1), file="a.xlsx", digest="sha256:0"),
            attrs.evolve(HARBOURS_OFFICE, part_of="nowhere"),
        ),
        'Harbours Office: part_of names "nowhere", which is not held',
    ),
    (
        "LNK501",
        added(*(Note(id=f"n{n}", about=f"{REPORT}/rec-{n}") for n in range(100, 140))),
        f'about names "{REPORT}/rec-139", which is not held.',
    ),
    (
        "LNK503",
        BASE.with_records(
            attrs.evolve(BASE.responses[0], refers_to=(ANSWER_2, ANSWER_2)),
            attrs.evolve(BASE.responses[1], refers_to=(ANSWER_1, ANSWER_1)),
        ),
        f'refers_to runs in a circle: "{ANSWER_1}" → "{ANSWER_2}" → "{ANSWER_1}"',
    ),
    (
        "LNK503",
        BASE.with_records(
            attrs.evolve(BASE.items[1], parent=REC_1),
            attrs.evolve(BASE.items[2], parent=REC_1),
        ),
        "",
    ),
    (
        "SRC601",
        added(claim(Implementation.OPEN, day(2027, 4, 1), evidence=(Source(document="photo"),))),
        'its source is "photo"',
    ),
)


def codes(findings: Iterable[Finding]) -> set[str]:
    """Collect the codes of findings."""
    return {finding.code for finding in findings}


def test_every_rule_has_a_case() -> None:
    """No rule is without a register that trips it and one that does not."""
    assert [rule.code for rule in RULES] == list(CASES)


def test_nothing_is_wrong_with_the_register_that_cases_are_made_from() -> None:
    """What a case trips comes from its one change alone."""
    assert () == check(BASE, as_of=AS_OF)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_tripped(rule: Rule) -> None:
    """Each rule reports its own fault, with its severity, in its words, with a place and advice."""
    register, words, others, _ = CASES[rule.code]
    findings = check(register, as_of=AS_OF)
    assert {rule.code} | others == codes(findings)
    finding = next(finding for finding in findings if finding.code == rule.code)
    assert words in finding.message
    assert rule.severity == finding.severity
    assert finding.help
    assert str(finding.place)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_not_tripped(rule: Rule) -> None:
    """Each rule is silent about what is as it should be."""
    *_, register = CASES[rule.code]
    assert rule.code not in codes(check(register, as_of=AS_OF))


@pytest.mark.parametrize(("code", "register", "words"), ODD)
def test_what_a_rule_makes_of_odd_cases(code: str, register: Register, words: str) -> None:
    """A rule says what is odd in its own words, or has nothing to say where it would be wrong."""
    found = [f.message for f in check(register, as_of=AS_OF, select=(code,))]
    assert bool(words) == bool(found)
    assert not words or any(words in message for message in found)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"label": "", "title": "Radios in boats"}, 'Recommendation "Radios in boats"'),
        ({"label": ""}, 'Recommendation "The Department should pay for radios…"'),
        ({"label": "", "text": ""}, f"Recommendation {REPORT}/rec-3"),
        ({"label": "(3.)"}, "Recommendation (3.)"),
    ],
)
def test_an_item_is_named_by_what_it_has(fields: dict[str, Any], name: str) -> None:
    """Label, else title, else first words, else the id."""
    found = check(
        BASE.with_records(item("3", addressed_to=(), **fields)), as_of=AS_OF, select=("REC105",)
    )
    assert [f"{name}: nobody is named to answer it, and nobody has answered."] == [
        finding.message for finding in found
    ]
