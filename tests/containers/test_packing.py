"""Parts that were packed before make the container that the standard library would have written."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from accountability.containers import Properties, finish, finish_parts
from accountability.containers.packing import pack, write_parts

PARTS = {
    "word/document.xml": b"<a>" + b"tide " * 9_000 + b"</a>",
    "[Content_Types].xml": b"<Types/>",
    "docProps/core.xml": b"<of-a-library/>",
    "docProps/app.xml": b"<of-a-library/>",
    "word/media/empty.png": b"",
}
ABOUT = Properties(
    title="Tides", subject="", creator="", description="", language="en-GB", day=dt.date(2031, 6, 1)
)


def test_the_same_bytes() -> None:
    """Parts and their package give the same file, in which every check is right."""
    package, whole, parts = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        for name, data in PARTS.items():
            made.writestr(name, data)
    finish(package.getvalue(), whole, ABOUT)
    finish_parts((pack(name, data) for name, data in PARTS.items()), parts, ABOUT)
    assert whole.getvalue() == parts.getvalue()
    with zipfile.ZipFile(parts) as back:
        assert (None, PARTS["word/document.xml"]) == (
            back.testzip(),
            back.read("word/document.xml"),
        )


def test_names_in_any_script() -> None:
    """A name that is not in ASCII comes back."""
    target = io.BytesIO()
    write_parts((pack("word/llŷn.xml", b"<a/>"),), target)
    with zipfile.ZipFile(target) as back:
        assert (["word/llŷn.xml"], b"<a/>") == (back.namelist(), back.read("word/llŷn.xml"))


def test_nothing() -> None:
    """No parts make a container without any."""
    target = io.BytesIO()
    write_parts((), target)
    with zipfile.ZipFile(target) as back:
        assert [] == back.namelist()
