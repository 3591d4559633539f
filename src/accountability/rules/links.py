"""Rules about ids and links, waivers included: LNK5xx."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from accountability.dates import PartialDate
from accountability.exceptions import did_you_mean
from accountability.findings import Finding, Severity
from accountability.model import (
    Assessment,
    Commitment,
    Document,
    Item,
    Note,
    Organisation,
    Record,
    Response,
    Update,
    Waiver,
)
from accountability.rules._base import Inspection, nearest_codes, quoted
from accountability.rules._rule import Rule

__all__ = [
    "DANGLING_ID",
    "ENDLESS_WAIVER",
    "EXPIRED_WAIVER",
    "LOOP",
    "NO_WORDS_SHARED",
    "RULES",
    "UNKNOWN_RULE",
    "WRONG_CLASS",
]

_ANY = (Record,)
_BODY = (Organisation,)

_Ends = Iterator[tuple[str, str, tuple[type[Record], ...]]]


def _ends(record: Record) -> _Ends:
    """
    Yield every id that *record* points to: field, id, classes it may be of.

    Who answers (RSP215) and sources (SRC601) have rules of their own.
    """
    match record:
        case Organisation():
            yield from _each("part_of", [record.part_of], _BODY)
            yield from _each("succeeded_by", record.succeeded_by, _BODY)
        case Document():
            for name in ("authors", "published_by", "sent_to"):
                yield from _each(name, getattr(record, name), _BODY)
            yield from _each("events", [event.by for event in record.events], _BODY)
            yield from _each("responds_to", record.responds_to, (Document,))
            yield from _each("replaces", [record.replaces], (Document,))
        case Item():
            yield from _each("document", [record.document], (Document,))
            yield from _each("made_by", record.made_by, _BODY)
            yield from _each("addressed_to", record.addressed_to, _BODY)
            yield from _each("parent", [record.parent], (Item,))
            yield from _each("links", [link.to for link in record.links], _ANY)
        case Response():
            yield from _each("answers", [record.answers], (Item, Document))
            yield from _each("on_behalf_of", record.on_behalf_of, _BODY)
            yield from _each("refers_to", record.refers_to, (Item, Response))
            yield from _each("document", [record.document], (Document,))
            yield from _each("replaces", [record.replaces], (Response,))
            yield from _each("prepared_by", record.prepared_by, _BODY)
        case Commitment():
            yield from _each("items", record.items, (Item,))
            yield from _each("response", [record.response], (Response,))
            yield from _each("parent", [record.parent], (Commitment,))
            yield from _each("owners", record.owners, _BODY)
            yield from _each("supporting", record.supporting, _BODY)
            told = [name for target in record.dates for name in target.told]
            yield from _each("dates.told", told, _ANY)
        case Update():
            yield from _each("about", [record.about], (Item, Commitment))
            yield from _each("reported_by", [record.reported_by], _BODY)
            yield from _each("responder", [record.responder], _BODY)
            yield from _each("replaces", [record.replaces], (Update,))
        case Assessment():
            yield from _each("about", [record.about], _ANY)
            yield from _each("by", [record.by], _BODY)
            yield from _each("responder", [record.responder], _BODY)
        case Note():
            yield from _each("about", [record.about], _ANY)
            yield from _each("by", [record.by], _BODY)
        case Waiver():
            yield from _each("record", [record.record], _ANY)
        case _:
            pass


def _each(field: str, ids: Iterable[str | None], wanted: tuple[type[Record], ...]) -> _Ends:
    return ((field, record_id, wanted) for record_id in ids if record_id)


def _key(entry: tuple[tuple[str, str], list[Record]]) -> tuple[str, str]:
    return entry[0]


def _dangling(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    missing: dict[tuple[str, str], list[Record]] = {}
    classes: dict[tuple[str, str], tuple[type[Record], ...]] = {}
    for record in register:
        for name, record_id, wanted in _ends(record):
            if record_id in register or record_id == register.id:
                continue
            if isinstance(record, Assessment | Note) and register.row(record_id) is not None:
                continue  # about an answer that has not come yet
            missing.setdefault((name, record_id), []).append(record)
            classes[name, record_id] = wanted
    for number, ((name, record_id), records) in enumerate(sorted(missing.items(), key=_key)):
        wanted = classes[name, record_id]
        among = (record for record in register if isinstance(record, wanted))
        near = inspection.nearest(record_id, among, number)
        more = inspection.others(len({record.id for record in records}) - 1)
        yield DANGLING_ID.report(
            inspection,
            min(records, key=inspection.rank),
            f"{name} names {quoted(record_id, 80)}, which is not held{near}{more}.",
            about=name,
        )


DANGLING_ID = Rule(
    code="LNK501",
    severity=Severity.WARNING,
    title="An id that is not held",
    rationale=(
        "What a record points to may have been left out on purpose; more often the id is misspelt, "
        "and the record is missing from every look-up. Reported once an id and field, at the first "
        "record that has it."
    ),
    source="Registers are grown and merged from files that name each other's records.",
    help="Correct the id, or add the record that it names.",
    bad='answers: "hc-9041/rec-44", and there is no such item.',
    good='answers: "hc-9041/rec-4".',
    inspect=_dangling,
)


def _wrong_class(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for record in register:
        for name, record_id, wanted in _ends(record):
            held = register.get(record_id)
            if held is None or isinstance(held, wanted):
                continue
            names = " or ".join(cls.__name__.lower() for cls in wanted)
            yield WRONG_CLASS.report(
                inspection,
                record,
                f"{name} names {quoted(record_id, 80)}, which is "
                f"{_article(type(held).__name__.lower())}; {_article(names)} belongs there.",
                about=name,
            )


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


WRONG_CLASS = Rule(
    code="LNK502",
    severity=Severity.ERROR,
    title="An id of another kind of record",
    rationale="An answer to an organisation answers nothing: it is missing from every count.",
    source="Registers edited by hand.",
    help="Correct the id.",
    bad="A response that answers an organisation.",
    good="A response that answers an item.",
    inspect=_wrong_class,
)


_CHAINS: dict[str, Callable[[Record], tuple[str, ...]]] = {
    "parent": lambda record: _ids(getattr(record, "parent", None)),
    "part_of": lambda record: _ids(getattr(record, "part_of", None)),
    "replaces": lambda record: _ids(getattr(record, "replaces", None)),
    "succeeded_by": lambda record: getattr(record, "succeeded_by", ()),
}


_POINTED = 16
"""Answers by others to an item that are followed, where the responder has none of its own there."""


def _pointing(inspection: Inspection) -> Callable[[Record], tuple[str, ...]]:
    """Return what follows a reply to the replies that it points to: "see recommendation 2" too."""
    register = inspection.register

    def follow(record: Record) -> tuple[str, ...]:
        if not isinstance(record, Response):
            return ()
        ends: list[str] = []
        for pointed in record.refers_to:
            if register.find(Item, pointed) is None:
                ends.append(pointed)
                continue
            own = register.answer_of(pointed, record.responder)
            others = [reply.id for reply in register.responses_to(pointed)[:_POINTED]]
            if own is not None and (own.id != record.id or others == [own.id]):
                ends.append(own.id)
            else:
                ends += [reply for reply in others if reply != record.id]
        return tuple(ends)

    return follow


def _ids(record_id: str | None) -> tuple[str, ...]:
    return (record_id,) if record_id else ()


def _loops(inspection: Inspection) -> Iterator[Finding]:
    for name, follow in (*_CHAINS.items(), ("refers_to", _pointing(inspection))):
        for loop in _loops_of(inspection, follow):
            path = " → ".join(quoted(step, 60) for step in (*loop, loop[0]))
            yield LOOP.report(
                inspection,
                inspection.register[loop[0]],
                f"{name} runs in a circle: {path}.",
                about=name,
            )


def _loops_of(
    inspection: Inspection, follow: Callable[[Record], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Yield each loop once, beginning with the least of its ids."""
    register = inspection.register
    done: set[str] = set()
    seen: set[tuple[str, ...]] = set()
    for start in sorted(register, key=lambda record: record.id):
        if start.id in done or not follow(start):
            continue
        order = {start.id: 0}
        path = [(start.id, iter(follow(start)))]
        while path:
            record_id, ends = path[-1]
            end = next((one for one in ends if one in register), None)
            if end is None:
                done.add(record_id)
                order.pop(record_id)
                path.pop()
            elif end in order:
                loop = tuple(step for step, _ in path[order[end] :])
                first = loop.index(min(loop))
                turned = (*loop[first:], *loop[:first])
                if turned not in seen:
                    seen.add(turned)
                    yield turned
            elif end not in done:
                order[end] = len(path)
                path.append((end, iter(follow(register[end]))))


