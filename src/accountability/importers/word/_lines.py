"""What a paragraph of a document holds once it has been read: its words, and what stands beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import frozen

from accountability.importers.word._styles import Style
from accountability.text import fold

__all__ = ["PLAIN", "Bound", "Line", "Mark", "Part", "Tracked", "summed"]

_MOST = 5_000
"""Comments, and tracked changes, that one paragraph is taken to have."""

PLAIN = Style()
"""Of a paragraph that names no style."""


class Part(NamedTuple):
    """A stretch of a paragraph: its words, and whether they are in the look of a placeholder."""

    text: str
    placeholder: bool = False


class Mark(NamedTuple):
    """
    What brings a field home.

    Attributes:
        at: How many parts stand before it.

        kind: "control", "bookmark", "line" (over the line with the reference) or "whole".

        letters: Stamp of the row key.

        column: Key of the column; "".
    """

    at: int
    kind: str
    letters: str
    column: str = ""


@frozen(slots=True)
class Tracked:
    """
    A tracked change: whether words came or went, which, who did it and when.

    The end of a paragraph that came or went is the sign "¶".
    """

    inserted: bool
    text: str
    author: str
    day: dt.date | None


@frozen(slots=True)
class Bound:
    """A control that is bound to data: its visible words, and where the data stand."""

    text: str
    store: str
    path: str


class Line:
    """
    One paragraph, or one row of a table that is none of ours.

    There is one for each paragraph of a document, so it holds only what was found in it: everything
    else is said once, by the class.

    Attributes:
        style: What its style says.

        number: What a list shows before it.

        parts: Its words.

        marks: What stands among them.

        comments: Ids of comments that stand at it.

        tracked: Changes that somebody tracked.

        boxes: Words of text boxes that are anchored in it.

        pictures: How many pictures and objects stand in it.

        fetches: Codes of fields that would fetch or run something.

        bound: Controls that are bound to data.

        hidden: Those of its words that no program shows unless it is asked to.

        ended: How its end came or went; None: nobody tracked that.

        joined: Whether the next paragraph goes on with it: its end was deleted, or it is the first
            letter of that one.

        opens: Whether a cell of a table of ours begins with it.

        opens_row: Whether a row of one does.
    """

    number: str = ""
    comments: tuple[str, ...] = ()
    tracked: tuple[Tracked, ...] = ()
    boxes: tuple[str, ...] = ()
    pictures: int = 0
    fetches: tuple[str, ...] = ()
    bound: tuple[Bound, ...] = ()
    hidden: str = ""
    ended: Tracked | None = None
    joined: bool = False
    opens: bool = False
    opens_row: bool = False

    def __init__(self, style: Style) -> None:
        self.style = style
        self.parts: list[Part] = []
        self.marks: list[Mark] = []

    @property
    def text(self) -> str:
        """Its words."""
        if len(self.parts) == 1:
            return self.number + self.parts[0].text
        return self.number + "".join([part.text for part in self.parts])

    def words_from(self, start: int) -> str:
        """Return its words from a part on."""
        return "".join([part.text for part in self.parts[start:]])

    def cut(self, start: int) -> None:
        """Leave out its words from a part on; what stands among them stays."""
        del self.parts[start:]
        self.marks[:] = [mark._replace(at=min(mark.at, start)) for mark in self.marks]

    def add_link(self, start: int, target: str) -> None:
        """Add the address of a link over its words from a part on, unless they are the address."""
        target = target.strip()
        if not target or target.startswith("#"):
            return
        words = self.words_from(start)
        if words.strip() and fold(target.removeprefix("mailto:")).rstrip("/") not in fold(words):
            self.parts.append(Part(f" ({target})"))

    def tell(self, change: Tracked) -> None:
        """Add a tracked change."""
        if len(self.tracked) < _MOST:
            self.tracked += (change,)

    def anchor(self, comment: str) -> None:
        """Add the id of a comment that stands here."""
        if len(self.comments) < _MOST:
            self.comments += (comment,)

    def take(self, other: Line) -> None:
        """Take over what stands in another line beside its words."""
        self.comments += other.comments
        self.tracked += other.tracked
        self.boxes += other.boxes
        self.pictures += other.pictures
        self.fetches += other.fetches
        self.bound += other.bound
        self.hidden += other.hidden


def summed(changes: Iterable[Tracked]) -> Iterator[Tracked]:
    """Yield tracked changes of one kind, author and day that follow each other as one."""
    waiting: Tracked | None = None
    for change in changes:
        same = waiting is not None and (
            (waiting.inserted, waiting.author, waiting.day)
            == (change.inserted, change.author, change.day)
        )
        if waiting is not None and same:
            text = f"{waiting.text}{change.text}"
            waiting = Tracked(change.inserted, text, change.author, change.day)
            continue
        if waiting is not None:
            yield waiting
        waiting = change
    if waiting is not None:
        yield waiting
