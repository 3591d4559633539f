"""
A document's paragraphs in reading order, whatever they are packed in.

Tables in which no field of ours stands come as one line for each row, its cells with " | " between
them and the paragraphs of a cell with " / ". What a tracked change took away comes as a line without
words that says so and goes on in the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from accountability.importers.word._drawings import ALTERNATIVES, chosen
from accountability.importers.word._lines import PLAIN, Line, Mark, Part
from accountability.importers.word._marks import of_tag
from accountability.importers.word._plain import Plain
from accountability.importers.word._tree import value_of, w
from accountability.importers.word._words import (
    CAME,
    COMMENT_ENDS,
    WENT,
    Words,
    binding_of,
    change_of,
)

__all__ = ["flow"]

_P, _TBL, _TR, _TC, _SDT = w("p"), w("tbl"), w("tr"), w("tc"), w("sdt")
_WAITS = COMMENT_ENDS | {w("bookmarkStart")}
_LEFT_OUT = frozenset(map(w, "sectPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr tblPrEx".split()))
_EDGES = frozenset({w("hdr"), w("ftr")})


def flow(element: _Element, words: Words) -> Iterator[Line]:
    """Yield the lines of a body, a cell, a header or a comment."""
    if element.tag in _EDGES:
        words.edge = True
    for child in element:
        tag = child.tag
        if tag == _P:
            yield from words.paragraphs(child)
        elif tag == _TBL:
            yield from _table(child, words)
        elif tag == _SDT:
            yield from _control(child, words)
        elif tag in _WAITS:
            words.wait(child)
        elif tag == ALTERNATIVES:
            first = chosen(child)
            if first is not None:
                yield from flow(first, words)
        elif tag not in _LEFT_OUT:
            yield from _other(child, words)


def _other(element: _Element, words: Words) -> Iterator[Line]:
    """Yield the lines of what is neither a paragraph nor a table, and may hold either or be words."""
    if next(element.iter(_P, _TBL), None) is None:
        line = words.loose(element)
        if line is not None:
            yield line
    elif element.tag in WENT:
        for line in flow(element, words):
            yield _without(line, element, words)
    elif element.tag in CAME:
        for line in flow(element, words):
            yield _with(line, element)
    else:
        yield from flow(element, words)


def _without(line: Line, change: _Element, words: Words) -> Line:
    """Return what is left of a line that was deleted."""
    left = Line(PLAIN)
    left.joined = True
    words.leave_out(line, left, change)
    return left


def _with(line: Line, change: _Element) -> Line:
    """Say of a line that it was inserted, unless its words say so themselves."""
    if not line.tracked and line.text.strip():
        line.tracked = (change_of(change, line.text),)
    return line


def _control(control: _Element, words: Words) -> Iterator[Line]:
    """Yield the lines of a control around whole paragraphs; the first bears its mark."""
    content = control.find(w("sdtContent"))
    if content is None:
        return
    properties = control.find(w("sdtPr"))
    shows = properties is not None and properties.find(w("showingPlcHdr")) is not None
    binding = properties.find(w("dataBinding")) if properties is not None else None
    before, words.prompting = words.prompting, shows
    lines = list(flow(content, words))
    words.prompting = before
    if lines:
        lines[0].marks[:0] = of_tag(value_of(properties, "tag"))
    if lines and binding is not None:
        said = "\n".join(line.text for line in lines if not shows)
        lines[0].bound += (binding_of(binding, said),)
    yield from lines


def _is_ours(table: _Element, plain: Plain | None) -> bool:
    """Tell whether a field of ours stands in a table."""
    if plain is not None and any(map(plain.has_field, table.iter(_P))):
        return True
    for element in table.iter(w("tag"), w("bookmarkStart")):
        name = element.get(w("val")) or element.get(w("name")) or ""
        if name.startswith(("acc:", "acc_")):
            return True
    return False


def _table(table: _Element, words: Words) -> Iterator[Line]:
    ours = _is_ours(table, words.plain)
    for row, marks in _inside(table, _TR, words):
        change = _change_in(row, "trPr")
        lines = _fields(row, words) if ours else iter((_row(row, words),))
        first = marks
        for line in lines:
            line.marks[:0] = first
            first = ()
            if change is None:
                yield line
            elif change.tag in WENT:
                yield _without(line, change, words)
            else:
                yield _with(line, change)


def _change_in(element: _Element, properties: str) -> _Element | None:
    """Return the change by which a row or a cell came or went."""
    for held in element.iterchildren(w(properties)):
        for change in held.iterchildren(*CAME, *WENT, w("cellIns"), w("cellDel")):
            return change
    return None


def _fields(row: _Element, words: Words) -> Iterator[Line]:
    """Yield the lines of a row in which fields of ours stand."""
    first_cell = True
    for cell, marks in _inside(row, _TC, words):
        first = True
        for line in flow(cell, words):
            if first:
                line.marks[:0] = marks
                line.opens_row, first_cell = first_cell, False
            line.opens, first = first, False
            yield line


def _row(row: _Element, words: Words) -> Line:
    """Return a row of a table as one line."""
    whole = Line(PLAIN)
    texts: list[str] = []
    for cell, _marks in _inside(row, _TC, words):
        change = _change_in(cell, "tcPr")
        said: list[str] = []
        for line in flow(cell, words):
            if change is not None and change.tag == w("cellDel"):
                words.leave_out(line, whole, change)
                continue
            whole.take(line)
            text = line.text.strip()
            if text:
                said.append(text.replace("\n", " / "))
        if change is None or change.tag != w("cellDel"):
            texts.append(" / ".join(said))
    whole.parts.append(Part(" | ".join(texts) if any(texts) else ""))
    return whole


def _inside(
    element: _Element, wanted: str, words: Words, marks: tuple[Mark, ...] = ()
) -> Iterator[tuple[_Element, Iterable[Mark]]]:
    """Yield the rows of a table, or the cells of a row, out of controls and the like, with their marks."""
    for child in element:
        tag = child.tag
        if tag == wanted:
            yield child, marks
            marks = ()
        elif tag in _WAITS:
            words.wait(child)
        elif tag not in _LEFT_OUT and tag not in {_P, _TBL} and len(child):
            own = of_tag(value_of(child.find(w("sdtPr")), "tag")) if tag == _SDT else ()
            yield from _inside(child, wanted, words, (*marks, *own))
