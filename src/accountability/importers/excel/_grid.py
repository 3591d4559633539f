"""
The cells of a sheet, read in one pass over its XML.

What a sheet says about its own size is not believed; rows, columns and cells are counted while they
come and refused at the limits, before memory is spent on them.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import define, field, frozen

from accountability.containers import Limits, Package
from accountability.containers.packages import (
    guarded_parser,
    too_deep,
    too_long,
    too_many_attributes,
)
from accountability.exceptions import UnreadableFileError
from accountability.importers.excel._values import (
    Kind,
    Typed,
    Value,
    column_number,
    letters_of,
    tidy,
)

__all__ = ["Grid", "Spent", "read_grid", "read_strings"]

_MAX_ROW = 1_048_576


@define
class Spent:
    """What has been taken of the limits that hold for a workbook as a whole."""

    cells: int = 0
    merged: int = 0
    formats: int = 0


@frozen(kw_only=True, eq=False)
class Grid:
    """
    The cells of one sheet.

    Attributes:
        name: Of the sheet, as it stands in the file.

        part: Of the package.

        rows: Number of each row that holds anything, in order, to its cells by letters of the column.

        hidden: How many rows are hidden.
    """

    name: str
    part: str
    rows: dict[int, dict[str, Value]]
    hidden: int = 0


_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_LONG = 140
"""Pieces of text of 64 Ki characters after which it is time to measure."""


@define(kw_only=True)
class _Reader:
    """The handlers of one sheet's parser, and what they have seen."""

    package: Package
    part: str
    name: str
    strings: list[Value]
    spent: Spent
    rows: dict[int, dict[str, Value]] = field(factory=dict)
    merges: list[str] = field(factory=list)
    hidden: int = 0

    def refuse(self, reason: str) -> UnreadableFileError:
        return self.package.refuse(f"on its sheet “{self.name}” {reason}")

    def read(self) -> None:  # noqa: C901  one loop's worth of work, kept in local names for speed
        """Run the parser over the part."""
        limits, refuse, strings, rows, spent = (
            self.package.limits,
            self.refuse,
            self.strings,
            self.rows,
            self.spent,
        )
        deepest, most = limits.depth, limits.attributes
        parser = guarded_parser(self.package.refuse)
        pieces: list[str] = []  # of the text between two tags
        texts: list[str] = []  # of the cell, one a run
        columns: dict[str, int] = {}
        formulas: dict[str, str] = {}  # shared ones, by their number
        row: dict[str, Value] = {}
        letters = kind = style = digits = shared = ""
        formula: str | None = None
        value: str | None = None
        depth = number = last = seen = cells = 0
        phonetic = False
        # Names carry the namespace of the root: transitional or strict.
        c = v = t = f = r = r_ph = merge = conditional = ""

        def start(tag: str, attributes: dict[str, str]) -> None:  # noqa: C901  called per element
            nonlocal depth, letters, kind, style, digits, shared, formula, value, row, number
            nonlocal last, seen, cells, phonetic, c, v, t, f, r, r_ph, merge, conditional
            depth += 1
            if tag == c:
                cells += 1
                ref = attributes.get("r")
                letters = ref.removesuffix(digits) if ref is not None else letters_of(last + 1)
                if letters not in columns:
                    columns[letters] = _column(letters, digits, limits, refuse)
                last = columns[letters]
                kind = attributes.get("t", "n")
                style = attributes.get("s", "")
                formula = value = None
                texts.clear()
            elif tag in (v, t):
                pieces.clear()
            elif tag == r:
                seen += 1
                if seen > limits.rows:
                    raise refuse(
                        f"there are more than {limits.rows:,} rows; send fewer, or raise the limit"
                    )
                number = _row(attributes.get("r"), number, refuse)
                digits = str(number)
                row = {}
                last = 0
                pieces.clear()
                if attributes.get("hidden") in {"1", "true"}:
                    self.hidden += 1
            elif tag == f:
                pieces.clear()
                shared = attributes.get("si", "") if attributes.get("t") == "shared" else ""
                formula = ""
            elif tag == r_ph:
                phonetic = True
            elif tag == merge:
                self._merge(attributes.get("ref", ""))
            elif tag == conditional:
                spent.formats += 1
                if spent.formats > limits.conditional_formats:
                    raise refuse(
                        f"there are more than {limits.conditional_formats:,} conditional formats; "
                        "remove them, or raise the limit"
                    )
            elif not c:
                space = tag.rpartition(" ")[0]
                c, v, t, f, r, r_ph, merge, conditional = (
                    f"{space} {name}".lstrip()
                    for name in (
                        "c",
                        "v",
                        "t",
                        "f",
                        "row",
                        "rPh",
                        "mergeCell",
                        "conditionalFormatting",
                    )
                )
            if depth > deepest:
                raise self.package.refuse(too_deep(self.part, deepest))
            if len(attributes) > most:
                raise self.package.refuse(too_many_attributes(self.part, most))

        def end(tag: str) -> None:  # noqa: C901  called once an element: no call more
            nonlocal depth, value, formula, phonetic
            depth -= 1
            if tag == t:
                if not phonetic:
                    texts.append(pieces[0] if len(pieces) == 1 else "".join(pieces))
            elif tag == c:
                made: Value
                if formula is not None:
                    made = Typed(
                        Kind.FORMULA, value or "".join(texts), _style(style), formula, kind
                    )
                elif texts:
                    text = texts[0] if len(texts) == 1 else "".join(texts)
                    made = text if text.isprintable() and "_x" not in text else tidy(text)
                elif value is None:
                    return
                elif kind == "s":
                    made = _shared(value, strings, refuse)
                elif kind == "str":
                    made = tidy(value)
                else:
                    made = Typed(_kind(kind, refuse), value, _style(style))
                if made:
                    if letters in row:
                        raise refuse(f"the cell {letters}{digits} stands twice")
                    row[letters] = made
            elif tag == v:
                value = pieces[0] if len(pieces) == 1 else "".join(pieces)
            elif tag == r:
                if row:
                    if number in rows:
                        raise refuse(f"the row {digits} stands twice")
                    rows[number] = row
            elif tag == f:
                formula = _formula("".join(pieces), shared, formulas)
            elif tag == r_ph:
                phonetic = False

        def after() -> None:
            if spent.cells + cells > limits.cells:
                raise refuse(
                    f"the number of cells passes {limits.cells:,}; send fewer rows, or raise the limit"
                )
            if len(pieces) > _LONG and sum(map(len, pieces)) > limits.text:
                raise self.package.refuse(too_long(self.part, limits.text))
            if len(texts) > 10_000 and sum(map(len, texts)) > limits.text:
                raise self.package.refuse(too_long(self.part, limits.text))

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = pieces.append
        self.package.feed(parser, self.part, after)
        spent.cells += cells

    def _merge(self, reference: str) -> None:
        limits = self.package.limits
        self.spent.merged += 1
        found = _RANGE.fullmatch(reference)
        if found is None or self.spent.merged > limits.merged_ranges:
            raise self.refuse(
                f"there are more than {limits.merged_ranges:,} merged ranges; part them, or raise the limit"
                if found
                else f"a merged range is damaged: {reference[:40]}"
            )
        first, top, second, bottom = found.groups()
        width = abs(column_number(second or first) - column_number(first)) + 1
        height = abs(int(bottom or top) - int(top)) + 1
        self.spent.cells += width * height
        if self.spent.cells > limits.cells:
            raise self.refuse(
                f"the merged range {reference} covers {width * height:,} cells; part it, or raise the limit"
            )
        self.merges.append(reference)

    def cover(self) -> None:
        """Mark the empty cells under merged ranges: nobody emptied them."""
        for reference in self.merges:
            found = _RANGE.fullmatch(reference)
            if found is None or not found[4]:
                continue
            first, last = sorted((column_number(found[1]), column_number(found[3])))
            top, bottom = sorted((int(found[2]), int(found[4])))
            for number in range(top, bottom + 1):
                row = self.rows.get(number)
                if row is None:
                    continue
                for column in range(first, last + 1):
                    if (number, column) != (top, first):
                        row.setdefault(letters_of(column), Typed(Kind.COVERED, reference))


