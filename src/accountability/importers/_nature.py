"""What a file is by its first bytes: so that a person is told "this is a PDF" and not "invalid byte"."""

from __future__ import annotations

__all__ = ["cannot_be_read", "nature_of"]

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Office 97"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"SQLite format 3", "database"),
)

_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "Word"),
    (b"xl/", "Excel"),
    (b"ppt/", "PowerPoint"),
    (b"mimetypeapplication/vnd.oasis", "OpenDocument"),
)

_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")

_SAVE = "save it as plain text (UTF-8)"

_HELP = {
    "PDF": "it is a PDF file, which cannot be read yet; copy the text of the page and save that as plain "
    "text (UTF-8)",
    "Word": f"it is a Word document, which cannot be read yet; {_SAVE}",
    "Excel": "it is an Excel workbook, which is no published page; `collect` takes a tracker that came back",
    "PowerPoint": f"it is a PowerPoint file, which cannot be read; {_SAVE}",
    "OpenDocument": f"it is an OpenDocument file, which cannot be read; {_SAVE}",
    "Office 97": f"it is an Office file of the old kind (.doc, .xls), which cannot be read; {_SAVE}",
    "RTF": f"it is rich text (RTF), which cannot be read; {_SAVE}",
    "gzip": "it is compressed (gzip); unpack it first",
    "zip": "it is a zip archive; unpack it and choose the file that holds the page",
    "picture": f"it is a picture, and a page is read from its text; {_SAVE}",
    "database": "it is a database; export what it holds first",
    "HTML": "it is the source of a web page (HTML), which cannot be read yet; open it in a browser, copy the "
    "text of the page and save that as plain text (UTF-8)",
    "JSON": "it is JSON and no published page; if it is a register, give it to `status`, `check` or `merge`",
}


def nature_of(data: bytes) -> str:
    """Name what *data* is by its signature: a key of the table of advice, or "text" if nothing else."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _MEMBERS if mark in data[:100_000]), "zip")
    head = data[:2_000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((*_MARKUP, b"<?xml")) and any(mark in head for mark in _MARKUP):
        return "HTML"
    if head.startswith((b"{", b"[")) and b'"' in head:
        return "JSON"
    return "text"


def cannot_be_read(nature: str) -> str:
    """Say what a file of that nature is, and what to do; "" for text."""
    return _HELP.get(nature, "")
