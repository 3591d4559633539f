"""
What can be wrong with a register file, in words, and the way from a cattrs error to findings.

cattrs notes on every error which field or member it was working on; a path is made of these notes
(``$.responses[3].position``). What is wrong is said by our own hooks, because "invalid value for type,
expected Position" helps nobody who has a file to mend.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from attrs import frozen
from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from accountability.dates import PartialDate, Undated
from accountability.exceptions import InvalidDateError, InvalidRecordError, did_you_mean, nearest
from accountability.findings import Finding, FindingKind, Place, Severity
from accountability.text import shorten
from accountability.vocabularies import load_vocabulary, vocabulary_names

__all__ = [
    "CHARACTER",
    "DATE",
    "KINDS",
    "MISSING",
    "NEWER",
    "REPEATED",
    "SAME_ID",
    "UNKNOWN_MEMBER",
    "UNKNOWN_VALUE",
    "UNREADABLE_LINE",
    "WRONG_TYPE",
    "OddNumber",
    "UnfitError",
    "article",
    "finding",
    "findings_of",
    "member_of",
    "no_member",
    "noun",
    "quoted",
    "shown",
    "unknown_member",
]

_LONGEST = 60
"""Characters of a value that a message shows."""


def _kind(code: str, title: str, help: str) -> FindingKind:
    return FindingKind(code=code, severity=Severity.ERROR, title=title, help=help)


UNKNOWN_MEMBER = _kind(
    "IMP710",
    "a register file has a member that the format does not have",
    "Correct its name; what the format has no member for goes to `extra`.",
)
REPEATED = _kind(
    "IMP711",
    "an object in a register file has two members of one name",
    "Delete one of the two; readers differ in which of them they believe.",
)
MISSING = _kind(
    "IMP712",
    "something in a register file that may not be left out is missing or empty",
    "Give it a value.",
)
WRONG_TYPE = _kind(
    "IMP713",
    "a value in a register file is of the wrong type",
    "Write it as the page on the file format says.",
)
UNKNOWN_VALUE = _kind(
    "IMP714",
    "a value in a register file is none of those that stand there",
    "Choose one of the values that the message or the page on the file format names.",
)
DATE = _kind(
    "IMP715",
    "a date in a register file cannot exist",
    "Write days as year, month and day; give words that fix no day without days.",
)
SAME_ID = _kind(
    "IMP716", "two records in a register file have the same id", "Give one of the two another id."
)
CHARACTER = _kind(
    "IMP717",
    "a text in a register file holds a character that no register can hold",
    "Replace the character: XML, and with it every Office file, has no way to write it.",
)
NEWER = _kind(
    "IMP718",
    "a register file is of another version",
    "Install a version of accountability that reads it.",
)
UNREADABLE_LINE = _kind(
    "IMP719",
    "a line of a JSON Lines register is no record",
    "Mend the line or take it from an older copy of the file.",
)

KINDS = (
    UNKNOWN_MEMBER,
    REPEATED,
    MISSING,
    WRONG_TYPE,
    UNKNOWN_VALUE,
    DATE,
    SAME_ID,
    CHARACTER,
    NEWER,
    UNREADABLE_LINE,
)
"""Every kind of problem that reading a register file reports, by code."""


def finding(kind: FindingKind, place: str, message: str) -> Finding:
    """Make a finding of *kind* at *place*, a path such as ``$.items[2].label``."""
    return kind.found(message, place=Place(at=place))


class UnfitError(ValueError):
    """A value that does not fit where it stands; raised by our hooks, never seen outside."""

    def __init__(self, kind: FindingKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


# --- values and types in words --------------------------------------------------------------------


@frozen
class OddNumber:
    """A number that the format has no use for, kept as it was written: ``NaN``, ``1e999``."""

    words: str


def quoted(text: str) -> str:
    """Quote *text* for a message: one line, at most 60 characters, nothing invisible."""
    line = " ".join(text[: 2 * _LONGEST].split())
    visible = "".join(sign if sign.isprintable() else f"⟨U+{ord(sign):04X}⟩" for sign in line)
    return json.dumps(shorten(visible, _LONGEST), ensure_ascii=False)


def shown(value: object) -> str:
    """Say what *value* is, as JSON calls it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case OddNumber(words):
            return (
                words if words in {"NaN", "Infinity", "-Infinity"} else f"the number {_cut(words)}"
            )
        case float():
            return f"the number {value!r}"
        case int():
            return f"the number {value}" if abs(value) < 10**15 else "a number of many digits"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return article(type(value).__name__)


