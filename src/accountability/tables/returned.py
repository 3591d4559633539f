"""
What came back, before anybody judges it: rows and cells as they stand in a file, whatever its format.

Readers of workbooks, documents and tables each find rows and cells in their own way and end here, so
that one judge decides for all of them what was changed, what was only read, and what is a question.
Nothing here is trusted: keys, checks and everything that a file says about itself are words that a
person or a program may have changed.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping

from attrs import field, frozen

from accountability.findings import Finding, Place
from accountability.tables.visible import Profile, Scope
from accountability.text import clean

__all__ = ["Returned", "ReturnedCell", "ReturnedNote", "ReturnedRow"]


@frozen(kw_only=True, slots=True)
class ReturnedCell:
    """
    One cell of a row, or one field of a form.

    Attributes:
        text: Its words as they stand, whole: escapes undone, parts of a long text joined. Real days,
            numbers and ticks are the words that a person would read there.

        place: Where it stands: "Recommendations!F14", "recommendation 4, your position".

        refused: Why it has no words that can be taken ("it holds a formula, =A1+1"); "" if it has.

        found_by: How a form's field was found, where that is worth saying: "bookmark", "heading".

        noted: What reading it noticed; told only if the cell turns out to be changed.

        disputed: Why nobody can say what its words mean for what is held, so that a change of it is for
            a person to decide ("headings changed places"); "" if that is plain.
    """

    text: str
    place: Place
    refused: str = ""
    found_by: str = ""
    noted: tuple[Finding, ...] = ()
    disputed: str = ""

    @property
    def typed(self) -> str:
        """Its words as records can hold them; "" if there is nothing to be seen in the cell."""
        return clean(self.text).text if any(map(_is_seen, self.text)) else ""


@frozen(kw_only=True, slots=True)
class ReturnedRow:
    """
    One row of a sheet, or one item's fields in a form.

    Attributes:
        sheet: Our name of the sheet: "Recommendations", "Commitments".

        key: Its row key as it stands, without white space around it; "" if there is none.

        check: Its check as it stands; "" if there is none.

        cells: By key of the column, read-only ones too; a column that is not in the file is left out.

        place: Where the row stands: "Recommendations!14", "recommendation 4".

        extra: Cells under headings that are not ours, with the heading, in order.

        need: What was asked of it, where a form says so in words and not in a cell; "".
    """

    sheet: str
    key: str
    check: str
    cells: Mapping[str, ReturnedCell]
    place: Place
    extra: tuple[tuple[str, ReturnedCell], ...] = ()
    need: str = ""


@frozen(kw_only=True, slots=True)
class ReturnedNote:
    """
    Words that somebody added beside the cells: a comment, or text between the fields of a form.

    Attributes:
        text: The words.

        place: Where they stand.

        key: Row key of the row they stand at; "" if they stand at none.

        author: As the file says; "".

        day: As the file says; None.

        kind: "comment" or "text".
    """

    text: str
    place: Place
    key: str = ""
    author: str = ""
    day: dt.date | None = None
    kind: str = "comment"


@frozen(kw_only=True)
class Returned:
    """
    A file that came back.

    Attributes:
        file: Base name.

        digest: Of the file, "sha256:…".

        form: "tracker" for a workbook or table, "form" for a document.

        version: Of its format, as it says; "" if it does not.

        register: Id of the register that it was made from, as it says.

        as_of: Day it was made for.

        profile: For whom it was made.

        scope: Which rows it was made for.

        sent: How many rows it says it was sent with.

        keys_digest: Digest of the row keys that it was sent with.

        columns: By our name of a sheet, the keys of its columns in the order in which it was sent;
            the order of the stamps in a check. Empty where the file does not say.

        rows: In the order of the file.

        template: How a document is laid out, as it says; "" for the usual form.

        cover: What a document says of the paper itself: one row with the id of the report that is
            answered as its key, and in its check a stamp for each field of the cover that was sent, in
            the order of `columns` under "Cover", made of its words with white space levelled.

        notes: Comments and stray text, in the order of the file.

        findings: What reading noticed about the file as a whole, its sheets and columns.
    """

    file: str
    digest: str = ""
    form: str = "tracker"
    version: str = ""
    register: str = ""
    as_of: dt.date | None = None
    profile: Profile | None = None
    scope: Scope = field(factory=Scope)
    sent: int | None = None
    keys_digest: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(factory=dict)
    rows: tuple[ReturnedRow, ...] = ()
    template: str = ""
    cover: ReturnedRow | None = None
    notes: tuple[ReturnedNote, ...] = ()
    findings: tuple[Finding, ...] = ()


def _is_seen(character: str) -> bool:
    """Tell whether a character shows: a space of any width, and what only steers programs, does not."""
    return not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}
