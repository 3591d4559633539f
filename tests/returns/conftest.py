"""What a round needs: files as they come back, without a workbook between, and the register they are of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accountability.findings import Place
from accountability.tables import Tracker
from accountability.tables.returned import Returned, ReturnedCell, ReturnedRow
from accountability.text import stamp

ReturnedFrom = Callable[..., Returned]


def returned_from(filled: Tracker, file: str = "back.xlsx") -> Returned:
    """Return a tracker as it comes back when nobody has done anything to it."""
    rows = []
    for sheet in filled.sheets:
        if not sheet.stamped:
            continue
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
            sheet.name: tuple(column.key for column in sheet.columns)
            for sheet in filled.sheets
            if sheet.stamped
        },
        rows=tuple(rows),
    )


def _letter(at: int) -> str:
    return chr(65 + at) if at < 26 else f"A{chr(39 + at)}"


@pytest.fixture(name="returned_from", scope="session")
def _returned_from() -> ReturnedFrom:
    """Give a function that turns a tracker into a file that came back."""
    return returned_from
