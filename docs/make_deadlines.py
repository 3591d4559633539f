"""
Write the reference page of deadline rules from the files that hold them.

Run by hand (``python docs/make_deadlines.py``) when a file has changed; a test fails while the page is
stale. The worked examples are counted by the library, so that the page cannot say what it does not do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from accountability.dates import show_day
from accountability.deadlines import (
    Confidence,
    DeadlineRule,
    Duty,
    Recess,
    Unit,
    response_deadline,
)
from accountability.jurisdictions import jurisdiction_names, load_jurisdiction

PAGE = Path(__file__).parent / "reference" / "deadlines.md"

INTRODUCTION = """\
<!-- Made by docs/make_deadlines.py from the files of facts; change them there. -->

# Deadline rules

By when whoever must answer has to have answered, and where that is laid down.
A rule is a fact about the world: it comes from a file, with the place where it was read.
`accountability deadlines REGISTER.json` applies the rules to the reports of a register and prints every step.

**How well a rule is known.**
*Read*: in the text of the primary document.
*Cited*: on the page that is cited, which may itself report the rule.
*Code*: in the data or source code of a public project.
*Unconfirmed*: generally held, and not found in any document.
A day by an unconfirmed rule says so wherever it is shown, and no answer is called late by it.

**How days are counted.**
The day counted from is not itself counted, and the last day is in time, also on a weekend.
Months end on the same day of the month, or on the last where there is no such day.
Working days need a calendar, which is an argument; without it there is no day, and no guess.
An answer is late by the day on which it was *received*; where that is not recorded, no days are counted.
An extension, once recorded, replaces the day, and the steps keep the old one.
Where several rules apply to one report all are shown, and the first to end counts.

"""

EXAMPLES = (
    ("uk-commons", "2025-04-14", "2025-06-18"),
    ("uk-pac", "2026-12-31", ""),
    ("uk-pac", "2027-12-31", ""),
    ("uk-senedd", "2027-02-12", ""),
)


def page() -> str:
    """Return the page."""
    held = [load_jurisdiction(name) for name in jurisdiction_names()]
    rules = {rule.name: rule for one in held for rule in one.deadlines}
    lines = ["## Worked examples", ""]
    for name, start, received in EXAMPLES:
        lines += _example(rules[name], start, received)
    lines += ["## All rules", "", "| rule | whose reports | period | counted from | known |"]
    lines += ["| --- | --- | --- | --- | --- |"]
    lines += [_row(rule) for rule in rules.values()]
    lines.append("")
    for jurisdiction in held:
        if jurisdiction.deadlines:
            lines += [f"## {jurisdiction.title}", ""]
        for rule in jurisdiction.deadlines:
            lines += _rule(rule)
    return INTRODUCTION + "\n".join(lines).rstrip() + "\n"


def _example(rule: DeadlineRule, start: str, received: str) -> Iterator[str]:
    day = dt.date.fromisoformat(start)
    deadline = response_deadline(day, rule)
    steps = deadline.steps
    if received:
        steps = deadline.steps_to(dt.date.fromisoformat(received))
    yield from (f"{rule.body}, published on {show_day(day)}:", "")
    yield from (f"{number}. {step}" for number, step in enumerate(steps, start=1))
    yield ""


def _known(rule: DeadlineRule) -> str:
    return "**unconfirmed**" if rule.unconfirmed else rule.confidence.value


def _row(rule: DeadlineRule) -> str:
    period = f"{rule.period} (formerly)" if rule.historic else rule.period
    cells = (
        f"[`{rule.name}`](#rule-{rule.name})",
        rule.body,
        period,
        rule.event.value,
        _known(rule),
    )
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _rule(rule: DeadlineRule) -> Iterator[str]:
    unsure = " (unconfirmed)" if rule.unconfirmed else ""
    yield from (f"(rule-{rule.name})=", f"### `{rule.name}`{unsure}", "")
    yield from (f"**{_first(rule.body)}: {rule.period}.**", "")
    yield from (f"- {line}" for line in _lines(rule))
    yield ""


def _lines(rule: DeadlineRule) -> Iterator[str]:
    if rule.duty is Duty.STATEMENT:
        yield "What is due: a statement on what was accepted and is not done; no answer is late by it."
    if rule.duty is Duty.LISTING:
        yield "What is due: a place in a published list; no answer is late by it."
    instead = " or else ".join(f"*{anchor.value}*" for anchor in rule.instead)
    yield f"Counted from the day it was *{rule.event.value}*" + (
        f"; where that is not recorded, {instead}." if instead else "."
    )
    if rule.unit is Unit.WORKING_DAYS:
        yield f"Working days of the calendar `{rule.calendar}`."
    if rule.unit is Unit.EVENT:
        yield "Ends with an event, so no day is counted; record it as an extension once it is known."
    if rule.applies_to.kinds or rule.applies_to.names:
        who = ", ".join([*(kind.value for kind in rule.applies_to.kinds), *rule.applies_to.names])
        yield f"Only for answers by: {who}."
    yield from _bounds(rule)
    yield f"Authority: {rule.authority}."
    yield _source(rule)
    if rule.note:
        yield rule.note


def _bounds(rule: DeadlineRule) -> Iterator[str]:
    if rule.titles:
        yield f"Only where the title says: {_quoted(rule.titles)}."
    if rule.except_titles:
        yield f"Not where the title says: {_quoted(rule.except_titles)}."
    yield from _events(rule)
    if rule.extended_by:
        yield f"May be extended by {rule.extended_by}."
    if rule.valid_from:
        yield f"In force from {show_day(rule.valid_from)}."
    if rule.valid_until:
        yield f"In force until {show_day(rule.valid_until)}."
    if rule.historic:
        yield "No longer in force: listed, and never applied."


def _events(rule: DeadlineRule) -> Iterator[str]:
    if rule.only_if is not None:
        yield f"Only if an event *{rule.only_if.value}* is recorded."
    if rule.lapses_on is not None:
        yield f"Lapses on an event *{rule.lapses_on.value}*."
    if rule.recess is Recess.BEFORE_RETURN:
        yield "A last day in an adjournment moves to the last day before the House sits again."
    if rule.recess is Recess.ON_RETURN:
        yield "A last day in an adjournment moves to the day on which the House sits again."


def _source(rule: DeadlineRule) -> str:
    looked = f", looked at on {show_day(rule.checked)}" if rule.checked else ""
    if rule.confidence is Confidence.BACKGROUND:
        return f"**Unconfirmed**: generally held, and not found in any document{looked}."
    return (
        f"{rule.confidence.value.capitalize()}: [\u201c{rule.words}\u201d]({rule.source}){looked}."
    )


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"\u201c{one}\u201d" for one in words)


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
