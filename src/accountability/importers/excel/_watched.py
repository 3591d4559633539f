"""
Sheets without records and keys, told from what was typed over them: the summary, and lists of choices.

The letters of their rows stand among the lines for the computer. A row that has the letters of one that
was sent is ours, wherever it stands; any other is held against the row that it is most like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from accountability.tables.known import cell_letters

__all__ = ["typed_over"]

Letters = tuple[str, ...]

_MOST_COMPARED = 100
"""Rows that were typed over of which the cell is looked for; of more, all cells are told."""


def typed_over(
    rows: Mapping[int, Mapping[str, str]], sent: Sequence[Letters]
) -> dict[int, tuple[str, ...]]:
    """
    Return the headings of the cells that were typed over, by number of the row.

    Args:
        rows: By number of the row, its words by heading, in the order in which they were sent.

        sent: Letters of the cells of each row that was sent.
    """
    left = Counter(sent)
    found: dict[int, tuple[str, ...]] = {}
    letters = {number: tuple(map(cell_letters, words.values())) for number, words in rows.items()}
    strange: list[int] = []
    for number, one in letters.items():
        if left[one]:
            left[one] -= 1
        else:
            strange.append(number)
    known = set(sent)
    for number in strange:
        one = letters[number]
        if one in known:
            continue  # a row that somebody copied says nothing new
        like = _nearest(one, left) if len(found) < _MOST_COMPARED else ()
        left[like] -= 1
        found[number] = tuple(
            heading
            for at, heading in enumerate(rows[number])
            if rows[number][heading] and like[at : at + 1] != one[at : at + 1]
        )
    return found


def _nearest(one: Letters, left: Counter[Letters]) -> Letters:
    """Return the row that was sent, and is not there, which has most of a row's cells; () if none has any."""
    best: Letters = ()
    most = 0
    for row, count in left.items():
        alike = sum(mine == other for mine, other in zip(one, row, strict=False))
        if count > 0 and alike > most:
            best, most = row, alike
    return best
