"""
The columns of the sheets that show records as they are: for reading, most of them in the keeper's copy.

Each ends with the record's own key, so that everything the register holds can be found.
"""

from __future__ import annotations

from typing import Any

from accountability.model import Position
from accountability.tables import _cells as cells
from accountability.tables.columns import Choice, Column, Day, Form, Names, column, printed_first
from accountability.tables.entries import DateEntry, RecordEntry, begins, date_words, runs_out

__all__ = [
    "ASSESSMENTS",
    "COLLECTIONS",
    "DOCUMENTS",
    "NOTES",
    "ORGANISATIONS",
    "OTHER_ANSWERS",
    "TARGET_DATES",
    "UPDATES",
    "WAIVERS",
]

_NAMES = Names()


def _number_column(why_blank: str) -> Column[RecordEntry, Any]:
    return column("number", "Number", 13, lambda entry: entry.number, why_blank, printed=True)


def _key_column(heading: str) -> Column[RecordEntry, Any]:
    return column("key", heading, 40, lambda entry: entry.key, form=Form.KEY)


OTHER_ANSWERS: tuple[Column[RecordEntry, Any], ...] = printed_first(
    _number_column("answers no held recommendation"),
    column(
        "responder", "Who answers", 26, cells.name_of("responder"), "not recorded", printed=True
    ),
    column("standing", "Draft or given", 18, cells.answer_standing, "not recorded", printed=True),
    column("day", "Day", 20, cells.date_of("day"), "as its document"),
    column(
        "position",
        "Position",
        24,
        cells.answer_position,
        "no position",
        codec=Choice(Position),
        printed=True,
    ),
    column("reply", "Reply", 80, cells.field_of("text"), "no words of its own", printed=True),
    _key_column("Answer key"),
)

UPDATES: tuple[Column[RecordEntry, Any], ...] = printed_first(
    _number_column("about no held recommendation"),
    column("about", "About", 50, cells.about, "not recorded", printed=True),
    column("day", "Day", 20, cells.date_of("day"), "as its document", printed=True),
    column(
        "reported_by", "Reported by", 26, cells.name_of("reported_by"), "not recorded", printed=True
    ),
    column(
        "progress",
        "Progress",
        26,
        cells.word_of("implementation"),
        "words without a claim",
        printed=True,
    ),
    column("printed_status", "As printed", 24, cells.field_of("printed_status"), "no status word"),
    column("degree", "How far", 18, cells.field_of("degree"), "not said"),
    column("text", "In their words", 60, cells.field_of("text"), "no words", printed=True),
    column(
        "completed_on",
        "Completed on",
        20,
        cells.date_of("completed_on"),
        "not completed, or not said",
    ),
    column(
        "assurance",
        "Who vouches for it",
        24,
        cells.word_of("assurance"),
        "not recorded",
        printed=True,
    ),
    column("evidence", "Evidence", 40, cells.evidence, "none named"),
    _key_column("Update key"),
)

ASSESSMENTS: tuple[Column[RecordEntry, Any], ...] = printed_first(
    _number_column("about no held recommendation"),
    column("about", "About", 50, cells.about, "not recorded", printed=True),
    column("day", "Day", 20, cells.date_of("day"), "undated", printed=True),
    column("by", "Whose view", 26, cells.name_of("by"), "not recorded", printed=True),
    column("responder", "On whom", 26, cells.name_of("responder"), "everybody"),
    column("printed_status", "As printed", 24, cells.field_of("printed_status"), "no status word"),
    column(
        "position", "Position as they read it", 24, cells.word_of("position"), "none", printed=True
    ),
    column("opinion", "Opinion", 26, cells.word_of("opinion"), "none", printed=True),
    column("text", "In their words", 60, cells.field_of("text"), "no words", printed=True),
    _key_column("View key"),
)

NOTES: tuple[Column[RecordEntry, Any], ...] = printed_first(
    _number_column("about no held recommendation"),
    column("about", "About", 50, cells.about, "not recorded", printed=True),
    column("day", "Day", 20, cells.date_of("day"), "undated"),
    column("by", "By", 26, cells.name_of("by"), "not said"),
    column("text", "Note", 80, cells.field_of("text"), "empty", printed=True),
    _key_column("Note key"),
)

