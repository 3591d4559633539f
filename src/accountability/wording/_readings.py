"""The values that readings of prose are made of; each holds the words it rests on and where they stand."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from accountability.dates import AnyDate, PartialDate
from accountability.model import CommitmentKind, Position

__all__ = [
    "Certainty",
    "CountedFrom",
    "DateReading",
    "PositionReading",
    "PromiseReading",
    "Speaker",
]


class Certainty(StrEnum):
    """How firmly words fix a date."""

    FIRM = "firm"
    """The words fix it: "by 31 March 2025"."""

    APPROXIMATE = "approximate"
    """The words fix it roughly, or only expect it: "early 2025", "planned for March"."""

    CONDITIONAL = "conditional"
    """Something else must happen first: "subject to consultation"."""

    NONE = "none"
    """The words fix no date: "in due course"."""


class CountedFrom(StrEnum):
    """What the days were counted from."""

    WORDS = "words"
    """The words say it all."""

    DOCUMENT = "document"
    """The day of the document: "within six months", "later this year"."""

    EVENT = "event"
    """An event whose day the words do not give: "within three months of Royal Assent"."""

    DATE = "date"
    """Another date in the same words: "within three months of 31 March 2027"."""


@frozen(kw_only=True)
class DateReading:
    """
    A date read in words.

    Attributes:
        date: The days the words allow, or `Undated`; keeps the words either way.

        kind: What happens then: something is done, reported, begun, done again and again …

        certainty: How firmly the words fix it.

        anchor: What the days were counted from.

        notes: What a person should know about the reading, one clause each: which convention decided, what
            else the words say, why they fix no date; may be empty.

        start: Offset of the words in the text that was read, in characters.

        end: Offset of the first character after them.

        repeats: How often, as a recurrence rule of RFC 5545 ("FREQ=MONTHLY;INTERVAL=3"); empty unless the
            words say so.
    """

    date: AnyDate
    kind: CommitmentKind = CommitmentKind.TARGET
    certainty: Certainty = Certainty.FIRM
    anchor: CountedFrom = CountedFrom.WORDS
    notes: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    repeats: str = ""

    @property
    def words(self) -> str:
        """The words, as they stand in the text that was read."""
        return self.date.words

    @property
    def is_dated(self) -> bool:
        """Whether the words fix any day."""
        return isinstance(self.date, PartialDate)


@frozen(kw_only=True)
class PositionReading:
    """
    A responder's position read in the words of its reply.

    Attributes:
        position: What the reply says; not-stated if it says nothing of the kind.

        words: The sentence it rests on; empty if there is none.

        start: Offset of that sentence in the text that was read, in characters.

        end: Offset of the first character after it.

        hedged: Whether the words hold back ("broadly agrees", "agrees with the importance of"), so
            that a person should look.

        hedges: The words that make it less than a plain yes, in small letters: "in principle",
            "broadly", "but"; may be empty.

        exceptions: What the words leave out ("part (b)"), as printed; may be empty.
    """

    position: Position
    words: str = ""
    start: int = 0
    end: int = 0
    hedged: bool = False
    hedges: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


class Speaker(StrEnum):
    """Whose words in a reply name a date."""

    RESPONDER = "responder"
    """The reply's own."""

    RECOMMENDER = "recommender"
    """The recommender's, told or quoted: its deadlines are no promises."""


@frozen(kw_only=True)
class PromiseReading:
    """
    A dated promise read in the words of a reply.

    Attributes:
        words: The words that promise it: a sentence, or a label with its date.

        start: Offset of these words in the text that was read, in characters.

        end: Offset of the first character after them.

        date: When; its offsets count in the same text.

        label: The label it stands under ("Target implementation date"); empty in prose.

        condition: What must happen first ("subject to consultation"); empty if nothing is said.

        owner: Who will do it, where the words name somebody ("Ofgem", "The Harbour Office"); empty for
            "we", for the passive, and under a label.

        speaker: Whose words these are.
    """

    words: str
    start: int
    end: int
    date: DateReading
    label: str = ""
    condition: str = ""
    owner: str = ""
    speaker: Speaker = Speaker.RESPONDER

    @property
    def kind(self) -> CommitmentKind:
        """What is promised by then: something done, news, a start."""
        return self.date.kind
