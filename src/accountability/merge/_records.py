"""Changes of records, of their fields and of their order, decided and applied."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from accountability.dates import AnyDate, PartialDate, Undated
from accountability.exceptions import InvalidRecordError
from accountability.merge._dates import CellDates
from accountability.merge._decisions import Decision, Outcome, decide
from accountability.merge._joining import GROWING, grown
from accountability.merge._kinds import TWO_DATES
from accountability.merge.changes import (
    ABSENT,
    REGISTER,
    Absent,
    Change,
    is_blank,
    shown,
    starts_from,
)
from accountability.merge.diffing import REGISTER_FIELDS, collection_of, fields_of
from accountability.merge.ordering import merged_order
from accountability.model import (
    COLLECTIONS,
    Commitment,
    Conclusion,
    Item,
    ItemKind,
    Organisation,
    Recommendation,
    Record,
    Register,
    Response,
    TargetDate,
    Update,
)

__all__ = ["reconcile_records"]

_APPENDED: frozenset[tuple[type[Record], str]] = frozenset(
    {(Commitment, "dates"), (Response, "steps"), (Update, "steps"), (Organisation, "other_names")}
)
"""Histories: only ever appended to, so that what both sides appended is kept."""


def reconcile_records(
    register: Register,
    changes: Iterable[Change],
    outcome: Outcome,
    *,
    as_of: dt.date | None = None,
    accept_cleared: bool = False,
) -> Register:
    """
    Apply to *register* what can be applied of *changes* to records, and note everything in *outcome*.

    Args:
        register: What is held.

        changes: None of them about cells of rows.

        outcome: The account to fill.

        as_of: Day against which dates given in words are read; None if none are.

        accept_cleared: Whether cells that came back empty empty their fields.
    """
    told = tuple(changes)
    if not told:
        return register
    desk = _Desk(register, outcome, as_of=as_of, accept_cleared=accept_cleared)
    orders = []
    for change in told:
        if change.record != REGISTER:
            desk.change_record(change)
        elif change.field in COLLECTIONS:
            orders.append(change)
        else:
            desk.change_register(change)
    return desk.finished(orders)


class _Desk:
    """The records being changed; a register is made of them once, at the end."""

    def __init__(
        self,
        register: Register,
        outcome: Outcome,
        *,
        as_of: dt.date | None,
        accept_cleared: bool,
    ) -> None:
        self.register = register
        self.outcome = outcome
        self.accept_cleared = accept_cleared
        self.records = {record.id: record for record in register}
        self.own: dict[str, str] = {name: getattr(register, name) for name in REGISTER_FIELDS}
        self.renamed: Change | None = None
        self.added: dict[str, Change] = {}
        self.dates = CellDates(register, outcome, as_of)

    # --- the register itself -----------------------------------------------------------------------

    def change_register(self, change: Change) -> None:
        name, register_id = change.field, self.register.id
        if name not in self.own:
            self.outcome.refused(
                change, ABSENT, f"a register has no field {name!r}", record=register_id
            )
            return
        ours = self.own[name]
        new = "" if change.new is ABSENT or change.new is None else change.new
        decision = decide(change, ours, new, accept_cleared=self.accept_cleared)
        if self.outcome.settled(change, decision, ours, register_id):
            return
        wanted: dict[str, Any] = {**self.own, name: new}
        try:
            Register(**wanted)
        except InvalidRecordError as error:
            self.outcome.refused(change, ours, error.reason, record=register_id)
            return
        self.own = wanted
        if name == "id":
            self.renamed = change
        self.outcome.wrote(change, self.own["id"], name, ours, new)

    # --- records -----------------------------------------------------------------------------------

    def change_record(self, change: Change) -> None:
        ours = self.records.get(change.record)
        if change.field is not None:
            if ours is None:
                reason = "the record is not held here; it was deleted, or its id is wrong"
                self.outcome.refused(change, ABSENT, reason)
            else:
                self.change_field(ours, change)
        elif isinstance(change.new, Record):
            self.change_whole(ours, change, change.new)
        elif change.new is ABSENT:
            self.remove(ours, change)
        else:
            self.outcome.refused(change, ours or ABSENT, "a whole record must be a record")

    def change_whole(self, ours: Record | None, change: Change, new: Record) -> None:
        if new.id != change.record:
            self.outcome.refused(change, ours or ABSENT, f"the record has another id: {new.id!r}")
        elif ours == new:
            self.outcome.already.append(change)
        elif starts_from(change.start, ours or ABSENT):
            if ours is None:
                self.added[new.id] = change
            elif collection_of(type(ours)) != collection_of(type(new)):
                del self.records[new.id]  # it joins its new collection as the last
            self.records[new.id] = new
            self.outcome.wrote(change, new.id, None, ours or ABSENT, new)
        elif ours is None:
            self.outcome.refused(change, ABSENT, "it was deleted here and changed there")
        elif is_blank(change.start) and collection_of(type(ours)) == collection_of(type(new)):
            self.add_to(ours, change, new)
        else:
            self.outcome.refused(change, ours, "the id is taken here by another record")

    def add_to(self, ours: Record, change: Change, new: Record) -> None:
        """Both sides added the record: each field in which they differ is decided by itself."""
        for name in fields_of(type(new)):
            theirs = getattr(new, name)
            if theirs != getattr(ours, name):
                part = attrs.evolve(change, field=name, new=theirs)
                current = self.records[change.record]
                if is_blank(theirs):
                    # Said here and not there: nobody has asked for it to be taken away.
                    self.outcome.already.append(part)
                else:
                    self.change_field(current, part)

    def remove(self, ours: Record | None, change: Change) -> None:
        if ours is None:
            self.outcome.already.append(change)
        elif not starts_from(change.start, ours):
            self.outcome.refused(change, ours, "it was changed here and deleted there")
        else:
            del self.records[change.record]
            self.outcome.wrote(change, change.record, None, ours, ABSENT)

    def change_field(self, ours: Record, change: Change) -> None:
        name = change.field or ""
        if name not in fields_of(type(ours)):
            reason = f"a {type(ours).__name__} has no field {name!r} that can be changed"
            self.outcome.refused(change, ABSENT, reason)
            return
        held = getattr(ours, name)
        if isinstance(change.new, str) and shown(held) == change.new:
            self.outcome.already.append(change)
            return
        new = self.value_for(ours, name, change)
        decision = decide(change, held, new, accept_cleared=self.accept_cleared)
        if decision is Decision.CONFLICT:
            united = self.united(ours, change, held, new)
            if united is not None:
                self.unite(ours, change, held, united)
                return
        if not self.outcome.settled(change, decision, held, change.record):
            self.write(ours, change, held, new)

    def write(self, ours: Record, change: Change, held: object, new: object) -> None:
        try:
            self.records[ours.id] = _with_field(ours, change.field or "", new)
        except (InvalidRecordError, TypeError) as error:
            reason = error.reason if isinstance(error, InvalidRecordError) else str(error)
            self.outcome.refused(change, held, reason)
        else:
            self.outcome.wrote(change, ours.id, change.field, held, new)

    def unite(
        self, ours: Record, change: Change, held: tuple[Any, ...], united: tuple[Any, ...]
    ) -> None:
        if united == held:
            self.outcome.already.append(change)
            return
        self.write(ours, change, held, united)
        if change.field == "dates":
            last = shown(united[-1].date)
            self.outcome.findings.append(
                TWO_DATES.found(
                    f"both sides gave a new target date; the one that counts is {last!r}",
                    record=ours.id,
                    place=change.place,
                )
            )

    def united(
        self, record: Record, change: Change, held: object, new: object
    ) -> tuple[Any, ...] | None:
        """Return the list that holds what both sides do; None for a field that cannot be united."""
        if any(isinstance(record, cls) and change.field == name for cls, name in _APPENDED):
            return _united(change.start, held, new)
        if self.outcome.apart and change.field in GROWING and isinstance(held, tuple):
            return grown(held, new) if isinstance(new, tuple) else None
        return None

    def value_for(self, record: Record, name: str, change: Change) -> object:
        """Return what *change* asks for as a value that the field can hold, if there is one."""
        new = change.new
        if is_blank(new):
            return _default(type(record), name)
        members, dated = _expected(type(record), name)
        if isinstance(new, str) and not isinstance(new, StrEnum):
            for enum in members:
                if new in {member.value for member in enum}:
                    return enum(new)
            if dated:
                return self.dates.read(new, change, record)
        if dated and isinstance(new, dt.date):
            return PartialDate.day(new)
        return new

    # --- the end -----------------------------------------------------------------------------------

    def finished(self, orders: list[Change]) -> Register:
        self.keep_id_free()
        ids: dict[str, list[str]] = {name: [] for name in COLLECTIONS}
        for record in self.records.values():
            ids[collection_of(type(record))].append(record.id)
        for change in orders:
            name = str(change.field)
            ids[name] = self.ordered(name, ids[name], change)
        values: dict[str, Any] = dict(self.own)
        for name, order in ids.items():
            values[name] = tuple(self.records[key] for key in order)
        return Register(**values)

    def keep_id_free(self) -> None:
        """Undo whatever would make a record and the register share an id."""
        if self.own["id"] in self.records and self.renamed is not None:
            self.undo(self.own["id"], "id", self.renamed, self.register.id)
            self.own["id"] = self.register.id
        taken = self.own["id"]
        if taken in self.records:
            del self.records[taken]
            self.undo(taken, None, self.added[taken], ABSENT)

    def undo(self, record: str, name: str | None, change: Change, ours: object) -> None:
        self.outcome.applied = [
            done
            for done in self.outcome.applied
            if not (done.record == record and done.field == name and done.after == change.new)
        ]
        reason = "the register and one of its records would have the same id"
        self.outcome.refused(change, ours, reason, record=record)

    def ordered(self, name: str, ids: list[str], change: Change) -> list[str]:
        if not isinstance(change.new, tuple) or not (
            change.start is ABSENT or isinstance(change.start, tuple)
        ):
            self.outcome.refused(
                change, tuple(ids), "an order is a tuple of ids", record=self.register.id
            )
            return ids
        final = set(ids)
        held = [record.id for record in getattr(self.register, name) if record.id in final]
        theirs = [key for key in dict.fromkeys(change.new) if key in final]
        start = None if isinstance(change.start, Absent) else change.start
        order, lost = merged_order(start, held, theirs)
        placed = set(order)
        order += [key for key in ids if key not in placed]
        if lost:
            reason = "both sides moved records"
            self.outcome.refused(change, tuple(held), reason, record=self.register.id)
        elif order == ids:
            self.outcome.already.append(change)
        else:
            self.outcome.wrote(change, self.own["id"], name, tuple(ids), tuple(order))
        return order


def _with_field(record: Record, name: str, value: object) -> Record:
    changes: dict[str, Any] = {name: value}
    if name == "kind" and isinstance(record, Item) and isinstance(value, ItemKind):
        # The class follows the kind.
        cls = Conclusion if value in _CONCLUSIONS else Recommendation
        if not isinstance(record, cls):
            said = {field: getattr(record, field) for field in ("id", *fields_of(type(record)))}
            return cls(**{**said, **changes})
    return attrs.evolve(record, **changes)


_CONCLUSIONS = frozenset({ItemKind.CONCLUSION, ItemKind.FINDING, ItemKind.PARAGRAPH})


def _default(cls: type[Record], name: str) -> object:
    """Return what a field holds that says nothing; ABSENT, which no field takes, if it must say something."""
    attributes: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    default = next(attribute.default for attribute in attributes if attribute.name == name)
    if default is attrs.NOTHING or isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # typed as a function, is a class
        return "" if typing.get_type_hints(cls)[name] is str else ABSENT
    return default


_EXPECTED: dict[tuple[str, str], tuple[tuple[type[StrEnum], ...], bool]] = {}
"""What `_expected` found, by the names of class and field."""


def _expected(cls: type[Record], name: str) -> tuple[tuple[type[StrEnum], ...], bool]:
    """Return the closed lists a field takes members of, and whether it takes a date."""
    known = _EXPECTED.get((cls.__name__, name))
    if known is None:
        known = _EXPECTED[cls.__name__, name] = _looked_up(cls, name)
    return known


def _looked_up(cls: type[Record], name: str) -> tuple[tuple[type[StrEnum], ...], bool]:
    hint = typing.get_type_hints(cls)[name]
    options = typing.get_args(hint) or (hint,)
    if typing.get_origin(hint) is tuple:
        return (), False
    enums = tuple(
        option for option in options if isinstance(option, type) and issubclass(option, StrEnum)
    )
    return enums, PartialDate in options or Undated in options


def _united(start: object, ours: object, theirs: object) -> tuple[Any, ...] | None:
    """
    Unite two histories that were both appended to; None if theirs was not only appended to.

    What both hold is held once. Entries stay in the order of their days where every one has a day,
    else ours come first.
    """
    began: tuple[Any, ...] = start if isinstance(start, tuple) else ()
    if not isinstance(ours, tuple) or not isinstance(theirs, tuple):
        return None
    if (is_blank(start) or isinstance(start, tuple)) and theirs[: len(began)] == began:
        new = [entry for entry in theirs[len(began) :] if entry not in ours]
        if ours[: len(began)] != began:
            return (*ours, *new)
        # The first of all is the original, whatever the other side holds.
        kept = ours[: max(len(began), 1)]
        appended = [*ours[len(kept) :], *new]
        days = [_day(entry) for entry in appended]
        if all(days):
            order = sorted(range(len(appended)), key=lambda at: days[at] or dt.date.min)
            appended = [appended[at] for at in order]
        return (*kept, *appended)
    return None


def _day(entry: object) -> dt.date | None:
    day: AnyDate | None = (
        entry.set_on if isinstance(entry, TargetDate) else getattr(entry, "day", None)
    )
    return (day.latest or day.earliest) if isinstance(day, PartialDate) else None
