"""The command that makes what goes out: commission."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from accountability.cli import _show as show
from accountability.cli._files import SENT, check_output, load_register, write_file, write_register
from accountability.cli._options import (
    DAY,
    as_of_option,
    find_calendar,
    find_documents,
    find_jurisdiction,
    find_organisations,
    register_argument,
    rules_options,
    today,
)

if TYPE_CHECKING:
    from accountability.model import Register
    from accountability.returns import Commission, Parcel

__all__ = ["commission_command"]

_COLUMN = 14
"""Where what is told begins, behind its word."""

_LETTERS, _LIST = "letters", "list.csv"


@click.command("commission")
@register_argument
@click.option(
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=str),
    help="Folder to write into; new or empty.",
)
@click.option("--force", is_flag=True, help="Write into a folder that holds something.")
@click.option(
    "--for",
    "responders",
    metavar="ORGANISATION",
    multiple=True,
    help="Only what it answers or prepares.",
)
@click.option(
    "--document", "documents", metavar="ID", multiple=True, help="Only items of this document."
)
@click.option("--return-by", type=DAY, help="Day by which the files should come back.")
@click.option("--contact", default="", help="Who to ask and where to send them back.")
@click.option("--marking", default="", help="Protective marking; without it, the register's.")
@click.option(
    "--form",
    type=click.Choice(["excel", "word"]),
    default="excel",
    help="Workbooks, or forms for a word processor.",
)
@click.option(
    "--ask",
    type=click.Choice(["answers", "progress", "both"]),
    default="both",
    help="What to ask for; without it, whatever each row needs.",
)
@click.option(
    "--position-at",
    type=DAY,
    default=None,
    help="Day that progress is asked about; without it, --as-of.",
)
@as_of_option
@rules_options
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def commission_command(
    register: str,
    output: str,
    force: bool,
    responders: tuple[str, ...],
    documents: tuple[str, ...],
    return_by: dt.date | None,
    contact: str,
    marking: str,
    form: str,
    ask: str,
    position_at: dt.date | None,
    as_of: dt.date | None,
    jurisdiction: str | None,
    calendar: str | None,
    as_json: bool,
) -> None:
    """Make the files that go out to those who answer.

    One file for each team that prepares answers, else for each body that answers, with a covering text;
    what each of them was sent, for `collect --base`; a list of what went where; and the register with
    the step recorded, which is what the answers are collected into.
    """
    from accountability.returns import commission

    day = as_of or today()
    if return_by is not None and return_by < day:
        message = f"a file made on {day.isoformat()} cannot come back by {return_by.isoformat()}"
        raise click.UsageError(message)
    folder = _check_folder(output, force=force)
    held = load_register(register)
    rules = find_jurisdiction(jurisdiction)
    with show.working("Making the files"):
        made = commission(
            held,
            as_of=day,
            responders=find_organisations(held, responders),
            documents=find_documents(held, documents),
            return_by=return_by,
            contact=contact,
            marking=marking,
            form=form,
            ask=ask,
            position_at=position_at,
            jurisdiction=rules,
            calendar=find_calendar(calendar, held, rules),
        )
    if not made.parcels:
        raise click.ClickException(_nothing(made, ask))
    kept = folder / _name_of_register(register, made)
    _write(made, folder, kept, force=force)
    if as_json:
        show.as_json(_json(made, folder, kept))
    else:
        _print(made, folder, kept)


def _nothing(made: Commission, ask: str) -> str:
    if made.unnamed:
        count = show.counted(len(made.unnamed), "item")
        return f"nobody has been named for {count}; type who answers in the keeper's copy first"
    words = {"answers": "needs an answer", "progress": "is open", "both": "needs anything"}
    return f"nothing was made: no row that was asked for {words[ask]}"


# --- files ------------------------------------------------------------------------------------------


def _check_folder(path: str, *, force: bool) -> Path:
    """Refuse a folder that must not be written into, before any work is done."""
    folder = Path(path)
    try:
        if not path:
            message = "the output has no name; name a folder"
        elif folder.is_symlink():
            message = f"{path} is a link; name the folder itself"
        elif folder.exists() and not folder.is_dir():
            message = f"{path} is no folder; name a folder, or a place for a new one"
        elif folder.is_dir() and not force and any(folder.iterdir()):
            message = f"{path} is not empty; name a new folder, or say --force to write into it"
        elif not folder.parent.is_dir():
            message = f"there is no folder {folder.parent}; make it first, or choose another"
        else:
            return folder
    except (OSError, ValueError) as error:
        told = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"{path} cannot be written: {told}"
    raise click.ClickException(message)


def _name_of_register(path: str, made: Commission) -> str:
    """Return a name for the register beside the files: its own, unless a file has that."""
    name = Path(path).name
    taken = {parcel.name.casefold() for parcel in made.parcels} | {_LIST}
    return f"register-{name}" if name.casefold() in taken else name


def _write(made: Commission, folder: Path, kept: Path, *, force: bool) -> None:
    """
    Write everything; what exists is refused before the first file is written.

    A new folder is made beside its place and moved there when it is whole.
    """
    from accountability.returns import listing

    files: dict[str, bytes | Register] = {}
    for parcel in made.parcels:
        files[parcel.name] = parcel.data
        files[f"{_LETTERS}/{parcel.stem}.txt"] = parcel.letter.encode()
        files[f"{SENT}/{parcel.stem}.json"] = parcel.kept
    files[_LIST] = listing(made)
    files[kept.name] = made.register
    if folder.is_dir() and any(folder.iterdir()):
        for name in files:
            if (folder / name).parent.is_dir():
                check_output(str(folder / name), force=force)
        _fill(folder, files, force=force)
        return
    try:
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}-"))
    except OSError as error:
        raise _cannot_be_made(folder, error) from error
    try:
        whole = beside / folder.name
        _make(whole)
        _fill(whole, files, force=False)
        if folder.is_dir():
            folder.rmdir()
        whole.rename(folder)
    except OSError as error:
        raise _cannot_be_made(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(folder: Path, files: Mapping[str, bytes | Register], *, force: bool) -> None:
    for one in (folder / _LETTERS, folder / SENT):
        _make(one)
    for name, content in files.items():
        path = str(folder / name)
        if isinstance(content, bytes):
            write_file(path, partial(_put, content), force=force)
        else:
            write_register(content, path, force=force)


def _cannot_be_made(folder: Path, error: OSError) -> click.ClickException:
    told = (error.strerror or str(error)).lower()
    return click.ClickException(f"the folder {folder} cannot be made: {told}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _cannot_be_made(folder, error) from error


def _put(data: bytes, stream: BinaryIO) -> None:
    stream.write(data)


# --- what is printed --------------------------------------------------------------------------------


def _print(made: Commission, folder: Path, kept: Path) -> None:
    register = made.register
    names = [_name(register, parcel) for parcel in made.parcels]
    wide = max(map(len, names)) + 2
    widest = max(len(parcel.name) for parcel in made.parcels) + 2
    for name, parcel in zip(names, made.parcels, strict=True):
        lines = [
            f"With {register.name_of(helper)}: {_numbers(register, keys)}."
            for helper, keys in parcel.helpers
        ]
        show.entry(
            "To send",
            f"{name:<{wide}}{parcel.name:<{widest}}{show.counted(len(parcel.keys), 'row')}: {parcel.asked}",
            lines,
            column=_COLUMN,
            style=show.STYLES["done"],
        )
    if made.unnamed:
        show.entry(
            "Nobody named",
            f"{_numbers(register, made.unnamed)}. Type who answers in the keeper's copy and collect it.",
            (),
            column=_COLUMN,
            style=show.STYLES["warning"],
        )
    for found in made.findings:
        if found.record not in made.unnamed:
            show.entry(
                "Look at",
                f"{found.message[:1].upper()}{found.message[1:]}. {found.help}",
                (),
                column=_COLUMN,
                style=show.STYLES[found.severity.value],
            )
    show.line()
    files = show.counted(len(made.parcels), "file")
    rows = show.counted(sum(len(parcel.keys) for parcel in made.parcels), "row")
    show.paragraph(
        f"{files}, {rows}. Written: {folder}, with covering texts in {folder / _LETTERS} "
        f"and a list in {folder / _LIST}."
    )
    show.paragraph(
        f"Next: accountability collect {kept} RETURN... --base {folder / SENT} --output …"
    )


def _name(register: Register, parcel: Parcel) -> str:
    name = register.name_of(parcel.who)
    if parcel.instead_of:
        gone = show.listed([register.name_of(one) for one in parcel.instead_of])
        name += f" (for {gone})"
    return name


def _numbers(register: Register, keys: tuple[str, ...]) -> str:
    from accountability.model import Item
    from accountability.returns import item_numbers

    rows = (register.row(key) for key in keys)
    items = [
        row.item if row is not None else register.find(Item, key)
        for key, row in zip(keys, rows, strict=True)
    ]
    return item_numbers(register, (item for item in items if item is not None))


def _json(made: Commission, folder: Path, kept: Path) -> dict[str, object]:
    register = made.register
    return {
        "files": [
            {
                "to": parcel.who,
                "name": register.name_of(parcel.who),
                "instead_of": list(parcel.instead_of),
                "file": str(folder / parcel.name),
                "letter": str(folder / _LETTERS / f"{parcel.stem}.txt"),
                "sent": str(folder / SENT / f"{parcel.stem}.json"),
                "rows": list(parcel.keys),
                "needs": dict(parcel.needs),
                "helpers": {helper: list(keys) for helper, keys in parcel.helpers},
                "findings": [show.finding_as_json(found) for found in parcel.findings],
            }
            for parcel in made.parcels
        ],
        "unnamed": list(made.unnamed),
        "findings": [show.finding_as_json(found) for found in made.findings],
        "list": str(folder / _LIST),
        "register": str(kept),
    }
