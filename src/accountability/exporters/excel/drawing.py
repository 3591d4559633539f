"""The tracker drawn: its sheets in order, their rows, what helps to fill them in, and long texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from attrs import evolve
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from accountability.dates import show_day
from accountability.exporters import _look as look
from accountability.exporters._base import CONTINUED, ExportContext
from accountability.exporters.excel import fronts
from accountability.exporters.excel.canvas import (
    DAY,
    HEADER_ROW,
    NUMBER,
    Canvas,
    Cell,
    Look,
    Page,
    indent_of,
)
from accountability.exporters.excel.cells import (
    continued,
    parts_of,
    ranges,
    units_of,
)
from accountability.findings import Finding, Place
from accountability.summary import Tally
from accountability.tables import Column, Form, Profile, Sheet, Tracker
from accountability.tables.about import Imprint, technical_lines
from accountability.tables.columns import LEAVE
from accountability.tables.entries import CommitmentEntry, Entry, RowEntry
from accountability.tables.layouts import takes_new_rows
from accountability.tables.notes import headings_with_notes, notes_of
from accountability.text import clean
from accountability.vocabularies import Vocabulary, plain

__all__ = ["HEADER_ROW", "Book"]

_LIST_LIMIT = 255
"""UTF-16 units of a drop-down's list inside a validation; longer ones live on a sheet."""

_TURN = 500
"""Rows of the longest sheet that are drawn before some of the others."""

_CHECK_WIDTH = 80
_CHECK_HEADING = f"Row check{LEAVE}"

_WORKING = "An empty cell means that nothing is recorded."
_TO_FILL_IN = (
    "Tinted cells are to be filled in. Any other empty cell means that nothing is recorded."
)
_TO_ADD = (
    "Tinted cells are to be filled in, and new rows go below the table. "
    "Any other empty cell means that nothing is recorded."
)
_PUBLISHED = "No cell is empty: where nothing is recorded, the cell says so."
_NOTHING_YET = "Nothing yet"

_SPARE_ROWS = 200
"""How many rows below a table have drop-downs and prompts, for what is typed there."""

_FORMATS = {Form.DAY: DAY, Form.NUMBER: NUMBER}

_TINTED: dict[look.Tint, tuple[str, ...]] = {
    tint: tuple(plain(status) for status in look.TINTS if look.TINTS[status] == tint)
    for tint in dict.fromkeys(look.TINTS.values())
}
"""The words of the statuses behind which each tint stands."""


_OpenRows = dict[tuple[int, tuple[bool, ...]], tuple[Vocabulary, list[list[int]]]]
"""By vocabulary and which cells are open: the runs of such rows, each as its first and last."""


class _Looks(NamedTuple):
    """How the cells of one column look: as a rule, open to the reader, and where nothing is recorded."""

    usual: int
    opened: int
    blank: int


class _Begun(NamedTuple):
    """A sheet that is being drawn, the page it is drawn on, and which of its rows are open."""

    sheet: Sheet
    page: Page
    open_rows: _OpenRows


