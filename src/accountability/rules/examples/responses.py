"""Examples for the rules about responses."""

from __future__ import annotations

import attrs

from accountability.model import (
    Assessment,
    Organisation,
    OrganisationKind,
    Position,
    Response,
    Stage,
)
from accountability.rules._rule import Example
from accountability.rules.examples.harbour import (
    ANSWER_1,
    ANSWER_2,
    BASE,
    CLEARED,
    CON_1,
    DEPARTMENT,
    DRAFTED,
    MINUTE,
    PROMISE,
    PUBLIC,
    REC_1,
    REC_2,
    SENEDD,
    WELCOME,
    added,
    changed,
    day,
    example,
    reply,
    step,
)
from accountability.text import fingerprint

__all__ = ["EXAMPLES"]

EXAMPLES: dict[str, Example] = {
    "RSP201": example(
        added(
            Assessment(
                id=f"{REC_1}/a-index",
                about=REC_1,
                by="index",
                printed_status="Not Addressed",
                position=Position.NOT_ADDRESSED,
            )
        ),
        '"Not Addressed" is printed, but Department for Harbours says "accepted": '
        '"The Department agrees with the Committee\'s recommendation."',
        added(Assessment(id="a", about=REC_1, by="index", printed_status="Accepted in principle")),
    ),
    "RSP202": example(
        changed(ANSWER_1, text=f"{BASE.responses[0].text} We will write to every harbour in"),
        "the reply stops without an end",
        reply("Not agreed", position=Position.REJECTED),
    ),
    "RSP203": example(
        changed(ANSWER_1, text=f"{BASE.responses[0].text} Ta rget date: summer 2027."),
        '"Ta rget" (read as "Target")',
    ),
    "RSP204": example(
        changed(ANSWER_1, text=f"{BASE.responses[0].text} A review found this.3 It was right."),
        '"this.3"',
    ),
    "RSP205": example(
        changed(ANSWER_2, printed_status="Agree"),
        'its own status says "Agree", its words say "rejected": '
        '"The Department does not agree with this recommendation."',
        changed(ANSWER_2, printed_status="Disagree"),
    ),
    "RSP206": example(
        changed(ANSWER_2, responder="government"),
        'The Government: named as the one who answers, but the words speak of "The Department" (once)',
        changed(ANSWER_2, responder="government", on_behalf_of=(DEPARTMENT,)),
    ),
    "RSP207": example(
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
        added(
            Organisation(id="all", name="All harbour authorities", kind=OrganisationKind.GROUP),
            Response(id=f"{REC_1}/all", answers=REC_1, responder="all"),
        ),
    ),
    "RSP208": example(reply(WELCOME), f'the reply says neither yes nor no: "{WELCOME}"'),
    "RSP209": example(
        BASE.without(ANSWER_2),
        "Recommendation 2, Department for Harbours: the report was answered, this was not",
        BASE.without(ANSWER_2, ANSWER_1, MINUTE, PROMISE),
    ),
    "RSP210": example(
        reply(
            "The Department accepts this recommendation in part.",
            position=Position.PARTIALLY_ACCEPTED,
        ),
        '"partially accepted", and no refused part is recorded',
        also=("COM303",),
    ),
    "RSP211": example(
        changed(ANSWER_1, position_words="We agree with all of it."),
        'words that the reply does not hold: "We agree with all of it."',
    ),
    "RSP212": example(
        changed(
            ANSWER_1,
            steps=(step(Stage.CLEARED, day(2027, 4, 6), by="Accounting officer", fingerprint="0"),),
        ),
        "not those that were cleared on 6 April 2027 (Accounting officer)",
        changed(ANSWER_1, steps=(step(Stage.CLEARED, day(2027, 4, 6), fingerprint=CLEARED),)),
    ),
    "RSP213": example(
        changed(ANSWER_1, answered_text=fingerprint(BASE.items[1].text)),
        f"they are those of Recommendation 2 ({REC_2})",
        changed(ANSWER_1, answered_text=fingerprint(BASE.items[0].text)),
    ),
    "RSP214": example(
        PUBLIC.with_records(*DRAFTED),
        'a draft stands in a register marked "Published"',
        added(*DRAFTED),
    ),
    "RSP215": example(
        changed(ANSWER_2, responder="harbour"),
        'nothing is held about who answers, "harbour"; did you mean "harbours"',
    ),
    "RSP216": example(
        changed(DEPARTMENT, until=day(2027, 3, 31), succeeded_by=("government",)),
        "it answered on 9 April 2027, though it had ended (31 March 2027); "
        "succeeded by The Government",
        changed(DEPARTMENT, until=day(2027, 4, 30)),
    ),
    "RSP217": example(
        added(Response(id="n", answers=CON_1, responder=DEPARTMENT, text="TBC", document=MINUTE)),
        'the whole reply is "TBC"',
        added(
            Response(
                id="n",
                answers=CON_1,
                responder=DEPARTMENT,
                text="The Department agrees with this conclusion.",
                document=MINUTE,
            )
        ),
    ),
    "RSP218": example(
        changed(
            ANSWER_1,
            text="The Department agrees with the Committee's recommendation. It already takes the "
            "safety of harbours seriously.",
        ).without(PROMISE),
        'it accepts, and tells only of what is done already: "It already takes the safety',
        also=("COM303",),
    ),
    "RSP219": example(
        SENEDD.with_records(
            attrs.evolve(
                BASE.responses[1],
                text="Accepted in principle.",
                position=Position.ACCEPTED_IN_PRINCIPLE,
                printed_status="Accept in principle",
                declined=("each winter",),
            )
        ),
        '"Accept in principle" was not to be used after',
        SENEDD.with_records(
            attrs.evolve(
                BASE.responses[1],
                text="Rejected.",
                printed_status="Reject",
            )
        ),
        also=("COM303",),
    ),
    "RSP220": example(
        changed(ANSWER_2, text="See recommendation 1.", position=Position.REJECTED),
        '"See recommendation 1" is printed, and the record points nowhere',
        changed(
            ANSWER_2,
            text="See recommendation 1.",
            position=Position.REJECTED,
            refers_to=(ANSWER_1,),
        ),
    ),
}
