"""
The words of one body, and what they mean in ours.

"Agree", "Concur", "Accept" and "Supported" are one position in four parliaments, and "Noted" is a
polite no in some of them. A `Vocabulary` maps printed words to our enumerations, says which of them a
responder may choose, and how a finished paper says them. What was printed is always kept beside it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path

from attrs import frozen

from accountability.deadlines import Citation, Confidence
from accountability.exceptions import UnknownVocabularyError, UnreadableFileError
from accountability.model import Implementation, Opinion, Position
from accountability.vocabularies.term import Term, Voice, level
from accountability.vocabularies.toml import Table, finish, open_table

__all__ = [
    "Vocabulary",
    "load_vocabulary",
    "plain",
    "read_citations",
    "vocabulary_names",
]


# Not slotted: the indexes are built on first use.
@frozen(kw_only=True, slots=False)
class Vocabulary:
    """
    A body's own terms.

    Attributes:
        name: Of its file, e.g. "treasury-minute".

        title: What a person calls it.

        terms: In the order in which choices are offered.

        confidence: How well the terms are known that do not say so themselves; None for words of
            ours, which claim nothing about the world.

        schemes: What it is the words of, where one file covers several papers or bodies.

        said_by: Whose words the terms are that do not say so themselves.

        note: What a person should know who relies on it.

        sources: Where the terms were read.
    """

    name: str
    title: str
    terms: tuple[Term, ...] = ()
    confidence: Confidence | None = None
    schemes: tuple[str, ...] = ()
    said_by: Voice = Voice.RESPONDER
    note: str = ""
    sources: tuple[Citation, ...] = ()

    def is_unconfirmed(self, term: Term) -> bool:
        """Tell whether *term* is only background knowledge, which must be said wherever it is shown."""
        return (term.confidence or self.confidence) is Confidence.BACKGROUND

    def voice_of(self, term: Term) -> Voice:
        """Return whose word *term* is: a claim of the responder, or a verdict on it."""
        return term.said_by or self.said_by

    def term_for(
        self, *meanings: Position | Implementation | Opinion, degree: str = ""
    ) -> Term | None:
        """
        Return the body's own term for *meanings*, for a paper in its own words.

        Args:
            meanings: What is to be said, all of it and nothing else: at most one of each axis.

            degree: How far, where the body has several terms that differ in that alone.

        Returns:
            The term that is offered as a choice, else the first; None: the body has no word for it.
            Unlike `show`, which then falls back to our words. A term that is not the one its own
            meanings lead to has a *note* that says what is lost.
        """
        wanted = frozenset((type(one), one.value) for one in meanings)
        fitting = [
            term
            for term in self.terms
            if wanted and frozenset((type(one), one.value) for one in term.meanings) == wanted
        ]
        exact = [term for term in fitting if term.degree == degree] or fitting
        return next((term for term in exact if term.choice), exact[0] if exact else None)

    def gaps(self, enum: type[StrEnum]) -> tuple[str, ...]:
        """Return the values of `Position`, `Implementation` or `Opinion` that the body has no word for."""
        said = {one for term in self.terms for one in term.meanings if type(one) is enum}
        return tuple(member.value for member in enum if member not in said)

    def read(self, words: str) -> Term | None:
        """
        Return the term that *words* are, whole, or None.

        Case, white space, kinds of dash and a full stop at the end make no difference; a part of
        *words* is never enough ("Not agreed" is not "Agreed"). Words that this body does not have are
        looked for among ours ("plain"), so that what `show` fell back to is understood again.
        """
        key = level(words)
        term = self._by_words.get(key)
        return term if term is not None else _ours()._by_words.get(key)  # noqa: SLF001 - same class

    def show(self, member: Position | Implementation | Opinion) -> str:
        """
        Return the words that a responder would choose for *member*; ours where the body offers none.

        ``read(show(member))`` always means *member*.
        """
        own = self._choices.get((type(member), member.value))
        if own is not None:
            return own.words[0]
        ours = _ours()._by_meaning[type(member), member.value].words  # noqa: SLF001 - same class
        for words in ours:
            claimed = self._by_words.get(level(words))
            if claimed is None or member in claimed.meanings:
                return words
        return ours[0]

    def sentence(
        self,
        member: Position | Implementation | Opinion,
        *,
        responder: str = "The Government",
        recommender: str = "Committee",
        item: str = "recommendation",
    ) -> str:
        """
        Return how a finished paper says *member*; the words shown where no sentence is known.

        Args:
            member: What is said.

            responder: Who says it, as a sentence begins.

            recommender: Whom it answers, without article.

            item: What it answers: "recommendation", "conclusion".
        """
        own = (t for t in self.terms if t.sentence and t.meanings == (member,))
        ours = _ours()._by_meaning[type(member), member.value]  # noqa: SLF001 - same class
        text = next((term.sentence for term in (*own, ours) if term.sentence), self.show(member))
        given = {"{responder}": responder, "{recommender}": recommender, "{item}": item}
        return re.sub(r"\{(?:responder|recommender|item)\}", lambda found: given[found[0]], text)

    def choices_of(self, enum: type[StrEnum]) -> tuple[str, ...]:
        """
        Return the words to choose from for `Position`, `Implementation` or `Opinion`, in order.

        Ours where the body has none of its own. For `Implementation` the first choice is that there is
        nothing new (`no_change`), which is no member.
        """
        offered = tuple(term.words[0] for term in self.terms if term.choice and _is_of(term, enum))
        ours = _ours()
        if not offered and self is not ours:
            return ours.choices_of(enum)
        if enum is Implementation and self.no_change not in offered:
            return (self.no_change, *offered)
        return offered

    @property
    def no_change(self) -> str:
        """The words for "looked, and nothing is new"."""
        own = (term.words[0] for term in self.terms if term.no_change and term.choice)
        return next(own, "") or (_ours().no_change if self is not _ours() else "")

    @cached_property
    def _by_words(self) -> dict[str, Term]:
        return {level(words): term for term in self.terms for words in term.words}

    @cached_property
    def _by_meaning(self) -> dict[tuple[type, str], Term]:
        """Terms that mean one thing only, the first of each."""
        found: dict[tuple[type, str], Term] = {}
        for term in self.terms:
            if len(term.meanings) == 1:
                found.setdefault((type(term.meanings[0]), term.meanings[0].value), term)
        return found

    @cached_property
    def _choices(self) -> dict[tuple[type, str], Term]:
        return {
            (type(term.meanings[0]), term.meanings[0].value): term
            for term in reversed(self.terms)
            if term.choice and len(term.meanings) == 1
        }


def _is_of(term: Term, enum: type[StrEnum]) -> bool:
    if term.no_change:
        return enum is Implementation
    return any(type(meaning) is enum for meaning in term.meanings)


# --- our own words -------------------------------------------------------------------------------


@lru_cache(maxsize=None, typed=True)  # typed: members of two enumerations can be equal as texts
def plain(member: StrEnum) -> str:
    """
    Return our own English for a member of any enumeration: "Accepted in principle".

    Positions, claims and opinions have the words of the vocabulary "plain"; every other member has the
    words of its value, but for a few that read badly.
    """
    if isinstance(member, Position | Implementation | Opinion):
        words: str = _ours()._by_meaning[type(member), member.value].words[0]  # noqa: SLF001 - same room
        return words
    special = _PLAIN.get((type(member).__name__, member.value)) or _PLAIN.get(("", member.value))
    if special:
        return special
    text = member.value.replace("-", " ")
    return text[:1].upper() + text[1:]


# By the name of the enumeration: that of statuses lives on a higher floor.
_PLAIN = {
    ("", "self-reported"): "Self-reported",
    ("Assurance", "recommender"): "Assessed by the recommender",
    ("Assurance", "reviewed"): "Reviewed within the responder",
    ("Assurance", "third-party"): "Reported by a third party",
    ("Assurance", "verified"): "Independently verified",
    ("OrganisationKind", "other"): "Not known",
    ("Status", "closed-not-implemented"): "Closed, not implemented",
    ("Status", "not-for-responder"): "Not for the responder",
}


@cache
def _ours() -> Vocabulary:
    return load_vocabulary("plain")


# --- files ---------------------------------------------------------------------------------------


@cache
def vocabulary_names() -> tuple[str, ...]:
    """Return the names of the vocabularies that come with the library, in alphabetical order."""
    folder = resources.files("accountability.vocabularies")
    return tuple(
        sorted(
            entry.name.removesuffix(".toml")
            for entry in folder.iterdir()
            if entry.name.endswith(".toml")
        )
    )


def load_vocabulary(name: str | Path) -> Vocabulary:
    """
    Return a vocabulary that comes with the library, by its name, or the one in a file.

    Args:
        name: "treasury-minute", or the path of a TOML file (anything that ends in ``.toml``).

    Raises:
        UnknownVocabularyError: there is none of that name; the nearest is named.
        UnreadableFileError: the file cannot be read, or says what a vocabulary cannot; its findings
            name each key.
    """
    if isinstance(name, Path) or name.endswith(".toml"):
        path = Path(name)
        vocabulary = _read(_bytes_of(path), path.name, path.stem)
        _check_against_ours(vocabulary, path.name)
        return vocabulary
    return _shipped(name)


@cache
def _shipped(name: str) -> Vocabulary:
    # Compared with the list before it becomes part of a path.
    if name not in vocabulary_names():
        raise UnknownVocabularyError(name, vocabulary_names())
    file = f"{name}.toml"
    data = resources.files("accountability.vocabularies").joinpath(file).read_bytes()
    return _read(data, file, name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), f"{error.strerror or error}") from None


def _read(data: bytes, file: str, name: str) -> Vocabulary:
    table = open_table(data, file)
    vocabulary = Vocabulary(
        name=name,
        title=table.text("title", required=True),
        confidence=table.member("confidence", Confidence),
        schemes=table.texts("schemes"),
        said_by=table.member("said_by", Voice) or Voice.RESPONDER,
        note=table.text("note"),
        terms=tuple(_read_term(entry) for entry in table.tables("terms")),
        sources=read_citations(table),
    )
    table.close()
    seen: dict[str, int] = {}
    for number, term in enumerate(vocabulary.terms):
        for words in term.words:
            first = seen.setdefault(level(words), number)
            if first != number:
                table.problem(f"terms[{number}].words", f"{words!r} is also in terms[{first}]")
    finish(table)
    return vocabulary


def _check_against_ours(vocabulary: Vocabulary, file: str) -> None:
    """Refuse a vocabulary in which what `show` falls back to would be read as something else."""
    table = Table(content={}, file=file)
    for member in (*Position, *Implementation, *Opinion):
        words = vocabulary.show(member)
        term = vocabulary.read(words)
        if term is None or member not in term.meanings:
            table.problem(
                "terms",
                f"{words!r} and every other word of ours for {member.value!r} mean something else "
                "here; leave one of them out",
            )
    finish(table)


def _read_term(table: Table) -> Term:
    term = Term(
        words=table.texts("words", required=True),
        position=table.member("position", Position),
        implementation=table.member("implementation", Implementation),
        opinion=table.member("opinion", Opinion),
        degree=table.text("degree"),
        no_change=table.flag("no_change"),
        sentence=table.text("sentence"),
        choice=table.flag("choice"),
        source=table.text("source"),
        confidence=table.member("confidence", Confidence),
        said_by=table.member("said_by", Voice),
        valid_from=table.day("valid_from"),
        valid_until=table.day("valid_until"),
        note=table.text("note"),
    )
    table.close()
    if term.valid_from and term.valid_until and term.valid_until < term.valid_from:
        table.problem("valid_until", "lies before valid_from; exchange the two")
    if "words" in table.content and not term.words:
        table.problem("words", "is empty; give at least the words that are shown")
    if not term.meanings and not term.no_change and not term.note:
        table.problem("note", "is missing; a term that means nothing of ours must say why")
    if term.choice and len(term.meanings) + term.no_change != 1:
        table.problem("choice", "is true; only a term that means one thing can be chosen")
    return term


def read_citations(table: Table) -> tuple[Citation, ...]:
    """Read the list ``[[sources]]`` of *table*; problems are noted there."""
    found = []
    for entry in table.tables("sources"):
        found.append(
            Citation(
                title=entry.text("title", required=True),
                url=entry.text("url"),
                checked=entry.day("checked", required=True),
                confidence=entry.member("confidence", Confidence) or Confidence.CITED,
            )
        )
        entry.close()
    return tuple(found)
