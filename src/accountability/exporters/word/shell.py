"""
All of a package but what one document says: styles, page, header, footer, settings, the list of parts.

Opening a template, dressing it and saving it again takes longer than a short document. It is the same
work each time, so in our own look it is done once for each language and marking; what a document says
is put into its places as text, and the rest goes into the file as it is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen
from lxml.etree import _Element, fromstring, tostring

from accountability.containers.packing import PackedPart, pack
from accountability.exporters.word.house import House
from accountability.exporters.word.package import (
    add_glossary,
    add_properties,
    new_document,
    saved,
)
from accountability.exporters.word.sent import PART_OF_SENT, add_sent, words_around

__all__ = ["Shell", "Wanted", "packed", "shell_of"]

_BODY, _LISTS = "word/document.xml", "word/numbering.xml"
_PROMPTS, _ABOUT = "word/glossary/document.xml", "docProps/custom.xml"
_OF_ONE = frozenset({_BODY, _LISTS, _PROMPTS, _ABOUT, PART_OF_SENT})
"""Parts in which one document says something of its own."""


@frozen(kw_only=True)
class Wanted:
    """
    What kind of package a document needs.

    Attributes:
        language: BCP 47 tag.

        marking: Stands in the header of every page.

        wide: Whether the page lies on its side, where a house does not say how it stands.

        comes_back: Whether it says what was sent.

        fields: Whether there are prompts to be shown again.
    """

    language: str
    marking: str = ""
    wide: bool = False
    comes_back: bool = False
    fields: bool = False


@frozen(kw_only=True)
class Shell:
    """
    A package without what its document says.

    Attributes:
        parts: Its parts by their names.

        packed: Those that are the same in every such document, packed.

        width: Of its text, in twentieths of a point.

        around: The words of its header and footer.
    """

    parts: Mapping[str, bytes]
    packed: tuple[PackedPart, ...]
    width: int
    around: tuple[str, ...]

    def root(self) -> _Element:
        """Return a document without words, to be drawn in."""
        return fromstring(self.parts[_BODY])

    def lists(self) -> _Element:
        """Return the part that defines lists, without any."""
        return fromstring(self.parts[_LISTS])


@lru_cache(maxsize=16)
def _ours(wanted: Wanted) -> Shell:
    return _made(wanted, None)


def shell_of(wanted: Wanted, house: House | None) -> Shell:
    """Return the package around a document, in our look or in that of a *house*."""
    return _ours(wanted) if house is None else _made(wanted, house)


def _made(wanted: Wanted, house: House | None) -> Shell:
    document, width = new_document(
        language=wanted.language, marking=wanted.marking, house=house, wide=wanted.wide
    )
    if wanted.fields:
        add_glossary(document)
    if wanted.comes_back:
        add_sent(document)
    add_properties(document)
    with zipfile.ZipFile(io.BytesIO(saved(document))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    same = tuple(pack(name, data) for name, data in parts.items() if name not in _OF_ONE)
    around = tuple(words_around(document))
    return Shell(parts=parts, packed=same, width=width, around=around)


def packed(
    shell: Shell,
    *,
    body: bytes,
    lists: _Element,
    about: bytes,
    prompts: _Element | None = None,
    sent: bytes | None = None,
) -> tuple[PackedPart, ...]:
    """
    Return the parts of the file: the shell with what one document says in its places.

    Args:
        shell: Made for a document that has these parts.

        body: The document, drawn.

        lists: The part that defines its lists.

        about: The part of its custom properties.

        prompts: What its fields show when they are emptied.

        sent: What was sent, for whoever reads it when it comes back.
    """
    own = {name: data for name, data in shell.parts.items() if name in _OF_ONE}
    own |= {_BODY: body, _LISTS: _xml_of(lists), _ABOUT: about}
    if prompts is not None:
        own[_PROMPTS] = _xml_of(prompts)
    if sent is not None:
        own[PART_OF_SENT] = sent
    return (*shell.packed, *(pack(name, data) for name, data in own.items()))


def _xml_of(root: _Element) -> bytes:
    return tostring(root, encoding="UTF-8", standalone=True)
