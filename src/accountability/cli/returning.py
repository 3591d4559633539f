"""The command that takes over what came back: collect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accountability.cli import _show as show
from accountability.cli._files import (
    check_output,
    load_register,
    read_bytes,
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
    from accountability.findings import Finding
    from accountability.jurisdictions import Jurisdiction
    from accountability.merge import Applied, Conflict
    from accountability.model import Item, Register, Row
    from accountability.returns import Collected, NotBack, Outstanding
    from accountability.tables.reviewing import Review

__all__ = ["collect_command"]

_COLUMN = 12
"""Where what is told begins, behind its word."""


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

    Nothing of ours is changed where a file disagrees with it: that is listed, and the exit code is 1.
    If a file cannot be read, or was made from another register, nothing is written.
    """
    from accountability.returns import collect

    _check_target(register, output, in_place=in_place, dry_run=dry_run, force=force)
    day = as_of or today()
    if given is not None and given > day:
        message = (
            f"answers given on {given.isoformat()} cannot be collected on {day.isoformat()} already"
        )
        raise click.UsageError(message)
    held = load_register(register)
    rules = find_jurisdiction(jurisdiction)
    files = [(path, read_bytes(path)) for path in dict.fromkeys(returns)]
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
    to_review = ""
    if review is not None and chosen is None and not dry_run:
        to_review = _write_review(collected, review, day, rules)
    written = _write(collected.register, register, output, day, in_place=in_place, force=force)
    if as_json:
        show.as_json(_json(collected, written) | {"review": to_review})
    else:
        _print(held, collected, day, written, dry_run=dry_run)
        if to_review:
            show.paragraph(
                f"To decide: {to_review}. Choose in it, save it, and collect the same files again with the "
                f"same --review."
            )
    if collected.conflicts or collected.not_taken:
        raise click.exceptions.Exit(1)


# --- what is read and written ------------------------------------------------------------------------


def _check_target(
    register: str, output: str | None, *, in_place: bool, dry_run: bool, force: bool
) -> None:
    """Refuse a command that does not say where to write, or says it twice."""
    if sum((output is not None, in_place, dry_run)) != 1:
        message = "say one of: --output FILE, --in-place, --dry-run"
        raise click.UsageError(message)
    if output is not None:
        check_output(output, force=force)
    if in_place:
        check_output(register, force=True)


def _kept(path: str) -> dict[str, Register]:
    """Read what commission kept: one register for all files, or a folder with one for each."""
    folder = Path(path)
    if not folder.is_dir():
        return {"": load_register(path)}
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


def _write_review(collected: Collected, path: str, day: dt.date, rules: Jurisdiction | None) -> str:
    """Write the workbook in which conflicts are decided; return its name, "" if there are none."""
    from accountability.returns import write_review

    if not collected.conflicts:
        return ""
    write_file(
        path,
        lambda stream: write_review(collected, stream, as_of=day, jurisdiction=rules),
        force=False,
    )
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
        write_register(load_register(source), str(copy), force=False)
        write_register(register, source, force=True)
        show.line(f"Kept as it was: {copy}", err=True)
        return source
    return ""


# --- what is printed --------------------------------------------------------------------------------


def _print(
    before: Register, collected: Collected, day: dt.date, written: str, *, dry_run: bool
) -> None:
    told = _Told(before, collected.register)
    _print_files(collected, told, day)
    for missing in collected.not_returned:
        show.entry(
            "Missing",
            f"{missing.file}: {told.row(missing.key)} is not in it any more. It is kept here.",
            (),
            column=_COLUMN,
            style=show.STYLES["warning"],
        )
    if dry_run:
        for done in collected.applied:
            show.entry("Change", told.applied(done), (), column=_COLUMN, style=show.STYLES["done"])
    for conflicts in _by_cell(collected).values():
        show.entry(
            "In dispute",
            told.dispute(conflicts),
            (),
            column=_COLUMN,
            style=show.STYLES["warning"],
        )
    for word, found in _in_order(collected):
        where = f"{found.place}: " if found.place else ""
        message = found.message[:1].upper() + found.message[1:]
        show.entry(
            word,
            f"{where}{_ended(message)}{f' {_ended(found.help)}' if found.help else ''}",
            (),
            column=_COLUMN,
            style=show.STYLES[found.severity.value],
        )
    where = f"Written: {written}" if written else "Nothing written (--dry-run)."
    show.paragraph(f"{_counts(collected)} {where}")


