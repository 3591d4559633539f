"""What one sentence says to the recommendation: each verb with its object, then all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from attrs import frozen

from accountability.model import Position
from accountability.text import clean
from accountability.wording._ground import compiled
from accountability.wording._lexicon import Family, Words, words_of
from accountability.wording._settled import Standing, Standings, clause_before
from accountability.wording._whose import speaks_for_another

__all__ = ["Stance", "stance_of", "unbracketed"]


@frozen(kw_only=True)
class Stance:
    """What a sentence says: a position, and how far it can be relied on."""

    position: Position
    hedged: bool = False
    weak: bool = False
    """Whether a later sentence that takes a firmer position decides instead."""
    hedges: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


class _Thing(Enum):
    """What a verb is said of."""

    ITEM = "item"
    GENERAL = "general"
    """Recommendations at large: said of a report, perhaps not of this item."""
    PART = "part"
    VIEW = "view"
    """The recommender's view, which is not what it asks for."""
    OTHER = "other"


@frozen(kw_only=True)
class _Said:
    family: Family
    thing: _Thing
    standing: Standing
    start: int
    end: int
    behind: int
    """Where the object ends."""
    words: str = ""
    minor: bool = False
    """Whether the object is a conclusion or the like, not the recommendation itself."""


_BARE_BEHIND = compiled(
    r"(?: with| to)?(?: (?:this|it|that|them|these|both))?"
    r"(?: in full| entirely| fully| wholly| (?:in principle|in part|partially|partly|broadly)"
    r"| with (?:comments?|modifications?|qualifications?|reservations?|amendments?|conditions?|caveats?))?"
    r"(?=\s*(?:[.,;:!()]|$|-\s)| (?:and|but|subject to|that a|in|only|so|as|because|even)\b)"
)
_SUBJECT = compiled(
    r"(?:^|[,;:]|\b(?:and|but|that|which|although|while|because)\b)[\W\d]*"
    r"(?:\s?(?:[\w'.&()-]+\s){0,8}?[\w'.&()-]+)"
    r"(?:\s(?:do|does|did|has|have|had|can|could|will|would|is|are|not|cannot|never|now|also|therefore|fully"
    r"|[a-z]{2,20}ly|however|to|able|unable|happy|pleased|decided)){0,6}\s$"
)
_PASSIVE_BEHIND = compiled(
    r"(?=\s*(?:[.,;:!()]|$|-\s)| (?:and|but|by|subject to|in (?:full|part|principle))\b)"
)
_ONLY = compiled(
    r"\b(?:(?:for|in|as regards|as to|at|within|on) (?:(?!only\b)[\w'-]+ ){1,5}only\b"
    r"|only (?:for|in|as regards|as to|to the extent|insofar as|where|if|when|within|at)\b(?: [\w'-]+){0,5})"
)
"""What a yes is narrowed to: "for England only"."""

_NARROWED = compiled(
    r"\b(?:with (?:(?:one|two|some|several|certain|an?|the following|these|a few|minor|slight|many) ){1,2}"
    r"(?:exceptions?|reservations?|caveats?|conditions?|qualifications?|provisos?|changes?|amendments?"
    r"|modifications?|comments?)|conditional (?:on|upon)|save (?=in\b|that\b|where\b|as\b)|but for|barring"
    r"|outside (?!the (?:committee|house)\b)|with (?:some |great )?(?:regret|reluctance)|reluctantly"
    r"|on condition|not its|not the|pending)\b"
)
_LATER = compiled(
    r",? (?:when|once|as soon as|after|until|where|wherever|whenever|in so far|so long as)\b"
)
_AS_OTHER = compiled(
    r" (?:practice|wisdom|to be|as being|as (?!it\b|they\b|part of|set out|written|drafted|proposed|a whole"
    r"|recommended|amended|modified|printed|stated|we\b|the (?:government|department|ministry)))\b"
)
"""Where a verb says of something what it is taken for, and not yes to it."""

