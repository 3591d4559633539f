"""The sheets before and after the records: About or the cover, the summary, lists for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accountability.dates import show_day
from accountability.exporters import _look as look
from accountability.exporters._base import ExportContext
from accountability.exporters.excel.canvas import Canvas, Look
from accountability.summary import Count, Summary, summary
from accountability.tables import Profile, Tracker
from accountability.tables.about import about_lines, technical_lines

__all__ = ["draw", "draw_columns", "draw_list"]

_SUMMARY_TOLD = "How many there are of what, each with the whole that it is a part of."
_FOR_THE_COMPUTER = "For the computer"
_FULL = "No cell is empty."


def draw(canvas: Canvas, tracker: Tracker, context: ExportContext, marking: str) -> None:
    """Draw what stands before the records."""
    contents = [(sheet.name, sheet.about) for sheet in tracker.sheets]
    counted = tracker.profile is not Profile.RESPONDER and not tracker.scope
    if counted:
        contents.insert(0, ("Summary", _SUMMARY_TOLD))
    _draw_about(canvas, tracker, context, marking, () if canvas.published else contents)
    if canvas.published:
        _draw_contents(canvas, contents)
    if counted:
        _draw_summary(canvas, tracker, context)


def _draw_about(
    canvas: Canvas,
    tracker: Tracker,
    context: ExportContext,
    marking: str,
    contents: Sequence[tuple[str, str]],
) -> None:
    page = canvas.page("Cover" if canvas.published else "About", (26, 80), wide=False)
    page.row(
        page.cell(tracker.register.title, Look(size=look.H2, bold=True, wrap=False)), height=40
    )
    lines = about_lines(
        tracker, contact=context.contact, return_by=context.return_by, marking=marking
    )
    for label, text in lines:
        page.row(page.cell(label, Look(bold=True)), page.cell(text))
    if contents:
        page.heading("Sheets")
        for name, told in contents:
            page.row(page.link(name, name), page.cell(told))
    page.heading(_FOR_THE_COMPUTER)
    grey = Look(colour=look.SECONDARY)
    for label, text in technical_lines(tracker):
        page.row(page.cell(label, grey), page.cell(text, grey))


def _draw_contents(canvas: Canvas, contents: Sequence[tuple[str, str]]) -> None:
    page = canvas.page("Contents", (26, 80), wide=False)
    page.freeze()
    page.head("Contents", "The sheets of this file, with a link to each.", _FULL)
    told = "The sheets of this file, with a link to each."
    page.begin_table("Contents", ("Sheet", "What is on it"), len(contents), told)
    for name, about in contents:
        page.row(page.link(name, name), page.cell(about, Look(edge="row", indent=1)))


def _draw_summary(canvas: Canvas, tracker: Tracker, context: ExportContext) -> None:
    counts = summary(
        tracker.register,
        as_of=context.as_of,
        jurisdiction=context.jurisdiction,
        calendar=context.calendar,
    )
    draw_list(
        canvas,
        "Summary",
        _SUMMARY_TOLD,
        (("Counted by", 36), ("What", 34), ("Number", 12), ("In words", 70)),
        [
            (group, what, count.number, f"{count.words}{told}")
            for group, what, told, count in _lines(counts)
        ],
        title=f"{tracker.register.title}: summary at {show_day(context.as_of)}",
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
    rows: Sequence[Sequence[object]],
    *,
    title: str = "",
    grouped: bool = False,
) -> None:
    """Draw a sheet with one table of texts and numbers."""
    page = canvas.page(name, [width for _heading, width in columns])
    page.freeze()
    page.head(title or name, told, _FULL)
    page.table(name, [heading for heading, _width in columns], rows, told, grouped=grouped)


def draw_columns(canvas: Canvas, tracker: Tracker, check_heading: str) -> None:
    """Draw the list by which a program finds the columns of the sheets that come back."""
    rows: list[tuple[object, ...]] = []
    for sheet in tracker.sheets:
        if sheet.stamped:
            keys = [column.key for column in sheet.columns]
            pairs = zip((*sheet.headings, check_heading), (*keys, "check"), strict=True)
            rows += [(sheet.name, heading, key) for heading, key in pairs]
    draw_list(
        canvas,
        _FOR_THE_COMPUTER,
        "Which column holds what, for a program that reads this file when it comes back.",
        (("Sheet", 26), ("Heading", 50), ("Key", 26)),
        rows,
    )
