"""The rule itself, and the example that every rule brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from attrs import field, frozen

from accountability.findings import Finding, FindingKind
from accountability.model import Record, Register
from accountability.rules._base import Inspection

__all__ = ["Example", "Rule"]


@frozen(kw_only=True)
class Example:
    """
    A register that trips a rule and one that does not; the reference page shows them, a test asks them.

    Attributes:
        bad: Trips the rule.

        good: Does not.

        says: Words that the finding's message holds.

        base: What *bad* and *good* are changes of, so that a page can show the changes alone.

        as_of: The day on which both are checked.

        also: Codes of other rules that *bad* trips, because one fault leads to the other.
    """

    bad: Register
    good: Register
    says: str
    base: Register
    as_of: dt.date
    also: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Rule(FindingKind):
    """
    One question that is asked of every register, and why.

    Attributes:
        rationale: Why it matters, and to whom.

        source: The duty, paper or observation it rests on.

        bad: What trips it, in a few words.

        good: What does not.

        inspect: Looks and yields findings of this code, in any order; changes nothing.

        shown: Makes the example: two registers, and the day; the rules of this library have theirs
            in `accountability.rules.examples`.
    """

    rationale: str
    source: str
    bad: str
    good: str
    inspect: Callable[[Inspection], Iterator[Finding]] = field(repr=False, eq=False)
    shown: Callable[[], Example] | None = field(default=None, repr=False, eq=False)

    def example(self) -> Example | None:
        """Return the example that the rule brings: its own, else the one we hold for its code."""
        if self.shown is not None:
            return self.shown()
        # Looked up when asked for: nobody who checks a register wants two hundred made-up ones.
        from accountability.rules.examples import EXAMPLES

        return EXAMPLES.get(self.code)

    def report(
        self,
        inspection: Inspection,
        record: Record,
        message: str,
        *,
        about: str = "",
        who: str = "",
        help: str | None = None,
    ) -> Finding:
        """
        Make a finding about *record*.

        Args:
            inspection: What is being inspected; gives the name of the record and its place.

            record: What the finding is about.

            message: What is the case; who and which is put before it.

            about: The field at fault, if it is one.

            who: Whom it concerns besides, by name: the responder, where the record is an item.

            help: What to do next, instead of the rule's own advice.
        """
        subject = inspection.subject(record)
        if message.endswith(('.".', '!".', '?".', '…".')):
            message = message[:-1]  # the words quoted last end the sentence
        return self.found(
            f"{subject}, {who}: {message}" if who else f"{subject}: {message}",
            record=record.id,
            place=inspection.place(record, about),
            help=help,
        )
