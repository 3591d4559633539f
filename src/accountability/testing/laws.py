"""
Laws that formats, exporters, importers and rules keep, for their authors to run in their own tests.

Each takes the thing to be tried and one example, and says in an `AssertionError` which law is broken,
and how. They need no test framework; under Hypothesis, with `accountability.testing.strategies`, one
test tries a law on a hundred registers::

    @given(registers(messy=True))
    def test_my_exporter(register):
        check_exporter(MyExporter(), register, ExportContext(as_of=date(2031, 5, 1)))
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Container, Iterable
from typing import TYPE_CHECKING, NoReturn, TypeVar

import attrs

from accountability.exceptions import ExportRefusedError, UnreadableFileError
from accountability.findings import Finding
from accountability.model import Register
from accountability.text import shorten

if TYPE_CHECKING:
    from accountability.exporters._base import ExportContext, Exporter
    from accountability.importers._base import ImportContext, Importer, Reading
    from accountability.rules import Rule

__all__ = ["check_exporter", "check_importer", "check_round_trip", "check_rule"]

File = TypeVar("File", str, bytes)

_EXPORT_CODE = re.compile(r"EXP9\d\d|X[A-Z]{2,}\d{3}")


# --- formats that hold everything --------------------------------------------------------------------


def check_round_trip(
    dumps: Callable[[Register], File], loads: Callable[[File], Register], register: Register
) -> None:
    """
    Check that a format loses and invents nothing, and writes equal registers alike.

    Args:
        dumps: Writes a register.

        loads: Reads what *dumps* wrote.

        register: Any register; with `registers`, messy ones are the better trial.

    Raises:
        AssertionError: what came back differs, a second writing gives another file, or an equal
            register that was put together anew does.
    """
    written = dumps(register)
    back = loads(written)
    if back != register:
        _break("what was written does not read back equal", _difference(register, back))
    if dumps(back) != written:
        _break("what was read back is not written alike, so that every saving would be a change")
    if dumps(_anew(register)) != written:
        _break("two equal registers are not written alike")


# --- exporters ----------------------------------------------------------------------------------------


def check_exporter(
    exporter: Exporter,
    register: Register,
    context: ExportContext,
    *,
    shown: Callable[[bytes], Container[str]] | None = None,
    ids: Iterable[str] | None = None,
) -> None:
    """
    Check that an exporter keeps what `accountability.exporters` promises for all of them.

    It writes front to back to a stream that can do no more, and leaves it open; the same register and
    context give the same bytes and findings, however the register was put together; what it cannot
    write it refuses with `ExportRefusedError` before the first byte; it changes nothing.

    Args:
        exporter: Made with any options.

        register: Any register.

        context: As of which day and for whom.

        shown: Reads a file and returns what is shown in it, ids or the whole text. With it, every one
            of *ids* has to be shown, or be named by a finding as the record that was left out.

        ids: What has to be shown; by default the ids of all items.

    Raises:
        AssertionError: a promise is broken; says which.
    """
    suffix, media_type = type(exporter).suffix, type(exporter).media_type
    if not re.fullmatch(r"\.[a-z0-9.]+", suffix):
        _break(f"the suffix is {suffix!r}; it begins with a dot, then small letters and digits")
    if not re.fullmatch(r"[a-z]+/[!-:<-~]+(; ?[a-z-]+=[!-~]+)*", media_type):
        _break(f"{media_type!r} is not a media type")
    before = _anew(register)
    first = _exported(exporter, register, context)
    if _exported(exporter, register, context) != first:
        _break("two exports of one register differ")
    if _exported(exporter, before, context) != first:
        _break("exports of two equal registers differ")
    if register != before:
        _break("the export changed the register")
    if shown is None or first is None:
        return
    data, findings = first
    visible = shown(data)
    excused = {finding.record for finding in findings}
    wanted = [item.id for item in register.items] if ids is None else ids
    for record_id in wanted:
        if record_id not in visible and record_id not in excused:
            _break(f"{record_id!r} is not shown, and no finding says that it was left out")


class _Stream(io.RawIOBase):
    """A stream that can only be written to, like a pipe or the answer of a web server."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]  # anything with a buffer, before 3.12 unnameable
        self.pieces.append(piece)
        return len(piece)


