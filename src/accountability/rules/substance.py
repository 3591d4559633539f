"""Rules about what a reply is worth: answers in name alone, words not to be used: RSP2xx."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from accountability.dates import PartialDate, show_day
from accountability.findings import Finding, Severity
from accountability.model import Item, Position, Response
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule
from accountability.status import Status
from accountability.text import fold, slug
from accountability.vocabularies import Term, Vocabulary

__all__ = [
    "ANSWERS_NOTHING",
    "ONLY_RESTATES",
    "POINTS_ELSEWHERE",
    "RULES",
    "WORD_NOT_ALLOWED",
]

_NOTHING = re.compile(
    r"[\[(]?(?:n/?a|nil|none|no (?:comment|response|reply|answer)|t\.?b\.?[cad]\.?|"
    r"to (?:be|follow)\b.{0,20}|not applicable|as (?:(?:stated|noted|set out) )?(?:above|below)|"
    r"(?:(?:this |a |the |our )?(?:full |formal )?(?:response|reply|answer) )?(?:is )?"
    r"(?:still )?(?:pending|awaited|to follow|outstanding)\b[^.!?]{0,40}|"
    r"(?:please )?(?:see|refer to) (?:the |our |my )?(?:above|below|introduction|introductory \w+|"
    r"preface|foreword|overview|cover(?:ing)? (?:letter|note)|"
    r"general (?:remarks|comments|response)|(?:previous|earlier) (?:response|reply|answer)|"
    r"(?:response|reply|answer)s?)(?: above| below)?|[\W_]*)[.!]?[\])]?",
    re.IGNORECASE,
)


def _nothing(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        if register.is_draft(response) or not _states_nothing(response) or response.refers_to:
            continue
        text = response.text.strip()
        if not text:
            said = "a reply is printed for it, and it is blank"
        elif _NOTHING.fullmatch(text):
            said = f"the whole reply is {quoted(text, 40)}"
        else:
            continue
        yield ANSWERS_NOTHING.report(inspection, response, f"{said}.", about="text")


def _states_nothing(response: Response) -> bool:
    return response.position in {None, Position.NOT_STATED}


ANSWERS_NOTHING = Rule(
    code="RSP217",
    severity=Severity.WARNING,
    title="A reply that answers nothing",
    rationale=(
        'A row with "n/a" in it is counted as answered by whoever counts rows. The recommendation has '
        "not been answered."
    ),
    source="Committees call such replies perfunctory, and complain of them after months of waiting.",
    help="Ask for an answer; remove the row if the paper does not print one.",
    bad='Reply: "TBC".',
    good='Reply: "The Department does not agree."',
    inspect=_nothing,
)


_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset(
    "the a an and or of to in for on by with that this is are be been it its we our as at will "
    "should would shall must accept accepts accepted agree agrees agreed recommendation "
    "recommendations committee committees government department departments conclusion".split()
)
_OWN_WORDS = 5
_SAME = 0.9
_STANDING = re.compile(
    r"\b(?:already|continues? to|remains? (?:fully )?committed|is (?:fully )?committed|are committed|"
    r"has (?:long|always)|have (?:long|always)|takes? [a-z ]{1,40} seriously|recogni[sz]es?|"
    r"welcomes?|shares? the)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:will|shall|intends?|plans? to|is going to|going forward|is (?:developing|preparing|"
    r"drafting|reviewing)|has (?:published|issued|completed|started|begun|launched))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def _restates(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    accepted = {reply.id for reply, _ in inspection.replies(Status.ACCEPTED)}
    for response in register.responses:
        item = inspection.item_of(response)
        if item is None or register.is_draft(response):
            continue
        text = inspection.reading(response).text
        if _echoes(text, f"{item.title} {inspection.reading(item).text}"):
            said = "its words are those of the recommendation, given back"
        elif response.id in accepted and (words := _stands(inspection, response)):
            said = f"it accepts, and tells only of what is done already: {quoted(words)}"
        else:
            continue
        yield ONLY_RESTATES.report(inspection, response, f"{said}.", about="text")


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if word not in _EMPTY]


def _echoes(reply: str, asked: str) -> bool:
    """Tell whether nearly every word of *reply* that says something stands in *asked*."""
    own = _words(reply)
    if len(own) < _OWN_WORDS:
        return False
    known = set(_words(asked))
    return sum(word in known for word in own) >= _SAME * len(own)


def _stands(inspection: Inspection, response: Response) -> str:
    """Return the first sentence about what is done already, if the reply has no others."""
    read = inspection.position_read(response)
    text = inspection.reading(response).text
    rest = [
        found[0].strip()
        for found in _SENTENCE.finditer(text)
        if found[0].strip() and not (read and read.start <= found.start() < read.end)
    ]
    told = [sentence for sentence in rest if _STANDING.search(sentence)]
    only = told and len(told) == len(rest) and not any(_NEW.search(one) for one in rest)
    return told[0] if only else ""


ONLY_RESTATES = Rule(
    code="RSP218",
    severity=Severity.WARNING,
    title="A reply that only restates",
    rationale=(
        "A recommendation given back in its own words, or a policy that stood before, is no answer to "
        "what should change. English words only."
    ),
    source="Replies that restate policy are what guidance on good responses warns of.",
    help="Ask what will be different, who will do it, and by when.",
    bad='"Agreed. The Department already takes the safety of harbours seriously."',
    good='"Agreed. The Department will train every crew by March 2028."',
    inspect=_restates,
)


def _not_allowed(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        item = inspection.item_of(response)
        vocabulary = inspection.vocabulary_of(item)
        if item is None or not vocabulary.terms or vocabulary.name == "plain":
            continue
        printed = response.printed_status.strip()
        term = vocabulary.read(printed) if printed else _term_for(vocabulary, response.position)
        day = register.day_of(response)
        given = day.earliest if isinstance(day, PartialDate) else None
        if printed and term is None:
            said = f"{quoted(printed, 40)} is none of the words of {quoted(vocabulary.title, 80)}"
        elif term is not None and (until := _ended(term, given)):
            words = printed or response.position_words or term.words[0]
            said = (
                f"{quoted(words, 60)} was not to be used after {show_day(until)} "
                f"({vocabulary.title}), and stands in an answer of {day}"
            )
        else:
            continue
        yield WORD_NOT_ALLOWED.report(inspection, response, f"{said}.", about="printed_status")


def _term_for(vocabulary: Vocabulary, position: Position | None) -> Term | None:
    """Return the term of a position that nobody printed as a status, where all its terms have ended."""
    terms = [term for term in vocabulary.terms if position and term.meanings == (position,)]
    if not terms or any(term.valid_until is None for term in terms):
        return None
    return max(terms, key=lambda term: term.valid_until or dt.date.min)


def _ended(term: Term, given: dt.date | None) -> dt.date | None:
    until = term.valid_until
    return until if until is not None and given is not None and given > until else None


WORD_NOT_ALLOWED = Rule(
    code="RSP219",
    severity=Severity.WARNING,
    title="A word that is not to be used there and then",
    rationale=(
        "Bodies agree with each other in which words answers are given, because the words left out "
        "hide a refusal. A word outside the list, or one given up before that day, breaks this."
    ),
    source=(
        "The Permanent Secretary in Wales undertook that from January 2018 answers say accept or "
        'reject; an answer of June 2018 says "accept in principle" fifteen times.'
    ),
    help="Ask for an answer in the words agreed; keep what was printed.",
    bad='"Accept in principle" in an answer to a Senedd committee in 2027.',
    good='"Accept" in the same answer.',
    inspect=_not_allowed,
)


_POINTER = re.compile(
    r"\bsee\s+(?:also\s+)?(?:(?:our|the)\s+)?(?:(?:response|reply|answer)s?\s+(?:to|under|on)\s+)?"
    r"(?:recommendation|conclusion|item)s?\s+(\d{1,3}[a-z]?)\b",
    re.IGNORECASE,
)
_BRIEF = 30


def _points(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    for response in register.responses:
        pointer = _POINTER.search(response.text)
        if pointer is None or len(response.text.split()) > _BRIEF:
            continue
        named = pointer[1]
        item = inspection.item_of(response)
        held = [inspection.item_of(register.get(end)) for end in response.refers_to]
        labels = [one.label for one in held if one is not None]
        if slug(named) in map(slug, labels):
            continue
        if labels:
            said = f"{quoted(pointer[0], 60)} is printed, and the record points to {labels[0]}"
        elif not _is_label(inspection, item, named):
            said = f"{quoted(pointer[0], 60)} is printed, and the report has no such number"
        else:
            said = f"{quoted(pointer[0], 60)} is printed, and the record points nowhere"
        yield POINTS_ELSEWHERE.report(inspection, response, f"{said}.", about="refers_to")


def _is_label(inspection: Inspection, item: Item | None, number: str) -> bool:
    if item is None:
        return True
    return slug(number) in inspection.labels_of(item.document)


POINTS_ELSEWHERE = Rule(
    code="RSP220",
    severity=Severity.WARNING,
    title="A reply that points to another, and is not followed",
    rationale=(
        '"See recommendation 29" is an answer only with the words of 29 beside it; unfollowed, it is '
        "counted as a reply without a position. Printed pointers are also wrong at times."
    ),
    source='A response whose whole answer to one recommendation is "See recommendation 29".',
    help="Point to the reply that is meant (refers_to), after a look whether the number is right.",
    bad='Reply to 2: "See recommendation 1.", and the record points nowhere.',
    good="The same, with the reply to 1 in refers_to.",
    inspect=_points,
)


RULES: tuple[Rule, ...] = (ANSWERS_NOTHING, ONLY_RESTATES, WORD_NOT_ALLOWED, POINTS_ELSEWHERE)
