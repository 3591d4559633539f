"""
The review workbook: what is in dispute, side by side, with a cell to choose in.

Drawn on the same canvas as the tracker. A text that no cell holds is shown in part and says so: the
choice does not rest on the words shown but on the stamps in the last column.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import BinaryIO

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from accountability.containers import Properties, finish
from accountability.dates import show_day
from accountability.exporters import _look as look
from accountability.exporters.excel.canvas import (
    HEADER_ROW,
    Canvas,
    Cell,
    Look,
    Page,
    indent_of,
)
from accountability.exporters.excel.cells import parts_of
from accountability.exporters.excel.finishing import edits
from accountability.model import Register
from accountability.tables.reviewing import CHOICES, COLUMNS, Dispute, seal
from accountability.text import clean

__all__ = ["write_review"]

_TOLD = "One row for each text that a file asks for and that is not held here. Choose, and collect again."
_OPEN = frozenset({"choice", "words"})
_GREY = frozenset({"record", "field", "check"})
_PRINTED = "file"
"""First column that does not go on paper."""


def write_review(
    register: Register,
    rows: Sequence[Dispute],
    target: BinaryIO,
    *,
    as_of: dt.date,
    marking: str = "",
) -> None:
    """
    Write the workbook in which conflicts are decided.

    Args:
        register: What is held.

        rows: The conflicts, at least one.

        target: Binary stream; closed by the caller.

        as_of: Day of collecting.

        marking: Protective marking; "": the register's.
    """
    marked = clean(marking or register.marking).text
    canvas = Canvas(
        published=False,
        header=f"{register.title}, in dispute on {show_day(as_of)}",
        marking=marked,
    )
    about = canvas.page("About", (26, 80), wide=False)
    page = canvas.page("Conflicts", [width for _key, _heading, width in COLUMNS])
    _draw_about(about, register, len(rows), as_of=as_of, marking=marked)
    _draw_rows(canvas, page, rows)
    canvas.say_of_itself(_technical(register, as_of))
    finish(
        canvas.package(),
        target,
        Properties(
            title=f"{register.title}: conflicts",
            subject=f"What is in dispute on {show_day(as_of)}",
            creator=register.title,
            description=f"Made from register {register.id}. {marked}".strip(),
            language="en-GB",
            day=as_of,
        ),
        edits=edits(canvas.alt_texts, canvas.pages),
    )


def _technical(register: Register, day: dt.date) -> tuple[tuple[str, str], ...]:
    return (
        ("Register", register.id),
        ("Made by", "accountability"),
        ("File format", "review 1"),
        ("Position at", day.isoformat()),
    )


def _draw_about(
    page: Page, register: Register, count: int, *, as_of: dt.date, marking: str
) -> None:
    page.row(Cell(register.title, Look(size=look.H2, bold=True, wrap=False)), height=40)
    rows = "1 text is" if count == 1 else f"{count:,} texts are"
    lines = (
        *((("Marking", marking),) if marking else ()),
        (
            "What this is",
            f"What files that came back say differently from what is held: {rows} in dispute.",
        ),
        (
            "As at",
            f"{show_day(as_of)}. Nothing in dispute was written; what is held is kept until you choose.",
        ),
        (
            "How to choose",
            (
                'On the sheet Conflicts, under "Your choice": Keep ours, Take theirs, or Other words; '
                'those are typed under "Your other words".'
            ),
        ),
        (
            "Several files",
            (
                "If several files ask for different things in one cell, each has its row, and one choice "
                "decides the cell: to take one of them, choose in its row and leave the others empty."
            ),
        ),
        ("Not sure yet", "Leave the choice empty. It stays in dispute, and can be chosen later."),
        ("Then", "Save this file and run the same command again: it reads what you chose."),
        (
            "You may",
            (
                "Sort whole rows, filter and comment. Please leave the last three columns alone: they say "
                "what it is about. What you type under another heading than the two tinted ones is not taken."
            ),
        ),
    )
    for label, text in lines:
        page.row(Cell(label, Look(bold=True)), Cell(text))
    page.heading("Sheets")
    page.row(page.link("Conflicts", "Conflicts"), Cell(_TOLD))
    page.heading("For the computer")
    grey = Look(colour=look.SECONDARY)
    for label, text in _technical(register, as_of):
        page.row(Cell(label, grey), Cell(text, grey))


def _draw_rows(canvas: Canvas, page: Page, rows: Sequence[Dispute]) -> None:
    keys = [key for key, _heading, _width in COLUMNS]
    headings = [heading for _key, heading, _width in COLUMNS]
    page.freeze()
    page.head("Conflicts", _TOLD, "Tinted cells are to be filled in.")
    page.begin_table("Conflicts", headings, max(len(rows), 1), _TOLD)
    styles = [
        canvas.style(
            Look(
                edge="row",
                indent=indent_of(at),
                bold=key == "what",
                fill=canvas.fill(look.FILL_IN) if key in _OPEN else "",
                colour=look.SECONDARY if key in _GREY else look.TEXT,
            )
        )
        for at, key in enumerate(keys)
    ]
    for row in rows:
        page.spool.row([text or None for text in _values(row)], styles, grows=True)
    for at, key in enumerate(keys):
        page.keep_as_text(at)
        if key in _OPEN:
            page.sheet.data_validations.append(_validation(key, headings[at], at, len(rows)))
    last = get_column_letter(keys.index(_PRINTED))
    page.sheet.print_area = f"A1:{last}{page.next_row - 1}"


def _values(row: Dispute) -> list[str]:
    """Return what the cells of a row show, sealed."""
    shown = {key: _fitted(row.words(key)) for key, _heading, _width in COLUMNS}
    sealed = seal(**{key: shown[key] for key in ("what", "record", "field", "theirs")})
    return [*(shown | {"check": " ".join((shown["check"], *sealed))}).values()]


def _fitted(text: str) -> str:
    """Return what the cell shows of a text; all of it where it can."""
    first, *rest = parts_of(text)
    if not rest:
        return text
    return f"{first} … [{len(text):,} characters; the rest stands in the file and in the register]"


def _validation(key: str, heading: str, at: int, rows: int) -> DataValidation:
    made = DataValidation(
        allow_blank=True,
        showInputMessage=True,
        promptTitle=heading,
        prompt=(
            "Keep what is held here, take what the file says, or choose Other words and type them."
            if key == "choice"
            else "Only with the choice Other words: what shall stand there instead."
        ),
    )
    if key == "choice":
        made.type = "list"
        made.formula1 = f'"{",".join(CHOICES)}"'
        made.showErrorMessage = True
        made.errorStyle = "warning"
        made.errorTitle = "Not one of the choices"
        made.error = 'Choose from the list; words of your own go under "Your other words".'
    letter = get_column_letter(at + 1)
    made.sqref = f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + max(rows, 1)}"
    return made
