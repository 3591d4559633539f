"""
Published text: cleaned on the way in, never rewritten, and read with its damage repaired beside it.

Text that went through a PDF or a web page arrives with split words ("Ta rget"), footnote numbers
glued to sentences ("finding.16"), soft hyphens and control characters. The words stay as printed;
`repair` computes a *reading* with the places of what it mended, `fingerprint` says whether two texts
are the same words, `stamp` makes the short digests that travel in a tracker's rows, and `natural_key`
puts label "9" before "10".
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import frozen

__all__ = [
    "Cleaned",
    "Repair",
    "RepairKind",
    "RepairedText",
    "clean",
    "fingerprint",
    "first_unclean",
    "fold",
    "natural_key",
    "repair",
    "shorten",
    "slug",
    "stamp",
]

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, and the carriage return, which XML parsers change on reading."""


@frozen(kw_only=True)
class Cleaned:
    r"""
    A text fit for the model, and what was replaced to make it so.

    Attributes:
        text: The text; line ends are ``\\n``.

        replaced: (offset in *text*, character) of each character that XML cannot hold, in order; it
            stands in *text* as a visible escape such as ``⟨U+000B⟩``.
    """

    text: str
    replaced: tuple[tuple[int, str], ...] = ()


def first_unclean(text: str) -> int | None:
    """Return the offset of the first character that the model refuses, or None."""
    if _is_clean(text):
        return None
    found = _UNCLEAN.search(text)
    return found.start() if found else None


_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A})
_SHORT = 64


def _is_clean(text: str) -> bool:
    """Tell quickly that a text holds nothing unclean; False only means that one has to look."""
    # Every text of a large register comes through here, and a search is five times slower.
    if len(text) < _SHORT and text.isprintable():
        return True
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return False
    return len(encoded) == len(encoded.translate(None, _CONTROLS)) and (
        text.isascii() or not ("\ufffe" in text or "\uffff" in text)
    )


def clean(raw: str) -> Cleaned:
    r"""
    Make *raw* fit for the model: line ends become ``\\n``, what XML cannot hold a visible escape.

    Nothing is dropped; a text that needs no cleaning comes back as it is.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if first_unclean(text) is None:
        return Cleaned(text=text)
    parts: list[str] = []
    replaced: list[tuple[int, str]] = []
    length = start = 0
    for found in _UNCLEAN.finditer(text):
        before = text[start : found.start()]
        escape = f"⟨U+{ord(found.group()):04X}⟩"
        replaced.append((length + len(before), found.group()))
        parts += (before, escape)
        length += len(before) + len(escape)
        start = found.end()
    parts.append(text[start:])
    return Cleaned(text="".join(parts), replaced=tuple(replaced))


def shorten(text: str, limit: int = 60) -> str:
    """Return *text* on one line, at most *limit* characters, for a message; never for a record."""
    # Most texts are one short line already: of white space, only a space can be printed.
    if len(text) <= limit and text.isprintable() and "  " not in text:
        return text.strip()
    beginning = text[: 4 * limit]  # enough, unless most of it is white space
    line = " ".join(beginning.split())
    if len(line) <= limit:
        if len(beginning) < len(text):
            line = " ".join(text.split())
        if len(line) <= limit:
            return line
    cut = line[: limit - 1]
    word_end = cut.rfind(" ", limit // 2)
    return f"{(cut if word_end < 0 else cut[:word_end]).rstrip(' ,;:–-')}…"


def fold(text: str) -> str:
    """
    Reduce *text* to what makes two printings the same words.

    Compatibility forms, case, kinds of quotation mark and dash, invisible characters and white space
    are levelled; letters, digits and punctuation stay. Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # Twice, because compatibility forms unfold into dashes and case folding into loose accents.
    for _ in range(2):
        level = unicodedata.normalize("NFKC", _level(text)).casefold()
        if level.isascii():
            return " ".join(level.split())
        text = unicodedata.normalize("NFKC", level)
    return " ".join(_level(text).split())


