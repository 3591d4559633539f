"""
Collecting a return: how the CPU time grows with the rows, for one file.

One team's copy is made, the reply in every tenth row is changed in it, and the file is collected: read
through the guard, judged against what is held, merged, and recorded. Ten times the rows are to take ten
times as long, within a fifth. How much of it reading takes is measured by itself.

Run as ``python benchmarks/collect.py [ROWS...]``.
"""

from __future__ import annotations

import gc
import io
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable

from read_tracker import DAY, RAISED, register_of

import accountability as a
from accountability.exporters.excel import TrackerWorkbook
from accountability.importers.excel import TrackerFile
from accountability.returns import collect
from accountability.tables import Profile, Scope

RUNS = 3
_REPLY = re.compile(rb"The Government accepts recommendation (\d*0)\.")


def returned(register: a.Register) -> bytes:
    """Return a team's copy in which every tenth reply was changed."""
    sent = io.BytesIO()
    context = a.ExportContext(as_of=DAY, scope=Scope(responders=("xx-dph",)))
    TrackerWorkbook(profile=Profile.RESPONDER).export(register, sent, context)
    back = io.BytesIO()
    with (
        zipfile.ZipFile(sent) as source,
        zipfile.ZipFile(back, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as changed,
    ):
        for name in source.namelist():
            words = rb"The Government will do as recommendation \1 asks."
            changed.writestr(name, _REPLY.sub(words, source.read(name)))
    return back.getvalue()


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that *work* takes, at the median."""
    taken = []
    for _ in range(RUNS):
        gc.collect()
        start = time.process_time()
        made = work()
        taken.append(time.process_time() - start)
        del made
    return statistics.median(taken)


def measure(rows: int) -> float:
    """Print what collecting a return of *rows* rows takes; return the seconds."""
    register = register_of(rows)
    data = returned(register)
    gc.collect()
    gc.freeze()
    read = cpu(lambda: TrackerFile().read(data, a.ImportContext(file="back.xlsx", limits=RAISED)))
    collected = collect(register, [("back.xlsx", data)], as_of=DAY, limits=RAISED)
    whole = cpu(lambda: collect(register, [("back.xlsx", data)], as_of=DAY, limits=RAISED))
    gc.unfreeze()
    print(
        f"{rows:>8,} rows, {len(collected.applied):,} changes, {len(collected.conflicts):,} conflicts: "
        f"{whole:.2f} s, of which reading {read:.2f} s; {1e6 * whole / rows:,.0f} µs a row"
    )
    return whole


if __name__ == "__main__":
    small, large = (int(asked) for asked in (sys.argv[1:3] or ("1000", "10000")))
    first, second = measure(small), measure(large)
    print(f"{large / small:g} times the rows: {second / first:.1f} times as long")
