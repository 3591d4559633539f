"""
The response document: a form that comes back, a draft, or the finished paper, for Word.

What it says is put together in ``content`` from the tracker's columns. python-docx carries the package
and the styles (``package``, ``look``); ``drawing`` fills the body on its XML tree, every text as a text
node, in time that grows with the text alone. An answer is found again by any one of three things,
because no program keeps all of them: content controls with tags, a bookmark over each field and one
over the last line of the answer, and that line itself, in plain sight, with the row key and its check.

One engine writes every template (``templates``): what differs is data.

Tags are ``acc:1:<number>-<stamp of the row key>:<column>``, bookmarks ``acc_<number>_<stamp>_<column>``
for fields and ``acc_<number>_<stamp>`` for the last line; the key itself is too long for either. One
more, ``answer_<number>_<stamp>``, lies over the whole answer, from the end of its first label to the
start of its last line; an answer in two cells of a table has none. A cover has the id of its report as
key, columns that begin with ``paper_``, and a last line "Reference of the cover: …". A promise that has
fields of its own has its id as key, and a last line "Reference for returning this promise: …". What is
typed in paragraphs after a field belongs to it, up to the next field's bookmark less its label. What
stands in a field and is still to be filled in is in square brackets and in the style Placeholder Text.

Source:
    Controls inside a paragraph, and bookmarks that do not leave theirs, come back whole from LibreOffice
    25.2; block-level controls shrink and data bindings put old words back, so there are none. A bookmark
    over several paragraphs is saved twice where it begins or ends beside another (25.2 and 7.4), and
    once where text stands between. Tags hold 64 characters and bookmarks 40.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from typing import BinaryIO, ClassVar, TypeVar

from attrs import field, frozen

from accountability.containers import Properties, finish_parts
from accountability.containers.packing import PackedPart
from accountability.dates import show_day
from accountability.exceptions import ExportRefusedError, InvalidOptionError
from accountability.exporters._base import LEFT_OUT, ExportContext
from accountability.exporters.word.basis import identity
from accountability.exporters.word.blocks import (
    Answer,
    Block,
    Heading,
    Paragraph,
    Table,
)
from accountability.exporters.word.content import Content
from accountability.exporters.word.drawing import Drawing
from accountability.exporters.word.gaps import gaps_of, with_waived_dates
from accountability.exporters.word.house import House, house_of
from accountability.exporters.word.letter import moved
from accountability.exporters.word.package import number, properties_of
from accountability.exporters.word.progress import half_a_year_before, news
from accountability.exporters.word.sent import sent_of
from accountability.exporters.word.shell import Wanted, packed, shell_of
from accountability.exporters.word.stages import KINDS, PaperStage, about_to_go
from accountability.exporters.word.templates import LAYOUTS, Body, Layout, Template
from accountability.findings import Finding
from accountability.model import Commitment, Register, Response
from accountability.tables import Profile, Tracker, tracker
from accountability.text import clean

__all__ = ["KINDS", "PaperStage", "ResponseDocument", "Template"]

_Choice = TypeVar("_Choice", bound=StrEnum)

_NAME = "word"
_CHARACTERS_OF_A_PAGE = 2_200
_PAGES_OF_A_FORM = 0.4
"""Paper that the fields of one answer take."""

_PAGES_WITHOUT_CONTENTS = 10


def _one_of(kind: type[_Choice], name: str, value: str) -> _Choice:
    """Return the choice that a word names."""
    try:
        return kind(value)
    except ValueError as error:
        raise InvalidOptionError(
            _NAME, name, value, f"it takes one of {', '.join(kind)}"
        ) from error


# Annotated with what the options are, which is what lists of options show; a word is taken, too.
def _template(value: Template) -> Template:
    return _one_of(Template, "template", value)


def _stage(value: PaperStage) -> PaperStage:
    return _one_of(PaperStage, "stage", value)


@frozen(kw_only=True)
class ResponseDocument:
    """
    Exporter ``word``: the response document.

    Attributes:
        template: How it is laid out.

        stage: How far the paper is: a form to be filled in, the form with what is held, or the
            finished paper.

        house_style: A document or template of Word (.docx) whose styles are worn; None: our own look.
            Its page, header and footer are taken over, too. What it lacks looks as ours does.

        since: For a progress report, the earlier day, as 2027-03-31; without it, the day half a
            year before.
    """

    suffix: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )

    template: Template = field(default=Template.FORM, converter=_template)
    stage: PaperStage = field(default=PaperStage.DRAFT, converter=_stage)
    house_style: bytes | None = None
    since: str = ""

    def export(
        self, register: Register, target: BinaryIO, context: ExportContext, /
    ) -> tuple[Finding, ...]:
        """
        Write the document.

        Returns:
            A warning for each item that nobody has been named to answer, and notes on what this
            kind of document leaves out.

        Raises:
            ExportRefusedError: the finished paper was asked for, and answers, positions, dates or
                clearances are missing (its findings list every gap); or one paper for several reports.
            InvalidOptionError: the house style is no Word document.
        """
        house = None if self.house_style is None else house_of(self.house_style)
        final = self.stage is PaperStage.FINAL
        layout = LAYOUTS[self.template]
        going = about_to_go(register, context.as_of) if final else register
        if final and layout.body is Body.PROGRESS:
            going = with_waived_dates(going, context.as_of)
        # A letter tells of dates that nobody was told of: they are not for publication until it is sent.
        letter = layout.body is Body.LETTER
        fill = partial(
            tracker,
            profile=Profile.PUBLICATION if final and not letter else Profile.RESPONDER,
            scope=context.scope,
            jurisdiction=context.jurisdiction,
            calendar=context.calendar,
        )
        filled = fill(_given_alone(register) if final and letter else going, as_of=context.as_of)
        _refuse_several(filled, layout)
        since = self._since(context.as_of)
        # What may be shown is settled for the later day: how it stood is told of the same records.
        earlier = None
        if layout.body is Body.PROGRESS:
            earlier = fill(filled.register, profile=Profile.RESPONDER, as_of=since)
        passed: tuple[Finding, ...] = ()
        if final:
            held = gaps_of(
                filled,
                whole=register,
                going=going,
                context=context,
                layout=layout,
                told=_told(filled, since),
            )
            if letter and filled.row_entries and not moved(filled.row_entries):
                raise ExportRefusedError(_NAME, "no target date has moved without being told")
            _refuse_gaps(held.open, empty=not filled.row_entries)
            passed = held.waived
        content = Content(
            filled=filled,
            whole=register,
            context=context,
            stage=self.stage,
            template=self.template,
            earlier=earlier,
        )
        parts = _parts(content, house)
        finish_parts(
            parts,
            target,
            Properties(
                title=_line(content.title),
                subject=f"Answers to recommendations, position at {show_day(context.as_of)}",
                creator=_line(context.contact or register.title),
                description=_line(f"Made from register {register.id}. {content.marking}"),
                language=context.language,
                day=context.as_of,
            ),
        )
        lacking = house.findings if house is not None else ()
        return (*passed, *lacking, *content.findings, *_left_out(content))

    def _since(self, as_of: dt.date) -> dt.date:
        """Return the earlier day of a progress report."""
        if not self.since:
            return half_a_year_before(as_of)
        try:
            day = dt.date.fromisoformat(self.since)
        except ValueError as error:
            reason = "write the day as 2027-03-31"
            raise InvalidOptionError(_NAME, "since", self.since, reason) from error
        if day >= as_of:
            raise InvalidOptionError(
                _NAME, "since", self.since, "it is not before the day asked for"
            )
        return day


def _given_alone(register: Register) -> Register:
    """Return *register* without drafts and what they promise."""
    records: tuple[Response | Commitment, ...] = (*register.responses, *register.commitments)
    drafts = [record.id for record in records if register.is_draft(record)]
    return register.without(*drafts) if drafts else register


def _told(filled: Tracker, since: dt.date) -> frozenset[str]:
    """Return the keys of the rows of which there is news."""
    rows = filled.row_entries
    held = filled.register
    return frozenset(one.key for one in rows if news(held, one, since))


def _refuse_several(filled: Tracker, layout: Layout) -> None:
    if len(filled.documents) > 1 and not layout.reports:
        named = ", ".join(filled.documents)
        raise ExportRefusedError(
            _NAME, f"this paper answers one report; say which of them with --document: {named}"
        )


def _line(text: str) -> str:
    """Return a text fit for one line of a file's properties."""
    return clean(text).text.replace("\n", " ").strip()


