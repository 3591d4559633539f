"""What is said of the files: what each answers and what it leaves, and who has sent nothing back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from accountability.dates import PartialDate, show_day
from accountability.findings import Finding, Place
from accountability.model import Register, Row, Stage, Step
from accountability.returns._kinds import (
    EARLIER_ROUND,
    LATER_THAN_COLLECTED,
    NO_REGISTER_NAMED,
    NO_ROW_KNOWN,
    ONE_COPY_TWICE,
)
from accountability.returns._published import is_published
from accountability.returns.collected import NotBack, NotReturned, Outstanding
from accountability.tables.judging import Judged
from accountability.tables.returned import Returned
from accountability.tables.visible import asked_by, lead_of

__all__ = ["not_back", "not_returned", "outstanding", "said_of_files"]


_OWN_COLUMN = "RTN853"
"""What readers say of a column that is not ours; not said where it is kept."""

_BY_HAND = frozenset({"RTN854", "RTN884", "RTN885"})
"""What readers say of a sheet or field that is gone or moved; no program that saves a file does that."""


def said_of_files(
    register: Register,
    back: Sequence[Returned],
    judged: Sequence[Judged],
    *,
    as_of: dt.date,
    keep_extra: bool,
) -> Iterator[Finding]:
    """Yield what a person should know or look at, file by file."""
    for returned, one in zip(back, judged, strict=True):
        yield from (
            found for found in returned.findings if not (keep_extra and found.code == _OWN_COLUMN)
        )
        yield from _said_of_whole(register, returned, one, as_of)
        yield from one.findings
    yield from _versions(back)


def _said_of_whole(
    register: Register, returned: Returned, one: Judged, as_of: dt.date
) -> Iterator[Finding]:
    """Yield what is to be said of a file as a whole: of which register, rows, day and round it is."""
    place = Place(file=returned.file)
    if not returned.register:
        yield NO_REGISTER_NAMED.found(
            "the file does not say which register it was made from", place=place
        )
    if is_published(returned):
        return
    if not (one.keys or one.there) and any(row.sheet == "Recommendations" for row in returned.rows):
        yield NO_ROW_KNOWN.found("none of the rows of the file is known here", place=place)
    if returned.as_of is None:
        return
    if returned.as_of > as_of:
        yield LATER_THAN_COLLECTED.found(
            f"it was made for {show_day(returned.as_of)}, after the day of collecting, "
            f"{show_day(as_of)}",
            place=place,
        )
    again = [
        day for key in one.keys if (day := _asked_again(register, returned, key, as_of)) is not None
    ]
    if again:
        yield EARLIER_ROUND.found(
            f"it was made for {show_day(returned.as_of)}, and rows of it were asked for again on "
            f"{show_day(max(again))}",
            place=place,
        )


def _versions(back: Sequence[Returned]) -> Iterator[Finding]:
    """Say which files were made from one file that was sent."""
    copies: dict[object, list[Returned]] = {}
    for returned in back:
        if returned.keys_digest and returned.scope.responders:
            sent = (returned.form, returned.scope, returned.as_of, returned.keys_digest)
            copies.setdefault(sent, []).append(returned)
    for first, *others in copies.values():
        for other in others:
            yield ONE_COPY_TWICE.found(
                f"it was made from the same file as {first.file}; what the two say differently is in "
                "dispute",
                place=Place(file=other.file),
            )


def not_returned(
    register: Register, back: Sequence[Returned], judged: Sequence[Judged]
) -> tuple[NotReturned, ...]:
    """Return the rows that were sent in a file and are missing from it."""
    return tuple(
        NotReturned(key=key, responder=_responder(register, key), file=returned.file)
        for returned, one in zip(back, judged, strict=True)
        for key in one.missing
    )


def outstanding(returned: Returned, one: Judged, covers: frozenset[str]) -> Outstanding:
    """Say how much of what a file asked for it answers; *covers*: files whose covers were written on."""
    return Outstanding(
        file=returned.file,
        responders=returned.scope.responders,
        asked=one.asked,
        answered=one.answered,
        empty=one.empty,
        touched=(
            returned.file in covers
            or bool(one.changes or one.extra or one.findings or one.missing)
            or any(found.code in _BY_HAND for found in returned.findings)
        ),
    )


def _responder(register: Register, key: str) -> str:
    row = register.row(key)
    return (row.responder or "") if row else ""


def not_back(
    register: Register,
    base: Mapping[str, Register],
    back: Sequence[Returned],
    judged: Sequence[Judged],
    as_of: dt.date,
) -> tuple[NotBack, ...]:
    """
    Say who was asked and is not among those who sent something back.

    Args:
        register: With what came back in it: what is answered now is not waited for.

        base: What was kept when the files were made.

        back: The files.

        judged: What each of them says.

        as_of: The day of collecting.
    """
    there = {
        key
        for returned, one in zip(back, judged, strict=True)
        for key in (*one.keys, *one.missing)
        if _asked_again(register, returned, key, as_of) is None
    }
    kept = {
        row.key: step
        for held in base.values()
        for row in held.rows()
        if (step := asked_by(row)) is not None
    }
    asked: dict[str, list[str]] = {}
    since: dict[str, dt.date | None] = {}
    for row in register.rows():
        step = _asking(row, kept)
        if step is None or row.key in there or _has_answered(register, row, step):
            continue
        if any(
            one.scope.responders
            and not is_published(one)
            and one.scope.has_row(row)
            and _asked_again(register, one, row.key, as_of) is None
            for one in back
        ):
            continue  # its file is here; what became of the row is told there
        who = lead_of(row)
        asked.setdefault(who, []).append(row.key)
        since.setdefault(who, _day_of(step))
    return tuple(
        NotBack(who=who, keys=tuple(keys), since=since.get(who)) for who, keys in asked.items()
    )


def _asking(row: Row, kept: Mapping[str, Step]) -> Step | None:
    """
    Return the step by which a row was last asked for, if nothing has happened to it since.

    A register that was never told of a round still has what was *kept* of it.
    """
    steps = row.shown.steps if row.shown else ()
    asked = kept.get(row.key)
    if asked is None or any(step.stage is Stage.COMMISSIONED for step in steps):
        return asked_by(row)
    day, since = _day_of(asked), map(_day_of, steps)
    gone_on = day is not None and any(done is not None and done >= day for done in since)
    return None if gone_on else asked


def _asked_again(
    register: Register, returned: Returned, key: str, as_of: dt.date
) -> dt.date | None:
    """
    Return the day, up to that of collecting, on which a row was asked for in a later round than a file's.

    A file says for which day it was made, not on which it was sent; the two differ by less than rounds
    do. So only a file whose day is no later than an earlier asking is of that earlier round.
    """
    row = register.row(key)
    steps = row.shown.steps if row is not None and row.shown is not None else ()
    asked = [
        day
        for step in steps
        if step.stage is Stage.COMMISSIONED and (day := _day_of(step)) and day <= as_of
    ]
    earlier = [day for day in asked if day < asked[-1]]
    made = returned.as_of
    return asked[-1] if made is not None and earlier and made <= max(earlier) else None


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