def _column(letters: str, digits: str, limits: Limits, refuse: Any) -> int:
    number = column_number(letters)
    if not 0 < number <= 16_384:
        raise refuse(f"a cell of row {digits} is called {letters[:20]}, which no cell there can be")
    if number > limits.columns:
        raise refuse(
            f"there are cells in column {letters}, beyond the {limits.columns:,} columns that are "
            "taken in; delete them, or raise the limit"
        )
    return number


def _row(given: str | None, last: int, refuse: Any) -> int:
    if given is None:
        return last + 1
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 8 else 0
    if not 0 < number <= _MAX_ROW:
        raise refuse(f"a row is called {given[:20]}, which no row can be")
    return number


def _shared(value: str, strings: list[Value], refuse: Any) -> Value:
    if value.isascii() and value.isdecimal() and len(value) < 10 and int(value) < len(strings):
        return strings[int(value)]
    raise refuse(f"a cell shows the text {value[:20]} of the list of texts, which is not there")


def _kind(kind: str, refuse: Any) -> Kind:
    if kind in {"n", "b", "e", "d"}:
        return Kind(kind)
    raise refuse(f"a cell is of the kind {kind[:20]}, which no program writes")


def _style(style: str) -> int:
    return int(style) if style.isascii() and style.isdecimal() and len(style) < 7 else 0


