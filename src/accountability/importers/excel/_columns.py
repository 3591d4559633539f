"""
Which columns of a sheet are ours: by the list that the file carries, by their headings, by their place.

People insert rows above, move and insert columns, and word headings anew. A column is found by what
is sent with the file first; one that cannot be found any other way is taken for the one that stood
between the same neighbours, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from accountability.findings import Finding, Place
from accountability.importers.excel._grid import Grid
from accountability.importers.excel._known import CHECK, key_of_heading
from accountability.importers.excel._noticed import (
    COLUMN_BY_PLACE,
    COLUMN_MISSING,
    COLUMN_OWN,
    COLUMN_TWICE,
    HEADINGS_MOVED,
)
from accountability.importers.excel._values import Typed, Value, column_number
from accountability.text import fold, shorten

__all__ = [
    "HEADER_ROW",
    "Listed",
    "Table",
    "columns_of",
    "find_headings",
    "heading_of",
    "row_is_of_headings",
]

HEADER_ROW = 4
"""Where the headings stand when the file is sent."""

_SEARCHED = 200
"""Rows at the top of a sheet among which the headings are looked for."""

_SEARCHED_CELLS = 4_000
"""Cells among which they are looked for."""

Listed = Sequence[tuple[str, str]]
"""(Heading, key) of each column in the order in which it was sent."""


@frozen(kw_only=True)
class Table:
    """
    Where the columns of a sheet stand.

    Attributes:
        sheet: Our name of the sheet.

        grid: Its cells.

        header: Number of the row of headings.

        letters: Letters of the column of each key that was found, but for the check.

        check: Letters of the column of the checks; "" if there is none.

        own: Letters and heading of each column that is not ours, from the left.

        headings: By key, the heading with which the column was sent.

        findings: What was noticed.
    """

    sheet: str
    grid: Grid
    header: int
    letters: Mapping[str, str]
    check: str
    own: Mapping[str, str]
    headings: Mapping[str, str]
    findings: tuple[Finding, ...] = field(default=())


def heading_of(value: Value | None) -> str:
    """Return the words of a heading on one line; "" for a cell that holds none."""
    if value is None:
        return ""
    return " ".join((value.raw if isinstance(value, Typed) else value).split())


def find_headings(grid: Grid, sheet: str, listed: Listed) -> tuple[int, int]:
    """Return the row that has most of a sheet's headings, and how many; (0, 0) if none has any."""
    sent = {fold(heading) for heading, _key in listed}
    known = key_of_heading(sheet)
    best = (0, 0)
    for number in _top(grid):
        row = grid.rows[number]
        matched = {
            folded if folded in sent else known(folded)
            for value in row.values()
            if isinstance(value, str)
            and len(value) <= 255
            and ((folded := fold(value)) in sent or known(folded))
        }
        if len(matched) > best[1] or (len(matched) == best[1] > 0 and number == HEADER_ROW):
            best = (number, len(matched))
    return best


def _top(grid: Grid) -> Iterator[int]:
    cells = 0
    for count, (number, row) in enumerate(grid.rows.items()):
        cells += len(row)
        if count == _SEARCHED or cells > _SEARCHED_CELLS:
            return
        yield number


def columns_of(grid: Grid, sheet: str, header: int, listed: Listed, file: str) -> Table:
    """Find out which column of *grid* holds what."""
    row = grid.rows[header]
    used = _used(grid, header)
    order = sorted({*row, *used}, key=column_number)
    words = {letters: heading_of(row.get(letters)) for letters in order}
    finder = _Finder(
        sheet=sheet, grid=grid, header=header, file=file, order=tuple(order), words=words
    )
    return finder.table(listed)


def _used(grid: Grid, header: int) -> set[str]:
    used: set[str] = set()
    for number, row in grid.rows.items():
        if number > header:
            used.update(row)
    return used


