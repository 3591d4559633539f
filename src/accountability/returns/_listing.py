"""The list of what went where, as a table for people with a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from accountability.exporters.csv import guard
from accountability.model import Item, Register
from accountability.returns._letters import item_numbers
from accountability.returns.commissioning import Commission
from accountability.text import clean

__all__ = ["listing"]

_HEADINGS = (
    "Sent to",
    "File",
    "Number",
    "What is needed",
    "Who answers",
    "Others who help",
    "Row key",
)


def listing(made: Commission) -> bytes:
    """
    Return the list of what went where, a line for each row of each file, then items without a name.

    As comma-separated values in UTF-8 with a byte order mark; no cell is taken for a formula.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for cells in _lines(made):
        writer.writerow([guard(clean(cell).text) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _lines(made: Commission) -> Iterator[tuple[str, ...]]:
    register = made.register
    for parcel in made.parcels:
        reader = register.name_of(parcel.who)
        for key, need in zip(parcel.keys, parcel.row_needs, strict=True):
            row = register.row(key)
            if row is None:
                continue
            helpers = row.shown.prepared_by[1:] if row.shown else ()
            yield (
                reader,
                parcel.name,
                _number(register, row.item, key),
                need,
                register.name_of(row.responder),
                "; ".join(map(register.name_of, helpers)),
                key,
            )
    for name in made.unnamed:
        number = _number(register, register.find(Item, name), name)
        yield "nobody named", "", number, "Say who answers", "", "", name


def _number(register: Register, item: Item | None, key: str) -> str:
    return item_numbers(register, (item,)) if item is not None else key
