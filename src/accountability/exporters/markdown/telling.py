"""One record at a time: an answer, a promise, a report of progress, a view, as blocks of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from accountability.dates import AnyDate, show_day
from accountability.exporters._base import ExportContext
from accountability.exporters.markdown.escaping import as_line, bullet, quote
from accountability.merge.cells import pointer_words
from accountability.model import (
    Assessment,
    Assurance,
    Commitment,
    Document,
    Item,
    Record,
    Register,
    Response,
    TargetDate,
    Update,
)
from accountability.tables import Tracker
from accountability.tables.entries import date_words, runs_out
from accountability.text import fold
from accountability.vocabularies import Vocabulary, plain

__all__ = ["NOT_HELD", "Page", "answered", "behind", "is_new", "promised", "reported", "rest"]

NOT_HELD = ""
"""Behind which stand records that are about nothing we hold."""


@frozen(kw_only=True)
class Page:
    """
    What the blocks are made from.

    Attributes:
        filled: The tracker, as this reader may see it.

        context: What the export was told.

        behind: The answers, promises, updates and views about each item, by its id, in the order held.

        told: Ids of the records that the blocks of the item at hand have shown, in order.
    """

    filled: Tracker
    context: ExportContext
    behind: dict[str, list[Record]]
    told: dict[str, None] = field(factory=dict)

    @property
    def register(self) -> Register:
        """What the reader may see."""
        return self.filled.register

    def name(self, body: str | None) -> str:
        """Return the name of a body, as it is written on the page."""
        return as_line(self.register.name_of(body) or body or "somebody")

    def names(self, bodies: Iterable[str]) -> str:
        """Return the names of several, in order."""
        return ", ".join(self.name(body) for body in bodies)


def is_new(page: Page, record: Record) -> bool:
    """Tell whether a record is not shown yet, and take it as shown from now on."""
    if record.id in page.told:
        return False
    page.told[record.id] = None
    return True


def answered(
    page: Page, answer: Response, vocabulary: Vocabulary | None, who: str = ""
) -> Iterator[str]:
    """
    Yield an answer: whether and when it was given, the position, and its words.

    Args:
        page: The page.

        answer: The answer.

        vocabulary: The words of its document; None: ours.

        who: What it is called, where no heading says so.
    """
    register = page.register
    told = [f"{who}."] if who else []
    if register.is_given(answer):
        day = register.day_of(answer)
        told.append(f"Given {as_line(date_words(day))}." if day is not None else "Given, undated.")
    else:
        told.append("Draft, not sent.")
    if answer.position is not None:
        said = vocabulary.show(answer.position) if vocabulary else plain(answer.position)
        told.append(f"Position: {as_line(said)}{_in_print(answer.printed_status, said)}.")
    elif answer.printed_status:
        told.append(f"Printed: {as_line(answer.printed_status)}.")
    if answer.on_behalf_of:
        told.append(f"On behalf of {page.names(answer.on_behalf_of)}.")
    if answer.declined:
        told.append(f"Declined: {as_line('; '.join(answer.declined))}.")
    yield " ".join(told)
    quoted = quote(answer.text)
    if quoted:
        yield quoted
    elif answer.refers_to:
        yield f"In the words of another: {as_line(pointer_words(register, answer))}."


def _in_print(printed: str, ours: str) -> str:
    """Return the words as printed, where they are not ours."""
    return f" (“{as_line(printed)}”)" if printed and fold(printed) != fold(ours) else ""


# --- promises and what came of them -------------------------------------------------------------------------


def promised(page: Page, promise: Commitment, responder: str | None = None) -> Iterator[str]:
    """Yield a promise and what was reported on it; its owner is named if it is not *responder*."""
    page.told[promise.id] = None
    head = f"Promised{_as_number(promise.label)}:"
    tails = []
    if promise.condition:
        tails.append(f"Condition: {as_line(promise.condition)}.")
    if promise.owners and promise.owners != (responder,):
        tails.append(f"By {page.names(promise.owners)}.")
    dates = promise.dates
    if len(dates) == 1:
        tails.append(_ended(f"Target date: {_target(dates[0])}"))
    elif dates:
        later = "; ".join(_target(target) for target in dates[1:])
        tails += [_ended(f"First date: {_target(dates[0])}"), _ended(f"Then: {later}")]
    yield bullet(head, promise.text, " ".join(tails))
    for update in page.register.updates_on(promise.id):
        if is_new(page, update):
            yield reported(page, update, indent="  ")


def _as_number(label: str) -> str:
    return f" ({as_line(label)})" if label else ""


def _ended(words: str) -> str:
    """Return *words* with a full stop, unless they have one."""
    return words if words.endswith(".") else f"{words}."


def _target(target: TargetDate) -> str:
    words, end = date_words(target.date), runs_out(target.date)
    until = f" (to {show_day(end)})" if end is not None and show_day(end) != words else ""
    because = f", because: {as_line(target.reason)}" if target.reason else ""
    return f"{as_line(words)}{until}{because}"


def reported(page: Page, update: Update, indent: str = "") -> str:
    """Return a report of progress: when, by whom, what is claimed, and in which words."""
    claim = plain(update.implementation) if update.implementation else ""
    said = f"{claim}{_in_print(update.printed_status, claim)}".strip()
    if update.degree and fold(update.degree) != fold(update.printed_status):
        said = f"{said}, {as_line(update.degree)}" if said else as_line(update.degree)
    told = [f"Reported {_on(page, update)} by {page.name(update.reported_by)}:"]
    if said:
        told.append(f"{said}.")
    tails = []
    if update.completed_on is not None:
        tails.append(f"Finished: {as_line(date_words(update.completed_on))}.")
    if update.assurance is not Assurance.SELF_REPORTED:
        tails.append(f"Vouched for: {plain(update.assurance).lower()}.")
    evidence = [source.words or source.place for source in update.evidence]
    if any(evidence):
        tails.append(f"Evidence: {as_line('; '.join(filter(None, evidence)))}.")
    return bullet(" ".join(told), update.text, " ".join(tails), indent=indent)


def viewed(page: Page, view: Assessment) -> str:
    said = [plain(member) for member in (view.position, view.opinion) if member is not None]
    if view.printed_status and fold(view.printed_status) not in map(fold, said):
        said.insert(0, f"“{as_line(view.printed_status)}”")
    on = f" on {page.name(view.responder)}" if view.responder else ""
    head = f"View of {page.name(view.by)}{on}, {_on(page, view)}:"
    words = f"{', '.join(said)}." if said else ""
    return bullet(f"{head} {words}".strip(), view.text)


def _on(page: Page, record: Record) -> str:
    day: AnyDate | None = page.register.day_of(record)
    return as_line(date_words(day)) if day is not None else "without a date"


# --- what no row shows ----------------------------------------------------------------------------


def behind(register: Register) -> dict[str, list[Record]]:
    """Return the answers, promises, updates and views about each item and paper, in the order held."""
    found: dict[str, list[Record]] = {}
    for record in (
        *register.responses,
        *register.commitments,
        *register.updates,
        *register.assessments,
    ):
        for about in _subjects(register, record):
            found.setdefault(about, []).append(record)
    return found


def _subjects(register: Register, record: Record | None) -> tuple[str, ...]:
    """Follow a record to what it is about in the end: items, or a paper; loops end nowhere."""
    seen: set[str] = set()
    while record is not None and record.id not in seen:
        seen.add(record.id)
        match record:
            case Item(id=name) | Document(id=name):
                return (name,)
            case Commitment(items=(_, *_) as served):
                return tuple(name for name in served if name in register) or (NOT_HELD,)
            case Commitment(response=about) | Response(answers=about):
                pass
            case Update(about=about) | Assessment(about=about):
                pass
            case _:
                return (NOT_HELD,)
        record, row = register.get(about), register.row(about or "")
        if record is None:
            return (row.about if row else NOT_HELD,)
    return (NOT_HELD,)


def rest(page: Page, about: str) -> Iterator[str]:
    """Yield what has been recorded about an item and no row of it has shown: earlier answers, views."""
    bullets: list[str] = []
    for record in page.behind.get(about, ()):
        if record.id in page.told or not _is_asked_for(page, record):
            continue
        page.told[record.id] = None
        match record:
            case Response():
                who = f"Another answer by {page.name(record.responder)}"
                yield from answered(page, record, None, who)
            case Commitment():
                bullets += promised(page, record)
            case Update():
                bullets.append(reported(page, record))
            case Assessment():
                bullets.append(viewed(page, record))
            case _:
                pass
    if bullets:
        yield "\n".join(bullets)


def _is_asked_for(page: Page, record: Record) -> bool:
    """Tell whether a record is by, or about, a body in scope."""
    wanted = page.context.scope.responders
    match record:
        case _ if not wanted:
            return True
        case Response():
            bodies: tuple[str | None, ...] = (record.responder, *record.prepared_by)
        case Commitment():
            answer = page.register.find(Response, record.response)
            bodies = (*record.owners, answer.responder if answer else None)
        case Update():
            bodies = (record.reported_by, record.responder)
        case Assessment(responder=None):
            return True
        case Assessment():
            bodies = (record.responder,)
        case _:
            bodies = ()
    return not set(wanted).isdisjoint(bodies)
