"""Laws of importers: any bytes are read, or refused in our own words."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from accountability import Register
from accountability.importers import ImportContext
from accountability.importers.plaintext import TrackerPage
from accountability.testing.laws import check_importer
from accountability.testing.strategies import registers, texts

FOLDER = Path(__file__).parent.parent / "importers" / "pages"
PAGES = [page.read_text(encoding="utf-8").splitlines() for page in sorted(FOLDER.glob("*.txt"))]


@st.composite
def damaged_pages(draw: st.DrawFn) -> str:
    """Draw a page with lines lost, repeated, out of order, or replaced by any text."""
    lines = draw(st.sampled_from(PAGES))
    kept = draw(st.lists(st.integers(0, len(lines) - 1), max_size=20))
    if draw(st.booleans()):
        kept = sorted(kept)
    page = [lines[number] for number in kept] if draw(st.booleans()) else list(lines)
    for number in draw(st.lists(st.integers(0, max(0, len(page) - 1)), max_size=3)):
        page[number : number + 1] = [draw(texts())]
    return "\n".join(page)


@given(st.one_of(damaged_pages().map(str.encode), st.binary(max_size=80)))
def test_the_reader_of_pages_keeps_the_laws(data: bytes) -> None:
    """Twice the same, ids of their own, and no error of anybody else's."""
    check_importer(TrackerPage(), data, ImportContext(file="page.txt"))


@given(damaged_pages(), registers(messy=True))
def test_what_is_read_joins_any_register(page: str, register: Register) -> None:
    """However damaged what is there already is."""
    context = ImportContext(file="page.txt", register=register)
    check_importer(TrackerPage(), page.encode(), context)
