"""
The thin layer over bytes, streams and paths: what is read and written where.

A file is written beside its place and renamed, so that a full disk or a pulled plug leaves the old
register as it was.
"""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, TextIO, TypeAlias

from accountability.exceptions import UnreadableFileError
from accountability.model import Register
from accountability.serialization._looks import look
from accountability.serialization._reading import read_plain, read_text
from accountability.serialization._writing import json_pieces, lines_pieces, plain_of

__all__ = ["MAX_BYTES", "dump", "dumps", "from_dict", "load", "loads", "to_dict"]

MAX_BYTES = 4 * 1024**3
"""How large a register file may be, in bytes, unless the caller says otherwise."""

Readable: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
"""What `load` takes: a path, the bytes of a file, or a binary stream."""

_LINES = {".jsonl", ".ndjson"}
"""Suffixes of JSON Lines."""


def load(source: Readable, *, max_bytes: int = MAX_BYTES) -> Register:
    """
    Read a register file, JSON or JSON Lines; which it is, is seen from what it holds.

    Args:
        source: A path, the bytes of a file, or a stream opened for reading bytes.

        max_bytes: Largest size that is read at all.

    Returns:
        The register, as it was written.

    Raises:
        InvalidRegisterError: the file is a register with problems; all are in its findings, with
            their places (``$.responses[3].position``, ``line 7: $.position``).
        UnreadableFileError: there is no such file, it cannot be opened, is too large, or is no
            register file at all.
        TypeError: the source is none of these, or a stream of text.

    Source:
        JSON is RFC 8259; where that leaves names that come twice and the size of numbers to the
        reader, they are refused.
    """
    if isinstance(source, bytes):
        return _load_bytes(source, "", max_bytes)
    if isinstance(source, str | os.PathLike):
        return _load_path(os.fspath(source), max_bytes)
    if not hasattr(source, "read"):
        message = f"load needs a path, bytes or a binary stream, not {type(source).__name__}"
        raise TypeError(message)
    data: object = source.read(max_bytes + 1)
    if not isinstance(data, bytes):
        raise TypeError("load reads bytes: open the file with mode 'rb', or pass its path")
    return _load_bytes(data, str(getattr(source, "name", "")), max_bytes)


def loads(text: str | bytes) -> Register:
    """
    Read a register from the text of a register file, JSON or JSON Lines.

    Args:
        text: The whole text, or its bytes in UTF-8.

    Raises:
        InvalidRegisterError: it is a register with problems; all are in its findings.
        UnreadableFileError: it is no register at all.
    """
    if isinstance(text, str):
        try:
            text = text.encode()
        except UnicodeEncodeError as error:
            half = f"U+{ord(error.object[error.start]):04X}"
            reason = (
                f"its character {error.start + 1} is one half of a pair ({half}); pass its bytes"
            )
            raise UnreadableFileError("", reason) from None
    return _load_bytes(text, "", len(text))


def _load_path(path: str, max_bytes: int) -> Register:
    file = Path(path)
    try:
        if not file.is_file():
            # A pipe, or nothing that can be read; the latter says so on being opened.
            with file.open("rb") as stream:
                return _load_bytes(stream.read(max_bytes + 1), path, max_bytes)
        if file.stat().st_size > max_bytes:
            raise _too_large(path, max_bytes)
        return _read(lambda: file.open("rb"), path)
    except FileNotFoundError:
        raise UnreadableFileError(path, _missing(path)) from None
    except IsADirectoryError:
        raise UnreadableFileError(path, "it is a folder; name the register file in it") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableFileError(path, f"the system says: {reason}") from error


def _missing(path: str) -> str:
    if path.lstrip().startswith("{"):
        return "there is no such file; a register that is a text is read by loads"
    return "there is no such file; look for a slip in its name or folder"


def _load_bytes(data: bytes, file: str, max_bytes: int) -> Register:
    if len(data) > max_bytes:
        raise _too_large(file, max_bytes)
    return _read(lambda: io.BytesIO(data), file)


def _too_large(file: str, max_bytes: int) -> UnreadableFileError:
    reason = f"it has more than {max_bytes:,} bytes; pass a larger max_bytes if it is a register"
    return UnreadableFileError(file, reason)


def _read(opened: Callable[[], BinaryIO | io.BytesIO], file: str) -> Register:
    """Read a register from bytes that can be opened again."""
    with opened() as stream:
        what = look(stream.read(_HEAD))
    if what:
        raise UnreadableFileError(file, what)

    def text() -> TextIO:
        return io.TextIOWrapper(opened(), encoding="utf-8", newline="\n")

    try:
        return read_text(text, file=file)
    except UnicodeDecodeError:
        raise UnreadableFileError(file, _not_utf_8(opened)) from None


_HEAD = 4096


def _not_utf_8(opened: Callable[[], BinaryIO | io.BytesIO]) -> str:
    with opened() as stream:
        data = stream.read()
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"line {line} is not UTF-8 (byte 0x{data[error.start]:02X}); save it as UTF-8"
    return "it changed while it was read; try again"


def dump(
    register: Register,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    lines: bool | None = None,
) -> None:
    """
    Write a register file.

    A path is written beside its place and renamed, so that it holds the old register or the new one
    and never half of either; what was there is replaced.

    Args:
        register: What to write.

        target: A path, or a stream opened for writing bytes.

        lines: Whether to write JSON Lines; None: if the path ends in ``.jsonl`` or ``.ndjson``.

    Raises:
        OSError: the file cannot be written.
        TypeError: the target is neither, or a stream of text.
    """
    if isinstance(target, io.TextIOBase):
        raise TypeError("dump writes bytes: open the file with mode 'wb', or pass its path")
    if isinstance(target, str | os.PathLike):
        path = Path(target)
        as_lines = path.suffix.lower() in _LINES if lines is None else lines
        _write_path(path, _encoded(register, lines=as_lines))
    else:
        for piece in _encoded(register, lines=bool(lines)):
            target.write(piece)


def dumps(register: Register, *, lines: bool = False) -> str:
    """Return the text of a register file, JSON or JSON Lines; equal registers give equal texts."""
    return "".join(lines_pieces(register) if lines else json_pieces(register))


def to_dict(register: Register) -> dict[str, Any]:
    """Return the plain data of a register: what `json.loads` would make of its file."""
    return plain_of(register)


def from_dict(plain: dict[str, Any]) -> Register:
    """
    Make a register from its plain data.

    Args:
        plain: What `to_dict` returns or `json.loads` makes of a register file: objects are dicts,
            lists are lists; it is not changed.

    Raises:
        InvalidRegisterError: it has problems; all are in its findings.
        UnreadableFileError: it says of itself that it is something else.
    """
    return read_plain(plain)


def _encoded(register: Register, *, lines: bool) -> Iterable[bytes]:
    pieces = lines_pieces(register) if lines else json_pieces(register)
    return (piece.encode() for piece in pieces)


def _write_path(path: Path, pieces: Iterable[bytes]) -> None:
    if path.exists() and not path.is_file():
        # A pipe or a device (/dev/stdout) is written to and not replaced; a folder says what it is.
        with path.open("wb") as stream:
            stream.writelines(pieces)
        return
    place = path.resolve()  # what a link points to is replaced, and the link kept
    beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            beside.chmod(place.stat().st_mode & 0o7777)
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
