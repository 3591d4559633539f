"""
Several people change one register: what differs, what is taken over, what a person must decide.

Reading proposes, merging decides. Everything that wants to change a register arrives as `Change`
values, from a comparison of two registers (`diff`) or from a file that came back, and one algorithm,
`reconcile`, applies what can be applied and returns the rest as `Conflict` values with both sides.
Nobody's words are mixed, no marker is put into anybody's prose, and nothing is deleted because a file
does not mention it. `merge` and `combine` join registers, `grow` lets newly read documents join one.
"""

from accountability.merge._judging import NO_CHANGE
from accountability.merge._kinds import KINDS
from accountability.merge._rows import ROW_FIELDS
from accountability.merge.cells import cell_of
from accountability.merge.changes import (
    ABSENT,
    REGISTER,
    Absent,
    Applied,
    Change,
    Conflict,
    Digest,
    MergeResult,
    NewPromise,
    is_blank,
    shown,
    stamp_of,
)
from accountability.merge.diffing import diff
from accountability.merge.growing import grow
from accountability.merge.reconciling import combine, merge, reconcile

__all__ = [
    "ABSENT",
    "KINDS",
    "NO_CHANGE",
    "REGISTER",
    "ROW_FIELDS",
    "Absent",
    "Applied",
    "Change",
    "Conflict",
    "Digest",
    "MergeResult",
    "NewPromise",
    "cell_of",
    "combine",
    "diff",
    "grow",
    "is_blank",
    "merge",
    "reconcile",
    "shown",
    "stamp_of",
]
