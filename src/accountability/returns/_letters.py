"""The covering text of a file: what it is, what is asked, by when; ready to be pasted into a mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accountability.dates import show_day
from accountability.exporters._base import ExportContext
from accountability.model import Document, Item, Register
from accountability.returns._parcels import Bundle, helpers_of, need_of
from accountability.tables.entries import number_words
from accountability.text import clean, shorten

__all__ = ["asked_words", "item_numbers", "letter"]


def letter(register: Register, one: Bundle, name: str, context: ExportContext, *, form: str) -> str:
    """
    Write the covering text of a file.

    Args:
        register: What is held.

        one: The rows in the file, and for whom.

        name: Of the file.

        context: What is printed on it.

        form: "excel" or "word".
    """
    told = (_line(text) for text in _paragraphs(register, one, name, context, form=form))
    return "\n".join(told) + "\n"


def _paragraphs(
    register: Register, one: Bundle, name: str, context: ExportContext, *, form: str
) -> Iterator[str]:
    marking = context.marking or register.marking
    if marking:
        yield marking
        yield ""
    by = f" by {show_day(context.return_by)}" if context.return_by else ""
    count = len(one.entries)
    noun = "row" if form == "excel" else "item"
    rows = f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
    yield f"To: {register.name_of(one.who)}"
    yield f"Subject: {register.title}: {asked_words(one)}{by}"
    yield ""
    yield (
        f"The file {name} asks you about {rows}; what it shows is as at {show_day(context.as_of)}."
    )
    for gone in one.instead_of:
        yield f"{register.name_of(gone)} has ended, so its rows come to you."
    yield ""
    yield from _by_need(register, one)
    helped = tuple(_helped(register, one))
    if helped:
        yield ""
        yield "Others help with some of these. You lead, so please ask them and send us one text:"
        yield from helped
    yield ""
    yield from _how_to(context, form=form)
    yield from _due(one, context)
    yield "What you write is a draft until it is cleared and sent. Nobody else's drafts are in your file."


def _how_to(context: ExportContext, *, form: str) -> Iterator[str]:
    if form == "excel":
        yield (
            'Please type under the headings that begin with "Your", in the tinted cells; the second '
            "column says what each row needs. You may sort, filter and comment."
        )
    else:
        yield "Please type in the fields under each recommendation. Tracked changes and comments are welcome."
    yield (
        'If nothing is new, choose "No change since last time": an empty row tells us that you have '
        "not answered."
    )
    contact = context.contact.strip()
    if context.return_by or contact:
        by = f" by {show_day(context.return_by)}" if context.return_by else ""
        yield f"Please return the file{by}{f' to {contact}' if contact else ''}."


def _due(one: Bundle, context: ExportContext) -> Iterator[str]:
    """Say by when the recommender expects answers, the nearest day first."""
    days = {entry.due for entry in one.entries if entry.due and need_of(entry) == "Answer"}
    late = sorted(day for day in days if day < context.as_of)
    ahead = sorted(days.difference(late))
    if late:
        yield f"Answers were due on {', '.join(map(show_day, late))} and are late."
    if ahead:
        yield f"Answers are due to the recommender on {', '.join(map(show_day, ahead))}."


def asked_words(one: Bundle) -> str:
    """Return what is asked, counted: "4 answers, 2 reports of progress"."""
    words = [_first_word(need_of(entry)) for entry in one.entries]
    return ", ".join(
        f"{words.count(word):,} {nouns[words.count(word) != 1]}"
        for word, nouns in _NOUNS.items()
        if word in words
    )


_NOUNS = {
    "Answer": ("answer", "answers"),
    "Position": ("position", "positions"),
    "New": ("new date", "new dates"),
    "Progress": ("report of progress", "reports of progress"),
}
"""What is asked for, by the word that a need begins with; the most pressing first."""


def _first_word(need: str) -> str:
    return need.partition(" ")[0].removesuffix(":")


def _by_need(register: Register, one: Bundle) -> Iterator[str]:
    needs: dict[str, list[Item]] = {}
    for entry in one.entries:
        if entry.item is not None:
            needs.setdefault(need_of(entry), []).append(entry.item)
    order = tuple(_NOUNS)
    for need in sorted(needs, key=lambda told: order.index(_first_word(told))):
        items = needs[need]
        told = need.replace(": ", ", ")
        yield f"- {told}: {item_numbers(register, items)}"


def _helped(register: Register, one: Bundle) -> Iterator[str]:
    helped: dict[str, list[Item]] = {}
    for entry in one.entries:
        for helper in helpers_of(entry.row):
            if entry.item is not None:
                helped.setdefault(helper, []).append(entry.item)
    for helper, items in helped.items():
        yield f"- {register.name_of(helper)}: {item_numbers(register, items)}"


def item_numbers(register: Register, items: Iterable[Item]) -> str:
    """Return the numbers of items, report by report: "HC 9041: 2, 4, 7; HC 12: 3"."""
    by_report: dict[str, dict[str, None]] = {}
    for item in items:
        report = register.find(Document, item.document)
        named = (report.reference or shorten(report.title, 40)) if report else ""
        by_report.setdefault(named, {})[number_words(item)] = None
    return "; ".join(
        f"{report}: {', '.join(labels)}" if report else ", ".join(labels)
        for report, labels in by_report.items()
    )


def _line(text: str) -> str:
    """Return a text on one line: what is typed into titles and names starts no line of its own."""
    return " ".join(clean(text).text.split("\n"))
