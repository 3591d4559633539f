"""
What is in dispute, for a person to decide: a row for each conflict, and what was chosen read back.

A choice is made by whoever read the three texts side by side, so it holds for these three alone: the
row carries the stamps of what was held and of what was asked for, and a choice about anything else is
told and not taken. Formats only draw the rows and read them; what a choice does is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from attrs import evolve, field, frozen

from accountability.findings import Finding, FindingKind, Place, Severity
from accountability.jurisdictions import Jurisdiction, jurisdiction_of
from accountability.merge import (
    Change,
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
from accountability.text import clean, fold, shorten
from accountability.vocabularies import Vocabulary, plain

__all__ = [
    "CHOICES",
    "COLUMNS",
    "KINDS",
    "Choice",
    "Chosen",
    "Dispute",
    "Review",
    "Settled",
    "disputes",
    "settle",
]

CHOICE_UNKNOWN = FindingKind(
    code="RTN894",
    severity=Severity.WARNING,
    title="a choice that was not understood",
    help="Choose one of: Keep ours, Take theirs, Other words.",
)
CHOICE_STALE = FindingKind(
    code="RTN895",
    severity=Severity.WARNING,
    title="a choice about something that has changed since",
    help="Have the conflicts written again, and choose there.",
)
CHOICES_DIFFER = FindingKind(
    code="RTN896",
    severity=Severity.WARNING,
    title="choices that contradict each other",
    help="Choose one of the texts, and leave the other rows of this cell empty or at Keep ours.",
)
NOT_IN_DISPUTE = FindingKind(
    code="RTN897",
    severity=Severity.NOTE,
    title="a choice about something that is not in dispute",
    help="Nothing is to be done; it was decided, or the file that asked for it is not among these.",
)

KINDS: tuple[FindingKind, ...] = (CHOICE_UNKNOWN, CHOICE_STALE, CHOICES_DIFFER, NOT_IN_DISPUTE)
"""Every kind of finding that choices bring up."""


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

_CELLS: Mapping[str, Column[Any, Any]] = {
    **{f"row:{column.key}": column for column in layouts.COMMITMENTS},
    **{f"row:{column.key}": column for column in layouts.RECOMMENDATIONS},
}
_FIRST_WORDS = 120
"""Characters of a recommendation by which a person knows it again."""

_REASONS = {"row:target_date": "row:date_reason", "row:new_date": "row:new_reason"}
"""Cells that say why, by what they belong to."""


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

        check: Stamps of what was held and of what was asked for.

        choice: Words of the choice, as they stand.

        words: The other words.

        place: Of the choice, in the review.
    """

    file: str
    at: str
    record: str
    field: str
    check: str
    choice: str
    words: str
    place: Place


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


@frozen(kw_only=True)
class Settled:
    """
    What is left to decide, and what was.

    Attributes:
        changes: For merging: those that nobody chose about, and those that were chosen.

        decided: How many conflicts were decided.

        findings: Choices that could not be taken.
    """

    changes: tuple[Change, ...]
    decided: int = 0
    findings: tuple[Finding, ...] = ()


# --- out ------------------------------------------------------------------------------------------------


def disputes(
    register: Register,
    conflicts: Iterable[Conflict],
    *,
    jurisdiction: Jurisdiction | None = None,
) -> tuple[Dispute, ...]:
    """
    Return a row for each conflict that has a place, in their order.

    Args:
        register: What is held.

        conflicts: Of collecting.

        jurisdiction: Whose words are used; None: each document's own, else the register's.
    """
    teller = _Teller(register=register, jurisdiction=jurisdiction)
    return tuple(Dispute(cells=teller.cells(one)) for one in conflicts if one.place is not None)


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
            "file": place.file,
            "at": place.at,
            "reason": _sentence(conflict.reason),
            "record": conflict.record,
            "field": conflict.field or "",
            "check": _check(conflict.ours, conflict.theirs),
        }

    def what(self, conflict: Conflict) -> str:
        item = _item_of(self.register, conflict.record)
        column = _CELLS.get(conflict.field or "")
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
        column = _CELLS.get(conflict.field or "")
        if isinstance(value, Record):
            return str(getattr(value, "text", "") or getattr(value, "name", "") or value.id)
        if column is not None and isinstance(value, Position | Implementation | Opinion):
            return column.show(value, self.vocabulary(conflict.record))
        return shown(value)

    def vocabulary(self, record: str) -> Vocabulary:
        """Return the words in which the document that a record belongs to is answered."""
        return _vocabulary(self.register, record, self.jurisdiction, self._known)


def _unknown(base: Digest) -> str:
    if not base.letters:
        return "Not known: the row's key or check was damaged"
    return "Not known: collect with --base, where what was sent was kept"


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}." if reason else ""


def _check(ours: object, theirs: object) -> str:
    return f"{stamp_of(ours)} {stamp_of(theirs)}"


def _vocabulary(
    register: Register,
    record: str,
    jurisdiction: Jurisdiction | None,
    known: dict[str, Vocabulary],
) -> Vocabulary:
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


# --- back -----------------------------------------------------------------------------------------------


def settle(
    register: Register,
    changes: Sequence[Change],
    conflicts: Iterable[Conflict],
    review: Review,
    *,
    jurisdiction: Jurisdiction | None = None,
) -> Settled:
    """
    Take over what a person chose.

    Args:
        register: What is held.

        changes: What all files ask for.

        conflicts: What came of them without the choices.

        review: The choices.

        jurisdiction: Whose words the other words are read in.

    Returns:
        The changes to merge instead. A row without a choice leaves its conflict as it is; so does a
        choice that cannot be taken.
    """
    desk = _Desk(
        register=register,
        changes=tuple(changes),
        conflicts=tuple(conflicts),
        jurisdiction=jurisdiction,
    )
    return desk.settled(review)


