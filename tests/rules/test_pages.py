"""The pages about rules name rules that are there, and all of them."""

from __future__ import annotations

import re
from pathlib import Path

from accountability.rules import RULES

DOCS = Path(__file__).parent.parent.parent / "docs"
CODES = {rule.code for rule in RULES}


def named(page: str) -> set[str]:
    """Return the codes of rules that a page names, those of its ranges ("REC102–104") included."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = set(re.findall(r"\b(?:REC1|RSP2|COM3|DAT4|LNK5|SRC6)\d\d\b", text))
    for family, first, last in re.findall(r"\b([A-Z]{3})(\d{3})–(\d{3})\b", text):
        found |= {f"{family}{number}" for number in range(int(first), int(last) + 1)}
    return found


def test_every_rule_has_an_entry_in_the_reference() -> None:
    """The page of rules has an entry for each rule, and for nothing else."""
    text = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
    assert [rule.code for rule in RULES] == re.findall(r"^\((\w+)\)=$", text, flags=re.MULTILINE)


def test_what_a_register_cannot_show_names_every_rule() -> None:
    """The page that says what is reported, and what cannot be, knows every rule and no other."""
    assert CODES == named("explanation/what-a-register-cannot-show.md")
