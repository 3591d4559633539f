"""Everything that counts on a day for one item and one responder, gathered before it is judged."""

from __future__ import annotations

import datetime as dt

from attrs import define

from accountability.model import (
    Assessment,
    Assurance,
    Document,
    Implementation,
    Item,
    LinkKind,
    Opinion,
    Position,
    Response,
    Row,
    Update,
)
from accountability.status._claims import ENDED, Claim, claim_of, combined, concerns, counted
from accountability.status._day import Day, Speakers, asked_on
from accountability.status._deadlines import Due
from accountability.status._promises import Promise, Target, promises_for

__all__ = ["Facts", "facts_of"]


@define(kw_only=True)
class Facts:
    """
    What counts on a day for one item and one responder.

    Attributes:
        item: What is answered.

        responder: Id of who answers; None where nobody has been named: everybody's facts count.

        key: Key of the row.

        replies: Given answers that count, oldest first.

        answered_at: The item that they answer: this one or, for a limb, the nearest parent with any.

        answer: The latest answer that states a position.

        pointed: The answer that counts in place of the latest, which states no position and points
            there ("see recommendation 29").

        general: Answers to the report as a whole, oldest first.

        paper: A given paper by this responder that answers the report and is silent on the item.

        passing_papers: Such papers of others, where nobody has been named.

        declined: A view that the item was not addressed.

        claim: The claim that counts, about the item or all its promises.

        unheard: The latest claims of bodies that report on their own work and have none here: they
            answer for none of those who were asked, and decide nothing.

        promises: The promises for this item that count.

        targets: The promised dates, each once, in the order of the promises.

        late: Those of them that are overdue, earliest first; () where nothing more is expected.

        views: Assessments of the item or of the answers that count, oldest first.

        opinion: The recommender's latest opinion, else the latest anybody's.

        reconsidered: The recommender's view that it changed its mind, if that is its latest.

        replaced_by: Items issued instead of this one.

        repeated_by: Items that ask for the same again.

        withdrawn: Whether the recommender took it back or asked for something else instead.

        ended: Whether nothing more is to be expected, as claimed or as the recommender wishes.

        due: By when an answer is due.

        draft: The newest draft, which no verdict rests on.

        asked: Whether the responder was asked, or did answer, by the day.

        needs_reply: Whether an answer is wanted; asked where nothing is said.

        position: The position that counts; None: none is stated.

        implementation: What is claimed; None: nothing.

        nothing: Whether there is no reply, claim or promise; "open", said by others, is no claim.
    """

    item: Item
    responder: str | None
    key: str
    replies: tuple[Response, ...] = ()
    answered_at: Item | None = None
    answer: Response | None = None
    pointed: Response | None = None
    general: tuple[Response, ...] = ()
    paper: Document | None = None
    passing_papers: tuple[Document, ...] = ()
    declined: Assessment | None = None
    claim: Claim | None = None
    unheard: tuple[Update, ...] = ()
    promises: tuple[Promise, ...] = ()
    targets: tuple[Target, ...] = ()
    late: tuple[Target, ...] = ()
    views: tuple[Assessment, ...] = ()
    opinion: Assessment | None = None
    reconsidered: Assessment | None = None
    replaced_by: tuple[Item, ...] = ()
    repeated_by: tuple[Item, ...] = ()
    withdrawn: bool = False
    ended: bool = False
    due: Due
    draft: Response | None = None
    asked: bool = True
    needs_reply: bool = True
    position: Position | None = None
    implementation: Implementation | None = None
    nothing: bool = False


