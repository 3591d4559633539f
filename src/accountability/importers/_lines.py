"""Lines of a page, blocks of them, and what kind of item a word names."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from accountability.model import ItemKind
from accountability.text import fold

__all__ = ["KINDS_OF_ITEM", "Block", "Line", "StatusLine", "block_of", "kind_of", "lines_of"]


@frozen(kw_only=True)
class Line:
    """A line that is not blank: its number from 1, its words, and where they stand in the text."""

    number: int
    text: str
    start: int
    end: int


@frozen(kw_only=True)
class Block:
    """Lines that belong together: their text as printed, first and last number, and where it begins."""

    text: str
    first: int
    last: int
    start: int

    @property
    def place(self) -> str:
        """Where it stands, as a person would say."""
        if self.first == self.last:
            return f"line {self.first}"
        return f"lines {self.first}–{self.last}"

    def line_at(self, offset: int) -> str:
        """Return the line in which the character at *offset* of the text stands."""
        return f"line {self.first + self.text.count(chr(10), 0, offset)}"


@frozen(kw_only=True)
class StatusLine:
    """A line that says something and a status for it: "Ministry of Canals Accepted in Part"."""

    line: Line
    head: str
    status: str


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    # Only "\n" ends a line: other separators, such as U+2028, are characters of the text.
    found = []
    start = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip()
        if words:
            begin = start + len(raw) - len(raw.lstrip())
            found.append(Line(number=number, text=words, start=begin, end=begin + len(words)))
        start += len(raw) + 1
    return found


def block_of(text: str, lines: Sequence[Line]) -> Block | None:
    """Return the text from the first of *lines* to the last; None if there are none."""
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    return Block(
        text=text[first.start : last.end], first=first.number, last=last.number, start=first.start
    )


KINDS_OF_ITEM = {
    "recommendation": ItemKind.RECOMMENDATION,
    "request": ItemKind.REQUEST,
    "concern": ItemKind.CONCERN,
    "conclusion": ItemKind.CONCLUSION,
    "finding": ItemKind.FINDING,
    "paragraph": ItemKind.PARAGRAPH,
}


def kind_of(words: str) -> ItemKind | None:
    """Return the kind that *words* ("Recommendation", "Conclusions") name; None if they name none."""
    return KINDS_OF_ITEM.get(fold(words).rstrip(":").removesuffix("s"))
