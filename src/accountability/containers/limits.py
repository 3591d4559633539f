"""How much of a file that is somebody else's is taken in before it is refused."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Limits"]

_MIB = 1024 * 1024


@frozen(kw_only=True)
class Limits:
    """
    How much an importer takes in before it refuses: a file is somebody else's until it has been read.

    A refusal says which limit it was; whoever trusts the file raises that one.

    Attributes:
        bytes: Size of the file.

        lines: Lines of a text, rows of a table.

        unpacked_bytes: Size of a zip container once unpacked.

        part_bytes: Size of one part of a container once unpacked.

        parts: Parts of a container.

        ratio: How many times its packed size a part above 1 MiB may be.

        depth: Elements of XML inside each other.

        attributes: Of one element.

        text: Characters of one text.

        rows: Of one sheet, empty ones that a program wrote down too.

        columns: Of one sheet.

        cells: Of a workbook, cells that a merged range covers included.

        shared_strings: Of a workbook.

        merged_ranges: Of a workbook.

        conditional_formats: Of a workbook.

        comments: Of a workbook.

        names: Defined names of a workbook.

        elements: Of XML in a part of a document.

        macros: Whether a file with macros is read, without them; else it is refused.
    """

    bytes: int = 64 * _MIB
    lines: int = 1_000_000
    unpacked_bytes: int = 200 * _MIB
    part_bytes: int = 100 * _MIB
    parts: int = 2_000
    ratio: int = 200
    depth: int = 256
    attributes: int = 10_000
    text: int = 10_000_000
    rows: int = 100_000
    columns: int = 1_024
    cells: int = 2_000_000
    shared_strings: int = 1_000_000
    merged_ranges: int = 10_000
    conditional_formats: int = 10_000
    comments: int = 20_000
    names: int = 10_000
    elements: int = 2_500_000
    macros: bool = False
