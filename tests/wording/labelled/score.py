"""
Say how well positions are read: precision and recall of each, on the labelled replies beside this file.

Run with `nox -s lexicon`. Where real documents stand beside the project, their replies are read as well; as
nobody labelled those, they are counted, and what the documents themselves state is compared.
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
    return read_position(reply["text"], reply.get("vocabulary", "plain"))


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
    return [*first, *judged("more, written when the reader stood", labelled("unseen")), *real()]


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


def real() -> list[str]:
    """Return how many of the real replies are read as what."""
    excerpts = CORPUS / "response-excerpts" / "response_excerpts.dev.jsonl"
    if not excerpts.exists():
        return ["real replies: not read, as the folder of real documents is not beside the project"]
    lines = excerpts.read_text(encoding="utf-8").splitlines()
    aligned = CORPUS / "uk-inquiries-and-lords-pdf-pairs" / "aligned.dev.json"
    entries = json.loads(aligned.read_text(encoding="utf-8"))["recommendations"]
    return [
        counted("excerpts of replies", [json.loads(line)["excerpt"] for line in lines]),
        counted("items paired with replies", [entry["matched_response_text"] for entry in entries]),
    ]


def counted(title: str, replies: list[str]) -> str:
    """Return a line that says how many of *replies* are read as what."""
    readings = [read_position(repair(reply).text) for reply in replies]
    counts = Counter(reading.position.value if reading else "no words" for reading in readings)
    return f"{len(replies)} {title}: " + ", ".join(
        f"{name} {n}" for name, n in counts.most_common()
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
