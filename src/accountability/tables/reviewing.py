"""
What is in dispute, for a person to decide: a row for each text that is asked for, and a cell to choose in.

Formats only draw the rows and read them back; what a choice does is decided in
`accountability.tables.settling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from accountability.findings import Finding, Place
from accountability.jurisdictions import Jurisdiction, jurisdiction_of
from accountability.merge import (
    Conflict,
    Digest,
    is_blank,
    shown,
    stamp_of,
)
from accountability.model import (
    Commitment,
    Document,
    Implementation,
    Item,
    Opinion,
    Position,
    Record,
    Register,
    Response,
)
from accountability.tables import layouts
from accountability.tables.columns import Column
from accountability.tables.entries import number_words
from accountability.tables.known import heading_of
from accountability.text import shorten, stamp
from accountability.vocabularies import Vocabulary, plain

__all__ = [
    "CELLS",
    "CHOICES",
    "COLUMNS",
    "Choice",
    "Chosen",
    "Dispute",
    "Review",
    "disputes",
    "seal",
    "vocabulary_at",
]


class Choice(StrEnum):
    """What a person wants to happen."""

    OURS = "Keep ours"
    THEIRS = "Take theirs"
    OTHER = "Other words"


CHOICES: tuple[str, ...] = tuple(Choice)
"""The words of the drop-down."""

COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("what", "What is in dispute", 38),
    ("item", "Recommendation (first words)", 40),
    ("ours", "Ours: held here now", 48),
    ("theirs", "Theirs: in the file", 48),
    ("choice", "Your choice", 18),
    ("words", "Your other words", 48),
    ("base", "When it was sent", 40),
    ("file", "File", 28),
    ("at", "Place", 24),
    ("reason", "Why it is in dispute", 44),
    ("record", "Row key (leave as it is)", 44),
    ("field", "Cell (leave as it is)", 22),
    ("check", "Row check (leave as it is)", 22),
)
"""Key, heading and width of each column, in reading order."""

CELLS: Mapping[str, Column[Any, Any]] = {
    **{f"row:{column.key}": column for column in layouts.COMMITMENTS},
    **{f"row:{column.key}": column for column in layouts.RECOMMENDATIONS},
}
"""Columns by the fields of changes that ask for another value of them."""

_FIRST_WORDS = 120
"""Characters of a recommendation by which a person knows it again."""


@frozen(kw_only=True)
class Dispute:
    """
    One row of the review: what is in dispute, in words.

    Attributes:
        cells: Words by key of the column; "" for what a person fills in.
    """

    cells: Mapping[str, str]

    def words(self, key: str) -> str:
        """Return the words of a cell."""
        return self.cells.get(key, "")


@frozen(kw_only=True)
class Chosen:
    """
    One row of a review that came back.

    Attributes:
        file: File of the return that is in dispute.

        at: Place in it.

        record: As it stands in the review.

        field: Likewise; "" for a whole record.

        check: Stamps of what was held and of what was asked for, then the seal of the row.

        choice: Words of the choice, as they stand.

        words: The other words.

        place: Of the choice, in the review.

        what: Words that say what is in dispute, as they stand.

        theirs: Words of what was asked for, as they stand.
    """

    file: str
    at: str
    record: str
    field: str
    check: str
    choice: str
    words: str
    place: Place
    what: str = ""
    theirs: str = ""

    @property
    def stamps(self) -> tuple[str, ...]:
        """The parts of the check."""
        return tuple(self.check.split())

    @property
    def says_another_row(self) -> bool:
        """Tell whether what it says to be about is not what its last columns were written with."""
        return self.stamps[2:3] not in {(), self._sealed[:1]}

    @property
    def says_other_words(self) -> bool:
        """Tell whether the words that stand there as asked for are not those that were written."""
        return self.stamps[3:4] not in {(), self._sealed[1:]}

    @property
    def _sealed(self) -> tuple[str, ...]:
        return seal(what=self.what, record=self.record, field=self.field, theirs=self.theirs)


def seal(*, what: str, record: str, field: str, theirs: str) -> tuple[str, str]:
    """
    Return two stamps of what a person reads in a row: of what it is about, and of what is asked for.

    Whoever chooses reads these words, not the stamps. If the two have come apart, by sorting some of the
    columns or by typing, a choice is not about what it seems to be. White space does not count.
    """
    return (stamp(" ".join(what.split()), record, field), stamp(" ".join(theirs.split())))


@frozen(kw_only=True)
class Review:
    """
    A review that came back.

    Attributes:
        file: Its name.

        digest: Of the file, "sha256:…".

        register: Id of the register that it was made from; "" if it does not say.

        chosen: Its rows.

        findings: What reading noticed.
    """

    file: str
    digest: str = ""
    register: str = ""
    chosen: tuple[Chosen, ...] = ()
    findings: tuple[Finding, ...] = ()


# --- out ------------------------------------------------------------------------------------------------


def disputes(
    register: Register,
    conflicts: Iterable[Conflict],
    *,
    jurisdiction: Jurisdiction | None = None,
) -> tuple[Dispute, ...]:
    """
    Return a row for each text in dispute; those of one cell stand together, in the order of the cells.

    Args:
        register: What is held.

        conflicts: Of collecting.

        jurisdiction: Whose words are used; None: each document's own, else the register's.
    """
    teller = _Teller(register=register, jurisdiction=jurisdiction)
    cells: dict[tuple[str, str | None], list[Conflict]] = {}
    for one in conflicts:
        cells.setdefault((one.record, one.field), []).extend(one.texts)
    return tuple(Dispute(cells=teller.cells(one)) for found in cells.values() for one in found)


@frozen(kw_only=True)
class _Teller:
    register: Register
    jurisdiction: Jurisdiction | None
    _known: dict[str, Vocabulary] = field(factory=dict, init=False)

    def cells(self, conflict: Conflict) -> dict[str, str]:
        place = conflict.place or Place()
        base = conflict.base
        item = _item_of(self.register, conflict.record)
        return {
            "what": self.what(conflict),
            "item": shorten(item.title or item.text, _FIRST_WORDS) if item else "",
            "ours": self.words(conflict, conflict.ours),
            "theirs": self.words(conflict, conflict.theirs),
            "base": _unknown(base) if isinstance(base, Digest) else self.words(conflict, base),
            "file": place.file or _NO_FILE,
            "at": place.at,
            "reason": _sentence(conflict.reason),
            "record": conflict.record,
            "field": conflict.field or "",
            "check": _check(conflict.ours, conflict.theirs),
        }

    def what(self, conflict: Conflict) -> str:
        item = _item_of(self.register, conflict.record)
        column = CELLS.get(conflict.field or "")
        cell = heading_of(column) if column else (conflict.field or "").removeprefix("row:")
        if item is None:
            return f"{conflict.record}, {cell}" if cell else conflict.record
        kind = plain(item.kind).capitalize()
        report = self.register.find(Document, item.document)
        told = f"{kind} {number_words(item)}" if item.label else number_words(item)
        told = (
            f"{report.reference}, {told[:1].lower()}{told[1:]}"
            if report and report.reference
            else told
        )
        row = self.register.row(conflict.record)
        if row is not None and row.responder and len(self.register.rows_about(row.about)) > 1:
            told = f"{told}, {self.register.name_of(row.responder)}"
        return f"{told}: {cell.lower()}" if cell else told

    def words(self, conflict: Conflict, value: object) -> str:
        """Return a value in the words of the paper, as a cell shows it."""
        if is_blank(value):
            return "(nothing)"
        column = CELLS.get(conflict.field or "")
        if isinstance(value, Record):
            return str(getattr(value, "text", "") or getattr(value, "name", "") or value.id)
        if column is not None and isinstance(value, Position | Implementation | Opinion):
            return column.show(value, self.vocabulary(conflict.record))
        return shown(value)

    def vocabulary(self, record: str) -> Vocabulary:
        """Return the words in which the document that a record belongs to is answered."""
        return vocabulary_at(self.register, record, self.jurisdiction, self._known)


_NO_FILE = "(not from a file)"


def _unknown(base: Digest) -> str:
    if not base.letters:
        return "Not known: see why it is in dispute"
    return "Not known: collect with --base, where what was sent was kept"


def _sentence(reason: str) -> str:
    stop = "" if reason.rstrip("”").endswith((".", "?", "!", "…")) else "."
    return f"{reason[:1].upper()}{reason[1:]}{stop}" if reason else ""


def _check(ours: object, theirs: object) -> str:
    return f"{stamp_of(ours)} {stamp_of(theirs)}"


def vocabulary_at(
    register: Register,
    record: str,
    jurisdiction: Jurisdiction | None,
    known: dict[str, Vocabulary],
) -> Vocabulary:
    """
    Return the words in which the document that a record belongs to is answered.

    Args:
        register: What is held.

        record: Id of a record, or key of a row.

        jurisdiction: Whose words are used; None: each document's own, else the register's.

        known: What was found before, by document; grows.
    """
    item = _item_of(register, record)
    named = item.document if item else ""
    if named not in known:
        document = register.find(Document, named)
        rules = jurisdiction_of(register, document, jurisdiction)
        known[named] = rules.vocabulary_for(register, document)
    return known[named]


def _item_of(register: Register, key: str) -> Item | None:
    """Follow a row key or a record's id to its item."""
    row = register.row(key)
    if row is not None:
        return row.item
    record: Record | None = register.get(key)
    if isinstance(record, Response):
        return register.find(Item, record.answers)
    if isinstance(record, Commitment):
        made_in = register.find(Response, record.response)
        served = record.items or ((made_in.answers,) if made_in else ())
        return register.find(Item, next(iter(served), None))
    return record if isinstance(record, Item) else None
