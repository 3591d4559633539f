"""Which newly read statements are held already: by id, then number, then likeness of their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import define, field, frozen

from accountability.merge._likeness import UNLIKE, alike_pairs, likeness, same_pairs
from accountability.model import Item
from accountability.text import fold, natural_key

__all__ = ["How", "Match", "match_items"]


class How(StrEnum):
    """What two statements were known as one by."""

    ID = "same id"
    """The id."""

    LABEL_AND_WORDS = "same label and words"
    """Number and words."""

    LABEL = "same label, other words"
    """The number, while the words are alike or missing on one side."""

    LABEL_ONLY = "same label, very different words"
    """The number alone."""

    WORDS = "same words"
    """The words, under another number."""

    LIKENESS = "words that are alike"
    """Words that are nearly the same, under another number or none."""


@frozen
class Match:
    """A held statement, and how the new one was known as it."""

    held: Item
    how: How


@define
class _Matching:
    held: list[Item]
    found: dict[str, Match] = field(factory=dict)
    taken: set[str] = field(factory=set)

    def take(self, new: Item, held: Item, how: How) -> None:
        self.found[new.id] = Match(held, how)
        self.taken.add(held.id)

    def free(self, candidates: Iterable[Item]) -> Iterator[Item]:
        return (item for item in candidates if item.id not in self.taken)


_Label = tuple[str | None, str, tuple[tuple[int, int, str], ...]]


def match_items(new: Iterable[Item], held: Iterable[Item]) -> dict[str, Match]:
    """
    Find which statements of a newly read document are held.

    Args:
        new: Statements of one document, in its order.

        held: Statements of the same document, its earlier editions and captures.

    Returns:
        A match for the id of each new statement that is held; no held one is matched twice.
    """
    matching = _Matching(list(held))
    by_id = {item.id: item for item in matching.held}
    incoming = _parents_first(new)
    parents = {item.id: item.parent for item in incoming}
    labelled = _by_label(matching.held)
    doubtful: list[tuple[Item, Item]] = []
    for item in incoming:
        candidates = _candidates(item, by_id, labelled, matching, parents)
        sure = _first_sure(item, candidates)
        if sure is not None:
            how = How.ID if sure.id == item.id else _how(item, sure)
            matching.take(item, sure, how)
        elif candidates and item.label:
            doubtful.append((item, candidates[0]))
    _by_likeness(incoming, matching)
    for item, candidate in doubtful:
        if item.id not in matching.found and candidate.id not in matching.taken:
            matching.take(item, candidate, How.LABEL_ONLY)
    return matching.found


def _parents_first(items: Iterable[Item]) -> list[Item]:
    """Return statements so that each comes after the one it is a limb of; loops stay as they are."""
    given = list(items)
    ids = {item.id for item in given}
    waiting: dict[str, list[Item]] = {}
    ready = []
    for item in given:
        if item.parent in ids and item.parent != item.id:
            waiting.setdefault(item.parent or "", []).append(item)
        else:
            ready.append(item)
    for item in ready:
        ready += waiting.pop(item.id, [])
    return ready + [item for rest in waiting.values() for item in rest]


def _by_label(held: Iterable[Item]) -> dict[_Label, list[Item]]:
    found: dict[_Label, list[Item]] = {}
    for item in held:
        if item.label:
            for series in {fold(item.series), ""}:
                key = (item.parent, series, natural_key(fold(item.label)))
                found.setdefault(key, []).append(item)
    return found


def _candidates(
    item: Item,
    by_id: dict[str, Item],
    labelled: dict[_Label, list[Item]],
    matching: _Matching,
    parents: dict[str, str | None],
) -> list[Item]:
    """Return held statements that the new one may be, the likeliest first."""
    same = by_id.get(item.id)
    if not item.label:
        return list(matching.free([same] if same is not None and not same.label else []))
    parent = item.parent
    if parent in matching.found:
        parent = matching.found[parent].held.id
    label = natural_key(fold(item.label))
    series = fold(item.series)
    loose = labelled.get((parent, "", label), [])
    exact = [one for one in labelled.get((parent, series, label), []) if fold(one.series) == series]
    # One side may not name the series; that settles nothing where two lists share a number.
    others = exact or (loose if len(loose) == 1 and _may_be_one_list(item, loose[0]) else [])
    ids = [same] if same is not None and natural_key(fold(same.label)) == label else []
    found = dict.fromkeys(held.id for held in (*ids, *others))
    named = {held.id: held for held in (*ids, *others)}
    return list(matching.free(named[held] for held in found))


def _may_be_one_list(new: Item, held: Item) -> bool:
    return not new.series or not held.series


def _first_sure(item: Item, candidates: list[Item]) -> Item | None:
    words = fold(item.text)
    same = next((held for held in candidates if fold(held.text) == words), None)
    if same is not None or not item.label:
        # Without a label an id is only a place in the order, and needs the same words.
        return same
    return next(
        (
            held
            for held in candidates
            if not words
            or not held.text.strip()
            or any(fold(source.words) == words for source in held.sources)
            or likeness(item.text, held.text, at_least=UNLIKE) >= UNLIKE
        ),
        None,
    )


def _how(new: Item, held: Item) -> How:
    return How.LABEL_AND_WORDS if fold(new.text) == fold(held.text) else How.LABEL


def _by_likeness(incoming: list[Item], matching: _Matching) -> None:
    for pairs_of, how in ((same_pairs, How.WORDS), (alike_pairs, How.LIKENESS)):
        new = [(item, _words(item)) for item in incoming if item.id not in matching.found]
        held = [(item, _words(item)) for item in matching.free(matching.held)]
        for item, same in list(pairs_of(new, held)):
            matching.take(item, same, how)


def _words(item: Item) -> str:
    return item.text if item.text.strip() else item.title
