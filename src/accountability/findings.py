"""
What we report instead of raising.

Real records are damaged: numbers repeat, dates lie in the past, words contradict each other. None of
that is a reason to refuse a document, and none of it may pass in silence. Whatever reads, checks,
merges or exports therefore returns *findings*: values that say what is the case, where, how much it
matters and what to do next.
"""

from __future__ import annotations

import re
from enum import StrEnum

from attrs import field, frozen

__all__ = ["Finding", "FindingKind", "Place", "Severity"]

_CODE = re.compile(r"(?:REC1|RSP2|COM3|DAT4|LNK5|SRC6|IMP7|RTN8|EXP9)\d\d|X[A-Z]{2,}\d{3}")


class Severity(StrEnum):
    """How much a finding matters to whoever relies on the register."""

    ERROR = "error"
    """Something that is said cannot be true, or a duty is broken."""

    WARNING = "warning"
    """Something that a person should look at before relying on the record."""

    NOTE = "note"
    """Something worth knowing; nothing needs to be done."""


@frozen(kw_only=True)
class Place:
    """
    Where in a file something stands, in the words a person would use to find it.

    Attributes:
        file: Base name of the file; empty if there is only one it could be.

        at: "line 82", "Tracker!F14", "$.responses[3].position"; empty for the file as a whole.
    """

    file: str = ""
    at: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.file, self.at) if part)


def _check_code(_instance: object, _attribute: object, value: str) -> None:
    if not _CODE.fullmatch(value):
        message = (
            f"{value!r} is not a finding code; use a family of ours (REC1xx, RSP2xx, COM3xx, DAT4xx, "
            "LNK5xx, SRC6xx, IMP7xx, RTN8xx, EXP9xx) or, in a plug-in, X, two or more capital letters "
            "and three digits (XAB001)"
        )
        raise ValueError(message)


def _check_message(_instance: object, attribute: object, value: str) -> None:
    if not value.strip():
        name = getattr(attribute, "name", "message")
        message = f"a finding needs its {name}: a person will read it"
        raise ValueError(message)


@frozen(kw_only=True)
class Finding:
    """
    One thing worth a person's attention.

    Attributes:
        code: Stable name of the kind of finding, e.g. "RSP203".

        severity: How much it matters.

        message: One sentence that says what is the case, with the words it rests on.

        record: Id of the record it is about; empty if it is about a file.

        place: Where the words stand, if known.

        help: What to do next; empty if nothing needs to be done.

    Raises:
        ValueError: the code is of no known family, the message is empty, or neither record nor place
            says what the finding is about.
    """

    code: str = field(validator=_check_code)
    severity: Severity
    message: str = field(validator=_check_message)
    record: str = ""
    place: Place | None = None
    help: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.record and (self.place is None or not str(self.place)):
            message = (
                f"finding {self.code} has neither a record nor a place: nobody could look it up"
            )
            raise ValueError(message)


@frozen(kw_only=True)
class FindingKind:
    """
    A kind of finding that reading, exporting or collecting can report, described once.

    The reference page of all codes is made from these; each room that reports findings holds its
    kinds in a tuple called ``KINDS``.

    Attributes:
        code: Stable name, never reused.

        severity: How much findings of this kind matter.

        title: What is the case, in a few words, e.g. "line belongs to no field".

        help: What to do about it; every finding of the kind carries it.
    """

    code: str = field(validator=_check_code)
    severity: Severity
    title: str = field(validator=_check_message)
    help: str = ""

    def found(
        self, message: str, *, record: str = "", place: Place | None = None, help: str | None = None
    ) -> Finding:
        """Make a finding of this kind; *help* replaces the kind's own advice."""
        return Finding(
            code=self.code,
            severity=self.severity,
            message=message,
            record=record,
            place=place,
            help=self.help if help is None else help,
        )
