"""
The layout of a tracker page as text, recognised by its shape.

Sites that follow recommendations print one item a page: a breadcrumb, a title made of a kind and a
label, the label alone, a shortened text, a label of the kind, the text, a line that ends in the site's
status for the answer, and for each responder a line with its name and status, and the reply. Nothing
here knows a site, a committee or a country; what stands where says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import frozen

from accountability.model import ItemKind
from accountability.text import fold

__all__ = ["Answer", "Block", "Line", "NotThisShapeError", "Page", "StatusLine", "kind_of", "parse"]


@frozen(kw_only=True)
class Line:
    """A line that is not blank: its number from 1, its words, and where they stand in the text."""

    number: int
    text: str
    start: int
    end: int


@frozen(kw_only=True)
class Block:
    """Lines that belong together: their text as printed, first and last number, and where it begins."""

    text: str
    first: int
    last: int
    start: int

    @property
    def place(self) -> str:
        """Where it stands, as a person would say."""
        if self.first == self.last:
            return f"line {self.first}"
        return f"lines {self.first}–{self.last}"

    def line_at(self, offset: int) -> str:
        """Return the line in which the character at *offset* of the text stands."""
        return f"line {self.first + self.text.count(chr(10), 0, offset)}"


@frozen(kw_only=True)
class StatusLine:
    """A line that says something and a status for it: "Ministry of Canals Accepted in Part"."""

    line: Line
    head: str
    status: str


@frozen(kw_only=True)
class Answer:
    """What one responder answers; no block where nothing is printed."""

    head: StatusLine
    text: Block | None


@frozen(kw_only=True)
class Page:
    """
    A tracker page taken apart; every line is in exactly one of its parts.

    Attributes:
        breadcrumb: Where the page stands in its site.

        body: Last part of the breadcrumb: who made the item.

        title: "Recommendation 4".

        title_kind: The title without the label.

        label: The item's number as printed.

        bare_label: The line that repeats the label alone, if there is one.

        summary: The shortened text, if there is one.

        kind: The line that labels the text, if there is one.

        text: The item's text; None if the page prints none.

        heading: The line over the answers, with the site's status; None if there is no such line.

        answers: In the order of the page; may be empty.

        rest: Lines that are none of these, in order.
    """

    breadcrumb: Line
    body: str
    title: Line
    title_kind: str
    label: str
    bare_label: Line | None
    summary: Line | None
    kind: Line | None
    text: Block | None
    heading: StatusLine | None
    answers: tuple[Answer, ...]
    rest: tuple[Line, ...]


class NotThisShapeError(ValueError):
    """The text is no tracker page; the message names the part that is missing."""


_KINDS = {
    "recommendation": ItemKind.RECOMMENDATION,
    "request": ItemKind.REQUEST,
    "concern": ItemKind.CONCERN,
    "conclusion": ItemKind.CONCLUSION,
    "finding": ItemKind.FINDING,
    "paragraph": ItemKind.PARAGRAPH,
}


def kind_of(words: str) -> ItemKind | None:
    """Return the kind that *words* ("Recommendation", "Conclusions") name; None if they name none."""
    return _KINDS.get(fold(words).rstrip(":").removesuffix("s"))


_SEPARATOR = re.compile(r"\s+[·•›»>|/]\s+")
_FURNITURE = re.compile(r"[←→↑↓«»‹›©]|\s[·|]\s")
_ELLIPSIS = ("...", "…")
_HEADER_LINES = 12
"""Lines in which breadcrumb and title must be found; a page's menu may stand in front of them."""


