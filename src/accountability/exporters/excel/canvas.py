"""
A workbook to draw on: sheets with their print set-up, cells with their looks, tables with their names.

Nothing here knows what a tracker is. openpyxl makes the package once, in write-only mode and without
rows: styles, widths, drop-downs, conditional formats, tables, names. The rows are text (`spools`), and
are put into the finished package. Every look that a cell can have comes from the fixed set in
`accountability.exporters._look`, never from data.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from attrs import field, frozen
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from accountability.exporters import _look as look
from accountability.exporters.excel.cells import escaped, print_text
from accountability.exporters.excel.names import Names
from accountability.exporters.excel.spools import LINE, Spool
from accountability.tables.entries import lines_of

__all__ = ["DAY", "HEADER_ROW", "NUMBER", "Canvas", "Cell", "Look", "Page", "indent_of"]

HEADER_ROW = 4
"""Of every table: title, what is on the sheet, what an empty cell means, then the headings."""

TEXT, DAY, NUMBER = "@", "d mmmm yyyy", "0"
"""The three formats that there are."""

_A3, _A4 = 8, 9
_PROPERTY_LIMIT = 255
"""Characters of a custom property that programs keep."""


@frozen(kw_only=True)
class Look:
    """One look of a cell."""

    size: int = look.BODY
    bold: bool = False
    colour: str = look.TEXT
    fill: str = ""
    edge: str = ""
    wrap: bool = True
    link: bool = False
    indent: int = 0
    number_format: str = TEXT


PLAIN = Look()


class Cell(NamedTuple):
    """What a cell holds, and how it looks."""

    value: str | int | dt.date | None
    look: Look = PLAIN


@frozen(kw_only=True)
class Page:
    """
    One sheet being written.

    Attributes:
        sheet: openpyxl's write-only sheet, which never gets a row.

        canvas: The workbook.

        widths: Of its columns.

        spool: Its rows.

        links: Cells that lead to other sheets: address, and name of the sheet.
    """

    sheet: Any
    canvas: Canvas
    widths: tuple[int, ...]
    spool: Spool
    links: list[tuple[str, str]] = field(factory=list, init=False)

    def row(self, *cells: Cell, height: float | None = None) -> None:
        """Write a row from the first column on; *height* as in `Spool.row`."""
        styles = [self.canvas.style(cell.look) for cell in cells]
        values = [None if cell.value == "" else cell.value for cell in cells]
        self.spool.row(values, styles, height=height)

    @property
    def next_row(self) -> int:
        """Number of the row that is written next."""
        return self.spool.next_row

    def head(self, title: str, *lines: str) -> None:
        """Write the title and the lines under it, the marking first of all, with some air."""
        if self.canvas.marking:
            lines = (f"{self.canvas.marking}. {lines[0]}", *lines[1:])
        self.row(Cell(title, Look(size=look.H2, bold=True, wrap=False)), height=34)
        last = len(lines) - 1
        for number, line in enumerate(lines):
            cell = Cell(line, Look(colour=look.SECONDARY, wrap=False))
            self.row(cell, height=32 if number == last else 20)

    def heading(self, text: str) -> None:
        """Write a heading within a sheet, with some air above it."""
        self.row(height=16)
        self.row(Cell(text, Look(size=look.H3, bold=True, wrap=False)), height=26)

    def link(self, text: str, sheet: str) -> Cell:
        """Return the first cell of the next row; it leads to another sheet."""
        self.links.append((f"A{self.next_row}", sheet))
        return Cell(text, Look(colour=look.ACCENT, link=True))

    def freeze(self) -> None:
        """Keep the headings and the first column in sight, and repeat the headings on paper."""
        self.sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        if not self.canvas.published:
            self.sheet.freeze_panes = f"B{HEADER_ROW + 1}"

    def keep_as_text(self, position: int) -> None:
        """Make a whole column take what is typed as text, rows that are still to come included."""
        column = self.sheet.column_dimensions[get_column_letter(position + 1)]
        column._style = self.canvas.prototype(Look())._style  # noqa: SLF001  openpyxl's own way

    def tint(self, cells: str, first: str, tints: Mapping[look.Tint, Sequence[str]]) -> None:
        """
        Tint the cells of a range by what they say.

        Args:
            cells: The range.

            first: Its first cell.

            tints: The words for each tint.
        """
        for tint, words in tints.items():
            told = ",".join(f'{first}="{word}"' for word in words)
            style = DifferentialStyle(
                font=Font(color=tint.text), fill=PatternFill(bgColor=tint.fill)
            )
            rule = Rule(type="expression", dxf=style, formula=[f"OR({told})"])
            self.sheet.conditional_formatting.add(cells, rule)

    def begin_table(self, name: str, headings: Sequence[str], rows: int, told: str) -> None:
        """Declare a table whose header row is written now; *rows* rows follow, at least one."""
        last = get_column_letter(len(headings))
        first = self.next_row
        reference = f"A{first}:{last}{first + rows}"
        table = Table(displayName=self.canvas.names.table(name), ref=reference)
        table.tableColumns = [
            TableColumn(id=position, name=escaped(heading))
            for position, heading in enumerate(headings, start=1)
        ]
        if not self.canvas.published:
            table.autoFilter = AutoFilter(ref=reference)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self.sheet.tables.add(table)
        self.canvas.alt_texts[table.displayName] = (name, told)
        fill = self.canvas.fill(look.QUIET)
        self.row(
            *(
                Cell(heading, Look(bold=True, fill=fill, edge="header", indent=indent_of(at)))
                for at, heading in enumerate(headings)
            ),
            height=_header_height(headings, self.widths),
        )

    def table(
        self,
        name: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str | int | None]],
        told: str,
        *,
        grouped: bool = False,
    ) -> None:
        """Write a whole table of texts and numbers; *grouped*: a line where the first column changes."""
        self.begin_table(name, headings, len(rows), told)
        self.canvas.listed[name] = rows
        for number, row in enumerate(rows):
            following = rows[number + 1] if number + 1 < len(rows) else row
            edge = "group" if grouped and following[0] != row[0] else "row"
            self.row(*(_plain(value, at, edge) for at, value in enumerate(row)))


def _plain(value: str | int | None, position: int, edge: str) -> Cell:
    number_format = NUMBER if isinstance(value, int) else TEXT
    return Cell(value, Look(edge=edge, indent=indent_of(position), number_format=number_format))


def indent_of(position: int) -> int:
    """Return the indent of a column: the first stands under the title, the others keep apart."""
    return 1 if position else 0


def _prototype(sheet: Any, style: Look) -> Any:
    made = WriteOnlyCell(sheet)
    made.font = Font(
        name=look.FONT,
        family=2,
        size=style.size,
        bold=style.bold,
        color=style.colour,
        underline="single" if style.link else None,
    )
    made.alignment = Alignment(
        vertical="top", horizontal="left", wrap_text=style.wrap, indent=style.indent
    )
    if style.fill:
        made.fill = PatternFill("solid", start_color=style.fill, end_color=style.fill)
    if style.edge == "header":
        made.border = Border(bottom=Side("medium", color=look.ACCENT))
    elif style.edge == "group":
        made.border = Border(bottom=Side("thin", color=look.SECONDARY))
    elif style.edge == "row":
        made.border = Border(bottom=Side("hair", color=look.RULE))
    made.number_format = style.number_format
    return made


def _header_height(headings: Sequence[str], widths: Sequence[int]) -> float:
    """Return a height that shows every heading whole, with the filter's button below it."""
    lines = max(
        lines_of(heading, width - 2) for heading, width in zip(headings, widths, strict=False)
    )
    return LINE * lines + 12


