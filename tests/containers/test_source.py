"""What the source never does with somebody else's file, whoever wrote the lines."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

import accountability
from accountability.importers.excel._columns import _CHECK
from accountability.importers.excel._formats import Shown, shown_as
from accountability.importers.excel._long import Joined, LongTexts
from accountability.importers.excel._usual import usual_rows
from accountability.importers.excel._values import Kind, Typed, tidy
from accountability.importers.excel._words import fetches

SOURCE = Path(accountability.__file__).parent


@functools.cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """Return each call in the source: file, what is called, and the call."""
    return tuple(found())


def found() -> Iterator[tuple[str, str, ast.Call]]:
    """Look for them."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(SOURCE).as_posix(), ast.unparse(node.func), node


def test_sec10_every_parser_of_lxml_is_a_closed_one() -> None:
    """A parser of lxml resolves nothing, fetches nothing and keeps its limits; none is left to default."""
    closed = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
    }
    for file, name, call in calls():
        if name.endswith("XMLParser"):
            given = {
                one.arg: one.value.value
                for one in call.keywords
                if isinstance(one.value, ast.Constant)
            }
            assert closed.items() <= given.items(), file
        if name in {"etree.fromstring", "etree.XML", "etree.parse", "parse_xml"}:
            assert len(call.args) > 1 or name == "parse_xml", f"{file}: {ast.unparse(call)}"
        assert not name.endswith(("HTMLParser", "iterparse", "xinclude")), file


def test_sec13_no_path_is_built_from_data() -> None:
    """An XPath is written out in the source; nothing of a file becomes part of one."""
    for file, name, call in calls():
        if name.rpartition(".")[2] in {"xpath", "XPath"}:
            assert isinstance(call.args[0], ast.Constant | ast.Name), f"{file}: {ast.unparse(call)}"


def test_sec40_nothing_is_run_unpickled_or_extracted() -> None:
    """No call in the source runs text, loads pickles, opens a shell or unpacks an archive to disk."""
    ends = ("extractall", ".mktemp", "os.system", "os.popen", "pickle.load", "pickle.loads")
    for file, name, call in calls():
        assert name not in {"eval", "exec"}, file
        assert not name.endswith(ends), file
        assert "shell" not in {one.arg for one in call.keywords}, file


@pytest.mark.parametrize(
    "words",
    ["[" * 100_000, '"' * 99_999, "[$" * 50_000, "\\" * 100_000, "_x" * 50_000, "(|'" * 33_000],
)
def test_sec48_patterns_are_linear(words: str) -> None:
    """A hundred thousand characters made to be slow are looked at as fast as any others."""
    assert shown_as(200, words) in Shown
    assert words == tidy(words)
    fetches(Typed(Kind.FORMULA, formula=words))
    fetches(Typed(Kind.FORMULA, formula="DDE " * 25_000))
    assert None is _CHECK.fullmatch("bcdfgh" + " " * 100_000 + "!")
    turning = " … [continued on sheet Long texts, rows 1" * 2_000
    assert Joined(text=turning) == LongTexts().whole(turning, "Recommendations", "", "")
    assert None is usual_rows(b'<row r="1"' * 10_000, ())
    assert None is usual_rows(b'<c r="A1" t="inlineStr"><is><t>' * 4_000, ())
