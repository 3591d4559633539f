"""
Words that changed places: somebody sorted the columns to be filled in, and left the keys where they were.

Each such cell says what was sent in another row, and that row does not say it any more. Who gives two
recommendations the same answer leaves the first as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from accountability.findings import Place
from accountability.merge import Change, Digest, shown, stamp_of
from accountability.tables._judging_case import Case
from accountability.tables._judging_kinds import WORDS_OF_ANOTHER
from accountability.tables.columns import Words
from accountability.tables.known import COLUMNS, FILLED_IN, heading_of

__all__ = ["OF_WORDS", "in_dispute_if_sorted", "in_doubt"]

_SAYS_SOMETHING = 20
"""Characters of words that do not come again in another row by themselves."""

_NAMED = 3
"""Cells that a message names."""

OF_WORDS = {
    f"row:{key}": heading_of(column)
    for sheet in sorted(FILLED_IN)
    for key, column in COLUMNS[sheet].items()
    if isinstance(column.codec, Words)
}
"""Headings of the columns in which people say something in their own words, by field."""


def in_doubt(change: Change, why: str) -> Change:
    """Return a change that fits no value, so that nobody makes it without a person, and say why."""
    known = change.start.why if isinstance(change.start, Digest) else ""
    return evolve(change, start=Digest("", why=f"{known}; {why}" if known else why))


def in_dispute_if_sorted(case: Case, changes: Sequence[Change]) -> list[Change]:
    """Return changes; those of rows whose words changed places with others' fit nothing."""
    parted: dict[str, str] = {}
    for field, moved in _moved(changes).items():
        cells = ", ".join(_cell(one.place) for one in moved[:_NAMED] if one.place)
        more = f" and {len(moved) - _NAMED:,} more" if len(moved) > _NAMED else ""
        why = (
            f"{OF_WORDS[field]} says in {len(moved):,} rows what was sent in others ({cells}{more}), as if "
            "it had been sorted without the keys"
        )
        case.say(
            WORDS_OF_ANOTHER,
            f"{why}; what was filled in in these rows is in dispute",
            moved[0].place or Place(file=case.returned.file),
        )
        for one in moved:
            parted.setdefault(one.record, why)
    return [in_doubt(one, parted[one.record]) if one.record in parted else one for one in changes]


def _moved(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """Return the changes to words that another row was sent with and has lost, by field."""
    words = [one for one in changes if one.field in OF_WORDS]
    lost: dict[tuple[str, str], set[str]] = {}
    for one in words:
        lost.setdefault((one.field or "", _letters(one.start)), set()).add(one.record)
    found: dict[str, list[Change]] = {}
    for one in words:
        if len(shown(one.new)) >= _SAYS_SOMETHING:
            others = lost.get((one.field or "", stamp_of(one.new)), set()) - {one.record}
            if others:
                found.setdefault(one.field or "", []).append(one)
    return {field: moved for field, moved in found.items() if len({*_records(moved)}) > 1}


def _records(changes: Sequence[Change]) -> Iterator[str]:
    return (one.record for one in changes)


def _letters(start: object) -> str:
    return start.letters if isinstance(start, Digest) else stamp_of(start)


def _cell(place: Place | None) -> str:
    return (place.at if place else "").rpartition("!")[2]
