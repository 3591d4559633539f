"""An answer in the finished paper: a sentence, a date in bold, the reply in paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accountability.exporters.word.basis import Basis
from accountability.exporters.word.blocks import (
    BULLET,
    Block,
    Kind,
    Look,
    Paragraph,
    Run,
)
from accountability.exporters.word.said import Said, said_in
from accountability.exporters.word.words import (
    COLUMNS,
    DONE,
    day_words,
    item_name,
    kind_word,
    lines_of,
    listed,
    target_runs,
    with_article,
)
from accountability.model import Commitment, Implementation, Position
from accountability.tables.entries import RowEntry

__all__ = ["dates_of", "finished", "said_in_cell"]

_ENTRY = "- "
"""Before an entry of a list, as replies are read and kept."""

_PROMISE_NOTHING = frozenset(
    {Position.REJECTED, Position.NOTED, Position.NOT_FOR_RESPONDER, Position.SUPPORTED}
)


def finished(basis: Basis, block: list[RowEntry]) -> Iterator[Block]:
    """
    Show one given answer of the finished paper.

    Args:
        basis: What the paper is made from.

        block: The row; or several rows that share the words of the first.
    """
    first = block[0]
    given = first.row.given
    if given is None:  # let through by a waiver
        return
    number = basis.number_of(first)
    numbered = number if basis.layout.numbered else None
    words = str(COLUMNS["reply"].value(first))
    said = said_in(basis, first, given, words)
    if given.on_behalf_of:
        yield Paragraph(kind=Kind.BODY, runs=(Run(_lead(basis, first), Look.QUIET),), keep=True)
    for runs in _positions(basis, block, said):
        yield Paragraph(
            kind=Kind.REPLY if basis.layout.position_numbered else Kind.BODY,
            runs=runs,
            number=number if basis.layout.position_numbered else None,
            keep=True,
        )
    yield from _targets(basis, block, said)
    kind = Kind.BODY if numbered is None else Kind.REPLY
    for line in lines_of(said.rest):
        yield _line(line, kind, numbered)


def _line(line: str, kind: Kind, number: str | None = None) -> Paragraph:
    """Return a paragraph of a reply; what is marked as an entry of a list becomes one."""
    words = line.strip()
    if words.startswith(_ENTRY) and words != _ENTRY.strip():
        entry = Kind.CELL if kind is Kind.CELL else Kind.REPLY
        return Paragraph(kind=entry, runs=(Run(words.removeprefix(_ENTRY)),), number=BULLET)
    return Paragraph(kind=kind, runs=(Run(line),), number=number)


def _positions(basis: Basis, block: list[RowEntry], said: Said) -> Iterator[tuple[Run, ...]]:
    """Yield the sentences that state the positions: the answer's own, or else the vocabulary's."""
    held = {entry.row.given.position for entry in block if entry.row.given is not None}
    if said.stated and len(held) == 1:
        if said.position:
            yield (Run(said.position),)
        return
    for entry in block:
        sentence = _sentence(basis, entry)
        if sentence:
            lead = (Run(f"{item_name(entry)}: ", Look.STRONG),) if len(block) > 1 else ()
            yield (*lead, Run(sentence))
    if said.position:
        yield (Run(said.position),)


def _sentence(basis: Basis, entry: RowEntry) -> str:
    """Return the position of a given answer as its body's own sentence; "" for none stated."""
    given = entry.row.given
    if given is None or given.position is None or given.position is Position.NOT_STATED:
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


def said_in_cell(basis: Basis, entry: RowEntry) -> tuple[Paragraph, ...]:
    """Return the words of a given answer as a table's cell shows them, its position first."""
    given = entry.row.given
    if given is None:
        return ()
    said = said_in(basis, entry, given, str(COLUMNS["reply"].value(entry)))
    stated = said.position or ("" if said.stated else _sentence(basis, entry))
    return tuple(_line(line, Kind.CELL) for line in (stated, *lines_of(said.rest)) if line)


def dates_of(entry: RowEntry) -> tuple[str, ...]:
    """Return the dates of an answer as a table's cell says them; a reason where there are none."""
    days = [day_words(promise.dates[-1].date) for promise in entry.row.commitments if promise.dates]
    if not days and entry.axes.implementation in DONE:
        days = [entry.vocabulary.sentence(Implementation.IMPLEMENTED)]
    position = entry.row.given.position if entry.row.given else None
    none = "Not applicable" if position in _PROMISE_NOTHING else "No date was given."
    return tuple(dict.fromkeys(days)) or (none,)


def _targets(basis: Basis, block: list[RowEntry], said: Said) -> Iterator[Block]:
    """Show the dates of the answer; each with its item where those of several differ."""
    shown = {entry.key: tuple(_targets_of(basis, entry, said)) for entry in block}
    alike = len(set(shown.values())) == 1
    for entry in block[:1] if alike else block:
        lead = () if alike else (Run(f"{item_name(entry)}: ", Look.STRONG),)
        for runs in shown[entry.key]:
            yield Paragraph(kind=Kind.BODY, runs=(*lead, *runs))


def _targets_of(basis: Basis, entry: RowEntry, said: Said) -> Iterator[tuple[Run, ...]]:
    promises = entry.row.commitments
    if not any(promise.dates for promise in promises) and entry.axes.implementation in DONE:
        yield (Run(entry.vocabulary.sentence(Implementation.IMPLEMENTED), Look.STRONG),)
    reply = basis.filled.register.text_of(entry.row.given) if entry.row.given else ""
    own = [promise for promise in promises if promise.text in reply]
    labelled = [promise for promise in own if promise in said.dated]
    yield from _dated(labelled or own)
    for promise in promises:
        if promise not in own:
            yield (Run(promise.text),)
            yield from _dated([promise])


def _dated(promises: Iterable[Commitment]) -> Iterator[tuple[Run, ...]]:
    dated = [promise for promise in promises if promise.dates]
    if dated:
        yield tuple(target_runs(dated))
