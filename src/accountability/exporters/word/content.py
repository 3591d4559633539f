"""
What a response document says, in reading order: as a form, as a draft, or as the finished paper.

Fields, their headings, prompts and choices are those of the tracker's columns, so that a form and a
workbook ask the same and come back the same way. Nothing here draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve

from accountability.dates import show_day
from accountability.exporters.word.basis import Basis, identity
from accountability.exporters.word.blocks import (
    Answer,
    Block,
    Heading,
    Kind,
    Look,
    Paragraph,
    Run,
)
from accountability.exporters.word.finished import finished
from accountability.exporters.word.front import front
from accountability.exporters.word.stages import NOBODY, PaperStage, Template
from accountability.exporters.word.words import (
    COLUMNS,
    day_words,
    heading_of,
    is_answered,
    item_name,
    lines_of,
    listed,
    name_of_item,
    need_of,
    paragraph_words,
    plain_paragraph,
    plural,
    promise_runs,
    takes_no_answer,
    title_of,
)
from accountability.model import (
    Document,
    Item,
    LinkKind,
)
from accountability.tables.entries import RowEntry, date_words

__all__ = ["Content"]


class Content(Basis):
    """The blocks of one document, in reading order."""

    # --- the document -------------------------------------------------------------------------------

    def blocks(self) -> Iterator[Block]:
        """Yield the document, in reading order."""
        yield from front(self)
        groups: dict[str, list[RowEntry]] = {}
        for entry in self.entries:
            groups.setdefault(entry.item.document if entry.item else entry.row.about, []).append(
                entry
            )
        for about, entries in groups.items():
            yield Heading(level=1, text=self._group_title(about, entries, alone=len(groups) == 1))
            yield from self._items(entries)
        if not self.is_final:
            lines = "; ".join(
                f"{name}: {value}" for name, value in identity(self.filled, self.stage)
            )
            yield plain_paragraph(f"For the computer: {lines} (please leave)", Kind.REFERENCE)

    def _group_title(self, about: str, entries: list[RowEntry], *, alone: bool) -> str:
        document = self.filled.register.find(Document, about)
        if alone or document is None:
            own = (entry for entry in entries if entry.row.about not in self._told_elsewhere)
            kinds = dict.fromkeys(plural(entry) for entry in own)
            words = list(kinds)
            named = (
                listed([words[0], *(word.lower() for word in words[1:])]) if words else "Answers"
            )
            return named if alone else f"{named} of {about}"
        return title_of(document)

    # --- items --------------------------------------------------------------------------------------

    def _items(self, entries: list[RowEntry]) -> Iterator[Block]:
        by_item: dict[str, list[RowEntry]] = {}
        for entry in entries:
            by_item.setdefault(entry.row.about, []).append(entry)
        for rows in by_item.values():
            first = rows[0]
            if first.item is not None and first.item.id in self._told_elsewhere:
                continue
            yield Heading(level=2, text=heading_of(first), lighter=paragraph_words(first.item))
            if self.template is Template.TREASURY_MINUTE and self.is_final:
                yield from self._conclusion(first)
                yield from self._text_of(first)
            else:
                yield from self._text_of(first)
                yield from self._conclusion(first)
            several = len(rows) > 1
            for entry in rows:
                if several:
                    who = self.filled.register.name_of(entry.row.responder)
                    yield Heading(level=3, text=f"Answer by {who}")
                yield from self._row(entry, alone=not several)
            if not self.is_final:
                item = first.item
                if item is not None and not any(item.id in entry.key for entry in rows):
                    yield plain_paragraph(f"Reference of the item: {item.id}", Kind.REFERENCE)
                for conclusion in self._told_under.get(first.row.about, ()):
                    yield plain_paragraph(
                        f"Reference of the conclusion: {conclusion}", Kind.REFERENCE
                    )

    def _text_of(self, entry: RowEntry) -> Iterator[Block]:
        item = entry.item
        text = item.text if item else COLUMNS["text"].value(entry)
        for line in lines_of(text):
            yield plain_paragraph(line, Kind.QUOTED)

    @cached_property
    def _told_elsewhere(self) -> Mapping[str, str]:
        """Conclusions that want no answer, each with the item under which its text stands."""
        reading: dict[str, bool] = {}
        for entry in self.entries:
            reading[entry.row.about] = takes_no_answer(entry) and not entry.row.heading
        found: dict[str, str] = {}
        for entry in self.entries:
            if entry.item is None or reading[entry.row.about] or entry.row.heading:
                continue
            for held in self._followed(entry):
                if reading.get(held.id):
                    found.setdefault(held.id, entry.item.id)
        return found

    @cached_property
    def _told_under(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for conclusion, host in self._told_elsewhere.items():
            found.setdefault(host, []).append(conclusion)
        return found

    def _followed(self, entry: RowEntry) -> Iterator[Item]:
        links = entry.item.links if entry.item else ()
        for to in dict.fromkeys(link.to for link in links if link.kind is LinkKind.FOLLOWS_FROM):
            held = self.filled.register.find(Item, to)
            if held is not None:
                yield held

    @cached_property
    def _in_document(self) -> frozenset[str]:
        return frozenset(entry.row.about for entry in self.entries)

    def _conclusion(self, entry: RowEntry) -> Iterator[Block]:
        """Show the conclusions that an item follows: their text once, then where it stands."""
        if takes_no_answer(entry):
            return
        for held in self._followed(entry):
            lead = "The conclusion it follows: "
            host = self._told_elsewhere.get(held.id)
            elsewhere = host is None and held.id in self._in_document
            if elsewhere or held.id in self._shown_conclusions:
                name = name_of_item(entry, held)
                yield plain_paragraph(
                    f"{lead}{name[:1].lower()}{name[1:]}, in this document.", Kind.DETAILS
                )
                continue
            self._shown_conclusions.add(held.id)
            words = held.text or held.title
            label = f"{held.label.rstrip('.')}. " if held.label else ""
            yield Paragraph(kind=Kind.DETAILS, runs=(Run(lead, Look.QUIET), Run(f"{label}{words}")))

    # --- rows ---------------------------------------------------------------------------------------

    def _row(self, entry: RowEntry, *, alone: bool) -> Iterator[Block]:
        if self.is_final:
            if not takes_no_answer(entry):
                yield from finished(self, entry)
            return
        if takes_no_answer(entry):
            yield plain_paragraph(f"For reading. Reference: {entry.key}", Kind.REFERENCE)
            return
        yield Paragraph(kind=Kind.DETAILS, runs=tuple(self._details(entry, alone=alone)))
        if entry.row.responder is None:
            self.findings.append(
                NOBODY.found(
                    f"{item_name(entry)}: nobody has been named to answer, so the form has no fields.",
                    record=entry.row.about,
                )
            )
            yield plain_paragraph(f"Reference: {entry.key}", Kind.REFERENCE)
            return
        yield from self._already_said(entry)
        yield from self._promised(entry)
        check = self.sheet.check(entry) if self.sheet else ""
        yield Answer(
            key=entry.key,
            fields=self.open_fields(entry),
            reference=f"Reference for returning this form: {entry.key} · {check} (please leave)",
        )

    def _details(self, entry: RowEntry, *, alone: bool) -> Iterator[Run]:
        register = self.filled.register
        sentences: list[tuple[str, str]] = []
        if alone:
            who = register.name_of(entry.row.responder) or "nobody has been named yet"
            sentences.append(("For", who))
        prepared = (
            [register.name_of(team) for team in entry.shown.prepared_by] if entry.shown else []
        )
        if prepared:
            helpers = f", with {listed(prepared[1:])}" if prepared[1:] else ""
            sentences.append(("Prepared by", f"{prepared[0]}{helpers}"))
        if entry.item is not None and entry.item.wanted_by:
            days = listed([day_words(day) for day in entry.item.wanted_by])
            sentences.append((f"The {self.recommender(entry)} asked for this by", days))
        if entry.due is not None and not is_answered(entry):
            sentences.append((self.headings.get("due", ""), show_day(entry.due)))
        sentences.append((self.headings.get("need", ""), need_of(entry)))
        if entry.standing:
            sentences.append((self.headings.get("standing", ""), entry.standing))
        for place, (label, words) in enumerate(sentences):
            yield Run(f"{' ' if place else ''}{label}: ", Look.QUIET)
            yield Run(words if words.endswith(".") else f"{words}.")

    def _already_said(self, entry: RowEntry) -> Iterator[Block]:
        """Show a given answer that the fields do not hold."""
        given = entry.row.given
        if given is None or given.is_empty or entry.shown is not given:
            filled = self.filled.register.row(entry.key)
            given = filled.given if filled else None
        elif self.stage is PaperStage.DRAFT:
            return
        if given is None or given.is_empty:
            return
        day = self.filled.register.day_of(given)
        when = f" on {date_words(day)}" if day is not None else ""
        said = evolve(entry, row=evolve(entry.row, given=given, draft=None))
        yield plain_paragraph(f"The answer given{when}:", Kind.LABEL)
        for key in ("position", "reply"):
            column = COLUMNS[key]
            for line in lines_of(column.show(column.value(said), entry.vocabulary)):
                yield plain_paragraph(line, Kind.QUOTED)

    def _promised(self, entry: RowEntry) -> Iterator[Block]:
        """Show what was promised, where the fields or the reply do not say it."""
        reply = self.filled.register.text_of(entry.shown) if entry.shown else ""
        for promise in entry.row.commitments:
            alone = entry.key not in self.several
            if alone and (not promise.text or promise.text in reply):
                continue
            yield Paragraph(kind=Kind.DETAILS, runs=tuple(promise_runs(promise, dated=not alone)))
