"""
Finding the term that somebody meant, and saying by which rule it was found.

Cells that people typed differ from the list they were meant to be chosen from: in case, dashes and
spaces, by a slip of the finger, or because two terms stand in one cell ("Implemented/Will be
implemented"). `match_term` reads all of these, says what it overlooked, and never guesses: a word that
could be a denial of a term ("Unresolved", "Not agreed") is not taken for a misspelling of it, two terms
that contradict each other are both given, and what is not known comes back with the nearest terms.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import TypeVar

from attrs import frozen

from accountability.dates import show_day
from accountability.findings import Finding, FindingKind, Place, Severity
from accountability.model import Implementation, Opinion, Position
from accountability.text import clean, shorten
from accountability.vocabularies.term import Term, level
from accountability.vocabularies.terms import (
    Vocabulary,
    load_vocabulary,
    plain,
    vocabulary_names,
)

__all__ = ["KINDS", "MatchRule", "TermMatch", "match_term"]

UNKNOWN_TERM = FindingKind(
    code="IMP792",
    severity=Severity.WARNING,
    title="a printed word is no term of the body's vocabulary",
    help="Look at the nearest terms; if the body does use the word, add it to its vocabulary.",
)
MISSPELLED_TERM = FindingKind(
    code="IMP793",
    severity=Severity.NOTE,
    title="a term was read in spite of a misspelling",
    help="Look whether the term is the one that was meant.",
)
SEVERAL_TERMS = FindingKind(
    code="IMP794",
    severity=Severity.WARNING,
    title="a cell holds terms that contradict each other",
    help="Ask which of them holds, or enter what each part of the recommendation was answered.",
)
TERM_OUT_OF_USE = FindingKind(
    code="IMP795",
    severity=Severity.WARNING,
    title="a term was used outside the time in which the body uses it",
    help="Nothing is lost in reading it; the body may want to know.",
)

KINDS = (UNKNOWN_TERM, MISSPELLED_TERM, SEVERAL_TERMS, TERM_OUT_OF_USE)
"""Kinds of findings that matching a term can report."""

M = TypeVar("M", Position, Implementation, Opinion)


class MatchRule(StrEnum):
    """What was overlooked to find a term; none where it is as printed."""

    CASE = "case"
    """Capitals and small letters."""

    SPACES = "spaces"
    """White space, also none ("notagreed") or a line end."""

    DASHES = "dashes"
    """Kinds of dash, and spaces around them."""

    MARKS = "marks"
    """A full stop or another mark at the end, a kind of quotation mark."""

    COMPOUND = "compound"
    """Several terms in one, read one by one."""

    TYPO = "typo"
    """One slip in a word of five to eight letters, up to two in a longer one."""

    OURS = "ours"
    """The body has no such term; it is one of our own words."""


@frozen(kw_only=True)
class TermMatch:
    """
    What was found for some words.

    Attributes:
        words: As given.

        terms: The terms they are, in order; () if they are none.

        rules: What was overlooked to find them, in the order of `MatchRule`.

        unconfirmed: Whether a term is known only as background.

        nearest: Where there is no term, the words of those that come nearest; mostly three.

        findings: What is worth a person's attention.
    """

    words: str
    terms: tuple[Term, ...] = ()
    rules: tuple[MatchRule, ...] = ()
    unconfirmed: bool = False
    nearest: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def member(self, enum: type[M]) -> M | None:
        """
        Return what all terms that say anything on the axis of *enum* agree on.

        None where none says anything, and where they contradict each other.
        """
        if _opposed(self.terms) is not None:
            return None
        said = {found for term in self.terms if (found := term.member(enum)) is not None}
        return said.pop() if len(said) == 1 else None


def match_term(
    words: str,
    vocabulary: Vocabulary,
    *,
    on: dt.date | None = None,
    record: str = "",
    place: Place | None = None,
) -> TermMatch:
    """
    Find the term of *vocabulary* that *words* are.

    Args:
        words: A whole cell or label, never a sentence of prose.

        vocabulary: Of the body that printed it.

        on: Day on which it was printed, to say so where the body does not use the term then.

        record: Id of the record that the words belong to, for the findings.

        place: Where the words stand, for the findings; without both, the words themselves.

    Returns:
        One term, or those of a compound in order; none, with the nearest and a finding, where the
        words are not known. Never raises.
    """
    found = (
        _one(words, vocabulary) or _compound(words, vocabulary) or _misspelled(words, vocabulary)
    )
    shown = shorten(" ".join(clean(words).text.split()), 80)
    if place is None and not record:
        place = Place(at=f'"{shown}"')
    if found is None:
        nearest = _nearest(words, vocabulary)
        told = f"; the nearest are {_quoted(nearest, ', ')}" if nearest else ""
        message = f'"{shown}" is no term of {vocabulary.title}{told}'
        unknown = UNKNOWN_TERM.found(message, record=record, place=place)
        return TermMatch(words=words, nearest=nearest, findings=(unknown,))
    terms, rules = found
    told_of = (
        *_read_as(shown, terms, rules),
        *_contradictions(shown, terms),
        *_out_of_use(terms, on),
    )
    findings = [kind.found(message, record=record, place=place) for kind, message in told_of]
    return TermMatch(
        words=words,
        terms=terms,
        rules=tuple(rule for rule in MatchRule if rule in rules),
        unconfirmed=any(vocabulary.is_unconfirmed(term) for term in terms),
        findings=tuple(findings),
    )


_Found = tuple[tuple[Term, ...], frozenset[MatchRule]]


# --- one term --------------------------------------------------------------------------------------


def _one(words: str, vocabulary: Vocabulary) -> _Found | None:
    for known in (vocabulary, _plain()):
        rule = frozenset[MatchRule]() if known is vocabulary else frozenset({MatchRule.OURS})
        printed = _index(known, exact=True).get(words)
        if printed is not None:
            return (printed[0],), rule
        key = level(words)
        levelled = _index(known, exact=False).get(key)
        if levelled is not None:
            term, as_printed = levelled
            return (term,), rule | _differences(words, as_printed)
        joined = _joined(known).get(_letters(words))
        if joined is not None and not (_denied(words) and not _denied(joined[1])):
            term, as_printed = joined
            return (term,), rule | _differences(words, as_printed)
    return None


def _index(vocabulary: Vocabulary, *, exact: bool) -> dict[str, tuple[Term, str]]:
    return {
        (printed if exact else level(printed)): (term, printed)
        for term in vocabulary.terms
        for printed in term.words
    }


def _joined(vocabulary: Vocabulary) -> dict[str, tuple[Term, str]]:
    """Index terms without their spaces and dashes; those that two terms share are left out."""
    found: dict[str, tuple[Term, str] | None] = {}
    for term in vocabulary.terms:
        for printed in term.words:
            key = _letters(printed)
            held = found.setdefault(key, (term, printed))
            if held is not None and held[0] is not term:
                found[key] = None
    return {key: held for key, held in found.items() if key and held is not None}


def _letters(words: str) -> str:
    """Return levelled *words* without spaces, dashes, commas, full stops and brackets."""
    return level(words).translate(_IN_BETWEEN)


_IN_BETWEEN = str.maketrans(dict.fromkeys(" -,.()[]"))


def _denied(words: str) -> bool:
    return _DENIAL.match(words) is not None


_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_SPACE = re.compile(r"\s+")


def _differences(words: str, printed: str) -> frozenset[MatchRule]:
    """Tell in what *words* differ from the term *printed* whose letters they share."""
    rules = set()
    if _DASH.findall(words) != _DASH.findall(printed):
        rules.add(MatchRule.DASHES)
    given, known = _DASH.sub("-", words), _DASH.sub("-", printed)
    if _SPACE.findall(given) != _SPACE.findall(known):
        rules.add(MatchRule.SPACES)
    given, known = _SPACE.sub("", given), _SPACE.sub("", known)
    if given.casefold() != known.casefold():
        rules.add(MatchRule.MARKS)
    letters = ["".join(filter(str.isalpha, text)) for text in (given, known)]
    if letters[0] != letters[1]:
        rules.add(MatchRule.CASE)
    return frozenset(rules)


@cache
def _plain() -> Vocabulary:
    return load_vocabulary("plain")


# --- several terms in one cell ---------------------------------------------------------------------

_BETWEEN = re.compile(r"\s*[/;|\n+&]\s*|\s*,\s+|\s+and\s+", re.IGNORECASE)


def _compound(words: str, vocabulary: Vocabulary) -> _Found | None:
    parts = [part for part in _BETWEEN.split(words.strip()) if part.strip(" .")]
    if not 1 < len(parts) <= _PARTS or _denies_what_follows(parts):
        return None
    terms: dict[int, Term] = {}
    rules = {MatchRule.COMPOUND}
    for part in parts:
        found = _one(part, vocabulary) or _misspelled(part, vocabulary)
        if found is None:
            return None
        rules |= found[1]
        terms.update({id(term): term for term in found[0]})
    return tuple(terms.values()), frozenset(rules)


_PARTS = 6
_DENIAL = re.compile(r"\s*(?:not|no|non|never|neither)\b", re.IGNORECASE)


def _denies_what_follows(parts: list[str]) -> bool:
    """Tell whether a "not" may be meant for a later part too: "Not accepted/implemented"."""
    denied = [_denied(part) for part in parts]
    return any(denied[at] and not all(denied[at:]) for at in range(len(parts)))


# --- slips of the finger ---------------------------------------------------------------------------

_LONG, _LONGER = 5, 9
"""Letters from which a word may hold one slip, and two."""

_LONGEST = 200
"""Characters; what is longer is prose, and no term."""

_ENDINGS = frozenset({"d", "ed", "s", "es", "ing", "ly", "er", "r", "or", "able"})
"""What makes another word of a word; "Implement" is no misspelling of "Implemented"."""

_DENYING = ("un", "non", "dis", "in", "im", "mis", "ir", "il", "re", "de", "not", "no")


def _misspelled(words: str, vocabulary: Vocabulary) -> _Found | None:
    """Return the only term that *words* can be a misspelling of; of several, the nearest if one is."""
    if len(words) > _LONGEST:
        return None
    given = level(words).replace("-", " - ").split()
    best: dict[int, list[Term]] = {}
    for term in vocabulary.terms:
        slips = [
            distance
            for printed in term.words
            if (distance := _slips(given, level(printed).replace("-", " - ").split())) is not None
        ]
        if slips:
            best.setdefault(min(slips), []).append(term)
    if not best:
        return None
    nearest = best[min(best)]
    if len({(term.meanings, term.degree) for term in nearest}) > 1:
        return None
    return (nearest[0],), frozenset({MatchRule.TYPO})


def _slips(given: list[str], known: list[str]) -> int | None:
    """Count the slips that make *known* of *given*, word by word; None where it is no misspelling."""
    if len(given) != len(known):
        return None
    total = 0
    for one, other in zip(given, known, strict=True):
        if one != other:
            slips = _slips_in_word(one, other)
            if slips is None:
                return None
            total += slips
    return total


def _slips_in_word(given: str, known: str) -> int | None:
    allowed = 0 if len(known) < _LONG else 1 if len(known) < _LONGER else 2
    if not allowed or abs(len(given) - len(known)) > allowed or given[:1] != known[:1]:
        return None
    if given in _known_words() or not given.isalpha() or _denies(given, known):
        return None
    short, long = sorted((given, known), key=len)
    ends = long.removeprefix(short)
    if ends != long and ends in _ENDINGS and not long.endswith("ss"):
        return None
    distance = _distance(given, known)
    return distance if distance <= allowed else None


def _denies(given: str, known: str) -> bool:
    """Tell whether one of the two words begins as a denial and the other does not."""
    return any(
        given.startswith(prefix) != known.startswith(prefix)
        or given == prefix + known
        or known == prefix + given
        for prefix in _DENYING
    )


@cache
def _known_words() -> frozenset[str]:
    """Return every word of every term that comes with the library: none of them is a misspelling."""
    return frozenset(
        word
        for name in vocabulary_names()
        for term in load_vocabulary(name).terms
        for printed in term.words
        for word in level(printed).replace("-", " ").split()
    )


def _distance(one: str, other: str) -> int:
    """Count insertions, deletions, replacements and exchanges of neighbours between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


