"""
What the terminal shows: status words first, aligned; reasons indented under them; a summary last.

Rich draws on a terminal alone; a pipe, a file and ``NO_COLOR`` get plain text of the same words.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from accountability.findings import Finding

T = TypeVar("T")

_WIDEST = 100
_NARROWEST = 40

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan", "done": "green"}
"""The four colours; each only repeats what a word beside it says."""


def width() -> int:
    """Return the width to wrap at: the terminal's, within reason; 100 where there is none."""
    if not sys.stdout.isatty():
        return _WIDEST
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def line(text: str = "") -> None:
    """Print one line as it is."""
    click.echo(text)


def paragraph(text: str) -> None:
    """Print a paragraph, wrapped."""
    for part in text.split("\n"):
        click.echo(textwrap.fill(part, width(), break_long_words=False, break_on_hyphens=False))


def entry(word: str, heading: str, lines: Iterable[str], *, column: int, style: str = "") -> None:
    """
    Print an entry: a word at the left, a heading beside it, and lines indented under that.

    Args:
        word: The status or severity.

        heading: What it is about.

        lines: Sentences; each is wrapped.

        column: Where the heading begins.

        style: A rich style for the word, on a terminal.
    """
    narrow = width() < column + _NARROWEST
    indent = "  " if narrow else " " * column
    first = heading if narrow else f"{word:<{column}}{heading}"
    if narrow:
        _styled(word, style)
        indent_first = indent
    else:
        indent_first = ""
    wrapped = textwrap.wrap(
        first,
        width(),
        initial_indent=indent_first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    for number, part in enumerate(wrapped):
        if number == 0 and not narrow:
            _styled(part[:column], style, part[column:])
        else:
            click.echo(part)
    for text in lines:
        for part in text.split("\n"):
            click.echo(
                textwrap.fill(
                    part,
                    width(),
                    initial_indent=indent,
                    subsequent_indent=indent,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            )


def _styled(word: str, style: str, rest: str = "") -> None:
    if not style or not sys.stdout.isatty():
        click.echo(word + rest)
        return
    from rich.console import Console
    from rich.text import Text

    Console(highlight=False, soft_wrap=True).print(Text.assemble((word, style), rest))


def as_json(value: object) -> None:
    """Print *value* as JSON, for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def findings(found: Iterable[Finding]) -> None:
    """Print findings on standard error, a line each."""
    for finding in found:
        place = f" ({finding.place})" if finding.place else ""
        help_text = f" {finding.help}" if finding.help else ""
        click.echo(
            f"{finding.severity.value.capitalize()} {finding.code}: {finding.message}{place}{help_text}",
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


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 recommendation", "3 recommendations"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something goes on; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def followed(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Pass *items* on and show on a terminal how far it has come; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        items, description=what, total=total, console=Console(stderr=True), transient=True
    )
