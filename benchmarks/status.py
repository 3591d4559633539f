"""
How the time for verdicts and findings grows with the register: ten times the items, ten times the time?

Run by `nox -s benchmarks`. CPU time of this process, the median of several runs, on a register of 10,000
items and on one of 100,000 of the same make; the collector is frozen, so that it does not walk what is
merely held. The bar is 10 × the time, give or take a fifth. ``python benchmarks/status.py 2000 20000 check``
measures other sizes and one kind of work; ``--profile ITEMS`` says where the time goes.
"""

from __future__ import annotations

import cProfile
import datetime as dt
import gc
import pstats
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator

import accountability as a

AS_OF = dt.date(2031, 6, 1)
PER_REPORT = 40
RUNS = 5
ENOUGH = 60.0
"""Seconds of one kind of work on one register after which it is not run again."""

BAR = (8.0, 12.0)

POSITIONS = (
    a.Position.ACCEPTED,
    a.Position.ACCEPTED,
    a.Position.ACCEPTED_IN_PRINCIPLE,
    a.Position.REJECTED,
    a.Position.NOT_STATED,
)
CLAIMS = (
    None,
    a.Implementation.IN_PROGRESS,
    a.Implementation.PARTLY_IMPLEMENTED,
    a.Implementation.IMPLEMENTED,
)
BODIES = tuple(f"xx-department-{number}" for number in range(12))


def paper(number: int) -> Iterator[a.Record]:
    """Make a report and the paper that answers it."""
    issued = dt.date(2029, 1, 10) + dt.timedelta(days=number % 700)
    yield a.Document(
        id=f"report-{number}",
        kind=a.DocumentKind.REPORT,
        title=f"Inquiry {number}",
        authors=("xx-committee",),
        reference=f"HC {number}",
        published=a.PartialDate.day(issued),
    )
    yield a.Document(
        id=f"reply-{number}",
        kind=a.DocumentKind.RESPONSE,
        title=f"Response to inquiry {number}",
        authors=(BODIES[number % 12],),
        responds_to=(f"report-{number}",),
        published=a.PartialDate.day(issued + dt.timedelta(days=50 + number % 30)),
    )


def item(number: int) -> Iterator[a.Record]:
    """Make one recommendation, and most of the time an answer, promises, reports and views."""
    report = number // PER_REPORT
    body = BODIES[report % 12]
    own = f"report-{report}/rec-{number}"
    yield a.Recommendation(
        id=own,
        document=f"report-{report}",
        label=str(number % PER_REPORT + 1),
        text=f"The Department should by the end of 2030 dredge channel {number} and say what it cost.",
        addressed_to=(body,),
        parent=f"report-{report}/rec-{number - 1}" if number % PER_REPORT % 8 == 7 else None,
    )
    if number % 10 == 9:
        return
    answer = f"{own}/{body}"
    position = POSITIONS[number % 5]
    pointed = (f"report-{report}/rec-{report * PER_REPORT}",) if number % 5 == 4 else ()
    yield a.Response(
        id=answer,
        answers=own,
        responder=body,
        position=position,
        text=f"The government has read what is said of channel {number}. It will dredge it by June 2031.",
        refers_to=pointed,
        document=f"reply-{report}",
    )
    if position is a.Position.REJECTED:
        return
    first = a.TargetDate(date=a.PartialDate.month(2030, number % 12 + 1))
    moved = a.TargetDate(
        date=a.PartialDate.month(2031, number % 12 + 1),
        set_on=a.PartialDate.day(dt.date(2030, 6, 1)),
        reason="The dredger broke." if number % 2 else "",
    )
    yield a.Commitment(
        id=f"{answer}/c1",
        text=f"It will dredge channel {number} by June 2031.",
        items=(own,),
        response=answer,
        owners=(body,),
        dates=(first, moved) if number % 3 else (first,),
    )
    for year in (2030, 2031):
        yield a.Update(
            id=f"{own}/u-{year}",
            about=own if number % 2 else f"{answer}/c1",
            reported_by=body,
            day=a.PartialDate.day(dt.date(year, 3, 1)),
            implementation=CLAIMS[(number + year) % 4],
            text=f"Channel {number} is {year - 2028} metres deep.",
        )
    if number % 4 == 0:
        yield a.Assessment(
            id=f"{own}/a-1",
            about=own,
            by="xx-committee",
            day=a.PartialDate.day(dt.date(2031, 4, 1)),
            opinion=a.Opinion.UNSATISFACTORY,
        )


def register(items: int) -> a.Register:
    """Make a register of so many items."""
    made: list[a.Record] = [
        a.Organisation(id="xx-committee", name="Committee", kind=a.OrganisationKind.COMMITTEE),
        *(
            a.Organisation(id=body, name=body, kind=a.OrganisationKind.DEPARTMENT)
            for body in BODIES
        ),
    ]
    for number in range(-(-items // PER_REPORT)):
        made += paper(number)
    for number in range(items):
        made += item(number)
    empty = a.Register(id="channels", title="Channels", jurisdiction="uk")
    return empty.with_records(*made)


def work_statuses(held: a.Register) -> None:
    """Work out every verdict."""
    deque(a.statuses(held, as_of=AS_OF), maxlen=0)


def work_check(held: a.Register) -> None:
    """Check by every rule."""
    a.check(held, as_of=AS_OF)


def work_summary(held: a.Register) -> None:
    """Count everything."""
    a.summary(held, as_of=AS_OF)


WORK: dict[str, Callable[[a.Register], None]] = {
    "statuses": work_statuses,
    "check": work_check,
    "summary": work_summary,
}


def cpu_seconds(work: Callable[[a.Register], None], held: a.Register) -> float:
    """Give the median CPU time of *work*, in seconds; what takes minutes is run once."""
    found: list[float] = []
    while len(found) < RUNS and sum(found) < ENOUGH:
        began = time.process_time()
        work(held)
        found.append(time.process_time() - began)
        gc.collect()
    return statistics.median(found)


def main() -> None:
    """Print one line a kind of work."""
    words = sys.argv[1:]
    if words[:1] == ["--profile"]:
        held = register(int(words[1]))
        for name, work in WORK.items():
            profile = cProfile.Profile()
            profile.runcall(work, held)
            print(name)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(35)
        return
    sizes = [int(word) for word in words if word.isdigit()]
    small, large = (sizes[0], sizes[1]) if len(sizes) > 1 else (10_000, 100_000)
    named = [name for name in WORK if name in words] or [*WORK]
    seconds: dict[str, list[float]] = {name: [] for name in named}
    for size in (small, large):
        held = register(size)
        gc.collect()
        gc.freeze()
        list(held.rows())
        for name in named:
            seconds[name].append(cpu_seconds(WORK[name], held))
        gc.unfreeze()
        del held
        gc.collect()
    share = large / small / 10
    print(f"Python {sys.version.split()[0]}")
    for name, (few, many) in seconds.items():
        ratio = many / few
        kept = BAR[0] * share <= ratio <= BAR[1] * share
        print(
            f"{name:9} {small:,} items {few:7.2f} s CPU   {large:,} items {many:7.2f} s CPU   "
            f"{ratio:5.2f} × (bar: {BAR[0] * share:g} to {BAR[1] * share:g}"
            f"{'' if kept else ', MISSED'})"
        )


if __name__ == "__main__":
    main()
