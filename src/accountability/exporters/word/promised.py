"""What was promised, as a form shows it: for reading, or with the fields of a promise below it."""

from __future__ import annotations

from collections.abc import Iterator

from accountability.dates import show_day
from accountability.exporters.word.basis import Basis
from accountability.exporters.word.blocks import (
    Answer,
    Block,
    Heading,
    Kind,
    Look,
    Paragraph,
    Run,
)
from accountability.exporters.word.words import item_name, promise_runs
from accountability.tables.entries import CommitmentEntry, RowEntry, date_words
from accountability.vocabularies import plain

__all__ = ["asked_of_promises", "promised", "rows_of_promises"]


def promised(basis: Basis, entry: RowEntry) -> Iterator[Block]:
    """Show what was promised, where neither fields nor the reply say it."""
    reply = basis.filled.register.text_of(entry.shown) if entry.shown else ""
    asked = {promise.key for promise in basis.promises.of(entry)}
    for promise in entry.row.commitments:
        if promise.id in asked:
            continue
        held = basis.promises.entries.get(promise.id)
        if entry.key in basis.several and held is not None:
            runs = (*_told(held), *_asked_elsewhere(basis, entry, held))
            yield Paragraph(kind=Kind.DETAILS, runs=runs)
        elif entry.key in basis.several or (promise.text and promise.text not in reply):
            dated = entry.key in basis.several
            yield Paragraph(kind=Kind.DETAILS, runs=tuple(promise_runs(promise, dated=dated)))


def asked_of_promises(basis: Basis, entry: RowEntry) -> Iterator[Block]:
    """Show each promise that has fields of its own, under a heading that no other of its report has."""
    for name, promise in _named(basis, entry):
        yield Heading(level=3, text=name)
        yield Paragraph(kind=Kind.DETAILS, runs=tuple(_told(promise)), keep=True)
        yield _answer(basis, promise)


def rows_of_promises(
    basis: Basis, entry: RowEntry
) -> Iterator[tuple[tuple[Paragraph | Answer, ...], ...]]:
    """Show the same in a table: a row for each promise."""
    for name, promise in _named(basis, entry):
        yield (
            (Paragraph(kind=Kind.CELL, runs=(Run(name, Look.STRONG),)),),
            (Paragraph(kind=Kind.CELL, runs=tuple(_told(promise))),),
            (_answer(basis, promise),),
        )


def _named(basis: Basis, entry: RowEntry) -> Iterator[tuple[str, CommitmentEntry]]:
    asked = basis.promises.of(entry)
    if not asked:
        return
    name = item_name(entry)
    if basis.rows_about[entry.row.about] > 1:
        name = f"{name}, {basis.filled.register.name_of(entry.row.responder)}"
    # Those that are not asked about count, too, so that a promise keeps its number.
    held = [promise.id for promise in entry.row.commitments]
    for promise in asked:
        yield f"{name}, promise {held.index(promise.key) + 1}", promise


def _answer(basis: Basis, promise: CommitmentEntry) -> Answer:
    check = basis.promises.check(promise)
    return Answer(
        key=promise.key,
        fields=basis.promise_fields(promise),
        reference=f"Reference for returning this promise: {promise.key} · {check} (please leave)",
    )


def _told(promise: CommitmentEntry) -> Iterator[Run]:
    """Say what was promised and when, by when it is due, and how it stands."""
    register, held = promise.register, promise.commitment
    if register.is_draft(held):
        yield from promise_runs(held, dated=True, when=" in the draft")
        return
    day = register.day_of(held)
    yield from promise_runs(held, dated=True, when=f" on {date_words(day)}" if day else "")
    yield Run(f"\nStatus on {show_day(promise.as_of)}: ", Look.QUIET)
    yield Run(f"{plain(promise.status)}.")


def _asked_elsewhere(basis: Basis, entry: RowEntry, promise: CommitmentEntry) -> Iterator[Run]:
    home = basis.promises.homes.get(promise.key)
    if home is not None and home.key != entry.key:
        name = item_name(home)
        yield Run(f"\nIt is asked about under {name[:1].lower()}{name[1:]}.")
