"""What the commands print about the sample is what was read, line by line, before it was kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("click", reason="needs accountability[cli]")

import runpy

from accountability import Status

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def outputs() -> dict[str, str]:
    """Give what the commands print now."""
    script = runpy.run_path(str(HERE / "regenerate.py"))
    made: dict[str, str] = script["outputs"]()
    return made


@pytest.mark.parametrize("command", ["status", "check"])
def test_a_command_prints_what_was_kept(outputs: dict[str, str], command: str) -> None:
    """Every status, reason and finding of the sample is as it was read; see CONTRIBUTING to keep a change."""
    kept = (HERE / f"{command}.json").read_text(encoding="utf-8")
    assert json.loads(kept) == json.loads(outputs[command])
    assert kept == outputs[command]


def test_every_status_was_read() -> None:
    """The kept statuses of the sample's items show each status at least once."""
    kept = json.loads((HERE / "status.json").read_text(encoding="utf-8"))
    assert set(Status) == {item["status"] for item in kept["items"]}
