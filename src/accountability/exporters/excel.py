"""
The tracker as an Excel workbook.

Sheets About, Summary, Recommendations, Commitments, Target dates, Updates and, for the keeper, the
rest of the register. What stands in which column is decided in `accountability.tables`; here it is
drawn: real tables with names, drop-downs that warn and never stop, wrapped text, widths, print set-up.
Text is written as text whatever it looks like, and a text that no cell holds goes on the sheet
"Long texts".
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from copy import copy
from typing import Any, BinaryIO, ClassVar
from xml.sax.saxutils import quoteattr

from attrs import frozen
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from accountability.containers import Properties, finish
from accountability.dates import show_day
from accountability.exporters import _look as look
from accountability.exporters._base import CONTINUED, ExportContext
from accountability.findings import Finding, Place
from accountability.model import Register
from accountability.status import Status
from accountability.summary import Count, Summary, summary
from accountability.tables import Form, Profile, Sheet, Tracker, tracker
from accountability.tables.about import about_lines, technical_lines
from accountability.tables.entries import CommitmentEntry, Entry, RowEntry

__all__ = ["TrackerWorkbook"]

CELL_LIMIT = 32_767
"""UTF-16 units that an Excel cell holds (Excel specifications and limits)."""

LINE_LIMIT = 253
"""Line feeds that an Excel cell holds (Excel specifications and limits)."""

_LIST_LIMIT = 255
"""Characters of a drop-down's list inside a validation; longer ones live on a sheet."""

_MAX_ROWS = 1_048_576
_TEXT_FORMAT = "@"
_DAY_FORMAT = "d mmmm yyyy"
_LONG_TEXTS = "Long texts"
_CHOICES = "Choices"
_HEADER_ROW = 4


@frozen(kw_only=True)
class TrackerWorkbook:
    """
    Exporter ``excel``: the tracker.

    Attributes:
        profile: Whom it is for: the keeper (everything), a responder (its rows to fill in), scrutiny
            (given answers and the recommender's view), or publication (accessible, nothing to fill
            in).
    """

    suffix: ClassVar[str] = ".xlsx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    profile: Profile = Profile.KEEPER

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """
        Write the workbook.

        Returns:
            A note for each text that continues on the sheet "Long texts".
        """
        filled = tracker(
            register,
            as_of=context.as_of,
            profile=self.profile,
            scope=context.scope,
            jurisdiction=context.jurisdiction,
            calendar=context.calendar,
        )
        book = _Book(filled, context)
        package = book.draw()
        finish(
            package,
            target,
            Properties(
                title=f"{register.title}: tracker",
                subject=f"Recommendations, answers and progress at {show_day(context.as_of)}",
                creator=context.contact or register.title,
                description=f"Made from register {register.id}. {book.marking}".strip(),
                language=context.language,
                day=context.as_of,
            ),
            edits={
                "xl/worksheets/_rels/*": _relative_targets,
                "xl/tables/*": book.with_alt_text,
            },
        )
        return tuple(book.findings)


def _relative_targets(data: bytes) -> bytes:
    """Absolute targets are legal, and exceljs cannot open a file that has them."""
    return data.replace(b'"/xl/', b'"../')


_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "＝")


def _escaped(text: str) -> str:
    """Write a literal ``_x0041_`` so that Excel shows it as typed, not as the letter A."""
    return _ESCAPE.sub("_x005F_", text)


