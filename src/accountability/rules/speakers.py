"""Rules about who may say what: corrections of others' words, vouching for oneself: COM3xx, LNK5xx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accountability.dates import AnyDate, PartialDate
from accountability.findings import Finding, Severity
from accountability.model import Assurance, Commitment, Document, Item, Response, Update
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.status import heirs_of, may_correct
from accountability.vocabularies import plain

__all__ = [
    "CORRECTS_ANOTHER",
    "CORRECTS_ODDLY",
    "NOT_ASKED",
    "RULES",
    "VOUCHES_FOR_ITSELF",
]

_Said = Response | Update


def _corrections(inspection: Inspection) -> Iterator[tuple[_Said, _Said]]:
    """Yield each answer or report that names another which is held, with that other."""
    register = inspection.register
    said: tuple[_Said, ...] = (*register.responses, *register.updates)
    for new in said:
        old = register.find(type(new), new.replaces) if new.replaces != new.id else None
        if old is not None:
            yield new, old


def _speaker(record: _Said) -> str:
    return record.responder if isinstance(record, Response) else record.reported_by


def _about(record: _Said) -> str:
    return record.answers if isinstance(record, Response) else record.about


def _of_another(inspection: Inspection) -> Iterator[Finding]:
    for new, old in _corrections(inspection):
        if may_correct(inspection.register, new, old, as_of=inspection.as_of):
            continue
        whose = inspection.name(_speaker(old))
        yield CORRECTS_ANOTHER.report(
            inspection,
            new,
            f"it is held as a correction of {quoted(old.id, 80)}, which {whose} said; what {whose} said "
            "still counts.",
            about="replaces",
        )


CORRECTS_ANOTHER = Rule(
    code="LNK509",
    severity=Severity.ERROR,
    title="A correction of somebody else's words",
    rationale=(
        "Whoever says something can take it back; nobody else can. A third party that contradicts an "
        "answer is heard beside it, and does not make it disappear."
    ),
    source="Registers that are grown from pages of several bodies about the same answers.",
    help='Remove "replaces", so that both stand; or correct who said it, if it was the same body.',
    bad="A watchdog's report that replaces the Department's.",
    good="The Department's own report that replaces its earlier one.",
    inspect=_of_another,
)


def _oddly(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for new, old in _corrections(inspection):
        if _about(new) != _about(old):
            said = (
                f"it corrects {quoted(old.id, 80)}, which is about {quoted(_about(old), 80)} and not about "
                f"{quoted(_about(new), 80)}; both count"
            )
        elif _before(register.day_of(new), register.day_of(old)):
            said = (
                f"it is dated {register.day_of(new)}, before what it corrects ({quoted(old.id, 80)}, "
                f"{register.day_of(old)})"
            )
        else:
            continue
        yield CORRECTS_ODDLY.report(inspection, new, f"{said}.", about="replaces")


def _before(new: AnyDate | None, old: AnyDate | None) -> bool:
    if not isinstance(new, PartialDate) or not isinstance(old, PartialDate):
        return False
    return old.earliest is not None and new.certainly_before(old.earliest)


CORRECTS_ODDLY = Rule(
    code="LNK510",
    severity=Severity.WARNING,
    title="A correction of something earlier than said, or of something else",
    rationale=(
        "What is corrected no longer counts. A correction that is older than what it corrects, or hangs "
        "on another item, is more often a wrong id or a wrong day."
    ),
    source="Registers edited by hand.",
    help='Compare both with the papers; correct the id in "replaces", or the day.',
    bad="A report of 12 April 2027 that corrects one of 20 April 2027.",
    good="The same, dated 26 April 2027.",
    inspect=_oddly,
)


_VOUCHED = frozenset({Assurance.RECOMMENDER, Assurance.VERIFIED})


def _vouches(inspection: Inspection) -> Iterator[Finding]:
    for claim in inspection.register.updates:
        if claim.assurance not in _VOUCHED:
            continue
        makers, by = _makers(inspection, claim), claim.reported_by
        itself = by == claim.responder or by in _named(inspection, claim)
        if itself or (_speaks(inspection, by, _named(inspection, claim)) and by not in makers):
            said = f"held as {quoted(plain(claim.assurance).lower())}, and reported by whose work it is"
        elif claim.assurance is Assurance.RECOMMENDER and makers and by not in makers:
            if _speaks(inspection, by, makers):
                continue
            whose = inspection.name(makers[0])
            said = f"held as what the recommender says, and {whose} made the item"
        else:
            continue
        yield VOUCHES_FOR_ITSELF.report(inspection, claim, f"{said}.", about="assurance")


def _makers(inspection: Inspection, claim: Update) -> tuple[str, ...]:
    item = inspection.item_of(claim)
    if item is None or item.made_by:
        return item.made_by if item else ()
    document = inspection.register.find(Document, item.document)
    return document.authors if document else ()


def _named(inspection: Inspection, claim: Update) -> tuple[str, ...]:
    """Return the ids of those whose work a claim can be about, as named; () where nobody is."""
    register = inspection.register
    promise = register.find(Commitment, claim.about)
    if promise is None:
        item = register.find(Item, claim.about)
        verdict = inspection.verdicts.get(item.id) if item else None
        return (
            tuple(row.responder for row in verdict.responders if row.responder) if verdict else ()
        )
    bodies: list[str] = []
    for one in (promise, register.find(Commitment, promise.parent)):
        if one is None:
            continue
        bodies += (*one.owners, *one.supporting)
        response = register.find(Response, one.response)
        if response is not None:
            bodies += (response.responder, *response.on_behalf_of, *response.prepared_by)
    return tuple(dict.fromkeys(bodies))


def _speaks(inspection: Inspection, body: str, bodies: Iterable[str]) -> bool:
    """Tell whether *body* is one of *bodies*, or a part, a whole or an heir of one."""
    register, as_of = inspection.register, inspection.as_of
    return any(
        body in register.kin_of(heir) for one in bodies for heir in heirs_of(register, one, as_of)
    )


VOUCHES_FOR_ITSELF = Rule(
    code="COM322",
    severity=Severity.ERROR,
    title="A claim vouched for by somebody who cannot",
    rationale=(
        "The rate of what somebody else found done is the one that a committee relies on. A responder "
        "that verifies its own work, or speaks as the recommender, would be counted in it; it counts as "
        "what the body says of itself."
    ),
    source="Trackers in which departments fill in the column for assurance.",
    help="Correct who stands behind the claim (assurance), or who reported it.",
    bad='The Department reports its own work as "verified".',
    good='The same, "self-reported".',
    inspect=_vouches,
)


def _not_asked(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    told: set[str] = set()
    for verdict in inspection.verdicts.values():
        for reason in (reason for row in verdict.responders for reason in row.reasons):
            if reason.code != "unheard-claim":
                continue
            for claim_id in reason.rests_on:
                claim = register.find(Update, claim_id)
                if claim is not None and claim.id not in told:
                    told.add(claim.id)
                    yield _without_a_part(inspection, claim, "it decides nothing")
    for claim in register.updates:
        if claim.assurance is not Assurance.SELF_REPORTED or claim.implementation is None:
            continue
        bodies = _named(inspection, claim) if register.find(Commitment, claim.about) else ()
        if bodies and not _speaks(inspection, claim.reported_by, bodies):
            yield _without_a_part(inspection, claim, "it counts as a third party's")


def _without_a_part(inspection: Inspection, claim: Update, outcome: str) -> Finding:
    work = quoted(plain(claim.implementation).lower()) if claim.implementation else "progress"
    return NOT_ASKED.report(
        inspection,
        claim,
        f"it reports {work} as its own, and has no part in it that is held; {outcome}.",
        about="reported_by",
    )


NOT_ASKED = Rule(
    code="COM323",
    severity=Severity.WARNING,
    title="A report by a body that has no part in it",
    rationale=(
        "Only whose work it is reports on itself. A report by another body is either somebody else's "
        "opinion, or shows that a responder, an owner or a merger is missing from the register."
    ),
    source="Progress papers in which one body tells what another has done.",
    help=(
        "Say that it is a third party's (assurance), or whose work it is about (responder); or record "
        "that the body answers for the other (part_of, succeeded_by), or owns the promise."
    ),
    bad="A volunteers' association reports as its own what the Department accepted.",
    good="The same, held as a third party's.",
    inspect=_not_asked,
)


RULES: tuple[Rule, ...] = (CORRECTS_ANOTHER, CORRECTS_ODDLY, VOUCHES_FOR_ITSELF, NOT_ASKED)
