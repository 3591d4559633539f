"""
Ids for what a document brings: minted once, beside those of the register it will join.

An id comes from the parent and the printed label, never from content or chance; where it is taken by
something else, the next free ``~n`` is used. A document that the register already holds gets the ids it
has, so that reading it twice brings nothing new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from accountability.model import Document, Item, Record, Register
from accountability.text import fingerprint, fold

__all__ = ["Ids"]


class Ids:
    """The ids of one reading."""

    def __init__(self, register: Register | None) -> None:
        self._register = register
        self._minted: set[str] = set()
        self._names: dict[str, str] = {}

    def holds(self, record_id: str) -> bool:
        """Tell whether the register that the reading will join holds that id."""
        return self._register is not None and record_id in self._register

    def organisation(self, name: str, wanted: str) -> str:
        """
        Return the id of the body called *name*: the register's, this reading's, or a new one.

        A name that leaves nothing for an id (*wanted* is empty) is counted: "organisation-1".
        """
        key = fold(name)
        for held in self._register.organisations if self._register else ():
            if key in {fold(held.name), *(fold(other) for other in held.other_names)}:
                return held.id
        known = self._names.get(key)
        if known:
            return known
        made = self._mint(wanted, _never) if wanted else self._counted("organisation")
        self._names[key] = made
        return made

    def capture(self, wanted: str, digest: str, day: dt.date | None) -> str:
        """Return the id of a captured page: the one it has where the register holds the same bytes."""
        for held in self._register.documents if self._register else ():
            if held.digest == digest:
                return held.id
        return self._mint(f"{wanted}@{day.isoformat()}" if day else wanted, _never)

    def report(self, wanted: str) -> str:
        """Return the id of a paper that pages only speak of; every page of the body means the same."""
        return self._mint(wanted, lambda record: isinstance(record, Document))

    def item(self, wanted: str, text: str) -> tuple[str, str]:
        """Return the id of an item, and that of a rival with the same number and other words, or ""."""
        words = fingerprint(text)
        made = self._mint(
            wanted, lambda record: isinstance(record, Item) and fingerprint(record.text) == words
        )
        return made, wanted if made != wanted else ""

    def new(self, wanted: str, cls: type[Record]) -> str:
        """Return the id of a record made by this reading; one of the class that holds it is replaced."""
        return self._mint(wanted, lambda record: isinstance(record, cls))

    def _counted(self, stem: str) -> str:
        number = 1
        while (made := f"{stem}-{number}") in self._minted or self._taken(made, _never):
            number += 1
        return self._mint(made, _never)

    def _mint(self, wanted: str, same: Callable[[Record], bool]) -> str:
        candidate, number = wanted, 1
        while candidate in self._minted or self._taken(candidate, same):
            number += 1
            candidate = f"{wanted}~{number}"
        self._minted.add(candidate)
        return candidate

    def _taken(self, candidate: str, same: Callable[[Record], bool]) -> bool:
        if self._register is None:
            return False
        if candidate == self._register.id:
            return True
        held = self._register.get(candidate)
        return held is not None and not same(held)


def _never(_record: Record) -> bool:
    """Say that what holds an id is something else, whatever it is."""
    return False
