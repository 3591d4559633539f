"""
The words in which positions are taken, as lists in files: `lexicons/plain.toml` and what bodies add to it.

A lexicon is data, so that a body's own usage ("supports" is yes in Canberra) is a line in a file, and
so that what counts as an acceptance word can be looked up. Its lists only say which words there are;
what a sentence does with them (denies, supposes, quotes) is read in `accountability.wording`.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from attrs import fields, frozen

from accountability.vocabularies.toml import Table, finish, open_table

__all__ = ["Lexicon", "lexicon_names", "load_lexicon"]


@frozen(kw_only=True)
class Lexicon:
    """
    The words of positions, in small letters; verbs in every form.

    Phrases may hold alternatives ("(taken|made)"), a gap of some words ("…") and ``{item}``, the
    recommendation itself.

    Attributes:
        name: Of the vocabulary it belongs to.

        title: What a person calls it.

        acceptance: The acceptance words. None is an acceptance unless its object is an item.

        acceptance_nouns: Nouns that accept where they are all there is: "Partial acceptance".

        acceptance_in_principle: Verbs that accept only together with words of `in_principle`.

        support: Verbs that endorse, for others to act on.

        refusal: Verbs that refuse.

        noting: Verbs that note, and no more.

        items: Nouns that a position is taken on.

        items_with_article: Nouns that are items where "the" stands in front.

        items_with_owner: Nouns that are items only where words say whose or which.

        in_principle: Words that make an acceptance one in principle.

        broadly: Words that make it one in principle, hedged.

        in_part: Words that make it partial.

        some_of: Words that make its object a part.

        exceptions: Words in front of what is not accepted.

        reservations: Words that hold back after an acceptance.

        looking_only: Words with which the next sentence promises only to look.

        not_ours: Phrases that say outright that the responder is not the one to answer.

        for_others: Phrases that say that others are to act.

        refusal_phrases: Phrases that refuse without a verb of refusal.

        consideration: Phrases that say that nothing is decided.

        consideration_alone: Words that say so when they are all there is.

        near: Kind words, which state no position.
    """

    name: str
    title: str
    acceptance: tuple[str, ...] = ()
    acceptance_nouns: tuple[str, ...] = ()
    acceptance_in_principle: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()
    noting: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    items_with_article: tuple[str, ...] = ()
    items_with_owner: tuple[str, ...] = ()
    in_principle: tuple[str, ...] = ()
    broadly: tuple[str, ...] = ()
    in_part: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    reservations: tuple[str, ...] = ()
    looking_only: tuple[str, ...] = ()
    not_ours: tuple[str, ...] = ()
    for_others: tuple[str, ...] = ()
    refusal_phrases: tuple[str, ...] = ()
    consideration: tuple[str, ...] = ()
    consideration_alone: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


_LISTS = tuple(field.name for field in fields(Lexicon) if field.name not in {"name", "title"})


@cache
def lexicon_names() -> tuple[str, ...]:
    """Return the names of the vocabularies that have words of their own, in alphabetical order."""
    folder = resources.files("accountability.vocabularies").joinpath("lexicons")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir()))


@cache
def load_lexicon(name: str = "plain") -> Lexicon:
    """
    Return the words of positions in the vocabulary *name*; the usual ones where it has none of its own.

    Words that a body adds come in front of the usual ones, and leave the list in which they usually
    stand: in a file that lists "supports" as acceptance it is no longer a word of support.

    Raises:
        UnreadableFileError: a file of words holds what a lexicon cannot.
    """
    usual = _read("plain")
    if name == "plain" or name not in lexicon_names():
        return usual
    own = _read(name)
    taken = {word for key in _LISTS for word in getattr(own, key)}
    lists: dict[str, Any] = {
        key: (
            *getattr(own, key),
            *(word for word in getattr(usual, key) if word not in taken),
        )
        for key in _LISTS
    }
    return Lexicon(name=name, title=own.title, **lists)


def _read(name: str) -> Lexicon:
    folder = resources.files("accountability.vocabularies").joinpath("lexicons")
    file = f"{name}.toml"
    table: Table = open_table(folder.joinpath(file).read_bytes(), file)
    lists: dict[str, Any] = {key: table.texts(key) for key in _LISTS}
    lexicon = Lexicon(name=name, title=table.text("title", required=True), **lists)
    table.close()
    finish(table)
    return lexicon
