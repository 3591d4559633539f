"""The life of one item or promise, told as dated facts in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from attrs import evolve

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
from accountability.status._corrections import may_correct
from accountability.status._day import last_day
from accountability.status.values import TimelineEntry
from accountability.vocabularies import plain

__all__ = ["life_of"]


def life_of(register: Register, record: Item | Commitment) -> tuple[TimelineEntry, ...]:
    """Return what is held about the life of *record*, undated facts first."""
    entries = (
        _life_of_item(register, record) if isinstance(record, Item) else _promise(register, record)
    )
    # A quoted sentence with a full stop of its own needs no second one.
    ended = (evolve(entry, text=entry.text.replace(".”.", ".”")) for entry in entries)
    return tuple(sorted(ended, key=lambda entry: last_day(entry.day) or dt.date.min))


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
    for wanted in item.wanted_by:
        yield TimelineEntry(
            day=wanted, code="wanted", text=f"Wanted by {words.target(wanted)}.", record=item.id
        )
    replies = _answers(register, item)
    for reply in replies:
        yield from _reply(register, reply)
    promises = {
        promise.id: promise
        for served in (item.id, *(reply.id for reply in replies))
        for promise in register.commitments_of(served)
    }
    # A milestone may serve the item by itself, too, and is told once, under its plan if that does.
    parts = {
        part.id
        for promise in promises.values()
        for part in register.milestones_of(promise.id)
        if part.id != promise.id
    }
    for promise in promises.values():
        if promise.id not in parts or promise.parent not in promises:
            yield from _promise(register, promise)
    yield from _updates(register, register.updates_on(item.id))
    rows = (row.key for row in register.rows_about(item.id))
    abouts = dict.fromkeys((item.id, *rows, *(reply.id for reply in replies)))
    yield from _views(register, (v for about in abouts for v in register.assessments_of(about)))
    for other in register.links_to(item.id):
        for link in other.links:
            if link.to == item.id and other.id != item.id:
                yield TimelineEntry(
                    day=register.day_of(other),
                    code=f"linked-{link.kind}",
                    text=f"{words.item_name(other)} {_LINKS[link.kind]}.",
                    record=other.id,
                )


def _answers(register: Register, item: Item) -> tuple[Response, ...]:
    """Return the answers to an item; for a limb without any, those to the nearest parent with some."""
    passed: set[str] = set()
    current: Item | None = item
    while current is not None and current.id not in passed:
        found = register.responses_to(current.id)
        if found:
            return found
        passed.add(current.id)
        current = register.find(Item, current.parent)
    return ()


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
    if reply.replaces:
        text += f" {_corrects(register, 'answer', reply)}"
    yield TimelineEntry(
        day=day,
        code="drafted" if draft else "answered",
        text=text,
        record=reply.id,
        draft=draft,
        corrects=reply.replaces,
    )


def _corrects(register: Register, what: str, record: Response | Update) -> str:
    """Say what a correction takes the place of: its day and what it said, if it is held."""
    record_id = record.replaces or ""
    held = register.get(record_id)
    if isinstance(held, Response):
        said = held.position_words or held.printed_status
        said = said or words.POSITION[held.position or Position.NOT_STATED]
    elif isinstance(held, Update):
        claimed = words.CLAIMED[held.implementation] if held.implementation else ""
        said = held.printed_status or claimed or held.text
    else:
        return f"It corrects {'an' if what == 'answer' else 'a'} {what} that is not held ({record_id})."
    told = f", which said {words.quote(said, 120)}" if said else ""
    when = words.on_day(register.day_of(held))
    if type(held) is type(record) and not may_correct(register, record, held, as_of=None):
        return f"It is held as a correction of the {what}{when}{told}; that is not its own, and stands."
    return f"It corrects the {what}{when}{told}."


def _promise(register: Register, promise: Commitment) -> Iterator[TimelineEntry]:
    """Tell the life of a promise and of its milestones."""
    yield from _one_promise(register, promise)
    for part in register.milestones_of(promise.id):
        if part.id != promise.id:
            yield from _one_promise(register, part)


def _one_promise(register: Register, promise: Commitment) -> Iterator[TimelineEntry]:
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
    yield from _views(register, register.assessments_of(promise.id))


def _updates(register: Register, updates: Iterable[Update]) -> Iterator[TimelineEntry]:
    for update in updates:
        who = register.name_of(update.reported_by)
        for step in update.steps:
            by = f" by {step.by}" if step.by else ""
            yield TimelineEntry(
                day=step.day,
                code=f"step-{step.stage}",
                text=f"{who}'s report: {step.stage}{by}.",
                record=update.id,
            )
        claimed = words.CLAIMED[update.implementation] if update.implementation else ""
        said = update.printed_status or update.text
        text = f"{who} reported" + (f": {claimed}" if claimed else "")
        text += f" ({words.quote(said, 120)})" if said else ""
        text += "."
        if update.replaces:
            text += f" {_corrects(register, 'report', update)}"
        yield TimelineEntry(
            day=register.day_of(update),
            code="reported",
            text=text,
            record=update.id,
            corrects=update.replaces,
        )
        if update.completed_on is not None:
            yield TimelineEntry(
                day=update.completed_on,
                code="finished",
                text=f"Finished, as {who} reported.",
                record=update.id,
            )
        yield from _views(register, register.assessments_of(update.id))


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
