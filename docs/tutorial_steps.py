"""The pages that are followed as steps: commands to type at the prompt, and words to type into files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

__all__ = ["DOCS", "PAGES", "Command", "Typing", "steps", "typed"]

DOCS = Path(__file__).parent
PAGES = ("tutorial/index.md", "tutorial/a-round.md", "how-to/fill-in-and-return.md")
"""The pages, below `DOCS`."""

_STEP = re.compile(
    r"^```console\n(?P<console>.*?)^```"
    r"|^Open `(?P<source>[^`]+)`, (?:type on the sheet \*(?P<sheet>[^*]+)\*|fill in the fields), "
    r"and save it as `(?P<target>[^`]+)`:\n\n(?P<table>(?:\|[^\n]*\n)+)",
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
    """
    Words to type: each line is what finds the row, by column, then a column and its words.

    In a form it is what finds the item, then a field and its words; *sheet* is empty then.
    """

    source: str
    target: str
    sheet: str
    lines: tuple[tuple[dict[str, str], str, str], ...]


def steps(page: str) -> Iterator[Command | Typing]:
    """Yield the steps of a page, in order."""
    for step in _STEP.finditer((DOCS / page).read_text(encoding="utf-8")):
        if step["console"] is not None:
            for block in re.split(r"^\$ ", step["console"], flags=re.MULTILINE)[1:]:
                words, *shown = block.splitlines()
                yield Command(words, tuple(shown))
        else:
            lines = tuple(_lines(step["table"]))
            yield Typing(step["source"], step["target"], step["sheet"] or "", lines)


def _lines(table: str) -> Iterator[tuple[dict[str, str], str, str]]:
    heads, _rule, *rows = (
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()
    )
    for row in rows:
        *where, heading, words = row
        yield dict(zip(heads, where, strict=False)), heading, words


def typed(folder: Path, step: Typing) -> None:
    """Type the words of a step into its file, as a person does, and save it."""
    (folder / step.target).parent.mkdir(exist_ok=True)
    if step.sheet:
        _typed_in_cells(folder, step)
    else:
        _typed_in_fields(folder, step)


def _typed_in_cells(folder: Path, step: Typing) -> None:
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
    book.save(folder / step.target)


def _is(held: str, told: str, *, part: bool) -> bool:
    return told in held if part else told == held


def _typed_in_fields(folder: Path, step: Typing) -> None:
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document(str(folder / step.source))
    fields = {}
    heading = ""
    for element in document.element.body.iter(qn("w:p"), qn("w:sdt")):
        if element.tag == qn("w:p"):
            words = "".join(text.text or "" for text in element.iter(qn("w:t")))
            item = re.match(r"Recommendation ([^\s:,]+)(?:.*(, promise \d+)$)?", words)
            if item and element.style.startswith("Heading"):
                heading = item[1] + (item[2] or "")
        elif (name := element.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")) is not None:
            fields.setdefault((heading, name.get(qn("w:val"))), element)
    for where, field, words in step.lines:
        control = fields[where["Recommendation"], field]
        for prompt in control.findall(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"):
            prompt.getparent().remove(prompt)
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = words
        run.append(text)
        control.find(qn("w:sdtContent"))[:] = [run]
    document.save(str(folder / step.target))
