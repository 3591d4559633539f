"""Fields of a document that came back, and where they stand: what gathering its lines makes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define, field

from accountability.importers.word._facts import COMMITMENTS, RECOMMENDATIONS
from accountability.importers.word._lines import Tracked
from accountability.tables.columns import Editor
from accountability.tables.known import COLUMNS
from accountability.text import shorten

__all__ = ["COVER", "LABELS", "Found", "Section", "Stray"]

LABELS: Mapping[str, str] = {
    key: f"Your {column.heading[:1].lower()}{column.heading[1:]}"
    for sheet in (RECOMMENDATIONS, COMMITMENTS)
    for key, column in COLUMNS[sheet].items()
    if column.editor is Editor.RESPONDER
}
"""What stands above the field of each column, as far as it needs no other words."""

COVER = "paper_"
"""Columns of a cover begin with it; what stands there is about the paper, not about a row."""

_OF_A_PROMISE = re.compile(r", promise \d+$")
"""How the headings of promises end, whatever stands above them once somebody took out an item."""


@define(eq=False)
class Section:
    """
    What stands under one heading, up to the line with the reference.

    Attributes:
        heading: Its words; "".

        above: Words of the item's heading, where this one is below it.

        key: Row key of its reference line; "".

        check: As it stands there.

        letters: Stamp of the row key, where only a bookmark over the whole answer says it.

        headed: Row key that its heading names, where its reference is that of another row; "".

        promise: Whether its reference calls what stands here a promise.

        need: What the form says is needed; "".

        closed: Whether its reference line has been read.

        inside: The section that it is a part of, unless it turns out to be an item's: its heading was
            typed, or typed into. None: its heading is ours.
    """

    heading: str = ""
    above: str = ""
    key: str = ""
    check: str = ""
    letters: str = ""
    headed: str = ""
    promise: bool = False
    need: str = ""
    closed: bool = False
    inside: Section | None = None

    @property
    def name(self) -> str:
        """What a person calls the place."""
        first = shorten(self.above.partition(":")[0] if self.above else "", 40)
        own = shorten(self.heading, 60)
        if first and (own.startswith(f"{first},") or _OF_A_PROMISE.search(own)):
            return own  # "Recommendation 5, promise 1" says where it stands
        return ", ".join(part for part in (first, own) if part)


@define(eq=False)
class Found:
    """
    A field that was found.

    Attributes:
        section: Where it stands.

        column: Key of its column.

        letters: Stamp of the row key, as its control or bookmark says; "" if it was found by its label.

        found_by: "control", "bookmark" or "label".

        inline: Whether it is what somebody typed behind a label, on the label's own line.

        claims: Row key that it names itself, where it stands in the place of another; "".

        lines: Its paragraphs.

        tracked: Changes in it that somebody tracked.

        pictures: How many pictures and objects stand in it.
    """

    section: Section
    column: str
    letters: str = ""
    found_by: str = "label"
    inline: bool = False
    claims: str = ""
    lines: list[str] = field(factory=list)
    tracked: tuple[Tracked, ...] = ()
    pictures: int = 0
    joins: bool = False

    def add(self, text: str, *, joined: bool = False) -> None:
        """Add a paragraph."""
        if self.joins and self.lines:
            self.lines[-1] += text
        else:
            self.lines.append(text)
        self.joins = joined

    @property
    def is_known(self) -> bool:
        """Whether forms have such a field."""
        return self.column in LABELS or self.column.startswith(COVER)

    @property
    def text(self) -> str:
        """Its words: one line for each paragraph, empty ones around them left out."""
        if len(self.lines) == 1:
            return self.lines[0]
        lines = list(self.lines)
        while len(lines) > 1 and not lines[0].strip():
            del lines[0]
        while len(lines) > 1 and not lines[-1].strip():
            del lines[-1]
        return "\n".join(lines)


@define(eq=False)
class Stray:
    """Words that stand in no field, and where."""

    text: str
    section: Section
    where: str = ""
    found: Found | None = None
    tracked: tuple[Tracked, ...] = ()