DOCUMENTS: tuple[Column[RecordEntry, Any], ...] = printed_first(
    column("title", "Title", 60, cells.field_of("title"), "not recorded", printed=True),
    column("kind", "Kind", 20, cells.word_of("kind"), "not recorded", printed=True),
    column(
        "authors", "By", 30, cells.names_of("authors"), "not recorded", codec=_NAMES, printed=True
    ),
    column("reference", "Reference", 18, cells.field_of("reference"), "not recorded", printed=True),
    column("session", "Session", 16, cells.field_of("session"), "not recorded"),
    column("published", "Published on", 20, cells.date_of("published"), "not known", printed=True),
    column("received", "Received on", 20, cells.date_of("received"), "not known", printed=True),
    column("url", "Address", 40, cells.field_of("url"), "not recorded"),
    column("extra", "Other lines of the source", 60, cells.extra, "none"),
    _key_column("Document key"),
)

ORGANISATIONS: tuple[Column[RecordEntry, Any], ...] = printed_first(
    column("name", "Name", 40, cells.field_of("name"), "not recorded", printed=True),
    column("kind", "Kind", 20, cells.word_of("kind"), "not recorded", printed=True),
    column("other_names", "Other names", 40, cells.field_of("other_names"), "none", codec=_NAMES),
    column(
        "part_of",
        "Part of",
        30,
        cells.name_of("part_of"),
        "nothing larger is recorded",
        printed=True,
    ),
    column("until", "Ended on", 20, cells.date_of("until"), "still there"),
    _key_column("Organisation key"),
)

WAIVERS: tuple[Column[RecordEntry, Any], ...] = (
    column("rule", "Rule", 12, cells.field_of("rule"), printed=True),
    column("record", "About record", 50, cells.field_of("record"), printed=True),
    column("reason", "Reason", 70, cells.field_of("reason"), printed=True),
    column("until", "Until", 20, cells.date_of("until"), "for good", printed=True),
    _key_column("Waiver key"),
)

COLLECTIONS: tuple[Column[RecordEntry, Any], ...] = (
    column("day", "Day", 20, cells.date_of("day"), printed=True),
    column("file", "File", 50, cells.field_of("file"), printed=True),
    column("applied", "Cells taken over", 18, cells.how_many("applied"), printed=True),
    column("digest", "Digest of the file", 60, cells.field_of("digest"), form=Form.KEY),
    _key_column("Collection key"),
)

TARGET_DATES: tuple[Column[DateEntry, Any], ...] = printed_first(
    column(
        "number", "Number", 13, lambda entry: entry.number, "serves no recommendation", printed=True
    ),
    column(
        "text",
        "Commitment",
        60,
        lambda entry: entry.commitment.text,
        "the date stands without a sentence",
        printed=True,
    ),
    column("which", "Which", 18, lambda entry: entry.which, printed=True),
    column("date", "Date as given", 24, lambda entry: date_words(entry.target.date), printed=True),
    column(
        "runs_out",
        "Runs out on",
        20,
        lambda entry: runs_out(entry.target.date),
        "cannot be dated",
        codec=Day(),
        form=Form.DAY,
        printed=True,
    ),
    column(
        "begins",
        "Begins on",
        18,
        lambda entry: begins(entry.target.date),
        "cannot be dated, or has no beginning",
        codec=Day(),
        form=Form.DAY,
    ),
    column("set_on", "Set on", 20, lambda entry: date_words(entry.target.set_on), "not known"),
    column(
        "reason",
        "Reason",
        60,
        lambda entry: entry.target.reason,
        "no reason is recorded",
        printed=True,
    ),
    column(
        "told_on",
        "{recommender} told on",
        20,
        lambda entry: date_words(entry.target.told_on),
        "nobody is recorded as told",
    ),
    column(
        "told", "Who was told", 30, cells.date_is_told, "nobody is recorded as told", codec=_NAMES
    ),
    column("seen_in", "First seen in", 40, cells.seen_in, "not recorded"),
    column("key", "Commitment key", 40, lambda entry: entry.key, form=Form.KEY),
)
