"""
What a tracker page prints of the answers: the replies, the promises in them, and the site's own view.

A reply is the responder's; the status beside its name is the site's. "Not Addressed" over a reply that
agrees is therefore an assessment, and never the responder's word.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from accountability.dates import PartialDate, Undated, show_day
from accountability.importers._bodies import speaks_of_a_body
from accountability.importers._desk import Desk
from accountability.importers._layout import Answer
from accountability.importers._lines import Block, StatusLine
from accountability.importers._noticed import (
    OWNER_NOT_KNOWN,
    POSITION_NOT_STATED,
    POSITION_READ,
    PROMISE_READ,
    RESPONDER_IN_REPLY,
    RESPONDER_NOT_PRINTED,
    SITE_STATUS,
    STATUS_NOT_KNOWN,
)
from accountability.importers._status_lines import is_heading, is_status_line
from accountability.model import (
    Assessment,
    Assurance,
    Commitment,
    Item,
    Position,
    Response,
    Stage,
    Step,
    TargetDate,
    Update,
)
from accountability.text import RepairedText, fold, shorten
from accountability.vocabularies import Term, Vocabulary, load_vocabulary, plain
from accountability.wording import PromiseReading, find_promises, read_position

__all__ = ["known_status", "read_answer", "read_heading"]


def _term(status: str) -> Term | None:
    return load_vocabulary("third-party-tracker").read(status)


def known_status(words: str) -> bool:
    """Tell whether *words* are a status that such sites print."""
    return _term(words) is not None


def read_answer(
    desk: Desk, answer: Answer, item: Item, site: str, *, vocabulary: Vocabulary
) -> None:
    """
    Make what one responder's lines say: a response with its promises, and what the site makes of it.

    Args:
        desk: Where it is made.

        answer: The lines.

        item: What is answered; its own words in the reply are not the reply's.

        site: Id of the site, whose view the printed status is.

        vocabulary: The words in which the report is answered.
    """
    head = answer.head
    at = f"line {head.line.number}"
    responder = desk.organisation(head.head, at)
    key = desk.ids.new(f"{item.id}/{responder}", Response)
    if not head.status:
        desk.note(RESPONDER_NOT_PRINTED, f"taken for the responder: “{head.head}”", at, key)
    if answer.text is not None:
        reply = _Reply(block=answer.text, head=head, key=key, item=item, responder=responder)
        _response(desk, reply, vocabulary)
        _note_responders(desk, answer.text, key)
    if head.status:
        _status(desk, head, key, item.id, by=site, responder=responder)


def _note_responders(desk: Desk, block: Block, key: str) -> None:
    """Note lines of a reply that may be a responder's, with a status that nobody knows."""
    held = desk.context.register.organisations if desk.context.register else ()
    names = [f"{fold(body.name)} " for body in (*held, *desk.organisations)]
    lines = block.text.split("\n")
    for number, line in enumerate(lines, start=block.first):
        words = line.strip()
        if len(words.split()) > 1 and is_heading(words, 9) and len(words) <= 120:
            named = fold(words).startswith(tuple(names)) or speaks_of_a_body(words)
            if named and not known_status(words):
                message = f"kept in the reply above it: “{words}”"
                desk.note(RESPONDER_IN_REPLY, message, f"line {number}", key)


def read_heading(
    desk: Desk, heading: StatusLine, answers: tuple[Answer, ...], item: str, site: str
) -> None:
    """Keep the line over the answers: with the one answer whose status it repeats, else by itself."""
    if len(answers) == 1 and answers[0].head.status == heading.status:
        whole = desk.source(f"line {heading.line.number}", words=heading.line.text)
        desk.assessments[:] = [
            evolve(made, sources=(*made.sources, whole)) for made in desk.assessments
        ]
        desk.updates[:] = [evolve(made, sources=(*made.sources, whole)) for made in desk.updates]
    else:
        _status(desk, heading, item, item, by=site, responder=None)


@frozen(kw_only=True)
class _Reply:
    """A reply with what it answers: *key* is the id of the response it becomes."""

    block: Block
    head: StatusLine
    key: str
    item: Item
    responder: str


