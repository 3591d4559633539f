"""
One flat table of items and answers, as comma-separated values.

A spreadsheet program that opens a CSV file takes ``=1+1`` for a formula, so the table for people guards
such cells with an apostrophe, and `unguard` takes exactly that away again. The table for machines
holds the text as it is. The last column of every row says which of the two it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, BinaryIO, ClassVar

from attrs import frozen

from accountability.exporters._base import LEFT_OUT, ExportContext
from accountability.findings import Finding, FindingKind, Severity
from accountability.model import Register
from accountability.tables import Column, Form, Profile, Sheet, Tracker, tracker
from accountability.tables.entries import Entry, RowEntry, date_words
from accountability.tables.layouts import RECOMMENDATIONS

__all__ = ["Dialect", "ItemTable", "guard", "unguard"]

UNGUARDED = FindingKind(
    code="EXP903",
    severity=Severity.WARNING,
    title="cells that a spreadsheet program would take for formulas",
    help="Read this file with a program; for people, export with --option dialect=spreadsheet.",
)

GUARDED = FindingKind(
    code="EXP904",
    severity=Severity.NOTE,
    title="cells written with an apostrophe in front",
    help=(
        "A program that reads this file takes one leading apostrophe away from each cell; "
        "or export with --option dialect=machine."
    ),
)

TOO_LONG = FindingKind(
    code="EXP905",
    severity=Severity.WARNING,
    title="texts longer than a spreadsheet program's cell",
    help=(
        "The file holds them whole, but such a program cuts them when it opens the file; "
        "excel and word show them whole."
    ),
)

KINDS = (UNGUARDED, GUARDED, TOO_LONG)
"""Kinds of finding that the table reports."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""
What begins a formula; some programs take the full-width signs for the narrow ones.

Source: OWASP, CSV Injection. The carriage return, which it names too, is in no text that we hold.
"""

_UNSEEN = " \u00a0\u200b\ufeff"
"""What a program may drop before it looks at the first character."""

_CELL = 32_767
"""Most that a cell of Excel holds, in UTF-16 units."""

_FILLED_IN = frozenset({"need", "progress", "progress_words", "completed_on", "evidence"})
"""Columns of the tracker that ask for something, or are empty until somebody types."""

_VERSION = "items 1"
"""Of the columns; with the dialect, what the last column says."""


class Dialect(StrEnum):
    """For whom the table is."""

    SPREADSHEET = "spreadsheet"
    """People with a spreadsheet program: cells that look like formulas begin with an apostrophe."""

    MACHINE = "machine"
    """Programs: every cell as it is."""


def guard(text: str) -> str:
    """
    Return *text* so that no spreadsheet program takes it for a formula.

    A text that begins with an apostrophe gets another, so that `unguard` is exact.
    """
    return f"'{text}" if text.startswith("'") or _is_dangerous(text) else text


def unguard(text: str) -> str:
    """Return what `guard` was given."""
    return text.removeprefix("'")


def _is_dangerous(text: str) -> bool:
    return text.lstrip(_UNSEEN).startswith(_DANGEROUS)


@frozen(kw_only=True)
class ItemTable:
    """
    Exporter ``csv``: one row for each item and each body that answers it.

    Attributes:
        dialect: For people with a spreadsheet program, or for programs.
    """

    suffix: ClassVar[str] = ".csv"
    media_type: ClassVar[str] = "text/csv; charset=utf-8"

    dialect: Dialect = Dialect.SPREADSHEET

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """
        Write the table: UTF-8 with a byte-order mark, lines ended by CR LF, one header row.

        Cells hold whole texts, and line feeds where the texts do; days that were worked out are
        written as 2027-03-31, dates as somebody gave them in their own words. Without items the header
        row stands alone.

        Returns:
            What a flat table has no place for, counted; how many cells were guarded, or would have
            been; and how many are longer than what a spreadsheet program holds.
        """
        filled = tracker(
            register,
            as_of=context.as_of,
            profile=Profile.KEEPER,
            scope=context.scope,
            jurisdiction=context.jurisdiction,
            calendar=context.calendar,
        )
        for_people = self.dialect is Dialect.SPREADSHEET
        counts = {UNGUARDED: 0, GUARDED: 0, TOO_LONG: 0}
        target.write(b"\xef\xbb\xbf")
        for cells in _rows(filled, context, f"{_VERSION} {self.dialect}"):
            written = tuple(map(guard, cells)) if for_people else cells
            target.write(_line(written))
            if for_people:
                counts[GUARDED] += sum(map(str.__ne__, cells, written))
                counts[TOO_LONG] += sum(map(_is_too_long, written))
            else:
                counts[UNGUARDED] += sum(map(_is_dangerous, cells))
        return (
            *_left_out(filled),
            *(
                kind.found(f"{kind.title}: {count:,}", record=register.id)
                for kind, count in counts.items()
                if count
            ),
        )


def _rows(filled: Tracker, context: ExportContext, form: str) -> Iterator[tuple[str, ...]]:
    """Yield the header row, then the rows."""
    sheet = filled.sheets[0]  # the recommendations, always there
    # One order whatever the number of reports, so that tables can be put under one another.
    order = [column.key for column in RECOMMENDATIONS]
    kept = sorted(
        (at for at, column in enumerate(sheet.columns) if column.key not in _FILLED_IN),
        key=lambda at: order.index(sheet.columns[at].key),
    )
    register = filled.register
    marking = (context.marking or register.marking).strip()
    marked = ("Marking",) if marking else ()
    labels = (sheet.labels[position] for position in kept)
    yield (*marked, "Register", "As at", *labels, "Form of this table (leave as it is)")
    same = (*((marking,) if marking else ()), register.title, context.as_of.isoformat())
    columns = [sheet.columns[position] for position in kept]
    for entry in sheet.entries:
        yield (*same, *(_words(column, entry) for column in columns), form)


def _words(column: Column[Any, Any], entry: Entry) -> str:
    """Return the words of a cell: the tracker's, but for what it shows on other sheets."""
    if isinstance(entry, RowEntry) and len(entry.row.commitments) > 1:
        if column.key == "target_date":
            return "\n".join(date or "no date" for date, _ in _dates(entry))
        if column.key == "date_reason":
            return "\n".join(f"{date}: {reason}" for date, reason in _dates(entry) if reason)
    value = column.value(entry)
    if column.form is Form.DAY and value is not None:
        return str(value)
    return column.show(value, entry.vocabulary)


