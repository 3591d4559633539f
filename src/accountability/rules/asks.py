"""Rules about what a recommendation asks, of whom and by when: REC1xx."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accountability.dates import PartialDate
from accountability.findings import Finding, Severity
from accountability.model import DocumentKind, Item, Recommendation
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.text import fold
from accountability.wording import find_dates

__all__ = ["COMPOUND", "EMPTY_REPORT", "PRINTED_COUNT", "RULES", "VAGUE"]

_ASKS = re.compile(
    r"\b(?:should|must|ought to)\b|\brecommends? that\b|"
    r"\b(?:we|i|committee|inquiry|panel|jury|commission)\s+(?:\w+\s+){0,2}?"
    r"(?:recommends?|urges?|calls? (?:up)?on|invites?|requests?)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:further|also|additionally|moreover)\s+(?:recommends?|urges?|calls? (?:up)?on)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;]+")
_LONG_SENTENCE = re.compile(r"[^.!?]+")
_NEXT_ACTION = re.compile(
    r"\s*(?:and\s+|or\s+)?(?!(?:the|it|this|that|these|those|we|they|there|he|she|an?|in|on|at|for|of|"
    r"which|who|but|however|because|since|if|when|where|while|although|as|so|such|is|are|was|were|has|"
    r"have|had|its|their|our|some|many|most|no|not|only|nor)\b)[a-z]+\s+\w"
)
"""The beginning of one more thing to do: a verb, as far as can be told without a dictionary."""
_MARKS = (
    re.compile(r"(?:^|\s)\(?([a-h])\)\s", re.IGNORECASE),
    re.compile(r"(?:^|\s)\(?(i{1,3}|iv|v)\)\s", re.IGNORECASE),
    re.compile(r"^\s*([•▪◦‣])\s", re.MULTILINE),
)
_SEVERAL = 3


def _compound(inspection: Inspection) -> Iterator[Finding]:
    for item in inspection.register.recommendations:
        if item.parent or inspection.register.limbs_of(item.id):
            continue
        text = inspection.reading(item).text
        parts = max(len(mark.findall(text)) for mark in _MARKS)
        if parts > 1:
            said = f"its text lists {parts} parts, and none is held as a part of its own"
        elif (asks := _asks(text)) >= (2 if _AGAIN.search(text) else _SEVERAL):
            said = f"{asks} sentences ask for something, and all of it is one item"
        elif (actions := _actions(text)) >= _SEVERAL:
            said = f"one sentence asks for {actions} things, and all of them are one item"
        else:
            continue
        yield COMPOUND.report(inspection, item, f"{said}.", about="text")


def _asks(text: str) -> int:
    return sum(bool(_ASKS.search(sentence)) for sentence in _SENTENCE.findall(text))


def _actions(text: str) -> int:
    """Return how many things the fullest sentence asks for, parted by semicolons."""
    most = 0
    for sentence in _LONG_SENTENCE.findall(text):
        first, *rest = sentence.split(";")
        if rest and _ASKS.search(first) and all(_NEXT_ACTION.match(part) for part in rest):
            most = max(most, len(rest) + 1)
    return most


COMPOUND = Rule(
    code="REC111",
    severity=Severity.NOTE,
    title="Several recommendations in one",
    rationale=(
        "One part that is still open keeps the whole open, and an answer to one part looks like an "
        "answer to all. Counts of what was accepted and done are distorted either way."
    ),
    source="Auditees split compound recommendations in their own systems for this reason.",
    help="Hold each part as an item of its own under this one, if replies may differ.",
    bad="The Department should (a) buy radios; (b) train crews; (c) report yearly.",
    good="The same, with an item for each of (a), (b) and (c) under it.",
    inspect=_compound,
)


_SOFT = re.compile(
    r"\b(?:should|must|recommends? that)\b[^.;]{0,60}?\b(?:consider|explore|reflect on|have regard|"
    r"be mindful|look (?:at|into)|bear in mind|be aware|do more|continue to)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:should|must|shall|ought|needs? to|recommend|require|requested?|asks?|invite|urge|"
    r"call on|expect|(?:to|can|will) be)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\s*(?:the|a|an|we|it|this|these|there|many|some|most|in|our|they|while|although|despite)\s|"
    # "Training is inadequate.", but not "Ensure that training is adequate."
    r"\s*(?!(?:ensure|make|see|check|confirm|clarify|explain|say|set|publish|report|review|tell|state|"
    r"show|keep|decide|consider|identify|assess|establish|determine|verify)\b)"
    r"(?:(?!(?:that|which|what|who|where|how|whether|if)\b)\w+\s+){1,3}(?:is|are|was|were|remains?)\s",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|of|to|and|for|in|a|is|are|be|been|should|must|where|with|more|by|on|it|that|this)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:de|het|een|der|die|das|und|zu|le|la|les|des|du|et|el|los|las|y|yr|yn|och|att|og|af|il|che|"
    r"não|het|van|moet|muss|doit|debe|deve)\b",
    re.IGNORECASE,
)
_SHORT = 8
_SOMEBODY = re.compile(
    r"\b(?:government|department|ministry|minister|agency|authority|council|office|board|"
    r"secretary|commission|service|inspectorate|regulator|operators?)s?\b",
    re.IGNORECASE,
)


def _vague(inspection: Inspection) -> Iterator[Finding]:
    for item in inspection.register.recommendations:
        text = inspection.reading(item).text
        # Only English words are known here; of other languages nothing is said.
        if item.parent or not _is_english(text) or inspection.register.limbs_of(item.id):
            continue
        action = _action(text)
        whom = "" if _names_somebody(inspection, item, text) else "nobody to do it"
        if not action and not whom:
            continue  # that a recommendation has no date is usual; alone it makes none vague
        day = "" if item.wanted_by or _says_when(text) else "no date"
        missing = [lack for lack in (whom, action, day) if lack]
        if len(missing) > 1:
            listed = f"{', '.join(missing[:-1])} and {missing[-1]}"
            yield VAGUE.report(inspection, item, f"it names {listed}.", about="text")


def _is_english(text: str) -> bool:
    """Tell by its small words; of a short text one must do, if it holds no other language's."""
    words = len(_ENGLISH.findall(text))
    return words > 1 or (words == 1 and len(text.split()) <= _SHORT and not _FOREIGN.search(text))