_A_CLAUSE = compiled(
    r"(?:\([^)]{1,40}\))? (?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|shall"
    r"|does|do|did|cannot|deserve|merit|raise|reflect|require|need|make|seek|come|came|go|build|highlight"
    r"|represent|remain|follow|provide|present|arise|arose|carrie|carry|matter|appl(?:y|ie)|rest"
    r"|depend|point|stem|touche?|reache?|goe|took|take|give|gave|speak|spoke|show|pose"
    r"|involve|mean|meant|cost|belong|stand|stood)s?\b"
)
"""A verb behind an object: what is accepted is what the clause says ("this recommendation was made")."""

_PRONOUN = compiled(r"\s(?:this|it|that|them|these|both)\b")
_ALONE_BEFORE = compiled(
    r"^[\W\d]*(?:[A-Za-z'\s]{0,40}\b(?:response|reply|answer|position)\s*:)?"
    r"[\W\d]*(?:(?:fully|wholly|entirely|broadly|largely|generally|mostly|partially|partly|partial|in part"
    r"|in principle|not|do not|does not|did not|in principle,)\s+){0,2}$"
)
_LABEL_BEFORE = compiled(
    r"^[\W\d]*(?:recommendations?|conclusion)(?: [0-9]{1,3}[a-z]?(?:\([a-z]\))?)?\s*[:-]?\s*"
    r"(?:(?:fully|broadly|largely|partially|partly|not)\s+)?$"
)
_RELATIVE = compiled(
    r"\b(?:something|a recommendation|one)(?: (?:that|which|with which))? (?:[\w'-]+ ){1,5}$"
)
_TO_DO = compiled(
    r"\s(?:to|that (?:it|we|they) (?:should|will|must)) (?:fully )?"
    r"(?:implement|adopt|do|act|carry out|take forward)\b"
)
_TO_LOOK = compiled(
    r"\s(?:to|that (?:it|we|they) (?:should|will|must)) (?:[a-z]{2,20}ly )?"
    r"(?:consider|explore|review|look at|look into|examine|reflect)\b"
)
_VIEW = compiled(
    r"(?: with| to)?(?: the| this| that| its)?(?: (?!of\b|that\b)[\w'-]+){0,4}?"
    r" (?:views?|assessment|analysis|premise|characteri[sz]ation)\b"
)
_NOT_ALL = compiled(r"\b(?P<how>fully|entirely|wholly|completely|altogether)\s+$")
_IN_FULL = compiled(r"^[^.;]{0,120}\b(?P<how>in full|in its entirety)\b")
_FULLY = compiled(r"\bin full\b")
_NOT_ALL_OF = compiled(r"(?: with| to)? (?P<how>all)(?: of\b| (?:the|these|its|this|your|their)\b)")
_NONE_OF = compiled(r"(?: with| to)? (?:none|neither|nothing|no)\b")
_BOTH_PARTS = compiled(r"\b(?:both|all)\s+(?:of the |the )?$")
_BUT = compiled(r"\b(?:but|however|yet|nevertheless|nonetheless)\b")
_NOT_REFUSED = compiled(
    r"\b(?:do|does|did)(?: not|n't) (?:reject|disagree|dissent|oppose)"
    r"|\bneither (?:accepts?|agrees?|rejects?|agree|accept)\b"
)
_MINOR = compiled(r"\b(?:conclusions?|findings?|observations?|proposals?|suggestions?|requests?)$")
_ADVERBS = compiled(r"(?:[a-z]{2,20}ly|now|also|therefore|not|in principle|in part)\s+$")


def stance_of(sentence: str, vocabulary: str, responder: tuple[str, ...] = ()) -> Stance | None:
    """Return what *sentence*, levelled, says for *responder*, by its names; None if nothing of the kind."""
    words = words_of(vocabulary)
    flat = unbracketed(sentence)
    if words.not_ours.search(flat):
        return Stance(position=Position.NOT_FOR_RESPONDER)
    if _NOT_REFUSED.search(flat):
        return Stance(position=Position.NOT_STATED, hedged=True)
    said = list(_said(flat, words, responder))
    found = _together(flat, said, words)
    if found is not None:
        return found
    asked = flat.rstrip().endswith("?")
    if not asked and (words.considering.search(flat) or words.considering_alone.search(flat)):
        return Stance(position=Position.UNDER_CONSIDERATION, weak=True)
    if words.for_others.search(flat):
        return Stance(position=Position.NOT_FOR_RESPONDER, weak=True)
    if any(
        one.family is Family.NOTES
        and one.standing is Standing.SAID
        and one.thing is not _Thing.OTHER
        for one in said
    ):
        return Stance(position=Position.NOTED, weak=True)
    if said or words.near.search(flat):
        return Stance(position=Position.NOT_STATED, hedged=True)
    return None


