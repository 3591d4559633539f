"""
What a file says about itself, in cells and paragraphs that a person reads.

Ten lines first, one label and one text each: what this is, as of when, what is needed, by when, whom to
ask. Then, small, what a program needs to judge the file when it comes back: the same facts stand in
the file's custom properties, but those do not survive every program.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from accountability.dates import show_day
from accountability.model import Document
from accountability.tables.sheets import Tracker
from accountability.tables.visible import Profile, Scope
from accountability.text import fold, stamp

__all__ = [
    "FORMAT_VERSION",
    "LABELS",
    "TECHNICAL",
    "Imprint",
    "Technical",
    "about_lines",
    "technical_lines",
]

FORMAT_VERSION = "1"
"""Version of the tracker's columns and stamps; raised when a reader must know."""

_WHAT: dict[Profile, str] = {
    Profile.KEEPER: "The keeper's own copy: everything the register holds.",
    Profile.RESPONDER: "Recommendations that you answer, or prepare answers to.",
    Profile.SCRUTINY: "What was recommended, what was answered, and what has been done.",
    Profile.PUBLICATION: "What was recommended, what was answered, and what has been done.",
}


_LATER: dict[Profile, str] = {
    Profile.KEEPER: "",
    Profile.RESPONDER: "; what was reported or moved after it is not in this file",
    Profile.SCRUTINY: "; what was answered, reported or moved after it is not in this file",
    Profile.PUBLICATION: "; what was answered, reported or moved after it is not in this file",
}


_WORKING = "A working copy, not for publication."
_USE: dict[Profile, str] = {
    Profile.KEEPER: _WORKING,
    Profile.RESPONDER: _WORKING,
    Profile.SCRUTINY: _WORKING,
    Profile.PUBLICATION: "",
}


@frozen(kw_only=True)
class Imprint:
    """
    What the cover of a published file says of whoever publishes it.

    Attributes:
        publisher: Who publishes it.

        rights: On what terms it may be used, such as the name of a licence.
    """

    publisher: str = ""
    rights: str = ""


def about_lines(
    tracker: Tracker,
    *,
    contact: str,
    return_by: dt.date | None,
    marking: str,
    needs: Mapping[str, int],
    imprint: Imprint | None = None,
) -> tuple[tuple[str, str], ...]:
    """
    Return the lines for people: (label, text), in reading order; none is empty.

    Args:
        tracker: What is in the file.

        contact: Who to ask, and where to return it.

        return_by: By when.

        marking: Protective marking.

        needs: In how many rows what is needed: "Answer", "Progress at 30 September 2027".

        imprint: Who publishes it; of use in what is published.
    """
    profile = tracker.profile
    lines: list[tuple[str, str]] = []
    if marking:
        lines.append(("Marking", marking))
    lines += [
        ("What this is", " ".join(filter(None, (_WHAT[profile], _papers(tracker), _USE[profile])))),
        (
            "As at",
            f"{show_day(tracker.as_of)}. Every status is worked out for that day{_LATER[profile]}.",
        ),
    ]
    needed = _needed(needs)
    if profile is Profile.PUBLICATION:
        lines += _cover_lines(contact, imprint or Imprint())
    else:
        if return_by is not None or contact:
            lines.append(_return_line(contact, return_by))
        if needed and profile is Profile.RESPONDER:
            lines.append(("What we need", needed))
        lines.append(("Where to type", _WHERE[profile]))
    if profile in {Profile.KEEPER, Profile.RESPONDER}:
        lines += [
            (
                "Dates",
                (
                    "Write a date as you would say it: 31 March 2027, March 2027, Spring 2027, "
                    "by the end of 2027."
                ),
            ),
            (
                "Nothing new",
                'Choose "No change since last time". An empty row tells us that you have not answered.',
            ),
            (
                "You may",
                (
                    "Sort, filter, comment, and add columns of your own. Please leave the key columns "
                    "at the right edge alone: they bring your row home."
                ),
            ),
            (
                "More than one date",
                (
                    "If a reply promises several things, give each a row of its own on the sheet "
                    "Commitments, below those that are there, with the number of its recommendation."
                ),
            ),
        ]
    if profile is Profile.RESPONDER:
        lines.append(
            (
                "What happens next",
                "What you write is a draft until it is cleared and sent. Nobody else's drafts are here.",
            )
        )
    if profile in {Profile.SCRUTINY, Profile.PUBLICATION}:
        lines.append(("Answers", "Only answers that were sent or published are shown, no drafts."))
        lines.append(
            (
                "Progress",
                "What is reported as done is the responder's own account, unless somebody else is named.",
            )
        )
    if profile is Profile.PUBLICATION:
        lines += [
            (
                "Note numbers",
                "A heading that ends in [note 1] is explained under that number on sheet Notes.",
            ),
            ("Empty cells", "There are none: where nothing is recorded, the cell says so."),
        ]
    return tuple(lines)


LABELS = (
    "Marking",
    "What this is",
    "As at",
    "Publisher",
    "Contact",
    "Rights",
    "Return",
    "Questions",
    "What we need",
    "Where to type",
    "Dates",
    "Nothing new",
    "You may",
    "More than one date",
    "What happens next",
    "Answers",
    "Progress",
    "Note numbers",
    "Empty cells",
)
"""Labels of the lines for people, in their order; no copy has them all."""

