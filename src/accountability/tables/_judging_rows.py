"""The rows of a file that came back, cell by cell against their stamps."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import define, evolve, field

from accountability.findings import Finding, FindingKind, Place
from accountability.merge import Change, Digest, is_blank, shown, stamp_of
from accountability.tables import layouts
from accountability.tables._judging_kinds import (
    CELL_REFUSED,
    CHECK_UNREADABLE,
    COLUMN_BY_STAMPS,
    KEY_UNKNOWN,
    READ_ONLY_CHANGED,
    ROW_TWICE,
    WORDS_OF_ANOTHER,
)
from accountability.tables._judging_sides import Held, HeldRow, Side
from accountability.tables._judging_whose import Whose, looks_held
from accountability.tables.columns import Column, Editor
from accountability.tables.returned import Returned, ReturnedCell, ReturnedRow
from accountability.tables.sheets import NOT_OPEN
from accountability.tables.tracker import EDITORS
from accountability.tables.visible import Profile
from accountability.text import clean, fold, shorten, stamp

__all__ = ["COLUMNS", "FITS_NOTHING", "Rows", "heading_of", "words_of"]

COLUMNS: Mapping[str, Mapping[str, Column[Any, Any]]] = {
    "Recommendations": {column.key: column for column in layouts.RECOMMENDATIONS},
    "Commitments": {column.key: column for column in layouts.COMMITMENTS},
}
"""The columns, by key, of the sheets whose cells can be filled in."""

FITS_NOTHING = Digest("")
"""Where a change starts that nobody may make without a person."""

_MOST_TRIED = 10
"""Cells of a row that may differ from what is held, for it to be tried which of them were changed."""

_CHECK = "check"

_ANSWERS = ("position", "reply")
"""Cells that hold an answer."""

_LETTERS = frozenset("bcdfghjklmnpqrstvwxz")

_HEADING_WORDS = {
    "{recommender}'s": "Recommender's",
    "{recommender}": "Recommender",
    " on {as_of}": "",
    "{need}": "What is needed",
}


def heading_of(column: Column[Any, Any]) -> str:
    """Return a column's heading, as a message names it."""
    heading = column.heading
    for mark, words in _HEADING_WORDS.items():
        heading = heading.replace(mark, words)
    return heading


def words_of(row: ReturnedRow, key: str) -> str:
    """Return the words of a cell, fit for the model; "" where the row has no such cell."""
    cell = row.cells.get(key)
    return clean(cell.text).text if cell is not None else ""


@define
class _Check:
    """
    A row's check, taken apart.

    Attributes:
        letters: Of each cell that could ever be changed, by column; `NOT_OPEN` where it could not.

        rest: Over all other cells; "" if the check cannot be read.
    """

    letters: dict[str, str]
    rest: str = ""

    def opened(self, key: str) -> bool:
        return self.letters.get(key, NOT_OPEN) != NOT_OPEN


