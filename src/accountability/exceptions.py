"""
What we raise: misuse, files that cannot be read, missing extras.

Everything a real document can do is a finding (`accountability.findings`); an exception means that
there is nothing to return. Each holds its data in attributes, builds its message from them, says what
to do next, and survives pickling (other people's task queues depend on it).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from attrs import define

from accountability.findings import Finding

__all__ = [
    "AccountabilityError",
    "CalendarRequiredError",
    "DuplicateIdError",
    "ExportRefusedError",
    "InvalidDateError",
    "InvalidOptionError",
    "InvalidRecordError",
    "InvalidRegisterError",
    "MissingExtraError",
    "PluginError",
    "UnknownCalendarError",
    "UnknownExporterError",
    "UnknownFormatError",
    "UnknownJurisdictionError",
    "UnknownOptionError",
    "UnknownRecordError",
    "UnknownRuleError",
    "UnknownRuleSetError",
    "UnknownVocabularyError",
    "UnreadableFileError",
    "did_you_mean",
    "nearest",
]

_MANY = 20_000
"""Above this many candidates a look for the nearest name would take longer than a person waits."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return which of *known* is nearest to *word*, or None; None too where there are too many."""
    candidates = list(known)
    if len(candidates) > _MANY:
        return None
    by_lower = {candidate.lower(): candidate for candidate in reversed(candidates)}
    near = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """
    Say which known name is nearest to *word*.

    Returns:
        ``; did you mean "accepted"?``, or "" if nothing is near.
    """
    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near is not None else ""


class AccountabilityError(Exception):
    """Root of everything this library raises on purpose."""


@define(slots=False)
class InvalidRecordError(AccountabilityError, ValueError):
    """A record that cannot be represented: an empty id, a value of the wrong type, a control character."""

    record: str
    """Class of the record, e.g. "Response"."""

    id: str
    """Its id as given; may be empty."""

    field: str
    """The field at fault."""

    reason: str
    """What is wrong with it and what would be right."""

    def __str__(self) -> str:
        which = f"{self.record} {self.id!r}" if self.id else self.record
        return f"{which}, {self.field}: {self.reason}"


@define(slots=False)
class DuplicateIdError(AccountabilityError, ValueError):
    """Two records of one register share an id."""

    id: str
    first: str
    """Where the id was used first, e.g. "items[0]"."""

    second: str
    """Where it was used again."""

    def __str__(self) -> str:
        return (
            f"two records have the id {self.id!r}: {self.first} and {self.second}; "
            "give one of them another id"
        )


@define(slots=False)
class UnknownRecordError(AccountabilityError, LookupError):
    """A register was asked for an id that it does not hold."""

    id: str
    register: str
    suggestion: str = ""
    """Made by `did_you_mean`."""

    def __str__(self) -> str:
        return f"the register {self.register!r} has no record {self.id!r}{self.suggestion}"


@define(slots=False)
class InvalidDateError(AccountabilityError, ValueError):
    """A date or interval that cannot exist."""

    words: str
    reason: str

    def __str__(self) -> str:
        return f"{self.words!r} is not a date: {self.reason}" if self.words else self.reason


_LISTED = 50
"""A file with a thousand problems mostly has one, a thousand times; the findings hold them all."""


def _list(findings: tuple[Finding, ...]) -> str:
    lines = [
        f"  {finding.place or finding.record}: {finding.message}" for finding in findings[:_LISTED]
    ]
    if len(findings) > _LISTED:
        lines.append(f"  ... and {len(findings) - _LISTED} more")
    return "\n".join(lines)


@define(slots=False)
class InvalidRegisterError(AccountabilityError, ValueError):
    """A register file that was read to its end and is not right; every problem is in *findings*."""

    findings: tuple[Finding, ...]
    file: str = ""

    def __str__(self) -> str:
        count = len(self.findings)
        what = "1 problem" if count == 1 else f"{count} problems"
        name = self.file or "the register"
        return f"{name} has {what}; mend it and try again:\n{_list(self.findings)}"