class Canvas:
    """A workbook while it is drawn."""

    def __init__(self, *, published: bool, header: str, marking: str) -> None:
        self.published = published
        self.alt_texts: dict[str, tuple[str, str]] = {}
        self.names = Names()
        self.pages: list[Page] = []
        self.listed: dict[str, Sequence[Sequence[str | int | None]]] = {}
        self._header, self.marking = header, marking
        self._prototypes: dict[Look, Any] = {}
        self._styles: dict[Look, int] = {}
        self._looks: dict[int, Look] = {}
        self._quoted: dict[int, int] = {}
        workbook: Any = Workbook(write_only=True)
        # Widths count the digits of the workbook's own font, and rows are as high as it.
        own = Font(name=look.FONT, family=2, size=look.BODY, color=look.TEXT)
        workbook._fonts[0] = own  # noqa: SLF001  openpyxl has no public way
        workbook._named_styles["Normal"].font = own  # noqa: SLF001  the same
        self._workbook = workbook

    def prototype(self, style: Look) -> Any:
        """Return a cell of openpyxl's that looks so; it is in no sheet."""
        made = self._prototypes.get(style)
        if made is None:
            made = self._prototypes[style] = _prototype(self.pages[0].sheet, style)
        return made

    def style(self, style: Look) -> int:
        """Return the number by which cells have a look."""
        number = self._styles.get(style)
        if number is None:
            number = self._styles[style] = self.prototype(style).style_id
            self._looks[number] = style
        return number

    def quoted(self, number: int) -> int:
        """Return the number of the same look, with the mark by which text stays text when edited."""
        found = self._quoted.get(number)
        if found is None:
            cell = _prototype(self.pages[0].sheet, self._looks[number])
            cell.quotePrefix = True
            found = self._quoted[number] = cell.style_id
        return found

    def page(self, name: str, widths: Iterable[int], *, wide: bool = True) -> Page:
        """Begin a sheet; *wide* ones go on A3 on its side, others on A4, both as wide as the paper."""
        sheet = self._workbook.create_sheet(self.names.sheet(name))
        kept = tuple(widths)
        for position, width in enumerate(kept, start=1):
            sheet.column_dimensions[get_column_letter(position)].width = width
        setup = sheet.page_setup
        setup.orientation = "landscape" if wide else "portrait"
        setup.paperSize = _A3 if wide else _A4
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        if not self.published:
            sheet.oddHeader.left.text = print_text(self._header)
            sheet.oddHeader.right.text = print_text(self.marking)
            sheet.oddFooter.center.text = "Page &P of &N"
        sheet.sheet_view.zoomScale = 100
        page = Page(sheet=sheet, canvas=self, widths=kept, spool=Spool(kept, self.quoted))
        self.pages.append(page)
        return page

    def fill(self, colour: str) -> str:
        """Return a fill; none in what is published, where words stand alone."""
        return "" if self.published else colour

    def name_range(self, name: str, sheet: str, cells: str) -> None:
        """Give a range of cells a name."""
        self._workbook.defined_names[name] = DefinedName(name, attr_text=f"'{sheet}'!{cells}")

    def say_of_itself(self, properties: Iterable[tuple[str, str]]) -> None:
        """Set the custom properties; those too long for one stand in the cells alone."""
        for name, value in properties:
            if len(value) <= _PROPERTY_LIMIT:
                self._workbook.custom_doc_props.append(
                    StringProperty(name=name, value=escaped(value))
                )

    def package(self) -> bytes:
        """Return the package as openpyxl makes it, without rows."""
        self._workbook.active = 0
        buffer = io.BytesIO()
        self._workbook.save(buffer)
        return buffer.getvalue()
