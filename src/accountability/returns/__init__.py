"""
What goes out to those who answer, and what comes back from them.

`commission` makes a file for each team that prepares answers, and records that it was asked. `collect`
takes the files that came back and makes drafts of what they say: several at once, nothing twice, nothing
lost, and nothing written that two people see differently.
"""

from accountability.returns._letters import item_numbers
from accountability.returns._listing import listing
from accountability.returns.collected import Collected, NotBack, NotReturned, Outstanding
from accountability.returns.collecting import collect, collect_returned
from accountability.returns.commissioning import Ask, Commission, Parcel, commission
from accountability.returns.reviewing import read_review, write_review

__all__ = [
    "Ask",
    "Collected",
    "Commission",
    "NotBack",
    "NotReturned",
    "Outstanding",
    "Parcel",
    "collect",
    "collect_returned",
    "commission",
    "item_numbers",
    "listing",
    "read_review",
    "write_review",
]
