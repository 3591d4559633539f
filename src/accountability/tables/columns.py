"""
Columns: how one fact is shown in a cell and read from one.

A column is the one contract between a register and any grid. Writing and reading share it, so a
heading, a choice or a prompt is spelled once, and ``read(show(value)) == value`` for every column.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from attrs import frozen

from accountability.dates import show_day
from accountability.model import Implementation, Opinion, Position
from accountability.text import fold
from accountability.vocabularies import Vocabulary, plain

__all__ = ["LEAVE", "Cell", "Codec", "Column", "Editor", "Form", "column", "printed_first"]

LEAVE = " (leave as it is)"
"""Ends the headings of what brings a row home, where it can come home."""

T_contra = TypeVar("T_contra", contravariant=True)
V = TypeVar("V")

Cell = str | dt.date | int | None
"""What a grid is given: text, a day, a number, or nothing."""


class Editor(StrEnum):
    """Who may change a cell."""

    NOBODY = "nobody"
    """It is for reading."""

    KEEPER = "keeper"
    """Whoever holds the register."""

    RESPONDER = "responder"
    """Whoever the row is sent to; the keeper too."""

    RECOMMENDER = "recommender"
    """Whoever speaks for the body that made the recommendation; the keeper too."""


class Form(StrEnum):
    """What kind of cell a column has."""

    TEXT = "text"
    """Words; a date in words is text, so that no program turns it into something else."""

    DAY = "day"
    """A real day that we worked out."""

    NUMBER = "number"
    """A whole number."""

    KEY = "key"
    """Letters for the computer; kept in sight, in grey."""


class Codec(Protocol[V]):
    """How values of one kind are shown as text and read from it."""

    def show(self, value: V, vocabulary: Vocabulary, /) -> str:
        """Return the words for *value*; "" for none."""
        ...

    def read(self, text: str, vocabulary: Vocabulary, /) -> V:
        """Return the value of *text*; total: what is not understood stays words."""
        ...


@frozen
class Words:
    """Text, exactly as it stands."""

    def show(self, value: str, _vocabulary: Vocabulary) -> str:
        """Return *value*."""
        return value

    def read(self, text: str, _vocabulary: Vocabulary) -> str:
        """Return *text*."""
        return text


@frozen
class Day:
    """A day, shown as ``31 March 2027``; other words stay words."""

    def show(self, value: dt.date | str | None, _vocabulary: Vocabulary) -> str:
        """Return the day in words."""
        if value is None:
            return ""
        return value if isinstance(value, str) else show_day(value)

    def read(self, text: str, _vocabulary: Vocabulary) -> dt.date | str | None:
        """Return the day that `show` would write as *text*, else *text*."""
        if not text:
            return None
        parts = text.split(" ")
        if len(parts) == 3 and parts[0].isascii() and parts[0].isdecimal():
            for month in range(1, 13):
                if _MONTHS[month - 1] == parts[1] and parts[2].isascii() and parts[2].isdecimal():
                    day = _day(parts[2], month, parts[0])
                    if day is not None and show_day(day) == text:
                        return day
        return text


_MONTHS = tuple(show_day(dt.date(2000, month, 1)).split(" ")[1] for month in range(1, 13))


def _day(year: str, month: int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), month, int(day))
    except ValueError:
        return None


@frozen
class Number:
    """A whole number; other words stay words."""

    def show(self, value: int | str | None, _vocabulary: Vocabulary) -> str:
        """Return the number in digits."""
        return "" if value is None else str(value)

    def read(self, text: str, _vocabulary: Vocabulary) -> int | str | None:
        """Return the number, if *text* is how `show` writes one."""
        if not text:
            return None
        digits = text.removeprefix("-")
        plain_digits = digits.isascii() and digits.isdecimal() and len(digits) < 19
        return int(text) if plain_digits and str(int(text)) == text else text


@frozen
class Choice:
    """
    A member of one of the model's lists, in the words of the document's vocabulary.

    A member that the vocabulary has no word for is shown in ours; words that no list holds stay
    words, and come back as a question.
    """

    members: type[Position | Implementation | Opinion]

    def show(
        self, value: Position | Implementation | Opinion | str | None, vocabulary: Vocabulary
    ) -> str:
        """Return the vocabulary's word."""
        if value is None:
            return ""
        if not isinstance(value, Position | Implementation | Opinion):
            return value
        words = vocabulary.show(value)
        if self.read(words, vocabulary) is value:
            return words
        return f"{plain(value)}{_OUR_SENSE}"

    def read(
        self, text: str, vocabulary: Vocabulary
    ) -> Position | Implementation | Opinion | str | None:
        """Return the member that *text* names in the vocabulary or in our words, else *text*."""
        if not text.strip():
            return None
        ours = text.removesuffix(_OUR_SENSE)
        term = vocabulary.read(text) if ours == text else None
        for meant in term.meanings if term else ():
            if isinstance(meant, self.members):
                return meant
        wanted = fold(ours)
        return next((member for member in self.members if fold(plain(member)) == wanted), text)


