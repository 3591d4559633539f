"""
How long `import accountability` takes, beside an interpreter that imports nothing.

Run by `nox -s benchmarks`. CPU time of whole processes, the median of several runs, as a ratio, so that
the figure means the same on any machine.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

RUNS = 15
HELP = "import sys; sys.argv[1:] = ['--help']; "
COMMANDS = {
    "nothing": "pass",
    "import accountability": "import accountability",
    "its records": "from accountability import Register",
    "click alone --help": f"{HELP}import click; click.command()(lambda: None)()",
    "accountability --help": f"{HELP}from accountability.__main__ import main; main()",
}


def cpu_seconds(code: str) -> float:
    """Give the CPU time that a fresh interpreter needs for *code*, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def main() -> None:
    """Print one line a command."""
    medians = {
        name: statistics.median(cpu_seconds(code) for _ in range(RUNS))
        for name, code in COMMANDS.items()
    }
    for name, seconds in medians.items():
        ratio = seconds / medians["nothing"]
        print(f"{name:24} {seconds * 1000:6.0f} ms CPU   {ratio:5.2f} × an empty interpreter")
    ratio = medians["accountability --help"] / medians["click alone --help"]
    print(f"accountability --help takes {ratio:.2f} × click alone (bar: 1.3)")


if __name__ == "__main__":
    main()
