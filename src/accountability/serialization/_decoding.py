"""
From text to plain data: JSON as a whole, JSON one record at a time, JSON Lines.

Reading record by record lets the plain data of each record die before the next is made, which halves
the memory and makes large registers load faster. The quick readers here take only what is written as
we write it; whatever is odd is left to the thorough ones, which keep every trace of what is wrong:
members that come twice, numbers that are none, lines that are no JSON.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterator
from typing import Any, TextIO

from attrs import frozen

from accountability.serialization._problems import OddNumber

__all__ = [
    "Line",
    "TwoMembers",
    "is_clean",
    "is_lines",
    "parse",
    "parse_lines",
    "parse_quickly",
    "scan",
]

_MOST_DIGITS = 9
"""The only number in a register file is its version; Python needs quadratic time to read a long one."""


def _integer(words: str) -> object:
    return int(words) if len(words) <= _MOST_DIGITS else OddNumber(words)


class TwoMembers(dict[str, Any]):
    """An object in which some names come more than once; the last value of each is kept."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(name for name, _ in pairs)
        self.repeated = tuple(name for name in self if times[name] > 1)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else TwoMembers(pairs)


_QUICK = json.JSONDecoder(
    object_pairs_hook=tuple,
    parse_int=_integer,
    parse_float=OddNumber,
    parse_constant=OddNumber,
)
"""Leaves objects as tuples of members: to see whether a name comes twice costs nothing then."""

_THOROUGH = json.JSONDecoder(
    object_pairs_hook=_members,
    parse_int=_integer,
    parse_float=OddNumber,
    parse_constant=OddNumber,
)


# --- quickly --------------------------------------------------------------------------------------

_SPACE = re.compile(r"[ \t\n\r]*")
_COMMA = re.compile(r"[ \t\n\r]*,[ \t\n\r]*")
_MEMBER = re.compile(r"(?!\])")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")


class UnexpectedError(ValueError):
    """The quick reader met what it does not know; the thorough one will say what it is."""


def scan(text: str, header: dict[str, Any], lists: Container[str]) -> Iterator[tuple[str, Any]]:
    """
    Yield the members of the lists named in *lists* one by one, each with the name of its list.

    An object is left as the tuple of its members.

    Args:
        text: A JSON object.

        header: Takes all other members of the object, as they come.

        lists: Names of the members whose values are lists to go through.

    Raises:
        ValueError: the text is not that, or has two members of one name.
    """
    decode = _QUICK.raw_decode
    seen: set[str] = set()
    at = _after(_SPACE, text, 0)
    at = _after(_SPACE, text, _past("{", text, at))
    while True:
        name, at = decode(text, at)
        if type(name) is not str or name in seen:
            raise UnexpectedError(name)
        seen.add(name)
        at = _after(_COLON, text, at)
        if name in lists:
            at = _after(_SPACE, text, _past("[", text, at))
            while not text.startswith("]", at):
                member, at = decode(text, at)
                yield name, member
                comma = _COMMA.match(text, at)
                # After a comma the next member must follow: a bracket there is a fault.
                at = _after(_MEMBER, text, comma.end()) if comma else _after(_SPACE, text, at)
                if comma is None:
                    break
            at = _past("]", text, at)
        else:
            header[name], at = decode(text, at)
        comma = _COMMA.match(text, at)
        if comma is None:
            break
        at = comma.end()
    at = _past("}", text, _after(_SPACE, text, at))
    if _after(_SPACE, text, at) != len(text):
        raise UnexpectedError(text[at : at + 20])


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    if found is None:
        raise UnexpectedError(text[at : at + 20])
    return found.end()


def _past(sign: str, text: str, at: int) -> int:
    if not text.startswith(sign, at):
        raise UnexpectedError(text[at : at + 20])
    return at + 1


def parse_quickly(line: str) -> Any:
    """
    Return the data of one line, with objects as tuples of their members.

    Raises:
        ValueError: it is no JSON.
    """
    return _QUICK.decode(line)


def is_clean(text: str) -> bool:
    """
    Tell whether no text in the JSON *text* can hold a character that the model refuses.

    JSON has no way to write one but an escape. An escape other than those looked for may mean one or
    not, and so may a backslash that is itself escaped: False only means that one has to look.
    """
    return _ODD.search(text) is None and "\ufffe" not in text and "\uffff" not in text


_ODD = re.compile(r'\\[^"\\/nt]')


def is_lines(text: TextIO) -> bool:
    """
    Tell whether *text*, read from its start, is JSON Lines: a line that is an object, and more lines.

    A header alone may be taken for either; both say the same.
    """
    first = text.readline()
    if not (first.startswith("{") and first.rstrip().endswith("}")):
        return False
    try:
        _THOROUGH.decode(first)
    except ValueError:
        return False
    return any(not line.isspace() for line in text)


# --- thoroughly -----------------------------------------------------------------------------------


@frozen
class Line:
    """One line of a JSON Lines file: its number, from 1, and what it holds or why it holds nothing."""

    number: int
    plain: Any = None
    fault: str = ""


def parse(text: str) -> Any:
    """
    Return the plain data of a whole JSON text; `TwoMembers` and `OddNumber` stand where it is odd.

    Raises:
        ValueError: it is no JSON; the message says where.
        RecursionError: it is nested too deeply.
    """
    try:
        return _THOROUGH.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(_fault(error)) from None


def parse_lines(text: str) -> Iterator[Line]:
    r"""
    Yield the lines of a JSON Lines text, empty ones left out.

    Lines end at ``\n`` alone: a text may hold U+2028, where `str.splitlines` would cut it.

    Raises:
        RecursionError: a line is nested too deeply.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.isspace():
            continue
        try:
            yield Line(number, _THOROUGH.decode(line))
        except json.JSONDecodeError as error:
            yield Line(number, fault=_fault(error))


def _fault(error: json.JSONDecodeError) -> str:
    where = f"column {error.colno}"
    if "\n" in error.doc:
        where = f"line {error.lineno}, {where}"
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"it breaks off at {where}, as a file does that was cut short; get it whole"
    reason = error.msg.removesuffix(" at").lower()
    return f"it is no JSON from {where} on ({reason}); mend it there"
