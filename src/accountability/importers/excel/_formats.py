"""
Number formats: whether a number that stands in a cell is shown as a day, a month, a time or a number.

A workbook keeps days as numbers and says only in the look of the cell that they are days; how much of
the day is shown says how much of it was typed.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["Shown", "shown_as"]


class Shown(StrEnum):
    """What a number looks like."""

    NUMBER = "number"
    """A plain number."""

    PERCENT = "percent"
    """Hundredths."""

    DAY = "day"
    """A day of a month of a year, with or without a time."""

    MONTH = "month"
    """A month and a year."""

    YEAR = "year"
    """A year."""

    TIME = "time"
    """A time without a day, or a length of time."""


_BUILT_IN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "d/m/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "d/m/yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""ISO/IEC 29500-1, 18.8.30 (numFmt); those of East Asian programs (27 to 36, 50 to 58) are days."""

_SILENT = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]', flags=re.DOTALL)
_LONGEST = 255
"""Characters that a number format may have."""

_TIME = re.compile(r"[hs]|\[m+\]|am/pm|a/p")


def shown_as(number: int, code: str | None) -> Shown:
    """
    Say what a number format shows.

    Args:
        number: Of the format in the workbook.

        code: As the workbook writes it; None: it is built in.
    """
    if code is None:
        code = _BUILT_IN.get(number)
        if code is None:
            return Shown.DAY if 27 <= number <= 36 or 50 <= number <= 58 else Shown.NUMBER
    first = _SILENT.sub("", code[:_LONGEST]).partition(";")[0].lower()
    if "general" in first:
        return Shown.NUMBER
    if "d" in first:
        return Shown.DAY
    if "y" in first:
        return Shown.MONTH if "m" in first else Shown.YEAR
    if _TIME.search(first):
        return Shown.TIME
    if "m" in first:
        return Shown.MONTH
    return Shown.PERCENT if "%" in first else Shown.NUMBER
