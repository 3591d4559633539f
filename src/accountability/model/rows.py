"""
The rows of the tracker: one for each item and responder.

The row is what leaves in a workbook or form and what comes back, so its key must be the same before
and after an answer exists: it is the id of the first response of that responder to that item, or the
id that this response will get. Keys are looked up in `Register.rows`, never parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from accountability.model.records import Commitment, Item, Response

if TYPE_CHECKING:
    from accountability.model.register import Register

__all__ = ["Row", "response_id", "rows_of"]


@frozen(kw_only=True)
class Row:
    """
    One row of the tracker.

    Attributes:
        key: Id of the first response of this responder to this item, or the id it will get; the
            item's id where nobody has been named and for a heading.

        about: Id of what is answered: an item, or a document as a whole; may dangle.

        item: The item, if it is held.

        responder: Id of who answers; None where nobody has been named yet.

        given: The latest given response, if any.

        draft: The newest draft, if any; a row shows it rather than the given one, and says so.

        commitments: Live promises of this responder for this item, drafts included, in document
            order.

        heading: Whether the item only holds limbs and takes no answer of its own.
    """

    key: str
    about: str
    item: Item | None = None
    responder: str | None = None
    given: Response | None = None
    draft: Response | None = None
    commitments: tuple[Commitment, ...] = ()
    heading: bool = False

    @property
    def shown(self) -> Response | None:
        """The response that the row shows: the draft if there is one, else the given one."""
        return self.draft or self.given


def response_id(register: Register, item_id: str, responder_id: str) -> str:
    """
    Mint the id of the first response of a responder to an item: ``<item>/<responder>``.

    The only place where a response's id is made; a taken id gets ``~2``, ``~3`` and so on.
    """
    wanted = f"{item_id}/{responder_id}"
    candidate, number = wanted, 1
    while _taken(register, candidate, item_id, responder_id):
        number += 1
        candidate = f"{wanted}~{number}"
    return candidate


def _taken(register: Register, candidate: str, item_id: str, responder_id: str) -> bool:
    if candidate == register.id:
        return True
    held = register.get(candidate)
    if held is None:
        return False
    return not (
        isinstance(held, Response) and held.answers == item_id and held.responder == responder_id
    )


def rows_of(register: Register) -> Iterator[Row]:
    """Yield the rows of *register*: items in document order, then answers to anything else."""
    keys: set[str] = set()
    for row in _rows_of(register):
        # Item "a", body "b/c" and item "a/b", body "c" would get one key.
        key, number = row.key, 1
        while key in keys or (number > 1 and key in register):
            number += 1
            key = f"{row.key}~{number}"
        keys.add(key)
        yield row if key == row.key else evolve(row, key=key)


def _rows_of(register: Register) -> Iterator[Row]:
    order = {promise.id: number for number, promise in enumerate(register.commitments)}
    for item in register.items:
        responders = _responders(register, item)
        for responder in responders:
            yield _row(register, item.id, item, responder, order)
        if not responders:
            heading = _is_heading(register, item)
            yield Row(key=item.id, about=item.id, item=item, heading=heading)
    seen: set[tuple[str, str]] = set()
    for response in register.responses:
        pair = (response.answers, response.responder)
        if pair not in seen and register.find(Item, response.answers) is None:
            seen.add(pair)
            yield _row(register, response.answers, None, response.responder, order)


def _is_heading(register: Register, item: Item) -> bool:
    return bool(register.limbs_of(item.id)) and not item.text


def _responders(register: Register, item: Item) -> tuple[str, ...]:
    """Return who has a row for *item*: addressees whom nobody else answers for, and who answered."""
    addressed = (name for name in _addressees(register, item) if name.strip())
    answered = (response.responder for response in register.responses_to(item.id))
    waiting = (name for name in addressed if not _answered_by_other(register, item, name))
    return tuple(dict.fromkeys((*waiting, *answered)))


def _addressees(register: Register, item: Item) -> tuple[str, ...]:
    """Return an item's own addressees, else its parent's; a heading asks nobody, its limbs do."""
    if _is_heading(register, item):
        return ()
    seen: set[str] = set()
    current: Item | None = item
    while current is not None and current.id not in seen:
        if current.addressed_to:
            return current.addressed_to
        seen.add(current.id)
        current = register.find(Item, current.parent)
    return ()


def _answered_by_other(register: Register, item: Item, addressee: str) -> bool:
    """Tell whether *addressee*'s part or whole, or somebody on its behalf, answers in its place."""
    responses = register.responses_to(item.id)
    if any(response.responder == addressee for response in responses):
        return False
    kin = register.kin_of(addressee)
    return any(
        response.responder in kin or addressee in response.on_behalf_of for response in responses
    )


def _row(
    register: Register, about: str, item: Item | None, responder: str, order: Mapping[str, int]
) -> Row:
    own = [response for response in register.responses_to(about) if response.responder == responder]
    return Row(
        key=own[0].id if own else response_id(register, about, responder),
        about=about,
        item=item,
        responder=responder,
        given=register.answer_of(about, responder),
        draft=register.draft_of(about, responder),
        commitments=_promises(register, about, responder, own, order),
    )


def _promises(
    register: Register,
    about: str,
    responder: str,
    own: Iterable[Response],
    order: Mapping[str, int],
) -> tuple[Commitment, ...]:
    """Return what was promised in *own* responses, or for the item outside of any response."""
    made_in = dict.fromkeys(response.id for response in own)
    found = {promise.id: promise for promise in register.commitments_of(about)}
    for reply in made_in:
        made = register.commitments_of(reply)
        found.update((promise.id, promise) for promise in made if promise.response == reply)
    mine = (
        promise
        for promise in found.values()
        if promise.response in made_in
        or (
            register.find(Response, promise.response) is None
            and (not promise.owners or responder in promise.owners)
        )
    )
    return tuple(sorted(mine, key=lambda promise: order[promise.id]))
