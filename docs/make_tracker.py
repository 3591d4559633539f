"""Write the reference page of the tracker from the layouts; run it after changing one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from accountability.tables import Column, Profile, layouts, records
from accountability.tables.tracker import _WITHHELD, EDITORS

PAGE = Path(__file__).parent / "reference" / "tracker.md"

HEAD = """\
# The tracker, sheet by sheet

<!-- Made by docs/make_tracker.py; change the layouts, then run it. -->

Every column of every sheet, in reading order, and who may change it in which copy.
The *key* is the stable name by which programs find a column; headings may change with the body's own words.
In the keeper's and the responder's copy, headings of cells that the responder fills in begin with "Your".
Columns marked *on paper* are in the print area.

Copies: **k** keeper, **r** responder, **s** scrutiny, **p** publication.
A letter in brackets means that the cell is for reading in that copy.

Besides these sheets there are *About* and *Summary*.
What is published begins with *Cover*, *Contents* and *Notes* (its headings point there) instead of *About*.
Where they are needed there are also *Long texts* (the rest of texts that no cell holds),
*Choices* (lists too long for a drop-down) and *For the computer* (which column is which).
"""

SHEETS = (
    ("Recommendations", layouts.RECOMMENDATIONS, "krsp"),
    ("Commitments", layouts.COMMITMENTS, "krsp"),
    ("Target dates", records.TARGET_DATES, "krsp"),
    ("Updates", records.UPDATES, "krsp"),
    ("Other answers", records.OTHER_ANSWERS, "k"),
    ("Views", records.ASSESSMENTS, "k"),
    ("Notes", records.NOTES, "k"),
    ("Documents", records.DOCUMENTS, "k"),
    ("Organisations", records.ORGANISATIONS, "k"),
    ("Waivers", records.WAIVERS, "k"),
    ("Collections", records.COLLECTIONS, "k"),
)

CHECK = """\
Where there is more than one report, *Report* stands right after *Number*, and is on paper, too;
the columns beside it are narrower then.

The last column of *Recommendations* and *Commitments* is the **row check**, in every copy that can come
back: six letters for each column that is ever editable, in column order, `~` where the cell is not open,
then six letters over all cells that are not open.
"""


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for name, columns, copies in SHEETS:
        parts.append(f"## {name}\n")
        if name == "Recommendations":
            parts.append(CHECK)
        parts.append(
            "| heading | key | width | on paper | copies | what to enter, or what an empty cell means |"
        )
        parts.append("| --- | --- | --- | --- | --- | --- |")
        parts.extend(_line(column, copies) for column in columns)
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _line(column: Column[Any, Any], copies: str) -> str:
    letters = []
    for profile in Profile:
        letter = profile.value[0]
        if letter in copies and column.key not in _WITHHELD[profile]:
            letters.append(letter if column.editor in EDITORS[profile] else f"({letter})")
    told = column.prompt or (f"Empty: {column.why_blank}." if column.why_blank else "")
    paper = "yes" if column.printed else ""
    heading, told = (_in_words(text) for text in (column.heading, told))
    cells = (heading, f"`{column.key}`", str(column.width), paper, " ".join(letters), told)
    return f"| {' | '.join(cells)} |"


def _in_words(text: str) -> str:
    """Fill in what depends on the copy, as it reads in most."""
    words = {"need": "What is needed", "as_of": "16 February 2027", "recommender": "Committee"}
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