def _response(desk: Desk, reply: _Reply, vocabulary: Vocabulary) -> None:
    block = reply.block
    read = desk.read(block, reply.key)
    position = read_position(
        _without_status_lines(read.text),
        vocabulary,
        recommendation=reply.item.text,
        responder=_names(desk, reply.responder),
    )
    stated = position.position if position else Position.NOT_STATED
    words = read.printed_words(position.start, position.end) if position else ""
    if position is None or stated is Position.NOT_STATED:
        near = f"; nearest to one comes “{shorten(words, 160)}”" if words else ""
        desk.note(POSITION_NOT_STATED, f"no position is stated{near}", block.place, reply.key)
    else:
        desk.note(
            POSITION_READ,
            f"read as {plain(stated).lower()}, from “{shorten(words, 160)}”",
            block.line_at(read.printed_offset(position.start)),
            reply.key,
            "Look at the sentence: its words hold back." if position.hedged else None,
        )
    desk.responses.append(
        Response(
            id=reply.key,
            answers=reply.item.id,
            responder=reply.responder,
            position=stated,
            position_words=words if stated is not Position.NOT_STATED else "",
            text=block.text,
            # A page shows what was published, and not when.
            steps=(Step(stage=Stage.PUBLISHED),),
            sources=(
                desk.source(block.place, "text"),
                desk.source(f"line {reply.head.line.number}", "responder"),
            ),
        )
    )
    promises = find_promises(
        read.text, desk.context.received, desk.conventions, recommendation=reply.item.text
    )
    for number, history in enumerate(_histories(promises), start=1):
        _commitment(desk, reply, read, history, number)


def _names(desk: Desk, responder: str) -> tuple[str, ...]:
    """Return what a responder is called, and its whole: "the Government" may speak for a department."""
    bodies = {body.id: body for body in desk.organisations}
    if desk.context.register is not None:
        bodies |= {body.id: body for body in desk.context.register.organisations}
    called: list[str] = []
    seen = set[str]()
    part: str | None = responder
    while part is not None and part not in seen and part in bodies:
        seen.add(part)
        called += (bodies[part].name, *bodies[part].other_names)
        part = bodies[part].part_of
    return tuple(called)


def _without_status_lines(reply: str) -> str:
    """Blank the lines that end in a status as sites print it: they may be the site's, not the reply's."""
    lines = reply.split("\n")
    later = [*(line.strip() for line in lines[1:]), ""]
    return "\n".join(
        " " * len(line)
        if is_status_line(line.strip(), known_status) and not below[:1].islower()
        else line
        for line, below in zip(lines, later, strict=True)
    )


def _histories(promises: Iterable[PromiseReading]) -> list[list[PromiseReading]]:
    """Put a date that is called revised with the date before it: they are one promise."""
    found: list[list[PromiseReading]] = []
    for promise in promises:
        revised = promise.label.lower().startswith(("revised ", "current ", "new "))
        if revised and found and found[-1][-1].label:
            found[-1].append(promise)
        else:
            found.append([promise])
    return found


def _commitment(
    desk: Desk, reply: _Reply, read: RepairedText, history: list[PromiseReading], number: int
) -> None:
    first, last = history[0], history[-1]
    began = reply.block.line_at(read.printed_offset(first.start))
    made = desk.ids.new(f"{reply.key}/c{number}", Commitment)
    dates = []
    for promise in history:
        date = promise.date.date
        words = read.printed_words(promise.date.start, promise.date.end)
        printed = date.with_words(words) if isinstance(date, PartialDate) else Undated(words=words)
        at = reply.block.line_at(read.printed_offset(promise.start))
        dates.append(TargetDate(date=printed, source=desk.source(at)))
        where = f"under “{promise.label}”" if promise.label else "in a sentence"
        desk.note(PROMISE_READ, f"“{shorten(words)}” {where}: {_days(printed)}", at, made)
    owner, unknown = _owner(desk, reply, first, began, made)
    desk.commitments.append(
        Commitment(
            id=made,
            text=read.printed_words(first.start, last.end),
            items=(reply.item.id,),
            response=reply.key,
            owners=(owner,),
            kind=first.date.kind,
            condition=first.condition,
            dates=tuple(dates),
            sources=tuple(dict.fromkeys(date.source for date in dates if date.source)),
            extra=(
                *(("label", promise.label) for promise in history if promise.label),
                *((("owner", unknown),) if unknown else ()),
            ),
        )
    )


