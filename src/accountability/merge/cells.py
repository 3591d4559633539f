"""
What a cell of a row stands for: the value that a change of it is compared with.

A tracker stamps this value when it leaves, and `reconcile` compares the stamp with it when the cell
comes back. Because both ask here, a cell that nobody touched never looks changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accountability.model import (
    Assessment,
    Commitment,
    Document,
    Item,
    Opinion,
    Register,
    Response,
    Row,
)
from accountability.text import shorten

__all__ = [
    "cell_of",
    "item_number",
    "last_opinion",
    "last_words",
    "makers_of",
    "places_of_views",
    "pointer_words",
    "views_of",
]


def cell_of(register: Register, row: Row | Commitment, name: str) -> object:
    """
    Return what the cell *name* of a row, or of a commitment's own row, stands for.

    Args:
        register: That holds the row.

        row: The row; a commitment where its date and progress have cells of their own.

        name: Key of the column, as in `ROW_FIELDS` without ``row:``.

    Returns:
        A value of the model, the names of organisations, or None for a cell that begins empty:
        whatever is reported anew. A new date stands for the one that it takes the place of, in words.
    """
    if isinstance(row, Commitment):
        # Beside a new date counts which one it takes the place of: that may have moved here since.
        return f"in place of {_last_date(row)}" if name == "new_date" else None
    match name:
        case "prepared_by":
            teams = row.shown.prepared_by if row.shown else ()
            return tuple(register.name_of(team) for team in teams)
        case "position":
            return row.shown.position if row.shown else None
        case "reply":
            return row.shown.text if row.shown else ""
        case "target_date" | "date_reason":
            promise = row.commitments[0] if len(row.commitments) == 1 else None
            if promise is None or not promise.dates:
                return None
            last = promise.dates[-1]
            return last.date if name == "target_date" else last.reason
        case "view":
            return last_opinion(views_of(register, row))
        case "view_words":
            return last_words(views_of(register, row))
        case _:
            return None


def _last_date(promise: Commitment) -> str:
    return str(promise.dates[-1].date) if promise.dates else "no date"


def last_opinion(views: Sequence[Assessment]) -> Opinion | None:
    """Return what the last of *views* that has an opinion thinks."""
    return next((view.opinion for view in reversed(views) if view.opinion), None)


def last_words(views: Sequence[Assessment]) -> str | None:
    """Return the text of the last of *views* that has one."""
    return next((view.text for view in reversed(views) if view.text), None)


def makers_of(register: Register, item: Item | None, about: str) -> tuple[str, ...]:
    """Return the ids of those who made an item: whose view of an answer is the recommender's own."""
    if item is not None and item.made_by:
        return item.made_by
    document = register.find(Document, item.document if item else about)
    return document.authors if document else ()


def views_of(register: Register, row: Row) -> tuple[Assessment, ...]:
    """Return what the recommender itself thinks of the answer in a row, in the order held."""
    makers = makers_of(register, row.item, row.about)
    places = places_of_views(row.about, row.key, row.given, row.draft)
    return views_about(register, places, makers, row.responder)


def places_of_views(
    about: str, first: str, given: Response | None, draft: Response | None
) -> tuple[str, ...]:
    """
    Return the ids that a view of the answer in a row may be about, the weightiest last.

    A draft beside a given answer comes first and counts least: a copy for somebody outside does not
    hold it, and its cells must stand for the same there as here.

    Args:
        about: Id of what is answered.

        first: Id that the first response of the row has or gets.

        given: The latest given response, if any.

        draft: The newest draft, if any.
    """
    if given is None:
        return (about, first, draft.id) if draft else (about, first)
    return (*((draft.id,) if draft and draft.id != first else ()), about, first, given.id)


def views_about(
    register: Register, places: Iterable[str], makers: Iterable[str], responder: str | None
) -> tuple[Assessment, ...]:
    """Return the views of *makers* about any of *places* that are about *responder* or everybody."""
    by = frozenset(makers)
    return tuple(
        view
        for place in dict.fromkeys(places)
        for view in register.assessments_of(place)
        if view.by in by and view.responder in {None, responder}
    )


def pointer_words(register: Register, shown: Response | None) -> str:
    """
    Return what a reply cell says where the words stand elsewhere: "see 2 / Harbour Office".

    "" where the answer has words of its own, or points nowhere.
    """
    if shown is None or shown.text or not shown.refers_to:
        return ""
    names = []
    for pointed in shown.refers_to:
        held = register.get(pointed)
        if isinstance(held, Response):
            item = register.find(Item, held.answers)
            names.append(f"{item_number(item)} / {register.name_of(held.responder)}")
        elif isinstance(held, Item):
            names.append(item_number(held))
        else:
            names.append(pointed)
    return f"see {'; '.join(names)}"


def item_number(item: Item | None) -> str:
    """Return an item's number as printed; an item without one is known by its title or first words."""
    if item is None:
        return "not held"
    return item.label or shorten(item.title or item.text, 30) or "without number"
