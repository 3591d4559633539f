"""
Reading dates, positions and promises: twice the text takes twice the time, whatever the text.

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
from collections.abc import Callable, Mapping
from functools import partial

from accountability.wording import find_dates, find_promises, read_date, read_position

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
REPLIES = {
    "plain prose": PROSE,
    "verbs": "accepts ",
    "refusals": "does not accept ",
    "recommendations": "the Committee's recommendation ",
    "subjects": "the Ministry of the ",
    "embedded": "we hope that the Board says that it ",
    "hypotheses": "until the Board, having thought, ",
    "cells": "Accepted: no - ",
    "quotations": "“accepted” ",
    "quotation marks": "'",
    "brackets": "(accepted ",
    "headings": "Recommendation 3: ",
    "labels": "Target date: ",
    "promises": "the Office will publish by May 2031 ",
    "asked": "the Committee asked for a list by May 2031, and we will ",
    "owners": "the Board of the ",
    "conditions": "if 2031 subject to ",
    "full stops": "We accept. ",
    "asides": "not, so far, ",
    "one long word": "a",
}
"""Words that positions and promises begin with, over and over."""

BAR = 2.5
NOISE = 0.005
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


def table(
    families: dict[str, str], readers: Mapping[str, Callable[[str], object]], length: int
) -> int:
    """Print a row for each family; return how many are above the bar with any of the *readers*."""
    slow = 0
    usual = 0.0
    print(
        f"{'family':24} "
        + " ".join(f"{name:>15} {'ratio':>6}" for name in readers)
        + f" {'to prose':>9}"
    )
    for name, piece in families.items():
        text = (piece * (length // len(piece) + 1))[:length]
        row = []
        for read in readers.values():
            half = seconds(partial(read, text[: length // 2]))
            whole = seconds(partial(read, text))
            row.append((whole, whole / max(half, 1e-4)))
        usual = usual or row[0][0]
        # What takes less than a few milliseconds is noise, whatever its ratio.
        slow += any(ratio > BAR and whole > NOISE for whole, ratio in row)
        cells = " ".join(f"{whole * 1000:12.1f} ms {ratio:6.2f}" for whole, ratio in row)
        print(f"{name:24} {cells} {row[0][0] / usual:9.2f}")
    print(f"{slow} of {len(families)} families above {BAR}")
    return slow


def main(length: int) -> int:
    """Print the table of dates, and that of positions and promises; return how many are above the bar."""
    dates = {
        "find_dates": lambda text: find_dates(text, AS_OF),
        "read_date": lambda text: read_date(text, AS_OF),
    }
    replies = {
        "read_position": read_position,
        "told": lambda text: read_position(
            text, recommendation=text[:2000], responder="Ferry Board"
        ),
        "find_promises": lambda text: find_promises(text, AS_OF),
    }
    return table(FAMILIES, dates, length) + table(REPLIES, replies, length)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 100_000) > 0)
