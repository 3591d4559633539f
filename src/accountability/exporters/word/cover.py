"""
The cover: the paper's number, who presents it, and words that nobody but their author can write.

They are placeholders in a document to be filled in. What is entered is kept with the paper: in the
`extra` of the document that answers the report, or of the report itself while no such document is
held, each under a heading of its own. So the next export shows it again, at whatever stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accountability.dates import PartialDate
from accountability.exporters.word.basis import Basis
from accountability.exporters.word.blocks import Answer, Block, Field, Heading, Kind
from accountability.exporters.word.stages import COVER_LACKS, PaperStage
from accountability.exporters.word.templates import (
    COVER_HEADINGS,
    LAYOUTS,
    Body,
    CoverField,
    Template,
)
from accountability.exporters.word.words import lines_of, listed, plain_paragraph
from accountability.model import Document, DocumentKind, Register

__all__ = ["cover", "cover_facts", "cover_words", "facts_of", "kind_of", "paper_of"]

_KINDS: Mapping[Body, DocumentKind] = {
    Body.PROGRESS: DocumentKind.PROGRESS_REPORT,
    Body.LETTER: DocumentKind.LETTER,
}


def kind_of(template: str) -> DocumentKind:
    """Return the kind of paper that a template makes; what is no template makes a response."""
    known = next((one for one in Template if one == template.strip().lower()), Template.FORM)
    return _KINDS.get(LAYOUTS[known].body, DocumentKind.RESPONSE)


def paper_of(register: Register, report: str, kind: DocumentKind) -> Document | None:
    """Return the newest paper of that kind that answers a report; one in preparation goes first."""
    papers = [one for one in register.documents_answering(report) if one.kind is kind]
    papers.sort(key=lambda one: not register.is_given(one))
    return papers[-1] if papers else None


def cover_facts(register: Register, report: str, kind: DocumentKind) -> Mapping[str, str]:
    """
    Return what is held for a cover, by the key of its field.

    Args:
        register: Holds the report and the papers that answer it.

        report: Id of the report that is answered.

        kind: Of the paper: each has a cover of its own once it is held.
    """
    paper = paper_of(register, report, kind)
    keys = {heading: key for key, heading in COVER_HEADINGS.items()}
    found: dict[str, str] = {}
    for document in (register.find(Document, report), paper):
        if document is not None:
            found |= {keys[name]: text for name, text in document.extra if name in keys}
    if paper is not None:
        if paper.reference:
            found["paper_number"] = paper.reference
        published = paper.published
        if isinstance(published, PartialDate) and published.earliest is not None:
            found.setdefault("paper_month", f"{published.earliest:%B %Y}")
    return found


def cover(basis: Basis) -> Iterator[Block]:
    """Show the cover: fields to be filled in, or the lines of the finished paper."""
    layout, report = basis.layout, _report(basis)
    if not layout.cover or report is None:
        return
    facts = facts_of(basis)
    if not basis.is_final:
        yield Heading(level=1, text=layout.cover_heading)
        yield Answer(
            key=report.id,
            fields=tuple(_field(one, facts.get(one.key, "")) for one in layout.cover),
            reference=f"Reference of the cover: {report.id} (please leave)",
        )
        return
    missing = [one.label.lower() for one in layout.cover if not facts.get(one.key, "").strip()]
    if missing:
        basis.findings.append(
            COVER_LACKS.found(
                f"The cover has nothing for: {listed(missing)}; it is left out.", record=report.id
            )
        )
    for one in layout.cover:
        text = facts.get(one.key, "").strip()
        if text and not one.words:
            yield plain_paragraph(f"{one.before}{text}{one.after}")


def cover_words(basis: Basis) -> Iterator[Block]:
    """Show the words of the minister, the officer or the committee in the finished paper."""
    report = _report(basis)
    if report is None or not basis.is_final:
        return
    facts = facts_of(basis)
    for one in basis.layout.cover:
        if one.words and facts.get(one.key, "").strip():
            yield Heading(level=1, text=one.label)
            for line in lines_of(facts[one.key]):
                yield plain_paragraph(line, Kind.BODY)


def _report(basis: Basis) -> Document | None:
    return basis.documents[0] if basis.documents else None


def facts_of(basis: Basis) -> Mapping[str, str]:
    """Return what is held for the cover of a document; a blank form leaves drafted words out."""
    report = _report(basis)
    if report is None:
        return {}
    kind = _KINDS.get(basis.layout.body, DocumentKind.RESPONSE)
    facts = cover_facts(basis.whole, report.id, kind)
    if basis.stage is PaperStage.BLANK:
        words = {one.key for one in basis.layout.cover if one.words}
        return {key: text for key, text in facts.items() if key not in words}
    return facts


def _field(one: CoverField, text: str) -> Field:
    return Field(
        key=one.key,
        label=one.label,
        text=text,
        placeholder=f"[{one.prompt}]",
        long=one.words,
    )
