"""
Notes to a table that is published: what one has to know to read its columns rightly.

A note is pointed to from the headings of the columns that it is about, as ``[note 1]``: words in
brackets are heard, raised signs are not.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from accountability.dates import show_day
from accountability.tables.sheets import Sheet, Tracker

__all__ = ["PublishedNote", "headings_with_notes", "notes_of"]


@frozen(kw_only=True)
class PublishedNote:
    """
    One note.

    Attributes:
        about: What it is about, in a word or two.

        text: The note.

        columns: Keys of the columns that point to it.
    """

    about: str
    text: str
    columns: frozenset[str]


_NOTES = (
    PublishedNote(
        about="Status",
        text=(
            "Worked out for {as_of} from what was sent, published or told by then. "
            "The column Why says what it rests on."
        ),
        columns=frozenset({"status"}),
    ),
    PublishedNote(
        about="Position",
        text=(
            "What the responder says of the recommendation, in the terms of its own paper where "
            "that has such terms."
        ),
        columns=frozenset({"position"}),
    ),
    PublishedNote(
        about="Target dates",
        text=(
            "In the words in which they were given. A date that was moved without anybody being "
            "told is not shown."
        ),
        columns=frozenset({"target_date", "original", "current", "date"}),
    ),
    PublishedNote(
        about="When a date runs out",
        text=(
            "The last day that the words of the date can mean, as the body that gave it counts "
            "months, seasons and years."
        ),
        columns=frozenset({"runs_out", "original_runs_out", "current_runs_out"}),
    ),
    PublishedNote(
        about="When a response is due",
        text="The day by which the rules that apply to the report expect an answer.",
        columns=frozenset({"due"}),
    ),
    PublishedNote(
        about="Progress",
        text=(
            "As whoever is named beside it reported it. Whether anybody vouches for it is said "
            "in the column Who vouches for it."
        ),
        columns=frozenset({"progress"}),
    ),
    PublishedNote(
        about="Views",
        text=(
            "What whoever made the recommendation makes of the answer. A view never changes what "
            "the responder said."
        ),
        columns=frozenset({"view", "view_words"}),
    ),
)


def notes_of(tracker: Tracker) -> tuple[PublishedNote, ...]:
    """Return the notes on the columns that *tracker* has, in their order; note 1 is the first."""
    shown = {column.key for sheet in tracker.sheets for column in sheet.columns}
    day = show_day(tracker.as_of)
    return tuple(
        PublishedNote(
            about=note.about, text=note.text.replace("{as_of}", day), columns=note.columns
        )
        for note in _NOTES
        if not shown.isdisjoint(note.columns)
    )


def headings_with_notes(sheet: Sheet, notes: tuple[PublishedNote, ...]) -> list[str]:
    """Return the headings of a sheet, each with a pointer to its note if it has one."""
    numbers: Mapping[str, int] = {
        key: number for number, note in enumerate(notes, start=1) for key in note.columns
    }
    return [
        f"{heading} [note {numbers[column.key]}]" if column.key in numbers else heading
        for heading, column in zip(sheet.headings, sheet.columns, strict=True)
    ]