@define(slots=False)
class UnreadableFileError(AccountabilityError, ValueError):
    """A file that is not what it was given as."""

    file: str
    reason: str
    """What it is, or what is wrong with it, and what to do, in one sentence."""

    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        text = f"{self.file or 'the input'} cannot be read: {self.reason}"
        return f"{text}\n{_list(self.findings)}" if self.findings else text


@define(slots=False)
class MissingExtraError(AccountabilityError, ImportError):
    """A feature needs a library that is not installed."""

    extra: str
    """Extra that brings the library, e.g. "excel"."""

    feature: str
    """What needs it, e.g. "the Excel tracker"."""

    def __str__(self) -> str:
        return f"{self.feature} needs a library that is not installed; install accountability[{self.extra}]"


@define(slots=False)
class ExportRefusedError(AccountabilityError, ValueError):
    """An export that would lose or invent something; nothing was written."""

    exporter: str
    reason: str
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        text = f"{self.exporter} was not written: {self.reason}"
        return f"{text}\n{_list(self.findings)}" if self.findings else text


@define(slots=False)
class CalendarRequiredError(AccountabilityError, ValueError):
    """A deadline in working days was asked for without a calendar."""

    rule: str
    calendar: str
    """Name of the calendar that would answer, e.g. "nz"."""

    def __str__(self) -> str:
        return (
            f"the deadline {self.rule!r} counts working days; pass calendar= with the working days of "
            f"{self.calendar!r} (accountability.calendars, extra accountability[calendars])"
        )


@define(slots=False)
class _UnknownNameError(AccountabilityError, LookupError):
    name: str
    known: tuple[str, ...] = ()

    _what = "name"

    def __str__(self) -> str:
        near = did_you_mean(self.name, self.known)
        more = f", … ({len(self.known)} in all)" if len(self.known) > _LISTED else ""
        listed = f"; there are: {', '.join(self.known[:_LISTED])}{more}" if self.known else ""
        rest = near or listed
        return f"there is no {self._what} {self.name!r}{rest}"


class UnknownCalendarError(_UnknownNameError):
    """No calendar of working days of that name is known."""

    _what = "calendar"

    def __str__(self) -> str:
        # There are hundreds, given the nearest first: a few of them tell more than fifty.
        few = ", ".join(self.known[:5])
        near = did_you_mean(self.name, self.known) or (f"; the nearest are {few}" if few else "")
        count = f" (of {len(self.known)}; codes as in ISO 3166: NZ, GB-ENG)" if self.known else ""
        return f"there is no calendar {self.name!r}{near}{count}"


class UnknownExporterError(_UnknownNameError):
    """No installed distribution offers an exporter of that name."""

    _what = "exporter"


class UnknownFormatError(_UnknownNameError):
    """No importer reads a format of that name."""

    _what = "format"


class UnknownJurisdictionError(_UnknownNameError):
    """No jurisdiction of that name is known."""

    _what = "jurisdiction"


class UnknownRuleError(_UnknownNameError):
    """No rule has a code that begins so."""

    _what = "rule"


class UnknownRuleSetError(_UnknownNameError):
    """No installed distribution offers a set of rules of that name."""

    _what = "set of rules"


class UnknownVocabularyError(_UnknownNameError):
    """No vocabulary of that name is known."""

    _what = "vocabulary"


@define(slots=False)
class UnknownOptionError(AccountabilityError, LookupError):
    """An exporter was given an option that it does not have."""

    exporter: str
    name: str
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.known:
            return f"the exporter {self.exporter!r} has no option {self.name!r}; it takes none"
        near = did_you_mean(self.name, self.known) or f"; it has: {', '.join(self.known)}"
        return f"the exporter {self.exporter!r} has no option {self.name!r}{near}"


@define(slots=False)
class InvalidOptionError(AccountabilityError, ValueError):
    """An exporter's option was given a value that it cannot take."""

    exporter: str
    name: str
    value: str
    reason: str
    """What it takes."""

    def __str__(self) -> str:
        return f"{self.exporter}, option {self.name}: {self.value!r} will not do; {self.reason}"


@define(slots=False)
class PluginError(AccountabilityError, ImportError):
    """An installed plug-in cannot be used."""

    name: str  # pyright: ignore[reportIncompatibleVariableOverride]  # an ImportError's may be None
    distribution: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name!r} from {self.distribution}: {self.reason}"
