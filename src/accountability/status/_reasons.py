"""
The reasons of a verdict, told in the order in which things happened.

What was answered, what was promised and by when, what is reported done, what others make of it, what a
draft says, and which facts have no day. Every sentence that rests on words quotes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from accountability.dates import PartialDate, show_day
from accountability.model import (
    Assessment,
    Commitment,
    Implementation,
    Item,
    Position,
    PositionHow,
    Record,
    Response,
    Update,
)
from accountability.status import _words as words
from accountability.status._claimed import claim_reasons
from accountability.status._day import Day
from accountability.status._facts import Facts
from accountability.status._procedure import answered_late
from accountability.status._promised import kept, promised
from accountability.status._words import told
from accountability.status.values import Reason, Status

__all__ = ["reasons_for"]


def reasons_for(day: Day, facts: Facts, status: Status) -> tuple[Reason, ...]:
    """Return why an item has its status for one responder; never empty."""
    if status is Status.NOT_YET_MADE:
        return (_issued_later(day, facts),)
    if facts.nothing:
        said = [*_without_answer(day, facts, status)]
    else:
        said = [*_answered(day, facts)]
        if facts.withdrawn:
            said += _withdrawn(day, facts)
        if facts.promises:
            said += promised(day, facts)
        if facts.claim is not None:
            said += claim_reasons(day, facts.claim, len(facts.promises), "promise")
            said += kept(facts, facts.claim)
    if facts.unheard:
        said += _unheard(day, facts)
    if facts.repeated_by or facts.views:
        said += _others(day, facts)
    if facts.draft is not None:
        said += _drafted(facts, facts.draft)
    undated = day.undated(_relied_on(facts))
    if undated:
        said.append(_undated(undated))
    return tuple(said)


def _name(day: Day, body: str | None) -> str:
    return day.register.name_of(body) if body else "anybody"


# --- nothing was said ----------------------------------------------------------------------------------


def _issued_later(day: Day, facts: Facts) -> Reason:
    issued = day.day_of(facts.item)
    return told(
        code="issued-later",
        text=f"{words.item_name(facts.item)} was issued{words.on_day(issued)}, "
        f"after {show_day(day.as_of)}.",
        rests_on=(facts.item.id, facts.item.document),
    )


def _without_answer(day: Day, facts: Facts, status: Status) -> Iterator[Reason]:
    item, due = facts.item, facts.due
    who = _name(day, facts.responder)
    if status is Status.RESPONSE_NOT_REQUIRED:
        yield told(
            code="no-reply-needed",
            text=f"A {item.kind} needs no reply, and nobody was asked for one.",
            rests_on=(item.id,),
        )
        return
    if facts.paper is not None:
        when = words.on_day(day.day_of(facts.paper))
        yield told(
            code="silent",
            text=f"{_authors(day, facts.paper.authors)} answered the report{when} "
            f"({words.quote(facts.paper.title, 80)}); that answer is silent on it.",
            rests_on=(facts.paper.id, item.id),
        )
    if status is Status.RESPONSE_OVERDUE and due.day is not None:
        late = words.ago(due.day, day.as_of)
        yield told(
            code="response-overdue",
            text=f"No answer from {who}. It was due by {show_day(due.day)}, {late}{_how(due.how)}.",
            rests_on=(item.id, item.document),
            arithmetic=(*due.steps, words.between(due.day, day.as_of)),
        )
    elif status is Status.RESPONSE_AWAITED:
        text = f"No answer from {who} yet."
        steps: tuple[str, ...] = ()
        if due.day is not None:
            steps = (*due.steps, words.between(day.as_of, due.day))
            text += (
                f" It is due by {show_day(due.day)}, {words.ahead(due.day, day.as_of)}"
                f"{_how(due.how)}."
            )
        rests_on = (item.id, item.document)
        yield told(code="response-awaited", text=text, rests_on=rests_on, arithmetic=steps)
    if facts.responder is None:
        yield told(
            code="nobody-named", text="Nobody has been named to answer it.", rests_on=(item.id,)
        )
    for paper in facts.passing_papers:
        yield told(
            code="passed-over",
            text=f"{_authors(day, paper.authors)} answered the report"
            f"{words.on_day(day.day_of(paper))} and passed over it.",
            rests_on=(paper.id, item.id),
        )
    if due.calendar:
        yield told(
            code="deadline-needs-calendar",
            text="By when it is due is not known: the rule counts working days "
            f"and the calendar {words.quote(due.calendar)} was not given.",
            rests_on=(item.document,),
        )
    if due.unconfirmed:
        yield told(
            code="deadline-unconfirmed",
            text="No rule that was read in a document says by when it is due. Generally held, and "
            f"unconfirmed, is {due.unconfirmed}; no verdict rests on it.",
            rests_on=(item.document,),
        )
    yield from _general(day, facts)
    if facts.claim is not None:
        yield from claim_reasons(day, facts.claim, len(facts.promises), "promise")


def _how(how: str) -> str:
    return f": {how}" if how else ""


def _authors(day: Day, authors: tuple[str, ...]) -> str:
    return words.listed(day.register.name_of(author) for author in authors) or "Somebody"


def _general(day: Day, facts: Facts) -> Iterator[Reason]:
    for response in facts.general:
        said = response.position_words or response.printed_status or day.register.text_of(response)
        quoted = f": {words.quote(said)}" if said else ""
        yield told(
            code="general-answer",
            text=f"{_name(day, response.responder)} spoke of the report as a whole"
            f"{words.on_day(day.day_of(response))}{quoted}. "
            "That is no position on this item.",
            rests_on=(response.id,),
            said=(said,),
        )


# --- what was answered ---------------------------------------------------------------------------------


def _answered(day: Day, facts: Facts) -> list[Reason]:
    found: list[Reason] = []
    if not facts.replies:
        found.append(
            told(
                code="no-reply",
                text=f"No answer from {_name(day, facts.responder)} is held.",
                rests_on=(facts.item.id,),
            )
        )
        found += _general(day, facts)
        return found
    first, reply = facts.replies[0], facts.answer or facts.replies[-1]
    found.append(_answer(day, facts, reply))
    if facts.answer is None and reply.refers_to:
        found += _pointed(day, facts, reply)
    if len(facts.replies) > 1:
        found += _history(day, facts, reply)
    if facts.position is None:
        found += _general(day, facts)
    due = facts.due.day
    came = day.day_of(first)
    if due is not None and answered_late(day, facts, due) and isinstance(came, PartialDate):
        days = (came.earliest or came.latest or due) - due
        how = f", {facts.due.how}" if facts.due.how else ""
        found.append(
            told(
                code="response-late",
                text=f"The answer was due by {show_day(due)}{how}; "
                f"it came{words.on_day(came)}, {words.count(days.days, 'day')} late.",
                rests_on=(first.id, facts.item.document),
                arithmetic=(*facts.due.steps, words.between(due, due + days)),
            )
        )
    return found


def _answer(day: Day, facts: Facts, reply: Response) -> Reason:
    register = day.register
    position = reply.position or Position.NOT_STATED
    text = words.ANSWERED[position].format(
        who=_name(day, reply.responder), day=words.on_day(day.day_of(reply))
    )
    said = reply.position_words
    if not said and position is Position.NOT_STATED:
        said = register.text_of(reply)
    if said:
        text += f": {words.quote(said)}"
    elif reply.printed_status:
        text += f"; printed as {words.quote(reply.printed_status)}"
    elif reply.position_how is PositionHow.CHOSEN:
        text += ", as chosen from a list"
    text += "."
    if facts.responder is not None and reply.responder != facts.responder:
        text += f" That answer counts for {_name(day, facts.responder)}."
    rests_on = [reply.id]
    if facts.answered_at is not None and facts.answered_at.id != facts.item.id:
        text += f" It answers {words.item_name(facts.answered_at)}, of which this is a limb."
        rests_on.append(facts.answered_at.id)
    if reply.declined:
        declined = words.listed(words.quote(part, 120) for part in reply.declined)
        text += f" It declines {declined}."
    code = "no-position" if position is Position.NOT_STATED else "answered"
    quoted = (said or reply.printed_status, *reply.declined)
    return told(code=code, text=text, rests_on=tuple(rests_on), said=quoted)


def _pointed(day: Day, facts: Facts, reply: Response) -> Iterator[Reason]:
    """Tell where a reply that states no position points, and what is said there."""
    register = day.register
    there = facts.pointed
    if there is None:
        yield told(
            code="points-nowhere",
            text="It points elsewhere, and no position is stated there.",
            rests_on=(reply.id, *reply.refers_to),
        )
        return
    item = register.find(Item, there.answers)
    named = f"the answer to {words.item_name(item)}" if item else "another answer"
    position = there.position or Position.NOT_STATED
    said = there.position_words or there.printed_status
    answered = words.ANSWERED[position].format(
        who=_name(day, there.responder), day=words.on_day(day.day_of(there))
    )
    quoted = f": {words.quote(said)}" if said else ""
    yield told(
        code="points-to",
        text=f"It points to {named}, which counts here too. There {answered}{quoted}.",
        rests_on=(there.id, reply.id),
        said=(said,),
    )


def _history(day: Day, facts: Facts, reply: Response) -> Iterator[Reason]:
    """Tell what was said before and after the answer that counts, where that differs."""
    place = facts.replies.index(reply)
    before = [other for other in facts.replies[:place] if other.position]
    if before and before[-1].position is not reply.position and before[-1].position:
        old = before[-1]
        position = words.POSITION[old.position or Position.NOT_STATED]
        yield told(
            code="changed-position",
            text=f"Its answer before that{words.on_day(day.day_of(old))}: {position}.",
            rests_on=(old.id,),
        )
    if facts.replies[place + 1 :]:
        later = facts.replies[-1]
        yield told(
            code="later-reply",
            text=f"A later reply{words.on_day(day.day_of(later))} states no position.",
            rests_on=(later.id,),
        )


def _withdrawn(day: Day, facts: Facts) -> Iterator[Reason]:
    for other in facts.replaced_by:
        yield told(
            code="replaced",
            text=f"{words.item_name(other)}, issued{words.on_day(day.day_of(other))}, replaces it.",
            rests_on=(other.id, facts.item.id),
        )
    view = facts.reconsidered
    if view is not None:
        said = view.text or view.printed_status
        yield told(
            code="reconsidered",
            text=f"{_name(day, view.by)} reconsidered it{words.on_day(day.day_of(view))}"
            f"{f': {words.quote(said)}' if said else ''}.",
            rests_on=(view.id,),
            said=(said,),
        )


# --- what others make of it, drafts, days --------------------------------------------------------------


def _others(day: Day, facts: Facts) -> list[Reason]:
    register = day.register
    found = [
        told(
            code="repeated",
            text=f"{words.item_name(other)}, issued{words.on_day(day.day_of(other))}, "
            "asks for the same again.",
            rests_on=(other.id, facts.item.id),
        )
        for other in facts.repeated_by
    ]
    reply = facts.answer or (facts.replies[-1] if facts.replies else None)
    for view in facts.views:
        if view is facts.reconsidered:
            continue
        by, when = _name(day, view.by), words.on_day(day.day_of(view))
        if view.position is not None and view.position is not facts.position:
            printed = view.printed_status or words.POSITION[view.position].capitalize()
            text = f"{by} has {words.quote(printed, 120)}{when}"
            code = "other-view"
            rests_on: tuple[str, ...] = (view.id,)
            heard: tuple[str, ...] = (view.printed_status,)
            if reply is not None:
                said = reply.position_words or register.text_of(reply)
                quoted = f" ({words.quote(said, 120)})" if said else ""
                text += f"; that does not override the answer of {_name(day, reply.responder)}"
                text += quoted
                rests_on += (reply.id,)
                heard += (said,)
            elif view is facts.declined:
                code = "said-not-addressed"
                text += f" and there is no answer from {_name(day, facts.responder)}"
            found.append(told(code=code, text=f"{text}.", rests_on=rests_on, said=heard))
        if view.opinion is not None:
            whose = ", who made it," if view.by in day.makers(facts.item) else ""
            said = view.text or view.printed_status
            quoted = f": {words.quote(said)}" if said else ""
            found.append(
                told(
                    code="opinion",
                    text=f"{by}{whose} finds{when}: {words.OPINION[view.opinion]}{quoted}.",
                    rests_on=(view.id,),
                    said=(said,),
                )
            )
    return found


def _unheard(day: Day, facts: Facts) -> Iterator[Reason]:
    """Tell of claims that decide nothing, because whose work they are about has no part in the item."""
    for update in facts.unheard[:_SHOWN]:
        worker = update.responder or update.reported_by
        work = (
            "its own work" if worker == update.reported_by else f"the work of {_name(day, worker)}"
        )
        claimed = words.CLAIMED[update.implementation or Implementation.OPEN]
        said = words.quote(update.printed_status or claimed, 120)
        yield told(
            code="unheard-claim",
            text=f"{_name(day, update.reported_by)} reports {said}"
            f"{words.on_day(day.day_of(update))} about {work}. {_name(day, worker)} was not asked "
            f"and does not answer for {_name(day, facts.responder)}: that decides nothing.",
            rests_on=(update.id,),
            said=(update.printed_status,),
        )
    if facts.unheard[_SHOWN:]:
        more = words.count(len(facts.unheard) - _SHOWN, "more such report")
        rests_on = tuple(update.id for update in facts.unheard[_SHOWN:])
        yield told(code="unheard-claim", text=f"There are {more}.", rests_on=rests_on)


_SHOWN = 5
"""Reports that decide nothing that are told one by one; of more, the rest is counted."""


def _drafted(facts: Facts, draft: Response) -> Iterator[Reason]:
    if draft.is_empty:
        if not facts.replies:
            yield told(
                code="allotted",
                text="The answer is allotted, and not drafted.",
                rests_on=(draft.id,),
            )
        return
    said = words.POSITION[draft.position] if draft.position else "nothing of a position yet"
    yield told(code="draft", text=f"A draft, not sent, says {said}.", rests_on=(draft.id,))


def _relied_on(facts: Facts) -> list[Record]:
    """Return the facts that a verdict rests on, each kind of them together."""
    found: list[Record] = [facts.item, *facts.replies]
    if facts.pointed is not None:
        found.append(facts.pointed)
    updates: dict[str, Update] = {}
    for promise in facts.promises:
        found.append(promise.record)
        for update in promise.updates:
            updates[update.id] = update
    if facts.claim is not None and facts.claim.update is not None:
        updates[facts.claim.update.id] = facts.claim.update
    found += updates.values()
    found += facts.views
    return found


def _undated(records: list[Record]) -> Reason:
    """Name the facts relied on that have no day, and so count on every day."""
    kinds = dict.fromkeys(_named(record) for record in records)
    return told(
        code="undated",
        text=f"Undated, so counted on every day: {', '.join(kinds)}.",
        rests_on=tuple(record.id for record in records),
    )


def _named(record: Record) -> str:
    if isinstance(record, Item):
        return f"the {'item' if record.kind == 'unknown' else record.kind}"
    return next(what for kind, what in _RELIED_ON.items() if isinstance(record, kind))


_RELIED_ON: dict[type[Record], str] = {
    Response: "the answer",
    Commitment: "the promise",
    Update: "the report of progress",
    Assessment: "what others make of it",
}
