"""Rules about recommendations and conclusions: REC1xx."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accountability.findings import Finding, Severity
from accountability.model import Conclusion, Item, ItemKind, LinkKind, Record
from accountability.rules import _texts
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.text import fingerprint, fold, slug

__all__ = [
    "EMPTY_TEXT",
    "GLUED_FOOTNOTES",
    "HEADING_AND_LABEL",
    "NOBODY_NAMED",
    "PRINTED_KINDS",
    "REPEATED_LABEL",
    "RULES",
    "SAME_WORDS",
    "SEVERAL_LABELS",
    "SPLIT_WORD",
    "TEXT_CUT_OFF",
]

_KINDS = {
    "recommendation": ItemKind.RECOMMENDATION,
    "request": ItemKind.REQUEST,
    "concern": ItemKind.CONCERN,
    "conclusion": ItemKind.CONCLUSION,
    "finding": ItemKind.FINDING,
    "paragraph": ItemKind.PARAGRAPH,
}
_KIND = re.compile(rf"\b({'|'.join(_KINDS)})s?\b")


def _printed_kinds(inspection: Inspection) -> Iterator[Finding]:
    for item in inspection.register.items:
        printed: dict[ItemKind, str] = {}
        for source in item.sources:
            if "kind" not in source.fields:
                continue
            for word in _KIND.findall(fold(source.words)):
                at = f" ({source.place})" if source.place else ""
                printed.setdefault(_KINDS[word], f"{quoted(source.words, 40)}{at}")
        if printed and item.kind not in printed and item.kind in _KINDS.values():
            printed[item.kind] = f"{quoted(item.kind.capitalize())} (as held)"
        if len(printed) > 1:
            yield PRINTED_KINDS.report(
                inspection,
                item,
                f"printed as {' and as '.join(printed.values())}; held as a {item.kind}.",
                about="kind",
            )


PRINTED_KINDS = Rule(
    code="REC101",
    severity=Severity.WARNING,
    title="Printed kinds contradict each other",
    rationale=(
        "Whether an item is a recommendation, a conclusion or a paragraph of the report decides "
        "whether anybody must answer it, and whether an answer that hangs on it belongs there."
    ),
    source=(
        "Pages that republish reports call one item by two kinds; the numbered paragraphs of a "
        "report, its conclusions and its recommendations are three series."
    ),
    help="Look the number up in the report itself, and correct the item's kind if it is another.",
    bad='A page headed "Recommendation 9" prints the label "Conclusion" over the text.',
    good="Heading and label name the same kind.",
    inspect=_printed_kinds,
)


def _text_cut_off(inspection: Inspection) -> Iterator[Finding]:
    items = inspection.register.items
    for item, words in _texts.unfinished(inspection, items, _document_of):
        yield TEXT_CUT_OFF.report(
            inspection,
            item,
            f"the text stops without an end: {quoted('… ' + words)}.",
            about="text",
        )


def _document_of(record: Record) -> str:
    return record.document if isinstance(record, Item) else ""


TEXT_CUT_OFF = Rule(
    code="REC102",
    severity=Severity.WARNING,
    title="Text of an item is cut off",
    rationale="Nobody can answer, or be held to, words that are not there.",
    source="Pages and tables cut long texts at a number of characters, often inside a sentence.",
    help="Read the rest in the report, and import the report itself if it can be had.",
    bad='"…in the twelve months to the end of"',
    good='"…in the twelve months to the end of June 2026."',
    inspect=_text_cut_off,
)


def _split_word(inspection: Inspection) -> Iterator[Finding]:
    for item in inspection.register.items:
        if words := _texts.split_words(inspection, item):
            yield SPLIT_WORD.report(inspection, item, f"split in the print: {words}.", about="text")


SPLIT_WORD = Rule(
    code="REC103",
    severity=Severity.NOTE,
    title="Words of an item are split",
    rationale=(
        "A space inside a word hides it from every search. The words stay as printed; the reading "
        "beside them joins the parts."
    ),
    source="Kerning in PDF files, which text extraction takes for a space.",
    help="Nothing needs to be done, unless the reading is wrong: then compare with the report.",
    bad='"the Committee recom mends"',
    good='"the Committee recommends"',
    inspect=_split_word,
)


def _glued_footnotes(inspection: Inspection) -> Iterator[Finding]:
    for item in inspection.register.items:
        if words := _texts.footnotes(inspection, item):
            yield GLUED_FOOTNOTES.report(
                inspection, item, f"footnote numbers stand in the text: {words}.", about="text"
            )


GLUED_FOOTNOTES = Rule(
    code="REC104",
    severity=Severity.NOTE,
    title="Footnote numbers hang on the words of an item",
    rationale=(
        "A number that was raised in print reads as part of the sentence. The words stay as printed; "
        "the reading beside them leaves the number out."
    ),
    source="Reports number the evidence they cite; the raised position is lost in plain text.",
    help="Nothing needs to be done, unless the number belongs to the sentence after all.",
    bad='"…accepted this finding.16 We asked…"',
    good='"…accepted this finding. We asked…"',
    inspect=_glued_footnotes,
)


def _nobody_named(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    answered: dict[str, bool] = {}
    for row in register.rows():
        item = row.item
        if item is None or row.responder is not None or row.heading:
            continue
        if inspection.needs_reply(item) and not _answered_above(inspection, item, answered):
            yield NOBODY_NAMED.report(
                inspection,
                item,
                "nobody is named to answer it, and nobody has answered.",
                about="addressed_to",
            )


def _answered_above(inspection: Inspection, item: Item, known: dict[str, bool]) -> bool:
    """Tell whether *item* or what it is a limb of was answered; *known* spares the second climb."""
    path: list[str] = []
    current: Item | None = item
    found = False
    while current is not None and current.id not in known:
        known[current.id] = False  # where parents run in a circle, nobody is above
        path.append(current.id)
        if inspection.register.responses_to(current.id):
            found = True
            break
        current = inspection.register.find(Item, current.parent)
    if current is not None:
        found = found or known[current.id]
    known.update(dict.fromkeys(path, found))
    return found


NOBODY_NAMED = Rule(
    code="REC105",
    severity=Severity.WARNING,
    title="Nobody is named to answer an item",
    rationale="What is asked of nobody is answered by nobody, and no deadline can be worked out.",
    source=(
        "Reviews of recommendations find most too vague to be assessed: no addressee, no action, no "
        "date."
    ),
    help=(
        'Name who answers: in the tracker\'s column "Who answers", or as its addressee (addressed_to).'
    ),
    bad="A recommendation without an addressee and without an answer.",
    good="A recommendation addressed to a department.",
    inspect=_nobody_named,
)


def _repeated_label(inspection: Inspection) -> Iterator[Finding]:
    groups: dict[tuple[str, str, str], list[Item]] = {}
    for item in inspection.register.items:
        label = slug(item.label) or fold(item.label)
        if label:
            groups.setdefault((item.document, _series_of(item), label), []).append(item)
    for items in groups.values():
        first, *others = sorted(items, key=inspection.rank)
        for item in others:
            same = fingerprint(first.text) == fingerprint(item.text)
            yield REPEATED_LABEL.report(
                inspection,
                item,
                f"the number {quoted(item.label, 30)} is used by {first.id} too, "
                f"with {'the same' if same else 'other'} words.",
                about="label",
            )


def _series_of(item: Item) -> str:
    """Name the list an item is counted in; without a printed one, each class and paragraphs apart."""
    if item.series:
        return item.series
    if item.kind is ItemKind.PARAGRAPH:
        return "paragraph"
    return "conclusion" if isinstance(item, Conclusion) else "recommendation"


REPEATED_LABEL = Rule(
    code="REC106",
    severity=Severity.WARNING,
    title="One number, two items",
    rationale=(
        "Replies quote numbers. Where one number stands for two items, nobody knows which one is "
        "answered."
    ),
    source="A transport safety register issues two recommendations under one number.",
    help=(
        "Compare both with the report. Keep both if it prints both; remove one if it was read twice; "
        "give each its series if the numbers restart."
    ),
    bad='Two recommendations of one report, both numbered "012/21".',
    good='Recommendation "1" and conclusion "1" of one report.',
    inspect=_repeated_label,
)


_PART = re.compile(r"\s*(?:[,;&\n]|\band\b|\bto\b)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\w{0,4}\d+\w{0,3}[.)]{0,2}", re.IGNORECASE)


def _several_labels(inspection: Inspection) -> Iterator[Finding]:
    for item in inspection.register.items:
        parts = [part for part in _PART.split(item.label) if part]
        if len(parts) > 1 and all(_NUMBER.fullmatch(part) for part in parts):
            yield SEVERAL_LABELS.report(
                inspection,
                item,
                f"one item with {len(parts)} numbers: {quoted(item.label, 60)}.",
                about="label",
            )


SEVERAL_LABELS = Rule(
    code="REC107",
    severity=Severity.WARNING,
    title="Several numbers in one label",
    rationale=(
        "An answer to several items in one row counts once. Only a person can tell whether each was "
        "answered."
    ),
    source='A civil grand jury\'s table answers "3b, 3c, and 3d." in one row.',
    help="Split the row into one item a number if each has an answer of its own; else leave it.",
    bad='Label "3b, 3c, and 3d."',
    good='Labels "3b", "3c" and "3d", an item each.',
    inspect=_several_labels,
)


def _empty_text(inspection: Inspection) -> Iterator[Finding]:
    for item in inspection.register.items:
        if not item.text.strip() and not inspection.register.limbs_of(item.id):
            title = f"; there is only the title {quoted(item.title)}" if item.title.strip() else ""
            yield EMPTY_TEXT.report(inspection, item, f"it has no text{title}.", about="text")


EMPTY_TEXT = Rule(
    code="REC108",
    severity=Severity.WARNING,
    title="An item without a text",
    rationale="A number without words asks for nothing; only a heading over limbs may be empty.",
    source="Tables that list numbers and leave the words to another sheet or paper.",
    help="Copy the words from the report, or import the report itself.",
    bad="Recommendation 4 with an empty text and no limbs.",
    good="Recommendation 4 without a text of its own, over limbs (a) and (b).",
    inspect=_empty_text,
)


_HEADING = re.compile(
    rf"\s*(?:{'|'.join(_KINDS)})s?\s+(?:no\.?\s*|number\s+)?(\d+\w{{0,3}})\b(?!\s*(?:,|and|to|-|–))",
    re.IGNORECASE,
)


def _heading_and_label(inspection: Inspection) -> Iterator[Finding]:
    for item in inspection.register.items:
        heading = _HEADING.match(item.title)
        if heading and slug(item.label) and slug(heading.group(1)) != slug(item.label):
            yield HEADING_AND_LABEL.report(
                inspection,
                item,
                f"the heading says {quoted(item.title, 60)}, the label {quoted(item.label, 30)}.",
                about="label",
            )


HEADING_AND_LABEL = Rule(
    code="REC109",
    severity=Severity.WARNING,
    title="Heading and label name different numbers",
    rationale="An answer given to one number is read as the answer to another.",
    source="Responses and pages renumber what they reprint.",
    help="Look the words up in the report, and keep the number that it prints.",
    bad='Heading "Recommendation 7", label "9".',
    good='Heading "Recommendation 9", label "9".',
    inspect=_heading_and_label,
)


def _same_words(inspection: Inspection) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in inspection.register.items:
        if len(item.text.split()) >= _ENOUGH_WORDS:
            groups.setdefault((item.document, fingerprint(item.text)), []).append(item)
    for items in groups.values():
        other, *rest = sorted(items, key=inspection.rank)
        for item in rest:
            if _linked(item, other) or _linked(other, item):
                continue
            if slug(other.label) == slug(item.label) and _series_of(other) == _series_of(item):
                continue  # REC106 says so already
            yield SAME_WORDS.report(
                inspection,
                item,
                f"has the same words as {inspection.label(other)} ({other.id}), "
                "and no link says that they are the same.",
                about="text",
            )


_ENOUGH_WORDS = 6


def _linked(item: Item, other: Item) -> bool:
    kinds = {LinkKind.SAME_AS, LinkKind.REPEATS, LinkKind.REPLACES}
    return any(link.to == other.id and link.kind in kinds for link in item.links)


SAME_WORDS = Rule(
    code="REC110",
    severity=Severity.WARNING,
    title="Two items with the same words",
    rationale="Counted twice, answered once: every figure about the report is then wrong.",
    source="A grand jury's table prints one recommendation under two titles.",
    help="Link them as same-as if the report prints both; remove one if it was read twice.",
    bad="Recommendations 2 and 7 of one report, word for word the same, without a link.",
    good="The same two, linked as same-as.",
    inspect=_same_words,
)


RULES: tuple[Rule, ...] = (
    PRINTED_KINDS,
    TEXT_CUT_OFF,
    SPLIT_WORD,
    GLUED_FOOTNOTES,
    NOBODY_NAMED,
    REPEATED_LABEL,
    SEVERAL_LABELS,
    EMPTY_TEXT,
    HEADING_AND_LABEL,
    SAME_WORDS,
)
