"""Asking rules: which ones, in what order they report, and what is left out for a stated reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from attrs import frozen

from accountability.deadlines import Calendar
from accountability.exceptions import PluginError, UnknownRuleError
from accountability.findings import Finding
from accountability.jurisdictions import Jurisdiction
from accountability.model import Register, Waiver
from accountability.rules._base import Inspection, nearest_codes
from accountability.rules._rule import Rule

__all__ = ["Checked", "IgnoredFinding", "run"]


@frozen(kw_only=True)
class IgnoredFinding:
    """
    A finding that is left out, and why.

    Attributes:
        finding: What was found.

        reason: Why it is left out, as somebody gave it.

        by: What leaves it out: the code or prefix that was ignored, or the id of a waiver.
    """

    finding: Finding
    reason: str
    by: str


@frozen(kw_only=True)
class Checked:
    """
    What a check found.

    Attributes:
        findings: Grouped by item in document order (what is about no item comes first), then by
            record and code; may be empty.

        ignored: What was found and left out, in the same order.

        failed: Rules of other distributions that could not be asked, each with its distribution and
            what went wrong, in the order of the rules. What they would have found is not known.
    """

    findings: tuple[Finding, ...] = ()
    ignored: tuple[IgnoredFinding, ...] = ()
    failed: tuple[PluginError, ...] = ()


def run(
    register: Register,
    *,
    as_of: dt.date,
    rules: Iterable[Rule],
    select: Iterable[str],
    ignore: Iterable[tuple[str, str]],
    jurisdiction: Jurisdiction | None,
    calendar: Calendar | None,
) -> Checked:
    """Ask *rules* about *register*; see `accountability.rules.examine`."""
    asked = tuple(rules)
    wanted, reasons = tuple(select), dict(ignore)
    _refuse_unknown(asked, (*wanted, *reasons))
    _refuse_silent(reasons)
    inspection = Inspection(
        register=register,
        as_of=as_of,
        jurisdiction=jurisdiction,
        calendar=calendar,
        codes=tuple(rule.code for rule in asked),
    )
    found: list[Finding] = []
    failed: list[PluginError] = []
    for rule in asked:
        if _chosen(rule.code, wanted) is None:
            continue
        try:
            found.extend(rule.inspect(inspection))
        except PluginError as error:
            failed.append(error)
    found.sort(key=lambda f: (inspection.order(f.record), f.code, str(f.place), f.message))
    kept: list[Finding] = []
    ignored: list[IgnoredFinding] = []
    for finding in found:
        by, reason = _ignored(inspection, finding, wanted, reasons)
        if by:
            ignored.append(IgnoredFinding(finding=finding, reason=reason, by=by))
        else:
            kept.append(finding)
    return Checked(findings=tuple(kept), ignored=tuple(ignored), failed=tuple(failed))


def _longest(code: str, prefixes: Iterable[str]) -> str | None:
    return max((prefix for prefix in prefixes if code.startswith(prefix)), key=len, default=None)


def _chosen(code: str, select: Sequence[str]) -> str | None:
    """Return the longest prefix that selects *code*; "" where nothing was selected by name."""
    return _longest(code, select) if select else ""


def _ignored(
    inspection: Inspection, finding: Finding, select: Sequence[str], reasons: dict[str, str]
) -> tuple[str, str]:
    """Return what leaves *finding* out, and why; two empty texts if nothing does."""
    prefix = _longest(finding.code, reasons)
    # Of a selection and an ignore the longer wins; of two alike the ignore, which gives a reason.
    if prefix is not None and len(prefix) >= len(_chosen(finding.code, select) or ""):
        return prefix, reasons[prefix]
    for waiver in inspection.register.waivers_of(finding.record):
        if _covers(waiver, finding) and inspection.holds(waiver):
            return waiver.id, waiver.reason
    return "", ""


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return finding.code.startswith(waiver.rule.strip())


def _refuse_unknown(rules: Sequence[Rule], prefixes: Iterable[str]) -> None:
    codes = tuple(rule.code for rule in rules)
    for prefix in prefixes:
        if not prefix or not any(code.startswith(prefix) for code in codes):
            raise UnknownRuleError(prefix, nearest_codes(prefix, codes))


def _refuse_silent(reasons: dict[str, str]) -> None:
    for prefix, reason in reasons.items():
        if not reason.strip():
            message = f"{prefix} is ignored without a reason; say why, for whoever reads the report"
            raise ValueError(message)
