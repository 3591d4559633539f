"""
Words that parted from their keys: a range sorted or pasted that leaves out the key columns.

Nothing of such a row may be written, to whichever row its key belongs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from accountability.merge import shown
from accountability.model import Recommendation, Register
from accountability.returns import collect_returned
from accountability.tables import Profile, Scope, tracker
from accountability.tables.judging import judge
from accountability.tables.returned import Returned, ReturnedRow

SENT_ON = dt.date(2031, 6, 1)
COLLECTED_ON = dt.date(2031, 6, 15)
DEPARTMENT = "waterways"
KEPT = ("key", "check", "item", "answer")
"""Columns at the far right, that a person does not sort along."""


def sent(register: Register, returned_from: Any, profile: Profile = Profile.RESPONDER) -> Returned:
    """Return the workbook as it left."""
    scope = Scope(responders=(DEPARTMENT,)) if profile is Profile.RESPONDER else Scope()
    returned: Returned = returned_from(
        tracker(register, as_of=SENT_ON, profile=profile, scope=scope)
    )
    return returned


def filled(returned: Returned, cells: dict[tuple[str, str], str]) -> Returned:
    """Return it with words typed into cells, by the end of a row's key and column."""

    def with_words(row: ReturnedRow) -> ReturnedRow:
        for (key, column), words in cells.items():
            if row.key.endswith(key) and column in row.cells:
                cell = evolve(row.cells[column], text=words)
                row = evolve(row, cells={**row.cells, column: cell})
        return row

    return evolve(returned, rows=tuple(map(with_words, returned.rows)))


def parted(
    returned: Returned, sheet: str, order: Callable[[list[ReturnedRow]], list[ReturnedRow]]
) -> Returned:
    """Return it with the rows of a sheet in another order, keys and checks where they were."""
    there = [row for row in returned.rows if row.sheet == sheet]
    moved = [
        evolve(
            stays,
            cells={
                key: (stays if key in KEPT else goes).cells[key]
                for key in stays.cells
                if key in goes.cells
            },
        )
        for stays, goes in zip(there, order(there), strict=True)
    ]
    others = [row for row in returned.rows if row.sheet != sheet]
    return evolve(returned, rows=(*moved, *others))


def backwards(rows: list[ReturnedRow]) -> list[ReturnedRow]:
    """Sort rows the other way round."""
    return rows[::-1]


REPLIES = {("rec-2/waterways", "reply"): "Eels.", ("rec-4/waterways", "reply"): "Dredged."}


@pytest.mark.parametrize("base", [False, True], ids=["base not kept", "base kept"])
def test_rows_sorted_without_their_keys(weirs: Register, returned_from: Any, base: bool) -> None:
    """Every reply is in dispute under the row whose words it stands beside; nothing is written."""
    back = parted(filled(sent(weirs, returned_from), REPLIES), "Recommendations", backwards)
    kept = {"": weirs} if base else None
    told = collect_returned(weirs, [back], as_of=COLLECTED_ON, base=kept)
    assert () == told.applied
    assert weirs == told.register
    assert [
        ("wc-hc12/rec-4/waterways", "row:reply", "Dredged."),
        ("wc-hc12/rec-2/waterways", "row:reply", "Eels."),
    ] == [(one.record, one.field, shown(one.theirs)) for one in told.conflicts]
    assert ["RTN839"] * 4 == [found.code for found in told.findings]
    assert (
        "the words of this row are those of row 5 (Patrol, all of them, before winter.), and its key is "
        "that of row 1 (Mend the weirs, all of them, before winter.); what was filled in is in dispute"
    ) == told.findings[0].message
    assert () == told.not_returned


def test_rows_sorted_without_their_keys_and_a_column_taken_out(
    weirs: Register, returned_from: Any
) -> None:
    """Where cells are missing and no letters can be compared, the words still tell."""
    back = filled(sent(weirs, returned_from), REPLIES)
    back = evolve(
        back,
        rows=tuple(
            evolve(
                row,
                cells={key: one for key, one in row.cells.items() if key not in {"why", "text"}},
            )
            for row in back.rows
        ),
    )
    assert () != collect_returned(weirs, [back], as_of=COLLECTED_ON).applied
    told = collect_returned(weirs, [parted(back, "Recommendations", backwards)], as_of=COLLECTED_ON)
    assert () == told.applied
    assert {"Eels.", "Dredged."} == {shown(one.theirs) for one in told.conflicts}


