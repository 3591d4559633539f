"""The letter about moved target dates: what was promised, what is promised now, and why."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from accountability.dates import show_day
from accountability.exporters.word.basis import Basis
from accountability.exporters.word.blocks import Block, Heading, Kind, Table
from accountability.exporters.word.cover import cover_end
from accountability.exporters.word.stages import NO_REASON
from accountability.exporters.word.words import (
    COLUMNS,
    day_words,
    is_answered,
    item_name,
    listed,
    plain_paragraph,
    title_of,
)
from accountability.findings import Finding
from accountability.jurisdictions import jurisdiction_of
from accountability.model import Commitment
from accountability.status import Status
from accountability.tables.entries import RowEntry, date_words

__all__ = ["in_letter", "letter_body", "letter_end", "letter_gaps", "moved"]

_COPIED_UNDER = "uk-pac"
"""Reports under this rule: a letter about their dates is copied to the Treasury."""


@frozen
class _Moved:
    """A promise of a row whose date moved, and nobody is recorded as told."""

    entry: RowEntry
    promise: Commitment


def moved(entries: tuple[RowEntry, ...]) -> list[_Moved]:
    """Return the promises whose last date is not their first, and that nobody was told of."""
    return [
        _Moved(entry, promise)
        for entry in entries
        for promise in entry.row.commitments
        if len(promise.dates) > 1 and not promise.dates[-1].told and not promise.dates[-1].told_on
    ]


def in_letter(entry: RowEntry) -> bool:
    """Tell whether a row belongs into a letter: its date has moved untold, or has passed."""
    if not is_answered(entry):
        return False
    return bool(moved((entry,))) or entry.status is Status.OVERDUE


def letter_gaps(entries: tuple[RowEntry, ...]) -> Iterator[Finding]:
    """Yield what keeps a letter from being sent: dates that moved without a reason."""
    for one in moved(entries):
        if not one.promise.dates[-1].reason.strip():
            yield NO_REASON.found(
                f"{item_name(one.entry)}: the date moved to "
                f"{date_words(one.promise.dates[-1].date)}, and no reason is given.",
                record=one.entry.row.about,
            )


def letter_body(basis: Basis) -> Iterator[Block]:
    """Say which dates moved, as a sentence and a table."""
    rows = moved(basis.entries)
    papers = listed([title_of(document) for document in basis.documents])
    given = [
        entry.row.given
        for entry in basis.entries
        if in_letter(entry) and entry.row.given is not None
    ]
    answered = list(dict.fromkeys(date_words(basis.filled.register.day_of(one)) for one in given))
    answered = [day for day in answered if day]
    when = f" of {listed(answered)}" if 0 < len(answered) < 3 else ""
    if not rows:
        yield plain_paragraph(
            f"{papers}: no target date of our response{when} has moved without your being told."
        )
        return
    yield plain_paragraph(
        f"{papers}. In our response{when} we gave target dates for the recommendations below. "
        "They have changed, for the reasons given."
    )
    yield Table(
        title="Target dates that have moved",
        description="One row for each promise: the first date, the new one, and why it moved.",
        headings=("Number", "Recommendation", "Original date", "New date", "Reason"),
        widths=(14, 28, 18, 18, 22),
        rows=tuple(
            (
                item_name(one.entry).rpartition(" ")[2],
                str(COLUMNS["text"].value(one.entry)),
                day_words(one.promise.dates[0].date),
                day_words(one.promise.dates[-1].date),
                one.promise.dates[-1].reason or "No reason is recorded yet",
            )
            for one in rows
        ),
    )


def letter_end(basis: Basis) -> Iterator[Block]:
    """Close the letter: who signs, who gets a copy, and, in a draft, what is asked for."""
    yield from cover_end(basis)
    if _is_copied(basis):
        yield plain_paragraph("Copied to: Treasury Officer of Accounts.")
    if not basis.is_final and any(in_letter(entry) for entry in basis.entries):
        yield Heading(level=1, text="Dates to confirm or to change")
        yield plain_paragraph(
            f"The date of each of these has moved or has passed on {show_day(basis.filled.as_of)}. "
            "Give the new date and the reason, or report it done.",
            Kind.BODY,
        )


def _is_copied(basis: Basis) -> bool:
    register = basis.filled.register
    for document in basis.documents:
        rules = jurisdiction_of(register, document, basis.context.jurisdiction)
        if any(rule.name == _COPIED_UNDER for rule in rules.rules_about(register, document)):
            return True
    return False
