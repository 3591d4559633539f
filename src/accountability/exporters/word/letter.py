"""The letter about moved target dates: what was promised, what is promised now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from accountability.dates import Undated, show_day
from accountability.exporters.word.basis import Basis
from accountability.exporters.word.blocks import Block, Heading, Kind, Look, Paragraph, Run, Table
from accountability.exporters.word.cover import facts_of
from accountability.exporters.word.promises import in_letter, moved_untold
from accountability.exporters.word.stages import LETTER_LACKS, NO_DATE, NO_REASON
from accountability.exporters.word.words import (
    COLUMNS,
    counted,
    item_name,
    lines_of,
    listed,
    plain_paragraph,
    words_for,
)
from accountability.findings import Finding
from accountability.jurisdictions import jurisdiction_of
from accountability.model import (
    Commitment,
    Document,
    Organisation,
    OrganisationKind,
    Register,
    TargetDate,
)
from accountability.tables.entries import RowEntry, date_words
from accountability.text import fold, repair

__all__ = ["facts_gaps", "letter", "move_gaps", "moved", "request"]

_COPIED_UNDER = "uk-pac"
"""Reports under this rule: a letter about their dates is copied to the Treasury."""

_HAVE_A_CHAIR = frozenset({OrganisationKind.COMMITTEE, OrganisationKind.INQUIRY})
_ALWAYS = (("paper_addressed_to", "to whom it is addressed"), ("paper_signed_by", "who signs it"))


@frozen
class _Moved:
    """A promise of a row whose date moved, and nobody is recorded as told."""

    entry: RowEntry
    promise: Commitment

    @property
    def new(self) -> TargetDate:
        """The date that stands now."""
        return self.promise.dates[-1]

    @property
    def _told(self) -> tuple[TargetDate, ...]:
        """The first date, and every other one that they were told of."""
        first, *others = self.promise.dates
        return (first, *(one for one in others if one.told or one.told_on))

    @property
    def before(self) -> str:
        """The first date and, if they were told of another since, that one."""
        first, *others = self._told
        return "; then ".join(date_words(one.date) for one in (first, *others[-1:]))

    @property
    def reason(self) -> str:
        """Why it moved: the reasons of every date that they were not told of."""
        known = self._told
        reasons = [one.reason.strip() for one in self.promise.dates if one not in known]
        return " ".join(dict.fromkeys(reason for reason in reasons if reason))

    @property
    def words(self) -> str:
        """What was promised; "" where it is the date alone."""
        text = self.promise.text.strip()
        dates = {fold(str(one.date)) for one in self.promise.dates}
        return "" if fold(text.rstrip(".")) in dates else text


def moved(entries: Iterable[RowEntry]) -> list[_Moved]:
    """Return the promises whose last date is not their first, and that nobody was told of."""
    return [
        _Moved(entry, promise)
        for entry in entries
        for promise in entry.row.commitments
        if moved_untold(promise)
    ]


def move_gaps(entry: RowEntry, *, owed: bool) -> Iterator[Finding]:
    """Yield what keeps the moves of a row from being told; *owed*: a date is a duty there."""
    for one in moved((entry,)):
        day = date_words(one.new.date)
        record = entry.row.about
        if not one.new.reason.strip():
            message = f"{item_name(entry)}: the date moved to {day}, and no reason is given."
            yield NO_REASON.found(message, record=record)
        if owed and isinstance(one.new.date, Undated):
            message = (
                f"{item_name(entry)}: the new date, “{day}”, cannot be checked, and one is owed."
            )
            yield NO_DATE.found(message, record=record)


def facts_gaps(report: Document, facts: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what a letter about *report* lacks besides its dates; *facts* are those of its cover."""
    for key, words in _ALWAYS:
        if not facts.get(key, "").strip():
            yield LETTER_LACKS.found(f"The letter does not say {words}.", record=report.id)


# --- the letter -----------------------------------------------------------------------------------------


def letter(basis: Basis) -> Iterator[Block]:
    """Show the letter; in a draft what is still to be filled in stands in square brackets."""
    rows = moved(basis.entries)
    if not rows or not basis.documents:
        yield plain_paragraph(
            f"No letter is due: no target date has moved without the {basis.filled.recommender} "
            "being told."
        )
        return
    report, facts = basis.documents[0], facts_of(basis)
    open_ends = (
        {} if basis.is_final else {"paper_addressed_to": "[To]", "paper_signed_by": "[Signed by]"}
    )
    held = {**open_ends, **{key: text.strip() for key, text in facts.items() if text.strip()}}
    yield plain_paragraph("\n".join(_address(basis.filled.register, report)))
    yield plain_paragraph(show_day(basis.filled.as_of))
    yield plain_paragraph(f"Dear {held.get('paper_addressed_to', 'Chair')}")
    yield Heading(level=1 if basis.is_final else 2, text=_subject(report, rows))
    yield from _one(basis, rows[0]) if len(rows) == 1 else _several(basis, rows)
    yield plain_paragraph("Yours sincerely", keep=True)
    if "paper_signed_by" in held:
        yield plain_paragraph(held["paper_signed_by"])
    copies = [*(["Treasury Officer of Accounts"] if _is_copied(basis) else [])]
    copies += lines_of(held.get("paper_copied_to", ""))
    if copies:
        yield plain_paragraph(f"Copied to: {'; '.join(copies)}")


