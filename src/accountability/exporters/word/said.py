"""
What the words of an answer say already: its position, and its target date under the usual label.

A reply often begins with the sentence that states its position and prints "Target implementation date:"
itself. A finished paper shows both in places of their own, and says nothing twice: the reply's own
sentence stands where ours would, the labelled date becomes the line in bold, and the rest follows.
Words are moved, never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from accountability.exporters.word.basis import Basis
from accountability.model import Commitment, Response
from accountability.tables.entries import RowEntry
from accountability.wording import read_position

__all__ = ["Said", "said_in"]

_LABEL = r"(?<!\w)T\s?a\s?r\s?g\s?e\s?t\s+implementation\s+dates?\s*:\s*"
"""As printed; justified print splits its first word."""


@frozen(kw_only=True)
class Said:
    """
    The words of an answer, taken apart.

    Attributes:
        stated: Whether they state the position that is held.

        position: The sentence at their beginning that states it; "" for none.

        dated: The promises whose date they print under its label, which is not in *rest*.

        rest: All other words, in order.
    """

    stated: bool = False
    position: str = ""
    dated: tuple[Commitment, ...] = ()
    rest: str = ""


def said_in(basis: Basis, entry: RowEntry, given: Response, text: str) -> Said:
    """
    Take apart the words of an answer.

    Args:
        basis: What the paper is made from.

        entry: The row that is answered.

        given: The answer.

        text: Its words; those it shares count as its own.
    """
    dated, rest = _without_date(text, entry.row.commitments)
    rest = rest.strip()
    register = basis.filled.register
    reading = read_position(
        rest,
        entry.vocabulary,
        recommendation=entry.item.text if entry.item else "",
        responder=[register.name_of(one) for one in (given.responder, *given.on_behalf_of)],
    )
    if reading is None or given.position is None or reading.position is not given.position:
        words = given.position_words.strip()
        return Said(stated=bool(words) and words in text, dated=dated, rest=rest)
    if reading.start:
        return Said(stated=True, dated=dated, rest=rest)
    return Said(
        stated=True,
        position=rest[: reading.end].strip(),
        dated=dated,
        rest=rest[reading.end :].strip(),
    )


def _without_date(text: str, promises: Iterable[Commitment]) -> tuple[tuple[Commitment, ...], str]:
    """Return the promises whose date *text* prints under its label, and the text without that line."""
    for promise in promises:
        for target in promise.dates:
            words = r"\s+".join(re.escape(word) for word in str(target.date).split())
            found = (
                re.search(rf"{_LABEL}{words}(?!\w)[.;]?", text, re.IGNORECASE) if words else None
            )
            if found is None:
                continue
            before, after = text[: found.start()].rstrip(" \t"), text[found.end() :].lstrip(" \t")
            between = " " if before and after and "\n" not in {before[-1], after[0]} else ""
            return (promise,), f"{before}{between}{after}"
    return (), text
