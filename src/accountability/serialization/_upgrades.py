"""
The version of the format, and how files of older versions become files of this one.

An upgrade is a pure function on the plain data of a whole register, from one version to the next. It
leaves what it does not know as it is: whether that is right is judged afterwards, once. Whoever changes
the format adds one function at the end of `UPGRADES`, a file of the old version to the tests, and a line
to the page on the file format; nothing else knows that there were other versions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["FORMAT", "UPGRADES", "Upgrade", "upgrade", "version_after"]

FORMAT = "accountability-register"
"""What every register file says it is."""

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""Takes the plain data of a register of one version and returns that of the next, bar its number."""

UPGRADES: tuple[Upgrade, ...] = ()
"""The way from version 1 to now, one step a version."""


def version_after(upgrades: tuple[Upgrade, ...]) -> int:
    """Return the version that *upgrades* lead to."""
    return len(upgrades) + 1


def upgrade(plain: dict[str, Any], version: int, upgrades: tuple[Upgrade, ...]) -> dict[str, Any]:
    """Bring the plain data of a register of *version* to the newest version."""
    for step in upgrades[version - 1 :]:
        plain = step(plain)
    return {**plain, "version": version_after(upgrades)}
