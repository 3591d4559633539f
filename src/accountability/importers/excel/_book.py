"""
A workbook's parts besides its cells: which sheets there are, how numbers look, what was commented.

Read with the same guarded parser as the cells; no library stands between the file and the limits.
"""

from __future__ import annotations

from collections import Counter

from attrs import define, field, frozen

from accountability.containers import Package
from accountability.importers.excel._beside import (
    Comment,
    all_comments,
    drawn_over,
    links_from,
)
from accountability.importers.excel._formats import Shown, shown_as
from accountability.importers.excel._grid import Grid, read_grid
from accountability.importers.excel._merged import Spent
from accountability.importers.excel._strings import read_strings
from accountability.importers.excel._values import Typed, Value, plain, strikes, whole_number

__all__ = ["Book", "read_book"]


@frozen(kw_only=True, eq=False)
class Book:
    """
    A workbook that was read.

    Attributes:
        package: It.

        grids: Cells of each sheet, in the order of the workbook.

        comments: Of each sheet that has any, by name of the sheet, in the order of the file.

        boxes: Texts in boxes and shapes, and pictures, of each sheet that has any, by name of the sheet.

        links: Addresses that lie behind cells and do not stand in them, by name of the sheet.

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
    links: dict[str, tuple[Comment, ...]]
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
        comments=all_comments(package, grids, by_type.get("person", "")),
        boxes=drawn_over(package, grids),
        links=links_from(package, grids),
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
            codes[whole_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs", "dxfs", "fonts"}:
            inside = tag
        elif tag == "font" and inside == "fonts":
            fonts.append(False)
        elif tag == "strike" and inside == "fonts" and fonts:
            fonts[-1] = strikes(attributes)
        elif tag == "xf" and inside == "cellXfs":
            number = whole_number(attributes.get("numFmtId", ""))
            font = whole_number(attributes.get("fontId", ""))
            if font < len(fonts) and fonts[font]:
                struck.add(len(looks))
            looks.append(shown_as(number, codes.get(number)))

    package.walk(part, start=start)
    return tuple(looks), frozenset(struck)


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
