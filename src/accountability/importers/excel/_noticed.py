"""What reading a returned workbook can notice: the kinds of finding, each described once."""

from __future__ import annotations

from accountability.findings import FindingKind, Severity

__all__ = [
    "COLUMN_BY_PLACE",
    "COLUMN_MISSING",
    "COLUMN_OWN",
    "COLUMN_TWICE",
    "DAYS_SHIFTED",
    "FETCHES",
    "FORMAT_OLDER",
    "HEADINGS_MOVED",
    "KINDS",
    "LIST_MISSING",
    "NUMBER_IN_TEXT",
    "PIECE_OF_TEXT",
    "REAL_DATE",
    "SAYS_NOTHING",
    "SAYS_TWO_THINGS",
    "SHEET_MISSING",
    "SHEET_OWN",
    "SHEET_RENAMED",
    "SHEET_TWICE",
    "SHEET_UNREAD",
    "TICK_IN_TEXT",
]

SHEET_RENAMED = FindingKind(
    code="RTN850",
    severity=Severity.NOTE,
    title="sheet found under another name",
    help="",
)
COLUMN_BY_PLACE = FindingKind(
    code="RTN851",
    severity=Severity.WARNING,
    title="column with another heading found by its place",
    help="Look whether the column still means the same.",
)
COLUMN_MISSING = FindingKind(
    code="RTN852",
    severity=Severity.WARNING,
    title="column is not in the file that came back",
    help="What it held is left as it was; ask whether it was deleted on purpose.",
)
COLUMN_OWN = FindingKind(
    code="RTN853",
    severity=Severity.NOTE,
    title="column of a person's own",
    help="It is listed, and taken into the register only if you ask for it.",
)
SHEET_MISSING = FindingKind(
    code="RTN854",
    severity=Severity.WARNING,
    title="sheet is not in the file that came back",
    help="What it held is left as it was; ask whether it was deleted on purpose.",
)
SHEET_OWN = FindingKind(
    code="RTN855",
    severity=Severity.NOTE,
    title="sheet of a person's own",
    help="Its cells are kept as notes; read them.",
)
FORMAT_OLDER = FindingKind(
    code="RTN856",
    severity=Severity.NOTE,
    title="tracker of an older format",
    help="",
)
SAYS_TWO_THINGS = FindingKind(
    code="RTN857",
    severity=Severity.WARNING,
    title="file's cells and its properties say different things",
    help="The cells were believed; look whether this is the file that was sent.",
)
REAL_DATE = FindingKind(
    code="RTN858",
    severity=Severity.WARNING,
    title="a program made a day of what was typed",
    help="Ask what was meant, if the day matters: a month or a season may have been typed.",
)
NUMBER_IN_TEXT = FindingKind(
    code="RTN859",
    severity=Severity.WARNING,
    title="a program made a number of what was typed",
    help="Noughts at the front, signs and long digits may be lost; ask if they matter.",
)
TICK_IN_TEXT = FindingKind(
    code="RTN860",
    severity=Severity.NOTE,
    title="cell holds true or false, not words",
    help="",
)
LIST_MISSING = FindingKind(
    code="RTN861",
    severity=Severity.NOTE,
    title="list of the columns is not in the file",
    help="The columns were found by their headings alone.",
)
SHEET_UNREAD = FindingKind(
    code="RTN862",
    severity=Severity.ERROR,
    title="sheet has lost its headings",
    help="Put the row of headings back and collect the file again.",
)
HEADINGS_MOVED = FindingKind(
    code="RTN863",
    severity=Severity.NOTE,
    title="headings found in another row",
    help="",
)
COLUMN_TWICE = FindingKind(
    code="RTN864",
    severity=Severity.WARNING,
    title="two columns with the same heading",
    help="Only the first was read; the other is kept as a column of a person's own.",
)
FETCHES = FindingKind(
    code="RTN865",
    severity=Severity.WARNING,
    title="formula that asks another program or the network for its value",
    help="Nothing was asked; find out where the file has been.",
)
SHEET_TWICE = FindingKind(
    code="RTN866",
    severity=Severity.WARNING,
    title="sheet is in the file twice",
    help="Both were read; where they differ, choose.",
)
SAYS_NOTHING = FindingKind(
    code="RTN867",
    severity=Severity.WARNING,
    title="file does not say what it was made from",
    help="Look whether it is the file that was sent; its rows were read by their headings and keys.",
)

DAYS_SHIFTED = FindingKind(
    code="RTN868",
    severity=Severity.WARNING,
    title="days are counted from another year than when the file was sent",
    help="Look at the days that were typed in; ask, if one is about four years off.",
)
PIECE_OF_TEXT = FindingKind(
    code="RTN883",
    severity=Severity.WARNING,
    title="a cell that may hold a piece of a text only",
    help="It is in dispute; look at the sheet of long texts, and take the words if they are all.",
)

KINDS = (
    SHEET_RENAMED,
    COLUMN_BY_PLACE,
    COLUMN_MISSING,
    COLUMN_OWN,
    SHEET_MISSING,
    SHEET_OWN,
    FORMAT_OLDER,
    SAYS_TWO_THINGS,
    REAL_DATE,
    NUMBER_IN_TEXT,
    TICK_IN_TEXT,
    LIST_MISSING,
    SHEET_UNREAD,
    HEADINGS_MOVED,
    COLUMN_TWICE,
    FETCHES,
    SHEET_TWICE,
    SAYS_NOTHING,
    DAYS_SHIFTED,
    PIECE_OF_TEXT,
)
"""All of them, in the order of their codes."""
