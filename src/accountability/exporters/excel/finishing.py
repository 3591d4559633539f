"""
What openpyxl cannot write, put into the parts of the finished package.

The rows, which are text already; links between sheets; relative table targets, because one program
cannot open a file with absolute ones; alternative text of tables; fonts in the order that the standard
asks for; and the word that numbers written as text are meant to be text, so that no cell carries a
warning triangle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from xml.sax.saxutils import quoteattr

from openpyxl.utils import get_column_letter

from accountability.containers import Pieces
from accountability.containers.finishing import Edit
from accountability.exporters.excel.canvas import Page

__all__ = ["edits"]

_ALT_TEXT = "{504A1905-F514-4f6f-8877-14C23A59335A}"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_DISPLAY_NAME = re.compile(rb'displayName="([^"]+)"')
_FONT = re.compile(rb"<font>(.*?)</font>", flags=re.DOTALL)
_PROPERTY = re.compile(rb"<(\w+)[^>]*/>")
_ORDER = (
    b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
).split()
"""Children of a font in the order of CT_Font, ISO/IEC 29500-1, 18.8.22."""

_DIMENSION = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_ROWS = re.compile(rb"<sheetData\s*(?:/>|></sheetData>)")
_PROTECTION = re.compile(rb"<workbookProtection\s*/>")
_PRINTED = b"<pageMargins"
_TABLES = b"<tableParts"


def edits(alt_texts: Mapping[str, tuple[str, str]], pages: Sequence[Page]) -> Mapping[str, Edit]:
    """
    Return the edits of a workbook's parts, for `accountability.containers.finish`.

    Args:
        alt_texts: Title and description of each table, by its name.

        pages: The sheets, in order; their rows are used up.
    """
    return {
        **{
            f"xl/worksheets/sheet{number}.xml": partial(_with_rows, page)
            for number, page in enumerate(pages, start=1)
        },
        "xl/worksheets/_rels/*": _relative_targets,
        "xl/tables/*": lambda data: _with_alt_text(data, alt_texts),
        "xl/styles.xml": _fonts_in_order,
        "xl/workbook.xml": lambda data: _PROTECTION.sub(b"", data),
    }


def _relative_targets(data: bytes) -> bytes:
    """Absolute targets are legal, and exceljs cannot open a file that has them."""
    return data.replace(b'"/xl/', b'"../')


def _with_alt_text(data: bytes, alt_texts: Mapping[str, tuple[str, str]]) -> bytes:
    found = _DISPLAY_NAME.search(data)
    told = alt_texts.get(found[1].decode()) if found else None
    if told is None:
        return data
    title, description = (quoteattr(text) for text in told)
    extension = (
        f'<extLst><ext uri="{_ALT_TEXT}" xmlns:x14="{_X14}">'
        f"<x14:table altText={title} altTextSummary={description}/></ext></extLst>"
    )
    return data.replace(b"</table>", extension.encode() + b"</table>")


def _fonts_in_order(data: bytes) -> bytes:
    return _FONT.sub(lambda font: b"<font>" + _in_order(font[1]) + b"</font>", data)


def _in_order(inside: bytes) -> bytes:
    properties = [(match[1], match[0]) for match in _PROPERTY.finditer(inside)]
    properties.sort(key=lambda pair: _ORDER.index(pair[0]))
    return b"".join(whole for _name, whole in properties)


def _with_rows(page: Page, data: bytes) -> Pieces:
    """Put the rows of a sheet where openpyxl left room for them."""
    last = page.next_row - 1
    reference = f"A1:{get_column_letter(len(page.widths))}{last}".encode()
    head, tail = _ROWS.split(data, maxsplit=1)
    head = _DIMENSION.sub(b'<dimension ref="' + reference + b'"/>', head)
    if page.links:  # they stand before how the sheet is printed
        before, printed, after = tail.partition(_PRINTED)
        tail = before + _hyperlinks(page.links) + printed + after
    if _TABLES in tail:
        meant = b'<ignoredErrors><ignoredError sqref="' + reference + b'" numberStoredAsText="1"/>'
        before, _, after = tail.rpartition(_TABLES)
        tail = before + meant + b"</ignoredErrors>" + _TABLES + after
    head, tail = head + b"<sheetData>", b"</sheetData>" + tail
    size = len(head) + page.spool.size + len(tail)
    return Pieces(size, chain((head,), page.spool.pieces(), (tail,)))


def _hyperlinks(links: Iterable[tuple[str, str]]) -> bytes:
    """Write the links; all lead to other sheets of the same file."""
    told = (
        f"<hyperlink ref={quoteattr(cell)} location={quoteattr(place)} display={quoteattr(sheet)}/>"
        for cell, sheet in links
        for place in (f"'{sheet}'!A1",)
    )
    return f"<hyperlinks>{''.join(told)}</hyperlinks>".encode()
