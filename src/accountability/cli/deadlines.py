"""The command that tells by when each report must be answered, and how that was counted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from accountability.cli import _show as show
from accountability.cli._files import load_register
from accountability.cli._options import (
    as_of_option,
    find_calendar,
    find_documents,
    find_jurisdiction,
    register_argument,
    rules_options,
    today,
)

if TYPE_CHECKING:
    from accountability.jurisdictions import AppliedRule
    from accountability.model import Document, Register

__all__ = ["deadlines_command"]

_COLUMN = 20
"""Where the heading of a deadline begins: behind "29 September 2027"."""


@click.command("deadlines")
@register_argument
@as_of_option
@rules_options
@click.option("--document", "documents", metavar="ID", multiple=True, help="Only this document.")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def deadlines_command(
    register: str,
    as_of: dt.date | None,
    jurisdiction: str | None,
    calendar: str | None,
    documents: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say by when each report must be answered, by which rule, and step by step why.

    A rule that nobody has confirmed says so. An answer is late by the day on which it was received.
    """
    from accountability.jurisdictions import apply_rules, jurisdiction_of

    held = load_register(register)
    day = as_of or today()
    papers = find_documents(held, documents)
    given = find_jurisdiction(jurisdiction)
    found = []
    for document in held.documents:
        if papers and document.id not in papers:
            continue
        rules = jurisdiction_of(held, document, given)
        days = find_calendar(calendar, held, rules)
        every = apply_rules(held, document, rules, days, as_of=day)
        # What is no longer in force is told in the documentation, not beside what is.
        applied = tuple(one for one in every if not one.rule.historic)
        if applied or document.id in papers:
            found.append((document, applied))
    if as_json:
        told = [_as_json(held, document, applied, day) for document, applied in found]
        show.as_json({"as_of": day.isoformat(), "documents": told})
        return
    for document, applied in found:
        _print(held, document, applied, day)
    if not found:
        show.paragraph("No rule is about a document of this register. Is its jurisdiction named?")


def _print(
    register: Register, document: Document, applied: tuple[AppliedRule, ...], day: dt.date
) -> None:
    from accountability.dates import show_day

    named = ", ".join(part for part in (document.title, document.reference) if part)
    show.paragraph(f"{named}. Position on {show_day(day)}.")
    show.line()
    for one in applied:
        rule, deadline = one.rule, one.deadline
        word = show_day(deadline.day) if deadline else "No day"
        unsure = ", unconfirmed" if rule.unconfirmed else ""
        heading = f"{rule.duty.value.capitalize()}{unsure}: {rule.body}, {rule.period}."
        lines = [f"{one.reason[:1].upper()}{one.reason[1:]}."] if one.reason else []
        if deadline is not None:
            lines += [f"{number}. {step}" for number, step in enumerate(deadline.steps, start=1)]
            lines += _answers(register, document, one, day)
        lines += [f"Rule {rule.name}: {_source(one)}"]
        style = show.STYLES["warning"] if rule.unconfirmed else ""
        show.entry(word, heading, lines, column=_COLUMN, style=style)
        show.line()
    if not applied:
        show.paragraph("No rule is about it.")
        show.line()


def _source(one: AppliedRule) -> str:
    from accountability.vocabularies import plain

    parts = (one.rule.authority, one.rule.source, plain(one.rule.confidence).lower())
    told = ", ".join(part for part in parts if part)
    return f"{told}. {one.rule.note}".strip()


def _answers(register: Register, document: Document, one: AppliedRule, day: dt.date) -> list[str]:
    """Tell of each answer to *document* whether it is late by a rule for answers."""
    from accountability.dates import show_day

    told = []
    for title, received in _received(register, document, one, day):
        if received is None:
            told.append(f"Answered by {title}: the day it was received is not recorded.")
            continue
        late = _late(one, received)
        outcome = show.counted(late, "day") + " late" if late else "in time"
        told.append(f"Answered by {title}, received on {show_day(received)}: {outcome}.")
    return told


def _late(one: AppliedRule, received: dt.date) -> int:
    return one.deadline.days_late(received) if one.deadline else 0


def _received(
    register: Register, document: Document, one: AppliedRule, day: dt.date
) -> list[tuple[str, dt.date | None]]:
    """Return the answers to *document* by *day*: title, and the day received where it is known."""
    from accountability.dates import PartialDate
    from accountability.deadlines import Duty
    from accountability.model import DocumentKind

    kinds = {DocumentKind.RESPONSE, DocumentKind.LETTER, DocumentKind.STATEMENT}
    if one.rule.duty is not Duty.RESPONSE:
        return []
    found = []
    for paper in register.documents:
        if document.id not in paper.responds_to or paper.kind not in kinds:
            continue
        known = paper.received if isinstance(paper.received, PartialDate) else None
        received = known.latest if known is not None and known.earliest == known.latest else None
        shown = paper.published if isinstance(paper.published, PartialDate) else None
        first = received or (shown.earliest if shown else None)
        if first is None or first <= day:
            found.append((f'"{paper.title}"', received))
    return found


def _as_json(
    register: Register, document: Document, applied: tuple[AppliedRule, ...], day: dt.date
) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "rules": [
            {
                "name": one.rule.name,
                "duty": one.rule.duty.value,
                "body": one.rule.body,
                "period": one.rule.period,
                "confirmed": not one.rule.unconfirmed,
                "day": one.deadline.day.isoformat() if one.deadline else None,
                "steps": list(one.deadline.steps) if one.deadline else [],
                "reason": one.reason,
                "authority": one.rule.authority,
                "source": one.rule.source,
                "confidence": one.rule.confidence.value,
                "answers": [
                    {
                        "title": title.strip('"'),
                        "received": received.isoformat() if received else None,
                        "days_late": _late(one, received) if received else None,
                    }
                    for title, received in _received(register, document, one, day)
                ]
                if one.deadline
                else [],
            }
            for one in applied
        ],
    }
