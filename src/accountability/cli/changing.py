"""The commands that make a register out of registers: mark, merge, diff."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from accountability.cli import _show as show
from accountability.cli._files import check_output, load_register, write_register
from accountability.cli._options import (
    DAY,
    find_documents,
    output_options,
    register_argument,
    unknown_record,
)
from accountability.exceptions import did_you_mean

if TYPE_CHECKING:
    from accountability.merge import Change
    from accountability.model import Record, Register, Response

__all__ = ["diff_command", "mark_command", "merge_command"]


# --- mark ------------------------------------------------------------------------------------------------


@click.command("mark")
@register_argument
@click.argument("ids", metavar="[ID]...", nargs=-1)
@output_options
@click.option(
    "--stage", metavar="STAGE", required=True, help="drafted, cleared, sent or published."
)
@click.option("--on", "day", type=DAY, required=True, help="Day it happened.")
@click.option(
    "--document", "documents", metavar="ID", multiple=True, help="The report, or the response."
)
@click.option("--by", "role", default="", help="The role that did it, never a person's name.")
@click.option("--reference", default="", help='Number of the paper or letter, such as "CP 9107".')
@click.option("--url", default="", help="Where it was published.")
def mark_command(
    register: str,
    ids: tuple[str, ...],
    output: str,
    force: bool,
    stage: str,
    day: dt.date,
    documents: tuple[str, ...],
    role: str,
    reference: str,
    url: str,
) -> None:
    """Record that answers were cleared, sent or published.

    IDs are those of responses or of items; without any, every answer to the documents' items.
    """
    from attrs import evolve

    from accountability.dates import PartialDate
    from accountability.model import Stage, Step

    known = [member.value for member in Stage]
    if stage not in known:
        near = did_you_mean(stage, known) or f"; there are: {', '.join(known)}"
        message = f"{stage!r} is not a stage{near}"
        raise click.UsageError(message)
    if not ids and not documents:
        message = "name the answers or items to mark, or their --document"
        raise click.UsageError(message)
    check_output(output, force=force)
    held = load_register(register)
    reached = Stage(stage)
    found = _responses(held, ids, find_documents(held, documents))
    order = list(Stage)
    marked: list[Response] = []
    passed_over: list[tuple[Response, str]] = []
    for response in found:
        stage_now = response.stage
        if response.is_empty and reached is not Stage.COMMISSIONED:
            passed_over.append((response, "it has no answer yet"))
        elif stage_now is not None and (
            order.index(stage_now) > order.index(reached) or (stage_now is reached and not ids)
        ):
            passed_over.append((response, f"it is {stage_now.value} already"))
        elif not ids and held.is_given(response) and order.index(reached) < order.index(Stage.SENT):
            passed_over.append((response, "it is given already"))
        else:
            step = Step(
                stage=reached,
                day=PartialDate.day(day),
                by=role,
                fingerprint=held.fingerprint_of(response),
                reference=reference,
                url=url,
            )
            marked.append(evolve(response, steps=(*response.steps, step)))
    if not marked:
        message = "no answer was marked" + (
            f": {'; '.join(dict.fromkeys(f'{one.id}: {why}' for one, why in passed_over))}"
            if passed_over
            else "; the register has none for these items"
        )
        raise click.ClickException(message)
    write_register(held.with_records(*marked), output, force=force)
    for response, why in passed_over:
        show.line(f"Not marked: {response.id}, {why}", err=True)
    if reached in {Stage.SENT, Stage.PUBLISHED}:
        for response in marked:
            _warn_of_clearance(held, response)
    told = " A later change to any will be reported." if reached is Stage.CLEARED else ""
    show.paragraph(f"{show.counted(len(marked), 'answer')} {reached.value}.{told}")
    show.line(f"Written: {output}")


def _warn_of_clearance(register: Register, response: Response) -> None:
    """Say that what goes out is not what was cleared, or was never cleared."""
    from accountability.model import Stage

    cleared = next((one for one in reversed(response.steps) if one.stage is Stage.CLEARED), None)
    if cleared is None and not response.steps and register.is_given(response):
        return  # read from a paper that is out: how it came about is not known
    if cleared is None:
        words = "never recorded as cleared"
    elif cleared.fingerprint and cleared.fingerprint != register.fingerprint_of(response):
        on = f" on {cleared.day}" if cleared.day else ""
        words = f"changed since it was cleared{on}"
    else:
        return
    show.line(f"Look at: {response.id}, {words}; check it before it goes out", err=True)


def _responses(
    register: Register, ids: tuple[str, ...], documents: tuple[str, ...]
) -> list[Response]:
    """Return the responses meant: by their own id, their item's, or their report's or paper's."""
    from accountability.model import Item, Response

    found: dict[str, Response] = {}
    for record_id in ids:
        record = register.get(record_id)
        if isinstance(record, Response):
            found[record.id] = record
        elif isinstance(record, Item):
            found |= {response.id: response for response in _newest(register, record.id)}
        elif record is None:
            known = (*register.items, *register.responses)
            raise unknown_record(register, record_id, known, "items and responses")
        else:
            message = (
                f"{record_id} is {_kind(record)}; name a response or an item, "
                "or a document with --document"
            )
            raise click.UsageError(message)
    for document in documents:
        for item in register.items_of(document):
            found |= {response.id: response for response in _newest(register, item.id)}
        found |= {
            response.id: response
            for response in register.responses
            if response.document == document
        }
    return list(found.values())


