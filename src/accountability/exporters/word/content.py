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
    Table,
)
from accountability.exporters.word.finished import dates_of, finished, said_in_cell
from accountability.exporters.word.front import front
from accountability.exporters.word.letter import letter, request
from accountability.exporters.word.progress import progress_table, reported
from accountability.exporters.word.promised import (
    asked_of_promises,
    promised,
    rows_of_promises,
)
from accountability.exporters.word.promises import in_letter
from accountability.exporters.word.sharing import (
    answer_by,
    hosts_of,
    joined_in,
    with_helpers,
)
from accountability.exporters.word.stages import NOBODY, PaperStage
from accountability.exporters.word.templates import Body
from accountability.exporters.word.words import (
    COLUMNS,
    day_words,
    heading_of,
    is_answered,
    item_name,
    kind_word,
    lines_of,
    listed,
    name_of_item,
    name_of_several,
    paragraph_words,
    plain_paragraph,
    plural,
    takes_no_answer,
    title_of,
)
from accountability.model import (
    Document,
    Item,
    LinkKind,
)
from accountability.tables.entries import RowEntry, date_words
from accountability.text import repair

__all__ = ["Content"]

_TIMELINE = frozenset({"target_date", "date_reason"})
"""Fields that stand in the last column of a table."""


def _in_cell(block: Block) -> Paragraph | None:
    """Return a paragraph as it looks in a cell; nothing else that comes before fields stands there."""
    return evolve(block, kind=Kind.CELL) if isinstance(block, Paragraph) else None


