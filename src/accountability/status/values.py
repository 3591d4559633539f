"""
What a verdict is made of: statuses, timeliness, the axes, the reasons.

A status is one word for a reader who has time for one. It is never enough by itself: beside it stand
the axes it was made from and the reasons, each with the words and the ids of the records it rests on.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from attrs import field, frozen

from accountability.dates import AnyDate
from accountability.model import Assurance, Implementation, Opinion, Position

__all__ = [
    "ATTENTION",
    "Axes",
    "Reason",
    "ResponderVerdict",
    "Status",
    "TimelineEntry",
    "Timeliness",
    "Verdict",
    "joined",
]


class Status(StrEnum):
    """What has become of an item, or of a commitment, as of a day."""

    NOT_YET_MADE = "not-yet-made"
    """Issued, or promised, only after the day asked about."""

    RESPONSE_NOT_REQUIRED = "response-not-required"
    """Of a kind that needs no reply, addressed to nobody, and nobody answered."""

    RESPONSE_AWAITED = "response-awaited"
    """No answer yet; no deadline has passed."""

    RESPONSE_OVERDUE = "response-overdue"
    """No answer, and the deadline has passed."""

    NOT_ADDRESSED = "not-addressed"
    """The responder answered the report, and not this item."""

    POSITION_UNCLEAR = "position-unclear"
    """There is a reply, and it does not say yes or no."""

    UNDER_CONSIDERATION = "under-consideration"
    """The responder is considering it."""

    NOT_FOR_RESPONDER = "not-for-responder"
    """The responder says that others must act."""

    NOTED = "noted"
    """Noted, and no more."""

    REJECTED = "rejected"
    """Not agreed."""

    ACCEPTED = "accepted"
    """Agreed, with nothing promised that can be followed."""

    PROMISED = "promised"
    """A live promise, and no work reported."""

    IN_PROGRESS = "in-progress"
    """Work is reported."""

    OVERDUE = "overdue"
    """A promised date has passed, and nobody says that the promise is kept."""

    PARTLY_IMPLEMENTED = "partly-implemented"
    """Part is done."""

    IMPLEMENTED = "implemented"
    """Done, as claimed."""

    SUPERSEDED = "superseded"
    """Overtaken, withdrawn, transferred or replaced."""

    CLOSED_NOT_IMPLEMENTED = "closed-not-implemented"
    """No more will be done."""

    CLOSED = "closed"
    """Closed; how is not said."""


ATTENTION: tuple[Status, ...] = (
    Status.RESPONSE_OVERDUE,
    Status.OVERDUE,
    Status.NOT_ADDRESSED,
    Status.POSITION_UNCLEAR,
    Status.RESPONSE_AWAITED,
    Status.UNDER_CONSIDERATION,
    Status.ACCEPTED,
    Status.PROMISED,
    Status.IN_PROGRESS,
    Status.PARTLY_IMPLEMENTED,
    Status.CLOSED_NOT_IMPLEMENTED,
    Status.REJECTED,
    Status.NOTED,
    Status.CLOSED,
    Status.SUPERSEDED,
    Status.IMPLEMENTED,
    Status.NOT_FOR_RESPONDER,
    Status.RESPONSE_NOT_REQUIRED,
    Status.NOT_YET_MADE,
)
"""All statuses, most in need of attention first: the order of headlines and of counts."""


class Timeliness(StrEnum):
    """Whether what was due, an answer or a promise, came by its day; most pressing first."""

    OVERDUE = "overdue"
    """A promised date has passed, and nobody says that the promise is kept."""

    RESPONSE_OVERDUE = "response-overdue"
    """The deadline for the answer has passed, and there is none."""

    LATE_AGAINST_ORIGINAL = "late-against-original"
    """The current date is kept or ahead; the first date that was promised has passed."""

    DELIVERED_LATE = "delivered-late"
    """Done, after the date it was promised for."""

    RESPONSE_LATE = "response-late"
    """Answered after the deadline; nothing that was promised is late."""

    UNKNOWN = "unknown"
    """Something was due, and the records do not say whether it came in time."""

    NOT_DUE = "not-due"
    """A deadline or a promised date lies ahead, and nothing is late."""

    IN_TIME = "in-time"
    """What was due came by its day."""

    NO_DATE = "no-date"
    """Nothing with a day was ever due."""


@frozen(kw_only=True)
class Axes:
    """
    The facts that a status was made from, each on its own scale.

    Attributes:
        position: As the responder states it; None: none stated.

        implementation: The claim that counts; None: no claim.

        timeliness: Whether what was due came by its day.

        assurance: Who stands behind the claim; None: no claim.

        assessment: The recommender's latest opinion, else the latest of anybody; None: none held.
    """

    position: Position | None = None
    implementation: Implementation | None = None
    timeliness: Timeliness = Timeliness.NO_DATE
    assurance: Assurance | None = None
    assessment: Opinion | None = None


@frozen(kw_only=True)
class Reason:
    """
    One sentence of why, and what it rests on.

    Attributes:
        code: Stable short name for machines, e.g. "target-passed".

        text: One or two sentences for people, with the words relied on in quotation marks.

        rests_on: Ids of the records it rests on, in order of weight; may be empty where it rests on
            the absence of any.

        words: The words it rests on, whole and as they stand in the records; () where it rests on
            none.

        arithmetic: How its days were worked out, one step each: "1 October 2027 - 31 August 2027
            = 31 days"; () where nothing was counted.
    """

    code: str
    text: str
    rests_on: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    arithmetic: tuple[str, ...] = ()


def joined(reasons: tuple[Reason, ...]) -> str:
    """Return the sentences of *reasons* in one paragraph, as a tracker's cell *Why* shows them."""
    return " ".join([reason.text for reason in reasons])


