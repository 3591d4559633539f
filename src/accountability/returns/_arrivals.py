"""What came: files under names that tell them apart, read, of this register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from accountability.containers import Limits, nature_of
from accountability.containers.natures import is_not
from accountability.exceptions import UnreadableFileError
from accountability.findings import Finding, Place
from accountability.importers import ImportContext, read
from accountability.model import Register
from accountability.returns._kinds import FILE_REFUSED, FILE_TWICE
from accountability.tables.returned import Returned
from accountability.text import clean

__all__ = ["read_all", "refuse_stranger", "without_twins"]


def read_all(
    register: Register, files: Iterable[tuple[str, bytes]], limits: Limits | None
) -> tuple[Returned, ...]:
    """
    Read files that came back.

    Args:
        register: From which they were made.

        files: Name and bytes of each.

        limits: How much of a file to take in.

    Raises:
        UnreadableFileError: a file cannot be read, is no return, or was made from another register;
            of several such files, each is a finding.
    """
    found: list[Returned] = []
    refused: list[UnreadableFileError] = []
    named = list(files)
    for (_name, data), label in zip(named, _labels([name for name, _data in named]), strict=True):
        context = ImportContext(file=label)
        if limits is not None:
            context = evolve(context, limits=limits)
        try:
            found.append(_read_return(register, data, context))
        except UnreadableFileError as error:
            refused.append(error)
    if refused:
        raise _together(refused)
    return tuple(found)


def _read_return(register: Register, data: bytes, context: ImportContext) -> Returned:
    name = context.file.rpartition("/")[2]
    for begins, reason in _NOT_SENT.items():
        if name.casefold().startswith(begins):
            raise UnreadableFileError(context.file, reason)
    try:
        returned = read(data, context).returned
    except UnreadableFileError:
        if nature_of(data) not in {"Excel", "Word"}:  # what to do is another thing here
            raise UnreadableFileError(context.file, is_not(data, "return")) from None
        raise
    if returned is None:
        raise UnreadableFileError(context.file, _NO_RETURN)
    refuse_stranger(register, returned)
    return returned


_LOCK = (
    "it only says that somebody has the file of that name open; have that one saved and closed, and "
    "leave this one out"
)
_SYSTEM = "it is a file that the computer keeps for itself; leave it out"
_NOT_SENT = {
    "~$": _LOCK,
    ".~lock.": _LOCK,
    ".ds_store": _SYSTEM,
    "._": _SYSTEM,
    "thumbs.db": _SYSTEM,
    "desktop.ini": _SYSTEM,
}
"""How names begin of what programs leave in folders, and what is to be said of it."""

_NO_RETURN = (
    "it is a published document, not a file of ours that came back; "
    "read it with `accountability import`"
)


def _labels(names: Sequence[str]) -> tuple[str, ...]:
    """Return each file's base name, as records can hold it; of several alike with more of the path."""
    paths = [clean(name.replace("\\", "/")).text.split("/") for name in names]
    labels = [path[-1] for path in paths]
    depth = 2
    while len(set(labels)) < len(labels) and depth <= max(map(len, paths)):
        twice = {label for label in labels if labels.count(label) > 1}
        labels = [
            "/".join(path[-depth:]) if label in twice else label
            for path, label in zip(paths, labels, strict=True)
        ]
        depth += 1
    seen: dict[str, int] = {}
    for at, label in enumerate(labels):
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > 1:
            labels[at] = f"{label} ({seen[label]})"
    return tuple(labels)


def refuse_stranger(register: Register, returned: Returned) -> None:
    """
    Refuse a file of another register.

    Raises:
        UnreadableFileError: it says that it was made from another, or nothing in it is known here.
    """
    if returned.register == register.id:
        return
    if returned.register:
        raise UnreadableFileError(
            returned.file,
            f"it was made from the register {returned.register!r}, and this is {register.id!r}; "
            "collect it into the one that it was made from",
        )
    if not any(row.key and register.row(row.key) is not None for row in returned.rows):
        raise UnreadableFileError(
            returned.file,
            "it does not say which register it was made from, and none of its rows is known here; "
            "look whether it is the right file",
        )


def without_twins(
    files: Iterable[Returned],
) -> tuple[tuple[Returned, ...], tuple[Finding, ...]]:
    """Return each file once, and what is to be said of those that were given again."""
    first: dict[str, Returned] = {}
    kept: list[Returned] = []
    said: list[Finding] = []
    for returned in files:
        twin = first.setdefault(returned.digest, returned) if returned.digest else returned
        if twin is returned:
            kept.append(returned)
        else:
            message = f"it is the same file as {twin.file}, byte by byte"
            said.append(FILE_TWICE.found(message, place=Place(file=returned.file)))
    return tuple(kept), tuple(said)


def _together(refused: Sequence[UnreadableFileError]) -> UnreadableFileError:
    """Return one error for all files that cannot be taken."""
    if len(refused) == 1:
        return refused[0]
    findings = (FILE_REFUSED.found(error.reason, place=Place(file=error.file)) for error in refused)
    return UnreadableFileError(
        f"{len(refused)} of the files",
        "nothing was taken from any; mend or leave out those named here, and collect again",
        findings=tuple(findings),
    )