_Spot = tuple[str, str, str]
"""File, place in it, field."""


@frozen(kw_only=True)
class _Pick:
    """One row with a choice that was understood, and the change that it is about."""

    row: Chosen
    choice: Choice
    change: Change


@frozen(kw_only=True)
class _Desk:
    register: Register
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    jurisdiction: Jurisdiction | None
    findings: list[Finding] = field(factory=list, init=False)
    _known: dict[str, Vocabulary] = field(factory=dict, init=False)

    def settled(self, review: Review) -> Settled:
        asked = {(*_spot(one.place, one.field), stamp_of(one.new)): one for one in self.changes}
        disputed = {_spot(one.place, one.field): one for one in self.conflicts}
        listed: dict[tuple[str, str], list[Change]] = {}
        picked: dict[tuple[str, str], list[_Pick]] = {}
        for row in review.chosen:
            change = asked.get((row.file, row.at, row.field, _theirs(row)))
            if change is not None:
                listed.setdefault((change.record, change.field or ""), []).append(change)
            pick = self._pick(row, change)
            if pick is not None:
                cell = (pick.change.record, pick.change.field or "")
                picked.setdefault(cell, []).append(pick)
        dropped: list[Change] = []
        made: list[Change] = []
        decided = 0
        for cell, picks in picked.items():
            gone, wanted = self._decided(picks, listed[cell], disputed)
            dropped += gone
            made += wanted
            decided += len(gone)
        kept = _without(self.changes, dropped, made)
        return Settled(
            changes=(*made, *kept),
            decided=decided,
            findings=(*review.findings, *self.findings),
        )

    def _pick(self, row: Chosen, change: Change | None) -> _Pick | None:
        words = fold(row.choice)
        if not words and not row.words.strip():
            return None
        choice = next((one for one in Choice if fold(one) == words), None)
        if choice is None and not words:
            choice = Choice.OTHER  # words were typed, and say by themselves what is wanted
        if choice is None:
            self._say(CHOICE_UNKNOWN, row, f"{shorten(row.choice, 60)!r} is none of the choices")
            return None
        if choice is Choice.OTHER and not row.words.strip():
            self._say(CHOICE_UNKNOWN, row, "other words were chosen, and none were typed")
            return None
        if choice is Choice.OTHER and row.field not in _CELLS:
            self._say(CHOICE_UNKNOWN, row, "there are no other words for a whole record")
            return None
        if change is None:
            self._say(NOT_IN_DISPUTE, row, f"{row.file} does not ask for this at {row.at}")
            return None
        return _Pick(row=row, choice=choice, change=change)

    def _decided(
        self,
        picks: Sequence[_Pick],
        listed: Sequence[Change],
        disputed: Mapping[_Spot, Conflict],
    ) -> tuple[list[Change], list[Change]]:
        """
        Return which changes of a cell are dropped, and which one is made instead.

        One choice decides the cell for all files that disagree about it.
        """
        wanted: dict[str, Change] = {}
        for pick in picks:
            if pick.choice is not Choice.OURS:
                change = self._wanted(pick)
                wanted.setdefault(stamp_of(change.new), change)
        if len(wanted) > 1:
            for pick in picks:
                self._say(CHOICES_DIFFER, pick.row, "another row of this cell says otherwise")
            return [], []
        target = next(iter(wanted.values()), None)
        found = [(one, disputed.get(_spot(one.place, one.field))) for one in listed]
        open_ones = [(one, conflict) for one, conflict in found if conflict is not None]
        if not open_ones:
            for pick in picks:
                self._say(NOT_IN_DISPUTE, pick.row, "this is not in dispute any more")
            return [], []
        ours = open_ones[0][1].ours
        done = target is not None and stamp_of(ours) == stamp_of(target.new)
        for pick in picks:
            if _ours(pick.row) != stamp_of(ours) and not done:
                message = "what is held here is not what it was when the choice was made"
                self._say(CHOICE_STALE, pick.row, message)
                return [], []
        gone = [one for one, _conflict in open_ones]
        made = [evolve(target, start=ours)] if target is not None and not done else []
        return gone, made

    def _wanted(self, pick: _Pick) -> Change:
        if pick.choice is Choice.THEIRS:
            return pick.change
        vocabulary = _vocabulary(self.register, pick.change.record, self.jurisdiction, self._known)
        new = _CELLS[pick.row.field].read(clean(pick.row.words).text.strip(), vocabulary)
        return evolve(pick.change, new=new, place=pick.row.place)

    def _say(self, kind: FindingKind, row: Chosen, message: str) -> None:
        self.findings.append(kind.found(message, record=row.record, place=row.place))


def _without(
    changes: Iterable[Change], dropped: Sequence[Change], made: Sequence[Change]
) -> Iterator[Change]:
    """Leave out what was decided against, and the reason that came with a date that is not taken."""
    gone = {id(change) for change in dropped}
    taken = {_spot(change.place, change.field) for change in made}
    reasons = {
        (change.record, change.place.file if change.place else "", _REASONS[change.field])
        for change in dropped
        if change.field in _REASONS and _spot(change.place, change.field) not in taken
    }
    for change in changes:
        file = change.place.file if change.place else ""
        if id(change) not in gone and (change.record, file, change.field) not in reasons:
            yield change


def _spot(place: Place | None, name: str | None) -> _Spot:
    return (place.file if place else "", place.at if place else "", name or "")


def _ours(row: Chosen) -> str:
    return row.check.partition(" ")[0]


def _theirs(row: Chosen) -> str:
    return row.check.partition(" ")[2].strip()
