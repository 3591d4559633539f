"""The rows as a response document sees them: which fields are open, and what stands in each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any

from attrs import evolve, field, frozen

from accountability.exporters._base import ExportContext
from accountability.exporters.word.blocks import Field
from accountability.exporters.word.stages import PaperStage, Template
from accountability.exporters.word.words import is_answered, need_of
from accountability.findings import Finding
from accountability.jurisdictions import jurisdiction_of
from accountability.model import Document
from accountability.status import Status
from accountability.tables import Column, Sheet, Tracker
from accountability.tables.about import technical_lines
from accountability.tables.entries import RowEntry
from accountability.vocabularies import Vocabulary

__all__ = ["Basis", "identity"]


_FIELDS = ("position", "reply", "target_date", "date_reason", "progress", "completed_on")
"""Columns that the form asks for, in its order; the one order everywhere."""

_NAMED_GAPS = frozenset({"position", "reply", "target_date"})
"""Fields without which an answer is not one: a draft says that they are missing."""


def identity(filled: Tracker, stage: PaperStage) -> tuple[tuple[str, str], ...]:
    """Return what a program needs to judge the document when it comes back: (name, value) pairs."""
    return (*technical_lines(filled), ("Form", f"word {stage.value}"))


@frozen(kw_only=True, slots=False)
class Basis:
    """
    What one document is made from.

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
        papers = self.documents
        subject = papers[0].title if len(papers) == 1 else self.filled.register.title
        word = {
            PaperStage.BLANK: "Response form",
            PaperStage.DRAFT: "Draft response",
            PaperStage.FINAL: "Response",
        }[self.stage]
        return f"{word}: {subject}"

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

    # --- the rows as the form sees them -----------------------------------------------------------

    @cached_property
    def entries(self) -> tuple[RowEntry, ...]:
        """The rows; in a blank form without drafts."""
        rows = self.filled.row_entries
        return tuple(map(self._emptied, rows)) if self.stage is PaperStage.BLANK else rows

    @cached_property
    def several(self) -> frozenset[str]:
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
            evolve(column, open=partial(self._is_open, column)) for column in sheet.columns
        )
        return evolve(sheet, columns=columns)

    def _is_open(self, column: Column[Any, Any], entry: RowEntry) -> bool:
        if column.key not in _FIELDS or (column.open is not None and not column.open(entry)):
            return False
        if need_of(entry).startswith("Nothing") and not column.show(
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
