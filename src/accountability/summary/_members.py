"""
Verdicts put by for counting: of those that are alike only their places are kept.

A register may have a hundred thousand, and a count needs the order in which they were added.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple, TypeVar

from attrs import frozen

from accountability.model import Assurance, Position
from accountability.status import Status, Timeliness

__all__ = ["QUALIFIED", "Kind", "Members", "Some"]

V = TypeVar("V")

QUALIFIED = (Position.ACCEPTED_IN_PRINCIPLE, Position.PARTIALLY_ACCEPTED)
"""Positions that a count of what was accepted must name."""


class Kind(NamedTuple):
    """What is counted of a verdict: many are alike."""

    status: Status
    position: Position | None
    timeliness: Timeliness
    assurance: Assurance | None
    deadline: dt.date | None
    said: bool
    came: dt.date | None
    recommendation: bool
    makers: tuple[str, ...]
    responder: str


class Members:
    """Verdicts to be counted, by kind; of each only its place is kept, for a register has many."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.items = array("L")
        self.kinds: dict[Kind, array[int]] = {}

    def add(self, member_id: str, item: int, kind: Kind) -> None:
        """Add a verdict under its id, on the item of that number."""
        places = self.kinds.get(kind)
        if places is None:
            places = self.kinds[kind] = array("L")
        places.append(len(self.ids))
        self.ids.append(member_id)
        self.items.append(item)

    def everyone(self) -> Some:
        """Return all of them."""
        return Some(self, tuple(self.kinds))


@frozen
class Some:
    """Those of the verdicts that are of some kinds; the kinds in the order in which they first occur."""

    members: Members
    kinds: tuple[Kind, ...]

    def __len__(self) -> int:
        return sum(len(self.members.kinds[kind]) for kind in self.kinds)

    def where(self, test: Callable[[Kind], bool]) -> Some:
        """Return those of a kind that passes *test*."""
        return Some(self.members, tuple(kind for kind in self.kinds if test(kind)))

    def by(self, key: Callable[[Kind], V]) -> dict[V, Some]:
        """Return them in groups, in the order in which these first occur."""
        groups: dict[V, list[Kind]] = {}
        for kind in self.kinds:
            groups.setdefault(key(kind), []).append(kind)
        return {value: Some(self.members, tuple(kinds)) for value, kinds in groups.items()}

    def _places(self) -> Iterator[int]:
        return chain.from_iterable(self.members.kinds[kind] for kind in self.kinds)

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, in the order in which they were added."""
        return tuple(self.members.ids[place] for place in sorted(self._places()))

    @property
    def qualified(self) -> tuple[tuple[Position, int], ...]:
        """How many were accepted in principle or in part."""
        groups = self.by(lambda kind: kind.position)
        return tuple(
            (position, len(groups[position])) for position in QUALIFIED if position in groups
        )

    @property
    def noun(self) -> str:
        """What is counted: items by what they are, answers where an item has several."""
        items = self.members.items
        if len({items[place] for place in self._places()}) < len(self):
            return "answers"
        kinds = {kind.recommendation for kind in self.kinds}
        if len(kinds) > 1:
            return "items"
        return "recommendations" if True in kinds else "conclusions"
