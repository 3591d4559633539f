"""What the first sheet says of the papers that a file is from."""

from __future__ import annotations

import datetime as dt

import pytest

import accountability as a
from accountability.tables import tracker
from accountability.tables.about import about_lines


@pytest.mark.parametrize(
    ("title", "reference", "said"),
    [
        ("Tidal channels", "HC 1", " From: Tidal channels (HC 1)."),
        ("Tidal channels", "", " From: Tidal channels."),
        ("", "HC 1", " From: HC 1."),
        ("", "", ""),
    ],
    ids=["both", "title", "reference", "neither"],
)
def test_a_paper_is_named_by_what_is_known_of_it(title: str, reference: str, said: str) -> None:
    """A paper is named by its title and reference, or by one; one that has neither is not mentioned."""
    paper = a.Document(id="paper", kind=a.DocumentKind.REPORT, title=title, reference=reference)
    item = a.Recommendation(id="paper/1", document="paper", text="Publish the plan.")
    register = a.Register(id="channels", title="Channels", documents=(paper,), items=(item,))
    lines = about_lines(
        tracker(register, as_of=dt.date(2031, 6, 1)),
        contact="",
        return_by=None,
        marking="",
        needs={},
    )
    copy = f"The keeper's own copy: everything the register holds.{said} A working copy, not for publication."
    assert ("What this is", copy) == lines[0]
