"""The reference page of wordings: fresh, and true."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from accountability.wording import _periods, _relative, _undated


@pytest.fixture(scope="module")
def maker(project: Path) -> ModuleType:
    """Import the script that makes the page."""
    spec = importlib.util.spec_from_file_location(
        "make_wordings", project / "docs" / "make_wordings.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh(maker: ModuleType) -> None:
    """The page says what the reader makes of its examples."""
    assert maker.page() == maker.PAGE.read_text(encoding="utf-8"), (
        "run python docs/make_wordings.py"
    )


def test_every_example_that_is_read_has_days(maker: ModuleType) -> None:
    """What is read has days or comes again and again; what is refused says why, and keeps its words."""
    for title, _about, words in maker.FAMILIES:
        for given in words.split("|"):
            reading = maker.read_date(given, maker.PRINTED)
            assert reading.is_dated or reading.kind in {"recurring", "continuous"}, (title, given)
    for title, _about, words in maker.REFUSED:
        for given in words.split("|"):
            reading = maker.read_date(given, maker.PRINTED)
            assert reading.notes, (title, given)
            assert reading.words == given


@pytest.mark.parametrize(
    "module", [_periods, _relative, _undated], ids=["periods", "counted", "undated"]
)
def test_every_pattern_has_an_example(maker: ModuleType, module: ModuleType) -> None:
    """Each pattern that the reader tries matches at least one example of the page."""
    page = maker.PAGE.read_text(encoding="utf-8").replace("’", "'")
    silent = [
        pattern.pattern[:80]
        for pattern in module.GRAMMAR
        if not any(pattern.search(words) for words in re.findall(r"“([^”]+)”", page))
    ]
    assert [] == silent
