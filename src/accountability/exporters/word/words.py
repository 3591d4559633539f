"""Names, counts and small sentences of a response document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.exporters.word.blocks import (
    Kind,
    Look,
    Paragraph,
    Run,
)
from accountability.model import (
    Commitment,
    Document,
    Implementation,
    Item,
    ItemKind,
    LinkKind,
    Register,
)
from accountability.tables import Column
from accountability.tables.entries import RowEntry, date_words
from accountability.tables.layouts import RECOMMENDATIONS
from accountability.text import fold, natural_key, repair
from accountability.vocabularies import plain

__all__ = [
    "COLUMNS",
    "DONE",
    "counted",
    "day_words",
    "heading_of",
    "is_answered",
    "item_name",
    "kind_word",
    "lines_of",
    "listed",
    "name_of_item",
    "name_of_several",
    "need_of",
    "number_before",
    "numbered_before",
    "paragraph_words",
    "plain_paragraph",
    "plural",
    "promise_runs",
    "takes_no_answer",
    "target_runs",
    "title_of",
    "what_to_answer",
    "when_due",
    "with_article",
    "words_for",
]


COLUMNS: Mapping[str, Column[RowEntry, Any]] = {column.key: column for column in RECOMMENDATIONS}
DONE = frozenset({Implementation.IMPLEMENTED, Implementation.IMPLEMENTED_DIFFERENTLY})
_TAKE_AN_ARTICLE = frozenset(
    "Department Ministry Office Government Agency Authority Board Association".split()
)
"""Words of names, first or last, that a sentence puts "The" before."""

_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine".split()
_NUMBERS_SHOWN = 12
"""How many item numbers the table at the front lists before it counts them."""


def takes_no_answer(entry: RowEntry) -> bool:
    """Tell whether a row is only for reading: a heading over limbs, or a kind that wants no reply."""
    return entry.row.heading or not entry.needs_reply


def is_answered(entry: RowEntry) -> bool:
    """Tell whether a row has an answer that was given and says something."""
    return entry.row.given is not None and not entry.row.given.is_empty


def kind_word(item: Item | None) -> str:
    """Return what a person calls the kind of an item: "Recommendation"."""
    if item is None:
        return "Answer"
    return "Item" if item.kind is ItemKind.UNKNOWN else plain(item.kind)


def item_name(entry: RowEntry) -> str:
    """Return what a person calls the item: "Recommendation 4", "Recommendation 4, part a"."""
    item = entry.item
    if item is None:
        document = entry.register.find(Document, entry.row.about)
        return "The report as a whole" if document else f"Not held: {entry.row.about}"
    return name_of_item(entry, item)


def name_of_several(entries: list[RowEntry]) -> str:
    """Return what a heading calls items that one reply answers: "Recommendations 4, 5 and 6"."""
    numbers = [entry.item.label.rstrip(".") if entry.item else "" for entry in entries]
    kinds = {kind_word(entry.item) for entry in entries}
    limbs = any(entry.item is not None and entry.item.parent for entry in entries)
    if all(numbers) and len(kinds) == 1 and not limbs:
        return f"{plural(entries[0])} {listed(numbers)}"
    return listed([item_name(entry) for entry in entries])


def name_of_item(entry: RowEntry, item: Item) -> str:
    """Return what a person calls *item*."""
    word = kind_word(item)
    parent = entry.register.find(Item, item.parent)
    if not item.label:
        followed = numbered_before(entry.register, item)
        if followed is None:
            return f"{word} without a number"
        name = name_of_item(entry, followed)
        return f"{word} after {name[:1].lower()}{name[1:]}"
    if parent is not None and parent.label and not item.label.startswith(parent.label):
        return f"{word} {parent.label}, part {item.label}"
    return item.label if fold(item.label).startswith(fold(word)) else f"{word} {item.label}"


def numbered_before(register: Register, item: Item) -> Item | None:
    """
    Return the one numbered item that an item without a number follows; None if there is no such.

    Reports print a recommendation without a number under a numbered conclusion, and answers count it
    by that number.
    """
    if item.label:
        return None
    links = dict.fromkeys(link.to for link in item.links if link.kind is LinkKind.FOLLOWS_FROM)
    held = [one for one in (register.find(Item, to) for to in links) if one is not None]
    numbered = [one for one in held if one.label]
    return numbered[0] if len(numbered) == 1 else None


def day_words(day: AnyDate) -> str:
    """Return a date's own words and, where they do not say it, the day on which they run out."""
    words = date_words(day)
    if not isinstance(day, PartialDate) or day.latest is None:
        return words
    last = show_day(day.latest)
    return words if words == last else f"{words} (to {last})"


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, one: str, several: str) -> str:
    """Return a number with what it counts: "Six recommendations"."""
    count = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{count} {one if number == 1 else several}"


def plain_paragraph(text: str, kind: Kind = Kind.BODY, *, keep: bool = False) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(kind=kind, runs=(Run(text),), keep=keep)


