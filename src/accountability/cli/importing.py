"""The command that reads: import."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from accountability.cli import _show as show
from accountability.cli._files import check_output, load_register, write_register
from accountability.cli._options import (
    DAY,
    as_of_option,
    find_calendar,
    find_jurisdiction,
    output_options,
    today,
)

if TYPE_CHECKING:
    from accountability.findings import Finding
    from accountability.jurisdictions import Jurisdiction
    from accountability.merge import Conflict
    from accountability.model import Register

__all__ = ["import_command"]


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=str))
@output_options
@click.option(
    "--into",
    metavar="REGISTER.json",
    type=click.Path(path_type=str),
    help="Register to grow by what is read; the output is the grown one.",
)
@click.option("--format", "format_name", metavar="NAME", default="", help="What the files are.")
@click.option(
    "--jurisdiction",
    metavar="NAME|FILE.toml",
    default=None,
    help="Whose conventions, deadlines and terms apply.",
)
@click.option("--published", type=DAY, help="Day the report was published.")
@click.option("--received", type=DAY, help="Day its recommender received the response.")
@click.option("--title", default="", help="Title of a new register.")
@as_of_option
def import_command(
    files: tuple[str, ...],
    output: str,
    force: bool,
    into: str | None,
    format_name: str,
    jurisdiction: str | None,
    published: dt.date | None,
    received: dt.date | None,
    title: str,
    as_of: dt.date | None,
) -> None:
    """Read published pages into a register, new or grown.

    What was noticed while reading goes to standard error; nothing is repaired in silence.
    """
    from attrs import evolve

    from accountability.exceptions import UnreadableFileError
    from accountability.importers import ImportContext, read
    from accountability.merge import grow

    if into and title:
        message = "--title is for a new register; the one named by --into keeps its own"
        raise click.UsageError(message)
    check_output(output, force=force, sources=files)
    day = as_of or today()
    rules = find_jurisdiction(jurisdiction)
    register = load_register(into) if into else None
    if register is not None and rules is None and register.jurisdiction:
        rules = find_jurisdiction(register.jurisdiction)
    before = register
    findings: list[Finding] = []
    disputed: list[Conflict] = []
    for file in show.followed(files, len(files), "Reading"):
        reading = read(
            file,
            ImportContext(
                jurisdiction=rules,
                published=published,
                received=received,
                format=format_name,
                register=register,
            ),
        )
        if reading.returned is not None:
            raise UnreadableFileError(file, _CAME_BACK)
        findings += reading.findings
        if register is None:
            register = reading.register(title=title)
            if jurisdiction:
                register = evolve(register, jurisdiction=jurisdiction)
            continue
        result = grow(register, reading.records)
        findings += result.findings
        disputed += result.conflicts
        register = result.register
    if register is None:  # click demands at least one file
        return
    write_register(register, output, force=force)
    show.findings(findings)
    show.conflicts(disputed)
    show.paragraph(_summary(register, rules, findings, day))
    if before is not None:
        show.paragraph(_growth(before, register, len(disputed)))
    show.line(f"Written: {output}")


_CAME_BACK = "it is a tracker that came back, which is no published page; `collect` takes it"


_KINDS = {
    "recommendations": "recommendation",
    "conclusions": "conclusion",
    "responses": "response",
    "commitments": "commitment",
    "updates": "update",
    "assessments": "assessment",
}
"""What a summary counts: collection of a register, and the noun for one of it."""


_TOLD = 2
"""Findings that the summary repeats; all of them are on standard error."""


def _growth(before: Register, after: Register, disputed: int) -> str:
    """Say what a register has gained."""
    gained = [
        show.counted(number, noun)
        for kind, noun in _KINDS.items()
        if (number := sum(record.id not in before for record in getattr(after, kind)))
    ]
    told = f"New: {show.listed(gained)}." if gained else "Nothing new."
    return f"{told} {disputed} in dispute, kept as held." if disputed else told


def _summary(
    register: Register, rules: Jurisdiction | None, findings: list[Finding], day: dt.date
) -> str:
    """Say what the register holds now, when answers are due, and how much there is to look at."""
    from accountability.dates import show_day
    from accountability.findings import Severity
    from accountability.jurisdictions import deadline_of, jurisdiction_of
    from accountability.model import DocumentKind
    from accountability.text import shorten

    kinds = [
        show.counted(len(held), noun)
        for kind, noun in _KINDS.items()
        if (held := getattr(register, kind))
    ]
    unnumbered = sum(not item.label for item in register.items)
    numbers = "all numbered" if not unnumbered else f"{unnumbered} without a number"
    parts = [f"{show.counted(len(register.items), 'item')}: {', '.join(kinds)}; {numbers}."]
    if not register.items:
        parts = ["0 items."]
    calendar = find_calendar(None, register, rules)
    for document in register.documents:
        if document.kind is not DocumentKind.REPORT:
            continue
        due = deadline_of(
            register, document, jurisdiction_of(register, document, rules), calendar, as_of=day
        )
        if due is not None:
            # One pair of brackets around all of it reads better than one within another.
            steps = "; ".join(due.steps[:-1]).replace(" (", "; ").replace(")", "")
            parts.append(f"Response due {show_day(due.day)}" + (f" ({steps})." if steps else "."))
    grave = [finding for finding in findings if finding.severity is not Severity.NOTE]
    if grave:
        told = "; ".join(shorten(finding.message, 60) for finding in grave[:_TOLD])
        more = f"; and {len(grave) - _TOLD} more" if len(grave) > _TOLD else ""
        parts.append(f"{len(grave)} to look at: {told}{more}.")
    return " ".join(parts)
