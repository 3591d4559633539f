"""The kinds of findings that collecting reports."""

from __future__ import annotations

from accountability.findings import FindingKind, Severity

__all__ = [
    "EARLIER_ROUND",
    "FILE_REFUSED",
    "FILE_TWICE",
    "KINDS",
    "LATER_THAN_COLLECTED",
    "NOT_GIVEN",
    "NO_REGISTER_NAMED",
    "NO_ROW_KNOWN",
    "ONE_COPY_TWICE",
    "PUBLISHED_COPY",
]

NO_REGISTER_NAMED = FindingKind(
    code="RTN841",
    severity=Severity.WARNING,
    title="a file that does not say which register it was made from",
    help="Look whether it is the right one; it was read because its rows are known here.",
)
NO_ROW_KNOWN = FindingKind(
    code="RTN842",
    severity=Severity.WARNING,
    title="a file none of whose rows are known",
    help="Look whether it was made from an older or another register.",
)
NOT_GIVEN = FindingKind(
    code="RTN843",
    severity=Severity.WARNING,
    title="an answer in dispute, which was not given",
    help="Decide what is in dispute and collect again, or mark it as sent by hand.",
)

FILE_REFUSED = FindingKind(
    code="RTN844",
    severity=Severity.ERROR,
    title="a file that cannot be taken",
)

LATER_THAN_COLLECTED = FindingKind(
    code="RTN845",
    severity=Severity.WARNING,
    title="a file made for a day after that of collecting",
    help="Look whether the day of collecting (--as-of) is the one that was meant.",
)
EARLIER_ROUND = FindingKind(
    code="RTN846",
    severity=Severity.WARNING,
    title="a file of an earlier round",
    help="Ask for the file of the round that is out; what this one says was taken as always.",
)
FILE_TWICE = FindingKind(
    code="RTN847",
    severity=Severity.NOTE,
    title="the same file twice",
    help="It was read once; nothing is to be done.",
)
ONE_COPY_TWICE = FindingKind(
    code="RTN848",
    severity=Severity.NOTE,
    title="several versions of one file that was sent",
    help="If one of them replaces the others, collect that one alone.",
)

PUBLISHED_COPY = FindingKind(
    code="RTN889",
    severity=Severity.WARNING,
    title="a published copy among what came back",
    help="If somebody filled it in, ask for the same in the file that was sent, or type it there.",
)

KINDS: tuple[FindingKind, ...] = (
    NO_REGISTER_NAMED,
    NO_ROW_KNOWN,
    NOT_GIVEN,
    FILE_REFUSED,
    LATER_THAN_COLLECTED,
    EARLIER_ROUND,
    FILE_TWICE,
    ONE_COPY_TWICE,
    PUBLISHED_COPY,
)
"""Every kind of finding that collecting itself reports."""
