"""
What is done to files that are damaged on purpose, whatever their format.

Some are damaged as files are on their way (cut, flipped, parts lost), most in their XML, so that they
pass the guard and the parser and reach what looks for rows and cells. Each damage has a number, and the
same number does the same damage.
"""

from __future__ import annotations

import io
import random
import re
import resource
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

import pytest
from attrs import frozen

from accountability import AccountabilityError, ImportContext
from accountability.containers import open_package
from accountability.importers import Reading
from accountability.samples import load_sample

SECONDS, MEGABYTES = 5, 200
"""What one file may take."""

MANY, FEW = 2_400, 60

Parts = dict[str, bytes]


def packed(parts: Parts) -> bytes:
    """Pack parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            made.writestr(info, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


# --- damage to the file ---------------------------------------------------------------------------


def cut(chance: random.Random, data: bytes) -> bytes:
    """Lose the end."""
    return data[: chance.randrange(len(data))]


def flip(chance: random.Random, data: bytes) -> bytes:
    """Change some bytes."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def flip_directory(chance: random.Random, data: bytes) -> bytes:
    """Change some bytes where the zip says what it holds."""
    made = bytearray(data)
    start = made.find(b"PK\x01\x02")
    for _ in range(chance.randint(1, 4)):
        made[chance.randrange(start, len(made))] = chance.randrange(256)
    return bytes(made)


def splice(chance: random.Random, data: bytes) -> bytes:
    """Put a piece of the file somewhere else in it."""
    start, at = chance.randrange(len(data)), chance.randrange(len(data))
    return data[:at] + data[start : start + chance.randrange(400)] + data[at:]


FILES: tuple[Callable[[random.Random, bytes], bytes], ...] = (cut, flip, flip_directory, splice)


# --- damage to the parts --------------------------------------------------------------------------


def lose(chance: random.Random, parts: Parts) -> None:
    """Lose a part."""
    del parts[chance.choice(sorted(parts))]


def exchange(chance: random.Random, parts: Parts) -> None:
    """Let two parts change places."""
    one, two = chance.sample(sorted(parts), 2)
    parts[one], parts[two] = parts[two], parts[one]


def empty(chance: random.Random, parts: Parts) -> None:
    """Leave nothing in a part."""
    parts[chance.choice(sorted(parts))] = b""


def rename(chance: random.Random, parts: Parts) -> None:
    """Give a part another name."""
    old = chance.choice(sorted(parts))
    root = "word" if "word/document.xml" in parts else "xl"
    names = [f"{root}/a.xml", "../b", f"{root}\\c.xml", f"{root}/vbaProject.bin", "é.xml"]
    parts[chance.choice(names)] = parts.pop(old)


def declare(chance: random.Random, parts: Parts) -> None:
    """Put a document type, or a word about the encoding, at the front of a part."""
    name = chance.choice(sorted(name for name in parts if name.endswith((".xml", ".rels"))))
    front = chance.choice(
        [
            b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
            b'<?xml version="1.0" encoding="cp037"?>',
            b"\xff\xfe",
            b"&b;",
        ]
    )
    parts[name] = front + parts[name]


PARTS: tuple[Callable[[random.Random, Parts], None], ...] = (lose, exchange, empty, rename, declare)


# --- damage to the XML ----------------------------------------------------------------------------

_ATTRIBUTE = re.compile(r'\s(?!xmlns)([\w:]+)="[^"]*"')
_TEXT = re.compile(r">([^<]+)<")
_END = re.compile(r"</[\w:]+>")


def some_match(chance: random.Random, pattern: re.Pattern[str], xml: str) -> re.Match[str] | None:
    """Choose a place that fits *pattern*, without looking at them all."""
    return pattern.search(xml, chance.randrange(len(xml) or 1)) or pattern.search(xml)


