"""
What goes out to those who answer, and what comes back from them.

`collect` takes the files that came back and makes drafts of what they say: several at once, nothing
twice, nothing lost, and nothing written that two people see differently.
"""

from accountability.returns.collecting import (
    Collected,
    NotBack,
    NotReturned,
    Outstanding,
    collect,
    collect_returned,
)

__all__ = [
    "Collected",
    "NotBack",
    "NotReturned",
    "Outstanding",
    "collect",
    "collect_returned",
]
