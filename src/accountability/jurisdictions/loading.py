"""
Reading a jurisdiction's file, and finding the one that applies.

The name of a jurisdiction may come out of a register file that somebody else wrote: such a name is
looked up among those that come with the library and never becomes a path. Only `load_jurisdiction`,
called by whoever chose the file, reads the disk.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from accountability.dates import DateConventions
from accountability.deadlines import (
    ANYBODY,
    Anchor,
    Bodies,
    Confidence,
    DeadlineRule,
    Duty,
    Recess,
    Unit,
)
from accountability.exceptions import (
    UnknownJurisdictionError,
    UnknownVocabularyError,
    UnreadableFileError,
    did_you_mean,
)
from accountability.jurisdictions.facts import Jurisdiction, RecommenderWord, VocabularyChoice
from accountability.model import (
    Document,
    DocumentKind,
    EventKind,
    ItemKind,
    OrganisationKind,
    Register,
)
from accountability.text import fold
from accountability.vocabularies import Vocabulary, load_vocabulary, vocabulary_names
from accountability.vocabularies.terms import read_citations
from accountability.vocabularies.toml import Table, finish, open_table

__all__ = ["jurisdiction_names", "jurisdiction_of", "load_jurisdiction"]

_GENERAL = "general"


@cache
def jurisdiction_names() -> tuple[str, ...]:
    """Return the names of the jurisdictions that come with the library, in alphabetical order."""
    folder = resources.files("accountability.jurisdictions")
    return tuple(
        sorted(
            entry.name.removesuffix(".toml")
            for entry in folder.iterdir()
            if entry.name.endswith(".toml")
        )
    )


def load_jurisdiction(name: str | Path) -> Jurisdiction:
    """
    Return a jurisdiction that comes with the library, by its name, or the one in a file.

    Args:
        name: "uk", or the path of a TOML file (anything that ends in ``.toml``).

    Raises:
        UnknownJurisdictionError: there is none of that name; the nearest is named.
        UnreadableFileError: the file cannot be read, or says what a jurisdiction cannot; its findings
            name each key.
    """
    if isinstance(name, Path) or name.endswith(".toml"):
        path = Path(name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableFileError(str(path), f"{error.strerror or error}") from None
        return _read(data, path.name, path.stem, path.parent)
    return _shipped(name)


def jurisdiction_of(
    register: Register, document: Document | None = None, given: Jurisdiction | None = None
) -> Jurisdiction:
    """
    Return the jurisdiction whose rules apply; never raises.

    Args:
        register: Names its jurisdiction, or none.

        document: May name one of its own, as an *extra* with the heading "Jurisdiction".

        given: Chosen by the caller: applies whatever the records say.

    Returns:
        *given*, else the document's, else the register's, else "general"; a name that is not known
        counts as none.
    """
    if given is not None:
        return given
    named = (
        [value for heading, value in document.extra if fold(heading) == "jurisdiction"]
        if document
        else []
    )
    for name in (*named, register.jurisdiction):
        known = fold(name)
        if known in jurisdiction_names():
            return _shipped(known)
    return _shipped(_GENERAL)


@cache
def _shipped(name: str) -> Jurisdiction:
    # Compared with the list before it becomes part of a path.
    if name not in jurisdiction_names():
        raise UnknownJurisdictionError(name, jurisdiction_names())
    file = f"{name}.toml"
    data = resources.files("accountability.jurisdictions").joinpath(file).read_bytes()
    return _read(data, file, name, None)


def _read(data: bytes, file: str, name: str, folder: Path | None) -> Jurisdiction:
    table = open_table(data, file)
    jurisdiction = Jurisdiction(
        name=name,
        title=table.text("title", required=True),
        language=table.text("language"),
        recommender=table.text("recommender", "Committee"),
        recommenders=tuple(_read_word(entry) for entry in table.tables("recommenders")),
        needs_reply=frozenset(table.members("needs_reply", ItemKind, required=True)),
        calendar=table.text("calendar"),
        notes=table.texts("notes"),
        conventions=_read_conventions(table.table("conventions")),
        deadlines=tuple(_read_rule(entry, name) for entry in table.tables("deadlines")),
        vocabularies=tuple(_read_choice(entry, folder) for entry in table.tables("vocabularies")),
        sources=read_citations(table),
    )
    table.close()
    _check_as_a_whole(table, jurisdiction)
    finish(table)
    return jurisdiction


def _check_as_a_whole(table: Table, jurisdiction: Jurisdiction) -> None:
    seen: set[str] = set()
    for number, rule in enumerate(jurisdiction.deadlines):
        if rule.name in seen:
            table.problem(f"deadlines[{number}].name", f"{rule.name!r} is taken; use another name")
        seen.add(rule.name)
    choices = jurisdiction.vocabularies
    for number, choice in enumerate(choices):
        last = number == len(choices) - 1
        if last and choice.made_by != ANYBODY:
            table.problem(
                f"vocabularies[{number}].made_by",
                "is given; the last vocabulary is for everybody else and has no condition",
            )
        if not last and choice.made_by == ANYBODY:
            table.problem(
                f"vocabularies[{number}].made_by", "is missing; only the last fits everybody"
            )


def _read_word(table: Table) -> RecommenderWord:
    word = RecommenderWord(
        word=table.text("word", required=True), made_by=_read_bodies(table.table("made_by"))
    )
    table.close()
    return word


def _read_bodies(table: Table) -> Bodies:
    bodies = Bodies(
        kinds=table.members("kinds", OrganisationKind),
        kind_words=table.texts("kind_words"),
        names=table.texts("names"),
        except_names=table.texts("except_names"),
    )
    table.close()
    return bodies


def _read_conventions(table: Table) -> DateConventions:
    usual = DateConventions()
    conventions = DateConventions(
        financial_year_starts=table.number(
            "financial_year_starts", usual.financial_year_starts, lowest=1, highest=12
        ),
        financial_year_named_by_start=table.flag(
            "financial_year_named_by_start", usual.financial_year_named_by_start
        ),
        spring_starts=table.number("spring_starts", usual.spring_starts, lowest=1, highest=12),
        day_first=table.flag("day_first", usual.day_first),
        short_range_is_financial=table.flag(
            "short_range_is_financial", usual.short_range_is_financial
        ),
        quarters_are_financial=table.flag("quarters_are_financial", usual.quarters_are_financial),
        by_year_includes_it=table.flag("by_year_includes_it", usual.by_year_includes_it),
        by_mid_year_is_june=table.flag("by_mid_year_is_june", usual.by_mid_year_is_june),
    )
    table.close()
    return conventions


def _read_rule(table: Table, jurisdiction: str) -> DeadlineRule:
    counted = table.content.get("unit") != Unit.EVENT.value
    known = table.content.get("confidence") != Confidence.BACKGROUND.value
    rule = DeadlineRule(
        name=table.text("name", "deadline", required=True),
        jurisdiction=jurisdiction,
        body=table.text("body", required=True),
        duty=table.member("duty", Duty) or Duty.RESPONSE,
        quantity=table.number("quantity", 1, lowest=1, highest=9_999, required=counted),
        until=table.text("until", required=not counted),
        unit=table.member("unit", Unit, required=True) or Unit.DAYS,
        event=table.member("event", Anchor, required=True) or Anchor.PUBLISHED,
        instead=table.members("instead", Anchor),
        first_day_counts=table.flag("first_day_counts"),
        documents=table.members("documents", DocumentKind) or (DocumentKind.REPORT,),
        titles=table.texts("titles"),
        except_titles=table.texts("except_titles"),
        made_by=_read_bodies(table.table("made_by")),
        applies_to=_read_bodies(table.table("applies_to")),
        only_if=table.member("only_if", EventKind),
        lapses_on=table.member("lapses_on", EventKind),
        recess=table.member("recess", Recess) or Recess.IGNORED,
        extended_by=table.text("extended_by"),
        calendar=table.text("calendar"),
        valid_from=table.day("valid_from"),
        valid_until=table.day("valid_until"),
        historic=table.flag("historic"),
        authority=table.text("authority"),
        source=table.text("source", required=known),
        words=table.text("words"),
        confidence=table.member("confidence", Confidence) or Confidence.CITED,
        checked=table.day("checked", required=True),
        note=table.text("note"),
    )
    table.close()
    if rule.unit is Unit.WORKING_DAYS and not rule.calendar:
        table.problem("calendar", "is missing; say whose working days are counted")
    if rule.valid_from and rule.valid_until and rule.valid_until < rule.valid_from:
        table.problem("valid_until", "lies before valid_from; exchange the two")
    return rule


def _read_choice(table: Table, folder: Path | None) -> VocabularyChoice:
    name = table.text("vocabulary", "plain", required=True)
    choice = VocabularyChoice(
        vocabulary=_vocabulary(table, name, folder),
        made_by=_read_bodies(table.table("made_by")),
    )
    table.close()
    return choice


def _vocabulary(table: Table, name: str, folder: Path | None) -> Vocabulary:
    """Load the vocabulary of that name, or the file of that name beside a user's own file."""
    try:
        if folder is not None and name.endswith(".toml"):
            return load_vocabulary(folder / name)
        return load_vocabulary(name.removesuffix(".toml"))
    except UnknownVocabularyError:
        near = (
            did_you_mean(name, vocabulary_names())
            or f"; there are: {', '.join(vocabulary_names())}"
        )
        table.problem("vocabulary", f"there is no vocabulary {name!r}{near}")
    except UnreadableFileError as error:
        table.problem("vocabulary", f"{error.file} cannot be read: {error.reason}")
        table.problems.extend(error.findings)
    return load_vocabulary("plain")
