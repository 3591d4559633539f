"""
Published pages and papers, read into records; trackers and forms that came back, read into rows and cells.

Each format is one module with one importer; `read` finds out which of them a file is for, and says of
any other file what it is and what to do. Whatever reading noticed (a text cut off, words split by a PDF, a
date that could not be read) comes back as findings beside the records, never as a silent repair.
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve

from accountability.exceptions import UnknownFormatError, UnreadableFileError
from accountability.importers._base import ImportContext, Importer, Limits, Reading
from accountability.importers._nature import cannot_be_read, nature_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ImportContext", "Importer", "Limits", "Reading", "formats", "read"]

_BUILT_IN = {"excel": "TrackerFile", "word": "ResponseFile", "plaintext": "TrackerPage"}
"""Module and class of each format, in the order in which they are tried."""

_GENERAL = "plaintext"
"""Whose refusal of an unknown text says most."""


def formats() -> tuple[str, ...]:
    """Return the names of the formats that can be read, in the order in which they are tried."""
    return tuple(_BUILT_IN)


def read(
    source: bytes | str | PathLike[str] | BinaryIO, context: ImportContext | None = None
) -> Reading:
    """
    Read a published document, or a tracker that came back.

    Args:
        source: The document's bytes, a binary stream, or the path of a file.

        context: What the file does not say about itself; its *file* is filled in from the path.

    Returns:
        Records, or of a tracker its rows; and findings in the order of the file. The same bytes and
        context give the same reading.

    Raises:
        UnreadableFileError: the file is missing, empty, too large or of another shape; says what it
            is and what to do.
        UnknownFormatError: no importer is named *context.format*.
    """
    given = context or ImportContext()
    if isinstance(source, str | PathLike):
        path = Path(source)
        given = given if given.file else evolve(given, file=path.name)
        data = _bytes_at(path, given)
    elif isinstance(source, bytes):
        data = source
    else:
        data = source.read(given.limits.bytes + 1)
    return _importer_for(data, given).read(data, given)


def _bytes_at(path: Path, context: ImportContext) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(context.limits.bytes + 1)
    except FileNotFoundError:
        reason = "there is no such file; check the name and the folder"
    except IsADirectoryError:
        reason = "it is a folder; name the files in it"
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have
        reason = f"it could not be opened: {getattr(error, 'strerror', None) or error}"
    raise UnreadableFileError(str(path), reason)


def _importer_for(data: bytes, context: ImportContext) -> Importer:
    if context.format:
        if context.format not in _BUILT_IN:
            raise UnknownFormatError(context.format, formats())
        return _load(context.format)
    for importer in _all():
        if importer.recognises(data, context):
            return importer
    reason = cannot_be_read(nature_of(data))
    if reason:
        raise UnreadableFileError(context.file, reason)
    return _load(_GENERAL)


def _all() -> Iterator[Importer]:
    return (_load(name) for name in _BUILT_IN)


def _load(name: str) -> Importer:
    module = import_module(f"{__name__}.{name}")
    importer: Importer = getattr(module, _BUILT_IN[name])()
    return importer
