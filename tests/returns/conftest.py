"""What a round needs: files as they come back, without a workbook between, and the register they are of."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from attrs import field, frozen

from accountability import ExportContext
from accountability.dates import PartialDate
from accountability.findings import Place
from accountability.merge import shown
from accountability.model import (
    Commitment,
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
)
from accountability.returns import Collected, collect
from accountability.tables import Profile, Scope, Tracker
from accountability.tables.returned import Returned, ReturnedCell, ReturnedRow
from accountability.text import stamp

ReturnedFrom = Callable[..., Returned]


def returned_from(filled: Tracker, file: str = "back.xlsx") -> Returned:
    """Return a tracker as it comes back when nobody has done anything to it."""
    rows = []
    for sheet in filled.sheets:
        keys = [column.key for column in sheet.columns]
        for number, entry in enumerate(sheet.entries, 5):
            cells = {
                key: ReturnedCell(
                    text=words, place=Place(file=file, at=f"{sheet.name}!{_letter(at)}{number}")
                )
                for at, (key, words) in enumerate(zip(keys, sheet.words(entry), strict=True))
            }
            rows.append(
                ReturnedRow(
                    sheet=sheet.name,
                    key=entry.key,
                    check=sheet.check(entry),
                    cells=cells,
                    place=Place(file=file, at=f"{sheet.name}!{number}"),
                )
            )
    sent = [row.key for row in rows if row.sheet == "Recommendations"]
    return Returned(
        file=file,
        digest=f"sha256:{stamp(file)}",
        version="1",
        register=filled.register.id,
        as_of=filled.as_of,
        profile=filled.profile,
        scope=filled.scope,
        sent=len(sent),
        keys_digest=stamp(*sent),
        columns={
            sheet.name: tuple(column.key for column in sheet.columns) for sheet in filled.sheets
        },
        rows=tuple(rows),
    )


def _letter(at: int) -> str:
    return chr(65 + at) if at < 26 else f"A{chr(39 + at)}"


@pytest.fixture(name="returned_from", scope="session")
def _returned_from() -> ReturnedFrom:
    """Give a function that turns a tracker into a file that came back."""
    return returned_from


# --- a small round -----------------------------------------------------------------------------------

REPORT = "wc-hc12"
DEPARTMENT = "waterways"
SENT_ON = dt.date(2031, 6, 1)


def _answer(number: int, **fields: Any) -> Response:
    item = f"{REPORT}/rec-{number}"
    return Response(id=f"{item}/{DEPARTMENT}", answers=item, responder=DEPARTMENT, **fields)


@pytest.fixture(scope="session")
def weirs() -> Register:
    """Give a report of six recommendations: given, asked, drafted, not begun, promised twice, nobody's."""
    report = PartialDate.day(dt.date(2031, 2, 12))
    sent = (Step(stage=Stage.SENT, day=PartialDate.day(dt.date(2031, 4, 9))),)
    asked = (Step(stage=Stage.COMMISSIONED, day=PartialDate.day(dt.date(2031, 5, 20))),)
    words = ("Mend the weirs", "Count the eels", "Light the locks", "Dredge", "Patrol", "Pay")
    return Register(
        id="weirs",
        title="Weirs and locks",
        jurisdiction="uk",
        organisations=(
            Organisation(id="wc", name="Waterways Committee", kind=OrganisationKind.COMMITTEE),
            Organisation(
                id=DEPARTMENT,
                name="Department for Waterways",
                kind=OrganisationKind.DEPARTMENT,
            ),
            Organisation(id="locks-team", name="Locks Team", kind=OrganisationKind.TEAM),
        ),
        documents=(
            Document(
                id=REPORT,
                kind=DocumentKind.REPORT,
                title="Weirs and locks",
                authors=("wc",),
                reference="HC 12",
                published=report,
            ),
        ),
        items=tuple(
            Recommendation(
                id=f"{REPORT}/rec-{number}",
                document=REPORT,
                label=str(number),
                series="Recommendations",
                text=f"{text}, all of them, before winter.",
                addressed_to=(DEPARTMENT,) if number < 6 else (),
            )
            for number, text in enumerate(words, 1)
        ),
        responses=(
            _answer(1, position=Position.ACCEPTED, text="We will mend them.", steps=sent),
            _answer(2, prepared_by=("locks-team",), steps=asked),
            _answer(3, position=Position.ACCEPTED, text="We will light them."),
            _answer(5, position=Position.ACCEPTED, text="We patrol already.", steps=sent),
        ),
        commitments=(
            _promise(1, 1, "Mend the weirs.", PartialDate.month(2032, 3, "March 2032")),
            _promise(5, 1, "Buy boats.", PartialDate.month(2031, 9, "September 2031")),
            _promise(5, 2, "Train crews.", PartialDate.month(2031, 12, "December 2031")),
        ),
    )


