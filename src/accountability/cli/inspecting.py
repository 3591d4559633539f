"""The commands that look and change nothing: check, status, schema."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from accountability.cli import _show as show
from accountability.cli._files import load_register
from accountability.cli._options import (
    DAYS,
    as_of_option,
    find_calendar,
    find_documents,
    find_jurisdiction,
    find_organisations,
    register_argument,
    rules_options,
    today,
    unknown_record,
)
from accountability.exceptions import did_you_mean

if TYPE_CHECKING:
    from accountability.model import Item, Register
    from accountability.plugins import LoadedRules
    from accountability.status import ResponderVerdict, Verdict

__all__ = ["check_command", "print_statuses", "schema_command", "status_command"]


# --- check --------------------------------------------------------------------------------------------


@click.command("check")
@register_argument
@as_of_option
@rules_options
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help="Codes or their beginnings to look for: COM,DAT401.",
)
@click.option(
    "--ignore",
    metavar="CODE=REASON",
    multiple=True,
    help="A code, or its beginning, not to report, and why; the reason is shown.",
)
@click.option(
    "--rules",
    "sets",
    metavar="NAMES",
    multiple=True,
    help="Sets of rules of other packages to ask as well, by name; or 'all' that are installed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def check_command(
    register: str,
    as_of: dt.date | None,
    jurisdiction: str | None,
    calendar: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    sets: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say what is wrong with a register, and what to do about it.

    Exit code 1 if anything is a warning or an error, or a rule could not be asked.
    """
    from accountability.findings import Severity
    from accountability.plugins import rule_sets
    from accountability.rules import RULES, examine

    ignored = [_ignore(pair) for pair in ignore]
    held = load_register(register)
    rules = find_jurisdiction(jurisdiction)
    day = as_of or today()
    added = _rules_named(sets)
    with show.working("Checking"):
        checked = examine(
            held,
            as_of=day,
            rules=(*RULES, *added.rules),
            select=[code.strip() for codes in select for code in codes.split(",") if code.strip()],
            ignore=ignored,
            jurisdiction=rules,
            calendar=find_calendar(calendar, held, rules),
        )
    failed = [(plugin.name, plugin.distribution, plugin.error) for plugin in added.broken]
    failed += [(error.name, error.distribution, error.reason) for error in checked.failed]
    if as_json:
        told: dict[str, object] = {
            "as_of": day.isoformat(),
            "findings": [show.finding_as_json(finding) for finding in checked.findings],
            "ignored": [
                {**show.finding_as_json(one.finding), "reason": one.reason}
                for one in checked.ignored
            ],
        }
        if sets:
            told["rules"] = [
                {"name": one.name, "distribution": one.distribution, "codes": list(one.codes)}
                for one in added.sets
                if not one.error
            ]
            told["failed"] = [
                {"name": name, "distribution": distribution, "reason": reason}
                for name, distribution, reason in failed
            ]
        show.as_json(told)
    else:
        show.findings(checked.findings, err=False)
        counts = {
            severity: sum(finding.severity is severity for finding in checked.findings)
            for severity in Severity
        }
        parts = [
            show.counted(number, severity.value) for severity, number in counts.items() if number
        ]
        where = show.counted(len(held.items), "item")
        show.line(f"{show.listed(parts) or 'Nothing found'} in {where}.")
        for one in checked.ignored:
            show.paragraph(
                f"Ignored: {one.finding.code} {one.finding.message} (Reason: {one.reason.removesuffix('.')}.)"
            )
        for name, distribution, reason in failed:
            show.paragraph(f"Not asked: rules {name!r} of {distribution}: {reason}.")
        for plugin in () if sets else rule_sets():
            show.paragraph(
                f"Installed and not asked: rules {plugin.name!r} of {plugin.distribution} "
                f"{plugin.version}. Ask them with --rules {plugin.name}."
            )
    grave = {Severity.ERROR, Severity.WARNING}
    if failed or any(finding.severity in grave for finding in checked.findings):
        raise click.exceptions.Exit(1)


def _rules_named(sets: tuple[str, ...]) -> LoadedRules:
    """Load the sets of rules that are named; none if none is."""
    from accountability.plugins import LoadedRules, load_rules, rule_sets

    names = [name.strip() for words in sets for name in words.split(",") if name.strip()]
    known = {plugin.name for plugin in rule_sets()}
    if "all" in names and "all" not in known:
        return load_rules() if known else LoadedRules()
    return load_rules(*dict.fromkeys(names)) if names else LoadedRules()


def _ignore(pair: str) -> tuple[str, str]:
    code, equals, reason = pair.partition("=")
    if not equals or not reason.strip():
        message = f"--ignore {pair}: give the reason too, as CODE=REASON"
        raise click.UsageError(message)
    return code.strip(), reason.strip()


