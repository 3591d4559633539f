"""What Hypothesis calls when it is imported."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import accountability
from accountability import AnyDate, Item, Record, Register
from accountability.testing import _hypothesis_hook as hook

hook.register()  # done already, unless plug-ins of Hypothesis are switched off

REGISTERED = [(module, name) for module, classes in hook._STRATEGIES.items() for name in classes]


def run_fresh(code: str) -> str:
    """Run *code* in an interpreter of its own, warnings as errors, and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout.strip()


def test_the_entry_point_names_the_hook(project: Path) -> None:
    """A misspelled one would break every `import hypothesis`."""
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    named = table["project"]["entry-points"]["hypothesis"]["accountability"]
    module, _, function = named.partition(":")
    assert hook.register is getattr(import_module(module), function)


@pytest.mark.parametrize(("module", "name"), REGISTERED)
def test_every_class_can_be_drawn_by_its_type(module: str, name: str) -> None:
    """Without a word about our strategies."""
    cls: Any = getattr(import_module(module), name)

    @settings(max_examples=3, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_type(cls))
    def drawn(value: object) -> None:
        assert isinstance(value, cls)

    drawn()


def test_every_record_and_value_of_the_model_is_registered() -> None:
    """A class that is forgotten would be drawn from its annotations, control characters and all."""
    model = import_module("accountability.model")
    classes = {
        name
        for name in model.__all__
        if isinstance(getattr(model, name), type)
        and hasattr(getattr(model, name), "__attrs_attrs__")
    }
    assert classes - {"Row"} == {name for module, name in REGISTERED if module == model.__name__}


@given(st.from_type(Item), st.from_type(AnyDate), st.from_type(Record))  # type: ignore[arg-type]  # a union
def test_families_can_be_drawn_too(item: Item, date: AnyDate, record: Record) -> None:
    """An item is a recommendation or a conclusion; a date may be undated."""
    assert type(item).__name__ in {"Recommendation", "Conclusion"}
    assert isinstance(date, AnyDate)
    assert type(record) is not Record


@given(...)
def test_annotations_are_enough(register: Register) -> None:
    """As Hypothesis offers it."""
    assert isinstance(register, Register)


def test_strategies_are_not_imported_before_they_are_needed() -> None:
    """Whoever imports Hypothesis for something else does not wait for them."""
    assert "[]" == run_fresh(
        "import hypothesis, sys; from accountability.testing._hypothesis_hook import register; "
        "register(); print([m for m in sys.modules if m.startswith('accountability.testing._r')])"
    )


def test_a_library_that_does_not_import_breaks_nobody() -> None:
    """Hypothesis is imported as if we were not there."""
    assert "imported" == run_fresh(
        "import sys; sys.modules['accountability.model'] = None; import hypothesis; "
        "from accountability.testing._hypothesis_hook import register; register(); print('imported')"
    )


def test_the_way_to_the_hook_imports_nothing() -> None:
    """Neither do the packages above it."""
    assert (
        "['accountability', 'accountability.testing', 'accountability.testing._hypothesis_hook']"
        == (
            run_fresh(
                "import sys; before = set(sys.modules); import accountability.testing._hypothesis_hook; "
                "print(sorted(m for m in set(sys.modules) - before if m.startswith('accountability')))"
            )
        )
    )
    assert Path(accountability.__file__).is_file()
