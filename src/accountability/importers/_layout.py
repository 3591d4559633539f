"""
The layout of a tracker page as text, recognised by its shape.

Sites that follow recommendations print one item a page: a breadcrumb, a title made of a kind and a
label, the label alone, a shortened text, a label of the kind, the text, a line that ends in the site's
status for the answer, and for each responder a line with its name and status, and the reply. Nothing
here knows a site, a committee or a country; what stands where says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import frozen

from accountability.importers._lines import (
    Block,
    Line,
    StatusLine,
    block_of,
    kind_of,
)
from accountability.importers._status_lines import (
    Heading,
    heading_of,
    is_heading,
    responder_of,
    unnamed,
)

__all__ = ["Answer", "NotThisShapeError", "Page", "crumbs_of", "parse", "title_of"]


@frozen(kw_only=True)
class Answer:
    """What one responder answers; no block where nothing is printed."""

    head: StatusLine
    text: Block | None


@frozen(kw_only=True)
class Page:
    """
    A tracker page taken apart; every line is in exactly one of its parts.

    Attributes:
        breadcrumb: Where the page stands in its site.

        body: Last part of the breadcrumb: who made the item.

        title: "Recommendation 4".

        title_kind: The title without the label.

        label: The item's number as printed.

        bare_label: The line that repeats the label alone, if there is one.

        summary: The shortened text, if there is one.

        kind: The line that labels the text, if there is one.

        text: The item's text; None if the page prints none.

        heading: The line over the answers, with the site's status; None if there is no such line.

        answers: In the order of the page; may be empty.

        rest: Lines that are none of these, in order.

        rivals: Lines that might stand over the answers as well.
    """

    breadcrumb: Line
    body: str
    title: Line
    title_kind: str
    label: str
    bare_label: Line | None
    summary: Line | None
    kind: Line | None
    text: Block | None
    heading: StatusLine | None
    answers: tuple[Answer, ...]
    rest: tuple[Line, ...]
    rivals: tuple[Line, ...]


class NotThisShapeError(ValueError):
    """The text is no tracker page; the message names the part that is missing."""


_SEPARATOR = re.compile(r"\s+[·•›»>|/]\s+")
_FURNITURE = re.compile(r"[←→↑↓«»‹›©]|\s[·|]\s")
_ELLIPSIS = ("...", "…")
_HEADER_LINES = 12
"""Lines in which breadcrumb and title must be found; a page's menu may stand in front of them."""


def parse(text: str, lines: Sequence[Line], known: Callable[[str], bool]) -> Page:
    r"""
    Take a tracker page apart.

    Args:
        text: The file; line ends are ``\n``.

        lines: Those of it that are the page.

        known: Tells whether some words are a status that such sites print.

    Raises:
        NotThisShapeError: a part without which a text is no such page is missing.
    """
    crumb = next((n for n, line in enumerate(lines[:_HEADER_LINES]) if crumbs_of(line.text)), None)
    if crumb is None:
        raise NotThisShapeError(
            "no line near its beginning says where it belongs (Section · Committee)"
        )
    title, bare, title_kind, label = title_of(lines, crumb)
    after = (bare if bare is not None else title) + 1
    top, rivals = heading_of(lines, after, known)
    end = top.at if top else len(lines)
    summary, kind, words = _statement(lines[after:end])
    if kind is None and top is None:
        raise NotThisShapeError(
            "after the title stands neither a label of the kind (Recommendation, Conclusion) nor a "
            "line with the status of a response"
        )
    if summary is None and not words:
        raise NotThisShapeError("nothing stands between its title and the response")
    answers, trailing = _answers(text, lines, top, rivals, known) if top else ((), ())
    # "Canal Board No Response" has the words of a line over answers, and is a responder's.
    responders = {answer.head.line for answer in answers}
    used = {crumb, title, bare}
    rest = tuple(line for n, line in enumerate(lines[:after]) if n not in used)
    return Page(
        breadcrumb=lines[crumb],
        body=crumbs_of(lines[crumb].text)[-1],
        title=lines[title],
        title_kind=title_kind,
        label=label,
        bare_label=lines[bare] if bare is not None else None,
        summary=summary,
        kind=kind,
        text=block_of(text, words),
        heading=top.line if top else None,
        answers=answers,
        rest=rest + trailing,
        rivals=tuple(rival.line.line for rival in rivals if rival.line.line not in responders),
    )


