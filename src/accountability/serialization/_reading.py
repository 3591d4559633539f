"""
From plain data to a register: quickly, and if that fails, again and thoroughly.

Nearly every file is right, and a million records should not pay for the words in which a problem is
told. The quick reading therefore stops at the first surprise, whatever it is; the thorough one goes
through the whole file, collects every problem with its place, and raises once. What the quick reading
only did not expect (an older version, members in another order) the thorough one reads all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TextIO, TypeAlias

from attrs import evolve, fields_dict, frozen
from cattrs.errors import (
    BaseValidationError,
    ForbiddenExtraKeysError,
    StructureHandlerNotFoundError,
)

from accountability.exceptions import (
    AccountabilityError,
    InvalidRegisterError,
    UnreadableFileError,
    did_you_mean,
)
from accountability.findings import Finding, Place
from accountability.memory import collector_paused
from accountability.model import COLLECTIONS, Record, Register
from accountability.model._checks import checked_together
from accountability.serialization import _problems as problem
from accountability.serialization._converter import (
    CLASS_MEMBER,
    CLASSES,
    INSTEAD,
    KINDS_OF_ITEMS,
    structuring,
)
from accountability.serialization._decoding import (
    Line,
    TwoMembers,
    is_clean,
    is_lines,
    parse,
    parse_lines,
    parse_quickly,
    scan,
)
from accountability.serialization._problems import article, finding, member_of, quoted, shown
from accountability.serialization._quick import line_maker, maker, only_once
from accountability.serialization._upgrades import (
    FORMAT,
    UPGRADES,
    Upgrade,
    upgrade,
    version_after,
)

__all__ = ["read_plain", "read_text"]

_UNFIT = (
    AccountabilityError,
    BaseValidationError,
    ForbiddenExtraKeysError,
    StructureHandlerNotFoundError,
    problem.UnfitError,
)
"""What structuring raises; newer cattrs have a common root for theirs, older ones do not."""

Opener: TypeAlias = Callable[[], TextIO]
"""Opens the text of a register at its start; may be called several times."""

_SURPRISES = (AccountabilityError, AttributeError, LookupError, TypeError, ValueError)
"""All that a wrong file can raise in the quick reading, where nothing is checked twice."""


def read_text(
    opened: Opener, *, file: str = "", upgrades: tuple[Upgrade, ...] = UPGRADES
) -> Register:
    r"""
    Read a register from JSON or JSON Lines.

    Args:
        opened: Opens the text; lines must end at ``\\n`` alone.

        file: Name of the file for messages.

        upgrades: The way from version 1 of the format to now.

    Raises:
        UnreadableFileError: the text is no JSON, or JSON of another kind.
        InvalidRegisterError: it is a register file with problems; all are in its findings.
        UnicodeDecodeError: the text is not in its encoding.
    """
    with collector_paused():
        try:
            with opened() as text:
                return _read_quickly(text, version_after(upgrades))
        except _SURPRISES:
            pass  # what it was is for the thorough reading to say
        except RecursionError:
            raise UnreadableFileError(file, _TOO_DEEP) from None
        with opened() as text:
            lines = is_lines(text)
            text.seek(0)
            whole = text.read()
        try:
            if lines:
                return _read_lines_thoroughly(whole, file, upgrades)
            plain = parse(whole)
        except RecursionError:
            raise UnreadableFileError(file, _TOO_DEEP) from None
        except ValueError as error:
            if isinstance(error, AccountabilityError):
                raise
            raise UnreadableFileError(file, str(error)) from None
        return read_plain(plain, file=file, upgrades=upgrades, repeated=_repeated(plain, "$"))


_TOO_DEEP = (
    "its objects or lists are nested more deeply than any register's; it was not written as one"
)


def read_plain(
    plain: object,
    *,
    file: str = "",
    upgrades: tuple[Upgrade, ...] = UPGRADES,
    repeated: Iterable[Finding] = (),
) -> Register:
    """
    Read a register from its plain data.

    Args:
        plain: What the JSON text said.

        file: Name of the file for messages.

        upgrades: The way from version 1 of the format to now.

        repeated: What the text said more than once, which plain data cannot show.

    Raises:
        UnreadableFileError: the data say of themselves that they are something else.
        InvalidRegisterError: they have problems; all are in its findings.
    """
    whole = _require_register(plain, file)
    found: list[Finding] = []
    version = _version(whole, "$", found, file, version_after(upgrades))
    found += repeated
    if version < version_after(upgrades):
        whole = upgrade(whole, version, upgrades)
    header = {name: value for name, value in whole.items() if name not in COLLECTIONS}
    entries: list[_Entry] = []
    for name in COLLECTIONS:
        members = whole.get(name, [])
        if isinstance(members, list):
            entries += (
                _Entry(f"$.{name}[{number}]", name, member) for number, member in enumerate(members)
            )
        else:
            message = f"needs a list of {name}, not {shown(members)}"
            found.append(finding(problem.WRONG_TYPE, f"$.{name}", message))
    return _read_thoroughly(header, "$", entries, found, file)


# --- quickly --------------------------------------------------------------------------------------


def _read_quickly(text: TextIO, version: int) -> Register:
    """Read what is written as we write it; raise one of `_SURPRISES` at anything else."""
    lines = is_lines(text)
    text.seek(0)
    header: dict[str, Any] = {}
    held: dict[str, list[Any]] = {name: [] for name in COLLECTIONS}
    with checked_together() as checking:
        if lines:
            header = only_once(parse_quickly(next(text)))
            _expect(header, version)
            checking.clean = True
            of_word = {word: (held[name], line_maker(cls)) for word, (name, cls) in CLASSES.items()}
            for line in text:
                if line.isspace():
                    continue
                checking.clean = checking.clean and is_clean(line)
                members = parse_quickly(line)
                name, word = members[0]
                if name != CLASS_MEMBER:
                    raise ValueError(name)
                records, make = of_word[word]
                records.append(make(members[1:]))
        else:
            whole = text.read()
            checking.clean = is_clean(whole)
            of_name = {name: maker(cls) for name, cls in COLLECTIONS.items()}
            for name, members in scan(whole, header, COLLECTIONS):
                if not held[name]:
                    _expect(header, version)
                held[name].append(of_name[name](members))
            _expect(header, version)
    del header["format"], header["version"]
    return _register(header, held)


def _register(fields: Mapping[str, Any], held: Mapping[str, list[Any]]) -> Register:
    records: dict[str, Any] = {name: tuple(made) for name, made in held.items()}
    return Register(**fields, **records)


def _expect(header: Mapping[str, Any], version: int) -> None:
    given = header["version"]
    if header["format"] != FORMAT or type(given) is not int or given != version:
        raise ValueError(FORMAT)


# --- thoroughly -----------------------------------------------------------------------------------


@frozen
class _Entry:
    """The plain data of one record, where it stands, and in which field of a register it belongs."""

    place: str
    collection: str = ""
    """Empty if it does not say so."""
    plain: Any = None
    found: tuple[Finding, ...] = ()
    """What is wrong around the record, apart from what is in it."""
    renamed: bool = False
    """Whether it stands on a line that calls one of its members otherwise."""

    def placed(self, found: Finding) -> Finding:
        """Return *found* with the place that a person finds in the file."""
        if not self.renamed or found.place != Place(at=f"{self.place}.{CLASS_MEMBER}"):
            return found
        return evolve(found, place=Place(at=f"{self.place}.{INSTEAD}"))


def _read_thoroughly(
    header: Mapping[str, Any],
    place: str,
    entries: Iterable[_Entry],
    found: list[Finding],
    file: str,
) -> Register:
    """Read a register from its header and the data of its records, or raise all that is wrong."""
    converter = structuring()
    values = _read_header(header, place, found)
    held: dict[str, list[Record]] = {name: [] for name in COLLECTIONS}
    ids = {values["id"]: "the register itself"} if values else {}
    for entry in entries:
        found += entry.found
        if not entry.collection:
            continue
        try:
            record = converter.structure(entry.plain, COLLECTIONS[entry.collection])
            held[entry.collection].append(record)
        except _UNFIT as error:
            found += map(entry.placed, problem.findings_of(error, entry.place))
        found += _same_id(entry, ids)
    if found or values is None:
        raise InvalidRegisterError(tuple(found), file)
    return _register(values, held)


def _read_header(
    header: Mapping[str, Any], place: str, found: list[Finding]
) -> dict[str, Any] | None:
    """Return the register's own fields; None if they are wrong, which is then in *found*."""
    plain = {name: value for name, value in header.items() if name not in {"format", "version"}}
    try:
        register = structuring().structure(plain, Register)
    except _UNFIT as error:
        found += problem.findings_of(error, place)
        return None
    return {
        "id": register.id,
        "title": register.title,
        "jurisdiction": register.jurisdiction,
        "marking": register.marking,
    }


