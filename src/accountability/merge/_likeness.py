"""How alike two texts are, and which of some new texts are which of some held ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from accountability.text import fold

__all__ = ["ALIKE", "UNLIKE", "alike_pairs", "likeness"]

ALIKE = 0.85
"""From here on two texts count as the same statement in two printings: about one word in seven differs."""

UNLIKE = 0.5
"""Below this the same number stands over something else."""

_WORDS = 400
"""Words of a text that are compared; comparing takes time with the square of them."""

_WINDOW = 40
"""How far from its place in the order a text is looked for."""

K = TypeVar("K")


def likeness(one: str, other: str, *, at_least: float = 0.0) -> float:
    """
    Return how alike two texts are, from 0 to 1: the share of their words that stand in the same order.

    Case, quotation marks and white space do not count (`accountability.text.fold`); of long texts the
    first 400 words do. Below *at_least* the answer may be 0.
    """
    left, right = fold(one), fold(other)
    if left == right:
        return 1.0
    matcher = SequenceMatcher(None, left.split()[:_WORDS], right.split()[:_WORDS], autojunk=False)
    if matcher.real_quick_ratio() < at_least or matcher.quick_ratio() < at_least:
        return 0.0
    return matcher.ratio()


def alike_pairs(
    new: Sequence[tuple[K, str]], held: Sequence[tuple[K, str]]
) -> Iterable[tuple[K, K]]:
    """
    Pair new texts with held ones, each at most once: the same words first, then what is `ALIKE`.

    Args:
        new: Keys and texts in their order; empty texts are never paired.

        held: The same of what is held.

    Returns:
        Pairs of a new and a held key, in the order of *new* within each of the two rounds.
    """
    free = dict.fromkeys(range(len(held)))
    by_words: dict[str, list[int]] = {}
    for at, (_key, text) in enumerate(held):
        if text.strip():
            by_words.setdefault(fold(text), []).append(at)
    left: list[tuple[K, str]] = []
    for key, text in new:
        same = by_words.get(fold(text), []) if text.strip() else []
        if same:
            at = same.pop(0)
            del free[at]
            yield key, held[at][0]
        elif text.strip():
            left.append((key, text))
    remaining = [at for at in free if held[at][1].strip()]
    start = 0
    for key, text in left:
        nearby = remaining[max(start - _WINDOW, 0) : start + _WINDOW]
        scores = [(likeness(text, held[at][1], at_least=ALIKE), -at) for at in nearby]
        best = max(scores, default=(0.0, 0))
        if best[0] >= ALIKE:
            at = -best[1]
            start = remaining.index(at)
            remaining.remove(at)
            yield key, held[at][0]
