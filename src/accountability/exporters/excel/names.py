r"""
Names of sheets, tables and ranges: made in one place, so that Excel takes every one.

Excel refuses a whole workbook because of one name that it does not like. Its rules for sheets: 1 to 31
characters, none of ``[ ] : * ? / \``, no apostrophe at an end, not "History", unique whatever the case.
For tables and ranges: a letter or underscore first, then letters, digits, underscores and full stops,
nothing that is a cell's address in either notation, and unique among both whatever the case.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from accountability.exporters.excel.cells import units_of

__all__ = ["Names"]

_SHEET_LIMIT, _NAME_LIMIT = 31, 255
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
_ENDS = re.compile(r"\A[\s']+|[\s']+\Z")
_NOT_IN_NAMES = re.compile(r"[^\w.]+")
_ADDRESS = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(?:c[0-9]*)?|c[0-9]*|true|false", re.IGNORECASE)
_RESERVED_SHEET = "history"
_RESERVED_PREFIX = "_xl"


class Names:
    """The names that a workbook has given; no two are the same."""

    def __init__(self) -> None:
        self._sheets: set[str] = set()
        self._names: set[str] = set()

    def sheet(self, wanted: str) -> str:
        """Return a name for a sheet as near to *wanted* as Excel allows."""
        name = _ENDS.sub("", _NOT_IN_SHEETS.sub(" ", wanted))
        if not name or name.casefold() == _RESERVED_SHEET:
            name = f"{name} sheet".strip()
        return _unused(name, self._sheets, lambda text: _ENDS.sub("", _cut(text, _SHEET_LIMIT)))

    def table(self, wanted: str) -> str:
        """Return a name for a table or a range as near to *wanted* as Excel allows."""
        name = _NOT_IN_NAMES.sub("_", wanted).strip("_.")
        first = name[:1]
        if (
            not (first.isalpha() or first == "_")
            or _ADDRESS.fullmatch(name)
            or name.casefold().startswith(_RESERVED_PREFIX)
        ):
            name = f"T_{name}"
        return _unused(name, self._names, lambda text: _cut(text, _NAME_LIMIT))


def _unused(name: str, taken: set[str], fitted: Callable[[str], str]) -> str:
    """Return *name*, cut to fit, with a number where it has been given before."""
    found, number = fitted(name), 1
    while found.casefold() in taken:
        number += 1
        suffix = f"_{number}"
        found = fitted(name)
        while fitted(f"{found}{suffix}") != f"{found}{suffix}":
            found = found[:-1]
        found = f"{found}{suffix}"
    taken.add(found.casefold())
    return found


def _cut(text: str, limit: int) -> str:
    """Cut a name to *limit* UTF-16 units, never inside a character."""
    while units_of(text) > limit:
        text = text[:-1]
    return text
