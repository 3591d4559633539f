"""The command that takes over what came back: collect."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accountability.cli import _show as show
from accountability.cli._collected import json_of, print_collected
from accountability.cli._files import (
    SENT,
    check_output,
    load_register,
    read_bytes,
    read_files,
    write_file,
    write_register,
)
from accountability.cli._options import (
    DAY,
    as_of_option,
    find_calendar,
    find_jurisdiction,
    register_argument,
    rules_options,
    today,
)

if TYPE_CHECKING:
    from accountability.jurisdictions import Jurisdiction
    from accountability.model import Register
    from accountability.returns import Collected
    from accountability.tables.reviewing import Review

__all__ = ["collect_command"]


@click.command("collect")
@register_argument
@click.argument(
    "returns", metavar="RETURN...", nargs=-1, required=True, type=click.Path(path_type=str)
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=str), help="File to write.")
@click.option("--force", is_flag=True, help="Overwrite the output if it exists.")
@click.option(
    "--in-place",
    is_flag=True,
    help="Write the register over itself, and keep a copy of what it was, named by the day.",
)
@click.option("--dry-run", is_flag=True, help="Show everything, write nothing.")
@click.option(
    "--base",
    metavar="SENT",
    type=click.Path(path_type=str),
    help="What commission kept, a file or a folder: it shows what a conflict started from.",
)
@click.option(
    "--given", type=DAY, default=None, help="Day on which these answers were given; else drafts."
)
@click.option(
    "--accept-cleared", is_flag=True, help="Empty the fields whose cells came back empty."
)
@click.option(
    "--keep-extra", is_flag=True, help="Keep what stands in people's own columns with the records."
)
@click.option(
    "--review",
    metavar="CONFLICTS.xlsx",
    type=click.Path(path_type=str),
    help=(
        "Workbook to decide conflicts in: written if there is none yet, else what was chosen in it is read."
    ),
)
@as_of_option
@rules_options
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def collect_command(
    register: str,
    returns: tuple[str, ...],
    output: str | None,
    force: bool,
    in_place: bool,
    dry_run: bool,
    base: str | None,
    given: dt.date | None,
    accept_cleared: bool,
    keep_extra: bool,
    review: str | None,
    as_of: dt.date | None,
    jurisdiction: str | None,
    calendar: str | None,
    as_json: bool,
) -> None:
    """Take over what came back, as drafts.

    Nothing of ours is changed where a file disagrees with it: that is listed.

    The exit code is 0 if the register now says all that the files ask for, and 1 if something of it is in
    dispute, was not taken, or came back empty and was kept. Questions and notes, rows that are missing and
    files that are not back do not count. If a file cannot be read, or was made from another register,
    nothing is written, and it is 2.
    """
    from accountability.returns import collect

    sources = (register, *returns, *filter(None, (base, review)))
    _check_target(register, output, sources, in_place=in_place, dry_run=dry_run, force=force)
    day = as_of or today()
    if given is not None and given > day:
        message = (
            f"answers given on {given.isoformat()} cannot be collected on {day.isoformat()} already"
        )
        raise click.UsageError(message)
    held = load_register(register)
    rules = find_jurisdiction(jurisdiction)
    files = read_files(returns)
    chosen = _choices(review)
    with show.working(f"Collecting {show.counted(len(files), 'file')}"):
        collected = collect(
            held,
            files,
            as_of=day,
            base=_kept(base) if base is not None else None,
            given=given,
            accept_cleared=accept_cleared,
            keep_extra=keep_extra,
            review=chosen,
            jurisdiction=rules,
            calendar=find_calendar(calendar, held, rules),
        )
    drawn = b""
    if review is not None and chosen is None and not dry_run:
        drawn = _drawn_review(collected, day, rules)
    written = _write(collected.register, register, output, day, in_place=in_place, force=force)
    to_review = _write_review(drawn, review) if review is not None and drawn else ""
    if as_json:
        show.as_json(json_of(collected, written) | {"review": to_review})
    else:
        print_collected(held, collected, day, written, dry_run=dry_run)
        if to_review:
            show.paragraph(
                f"To decide: {to_review}. Choose in it, save it, and collect the same files again with the "
                f"same --review."
            )
        elif chosen is not None and collected.conflicts:
            show.paragraph(
                f"Still to decide: choose in {review} and collect again, or name a new file with --review "
                f"to have what is in dispute now written there."
            )
    if not collected.complete:
        raise click.exceptions.Exit(1)


# --- what is read and written ------------------------------------------------------------------------


def _check_target(
    register: str,
    output: str | None,
    sources: Sequence[str],
    *,
    in_place: bool,
    dry_run: bool,
    force: bool,
) -> None:
    """Refuse a command that does not say where to write, or says it twice."""
    if sum((output is not None, in_place, dry_run)) != 1:
        message = "say one of: --output FILE, --in-place, --dry-run"
        raise click.UsageError(message)
    if output is not None:
        check_output(output, force=force, sources=sources)
        if any(Path(output).absolute() == Path(source).absolute() for source in sources):
            message = f"{output} is named twice; give the output a name of its own"
            raise click.UsageError(message)
    if in_place:
        check_output(register, force=True)


def _kept(path: str) -> dict[str, Register]:
    """Read what commission kept: one register for all files, or a folder with one for each."""
    folder = Path(path)
    if not folder.is_dir():
        return {"": load_register(path)}
    if (folder / SENT).is_dir():  # the folder of the whole round was named
        folder /= SENT
    files = sorted(
        one for one in folder.iterdir() if one.suffix.lower() in {".json", ".jsonl", ".ndjson"}
    )
    if not files:
        message = (
            f"{path} holds no registers; name the folder that commission kept, or a file in it"
        )
        raise click.UsageError(message)
    return {one.stem: load_register(str(one)) for one in files}


def _choices(path: str | None) -> Review | None:
    """Read what was chosen; None where there is no such file yet."""
    if path is None:
        return None
    if not Path(path).exists():
        check_output(path, force=False)
        return None
    from accountability.returns import read_review

    return read_review(read_bytes(path), file=Path(path).name)


def _drawn_review(collected: Collected, day: dt.date, rules: Jurisdiction | None) -> bytes:
    """Draw the workbook in which conflicts are decided; nothing if there are none."""
    from accountability.returns import write_review

    if not collected.conflicts:
        return b""
    stream = io.BytesIO()
    write_review(collected, stream, as_of=day, jurisdiction=rules)
    return stream.getvalue()


def _write_review(drawn: bytes, path: str) -> str:
    write_file(path, lambda stream: stream.write(drawn), force=False)
    return path


def _write(
    register: Register,
    source: str,
    output: str | None,
    day: dt.date,
    *,
    in_place: bool,
    force: bool,
) -> str:
    """Write the register where it was asked for; return the name of the file, "" if nowhere."""
    if output is not None:
        write_register(register, output, force=force)
        return output
    if in_place:
        path = Path(source)
        copy = path.with_name(f"{path.stem}.{day.isoformat()}{path.suffix}")
        number = 1
        while copy.exists():
            number += 1
            copy = path.with_name(f"{path.stem}.{day.isoformat()}-{number}{path.suffix}")
        held = path.read_bytes()
        write_file(str(copy), lambda stream: stream.write(held), force=False)
        write_register(register, source, force=True)
        show.line(f"Kept as it was: {copy}", err=True)
        return source
    return ""
