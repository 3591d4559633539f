"""
Trackers that came back, as Excel workbooks.

Between going out and coming back a tracker was opened in programs we do not know, sorted, filtered,
extended, typed into and mailed about. The reader finds its rows by their keys and its columns by what
the file carries, undoes what programs do to words, and says what it could not be sure of. It judges
nothing: what a change means is decided in `accountability.tables.judging`.
"""

from __future__ import annotations

from typing import ClassVar

from attrs import evolve, frozen

from accountability.containers import nature_of, open_package
from accountability.dates import show_day
from accountability.importers._base import ImportContext, Reading, digest_of
from accountability.importers.excel._noticed import KINDS
from accountability.importers.excel._returning import read_returned
from accountability.tables.judging import judge

__all__ = ["KINDS", "TrackerFile"]


@frozen(kw_only=True)
class TrackerFile:
    """
    Reads a tracker that came back as a workbook (.xlsx).

    Attributes:
        cached: Whether a formula counts as the value that a program worked out last; else its cell
            is refused, and names the formula.
    """

    name: ClassVar[str] = "excel"
    title: ClassVar[str] = "tracker that came back, as an Excel workbook"

    cached: bool = False

    def recognises(self, data: bytes, context: ImportContext, /) -> bool:
        """Tell whether *data* is a workbook; whether it is a tracker shows when it is read."""
        return nature_of(data) == "Excel"

    def read(self, data: bytes, context: ImportContext, /) -> Reading:
        """
        Read *data*.

        Returns:
            What the file holds, in *returned*: rows by sheet and key, cells by key of the column,
            comments and stray text as notes. With a register in *context*, what the file asks to change
            in it, too. No records.

        Raises:
            UnreadableFileError: it is no workbook, locked, damaged, beyond a limit, of a newer format,
                or no tracker; says what it is and what to do.
        """
        package = open_package(data, file=context.file, limits=context.limits, expected="workbook")
        returned = read_returned(package, digest_of(data), cached=self.cached)
        day = f" as at {show_day(returned.as_of)}" if returned.as_of else ""
        reading = Reading(
            title=f"Tracker of {returned.register or 'an unnamed register'}{day}",
            findings=returned.findings,
            returned=returned,
        )
        if context.register is None:
            return reading
        judged = judge(returned, context.register, jurisdiction=context.jurisdiction)
        return evolve(
            reading,
            changes=judged.changes,
            findings=(*returned.findings, *judged.findings),
        )
