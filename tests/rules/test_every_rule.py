"""Every rule brings a register that trips it and one that does not; odd cases stand here."""

from __future__ import annotations

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
    Event,
    EventKind,
    Implementation,
    ItemKind,
    Note,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    PositionHow,
    Register,
    Response,
    Source,
    Stage,
    TargetDate,
    Undated,
    Waiver,
    check,
)
from accountability.findings import Finding
from accountability.rules import RULES, Example, Rule
from accountability.rules.examples import EXAMPLES
from accountability.rules.examples.harbour import (
    ANSWER_1,
    ANSWER_2,
    AS_OF,
    BASE,
    CON_1,
    DEPARTMENT,
    DRAFTED,
    FIRST,
    MARCH,
    MINUTE,
    NOVEMBER,
    PROMISE,
    REC_1,
    REC_2,
    REPORT,
    SUMMER,
    UK,
    WELCOME,
    added,
    changed,
    claim,
    day,
    item,
    moved,
    reply,
    step,
    told,
)
from accountability.text import fingerprint

HARBOURS_OFFICE = Organisation(
    id="office",
    name="Harbours Office",
    kind=OrganisationKind.PUBLIC_BODY,
    part_of=DEPARTMENT,
)
BY_THE_OFFICE = BASE.without(ANSWER_2).with_records(HARBOURS_OFFICE)
VIEW = Assessment(id=f"{ANSWER_1}/a-index", about=ANSWER_1, by="index", position=Position.REJECTED)

WAIVED = Waiver(id="w1", rule="COM303", record=PROMISE, reason="Agreed by letter.")


def asked(text: str, **changes: Any) -> Register:
    """Return the register with another text of the second recommendation."""
    return changed(REC_2, text=text, **changes)


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
    (
        "REC111",
        asked("The Department should publish a plan; set targets; and report annually."),
        "one sentence asks for 3 things",
    ),
    ("REC111", asked("The Department should publish a plan; it has none; the last was old."), ""),
    (
        "REC111",
        asked("We recommend a plan for the sirens. We further recommend that it be funded."),
        "2 sentences ask for something",
    ),
    ("REC111", asked("We recommend a plan. The Department should publish it."), ""),
    (
        "REC112",
        BASE.without(ANSWER_2).with_records(
            attrs.evolve(
                BASE.items[1],
                text="Sirens should be improved where possible, as soon as practicable.",
                addressed_to=(),
            )
        ),
        "it names nobody to do it and no date",
    ),
    ("REC112", asked("Training is inadequate."), "it names no action and no date"),
    ("REC112", asked("Ensure that training is adequate."), ""),
    ("REC112", asked("Die Ausbildung in Seenot üben."), ""),
    *(
        ("RSP217", reply(words), words)
        for words in (
            "As above.",
            "Please refer to the introduction.",
            "[Response pending ministerial clearance]",
            "See our general response above.",
        )
    ),
    ("RSP217", reply("Please refer to the introduction, which accepts this."), ""),
    ("RSP202", reply("[Response pending ministerial clearance]"), ""),
    (
        "RSP210",
        reply(
            "The Department partially accepts this. We accept (a) and do not accept (b).",
            position=Position.PARTIALLY_ACCEPTED,
        ),
        'no refused part is recorded; the reply may name it: "We accept (a) and do not accept (b)."',
    ),
    (
        "COM303",
        moved(
            TargetDate(date=PartialDate.month(2027, 12, "December 2027")),
            told(Undated(words="in due course")),
        ),
        'cannot be checked: "in due course"',
    ),
    (
        "COM308",
        moved(
            TargetDate(date=PartialDate.year(2027, "in 2027")),
            told(PartialDate.year(2028, "in 2028")),
        ),
        "",
    ),
    (
        "COM308",
        moved(
            TargetDate(date=NOVEMBER.with_words("later this year")),
            told(PartialDate.year(2028, "Later this year")),
        ),
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
            attrs.evolve(BASE.responses[0], refers_to=(REC_2,)),
            attrs.evolve(BASE.responses[1], refers_to=(REC_1,)),
        ),
        f'refers_to runs in a circle: "{ANSWER_1}" → "{ANSWER_2}" → "{ANSWER_1}"',
    ),
    ("LNK503", changed(ANSWER_1, refers_to=(REC_1,)), f'"{ANSWER_1}" → "{ANSWER_1}"'),
    ("LNK503", changed(ANSWER_1, refers_to=(REC_2,)), ""),
    ("LNK511", added(WAIVED), ""),
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


def example_of(rule: Rule) -> Example:
    """Return the example that a rule brings."""
    example = rule.example()
    assert example is not None
    return example


def test_every_rule_has_an_example() -> None:
    """No rule is without a register that trips it and one that does not, and none is left over."""
    assert [rule.code for rule in RULES] == [rule.code for rule in RULES if rule.example()]
    assert {rule.code for rule in RULES} == set(EXAMPLES)


def test_nothing_is_wrong_with_the_register_that_examples_are_made_from() -> None:
    """What an example trips comes from its one change alone."""
    assert () == check(BASE, as_of=AS_OF)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_tripped(rule: Rule) -> None:
    """Each rule reports its own fault, with its severity, in its words, with a place and advice."""
    example = example_of(rule)
    findings = check(example.bad, as_of=example.as_of)
    assert {rule.code} | example.also == codes(findings)
    finding = next(finding for finding in findings if finding.code == rule.code)
    assert example.says in finding.message
    assert rule.severity == finding.severity
    assert finding.help
    assert str(finding.place)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_not_tripped(rule: Rule) -> None:
    """Each rule is silent about what is as it should be."""
    example = example_of(rule)
    assert rule.code not in codes(check(example.good, as_of=example.as_of))


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
