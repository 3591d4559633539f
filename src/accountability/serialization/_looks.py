"""What a file that is no register looks like, so that the error can say what to do with it."""

from __future__ import annotations

import codecs

__all__ = ["look"]

_OFFICE = (
    (b"xl/", "an Excel workbook"),
    (b"word/", "a Word document"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an Office file of the old kind (.xls, .doc)"),
    (b"{\\rtf", "a rich text file"),
)


def look(head: bytes) -> str:
    """
    Say what a file that begins with *head* is, and what to do; "" if it could be a register.

    Args:
        head: The first thousands of bytes; the whole file will do.
    """
    if not head.strip():
        return "it is empty; was it written to its end?"
    if head.startswith(codecs.BOM_UTF8):
        return "it begins with a byte order mark; save it as UTF-8 without one"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "it is UTF-16; save it as UTF-8"
    if head.startswith(b"\x1f\x8b"):
        return "it is compressed (gzip); unpack it first"
    what = _document(head)
    if what:
        return f"it is {what}, not a register; what documents say is read by accountability.read"
    return ""


def _document(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return next((what for sign, what in _OFFICE if sign in head), "a zip archive")
    for sign, what in _SIGNATURES:
        if head.startswith(sign):
            return what
    start = head.lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if start.startswith(b"<"):
        return "an XML or HTML file"
    return ""