_OUR_SENSE = " (in this register's sense)"
"""Told apart from a vocabulary that uses our word for something else: the UPR's "Supported" is yes."""


@frozen
class Names:
    """Several names, with semicolons between; a name that holds one is put in quotation marks."""

    def show(self, value: tuple[str, ...], _vocabulary: Vocabulary) -> str:
        """Return the names on one line."""
        return "; ".join(_quoted(name) for name in value)

    def read(self, text: str, _vocabulary: Vocabulary) -> tuple[str, ...]:
        """Return the names; white space around them does not count, nor does what is left empty."""
        found = (
            match[0].strip() if match[1] is None else match[1].replace('""', '"')
            for match in _NAME.finditer(text)
            if match[1] is not None or match[0].strip()
        )
        return tuple(found)


_NAME = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=;|$)|[^;]+')
_PLAIN_NAME = re.compile(r'[^\s";](?:[^;\n]*[^\s;])?')


def _quoted(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name):
        return name
    return '"' + name.replace('"', '""') + '"'


@frozen(kw_only=True)
class Column(Generic[T_contra, V]):
    """
    One column of a table.

    Attributes:
        key: Stable name; what a file's technical block and a reader know it by.

        heading: What stands over it; ``{as_of}`` is replaced by the day of the verdicts.

        width: In characters, 8 to 80.

        value: The fact, from the row.

        codec: How it is shown and read.

        form: What kind of cell it has.

        editor: Who may change it.

        prompt: One sentence that says what to enter.

        choices: Words to choose from, in order; empty: free.

        open: Whether the cell may be changed in this row; None: in every row.

        stands_for: The value of the register that the cell's stamp is made of; None: what it shows.

        begins_empty: Whether the cell is sent empty, whatever it stands for.

        why_blank: What an empty cell means, for readers.

        printed: Whether the column goes on paper.
    """

    key: str
    heading: str
    width: int
    value: Callable[[T_contra], V]
    codec: Codec[V]
    form: Form = Form.TEXT
    editor: Editor = Editor.NOBODY
    prompt: str = ""
    choices: Callable[[Vocabulary], tuple[str, ...]] | None = None
    open: Callable[[T_contra], bool] | None = None
    stands_for: Callable[[T_contra], object] | None = None
    begins_empty: bool = False
    why_blank: str = ""
    printed: bool = False

    def show(self, value: V, vocabulary: Vocabulary) -> str:
        """Return the words of a cell for *value*."""
        return self.codec.show(value, vocabulary)

    def read(self, text: str, vocabulary: Vocabulary) -> V:
        """Return the value of a cell's words; ``read(show(value)) == value``."""
        return self.codec.read(text, vocabulary)


_WORDS = Words()


def column(
    key: str,
    heading: str,
    width: int,
    value: Callable[[Any], Any],
    why_blank: str = "",
    *,
    codec: Codec[Any] = _WORDS,
    **more: Any,
) -> Column[Any, Any]:
    """Put a column together, so that a layout reads as a list, one column a line or two."""
    return Column(
        key=key,
        heading=heading,
        width=width,
        value=value,
        codec=codec,
        why_blank=why_blank,
        **more,
    )


def printed_first(*columns: Column[T_contra, Any]) -> tuple[Column[T_contra, Any], ...]:
    """Return *columns* with those that go on paper first: a print area is one block."""
    return tuple(sorted(columns, key=lambda one: not one.printed))