def _refuse_gaps(missing: tuple[Finding, ...], *, empty: bool) -> None:
    if empty:
        raise ExportRefusedError(
            _NAME, "there is nothing to answer, so there is no finished paper; ask for stage=blank"
        )
    if missing:
        count = "1 thing is" if len(missing) == 1 else f"{len(missing)} things are"
        reason = (
            f"{count} missing for the finished paper; ask for stage=draft, or complete the answers"
        )
        raise ExportRefusedError(_NAME, reason, missing)


def _left_out(content: Content) -> tuple[Finding, ...]:
    """Say what a response document has no place for."""
    register = content.filled.register
    drafts = 0
    if content.stage is not PaperStage.DRAFT:
        wanted = {entry.key for entry in content.entries}
        drafts = sum(
            row.key in wanted and row.draft is not None and not row.draft.is_empty
            for row in register.rows()
        )
    about = {
        record
        for entry in content.entries
        for record in (
            entry.key,
            entry.row.about,
            *(promise.id for promise in entry.row.commitments),
            *(shown.id for shown in (entry.row.given, entry.row.draft) if shown),
        )
    }
    kinds = (
        (register.updates, "update"),
        (register.assessments, "view of others"),
        (register.notes, "note"),
    )
    counts = (
        (drafts, "draft answer"),
        *((sum(record.about in about for record in records), name) for records, name in kinds),
    )
    told = [f"{number} × {name}" for number, name in counts if number]
    if not told:
        return ()
    message = f"A response document of stage {content.stage} has no place for: {', '.join(told)}."
    return (LEFT_OUT.found(message, record=register.id),)


