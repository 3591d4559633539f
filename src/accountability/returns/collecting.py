"""
Several files come back at once, and become drafts.

Every file is judged by itself (`accountability.tables.judging`); what they ask for is decided together
(`accountability.merge.reconcile`). What two of them want to be the same is done once. What they want to
be different is done by neither: the order in which files are named on a command line must not decide
what a department says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from accountability.containers import Limits, nature_of
from accountability.containers.natures import is_not
from accountability.dates import PartialDate
from accountability.deadlines import Calendar
from accountability.exceptions import UnreadableFileError
from accountability.findings import Finding, Place
from accountability.importers import ImportContext, read
from accountability.jurisdictions import Jurisdiction
from accountability.merge import ABSENT, Applied, Change, Conflict, MergeResult, reconcile, shown
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
from accountability.returns._covers import covers_of
from accountability.returns._disputes import Sorted, sort_out
from accountability.returns._kinds import (
    FILE_REFUSED,
    KINDS,
    NO_REGISTER_NAMED,
    NO_ROW_KNOWN,
    NOT_GIVEN,
)
from accountability.tables.judging import Judged, judge
from accountability.tables.returned import Returned
from accountability.tables.reviewing import Review, Settled, settle
from accountability.text import clean, stamp

__all__ = [
    "KINDS",
    "Collected",
    "NotBack",
    "NotReturned",
    "Outstanding",
    "collect",
    "collect_returned",
]


@frozen(kw_only=True)
class NotReturned:
    """
    A row that was sent in a file and is not in it any more; nothing was deleted for that.

    Attributes:
        key: Row key.

        responder: Id of who answers; "" if nobody is named.

        file: In which it is missing.
    """

    key: str
    responder: str
    file: str


@frozen(kw_only=True)
class NotBack:
    """
    Somebody who was asked and whose file is not among those that came back.

    Attributes:
        who: Id of the team that prepares the answers, or of who answers.

        keys: Row keys that were asked.

        since: Day on which they were; None if it is not known.
    """

    who: str
    keys: tuple[str, ...]
    since: dt.date | None = None


@frozen(kw_only=True)
class Outstanding:
    """
    How much of what a file asked for it answers.

    Attributes:
        file: The file.

        responders: Ids of those for whom it was made; () for everybody.

        asked: How many rows asked for something.

        answered: How many of them were answered.

        empty: Keys of the others.

        touched: Whether anything in it was changed, answered or said.
    """

    file: str
    responders: tuple[str, ...] = ()
    asked: int = 0
    answered: int = 0
    empty: tuple[str, ...] = ()
    touched: bool = True


@frozen(kw_only=True)
class Collected:
    """
    What came of the files that came back.

    Attributes:
        register: With everything applied.

        applied: What was written, in the order in which it was.

        conflicts: What was not, because it is in dispute; ours was kept.

        not_returned: Rows that were sent and are missing from a file.

        not_back: Who was asked and sent nothing back, as far as the register or *base* knows.

        outstanding: One for each file, in their order.

        findings: What a person should know or look at, file by file, then what deciding brought up.

        emptied: Cells that came back empty and whose words were kept.

        already: Changes that ask for what is held already.

        decided: How many conflicts a person's choices have decided.
    """

    register: Register
    applied: tuple[Applied, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    not_returned: tuple[NotReturned, ...] = ()
    not_back: tuple[NotBack, ...] = ()
    outstanding: tuple[Outstanding, ...] = ()
    findings: tuple[Finding, ...] = ()
    emptied: tuple[Change, ...] = ()
    already: tuple[Change, ...] = ()
    decided: int = 0

    @property
    def untouched(self) -> tuple[str, ...]:
        """The files in which nobody did anything."""
        return tuple(one.file for one in self.outstanding if not one.touched)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """The findings that ask whether something was understood as it was meant."""
        return tuple(found for found in self.findings if found.code in _QUESTIONS)

    @property
    def not_taken(self) -> tuple[Finding, ...]:
        """The findings that tell what was typed and not taken over."""
        return tuple(found for found in self.findings if found.code in _NOT_TAKEN)


_QUESTIONS = frozenset(
    {"RTN802", "RTN803", "RTN804", "RTN808", "RTN809", "RTN810", "RTN835", "RTN839"}
)
_NOT_TAKEN = frozenset({"RTN831", "RTN832", "RTN836", "RTN837", "RTN840"})


def collect(
    register: Register,
    files: Iterable[tuple[str, bytes]],
    *,
    as_of: dt.date,
    base: Mapping[str, Register] | None = None,
    given: dt.date | None = None,
    accept_cleared: bool = False,
    keep_extra: bool = False,
    choices: Iterable[Change] = (),
    review: Review | None = None,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
    limits: Limits | None = None,
) -> Collected:
    """
    Take over what came back.

    Args:
        register: What is held.

        files: Name and bytes of each file, in any order.

        as_of: Day of collecting.

        base: What was held when the files were made, as far as it was kept, by the name of the file
            without its ending; one that is called "" serves all others. It shows what a conflict
            started from.

        given: Day on which the answers in these files were given; None: they are drafts.

        accept_cleared: Whether cells that came back empty empty their fields.

        keep_extra: Whether what stands in people's own columns is kept with the records.

        choices: What a person decided about conflicts of an earlier collecting, as changes.

        review: The same, as chosen in a review workbook.

        jurisdiction: Whose rules and words apply; None: each document's own, else the register's.

        calendar: Working days, for deadlines that count them.

        limits: How much of a file to take in.

    Returns:
        The register with everything that could be applied, and an account of the rest. Collecting the
        same files again changes nothing.

    Raises:
        UnreadableFileError: a file cannot be read, is no return, or was made from another register;
            of several such files, each is a finding. Nothing is taken from any of them then. So it is
            for a *review* of another register.
    """
    found: list[Returned] = []
    refused: list[UnreadableFileError] = []
    named = list(files)
    for (_name, data), label in zip(named, _labels([name for name, _data in named]), strict=True):
        context = ImportContext(file=label)
        if limits is not None:
            context = evolve(context, limits=limits)
        try:
            found.append(_read_return(register, data, context))
        except UnreadableFileError as error:
            refused.append(error)
    if refused:
        raise _together(refused)
    return collect_returned(
        register,
        found,
        as_of=as_of,
        base=base,
        given=given,
        accept_cleared=accept_cleared,
        keep_extra=keep_extra,
        choices=choices,
        review=review,
        jurisdiction=jurisdiction,
        calendar=calendar,
    )


def _read_return(register: Register, data: bytes, context: ImportContext) -> Returned:
    try:
        returned = read(data, context).returned
    except UnreadableFileError:
        if data and nature_of(data) not in {"Excel", "Word"}:  # what to do is another thing here
            raise UnreadableFileError(context.file, is_not(data, "workbook")) from None
        raise
    if returned is None:
        raise UnreadableFileError(context.file, _NO_RETURN)
    _refuse_stranger(register, returned)
    return returned


_NO_RETURN = (
    "it is a published document, not a file of ours that came back; "
    "read it with `accountability import`"
)


def collect_returned(
    register: Register,
    files: Iterable[Returned],
    *,
    as_of: dt.date,
    base: Mapping[str, Register] | None = None,
    given: dt.date | None = None,
    accept_cleared: bool = False,
    keep_extra: bool = False,
    choices: Iterable[Change] = (),
    review: Review | None = None,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> Collected:
    """
    Take over what came back, from files that have been read already; otherwise as `collect`.

    Raises:
        UnreadableFileError: a file was made from another register.
    """
    if review is not None and review.register not in {"", register.id}:
        raise UnreadableFileError(
            review.file,
            f"its choices are about the register {review.register!r}, and this is {register.id!r}",
        )
    back = tuple(files)
    for returned in back:
        _refuse_stranger(register, returned)
    covers = covers_of(register, back, accept_cleared=accept_cleared)
    judged = [
        judge(
            returned,
            register,
            base=_base_of(returned, base),
            as_of=as_of,
            jurisdiction=jurisdiction,
            calendar=calendar,
        )
        for returned in covers.files
    ]
    decided = list(choices)
    chosen = {(choice.record, choice.field) for choice in decided}
    asked = (
        change
        for change in (
            *covers.changes,
            *_with_own_ids(register, (one.changes for one in judged)),
        )
        if (change.record, change.field) not in chosen
    )

    def merged_with(changes: Iterable[Change]) -> tuple[Sorted, MergeResult]:
        sorted_out = sort_out(register, changes, jurisdiction)
        return sorted_out, reconcile(
            register,
            sorted_out.undisputed,
            as_of=as_of,
            accept_cleared=accept_cleared,
            jurisdiction=jurisdiction,
        )

    told = (*decided, *asked)
    sorted_out, result = merged_with(told)
    settled = Settled(changes=told)
    if review is not None:
        conflicts = (*result.conflicts, *sorted_out.conflicts)
        settled = settle(register, told, conflicts, review, jurisdiction=jurisdiction)
        if settled.decided:
            sorted_out, result = merged_with(settled.changes)
    conflicts = (*result.conflicts, *sorted_out.conflicts)
    merged, applied = result.register, list(result.applied)
    if keep_extra:
        merged = _with_extra(merged, judged, applied)
    late: list[Finding] = []
    if given is not None:
        keys = {
            key: returned.file
            for returned, one in zip(reversed(back), reversed(judged), strict=True)
            for key in one.keys
        }
        merged = _given(merged, keys, given, conflicts, applied=applied, findings=late)
    sources = [(returned.file, returned.digest) for returned in back]
    if review is not None:
        sources.append((review.file, review.digest))
    merged = _recorded(merged, sources, applied, as_of)
    noticed = (
        found
        for found in _said_of_files(back, judged)
        if not (keep_extra and found.code == _OWN_COLUMN)
    )
    return Collected(
        register=merged,
        applied=tuple(applied),
        conflicts=conflicts,
        not_returned=tuple(
            NotReturned(key=key, responder=_responder(register, key), file=returned.file)
            for returned, one in zip(back, judged, strict=True)
            for key in one.missing
        ),
        not_back=_not_back(register, base or {}, back, judged),
        outstanding=tuple(
            _outstanding(returned, one, covers.touched)
            for returned, one in zip(back, judged, strict=True)
        ),
        findings=(*noticed, *result.findings, *settled.findings, *late),
        emptied=(*covers.emptied, *result.emptied),
        already=(*result.already, *sorted_out.twins),
        decided=settled.decided,
    )


_OWN_COLUMN = "RTN853"
"""What readers say of a column that is not ours; not said where it is kept."""


# --- files ----------------------------------------------------------------------------------------


def _labels(names: Sequence[str]) -> tuple[str, ...]:
    """Return the base name of each file; of several with one name more of the path."""
    paths = [name.replace("\\", "/").split("/") for name in names]
    labels = [path[-1] for path in paths]
    depth = 2
    while len(set(labels)) < len(labels) and depth <= max(map(len, paths)):
        twice = {label for label in labels if labels.count(label) > 1}
        labels = [
            "/".join(path[-depth:]) if label in twice else label
            for path, label in zip(paths, labels, strict=True)
        ]
        depth += 1
    seen: dict[str, int] = {}
    for at, label in enumerate(labels):
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > 1:
            labels[at] = f"{label} ({seen[label]})"
    return tuple(labels)


def _refuse_stranger(register: Register, returned: Returned) -> None:
    if returned.register == register.id:
        return
    if returned.register:
        raise UnreadableFileError(
            returned.file,
            f"it was made from the register {returned.register!r}, and this is {register.id!r}; "
            "collect it into the one that it was made from",
        )
    if not any(row.key and register.row(row.key) is not None for row in returned.rows):
        raise UnreadableFileError(
            returned.file,
            "it does not say which register it was made from, and none of its rows is known here; "
            "look whether it is the right file",
        )


def _together(refused: Sequence[UnreadableFileError]) -> UnreadableFileError:
    """Return one error for all files that cannot be taken."""
    if len(refused) == 1:
        return refused[0]
    findings = (FILE_REFUSED.found(error.reason, place=Place(file=error.file)) for error in refused)
    return UnreadableFileError(
        f"{len(refused)} of the files",
        "nothing was taken from any; mend or leave out those named here, and collect again",
        findings=tuple(findings),
    )


def _base_of(returned: Returned, base: Mapping[str, Register] | None) -> Register | None:
    name = _base_name(returned, base or {})
    return None if base is None or name is None else base[name]


def _base_name(returned: Returned, base: Mapping[str, Register]) -> str | None:
    """Return under which name what a file was made from was kept; its own name may have changed."""
    file = returned.file.rpartition("/")[2]
    called = [name for name in (file.rpartition(".")[0], file) if name and name in base]
    if returned.keys_digest:
        made = [name for name, held in base.items() if name and _was_made_from(returned, held)]
        if len(made) == 1 or (made and not called):
            return made[0]
    return called[0] if called else "" if "" in base else None


def _was_made_from(returned: Returned, held: Register) -> bool:
    """Tell whether the rows with which a file was sent are those that were kept."""
    keys = (row.key for row in held.rows() if returned.scope.has_row(row))
    return held.id == returned.register and stamp(*keys) == returned.keys_digest


def _said_of_files(back: Sequence[Returned], judged: Sequence[Judged]) -> Iterator[Finding]:
    for returned, one in zip(back, judged, strict=True):
        place = Place(file=returned.file)
        yield from returned.findings
        if not returned.register:
            yield NO_REGISTER_NAMED.found(
                "the file does not say which register it was made from", place=place
            )
        if not one.keys and any(row.sheet == "Recommendations" for row in returned.rows):
            yield NO_ROW_KNOWN.found("none of the rows of the file is known here", place=place)
        yield from one.findings


def _outstanding(returned: Returned, one: Judged, covers: frozenset[str]) -> Outstanding:
    return Outstanding(
        file=returned.file,
        responders=returned.scope.responders,
        asked=one.asked,
        answered=one.answered,
        empty=one.empty,
        touched=returned.file in covers or bool(one.changes or one.extra or one.findings),
    )


def _responder(register: Register, key: str) -> str:
    row = register.row(key)
    return (row.responder or "") if row else ""


# --- records --------------------------------------------------------------------------------------


def _with_own_ids(register: Register, files: Iterable[tuple[Change, ...]]) -> Iterator[Change]:
    """Yield the changes of all files, new records of different files under ids of their own."""
    minted: dict[str, Record] = {}
    for changes in files:
        renamed: dict[str, str] = {}
        for change in changes:
            new = change.new
            if change.field is not None or not isinstance(new, Record):
                record = renamed.get(change.record, change.record)
                yield evolve(change, record=record) if record != change.record else change
                continue
            earlier = minted.get(new.id)
            if earlier is not None and _says_the_same(earlier, new):
                continue
            if earlier is not None:
                stem, mark = (new.about + "/n", "") if isinstance(new, Note) else (new.id, "~")
                number = 2
                while f"{stem}{mark}{number}" in minted or f"{stem}{mark}{number}" in register:
                    number += 1
                renamed[new.id] = f"{stem}{mark}{number}"
                new = evolve(new, id=renamed[new.id])
            minted[new.id] = new
            yield evolve(change, record=new.id, new=new)


def _says_the_same(one: Record, other: Record) -> bool:
    """Tell whether two new records differ only in where they were read."""
    if isinstance(one, Item) and isinstance(other, Item):
        return one == evolve(other, sources=one.sources)
    return False


def _with_extra(register: Register, judged: Sequence[Judged], applied: list[Applied]) -> Register:
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


def _given(
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


def _recorded(
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


# --- who has not returned -------------------------------------------------------------------------


def _not_back(
    register: Register,
    base: Mapping[str, Register],
    back: Sequence[Returned],
    judged: Sequence[Judged],
) -> tuple[NotBack, ...]:
    """Say who was asked and is not among those who sent something back."""
    there = {key for one in judged for key in (*one.keys, *one.missing)}
    asked: dict[str, list[str]] = {}
    since: dict[str, dt.date | None] = {}
    for row in register.rows():
        step = _asked_by(row)
        if step is None or row.key in there or _has_answered(register, row, step):
            continue
        if any(one.scope.responders and one.scope.has_row(row) for one in back):
            continue  # its file is here; what became of the row is told there
        prepared = row.shown.prepared_by if row.shown else ()
        who = prepared[0] if prepared else row.responder or ""
        asked.setdefault(who, []).append(row.key)
        since.setdefault(who, _day_of(step))
    if not asked:
        names = {_base_name(returned, base) for returned in back}
        asked = {
            _asked_in(held) or name: [] for name, held in base.items() if name and name not in names
        }
    return tuple(
        NotBack(who=who, keys=tuple(keys), since=since.get(who)) for who, keys in asked.items()
    )


def _asked_in(held: Register) -> str:
    """Return the id of the one body that was asked in what was kept of a file; "" if not one."""
    who = {
        (row.shown.prepared_by[0] if row.shown and row.shown.prepared_by else row.responder) or ""
        for row in held.rows()
        if _asked_by(row) is not None
    }
    return who.pop() if len(who) == 1 else ""


def _asked_by(row: Row) -> Step | None:
    """Return the step by which a row was last asked for, if nothing has happened to it since."""
    steps = row.shown.steps if row.shown else ()
    return steps[-1] if steps and steps[-1].stage is Stage.COMMISSIONED else None


def _has_answered(register: Register, row: Row, step: Step) -> bool:
    draft = row.draft
    # Where it was asked for with words in it already, only other words are an answer.
    if (
        draft is not None
        and not draft.is_empty
        and step.fingerprint != register.fingerprint_of(draft)
    ):
        return True
    asked = _day_of(step)
    for about in (row.about, *(promise.id for promise in row.commitments)):
        for update in register.updates_on(about):
            day = register.day_of(update)
            last = day.latest if isinstance(day, PartialDate) else None
            if asked is not None and last is not None and last >= asked:
                return True
    return False


def _day_of(step: Step) -> dt.date | None:
    return step.day.latest if isinstance(step.day, PartialDate) else None
