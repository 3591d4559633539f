"""The entry points that the project declares: each leads to what it promises."""

from __future__ import annotations

import inspect
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from accountability.exporters._base import Exporter
from accountability.plugins import load_exporter

DECLARED = ["csv", "excel", "json", "markdown", "word"]


def test_what_is_declared_is_installed(project: Path) -> None:
    """The entry points of the project file are those that an installation offers."""
    declared = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    for group, members in declared["entry-points"].items():
        offered = {
            point.name: point.value
            for point in entry_points(group=group)
            if point.dist is not None and point.dist.name == "accountability"
        }
        assert members == offered
    assert sorted(declared["entry-points"]["accountability.exporters"]) == DECLARED


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.needs(*({name} & {"excel", "word"})))
        for name in DECLARED
    ],
)
def test_each_exporter_loads_and_needs_no_option(name: str) -> None:
    """Each built-in exporter is a described class that is made without options, and keeps the protocol."""
    made = load_exporter(name)()
    assert isinstance(made, Exporter)
    assert f"Exporter ``{name}``" in (inspect.getdoc(type(made)) or "")