def _owner(
    desk: Desk, reply: _Reply, promise: PromiseReading, at: str, record: str
) -> tuple[str, str]:
    """Return who will do it, and the words that name an owner nobody knows, for then whoever replies does."""
    words = promise.owner.removeprefix("The ").removeprefix("the ")
    if fold(words) in _THE_RESPONDER:
        return reply.responder, ""
    if " and " not in words and "," not in words and _is_known(desk, words):
        return desk.organisation(words, at), ""
    if " and " in words or "," in words or not _is_a_name(words):
        message = f"kept as words, with the responder as owner: “{words}”"
        desk.note(OWNER_NOT_KNOWN, message, at, record)
        return reply.responder, words
    made = desk.organisation(words, at)
    desk.note(OWNER_NOT_KNOWN, f"made a body of “{words}”", at, record)
    return made, ""


def _is_known(desk: Desk, words: str) -> bool:
    """Tell whether the register, or the page so far, knows a body by that name."""
    held = desk.context.register.organisations if desk.context.register else ()
    return any(
        fold(words) in {fold(body.name), *map(fold, body.other_names)}
        for body in (*held, *desk.organisations)
    )


def _is_a_name(words: str) -> bool:
    """Tell whether words are clearly a body's: capitals throughout, and one of the words such names hold."""
    telling = [word for word in words.split() if word.lower() not in _SMALL_WORDS]
    return (
        len(telling) > 1 and all(word[:1].isupper() for word in telling) and speaks_of_a_body(words)
    )


_SMALL_WORDS = frozenset(("of", "for", "and", "the", "&", "to", "in", "on"))


_THE_RESPONDER = frozenset(
    ("", "government", "department", "ministry", "minister", "ministers", "agency", "council")
)
"""What replies call whoever replies."""


def _days(date: PartialDate | Undated) -> str:
    """Say which days were read."""
    if isinstance(date, Undated):
        return "fixes no day"
    if date.earliest is None and date.latest is not None:
        return f"until {show_day(date.latest)}"
    if date.latest is None and date.earliest is not None:
        return f"from {show_day(date.earliest)}"
    days = (show_day(day) for day in (date.earliest, date.latest) if day)
    return " to ".join(dict.fromkeys(days))


def _status(
    desk: Desk, head: StatusLine, about: str, item: str, *, by: str, responder: str | None
) -> None:
    """Keep what the site says: as an update what it says was done, as an assessment what it thinks."""
    at = f"line {head.line.number}"
    term = _term(head.status)
    whole = desk.source(at, words=head.line.text)
    position = term.position if term else None
    claim = term.implementation if term else None
    made = ""
    if claim is not None:
        made = desk.ids.new(f"{item}/u-{by}", Update)
        desk.updates.append(
            Update(
                id=made,
                about=item,
                reported_by=by,
                responder=responder,
                printed_status=head.status,
                implementation=claim,
                assurance=Assurance.THIRD_PARTY,
                sources=(whole,),
            )
        )
    if claim is None or position is not None:
        made = desk.ids.new(f"{about}/a-{by}", Assessment)
        desk.assessments.append(
            Assessment(
                id=made,
                about=about,
                by=by,
                responder=responder,
                printed_status=head.status,
                position=position,
                sources=(whole,),
            )
        )
    line = shorten(head.line.text, 100)
    if term is None:
        desk.note(STATUS_NOT_KNOWN, f"“{head.status}” in “{line}” has no known meaning", at, made)
    else:
        desk.note(SITE_STATUS, f"“{head.status}” in “{line}” is what the site says", at, made)
