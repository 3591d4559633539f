"""Names of files made from names of bodies: safe in every file system, and no two alike."""

from __future__ import annotations

from collections.abc import Iterable

from accountability.text import slug

__all__ = ["file_names"]

_LONGEST = 100
"""Characters, the ending among them."""

_DEVICES = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"com{number}" for number in range(10)),
        *(f"lpt{number}" for number in range(10)),
    }
)
"""Names that Windows keeps for devices, whatever ending follows."""


def file_names(names: Iterable[str], suffix: str) -> tuple[str, ...]:
    """
    Return a name of a file for each name of a body.

    Args:
        names: Of bodies.

        suffix: Ending of the files, with the dot.

    Returns:
        Lower-case letters, digits and dashes, at most 100 characters; what cannot be written so is
        "team", what comes twice gets "-2".
    """
    taken: set[str] = set()
    made: list[str] = []
    for name in names:
        stem = slug(name) or "team"
        if stem in _DEVICES:
            stem = f"{stem}-team"
        room = _LONGEST - len(suffix)
        stem = stem[:room].rstrip("-")
        wanted, number = stem, 1
        while stem in taken:
            number += 1
            end = f"-{number}"
            stem = wanted[: room - len(end)].rstrip("-") + end
        taken.add(stem)
        made.append(stem + suffix)
    return tuple(made)
