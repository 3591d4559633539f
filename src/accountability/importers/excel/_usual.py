"""
Rows as programs usually write them, taken apart without a parser's calls for every tag.

A sheet of ten thousand rows has a million tags, nearly all of them of four shapes. Text that is made
of these shapes and of nothing else is read here, in a tenth of the time; any other is left to the
parser, row by row, and both give the same cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, field

from accountability.importers.excel._values import (
    Kind,
    Typed,
    Value,
    struck_out,
    tidy,
)

__all__ = ["Rows", "usual_rows"]

_TOKEN = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([a-zA-Z]{1,9})")?'
    r"(?:/>|><is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is></c>|><v>([^<]*)</v></c>|></c>)"
    r'|<row r="([0-9]{1,7})"([^<>]*)>|(</row>)'
)
_GROUPS = 9
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NUMBERS = {"n": Kind.NUMBER, "b": Kind.TICK, "e": Kind.ERROR, "d": Kind.DAY}
_NO_XML = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0D})


@define
class Rows:
    """
    What stands in a run of whole rows.

    Attributes:
        rows: (number, cells by letters) of each row, in order, empty ones too.

        columns: Letters of all columns with a cell that holds something.

        cells: How many there are, empty ones too.
    """

    rows: list[tuple[int, dict[str, Value]]] = field(factory=list)
    columns: set[str] = field(factory=set)
    cells: int = 0


def usual_rows(  # noqa: C901  one hot loop
    data: bytes, strings: Sequence[Value], struck: frozenset[int] = frozenset()
) -> Rows | None:
    """
    Take whole rows apart; None if anything in them is written in another way.

    Args:
        data: From the beginning of a row to the end of a row, in UTF-8.

        strings: The workbook's shared texts.

        struck: Looks in which a whole cell is struck out.
    """
    if len(data) != len(data.translate(None, _NO_XML)):
        return None
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        return None
    if "\ufffe" in whole or "\uffff" in whole:
        return None
    tokens = _TOKEN.split(whole)
    if any(map(str.strip, tokens[:: _GROUPS + 1])):
        return None
    found = Rows(cells=whole.count("<c "))
    each = iter(tokens)
    now = ""  # number of the row, in digits; "" between rows
    row: dict[str, Value] = {}
    for _gap, letters, digits, style, kind, words, value, number, rest, closed in zip(
        *[each] * (_GROUPS + 1), strict=False
    ):
        if letters is not None:
            if digits != now:
                return None
            made: Value | None
            if words is not None:
                text = words if "&" not in words else _unescaped(words)
                if text is None or kind != "inlineStr":
                    return None
                made = text if text.isprintable() and "_x" not in text else tidy(text)
            elif value is None:
                continue
            else:
                made = _held(value, kind, style, strings)
                if made is None:
                    return None
            if made:
                if struck and int(style or 0) in struck and isinstance(made, str):
                    made = struck_out(made, made)
                if letters in row:
                    return None
                row[letters] = made
        elif closed is not None:
            if not now:
                return None
            found.columns.update(row)
            found.rows.append((int(now), row))
            now = ""
        else:
            if now:
                return None
            row = {}
            if rest.endswith("/"):
                found.rows.append((int(number), row))
            else:
                now = number
    return None if now else found


def _held(
    value: str, kind: str | None, style: str | None, strings: Sequence[Value]
) -> Value | None:
    """Return what a cell with a value holds; None if the parser shall say what is wrong with it."""
    if kind == "s":
        if value.isascii() and value.isdecimal() and len(value) < 10 and int(value) < len(strings):
            return strings[int(value)]
        return None
    if kind == "str":
        made = _unescaped(value)
        return None if made is None else tidy(made)
    known = _NUMBERS.get(kind or "n")
    if known is None or "&" in value:
        return None
    return Typed(known, value, int(style or 0))


def _unescaped(text: str) -> str | None:
    """Undo what stands for a character; None if something stands for none."""
    made, count = _ENTITY.subn(_character, text)
    return made if count == text.count("&") and "\x00" not in made else None


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    code = int(found[2]) if found[2] else int(found[3], 16)
    allowed = code in {0x9, 0xA, 0xD} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if allowed or 0x10000 <= code <= 0x10FFFF else "\x00"