@define
class Rows:
    """
    The rows of one file, judged in its order.

    Attributes:
        returned: The file.

        now: What the copy would show now.

        kept: What it showed, if that was kept.

        by: Id of the body that the file was made for; "".

        changes: What it asks for.

        findings: What was noticed.

        extra: What stands in a person's own columns.

        keyless: Rows that somebody typed.

        there: Row keys of the recommendations that came back, damaged ones that were recognised too.
    """

    returned: Returned
    now: Side
    kept: Side | None
    by: str
    changes: list[Change] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    extra: list[tuple[str, str, ReturnedCell]] = field(factory=list)
    keyless: list[ReturnedRow] = field(factory=list)
    there: set[str] = field(factory=set)
    _needs: dict[str, bool] = field(factory=dict)
    _filled: set[str] = field(factory=set)
    _orders: dict[str, tuple[str, ...]] = field(factory=dict)
    _taken: set[tuple[str, str, str]] = field(factory=set)

    def judged(self) -> tuple[str, ...]:
        """Judge every row that has a key; return the row keys that are known."""
        seen: dict[tuple[str, str], tuple[Place, dict[str, object]]] = {}
        known: dict[str, None] = {}
        strangers: list[ReturnedRow] = []
        renamed = {
            sheet: self._renamed([row for row in self.returned.rows if row.sheet == sheet])
            for sheet in COLUMNS
        }
        for sent in self.returned.rows:
            row = _under_own_keys(sent, renamed.get(sent.sheet, {}))
            self.extra += (
                (row.key, heading, cell) for heading, cell in row.extra if cell.text.strip()
            )
            if row.sheet not in COLUMNS:
                if not row.key:
                    self.keyless.append(row)
                continue
            if not row.key and not row.check.strip():
                self.keyless.append(row)
                continue
            entry = self.now.entry(row.sheet, row.key) if row.key else None
            if entry is None and not (row.key and self._was_allotted(row)):
                strangers.append(row)
                continue
            whose = self._of_another(row) if EDITORS[self.now.profile] else None
            if row.sheet == "Recommendations" and whose is None:
                known[row.key] = None
            if row.sheet == "Recommendations":
                self.there.add(whose or row.key)
            if not EDITORS[self.now.profile]:
                continue  # a copy in which nothing can be filled in carries no checks
            if whose is not None:
                self._parted(row, whose)
                continue
            changes = self._row(row, entry)
            self._twice(row, {change.field or "": change.new for change in changes}, seen)
            held = self._take(changes, row)
            self._count(row, changes=any(not is_blank(change.new) for change in held))
        for row in strangers:
            self._stranger(row)
        return tuple(known)

    def _renamed(self, rows: Sequence[ReturnedRow]) -> dict[str, str]:
        """
        Recognise columns of ours under other headings by the letters with which their cells left.

        Returns:
            The key of each column that is in the file under a heading that is not ours.
        """
        there = {key for row in rows for key in row.cells}
        headings = dict.fromkeys(heading for row in rows for heading, _cell in row.extra)
        if not headings:
            return {}
        found: dict[str, str] = {}
        for key in self._order(rows[0].sheet):
            column = COLUMNS[rows[0].sheet][key]
            if key in there or not self._may_edit(column):
                continue
            for heading in headings:
                fits = [
                    fit for row in rows if (fit := self._fits(row, column, heading)) is not None
                ]
                if heading not in found and sum(fits) * 2 > len(fits):
                    found[heading] = key
                    place = next(
                        cell.place for row in rows for name, cell in row.extra if name == heading
                    )
                    self.say(
                        COLUMN_BY_STAMPS,
                        f"the column {heading!r} is taken for {heading_of(column)}: "
                        "its cells say what was sent in that",
                        place,
                    )
                    break
        return found

    def _fits(self, row: ReturnedRow, column: Column[Any, Any], heading: str) -> bool | None:
        """Tell whether a cell has the letters of a column; None where that would say nothing."""
        letters = self._check_of(row).letters.get(column.key, NOT_OPEN)
        if letters in {NOT_OPEN, _NOTHING}:
            return None
        text = next((clean(cell.text).text for name, cell in row.extra if name == heading), "")
        entry = self.now.entry(row.sheet, row.key) if row.key else None
        vocabulary = entry.vocabulary if entry else self.now.vocabulary(None)
        return stamp_of(column.read(text, vocabulary)) == letters

    def _was_allotted(self, row: ReturnedRow) -> bool:
        """Tell whether a row that nobody answered when it was sent is known by its answers now."""
        return row.sheet == "Recommendations" and bool(self.now.register.rows_about(row.key))

    def _take(self, changes: list[Change], row: ReturnedRow) -> list[Change]:
        """Add the changes of a row, those of an equal twin once; tell what each cell's reader noticed."""
        taken = []
        for change in changes:
            asked = (change.record, change.field or "", shown(change.new))
            if asked in self._taken:
                continue
            self._taken.add(asked)
            taken.append(change)
            cell = row.cells[(change.field or "").removeprefix("row:")]
            self.findings += (evolve(found, record=change.record) for found in cell.noted)
        self.changes += taken
        return taken

    def _twice(
        self,
        row: ReturnedRow,
        asks: dict[str, object],
        seen: dict[tuple[str, str], tuple[Place, dict[str, object]]],
    ) -> None:
        place, before = seen.setdefault((row.sheet, row.key), (row.place, asks))
        if before is not asks and before != asks:
            self.say(ROW_TWICE, f"the row at {place.at} stands here once more", row.place, row.key)

    # --- words that stand beside the key of another row -------------------------------------------

    def _of_another(self, row: ReturnedRow) -> str | None:
        """Return the key of the row whose words stand here, "" if of several; None if of this one."""
        check = self._check_of(row)
        if check.rest and self._reads(row, check) == check.rest:
            return None
        found = self._whose.others(row)
        if not found:
            return None
        return found[0] if len(found) == 1 else ""

    @cached_property
    def _whose(self) -> Whose:
        return Whose(sides=(self.now, self.kept) if self.kept else (self.now,))

    def _parted(self, row: ReturnedRow, whose: str) -> None:
        """Put a row in dispute whose words and key are of two rows: nobody knows which was meant."""
        entry = self.now.entry(row.sheet, whose) if whose else None
        meant = self._named(entry) if entry else "several other rows"
        own = self.now.entry(row.sheet, row.key)
        self.say(
            WORDS_OF_ANOTHER,
            f"the words of this row are those of {meant}, and its key is that of "
            f"{self._named(own) if own else shorten(row.key)}; what was filled in is in dispute",
            row.place,
            whose or row.key,
        )
        changes = list(self._differing(row, entry, whose or row.key))
        held = self._take(changes, row)
        if whose:
            own_row = evolve(row, key=whose)
            self._count(own_row, changes=any(not is_blank(change.new) for change in held))

    def _named(self, entry: Held) -> str:
        """Return how a person would name a row."""
        if not isinstance(entry, HeldRow):
            return f"the commitment {shorten(entry.commitment.text or entry.key, _NAMED)!r}"
        number, text, who = looks_held(entry)
        named = f"{number!r} ({shorten(text, _NAMED)})" if number else repr(shorten(text, _NAMED))
        return f"row {named}" + (f" of {who}" if who else "")

    # --- one row ----------------------------------------------------------------------------------

    def _row(self, row: ReturnedRow, entry: Held | None) -> list[Change]:
        check = self._check_of(row)
        if not check.rest:
            if not row.check and not row.cells:
                return []  # a form shows the item and asks for nothing
            self.say(
                CHECK_UNREADABLE,
                "the check of this row was damaged, so that nobody can say what was changed in it",
                row.place,
                row.key,
            )
            return list(self._differing(row, entry, row.key))
        changes = list(self._touched(row, entry, check))
        self._closed(row, check)
        return changes

    def _touched(self, row: ReturnedRow, entry: Held | None, check: _Check) -> Iterator[Change]:
        """Yield a change for each cell whose words no longer have the letters with which it left."""
        before = self.kept.entry(row.sheet, row.key) if self.kept else None
        for key, letters in check.letters.items():
            column = COLUMNS[row.sheet][key]
            cell = row.cells.get(key)
            if letters == NOT_OPEN or cell is None or not self._may_edit(column):
                continue
            if cell.refused:
                self._refuse(cell, column, row.key)
            elif not self._is_untouched(column, cell, letters, entry, before):
                start: object = Digest(letters)
                if before is not None and stamp_of(before.cell(key)) == letters:
                    start = before.cell(key)
                yield self.change(row.key, key, cell, entry, start)

    def _is_untouched(
        self,
        column: Column[Any, Any],
        cell: ReturnedCell,
        letters: str,
        entry: Held | None,
        before: Held | None,
    ) -> bool:
        text = clean(cell.text).text
        vocabulary = entry.vocabulary if entry else self.now.vocabulary(None)
        for words in dict.fromkeys((text, text.rstrip(), text.strip())):
            if stamp_of(column.read(words, vocabulary)) == letters:
                return True
        # Some cells show what they do not stand for: "see 2 / Harbour Office".
        for side in (entry, before):
            if side is not None and stamp_of(side.cell(column.key)) == letters:
                said = column.show(column.value(side), side.vocabulary)
                if said.strip() == text.strip():
                    return True
        return False

    def _differing(self, row: ReturnedRow, entry: Held | None, key: str) -> Iterator[Change]:
        """Yield a change that fits nothing for each cell that does not say what is held."""
        for name, column in COLUMNS[row.sheet].items():
            cell = row.cells.get(name)
            if cell is None or not self._may_edit(column):
                continue
            if entry is None:
                says_it = not cell.text.strip()
            elif column.open is not None and not column.open(entry):
                continue
            else:
                value = column.read(clean(cell.text).text, entry.vocabulary)
                held = entry.cell(name)
                said = column.show(column.value(entry), entry.vocabulary)
                says_it = (
                    shown(value).strip() == shown(held).strip()
                    or (is_blank(value) and is_blank(held))
                    or cell.text.strip() == said.strip()
                )
            if cell.refused:
                self._refuse(cell, column, key)
            elif not says_it:
                yield self.change(key, name, cell, entry, FITS_NOTHING)

    def change(  # a method of a private class, in the order of the sentence
        self,
        record: str,
        key: str,
        cell: ReturnedCell,
        entry: Held | None,
        start: object,
    ) -> Change:
        """Return the change that a cell asks for."""
        column = COLUMNS["Recommendations"].get(key) or COLUMNS["Commitments"][key]
        vocabulary = entry.vocabulary if entry else self.now.vocabulary(None)
        return Change(
            record=record,
            field=f"row:{key}",
            start=start,
            new=column.read(clean(cell.text).text, vocabulary),
            place=cell.place,
            by=self.by,
            day=self.returned.as_of,
        )

    # --- keys that are not known ------------------------------------------------------------------

    def _stranger(self, row: ReturnedRow) -> None:
        """Put a row whose key is not known in dispute, beside the row that it looks like."""
        key = self._recognised(row)
        entry = self.now.entry(row.sheet, key) if key else None
        check = self._check_of(row)
        if check.rest:
            changes = [
                evolve(change, record=key or row.key or _NO_KEY, start=FITS_NOTHING)
                for change in self._touched(row, entry, check)
            ]
        else:
            changes = list(self._differing(row, entry, key or row.key or _NO_KEY))
        if key and row.sheet == "Recommendations":
            self.there.add(key)
        what = f"the key {shorten(row.key)!r} of this row is not one of ours"
        if not row.key:
            what = "the key of this row is gone"
        like = f"; by its words it is the row {key!r}" if key else ""
        self.say(KEY_UNKNOWN, what + like, row.place, key)
        self._take(changes, row)

    def _recognised(self, row: ReturnedRow) -> str:
        """Return the key of the one row that did not come back and shows the same words; "" if none."""
        found = self._unseen.get((row.sheet, *_looks(row)), [])
        return found[0] if len(found) == 1 else ""

    @cached_property
    def _unseen(self) -> dict[tuple[str, ...], list[str]]:
        """Keys of the rows that did not come back, by the words that are for reading only."""
        back = {(row.sheet, row.key) for row in self.returned.rows}
        found: dict[tuple[str, ...], list[str]] = {}
        for key in self.now.rows:
            entry = self.now.entry("Recommendations", key)
            if isinstance(entry, HeldRow) and ("Recommendations", key) not in back:
                looks = looks_held(entry)
                place = ("Recommendations", *map(fold, looks))
                found.setdefault(place, []).append(key)
        for promise in self.now.seen.commitments:
            if ("Commitments", promise.id) not in back:
                found.setdefault(("Commitments", fold(promise.text)), []).append(promise.id)
        return found

    # --- cells for reading ------------------------------------------------------------------------

    def _closed(self, row: ReturnedRow, check: _Check) -> None:
        """Say which cells that are for reading only were changed."""
        closed = [key for key in self._order(row.sheet) if not check.opened(key)]
        texts = [_read(row, key) for key in closed]
        if self._reads(row, check) == check.rest:
            return
        shows: dict[str, str] | None = None
        for side in (self.kept, self.now):
            shows = side.words(row.sheet, row.key) if side else None
            if shows is None:
                continue
            changed = _changed(texts, [shows.get(key) for key in closed], check.rest)
            if changed is not None:
                for at in changed:
                    self._not_taken(row, closed[at])
                return
        differing = [
            key
            for key, text in zip(closed, texts, strict=True)
            if text is not None and shows is not None and _level(text) != _level(shows.get(key))
        ]
        if None in texts and not differing:
            return  # a column was taken out; that is told once, not in every row
        names = ", ".join(heading_of(COLUMNS[row.sheet][key]) for key in differing)
        self.say(
            READ_ONLY_CHANGED,
            "something that is for reading only was changed in this row"
            + (f"; other than what is held: {names}" if names else ""),
            row.place,
            row.key,
        )

    def _reads(self, row: ReturnedRow, check: _Check) -> str | None:
        """Return the letters of the cells for reading as they came back; None if one is not there."""
        texts = [_read(row, key) for key in self._order(row.sheet) if not check.opened(key)]
        return None if None in texts else _stamp(texts)

    def _not_taken(self, row: ReturnedRow, key: str) -> None:
        cell = row.cells.get(key)
        column = COLUMNS[row.sheet].get(key)
        heading = heading_of(column) if column else key
        words = shorten(_read(row, key) or "", _TOLD)
        self.say(
            READ_ONLY_CHANGED,
            f"{heading} is for reading only in this row; "
            + (f"{words!r} was not taken" if words else "it came back empty, and is kept"),
            cell.place if cell else row.place,
            row.key,
        )

    # --- what a check says ------------------------------------------------------------------------

    def _check_of(self, row: ReturnedRow) -> _Check:
        stamps = row.check.split()
        ever = [
            key for key in self._order(row.sheet) if COLUMNS[row.sheet][key].editor is not _NOBODY
        ]
        if len(stamps) != len(ever) + 1 or not stamps[-1] or not _is_stamp(stamps[-1]):
            return _Check(letters={})
        letters = {
            key: letters if self._may_edit(COLUMNS[row.sheet][key]) else NOT_OPEN
            for key, letters in zip(ever, stamps, strict=False)
        }
        return _Check(letters=letters, rest=stamps[-1])

    def _order(self, sheet: str) -> tuple[str, ...]:
        """Return the keys of a sheet's columns in the order in which they were sent."""
        held = self._orders.get(sheet)
        if held is None:
            sent = self.returned.columns.get(sheet) or self.now.columns(sheet) or COLUMNS[sheet]
            held = tuple(key for key in sent if key in COLUMNS[sheet])
            self._orders[sheet] = held
        return held

    def _may_edit(self, column: Column[Any, Any]) -> bool:
        return column.editor in EDITORS[self.now.profile]

    # --- counts -----------------------------------------------------------------------------------

    def _count(self, row: ReturnedRow, *, changes: bool) -> None:
        if row.sheet == "Commitments":
            if changes:
                self._filled.update(self.now.rows_of_promise.get(row.key, ()))
            return
        need = row.need or words_of(row, "need")
        asks = (
            not need.startswith("Nothing")
            if need
            else any(map(self._check_of(row).opened, _ANSWERS))
        )
        # A working copy of one's own asks nobody for anything.
        self._needs.setdefault(row.key, asks and self.now.profile is Profile.RESPONDER)
        says = any(words_of(row, key).strip() for key in _ANSWERS)
        if changes or (says and need == "Answer"):
            self._filled.add(row.key)

    def asked_and_empty(self) -> tuple[int, tuple[str, ...]]:
        """Return how many rows asked for something, and the keys of those that were not answered."""
        asked = [key for key, asks in self._needs.items() if asks]
        return len(asked), tuple(key for key in asked if key not in self._filled)

    # --- what is said -----------------------------------------------------------------------------

    def _refuse(self, cell: ReturnedCell, column: Column[Any, Any], key: str) -> None:
        self.say(
            CELL_REFUSED, f"{heading_of(column)} was not taken: {cell.refused}", cell.place, key
        )

    def say(self, kind: FindingKind, message: str, place: Place, key: str = "") -> None:
        """Add a finding."""
        self.findings.append(kind.found(message, record=key, place=place))


