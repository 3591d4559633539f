"""The reasons that come from claims: what is reported done, by whom, and who says something else."""

from __future__ import annotations

from accountability.dates import PartialDate
from accountability.model import Assurance, Implementation, Update
from accountability.status import _words as words
from accountability.status._claims import Claim
from accountability.status._day import Day
from accountability.status._words import told
from accountability.status.values import Reason

__all__ = ["claim_reasons"]

_NOT_SO = {
    Assurance.SELF_REPORTED: "As held, it has no part in that promise.",
    Assurance.RECOMMENDER: "It is recorded as what the recommender says, and is not.",
    Assurance.VERIFIED: "It is recorded as verified, which nobody does to its own work.",
}
"""What is said where an assurance that is recorded is not the one that counts."""


def claim_reasons(day: Day, claim: Claim, number: int, part: str) -> tuple[Reason, ...]:
    """
    Tell what is claimed.

    Args:
        day: The day.

        claim: The claim that counts.

        number: Of how many parts a claim is made that no single update makes.

        part: What they are, e.g. "promise".
    """
    if claim.update is None:
        done = words.CLAIMED[claim.implementation]
        text = f"Reports on its {words.count(number, part)} come to: {done}."
        return (told(code="claims", text=text, rests_on=claim.updates),)
    if not claim.reasons:
        claim.reasons = tuple(_reported(day, claim, claim.update))
    return claim.reasons


def _reported(day: Day, claim: Claim, update: Update) -> list[Reason]:
    """Tell what one update claims, and what others say."""
    register = day.register
    done = words.CLAIMED[claim.implementation]
    who = register.name_of(update.reported_by)
    text = f"Last report{words.on_day(day.day_of(update))}: {done}"
    printed = (update.printed_status, update.degree)
    if any(printed):
        text += f" ({', '.join(words.quote(one, 120) for one in printed if one)})"
    if isinstance(update.completed_on, PartialDate):
        first = update.completed_on.earliest
        ahead = first is not None and first > day.as_of
        text += f", {'to be ' if ahead else ''}finished{words.on_day(update.completed_on)}"
        text += ", which is still to come" if ahead else ""
    text += f"; {words.reporter(update.assurance, who)}."
    recorded = register.get(update.id)
    if isinstance(recorded, Update) and recorded.assurance is not update.assurance:
        text += f" {_NOT_SO.get(recorded.assurance, '')}"
    found = [told(code="claim", text=text, rests_on=claim.updates, said=printed)]
    for other in claim.others:
        third = ", a third party," if other.assurance is Assurance.THIRD_PARTY else ""
        claimed = words.CLAIMED[other.implementation or Implementation.OPEN]
        said = words.quote(other.printed_status or claimed, 120)
        found.append(
            told(
                code="other-claim",
                text=f"{register.name_of(other.reported_by)}{third} says {said}"
                f"{words.on_day(day.day_of(other))}; that does not override what {who} says.",
                rests_on=(other.id, update.id),
                said=(other.printed_status,),
            )
        )
    return found