# --- status --------------------------------------------------------------------------------------------


@click.command("status")
@register_argument
@click.argument("ids", metavar="[ID]...", nargs=-1)
@as_of_option
@rules_options
@click.option(
    "--for", "responders", metavar="ORGANISATION", multiple=True, help="Only what it answers."
)
@click.option(
    "--document", "documents", metavar="ID", multiple=True, help="Only items of this document."
)
@click.option("--only", metavar="STATUS", multiple=True, help="Only this status, such as overdue.")
@click.option(
    "--due-within",
    metavar="DAYS",
    type=DAYS,
    help="Only what runs out within so many days.",
)
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def status_command(
    register: str,
    ids: tuple[str, ...],
    as_of: dt.date | None,
    jurisdiction: str | None,
    calendar: str | None,
    responders: tuple[str, ...],
    documents: tuple[str, ...],
    only: tuple[str, ...],
    due_within: int | None,
    as_json: bool,
) -> None:
    """Say what has become of each item, and why."""
    from accountability.status import status_of, statuses

    held = load_register(register)
    day = as_of or today()
    wanted = _statuses_named(only)
    bodies = find_organisations(held, responders)
    papers = find_documents(held, documents)
    rules = find_jurisdiction(jurisdiction)
    days = find_calendar(calendar, held, rules)
    ids = tuple(dict.fromkeys(ids))
    for record_id in ids:
        if held.get(record_id) is None:
            raise unknown_record(held, record_id, (*held.items, *held.commitments), "items")
    if ids:
        verdicts = [
            status_of(held, record_id, as_of=day, jurisdiction=rules, calendar=days)
            for record_id in ids
        ]
    else:
        every = statuses(held, as_of=day, jurisdiction=rules, calendar=days)
        verdicts = list(show.followed(every, len(held.items), "Working out"))
    kept = [
        verdict
        for verdict in verdicts
        if _is_wanted(held, verdict, bodies, papers, wanted, due_within, day)
    ]
    if as_json:
        show.as_json({"as_of": day.isoformat(), "items": [_as_json(held, one) for one in kept]})
    else:
        print_statuses(held, kept, day, of=len(verdicts))


def _statuses_named(names: tuple[str, ...]) -> frozenset[str]:
    from accountability.status import Status

    known = [status.value for status in Status]
    for name in names:
        if name not in known:
            near = did_you_mean(name, known) or f"; there are: {', '.join(known)}"
            message = f"{name!r} is not a status{near}"
            raise click.UsageError(message)
    return frozenset(names)


def _is_wanted(
    register: Register,
    verdict: Verdict,
    bodies: tuple[str, ...],
    papers: tuple[str, ...],
    wanted: frozenset[str],
    due_within: int | None,
    day: dt.date,
) -> bool:
    from accountability.model import Item

    item = register.find(Item, verdict.id)
    if papers and (item is None or item.document not in papers):
        return False
    if bodies and not any(part.responder in bodies for part in verdict.responders):
        return False
    named = {verdict.status.value, *(part.status.value for part in verdict.responders)}
    if wanted and not wanted & named:
        return False
    if due_within is None:
        return True
    ends = (part.next_day for part in (verdict, *verdict.responders))
    return any(end is not None and (end - day).days <= due_within for end in ends)


def _as_json(register: Register, verdict: Verdict) -> dict[str, object]:
    from accountability.model import Commitment, Item

    item = register.find(Item, verdict.id)
    promise = register.find(Commitment, verdict.id)
    label = item.label if item else promise.label if promise else ""
    return {
        "id": verdict.id,
        "label": label,
        "status": verdict.status.value,
        "axes": _axes(verdict),
        "reasons": _reasons(verdict),
        "responders": [
            {
                "responder": part.responder,
                "status": part.status.value,
                "axes": _axes(part),
                "reasons": _reasons(part),
            }
            for part in verdict.responders
        ],
    }


def _axes(verdict: Verdict | ResponderVerdict) -> dict[str, str | None]:
    axes = verdict.axes
    return {
        "position": axes.position.value if axes.position else None,
        "implementation": axes.implementation.value if axes.implementation else None,
        "timeliness": axes.timeliness.value,
        "assurance": axes.assurance.value if axes.assurance else None,
        "assessment": axes.assessment.value if axes.assessment else None,
    }


def _reasons(verdict: Verdict | ResponderVerdict) -> list[dict[str, object]]:
    return [
        {
            "code": reason.code,
            "text": reason.text,
            "rests_on": list(reason.rests_on),
            "words": list(reason.words),
            "arithmetic": list(reason.arithmetic),
        }
        for reason in verdict.reasons
    ]


