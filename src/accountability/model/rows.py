"""
The rows of the tracker: one for each item and responder.

The row is what leaves in a workbook or form and what comes back, so its key must be the same before
and after an answer exists: it is the id of the first response of that responder to that item, or the
id that this response will get. Keys are looked up in `Register.rows`, never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from accountability.model.records import Commitment, Item, Response

if TYPE_CHECKING:
    from accountability.model.register import Register

__all__ = ["Row", "asked_rows", "response_id", "rows_about", "rows_of"]


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
    return _minted(register, item_id, responder_id, ())


def _minted(register: Register, item_id: str, responder_id: str, without: Container[str]) -> str:
    wanted = f"{item_id}/{responder_id}"
    candidate, number = wanted, 1
    while candidate not in without and _taken(register, candidate, item_id, responder_id):
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


def rows_of(register: Register, order: Mapping[str, int]) -> Iterator[Row]:
    """
    Yield the rows of *register*: items in document order, then answers to anything else.

    Args:
        register: The register.

        order: Place of each commitment by id.
    """
    return _told_apart(register, _rows_of(register, order))


def rows_about(register: Register, about: str, order: Mapping[str, int]) -> tuple[Row, ...] | None:
    """
    Return the rows about one item, or about whatever else was answered, without making all others.

    Args:
        register: The register.

        about: Id of what is answered.

        order: Place of each commitment by id.

    Returns:
        The same rows as among `rows_of`; None where a key may depend on another item's rows, so that
        only all of them tell.
    """
    item = register.find(Item, about)
    if item is None:
        answered = dict.fromkeys(response.responder for response in register.responses_to(about))
        return tuple(_row(register, about, None, responder, order) for responder in answered)
    if _shares_keys(register, item):
        return None
    return tuple(_told_apart(register, _rows_of_item(register, item, order)))


def asked_rows(register: Register, item: Item, without: Container[str]) -> tuple[Row, ...]:
    """
    Return the rows that *item* would have if some responses were not held, without what is in them.

    Args:
        register: The register.

        item: The item.

        without: Ids of the responses to leave out.
    """
    kept = [reply for reply in register.responses_to(item.id) if reply.id not in without]
    rows = [
        Row(
            key=next(
                (reply.id for reply in kept if reply.responder == responder),
                _minted(register, item.id, responder, without),
            ),
            about=item.id,
            item=item,
            responder=responder,
        )
        for responder in _responders(register, item, kept)
    ]
    return tuple(rows) or (Row(key=item.id, about=item.id, item=item),)


def _told_apart(register: Register, rows: Iterable[Row]) -> Iterator[Row]:
    keys: set[str] = set()
    for row in rows:
        # Item "a", body "b/c" and item "a/b", body "c" would get one key.
        key, number = row.key, 1
        while key in keys or (number > 1 and key in register):
            number += 1
            key = f"{row.key}~{number}"
        keys.add(key)
        yield row if key == row.key else evolve(row, key=key)


_NUMBERED = re.compile(r"(?:~[0-9]+)+\Z")
"""What tells keys apart that would be the same."""


def _shares_keys(register: Register, item: Item) -> bool:
    """Tell whether a key that is not taken yet may be wanted for a row of another item as well."""
    for stem in _wanted(register, item):
        cut = stem.find("/")
        while cut >= 0:
            other = register.find(Item, stem[:cut])
            if other is not None and other.id != item.id and stem in _wanted(register, other):
                return True
            cut = stem.find("/", cut + 1)
    return False


def _wanted(register: Register, item: Item) -> frozenset[str]:
    """Return the keys of rows of *item* that no response has yet, without their numbers."""
    responses = register.responses_to(item.id)
    answered = {response.responder for response in responses}
    return frozenset(
        _NUMBERED.sub("", f"{item.id}/{responder}")
        for responder in _responders(register, item, responses)
        if responder not in answered
    )


def _rows_of(register: Register, order: Mapping[str, int]) -> Iterator[Row]:
    for item in register.items:
        yield from _rows_of_item(register, item, order)
    seen: set[tuple[str, str]] = set()
    for response in register.responses:
        pair = (response.answers, response.responder)
        if pair not in seen and register.find(Item, response.answers) is None:
            seen.add(pair)
            yield _row(register, response.answers, None, response.responder, order)


def _rows_of_item(register: Register, item: Item, order: Mapping[str, int]) -> Iterator[Row]:
    responders = _responders(register, item, register.responses_to(item.id))
    for responder in responders:
        yield _row(register, item.id, item, responder, order)
    if not responders:
        heading = _is_heading(register, item)
        yield Row(key=item.id, about=item.id, item=item, heading=heading)


def _is_heading(register: Register, item: Item) -> bool:
    return bool(register.limbs_of(item.id)) and not item.text


def _responders(register: Register, item: Item, responses: Collection[Response]) -> tuple[str, ...]:
    """Return who has a row for *item*: addressees whom nobody else answers for, and who answered."""
    addressed = (name for name in _addressees(register, item) if name.strip())
    answered = (response.responder for response in responses)
    waiting = (name for name in addressed if not _answered_by_other(register, responses, name))
    return tuple(dict.fromkeys((*waiting, *answered)))


def _addressees(register: Register, item: Item) -> tuple[str, ...]:
    """Return an item's own addressees, else its parent's; a heading asks nobody, its limbs do."""
    if _is_heading(register, item):
        return ()
    current: Item | None = item
    for _ in range(_DEEP):
        if current is None or current.addressed_to:
            break
        current = register.find(Item, current.parent)
    return current.addressed_to if current is not None else ()


_DEEP = 64
"""Levels of parents that are asked for addressees: no paper nests so deeply, a damaged file may."""


def _answered_by_other(register: Register, responses: Collection[Response], addressee: str) -> bool:
    """Tell whether *addressee*'s part or whole, or somebody on its behalf, answers in its place."""
    if not responses or any(response.responder == addressee for response in responses):
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
