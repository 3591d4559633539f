"""Examples for the rules about recommendations and conclusions."""

from __future__ import annotations

from accountability.model import (
    Document,
    DocumentKind,
    Link,
    LinkKind,
    Source,
)
from accountability.rules._rule import Example
from accountability.rules.examples.harbour import (
    CON_1,
    REC_2,
    REPORT,
    added,
    changed,
    day,
    example,
    item,
    report,
)

__all__ = ["EXAMPLES"]

EXAMPLES: dict[str, Example] = {
    "REC101": example(
        changed(
            CON_1,
            sources=(
                Source(document=REPORT, place="line 3", fields=("kind",), words="Recommendation 1"),
                Source(document=REPORT, place="line 9", fields=("kind",), words="Conclusion"),
            ),
        ),
        'Conclusion 1: printed as "Recommendation 1" (line 3) and as "Conclusion" (line 9)',
        changed(CON_1, sources=(Source(document=REPORT, fields=("kind",), words="Conclusions"),)),
    ),
    "REC102": example(
        changed(CON_1, text="Small harbours heard of no storm in the year to the end of"),
        'Conclusion 1: the text stops without an end: "… storm in the year to the end of".',
        changed(CON_1, text="Small harbours hear of storms (too late)."),
    ),
    "REC103": example(
        changed(CON_1, text="The De partment is late. The Department knows."),
        '"De partment" (read as "Department")',
        changed(CON_1, text="The Department is late. The Department knows."),
    ),
    "REC104": example(
        changed(CON_1, text="The Department accepted this finding.16 We asked why.17 It knew."),
        '"finding.16", "why.17"',
        changed(CON_1, text="The Department accepted finding 16. We asked why."),
    ),
    "REC105": example(
        added(item("3", addressed_to=())), "nobody is named to answer it", added(item("3"))
    ),
    "REC106": example(
        added(item("3", label="2.")),
        f'the number "2." is used by {REC_2} too, with other words',
        added(item("3", label="2", series="additional")),
    ),
    "REC107": example(
        added(item("3", label="3b, 3c, and 3d.")),
        'one item with 3 numbers: "3b, 3c, and 3d."',
        added(item("3", label="4a) ii)")),
    ),
    "REC108": example(
        added(item("3", text="", title="Radios")),
        'it has no text; there is only the title "Radios"',
        added(item("3", text=""), item("3a", parent=f"{REPORT}/rec-3")),
    ),
    "REC109": example(
        added(item("3", title="Recommendation 7: radios")),
        'the heading says "Recommendation 7: radios", the label "3"',
        added(item("3", title="Recommendation 3: radios")),
    ),
    "REC110": example(
        added(item("3"), item("4")),
        f"has the same words as Recommendation 3 ({REPORT}/rec-3)",
        added(
            item("3"),
            item("4", links=(Link(kind=LinkKind.SAME_AS, to=f"{REPORT}/rec-3"),)),
        ),
    ),
    "REC111": example(
        added(item("3", text="The Department should (a) buy radios; (b) train crews by 2028.")),
        "its text lists 2 parts, and none is held as a part of its own",
        added(
            item("3", text="The Department should (a) buy radios; (b) train crews by 2028."),
            item("3a", text="(a) buy radios;", parent=f"{REPORT}/rec-3"),
            item("3b", text="(b) train crews by 2028.", parent=f"{REPORT}/rec-3"),
        ),
    ),
    "REC112": example(
        added(item("3", text="More thought should be given to crews, and all should consider it.")),
        "it names no action that could be seen to be done",
        added(item("3", text="The Department should train every crew by March 2028.")),
    ),
    "REC113": example(
        report(extra=(("Number of recommendations", "3"),)),
        'it prints "Number of recommendations: 3", and 2 are held',
        report(extra=(("Number of recommendations", "2"),)),
    ),
    "REC114": example(
        added(
            Document(
                id="hc-9055",
                kind=DocumentKind.REPORT,
                title="Harbour lights",
                published=day(2027, 4, 14),
            )
        ),
        "Harbour lights: no recommendation or conclusion of it is held",
    ),
}
