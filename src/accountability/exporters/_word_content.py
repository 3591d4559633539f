"""
What a response document says, in reading order: as a form, as a draft, or as the finished paper.

Fields, their headings, prompts and choices are those of the tracker's columns, so that a form and a
workbook ask the same and come back the same way. Nothing here draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.exporters._base import ExportContext
from accountability.exporters._word_blocks import (
    Answer,
    Block,
    Field,
    Heading,
    Kind,
    Look,
    Paragraph,
    Run,
    Table,
)
from accountability.exporters._word_parts import TEXT_WIDTH
from accountability.findings import Finding, FindingKind, Severity
from accountability.jurisdictions import jurisdiction_of
from accountability.model import (
    Commitment,
    CommitmentKind,
    Document,
    Implementation,
    Item,
    ItemKind,
    LinkKind,
    Position,
    TargetDate,
)
from accountability.status import Status
from accountability.tables import Column, Sheet, Tracker
from accountability.tables.about import technical_lines
from accountability.tables.entries import RowEntry, date_words
from accountability.tables.layouts import RECOMMENDATIONS
from accountability.text import fold, natural_key
from accountability.vocabularies import Vocabulary, plain

__all__ = ["KINDS", "Content", "PaperStage", "Template", "gaps", "identity"]


class PaperStage(StrEnum):
    """How far the paper is."""

    BLANK = "blank"
    """A form to be filled in; drafts are left out, given answers stand for reading."""

    DRAFT = "draft"
    """The form with what is held filled in, and gaps named."""

    FINAL = "final"
    """The paper as it is given: given answers only, nothing to fill in, no gaps."""


class Template(StrEnum):
    """How the finished paper is set out."""

    RESPONSE = "response"
    """The position as a sentence, the target date on its own line, the reply in numbered paragraphs."""

    TREASURY_MINUTE = "treasury-minute"
    """The same with the conclusion first, and the position as the first numbered paragraph."""


NOBODY = FindingKind(
    code="EXP921",
    severity=Severity.WARNING,
    title="nobody has been named to answer",
    help="Name who answers in the keeper's tracker, column Who answers, and make the document again.",
)
NO_ANSWER = FindingKind(
    code="EXP922",
    severity=Severity.ERROR,
    title="no answer has been given",
    help="Collect the answer and mark it as sent, or make a draft instead of the final paper.",
)
NO_POSITION = FindingKind(
    code="EXP923",
    severity=Severity.ERROR,
    title="the answer states no position",
    help="Ask the responder for a position, or make a draft instead of the final paper.",
)
NO_REPLY = FindingKind(
    code="EXP924",
    severity=Severity.ERROR,
    title="the answer has a position and no words",
    help="Ask the responder for the reply, or make a draft instead of the final paper.",
)
NO_DATE = FindingKind(
    code="EXP925",
    severity=Severity.ERROR,
    title="something was accepted and no target date was given",
    help="Ask the responder for a date, or make a draft instead of the final paper.",
)
KINDS = (NOBODY, NO_ANSWER, NO_POSITION, NO_REPLY, NO_DATE)
"""Kinds of finding that only this exporter reports."""

_FIELDS = ("position", "reply", "target_date", "date_reason", "progress", "completed_on")
"""Columns that the form asks for, in its order; the one order everywhere."""

_NAMED_GAPS = frozenset({"position", "reply", "target_date"})
"""Fields without which an answer is not one: a draft says that they are missing."""

_COLUMNS: Mapping[str, Column[RowEntry, Any]] = {column.key: column for column in RECOMMENDATIONS}

_ACCEPTING = frozenset(
    {Position.ACCEPTED, Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED}
)
_DONE = frozenset({Implementation.IMPLEMENTED, Implementation.IMPLEMENTED_DIFFERENTLY})
_DATELESS = frozenset({CommitmentKind.CONTINUOUS, CommitmentKind.RECURRING, CommitmentKind.EVENT})

_TAKE_AN_ARTICLE = (
    "Department",
    "Ministry",
    "Office",
    "Government",
    "Agency",
    "Authority",
    "Board",
)
"""First words of names that a sentence puts "The" before."""

_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine".split()
_NUMBERS_SHOWN = 12
"""How many item numbers the table at the front lists before it counts them."""


def _takes_no_answer(entry: RowEntry) -> bool:
    """Tell whether a row is only for reading: a heading over limbs, or a kind that wants no reply."""
    return entry.row.heading or not entry.needs_reply


def _is_answered(entry: RowEntry) -> bool:
    return entry.row.given is not None and not entry.row.given.is_empty


# --- the finished paper's gaps ----------------------------------------------------------------------


def gaps(filled: Tracker) -> Iterator[Finding]:
    """Yield what is missing before *filled*, the tracker of given answers, can be a finished paper."""
    for entry in filled.row_entries:
        if _takes_no_answer(entry):
            continue
        record, name = entry.row.about, _item_name(entry)
        who = entry.register.name_of(entry.row.responder)
        given = entry.row.given
        if entry.row.responder is None:
            yield NOBODY.found(f"{name}: nobody has been named to answer.", record=record)
        elif given is None or given.is_empty:
            yield NO_ANSWER.found(f"{name}: no answer by {who} has been given.", record=record)
        else:
            if given.position is None or given.position is Position.NOT_STATED:
                yield NO_POSITION.found(f"{name}: {who} states no position.", record=record)
            if not given.text.strip() and not given.refers_to:
                yield NO_REPLY.found(f"{name}: the answer by {who} has no words.", record=record)
            if _lacks_date(entry):
                yield NO_DATE.found(f"{name}: {who} gives no target date.", record=record)


def _lacks_date(entry: RowEntry) -> bool:
    given = entry.row.given
    if given is None or given.position not in _ACCEPTING or entry.axes.implementation in _DONE:
        return False
    return not any(promise.dates or promise.kind in _DATELESS for promise in entry.row.commitments)


# --- names ------------------------------------------------------------------------------------------


def _kind_word(item: Item | None) -> str:
    if item is None:
        return "Answer"
    return "Item" if item.kind is ItemKind.UNKNOWN else plain(item.kind)


def _item_name(entry: RowEntry) -> str:
    """Return what a person calls the item: "Recommendation 4", "Recommendation 4, part a"."""
    item = entry.item
    if item is None:
        document = entry.register.find(Document, entry.row.about)
        return "The report as a whole" if document else f"Not held: {entry.row.about}"
    return name_of_item(entry, item)


def name_of_item(entry: RowEntry, item: Item) -> str:
    """Return what a person calls *item*."""
    word = _kind_word(item)
    parent = entry.register.find(Item, item.parent)
    if not item.label:
        return f"{word} without a number"
    if parent is not None and parent.label and not item.label.startswith(parent.label):
        return f"{word} {parent.label}, part {item.label}"
    return item.label if fold(item.label).startswith(fold(word)) else f"{word} {item.label}"


def identity(filled: Tracker, stage: PaperStage) -> tuple[tuple[str, str], ...]:
    """Return what a program needs to judge the document when it comes back: (name, value) pairs."""
    return (*technical_lines(filled), ("Form", f"word {stage.value}"))


def _day_words(day: AnyDate) -> str:
    """Return a date's own words and, where they do not say it, the day on which they run out."""
    words = date_words(day)
    if not isinstance(day, PartialDate) or day.latest is None:
        return words
    last = show_day(day.latest)
    return words if words == last else f"{words} (to {last})"


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _counted(number: int, one: str, several: str) -> str:
    count = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{count} {one if number == 1 else several}"


