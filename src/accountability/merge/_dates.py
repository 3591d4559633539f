"""Dates given in words, read when they changed and never before."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from accountability.dates import AnyDate, PartialDate, Undated, show_day
from accountability.findings import FindingKind
from accountability.jurisdictions import Jurisdiction, jurisdiction_of
from accountability.merge._decisions import Outcome
from accountability.merge._kinds import DATE_BY_CONVENTION, DATE_READ, NO_DATE_IN_WORDS
from accountability.merge.changes import Change
from accountability.model import CommitmentKind, Document, Record, Register
from accountability.text import fold
from accountability.wording import Certainty, DateReading, find_dates, read_date
from accountability.wording.dates import WAS_OVER

__all__ = ["Asked", "CellDates", "same_days"]


@frozen(kw_only=True)
class Asked:
    """
    What a date cell asks for.

    Attributes:
        date: The date; None: to be empty.

        kind: Which kind of promise its words make.

        timed: Whether the words say when at all: "in due course" does, "n/a" and "TBC" do not.

        same: Whether it is the date that is held, in the same words or in others.
    """

    date: AnyDate | None
    kind: CommitmentKind = CommitmentKind.TARGET
    timed: bool = True
    same: bool = False


class CellDates:
    """Reads the words of date cells against the day of the file, by the conventions of the document."""

    def __init__(
        self,
        register: Register,
        outcome: Outcome,
        as_of: dt.date | None,
        given: Jurisdiction | None = None,
    ) -> None:
        self.register = register
        self.given = given
        self.outcome = outcome
        self.as_of = as_of
        self.jurisdictions: dict[str | None, Jurisdiction] = {}

    def read(self, words: str, change: Change, record: Record | None) -> AnyDate:
        """Read a date that a record or a cell shall hold; what is doubtful is a finding."""
        return self._read(words, change, record)[0]

    def promised(
        self,
        words: str,
        change: Change,
        record: Record | None,
        held: AnyDate | None = None,
        *,
        tell: bool = True,
    ) -> Asked:
        """Read a target date; of one that is held in other words nothing is told."""
        date, kind, timed = self._read(words, change, record, tell=False)
        if same_days(date, held):
            return Asked(date=date, kind=kind, same=True)
        if tell:
            self._read(words, change, record)
        return Asked(date=date, kind=kind, timed=timed)

    def _read(
        self, words: str, change: Change, record: Record | None, *, tell: bool = True
    ) -> tuple[AnyDate, CommitmentKind, bool]:
        """Read a date, which kind of promise its words make, and whether they say when at all."""
        plain_day = _iso_day(words)
        if plain_day is not None:
            return PartialDate.day(plain_day), CommitmentKind.TARGET, True
        day = change.day or self.as_of
        conventions = self.jurisdiction(record).conventions
        reading = read_date(words, day, conventions)
        if tell:
            self._tell(words, change, reading)
        fixed = isinstance(reading.date, PartialDate) or reading.kind is not CommitmentKind.TARGET
        # "In due course" says when in prose as well; "n/a" and "TBC" stand in a cell only, and of a
        # date in figures that cannot be read ("31/02/2028") nobody knows which was meant.
        unread = any(map(str.isdigit, words))
        timed = fixed or (not unread and bool(find_dates(words, day, conventions)))
        return reading.date, reading.kind, timed

    def _tell(self, words: str, change: Change, reading: DateReading) -> None:
        """Say what is doubtful about a date; that a day of completion is over is not."""
        done = change.field == "row:completed_on"
        notes = "; ".join(note for note in reading.notes if not (done and note == WAS_OVER))
        if isinstance(reading.date, Undated) and reading.kind is CommitmentKind.TARGET:
            self.note(NO_DATE_IN_WORDS, f"{words!r} fixes no date", change)
        elif notes and isinstance(reading.date, PartialDate):
            firm = (
                reading.certainty is Certainty.FIRM and reading.date.earliest != reading.date.latest
            )
            kind = DATE_BY_CONVENTION if firm else DATE_READ
            self.note(kind, f"{words!r} was read as {_days(reading.date)}: {notes}", change)
        elif notes:
            self.note(DATE_READ, f"{words!r}: {notes}", change)

    def note(self, kind: FindingKind, message: str, change: Change) -> None:
        """Add a finding about a cell."""
        found = kind.found(message, record=change.record, place=change.place)
        self.outcome.findings.append(found)

    def jurisdiction(self, record: Record | None) -> Jurisdiction:
        """Return the jurisdiction of the record's document."""
        named = record.id if isinstance(record, Document) else getattr(record, "document", None)
        if named not in self.jurisdictions:
            document = self.register.find(Document, named)
            self.jurisdictions[named] = jurisdiction_of(self.register, document, self.given)
        return self.jurisdictions[named]


def same_days(one: AnyDate | None, other: AnyDate | None) -> bool:
    """Tell whether two dates say the same, whatever words they are in."""
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return (one.earliest, one.latest, one.precision) == (
            other.earliest,
            other.latest,
            other.precision,
        )
    if isinstance(one, Undated) and isinstance(other, Undated):
        return fold(one.words) == fold(other.words)
    return False


def _days(date: PartialDate) -> str:
    """Return the days that a date can mean, in words."""
    first, last = date.earliest, date.latest
    if first is not None and last is not None:
        return show_day(first) if first == last else f"{show_day(first)} to {show_day(last)}"
    if first is not None:
        return f"from {show_day(first)} on"
    return f"up to {show_day(last)}" if last is not None else str(date)


def _iso_day(words: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return None
    # Python 3.11 takes "20270331" and "2027-W13-3" too; people mean other things by those.
    return day if day.isoformat() == words else None
