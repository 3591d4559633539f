"""
Cells that are for reading: which were typed over, and what they said.

The letters over all such cells of a row tell that one was changed, whatever has happened to the register
since. Which one it was is found in what we show of the row: of the copy that was kept, or else of the
register now. Where the letters fit a row of ours as it is shown, every cell is compared with it; else
cells are put back until they fit. Where nothing fits, the register has moved on as well, and the row is
named instead of the cell.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from accountability.findings import Place
from accountability.tables._judging_case import Case, Check, read_words
from accountability.tables._judging_kinds import (
    CHECK_UNREADABLE,
    READ_ONLY_CHANGED,
    ROWS_GONE,
)
from accountability.tables._judging_sides import Side
from accountability.tables.known import COLUMNS, FILLED_IN, heading_of
from accountability.tables.returned import ReturnedRow
from accountability.tables.tracker import EDITORS
from accountability.text import shorten, stamp

__all__ = ["Reading"]

_MOST_TRIED = 10
"""Cells of a row that may differ from what is shown, for it to be tried which of them were changed."""

_TOLD = 400
"""Characters of what was typed that a message tells; the file holds the rest."""

_NAMED = 5
"""Rows that did not come back that a message names."""

Shown = Mapping[str, str]
"""A row as we show it: words by key of the column."""


@define
class Reading:
    """
    Looks at the cells for reading of one file.

    Attributes:
        case: The file.
    """

    case: Case
    _by_letters: dict[tuple[int, str], dict[str, Shown]] = field(factory=dict)

    # --- a sheet that is for reading only -----------------------------------------------------------

    def take(self, row: ReturnedRow) -> None:
        """Say what was changed in a row of a sheet that nobody fills in."""
        if not EDITORS[self.case.now.profile]:
            return  # a copy in which nothing can be filled in carries no checks
        check = self.case.check_of(row)
        if check.rest:
            self.compare(row, check)
            return
        shows = list(self._shown(row))
        if not shows:
            message = (
                f"the key {shorten(row.key)!r} of this row is not one of ours; nothing was taken"
            )
            self.case.say(READ_ONLY_CHANGED, message, row.place)
        elif not any(_same(row, one, self.case.closed(row, check)) for one in shows):
            self._row_changed(row, check, shows[0])

    def gone(self) -> None:
        """Name the rows for reading that were sent and did not come back, if what was sent was kept."""
        if self.case.kept is None or self.case.returned.form == "form":
            return  # a form shows some of these rows, and its reader says which of them are gone
        back: dict[str, Counter[str]] = {}
        for row in self.case.returned.rows:
            back.setdefault(row.sheet, Counter())[row.key] += 1
        for sheet in self.case.returned.columns:
            if sheet == "Recommendations" or sheet not in COLUMNS:
                continue
            there = back.get(sheet, Counter())
            if self.case.kept.count(sheet) <= there.total():
                continue
            lost = (Counter(self.case.kept.keys(sheet)) - there).elements()
            self._say_gone(sheet, tuple(lost))

    def _say_gone(self, sheet: str, lost: Sequence[str]) -> None:
        if not lost:
            return
        rows = "1 row" if len(lost) == 1 else f"{len(lost):,} rows"
        named = ", ".join(lost[:_NAMED]) + (" …" if len(lost) > _NAMED else "")
        place = Place(file=self.case.returned.file, at=sheet)
        kept = "it is" if len(lost) == 1 else "they are"
        message = f"{rows} did not come back; {kept} kept: {named}"
        self.case.say(ROWS_GONE, message, place, lost[0] if len(lost) == 1 else "")

    # --- one row ------------------------------------------------------------------------------------

    def compare(self, row: ReturnedRow, check: Check) -> None:
        """Say which cells for reading were changed in a row whose check can be read."""
        if self.case.reads_as_sent(row, check):
            return
        closed = self.case.closed(row, check)
        texts = [read_words(row, key) for key in closed]
        nearest: Shown | None = None
        for shows in self._shown_by(row, check, closed):
            changed = _changed(texts, [shows.get(key) for key in closed], check.rest)
            if changed is not None:
                for at in changed:
                    self._cell_changed(row, closed[at], shows.get(closed[at], ""))
                return
            nearest = nearest or shows
        same = nearest is not None and _same(row, nearest, closed)
        if None in texts and (nearest is None or same):
            return  # a column was taken out; that is told once, not in every row
        if same:
            message = (
                "the check of this row is not its own: what is for reading only says what we hold"
            )
            self.case.say(CHECK_UNREADABLE, message, row.place, row.key)
            return
        self._row_changed(row, check, nearest)

    def _shown_by(self, row: ReturnedRow, check: Check, closed: Sequence[str]) -> Iterator[Shown]:
        """Yield what may have been sent in a row: what has its letters, then what has its key."""
        for side in self.case.sides():
            sent = self._with_letters(side, row.sheet, closed).get(check.rest)
            if sent is not None:
                yield sent
        yield from self._shown(row)

    def _with_letters(self, side: Side, sheet: str, closed: Sequence[str]) -> Mapping[str, Shown]:
        """Return the rows of a sheet for reading by their letters."""
        if sheet in FILLED_IN:
            return {}  # each row has its own cells for reading, and is known by its key
        held = self._by_letters.get((id(side), sheet))
        if held is None:
            held = {
                stamp(*(shows.get(key, "") for key in closed)): shows
                for shows in side.all_words(sheet)
            }
            self._by_letters[id(side), sheet] = held
        return held

    def _shown(self, row: ReturnedRow) -> Iterator[Shown]:
        for side in self.case.sides():
            yield from side.words(row.sheet, row.key)

    # --- what is said -------------------------------------------------------------------------------

    def _cell_changed(self, row: ReturnedRow, key: str, shown: str) -> None:
        cell = row.cells.get(key)
        came = f"it was not taken: {cell.refused}" if cell and cell.refused else ""
        words = read_words(row, key) or ""
        if not came:
            said = shorten(words, _TOLD)
            came = f"{said!r} was not taken" if said else "it came back empty"
        sent = f"it was sent as {shorten(shown, _TOLD)!r}" if shown else "it was sent empty"
        self.case.say(
            READ_ONLY_CHANGED,
            f"{heading_of(COLUMNS[row.sheet][key])} is for reading only in this row; {came}; {sent}",
            cell.place if cell else row.place,
            row.key,
        )

    def _row_changed(self, row: ReturnedRow, check: Check, shows: Shown | None) -> None:
        """Name the row, where nobody can say which of its cells was changed since it was sent."""
        differing = [
            f"{heading_of(COLUMNS[row.sheet][key])} says {shorten(text, _TOLD)!r}"
            + (f", we hold {shorten(shows[key], _TOLD)!r}" if shows.get(key) else "")
            for key in self.case.closed(row, check)
            if shows is not None
            and (text := read_words(row, key)) is not None
            and _level(text) != _level(shows.get(key))
        ]
        self.case.say(
            READ_ONLY_CHANGED,
            "something that is for reading only was changed in this row"
            + (f"; other than what is held: {'; '.join(differing)}" if differing else ""),
            row.place,
            row.key,
        )


def _same(row: ReturnedRow, shows: Shown, keys: Sequence[str]) -> bool:
    """Tell whether a row says what is shown, in the cells that it has."""
    texts = ((read_words(row, key), shows.get(key)) for key in keys)
    return all(text is None or _level(text) == _level(shown) for text, shown in texts)


def _level(text: str | None) -> str:
    """Return words without what programs change about white space."""
    return " ".join((text or "").split())


def _changed(
    texts: Sequence[str | None], shows: Sequence[str | None], letters: str
) -> tuple[int, ...] | None:
    """
    Tell which cells were changed: those which, put back as they are shown, give the row's letters.

    Args:
        texts: What came back; None where there is no such column.

        shows: What is shown of the row.

        letters: The stamp of what was sent.

    Returns:
        Their positions, () if a program only changed white space; None if nobody can say.
    """
    put_back = [
        show if text is None or _level(text) == _level(show) else text
        for text, show in zip(texts, shows, strict=True)
    ]
    differing = [
        at for at, text in enumerate(put_back) if text != shows[at] and shows[at] is not None
    ]
    if _stamp(shows) == letters:
        return tuple(differing)
    if len(differing) > _MOST_TRIED:
        return None
    for count in range(len(differing) + 1):
        for some in itertools.combinations(differing, count):
            tried = list(put_back)
            for at in some:
                tried[at] = shows[at]
            if _stamp(tried) == letters:
                return some
    return None


def _stamp(texts: Sequence[str | None]) -> str:
    return stamp(*(text or "" for text in texts))
