"""Fields that were found, put together into the rows that they are answers of."""

from __future__ import annotations

from attrs import define, field

from accountability.importers.word._facts import COMMITMENTS, RECOMMENDATIONS, Sent
from accountability.importers.word._fields import COVER, Found, Section, Stray
from accountability.importers.word._gathering import Gatherer
from accountability.tables.known import COLUMNS
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

        sheet: Our name of the sheet that it belongs to.
    """

    letters: str
    section: Section
    key: str = ""
    check: str = ""
    fields: dict[str, Found] = field(factory=dict)
    copy: int = 0
    sheet: str = RECOMMENDATIONS


def rows_of(gathered: Gatherer) -> list[Row]:
    """
    Put the fields that belong together into rows, in reading order.

    A field that says itself whose it is goes to its row; of the others, all in one section go together.
    One that says that it is another item's than it stands under, while that item has its place
    elsewhere, was copied or moved: nobody knows whose answer it is meant to be. It stays where it
    stands, in dispute, or beside the row if that has its own.
    """
    sent = gathered.sent
    places = _places(sent, gathered.sections)
    there = set(places.values())
    by_letters = {sent.stamp_of(key): key for key in sent.rows}
    by_letters |= {sent.stamp_of(one.key): one.key for one in gathered.sections if one.key}
    fields: dict[int, list[Found]] = {}
    for found in gathered.found:
        if not found.column.startswith(COVER):
            fields.setdefault(id(found.section), []).append(found)
    rows = _Rows(by_letters)
    for section in gathered.sections:
        held = fields.get(id(section), [])
        place = places.get(id(section), "")
        letters = place or _said(held)
        strangers: list[Found] = []
        for found in held:
            if not found.letters:
                found.letters = letters
                found.found_by = "key" if section.key else "heading"
                if section.headed and found.text.strip():
                    found.claims = section.headed
            elif place and found.letters != place and found.letters in there:
                strangers.append(found)
                continue
            rows.add(found)
        for found in strangers:
            found.claims, found.letters = by_letters.get(found.letters, ""), place
            row = rows.of(place, section)
            asked = sent.asked(by_letters.get(place, ""))
            free = row is None or found.column not in row.fields
            if free and (not asked or found.column in asked):
                rows.add(found)
            elif found.text.strip():
                gathered.strays.append(Stray(found.text.strip(), section, "", found, found.tracked))
        if section.key:
            rows.close(section, letters)
    for row in rows.all:
        row.sheet = _sheet_of(row, sent)
        _put_aside(row, gathered)
    known = {row.key for row in rows.all}
    nowhere = Section(heading="")
    rows.all += (
        Row(stamp(key), nowhere, key=key)
        for key, check in sent.rows.items()
        if not check and key not in known  # there was nothing to be filled in
    )
    return rows.all


@define
class _Rows:
    """
    The rows of a document while they are put together.

    Attributes:
        keys: Row keys by their stamps.

        all: In reading order.
    """

    keys: dict[str, str]
    all: list[Row] = field(factory=list)
    _same: dict[str, list[Row]] = field(factory=dict)

    def of(self, letters: str, section: Section) -> Row | None:
        """Return the row that is open in a section: its first there, or else the latest."""
        same = self._same.get(letters, [])
        return next((row for row in same if row.section is section), same[-1] if same else None)

    def add(self, found: Found) -> None:
        """Put a field into its row; where that has one of the name, into a copy."""
        same = self._same.get(found.letters, [])
        near = [row for row in same if row.section is found.section]
        open_rows = (row for row in (*near, *same[-1:]) if found.column not in row.fields)
        row = next(open_rows, None) or self._begin(found.letters, found.section)
        row.fields[found.column] = found

    def close(self, section: Section, letters: str) -> None:
        """Take what the line with the reference says for the rows above it."""
        same = self._same.get(letters, [])
        near = [row for row in same if row.section is section] or same[-1:]
        for row in near or [self._begin(letters, section)]:
            row.key = row.key or section.key
            row.check = row.check or section.check

    def _begin(self, letters: str, section: Section) -> Row:
        same = self._same.setdefault(letters, [])
        row = Row(letters, section, key=self.keys.get(letters, ""), copy=len(same))
        same.append(row)
        self.all.append(row)
        return row


def _places(sent: Sent, sections: list[Section]) -> dict[int, str]:
    """
    Return whose place each section is, as a stamp: what a person sees there, whatever fields stand in it.

    That is said by its reference, a bookmark over the whole answer, or its heading. A reference under
    the heading of another item counts for nothing, if it also stands under its own: it was copied.
    """
    headed = [sent.headings.get(stamp(fold(one.heading)), ()) for one in sections]
    own = {
        one.key for one, keys in zip(sections, headed, strict=True) if one.key and one.key in keys
    }
    places: dict[int, str] = {}
    for section, keys in zip(sections, headed, strict=True):
        alone = keys[0] if len(keys) == 1 else ""
        if alone and section.key in own and section.key != alone:
            section.key, section.check = alone, sent.rows[alone]
        if alone and section.key in sent.rows and section.key != alone:
            section.headed = alone
        key = section.key or ("" if section.letters else alone)
        letters = sent.stamp_of(key) if key else section.letters
        if letters:
            places[id(section)] = letters
    return places


def _sheet_of(row: Row, sent: Sent) -> str:
    """Return the sheet of a row: as sent; where nobody knows, as its reference says, or its fields."""
    if row.key in sent.rows:
        return sent.sheet_of(row.key)
    if row.section.key:
        return COMMITMENTS if row.section.promise else RECOMMENDATIONS
    fits = (
        one for one in (RECOMMENDATIONS, COMMITMENTS) if row.fields.keys() <= COLUMNS[one].keys()
    )
    return next(fits, RECOMMENDATIONS)


def _put_aside(row: Row, gathered: Gatherer) -> None:
    """Put words beside the row that were typed under a label which its sheet does not have."""
    known = COLUMNS[row.sheet].keys()
    if row.fields.keys() <= known:
        return
    for column in [one for one in row.fields if one not in known]:
        found = row.fields.pop(column)
        if found.text.strip():
            words = found.text.strip()
            gathered.strays.append(Stray(words, found.section, "", found, found.tracked))


def _said(fields: list[Found]) -> str:
    """Return the stamp of the row key that fields name with one voice; "" if they do not."""
    said = dict.fromkeys(found.letters for found in fields if found.letters)
    return next(iter(said)) if len(said) == 1 else ""
