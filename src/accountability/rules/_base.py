"""What every rule is given to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from accountability.dates import AnyDate, PartialDate
from accountability.deadlines import Calendar, DeadlineRule
from accountability.exceptions import did_you_mean
from accountability.findings import Place
from accountability.jurisdictions import Jurisdiction, jurisdiction_of
from accountability.model import (
    COLLECTIONS,
    Assessment,
    Commitment,
    Document,
    Item,
    ItemKind,
    Note,
    Organisation,
    Position,
    Record,
    Register,
    Response,
    TargetDate,
    Update,
    Waiver,
)
from accountability.status import ResponderVerdict, Status, Verdict, status_of, statuses
from accountability.text import RepairedText, fingerprint, natural_key, repair, shorten, slug
from accountability.vocabularies import Vocabulary
from accountability.wording import PositionReading, read_position

__all__ = ["Inspection", "collection_of", "nearest_codes", "quoted"]

_NOUNS = {
    ItemKind.RECOMMENDATION: "Recommendation",
    ItemKind.REQUEST: "Request",
    ItemKind.CONCERN: "Concern",
    ItemKind.UNKNOWN: "Item",
    ItemKind.CONCLUSION: "Conclusion",
    ItemKind.FINDING: "Finding",
    ItemKind.PARAGRAPH: "Paragraph",
}


_LOOK_UPS = 25

_Group = tuple[list[Item], list[ResponderVerdict]]


def quoted(words: str, limit: int = 90) -> str:
    """Put *words* in quotation marks, on one line and at most *limit* characters long."""
    return f'"{shorten(words, limit)}"'


_LETTERS_FOR_DIGITS = str.maketrans("OIL", "011")


def nearest_codes(code: str, known: Sequence[str]) -> tuple[str, ...]:
    """
    Return which of the *known* codes and their beginnings *code* may be meant for.

    "RSP2O1", with a letter, is as near to eleven codes and is meant for one.
    """
    families = dict.fromkeys(one.rstrip("0123456789") for one in known)
    if not code.strip():
        return tuple(families)
    mended = code[:3].upper() + code[3:].upper().translate(_LETTERS_FOR_DIGITS)
    if any(one.startswith(mended) for one in known):
        return (mended,)
    near = (*known, *dict.fromkeys(one[:4] for one in known), *families)
    return near if did_you_mean(code, near) else tuple(families)


@frozen(kw_only=True, eq=False, slots=False)
class Inspection:
    """
    A register on a day, with what several rules ask for and nobody should work out twice.

    Attributes:
        register: What is inspected; no rule changes it.

        as_of: The day on which it is inspected.

        jurisdiction: Whose rules and terms apply; None: each document's own, else the register's.

        calendar: Working days, for deadlines that count them.

        codes: Codes of the rules that could be asked; a waiver of any other is a mistake.
    """

    register: Register
    as_of: dt.date
    jurisdiction: Jurisdiction | None = None
    calendar: Calendar | None = None
    codes: tuple[str, ...] = ()

    # --- verdicts and readings, worked out once ------------------------------------------------

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict of each item, by its id, in document order."""
        found = statuses(
            self.register,
            as_of=self.as_of,
            jurisdiction=self.jurisdiction,
            calendar=self.calendar,
        )
        return {verdict.id: verdict for verdict in found}

    def answers(self, *wanted: Status) -> Iterator[tuple[Item, ResponderVerdict]]:
        """Yield items that want a reply, each with its responders of a status in *wanted*."""
        for item in self.register.items:
            verdict = self.verdicts.get(item.id)
            if verdict is None or not self.needs_reply(item):
                continue
            for answer in verdict.responders:
                if answer.status in wanted:
                    yield item, answer

    def by_paper(
        self, answers: Iterable[tuple[Item, ResponderVerdict]]
    ) -> Iterator[tuple[Item, ResponderVerdict, str]]:
        """
        Yield the first of the answers of one responder to one report, with how many items they are.

        What holds for forty items alike is reported once: " (40 items, this is the first)".
        """
        groups: dict[tuple[str, str | None, dt.date | None], _Group] = {}
        for item, answer in answers:
            key = (item.document, answer.responder, answer.response_deadline)
            items, answers_to = groups.setdefault(key, ([], []))
            items.append(item)
            answers_to.append(answer)
        for items, answers_to in groups.values():
            count = len(items)
            first = min(range(count), key=lambda number: self.rank(items[number]))
            named = "" if count == 1 else f" ({count} items, this is the first)"
            yield items[first], answers_to[first], named

    def replies(self, *wanted: Status) -> Iterator[tuple[Response, Item]]:
        """
        Yield the replies behind `answers`, each with its item.

        A limb that is answered with its parent has no reply of its own: the parent's is yielded once.
        """
        for item, answer in self.answers(*wanted):
            own = self.register.answer_of(item.id, answer.responder) if answer.responder else None
            if own is not None:
                yield own, item

    def verdict_on(self, promise: Commitment) -> Verdict:
        """Return the verdict of a commitment, worked out once."""
        known = self._promises
        if promise.id not in known:
            known[promise.id] = status_of(
                self.register,
                promise.id,
                as_of=self.as_of,
                jurisdiction=self.jurisdiction,
                calendar=self.calendar,
            )
        return known[promise.id]

    def reading(self, record: Item | Response) -> RepairedText:
        """Return the text of an item, or a response's own text, with its damage repaired."""
        known = self._readings
        if record.id not in known:
            known[record.id] = repair(record.text)
        return known[record.id]

    def position_read(self, response: Response) -> PositionReading | None:
        """Return the position that a response's own words state, if they state one."""
        known = self._positions
        if response.id not in known:
            item = self.register.find(Item, response.answers)
            known[response.id] = read_position(
                self.reading(response).text,
                self.vocabulary_of(item),
                recommendation=self.reading(item).text if item else "",
                responder=self._names_of(response),
            )
        return known[response.id]

    def _names_of(self, response: Response) -> tuple[str, ...]:
        """Return what those who answer are called, and their wholes: a government speaks for its parts."""
        seen: dict[str, Organisation] = {}
        waiting = [response.responder, *response.on_behalf_of]
        for one in waiting:
            body = self.register.find(Organisation, one)
            if body is not None and one not in seen:
                seen[one] = body
                waiting += [body.part_of] if body.part_of else []
        return tuple(name for body in seen.values() for name in (body.name, *body.other_names))

    @cached_property
    def _promises(self) -> dict[str, Verdict]:
        return {}

    @cached_property
    def _readings(self) -> dict[str, RepairedText]:
        return {}

    @cached_property
    def _positions(self) -> dict[str, PositionReading | None]:
        return {}

    def items_saying(self, words: str) -> tuple[Item, ...]:
        """Return the items whose text has the fingerprint *words*, in document order."""
        return tuple(self._items_by_words.get(words, ()))

    @cached_property
    def _items_by_words(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.register.items:
            found.setdefault(fingerprint(item.text), []).append(item)
        return found

    # --- whose rules apply ----------------------------------------------------------------------

    def jurisdiction_of(self, document: Document | None) -> Jurisdiction:
        """Return the jurisdiction of *document*, looked up once."""
        known = self._jurisdictions
        key = document.id if document else ""
        if key not in known:
            known[key] = jurisdiction_of(self.register, document, self.jurisdiction)
        return known[key]

    @cached_property
    def _jurisdictions(self) -> dict[str, Jurisdiction]:
        return {}

    def recommender(self, item: Item | None) -> str:
        """Return what the body that made *item* is called in prose: "Committee", "Inquiry"."""
        document = self.register.find(Document, item.document) if item else None
        return self.jurisdiction_of(document).recommender_for(self.register, document)

    def printed_position(self, words: str, about: Item | None) -> Position | None:
        """Return the position that a printed status stands for in the vocabulary of *about*."""
        if not words.strip():
            return None
        term = self.vocabulary_of(about).read(words)
        return term.position if term is not None else None

    def vocabulary_of(self, about: Item | None) -> Vocabulary:
        """Return the words in which *about* is answered, looked up once a document."""
        known = self._vocabularies
        key = about.document if about else ""
        if key not in known:
            document = self.register.find(Document, about.document) if about else None
            jurisdiction = self.jurisdiction_of(document)
            known[key] = jurisdiction.vocabulary_for(self.register, document)
        return known[key]

    @cached_property
    def _vocabularies(self) -> dict[str, Vocabulary]:
        return {}

    def duties_of(self, item: Item | None) -> tuple[DeadlineRule, ...]:
        """Return the confirmed rules that the report of *item* is under, looked up once a report."""
        document = self.register.find(Document, item.document) if item else None
        if document is None:
            return ()
        known = self._duties
        if document.id not in known:
            rules = self.jurisdiction_of(document).rules_about(self.register, document)
            known[document.id] = tuple(
                rule for rule in rules if not (rule.unconfirmed or rule.historic)
            )
        return known[document.id]

    @cached_property
    def _duties(self) -> dict[str, tuple[DeadlineRule, ...]]:
        return {}

    def labels_of(self, document_id: str) -> frozenset[str]:
        """Return the numbers of a report's items, levelled, looked up once."""
        known = self._labels
        if document_id not in known:
            items = self.register.items_of(document_id)
            known[document_id] = frozenset(slug(item.label) for item in items)
        return known[document_id]

    @cached_property
    def _labels(self) -> dict[str, frozenset[str]]:
        return {}

    def needs_reply(self, item: Item) -> bool:
        """Tell whether an item of this kind wants a reply, by its class or its jurisdiction."""
        document = self.register.find(Document, item.document)
        return item.kind in self.jurisdiction_of(document).needs_reply

    # --- days -------------------------------------------------------------------------------------

    def counts(self, day: AnyDate | None) -> bool:
        """Tell whether a fact of that *day* counts on the day of the inspection."""
        if not isinstance(day, PartialDate):
            return True
        last = day.latest or day.earliest
        return last is None or last <= self.as_of

    def dates_of(self, promise: Commitment) -> tuple[TargetDate, ...]:
        """Return the target dates of a promise that had been set by the day of the inspection."""
        return tuple(date for date in promise.dates if self.counts(self._set_on(date)))

    def _set_on(self, date: TargetDate) -> AnyDate | None:
        """Return the day a date was set; else that of the paper that first shows it."""
        if isinstance(date.set_on, PartialDate):
            return date.set_on
        paper = self.register.find(Document, date.source.document) if date.source else None
        return self.register.day_of(paper) if paper else None

    def holds(self, waiver: Waiver) -> bool:
        """Tell whether a waiver has not run out."""
        until = waiver.until
        return not (isinstance(until, PartialDate) and until.certainly_before(self.as_of))

    def live(self, promise: Commitment) -> bool:
        """Tell whether a promise has been given, and by the day of the inspection."""
        register = self.register
        return not register.is_draft(promise) and self.counts(register.day_of(promise))

    def claims_on(self, promise: Commitment) -> tuple[Update, ...]:
        """Return the updates on a promise and on the items it serves that count, oldest first."""
        found = {
            update.id: update
            for about in (promise.id, *self.items_of(promise))
            for update in self.register.updates_on(about)
            if self.counts(self.register.day_of(update))
        }
        return tuple(sorted(found.values(), key=self._age))

    def _age(self, update: Update) -> tuple[dt.date, str]:
        return self.last_day(update) or dt.date.min, update.id

    def last_day(self, record: Record) -> dt.date | None:
        """Return the last day that the day of *record* can mean; None if it is undated."""
        day = self.register.day_of(record)
        return (day.latest or day.earliest) if isinstance(day, PartialDate) else None

    # --- who and which, in words ------------------------------------------------------------------

    def items_of(self, promise: Commitment) -> tuple[str, ...]:
        """Return the ids of the items that a promise serves: its own, else its response's."""
        if promise.items:
            return promise.items
        response = self.register.find(Response, promise.response)
        return (response.answers,) if response else ()

    def item_of(self, record: Record | None) -> Item | None:
        """Return the item that *record* is, answers, serves or is about."""
        seen: set[str] = set()
        while record is not None and record.id not in seen:
            seen.add(record.id)
            match record:
                case Item():
                    return record
                case Response(answers=about):
                    record = self.register.get(about)
                case Commitment():
                    record = self.register.get(next(iter(self.items_of(record)), None))
                case Update(about=about) | Assessment(about=about) | Note(about=about):
                    row = None if about in self.register else self.register.row(about)
                    record = row.item if row else self.register.get(about)
                case Waiver(record=waived):
                    record = self.register.get(waived)
                case _:
                    return None
        return None

    def subject(self, record: Record) -> str:
        """
        Say who and which in a few words: "Recommendation 9, Department for Harbours".

        Labels come with their document only where the register holds items of several.
        """
        item = self.item_of(record)
        names = [self.label(item)] if item else []
        match record:
            case Response(responder=who):
                names.append(self.name(who))
            case Commitment(owners=owners, response=made_in):
                response = self.register.find(Response, made_in)
                promiser = next(iter(owners), None) or (response.responder if response else None)
                names.append(
                    self.name(promiser) if promiser else f"commitment {quoted(record.text, 40)}"
                )
            case Update(reported_by=who) | Assessment(by=who):
                names.append(self.name(who))
            case Organisation(name=name):
                names.append(shorten(name))
            case Document():
                names.append(self.title(record))
            case _:
                pass
        return ", ".join(names) or record.id

    def label(self, item: Item) -> str:
        """Return an item's kind and label; without a label its title, first words or id."""
        noun = _NOUNS[item.kind]
        if item.label.strip():
            name = f"{noun} {shorten(item.label, 30).rstrip('.:;, ')}"
        elif item.title.strip() or item.text.strip():
            name = f"{noun} {quoted(item.title if item.title.strip() else item.text, 40)}"
        else:
            name = f"{noun} {shorten(item.id)}"
        document = self.register.find(Document, item.document)
        if self._several and document is not None:
            name += f" ({shorten(document.reference or document.title, 40)})"
        return name

    @cached_property
    def _several(self) -> bool:
        return len({item.document for item in self.register.items}) > 1

    def name(self, organisation_id: str | None) -> str:
        """Return an organisation's name, short enough for a message."""
        return shorten(self.register.name_of(organisation_id))

    def title(self, document: Document) -> str:
        """Return a document's title and reference, short enough for a message."""
        title = shorten(document.title) or document.id
        return f"{title} ({shorten(document.reference, 30)})" if document.reference else title

    @staticmethod
    def nearest(record_id: str, among: Iterable[Record], number: int) -> str:
        """
        Return ``; did you mean "…"`` for an id that is not held, or "".

        Looked up for the first few of a rule alone, as its *number* says: on a register that lacks
        thousands, one look at all ids for each would take longer than anybody waits.
        """
        if number >= _LOOK_UPS:
            return ""
        return did_you_mean(record_id, sorted(record.id for record in among)).rstrip("?")

    @staticmethod
    def others(count: int) -> str:
        """Say that *count* more records have the same fault; "" for none."""
        if count <= 0:
            return ""
        return f" (and {count} more {'record' if count == 1 else 'records'})"

    # --- where --------------------------------------------------------------------------------------

    def place(self, record: Record, about: str = "") -> Place:
        """
        Return where *record*, or its field *about*, was read: document and place.

        Without a source that says so, where the record stands in the register.
        """
        sources = [source for source in getattr(record, "sources", ()) if source.place]
        wanted = [source for source in sources if about and about in source.fields]
        whole = [source for source in sources if not source.fields]
        for source in (*wanted, *whole, *sources):
            document = self.register.find(Document, source.document)
            file = shorten(document.title) if document else source.document or ""
            return Place(file=file, at=source.place)
        return Place(at=f"{collection_of(record)}: {record.id}")

    @staticmethod
    def rank(record: Record) -> tuple[object, str]:
        """
        Return by what the first of several records is chosen: its number, else its id.

        The order of a register's records is nobody's promise: sorted otherwise, it has the same faults.
        """
        label = record.label if isinstance(record, Item) else ""
        return natural_key(label), record.id

    def order(self, record_id: str) -> tuple[int, int]:
        """Return where a record comes: with its item, in document order; the rest first."""
        return self._order.get(record_id, (-1, -1))

    @cached_property
    def _order(self) -> dict[str, tuple[int, int]]:
        items = {item.id: number for number, item in enumerate(self.register.items)}
        found = {}
        for number, record in enumerate(self.register):
            item = self.item_of(record)
            found[record.id] = (items[item.id] if item else -1, number)
        return found


def collection_of(record: Record) -> str:
    """Return the field of the register that holds records of this class."""
    return next(name for name, cls in COLLECTIONS.items() if isinstance(record, cls))
