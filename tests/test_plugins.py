"""Finding and loading exporters of other distributions, good ones and broken ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from accountability.exceptions import (
    InvalidOptionError,
    UnknownExporterError,
    UnknownOptionError,
)
from accountability.plugins import exporters, load_exporter, make_exporter, options_of

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "1.2"

[project.entry-points."accountability.exporters"]
{exporter} = "{module}:{cls}"

[tool.hatch.build.targets.wheel]
packages = ["{module}"]
"""

GOOD = '''
"""A list of items, one a line."""

from enum import StrEnum

from attrs import frozen


class Case(StrEnum):
    """How the titles are written."""

    AS_PRINTED = "as-printed"
    UPPER = "upper"


@frozen(kw_only=True)
class ItemList:
    """
    Exporter ``list``: one item a line.

    Attributes:
        case: How the titles are written.

        max_items: How many items at the most.
    """

    suffix = ".txt"
    media_type = "text/plain"

    case: Case = Case.AS_PRINTED
    max_items: int | None = None

    def export(self, register, target, context, /):
        for item in register.items[: self.max_items]:
            title = item.title.upper() if self.case is Case.UPPER else item.title
            target.write(f"{item.label} {title}\\n".encode())
        return ()
'''

MINIMAL = """
class Exporter:
    suffix = ".txt"
    media_type = "text/plain"

    def export(self, register, target, context, /):
        {body}
"""

BROKEN = {
    "raising-on-import": ("broken_a", "a", "raise RuntimeError('no licence found')", "Exporter"),
    "missing-attribute": ("broken_b", "b", "", "Exporter"),
    "wrong-contract": ("broken_c", "c", "class Exporter:\n    suffix = '.txt'\n", "Exporter"),
    "claiming-excel": ("broken_d", "excel", MINIMAL.format(body="return ()"), "Exporter"),
    "raising-in-export": (
        "broken_e",
        "e",
        MINIMAL.format(body="raise ZeroDivisionError('row 3')"),
        "Exporter",
    ),
}

RUDE = {
    "leaving-on-import": ("rude_a", "ra", "raise SystemExit('bye')", "SystemExit: bye"),
    "annotated-nonsense": (
        "rude_b",
        "rb",
        MINIMAL.format(body="return ()").replace(
            "    def export",
            "    def __init__(self, *, a: 'no.such.thing' = 1):\n        pass\n\n    def export",
        ),
        "its options cannot be read",
    ),
    "raising-when-made": (
        "rude_c",
        "rc",
        MINIMAL.format(body="return ()").replace(
            "    def export",
            "    def __init__(self):\n        raise KeyError('x')\n\n    def export",
        ),
        "KeyError",
    ),
    "leaving-in-export": (
        "rude_d",
        "rd",
        MINIMAL.format(body="raise SystemExit(3)"),
        "SystemExit: 3",
    ),
}

Install = Callable[[str, str, str, str, str], None]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder in which distributions are installed for one test."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def install(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that builds a distribution from its own pyproject.toml and installs it."""
    from hatchling.build import build_wheel

    def build(name: str, module: str, exporter: str, code: str, cls: str) -> None:
        project = tmp_path / name
        (project / module).mkdir(parents=True)
        (project / module / "__init__.py").write_text(code, encoding="utf-8")
        (project / "pyproject.toml").write_text(
            PYPROJECT.format(name=name, module=module, exporter=exporter, cls=cls),
            encoding="utf-8",
        )
        monkeypatch.chdir(project)
        wheel = project / build_wheel(str(project))
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)

    return build