def crumbs_of(words: str) -> list[str]:
    """Return the parts of a breadcrumb; empty if *words* are none."""
    parts = _SEPARATOR.split(words)
    if len(words) > 300 or len(parts) < 2 or not all(parts) or words.endswith((".", "!", "?")):
        return []
    return [part.strip() for part in parts]


_LABEL = re.compile(r"(?P<kind>[^\W\d_][^\d\n]{0,60}?)\s+(?P<label>[\w.()/-]*\d[\w.()/-]*)")


def title_of(lines: Sequence[Line], crumb: int) -> tuple[int, int | None, str, str]:
    """Find title and label: a line that ends in the next line, or else a kind and a number."""
    for n in range(crumb + 1, min(len(lines), crumb + 4)):
        words = lines[n].text
        below = lines[n + 1].text if n + 1 < len(lines) else ""
        # Web pages print no-break spaces; white space says nothing about where the label begins.
        ending = r"\s+".join(map(re.escape, below.split()))
        parts = re.fullmatch(rf"(\S.*?)\s+{ending}", words) if len(words) <= 100 else None
        if below and parts:
            return n, n + 1, parts[1], below
        found = _LABEL.fullmatch(words)
        if found and kind_of(found["kind"]):
            return n, None, found["kind"], found["label"]
    raise NotThisShapeError(
        "no title made of a kind and a label (Recommendation 4) follows its breadcrumb"
    )


def _statement(
    lines: Sequence[Line],
) -> tuple[Line | None, Line | None, Sequence[Line]]:
    """Tell summary, label of the kind, and text apart."""
    if lines and kind_of(lines[0].text):
        return None, lines[0], lines[1:]
    if len(lines) > 1 and kind_of(lines[1].text):
        return lines[0], lines[1], lines[2:]
    if lines and lines[0].text.endswith(_ELLIPSIS):
        # A label that is no word of ours ("Observation") is still a short line between the two.
        if len(lines) > 2 and is_heading(lines[1].text):
            return lines[0], lines[1], lines[2:]
        stem = lines[0].text.rstrip(".…")
        if len(lines) > 1 and lines[1].text.startswith(stem):
            return lines[0], None, lines[1:]
    return None, None, lines


def _answers(
    text: str,
    lines: Sequence[Line],
    top: Heading,
    rivals: Sequence[Heading],
    known: Callable[[str], bool],
) -> tuple[tuple[Answer, ...], tuple[Line, ...]]:
    """Part the lines under the heading into responders' lines, replies, and the page's furniture."""
    first, last = top.at + 1, len(lines)
    while last > first + 1 and (
        _is_furniture(lines[last - 1])
        # Under the links to other pages stands the menu of the next one.
        or (is_heading(lines[last - 1].text, 3) and _is_furniture(lines[last - 2]))
    ):
        last -= 1
    lines, trailing = lines[:last], tuple(lines[last:])
    others = {rival.at: rival for rival in rivals if rival.followed}
    heads: list[tuple[int, StatusLine]] = []
    # A second line over answers ends the reply above it, and is none of its words.
    over: list[int] = []
    nearest = top
    for n in range(first, last):
        head = responder_of(lines, n, nearest.at, nearest.line.status, known)
        if head is not None:
            heads.append((n, head))
        elif n in others:
            nearest = others[n]
            over.append(n)
    if first < last and (not heads or heads[0][0] > first):
        heads.insert(0, (first, unnamed(lines[first], top.line, known)))
    ends = sorted([*(n for n, _ in heads), *over, last])
    answers = []
    for begin, head in heads:
        end = next(n for n in ends if n > begin)
        words = lines[begin + (head.line is not top.line.line) : end]
        answers.append(Answer(head=head, text=block_of(text, words)))
    return tuple(answers), tuple(lines[n] for n in over) + trailing


def _is_furniture(line: Line) -> bool:
    return len(line.text) <= 120 and _FURNITURE.search(line.text) is not None
