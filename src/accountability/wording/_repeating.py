"""How often something happens, as a recurrence rule: "every two months" is ``FREQ=MONTHLY;INTERVAL=2``."""

from __future__ import annotations

import re

from attrs import frozen

from accountability.wording._ground import NUMBERS, compiled

__all__ = ["Again", "again_before", "again_of"]

_EVERY = compiled(
    r"\b(?:every|each|per|a) (?:(?P<other>other|second|alternate) |(?P<n>[a-z]+|[0-9]+) )?"
    r"(?P<unit>day|week|fortnight|month|quarter|year|decade)s?\b"
)
_OFTEN = compiled(r"\b(?:(?P<n>once|twice|[a-z]+|[0-9]+)(?: times)?) (?:a|each|per|every)\b")
_UNITS = {
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
    "decade": ("YEARLY", 10),
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
    "triennially": ("YEARLY", 3),
    "triennial": ("YEARLY", 3),
    "quadrennial": ("YEARLY", 4),
    "quadrennially": ("YEARLY", 4),
    "quinquennial": ("YEARLY", 5),
    "quinquennially": ("YEARLY", 5),
    "decennial": ("YEARLY", 10),
    "decennially": ("YEARLY", 10),
}
_TIMES = {"once": 1, "twice": 2, "half": 2, "semi": 2, "thrice": 3}
"""Words in front of "yearly" that say how often in one year."""

_ADVERB = (
    r"(?:daily|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?|(?:bi|tri)ennial(?:ly)?)"
)
_PREFIXED = compiled(rf"^(?P<before>.+?)(?P<gap>[\s-]*)(?P<adverb>{_ADVERB})$")
_TWO = "bi"

_COUNT = rf"[0-9]{{1,3}}|(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
BEFORE = compiled(
    rf"(?:(?<![\w-])(?:[^\W_]+-){{1,2}}|\b(?:(?:{_COUNT}|half|twice|thrice|once|bi|semi|tri) ))$"
)
"""What stands in front of "monthly" and changes how often that is: "six-", "half ", "bi-"."""

_LAST = compiled(
    rf"(?:\b(?:(?:bi|semi|tri)?{_ADVERB}|termly)"
    rf"|\b(?:every|each) (?:(?:other|second|alternate|{_COUNT}) )?"
    r"(?:day|week|fortnight|month|quarter|year)s?"
    r"|\b(?:every|each) (?:other|second|alternate))[\s,]*$"
)


@frozen(kw_only=True)
class Again:
    """How often: a rule, empty where the words do not say or can mean two things, and what to know of it."""

    rule: str = ""
    notes: tuple[str, ...] = ()


def again_of(words: str) -> Again:
    """
    Return how often *words* say that something happens.

    Source:
        RFC 5545, section 3.3.10.
    """
    plain = re.sub(r"\s+", " ", words.strip().lower()).removeprefix("at least ")
    if plain in _ADVERBS:
        return Again(rule=_rule(*_ADVERBS[plain]))
    prefixed = _PREFIXED.match(plain)
    if prefixed:
        return _with_prefix(prefixed["before"].strip(), prefixed["gap"], prefixed["adverb"])
    times = _times(plain)
    every = _EVERY.search(plain)
    if every is None or times is None:
        return Again()
    frequency, step = _UNITS[every["unit"]]
    number = 2 if every["other"] else _number(every["n"]) if every["n"] else 1
    return Again() if number is None else _of(frequency, step * number, times)


def again_before(before: str) -> Again | None:
    """Return how often the end of *before* says ("six-monthly, ", "every other "); None if it does not."""
    found = _LAST.search(before)
    if found is None:
        return None
    words = found.group().strip(" ,\n\t")
    prefix = BEFORE.search(before, max(0, found.start() - 30), found.start())
    if words[0] not in "eE" and prefix:
        words = prefix.group() + words
    if words.lower().endswith(("other", "second", "alternate")):
        words += " year"  # "every other March"
    return again_of(words)


def _with_prefix(before: str, gap: str, adverb: str) -> Again:
    """Read "six-monthly" and "half-yearly"; "bi-monthly" is said both of half a month and of two."""
    frequency, step = _ADVERBS[adverb]
    unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[frequency]
    plural = f"{'two ' if step == 1 else f'{2 * step} '}{unit}s"
    number = _number(before)
    if before == _TWO:
        once = f"a {unit}" if step == 1 else f"in {step} {unit}s"
        return Again(notes=(f"could mean every {plural} or twice {once}",))
    if before in _TIMES:
        return _of(frequency, step, _TIMES[before])
    if number is None:
        return Again(notes=(f"how often {before + gap + adverb!r} is, is not read",))
    notes: tuple[str, ...] = ()
    if not gap.startswith("-"):
        notes = (f"could also mean {before} of them, {adverb}",) if number > 1 else ()
    return Again(rule=_rule(frequency, step * number), notes=notes)


def _of(frequency: str, step: int, times: int) -> Again:
    """Return the rule of what happens *times* in *step* units; none where no whole months lie between."""
    if times == 1:
        return Again(rule=_rule(frequency, step))
    months = {"MONTHLY": 1, "YEARLY": 12}.get(frequency, 0) * step
    return Again(rule=_rule("MONTHLY", months // times) if months and months % times == 0 else "")


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
