"""
The guard: what a file is, how large it would become and what it carries, before anything is unpacked.

A returned file has gone through many hands. The guard believes nothing that the file says about
itself: not its suffix, not the sizes in its directory, not its names. It refuses what no Office
program writes, and says of what is merely not followed (links to other files, embedded objects) that
it is there.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

from attrs import evolve, frozen

from accountability.containers.inflating import Entry
from accountability.containers.limits import Limits
from accountability.containers.natures import Wanted, is_not, what_is
from accountability.containers.packages import Package
from accountability.exceptions import UnreadableFileError
from accountability.findings import Finding, FindingKind, Place, Severity

__all__ = ["KINDS", "open_package"]

MACROS_LEFT_OUT = FindingKind(
    code="IMP730",
    severity=Severity.WARNING,
    title="file holds macros, which were not looked at",
    help="Ask for the file without macros if you do not know what they are for.",
)
NOT_OPENED = FindingKind(
    code="IMP731",
    severity=Severity.WARNING,
    title="file holds another file or an object, which was not opened",
    help="If it matters, ask for it to be sent by itself.",
)
NOT_FOLLOWED = FindingKind(
    code="IMP732",
    severity=Severity.WARNING,
    title="file points to another file or to a source of data, which was not followed",
    help="What a program would fetch from there is not in the file; ask for the words themselves.",
)

KINDS = (MACROS_LEFT_OUT, NOT_OPENED, NOT_FOLLOWED)
"""Kinds of finding that the guard may report."""

_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN: dict[Wanted, frozenset[str]] = {
    "workbook": frozenset(
        {f"{_OFFICE}spreadsheetml.sheet.main+xml", f"{_OFFICE}spreadsheetml.template.main+xml"}
    ),
    "document": frozenset(
        {
            f"{_OFFICE}wordprocessingml.document.main+xml",
            f"{_OFFICE}wordprocessingml.template.main+xml",
        }
    ),
}
_WITH_MACROS: dict[Wanted, frozenset[str]] = {
    "workbook": frozenset(
        {
            "application/vnd.ms-excel.sheet.macroenabled.main+xml",
            "application/vnd.ms-excel.template.macroenabled.main+xml",
            "application/vnd.ms-excel.addin.macroenabled.main+xml",
        }
    ),
    "document": frozenset(
        {
            "application/vnd.ms-word.document.macroenabled.main+xml",
            "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
        }
    ),
}
_BINARY = "application/vnd.ms-excel.sheet.binary.macroenabled.main"
_SUFFIX: dict[Wanted, str] = {"workbook": ".xlsx", "document": ".docx"}
_NOUN: dict[Wanted, str] = {"workbook": "Excel workbook", "document": "Word document"}


def open_package(
    source: bytes | str | PathLike[str] | BinaryIO,
    *,
    file: str = "",
    limits: Limits | None = None,
    expected: Wanted,
) -> Package:
    """
    Look at an Office file before anything in it is read.

    Args:
        source: The file's bytes, its path, or a binary stream, which need not be able to go back.

        file: Base name for messages; "": that of the path.

        limits: How much to take in; None: the defaults.

        expected: What it must be.

    Returns:
        The package, with what the guard noticed as findings.

    Raises:
        UnreadableFileError: it is something else, locked, damaged, larger than the limits, holds
            macros or parts that no Office program writes; says what it is and what to do.

    Source:
        Open Packaging Conventions, ISO/IEC 29500-2 (names of parts, relationships, content types);
        the zip format, PKWARE APPNOTE.
    """
    allowed = limits or Limits()
    if not file and isinstance(source, str | PathLike):
        file = Path(fspath(source)).name
    data = _bytes_of(source, file, allowed)
    guard = _Guard(file=file, data=data, limits=allowed, expected=expected)
    return guard.package()


def _bytes_of(source: bytes | str | PathLike[str] | BinaryIO, file: str, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str | PathLike):
        try:
            with Path(fspath(source)).open("rb") as stream:
                data = _at_most(stream, limits.bytes)
        except (OSError, ValueError) as error:  # ValueError: a path that no file can have
            reason = getattr(error, "strerror", None) or error
            raise UnreadableFileError(file, f"it could not be opened: {reason}") from None
    else:
        data = _at_most(source, limits.bytes)
    if len(data) > limits.bytes:
        raise UnreadableFileError(
            file,
            f"it is larger than the {limits.bytes:,} bytes that are taken in at once; "
            "raise the limit if you know where it comes from",
        )
    return data


def _at_most(stream: BinaryIO, limit: int) -> bytes:
    """Read a stream up to one byte more than the limit; a pipe may give less than it is asked for."""
    buffer = io.BytesIO()
    while (left := limit + 1 - buffer.tell()) > 0:
        piece = stream.read(min(left, 1 << 20))
        if not piece:
            break
        buffer.write(piece)
    return buffer.getvalue()


@frozen(kw_only=True)
class _Guard:
    """One file while it is looked at."""

    file: str
    data: bytes
    limits: Limits
    expected: Wanted

    def refuse(self, reason: str) -> UnreadableFileError:
        return UnreadableFileError(self.file, reason)

    def package(self) -> Package:
        if not self.data.startswith(b"PK\x03\x04"):
            raise self.refuse(is_not(self.data, self.expected))
        entries = {entry.name: entry for entry in self._entries()}
        if _TYPES not in entries:
            raise self.refuse(self._no_office_file(entries))
        self._check_sizes(tuple(entries.values()))
        bare = Package(
            file=self.file,
            names=tuple(entries),
            content_types={},
            main="",
            limits=self.limits,
            data=self.data,
            entries=entries,
            folded={name.casefold(): name for name in entries},
        )
        types = _content_types(bare)
        typed = evolve(bare, content_types=types)
        for name in typed.names:
            typed.check_front(name)
        main = self._main(typed)
        named = evolve(typed, main=main)
        return evolve(named, findings=tuple(islice(self._noticed(named), _MOST_FINDINGS)))

    # --- the zip -----------------------------------------------------------------------------------

    def _entries(self) -> Iterator[Entry]:
        """Yield what the directory says of each part; folders are left out."""
        self._check_directory()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                infos = archive.infolist()
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            struct.error,
            OverflowError,
            UnicodeError,
            ValueError,
            EOFError,
        ):
            raise self.refuse(
                "it is a zip container that is damaged or cut off; ask for it to be sent again"
            ) from None
        if len(infos) > self.limits.parts:
            raise self.refuse(self._too_many_parts(len(infos)))
        seen: set[str] = set()
        for info in infos:
            name = info.orig_filename
            self._check_name(name)
            if name.endswith("/"):
                if info.file_size:
                    raise self.refuse(
                        f"its folder {name[:60]} holds bytes, as no Office program writes"
                    )
                continue
            folded = name.casefold()
            if folded in seen:
                raise self.refuse(
                    f"it holds two parts named {name[:60]}, of which programs would read different ones; "
                    "ask where it comes from"
                )
            seen.add(folded)
            if info.flag_bits & 0x1:
                raise self.refuse(
                    "it is locked with a password; open it, take the password off, and save it again"
                )
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise self.refuse(
                    f"its part {name[:60]} is packed in a way that no Office program uses; "
                    "open the file in an Office program and save it again"
                )
            yield Entry(
                name=name,
                offset=info.header_offset,
                packed=info.compress_size,
                size=info.file_size,
                crc=info.CRC,
                deflated=info.compress_type == zipfile.ZIP_DEFLATED,
            )

    def _check_directory(self) -> None:
        """Refuse a directory that is too large before a line of it is read."""
        at = self.data.rfind(b"PK\x05\x06")
        if at < 0 or at + 22 > len(self.data):
            raise self.refuse(
                f"{what_is(self.data)}, but its end is missing: it was cut off on the way; "
                "ask for it to be sent again"
            )
        count, size = struct.unpack("<HI", self.data[at + 10 : at + 16])
        if count == 0xFFFF or size == 0xFFFFFFFF:
            zip64 = self.data.rfind(b"PK\x06\x06", 0, at)
            if zip64 >= 0 and zip64 + 48 <= len(self.data):
                count, size = struct.unpack("<QQ", self.data[zip64 + 32 : zip64 + 48])
        if count > self.limits.parts:
            raise self.refuse(self._too_many_parts(count))
        if size > (self.limits.parts + 1) * 1_024:
            raise self.refuse(
                f"the list of its parts takes {size:,} bytes; no Office program writes that"
            )

    def _too_many_parts(self, count: int) -> str:
        return (
            f"it holds {count:,} parts, more than the {self.limits.parts:,} that are taken in; "
            "raise the limit if you know where it comes from"
        )

    def _check_name(self, name: str) -> None:
        if len(name) > _LONGEST_NAME:
            raise self.refuse(
                f"it holds a part whose name begins {name[:40]} and has {len(name):,} characters; "
                "no Office program writes that"
            )
        parts = name.split("/")
        wrong = (
            "\x00" in name
            or "\\" in name
            or name.startswith("/")
            or ".." in parts
            or re.match(r"[A-Za-z]:", name)
        )
        if wrong:
            shown = name[:60].replace("\x00", "␀")
            raise self.refuse(
                f"it holds a part named {shown}, which could be written outside its folder; "
                "open it in an Office program and save it again"
            )

    def _check_sizes(self, entries: Sequence[Entry]) -> None:
        """Refuse by what the directory says, without inflating anything."""
        limits = self.limits
        total = sum(entry.size for entry in entries)
        if total > limits.unpacked_bytes:
            raise self.refuse(
                f"unpacked it would take {total:,} bytes, more than the {limits.unpacked_bytes:,} that are "
                "taken in; raise the limit if you know where it comes from"
            )
        for entry in entries:
            if entry.size > limits.part_bytes:
                raise self.refuse(
                    f"its part {entry.name} would take {entry.size:,} bytes, more than the "
                    f"{limits.part_bytes:,} that are taken in; raise the limit if you know its sender"
                )
            if entry.size > 1024 * 1024 and entry.size > limits.ratio * max(entry.packed, 1):
                raise self.refuse(
                    f"its part {entry.name} would be {entry.size // max(entry.packed, 1):,} times its packed "
                    "size, as in a file made to fill the memory; ask where it comes from"
                )

    # --- what it is --------------------------------------------------------------------------------

    def _no_office_file(self, entries: Mapping[str, Entry]) -> str:
        for part, mark in (
            ("mimetype", b"mimetypeapplication/vnd.oasis"),
            ("Index/Document.iwa", b"Index/Document.iwa"),
        ):
            if part in entries:
                return is_not(b"PK\x03\x04" + mark, self.expected)
        return (
            "it is a zip archive, but no Office file: the list of its parts' types is missing; "
            f"unpack it and choose the {_NOUN[self.expected]} ({_SUFFIX[self.expected]}) in it"
        )

    def _main(self, package: Package) -> str:
        """Return the main part, which must be of the right type."""
        named = [
            one.target
            for one in package.relationships()
            if one.type == "officeDocument" and not one.external
        ]
        main = named[0] if named else ""
        found = package.content_types.get(main, "").lower()
        if found in _MAIN[self.expected]:
            return main
        if found in _WITH_MACROS[self.expected]:
            if self.limits.macros:
                return main
            raise self.refuse(self._has_macros())
        raise self.refuse(self._another(found))

    def _another(self, found: str) -> str:
        wanted = f"a{'n' if self.expected == 'workbook' else ''} {_NOUN[self.expected]}"
        suffix = _SUFFIX[self.expected]
        other: Wanted
        for other in ("workbook", "document"):
            if found in _MAIN[other] | _WITH_MACROS[other]:
                what = f"it is a{'n' if other == 'workbook' else ''} {_NOUN[other]}, whatever its name says"
                return f"{what}, and {wanted} ({suffix}) is wanted here; choose the other file"
        if found == _BINARY:
            return f"it is a binary workbook (.xlsb); open it in Excel and save it as {wanted} ({suffix})"
        if "presentation" in found:
            return f"it is a PowerPoint file, and {wanted} ({suffix}) is wanted here; choose the other file"
        return (
            f"it is packed like an Office file, but its main part is missing or of an unknown type; "
            f"open it in an Office program and save it as {wanted} ({suffix})"
        )

    def _has_macros(self) -> str:
        suffix = _SUFFIX[self.expected]
        return (
            f"it holds macros (programs that run when it is opened); save it as an ordinary "
            f"{_NOUN[self.expected]} ({suffix}), which leaves them out"
        )

    # --- what it carries ---------------------------------------------------------------------------

    def _noticed(self, package: Package) -> Iterator[Finding]:
        """Yield what is in the file and is not opened or followed."""
        macros = [name for name in package.names if _is_macro(name, package.content_types)]
        if macros and not self.limits.macros:
            raise self.refuse(self._has_macros())
        if macros:
            yield MACROS_LEFT_OUT.found(
                "the file holds macros; only its cells and words were read",
                place=self._place(macros[0]),
            )
        for name in package.names:
            if _is_embedded(name):
                yield NOT_OPENED.found(f"{name} was not opened", place=self._place(name))
        for listed in package.names:
            if not listed.endswith(".rels"):
                continue
            folder, _, base = listed.rpartition("/")
            owner = folder.removesuffix("_rels") + base.removesuffix(".rels")
            yield from self._outside(package, owner)

    def _outside(self, package: Package, owner: str) -> Iterator[Finding]:
        for one in package.relationships(owner):
            if one.type in _OPENS_ANOTHER:
                message = f"{owner} asks for {one.target[:60]} to be opened inside it"
                yield NOT_OPENED.found(message, place=self._place(owner))
            elif one.type in _FETCHES or (one.external and one.type not in _MAY_BE_OUTSIDE):
                message = f"{owner} points to {one.target[:60]}"
                yield NOT_FOLLOWED.found(message, place=self._place(owner))

    def _place(self, at: str) -> Place:
        return Place(file=self.file, at=at)


_MOST_FINDINGS = 200
"""Told of one file; whoever looks at these has seen what kind of file it is."""

_LONGEST_NAME = 200
"""Characters of a part's name; names stand in messages."""

