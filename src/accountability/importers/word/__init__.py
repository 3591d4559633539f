"""
Forms that came back, as Word documents.

Between going out and coming back a form was opened in programs that keep controls and in programs that
do not, typed into where there was room, tracked, commented and cut up. An answer is found by its
control, else by the bookmark over it, else by the visible reference, else by its heading, and says by
which. It goes on over the paragraphs that follow it; what stands anywhere else and is not ours is kept
as a note. The reader judges nothing: what a change means is decided in `accountability.tables.judging`.

Source:
    Office Open XML, ISO/IEC 29500-1 section 17 (paragraphs, revisions, structured document tags).
"""

from __future__ import annotations

from typing import ClassVar

from attrs import evolve, frozen

from accountability.containers import nature_of, open_package
from accountability.dates import show_day
from accountability.exceptions import MissingExtraError
from accountability.importers._base import ImportContext, Reading, digest_of
from accountability.importers.word._noticed import KINDS
from accountability.tables.judging import judge

__all__ = ["KINDS", "ResponseFile"]


@frozen(kw_only=True)
class ResponseFile:
    """Reads a form or a draft that came back as a Word document (.docx)."""

    name: ClassVar[str] = "word"
    title: ClassVar[str] = "form that came back, as a Word document"

    def recognises(self, data: bytes, context: ImportContext, /) -> bool:
        """Tell whether *data* is a document; whether it is a form of ours shows when it is read."""
        return nature_of(data) == "Word"

    def read(self, data: bytes, context: ImportContext, /) -> Reading:
        """
        Read *data*.

        Returns:
            What the file holds, in *returned*: one row for each item, its fields as cells by key of the
            column, comments and text between the fields as notes. With a register in *context*, what
            the file asks to change in it, too. No records.

        Raises:
            UnreadableFileError: it is no document, locked, damaged, beyond a limit, of a newer format,
                the finished paper, or no form of ours; says what it is and what to do.
            MissingExtraError: lxml is not installed.
        """
        package = open_package(data, file=context.file, limits=context.limits, expected="document")
        try:
            from accountability.importers.word._returning import read_returned
        except ModuleNotFoundError as error:
            if error.name is None or error.name.partition(".")[0] != "lxml":
                raise
            raise MissingExtraError("word", "reading a Word document") from error
        returned = read_returned(package, digest_of(data))
        day = f" as at {show_day(returned.as_of)}" if returned.as_of else ""
        reading = Reading(
            title=f"Form of {returned.register or 'an unnamed register'}{day}",
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
