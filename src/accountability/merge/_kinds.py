"""The kinds of findings that merging reports."""

from __future__ import annotations

from accountability.findings import FindingKind, Severity

__all__ = [
    "ANSWER_BESIDE",
    "CELL_EMPTIED",
    "DATE_BY_CONVENTION",
    "DATE_MOVED",
    "DATE_NOT_TOLD",
    "DATE_READ",
    "DATE_UNEXPLAINED",
    "DRAFT_LEFT",
    "GIVEN_ANSWER_CHANGED",
    "HELD_ALREADY",
    "ID_TAKEN",
    "KINDS",
    "NAME_ADDED",
    "NAME_AMBIGUOUS",
    "NOT_A_CHOICE",
    "NO_DATE_IN_WORDS",
    "REASON_ALONE",
    "REGISTERS_DIFFER",
    "SAME_BY_LIKENESS",
    "SAME_LABEL_ONLY",
    "TWO_DATES",
    "WORDS_DIFFER",
]

CELL_EMPTIED = FindingKind(
    code="RTN801",
    severity=Severity.WARNING,
    title="a cell came back empty",
    help="What was there is kept; --accept-cleared removes it.",
)
REASON_ALONE = FindingKind(
    code="RTN802",
    severity=Severity.WARNING,
    title="a reason without a new date",
    help="Ask for the date, or keep the reason in a note.",
)
NAME_ADDED = FindingKind(
    code="RTN803",
    severity=Severity.NOTE,
    title="a name that was not held was added",
    help="Say what kind of body it is, and what it is part of.",
)
DATE_READ = FindingKind(
    code="RTN804",
    severity=Severity.WARNING,
    title="a date was read with a remark",
    help="Look whether it was read as it was meant.",
)
GIVEN_ANSWER_CHANGED = FindingKind(
    code="RTN805",
    severity=Severity.WARNING,
    title="an answer already given was typed over",
    help="The given answer stands; what was typed is a draft beside it.",
)
TWO_DATES = FindingKind(
    code="RTN806",
    severity=Severity.WARNING,
    title="both sides added to the same history",
    help="All entries are kept; look whether the last one is the one that counts.",
)
DATE_NOT_TOLD = FindingKind(
    code="RTN807",
    severity=Severity.WARNING,
    title="a date moved and nobody was told",
    help="Tell the recommender, and record the letter.",
)
NO_DATE_IN_WORDS = FindingKind(
    code="RTN808",
    severity=Severity.WARNING,
    title="words that fix no date",
    help="Ask for a day, month, season or year.",
)
NOT_A_CHOICE = FindingKind(
    code="RTN809",
    severity=Severity.WARNING,
    title="words that are none of the choices",
    help="Ask which of the choices is meant.",
)
DATE_UNEXPLAINED = FindingKind(
    code="RTN810",
    severity=Severity.WARNING,
    title="a date moved and no reason was given",
    help="Ask why it moved; whoever was promised the old date will.",
)
DATE_BY_CONVENTION = FindingKind(
    code="RTN811",
    severity=Severity.NOTE,
    title="a month, season or year was read as days by convention",
)
HELD_ALREADY = FindingKind(
    code="RTN821",
    severity=Severity.NOTE,
    title="something newly read is held already",
)
SAME_BY_LIKENESS = FindingKind(
    code="RTN822",
    severity=Severity.WARNING,
    title="something newly read was found by the likeness of its words",
    help="Look whether the two are the same.",
)
SAME_LABEL_ONLY = FindingKind(
    code="RTN823",
    severity=Severity.WARNING,
    title="the same number with very different words",
    help="Look whether the two are the same.",
)
WORDS_DIFFER = FindingKind(
    code="RTN824",
    severity=Severity.WARNING,
    title="two papers print something differently",
    help="What is held stays; the other reading is kept as a source.",
)
ID_TAKEN = FindingKind(
    code="RTN825",
    severity=Severity.NOTE,
    title="an id was taken by something else",
)
NAME_AMBIGUOUS = FindingKind(
    code="RTN826",
    severity=Severity.WARNING,
    title="a name that several held organisations have",
    help="Give one of them the name, and take it from the others.",
)
ANSWER_BESIDE = FindingKind(
    code="RTN827",
    severity=Severity.WARNING,
    title="an answer that differs from the one held",
    help="Both are kept; the later one counts.",
)
DRAFT_LEFT = FindingKind(
    code="RTN828",
    severity=Severity.WARNING,
    title="an answer was given while a draft with other words is held",
    help="Remove the draft if it has been overtaken.",
)
DATE_MOVED = FindingKind(
    code="RTN829",
    severity=Severity.NOTE,
    title="a newly read paper gives another target date",
)
REGISTERS_DIFFER = FindingKind(
    code="RTN830",
    severity=Severity.NOTE,
    title="the registers have different names",
    help="The first one's is kept.",
)

KINDS: tuple[FindingKind, ...] = (
    CELL_EMPTIED,
    REASON_ALONE,
    NAME_ADDED,
    DATE_READ,
    GIVEN_ANSWER_CHANGED,
    TWO_DATES,
    DATE_NOT_TOLD,
    NO_DATE_IN_WORDS,
    NOT_A_CHOICE,
    DATE_UNEXPLAINED,
    DATE_BY_CONVENTION,
    HELD_ALREADY,
    SAME_BY_LIKENESS,
    SAME_LABEL_ONLY,
    WORDS_DIFFER,
    ID_TAKEN,
    NAME_AMBIGUOUS,
    ANSWER_BESIDE,
    DRAFT_LEFT,
    DATE_MOVED,
    REGISTERS_DIFFER,
)
"""Every kind of finding that merging reports."""
