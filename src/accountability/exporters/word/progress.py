"""The progress report: status at one date and at another, then what was reported between them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from accountability.dates import PartialDate, show_day
from accountability.exporters.word.basis import Basis
from accountability.exporters.word.blocks import Block, Kind, Look, Paragraph, Run, Table
from accountability.exporters.word.words import (
    counted,
    day_words,
    item_name,
    listed,
    takes_no_answer,
    words_for,
)
from accountability.model import Register, Update
from accountability.status import Status
from accountability.tables.entries import RowEntry, date_words
from accountability.vocabularies import plain

__all__ = ["half_a_year_before", "news", "progress_table", "reported"]


def half_a_year_before(day: dt.date) -> dt.date:
    """Return the day six calendar months earlier; the last of its month where there is none."""
    year, month = (day.year, day.month - 6) if day.month > 6 else (day.year - 1, day.month + 6)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month, min(day.day, last))
        except ValueError:
            continue
    return dt.date(year, month, 28)


@frozen
class _Standing:
    """What a row's status was on the earlier day, and is now."""

    before: str
    now: str


def progress_table(basis: Basis, entries: list[RowEntry]) -> Iterator[Block]:
    """Show how many stand where, and a row for each answer with its two statuses and dates."""
    asked = [entry for entry in entries if not takes_no_answer(entry)]
    if not asked or basis.earlier is None:
        return
    yield Paragraph(kind=Kind.BODY, runs=(Run(_count(asked)),))
    yield Table(
        title="Status at two dates",
        description="One row for each recommendation and each body that answers it.",
        headings=(
            "Number",
            f"Status at {show_day(basis.earlier.as_of)}",
            f"Status at {show_day(basis.filled.as_of)}",
            "Original target date",
            "Revised target date",
        ),
        widths=(17, 21, 21, 21, 20),
        rows=tuple(_row(basis, entry, asked) for entry in asked),
    )


def _count(entries: list[RowEntry]) -> str:
    one, several = words_for(entries)
    items: dict[str, Status | None] = {}
    for entry in entries:
        items[entry.row.about] = entry.verdict.status if entry.verdict else entry.status
    tally = Counter(plain(status).lower() for status in items.values() if status)
    held = listed([f"{count} {words}" for words, count in tally.items()])
    return f"{counted(len(items), one, several)}: {held}."


def _row(basis: Basis, entry: RowEntry, entries: list[RowEntry]) -> tuple[str, ...]:
    standing = _standing(basis, entry)
    label = entry.item.label.strip().rstrip(".") if entry.item else ""
    name = label or item_name(entry)  # a long word does not fit into a narrow column
    if sum(one.row.about == entry.row.about for one in entries) > 1:
        name = f"{name}, {entry.register.name_of(entry.row.responder)}"
    first = "; ".join(day_words(one.dates[0].date) for one in entry.row.commitments if one.dates)
    last = "; ".join(
        day_words(one.dates[-1].date) for one in entry.row.commitments if len(one.dates) > 1
    )
    return (name, standing.before, standing.now, first or "No date given", last or "None given")


def _standing(basis: Basis, entry: RowEntry) -> _Standing:
    # A row is not there under its key if another record had that one on the earlier day.
    held = basis.rows_before.get(entry.key)
    before, now = held.status if held else None, entry.status
    return _Standing(
        before=plain(before) if before else "Not held", now=plain(now) if now else "Not held"
    )


def news(register: Register, entry: RowEntry, since: dt.date) -> tuple[Update, ...]:
    """
    Return what was reported about a row after *since*, oldest first.

    *register* is that of a tracker, which holds nothing that was reported after its day.
    """
    about = (entry.row.about, *(promise.id for promise in entry.row.commitments))
    found: list[tuple[dt.date, Update]] = []
    for update in (one for record in about for one in register.updates_on(record)):
        if update.responder not in {None, entry.row.responder}:
            continue
        day = register.day_of(update)
        last = (day.latest or day.earliest) if isinstance(day, PartialDate) else None
        if last is not None and last > since:
            found.append((last, update))
    return tuple(update for _, update in sorted(found, key=lambda pair: pair[0]))


def reported(basis: Basis, entry: RowEntry) -> Iterator[Block]:
    """Show what was reported about a row since the earlier day."""
    if basis.earlier is None:
        return
    register = basis.filled.register
    since = basis.earlier.as_of
    told = news(register, entry, since)
    for update in told:
        who = register.name_of(update.reported_by)
        lead = f"Reported {date_words(register.day_of(update))} by {who}: "
        parts = [plain(update.implementation)] if update.implementation else []
        if update.completed_on is not None:
            parts.append(f"completed {date_words(update.completed_on)}")
        words = f"{', '.join(parts)}. " if parts else ""
        yield Paragraph(kind=Kind.BODY, runs=(Run(lead, Look.QUIET), Run(f"{words}{update.text}")))
    if not told and not takes_no_answer(entry):
        yield Paragraph(
            kind=Kind.BODY, runs=(Run(f"Nothing was reported after {show_day(since)}."),)
        )