def unbracketed(sentence: str) -> str:
    """Return *sentence* with blanks for the brackets that say nothing; places stay."""
    return _IN_BRACKETS.sub(r" \1 ", sentence.translate(_BRACKETS))


_BRACKETS = str.maketrans("[]", "  ")
_IN_BRACKETS = compiled(r"\((in (?:part|principle|full))\)")


# --- one verb -------------------------------------------------------------------------------------


def _said(sentence: str, words: Words, responder: tuple[str, ...]) -> Iterator[_Said]:
    standings = Standings(sentence)
    for verb in words.verb.finditer(sentence):
        start, end = verb.span()
        family = words.families[" ".join(verb.group().lower().split())]
        thing, behind, minor = _thing(sentence, (start, end), family, words)
        if _says_of_it(sentence, start, end, behind):
            thing, behind, minor = _Thing.OTHER, end, False
        standing = standings.of(start, end, refuses=family is Family.REFUSES)
        if (
            standing is Standing.SAID
            and thing is not _Thing.OTHER
            and _NONE_OF.match(sentence, end)
        ):
            standing = Standing.DENIED
        if responder and speaks_for_another(
            clause_before(sentence, start), sentence[end : end + 120], responder
        ):
            standing = Standing.UNSETTLED
        yield _Said(
            family=family,
            thing=thing,
            standing=standing,
            start=start,
            end=end,
            behind=behind,
            words=sentence[end:behind],
            minor=minor,
        )


def _thing(
    sentence: str, place: tuple[int, int], family: Family, words: Words
) -> tuple[_Thing, int, bool]:
    """Return what the verb at *place* is said of, where that ends, and whether it is a minor item."""
    start, end = place
    left = clause_before(sentence, start)
    if family is Family.AGREEMENT:
        alone = _ALONE_BEFORE.match(sentence[:start]) and re.match(
            r"\W*$|\s*[.:;,]", sentence[end:]
        )
        return (_Thing.ITEM if alone else _Thing.OTHER), end, False
    item = words.item.match(sentence, end)
    general = words.general.match(sentence, end)
    part = words.part.match(sentence, end)
    if part:
        return _Thing.PART, part.end(), False
    if general and not re.search(r"\b(?:this|these|both|those)\b", general.group(), re.IGNORECASE):
        return _Thing.GENERAL, general.end(), False
    if item:
        return _Thing.ITEM, item.end(), _MINOR.search(item.group()) is not None
    none = _NONE_OF.match(sentence, end)
    if none:
        return _Thing.ITEM, none.end(), False
    if family in {Family.ACCEPTS, Family.REFUSES} and _VIEW.match(sentence, end):
        return _Thing.VIEW, end, False
    if words.passive_parts.search(sentence, max(0, start - 200), start):
        return _Thing.PART, end, False
    passive = words.passive.search(left)
    if passive and (passive["noun"] or _PASSIVE_BEHIND.match(sentence, end)):
        if passive["part"] and not _BOTH_PARTS.search(left[: passive.start("part")]):
            return _Thing.PART, end, False
        return _Thing.ITEM, end, False
    bare = _BARE_BEHIND.match(sentence, end)
    if bare and _is_bare(sentence, start, left, bare.group(), family):
        return _Thing.ITEM, bare.end(), False
    if family is Family.ACCEPTS:
        doing = _TO_DO.match(sentence, end)
        if doing:
            return _Thing.ITEM, doing.end(), False
    return _Thing.OTHER, end, False


def _says_of_it(sentence: str, start: int, end: int, behind: int) -> bool:
    """Tell whether what is accepted is said *of* the object: that it "was made", or is "hard"."""
    if _AS_OTHER.match(sentence, end):
        return True
    if behind == end or _LABEL_BEFORE.match(sentence[:start]):
        return False
    return _NOUN_LAST.search(sentence[end:behind]) is not None and (
        _A_CLAUSE.match(sentence, behind) is not None
    )


