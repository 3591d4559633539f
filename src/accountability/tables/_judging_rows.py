"""The rows of a file that came back, cell by cell against their stamps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from attrs import define, evolve, field

from accountability.findings import Place
from accountability.merge import ABSENT, Change, Digest, is_blank, shown, stamp_of
from accountability.model import Document
from accountability.tables._judging_case import Case, Check, words_of
from accountability.tables._judging_headings import under_own_keys
from accountability.tables._judging_kinds import (
    CELL_POINTS,
    CHECK_UNREADABLE,
    KEY_UNKNOWN,
    ROW_OF_OTHERS,
    ROW_TWICE,
    WORDS_OF_ANOTHER,
)
from accountability.tables._judging_made import Fate, Made
from accountability.tables._judging_reading import Reading
from accountability.tables._judging_sides import Held, HeldRow
from accountability.tables._judging_sorted import OF_WORDS, in_dispute_if_sorted, in_doubt
from accountability.tables._judging_whose import Unseen, Whose, looks_held
from accountability.tables.columns import Column
from accountability.tables.known import COLUMNS, FILLED_IN
from accountability.tables.layouts import takes_new_rows
from accountability.tables.returned import ReturnedCell, ReturnedRow
from accountability.tables.sheets import NOT_OPEN
from accountability.tables.tracker import EDITORS
from accountability.tables.visible import Profile
from accountability.text import clean, shorten
from accountability.wording.standins import points_elsewhere

__all__ = ["Rows"]

_ANSWERS = ("position", "reply")
"""Cells that hold an answer."""

_NAMED = 60
"""Characters of a row's words that name it in a message."""

_NO_KEY = "(no key)"

_SAYING = OF_WORDS.keys() - {"row:responder"}
"""Cells in words, but for names: one that names nobody is in dispute, and told there."""


