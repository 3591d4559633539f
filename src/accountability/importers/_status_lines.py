"""
Lines that end in a status, told from prose by their shape.

Two kinds of line on a page do so: the one over the answers ("Government Response Accepted"), and one for
each responder ("Ministry of Canals Accepted"). A line of prose may end in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import frozen

from accountability.importers._lines import KINDS_OF_ITEM, Line, StatusLine
from accountability.text import fold

__all__ = ["Heading", "heading_of", "is_heading", "is_status_line", "responder_of", "unnamed"]

_SMALL = frozenset(
    "a and as at by de del der du et for from in la le not of on or the to und yet &".split()
)
_MARKS = ".!?:;,…。！？：；，、؟؛،।"


def is_heading(words: str, most: int = 4) -> bool:
    """Tell whether *words* are short, written with capitals and end without punctuation."""
    parts = words.split()
    return (
        0 < len(parts) <= most
        and words[-1] not in _MARKS
        and all(_begins_a_name(part[0]) or part in _SMALL for part in parts)
        and parts[0][0].isalpha()
        and _begins_a_name(parts[0][0])
    )


def _begins_a_name(character: str) -> bool:
    """Tell a capital from a small letter; many scripts know neither, and any letter of theirs will do."""
    return (
        not character.isalpha()
        or character.lower() == character.upper()
        or (character.isupper() or character.istitle())
    )


# --- the line over the answers --------------------------------------------------------------------

_HEADING = re.compile(
    r"(?P<head>(?:[\w'’&-]+\s+){0,6}?(?:Response|Reply|Answer)s?)(?:\s+(?P<status>\S.*))?"
)


@frozen(kw_only=True)
class Heading:
    """
    A line that may stand over the answers.

    Attributes:
        at: Its index among the lines.

        line: The line, taken apart.

        followed: Whether a responder's line stands right under it.

        known: Whether its status is one that such sites print.

        plausible: Whether it could stand over answers with neither: not in the middle of a sentence.
    """

    at: int
    line: StatusLine
    followed: bool
    known: bool
    plausible: bool


def heading_of(
    lines: Sequence[Line], first: int, known: Callable[[str], bool]
) -> tuple[Heading | None, tuple[Heading, ...]]:
    """
    Find the line over the answers: "Government Response Accepted in Part".

    Returns:
        The first that a responder's line follows, else the first with a known status, else the first
        that is not part of a sentence; and all other lines that look like one.
    """
    found = [
        heading
        for n in range(first, len(lines))
        if (heading := _heading_at(lines, n, known)) is not None
    ]
    tests: tuple[Callable[[Heading], bool], ...] = (
        lambda heading: heading.followed,
        lambda heading: heading.known,
        lambda heading: heading.plausible,
    )
    best = next((heading for test in tests for heading in found if test(heading)), None)
    return best, tuple(heading for heading in found if heading is not best)


def _heading_at(lines: Sequence[Line], n: int, known: Callable[[str], bool]) -> Heading | None:
    words = lines[n].text
    found = _HEADING.fullmatch(words) if len(words) <= 120 else None
    if found is None or not is_heading(found["head"], 7):
        return None
    status = found["status"] or ""
    if status and not (known(status) or is_heading(status, 6)):
        return None
    begun = bool(status) and n > 0 and not _ends(lines[n - 1].text)
    return Heading(
        at=n,
        line=StatusLine(line=lines[n], head=found["head"], status=status),
        followed=n + 1 < len(lines) and responder_of(lines, n + 1, n, status, known) is not None,
        known=bool(status) and known(status),
        plausible=not begun and not _goes_on(lines, n),
    )


def _ends(words: str) -> bool:
    return words.rstrip("'\"’”)]")[-1:] in tuple(_MARKS)


def _goes_on(lines: Sequence[Line], n: int) -> bool:
    """Tell whether the sentence of a line goes on in the next one."""
    return n + 1 < len(lines) and lines[n + 1].text[0].islower()


# --- the line of a responder ----------------------------------------------------------------------


def unnamed(line: Line, heading: StatusLine, known: Callable[[str], bool]) -> StatusLine:
    """Take the first line for a responder without a status, else the heading for the responder."""
    if (
        is_heading(line.text, 8)
        and len(line.text) <= 80
        # In a script without capitals a short reply looks no different from a name.
        and line.text[0].isupper()
        and not is_status_line(line.text, known)
    ):
        return StatusLine(line=line, head=line.text, status="")
    name = re.sub(r"\s*(?:Response|Reply|Answer)s?$", "", heading.head)
    return StatusLine(line=heading.line, head=name or heading.head, status="")


def responder_of(
    lines: Sequence[Line], n: int, top: int, status: str, known: Callable[[str], bool]
) -> StatusLine | None:
    """
    Read "Ministry of Canals Accepted in Part"; None if the line is no such line.

    Args:
        lines: Of the page.

        n: Index of the line.

        top: Index of the line over the answers.

        status: That of the line over the answers; may be one that nobody knows.

        known: Tells whether some words are a status that such sites print.
    """
    line = lines[n]
    for name, rest in _splits(line.text):
        if not (known(rest) or fold(rest) == fold(status)):
            continue
        if known(line.text) or not is_heading(name, 12) or _is_no_body(name):
            return None
        if rest[0].islower() and not _stands_alone(lines, n, top, known):
            return None
        return StatusLine(line=line, head=name, status=rest)
    return None


def is_status_line(words: str, known: Callable[[str], bool]) -> bool:
    """Tell whether *words* are a known status, alone or after words that are written like a name."""
    if known(words):
        return words[-1] not in _MARKS
    return any(known(rest) and is_heading(name, 12) for name, rest in _splits(words))


def _splits(words: str) -> list[tuple[str, str]]:
    """Return the ways to part a short line without an end into a name and a status."""
    if not words or len(words) > 120 or words[-1] in _MARKS:
        return []
    parts = list(re.finditer(r"\S+", words))
    if len(parts) > 16:
        return []
    return [(words[: part.start()].rstrip(), words[part.start() :]) for part in parts[1:]]


def _stands_alone(lines: Sequence[Line], n: int, top: int, known: Callable[[str], bool]) -> bool:
    """Tell whether a line is no part of a sentence that began before it or goes on after it."""
    above = lines[n - 1]
    begins = (
        n - 1 == top
        or above.number < lines[n].number - 1
        or _ends(above.text)
        or is_status_line(above.text, known)
    )
    return begins and not _goes_on(lines, n)


_POINTING = frozenset("our their this that these those its his her my your".split())
_COMMON = frozenset(
    "agency authority board body cabinet commission committee company council department government "
    "inquiry minister ministry office official organisation panel secretary service trust".split()
)
_OF_THE_REPLY = frozenset(
    {*KINDS_OF_ITEM, "status", "response", "decision", "position", "the", "committee", "not"}
)


def _is_no_body(name: str) -> bool:
    """Tell whether *name* is words of the reply: "Recommendation", "Our Reply", "The Department"."""
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    single = {word.removesuffix("s") for word in words}
    return (
        single <= _OF_THE_REPLY
        or words[0] in _POINTING
        or (words[0] == "the" and single <= _COMMON | {"the"})
        or _HEADING.fullmatch(name) is not None
    )
