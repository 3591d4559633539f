"""
What stands in a cell: for each column the fact, worked out from the row.

Kept apart from `layouts`, so that the list of columns reads as a list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import cast

from accountability.merge.cells import last_opinion, last_words, makers_of, pointer_words
from accountability.model import (
    Assessment,
    Document,
    DocumentKind,
    Item,
    LinkKind,
    Note,
    Opinion,
    Organisation,
    Position,
    Record,
    Response,
    Update,
)
from accountability.tables.entries import (
    CommitmentEntry,
    DateEntry,
    Entry,
    RecordEntry,
    RowEntry,
    date_words,
    number_words,
    runs_out,
)
from accountability.vocabularies import plain

_SEE_COMMITMENTS = "see Commitments"
"""A date and its reason stand on that sheet where there are several."""

_SEE_RECOMMENDATIONS = "see Recommendations"
"""The one promise of a row is reported on, and moved, in that row."""

_WORDS_OF_A_REFERENCE = 400
"""How much of a text is quoted to say what another record is about; the text itself stands elsewhere."""


def _names(entry: Entry, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of organisations; most cells name none."""
    return tuple([entry.register.name_of(one) for one in ids]) if ids else ()


# --- Recommendations: what is read from a row ---------------------------------------------------------


def number(entry: RowEntry) -> str:
    return number_words(entry.item)


def report(entry: RowEntry) -> str:
    named = entry.item.document if entry.item else entry.row.about
    document = entry.register.find(Document, named)
    if document is None:
        return ""
    reference = f" ({document.reference})" if document.reference else ""
    return f"{document.title}{reference}"


def text(entry: RowEntry) -> str:
    item = entry.item
    if item is None:
        document = entry.register.find(Document, entry.row.about)
        return document.title if document else f"{entry.row.about} (not held)"
    return item.text or item.title


def conclusion(entry: RowEntry) -> str:
    item = entry.item
    if item is None or not item.links:
        return ""
    held = [
        entry.register.find(Item, link.to)
        for link in item.links
        if link.kind is LinkKind.FOLLOWS_FROM
    ]
    return "\n".join(
        [
            f"{before.label}. {before.text}" if before.label else before.text
            for before in held
            if before
        ]
    )


def responder(entry: RowEntry) -> str:
    return entry.register.name_of(entry.row.responder)


def prepared_by(entry: RowEntry) -> tuple[str, ...]:
    return _names(entry, entry.shown.prepared_by if entry.shown else ())


def position(entry: RowEntry) -> Position | str | None:
    return entry.shown.position if entry.shown else None


def reply(entry: RowEntry) -> str:
    shown = entry.shown
    return (shown.text if shown else "") or pointer_words(entry.register, shown)


def reply_held(entry: RowEntry) -> str:
    """Return the words of the answer itself; where it has none, the cell says where they stand."""
    return entry.shown.text if entry.shown else ""


def target(entry: RowEntry) -> str:
    promises = entry.row.commitments
    if len(promises) > 1:
        return _SEE_COMMITMENTS
    dates = promises[0].dates if promises else ()
    return date_words(dates[-1].date) if dates else ""


def target_runs_out(entry: RowEntry) -> dt.date | None:
    promises = entry.row.commitments
    if not promises:
        return None
    days = [
        day
        for promise in promises
        if promise.dates and (day := runs_out(promise.dates[-1].date)) is not None
    ]
    if not days:
        return None
    still_to_come = [day for day in days if day >= entry.as_of]
    return min(still_to_come) if still_to_come else max(days)


def reason(entry: RowEntry) -> str:
    promises = entry.row.commitments
    if len(promises) > 1:
        return _SEE_COMMITMENTS
    dates = promises[0].dates if promises else ()
    return dates[-1].reason if dates else ""


def stage(entry: RowEntry) -> str:
    return plain(entry.step[0]) if entry.step else ""


def stage_day(entry: RowEntry) -> str:
    return date_words(entry.step[1]) if entry.step else ""


def stage_by(entry: RowEntry) -> str:
    return entry.step[2] if entry.step else ""


def opinion(entry: RowEntry) -> Opinion | None:
    return last_opinion(entry.views)


def opinion_words(entry: RowEntry) -> str:
    return last_words(entry.views) or ""