def lines_of(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text; white space alone makes none."""
    return (line for line in text.split("\n") if line.strip())


def words_for(entries: list[RowEntry]) -> tuple[str, str]:
    """Return what a sentence calls one and several of these: their own kind, if they share it."""
    kinds = {kind_word(entry.item).lower() for entry in entries}
    word = kinds.pop() if len(kinds) == 1 else "item"
    return word, f"{word}s"


def plural(entry: RowEntry) -> str:
    """Return what a heading calls several items of this kind: "Recommendations"."""
    word = kind_word(entry.item)
    return "Recommendations" if word == "Item" else f"{word}s"


def title_of(document: Document, *, day: bool = False) -> str:
    """Return the title of a paper with its reference, and the day it was published."""
    parts = [document.title]
    if document.reference:
        parts.append(document.reference)
    if day and document.published is not None:
        parts.append(f"published {date_words(document.published)}")
    return ", ".join(parts)


def heading_of(entry: RowEntry) -> str:
    """Return the heading of an item: its name and its title, if it has one."""
    name = item_name(entry)
    title = entry.item.title.strip() if entry.item else ""
    return f"{name}: {title}" if title else name


def paragraph_words(item: Item | None, own: str = "") -> str:
    """
    Return the paragraph of the report that an item refers to: "(paragraph 31)"; "" for none.

    *own* is the number that this paper gives it besides the printed one.
    """
    parts = []
    if item is not None and item.paragraph:
        printed = item.paragraph
        parts.append(printed if fold(printed).startswith("para") else f"paragraph {printed}")
    if own:
        parts.append(f"number {own} in this paper")
    return f"({'; '.join(parts)})" if parts else ""


def need_of(entry: RowEntry) -> str:
    """Return what we need, without advice that is for a workbook's reader."""
    return entry.what_is_needed.partition(". Long ")[0]


def what_to_answer(entries: list[RowEntry]) -> str:
    """Return how many items there are and which: "Two items: 4, 5"."""
    items = {entry.row.about: entry for entry in entries}
    numbers = [entry.item.label.rstrip(".") for entry in items.values() if entry.item]
    count = counted(len(items), "item", "items")
    if not all(numbers) or len(numbers) > _NUMBERS_SHOWN or len(set(numbers)) != len(items):
        return count
    return f"{count}: {', '.join(sorted(numbers, key=natural_key))}"


def when_due(entries: list[RowEntry]) -> str:
    """Return by when the answers of some rows are due, first and last day."""
    days = {entry.due for entry in entries if entry.due and not is_answered(entry)}
    if not days:
        answered = all(is_answered(entry) for entry in entries)
        return "Answered" if answered else "No deadline is known"
    if len(days) > 2:
        return f"From {show_day(min(days))} to {show_day(max(days))}"
    return " and ".join(show_day(day) for day in sorted(days))


def promise_runs(promise: Commitment, *, dated: bool, when: str = "") -> Iterator[Run]:
    """Say what was promised, *when*, and, if *dated*, by when, with the first date if it moved."""
    yield Run(f"Promised{when}: ", Look.QUIET)
    yield Run(repair(promise.text).text or "no words of its own")
    if not dated:
        return
    if not promise.dates:
        yield Run(" (no date was given)")
        return
    first, last = promise.dates[0], promise.dates[-1]
    yield Run("\nTarget date: ", Look.QUIET)
    yield Run(day_words(last.date))
    if first is not last:
        yield Run(f"; first {day_words(first.date)}")
    yield Run(f"; {last.reason}" if last.reason else ".")


def target_runs(promises: list[Commitment]) -> Iterator[Run]:
    """Say by when in bold, with the first date where it moved, then why."""
    words = dict.fromkeys(_current(promise) for promise in promises)
    label = "Target implementation date" if len(words) == 1 else "Target implementation dates"
    yield Run(f"{label}: {'; '.join(words)}", Look.STRONG)
    reasons = (promise.dates[-1].reason.strip() for promise in promises)
    for reason in dict.fromkeys(reason for reason in reasons if reason):
        yield Run(f". {reason}")


def _current(promise: Commitment) -> str:
    first, last = str(promise.dates[0].date), str(promise.dates[-1].date)
    return last if first == last else f"{last} (at first: {first})"


def number_before(label: str) -> str:
    """Return what stands before the numbers of an answer's paragraphs: "4." for 4.1, 4.2."""
    label = label.strip().rstrip(".)")
    return f"{label}." if label and label.isascii() and label.replace(".", "").isalnum() else ""


def with_article(name: str, article: str) -> str:
    """Return a name as a sentence uses it: "the Department for Harbours", but "Coast Service"."""
    first, _, last = name.partition(" ")
    takes = first != "HM" and not {first, last.rpartition(" ")[2]}.isdisjoint(_TAKE_AN_ARTICLE)
    return f"{article} {name}" if takes else name
