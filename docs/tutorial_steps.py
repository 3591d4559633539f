"""The tutorials as steps: commands to type at the prompt, and words to type into workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

__all__ = ["PAGES", "Command", "Typing", "steps", "typed"]

PAGES = Path(__file__).parent / "tutorial"
_STEP = re.compile(
    r"^```console\n(?P<console>.*?)^```"
    r"|^Open `(?P<source>[^`]+)`, type on the sheet \*(?P<sheet>[^*]+)\*, and save it as "
    r"`(?P<target>[^`]+)`:\n\n(?P<table>(?:\|[^\n]*\n)+)",
    flags=re.DOTALL | re.MULTILINE,
)
_HEADER_ROW = 4


@frozen
class Command:
    """A command with the lines that it is said to print."""

    words: str
    shown: tuple[str, ...]


@frozen
class Typing:
    """Words to type: each line is what finds the row, by column, then a column and its words."""

    source: str
    target: str
    sheet: str
    lines: tuple[tuple[dict[str, str], str, str], ...]


def steps(page: str) -> Iterator[Command | Typing]:
    """Yield the steps of a tutorial, in order."""
    for step in _STEP.finditer((PAGES / page).read_text(encoding="utf-8")):
        if step["console"] is not None:
            for block in re.split(r"^\$ ", step["console"], flags=re.MULTILINE)[1:]:
                words, *shown = block.splitlines()
                yield Command(words, tuple(shown))
        else:
            yield Typing(
                step["source"], step["target"], step["sheet"], tuple(_lines(step["table"]))
            )


def _lines(table: str) -> Iterator[tuple[dict[str, str], str, str]]:
    heads, _rule, *rows = (
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()
    )
    for row in rows:
        *where, heading, words = row
        yield dict(zip(heads, where, strict=False)), heading, words


def typed(folder: Path, step: Typing) -> None:
    """Type the words of a step into its workbook, as a person does, and save it."""
    import openpyxl

    book = openpyxl.load_workbook(folder / step.source)
    sheet = book[step.sheet]
    headings = {cell.value: cell.column for cell in sheet[_HEADER_ROW]}
    for where, heading, words in step.lines:
        rows = [
            number
            for number in range(_HEADER_ROW + 1, sheet.max_row + 1)
            if all(
                number == _HEADER_ROW + int(told)
                if name == "Row"
                else name not in headings
                or _is(str(sheet.cell(number, headings[name]).value), told, part=name == "Report")
                for name, told in where.items()
            )
        ]
        sheet.cell(rows[0], headings[heading]).value = words
    (folder / step.target).parent.mkdir(exist_ok=True)
    book.save(folder / step.target)


def _is(held: str, told: str, *, part: bool) -> bool:
    return told in held if part else told == held
