"""Office files as zip containers: the same parts give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from accountability.containers import Properties, finish

DAY = dt.date(2027, 2, 16)
PROPERTIES = Properties(
    title="Harbours & coasts",
    subject="Answers",
    creator="Harbours team",
    description="",
    language="en-GB",
    day=DAY,
)


def package(*names: str, at: tuple[int, int, int, int, int, int]) -> bytes:
    """Return a package of small parts, written at a certain time in a certain order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name, at), f"<{name}/>")
    return buffer.getvalue()


def finished(data: bytes, **more: object) -> bytes:
    """Return the finished package."""
    target = io.BytesIO()
    finish(data, target, PROPERTIES, **more)  # type: ignore[arg-type]  # passed on as they are
    return target.getvalue()


NAMES = ("xl/workbook.xml", "docProps/core.xml", "[Content_Types].xml", "docProps/app.xml")


def test_time_and_order_of_writing_leave_no_trace() -> None:
    """Whenever and in whatever order parts were written, the finished bytes are the same."""
    first = package(*NAMES, at=(2026, 1, 1, 8, 0, 0))
    second = package(*reversed(NAMES), at=(2027, 5, 5, 9, 30, 0))
    assert finished(first) == finished(second)


def test_the_list_of_types_comes_first() -> None:
    """Programs that read from the front find out what the file is."""
    with zipfile.ZipFile(io.BytesIO(finished(package(*NAMES, at=(2026, 1, 1, 0, 0, 0))))) as made:
        assert "[Content_Types].xml" == made.namelist()[0]


def test_the_properties_are_the_owners() -> None:
    """Title and maker are said, markup is escaped, what is empty is left out, the day is the only clock."""
    with zipfile.ZipFile(io.BytesIO(finished(package(*NAMES, at=(2026, 1, 1, 0, 0, 0))))) as made:
        core = made.read("docProps/core.xml").decode()
        app = made.read("docProps/app.xml").decode()
    assert "<dc:title>Harbours &amp; coasts</dc:title>" in core
    assert "<dc:description>" not in core
    assert 2 == core.count("2027-02-16T00:00:00Z")
    assert "<Application>accountability</Application>" in app


def test_edits_apply_to_one_part_or_to_all_that_begin_alike() -> None:
    """A name stands for a part, a name with a star for a family, and what is not there is passed over."""
    data = package("xl/a1.xml", "xl/a2.xml", "xl/b.xml", at=(2026, 1, 1, 0, 0, 0))
    edits = {
        "xl/a*": bytes.upper,
        "xl/b.xml": lambda part: part + b"!",
        "xl/none.xml": bytes.lower,
    }
    with zipfile.ZipFile(io.BytesIO(finished(data, edits=edits))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    assert {
        "xl/a1.xml": b"<XL/A1.XML/>",
        "xl/a2.xml": b"<XL/A2.XML/>",
        "xl/b.xml": b"<xl/b.xml/>!",
    } == parts


def test_the_target_is_written_front_to_back_and_left_open() -> None:
    """A stream that cannot go back is enough, and it belongs to its caller."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.pieces: list[bytes] = []

        def writable(self) -> bool:
            return True

        def write(self, data: object, /) -> int:
            piece = bytes(memoryview(data))  # type: ignore[arg-type]  # anything with a buffer
            self.pieces.append(piece)
            return len(piece)

    target = Pipe()
    finish(package(*NAMES, at=(2026, 1, 1, 0, 0, 0)), target, PROPERTIES)  # type: ignore[arg-type]  # writes is all it does
    assert not target.closed
    with zipfile.ZipFile(io.BytesIO(b"".join(target.pieces))) as made:
        assert None is made.testzip()
