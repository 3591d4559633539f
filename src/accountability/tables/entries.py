"""What a row of each sheet is made from: the records, the verdict and the words to use."""

from __future__ import annotations

import datetime as dt
import math

from attrs import Factory, field, frozen

from accountability.dates import AnyDate, PartialDate, show_day
from accountability.merge.cells import item_number
from accountability.model import (
    Assessment,
    Commitment,
    Item,
    Recommendation,
    Register,
    Response,
    Row,
    Stage,
    TargetDate,
)
from accountability.model.records import Record
from accountability.status import Axes, Status, Verdict
from accountability.vocabularies import Vocabulary, plain

__all__ = [
    "LINES_SEEN",
    "REPLY_WIDTH",
    "WIDE_REPLY",
    "CommitmentEntry",
    "DateEntry",
    "Entry",
    "RecordEntry",
    "RowEntry",
    "begins",
    "date_words",
    "furthest_step",
    "item_number",
    "lines_of",
    "number_words",
    "room_of",
    "runs_out",
    "too_long",
]

LINES_SEEN = 25
"""Lines of 12 point that a program shows in the highest row there is (409 points)."""

REPLY_WIDTH, WIDE_REPLY = 68, 80
"""Width of a reply's column, in digits: as a rule, and where more than one reply in twenty needs more."""

_NARROWEST_TEXT = 32
"""Width of a recommendation's column beside wide replies and the name of the report."""

_SEEN_ALWAYS = LINES_SEEN - 1
"""A text of fewer characters is seen whole, whatever its line breaks."""


def lines_of(text: str, width: int) -> int:
    """
    Estimate how many lines *text* takes in a column *width* digits wide.

    A digit is wider than most letters: a line of English holds about a quarter more of them, less
    what is lost where a word does not fit.
    """
    one, whole = room_of(width)
    if "\n" not in text:
        return 1 if len(text) <= one else math.ceil(len(text) / whole)
    lines = 0
    for length in map(len, text.split("\n")):
        lines += 1 if length <= one else math.ceil(length / whole)
    return lines


def room_of(width: int) -> tuple[float, float]:
    """Return how many characters a column *width* digits wide holds: on one line, on each of several."""
    room = max(width, 1)
    return room * 1.2, room * 1.08


@frozen(kw_only=True, slots=True)
class Entry:
    """
    What every row has.

    Attributes:
        register: The register.

        as_of: Day of the verdicts.

        vocabulary: The words of the document that the row belongs to.

        key: Row key or record id.
    """

    register: Register
    as_of: dt.date
    vocabulary: Vocabulary
    key: str


def _item_of_row(entry: RowEntry) -> Item | None:
    return entry.row.item


def _shown_in_row(entry: RowEntry) -> Response | None:
    return entry.row.shown


@frozen(kw_only=True, slots=True)
class RowEntry(Entry):
    """
    A row of the recommendations: one item and one responder, with the verdict on them.

    *item* and *shown* are those of *row*, looked up once because half of the cells ask for them.
    *verdict* is the one on the item, with those on all its responders. *held* says whether the whole
    register has this row: where a draft that the reader does not see answers in somebody's place, it
    has not. *views* are the recommender's own of the answer, in the order held; *step* is
    how far the answer has come (`furthest_step`).
    """

    row: Row
    status: Status | None
    axes: Axes
    why: str
    due: dt.date | None = None
    needs_reply: bool = True
    verdict: Verdict | None = None
    held: bool = True
    reply_width: int = REPLY_WIDTH
    views: tuple[Assessment, ...] = ()
    step: tuple[Stage, AnyDate | None, str] | None = None
    item: Item | None = field(init=False, default=Factory(_item_of_row, takes_self=True))
    shown: Response | None = field(init=False, default=Factory(_shown_in_row, takes_self=True))

    @property
    def standing(self) -> str:
        """Whether the answer shown is a draft or given, and since when."""
        if self.row.draft is not None and not self.row.draft.is_empty:
            return "Draft, not sent"
        if self.row.given is not None:
            day = self.register.day_of(self.row.given)
            return f"Given {date_words(day)}" if day is not None else "Given, undated"
        return ""

    @property
    def what_is_needed(self) -> str:
        """What we need from the reader of this row."""
        need = self._need()
        long = self.too_long
        return f"{need}. {long}" if long else need

    @property
    def too_long(self) -> str:
        """Which text of the row is longer than the highest row shows; "" if all is seen."""
        return too_long(self.register, self.row, self.reply_width)

    def _need(self) -> str:
        if self.row.heading or not self.needs_reply:
            return "Nothing, for information"
        if self.status is Status.NOT_YET_MADE:
            return "Nothing yet, it is not issued"
        if self.row.given is None:
            return "Answer" if self.row.responder else "Say who answers"
        match self.status:
            case Status.OVERDUE:
                return "New date and reason: the last has passed"
            case (
                Status.IN_PROGRESS
                | Status.PROMISED
                | Status.ACCEPTED
                | Status.PARTLY_IMPLEMENTED
                | Status.UNDER_CONSIDERATION
            ):
                return f"Progress at {show_day(self.as_of)}"
            case Status.POSITION_UNCLEAR:
                return "Position: the reply does not say one"
            case _:
                return "Nothing, for information"


