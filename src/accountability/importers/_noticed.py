"""What reading a page can notice: the kinds of finding, each described once."""

from __future__ import annotations

from accountability.findings import FindingKind, Severity

__all__ = [
    "ANOTHER_PAGE",
    "GLUED_FOOTNOTES",
    "KINDS",
    "LINE_WITHOUT_FIELD",
    "OWNER_NOT_KNOWN",
    "POSITION_NOT_STATED",
    "POSITION_READ",
    "PROMISE_READ",
    "PUBLISHER_NOT_NAMED",
    "RESPONDER_IN_REPLY",
    "RESPONDER_NOT_PRINTED",
    "SAME_NUMBER_OTHER_WORDS",
    "SEVERAL_HEADINGS",
    "SITE_STATUS",
    "SPLIT_WORD",
    "STATUS_NOT_KNOWN",
    "SUMMARY_CUT",
    "TEXT_CUT_OFF",
    "TWO_KINDS",
]

TEXT_CUT_OFF = FindingKind(
    code="IMP701",
    severity=Severity.WARNING,
    title="text stops without an end",
    help="Read the rest in the original document.",
)
SUMMARY_CUT = FindingKind(
    code="IMP702",
    severity=Severity.NOTE,
    title="shortened text kept beside the text",
    help="",
)
SPLIT_WORD = FindingKind(
    code="IMP703",
    severity=Severity.NOTE,
    title="words split in the print",
    help="The words stay as printed; they are joined only where they are read.",
)
GLUED_FOOTNOTES = FindingKind(
    code="IMP704",
    severity=Severity.NOTE,
    title="footnote numbers glued to the text",
    help="The numbers stay as printed; they are left out only where the text is read.",
)
TWO_KINDS = FindingKind(
    code="IMP705",
    severity=Severity.WARNING,
    title="printed as two kinds of item",
    help="Look the item up in the report; the kind nearest to its text was taken, and both are kept.",
)
SITE_STATUS = FindingKind(
    code="IMP706",
    severity=Severity.NOTE,
    title="status printed by the site, not by the responder",
    help="It is kept as the site's assessment; the responder's position is read in the reply.",
)
LINE_WITHOUT_FIELD = FindingKind(
    code="IMP707",
    severity=Severity.NOTE,
    title="line belongs to no field",
    help="It is kept with the page, under its number; look whether it says something that matters.",
)
POSITION_READ = FindingKind(
    code="IMP709",
    severity=Severity.NOTE,
    title="position read in the words of the reply",
    help="Look at the sentence; the register keeps it beside the position.",
)
OWNER_NOT_KNOWN = FindingKind(
    code="IMP729",
    severity=Severity.NOTE,
    title="a promise names an owner that nobody has heard of",
    help="If it is a body, add it to the register; if not, whoever replies is the owner.",
)
POSITION_NOT_STATED = FindingKind(
    code="IMP720",
    severity=Severity.WARNING,
    title="reply states no position",
    help="Read the reply; if it does say yes or no, give the position by hand.",
)
PROMISE_READ = FindingKind(
    code="IMP721",
    severity=Severity.NOTE,
    title="promise read in the reply",
    help="",
)
STATUS_NOT_KNOWN = FindingKind(
    code="IMP722",
    severity=Severity.WARNING,
    title="printed status is of no known vocabulary",
    help="It is kept as printed, without a meaning.",
)
RESPONDER_NOT_PRINTED = FindingKind(
    code="IMP723",
    severity=Severity.WARNING,
    title="no line says who responds",
    help="The name was taken from the lines around; correct it if it is another.",
)
SAME_NUMBER_OTHER_WORDS = FindingKind(
    code="IMP724",
    severity=Severity.WARNING,
    title="number already held with other words",
    help="Two reports may number alike; say which report each page is about.",
)
PUBLISHER_NOT_NAMED = FindingKind(
    code="IMP725",
    severity=Severity.NOTE,
    title="page does not say who publishes it",
    help="Name the site when importing, if it matters whose assessments these are.",
)
ANOTHER_PAGE = FindingKind(
    code="IMP726",
    severity=Severity.WARNING,
    title="another page begins in the same file",
    help="Look whether each page became an item; one page a file is surest.",
)
SEVERAL_HEADINGS = FindingKind(
    code="IMP727",
    severity=Severity.WARNING,
    title="more than one line may stand over the answers",
    help="Look where the text ends and the answers begin; leave the other line out if it was read wrongly.",
)
RESPONDER_IN_REPLY = FindingKind(
    code="IMP728",
    severity=Severity.WARNING,
    title="line in a reply may name another responder",
    help="If what follows is another body's reply, save the page with a status that is known.",
)

KINDS = (
    TEXT_CUT_OFF,
    SUMMARY_CUT,
    SPLIT_WORD,
    GLUED_FOOTNOTES,
    TWO_KINDS,
    SITE_STATUS,
    LINE_WITHOUT_FIELD,
    POSITION_READ,
    POSITION_NOT_STATED,
    PROMISE_READ,
    STATUS_NOT_KNOWN,
    RESPONDER_NOT_PRINTED,
    SAME_NUMBER_OTHER_WORDS,
    PUBLISHER_NOT_NAMED,
    ANOTHER_PAGE,
    SEVERAL_HEADINGS,
    RESPONDER_IN_REPLY,
    OWNER_NOT_KNOWN,
)
"""All of them, in the order of their codes."""
