"""What the first sheet says: of the papers that a file is from, and of the rows in it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import accountability as a
from accountability.tables import Scope, tracker
from accountability.tables.about import Technical, about_lines, technical_lines
from accountability.text import clean


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


_IDS = st.lists(
    st.text(min_size=1).map(lambda words: clean(words).text).filter(str.strip),
    unique=True,
    max_size=3,
).map(tuple)


@given(responders=_IDS, documents=_IDS, items=_IDS)
@example(responders=("a; b", "c, d"), documents=("50%3B",), items=(" e", "documents: f"))
def test_a_scope_is_read_as_it_was_written(
    responders: tuple[str, ...], documents: tuple[str, ...], items: tuple[str, ...]
) -> None:
    """Whatever an id holds, the line that says which rows were sent gives it back on one line."""
    scope = Scope(responders=responders, documents=documents, items=items)
    register = a.Register(id="channels", title="Channels")
    filled = tracker(register, as_of=dt.date(2031, 6, 1), scope=scope)
    lines = dict(technical_lines(filled))
    assert scope == Technical(said=lines).scope
    assert " ".join(lines["Scope"].split()) == lines["Scope"]
