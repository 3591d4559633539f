"""How often something happens, as a recurrence rule: "every two months" is ``FREQ=MONTHLY;INTERVAL=2``."""

from __future__ import annotations

import re

from accountability.wording._ground import NUMBERS, compiled

__all__ = ["recurrence"]

_EVERY = compiled(
    r"\b(?:every|each|per|a) (?:(?P<other>other|second) |(?P<n>[a-z]+|[0-9]+) )?"
    r"(?P<unit>day|week|month|quarter|year)s?\b"
)
_OFTEN = compiled(r"\b(?:(?P<n>once|twice|[a-z]+|[0-9]+)(?: times)?) (?:a|each|per|every)\b")
_UNITS = {
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}
_ADVERBS = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "quarterly": ("MONTHLY", 3),
    "annually": ("YEARLY", 1),
    "annual": ("YEARLY", 1),
    "yearly": ("YEARLY", 1),
    "biennially": ("YEARLY", 2),
    "biennial": ("YEARLY", 2),
}


def recurrence(words: str) -> str:
    """
    Return the recurrence rule of *words*; empty where they do not say ("regularly", "bi-annually").

    Source:
        RFC 5545, section 3.3.10.
    """
    plain = re.sub(r"\s+", " ", words.strip().lower())
    if plain in _ADVERBS:
        return _rule(*_ADVERBS[plain])
    times = _times(plain)
    every = _EVERY.search(plain)
    if every is None or times is None:
        return ""
    frequency, step = _UNITS[every["unit"]]
    number = 2 if every["other"] else _number(every["n"]) if every["n"] else 1
    if number is None:
        return ""
    if times == 1:
        return _rule(frequency, step * number)
    months = {"MONTHLY": 1, "YEARLY": 12}.get(frequency, 0) * step * number
    return _rule("MONTHLY", months // times) if months and months % times == 0 else ""


def _times(plain: str) -> int | None:
    """Return how many times a period; None if it is said and not understood."""
    found = _OFTEN.search(plain)
    if found is None or found["n"] in {"once", "least"}:
        return 1
    return 2 if found["n"] == "twice" else _number(found["n"])


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() else NUMBERS.get(words)


def _rule(frequency: str, interval: int) -> str:
    if frequency == "MONTHLY" and interval % 12 == 0:
        frequency, interval = "YEARLY", interval // 12
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")
