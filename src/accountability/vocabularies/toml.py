"""
Facts read from a TOML file, strictly: every problem found, each with the file and the key.

People add jurisdictions and vocabularies by writing such a file, and a misspelled key that passes in
silence would be a deadline that never falls due. A `Table` is emptied by asking for its keys; whatever
is left over when it is closed is a key that nobody knows, and the nearest one is named.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from attrs import Factory, define

from accountability.exceptions import UnreadableFileError, did_you_mean
from accountability.findings import Finding, FindingKind, Place, Severity
from accountability.text import first_unclean

__all__ = ["KINDS", "Table", "finish", "open_table"]

UNKNOWN_KEY = FindingKind(
    code="IMP790",
    severity=Severity.ERROR,
    title="a file of facts has a key that is not known",
    help="Use one of the keys that are, or take the line out.",
)
WRONG_VALUE = FindingKind(
    code="IMP791",
    severity=Severity.ERROR,
    title="a value in a file of facts is missing or of the wrong kind",
    help="Give a value of the kind that is named.",
)

KINDS = (UNKNOWN_KEY, WRONG_VALUE)
"""Kinds of findings that reading a file of facts can report."""

_LIMIT = 1_000_000
"""Bytes; a file of facts is some thousands."""

E = TypeVar("E", bound=StrEnum)


@define
class Table:
    """
    One table of the file, and the problems found so far in all of it.

    Each reading method returns what stands under *key*, or a harmless value after noting a problem.

    Attributes:
        content: The table as TOML gives it.

        file: Name of the file, for the findings.

        path: Where in the file the table stands, e.g. "deadlines[2]"; empty for the whole.

        problems: Findings, in the order in which keys were asked for; shared by all tables of a file.
    """

    content: dict[str, Any]
    file: str
    path: str = ""
    problems: list[Finding] = Factory(list)
    _known: list[str] = Factory(list)

    def problem(self, key: str, message: str, kind: FindingKind = WRONG_VALUE) -> None:
        """Note that something is wrong with *key*."""
        at = ".".join(part for part in (self.path, key) if part)
        self.problems.append(kind.found(message, place=Place(file=self.file, at=at)))

    def _take(
        self, key: str, fits: Callable[[Any], bool], what: str, default: object, *, required: bool
    ) -> Any:
        self._known.append(key)
        if key not in self.content:
            if required:
                self.problem(key, f"is missing; give {what}")
            return default
        value = self.content[key]
        if not fits(value):
            self.problem(key, f"is {value!r}; give {what}")
            return default
        return value

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a text."""
        value: str = self._take(key, _is_text, "a text", default, required=required)
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts, in order."""

        def fits(value: object) -> bool:
            return isinstance(value, list) and all(_is_text(entry) for entry in value)

        return tuple(self._take(key, fits, "a list of texts", (), required=required))

    def flag(self, key: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - as `dict.get`
        """Return true or false."""
        value: bool = self._take(
            key, lambda value: isinstance(value, bool), "true or false", default, required=False
        )
        return value

    def number(
        self, key: str, default: int, *, lowest: int, highest: int, required: bool = False
    ) -> int:
        """Return a whole number between two limits, inclusive."""

        def fits(value: object) -> bool:
            return type(value) is int and lowest <= value <= highest

        what = f"a whole number from {lowest} to {highest}"
        value: int = self._take(key, fits, what, default, required=required)
        return value

    def day(self, key: str, *, required: bool = False) -> dt.date | None:
        """Return a day, written without quotation marks: 2027-02-12."""
        value: dt.date | None = self._take(
            key,
            lambda value: type(value) is dt.date,
            "a day, without quotation marks, such as 2027-02-12",
            None,
            required=required,
        )
        return value

    def member(self, key: str, enum: type[E], *, required: bool = False) -> E | None:
        """Return a member of *enum*, or None."""
        word = self.text(key, required=required)
        return self._member(key, word, enum) if word else None

    def members(self, key: str, enum: type[E], *, required: bool = False) -> tuple[E, ...]:
        """Return members of *enum*, in order."""
        found = (self._member(key, word, enum) for word in self.texts(key, required=required))
        return tuple(member for member in found if member is not None)

    def _member(self, key: str, word: str, enum: type[E]) -> E | None:
        known = [member.value for member in enum]
        if word in known:
            return enum(word)
        near = did_you_mean(word, known) or f"; there are: {', '.join(known)}"
        self.problem(key, f"{word!r} is not one of the words allowed here{near}")
        return None

    def table(self, key: str) -> Table:
        """Return a table inside this one; an empty one if there is none."""
        content = self._take(
            key, lambda value: isinstance(value, dict), "a table", {}, required=False
        )
        return self._below(key, content)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return a list of tables, in order."""

        def fits(value: object) -> bool:
            return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)

        found = self._take(key, fits, f"tables headed [[{key}]]", (), required=False)
        return tuple(
            self._below(f"{key}[{number}]", content) for number, content in enumerate(found)
        )

    def _below(self, key: str, content: dict[str, Any]) -> Table:
        path = ".".join(part for part in (self.path, key) if part)
        return Table(content=content, file=self.file, path=path, problems=self.problems)

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.content:
            if key not in self._known:
                near = did_you_mean(key, self._known) or f"; there are: {', '.join(self._known)}"
                self.problem(key, f"the key {key!r} is not known{near}", UNKNOWN_KEY)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and first_unclean(value) is None


def open_table(data: bytes, file: str) -> Table:
    """
    Read *data* as TOML.

    Raises:
        UnreadableFileError: it is no TOML, no UTF-8, or larger than 1 MB.
    """
    if len(data) > _LIMIT:
        raise UnreadableFileError(file, "it is larger than 1 MB, which no file of facts is")
    try:
        return Table(content=tomllib.loads(data.decode("utf-8")), file=file)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            file, f"byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFileError(file, f"it is not TOML: {error}") from None
    except RecursionError:
        raise UnreadableFileError(file, "its values are nested too deeply") from None


def finish(table: Table) -> None:
    """
    Raise what was found wrong, all of it together.

    Raises:
        UnreadableFileError: there were problems; they are its *findings*.
    """
    if table.problems:
        count = len(table.problems)
        what = "1 problem" if count == 1 else f"{count} problems"
        raise UnreadableFileError(
            table.file, f"{what}; mend the keys named here", tuple(table.problems)
        )
