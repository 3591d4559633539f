"""Examples for the rules about ids, links and sources."""

from __future__ import annotations

import attrs

from accountability.dates import Undated
from accountability.model import (
    Assurance,
    Document,
    DocumentKind,
    Implementation,
    Note,
    Position,
    Source,
    Waiver,
)
from accountability.rules._rule import Example
from accountability.rules.examples.harbour import (
    ANSWER_1,
    ANSWER_2,
    BASE,
    CON_1,
    DEPARTMENT,
    MINUTE,
    PROMISE,
    REC_1,
    REC_2,
    REPORT,
    added,
    changed,
    claim,
    day,
    example,
    reply,
    report,
)

__all__ = ["EXAMPLES"]

EXAMPLES: dict[str, Example] = {
    "LNK501": example(
        changed(ANSWER_2, answers=f"{REPORT}/rec-22"),
        f'answers names "{REPORT}/rec-22", which is not held; did you mean "{REC_2}"',
        added(Note(id="n1", about=BASE.id)),
        also=("RSP209",),
    ),
    "LNK502": example(
        changed(PROMISE, owners=(MINUTE,)),
        f'owners names "{MINUTE}", which is a document; an organisation belongs there',
    ),
    "LNK503": example(
        BASE.with_records(
            attrs.evolve(BASE.items[0], parent=REC_2), attrs.evolve(BASE.items[1], parent=REC_1)
        ),
        f'parent runs in a circle: "{REC_1}" → "{REC_2}" → "{REC_1}"',
        changed(REC_2, parent=REC_1),
    ),
    "LNK504": example(
        reply("", refers_to=(CON_1,), position=Position.REJECTED),
        f'points to "{CON_1}", which leads to none',
        reply("", refers_to=(ANSWER_1,), position=Position.REJECTED),
    ),
    "LNK505": example(
        added(
            Waiver(
                id="w1", rule="COM301", record=PROMISE, reason="A merger.", until=day(2027, 4, 29)
            )
        ),
        'the waiver of COM301 ran out (29 April 2027); its reason was "A merger."',
        added(
            Waiver(
                id="w1", rule="COM301", record=PROMISE, reason="A merger.", until=day(2027, 4, 30)
            )
        ),
    ),
    "LNK506": example(
        added(Waiver(id="w1", rule="COM3O1", record=PROMISE, reason="A merger.")),
        'it waives "COM3O1", and there is no such rule; did you mean "COM301"',
        added(Waiver(id="w1", rule="COM3", record=PROMISE, reason="A merger.")),
    ),
    "LNK509": example(
        added(
            claim(Implementation.IN_PROGRESS, day(2027, 4, 12)),
            attrs.evolve(
                claim(Implementation.NOT_STARTED, day(2027, 4, 20)),
                reported_by="index",
                assurance=Assurance.THIRD_PARTY,
                replaces=f"{PROMISE}/u-{DEPARTMENT}-2027-04-12",
            ),
        ),
        "which Department for Harbours said; what Department for Harbours said still counts",
        added(
            claim(Implementation.IN_PROGRESS, day(2027, 4, 12)),
            attrs.evolve(
                claim(Implementation.NOT_STARTED, day(2027, 4, 20)),
                replaces=f"{PROMISE}/u-{DEPARTMENT}-2027-04-12",
            ),
        ),
    ),
    "LNK510": example(
        added(
            claim(Implementation.IN_PROGRESS, day(2027, 4, 20)),
            attrs.evolve(
                claim(Implementation.NOT_STARTED, day(2027, 4, 12)),
                replaces=f"{PROMISE}/u-{DEPARTMENT}-2027-04-20",
            ),
        ),
        "it is dated 12 April 2027, before what it corrects",
        added(
            claim(Implementation.IN_PROGRESS, day(2027, 4, 20)),
            attrs.evolve(
                claim(Implementation.NOT_STARTED, day(2027, 4, 26)),
                replaces=f"{PROMISE}/u-{DEPARTMENT}-2027-04-20",
            ),
        ),
    ),
    "LNK511": example(
        added(
            Waiver(
                id="w1",
                rule="COM303",
                record=PROMISE,
                reason="Agreed by letter.",
                until=Undated(words="further notice"),
            )
        ),
        'the waiver of COM303 holds until "further notice", which is no day that comes: it never ends',
        added(
            Waiver(
                id="w1",
                rule="COM303",
                record=PROMISE,
                reason="Agreed by letter.",
                until=day(2027, 12, 31),
            )
        ),
    ),
    "SRC601": example(
        BASE.with_records(
            *(
                attrs.evolve(response, sources=(Source(document="cp-9170", place="page 3"),))
                for response in BASE.responses
            )
        ),
        'its source is "cp-9170", a document that is not held; did you mean "cp-9107" '
        "(and 1 more record)",
        changed(ANSWER_1, sources=(Source(document=MINUTE, place="page 3"),)),
    ),
    "SRC602": example(
        changed(ANSWER_1, sources=(Source(document=MINUTE, fields=("positon",)),)),
        'speaks for the field "positon", which a response does not have; did you mean "position"',
        changed(ANSWER_1, sources=(Source(document=MINUTE, fields=("position",)),)),
    ),
    "LNK507": example(
        added(
            Document(
                id="cp9107",
                kind=DocumentKind.RESPONSE,
                title="Response to HC 9041",
                reference="CP9041",
                authors=(DEPARTMENT,),
            ),
            attrs.evolve(BASE.documents[1], reference="CP 9041"),
        ),
        'the number "CP9041" is held twice; the other is',
        changed(MINUTE, reference="CP 9041"),
    ),
    "LNK508": example(
        report(session=""),
        '"HC 9041" without its session',
        report(session="2026-27"),
    ),
    "SRC603": example(
        added(
            Document(
                id="page",
                kind=DocumentKind.PAGE,
                title="Progress page",
                url="https://harbours.example/progress",
            )
        ),
        "Progress page: the day on which it was fetched is not held, and no digest of it is held",
        added(
            Document(
                id="page",
                kind=DocumentKind.PAGE,
                title="Progress page",
                url="https://harbours.example/progress",
                retrieved=day(2027, 4, 20),
                digest="sha256:0",
            )
        ),
    ),
    "SRC604": example(
        changed(CON_1, text="The Departmentâ€™s sirens cost Â£2 million."),
        'characters were lost in reading: "',
        changed(CON_1, text="The Department's sirens cost £2 million."),
    ),
}