def _exported(
    exporter: Exporter, register: Register, context: ExportContext
) -> tuple[bytes, tuple[Finding, ...]] | None:
    """Return the file and the findings; None if the export was refused."""
    target = _Stream()
    try:
        findings = exporter.export(register, target, context)  # type: ignore[arg-type]  # writes is all it does
    except ExportRefusedError:
        if target.pieces:
            _break("the export was refused after the first byte had been written")
        return None
    if target.closed:
        _break("the exporter closed the stream, which belongs to its caller")
    _check_findings(findings, "the exporter")
    for finding in findings:
        if not _EXPORT_CODE.fullmatch(finding.code):
            _break(f"an exporter reports EXP9xx or a plug-in's own code, not {finding.code}")
    return b"".join(target.pieces), findings


# --- importers ----------------------------------------------------------------------------------------


def check_importer(importer: Importer, data: bytes, context: ImportContext) -> None:
    """
    Check that an importer keeps what `accountability.importers` promises for all of them.

    It reads any bytes or raises `UnreadableFileError`; the same bytes and context give the same
    reading; its records have ids of their own and join a register; asking whether it recognises a
    file never raises.

    Args:
        importer: What is to be tried.

        data: Any bytes.

        context: What the file does not say about itself.

    Raises:
        AssertionError: a promise is broken; says which.
    """
    if not isinstance(importer.recognises(data, context), bool):
        _break("whether it recognises a file is yes or no")
    first = _read(importer, data, context)
    if _read(importer, data, context) != first:
        _break("two readings of one file differ")
    if first is None:
        return
    _check_findings(first.findings, "the importer")
    if context.register is None:
        first.register("law-register")
    else:
        context.register.with_records(*first.records)


def _read(importer: Importer, data: bytes, context: ImportContext) -> Reading | None:
    try:
        return importer.read(data, context)
    except UnreadableFileError:
        return None


# --- rules --------------------------------------------------------------------------------------------


def check_rule(rule: Rule, register: Register, as_of: dt.date) -> None:
    """
    Check that a rule changes nothing and says the same each time.

    Args:
        rule: Ours or a plug-in's.

        register: Any register.

        as_of: Any day.

    Raises:
        AssertionError: the register was changed, another asking gives other findings or another order,
            or a finding is not of the rule's code or is about a record that is not held.
    """
    from accountability.rules import check

    before = _anew(register)
    findings = check(register, as_of=as_of, rules=(rule,))
    _check_findings(findings, f"rule {rule.code}")
    if check(register, as_of=as_of, rules=(rule,)) != findings:
        _break(f"asked twice, rule {rule.code} gives other findings or another order")
    if check(before, as_of=as_of, rules=(rule,)) != findings:
        _break(f"rule {rule.code} says something else of an equal register")
    if register != before:
        _break(f"rule {rule.code} changed the register")
    for finding in findings:
        if finding.code != rule.code:
            _break(f"rule {rule.code} reports a finding of {finding.code}")
        if finding.record and finding.record not in {register.id, *(r.id for r in register)}:
            _break(f"rule {rule.code} reports {finding.record!r}, which the register does not hold")


# --- what they share ----------------------------------------------------------------------------------


def _anew(register: Register) -> Register:
    """Return an equal register with nothing worked out beforehand."""
    return attrs.evolve(register)


def _check_findings(findings: object, who: str) -> None:
    if not isinstance(findings, tuple) or not all(isinstance(f, Finding) for f in findings):
        _break(f"{who} returns {shorten(repr(findings))}, not a tuple of findings")


def _difference(register: Register, other: Register) -> str:
    """Say where two registers differ first, in one line."""
    for field in attrs.fields(Register):
        ours, theirs = getattr(register, field.name), getattr(other, field.name)
        if ours == theirs:
            continue
        if not isinstance(ours, tuple) or len(ours) != len(theirs):
            return f"{field.name}: {shorten(repr(ours), 200)} became {shorten(repr(theirs), 200)}"
        for number, (before, after) in enumerate(zip(ours, theirs, strict=True)):
            if before != after:
                return f"{field.name}[{number}]: {before!r} became {after!r}"
    return "they compare as different, field by field as equal"


def _break(law: str, how: str = "") -> NoReturn:
    raise AssertionError(f"{law}: {how}" if how else law)
