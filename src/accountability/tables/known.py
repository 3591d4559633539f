"""The sheets of records that a tracker can have, and their columns, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accountability.tables import layouts, records
from accountability.tables.columns import Column, Editor
from accountability.text import stamp

__all__ = ["COLUMNS", "FILLED_IN", "ROWS_AS_SENT", "WATCHED", "cell_letters", "heading_of"]

_LAYOUTS: Mapping[str, tuple[Column[Any, Any], ...]] = {
    "Recommendations": layouts.RECOMMENDATIONS,
    "Commitments": layouts.COMMITMENTS,
    "Target dates": records.TARGET_DATES,
    "Updates": records.UPDATES,
    "Other answers": records.OTHER_ANSWERS,
    "Views": records.ASSESSMENTS,
    "Notes": records.NOTES,
    "Documents": records.DOCUMENTS,
    "Organisations": records.ORGANISATIONS,
    "Waivers": records.WAIVERS,
    "Collections": records.COLLECTIONS,
}

COLUMNS: Mapping[str, Mapping[str, Column[Any, Any]]] = {
    name: {column.key: column for column in columns} for name, columns in _LAYOUTS.items()
}
"""The columns, by key, of each sheet, by our name of it."""

FILLED_IN = frozenset(
    name
    for name, columns in COLUMNS.items()
    if any(column.editor is not Editor.NOBODY for column in columns.values())
)
"""The sheets in which somebody may change a cell; the others are for reading only."""

WATCHED = ("Summary", "Choices")
"""Sheets that hold no records and have no keys: the letters of their rows stand for the computer."""

ROWS_AS_SENT = "Letters of its rows"
"""Heading under which these letters stand: of each row one word, six letters for each of its cells."""


def cell_letters(words: str | int | None) -> str:
    """Return the six letters of a cell of a watched sheet, whatever programs do to its white space."""
    return stamp(" ".join(str("" if words is None else words).split()))


_HEADING_WORDS = {
    "{recommender}'s": "Recommender's",
    "{recommender}": "Recommender",
    " on {as_of}": "",
    "{need}": "What is needed",
}


def heading_of(column: Column[Any, Any]) -> str:
    """Return a column's heading, as a message names it."""
    heading = column.heading
    for mark, words in _HEADING_WORDS.items():
        heading = heading.replace(mark, words)
    return heading
