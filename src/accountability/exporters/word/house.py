"""
A house style: the styles of somebody's own document, worn by ours.

Only styles and theme are taken, never text, macros, headers or templates. Styles are known by their
names, which every language of Word stores in English, not by their ids; what the house does not have
is added in our own look. The file is untrusted: sizes are limited and document types refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from attrs import frozen
from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from accountability.exceptions import InvalidOptionError
from accountability.exporters.word import parts
from accountability.exporters.word.drawing import xml_of

__all__ = ["House", "house_of", "restyle"]

_LIMIT = 8_000_000
"""Bytes of a part, unpacked; the largest styles part we have seen has a tenth of that."""

_STYLES, _THEME = "word/styles.xml", "word/theme/theme1.xml"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@frozen(kw_only=True)
class House:
    """
    What a house style gives to a document.

    Attributes:
        styles: The styles part: theirs, with ours added where they have none.

        theme: The theme part.

        ids: Our ids of styles, and what they are called there.
    """

    styles: bytes
    theme: bytes
    ids: Mapping[str, str]


def house_of(data: bytes, language: str) -> House:
    """
    Read the styles of *data*, a document or template of Word.

    Raises:
        InvalidOptionError: it is no such file, too large, or holds what no such file needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = {name: _part(archive, name) for name in (_STYLES, _THEME)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise _refused("give a Word document (.docx) whose styles are to be used") from error
    theirs = _parsed(held[_STYLES])
    if theirs is None or theirs.tag != _w("styles"):
        raise _refused("it has no styles that can be read; save it as an ordinary .docx first")
    theme = _parsed(held[_THEME])
    if theme is None or any(
        str(key).startswith(_RELATIONS) for e in theme.iter() for key in e.attrib
    ):
        theme = None  # pictures of a theme would need parts that we do not take
    ids = _join(theirs, fromstring(parts.styles(language).encode()), language)
    return House(
        styles=xml_of(theirs),
        theme=parts.THEME.encode() if theme is None else xml_of(theme),
        ids={ours: given for ours, given in ids.items() if ours != given},
    )


def restyle(root: _Element, ids: Mapping[str, str]) -> None:
    """Give every paragraph, run and table of a part the ids that the house uses."""
    if ids:
        for element in root.iter(_w("pStyle"), _w("rStyle"), _w("tblStyle")):
            name = element.get(_w("val"), "")
            element.set(_w("val"), ids.get(name, name))


def _refused(reason: str) -> InvalidOptionError:
    return InvalidOptionError("word", "house_style", "the file", reason)


def _w(name: str) -> str:
    return f"{{{parts.W}}}{name}"


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as stream:
        data = stream.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise _refused(f"its part {name} is larger than {_LIMIT // 1_000_000} MB")
    return data


def _parsed(data: bytes) -> _Element | None:
    """Parse a part; None if it is none. Nothing is fetched, and no entity is replaced."""
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = fromstring(data, parser)
    except XMLSyntaxError:
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused("it declares a document type, which no file of Word does")
    return root


def _join(theirs: _Element, ours: _Element, language: str) -> dict[str, str]:
    """Add to *theirs* the styles it lacks; return what each of ours is called there."""
    for listed in list(theirs.iter(_w("numPr"))):  # their lists stay behind
        parent = listed.getparent()
        if parent is not None:
            parent.remove(listed)
    for tag in theirs.findall(f"{_w('docDefaults')}//{_w('lang')}"):
        for script in ("val", "eastAsia", "bidi"):
            tag.set(_w(script), language)
    known = {_named(style): style.get(_w("styleId"), "") for style in theirs.iter(_w("style"))}
    taken = set(known.values())
    ids: dict[str, str] = {}
    added: list[_Element] = []
    for style in ours.iter(_w("style")):
        own = style.get(_w("styleId"), "")
        there = known.get(_named(style))
        if there is None:
            there = own if own not in taken else f"Our{own}"
            style.set(_w("styleId"), there)
            if style.get(_w("default")):
                del style.attrib[_w("default")]
            added.append(style)
        ids[own] = there
    for style in added:
        for relation in ("basedOn", "next"):
            pointer = style.find(_w(relation))
            if pointer is not None:
                name = pointer.get(_w("val"), "")
                pointer.set(_w("val"), ids.get(name, name))
        theirs.append(style)
    return ids


def _named(style: _Element) -> tuple[str, str]:
    name = style.find(_w("name"))
    words = name.get(_w("val"), "") if name is not None else ""
    return style.get(_w("type"), ""), words.casefold()
