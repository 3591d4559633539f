"""
The closed lists of the model: kinds, positions, stages.

Each member says what it means; what a paper prints ("Concur", "Work in progress") is kept beside it in
the record and mapped by `accountability.vocabularies`.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "Assurance",
    "CommitmentKind",
    "DocumentKind",
    "EventKind",
    "How",
    "Implementation",
    "ItemKind",
    "LinkKind",
    "Opinion",
    "OrganisationKind",
    "Position",
    "PositionHow",
    "Stage",
]


class ItemKind(StrEnum):
    """What a scrutiny body's statement is, as it prints it."""

    RECOMMENDATION = "recommendation"
    """Asks somebody to do something."""

    REQUEST = "request"
    """Asks for words: "write to us within three months"."""

    CONCERN = "concern"
    """A matter of concern, as a coroner raises it."""

    UNKNOWN = "unknown"
    """Not said; counts as a recommendation until somebody says otherwise."""

    CONCLUSION = "conclusion"
    """What the body concludes; needs no reply unless the jurisdiction says so."""

    FINDING = "finding"
    """What an audit or inquiry found."""

    PARAGRAPH = "paragraph"
    """A numbered paragraph of the report's body."""


class Position(StrEnum):
    """What a responder says to an item."""

    ACCEPTED = "accepted"
    """Agreed, in full."""

    ACCEPTED_IN_PRINCIPLE = "accepted-in-principle"
    """Agreed in principle, or broadly."""

    PARTIALLY_ACCEPTED = "partially-accepted"
    """Part is agreed; the rest is refused or open."""

    REJECTED = "rejected"
    """Not agreed."""

    NOTED = "noted"
    """Noted, and no more."""

    UNDER_CONSIDERATION = "under-consideration"
    """Being considered; no decision yet."""

    SUPPORTED = "supported"
    """Endorsed, but for others to act on."""

    NOT_FOR_RESPONDER = "not-for-responder"
    """The responder says that it is not the one to answer."""

    NOT_STATED = "not-stated"
    """There is a reply, and it states no position."""

    NOT_ADDRESSED = "not-addressed"
    """The reply is silent on the item; only ever somebody else's reading, in an `Assessment`."""


class PositionHow(StrEnum):
    """How we know a position."""

    CHOSEN = "chosen"
    """The responder chose it from a list."""

    PRINTED = "printed"
    """Its own paper prints it as a status."""

    READ = "read"
    """Read in the words of the reply."""


class CommitmentKind(StrEnum):
    """What kind of promise a commitment is."""

    TARGET = "target"
    """Something will be done; only this kind can be late."""

    REPORT_BACK = "report-back"
    """Only news is promised: "further details by summer"."""

    START = "start"
    """Something will begin."""

    RECURRING = "recurring"
    """Something will be done again and again: "annually"."""

    CONTINUOUS = "continuous"
    """Something goes on without an end."""

    EVENT = "event"
    """Something hangs on an event whose day is not known."""


class Implementation(StrEnum):
    """What somebody claims has been done."""

    NOT_STARTED = "not-started"
    """No work yet."""

    OPEN = "open"
    """Not done; whether work has begun is not said."""

    IN_PROGRESS = "in-progress"
    """Work is under way."""

    PARTLY_IMPLEMENTED = "partly-implemented"
    """Part is done."""

    IMPLEMENTED = "implemented"
    """Done."""

    IMPLEMENTED_DIFFERENTLY = "implemented-differently"
    """Done in another way than was asked."""

    STOPPED = "stopped"
    """No more will be done; the degree says how far it got."""

    SUPERSEDED = "superseded"
    """Overtaken by a later recommendation or event."""

    NO_LONGER_APPLICABLE = "no-longer-applicable"
    """What it was about is gone."""

    TRANSFERRED = "transferred"
    """Passed to another body."""

    WITHDRAWN = "withdrawn"
    """Withdrawn by the recommender."""

    CLOSED = "closed"
    """Closed; how is not said."""


class Assurance(StrEnum):
    """Who stands behind a claim; weakest first."""

    THIRD_PARTY = "third-party"
    """Somebody who neither made the item nor answers it."""

    SELF_REPORTED = "self-reported"
    """The responder itself."""

    REVIEWED = "reviewed"
    """The responder's own audit committee or internal audit."""

    RECOMMENDER = "recommender"
    """The body that made the item."""

    VERIFIED = "verified"
    """An independent auditor or verifier."""


