"""
Say how well positions are read: precision and recall of each, on the labelled replies beside this file.

Run with `nox -s lexicon`. Where real documents stand beside the project, their replies are read as well.
Where an excerpt prints a position of the responder, what is read is compared with it; the others, and the
items paired with replies, nobody labelled, and they are only counted.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from accountability.model import Position
from accountability.text import repair
from accountability.wording import PositionReading, read_position

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[3] / "shared" / "corpus"


def labelled(name: str = "positions") -> list[dict[str, Any]]:
    """Return the labelled replies of one file, in its order."""
    with (HERE / f"{name}.toml").open("rb") as file:
        replies: list[dict[str, Any]] = tomllib.load(file)["reply"]
    return replies


def reading_of(reply: dict[str, Any]) -> PositionReading | None:
    """Return what is read in one of them."""
    return read_position(
        reply["text"], reply.get("vocabulary", "plain"), responder=reply.get("responder", "")
    )


def table(pairs: list[tuple[Position, Position | None]]) -> list[str]:
    """Return lines with precision and recall of each position, from pairs: right, and read."""
    right = Counter(expected for expected, read in pairs if expected == read)
    labels, readings = (
        Counter(expected for expected, _ in pairs),
        Counter(read for _, read in pairs),
    )
    lines = [f"{'position':<24}{'labelled':>10}{'read':>8}{'precision':>12}{'recall':>10}"]
    for position in Position:
        if labels[position] or readings[position]:
            precision = f"{right[position] / readings[position]:.3f}" if readings[position] else "-"
            recall = f"{right[position] / labels[position]:.3f}" if labels[position] else "-"
            lines.append(
                f"{position.value:<24}{labels[position]:>10}{readings[position]:>8}{precision:>12}{recall:>10}"
            )
    return lines


def report() -> list[str]:
    """Return the tables, and every disagreement, as lines."""
    first = judged("labelled replies, all invented", labelled())
    later = judged("more, written when the reader stood", labelled("unseen"))
    alike = judged("that look like an acceptance, written at a review", labelled("lookalikes"))
    return [*first, *later, *alike, *real()]


def judged(title: str, replies: list[dict[str, Any]]) -> list[str]:
    """Return a table and the disagreements for *replies*, as lines."""
    pairs, disagreements = [], []
    for reply in replies:
        expected, reading = Position(reply["position"]), reading_of(reply)
        read = reading.position if reading else None
        pairs.append((expected, read))
        if expected != read:
            why = f" ({reply['why']})" if "why" in reply else ""
            disagreements.append(f"  {expected} was read as {read}: {reply['text']!r}{why}")
    count = f"disagreements: {len(disagreements)}"
    return [f"{len(pairs)} {title}", *table(pairs), count, *disagreements, ""]


STATED = {
    "agree": Position.ACCEPTED,
    "the government accepts this recommendation": Position.ACCEPTED,
    "the government agrees with the committee's conclusion": Position.ACCEPTED,
    "the government supports this recommendation": Position.SUPPORTED,
    "supported": Position.ACCEPTED,
    "supported in principle": Position.ACCEPTED_IN_PRINCIPLE,
    "partially supported": Position.PARTIALLY_ACCEPTED,
}
"""What the real documents print as their position, as they begin; verdicts of a recommender are left out."""


def stated(words: str | None) -> Position | None:
    """Return what the words mean that a document prints as its position; None where it prints none."""
    flat = (words or "").replace("\u2019", "'").replace("\u2018", "'").lower()
    heads = sorted((key for key in STATED if flat.startswith(key)), key=len)
    return STATED[heads[-1]] if heads else None


def of_excerpt(row: dict[str, Any]) -> PositionReading | None:
    """Return what is read in an excerpt, in the words of its country."""
    vocabulary = "australia" if row["jurisdiction"] == "Australia" else "plain"
    return read_position(repair(row["excerpt"]).text, vocabulary)


def of_pair(row: dict[str, Any]) -> PositionReading | None:
    """Return what is read in a reply, told what it replies to."""
    item = repair(row["recommendation_text"]).text
    return read_position(repair(row["matched_response_text"]).text, recommendation=item)


def real() -> list[str]:
    """Return how the real replies are read, beside what their documents print."""
    excerpts = CORPUS / "response-excerpts" / "response_excerpts.dev.jsonl"
    if not excerpts.exists():
        return ["real replies: not read, as the folder of real documents is not beside the project"]
    rows = [json.loads(line) for line in excerpts.read_text(encoding="utf-8").splitlines()]
    aligned = CORPUS / "uk-inquiries-and-lords-pdf-pairs" / "aligned.dev.json"
    entries = json.loads(aligned.read_text(encoding="utf-8"))["recommendations"]
    return [
        counted("excerpts of replies", [of_excerpt(row) for row in rows]),
        *compared(rows),
        counted("items paired with replies", [of_pair(entry) for entry in entries]),
    ]


def compared(rows: list[dict[str, Any]]) -> list[str]:
    """Return how many excerpts are read as their document prints, and each that is not."""
    lines, right = [], 0
    for row in rows:
        expected = stated(row["stated_position"])
        if expected is None:
            continue
        reading = of_excerpt(row)
        if reading is not None and reading.position is expected:
            right += 1
        else:
            read = reading.position if reading else None
            lines.append(f"  {row['ref']}: {row['stated_position']!r} was read as {read}")
    return [
        f"  their document prints a position: {right + len(lines)}; read as printed: {right}",
        *lines,
    ]


def counted(title: str, readings: list[PositionReading | None]) -> str:
    """Return a line that says how many of *readings* are what."""
    counts = Counter(reading.position.value if reading else "no words" for reading in readings)
    return f"{len(readings)} {title}: " + ", ".join(
        f"{name} {n}" for name, n in counts.most_common()
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
