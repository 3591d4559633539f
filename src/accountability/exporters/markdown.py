"""
One readable page: what was recommended, answered, promised and done, and why we say so.

Text of others is data: whatever it looks like, it is shown as words and never becomes a heading, a
link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO, ClassVar

from attrs import frozen

from accountability.dates import show_day
from accountability.exporters._base import ExportContext
from accountability.findings import Finding
from accountability.model import Commitment, Document, Item, Register, Update
from accountability.status import Verdict
from accountability.summary import Summary, summary
from accountability.tables import Profile, Tracker, tracker
from accountability.tables.entries import RowEntry, date_words, runs_out
from accountability.vocabularies import plain

__all__ = ["PageProfile", "ProgressPage", "as_text"]


class PageProfile(StrEnum):
    """For whom the page is."""

    KEEPER = "keeper"
    """Whoever holds the register: drafts are shown, and named as drafts."""

    PUBLICATION = "publication"
    """Anybody: answers that were given."""


_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:@^$=\"'/])")


def as_text(text: str) -> str:
    """
    Return *text* so that Markdown shows exactly these words.

    Every character that could mean something is escaped; a line break stays one, and white space that
    Markdown would drop is written as a character reference.
    """
    lines = text.split("\n")
    return "\\\n".join(_line(line) for line in lines)


def _line(line: str) -> str:
    if not line:
        return ""
    escaped = _MARKUP.sub(r"\\\1", line).replace("\t", "&#9;")
    escaped = re.sub(r"^ +| +$|(?<= ) +", lambda found: "&#32;" * len(found[0]), escaped)
    return re.sub(r"[\u2028\u2029\x85\xa0]", lambda found: f"&#{ord(found[0])};", escaped)


@frozen(kw_only=True)
class ProgressPage:
    """
    Exporter ``markdown``: one page for reading.

    Attributes:
        profile: For the keeper, with drafts, or for publication.
    """

    suffix: ClassVar[str] = ".md"
    media_type: ClassVar[str] = "text/markdown; charset=utf-8"

    profile: PageProfile = PageProfile.KEEPER

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Write the page as UTF-8; nothing is left out of an item, so there are no findings."""
        filled = tracker(
            register,
            as_of=context.as_of,
            profile=Profile(self.profile.value),
            scope=context.scope,
            jurisdiction=context.jurisdiction,
            calendar=context.calendar,
        )
        counts = summary(
            register,
            as_of=context.as_of,
            jurisdiction=context.jurisdiction,
            calendar=context.calendar,
        )
        target.writelines(f"{block}\n\n".encode() for block in _blocks(filled, counts, context))
        return ()


def _blocks(filled: Tracker, counts: Summary, context: ExportContext) -> Iterator[str]:
    register = filled.register
    marking = context.marking or register.marking
    if marking:
        yield f"**{as_text(marking)}**"
    yield f"# {as_text(register.title)}"
    yield f"Position on {show_day(context.as_of)}."
    if not filled.verdicts:
        yield "Nothing is recorded here yet."
    elif not context.scope:
        yield "\n".join(
            f"- {as_text(count.label)}: {as_text(count.words)}" for count in counts.by_status
        )
    by_item: dict[str, list[RowEntry]] = {}
    for entry in filled.row_entries:
        by_item.setdefault(entry.row.about, []).append(entry)
    last: str | None = None
    for verdict in filled.verdicts:
        item = register.find(Item, verdict.id)
        if item is None:
            continue
        if item.document != last:
            last = item.document
            yield from _paper(register, item.document)
        yield from _item(filled, item, verdict, by_item.pop(item.id, []))
    for about, entries in by_item.items():
        yield f"### Answers to {as_text(about)}"
        for entry in entries:
            yield from _answer(register, entry)


def _paper(register: Register, document_id: str) -> Iterator[str]:
    document = register.find(Document, document_id)
    if document is None:
        yield f"## {as_text(document_id)}"
        return
    yield f"## {as_text(document.title)}"
    facts = [
        ("By", ", ".join(register.name_of(author) for author in document.authors)),
        ("Reference", " ".join(part for part in (document.reference, document.session) if part)),
        ("Published", date_words(document.published)),
    ]
    told = [f"{name}: {as_text(value)}" for name, value in facts if value]
    if told:
        yield "\\\n".join(told)


def _item(filled: Tracker, item: Item, verdict: Verdict, entries: list[RowEntry]) -> Iterator[str]:
    register = filled.register
    kind = plain(item.kind)
    heading = " ".join(part for part in (kind, item.label) if part)
    title = f": {item.title}" if item.title else ""
    yield f"### {as_text(heading + title)}"
    if item.text:
        yield _quoted(item.text)
    yield f"**{as_text(plain(verdict.status))}.** " + as_text(
        " ".join(reason.text for reason in verdict.reasons)
    )
    for entry in entries:
        yield from _answer(register, entry)
    for view in (
        *register.assessments_of(item.id),
        *(view for entry in entries for view in register.assessments_of(entry.key)),
    ):
        said = view.printed_status or (plain(view.opinion) if view.opinion else "")
        parts = [part for part in (said, view.text) if part]
        day = date_words(register.day_of(view)) or "undated"
        yield f"{as_text(register.name_of(view.by))} ({as_text(day)}): " + as_text(". ".join(parts))
    yield f"`{item.id}`"


def _answer(register: Register, entry: RowEntry) -> Iterator[str]:
    if entry.row.responder is None:
        return
    name = register.name_of(entry.row.responder)
    status = f" – {plain(entry.status)}" if entry.status else ""
    standing = f" ({entry.standing})" if entry.standing else ""
    yield f"#### {as_text(name + status + standing)}"
    shown = entry.shown
    if shown is None or shown.is_empty:
        due = f" It is due by {show_day(entry.due)}." if entry.due else ""
        yield f"No answer is recorded.{due}"
    else:
        if shown.position is not None:
            yield f"Position: {as_text(entry.vocabulary.show(shown.position))}"
        if shown.text:
            yield _quoted(shown.text)
        elif shown.refers_to:
            yield "The words are those of " + as_text(", ".join(shown.refers_to))
    for promise in entry.row.commitments:
        yield _promise(promise)
        for update in register.updates_on(promise.id):
            yield _update(register, update)
    for update in register.updates_on(entry.row.about):
        if update.responder in {None, entry.row.responder}:
            yield _update(register, update)
    yield f"`{entry.key}`"


def _promise(promise: Commitment) -> str:
    dates = []
    for number, target in enumerate(promise.dates):
        end = runs_out(target.date)
        words = date_words(target.date)
        until = f" (to {show_day(end)})" if end is not None and show_day(end) != words else ""
        moved = "first" if number == 0 and len(promise.dates) > 1 else "then" if number else ""
        because = f", because: {target.reason}" if target.reason else ""
        dates.append(f"{moved} {words}{until}{because}".strip())
    told = f" Target date: {'; '.join(dates)}." if dates else ""
    return f"- Promised: {as_text(promise.text)}{as_text(told)}"


def _update(register: Register, update: Update) -> str:
    day = date_words(register.day_of(update)) or "undated"
    claim = plain(update.implementation) if update.implementation else "no claim"
    parts = [part for part in (claim, update.printed_status, update.degree, update.text) if part]
    who = register.name_of(update.reported_by)
    return f"- Reported by {as_text(who)} ({as_text(day)}): {as_text('. '.join(parts))}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in as_text(text).split("\n"))
