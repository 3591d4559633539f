"""What a document says of itself: in its last line, in its properties, and in the part that we added."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen

from accountability.containers import Package
from accountability.exceptions import UnreadableFileError
from accountability.findings import Finding, Place
from accountability.importers.word._noticed import FORMAT_OLDER, SAYS_NOTHING, SAYS_TWO_THINGS
from accountability.importers.word._tree import local, text_of, tree_of
from accountability.tables.about import FORMAT_VERSION, TECHNICAL, Technical
from accountability.tables.columns import Editor
from accountability.tables.known import COLUMNS, FILLED_IN
from accountability.tables.sheets import NOT_OPEN
from accountability.text import fold, shorten, stamp

__all__ = [
    "COMMITMENTS",
    "RECOMMENDATIONS",
    "Facts",
    "Sent",
    "facts_of",
    "read_identity",
    "sent_of",
]

RECOMMENDATIONS, COMMITMENTS = "Recommendations", "Commitments"
"""Sheets whose rows forms have fields for."""

_NAMES = (*TECHNICAL, "Form", "Template")
_BY_FOLDED = {fold(name): name for name in _NAMES}
_LINE = re.compile(
    r"for the computer:\s*(.*?)\s*(?:\(please leave\))?\s*", re.IGNORECASE | re.DOTALL
)
_NEXT = re.compile(rf";\s*(?=(?:{'|'.join(_NAMES)})\s*:)", re.IGNORECASE)
_FORMAT = re.compile(r"tracker (\d{1,4})")
_SENT = "{urn:accountability:sent:1}"
_STAMPED = {
    sheet: frozenset(key for key, one in columns.items() if one.editor is not Editor.NOBODY)
    for sheet, columns in COLUMNS.items()
}
"""Columns that have letters in a check, by sheet."""


def read_identity(text: str) -> dict[str, str]:
    """Take apart the line for the computer; nothing for any other line."""
    found = _LINE.fullmatch(text.strip())
    if found is None:
        return {}
    said: dict[str, str] = {}
    for part in _NEXT.split(found[1]):
        name, colon, value = part.partition(":")
        known = _BY_FOLDED.get(fold(name))
        if colon and known:
            said[known] = value.strip()
    return said


@frozen(kw_only=True)
class Sent:
    """
    What was sent, as the document's own part says it.

    Attributes:
        rows: Check of each row, by its key.

        sheets: Our name of its sheet, by the key of a row that is not one of the recommendations.

        under: By the key of such a row, that of the row under which it stood.

        headings: Row keys by the stamp of the heading that they stood under.

        words: Stamps of our own paragraphs.

        columns: By our name of a sheet, the keys of the columns to which the checks belong.

        cover: Stamp of what each field of the cover held, by its key.
    """

    rows: Mapping[str, str] = field(factory=dict)
    sheets: Mapping[str, str] = field(factory=dict)
    under: Mapping[str, str] = field(factory=dict)
    headings: Mapping[str, tuple[str, ...]] = field(factory=dict)
    words: frozenset[str] = frozenset()
    columns: Mapping[str, tuple[str, ...]] = field(factory=dict)
    cover: Mapping[str, str] = field(factory=dict)
    _known: dict[str, bool] = field(factory=dict, eq=False)
    _said: dict[str, str] = field(factory=dict, eq=False)
    _stamped: dict[str, str] = field(factory=dict, eq=False)
    _stamps: dict[str, str] = field(factory=dict, eq=False)

    def key_said(self, words: str) -> str:
        """Return the row key that a reference says, white space levelled; "" if none was sent."""
        if not self._said:
            self._said.update((" ".join(key.split()), key) for key in self.rows)
        return self._said.get(" ".join(words.split()), "")

    def key_stamped(self, letters: str) -> str:
        """Return the row key with a stamp; "" if none was sent."""
        if not self._stamped:
            self._stamped.update((self.stamp_of(key), key) for key in self.rows)
        return self._stamped.get(letters, "")

    def stamp_of(self, key: str) -> str:
        """Return the stamp of a row key."""
        held = self._stamps.get(key)
        if held is None:
            held = self._stamps[key] = stamp(key)
        return held

    def sheet_of(self, key: str) -> str:
        """Return our name of the sheet that a row belongs to."""
        return self.sheets.get(key, RECOMMENDATIONS)

    def asked(self, key: str) -> tuple[str, ...]:
        """Return the columns whose fields a row was sent with; () if nobody can say."""
        sheet = self.sheet_of(key)
        stamped = [one for one in self.columns.get(sheet, ()) if one in _STAMPED[sheet]]
        letters = self.rows.get(key, "").split()[:-1]
        if len(letters) != len(stamped):
            return ()
        return tuple(
            column for column, one in zip(stamped, letters, strict=True) if one != NOT_OPEN
        )

    def has(self, text: str) -> bool:
        """Tell whether a paragraph says what we wrote in one."""
        if not self.words:
            return False
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = stamp(fold(text)) in self.words
        return known


def sent_of(package: Package) -> Sent:
    """
    Find what was sent; empty if a program left it out.

    Raises:
        UnreadableFileError: it names more rows than are taken in.
    """
    for name in package.names:
        if not (name.startswith("customXml/") and name.endswith(".xml")) or "/_rels/" in name:
            continue
        try:
            root = tree_of(package, name)
        except UnreadableFileError:
            continue  # somebody else's data, which nothing depends on
        if root.tag != f"{_SENT}sent":
            continue
        rows: dict[str, str] = {}
        sheets: dict[str, str] = {}
        under: dict[str, str] = {}
        headings: dict[str, list[str]] = {}
        listed = list(root.iterchildren(f"{_SENT}row"))
        if len(listed) > package.limits.rows:
            raise package.refuse(
                f"its part {name} names {len(listed):,} rows that were sent, more than the "
                f"{package.limits.rows:,} that are taken in; raise the limit if you know where it comes from"
            )
        for row in listed:
            key = row.get("key", "")
            rows[key] = row.get("check", "")
            if row.get("sheet") == COMMITMENTS:  # before there were any, no row said its sheet
                sheets[key], under[key] = COMMITMENTS, row.get("under", "")
            headings.setdefault(row.get("heading", ""), []).append(key)
        words = root.findtext(f"{_SENT}words") or ""
        columns = {RECOMMENDATIONS: root.get("columns", "")}
        for sheet in root.iterchildren(f"{_SENT}sheet"):
            columns[sheet.get("name", "")] = sheet.get("columns", "")
        return Sent(
            rows=rows,
            sheets=sheets,
            under=under,
            headings={heading: tuple(keys) for heading, keys in headings.items()},
            words=frozenset(words.split()),
            columns={
                sheet: tuple(keys.split())
                for sheet, keys in columns.items()
                if sheet in FILLED_IN and keys
            },
            cover={
                name: letters
                for name, colon, letters in (
                    one.partition(":") for one in root.get("cover", "").split()
                )
                if colon
            },
        )
    return Sent()


@frozen(kw_only=True)
class Facts(Technical):
    """
    What a document says it is.

    Attributes:
        version: Of the format; "".

        findings: What was noticed.
    """

    version: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether it is the paper as it goes out, in which nothing can be filled in."""
        return fold(self.said.get("Form", "")) == "word final"