@frozen(kw_only=True)
class Format:
    """
    One format of files, what can be in them, and who reads them.

    Attributes:
        file: Name of a file.

        expected: What the guard expects.

        whole: Files that are whole, as their parts.

        main: Parts in which most of the damage is done.

        values: What an attribute may say.

        texts: What an element may say.

        pieces: What may stand between two tags.

        closed: Elements that may be lost, doubled or moved.

        read: Reads a file.
    """

    file: str
    expected: Literal["workbook", "document"]
    whole: Sequence[Parts]
    main: str
    values: Sequence[str]
    texts: Sequence[str]
    pieces: Sequence[str]
    closed: re.Pattern[str]
    read: Callable[[bytes, ImportContext], Reading]

    # --- damage ---------------------------------------------------------------------------------

    def damaged(self, number: int) -> bytes:
        """Return a damaged file; the same number gives the same bytes."""
        chance = random.Random(number)
        parts = dict(self.whole[number % len(self.whole)])
        kind = chance.random()
        if kind < 0.12:
            return chance.choice(FILES)(chance, packed(parts))
        if kind < 0.2:
            chance.choice(PARTS)(chance, parts)
            return packed(parts)
        for _ in range(chance.randint(1, 5)):
            name = self._some_part(chance, parts)
            try:
                xml = parts[name].decode()
            except UnicodeDecodeError:
                continue
            parts[name] = self._worse(chance, xml).encode("utf-8", "replace")
        return packed(parts)

    def _some_part(self, chance: random.Random, parts: Parts) -> str:
        """Choose a part of XML, a main one more often than not."""
        names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
        main = [name for name in names if self.main in name]
        return chance.choice(main if main and chance.random() < 0.7 else names)

    def _worse(self, chance: random.Random, xml: str) -> str:
        """Return XML with one thing in it that is not as it was."""
        how = chance.choice(_HOW)
        if how == "insert":
            return self._insert(chance, xml)
        pattern = _PLACES.get(how, self.closed)
        found, other = some_match(chance, pattern, xml), some_match(chance, pattern, xml)
        if found is None or other is None:
            return xml
        before, after = xml[: found.start()], xml[found.end() :]
        match how:
            case "other value":
                return f'{before} {found[1]}="{chance.choice(self.values)}"{after}'
            case "other text":
                return f"{before}>{chance.choice(self.texts)}<{after}"
            case "twice":
                return before + found[0] + found[0] + after
            case "elsewhere":
                return before + found[0] + other[0] + after
            case _:
                return before + after

    def _insert(self, chance: random.Random, xml: str) -> str:
        """Put something between two tags."""
        at = xml.find("><", chance.randrange(len(xml) or 1)) + 1
        piece = chance.choice(self.pieces)
        if "<w:" in piece and "xmlns:w=" not in xml:
            piece = "<x/>"
        return xml[:at] + piece + xml[at:] if at else xml

    # --- what comes of it -----------------------------------------------------------------------

    def passes(self, data: bytes) -> bool:
        """Tell whether a file passes the guard, and each part of it is XML that may be read."""
        try:
            package = open_package(data, file=self.file, expected=self.expected)
            for name in package.names:
                package.part(name)
        except AccountabilityError:
            return False
        return True

    def outcome(self, data: bytes, *, judged: bool) -> str:
        """Read a file, every cell of it, and say what came of it; only our own errors are caught."""
        register = load_sample() if judged else None
        try:
            reading = self.read(data, ImportContext(file=self.file, register=register))
        except AccountabilityError as error:
            return "refused" if str(error) else "refused without a word"
        assert reading.returned is not None
        for row in reading.returned.rows:
            assert all(cell.text is not None for cell in row.cells.values())
        return "read"

    def run(self, numbers: range) -> Counter[str]:
        """Feed damaged files to the reader and count what came of them."""
        counts: Counter[str] = Counter()
        for number in numbers:
            data = self.damaged(number)
            past = self.passes(data)
            start = time.process_time()
            came = self.outcome(data, judged=number % 8 == 0)
            assert time.process_time() - start < SECONDS, number
            counts[came] += 1
            counts["past the guard"] += past
        return counts

    def try_a_few(self) -> None:
        """Try a slice of what the session `fuzz` tries."""
        counts = self.run(range(FEW))
        assert FEW == counts["read"] + counts["refused"]
        assert counts["past the guard"] * 2 >= FEW
        assert counts["read"] > 10

    def try_many(self) -> str:
        """Try thousands, in little time and memory; return what came of them."""
        for parts in self.whole:
            assert "read" == self.outcome(packed(parts), judged=True)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        counts = self.run(range(FEW, FEW + MANY))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        assert MANY == counts["read"] + counts["refused"]
        assert counts["past the guard"] * 2 >= MANY
        assert grown < MEGABYTES
        told = ", ".join(f"{name}: {count:,}" for name, count in counts.most_common())
        return f"{MANY:,} damaged {self.expected}s; {told}; {grown:.0f} MB more memory"


_HOW = (
    *("other value", "other value", "no attribute", "other text", "other text", "other text"),
    *("no element", "twice", "elsewhere", "insert", "insert", "tangle"),
)
_PLACES = {
    "other value": _ATTRIBUTE,
    "no attribute": _ATTRIBUTE,
    "other text": _TEXT,
    "tangle": _END,
}
"""Where each damage is done; the others are done to whole elements."""


@pytest.fixture(scope="session")
def format_of() -> Callable[..., Format]:
    """Return what makes a format of which files are damaged."""
    return Format