class Book:
    """One tracker while it is drawn."""

    def __init__(
        self, filled: Tracker, context: ExportContext, imprint: Imprint | None = None
    ) -> None:
        self.tracker = filled
        self._imprint = imprint
        self.context = evolve(context, contact=clean(context.contact).text)
        self.marking = clean(context.marking or filled.register.marking).text
        self.findings: list[Finding] = []
        self._published = filled.profile is Profile.PUBLICATION
        self._notes = notes_of(filled) if self._published else ()
        self._canvas = Canvas(
            published=self._published,
            header=f"{filled.register.title}, position at {show_day(context.as_of)}",
            marking=self.marking,
        )
        self._long: list[tuple[str | int | None, ...]] = []
        self._lists: dict[tuple[str, ...], str] = {}
        self._needs: dict[str, int] = {}
        self._tally: Tally | None = None
        self._counted = ""
        self._vocabulary: Vocabulary | None = None

    @property
    def alt_texts(self) -> dict[str, tuple[str, str]]:
        """Title and description of each table, by its name."""
        return self._canvas.alt_texts

    @property
    def pages(self) -> list[Page]:
        """The sheets, in order, with their rows."""
        return self._canvas.pages

    def draw(self) -> bytes:
        """Return the package as openpyxl makes it; the rows are in `pages`."""
        canvas = self._canvas
        # What stands before the records is written after them: it tells what is in them.
        front = fronts.begin(canvas, self.tracker, self._notes)
        if front.summary:
            self._tally = Tally(self.tracker.register, self.tracker.as_of)
        begun = [_Begun(sheet, self._begin(sheet), {}) for sheet in self.tracker.sheets]
        for one in begun:
            self._draw_head(one)
        self._draw_side_by_side(begun)
        for one in begun:
            self._help_to_fill_in(one)
        front.draw(
            self.tracker,
            self.context,
            marking=self.marking,
            needs=self._needs,
            imprint=self._imprint,
            tally=self._tally,
        )
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

    def _begin(self, sheet: Sheet) -> Page:
        widths = [column.width for column in sheet.columns]
        if not self._published:
            widths.append(_CHECK_WIDTH)
        return self._canvas.page(sheet.name, widths)

    def _draw_head(self, begun: _Begun) -> None:
        """Draw what stands above the rows; where there are none, what says so."""
        sheet, page = begun.sheet, begun.page
        headings = headings_with_notes(sheet, self._notes)
        if not self._published:
            headings.append(_CHECK_HEADING)
        page.freeze()
        _set_print(page, sheet)
        page.head(sheet.title, sheet.about, self._third_line(sheet))
        page.begin_table(sheet.name, headings, max(len(sheet.entries), 1), sheet.about)
        if not sheet.entries:
            rest = (Cell(self._nothing(), Look(edge="row")) for _heading in headings[1:])
            page.row(Cell(_NOTHING_YET, Look(edge="row")), *rest)

    def _draw_side_by_side(self, begun: Sequence[_Begun]) -> None:
        """
        Write the rows of all sheets, some of each in turn.

        So what was worked out for an item is still known when its promises and reports are drawn, and
        what follows from a record is in no memory for longer.
        """
        turns = max(len(one.sheet.entries) for one in begun) // _TURN + 1
        drawing = [(self._draw_rows(one), len(one.sheet.entries) // turns + 1) for one in begun]
        for _turn in range(turns):
            for rows, some in drawing:
                for _row in islice(rows, some):
                    pass

    def _help_to_fill_in(self, begun: _Begun) -> None:
        sheet, page, open_rows = begun
        self._add_spare_rows(sheet, page, open_rows)
        self._set_drop_downs(page, sheet, open_rows)
        if any(sheet.editable):
            self._keep_as_text(sheet, page)
        self._tint_statuses(sheet, page)

    def _draw_rows(self, begun: _Begun) -> Iterator[int]:
        """
        Write the rows of a sheet, and note which are open; what many have in common is done once.

        Yields:
            The number of each row, once it is written.
        """
        sheet, page, open_rows = begun
        checked = not self._published
        looks = [self._looks(column, at) for at, column in enumerate(sheet.columns)]
        reasons = [_reason(column) for column in sheet.columns]
        styles: dict[tuple[bool, ...], tuple[int, ...]] = {}
        spool = page.spool
        keys = [column.key for column in sheet.columns]
        needed = keys.index("need") if "need" in keys else None
        may_grow = self.tracker.profile is Profile.RESPONDER
        last: tuple[int, tuple[bool, ...]] | None = None
        run = [0, 0]
        for entry in sheet.entries:
            cells, opened, check = sheet.fill(entry, checked=checked)
            style = styles.get(opened)
            if style is None:
                style = styles[opened] = self._row_styles(looks, opened)
            values: Sequence[str | int | dt.date | None]
            if checked:
                values = (*cells, check)
            else:
                style = tuple(
                    one.blank if v is None else one.usual
                    for v, one in zip(cells, looks, strict=True)
                )
                values = [said if v is None else v for v, said in zip(cells, reasons, strict=True)]
            number = spool.next_row
            kept = (id(entry.vocabulary), opened)
            if kept == last:
                run[1] = number
            else:
                last, run = kept, [number, number]
                open_rows.setdefault(kept, (entry.vocabulary, []))[1].append(run)
            spool.row(
                values,
                style,
                grows=may_grow and _grows(entry),
                fit=partial(self._fitted, sheet, entry, number),
            )
            if self._tally:
                self._count(self._tally, entry)
            if needed is not None:
                need = str(cells[needed]).partition(".")[0].partition(":")[0]
                self._needs[need] = self._needs.get(need, 0) + 1
            yield number

    def _add_spare_rows(self, sheet: Sheet, page: Page, open_rows: _OpenRows) -> None:
        """Add rows below the table, in the words of the paper that was last, as that is continued."""
        if open_rows:
            self._vocabulary, _runs = max(open_rows.values(), key=lambda one: one[1][-1])
        words = self._vocabulary
        if words is not None and takes_new_rows(sheet.name, self.tracker.profile):
            runs = open_rows.setdefault((id(words), sheet.editable), (words, []))[1]
            runs.append([page.next_row, page.next_row + _SPARE_ROWS - 1])

    def _count(self, tally: Tally, entry: Entry) -> None:
        """Count the verdicts that a row was made from; the rows of an item stand together."""
        if isinstance(entry, CommitmentEntry):
            if entry.verdict:
                tally.add_promise(entry.verdict)
        elif isinstance(entry, RowEntry):
            item, verdict = entry.item, entry.verdict
            if item and verdict and item.id != self._counted:
                tally.add(item, verdict)
                self._counted = item.id

    def _looks(self, column: Column[Any, Any], at: int) -> _Looks:
        style = self._canvas.style
        plain = Look(
            edge="row",
            indent=indent_of(at),
            bold=self._published and column.key == "status",
            colour=look.SECONDARY if column.form is Form.KEY else look.TEXT,
        )
        return _Looks(
            usual=style(
                evolve(plain, number_format=_FORMATS.get(column.form, plain.number_format))
            ),
            opened=style(evolve(plain, fill=self._canvas.fill(look.FILL_IN))),
            blank=style(evolve(plain, colour=look.SECONDARY)),
        )

    def _row_styles(self, looks: Sequence[_Looks], opened: tuple[bool, ...]) -> tuple[int, ...]:
        """Return the looks of a row and of its check."""
        found = [
            one.opened if is_open else one.usual for one, is_open in zip(looks, opened, strict=True)
        ]
        return (*found, self._canvas.style(Look(edge="row", colour=look.SECONDARY, indent=1)))

    def _nothing(self) -> str | None:
        return _NOTHING_YET if self._published else None

    def _third_line(self, sheet: Sheet) -> str:
        if self._published:
            return _PUBLISHED
        if takes_new_rows(sheet.name, self.tracker.profile):
            return _TO_ADD
        return _TO_FILL_IN if any(sheet.editable) else _WORKING

    def _keep_as_text(self, sheet: Sheet, page: Page) -> None:
        """Let what is typed below the table stay as it is typed, too."""
        for at, column in enumerate(sheet.columns):
            if column.form in {Form.TEXT, Form.KEY}:
                page.keep_as_text(at)

    def _tint_statuses(self, sheet: Sheet, page: Page) -> None:
        if self._published:
            return
        for at, column in enumerate(sheet.columns):
            if column.key == "status":
                letter = get_column_letter(at + 1)
                first = f"{letter}{HEADER_ROW + 1}"
                page.tint(f"{first}:{letter}{page.next_row - 1}", f"${first}", _TINTED)

    # --- what helps to fill in ---------------------------------------------------------------------

    def _set_drop_downs(
        self,
        page: Page,
        sheet: Sheet,
        open_rows: _OpenRows,
    ) -> None:
        by_words: dict[tuple[int, tuple[str, ...]], list[list[int]]] = {}
        for key, (vocabulary, runs) in open_rows.items():
            for at, is_open in enumerate(key[1]):
                if is_open:
                    choices = sheet.columns[at].choices
                    words = choices(vocabulary) if choices else ()
                    by_words.setdefault((at, words), []).extend(runs)
        for (at, words), runs in sorted(by_words.items(), key=lambda one: one[0][0]):
            validation = self._validation(sheet.headings[at], sheet.columns[at].prompt, words)
            validation.sqref = ranges(get_column_letter(at + 1), sorted(runs))
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
        if words not in self._lists:
            self._lists[words] = self._canvas.names.table(f"choices_{len(self._lists) + 1}")
        return self._lists[words]

    def _draw_choices(self) -> None:
        """Draw the lists that are too long for a validation, in sight, and give each its name."""
        if not self._lists:
            return
        rows: list[tuple[str | int | None, ...]] = []
        for words, name in self._lists.items():
            first = HEADER_ROW + 1 + len(rows)
            rows += [(name, word) for word in words]
            last = HEADER_ROW + len(rows)
            self._canvas.name_range(name, "Choices", f"$B${first}:$B${last}")
        told = "The words to choose from in the drop-downs."
        fronts.draw_list(self._canvas, "Choices", told, (("List", 20), ("Choice", 60)), rows)

    # --- text that no cell holds -------------------------------------------------------------------

    def _fitted(self, sheet: Sheet, entry: Entry, row: int, at: int, text: str) -> str:
        """Return what the cell shows; the rest of a long text goes on its own sheet, nothing is lost."""
        parts = list(parts_of(text))
        if len(parts) == 1:
            return text
        heading = sheet.headings[at]
        place = f"{sheet.name}!{get_column_letter(at + 1)}{row}"
        first = HEADER_ROW + 1 + len(self._long)
        for number, part in enumerate(parts[1:], start=2):
            self._long.append((entry.key, place, heading, number, len(parts), part))
        last = HEADER_ROW + len(self._long)
        rows = f"row {first}" if first == last else f"rows {first} to {last}"
        self.findings.append(
            CONTINUED.found(
                f"{heading} has {len(text):,} characters, more than a cell holds; it goes on at "
                f"Long texts, {rows}",
                record=entry.key,
                place=Place(at=place),
            )
        )
        return f"{parts[0]}{continued(rows)}"


def _grows(entry: Entry) -> bool:
    """
    Tell whether a row of a team is left to the program to fit: where its answer is yet to be typed.

    Others keep their height, because text on paper runs a little wider than on the screen, and a
    row fitted to the screen would lose its last line there.
    """
    return isinstance(entry, RowEntry) and entry.shown is None


def _reason(column: Column[Any, Any]) -> str:
    """Say in the cell why it holds nothing, for readers who hear it."""
    reason = column.why_blank or "nothing is recorded"
    return f"{reason[0].upper()}{reason[1:]}"


def _set_print(page: Page, sheet: Sheet) -> None:
    printed = [number for number, column in enumerate(sheet.columns, start=1) if column.printed]
    if printed:
        last_row = HEADER_ROW + max(len(sheet.entries), 1)
        page.sheet.print_area = f"A1:{get_column_letter(max(printed))}{last_row}"
