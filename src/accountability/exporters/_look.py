"""
How our files look: one set of colours and sizes for every format.

Colour carries nothing that words do not say. Every pair of text and fill has a contrast of at least
4.5 to 1 (WCAG 2.2, success criterion 1.4.3); a test computes each one.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from accountability.status import Status

__all__ = [
    "ACCENT",
    "FILL_IN",
    "FONT",
    "QUIET",
    "RULE",
    "SECONDARY",
    "TEXT",
    "TINTS",
    "Tint",
]

FONT = "Arial"
"""A font that everybody has."""

TEXT = "0B0C0C"
SECONDARY = "505A5F"
ACCENT = "1D70B8"
RULE = "B1B4B6"
QUIET = "F3F2F1"
FILL_IN = "E8F1F8"
"""Lightest tint of the accent, behind cells that are to be filled in."""

BODY, H1, H2, H3 = 12, 24, 18, 14
"""Sizes in points."""


@frozen
class Tint:
    """A fill and the text on it, as RRGGBB."""

    fill: str
    text: str


_LATE = Tint("F4CDC6", "2A0B06")
_OPEN = Tint("FFF7BF", "594D00")
_SAID = Tint("D4ECEA", "10403C")
_MOVING = Tint("BBD4EA", "0C2D4A")
_DONE = Tint("CCE2D8", "005A30")
_REFUSED = Tint("FCD6C3", "6E3619")
_QUIET = Tint("EEEFEF", "282D30")

TINTS: Mapping[Status, Tint] = {
    Status.OVERDUE: _LATE,
    Status.RESPONSE_OVERDUE: _LATE,
    Status.NOT_ADDRESSED: _LATE,
    Status.POSITION_UNCLEAR: _OPEN,
    Status.RESPONSE_AWAITED: _OPEN,
    Status.UNDER_CONSIDERATION: _OPEN,
    Status.ACCEPTED: _SAID,
    Status.PROMISED: _SAID,
    Status.IN_PROGRESS: _MOVING,
    Status.PARTLY_IMPLEMENTED: _MOVING,
    Status.IMPLEMENTED: _DONE,
    Status.REJECTED: _REFUSED,
    Status.CLOSED_NOT_IMPLEMENTED: _REFUSED,
    Status.NOTED: _QUIET,
    Status.CLOSED: _QUIET,
    Status.SUPERSEDED: _QUIET,
    Status.NOT_FOR_RESPONDER: _QUIET,
    Status.RESPONSE_NOT_REQUIRED: _QUIET,
    Status.NOT_YET_MADE: _QUIET,
}
"""The tint behind each status word; none in what is published."""
