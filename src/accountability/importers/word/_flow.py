"""
A document's paragraphs in reading order, whatever they are packed in.

Tables in which no field of ours stands come as one line for each row, its cells with " | " between
them and the paragraphs of a cell with " / ".
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from accountability.importers.word._styles import Style
from accountability.importers.word._tree import M, local, value_of, w
from accountability.importers.word._words import Line, Mark, Part, Words

__all__ = ["flow"]

_P, _TBL, _SDT = w("p"), w("tbl"), w("sdt")
_LEFT_OUT = frozenset(map(w, "sectPr sdtPr tblPr tblGrid trPr tcPr del moveFrom altChunk".split()))


def flow(element: _Element, words: Words) -> Iterator[Line]:
    """Yield the lines of a body, a cell, a header or a comment."""
    for child in element:
        tag = child.tag
        if tag == _P:
            yield words.paragraph(child)
        elif tag == _TBL:
            yield from _table(child, words)
        elif tag == _SDT:
            yield from _control(child, words)
        elif tag == w("bookmarkStart"):
            words.wait(child)
        elif tag == f"{M}AlternateContent":
            first = next((one for one in child if local(one.tag) == "Choice"), None)
            if first is not None:
                yield from flow(first, words)
        elif tag not in _LEFT_OUT and len(child):
            yield from flow(child, words)


def _control(control: _Element, words: Words) -> Iterator[Line]:
    """Yield the lines of a control around whole paragraphs; the first bears its mark."""
    content = control.find(w("sdtContent"))
    if content is None:
        return
    mark = words.mark_of(control)
    for line in flow(content, words):
        if mark is not None:
            line.marks.insert(0, Mark(0, mark.kind, mark.letters, mark.column))
            mark = None
        yield line


def _is_ours(table: _Element) -> bool:
    for element in table.iter(w("tag"), w("bookmarkStart")):
        name = element.get(w("val")) or element.get(w("name")) or ""
        if name.startswith(("acc:", "acc_")):
            return True
    return False


def _table(table: _Element, words: Words) -> Iterator[Line]:
    ours = _is_ours(table)
    for row in _rows(table):
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            continue
        if ours:
            for cell in _cells(row):
                first = True
                for line in flow(cell, words):
                    line.opens, first = first, False
                    yield line
            continue
        yield _row(row, words)


def _row(row: _Element, words: Words) -> Line:
    """Return a row of a table as one line."""
    whole = Line(style=Style())
    texts: list[str] = []
    for cell in _cells(row):
        merged = cell.find(w("tcPr"))
        if (
            merged is not None
            and merged.find(w("vMerge")) is not None
            and value_of(merged, "vMerge") != "restart"
        ):
            texts.append("")
            continue
        said: list[str] = []
        for line in flow(cell, words):
            whole.take(line)
            text = line.text.strip()
            if text:
                said.append(text.replace("\n", " / "))
        texts.append(" / ".join(said))
    whole.parts.append(Part(" | ".join(texts) if any(texts) else ""))
    return whole


def _rows(table: _Element) -> Iterator[_Element]:
    return _inside(table, w("tr"))


def _cells(row: _Element) -> Iterator[_Element]:
    return _inside(row, w("tc"))


def _inside(element: _Element, wanted: str) -> Iterator[_Element]:
    """Yield the rows of a table, or the cells of a row, out of controls and the like."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag not in _LEFT_OUT and child.tag not in {_P, _TBL} and len(child):
            yield from _inside(child, wanted)
