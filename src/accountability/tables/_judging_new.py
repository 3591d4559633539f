"""What somebody added to a file that came back: rows of their own, and comments."""

from __future__ import annotations

from collections.abc import Container

from attrs import define, evolve, field

from accountability.dates import PartialDate
from accountability.merge import Change, Digest, NewPromise, stamp_of
from accountability.model import Document, Item, Note, Recommendation, Source
from accountability.tables._judging_case import Case, words_of
from accountability.tables._judging_kinds import CELL_LEFT, CELL_REFUSED, ROW_NOT_TAKEN
from accountability.tables._judging_rows import Rows
from accountability.tables.entries import number_words
from accountability.tables.known import COLUMNS, heading_of
from accountability.tables.layouts import takes_new_rows
from accountability.tables.returned import ReturnedNote, ReturnedRow
from accountability.text import clean, fold, shorten, slug

__all__ = ["Newcomers"]

_ROW_CELLS = (
    "responder",
    "prepared_by",
    "position",
    "reply",
    "target_date",
    "date_reason",
    "progress",
    "progress_words",
    "completed_on",
    "evidence",
)
"""Cells of a typed row that say who answers it, what, and what has come of it."""

_ITEM_CELLS = frozenset({"number", "text", "report", "title", "section", *_ROW_CELLS})
"""Cells of a typed row of the recommendations of which something is made."""

_TOLD = 400
"""Characters of what was typed that a message tells."""


