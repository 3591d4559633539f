"""Every combination of position, implementation and timeliness, as the page about statuses lists them."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability import (
    Assessment,
    Assurance,
    Commitment,
    CommitmentKind,
    Conclusion,
    Document,
    DocumentKind,
    Implementation,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    Recommendation,
    Record,
    Register,
    Response,
    Stage,
    Status,
    Step,
    TargetDate,
    Timeliness,
    Undated,
    Update,
    status_of,
    verdicts_by_row,
)
from accountability.testing.strategies import registers

NO_ANSWER, NO_CLAIM, ANY = "no-answer", "no-claim", "any"
POSITIONS = (NO_ANSWER, *(position.value for position in Position))
CLAIMS = (NO_CLAIM, *(claim.value for claim in Implementation))
TIMES = tuple(timeliness.value for timeliness in Timeliness)
Cell = tuple[str, str, str]
PRODUCT: tuple[Cell, ...] = tuple(itertools.product(POSITIONS, CLAIMS, TIMES))


class Line(NamedTuple):
    """A row of a table of the page: which combinations it is about, and what it says of them."""

    values: tuple[frozenset[str], frozenset[str], frozenset[str]]
    statuses: frozenset[str]
    words: str

    def fits(self, cell: Cell) -> bool:
        """Tell whether the row is about a combination."""
        return all(value in named for value, named in zip(cell, self.values, strict=True))


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    """Give the page about statuses."""
    return (project / "docs" / "explanation" / "status.md").read_text(encoding="utf-8")


def lines(page: str, last_heading: str) -> list[Line]:
    """Read the table whose first three columns are the facts and whose last is *last_heading*."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", page, flags=re.MULTILINE):
        rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in block.splitlines()]
        if rows[0][:3] != ["position", "implementation", "timeliness"]:
            continue
        if rows[0][-1] != last_heading:
            continue
        for cells in rows[2:]:
            values = tuple(
                frozenset(every if cell == ANY else cell.split(", "))
                for cell, every in zip(cells[:3], (POSITIONS, CLAIMS, TIMES), strict=True)
            )
            named = frozenset(re.findall(r"`([a-z-]+)`", " ".join(cells[3:])))
            found.append(Line((values[0], values[1], values[2]), named, cells[3]))
    return found


def impossible(page: str) -> list[Line]:
    """Read the combinations that cannot occur."""
    return lines(page, "why it cannot occur")


def possible(page: str) -> list[Line]:
    """Read the combinations that can."""
    return lines(page, "or")


def named(page: str) -> dict[Cell, frozenset[str]]:
    """Give the statuses that the page names for each combination, none for what cannot occur."""
    cannot, can = impossible(page), possible(page)
    found: dict[Cell, frozenset[str]] = {}
    for cell in PRODUCT:
        if any(line.fits(cell) for line in cannot):
            found[cell] = frozenset()
            continue
        first = next((line for line in can if line.fits(cell)), None)
        assert first is not None, f"the page does not name {cell}"
        found[cell] = first.statuses
    return found


# --- registers for all of them ------------------------------------------------------------------------

ISSUED, TODAY = dt.date(2027, 2, 12), dt.date(2027, 10, 1)
BEFORE_THE_DEADLINE = dt.date(2027, 3, 1)
day = PartialDate.day


def base(jurisdiction: str) -> Register:
    """Make a report with one recommendation to one department."""
    return Register(
        id="harbour",
        title="Storm warnings",
        jurisdiction=jurisdiction,
        organisations=(
            Organisation(id="hcc", name="Harbours Committee", kind=OrganisationKind.COMMITTEE),
            Organisation(id="harbours", name="Department for Harbours"),
        ),
        documents=(
            Document(
                id="report",
                kind=DocumentKind.REPORT,
                title="Storm warnings",
                authors=("hcc",),
                published=day(ISSUED),
            ),
        ),
        items=(
            Recommendation(id="rec", document="report", text="Do.", addressed_to=("harbours",)),
        ),
    )


def replies(position: str) -> Iterator[tuple[Record, ...]]:
    """Make the answers with a position: in time, late, and of no known day."""
    if position == NO_ANSWER:
        yield ()
        return
    for given_on in (day(dt.date(2027, 4, 9)), day(dt.date(2027, 6, 1)), None):
        yield (
            Response(
                id="rec/harbours",
                answers="rec",
                responder="harbours",
                position=Position(position),
                text="We have read it.",
                steps=(Step(stage=Stage.SENT, day=given_on),),
            ),
        )


def claims(implementation: str) -> Iterator[tuple[Record, ...]]:
    """Make the reports of progress that come to a claim, dated and not, of the responder and of others."""
    if implementation == NO_CLAIM:
        yield ()
        return
    said = Implementation(implementation)

    def update(
        name: str, claim: Implementation, when: PartialDate | None, by: str = "harbours"
    ) -> Update:
        return Update(
            id=name,
            about="rec",
            reported_by=by,
            day=when,
            implementation=claim,
            assurance=Assurance.SELF_REPORTED if by == "harbours" else Assurance.RECOMMENDER,
        )

    last = update("last", said, day(dt.date(2027, 9, 1)))
    yield (last,)
    if said is Implementation.IMPLEMENTED or said is Implementation.IMPLEMENTED_DIFFERENTLY:
        yield (update("undated", said, None),)
        yield (update("early", said, day(dt.date(2027, 2, 20))),)
    if said is Implementation.OPEN:
        yield (update("worked", Implementation.IN_PROGRESS, day(dt.date(2027, 2, 20))), last)
        early = update("early", Implementation.IN_PROGRESS, day(dt.date(2027, 2, 20)))
        yield (early, update("open", said, day(dt.date(2027, 2, 25))))
        yield (update("others", said, day(dt.date(2027, 2, 20)), by="hcc"),)


