"""The kinds of findings that collecting reports."""

from __future__ import annotations

from accountability.findings import FindingKind, Severity

__all__ = ["FILE_REFUSED", "KINDS", "NOT_GIVEN", "NO_REGISTER_NAMED", "NO_ROW_KNOWN"]

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

KINDS: tuple[FindingKind, ...] = (NO_REGISTER_NAMED, NO_ROW_KNOWN, NOT_GIVEN, FILE_REFUSED)
"""Every kind of finding that collecting itself reports."""
