"""
The cells of a sheet, read in one pass over its XML.

What a sheet says about its own size is not believed; rows, columns and cells are counted while they
come and refused at the limits, before memory is spent on them.
"""

from __future__ import annotations

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
from accountability.importers.excel._direct import around
from accountability.importers.excel._merged import Merged, Spent
from accountability.importers.excel._usual import usual_rows
from accountability.importers.excel._values import (
    LONG,
    Kind,
    Typed,
    Value,
    column_number,
    letters_of,
    strikes,
    struck_out,
    tidy,
)

__all__ = ["Grid", "read_grid"]

_MAX_ROW = 1_048_576


@frozen(kw_only=True, eq=False)
class Grid:
    """
    The cells of one sheet.

    Attributes:
        name: Of the sheet, as it stands in the file.

        part: Of the package.

        rows: Number of each row that holds anything, hidden ones too, in order, to its cells by letters
            of the column.

        printed: Headers and footers of its pages, with their codes.

        links: Cells that lead somewhere else, each with the id of the relationship that says where.
    """

    name: str
    part: str
    rows: dict[int, dict[str, Value]]
    printed: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


_TAGS = (
    "c",
    "v",
    "t",
    "f",
    "is",
    "row",
    "rPh",
    "mergeCell",
    "conditionalFormatting",
    "sheetData",
    "strike",
    "hyperlink",
)
_PRINTED = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_KINDS = frozenset({"n", "b", "e", "d"})


