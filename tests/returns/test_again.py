"""What was collected once, and decided once, is there: the same files again bring nothing more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from accountability.findings import Place
from accountability.model import Register
from accountability.returns import Collected, collect_returned
from accountability.tables import Profile, Scope, tracker
from accountability.tables.returned import Returned, ReturnedCell, ReturnedRow
from accountability.tables.reviewing import CHOICES, Chosen, Review, disputes

Make = Callable[..., Returned]

SENT_ON = dt.date(2031, 6, 1)
COLLECTED_ON = dt.date(2031, 6, 15)

TYPED = {
    "position": ("Accept", "Reject", "perhaps"),
    "reply": ("We will.", "We will not.", ""),
    "target_date": ("March 2034", "n/a", "already done", "31/02/2034", ""),
    "date_reason": ("after the floods",),
    "new_date": ("May 2034", "TBC"),
    "new_reason": ("boats are late",),
    "progress": ("In progress", "No change since last time", "nearly"),
    "progress_words": ("Half are mended.", "Two thirds are mended."),
    "completed_on": ("May 2031", "soon"),
    "evidence": ("Log book",),
}
"""What is typed into which column: what can be taken, and what a person has to decide about."""


@st.composite
def filled_in(draw: DrawFn, sent: Returned, file: str) -> Returned:
    """Draw what a department types into its copy."""
    rows = list(sent.rows)
    closed = [row for row in rows if row.sheet in {"Recommendations", "Commitments"}]
    for row in draw(st.lists(st.sampled_from(closed), min_size=1, max_size=3, unique_by=id)):
        open_here = sorted(TYPED.keys() & row.cells.keys())
        cells = dict(row.cells)
        reported = (
            {"progress_words", "target_date"} & cells.keys() if draw(st.booleans()) else set()
        )
        for key in sorted(reported | draw(st.sets(st.sampled_from(open_here), max_size=3))):
            cells[key] = evolve(cells[key], text=draw(st.sampled_from(TYPED[key])))
        rows[rows.index(row)] = evolve(row, cells=cells)
    return evolve(
        sent,
        file=file,
        digest=f"sha256:{file}",
        rows=tuple(evolve(row, cells=_placed(row, file)) for row in rows),
    )


def _placed(row: ReturnedRow, file: str) -> dict[str, ReturnedCell]:
    return {
        key: evolve(cell, place=Place(file=file, at=cell.place.at))
        for key, cell in row.cells.items()
    }


@st.composite
def decided(draw: DrawFn, register: Register, collected: Collected) -> Review:
    """Draw a choice for each text in dispute."""
    rows = disputes(register, collected.conflicts)
    return Review(
        file="conflicts.xlsx",
        digest="sha256:review",
        chosen=tuple(
            Chosen(
                **{key: row.words(key) for key in ("file", "at", "record", "field", "check")},
                choice=draw(st.sampled_from(("Take theirs", "", *CHOICES))),
                words="",
                place=Place(file="conflicts.xlsx", at=f"Conflicts!E{number}"),
            )
            for number, row in enumerate(rows, 5)
        ),
    )


def reports(register: Register) -> list[tuple[object, ...]]:
    """List who reported what on which day, wherever it was written."""
    return sorted(
        (one.reported_by, str(one.day), one.text, str(one.implementation), str(one.evidence))
        for one in register.updates
    )


@given(data=st.data())
def test_a_review_is_carried_out_once(
    weirs: Register, returned_from: Make, data: st.DataObject
) -> None:
    """Into the register from before it or from after it: no word comes twice, and then nothing comes."""
    scope = Scope(responders=("waterways",))
    sent = returned_from(
        tracker(weirs, as_of=SENT_ON, profile=Profile.RESPONDER, scope=scope), "back.xlsx"
    )
    names = data.draw(st.sampled_from([("a.xlsx",), ("a.xlsx", "b.xlsx")]))
    files = [data.draw(filled_in(sent, name)) for name in names]

    def collected(register: Register, review: Review | None = None) -> Collected:
        return collect_returned(register, files, as_of=COLLECTED_ON, review=review)

    first = collected(weirs)
    review = data.draw(decided(weirs, first))
    from_before = collected(weirs, review)
    from_after = collected(first.register, review)
    assert reports(from_before.register) == reports(from_after.register)
    for done in (from_before, from_after):
        for again in (collected(done.register), collected(done.register, review)):
            assert done.register == again.register
