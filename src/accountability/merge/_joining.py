"""
What is newly read about something held: blanks are filled, lists grow, other words become readings.

Nothing that is held is written over. A paper that prints something differently becomes a source with
its words; where a source is not enough, because a status hangs on it, the difference is a conflict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from accountability.dates import AnyDate, PartialDate
from accountability.findings import Finding
from accountability.merge._kinds import DATE_MOVED, WORDS_DIFFER
from accountability.merge._links import ORGANISATION_FIELDS
from accountability.merge.changes import ABSENT, Applied, Conflict, is_blank, shown
from accountability.merge.diffing import fields_of
from accountability.model import (
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    Item,
    ItemKind,
    Organisation,
    OrganisationKind,
    Recommendation,
    Record,
    Source,
    TargetDate,
)
from accountability.text import fold, shorten

__all__ = ["GROWING", "Joined", "grown", "join"]

R = TypeVar("R", bound=Record)

GROWING = frozenset(
    {"sources", "extra", "other_names", "links", "themes", "steps", "events", "evidence"}
    | {"responds_to"}
)
"""Lists that take in whatever they do not hold."""

_DECISIVE = frozenset({"position", "implementation", "opinion", "assurance", "kind"})
"""Fields that a status hangs on: two readings are for a person to decide."""

_OF_THE_COPY = frozenset({"retrieved", "digest"})
"""What is true of one copy of a document; another copy's is worth knowing and no more."""

_NOT_SAID = (OrganisationKind.OTHER, DocumentKind.OTHER, ItemKind.UNKNOWN)


@attrs.define
class Joined:
    """The account of what joined."""

    name_of: Callable[[str], str]
    applied: list[Applied] = attrs.field(factory=list)
    conflicts: list[Conflict] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)


def join(held: Record, new: Record, account: Joined) -> Record:
    """
    Return *held* with what *new* says beyond it.

    Args:
        held: A record of the register.

        new: The same thing as newly read, its links already those of the register.

        account: Filled with what was written, what is in conflict, what to look at.
    """
    values: dict[str, Any] = {}
    readings: list[Source] = []
    for name in fields_of(type(held)):
        ours, theirs = getattr(held, name), getattr(new, name, None)
        if name == "dates":
            joined: Any = _joined_dates(held, ours, theirs or (), new, account)
        elif name in GROWING:
            joined = grown(ours, theirs or ())
        elif is_blank(theirs) or theirs in _NOT_SAID or _same(ours, theirs):
            continue
        elif is_blank(ours) or ours in _NOT_SAID:
            joined = theirs
        else:
            readings += _differing(held, name, (ours, theirs), new, account)
            continue
        if joined != ours:
            values[name] = joined
    if "position" in values:
        values["position_how"] = new.position_how  # type: ignore[attr-defined]  # a response, as *held* is
    if isinstance(held, Organisation) and not _same(held.name, new.name):  # type: ignore[attr-defined]  # both are organisations
        names = values.get("other_names", held.other_names)
        values["other_names"] = grown(names, (new.name,))  # type: ignore[attr-defined]  # as above
    read_in: tuple[Source, ...] | None = getattr(held, "sources", None)
    if read_in is not None:
        seen_in = _seen_in(held, new)
        sources = grown(values.get("sources", read_in), (*seen_in, *readings))
        if sources != read_in:
            values["sources"] = sources
    for name, value in values.items():
        account.applied.append(
            Applied(record=held.id, field=name, before=getattr(held, name), after=value)
        )
    return _evolved(held, values) if values else held


def _evolved(held: Record, values: dict[str, Any]) -> Record:
    kind = values.get("kind")
    if isinstance(held, Item) and isinstance(kind, ItemKind):
        cls = Conclusion if kind in _CONCLUSIONS else Recommendation
        if not isinstance(held, cls):
            said = {name: getattr(held, name) for name in ("id", *fields_of(type(held)))}
            return cls(**{**said, **values})
    return attrs.evolve(held, **values)


_CONCLUSIONS = frozenset({ItemKind.CONCLUSION, ItemKind.FINDING, ItemKind.PARAGRAPH})