def _promise(number: int, count: int, text: str, date: PartialDate) -> Commitment:
    item = f"{REPORT}/rec-{number}"
    return Commitment(
        id=f"{item}/{DEPARTMENT}/c{count}",
        text=text,
        items=(item,),
        response=f"{item}/{DEPARTMENT}",
        owners=(DEPARTMENT,),
        dates=(TargetDate(date=date, reason="before the floods"),),
    )


class Workbook:
    """A tracker opened in a program, as a person sees it: by number and heading."""

    def __init__(self, data: bytes) -> None:
        openpyxl = pytest.importorskip("openpyxl", exc_type=ImportError)
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.top = 4

    def sheet(self, name: str = "Recommendations") -> Any:
        """Return a sheet."""
        return self.book[name]

    def column(self, heading: str, sheet: str = "Recommendations") -> int:
        """Return the column under a heading."""
        for cell in self.sheet(sheet)[self.top]:
            if str(cell.value or "").startswith(heading):
                return int(cell.column)
        raise LookupError(heading)

    def row(self, number: str, sheet: str = "Recommendations") -> int:
        """Return the first row with a number."""
        at = self.column("Number", sheet)
        for row in range(self.top + 1, self.sheet(sheet).max_row + 1):
            if str(self.sheet(sheet).cell(row, at).value) == number:
                return row
        raise LookupError(number)

    def cell(self, number: str, heading: str, sheet: str = "Recommendations") -> Any:
        """Return a cell."""
        return self.sheet(sheet).cell(self.row(number, sheet), self.column(heading, sheet))

    def saved(self) -> bytes:
        """Return the file."""
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


@frozen
class Round:
    """Sends a workbook out, lets somebody edit it, and collects it."""

    register: Register
    _sent: dict[tuple[Profile, str], bytes] = field(factory=dict, eq=False)

    def sent(
        self,
        profile: Profile = Profile.RESPONDER,
        who: str = DEPARTMENT,
        register: Register | None = None,
    ) -> bytes:
        """Return the workbook that goes out."""
        if register is None and (profile, who) in self._sent:
            return self._sent[profile, who]
        from accountability.exporters.excel import TrackerWorkbook

        target = io.BytesIO()
        scope = Scope(responders=(who,)) if profile is Profile.RESPONDER else Scope()
        context = ExportContext(as_of=SENT_ON, scope=scope)
        TrackerWorkbook(profile=profile).export(register or self.register, target, context)
        if register is None:
            self._sent[profile, who] = target.getvalue()
        return target.getvalue()

    def edited(self, edit: Callable[[Workbook], object], **options: Any) -> bytes:
        """Return the workbook after somebody has edited it."""
        book = Workbook(self.sent(**options))
        edit(book)
        return book.saved()

    def told(self, *files: bytes, register: Register | None = None, **options: Any) -> Told:
        """Collect files named back-1.xlsx, back-2.xlsx … and tell everything that came of it."""
        named = [
            (f"back-{number}.xlsx" if len(files) > 1 else "back.xlsx", data)
            for number, data in enumerate(files, 1)
        ]
        options = {"as_of": COLLECTED_ON, **options}
        return Told(collect(register or self.register, named, **options))


COLLECTED_ON = dt.date(2031, 6, 15)


@frozen
class Told:
    """Everything that came of collecting, short enough to be compared whole."""

    collected: Collected

    @property
    def applied(self) -> list[tuple[str, str, str, str]]:
        """What was written: record, field, value, place."""
        return [
            (_short(one.record), one.field or "", shown(one.after), _at(one.place))
            for one in self.collected.applied
        ]

    @property
    def conflicts(self) -> list[tuple[str, str, str, str, str]]:
        """What is in dispute: row, field, ours, theirs, place."""
        return [
            (
                _short(one.record),
                one.field or "",
                shown(one.ours),
                shown(one.theirs),
                _at(one.place),
            )
            for told in self.collected.conflicts
            for one in told.texts
        ]

    @property
    def findings(self) -> list[tuple[str, str]]:
        """What is said: code, place."""
        return [(one.code, _at(one.place)) for one in self.collected.findings]

    @property
    def missing(self) -> list[str]:
        """What was not returned: rows."""
        return [_short(one.key) for one in self.collected.not_returned]

    @property
    def all(self) -> tuple[list[Any], list[Any], list[Any], list[str]]:
        """Return all four."""
        return self.applied, self.conflicts, self.findings, self.missing


def _short(record: str) -> str:
    return record.removeprefix(f"{REPORT}/")


def _at(place: Place | None) -> str:
    return str(place).replace("Recommendations!", "").removeprefix("back.xlsx, ")


@pytest.fixture(name="weirs_round", scope="session")
def _weirs_round(weirs: Register) -> Round:
    """Give a round of the small register."""
    return Round(weirs)
