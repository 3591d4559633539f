"""The reference pages of facts: made from the files, complete, and fresh."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from accountability.jurisdictions import jurisdiction_names, load_jurisdiction
from accountability.vocabularies import load_vocabulary, vocabulary_names


def maker(project: Path, name: str) -> ModuleType:
    """Import the script that makes a page."""
    spec = importlib.util.spec_from_file_location(name, project / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["make_jurisdictions", "make_deadlines", "make_vocabularies"])
def test_the_page_is_fresh(project: Path, name: str) -> None:
    """The page says what the files say; `python docs/NAME.py` writes it anew."""
    made = maker(project, name)
    assert made.page() == made.PAGE.read_text(encoding="utf-8"), f"run python docs/{name}.py"


def test_the_pages_are_complete(project: Path) -> None:
    """Every jurisdiction, deadline, citation, vocabulary and term has its place on a page."""
    rules = [rule for name in jurisdiction_names() for rule in load_jurisdiction(name).deadlines]
    terms = [term for name in vocabulary_names() for term in load_vocabulary(name).terms]
    wanted = {
        "make_jurisdictions": [
            f"## {load_jurisdiction(one).title}" for one in jurisdiction_names()
        ],
        "make_deadlines": [f"(rule-{rule.name})=" for rule in rules]
        + [one.source for one in rules],
        "make_vocabularies": [f"(vocabulary-{name})=" for name in vocabulary_names()]
        + [words.replace("*", "\\*") for term in terms for words in term.words],
    }
    for name, all_of in wanted.items():
        page = maker(project, name).page()
        assert [] == [words for words in all_of if words not in page]


def test_what_nobody_confirmed_says_so_on_the_pages(project: Path) -> None:
    """Each unconfirmed rule is marked where it is listed and where it is told; so is each term."""
    page = maker(project, "make_deadlines").page()
    rules = [rule for name in jurisdiction_names() for rule in load_jurisdiction(name).deadlines]
    for rule in rules:
        assert rule.unconfirmed == (f"### `{rule.name}` (unconfirmed)" in page)
        row = next(line for line in page.splitlines() if line.startswith(f"| [`{rule.name}`]"))
        assert rule.unconfirmed == ("**unconfirmed**" in row)
    held = [load_vocabulary(name) for name in vocabulary_names()]
    unsure = sum(one.is_unconfirmed(term) for one in held for term in one.terms)
    assert unsure == maker(project, "make_vocabularies").page().count("**unconfirmed**")


def test_the_files_of_the_how_to_are_right(project: Path, tmp_path: Path) -> None:
    """The files shown to whoever adds a jurisdiction can be loaded as they stand."""
    page = (project / "docs" / "how-to" / "add-a-jurisdiction.md").read_text(encoding="utf-8")
    jurisdiction, words = (part.partition("```")[0] for part in page.split("```toml\n")[1:])
    (tmp_path / "assembly.toml").write_text(jurisdiction, encoding="utf-8")
    (tmp_path / "assembly-words.toml").write_text(words, encoding="utf-8")
    loaded = load_jurisdiction(tmp_path / "assembly.toml")
    assert ("Panel", ["assembly-words", "plain"]) == (
        loaded.recommender,
        [choice.vocabulary.name for choice in loaded.vocabularies],
    )