LOOP = Rule(
    code="LNK503",
    severity=Severity.ERROR,
    title="Records that point at each other in a circle",
    rationale="A limb of its own limb, or a reply that shares its own words, has no beginning.",
    source='Replies that say "see recommendation 4", where recommendation 4 says "see 2".',
    help="Find out which record holds the words or the whole, and cut the circle there.",
    bad="Recommendation 2 is a limb of 4, and 4 a limb of 2.",
    good="Recommendation 2 is a limb of 4.",
    inspect=_loops,
)


def _no_words(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        if not response.refers_to or response.text.strip():
            continue
        if not register.text_of(response).strip():
            named = ", ".join(quoted(pointed, 60) for pointed in response.refers_to[:3])
            yield NO_WORDS_SHARED.report(
                inspection,
                response,
                f"it has no words of its own and points to {named}, which leads to none.",
                about="refers_to",
            )


NO_WORDS_SHARED = Rule(
    code="LNK504",
    severity=Severity.WARNING,
    title="A pointer to words that are not there",
    rationale='"See the answer above" is an answer only if there is one above.',
    source="Papers that print one reply for several items, or point to the wrong number.",
    help="Look up in the paper what is meant, and point there.",
    bad='A reply without words that refers to "rec-35", which nobody has answered.',
    good='The same, referring to "rec-48", which has a reply.',
    inspect=_no_words,
)


def _expired(inspection: Inspection) -> Iterator[Finding]:
    for waiver in inspection.register.waivers:
        if waiver.until is None or inspection.holds(waiver):
            continue
        yield EXPIRED_WAIVER.report(
            inspection,
            waiver,
            f"the waiver of {waiver.rule} ran out ({waiver.until}); its reason was "
            f"{quoted(waiver.reason)}.",
            about="until",
        )


EXPIRED_WAIVER = Rule(
    code="LNK505",
    severity=Severity.WARNING,
    title="A waiver has run out",
    rationale="What was excused for a time is reported again; whoever excused it should know.",
    source="Waivers carry a reason and a last day, so that none holds for ever by accident.",
    help="Remove the waiver, or renew it with a reason.",
    bad="A waiver until 31 March 2027, on 1 April 2027.",
    good="The same, on 31 March 2027.",
    inspect=_expired,
)


_SOMEBODYS = re.compile(r"X[A-Z]{2}")
"""Codes of other distributions, whose rules may not have been asked this time."""

_EXPORTERS = re.compile(r"EXP(?:9\d{0,2})?")
"""Codes of what keeps a paper from being finished: a waiver lets it through, and no rule asks for it."""


def _unknown_rule(inspection: Inspection) -> Iterator[Finding]:
    for waiver in inspection.register.waivers:
        code = waiver.rule.strip()
        if _EXPORTERS.fullmatch(code):
            continue
        ours = not _SOMEBODYS.match(code)
        if not any(known.startswith(code) for known in inspection.codes) and (
            ours or any(known[:3] == code[:3] for known in inspection.codes)
        ):
            near = did_you_mean(code, nearest_codes(code, inspection.codes)).rstrip("?")
            yield UNKNOWN_RULE.report(
                inspection,
                waiver,
                f"it waives {quoted(code, 40)}, and there is no such rule{near}.",
                about="rule",
            )


UNKNOWN_RULE = Rule(
    code="LNK506",
    severity=Severity.WARNING,
    title="A waiver of a rule that does not exist",
    rationale="It excuses nothing, and whoever wrote it believes that it does.",
    source="Codes typed by hand; rules of a plug-in that is not installed.",
    help="Correct the code, or remove the waiver.",
    bad='rule: "COM3O1" (with a letter)',
    good='rule: "COM301"',
    inspect=_unknown_rule,
)


def _endless(inspection: Inspection) -> Iterator[Finding]:
    for waiver in inspection.register.waivers:
        until = waiver.until
        if until is None or (isinstance(until, PartialDate) and until.latest is not None):
            continue
        yield ENDLESS_WAIVER.report(
            inspection,
            waiver,
            f"the waiver of {waiver.rule} holds until {quoted(str(until) or 'no day', 40)}, which is no "
            "day that comes: it never ends.",
            about="until",
        )


ENDLESS_WAIVER = Rule(
    code="LNK511",
    severity=Severity.WARNING,
    title="A waiver with an end that never comes",
    rationale=(
        "Whoever gives a waiver an end wants to be asked again. Words that are no day never run out, "
        "and what is excused stays out of every report."
    ),
    source="Ends typed as words.",
    help="Give the last day of the waiver, or leave its end empty if it is to hold for good.",
    bad='A waiver until "further notice".',
    good="A waiver until 31 December 2027.",
    inspect=_endless,
)


RULES: tuple[Rule, ...] = (
    DANGLING_ID,
    WRONG_CLASS,
    LOOP,
    NO_WORDS_SHARED,
    EXPIRED_WAIVER,
    UNKNOWN_RULE,
    ENDLESS_WAIVER,
)
