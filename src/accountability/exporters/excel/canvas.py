"""
A workbook to draw on: sheets with their print set-up, cells with their looks, tables with their names.

Nothing here knows what a tracker is. Written front to back in openpyxl's write-only mode; every look a
cell can have is made once, from the fixed set in `accountability.exporters._look`.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any

from attrs import field, frozen
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from accountability.dates import show_day
from accountability.exporters import _look as look
from accountability.exporters.excel.cells import (
    escaped,
    is_excel_day,
    looks_like_a_formula,
    print_text,
    table_name,
)
from accountability.tables.entries import lines_of

__all__ = ["HEADER_ROW", "Canvas", "Look", "Page", "indent_of"]

HEADER_ROW = 4
"""Of every table: title, what is on the sheet, what an empty cell means, then the headings."""

_TEXT_FORMAT = "@"
_DAY_FORMAT = "d mmmm yyyy"
_NUMBER_FORMAT = "0"
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
    number_format: str = _TEXT_FORMAT


PLAIN = Look()


@frozen(kw_only=True)
class Page:
    """
    One sheet being written.

    Attributes:
        sheet: openpyxl's write-only sheet.

        canvas: The workbook.

        widths: Of its columns.
    """

    sheet: Any
    canvas: Canvas
    widths: tuple[int, ...]
    _made: dict[Look, Any] = field(factory=dict, init=False)

    def cell(self, value: object, style: Look = PLAIN) -> Any:
        """Return a cell; text stays text whatever it looks like."""
        prototype = self._made.get(style)
        if prototype is None:
            prototype = self._made[style] = _prototype(self.sheet, style)
        cell: Any = WriteOnlyCell(self.sheet)
        cell._style = copy(prototype._style)  # noqa: SLF001  openpyxl's own way to share a style
        if isinstance(value, str):
            cell.value = escaped(value)
            cell.data_type = "s"
            if looks_like_a_formula(value):
                cell.quotePrefix = True
        else:
            cell.value = value
        return cell

    def day(self, value: dt.date, style: Look) -> Any:
        """Return a cell with a real day, in words where Excel has no number for it."""
        if not is_excel_day(value):
            return self.cell(show_day(value), style)
        return self.cell(value, look_with(style, number_format=_DAY_FORMAT))

    def number(self, value: int, style: Look) -> Any:
        """Return a cell with a whole number."""
        return self.cell(value, look_with(style, number_format=_NUMBER_FORMAT))

    def row(self, *cells: Any, height: float | None = None, grows: bool = False) -> None:
        """
        Write a row.

        Args:
            cells: From the first column on.

            height: In points; None: high enough for what the cells say, with some air.

            grows: Whether programs shall fit the height to the text when somebody types into the row.
        """
        if height is None:
            height = _height(cells, self.widths)
        fixed = {} if grows else {"customHeight": "1"}
        # openpyxl's own dimension cannot tell a height from one that must stay.
        self.sheet.row_dimensions[self.next_row] = {"ht": f"{height:g}", **fixed}
        self.sheet.append(list(cells))
        self.canvas.rows[self.sheet.title] = self.next_row + 1

    @property
    def next_row(self) -> int:
        """Number of the row that is written next."""
        return self.canvas.rows.setdefault(self.sheet.title, 1)

    def head(self, title: str, *lines: str) -> None:
        """Write the title and the lines under it, with some air."""
        self.row(self.cell(title, Look(size=look.H2, bold=True, wrap=False)), height=34)
        last = len(lines) - 1
        for number, line in enumerate(lines):
            cell = self.cell(line, Look(colour=look.SECONDARY, wrap=False))
            self.row(cell, height=32 if number == last else 20)

    def heading(self, text: str) -> None:
        """Write a heading within a sheet, with some air above it."""
        self.row(height=16)
        self.row(self.cell(text, Look(size=look.H3, bold=True, wrap=False)), height=26)

    def link(self, text: str, sheet: str) -> Any:
        """Return a cell that leads to another sheet."""
        place = f"A{self.next_row}"
        self.sheet._hyperlinks.append(  # noqa: SLF001  write-only sheets have no other way
            Hyperlink(ref=place, location=f"'{sheet}'!A1", display=text)
        )
        return self.cell(text, Look(colour=look.ACCENT, link=True))

    def freeze(self) -> None:
        """Keep the headings and the first column in sight, and repeat the headings on paper."""
        self.sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        if not self.canvas.published:
            self.sheet.freeze_panes = f"B{HEADER_ROW + 1}"

    def begin_table(self, name: str, headings: Sequence[str], rows: int, told: str) -> None:
        """Declare a table whose header row is written now; *rows* rows follow, at least one."""
        last = get_column_letter(len(headings))
        first = self.next_row
        reference = f"A{first}:{last}{first + rows}"
        table = Table(displayName=table_name(name), ref=reference)
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
                self.cell(heading, Look(bold=True, fill=fill, edge="header", indent=indent_of(at)))
                for at, heading in enumerate(headings)
            ),
            height=_header_height(headings, self.widths),
        )

    def table(
        self,
        name: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[object]],
        told: str,
        *,
        grouped: bool = False,
    ) -> None:
        """Write a whole table of texts and numbers; *grouped*: a line where the first column changes."""
        self.begin_table(name, headings, len(rows), told)
        for number, row in enumerate(rows):
            following = rows[number + 1] if number + 1 < len(rows) else row
            edge = "group" if grouped and following[0] != row[0] else "row"
            self.row(*(self._plain(value, at, edge) for at, value in enumerate(row)))

    def _plain(self, value: object, position: int, edge: str) -> Any:
        style = Look(edge=edge, indent=indent_of(position))
        return self.number(value, style) if isinstance(value, int) else self.cell(value, style)


def indent_of(position: int) -> int:
    """Return the indent of a column: the first stands under the title, the others keep apart."""
    return 1 if position else 0


def look_with(style: Look, *, number_format: str) -> Look:
    """Return *style* with another number format."""
    return Look(
        size=style.size,
        bold=style.bold,
        colour=style.colour,
        fill=style.fill,
        edge=style.edge,
        wrap=style.wrap,
        link=style.link,
        indent=style.indent,
        number_format=number_format,
    )


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


_LINE, _AIR, _HIGHEST = 15.5, 7, 409
"""Points: of a line of body text, around a row's text, of the highest row there is."""