def parse(text: str, known: Callable[[str], bool]) -> Page:
    r"""
    Take a tracker page apart.

    Args:
        text: The page; line ends are ``\n``.

        known: Tells whether some words are a status that such sites print.

    Raises:
        NotThisShapeError: a part without which a text is no such page is missing.
    """
    lines = _lines(text)
    crumb = next((n for n, line in enumerate(lines[:_HEADER_LINES]) if _crumbs(line.text)), None)
    if crumb is None:
        raise NotThisShapeError(
            "no line near its beginning says where it belongs (Section · Committee)"
        )
    title, bare, title_kind, label = _title(lines, crumb)
    after = (bare if bare is not None else title) + 1
    top = _heading(lines, after, known)
    end = top[0] if top else len(lines)
    summary, kind, words = _statement(lines[after:end])
    if kind is None and top is None:
        raise NotThisShapeError(
            "after the title stands neither a label of the kind (Recommendation, Conclusion) nor a "
            "line with the status of a response"
        )
    if summary is None and not words:
        raise NotThisShapeError("nothing stands between its title and the response")
    answers, trailing = _answers(text, lines, top, known) if top else ((), ())
    used = {crumb, title, bare}
    rest = tuple(line for n, line in enumerate(lines[:after]) if n not in used)
    return Page(
        breadcrumb=lines[crumb],
        body=_crumbs(lines[crumb].text)[-1],
        title=lines[title],
        title_kind=title_kind,
        label=label,
        bare_label=lines[bare] if bare is not None else None,
        summary=summary,
        kind=kind,
        text=_block(text, words),
        heading=top[1] if top else None,
        answers=answers,
        rest=rest + trailing,
    )


def _lines(text: str) -> list[Line]:
    # Only "\n" ends a line: other separators, such as U+2028, are characters of the text.
    found = []
    start = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip()
        if words:
            begin = start + len(raw) - len(raw.lstrip())
            found.append(Line(number=number, text=words, start=begin, end=begin + len(words)))
        start += len(raw) + 1
    return found


def _block(text: str, lines: Sequence[Line]) -> Block | None:
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    return Block(
        text=text[first.start : last.end], first=first.number, last=last.number, start=first.start
    )


def _crumbs(words: str) -> list[str]:
    """Return the parts of a breadcrumb; empty if *words* are none."""
    parts = _SEPARATOR.split(words)
    if len(words) > 300 or len(parts) < 2 or not all(parts) or words.endswith((".", "!", "?")):
        return []
    return [part.strip() for part in parts]


_LABEL = re.compile(r"(?P<kind>[^\W\d_][^\d\n]{0,60}?)\s+(?P<label>[\w.()/-]*\d[\w.()/-]*)")


def _title(lines: list[Line], crumb: int) -> tuple[int, int | None, str, str]:
    """Find title and label: a line that ends in the next line, or else a kind and a number."""
    for n in range(crumb + 1, min(len(lines), crumb + 4)):
        words = lines[n].text
        below = lines[n + 1].text if n + 1 < len(lines) else ""
        if below and len(words) <= 100 and words.endswith(f" {below}"):
            return n, n + 1, words.removesuffix(below).strip(), below
        found = _LABEL.fullmatch(words)
        if found and kind_of(found["kind"]):
            return n, None, found["kind"], found["label"]
    raise NotThisShapeError(
        "no title made of a kind and a label (Recommendation 4) follows its breadcrumb"
    )


def _statement(lines: list[Line]) -> tuple[Line | None, Line | None, list[Line]]:
    """Tell summary, label of the kind, and text apart."""
    if lines and kind_of(lines[0].text):
        return None, lines[0], lines[1:]
    if len(lines) > 1 and kind_of(lines[1].text):
        return lines[0], lines[1], lines[2:]
    if lines and lines[0].text.endswith(_ELLIPSIS):
        # A label that is no word of ours ("Observation") is still a short line between the two.
        if len(lines) > 2 and _is_heading(lines[1].text):
            return lines[0], lines[1], lines[2:]
        stem = lines[0].text.rstrip(".…")
        if len(lines) > 1 and lines[1].text.startswith(stem):
            return lines[0], None, lines[1:]
    return None, None, lines


_SMALL = frozenset(
    "a and as at by de del der du et for from in la le not of on or the to und yet &".split()
)


