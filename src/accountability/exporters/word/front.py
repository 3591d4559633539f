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
from accountability.exporters.word.promises import in_letter
from accountability.exporters.word.stages import PaperStage
from accountability.exporters.word.templates import Body
from accountability.exporters.word.words import (
    counted,
    is_answered,
    item_name,
    listed,
    plain_paragraph,
    takes_no_answer,
    title_of,
    what_to_answer,
    when_due,
    with_article,
    words_for,
)
from accountability.model import Position
from accountability.tables.entries import RowEntry

__all__ = ["front"]

_NAMED = 12
"""How many items with gaps the first page of a draft names."""


def front(basis: Basis) -> Iterator[Block]:
    """Show the first page, up to the items."""
    if basis.marking:
        yield plain_paragraph(basis.marking, Kind.MARKING)
    letter = basis.layout.body is Body.LETTER
    if letter and basis.is_final and basis.entries:
        return  # a letter begins with its address
    yield plain_paragraph(basis.title, Kind.TITLE)
    if not basis.entries:
        yield plain_paragraph(
            "There is nothing to answer: the register holds no recommendations"
            + (" for what was asked." if basis.filled.scope else " yet.")
        )
        return
    if basis.is_final:
        yield from cover(basis)
        yield plain_paragraph(_what_it_is(basis))
        yield from _key_to_type(basis)
        yield from cover_words(basis)
        return
    asked = [
        entry
        for entry in basis.entries
        if _needs_something(basis, entry) and (not letter or in_letter(entry))
    ]
    if basis.stage is PaperStage.DRAFT and not letter:
        yield plain_paragraph(_how_far(basis))
    yield Paragraph(kind=Kind.BODY, runs=tuple(_guidance(basis, asked)))
    if basis.stage is PaperStage.BLANK or letter:
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


def _how_far(basis: Basis) -> str:
    """Say what a draft is, how much of it is there, and where something is missing."""
    of_item: dict[str, list[RowEntry]] = {}
    for entry in basis.entries:
        if not takes_no_answer(entry):
            of_item.setdefault(entry.row.about, []).append(entry)
    lacking = [
        item_name(rows[0])
        for rows in of_item.values()
        if not all(_is_whole(basis, entry) for entry in rows)
    ]
    start = f"This is a draft of {show_day(basis.filled.as_of)}, not the response. "
    done = len(of_item) - len(lacking)
    one, several = words_for([rows[0] for rows in of_item.values()])
    held = f"{counted(done, one, several)} of {len(of_item)} "
    held += "has a position and a reply" if done == 1 else "have a position and a reply"
    if not lacking:
        return f"{start}{held}."
    if len(lacking) > _NAMED:
        return f"{start}{held}; what is missing is named in square brackets."
    missing = listed([f"{name[:1].lower()}{name[1:]}" for name in lacking])
    return f"{start}{held}; something is missing for {missing}, and named there in square brackets."


def _is_whole(basis: Basis, entry: RowEntry) -> bool:
    shown = entry.shown
    if shown is None or shown.position in {None, Position.NOT_STATED}:
        return False
    return bool(basis.filled.register.text_of(shown).strip())


def _needs_something(basis: Basis, entry: RowEntry) -> bool:
    sheet = basis.sheet
    is_open = basis.promises.are_asked(entry) or (
        sheet is not None and any(sheet.is_open(place, entry) for place, _, _ in basis.fields)
    )
    return is_open and not basis.need(entry).startswith("Nothing")


def _guidance(basis: Basis, asked: list[RowEntry]) -> Iterator[Run]:
    if not asked:
        yield Run("Nothing here needs an answer or news from you; it is for reading. ")
        contact = basis.context.contact
        yield Run(f"Questions go to {contact}." if contact else "")
        return
    one, several = words_for(asked)
    items = len({entry.row.about for entry in asked})
    yield Run(counted(items, f"{one} needs", f"{several} need"))
    contact = basis.context.contact
    yours = basis.stage is PaperStage.BLANK or contact or basis.context.return_by is not None
    yield Run(f" an answer or news{' from you' if yours else ''}")
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
        last = due.pop()
        day = show_day(last)
        is_due = "is due" if last >= basis.filled.as_of else "was due"
        yield Run(f" The response {is_due} to the {basis.filled.recommender} on {day}.")


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