def facts_of(day: Day, item: Item, row: Row, named: frozenset[str], answer_id: str) -> Facts:
    """
    Gather what counts for one row.

    Args:
        day: The day.

        item: The row's item.

        row: The row.

        named: Ids of all who were asked about the item or answered it.

        answer_id: Id of the row's answer, or the one it will get.
    """
    register = day.register
    responder = row.responder
    replies = day.replies_of(item.id, responder)
    answered_at = item if replies else day.answered_above(item, responder)
    if answered_at is not None and not replies:
        replies = day.replies_of(answered_at.id, responder)
    speakers = day.speakers_for((answered_at or item).id, responder, replies) if responder else None
    answer = _stating_a_position(replies)
    pointed = day.pointed(replies[-1], responder) if replies and answer is None else None
    served = [item.id, *[reply.id for reply in replies]]
    if answered_at is not None and answered_at.id != item.id:
        served.append(answered_at.id)
    if pointed is not None:
        served.append(pointed.id)
    promises = promises_for(day, served, speakers, named)
    taken_from = [answered_at.id] if answered_at else []
    taken_from += [pointed.answers] if pointed else []
    said = counted(day, register.updates_on(item.id))
    claim = _claim(day, item, said, taken_from, speakers=speakers, promises=promises)
    views = _views(day, item, answer_id, replies, speakers)
    makers = day.makers(item)
    opinion = _latest_opinion(views, makers)
    changed = opinion is not None and opinion.opinion is Opinion.RECONSIDERED
    reconsidered = opinion if changed and opinion and opinion.by in makers else None
    links = register.links_to(item.id)
    if links:
        links = tuple(other for other in links if other.id != item.id and day.counts(other))
    replaced_by = _linked(links, item.id, LinkKind.REPLACES) if links else ()
    withdrawn = bool(replaced_by) or reconsidered is not None
    implementation = claim.implementation if claim is not None else None
    ended = withdrawn or implementation in ENDED
    stated = answer or pointed
    reported = claim is not None and claim.assurance in _OWN
    others_alone = claim is None or (implementation is Implementation.OPEN and not reported)
    nothing = others_alone and not (replies or promises or withdrawn)
    papers = () if replies else day.silent_papers(item, responder)
    return Facts(
        item=item,
        responder=responder,
        key=row.key,
        replies=replies,
        answered_at=answered_at,
        answer=answer,
        pointed=pointed,
        general=day.general_answers(item.document, responder),
        paper=papers[0] if papers and responder else None,
        passing_papers=papers if responder is None else (),
        declined=_declined(views),
        claim=claim,
        unheard=_unheard(day, said, speakers, named) if said else (),
        promises=promises,
        targets=_targets(promises),
        late=() if ended else _late(promises, day.as_of),
        views=views,
        opinion=opinion,
        reconsidered=reconsidered,
        replaced_by=replaced_by,
        repeated_by=_linked(links, item.id, LinkKind.REPEATS) if links else (),
        withdrawn=withdrawn,
        ended=ended,
        due=day.due(item, responder),
        draft=row.draft,
        asked=bool(replies or promises) or reported or _asked(day, item, row),
        needs_reply=not nothing or day.needs_reply(item) or bool(day.addressees(item)),
        position=stated.position if stated is not None else None,
        implementation=implementation,
        nothing=nothing,
    )


_OWN = frozenset({Assurance.SELF_REPORTED, Assurance.REVIEWED})


def _stating_a_position(replies: tuple[Response, ...]) -> Response | None:
    """Return the latest answer that says more than nothing."""
    for reply in reversed(replies):
        if reply.position is not None and reply.position is not Position.NOT_STATED:
            return reply
    return None


def _latest_opinion(views: tuple[Assessment, ...], makers: tuple[str, ...]) -> Assessment | None:
    """Return the latest opinion of those who made the item, else the latest anybody's."""
    latest: Assessment | None = None
    for view in reversed(views):
        if view.opinion is None:
            continue
        if view.by in makers:
            return view
        latest = latest or view
    return latest


def _declined(views: tuple[Assessment, ...]) -> Assessment | None:
    for view in reversed(views):
        if view.position is Position.NOT_ADDRESSED:
            return view
    return None


def _targets(promises: tuple[Promise, ...]) -> tuple[Target, ...]:
    if len(promises) == 1:
        return promises[0].targets
    found: dict[str, Target] = {}
    for promise in promises:
        for target in promise.targets:
            found.setdefault(target.commitment.id, target)
    return tuple(found.values())


def _late(promises: tuple[Promise, ...], day: dt.date) -> tuple[Target, ...]:
    if len(promises) == 1:
        return promises[0].overdue(day)
    late = {t.commitment.id: t for promise in promises for t in promise.overdue(day)}
    return tuple(sorted(late.values(), key=lambda target: target.latest or day))


