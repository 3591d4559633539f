"""The flat table: whole texts, one row for each item and responder, and nothing taken for a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.dates import PartialDate
from accountability.exporters._base import ExportContext
from accountability.exporters.csv import Dialect, ItemTable, guard, unguard
from accountability.findings import Finding
from accountability.model import (
    Commitment,
    Document,
    DocumentKind,
    Organisation,
    Recommendation,
    Register,
    Response,
    TargetDate,
)
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope
from accountability.testing.strategies import registers, texts

AS_OF = dt.date(2031, 6, 1)
FORMULAS = ("=", "+", "-", "@", "\t", "\n", "\r", "＝", "＋", "－", "＠")


def exported(
    register: Register, dialect: Dialect = Dialect.SPREADSHEET, **context: object
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the file and the findings."""
    stream = io.BytesIO()
    told = ExportContext(**{"as_of": AS_OF, **context})  # type: ignore[arg-type]  # a test's own words
    findings = ItemTable(dialect=dialect).export(register, stream, told)
    return stream.getvalue(), findings


def table_of(data: bytes) -> list[list[str]]:
    """Return the cells as they are written."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def rows_of(data: bytes) -> list[dict[str, str]]:
    """Return the rows by their headings, as they are written."""
    head, *rows = table_of(data)
    return [dict(zip(head, row, strict=True)) for row in rows]


def one_item(text: str = "Light the moles.", **fields: object) -> Register:
    """Return a register of one recommendation, nobody named to answer it."""
    report = Document(id="report", kind=DocumentKind.REPORT, title="Lights")
    item = Recommendation(id="rec-1", document="report", label="1", text=text)
    return Register(id="harbours", title="Harbours", documents=(report,), items=(item,), **fields)  # type: ignore[arg-type]  # a test's own words


# --- what stands in it ------------------------------------------------------------------------------


def test_the_headings_are_the_trackers_without_the_word_your() -> None:
    """A table in which nobody fills in anything says "Position", with a capital letter."""
    head = table_of(exported(load_sample(), as_of=DEMO_DAY)[0])[0]
    assert head[:10] == [
        "Register",
        "As at",
        "Number",
        "Status on 1 October 2027",
        "Recommendation",
        "Who answers",
        "Position",
        "Reply",
        "Target date",
        "Runs out on",
    ]
    assert head[-4:] == [
        "Answer shown (leave as it is)",
        "Item (leave as it is)",
        "Row key (leave as it is)",
        "Form of this table (leave as it is)",
    ]
    assert len(set(head)) == len(head)


def test_a_row_for_each_item_and_responder() -> None:
    """Every row of the register is there once, under its key and its item, in the order of the papers."""
    register = load_sample()
    written = [
        (row["Row key (leave as it is)"], row["Item (leave as it is)"])
        for row in rows_of(exported(register)[0])
    ]
    assert [(row.key, row.about) for row in register.rows()] == written


def test_days_are_for_machines_and_dates_in_words_for_people() -> None:
    """A day we worked out is written with year, month and day; a date somebody gave keeps its words."""
    row = rows_of(exported(load_sample(), as_of=DEMO_DAY)[0])[0]
    assert ("by the end of 2026", "2026-12-31") == (row["Target date"], row["Runs out on"])
    assert row["As at"] == "2027-10-01"


def test_dates_of_several_promises_stand_in_the_row() -> None:
    """Where the tracker refers to its sheet of commitments, the table holds the dates, a line each."""
    body = Organisation(id="dept", name="Department")
    answer = Response(id="answer", answers="rec-1", responder="dept", text="Yes.")
    promises = (
        Commitment(
            id="c1",
            text="Write it.",
            response="answer",
            dates=(TargetDate(date=PartialDate.year(2031, "in 2031")),),
        ),
        Commitment(id="c2", text="Think.", response="answer"),
        Commitment(
            id="c3",
            text="Send it.",
            response="answer",
            dates=(
                TargetDate(
                    date=PartialDate.month(2032, 3, "March 2032"), reason="The printer is shut"
                ),
            ),
        ),
    )
    (row,) = rows_of(exported(one_item().with_records(body, answer, *promises))[0])
    assert row["Target date"] == "in 2031\nno date\nMarch 2032"
    assert row["Reason for the date"] == "March 2032: The printer is shut"


def test_a_marking_is_the_first_column() -> None:
    """The marking of the register, or the one asked for, stands in every row; without one, no column."""
    assert table_of(exported(one_item())[0])[0][0] == "Register"
    (row,) = rows_of(exported(one_item(marking="OFFICIAL"))[0])
    assert next(iter(row.items())) == ("Marking", "OFFICIAL")
    (row,) = rows_of(exported(one_item(marking="OFFICIAL"), marking="OFFICIAL: closed")[0])
    assert next(iter(row.items())) == ("Marking", "OFFICIAL: closed")


def test_an_empty_register_is_a_header_row() -> None:
    """Nothing held is a table with headings, and no finding."""
    data, findings = exported(Register(id="empty", title="Empty"))
    assert len(table_of(data)) == 1
    assert findings == ()


def test_a_scope_leaves_out_rows_and_what_belongs_to_them() -> None:
    """Only rows in scope are written, and only what belongs to them is counted as without a place."""
    register = load_sample()
    asked = Scope(documents=("uk-hcc-hc8710-2025-26",))
    data, findings = exported(register, scope=asked)
    assert {"uk-hcc-hc8710-2025-26"} == {
        register[row["Item (leave as it is)"]].document  # type: ignore[attr-defined]  # an item
        for row in rows_of(data)
    }
    everything = exported(register)[1]
    assert findings[0].message != everything[0].message


def test_what_has_no_place_is_counted() -> None:
    """The finding says how many promises, earlier dates, updates and so on a flat table cannot hold."""
    register = load_sample()
    _, findings = exported(register, as_of=DEMO_DAY)
    moved = sum(max(len(promise.dates) - 1, 0) for promise in register.commitments)
    assert [finding.code for finding in findings] == ["EXP902"]
    assert f"{len(register.commitments)} promises in words" in findings[0].message
    assert f"{moved} earlier target date" in findings[0].message
    assert f"{len(register.updates)} updates" in findings[0].message
    assert f"{len(register.assessments)} view" in findings[0].message
    assert f"{len(register.notes)} note" in findings[0].message


# --- as a file ----------------------------------------------------------------------------------------


def test_the_file_begins_with_a_mark_and_ends_lines_as_the_standard_says() -> None:
    """Excel reads UTF-8 by its byte-order mark; rows end with CR LF (RFC 4180), texts keep theirs."""
    data, _ = exported(one_item("first\nsecond"))
    assert data.startswith(b"\xef\xbb\xbfRegister,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 2
    assert b'"first\nsecond"' in data


@given(registers(messy=True), st.sampled_from(Dialect))
def test_every_text_and_id_is_whole(register: Register, dialect: Dialect) -> None:
    """Each row holds its item's words, the reply's and its key, character for character."""
    data, _ = exported(register, dialect)
    whole = rows_of(data)
    if dialect is Dialect.SPREADSHEET:
        whole = [{name: unguard(cell) for name, cell in row.items()} for row in whole]
    rows = register.rows()
    assert len(rows) == len(whole)
    for row, cells in zip(rows, whole, strict=True):
        assert row.key == cells["Row key (leave as it is)"]
        assert row.about == cells["Item (leave as it is)"]
        if row.item is not None:
            assert (row.item.text or row.item.title) == cells["Recommendation"]
            assert row.item.title == cells["Short title"]
        if row.shown is not None and row.shown.text:
            assert row.shown.text == cells["Reply"]


@given(registers(messy=True, min_items=1))
def test_no_cell_for_people_is_a_formula(register: Register) -> None:
    """No cell begins as a formula does, also after spaces that a program may drop."""
    for row in table_of(exported(register)[0]):
        for cell in row:
            assert not cell.lstrip(" \u00a0\ufeff\u200b").startswith(FORMULAS), cell


@given(texts())
def test_unguard_undoes_guard(text: str) -> None:
    """Reading takes away what writing added and nothing else, apostrophes of the text's own included."""
    assert text == unguard(guard(text))
    assert not guard(text).startswith(FORMULAS)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\ufeff@SUM(A1)", "'\ufeff@SUM(A1)"),
        ("－5", "'－5"),
        ("'tis", "''tis"),
        ("", ""),
        ("5 - 3", "5 - 3"),
    ],
)
def test_what_is_guarded(text: str, written: str) -> None:
    """A formula's first character gets an apostrophe, and so does an apostrophe."""
    assert written == guard(text)


