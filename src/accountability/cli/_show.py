"""
What the terminal shows: status words first, aligned; reasons indented under them; a summary last.

Rich draws on a terminal alone; a pipe, a file and ``NO_COLOR`` get plain text of the same words.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from accountability.findings import Finding
    from accountability.merge import Conflict

T = TypeVar("T")

_WIDEST = 100
_NARROWEST = 40

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan", "done": "green"}
"""The four colours; each only repeats what a word beside it says."""


_UNSEEN = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�") | {
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    # Controls of direction could show the words of a line in another order than they have.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
    0x2028: " ",
    0x2029: " ",
}
"""Characters that would drive a terminal instead of being read, tab and line end aside."""


def clean(text: str) -> str:
    """Replace what would move a terminal's cursor, change its colours or hide words."""
    return text.translate(_UNSEEN)


def width(*, err: bool = False) -> int:
    """Return the width to wrap at: the terminal's, within reason; 100 where there is none."""
    if not (sys.stderr if err else sys.stdout).isatty():
        return _WIDEST
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def _draws(stream: TextIO) -> bool:
    """Tell whether rich may draw on *stream*."""
    return stream.isatty() and find_spec("rich") is not None


def line(text: str = "", *, err: bool = False) -> None:
    """Print one line as it is."""
    click.echo(clean(text), err=err)


def paragraph(text: str) -> None:
    """Print a paragraph, wrapped."""
    for part in text.split("\n"):
        _wrapped(part)


def entry(
    word: str,
    heading: str,
    lines: Iterable[str],
    *,
    column: int,
    style: str = "",
    err: bool = False,
) -> None:
    """
    Print an entry: a word at the left, a heading beside it, and lines indented under that.

    Args:
        word: The status or severity.

        heading: What it is about.

        lines: Sentences; each is wrapped.

        column: Where the heading begins.

        style: A rich style for the word, on a terminal.

        err: Whether to print on standard error.
    """
    if width(err=err) < column + _NARROWEST:
        indent = "  "
        _styled(word, style, err=err)
        _wrapped(heading, indent, err=err)
    else:
        indent = " " * column
        # The word may hold a space, which must not be where the line breaks.
        told = textwrap.wrap(
            clean(heading),
            width(err=err) - column,
            break_long_words=False,
            break_on_hyphens=False,
        )
        _styled(f"{word:<{column}}" if told else word, style, "".join(told[:1]), err=err)
        for part in told[1:]:
            line(indent + part, err=err)
    for text in lines:
        for part in text.split("\n"):
            _wrapped(part, indent, err=err)


def _wrapped(text: str, indent: str = "", *, err: bool = False) -> None:
    click.echo(
        textwrap.fill(
            clean(text),
            width(err=err),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        ),
        err=err,
    )


def _styled(word: str, style: str, rest: str = "", *, err: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    if not style or os.environ.get("NO_COLOR") or not _draws(stream):
        line(word + rest, err=err)
        return
    from rich.console import Console
    from rich.text import Text

    Console(highlight=False, soft_wrap=True, stderr=err).print(
        Text.assemble((clean(word), style), rest)
    )


def as_json(value: object) -> None:
    """Print *value* as JSON, for programs."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    click.echo(json.dumps(value, ensure_ascii=not encoding.startswith("utf"), indent=2))


def findings(found: Iterable[Finding], *, err: bool = True) -> None:
    """Print findings: what is the case, where, and what to do next."""
    for finding in found:
        entry(
            finding.severity.value.capitalize(),
            f"{finding.code}  {_ended(finding.message)}",
            [
                *_where(finding),
                *([f"Next: {_ended(finding.help)}"] if finding.help else []),
            ],
            column=9,
            style=STYLES[finding.severity.value],
            err=err,
        )


def _where(finding: Finding) -> list[str]:
    """Say where to look: the place, or the record if nothing else names it."""
    if finding.place:
        return [f"At {finding.place}."]
    return [] if finding.record in finding.message else [f"About {finding.record}."]


def _ended(sentence: str) -> str:
    return sentence if sentence.rstrip("”\"')").endswith((".", "?", "!", "…")) else f"{sentence}."


def conflicts(found: Iterable[Conflict]) -> None:
    """Print on standard error what is in dispute: what was kept, what was not, and why."""
    from accountability.merge import shown
    from accountability.text import shorten

    for conflict in found:
        what = f"{conflict.record}, {conflict.field}" if conflict.field else conflict.record
        ours = shorten(shown(conflict.ours), 60)
        theirs = shorten(shown(conflict.theirs), 60)
        kept = f"“{ours}”" if ours else "nothing"
        other = f"“{theirs}”" if theirs else "nothing"
        entry(
            "In dispute",
            f"{what}: {kept} (kept) or {other}.",
            [
                *([f"At {conflict.place}."] if conflict.place else []),
                *([conflict.reason] if conflict.reason else []),
            ],
            column=12,
            style=STYLES["warning"],
            err=True,
        )


def finding_as_json(finding: Finding) -> dict[str, object]:
    """Return a finding as the contract's JSON shape."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "record": finding.record,
        "place": str(finding.place) if finding.place else "",
        "help": finding.help,
    }


def listed(parts: Sequence[str]) -> str:
    """Return parts as a person says them: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def ended(sentence: str) -> str:
    """Return a sentence with a full stop, unless it has an end of its own."""
    return sentence if sentence.rstrip("”\"')").endswith((".", "?", "!", "…")) else f"{sentence}."


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 recommendation", "3 recommendations"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something goes on; nothing elsewhere."""
    if not _draws(sys.stderr):
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def followed(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Pass *items* on and show on a terminal how far it has come; nothing elsewhere."""
    if not _draws(sys.stderr):
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        items, description=what, total=total, console=Console(stderr=True), transient=True
    )