class Content(Basis):
    """The blocks of one document, in reading order."""

    # --- the document -------------------------------------------------------------------------------

    def blocks(self) -> Iterator[Block]:
        """Yield the document, in reading order."""
        yield from front(self)
        body = self.layout.body
        if body is Body.LETTER and self.entries:
            if not self.is_final:
                yield Heading(level=1, text="The letter", new_page=True)
            yield from letter(self)
            if not self.is_final:
                yield from request(self)
        groups: dict[str, list[RowEntry]] = {}
        for entry in self.entries:
            if body is Body.LETTER and (self.is_final or not in_letter(entry)):
                continue
            groups.setdefault(entry.item.document if entry.item else entry.row.about, []).append(
                entry
            )
        for about, entries in groups.items():
            if body is not Body.LETTER:
                title = self._group_title(about, entries, alone=len(groups) == 1)
                yield Heading(level=1, text=title, new_page=self.layout.new_page)
            match body:
                case Body.TABLE:
                    yield self._table(entries)
                case Body.PROGRESS:
                    yield from progress_table(self, entries)
                    yield from self._items(entries)
                case _:
                    yield from self._items(entries)
        if not self.is_final:
            lines = "; ".join(
                f"{name}: {value}"
                for name, value in identity(self.filled, self.stage, self.template)
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
        for rows, block in self._blocks_of(entries):
            yield self._heading(block)
            for entry in block:
                yield from self._asked(entry, named=len(block) > 1)
            if len(block) > 1:
                yield from self._shared(block)
            else:
                yield from self._rows_of(rows)
            if not self.is_final:
                yield from self._references(rows, block)

    def _blocks_of(
        self, entries: list[RowEntry]
    ) -> Iterator[tuple[list[RowEntry], list[RowEntry]]]:
        """Yield the rows of each item, and the first of them with those that share its words."""
        by_item: dict[str, list[RowEntry]] = {}
        for entry in entries:
            by_item.setdefault(entry.row.about, []).append(entry)
        hosts = hosts_of(self.filled.register, by_item)
        joined: dict[str, list[RowEntry]] = {}
        for about, host in hosts.items():
            joined.setdefault(host, []).extend(by_item[about])
        for about, rows in by_item.items():
            item = rows[0].item
            if about not in hosts and (item is None or item.id not in self._told_elsewhere):
                yield rows, [rows[0], *joined.get(about, ())]

    def _heading(self, block: list[RowEntry]) -> Heading:
        first = block[0]
        if len(block) > 1:
            return Heading(level=2, text=name_of_several(block))
        own = self.new_numbers.get(first.row.about, "")
        return Heading(level=2, text=heading_of(first), lighter=paragraph_words(first.item, own))

    def _asked(self, entry: RowEntry, *, named: bool) -> Iterator[Block]:
        """Show what is to be answered: the item's text and the conclusion it follows."""
        parts = (self._text_of(entry, named=named), self._conclusion(entry))
        for part in reversed(parts) if self.layout.conclusion_first else parts:
            yield from part

    def _rows_of(self, rows: list[RowEntry]) -> Iterator[Block]:
        several = len(rows) > 1
        told = joined_in(rows)
        for entry in rows:
            if self.is_final and entry.key in told:
                continue
            if several:
                who = answer_by(entry, rows, told)
                if self.layout.body is Body.PROGRESS:
                    who = self.filled.register.name_of(entry.row.responder)
                yield Heading(level=3, text=who)
            yield from self._row(entry, alone=not several)
            yield from asked_of_promises(self, entry)

    def _shared(self, block: list[RowEntry]) -> Iterator[Block]:
        """Show one reply to several items: each item's position and dates, then the words once."""
        if self.is_final and self.layout.body is not Body.PROGRESS:
            yield from finished(self, block)
            return
        for entry in block:
            yield Heading(level=3, text=item_name(entry))
            yield from self._row(entry, alone=True)
            yield from asked_of_promises(self, entry)

    def _references(self, rows: list[RowEntry], block: list[RowEntry]) -> Iterator[Block]:
        keys = [entry.key for entry in (*rows, *block)]
        for entry in block:
            item = entry.item
            if item is not None and not any(item.id in key for key in keys):
                yield plain_paragraph(f"Reference of the item: {item.id}", Kind.REFERENCE)
            for conclusion in self._told_under.get(entry.row.about, ()):
                yield plain_paragraph(f"Reference of the conclusion: {conclusion}", Kind.REFERENCE)

    def _text_of(self, entry: RowEntry, *, named: bool) -> Iterator[Block]:
        item = entry.item
        text = repair(item.text).text if item else COLUMNS["text"].value(entry)
        look = Look.STRONG if self.layout.bold else Look.PLAIN
        lead = ""
        if self.layout.labelled:
            lead = self._label(entry, kind_word(item), self.label_of(entry))
        elif named:
            lead = f"{item_name(entry)}: "
        for place, line in enumerate(lines_of(text)):
            runs = (Run(lead, Look.STRONG),) if lead and not place else ()
            yield Paragraph(kind=Kind.QUOTED, runs=(*runs, Run(line, look)))

    def _label(self, entry: RowEntry, kind: str, number: str) -> str:
        """Return what stands before the words of an item or its conclusion, each with its own number."""
        words = f"{self.recommender(entry)} {kind.lower()}: "
        return f"{number}: {words}" if number else words

    # --- a table of items -----------------------------------------------------------------------------

    def _table(self, entries: list[RowEntry]) -> Table:
        """Show recommendation, response and delivery timeline side by side."""
        rows: list[tuple[tuple[Paragraph | Answer, ...], ...]] = []
        for of_item, block in self._blocks_of(entries):
            told = joined_in(of_item)
            if self.is_final:
                shown = [[entry] for entry in of_item if entry.key not in told]
                shown = [block] if len(block) > 1 else shown
            else:
                shown = [[entry] for entry in (*of_item, *block[1:])]
            for together in shown:
                asked = [held for entry in together for held in self._asked_in_cell(entry)]
                said, dates = self._cells(together, of_item, told)
                rows.append((tuple(asked), tuple(said), tuple(dates)))
                rows += (row for entry in together for row in rows_of_promises(self, entry))
        return Table(
            title="Recommendations and responses",
            description="One row for each recommendation: its text, the response, and by when.",
            headings=("Recommendation", "Response", "Delivery timeline"),
            widths=(36, 40, 24),
            rows=tuple(rows),
        )

    def _asked_in_cell(self, entry: RowEntry) -> Iterator[Paragraph]:
        yield Paragraph(kind=Kind.CELL, runs=(Run(heading_of(entry), Look.STRONG),))
        for block in self._asked(entry, named=False):
            held = _in_cell(block)
            if held is not None:
                yield held

    def _cells(
        self, block: list[RowEntry], rows: list[RowEntry], told: Mapping[str, str]
    ) -> tuple[list[Paragraph | Answer], list[Paragraph | Answer]]:
        """Return the response and the timeline of one row of the table."""
        entry = block[0]
        if self.is_final:
            given = entry.row.given
            if given is None or takes_no_answer(entry):
                why = (
                    "No answer is asked for."
                    if takes_no_answer(entry)
                    else "No answer is given here."
                )
                return [plain_paragraph(why, Kind.CELL)], [
                    plain_paragraph("Not applicable", Kind.CELL)
                ]
            who = Run(with_helpers(entry, rows, told), Look.STRONG)
            said = [Paragraph(kind=Kind.CELL, runs=(who,))]
            said += said_in_cell(self, entry)
            return [*said], [*self._timeline(block)]
        left: list[Paragraph | Answer] = []
        right: list[Paragraph | Answer] = []
        for held in self._row(entry, alone=True):
            if isinstance(held, Answer):
                dates_asked = tuple(f for f in held.fields if f.key in _TIMELINE)
                said_asked = tuple(f for f in held.fields if f.key not in _TIMELINE)
                left.append(evolve(held, fields=said_asked, reference=""))
                right.append(evolve(held, fields=dates_asked))
            else:
                cell = _in_cell(held)
                if cell is not None:
                    left.append(cell)
        return left, right or [plain_paragraph("Nothing to fill in", Kind.CELL)]

    def _timeline(self, block: list[RowEntry]) -> Iterator[Paragraph]:
        """Show the dates of an answer; each with its item where those of several differ."""
        dates = {entry.key: dates_of(entry) for entry in block}
        alike = len(set(dates.values())) == 1
        for entry in block[:1] if alike else block:
            lead = () if alike else (Run(f"{item_name(entry)}: ", Look.STRONG),)
            for day in dates[entry.key]:
                yield Paragraph(kind=Kind.CELL, runs=(*lead, Run(day)))

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
            words = repair(held.text or held.title).text
            if self.layout.labelled:
                label = self._label(entry, kind_word(held), held.label.strip().rstrip("."))
                yield Paragraph(kind=Kind.QUOTED, runs=(Run(label, Look.STRONG), Run(words)))
                continue
            label = f"{held.label.rstrip('.')}. " if held.label else ""
            kind, look = (Kind.DETAILS, Look.PLAIN)
            if self.layout.bold:  # it is the recommender's, and looks as all that is
                kind, look = (Kind.QUOTED, Look.STRONG)
            yield Paragraph(kind=kind, runs=(Run(lead, Look.QUIET), Run(f"{label}{words}", look)))

    # --- rows ---------------------------------------------------------------------------------------

    def _row(self, entry: RowEntry, *, alone: bool) -> Iterator[Block]:
        if self.layout.body is Body.PROGRESS and not takes_no_answer(entry):
            yield from reported(self, entry)
        if self.is_final:
            if not takes_no_answer(entry) and self.layout.body is not Body.PROGRESS:
                yield from finished(self, [entry])
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
        yield from promised(self, entry)
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
            also = (
                [register.name_of(one) for one in entry.shown.on_behalf_of] if entry.shown else []
            )
            sentences.append(("For", f"{who}, answering for {listed(also)} too" if also else who))
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
        sentences.append((self.headings.get("need", ""), self.need(entry)))
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
