"""What is written: ids of new records, people's own columns, answers that were given, and from where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from accountability.dates import PartialDate
from accountability.findings import Finding, Place
from accountability.merge import ABSENT, Applied, Change, Conflict, shown
from accountability.model import (
    AppliedChange,
    Collection,
    Commitment,
    Item,
    Note,
    Record,
    Register,
    Response,
    Row,
    Stage,
    Step,
)
from accountability.returns._kinds import NOT_GIVEN
from accountability.tables.judging import Judged
from accountability.text import clean

__all__ = ["given_on", "recorded", "with_extra", "with_own_ids"]


def with_own_ids(register: Register, files: Iterable[tuple[Change, ...]]) -> Iterator[Change]:
    """
    Yield the changes of all files, new records of different files under ids of their own.

    What an earlier file adds in the same words, wherever it stood there, is added once.
    """
    minted: set[str] = set()
    added: set[Record] = set()
    for changes in files:
        renamed: dict[str, str] = {}
        mine: list[Record] = []
        for change in changes:
            new = change.new
            if change.field is not None or not isinstance(new, Record):
                record = renamed.get(change.record, change.record)
                yield evolve(change, record=record) if record != change.record else change
                continue
            words = _words_alone(new)
            if words in added:
                continue
            mine.append(words)
            if new.id in minted:
                stem, mark = (new.about + "/n", "") if isinstance(new, Note) else (new.id, "~")
                number = 2
                while f"{stem}{mark}{number}" in minted or f"{stem}{mark}{number}" in register:
                    number += 1
                renamed[new.id] = f"{stem}{mark}{number}"
                new = evolve(new, id=renamed[new.id])
            minted.add(new.id)
            yield evolve(change, record=new.id, new=new)
        added.update(mine)


def _words_alone(new: Record) -> Record:
    """Return a new record as it would be wherever it was read, and whatever its id were."""
    if isinstance(new, Note):
        return evolve(new, id="new", sources=())
    return evolve(new, sources=()) if isinstance(new, Item) else new


def with_extra(register: Register, judged: Sequence[Judged], applied: list[Applied]) -> Register:
    """Keep what stands in people's own columns with the answer, the promise or the item."""
    grown: dict[str, Record] = {}
    for one in judged:
        for key, heading, cell in one.extra:
            held = _record_at(register, key)
            record = grown.get(held.id, held) if held is not None else None
            if record is None:
                continue
            before = getattr(record, "extra", ())
            pair = (clean(heading).text, clean(cell.text).text)
            if pair in before:
                continue
            changed: dict[str, Any] = {"extra": (*before, pair)}
            grown[record.id] = evolve(record, **changed)
            applied.append(
                Applied(
                    record=record.id,
                    field="extra",
                    before=ABSENT,
                    after=f"{pair[0]}: {pair[1]}",
                    place=cell.place,
                )
            )
    return register.with_records(*grown.values()) if grown else register


def _record_at(register: Register, key: str) -> Record | None:
    row = _row(register, key)
    if row is not None:
        return row.shown or row.item
    return register.find(Commitment, key)


def _row(register: Register, key: str) -> Row | None:
    """Return a row by its key, or by its item where somebody has been named since."""
    row = register.row(key)
    if row is None:
        rows = register.rows_about(key)
        row = rows[0] if len(rows) == 1 else None
    return row


def given_on(
    register: Register,
    keys: Mapping[str, str],
    day: dt.date,
    conflicts: Sequence[Conflict],
    *,
    applied: list[Applied],
    findings: list[Finding],
) -> Register:
    """Say of the drafts in the rows that came back that they were given."""
    disputed = {conflict.record for conflict in conflicts}
    sent: list[Response] = []
    for key, file in keys.items():
        row = _row(register, key)
        draft = row.draft if row else None
        if row is None or draft is None or draft.is_empty:
            continue
        if not disputed.isdisjoint((key, draft.id, *(one.id for one in row.commitments))):
            findings.append(
                NOT_GIVEN.found(
                    "something in this answer is in dispute, so it stays a draft",
                    record=draft.id,
                    place=Place(file=file),
                )
            )
            continue
        step = Step(
            stage=Stage.SENT,
            day=PartialDate.day(day),
            fingerprint=register.fingerprint_of(draft),
        )
        sent.append(evolve(draft, steps=(*draft.steps, step)))
        applied.append(
            Applied(
                record=draft.id,
                field="steps",
                before=draft.steps,
                after=sent[-1].steps,
                place=Place(file=file),
            )
        )
    return register.with_records(*sent) if sent else register


def recorded(
    register: Register,
    sources: Iterable[tuple[str, str]],
    applied: Sequence[Applied],
    as_of: dt.date,
) -> Register:
    """Record what was taken from which file; a file that changed nothing is not recorded."""
    by_file: dict[str, list[AppliedChange]] = {}
    for one in applied:
        if one.place is not None and one.place.file:
            by_file.setdefault(one.place.file, []).append(
                AppliedChange(
                    record=one.record,
                    field=one.field or "",
                    before=shown(one.before),
                    after=shown(one.after),
                    place=one.place.at,
                )
            )
    made: list[Collection] = []
    number = len(register.collections)
    for file, digest in sources:
        changes = by_file.pop(file, None)
        if not changes:
            continue
        number += 1
        while f"{register.id}/collection-{number}" in register:
            number += 1
        made.append(
            Collection(
                id=f"{register.id}/collection-{number}",
                day=PartialDate.day(as_of),
                file=file,
                digest=digest or "not known",
                applied=tuple(changes),
            )
        )
    return register.with_records(*made) if made else register
