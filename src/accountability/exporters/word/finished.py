"""An answer in the finished paper: a sentence, a date in bold, numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from accountability.exporters.word.basis import Basis
from accountability.exporters.word.blocks import (
    Block,
    Kind,
    Look,
    Paragraph,
    Run,
)
from accountability.exporters.word.stages import Template
from accountability.exporters.word.words import (
    COLUMNS,
    DONE,
    kind_word,
    lines_of,
    number_before,
    target_runs,
    with_article,
)
from accountability.model import Implementation
from accountability.tables.entries import RowEntry

__all__ = ["finished"]


def finished(basis: Basis, entry: RowEntry) -> Iterator[Block]:
    """Show one given answer of the finished paper."""
    given = entry.row.given
    if given is None:  # refused before; kept for rows about nothing held
        return
    number = number_before(entry.item)
    if given.position is not None:
        sentence = entry.vocabulary.sentence(
            given.position,
            responder=with_article(basis.filled.register.name_of(given.responder), "The"),
            recommender=basis.recommender(entry),
            item=kind_word(entry.item).lower(),
        )
        sentence = sentence if sentence.endswith(".") else f"{sentence}."
        minute = basis.template is Template.TREASURY_MINUTE
        yield Paragraph(
            kind=Kind.REPLY if minute else Kind.BODY,
            runs=(Run(sentence),),
            number=number if minute else None,
            keep=True,
        )
    yield from _target(basis, entry)
    for line in lines_of(COLUMNS["reply"].value(entry)):
        yield Paragraph(kind=Kind.REPLY, runs=(Run(line),), number=number)


def _target(basis: Basis, entry: RowEntry) -> Iterator[Block]:
    dated = [promise for promise in entry.row.commitments if promise.dates]
    if not dated and entry.axes.implementation in DONE:
        done = entry.vocabulary.sentence(Implementation.IMPLEMENTED)
        yield Paragraph(kind=Kind.BODY, runs=(Run(done, Look.STRONG),))
    reply = basis.filled.register.text_of(entry.row.given) if entry.row.given else ""
    told = [promise for promise in entry.row.commitments if promise.text in reply]
    dates = [promise.dates[-1] for promise in told if promise.dates]
    if dates:
        yield Paragraph(kind=Kind.BODY, runs=tuple(target_runs(dates)))
    for promise in entry.row.commitments:
        if promise not in told:
            yield Paragraph(kind=Kind.BODY, runs=(Run(promise.text),))
            if promise.dates:
                yield Paragraph(kind=Kind.BODY, runs=tuple(target_runs([promise.dates[-1]])))
