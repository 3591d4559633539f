"""What to tell a person whose file is no published page."""

from __future__ import annotations

from accountability.containers import nature_of

__all__ = ["cannot_be_read", "nature_of"]

_SAVE = "save it as plain text (UTF-8)"

_HELP = {
    "PDF": "it is a PDF file, which cannot be read yet; copy the text of the page and save that as plain "
    "text (UTF-8)",
    "Word": "it is a Word document, which is no published page; `collect` takes a form that came back",
    "Excel": "it is an Excel workbook, which is no published page; `collect` takes a tracker that came back",
    "PowerPoint": f"it is a PowerPoint file, which cannot be read; {_SAVE}",
    "OpenDocument": f"it is an OpenDocument file, which cannot be read; {_SAVE}",
    "iWork": f"it is a file of Numbers, Pages or Keynote, which cannot be read; {_SAVE}; a tracker that came "
    "back: export it there as an Excel workbook (.xlsx)",
    "Office 97": f"it is an Office file of the old kind (.doc, .xls), which cannot be read; {_SAVE}; a "
    "tracker that came back: save it as an Excel workbook (.xlsx)",
    "RTF": f"it is rich text (RTF), which cannot be read; {_SAVE}",
    "gzip": "it is compressed (gzip); unpack it first",
    "zip": "it is a zip archive; unpack it and choose the file that holds the page",
    "picture": f"it is a picture, and a page is read from its text; {_SAVE}",
    "database": "it is a database; export what it holds first",
    "HTML": "it is the source of a web page (HTML), which cannot be read yet; open it in a browser, copy the "
    "text of the page and save that as plain text (UTF-8); a tracker that came back: save it as an Excel "
    "workbook (.xlsx)",
    "JSON": "it is JSON and no published page; if it is a register, give it to `status`, `check` or `merge`",
}


def cannot_be_read(nature: str) -> str:
    """Say what a file of that nature is, and what to do; "" for text."""
    return _HELP.get(nature, "")
