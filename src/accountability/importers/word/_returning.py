"""What a returned document holds, put into rows, cells and notes: nothing that somebody typed is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from attrs import evolve
from lxml.etree import _Element

from accountability.containers import Package
from accountability.dates import show_day
from accountability.findings import Finding, Place
from accountability.importers.word._bound import Stores
from accountability.importers.word._facts import Facts, Sent, facts_of, sent_of
from accountability.importers.word._fields import COVER, LABELS, Found, Section, Stray
from accountability.importers.word._flow import flow
from accountability.importers.word._gathering import Gatherer
from accountability.importers.word._lines import Tracked, summed
from accountability.importers.word._noticed import (
    BOUND_ELSEWHERE,
    FETCHES,
    FIELD_GONE,
    FIELD_OF_ANOTHER,
    FIELD_TWICE,
    FOUND_OTHERWISE,
    HIDDEN,
    KEY_LOST,
    NOT_SENT,
    OURS_UNKNOWN,
    PICTURE,
    TRACKED,
)
from accountability.importers.word._plain import Plain
from accountability.importers.word._rows import Row, rows_of
from accountability.importers.word._styles import Counter, lists_of, styles_of
from accountability.importers.word._tree import built, tree_of, w, xml_of
from accountability.importers.word._words import LIFTER, Words, day_of
from accountability.memory import collector_paused
from accountability.tables.returned import Returned, ReturnedCell, ReturnedNote, ReturnedRow
from accountability.text import clean, fold, shorten, stamp

__all__ = ["read_returned"]

_COVER_SHEET = "Cover"
_TOLD = 60


def read_returned(package: Package, digest: str) -> Returned:
    """
    Read a document that came back.

    Args:
        package: The document, past the guard.

        digest: Of the file.

    Raises:
        UnreadableFileError: it is damaged, beyond a limit, of a newer format, or no form of ours.
    """
    with collector_paused():
        return _Document(package).returned(digest)


class _Document:
    """One document while it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._related = package.relationships(package.main)
        self._styles = styles_of(self._part("styles"))
        self._lists = lists_of(self._part("numbering"))
        self._notes = dict(self._footnotes())
        self._sent: Sent = sent_of(package)
        self._gathered = Gatherer(sent=self._sent)
        self._findings: list[Finding] = []
        words = self._words(package.main)
        body, words.plain = self._body()
        for line in flow(body, words):
            self._gathered.take(line)
        self._gathered.close()
        self._take_foreign()
        self._cover_row, self._cover_twice = self._cover()
        self._told_with = {id(stray.tracked) for stray in self._gathered.strays}

    def returned(self, digest: str) -> Returned:
        """Put together what was read."""
        gathered, package = self._gathered, self._package
        facts = facts_of(package, gathered.identity)
        rows = rows_of(gathered)
        self._check_nature(facts, rows)
        if not self._sent.words:
            message = "its part with the stamps of our own words is gone"
            self._findings.append(OURS_UNKNOWN.found(message, place=Place(file=package.file)))
        keys = self._keys(rows)
        notes = [*self._beside_cells(keys), *self._comments(keys), *self._edges()]
        columns = dict(self._sent.columns)
        if self._sent.cover:
            columns[_COVER_SHEET] = tuple(self._sent.cover)
        cells = [self._row(row) for row in rows]
        self._tell_moved(rows)
        self._notice()
        return Returned(
            file=package.file,
            digest=digest,
            form="form",
            version=facts.version,
            register=facts.said.get("Register", ""),
            as_of=facts.as_of,
            profile=facts.profile,
            scope=facts.scope,
            sent=facts.sent,
            keys_digest=facts.said.get("Digest of row keys", ""),
            columns=columns,
            rows=tuple(cells),
            template=facts.said.get("Template", ""),
            cover=self._cover_row,
            notes=tuple(notes),
            findings=(*package.findings, *facts.findings, *self._findings),
        )

    def _check_nature(self, facts: Facts, rows: list[Row]) -> None:
        if facts.is_finished:
            raise self._package.refuse(
                "it is the finished paper, in which nothing was to be filled in; "
                "collect the form or the draft that people worked on"
            )
        if not any(row.fields or row.check for row in rows) and "Register" not in facts.said:
            raise self._package.refuse(
                "it is a Word document, but no form that was made here: no line for the computer, no "
                "reference and no field of ours is in it; copy what it says into the form"
            )

    # --- parts ---------------------------------------------------------------------------------------

    def _body(self) -> tuple[_Element, Plain | None]:
        """Return the body of the document, and the plain paragraphs that were lifted out of it."""
        package, main = self._package, self._package.main
        root, plain = LIFTER.lift(
            xml_of(package, main), self._styles, partial(built, package, main)
        )
        body = root.find(w("body"))
        if body is None:
            raise package.refuse("it holds no text; ask for the file to be sent again")
        return body, plain

    def _part(self, kind: str) -> _Element | None:
        """Return the tree of a part that the document names; None if it has none."""
        for one in self._related:
            name = self._package.find(one.target) if one.type == kind else None
            if name is not None and not one.external:
                return tree_of(self._package, name)
        return None

    def _words(self, name: str) -> Words:
        """Return a reader for the paragraphs of a part."""
        links = {
            one.id: one.target
            for one in self._package.relationships(name)
            if one.type == "hyperlink" and one.external
        }
        return Words(
            styles=self._styles,
            counter=Counter(lists=self._lists, styles=self._styles),
            links=links,
            footnotes=self._notes,
        )

    def _footnotes(self) -> Iterator[tuple[tuple[str, str], str]]:
        self._notes = {}
        for kind in ("footnote", "endnote"):
            for one in self._related:
                name = self._package.find(one.target) if one.type == f"{kind}s" else None
                if name is None:
                    continue
                words = self._words(name)
                for note in tree_of(self._package, name).iterchildren(w(kind)):
                    said = (line.text.strip() for line in flow(note, words))
                    text = " / ".join(one for one in said if one)
                    if text:
                        yield (kind, note.get(w("id"), "")), text

    def _take_foreign(self) -> None:
        """Put aside fields that no form of ours has: what stands in them is told, and never written."""
        gathered = self._gathered
        for found in gathered.found:
            if found.is_known:
                continue
            name = f"a field called {found.column!r}" if found.column else ""
            if name:
                message = f"{name} stands here and was not sent"
                place = self._at(found.section, None)
                self._findings.append(NOT_SENT.found(message, place=place))
            if found.text.strip():
                gathered.strays.append(
                    Stray(found.text.strip(), found.section, name, None, found.tracked)
                )
        gathered.found = [one for one in gathered.found if one.is_known]

    # --- rows ----------------------------------------------------------------------------------------

    def _row(self, row: Row) -> ReturnedRow:
        """Return a row as the judge takes it."""
        copy = f" (copy {row.copy})" if row.copy else ""
        name = f"{row.section.name or 'before the first heading'}{copy}"
        place = self._place(name)
        check, key = row.check, row.key
        if row.fields and not row.section.key and key:
            check = self._sent.rows.get(key, "")
            self._findings.append(
                KEY_LOST.found(f"it was taken for {key}", record=key, place=place)
            )
        elif not check and key:
            check = self._sent.rows.get(key, "") if row.fields else ""
        if row.fields and (not key or (self._sent.rows and key not in self._sent.rows)):
            what = f"the item {key!r}" if key else "fields of an item that is not named"
            self._findings.append(
                NOT_SENT.found(f"{what} stands here and was not sent", record=key, place=place)
            )
            check = ""
        if copy and row.fields:
            message = f"fields of this item stand here once more: {_names(row.fields)}"
            self._findings.append(FIELD_TWICE.found(message, record=key, place=place))
        return ReturnedRow(
            sheet=row.sheet,
            key=key or (f"unknown-{row.letters}" if row.letters else "unknown"),
            check=check,
            cells={
                column: self._cell(found, row, name if found.section is row.section else "", copy)
                for column, found in row.fields.items()
            },
            place=place,
            need=row.section.need,
        )

    def _cell(self, found: Found, row: Row, name: str, copy: str) -> ReturnedCell:
        """Return a field as a cell of its row; *name* is that of the row, where the field stands in it."""
        key = row.key
        place = (
            self._place(f"{name}, {LABELS.get(found.column, found.column)}")
            if name
            else self._at(found.section, found, copy=copy)
        )
        text = found.text
        noted: list[Finding] = []
        if found.tracked:
            noted += (self._told(one, place, key) for one in summed(found.tracked))
        if found.pictures:
            message = "a picture or an object stands in this field"
            noted.append(PICTURE.found(message, record=key, place=place))
        return ReturnedCell(
            text=clean(text).text if text else "",
            place=place,
            found_by=found.found_by,
            noted=tuple(noted),
            disputed=_of_another(found) if found.claims else "",
        )

    def _tell_moved(self, rows: list[Row]) -> None:
        """Say which fields stand under another item than their own, and which are not there at all."""
        for found in self._gathered.found:
            if found.claims:
                place = self._at(found.section, found)
                self._findings.append(
                    FIELD_OF_ANOTHER.found(_of_another(found), record=found.claims, place=place)
                )
        back: dict[str, set[str]] = {}
        first: dict[str, Section] = {}
        for row in rows:
            if row.fields or row.check:
                back.setdefault(row.key, set()).update(row.fields)
                first.setdefault(row.key, row.section)
        for key, section in first.items():
            gone = [column for column in self._sent.asked(key) if column not in back[key]]
            if gone:
                message = f"not here any more: {_names(gone)}"
                place = self._at(section, None)
                self._findings.append(FIELD_GONE.found(message, record=key, place=place))
        for key, host in self._sent.under.items():
            if key not in back and host in back:
                message = f"not here any more: the fields of the promise {key}"
                place = self._at(first[host], None)
                self._findings.append(FIELD_GONE.found(message, record=key, place=place))

    def _keys(self, rows: list[Row]) -> dict[int, str]:
        """Return the row key by field and by section; a section above its rows has the key of the first."""
        keys: dict[int, str] = {}
        for row in rows:
            for found in row.fields.values():
                keys[id(found)] = row.key
            keys.setdefault(id(row.section), row.key)
        for section in self._gathered.sections:
            if section.key:
                keys[id(section)] = section.key
        below = ("", "")  # a row key, and the heading of the item that it stands under
        for section in reversed(self._gathered.sections):
            own = keys.get(id(section), "")
            if own:
                below = (own, section.above)
            elif section.heading and below[1] == section.heading:
                keys[id(section)] = below[0]
        for section in self._gathered.sections:
            if section.inside is not None:
                keys.setdefault(id(section), keys.get(id(section.inside), ""))
        return keys

    # --- notes ---------------------------------------------------------------------------------------

    def _place(self, at: str) -> Place:
        return Place(file=self._package.file, at=at)

    def _at(
        self, section: Section, found: Found | None, what: str = "", *, copy: str = ""
    ) -> Place:
        label = _names([found.column]) if found is not None else ""
        parts = (f"{section.name or 'before the first heading'}{copy}", label, what)
        return self._place(", ".join(part for part in parts if part))

    def _beside_cells(self, keys: Mapping[int, str]) -> Iterator[ReturnedNote]:
        """Yield what stands between the fields; paragraphs that follow each other as one note."""
        waiting: Stray | None = None
        for stray in (*self._gathered.strays, *self._cover_twice):
            follows = waiting is not None and waiting.section is stray.section
            if waiting is not None and follows and waiting.where == stray.where == "":
                waiting.text += f"\n{stray.text}"
                waiting.tracked += stray.tracked
                continue
            if waiting is not None:
                yield self._note(waiting, keys)
            waiting = stray
        if waiting is not None:
            yield self._note(waiting, keys)

    def _note(self, stray: Stray, keys: Mapping[int, str]) -> ReturnedNote:
        place = self._at(stray.section, stray.found, stray.where)
        key = keys.get(id(stray.found), "") or keys.get(id(stray.section), "")
        if stray.tracked:
            self._findings += (self._told(one, place, key) for one in summed(stray.tracked))
        return ReturnedNote(text=clean(stray.text).text, place=place, key=key, kind="text")

    def _cover(self) -> tuple[ReturnedRow | None, tuple[Stray, ...]]:
        """Return what the cover says, and what a second field of the same name does."""
        cells: dict[str, ReturnedCell] = {}
        again: list[Stray] = []
        letters = ""
        for found in self._gathered.found:
            if not found.column.startswith(COVER):
                continue
            name = f"cover, {found.column.removeprefix(COVER).replace('_', ' ')}"
            place = self._at(found.section, None, name)
            cell = ReturnedCell(text=found.text.strip(), place=place, found_by=found.found_by)
            letters = letters or found.letters
            held = cells.get(found.column)
            if held is None:
                noted = tuple(self._told(one, place, "") for one in summed(found.tracked))
                cells[found.column] = evolve(cell, text=cell.typed, noted=noted)
            elif cell.typed and cell.typed != held.text:
                again.append(Stray(cell.typed, found.section, name))
        if not cells:
            return None, ()
        key = self._gathered.paper
        row = ReturnedRow(
            sheet=_COVER_SHEET,
            key=key if stamp(key) == letters else f"unknown-{letters}",
            check=" ".join(self._sent.cover.values()),
            cells=cells,
            place=self._place("cover"),
        )
        return row, tuple(again)

    def _comments(self, keys: Mapping[int, str]) -> Iterator[ReturnedNote]:
        root = self._part("comments")
        if root is None:
            return
        words = Words(styles=self._styles, counter=Counter(lists=self._lists, styles=self._styles))
        for comment in root.iterchildren(w("comment")):
            text = "\n".join(line.text for line in flow(comment, words)).strip()
            if not text:
                continue
            section, found = self._gathered.anchors.get(
                comment.get(w("id"), ""), (Section(heading="comment"), None)
            )
            yield ReturnedNote(
                text=clean(text).text,
                place=self._at(section, found),
                key=keys.get(id(found), "") or keys.get(id(section), ""),
                author=comment.get(w("author"), ""),
                day=day_of(comment),
            )

    def _edges(self) -> Iterator[ReturnedNote]:
        """Yield what stands in headers and footers and is not ours."""
        told: set[str] = set()
        for one in self._related:
            name = self._package.find(one.target) if one.type in {"header", "footer"} else None
            if name is None or one.external:
                continue
            for line in flow(tree_of(self._package, name), self._words(name)):
                for text in (line.text.strip(), *line.boxes):
                    if text and text not in told and not self._is_edge(text):
                        told.add(text)
                        yield ReturnedNote(text=text, place=self._place(one.type), kind="text")

    def _is_edge(self, text: str) -> bool:
        return self._sent.has(text) or fold(text).rstrip("0123456789 ") in {"page", ""}

    # --- findings ------------------------------------------------------------------------------------

    def _told(self, change: Tracked, place: Place, key: str) -> Finding:
        did = "inserted" if change.inserted else "deleted"
        who = f"{change.author or 'somebody'}, {show_day(change.day) if change.day else 'no day'}"
        return TRACKED.found(
            f"{who}: {did} {shorten(change.text, _TOLD)!r}", record=key, place=place
        )

    def _notice(self) -> None:
        """Say what stands beside the words, and by what the fields were found."""
        stores = Stores(self._package)
        for line, section, found in self._gathered.noticed:
            place = self._at(section, found)
            for code in line.fetches:
                self._findings.append(FETCHES.found(f"it says {shorten(code)!r}", place=place))
            if line.hidden.strip():
                message = f"hidden: {shorten(line.hidden.strip(), _TOLD)!r}"
                self._findings.append(HIDDEN.found(message, place=place))
            if line.pictures and found is None:
                message = "a picture or an object stands outside the fields"
                self._findings.append(PICTURE.found(message, place=place))
            if found is None and id(line.tracked) not in self._told_with:
                self._findings += (self._told(one, place, "") for one in summed(line.tracked))
            for bound in line.bound:
                held = stores.value(bound.store, bound.path)
                if held is not None and fold(held) != fold(bound.text):
                    message = (
                        f"it shows {shorten(bound.text, 40)!r}, and the data behind it say "
                        f"{shorten(held, 40)!r}"
                    )
                    self._findings.append(BOUND_ELSEWHERE.found(message, place=place))
        counts: dict[str, int] = {}
        for found in self._gathered.found:
            counts[found.found_by] = counts.get(found.found_by, 0) + 1
        for found_by, words in _FOUND_BY.items():
            if counts.get(found_by):
                message = f"{counts[found_by]} of {len(self._gathered.found)} fields: {words}"
                self._findings.append(
                    FOUND_OTHERWISE.found(message, place=Place(file=self._package.file))
                )


def _names(columns: Iterable[str]) -> str:
    """Return the labels of fields."""
    return ", ".join(LABELS.get(column, column) for column in columns)


_FOUND_BY = {
    "bookmark": "by their bookmarks",
    "key": "by their labels and the visible reference",
    "heading": "by their labels and the heading above them",
}


def _of_another(found: Found) -> str:
    """Say why it is in doubt whose a field is: what names it and where it stands are of two rows."""
    if found.claims == found.section.headed:
        return f"the heading above names {found.claims}, and the reference below another row"
    return f"this is the field of {found.claims}, and stands under another item"