_NOUN_LAST = compiled(r"(?:\w{4,}s?|[0-9]{1,4}[a-z]?|\([a-z]\))$")


def _is_bare(sentence: str, start: int, left: str, behind: str, family: Family) -> bool:
    """Tell whether a verb without a noun behind it stands for the reply: "We agree.", "Accepted"."""
    before = sentence[:start]
    if family is Family.NOTES:
        return _ALONE_BEFORE.match(before) is not None
    if _ALONE_BEFORE.match(before) or _LABEL_BEFORE.match(before) or _RELATIVE.search(left):
        return True
    if _PRONOUN.match(behind.removeprefix(" with").removeprefix(" to")):
        return True
    if re.search(r"\b(?:as|be)\s+$", left, re.IGNORECASE):
        return False
    return _SUBJECT.search(before[-200:]) is not None and family is not Family.SUPPORTS


# --- all of a sentence ----------------------------------------------------------------------------


def _together(sentence: str, said: list[_Said], words: Words) -> Stance | None:
    yes = [
        one
        for one in said
        if one.standing is Standing.SAID
        and one.thing not in {_Thing.OTHER, _Thing.VIEW}
        and (
            one.family in {Family.ACCEPTS, Family.AGREEMENT, Family.SUPPORTS}
            or (one.family is Family.ADOPTS and words.in_principle.search(sentence))
        )
    ]
    no = [one for one in said if _refuses(one)]
    not_all = next((how for one in no if (how := _not_all(sentence, one))), "")
    if not_all and not yes:
        return Stance(position=Position.PARTIALLY_ACCEPTED, hedges=(not_all,))
    phrase = words.refused.search(sentence)
    real = [one for one in no if one.thing is not _Thing.VIEW]
    if (real or phrase) and yes:
        return _both(sentence, yes, real, words)
    if real or phrase:
        if real and all(one.thing is _Thing.PART for one in real):
            if any(words.partly_before.search(clause_before(sentence, one.start)) for one in real):
                return Stance(position=Position.PARTIALLY_ACCEPTED, hedged=True)
            return Stance(position=Position.REJECTED, hedged=True)
        if any(_partly_refused(sentence, one, words) for one in real):
            return Stance(position=Position.PARTIALLY_ACCEPTED, hedged=True)
        return Stance(position=Position.REJECTED)
    looks = [one for one in said if one.standing is Standing.SAID and _looks(sentence, one)]
    if looks and not yes:
        return Stance(position=Position.UNDER_CONSIDERATION, weak=True)
    if yes:
        return _accepted(sentence, yes, no, words)
    if no:
        # "Does not agree with the Committee's view" says no, though perhaps not to what was asked.
        return Stance(position=Position.REJECTED, hedged=True)
    return None


def _refuses(one: _Said) -> bool:
    if one.thing is _Thing.OTHER or one.family is Family.NOTES:
        return False
    if one.family is Family.REFUSES:
        return one.standing is Standing.SAID
    return one.standing is Standing.DENIED


def _looks(sentence: str, one: _Said) -> bool:
    return one.family is Family.ACCEPTS and _TO_LOOK.match(sentence, one.end) is not None


def _not_all(sentence: str, one: _Said) -> str:
    """Return the word that makes a denial one of the whole only: "does not accept all of"; else nothing."""
    if one.standing is not Standing.DENIED:
        return ""
    found = (
        _IN_FULL.match(sentence[one.end :])
        or _NOT_ALL.search(sentence[max(0, one.start - 40) : one.start])
        or _NOT_ALL_OF.match(sentence, one.end)
    )
    return _plain(found["how"]) if found else ""


def _partly_refused(sentence: str, one: _Said, words: Words) -> bool:
    """Tell whether a refusal is partial: "partially disagrees", "disagrees … in part"."""
    if one.family is not Family.REFUSES:
        return False
    left = clause_before(sentence, one.start)
    return (
        words.partly_before.search(left) is not None
        or words.partly_behind.search(sentence, one.end, one.end + 160) is not None
    )


