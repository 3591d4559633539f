"""
Texts that are longer than a cell holds, joined again from the sheet on which they go on.

The cell says where it goes on; the parts are found by the row's key and the column's heading, so that
sorting either sheet does no harm. A cell that does not say it any more while the parts are there, or says
it where there are none, may hold a piece of a text: it is for a person to decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen

from accountability.importers.excel._values import Kind, Typed, Value
from accountability.tables.known import FILLED_IN
from accountability.text import fold

__all__ = ["SHEET", "Joined", "LongTexts"]

SHEET = "Long texts"
_SAYS_SO = f" … [continued on sheet {SHEET}, row"
_GOES_ON = re.compile(re.escape(_SAYS_SO) + r"s? (\d{1,7})(?: to (\d{1,7}))?\]")


@frozen(kw_only=True)
class Joined:
    """
    A cell's whole text.

    Attributes:
        text: It; "" if it cannot be taken.

        refused: Why it cannot be taken; "".

        doubt: Why it may be a piece of a text only; "".
    """

    text: str = ""
    refused: str = ""
    doubt: str = ""


@frozen(kw_only=True)
class _Part:
    row: int
    text: Value | None


@frozen(kw_only=True)
class _Text:
    """A text that goes on: the cell where it began, how many parts it has, and those that are there."""

    cell: str
    of: int
    parts: dict[int, _Part] = field(factory=dict)


def _count(value: Value | None) -> int:
    raw = value.raw if isinstance(value, Typed) else value or ""
    digits = raw.strip().partition(".")[0]
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else 0


@frozen(kw_only=True)
class LongTexts:
    """The sheet of long texts."""

    held: Mapping[tuple[str, str], tuple[_Text, ...]] = field(factory=dict)

    @classmethod
    def of(cls, rows: Mapping[int, Mapping[str, Value | None]]) -> LongTexts:
        """
        Gather the parts.

        Args:
            rows: By number of the row, its cells by heading.
        """
        held: dict[tuple[str, str], dict[str, _Text]] = {}
        for number, row in rows.items():
            key, cell, column = (
                value if isinstance(value := row.get(name), str) else ""
                for name in ("Row key", "Cell", "Column")
            )
            texts = held.setdefault((key.strip(), fold(column)), {})
            text = texts.setdefault(cell, _Text(cell=cell, of=_count(row.get("Of"))))
            text.parts.setdefault(_count(row.get("Part")), _Part(row=number, text=row.get("Text")))
        return cls(held={key: tuple(texts.values()) for key, texts in held.items()})

    def concern(self, text: str) -> bool:
        """Tell whether a cell's words have to be looked at: they go on, or those of some cell here do."""
        return bool(self.held) or _SAYS_SO in text

    def whole(self, text: str, sheet: str, key: str, heading: str) -> Joined:
        """
        Return a cell's whole text.

        Args:
            text: Of the cell, with the words that say where it goes on.

            sheet: Our name of its sheet.

            key: Of its row.

            heading: With which its column was sent.
        """
        texts = self.held.get((key, fold(heading)), ())
        own = [one for one in texts if one.cell.startswith(f"{sheet}!")]
        found = _GOES_ON.search(text) if _SAYS_SO in text else None
        if found is None:
            doubt = ""
            # Sheets for reading may hold several rows of one key, of which only some are long.
            if own and text.strip() and sheet in FILLED_IN:
                doubt = (
                    f"the text that was sent goes on at sheet {SHEET}, and the cell does not say so any "
                    "more; if what it says now is all, take it in the review, or delete the rows there"
                )
            return Joined(text=text, doubt=doubt)
        here = own or list(texts)
        if len(here) > 1:
            here = [one for one in here if min(p.row for p in one.parts.values()) == int(found[1])]
        after = text[found.end() :]
        if len(here) != 1:
            why = f"its text goes on at sheet {SHEET}, where nothing of it was found"
            return Joined(text=text, doubt=why) if after.strip() else Joined(refused=why)
        pieces = [text[: found.start()]]
        one = here[0]
        wanted = range(2, max(one.of, *one.parts, 2) + 1)
        for number in wanted:
            part = one.parts.get(number)
            if part is None:
                missing = (
                    f"part {number} of {len(wanted) + 1} of its text is missing on sheet {SHEET}"
                )
                return Joined(refused=missing)
            if isinstance(part.text, Typed) and part.text.kind is not Kind.TEXT:
                return Joined(
                    refused=f"part {number} of its text ({SHEET}, row {part.row}) is no text"
                )
            pieces.append(part.text.raw if isinstance(part.text, Typed) else part.text or "")
        # What somebody added behind the words that say where the text goes on comes after all of it.
        return Joined(text="".join([*pieces, after] if after.strip() else pieces))
