"""What a copy would look like that breaks a statement: the test that bears its number fails on it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table
from tests.exporters import test_excel_accessibility as statements

from accountability.tables import Profile

PUBLICATION = Profile.PUBLICATION
Damage = Callable[[Any], None]


@pytest.fixture(name="written")
def _written(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Let the statements be checked of other bytes than those that were written."""

    def instead(data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name).decode("latin-1") for name in package.namelist()}
        monkeypatch.setattr(statements, "book_of", lambda *_, **__: load_workbook(io.BytesIO(data)))
        monkeypatch.setattr(statements, "parts_of", lambda *_, **__: parts)

    return instead


def damaged(profile: Profile, damage: Damage) -> bytes:
    """Return a copy after a change of its cells, sheets and tables."""
    book = load_workbook(io.BytesIO(statements.data_of(profile)))
    damage(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(profile: Profile, parts: Mapping[str, str], **replaced: tuple[str, str]) -> bytes:
    """Return a copy with more parts in its package, and words of some parts replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in statements.parts_of(profile).items():
            words = part
            for ending, (old, new) in replaced.items():
                if name.endswith(ending.replace("__", "/").replace("_", ".")):
                    assert old in words
                    words = words.replace(old, new, 1)
            package.writestr(name, words)
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def column(sheet: Any, heading: str) -> list[Any]:
    """Return the cells below a heading that hold something."""
    head = next(cell for cell in sheet[4] if heading in str(cell.value))
    cells = (sheet.cell(row, head.column) for row in range(5, sheet.max_row + 1))
    return [cell for cell in cells if cell.value is not None]


# --- XA14 -----------------------------------------------------------------------------------------------


def no_table(book: Any) -> None:
    """Leave the notes as bare cells."""
    book["Notes"].tables.clear()


def other_name(book: Any) -> None:
    """Call the sheet of the notes something else."""
    book["Notes"].title = "Remarks"


def shorter_table(book: Any) -> None:
    """Leave the last note outside the table."""
    (table,) = book["Notes"].tables.values()
    last = int(table.ref.rpartition("C")[2] or 0)
    table.ref = f"A4:C{last - 1}"


def note_gone(book: Any) -> None:
    """Take out the words of a note."""
    book["Notes"]["C5"].value = None


def comment(book: Any) -> None:
    """Put a note into a comment on a cell."""
    from openpyxl.comments import Comment

    book["Recommendations"]["A5"].comment = Comment("A note.", "Somebody")


@pytest.mark.parametrize(
    "damage",
    [no_table, other_name, shorter_table, note_gone, comment],
    ids=lambda one: one.__name__,
)
def test_xa14_notes_elsewhere_are_seen(written: Any, damage: Damage) -> None:
    """Notes that are no table, on another sheet, outside the table, empty, or in comments."""
    written(damaged(PUBLICATION, damage))
    with pytest.raises((AssertionError, KeyError, ValueError)):
        statements.test_xa13_xa14_every_marker_has_its_note_and_every_note_its_marker()


# --- XA24 -----------------------------------------------------------------------------------------------

DRAWN: dict[str, tuple[dict[str, str], dict[str, tuple[str, str]]]] = {
    "picture": ({"xl/media/image1.png": "PNG"}, {}),
    "chart": ({"xl/charts/chart1.xml": "<chart/>"}, {}),
    "object": ({"xl/embeddings/one.bin": "OLE"}, {}),
    "background": ({}, {"sheet1_xml": ("</worksheet>", '<picture r:id="rId9"/></worksheet>')}),
    "shape": ({}, {"sheet1_xml": ("</worksheet>", '<x:drawing r:id="rId9"/></worksheet>')}),
    "relation": (
        {},
        {
            "workbook_xml_rels": (
                "</Relationships>",
                '<Relationship Id="r" Target="one.xml" Type="http://x/chart"/></Relationships>',
            )
        },
    ),
    "type": (
        {"xl/graph.bin": "x"},
        {"Types]_xml": ("</Types>", '<Default Extension="bin" ContentType="image/png"/></Types>')},
    ),
}


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("drawn", DRAWN)
def test_xa24_pictures_and_charts_are_seen(written: Any, profile: Profile, drawn: str) -> None:
    """By the name of their part, what points to them, or the type of what they hold."""
    parts, replaced = DRAWN[drawn]
    written(with_parts(profile, parts, **replaced))
    with pytest.raises(AssertionError):
        statements.test_xa24_there_are_no_pictures_and_charts(profile, empty=False)


# --- XA29 -----------------------------------------------------------------------------------------------


def words_below(book: Any) -> None:
    """Write a source under a table."""
    sheet = book["Recommendations"]
    sheet.cell(sheet.max_row + 2, 1).value = "Source: own work"


def second_table(book: Any) -> None:
    """Put another table under a table."""
    sheet = book["Summary"]
    top = sheet.max_row + 2
    for row in range(top, top + 2):
        sheet.cell(row, 1).value = f"words {row}"
    sheet.add_table(Table(displayName="More", ref=f"A{top}:A{top + 1}"))


def beside(book: Any) -> None:
    """Let a table begin in the second column."""
    (table,) = book["Updates"].tables.values()
    table.ref = table.ref.replace("A", "B", 1)


@pytest.mark.parametrize(
    "damage", [words_below, second_table, beside], ids=lambda one: one.__name__
)
def test_xa29_what_stands_under_a_table_is_seen(written: Any, damage: Damage) -> None:
    """Words, or one more table; likewise a table that does not begin at the left edge."""
    written(damaged(PUBLICATION, damage))
    with pytest.raises((AssertionError, ValueError)):
        statements.test_xa18_xa28_xa29_tables_that_are_published_stand_alone_under_their_title(
            empty=False
        )


# --- XA37 -----------------------------------------------------------------------------------------------


def days_as_words(book: Any) -> None:
    """Write a day that we worked out as text."""
    cell = column(book["Recommendations"], "Response due")[0]
    cell.value, cell.number_format = "31 March 2027", "@"


def days_as_numbers(book: Any) -> None:
    """Show a day that we worked out as the number that a program keeps."""
    cell = next(
        cell
        for cell in column(book["Recommendations"], "Runs out on")
        if not isinstance(cell.value, str)
    )
    cell.number_format = "0"


def days_in_figures(book: Any) -> None:
    """Show a day in figures, of which nobody knows the order."""
    cell = next(
        cell
        for cell in column(book["Commitments"], "Original begins on")
        if not isinstance(cell.value, str)
    )
    cell.number_format = "dd/mm/yyyy"


def words_as_days(book: Any) -> None:
    """Make a day of a date in words."""
    cell = column(book["Commitments"], "Current target date")[0]
    cell.value, cell.number_format = dt.date(2027, 3, 31), "d mmmm yyyy"


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize(
    "damage",
    [days_as_words, days_as_numbers, days_in_figures, words_as_days],
    ids=lambda one: one.__name__,
)
def test_xa37_days_that_are_no_dates_are_seen(
    written: Any, profile: Profile, damage: Damage
) -> None:
    """A day as words, a number or figures, and words as a day."""
    written(damaged(profile, damage))
    with pytest.raises(AssertionError):
        statements.test_xa36_xa37_real_dates_are_shown_in_words(profile, empty=False)


@pytest.mark.parametrize("profile", Profile)
def test_a_copy_that_is_only_saved_again_breaks_nothing(written: Any, profile: Profile) -> None:
    """So it is the damage that is seen, and not the saving."""
    written(damaged(profile, lambda _book: None))
    statements.test_xa24_there_are_no_pictures_and_charts(profile, empty=False)
    statements.test_xa36_xa37_real_dates_are_shown_in_words(profile, empty=False)
    if profile is PUBLICATION:
        statements.test_xa13_xa14_every_marker_has_its_note_and_every_note_its_marker()
        statements.test_xa18_xa28_xa29_tables_that_are_published_stand_alone_under_their_title(
            empty=False
        )
