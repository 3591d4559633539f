"""A file that was renamed is still the file that was sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve

from accountability.model import Position, Register, Response
from accountability.returns import collect_returned
from accountability.tables import Profile, Scope, tracker

SENT_ON = dt.date(2031, 6, 1)
COLLECTED_ON = dt.date(2031, 6, 15)


def test_a_renamed_file_finds_what_it_was_made_from(weirs: Register, returned_from: Any) -> None:
    """What was kept is found by the rows of the file: disputes say what was sent; it is not missed."""
    scope = Scope(responders=("waterways",))
    filled = tracker(weirs, as_of=SENT_ON, profile=Profile.RESPONDER, scope=scope)
    back = returned_from(filled, "Copy of waterways (final) v2.xlsx")
    rows = tuple(
        evolve(
            row,
            cells={**row.cells, "position": evolve(row.cells["position"], text="Reject")},
        )
        if row.key.endswith("rec-3/waterways")
        else row
        for row in back.rows
    )
    draft = weirs["wc-hc12/rec-3/waterways"]
    assert isinstance(draft, Response)
    ours = weirs.with_records(evolve(draft, position=Position.NOTED))
    other = evolve(weirs, items=weirs.items[:2], responses=weirs.responses[:2], commitments=())
    told = collect_returned(
        ours,
        [evolve(back, rows=rows)],
        as_of=COLLECTED_ON,
        base={"waterways": weirs, "locks-team-file": other},
    )
    assert [Position.ACCEPTED] == [one.base for one in told.conflicts]
    assert "waterways" not in [one.who for one in told.not_back]
