"""
One readable page: what was recommended, answered, promised and done, and why we say so.

Text of others is data: whatever it looks like, it is shown as words and never becomes a heading, a
link or HTML. The page reads well as it stands, too, without being rendered.
"""

from __future__ import annotations

from enum import StrEnum
from typing import BinaryIO, ClassVar

from attrs import frozen

from accountability.exporters._base import LEFT_OUT, ExportContext
from accountability.exporters.markdown.page import blocks
from accountability.findings import Finding
from accountability.model import Register
from accountability.tables import Profile, Tracker, tracker

__all__ = ["PageProfile", "ProgressPage"]


class PageProfile(StrEnum):
    """For whom the page is."""

    KEEPER = "keeper"
    """Whoever holds the register: drafts are shown, and named as drafts."""

    PUBLICATION = "publication"
    """Anybody: answers that were given."""


@frozen(kw_only=True)
class ProgressPage:
    """
    Exporter ``markdown``: one page for reading.

    Attributes:
        profile: For the keeper, with drafts, or for publication.
    """

    suffix: ClassVar[str] = ".md"
    media_type: ClassVar[str] = "text/markdown; charset=utf-8"

    profile: PageProfile = PageProfile.KEEPER

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """
        Write the page as UTF-8.

        Every item, answer, promise, update and view in scope is on it with all its words. A blank line
        within a text parts paragraphs; several in a row do the same.

        Returns:
            What is not for such a page (notes, waivers, files that came back), and what its readers
            do not see, counted.
        """
        filled = tracker(
            register,
            as_of=context.as_of,
            profile=Profile(self.profile.value),
            scope=context.scope,
            jurisdiction=context.jurisdiction,
            calendar=context.calendar,
        )
        target.writelines(
            (f"\n{block}\n" if number else f"{block}\n").encode()
            for number, block in enumerate(blocks(filled, context))
        )
        return _left_out(filled)


_KEPT_BACK = {
    "Notes": ("note", "notes"),
    "Waivers": ("waiver", "waivers"),
    "Collections": ("collection", "collections"),
}
"""Sheets of the keeper's tracker that no page for reading repeats."""


def _left_out(filled: Tracker) -> tuple[Finding, ...]:
    parts = []
    for name, (one, several) in _KEPT_BACK.items():
        sheet = filled.sheet(name)
        count = len(sheet.entries) if sheet else 0
        if count:
            parts.append(f"{count:,} {one if count == 1 else several}")
    words = ", ".join(parts) or filled.left_out.words
    if not words:
        return ()
    message = f"left out of the page for {filled.profile.value}: {words}"
    return (LEFT_OUT.found(message, record=filled.register.id),)
