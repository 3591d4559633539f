"""
Write the reference page of jurisdictions and vocabularies from the files that hold them.

Run by hand (``python docs/make_jurisdictions.py``) when a file has changed; a test fails while the page
is stale. The page is kept in the repository so that a reviewer of a change sees what readers will see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from accountability.dates import show_day
from accountability.deadlines import Citation, DeadlineRule
from accountability.jurisdictions import Jurisdiction, jurisdiction_names, load_jurisdiction
from accountability.vocabularies import Vocabulary, load_vocabulary, plain, vocabulary_names

PAGE = Path(__file__).parent / "reference" / "jurisdictions.md"

INTRODUCTION = """\
<!-- Made by docs/make_jurisdictions.py from the files of facts; change them there. -->

# Jurisdictions and vocabularies

By when a report must be answered, and in which words, differs from body to body.
These are the facts that come with the library,
each with the place where it was read and the day on which that was last looked at.
A register names its jurisdiction (`Register.jurisdiction`);
one that names none, or one that is not known, is under *general*.
[Add your own](../how-to/add-a-jurisdiction.md) in a file.

How well a fact is known is said in one of four words.
*Read*: in the text of the primary document.
*Cited*: on the page that is cited, which may itself report the rule.
*Code*: in the data or source code of a public project.
*Background*: generally held and not confirmed; no deadline rests on it.

"""


def page() -> str:
    """Return the page."""
    jurisdictions = [load_jurisdiction(name) for name in jurisdiction_names()]
    vocabularies = [load_vocabulary(name) for name in vocabulary_names()]
    lines = ["## Jurisdictions", ""]
    for jurisdiction in jurisdictions:
        lines += _jurisdiction(jurisdiction)
    lines += ["## Vocabularies", ""]
    lines += [
        "Words are matched whole; case, white space and kinds of dash make no difference.",
        "Words in bold are offered to whoever fills in a tracker.",
        "",
    ]
    for vocabulary in vocabularies:
        lines += _vocabulary(vocabulary)
    return INTRODUCTION + "\n".join(lines).rstrip() + "\n"


def _jurisdiction(jurisdiction: Jurisdiction) -> Iterator[str]:
    yield from (f"### {jurisdiction.title}: `{jurisdiction.name}`", "")
    conventions = jurisdiction.conventions
    named = "begins" if conventions.financial_year_named_by_start else "ends"
    order = "day" if conventions.day_first else "month"
    year, spring = _month(conventions.financial_year_starts), _month(conventions.spring_starts)
    yield f"- Financial year from {year}, named by the year in which it {named}."
    yield f"- Spring from {spring}; dates in figures have the {order} first."
    kinds = ", ".join(sorted(plain(kind).lower() for kind in jurisdiction.needs_reply))
    yield f"- Kinds of items that want a reply: {kinds}."
    words = dict.fromkeys(choice.vocabulary.name for choice in jurisdiction.vocabularies)
    yield f"- Vocabularies: {', '.join(f'`{name}`' for name in words)}."
    if jurisdiction.calendar:
        yield f"- Working days: `{jurisdiction.calendar}`."
    yield ""
    if jurisdiction.deadlines:
        yield from (
            "| rule | whose reports | period | counted from | in print | known | checked |",
        )
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        yield from (_rule(rule) for rule in jurisdiction.deadlines)
        yield ""
        noted = [rule for rule in jurisdiction.deadlines if rule.note]
        yield from (f"- `{rule.name}`: {_cell(rule.note)}" for rule in noted)
        yield from [""] if noted else []
    for note in jurisdiction.notes:
        yield from (note, "")
    yield from _sources(jurisdiction.sources)


def _rule(rule: DeadlineRule) -> str:
    since = f", from {show_day(rule.valid_from)}" if rule.valid_from else ""
    since += f", until {show_day(rule.valid_until)}" if rule.valid_until else ""
    cells = (
        f"`{rule.name}`",
        rule.body,
        rule.period + since,
        plain(rule.event).lower(),
        f"[“{rule.words}”]({rule.source})",
        plain(rule.confidence).lower(),
        show_day(rule.checked) if rule.checked else "",
    )
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _vocabulary(vocabulary: Vocabulary) -> Iterator[str]:
    yield from (f"### {vocabulary.title}: `{vocabulary.name}`", "")
    yield from ("| words | meaning | known | what is lost |", "| --- | --- | --- | --- |")
    for term in vocabulary.terms:
        first, *variants = term.words
        words = ", ".join((f"**{first}**" if term.choice else first, *variants))
        meaning = ", ".join(f"`{member.value}`" for member in term.meanings)
        if term.degree:
            meaning += f", “{term.degree}”"
        known = term.confidence or vocabulary.confidence
        cells = (
            words,
            meaning or ("nothing new" if term.no_change else "none"),
            plain(known).lower() if known else "ours",
            term.note,
        )
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield ""
    yield from _sources(vocabulary.sources)


def _sources(sources: tuple[Citation, ...]) -> Iterator[str]:
    for source in sources:
        checked = f", {show_day(source.checked)}" if source.checked else ""
        yield f"- [{source.title}]({source.url}) ({plain(source.confidence).lower()}{checked})"
    if sources:
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _month(number: int) -> str:
    return show_day(dt.date(2000, number, 1)).split()[1]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
