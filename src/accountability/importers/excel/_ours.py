"""
What we wrote around the tables, told from what was typed over it.

The file is its own witness: a title stands on every sheet, what a sheet holds stands on it and on the
first one, and most lines are always the same. What has no witness is known by its shape.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from attrs import field, frozen

from accountability.dates import show_day
from accountability.importers.excel._facts import MOST_TOLD, Facts
from accountability.importers.excel._grid import Grid
from accountability.importers.excel._known import CHECK, key_of_heading
from accountability.importers.excel._values import Kind, Value
from accountability.model import Register
from accountability.tables import Scope, tracker
from accountability.tables.about import TECHNICAL, about_lines
from accountability.tables.known import COLUMNS, ROWS_AS_SENT, WATCHED
from accountability.tables.visible import Profile
from accountability.text import fold

__all__ = ["FRAME_LINES", "Ours", "print_words"]

FRAME_LINES = {
    "For the computer": "Which column holds what, for a program that reads this file when it comes back.",
    "Choices": "The words to choose from in the drop-downs.",
    "Long texts": "Texts that are longer than a cell can hold, in parts. Join the parts in order.",
    "Contents": "The sheets of this file, with a link to each.",
    "Numbered notes": "Notes on the columns of the tables, by the numbers in their headings.",
    "Summary": "How many there are of what, each with the whole that it is a part of.",
}
"""What stands under the title of the sheets that hold no records."""

_TABLE_LINES = {
    "Recommendations": "One row for each recommendation and each body that answers it.",
    "Commitments": "One row for each promise, with its first and its current target date.",
    "Target dates": "Every target date that was ever given, with the reason for each move. For reading.",
    "Updates": "What has been reported, by whom, newest last. For reading.",
    "Views": "What others make of answers and of the work. They never override the responder.",
    "Notes": "Notes to ourselves; never sent out.",
    "Documents": "The papers and pages we read.",
    "Organisations": "Who makes, gets and answers recommendations.",
    "Waivers": "Findings that are known and accepted, with the reason.",
}
"""The same of the sheets of records; one that is not here is known by the line on the first sheet."""

_LINES: dict[str, tuple[str, ...]] = {
    fold(name): (line,) for name, line in (*FRAME_LINES.items(), *_TABLE_LINES.items())
}
_LINES["notes"] += (FRAME_LINES["Numbered notes"],)  # as the sheet is called where it is published
_LEGENDS = frozenset(
    {
        "An empty cell means that nothing is recorded.",
        "Tinted cells are to be filled in. Any other empty cell means that nothing is recorded.",
        (
            "Tinted cells are to be filled in, and new rows go below the table. "
            "Any other empty cell means that nothing is recorded."
        ),
        "No cell is empty: where nothing is recorded, the cell says so.",
        "No cell is empty.",
    }
)
_COPY = ": copy for "
_TOP = 12
"""Rows at the top of a sheet among which its title is looked for."""

_SHAPES: Mapping[str, re.Pattern[str]] = {
    "publisher": re.compile(".+"),
    "contact": re.compile(".+"),
    "rights": re.compile(".+"),
    "questions": re.compile(r"To .+\."),
    "return": re.compile(r"By .+, this file(?:, to .+)?\."),
    "what we need": re.compile(
        r".+ in [\d,]+ rows?(?:, .+ in [\d,]+ rows?)*\. The second column says what each row needs\."
    ),
    "made by": re.compile("accountability"),
    "file format": re.compile(r"tracker \d{1,4}"),
    "position at": re.compile(r"\d{4}-\d\d-\d\d"),
    "profile": re.compile("|".join(Profile)),
    "scope": re.compile(r"everything|(?:(?:responders|documents|items|rows): [^;]+(?:; )?)+"),
    "rows sent": re.compile(r"[\d,]+"),
    "digest of row keys": re.compile("[a-z]{6}"),
}
"""What lines look like that say something else in every file."""

_PAPERS = re.compile(r"(?: From: .+\.| From [\d,]+ documents\.)?")
_TECHNICAL = frozenset(fold(name) for name in TECHNICAL)


def level(text: str) -> str:
    """Return words without what programs change about white space."""
    return " ".join(text.split())


@cache
def _fixed(profile: Profile, day: dt.date) -> Mapping[str, str]:
    """Return the lines of the first sheet that are the same in every file for a reader and a day."""
    scope = Scope(responders=("x",)) if profile is Profile.RESPONDER else Scope()
    empty = tracker(Register(id="xx", title="xx"), as_of=day, profile=profile, scope=scope)
    lines = about_lines(empty, contact="", return_by=None, marking="", needs={})
    return {fold(label): level(text) for label, text in lines}


@frozen(kw_only=True)
class Ours:
    """
    What of a file's words around its tables is ours.

    Attributes:
        facts: What the file says of itself.

        properties: The same, as its properties have it, by folded name.

        told: What the first sheets say of the others.

        tops: Texts at the top of all sheets but the first.

        names: Names of the sheets, folded.

        markings: Markings that stand before what is on a sheet, and on how many sheets.
    """

    facts: Facts
    properties: Mapping[str, str]
    told: frozenset[str]
    tops: frozenset[str]
    names: frozenset[str]
    markings: Mapping[str, int] = field(factory=dict)

    @classmethod
    def of(
        cls,
        grids: Iterable[Grid],
        facts: Facts,
        properties: Mapping[str, str],
        told: frozenset[str],
    ) -> Ours:
        """Look what a file says of itself where."""
        tops: set[str] = set()
        names: set[str] = set()
        markings: Counter[str] = Counter()
        lines = {*told, *FRAME_LINES.values(), *_TABLE_LINES.values()}
        for grid in grids:
            names.add(fold(grid.name))
            if grid is facts.front:
                continue
            texts = list(_top(grid))
            tops.update(texts)
            for text in texts[:3]:
                marking = next(
                    (
                        text.removesuffix(line)[:-2]
                        for line in lines
                        if line and text != line and text.endswith(f". {line}")
                    ),
                    "",
                )
                if marking:
                    markings[marking] += 1
        held = {fold(name): value for name, value in properties.items()}
        return cls(
            facts=facts,
            properties=held,
            told=told,
            tops=frozenset(tops),
            names=frozenset(names),
            markings=markings,
        )

    # --- the first sheet ---------------------------------------------------------------------------

    def is_title(self, text: str) -> bool:
        """Tell whether a text is the title of the file: other sheets have it before their own names."""
        base, copy, _who = text.partition(_COPY)
        scoped = self.facts.scope.responders or "responders: " in self.properties.get("scope", "")
        titles = {text, base} if copy and scoped else {text}
        return any(top.startswith(f"{title}: ") for title in titles if title for top in self.tops)

    def is_line(self, label: str, value: Value) -> bool:
        """Tell whether what stands beside a label on the first sheet is what was written there."""
        if not isinstance(value, str):
            return False
        folded, text = fold(label), level(value)
        if folded == "marking":
            return value in self.markings
        if folded in _TECHNICAL:
            held = self.properties.get(folded)
            if held is not None and level(held) != text:
                return self._is_told(folded, text)
            return folded == "register" or self._has_shape(folded, text)
        if folded in _SHAPES:
            return self._has_shape(folded, text)
        if text in map(level, _LINES.get(folded, ())):
            return True
        if folded in self.names:
            return folded not in _LINES and any(
                text == top or top.endswith(f". {text}") for top in map(level, self.tops)
            )
        day = self.facts.as_of
        profiles = (self.facts.profile,) if self.facts.profile else tuple(Profile)
        for profile in profiles:
            line = _fixed(profile, day or dt.date(2000, 1, 1)).get(folded)
            if line is None:
                continue
            if line == text or (folded == "what this is" and _between(text, line)):
                return True
            if day is None and folded == "as at":
                return True
        return False

    def _is_told(self, folded: str, text: str) -> bool:
        """Tell whether it was said of a line that the properties of the file say something else."""
        said = {fold(name): level(value) for name, value in self.facts.said.items()}
        return said.get(folded) == text and len(text) <= MOST_TOLD

    def _has_shape(self, folded: str, text: str) -> bool:
        return _SHAPES[folded].fullmatch(text) is not None

    # --- above a table ------------------------------------------------------------------------------

    def is_above(self, value: Value, sheet: str) -> bool:
        """Tell whether a text above the headings of a sheet is one that we wrote."""
        if not isinstance(value, str):
            return value.kind is Kind.COVERED
        folded = fold(value)
        named = fold(sheet)
        if value in _LEGENDS or folded == named or folded.endswith(f": {named}"):
            return True
        if f": {named} at " in folded:
            return True
        known = FRAME_LINES.get(sheet) or _TABLE_LINES.get(sheet)
        lines = {known} if known else self.told
        if value in lines:
            return True
        return any(value == f"{marking}. {line}" for marking in self.markings for line in lines)

    # --- lists that are no tables --------------------------------------------------------------------

    def strange(self, frame: str, row: Mapping[str, Value | None]) -> Iterator[str]:
        """Yield the headings of the cells of a list that cannot be what was written there."""
        check = _ROWS.get(frame)
        if check is not None:
            yield from (
                heading
                for heading, value in row.items()
                if value is not None and not check(self, heading, value, row)
            )


def _between(text: str, line: str) -> bool:
    """Tell whether a text is a line of two sentences or one, with the papers between them or after."""
    if text == line:
        return True
    for at in range(len(line) + 1):
        if (at in {0, len(line)} or line[at - 1] == ".") and text.startswith(line[:at]):
            rest = text[at:]
            end = line[at:]
            if rest.endswith(end) and _PAPERS.fullmatch(rest[: len(rest) - len(end)]):
                return True
    return False


def _top(grid: Grid) -> Iterator[str]:
    for number in list(grid.rows)[:_TOP]:
        row = grid.rows[number]
        value = row.get("A", next(iter(row.values()), ""))
        if isinstance(value, str) and value:
            yield value


def _words(value: Value) -> str:
    return value if isinstance(value, str) else value.raw if value.kind is Kind.NUMBER else ""


_CELL = re.compile(r"[^!]+![A-Z]{1,3}\d+")


def _is_column(_ours: Ours, heading: str, value: Value, row: Mapping[str, Value | None]) -> bool:
    if not isinstance(value, str):
        return False
    sheet, key = row.get("Sheet"), row.get("Key")
    name = sheet.strip() if isinstance(sheet, str) else ""
    if name in WATCHED:
        return heading == "Sheet" or _is_watched(heading, value)
    if heading == "Sheet":
        return name in COLUMNS
    if name not in COLUMNS:
        return heading == "Key" or key_of_heading(name)(value) is not None
    if heading == "Key":
        return value == CHECK or re.fullmatch("[a-z_]+", value) is not None
    return not isinstance(key, str) or key_of_heading(name)(value) is not None


def _is_watched(heading: str, value: str) -> bool:
    if heading == "Heading":
        return value == ROWS_AS_SENT
    return re.fullmatch("(?:[a-z]{6}[- ]?)+", value) is not None


def _is_part(_ours: Ours, heading: str, value: Value, _row: Mapping[str, Value | None]) -> bool:
    if heading in {"Part", "Of"}:
        return _words(value).partition(".")[0].isdecimal()
    return heading != "Cell" or (isinstance(value, str) and _CELL.fullmatch(value) is not None)


def _is_content(ours: Ours, heading: str, value: Value, row: Mapping[str, Value | None]) -> bool:
    sheet = row.get("Sheet")
    if heading == "Sheet":
        return isinstance(value, str) and fold(value) in ours.names
    return isinstance(sheet, str) and ours.is_line(sheet, value)


_ROWS = {
    "For the computer": _is_column,
    "Long texts": _is_part,
    "Contents": _is_content,
}


# --- on paper -----------------------------------------------------------------------------------------

_CODE = re.compile(
    r'&&|&[LCR]|&"[^"]*"|&\d+|&K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|&[A-Za-z+\-]', flags=re.DOTALL
)
_PAGES = frozenset({"", "page", "page of", "of", "/", "-"})
_SHORTENED = 80
"""Characters of a long title that go on paper."""
_POSITION = ", position at "
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
"""A day as we write it, where nothing in the file says which."""


def print_words(texts: Iterable[str], ours: Ours) -> Iterator[str]:
    """Yield the words in a sheet's page headers and footers that are not ours."""
    markings = {level(one) for one in ours.markings}
    for text in texts:
        for section in _sections(text):
            words = level(section)
            if words.casefold() in _PAGES or words in markings:
                continue
            if _is_heading(words, ours):
                continue
            if any(one.startswith(words) for one in markings if len(words) >= _SHORTENED - 2):
                continue
            yield section.strip()


def _is_heading(words: str, ours: Ours) -> bool:
    """Tell whether words are the title of the file and its day, or as much of them as goes on paper."""
    title, position, at = words.rpartition(_POSITION)
    day = ours.facts.as_of
    if position and (_DAY.fullmatch(at) if day is None else at == show_day(day)):
        return any(level(top).startswith(f"{title}: ") for top in ours.tops)
    long = len(words) >= _SHORTENED // 2
    return long and any(level(top).startswith(words) for top in ours.tops)


def _sections(text: str) -> list[str]:
    """Return the left, middle and right words of a header, without the codes in them."""
    made = [""]
    at = 0
    for found in _CODE.finditer(text):
        made[-1] += text[at : found.start()]
        at = found.end()
        if found[0] == "&&":
            made[-1] += "&"
        elif found[0] in {"&L", "&C", "&R"}:
            made.append("")
    made[-1] += text[at:]
    return made