def _by_cell(collected: Collected) -> dict[tuple[str, str | None], list[Conflict]]:
    """Put what several files ask of one cell together: it is one dispute, and one choice decides it."""
    cells: dict[tuple[str, str | None], list[Conflict]] = {}
    for conflict in collected.conflicts:
        cells.setdefault((conflict.record, conflict.field), []).append(conflict)
    return cells


def _print_files(collected: Collected, told: _Told, day: dt.date) -> None:
    """Say who sent something back, who did not, and what is still empty."""
    back = [(told.names(one.responders), one) for one in collected.outstanding]
    absent = [(told.name(one.who), one) for one in collected.not_back]
    wide = max((len(name) for name, _one in (*back, *absent)), default=0) + 2
    widest = max((len(one.file) for _name, one in back), default=0) + 2
    for name, one in back:
        show.entry(
            "Back",
            f"{name:<{wide}}{one.file:<{widest}}{told.answered(one)}",
            (),
            column=_COLUMN,
            style=show.STYLES["done"],
        )
    for name, missing in absent:
        show.entry(
            "Not back",
            f"{name:<{wide}}{_asked(missing, day)}",
            (),
            column=_COLUMN,
            style=show.STYLES["warning"],
        )
    show.line()


def _asked(absent: NotBack, day: dt.date) -> str:
    rows = f"{show.counted(len(absent.keys), 'row')} asked" if absent.keys else "nothing came back"
    if absent.since is None:
        return rows
    from accountability.dates import show_day

    passed = (day - absent.since).days
    ago = f" ({show.counted(passed, 'day')} ago)" if passed > 0 else ""
    return f"{rows} on {show_day(absent.since)}{ago}"


def _in_order(collected: Collected) -> Iterator[tuple[str, Finding]]:
    """Yield the findings under a word each: questions, what was not taken, what was emptied, the rest."""
    questions = collected.questions
    yield from (("Question", found) for found in questions)
    yield from (("Not taken", found) for found in collected.not_taken)
    rest = [
        found
        for found in collected.findings
        if found not in questions and found not in collected.not_taken
    ]
    yield from (("Emptied", found) for found in rest if found.code == _EMPTIED)
    for found in rest:
        if found.code != _EMPTIED:
            yield ("Note" if found.severity.value == "note" else "Look at"), found


_EMPTIED = "RTN801"


def _counts(collected: Collected) -> str:
    counts = [show.counted(len(collected.applied), "change")]
    for number, words in (
        (collected.decided, "decided"),
        (len(_by_cell(collected)), "in dispute"),
        (len(collected.not_taken), "not taken"),
        (len(collected.emptied), "emptied"),
        (len(collected.not_returned), "missing"),
    ):
        if number:
            counts.append(f"{number:,} {words}")
    if collected.questions:
        counts.insert(1, show.counted(len(collected.questions), "question"))
    return f"{', '.join(counts)}."


def _ended(sentence: str) -> str:
    return sentence if sentence.rstrip("”\"')").endswith((".", "?", "!", "…")) else f"{sentence}."


_FIELDS = {
    "row:responder": "who answers",
    "row:prepared_by": "prepared by",
    "row:new_date": "target date",
    "row:new_reason": "reason for the date",
    "row:date_reason": "reason for the date",
    "row:view": "view",
    "row:view_words": "comment",
    "row:promise": "new commitment",
    "text": "words",
    "dates": "target date",
    "implementation": "progress",
    "steps": "stage",
}