def _same_id(entry: _Entry, ids: dict[str, str]) -> Iterator[Finding]:
    """Say so if the id of *entry* was seen before; remember it."""
    own = entry.plain.get("id") if isinstance(entry.plain, dict) else None
    if type(own) is not str or not own:
        return
    if own in ids:
        message = f"{quoted(own)} is also the id of {ids[own]}; give one of them another"
        yield finding(problem.SAME_ID, f"{entry.place}.id", message)
    else:
        ids[own] = entry.place


def _repeated(plain: dict[str, Any], place: str) -> Iterator[Finding]:
    """Yield what comes twice anywhere inside *plain*, in the order of the file."""
    waiting: list[tuple[str, Any]] = [(place, plain)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, TwoMembers):
            for name in value.repeated:
                message = f"there is more than one member {quoted(name)}; keep one"
                yield finding(problem.REPEATED, member_of(at, name), message)
        inner = (
            [(member_of(at, name), member) for name, member in value.items()]
            if isinstance(value, dict)
            else [(f"{at}[{number}]", member) for number, member in enumerate(value)]
        )
        waiting += reversed([each for each in inner if isinstance(each[1], dict | list)])


def _require_register(plain: object, file: str) -> dict[str, Any]:
    """Return *plain* if it says that it is a register."""
    if not isinstance(plain, dict):
        raise UnreadableFileError(
            file, f"it is JSON, but {shown(plain)} and not a register, which is an object"
        )
    if "format" not in plain:
        raise UnreadableFileError(
            file,
            f'it is JSON, but does not say that it is a register; one begins with "format": "{FORMAT}"',
        )
    if plain["format"] != FORMAT:
        near = did_you_mean(str(plain["format"]), [FORMAT]) and " (is it misspelled?)"
        raise UnreadableFileError(
            file, f'its format is {shown(plain["format"])}, not "{FORMAT}"{near}'
        )
    return plain


