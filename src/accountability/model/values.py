"""The values that records are made of: sources, target dates, links, events, steps."""

from __future__ import annotations

from attrs import frozen

from accountability.dates import AnyDate
from accountability.model._checks import check_record
from accountability.model.enumerations import EventKind, How, LinkKind, Stage

__all__ = ["AppliedChange", "Event", "Extra", "Link", "Source", "Step", "TargetDate"]

Extra = tuple[tuple[str, str], ...]
"""What a source holds and the model does not: (heading, value) pairs under its own headings, in order."""


@frozen(kw_only=True)
class Source:
    """
    Where something was read.

    Attributes:
        document: Id of the document; None for words only.

        place: Page, cell, line or JSON path in it; also the outside id by which a later reading of
            the same document finds the record again.

        fields: Names of the fields it speaks for; empty means all.

        words: What it prints, where that differs from the record.

        how: How firmly it says so.
    """

    document: str | None = None
    place: str = ""
    fields: tuple[str, ...] = ()
    words: str = ""
    how: How = How.PRINTED

    def __attrs_post_init__(self) -> None:
        check_record(self)


@frozen(kw_only=True)
class TargetDate:
    """
    A date promised by a responder; one entry of a commitment's history.

    Attributes:
        date: The promise, in words and as an interval.

        set_on: Day it was set; None if not known.

        reason: Why this date, or why it moved.

        told: Ids of those who were told of it. A date nobody was told of is not for publication.

        told_on: Day they were told.

        source: The paper that first shows it.

    Source:
        The first date is never changed; a move is an entry with its reason and who was told (HM
        Treasury, DAO 02/20).
    """

    date: AnyDate
    set_on: AnyDate | None = None
    reason: str = ""
    told: tuple[str, ...] = ()
    told_on: AnyDate | None = None
    source: Source | None = None

    def __attrs_post_init__(self) -> None:
        check_record(self)


@frozen(kw_only=True)
class Link:
    """
    A relation of an item to another item or to a document, held or only named.

    Attributes:
        kind: The relation.

        to: Id of the other record; empty if it is only named.

        words: How the paper names it.
    """

    kind: LinkKind
    to: str = ""
    words: str = ""

    def __attrs_post_init__(self) -> None:
        check_record(self)


@frozen(kw_only=True)
class Event:
    """
    Something that happened to a document, on a day that a deadline may count from or be moved by.

    Attributes:
        kind: What happened.

        day: When.

        by: Id of who did it.

        until: New last day, if the event moves one.
    """

    kind: EventKind
    day: AnyDate | None = None
    by: str | None = None
    until: AnyDate | None = None

    def __attrs_post_init__(self) -> None:
        check_record(self)


@frozen(kw_only=True)
class Step:
    """
    A stage that a response or a reporting round reached.

    Attributes:
        stage: The stage.

        day: When; None if not known: the step then counts on every day.

        by: The role that took it, never a person's name.

        fingerprint: Fingerprint of position, text and dates at that step; tells whether they were
            changed since.

        reference: Number of the paper or letter, e.g. "CP 9107".

        url: Where it was published.
    """

    stage: Stage
    day: AnyDate | None = None
    by: str = ""
    fingerprint: str = ""
    reference: str = ""
    url: str = ""

    def __attrs_post_init__(self) -> None:
        check_record(self)


@frozen(kw_only=True)
class AppliedChange:
    """
    One field that a collected file changed.

    Attributes:
        record: Id of the record written.

        field: Its field.

        before: What a person saw before.

        after: What a person sees now.

        place: Where in the file it stood.
    """

    record: str
    field: str
    before: str = ""
    after: str = ""
    place: str = ""

    def __attrs_post_init__(self) -> None:
        check_record(self)
