"""What an exporter is, and what it is told: the seam that plug-ins are written against."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO, ClassVar, Protocol, runtime_checkable

from attrs import field, frozen

from accountability.deadlines import Calendar
from accountability.findings import Finding, FindingKind, Severity
from accountability.jurisdictions import Jurisdiction
from accountability.model import Register
from accountability.tables import Scope

__all__ = ["CONTINUED", "LEFT_OUT", "ExportContext", "Exporter"]


@frozen(kw_only=True)
class ExportContext:
    """
    What an export depends on besides the register and the exporter's own options.

    Attributes:
        as_of: Day that verdicts are made for; also the only clock a file may show.

        jurisdiction: Whose rules and words apply; None: each document's own, else the register's.

        calendar: Working days, for deadlines that count them.

        scope: What to include; empty means everything.

        contact: Who to ask and where to send the file back, printed on it.

        return_by: Day by which a form should come back, printed on it.

        marking: Protective marking; empty: the register's.

        language: BCP 47 tag of the file.
    """

    as_of: dt.date
    jurisdiction: Jurisdiction | None = None
    calendar: Calendar | None = None
    scope: Scope = field(factory=Scope)
    contact: str = ""
    return_by: dt.date | None = None
    marking: str = ""
    language: str = "en-GB"


@runtime_checkable
class Exporter(Protocol):
    """
    Writes a register to a binary stream, front to back, once.

    Same register, options and context: same bytes. Text is never cut or dropped in silence: what had
    to be continued, escaped or left out comes back as findings; what will not be written is refused
    with `ExportRefusedError` before the first byte. An exporter opens no file, prints nothing and
    asks for no time.
    """

    suffix: ClassVar[str]
    """Ending of the files it makes, with the dot: ".xlsx"."""

    media_type: ClassVar[str]
    """Media type of the files it makes."""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """
        Write *register* to *target*.

        Raises:
            ExportRefusedError: before the first byte, if the file would lose or invent something.
        """
        ...


CONTINUED = FindingKind(
    code="EXP901",
    severity=Severity.NOTE,
    title="text continued elsewhere in the file",
    help="Nothing is lost; the cell says where the text goes on.",
)

LEFT_OUT = FindingKind(
    code="EXP902",
    severity=Severity.NOTE,
    title="records left out by the chosen form of the file",
    help="Choose a form that holds them, or export json, which holds everything.",
)

KINDS = (CONTINUED, LEFT_OUT)
"""Kinds of finding that any exporter may report."""
