"""
Reading a tracker that came back: ours against python-calamine on the same bytes, as ratios of CPU time.

The yardstick reads all sheets into lists of Python values and knows neither number formats nor what a
column means; ours reads the same cells with their formats, through the guard, and finds rows by key and
columns by heading. Each side is run in turn, several times, and the medians are compared. Bar: 3.5 at
10,000 rows, and ten times the rows take ten times as long within a fifth.

Also measured: the same with every cell looked at, which is when its place is made; and what the two
hostile workbooks of the tests cost, in a process of their own.

Run as ``python benchmarks/read_tracker.py [ROWS...]``, or with ``--hostile``.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import re
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable

import python_calamine

import accountability as a
from accountability.exporters.excel import TrackerWorkbook
from accountability.importers.excel import TrackerFile

RAISED = a.Limits(
    bytes=1 << 32,
    unpacked_bytes=1 << 34,
    part_bytes=1 << 32,
    rows=1_000_000,
    cells=100_000_000,
    ratio=100_000,
)
"""What somebody allows who made the file himself."""

DAY = dt.date(2031, 2, 1)
WORDS = (
    "The Department for Ports and Harbours should publish – by the end of the financial year – a plan "
    "for the dredging of tidal channels; it should say who pays, who is told, and by when. "
)
_ROW = re.compile(rb'<row r="(\d+)".*?</row>', flags=re.DOTALL)
_REFERENCE = re.compile(rb'( r="[A-Z]*)\d+"')


def register_of(items: int) -> a.Register:
    """Make a register of recommendations, each with its answer."""
    records: list[a.Record] = []
    for number in range(items):
        item = f"xx-harbours-hc1-2030/rec-{number}"
        records += (
            a.Recommendation(
                id=item,
                document="xx-harbours-hc1-2030",
                label=str(number),
                text=f"{number}. {WORDS * 3}",
                addressed_to=("xx-dph",),
            ),
            a.Response(
                id=f"{item}/xx-dph",
                answers=item,
                responder="xx-dph",
                position=a.Position.ACCEPTED,
                text=f"The Government accepts recommendation {number}.\n\n{WORDS * 3}",
            ),
        )
    return a.Register(id="xx-register", title="Harbours, followed up").with_records(
        a.Document(id="xx-harbours-hc1-2030", kind=a.DocumentKind.REPORT, title="Harbours"),
        *records,
    )


def tracker_of(rows: int, made_of: int = 500) -> bytes:
    """Make a tracker of *rows* rows: a real one, its rows written again under further numbers."""
    target = io.BytesIO()
    TrackerWorkbook().export(register_of(made_of), target, a.ExportContext(as_of=DAY))
    grown = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(target.getvalue())) as source,
        zipfile.ZipFile(grown, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
    ):
        for name in source.namelist():
            data = source.read(name)
            found = [row for row in _ROW.finditer(data) if int(row[1]) > 4]
            with made.open(name, "w") as part:
                if len(found) < made_of:
                    part.write(data)
                    continue
                part.write(data[: found[0].start()])
                for number in range(rows):
                    row = found[number % made_of][0]
                    part.write(_REFERENCE.sub(rb'\g<1>%d"' % (number + 5), row))
                part.write(data[found[-1].end() :])
    return grown.getvalue()


def ours(data: bytes) -> object:
    """Read with this library."""
    return TrackerFile().read(data, a.ImportContext(file="back.xlsx", limits=RAISED))


def ours_looked_at(data: bytes) -> int:
    """Read with this library, and look at every cell."""
    reading = TrackerFile().read(data, a.ImportContext(file="back.xlsx", limits=RAISED))
    rows = reading.returned.rows if reading.returned else ()
    return sum(len(cell.text) for row in rows for cell in row.cells.values())


def theirs(data: bytes) -> object:
    """Read with python-calamine."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def cpu(work: Callable[[bytes], object], data: bytes) -> float:
    """Return the CPU seconds that *work* takes; what it made is thrown away afterwards."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    made = work(data)
    taken = time.process_time() - start
    del made
    return taken


def compare(rows: int, runs: int) -> float:
    """Print how our reading compares at *rows* rows; return our seconds."""
    data = tracker_of(rows)
    taken: dict[str, list[float]] = {"ours": [], "looked at": [], "calamine": []}
    for _ in range(runs):
        taken["calamine"].append(cpu(theirs, data))
        taken["ours"].append(cpu(ours, data))
        taken["looked at"].append(cpu(ours_looked_at, data))
    mine, looked, other = (
        statistics.median(taken[name]) for name in ("ours", "looked at", "calamine")
    )
    print(
        f"{rows:>8,} rows, {len(data) / 1e6:6.1f} MB: ours {mine:6.2f} s, calamine {other:6.2f} s, "
        f"ratio {mine / other:.2f}; with every cell looked at {looked:6.2f} s, ratio {looked / other:.2f}"
    )
    return mine


# --- hostile workbooks ------------------------------------------------------------------------------


def hostile(rows: int) -> bytes:
    """Make a workbook of a million small rows, or of one merged range over a whole sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    target = io.BytesIO()
    TrackerWorkbook().export(register_of(1), target, a.ExportContext(as_of=DAY))
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(target.getvalue())) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                merged = "" if rows else '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
                inside = "".join(
                    f"<row><c><v>{n * 7919 % 1_009}</v></c>{'<c><v>1</v></c>' * 7}</row>"
                    for n in range(rows)
                )
                whole = f"<sheetData>{inside}</sheetData>{merged}"
                data = f'<worksheet xmlns="{main}">{whole}</worksheet>'.encode()
            changed.writestr(name, data)
    return made.getvalue()


ALONE = """
import re, sys, time
from pathlib import Path
from accountability import AccountabilityError, ImportContext
from accountability.importers.excel import TrackerFile

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

before = peak()
start = time.process_time()
try:
    TrackerFile().read(Path(sys.argv[1]).read_bytes(), ImportContext(file="hostile.xlsx"))
except AccountabilityError as error:
    print(error)
print(f"{time.process_time() - start:.3f} s, {peak() - before:.1f} MB more memory, {peak():.0f} MB in all")
"""
"""Reads a file in a process of its own, so that its peak is the file's."""


def measure_hostile() -> None:
    """Print what it takes to refuse the two hostile workbooks."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        for rows in (0, 1_000_000):
            path = Path(folder) / "hostile.xlsx"
            path.write_bytes(hostile(rows))
            print(f"{path.stat().st_size:,} bytes, {rows:,} rows:")
            subprocess.run([sys.executable, "-c", ALONE, str(path)], check=True)


if __name__ == "__main__":
    if "--hostile" in sys.argv:
        measure_hostile()
    else:
        small, large = (int(asked) for asked in (sys.argv[1:3] or ("10000", "100000")))
        first, second = compare(small, runs=5), compare(large, runs=1)
        print(f"{large / small:g} times the rows: {second / first:.1f} times as long")
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