def _version(
    header: Mapping[str, Any], place: str, found: list[Finding], file: str, newest: int
) -> int:
    """Return the version of a register file; the newest if it is wrong, which is then in *found*."""
    at = f"{place}.version"
    if "version" not in header:
        found.append(finding(problem.MISSING, at, f"is missing; this library writes {newest}"))
        return newest
    version = header["version"]
    if type(version) is not int or version < 1:
        message = f"needs a whole number from 1 on, not {shown(version)}"
        found.append(finding(problem.WRONG_TYPE, at, message))
        return newest
    if version > newest:
        # Nothing else can be said of a file whose rules we do not know.
        message = (
            f"the file is of version {version}, and this library reads versions up to {newest}; "
            "install a newer accountability"
        )
        raise InvalidRegisterError((finding(problem.NEWER, at, message),), file)
    return version


def _read_lines_thoroughly(text: str, file: str, upgrades: tuple[Upgrade, ...]) -> Register:
    """Read JSON Lines, collecting every problem under the number of its line."""
    lines = parse_lines(text)
    first = next(lines)
    place = f"line {first.number}: $"
    header = _require_register(first.plain, file)
    found: list[Finding] = []
    version = _version(header, place, found, file, version_after(upgrades))
    found += _repeated(header, place)
    for name in [name for name in header if name in COLLECTIONS]:
        message = f"the first line holds no {name}; each has a line of its own"
        found.append(finding(problem.UNKNOWN_MEMBER, f"{place}.{name}", message))
        header.pop(name)
    entries = [_entry(line) for line in lines]
    if version < version_after(upgrades):
        found += (finding for entry in entries for finding in entry.found)
        if found:
            raise InvalidRegisterError(tuple(found), file)
        whole = {**header, **{name: [] for name in COLLECTIONS}}
        for entry in entries:
            whole[entry.collection].append(entry.plain)
        return read_plain(whole, file=file, upgrades=upgrades)
    return _read_thoroughly(header, place, entries, found, file)


def _entry(line: Line) -> _Entry:
    """Return the record of a line, without the member that names its class."""
    at = f"line {line.number}"
    if line.fault:
        return _Entry(at, found=(finding(problem.UNREADABLE_LINE, at, line.fault),))
    plain, place = line.plain, f"{at}: $"
    if not isinstance(plain, dict):
        message = f"needs an object with the members of a record, not {shown(plain)}"
        return _Entry(place, found=(finding(problem.WRONG_TYPE, place, message),))
    found = [*_repeated(plain, place)]
    word = plain.pop(CLASS_MEMBER, None)
    collection, cls = "", Record
    at = f"{place}.{CLASS_MEMBER}"
    if word is None:
        message = f"is missing; it names the class of the record: {', '.join(CLASSES)}"
        found.append(finding(problem.MISSING, at, message))
    elif not isinstance(word, str):
        message = f"needs the name of a class of record, not {shown(word)}"
        found.append(finding(problem.WRONG_TYPE, at, message))
    elif word in CLASSES:
        collection, cls = CLASSES[word]
    else:
        error = problem.no_member(word, "class of record", CLASSES)
        found.append(finding(error.kind, at, error.message))
    kind = str(plain.get("kind"))
    right = KINDS_OF_ITEMS.get(kind, cls)
    if collection == "items" and right is not cls:
        message = (
            f"an item of kind {quoted(kind)} is {article(right.__name__)}, "
            f"not {article(cls.__name__)}"
        )
        found.append(finding(problem.UNKNOWN_VALUE, at, message))
    renamed = CLASS_MEMBER in fields_dict(cls)
    if renamed and INSTEAD in plain:
        plain[CLASS_MEMBER] = plain.pop(INSTEAD)
    return _Entry(place, collection, plain, tuple(found), renamed)
