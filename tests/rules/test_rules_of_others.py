"""Rules of other distributions, really built and installed: good ones are asked, broken ones are named."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import accountability
from accountability.samples import load_sample

pytest.importorskip("click")

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "1.2"

[project.entry-points."accountability.rules"]
{entry} = "{module}:{value}"

[tool.hatch.build.targets.wheel]
packages = ["{module}"]
"""

RULE = """
from accountability import Rule, Severity


def inspect(inspection):
    {body}


def rule(code):
    return Rule(
        code=code,
        severity=Severity.WARNING,
        title="Without a heading",
        rationale="A list of numbers is hard to read.",
        source="House style of the harbours office.",
        help="Give it a heading.",
        bad="Recommendation 1",
        good="Recommendation 1: radios",
        inspect=inspect,
    )


RULES = {rules}
"""

FINDS = """for item in inspection.register.items[:1]:
        yield RULES[0].report(inspection, item, "it has no heading.", about="title")"""


def rules(body: str, value: str = '(rule("{code}"),)', code: str = "XHB001") -> str:
    """Return the code of a distribution with one rule."""
    return RULE.format(body=body, rules=value.format(code=code))


GOOD = rules(FINDS)

# Distribution: code, words of what is said about it.
BROKEN = {
    "raising-on-import": ("raise RuntimeError('no licence found')", "RuntimeError: no licence"),
    "leaving-on-import": ("raise SystemExit('bye')", "SystemExit: bye"),
    "stopping-on-import": (
        "class Stop(KeyboardInterrupt): pass\nraise Stop('now')",
        "cannot be loaded: Stop: now",
    ),
    "without-a-module": ("import no_such_module_anywhere\nRULES = ()", "no_such_module_anywhere"),
    "of-another-type": ("RULES = 42", "must name a Rule or a tuple of them, not int"),
    "holding-nothing": ("RULES = ()", "it is empty"),
    "claiming-a-code-of-ours": (
        rules(FINDS, code="COM301"),
        "COM301 is a code of this library; codes of other packages begin with X",
    ),
    "in-a-family-of-ours": (
        rules(FINDS, code="COM399"),
        "COM399 is a code of this library's families",
    ),
    "saying-nothing": (
        rules(FINDS, code="XSN001").replace('"Give it a heading."', '""'),
        "XSN001 has no help",
    ),
    "taking-nothing": (
        rules(FINDS, code="XTN001").replace("def inspect(inspection)", "def inspect()"),
        "XTN001 cannot be asked: inspect must take an Inspection",
    ),
}

# Distribution: what its rule does, words of what is said about it.
FAILING = {
    "raising-when-asked": (
        "raise ZeroDivisionError('row 3')",
        "XFA001 failed: ZeroDivisionError: row 3",
    ),
    "leaving-when-asked": ("raise SystemExit(3)", "XFB001 failed: SystemExit: 3"),
    "stopping-when-asked": (
        "raise type('Stop', (BaseException,), {})('now')",
        "XFC001 failed: Stop: now",
    ),
    "yielding-words": ("yield 'no heading'", "XFD001 yields str, which is no finding"),
    "yielding-for-others": (
        FINDS.replace("RULES[0]", "rule('XHB009')"),
        "XFE001 yields findings of XHB009, which is not its own code",
    ),
    "returning-nothing": ("return None", "XFF001 failed: TypeError"),
}

Install = Callable[[str, str, str], None]


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

    def build(name: str, entry: str, code: str) -> None:
        project, module = tmp_path / name, name.replace("-", "_")
        (project / module).mkdir(parents=True)
        (project / module / "__init__.py").write_text(code, encoding="utf-8")
        (project / "pyproject.toml").write_text(
            PYPROJECT.format(name=name, module=module, entry=entry, value="RULES"),
            encoding="utf-8",
        )
        monkeypatch.chdir(project)
        with zipfile.ZipFile(project / build_wheel(str(project))) as archive:
            archive.extractall(site)

    return build


@pytest.fixture
def register(tmp_path: Path) -> str:
    """Return the file of the sample register."""
    path = tmp_path / "register.json"
    path.write_text(accountability.dumps(load_sample()), encoding="utf-8")
    return str(path)


