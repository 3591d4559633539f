"""A published copy that came back: nothing in it is for filling in, so it is told and nothing is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from attrs import evolve

from accountability.deadlines import Calendar
from accountability.findings import Place
from accountability.jurisdictions import Jurisdiction
from accountability.model import Register
from accountability.returns._kinds import PUBLISHED_COPY
from accountability.tables import Profile, tracker
from accountability.tables.judging import Judged, judge
from accountability.tables.returned import Returned

__all__ = ["is_published", "judged_published"]

_NAMED = 12
"""Cells that are named one by one."""


def is_published(returned: Returned) -> bool:
    """Tell whether a file is a copy for publication."""
    return returned.profile is Profile.PUBLICATION


def judged_published(
    returned: Returned,
    register: Register,
    *,
    as_of: dt.date,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> Judged:
    """
    Say of a published copy that it brings nothing back, and which of its cells are not as they are held.

    Its rows count neither as come back nor as missing.

    Args:
        returned: The copy.

        register: What is held.

        as_of: Day of collecting; for copies that do not say of which day they are.

        jurisdiction: Whose words are used; None: each document's own, else the register's.

        calendar: Working days.
    """
    filled = tracker(
        register,
        as_of=returned.as_of or as_of,
        profile=Profile.PUBLICATION,
        scope=returned.scope,
        jurisdiction=jurisdiction,
        calendar=calendar,
    )
    held: dict[tuple[str, str], list[dict[str, frozenset[str]]]] = {}
    for sheet in filled.sheets:
        for entry in sheet.entries:
            said = {
                column.key: _said(words, column.why_blank)
                for column, words in zip(sheet.columns, sheet.words(entry), strict=True)
            }
            held.setdefault((sheet.name, entry.key), []).append(said)
    changed = tuple(_changed(returned, held))
    message = "it is a copy for publication, and such a copy brings nothing back"
    if changed:
        rest = f" and {len(changed) - _NAMED:,} more" if len(changed) > _NAMED else ""
        message += f"; not as held here: {', '.join(changed[:_NAMED])}{rest}"
    told = PUBLISHED_COPY.found(message, place=Place(file=returned.file))
    beside = judge(
        evolve(returned, rows=()),
        register,
        as_of=as_of,
        jurisdiction=jurisdiction,
        calendar=calendar,
    )
    return Judged(findings=(told, *beside.findings))


def _changed(
    returned: Returned, held: dict[tuple[str, str], list[dict[str, frozenset[str]]]]
) -> Iterator[str]:
    """Go through the places of cells and rows that say something else than is held."""
    for row in returned.rows:
        same = held.get((row.sheet, row.key))
        if not same:
            yield row.place.at
            continue
        said = same.pop(0) if len(same) > 1 else same[0]
        for key, cell in row.cells.items():
            if key in said and _levelled(cell.text) not in said[key]:
                yield cell.place.at


def _said(words: str, why_blank: str) -> frozenset[str]:
    """Return what a cell may say."""
    if words:
        return frozenset({_levelled(words)})
    reason = why_blank or "nothing is recorded"
    return frozenset({"", _levelled(reason[:1].upper() + reason[1:])})


def _levelled(text: str) -> str:
    return " ".join(text.split())