_LEVEL = {
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_UNLEVEL = re.compile(f"[{''.join(_LEVEL)}]")


def _level(text: str) -> str:
    # A search for the few that are there is seven times as fast as `str.translate`.
    return _UNLEVEL.sub(lambda found: _LEVEL[found[0]], text)


def fingerprint(text: str) -> str:
    """Return 16 hexadecimal digits that are the same for two printings of the same words (`fold`)."""
    return hashlib.sha256(fold(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


_STAMP_LETTERS = "bcdfghjklmnpqrstvwxz"
_TRIPLES = tuple(
    f"{first}{second}{third}"
    for third in _STAMP_LETTERS
    for second in _STAMP_LETTERS
    for first in _STAMP_LETTERS
)
"""Three letters at a time, the lowest digit first."""


def stamp(*values: str) -> str:
    """
    Return the short digest of one cell, or of several cells together, exactly as shown.

    Six consonants: no word by accident, and nothing that a spreadsheet takes for a number. Two
    different values share a stamp about once in 64 million.
    """
    digest = hashlib.sha256("\x1f".join(values).encode("utf-8", "surrogatepass")).digest()
    rest, first = divmod(int.from_bytes(digest[:8], "big"), len(_TRIPLES))
    return f"{_TRIPLES[first]}{_TRIPLES[rest % len(_TRIPLES)]}"


_DIGITS = re.compile(r"(\d+)")


def natural_key(label: str) -> tuple[tuple[int, int, str], ...]:
    """
    Return a sort key that puts "9" before "10", "4a" before "4b" and an empty label first.

    Digits of any script count by their value; a number may have any length.
    """
    parts = _DIGITS.split(label.casefold())
    return tuple(_key_part(part) for part in parts if part)


def _key_part(part: str) -> tuple[int, int, str]:
    if not part.isdecimal():
        return (1, 0, part)
    digits = part if part.isascii() else "".join(str(unicodedata.decimal(d)) for d in part)
    digits = digits.lstrip("0")
    return (0, len(digits), digits)


_NO_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """
    Return *text* as a part of an id: ``[a-z0-9-]``, without accents; "4a) ii)" becomes "4a-ii".

    Letters of other scripts are left out, so the result may be empty; signs of any script part words
    ("2021–22" becomes "2021-22").
    """
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(c if c.isascii() else _between(c) for c in letters)
    return _NO_SLUG.sub("-", text.lower()).strip("-")


def _between(character: str) -> str:
    """Return what stands in a slug for a character that is not ASCII: nothing for a letter."""
    joins = character.isalnum() or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf", "Lm"}
    return "" if joins else "-"


class RepairKind(StrEnum):
    """What kind of damage a repair mends."""

    SPLIT_WORD = "split-word"
    """A space inside a word, from kerning in a PDF."""

    GLUED_FOOTNOTE = "glued-footnote"
    """A footnote number that lost its raised position and hangs on the sentence."""

    SOFT_HYPHEN = "soft-hyphen"
    """An invisible hyphen inside a word."""


@frozen(kw_only=True)
class Repair:
    """
    One place where the reading differs from the print.

    Attributes:
        kind: The damage.

        start: Offset in the printed text, in characters.

        end: Offset of the first character after it.

        printed: What is printed there.

        reading: What is read, the print without some of its characters; empty for a footnote number.
    """

    kind: RepairKind
    start: int
    end: int
    printed: str
    reading: str


@frozen(kw_only=True)
class RepairedText:
    """
    A text read with its damage repaired.

    Attributes:
        printed: The text as printed.

        text: The text as read.

        repairs: What was mended, in the order of the text; they do not overlap.
    """

    printed: str
    text: str
    repairs: tuple[Repair, ...] = ()

    def printed_offset(self, offset: int) -> int:
        """Return where in *printed* the character at *offset* of *text* stands."""
        shift = 0
        for mend in self.repairs:
            at = mend.start - shift
            if offset < at:
                break
            if offset < at + len(mend.reading):
                return mend.start + _offset_inside(mend, offset - at)
            shift += len(mend.printed) - len(mend.reading)
        return offset + shift

    def printed_words(self, start: int, end: int) -> str:
        """Return the printed characters that offsets *start* to *end* of *text* were read from."""
        if start >= end:
            return ""
        return self.printed[self.printed_offset(start) : self.printed_offset(end - 1) + 1]


def _offset_inside(mend: Repair, offset: int) -> int:
    """Return where in the print of a repair the character at *offset* of its reading stands."""
    found = -1
    for character in mend.reading[: offset + 1]:
        found = mend.printed.index(character, found + 1)
    return found


def repair(printed: str) -> RepairedText:
    """
    Read *printed* with split words joined, glued footnote numbers and soft hyphens left out.

    Careful rather than thorough: two fragments are joined only if together they are a word of the
    field or of the same text and at least one of them is no word by itself; numbers are taken for
    footnotes only after a full stop or quotation mark that ends a sentence (not after "para." or
    "No."), and only if they rise through the text. Total: any text has a reading.
    """
    repairs = [*_split_words(printed), *_glued_footnotes(printed)]
    repairs += (
        Repair(kind=RepairKind.SOFT_HYPHEN, start=i, end=i + 1, printed="\u00ad", reading="")
        for i, character in enumerate(printed)
        if character == "\u00ad"
    )
    if not repairs:
        return RepairedText(printed=printed, text=printed)
    repairs.sort(key=lambda mend: mend.start)
    kept: list[Repair] = []
    parts: list[str] = []
    position = 0
    for mend in repairs:
        if mend.start < position:
            continue
        parts += (printed[position : mend.start], mend.reading)
        position = mend.end
        kept.append(mend)
    parts.append(printed[position:])
    return RepairedText(printed=printed, text="".join(parts), repairs=tuple(kept))


_FOOTNOTE = re.compile(r"(?<=[a-z\]][.!?]|[.!?]['’\"”)])(\d{1,3})(?=\s+[A-Z0-9“‘\"'(]|\s*$)")


def _glued_footnotes(text: str) -> Iterable[Repair]:
    found = [match for match in _FOOTNOTE.finditer(text) if not _is_reference(text, match.start())]
    numbers = [int(match.group()) for match in found]
    if any(later <= earlier for earlier, later in itertools.pairwise(numbers)):
        return []
    return [
        Repair(
            kind=RepairKind.GLUED_FOOTNOTE,
            start=match.start(),
            end=match.end(),
            printed=match.group(),
            reading="",
        )
        for match in found
    ]


def _is_reference(text: str, start: int) -> bool:
    """Tell whether the number at *start* follows an abbreviation: "para.12", "No.5"."""
    before = _ABBREVIATED.search(text, max(0, start - 12), start)
    return before is not None and before.group(1).lower() in _REFERENCES


_ABBREVIATED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,10})\.\Z")
_REFERENCES = frozenset(
    "art ch cl cm col cp fig hc hl no nos p para paras pp pt qq rec recs reg sec ss vol".split()
)

_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![-'’\w])([^\W\d_]{1,14}) (?=([^\W\d_]{1,14})\b(?![-'’]))")


