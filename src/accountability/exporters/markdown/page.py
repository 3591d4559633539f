"""
What stands on the page, block by block: how far things are, then paper by paper and item by item.

Each item: its words, the status and why, each body's answer, what was promised with the first date and
the date now, what was reported, what others make of it, and at last, small, its ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from accountability.dates import show_day
from accountability.exporters._base import ExportContext
from accountability.exporters.markdown.escaping import as_code, as_line, bullet, quote
from accountability.exporters.markdown.telling import (
    NOT_HELD,
    Page,
    answered,
    behind,
    is_new,
    promised,
    reported,
    rest,
)
from accountability.model import (
    Document,
    Item,
    Response,
)
from accountability.status import ATTENTION, Verdict, joined
from accountability.summary import summary
from accountability.tables import Profile, Tracker
from accountability.tables.entries import RowEntry, date_words
from accountability.vocabularies import plain

__all__ = ["blocks"]


def blocks(filled: Tracker, context: ExportContext) -> Iterator[str]:
    """Yield the blocks of the page, in order; between two stands an empty line."""
    register = filled.register
    page = Page(filled=filled, context=context, behind=behind(register))
    rows: dict[str, list[RowEntry]] = {}
    for entry in filled.row_entries:
        rows.setdefault(entry.row.about, []).append(entry)
    verdicts = [verdict for verdict in filled.verdicts if verdict.id in rows]
    seen = frozenset(rows)
    yield from _opening(page, verdicts, rows)
    last: str | None = None
    for verdict in verdicts:
        item = register.find(Item, verdict.id)
        if item is None:
            continue
        if item.document != last:
            last = item.document
            yield from _paper(page, last, rows)
        yield from _item(page, item, verdict, rows.pop(item.id))
    if rows:
        yield "## Answers to something else"
        for about, entries in rows.items():
            held = register.find(Document, about)
            yield f"### {as_line(held.title) if held else f'{as_code(about)}, which is not held'}"
            page.told.clear()
            yield from _answers(page, entries)
            yield from rest(page, about)
            yield _ids(page, "About", about, entries)
    if not context.scope:
        yield from _elsewhere(page, seen)
        yield from _papers(page)


# --- how far things are --------------------------------------------------------------------------------


def _opening(page: Page, verdicts: list[Verdict], rows: dict[str, list[RowEntry]]) -> Iterator[str]:
    register, context = page.register, page.context
    marking = (context.marking or register.marking).strip()
    if marking:
        yield f"**{as_line(marking)}**"
    yield f"# {as_line(register.title) or as_code(register.id)}"
    told = [f"Position on {show_day(context.as_of)}."]
    if not rows:
        told.append(
            "Nothing of what was asked for is recorded here yet."
            if context.scope
            else "Nothing is recorded here yet."
        )
    elif page.filled.profile is Profile.PUBLICATION:
        told.append("Only answers that were sent or published are shown.")
    if rows:
        told.append(
            "What is reported as done is the responder's own account, unless somebody else is named."
        )
    if context.contact:
        told.append(f"Questions: {as_line(context.contact)}.")
    yield " ".join(told)
    if context.scope:
        yield _asked_for(page)
    counts = _counted(verdicts) if context.scope else _summed(page)
    if verdicts and counts:
        yield "\n".join(bullet(count) for count in counts)


def _asked_for(page: Page) -> str:
    scope, register = page.context.scope, page.register
    titles = (
        as_line(held.title) if (held := register.find(Document, name)) else as_code(name)
        for name in scope.documents
    )
    parts = (
        ("answered by", page.names(scope.responders)),
        ("from", ", ".join(titles)),
        ("items", ", ".join(as_code(name) for name in scope.items)),
    )
    words = "; ".join(f"{head} {names}" for head, names in parts if names)
    return f"This page holds only what was asked for: {words}."


def _counted(verdicts: list[Verdict]) -> list[str]:
    found = Counter(verdict.status for verdict in verdicts)
    noun = "item" if len(verdicts) == 1 else "items"
    return [
        f"{plain(status)}: {found[status]:,} of {len(verdicts):,} {noun} on this page"
        for status in ATTENTION
        if found[status]
    ]


def _summed(page: Page) -> list[str]:
    counts = summary(
        page.register,
        as_of=page.context.as_of,
        jurisdiction=page.context.jurisdiction,
        calendar=page.context.calendar,
    )
    told = [f"{count.label}: {count.words}" for count in counts.by_status]
    if counts.overdue.population:
        told.append(f"Promised for a day that has passed: {counts.overdue.words}")
    return told


def _elsewhere(page: Page, seen: frozenset[str]) -> Iterator[str]:
    """Yield what is about neither an item nor anything that somebody answered."""
    abouts = [about for about in page.behind if about not in seen]
    if abouts:
        yield "## Also recorded"
    for about in abouts:
        page.told.clear()
        held = page.register.find(Document, about)
        title = (as_line(held.title) if held else "") or as_code(about)
        yield f"### {title if about != NOT_HELD else 'About nothing that is held here'}"
        yield from rest(page, about)
        yield _ids(page, "" if about == NOT_HELD else "About", about, ())


# --- papers ---------------------------------------------------------------------------------------------


def _paper(page: Page, document_id: str, rows: dict[str, list[RowEntry]]) -> Iterator[str]:
    document = page.register.find(Document, document_id)
    if document is None:
        yield f"## {as_code(document_id)}, a paper that is not held"
        return
    yield f"## {as_line(document.title) or as_code(document.id)}"
    due = {
        entry.due
        for item in page.register.items_of(document_id)
        for entry in rows.get(item.id, ())
        if entry.due
    }
    answers = page.register.documents_answering(document_id)
    facts = (
        ("By", page.names(document.authors)),
        ("Reference", _spaced(document.reference, document.session)),
        ("Published", as_line(date_words(document.published))),
        ("Response due", show_day(next(iter(due))) if len(due) == 1 else ""),
        ("Answered", "; ".join(_with_day(answer) for answer in answers)),
    )
    told = [f"{name}: {value}" for name, value in facts if value]
    if told:
        yield "\\\n".join(told)


def _with_day(document: Document) -> str:
    day = document.received or document.published
    words = _spaced(document.title, f"({document.reference})" if document.reference else "")
    return f"{words}, {as_line(date_words(day))}" if day is not None else words


def _papers(page: Page) -> Iterator[str]:
    if not page.register.documents:
        return
    yield "## The papers"
    entries = []
    for document in page.register.documents:
        facts = (
            _spaced(document.reference, document.session),
            as_line(date_words(document.published)),
            as_line(document.url),
            as_code(document.id),
        )
        entries.append(bullet(": ".join((as_line(document.title), ", ".join(filter(None, facts))))))
    yield "\n".join(entries)


def _spaced(*words: str) -> str:
    return as_line(" ".join(word for word in words if word))


# --- items ----------------------------------------------------------------------------------------------


def _item(page: Page, item: Item, verdict: Verdict, entries: list[RowEntry]) -> Iterator[str]:
    page.told.clear()
    heading = f"{plain(item.kind)} {item.label}".strip()
    title = as_line(f"{heading}: {item.title}" if item.title else heading)
    yield f"### {title}"
    where = (("Section", item.section), ("Paragraph", item.paragraph))
    told = [f"{name}: {as_line(value)}" for name, value in where if value]
    if told:
        yield "\\\n".join(told)
    quoted = quote(item.text)
    yield quoted or "It is printed without words of its own."
    yield f"**{plain(verdict.status)}.** {as_line(_why(verdict, entries))}"
    yield from _answers(page, entries)
    yield from rest(page, item.id)
    yield _ids(page, "Item", item.id, entries)


def _why(verdict: Verdict, entries: list[RowEntry]) -> str:
    """Return the reasons, without those that stand again under one of several bodies."""
    if len(entries) < 2:
        return joined(verdict.reasons)
    own = tuple(
        reason
        for reason in verdict.reasons
        if not any(reason.text in entry.why for entry in entries)
    )
    return joined(own or verdict.reasons)


def _answers(page: Page, entries: list[RowEntry]) -> Iterator[str]:
    """Yield each body's answer; where there are several, each with its own status and why."""
    register = page.register
    for entry in entries:
        if entry.row.responder is None:
            continue
        name = page.name(entry.row.responder)
        several = len(entries) > 1 and entry.status is not None
        yield (
            f"#### {name}: {plain(entry.status).lower()}"
            if several and entry.status
            else f"#### {name}"
        )
        if several:
            yield as_line(entry.why, opens=True)
        yield from _given_and_draft(page, entry)
        about = (entry.row.about, entry.key, *(answer.id for answer in _held(entry)))
        updates = [
            update
            for place in dict.fromkeys(about)
            for update in register.updates_on(place)
            if update.responder in {None, entry.row.responder}
        ]
        promises = [
            line
            for promise in entry.row.commitments
            for line in promised(page, promise, entry.row.responder)
        ]
        told = [*promises, *(reported(page, update) for update in updates if is_new(page, update))]
        if told:
            yield "\n".join(told)
        yield f"Row: {as_code(entry.key)}"


def _ids(page: Page, what: str, about: str, entries: Iterable[RowEntry]) -> str:
    """Return the small line of ids under an item: its own, then those of what is shown with it."""
    named = {about, *(entry.key for entry in entries)}
    others = ", ".join(as_code(name) for name in page.told if name not in named)
    lines = (f"{what}: {as_code(about)}" if what else "", f"With it: {others}" if others else "")
    return "\\\n".join(line for line in lines if line)


def _held(entry: RowEntry) -> tuple[Response, ...]:
    return tuple(answer for answer in (entry.row.given, entry.row.draft) if answer is not None)


def _given_and_draft(page: Page, entry: RowEntry) -> Iterator[str]:
    answers = _held(entry)
    if all(answer.is_empty for answer in answers):
        due = f" It is due by {show_day(entry.due)}." if entry.due else ""
        yield f"No answer is recorded.{due}"
    for answer in answers:
        if answer.is_empty:
            page.told[answer.id] = None
        elif is_new(page, answer):
            yield from answered(page, answer, entry.vocabulary)
