"""
What holds in one jurisdiction, as a value: deadlines, vocabularies, conventions, words.

A country's name in an ``if`` is a fact in the wrong place. Everything that differs from one
legislature or government to the next is a field of `Jurisdiction`, read from a file with citations.
"""

from __future__ import annotations

from attrs import frozen

from accountability.dates import DateConventions
from accountability.deadlines import ANYBODY, Bodies, Citation, DeadlineRule, Duty
from accountability.model import Document, Item, ItemKind, Register
from accountability.vocabularies import Vocabulary, load_vocabulary

__all__ = ["Jurisdiction", "RecommenderWord", "VocabularyChoice", "addressees_of"]

_USUAL = DateConventions()


@frozen(kw_only=True)
class VocabularyChoice:
    """
    Whose documents are answered in which words.

    Attributes:
        vocabulary: The words.

        made_by: Whose documents.
    """

    vocabulary: Vocabulary
    made_by: Bodies = ANYBODY


@frozen(kw_only=True)
class RecommenderWord:
    """
    What headings and letters call the one who recommends.

    Attributes:
        word: "Inquiry", "Coroner".

        made_by: Whose documents.
    """

    word: str
    made_by: Bodies = ANYBODY


@frozen(kw_only=True)
class Jurisdiction:
    """
    The rules and words that apply to the documents of one legislature or government.

    Attributes:
        name: Of its file, e.g. "uk"; what `Register.jurisdiction` holds.

        title: What a person calls it.

        language: BCP 47 tag of its papers; empty if they have none in common.

        conventions: How its papers mean their dates.

        deadlines: By when documents must be answered, in the order of the file.

        vocabularies: In which words documents are answered; the first that fits counts, and the
            last fits all.

        recommender: What headings call the one who recommends, unless *recommenders* say otherwise.

        recommenders: Words for particular bodies; the first that fits counts.

        needs_reply: Kinds of items that want an answer.

        calendar: Name of its working days for `accountability.calendars`; empty if none is known.

        sources: Where the facts were read that have no citation of their own.

        notes: What a person should know who relies on it, a paragraph each.
    """

    name: str
    title: str
    language: str = ""
    conventions: DateConventions = _USUAL
    deadlines: tuple[DeadlineRule, ...] = ()
    vocabularies: tuple[VocabularyChoice, ...] = ()
    recommender: str = "Committee"
    recommenders: tuple[RecommenderWord, ...] = ()
    needs_reply: frozenset[ItemKind] = frozenset()
    calendar: str = ""
    sources: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()

    def deadline_for(
        self, register: Register, document: Document, *, responder: str | None = None
    ) -> tuple[DeadlineRule, ...]:
        """
        Return the rules that say by when *document* must be answered.

        Args:
            register: Holds the organisations that *document* names.

            document: What is to be answered.

            responder: Id of who must answer; None: anybody whom the document or its items address.

        Returns:
            Rules for an answer in the order of the file, () if none applies. Whether they were in force
            on the day counted from is not asked here (`DeadlineRule.applies_on`). What is historic or
            only background knowledge is left out, so that no verdict rests on it.
        """
        return tuple(
            rule
            for rule in self.rules_about(register, document, responder=responder)
            if rule.duty is Duty.RESPONSE
            and not rule.unconfirmed
            and not rule.historic
            and (rule.only_if is None or any(e.kind is rule.only_if for e in document.events))
        )

    def rules_about(
        self, register: Register, document: Document, *, responder: str | None = None
    ) -> tuple[DeadlineRule, ...]:
        """
        Return every rule that is about *document*, also those by which no answer is late.

        Args:
            register: Holds the organisations that *document* names.

            document: What is to be answered.

            responder: Id of who must answer; None: anybody whom the document or its items address.

        Returns:
            Rules in the order of the file: for whatever duty, confirmed or not, in force or not, and
            whether or not the event has happened without which there is nothing to answer.
        """
        addressees = (responder,) if responder is not None else addressees_of(register, document)
        return tuple(
            rule
            for rule in self.deadlines
            if document.kind in rule.documents
            and rule.concerns(document.title)
            and _made(register, document, rule.made_by)
            and _any_of(register, addressees, rule.applies_to)
        )

    def vocabulary_for(self, register: Register, document: Document | None = None) -> Vocabulary:
        """
        Return the words in which *document* is answered.

        Args:
            register: Holds the document's authors.

            document: What is answered, or an answer: an answer is in the words that the first
                document it responds to is answered in. None: the words that fit any body.
        """
        asked = _answered(register, document)
        for choice in self.vocabularies:
            if asked is None and choice.made_by != ANYBODY:
                continue
            if asked is None or _made(register, asked, choice.made_by):
                return choice.vocabulary
        return load_vocabulary("plain")

    def recommender_for(self, register: Register, document: Document | None = None) -> str:
        """Return what headings call the author of *document*, or whom it answers: "Inquiry"."""
        asked = _answered(register, document)
        if asked is not None:
            for choice in self.recommenders:
                if _made(register, asked, choice.made_by):
                    return choice.word
        return self.recommender


def addressees_of(register: Register, document: Document) -> tuple[str, ...]:
    """Return the ids of whom *document* was sent to and whom its items address, each once."""
    found = dict.fromkeys(document.sent_to)
    for item in register.items_of(document.id):
        found.update(dict.fromkeys(item.addressed_to))
    return tuple(found)


def _answered(register: Register, document: Document | None) -> Document | None:
    """Return what *document* answers, if that is held, else *document*."""
    if document is None:
        return None
    held = (register.find(Document, asked) for asked in document.responds_to)
    return next((asked for asked in held if asked is not None), document)


def _made(register: Register, document: Document, bodies: Bodies) -> bool:
    makers = document.authors or document.published_by or _makers_of_items(register, document)
    return _any_of(register, makers, bodies)


def _makers_of_items(register: Register, document: Document) -> tuple[str, ...]:
    """Return who made the items of a document that names no author: a column of a spreadsheet."""
    items: tuple[Item, ...] = register.items_of(document.id)
    return tuple(dict.fromkeys(maker for item in items for maker in item.made_by))


def _any_of(register: Register, organisations: tuple[str, ...], bodies: Bodies) -> bool:
    if bodies == ANYBODY:
        return True
    return any(bodies.include(register, organisation) for organisation in organisations)
