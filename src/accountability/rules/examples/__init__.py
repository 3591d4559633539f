"""
An example for every rule of ours: a register that trips it, and one that does not.

All are changes of one small register with an invented committee and department, so that what differs is
what matters. The reference page of rules is made from them, and a test asks the rules about each.
"""

from __future__ import annotations

from accountability.rules._rule import Example
from accountability.rules.examples import commitments, dates, links, recommendations, responses

__all__ = ["EXAMPLES"]

EXAMPLES: dict[str, Example] = {
    **recommendations.EXAMPLES,
    **responses.EXAMPLES,
    **commitments.EXAMPLES,
    **dates.EXAMPLES,
    **links.EXAMPLES,
}
"""By the code of the rule."""
