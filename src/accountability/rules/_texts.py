"""What goes wrong with any printed text on its way through a PDF or a page: shared by two families."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from accountability.model import Item, Record, Response
from accountability.rules._base import Inspection, quoted
from accountability.text import Repair, RepairKind

__all__ = ["footnotes", "split_words", "unfinished"]

_FEW = 4
"""Fewer words than this are an answer ("Agreed") or a heading, no sentence that could be cut."""

_HOUSE_STYLE = 4
"""From this many texts on, a paper that ends most of them without a stop does so on purpose."""

_SHOWN = 3
_LAST_WORDS = 8

_CLOSERS = "\"'”’»)]} \t\n\u00a0"
_STOPS = ".!?:;。！？؟۔।॥։"
_BULLET = re.compile(r"\s*(?:[•▪◦‣*–—-]|\(?[a-z0-9]{1,4}[.)])\s", re.IGNORECASE)
_REMARK = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
"""A whole text in brackets is a remark about the reply ("[pending clearance]"), no sentence."""
_GOES_ON = re.compile(r"(?:[;,]|[;,]\s*(?:and|or))$", re.IGNORECASE)


def unfinished(
    inspection: Inspection, records: Iterable[Item | Response], paper: Callable[[Record], str]
) -> Iterator[tuple[Item | Response, str]]:
    """
    Yield the texts that stop in the middle, each with its last words.

    Args:
        inspection: Gives the readings.

        records: What has texts, in document order.

        paper: Names what a text was printed in. Where most texts of a paper end without a stop, that
            is its style, and none of them is reported.
    """
    papers: dict[str, tuple[int, list[tuple[Item | Response, str]]]] = {}
    for record in records:
        text = inspection.reading(record).text.strip()
        if not text:
            continue
        name = paper(record)
        texts, cut = papers.setdefault(name, (0, []))
        papers[name] = (texts + 1, cut)
        if _stops_short(inspection, record, text):
            cut.append((record, " ".join(text.split()[-_LAST_WORDS:])))
    for texts, cut in papers.values():
        if texts < _HOUSE_STYLE or 2 * len(cut) <= texts:
            yield from cut


def _stops_short(inspection: Inspection, record: Item | Response, text: str) -> bool:
    if len(text.split()) < _FEW or _BULLET.match(text.splitlines()[-1]) or _REMARK.fullmatch(text):
        return False
    end = text.rstrip(_CLOSERS)
    if end.endswith(("...", "…")):
        return True
    if isinstance(record, Item):
        if inspection.register.limbs_of(record.id):
            return False
        if record.parent and _GOES_ON.search(end):
            return False
        if end.endswith(":"):
            return True
    last = end[-1:]
    # Scripts without capitals have stops of their own, or none: nothing is known from their ends.
    return last not in _STOPS and (
        last.isdigit() or last in ",-–—([" or last.upper() != last.lower()
    )


def split_words(inspection: Inspection, record: Item | Response) -> str:
    """Name the split words of a text with their readings; "" if there are none."""
    found = _repairs(inspection, record, RepairKind.SPLIT_WORD)
    return _listed([f"{quoted(mend.printed)} (read as {quoted(mend.reading)})" for mend in found])


def footnotes(inspection: Inspection, record: Item | Response) -> str:
    """Quote the footnote numbers that hang on sentences, each with its word; "" if there are none."""
    found = _repairs(inspection, record, RepairKind.GLUED_FOOTNOTE)
    return _listed([quoted(_with_its_word(record.text, mend)) for mend in found])


def _repairs(inspection: Inspection, record: Item | Response, kind: RepairKind) -> list[Repair]:
    return [mend for mend in inspection.reading(record).repairs if mend.kind is kind]


def _with_its_word(text: str, mend: Repair) -> str:
    before = text[max(0, mend.start - 20) : mend.start].split()
    return f"{before[-1] if before else ''}{mend.printed}"


def _listed(words: list[str]) -> str:
    rest = len(words) - _SHOWN
    return ", ".join(words[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