@frozen(kw_only=True)
class _Finder:
    """One sheet while its columns are looked for."""

    sheet: str
    grid: Grid
    header: int
    file: str
    order: tuple[str, ...]
    words: Mapping[str, str]
    found: dict[str, str] = field(factory=dict)
    findings: list[Finding] = field(factory=list)

    def table(self, listed: Listed) -> Table:
        if self.header != HEADER_ROW:
            self._say(HEADINGS_MOVED.found(f"they stand in row {self.header}", place=self._at()))
        self._by_list(listed)
        self._by_heading({key for _heading, key in listed})
        self._by_neighbours(listed)
        self._by_content()
        taken = set(self.found.values())
        own = {letters: self.words[letters] for letters in self.order if letters not in taken}
        self._report(listed, own)
        check = self.found.pop(CHECK, "")
        return Table(
            sheet=self.sheet,
            grid=self.grid,
            header=self.header,
            letters=dict(self.found),
            check=check,
            own=own,
            headings={key: heading for heading, key in listed},
            findings=tuple(self.findings),
        )

    def _by_list(self, listed: Listed) -> None:
        """Take each heading as it was sent; of two alike the one that stands beside its old neighbours."""
        at: dict[str, list[str]] = {}
        for letters in self.order:
            if self.words[letters]:
                at.setdefault(fold(self.words[letters]), []).append(letters)
        sent = [fold(heading) for heading, _key in listed]
        for position, (heading, key) in enumerate(listed):
            places = at.get(fold(heading), [])
            if places and key not in self.found:
                only = sent.count(fold(heading)) == 1
                taken = places[0]
                if only and len(places) > 1:
                    taken = max(places, key=lambda one: self._neighbours(one, sent, position))
                places.remove(taken)
                self.found[key] = taken
                if places and only:
                    self._twice(heading, taken, places[0])

    def _neighbours(self, letters: str, sent: Sequence[str], position: int) -> int:
        """Count the columns beside a column that were sent beside the one at a position."""
        here = self.order.index(letters)
        return sum(
            0 <= here + step < len(self.order)
            and 0 <= position + step < len(sent)
            and fold(self.words[self.order[here + step]]) == sent[position + step]
            for step in (-1, 1)
        )

    def _twice(self, heading: str, taken: str, other: str) -> None:
        message = f"“{shorten(heading)}” stands over columns {taken} and {other}; {taken} was read"
        self._say(COLUMN_TWICE.found(message, place=self._at(other)))

    def _by_heading(self, sent: set[str]) -> None:
        """Take headings as we word them elsewhere; of columns that were not sent, none is ours."""
        known = key_of_heading(self.sheet)
        taken = set(self.found.values())
        for letters in self.order:
            if letters not in taken and self.words[letters]:
                key = known(self.words[letters])
                if key is not None and key not in self.found and (not sent or key in sent):
                    self.found[key] = letters

    def _by_neighbours(self, listed: Listed) -> None:
        """Take what stands between the same two columns as before, if it is as many as before."""
        keys = [key for _heading, key in listed]
        sent = dict((key, heading) for heading, key in listed)  # noqa: C402  the pairs are the other way round
        by_letters = {letters: key for key, letters in self.found.items()}
        for run, before, after in _runs(self.order, by_letters):
            lost = _between(keys, before, after)
            if lost and len(lost) == len(run) and not any(key in self.found for key in lost):
                for key, letters in zip(lost, run, strict=True):
                    self.found[key] = letters
                    words = self.words[letters]
                    told = f"“{shorten(words)}”" if words else "an empty heading"
                    self._say(
                        COLUMN_BY_PLACE.found(
                            f"the column under {told} is taken for “{sent[key]}”, whose place it has",
                            place=self._at(letters),
                        )
                    )

    def _by_content(self) -> None:
        """Find the checks by their letters, which nobody types by accident."""
        if CHECK in self.found:
            return
        taken = set(self.found.values())
        for letters in self.order:
            if letters not in taken:
                held = [
                    row[letters]
                    for number, row in self.grid.rows.items()
                    if number > self.header and letters in row
                ][:20]
                if held and all(isinstance(one, str) and _CHECK.fullmatch(one) for one in held):
                    self.found[CHECK] = letters
                    return

    def _report(self, listed: Listed, own: Mapping[str, str]) -> None:
        for heading, key in listed:
            if key not in self.found:
                self._say(
                    COLUMN_MISSING.found(f"“{shorten(heading)}” was not found", place=self._at())
                )
        for letters, words in own.items():
            told = f"“{shorten(words)}”" if words else "a column without a heading"
            self._say(COLUMN_OWN.found(f"{told} is not ours", place=self._at(letters)))

    def _at(self, letters: str = "") -> Place:
        at = f"{self.grid.name}!{letters}{self.header}" if letters else self.grid.name
        return Place(file=self.file, at=at)

    def _say(self, finding: Finding) -> None:
        self.findings.append(finding)


_CHECK = re.compile(r"\s*(?:(?:[b-z]{6}|~)(?: +|\s*$))+")


def _runs(
    order: Sequence[str], by_letters: Mapping[str, str]
) -> Iterator[tuple[list[str], str | None, str | None]]:
    """Yield each run of columns that are not known, with the keys to its left and right."""
    run: list[str] = []
    before: str | None = None
    for letters in order:
        key = by_letters.get(letters)
        if key is None:
            run.append(letters)
            continue
        if run:
            yield run, before, key
            run = []
        before = key
    if run:
        yield run, before, None


def _between(keys: Sequence[str], before: str | None, after: str | None) -> list[str]:
    """Return the keys that were sent between two others."""
    if (before is not None and before not in keys) or (after is not None and after not in keys):
        return []
    first = keys.index(before) + 1 if before is not None else 0
    last = keys.index(after) if after is not None else len(keys)
    return list(keys[first:last])


def row_is_of_headings(table: Table, row: Mapping[str, Value]) -> bool:
    """Tell whether a row says what stands over its columns, and nothing else."""
    top = table.grid.rows[table.header]
    return all(value == top.get(letters) for letters, value in row.items())


def with_findings(table: Table, *more: Finding) -> Table:
    """Return *table* with further findings before its own."""
    return evolve(table, findings=(*more, *table.findings))
