"""
The tracker as an Excel workbook.

Sheets About, Summary, Recommendations, Commitments, Target dates, Updates and, for the keeper, the
rest of the register. What stands in which column is decided in `accountability.tables`; here it is
drawn: real tables with names, drop-downs that warn and never stop, wrapped text, widths, print set-up.
Text is written as text whatever it looks like, and a text that no cell holds goes on the sheet
"Long texts".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, ClassVar
from zipfile import ZipInfo

from attrs import frozen

from accountability.containers import Limits, Properties, finish
from accountability.dates import show_day
from accountability.exceptions import ExportRefusedError
from accountability.exporters._base import LEFT_OUT, ExportContext
from accountability.exporters.excel.cells import MAX_ROWS
from accountability.exporters.excel.drawing import HEADER_ROW, Book
from accountability.exporters.excel.finishing import edits
from accountability.exporters.excel.spools import LEVEL
from accountability.findings import Finding, FindingKind, Severity
from accountability.memory import collector_paused
from accountability.model import Register
from accountability.tables import Profile, Tracker, tracker
from accountability.tables.about import Imprint
from accountability.text import clean

__all__ = ["TrackerWorkbook"]


@frozen(kw_only=True)
class TrackerWorkbook:
    """
    Exporter ``excel``: the tracker.

    Attributes:
        profile: Whom it is for: the keeper (everything), a responder (its rows to fill in), scrutiny
            (given answers and the recommender's view), or publication (accessible, nothing to fill
            in).

        publisher: Who publishes it; on the cover of a copy for publication.

        rights: On what terms a publication may be used, such as the name of a licence.
    """

    suffix: ClassVar[str] = ".xlsx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    profile: Profile = Profile.KEEPER
    publisher: str = ""
    rights: str = ""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """
        Write the workbook.

        Returns:
            A note for each text that continues on the sheet "Long texts", one that counts what the
            reader of this copy does not see, and one if the file is more than readers take in.

        Raises:
            ExportRefusedError: there are more rows than a sheet holds, or a copy for a responder was
                asked for without saying for which.
        """
        if self.profile is Profile.RESPONDER and not context.scope.responders:
            raise ExportRefusedError(
                "excel",
                "a copy for a responder holds its own drafts and nobody else's; "
                "say for whom: --for ORGANISATION",
            )
        with collector_paused():  # values and texts by the million, and no cycles of them
            return self._written(register, target, context)

    def _written(
        self, register: Register, target: BinaryIO, context: ExportContext
    ) -> tuple[Finding, ...]:
        filled = tracker(
            register,
            as_of=context.as_of,
            profile=self.profile,
            scope=context.scope,
            jurisdiction=context.jurisdiction,
            calendar=context.calendar,
        )
        _refuse_too_many(filled)
        imprint = Imprint(publisher=clean(self.publisher).text, rights=clean(self.rights).text)
        book = Book(filled, context, imprint)
        package = book.draw()
        parts = finish(
            package,
            target,
            Properties(
                title=f"{register.title}: tracker",
                subject=f"Recommendations, answers and progress at {show_day(context.as_of)}",
                creator=imprint.publisher or book.context.contact or register.title,
                description=f"Made from register {register.id}. {book.marking}".strip(),
                language=context.language,
                day=context.as_of,
            ),
            edits=edits(book.alt_texts, book.pages),
            level=LEVEL,
        )
        return (*book.findings, *_left_out(filled), *_beyond(book, parts))


def _refuse_too_many(filled: Tracker) -> None:
    for sheet in filled.sheets:
        if len(sheet.entries) > MAX_ROWS - HEADER_ROW:
            raise ExportRefusedError(
                "excel",
                f"{sheet.name} would have {len(sheet.entries):,} rows, and a sheet holds "
                f"{MAX_ROWS:,}; export one document or responder at a time, or choose csv",
            )


LARGE = FindingKind(
    code="EXP906",
    severity=Severity.NOTE,
    title="file larger than readers take in as a rule",
    help="Export one document or responder at a time, or raise the limit named when it is read.",
)

KINDS = (LARGE,)
"""Kinds of finding that only the tracker reports."""


def _beyond(book: Book, parts: Sequence[ZipInfo]) -> tuple[Finding, ...]:
    """Say if the file is more than `accountability.containers.Limits` let a reader take in."""
    limits = Limits()
    spools = [page.spool for page in book.pages]
    sizes = [part.file_size for part in parts]
    measured = {
        "rows": max(spool.next_row - 1 for spool in spools),
        "cells": sum(spool.cells for spool in spools),
        "part_bytes": max(sizes),
        "unpacked_bytes": sum(sizes),
        "bytes": sum(part.compress_size for part in parts),
    }
    told = [
        f"{name}: {size:,} of {getattr(limits, name):,}"
        for name, size in measured.items()
        if size > getattr(limits, name)
    ]
    if not told:
        return ()
    message = f"whoever reads this file has to raise limits ({'; '.join(told)})"
    return (LARGE.found(message, record=book.tracker.register.id),)


def _left_out(filled: Tracker) -> tuple[Finding, ...]:
    words = filled.left_out.words
    if not words:
        return ()
    message = f"left out of the copy for {filled.profile.value}: {words}"
    return (LEFT_OUT.found(message, record=filled.register.id),)