@define
class Newcomers:
    """
    Makes changes of what was added.

    Attributes:
        case: The file.

        rows: The rows judged so far; what is added joins their changes.
    """

    case: Case
    rows: Rows
    _minted: set[str] = field(factory=set)

    def take(self, row: ReturnedRow) -> None:
        """Make a change of a row that somebody typed, or say why not."""
        refused = {key: cell for key, cell in row.cells.items() if cell.refused}
        for key, cell in refused.items():
            self.case.say(
                CELL_REFUSED, f"{_heading(row, key)} was not taken: {cell.refused}", cell.place
            )
        row = evolve(
            row, cells={key: cell for key, cell in row.cells.items() if key not in refused}
        )
        if not any(cell.text.strip() for cell in row.cells.values()):
            return
        if not takes_new_rows(row.sheet, self.case.now.profile):
            self._leave(row, "new rows are not taken from this sheet")
        elif row.sheet == "Commitments":
            self._promise(row)
        else:
            self._item(row)

    def _leave(self, row: ReturnedRow, why: str) -> None:
        words = "; ".join(
            " ".join(cell.text.split()) for cell in row.cells.values() if cell.text.strip()
        )
        self.case.say(ROW_NOT_TAKEN, f"a new row was not taken, {why}: {words!r}", row.place)

    def _tell_unused(self, row: ReturnedRow, used: Container[str]) -> None:
        """Tell of every filled cell of a row that was taken, of which nothing was made."""
        for key, cell in row.cells.items():
            if key not in used and cell.text.strip():
                self.case.say(
                    CELL_LEFT,
                    f"the new row was taken without {_heading(row, key)}: "
                    f"{shorten(' '.join(cell.text.split()), _TOLD)!r}",
                    cell.place,
                )

    def _tell_noted(self, row: ReturnedRow, used: Container[str]) -> None:
        """Tell what reading noticed about the cells of which something was made."""
        for key, cell in row.cells.items():
            if key in used:
                self.case.findings += cell.noted

    # --- promises -------------------------------------------------------------------------------------

    def _promise(self, row: ReturnedRow) -> None:
        number = fold(words_of(row, "number"))
        if not number:
            self._leave(row, "because it has no number of a recommendation")
            return
        behind = [held for held in self.case.now.rows.values() if number in _numbers(held.item)]
        if not behind:
            self._leave(row, f"because no recommendation here has the number {number!r}")
            return
        words = fold(words_of(row, "first_words"))
        behind = [held for held in behind if _begins(held.item, words)] or behind
        if len({held.about for held in behind}) > 1:
            self._leave(
                row,
                f"because several recommendations have the number {number!r}; "
                "put the first words of the one that is meant beside it",
            )
            return
        owner = fold(words_of(row, "owner"))
        register = self.case.now.register
        meant = [held for held in behind if fold(register.name_of(held.responder)) == owner]
        mine = meant or [held for held in behind if held.responder == self.case.by] or behind
        if len(mine) > 1:
            self._leave(row, "because several answer this recommendation; name one as the owner")
            return
        date_key = next(
            (key for key in ("new_date", "current", "original") if words_of(row, key).strip()),
            "new_date",
        )
        dated = row.cells.get(date_key)
        promise = NewPromise(
            text=words_of(row, "text").strip(),
            date=words_of(row, date_key).strip(),
            reason=words_of(row, "new_reason").strip(),
            date_place=dated.place if dated else None,
        )
        if not promise.text:
            self._leave(row, "because it does not say what is promised")
            return
        self.rows.changes.append(
            Change(
                record=mine[0].key,
                field="row:promise",
                new=promise,
                place=row.cells["text"].place,
                by=self.case.by,
                day=self.case.returned.as_of,
            )
        )
        self._tell_noted(row, ("text", date_key, "new_reason"))
        used = {"number", "text", "new_reason", date_key}
        if fold(register.name_of(mine[0].responder)) == owner:
            used.add("owner")
        if _begins(mine[0].item, words):
            used.add("first_words")
        said = fold(promise.date)
        used |= {key for key in ("original", "current") if fold(words_of(row, key)) == said}
        self._tell_unused(row, used)

    # --- items ----------------------------------------------------------------------------------------

    def _item(self, row: ReturnedRow) -> None:
        text, label = words_of(row, "text").strip(), words_of(row, "number").strip()
        if not text:
            self._leave(row, "because it has no text of a recommendation")
            return
        document = self._document(words_of(row, "report"))
        if document is None:
            self._leave(row, "because it does not say which report it belongs to")
            return
        register = self.case.now.register
        held = register.items_of(document)
        same = next(
            (item for item in held if item.label == label and fold(item.text) == fold(text)), None
        )
        if same is not None:
            item_id = same.id
        else:
            last = next((item for item in reversed(held) if isinstance(item, Recommendation)), None)
            tail = slug(label) or f"n{len(held) + 1}"
            item_id = self._free(f"{document}/rec-{tail}")
            place = row.cells["text"].place
            item = Recommendation(
                id=item_id,
                document=document,
                label=label,
                series=last.series if last else "",
                title=words_of(row, "title").strip(),
                section=words_of(row, "section").strip(),
                text=text,
                sources=(Source(place=f"{place.file}!{place.at}"),),
            )
            self.rows.changes.append(Change(record=item_id, new=item, place=place))
        for key in _ROW_CELLS:
            cell = row.cells.get(key)
            if cell is not None and cell.text.strip() and not cell.refused:
                start = Digest(stamp_of(None))
                self.rows.changes.append(self.rows.change(item_id, key, cell, None, start))
        self._tell_noted(row, _ITEM_CELLS)
        self._tell_unused(row, _ITEM_CELLS)

    def _document(self, words: str) -> str | None:
        """Return the id of the report that a row belongs to."""
        wanted = fold(words)
        named = dict.fromkeys(
            row.item.document for row in self.case.now.rows.values() if row.item is not None
        )
        if len(named) == 1 and not wanted:
            return next(iter(named))
        fits = [
            held
            for held in named
            if (document := self.case.now.register.find(Document, held)) is not None
            and wanted
            in {
                fold(document.title),
                fold(document.reference),
                fold(f"{document.title} ({document.reference})"),
            }
        ]
        return fits[0] if wanted and len(fits) == 1 else None

    # --- comments -------------------------------------------------------------------------------------

    def comment(self, note: ReturnedNote) -> bool:
        """Make a note of a comment that stands at a row; tell whether that could be done."""
        if note.kind != "comment" or not note.text.strip():
            return not note.text.strip()
        about = self._about(note.key)
        if about is None:
            return False
        text = clean(note.text).text
        author = clean(note.author).text.strip()
        words = f"{author}: {text}" if author and not text.startswith(f"{author}:") else text
        register = self.case.now.register
        held = register.notes_on(about)
        row = register.row(note.key)
        # The answer may have been made since, by what was typed beside the comment.
        before = register.notes_on(row.about) if row else ()
        if any(fold(one.text) == fold(words) for one in (*held, *before)):
            return True
        place = f"{note.place.file}!{note.place.at}"
        number = len(held) + 1
        while f"{about}/n{number}" in register or f"{about}/n{number}" in self._minted:
            number += 1
        note_id = f"{about}/n{number}"
        self._minted.add(note_id)
        made = Note(
            id=note_id,
            about=about,
            by=self.case.by or None,
            day=PartialDate.day(note.day) if note.day is not None else None,
            text=words,
            sources=(Source(place=place),),
        )
        self.rows.changes.append(Change(record=note_id, new=made, place=note.place))
        return True

    def _about(self, key: str) -> str | None:
        """Return the id of the record that a comment at a row is about."""
        register = self.case.now.register
        row = register.row(key) if key else None
        if row is not None:
            return row.shown.id if row.shown else row.about
        return key if key in register else None

    def _free(self, wanted: str) -> str:
        candidate, number = wanted, 1
        register = self.case.now.register
        while candidate in register or candidate in self._minted or candidate == register.id:
            number += 1
            candidate = f"{wanted}~{number}"
        self._minted.add(candidate)
        return candidate


def _begins(item: Item | None, words: str) -> bool:
    """Tell whether *words*, folded, are the first of an item's title or text."""
    said = words.rstrip(".… ")
    if item is None or not said:
        return False
    return any(fold(text).startswith(said) for text in (item.title, item.text))


def _heading(row: ReturnedRow, key: str) -> str:
    column = COLUMNS.get(row.sheet, {}).get(key)
    return heading_of(column) if column is not None else key


def _numbers(item: Item | None) -> frozenset[str]:
    """Return the ways in which a person writes an item's number."""
    if item is None or not item.label:
        return frozenset()
    return frozenset((fold(item.label), fold(number_words(item))))
