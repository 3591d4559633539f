"""The order of records, merged: what one side moved stays moved, newcomers follow their neighbour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["merged_order", "placed"]


def _kept(order: Iterable[str], among: Iterable[str]) -> list[str]:
    wanted = set(among)
    return [key for key in order if key in wanted]


def placed(order: Sequence[str], newcomers: Sequence[str], skip: frozenset[str]) -> list[str]:
    """
    Put what *newcomers* names and *order* does not have into *order*, each after its predecessor.

    Args:
        order: Ids in an order that is kept.

        newcomers: Ids in another order, those of *order* among them.

        skip: Ids of *order* that a newcomer lets pass: what was put behind the same predecessor
            first.

    Returns:
        Every id of both, once. A newcomer without a predecessor comes first.
    """
    held = set(order)
    behind: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for key in newcomers:
        if key in held:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(key)
    if not behind:
        return list(order)
    result: list[str] = []
    waiting = behind.pop(None, [])
    for key in order:
        if waiting and key not in skip:
            result += waiting
            waiting = []
        result.append(key)
        waiting += behind.pop(key, [])
    return result + waiting


def merged_order(
    start: Sequence[str] | None, ours: Sequence[str], theirs: Sequence[str]
) -> tuple[list[str], bool]:
    """
    Merge two orders of the same records.

    Args:
        start: The order both began with; None if it is not known.

        ours: Our order, of records that may be held in the end.

        theirs: Their order.

    Returns:
        The order: theirs if only they moved records, else ours, with the other side's newcomers each
        after its predecessor; and whether both moved records, so that theirs is not in it.
    """
    common = set(ours) & set(theirs)
    if start is not None:
        common_all = common & set(start)
        began = _kept(start, common_all)
        mine, their = _kept(ours, common_all), _kept(theirs, common_all)
        known = frozenset(start)
        if their != began and mine == began:
            return placed(theirs, ours, frozenset(theirs) - known), False
        return (
            placed(ours, theirs, frozenset(ours) - known),
            their not in (began, mine),
        )
    return (
        placed(ours, theirs, frozenset(ours) - common),
        _kept(ours, common) != _kept(theirs, common),
    )