def test_each_dialect_says_what_it_did() -> None:
    """Both say how many cells are concerned; every row says which of the two it is."""
    register = one_item("=1+1")
    data, findings = exported(register)
    (row,) = rows_of(data)
    assert row["Recommendation"] == "'=1+1"
    assert row["Form of this table (leave as it is)"] == "items 1 spreadsheet"
    assert [("EXP904", "cells written with an apostrophe in front: 1")] == [
        (found.code, found.message) for found in findings
    ]

    data, findings = exported(register, Dialect.MACHINE)
    (row,) = rows_of(data)
    assert row["Recommendation"] == "=1+1"
    assert row["Form of this table (leave as it is)"] == "items 1 machine"
    assert [("EXP903", "cells that a spreadsheet program would take for formulas: 1")] == [
        (found.code, found.message) for found in findings
    ]


# --- sizes ------------------------------------------------------------------------------------------------


def test_a_long_text_is_whole_and_a_warning_says_what_a_spreadsheet_does() -> None:
    """100,000 characters are written whole; the finding is about the program that opens them."""
    text = "word " * 20_000
    data, findings = exported(one_item(text))
    assert text.encode() in data
    assert [("EXP905", "texts longer than a spreadsheet program's cell: 1")] == [
        (found.code, found.message) for found in findings
    ]
    assert exported(one_item(text), Dialect.MACHINE)[1] == ()
    assert exported(one_item("𝒜" * 16_384))[1] != ()
    assert exported(one_item("é" * 32_767))[1] == ()


def test_sixty_responders_are_sixty_rows() -> None:
    """An item that sixty bodies answer has a row for each."""
    bodies = tuple(Organisation(id=f"body-{n}", name=f"Harbour {n}") for n in range(60))
    answers = tuple(
        Response(id=f"answer-{n}", answers="rec-1", responder=f"body-{n}", text=f"Yes, {n}.")
        for n in range(60)
    )
    data, _ = exported(one_item().with_records(*bodies, *answers))
    assert [f"Yes, {n}." for n in range(60)] == [row["Reply"] for row in rows_of(data)]
