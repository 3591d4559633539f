"""The tracker drawn: its sheets in order, their rows, what helps to fill them in, and long texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from accountability.dates import show_day
from accountability.exporters import _look as look
from accountability.exporters._base import CONTINUED, ExportContext
from accountability.exporters.excel import fronts
from accountability.exporters.excel.canvas import HEADER_ROW, Canvas, Look, Page, indent_of
from accountability.exporters.excel.cells import continued, parts_of, ranges, units_of
from accountability.findings import Finding, Place
from accountability.status import Status
from accountability.tables import Column, Form, Profile, Sheet, Tracker
from accountability.tables.about import technical_lines
from accountability.tables.entries import CommitmentEntry, Entry, RowEntry

__all__ = ["HEADER_ROW", "Book"]

_LIST_LIMIT = 255
"""UTF-16 units of a drop-down's list inside a validation; longer ones live on a sheet."""

_CHECK_WIDTH = 80
_CHECK_HEADING = "Row check (leave as it is)"

_WORKING = "An empty cell means that nothing is recorded."
_TO_FILL_IN = (
    "Tinted cells are to be filled in. Any other empty cell means that nothing is recorded."
)
_PUBLISHED = "No cell is empty: where nothing is recorded, the cell says so."
_NOTHING_YET = "Nothing yet"


