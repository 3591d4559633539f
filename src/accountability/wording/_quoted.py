"""
Words in a reply that are not the reply's own: quotations, and the item that it repeats.

They are blanked in place, so that what is left can be read and offsets stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

__all__ = ["others_words", "without_quotes"]

_QUOTE = re.compile(
    r"“[^“”]{1,2000}[”\"]|\"[^\"“”\n]{1,2000}\"|‘[^‘’\n]{2,2000}’(?!\w)"
    r"|(?<![\w.])'(?! )(?:[^'\n]|'(?=\w)){3,400}'(?!\w)"
)
_HEADING = re.compile(
    r"^[ \t]*(?:[A-Za-z]{1,20}[ \t]{1,3}){0,2}(?:recommendation|conclusion)"
    r"(?:[ \t]{1,3}\(?[0-9]{1,3}[a-z]?\)?)?[ \t]{0,3}:(?P<words>[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_REPLY = re.compile(
    r"^[ \t]*(?:[A-Za-z'-]{1,20}[ \t]{1,3}){0,4}(?:response|reply|answer)[ \t]{0,3}[:-]",
    re.IGNORECASE | re.MULTILINE,
)
_SHORTEST = 20
"""Characters; a shorter item could be anybody's words."""
_LONGEST = 4_000


def others_words(text: str, item: str = "") -> list[tuple[int, int]]:
    """Return where *text* quotes, repeats the *item*, or prints it under a heading: in order."""
    spans = [found.span() for found in _QUOTE.finditer(text)]
    spans.extend(_headed(text))
    spans.extend(_repeated(text, item))
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def without_quotes(text: str, item: str = "") -> str:
    """Blank what *text* quotes, the *item* where it repeats it, and items headed in front of replies."""
    parts, position = [], 0
    for start, end in others_words(text, item):
        # A line for each letter; line breaks stay, so that sentences end where they did.
        gone = re.sub(r"[^\n]", "_", text[start:end])
        parts += [text[position:start], gone]
        position = end
    return "".join([*parts, text[position:]])


def _headed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the items printed under "Recommendation 3:", up to the label of the reply if there is one."""
    replies = [found.start() for found in _REPLY.finditer(text)]
    last = 0
    for found in _HEADING.finditer(text):
        if found.start() < last:
            continue
        at = bisect_right(replies, found.end())
        if at < len(replies):
            last = replies[at]
            yield found.start("words"), last


def _repeated(text: str, item: str) -> Iterator[tuple[int, int]]:
    words = item[:_LONGEST].split()
    if sum(map(len, words)) < _SHORTEST:
        return
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    for found in pattern.finditer(text):
        yield found.span()
