"""The lines of a document, from front to back, put where they belong: into fields, or beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, field

from accountability.importers.word._facts import Sent, read_identity
from accountability.importers.word._fields import COVER, LABELS, Found, Section, Stray
from accountability.importers.word._lines import Line, Mark, Part
from accountability.text import fold

__all__ = ["Gatherer"]

_BY_LABEL = {fold(label): key for key, label in LABELS.items()}
_AS_SENT = {label: key for key, label in LABELS.items()}
_LABEL_ROOM = 80
_LABELLED = re.compile(
    rf"\s*({'|'.join(map(re.escape, sorted(LABELS.values(), key=len, reverse=True)))})"
    r"\b\s*(:?)[\s–—-]*(.+)",
    re.IGNORECASE | re.DOTALL,
)
"""A label with words behind it on its own line."""
_REFERENCE = re.compile(
    r"reference(?: for returning this (?:form|promise))?: "
    r"(?:(.+) · ((?:~|[a-z]{6})(?: (?:~|[a-z]{6}))*)|(\S+))(?: ?\(please leave\))?",
    re.IGNORECASE,
)
_OF_PROMISE = re.compile(r"reference for returning this promise:", re.IGNORECASE)
_OF_COVER = re.compile(r"reference of the cover: (\S+)", re.IGNORECASE)
_ANY_REFERENCE = re.compile(r"reference of the [a-z ]{1,40}: \S+.*", re.IGNORECASE)
_NEED = re.compile(r"(?:^|\. )What (?:we need from you|is needed): (.+?)\.(?: |$)")
_LABEL_STYLE = "field label"
_ENDS_FIELD = frozenset({_LABEL_STYLE, "reference"})
_FURNITURE = _ENDS_FIELD | {"details", "quoted text", "title", "marking"}
"""Styles of what we write ourselves."""
_SAYS_NEED = frozenset({"details", "table text"})

_PROMPT = re.compile(
    r"\[.*\]|click or tap (?:here )?to enter (?:text|a date)\.?|click here to enter text\.?"
    r"|choose an item\.?",
    re.IGNORECASE | re.DOTALL,
)


@define
class Gatherer:
    """
    Puts the lines of a document where they belong.

    Attributes:
        sent: What the document says was sent.

        found: Its fields, in reading order.

        sections: Its sections, in reading order.

        strays: What stands between the fields.

        identity: What the line for the computer says.

        paper: Id of the report that the reference of the cover names.

        anchors: By the id of a comment, the section and the field where it stands.

        lines: Lines that something beside the words was noticed in, each with section and field.
    """

    sent: Sent
    found: list[Found] = field(factory=list)
    sections: list[Section] = field(factory=list)
    strays: list[Stray] = field(factory=list)
    identity: dict[str, str] = field(factory=dict)
    paper: str = ""
    anchors: dict[str, tuple[Section, Found | None]] = field(factory=dict)
    noticed: list[tuple[Line, Section, Found | None]] = field(factory=list)
    _section: Section = field(factory=Section)
    _above: str = ""
    _open: Found | None = None
    _framed: set[str] = field(factory=set)

    def take(self, line: Line) -> None:
        """Put the next line of the document where it belongs."""
        if not self.sections:
            self.sections.append(self._section)
        if line.opens:
            self._open = None
        if line.opens_row:
            self._begin_row(line)
        before = self._open
        plain = ""
        marks = self._fields(line.marks) if line.marks else ()
        if marks:
            self._start(line, marks)
        else:
            text = line.text
            column = _AS_SENT.get(text)
            if column is not None and line.style.name == _LABEL_STYLE:
                plain = text
                self._begin(Found(self._current(), column))
            else:
                plain = " ".join(text.split())
                if not (plain and self._is_frame(line, plain)):
                    self._words(line, text, plain)
        if (
            line.comments
            or line.tracked
            or line.boxes
            or line.fetches
            or line.bound
            or line.pictures
            or line.hidden
        ):
            held = self._open if self._open is not None else (before if not plain else None)
            for name in line.comments:
                self.anchors[name] = (self._section, held)
            self.noticed.append((line, self._section, held))
            if held is not None:
                held.tracked += line.tracked
                held.pictures += line.pictures
            for box in line.boxes:
                if not self.sent.has(box):
                    self.strays.append(Stray(box, self._section, "text box", held))

    def close(self) -> None:
        """Say whose the words are that were typed behind labels and into headings, at the end of all."""
        self._join_typed()
        below = {(id(one.section), one.column): one for one in self.found if not one.inline}
        found: list[Found] = []
        for typed in self.found:
            held = below.get((id(typed.section), typed.column)) if typed.inline else None
            if held is None:
                found.append(typed)
            elif held.text.strip():
                self.strays.append(Stray(typed.text, held.section, "", held, typed.tracked))
            else:
                held.lines[:] = typed.lines
                held.tracked += typed.tracked
        self.found = found

    def _join_typed(self) -> None:
        """Join sections whose heading was typed with what they stand in, if nothing is answered there."""
        filled = {id(found.section) for found in self.found}
        above = {section.above for section in self.sections if section.above}
        for section in self.sections:
            within = section.inside
            if within is None or section.key or section.letters or id(section) in filled:
                continue
            if section.heading not in above:
                section.heading, section.above = within.heading, within.above

    # --- what is ours ----------------------------------------------------------------------------

    def _is_frame(self, line: Line, plain: str) -> bool:
        """Tell whether a line is one of ours around the fields, and take it as such."""
        first = plain[:1]
        if first in "fF" and plain[:40].lower().startswith("for the computer:"):
            before, _leave, behind = plain.partition(" (please leave)")
            said = read_identity(before)
            if len(said) > 1:
                self.identity = {**self.identity, **said}
                self._open, self._above = None, ""
                self._section = Section(heading="after the last line")
                self.sections.append(self._section)
                if behind.strip():
                    self.strays.append(Stray(behind.strip(), self._section, tracked=line.tracked))
                return True
        if first in "rR" and plain[:9].lower() == "reference" and self._reference(line, plain):
            return True
        style = line.style
        needed = _NEED.search(plain) if style.name in _SAYS_NEED else None
        if needed is not None:
            self._current().need = needed[1]
        ours = self.sent.has(plain)
        known = bool(self.sent.words)
        # What we said before and what stands in a field now was quoted there.
        quoted = self._open is not None and plain in self._framed
        heads = 0 < style.level <= 3 and not (quoted or line.opens_row)
        if heads and (ours or not known):
            self._heading(line, plain)
            return True
        if self._label(line, plain, ours=ours):
            return True
        if style.contents or (line.opens and ours):
            return ours or not known
        if heads and self._open is None:  # it may be one of ours with words of somebody's in it
            within = self._section
            self._heading(line, plain)
            self._section.inside = within
        if known:
            own = style.name in _FURNITURE and not quoted
            framed = ours and (own or self._open is None or self._in_cover())
        else:
            framed = style.name in (_FURNITURE if self._open is None else _ENDS_FIELD)
        if framed:
            self._open = None
            self._framed.add(plain)
        return framed

    def _label(self, line: Line, plain: str, *, ours: bool) -> bool:
        """Take a label, and what somebody typed behind it."""
        styled, known = line.style.name == _LABEL_STYLE, bool(self.sent.words)
        begins = plain[0] in "Yy"
        if not (begins or styled):
            return False
        column = _BY_LABEL.get(fold(plain)) if begins and len(plain) < _LABEL_ROOM else None
        if column is not None and (ours or styled or not known):
            self._begin(Found(self._current(), column))
            return True
        if column is not None or ours:
            return False
        above = self._open
        typed = ""
        found = _LABELLED.match(line.text) if begins else None
        if found is not None and (styled or found[2]):
            column, typed = _BY_LABEL[fold(found[1])], found[3].strip()
        elif styled:  # of the cover, or of something for reading
            label, _colon, typed = line.text.partition(":")
            column = "" if not known or self.sent.has(" ".join(label.split())) else None
        if column is None or not typed.strip() or (above is not None and above.column == column):
            return False
        self._begin(Found(self._current(), column, inline=True, lines=[typed.strip()]))
        if not styled and above is not None and above.letters:
            self._open = above  # a line among those of an answer, which goes on below it
        return True

    def _begin(self, found: Found) -> None:
        self.found.append(found)
        self._open = found

    def _in_cover(self) -> bool:
        return self._open is not None and self._open.column.startswith(COVER)

    def _begin_row(self, line: Line) -> None:
        """Begin a row of a table of ours: its first words are to its fields what a heading is."""
        plain = "" if line.marks else " ".join(line.text.split())
        ours = not self.sent.words or self.sent.has(plain)
        within = None if ours else self._section
        self._section = Section(heading=plain, above="" if plain else self._above, inside=within)
        self.sections.append(self._section)

    def _heading(self, line: Line, plain: str) -> None:
        self._open = None
        if line.style.level < 3:
            self._above = plain
        above = self._above if line.style.level == 3 else ""
        self._section = Section(heading=plain, above=above)
        self.sections.append(self._section)

    def _reference(self, line: Line, plain: str) -> bool:
        before, _dot, after = plain.partition(" · ")
        key = before.partition(": ")[2]
        check = self.sent.rows.get(key)
        if check and after == f"{check} (please leave)":  # as it was sent
            self._closed(line, key, check)
            return True
        found = _REFERENCE.match(plain)
        if found is None or not self._is_key(line, plain, found):
            if _ANY_REFERENCE.fullmatch(plain) and (
                self.sent.has(plain) or (not self.sent.words and line.style.name in _ENDS_FIELD)
            ):
                self._open = None
                of_cover = _OF_COVER.match(plain)
                if of_cover is not None:
                    self.paper = of_cover[1]
                return True
            return False
        key, end = found[1] or found[3], found.end()
        if not found[1]:  # without a check behind it, nothing in the line says where a key ends
            whole = plain[found.start(3) :].partition(" (please leave)")[0].rstrip()
            sent = self.sent.key_said(whole)
            if sent and sent != key:
                key, end = sent, found.start(3) + len(whole)
        section = self._closed(line, key, found[2] or "")
        section.promise = bool(_OF_PROMISE.match(plain))
        rest = plain[end:].removeprefix(" (please leave)").strip()
        if rest and not self.sent.has(plain):
            self.strays.append(Stray(rest, section, "at the reference", tracked=line.tracked))
        return True

    def _closed(self, line: Line, key: str, check: str) -> Section:
        """Close the section with what its reference says, which somebody may have typed into."""
        letters = next((mark.letters for mark in line.marks if mark.kind == "line"), "")
        if letters and self.sent.stamp_of(key) != letters:
            key = self.sent.key_stamped(letters) or key
        section = self._current()
        section.key, section.check, section.closed = key, check, True
        self._open = None
        return section

    def _is_key(self, line: Line, plain: str, found: re.Match[str]) -> bool:
        """Tell whether a line that names a reference is ours, and not a phrase of somebody's."""
        if found[2] or any(mark.kind == "line" for mark in line.marks):
            return True
        if self.sent.rows:
            said = plain[found.start(3) :].partition(" (please leave)")[0]
            return found[3] in self.sent.rows or bool(self.sent.key_said(said))
        return line.style.name == "reference"

    def _current(self) -> Section:
        """Return the section in which a field stands: a new one after a line with a reference."""
        if self._section.closed:
            held = self._section
            self._section = Section(heading=held.heading, above=held.above)
            self.sections.append(self._section)
        return self._section

    # --- fields ----------------------------------------------------------------------------------

    def _fields(self, marks: Sequence[Mark]) -> Sequence[Mark]:
        """Return the marks of fields; what lies over a whole answer says whose the section is."""
        if len(marks) == 2 and marks[1].kind == "control" and marks[0][2:] == marks[1][2:]:
            return (marks[1],) if marks[1].column else ()
        for mark in marks:
            if mark.kind == "whole":
                self._current().letters = mark.letters
        return _fields(marks)

    def _start(self, line: Line, marks: Sequence[Mark]) -> None:
        """Begin the fields whose marks stand in a line."""
        lead = self._plain(line.parts[: marks[0].at]) if marks[0].at else ""
        if lead.strip() and _BY_LABEL.get(fold(lead)):
            lead = ""
        if lead.strip() and len(marks) > 1:
            self.strays.append(Stray(lead.strip(), self._current()))
            lead = ""
        for place, mark in enumerate(marks):
            end = marks[place + 1].at if place + 1 < len(marks) else len(line.parts)
            text = self._plain(line.parts[mark.at : end])
            if place == 0:
                text = f"{line.number}{lead}{text}" if lead or text else ""
            held = self._open
            if held is not None and held.inline and not held.column:
                held.column = mark.column
            if (
                held is not None
                and not (held.letters or held.inline)
                and held.column == mark.column
            ):
                held.letters, held.found_by = mark.letters, mark.kind  # its label stands above it
                held.section = self._current()
            else:
                held = Found(self._current(), mark.column, mark.letters, mark.kind)
                self._begin(held)
            held.add(text, joined=line.joined)

    def _plain(self, parts: Sequence[Part]) -> str:
        """Return the words of parts without prompts that nobody has typed over."""
        if len(parts) == 1 and parts[0].placeholder:
            words = parts[0].text
            return "" if self._is_prompt(words) else words
        if len(parts) == 1 or not any(part.placeholder for part in parts):
            text = "".join([part.text for part in parts])
            if text.startswith("[") and _PROMPT.fullmatch(text.strip()) and self.sent.has(text):
                return ""  # the look is gone, the prompt is not
            return text
        whole: list[str] = []
        prompt: list[str] = []
        for part in (*parts, Part("")):
            if part.placeholder:
                prompt.append(part.text)
                continue
            if prompt:
                words = "".join(prompt)
                if not self._is_prompt(words):
                    whole.append(words)
                prompt.clear()
            whole.append(part.text)
        return "".join(whole)

    def _is_prompt(self, words: str) -> bool:
        """
        Tell whether words in the look of a prompt are one, and not somebody's words in its brackets.

        Where a program left out what was sent, brackets are all there is to go by.
        """
        if self.sent.words:
            return self.sent.has(words)
        return _PROMPT.fullmatch(words.strip()) is not None

    def _words(self, line: Line, text: str, plain: str) -> None:
        """Take a line that is none of ours: it goes on with the field above, or stands by itself."""
        if self._open is not None:
            self._open.add(line.number + self._plain(line.parts), joined=line.joined)
            return
        if plain and not self._is_row_of_ours(plain):
            stray = Stray(text.strip(), self._section, tracked=line.tracked)
            self.strays.append(stray)

    def _is_row_of_ours(self, plain: str) -> bool:
        return " | " in plain and all(map(self._is_cell_of_ours, plain.split(" | ")))

    def _is_cell_of_ours(self, cell: str) -> bool:
        """Tell whether a cell is ours: a slash stands for a paragraph's end, a line's end, or itself."""
        return (
            not cell
            or self.sent.has(cell)
            or self.sent.has(cell.replace(" / ", " "))
            or all(not piece or self.sent.has(piece) for piece in cell.split(" / "))
        )


def _fields(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks of fields, each field once; a control is believed before a bookmark."""
    if len(marks) == 1:
        return list(marks) if marks[0].column else []
    controls = [mark for mark in marks if mark.kind == "control"]
    there = {mark.at for mark in controls} | {mark[2:] for mark in controls}
    found = [
        mark
        for mark in marks
        if mark.column and not (mark.kind == "bookmark" and (mark.at in there or mark[2:] in there))
    ]
    found.sort(key=_at)
    # A program that tracks changes may cut a control in two where one of them begins.
    return [
        mark
        for place, mark in enumerate(found)
        if place == 0
        or (mark.letters, mark.column) != (found[place - 1].letters, found[place - 1].column)
    ]


def _at(mark: Mark) -> int:
    return mark.at
