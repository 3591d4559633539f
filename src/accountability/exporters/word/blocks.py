"""What a response document is made of, before it is drawn: headings, paragraphs, fields, one table."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

__all__ = [
    "BULLET",
    "Answer",
    "Block",
    "Field",
    "Heading",
    "Kind",
    "Look",
    "Paragraph",
    "Run",
    "Table",
]

BULLET = "•"
"""Stands in the place of a number before an entry of a list."""


class Look(StrEnum):
    """How a stretch of text differs from its paragraph; the values are ids of character styles."""

    PLAIN = ""
    """Not at all."""

    STRONG = "Strong"
    """Bold."""

    QUIET = "Quiet"
    """Lighter: for what is not read at first sight."""


class Kind(StrEnum):
    """What a paragraph is; the values are ids of paragraph styles."""

    BODY = "Normal"
    """A plain paragraph."""

    MARKING = "Marking"
    """The protective marking on the first page."""

    TITLE = "Title"
    """Title of the document."""

    QUOTED = "QuotedText"
    """What somebody else said, set off by a rule at the left."""

    DETAILS = "Details"
    """Who answers, by when, and what is wanted."""

    LABEL = "FieldLabel"
    """Name of the field below it."""

    ENTRY = "FieldEntry"
    """A field to be filled in."""

    REPLY = "Reply"
    """A paragraph of an answer; numbered, if it has a number."""

    REFERENCE = "Reference"
    """Keys for the computer, small and in sight."""

    CELL = "TableText"
    """In a table."""


@frozen(slots=True)
class Run:
    """A stretch of text in one look."""

    text: str
    look: Look = Look.PLAIN


@frozen(slots=True, kw_only=True)
class Paragraph:
    """
    One paragraph.

    Attributes:
        kind: Decides its style.

        runs: Its text; line feeds become line breaks.

        keep: Whether it stays on one page with what follows.

        number: What stands before its own number, "4." for 4.1, 4.2 …; "" for 1, 2 …; `BULLET` for
            an entry of a list; None: it has no number.
    """

    kind: Kind
    runs: tuple[Run, ...]
    keep: bool = False
    number: str | None = None


@frozen(slots=True, kw_only=True)
class Heading:
    """A heading: its level (1 to 3), its words, what stands lighter beside them, where it stands."""

    level: int
    text: str
    lighter: str = ""
    new_page: bool = False


@frozen(slots=True, kw_only=True)
class Field:
    """
    One field to be filled in.

    Attributes:
        key: Key of its column.

        label: What stands above it; also the title of its control.

        text: What is filled in; "" shows the placeholder.

        placeholder: Says what to enter, in square brackets.

        choices: Words to choose from; others can be typed.

        day: Whether a day is asked for.

        long: Whether it takes several paragraphs.
    """

    key: str
    label: str
    text: str
    placeholder: str
    choices: tuple[str, ...] = ()
    day: bool = False
    long: bool = False


@frozen(slots=True, kw_only=True)
class Answer:
    """
    The fields of one row, and the line that brings them home.

    Attributes:
        key: Of the row.

        fields: In order.

        reference: The line; "" where the fields go on elsewhere, under the same key.
    """

    key: str
    fields: tuple[Field, ...]
    reference: str


@frozen(slots=True, kw_only=True)
class Table:
    """
    A plain table.

    Attributes:
        title: Read out before the table.

        description: What is in it, for those who do not see it.

        headings: Of the columns.

        widths: Of the columns, as shares of the page.

        rows: One text, or what stands in the cell, for each column.
    """

    title: str
    description: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str | tuple[Paragraph | Answer, ...], ...], ...]


Block = Paragraph | Heading | Answer | Table
