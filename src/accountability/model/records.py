"""
The records: what was said, answered, promised, done, and what others make of it.

All are frozen and linked by id; ids of other records may dangle, texts may be empty, dates may lie in
the past: whatever a real document can do is admitted here and judged by `accountability.rules`.
Fields hold facts with a date and a source; verdicts are computed by `accountability.status`.
"""

from __future__ import annotations

from typing import ClassVar

from attrs import Factory, field, frozen

from accountability.dates import AnyDate
from accountability.exceptions import InvalidRecordError
from accountability.model._checks import check_record
from accountability.model.enumerations import (
    Assurance,
    CommitmentKind,
    DocumentKind,
    Implementation,
    ItemKind,
    Opinion,
    OrganisationKind,
    Position,
    PositionHow,
    Stage,
)
from accountability.model.values import (
    AppliedChange,
    Event,
    Extra,
    Link,
    Source,
    Step,
    TargetDate,
)

__all__ = [
    "Assessment",
    "Collection",
    "Commitment",
    "Conclusion",
    "Document",
    "Item",
    "Note",
    "Organisation",
    "Recommendation",
    "Record",
    "Response",
    "Update",
    "Waiver",
]


@frozen(kw_only=True)
class Record:
    """
    What every record has.

    Attributes:
        id: Short, readable, unique in its register, minted once and opaque afterwards.
    """

    _required: ClassVar[tuple[str, ...]] = ("id",)

    id: str

    def __attrs_post_init__(self) -> None:
        check_record(self, self._required)


@frozen(kw_only=True)
class Organisation(Record):
    """
    A body, post, team or class of bodies that makes, gets, answers or owns something.

    Attributes:
        name: As it calls itself.

        kind: What class of body it is.

        other_names: Other spellings, former names, abbreviations.

        part_of: Id of the whole; a part answers for its whole and the other way round.

        until: Day it ended: merged or abolished.

        succeeded_by: Ids of its heirs.

        sources: Where it was read.

        extra: What its source holds besides.
    """

    _required: ClassVar[tuple[str, ...]] = ("id", "name")

    name: str
    kind: OrganisationKind = OrganisationKind.OTHER
    other_names: tuple[str, ...] = ()
    part_of: str | None = None
    until: AnyDate | None = None
    succeeded_by: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    extra: Extra = ()


@frozen(kw_only=True)
class Document(Record):
    """
    A paper, page capture or file.

    Attributes:
        kind: What it is.

        title: As printed.

        authors: Ids of those whose words it holds.

        published_by: Ids of those who published it, only where that is not the author.

        reference: Number of the paper, e.g. "HC 9041"; unique only within its session.

        session: Session or year of the series, as printed.

        language: BCP 47 tag; empty if not known.

        published: Day it was published.

        received: Day the recommender received it; lateness runs to this day.

        events: Other days that deadlines count from or that move them.

        sent_to: Ids of those it was sent to.

        responds_to: Ids of the documents it answers; one paper may answer many reports.

        replaces: Id of the edition, capture or version that it replaces.

        url: Where it was found.

        retrieved: Day it was fetched; never dates a fact.

        digest: Digest of the file as fetched, e.g. "sha256:…".

        extra: What it holds and the model does not.
    """

    kind: DocumentKind
    title: str
    authors: tuple[str, ...] = ()
    published_by: tuple[str, ...] = ()
    reference: str = ""
    session: str = ""
    language: str = ""
    published: AnyDate | None = None
    received: AnyDate | None = None
    events: tuple[Event, ...] = ()
    sent_to: tuple[str, ...] = ()
    responds_to: tuple[str, ...] = ()
    replaces: str | None = None
    url: str = ""
    retrieved: AnyDate | None = None
    digest: str = ""
    extra: Extra = ()


