"""The laws: what keeps them passes, and each way of breaking one is named."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, ClassVar

import pytest
from attrs import evolve, frozen

from accountability import (
    ExportRefusedError,
    Finding,
    Note,
    Recommendation,
    Register,
    Severity,
    UnreadableFileError,
    dumps,
    loads,
)
from accountability.exporters._base import LEFT_OUT, ExportContext
from accountability.exporters.json import RegisterFile
from accountability.importers import ImportContext, Reading
from accountability.importers.plaintext import TrackerPage
from accountability.rules import RULES, Inspection, Rule
from accountability.testing.laws import (
    check_exporter,
    check_importer,
    check_round_trip,
    check_rule,
)

DAY = dt.date(2031, 5, 1)
CONTEXT = ExportContext(as_of=DAY)
REGISTER = Register(
    id="register",
    title="Piers",
    items=(
        Recommendation(id="rec-1", document="report", text="Mend the pier."),
        Recommendation(id="rec-2", document="report", text="Paint the pier."),
    ),
)


def ids_in(data: bytes) -> set[str]:
    """Read the words of a file of our test exporters."""
    return set(data.decode().split())


@frozen(kw_only=True)
class IdList:
    """An exporter that keeps the laws; the ones below break one each."""

    suffix: ClassVar[str] = ".txt"
    media_type: ClassVar[str] = "text/plain"

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Write one id a line."""
        target.writelines(f"{item.id}\n".encode() for item in register.items)
        return ()


class Shout(IdList):
    """Claims a suffix that is none."""

    suffix: ClassVar[str] = "TXT"


class Untyped(IdList):
    """Claims a media type that is none."""

    media_type: ClassVar[str] = "text"


class Counting(IdList):
    """Writes another file each time."""

    times: ClassVar[list[int]] = []

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Count the exports in the file."""
        self.times.append(1)
        target.write(str(len(self.times)).encode())
        return ()


class ByIdentity(IdList):
    """Writes what depends on where a register lies in memory."""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Tell this register from an equal one."""
        target.write(b"this" if register is REGISTER else b"another")
        return ()


class Closing(IdList):
    """Closes what is not its own."""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Close the stream."""
        target.close()
        return ()


class Listing(IdList):
    """Returns its findings as a list."""

    def export(self, register: Register, target: BinaryIO, context: ExportContext, /) -> Any:
        """Return a list."""
        return []


class Meddling(IdList):
    """Reports in a family of somebody else's."""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Report as a rule would."""
        return (Finding(code="REC101", severity=Severity.NOTE, message="m", record="rec-1"),)


class TooLate(IdList):
    """Refuses in the middle."""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Write, then refuse."""
        target.write(b"rec-1")
        raise ExportRefusedError("list", "too long")


class Refusing(IdList):
    """Refuses in time."""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Refuse before the first byte."""
        raise ExportRefusedError("list", "too long")


