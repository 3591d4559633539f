"""
The sheets that a tracker has, and by which headings their columns are known.

What the file itself lists (sheet, heading, key) comes first; the headings of the layouts are for files
from which the list was lost, and for sheets that are for reading only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from accountability.tables.columns import LEAVE, Editor, Form
from accountability.tables.known import COLUMNS
from accountability.text import fold

__all__ = [
    "CHECK",
    "FRAMES",
    "UPGRADES",
    "form_of",
    "key_of_heading",
    "may_fill",
    "upgraded",
]

CHECK = "check"
"""Key of the column that holds the rows' checks."""

FRAMES: Mapping[str, tuple[str, ...]] = {
    "Summary": ("Counted by", "What", "Number", "In words"),
    "Contents": ("Sheet", "What is on it"),
    "Numbered notes": ("Note", "About", "What to know"),
    "Choices": ("List", "Choice"),
    "For the computer": ("Sheet", "Heading", "Key"),
    "Long texts": ("Row key", "Cell", "Column", "Part", "Of", "Text"),
}
"""Headings of the sheets that hold no records."""

UPGRADES: Mapping[str, Mapping[str, str]] = {
    "0": {"words": "progress_words", "done_on": "completed_on"},
}
"""For each older version of the format: keys of columns that are called otherwise now."""


def upgraded(key: str, version: str) -> str:
    """Return what a column is called now that an older version called *key*."""
    return UPGRADES.get(version, {}).get(key, key)


@cache
def _forms(sheet: str) -> dict[str, Form]:
    return {column.key: column.form for column in COLUMNS.get(sheet, {}).values()}


def form_of(sheet: str, key: str) -> Form:
    """Return what kind of cell a column has; text, if it is not known."""
    return _forms(sheet).get(key, Form.TEXT)


@cache
def _open(sheet: str) -> frozenset[str]:
    return frozenset(
        column.key
        for column in COLUMNS.get(sheet, {}).values()
        if column.editor is not Editor.NOBODY
    )


def may_fill(sheet: str, key: str) -> bool:
    """Tell whether anybody may ever fill in a column."""
    return key in _open(sheet)


_ASIDE = re.compile(rf" (?:{re.escape(fold(LEAVE))}|\[note \d+\])$")
"""What stands after the words of a heading in some copies."""


def _bare(heading: str) -> str:
    """Return the words of a heading alone, however they are written."""
    return _ASIDE.sub("", fold(heading))


@cache
def key_of_heading(sheet: str) -> Callable[[str], str | None]:
    """Return how a heading of a sheet is known: from its words to the key of the column."""
    exact: dict[str, str] = {"row check": CHECK}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for column in COLUMNS.get(sheet, {}).values():
        heading = _bare(column.heading)
        if heading == "{need}":
            exact |= {"what is needed": column.key, "what we need from you": column.key}
        elif "{" in heading:
            pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(heading))
            patterns.append((re.compile(pattern), column.key))
        else:
            exact.setdefault(heading, column.key)

    def find(heading: str) -> str | None:
        folded = _bare(heading)
        known = exact.get(folded) or exact.get(folded.removeprefix("your "))
        if known:
            return known
        return next((key for pattern, key in patterns if pattern.fullmatch(folded)), None)

    return find
