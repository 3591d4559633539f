"""
The columns of each sheet, in reading order: one definition a field, for every format.

Number and status first, then what it is (text), who (responder), what was said (position, reply), what
was promised (target date): these go on paper together, so they stand together. Then the cells for
progress, then the reasons, then keys. A fact may be edited in one place only: dates
and progress stand in the row of the recommendation while there is at most one promise, else on the
sheet of commitments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accountability.model import (
    Implementation,
    Opinion,
    Position,
)
from accountability.tables import _cells as cells
from accountability.tables.columns import (
    Choice,
    Codec,
    Column,
    Day,
    Editor,
    Form,
    Names,
    Number,
    Words,
)
from accountability.tables.entries import (
    CommitmentEntry,
    DateEntry,
    RecordEntry,
    RowEntry,
    date_words,
    item_number,
    runs_out,
)
from accountability.vocabularies import Vocabulary, plain

__all__ = [
    "ASSESSMENTS",
    "COMMITMENTS",
    "DOCUMENTS",
    "EARLIER_ANSWERS",
    "NOTES",
    "ORGANISATIONS",
    "RECOMMENDATIONS",
    "TARGET_DATES",
    "UPDATES",
]

_WORDS, _DAY, _NUMBER, _NAMES = Words(), Day(), Number(), Names()


def _column(
    key: str,
    heading: str,
    width: int,
    value: Callable[[Any], Any],
    why_blank: str = "",
    *,
    codec: Codec[Any] = _WORDS,
    **more: Any,
) -> Column[Any, Any]:
    """Put a column together; the layouts below are read as a list, one column a line or two."""
    return Column(
        key=key,
        heading=heading,
        width=width,
        value=value,
        codec=codec,
        why_blank=why_blank,
        **more,
    )


def _positions(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Position)


def _progress(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Implementation)


def _opinions(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Opinion)


def _reporting(may_report: Callable[[Any], bool]) -> tuple[Column[Any, Any], ...]:
    """Return the columns in which progress is reported; they start empty and are only filled in."""
    return (
        _column(
            "progress",
            "Progress",
            26,
            lambda _entry: None,
            "nothing new has been reported in this file",
            codec=Choice(Implementation),
            editor=Editor.RESPONDER,
            open=may_report,
            prompt="Where it stands on {as_of}.",
            choices=_progress,
        ),
        _column(
            "progress_words",
            "Progress in words",
            60,
            lambda _entry: "",
            "nothing new has been reported in this file",
            editor=Editor.RESPONDER,
            open=may_report,
            prompt="What has been done since the last report.",
        ),
        _column(
            "completed_on",
            "Completion date",
            20,
            lambda _entry: "",
            "nothing new has been reported in this file",
            editor=Editor.RESPONDER,
            open=may_report,
            prompt="The day the work was finished, not the day it was reported.",
        ),
        _column(
            "evidence",
            "Evidence",
            40,
            lambda _entry: "",
            "nothing new has been reported in this file",
            editor=Editor.RESPONDER,
            open=may_report,
            prompt="Title and address, or where it is kept.",
        ),
    )


RECOMMENDATIONS: tuple[Column[RowEntry, Any], ...] = (
    _column("number", "Number", 12, lambda entry: item_number(entry.item), printed=True),
    _column("need", "What we need from you", 24, lambda entry: entry.what_is_needed, printed=True),
    _column(
        "status",
        "Status on {as_of}",
        24,
        lambda entry: plain(entry.status) if entry.status else "",
        "not a recommendation we hold",
        printed=True,
    ),
    _column("text", "Recommendation", 70, cells.text, printed=True),
    _column(
        "responder",
        "Who answers",
        26,
        cells.responder,
        "nobody has been named",
        editor=Editor.KEEPER,
        open=cells.is_unallotted,
        prompt="One name, or several with semicolons between them.",
        printed=True,
    ),
    _column(
        "position",
        "Position",
        24,
        cells.position,
        "no answer yet",
        codec=Choice(Position),
        editor=Editor.RESPONDER,
        open=cells.takes_answer,
        prompt="Choose one. If part of it is refused, say which part in the reply.",
        choices=_positions,
        printed=True,
    ),
    _column(
        "reply",
        "Reply",
        80,
        cells.reply,
        "no answer yet",
        editor=Editor.RESPONDER,
        open=cells.takes_answer,
        prompt="The answer as the recommender should read it.",
        printed=True,
    ),
    _column(
        "target_date",
        "Target date",
        24,
        cells.target,
        "no date was given",
        editor=Editor.RESPONDER,
        open=cells.takes_date,
        prompt="Day, month, season or year. If already done, leave this and set Progress to Implemented.",
        printed=True,
    ),
    _column(
        "runs_out",
        "Runs out on",
        18,
        cells.target_runs_out,
        "no date, or one that cannot be dated",
        codec=_DAY,
        form=Form.DAY,
    ),
    _column(
        "date_reason",
        "Reason for the date",
        40,
        cells.reason,
        "no reason was given",
        editor=Editor.RESPONDER,
        open=cells.takes_date,
        prompt="Why this date can be kept, or why it has moved.",
    ),
    *_reporting(cells.takes_date),
    _column("standing", "Draft or given", 20, lambda entry: entry.standing, "no answer yet"),
    _column("why", "Why", 60, lambda entry: entry.why),
    _column(
        "due",
        "Response due",
        18,
        lambda entry: entry.due,
        "no deadline is known",
        codec=_DAY,
        form=Form.DAY,
    ),
    _column("conclusion", "Conclusion it follows", 50, cells.conclusion, "no conclusion is named"),
    _column(
        "prepared_by",
        "Prepared by",
        26,
        cells.prepared_by,
        "no team has been named",
        codec=_NAMES,
        editor=Editor.KEEPER,
        open=cells.takes_answer,
        prompt="The team that writes the answer first, then those who help, with semicolons between.",
    ),
    _column("stage", "Stage", 18, cells.stage, "not begun"),
    _column(
        "stage_day", "Stage reached on", 20, cells.stage_day, "not begun, or the day is not known"
    ),
    _column("stage_by", "By (role)", 24, cells.stage_by, "no role is recorded"),
    _column(
        "view",
        "{recommender}'s view",
        26,
        cells.opinion,
        "no view is recorded",
        codec=Choice(Opinion),
        editor=Editor.RECOMMENDER,
        open=cells.takes_answer,
        prompt="Choose what the {recommender} makes of the answer.",
        choices=_opinions,
    ),
    _column(
        "view_words",
        "{recommender}'s comment",
        50,
        cells.opinion_words,
        "no comment is recorded",
        editor=Editor.RECOMMENDER,
        open=cells.takes_answer,
        prompt="In the {recommender}'s own words.",
    ),
    _column("item", "Item (leave as it is)", 40, cells.item_id, form=Form.KEY),
    _column("key", "Row key (leave as it is)", 40, lambda entry: entry.key, form=Form.KEY),
)


COMMITMENTS: tuple[Column[CommitmentEntry, Any], ...] = (
    _column(
        "number", "Number", 12, lambda entry: entry.number, "serves no recommendation", printed=True
    ),
    _column("status", "Status on {as_of}", 24, lambda entry: plain(entry.status), printed=True),
    _column(
        "first_words",
        "Recommendation (first words)",
        40,
        lambda entry: entry.first_words,
        "serves no recommendation",
        printed=True,
    ),
    _column(
        "text",
        "Commitment",
        60,
        lambda entry: entry.commitment.text,
        "the date stands without a sentence",
        printed=True,
    ),
    _column("owner", "Owner", 26, cells.owners, "whoever answers", codec=_NAMES, printed=True),
    _column(
        "original",
        "Original target date",
        22,
        lambda entry: date_words(entry.original.date) if entry.original else "",
        "no date was given",
        printed=True,
    ),
    _column(
        "current",
        "Current target date",
        22,
        lambda entry: date_words(entry.current.date) if entry.current else "",
        "no date was given",
        printed=True,
    ),
    _column(
        "current_runs_out",
        "Current runs out on",
        18,
        lambda entry: runs_out(entry.current.date) if entry.current else None,
        "no date, or one that cannot be dated",
        codec=_DAY,
        form=Form.DAY,
        printed=True,
    ),
    _column(
        "new_date",
        "New target date",
        22,
        lambda _entry: "",
        "the date stands",
        editor=Editor.RESPONDER,
        open=cells.has_own_row,
        prompt="Only if the date moves: day, month, season or year. Dates already given stay.",
    ),
    _column(
        "new_reason",
        "Reason for moving it",
        40,
        lambda _entry: "",
        "the date stands",
        editor=Editor.RESPONDER,
        open=cells.has_own_row,
        prompt="Why the date moves.",
    ),
    *_reporting(cells.has_own_row),
    _column("why", "Why", 60, lambda entry: entry.why),
    _column("kind", "Kind of promise", 20, lambda entry: plain(entry.commitment.kind)),
    _column("condition", "Condition", 30, lambda entry: entry.commitment.condition, "none"),
    _column(
        "original_runs_out",
        "Original runs out on",
        18,
        lambda entry: runs_out(entry.original.date) if entry.original else None,
        "no date, or one that cannot be dated",
        codec=_DAY,
        form=Form.DAY,
    ),
    _column(
        "moved",
        "Times moved",
        10,
        lambda entry: max(len(entry.commitment.dates) - 1, 0),
        codec=_NUMBER,
        form=Form.NUMBER,
    ),
    _column(
        "told_on",
        "{recommender} told on",
        20,
        lambda entry: date_words(entry.current.told_on) if entry.current else "",
        "nobody is recorded as told",
    ),
    _column(
        "told", "Who was told", 30, cells.is_told_by, "nobody is recorded as told", codec=_NAMES
    ),
    _column("key", "Row key (leave as it is)", 40, lambda entry: entry.key, form=Form.KEY),
)


TARGET_DATES: tuple[Column[DateEntry, Any], ...] = (
    _column(
        "number", "Number", 12, lambda entry: entry.number, "serves no recommendation", printed=True
    ),
    _column(
        "text",
        "Commitment",
        60,
        lambda entry: entry.commitment.text,
        "the date stands without a sentence",
        printed=True,
    ),
    _column("which", "Which", 18, lambda entry: entry.which, printed=True),
    _column("date", "Date as given", 24, lambda entry: date_words(entry.target.date), printed=True),
    _column(
        "runs_out",
        "Runs out on",
        18,
        lambda entry: runs_out(entry.target.date),
        "cannot be dated",
        codec=_DAY,
        form=Form.DAY,
        printed=True,
    ),
    _column("set_on", "Set on", 20, lambda entry: date_words(entry.target.set_on), "not known"),
    _column(
        "reason",
        "Reason",
        60,
        lambda entry: entry.target.reason,
        "no reason was given",
        printed=True,
    ),
    _column(
        "told_on",
        "{recommender} told on",
        20,
        lambda entry: date_words(entry.target.told_on),
        "nobody is recorded as told",
    ),
    _column("key", "Commitment key", 40, lambda entry: entry.key, form=Form.KEY),
)


# --- Records as they are ---------------------------------------------------------------------------------


def _number_column(why_blank: str) -> Column[RecordEntry, Any]:
    return Column(
        key="number",
        heading="Number",
        width=12,
        value=lambda entry: entry.number,
        codec=_WORDS,
        why_blank=why_blank,
        printed=True,
    )


def _key_column(heading: str) -> Column[RecordEntry, Any]:
    return Column(
        key="key",
        heading=heading,
        width=40,
        value=lambda entry: entry.key,
        codec=_WORDS,
        form=Form.KEY,
    )


EARLIER_ANSWERS: tuple[Column[RecordEntry, Any], ...] = (
    _number_column("answers no held recommendation"),
    _column(
        "responder", "Who answers", 26, cells.name_of("responder"), "not recorded", printed=True
    ),
    _column("standing", "Draft or given", 18, cells.answer_standing, "not recorded", printed=True),
    _column("day", "Day", 20, cells.date_of("day"), "as its document"),
    _column(
        "position",
        "Position",
        24,
        cells.answer_position,
        "no position",
        codec=Choice(Position),
        printed=True,
    ),
    _column("reply", "Reply", 80, cells.field_of("text"), "no words of its own", printed=True),
    _key_column("Answer key"),
)

UPDATES: tuple[Column[RecordEntry, Any], ...] = (
    _number_column("about no held recommendation"),
    _column("about", "About", 50, cells.about, "not recorded", printed=True),
    _column("day", "Day", 20, cells.date_of("day"), "as its document", printed=True),
    _column(
        "reported_by", "Reported by", 26, cells.name_of("reported_by"), "not recorded", printed=True
    ),
    _column(
        "progress",
        "Progress",
        26,
        cells.word_of("implementation"),
        "words without a claim",
        printed=True,
    ),
    _column("printed_status", "As printed", 24, cells.field_of("printed_status"), "no status word"),
    _column("degree", "How far", 18, cells.field_of("degree"), "not said"),
    _column("text", "In their words", 60, cells.field_of("text"), "no words", printed=True),
    _column(
        "completed_on",
        "Completed on",
        20,
        cells.date_of("completed_on"),
        "not completed, or not said",
    ),
    _column(
        "assurance",
        "Who vouches for it",
        24,
        cells.word_of("assurance"),
        "not recorded",
        printed=True,
    ),
    _column("evidence", "Evidence", 40, cells.evidence, "none named"),
    _key_column("Update key"),
)

ASSESSMENTS: tuple[Column[RecordEntry, Any], ...] = (
    _number_column("about no held recommendation"),
    _column("about", "About", 50, cells.about, "not recorded", printed=True),
    _column("day", "Day", 20, cells.date_of("day"), "undated", printed=True),
    _column("by", "Whose view", 26, cells.name_of("by"), "not recorded", printed=True),
    _column("responder", "On whom", 26, cells.name_of("responder"), "everybody"),
    _column("printed_status", "As printed", 24, cells.field_of("printed_status"), "no status word"),
    _column(
        "position", "Position as they read it", 24, cells.word_of("position"), "none", printed=True
    ),
    _column("opinion", "Opinion", 26, cells.word_of("opinion"), "none", printed=True),
    _column("text", "In their words", 60, cells.field_of("text"), "no words", printed=True),
    _key_column("View key"),
)

NOTES: tuple[Column[RecordEntry, Any], ...] = (
    _number_column("about no held recommendation"),
    _column("about", "About", 50, cells.about, "not recorded", printed=True),
    _column("day", "Day", 20, cells.date_of("day"), "undated"),
    _column("by", "By", 26, cells.name_of("by"), "not said"),
    _column("text", "Note", 80, cells.field_of("text"), "empty", printed=True),
    _key_column("Note key"),
)

DOCUMENTS: tuple[Column[RecordEntry, Any], ...] = (
    _column("title", "Title", 60, cells.field_of("title"), "not recorded", printed=True),
    _column("kind", "Kind", 20, cells.word_of("kind"), "not recorded", printed=True),
    _column(
        "authors", "By", 30, cells.names_of("authors"), "not recorded", codec=_NAMES, printed=True
    ),
    _column(
        "reference", "Reference", 18, cells.field_of("reference"), "not recorded", printed=True
    ),
    _column("session", "Session", 16, cells.field_of("session"), "not recorded"),
    _column("published", "Published on", 20, cells.date_of("published"), "not known", printed=True),
    _column("received", "Received on", 20, cells.date_of("received"), "not known", printed=True),
    _column("url", "Address", 40, cells.field_of("url"), "not recorded"),
    _column("extra", "Other lines of the source", 60, cells.extra, "none"),
    _key_column("Document key"),
)

ORGANISATIONS: tuple[Column[RecordEntry, Any], ...] = (
    _column("name", "Name", 40, cells.field_of("name"), "not recorded", printed=True),
    _column("kind", "Kind", 20, cells.word_of("kind"), "not recorded", printed=True),
    _column("other_names", "Other names", 40, cells.field_of("other_names"), "none", codec=_NAMES),
    _column(
        "part_of",
        "Part of",
        30,
        cells.name_of("part_of"),
        "nothing larger is recorded",
        printed=True,
    ),
    _column("until", "Ended on", 20, cells.date_of("until"), "still there"),
    _key_column("Organisation key"),
)