_NOT_STATED = "Not stated."


def _cover_lines(contact: str, imprint: Imprint) -> tuple[tuple[str, str], ...]:
    return (
        ("Publisher", imprint.publisher or _NOT_STATED),
        ("Contact", contact or _NOT_STATED),
        ("Rights", imprint.rights or _NOT_STATED),
    )


_WHERE: dict[Profile, str] = {
    Profile.KEEPER: (
        'Under headings that begin with "Your", and under "Who answers", "Prepared by" and those that '
        'end in "view" and "comment". Those cells are tinted. Everything else is made anew each time.'
    ),
    Profile.RESPONDER: (
        'Under headings that begin with "Your". Those cells are tinted. Everything else is for reading.'
    ),
    Profile.SCRUTINY: (
        'Under the headings that end in "view" and "comment": what you make of the answer. '
        "Those cells are tinted. Everything else is for reading."
    ),
}


def _papers(tracker: Tracker) -> str:
    held = (tracker.register.find(Document, document) for document in tracker.documents)
    titles = dict.fromkeys(
        f"{document.title} ({document.reference})"
        if document.title and document.reference
        else document.title or document.reference
        for document in held
        if document
    )
    names = [title for title in titles if title]
    if not names:
        return ""
    if len(names) > 3:  # more would bury the line
        return f"From {len(names)} documents."
    return f"From: {'; '.join(names)}."


def _return_line(contact: str, return_by: dt.date | None) -> tuple[str, str]:
    if return_by is None:
        return ("Questions", f"To {contact}.")
    to = f", to {contact}" if contact else ""
    return ("Return", f"By {show_day(return_by)}, this file{to}.")


def _needed(needs: Mapping[str, int]) -> str:
    parts = [
        f"{need[0].lower()}{need[1:]} in {_rows(count)}"
        for need, count in needs.items()
        if not need.startswith("Nothing")
    ]
    if not parts:
        return ""
    words = ", ".join(parts)
    return f"{words[0].upper()}{words[1:]}. The second column says what each row needs."


def _rows(count: int) -> str:
    return f"{count:,} row{'s' if count != 1 else ''}"


TECHNICAL = (
    "Register",
    "Made by",
    "File format",
    "Position at",
    "Profile",
    "Scope",
    "Rows sent",
    "Digest of row keys",
)
"""Names of the lines for the computer, in their order; read back by `Technical`."""


def technical_lines(tracker: Tracker) -> tuple[tuple[str, str], ...]:
    """Return the lines for the computer: (name, value)."""
    keys = tracker.keys
    values = (
        tracker.register.id,
        "accountability",
        f"tracker {FORMAT_VERSION}",
        tracker.as_of.isoformat(),
        tracker.profile.value,
        _scope(tracker),
        str(len(keys)),
        stamp(*keys),
    )
    return tuple(zip(TECHNICAL, values, strict=True))


@frozen(kw_only=True)
class Technical:
    """
    The lines for the computer as they came back; a person or a program may have changed them.

    Attributes:
        said: Value of each line that was found, by its name.
    """

    said: Mapping[str, str] = field(factory=dict)

    @property
    def register(self) -> str:
        """Id of the register; "" if it is not said."""
        return self.said.get("Register", "")

    @property
    def as_of(self) -> dt.date | None:
        """Day that it was made for."""
        try:
            return dt.date.fromisoformat(self.said.get("Position at", ""))
        except ValueError:
            return None

    @property
    def profile(self) -> Profile | None:
        """For whom it was made."""
        return next((one for one in Profile if one == self.said.get("Profile", "").lower()), None)

    @property
    def scope(self) -> Scope:
        """Which rows it was made for."""
        lists: dict[str, tuple[str, ...]] = {}
        for part in self.said.get("Scope", "").split(";"):
            name, colon, listed = part.partition(":")
            if colon:
                ids = (_ESCAPE.sub(_unescaped, one.strip()) for one in listed.split(","))
                lists[fold(name)] = tuple(one for one in ids if one)
        return Scope(
            responders=lists.get("responders", ()),
            documents=lists.get("documents", ()),
            items=lists.get("items", ()),
            leading=_LEADING in lists.get("rows", ()),
        )

    @property
    def sent(self) -> int | None:
        """How many rows were sent."""
        digits = self.said.get("Rows sent", "").replace(",", "")
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


_LEADING = "led by the responders"
"""Says of which rows of the responders a file was made."""


def _scope(tracker: Tracker) -> str:
    scope = tracker.scope
    parts = (
        *_listed("responders", scope.responders),
        *_listed("documents", scope.documents),
        *_listed("items", scope.items),
        *((f"rows: {_LEADING}",) if scope.leading else ()),
    )
    return "; ".join(parts) or "everything"


def _listed(name: str, ids: Iterable[str]) -> tuple[str, ...]:
    names = ", ".join(_APART.sub(_escaped, one) for one in ids)
    return (f"{name}: {names}",) if names else ()


_APART = re.compile(r"[%;,\s]|[^\x20-\x7e\w]")
"""What parts ids in a list, what programs change on the way, and what an escape begins with."""


_ESCAPE = re.compile(r"%([0-9A-F]{1,6})%")


def _escaped(found: re.Match[str]) -> str:
    """Write a character of an id by its number: "%2C%"."""
    return f"%{ord(found[0]):X}%"


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 else found[0]