@frozen(kw_only=True)
class Item(Record):
    """
    A statement by a scrutiny body that may want an answer: a `Recommendation` or a `Conclusion`.

    Attributes:
        document: Id of the report that holds it.

        kind: What the recommender calls it; the class follows the kind.

        label: Its number as printed, nothing else; may be empty, may be "3b, 3c, and 3d.".

        series: Name of the numbered list it belongs to, where numbers restart.

        section: Heading it stands under.

        paragraph: Paragraph of the report it refers to, as printed.

        title: Short title, if it has one.

        text: The statement as printed; a heading item has none.

        issued: Day it was issued; None: its document's.

        made_by: Ids of those who make it; empty: the document's authors.

        addressed_to: Ids of the addressees as printed.

        wanted_by: The recommender's own deadlines.

        parent: Id of the item that it is a limb of.

        links: Relations to other items and documents.

        themes: The recommender's own categories.

        sources: Where it was read.

        extra: What its source holds besides.
    """

    _required: ClassVar[tuple[str, ...]] = ("id", "document")
    _kinds: ClassVar[frozenset[ItemKind]] = frozenset(ItemKind)
    _usual: ClassVar[ItemKind] = ItemKind.UNKNOWN

    document: str
    kind: ItemKind = field(default=Factory(lambda self: self._usual, takes_self=True))
    label: str = ""
    series: str = ""
    section: str = ""
    paragraph: str = ""
    title: str = ""
    text: str = ""
    issued: AnyDate | None = None
    made_by: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    wanted_by: tuple[AnyDate, ...] = ()
    parent: str | None = None
    links: tuple[Link, ...] = ()
    themes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    extra: Extra = ()

    def __attrs_post_init__(self) -> None:
        check_record(self, self._required)
        if self.kind not in self._kinds:
            raise InvalidRecordError(
                type(self).__name__,
                self.id,
                "kind",
                f"a {type(self).__name__} cannot be of kind {self.kind}; "
                f"it can be: {', '.join(sorted(self._kinds))}",
            )


@frozen(kw_only=True)
class Recommendation(Item):
    """An item that asks for something: a recommendation, request, concern, or of unknown kind."""

    _kinds: ClassVar[frozenset[ItemKind]] = frozenset(
        {ItemKind.RECOMMENDATION, ItemKind.REQUEST, ItemKind.CONCERN, ItemKind.UNKNOWN}
    )
    _usual: ClassVar[ItemKind] = ItemKind.RECOMMENDATION


@frozen(kw_only=True)
class Conclusion(Item):
    """An item that states something: a conclusion, finding or paragraph of the report."""

    _kinds: ClassVar[frozenset[ItemKind]] = frozenset(
        {ItemKind.CONCLUSION, ItemKind.FINDING, ItemKind.PARAGRAPH}
    )
    _usual: ClassVar[ItemKind] = ItemKind.CONCLUSION


