"""
Write the reference page of the built-in exporters from their classes.

Run by hand (``python docs/make_exporters.py``) when code has changed; a test fails while the page is
stale. The page is kept in the repository so that a reviewer of a change sees what readers will see.
"""

from __future__ import annotations

import importlib.metadata
import inspect
from pathlib import Path

from accountability.plugins import options_of

PAGE = Path(__file__).parent / "reference" / "exporters.md"

INTRODUCTION = """\
<!-- Made by docs/make_exporters.py from the code; change it there. -->

# Exporters

What `accountability export NAME` can write; an option is given as `--option KEY=VALUE`.
Other packages may add to these; `accountability exporters` lists what is installed.

"""


def _exporter(name: str, exporter: type) -> str:
    prose = (inspect.getdoc(exporter) or "").partition("\nAttributes:\n")[0].strip()
    suffix, media_type = getattr(exporter, "suffix", ""), getattr(exporter, "media_type", "")
    parts = [f"## `{name}`\n\n{prose}\n\n", f"Writes `{suffix}` ({media_type}).\n\n"]
    options = options_of(exporter)
    if options:
        parts.append("| option | takes | without it | meaning |\n| --- | --- | --- | --- |\n")
    for option in options:
        takes = option.takes.replace("|", "\\|")
        parts.append(f"| `{option.name}` | {takes} | {option.default} | {option.help} |\n")
    return "".join(parts) + "\n"


def page() -> str:
    """Tell every built-in exporter with its options."""
    ours = importlib.metadata.distribution("accountability").entry_points
    points = sorted(ours.select(group="accountability.exporters"), key=lambda point: point.name)
    return (INTRODUCTION + "".join(_exporter(p.name, p.load()) for p in points)).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
