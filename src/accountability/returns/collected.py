"""What came of the files that came back: values only, nothing is decided here."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from accountability.findings import Finding
from accountability.merge import Applied, Change, Conflict
from accountability.model import Register

__all__ = ["Collected", "NotBack", "NotReturned", "Outstanding"]


@frozen(kw_only=True)
class NotReturned:
    """
    A row that was sent in a file and is not in it any more; nothing was deleted for that.

    Attributes:
        key: Row key.

        responder: Id of who answers; "" if nobody is named.

        file: In which it is missing.
    """

    key: str
    responder: str
    file: str


@frozen(kw_only=True)
class NotBack:
    """
    Somebody who was asked and whose file is not among those that came back.

    Attributes:
        who: Id of the team that prepares the answers, or of who answers.

        keys: Row keys that were asked.

        since: Day on which they were; None if it is not known.
    """

    who: str
    keys: tuple[str, ...]
    since: dt.date | None = None


@frozen(kw_only=True)
class Outstanding:
    """
    How much of what a file asked for it answers.

    Attributes:
        file: The file.

        responders: Ids of those for whom it was made; () for everybody.

        asked: How many rows asked for something.

        answered: How many of them were answered.

        empty: Keys of the others.

        touched: Whether anything in it was changed, answered or said.
    """

    file: str
    responders: tuple[str, ...] = ()
    asked: int = 0
    answered: int = 0
    empty: tuple[str, ...] = ()
    touched: bool = True


@frozen(kw_only=True)
class Collected:
    """
    What came of the files that came back.

    Attributes:
        register: With everything applied.

        applied: What was written, in the order in which it was.

        conflicts: What was not, because it is in dispute; ours was kept.

        not_returned: Rows that were sent and are missing from a file.

        not_back: Who was asked and sent nothing back, as far as the register or *base* knows.

        outstanding: One for each file, in their order.

        findings: What a person should know or look at, file by file, then what deciding brought up.

        emptied: Cells that came back empty and whose words were kept.

        already: Changes that ask for what is held already.

        decided: Of how many cells in dispute a person's choices have decided what they say.
    """

    register: Register
    applied: tuple[Applied, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    not_returned: tuple[NotReturned, ...] = ()
    not_back: tuple[NotBack, ...] = ()
    outstanding: tuple[Outstanding, ...] = ()
    findings: tuple[Finding, ...] = ()
    emptied: tuple[Change, ...] = ()
    already: tuple[Change, ...] = ()
    decided: int = 0

    @property
    def untouched(self) -> tuple[str, ...]:
        """The files in which nobody did anything."""
        return tuple(one.file for one in self.outstanding if not one.touched)

    @property
    def complete(self) -> bool:
        """Whether the register now says all that these files ask for: nothing is left to a person."""
        return not (self.conflicts or self.not_taken or self.emptied)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """The findings that ask whether something was understood as it was meant."""
        return tuple(found for found in self.findings if found.code in _QUESTIONS)

    @property
    def not_taken(self) -> tuple[Finding, ...]:
        """The findings that tell what was typed and not taken over."""
        return tuple(found for found in self.findings if found.code in _NOT_TAKEN)


_QUESTIONS = frozenset(
    {"RTN802", "RTN803", "RTN804", "RTN808", "RTN809", "RTN810", "RTN835", "RTN839", "RTN888"}
)
_NOT_TAKEN = frozenset({"RTN831", "RTN832", "RTN836", "RTN837", "RTN840", "RTN889"})