def _both(sentence: str, yes: list[_Said], no: list[_Said], words: Words) -> Stance:
    """Return what a sentence with a yes and a no says."""
    if no and all(one.minor for one in yes) and not any(one.minor for one in no):
        # The conclusion is agreed with, the recommendation is not.
        return Stance(position=Position.REJECTED, hedged=True)
    first = min(one.end for one in (*yes, *no)) if no else yes[0].end
    exceptions = tuple(
        clean(one.words.strip()).text.removeprefix("with ").removeprefix("to ")
        for one in no
        if one.thing is _Thing.PART and one.words.strip()
    )
    return Stance(
        position=Position.PARTIALLY_ACCEPTED,
        hedged=True,
        hedges=tuple(found.group().lower() for found in _BUT.finditer(sentence, first))[:1],
        exceptions=exceptions,
    )


def _accepted(sentence: str, yes: list[_Said], no: list[_Said], words: Words) -> Stance:
    one = yes[0]
    left = _hedging_before(sentence, one.start)
    right = sentence[one.end : one.end + 300]
    behind = re.split(r"[.;]", right, maxsplit=1)[0]
    general = all(entry.thing is _Thing.GENERAL for entry in yes)
    hedges: list[str] = []
    exceptions: list[str] = []
    held = _reservations(sentence, min(entry.end for entry in (*yes, *no)), words)
    held += [" ".join(found.group().lower().split()) for found in _ONLY.finditer(sentence, one.end)]
    later = _LATER.match(sentence, one.behind)
    narrowed = [later] if later else []
    narrowed += _NARROWED.finditer(behind)
    held += [" ".join(found.group().strip(", ").lower().split()) for found in narrowed]
    held = list(dict.fromkeys(held))
    position = Position.SUPPORTED if one.family is Family.SUPPORTS else Position.ACCEPTED
    for found in words.exception.finditer(sentence):
        held = [
            word for word in held if word != "but" or not found["word"].lower().startswith("but")
        ]
        hedges.append(" ".join(found["word"].lower().split()))
        exceptions.append(clean(found["what"].strip()).text)
    principle = words.in_principle.search(left) or words.in_principle.search(behind)
    partly = words.partly_before.search(left) or words.partly_behind.search(behind)
    broadly = words.broadly_before.search(left) or words.broadly_behind.search(behind)
    part = next((entry for entry in yes if entry.thing is _Thing.PART), None)
    hedged = general or bool(held) or bool(exceptions)
    if principle:
        position = Position.ACCEPTED_IN_PRINCIPLE
        # "In full by one government and in principle by another": a person should look.
        hedged = hedged or _FULLY.search(behind) is not None
        hedges.insert(0, " ".join(principle.group().lower().split()))
    elif exceptions or partly or part:
        position = Position.PARTIALLY_ACCEPTED
        if partly:
            hedges.insert(0, _plain(partly.group()))
        elif part:
            some = _plain(part.words)
            hedges[:0] = [some] if some.endswith(" of") else []
    elif broadly:
        if general:
            # "Broadly agrees with the recommendations" is said of a report; it is no item's position.
            return Stance(position=Position.NOT_STATED, hedged=True)
        position = Position.ACCEPTED_IN_PRINCIPLE
        hedged = True
        hedges.insert(0, _plain(broadly.group()))
    return Stance(
        position=position, hedged=hedged, hedges=(*hedges, *held), exceptions=tuple(exceptions)
    )


_HEDGE = re.compile(r"^\W*((?:in |by )?[a-z]+(?: of| terms| and large| whole)?)\b.*$", re.DOTALL)


def _plain(found: str) -> str:
    """Return the hedge at the head of what a pattern *found*, which may hold words behind it."""
    words = " ".join(found.lower().split())
    match = _HEDGE.match(words)
    return match.group(1) if match else words


def _hedging_before(sentence: str, start: int) -> str:
    """Return what stands in front of a verb and may hedge it: its clause, and the one in front by commas."""
    head = sentence[max(0, start - 200) : start]
    last = max(
        (found.end() for found in re.finditer(r"[;:]|\b(?:but|and|although|while)\b", head)),
        default=0,
    )
    return head[last:]


def _reservations(sentence: str, start: int, words: Words) -> list[str]:
    found = (
        " ".join(one.group().lower().split()) for one in words.reservation.finditer(sentence, start)
    )
    return list(dict.fromkeys(found))