class Opinion(StrEnum):
    """What somebody, mostly the recommender, thinks of an answer or of the work."""

    EXCEEDS = "exceeds"
    """More than was asked."""

    SATISFACTORY = "satisfactory"
    """What was asked."""

    ALTERNATIVE_ACCEPTABLE = "alternative-acceptable"
    """Another way, accepted."""

    UNSATISFACTORY = "unsatisfactory"
    """Not enough."""

    FURTHER_RESPONSE_REQUESTED = "further-response-requested"
    """Another answer is wanted."""

    RECONSIDERED = "reconsidered"
    """The recommender changed its mind."""

    CLARIFIED = "clarified"
    """The recommender explained what it meant."""

    NOT_ASSESSED = "not-assessed"
    """Looked at without an opinion."""


class LinkKind(StrEnum):
    """How an item is related to another item or document."""

    FOLLOWS_FROM = "follows-from"
    """A recommendation and the conclusion it follows."""

    REPEATS = "repeats"
    """A later report asks for the same again."""

    REPLACES = "replaces"
    """Issued instead of the other."""

    CONCERNS = "concerns"
    """About the other."""

    SAME_AS = "same-as"
    """The same statement under another number or title."""


class Stage(StrEnum):
    """A step of a response or of a reporting round, in order."""

    COMMISSIONED = "commissioned"
    """Asked for."""

    DRAFTED = "drafted"
    """Written."""

    CLEARED = "cleared"
    """Cleared by whoever must."""

    SENT = "sent"
    """Sent to the recommender."""

    PUBLISHED = "published"
    """Published."""


class How(StrEnum):
    """How firmly a source says what it is cited for."""

    PRINTED = "printed"
    """Printed words."""

    TYPOGRAPHIC = "typographic"
    """A style of type: bold, italics."""

    SCANNED = "scanned"
    """Read from a picture by machine."""

    INFERRED = "inferred"
    """Concluded from the context."""


class DocumentKind(StrEnum):
    """What a document is."""

    REPORT = "report"
    """Holds items."""

    RESPONSE = "response"
    """Answers items."""

    INTERIM_RESPONSE = "interim-response"
    """Answers for the time being."""

    PROGRESS_REPORT = "progress-report"
    """Tells what has been done."""

    LETTER = "letter"
    """A letter."""

    STATEMENT = "statement"
    """A statement to a legislature."""

    PLAN = "plan"
    """An action or delivery plan."""

    TRACKER = "tracker"
    """A table that follows items."""

    PAGE = "page"
    """A web page as captured."""

    RETURN = "return"
    """A form or tracker that came back."""

    EVIDENCE = "evidence"
    """Something that shows what was done."""

    OTHER = "other"
    """Anything else."""


class EventKind(StrEnum):
    """What happened to a document on a day that deadlines count from or that moves them."""

    LAID = "laid"
    """Laid before a legislature."""

    TABLED = "tabled"
    """Tabled in a legislature."""

    PRESENTED = "presented"
    """Presented to a legislature."""

    REQUESTED = "requested"
    """A response was asked for."""

    EXTENDED = "extended"
    """The time to respond was extended."""

    ADJOURNED = "adjourned"
    """The legislature adjourned."""

    DISSOLVED = "dissolved"
    """The legislature was dissolved."""

    DEBATED = "debated"
    """Debated."""

    OTHER = "other"
    """Anything else."""


class OrganisationKind(StrEnum):
    """What class of body an organisation is; some deadlines depend on it."""

    COMMITTEE = "committee"
    """A committee of a legislature."""

    INQUIRY = "inquiry"
    """A public inquiry or commission."""

    AUDITOR = "auditor"
    """An audit office or inspector general."""

    REGULATOR = "regulator"
    """A regulator, inspectorate or safety board."""

    COURT = "court"
    """A court or coroner."""

    GOVERNMENT = "government"
    """A government as a whole."""

    DEPARTMENT = "department"
    """A ministry or department."""

    PUBLIC_BODY = "public-body"
    """An agency, authority or other public body."""

    COMPANY = "company"
    """A company or other private body."""

    OFFICE = "office"
    """A post: the one who holds it, not a person."""

    TEAM = "team"
    """A team inside a body."""

    GROUP = "group"
    """A class of bodies; cannot answer as one."""

    OTHER = "other"
    """Not known."""
