"""What an importer is, what it is told and what it gives back: the seam for readers of any format."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from attrs import field, frozen

from accountability.containers import Limits
from accountability.exceptions import UnreadableFileError
from accountability.findings import Finding, FindingKind, Place, Severity
from accountability.jurisdictions import Jurisdiction
from accountability.model import Record, Register
from accountability.text import clean, slug

if TYPE_CHECKING:
    from accountability.merge import Change
    from accountability.tables.returned import Returned

__all__ = [
    "CHARACTERS_REPLACED",
    "KINDS",
    "ImportContext",
    "Importer",
    "Limits",
    "Reading",
    "decode",
    "digest_of",
]


@frozen(kw_only=True)
class ImportContext:
    """
    What a file does not say about itself.

    Attributes:
        file: Base name of the file, for messages and places.

        url: Where it was found.

        site: Name of the site or body that published the page, where the page does not print it.

        jurisdiction: Whose conventions for dates and words apply; None: those of no country.

        published: Day the report that the file is about was published.

        received: Day its recommender received the response.

        retrieved: Day the file was fetched; never dates a fact.

        format: Name of the importer to use; empty: found out from the file.

        mapping: Our field by the file's heading, for tables.

        register: What the reading will join: new ids are minted beside its own, and a file that it
            already holds gets the ids it has. None: a register of its own.

        limits: How much to take in.
    """

    file: str = ""
    url: str = ""
    site: str = ""
    jurisdiction: Jurisdiction | None = None
    published: dt.date | None = None
    received: dt.date | None = None
    retrieved: dt.date | None = None
    format: str = ""
    mapping: Mapping[str, str] = field(factory=dict)
    register: Register | None = None
    limits: Limits = field(factory=Limits)

    def place(self, at: str = "") -> Place:
        """Return the place *at* in the file, for a finding."""
        return Place(file=self.file, at=at)


@frozen(kw_only=True)
class Reading:
    """
    What was read from one file.

    Attributes:
        title: What was read, in a few words: "Energy Committee, Recommendation 4".

        records: New records, in the order in which a register holds them; empty for a file that only
            changes records (a tracker that came back).

        changes: What it changes in records of the register that it was made from; empty for a
            published document.

        findings: What reading noticed, in the order of the file.

        returned: The rows and cells of a file that came back, as they stand; None for a published
            document.
    """

    title: str = ""
    records: tuple[Record, ...] = ()
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    returned: Returned | None = None

    def register(self, register_id: str = "", title: str = "") -> Register:
        """
        Make a register of the records alone.

        Args:
            register_id: Its id; empty: made from the title of the reading.

            title: Its title; empty: that of the reading.

        Raises:
            DuplicateIdError: *register_id* is the id of one of the records.
        """
        name = title or self.title or "Register"
        made = register_id or f"{slug(name) or 'page'}-register"
        return Register(id=made, title=name).with_records(*self.records)


@runtime_checkable
class Importer(Protocol):
    """
    Reads one format: bytes in, records and findings out.

    Pure: the same bytes and context give the same reading. An importer opens no file, prints nothing,
    asks for no time, and never deletes: what it cannot place is kept as *extra* with a finding.
    """

    name: ClassVar[str]
    """What a person calls the format: the value of ``--format``."""

    title: ClassVar[str]
    """What it reads, in a few words: "page of a tracker site, as plain text"."""

    def recognises(self, data: bytes, context: ImportContext, /) -> bool:
        """Tell, without raising, whether *data* has the shape that this importer reads."""
        ...

    def read(self, data: bytes, context: ImportContext, /) -> Reading:
        """
        Read *data*.

        Raises:
            UnreadableFileError: it is not what this importer reads; says what it is and what to do.
        """
        ...


CHARACTERS_REPLACED = FindingKind(
    code="IMP708",
    severity=Severity.NOTE,
    title="characters replaced by a visible escape",
    help="Look at the original; the escape ⟨U+…⟩ stands where a character was that no XML file can hold.",
)

KINDS = (CHARACTERS_REPLACED,)
"""Kinds of finding that any importer may report."""


def digest_of(data: bytes) -> str:
    """Return the digest of a file: "sha256:" and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


_SAVE_AS = "save it again as plain text in UTF-8 (in most editors: Save as, Encoding)"


def decode(data: bytes, context: ImportContext) -> tuple[str, tuple[Finding, ...]]:
    r"""
    Read *data* as text fit for the model: UTF-8, with or without a byte order mark.

    Returns:
        The text, its line ends ``\\n``; and a finding if characters had to be replaced.

    Raises:
        UnreadableFileError: it is empty, too large, of another encoding, or no text at all.
    """

    def refuse(reason: str) -> UnreadableFileError:
        return UnreadableFileError(context.file, reason)

    if len(data) > context.limits.bytes:
        raise refuse(
            f"it is larger than the {context.limits.bytes:,} bytes that are taken in at once; "
            "split it, or raise the limit"
        )
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise refuse("it is empty; choose the file that holds the page")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(data):
        raise refuse(f'it is text in UTF-16 (Windows calls that "Unicode"); {_SAVE_AS}')
    try:
        raw = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise refuse(f"it is not UTF-8 (byte {byte:#04x} in line {line}); {_SAVE_AS}") from None
    cleaned = clean(raw)
    if not cleaned.replaced:
        return cleaned.text, ()
    first, character = cleaned.replaced[0]
    line = cleaned.text.count("\n", 0, first) + 1
    count = len(cleaned.replaced)
    what = "1 character" if count == 1 else f"{count} characters"
    finding = CHARACTERS_REPLACED.found(
        f"{what} that XML cannot hold became a visible escape, first U+{ord(character):04X}",
        place=context.place(f"line {line}"),
    )
    return cleaned.text, (finding,)


def _looks_wide(data: bytes) -> bool:
    """Tell whether every other byte of the beginning is zero, as in UTF-16 without a mark."""
    head = data[:200]
    half = len(head) // 2
    return half > 0 and max(head[0::2].count(0), head[1::2].count(0)) > 0.8 * half
