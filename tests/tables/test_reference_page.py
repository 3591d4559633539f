"""The reference page of the tracker says what the layouts say."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def test_the_page_is_fresh(project: Path) -> None:
    """`python docs/make_tracker.py` writes it anew."""
    path = project / "docs" / "make_tracker.py"
    spec = importlib.util.spec_from_file_location("make_tracker", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.page() == made.PAGE.read_text(encoding="utf-8"), "run python docs/make_tracker.py"
