"""Where a page is taken apart: what has been made of it so far, and how it is noted."""

from __future__ import annotations

import re

from attrs import define, field

from accountability.dates import DateConventions
from accountability.findings import Finding, FindingKind
from accountability.importers._base import ImportContext
from accountability.importers._bodies import kind_of_body
from accountability.importers._ids import Ids
from accountability.importers._lines import Block
from accountability.importers._noticed import GLUED_FOOTNOTES, SPLIT_WORD, TEXT_CUT_OFF
from accountability.model import (
    Assessment,
    Commitment,
    Organisation,
    OrganisationKind,
    Response,
    Source,
    Update,
)
from accountability.text import RepairedText, RepairKind, repair, shorten, slug

__all__ = ["Desk"]

_USUAL = DateConventions()
_SHOWN = 5
"""Damaged words that a finding names; the others are counted."""


@define(kw_only=True)
class Desk:
    """
    One reading at work: what was told, what was made, what was noticed.

    Attributes:
        context: What the file does not say about itself.

        ids: Gives every new record its id.

        capture: Id of the page as captured: the source of everything.

        organisations, responses, commitments, updates, assessments: Made so far, in order.

        findings: Noticed so far.
    """

    context: ImportContext
    ids: Ids
    capture: str
    organisations: list[Organisation] = field(factory=list)
    responses: list[Response] = field(factory=list)
    commitments: list[Commitment] = field(factory=list)
    updates: list[Update] = field(factory=list)
    assessments: list[Assessment] = field(factory=list)
    findings: list[Finding] = field(factory=list)

    @property
    def conventions(self) -> DateConventions:
        """How the papers of the jurisdiction mean their dates."""
        jurisdiction = self.context.jurisdiction
        return jurisdiction.conventions if jurisdiction else _USUAL

    def note(
        self, kind: FindingKind, message: str, at: str, record: str, help: str | None = None
    ) -> None:
        """Note a finding about *record* at a line of the file."""
        place = self.context.place(at)
        self.findings.append(kind.found(message, record=record, place=place, help=help))

    def source(self, at: str, *fields: str, words: str = "") -> Source:
        """Return the source that is a line of this page."""
        return Source(document=self.capture, place=at, fields=fields, words=words)

    def organisation(
        self, name: str, at: str = "", *, kind: OrganisationKind | None = None, wanted: str = ""
    ) -> str:
        """Return the id of the body called *name*, and make it if neither register nor page has it yet."""
        made = self.ids.organisation(name, wanted or slug(name))
        if not self.ids.holds(made) and all(held.id != made for held in self.organisations):
            sources = (self.source(at),) if at else ()
            self.organisations.append(
                Organisation(id=made, name=name, kind=kind or kind_of_body(name), sources=sources)
            )
        return made

    def read(self, block: Block, record: str) -> RepairedText:
        """Return how a text is read, and note where its print is damaged."""
        text = repair(block.text)
        for repair_kind, kind, what in (
            (RepairKind.SPLIT_WORD, SPLIT_WORD, "split in the print"),
            (RepairKind.GLUED_FOOTNOTE, GLUED_FOOTNOTES, "taken for footnote numbers"),
        ):
            mends = [mend for mend in text.repairs if mend.kind is repair_kind]
            if mends:
                words = ", ".join(f"“{mend.printed}”" for mend in mends[:_SHOWN])
                more = f" and {len(mends) - _SHOWN} more" if len(mends) > _SHOWN else ""
                self.note(kind, f"{what}: {words}{more}", block.line_at(mends[0].start), record)
        if not _ends(text.text):
            words = shorten(block.text[-60:])
            self.note(
                TEXT_CUT_OFF, f"stops without an end: “…{words}”", f"line {block.last}", record
            )
        return text


_LABELLED = re.compile(r"[^.!?:]{1,60}:\s*\S[^\n]{0,60}")


def _ends(text: str) -> bool:
    """Tell whether *text* ends as a sentence does, or in a label with its value; "..." is no end."""
    words = text.rstrip().rstrip("'\"’”)]")
    if words.endswith(("...", "…")):
        return False
    return words.endswith((".", "!", "?", ":", ";")) or bool(
        _LABELLED.fullmatch(words[words.rfind("\n") + 1 :])
    )