# --- the package ----------------------------------------------------------------------------------------


def _parts(content: Content, house: House | None) -> tuple[PackedPart, ...]:
    blocks = tuple(content.blocks())
    comes_back = content.stage is not PaperStage.FINAL
    shell = shell_of(
        Wanted(
            language=content.context.language,
            marking=clean(content.marking).text,
            wide=content.layout.body is Body.TABLE,
            comes_back=comes_back,
            fields=any(map(_asks, blocks)),
        ),
        house,
    )
    root, lists = shell.root(), shell.lists()
    drawing = Drawing(root, content.context.language, shell.width)
    drawing.draw(blocks, contents=_pages(blocks) > _PAGES_WITHOUT_CONTENTS)
    number(lists, drawing.numbers)
    prompts = drawing.glossary()
    sent = None
    if comes_back:
        columns = [column.key for column in content.sheet.columns] if content.sheet else []
        keys = content.filled.keys
        sent = sent_of(
            root,
            prompts,
            around=shell.around,
            columns=columns,
            keys=keys,
            promises=content.promises.rows,
            columns_of_promises=content.promises.columns,
        )
    lines = identity(content.filled, content.stage, content.template)
    about = properties_of((name, clean(value).text) for name, value in lines)
    return packed(shell, body=drawing.xml(), lists=lists, about=about, prompts=prompts, sent=sent)


def _asks(block: Block) -> bool:
    """Tell whether there is a field in a block."""
    match block:
        case Answer(fields=fields):
            return bool(fields)
        case Table(rows=rows):
            cells = (
                held for row in rows for cell in row if not isinstance(cell, str) for held in cell
            )
            return any(map(_asks, cells))
        case _:
            return False


def _pages(blocks: Iterable[Block]) -> float:
    """Estimate the pages; nobody knows them before a program lays them out."""
    characters, answers = 0, 0
    for block in blocks:
        match block:
            case Paragraph(runs=runs):
                characters += 120 + sum(len(run.text) for run in runs)
            case Heading(text=text):
                characters += 150 + len(text)
            case Answer(fields=fields):
                answers += 1
                characters += sum(len(field.text) for field in fields)
            case Table(rows=rows):
                characters += 120 * len(rows)
    return characters / _CHARACTERS_OF_A_PAGE + answers * _PAGES_OF_A_FORM
