"""Conflicts out for a person to decide, and the choices back."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO

from accountability.containers import Limits
from accountability.exceptions import MissingExtraError
from accountability.jurisdictions import Jurisdiction
from accountability.returns.collected import Collected
from accountability.tables.reviewing import Review, disputes
from accountability.text import clean

__all__ = ["read_review", "write_review"]


def write_review(
    collected: Collected,
    target: BinaryIO,
    *,
    as_of: dt.date,
    marking: str = "",
    jurisdiction: Jurisdiction | None = None,
) -> None:
    """
    Write the workbook in which the conflicts of a collecting are decided.

    Args:
        collected: What came of the files that came back.

        target: Binary stream; closed by the caller.

        as_of: Day of collecting.

        marking: Protective marking; "": the register's.

        jurisdiction: Whose words are used; None: each document's own, else the register's.

    Raises:
        MissingExtraError: the library that writes workbooks is not installed.
    """
    try:
        from accountability.exporters.excel import review
    except ModuleNotFoundError as error:
        raise MissingExtraError("excel", "the review workbook") from error
    rows = disputes(collected.register, collected.conflicts, jurisdiction=jurisdiction)
    review.write_review(collected.register, rows, target, as_of=as_of, marking=marking)


def read_review(data: bytes, *, file: str, limits: Limits | None = None) -> Review:
    """
    Read the choices that were made in such a workbook, for `accountability.collect`.

    Args:
        data: The workbook.

        file: Its base name.

        limits: How much of it to take in.

    Raises:
        UnreadableFileError: it is no workbook, damaged, beyond a limit, or no review.
    """
    from accountability.importers.excel import review

    return review.read_review(data, file=clean(file).text, limits=limits)
