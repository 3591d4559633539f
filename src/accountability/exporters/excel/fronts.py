"""The sheets before and after the records: About or the cover, the summary, lists for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from accountability.dates import show_day
from accountability.exporters import _look as look
from accountability.exporters._base import ExportContext
from accountability.exporters.excel.canvas import Canvas, Cell, Look, Page
from accountability.summary import Count, Summary, Tally
from accountability.tables import Profile, Tracker
from accountability.tables.about import Imprint, about_lines, technical_lines
from accountability.tables.known import ROWS_AS_SENT, WATCHED, cell_letters
from accountability.tables.notes import PublishedNote

__all__ = ["Front", "begin", "draw_columns", "draw_list"]

_SUMMARY_TOLD = "How many there are of what, each with the whole that it is a part of."
_FOR_THE_COMPUTER = "For the computer"
_FULL = "No cell is empty."


class Front(NamedTuple):
    """The sheets before the records, begun in their order."""

    about: Page
    contents: Page | None
    notes: Page | None
    summary: Page | None
    to_tell: Sequence[PublishedNote]

    def draw(
        self,
        tracker: Tracker,
        context: ExportContext,
        *,
        marking: str,
        needs: Mapping[str, int],
        imprint: Imprint | None,
        tally: Tally | None,
    ) -> None:
        """Write what stands before the records; *needs*, *imprint* as in `about_lines`, *tally* of all."""
        listed = [(sheet.name, sheet.about) for sheet in tracker.sheets]
        if self.summary and tally:
            listed.insert(0, ("Summary", _SUMMARY_TOLD))
            _draw_summary(self.summary, tracker, tally.summary())
        if self.notes:
            listed.insert(0, ("Notes", _NOTES_TOLD))
            _draw_notes(self.notes, tracker.register.title, self.to_tell)
        lines = about_lines(
            tracker,
            contact=context.contact,
            return_by=context.return_by,
            marking=marking,
            needs=needs,
            imprint=imprint,
        )
        _draw_about(self.about, tracker, lines, () if self.contents else listed)
        if self.contents:
            _draw_contents(self.contents, listed)


def begin(canvas: Canvas, tracker: Tracker, notes: Sequence[PublishedNote]) -> Front:
    """Begin what stands before the records; it is written when they have been."""
    about = canvas.page("Cover" if canvas.published else "About", (26, 80), wide=False)
    contents = canvas.page("Contents", (26, 80), wide=False) if canvas.published else None
    noted = canvas.page("Notes", [width for _heading, width in _NOTES]) if notes else None
    counted = tracker.profile is not Profile.RESPONDER and not tracker.scope
    widths = [width for _heading, width in _SUMMARY]
    summary = canvas.page("Summary", widths) if counted else None
    return Front(about, contents, noted, summary, notes)


def _draw_about(
    page: Page,
    tracker: Tracker,
    lines: Iterable[tuple[str, str]],
    contents: Sequence[tuple[str, str]],
) -> None:
    title = tracker.register.title
    if tracker.scope.responders:
        names = map(tracker.register.name_of, tracker.scope.responders)
        title = f"{title}: copy for {', '.join(names)}"
    page.row(Cell(title, Look(size=look.H2, bold=True, wrap=False)), height=40)
    for label, text in lines:
        page.row(Cell(label, Look(bold=True)), Cell(text))
    if contents:
        page.heading("Sheets")
        for name, told in contents:
            page.row(page.link(name, name), Cell(told))
    page.heading(_FOR_THE_COMPUTER)
    grey = Look(colour=look.SECONDARY)
    for label, text in technical_lines(tracker):
        page.row(Cell(label, grey), Cell(text, grey))


def _draw_contents(page: Page, contents: Sequence[tuple[str, str]]) -> None:
    page.freeze()
    page.head("Contents", "The sheets of this file, with a link to each.", _FULL)
    told = "The sheets of this file, with a link to each."
    page.begin_table("Contents", ("Sheet", "What is on it"), len(contents), told)
    for name, about in contents:
        page.row(page.link(name, name), Cell(about, Look(edge="row", indent=1)))


_NOTES_TOLD = "Notes on the columns of the tables, by the numbers in their headings."
_NOTES = (("Note", 12), ("About", 26), ("What to know", 80))


def _draw_notes(page: Page, title: str, notes: Sequence[PublishedNote]) -> None:
    page.freeze()
    page.head(f"{title}: numbered notes", _NOTES_TOLD, _FULL)
    page.table(
        "Notes",
        [heading for heading, _width in _NOTES],
        [(f"[note {at}]", note.about, note.text) for at, note in enumerate(notes, start=1)],
        _NOTES_TOLD,
    )


_SUMMARY = (("Counted by", 36), ("What", 34), ("Number", 12), ("In words", 70))


def _draw_summary(page: Page, tracker: Tracker, counts: Summary) -> None:
    page.freeze()
    title = f"{tracker.register.title}: summary at {show_day(tracker.as_of)}"
    page.head(title, _SUMMARY_TOLD, _FULL)
    page.table(
        "Summary",
        [heading for heading, _width in _SUMMARY],
        [
            (group, what, count.number, f"{count.words}{told}")
            for group, what, told, count in _lines(counts)
        ],
        _SUMMARY_TOLD,
        grouped=True,
    )


def _lines(counts: Summary) -> Iterator[tuple[str, str, str, Count]]:
    """Yield what is counted by, what, further words, and the count."""
    for count in counts.by_status:
        yield f"Status of {count.of}", count.label, "", count
    yield "What is due", "Target dates that have passed", "", counts.overdue
    for due in counts.due:
        until = f", up to {show_day(due.until)}"
        yield "What is due", f"Target dates within {due.days} days", until, due.targets
        yield "What is due", f"Responses within {due.days} days", until, due.responses
    for count in counts.by_timeliness:
        yield "In time or late", count.label, "", count
    for body in counts.by_department:
        for count in body.counts:
            yield body.label or "Nobody named", count.label, "", count


def draw_list(
    canvas: Canvas,
    name: str,
    told: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[str | int | None, ...]],
) -> None:
    """Draw a sheet with one table of texts and numbers."""
    page = canvas.page(name, [width for _heading, width in columns])
    page.freeze()
    page.head(name, told, _FULL)
    page.table(name, [heading for heading, _width in columns], rows, told)


_ON_A_LINE = 10
"""Rows whose letters stand in one cell."""


def draw_columns(canvas: Canvas, tracker: Tracker, check_heading: str) -> None:
    """Draw the list by which a program finds the columns of the sheets that come back."""
    rows: list[tuple[str | int | None, ...]] = []
    for sheet in tracker.sheets:
        keys = [column.key for column in sheet.columns]
        pairs = zip((*sheet.headings, check_heading), (*keys, "check"), strict=True)
        rows += [(sheet.name, heading, key) for heading, key in pairs]
    for name in WATCHED:
        listed = canvas.listed.get(name, ())
        for first in range(0, len(listed), _ON_A_LINE):
            letters = ("-".join(map(cell_letters, row)) for row in listed[first:][:_ON_A_LINE])
            rows.append((name, ROWS_AS_SENT, " ".join(letters)))
    draw_list(
        canvas,
        _FOR_THE_COMPUTER,
        "Which column holds what, for a program that reads this file when it comes back.",
        (("Sheet", 26), ("Heading", 50), ("Key", 26)),
        rows,
    )
