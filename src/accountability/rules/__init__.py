"""
What is wrong with a register, and what to do about it.

Published records contradict themselves: a page prints "Not Addressed" over an answer, a text stops in
the middle, a target date passes and nobody says a word. Each such thing is a `Rule` with a code, a
reason and a source; `check` asks all of them and returns what they found. Rules change nothing, and
any register can be checked, however damaged.

The rules are a visible tuple, `RULES`, passed as an argument: leave some out, add your own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from accountability.deadlines import Calendar
from accountability.findings import Finding
from accountability.jurisdictions import Jurisdiction
from accountability.model import Register
from accountability.rules import (
    asks,
    commitments,
    dates,
    links,
    moved_dates,
    papers,
    positions,
    recommendations,
    responders,
    responses,
    sources,
    speakers,
    substance,
    updates,
)
from accountability.rules._base import Inspection
from accountability.rules._check import Checked, IgnoredFinding, run
from accountability.rules._rule import Example, Rule

__all__ = [
    "RULES",
    "Checked",
    "Example",
    "IgnoredFinding",
    "Inspection",
    "Rule",
    "check",
    "examine",
]

FAMILIES = ("REC", "RSP", "COM", "DAT", "LNK", "SRC")
"""Beginnings of our rules' codes, in the order of pages and lists."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *recommendations.RULES,
            *asks.RULES,
            *responses.RULES,
            *responders.RULES,
            *positions.RULES,
            *substance.RULES,
            *commitments.RULES,
            *moved_dates.RULES,
            *updates.RULES,
            *speakers.RULES,
            *dates.RULES,
            *papers.RULES,
            *links.RULES,
            *sources.RULES,
        ),
        key=lambda rule: (FAMILIES.index(rule.code[:3]), rule.code),
    )
)
"""Every rule of ours, in the order of their codes."""


def check(
    register: Register,
    *,
    as_of: dt.date,
    rules: Iterable[Rule] = RULES,
    select: Iterable[str] = (),
    ignore: Iterable[tuple[str, str]] = (),
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> tuple[Finding, ...]:
    """
    Say what is wrong with a register on a day.

    Args:
        register: Any register; it is not changed.

        as_of: The day; facts of later days do not count.

        rules: What to ask; by default everything.

        select: Codes or their beginnings ("COM", "RSP2", "DAT401"); empty means all of *rules*.

        ignore: Pairs of a code, or its beginning, and the reason for ignoring it. Where a code is
            both selected and ignored, the longer of the two wins, and of two alike the ignore.

        jurisdiction: Whose deadlines and terms apply; None: each document's own, else the
            register's.

        calendar: Working days, for deadlines that count them.

    Returns:
        Findings grouped by item in document order (what is about no item comes first), then by
        record and code; may be empty. Ignored ones and those covered by a `Waiver` of the register
        are left out; `examine` returns both.

    Raises:
        UnknownRuleError: a code in *select* or *ignore* begins no rule's code; the nearest is named.
        ValueError: an ignore has no reason.
        PluginError: a rule of another distribution failed; `examine` returns it beside what the
            other rules found.
    """
    checked = examine(
        register,
        as_of=as_of,
        rules=rules,
        select=select,
        ignore=ignore,
        jurisdiction=jurisdiction,
        calendar=calendar,
    )
    for error in checked.failed:
        raise error
    return checked.findings


def examine(
    register: Register,
    *,
    as_of: dt.date,
    rules: Iterable[Rule] = RULES,
    select: Iterable[str] = (),
    ignore: Iterable[tuple[str, str]] = (),
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> Checked:
    """
    Do what `check` does, and return what was ignored as well, each finding with its reason.

    Args:
        register: As for `check`, like all that follow.

        as_of: The day.

        rules: What to ask.

        select: Codes to keep to.

        ignore: Codes to leave out, with reasons.

        jurisdiction: Whose rules apply.

        calendar: Working days.

    Returns:
        The findings that `check` returns, those that it leaves out, and the rules of other
        distributions that failed.

    Raises:
        UnknownRuleError: a code begins no rule's code.
        ValueError: an ignore has no reason.
    """
    return run(
        register,
        as_of=as_of,
        rules=rules,
        select=select,
        ignore=ignore,
        jurisdiction=jurisdiction,
        calendar=calendar,
    )
