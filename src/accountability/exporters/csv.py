"""
One flat table of items and answers, as comma-separated values.

A spreadsheet program that opens a CSV file takes ``=1+1`` for a formula, so the table for people guards
such cells with an apostrophe, and `unguard` takes exactly that away again. The table for machines
holds the text as it is.
"""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from typing import BinaryIO, ClassVar

from attrs import frozen

from accountability.exporters._base import LEFT_OUT, ExportContext
from accountability.findings import Finding, FindingKind, Severity
from accountability.model import Register
from accountability.tables import Form, Profile, tracker

__all__ = ["Dialect", "ItemTable", "guard", "unguard"]

UNGUARDED = FindingKind(
    code="EXP903",
    severity=Severity.WARNING,
    title="cells that a spreadsheet program would take for formulas",
    help="Read this file with a program; for people, export with --option dialect=spreadsheet.",
)

KINDS = (UNGUARDED,)
"""Kinds of finding that the table reports."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_FILLED_IN = frozenset({"need", "progress", "progress_words", "completed_on", "evidence"})


class Dialect(StrEnum):
    """For whom the table is."""

    SPREADSHEET = "spreadsheet"
    """People with a spreadsheet program: cells that look like formulas begin with an apostrophe."""

    MACHINE = "machine"
    """Programs: every cell as it is."""


def guard(text: str) -> str:
    """Return *text* so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if text.startswith((*_DANGEROUS, "'")) else text


def unguard(text: str) -> str:
    """Return what `guard` was given."""
    return text.removeprefix("'")


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

        Returns:
            What a flat table cannot hold, counted; and for machines, cells that look like formulas.
        """
        filled = tracker(
            register,
            as_of=context.as_of,
            profile=Profile.KEEPER,
            scope=context.scope,
            jurisdiction=context.jurisdiction,
            calendar=context.calendar,
        )
        sheet = filled.sheet("Recommendations")
        if sheet is None:
            target.write("Register,As at\r\n".encode("utf-8-sig"))
            return _left_out(register)
        kept = [
            position
            for position, column in enumerate(sheet.columns)
            if column.key not in _FILLED_IN
        ]
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(
            [
                "Register",
                "As at",
                *(sheet.headings[position].removeprefix("Your ") for position in kept),
            ]
        )
        looks_like_formula = 0
        for entry in sheet.entries:
            cells = [register.title, context.as_of.isoformat()]
            for position in kept:
                column = sheet.columns[position]
                value = column.value(entry)
                is_day = column.form is Form.DAY and value is not None
                cells.append(str(value) if is_day else column.show(value, entry.vocabulary))
            looks_like_formula += sum(cell.startswith(_DANGEROUS) for cell in cells)
            writer.writerow(
                [guard(cell) for cell in cells] if self.dialect is Dialect.SPREADSHEET else cells
            )
        target.write(text.getvalue().encode("utf-8-sig"))
        return (*_left_out(register), *self._unguarded(register, looks_like_formula))

    def _unguarded(self, register: Register, count: int) -> tuple[Finding, ...]:
        if self.dialect is Dialect.SPREADSHEET or not count:
            return ()
        cells = "1 cell begins" if count == 1 else f"{count:,} cells begin"
        return (UNGUARDED.found(f"{cells} as a formula does", record=register.id),)


def _left_out(register: Register) -> tuple[Finding, ...]:
    """Say how much of the register a flat table of items has no place for."""
    counts = {
        "earlier target dates": sum(max(len(c.dates) - 1, 0) for c in register.commitments),
        "updates": len(register.updates),
        "views": len(register.assessments),
        "notes": len(register.notes),
    }
    parts = [f"{number:,} {name}" for name, number in counts.items() if number]
    if not parts:
        return ()
    return (
        LEFT_OUT.found(f"one flat table has no place for {', '.join(parts)}", record=register.id),
    )
