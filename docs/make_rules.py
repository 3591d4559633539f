"""
Write the reference page of rules from the rules themselves and from the examples they bring.

Run by hand (``python docs/make_rules.py``) when a rule has changed; a test fails while the page is stale,
and when an example has stopped tripping its rule.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import attrs

from accountability import check
from accountability.dates import PartialDate, Undated
from accountability.findings import Finding
from accountability.model import (
    Assessment,
    Commitment,
    Document,
    Event,
    Item,
    Link,
    Note,
    Organisation,
    Record,
    Register,
    Response,
    Source,
    Step,
    TargetDate,
    Update,
    Waiver,
)
from accountability.rules import FAMILIES, RULES, Example, Inspection, Rule
from accountability.rules.examples.harbour import AS_OF
from accountability.vocabularies import plain

PAGE = Path(__file__).parent / "reference" / "rules.md"

TITLES = {
    "REC": "Recommendations and conclusions",
    "RSP": "Responses",
    "COM": "Commitments and updates",
    "DAT": "Dates and deadlines",
    "LNK": "Ids and links",
    "SRC": "Sources",
}

INTRODUCTION = """\
<!-- Made by docs/make_rules.py from the rules; change it there. -->

# Rules

What `accountability check` and `accountability.check` ask of every register.
Each rule has a code that never changes its meaning, a reason, a source, and two examples:
what trips it, with the finding as it is printed, and what does not.
[Rules](../explanation/rules.md) explains how they are chosen and left out,
[What a register cannot show](../explanation/what-a-register-cannot-show.md) what no rule can find,
and [Finding codes](codes.md) lists the codes of everything else that can be reported.

An **error** cannot be true, or breaks a duty.
A **warning** should be looked at before anybody relies on the record.
A **note** is worth knowing.

All examples are changes of one small register, in which nothing is wrong on 30 April 2027:
in its report *Storm warnings at small harbours* (HC 9041) of 12 February 2027 a committee makes
recommendations 1 and 2 and conclusion 1.
The Department for Harbours replies on 9 April 2027.
It accepts recommendation 1, promising "One standard will be published by summer 2027.",
and rejects recommendation 2.
The lists below say what is different.