def _dates(entry: RowEntry) -> Iterator[tuple[str, str]]:
    """Yield the current date of each promise, and the reason for it."""
    for promise in entry.row.commitments:
        last = promise.dates[-1] if promise.dates else None
        yield (date_words(last.date), last.reason) if last else ("", "")


def _line(cells: tuple[str, ...]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode()


def _is_too_long(cell: str) -> bool:
    # A character takes one unit or two.
    return len(cell) > _CELL // 2 and len(cell.encode("utf-16-le")) // 2 > _CELL


_ELSEWHERE = {
    "Commitments": ("promise in words", "promises in words"),
    "Target dates": ("earlier target date", "earlier target dates"),
    "Updates": ("update", "updates"),
    "Other answers": ("earlier answer", "earlier answers"),
    "Views": ("view", "views"),
    "Notes": ("note", "notes"),
    "Waivers": ("waiver", "waivers"),
    "Collections": ("collection", "collections"),
}
"""What the tracker's other sheets hold; papers and bodies are named in the rows that are about them."""


def _left_out(filled: Tracker) -> tuple[Finding, ...]:
    """Say how much of what was asked for a flat table of items has no place for."""
    parts = []
    for name, (one, several) in _ELSEWHERE.items():
        sheet = filled.sheet(name)
        count = _count(sheet) if sheet else 0
        if count:
            parts.append(f"{count:,} {one if count == 1 else several}")
    if not parts:
        return ()
    message = f"one flat table has no place for {', '.join(parts)}"
    return (LEFT_OUT.found(message, record=filled.register.id),)


def _count(sheet: Sheet) -> int:
    if sheet.name != "Target dates":
        return len(sheet.entries)
    current = {entry.key for entry in sheet.entries}
    return len(sheet.entries) - len(current)
