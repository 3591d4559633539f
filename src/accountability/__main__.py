"""The door for people at a prompt: ``accountability`` and ``python -m accountability``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, or say which extra is missing."""
    try:
        from accountability.cli import main as run
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.stderr.write(
            f"The command line needs {error.name}, which is not installed; "
            "install accountability[cli]\n"
        )
        sys.exit(2)
    run(prog_name="accountability")


if __name__ == "__main__":
    main()
