"""
Whose words a row shows, found where they may have parted from the key that stands beside them.

Somebody sorts, or pastes, a range that leaves out the key columns: every reply then stands beside the key
of another row. The words that are for reading tell: they went where the reply went.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import define

from accountability.tables._judging_case import Case, words_of
from accountability.tables._judging_sides import Held, HeldRow, Side
from accountability.tables.entries import date_words, number_words
from accountability.tables.returned import ReturnedRow
from accountability.text import clean, fold

__all__ = ["Unseen", "Whose", "looks", "looks_held"]

_READ: Mapping[str, tuple[str, ...]] = {
    "Recommendations": ("number", "text", "responder"),
    "Commitments": ("number", "text", "original"),
}
"""Cells for reading by which a person knows a row; the first two say which rows come into question."""

_KEYED = 2


def looks_held(entry: HeldRow) -> tuple[str, str, str]:
    """Return number, words and who answers, as a row of the recommendations shows them."""
    item = entry.item
    return (
        number_words(item),
        (item.text or item.title) if item else "",
        entry.register.name_of(entry.row.responder),
    )


@define
class Whose:
    """
    Knows rows by their words.

    Attributes:
        sides: What the copy would show now, and what it showed, if that was kept.
    """

    sides: tuple[Side, ...]

    def others(self, row: ReturnedRow) -> tuple[str, ...]:
        """Return the keys of the rows whose words these are, where they are another row's; () if not."""
        says = tuple(fold(clean(_text(row, key)).text) for key in _READ[row.sheet])
        item = _text(row, "item").strip()

        def like(key: str) -> tuple[int, bool]:
            """Say how many of the words a row has; between equals the id of its item decides."""
            held = tuple(self._of(row.sheet, key))
            return max(
                ((_alike(says, one), one[_ITEM] == item != "") for one in held), default=_NOT
            )

        own = like(row.key)
        if own[0] == sum(map(bool, says)):
            return ()
        candidates = {
            key
            for at, word in enumerate(says[:_KEYED])
            if word
            for key in self._by_word.get((row.sheet, at, word), ())
        }
        if not any(says[:_KEYED]) and item:
            candidates.update(self._by_word.get((row.sheet, _ITEM, item), ()))
        likes = {key: like(key) for key in candidates if key != row.key}
        best = max(likes.values(), default=own)
        found = [key for key, one in likes.items() if one == best] if best > own else []
        return tuple(sorted(found))

    def _of(self, sheet: str, key: str) -> Iterator[tuple[str, str, str, str]]:
        for side in self.sides:
            entry = side.entry(sheet, key)
            if entry is not None:
                yield looks(side, entry)

    @cached_property
    def _by_word(self) -> dict[tuple[str, int, str], list[str]]:
        found: dict[tuple[str, int, str], list[str]] = {}
        for side in self.sides:
            rows = [("Recommendations", key) for key in side.rows]
            rows += [("Commitments", promise.id) for promise in side.seen.commitments]
            for sheet, key in rows:
                for held in self._of(sheet, key):
                    for at, word in enumerate(held):
                        keys = found.setdefault((sheet, at, word), [])
                        if word and key not in keys[-1:]:
                            keys.append(key)
        return found


@define
class Unseen:
    """
    Knows the rows that did not come back by their words.

    Attributes:
        case: The file.
    """

    case: Case

    def like(self, row: ReturnedRow) -> str:
        """Return the key of the one row that did not come back and shows the same words; "" if none."""
        if row.sheet == "Commitments":
            looks: tuple[str, ...] = (fold(words_of(row, "text")),)
        else:
            looks = tuple(fold(words_of(row, key)) for key in _READ["Recommendations"])
        found = self._unseen.get((row.sheet, *looks), [])
        return found[0] if len(found) == 1 else ""

    @cached_property
    def _unseen(self) -> dict[tuple[str, ...], list[str]]:
        now = self.case.now
        back = {(row.sheet, row.key) for row in self.case.returned.rows}
        found: dict[tuple[str, ...], list[str]] = {}
        for key in now.rows:
            entry = now.entry("Recommendations", key)
            if isinstance(entry, HeldRow) and ("Recommendations", key) not in back:
                looks = looks_held(entry)
                found.setdefault(("Recommendations", *map(fold, looks)), []).append(key)
        for promise in now.seen.commitments:
            if ("Commitments", promise.id) not in back:
                found.setdefault(("Commitments", fold(promise.text)), []).append(promise.id)
        return found


_ITEM = 3
_NOT = (0, False)


def _text(row: ReturnedRow, key: str) -> str:
    cell = row.cells.get(key)
    return cell.text if cell is not None else ""


def looks(side: Side, entry: Held) -> tuple[str, str, str, str]:
    """Return the words by which a row is known, folded, and the id of its item."""
    if isinstance(entry, HeldRow):
        number, text, who = map(fold, looks_held(entry))
        return number, text, who, entry.item.id if entry.item else ""
    promise = entry.commitment
    first = date_words(promise.dates[0].date) if promise.dates else ""
    return fold(number_words(side.item_of(promise))), fold(promise.text), fold(first), ""


def _alike(says: tuple[str, ...], held: tuple[str, ...]) -> int:
    return sum(bool(one) and one == other for one, other in zip(says, held, strict=False))
