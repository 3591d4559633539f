"""
The columns of each sheet, in reading order: one definition a field, for every format.

Number and status first, then what it is (text), who (responder), what was said (position, reply), what
was promised (target date): these go on paper together, so they stand together. Then the cells for
progress, then the reasons, then keys. A fact may be edited in one place only: dates
and progress stand in the row of the recommendation while there is at most one promise, else on the
sheet of commitments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve

from accountability.merge import cell_of
from accountability.model import Implementation, Opinion, Position
from accountability.tables import _cells as cells
from accountability.tables.columns import (
    LEAVE,
    Choice,
    Column,
    Day,
    Editor,
    Form,
    Names,
    Number,
    column,
)
from accountability.tables.entries import (
    REPLY_WIDTH,
    WIDE_REPLY,
    CommitmentEntry,
    RowEntry,
    begins,
    date_words,
    runs_out,
)
from accountability.tables.visible import Profile
from accountability.vocabularies import Vocabulary, plain

__all__ = [
    "COMMITMENTS",
    "RECOMMENDATIONS",
    "RECOMMENDATIONS_OF_SEVERAL",
    "takes_new_rows",
    "with_wide_replies",
]

_DAY, _NUMBER, _NAMES = Day(), Number(), Names()

_TAKE_NEW_ROWS = {
    "Recommendations": frozenset({Profile.KEEPER}),
    "Commitments": frozenset({Profile.KEEPER, Profile.RESPONDER}),
}


def takes_new_rows(name: str, profile: Profile) -> bool:
    """
    Tell whether a row that is typed below the table becomes a record.

    The keeper adds recommendations; whoever answers adds promises. Nobody promises for somebody else.

    Args:
        name: Of the sheet.

        profile: Whose copy it is.
    """
    return profile in _TAKE_NEW_ROWS.get(name, ())


def _positions(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Position)


def _progress(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Implementation)


def _opinions(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Opinion)


def _reporting(
    may_report: Callable[[Any], bool], elsewhere: Callable[[Any], str]
) -> tuple[Column[Any, Any], ...]:
    """
    Return the columns in which progress is reported; they start empty and are only filled in.

    Args:
        may_report: Whether this is the row for it.

        elsewhere: Which sheet is, where this row is not; "" where none is.
    """
    return (
        column(
            "progress",
            "Progress",
            26,
            lambda entry: elsewhere(entry) or None,
            "nothing new has been reported in this file",
            codec=Choice(Implementation),
            editor=Editor.RESPONDER,
            open=may_report,
            prompt="Where it stands on {as_of}.",
            choices=_progress,
        ),
        column(
            "progress_words",
            "Progress in words",
            60,
            elsewhere,
            "nothing new has been reported in this file",
            editor=Editor.RESPONDER,
            open=may_report,
            prompt="What has been done since the last report.",
        ),
        column(
            "completed_on",
            "Completion date",
            20,
            elsewhere,
            "nothing new has been reported in this file",
            editor=Editor.RESPONDER,
            open=may_report,
            prompt="The day the work was finished, not the day it was reported.",
        ),
        column(
            "evidence",
            "Evidence",
            40,
            elsewhere,
            "nothing new has been reported in this file",
            editor=Editor.RESPONDER,
            open=may_report,
            prompt="Title and address, or where it is kept.",
        ),
    )


RECOMMENDATIONS: tuple[Column[RowEntry, Any], ...] = (
    column("number", "Number", 13, cells.number, printed=True),
    column("need", "{need}", 22, lambda entry: entry.what_is_needed, printed=True),
    column(
        "status",
        "Status on {as_of}",
        20,
        lambda entry: plain(entry.status) if entry.status else "",
        "not a recommendation we hold",
        printed=True,
    ),
    column(
        "text", "Recommendation", 58, cells.text, "printed without words of its own", printed=True
    ),
    column(
        "responder",
        "Who answers",
        22,
        cells.responder,
        "nobody has been named",
        editor=Editor.KEEPER,
        open=cells.is_unallotted,
        prompt="One name, or several with semicolons between them.",
        printed=True,
    ),
    column(
        "position",
        "Position",
        20,
        cells.position,
        "no answer",
        codec=Choice(Position),
        editor=Editor.RESPONDER,
        open=cells.takes_answer,
        prompt="Choose one. If part of it is refused, say which part in the reply.",
        choices=_positions,
        printed=True,
    ),
    column(
        "reply",
        "Reply",
        REPLY_WIDTH,
        cells.reply,
        "no answer",
        editor=Editor.RESPONDER,
        open=cells.takes_answer,
        stands_for=cells.reply_held,
        prompt="The answer as the recommender should read it.",
        printed=True,
    ),
    column(
        "long",
        "Longer than its row",
        22,
        lambda entry: entry.too_long,
        "everything is seen",
        printed=True,
    ),
    column(
        "target_date",
        "Target date",
        20,
        cells.target,
        "no date was given",
        editor=Editor.RESPONDER,
        open=cells.takes_date,
        prompt='Day, month, season or year. If already done, leave this and report it as "Implemented".',
        printed=True,
    ),
    column(
        "runs_out",
        "Runs out on",
        20,
        cells.target_runs_out,
        "no date, or one that cannot be dated",
        codec=_DAY,
        form=Form.DAY,
    ),
    column(
        "date_reason",
        "Reason for the date",
        40,
        cells.reason,
        "no reason is recorded",
        editor=Editor.RESPONDER,
        open=cells.takes_date,
        prompt="Why this date can be kept, or why it has moved.",
    ),
    *_reporting(cells.takes_date, cells.reported_elsewhere),
    column("standing", "Draft or given", 20, lambda entry: entry.standing, "no answer"),
    column("why", "Why", 80, lambda entry: entry.why),
    column(
        "due",
        "Response due",
        18,
        lambda entry: entry.due,
        "no deadline is known",
        codec=_DAY,
        form=Form.DAY,
    ),
    column("report", "Report", 40, cells.report, "not held"),
    column("conclusion", "Conclusion it follows", 60, cells.conclusion, "no conclusion is named"),
    column(
        "prepared_by",
        "Prepared by",
        26,
        cells.prepared_by,
        "no team has been named",
        codec=_NAMES,
        editor=Editor.KEEPER,
        open=cells.takes_team,
        prompt="The team that writes the answer first, then those who help, with semicolons between.",
    ),
    column("stage", "Stage", 18, cells.stage, "not begun"),
    column(
        "stage_day", "Stage reached on", 20, cells.stage_day, "not begun, or the day is not known"
    ),
    column("stage_by", "By (role)", 24, cells.stage_by, "no role is recorded"),
    column(
        "view",
        "{recommender}'s view",
        26,
        cells.opinion,
        "no view is recorded",
        codec=Choice(Opinion),
        editor=Editor.RECOMMENDER,
        open=cells.takes_view,
        prompt="Choose what the {recommender} makes of the answer.",
        choices=_opinions,
    ),
    column(
        "view_words",
        "{recommender}'s comment",
        50,
        cells.opinion_words,
        "no comment is recorded",
        editor=Editor.RECOMMENDER,
        open=cells.takes_view,
        prompt="In the {recommender}'s own words.",
    ),
    column("kind_of_item", "Kind of item", 20, cells.kind_of_item, "not held"),
    column("title", "Short title", 40, cells.item_field("title"), "it has none"),
    column("section", "Section", 30, cells.item_field("section"), "none is named"),
    column(
        "answer",
        f"Answer shown{LEAVE}",
        60,
        cells.answer_id,
        "no answer",
        form=Form.KEY,
    ),
    column("item", f"Item{LEAVE}", 60, cells.item_id, form=Form.KEY),
    column("key", f"Row key{LEAVE}", 60, lambda entry: entry.key, form=Form.KEY),
)


_NARROWER = {"report": 20, "text": 44, "responder": 19}
"""Widths that leave room for the report on paper: at 12 point no column more would be legible."""


def _naming_reports(
    columns: tuple[Column[RowEntry, Any], ...],
) -> Iterator[Column[RowEntry, Any]]:
    """Put the report right after the number, on paper, too."""
    by_key = {column.key: column for column in columns}
    for key in ("number", "report", *(key for key in by_key if key not in {"number", "report"})):
        one = by_key[key]
        yield evolve(
            one, width=_NARROWER.get(key, one.width), printed=one.printed or key == "report"
        )


RECOMMENDATIONS_OF_SEVERAL = tuple(_naming_reports(RECOMMENDATIONS))
"""The same where there is more than one report: numbers begin anew in each, so each row names its own."""


def with_wide_replies(
    columns: tuple[Column[RowEntry, Any], ...],
) -> tuple[Column[RowEntry, Any], ...]:
    """Return the same columns with wide replies, on as much paper: the recommendation gives way."""
    more = WIDE_REPLY - REPLY_WIDTH
    change = {"reply": more, "text": -more}
    return tuple(evolve(one, width=one.width + change.get(one.key, 0)) for one in columns)


COMMITMENTS: tuple[Column[CommitmentEntry, Any], ...] = (
    column(
        "number", "Number", 13, lambda entry: entry.number, "serves no recommendation", printed=True
    ),
    column("status", "Status on {as_of}", 20, lambda entry: plain(entry.status), printed=True),
    column(
        "first_words",
        "Recommendation (first words)",
        40,
        lambda entry: entry.first_words,
        "serves no recommendation",
        printed=True,
    ),
    column(
        "text",
        "Commitment",
        60,
        lambda entry: entry.commitment.text,
        "the date stands without a sentence",
        printed=True,
    ),
    column("owner", "Owner", 26, cells.owners, "whoever answers", codec=_NAMES, printed=True),
    column(
        "original",
        "Original target date",
        22,
        lambda entry: date_words(entry.original.date) if entry.original else "",
        "no date was given",
        printed=True,
    ),
    column(
        "current",
        "Current target date",
        22,
        lambda entry: date_words(entry.current.date) if entry.current else "",
        "no date was given",
        printed=True,
    ),
    column(
        "current_runs_out",
        "Current runs out on",
        18,
        lambda entry: runs_out(entry.current.date) if entry.current else None,
        "no date, or one that cannot be dated",
        codec=_DAY,
        form=Form.DAY,
        printed=True,
    ),
    column(
        "new_date",
        "New target date",
        22,
        cells.kept_elsewhere,
        "the date stands",
        editor=Editor.RESPONDER,
        open=cells.has_own_row,
        stands_for=lambda entry: cell_of(entry.register, entry.commitment, "new_date"),
        begins_empty=True,
        prompt="Only if the date moves: day, month, season or year. Dates already given stay.",
    ),
    column(
        "new_reason",
        "Reason for moving it",
        40,
        cells.kept_elsewhere,
        "the date stands",
        editor=Editor.RESPONDER,
        open=cells.has_own_row,
        prompt="Why the date moves.",
    ),
    *_reporting(cells.has_own_row, cells.kept_elsewhere),
    column("why", "Why", 80, lambda entry: entry.why),
    column("kind", "Kind of promise", 20, lambda entry: plain(entry.commitment.kind)),
    column("condition", "Condition", 30, lambda entry: entry.commitment.condition, "none"),
    column(
        "original_from",
        "Original begins on",
        18,
        lambda entry: begins(entry.original.date) if entry.original else None,
        "no date, or one without a beginning",
        codec=_DAY,
        form=Form.DAY,
    ),
    column(
        "original_runs_out",
        "Original runs out on",
        18,
        lambda entry: runs_out(entry.original.date) if entry.original else None,
        "no date, or one that cannot be dated",
        codec=_DAY,
        form=Form.DAY,
    ),
    column(
        "current_from",
        "Current begins on",
        18,
        lambda entry: begins(entry.current.date) if entry.current else None,
        "no date, or one without a beginning",
        codec=_DAY,
        form=Form.DAY,
    ),
    column(
        "moved",
        "Times moved",
        10,
        lambda entry: max(len(entry.commitment.dates) - 1, 0),
        codec=_NUMBER,
        form=Form.NUMBER,
    ),
    column(
        "told_on",
        "{recommender} told on",
        20,
        lambda entry: date_words(entry.current.told_on) if entry.current else "",
        "nobody is recorded as told",
    ),
    column(
        "told", "Who was told", 30, cells.is_told_by, "nobody is recorded as told", codec=_NAMES
    ),
    column("key", f"Row key{LEAVE}", 60, lambda entry: entry.key, form=Form.KEY),
)
