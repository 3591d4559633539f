"""The kinds of findings that judging a file that came back reports."""

from __future__ import annotations

from accountability.findings import FindingKind, Severity

__all__ = [
    "CELL_LEFT",
    "CELL_POINTS",
    "CELL_REFUSED",
    "CHECK_UNREADABLE",
    "COLUMN_BY_STAMPS",
    "KEY_UNKNOWN",
    "KINDS",
    "READ_ONLY_CHANGED",
    "ROWS_GONE",
    "ROW_NOT_TAKEN",
    "ROW_OF_OTHERS",
    "ROW_TWICE",
    "WORDS_BESIDE",
    "WORDS_OF_ANOTHER",
]

READ_ONLY_CHANGED = FindingKind(
    code="RTN831",
    severity=Severity.WARNING,
    title="a cell that is for reading only was changed",
    help="Nothing was taken from it; ask what was meant, and change it where it is held.",
)
CELL_REFUSED = FindingKind(
    code="RTN832",
    severity=Severity.WARNING,
    title="a cell whose content cannot be taken",
    help="Ask for the words themselves.",
)
KEY_UNKNOWN = FindingKind(
    code="RTN833",
    severity=Severity.WARNING,
    title="a row whose key is not known",
    help="What was changed in it is in dispute; nothing was taken from it by itself.",
)
CHECK_UNREADABLE = FindingKind(
    code="RTN834",
    severity=Severity.WARNING,
    title="a row whose check cannot be read",
    help="Cells that say what is held are left; all others are in dispute.",
)
ROW_TWICE = FindingKind(
    code="RTN835",
    severity=Severity.WARNING,
    title="a row that stands in the file twice, saying different things",
    help="What only one of them changed is taken; look whether the other was meant for another row.",
)
ROW_NOT_TAKEN = FindingKind(
    code="RTN836",
    severity=Severity.WARNING,
    title="a new row that was not taken",
    help="Add what it says by hand, or ask for it in its place.",
)
WORDS_BESIDE = FindingKind(
    code="RTN837",
    severity=Severity.WARNING,
    title="words that stand beside the rows",
    help="They were not taken; copy them to where they belong.",
)
COLUMN_BY_STAMPS = FindingKind(
    code="RTN838",
    severity=Severity.NOTE,
    title="a column that was recognised by what stands in it",
)
WORDS_OF_ANOTHER = FindingKind(
    code="RTN839",
    severity=Severity.WARNING,
    title="a row whose words are not those of its key",
    help=(
        "Rows were sorted, pasted or typed over beside other keys; ask which was meant. Nothing was taken "
        "by itself."
    ),
)
CELL_LEFT = FindingKind(
    code="RTN840",
    severity=Severity.WARNING,
    title="a cell of a new row that was not taken",
    help="The rest of the row was; add what this cell says by hand.",
)

CELL_POINTS = FindingKind(
    code="RTN888",
    severity=Severity.WARNING,
    title="words that only point at the row above or below",
    help="Rows are sorted and sent out singly, and nobody sees then what stood there; ask for the words.",
)

ROWS_GONE = FindingKind(
    code="RTN849",
    severity=Severity.NOTE,
    title="rows for reading that did not come back",
    help="Nothing was deleted for that; ask, if somebody meant to say something by it.",
)

ROW_OF_OTHERS = FindingKind(
    code="RTN869",
    severity=Severity.WARNING,
    title="a row that the file was not made for",
    help="It was taken by its key; look whether they were to answer it, and whether its own file agrees.",
)

KINDS: tuple[FindingKind, ...] = (
    READ_ONLY_CHANGED,
    CELL_REFUSED,
    KEY_UNKNOWN,
    CHECK_UNREADABLE,
    ROW_TWICE,
    ROW_NOT_TAKEN,
    WORDS_BESIDE,
    COLUMN_BY_STAMPS,
    WORDS_OF_ANOTHER,
    CELL_LEFT,
    CELL_POINTS,
    ROWS_GONE,
    ROW_OF_OTHERS,
)
"""Every kind of finding that judging reports."""