def _split_words(text: str) -> Iterable[Repair]:
    words = Counter(map(str.lower, _WORD.findall(text)))
    pairs = (left.lower() + right.lower() for left, right in _PAIR.findall(text))
    if not any(pair in words or pair in _FIELD_WORDS for pair in pairs):
        return []
    repairs = []
    for match in _PAIR.finditer(text):
        left, right = match.group(1), match.group(2)
        first, second = left.lower(), right.lower()
        joined = first + second
        if not right.islower() or not (joined in _FIELD_WORDS or words.get(joined, 0)):
            continue
        if _is_word(first, words) and _is_word(second, words):
            continue
        repairs.append(
            Repair(
                kind=RepairKind.SPLIT_WORD,
                start=match.start(),
                end=match.end(2),
                printed=text[match.start() : match.end(2)],
                reading=left + right,
            )
        )
    return repairs


def _is_word(fragment: str, words: Mapping[str, int]) -> bool:
    return fragment in _COMMON_WORDS or fragment in _FIELD_WORDS or words.get(fragment, 0) > 1


_FIELD_WORDS = frozenset(
    """
    accept accepted accepts accountability action addressed agency agree agreed agrees annual answer
    assessment audit authority before body cabinet chair commission commitment committee
    completed conclusion conclusions conditions consider consideration consultation continue council
    data date deadline delivered delivery department departmental departments develop
    disagree disagrees evidence financial following framework funding further government
    guidance house implement implementation implemented including inquiry management measures
    minister ministers national noted office original parliament partially partly performance plan
    position principle process progress public publication publish published recognises
    recommendation recommendations recommended reject rejected rejects report reporting reports
    response responses responsible review revised secretary service services should status strategy
    support supports system systems target targets their there therefore these this through together
    treasury under update updated updates which within work would
    january february march april june july august september october november december
    spring summer autumn winter
    """.split()
)

_COMMON_WORDS = frozenset(
    """
    a i an as at be by do go he if in is it me my no of on or so to up us we all and any are but can
    did for get had has her him his how its let may new not now off old one our out own per put saw
    say see set she ten the too top two use was way who why yes yet you men man sent able also been
    both each even ever from have here into just last less like long made make many more most much
    must need next none once only open over part past said same seen some such sure take than that
    them then they time upon very well were what when will with year your ate late gain cover side
    mark port form ward wards head where there about after again other since still
    work works age ages
    """.split()
)