@frozen(kw_only=True)
class Response(Record):
    """
    What one responder says to one item; the row of the tracker.

    Attributes:
        answers: Id of the item, or of the document as a whole.

        responder: Id of who answers, in its own name.

        on_behalf_of: Ids of those it answers for.

        position: As stated by the responder; None: no answer yet.

        position_how: Whether it was chosen, printed or read.

        position_words: The words the position rests on, as printed in *text*.

        printed_status: The status word that the responder's own paper prints.

        declined: Parts that an answer "in principle" or "in part" refuses.

        text: The reply; empty with *refers_to* means it shares the words of another record.

        refers_to: Ids of items or responses whose words it shares or points to.

        day: Day it was given; None: its document's.

        document: Id of the paper that carries it.

        replaces: Id of the response that it corrects (a changed mind is a new response without this).

        answered_text: Fingerprint of the words that it quotes or answers.

        prepared_by: Ids of the teams that write it, the first leads.

        steps: The way from draft to publication.

        sources: Where it was read.

        extra: What its source holds besides.
    """

    _required: ClassVar[tuple[str, ...]] = ("id", "answers", "responder")

    answers: str
    responder: str
    on_behalf_of: tuple[str, ...] = ()
    position: Position | None = None
    position_how: PositionHow = PositionHow.READ
    position_words: str = ""
    printed_status: str = ""
    declined: tuple[str, ...] = ()
    text: str = ""
    refers_to: tuple[str, ...] = ()
    day: AnyDate | None = None
    document: str | None = None
    replaces: str | None = None
    answered_text: str = ""
    prepared_by: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    sources: tuple[Source, ...] = ()
    extra: Extra = ()

    def __attrs_post_init__(self) -> None:
        check_record(self, self._required)
        if self.position is Position.NOT_ADDRESSED:
            raise InvalidRecordError(
                "Response",
                self.id,
                "position",
                "no responder states not-addressed; it is what somebody else reads: use an Assessment",
            )

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: the row has been allotted, and counts as no answer."""
        return self.position is None and not self.text and not self.refers_to

    @property
    def stage(self) -> Stage | None:
        """The furthest stage reached; None before any."""
        order = list(Stage)
        return max((step.stage for step in self.steps), key=order.index, default=None)


@frozen(kw_only=True)
class Commitment(Record):
    """
    One promise.

    Attributes:
        text: The words that promise it.

        items: Ids of the items it serves; one plan may serve four, an undertaking none.

        response: Id of the response it was made in.

        parent: Id of the commitment whose milestone it is.

        label: Number in its plan, as printed.

        owners: Ids of those who will do it, the first leads.

        supporting: Ids of those who help.

        kind: What kind of promise it is.

        condition: "subject to …", as printed.

        dates: Target dates, the original first; appended to, never changed.

        sources: Where it was read.

        extra: What its source holds besides.
    """

    text: str
    items: tuple[str, ...] = ()
    response: str | None = None
    parent: str | None = None
    label: str = ""
    owners: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    kind: CommitmentKind = CommitmentKind.TARGET
    condition: str = ""
    dates: tuple[TargetDate, ...] = ()
    sources: tuple[Source, ...] = ()
    extra: Extra = ()


@frozen(kw_only=True)
class Update(Record):
    """
    A dated claim about progress, by anybody.

    Attributes:
        about: Id of an item or a commitment.

        reported_by: Id of who claims it.

        responder: Id of whose action it is; None: who reports it if self-reported, else every
            responder.

        day: Day of the claim; None: its document's.

        printed_status: The status word as printed.

        implementation: What is claimed; None: text without a claim.

        degree: "25%", "largely", "in most respects", as printed.

        text: The words.

        completed_on: Day the work was finished, not the day that was reported.

        evidence: Where it can be seen.

        assurance: Who stands behind the claim.

        replaces: Id of the update that it corrects.

        steps: Approvals of the reporting round.

        sources: Where it was read.

        extra: What its source holds besides.
    """

    _required: ClassVar[tuple[str, ...]] = ("id", "about", "reported_by")

    about: str
    reported_by: str
    responder: str | None = None
    day: AnyDate | None = None
    printed_status: str = ""
    implementation: Implementation | None = None
    degree: str = ""
    text: str = ""
    completed_on: AnyDate | None = None
    evidence: tuple[Source, ...] = ()
    assurance: Assurance = Assurance.SELF_REPORTED
    replaces: str | None = None
    steps: tuple[Step, ...] = ()
    sources: tuple[Source, ...] = ()
    extra: Extra = ()


@frozen(kw_only=True)
class Assessment(Record):
    """
    What somebody other than the responder makes of an answer or of the work.

    Attributes:
        about: Id of any record, documents too; or the id that a response would get.

        by: Id of whose view it is.

        responder: Id of the responder it is about; None: all.

        day: Day of the view; None: its document's.

        printed_status: The status word as printed.

        position: The position as they read it.

        opinion: What they think of it.

        text: Their words.

        sources: Where it was read.

        extra: What its source holds besides.
    """

    _required: ClassVar[tuple[str, ...]] = ("id", "about", "by")

    about: str
    by: str
    responder: str | None = None
    day: AnyDate | None = None
    printed_status: str = ""
    position: Position | None = None
    opinion: Opinion | None = None
    text: str = ""
    sources: tuple[Source, ...] = ()
    extra: Extra = ()


@frozen(kw_only=True)
class Note(Record):
    """
    A comment or remark; always internal.

    Attributes:
        about: Id of the record it is about.

        by: Id of whose note it is.

        day: When.

        text: The words.

        sources: Where it was read.
    """

    _required: ClassVar[tuple[str, ...]] = ("id", "about")

    about: str
    by: str | None = None
    day: AnyDate | None = None
    text: str = ""
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True)
class Waiver(Record):
    """
    A finding that is known and accepted, with the reason.

    Attributes:
        rule: Code of the rule.

        record: Id of the record the rule shall not report.

        reason: Why; shown wherever the finding is left out.

        until: Last day it holds; None: for good.

        sources: Who decided so.
    """

    _required: ClassVar[tuple[str, ...]] = ("id", "rule", "record", "reason")

    rule: str
    record: str
    reason: str
    until: AnyDate | None = None
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True)
class Collection(Record):
    """
    What was taken from one file that came back.

    Attributes:
        day: Day of the collecting.

        file: Base name of the file.

        digest: Digest of the file.

        applied: What was written, in the order of the file.
    """

    _required: ClassVar[tuple[str, ...]] = ("id", "file", "digest")

    day: AnyDate
    file: str
    digest: str
    applied: tuple[AppliedChange, ...] = ()
