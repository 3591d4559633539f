"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["sentences"]

_END = re.compile(
    r"[.!?]['\"”’)\]]{0,3}(?=\s+[A-Z0-9“‘\"'(\[•-])"
    # A line that goes on in a small letter, or that breaks off, ends no sentence.
    r"|(?<!\bthe)(?<!\bthis)(?<!\bwith)(?<!\bof)(?<!\bto)(?<!\band)(?<!\bby)(?<!\bin)(?<!\ba)(?<!\bHis)(?<!\bits)"
    r"(?<!\bour)(?<!['’]s)\n(?![a-z])|\n\s*\n"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|St|No|Nos|para|paras|vol|pp?|cf|ed|Rec|Cm|Cmnd|Art|Ch|v|eg|ie|etc)"
    r"|\b[A-Z]|\be\.g|\bi\.e)\.$"
)

_LONGEST = 4_000
"""Characters; what is longer is no sentence, and is read in pieces."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of *text*, in order, without the white space around it."""
    start = 0
    for found in _END.finditer(text):
        if found.group().startswith(".") and _ABBREVIATION.search(
            text[max(start, found.start() - 12) : found.start() + 1]
        ):
            continue
        yield from _stripped(text, start, found.end())
        start = found.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    kept = words.strip()
    if kept:
        begin = start + len(words) - len(words.lstrip())
        yield begin, begin + len(kept)