def _formula(text: str, shared: str, formulas: dict[str, str]) -> str:
    """Return a formula's text; of a shared one, that of the cell where it stands in full."""
    if not shared:
        return text
    if text:
        formulas[shared] = text
    return formulas.get(shared, "")


def read_grid(package: Package, name: str, part: str, strings: list[Value], spent: Spent) -> Grid:
    """
    Read the cells of a sheet.

    Args:
        package: The workbook.

        name: Of the sheet.

        part: Of the package that holds it.

        strings: The workbook's shared texts.

        spent: What other sheets have taken of the limits; added to.

    Raises:
        UnreadableFileError: it is damaged, or beyond a limit.
    """
    reader = _Reader(package=package, part=part, name=name, strings=strings, spent=spent)
    reader.read()
    reader.cover()
    rows = reader.rows
    numbers = list(rows)
    if numbers != sorted(numbers):
        rows = {number: rows[number] for number in sorted(numbers)}
    return Grid(name=name, part=part, rows=rows, hidden=reader.hidden)


def read_strings(package: Package, part: str) -> list[Value]:  # noqa: C901  handlers of one parser
    """
    Read the texts that the cells of a workbook share: runs joined, readings of characters left out.

    Raises:
        UnreadableFileError: the part is damaged, or beyond a limit.
    """
    limits = package.limits
    parser = guarded_parser(package.refuse)
    found: list[Value] = []
    pieces: list[str] = []
    texts: list[str] = []
    depth = 0
    phonetic = False
    si = t = r_ph = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, phonetic, si, t, r_ph
        depth += 1
        if tag == t:
            pieces.clear()
        elif tag == si:
            if len(found) >= limits.shared_strings:
                raise package.refuse(
                    f"it holds more than {limits.shared_strings:,} texts; send fewer, or raise the limit"
                )
            texts.clear()
        elif tag == r_ph:
            phonetic = True
        elif not si:
            space = tag.rpartition(" ")[0]
            si, t, r_ph = (f"{space} {name}".lstrip() for name in ("si", "t", "rPh"))
        if depth > limits.depth:
            raise package.refuse(too_deep(part, limits.depth))
        if len(attributes) > limits.attributes:
            raise package.refuse(too_many_attributes(part, limits.attributes))

    def end(tag: str) -> None:
        nonlocal depth, phonetic
        depth -= 1
        if tag == t:
            if not phonetic:
                texts.append("".join(pieces))
        elif tag == si:
            text = "".join(texts)
            found.append(text if text.isprintable() and "_x" not in text else tidy(text))
            pieces.clear()
        elif tag == r_ph:
            phonetic = False

    def after() -> None:
        for list_of in (pieces, texts):
            if len(list_of) > _LONG and sum(map(len, list_of)) > limits.text:
                raise package.refuse(too_long(part, limits.text))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    package.feed(parser, part, after)
    return found