def takes_view(entry: RowEntry) -> bool:
    """Tell whether there is somebody whose view it could be, and a row for it to come back to."""
    if not (takes_answer(entry) and entry.held):
        return False
    return bool(makers_of(entry.register, entry.item, entry.row.about))


def takes_answer(entry: RowEntry) -> bool:
    return not entry.row.heading and entry.row.responder is not None


def is_unallotted(entry: RowEntry) -> bool:
    return entry.row.responder is None and not entry.row.heading


def takes_team(entry: RowEntry) -> bool:
    """Tell whether who prepares can be said: also in a row where who answers is yet to be named."""
    return takes_answer(entry) or is_unallotted(entry)


def takes_date(entry: RowEntry) -> bool:
    return len(entry.row.commitments) <= 1 and takes_answer(entry)


def reported_elsewhere(entry: RowEntry) -> str:
    """Say where progress is reported if not in this row; each fact is edited in one place."""
    # Most rows have one promise or none, and this is asked for every column of progress.
    several = len(entry.row.commitments) > 1
    return _SEE_COMMITMENTS if several and takes_answer(entry) else ""


def item_field(field: str) -> Callable[[RowEntry], object]:
    return lambda entry: "" if (item := entry.item) is None else getattr(item, field)


def kind_of_item(entry: RowEntry) -> str:
    return plain(entry.item.kind) if entry.item else ""


def answer_id(entry: RowEntry) -> str:
    return entry.shown.id if entry.shown else ""


def item_id(entry: RowEntry) -> str:
    return entry.row.about


# --- Commitments ---------------------------------------------------------------------------------------


def owners(entry: CommitmentEntry) -> tuple[str, ...]:
    return _names(entry, entry.commitment.owners)


def is_told_by(entry: CommitmentEntry) -> tuple[str, ...]:
    return _names(entry, entry.current.told if entry.current else ())


def has_own_row(entry: CommitmentEntry) -> bool:
    return entry.edited_here


def kept_elsewhere(entry: CommitmentEntry) -> str:
    """Say where a promise is moved and reported on if not in this row."""
    return "" if entry.edited_here else _SEE_RECOMMENDATIONS


# --- Target dates ----------------------------------------------------------------------------------------


def date_is_told(entry: DateEntry) -> tuple[str, ...]:
    return _names(entry, entry.target.told)


def seen_in(entry: DateEntry) -> str:
    """Name the paper that first shows a date, and the place in it; a file that came back is none."""
    source = entry.target.source
    paper = entry.register.find(Document, source.document) if source else None
    if source is None or paper is None or paper.kind is DocumentKind.RETURN:
        return ""
    return ", ".join(part for part in (paper.title, source.place) if part)


def name_of(field: str) -> Callable[[RecordEntry], object]:
    return lambda entry: entry.register.name_of(getattr(entry.record, field))


def names_of(field: str) -> Callable[[RecordEntry], object]:
    return lambda entry: _names(entry, getattr(entry.record, field))


def date_of(field: str) -> Callable[[RecordEntry], object]:
    return lambda entry: date_words(getattr(entry.record, field))


def word_of(field: str) -> Callable[[RecordEntry], object]:
    def show(entry: RecordEntry) -> str:
        member = getattr(entry.record, field)
        return plain(member) if member is not None else ""

    return show


def field_of(field: str) -> Callable[[RecordEntry], object]:
    return lambda entry: getattr(entry.record, field)


def evidence(entry: RecordEntry) -> str:
    sources = cast("Update", entry.record).evidence
    return "\n".join([" ".join(filter(None, (source.words, source.place))) for source in sources])


def answer_position(entry: RecordEntry) -> Position | None:
    return cast("Response", entry.record).position


def answer_standing(entry: RecordEntry) -> str:
    response = cast("Response", entry.record)
    return "Given" if entry.register.is_given(response) else "Draft"


def how_many(field: str) -> Callable[[RecordEntry], object]:
    return lambda entry: str(len(getattr(entry.record, field)))


def extra(entry: RecordEntry) -> str:
    return "\n".join(f"{heading}: {value}" for heading, value in getattr(entry.record, "extra", ()))


def about(entry: RecordEntry) -> str:
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
    limit = _WORDS_OF_A_REFERENCE
    return words if len(words) <= limit else f"{words[:limit].rstrip()}…"