def _cut(words: str) -> str:
    return shorten(words, _LONGEST)


def noun(cls: type[Any]) -> str:
    """Say a class's name as a noun: ``TargetDate`` is a "target date"."""
    return "date" if cls in {PartialDate, Undated} else _CAPITAL.sub(" ", cls.__name__).lower()


_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def article(words: str) -> str:
    """Put "a" or "an" before *words*."""
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def no_member(value: str, what: str, members: Iterable[str]) -> UnfitError:
    """Refuse *value*, which is no member of a closed list, naming the nearest or all."""
    known = list(members)
    near = (did_you_mean(value, known) or _meant(value, known)) if len(value) <= _LONGEST else ""
    rest = near or f"; choose one of: {', '.join(known)}"
    return UnfitError(UNKNOWN_VALUE, f"{quoted(value)} is not {article(what)}{rest}")


def _meant(value: str, known: Iterable[str]) -> str:
    """Say which of *known* the words in use for them come nearest to: "agreed" means "accepted"."""
    wanted = set(known)
    meanings = {
        words: meaning.value
        for name in vocabulary_names()
        for term in load_vocabulary(name).terms
        if len(term.meanings) == 1
        for words in term.words
        for meaning in term.meanings
        if meaning.value in wanted
    }
    near = nearest(value, meanings)
    return f'; did you mean "{meanings[near]}"?' if near is not None else ""


# --- errors to findings ---------------------------------------------------------------------------


def findings_of(error: Exception, place: str) -> Iterator[Finding]:
    """Yield what *error*, raised while structuring the value at *place*, is about."""
    match error:
        case ClassValidationError():
            noted, alone = error.group_exceptions()
            for inner, note in noted:
                yield from _of_member(inner, f"{place}.{note.name}", error.cl)
            for inner in alone:
                yield from findings_of(inner, place)
        case IterableValidationError():
            for inner, position in error.group_exceptions()[0]:
                yield from findings_of(inner, f"{place}[{position.index}]")
        case ForbiddenExtraKeysError():
            yield from _unknown_members(error, place)
        case InvalidRecordError():
            yield finding(UNKNOWN_VALUE, f"{place}.{error.field}", error.reason)
        case InvalidDateError():
            yield finding(DATE, place, error.reason)
        case UnfitError():
            yield finding(error.kind, place, error.message)
        case _:
            raise error


def _of_member(error: Exception, place: str, cls: type[Any]) -> Iterator[Finding]:
    if isinstance(error, KeyError):
        yield finding(MISSING, place, f"is missing; {article(noun(cls))} needs it")
    else:
        yield from findings_of(error, place)


def _unknown_members(error: ForbiddenExtraKeysError, place: str) -> Iterator[Finding]:
    known = [attribute.name for attribute in attrs.fields(error.cl)]
    for name in sorted(error.extra_fields, key=str):
        yield unknown_member(name, place, known, noun(error.cl))


def member_of(place: str, name: str) -> str:
    """Return the path of the member *name* of the object at *place*."""
    plain = _PLAIN_NAME.fullmatch(name)
    return f"{place}.{name}" if plain else f"{place}[{quoted(name)}]"


_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,59}")


def unknown_member(name: object, place: str, known: Iterable[str], what: str) -> Finding:
    """Make the finding about a member that *what* does not have, naming the nearest one it has."""
    if not isinstance(name, str):
        return finding(UNKNOWN_MEMBER, place, f"a member's name is text, not {shown(name)}")
    place = member_of(place, name)
    if what == "date" and name == "precision":
        message = 'is given without a day; give "earliest" or "latest" beside it, or leave it out'
        return finding(DATE, place, message)
    near = did_you_mean(name, known) if len(name) <= _LONGEST else ""
    message = f"{article(what)} has no member {quoted(name)}{near}"
    return finding(UNKNOWN_MEMBER, place, message)
