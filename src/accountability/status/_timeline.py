"""The life of one item or promise, told as dated facts in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from accountability.dates import AnyDate
from accountability.model import (
    Assessment,
    Commitment,
    Document,
    Event,
    Item,
    LinkKind,
    Position,
    Register,
    Response,
    Update,
)
from accountability.status import _words as words
from accountability.status._day import last_day
from accountability.status.values import TimelineEntry
from accountability.vocabularies import plain

__all__ = ["life_of"]


def life_of(register: Register, record: Item | Commitment) -> tuple[TimelineEntry, ...]:
    """Return what is held about the life of *record*, undated facts first."""
    entries = (
        _life_of_item(register, record)
        if isinstance(record, Item)
        else _promise(register, record, alone=True)
    )
    return tuple(sorted(entries, key=lambda entry: last_day(entry.day) or dt.date.min))


def _life_of_item(register: Register, item: Item) -> Iterator[TimelineEntry]:
    document = register.find(Document, item.document)
    makers = item.made_by or (document.authors if document else ())
    by = words.listed(register.name_of(maker) for maker in makers)
    yield TimelineEntry(
        day=register.day_of(item),
        code="issued",
        text=f"Issued{f' by {by}' if by else ''}.",
        record=item.id,
    )
    for event in document.events if document else ():
        yield _event(register, item.document, event)
    replies = register.responses_to(item.id)
    for reply in replies:
        yield from _reply(register, reply)
    promises = {
        promise.id: promise
        for served in (item.id, *(reply.id for reply in replies))
        for promise in register.commitments_of(served)
    }
    for promise in promises.values():
        yield from _promise(register, promise)
    yield from _updates(register, register.updates_on(item.id))
    views = {
        view.id: view
        for about in (item.id, *(row.key for row in register.rows_about(item.id)))
        for view in register.assessments_of(about)
    }
    yield from _views(register, views.values())
    for other in register.links_to(item.id):
        for link in other.links:
            if link.to == item.id and other.id != item.id:
                yield TimelineEntry(
                    day=register.day_of(other),
                    code=f"linked-{link.kind}",
                    text=f"{words.item_name(other)} {_LINKS[link.kind]}.",
                    record=other.id,
                )


_LINKS = {
    LinkKind.FOLLOWS_FROM: "follows from it",
    LinkKind.REPEATS: "asks for the same again",
    LinkKind.REPLACES: "replaces it",
    LinkKind.CONCERNS: "concerns it",
    LinkKind.SAME_AS: "says the same",
}


def _event(register: Register, document_id: str, event: Event) -> TimelineEntry:
    text = plain(event.kind)
    text += f" by {register.name_of(event.by)}" if event.by else ""
    text += f", until {event.until}" if event.until else ""
    return TimelineEntry(day=event.day, code=event.kind.value, text=f"{text}.", record=document_id)


def _reply(register: Register, reply: Response) -> Iterator[TimelineEntry]:
    who = register.name_of(reply.responder)
    draft = not register.is_given(reply)
    for step in reply.steps:
        by = f" by {step.by}" if step.by else ""
        reference = f" ({step.reference})" if step.reference else ""
        yield TimelineEntry(
            day=step.day,
            code=f"step-{step.stage}",
            text=f"{who}'s answer: {step.stage}{by}{reference}.",
            record=reply.id,
            draft=draft,
        )
    if reply.is_empty:
        return
    day = register.day_of(reply)
    if draft:
        said = words.POSITION[reply.position or Position.NOT_STATED]
        text = f"{who} drafted an answer, not sent: {said}."
    else:
        position = reply.position or Position.NOT_STATED
        text = words.ANSWERED[position].format(who=who, day="")
        text += f": {words.quote(reply.position_words)}" if reply.position_words else ""
        text += "."
    yield TimelineEntry(
        day=day, code="drafted" if draft else "answered", text=text, record=reply.id, draft=draft
    )


def _promise(
    register: Register, promise: Commitment, *, alone: bool = False
) -> Iterator[TimelineEntry]:
    draft = register.is_draft(promise)
    made = register.day_of(promise)
    quoted = f": {words.quote(promise.text, 120)}" if promise.text else ""
    yield TimelineEntry(
        day=made, code="promised", text=f"Promised{quoted}.", record=promise.id, draft=draft
    )
    for number, date in enumerate(promise.dates):
        reason = f" Reason given: {words.quote(date.reason, 120)}." if date.reason else ""
        what = "Target date set" if number == 0 else "Target date moved"
        yield TimelineEntry(
            day=date.set_on or made,
            code="date-set" if number == 0 else "date-moved",
            text=f"{what}: {words.target(date.date)}.{reason}",
            record=promise.id,
            draft=draft,
        )
        if date.told or date.told_on:
            told = words.listed(register.name_of(body) for body in date.told)
            yield TimelineEntry(
                day=date.told_on,
                code="told",
                text=f"Told of the date {words.target(date.date)}{f': {told}' if told else ''}.",
                record=promise.id,
                draft=draft,
            )
    current: AnyDate | None = promise.dates[-1].date if promise.dates else None
    if last_day(current) is not None and current is not None:
        yield TimelineEntry(
            day=current,
            code="target",
            text=f"{words.PROMISE[promise.kind].capitalize()}: {words.target(current)}.",
            record=promise.id,
            draft=draft,
        )
    yield from _updates(register, register.updates_on(promise.id))
    if alone:
        yield from _views(register, register.assessments_of(promise.id))
        for step in register.milestones_of(promise.id):
            if step.id != promise.id:
                yield from _promise(register, step)


def _updates(register: Register, updates: Iterable[Update]) -> Iterator[TimelineEntry]:
    for update in updates:
        who = register.name_of(update.reported_by)
        claimed = words.CLAIMED[update.implementation] if update.implementation else ""
        said = update.printed_status or update.text
        text = f"{who} reported" + (f": {claimed}" if claimed else "")
        text += f" ({words.quote(said, 120)})" if said else ""
        yield TimelineEntry(
            day=register.day_of(update), code="reported", text=f"{text}.", record=update.id
        )
        if update.completed_on is not None:
            yield TimelineEntry(
                day=update.completed_on,
                code="finished",
                text=f"Finished, as {who} reported.",
                record=update.id,
            )


def _views(register: Register, views: Iterable[Assessment]) -> Iterator[TimelineEntry]:
    for view in views:
        parts = [words.quote(view.printed_status, 120)] if view.printed_status else []
        parts += [words.POSITION[view.position]] if view.position else []
        parts += [words.OPINION[view.opinion]] if view.opinion else []
        said = ", ".join(parts) or (words.quote(view.text) if view.text else "nothing in words")
        yield TimelineEntry(
            day=register.day_of(view),
            code="assessed",
            text=f"{register.name_of(view.by)} finds: {said}.",
            record=view.id,
        )