def _address(register: Register, report: Document) -> Iterator[str]:
    for author in report.authors:
        held = register.find(Organisation, author)
        if held is not None and held.kind in _HAVE_A_CHAIR:
            yield "The Chair"
        yield register.name_of(author)


def _subject(report: Document, rows: list[_Moved]) -> str:
    reference = f" ({report.reference})" if report.reference else ""
    what = "target date" if len(rows) == 1 else "target dates"
    return f"{report.title}{reference}: change of {what}"


def _when(basis: Basis, rows: list[_Moved]) -> str:
    """Return " of 9 April 2027", the day of the response in which the first dates were given."""
    days = (
        basis.filled.register.day_of(one.entry.row.given) for one in rows if one.entry.row.given
    )
    said = list(dict.fromkeys(date_words(day) for day in days if day))
    return f" of {listed(said)}" if 0 < len(said) < 3 else ""


def _one(basis: Basis, one: _Moved) -> Iterator[Block]:
    name = item_name(one.entry)
    yield plain_paragraph(
        f"I am writing to tell the {basis.filled.recommender} that the target date for "
        f"{name[:1].lower()}{name[1:]} has changed. The {basis.filled.recommender} said:",
        keep=True,
    )
    for line in lines_of(_asked(one.entry)):
        yield plain_paragraph(line, Kind.QUOTED)
    promised = f" we said: “{one.words}” We" if one.words else " we"
    yield Paragraph(
        kind=Kind.BODY,
        runs=(
            Run(
                f"In our response{_when(basis, [one])}{promised} gave a target date of {one.before}. "
            ),
            Run("It will now be "),
            Run(date_words(one.new.date), Look.STRONG),
            Run("."),
        ),
    )
    yield plain_paragraph(f"The reason for the change: {one.reason or _NO_REASON}")


_NO_REASON = "[no reason is recorded yet]"


def _several(basis: Basis, rows: list[_Moved]) -> Iterator[Block]:
    entries = {one.entry.row.about: one.entry for one in rows}
    what = counted(len(entries), *words_for([*entries.values()])).lower()
    yield plain_paragraph(
        f"I am writing to tell the {basis.filled.recommender} that target dates for {what} have "
        f"changed. The table shows, for each, what we promised in our response{_when(basis, rows)}, "
        "the date we gave, the new date and the reason for the change."
    )
    names = {one.entry.row.responder for one in rows}
    yield Table(
        title="Target dates that have changed",
        description="One row for each promise: the first date, the new one, and why it changed.",
        headings=("Number", "Recommendation", "Original date", "New date", "Reason"),
        widths=(13, 35, 16, 18, 18),
        rows=tuple(_row(one, named=len(names) > 1) for one in rows),
    )


def _row(one: _Moved, *, named: bool) -> tuple[str | tuple[Paragraph, ...], ...]:
    number = item_name(one.entry).rpartition(" ")[2]
    if named:
        number = f"{number}, {one.entry.register.name_of(one.entry.row.responder)}"
    asked = [plain_paragraph(line, Kind.CELL) for line in lines_of(_asked(one.entry))]
    if one.words:
        runs = (Run("We promised: ", Look.QUIET), Run(one.words))
        asked.append(Paragraph(kind=Kind.CELL, runs=runs))
    new = Paragraph(kind=Kind.CELL, runs=(Run(date_words(one.new.date), Look.STRONG),))
    return (number, tuple(asked), one.before, (new,), one.reason or _NO_REASON)


def _asked(entry: RowEntry) -> str:
    return repair(entry.item.text).text if entry.item else str(COLUMNS["text"].value(entry))


def request(basis: Basis) -> Iterator[Block]:
    """Ask for what the letter lacks, above the fields of the rows."""
    if any(in_letter(entry) for entry in basis.entries):
        yield Heading(level=1, text="Dates to confirm or to change")
        yield plain_paragraph(
            f"The date of each of these has moved or has passed on {show_day(basis.filled.as_of)}. "
            "Give the new date and the reason, or report it done."
        )


def _is_copied(basis: Basis) -> bool:
    register = basis.filled.register
    for document in basis.documents:
        rules = jurisdiction_of(register, document, basis.context.jurisdiction)
        if any(rule.name == _COPIED_UNDER for rule in rules.rules_about(register, document)):
            return True
    return False
