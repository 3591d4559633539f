"""
What openpyxl cannot write, put into the parts of the finished package.

Relative table targets, because one program cannot open a file with absolute ones; alternative text of
tables; fonts in the order that the standard asks for; and the word that numbers written as text are
meant to be text, so that no cell carries a warning triangle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.sax.saxutils import quoteattr

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

_BLANK_TEXT = re.compile(rb"<t>(\s+)</t>")
_PROTECTION = re.compile(rb"<workbookProtection\s*/>")
_TABLES = b"<tableParts"


def edits(
    alt_texts: Mapping[str, tuple[str, str]],
) -> Mapping[str, Callable[[bytes], bytes]]:
    """
    Return the edits of a workbook's parts, for `accountability.containers.finish`.

    Args:
        alt_texts: Title and description of each table, by its name.
    """
    return {
        "xl/worksheets/_rels/*": _relative_targets,
        "xl/worksheets/sheet*": _sheet,
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


def _sheet(data: bytes) -> bytes:
    data = _BLANK_TEXT.sub(rb'<t xml:space="preserve">\1</t>', data)
    if _TABLES not in data:
        return data
    last = data.rfind(b'<c r="')
    reference = data[last + 6 : data.find(b'"', last + 6)]
    rows = re.sub(rb"[A-Z]+", b"", reference)
    meant = b'<ignoredErrors><ignoredError sqref="A1:AZ' + rows + b'" numberStoredAsText="1"/>'
    head, _, tail = data.rpartition(_TABLES)
    return head + meant + b"</ignoredErrors>" + _TABLES + tail
