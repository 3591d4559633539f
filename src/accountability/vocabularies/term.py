"""
One term of a body: what it means on each axis, whose word it is, when it is used, and what is lost.

Kept apart from the vocabularies, which are lists of terms and read them from files.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import TypeVar

from attrs import frozen

from accountability.deadlines import Confidence
from accountability.model import Implementation, Opinion, Position
from accountability.text import fold

__all__ = ["Term", "Voice", "level"]

M = TypeVar("M", bound=Position | Implementation | Opinion)


class Voice(StrEnum):
    """Whose word a term is: a verdict of the recommender is never the responder's own claim."""

    RESPONDER = "responder"
    """Whoever answers says it of its own answer or work."""

    RECOMMENDER = "recommender"
    """The body that asked, or audits, says it of the answer or the work."""

    OTHER = "other"
    """Somebody else says it, such as a site that follows both."""


@frozen(kw_only=True)
class Term:
    """
    One thing a body says, and what it means.

    A term may mean something on several axes ("Accepted and implemented"), or on none ("No response"
    is not a position); its note then says why.

    Attributes:
        words: As printed, with their variants; the first is the one shown.

        position: What a responder says with it.

        implementation: What it claims to be done.

        opinion: What it says of an answer or of the work.

        degree: How far, in words for an `accountability.Update`: "in most respects".

        no_change: Whether it says that there is nothing new: an update without a claim.

        sentence: How a finished paper says it; may hold ``{responder}``, ``{recommender}`` and
            ``{item}``.

        choice: Whether a responder, or for opinions the recommender, is offered it in a list.

        source: Where it was read; empty: where the vocabulary was.

        confidence: How well it is known; None: as the vocabulary is.

        said_by: Whose word it is; None: as in the rest of the vocabulary.

        valid_from: First day on which the body used it; None: no limit is known.

        valid_until: Last such day, or the last on which it was to be used; None: it is in use.

        note: What is lost in the mapping.
    """

    words: tuple[str, ...]
    position: Position | None = None
    implementation: Implementation | None = None
    opinion: Opinion | None = None
    degree: str = ""
    no_change: bool = False
    sentence: str = ""
    choice: bool = False
    source: str = ""
    confidence: Confidence | None = None
    said_by: Voice | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    note: str = ""

    def used_on(self, day: dt.date) -> bool:
        """Tell whether the body used the term, or meant to, on *day*."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def member(self, enum: type[M]) -> M | None:
        """Return what the term means on the axis of *enum*: `Position`, `Implementation` or `Opinion`."""
        for meaning in (self.position, self.implementation, self.opinion):
            if isinstance(meaning, enum):
                return meaning
        return None

    @property
    def meanings(self) -> tuple[Position | Implementation | Opinion, ...]:
        """What the term means, on up to three axes."""
        found = (self.position, self.implementation, self.opinion)
        return tuple(meaning for meaning in found if meaning is not None)


_DASHES = re.compile(r"\s*-+\s*")


def level(words: str) -> str:
    """Return *words* without differences of case, white space, kinds of dash and what ends a line."""
    return _DASHES.sub("-", fold(words)).strip(" .:;,")
