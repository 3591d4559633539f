"""
Writing a tracker: ours against XlsxWriter in constant-memory mode, as ratios of CPU time.

Ours is the whole export: rows, columns, verdicts with their reasons, checks, summary, package. XlsxWriter
is given the finished values of the same cells, row by row, with a format a column and the same heights.
Both write into memory; each side is run in turn, several times, and the medians are compared. Bar: 0.5 at
10,000 and 100,000 rows of recommendations, and less than 60 MB above the register, whose look-ups are made
before: its rows, and its records by what they are about. How much of ours the verdicts take is measured
by itself.

Run as ``python benchmarks/write_tracker.py [ROWS...]``; ``--memory N`` exports N rows to a file in a process
of its own and says how much memory that took.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator

import xlsxwriter
from attrs import evolve
from load import records

import accountability as a
from accountability.exporters.excel import TrackerWorkbook
from accountability.status import commitment_statuses, statuses
from accountability.tables import Sheet, tracker

AS_OF = dt.date(2031, 6, 1)
BAR = 0.5
MEGABYTES = 60


def register_of(rows: int) -> a.Register:
    """Make a register of *rows* recommendations with one answer, promise, update and view each."""
    made = a.Register(
        id="xx-register",
        title="Harbours, followed up",
        organisations=(
            a.Organisation(id="xx-dph", name="Department for Ports and Harbours"),
            a.Organisation(id="xx-harbours", name="Harbours Committee"),
        ),
        documents=(
            a.Document(
                id="xx-harbours-hc1-2030",
                kind=a.DocumentKind.REPORT,
                title="Tidal channels",
                authors=("xx-harbours",),
                published=a.PartialDate.day(dt.date(2030, 9, 2)),
            ),
        ),
    )
    made = made.with_records(*(one for number in range(rows) for one in _records(number)))
    # As loaded from a file: equal texts are not one object.
    return a.loads(a.dumps(made))


def _records(number: int) -> Iterator[a.Record]:
    for record in records(number):
        if isinstance(record, a.Recommendation):
            yield evolve(record, addressed_to=("xx-dph",))
        else:
            yield record


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that *work* takes."""
    gc.collect()
    start = time.process_time()
    made = work()
    taken = time.process_time() - start
    del made
    return taken


def ours(register: a.Register) -> int:
    """Export the keeper's copy; return its size in bytes."""
    file = io.BytesIO()
    TrackerWorkbook().export(register, file, a.ExportContext(as_of=AS_OF))
    return file.tell()


def verdicts(register: a.Register) -> None:
    """Make the verdicts that the export makes, and nothing else."""
    for _ in statuses(register, as_of=AS_OF):
        pass
    for _ in commitment_statuses(register, as_of=AS_OF):
        pass


Cells = list[tuple[Sheet, list[tuple[str | int | dt.date | None, ...]]]]


def cells_of(register: a.Register) -> Cells:
    """Return the finished values of the record sheets, checks included."""
    found: Cells = []
    for sheet in tracker(register, as_of=AS_OF).sheets:
        rows = []
        for entry in sheet.entries:
            filled = sheet.fill(entry)
            rows.append((*filled.cells, filled.check))
        found.append((sheet, rows))
    return found


def theirs(cells: Cells) -> int:
    """Write the same cells with XlsxWriter; return the size in bytes."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"constant_memory": True})
    look = {"font_name": "Arial", "font_size": 12, "text_wrap": True, "valign": "top", "bottom": 7}
    text = workbook.add_format({**look, "num_format": "@"})
    day = workbook.add_format({**look, "num_format": "d mmmm yyyy"})
    number = workbook.add_format({**look, "num_format": "0"})
    for sheet, rows in cells:
        page = workbook.add_worksheet(sheet.name)
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, column.width)
        for at, heading in enumerate(sheet.headings):
            page.write_string(0, at, heading, text)
        for row, values in enumerate(rows, start=1):
            page.set_row(row, 60)
            for at, value in enumerate(values):
                if value is None:
                    page.write_blank(row, at, None, text)
                elif isinstance(value, str):
                    page.write_string(row, at, value, text)
                elif isinstance(value, dt.date):
                    page.write_datetime(row, at, value, day)
                else:
                    page.write_number(row, at, value, number)
    workbook.close()
    return file.tell()


def compare(rows: int, runs: int) -> None:
    """Print how our writing compares at *rows* rows of recommendations."""
    register = register_of(rows)
    verdicts(register)  # the register's look-ups are made
    cells = cells_of(register)
    gc.collect()
    gc.freeze()
    mine, other, judged = [], [], []
    for _ in range(runs):
        other.append(cpu(lambda: theirs(cells)))
        mine.append(cpu(lambda: ours(register)))
        judged.append(cpu(lambda: verdicts(register)))
    written = sum(len(values) for _sheet, found in cells for values in found)
    whole, yardstick, said = (statistics.median(one) for one in (mine, other, judged))
    print(
        f"{rows:>8,} rows, {written:>10,} cells: ours {whole:6.2f} s, XlsxWriter {yardstick:6.2f} s, "
        f"ratio {whole / yardstick:.2f} (bar {BAR}); verdicts alone {said:.2f} s, "
        f"{said / yardstick:.2f}; all else {(whole - said) / yardstick:.2f}"
    )
    gc.unfreeze()


def memory(rows: int) -> None:
    """Print how much memory an export of *rows* rows takes above the register, at most."""
    register = register_of(rows)
    register.rows()
    verdicts(register)
    # As allocated by Python, because what the process holds says little: it reuses what loading left.
    tracemalloc.start()
    with tempfile.TemporaryFile() as file:
        TrackerWorkbook().export(register, file, a.ExportContext(as_of=AS_OF))
        size = file.tell()
    _now, peak = tracemalloc.get_traced_memory()
    print(
        f"{rows:>8,} rows, a file of {size / 1e6:.0f} MB: "
        f"{peak / 1e6:.0f} MB above the register (bar {MEGABYTES})"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        memory(int(sys.argv[2]))
    else:
        for asked in sys.argv[1:] or ("10000", "100000"):
            compare(int(asked), runs=5 if int(asked) <= 10_000 else 3)
            subprocess.run([sys.executable, __file__, "--memory", asked], check=True)
