"""The reference page of jurisdictions: made from the files, complete, and fresh."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from accountability.jurisdictions import jurisdiction_names, load_jurisdiction
from accountability.vocabularies import vocabulary_names


@pytest.fixture(scope="module")
def maker(project: Path) -> ModuleType:
    """Import the script that makes the page."""
    spec = importlib.util.spec_from_file_location(
        "make_jurisdictions", project / "docs" / "make_jurisdictions.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh(maker: ModuleType) -> None:
    """The page says what the files say; `python docs/make_jurisdictions.py` writes it anew."""
    assert maker.page() == maker.PAGE.read_text(encoding="utf-8")


def test_the_page_is_complete(maker: ModuleType) -> None:
    """Every jurisdiction, deadline, citation and vocabulary is on the page."""
    page = maker.page()
    rules = [rule for name in jurisdiction_names() for rule in load_jurisdiction(name).deadlines]
    wanted = [f"`{name}`" for name in (*jurisdiction_names(), *vocabulary_names())]
    wanted += [f"`{rule.name}`" for rule in rules] + [rule.source for rule in rules]
    assert [] == [words for words in wanted if words not in page]


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