def _not_empty(_instance: object, _attribute: object, value: tuple[Reason, ...]) -> None:
    if not value:
        message = "a verdict without a reason is an opinion; give at least one"
        raise ValueError(message)


@frozen(kw_only=True)
class _Standing:
    """What the verdict on a responder, an item and a commitment have in common."""

    status: Status
    axes: Axes
    reasons: tuple[Reason, ...] = field(validator=_not_empty)
    response_deadline: dt.date | None = None
    target: AnyDate | None = None
    next_day: dt.date | None = None
    overdue_since: dt.date | None = None
    days_overdue: int = 0

    @property
    def why(self) -> str:
        """The reasons' sentences in one paragraph."""
        return joined(self.reasons)


@frozen(kw_only=True)
class ResponderVerdict(_Standing):
    """
    The verdict on one item and one responder: a row of the tracker.

    Attributes:
        key: The row's key (see `accountability.Row`).

        item: Id of what is answered.

        responder: Id of who answers; None where nobody has been named.

        status: One word.

        axes: What it was made from.

        reasons: Why; never empty.

        response_deadline: Last day for the answer; None: none, or not known.

        answered_on: Day of the first answer that counts; None: no answer, or an undated one.

        target: The target date that matters now: of the promises still to be kept the earliest, else
            the latest; None: none.

        next_day: The next day on or after the day asked about on which something runs out: the
            deadline while there is no answer, else a target date; None: none.

        overdue_since: Last day on which what is overdue would have been in time; None: nothing is.

        days_overdue: Calendar days since then; 0: nothing is overdue.
    """

    key: str
    item: str
    responder: str | None = None
    answered_on: AnyDate | None = None


@frozen(kw_only=True)
class Verdict(_Standing):
    """
    The verdict on an item or a commitment, as of a day.

    Attributes:
        id: Id of the item or commitment.

        as_of: The day.

        status: One word; for an item the headline over its responders and limbs.

        axes: What it was made from; for an item those of the responder or limb that decided.

        reasons: Why; never empty.

        responders: For an item, one verdict for each of its rows, in their order; never empty. For a
            commitment ().

        response_deadline: Last day for an answer; None: none, or not known.

        target: The target date that matters now; None: none.

        next_day: The next day on or after *as_of* on which something runs out; None: none.

        overdue_since: Last day on which what is overdue would have been in time; None: nothing is.

        days_overdue: Calendar days since then; 0: nothing is overdue.
    """

    id: str
    as_of: dt.date
    responders: tuple[ResponderVerdict, ...] = ()


@frozen(kw_only=True)
class TimelineEntry:
    """
    One dated fact in the life of an item or commitment.

    Attributes:
        day: The day of the fact, in its own words; None: undated.

        code: Stable short name for machines, e.g. "answered".

        text: One sentence for people.

        record: Id of the record it is told from.

        draft: Whether it is told from a draft, which no recommender has seen.

        corrects: Id of the record that it takes the place of; None: it corrects nothing.
    """

    day: AnyDate | None
    code: str
    text: str
    record: str
    draft: bool = False
    corrects: str | None = None
