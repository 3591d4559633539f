"""
Several pages in one file: where each begins, and what of them cannot be read.

Whoever saves page after page into one file means several items. The second page is told from a reply by
what no reply has: a breadcrumb and under it a title, of the same site or with its label alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from accountability.importers._layout import (
    NotThisShapeError,
    Page,
    crumbs_of,
    parse,
    title_of,
)
from accountability.importers._lines import Line, kind_of, lines_of

__all__ = ["Pages", "Unread", "parse_all"]


@frozen(kw_only=True)
class Unread:
    """Where another page seems to begin that was not read as one, and why not."""

    line: Line
    reason: str


@frozen(kw_only=True)
class Pages:
    """The pages of a file in order, at least one, and what looks like a page and was not read as one."""

    pages: tuple[Page, ...]
    unread: tuple[Unread, ...] = ()


def parse_all(text: str, known: Callable[[str], bool]) -> Pages:
    r"""
    Take a file of one or more tracker pages apart.

    Args:
        text: The pages, one after another; line ends are ``\n``.

        known: Tells whether some words are a status that such sites print.

    Returns:
        Every line is in one page; those of a page that cannot be read are in the *rest* of the page
        before it. A page that stands in the file twice is read once.

    Raises:
        NotThisShapeError: the text does not begin with such a page.
    """
    lines = lines_of(text)
    starts = _starts(lines)
    parts = [lines[begin:end] for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    try:
        pages = [parse(text, parts[0], known)]
    except NotThisShapeError:
        # What follows may be what the first page needs to be one.
        return Pages(pages=(parse(text, lines, known),))
    unread: list[Unread] = []
    seen = {_words(parts[0])}
    for part in parts[1:]:
        if _words(part) in seen:
            unread.append(Unread(line=part[0], reason="the same page stands above"))
            continue
        seen.add(_words(part))
        try:
            pages.append(parse(text, part, known))
        except NotThisShapeError as error:
            unread.append(Unread(line=part[0], reason=str(error)))
            pages[-1] = evolve(pages[-1], rest=(*pages[-1].rest, *part))
    return Pages(pages=tuple(pages), unread=tuple(unread))


def _words(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)


def _starts(lines: Sequence[Line]) -> list[int]:
    """Return where each page begins; the first begins with the first line."""
    first = next((n for n, line in enumerate(lines) if crumbs_of(line.text)), None)
    if first is None:
        return [0]
    site = crumbs_of(lines[first].text)[0]
    menu = _words(lines[:first])
    starts = [0]
    for n in range(first + 3, len(lines)):
        if _begins(lines, n, site):
            # A menu that stands over the first page stands over the others too.
            above = n - first
            repeated = above > starts[-1] and _words(lines[above:n]) == menu
            starts.append(above if repeated else n)
    return starts


def _begins(lines: Sequence[Line], n: int, site: str) -> bool:
    crumbs = crumbs_of(lines[n].text)
    if not crumbs:
        return False
    try:
        title, bare, kind, _ = title_of(lines, n)
    except NotThisShapeError:
        return False
    if any(crumbs_of(line.text) for line in lines[n + 1 : title]):
        return False
    return kind_of(kind) is not None and (crumbs[0] == site or bare is not None)