class _Told:
    """Says rows, records and values in the words of the paper that they belong to."""

    def __init__(self, before: Register, after: Register) -> None:
        self.before = before
        self.after = after
        self.several = len({item.document for item in before.items}) > 1

    def name(self, organisation: str) -> str:
        return self.after.name_of(organisation)

    def names(self, organisations: tuple[str, ...]) -> str:
        return show.listed([self.name(one) for one in organisations]) or "Own copy"

    def answered(self, one: Outstanding) -> str:
        if not one.asked:
            return "nothing asked" if one.touched else "untouched"
        words = f"{show.counted(one.asked, 'row')} asked, {one.answered:,} answered"
        if not one.touched:
            return f"{words}; untouched"
        if one.empty:
            words += f", {len(one.empty):,} still empty: {self.numbers(one.empty)}"
        return words

    def numbers(self, keys: tuple[str, ...]) -> str:
        """Return the numbers of some rows, report by report: "HC 9041: 2, 4, 7"."""
        by_report: dict[str, list[str]] = {}
        for key in keys[:_NAMED]:
            item = self._item(key)
            label = (item.label or "one without a number") if item else key
            by_report.setdefault(self._report(item) if item else "", []).append(label)
        named = "; ".join(
            f"{report}: {', '.join(labels)}" if report else ", ".join(labels)
            for report, labels in by_report.items()
        )
        return f"{named} and {len(keys) - _NAMED:,} more" if len(keys) > _NAMED else named

    def _report(self, item: Item) -> str:
        """Return what the report of an item is called, where there are several."""
        from accountability.model import Document
        from accountability.text import shorten

        document = self.after.find(Document, item.document) if self.several else None
        return (document.reference or shorten(document.title, 40)) if document else ""

    def row(self, key: str) -> str:
        """Return a row as a person calls it: its item, and who answers where several do."""
        item = self._item(key)
        if item is None:
            return key
        words = self._numbered(item)
        row = self._row(key)
        if row is not None and row.responder and len(self.after.rows_about(row.about)) > 1:
            words += f", {self.name(row.responder)}"
        return words

    def _numbered(self, item: Item) -> str:
        from accountability.text import shorten
        from accountability.vocabularies import plain

        kind = plain(item.kind)
        words = f"{kind} {item.label}" if item.label else f"{kind} “{shorten(item.text, 30)}”"
        report = self._report(item)
        return f"{words} of {report}" if report else words

    def _row(self, key: str) -> Row | None:
        row = self.after.row(key)
        if row is None:
            rows = self.after.rows_about(key)
            row = rows[0] if len(rows) == 1 else None
        return row

    def _item(self, key: str) -> Item | None:
        """Follow a row key or a record to its item."""
        from accountability.model import Item

        row = self._row(key)
        if row is not None:
            return row.item
        record = self.after.get(key) or self.before.get(key)
        for _step in range(4):
            if record is None or isinstance(record, Item):
                return record
            items = getattr(record, "items", ())
            named = (
                (items[0] if items else None)
                or getattr(record, "answers", None)
                or getattr(record, "about", None)
                or getattr(record, "response", None)
            )
            record = self.after.get(named)
        return None

    def _value(self, key: str, value: object) -> str:
        """Return a value in the words of the paper; in quotation marks where it is somebody's text."""
        from accountability.jurisdictions import jurisdiction_of
        from accountability.merge import is_blank, shown
        from accountability.model import Document, Implementation, Opinion, Position, Record, Step
        from accountability.text import shorten

        if is_blank(value):
            return "nothing"
        if isinstance(value, Position | Implementation | Opinion):
            item = self._item(key)
            document = self.after.find(Document, item.document) if item else None
            rules = jurisdiction_of(self.after, document)
            return rules.vocabulary_for(self.after, document).show(value)
        if isinstance(value, Record):
            words = str(getattr(value, "text", "") or getattr(value, "name", "") or value.id)
            return f"“{shorten(words, _LONG)}”"
        if isinstance(value, tuple) and isinstance(value[-1], Step):
            return shown(value[-1])
        if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            return shorten("; ".join(self.name(one) for one in value), _LONG)
        return f"“{shorten(shown(value), _LONG)}”"

    def _field(self, name: str | None) -> str:
        if name is None:
            return ""
        return ", " + (_FIELDS.get(name) or name.removeprefix("row:").replace("_", " "))

    def applied(self, done: Applied) -> str:
        from accountability.merge import ABSENT

        what = f"{self.row(done.record)}{self._field(done.field)}"
        before, after = self._value(done.record, done.before), self._value(done.record, done.after)
        if done.field == "implementation" and after == "nothing":
            after = "no change since last time"
        if done.field is None and done.before is ABSENT:
            told = f"{what}: new, {after}"
        elif done.before is ABSENT or before == "nothing":
            told = f"{what}: {after}"
        else:
            told = f"{what}: {before} becomes {after}"
        return f"{told} ({done.place})." if done.place else f"{told}."

    def dispute(self, conflicts: list[Conflict]) -> str:
        """Say what is held of one cell, and what each file asks for instead."""
        first = conflicts[0]
        what = f"{self.row(first.record)}{self._field(first.field)}"
        ours = self._value(first.record, first.ours)
        theirs = " or ".join(self._asked(conflict) for conflict in conflicts)
        sent = next((words for words in map(self._sent, conflicts) if words), "")
        if len(conflicts) > 1:
            why = " The files disagree; choose one."
        else:
            why = f" {_ended(first.reason[:1].upper() + first.reason[1:])}" if first.reason else ""
        return f"{what}: {ours} here{sent}; {theirs}.{why}"

    def _asked(self, conflict: Conflict) -> str:
        at = f" ({conflict.place})" if conflict.place else ""
        return f"{self._value(conflict.record, conflict.theirs)}{at}"

    def _sent(self, conflict: Conflict) -> str:
        """Say what the cell was when it was sent, where that is known and says something."""
        from accountability.merge import Digest, is_blank

        if isinstance(conflict.base, Digest) or is_blank(conflict.base):
            return ""
        return f", {self._value(conflict.record, conflict.base)} when it was sent"


