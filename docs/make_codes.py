"""
Write the reference page of finding codes from the rules and from what each room says it can report.

Run by hand (``python docs/make_codes.py``) when code has changed; a test fails while the page is stale.
The page is kept in the repository so that a reviewer of a change sees what readers will see.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from pathlib import Path

import accountability
from accountability.findings import FindingKind
from accountability.rules import Rule

PAGE = Path(__file__).parent / "reference" / "codes.md"

INTRODUCTION = """\
<!-- Made by docs/make_codes.py from the code; change it there. -->

# Finding codes

What is worth a person's attention comes back as a *finding*:
a code, a severity, a sentence, a place and what to do next.
A code never changes its meaning and is never used again.
Those in tables are [rules](rules.md): `accountability check` asks them, and each has its reason, its source
and two examples there.
The others come from reading, collecting or writing a file.

An **error** cannot be true, or breaks a duty.
A **warning** should be looked at before anybody relies on the record.
A **note** is worth knowing.

"""

FAMILIES = {
    "REC1": "Recommendations and conclusions",
    "RSP2": "Responses",
    "COM3": "Commitments and updates",
    "DAT4": "Dates and deadlines",
    "LNK5": "Ids and links",
    "SRC6": "Sources",
    "IMP7": "Reading documents",
    "RTN8": "Returned trackers",
    "EXP9": "Writing files",
}


def kinds() -> dict[str, FindingKind]:
    """Find every kind of finding that a room can report, by its code."""
    found: dict[str, FindingKind] = {}
    for module in pkgutil.walk_packages(accountability.__path__, "accountability."):
        if module.name.endswith("__main__"):
            continue  # it exists to be run
        for value in vars(importlib.import_module(module.name)).values():
            for kind in value if isinstance(value, tuple) else (value,):
                if isinstance(kind, FindingKind) and found.setdefault(kind.code, kind) != kind:
                    message = f"{kind.code} means two things"
                    raise ValueError(message)
    return found


def _entry(kind: FindingKind) -> str:
    paragraphs = [f"({kind.code})=\n### {kind.code}: {kind.title}"]
    paragraphs.append(f"*{kind.severity.capitalize()}*.")
    if kind.help:
        paragraphs.append(f"What to do: {kind.help}")
    return "".join(f"{paragraph}\n\n" for paragraph in paragraphs)


def _rules(rules: Iterable[Rule]) -> str:
    rows = [
        f"| [{rule.code}](#{rule.code}) | {rule.severity.capitalize()} | {rule.title} |\n"
        for rule in rules
    ]
    return "".join(["| Code | Severity | What is the case |\n|---|---|---|\n", *rows, "\n"])


def page() -> str:
    """Tell every code, by family."""
    parts = [INTRODUCTION]
    known = kinds()
    for family, title in FAMILIES.items():
        codes = sorted(code for code in known if code.startswith(family))
        if codes:
            parts.append(f"## {family}xx: {title}\n\n")
            kinds_here = [known[code] for code in codes]
            if rules := [kind for kind in kinds_here if isinstance(kind, Rule)]:
                parts.append(_rules(rules))
            parts += [_entry(kind) for kind in kinds_here if not isinstance(kind, Rule)]
    return "".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
