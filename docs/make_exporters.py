"""
Write the reference page of the built-in exporters from their classes.

Run by hand (``python docs/make_exporters.py``) when code has changed; a test fails while the page is
stale. The page is kept in the repository so that a reviewer of a change sees what readers will see.
"""

from __future__ import annotations

import importlib.metadata
import inspect
import re
from pathlib import Path

import attrs

PAGE = Path(__file__).parent / "reference" / "exporters.md"

INTRODUCTION = """\
<!-- Made by docs/make_exporters.py from the code; change it there. -->

# Exporters

What `accountability export NAME` can write; an option is given as `--option KEY=VALUE`.
Other packages may add to these; `accountability exporters` lists what is installed.

"""


def _sections(thing: type) -> tuple[str, dict[str, str]]:
    """Split a docstring into its prose and what "Attributes:" says of each field, on one line each."""
    prose, _, attributes = (inspect.getdoc(thing) or "").partition("\nAttributes:\n")
    entries = re.split(r"^ {4}(?=\w+:)", attributes, flags=re.MULTILINE)[1:]
    pairs = (entry.split("\n\n")[0].partition(":") for entry in entries)
    return prose.strip(), {name: " ".join(words.split()) for name, _, words in pairs}


def _default(field: attrs.Attribute[object]) -> str:
    if field.default is None or field.default is attrs.NOTHING or field.default == "":
        return ""
    return f"`{field.default}`"


def _exporter(name: str, exporter: type) -> str:
    prose, meanings = _sections(exporter)
    suffix, media_type = getattr(exporter, "suffix", ""), getattr(exporter, "media_type", "")
    parts = [f"## `{name}`\n\n{prose}\n\n", f"Writes `{suffix}` ({media_type}).\n\n"]
    options = [field for field in attrs.fields(exporter) if field.init]
    if options:
        parts.append("| option | default | meaning |\n| --- | --- | --- |\n")
    for field in options:
        key = field.name.replace("_", "-")
        parts.append(f"| `{key}` | {_default(field)} | {meanings.get(field.name, '')} |\n")
    return "".join(parts) + "\n"


def page() -> str:
    """Tell every built-in exporter with its options."""
    ours = importlib.metadata.distribution("accountability").entry_points
    points = sorted(ours.select(group="accountability.exporters"), key=lambda point: point.name)
    return (INTRODUCTION + "".join(_exporter(p.name, p.load()) for p in points)).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
