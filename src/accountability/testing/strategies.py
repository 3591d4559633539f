"""
Hypothesis strategies for every value, every record and whole registers.

What is drawn is always admitted by the model, and much of it is odd: real papers repeat their numbers,
answer what was never asked, and reach us through spreadsheets that take a reply beginning with a minus
sign for a sum. What shrinks is short: ids like ``item-1``, labels like ``1``, fields left out, texts
"" or "0".

The strategy of a record takes further strategies by the names of the record's fields; a field named so
is always drawn, the others now and then::

    recommendations(label=st.just("4"), text=texts(max_size=40_000, long=32_767))

`registers` draws records that belong together; with *messy* they belong together as badly as the model
allows.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from accountability.findings import Finding, Place
from accountability.model import (
    AppliedChange,
    Assessment,
    Collection,
    Commitment,
    Conclusion,
    Document,
    Event,
    Item,
    Link,
    Note,
    Organisation,
    Recommendation,
    Record,
    Response,
    Source,
    Step,
    TargetDate,
    Update,
    Waiver,
)
from accountability.testing._records import Supply, drawn, identifiers
from accountability.testing._registers import registers
from accountability.testing._values import (
    any_dates,
    date_conventions,
    days,
    partial_dates,
    texts,
    undated,
)

__all__ = [
    "any_dates",
    "applied_changes",
    "assessments",
    "collections",
    "commitments",
    "conclusions",
    "date_conventions",
    "days",
    "documents",
    "events",
    "findings",
    "identifiers",
    "items",
    "links",
    "notes",
    "organisations",
    "partial_dates",
    "places",
    "recommendations",
    "records",
    "registers",
    "responses",
    "sources",
    "steps",
    "target_dates",
    "texts",
    "undated",
    "updates",
    "waivers",
]

_DATES = any_dates()
_ANYWHERE = Supply(id=identifiers, text=texts(), published=_DATES, happened=_DATES, promised=_DATES)


def places(**fields: SearchStrategy[Any]) -> SearchStrategy[Place]:
    """Draw places in files."""
    return drawn(Place, _ANYWHERE, fields)


def findings(**fields: SearchStrategy[Any]) -> SearchStrategy[Finding]:
    """Draw findings of every family of codes."""
    return drawn(Finding, _ANYWHERE, fields)


def sources(**fields: SearchStrategy[Any]) -> SearchStrategy[Source]:
    """Draw sources: where something was read."""
    return drawn(Source, _ANYWHERE, fields)


def target_dates(**fields: SearchStrategy[Any]) -> SearchStrategy[TargetDate]:
    """Draw entries of a commitment's history."""
    return drawn(TargetDate, _ANYWHERE, fields)


def links(**fields: SearchStrategy[Any]) -> SearchStrategy[Link]:
    """Draw relations of an item to another record."""
    return drawn(Link, _ANYWHERE, fields)


def events(**fields: SearchStrategy[Any]) -> SearchStrategy[Event]:
    """Draw what happens to a document."""
    return drawn(Event, _ANYWHERE, fields)


def steps(**fields: SearchStrategy[Any]) -> SearchStrategy[Step]:
    """Draw stages that a response reached."""
    return drawn(Step, _ANYWHERE, fields)


def applied_changes(**fields: SearchStrategy[Any]) -> SearchStrategy[AppliedChange]:
    """Draw fields that a collected file changed."""
    return drawn(AppliedChange, _ANYWHERE, fields)


def organisations(**fields: SearchStrategy[Any]) -> SearchStrategy[Organisation]:
    """Draw organisations."""
    return drawn(Organisation, _ANYWHERE, fields)


def documents(**fields: SearchStrategy[Any]) -> SearchStrategy[Document]:
    """Draw documents."""
    return drawn(Document, _ANYWHERE, fields)


def recommendations(**fields: SearchStrategy[Any]) -> SearchStrategy[Recommendation]:
    """Draw items that ask for something."""
    return drawn(Recommendation, _ANYWHERE, fields)


def conclusions(**fields: SearchStrategy[Any]) -> SearchStrategy[Conclusion]:
    """Draw items that state something."""
    return drawn(Conclusion, _ANYWHERE, fields)


def items(**fields: SearchStrategy[Any]) -> SearchStrategy[Item]:
    """Draw recommendations and conclusions."""
    return st.one_of(recommendations(**fields), conclusions(**fields))


def responses(**fields: SearchStrategy[Any]) -> SearchStrategy[Response]:
    """Draw responses; no responder states `Position.NOT_ADDRESSED`."""
    return drawn(Response, _ANYWHERE, fields)


def commitments(**fields: SearchStrategy[Any]) -> SearchStrategy[Commitment]:
    """Draw commitments, with the history of their dates."""
    return drawn(Commitment, _ANYWHERE, fields)


def updates(**fields: SearchStrategy[Any]) -> SearchStrategy[Update]:
    """Draw claims of progress."""
    return drawn(Update, _ANYWHERE, fields)


def assessments(**fields: SearchStrategy[Any]) -> SearchStrategy[Assessment]:
    """Draw what others make of an answer or of the work."""
    return drawn(Assessment, _ANYWHERE, fields)


def notes(**fields: SearchStrategy[Any]) -> SearchStrategy[Note]:
    """Draw internal notes."""
    return drawn(Note, _ANYWHERE, fields)


def waivers(**fields: SearchStrategy[Any]) -> SearchStrategy[Waiver]:
    """Draw waivers."""
    return drawn(Waiver, _ANYWHERE, fields)


def collections(**fields: SearchStrategy[Any]) -> SearchStrategy[Collection]:
    """Draw what was taken from files that came back."""
    return drawn(Collection, _ANYWHERE, fields)


def records() -> SearchStrategy[Record]:
    """Draw a record of any class."""
    return st.one_of(
        items(),
        responses(),
        commitments(),
        updates(),
        assessments(),
        organisations(),
        documents(),
        notes(),
        waivers(),
        collections(),
    )