def _height(cells: Sequence[Any], widths: Sequence[int]) -> float:
    """Return the height of a row: its longest cell, counted on the generous side."""
    lines = max(
        (lines_of(str(cell.value), width - 1) for cell, width in zip(cells, widths, strict=False)),
        default=1,
    )
    return min(_LINE * lines + _AIR, _HIGHEST)


def _header_height(headings: Sequence[str], widths: Sequence[int]) -> float:
    """Return a height that shows every heading whole, with the filter's button below it."""
    lines = max(
        lines_of(heading, width - 2) for heading, width in zip(headings, widths, strict=False)
    )
    return _LINE * lines + 12


class Canvas:
    """A workbook while it is drawn."""

    def __init__(self, *, published: bool, header: str, marking: str) -> None:
        self.published = published
        self.alt_texts: dict[str, tuple[str, str]] = {}
        self.rows: dict[str, int] = {}
        self._header, self._marking = header, marking
        workbook: Any = Workbook(write_only=True)
        # Widths count the digits of the workbook's own font, and rows are as high as it.
        own = Font(name=look.FONT, family=2, size=look.BODY, color=look.TEXT)
        workbook._fonts[0] = own  # noqa: SLF001  openpyxl has no public way
        workbook._named_styles["Normal"].font = own  # noqa: SLF001  the same
        self._workbook = workbook

    def page(self, name: str, widths: Iterable[int], *, wide: bool = True) -> Page:
        """Begin a sheet; *wide* ones go on A3 on its side, others on A4, both as wide as the paper."""
        sheet = self._workbook.create_sheet(name)
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
            sheet.oddHeader.right.text = print_text(self._marking)
            sheet.oddFooter.center.text = "Page &P of &N"
        sheet.sheet_view.zoomScale = 100
        return Page(sheet=sheet, canvas=self, widths=kept)

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
                self._workbook.custom_doc_props.append(StringProperty(name=name, value=value))

    def package(self) -> bytes:
        """Return the package as openpyxl makes it."""
        self._workbook.active = 0
        buffer = io.BytesIO()
        self._workbook.save(buffer)
        return buffer.getvalue()