class Book:
    """One tracker while it is drawn."""

    def __init__(self, filled: Tracker, context: ExportContext) -> None:
        self.tracker = filled
        self.context = context
        self.marking = context.marking or filled.register.marking
        self.findings: list[Finding] = []
        self._published = filled.profile is Profile.PUBLICATION
        self._canvas = Canvas(
            published=self._published,
            header=f"{filled.register.title}, position at {show_day(context.as_of)}",
            marking=self.marking,
        )
        self._long: list[tuple[object, ...]] = []
        self._lists: dict[tuple[str, ...], str] = {}

    @property
    def alt_texts(self) -> dict[str, tuple[str, str]]:
        """Title and description of each table, by its name."""
        return self._canvas.alt_texts

    def draw(self) -> bytes:
        """Return the package as openpyxl makes it."""
        canvas = self._canvas
        fronts.draw(canvas, self.tracker, self.context, self.marking)
        for sheet in self.tracker.sheets:
            self._draw_sheet(sheet)
        if self._long:
            fronts.draw_list(
                canvas,
                "Long texts",
                "Texts that are longer than a cell can hold, in parts. Join the parts in order.",
                (
                    ("Row key", 40),
                    ("Cell", 30),
                    ("Column", 26),
                    ("Part", 10),
                    ("Of", 10),
                    ("Text", 80),
                ),
                self._long,
            )
        self._draw_choices()
        if not self._published:
            fronts.draw_columns(canvas, self.tracker, _CHECK_HEADING)
        canvas.say_of_itself(technical_lines(self.tracker))
        return canvas.package()

    # --- a sheet of records ------------------------------------------------------------------------

    def _draw_sheet(self, sheet: Sheet) -> None:
        widths = [column.width for column in sheet.columns]
        headings = list(sheet.headings)
        if sheet.stamped and not self._published:
            widths.append(_CHECK_WIDTH)
            headings.append(_CHECK_HEADING)
        page = self._canvas.page(sheet.name, widths)
        page.freeze()
        self._set_drop_downs(page, sheet)
        _set_print(page, sheet)
        page.head(sheet.title, sheet.about, self._third_line(sheet))
        page.begin_table(sheet.name, headings, max(len(sheet.entries), 1), sheet.about)
        for entry in sheet.entries:
            page.row(*self._row(page, sheet, entry), grows=self._grows(entry))
        if not sheet.entries:
            rest = (page.cell(self._nothing(), Look(edge="row")) for _heading in headings[1:])
            page.row(page.cell(_NOTHING_YET, Look(edge="row")), *rest)

    def _grows(self, entry: Entry) -> bool:
        """
        Tell whether a row is left to the program to fit: where a team has its answer yet to type.

        Others keep their height, because text on paper runs a little wider than on the screen, and a
        row fitted to the screen would lose its last line there.
        """
        if self.tracker.profile is not Profile.RESPONDER or not isinstance(entry, RowEntry):
            return False
        return entry.shown is None

    def _nothing(self) -> str | None:
        return _NOTHING_YET if self._published else None

    def _third_line(self, sheet: Sheet) -> str:
        if self._published:
            return _PUBLISHED
        return _TO_FILL_IN if any(sheet.editable) else _WORKING

    def _row(self, page: Page, sheet: Sheet, entry: Entry) -> Iterator[Any]:
        number = page.next_row
        status = entry.status if isinstance(entry, RowEntry | CommitmentEntry) else None
        for position, value in enumerate(sheet.cells(entry)):
            column = sheet.columns[position]
            opened = sheet.is_open(position, entry)
            if column.key == "status" and status is not None:
                yield page.cell(value, self._status_look(status, indent_of(position)))
            elif value is None and self._published:
                yield page.cell(
                    _reason(column),
                    Look(edge="row", colour=look.SECONDARY, indent=indent_of(position)),
                )
            elif isinstance(value, int):
                yield page.number(value, Look(edge="row", indent=indent_of(position)))
            elif value is not None and not isinstance(value, str):
                yield page.day(value, Look(edge="row", indent=indent_of(position)))
            else:
                style = Look(
                    edge="row",
                    colour=look.SECONDARY if column.form is Form.KEY else look.TEXT,
                    fill=self._canvas.fill(look.FILL_IN) if opened else "",
                    indent=indent_of(position),
                )
                place = f"{sheet.name}!{get_column_letter(position + 1)}{number}"
                text = self._fitted(value, entry.key, sheet.headings[position], place)
                yield page.cell(text, style)
        if sheet.stamped and not self._published:
            style = Look(edge="row", colour=look.SECONDARY, indent=1)
            yield page.cell(sheet.check(entry), style)

    def _status_look(self, status: Status, indent: int) -> Look:
        tint = look.TINTS[status]
        if self._published:
            return Look(edge="row", bold=True, indent=indent)
        return Look(edge="row", colour=tint.text, fill=tint.fill, indent=indent)

    # --- what helps to fill in ---------------------------------------------------------------------

    def _set_drop_downs(self, page: Page, sheet: Sheet) -> None:
        for position, column in enumerate(sheet.columns):
            if not sheet.editable[position]:
                continue
            by_words: dict[tuple[str, ...], list[int]] = {}
            for number, entry in enumerate(sheet.entries, start=HEADER_ROW + 1):
                if sheet.is_open(position, entry):
                    words = column.choices(entry.vocabulary) if column.choices else ()
                    by_words.setdefault(words, []).append(number)
            letter = get_column_letter(position + 1)
            for words, rows in by_words.items():
                validation = self._validation(sheet.headings[position], column.prompt, words)
                validation.sqref = ranges(letter, rows)
                page.sheet.data_validations.append(validation)

    def _validation(self, heading: str, prompt: str, words: tuple[str, ...]) -> DataValidation:
        validation = DataValidation(
            allow_blank=True,
            showInputMessage=True,
            promptTitle=heading[
                :32
            ],  # as many as a program shows; the heading stands over the column
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
        joined = f'"{",".join(words)}"'
        if units_of(joined) <= _LIST_LIMIT and not any('"' in w or "," in w for w in words):
            return joined
        return self._lists.setdefault(words, f"choices_{len(self._lists) + 1}")

    def _draw_choices(self) -> None:
        """Draw the lists that are too long for a validation, in sight, and give each its name."""
        if not self._lists:
            return
        rows: list[tuple[object, ...]] = []
        for words, name in self._lists.items():
            first = HEADER_ROW + 1 + len(rows)
            rows += [(name, word) for word in words]
            last = HEADER_ROW + len(rows)
            self._canvas.name_range(name, "Choices", f"$B${first}:$B${last}")
        told = "The words to choose from in the drop-downs."
        fronts.draw_list(self._canvas, "Choices", told, (("List", 20), ("Choice", 60)), rows)

    # --- text that no cell holds -------------------------------------------------------------------

    def _fitted(self, text: str | None, key: str, heading: str, place: str) -> str | None:
        """Return what the cell shows; the rest of a long text goes on its own sheet, nothing is lost."""
        if text is None:
            return None
        parts = list(parts_of(text))
        if len(parts) == 1:
            return text
        first = HEADER_ROW + 1 + len(self._long)
        for number, part in enumerate(parts[1:], start=2):
            self._long.append((key, place, heading, number, len(parts), part))
        last = HEADER_ROW + len(self._long)
        rows = f"row {first}" if first == last else f"rows {first} to {last}"
        self.findings.append(
            CONTINUED.found(
                f"{heading} has {len(text):,} characters, more than a cell holds; it goes on at "
                f"Long texts, {rows}",
                record=key,
                place=Place(at=place),
            )
        )
        return f"{parts[0]}{continued(rows)}"


def _reason(column: Column[Any, Any]) -> str:
    """Say in the cell why it holds nothing, for readers who hear it."""
    reason = column.why_blank or "nothing is recorded"
    return f"{reason[0].upper()}{reason[1:]}"


def _set_print(page: Page, sheet: Sheet) -> None:
    printed = [number for number, column in enumerate(sheet.columns, start=1) if column.printed]
    if printed:
        last_row = HEADER_ROW + max(len(sheet.entries), 1)
        page.sheet.print_area = f"A1:{get_column_letter(max(printed))}{last_row}"
