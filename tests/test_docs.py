"""The documentation as a reader meets it: examples do what they say, and everything public is told."""

from __future__ import annotations

import ast
import doctest
import importlib.metadata
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import accountability

PROJECT = Path(__file__).parent.parent
PAGES = sorted(
    page
    for page in [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]
    if not {"_build", "api"} & set(page.parts)
)
PYTHON = re.compile(r"^```(?:python|pycon)\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)


def _name(page: Path) -> str:
    return str(page.relative_to(PROJECT))


def examples(page: Path) -> list[doctest.Example]:
    """List the examples at a Python prompt on *page*, in order, each with its line in the page."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in PYTHON.finditer(text):
        line = text[: block.start(1)].count("\n")
        for example in doctest.DocTestParser().get_examples(block[1]):
            example.lineno += line
            found.append(example)
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=_name)
def test_examples_at_a_python_prompt_do_what_they_show(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page shows at a Python prompt is what a reader gets who types it."""
    monkeypatch.chdir(tmp_path)
    runner = doctest.DebugRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    try:
        runner.run(doctest.DocTest(examples(page), {}, _name(page), str(page), 0, None))
    except doctest.DocTestFailure as failure:
        example = failure.example
        where = f"{_name(page)}, line {example.lineno + 1}"
        pytest.fail(f"{where}\nshown:\n{example.want}\ngot:\n{failure.got}", pytrace=False)
    except doctest.UnexpectedException as stopped:
        # As it is, so that an example which needs an extra is skipped where that is not installed.
        _, error, _ = stopped.exc_info
        error.add_note(f"{_name(page)}, line {stopped.example.lineno + 1}")
        raise error from None


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_python_that_is_shown_without_a_prompt_compiles(page: Path) -> None:
    """Code to be copied from a page is at least Python."""
    for block in PYTHON.finditer(page.read_text(encoding="utf-8")):
        if ">>>" not in block[1]:
            ast.parse(block[1])


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A relative link on a page names a file that is there."""
    text = page.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    missing = [
        target
        for target in targets
        if not (page.parent / target).exists()
        and "reference/api/" not in (page.parent / target).as_posix()
    ]
    assert [] == missing


@pytest.mark.parametrize("name", sorted(set(accountability.__all__) - {"__version__"}))
def test_every_public_name_is_documented(name: str) -> None:
    """The API pages show what has a docstring, so every public class and function has one of its own."""
    thing = getattr(accountability, name)
    if getattr(thing, "__module__", "").startswith("accountability."):
        assert vars(thing).get("__doc__", "") if isinstance(thing, type) else thing.__doc__ or ""


# --- pages that are made from the code ----------------------------------------------------------


def maker(name: str) -> ModuleType:
    """Import the script that makes a reference page."""
    spec = importlib.util.spec_from_file_location(name, PROJECT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["make_codes", "make_commands", "make_exporters", "make_rules"])
def test_a_page_made_from_the_code_is_fresh(name: str) -> None:
    """The page says what the code says; `python docs/NAME.py` writes it anew."""
    made = maker(name)
    assert made.page() == made.PAGE.read_text(encoding="utf-8"), f"run python docs/{name}.py"


@pytest.mark.needs("cli", "excel", "word")
def test_every_code_is_documented() -> None:
    """Every rule, and every code that stands anywhere in the source, has its entry."""
    folder = Path(accountability.__file__).parent
    code = re.compile(r"""["']((?:REC1|RSP2|COM3|DAT4|LNK5|SRC6|IMP7|RTN8|EXP9)\d\d)["']""")
    used = {
        found
        for path in folder.rglob("*.py")
        for found in code.findall(path.read_text(encoding="utf-8"))
    }
    told: list[str] = []
    for name in ("codes.md", "rules.md"):
        page = (PROJECT / "docs" / "reference" / name).read_text(encoding="utf-8")
        told += re.findall(r"^\((\w+)\)=$", page, flags=re.MULTILINE)
    assert set(told) >= used
    assert sorted(set(told)) == sorted(told)


@pytest.mark.needs("cli")
def test_every_command_and_option_is_documented_and_explained() -> None:
    """Every command has its entry, and no option is listed without a meaning."""
    shown = set(maker("make_commands").commands())
    page = (PROJECT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert shown == set(re.findall(r"^## `accountability (\w+)`$", page, flags=re.MULTILINE))
    assert [] == re.findall(r"^\| `[^`]*` \|\s*\|$", page, flags=re.MULTILINE)


def test_every_exporter_is_documented_and_its_options_explained() -> None:
    """Every exporter that we install has its entry, and no option is listed without a meaning."""
    ours = importlib.metadata.distribution("accountability").entry_points
    page = (PROJECT / "docs" / "reference" / "exporters.md").read_text(encoding="utf-8")
    names = {point.name for point in ours.select(group="accountability.exporters")}
    assert names == set(re.findall(r"^## `(\w+)`$", page, flags=re.MULTILINE))
    assert [] == re.findall(r"^\| `[^`]*` \|.*\|\s*\|$", page, flags=re.MULTILINE)
