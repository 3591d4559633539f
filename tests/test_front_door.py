"""The package as it is met at the door: what it imports, what it lends, what it says of a wrong name."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

import accountability

THIRD_PARTY = "attrs attr cattrs openpyxl docx lxml defusedxml hypothesis click rich holidays"


def run_fresh(code: str) -> str:
    """Run *code* in an interpreter of its own, warnings as errors, and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def front_door() -> ast.Module:
    """Parse the package's `__init__`."""
    return ast.parse(Path(accountability.__file__).read_text(encoding="utf-8"))


def named_for_type_checkers(front_door: ast.Module) -> list[str]:
    """List what the `if TYPE_CHECKING:` block imports or declares, in its order."""
    names = []
    for node in front_door.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for statement in node.body:
                if isinstance(statement, ast.ImportFrom):
                    names += [alias.asname or alias.name for alias in statement.names]
                elif isinstance(statement, ast.AnnAssign):
                    names.append(ast.unparse(statement.target))
    return names


def test_importing_the_package_imports_no_other() -> None:
    """A fresh interpreter that imports the package holds no third-party module, and no room."""
    code = (
        "import sys; before = set(sys.modules); import accountability; "
        "print(sorted(m for m in set(sys.modules) - before "
        f"if m.split('.')[0] in {set(THIRD_PARTY.split())!r} or m.startswith('accountability.')))"
    )
    assert "[]" == run_fresh(code)


def test_listing_the_names_imports_nothing() -> None:
    """Asking what there is, as completion at a prompt does, loads no room."""
    code = (
        "import sys, accountability; dir(accountability); accountability.__all__; "
        "print(sorted(m for m in sys.modules if m.startswith('accountability.')))"
    )
    assert "[]" == run_fresh(code)


def test_all_and_type_checkers_agree(front_door: ast.Module) -> None:
    """`__all__` and the block for type checkers name the same things."""
    assert set(named_for_type_checkers(front_door)) == set(accountability.__all__)


def test_all_and_dir_agree() -> None:
    """`dir()` offers what `__all__` names, and nothing else but dunders, as a prompt completes it."""
    code = (
        "import accountability; names = set(dir(accountability)); "
        "print(set(accountability.__all__) - names, "
        "sorted(n for n in names - set(accountability.__all__) if not n.startswith('_')))"
    )
    assert "set() ['TYPE_CHECKING', 'annotations']" == run_fresh(code)


def test_nothing_is_named_twice() -> None:
    """`__all__` names each thing once; ruff keeps it sorted."""
    assert len(set(accountability.__all__)) == len(accountability.__all__)


@pytest.mark.parametrize("name", accountability.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """Every public name can be fetched from the package."""
    assert getattr(accountability, name) is not None


def test_a_room_does_not_hide_the_function_of_its_name() -> None:
    """`merge`, `summary` and `exporters` stay functions after their rooms have been imported."""
    code = (
        "import accountability as a, accountability.exporters.csv, accountability.merge, "
        "accountability.summary\n"
        "print([type(one).__name__ for one in (a.exporters, a.merge, a.summary)])"
    )
    assert "['function', 'function', 'function']" == run_fresh(code)


def test_the_contract_is_lent() -> None:
    """The functions and records that other tools rely on are public names."""
    functions = (
        "load loads dump dumps to_dict from_dict read check status_of statuses timeline summary "
        "export exporters diff reconcile merge json_schema response_deadline read_date"
    )
    values = (
        "Organisation Document Recommendation Conclusion Item Response Commitment Update Assessment "
        "Note Waiver Collection Register Row PartialDate Undated DateConventions Finding Severity "
        "Place Verdict Status Change Conflict ExportContext Exporter ImportContext Importer Reading "
        "Column Rule RULES"
    )
    wanted = {*functions.split(), *values.split()}
    assert set() == wanted - set(accountability.__all__)


def test_a_star_import_brings_what_all_says() -> None:
    """`from accountability import *` works, though it loads everything."""
    code = (
        "import accountability; names = {}; exec('from accountability import *', names); "
        "print(set(accountability.__all__) - set(names))"
    )
    assert "set()" == run_fresh(code)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("PartailDate", "PartialDate"), ("partial_date", "PartialDate"), ("Undatd", "Undated")],
)
def test_a_misspelled_name_names_the_nearest(wrong: str, right: str) -> None:
    """A name that does not exist is an `AttributeError` that suggests one which does."""
    with pytest.raises(AttributeError) as caught:
        getattr(accountability, wrong)
    assert wrong in str(caught.value)
    assert right in str(caught.value)


def test_a_name_like_no_other_suggests_nothing() -> None:
    """A name that is near to none gets no suggestion."""
    with pytest.raises(AttributeError) as caught:
        accountability.zzzzzzzz  # type: ignore[attr-defined]  # that it is wrong is the point
    assert "did you mean" not in str(caught.value)


def test_a_misspelled_import_is_an_import_error() -> None:
    """`from accountability import` of a wrong name fails as for any module."""
    with pytest.raises(ImportError):
        exec("from accountability import Recomendation", {})


def test_the_version_is_that_of_the_distribution() -> None:
    """`__version__` is read from the installed metadata when it is asked for."""
    assert importlib.metadata.version("accountability") == accountability.__version__


def test_hypothesis_can_be_imported_with_the_package_installed() -> None:
    """Our hook lets `import hypothesis` pass, and brings the records that it registers, no more."""
    code = (
        "import sys, hypothesis; print(sorted({m.split('.')[1] for m in sys.modules "
        "if m.startswith('accountability.')}), 'cattrs' in sys.modules)"
    )
    allowed = ["dates", "exceptions", "findings", "model", "testing", "text"]
    assert f"{allowed} False" == run_fresh(code)


def _imports_of_the_front_door(path: Path) -> list[str]:
    """List what *path* imports from the front door; modules are no names of the front door."""
    return [
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "accountability"
        for alias in node.names
        if alias.name in accountability.__all__
    ]


def test_no_room_goes_in_by_the_front_door() -> None:
    """Rooms import each other by name, so that the arrows between them can be checked."""
    folder = Path(accountability.__file__).parent
    outsiders = {"cli", "exporters", "importers", "samples", "testing"}
    found = {
        str(path.relative_to(folder)): names
        for path in sorted(folder.rglob("*.py"))
        if path.relative_to(folder).parts[0].removesuffix(".py") not in outsiders
        and (names := _imports_of_the_front_door(path))
    }
    assert {} == found


def _dangers(path: Path) -> list[str]:
    """List what *path* calls or imports that would run, unpack or start what it was given."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {str(getattr(node, "module", ""))}
            found += sorted(
                names
                & {"marshal", "pickle", "shelve", "socket", "subprocess", "urllib.request", "yaml"}
            )
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            if called in {"eval", "exec", "extractall", "mktemp", "system"}:
                found.append(f"{called}()")
            found += ["shell=" for keyword in node.keywords if keyword.arg == "shell"]
    return found


def test_nothing_in_the_library_runs_what_it_reads() -> None:
    """No room executes data, unpacks archives to disk, starts a process or opens a connection."""
    folder = Path(accountability.__file__).parent
    found = {
        str(path.relative_to(folder)): dangers
        for path in sorted(folder.rglob("*.py"))
        if (dangers := _dangers(path))
    }
    assert {} == found
