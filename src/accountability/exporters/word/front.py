"""The first page: the marking, the title, and who answers what by when."""

from __future__ import annotations

from collections.abc import Iterator

from accountability.dates import show_day
from accountability.exporters.word.basis import Basis
from accountability.exporters.word.blocks import (
    Block,
    Kind,
    Look,
    Paragraph,
    Run,
    Table,
)
from accountability.exporters.word.cover import cover, cover_words
from accountability.exporters.word.letter import in_letter
from accountability.exporters.word.templates import Body
from accountability.exporters.word.words import (
    counted,
    is_answered,
    listed,
    plain_paragraph,
    takes_no_answer,
    title_of,
    what_to_answer,
    when_due,
    with_article,
    words_for,
)
from accountability.tables.entries import RowEntry

__all__ = ["front"]


def front(basis: Basis) -> Iterator[Block]:
    """Show the first page, up to the items."""
    if basis.marking:
        yield plain_paragraph(basis.marking, Kind.MARKING)
    yield plain_paragraph(basis.title, Kind.TITLE)
    if not basis.entries:
        yield plain_paragraph(
            "There is nothing to answer: the register holds no recommendations"
            + (" for what was asked." if basis.filled.scope else " yet.")
        )
        return
    if basis.is_final:
        yield from cover(basis)
        if basis.layout.body is Body.LETTER:
            return
        yield plain_paragraph(_what_it_is(basis))
        yield from _key_to_type(basis)
        yield from cover_words(basis)
        return
    letter = basis.layout.body is Body.LETTER
    asked = [
        entry
        for entry in basis.entries
        if _needs_something(basis, entry) and (not letter or in_letter(entry))
    ]
    yield Paragraph(kind=Kind.BODY, runs=tuple(_guidance(basis, asked)))
    yield plain_paragraph(f"Position at {show_day(basis.filled.as_of)}.")
    if asked:
        yield _who_answers_what(basis, asked)
    yield from _key_to_type(basis)
    yield from cover(basis)


def _key_to_type(basis: Basis) -> Iterator[Block]:
    words = basis.layout.key_to_type.replace("{recommender}", basis.filled.recommender)
    if words:
        yield plain_paragraph(words)


def _what_it_is(basis: Basis) -> str:
    register = basis.filled.register
    answered = [entry for entry in basis.entries if not takes_no_answer(entry)]
    names = [register.name_of(entry.row.responder) for entry in answered]
    bodies = [with_article(name, "the") for name in dict.fromkeys(names)]
    who = listed(bodies) if len(bodies) < 4 else f"{len(bodies)} bodies"
    items = len({entry.row.about for entry in answered})
    papers = [title_of(document, day=True) for document in basis.documents]
    where = f" in {listed(papers)}" if 0 < len(papers) < 4 else ""
    what = counted(items, *words_for(answered)).lower()
    name = "Progress reported" if basis.layout.body is Body.PROGRESS else "Response"
    on = "on" if basis.layout.body is Body.PROGRESS else "to"
    return f"{name} by {who} {on} {what}{where}."


def _needs_something(basis: Basis, entry: RowEntry) -> bool:
    sheet = basis.sheet
    is_open = sheet and any(sheet.is_open(place, entry) for place, _, _ in basis.fields)
    return bool(is_open) and not basis.need(entry).startswith("Nothing")


def _guidance(basis: Basis, asked: list[RowEntry]) -> Iterator[Run]:
    if not asked:
        yield Run("Nothing here needs an answer or news from you; it is for reading. ")
        contact = basis.context.contact
        yield Run(f"Questions go to {contact}." if contact else "")
        return
    one, several = words_for(asked)
    items = len({entry.row.about for entry in asked})
    yield Run(counted(items, f"{one} needs", f"{several} need"))
    yield Run(" an answer or news from you")
    contact = basis.context.contact
    if basis.context.return_by is not None:
        yield Run(" by ")
        yield Run(show_day(basis.context.return_by), Look.STRONG)
        yield Run(f" ({contact}). " if contact else ". ")
    else:
        yield Run(f". Please send this document back to {contact}. " if contact else ". ")
    yield Run(
        "Type or choose in the tinted fields under each of them; what you type between them "
        "will be found too. Write a date as you would say it: 31 March 2027, March 2027, Spring "
        "2027, by the end of 2027. Tracked changes and comments are welcome: changes are read as "
        "accepted, comments as notes."
    )
    due = {entry.due for entry in asked if entry.due and not is_answered(entry)}
    if len(due) == 1:
        day = show_day(due.pop())
        yield Run(f" The response is due to the {basis.filled.recommender} on {day}.")


def _who_answers_what(basis: Basis, asked: list[RowEntry]) -> Table:
    register = basis.filled.register
    mine: dict[str, list[RowEntry]] = {}
    for entry in asked:
        mine.setdefault(entry.row.responder or "", []).append(entry)
    return Table(
        title="Who answers what, by when",
        description="One row for each body that answers: the items, and when the response is due.",
        headings=("Who answers", "What", "Response due"),
        widths=(38, 33, 29),
        rows=tuple(
            (register.name_of(responder), what_to_answer(entries), when_due(entries))
            for responder, entries in mine.items()
        ),
    )