class _Styles:
    """Every look a cell can have, made once; a cell borrows its style from a prototype."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[tuple[object, ...], Any] = {}

    def cell(
        self,
        value: object,
        *,
        size: int = look.BODY,
        bold: bool = False,
        colour: str = look.TEXT,
        fill: str = "",
        header: bool = False,
        boxed: bool = False,
        wrap: bool = True,
        number_format: str = "General",
    ) -> Any:
        key = (size, bold, colour, fill, header, boxed, wrap, number_format)
        prototype = self._made.get(key)
        if prototype is None:
            prototype = WriteOnlyCell(self._sheet)
            prototype.font = Font(name=look.FONT, size=size, bold=bold, color=colour)
            prototype.alignment = Alignment(vertical="top", horizontal="left", wrap_text=wrap)
            if fill:
                prototype.fill = PatternFill("solid", start_color=fill, end_color=fill)
            if header:
                prototype.border = Border(bottom=Side("medium", color=look.ACCENT))
            elif boxed:
                prototype.border = Border(bottom=Side("hair", color=look.RULE))
            prototype.number_format = number_format
            self._made[key] = prototype
        cell = WriteOnlyCell(self._sheet)
        cell._style = copy(prototype._style)  # noqa: SLF001  openpyxl's own way to share a style
        if isinstance(value, str):
            cell.value = _escaped(value)
            cell.data_type = "s"
            if value.startswith(_FORMULA_LIKE):
                cell.quotePrefix = True
        else:
            cell.value = value
        return cell


class _Book:
    """One workbook while it is drawn."""

    def __init__(self, filled: Tracker, context: ExportContext) -> None:
        self.tracker = filled
        self.context = context
        self.marking = context.marking or filled.register.marking
        self.findings: list[Finding] = []
        self._workbook = Workbook(write_only=True)
        self._published = filled.profile is Profile.PUBLICATION
        self._alt_texts: dict[str, tuple[str, str]] = {}
        self._long: list[tuple[str, str, str, int, int, str]] = []
        self._lists: dict[tuple[str, ...], str] = {}

    # --- the sheets, in order ------------------------------------------------------------------------

    def draw(self) -> bytes:
        """Return the package as openpyxl makes it."""
        counts = summary(
            self.tracker.register,
            as_of=self.context.as_of,
            jurisdiction=self.context.jurisdiction,
            calendar=self.context.calendar,
        )
        self._draw_about(self.tracker.profile is not Profile.RESPONDER)
        if self.tracker.profile is not Profile.RESPONDER and not self.tracker.scope:
            self._draw_summary(counts)
        for sheet in self.tracker.sheets:
            self._draw_sheet(sheet)
        if self._long:
            self._draw_table(
                _LONG_TEXTS,
                "Long texts",
                "Texts that are longer than a cell can hold, in parts. Join the parts in order.",
                (("Row", 40), ("Column", 26), ("Part", 10), ("Of", 8), ("Text", 80)),
                [(key, heading, part, of, text) for key, _s, heading, part, of, text in self._long],
            )
        self._draw_choices()
        self._set_properties()
        buffer = io.BytesIO()
        self._workbook.save(buffer)
        return buffer.getvalue()

    def _new_sheet(self, name: str, widths: Iterator[int] | list[int]) -> tuple[Any, _Styles]:
        sheet = self._workbook.create_sheet(name)
        for position, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(position)].width = width
        setup = sheet.page_setup
        setup.orientation, setup.paperSize = "landscape", 8  # A3
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        if not self._published:
            sheet.oddHeader.left.text = _print_text(
                f"{self.tracker.register.title}, position at {show_day(self.context.as_of)}"
            )
            sheet.oddHeader.right.text = _print_text(self.marking)
            sheet.oddFooter.center.text = "Page &P of &N"
        sheet.sheet_view.zoomScale = 100
        return sheet, _Styles(sheet)

    def _draw_about(self, with_contents: bool) -> None:  # noqa: FBT001  private, and named where called
        sheet, styles = self._new_sheet("Cover" if self._published else "About", [26, 100, 40])
        sheet.append(
            [styles.cell(self.tracker.register.title, size=look.H2, bold=True, wrap=False)]
        )
        lines = about_lines(
            self.tracker,
            contact=self.context.contact,
            return_by=self.context.return_by,
            marking=self.marking,
        )
        for label, text in lines:
            sheet.append([styles.cell(label, bold=True), styles.cell(text)])
        if with_contents:
            sheet.append([])
            sheet.append([styles.cell("Sheets", size=look.H3, bold=True, wrap=False)])
            for row, (name, told) in enumerate(self._contents(), start=len(lines) + 4):
                sheet.append([styles.cell(name, colour=look.ACCENT), styles.cell(told)])
                sheet._hyperlinks.append(  # noqa: SLF001  write-only sheets have no other way
                    Hyperlink(ref=f"A{row}", location=f"'{name}'!A1", display=name)
                )
        sheet.append([])
        sheet.append([styles.cell("For the computer", size=look.H3, bold=True, wrap=False)])
        for label, text in technical_lines(self.tracker):
            sheet.append(
                [
                    styles.cell(label, colour=look.SECONDARY),
                    styles.cell(text, colour=look.SECONDARY, number_format=_TEXT_FORMAT),
                ]
            )
        if self._published:
            return
        sheet.append([])
        first = 1 + len(lines) + (3 + len(self._contents()) if with_contents else 0)
        first += 3 + len(technical_lines(self.tracker))
        columns = [
            (page.name, heading, column.key)
            for page in self.tracker.sheets
            for heading, column in zip(page.headings, page.columns, strict=True)
        ]
        self._table_at(
            sheet,
            styles,
            first,
            "Columns",
            ("Sheet", "Heading", "Key"),
            columns,
            "Which column holds what, for a program that reads the file.",
        )

    def _contents(self) -> list[tuple[str, str]]:
        pages = [(sheet.name, sheet.about) for sheet in self.tracker.sheets]
        if not self.tracker.scope:
            pages.insert(0, ("Summary", _SUMMARY_TOLD))
        return pages

    def _draw_summary(self, counts: Summary) -> None:
        rows = [
            (group, count.label, count.number, f"{count.words}{told}")
            for group, told, count in _summary_lines(counts)
        ]
        self._draw_table(
            "Summary",
            f"{self.tracker.register.title}: summary at {show_day(self.context.as_of)}",
            _SUMMARY_TOLD,
            (("Counted by", 30), ("What", 40), ("Number", 12), ("In words", 80)),
            rows,
        )

    # --- a sheet of records ---------------------------------------------------------------------------

    def _draw_sheet(self, page: Sheet) -> None:
        widths = [column.width for column in page.columns]
        headings = list(page.headings)
        if page.stamped:
            widths.append(24)
            headings.append("Row check (leave as it is)")
        sheet, styles = self._new_sheet(page.name, widths)
        self._head(sheet, styles, page.title, page.about, self._third_line(page))
        self._freeze(sheet)
        self._set_table(sheet, page.name, headings, len(page.entries), page.about)
        self._set_drop_downs(sheet, page)
        self._set_print(sheet, page)
        sheet.append(
            [
                styles.cell(heading, bold=True, fill=self._fill(look.QUIET), header=True)
                for heading in headings
            ]
        )
        for number, entry in enumerate(page.entries, start=_HEADER_ROW + 1):
            sheet.append(list(self._row(page, entry, styles, number)))

    def _row(self, page: Sheet, entry: Entry, styles: _Styles, number: int) -> Iterator[Any]:
        status = entry.status if isinstance(entry, RowEntry | CommitmentEntry) else None
        for position, value in enumerate(page.cells(entry)):
            column = page.columns[position]
            opened = page.is_open(position, entry)
            if column.key == "status" and status is not None:
                yield self._status_cell(status, value, styles)
            elif column.form is Form.DAY and not isinstance(value, str):
                yield styles.cell(value, boxed=True, number_format=_DAY_FORMAT)
            elif column.form is Form.NUMBER and not isinstance(value, str):
                yield styles.cell(value, boxed=True, number_format="0")
            else:
                place = f"{page.name}!{get_column_letter(position + 1)}{number}"
                text = (
                    self._fitted(str(value), entry.key, page.headings[position], place)
                    if value
                    else value
                )
                yield styles.cell(
                    text,
                    boxed=True,
                    colour=look.SECONDARY if column.form is Form.KEY else look.TEXT,
                    fill=self._fill(look.FILL_IN) if opened else "",
                    number_format=_TEXT_FORMAT,
                )
        if page.stamped:
            yield styles.cell(
                page.check(entry), boxed=True, colour=look.SECONDARY, number_format=_TEXT_FORMAT
            )

    def _status_cell(self, status: Status, value: object, styles: _Styles) -> Any:
        tint = look.TINTS[status]
        if self._published:
            return styles.cell(value, boxed=True, bold=True, number_format=_TEXT_FORMAT)
        return styles.cell(
            value, boxed=True, colour=tint.text, fill=tint.fill, number_format=_TEXT_FORMAT
        )

    def _fill(self, colour: str) -> str:
        return "" if self._published else colour

    def _third_line(self, page: Sheet) -> str:
        if any(page.editable):
            return "Tinted cells are to be filled in. An empty cell of another kind means that nothing is recorded."
        reasons: dict[str, list[str]] = {}
        for position, column in enumerate(page.columns):
            if column.why_blank and any(
                not column.show(column.value(entry), entry.vocabulary) for entry in page.entries
            ):
                reasons.setdefault(column.why_blank, []).append(page.headings[position])
        if not reasons:
            return "No cell is empty."
        told = "; ".join(f"{' and '.join(names)}: {reason}" for reason, names in reasons.items())
        return f"What an empty cell means. {told}."

    # --- tables -----------------------------------------------------------------------------------------

    def _draw_table(
        self,
        name: str,
        title: str,
        told: str,
        columns: tuple[tuple[str, int], ...],
        rows: list[tuple[object, ...]],
    ) -> None:
        sheet, styles = self._new_sheet(name, [width for _heading, width in columns])
        self._head(sheet, styles, title, told, "No cell is empty.")
        self._freeze(sheet)
        self._table_at(
            sheet,
            styles,
            _HEADER_ROW,
            name,
            tuple(heading for heading, _width in columns),
            rows,
            told,
        )

    def _head(self, sheet: Any, styles: _Styles, *lines: str) -> None:
        title, *others = lines
        sheet.append([styles.cell(title, size=look.H2, bold=True, wrap=False)])
        for line in others:
            sheet.append([styles.cell(line, colour=look.SECONDARY, wrap=False)])

    def _freeze(self, sheet: Any) -> None:
        sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
        if not self._published:
            sheet.freeze_panes = f"B{_HEADER_ROW + 1}"

    def _table_at(
        self,
        sheet: Any,
        styles: _Styles,
        first: int,
        name: str,
        headings: tuple[str, ...],
        rows: list[tuple[object, ...]] | list[tuple[str, str, str]],
        told: str,
    ) -> None:
        self._set_table(sheet, name, list(headings), len(rows), told, first)
        sheet.append(
            [
                styles.cell(heading, bold=True, fill=self._fill(look.QUIET), header=True)
                for heading in headings
            ]
        )
        for row in rows:
            sheet.append(
                [
                    styles.cell(
                        value,
                        boxed=True,
                        number_format="0" if isinstance(value, int) else _TEXT_FORMAT,
                    )
                    for value in row
                ]
            )

    def _set_table(
        self,
        sheet: Any,
        name: str,
        headings: list[str],
        rows: int,
        told: str,
        first: int = _HEADER_ROW,
    ) -> None:
        last = get_column_letter(len(headings))
        reference = f"A{first}:{last}{first + max(rows, 1)}"
        table = Table(displayName=_table_name(name), ref=reference)
        table.tableColumns = [
            TableColumn(id=position, name=_escaped(heading))
            for position, heading in enumerate(headings, start=1)
        ]
        if not self._published:
            table.autoFilter = AutoFilter(ref=reference)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(table)
        self._alt_texts[table.displayName] = (name, told)

    def with_alt_text(self, data: bytes) -> bytes:
        """Give a table's part the alternative text that openpyxl cannot write."""
        found = _DISPLAY_NAME.search(data)
        told = self._alt_texts.get(found[1].decode()) if found else None
        if told is None:
            return data
        title, description = (quoteattr(text) for text in told)
        extension = (
            f'<extLst><ext uri="{_ALT_TEXT}" xmlns:x14="{_X14}">'
            f"<x14:table altText={title} altTextSummary={description}/></ext></extLst>"
        )
        return data.replace(b"</table>", extension.encode() + b"</table>")

    # --- what helps to fill in --------------------------------------------------------------------------

    def _set_drop_downs(self, sheet: Any, page: Sheet) -> None:
        for position, column in enumerate(page.columns):
            if not page.editable[position]:
                continue
            by_words: dict[tuple[str, ...], list[int]] = {}
            for number, entry in enumerate(page.entries, start=_HEADER_ROW + 1):
                if page.is_open(position, entry):
                    words = column.choices(entry.vocabulary) if column.choices else ()
                    by_words.setdefault(words, []).append(number)
            letter = get_column_letter(position + 1)
            for words, rows in by_words.items():
                validation = self._validation(page.headings[position], column.prompt, words)
                validation.sqref = _ranges(letter, rows)
                sheet.data_validations.append(validation)

    def _validation(self, heading: str, prompt: str, words: tuple[str, ...]) -> DataValidation:
        validation = DataValidation(
            allow_blank=True,
            showInputMessage=True,
            promptTitle=heading[:32],
            prompt=prompt[:255],
        )
        if words:
            validation.type = "list"
            validation.formula1 = self._list_of(words)
            validation.showErrorMessage = True
            validation.errorStyle = "warning"
            validation.errorTitle = "Not one of the choices"
            validation.error = (
                "This is not on the list. Keep it if none of the choices is true, and we will ask you "
                "about it. Otherwise choose from the list."
            )
        return validation

    def _list_of(self, words: tuple[str, ...]) -> str:
        joined = ",".join(words)
        if len(joined) <= _LIST_LIMIT - 2 and not any("," in word or '"' in word for word in words):
            return f'"{joined}"'
        return self._lists.setdefault(words, f"choices_{len(self._lists) + 1}")

    def _draw_choices(self) -> None:
        """Draw the lists that are too long for a validation, in sight, and give each its name."""
        if not self._lists:
            return
        rows: list[tuple[object, ...]] = []
        for words, name in self._lists.items():
            first = _HEADER_ROW + 1 + len(rows)
            rows += [(name, word) for word in words]
            last = _HEADER_ROW + len(rows)
            self._workbook.defined_names[name] = DefinedName(
                name, attr_text=f"'{_CHOICES}'!$B${first}:$B${last}"
            )
        self._draw_table(
            _CHOICES,
            "Choices",
            "The words to choose from in the drop-downs.",
            (("List", 20), ("Choice", 60)),
            rows,
        )

    def _set_print(self, sheet: Any, page: Sheet) -> None:
        printed = [number for number, column in enumerate(page.columns, start=1) if column.printed]
        if printed:
            last_row = _HEADER_ROW + len(page.entries)
            sheet.print_area = f"A1:{get_column_letter(max(printed))}{last_row}"

    # --- text that no cell holds ---------------------------------------------------------------------------

    def _fitted(self, text: str, key: str, heading: str, place: str) -> str:
        """Return what the cell shows; the rest of a long text goes on its own sheet, nothing is lost."""
        parts = list(_parts(text))
        if len(parts) == 1:
            return text
        rest = parts[1:]
        first = _HEADER_ROW + 1 + len(self._long)
        for number, part in enumerate(rest, start=2):
            self._long.append((key, place, heading, number, len(parts), part))
        rows = f"row {first}" if len(rest) == 1 else f"rows {first} to {first + len(rest) - 1}"
        self.findings.append(
            CONTINUED.found(
                f"{heading} has {len(text):,} characters, more than a cell holds; it goes on at "
                f"{_LONG_TEXTS}, {rows}",
                record=key,
                place=Place(at=place),
            )
        )
        return f"{parts[0]}{_continued(rows)}"

    def _set_properties(self) -> None:
        for name, value in technical_lines(self.tracker):
            self._workbook.custom_doc_props.append(StringProperty(name=name, value=value))
        self._workbook.active = 0