def _first_date(entry: CommitmentEntry) -> TargetDate | None:
    dates = entry.commitment.dates
    return dates[0] if dates else None


def _last_date(entry: CommitmentEntry) -> TargetDate | None:
    dates = entry.commitment.dates
    return dates[-1] if dates else None


@frozen(kw_only=True, slots=True)
class CommitmentEntry(Entry):
    """
    A row of the commitments.

    *original* and *current* are its first and its last target date, looked up once as well.
    *edited_here* says whether its date and progress are edited here, because no row of the
    recommendations holds this promise alone.
    """

    commitment: Commitment
    number: str
    first_words: str
    edited_here: bool
    status: Status
    why: str
    verdict: Verdict | None = None
    original: TargetDate | None = field(init=False, default=Factory(_first_date, takes_self=True))
    current: TargetDate | None = field(init=False, default=Factory(_last_date, takes_self=True))


@frozen(kw_only=True, slots=True)
class DateEntry(Entry):
    """A row of the target dates: one entry of a commitment's history."""

    commitment: Commitment
    number: str
    which: str
    target: TargetDate


@frozen(kw_only=True, slots=True)
class RecordEntry(Entry):
    """A row that shows one record of another kind: a document, an organisation, an update and so on."""

    record: Record
    number: str = ""


def too_long(register: Register, row: Row, reply_width: int) -> str:
    """Say which text of a row is longer than the highest row shows; "" if all is seen."""
    reply = register.text_of(row.shown) if row.shown else ""
    if len(reply) > _SEEN_ALWAYS and lines_of(reply, reply_width) > LINES_SEEN:
        return (
            f"Long reply ({len(reply):,} characters): read it in the formula bar or the Word form"
        )
    text = row.item.text if row.item else ""
    if len(text) > _SEEN_ALWAYS and lines_of(text, _NARROWEST_TEXT) > LINES_SEEN:
        return f"Long recommendation ({len(text):,} characters): read it in the formula bar"
    return ""


def date_words(day: AnyDate | None) -> str:
    """Return a date's own words, or the day as a person writes it; "" for none."""
    return "" if day is None else day.words or str(day)


def runs_out(day: AnyDate | None) -> dt.date | None:
    """Return the last day that a date can mean."""
    return day.latest if isinstance(day, PartialDate) else None


def begins(day: AnyDate | None) -> dt.date | None:
    """Return the first day that a date can mean."""
    return day.earliest if isinstance(day, PartialDate) else None


def number_words(item: Item | None) -> str:
    """Return an item's number; with its kind where it is no recommendation, whose numbers may be the same."""
    number = item_number(item)
    if item is None or not item.label or isinstance(item, Recommendation):
        return number
    return f"{plain(item.kind)} {number}"


_ORDER = {stage: place for place, stage in enumerate(Stage)}


def furthest_step(response: Response | None) -> tuple[Stage, AnyDate | None, str] | None:
    """Return stage, day and role of the furthest step of a response."""
    if response is None or not response.steps:
        return None
    step = max(response.steps, key=lambda step: _ORDER[step.stage])
    return step.stage, step.day, step.by