def facts_of(package: Package, lines: Mapping[str, str]) -> Facts:
    """
    Say what the document is.

    Args:
        package: The document.

        lines: What its last line says; believed first, because a person sees it.

    Raises:
        UnreadableFileError: it was made by a newer version than this one.
    """
    held = _properties(package)
    said = {**held, **{name: value for name, value in lines.items() if value}}
    place = Place(file=package.file)
    findings = [
        SAYS_TWO_THINGS.found(
            f"{name} is “{shorten(lines[name], 40)}” in its last line, “{shorten(held[name], 40)}” in its "
            "properties",
            place=place,
        )
        for name in _NAMES
        if lines.get(name) and held.get(name) and lines[name] != held[name]
    ]
    if "Register" not in said:
        findings.append(SAYS_NOTHING.found("its line for the computer is gone", place=place))
    found = _FORMAT.fullmatch(fold(said.get("File format", "")))
    version = str(int(found[1])) if found is not None else ""
    if version and int(version) > int(FORMAT_VERSION):
        raise package.refuse(
            f"it is a form of format {version}, made by a newer version of this program, which reads "
            f"format {FORMAT_VERSION}; update, and collect it then"
        )
    if version and int(version) < int(FORMAT_VERSION):
        message = f"it is a form of format {version}; the present one is {FORMAT_VERSION}"
        findings.append(FORMAT_OLDER.found(message, place=place))
    return Facts(said=said, version=version, findings=tuple(findings))


def _properties(package: Package) -> dict[str, str]:
    """Return the custom properties that are ours."""
    found: dict[str, str] = {}
    for one in package.relationships():
        name = package.find(one.target) if one.type == "custom-properties" else None
        if name is None or one.external:
            continue
        for element in tree_of(package, name):
            known = _BY_FOLDED.get(fold(element.get("name", "")))
            if local(element.tag) == "property" and known:
                found[known] = text_of(element).strip()
    return found
