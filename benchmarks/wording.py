"""
Reading dates in prose: twice the text takes twice the time, whatever the text.

Each family is a text made to hurt: words that dates begin with, over and over, with nothing that ends
them. The yardstick is the same family at half the length: a ratio near 2 is linear, near 4 quadratic. The
bar is 2.5; plain prose, read at the same length, says what the family costs beside it.

Run as ``python benchmarks/wording.py [CHARACTERS]``; 100,000 unless told otherwise.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from collections.abc import Callable

from accountability.wording import find_dates, read_date

PROSE = (
    "The harbour board keeps the lamps of the eastern mole and answers, where it is asked, for the state "
    "of the channel; it will write to the ferry desk by the end of March 2027. "
)
FAMILIES = {
    "plain prose": PROSE,
    "nothing but spaces": " ",
    "numbers": "5 ",
    "lists of days": "5, 6, 7 ",
    "days to days": "5 to ",
    "figures": "12.3.21 ",
    "years": "2026-27 ",
    "years of two figures": "26/27 ",
    "weekdays": "monday ",
    "months": "march ",
    "seasons": "spring or ",
    "quarters": "Q1-Q2 ",
    "the": "the ",
    "the next": "the next ",
    "prefixes": "by the end of the ",
    "parts": "early to mid-",
    "weeks": "week commencing ",
    "clocks": "no later than close of play on ",
    "counted": "within six to nine months of the ",
    "counted, glued": "within-six-to-nine-months-of-",
    "events": "before the next anniversary of ",
    "followed": "by 2027, followed by a trial of ",
    "conditions": "subject to ",
    "news": "update ",
    "every": "every other ",
    "told": "(as a month) ",
    "Arabic figures": "٣١ ",
    "one long word": "a",
    "one long number": "2",
}
BAR = 2.5
AS_OF = dt.date(2026, 6, 10)


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of *work*, the least of three: the machine may be busy with other things."""
    taken = []
    for _ in range(3):
        gc.collect()
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def main(length: int) -> int:
    """Print a row for each family; return how many are above the bar."""
    slow = 0
    usual = 0.0
    print(
        f"{'family':24} {'find_dates':>12} {'ratio':>6} {'read_date':>12} {'ratio':>6} {'to prose':>9}"
    )
    for name, piece in FAMILIES.items():
        text = (piece * (length // len(piece) + 1))[:length]
        row = []
        for read in (find_dates, read_date):
            half = seconds(lambda read=read, text=text: read(text[: length // 2], AS_OF))
            whole = seconds(lambda read=read, text=text: read(text, AS_OF))
            row += [whole, whole / max(half, 1e-4)]
        usual = usual or row[0]
        slow += max(row[1], row[3]) > BAR
        print(
            f"{name:24} {row[0] * 1000:9.1f} ms {row[1]:6.2f} {row[2] * 1000:9.1f} ms {row[3]:6.2f} "
            f"{row[0] / usual:9.2f}"
        )
    print(f"{slow} of {len(FAMILIES)} families above {BAR}")
    return slow


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 100_000) > 0)
