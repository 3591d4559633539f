"""
What goes out: one file for each team that prepares answers, and a record of what was sent.

The file holds the rows that the team has something to do with and nothing else. What its reader saw is
kept beside it, so that a conflict can be shown from where it started; the step *commissioned* is
recorded, so that the register itself knows who has not returned.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

from attrs import evolve, field, frozen

from accountability.dates import PartialDate
from accountability.deadlines import Calendar
from accountability.exporters._base import ExportContext
from accountability.findings import Finding
from accountability.jurisdictions import Jurisdiction
from accountability.model import Record, Register, Response, Row, Stage, Step
from accountability.plugins import export, make_exporter
from accountability.returns._kept import kept_of
from accountability.returns._letters import asked_words, letter
from accountability.returns._names import file_names
from accountability.returns._parcels import (
    KINDS,
    Ask,
    Bundle,
    bundles,
    helpers_of,
    need_of,
    unnamed,
)
from accountability.tables import Profile, Scope, tracker

__all__ = ["KINDS", "Ask", "Commission", "Parcel", "commission"]

_OPTIONS: dict[str, dict[str, str]] = {
    "excel": {"profile": "responder"},
    "word": {"stage": "draft"},
}
"""Exporter and its options, by the form of a file."""


@frozen(kw_only=True)
class Parcel:
    """
    One file that goes out.

    Attributes:
        who: Id of who gets it: the team that prepares, else who answers.

        instead_of: Ids of bodies that have ended, in whose place it does.

        name: Of the file, with its ending; safe in every file system, and no two alike.

        data: The file.

        letter: The covering text, ready to be pasted into a mail.

        kept: What the file was drawn from, with its reader's rows alone; a conflict is shown from it.

        keys: Keys of the rows that ask for something, in their order.

        row_needs: What each of these rows needs, in their order: "Progress at 30 September 2027".

        asked: What is asked for, in words: "4 answers, 2 reports of progress".

        needs: What is needed, and in how many rows: (("Answer", 4), …).

        helpers: Ids of other teams that help with a row, each with the keys of those rows.

        findings: What writing the file brought up.
    """

    who: str
    instead_of: tuple[str, ...] = ()
    name: str
    data: bytes = field(repr=False)
    letter: str = field(repr=False)
    kept: Register = field(repr=False)
    keys: tuple[str, ...] = ()
    row_needs: tuple[str, ...] = ()
    asked: str = ""
    needs: tuple[tuple[str, int], ...] = ()
    helpers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def stem(self) -> str:
        """The name without its ending: what is kept of the file is known by it."""
        return self.name.rpartition(".")[0]


@frozen(kw_only=True)
class Commission:
    """
    Everything that goes out in one round.

    Attributes:
        register: With the step *commissioned* on every answer that was asked for.

        parcels: One for each reader, in the order of their first rows; () if nothing is needed.

        unnamed: Ids of items that need an answer and that nobody has been named for.

        findings: What a person should know or look at before anything is sent.
    """

    register: Register
    parcels: tuple[Parcel, ...] = ()
    unnamed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def commission(
    register: Register,
    *,
    as_of: dt.date,
    responders: Iterable[str] = (),
    documents: Iterable[str] = (),
    return_by: dt.date | None = None,
    contact: str = "",
    marking: str = "",
    form: str = "excel",
    ask: Ask | str = Ask.BOTH,
    position_at: dt.date | None = None,
    jurisdiction: Jurisdiction | None = None,
    calendar: Calendar | None = None,
) -> Commission:
    """
    Make the files that go out to those who answer.

    A row goes to the team that leads in preparing its answer, else to who answers it; where that body
    has ended, to its successor. Rows that need nothing are not sent: what was answered and needs no
    progress, what was rejected, what is finished.

    Args:
        register: What is held.

        as_of: Day of sending; dates the step that is recorded.

        responders: Only rows that these answer or prepare; empty: all.

        documents: Only items of these documents; empty: all.

        return_by: Day by which the files should come back.

        contact: Who to ask and where to send them.

        marking: Protective marking; "": the register's.

        form: ``"excel"`` for workbooks, ``"word"`` for forms.

        ask: What to ask for.

        position_at: Day that progress is asked about and verdicts are made for; None: *as_of*.

        jurisdiction: Whose rules and words apply; None: each document's own, else the register's.

        calendar: Working days, for deadlines that count them.

    Returns:
        Files, letters, what each reader saw, and the register with the step recorded. The same
        arguments give the same bytes.

    Raises:
        ValueError: *form* or *ask* is none of theirs.
        MissingExtraError: the library that writes this form is not installed.
        ExportRefusedError: a file would have more rows than it can hold.
    """
    if form not in _OPTIONS:
        message = f"there is no form {form!r}; there are: {', '.join(_OPTIONS)}"
        raise ValueError(message)
    wanted = Ask(ask)
    exporter = make_exporter(form, _OPTIONS[form])
    day = position_at or as_of
    scope = Scope(documents=tuple(documents))
    filled = tracker(
        register,
        as_of=day,
        profile=Profile.KEEPER,
        scope=scope,
        jurisdiction=jurisdiction,
        calendar=calendar,
    )
    found, noticed = bundles(register, filled, wanted, responders=frozenset(responders))
    loose = () if wanted is Ask.PROGRESS else tuple(unnamed(filled))
    asked = _asked(register, found, as_of)
    names = file_names((register.name_of(one.who) for one in found), exporter.suffix)
    parcels: list[Parcel] = []
    for one, name in zip(found, names, strict=True):
        context = ExportContext(
            as_of=day,
            jurisdiction=jurisdiction,
            calendar=calendar,
            scope=one.scope,
            contact=contact,
            return_by=return_by,
            marking=marking,
        )
        target = io.BytesIO()
        findings = export(asked, exporter, target, context)
        parcels.append(
            Parcel(
                who=one.who,
                instead_of=one.instead_of,
                name=name,
                data=target.getvalue(),
                letter=letter(asked, one, name, context, form=form),
                kept=kept_of(asked, one.scope, day),
                keys=one.keys,
                row_needs=tuple(need_of(entry) for entry in one.entries),
                asked=asked_words(one),
                needs=_needs(one),
                helpers=_helpers(one),
                findings=findings,
            )
        )
    return Commission(
        register=asked,
        parcels=tuple(parcels),
        unnamed=tuple(entry.row.about for entry, _finding in loose),
        findings=(*noticed, *(finding for _entry, finding in loose)),
    )


def _needs(one: Bundle) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for entry in one.entries:
        need = need_of(entry).partition(":")[0]
        counts[need] = counts.get(need, 0) + 1
    return tuple(counts.items())


def _helpers(one: Bundle) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for entry in one.entries:
        for helper in helpers_of(entry.row):
            found.setdefault(helper, []).append(entry.key)
    return tuple((helper, tuple(keys)) for helper, keys in found.items())


# --- the step ---------------------------------------------------------------------------------------


def _asked(register: Register, found: Iterable[Bundle], day: dt.date) -> Register:
    """Record on every answer that is asked for that it was."""
    changed: list[Record] = []
    for one in found:
        changed += (
            record
            for entry in one.entries
            if (record := _with_step(register, entry.row, day)) is not None
        )
    return register.with_records(*changed) if changed else register


def _with_step(register: Register, row: Row, day: dt.date) -> Response | None:
    """Return the answer of a row with the step on; None if it was asked for on that day already."""
    held = row.shown
    step = Step(
        stage=Stage.COMMISSIONED,
        day=PartialDate.day(day),
        # What it said then tells later whether anybody has worked on it since.
        fingerprint="" if held is None or held.is_empty else register.fingerprint_of(held),
    )
    if held is None:
        return Response(id=row.key, answers=row.about, responder=row.responder or "", steps=(step,))
    if held.steps and held.steps[-1] == step:
        return None
    return evolve(held, steps=(*held.steps, step))