def _kind(record: Record) -> str:
    name = type(record).__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _newest(register: Register, item_id: str) -> list[Response]:
    """Return, for each responder, the draft if there is one, else the latest given answer."""
    pairs = dict.fromkeys(response.responder for response in register.responses_to(item_id))
    newest = (
        register.draft_of(item_id, responder) or register.answer_of(item_id, responder)
        for responder in pairs
    )
    return [response for response in newest if response is not None]


# --- merge -----------------------------------------------------------------------------------------------


@click.command("merge")
@click.argument(
    "registers", metavar="REGISTER.json...", nargs=-1, required=True, type=click.Path(path_type=str)
)
@output_options
def merge_command(registers: tuple[str, ...], output: str, force: bool) -> None:
    """Put several registers together.

    Where two disagree the first is kept, and both values are shown.
    """
    from accountability.merge import combine

    if len(registers) < 2:
        message = "name at least two registers to merge"
        raise click.UsageError(message)
    check_output(output, force=force)
    held = [load_register(path) for path in show.followed(registers, len(registers), "Reading")]
    result = combine(*held)
    write_register(result.register, output, force=force)
    show.findings(result.findings)
    show.conflicts(result.conflicts)
    counts = (
        show.counted(len(result.register), "record"),
        f"{len(result.conflicts)} in dispute, kept as in {registers[0]}"
        if result.conflicts
        else "nothing in dispute",
    )
    show.paragraph(f"{counts[0]} from {len(registers)} registers; {counts[1]}.")
    show.line(f"Written: {output}")


# --- diff ------------------------------------------------------------------------------------------------


@click.command("diff")
@click.argument("before", metavar="A.json", type=click.Path(path_type=str))
@click.argument("after", metavar="B.json", type=click.Path(path_type=str))
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def diff_command(before: str, after: str, as_json: bool) -> None:
    """Say what differs between two registers.

    Exit code 1 if anything does.
    """
    from accountability.merge import diff, shown

    held, other = load_register(before), load_register(after)
    with show.working("Comparing"):
        changes = diff(held, other)
    if as_json:
        show.as_json(
            {
                "changes": [
                    {
                        "record": change.record,
                        "field": change.field,
                        "before": shown(change.start),
                        "after": shown(change.new),
                    }
                    for change in changes
                ]
            }
        )
    else:
        for change in changes:
            word, heading, lines = _change(change)
            show.entry(word, heading, lines, column=9)
        show.line(f"{show.counted(len(changes), 'difference')}." if changes else "No differences.")
    if changes:
        raise click.exceptions.Exit(1)


def _change(change: Change) -> tuple[str, str, list[str]]:
    from accountability.merge import ABSENT, shown
    from accountability.text import shorten

    name = change.record or "the register"
    if change.field is None:
        if change.start is ABSENT:
            return "Added", name, [shorten(shown(change.new), 300)]
        if change.new is ABSENT:
            return "Removed", name, [shorten(shown(change.start), 300)]
        return "Replaced", name, []
    before = shorten(shown(change.start), 200) or "nothing"
    after = shorten(shown(change.new), 200) or "nothing"
    return "Changed", f"{name}, {change.field}", [f"was: {before}", f"is:  {after}"]
