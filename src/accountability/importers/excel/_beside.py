"""What stands at cells besides what is in them: comments, words in boxes, pictures, addresses."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from accountability.containers import Package
from accountability.importers.excel._grid import Grid
from accountability.importers.excel._values import Typed, letters_of, plain, whole_number

__all__ = ["Comment", "all_comments", "drawn_over", "links_from"]


@frozen(kw_only=True)
class Comment:
    """
    A comment at a cell.

    Attributes:
        cell: "F14".

        text: The words.

        author: As the file says.

        day: As the file says; None.
    """

    cell: str
    text: str
    author: str = ""
    day: dt.date | None = None


def all_comments(
    package: Package, grids: list[Grid], persons: str
) -> dict[str, tuple[Comment, ...]]:
    """Read the comments of each sheet, of the older kind first."""
    named = _persons(package, persons) if package.find(persons) else {}
    found: dict[str, tuple[Comment, ...]] = {}
    count = 0
    for grid in grids:
        related = [one for one in package.relationships(grid.part) if not one.external]
        threaded: list[Comment] = []
        for one in related:
            if one.type == "threadedComment" and package.find(one.target):
                threaded += _threaded(package, one.target, named)
        told = {comment.cell for comment in threaded}
        noted: list[Comment] = []
        for one in related:
            if one.type == "comments" and package.find(one.target):
                noted += (
                    comment
                    for comment in _comments(package, one.target)
                    # Beside a thread stands a copy for programs that know no threads.
                    if not (comment.cell in told and comment.author.startswith("tc="))
                )
        count += len(threaded) + len(noted)
        if count > package.limits.comments:
            raise package.refuse(_too_many(package))
        if threaded or noted:
            found[grid.name] = (*noted, *threaded)
    return found


def _too_many(package: Package) -> str:
    limit = package.limits.comments
    return f"it holds more than {limit:,} comments; remove some, or raise the limit"


def _persons(package: Package, part: str) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "person":
            found[attributes.get("id", "")] = plain(attributes.get("displayName", ""))

    package.walk(part, start=start)
    return found


def _comments(package: Package, part: str) -> list[Comment]:
    """Read comments of the older kind, which Excel calls notes."""
    authors: list[str] = []
    found: list[Comment] = []
    pieces: list[str] = []
    texts: list[str] = []
    cell = by = ""
    phonetic = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cell, by, phonetic
        if tag == "comment":
            cell, by = attributes.get("ref", ""), attributes.get("authorId", "")
            texts.clear()
            if len(found) >= package.limits.comments:
                raise package.refuse(_too_many(package))
        elif tag == "rPh":
            phonetic = True
        elif tag in {"t", "author"}:
            pieces.clear()

    def end(tag: str) -> None:
        nonlocal phonetic
        if tag == "author":
            authors.append(plain("".join(pieces)))
        elif tag == "t" and not phonetic:
            texts.append("".join(pieces))
        elif tag == "rPh":
            phonetic = False
        elif tag == "comment":
            number = whole_number(by)
            author = authors[number] if number < len(authors) else ""
            text = plain("".join(texts)).strip()
            # Excel writes the author's name on a line of its own first.
            text = text.removeprefix(f"{author}:\n") if author else text
            if text:
                found.append(Comment(cell=cell, text=text, author=author))

    package.walk(part, start=start, end=end, text=pieces.append)
    return found


def drawn_over(package: Package, grids: list[Grid]) -> dict[str, tuple[Comment, ...]]:
    """Read the words in text boxes and shapes, the names of pictures, and in which cell they begin."""
    found: dict[str, tuple[Comment, ...]] = {}
    for grid in grids:
        drawn: list[Comment] = []
        for one in package.relationships(grid.part):
            if one.type == "drawing" and not one.external and package.find(one.target):
                drawn += _drawn(package, one.target)
        if drawn:
            found[grid.name] = tuple(drawn)
    if sum(map(len, found.values())) > package.limits.comments:
        raise package.refuse(_too_many(package))
    return found


def _drawn(package: Package, part: str) -> list[Comment]:  # noqa: C901  handlers of one parser
    """Read the words that are drawn over the cells of one sheet."""
    found: list[Comment] = []
    pieces: list[str] = []
    lines: list[str] = []
    corner = {"col": 0, "row": 0}
    inside = again = 0  # where a shape begins; shapes drawn once more for older programs
    called = ""  # the picture that is being read

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside, again, called
        if tag == "Fallback":
            again += 1
        elif tag == "from":
            inside = 1
        elif tag in {"t", "col", "row"}:
            pieces.clear()
        elif tag == "txBody":
            lines.clear()
        elif tag == "p":
            lines.append("")
        elif tag == "cNvPr":
            called = attributes.get("descr") or attributes.get("name", "")

    def end(tag: str) -> None:
        nonlocal inside, again
        if tag == "Fallback":
            again -= 1
        elif tag == "from":
            inside = 0
        elif tag in corner and inside:
            corner[tag] = whole_number("".join(pieces).strip())
        elif tag == "t" and lines:
            lines[-1] += "".join(pieces)
        elif tag in {"txBody", "pic"} and not again:
            said = "\n".join(lines) if tag == "txBody" else f"[picture: {called}]"
            text = plain(said).strip()
            if text:
                cell = f"{letters_of(min(corner['col'], 16_383) + 1)}{corner['row'] + 1}"
                found.append(Comment(cell=cell, text=text))
                if len(found) > package.limits.comments:
                    raise package.refuse(_too_many(package))

    package.walk(part, start=start, end=end, text=pieces.append)
    return found


def _threaded(package: Package, part: str, persons: dict[str, str]) -> list[Comment]:
    """Read comments of the newer kind, an answer after what it answers."""
    found: list[Comment] = []
    pieces: list[str] = []
    cell = by = day = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cell, by, day
        if tag == "threadedComment":
            cell = attributes.get("ref", "")
            by = attributes.get("personId", "")
            day = attributes.get("dT", "")
            if len(found) >= package.limits.comments:
                raise package.refuse(_too_many(package))
        elif tag == "text":
            pieces.clear()

    def end(tag: str) -> None:
        if tag == "text":
            text = plain("".join(pieces)).strip()
            if text:
                found.append(
                    Comment(cell=cell, text=text, author=persons.get(by, ""), day=_day(day))
                )

    package.walk(part, start=start, end=end, text=pieces.append)
    return found


def _day(moment: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(moment[:10])
    except ValueError:
        return None


def links_from(package: Package, grids: list[Grid]) -> dict[str, tuple[Comment, ...]]:
    """Return the addresses behind the cells of each sheet, but for those that the cells say themselves."""
    found: dict[str, tuple[Comment, ...]] = {}
    for grid in grids:
        if not grid.links:
            continue
        outside = {one.id: one.target for one in package.relationships(grid.part) if one.external}
        told = [
            Comment(
                cell=cell, text=f"{words!r} links to {address}" if words else f"a link to {address}"
            )
            for cell, link in grid.links
            if (address := plain(outside.get(link, "")).strip())
            and address.removeprefix("mailto:").rstrip("/") not in (words := _words_at(grid, cell))
        ]
        if told:
            found[grid.name] = tuple(told)
    return found


def _words_at(grid: Grid, cell: str) -> str:
    letters = cell.rstrip("0123456789")
    value = grid.rows.get(whole_number(cell[len(letters) :]), {}).get(letters, "")
    return value.raw if isinstance(value, Typed) else value
