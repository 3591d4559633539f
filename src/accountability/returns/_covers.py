"""
The covers of documents that came back: the paper's number, who presents it, the minister's words.

They belong to no row. What people typed there is asked for as changes of the paper that answers the
report, or of the report itself while no paper is held, where every later export finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, evolve, field, frozen

from accountability.findings import Finding
from accountability.merge import Change, Digest
from accountability.model import Document, Register
from accountability.tables.returned import Returned, ReturnedCell, ReturnedNote, ReturnedRow
from accountability.text import stamp

__all__ = ["Covers", "covers_of"]

_DISAGREE = "the files do not say the same here"
"""Why a field of a cover is in dispute that nobody has changed here."""


@frozen(kw_only=True)
class Covers:
    """
    What the covers of several files ask for.

    Attributes:
        changes: Of the papers, each from what the one before it makes; what is in dispute comes last.

        emptied: What would empty a field, which was not accepted.

        files: The files; what is written on a cover and belongs to no paper that is held is a note.

        touched: Names of the files whose covers were written on.
    """

    changes: tuple[Change, ...]
    emptied: tuple[Change, ...] = ()
    files: tuple[Returned, ...]
    touched: frozenset[str]


@frozen
class _Wish:
    """One field of a cover that somebody wrote in; *fits*: it was sent as it is held."""

    returned: Returned
    cell: ReturnedCell
    fits: bool


@define
class _Paper:
    """One paper, and what is asked of it by the key of a field."""

    document: Document
    headings: Mapping[str, str]
    wishes: dict[str, list[_Wish]] = field(factory=dict)


def covers_of(register: Register, back: Sequence[Returned], *, accept_cleared: bool) -> Covers:
    """
    Say what the covers of *back* ask for.

    Args:
        register: What is held.

        back: The files, in any order.

        accept_cleared: Whether fields that came back empty empty what is held.
    """
    if all(returned.cover is None for returned in back):
        return Covers(changes=(), files=tuple(back), touched=frozenset())
    papers: dict[str, _Paper] = {}
    files = tuple(_sorted_in(register, returned, papers) for returned in back)
    touched = {wish.returned.file for paper in papers.values() for wish in _all(paper)}
    emptied: list[Change] = []
    if not accept_cleared:
        for paper in papers.values():
            emptied += _emptied(paper)
    changes = [change for paper in papers.values() for change in _asked(paper)]
    return Covers(
        changes=tuple(changes), emptied=tuple(emptied), files=files, touched=frozenset(touched)
    )


def _all(paper: _Paper) -> Iterator[_Wish]:
    for wishes in paper.wishes.values():
        yield from wishes


def _sorted_in(register: Register, returned: Returned, papers: dict[str, _Paper]) -> Returned:
    """Put what a cover says with its paper; return the file with the rest of it as notes."""
    # The names of the fields live with the layouts, which need an extra that workbooks do not.
    from accountability.exporters.word.cover import cover_facts, kind_of, paper_of
    from accountability.exporters.word.templates import COVER_HEADINGS

    row = returned.cover
    if row is None:
        return returned
    report = _report(register, row, returned)
    if report is None:
        return _with_notes(returned, row.cells.values())
    kind = kind_of(returned.template)
    held = cover_facts(register, report.id, kind)
    document = paper_of(register, report.id, kind) or report
    paper = papers.setdefault(document.id, _Paper(document, COVER_HEADINGS))
    columns = returned.columns.get(row.sheet, ())
    sent = dict(zip(columns, row.check.split(), strict=False))
    unknown: list[ReturnedCell] = []
    noted: list[Finding] = []
    for column, cell in row.cells.items():
        ours, letters = held.get(column, "").strip(), sent.get(column, "")
        if cell.text == ours or _stamp(cell.text) == letters or not (cell.text or letters):
            continue
        if column not in COVER_HEADINGS:
            unknown.append(cell)
            continue
        fits = _stamp(ours) == letters or (not letters and not ours)
        paper.wishes.setdefault(column, []).append(_Wish(returned, cell, fits))
        noted += cell.noted
    if noted:
        returned = evolve(returned, findings=(*returned.findings, *noted))
    return _with_notes(returned, unknown)


def _stamp(text: str) -> str:
    return stamp(" ".join(text.split()))


def _report(register: Register, row: ReturnedRow, returned: Returned) -> Document | None:
    """Return the report that a cover is about, as its reference or its bookmarks say."""
    named = register.find(Document, row.key)
    if named is not None:
        return named
    letters = row.key.removeprefix("unknown-")
    documents = [one for one in register.documents if stamp(one.id) == letters]
    return documents[0] if len(documents) == 1 else None


def _with_notes(returned: Returned, cells: Iterable[ReturnedCell]) -> Returned:
    notes = [
        ReturnedNote(text=cell.text, place=cell.place, kind="text") for cell in cells if cell.text
    ]
    return evolve(returned, notes=(*returned.notes, *notes)) if notes else returned


def _asked(paper: _Paper) -> Iterator[Change]:
    """Yield the changes of one paper."""
    document = paper.document
    disputed: list[tuple[str, _Wish, Digest]] = []
    now = document.extra
    for column, wishes in paper.wishes.items():
        agreed = len({wish.cell.text for wish in wishes}) == 1
        if not agreed or not all(wish.fits for wish in wishes):
            start = Digest("~", why="" if agreed else _DISAGREE)
            disputed += ((column, wish, start) for wish in wishes)
            continue
        text = wishes[0].cell.text
        if column == "paper_number" and document.reference:
            yield _change(document, "reference", document.reference, text, wishes[0])
            continue
        new = _with_pair(now, paper.headings[column], text)
        yield _change(document, "extra", now, new, wishes[0])
        now = new
    for column, wish, start in disputed:
        text = wish.cell.text
        if column == "paper_number" and document.reference:
            yield _change(document, "reference", start, text, wish)
        else:
            new = _with_pair(now, paper.headings[column], text)
            yield _change(document, "extra", start, new, wish)


def _emptied(paper: _Paper) -> Iterator[Change]:
    """Take out, and yield, what would empty a field."""
    document = paper.document
    for column, wishes in list(paper.wishes.items()):
        for wish in wishes:
            if wish.cell.text:
                continue
            if column == "paper_number" and document.reference:
                yield _change(document, "reference", document.reference, "", wish)
            else:
                new = _with_pair(document.extra, paper.headings[column], "")
                yield _change(document, "extra", document.extra, new, wish)
        kept = [wish for wish in wishes if wish.cell.text]
        if kept:
            paper.wishes[column] = kept
        else:
            del paper.wishes[column]


def _change(document: Document, name: str, start: object, new: object, wish: _Wish) -> Change:
    return Change(
        record=document.id,
        field=name,
        start=start,
        new=new,
        place=wish.cell.place,
        day=wish.returned.as_of,
    )


def _with_pair(
    extra: tuple[tuple[str, str], ...], heading: str, text: str
) -> tuple[tuple[str, str], ...]:
    """Return pairs in which one heading has other words; without it if there are none."""
    if not any(name == heading for name, _ in extra):
        return (*extra, (heading, text)) if text else extra
    return tuple(
        (name, text if name == heading else words)
        for name, words in extra
        if name != heading or text
    )