_NO_KEY = "(no key)"
_NOTHING = stamp_of(None)
"""The letters of a cell that was sent empty."""
_NOBODY = Editor.NOBODY
_NAMED = 60
"""Characters of a row's words that name it in a message."""
_TOLD = 400
"""Characters of what was typed that a message tells; the file holds the rest."""


def _under_own_keys(row: ReturnedRow, renamed: Mapping[str, str]) -> ReturnedRow:
    """Return a row with cells that stand under other headings back among its cells."""
    if not renamed:
        return row
    back = {renamed[heading]: cell for heading, cell in row.extra if heading in renamed}
    rest = tuple(pair for pair in row.extra if pair[0] not in renamed)
    return evolve(row, cells={**row.cells, **back}, extra=rest)


def _looks(row: ReturnedRow) -> tuple[str, ...]:
    """Return the words for reading by which a row is recognised."""
    if row.sheet == "Commitments":
        return (fold(words_of(row, "text")),)
    return tuple(fold(words_of(row, key)) for key in ("number", "text", "responder"))


def _read(row: ReturnedRow, key: str) -> str | None:
    """Return the words of a cell for reading; None where the file has no such column."""
    cell = row.cells.get(key)
    if cell is not None:
        return cell.text
    return row.key if key == "key" else None


def _level(text: str | None) -> str:
    """Return words without what programs change about white space."""
    return " ".join((text or "").split())


def _is_stamp(letters: str) -> bool:
    return len(letters) == 6 and _LETTERS.issuperset(letters)


def _stamp(texts: Sequence[str | None]) -> str:
    return stamp(*(text or "" for text in texts))


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
