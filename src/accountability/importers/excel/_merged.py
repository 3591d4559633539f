"""Merged ranges of a sheet: counted as the cells that they cover, which nobody emptied."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import define, field

from accountability.containers import Limits
from accountability.exceptions import UnreadableFileError
from accountability.importers.excel._values import Kind, Typed, Value, column_number, letters_of

__all__ = ["Merged", "Spent"]

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


@define
class Spent:
    """What has been taken of the limits that hold for a workbook as a whole."""

    cells: int = 0
    merged: int = 0
    formats: int = 0


@define(kw_only=True)
class Merged:
    """
    The merged ranges of one sheet.

    Attributes:
        limits: How many there may be, and how many cells.

        spent: What has been taken of the limits; added to.

        refuse: Makes the error for a reason.

        ranges: Those that were seen, as first and last column and row.
    """

    limits: Limits
    spent: Spent
    refuse: Callable[[str], UnreadableFileError]
    ranges: list[tuple[str, tuple[int, int], tuple[int, int]]] = field(factory=list)

    def add(self, reference: str) -> None:
        """
        Take in a range.

        Raises:
            UnreadableFileError: it is damaged, or one too many.
        """
        limits = self.limits
        self.spent.merged += 1
        found = _RANGE.fullmatch(reference)
        if found is None or self.spent.merged > limits.merged_ranges:
            raise self.refuse(
                f"there are more than {limits.merged_ranges:,} merged ranges; part them, or raise the limit"
                if found
                else f"a merged range is damaged: {reference[:40]}"
            )
        first, top, second, bottom = found.groups()
        left, right = sorted((column_number(first), column_number(second or first)))
        upper, lower = sorted((int(top), int(bottom or top)))
        covered = (right - left + 1) * (lower - upper + 1)
        self.spent.cells += covered
        if self.spent.cells > limits.cells:
            raise self.refuse(
                f"the merged range {reference} covers {covered:,} cells; part it, or raise the limit"
            )
        self.ranges.append((reference, (left, right), (upper, lower)))

    def cover(self, rows: dict[int, dict[str, Value]]) -> None:
        """Mark the empty cells under the ranges: nobody emptied them."""
        for reference, (left, right), (upper, lower) in self.ranges:
            for number in range(upper, lower + 1):
                row = rows.get(number)
                if row is None:
                    continue
                for column in range(left, right + 1):
                    if (number, column) != (upper, left):
                        row.setdefault(letters_of(column), Typed(Kind.COVERED, reference))