def print_statuses(
    register: Register, verdicts: list[Verdict], day: dt.date, *, of: int | None = None
) -> None:
    """Print verdicts for people, under the title of each document, and a line that counts them."""
    from accountability.dates import show_day
    from accountability.model import Document, Item
    from accountability.vocabularies import plain

    column = max((len(plain(verdict.status)) for verdict in verdicts), default=0) + 2
    last: str | None = None
    for verdict in verdicts:
        item = register.find(Item, verdict.id)
        paper = register.find(Document, item.document) if item else None
        named = _paper(paper) if paper else (item.document if item else register.title)
        if named != last:
            show.paragraph(f"{named}. Position on {show_day(day)}.")
            show.line()
            last = named
        show.entry(
            plain(verdict.status),
            _heading(register, verdict, item),
            _told(register, verdict),
            column=column,
            style=_style(verdict),
        )
        show.line()
    show.paragraph(_counts(register, verdicts, of))


def _paper(document: object) -> str:
    from accountability.model import Document

    if not isinstance(document, Document):
        return ""
    session = f"Session {document.session}" if document.session[:1].isdigit() else document.session
    return ", ".join(part for part in (document.title, document.reference, session) if part)


def _heading(register: Register, verdict: Verdict, item: Item | None) -> str:
    from accountability.model import Commitment
    from accountability.text import shorten
    from accountability.vocabularies import plain

    if item is None:
        promise = register.find(Commitment, verdict.id)
        return f"Commitment: {shorten(promise.text if promise else verdict.id, 80)}"
    kind = plain(item.kind) if item.kind.value != "unknown" else "Item"
    words = shorten(item.title or register.reading(item.id).text, 80)
    return f"{kind} {item.label}: {words}" if item.label else f"{kind}: {words}"


def _told(register: Register, verdict: Verdict) -> list[str]:
    """Return the reasons; where several answer, under the name of each."""
    from accountability.vocabularies import plain

    named = [part for part in verdict.responders if part.responder is not None]
    if len(named) < 2:
        return [reason.text for reason in verdict.reasons]
    told = []
    for part in named:
        name = register.name_of(part.responder)
        reasons = (reason.text.removeprefix(f"{name} ") for reason in part.reasons)
        why = " ".join(text[:1].upper() + text[1:] for text in reasons)
        told.append(f"{name}: {plain(part.status)}. {why}")
    return told


def _style(verdict: Verdict) -> str:
    match verdict.status.value:
        case "overdue" | "response-overdue" | "not-addressed":
            return show.STYLES["error"]
        case "position-unclear" | "response-awaited" | "under-consideration":
            return show.STYLES["warning"]
        case "implemented":
            return show.STYLES["done"]
        case _:
            return ""


_SOON = 60
"""Days ahead that the last line looks."""


def _counts(register: Register, verdicts: list[Verdict], of: int | None) -> str:
    from accountability.status import ATTENTION
    from accountability.vocabularies import plain

    if not verdicts:
        return f"None of {show.counted(of, 'item')}." if of else "Nothing to show."
    parts = [
        f"{number:,} {plain(status).lower()}"
        for status in ATTENTION
        if (number := sum(verdict.status is status for verdict in verdicts))
    ]
    shown = show.counted(len(verdicts), _noun(register, verdicts))
    whole = f" of {of:,}" if of not in {None, len(verdicts)} else ""
    # "Closed, not implemented" holds a comma.
    between = "; " if any("," in part for part in parts) else ", "
    return f"{shown}{whole}: {between.join(parts)}.{_soon(verdicts)}"


def _noun(register: Register, verdicts: list[Verdict]) -> str:
    """Say what the verdicts are about: recommendations, if that is what all of them are."""
    from accountability.model import Commitment

    records = [register.get(verdict.id) for verdict in verdicts]
    if all(isinstance(record, Commitment) for record in records):
        return "commitment"
    kinds = {getattr(record, "kind", None) for record in records}
    words = {str(getattr(kind, "value", "")) for kind in kinds}
    return words.pop() if words in ({"recommendation"}, {"conclusion"}) else "item"


def _soon(verdicts: list[Verdict]) -> str:
    """Say how many answers and target dates run out soon."""
    from accountability.status import Status

    answers = targets = 0
    for verdict in verdicts:
        for part in verdict.responders or (verdict,):
            if part.next_day is None or (part.next_day - verdict.as_of).days > _SOON:
                continue
            if part.status is Status.RESPONSE_AWAITED:
                answers += 1
            else:
                targets += 1
    told = [
        f"{show.counted(number, noun)} {one if number == 1 else many}"
        for number, noun, one, many in (
            (answers, "answer", "is due", "are due"),
            (targets, "target date", "runs out", "run out"),
        )
        if number
    ]
    return f" {show.listed(told)} within {_SOON} days." if told else ""


# --- schema ---------------------------------------------------------------------------------------------


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the register file."""
    from accountability.serialization import json_schema

    show.as_json(json_schema())
