"""What keeps a paper from being finished: every gap by name, and what a waiver lets through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from attrs import evolve, frozen

from accountability.dates import PartialDate
from accountability.exporters._base import ExportContext
from accountability.exporters.word.cover import cover_facts
from accountability.exporters.word.letter import facts_gaps, move_gaps
from accountability.exporters.word.promises import moved_untold
from accountability.exporters.word.sharing import joined_in
from accountability.exporters.word.stages import (
    CHANGED,
    NO_ANSWER,
    NO_DATE,
    NO_NEWS,
    NO_POSITION,
    NO_REASON,
    NO_REPLY,
    NOBODY,
    NOT_CLEARED,
    UNCERTAIN,
    UNTOLD,
    WAIVED,
    clearance,
    wants_clearance,
)
from accountability.exporters.word.templates import Body, Layout
from accountability.exporters.word.words import item_name, takes_no_answer
from accountability.findings import Finding
from accountability.model import (
    Commitment,
    Document,
    DocumentKind,
    How,
    Implementation,
    Position,
    Register,
    Response,
    Row,
    TargetDate,
    Waiver,
)
from accountability.rules import examine
from accountability.status import Status
from accountability.tables import Tracker
from accountability.tables.entries import RowEntry, date_words

__all__ = ["Gaps", "gaps_of", "with_waived_dates"]

_DATE_OWED, _OTHER_WORDS = "COM321", "RSP213"
"""Rules whose findings are gaps here: whether a date is owed is the jurisdiction's to say."""

_RULES: Mapping[str, tuple[str, ...]] = {
    NOBODY.code: ("REC105",),
    NO_ANSWER.code: ("RSP209",),
    NO_POSITION.code: ("RSP208",),
    NO_REPLY.code: ("RSP217",),
    NO_DATE.code: (_DATE_OWED,),
    CHANGED.code: ("RSP212",),
    UNCERTAIN.code: (_OTHER_WORDS,),
    NO_NEWS.code: ("COM319",),
    NO_REASON.code: ("COM305",),
    UNTOLD.code: ("COM306",),
}
"""The check's own rules for the same thing: who has waived one need not waive the other."""

_LIVE = frozenset(
    {
        Status.ACCEPTED,
        Status.PROMISED,
        Status.IN_PROGRESS,
        Status.PARTLY_IMPLEMENTED,
        Status.OVERDUE,
    }
)


@frozen(kw_only=True)
class Gaps:
    """
    What is missing.

    Attributes:
        open: Findings that keep the paper from being finished.

        waived: The same kinds, let through by a waiver, each with its reason.
    """

    open: tuple[Finding, ...]
    waived: tuple[Finding, ...]


@frozen(kw_only=True)
class _Asked:
    filled: Tracker
    whole: Register
    context: ExportContext
    owed: frozenset[str] = frozenset()
    other_words: frozenset[str] = frozenset()


def gaps_of(
    filled: Tracker,
    *,
    whole: Register,
    going: Register,
    context: ExportContext,
    layout: Layout,
    told: frozenset[str] = frozenset(),
) -> Gaps:
    """
    Say what is missing before *filled* can be a finished paper.

    Args:
        filled: The tracker of the answers that are in the paper.

        whole: The register as it is, with every date an answer was cleared with.

        going: The register as it will be once the paper has gone.

        context: The day, and whose rules apply.

        layout: Of the paper; a progress report and a letter are about answers that were given.

        told: Keys of the rows of which there is news, for a progress report.
    """
    checked = examine(
        going,
        as_of=context.as_of,
        select=(_DATE_OWED, _OTHER_WORDS),
        jurisdiction=context.jurisdiction,
        calendar=context.calendar,
    )
    found = (*checked.findings, *(ignored.finding for ignored in checked.ignored))
    asked = _Asked(
        filled=filled,
        whole=whole,
        context=context,
        owed=frozenset(one.record or "" for one in found if one.code == _DATE_OWED)
        - _joining(filled.row_entries),
        other_words=frozenset(one.record or "" for one in found if one.code == _OTHER_WORDS),
    )
    missing: list[tuple[Finding, tuple[str, ...]]] = []
    if layout.body is Body.LETTER:
        for report in filled.documents:
            facts = cover_facts(whole, report, DocumentKind.LETTER)
            document = whole.find(Document, report)
            if document is not None:
                missing += ((one, (report,)) for one in facts_gaps(document, facts))
    for entry in filled.row_entries:
        if takes_no_answer(entry):
            continue
        about = _about(entry.row)
        missing += ((finding, about) for finding in _of_entry(asked, entry, layout, told))
    kept: list[Finding] = []
    waived: list[Finding] = []
    for finding, about in missing:
        waiver = _waiver(whole, finding.code, about, context.as_of)
        if waiver is None:
            kept.append(finding)
        else:
            message = f"{finding.message} Let through: {waiver.reason.rstrip('.')}."
            waived.append(WAIVED.found(message, record=finding.record))
    return Gaps(open=tuple(kept), waived=tuple(waived))