def _body(text: str, kind: Kind = Kind.BODY, *, keep: bool = False) -> Paragraph:
    return Paragraph(kind=kind, runs=(Run(text),), keep=keep)


def _lines(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text; white space alone makes none."""
    return (line for line in text.split("\n") if line.strip())


# --- content ----------------------------------------------------------------------------------------


@frozen(kw_only=True, slots=False)
class Content:
    """
    The content of one document.

    Attributes:
        filled: The tracker it is made from.

        context: What was said at export.

        stage: How far the paper is.

        template: How the finished paper is set out.
    """

    filled: Tracker
    context: ExportContext
    stage: PaperStage
    template: Template
    findings: list[Finding] = field(factory=list, init=False)
    _shown_conclusions: set[str] = field(factory=set, init=False)
    _recommenders: dict[str, str] = field(factory=dict, init=False)
    _choices: dict[tuple[str, str], tuple[str, ...]] = field(factory=dict, init=False)

    @property
    def is_final(self) -> bool:
        """Whether nothing is to be filled in."""
        return self.stage is PaperStage.FINAL

    @cached_property
    def marking(self) -> str:
        """The protective marking; "" for none."""
        return self.context.marking or self.filled.register.marking

    @cached_property
    def title(self) -> str:
        """Title of the document."""
        papers = self._documents
        subject = papers[0].title if len(papers) == 1 else self.filled.register.title
        word = {
            PaperStage.BLANK: "Response form",
            PaperStage.DRAFT: "Draft response",
            PaperStage.FINAL: "Response",
        }[self.stage]
        return f"{word}: {subject}"

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        found: dict[str, Document] = {}
        for entry in self.filled.row_entries:
            document = self._document_of(entry)
            if document is not None:
                found[document.id] = document
        return tuple(found.values())

    def _document_of(self, entry: RowEntry) -> Document | None:
        about = entry.item.document if entry.item else entry.row.about
        return self.filled.register.find(Document, about)

    def _recommender(self, entry: RowEntry) -> str:
        """Return what the one who recommends is called: "Committee", "Inquiry"."""
        document = self._document_of(entry)
        key = document.id if document else ""
        if key not in self._recommenders:
            register = self.filled.register
            rules = jurisdiction_of(register, document, self.context.jurisdiction)
            self._recommenders[key] = rules.recommender_for(register, document)
        return self._recommenders[key]

    # --- the rows as the form sees them -----------------------------------------------------------

    @cached_property
    def entries(self) -> tuple[RowEntry, ...]:
        """The rows; in a blank form without drafts."""
        rows = self.filled.row_entries
        return tuple(map(self._emptied, rows)) if self.stage is PaperStage.BLANK else rows

    @cached_property
    def _several(self) -> frozenset[str]:
        """Keys of rows whose promises no single field can hold."""
        rows = self.filled.row_entries
        return frozenset(entry.key for entry in rows if len(entry.row.commitments) > 1)

    def _emptied(self, entry: RowEntry) -> RowEntry:
        register, row = self.filled.register, entry.row
        told = tuple(promise for promise in row.commitments if not register.is_draft(promise))
        # An answer without a position is asked for again, beside its words.
        given = row.given if entry.status is not Status.POSITION_UNCLEAR else None
        return evolve(entry, row=evolve(row, draft=None, given=given, commitments=told))

    @cached_property
    def sheet(self) -> Sheet | None:
        """The tracker's sheet, open only where the form has a field; its checks become ours."""
        sheet = self.filled.sheet("Recommendations")
        if sheet is None:
            return None
        columns = tuple(
            evolve(column, open=lambda entry, column=column: self._is_open(column, entry))
            for column in sheet.columns
        )
        return evolve(sheet, columns=columns)

    def _is_open(self, column: Column[Any, Any], entry: RowEntry) -> bool:
        if column.key not in _FIELDS or (column.open is not None and not column.open(entry)):
            return False
        if column.key in {"position", "reply"}:
            return self.stage is not PaperStage.BLANK or not _is_answered(entry)
        return entry.key not in self._several

    @cached_property
    def _headings(self) -> Mapping[str, str]:
        """The heading of each column of the tracker, by its key."""
        sheet = self.filled.sheet("Recommendations")
        if sheet is None:
            return {}
        return {
            column.key: heading
            for column, heading in zip(sheet.columns, sheet.headings, strict=True)
        }

    @cached_property
    def _fields(self) -> tuple[tuple[int, Column[Any, Any], str], ...]:
        """Position, column and heading of each field, in the order of the form."""
        if self.sheet is None or self.is_final:
            return ()
        places = {column.key: place for place, column in enumerate(self.sheet.columns)}
        return tuple(
            (places[key], self.sheet.columns[places[key]], self.sheet.headings[places[key]])
            for key in _FIELDS
            if key in places
        )

    # --- the document -------------------------------------------------------------------------------

    def blocks(self) -> Iterator[Block]:
        """Yield the document, in reading order."""
        yield from self._front()
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
            yield _body(f"For the computer: {lines} (please leave)", Kind.REFERENCE)

    def _group_title(self, about: str, entries: list[RowEntry], *, alone: bool) -> str:
        document = self.filled.register.find(Document, about)
        if alone or document is None:
            own = (entry for entry in entries if entry.row.about not in self._told_elsewhere)
            kinds = dict.fromkeys(_plural(entry) for entry in own)
            words = list(kinds)
            named = (
                _listed([words[0], *(word.lower() for word in words[1:])]) if words else "Answers"
            )
            return named if alone else f"{named} of {about}"
        return _title_of(document)

    # --- the front ----------------------------------------------------------------------------------

    def _front(self) -> Iterator[Block]:
        if self.marking:
            yield _body(self.marking, Kind.MARKING)
        yield _body(self.title, Kind.TITLE)
        if not self.entries:
            yield _body(
                "There is nothing to answer: the register holds no recommendations"
                + (" for what was asked." if self.filled.scope else " yet.")
            )
            return
        if self.is_final:
            yield _body(self._what_it_is())
            return
        asked = [entry for entry in self.entries if self._needs_something(entry)]
        yield Paragraph(kind=Kind.BODY, runs=tuple(self._guidance(asked)))
        yield _body(f"Position at {show_day(self.filled.as_of)}.")
        if asked:
            yield self._who_answers_what(asked)

    def _what_it_is(self) -> str:
        register = self.filled.register
        answered = [entry for entry in self.entries if not _takes_no_answer(entry)]
        names = [register.name_of(entry.row.responder) for entry in answered]
        bodies = [_with_article(name, "the") for name in dict.fromkeys(names)]
        who = _listed(bodies) if len(bodies) < 4 else f"{len(bodies)} bodies"
        items = len({entry.row.about for entry in answered})
        papers = [_title_of(document, day=True) for document in self._documents]
        where = f" in {_listed(papers)}" if 0 < len(papers) < 4 else ""
        what = _counted(items, *_words_for(answered)).lower()
        return f"Response by {who} to {what}{where}."

    def _needs_something(self, entry: RowEntry) -> bool:
        sheet = self.sheet
        is_open = sheet and any(sheet.is_open(place, entry) for place, _, _ in self._fields)
        return bool(is_open) and not _need(entry).startswith("Nothing")

    def _guidance(self, asked: list[RowEntry]) -> Iterator[Run]:
        one, several = _words_for(asked)
        items = len({entry.row.about for entry in asked})
        yield Run(_counted(items, f"{one} needs", f"{several} need"))
        yield Run(" an answer or news from you")
        contact = self.context.contact
        if self.context.return_by is not None:
            yield Run(" by ")
            yield Run(show_day(self.context.return_by), Look.STRONG)
            yield Run(f" ({contact}). " if contact else ". ")
        else:
            yield Run(f". Please send this document back to {contact}. " if contact else ". ")
        yield Run(
            "Type or choose in the tinted fields under each of them; what you type between them "
            "will be found too. Write a date as you would say it: 31 March 2027, March 2027, Spring "
            "2027, by the end of 2027. Tracked changes and comments are welcome: changes are read as "
            "accepted, comments as notes."
        )
        due = {entry.due for entry in asked if entry.due and not _is_answered(entry)}
        if len(due) == 1:
            day = show_day(due.pop())
            yield Run(f" The response is due to the {self.filled.recommender} on {day}.")

    def _who_answers_what(self, asked: list[RowEntry]) -> Table:
        register = self.filled.register
        mine: dict[str, list[RowEntry]] = {}
        for entry in asked:
            mine.setdefault(entry.row.responder or "", []).append(entry)
        return Table(
            title="Who answers what, by when",
            description="One row for each body that answers: the items, and when the response is due.",
            headings=("Who answers", "What", "Response due"),
            widths=(3_400, TEXT_WIDTH - 6_000, 2_600),
            rows=tuple(
                (register.name_of(responder), _what(entries), _due(entries))
                for responder, entries in mine.items()
            ),
        )

    # --- items --------------------------------------------------------------------------------------

    def _items(self, entries: list[RowEntry]) -> Iterator[Block]:
        by_item: dict[str, list[RowEntry]] = {}
        for entry in entries:
            by_item.setdefault(entry.row.about, []).append(entry)
        for rows in by_item.values():
            first = rows[0]
            if first.item is not None and first.item.id in self._told_elsewhere:
                continue
            yield Heading(level=2, text=_heading(first), lighter=_paragraph_of(first.item))
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
                    yield _body(f"Reference of the item: {item.id}", Kind.REFERENCE)
                for conclusion in self._told_under.get(first.row.about, ()):
                    yield _body(f"Reference of the conclusion: {conclusion}", Kind.REFERENCE)

    def _text_of(self, entry: RowEntry) -> Iterator[Block]:
        item = entry.item
        text = item.text if item else _COLUMNS["text"].value(entry)
        for line in _lines(text):
            yield _body(line, Kind.QUOTED)

    @cached_property
    def _told_elsewhere(self) -> Mapping[str, str]:
        """Conclusions that want no answer, each with the item under which its text stands."""
        reading: dict[str, bool] = {}
        for entry in self.entries:
            reading[entry.row.about] = _takes_no_answer(entry) and not entry.row.heading
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
        if _takes_no_answer(entry):
            return
        for held in self._followed(entry):
            lead = "The conclusion it follows: "
            host = self._told_elsewhere.get(held.id)
            elsewhere = host is None and held.id in self._in_document
            if elsewhere or held.id in self._shown_conclusions:
                name = name_of_item(entry, held)
                yield _body(f"{lead}{name[:1].lower()}{name[1:]}, in this document.", Kind.DETAILS)
                continue
            self._shown_conclusions.add(held.id)
            words = held.text or held.title
            label = f"{held.label.rstrip('.')}. " if held.label else ""
            yield Paragraph(kind=Kind.DETAILS, runs=(Run(lead, Look.QUIET), Run(f"{label}{words}")))

    # --- rows ---------------------------------------------------------------------------------------

    def _row(self, entry: RowEntry, *, alone: bool) -> Iterator[Block]:
        if self.is_final:
            if not _takes_no_answer(entry):
                yield from self._finished(entry)
            return
        if _takes_no_answer(entry):
            yield _body(f"For reading. Reference: {entry.key}", Kind.REFERENCE)
            return
        yield Paragraph(kind=Kind.DETAILS, runs=tuple(self._details(entry, alone=alone)))
        if entry.row.responder is None:
            self.findings.append(
                NOBODY.found(
                    f"{_item_name(entry)}: nobody has been named to answer, so the form has no fields.",
                    record=entry.row.about,
                )
            )
            yield _body(f"Reference: {entry.key}", Kind.REFERENCE)
            return
        yield from self._already_said(entry)
        yield from self._promised(entry)
        check = self.sheet.check(entry) if self.sheet else ""
        yield Answer(
            key=entry.key,
            fields=self._open_fields(entry),
            reference=f"Reference for returning this form: {entry.key} · {check} (please leave)",
        )

    def _open_fields(self, entry: RowEntry) -> tuple[Field, ...]:
        sheet = self.sheet
        if sheet is None:
            return ()
        return tuple(
            self._field(column, heading, entry)
            for place, column, heading in self._fields
            if sheet.is_open(place, entry)
        )

    def _field(self, column: Column[Any, Any], heading: str, entry: RowEntry) -> Field:
        gap = ""
        if self.stage is PaperStage.DRAFT and column.key in _NAMED_GAPS:
            gap = f"No {column.heading.lower()} yet. "
        return Field(
            key=column.key,
            label=heading,
            text=column.show(column.value(entry), entry.vocabulary),
            placeholder=f"[{gap}{column.prompt}]",
            choices=self._choices_for(column, entry.vocabulary),
            day=column.key == "completed_on",
            long=column.key == "reply",
        )

    def _choices_for(self, column: Column[Any, Any], vocabulary: Vocabulary) -> tuple[str, ...]:
        if column.choices is None:
            return ()
        key = (column.key, vocabulary.name)
        if key not in self._choices:
            self._choices[key] = column.choices(vocabulary)
        return self._choices[key]

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
            helpers = f", with {_listed(prepared[1:])}" if prepared[1:] else ""
            sentences.append(("Prepared by", f"{prepared[0]}{helpers}"))
        if entry.item is not None and entry.item.wanted_by:
            days = _listed([_day_words(day) for day in entry.item.wanted_by])
            sentences.append((f"The {self._recommender(entry)} asked for this by", days))
        if entry.due is not None and not _is_answered(entry):
            sentences.append((self._headings.get("due", ""), show_day(entry.due)))
        sentences.append((self._headings.get("need", ""), _need(entry)))
        if entry.standing:
            sentences.append((self._headings.get("standing", ""), entry.standing))
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
        yield _body(f"The answer given{when}:", Kind.LABEL)
        for key in ("position", "reply"):
            column = _COLUMNS[key]
            for line in _lines(column.show(column.value(said), entry.vocabulary)):
                yield _body(line, Kind.QUOTED)

    def _promised(self, entry: RowEntry) -> Iterator[Block]:
        """Show what was promised, where the fields or the reply do not say it."""
        reply = self.filled.register.text_of(entry.shown) if entry.shown else ""
        for promise in entry.row.commitments:
            alone = entry.key not in self._several
            if alone and (not promise.text or promise.text in reply):
                continue
            yield Paragraph(kind=Kind.DETAILS, runs=tuple(_promise(promise, dated=not alone)))

    # --- the finished paper -------------------------------------------------------------------------

    def _finished(self, entry: RowEntry) -> Iterator[Block]:
        given = entry.row.given
        if given is None:  # refused before; kept for rows about nothing held
            return
        number = _number_before(entry.item)
        if given.position is not None:
            sentence = entry.vocabulary.sentence(
                given.position,
                responder=_with_article(self.filled.register.name_of(given.responder), "The"),
                recommender=self._recommender(entry),
                item=_kind_word(entry.item).lower(),
            )
            sentence = sentence if sentence.endswith(".") else f"{sentence}."
            minute = self.template is Template.TREASURY_MINUTE
            yield Paragraph(
                kind=Kind.REPLY if minute else Kind.BODY,
                runs=(Run(sentence),),
                number=number if minute else None,
                keep=True,
            )
        yield from self._target(entry)
        for line in _lines(_COLUMNS["reply"].value(entry)):
            yield Paragraph(kind=Kind.REPLY, runs=(Run(line),), number=number)

    def _target(self, entry: RowEntry) -> Iterator[Block]:
        dated = [promise for promise in entry.row.commitments if promise.dates]
        if not dated and entry.axes.implementation in _DONE:
            done = entry.vocabulary.sentence(Implementation.IMPLEMENTED)
            yield Paragraph(kind=Kind.BODY, runs=(Run(done, Look.STRONG),))
        reply = self.filled.register.text_of(entry.row.given) if entry.row.given else ""
        told = [promise for promise in entry.row.commitments if promise.text in reply]
        dates = [promise.dates[-1] for promise in told if promise.dates]
        if dates:
            yield Paragraph(kind=Kind.BODY, runs=tuple(_dates(dates)))
        for promise in entry.row.commitments:
            if promise not in told:
                yield Paragraph(kind=Kind.BODY, runs=(Run(promise.text),))
                if promise.dates:
                    yield Paragraph(kind=Kind.BODY, runs=tuple(_dates([promise.dates[-1]])))


# --- small words --------------------------------------------------------------------------------------


def _words_for(entries: list[RowEntry]) -> tuple[str, str]:
    """Return what a sentence calls one and several of these: their own kind, if they share it."""
    kinds = {_kind_word(entry.item).lower() for entry in entries}
    word = kinds.pop() if len(kinds) == 1 else "item"
    return word, f"{word}s"


def _plural(entry: RowEntry) -> str:
    word = _kind_word(entry.item)
    return "Recommendations" if word == "Item" else f"{word}s"


def _title_of(document: Document, *, day: bool = False) -> str:
    parts = [document.title]
    if document.reference:
        parts.append(document.reference)
    if day and document.published is not None:
        parts.append(f"published {date_words(document.published)}")
    return ", ".join(parts)


def _heading(entry: RowEntry) -> str:
    name = _item_name(entry)
    title = entry.item.title.strip() if entry.item else ""
    return f"{name}: {title}" if title else name


def _paragraph_of(item: Item | None) -> str:
    if item is None or not item.paragraph:
        return ""
    printed = item.paragraph
    return f"({printed})" if fold(printed).startswith("para") else f"(paragraph {printed})"


def _need(entry: RowEntry) -> str:
    """Return what we need, without advice that is for a workbook's reader."""
    return entry.what_is_needed.partition(". Long reply")[0]


def _what(entries: list[RowEntry]) -> str:
    items = {entry.row.about: entry for entry in entries}
    numbers = [entry.item.label.rstrip(".") for entry in items.values() if entry.item]
    count = _counted(len(items), "item", "items")
    if not all(numbers) or len(numbers) > _NUMBERS_SHOWN or len(numbers) != len(items):
        return count
    return f"{count}: {', '.join(sorted(numbers, key=natural_key))}"


def _due(entries: list[RowEntry]) -> str:
    days = {entry.due for entry in entries if entry.due and not _is_answered(entry)}
    if not days:
        answered = all(_is_answered(entry) for entry in entries)
        return "Answered" if answered else "No deadline is known"
    return " and ".join(show_day(day) for day in (min(days), max(days))[: len(days)])


def _promise(promise: Commitment, *, dated: bool) -> Iterator[Run]:
    yield Run("Promised: ", Look.QUIET)
    text = promise.text or "no words of its own"
    yield Run(text)
    if not dated:
        return
    if not promise.dates:
        yield Run(" (no date was given)")
        return
    first, last = promise.dates[0], promise.dates[-1]
    yield Run("\nTarget date: ", Look.QUIET)
    yield Run(_day_words(last.date))
    if first is not last:
        yield Run(f"; first {_day_words(first.date)}")
    yield Run(f"; {last.reason}" if last.reason else ".")


def _dates(targets: list[TargetDate]) -> Iterator[Run]:
    """Say by when in bold, then why."""
    words = dict.fromkeys(str(target.date) for target in targets)
    label = "Target implementation date" if len(words) == 1 else "Target implementation dates"
    yield Run(f"{label}: {'; '.join(words)}", Look.STRONG)
    for reason in dict.fromkeys(target.reason for target in targets if target.reason):
        yield Run(f". {reason}")


def _number_before(item: Item | None) -> str:
    label = item.label.strip().rstrip(".)") if item else ""
    return f"{label}." if label and label.isascii() and label.replace(".", "").isalnum() else ""


def _with_article(name: str, article: str) -> str:
    return f"{article} {name}" if name.startswith(_TAKE_AN_ARTICLE) else name
