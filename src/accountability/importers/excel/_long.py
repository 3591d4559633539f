"""
Texts that are longer than a cell holds, joined again from the sheet on which they go on.

The cell ends with words that say so; the parts are found by the row's key and the column's heading,
so that sorting either sheet does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen

from accountability.importers.excel._values import Kind, Typed, Value
from accountability.text import fold

__all__ = ["SHEET", "LongTexts"]

SHEET = "Long texts"
_GOES_ON = re.compile(r" … \[continued on sheet Long texts, rows? (\d+)(?: to (\d+))?\]\Z")


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

    def goes_on(self, text: str) -> bool:
        """Tell whether a cell's words end with where they go on."""
        return _GOES_ON.search(text) is not None

    def whole(self, text: str, sheet: str, key: str, heading: str) -> tuple[str, str]:
        """
        Return a cell's whole text, and why it cannot be taken: one of them is "".

        Args:
            text: Of the cell, with the words at its end.

            sheet: Our name of its sheet.

            key: Of its row.

            heading: With which its column was sent.
        """
        found = _GOES_ON.search(text)
        if found is None:
            return text, ""
        texts = self.held.get((key, fold(heading)), ())
        here = [one for one in texts if one.cell.startswith(f"{sheet}!")] or list(texts)
        if len(here) > 1:
            here = [one for one in here if min(p.row for p in one.parts.values()) == int(found[1])]
        if len(here) != 1:
            return "", f"its text goes on at sheet {SHEET}, where nothing of it was found"
        one = here[0]
        wanted = range(2, max(one.of, *one.parts, 2) + 1)
        pieces = [text[: found.start()]]
        for number in wanted:
            part = one.parts.get(number)
            if part is None:
                return (
                    "",
                    f"part {number} of {len(wanted) + 1} of its text is missing on sheet {SHEET}",
                )
            if isinstance(part.text, Typed) and part.text.kind is not Kind.TEXT:
                return "", f"part {number} of its text ({SHEET}, row {part.row}) is no text"
            pieces.append(part.text.raw if isinstance(part.text, Typed) else part.text or "")
        return "".join(pieces), ""
