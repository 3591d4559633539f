"""
What a person chose about what is in dispute, taken over.

A choice is made by whoever read the texts side by side, so it holds for these alone: its row carries the
stamps of what was held and of what was asked for, and a choice about anything else is told and not
taken. It does not matter in which file the text stood, or whether in any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from accountability.findings import Finding, FindingKind, Severity
from accountability.jurisdictions import Jurisdiction
from accountability.merge import Change, Conflict, stamp_of
from accountability.model import Register
from accountability.tables.reviewing import CELLS, Choice, Chosen, Review, vocabulary_at
from accountability.text import clean, fold, shorten
from accountability.vocabularies import Vocabulary

__all__ = ["KINDS", "Settled", "settle"]

CHOICE_UNKNOWN = FindingKind(
    code="RTN894",
    severity=Severity.WARNING,
    title="a choice that was not understood",
    help="Choose one of: Keep ours, Take theirs, Other words.",
)
CHOICE_STALE = FindingKind(
    code="RTN895",
    severity=Severity.WARNING,
    title="a choice about something that has changed since",
    help="Have the conflicts written again, and choose there.",
)
CHOICES_DIFFER = FindingKind(
    code="RTN896",
    severity=Severity.WARNING,
    title="choices that contradict each other",
    help="Choose one of the texts, and leave the other rows of this cell empty or at Keep ours.",
)
NOT_IN_DISPUTE = FindingKind(
    code="RTN897",
    severity=Severity.NOTE,
    title="a choice about something that is not in dispute",
    help="Nothing is to be done; it was decided, or the file that asked for it is not among these.",
)

CHOICE_APART = FindingKind(
    code="RTN898",
    severity=Severity.WARNING,
    title="a choice beside other words than its row was written with",
    help=(
        "For words of your own choose Other words, and type them there; if only some of the columns were "
        "sorted, have the conflicts written again."
    ),
)

CHOICE_REFUSED = FindingKind(
    code="RTN899",
    severity=Severity.WARNING,
    title="a choice that cannot be carried out",
    help="What was in dispute still is; choose something else, or change it where it is held.",
)

KINDS: tuple[FindingKind, ...] = (
    CHOICE_UNKNOWN,
    CHOICE_STALE,
    CHOICES_DIFFER,
    NOT_IN_DISPUTE,
    CHOICE_APART,
    CHOICE_REFUSED,
)
"""Every kind of finding that choices bring up."""

_REASONS = {"row:target_date": "row:date_reason", "row:new_date": "row:new_reason"}
"""Cells that say why, by what they belong to."""


_EMPTY = "there the cell is empty, and it was not accepted that empty cells empty ours"


@frozen(kw_only=True)
class Settled:
    """
    What is left to decide, and what was.

    Attributes:
        changes: For merging: those that nobody chose about, and those that were chosen.

        decided: Of how many cells it was decided what they shall say.

        findings: Choices that could not be taken.

        made: Each row that asks for a change, with that change.
    """

    changes: tuple[Change, ...]
    decided: int = 0
    findings: tuple[Finding, ...] = ()
    made: tuple[tuple[Chosen, Change], ...] = ()

    def refused(
        self, conflicts: Iterable[Conflict], emptied: Iterable[Change]
    ) -> Mapping[Chosen, Finding]:
        """
        Return the rows whose changes were not made, and why.

        Args:
            conflicts: What came of merging the changes.

            emptied: Changes that would have emptied something.
        """
        reasons = {
            _wanted_by(text.record, text.field, text.theirs): text.reason
            for one in conflicts
            for text in one.texts
        } | {_wanted_by(one.record, one.field, one.new): _EMPTY for one in emptied}
        return {
            row: CHOICE_REFUSED.found(reason, record=row.record, place=row.place)
            for row, change in self.made
            if (reason := reasons.get(_wanted_by(change.record, change.field, change.new)))
        }


def settle(
    register: Register,
    changes: Sequence[Change],
    conflicts: Iterable[Conflict],
    review: Review,
    *,
    jurisdiction: Jurisdiction | None = None,
) -> Settled:
    """
    Take over what a person chose.

    Args:
        register: What is held.

        changes: What all files ask for.

        conflicts: What came of them without the choices.

        review: The choices.

        jurisdiction: Whose words the other words are read in.

    Returns:
        The changes to merge instead. A row without a choice leaves its conflict as it is; so does a
        choice that cannot be taken.
    """
    desk = _Desk(
        register=register,
        changes=tuple(changes),
        conflicts=tuple(conflicts),
        jurisdiction=jurisdiction,
    )
    return desk.settled(review)


_Cell = tuple[str, str]
"""Record and field; a field of "" is the whole record."""

_Wanted = tuple[str, str, str]
"""The same, and the stamp of what it shall be."""


@frozen(kw_only=True)
class _Pick:
    """One row with a choice that was understood, and the change that it is about."""

    row: Chosen
    choice: Choice
    change: Change


@frozen(kw_only=True)
class _Desk:
    register: Register
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    jurisdiction: Jurisdiction | None
    findings: list[Finding] = field(factory=list, init=False)
    _known: dict[str, Vocabulary] = field(factory=dict, init=False)

    def settled(self, review: Review) -> Settled:
        asked: dict[_Wanted, list[Change]] = {}
        for change in self.changes:
            record = change.record or self.register.id
            asked.setdefault(_wanted_by(record, change.field, change.new), []).append(change)
        disputed = {
            _wanted_by(text.record, text.field, text.theirs): text
            for one in self.conflicts
            for text in one.texts
        }
        listed: dict[_Cell, dict[_Wanted, None]] = {}
        picked: dict[_Cell, list[_Pick]] = {}
        for row in review.chosen:
            wanted = (row.record, row.field, _theirs(row))
            cell = wanted[:2]
            changes = asked.get(wanted, [])
            if changes:
                listed.setdefault(cell, {})[wanted] = None
            pick = self._pick(row, next(iter(changes), None))
            if pick is not None:
                picked.setdefault(cell, []).append(pick)
        dropped: list[Change] = []
        made: list[tuple[Chosen, Change]] = []
        decided = 0
        for cell, picks in picked.items():
            open_ones = [wanted for wanted in listed[cell] if wanted in disputed]
            verdict = self._decided(picks, [disputed[wanted] for wanted in open_ones])
            if verdict is not None:
                decided += 1
                made += verdict
                dropped += (change for wanted in open_ones for change in asked[wanted])
        asks = [change for _row, change in made]
        return Settled(
            changes=(*asks, *_without(self.changes, dropped, asks)),
            decided=decided,
            findings=(*review.findings, *self.findings),
            made=tuple(made),
        )

    def _pick(self, row: Chosen, change: Change | None) -> _Pick | None:
        words = fold(row.choice)
        if not words and not row.words.strip():
            return None
        choice = next((one for one in Choice if fold(one) == words), None)
        if choice is None and not words:
            choice = Choice.OTHER  # words were typed, and say by themselves what is wanted
        if choice is None:
            self._say(CHOICE_UNKNOWN, row, f"{shorten(row.choice, 60)!r} is none of the choices")
            return None
        if choice is Choice.OTHER and not row.words.strip():
            self._say(CHOICE_UNKNOWN, row, "other words were chosen, and none were typed")
            return None
        if choice is Choice.OTHER and row.field not in CELLS:
            self._say(CHOICE_UNKNOWN, row, "other words can be chosen for a cell of a row alone")
            return None
        if row.says_another_row:
            self._say(
                CHOICE_APART, row, "what it says to be about is not what its last columns say"
            )
            return None
        if choice is Choice.THEIRS and row.says_other_words:
            message = f"{shorten(row.theirs, 60)!r} is not what the file says"
            self._say(CHOICE_APART, row, message)
            return None
        if change is None:
            at = f" at {row.at}" if row.at else ""
            self._say(NOT_IN_DISPUTE, row, f"{row.file} does not ask for this{at}")
            return None
        return _Pick(row=row, choice=choice, change=change)

    def _decided(
        self, picks: Sequence[_Pick], conflicts: Sequence[Conflict]
    ) -> tuple[tuple[Chosen, Change], ...] | None:
        """
        Return what is made instead of all that is asked of a cell; None if nothing can be decided.

        One choice decides the cell for all files that disagree about it.
        """
        wanted: dict[str, tuple[Chosen, Change]] = {}
        for pick in picks:
            if pick.choice is not Choice.OURS:
                change = self._wanted(pick)
                wanted.setdefault(stamp_of(change.new), (pick.row, change))
        if len(wanted) > 1:
            self._say_each(CHOICES_DIFFER, picks, "another row of this cell says otherwise")
            return None
        if not conflicts:
            self._say_each(NOT_IN_DISPUTE, picks, "this is not in dispute any more")
            return None
        ours = conflicts[0].ours
        if stamp_of(ours) in wanted:
            return ()  # it was chosen, and taken, before
        stale = next((pick for pick in picks if _ours(pick.row) != stamp_of(ours)), None)
        if stale is not None:
            message = "what is held here is not what it was when the choice was made"
            self._say(CHOICE_STALE, stale.row, message)
            return None
        return tuple(
            (row, evolve(change, start=ours, chosen=True)) for row, change in wanted.values()
        )

    def _wanted(self, pick: _Pick) -> Change:
        if pick.choice is Choice.THEIRS:
            return pick.change
        vocabulary = vocabulary_at(
            self.register, pick.change.record, self.jurisdiction, self._known
        )
        new = CELLS[pick.row.field].read(clean(pick.row.words).text.strip(), vocabulary)
        return evolve(pick.change, new=new, place=pick.row.place)

    def _say_each(self, kind: FindingKind, picks: Iterable[_Pick], message: str) -> None:
        for pick in picks:
            self._say(kind, pick.row, message)

    def _say(self, kind: FindingKind, row: Chosen, message: str) -> None:
        self.findings.append(kind.found(message, record=row.record, place=row.place))


def _wanted_by(record: str, name: str | None, new: object) -> _Wanted:
    return (record, name or "", stamp_of(new))


def _without(
    changes: Iterable[Change], dropped: Sequence[Change], made: Sequence[Change]
) -> Iterator[Change]:
    """Leave out what was decided against, and the reason that came with a date that is not taken."""
    gone = {id(change) for change in dropped}
    taken = {(change.place, change.field) for change in made}
    reasons = {
        (change.record, _file(change), _REASONS[change.field])
        for change in dropped
        if change.field in _REASONS and (change.place, change.field) not in taken
    }
    for change in changes:
        if id(change) not in gone and (change.record, _file(change), change.field) not in reasons:
            yield change


def _file(change: Change) -> str:
    return change.place.file if change.place else ""


def _ours(row: Chosen) -> str:
    return next(iter(row.stamps), "")


def _theirs(row: Chosen) -> str:
    return next(iter(row.stamps[1:]), "")
