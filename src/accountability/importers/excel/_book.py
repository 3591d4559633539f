"""
A workbook's parts besides its cells: which sheets there are, how numbers look, what was commented.

Read with the same guarded parser as the cells; no library stands between the file and the limits.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from attrs import define, field, frozen

from accountability.containers import Package
from accountability.importers.excel._formats import Shown, shown_as
from accountability.importers.excel._grid import Grid, read_grid
from accountability.importers.excel._merged import Spent
from accountability.importers.excel._strings import read_strings
from accountability.importers.excel._values import Typed, Value, letters_of, strikes, tidy

__all__ = ["Book", "Comment", "read_book"]


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


@frozen(kw_only=True, eq=False)
class Book:
    """
    A workbook that was read.

    Attributes:
        package: It.

        grids: Cells of each sheet, in the order of the workbook.

        comments: Of each sheet that has any, by name of the sheet, in the order of the file.

        boxes: Texts in boxes and shapes of each sheet that has any, by name of the sheet.

        looks: What a number shows, for each look that a cell can have.

        struck: Looks in which a whole cell is struck out.

        since_1904: Whether days are counted from 1904.

        sent_since_1900: Whether the days that were sent are counted from 1900 all the same: somebody has
            set the file to count from 1904, and its numbers stayed as they were.

        properties: Custom properties, by name.
    """

    package: Package
    grids: tuple[Grid, ...]
    comments: dict[str, tuple[Comment, ...]]
    boxes: dict[str, tuple[Comment, ...]]
    looks: tuple[Shown, ...]
    struck: frozenset[int]
    since_1904: bool
    properties: dict[str, str]
    sent_since_1900: bool = False

    def look(self, value: Typed) -> Shown:
        """Return what the number in a cell shows."""
        return self.looks[value.style] if value.style < len(self.looks) else Shown.NUMBER


@define(kw_only=True)
class _Outline:
    """What the workbook's main part says."""

    sheets: list[tuple[str, str]] = field(factory=list)
    names: int = 0
    since_1904: bool = False


def read_book(package: Package) -> Book:
    """
    Read a workbook.

    Raises:
        UnreadableFileError: a part is damaged, missing or beyond a limit.
    """
    outline = _outline(package)
    related = {one.id: one for one in package.relationships(package.main) if not one.external}
    by_type = {one.type: one.target for one in related.values()}
    strings: list[Value] = []
    if "sharedStrings" in by_type and package.find(by_type["sharedStrings"]):
        strings = read_strings(package, by_type["sharedStrings"])
    looks, struck = _looks(package, by_type.get("styles", ""))
    spent = Spent()
    grids: list[Grid] = []
    parts: set[str] = set()
    for name, relation in outline.sheets:
        one = related.get(relation)
        if one is None or package.find(one.target) is None:
            raise package.refuse(
                f"its sheet “{name}” is missing; ask for the file to be sent again"
            )
        if one.type != "worksheet":
            continue  # a chart, or a dialogue of old programs: it has no cells
        if one.target in parts:
            raise package.refuse(f"its sheet “{name}” and another one are the same part")
        parts.add(one.target)
        grids.append(read_grid(package, name, one.target, strings, spent, struck=struck))
    return Book(
        package=package,
        grids=tuple(grids),
        comments=_all_comments(package, grids, by_type.get("person", "")),
        boxes=_boxes(package, grids),
        looks=looks,
        struck=struck,
        since_1904=outline.since_1904,
        properties=_properties(package),
    )


def _outline(package: Package) -> _Outline:
    found = _Outline()
    limit = package.limits.names

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            found.sheets.append((plain(attributes.get("name", "")), attributes.get("id", "")))
            if len(found.sheets) > package.limits.parts:
                raise package.refuse(f"it names more than {package.limits.parts:,} sheets")
        elif tag == "workbookPr":
            found.since_1904 = attributes.get("date1904") in {"1", "true"}
        elif tag == "definedName":
            found.names += 1
            if found.names > limit:
                raise package.refuse(
                    f"it holds more than {limit:,} defined names; remove them, or raise the limit"
                )

    package.walk(package.main, start=start)
    counts = Counter(name.casefold() for name, _part in found.sheets)
    twice = next((name for name, count in counts.items() if count > 1), None)
    if twice is not None:
        raise package.refuse(
            f"it holds two sheets named “{twice[:31]}”; ask for it to be sent again"
        )
    return found


def plain(raw: str) -> str:
    """Return words that stand in an attribute or a text, as a person sees them."""
    value = tidy(raw)
    return value if isinstance(value, str) else value.raw


def _looks(package: Package, part: str) -> tuple[tuple[Shown, ...], frozenset[int]]:
    """Return what a number shows for each cell format of the workbook, and which strike words out."""
    if not package.find(part):
        return (), frozenset()
    codes: dict[int, str] = {}
    looks: list[Shown] = []
    fonts: list[bool] = []
    struck: set[int] = set()
    inside = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs", "dxfs", "fonts"}:
            inside = tag
        elif tag == "font" and inside == "fonts":
            fonts.append(False)
        elif tag == "strike" and inside == "fonts" and fonts:
            fonts[-1] = strikes(attributes)
        elif tag == "xf" and inside == "cellXfs":
            number = _number(attributes.get("numFmtId", ""))
            font = _number(attributes.get("fontId", ""))
            if font < len(fonts) and fonts[font]:
                struck.add(len(looks))
            looks.append(shown_as(number, codes.get(number)))

    package.walk(part, start=start)
    return tuple(looks), frozenset(struck)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _properties(package: Package) -> dict[str, str]:
    """Return the custom properties, as text."""
    part = next(
        (
            one.target
            for one in package.relationships()
            if one.type == "custom-properties" and not one.external
        ),
        "",
    )
    if not package.find(part):
        return {}
    found: dict[str, str] = {}
    name = ""
    pieces: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        if tag == "property":
            name = attributes.get("name", "")
            pieces.clear()

    def end(tag: str) -> None:
        if tag == "property" and name:
            found[name] = plain("".join(pieces)).strip()

    package.walk(part, start=start, end=end, text=pieces.append)
    return found


# --- comments ---------------------------------------------------------------------------------------


def _all_comments(
    package: Package, grids: list[Grid], persons: str
) -> dict[str, tuple[Comment, ...]]:
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
            number = _number(by)
            author = authors[number] if number < len(authors) else ""
            text = plain("".join(texts)).strip()
            # Excel writes the author's name on a line of its own first.
            text = text.removeprefix(f"{author}:\n") if author else text
            if text:
                found.append(Comment(cell=cell, text=text, author=author))

    package.walk(part, start=start, end=end, text=pieces.append)
    return found


def _boxes(package: Package, grids: list[Grid]) -> dict[str, tuple[Comment, ...]]:
    """Read the words in text boxes and shapes, and below which corner of a cell they begin."""
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

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal inside, again
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

    def end(tag: str) -> None:
        nonlocal inside, again
        if tag == "Fallback":
            again -= 1
        elif tag == "from":
            inside = 0
        elif tag in corner and inside:
            corner[tag] = _number("".join(pieces).strip())
        elif tag == "t" and lines:
            lines[-1] += "".join(pieces)
        elif tag == "txBody" and not again:
            text = plain("\n".join(lines)).strip()
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