def promises() -> Iterator[tuple[Record, ...]]:
    """Make no promise, and promises whose dates are ahead, passed, moved, missing, or not wanted."""

    def promise(
        *dates: PartialDate | Undated, kind: CommitmentKind = CommitmentKind.TARGET
    ) -> tuple[Record, ...]:
        targets = (
            TargetDate(date=date, set_on=day(dt.date(2027, 2, 14 + number)))
            for number, date in enumerate(dates)
        )
        return (
            Commitment(
                id="c",
                text="We will.",
                items=("rec",),
                owners=("harbours",),
                dates=tuple(targets),
                kind=kind,
            ),
        )

    ahead, passed = PartialDate.month(2028, 3), PartialDate.month(2027, 2)
    yield ()
    yield promise(ahead)
    yield promise(passed)
    yield promise(passed, ahead)
    yield promise(passed, Undated(words="in due course"))
    yield promise()
    yield promise(kind=CommitmentKind.CONTINUOUS)


def situations() -> Iterator[tuple[str, str, Register, dt.date]]:
    """Yield position, claim, register and day for all that the tables are about."""
    bases = {name: base(name) for name in ("uk", "nz", "")}
    silent = Document(
        id="paper",
        kind=DocumentKind.RESPONSE,
        title="Response",
        authors=("harbours",),
        responds_to=("report",),
        published=day(dt.date(2027, 2, 20)),
    )
    declined = Assessment(
        id="view",
        about="rec",
        by="hcc",
        day=day(dt.date(2027, 2, 20)),
        position=Position.NOT_ADDRESSED,
    )
    asked_of_nobody = Conclusion(id="rec", document="report", text="It is late.")
    for position in POSITIONS:
        if position == Position.NOT_ADDRESSED:
            continue
        besides: list[tuple[Record, ...]] = [()]
        if position == NO_ANSWER:
            besides += [(silent,), (declined,), (asked_of_nobody,)]
        for implementation in CLAIMS:
            # Where there is an answer, working days make unknown what an undated answer does, too.
            rules = [bases[name] for name in bases if name != "nz" or position == NO_ANSWER]
            parts = itertools.product(
                replies(position), claims(implementation), promises(), besides, rules
            )
            for reply, claim, promise, beside, register in parts:
                held = register.with_records(*reply, *claim, *promise, *beside)
                yield position, implementation, held, TODAY
                if position == NO_ANSWER:
                    yield position, implementation, held, BEFORE_THE_DEADLINE
    yield NO_ANSWER, NO_CLAIM, bases["uk"], dt.date(2027, 2, 1)


def test_the_page_names_every_combination_once(page: str) -> None:
    """No combination of the whole product is without a status, or a reason why it cannot occur."""
    found = named(page)
    assert len(PRODUCT) == len(found)
    assert all(line.statuses <= set(Status) for line in possible(page))
    assert all(len(line.statuses) for line in possible(page))
    assert all(line.words.endswith(".") for line in impossible(page))


def test_no_row_of_the_page_is_idle(page: str) -> None:
    """Each row is the first that fits some combination, and names no value that there is not."""
    cannot, can = impossible(page), possible(page)
    for table in (cannot, can):
        cells = [c for c in PRODUCT if table is cannot or not any(x.fits(c) for x in cannot)]
        first = {next((n for n, x in enumerate(table) if x.fits(c)), None) for c in cells}
        assert set(range(len(table))) == first - {None}
        for line in table:
            for values, every in zip(line.values, (POSITIONS, CLAIMS, TIMES), strict=True):
                assert values <= set(every)


def test_every_combination_has_the_statuses_of_the_page(page: str) -> None:
    """Registers of all combinations reach each that can occur, with each of its statuses, and no other."""
    found: dict[Cell, set[str]] = {cell: set() for cell in PRODUCT}
    for position, implementation, register, as_of in situations():
        verdict = status_of(register, "rec", as_of=as_of)
        axes = verdict.axes
        claimed = axes.implementation.value if axes.implementation else NO_CLAIM
        if claimed != implementation:
            # A claim that was made only later, or a report that is no claim of the responder's.
            assert as_of < TODAY
        found[position, claimed, axes.timeliness.value].add(verdict.status.value)
    assert named(page) == {cell: frozenset(statuses) for cell, statuses in found.items()}


@given(
    registers(messy=True, min_items=1),
    st.dates(dt.date(2028, 1, 1), dt.date(2036, 12, 31)),
)
def test_no_register_leaves_the_table(page: str, register: Register, as_of: dt.date) -> None:
    """Whatever a register holds, no verdict on facts of its own has a status that the page does not name."""
    table = named(page)
    unstated = (NO_ANSWER, Position.NOT_STATED.value)
    for row in verdicts_by_row(register, as_of=as_of).values():
        codes = {reason.code for reason in row.reasons}
        if "from-limbs" in codes:
            continue
        axes = row.axes
        claimed = axes.implementation.value if axes.implementation else NO_CLAIM
        positions = (axes.position.value,) if axes.position else unstated
        allowed = {
            status
            for position in positions
            for status in table[position, claimed, axes.timeliness.value]
        }
        if codes & {"replaced", "reconsidered"}:
            allowed.add("superseded")
        assert row.status.value in allowed