_NAMED = 12
"""Rows that are named one by one."""

_LONG = 80
"""Characters of a text that are shown on the terminal."""


# --- for programs ------------------------------------------------------------------------------------


def _json(collected: Collected, written: str) -> dict[str, object]:
    """Return the contract's shape, and what else there is to tell."""
    from accountability.merge import shown

    absent = [
        {"key": key, "responder": one.who, "file": ""}
        for one in collected.not_back
        for key in one.keys
    ]
    return {
        "applied": [
            {
                "record": done.record,
                "field": done.field,
                "before": shown(done.before),
                "after": shown(done.after),
                "file": done.place.file if done.place else "",
                "place": done.place.at if done.place else "",
            }
            for done in collected.applied
        ],
        "conflicts": [
            {
                "record": conflict.record,
                "field": conflict.field,
                "base": shown(conflict.base),
                "ours": shown(conflict.ours),
                "theirs": shown(conflict.theirs),
                "file": conflict.place.file if conflict.place else "",
                "place": conflict.place.at if conflict.place else "",
                "reason": conflict.reason,
                "rivals": [str(place) for place in conflict.rivals],
            }
            for conflict in collected.conflicts
        ],
        "not_returned": [
            *(
                {"key": one.key, "responder": one.responder, "file": one.file}
                for one in collected.not_returned
            ),
            *absent,
        ],
        "outstanding": [
            {
                "file": one.file,
                "asked": one.asked,
                "answered": one.answered,
                "empty": list(one.empty),
                "untouched": not one.touched,
            }
            for one in collected.outstanding
        ],
        "findings": [show.finding_as_json(found) for found in collected.findings],
        "decided": collected.decided,
        "not_back": [one.who for one in collected.not_back],
        "emptied": [
            {"record": one.record, "field": one.field, "place": str(one.place or "")}
            for one in collected.emptied
        ],
        "written": written,
    }