def _linked(links: tuple[Item, ...], item_id: str, kind: LinkKind) -> tuple[Item, ...]:
    return tuple(
        other
        for other in links
        if any(link.kind is kind and link.to == item_id for link in other.links)
    )


def _claim(
    day: Day,
    item: Item,
    said: tuple[Update, ...],
    taken_from: list[str],
    *,
    speakers: Speakers | None,
    promises: tuple[Promise, ...],
) -> Claim | None:
    """
    Settle what is claimed about *item*, else about those whose answers count for it, or its promises.

    Args:
        day: The day.

        item: The item.

        said: The updates about it that count.

        taken_from: Ids of the items whose answers count for it.

        speakers: Whose claims these are; None: anybody's.

        promises: The promises for it.
    """
    own = _claimed_by(day, said, speakers)
    for other in taken_from:
        if own is None and other != item.id:
            own = _claimed_by(day, counted(day, day.register.updates_on(other)), speakers)
    if len(promises) < 2:
        promised = [promises[0].claim] if promises else []
    else:
        promised = [promise.claim for promise in promises if promise.is_work]
        promised = promised or [promise.claim for promise in promises]
    whole = combined(promised)
    if own is None or whole is None:
        return own or whole
    third = Assurance.THIRD_PARTY
    if (own.assurance is third) != (whole.assurance is third):
        return whole if own.assurance is third else own
    if own.implementation in ENDED:
        later = [claim for claim in promised if claim and _after(claim, own)]
        if all(claim.implementation in ENDED for claim in later):
            return own
    return own if _after(own, whole) else whole


def _claimed_by(day: Day, said: tuple[Update, ...], speakers: Speakers | None) -> Claim | None:
    if not said:
        return None
    theirs = [update for update in said if speakers is None or concerns(update, speakers)]
    return claim_of(day, theirs, speakers)


def _unheard(
    day: Day, said: tuple[Update, ...], speakers: Speakers | None, named: frozenset[str]
) -> tuple[Update, ...]:
    """Return what is *said* by or for bodies that none of those asked can be taken for."""
    if speakers is None:
        return ()
    found: dict[str, Update] = {}
    for update in said:
        if update.implementation is None or concerns(update, speakers):
            continue
        worker = update.responder or update.reported_by
        if worker not in named and not any(worker in day.voices(body) for body in named):
            found[update.reported_by] = update
    return tuple(found.values())


def _after(one: Claim, other: Claim) -> bool:
    return (one.day or dt.date.min) > (other.day or dt.date.min)


def _views(
    day: Day,
    item: Item,
    answer_id: str,
    replies: tuple[Response, ...],
    speakers: Speakers | None,
) -> tuple[Assessment, ...]:
    register = day.register
    given = [reply.id for reply in replies]
    about = dict.fromkeys([item.id, answer_id, *given])
    held = register.find(Response, answer_id) if answer_id not in given else None
    if held is not None and not held.is_empty and register.is_draft(held):
        # What somebody makes of a draft is no view of an answer: there is none yet.
        del about[answer_id]
    found: list[Assessment] = []
    for record_id in about:
        for view in register.assessments_of(record_id):
            heard = view.responder is None or speakers is None or view.responder in speakers
            if heard and day.counts(view):
                found.append(view)
    if len(found) > 1:
        found.sort(key=day.age)
    return tuple(found)


def _asked(day: Day, item: Item, row: Row) -> bool:
    """
    Tell whether a responder who said nothing has to do with the item by the day, not only later.

    It was addressed, or the answer was commissioned or allotted. A draft alone asks nobody.
    """
    if row.responder is None:
        return True
    register = day.register
    addressees = day.addressees(item)
    voices = day.voices(row.responder)
    if any(addressee in voices for addressee in addressees):
        return True
    for response in register.responses_to(item.id):
        if response.responder != row.responder or day.is_unasked(response):
            continue
        if not set(addressees).isdisjoint(response.on_behalf_of):
            return True
        if any(day.reached(one) for one in asked_on(response)):
            return True
    return False
