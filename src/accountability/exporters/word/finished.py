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
from accountability.exporters.word.words import (
    COLUMNS,
    DONE,
    day_words,
    kind_word,
    lines_of,
    listed,
    number_before,
    target_runs,
    with_article,
)
from accountability.model import Implementation, Position
from accountability.tables.entries import RowEntry

__all__ = ["dates_of", "finished", "position_sentence"]


def finished(
    basis: Basis, entry: RowEntry, *, named: str = "", reply: bool = True
) -> Iterator[Block]:
    """
    Show one given answer of the finished paper.

    Args:
        basis: What the paper is made from.

        entry: The row.

        named: The item's name, where one reply answers several; "" where the heading says it.

        reply: Whether the words stand here; they may stand once for several items.
    """
    given = entry.row.given
    if given is None:  # let through by a waiver
        return
    minute = basis.layout.position_numbered
    number = number_before(entry.item, basis.new_numbers.get(entry.row.about, ""))
    if given.on_behalf_of:
        yield Paragraph(kind=Kind.BODY, runs=(Run(_lead(basis, entry), Look.QUIET),), keep=True)
    if given.position is not None and given.position is not Position.NOT_STATED:
        lead = (Run(f"{named}: ", Look.STRONG),) if named else ()
        yield Paragraph(
            kind=Kind.REPLY if minute else Kind.BODY,
            runs=(*lead, Run(position_sentence(basis, entry))),
            number=number if minute else None,
            keep=True,
        )
    yield from _target(basis, entry)
    if reply:
        for line in lines_of(COLUMNS["reply"].value(entry)):
            yield Paragraph(kind=Kind.REPLY, runs=(Run(line),), number=number)


def position_sentence(basis: Basis, entry: RowEntry) -> str:
    """Return the position of a given answer as the paper's own sentence."""
    given = entry.row.given
    if given is None or given.position is None:
        return ""
    sentence = entry.vocabulary.sentence(
        given.position,
        responder=with_article(basis.filled.register.name_of(given.responder), "The"),
        recommender=basis.recommender(entry),
        item=kind_word(entry.item).lower(),
    )
    return sentence if sentence.endswith(".") else f"{sentence}."


def _lead(basis: Basis, entry: RowEntry) -> str:
    """Say who leads and who answers with them."""
    given = entry.row.given
    names = [basis.filled.register.name_of(one) for one in given.on_behalf_of] if given else []
    return f"Lead: {entry.register.name_of(entry.row.responder)}. With: {listed(names)}."


def dates_of(entry: RowEntry) -> tuple[str, ...]:
    """Return the dates of an answer as a table's cell says them; a reason where there are none."""
    days = [day_words(promise.dates[-1].date) for promise in entry.row.commitments if promise.dates]
    if not days and entry.axes.implementation in DONE:
        days = [entry.vocabulary.sentence(Implementation.IMPLEMENTED)]
    return tuple(dict.fromkeys(days)) or ("No date was given.",)


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