@define(kw_only=True)
class _Reader:
    """The handlers of one sheet's parser, and what they have seen."""

    package: Package
    part: str
    name: str
    strings: list[Value]
    spent: Spent
    struck: frozenset[int] = frozenset()
    rows: dict[int, dict[str, Value]] = field(factory=dict)
    columns: dict[str, int] = field(factory=dict)
    printed: list[str] = field(factory=list)
    links: list[tuple[str, str]] = field(factory=list)
    number: int = 0
    seen: int = 0
    cells: int = 0
    in_rows: bool = False
    merged: Merged = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Count merged ranges with the rest."""
        self.merged = Merged(limits=self.package.limits, spent=self.spent, refuse=self.refuse)

    def refuse(self, reason: str) -> UnreadableFileError:
        return self.package.refuse(f"on its sheet “{self.name}” {reason}")

    def read(self) -> None:  # noqa: C901  handlers of one parser, in local names for speed
        """Run the parser over the part."""
        limits, refuse, rows = (
            self.package.limits,
            self.refuse,
            self.rows,
        )
        most = limits.attributes
        parser = guarded_parser(self.package.refuse)
        pieces: list[str] = []  # of the text between two tags
        texts: list[str] = []  # of the cell, one a run
        strikes_out = False  # the run that is being read
        words_out: list[str] = []  # of the cell, one a run
        columns = self.columns
        formulas: dict[str, str] = {}  # shared ones, by their number
        row: dict[str, Value] = {}
        cell: dict[str, str] = {}
        digits = shared = ""
        formula: str | None = None
        value: str | None = None
        depth = 0
        phonetic = False
        clear, take = pieces.clear, texts.append
        # Names carry the namespace of the root: transitional or strict.
        c = v = t = f = i = r = r_ph = merge = conditional = data = strike = link = ""
        printed: frozenset[str] = frozenset()

        def start(tag: str, attributes: dict[str, str]) -> None:  # noqa: C901  called per element
            nonlocal cell, depth, digits, formula, phonetic, row, shared, strikes_out
            nonlocal c, v, t, f, i, r, r_ph, merge, conditional, data, strike, link, printed
            if tag == c:
                self.cells += 1
                if "r" not in attributes:
                    attributes["r"] = _following(cell, digits)
                cell = attributes
            elif tag in (t, v):
                clear()
            elif tag == i:
                pass
            elif tag == r:
                self.seen += 1
                if self.seen > limits.rows:
                    raise refuse(self.too_many_rows())
                self.number = _row(attributes.get("r"), self.number, refuse)
                digits = str(self.number)
                row = {}
                cell = {}
                clear()
            elif tag == f:
                clear()
                shared = attributes.get("si", "") if attributes.get("t") == "shared" else ""
                formula = ""
            elif c:
                depth += 1
                if tag == r_ph:
                    phonetic = True
                elif tag == strike:
                    strikes_out = strikes(attributes)
                elif tag == merge:
                    self.merged.add(attributes.get("ref", ""))
                elif tag == conditional:
                    self._format()
                elif tag == link:
                    self._link(attributes)
                elif tag in printed:
                    clear()
                elif tag == data:
                    self.in_rows = True
                elif depth > limits.depth:
                    raise self.package.refuse(too_deep(self.part, limits.depth))
            else:
                space = tag.rpartition(" ")[0]
                c, v, t, f, i, r, r_ph, merge, conditional, data, strike, link = (
                    f"{space} {name}".lstrip() for name in _TAGS
                )
                printed = frozenset(f"{space} {name}".lstrip() for name in _PRINTED)
            if len(attributes) > most:
                raise self.package.refuse(too_many_attributes(self.part, most))

        def end(tag: str) -> None:  # noqa: C901  called once an element: no call more
            nonlocal depth, formula, phonetic, strikes_out, value
            if tag == c:
                if formula is not None:
                    raw = "".join(texts) if value is None else value
                    kind = cell.get("t", "n")
                    made: Value = Typed(Kind.FORMULA, raw, _style(cell), formula, kind)
                    formula = None
                elif texts:
                    text = texts[0] if len(texts) == 1 else "".join(texts)
                    made = text if text.isprintable() and "_x" not in text else tidy(text)
                    if words_out:
                        made = struck_out(made, " ".join(words_out))
                elif value is None:
                    return
                else:
                    made = self._held(cell, value)
                texts.clear()
                words_out.clear()
                value = None
                if made:
                    if self.struck and isinstance(made, str) and _style(cell) in self.struck:
                        made = struck_out(made, made)
                    letters = cell["r"].removesuffix(digits)
                    if letters not in columns:
                        columns[letters] = _column(letters, digits, limits, refuse)
                    if letters in row:
                        raise refuse(f"the cell {letters}{digits} stands twice")
                    row[letters] = made
            elif tag == t:
                if not phonetic:
                    take(pieces[0] if len(pieces) == 1 else "".join(pieces))
                    if strikes_out:
                        words_out.append(texts[-1])
                        strikes_out = False
            elif tag == i:
                pass
            elif tag == v:
                value = pieces[0] if len(pieces) == 1 else "".join(pieces)
            elif tag == r:
                if row:
                    if self.number in rows:
                        raise refuse(f"the row {digits} stands twice")
                    rows[self.number] = row
            elif tag == f:
                formula = _formula("".join(pieces), shared, formulas)
            else:
                depth -= 1
                if tag == r_ph:
                    phonetic = False
                elif tag in printed and pieces and len(self.printed) < len(_PRINTED):
                    self.printed.append("".join(pieces))

        def after() -> None:
            self.count()
            for gathered in (pieces, texts):
                if len(gathered) > LONG and sum(map(len, gathered)) > limits.text:
                    raise self.package.refuse(too_long(self.part, limits.text))

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = pieces.append
        self.package.feed(parser, self.part, after, around(parser, self.take, lambda: self.in_rows))
        after()
        self.spent.cells += self.cells

    def take(self, whole: bytes) -> bool:
        """Take whole rows apart, if they are written as usual; else the parser has to."""
        found = usual_rows(whole, self.strings, self.struck)
        if found is None:
            return False
        numbers = [number for number, _row in found.rows]
        fresh = self.rows.keys().isdisjoint(numbers) and len(set(numbers)) == len(numbers)
        if not fresh or not all(0 < number <= _MAX_ROW for number in numbers):
            return False
        self.cells += found.cells
        self.seen += len(numbers)
        self.count()
        for letters in found.columns - self.columns.keys():
            digits = next(str(number) for number, row in found.rows if letters in row)
            self.columns[letters] = _column(letters, digits, self.package.limits, self.refuse)
        self.rows.update((number, row) for number, row in found.rows if row)
        self.number = numbers[-1] if numbers else self.number
        return True

    def count(self) -> None:
        """Refuse what passes the limits for rows and cells."""
        limits = self.package.limits
        if self.seen > limits.rows:
            raise self.refuse(self.too_many_rows())
        if self.spent.cells + self.cells > limits.cells:
            raise self.refuse(
                f"the number of cells passes {limits.cells:,}; send fewer rows, or raise the limit"
            )

    def too_many_rows(self) -> str:
        limit = self.package.limits.rows
        return f"there are more than {limit:,} rows; send fewer, or raise the limit"

    def _held(self, cell: dict[str, str], value: str) -> Value:
        """Return what a cell holds that has a value and no text of its own."""
        kind = cell.get("t", "n")
        if kind == "s":
            return _shared(value, self.strings, self.refuse)
        if kind == "str":
            return tidy(value)
        if kind in _KINDS:
            return Typed(Kind(kind), value, _style(cell))
        raise self.refuse(f"a cell is of the kind {kind[:20]}, which no program writes")

    def _link(self, attributes: dict[str, str]) -> None:
        if len(self.links) >= self.package.limits.comments:
            raise self.refuse("there are more links than comments are allowed; remove some")
        cell = attributes.get("ref", "").partition(":")[0]
        target = next((value for name, value in attributes.items() if name.endswith(" id")), "")
        if target:
            self.links.append((cell, target))

    def _format(self) -> None:
        limit = self.package.limits.conditional_formats
        self.spent.formats += 1
        if self.spent.formats > limit:
            raise self.refuse(
                f"there are more than {limit:,} conditional formats; remove them, or raise the limit"
            )


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


def _style(cell: dict[str, str]) -> int:
    style = cell.get("s", "")
    return int(style) if style.isascii() and style.isdecimal() and len(style) < 7 else 0


def _following(cell: dict[str, str], digits: str) -> str:
    """Return the name of a cell that has none: it stands right of the one before."""
    before = cell.get("r", "").removesuffix(digits)
    return f"{letters_of(column_number(before) + 1)}{digits}"


def _formula(text: str, shared: str, formulas: dict[str, str]) -> str:
    """Return a formula's text; of a shared one, that of the cell where it stands in full."""
    if not shared:
        return text
    if text:
        formulas[shared] = text
    return formulas.get(shared, "")


def read_grid(
    package: Package,
    name: str,
    part: str,
    strings: list[Value],
    spent: Spent,
    *,
    struck: frozenset[int] = frozenset(),
) -> Grid:
    """
    Read the cells of a sheet.

    Args:
        package: The workbook.

        name: Of the sheet.

        part: Of the package that holds it.

        strings: The workbook's shared texts.

        spent: What other sheets have taken of the limits; added to.

        struck: Looks in which a whole cell is struck out.

    Raises:
        UnreadableFileError: it is damaged, or beyond a limit.
    """
    reader = _Reader(
        package=package, part=part, name=name, strings=strings, spent=spent, struck=struck
    )
    reader.read()
    reader.merged.cover(reader.rows)
    rows = reader.rows
    numbers = list(rows)
    if numbers != sorted(numbers):
        rows = {number: rows[number] for number in sorted(numbers)}
    return Grid(
        name=name,
        part=part,
        rows=rows,
        printed=tuple(reader.printed),
        links=tuple(reader.links),
    )
