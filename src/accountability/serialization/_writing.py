"""
From a register to text, in the one way in which we write it.

Two registers that are equal are written as the same bytes: members in the order of the fields, defaults
left out, characters as they are. Text is made record by record, so that writing a large register needs
little more memory than the register.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from accountability.model import COLLECTIONS, Register
from accountability.serialization._converter import CLASS_MEMBER, INSTEAD, unstructuring
from accountability.serialization._upgrades import FORMAT, UPGRADES, version_after

__all__ = ["json_pieces", "lines_pieces", "plain_of"]

_INDENT = 2


def plain_of(register: Register) -> dict[str, Any]:
    """Return the plain data of *register*: what `json.loads` would make of its file."""
    plain = _header(register)
    for name in COLLECTIONS:
        records = getattr(register, name)
        if records:
            plain[name] = [unstructuring().unstructure(record) for record in records]
    return plain


def _header(register: Register) -> dict[str, Any]:
    """Return everything but the records."""
    bare = Register(
        id=register.id,
        title=register.title,
        jurisdiction=register.jurisdiction,
        marking=register.marking,
    )
    fields = cast("dict[str, Any]", unstructuring().unstructure(bare))
    return {"format": FORMAT, "version": version_after(UPGRADES), **fields}


def json_pieces(register: Register) -> Iterator[str]:
    """Yield the JSON text of *register* in pieces, a record at a time."""
    converter, encode = unstructuring(), json.JSONEncoder(ensure_ascii=False, indent=_INDENT).encode
    yield encode(_header(register)).removesuffix("\n}")
    margin = " " * _INDENT
    for name in COLLECTIONS:
        records = getattr(register, name)
        if not records:
            continue
        yield f',\n{margin}"{name}": ['
        comma = ""
        for record in records:
            # Text between the quotes has no line ends of its own: JSON writes them as \n.
            text = encode(converter.unstructure(record)).replace("\n", f"\n{margin * 2}")
            yield f"{comma}\n{margin * 2}{text}"
            comma = ","
        yield f"\n{margin}]"
    yield "\n}\n"


def lines_pieces(register: Register) -> Iterator[str]:
    r"""Yield the lines of *register* as JSON Lines, each with its ``\n``."""
    converter = unstructuring()
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    yield f"{encode(_header(register))}\n"
    for record in register:
        fields = {
            INSTEAD if name == CLASS_MEMBER else name: value
            for name, value in converter.unstructure(record).items()
        }
        yield f"{encode({CLASS_MEMBER: type(record).__name__, **fields})}\n"