"""

NOUNS: dict[type[Record], str] = {
    Organisation: "Body",
    Document: "Paper",
    Item: "",
    Response: "Reply",
    Commitment: "Promise",
    Update: "Report on progress",
    Assessment: "View of somebody else",
    Note: "Note",
    Waiver: "Waiver",
}
OF_ITSELF = {
    "id",
    "about",
    "answers",
    "items",
    "response",
    "name",
    "reported_by",
    "record",
    "owners",
}
"""Fields that the heading of a new record says already."""


def _noun(record: Record) -> str:
    return next(noun for cls, noun in NOUNS.items() if isinstance(record, cls))


def _shown(register: Register, value: object) -> str:
    """Say a value as a person would."""
    match value:
        case StrEnum():
            return plain(value).lower()
        case PartialDate() | Undated():
            return f'"{value}"' if value.words else str(value)
        case TargetDate():
            parts = [_shown(register, value.date)]
            parts += [f"set on {value.set_on}"] if value.set_on else []
            parts += [f'because "{value.reason}"'] if value.reason else []
            parts += [f"{_named(register, who)} told" for who in value.told]
            parts += [f"told on {value.told_on}"] if value.told_on else []
            parts += [f"read in {_named(register, value.source.document)}"] if value.source else []
            return ", ".join(parts)
        case Source():
            parts = [_named(register, value.document) if value.document else ""]
            parts += [value.place, f'"{value.words}"' if value.words else ""]
            parts += [f"for the field {', '.join(value.fields)}"] if value.fields else []
            return ", ".join(part for part in parts if part)
        case Step():
            parts = [plain(value.stage).lower(), f"on {value.day}" if value.day else ""]
            parts += [f"by the {value.by.lower()}" if value.by else ""]
            return " ".join(part for part in parts if part)
        case Link():
            return f"{plain(value.kind).lower()} {_named(register, value.to)}"
        case Event():
            return f"{plain(value.kind).lower()} on {value.day}"
        case tuple() if len(value) == 2 and all(isinstance(one, str) for one in value):
            return f"{value[0]}: {value[1]}"
        case tuple():
            return "; ".join(_shown(register, one) for one in value) or "none"
        case None:
            return "none"
        case _:
            return _named(register, str(value))


def _named(register: Register, words: str | None) -> str:
    """Name a record by what a person calls it; anything else is quoted."""
    record = register.get(words)
    if record is None:
        return f'"{words}"' if words else "empty"
    return Inspection(register=register, as_of=AS_OF).subject(record)


def _lines(example: Example, register: Register) -> Iterator[str]:
    """Yield what *register* says otherwise than the one it is a change of, a line a record."""
    known = {record.id: record for record in example.base}
    inspection = Inspection(register=register, as_of=example.as_of)
    before = Inspection(register=example.base, as_of=example.as_of)
    for name in ("jurisdiction", "marking"):
        value = getattr(register, name)
        if value != getattr(example.base, name):
            yield f'The register: {name} "{value}".'
    for record in example.base:
        if record.id not in register:
            yield f"{_headed(_noun(record), before.subject(record))}: not there."
    for record in register:
        old = known.get(record.id)
        if record == old:
            continue
        parts = [
            f"{field.name.replace('_', ' ')} {_shown(register, value)}"
            for field in attrs.fields(type(record))
            if (value := getattr(record, field.name))
            != (getattr(old, field.name) if old else field.default)
            and (old is not None or field.name not in OF_ITSELF)
            and field.name != "answered_text"
            and not (isinstance(record, Item) and field.name in {"kind", "document"} and not old)
        ]
        if isinstance(record, Response) and record.answered_text and old:
            same = inspection.items_saying(record.answered_text)
            parts.append(f"quotes the words of {', '.join(map(inspection.label, same))}")
        heading = _headed(_noun(record), inspection.subject(record))
        told = f"{heading}{'' if old else ' (new)'}: {'; '.join(parts) or 'empty'}."
        yield told.removesuffix(".") if told.endswith('.".') else told


def _headed(noun: str, subject: str) -> str:
    return f"{noun}: {subject}" if noun else subject


def _listed(example: Example, register: Register) -> str:
    if register == example.base:
        return "- The register as it is.\n"
    return "".join(
        textwrap.fill(
            _plain_text(line),
            110,
            initial_indent="- ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        + "\n"
        for line in _lines(example, register)
    )


def _plain_text(words: str) -> str:
    """Keep Markdown from reading signs that belong to the words."""
    for sign in "\\*_<>[]`|":
        words = words.replace(sign, f"\\{sign}")
    return words


def _printed(finding: Finding) -> str:
    """Show a finding as the command prints it."""
    word = finding.severity.capitalize()
    said = [
        f"{word:<9}{finding.code}  {finding.message}",
        f"At {finding.place}.",
        f"Next: {finding.help}",
    ]
    lines = []
    for number, text in enumerate(said):
        first = "" if number == 0 else " " * 9
        lines += textwrap.wrap(
            text,
            100,
            initial_indent=first,
            subsequent_indent=" " * 9,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def entry(rule: Rule) -> str:
    """Tell one rule, with what it makes of its examples."""
    example = rule.example()
    if example is None:
        message = f"{rule.code} brings no example"
        raise ValueError(message)
    found = check(example.bad, as_of=example.as_of, select=(rule.code,))
    if not found or check(example.good, as_of=example.as_of, select=(rule.code,)):
        message = f"the example of {rule.code} trips it no more, or the other one does"
        raise ValueError(message)
    return "\n".join(
        [
            f"({rule.code})=\n### {rule.code}: {rule.title}\n",
            f"*{rule.severity.capitalize()}.* {rule.rationale}\n",
            f"**Trips it.** {rule.bad}\n",
            _listed(example, example.bad),
            f"```text\n{_printed(found[0])}\n```\n",
            f"**Does not.** {rule.good}\n",
            _listed(example, example.good),
            f"*Source:* {rule.source}\n",
        ]
    )


def page() -> str:
    """Tell every rule, by family."""
    parts = [INTRODUCTION]
    for family in FAMILIES:
        own = [rule for rule in RULES if rule.code.startswith(family)]
        parts.append(f"## {family}: {TITLES[family]}\n\n")
        parts.append("\n".join(entry(rule) for rule in own) + "\n")
    return "".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