_OPENS_ANOTHER = frozenset({"aFChunk", "subDocument"})
_FETCHES = frozenset(
    {"connections", "externalLink", "externalLinkPath", "queryTable", "attachedTemplate"}
)
_MAY_BE_OUTSIDE = frozenset({"hyperlink"})
_NESTED = (
    ".zip",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".xls",
    ".docx",
    ".docm",
    ".doc",
    ".pptx",
    ".ppt",
    ".msg",
)


def _is_macro(name: str, types: Mapping[str, str]) -> bool:
    base = name.rpartition("/")[2].lower()
    return (
        base.startswith("vbaproject")
        or types.get(name, "").lower() == "application/vnd.ms-office.vbaproject"
    )


def _is_embedded(name: str) -> bool:
    lowered = name.lower()
    return "/embeddings/" in lowered or "/activex/" in lowered or lowered.endswith(_NESTED)


def _content_types(package: Package) -> dict[str, str]:
    """Return the type of each part that has one."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if tag == "Default":
            defaults[attributes.get("Extension", "").lower()] = kind
        elif tag == "Override":
            overrides[attributes.get("PartName", "").lstrip("/").casefold()] = kind

    package.walk(_TYPES, start=start)
    types: dict[str, str] = {}
    for name in package.names:
        kind = overrides.get(name.casefold()) or defaults.get(name.rpartition(".")[2].lower())
        if kind:
            types[name] = kind
    return types
