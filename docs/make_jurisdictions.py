"""
Write the reference page of jurisdictions from the files that hold them.

Run by hand (``python docs/make_jurisdictions.py``) when a file has changed; a test fails while the page
is stale. The page is kept in the repository so that a reviewer of a change sees what readers will see.
Deadline rules and vocabularies have pages of their own (``make_deadlines.py``, ``make_vocabularies.py``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from accountability.dates import show_day
from accountability.deadlines import Citation
from accountability.jurisdictions import Jurisdiction, jurisdiction_names, load_jurisdiction
from accountability.vocabularies import plain

PAGE = Path(__file__).parent / "reference" / "jurisdictions.md"

INTRODUCTION = """\
<!-- Made by docs/make_jurisdictions.py from the files of facts; change them there. -->

# Jurisdictions

By when a report must be answered, in which words, and what "Spring" means differ from place to place.
These are the facts that come with the library,
each with the place where it was read and the day on which that was last looked at.
The rules themselves are on the page [Deadline rules](deadlines.md),
the words on [Vocabularies](vocabularies.md).

A register names its jurisdiction (`Register.jurisdiction`);
one that names none, or one that is not known, is under *general*.
[Add your own](../how-to/add-a-jurisdiction.md) in a file.

"""


def page() -> str:
    """Return the page."""
    lines: list[str] = []
    for name in jurisdiction_names():
        lines += _jurisdiction(load_jurisdiction(name))
    return INTRODUCTION + "\n".join(lines).rstrip() + "\n"


def _jurisdiction(jurisdiction: Jurisdiction) -> Iterator[str]:
    yield from (f"## {jurisdiction.title}: `{jurisdiction.name}`", "")
    conventions = jurisdiction.conventions
    named = "begins" if conventions.financial_year_named_by_start else "ends"
    order = "day" if conventions.day_first else "month"
    year, spring = _month(conventions.financial_year_starts), _month(conventions.spring_starts)
    yield f"- Financial year from {year}, named by the year in which it {named}."
    yield f"- Spring from {spring}; dates in figures have the {order} first."
    kinds = ", ".join(sorted(plain(kind).lower() for kind in jurisdiction.needs_reply))
    yield f"- Kinds of items that want a reply: {kinds}."
    words = dict.fromkeys(choice.vocabulary.name for choice in jurisdiction.vocabularies)
    linked = (f"[`{name}`](vocabularies.md#vocabulary-{name})" for name in words)
    yield f"- Vocabularies: {', '.join(linked)}."
    if jurisdiction.calendar:
        yield f"- Working days: `{jurisdiction.calendar}`."
    if jurisdiction.deadlines:
        rules = (
            f"[`{rule.name}`](deadlines.md#rule-{rule.name})" for rule in jurisdiction.deadlines
        )
        yield f"- Deadline rules: {', '.join(rules)}."
    yield ""
    for note in jurisdiction.notes:
        yield from (note, "")
    yield from _sources(jurisdiction.sources)


def _sources(sources: tuple[Citation, ...]) -> Iterator[str]:
    for source in sources:
        checked = f", {show_day(source.checked)}" if source.checked else ""
        yield f"- [{source.title}]({source.url}) ({plain(source.confidence).lower()}{checked})"
    if sources:
        yield ""


def _month(number: int) -> str:
    return show_day(dt.date(2000, number, 1)).split()[1]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