def _is_heading(words: str, most: int = 4) -> bool:
    """Tell whether *words* are short, written with capitals and end without punctuation."""
    parts = words.split()
    return (
        0 < len(parts) <= most
        and words[-1] not in ".!?:;,…"
        and all(part[0].isupper() or not part[0].isalpha() or part in _SMALL for part in parts)
        and parts[0][0].isupper()
    )


_HEADING = re.compile(
    r"(?P<head>(?:[\w'’&-]+\s+){0,6}?(?:Response|Reply|Answer)s?)(?:\s+(?P<status>\S.*))?"
)


def _heading(
    lines: list[Line], first: int, known: Callable[[str], bool]
) -> tuple[int, StatusLine] | None:
    """Find the line over the answers: "Government Response Accepted in Part"."""
    for n in range(first, len(lines)):
        words = lines[n].text
        found = _HEADING.fullmatch(words) if len(words) <= 120 else None
        if found is None or not _is_heading(found["head"], 7):
            continue
        status = found["status"] or ""
        if not status or known(status) or _is_heading(status, 6):
            return n, StatusLine(line=lines[n], head=found["head"], status=status)
    return None


def _answers(
    text: str, lines: list[Line], top: tuple[int, StatusLine], known: Callable[[str], bool]
) -> tuple[tuple[Answer, ...], tuple[Line, ...]]:
    """Part the lines under the heading into responders' lines, replies, and the page's furniture."""
    at, heading = top
    below = lines[at + 1 :]
    last = len(below)
    while last > 1 and _FURNITURE.search(below[last - 1].text) and len(below[last - 1].text) <= 120:
        last -= 1
    below, trailing = below[:last], tuple(below[last:])
    heads: list[tuple[int, StatusLine]] = []
    for n, line in enumerate(below):
        head = _responder(line, heading.status, known)
        if head is not None:
            heads.append((n, head))
    if below and (not heads or heads[0][0] > 0):
        heads.insert(0, _unnamed(below[0], heading, known))
    answers = []
    for n, (begin, head) in enumerate(heads):
        end = heads[n + 1][0] if n + 1 < len(heads) else len(below)
        words = below[begin + 1 if begin >= 0 and head.line is not heading.line else 0 : end]
        answers.append(Answer(head=head, text=_block(text, words)))
    return tuple(answers), trailing


def _unnamed(
    line: Line, heading: StatusLine, known: Callable[[str], bool]
) -> tuple[int, StatusLine]:
    """Take the first line for a responder without a status, else the heading for the responder."""
    if _is_heading(line.text, 8) and len(line.text) <= 80 and not known(line.text):
        return 0, StatusLine(line=line, head=line.text, status="")
    name = re.sub(r"\s*(?:Response|Reply|Answer)s?$", "", heading.head)
    return 0, StatusLine(line=heading.line, head=name or heading.head, status="")


def _responder(line: Line, heading_status: str, known: Callable[[str], bool]) -> StatusLine | None:
    """Read "Ministry of Canals Accepted in Part"; None if the line is no such line."""
    words = line.text
    if len(words) > 120 or words[-1] in ".!?:;,":
        return None
    parts = list(re.finditer(r"\S+", words))
    if len(parts) > 16 or (known(words) and words[0].isupper()):
        return None
    for part in parts[1:]:
        status = words[part.start() :]
        if not status[0].isupper() or not (status == heading_status or known(status)):
            continue
        name = words[: part.start()].rstrip()
        if _is_heading(name, 12) and not _is_no_body(name):
            return StatusLine(line=line, head=name, status=status)
        return None
    return None


def _is_no_body(name: str) -> bool:
    """Tell whether *name* is a word of the reply itself: "Recommendation Accepted"."""
    words = {fold(word).removesuffix("s") for word in re.findall(r"[^\W\d_]+", name)}
    return words <= {
        *_KINDS,
        "status",
        "response",
        "decision",
        "position",
        "the",
        "committee",
        "not",
    }
