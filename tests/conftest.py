"""
What every test may rely on: Hypothesis profiles, the shared documents, and what happens without extras.

The suite runs twice: on the bare core, and with every extra. In the first run a test that stops at a
library which is not installed is skipped, and the line says which extra it needs. With
``--require-extras`` nothing is skipped for that reason, so that a second run cannot pass by mistake.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Timing belongs to the benchmarks, so no profile has a deadline or minds a slow machine.
settings.register_profile(
    "quick", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("glance", settings.get_profile("quick"), max_examples=10)
settings.register_profile(
    "ci", settings.get_profile("quick"), max_examples=60, derandomize=True, print_blob=True
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2_000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "quick")
)

LIBRARIES = {
    "calendars": ("holidays",),
    "cli": ("click", "rich"),
    "excel": ("defusedxml", "openpyxl"),
    "word": ("defusedxml", "docx", "lxml"),
}
"""What each extra brings, by the names under which it is imported; `testing` is always here."""

ABSENT = {
    library: extra
    for extra, libraries in LIBRARIES.items()
    for library in libraries
    if importlib.util.find_spec(library) is None
}
"""Each library that is not installed, and an extra that would bring it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer ``--require-extras``."""
    parser.addoption(
        "--require-extras",
        action="store_true",
        help="fail, instead of skipping, where an extra is not installed",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to start where an extra is required and not there."""
    if config.getoption("--require-extras") and ABSENT:
        message = f"not installed: {', '.join(sorted(ABSENT))}; install accountability[all]"
        raise pytest.UsageError(message)


def _extra_behind(error: BaseException | None) -> str:
    """Name the extra whose absence caused *error*; "" if it has another cause."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError) and error.name:
            return ABSENT.get(error.name.partition(".")[0], "")
        extra = str(getattr(error, "extra", ""))
        if extra in ABSENT.values():
            return extra
        error = error.__cause__ or error.__context__
    return ""


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Skip a module of tests that imports a library of an extra which is not installed."""
    report = yield
    excinfo = getattr(getattr(report, "call", None), "excinfo", None)
    if report.failed and excinfo is not None and (extra := _extra_behind(excinfo.value)):
        report.outcome = "skipped"
        report.longrepr = (str(collector.path), 0, f"Skipped: needs accountability[{extra}]")
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Skip a test that stops at a library of an extra which is not installed."""
    report = yield
    if report.failed and call.excinfo is not None and (extra := _extra_behind(call.excinfo.value)):
        path, line, _ = item.location
        report.outcome = "skipped"
        report.longrepr = (path, line or 0, f"Skipped: needs accountability[{extra}]")
    return report


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that says it needs an extra which is not installed."""
    for marker in item.iter_markers("needs"):
        for extra in marker.args:
            if extra in ABSENT.values():
                pytest.skip(f"needs accountability[{extra}]")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have counted, wherever they ran: each says it as its property "told"."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "told":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def project(pytestconfig: pytest.Config) -> Path:
    """Give the folder that holds pyproject.toml."""
    return pytestconfig.rootpath


@pytest.fixture(scope="session")
def shared(project: Path) -> Path:
    """Give the folder of real documents that may stand beside the project."""
    folder = project.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of real documents is not beside the project")
    return folder
