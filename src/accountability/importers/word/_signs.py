"""Signs that a document names by their place in a font of signs."""

from __future__ import annotations

from lxml.etree import _Element

from accountability.importers.word._tree import w

__all__ = ["sign_of"]

_SYMBOL = (
    {place: chr(place) for place in range(0x20, 0x40)}
    | dict(
        zip(
            (*range(0x41, 0x5B), *range(0x61, 0x7B)),
            "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
            strict=True,
        )
    )
    | {
        0xA3: "≤",
        0xA5: "∞",
        0xAB: "↔",
        0xAC: "←",
        0xAD: "↑",
        0xAE: "→",
        0xAF: "↓",
        0xB0: "°",
        0xB1: "±",
        0xB3: "≥",
        0xB4: "×",
        0xB7: "•",
        0xB8: "÷",
        0xB9: "≠",
        0xBB: "≈",
        0xD6: "√",
        0xE5: "∑",
        0xF2: "∫",
        0x2D: "−",
    }
)
_WINGDINGS = {
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0xA8: "☐",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x78: "☒",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = 0xF000


def sign_of(element: _Element) -> str:
    """Return a sign of a font of signs: its character, or a bullet where only the font knows it."""
    try:
        number = int(element.get(w("char"), ""), 16)
    except ValueError:
        return "•"
    signs = _FONTS.get(element.get(w("font"), "").casefold())
    place = number - _PRIVATE if _PRIVATE <= number <= _PRIVATE + 0xFF else number
    if signs is not None and place < 0x100:
        return signs.get(place, "•")
    return chr(number) if 0x20 <= number < 0xD800 else "•"
