"""By what facts and promises are known again: by what they say, never by their ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator

from accountability.dates import AnyDate, PartialDate
from accountability.model import Assessment, Collection, Commitment, Note, Update, Waiver
from accountability.text import fold

__all__ = [
    "assessment_key",
    "collection_key",
    "dated_pairs",
    "note_key",
    "single_day",
    "update_key",
    "waiver_key",
    "with_words",
]


def single_day(date: AnyDate | None) -> dt.date | None:
    return (date.latest or date.earliest) if isinstance(date, PartialDate) else None


def with_words(promises: Iterable[Commitment]) -> list[tuple[Commitment, str]]:
    return [(promise, promise.text) for promise in promises]


def dated_pairs(
    new: Iterable[tuple[Commitment, str]], held: Iterable[tuple[Commitment, str]]
) -> Iterator[tuple[Commitment, Commitment]]:
    """Pair a date without a sentence with the promise of that date; two without either with each other."""
    left = dict(enumerate(held))
    for promise, words in new:
        date = _first_date(promise)
        for at, (candidate, text) in left.items():
            one_is_bare = not words.strip() or not text.strip()
            both_are_bare = not words.strip() and not text.strip()
            if _first_date(candidate) == date and (one_is_bare if date else both_are_bare):
                del left[at]
                yield promise, candidate
                break


def _first_date(promise: Commitment) -> str:
    return fold(str(promise.dates[0].date)) if promise.dates else ""


def update_key(update: Update) -> Hashable:
    said = (update.implementation, fold(update.printed_status), fold(update.text))
    return (update.about, update.reported_by, update.responder, update.degree, *said)


def assessment_key(view: Assessment) -> Hashable:
    said = (view.position, view.opinion, fold(view.printed_status), fold(view.text))
    return (view.about, view.by, view.responder, *said)


def note_key(note: Note) -> Hashable:
    return (note.about, note.by, fold(note.text))


def waiver_key(waiver: Waiver) -> Hashable:
    return (waiver.rule, waiver.record, waiver.reason)


def collection_key(collection: Collection) -> Hashable:
    return (collection.file, collection.digest)
