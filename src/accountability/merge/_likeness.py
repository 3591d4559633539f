"""How alike two texts are, and which of some new texts are which of some held ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import TypeVar

from accountability.text import fold

__all__ = ["ALIKE", "UNLIKE", "alike_pairs", "likeness", "same_pairs"]

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


def same_pairs(
    new: Iterable[tuple[K, str]], held: Iterable[tuple[K, str]]
) -> Iterator[tuple[K, K]]:
    """
    Pair new texts with held ones of the same words, in order, each at most once.

    Args:
        new: Keys and texts; empty texts are never paired.

        held: The same of what is held.
    """
    by_words: dict[str, list[K]] = {}
    for key, text in held:
        if text.strip():
            by_words.setdefault(fold(text), []).append(key)
    for keys in by_words.values():
        keys.reverse()
    for key, text in new:
        same = by_words.get(fold(text))
        if same:
            yield key, same.pop()


def alike_pairs(
    new: Iterable[tuple[K, str]], held: Iterable[tuple[K, str]]
) -> Iterator[tuple[K, K]]:
    """
    Pair new texts with held ones that are `ALIKE`, each at most once, the likeliest first.

    A text is looked for near the place where the one before it was found, so that the work grows with
    the number of texts and not with its square.

    Args:
        new: Keys and texts in their order, without those that `same_pairs` found; empty texts are
            never paired.

        held: The same of what is held.
    """
    left = [(key, text) for key, text in held if text.strip()]
    start = 0
    for key, text in new:
        if not text.strip():
            continue
        first = max(start - _WINDOW, 0)
        nearby = left[first : start + _WINDOW]
        scores = [
            (likeness(text, words, at_least=ALIKE), -at) for at, (_key, words) in enumerate(nearby)
        ]
        score, place = max(scores, default=(0.0, 0))
        if score >= ALIKE:
            start = first - place
            yield key, left.pop(start)[0]
