"""Data behind controls of somebody else's making, read for comparison only."""

from __future__ import annotations

import re

from lxml.etree import _Element

from accountability.containers import Package
from accountability.exceptions import UnreadableFileError
from accountability.importers.word._tree import local, text_of, tree_of

__all__ = ["Stores"]

_STEP = re.compile(r"(@?)(?:[\w.-]+:)?([\w.-]+)(?:\[(\d{1,4})\])?")
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"


class Stores:
    """The custom XML of a document, read when a control asks for it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._held: dict[str, _Element] | None = None

    def value(self, store: str, path: str) -> str | None:
        """
        Return what stands at a place in the data; None if nobody can say.

        Only steps by name and number are followed: a path is somebody else's program.
        """
        held = self._stores()
        root = held.get(store.lower())
        if root is None and len(held) == 1 and not store:
            root = next(iter(held.values()))
        if root is None or not path.startswith("/"):
            return None
        at: _Element | None = None
        for step in path[1:].split("/"):
            found = _STEP.fullmatch(step)
            if found is None:
                return None
            attribute, name, number = found[1], found[2], int(found[3] or 1)
            if attribute:
                return _attribute(at, name)
            among = [root] if at is None else list(at)
            fitting = [one for one in among if local(one.tag) == name]
            if not 0 < number <= len(fitting):
                return None
            at = fitting[number - 1]
        return text_of(at) if at is not None else None

    def _stores(self) -> dict[str, _Element]:
        if self._held is not None:
            return self._held
        self._held = {}
        for one in self._package.relationships(self._package.main):
            name = self._package.find(one.target) if one.type == "customXml" else None
            if name is None or one.external:
                continue
            try:
                for other in self._package.relationships(name):
                    about = self._package.find(other.target)
                    if other.type == "customXmlProps" and about is not None:
                        props = tree_of(self._package, about)
                        self._held[props.get(_PROPERTIES, "").lower()] = tree_of(
                            self._package, name
                        )
            except UnreadableFileError:
                continue  # the words that a person sees do not depend on it
        return self._held


def _attribute(element: _Element | None, name: str) -> str | None:
    if element is None:
        return None
    return next((str(value) for key, value in element.items() if local(key) == name), None)