# --- what is said of it ----------------------------------------------------------------------------


_Told = Iterator[tuple[FindingKind, str]]


def _quoted(words: Iterable[str], between: str = " and ") -> str:
    return between.join(f'"{one}"' for one in words)


def _read_as(shown: str, terms: tuple[Term, ...], rules: frozenset[MatchRule]) -> _Told:
    if MatchRule.TYPO in rules:
        meant = _quoted(term.words[0] for term in terms)
        yield MISSPELLED_TERM, f'"{shown}" was read as {meant}'


def _contradictions(shown: str, terms: tuple[Term, ...]) -> _Told:
    opposed, told = _opposed(terms), False
    for enum in (Position, Implementation, Opinion):
        said = dict.fromkeys(found for term in terms if (found := term.member(enum)) is not None)
        if len(said) > 1:
            both = _quoted(plain(member) for member in said)
            told = True
            yield SEVERAL_TERMS, f'"{shown}" says both {both}; neither was chosen'
    if opposed is not None and not told:
        yield SEVERAL_TERMS, f'"{shown}" says both {_quoted(opposed)}; neither was chosen'


def _opposed(terms: tuple[Term, ...]) -> tuple[str, str] | None:
    """Return two terms' words of which one denies the other, also where one has no meaning of ours."""
    printed = {level(words): (term, words) for term in terms for words in term.words}
    for key, (term, words) in printed.items():
        for prefix in _OPPOSING:
            other = printed.get(key.removeprefix(prefix)) if key.startswith(prefix) else None
            if other is not None and other[0] is not term:
                return other[1], words
    return None


_OPPOSING = ("un", "non-", "non", "dis", "in", "im", "ir", "il", "not yet ", "not ", "no ")
"""What makes its own denial of a term."""


def _out_of_use(terms: tuple[Term, ...], on: dt.date | None) -> _Told:
    for term in terms:
        if on is None or term.used_on(on):
            continue
        first, last = term.valid_from, term.valid_until
        if last is not None and on > last:
            when = f"after {show_day(last)}, the last day for it"
        else:
            when = f"before {show_day(first)}, the first day for it" if first else "out of use"
        yield TERM_OUT_OF_USE, f'"{term.words[0]}" was used on {show_day(on)}, {when}'


def _nearest(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    by_key: dict[str, str] = {}
    for known in (vocabulary, _plain()):
        for term in known.terms:
            for printed in term.words:
                by_key.setdefault(level(printed), printed)
    keys = difflib.get_close_matches(level(words[:_LONGEST]), by_key, n=3, cutoff=0.5)
    return tuple(by_key[key] for key in keys)