def check(
    site: Path, register: str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Check a register with what *site* holds installed."""
    return subprocess.run(
        [
            sys.executable,
            *("-m", "accountability", "check", register, "--as-of", "2027-10-01"),
            *arguments,
        ],
        env={**os.environ, "PYTHONPATH": str(site), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Read what was printed for programs."""
    assert "" == done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_rules_of_others_are_asked_when_they_are_named(
    site: Path, install: Install, register: str
) -> None:
    """A set of rules is listed when it is installed, and asked when it is named, like our own."""
    install("harbour-rules", "harbour", GOOD)
    plain = check(site, register, "--select", "REC108")
    assert "Nothing found in 24 items." == plain.stdout.splitlines()[0]
    assert "Ask them with --rules harbour." in plain.stdout

    done = check(site, register, "--rules", "harbour", "--select", "XHB")
    assert (1, "") == (done.returncode, done.stderr)
    assert "XHB001  Recommendation 1" in done.stdout
    assert "it has no heading." in done.stdout
    assert "Next: Give it a heading." in done.stdout
    assert "Installed and not asked" not in done.stdout

    answer = told(check(site, register, "--rules", "harbour", "--json"))
    assert [{"name": "harbour", "distribution": "harbour-rules", "codes": ["XHB001"]}] == answer[
        "rules"
    ]
    assert {"XHB001", "COM301"} <= {finding["code"] for finding in answer["findings"]}
    ignored = check(
        site, register, "--rules", "all", "--select", "X", "--ignore", "XHB=house style"
    )
    assert "Ignored: XHB001" in ignored.stdout


def test_every_broken_one_is_named_and_the_rest_is_asked(
    site: Path, install: Install, register: str
) -> None:
    """Each broken set and each failing rule is named with its distribution; nothing else is touched."""
    ours = {
        finding.code for finding in accountability.check(load_sample(), as_of=dt.date(2027, 10, 1))
    }
    for number, (name, (code, _)) in enumerate(BROKEN.items()):
        install(name, f"broken-{number}", code)
    for letter, (name, (body, _)) in zip("ABCDEF", FAILING.items(), strict=True):
        install(name, f"failing-{letter}", rules(body, code=f"XF{letter}001"))
    install("harbour-rules", "harbour", GOOD)

    done = check(site, register, "--rules", "all", "--json")
    assert 1 == done.returncode
    answer = told(done)
    failed = {one["distribution"]: one["reason"] for one in answer["failed"]}
    assert {*BROKEN, *FAILING} == set(failed)
    for name, (_, words) in (BROKEN | FAILING).items():
        assert words in failed[name]
    assert ours | {"XHB001"} == {finding["code"] for finding in answer["findings"]}

    shown = check(site, register, "--rules", "all")
    assert (1, "") == (shown.returncode, shown.stderr)
    printed = " ".join(shown.stdout.split())
    for name in (*BROKEN, *FAILING):
        assert f"of {name}: " in printed
    assert "Traceback" not in shown.stdout


def test_a_clean_register_is_not_called_clean_by_a_rule_that_failed(
    site: Path, install: Install, register: str
) -> None:
    """The exit code is 1 if a rule that was wanted could not be asked."""
    install("raising-when-asked", "harbour", rules("raise KeyError('x')"))
    assert 0 == check(site, register, "--select", "REC108").returncode
    done = check(site, register, "--rules", "harbour", "--select", "XHB,REC108")
    assert 1 == done.returncode
    assert "the rule XHB001 failed: KeyError: 'x'." in " ".join(done.stdout.split())


def test_two_that_claim_a_code_or_a_name_are_both_named(
    site: Path, install: Install, register: str
) -> None:
    """What two distributions claim is nobody's."""
    install("first-rules", "first", GOOD)
    install("second-rules", "second", GOOD)
    install("third-rules", "same", rules(FINDS, code="XTH001"))
    install("fourth-rules", "same", rules(FINDS, code="XFO001"))
    answer = told(check(site, register, "--rules", "all", "--json"))
    failed = {one["distribution"]: one["reason"] for one in answer["failed"]}
    assert {"first-rules", "second-rules", "third-rules", "fourth-rules"} == set(failed)
    assert "both claim the code XHB001" in failed["first-rules"]
    assert "both claim the name 'same'" in failed["third-rules"]
    assert [] == answer["rules"]


def test_an_unknown_set_names_the_nearest(site: Path, install: Install, register: str) -> None:
    """A slip in the name of a set is answered with the name that was meant."""
    install("harbour-rules", "harbour", GOOD)
    done = check(site, register, "--rules", "harbuor")
    assert (2, "") == (done.returncode, done.stdout)
    assert 'did you mean "harbour"?' in done.stderr


def test_the_off_switch_leaves_only_ours(site: Path, install: Install, register: str) -> None:
    """With the environment variable set, other people's rules are not even listed."""
    install("harbour-rules", "harbour", GOOD)
    done = check(site, register, "--select", "REC108", ACCOUNTABILITY_PLUGINS="off")
    assert (0, "Nothing found in 24 items.\n") == (done.returncode, done.stdout)
    done = check(
        site,
        register,
        "--rules",
        "all",
        "--json",
        "--select",
        "REC108",
        ACCOUNTABILITY_PLUGINS="off",
    )
    assert ([], []) == (told(done)["rules"], told(done)["failed"])


def test_in_python_a_failing_rule_raises_or_is_returned(site: Path, install: Install) -> None:
    """`check` raises what `examine` returns beside the findings of the other rules."""
    install("raising-when-asked", "harbour", rules("raise KeyError('x')"))
    code = (
        "import datetime as dt\n"
        "from accountability import RULES, PluginError, check, examine, load_rules\n"
        "from accountability.samples import load_sample\n"
        "rules = (*load_rules().rules, *RULES)\n"
        "day, sample = dt.date(2027, 10, 1), load_sample()\n"
        "found = examine(sample, as_of=day, rules=rules)\n"
        "print(found.findings == check(sample, as_of=day), *found.failed)\n"
        "try:\n    check(sample, as_of=day, rules=rules)\n"
        "except PluginError as error:\n    print(error.distribution)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    expected = (
        "True 'harbour' from raising-when-asked: the rule XHB001 failed: KeyError: 'x'\n"
        "raising-when-asked\n"
    )
    assert expected == done.stdout
