"""
What the commands print about the sample, for programs; run by itself it writes the golden files anew.

``python tests/golden/regenerate.py`` after a change that is meant to show; then read the difference, line
by line, before it is kept.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from click.testing import CliRunner

from accountability import dumps
from accountability.cli import main
from accountability.samples import DEMO_DAY, load_sample

HERE = Path(__file__).parent
COMMANDS = ("status", "check")


def outputs() -> dict[str, str]:
    """Return what each command prints about the sample on its day, by command."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder, "register.json")
        register.write_text(dumps(load_sample()), encoding="utf-8")
        for command in COMMANDS:
            words = [command, str(register), "--as-of", DEMO_DAY.isoformat(), "--json"]
            words += ["--calendar", "none"]
            found[command] = CliRunner().invoke(main, words).stdout
    return found


if __name__ == "__main__":
    for name, output in outputs().items():
        Path(HERE, f"{name}.json").write_text(output, encoding="utf-8")