@define
class Rows:
    """
    The rows of one file, judged in its order.

    Attributes:
        case: The file.

        changes: What it asks for.

        extra: What stands in a person's own columns.

        keyless: Rows that somebody typed.

        there: Row keys of the recommendations that came back, damaged ones that were recognised too.
    """

    case: Case
    changes: list[Change] = field(factory=list)
    extra: list[tuple[str, str, ReturnedCell]] = field(factory=list)
    keyless: list[ReturnedRow] = field(factory=list)
    there: set[str] = field(factory=set)
    _needs: dict[str, bool] = field(factory=dict)
    _filled: set[str] = field(factory=set)
    _taken: set[tuple[str, str, str]] = field(factory=set)

    def judged(self) -> tuple[str, ...]:
        """Judge every row that has a key; return the row keys that are known."""
        seen: dict[tuple[str, str], tuple[Place, dict[str, object]]] = {}
        known: dict[str, None] = {}
        strangers: list[ReturnedRow] = []
        for came in under_own_keys(self.case):
            row = self._as_meant(came)
            self.extra += (
                (row.key, heading, cell) for heading, cell in row.extra if cell.text.strip()
            )
            if not row.key and not row.check.strip():
                # Somebody who took out both columns at the right edge has taken our rows, too.
                ours = row.sheet in FILLED_IN and self._unseen.like(row)
                (strangers if ours else self.keyless).append(row)
                continue
            if row.sheet not in FILLED_IN:
                if row.sheet in COLUMNS:
                    self._reading.take(row)
                continue
            entry = self.case.now.entry(row.sheet, row.key) if row.key else None
            if entry is None and not (row.key and self._was_allotted(row)):
                strangers.append(row)
                continue
            whose = self._of_another(row) if EDITORS[self.case.now.profile] else None
            if row.sheet == "Recommendations" and whose is None:
                known[row.key] = None
            if row.sheet == "Recommendations":
                self.there.add(whose or row.key)
            if not EDITORS[self.case.now.profile]:
                continue  # a copy in which nothing can be filled in carries no checks
            if whose is not None:
                self._parted(row, whose)
                continue
            if self._fate(row) is Fate.UNCLEAR:
                self._unclear(row, entry)
                continue
            changes = self._row(row, entry)
            self._twice(row, {change.field or "": change.new for change in changes}, seen)
            held = self._take(changes, row)
            if held and entry is not None:
                self._tell_if_of_others(row)
            self._count(row, changes=any(not is_blank(change.new) for change in held))
        self.changes = in_dispute_if_sorted(self.case, self.changes)
        for row in strangers:
            self._stranger(row)
        self._reading.gone()
        return tuple(known)

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.case)

    def _was_allotted(self, row: ReturnedRow) -> bool:
        """Tell whether a row that nobody answered when it was sent is known by its answers now."""
        return row.sheet == "Recommendations" and bool(self.case.now.register.rows_about(row.key))

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
            self.case.findings += (evolve(found, record=change.record) for found in cell.noted)
            if change.field in _SAYING and points_elsewhere(cell.typed):
                message = f"{OF_WORDS[change.field]} says only {cell.typed!r}"
                self.case.say(CELL_POINTS, message, cell.place, change.record)
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
            self.case.say(
                ROW_TWICE, f"the row at {place.at} stands here once more", row.place, row.key
            )

    def _tell_if_of_others(self, row: ReturnedRow) -> None:
        """Say that a row was filled in that others were sent: somebody has put two files into one."""
        if row.sheet == "Recommendations" and not any(
            row.key in side.rows for side in self.case.sides()
        ):
            message = "this row is not among those that the file was made for, or not any more"
            self.case.say(ROW_OF_OTHERS, message, row.place, row.key)

    # --- words that stand beside the key of another row -------------------------------------------

    def _of_another(self, row: ReturnedRow) -> str | None:
        """Return the key of the row whose words stand here, "" if of several; None if of this one."""
        if self._is_as_sent(row):
            return None
        found = self._whose.others(row)
        if not found:
            return None
        return found[0] if len(found) == 1 else ""

    def _is_as_sent(self, row: ReturnedRow) -> bool:
        check = self.case.check_of(row)
        return check.rest != "" and self.case.reads_as_sent(row, check)

    @cached_property
    def _whose(self) -> Whose:
        return Whose(sides=tuple(self.case.sides()))

    def _parted(self, row: ReturnedRow, whose: str) -> None:
        """Put a row in dispute whose words and key are of two rows: nobody knows which was meant."""
        entry = self.case.now.entry(row.sheet, whose) if whose else None
        meant = self._named(entry) if entry else "several other rows"
        own = self.case.now.entry(row.sheet, row.key)
        why = (
            f"the words of this row are those of {meant}, and its key is that of "
            f"{self._named(own) if own else shorten(row.key)}"
        )
        self._say_in_dispute(why, row, whose or row.key)
        # What a cell was sent with beside this key was typed by nobody: it was left out of the sorting.
        changes = [
            change
            for change in self._differing(row, entry, whose or row.key, why)
            if not self._made.as_sent(row, (change.field or "").removeprefix("row:"))
        ]
        held = self._take(changes, row)
        if whose:
            own_row = evolve(row, key=whose)
            self._count(own_row, changes=any(not is_blank(change.new) for change in held))

    # --- rows that somebody made of one of ours ---------------------------------------------------

    def _as_meant(self, row: ReturnedRow) -> ReturnedRow:
        """Return a row; one that was made of another, where new rows are taken, as a new row."""
        takes = takes_new_rows(row.sheet, self.case.now.profile)
        if not (takes and row.key) or self._is_as_sent(row) or self._whose.others(row):
            return row
        return self._made.anew(row) if self._fate(row) is Fate.NEW else row

    def _fate(self, row: ReturnedRow) -> Fate:
        return Fate.OWN if self._is_as_sent(row) else self._made.fate(row)

    @cached_property
    def _made(self) -> Made:
        return Made(self.case)

    def _unclear(self, row: ReturnedRow, entry: Held | None) -> None:
        """Put what was filled in in dispute, where the row is its key's no more, and no new one."""
        own = self._named(entry) if entry else shorten(row.key)
        why = f"this row says {shorten(words_of(row, 'text'), _NAMED)!r}, and its key is that of {own}"
        self._say_in_dispute(why, row, row.key)
        check = self.case.check_of(row)
        self._take(list(self._in_dispute(row, entry, check, why)), row)
        if check.rest:
            self._reading.compare(row, check)

    def _say_in_dispute(self, why: str, row: ReturnedRow, key: str) -> None:
        message = f"{why}; what was filled in is in dispute"
        self.case.say(WORDS_OF_ANOTHER, message, row.place, key)

    def _in_dispute(
        self, row: ReturnedRow, entry: Held | None, check: Check, why: str
    ) -> Iterator[Change]:
        """Yield a change that fits nothing for each cell that somebody touched."""
        if not check.rest:
            yield from self._differing(row, entry, row.key, why)
        for change in self._touched(row, entry, check):
            yield in_doubt(change, why)

    def _named(self, entry: Held) -> str:
        """Return how a person would name a row."""
        if not isinstance(entry, HeldRow):
            return f"the commitment {shorten(entry.commitment.text or entry.key, _NAMED)!r}"
        number, text, who = looks_held(entry)
        register = entry.register
        report = register.find(Document, entry.item.document if entry.item else None)
        if number and report and report.reference and len(register.documents) > 1:
            number = f"{number} of {report.reference}"
        named = f"{number} ({shorten(text, _NAMED)})" if number else repr(shorten(text, _NAMED))
        several = entry.item is not None and len(register.rows_about(entry.item.id)) > 1
        return f"row {named}" + (f" of {who}" if who and several else "")

    # --- one row ----------------------------------------------------------------------------------

    def _row(self, row: ReturnedRow, entry: Held | None) -> list[Change]:
        check = self.case.check_of(row)
        if not check.rest:
            if not row.check and not row.cells:
                return []  # a form shows the item and asks for nothing
            why = "the check of this row was damaged, so that nobody can say what was changed in it"
            self.case.say(CHECK_UNREADABLE, why, row.place, row.key)
            return list(self._differing(row, entry, row.key, why))
        changes = list(self._touched(row, entry, check))
        self._reading.compare(row, check)
        return changes

    def _touched(self, row: ReturnedRow, entry: Held | None, check: Check) -> Iterator[Change]:
        """Yield a change for each cell whose words no longer have the letters with which it left."""
        before = self.case.kept.entry(row.sheet, row.key) if self.case.kept else None
        for key, letters in check.letters.items():
            column = COLUMNS[row.sheet][key]
            cell = row.cells.get(key)
            if letters == NOT_OPEN or cell is None or not self.case.may_edit(column):
                continue
            if cell.refused:
                self.case.refuse(cell, column, row.key)
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
        if column.begins_empty and not cell.typed:
            return True
        text = clean(cell.text).text
        vocabulary = entry.vocabulary if entry else self.case.now.vocabulary(None)
        bare = text.strip()
        for words in dict.fromkeys((text, text.rstrip(), bare, bare.replace("\xa0", " "))):
            if stamp_of(column.read(words, vocabulary)) == letters:
                return True
        if not cell.typed and stamp_of(column.read("", vocabulary)) == letters:
            return True
        # Some cells show what they do not stand for: "see 2 / Harbour Office".
        for side in (entry, before):
            if side is None or column.show(column.value(side), side.vocabulary).strip() != bare:
                continue
            closed = column.open is not None and not column.open(side)
            if closed or stamp_of(side.cell(column.key)) == letters:
                return True
        return False

    def _differing(
        self, row: ReturnedRow, entry: Held | None, key: str, why: str
    ) -> Iterator[Change]:
        """Yield a change that fits nothing for each cell that does not say what is held."""
        for name, column in COLUMNS[row.sheet].items():
            cell = row.cells.get(name)
            if cell is None or not self.case.may_edit(column):
                continue
            if entry is None:
                says_it = not cell.typed
            elif column.open is not None and not column.open(entry):
                continue
            else:
                value = column.read(cell.typed, entry.vocabulary)
                held = entry.cell(name)
                said = column.show(column.value(entry), entry.vocabulary)
                says_it = (
                    shown(value).strip() == shown(held).strip()
                    or (is_blank(value) and is_blank(held))
                    or cell.text.strip() == said.strip()
                )
            if cell.refused:
                self.case.refuse(cell, column, key)
            elif not says_it:
                yield in_doubt(self.change(key, name, cell, entry), why)

    def change(  # a method of a private class, in the order of the sentence
        self,
        record: str,
        key: str,
        cell: ReturnedCell,
        entry: Held | None,
        start: object = ABSENT,
    ) -> Change:
        """Return the change that a cell asks for."""
        column = COLUMNS["Recommendations"].get(key) or COLUMNS["Commitments"][key]
        vocabulary = entry.vocabulary if entry else self.case.now.vocabulary(None)
        change = Change(
            record=record,
            field=f"row:{key}",
            start=start,
            new=column.read(cell.typed, vocabulary),
            place=cell.place,
            by=self.case.by,
            day=self.case.returned.as_of,
        )
        return in_doubt(change, cell.disputed) if cell.disputed else change

    # --- keys that are not known ------------------------------------------------------------------

    def _stranger(self, row: ReturnedRow) -> None:
        """Put a row whose key is not known in dispute, beside the row that it looks like."""
        key = self._unseen.like(row)
        entry = self.case.now.entry(row.sheet, key) if key else None
        why = f"the key {shorten(row.key)!r} of this row is not one of ours"
        if not row.key:
            why = "the key of this row is gone"
        if key:
            why += f"; by its words it is the row {key!r}"
        changes = [
            evolve(change, record=key or row.key or _NO_KEY)
            for change in self._in_dispute(row, entry, self.case.check_of(row), why)
        ]
        if key and row.sheet == "Recommendations":
            self.there.add(key)
        self.case.say(KEY_UNKNOWN, why, row.place, key)
        self._take(changes, row)

    @cached_property
    def _unseen(self) -> Unseen:
        return Unseen(self.case)

    # --- counts -----------------------------------------------------------------------------------

    def _count(self, row: ReturnedRow, *, changes: bool) -> None:
        if row.sheet == "Commitments":
            if changes:
                self._filled.update(self.case.now.rows_of_promise.get(row.key, ()))
            return
        need = row.need or words_of(row, "need")
        asks = (
            not need.startswith("Nothing")
            if need
            else any(map(self.case.check_of(row).opened, _ANSWERS))
        )
        # A working copy of one's own asks nobody for anything.
        self._needs.setdefault(row.key, asks and self.case.now.profile is Profile.RESPONDER)
        says = any(words_of(row, key).strip() for key in _ANSWERS)
        if changes or (says and need == "Answer"):
            self._filled.add(row.key)

    def asked_and_empty(self) -> tuple[int, tuple[str, ...]]:
        """Return how many rows asked for something, and the keys of those that were not answered."""
        asked = [key for key, asks in self._needs.items() if asks]
        return len(asked), tuple(key for key in asked if key not in self._filled)
