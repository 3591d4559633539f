"""
Several files come back at once, and become drafts.

What came is read (`_arrivals`); every file is judged by itself (`accountability.tables.judging`); what
they ask for is decided together (`_disputes`, `accountability.merge.reconcile`); what was decided is
written and recorded (`_recording`); and of every file it is said what came of it (`_accounting`).

What two of them want to be the same is done once. What they want to be different is done by neither:
the order in which files are named on a command line must not decide what a department says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from accountability.containers import Limits
from accountability.deadlines import Calendar
from accountability.exceptions import UnreadableFileError
from accountability.findings import Finding
from accountability.jurisdictions import Jurisdiction
from accountability.merge import Change, Conflict, MergeResult, reconcile
from accountability.model import Register
from accountability.returns._accounting import not_back, not_returned, outstanding, said_of_files
from accountability.returns._arrivals import read_all, refuse_stranger, without_twins
from accountability.returns._covers import covers_of
from accountability.returns._disputes import Sorted, by_cell, sort_out
from accountability.returns._kept import base_of
from accountability.returns._published import is_published, judged_published
from accountability.returns._recording import given_on, recorded, with_extra, with_own_ids
from accountability.returns.collected import Collected
from accountability.tables.judging import judge
from accountability.tables.returned import Returned
from accountability.tables.reviewing import Chosen, Review
from accountability.tables.settling import Settled, settle

__all__ = ["collect", "collect_returned"]


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
    found = read_all(register, files, limits)
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
    came = tuple(files)
    for returned in came:
        refuse_stranger(register, returned)
    back, twins = without_twins(came)
    covers = covers_of(register, back, accept_cleared=accept_cleared)
    judged = tuple(
        judged_published(
            returned, register, as_of=as_of, jurisdiction=jurisdiction, calendar=calendar
        )
        if is_published(returned)
        else judge(
            returned,
            register,
            base=base_of(returned, base),
            as_of=as_of,
            jurisdiction=jurisdiction,
            calendar=calendar,
        )
        for returned in covers.files
    )
    already_chosen = tuple(choices)
    chosen = {(choice.record, choice.field) for choice in already_chosen}
    asked = (*covers.changes, *with_own_ids(register, (one.changes for one in judged)))
    decided = _decide(
        register,
        (
            *already_chosen,
            *(change for change in asked if (change.record, change.field) not in chosen),
        ),
        review,
        as_of=as_of,
        accept_cleared=accept_cleared,
        jurisdiction=jurisdiction,
    )
    merged, applied = decided.result.register, list(decided.result.applied)
    if keep_extra:
        merged = with_extra(merged, judged, applied)
    not_given: list[Finding] = []
    if given is not None:
        keys = {
            key: returned.file
            for returned, one in zip(reversed(back), reversed(judged), strict=True)
            for key in one.keys
        }
        merged = given_on(
            merged, keys, given, decided.conflicts, applied=applied, findings=not_given
        )
    sources = [(returned.file, returned.digest) for returned in back]
    if review is not None:
        sources.append((review.file, review.digest))
    return Collected(
        register=recorded(merged, sources, applied, as_of),
        applied=tuple(applied),
        conflicts=decided.conflicts,
        not_returned=not_returned(register, back, judged),
        not_back=not_back(merged, base or {}, back, judged, as_of),
        outstanding=tuple(
            outstanding(returned, one, covers.touched)
            for returned, one in zip(back, judged, strict=True)
        ),
        findings=(
            *said_of_files(register, back, judged, as_of=as_of, keep_extra=keep_extra),
            *twins,
            *decided.result.findings,
            *decided.settled.findings,
            *not_given,
        ),
        emptied=(*covers.emptied, *decided.result.emptied),
        already=(*decided.result.already, *decided.sorted.twins),
        decided=decided.settled.decided,
    )


@frozen(kw_only=True)
class _Decided:
    """What came of the changes of all files, after a person's choices if there are any."""

    sorted: Sorted
    result: MergeResult
    settled: Settled

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return by_cell((*self.result.conflicts, *self.sorted.conflicts))


def _decide(
    register: Register,
    changes: Sequence[Change],
    review: Review | None,
    *,
    as_of: dt.date,
    accept_cleared: bool,
    jurisdiction: Jurisdiction | None,
) -> _Decided:
    """Merge what is undisputed; with choices, once more with what they make of the rest."""

    def merged_with(settled: Settled) -> _Decided:
        sorted_out = sort_out(register, settled.changes, jurisdiction)
        result = reconcile(
            register,
            sorted_out.undisputed,
            as_of=as_of,
            accept_cleared=accept_cleared,
            jurisdiction=jurisdiction,
        )
        return _Decided(sorted=sorted_out, result=result, settled=settled)

    first = merged_with(Settled(changes=tuple(changes)))
    refused: dict[Chosen, Finding] = {}
    while review is not None:
        settled = settle(register, changes, first.conflicts, review, jurisdiction=jurisdiction)
        decided = merged_with(settled) if settled.decided else evolve(first, settled=settled)
        # Of a choice that cannot be carried out nothing is left: its dispute is as it was without it.
        failed = settled.refused(decided.conflicts, decided.result.emptied)
        if not failed:
            told = (*settled.findings, *refused.values())
            return evolve(decided, settled=evolve(settled, findings=told))
        refused |= failed
        left = tuple(row for row in review.chosen if row not in failed)
        review = evolve(review, chosen=left)
    return first