def test_a_key_overtyped_with_that_of_another_row(weirs: Register, returned_from: Any) -> None:
    """The row is in dispute as the row that its words are of; the other stays as it was filled in."""
    back = filled(sent(weirs, returned_from), REPLIES)
    two = next(row for row in back.rows if row.key.endswith("rec-2/waterways"))
    rows = tuple(
        evolve(row, key=two.key, cells={**row.cells, "key": two.cells["key"]})
        if row.key.endswith("rec-4/waterways")
        else row
        for row in back.rows
    )
    told = collect_returned(weirs, [evolve(back, rows=rows)], as_of=COLLECTED_ON)
    assert [("wc-hc12/rec-2/waterways", "Eels.")] == [
        (one.record, shown(one.after)) for one in told.applied if one.field == "text"
    ]
    assert [("wc-hc12/rec-4/waterways", "Dredged.")] == [
        (one.record, shown(one.theirs)) for one in told.conflicts
    ]
    assert ["RTN839"] == [found.code for found in told.findings]
    assert () == told.not_returned


def test_commitments_sorted_without_their_keys(weirs: Register, returned_from: Any) -> None:
    """Progress stands beside the words of another promise: in dispute, with whose words they are."""
    back = filled(sent(weirs, returned_from), {("rec-5/waterways/c2", "progress"): "In progress"})
    told = collect_returned(weirs, [parted(back, "Commitments", backwards)], as_of=COLLECTED_ON)
    assert () == told.applied
    assert ["wc-hc12/rec-5/waterways/c2"] == [one.record for one in told.conflicts]
    assert {"RTN839"} == {found.code for found in told.findings}
    assert "the words of this row are those of the commitment 'Train crews.'" in " ".join(
        found.message for found in told.findings
    )


def test_rows_with_the_same_words(weirs: Register, returned_from: Any) -> None:
    """Where several rows show these words nobody is named, and nothing is written."""
    same = tuple(
        evolve(item, text="Do it.", label="9") if item.label in {"2", "4"} else item
        for item in weirs.items
        if isinstance(item, Recommendation)
    )
    register = evolve(weirs, items=same)
    back = filled(sent(register, returned_from), {("rec-2/waterways", "reply"): "Eels."})

    def order(rows: list[ReturnedRow]) -> list[ReturnedRow]:
        return [*rows[1:], rows[0]]

    told = collect_returned(register, [parted(back, "Recommendations", order)], as_of=COLLECTED_ON)
    assert () == told.applied
    assert ["Eels."] == [shown(one.theirs) for one in told.conflicts]
    assert any("those of several other rows" in found.message for found in told.findings)


@pytest.mark.parametrize("column", ["number", "text", "item"])
def test_one_word_overtyped_is_no_other_row(
    weirs: Register, returned_from: Any, column: str
) -> None:
    """One cell that says what another row's does is a cell typed over: told, and the reply is taken."""
    back = sent(weirs, returned_from)
    three = next(row for row in back.rows if row.key.endswith("rec-3/waterways"))
    back = filled(back, {("rec-4/waterways", column): three.cells[column].text, **REPLIES})
    told = collect_returned(weirs, [back], as_of=COLLECTED_ON)
    assert () == told.conflicts
    assert {"Eels.", "Dredged."} == {
        shown(one.after) for one in told.applied if one.field == "text"
    }


def test_a_register_numbered_anew_since(weirs: Register, returned_from: Any) -> None:
    """What we renumbered and reworded since is not their doing: an intact row is its own."""
    numbers = {"1": "2", "2": "3", "3": "4", "4": "1"}
    anew = evolve(
        weirs,
        items=tuple(
            evolve(item, label=numbers.get(item.label, item.label), text=f"{item.text} Now.")
            for item in weirs.items
            if isinstance(item, Recommendation)
        ),
    )
    judged = judge(filled(sent(weirs, returned_from), REPLIES), anew)
    assert () == judged.findings
    assert ["wc-hc12/rec-2/waterways", "wc-hc12/rec-4/waterways"] == [
        change.record for change in judged.changes
    ]