def _joining(entries: Iterable[RowEntry]) -> frozenset[str]:
    """Return the answers that join another body's: its date is theirs."""
    by_item: dict[str, list[RowEntry]] = {}
    for entry in entries:
        by_item.setdefault(entry.row.about, []).append(entry)
    return frozenset(
        entry.row.given.id
        for rows in by_item.values()
        if (joined := joined_in(rows))
        for entry in rows
        if entry.key in joined and entry.row.given is not None
    )


def _waiver(register: Register, code: str, records: Iterable[str], as_of: dt.date) -> Waiver | None:
    """Return what lets a gap of that code through, about any of *records*."""
    codes = (code, *_RULES.get(code, ()))
    for record in dict.fromkeys(records):
        for waiver in register.waivers_of(record):
            rule = waiver.rule.strip()
            until = waiver.until
            if isinstance(until, PartialDate) and until.certainly_before(as_of):
                continue
            if rule and waiver.reason.strip() and any(one.startswith(rule) for one in codes):
                return waiver
    return None


def _about(row: Row) -> tuple[str, ...]:
    """Return the ids by which a waiver may name a row."""
    answers = (answer.id for answer in (row.given, row.draft) if answer is not None)
    return (row.about, row.key, *answers)


def with_waived_dates(register: Register, as_of: dt.date) -> Register:
    """
    Return *register* with the untold dates that a waiver lets into a progress report, as if told.

    Left out, they would make it say something else than the register holds.
    """
    changed = [
        evolve(promise, dates=tuple(map(partial(_as_told, as_of), promise.dates)))
        for row in register.rows()
        if (moves := tuple(_untold_moves(register, row)))
        and _waiver(register, UNTOLD.code, _about(row), as_of)
        for promise in moves
    ]
    return register.with_records(*changed) if changed else register


def _as_told(as_of: dt.date, target: TargetDate) -> TargetDate:
    if target.told or target.told_on:
        return target
    return evolve(target, told_on=PartialDate.day(as_of))


def _untold_moves(register: Register, row: Row) -> Iterator[Commitment]:
    """Yield the given promises of a row whose last date moved and was told to nobody."""
    for promise in row.commitments:
        if moved_untold(promise) and not register.is_draft(promise):
            yield promise


def _of_entry(
    asked: _Asked, entry: RowEntry, layout: Layout, told: frozenset[str]
) -> Iterator[Finding]:
    record, name = entry.row.about, item_name(entry)
    given = entry.row.given
    if layout.body is Body.LETTER:
        yield from move_gaps(entry, owed=given is not None and given.id in asked.owed)
        return
    if layout.body is Body.PROGRESS:
        yield from _untold(asked, entry)
        if given is not None and not given.is_empty:
            yield from _quality(asked, given, entry)
            if entry.status in _LIVE and entry.key not in told:
                yield NO_NEWS.found(f"{name}: nothing new has been reported.", record=record)
        return
    who = entry.register.name_of(entry.row.responder)
    if entry.row.responder is None:
        yield NOBODY.found(f"{name}: nobody has been named to answer.", record=record)
    elif given is None or given.is_empty:
        yield NO_ANSWER.found(f"{name}: no answer by {who} has been given.", record=record)
    else:
        if given.position is None or given.position is Position.NOT_STATED:
            yield NO_POSITION.found(f"{name}: {who} states no position.", record=record)
        if not given.text.strip() and not given.refers_to:
            yield NO_REPLY.found(f"{name}: the answer by {who} has no words.", record=record)
        if given.id in asked.owed and not _is_done(entry):
            message = f"{name}: {who} gives no target date that can be checked, and one is owed."
            yield NO_DATE.found(message, record=record)
        yield from _quality(asked, given, entry)


def _untold(asked: _Asked, entry: RowEntry) -> Iterator[Finding]:
    """Yield the dates that moved and that the report would have to leave out."""
    held = asked.whole.row(entry.key)
    for promise in _untold_moves(asked.whole, held) if held is not None else ():
        name, day = item_name(entry), date_words(promise.dates[-1].date)
        message = f"{name}: the target date has moved to {day}, and nobody is recorded as told."
        yield UNTOLD.found(message, record=entry.row.about)


def _is_done(entry: RowEntry) -> bool:
    done = {Implementation.IMPLEMENTED, Implementation.IMPLEMENTED_DIFFERENTLY}
    return entry.axes.implementation in done


def _quality(asked: _Asked, given: Response, entry: RowEntry) -> Iterator[Finding]:
    """Yield what is doubtful about an answer that is there."""
    record, who = entry.row.about, entry.register.name_of(entry.row.responder)
    subject = f"{item_name(entry)}: the answer by {who}"
    guessed = any(
        source.how is How.INFERRED and "answers" in source.fields for source in given.sources
    )
    if guessed or given.id in asked.other_words:
        words = (
            "was matched by its words alone" if guessed else "answers other words than those held"
        )
        yield UNCERTAIN.found(f"{subject} {words}.", record=record)
    step = clearance(given)
    if step is None:
        if wants_clearance(asked.whole, given):
            yield NOT_CLEARED.found(f"{subject} is not recorded as cleared.", record=record)
    elif step.fingerprint and step.fingerprint != asked.whole.fingerprint_of(given):
        on = f" on {step.day}" if step.day else ""
        yield CHANGED.found(f"{subject} was changed since it was cleared{on}.", record=record)
