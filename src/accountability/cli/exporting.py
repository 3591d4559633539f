"""The commands that write files for people: export, exporters, demo."""

from __future__ import annotations

import datetime as dt
import io
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from accountability.cli import _show as show
from accountability.cli._files import (
    check_output,
    load_register,
    read_bytes,
    write_file,
)
from accountability.cli._options import (
    DAY,
    as_of_option,
    find_calendar,
    find_documents,
    find_jurisdiction,
    find_organisations,
    output_options,
    register_argument,
    rules_options,
    today,
)

if TYPE_CHECKING:
    from accountability.findings import Finding
    from accountability.model import Register

__all__ = ["demo_command", "export_command", "exporters_command"]


@click.command("export")
@click.argument("name", metavar="NAME")
@register_argument
@output_options
@as_of_option
@rules_options
@click.option("--for", "responders", metavar="ORGANISATION", multiple=True, help="Only its rows.")
@click.option(
    "--document", "documents", metavar="ID", multiple=True, help="Only items of this document."
)
@click.option("--return-by", type=DAY, help="Day by which a form should come back.")
@click.option("--contact", default="", help="Who to ask and where to send it back.")
@click.option("--marking", default="", help="Protective marking; without it, the register's.")
@click.option(
    "--option",
    "options",
    metavar="KEY=VALUE",
    multiple=True,
    help="An option of the exporter; `accountability exporters NAME` lists them.",
)
def export_command(
    name: str,
    register: str,
    output: str,
    force: bool,
    as_of: dt.date | None,
    jurisdiction: str | None,
    calendar: str | None,
    responders: tuple[str, ...],
    documents: tuple[str, ...],
    return_by: dt.date | None,
    contact: str,
    marking: str,
    options: tuple[str, ...],
) -> None:
    """Write a register as a tracker, a document or a table.

    NAME is one of `accountability exporters`: excel, word, csv, markdown, json, or a plug-in's.
    """
    from accountability.exporters._base import ExportContext
    from accountability.plugins import export, make_exporter
    from accountability.tables import Scope

    sources = [register]

    def read_source(path: str) -> bytes:
        sources.append(path)
        return read_bytes(path)

    ready = make_exporter(name, _options(options), read_file=read_source)
    target = check_output(output, force=force, sources=sources)
    held = load_register(register)
    rules = find_jurisdiction(jurisdiction)
    context = ExportContext(
        as_of=as_of or today(),
        jurisdiction=rules,
        calendar=find_calendar(calendar, held, rules),
        scope=Scope(
            responders=find_organisations(held, responders),
            documents=find_documents(held, documents),
        ),
        contact=contact,
        return_by=return_by,
        marking=marking,
    )
    found: list[Finding] = []
    with show.working(f"Writing {name}"):
        write_file(
            output, lambda stream: found.extend(export(held, ready, stream, context)), force=force
        )
    show.findings(found)
    show.line(f"Written: {output}")
    if target.suffix.lower() != ready.suffix:
        show.line(
            f"Other programs expect the name of such a file to end in {ready.suffix}.", err=True
        )


def _options(pairs: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        key = key.strip()
        if not equals or not key:
            message = f"--option {pair}: write it as KEY=VALUE"
            raise click.UsageError(message)
        if key in values:
            message = f"--option {key} is given twice; give it once"
            raise click.UsageError(message)
        values[key] = value
    return values


@click.command("exporters")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--check", is_flag=True, help="Load each one and say whether it works.")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def exporters_command(names: tuple[str, ...], check: bool, as_json: bool) -> None:
    """List the forms in which a register can be written.

    With names, load these and list their options.
    """
    from accountability.plugins import exporters, load_exporter, options_of

    listed = exporters(*names, check=check or bool(names))
    if as_json:
        show.as_json(
            {
                "exporters": [
                    {
                        "name": plugin.name,
                        "distribution": plugin.distribution,
                        "version": plugin.version,
                        "suffix": plugin.suffix,
                        "loaded": plugin.loaded,
                        "error": plugin.error,
                    }
                    for plugin in listed
                ]
            }
        )
        return
    column = max(len(plugin.name) for plugin in listed) + 2 if listed else 0
    for plugin in listed:
        lines = []
        if plugin.error:
            lines.append(f"Cannot be used: {plugin.error}")
        elif plugin.loaded:
            lines.append(f"Works; its files end in {plugin.suffix}.")
        if names and plugin.loaded:
            lines += [
                f"--option {option.name}={option.takes} (without it: {option.default}). {option.help}".strip()
                for option in options_of(load_exporter(plugin.name))
            ] or ["It has no options."]
        show.entry(
            plugin.name,
            f"{plugin.distribution} {plugin.version}".strip(),
            lines,
            column=column,
            style=show.STYLES["error"] if plugin.error else "",
        )


@click.command("demo")
@click.argument(
    "directory",
    metavar="[DIRECTORY]",
    default="accountability-demo",
    type=click.Path(path_type=str),
)
@click.option("--force", is_flag=True, help="Overwrite the files if they exist.")
def demo_command(directory: str, force: bool) -> None:
    """Make a sample register, its tracker and its response document.

    They are written into DIRECTORY, with two pages to import, and what has become of each item is
    printed, with its reasons.
    """
    from accountability.cli.inspecting import print_statuses
    from accountability.samples import DEMO_DAY, load_sample, sample_page
    from accountability.status import statuses

    folder = Path(directory)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = f"{directory} is no folder; name a folder, or a place for a new one"
        raise click.ClickException(message)
    files = {name: str(folder / file) for name, (file, _told) in _DEMO.items()}
    pages = {name: str(folder / "pages" / f"{name}.txt") for name in _PAGES}
    for path in (*files.values(), *pages.values()):
        if Path(path).parent.is_dir():
            check_output(path, force=force)
    register = load_sample()
    # All are made before the first is written: a demo is there as a whole or not at all.
    made = {name: _exported(register, name, DEMO_DAY) for name in files}
    _make_folder(folder / "pages")
    for name, path in files.items():
        write_file(path, partial(_write, made[name]), force=force)
    for name, path in pages.items():
        write_file(path, partial(_write, sample_page(name)), force=force)
    print_statuses(register, list(statuses(register, as_of=DEMO_DAY)), DEMO_DAY)
    show.line()
    show.paragraph("Everybody in this sample is invented. Open next:")
    column = max(len(path) for path in files.values()) + 2
    for name, path in files.items():
        show.entry(path, _DEMO[name][1], [], column=column)
    show.entry(str(folder / "pages"), "two pages of a site, to import", [], column=column)
    show.paragraph(
        f"Or ask why: accountability status {files['json']} --only overdue --as-of {DEMO_DAY}"
    )


_DEMO = {
    "excel": ("tracker.xlsx", "the tracker, for a spreadsheet program"),
    "word": ("response.docx", "the response document, for a word processor"),
    "json": ("register.json", "the register: everything that is held"),
}
"""What the demo writes, by exporter: the file's name and what it is."""

_PAGES = ("before-response", "after-response")
"""The sample pages that the demo writes: one page of a site, before and after the response."""


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {folder} cannot be made: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error


def _write(data: bytes, stream: BinaryIO) -> None:
    stream.write(data)


def _exported(register: Register, name: str, day: dt.date) -> bytes:
    from accountability.exporters._base import ExportContext
    from accountability.plugins import export

    stream = io.BytesIO()
    with show.working(f"Writing {_DEMO[name][0]}"):
        export(register, name, stream, ExportContext(as_of=day))
    return stream.getvalue()
