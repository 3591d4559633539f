"""
What every record, and every value that records are made of, is drawn from.

What a field holds is said once, for a `Supply` that knows where ids, days and texts come from: for a
record by itself from anywhere, for the records of a register from that register's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any, TypeVar

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from accountability.dates import AnyDate
from accountability.findings import Finding, Place, Severity
from accountability.model import (
    AppliedChange,
    Assessment,
    Assurance,
    Collection,
    Commitment,
    CommitmentKind,
    Conclusion,
    Document,
    DocumentKind,
    Event,
    EventKind,
    How,
    Implementation,
    ItemKind,
    Link,
    LinkKind,
    Note,
    Opinion,
    Organisation,
    OrganisationKind,
    Position,
    PositionHow,
    Recommendation,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
    Update,
    Waiver,
)
from accountability.testing._spelling import Constructor, Spelled
from accountability.testing._values import texts

__all__ = ["Supply", "drawn", "few", "identifiers", "sketches"]

V = TypeVar("V")
Fields = dict[str, SearchStrategy[Any]]


def identifiers(*kinds: str) -> SearchStrategy[str]:
    """
    Draw ids as short as ``item-1``, from few, so that records drawn apart often meet.

    Args:
        kinds: What they begin with, e.g. "item"; by default "record".
    """
    return st.sampled_from(
        [f"{kind}-{number}" for number in range(1, 6) for kind in kinds or ("record",)]
    )


def few(member: SearchStrategy[V], most: int = 3) -> SearchStrategy[tuple[V, ...]]:
    """Draw tuples of at most *most* members."""
    return st.lists(member, max_size=most).map(tuple)


_LINE = texts(max_size=60, lines=False)
_FILLED_LINE = texts(max_size=60, lines=False, filled=True)
_FILE_NAMES = st.sampled_from(["return.xlsx", "Rückmeldung 2.docx", "=1.csv"])
_LABELS = st.sampled_from(
    [*"1 2 3 4 9 10 12 1a 1b 1(b) 12.4 IV R1.2 ①".split(), "3b, 3c, and 3d.", ""]
)
_URLS = st.sampled_from(
    [
        "https://example.org/report",
        "https://example.org/a b?c=1&d=2#e",
        "http://example.org/",
        "file:///etc/hosts",
        "javascript:alert(1)",
        "not an address",
    ]
)
_PLACES = st.sampled_from(["page 4", "Tracker!F14", "line 82", "$.responses[3].position"])
_FINGERPRINTS = st.just("0123456789abcdef")
_DIGESTS = st.just("sha256:00")


@frozen(kw_only=True, slots=False, eq=False)
class Supply:
    """
    Where the fields of records take from what other records share.

    Attributes:
        id: Draws ids of records of some kinds, e.g. "item", in one choice; they need not exist.

        text: Draws published words.

        published: Draws the days of documents.

        happened: Draws the days of facts.

        promised: Draws target dates.
    """

    id: Callable[..., SearchStrategy[str]]
    text: SearchStrategy[str]
    published: SearchStrategy[AnyDate]
    happened: SearchStrategy[AnyDate]
    promised: SearchStrategy[AnyDate]

    @cached_property
    def who(self) -> SearchStrategy[str]:
        """Ids of organisations."""
        return self.id("organisation")

    @cached_property
    def some(self) -> SearchStrategy[tuple[str, ...]]:
        """Ids of a few organisations."""
        return few(self.who)

    @cached_property
    def sources(self) -> SearchStrategy[tuple[Source, ...]]:
        """A few sources."""
        return few(drawn(Source, self), 2)

    @cached_property
    def extra(self) -> SearchStrategy[tuple[tuple[str, str], ...]]:
        """A few headings with what stands under them."""
        return few(st.tuples(_LINE, self.text), 2)


def _place(_supply: Supply) -> tuple[Fields, Fields]:
    return {"at": _PLACES}, {"file": _FILE_NAMES}


def _finding(supply: Supply) -> tuple[Fields, Fields]:
    families = ["REC1", "RSP2", "COM3", "DAT4", "LNK5", "SRC6", "IMP7", "RTN8", "EXP9", "XAB0"]
    return {
        "code": st.builds("{}{:02}".format, st.sampled_from(families), st.integers(1, 99)),
        "severity": st.sampled_from(Severity),
        "message": _FILLED_LINE,
        "record": supply.id("item"),
    }, {"place": drawn(Place, supply), "help": _LINE}


def _source(supply: Supply) -> tuple[Fields, Fields]:
    return {}, {
        "document": supply.id("document"),
        "place": _PLACES,
        "fields": few(st.sampled_from(["label", "text", "position", "dates"]), 2),
        "words": supply.text,
        "how": st.sampled_from(How),
    }


def _target_date(supply: Supply) -> tuple[Fields, Fields]:
    return {"date": supply.promised}, {
        "set_on": supply.happened,
        "reason": _LINE,
        "told": supply.some,
        "told_on": supply.happened,
        "source": drawn(Source, supply),
    }


def _link(supply: Supply) -> tuple[Fields, Fields]:
    return {"kind": st.sampled_from(LinkKind)}, {"to": supply.id("item"), "words": _LINE}


def _event(supply: Supply) -> tuple[Fields, Fields]:
    return {"kind": st.sampled_from(EventKind)}, {
        "day": supply.published,
        "by": supply.who,
        "until": supply.happened,
    }


def _step(supply: Supply) -> tuple[Fields, Fields]:
    return {"stage": st.sampled_from(Stage)}, {
        "day": supply.happened,
        "by": st.sampled_from(["policy lead", "private office"]),
        "fingerprint": _FINGERPRINTS,
        "reference": _LINE,
        "url": _URLS,
    }


def _applied_change(supply: Supply) -> tuple[Fields, Fields]:
    return {"record": supply.id("response"), "field": st.sampled_from(["position", "text"])}, {
        "before": supply.text,
        "after": supply.text,
        "place": _PLACES,
    }


def _organisation(supply: Supply) -> tuple[Fields, Fields]:
    return {"id": supply.who, "name": _FILLED_LINE}, {
        "kind": st.sampled_from(OrganisationKind),
        "other_names": few(_LINE),
        "part_of": supply.who,
        "until": supply.happened,
        "succeeded_by": supply.some,
        "sources": supply.sources,
        "extra": supply.extra,
    }


def _document(supply: Supply) -> tuple[Fields, Fields]:
    other = supply.id("document")
    return {"id": other, "kind": st.sampled_from(DocumentKind), "title": _LINE}, {
        "authors": supply.some,
        "published_by": supply.some,
        "reference": st.sampled_from(["HC 9041", "CP 9107", "12"]),
        "session": st.sampled_from(["2031-32", "Third"]),
        "language": st.sampled_from(["en", "cy", "ar"]),
        "published": supply.published,
        "received": supply.published,
        "events": few(drawn(Event, supply), 2),
        "sent_to": supply.some,
        "responds_to": few(other, 2),
        "replaces": other,
        "url": _URLS,
        "retrieved": supply.happened,
        "digest": _DIGESTS,
        "extra": supply.extra,
    }


def _item(supply: Supply, *kinds: ItemKind) -> tuple[Fields, Fields]:
    return {"id": supply.id("item"), "document": supply.id("document")}, {
        "kind": st.sampled_from(kinds),
        "label": _LABELS,
        "series": st.sampled_from(["Conclusions", "Recommendations", "additional"]),
        "section": _LINE,
        "paragraph": st.sampled_from(["14", "14 to 16", "Box 2"]),
        "title": _LINE,
        "text": supply.text,
        "issued": supply.published,
        "made_by": supply.some,
        "addressed_to": supply.some,
        "wanted_by": few(supply.promised, 2),
        "parent": supply.id("item"),
        "links": few(drawn(Link, supply), 2),
        "themes": few(_LINE, 2),
        "sources": supply.sources,
        "extra": supply.extra,
    }


def _recommendation(supply: Supply) -> tuple[Fields, Fields]:
    kinds = (ItemKind.RECOMMENDATION, ItemKind.REQUEST, ItemKind.CONCERN, ItemKind.UNKNOWN)
    return _item(supply, *kinds)


def _conclusion(supply: Supply) -> tuple[Fields, Fields]:
    return _item(supply, ItemKind.CONCLUSION, ItemKind.FINDING, ItemKind.PARAGRAPH)


def _response(supply: Supply) -> tuple[Fields, Fields]:
    stated = [position for position in Position if position is not Position.NOT_ADDRESSED]
    return {
        "id": supply.id("response"),
        "answers": supply.id("item", "item", "item", "document"),
        "responder": supply.who,
    }, {
        "on_behalf_of": supply.some,
        "position": st.sampled_from(stated),
        "position_how": st.sampled_from(PositionHow),
        "position_words": _LINE,
        "printed_status": _LINE,
        "declined": few(_LINE, 2),
        "text": supply.text,
        "refers_to": few(supply.id("response"), 2),
        "day": supply.happened,
        "document": supply.id("document"),
        "replaces": supply.id("response"),
        "answered_text": _FINGERPRINTS,
        "prepared_by": supply.some,
        "steps": few(drawn(Step, supply)),
        "sources": supply.sources,
        "extra": supply.extra,
    }


def _commitment(supply: Supply) -> tuple[Fields, Fields]:
    other = supply.id("commitment")
    return {"id": other, "text": supply.text}, {
        "items": few(supply.id("item")),
        "response": supply.id("response"),
        "parent": other,
        "label": _LABELS,
        "owners": supply.some,
        "supporting": supply.some,
        "kind": st.sampled_from(CommitmentKind),
        "condition": _LINE,
        "dates": few(drawn(TargetDate, supply)),
        "sources": supply.sources,
        "extra": supply.extra,
    }


def _update(supply: Supply) -> tuple[Fields, Fields]:
    about = supply.id("item", "commitment")
    return {"id": supply.id("update"), "about": about, "reported_by": supply.who}, {
        "responder": supply.who,
        "day": supply.happened,
        "printed_status": _LINE,
        "implementation": st.sampled_from(Implementation),
        "degree": st.sampled_from(["25%", "largely", "in most respects"]),
        "text": supply.text,
        "completed_on": supply.happened,
        "evidence": supply.sources,
        "assurance": st.sampled_from(Assurance),
        "replaces": supply.id("update"),
        "steps": few(drawn(Step, supply), 2),
        "sources": supply.sources,
        "extra": supply.extra,
    }


def _assessment(supply: Supply) -> tuple[Fields, Fields]:
    about = supply.id("item", "response", "commitment", "document")
    return {"id": supply.id("assessment"), "about": about, "by": supply.who}, {
        "responder": supply.who,
        "day": supply.happened,
        "printed_status": _LINE,
        "position": st.sampled_from(Position),
        "opinion": st.sampled_from(Opinion),
        "text": supply.text,
        "sources": supply.sources,
        "extra": supply.extra,
    }


def _note(supply: Supply) -> tuple[Fields, Fields]:
    about = supply.id("item", "response")
    return {"id": supply.id("note"), "about": about}, {
        "by": supply.who,
        "day": supply.happened,
        "text": supply.text,
        "sources": supply.sources,
    }


def _waiver(supply: Supply) -> tuple[Fields, Fields]:
    return {
        "id": supply.id("waiver"),
        "rule": st.sampled_from(["REC101", "RSP201", "DAT401"]),
        "record": supply.id("item", "response"),
        "reason": _FILLED_LINE,
    }, {"until": supply.happened, "sources": supply.sources}


def _collection(supply: Supply) -> tuple[Fields, Fields]:
    return {
        "id": supply.id("collection"),
        "day": supply.happened,
        "file": _FILE_NAMES,
        "digest": _DIGESTS,
    }, {"applied": few(drawn(AppliedChange, supply))}


_FIELDS: Mapping[type[Any], Callable[[Supply], tuple[Fields, Fields]]] = {
    AppliedChange: _applied_change,
    Assessment: _assessment,
    Collection: _collection,
    Commitment: _commitment,
    Conclusion: _conclusion,
    Document: _document,
    Event: _event,
    Finding: _finding,
    Link: _link,
    Note: _note,
    Organisation: _organisation,
    Place: _place,
    Recommendation: _recommendation,
    Response: _response,
    Source: _source,
    Step: _step,
    TargetDate: _target_date,
    Update: _update,
    Waiver: _waiver,
}
"""For each class, which fields are always drawn and which now and then, and from what."""


def sketches(
    cls: type[V], supply: Supply, given: Mapping[str, SearchStrategy[Any]]
) -> SearchStrategy[dict[str, Any]]:
    """Draw the fields of a *cls*; what is *given* always, and in the place of our own."""
    always, sometimes = _FIELDS[cls](supply)
    unknown = sorted(set(given) - set(always) - set(sometimes))
    if unknown:
        message = f"{cls.__name__} has no field {', '.join(unknown)}"
        raise TypeError(message)
    required = {**always, **given}
    optional = {name: field for name, field in sometimes.items() if name not in given}
    if not optional:
        return st.fixed_dictionaries(required)

    @cache
    def filled(names: frozenset[str]) -> SearchStrategy[dict[str, Any]]:
        chosen = {name: field for name, field in optional.items() if name in names}
        return st.fixed_dictionaries({**required, **chosen})

    # `optional=` of `fixed_dictionaries` would fill five fields of every record, whichever they are.
    # Four, and mostly those on which everything hangs, make better registers in less time.
    weighed = [(name, 0) for name in optional]
    weighed += [(name, again) for name in optional if name in _OFTEN for again in (1, 2)]
    some = st.lists(st.sampled_from(weighed), unique=True, max_size=8)
    return some.map(lambda chosen: frozenset(name for name, _ in chosen)).flatmap(filled)


_OFTEN = frozenset(
    """
    addressed_to dates day document implementation items label opinion parent part_of position
    published refers_to replaces responds_to response steps text
    """.split()
)


def drawn(
    cls: type[V], supply: Supply, given: Mapping[str, SearchStrategy[Any]] | None = None
) -> SearchStrategy[V]:
    """Draw a *cls*."""
    return sketches(cls, supply, given or {}).map(Spelled).map(Constructor(cls))
