"""What reading a returned document can notice: the kinds of finding, each described once."""

from __future__ import annotations

from accountability.findings import FindingKind, Severity

__all__ = [
    "BOUND_ELSEWHERE",
    "FETCHES",
    "FIELD_GONE",
    "FIELD_OF_ANOTHER",
    "FIELD_TWICE",
    "FORMAT_OLDER",
    "FOUND_OTHERWISE",
    "HIDDEN",
    "KEY_LOST",
    "KINDS",
    "NOT_SENT",
    "OURS_UNKNOWN",
    "PICTURE",
    "SAYS_NOTHING",
    "SAYS_TWO_THINGS",
    "TRACKED",
]

FOUND_OTHERWISE = FindingKind(
    code="RTN870",
    severity=Severity.NOTE,
    title="fields whose controls are gone were found by other marks",
    help="Nothing is lost; a program that does not keep controls saved the document.",
)
TRACKED = FindingKind(
    code="RTN871",
    severity=Severity.NOTE,
    title="tracked changes were read as accepted",
    help="Ask whoever made them, if one of them was not meant to stand.",
)
NOT_SENT = FindingKind(
    code="RTN872",
    severity=Severity.WARNING,
    title="field or item that was not in the document that was sent",
    help="Nothing is written from it by itself; ask where it comes from.",
)
KEY_LOST = FindingKind(
    code="RTN873",
    severity=Severity.NOTE,
    title="item whose reference line is gone or damaged",
    help="It was recognised by its fields, its heading or what the file says of itself.",
)
FIELD_TWICE = FindingKind(
    code="RTN874",
    severity=Severity.WARNING,
    title="field that stands in the document more than once",
    help="Both were read; where they ask for different things, a person decides.",
)
BOUND_ELSEWHERE = FindingKind(
    code="RTN875",
    severity=Severity.WARNING,
    title="control whose visible words differ from the data behind it",
    help="The visible words were read; ask which of the two is meant.",
)
FETCHES = FindingKind(
    code="RTN876",
    severity=Severity.WARNING,
    title="field that fetches from another file or runs a program",
    help="Nothing was fetched or run; the words that it shows were read.",
)
PICTURE = FindingKind(
    code="RTN877",
    severity=Severity.WARNING,
    title="picture or object that stands with an answer",
    help="Its description was read, if it has one; ask for what it shows in words.",
)
SAYS_TWO_THINGS = FindingKind(
    code="RTN878",
    severity=Severity.WARNING,
    title="document's last line and its properties say different things",
    help="The line was believed; look whether this is the document that was sent.",
)
SAYS_NOTHING = FindingKind(
    code="RTN879",
    severity=Severity.WARNING,
    title="document does not say what it is",
    help="It was read by its fields and references alone; look whether it is the one that was sent.",
)
FORMAT_OLDER = FindingKind(
    code="RTN880",
    severity=Severity.NOTE,
    title="form of an older format",
    help="",
)
HIDDEN = FindingKind(
    code="RTN881",
    severity=Severity.WARNING,
    title="hidden words",
    help="They were read with the others; look whether whoever sent them knows that they are there.",
)
OURS_UNKNOWN = FindingKind(
    code="RTN882",
    severity=Severity.WARNING,
    title="document without the list of what was sent in it",
    help=(
        "The program that saved it dropped that. Answers were read, and words beside them were told; "
        "look for yourself whether something was typed over the text that is for reading."
    ),
)
FIELD_OF_ANOTHER = FindingKind(
    code="RTN884",
    severity=Severity.WARNING,
    title="field of one item that stands under another",
    help="It was copied or moved there; ask which of the two items its words are meant for.",
)
FIELD_GONE = FindingKind(
    code="RTN885",
    severity=Severity.WARNING,
    title="field that was sent and did not come back with its item",
    help="What is held was kept; ask whether it was taken out on purpose.",
)

KINDS = (
    FOUND_OTHERWISE,
    TRACKED,
    NOT_SENT,
    KEY_LOST,
    FIELD_TWICE,
    BOUND_ELSEWHERE,
    FETCHES,
    PICTURE,
    SAYS_TWO_THINGS,
    SAYS_NOTHING,
    FORMAT_OLDER,
    HIDDEN,
    OURS_UNKNOWN,
    FIELD_OF_ANOTHER,
    FIELD_GONE,
)
"""All of them, in the order of their codes."""
