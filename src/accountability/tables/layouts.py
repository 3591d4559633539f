"""
The columns of each sheet, in reading order: one definition a field, for every format.

Number and status first, then what it is (text), who (responder), what was said (position, reply), what
was promised (target date): these go on paper together, so they stand together. Then the cells for
progress, then the reasons, then keys. A fact may be edited in one place only: dates
and progress stand in the row of the recommendation while there is at most one promise, else on the
sheet of commitments.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from accountability.model import (
    Assessment,
    Document,
    Implementation,
    Item,
    LinkKind,
    Note,
    Opinion,
    Organisation,
    Position,
    Response,
    Update,
)
from accountability.model.records import Record
from accountability.tables.columns import (
    Choice,
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
    furthest_step,
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
_SEE_COMMITMENTS = "see Commitments"
_CONCLUSION_SHOWN = 400


def _positions(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Position)


def _progress(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Implementation)


def _opinions(vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.choices_of(Opinion)


# --- Recommendations: what is read from a row ---------------------------------------------------------


def _text(entry: RowEntry) -> str:
    item = entry.item
    if item is None:
        document = entry.register.find(Document, entry.row.about)
        return document.title if document else f"{entry.row.about} (not held)"
    return item.text or item.title


def _conclusion(entry: RowEntry) -> str:
    if entry.item is None:
        return ""
    held = (
        entry.register.find(Item, link.to)
        for link in entry.item.links
        if link.kind is LinkKind.FOLLOWS_FROM
    )
    return "\n".join(
        f"{before.label}. {before.text}" if before.label else before.text
        for before in held
        if before
    )


def _responder(entry: RowEntry) -> str:
    return entry.register.name_of(entry.row.responder)


def _prepared_by(entry: RowEntry) -> tuple[str, ...]:
    prepared = entry.shown.prepared_by if entry.shown else ()
    return tuple(entry.register.name_of(team) for team in prepared)


def _position(entry: RowEntry) -> Position | str | None:
    return entry.shown.position if entry.shown else None


def _reply(entry: RowEntry) -> str:
    shown = entry.shown
    if shown is None:
        return ""
    if shown.text or not shown.refers_to:
        return shown.text
    return f"see {_pointed(entry, shown)}"


def _pointed(entry: RowEntry, shown: Response) -> str:
    """Name the row whose words this one shares, as a reader would look for it."""
    names = []
    for pointed in shown.refers_to:
        held = entry.register.get(pointed)
        if isinstance(held, Response):
            item = entry.register.find(Item, held.answers)
            names.append(f"{item_number(item)} / {entry.register.name_of(held.responder)}")
        elif isinstance(held, Item):
            names.append(item_number(held))
        else:
            names.append(pointed)
    return "; ".join(names)


def _target(entry: RowEntry) -> str:
    promises = entry.row.commitments
    if len(promises) > 1:
        return _SEE_COMMITMENTS
    if entry.single is None or not entry.single.dates:
        return ""
    return date_words(entry.single.dates[-1].date)


def _target_runs_out(entry: RowEntry) -> dt.date | None:
    days = [
        day
        for promise in entry.row.commitments
        if promise.dates and (day := runs_out(promise.dates[-1].date)) is not None
    ]
    return min((day for day in days if day >= entry.as_of), default=max(days, default=None))


def _reason(entry: RowEntry) -> str:
    if len(entry.row.commitments) > 1:
        return _SEE_COMMITMENTS
    return entry.single.dates[-1].reason if entry.single and entry.single.dates else ""


def _stage(entry: RowEntry) -> str:
    step = furthest_step(entry.shown)
    return plain(step[0]) if step else ""


def _stage_day(entry: RowEntry) -> str:
    step = furthest_step(entry.shown)
    return date_words(step[1]) if step else ""


def _stage_by(entry: RowEntry) -> str:
    step = furthest_step(entry.shown)
    return step[2] if step else ""


def _views(entry: RowEntry) -> tuple[Assessment, ...]:
    """Return what the recommender itself thinks of this answer, oldest first."""
    item = entry.item
    if item is None:
        return ()
    document = entry.register.find(Document, item.document)
    makers = set(item.made_by or (document.authors if document else ()))
    seen = (
        *entry.register.assessments_of(item.id),
        *entry.register.assessments_of(entry.key),
    )
    return tuple(
        view for view in seen if view.by in makers and view.responder in {None, entry.row.responder}
    )


def _opinion(entry: RowEntry) -> Opinion | str | None:
    return next((view.opinion for view in reversed(_views(entry)) if view.opinion), None)


def _opinion_words(entry: RowEntry) -> str:
    return next((view.text for view in reversed(_views(entry)) if view.text), "")


def _takes_answer(entry: RowEntry) -> bool:
    return not entry.row.heading and entry.row.responder is not None


def _is_unallotted(entry: RowEntry) -> bool:
    return entry.row.responder is None and not entry.row.heading


def _takes_date(entry: RowEntry) -> bool:
    return _takes_answer(entry) and len(entry.row.commitments) <= 1


def _item_id(entry: RowEntry) -> str:
    return entry.row.about


RECOMMENDATIONS: tuple[Column[RowEntry, Any], ...] = (
    Column(
        key="number",
        heading="Number",
        width=12,
        value=lambda entry: item_number(entry.item),
        codec=_WORDS,
        printed=True,
    ),
    Column(
        key="need",
        heading="What we need from you",
        width=24,
        value=lambda entry: entry.what_is_needed,
        codec=_WORDS,
        printed=True,
    ),
    Column(
        key="status",
        heading="Status on {as_of}",
        width=24,
        value=lambda entry: plain(entry.status) if entry.status else "",
        codec=_WORDS,
        why_blank="not a recommendation we hold",
        printed=True,
    ),
    Column(
        key="text",
        heading="Recommendation",
        width=70,
        value=_text,
        codec=_WORDS,
        printed=True,
    ),
    Column(
        key="responder",
        heading="Who answers",
        width=26,
        value=_responder,
        codec=_WORDS,
        editor=Editor.KEEPER,
        open=_is_unallotted,
        prompt="One name, or several with semicolons between them.",
        why_blank="nobody has been named",
        printed=True,
    ),
    Column(
        key="position",
        heading="Position",
        width=24,
        value=_position,
        codec=Choice(Position),
        editor=Editor.RESPONDER,
        open=_takes_answer,
        prompt="Choose one. If part of it is refused, say which part in the reply.",
        choices=_positions,
        why_blank="no answer yet",
        printed=True,
    ),
    Column(
        key="reply",
        heading="Reply",
        width=80,
        value=_reply,
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_takes_answer,
        prompt="The answer as the recommender should read it.",
        why_blank="no answer yet",
        printed=True,
    ),
    Column(
        key="target_date",
        heading="Target date",
        width=24,
        value=_target,
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_takes_date,
        prompt=(
            "Day, month, season or year. If already done, leave this and set Progress to Implemented."
        ),
        why_blank="no date was given",
        printed=True,
    ),
    Column(
        key="runs_out",
        heading="Runs out on",
        width=18,
        value=_target_runs_out,
        codec=_DAY,
        form=Form.DAY,
        why_blank="no date, or one that cannot be dated",
    ),
    Column(
        key="date_reason",
        heading="Reason for the date",
        width=40,
        value=_reason,
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_takes_date,
        prompt="Why this date can be kept, or why it has moved.",
        why_blank="no reason was given",
    ),
    Column(
        key="progress",
        heading="Progress",
        width=26,
        value=lambda _entry: None,
        codec=Choice(Implementation),
        editor=Editor.RESPONDER,
        open=_takes_date,
        prompt="Where it stands on {as_of}.",
        choices=_progress,
        why_blank="nothing new has been reported in this file",
    ),
    Column(
        key="progress_words",
        heading="Progress in words",
        width=60,
        value=lambda _entry: "",
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_takes_date,
        prompt="What has been done since the last report.",
        why_blank="nothing new has been reported in this file",
    ),
    Column(
        key="completed_on",
        heading="Completion date",
        width=20,
        value=lambda _entry: "",
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_takes_date,
        prompt="The day the work was finished, not the day it was reported.",
        why_blank="nothing new has been reported in this file",
    ),
    Column(
        key="evidence",
        heading="Evidence",
        width=40,
        value=lambda _entry: "",
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_takes_date,
        prompt="Title and address, or where it is kept.",
        why_blank="nothing new has been reported in this file",
    ),
    Column(
        key="standing",
        heading="Draft or given",
        width=20,
        value=lambda entry: entry.standing,
        codec=_WORDS,
        why_blank="no answer yet",
    ),
    Column(key="why", heading="Why", width=60, value=lambda entry: entry.why, codec=_WORDS),
    Column(
        key="due",
        heading="Response due",
        width=18,
        value=lambda entry: entry.due,
        codec=_DAY,
        form=Form.DAY,
        why_blank="no deadline is known",
    ),
    Column(
        key="conclusion",
        heading="Conclusion it follows",
        width=50,
        value=_conclusion,
        codec=_WORDS,
        why_blank="no conclusion is named",
    ),
    Column(
        key="prepared_by",
        heading="Prepared by",
        width=26,
        value=_prepared_by,
        codec=_NAMES,
        editor=Editor.KEEPER,
        open=_takes_answer,
        prompt="The team that writes the answer first, then those who help, with semicolons between.",
        why_blank="no team has been named",
    ),
    Column(
        key="stage",
        heading="Stage",
        width=18,
        value=_stage,
        codec=_WORDS,
        why_blank="not begun",
    ),
    Column(
        key="stage_day",
        heading="Stage reached on",
        width=20,
        value=_stage_day,
        codec=_WORDS,
        why_blank="not begun, or the day is not known",
    ),
    Column(
        key="stage_by",
        heading="By (role)",
        width=24,
        value=_stage_by,
        codec=_WORDS,
        why_blank="no role is recorded",
    ),
    Column(
        key="view",
        heading="{recommender}'s view",
        width=26,
        value=_opinion,
        codec=Choice(Opinion),
        editor=Editor.RECOMMENDER,
        open=_takes_answer,
        prompt="Choose what the {recommender} makes of the answer.",
        choices=_opinions,
        why_blank="no view is recorded",
    ),
    Column(
        key="view_words",
        heading="{recommender}'s comment",
        width=50,
        value=_opinion_words,
        codec=_WORDS,
        editor=Editor.RECOMMENDER,
        open=_takes_answer,
        prompt="In the {recommender}'s own words.",
        why_blank="no comment is recorded",
    ),
    Column(
        key="item",
        heading="Item (leave as it is)",
        width=40,
        value=_item_id,
        codec=_WORDS,
        form=Form.KEY,
    ),
    Column(
        key="key",
        heading="Row key (leave as it is)",
        width=40,
        value=lambda entry: entry.key,
        codec=_WORDS,
        form=Form.KEY,
    ),
)


# --- Commitments ---------------------------------------------------------------------------------------


def _owners(entry: CommitmentEntry) -> tuple[str, ...]:
    return tuple(entry.register.name_of(owner) for owner in entry.commitment.owners)


def _is_told_by(entry: CommitmentEntry) -> tuple[str, ...]:
    return (
        tuple(entry.register.name_of(told) for told in entry.current.told) if entry.current else ()
    )


def _has_own_row(entry: CommitmentEntry) -> bool:
    return entry.edited_here


COMMITMENTS: tuple[Column[CommitmentEntry, Any], ...] = (
    Column(
        key="number",
        heading="Number",
        width=12,
        value=lambda entry: entry.number,
        codec=_WORDS,
        why_blank="serves no recommendation",
        printed=True,
    ),
    Column(
        key="status",
        heading="Status on {as_of}",
        width=24,
        value=lambda entry: plain(entry.status),
        codec=_WORDS,
        printed=True,
    ),
    Column(
        key="first_words",
        heading="Recommendation (first words)",
        width=40,
        value=lambda entry: entry.first_words,
        codec=_WORDS,
        why_blank="serves no recommendation",
        printed=True,
    ),
    Column(
        key="text",
        heading="Commitment",
        width=60,
        value=lambda entry: entry.commitment.text,
        codec=_WORDS,
        why_blank="the date stands without a sentence",
        printed=True,
    ),
    Column(
        key="owner",
        heading="Owner",
        width=26,
        value=_owners,
        codec=_NAMES,
        why_blank="whoever answers",
        printed=True,
    ),
    Column(
        key="original",
        heading="Original target date",
        width=22,
        value=lambda entry: date_words(entry.original.date) if entry.original else "",
        codec=_WORDS,
        why_blank="no date was given",
        printed=True,
    ),
    Column(
        key="current",
        heading="Current target date",
        width=22,
        value=lambda entry: date_words(entry.current.date) if entry.current else "",
        codec=_WORDS,
        why_blank="no date was given",
        printed=True,
    ),
    Column(
        key="current_runs_out",
        heading="Current runs out on",
        width=18,
        value=lambda entry: runs_out(entry.current.date) if entry.current else None,
        codec=_DAY,
        form=Form.DAY,
        why_blank="no date, or one that cannot be dated",
        printed=True,
    ),
    Column(
        key="new_date",
        heading="New target date",
        width=22,
        value=lambda _entry: "",
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_has_own_row,
        prompt="Only if the date moves: day, month, season or year. Dates already given stay.",
        why_blank="the date stands",
    ),
    Column(
        key="new_reason",
        heading="Reason for moving it",
        width=40,
        value=lambda _entry: "",
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_has_own_row,
        prompt="Why the date moves.",
        why_blank="the date stands",
    ),
    Column(
        key="progress",
        heading="Progress",
        width=26,
        value=lambda _entry: None,
        codec=Choice(Implementation),
        editor=Editor.RESPONDER,
        open=_has_own_row,
        prompt="Where it stands on {as_of}.",
        choices=_progress,
        why_blank="nothing new has been reported in this file",
    ),
    Column(
        key="progress_words",
        heading="Progress in words",
        width=60,
        value=lambda _entry: "",
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_has_own_row,
        prompt="What has been done since the last report.",
        why_blank="nothing new has been reported in this file",
    ),
    Column(
        key="completed_on",
        heading="Completion date",
        width=20,
        value=lambda _entry: "",
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_has_own_row,
        prompt="The day the work was finished, not the day it was reported.",
        why_blank="nothing new has been reported in this file",
    ),
    Column(
        key="evidence",
        heading="Evidence",
        width=40,
        value=lambda _entry: "",
        codec=_WORDS,
        editor=Editor.RESPONDER,
        open=_has_own_row,
        prompt="Title and address, or where it is kept.",
        why_blank="nothing new has been reported in this file",
    ),
    Column(key="why", heading="Why", width=60, value=lambda entry: entry.why, codec=_WORDS),
    Column(
        key="kind",
        heading="Kind of promise",
        width=20,
        value=lambda entry: plain(entry.commitment.kind),
        codec=_WORDS,
    ),
    Column(
        key="condition",
        heading="Condition",
        width=30,
        value=lambda entry: entry.commitment.condition,
        codec=_WORDS,
        why_blank="none",
    ),
    Column(
        key="original_runs_out",
        heading="Original runs out on",
        width=18,
        value=lambda entry: runs_out(entry.original.date) if entry.original else None,
        codec=_DAY,
        form=Form.DAY,
        why_blank="no date, or one that cannot be dated",
    ),
    Column(
        key="moved",
        heading="Times moved",
        width=10,
        value=lambda entry: max(len(entry.commitment.dates) - 1, 0),
        codec=_NUMBER,
        form=Form.NUMBER,
    ),
    Column(
        key="told_on",
        heading="{recommender} told on",
        width=20,
        value=lambda entry: date_words(entry.current.told_on) if entry.current else "",
        codec=_WORDS,
        why_blank="nobody is recorded as told",
    ),
    Column(
        key="told",
        heading="Who was told",
        width=30,
        value=_is_told_by,
        codec=_NAMES,
        why_blank="nobody is recorded as told",
    ),
    Column(
        key="key",
        heading="Row key (leave as it is)",
        width=40,
        value=lambda entry: entry.key,
        codec=_WORDS,
        form=Form.KEY,
    ),
)


TARGET_DATES: tuple[Column[DateEntry, Any], ...] = (
    Column(
        key="number",
        heading="Number",
        width=12,
        value=lambda entry: entry.number,
        codec=_WORDS,
        why_blank="serves no recommendation",
        printed=True,
    ),
    Column(
        key="text",
        heading="Commitment",
        width=60,
        value=lambda entry: entry.commitment.text,
        codec=_WORDS,
        why_blank="the date stands without a sentence",
        printed=True,
    ),
    Column(
        key="which",
        heading="Which",
        width=18,
        value=lambda entry: entry.which,
        codec=_WORDS,
        printed=True,
    ),
    Column(
        key="date",
        heading="Date as given",
        width=24,
        value=lambda entry: date_words(entry.target.date),
        codec=_WORDS,
        printed=True,
    ),
    Column(
        key="runs_out",
        heading="Runs out on",
        width=18,
        value=lambda entry: runs_out(entry.target.date),
        codec=_DAY,
        form=Form.DAY,
        why_blank="cannot be dated",
        printed=True,
    ),
    Column(
        key="set_on",
        heading="Set on",
        width=20,
        value=lambda entry: date_words(entry.target.set_on),
        codec=_WORDS,
        why_blank="not known",
    ),
    Column(
        key="reason",
        heading="Reason",
        width=60,
        value=lambda entry: entry.target.reason,
        codec=_WORDS,
        why_blank="no reason was given",
        printed=True,
    ),
    Column(
        key="told_on",
        heading="{recommender} told on",
        width=20,
        value=lambda entry: date_words(entry.target.told_on),
        codec=_WORDS,
        why_blank="nobody is recorded as told",
    ),
    Column(
        key="key",
        heading="Commitment key",
        width=40,
        value=lambda entry: entry.key,
        codec=_WORDS,
        form=Form.KEY,
    ),
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


def _name(field: str) -> Any:
    return lambda entry: entry.register.name_of(getattr(entry.record, field))


def _names(field: str) -> Any:
    return lambda entry: tuple(
        entry.register.name_of(name) for name in getattr(entry.record, field)
    )


def _date(field: str) -> Any:
    return lambda entry: date_words(getattr(entry.record, field))


def _plain(field: str) -> Any:
    def show(entry: RecordEntry) -> str:
        member = getattr(entry.record, field)
        return plain(member) if member is not None else ""

    return show


def _field(field: str) -> Any:
    return lambda entry: getattr(entry.record, field)


def _column(
    key: str,
    heading: str,
    width: int,
    value: Any,
    why_blank: str = "not recorded",
    **more: Any,
) -> Column[RecordEntry, Any]:
    codec = more.pop("codec", _WORDS)
    return Column(
        key=key,
        heading=heading,
        width=width,
        value=value,
        codec=codec,
        why_blank=why_blank,
        **more,
    )


def _evidence(entry: RecordEntry) -> str:
    return "\n".join(
        " ".join(part for part in (source.words, source.place) if part)
        for source in cast("Update", entry.record).evidence
    )


def _answer_position(entry: RecordEntry) -> Position | None:
    return cast("Response", entry.record).position


def _answer_standing(entry: RecordEntry) -> str:
    response = cast("Response", entry.record)
    return "Given" if entry.register.is_given(response) else "Draft"


def _extra(entry: RecordEntry) -> str:
    return "\n".join(f"{heading}: {value}" for heading, value in getattr(entry.record, "extra", ()))


EARLIER_ANSWERS: tuple[Column[RecordEntry, Any], ...] = (
    _number_column("answers no held recommendation"),
    _column("responder", "Who answers", 26, _name("responder"), printed=True),
    _column("standing", "Draft or given", 18, _answer_standing, printed=True),
    _column("day", "Day", 20, _date("day"), "as its document"),
    _column(
        "position",
        "Position",
        24,
        _answer_position,
        "no position",
        codec=Choice(Position),
        printed=True,
    ),
    _column("reply", "Reply", 80, _field("text"), "no words of its own", printed=True),
    _key_column("Answer key"),
)

UPDATES: tuple[Column[RecordEntry, Any], ...] = (
    _number_column("about no held recommendation"),
    _column("about", "About", 50, lambda entry: _about(entry), printed=True),  # noqa: PLW0108  defined below
    _column("day", "Day", 20, _date("day"), "as its document", printed=True),
    _column("reported_by", "Reported by", 26, _name("reported_by"), printed=True),
    _column(
        "progress", "Progress", 26, _plain("implementation"), "words without a claim", printed=True
    ),
    _column("printed_status", "As printed", 24, _field("printed_status"), "no status word"),
    _column("degree", "How far", 18, _field("degree"), "not said"),
    _column("text", "In their words", 60, _field("text"), "no words", printed=True),
    _column(
        "completed_on", "Completed on", 20, _date("completed_on"), "not completed, or not said"
    ),
    _column("assurance", "Who vouches for it", 24, _plain("assurance"), printed=True),
    _column("evidence", "Evidence", 40, _evidence, "none named"),
    _key_column("Update key"),
)

ASSESSMENTS: tuple[Column[RecordEntry, Any], ...] = (
    _number_column("about no held recommendation"),
    _column("about", "About", 50, lambda entry: _about(entry), printed=True),  # noqa: PLW0108  defined below
    _column("day", "Day", 20, _date("day"), "undated", printed=True),
    _column("by", "Whose view", 26, _name("by"), printed=True),
    _column("responder", "On whom", 26, _name("responder"), "everybody"),
    _column("printed_status", "As printed", 24, _field("printed_status"), "no status word"),
    _column("position", "Position as they read it", 24, _plain("position"), "none", printed=True),
    _column("opinion", "Opinion", 26, _plain("opinion"), "none", printed=True),
    _column("text", "In their words", 60, _field("text"), "no words", printed=True),
    _key_column("View key"),
)

NOTES: tuple[Column[RecordEntry, Any], ...] = (
    _number_column("about no held recommendation"),
    _column("about", "About", 50, lambda entry: _about(entry), printed=True),  # noqa: PLW0108  defined below
    _column("day", "Day", 20, _date("day"), "undated"),
    _column("by", "By", 26, _name("by"), "not said"),
    _column("text", "Note", 80, _field("text"), "empty", printed=True),
    _key_column("Note key"),
)

DOCUMENTS: tuple[Column[RecordEntry, Any], ...] = (
    _column("title", "Title", 60, _field("title"), printed=True),
    _column("kind", "Kind", 20, _plain("kind"), printed=True),
    _column("authors", "By", 30, _names("authors"), codec=_NAMES, printed=True),
    _column("reference", "Reference", 18, _field("reference"), printed=True),
    _column("session", "Session", 16, _field("session")),
    _column("published", "Published on", 20, _date("published"), "not known", printed=True),
    _column("received", "Received on", 20, _date("received"), "not known", printed=True),
    _column("url", "Address", 40, _field("url")),
    _column("extra", "Other lines of the source", 60, _extra, "none"),
    _key_column("Document key"),
)

ORGANISATIONS: tuple[Column[RecordEntry, Any], ...] = (
    _column("name", "Name", 40, _field("name"), printed=True),
    _column("kind", "Kind", 20, _plain("kind"), printed=True),
    _column("other_names", "Other names", 40, _field("other_names"), "none", codec=_NAMES),
    _column("part_of", "Part of", 30, _name("part_of"), "nothing larger is recorded", printed=True),
    _column("until", "Ended on", 20, _date("until"), "still there"),
    _key_column("Organisation key"),
)


def _about(entry: RecordEntry) -> str:
    """Say what a record is about in words a reader knows, cut for a reference, never for a record."""
    about = cast("Update | Assessment | Note", entry.record).about
    held: Record | None = entry.register.get(about)
    match held:
        case Item():
            words = held.title or held.text
        case Organisation():
            words = held.name
        case Document():
            words = held.title
        case Response():
            words = f"Answer by {entry.register.name_of(held.responder)}"
        case None:
            words = about
        case _:
            words = str(getattr(held, "text", "")) or about
    limit = _CONCLUSION_SHOWN
    return words if len(words) <= limit else f"{words[:limit].rstrip()}…"
