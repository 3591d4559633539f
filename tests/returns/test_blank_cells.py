"""Cells that hold something, and nothing that anybody could see."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.needs("excel")


@pytest.mark.parametrize(
    "blank",
    ["\N{NO-BREAK SPACE}", "  ", "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}"],
    ids=["no-break", "spaces", "zero-width", "both"],
)
def test_nothing_to_be_seen_is_empty(weirs_round: Any, blank: str) -> None:
    """Where an answer is held it came back empty and is kept; elsewhere nothing was filled in."""

    def edit(book: Any) -> None:
        for number, heading in (
            *(("1", "Your target date"), ("3", "Your position"), ("3", "Your reply")),
            *(("2", "Your position"), ("2", "Your reply"), ("2", "Your target date")),
        ):
            book.cell(number, heading).value = blank

    told = weirs_round.told(weirs_round.edited(edit))
    assert ([], [], []) == (told.applied, told.conflicts, told.missing)
    assert [
        ("wc-hc12/rec-1/waterways", "row:target_date"),
        ("wc-hc12/rec-3/waterways", "row:position"),
        ("wc-hc12/rec-3/waterways", "row:reply"),
    ] == [(one.record, one.field) for one in told.collected.emptied]
    assert {"RTN801"} == {code for code, _place in told.findings}
