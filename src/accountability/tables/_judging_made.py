"""
Rows that somebody made of one of ours: copied with its key, or typed over, to say something else.

The key says which row it was, and number and words say that it is that row no more. What was filled in
belongs to a new row where the copy takes such rows; else nobody knows what it belongs to. Who mends a
letter in a cell for reading has not made another row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import cached_property

from attrs import define, evolve

from accountability.merge import stamp_of
from accountability.tables._judging_case import Case, words_of
from accountability.tables._judging_whose import looks
from accountability.tables.known import COLUMNS, FILLED_IN
from accountability.tables.layouts import takes_new_rows
from accountability.tables.returned import ReturnedRow
from accountability.text import clean, fold

__all__ = ["Fate", "Made"]


class Fate(Enum):
    """What a row with the key of one of ours is."""

    OWN = auto()
    """That row."""

    NEW = auto()
    """A row of its own."""

    UNCLEAR = auto()
    """Nobody can say."""


_KEPT: Mapping[str, frozenset[str]] = {
    "Recommendations": frozenset({"number", "text", "report", "responder"}),
    "Commitments": frozenset({"number", "text", "owner"}),
}
"""Cells that a new row keeps as they were copied; of the others only what was typed is meant."""

_ALIKE = 0.6
"""From here on words are those that were sent, mended."""

_LONG = 8
"""Words from which on a text is compared word by word, and no more letter by letter."""

_COMPARED = 60
"""Words, or letters, of two texts that are compared."""


@define
class Made:
    """
    Tells rows that were made of others.

    Attributes:
        case: The file.
    """

    case: Case

    def fate(self, row: ReturnedRow) -> Fate:
        """Say what a row with the key of one of ours is; all of its cells for reading may be changed."""
        sent = list(self._sent(row))
        if not sent or "text" not in row.cells:
            return Fate.OWN
        number, text = (fold(words_of(row, key)) for key in ("number", "text"))
        renumbered = "number" in row.cells and number not in {one for one, _text in sent}
        reworded = text != "" and text not in {one for _number, one in sent}
        promised = row.sheet == "Commitments"
        unlike = reworded and not any(_alike(text, one) for _number, one in sent)
        copied = (renumbered or reworded) and self._stands_elsewhere(row)
        if not (copied or (renumbered and reworded) or (promised and unlike)):
            return Fate.OWN
        other = unlike and (renumbered or (promised and copied))
        takes = takes_new_rows(row.sheet, self.case.now.profile)
        return Fate.NEW if other and takes else Fate.UNCLEAR

    def anew(self, row: ReturnedRow) -> ReturnedRow:
        """Return a row that is new as its maker means it: without a key, and with what was typed."""
        kept = set(_KEPT[row.sheet])
        if fold(words_of(row, "number")) in {number for number, _text in self._sent(row)}:
            kept.add("first_words")
        cells = {
            key: cell
            for key, cell in row.cells.items()
            if key in kept or not self.as_sent(row, key)
        }
        return evolve(row, key="", check="", cells=cells)

    def _sent(self, row: ReturnedRow) -> Iterator[tuple[str, str]]:
        """Yield number and words that the row of a key was sent with, or would be now, folded."""
        for side in self.case.sides():
            entry = side.entry(row.sheet, row.key)
            if entry is not None:
                number, text, _who, _item = looks(side, entry)
                yield number, text

    def as_sent(self, row: ReturnedRow, key: str) -> bool:
        """Tell whether a cell says what it was sent with, beside the key of its row."""
        cell = row.cells[key]
        if cell.refused:
            return False
        text = clean(cell.text).text
        letters = self.case.check_of(row).letters.get(key, "")
        for side in self.case.sides():
            entry = side.entry(row.sheet, row.key)
            column = COLUMNS[row.sheet][key]
            if entry and stamp_of(column.read(text, entry.vocabulary)) == letters:
                return True
            for shown in side.words(row.sheet, row.key):
                if " ".join(text.split()) == " ".join(shown.get(key, "").split()):
                    return True
        return False

    def _stands_elsewhere(self, row: ReturnedRow) -> bool:
        """Tell whether the row of a key is in the file besides, with the words that were sent."""
        sent = set(self._sent(row))
        return any(
            other.place != row.place
            and tuple(fold(words_of(other, key)) for key in ("number", "text")) in sent
            for other in self._by_key.get((row.sheet, row.key), ())
        )

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], list[ReturnedRow]]:
        found: dict[tuple[str, str], list[ReturnedRow]] = {}
        for row in self.case.returned.rows:
            if row.key and row.sheet in FILLED_IN:
                found.setdefault((row.sheet, row.key), []).append(row)
        return found


def _alike(one: str, other: str) -> bool:
    """Tell whether two folded texts are the same but for some words, or letters of short ones."""
    left, right = one.split(), other.split()
    if min(len(left), len(right)) < _LONG:
        left, right = list(one), list(other)
    matcher = SequenceMatcher(None, left[:_COMPARED], right[:_COMPARED], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
