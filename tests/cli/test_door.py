"""The command line as a process: its door, pipes, terminals, and what it costs to ask for help."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

DAY = "2027-10-01"
NEEDS_CLI = pytest.mark.needs("cli")
LIBRARIES = {"attrs", "cattrs", "docx", "holidays", "hypothesis", "lxml", "openpyxl", "rich"}


def process(
    *words: object, env: dict[str, str] | None = None, out: int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """Start the command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "accountability", *map(str, words)],
        env={**os.environ, **(env or {})},
        stdout=out,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )


def test_without_its_extra_the_door_says_what_to_install() -> None:
    """Where click is not installed one line names the extra, and the exit code is 2."""
    code = (
        "import sys; sys.modules['click'] = None; from accountability.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (2, "") == (done.returncode, done.stdout)
    assert (
        "The command line needs click, which is not installed; install accountability[cli]\n"
    ) == done.stderr


@NEEDS_CLI
def test_help_and_version_load_click_and_nothing_else() -> None:
    """Asking what there is costs no more than click itself."""
    code = (
        "import sys\n"
        "from accountability.__main__ import main\n"
        "sys.argv[1:] = sys.argv[1:]\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n"
        "    mine = sorted(n for n in sys.modules if n.startswith('accountability.'))\n"
        "    roots = sorted({n.partition('.')[0] for n in sys.modules})\n"
        "    import json; print(json.dumps([stop.code, mine, roots]), file=sys.stderr)\n"
    )
    for words in (["--help"], ["--version"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
        )
        stopped, mine, roots = json.loads(done.stderr)
        assert (0, ["accountability.__main__", "accountability.cli"]) == (stopped, mine)
        assert set() == LIBRARIES & set(roots)


def test_help_names_every_command_and_option(run: Run) -> None:
    """Each command tells what it does; the version is printed with the name."""
    told = run("--help").out
    names = "demo import check status export exporters mark merge diff schema".split()
    assert [] == [name for name in names if f"\n  {name} " not in told]
    for name in names:
        outcome = run(name, "--help")
        assert (0, True) == (outcome.code, f"Usage: accountability {name}" in outcome.out)
    assert run("--version").out.startswith("accountability ")


@NEEDS_CLI
def test_a_reader_that_goes_away_is_no_error(sample: Path) -> None:
    """`accountability check … | head -1` ends quietly, and not as if something had been found."""
    reading, writing = os.pipe()
    os.close(reading)
    child = process("check", sample, "--as-of", DAY, out=writing)
    os.close(writing)
    assert ("", 0) == (child.communicate()[1], child.returncode)


@NEEDS_CLI
def test_a_full_disk_behind_standard_output_is_one_line() -> None:
    """Output that could not be written is not passed over, and not a traceback."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        child = process("schema", out=full.fileno())
        assert ("accountability: no space left on device\n", 2) == (
            child.communicate()[1],
            child.returncode,
        )


def test_being_stopped_is_one_word(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C ends the command without a traceback."""

    def stop(*_words: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("accountability.status.statuses", stop)
    outcome = run("status", sample)
    assert (130, "stopped\n") == (outcome.code, outcome.err.lstrip("\n"))


@NEEDS_CLI
def test_a_terminal_without_unicode_is_written_to_all_the_same(sample: Path) -> None:
    """What an encoding lacks becomes a question mark; JSON says it in escapes and loses nothing."""
    env = {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"}
    words = ["status", sample, "--as-of", DAY, "--only", "overdue"]
    plain = process(*words, env=env)
    out, err = plain.communicate()
    assert (0, "", True) == (plain.returncode, err, "?by summer 2027?" in out)
    told = process(*words, "--json", env=env)
    usual = process(*words, "--json", env={"PYTHONIOENCODING": "utf-8"})
    assert json.loads(usual.communicate()[0]) == json.loads(told.communicate()[0])


# --- on a terminal --------------------------------------------------------------------------------------


def all_of(terminal: int) -> bytes:
    """Return what is written to a pseudo-terminal until its other side is closed."""
    shown = b""
    # An error is how some systems say that the other side has gone.
    with suppress(OSError):
        while part := os.read(terminal, 65_536):
            shown += part
    os.close(terminal)
    return shown


@pytest.fixture
def terminal(sample: Path) -> Callable[..., str]:
    """Give a function that returns what `status` shows on a terminal of some width."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

    def show(columns: int, **env: str) -> str:
        ours, theirs = pty.openpty()
        usual = {"TERM": "xterm-256color", "COLUMNS": str(columns)}
        kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        child = subprocess.Popen(
            [sys.executable, "-m", "accountability", "status", str(sample), "--as-of", DAY],
            env={**kept, **usual, **env},
            stdout=theirs,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        shown = all_of(ours)
        assert 0 == child.wait()
        return shown.decode("utf-8").replace("\r\n", "\n")

    return show


@NEEDS_CLI
def test_a_terminal_gets_colours_and_nobody_else_does(
    terminal: Callable[..., str], run: Run, sample: Path
) -> None:
    """Colour only repeats the word; without it, and through a pipe, the words are the same."""
    coloured, plain = terminal(100), terminal(100, NO_COLOR="1")
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert run("status", sample, "--as-of", DAY).out == plain


@NEEDS_CLI
def test_a_narrow_terminal_is_respected(terminal: Callable[..., str]) -> None:
    """On 50 columns the word stands on a line of its own and nothing is wider."""
    lines = terminal(50, NO_COLOR="1").splitlines()
    assert 50 >= max(len(line) for line in lines)
    assert "  Recommendation 1: Publish one warning standard" in lines[lines.index("Overdue") + 1]


@NEEDS_CLI
def test_what_goes_on_is_shown_on_a_terminal_and_wiped_away(
    here: Path, pages: dict[str, Path]
) -> None:
    """Progress is drawn on standard error alone, so that standard output stays what it is."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    files = [str(path) for path in pages.values()]
    with (here / "told").open("wb") as told:
        child = subprocess.Popen(
            [sys.executable, "-m", "accountability", "import", *files, "--output", "out.json"],
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
            cwd=here,
            stdout=told,
            stderr=theirs,
        )
    os.close(theirs)
    shown = all_of(ours).decode("utf-8")
    assert (0, True) == (child.wait(), "Reading" in shown)
    assert "\nWritten: out.json\n" in (here / "told").read_text(encoding="utf-8")
    assert "\x1b" not in (here / "told").read_text(encoding="utf-8")


def test_words_of_a_file_cannot_drive_the_terminal(run: Run, here: Path) -> None:
    """Escape sequences and controls of direction are shown as unreadable characters."""
    name = "\x1b[31mred\u202e.json"
    outcome = run("status", name)
    assert (2, True) == (
        outcome.code,
        outcome.err.startswith("accountability: \ufffd[31mred\ufffd"),
    )
    (here / "bad.json").write_text('{"\x9b31m": 1}', encoding="utf-8")
    assert "\x9b" not in run("status", "bad.json").err
