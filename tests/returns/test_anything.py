"""Whatever a file says, it can be judged; nothing that was given changes, and no word typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from accountability.merge import shown
from accountability.model import Commitment, Register, Response
from accountability.returns import Collected, collect_returned
from accountability.tables import Profile, Scope, tracker
from accountability.tables.returned import Returned, ReturnedCell, ReturnedNote, ReturnedRow
from accountability.testing.strategies import registers

AS_OF = dt.date(2031, 6, 1)
LATER = dt.date(2031, 7, 9)

TYPED = st.sampled_from(["Quillwort.", "May 2034", "reject", "", "3/4/2034", "\x00\r\ud800", "=1"])
DAMAGED = st.sampled_from(
    ["", "~", "bcdfgh", "no key", "item-1", "register-1", "a b c d", "x" * 300]
)


@st.composite
def damaged(draw: DrawFn, row: ReturnedRow) -> ReturnedRow:
    """Draw what becomes of a row."""
    cells = dict(row.cells)
    for key in draw(st.lists(st.sampled_from(sorted(cells)), max_size=4, unique=True)):
        fate = draw(st.sampled_from(("type", "type", "type", "drop", "refuse")))
        if fate == "drop":
            del cells[key]
        else:
            refused = "it holds a formula" if fate == "refuse" else ""
            cells[key] = evolve(cells[key], text=draw(TYPED), refused=refused)
    key, check = (
        draw(DAMAGED) if draw(st.sampled_from((False, False, False, True))) else held
        for held in (row.key, row.check)
    )
    extra: tuple[tuple[str, ReturnedCell], ...] = ()
    if draw(st.booleans()):
        extra = (("Officer", ReturnedCell(text=draw(TYPED), place=row.place)),)
    return evolve(row, key=key, check=check, cells=cells, extra=extra)


@st.composite
def returns(
    draw: DrawFn, made: Callable[..., Returned]
) -> tuple[Register, list[Returned], Register | None]:
    """Draw a register, files of it that went through many hands, and what may have been kept."""
    sent = draw(st.one_of(registers(min_items=1), registers(messy=True)))
    files = []
    for name in draw(st.sampled_from([("a.xlsx",), ("a.xlsx", "b.xlsx")])):
        profile = draw(st.sampled_from(list(Profile)))
        bodies = [(body.id,) for body in sent.organisations]
        scope = Scope(responders=draw(st.sampled_from([(), *bodies])))
        back = made(tracker(sent, as_of=AS_OF, profile=profile, scope=scope), name)
        rows = [draw(damaged(row)) for row in back.rows if draw(st.integers(0, 5))]
        rows += [evolve(row, key="", check="") for row in rows if not draw(st.integers(0, 5))]
        notes = tuple(
            ReturnedNote(text=draw(TYPED), place=row.place, key=row.key, author="Jo", kind=kind)
            for row, kind in zip(rows, ("comment", "text"), strict=False)
        )
        files.append(
            evolve(
                back,
                rows=tuple(draw(st.permutations(rows))),
                notes=notes,
                columns=draw(st.sampled_from([back.columns, {}, {"Recommendations": ("?",)}])),
                as_of=draw(st.sampled_from([AS_OF, None])),
                profile=draw(st.sampled_from([profile, None])),
            )
        )
    return sent, files, draw(st.sampled_from([None, sent]))


@given(data=st.data(), keep=st.booleans(), accept=st.booleans())
def test_anything_can_be_collected(
    returned_from: Callable[..., Returned], data: st.DataObject, keep: bool, accept: bool
) -> None:
    """No file stops it, what was given says what it said, and a second time changes nothing."""
    register, files, base = data.draw(returns(returned_from))
    known = {row.key for row in register.rows()}
    files = [one for one in files if one.register or known & {row.key for row in one.rows}]

    def collected(held: Register) -> Collected:
        return collect_returned(
            held,
            files,
            as_of=LATER,
            base={"": base} if base is not None else None,
            keep_extra=keep,
            accept_cleared=accept,
        )

    once = collected(register)

    for answer in register.responses:
        if register.is_given(answer):
            held = once.register[answer.id]
            assert isinstance(held, Response)
            assert held == evolve(
                answer, prepared_by=held.prepared_by, sources=held.sources, extra=held.extra
            )
    for promise in register.commitments:
        if not register.is_draft(promise):
            same = once.register[promise.id]
            assert isinstance(same, Commitment)
            assert promise.dates == same.dates[: len(promise.dates)]
    gone = [record for record in register if record.id not in once.register]
    assert all(isinstance(one, Commitment) and register.is_draft(one) for one in gone)
    again = collected(once.register)
    assert () == again.applied
    assert once.register == again.register


@given(data=st.data())
def test_no_word_is_lost(returned_from: Callable[..., Returned], data: st.DataObject) -> None:
    """A word typed into any cell is written, in dispute, or told with its place."""
    register = data.draw(registers(min_items=1))
    filled = tracker(register, as_of=AS_OF)
    back = returned_from(filled)
    at = data.draw(st.integers(0, max(len(back.rows) - 1, 0)))
    if not back.rows:
        return
    row = back.rows[at]
    key = data.draw(st.sampled_from(sorted(row.cells)))
    word = "Quillwort, March 2034"
    typed = evolve(row, cells={**row.cells, key: evolve(row.cells[key], text=word)})
    rows = tuple(typed if one is row else one for one in back.rows)
    collected = collect_returned(register, [evolve(back, rows=rows)], as_of=LATER)
    told = [
        *(shown(one.after) for one in collected.applied),
        *(shown(one.theirs) for conflict in collected.conflicts for one in conflict.texts),
        *(one.message for one in collected.findings),
    ]
    assert any("Quillwort" in one for one in told), key
    places = {
        *(one.place for one in collected.applied),
        *(one.place for conflict in collected.conflicts for one in conflict.texts),
        *(one.place for one in collected.findings),
    }
    assert row.cells[key].place in places
