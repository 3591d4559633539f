"""Reading and writing files: nothing is overwritten unasked, nothing is left half written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from accountability.cli import _show as show

if TYPE_CHECKING:
    from accountability.model import Register


SENT = "sent"
"""Folder of a round in which it is kept what each file was made from."""

_LARGE = 4_000_000
"""Bytes above which reading takes long enough for a person to wonder."""


def load_register(path: str) -> Register:
    """Read a register's file."""
    from accountability.serialization import load

    if not _is_large(path):
        return load(path)
    with show.working(f"Reading {path}"):
        return load(path)


def _is_large(path: str) -> bool:
    try:
        return Path(path).stat().st_size > _LARGE
    except (OSError, ValueError):
        return False


def read_bytes(path: str) -> bytes:
    """Read a file, or say why it cannot be read; of a file beyond the limit just too much."""
    from accountability.containers import Limits

    try:
        if Path(path).is_dir():
            message = f"{path} is a folder; name the files in it, such as {Path(path) / '*.xlsx'}"
        else:
            with Path(path).open("rb") as stream:
                return stream.read(Limits().bytes + 1)
    except (OSError, ValueError) as error:
        message = f"{path} cannot be read: {_reason(error)}"
        raise click.ClickException(message) from error
    raise click.ClickException(message)


def read_files(paths: Iterable[str]) -> list[tuple[str, bytes]]:
    """Read several files, each path once, or say of all that cannot be read why not."""
    files: list[tuple[str, bytes]] = []
    refused: list[str] = []
    for path in dict.fromkeys(paths):
        try:
            files.append((path, read_bytes(path)))
        except click.ClickException as error:
            refused.append(error.message)
    if refused:
        raise click.ClickException("\n  ".join(refused))
    return files


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _exists(path: object) -> str:
    return f"{path} exists already; choose another name, or say --force to overwrite it"


def check_output(path: str, *, force: bool, sources: Iterable[str] = ()) -> Path:
    """
    Refuse an output that must not be written, before any work is done.

    A folder, a link, a device, a file that exists (without --force) and a folder that does not are
    refused; so is, whatever is said, one of the *sources* that the output is made from.
    """
    target = Path(path)
    try:
        if not path:
            message = "the output has no name; name a file"
        elif target.is_symlink():
            message = f"{path} is a link; name the file itself"
        elif target.is_dir() or path.endswith(("/", os.sep)):
            message = f"{path} is a folder; name a file in it"
        elif target.exists() and not target.is_file():
            message = f"{path} is no ordinary file; choose another name"
        elif target.exists() and any(_is_same(target, source) for source in sources):
            message = f"{path} is what the output is made from; choose another name"
        elif target.exists() and not force:
            message = _exists(path)
        elif not target.parent.is_dir():
            message = f"there is no folder {target.parent}; make it first, or choose another"
        else:
            return target
    except (OSError, ValueError) as error:
        message = f"{path} cannot be written: {_reason(error)}"
    raise click.ClickException(message)


def _is_same(target: Path, source: str) -> bool:
    return Path(source).exists() and target.samefile(source)


def write_file(path: str, write: Callable[[BinaryIO], object], *, force: bool) -> None:
    """
    Write a file beside its place and move it there when it is whole.

    Raises:
        click.ClickException: the output may not or cannot be written; what was there stays.
    """
    target = check_output(path, force=force)
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-")
    except OSError as error:
        message = f"{path} cannot be written: {_reason(error)}"
        raise click.ClickException(message) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
        _give_usual_mode(beside)
        if force:
            Path(beside).replace(target)
        else:
            _move_unless_there(beside, target)
    except OSError as error:
        message = f"{path} cannot be written: {_reason(error)}"
        raise click.ClickException(message) from error
    finally:
        with suppress(FileNotFoundError):
            Path(beside).unlink()


def _move_unless_there(beside: str, target: Path) -> None:
    """Put the file in its place in one step that fails if somebody else was faster."""
    try:
        os.link(beside, target)
    except FileExistsError as error:
        message = _exists(target)
        raise click.ClickException(message) from error
    except OSError:
        # A file system without hard links; the name was free a moment ago.
        Path(beside).replace(target)


def _give_usual_mode(path: str) -> None:
    """Temporary files are for their owner alone; a finished one is as readable as any other."""
    mask = os.umask(0)
    os.umask(mask)
    Path(path).chmod(0o666 & ~mask)


def write_register(register: Register, path: str, *, force: bool) -> None:
    """Write a register as JSON, or as JSON Lines where the name ends so."""
    from accountability.serialization import dump

    lines = path.lower().endswith((".jsonl", ".ndjson"))
    write_file(path, lambda stream: dump(register, stream, lines=lines), force=force)
