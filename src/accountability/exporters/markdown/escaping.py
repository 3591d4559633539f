r"""
Text of others in Markdown: shown as words, whatever it looks like, and still pleasant to read raw.

Only what would mean something where it stands is escaped: ``2026.`` needs no backslash in the middle of
a line, and one at its beginning, where it would number a list. CommonMark is what the page is written
in; what GitHub (strikethrough, mathematics, bare addresses) and MyST (comments, targets, fences of
colons) add is escaped too.
"""

from __future__ import annotations

import re

__all__ = ["as_code", "as_line", "bullet", "quote"]

_ANYWHERE = re.compile(
    r"[\\`*\[~|$^{]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # between letters it is only an underscore
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#|[A-Za-z0-9]+;)"
    r"|(?<=\w)@(?=\w)"
    r"|:(?=//)"
    r"|(?<=[Ww]{3})\."
)
_AT_START = re.compile(
    r"^(?:[#>:%]"
    r"|-(?=\s|$|-[-\s]*$)"
    r"|\+(?=\s|$|\+\+)"
    r"|=(?==*\s*$)"
    r"|\((?=[^)]*\)=\s*$))"
)
_NUMBERED = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)")
# What ends a line is looked for once in each run: begun at every character, a long run takes for ever.
_CLOSING = re.compile(r"(?<!#)#++\s*$")
_EDGES = re.compile(  # U+0085 has no reference that programs agree on
    r"^[^\S\x85]++|(?<![^\S\x85])[^\S\x85]++$"
)
_SEPARATORS = re.compile("[\u2028\u2029]")


def as_line(text: str, *, opens: bool = False) -> str:
    """
    Return *text* on one line, so that Markdown shows exactly these words.

    Args:
        text: Any; its line feeds become spaces.

        opens: Whether it stands at the beginning of a line of the file.
    """
    line = _ANYWHERE.sub(r"\\\g<0>", text.replace("\n", " "))
    line = _CLOSING.sub(lambda found: found[0].replace("#", r"\#"), line)
    if opens:
        line = _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\g<0>", line))
    return _SEPARATORS.sub(_reference, _EDGES.sub(_references, line))


def _references(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in found[0])


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def as_code(name: str) -> str:
    """Return an id as code; one that code would change, as words."""
    if name != " ".join(name.split()) or not name:
        return as_line(name)
    longest = max(map(len, re.findall("`+", name)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if name.startswith("`") or name.endswith("`") else ""
    return f"{fence}{pad}{name}{pad}{fence}"


def quote(text: str) -> str:
    """Return *text* as a quotation; a blank line parts two paragraphs, "" if there are no words."""
    return "\n".join(f"> {line}" if line else ">" for line in _lines(text, opens=True))


def bullet(head: str, text: str = "", tail: str = "", *, indent: str = "") -> str:
    """
    Return an entry of a list.

    Args:
        head: Our own words, or words already escaped; stand first.

        text: Any; its paragraphs stay paragraphs.

        tail: As *head*; stands last, on a line of its own.

        indent: Of the whole entry.
    """
    lines = _lines(text, opens=False)
    lines[:1] = [" ".join(part for part in (head, *lines[:1]) if part)]
    if tail:
        lines[-1] += "\\"
        lines.append(tail)
    return "\n".join(
        f"{indent}{'- ' if number == 0 else '  '}{line}" if line else ""
        for number, line in enumerate(lines)
    )


def _lines(text: str, *, opens: bool) -> list[str]:
    """Return the lines of *text*, hard breaks within its paragraphs, one empty line between them."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            if lines and lines[-1]:
                lines[-1] += "\\"
            lines.append(as_line(line, opens=opens or bool(lines)))
        elif lines and lines[-1]:
            lines.append("")
    if lines and not lines[-1]:
        lines.pop()
    return lines
