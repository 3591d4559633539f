"""Rows, records and values of what came back, in the words of the paper that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accountability.cli import _show as show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accountability.merge import Applied, Conflict
    from accountability.model import Item, Register, Row
    from accountability.returns import Outstanding

_FIELDS = {
    "row:promise": "new commitment",
    "text": "words",
    "dates": "target date",
    "implementation": "progress",
    "completed_on": "completion date",
    "steps": "stage",
    "extra": "further words",
}
"""What is told of fields that no column stands for; columns say their own heading."""


class Told:
    """Says rows, records and values in the words of the paper that they belong to."""

    def __init__(self, before: Register, after: Register) -> None:
        self.before = before
        self.after = after
        self.several = len({item.document for item in before.items}) > 1

    def name(self, organisation: str) -> str:
        """Return what a body is called."""
        return self.after.name_of(organisation)

    def names(self, organisations: tuple[str, ...]) -> str:
        """Return for whom a file was made."""
        return show.listed([self.name(one) for one in organisations]) or "Own copy"

    def answered(self, one: Outstanding) -> str:
        """Say how much of what a file asked for it answers, and what is still empty."""
        if not one.asked:
            return "nothing asked" if one.touched else "untouched"
        words = f"{show.counted(one.asked, 'row')} asked, {one.answered:,} answered"
        if not one.touched:
            return f"{words}; untouched"
        if one.empty:
            words += f", {len(one.empty):,} still empty: {self.numbers(one.empty)}"
        return words

    def numbers(self, keys: tuple[str, ...]) -> str:
        """Return the numbers of some rows, report by report: "HC 9041: 2, 4, 7"."""
        by_report: dict[str, list[str]] = {}
        for key in keys[:_NAMED]:
            item = self._item(key)
            label = (item.label or "one without a number") if item else key
            by_report.setdefault(self._report(item) if item else "", []).append(label)
        named = "; ".join(
            f"{report}: {', '.join(labels)}" if report else ", ".join(labels)
            for report, labels in by_report.items()
        )
        return f"{named} and {len(keys) - _NAMED:,} more" if len(keys) > _NAMED else named

    def _report(self, item: Item) -> str:
        """Return what the report of an item is called, where there are several."""
        from accountability.model import Document
        from accountability.text import shorten

        document = self.after.find(Document, item.document) if self.several else None
        return (document.reference or shorten(document.title, 40)) if document else ""

    def row(self, key: str) -> str:
        """Return a row as a person calls it: its item, and who answers where several do."""
        item = self._item(key)
        if item is None:
            return key
        words = self._numbered(item)
        row = self._row(key)
        if row is not None and row.responder and len(self.after.rows_about(row.about)) > 1:
            words += f", {self.name(row.responder)}"
        return words

    def _numbered(self, item: Item) -> str:
        from accountability.text import shorten
        from accountability.vocabularies import plain

        kind = plain(item.kind)
        words = f"{kind} {item.label}" if item.label else f"{kind} “{shorten(item.text, 30)}”"
        report = self._report(item)
        return f"{words} of {report}" if report else words

    def _row(self, key: str) -> Row | None:
        row = self.after.row(key)
        if row is None:
            rows = self.after.rows_about(key)
            row = rows[0] if len(rows) == 1 else None
        return row

    def _item(self, key: str) -> Item | None:
        """Follow a row key or a record to its item."""
        from accountability.model import Item

        row = self._row(key)
        if row is not None:
            return row.item
        record = self.after.get(key) or self.before.get(key)
        for _step in range(4):
            if record is None or isinstance(record, Item):
                return record
            items = getattr(record, "items", ())
            named = (
                (items[0] if items else None)
                or getattr(record, "answers", None)
                or getattr(record, "about", None)
                or getattr(record, "response", None)
            )
            record = self.after.get(named)
        return None

    def _value(self, key: str, value: object) -> str:
        """Return a value in the words of the paper; in quotation marks where it is somebody's text."""
        from accountability.jurisdictions import jurisdiction_of
        from accountability.merge import is_blank, shown
        from accountability.model import Document, Implementation, Opinion, Position, Record, Step
        from accountability.text import shorten

        if is_blank(value):
            return "nothing"
        if isinstance(value, Position | Implementation | Opinion):
            item = self._item(key)
            document = self.after.find(Document, item.document) if item else None
            rules = jurisdiction_of(self.after, document)
            return rules.vocabulary_for(self.after, document).show(value)
        if isinstance(value, Record):
            words = str(getattr(value, "text", "") or getattr(value, "name", "") or value.id)
            return f"“{shorten(words, _LONG)}”"
        if isinstance(value, tuple) and isinstance(value[-1], Step):
            return shown(value[-1])
        if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            return shorten("; ".join(self.name(one) for one in value), _LONG)
        return f"“{shorten(shown(value), _LONG)}”"

    def _field(self, name: str | None) -> str:
        from accountability.tables.known import heading_of
        from accountability.tables.reviewing import CELLS

        if name is None:
            return ""
        column = CELLS.get(name)
        if column is not None:
            return f", {heading_of(column).lower()}"
        return ", " + (_FIELDS.get(name) or name.removeprefix("row:").replace("_", " "))

    def applied(self, done: Applied) -> str:
        """Say what was written, and where it stood."""
        from accountability.merge import ABSENT

        what = f"{self.row(done.record)}{self._field(done.field)}"
        before, after = self._value(done.record, done.before), self._value(done.record, done.after)
        if done.field == "implementation" and after == "nothing":
            after = "no change since last time"
        if done.field is None and done.before is ABSENT:
            told = f"{what}: new, {after}"
        elif done.before is ABSENT or before == "nothing":
            told = f"{what}: {after}"
        else:
            told = f"{what}: {before} becomes {after}"
        return f"{told} ({done.place})." if done.place else f"{told}."

    def dispute(self, conflicts: Sequence[Conflict]) -> str:
        """Say what is held of one cell, and what each file asks for instead."""
        first = conflicts[0]
        what = f"{self.row(first.record)}{self._field(first.field)}"
        ours = self._value(first.record, first.ours)
        theirs = " or ".join(self._asked(conflict) for conflict in conflicts)
        sent = next((words for words in map(self._sent, conflicts) if words), "")
        files = {conflict.place.file for conflict in conflicts if conflict.place}
        if len(conflicts) == 1:
            reasons = [first.reason]
        elif len(files) == 1:
            reasons = [*_doubts(conflicts), "the file asks for each of them; choose one"]
        else:
            reasons = [*_doubts(conflicts), "the files disagree; choose one"]
        why = "".join(f" {show.ended(one[:1].upper() + one[1:])}" for one in reasons if one)
        return f"{what}: {ours} here{sent}; {theirs}.{why}"

    def _asked(self, conflict: Conflict) -> str:
        at = f" ({conflict.place})" if conflict.place else ""
        return f"{self._value(conflict.record, conflict.theirs)}{at}"

    def _sent(self, conflict: Conflict) -> str:
        """Say what the cell was when it was sent, where that is known and says something."""
        from accountability.merge import Digest, is_blank

        if isinstance(conflict.base, Digest) or is_blank(conflict.base):
            return ""
        return f", {self._value(conflict.record, conflict.base)} when it was sent"


def _doubts(conflicts: Sequence[Conflict]) -> list[str]:
    """Return why nobody can say of some words what they are about, each reason once."""
    from accountability.merge import Digest

    bases = (conflict.base for conflict in conflicts)
    return list(dict.fromkeys(base.why for base in bases if isinstance(base, Digest) and base.why))


_NAMED = 12
"""Rows that are named one by one."""

_LONG = 80
"""Characters of a text that are shown on the terminal."""
