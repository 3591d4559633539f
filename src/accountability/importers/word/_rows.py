"""Fields that were found, put together into the rows that they are answers of."""

from __future__ import annotations

from attrs import define, field

from accountability.importers.word._facts import Sent
from accountability.importers.word._fields import COVER, Found, Section
from accountability.importers.word._gathering import Gatherer
from accountability.text import fold, stamp

__all__ = ["Row", "rows_of"]


@define(eq=False)
class Row:
    """
    The fields of one item; a copy of them is another row.

    Attributes:
        letters: Stamp of its key.

        section: Where it stands.

        key: Its row key; "" if nobody can say.

        check: As it stands in the line with the reference; "".

        fields: By the keys of their columns.

        copy: How many rows with the same key stand before it.
    """

    letters: str
    section: Section
    key: str = ""
    check: str = ""
    fields: dict[str, Found] = field(factory=dict)
    copy: int = 0


def rows_of(gathered: Gatherer) -> list[Row]:
    """
    Put the fields that belong together into rows, in reading order.

    A field that says itself whose it is goes to its row; of the others, all in one section go together.
    """
    sent = gathered.sent
    stamp_of = sent.stamp_of
    by_letters = {stamp_of(key): key for key in sent.rows}
    by_letters |= {stamp_of(one.key): one.key for one in gathered.sections if one.key}
    rows: list[Row] = []
    latest: dict[str, Row] = {}
    fields: dict[int, list[Found]] = {}
    for found in gathered.found:
        if not found.column.startswith(COVER):
            fields.setdefault(id(found.section), []).append(found)
    for section in gathered.sections:
        held = fields.get(id(section), [])
        letters = _letters_of(sent, section, held)
        for found in held:
            if not found.letters:
                found.letters = letters
                found.found_by = "key" if section.key else "heading"
            row = latest.get(found.letters)
            if row is None or found.column in row.fields:
                copy = row.copy + 1 if row is not None else 0
                key = by_letters.get(found.letters, "")
                row = Row(found.letters, section, key=key, copy=copy)
                rows.append(row)
                latest[found.letters] = row
            row.fields[found.column] = found
        if not section.key:
            continue
        row = latest.get(letters)
        if row is None or row.check or (row.section is not section and not held):
            copy = row.copy + 1 if row is not None else 0
            row = Row(letters, section, key=section.key, copy=copy)
            rows.append(row)
            latest[letters] = row
        row.check = row.check or section.check
    there = {row.key for row in rows}
    nowhere = Section(heading="")
    rows += (
        Row(stamp(key), nowhere, key=key)
        for key, check in sent.rows.items()
        if not check and key not in there  # there was nothing to be filled in
    )
    return rows


def _letters_of(sent: Sent, section: Section, fields: list[Found]) -> str:
    """Return the stamp of the row key of the fields in a section that do not say it themselves."""
    if section.key:
        return sent.stamp_of(section.key)
    said = dict.fromkeys(found.letters for found in fields if found.letters)
    if section.letters or len(said) == 1:
        return section.letters or next(iter(said))
    keys = sent.headings.get(stamp(fold(section.heading)), ())
    return stamp(keys[0]) if len(keys) == 1 else ""
