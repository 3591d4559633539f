"""What came of the files that came back: printed for people, and as a shape for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from accountability.cli import _show as show
from accountability.cli._told import Told

if TYPE_CHECKING:
    from accountability.findings import Finding
    from accountability.merge import Conflict
    from accountability.model import Register
    from accountability.returns import Collected, NotBack

_COLUMN = 12
"""Where what is told begins, behind its word."""


def print_collected(
    before: Register, collected: Collected, day: dt.date, written: str, *, dry_run: bool
) -> None:
    """
    Print who sent what back, what became of it, and what a person should look at.

    Args:
        before: The register as it was.

        collected: What came of the files.

        day: Of collecting.

        written: Name of the file that was written; "" if none was.

        dry_run: Whether to list each change, too.
    """
    told = Told(before, collected.register)
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
            f"{where}{show.ended(message)}{f' {show.ended(found.help)}' if found.help else ''}",
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
        cells.setdefault((conflict.record, conflict.field), []).extend(conflict.texts)
    return cells


def _print_files(collected: Collected, told: Told, day: dt.date) -> None:
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
    """Count what was written, what was not and why, and who did nothing: the last line."""
    counts = [show.counted(len(collected.applied), "change")]
    for number, words in (
        (collected.decided, "decided"),
        (len(_by_cell(collected)), "in dispute"),
        (len(collected.not_taken), "not taken"),
        (len(collected.emptied), "emptied"),
        (len(collected.not_returned), "missing"),
        (len(collected.untouched), "untouched"),
        (len(collected.not_back), "not back"),
    ):
        if number:
            counts.append(f"{number:,} {words}")
    if collected.questions:
        counts.insert(1, show.counted(len(collected.questions), "question"))
    return f"{', '.join(counts)}."


# --- for programs ------------------------------------------------------------------------------------


def json_of(collected: Collected, written: str) -> dict[str, object]:
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
                "rivals": [
                    {
                        "theirs": shown(rival.theirs),
                        "file": rival.place.file if rival.place else "",
                        "place": rival.place.at if rival.place else "",
                        "reason": rival.reason,
                    }
                    for rival in conflict.rivals
                ],
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
