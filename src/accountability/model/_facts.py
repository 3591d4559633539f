"""
What follows from the records alone, without a day: drafts, the day of a fact, shared words.

Kept apart from `Register` so that each question has one page of code to answer it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accountability import text as texts
from accountability.dates import AnyDate, PartialDate
from accountability.model.enumerations import Stage
from accountability.model.records import (
    Assessment,
    Commitment,
    Document,
    Item,
    Note,
    Organisation,
    Record,
    Response,
    Update,
)

if TYPE_CHECKING:
    import datetime as dt

    from accountability.model.register import Register

_OUT = (Stage.SENT, Stage.PUBLISHED)


def is_given(register: Register, record: Response | Document) -> bool:
    """
    Tell whether *record* is out.

    A response is with a step sent or published, or in a paper that is out; a paper is when it was
    published, or received by whom it answers: what the other side holds is in preparation no more.
    """
    if isinstance(record, Document):
        return record.published is not None or record.received is not None
    for step in record.steps:
        if step.stage in _OUT:
            return True
    document = register.find(Document, record.document)
    return document is not None and is_given(register, document)


def is_draft(register: Register, record: Response | Commitment) -> bool:
    """Tell whether *record* is a draft."""
    if isinstance(record, Response):
        return not is_given(register, record)
    response = register.find(Response, record.response)
    return response is not None and not is_given(register, response)


def day_of(register: Register, record: Record) -> AnyDate | None:
    """
    Return the day from which *record* counts as a fact.

    Its own day; else its first dated step sent or published; else, for a promise, its response's day;
    else the day its document (or the first of its sources whose document is held) was received, else
    published. None: undated.
    """
    own: AnyDate | None = None
    if isinstance(record, Item):
        own = record.issued
    elif isinstance(record, _DATED):
        own = record.day
    if isinstance(own, PartialDate):
        return own
    if isinstance(record, _STEPPED):
        for step in record.steps:
            if step.stage in _OUT and isinstance(step.day, PartialDate):
                return step.day
    if isinstance(record, Commitment):
        response = register.find(Response, record.response)
        if response is not None:
            return day_of(register, response)
    return _document_day(register, record)


_STEPPED = (Response, Update)
_DATED = (Response, Update, Assessment, Note)


def _document_day(register: Register, record: Record) -> AnyDate | None:
    document = _document_of(register, record)
    if document is None:
        return None
    if isinstance(document.received, PartialDate) and not isinstance(record, Item):
        return document.received
    return document.published if isinstance(document.published, PartialDate) else None


def _document_of(register: Register, record: Record) -> Document | None:
    """Return the document that *record* is or stands in, else the first of its sources that is held."""
    if isinstance(record, Document):
        return record
    held: str | None = getattr(record, "document", None)
    document = register.find(Document, held) if held is not None else None
    if document is not None:
        return document
    for source in getattr(record, "sources", ()):
        document = register.find(Document, source.document)
        if document is not None:
            return document
    return None


def latest_day(register: Register, record: Record) -> dt.date | None:
    """Return the last day that the day of *record* can mean; None if undated."""
    day = day_of(register, record)
    return (day.latest or day.earliest) if isinstance(day, PartialDate) else None


def answer_of(register: Register, item_id: str, responder_id: str) -> Response | None:
    """Return the latest given response; of two of one day the later in document order."""
    return _latest(
        register,
        (
            response
            for response in register.responses_to(item_id)
            if response.responder == responder_id
            and not response.is_empty
            and is_given(register, response)
        ),
    )


def draft_of(register: Register, item_id: str, responder_id: str) -> Response | None:
    """Return the newest draft, the last in document order."""
    drafts = [
        response
        for response in register.responses_to(item_id)
        if response.responder == responder_id and not is_given(register, response)
    ]
    return drafts[-1] if drafts else None


def _latest(register: Register, responses: Iterator[Response]) -> Response | None:
    """Undated answers come before dated ones: nobody can say that they are newer."""
    candidates = list(responses)
    replaced = {response.replaces for response in candidates}
    candidates = [response for response in candidates if response.id not in replaced] or candidates
    best: Response | None = None
    best_day: dt.date | None = None
    for response in candidates:
        day = latest_day(register, response)
        if best is None or best_day is None or (day is not None and day >= best_day):
            best, best_day = response, day
    return best


def responders_of(register: Register, item_id: str) -> tuple[str, ...]:
    """Return addressees first, then whoever else answered, each once."""
    item = register.find(Item, item_id)
    addressed = item.addressed_to if item else ()
    answered = (response.responder for response in register.responses_to(item_id))
    return tuple(dict.fromkeys((*addressed, *answered)))


def text_of(register: Register, response: Response) -> str:
    """Follow *refers_to* while there are no own words."""
    if response.text:
        return response.text
    seen: set[str] = set()
    current: Record | None = response
    while isinstance(current, Response) and not current.text and current.id not in seen:
        seen.add(current.id)
        current = next(
            (held for pointed in current.refers_to if (held := register.get(pointed))), None
        )
        if isinstance(current, Item):
            answers = [reply for reply in register.responses_to(current.id) if reply.id not in seen]
            same = [reply for reply in answers if reply.responder == response.responder]
            current = next(iter(same or answers), None)
    return current.text if isinstance(current, Response) else ""


def step_fingerprint(register: Register, response: Response) -> str:
    """
    Return the fingerprint that a step records: position, text, and the dates first promised.

    Dates that were moved later are not in it: a move has a history of its own and needs no new
    clearance of the reply.
    """
    promised = sorted(
        str(promise.dates[0].date)
        for promise in register.commitments_of(response.id)
        if promise.response == response.id and promise.dates
    )
    parts = [response.position or "", text_of(register, response), *promised]
    return texts.fingerprint("\n\n".join(parts))


_DEEP = 64
"""Levels of wholes and of parts that are followed: no real body has so many, a damaged file may."""


def kin_of(register: Register, organisation_id: str) -> frozenset[str]:
    """Return an organisation with its wholes and its parts, as deep as any real one goes."""
    kin = {organisation_id}
    whole = register.find(Organisation, organisation_id)
    for _ in range(_DEEP):
        if whole is None or not whole.part_of or whole.part_of in kin:
            break
        kin.add(whole.part_of)
        whole = register.find(Organisation, whole.part_of)
    level = [organisation_id]
    for _ in range(_DEEP if register.parts_of(organisation_id) else 0):
        level = [part.id for body in level for part in register.parts_of(body)]
        level = [part for part in dict.fromkeys(level) if part not in kin]
        kin.update(level)
    return frozenset(kin)
