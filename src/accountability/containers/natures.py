"""What a file is by its bytes: so that a person is told "this is a PDF" and not "invalid byte"."""

from __future__ import annotations

from typing import Literal

__all__ = ["Wanted", "is_not", "nature_of", "what_is"]

Wanted = Literal["workbook", "document", "return"]
"""What a reader expects; a return is either."""

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
    (b"Index/Document.iwa", "iWork"),
)

_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")


_HEAD = 4_000
"""Bytes of a file's beginning that tell what it is."""

_ENDS = 100_000
"""Bytes at both ends of an archive in which the names of its members are looked for."""

_CSV = "(CSV)"


def nature_of(data: bytes) -> str:
    """Name what *data* is by its signature: "PDF", "Word", "HTML" …, or "text" if nothing else."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data.startswith(b"PK\x03\x04"):
        # The list of members stands at the end, whichever member comes first, and however long it is.
        ends = data[:_ENDS], data[-_ENDS:]
        return next((name for part in ends for mark, name in _MEMBERS if mark in part), "zip")
    head = data[:2_000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((*_MARKUP, b"<?xml")) and any(mark in head for mark in _MARKUP):
        return "HTML"
    if head.startswith((b"{", b"[")) and b'"' in head:
        return "JSON"
    return "text"


_SAVE: dict[Wanted, str] = {
    "workbook": "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)",
    "document": "open it in Word or LibreOffice and save it as a Word document (.docx)",
    "return": "choose the workbook or document that came back",
}

_NOUN: dict[Wanted, str] = {
    "workbook": "an Excel workbook (.xlsx)",
    "document": "a Word document (.docx)",
    "return": "an Excel workbook (.xlsx) or a Word document (.docx)",
}

_IS: dict[str, str] = {
    "PDF": "it is a PDF file",
    "RTF": "it is rich text (RTF)",
    "gzip": "it is compressed (gzip)",
    "picture": "it is a picture",
    "database": "it is a database",
    "HTML": "it is the source of a web page (HTML), whatever its name says",
    "JSON": "it is JSON",
    "Word": "it is a Word document",
    "Excel": "it is an Excel workbook",
    "PowerPoint": "it is a PowerPoint file",
    "OpenDocument": "it is an OpenDocument file",
    "iWork": "it is a file of Numbers, Pages or Keynote",
    "zip": "it is a zip archive",
}

_KINDS: tuple[tuple[bytes, Wanted], ...] = (
    (b"{\\rtf", "document"),
    (b"application/vnd.oasis.opendocument.text", "document"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "workbook"),
    (b'progid="Word.Document"', "document"),
    (b'progid="Excel.Sheet"', "workbook"),
    ("WordDocument".encode("utf-16-le"), "document"),
    ("Workbook".encode("utf-16-le"), "workbook"),
    ("Book".encode("utf-16-le"), "workbook"),
)
"""What stands in files of other formats, and which of ours their programs can save them as."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD: tuple[tuple[bytes, str], ...] = (
    ("WordDocument".encode("utf-16-le"), "it is a Word document of the old kind (.doc)"),
    ("Workbook".encode("utf-16-le"), "it is an Excel workbook of the old kind (.xls)"),
    ("Book".encode("utf-16-le"), "it is an Excel workbook of the old kind (.xls)"),
)


def what_is(data: bytes) -> str:
    """Say what a file is by its beginning: "it is an Excel workbook"."""
    return _IS.get(nature_of(data), "it is a file of an unknown kind")


def is_not(data: bytes, wanted: Wanted) -> str:
    """Say what a file is that is not what was *wanted*, and what to do."""
    if not data:
        return "it is empty; choose the file again, or ask for it to be sent again"
    nature = nature_of(data)
    if nature == "Office 97":
        if _ENCRYPTED in data:
            return (
                "it is locked with a password; open it, take the password off (File, Info, Protect), "
                "and save it again"
            )
        what = next(
            (told for mark, told in _OLD if mark in data), "it is an Office file of the old kind"
        )
        return f"{what}; {_SAVE[_nearest(data, wanted)]}"
    if nature == "text":
        what = _text(data)
        return f"{what}; {_SAVE[_nearest(data[:_HEAD], wanted, csv=what.endswith(_CSV))]}"
    what = _IS[nature]
    if nature in {"Word", "Excel"}:
        return f"{what}, and {_NOUN[wanted]} is wanted here; choose the other file"
    if nature in {"gzip", "zip"}:
        return f"{what}; unpack it and choose {_NOUN[wanted]} in it"
    if nature in {"PDF", "picture"}:
        return f"{what}, from which no cells or answers can be read; ask for {_NOUN[wanted]}"
    if nature == "iWork":
        return f"{what}; open it there, choose File, Export To, and make {_NOUN[wanted]} of it"
    nearest = _nearest(data[:_HEAD], wanted)
    if nature == "OpenDocument":
        what += {"workbook": " (.ods)", "document": " (.odt)"}.get(_kind_of(data[:_HEAD]), "")
    return f"{what}, not {_NOUN[nearest]}; {_SAVE[nearest]}"


def _nearest(data: bytes, wanted: Wanted, *, csv: bool = False) -> Wanted:
    """Return what a file can be saved as: where either will do, what it is of by itself."""
    if wanted != "return":
        return wanted
    return "workbook" if csv else _kind_of(data)


def _kind_of(data: bytes) -> Wanted:
    """Return whether a file of another format is a workbook or a document; "return": neither."""
    for mark, kind in _KINDS:
        if mark in data:
            return kind
    return "return"


def _text(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "it is text in UTF-16"
    if b"\x00" in head:
        return "it is not an Office file, or its beginning is damaged"
    if b"<?mso-application" in head or b"urn:schemas-microsoft-com:office" in head:
        return "it is an Office file of 2003, in one XML file"
    if b"urn:oasis:names:tc:opendocument" in head:
        return "it is an OpenDocument file in one part (.fods, .fodt)"
    lines = head.splitlines()
    for separator, name in ((b",", "commas"), (b";", "semicolons"), (b"\t", "tabs")):
        if len(lines) > 1 and all(separator in line for line in lines[:2]):
            return f"it is text with {name} between the columns {_CSV}"
    return "it is plain text"
