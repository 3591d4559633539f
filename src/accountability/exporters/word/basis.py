"""The rows as a response document sees them: which fields are open, and what stands in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from attrs import evolve, field, frozen

from accountability.exporters._base import ExportContext
from accountability.exporters.word.blocks import Field
from accountability.exporters.word.promises import (
    NEWS_ALONE,
    Promises,
    is_told_of_each,
    promises_of,
)
from accountability.exporters.word.stages import PaperStage
from accountability.exporters.word.templates import LAYOUTS, Layout, Template
from accountability.exporters.word.words import (
    is_answered,
    item_name,
    listed,
    need_of,
    number_before,
    numbered_before,
)
from accountability.findings import Finding
from accountability.jurisdictions import jurisdiction_of
from accountability.model import Conclusion, Document, Item, Register
from accountability.status import Status
from accountability.tables import Column, Sheet, Tracker
from accountability.tables.about import technical_lines
from accountability.tables.entries import CommitmentEntry, Entry, RowEntry
from accountability.vocabularies import Vocabulary

__all__ = ["Basis", "identity"]


_FIELDS = (
    *("position", "reply", "target_date", "date_reason"),
    *("progress", "progress_words", "completed_on", "evidence"),
)
"""Columns that the form asks for, in its order; the one order everywhere."""

_FORM_NAMES = {
    PaperStage.BLANK: "Response form",
    PaperStage.DRAFT: "Draft response",
    PaperStage.FINAL: "Response",
}
_UNFINISHED = {PaperStage.BLANK: "to be filled in", PaperStage.DRAFT: "draft"}

_NAMED_GAPS = frozenset({"position", "reply", "target_date"})
"""Fields without which an answer is not one: a draft says that they are missing."""


_DATES_ALONE = (
    "New date and reason, if there are any. Progress is reported in the form, the progress report or "
    "the workbook"
)
"""What we need of what was promised, in a paper that has fields for its dates and none for news."""

_OF_A_DRAFT = {
    "new_date": "Day, month, season or year. It replaces the date in the draft.",
    "new_reason": "Why this date can be kept.",
}
"""Prompts of a promise that is only in a draft, where those of its row in the workbook say otherwise."""

_WAITED_FOR = "{need}. It is needed for {names}, where the same is promised"
_UNDER_EACH = "{need}. Each promise has its own fields"
_UNDER_ANOTHER = "{need}. What is promised has its fields under {names}"
_ELSEWHERE = (
    "Nothing in this form. Each promise has its own row on the sheet Commitments of the workbook: "
    "ask {contact} for it, and give there: {need}"
)
"""What we need where all that is promised stands in a draft, which a blank form leaves out."""


def _within(names: Iterable[str]) -> str:
    """Return names of items as a sentence lists them in its middle."""
    return listed([name[:1].lower() + name[1:] for name in names])


def _asks(item: Item) -> bool:
    return not isinstance(item, Conclusion)


def identity(
    filled: Tracker, stage: PaperStage, template: Template = Template.FORM
) -> tuple[tuple[str, str], ...]:
    """Return what a program needs to judge the document when it comes back: (name, value) pairs."""
    laid_out = () if template is Template.FORM else (("Template", template.value),)
    return (*technical_lines(filled), ("Form", f"word {stage.value}"), *laid_out)


@frozen(kw_only=True, slots=False)
class Basis:
    """
    What one document is made from.

    Attributes:
        filled: The tracker it is made from.

        whole: The register it is made from, with the papers that are not out.

        context: What was said at export.

        stage: How far the paper is.

        template: How it is laid out.

        earlier: The tracker of the day to compare with, for a progress report.
    """

    filled: Tracker
    whole: Register
    context: ExportContext
    stage: PaperStage
    template: Template
    earlier: Tracker | None = None
    findings: list[Finding] = field(factory=list, init=False)
    _shown_conclusions: set[str] = field(factory=set, init=False)
    _needs: dict[str, str] = field(factory=dict, init=False)
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
        papers = self.documents
        subject = papers[0].title if len(papers) == 1 else self.filled.register.title
        if self.template is Template.FORM:
            word = _FORM_NAMES[self.stage]
        else:
            name = self.layout.name
            word = name if self.is_final else f"{name} ({_UNFINISHED[self.stage]})"
        return f"{word}: {subject}"

    @cached_property
    def layout(self) -> Layout:
        """How the document is laid out."""
        return LAYOUTS[self.template]

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The papers that are answered, in the order of their first item."""
        found: dict[str, Document] = {}
        for entry in self.filled.row_entries:
            document = self._document_of(entry)
            if document is not None:
                found[document.id] = document
        return tuple(found.values())

    def _document_of(self, entry: RowEntry) -> Document | None:
        about = entry.item.document if entry.item else entry.row.about
        return self.filled.register.find(Document, about)

    def recommender(self, entry: RowEntry) -> str:
        """Return what the one who recommends is called: "Committee", "Inquiry"."""
        document = self._document_of(entry)
        key = document.id if document else ""
        if key not in self._recommenders:
            register = self.filled.register
            rules = jurisdiction_of(register, document, self.context.jurisdiction)
            self._recommenders[key] = rules.recommender_for(register, document)
        return self._recommenders[key]

    @cached_property
    def new_numbers(self) -> Mapping[str, str]:
        """The numbers that this paper gives its items, by their ids; none where they are as printed."""
        if not self.layout.renumbers:
            return {}
        items = [entry.item for entry in self.entries if entry.item is not None]
        wholes = list(dict.fromkeys(one.id for one in items if one.parent is None and _asks(one)))
        numbers = {about: str(place) for place, about in enumerate(wholes, start=1)}
        printed = {one.id: one.label.strip().rstrip(".") for one in items}
        if all(printed[about] == number for about, number in numbers.items()):
            return {}
        for one in items:
            whole = one.parent or ""
            if whole in numbers:
                numbers[one.id] = numbers[whole] + printed[one.id].removeprefix(printed[whole])
        return numbers

    def label_of(self, entry: RowEntry) -> str:
        """Return the number of an item: as printed, or that of the conclusion it stands under; or ""."""
        item = entry.item
        if item is None:
            return ""
        printed = item.label.strip().rstrip(".")
        followed = numbered_before(self.filled.register, item)
        if followed is None:
            return printed
        implied = followed.label.strip().rstrip(".")
        return "" if implied in self._printed_numbers else implied

    @cached_property
    def _printed_numbers(self) -> frozenset[str]:
        items = (entry.item for entry in self.entries)
        return frozenset(one.label.strip().rstrip(".") for one in items if one and _asks(one))

    def number_of(self, entry: RowEntry) -> str:
        """Return what stands before the numbers of an answer's paragraphs: "4." for 4.1, 4.2."""
        own = self.new_numbers.get(entry.row.about, "")
        return number_before(own or self.label_of(entry))

    # --- the rows as the form sees them -----------------------------------------------------------

    @cached_property
    def entries(self) -> tuple[RowEntry, ...]:
        """The rows; in a blank form without drafts."""
        rows = self.filled.row_entries
        return tuple(map(self._emptied, rows)) if self.stage is PaperStage.BLANK else rows

    @cached_property
    def rows_before(self) -> Mapping[str, RowEntry]:
        """The rows of the earlier day, by their keys."""
        rows = self.earlier.row_entries if self.earlier else ()
        return {entry.key: entry for entry in rows}

    @cached_property
    def several(self) -> frozenset[str]:
        """Keys of rows whose promises no single field can hold."""
        rows = self.filled.row_entries
        return frozenset(entry.key for entry in rows if len(entry.row.commitments) > 1)

    @cached_property
    def rows_about(self) -> Mapping[str, int]:
        """How many rows there are about each item, by its id."""
        return Counter(entry.row.about for entry in self.entries)

    @cached_property
    def promises(self) -> Promises:
        """The promises of these rows, each with its own fields."""
        if self.is_final:
            return Promises()
        return promises_of(self.filled, self.entries, self.several, self.layout)

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
            evolve(column, open=partial(self._is_open, column)) for column in sheet.columns
        )
        return evolve(sheet, columns=columns)

    def need(self, entry: RowEntry) -> str:
        """Return what we need; asked for each cell of a row, and the same for all of them."""
        if entry.key not in self._needs:
            need = self._need_here(entry)
            waiting = self.promises.waiting.get(entry.key, ())
            if waiting and need.startswith("Nothing"):
                names = _within(dict.fromkeys(item_name(one) for one in waiting))
                need = _WAITED_FOR.format(need=self._need_here(waiting[0]), names=names)
            elif entry.key in self.several and is_told_of_each(need):
                need = self._need_of_promises(entry, need)
            self._needs[entry.key] = need
        return self._needs[entry.key]

    def _need_here(self, entry: RowEntry) -> str:
        """Return what a row needs of what this paper has fields for."""
        need = need_of(entry)
        asked = self.layout.fields
        return (
            _DATES_ALONE
            if asked and "progress" not in asked and need.startswith("Progress")
            else need
        )

    def _need_of_promises(self, entry: RowEntry, need: str) -> str:
        """Say where what we need is asked for: no single field can hold dates or news of several."""
        if self.promises.of(entry):
            return _UNDER_EACH.format(need=need)
        names = self.promises.elsewhere(entry)
        if names:
            return _UNDER_ANOTHER.format(need=need, names=_within(names))
        return _ELSEWHERE.format(
            contact=self.context.contact or "whoever sent this", need=need[:1].lower() + need[1:]
        )

    def _is_open(self, column: Column[Any, Any], entry: RowEntry) -> bool:
        if column.key not in _FIELDS or (column.open is not None and not column.open(entry)):
            return False
        asked = self.layout.fields
        if asked and column.key not in asked:
            return False
        if column.key in NEWS_ALONE and not is_answered(entry):
            return False
        if self.need(entry).startswith("Nothing") and not column.show(
            column.value(entry), entry.vocabulary
        ):
            return False  # nobody is asked for more than is held
        if column.key in {"position", "reply"}:
            return self.stage is not PaperStage.BLANK or not is_answered(entry)
        return entry.key not in self.several

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The heading of each column of the tracker, by its key."""
        sheet = self.filled.sheet("Recommendations")
        if sheet is None:
            return {}
        return {
            column.key: heading
            for column, heading in zip(sheet.columns, sheet.headings, strict=True)
        }

    @cached_property
    def fields(self) -> tuple[tuple[int, Column[Any, Any], str], ...]:
        """Position, column and heading of each field, in the order of the form."""
        if self.sheet is None or self.is_final:
            return ()
        places = {column.key: place for place, column in enumerate(self.sheet.columns)}
        return tuple(
            (places[key], self.sheet.columns[places[key]], self.sheet.headings[places[key]])
            for key in _FIELDS
            if key in places
        )

    def open_fields(self, entry: RowEntry) -> tuple[Field, ...]:
        """Return the fields of a row, with what stands in them; () for a row without any."""
        sheet = self.sheet
        if sheet is None:
            return ()
        return tuple(
            self._field(column, heading, entry)
            for place, column, heading in self.fields
            if sheet.is_open(place, entry)
        )

    def promise_fields(self, promise: CommitmentEntry) -> tuple[Field, ...]:
        """Return the fields of a promise that has its own."""
        return tuple(
            self._field(column, heading, promise)
            for column, heading in self.promises.fields(promise)
        )

    def _field(self, column: Column[Any, Any], heading: str, entry: Entry) -> Field:
        gap = ""
        if self.stage is PaperStage.DRAFT and column.key in _NAMED_GAPS:
            gap = f"No {column.heading.lower()} yet. "
        return Field(
            key=column.key,
            label=heading,
            text=column.show(column.value(entry), entry.vocabulary),
            placeholder=f"[{gap}{self._prompt(column, entry)}]",
            choices=self._choices_for(column, entry.vocabulary),
            day=column.key == "completed_on",
            long=column.key == "reply",
        )

    def _prompt(self, column: Column[Any, Any], entry: Entry) -> str:
        """Return what a field asks for; the date of a promise that nobody was given is replaced."""
        if isinstance(entry, CommitmentEntry) and self.filled.register.is_draft(entry.commitment):
            return _OF_A_DRAFT.get(column.key, column.prompt)
        return column.prompt

    def _choices_for(self, column: Column[Any, Any], vocabulary: Vocabulary) -> tuple[str, ...]:
        if column.choices is None:
            return ()
        key = (column.key, vocabulary.name)
        if key not in self._choices:
            self._choices[key] = column.choices(vocabulary)
        return self._choices[key]