def run(site: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with what *site* holds installed."""
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(site), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def accountability(
    site: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line with what *site* holds installed."""
    return run(site, "-m", "accountability", *arguments, **environment)


@pytest.fixture
def register(tmp_path: Path) -> str:
    """Return the file of the sample register."""
    from accountability.samples import load_sample
    from accountability.serialization import dumps

    path = tmp_path / "register.json"
    path.write_text(dumps(load_sample()), encoding="utf-8")
    return str(path)


def test_listing_loads_no_exporter() -> None:
    """Listing the exporters imports none of them."""
    code = (
        "import sys; from accountability.plugins import exporters; names = [e.name for e in exporters()];"
        "print(names, [m for m in ('openpyxl', 'docx', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "['csv', 'excel', 'json', 'markdown', 'word'] []" == done.stdout.strip()


def test_every_built_in_exporter_loads() -> None:
    """Each exporter of ours can be loaded and says what its files end in."""
    pytest.importorskip("openpyxl")
    pytest.importorskip("docx")
    found = {plugin.name: (plugin.suffix, plugin.error) for plugin in exporters(check=True)}
    assert {
        "csv": (".csv", ""),
        "excel": (".xlsx", ""),
        "json": (".json", ""),
        "markdown": (".md", ""),
        "word": (".docx", ""),
    } == {name: found[name] for name in ("csv", "excel", "json", "markdown", "word")}


def test_an_unknown_exporter_names_the_nearest() -> None:
    """A slip in an exporter's name is answered with the name that was meant."""
    with pytest.raises(UnknownExporterError, match=r'did you mean "markdown"\?'):
        load_exporter("markdwon")


def test_options_are_described_by_the_class() -> None:
    """An option's name, choices and help come from the exporter's own fields and docstring."""
    (option,) = [one for one in options_of(load_exporter("csv")) if one.name == "dialect"]
    assert (("spreadsheet", "machine"), "spreadsheet") == (option.choices, option.default)
    assert option.help


def test_an_unknown_option_names_the_nearest() -> None:
    """A slip in an option's name is answered with the name that was meant."""
    with pytest.raises(UnknownOptionError, match=r'did you mean "dialect"\?'):
        make_exporter("csv", {"dialact": "machine"})


def test_a_value_that_an_option_cannot_take_is_refused() -> None:
    """An option that has choices says them."""
    with pytest.raises(InvalidOptionError, match="one of spreadsheet, machine"):
        make_exporter("csv", {"dialect": "klingon"})


def test_a_third_party_exporter_is_listed_and_used(
    site: Path, install: Install, register: str, tmp_path: Path
) -> None:
    """A distribution of somebody else's brings an exporter with two options, used like our own."""
    pytest.importorskip("click")
    install("harbour-lists", "harbour_lists", "list", GOOD, "ItemList")
    listed = json.loads(accountability(site, "exporters", "--json").stdout)["exporters"]
    assert {
        "name": "list",
        "distribution": "harbour-lists",
        "version": "1.2",
        "suffix": "",
        "loaded": False,
        "error": "",
    } in listed
    told = accountability(site, "exporters", "list").stdout
    assert "case" in told
    assert "max-items" in told
    output = tmp_path / "list.txt"
    done = accountability(
        site,
        *("export", "list", register, "--output", str(output), "--as-of", "2027-10-01"),
        *("--option", "case=upper", "--option", "max-items=2"),
    )
    assert (0, "") == (done.returncode, done.stderr)
    assert "1 LIGHT THE OUTER MOLES\n2 ONE REGISTER OF BUOYS\n" == output.read_text("utf-8")


def test_broken_ones_are_named_and_everything_else_works(
    site: Path, install: Install, register: str, tmp_path: Path
) -> None:
    """Five kinds of broken exporter are named with their distribution; nothing else is touched."""
    pytest.importorskip("click")
    pytest.importorskip("openpyxl")
    for name, (module, exporter, code, cls) in BROKEN.items():
        install(name, module, exporter, code, cls)
    install("harbour-lists", "harbour_lists", "list", GOOD, "ItemList")

    checked = json.loads(accountability(site, "exporters", "--check", "--json").stdout)["exporters"]
    errors = {one["distribution"]: one["error"] for one in checked if one["error"]}
    assert {"raising-on-import", "missing-attribute", "wrong-contract", "claiming-excel"} == set(
        errors
    )
    assert "RuntimeError: no licence found" in errors["raising-on-import"]
    assert "Exporter" in errors["missing-attribute"]
    assert "media_type" in errors["wrong-contract"]
    assert (
        "claiming-excel and accountability both claim the name 'excel'" in errors["claiming-excel"]
    )

    for exporter, distribution in {"a": "raising-on-import", "e": "raising-in-export"}.items():
        output = tmp_path / f"{exporter}.txt"
        done = accountability(site, "export", exporter, register, "--output", str(output))
        assert 2 == done.returncode
        assert distribution in done.stderr
        assert "Traceback" not in done.stderr
        assert not output.exists()

    for exporter, suffix in {"excel": ".xlsx", "list": ".txt"}.items():
        output = tmp_path / f"good{suffix}"
        done = accountability(
            site, "export", exporter, register, "--output", str(output), "--as-of", "2027-10-01"
        )
        assert 0 == done.returncode
        assert output.stat().st_size > 0
    assert b"PK" == (tmp_path / "good.xlsx").read_bytes()[:2]

    done = run(site, "-W", "error", "-c", "import hypothesis, accountability; print('fine')")
    assert ("fine", "") == (done.stdout.strip(), done.stderr)


def test_two_that_claim_a_name_are_both_named(
    site: Path, install: Install, register: str, tmp_path: Path
) -> None:
    """A name that two distributions claim is nobody's, and the message names both."""
    pytest.importorskip("click")
    install("first-lists", "first_lists", "list", GOOD, "ItemList")
    install("second-lists", "second_lists", "list", GOOD, "ItemList")
    done = accountability(site, "export", "list", register, "--output", str(tmp_path / "x.txt"))
    assert 2 == done.returncode
    assert "first-lists" in done.stderr
    assert "second-lists" in done.stderr


def test_the_off_switch_leaves_only_ours(site: Path, install: Install) -> None:
    """With the environment variable set, other people's exporters are not even listed."""
    pytest.importorskip("click")
    install("harbour-lists", "harbour_lists", "list", GOOD, "ItemList")
    done = accountability(site, "exporters", "--json", ACCOUNTABILITY_PLUGINS="off")
    listed = json.loads(done.stdout)["exporters"]
    assert {"accountability"} == {one["distribution"] for one in listed}


@pytest.mark.parametrize("library", ["openpyxl", "lxml", "docx"])
def test_a_missing_library_names_its_extra(site: Path, library: str) -> None:
    """Where a declared library is missing, the message says which extra to install."""
    name = extra = {"openpyxl": "excel", "lxml": "word", "docx": "word"}[library]
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from accountability.plugins import load_exporter\n"
        f"try:\n    load_exporter({name!r})\nexcept ImportError as error:\n    print(error)"
    )
    assert f"install accountability[{extra}]" in run(site, "-c", code).stdout


def test_not_even_a_rude_exporter_ends_the_program(
    site: Path, install: Install, register: str, tmp_path: Path
) -> None:
    """An exporter that leaves the program, on import or later, is one line like any other failure."""
    pytest.importorskip("click")
    for name, (module, exporter, code, _told) in RUDE.items():
        install(name, module, exporter, code, "Exporter")
    assert 0 == accountability(site, "exporters", "--check").returncode
    for name, (_module, exporter, _code, told) in RUDE.items():
        output = tmp_path / f"{exporter}.txt"
        done = accountability(site, "export", exporter, register, "--output", str(output))
        assert (2, 1) == (done.returncode, done.stderr.count("\n")), done.stderr
        assert name in done.stderr
        assert told in done.stderr
        assert not output.exists()