def _says_when(text: str) -> bool:
    """Tell whether a day can be worked out, now or once something has happened; "soon" is none."""
    return any(
        isinstance(reading.date, PartialDate) or _COUNTED.search(reading.words)
        for reading in find_dates(text)
    )


_COUNTED = re.compile(r"\bwithin\b|\d", re.IGNORECASE)


def _action(text: str) -> str:
    if soft := _SOFT.search(text):
        return (
            f"no action that could be seen to be done ({quoted(soft[0].split(maxsplit=1)[1], 40)})"
        )
    if _FIRM.search(text) or not _TELLS.match(text):
        return ""
    return "no action"


def _names_somebody(inspection: Inspection, item: Item, text: str) -> bool:
    named = bool(item.addressed_to) or inspection.register.responses_to(item.id) != ()
    return named or _SOMEBODY.search(text) is not None


VAGUE = Rule(
    code="REC112",
    severity=Severity.NOTE,
    title="A recommendation too vague to be followed up",
    rationale=(
        "Who is to do what by when: where two of the three are missing, nobody can say later whether "
        "it was done. English words only; of texts in other languages nothing is said."
    ),
    source="A review of recommendations by states found 31 in 100 specific enough to be assessed.",
    help=(
        "Ask the recommender what it wants to see done, by whom and by when, and record the answer "
        "as its clarification."
    ),
    bad='"More thought should be given to crews, and ports should consider their needs."',
    good='"The Department should train every crew by March 2028."',
    inspect=_vague,
)


_COUNT = {
    "number of recommendations",
    "recommendations",
    "total recommendations",
    "total number of recommendations",
}


def _printed_count(inspection: Inspection) -> Iterator[Finding]:
    for document in inspection.register.documents:
        held = sum(
            isinstance(item, Recommendation) and item.parent is None
            for item in inspection.register.items_of(document.id)
        )
        for heading, value in document.extra:
            printed = value.strip()
            if fold(heading).strip(" :") not in _COUNT or not printed.isdecimal() or not held:
                continue
            if int(printed[:9]) != held:
                yield PRINTED_COUNT.report(
                    inspection,
                    document,
                    f"it prints {quoted(f'{heading}: {printed}', 60)}, and {held} are held.",
                    about="extra",
                )


PRINTED_COUNT = Rule(
    code="REC113",
    severity=Severity.WARNING,
    title="A printed count that is not the number held",
    rationale=(
        "Either something was not read, or the paper counts otherwise. Every rate about it has the "
        "wrong denominator until that is known."
    ),
    source="Progress papers open with counts; a total that does not match its table is seen often.",
    help="Compare the list in the paper with what is held; add what is missing, or waive this.",
    bad='A report that prints "Number of recommendations: 3", of which 2 are held.',
    good="The same, with all three.",
    inspect=_printed_count,
)


def _empty_report(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    read = {source.document for item in register.items for source in item.sources}
    for document in register.documents:
        if document.kind is not DocumentKind.REPORT or document.id in read:
            continue
        if not register.items_of(document.id):
            yield EMPTY_REPORT.report(
                inspection, document, "no recommendation or conclusion of it is held."
            )


EMPTY_REPORT = Rule(
    code="REC114",
    severity=Severity.WARNING,
    title="A report of which nothing is held",
    rationale=(
        "A reading that found nothing looks like a report that asked for nothing. Nobody is reminded "
        "of what is not there."
    ),
    source="Importers of other tools end without a word when a column is missing.",
    help="Import the report again, or add its items; waive this if it really asks for nothing.",
    bad="A report without a single item.",
    good="The same report with its recommendations.",
    inspect=_empty_report,
)


RULES: tuple[Rule, ...] = (COMPOUND, VAGUE, PRINTED_COUNT, EMPTY_REPORT)
