"""Which rows go to whom: asked for by what they need, sent to who prepares them, else to who answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from attrs import evolve, frozen

from accountability.dates import PartialDate
from accountability.findings import Finding, FindingKind, Severity
from accountability.model import Organisation, Register, Row
from accountability.tables import Scope, Tracker
from accountability.tables.entries import RowEntry
from accountability.tables.visible import lead_of

__all__ = ["KINDS", "Ask", "Bundle", "bundles", "unnamed"]

NOBODY_NAMED = FindingKind(
    code="RTN890",
    severity=Severity.WARNING,
    title="an item that nobody has been named for",
    help="Type who answers in the keeper's copy and collect it, then commission again.",
)
NO_HEIR = FindingKind(
    code="RTN891",
    severity=Severity.WARNING,
    title="a body that has ended, and nobody is recorded to have succeeded it",
    help="Record who succeeded it, or send the file to whoever has its papers.",
)
SEVERAL_HEIRS = FindingKind(
    code="RTN892",
    severity=Severity.WARNING,
    title="a body that was succeeded by several",
    help="Type who prepares these answers now, if it is another of them, and commission again.",
)
# RTN893 told of rows that stood in the file of a team that helps, too. None do now, and no other kind of
# finding may have its code.
KINDS: tuple[FindingKind, ...] = (NOBODY_NAMED, NO_HEIR, SEVERAL_HEIRS)
"""Every kind of finding that commissioning reports."""


class Ask(StrEnum):
    """What is asked for."""

    ANSWERS = "answers"
    """Answers where none has been given, and positions where a reply does not say one."""

    PROGRESS = "progress"
    """Progress and new dates of what was promised and is not finished."""

    BOTH = "both"
    """Whatever is needed."""


_ANSWERS = ("Answer", "Position")
_PROGRESS = ("Progress", "New date")
_NEEDS: dict[Ask, tuple[str, ...]] = {
    Ask.ANSWERS: _ANSWERS,
    Ask.PROGRESS: _PROGRESS,
    Ask.BOTH: (*_ANSWERS, *_PROGRESS),
}
"""How the needs begin that are asked for; what was answered, rejected or finished needs nothing."""


@frozen(kw_only=True)
class Bundle:
    """
    The rows that one reader gets.

    Attributes:
        who: Id of the reader.

        instead_of: Ids of those in whose place it reads, because they have ended.

        entries: The rows, in document order.

        scope: By which a file shows them.
    """

    who: str
    instead_of: tuple[str, ...] = ()
    entries: tuple[RowEntry, ...] = ()
    scope: Scope

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the rows that are asked for."""
        return tuple(entry.key for entry in self.entries)


def bundles(
    register: Register, filled: Tracker, ask: Ask, *, responders: frozenset[str]
) -> tuple[tuple[Bundle, ...], tuple[Finding, ...]]:
    """
    Put the rows that are to be asked for together by their reader.

    Args:
        register: What is held.

        filled: The keeper's tracker of the rows in question, on the day that is asked about.

        ask: What to ask for.

        responders: Only what these answer or prepare; empty: everybody.

    Returns:
        One for each reader, in the order of their first rows; and what was noticed.
    """
    day = filled.as_of
    by_reader: dict[str, list[RowEntry]] = {}
    replaced: dict[str, dict[str, None]] = {}
    findings: dict[str, Finding] = {}
    for entry in filled.row_entries:
        row = entry.row
        if row.responder is None or not need_of(entry).startswith(_NEEDS[ask]):
            continue
        if responders and responders.isdisjoint((row.responder, *_preparing(row))):
            continue
        named = lead_of(row)
        reader, noticed = _followed(register, named, day)
        findings |= noticed
        by_reader.setdefault(reader, []).append(entry)
        if reader != named:
            replaced.setdefault(reader, {})[named] = None
    made = tuple(
        _bundle(register, filled.scope, reader, tuple(replaced.get(reader, ())), tuple(entries))
        for reader, entries in by_reader.items()
    )
    return made, tuple(findings.values())


def unnamed(filled: Tracker) -> Iterator[tuple[RowEntry, Finding]]:
    """Yield the items that need an answer and that nobody has been named for."""
    for entry in filled.row_entries:
        if need_of(entry) == "Say who answers":
            yield (
                entry,
                NOBODY_NAMED.found("nobody has been named to answer it", record=entry.row.about),
            )


def need_of(entry: RowEntry) -> str:
    """Return what a row needs, without where to read a long reply."""
    return entry.what_is_needed.partition(". ")[0]


def _preparing(row: Row) -> tuple[str, ...]:
    return row.shown.prepared_by if row.shown else ()


def helpers_of(row: Row) -> tuple[str, ...]:
    """Return the teams that help with a row."""
    return _preparing(row)[1:]


def _followed(register: Register, named: str, day: dt.date) -> tuple[str, dict[str, Finding]]:
    """Return who has the papers of a body now, and what was noticed on the way."""
    findings: dict[str, Finding] = {}
    seen = {named}
    while True:
        body = register.find(Organisation, named)
        if body is None or not _has_ended(body, day):
            return named, findings
        heirs = tuple(one for one in body.succeeded_by if one not in seen)
        if not heirs:
            findings[named] = NO_HEIR.found(
                f"{body.name} has ended, and nobody succeeded it", record=named
            )
            return named, findings
        if len(heirs) > 1:
            names = " and ".join(register.name_of(heir) for heir in heirs)
            findings[named] = SEVERAL_HEIRS.found(
                f"{body.name} was succeeded by {names}; its rows go to the first", record=named
            )
        named = next(iter(heirs))
        seen.add(named)


def _has_ended(body: Organisation, day: dt.date) -> bool:
    if isinstance(body.until, PartialDate):
        return body.until.certainly_before(day)
    return bool(body.succeeded_by) or body.until is not None


def _bundle(
    register: Register,
    scope: Scope,
    reader: str,
    instead_of: tuple[str, ...],
    entries: tuple[RowEntry, ...],
) -> Bundle:
    """
    Choose the shortest scope that shows these rows: a person reads it in the file.

    Other rows of the reader's own may stand beside these, where one item has several; rows that somebody
    else leads never do, so that each row is filled in in one file.
    """
    wanted = {entry.key for entry in entries}
    scope = evolve(scope, responders=(reader, *instead_of), leading=True)
    if wanted != {row.key for row in register.rows() if scope.has_row(row)}:
        items = dict.fromkeys(entry.row.about for entry in entries)
        scope = Scope(responders=scope.responders, items=tuple(items), leading=True)
    return Bundle(who=reader, instead_of=instead_of, entries=entries, scope=scope)
