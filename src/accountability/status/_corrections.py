"""
Who may take back whose words.

A record that names another in `replaces` corrects it, and the corrected one no longer counts. That is
for whoever said it: anybody else can contradict a statement, and both are then told; nobody can make
the words of another disappear.
"""

from __future__ import annotations

import datetime as dt

from accountability.dates import PartialDate
from accountability.model import Organisation, Register, Response, Update

__all__ = ["heirs_of", "may_correct"]

_HEIRS = 64
"""Heirs of an ended body that are followed: no real body passed through more, a damaged file may."""

_ANSWERS = 1_000
"""Answers to one item that are looked at to learn who speaks on whose behalf."""


def heirs_of(register: Register, body_id: str, as_of: dt.date | None) -> tuple[str, ...]:
    """
    Return a body and its heirs: who took its place if it ended, and theirs.

    Args:
        register: What is held.

        body_id: Id of the body; may be held or not.

        as_of: The day by which it has to have ended; None: whenever.
    """
    found = {body_id: None}
    waiting = [body_id]
    while waiting and len(found) <= _HEIRS:
        body = register.find(Organisation, waiting.pop(0))
        if body is None or not body.succeeded_by or not _ended(body, as_of):
            continue
        new = [heir for heir in body.succeeded_by if heir not in found][:_HEIRS]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(found)


def _ended(body: Organisation, as_of: dt.date | None) -> bool:
    until = body.until
    if as_of is None or not isinstance(until, PartialDate):
        return True
    day = until.latest or until.earliest
    return day is None or day <= as_of


def may_correct(
    register: Register, new: Response | Update, old: Response | Update, *, as_of: dt.date | None
) -> bool:
    """
    Tell whether *new* was said by whoever said *old*, and so can take its place.

    By the same body, its part or its whole, its heir, or one that speaks on behalf of the other.

    Args:
        register: What is held.

        new: What names the other in `replaces`.

        old: What is named.

        as_of: The day by which an heir has to have taken over; None: whenever.
    """
    one, other = _speaker(new), _speaker(old)
    if one == other:
        return True
    if any(one in register.kin_of(heir) for heir in heirs_of(register, other, as_of)):
        return True
    return _on_behalf(register, new, old)


def _speaker(record: Response | Update) -> str:
    return record.responder if isinstance(record, Response) else record.reported_by


def _on_behalf(register: Register, new: Response | Update, old: Response | Update) -> bool:
    """Tell whether one of the two speakers answers on behalf of the other."""
    one, other = _speaker(new), _speaker(old)
    said = [record for record in (new, old) if isinstance(record, Response)]
    if isinstance(old, Update):
        said += register.responses_to(old.about)[:_ANSWERS]
    pairs = {(one, other), (other, one)}
    return any((reply.responder, body) in pairs for reply in said for body in reply.on_behalf_of)