class OnlyOne(IdList):
    """Leaves all but the first item out, and says so if told to."""

    says_so: ClassVar[bool] = False

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Write the first id."""
        target.write(register.items[0].id.encode())
        rest = register.items[1:] if self.says_so else ()
        return tuple(LEFT_OUT.found("left out", record=item.id) for item in rest)


class OnlyOneAndSaysSo(OnlyOne):
    """Leaves items out with a finding each."""

    says_so: ClassVar[bool] = True


class Seeking(IdList):
    """Goes back in the stream."""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """Rewind."""
        target.seek(0)
        return ()


class TestExporters:
    @pytest.mark.parametrize("exporter", [IdList(), Refusing(), OnlyOneAndSaysSo(), RegisterFile()])
    def test_what_keeps_the_laws_passes(self, exporter: Any) -> None:
        """A refusal in time and a finding for what was left out are no faults."""
        shown = None if isinstance(exporter, RegisterFile) else ids_in
        check_exporter(exporter, REGISTER, CONTEXT, shown=shown)

    @pytest.mark.parametrize(
        ("exporter", "law"),
        [
            (Shout(), "the suffix is 'TXT'"),
            (Untyped(), "'text' is not a media type"),
            (Counting(), "two exports of one register differ"),
            (ByIdentity(), "exports of two equal registers differ"),
            (Closing(), "closed the stream"),
            (Listing(), r"returns \[\], not a tuple of findings"),
            (Meddling(), "not REC101"),
            (TooLate(), "refused after the first byte"),
            (OnlyOne(), "'rec-2' is not shown, and no finding says"),
        ],
    )
    def test_what_breaks_a_law_is_told_which(self, exporter: Any, law: str) -> None:
        """In a sentence that its author can act on."""
        with pytest.raises(AssertionError, match=law):
            check_exporter(exporter, REGISTER, CONTEXT, shown=ids_in)

    def test_a_stream_is_written_front_to_back(self) -> None:
        """A pipe cannot be rewound, and says so itself."""
        with pytest.raises(OSError, match="seek"):
            check_exporter(Seeking(), REGISTER, CONTEXT)

    def test_the_ids_to_be_shown_can_be_named(self) -> None:
        """Other records than items, or fewer."""
        check_exporter(OnlyOne(), REGISTER, CONTEXT, shown=ids_in, ids=["rec-1"])
        with pytest.raises(AssertionError, match="'note-1' is not shown"):
            check_exporter(IdList(), REGISTER, CONTEXT, shown=ids_in, ids=["note-1"])


class TestRoundTrips:
    def test_our_own_format_keeps_the_law(self) -> None:
        """What is written reads back equal, and is written alike."""
        check_round_trip(dumps, loads, REGISTER)

    @pytest.mark.parametrize(
        ("change", "where"),
        [
            (lambda r: evolve(r, title="Moles"), "title: 'Piers' became 'Moles'"),
            (lambda r: r.without("rec-1"), "items: "),
            (lambda r: r.with_records(evolve(r.items[1], text="")), r"items\[1\]: .* became "),
            (lambda r: r.with_records(Note(id="n", about="x")), "notes: "),
        ],
    )
    def test_a_difference_is_shown_where_it_is(
        self, change: Callable[[Register], Register], where: str
    ) -> None:
        """The first field, and the record in it."""
        with pytest.raises(AssertionError, match=f"does not read back equal: {where}"):
            check_round_trip(dumps, lambda text: change(loads(text)), REGISTER)

    def test_a_file_that_changes_with_each_saving_is_found(self) -> None:
        """Though every one of them reads back equal."""
        times: list[int] = []

        def write(register: Register) -> str:
            times.append(1)
            return json.dumps([len(times), dumps(register)])

        def read(text: str) -> Register:
            return loads(json.loads(text)[1])

        with pytest.raises(AssertionError, match="every saving would be a change"):
            check_round_trip(write, read, REGISTER)

    def test_a_file_that_depends_on_identity_is_found(self) -> None:
        """Equal registers are written alike."""
        same = [REGISTER]

        def write(register: Register) -> str:
            known = any(register is one for one in same)
            return json.dumps([known, dumps(register)])

        def read(text: str) -> Register:
            register = loads(json.loads(text)[1])
            same.append(register)
            return register

        with pytest.raises(AssertionError, match="two equal registers are not written alike"):
            check_round_trip(write, read, REGISTER)


class Reader:
    """An importer that keeps the laws, or breaks the one it is told to."""

    name: ClassVar[str] = "list"
    title: ClassVar[str] = "list of ids"

    def __init__(self, fault: str = "") -> None:
        """Keep the laws but for *fault*."""
        self.fault, self.times = fault, 0

    def recognises(self, data: bytes, context: ImportContext, /) -> bool:
        """Say yes."""
        return True if self.fault != "undecided" else None  # type: ignore[return-value]  # the fault

    def read(self, data: bytes, context: ImportContext, /) -> Reading:
        """Read one id a line."""
        if not data:
            raise UnreadableFileError(context.file, "it is empty")
        self.times += self.fault == "counting"
        findings: Any = [] if self.fault == "listing" else ()
        names = data.decode().split() * (2 if self.fault == "twice" else 1)
        return Reading(
            title=f"List {self.times}",
            records=tuple(Recommendation(id=name, document="report") for name in names),
            findings=findings,
        )


class TestImporters:
    @pytest.mark.parametrize("data", [b"", b"rec-1 rec-2"])
    @pytest.mark.parametrize("register", [None, REGISTER])
    def test_what_keeps_the_laws_passes(self, data: bytes, register: Register | None) -> None:
        """To refuse is no fault, and records join a register or make one."""
        check_importer(Reader(), data, ImportContext(file="list.txt", register=register))

    @pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"Recommendation 1\n\nMend the pier.\n"])
    def test_our_own_importer_passes(self, data: bytes) -> None:
        """Whatever it is given."""
        check_importer(TrackerPage(), data, ImportContext(file="page.txt"))

    @pytest.mark.parametrize(
        ("fault", "law"),
        [
            ("undecided", "is yes or no"),
            ("counting", "two readings of one file differ"),
            ("listing", "not a tuple of findings"),
        ],
    )
    def test_what_breaks_a_law_is_told_which(self, fault: str, law: str) -> None:
        """In a sentence."""
        with pytest.raises(AssertionError, match=law):
            check_importer(Reader(fault), b"rec-1", ImportContext())

    def test_ids_of_a_reading_are_its_own(self) -> None:
        """A repeated one is found where the records meet."""
        with pytest.raises(ValueError, match="rec-1"):
            check_importer(Reader("twice"), b"rec-1", ImportContext())


def rule(inspect: Callable[[Inspection], Iterator[Finding]]) -> Rule:
    """Make a rule of our tests."""
    return Rule(
        code="XPT001",
        severity=Severity.NOTE,
        title="a pier",
        rationale="Piers matter.",
        source="Ours.",
        bad="pier",
        good="mole",
        inspect=inspect,
    )


def says(code: str, record: str) -> Callable[[Inspection], Iterator[Finding]]:
    """Make what reports one finding."""

    def inspect(_inspection: Inspection) -> Iterator[Finding]:
        yield Finding(code=code, severity=Severity.NOTE, message="a pier", record=record)

    return inspect


def only_here(inspection: Inspection) -> Iterator[Finding]:
    """Report of this register, and not of one that equals it."""
    if inspection.register is REGISTER:
        yield from says("XPT001", "rec-1")(inspection)


class TestRules:
    @pytest.mark.parametrize("ours", RULES, ids=lambda ours: ours.code)
    def test_our_own_rules_pass(self, ours: Rule) -> None:
        """Each on its own."""
        check_rule(ours, REGISTER, DAY)

    def test_a_sound_rule_passes(self) -> None:
        """With and without something to say."""
        check_rule(rule(says("XPT001", "rec-1")), REGISTER, DAY)
        check_rule(rule(lambda _: iter(())), REGISTER, DAY)

    @pytest.mark.parametrize(
        ("inspect", "law"),
        [
            (says("XPT002", "rec-1"), "XPT001 reports a finding of XPT002"),
            (says("XPT001", "rec-9"), "'rec-9', which the register does not hold"),
            (only_here, "says something else of an equal register"),
        ],
    )
    def test_what_breaks_a_law_is_told_which(
        self, inspect: Callable[[Inspection], Iterator[Finding]], law: str
    ) -> None:
        """In a sentence."""
        with pytest.raises(AssertionError, match=law):
            check_rule(rule(inspect), REGISTER, DAY)

    def test_a_rule_that_counts_is_found(self) -> None:
        """Asked twice, it says something else."""
        times: list[int] = []

        def inspect(inspection: Inspection) -> Iterator[Finding]:
            times.append(1)
            if len(times) % 2:
                yield from says("XPT001", "rec-1")(inspection)

        with pytest.raises(AssertionError, match="asked twice"):
            check_rule(rule(inspect), REGISTER, DAY)
