"""
A container that has been looked at: its parts, inflated one at a time and counted.

Nothing is ever written to disk. What the directory of the zip says about a part is only believed as
far as it forbids: a part that turns out larger than it said stops being inflated there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from attrs import field, frozen

from accountability.containers.inflating import Entry, head_of, inflated
from accountability.containers.limits import Limits
from accountability.exceptions import UnreadableFileError
from accountability.findings import Finding

__all__ = ["Package", "Relationship", "guarded_parser", "has_plain_front"]

_HEAD = 1 << 12
"""Bytes of a part in which its first element is looked for first."""


@frozen(kw_only=True, slots=True)
class Relationship:
    """
    How one part names another.

    Attributes:
        id: By which the part's XML means it.

        type: Last word of its type: "worksheet", "comments", "hyperlink".

        target: Name of the other part as it stands in the package; an address if it is outside.

        external: Whether the target is outside the file.
    """

    id: str
    type: str
    target: str
    external: bool = False


@frozen(kw_only=True, eq=False)
class Package:
    """
    An Office file that passed the guard.

    Attributes:
        file: Base name, for messages.

        names: Of its parts, in the order of the zip's directory.

        content_types: Type of each part, by name; a part of no known type is left out.

        main: Name of the main part: the workbook or the document.

        findings: What the guard noticed: macros left out, embedded objects, links to other files.

        limits: How much is taken in.
    """

    file: str
    names: tuple[str, ...]
    content_types: Mapping[str, str]
    main: str
    findings: tuple[Finding, ...] = ()
    limits: Limits = field(factory=Limits)
    _data: bytes = field(repr=False, alias="data")
    _entries: Mapping[str, Entry] = field(repr=False, alias="entries")
    _folded: Mapping[str, str] = field(repr=False, alias="folded")
    _related: dict[str, tuple[Relationship, ...]] = field(factory=dict, repr=False, alias="related")

    def find(self, name: str) -> str | None:
        """Return the name of a part as it stands, whatever case it was asked for in; None: not there."""
        return name if name in self._entries else self._folded.get(name.casefold())

    def part(self, name: str) -> bytes:
        """
        Return a part, inflated and counted; of one that is XML it is known that it is safe to parse.

        Safe means: well-formed, without a document type or entities, in an encoding that is known.
        Depth and length are the business of whatever walks it.

        Raises:
            UnreadableFileError: it is damaged, larger than it said, or no safe XML.
        """
        data = b"".join(self.pieces(name))
        if _is_xml(name, self.content_types.get(name, "")):
            parser = guarded_parser(self.refuse)
            self._feed(parser, name, (data,))
        return data

    def check_front(self, name: str) -> None:
        """
        Refuse a part of XML that declares a document type or entities, whether anybody will read it or not.

        They can stand only before the first element, so no more of the part is looked at.

        Raises:
            UnreadableFileError: it declares them, or is too long before its first element.
        """
        entry = self._entries[self.find(name) or name]
        if not _is_xml(entry.name, self.content_types.get(entry.name, "")):
            return
        try:
            head = head_of(self._data, entry, self.refuse, _HEAD)
            piece = b"" if has_plain_front(head) else next(self.pieces(name), b"")
        except UnreadableFileError:
            return  # whoever reads it will be told
        if not piece:
            return
        begun = False

        def begins(_tag: str, _attributes: dict[str, str]) -> None:
            nonlocal begun
            begun = True

        parser = guarded_parser(self.refuse)
        parser.StartElementHandler = begins
        try:
            parser.Parse(piece)
        except (expat.ExpatError, LookupError, UnicodeError):
            return  # the same
        if not begun and entry.size > len(piece):
            raise self.refuse(
                f"its part {entry.name} has {len(piece):,} bytes before its first element; {_NO_PROGRAM}"
            )

    def pieces(self, name: str) -> Iterator[bytes]:
        """
        Yield a part in pieces of at most 64 KiB, inflated and counted.

        Raises:
            UnreadableFileError: it is damaged, or larger than the directory said.
        """
        entry = self._entries[self.find(name) or name]
        return inflated(self._data, entry, self.refuse)

    def walk(
        self,
        name: str,
        *,
        start: Callable[[str, dict[str, str]], object],
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        """
        Read the XML of a part from front to back, within the limits on depth, attributes and text.

        Args:
            name: Of the part.

            start: Given each element's local name, and its attributes by local name.

            end: Given the local name at each element's end.

            text: Given the text between two tags, in one or more pieces.

        Raises:
            UnreadableFileError: it is damaged, no safe XML, or beyond a limit.
        """
        parser = guarded_parser(self.refuse)
        depth = length = 0
        limits = self.limits

        def starts(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth, length
            depth += 1
            length = 0
            if depth > limits.depth:
                raise self.refuse(too_deep(name, limits.depth))
            if len(attributes) > limits.attributes:
                raise self.refuse(too_many_attributes(name, limits.attributes))
            start(tag.rpartition(" ")[2], {_local(key): attributes[key] for key in attributes})

        def ends(tag: str) -> None:
            nonlocal depth, length
            depth -= 1
            length = 0
            if end is not None:
                end(tag.rpartition(" ")[2])

        def says(words: str) -> None:
            nonlocal length
            length += len(words)
            if length > limits.text:
                raise self.refuse(too_long(name, limits.text))
            if text is not None:
                text(words)

        parser.StartElementHandler = starts
        parser.EndElementHandler = ends
        parser.CharacterDataHandler = says
        self._feed(parser, name, self.pieces(name))

    def feed(
        self,
        parser: Any,
        name: str,
        after: Callable[[], object] | None = None,
        around: Callable[[bytes], bytes] | None = None,
    ) -> None:
        """
        Give a part to a parser of `guarded_parser`, for readers that set their own handlers.

        Args:
            parser: With handlers that keep to the limits themselves.

            name: Of the part.

            after: Called after each piece of at most 64 KiB.

            around: Given each piece, and b"" at the end; what it gives back is parsed. Whoever leaves
                something out has to know that it is safe.

        Raises:
            UnreadableFileError: it is damaged or no safe XML.
        """
        self._feed(parser, name, self.pieces(name), after, around)

    def _feed(
        self,
        parser: Any,
        name: str,
        pieces: Iterator[bytes] | tuple[bytes, ...],
        after: Callable[[], object] | None = None,
        around: Callable[[bytes], bytes] | None = None,
    ) -> None:
        try:
            for piece in pieces:
                parser.Parse(around(piece) if around is not None else piece)
                if after is not None:
                    after()
            parser.Parse(around(b"") if around is not None else b"", True)  # noqa: FBT003  expat takes it by position
        except expat.ExpatError as error:
            raise self.refuse(
                f"its part {name} is damaged (line {error.lineno}: "
                f"{expat.errors.messages.get(error.code, 'no XML')}); ask for the file to be sent again"
            ) from None
        except (LookupError, UnicodeError) as error:  # an encoding that nobody knows
            raise self.refuse(
                f"its part {name} is in an encoding that cannot be read ({str(error)[:60]}); "
                "open it in an Office program and save it again"
            ) from None

    def relationships(self, name: str = "") -> tuple[Relationship, ...]:
        """
        Return what a part names, in the order of its list; empty if it names nothing.

        Args:
            name: Of the part; "" for the package itself.
        """
        held = self._related.get(name)
        if held is None:
            folder, _, base = name.rpartition("/")
            listed = self.find(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
            held = read_relationships(self, listed, folder) if listed else ()
            self._related[name] = held
        return held

    def size(self, name: str) -> int:
        """Return how many bytes a part takes at most once it is inflated; it is refused with more."""
        return self._entries[self.find(name) or name].size

    def refuse(self, reason: str) -> UnreadableFileError:
        """Make the error that says why the file cannot be read."""
        return UnreadableFileError(self.file, reason)


def _local(key: str) -> str:
    return key if " " not in key else key.rpartition(" ")[2]


def _is_xml(name: str, content_type: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml")) or content_type.endswith(
        ("xml", "+xml")
    )


_NO_PROGRAM = "no Office program writes that"


def too_deep(name: str, limit: int) -> str:
    """Say that elements stand too deep inside each other."""
    return f"its part {name} has elements more than {limit:,} deep inside each other; {_NO_PROGRAM}"


def too_many_attributes(name: str, limit: int) -> str:
    """Say that an element has too many attributes."""
    return f"its part {name} has an element with more than {limit:,} attributes; {_NO_PROGRAM}"


def too_long(name: str, limit: int) -> str:
    """Say that a text is too long."""
    return f"its part {name} has a text of more than {limit:,} characters; shorten it, or raise the limit"


_ENCODINGS = frozenset(
    {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1"}
)
"""What expat reads by itself; Office programs write the first."""


_PLAIN_FRONT = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:<\?xml\s+version=[\"']1\.[01][\"'](?:\s+encoding=[\"'](?i:utf-8|us-ascii)[\"'])?"
    rb"(?:\s+standalone=[\"'](?:yes|no)[\"'])?\s*\?>)?\s*<[A-Za-z_]"
)


def has_plain_front(head: bytes) -> bool:
    """Tell whether XML begins, at most declared as such, with its first element, in ASCII or UTF-8."""
    return _PLAIN_FRONT.match(head) is not None


def guarded_parser(refuse: Callable[[str], UnreadableFileError]) -> Any:
    """
    Make a parser of XML that refuses what could do more than be read.

    Names come as "namespace name". A document type is refused before anything in it is looked at, and
    with it every entity, in whatever encoding it is written.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16

    def no_types(*_args: object) -> None:
        raise refuse(
            "one of its parts declares a document type or entities, which no Office program writes and "
            "which can be used to harm; ask where the file comes from"
        )

    def known(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise refuse(
                f"one of its parts is in the encoding {encoding[:20]}, which no Office program writes; "
                "open it in an Office program and save it again"
            )

    parser.StartDoctypeDeclHandler = no_types
    parser.EntityDeclHandler = no_types
    parser.XmlDeclHandler = known
    return parser


_MOST_RELATIONSHIPS = 100_000
"""A sheet may have 65,530 links; more relationships than that in one list are no Office program's."""


def read_relationships(package: Package, listed: str, folder: str) -> tuple[Relationship, ...]:
    """Read a list of relationships; targets are given as names of parts."""
    found: list[Relationship] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag != "Relationship":
            return
        if len(found) == _MOST_RELATIONSHIPS:
            raise package.refuse(
                f"its part {listed} names more than {_MOST_RELATIONSHIPS:,} others"
            )
        external = attributes.get("TargetMode", "").lower() == "external"
        target = attributes.get("Target", "")
        if not external:
            target = _absolute(target, folder)
            target = package.find(target) or target
        found.append(
            Relationship(
                id=attributes.get("Id", ""),
                type=attributes.get("Type", "").rpartition("/")[2],
                target=target,
                external=external,
            )
        )

    package.walk(listed, start=start)
    return tuple(found)


def _absolute(target: str, folder: str) -> str:
    """Return the name of a part from a target that is relative to *folder*, or absolute."""
    parts = [] if target.startswith("/") else [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