def _same(ours: object, theirs: object) -> bool:
    """Tell whether two values say the same, kinds of quotation mark and white space aside."""
    if ours == theirs:
        return True
    if isinstance(ours, str) and isinstance(theirs, str):
        return fold(ours) == fold(theirs)
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return fold(shown(ours)) == fold(shown(theirs))
    return False


def grown(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return *ours* with what only *theirs* holds behind it."""
    return (*ours, *(value for value in dict.fromkeys(theirs) if value not in ours))


def _seen_in(held: Record, new: Record) -> tuple[Source, ...]:
    """Name the paper that says it again, where the new record does not do so itself."""
    paper = getattr(new, "document", None)
    if paper is None or paper == getattr(held, "document", None):
        return ()
    return () if getattr(new, "sources", ()) else (Source(document=paper),)


def _differing(
    held: Record, name: str, values: tuple[object, object], new: Record, account: Joined
) -> list[Source]:
    """Account for another reading; return the source that keeps it, if one can."""
    ours, theirs = values
    if name in {"document", "name", "position_how", "answered_text"}:
        # Another paper is a source, another name a name; how a position was read is ours.
        return []
    if name in _DECISIVE or (isinstance(held, Document) and name not in _OF_THE_COPY):
        account.conflicts.append(
            Conflict(
                record=held.id,
                field=name,
                base=ABSENT,
                ours=ours,
                theirs=theirs,
                reason="it was read differently this time",
            )
        )
        return []
    words = _words(name, theirs, account)
    account.findings.append(
        WORDS_DIFFER.found(
            f"{name.replace('_', ' ')}: {shorten(_words(name, ours, account))!r} is held, "
            f"{shorten(words)!r} was read this time",
            record=held.id,
        )
    )
    if isinstance(held, Document):
        return []
    where = next(iter(getattr(new, "sources", ())), None)
    document = where.document if where else getattr(new, "document", None)
    place = where.place if where else ""
    return [Source(document=document, place=place, fields=(name,), words=words)]


def _words(name: str, value: object, account: Joined) -> str:
    if name in ORGANISATION_FIELDS:
        ids = value if isinstance(value, tuple) else (value,)
        return "; ".join(account.name_of(str(organisation)) for organisation in ids)
    return shown(value)


# --- target dates ------------------------------------------------------------------------------------


def _joined_dates(
    held: Record,
    ours: tuple[TargetDate, ...],
    theirs: tuple[TargetDate, ...],
    new: Record,
    account: Joined,
) -> tuple[TargetDate, ...]:
    """Return the history with the dates that it does not have; the original stays the first."""
    known = [entry.date for entry in ours]
    added = []
    for entry in theirs:
        if not any(_same_date(entry.date, date) for date in known):
            known.append(entry.date)
            first = next(iter(getattr(new, "sources", ())), None)
            source = first and Source(document=first.document, place=first.place)
            added.append(attrs.evolve(entry, source=entry.source or source))
    if not added:
        return ours
    if isinstance(held, Commitment) and ours:
        words = ", ".join(repr(shown(entry.date)) for entry in added)
        account.findings.append(
            DATE_MOVED.found(
                f"{shown(ours[-1].date)!r} is held as the target date; {words} was read this time",
                record=held.id,
            )
        )
    later = [*ours[1:], *added] if ours else added
    days = [_day(entry.set_on) for entry in later]
    if all(days):
        later = [
            entry
            for _day_set, _at, entry in sorted(
                (day or dt.date.min, at, entry)
                for at, (day, entry) in enumerate(zip(days, later, strict=True))
            )
        ]
    return (*ours[:1], *later)


def _same_date(one: AnyDate, other: AnyDate) -> bool:
    if one == other or fold(str(one)) == fold(str(other)):
        return True
    return (
        isinstance(one, PartialDate)
        and isinstance(other, PartialDate)
        and (one.earliest, one.latest) == (other.earliest, other.latest)
    )


def _day(date: AnyDate | None) -> dt.date | None:
    return (date.latest or date.earliest) if isinstance(date, PartialDate) else None
