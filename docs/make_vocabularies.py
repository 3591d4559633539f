"""
Write the reference page of vocabularies from the files that hold them.

Run by hand (``python docs/make_vocabularies.py``) when a file has changed; a test fails while the page
is stale. What comes back of a term is worked out by the library, not written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from accountability.dates import show_day
from accountability.deadlines import Citation
from accountability.model import Position
from accountability.vocabularies import (
    Term,
    Vocabulary,
    Voice,
    load_vocabulary,
    match_term,
    plain,
    vocabulary_names,
)

PAGE = Path(__file__).parent / "reference" / "vocabularies.md"

INTRODUCTION = """\
<!-- Made by docs/make_vocabularies.py from the files of facts; change them there. -->

# Vocabularies

What each body prints for an answer or for progress, what that is in our words, and what is lost on the way.
Our words have exact meanings on three axes, which are never mixed:
what a responder *says*, what is *done*, and what somebody *thinks* of it.
What was printed is always kept beside our word.

A term is also said again in the body's own words, for a paper of that body.
Where what comes back is another term, the last column says so.
Where the body has no word for one of our positions, that is said under its table.

**Whose word.**
Some terms are the *recommender's* verdict on an answer or on the work, or a *third party's* reading.
They are kept as assessments and never read as the responder's own claim.

**How well a term is known.**
*Read*: in the text of the primary document.
*Cited*: on the page that is cited, which may itself report the term.
*Code*: in the data or source code of a public project.
*Unconfirmed*: generally held, and not found in any document.

Words in bold are offered to whoever fills in a tracker; those behind the first are understood as well.

"""

TYPED = (
    ("us-ntsb", "closed \u2013 acceptable action "),
    ("uk", "Accepted, in principle"),
    ("australia", "Notagreed"),
    ("plain", "Not acepted"),
    ("uk", "Accepted / In progress"),
    ("us-grand-jury", "Implemented/Will be implemented"),
    ("uk", "Not accepted/implemented"),
    ("plain", "unimplemented"),
    ("uk", "Accepted with reservations"),
)

VOICES = {
    Voice.RESPONDER: "the responder's own word",
    Voice.RECOMMENDER: "the recommender's verdict",
    Voice.OTHER: "a third party's reading",
}


def page() -> str:
    """Return the page."""
    vocabularies = [load_vocabulary(name) for name in vocabulary_names()]
    lines = [
        *_typed(),
        "## All vocabularies",
        "",
        "| vocabulary | of | terms |",
        "| --- | --- | --- |",
    ]
    for vocabulary in vocabularies:
        link = f"[{vocabulary.title}](#vocabulary-{vocabulary.name})"
        of = ", ".join(vocabulary.schemes) or "this library"
        lines.append(f"| {link} | {_cell(of)} | {len(vocabulary.terms)} |")
    lines.append("")
    for vocabulary in vocabularies:
        lines += _vocabulary(vocabulary)
    return INTRODUCTION + "\n".join(lines).rstrip() + "\n"


def _typed() -> Iterator[str]:
    yield from ("## Words as people type them", "")
    yield "A term is found in spite of how it was typed, and what was overlooked is said."
    yield "What could be a denial, or could be meant in two ways, is asked back and never guessed."
    yield from (
        "",
        "| typed | vocabulary | read as | overlooked | asked |",
        "| --- | --- | --- | --- | --- |",
    )
    for name, words in TYPED:
        match = match_term(words, load_vocabulary(name))
        read = " and ".join(term.words[0] for term in match.terms) or "\u2014"
        rules = ", ".join(rule.value for rule in match.rules) or "\u2014"
        asked = "; ".join(finding.message for finding in match.findings)
        cells = (f"\u201c{words}\u201d", f"`{name}`", read, rules, asked)
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield ""


def _vocabulary(vocabulary: Vocabulary) -> Iterator[str]:
    yield from (
        f"(vocabulary-{vocabulary.name})=",
        f"## {vocabulary.title}: `{vocabulary.name}`",
        "",
    )
    if vocabulary.schemes:
        yield from (f"Of: {', '.join(vocabulary.schemes)}. {_voice(vocabulary)}", "")
    if vocabulary.note:
        yield from (vocabulary.note, "")
    yield from ("| term | in our words | known | what is lost |", "| --- | --- | --- | --- |")
    for term in vocabulary.terms:
        cells = (_words(term), _meaning(term), _known(vocabulary, term), _lost(vocabulary, term))
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield ""
    gaps = [plain(Position(value)).lower() for value in vocabulary.gaps(Position)]
    if len(gaps) == len(Position):
        yield from ("It has no words for a position.", "")
    elif vocabulary.schemes and gaps:
        yield from (f"No word of its own for: {', '.join(gaps)}.", "")
    yield from _sources(vocabulary.sources)


def _voice(vocabulary: Vocabulary) -> str:
    voices = {vocabulary.voice_of(term) for term in vocabulary.terms}
    said = VOICES[vocabulary.said_by]
    both = "" if len(voices) == 1 else ", where the table does not say otherwise"
    return f"Each term is {said}{both}."


def _words(term: Term) -> str:
    first, *variants = (words.replace("*", "\\*") for words in term.words)
    return ", ".join((f"**{first}**" if term.choice else first, *variants))


def _meaning(term: Term) -> str:
    if term.no_change:
        return "nothing new"
    meaning = " + ".join(plain(member) for member in term.meanings)
    if term.degree:
        meaning += f", \u201c{term.degree}\u201d"
    return meaning or "no meaning of ours"


def _known(vocabulary: Vocabulary, term: Term) -> str:
    known = term.confidence or vocabulary.confidence
    told = ["ours" if known is None else known.value]
    if vocabulary.is_unconfirmed(term):
        told = ["**unconfirmed**"]
    voice = vocabulary.voice_of(term)
    if voice is not vocabulary.said_by:
        told.append(VOICES[voice])
    if term.valid_from:
        told.append(f"from {show_day(term.valid_from)}")
    if term.valid_until:
        told.append(f"until {show_day(term.valid_until)}")
    return "; ".join(told)


def _lost(vocabulary: Vocabulary, term: Term) -> str:
    again = vocabulary.term_for(*term.meanings, degree=term.degree)
    if again is None or again is term:
        return term.note or "\u2014"
    back = f"Comes back as \u201c{again.words[0]}\u201d."
    return f"{term.note} {back}".strip()


def _sources(sources: tuple[Citation, ...]) -> Iterator[str]:
    for source in sources:
        checked = f", {show_day(source.checked)}" if source.checked else ""
        yield f"- [{source.title}]({source.url}) ({source.confidence.value}{checked})"
    if sources:
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
