"""What was typed over the summary and the lists of choices is told, wherever their rows stand now."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from accountability import ExportContext
from accountability.importers.excel._watched import typed_over
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables.known import cell_letters
from accountability.tables.returned import Returned

Back = Callable[..., Returned]

SENT = (("Positions", "Accept"), ("Positions", "Reject"), ("Progress", "Done"))


def told(*rows: tuple[str, str]) -> dict[int, tuple[str, ...]]:
    """Return what is told of a list that was sent as `SENT`."""
    words = {number: {"List": one, "Choice": other} for number, (one, other) in enumerate(rows, 5)}
    return typed_over(words, [tuple(map(cell_letters, row)) for row in SENT])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SENT, {}),
        (SENT[::-1], {}),
        (SENT[:1], {}),
        ((*SENT, SENT[0]), {}),
        ((("Positions ", " Accept\n"), *SENT[1:]), {}),
        ((("Positions", "Maybe"), *SENT[1:]), {5: ("Choice",)}),
        ((SENT[2], ("Positions", "Maybe"), SENT[0]), {6: ("Choice",)}),
        ((("Progress", "Accept"), *SENT[1:]), {5: ("List",)}),
        ((*SENT, ("Positions", "Maybe")), {8: ("List", "Choice")}),
        ((*SENT, ("", "Maybe")), {8: ("Choice",)}),
        ((("Ring", "Ann"), *SENT[1:]), {5: ("List", "Choice")}),
        ((("Positions", ""), *SENT[1:]), {5: ()}),
    ],
    ids=[
        *("as sent", "sorted", "deleted", "copied", "white space", "typed over"),
        *("typed over and sorted", "other list", "added", "added in part", "both", "emptied"),
    ],
)
def test_cells_are_told_by_the_letters_of_their_rows(
    rows: tuple[tuple[str, str], ...], expected: dict[int, tuple[str, ...]]
) -> None:
    """A row that was sent says nothing; of any other, the cells that its likeness has not."""
    assert expected == told(*rows)


def test_of_many_rows_all_cells_are_told() -> None:
    """Whoever types over everything is told it all, in little time."""
    rows = [("Positions", f"Word {number}") for number in range(400)]
    found = told(*rows)
    assert 400 == len(found)
    assert ("List", "Choice") == found[404]


def saved(edit: Callable[[Any], None]) -> bytes:
    """Return the sample's tracker after somebody has edited it."""
    openpyxl = pytest.importorskip("openpyxl", exc_type=ImportError)
    from accountability.exporters.excel import TrackerWorkbook

    source, target = io.BytesIO(), io.BytesIO()
    TrackerWorkbook().export(load_sample(), source, ExportContext(as_of=DEMO_DAY))
    book = openpyxl.load_workbook(source)
    edit(book)
    book.save(target)
    return target.getvalue()


@pytest.mark.needs("excel")
def test_a_count_and_its_words_typed_over_alike(back: Back) -> None:
    """A count that fits its words, and another label of ours, are told all the same."""

    def edit(book: Any) -> None:
        page = book["Summary"]
        page["C6"], page["D6"] = 7, "7 of 20 recommendations"
        page["B7"] = "Implemented"

    notes = back(saved(edit)).notes
    assert [
        ("Summary!C6", "7 | 7 of 20 recommendations"),
        ("Summary!B7", "Implemented"),
    ] == [(note.place.at, note.text) for note in notes]


@pytest.mark.needs("excel")
def test_a_choice_typed_over(back: Back, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes a choice of their own into the list: it is told with its cell."""
    from accountability.exporters.excel import drawing

    monkeypatch.setattr(drawing, "_LIST_LIMIT", 100)  # our bodies' lists are shorter

    def edit(book: Any) -> None:
        book["Choices"]["B6"] = "Accept, one day"

    (note,) = back(saved(edit)).notes
    assert ("Choices!B6", "Accept, one day") == (note.place.at, note.text)


@pytest.mark.needs("excel")
def test_without_the_letters_nothing_is_told_of_the_summary(back: Back) -> None:
    """Where the lines for the computer are gone nobody can say what was sent; that they are is said."""

    def edit(book: Any) -> None:
        del book["For the computer"]
        book["Summary"]["C6"] = 7

    returned = back(saved(edit))
    assert () == returned.notes
    assert "RTN861" in [found.code for found in returned.findings]
