"""
How each response document is laid out: data for the one engine that writes them all.

A template says what stands on the cover, in which order an item's words come, which fields are asked
for, and how the body is built. It holds words and names of columns, never anything to be evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

__all__ = ["COVER_HEADINGS", "LAYOUTS", "Body", "CoverField", "Layout", "Template"]


class Template(StrEnum):
    """How the document is laid out."""

    FORM = "form"
    """A form to be filled in; finished: the position as a sentence, the date, a numbered reply."""

    TREASURY_MINUTE = "treasury-minute"
    """Conclusion, recommendation, then numbered paragraphs of which the position is the first."""

    COMMONS_RESPONSE = "commons-response"
    """The committee's words in bold type, the response in plain type."""

    COMMAND_PAPER = "command-paper"
    """A cover block, a foreword, a heading for each item with its printed number beside any new one."""

    TABLE = "table"
    """Three columns: recommendation, response, delivery timeline."""

    PROGRESS_REPORT = "progress-report"
    """Status at one date and at another, with the first target date and the one that stands."""

    DATE_CHANGE_LETTER = "date-change-letter"
    """A letter that tells the committee of target dates that moved."""


class Body(StrEnum):
    """What the document is built of after its first page."""

    ITEMS = "items"
    """A heading for each item."""

    TABLE = "table"
    """A row for each item."""

    PROGRESS = "progress"
    """A table of statuses, then what was reported about each item."""

    LETTER = "letter"
    """The rows whose dates moved."""


@frozen(kw_only=True)
class CoverField:
    """
    A placeholder of the cover, kept with the paper so that it is there in the next export.

    Attributes:
        key: What its control's tag ends in.

        label: What stands above it.

        prompt: Says what to enter.

        before: What the finished paper prints before it.

        after: And after it.

        words: Whether it is words of somebody's own, with a heading, and not a line of the cover.
    """

    key: str
    label: str
    prompt: str
    before: str = ""
    after: str = ""
    words: bool = False


@frozen(kw_only=True)
class Layout:
    """
    One template.

    Attributes:
        name: What the document calls itself in its title.

        body: What it is built of.

        cover: Its placeholders, in order.

        cover_heading: What stands above them.

        fields: Columns that are asked for; () means all.

        conclusion_first: Whether the conclusion stands before the recommendation.

        labelled: Whether conclusion and recommendation are named in front of their words.

        bold: Whether the words of the recommender are in bold type.

        numbered: Whether the paragraphs of a reply are numbered under the item's number.

        position_numbered: Whether the position is the first numbered paragraph.

        renumbers: Whether items get numbers of this paper's own beside the printed ones.

        new_page: Whether the items begin on a new page.

        reports: Whether it may be about several reports at once.

        key_to_type: A sentence that says which words are whose; "" for none.
    """

    name: str
    body: Body = Body.ITEMS
    cover: tuple[CoverField, ...] = ()
    cover_heading: str = "Cover"
    fields: tuple[str, ...] = ()
    conclusion_first: bool = False
    labelled: bool = False
    bold: bool = False
    numbered: bool = False
    position_numbered: bool = False
    renumbers: bool = False
    new_page: bool = False
    reports: bool = False
    key_to_type: str = ""


_NUMBER = CoverField(
    key="paper_number", label="Number of the paper", prompt="As it will be printed: CP 9107."
)
_PRESENTED = CoverField(
    key="paper_presented_by",
    label="Presented to Parliament by",
    prompt="The office, not the person: Secretary of State for Harbours.",
    before="Presented to Parliament by the ",
    after=" by Command of His Majesty",
)
_MONTH = CoverField(
    key="paper_month", label="Month of publication", prompt="Month and year: April 2027."
)
_INTRODUCTION = CoverField(
    key="paper_introduction",
    label="Introduction from the Committee",
    prompt="The committee's own introduction, as its report prints it.",
    words=True,
)
_FOREWORD = CoverField(
    key="paper_foreword",
    label="Foreword",
    prompt="The minister's words, if there are any.",
    words=True,
)
_OFFICER = CoverField(
    key="paper_officers_words",
    label="Words of the accounting officer",
    prompt="What the accounting officer says of the whole, if anything.",
    words=True,
)
_ADDRESSED = CoverField(
    key="paper_addressed_to",
    label="To",
    prompt="How the letter addresses its reader: the Chair of the committee, by name.",
)
_SIGNED = CoverField(
    key="paper_signed_by",
    label="Signed by",
    prompt="Name and office: the accounting officer of the department.",
)
_COPIED = CoverField(
    key="paper_copied_to",
    label="Copied to",
    prompt="Who else gets a copy, if anybody: an office or a body.",
)

COVER_HEADINGS: Mapping[str, str] = {
    field.key: f"Response paper: {field.label}"
    for field in (
        *(_NUMBER, _PRESENTED, _MONTH, _INTRODUCTION, _FOREWORD, _OFFICER, _ADDRESSED, _SIGNED),
        _COPIED,
    )
}
"""Under which heading of a document's `extra` each placeholder of a cover is kept."""

_ANSWER = ("position", "reply", "target_date", "date_reason")
_NEWS = (
    *("target_date", "date_reason"),
    *("progress", "progress_words", "completed_on", "evidence"),
)

LAYOUTS: Mapping[Template, Layout] = {
    Template.FORM: Layout(name="Response", numbered=True, reports=True),
    Template.TREASURY_MINUTE: Layout(
        name="Treasury Minute",
        cover=(_NUMBER, _PRESENTED, _MONTH, _INTRODUCTION, _OFFICER),
        fields=_ANSWER,
        conclusion_first=True,
        labelled=True,
        numbered=True,
        position_numbered=True,
        new_page=True,
    ),
    Template.COMMONS_RESPONSE: Layout(
        name="Government response",
        cover=(_NUMBER, _MONTH, _FOREWORD),
        fields=_ANSWER,
        bold=True,
        key_to_type=(
            "What the {recommender} says is in bold type behind a rule. The response is in plain type, "
            "but for its target dates."
        ),
    ),
    Template.COMMAND_PAPER: Layout(
        name="Government response",
        cover=(_NUMBER, _PRESENTED, _MONTH, _FOREWORD),
        fields=_ANSWER,
        renumbers=True,
        new_page=True,
    ),
    Template.TABLE: Layout(
        name="Response", body=Body.TABLE, cover=(_NUMBER, _MONTH, _FOREWORD), fields=_ANSWER
    ),
    Template.PROGRESS_REPORT: Layout(
        name="Progress report",
        body=Body.PROGRESS,
        cover=(_NUMBER, _OFFICER),
        fields=_NEWS,
        reports=True,
    ),
    Template.DATE_CHANGE_LETTER: Layout(
        name="Target dates that have moved",
        body=Body.LETTER,
        cover=(_ADDRESSED, _SIGNED, _COPIED),
        cover_heading="Who the letter goes to, and who signs it",
        fields=("target_date", "date_reason"),
    ),
}
"""
How each template is laid out.

Source:
    Layouts of printed responses. That of a Treasury Minute's body, and of the letter about a moved
    date, rests on background knowledge: check it against a paper of your own before you send one.
"""
