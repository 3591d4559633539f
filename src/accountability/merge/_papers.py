"""Which newly read documents are held, and which held ones are editions and captures of one paper."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property

import attrs

from accountability.merge._links import Ids, linked
from accountability.model import Document, DocumentKind, Record, Register
from accountability.text import fold

__all__ = ["Papers"]


class Papers:
    """The documents of a register, looked up by what tells papers apart."""

    def __init__(self, held: Register, ids: Ids) -> None:
        self.held = held
        self.ids = ids

    def same_as(self, new: Document) -> Document | None:
        """Return the held document that a newly read one is: by id, digest, reference or title."""
        held = self.held.find(Document, new.id)
        if held is not None:
            return held
        candidates = (one for key in _document_keys(new) for one in self.known.get(key, ()))
        return next((one for one in candidates if self.may_be(new, one)), None)

    @cached_property
    def known(self) -> dict[Hashable, list[Document]]:
        """Index the held documents by what each is known by."""
        found: dict[Hashable, list[Document]] = {}
        for document in self.held.documents:
            for key in _document_keys(document):
                found.setdefault(key, []).append(document)
        return found

    def may_be(self, new: Document, held: Document) -> bool:
        """Tell whether two documents of one title, reference or digest are one."""
        authors = {self.ids(author) for author in new.authors}
        if authors and held.authors and not authors & set(held.authors):
            return False
        # A page changes in place, so what was fetched when, and as what, tells captures apart.
        copies = ("digest", "retrieved") if new.kind is DocumentKind.PAGE else ()
        against = _compared(new, held, ("reference", "session", "published", "language", *copies))
        if new.kind is not held.kind or False in against:
            return False
        # A title is not much: "Government response" is one of thousands.
        return True in _compared(new, held, ("reference", "published", "url", "digest")) or (
            bool(authors) and False not in _compared(new, held, ("url",))
        )

    def line_of(self, document_id: str, new: Document | None) -> list[Document]:
        """Return the held documents that a document prints again: itself, editions, captures."""
        held = self.held.find(Document, self.ids(document_id))
        if held is not None:
            seeds = [held]
        elif new is not None:
            seeds = self.neighbours(linked(new, self.ids))
        else:
            return []
        found: dict[str, Document] = {}
        while seeds:
            one = seeds.pop()
            if one.id not in found:
                found[one.id] = one
                seeds += self.neighbours(one)
        return list(found.values())

    def neighbours(self, document: Document) -> list[Document]:
        near = [one for key in _line_keys(document) for one in self.lines.get(key, ())]
        replaced = self.held.find(Document, document.replaces)
        near += [replaced] if replaced else []
        return [one for one in near if one.kind is document.kind]

    @cached_property
    def lines(self) -> dict[Hashable, list[Document]]:
        """Index the held documents by what editions and captures of one paper share."""
        found: dict[Hashable, list[Document]] = {}
        for document in self.held.documents:
            for key in _line_keys(document):
                found.setdefault(key, []).append(document)
        return found

    def as_capture(self, record: Record) -> Record:
        """A page that is held as of an earlier day is replaced by its later capture."""
        if not isinstance(record, Document) or record.replaces or not record.url:
            return record
        earlier = [
            one
            for one in self.lines.get(("url", _address(record.url)), [])
            if one.kind == record.kind and one.kind is DocumentKind.PAGE
        ]
        return attrs.evolve(record, replaces=earlier[-1].id) if earlier else record


def _document_keys(document: Document) -> Iterator[Hashable]:
    if document.digest:
        yield "digest", document.digest
    if document.reference:
        yield "reference", fold(document.reference), fold(document.session)
    if document.title.strip():
        yield "title", fold(document.title)


def _line_keys(document: Document) -> Iterator[Hashable]:
    """Yield what editions and captures of one paper share: an address, or authors and a reference."""
    if document.url:
        yield "url", _address(document.url)
    if document.reference:
        yield "reference", fold(document.reference), fold(document.session), document.authors


def _compared(new: Document, held: Document, names: Iterable[str]) -> list[bool]:
    """Say of each field that both documents fill whether they agree."""
    pairs = ((getattr(new, name), getattr(held, name)) for name in names)
    return [fold(str(theirs)) == fold(str(ours)) for theirs, ours in pairs if ours and theirs]


def _address(url: str) -> str:
    return url.partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")
