"""Everything that is run on the project: `nox --list` says what, `nox -s NAME` runs one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2026.4.10"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_external_run = True
nox.options.reuse_venv = "yes"
nox.options.sessions = ["tests", "lint", "typing", "docs", "minimums"]

PYTEST = ("pytest", "--numprocesses=auto", "--dist=worksteal")
"""How whole suites are run: on every core; a single test needs no such thing."""

GLANCE = {"HYPOTHESIS_PROFILE": os.environ.get("HYPOTHESIS_PROFILE", "glance")}
"""A handful of examples: runs that ask what is installed leave the search to the run with all extras."""

HERE = Path(__file__).parent
PYPROJECT = nox.project.load_toml(HERE / "pyproject.toml")

UPPER_FLOORS = (
    *("__init__", "__main__", "calendars", "cli", "exporters", "importers", "plugins", "returns"),
    *("samples", "testing"),
)
"""Rooms whose coverage is reported; in all others every branch is tested."""


def _group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(PYPROJECT, name))


@nox.session
@nox.parametrize("extras", ["none", "all"], ids=["none", "all"])
def tests(session: nox.Session, extras: str) -> None:
    """Run the tests, on the bare core and with every extra."""
    bare = extras == "none"
    session.install(*_group("tests"), "-e", "." if bare else ".[all]")
    required = [] if bare else ["--require-extras"]
    session.run(*PYTEST, *required, *session.posargs, env=GLANCE if bare else {})


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting and the arrows between modules."""
    session.install(*_group("lint"), "-e", ".")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", "--no-logo", env={"PYTHONPATH": "src"})


@nox.session
def typing(session: nox.Session) -> None:
    """Check types with mypy and pyright, and that both object to a misspelled name."""
    session.install(*_group("typing"), "-e", ".[all]")
    python = session.run("python", "-c", "import sys; print(sys.executable)", silent=True)
    pyright = ["pyright", "--pythonpath", str(python).strip()]
    wrong = "typing_tests/misspelled.py"
    session.run("mypy")
    session.run(*pyright)
    by_mypy = session.run("mypy", "--no-error-summary", wrong, success_codes=[1], silent=True)
    by_pyright = session.run(*pyright, wrong, success_codes=[1], silent=True)
    for line in (HERE / wrong).read_text(encoding="utf-8").splitlines():
        _, marker, name = line.partition("  # wrong: ")
        if not marker:
            continue
        for tool, said in (("mypy", by_mypy), ("pyright", by_pyright)):
            if f'"{name}"' not in str(said):
                session.error(f"{tool} did not object to {name} in {wrong}:\n{said}")
    session.log("mypy and pyright object to every misspelled name")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    session.install(*_group("docs"), "-e", ".[all]")
    session.run(
        *("sphinx-build", "-W", "--keep-going", "-q", "-j", "auto"),
        *("-b", "html", "docs", "docs/_build/html"),
        *session.posargs,
    )
    session.log("open docs/_build/html/index.html")


@nox.session(venv_backend="uv")
def minimums(session: nox.Session) -> None:
    """Run the tests on the oldest dependencies that we promise to work with."""
    session.install("--resolution=lowest-direct", *_group("tests"), "-e", ".[all]")
    session.run(*PYTEST, "--require-extras", *session.posargs, env=GLANCE)


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure which branches the tests reach; the lower floors must be covered whole."""
    session.install(*_group("coverage"), "-e", ".[all]")
    # Not through a pytest plug-in: Hypothesis loads our hook before any plug-in could measure it.
    session.run("coverage", "run", "-m", "pytest", "--require-extras", *session.posargs)
    upper = [f"*/accountability/{room}{rest}" for room in UPPER_FLOORS for rest in (".py", "/*")]
    session.run("coverage", "report")
    session.run("coverage", "report", f"--omit={','.join(upper)}", "--fail-under=100")


@nox.session
def thorough(session: nox.Session) -> None:
    """Run the property tests with thousands of examples each; takes an hour."""
    session.install(*_group("tests"), "-e", ".[all]")
    env = {"HYPOTHESIS_PROFILE": "thorough"}
    session.run(*PYTEST, "--require-extras", *(session.posargs or ["tests/property"]), env=env)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Feed damaged files to everything that reads."""
    session.install(*_group("tests"), "-e", ".[all]")
    env = {"HYPOTHESIS_PROFILE": os.environ.get("HYPOTHESIS_PROFILE", "thorough")}
    session.run(*PYTEST, "--require-extras", "-m", "fuzz", *session.posargs, env=env)


@nox.session
def office(session: nox.Session) -> None:
    """Open what we write in LibreOffice, save it, and read it again; needs `soffice`."""
    if shutil.which("soffice") is None:
        session.error("install LibreOffice first: its command `soffice` is not on the path")
    session.install(*_group("tests"), "-e", ".[all]")
    session.run("pytest", "--require-extras", "-m", "office", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure speed, each time against a yardstick in the same run."""
    session.install(*_group("benchmarks"), "-e", ".[all]")
    scripts = session.posargs or sorted(str(path) for path in HERE.glob("benchmarks/[!_]*.py"))
    for script in scripts:
        session.run("python", script)


@nox.session
def lexicon(session: nox.Session) -> None:
    """Say how well positions are read: precision and recall of each on labelled replies."""
    session.install("-e", ".")
    session.run("python", "tests/wording/labelled/score.py", *session.posargs)


@nox.session
def changelog(session: nox.Session) -> None:
    """Show how the news fragments will read in the change log; `-- build` writes it."""
    session.install(*_group("changelog"))
    how = "--yes" if "build" in session.posargs else "--draft"
    session.run("towncrier", "build", how, f"--version={PYPROJECT['project']['version']}")