_SUMMARY_TOLD = "How many there are of what, each with the whole that it is a part of."
_ALT_TEXT = "{504A1905-F514-4f6f-8877-14C23A59335A}"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_DISPLAY_NAME = re.compile(rb'displayName="([^"]+)"')


def _summary_lines(counts: Summary) -> Iterator[tuple[str, str, Count]]:
    """Yield the counts under the heading of what they are counted by."""
    for count in counts.by_status:
        yield f"Status of {count.of}", "", count
    for body in counts.by_department:
        for count in body.counts:
            yield body.label, "", count
    for count in counts.by_timeliness:
        yield "In time or late", "", count
    yield "Target dates that have passed", "", counts.overdue
    for due in counts.due:
        until = f", up to {show_day(due.until)}"
        yield f"Runs out within {due.days} days", until, due.targets
        yield f"Runs out within {due.days} days", until, due.responses


def _continued(rows: str) -> str:
    return f" … [continued on sheet {_LONG_TEXTS}, {rows}]"


_ROOM = CELL_LIMIT - 200
"""What is left for text beside the words that say where it goes on, escapes included."""


def _parts(text: str) -> Iterator[str]:
    """Cut *text* into parts that a cell holds, never inside a character; joined they are *text*."""
    if len(text) * 2 <= _ROOM and text.count("\n") < LINE_LIMIT:
        yield text
        return
    start = units = lines = 0
    escapes = {match.start() for match in _ESCAPE.finditer(text)}
    for position, character in enumerate(text):
        size = (2 if ord(character) > 0xFFFF else 1) + (6 if position in escapes else 0)
        if units + size > _ROOM or lines + (character == "\n") >= LINE_LIMIT:
            yield text[start:position]
            start, units, lines = position, 0, 0
        units += size
        lines += character == "\n"
    yield text[start:]


def _ranges(letter: str, rows: list[int]) -> str:
    """Return the cells of one column as ranges, each run of rows as one."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return " ".join(f"{letter}{first}:{letter}{last}" for first, last in runs)


def _table_name(name: str) -> str:
    """Return a name that Excel takes for a table: letters, digits and underscores, no cell's address."""
    return re.sub(r"\W+", "_", name).strip("_")


def _print_text(text: str) -> str:
    """Return *text* for a print header, where an ampersand begins a code."""
    return text.replace("&", "&&")
